"""Small ledgers as readable text, for tests of what follows from them.

One line an event::

    2025-09-10  proposal  KR>US  swap        act=request  #ask   @2025-09-12
    ?           response  US     swap        verdict=resists  responds_to=ask
    amend ask date=2025-09-09                @2025-09-20
    retract ask                              @2025-09-22
    actor lee party=JP                       @2025-09-23

Date (``?`` when unknown), type, parties (``KR>US``: KR acts towards US; ``KR``: KR acts; ``KR+US``:
together), issues joined by commas (``-`` for none), fields. ``#name`` lets later lines refer to the
event; ``@day`` is when it was recorded and published (by default the last day of the event, or the
line before's). Words in double quotes are the summary. ``term=name:value:unit:role`` may stand
several times; after the role a party (``KR``), a bound (``at_least``) and what it is counted by
(``year``) may follow. ``actors=lee,bessent`` names persons of ``ACTORS``; an ``actor`` line corrects
one. ``source=day`` on an amendment adds an article published on that day.
"""

from __future__ import annotations

import copy
import itertools
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, get_args
from unittest.mock import patch

from timeline.model.article import Article, article_id
from timeline.model.edtf import Edtf
from timeline.model.events import Bound, read_event
from timeline.model.ledger import Change
from timeline.model.problems import Problem, ProblemError
from timeline.model.registry import Actor, Issue, Negotiation, Party
from timeline.store import clock, connection, state
from timeline.store.check import check_store
from timeline.store.connection import Connection, _connect
from timeline.store.ledger import export, read_ledger
from timeline.store.statements import run
from timeline.store.store import Reader, Store, Writer

NEGOTIATION = "talks"
NAMES = {"KR": "South Korea", "US": "United States", "JP": "Japan", "EU": "European Union"}
ACTORS = {"lee": "KR", "koo": "KR", "bessent": "US", "greer": "US", "akazawa": "JP"}
"""Persons, each with the party that they act for."""


@cache
def _blank() -> Path:
    """A store without records, made once: making the schema costs more than most tests."""
    path = Path(tempfile.mkdtemp()) / "blank.duckdb"
    with Store(path).writing("test", create=True):
        pass
    return path


@dataclass(frozen=True)
class OpenStore(Store):
    """A store of which the one connection stays open, in a transaction that is never committed."""

    connection: Connection

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        yield Reader(self.connection)

    @contextmanager
    def writing(self, author: str, create: bool = False) -> Iterator[Writer]:
        yield Writer(self.connection, author)


@dataclass(frozen=True)
class HeldStore(OpenStore):
    """A store that DuckDB opens once for a whole test: to open and close it costs several times what is asked of it.

    Each writing is a transaction as ever, kept or undone. What is about files, locks or processes needs a ``Store``.
    """

    @contextmanager
    def writing(self, author: str, create: bool = False) -> Iterator[Writer]:
        run(self.connection, "BEGIN TRANSACTION")
        try:
            yield Writer(self.connection, author)
        except BaseException:
            run(self.connection, "ROLLBACK")
            raise
        run(self.connection, "COMMIT")

    def export(self, folder: Path) -> dict[str, int]:
        return export(self.connection, folder)

    def check(self) -> list[Problem]:
        return check_store(self.connection)


@contextmanager
def copy_held(store: Store, folder: Path) -> Iterator[Store]:
    """A copy of a store for one test, since making a store costs more; held open."""
    path = Path(shutil.copy(store.path, folder))
    held = connection._connect(path, read_only=False, patience_s=0)
    try:
        yield HeldStore(path, held)
    finally:
        held.close()


class Stands:
    """What ``Store.state`` tells, of which each list is made when a test looks at it: all of them cost three times one."""

    def __init__(
        self, store: Store, as_of: date, known_at: datetime | None = None, negotiation: str = NEGOTIATION
    ) -> None:
        self._asked = (store, as_of, known_at, negotiation)

    def __getattr__(self, part: str) -> Any:
        if part not in state.PARTS:
            raise AttributeError(part)
        store, as_of, known_at, negotiation = self._asked
        with store.reading() as reader:
            answer = state.answering(reader.connection, negotiation, *reader.clocks(as_of, known_at))
            setattr(self, part, state.PARTS[part](answer))
        return getattr(self, part)


_idle: list[OpenStore] = []
"""Blank stores that nobody uses now, open."""
_numbers = itertools.count()


@contextmanager
def open_ledger(text: str, stalled_after_days: int = 30) -> Iterator[TextLedger]:
    """A ledger to ask questions of: to open, commit to and close a file costs several times what the answers do.

    Its entries are read where they were written and taken back in the end, so that the next ledger finds a blank
    store. It is no file: what is about files, processes or commits needs a ``TextLedger`` of its own.
    """
    store = _idle.pop() if _idle else _opened()
    run(store.connection, "BEGIN TRANSACTION")
    try:
        yield TextLedger(store, text, stalled_after_days)
    finally:
        run(store.connection, "ROLLBACK")
        _idle.append(store)


def _opened() -> OpenStore:
    path = _blank().with_name(f"open-{next(_numbers)}.duckdb")
    shutil.copy(_blank(), path)
    return OpenStore(path, _connect(path, read_only=False, patience_s=0))


class TextLedger:
    """A store made from text, and the ids of its named events. Every line is checked and written as a command would."""

    def __init__(self, place: Path | OpenStore, text: str, stalled_after_days: int = 30) -> None:
        if isinstance(place, Path):
            shutil.copy(_blank(), place)
        self.store = Store(place) if isinstance(place, Path) else place
        self.ids: dict[str, str] = {}
        self._records: dict[str, dict[str, Any]] = {}
        self._clock = datetime(2025, 1, 1, tzinfo=UTC)
        lines = [line.split("  //")[0].strip() for line in text.strip().splitlines() if line.strip()]
        issues = sorted({issue for line in lines for issue in self._issues(line)})
        people = sorted({id for line in lines for id in self._people(line)})
        with self.store.writing("test") as self._writer, patch.object(clock, "next_instant", self._instant):
            self._write(
                [
                    *(Change.of(Party(party=code, name=name)) for code, name in NAMES.items()),
                    *(Change.of(_actor(id, ACTORS[id])) for id in people),
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

    _writer: Writer

    @classmethod
    def copied(cls, path: Path, text: str) -> TextLedger:
        """One of its own at ``path`` for a test that writes to it or damages it: the text is written once."""
        made = copy.copy(_kept(text))
        shutil.copy(made.store.path, path)
        made.store = Store(path)
        return made

    def __getitem__(self, name: str) -> str:
        return self.ids[name]

    def names(self, ids: Any) -> list[str]:
        """Names for event ids, so that expectations read as the text does."""
        by_id = {id: name for name, id in self.ids.items()}
        return [by_id.get(id, id) for id in ids]

    @staticmethod
    def _issues(line: str) -> list[str]:
        words = line.split()
        corrected = [word.removeprefix("issues=") for word in words if word.startswith("issues=")]
        named = [] if words[0] in ("amend", "retract", "actor") or words[3] == "-" else [words[3]]
        return [issue for part in (*named, *corrected) for issue in part.split(",")]

    @staticmethod
    def _people(line: str) -> list[str]:
        words = line.split()
        named = [words[1]] if words[0] == "actor" else []
        acting = [word.removeprefix("actors=").split(",") for word in words if word.startswith("actors=")]
        return [*named, *(id for ids in acting for id in ids)]

    def _take(self, line: str) -> None:
        words = shlex.split(line, comments=False)
        recorded = next((date.fromisoformat(word[1:]) for word in words if word.startswith("@")), None)
        fields = [
            (key, value)
            for key, equals, value in (word.partition("=") for word in words)
            if equals and " " not in key and not key.startswith("#")
        ]
        if words[0] == "retract":
            self._at(recorded)
            self._write([Change.retraction("event", self.ids[words[1]], "test")])
        elif words[0] == "actor":
            self._at(recorded)
            self._write([Change.of(_actor(words[1], dict(fields)["party"]), "amend", "test")])
        elif words[0] == "amend":
            self._at(recorded)
            self._amend(line, words[1], fields)
        else:
            self._event(line, words, fields, recorded)

    def _amend(self, line: str, name: str, fields: list[tuple[str, str]]) -> None:
        record = {**self._records[name], **self._fields([field for field in fields if field[0] != "source"])}
        changes = []
        for day in (value for key, value in fields if key == "source"):
            article, span = self._article(
                f"More on {name}. {line}{' Again.' * (len(record['evidence']) - 1)}", Edtf.parse(day)
            )
            record["evidence"] = [*record["evidence"], span]
            changes.append(Change.of(article))
        self._records[name] = record
        self._write([*changes, Change.of(read_event(record), "amend", "test")])

    def _article(self, text: str, published: Edtf) -> tuple[Article, dict[str, Any]]:
        article = Article(article_id=article_id(text), text=text, published=published, negotiations=(NEGOTIATION,))
        return article, {"article_id": article.article_id, "start": 0, "end": len(text), "quote": text}

    def _event(self, line: str, words: list[str], fields: list[tuple[str, str]], recorded: date | None) -> None:
        when = None if words[0] == "?" else Edtf.parse(words[0])
        by, _, to = words[2].partition(">")
        joint = "+" in words[2]
        number = len(self.ids) + 1
        name = next((word[1:] for word in words if word.startswith("#")), f"e{number}")
        self.ids[name] = f"{NEGOTIATION}-{number:04d}"
        if recorded is None and when and when.last:
            recorded = max(when.last, self._clock.date()) if when.last <= date(2030, 1, 1) else None
        self._at(recorded)
        article, span = self._article(f"Line {number}. {line}", Edtf.of(self._clock.date()))
        summary = next((word for word in words[4:] if " " in word and "=" not in word), None)
        record: dict[str, Any] = {
            "event_id": self.ids[name],
            "negotiation_id": NEGOTIATION,
            "type": words[1],
            "date": when,
            "parties": sorted(set(words[2].replace(">", "+").split("+"))),
            "by_parties": [] if joint else [by],
            "issues": [] if words[3] == "-" else words[3].split(","),
            "summary": summary or line,
            "evidence": [span],
            **self._fields(fields),
        }
        if words[1] == "proposal" and to:
            record["to_parties"] = [to]
        self._records[name] = record
        self._write([Change.of(article), Change.of(read_event(record))])

    def _fields(self, fields: list[tuple[str, str]]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in fields:
            if key in ("responds_to", "supersedes", "contradicts", "part_of"):
                values.setdefault("links", []).append({"rel": key, "event_id": self.ids[value]})
            elif key == "term":
                values.setdefault("terms", []).append(_term(value))
            else:
                values[key] = value.split(",") if key in ("issues", "actors", "by_parties", "parties") else value
        return values

    def _at(self, recorded: date | None) -> None:
        if recorded is not None:
            self._clock = max(self._clock, datetime.combine(recorded, time(12), UTC))

    def _instant(self, connection: Any) -> datetime:
        return self._clock

    def _write(self, changes: list[Change]) -> None:
        self._clock += timedelta(seconds=1)
        self._writer.append(changes)


@cache
def _kept(text: str) -> TextLedger:
    return TextLedger(Path(tempfile.mkdtemp()) / "kept.duckdb", text)


def _actor(id: str, party: str) -> Actor:
    return Actor(actor_id=id, name=id.capitalize(), party=party)


def _term(text: str) -> dict[str, Any]:
    name, amount, unit, role, *more = text.split(":")
    term: dict[str, Any] = {"name": name, "value": float(amount), "unit": unit, "role": role or None}
    for word in more:
        term["party" if word in NAMES else "bound" if word in get_args(Bound) else "per"] = word
    return term


def check_ledger(folder: Path) -> list[Problem]:
    """What is wrong with a text ledger."""
    try:
        return read_ledger(folder).replayed()[1]
    except ProblemError as error:
        return list(error.problems)
