"""The demonstration: a store from the shipped record, a fresh article taken in, and the reports of all negotiations."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from timeline.model.problems import Problem, ProblemError
from timeline.sources import read_sources
from timeline.store.store import Store, rebuild
from timeline.workflow.ingest import ingest
from timeline.workflow.report import write_report

AUTHOR = "timeline demo"


@dataclass(frozen=True)
class Shown:
    """What the demonstration made."""

    store: Store
    counts: dict[str, int]
    """Events, articles ... in the store."""
    waiting: dict[str, int]
    """Drafts that wait for review, by negotiation."""
    pages: dict[str, list[Path]]
    """Pages by negotiation."""
    headlines: dict[str, list[str]]
    """Status of each negotiation's issues: ``contested: 3``."""


def run_demo(data: Path, reports: Path) -> Shown:
    """Build ``demo.duckdb`` beside the shipped ledger, anew each time, and write its reports.

    Raises ProblemError where ``data`` holds no ledger.
    """
    db = data / "demo.duckdb"
    if not (data / "events.jsonl").exists():
        raise ProblemError(Problem("holds no shipped ledger", str(data), "name the data folder with --data"))
    for old in (db, db.with_name("demo.duckdb.wal")):
        old.unlink(missing_ok=True)
    store = rebuild(data, db)
    with store.reading() as reader:
        negotiations = sorted(reader.registry().negotiations)
    article = next((data / "demo").glob("*.md"), None)
    if article is not None:
        ingest(store, AUTHOR, negotiations[0] if len(negotiations) == 1 else _home(store), read_sources([article]))
    pages: dict[str, list[Path]] = {}
    headlines: dict[str, list[str]] = {}
    waiting: dict[str, int] = {}
    for negotiation in negotiations:
        pages[negotiation] = write_report(store, negotiation, reports / negotiation)
        with store.reading() as reader:
            statuses = [issue.status for issue in reader.state(negotiation).issues]
            drafts = reader.drafts(negotiation)
        headlines[negotiation] = [
            f"{statuses.count(status)} {status.replace('_', ' ')}" for status in sorted(set(statuses))
        ]
        waiting[negotiation] = sum(state == "pending" for _, state, _ in drafts)
    with store.reading() as reader:
        counts = {kind: len(reader.ids(kind)) for kind in ("event", "article", "actor")}
    return Shown(store, counts, waiting, pages, headlines)


def _home(store: Store) -> str:
    """The negotiation with the most events: the one that the demo article is about."""
    with store.reading() as reader:
        events = [event.negotiation_id for event in reader.events()]
    return max(sorted(set(events)), key=events.count)
