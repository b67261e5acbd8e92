"""The demonstration: a store from the shipped record, a fresh article taken in, and the reports of all negotiations."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date
from pathlib import Path

from timeline.model.problems import Problem, ProblemError
from timeline.sources import read_sources
from timeline.store import backup
from timeline.store.ledger import read_ledger
from timeline.store.store import Reader, Store, rebuild
from timeline.workflow.ingest import ingest
from timeline.workflow.report import write_all

AUTHOR = "timeline demo"
RECENT_DAYS = 30
"""A record that ends longer ago than this is shown as of its last day, not as of today: else all of it is stalled."""


@dataclass(frozen=True)
class Shown:
    """What the demonstration made."""

    store: Store
    own_changes: int
    """Changes of the user's in a store that was there already: then it was kept, and 0 where it was made anew."""
    counts: dict[str, int]
    """Events, articles ... in the store."""
    as_of: date
    """The day that the pages tell of."""
    waiting: dict[str, int]
    """Drafts that wait for review, by negotiation."""
    pages: list[Path]
    headlines: dict[str, list[str]]
    """Status of each negotiation's issues: ``3 contested``."""


def run_demo(data: Path, reports: Path, db: Path | None = None, again: bool = False) -> Shown:
    """Build a store from the shipped ledger, take the demo article in, and write the reports of all negotiations.

    The store is ``db``, else ``demo.duckdb`` beside the ledger. One that is there is made anew only where
    nobody but the ledger and the demonstration has written to it, or ``again`` says so. Raises
    ProblemError where ``data`` holds no ledger.
    """
    db = db or data / "demo.duckdb"
    if not (data / "events.jsonl").exists():
        raise ProblemError(Problem("holds no shipped ledger", str(data), "name the data folder with --data"))
    own = 0 if again or not db.exists() else _own_changes(Store(db), data)
    if own == 0:
        backup.remove(db)
        _make(data, db)
    store = Store(db)
    with store.reading() as reader:
        negotiations = sorted(reader.registry().negotiations)
        as_of = _last_day(reader)
        headlines = {}
        for negotiation in negotiations:
            found = Counter(issue.status for issue in reader.state(negotiation, as_of).issues)
            headlines[negotiation] = [
                f"{number} {status.replace('_', ' ')}" for status, number in sorted(found.items())
            ]
        waiting = {negotiation: reader.waiting(negotiation) for negotiation in negotiations}
        counts = {kind: len(reader.ids(kind)) for kind in ("event", "article", "actor")}
    pages = write_all(store, reports, as_of)
    return Shown(store, own, counts, as_of, waiting, pages, headlines)


def _make(data: Path, db: Path) -> None:
    store = rebuild(data, db)
    article = next(iter(sorted((data / "demo").glob("*.md"))), None)
    if article is None:
        return
    with store.reading() as reader:
        events = Counter(event.negotiation_id for event in reader.events())
    home = max(sorted(events), key=lambda negotiation: events[negotiation])
    ingest(store, AUTHOR, home, read_sources([article]))


def _own_changes(store: Store, data: Path) -> int:
    """How many changes of a demo store come neither from the ledger nor from the demonstration."""
    shipped = {(entry.kind, entry.id, entry.recorded_at) for entry, _ in read_ledger(data).entries}
    with store.reading() as reader:
        log = reader.log().select("author", "kind", "id", "recorded_at").rows()
    return sum(author != AUTHOR and (kind, id, at.astimezone(UTC)) not in shipped for author, kind, id, at in log)


def _last_day(reader: Reader) -> date:
    """Today, or the last day of which the record tells where that is long past."""
    today, _ = reader.clocks()
    last = reader.last_day()
    return last if last and (today - last).days > RECENT_DAYS else today
