"""Small ledgers as readable text, for tests of what follows from them.

One line an event::

    2025-09-10  proposal  KR>US  swap        act=request  #ask   @2025-09-12
    ?           response  US     swap        verdict=resists  responds_to=ask
    amend ask date=2025-09-09                @2025-09-20
    retract ask                              @2025-09-22

Date (``?`` when unknown), type, parties (``KR>US``: KR acts towards US; ``KR``: KR acts; ``KR+US``:
together), issues joined by commas (``-`` for none), fields. ``#name`` lets later lines refer to the
event; ``@day`` is when it was recorded and published (by default the last day of the event, or the
line before's). Words in double quotes are the summary.
"""

from __future__ import annotations

import shlex
import shutil
import tempfile
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from timeline.model.article import Article, article_id
from timeline.model.edtf import Edtf
from timeline.model.events import read_event
from timeline.model.ledger import Change, Entry
from timeline.model.registry import Issue, Negotiation, Party
from timeline.store import history, laws
from timeline.store.store import Store

NEGOTIATION = "talks"
NAMES = {"KR": "South Korea", "US": "United States", "JP": "Japan", "EU": "European Union"}


@cache
def _blank() -> Path:
    """A store without records, made once: making the schema costs more than most tests."""
    path = Path(tempfile.mkdtemp()) / "blank.duckdb"
    with Store(path).writing("test", create=True):
        pass
    return path


class TextLedger:
    """A store made from text, and the ids of its named events."""

    def __init__(self, path: Path, text: str, stalled_after_days: int = 30) -> None:
        shutil.copy(_blank(), path)
        self.store = Store(path)
        self.ids: dict[str, str] = {}
        self._records: dict[str, dict[str, Any]] = {}
        self._known = laws.Known()
        self._entries: list[tuple[Entry, int]] = []
        self._clock = datetime(2025, 1, 1, tzinfo=UTC)
        lines = [line.split("  //")[0].strip() for line in text.strip().splitlines() if line.strip()]
        issues = sorted({issue for line in lines for issue in self._issues(line)})
        self._write(
            [
                *(Change.of(Party(party=code, name=name)) for code, name in NAMES.items()),
                Change.of(
                    Negotiation(
                        negotiation_id=NEGOTIATION,
                        title="Talks",
                        parties=("KR", "US"),
                        stalled_after_days=stalled_after_days,
                    )
                ),
                *(Change.of(Issue(negotiation_id=NEGOTIATION, issue_id=issue, name=issue)) for issue in issues),
            ]
        )
        for line in lines:
            self._take(line)
        with self.store.writing("test") as writer:
            history.append(writer.connection, self._entries)

    def __getitem__(self, name: str) -> str:
        return self.ids[name]

    def names(self, ids: Any) -> list[str]:
        """Names for event ids, so that expectations read as the text does."""
        by_id = {id: name for name, id in self.ids.items()}
        return [by_id.get(id, id) for id in ids]

    @staticmethod
    def _issues(line: str) -> list[str]:
        words = line.split()
        return [] if words[0] in ("amend", "retract") or words[3] == "-" else words[3].split(",")

    def _take(self, line: str) -> None:
        words = shlex.split(line, comments=False)
        recorded = next((date.fromisoformat(word[1:]) for word in words if word.startswith("@")), None)
        fields = dict(word.split("=", 1) for word in words if "=" in word and " " not in word.split("=", 1)[0])
        if words[0] == "retract":
            self._at(recorded)
            self._write([Change.retraction("event", self.ids[words[1]], "test")])
        elif words[0] == "amend":
            self._at(recorded)
            record = {**self._records[words[1]], **self._fields(fields)}
            self._records[words[1]] = record
            self._write([Change.of(read_event(record), "amend", "test")])
        else:
            self._event(line, words, fields, recorded)

    def _event(self, line: str, words: list[str], fields: dict[str, str], recorded: date | None) -> None:
        when = None if words[0] == "?" else Edtf.parse(words[0])
        by, _, to = words[2].partition(">")
        joint = "+" in words[2]
        number = len(self.ids) + 1
        name = next((word[1:] for word in words if word.startswith("#")), f"e{number}")
        self.ids[name] = f"{NEGOTIATION}-{number:04d}"
        if recorded is None and when and when.last:
            recorded = max(when.last, self._clock.date()) if when.last <= date(2030, 1, 1) else None
        self._at(recorded)
        text = f"Line {number}. {line}"
        article = Article(
            article_id=article_id(text), text=text, published=Edtf.of(self._clock.date()), negotiations=(NEGOTIATION,)
        )
        summary = next((word for word in words[4:] if " " in word and "=" not in word), None)
        record: dict[str, Any] = {
            "event_id": self.ids[name],
            "negotiation_id": NEGOTIATION,
            "type": words[1],
            "date": when,
            "parties": sorted(set(words[2].replace(">", "+").split("+"))),
            "by_parties": [] if joint else [by],
            "issues": self._issues(line),
            "summary": summary or line,
            "evidence": [{"article_id": article.article_id, "start": 0, "end": len(text), "quote": text}],
            **self._fields(fields),
        }
        if words[1] == "proposal" and to:
            record["to_parties"] = [to]
        self._records[name] = record
        self._write([Change.of(article), Change.of(read_event(record))])

    def _fields(self, fields: dict[str, str]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in fields.items():
            if key in ("responds_to", "supersedes", "contradicts", "part_of"):
                values.setdefault("links", []).append({"rel": key, "event_id": self.ids[value]})
            elif key == "term":
                name, amount, unit, role = value.split(":")
                values["terms"] = [{"name": name, "value": float(amount), "unit": unit, "role": role}]
            else:
                values[key] = value.split(",") if key == "issues" else value
        return values

    def _at(self, recorded: date | None) -> None:
        if recorded is not None:
            self._clock = max(self._clock, datetime.combine(recorded, time(12), UTC))

    def _write(self, changes: list[Change]) -> None:
        self._clock += timedelta(seconds=1)
        ordered = laws.in_order(changes)
        problems = laws.check_transaction(ordered, self._known)
        assert not problems, problems
        for change in ordered:
            values = {name: getattr(change, name) for name in Change.model_fields}
            entry = Entry(**values, recorded_at=self._clock, author="test")
            self._entries.append((entry, self._known.latest(change.kind, change.id)[0]))
