"""How fast the state of negotiations is read and an event is written, beside SQLite on the same data.

By hand: ``python -m tests.benchmarks.state 10000 1000000 --sqlite 1000000``. Sizes are numbers of events; each store
is made in a temporary folder (about 0.4 GB a million events while it is there) and removed at the end, or kept with
``--keep FOLDER``.
Times are medians in milliseconds of warm runs; cpu is the processor time of the fastest, which a busy machine
changes less.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tests.benchmarks import sqlite
from tests.benchmarks.synthetic import synthetic_store
from timeline.model.events import EventBase
from timeline.model.ledger import Change
from timeline.store.connection import reading
from timeline.store.statements import run
from timeline.store.store import Store

AS_OF = date(2025, 10, 1)
KNOWN_AT = datetime(2025, 10, 5, tzinfo=UTC)
SINCE = datetime(2025, 9, 25, tzinfo=UTC)
NEGOTIATION = "talks-0001"

QUESTIONS = {
    "status": "FROM status($negotiation, as_of := $as_of, known_at := $known_at)",
    "positions": "FROM position_matrix($negotiation, as_of := $as_of, known_at := $known_at)",
    "asks": "FROM asks($negotiation, as_of := $as_of, known_at := $known_at)",
    "changes": "FROM changes($negotiation, $since, until := $known_at)",
    "status of all": "FROM status_of_all(as_of := $as_of, known_at := $known_at)",
}
IN_SQLITE = {"status": sqlite.STATUS, "positions": sqlite.POSITIONS, "status of all": sqlite.STATUS_OF_ALL}
APPEND = "append one event"
OPENED = "open and append one event"
WHOLE = "open, append one event and close"


@dataclass(frozen=True)
class Time:
    """Median of the elapsed times and least processor time, in milliseconds."""

    elapsed: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.elapsed:.1f} (cpu {self.cpu:.1f})"


def timed(work: Callable[[], Any], runs: int, warm: int = 1) -> Time:
    """The time of ``work`` after ``warm`` runs that do not count."""
    for _ in range(warm):
        work()
    elapsed, cpu = [], []
    for _ in range(runs):
        wall, processor = time.perf_counter(), time.process_time()
        work()
        elapsed.append((time.perf_counter() - wall) * 1000)
        cpu.append((time.process_time() - processor) * 1000)
    return Time(statistics.median(elapsed), min(cpu))


def read_times(store: Store, runs: int = 5) -> dict[str, Time]:
    """The time of each question at a store."""
    values = {"negotiation": NEGOTIATION, "as_of": AS_OF, "known_at": KNOWN_AT, "since": SINCE}
    with reading(store.path) as connection:
        return {
            name: timed(
                lambda sql=sql: connection.execute(sql, {k: v for k, v in values.items() if f"${k}" in sql}).fetchall(),
                runs,
            )
            for name, sql in QUESTIONS.items()
        }


def append_times(store: Store, runs: int = 9) -> dict[str, Time]:
    """Give the event its id, check the laws, write and commit on an open store; the same with opening it, and with closing it again."""
    with store.reading() as reader:
        model = reader.record("event", f"{NEGOTIATION}-0002")
    assert isinstance(model, EventBase)
    spans: dict[str, list[tuple[float, float]]] = {OPENED: [], APPEND: []}

    def append() -> None:
        begun = {OPENED: (time.perf_counter(), time.process_time())}
        with store.writing("benchmark") as writer:
            begun[APPEND] = time.perf_counter(), time.process_time()
            event = model.model_copy(update={"event_id": writer.next_event_id(NEGOTIATION), "links": ()})
            writer.append([Change.of(event)])
            run(writer.connection, "COMMIT")
            for name, (wall, processor) in begun.items():
                spans[name].append(((time.perf_counter() - wall) * 1000, (time.process_time() - processor) * 1000))
            run(writer.connection, "BEGIN TRANSACTION")

    whole = timed(append, runs, warm=2)
    found = {}
    for name in (APPEND, OPENED):
        elapsed, cpu = zip(*spans[name][2:], strict=True)
        found[name] = Time(statistics.median(elapsed), min(cpu))
    return found | {WHOLE: whole}


def sqlite_times(path: Path, runs: int = 3) -> dict[str, Time]:
    """The time of the questions that are also asked of SQLite, and of one write."""
    values = {"negotiation": NEGOTIATION, **sqlite.clocks(AS_OF, KNOWN_AT)}
    connection = sqlite.open_sqlite(path)
    found = {
        name: timed(
            lambda sql=sql: connection.execute(sql, values).fetchall(),
            1 if "all" in name else runs,
            0 if "all" in name else 1,
        )
        for name, sql in IN_SQLITE.items()
    }
    connection.close()
    ids = (f"{NEGOTIATION}-x{n}" for n in range(1000))
    found[WHOLE] = timed(lambda: sqlite.append_one(path, next(ids), NEGOTIATION), 9)
    return found


def measure(
    folder: Path, events: int, with_sqlite: bool, by_id: bool = True
) -> tuple[dict[str, Time], dict[str, Time]]:
    """Our times and SQLite's (empty where not asked for) at one size; files that are there already are taken."""
    path, other = (folder / f"{events}{'' if by_id else '-mixed'}.{kind}" for kind in ("duckdb", "sqlite"))
    store = Store(path) if path.exists() else synthetic_store(path, events, by_id)
    theirs: dict[str, Time] = {}
    ours = read_times(store)
    if with_sqlite:
        if not other.exists():
            sqlite.copy_to_sqlite(store.path, other)
        theirs = sqlite_times(other)
    ours |= append_times(store)
    return ours, theirs


def main(arguments: list[str] | None = None) -> int:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("events", nargs="*", type=int, default=[10_000, 1_000_000], help="sizes of the stores")
    parser.add_argument("--sqlite", nargs="*", type=int, default=[], help="sizes that are also measured in SQLite")
    parser.add_argument("--mixed", action="store_true", help="rows lie in the order of recording, not by id")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="where stores are kept, and taken from another time"
    )
    chosen = parser.parse_args(arguments)
    print("| events | question | ours, ms | SQLite, ms | SQLite / ours |\n| ---: | --- | ---: | ---: | ---: |")
    appends = {}
    for events in chosen.events:
        with tempfile.TemporaryDirectory() as folder:
            ours, theirs = measure(chosen.keep or Path(folder), events, events in chosen.sqlite, not chosen.mixed)
        appends[events] = ours
        for name, time_ in ours.items():
            other = theirs.get(name)
            ratio = f"{other.elapsed / time_.elapsed:.2f}" if other else ""
            print(f"| {events:,} | {name} | {time_} | {other or ''} | {ratio} |", flush=True)
    least, most = min(appends), max(appends)
    print()
    for name in (APPEND, OPENED):
        times = appends[most][name].elapsed / appends[least][name].elapsed
        print(f"{name}: at {most:,} {times:.2f} times what it takes at {least:,}")
    print(f"load of the machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
