"""Replay: the log told once more, transaction after transaction, under every law.

A text ledger is replayed in memory. A store is replayed into a fresh one, a stretch of the log at a time: what stands
from before a stretch is looked up there, so that a store of any size is checked in the memory that a stretch takes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from duckdb import DuckDBPyConnection as Connection

from timeline.model.ledger import KINDS, Entry, Kind, read_entry
from timeline.model.problems import Problem, ProblemError
from timeline.store import chain, history, laws
from timeline.store.chain import Content, Key
from timeline.store.connection import run
from timeline.store.laws import Known, check_transaction, in_order, needs, references
from timeline.store.lines import read_lines

STRETCH = 4000
"""Entries of a store that are read at once, and as many more as the last of them share their instant with."""

Addressed = tuple[Entry, str]
"""An entry, and where it stands."""


@dataclass
class Told:
    """What was read of a log: its entries with their addresses, what the chain covers, and what could not be read."""

    entries: list[Addressed] = field(default_factory=list)
    contents: dict[Key, Content] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: bool = False
    """Whether ``problems`` are of what could not be read."""

    def take(self, kind: Kind, line: dict[str, object], record: str | None, where: str) -> None:
        """Take in a line of the ledger; ``record``: the JSON text of its record, as its hash covers it."""
        try:
            entry = read_entry(kind, line, where)
        except ProblemError as error:
            self.problems += error.problems
            return
        self.entries.append((entry, where))
        self.contents[chain.content_key(kind, line)] = Content(chain.digest(line, record), where)  # type: ignore[arg-type]


def replay(entries: list[Addressed], known: Known) -> tuple[list[tuple[Entry, int]], list[Problem]]:
    """Entries in order of recording with their versions, and every breach of a law by them, over what is ``known``."""
    problems: list[Problem] = []
    numbered: list[tuple[Entry, int]] = []

    def instant(pair: Addressed) -> datetime:
        return pair[0].recorded_at

    for _, transaction in groupby(sorted(entries, key=instant), key=instant):
        pairs = list(transaction)
        addresses = {(entry.kind, entry.id): where for entry, where in pairs}
        ordered = in_order(entry for entry, _ in pairs)
        for index, problem in check_transaction(ordered, known):
            change = ordered[index]
            problems.append(problem.at(addresses[change.kind, change.id] + ":"))
        numbered += [(entry, known.latest(entry.kind, entry.id)[0]) for entry in ordered if isinstance(entry, Entry)]
    return numbered, problems


def alone(entries: list[Addressed]) -> Known:
    """What is known before the first of ``entries``: nothing but, for hints, their ids."""
    ids: dict[Kind, set[str]] = defaultdict(set)
    for entry, _ in entries:
        ids[entry.kind].add(entry.id)
    return Known(names=lambda kind: ids[kind])


def replay_store(connection: Connection, fresh: Connection, until: datetime | None = None) -> Told:
    """Replay the log of a store, up to an instant where one is given, into a fresh store.

    Returns what the chain covers and every problem; from the first breach of a law on, nothing more is written.
    Where an entry cannot be read, only what cannot be read is told: it would be missed everywhere else.
    """
    told = Told()
    breaches: list[Problem] = []
    known = Known()

    def before(kind: Kind, id: str) -> laws.Latest:
        return history.latest(fresh, kind, id)

    def names(kind: Kind) -> Iterator[str]:
        return (str(id) for (id,) in run(connection, f"SELECT DISTINCT id FROM {kind}_history"))

    run(fresh, "CREATE TEMP TABLE referred (kind VARCHAR, id VARCHAR, by_kind VARCHAR, by_id VARCHAR)")
    for first, last in _stretches(connection, until):
        stretch = _read(connection, first, last)
        told.contents |= stretch.contents
        told.problems += stretch.problems
        if told.problems:
            continue
        if not breaches:
            known = Known(before=before, names=names)
        _look_up(known, fresh, stretch.entries)
        numbered, found = replay(stretch.entries, known)
        breaches += found
        if not breaches:
            history.append(fresh, numbered)
            _note_references(fresh, stretch.entries)
    told.unread = bool(told.problems)
    told.problems = told.problems or breaches
    return told


def _stretches(connection: Connection, until: datetime | None) -> Iterator[tuple[datetime, datetime]]:
    """First and last instant of each stretch of the log, in order."""
    every = " UNION ALL ".join(f"SELECT recorded_at FROM {kind}_history" for kind in KINDS)
    rows: list[tuple[Any, ...]] = run(
        connection,
        f"SELECT recorded_at, count(*) FROM ({every}) WHERE recorded_at <= coalesce(?::TIMESTAMPTZ, "
        "'infinity'::TIMESTAMPTZ) GROUP BY recorded_at ORDER BY recorded_at",
        [until],
    )
    first, count = None, 0
    for at, (instant, entries) in enumerate(rows, 1):
        first = first or instant
        count += entries
        if count >= STRETCH or at == len(rows):
            yield first, instant
            first, count = None, 0


def _read(connection: Connection, first: datetime, last: datetime) -> Told:
    """The entries of a store from one instant to another, with the table, id and version as their addresses."""
    told = Told()
    for kind in KINDS:
        for version, heading, record in read_lines(
            connection, kind, "WHERE recorded_at BETWEEN ? AND ? ORDER BY id, version", [first, last]
        ):
            where = f"{kind}_history {heading['id']} version {version}"
            try:
                line = heading if record is None else {**heading, "record": json.loads(record)}
            except json.JSONDecodeError as error:
                told.problems.append(Problem(f"its record is not JSON: {error.msg}", where))
                continue
            told.take(kind, line, record, where)
    return told


def _look_up(known: Known, fresh: Connection, entries: list[Addressed]) -> None:
    """Take into ``known``, at once, what stands in the fresh store of all that ``entries`` name."""
    named = {key for entry, _ in entries for key in ((entry.kind, entry.id), *needs(entry.record))}
    retracted = [(entry.kind, entry.id) for entry, _ in entries if entry.action == "retract"]
    for key, others in _referrers(fresh, retracted).items():
        known.needs[key] |= others
        named |= others
    known.seen.update(history.latest_of(fresh, sorted(named - known.seen.keys())))


def _note_references(fresh: Connection, entries: list[Addressed]) -> None:
    """Keep who refers to what, for the retractions to come."""
    refers = {(*key, entry.kind, entry.id) for entry, _ in entries if entry.record for key in references(entry.record)}
    columns = [list(column) for column in zip(*sorted(refers), strict=True)]
    if columns:
        run(fresh, f"INSERT INTO referred SELECT {', '.join(['unnest(?::VARCHAR[])'] * 4)}", columns)


def _referrers(fresh: Connection, keys: list[laws.Key]) -> dict[laws.Key, set[laws.Key]]:
    """What has ever referred to each of ``keys``."""
    found: dict[laws.Key, set[laws.Key]] = {}
    if keys:
        kinds, ids = (list(column) for column in zip(*keys, strict=True))
        for kind, id, by_kind, by_id in run(
            fresh,
            "SELECT DISTINCT r.* FROM referred r "
            "JOIN (SELECT unnest(?::VARCHAR[]) AS kind, unnest(?::VARCHAR[]) AS id) USING (kind, id)",
            [kinds, ids],
        ):
            found.setdefault((kind, id), set()).add((by_kind, by_id))  # type: ignore[arg-type]
    return found
