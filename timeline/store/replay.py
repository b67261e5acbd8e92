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
from timeline.store.chain import Content, Key, Walk
from timeline.store.laws import Known, check_transaction, in_order, needs, needs_referrers, references
from timeline.store.lines import read_lines
from timeline.store.statements import run

STRETCH = 4000
"""Entries of a store that are read at once, and all more that share the instant of the last of them."""

Addressed = tuple[Entry, str]
"""An entry, and where it stands."""


@dataclass
class Told:
    """What was read of a log: its entries with their addresses, what the chain covers, and what could not be read."""

    entries: list[Addressed] = field(default_factory=list)
    contents: dict[Key, Content] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, kind: Kind, line: dict[str, Any], record: str | None, where: str) -> None:
        """Take in a line of the ledger; ``record``: the JSON text of its record, as its hash covers it."""
        try:
            entry = read_entry(kind, line, where)
        except ProblemError as error:
            self.problems += error.problems
            return
        self.entries.append((entry, where))
        self.contents[chain.content_key(kind, line)] = Content(chain.digest(line, record), where)


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
            problems.append(problem.at(addresses[change.kind, change.id]))
        numbered += [(entry, known.latest(entry.kind, entry.id)[0]) for entry in ordered if isinstance(entry, Entry)]
    return numbered, problems


def alone(entries: list[Addressed]) -> Known:
    """What is known before the first of ``entries``: nothing but, for hints, their ids."""
    ids: dict[Kind, set[str]] = defaultdict(set)
    for entry, _ in entries:
        ids[entry.kind].add(entry.id)
    return Known(names=lambda kind: ids[kind])


@dataclass
class Replayed:
    """What the replay of a store found."""

    entries: int = 0
    """How many there are."""
    unread: list[Problem] = field(default_factory=list)
    """What could not be read, and would be missed everywhere else."""
    breaches: list[Problem] = field(default_factory=list)
    """Breaches of the laws."""
    unchained: list[Problem] = field(default_factory=list)
    """Where entries and chain do not fit."""


def replay_store(connection: Connection, fresh: Connection, until: datetime | None = None) -> Replayed:
    """Replay the log of a store, up to an instant where one is given, into a fresh store in a transaction.

    The transaction is committed after each stretch and begun anew. From the first problem on nothing more is written.
    """
    done, walk, known = Replayed(), Walk(), Known()

    def before(kind: Kind, id: str) -> laws.Latest:
        return history.latest(fresh, kind, id)

    def names(kind: Kind) -> Iterator[str]:
        return (id for (id,) in run(connection, f"SELECT DISTINCT id FROM {kind}_history"))

    run(fresh, "CREATE TEMP TABLE referred (kind VARCHAR, id VARCHAR, by_kind VARCHAR, by_id VARCHAR)")
    for after, last in _stretches(connection, until):
        told = _read(connection, after, last)
        done.entries += len(told.entries)
        done.unread += told.problems
        done.unchained += walk.breaches(chain.read_chain(connection, after, last), told.contents)
        if done.unread:
            continue
        if not done.breaches:
            known = Known(before=before, names=names)
        _look_up(known, fresh, told.entries)
        numbered, breaches = replay(told.entries, known)
        done.breaches += breaches
        if not done.breaches:
            history.append(fresh, numbered)
            _note_references(fresh, told.entries)
            run(fresh, "COMMIT")
            run(fresh, "BEGIN TRANSACTION")
    return done


def _stretches(connection: Connection, until: datetime | None) -> Iterator[tuple[datetime | None, datetime | None]]:
    """After which instant each stretch of the log begins, and with which it ends; the last one is open where it may."""
    every = " UNION ALL ".join(f"SELECT recorded_at FROM {kind}_history" for kind in KINDS)
    rows = run(
        connection,
        f"SELECT recorded_at, count(*) FROM ({every}) WHERE recorded_at <= coalesce(?::TIMESTAMPTZ, "
        "'infinity'::TIMESTAMPTZ) GROUP BY recorded_at ORDER BY recorded_at",
        [until],
    )
    after, count = None, 0
    for instant, entries in rows:
        count += entries
        if count >= STRETCH:
            yield after, instant
            after, count = instant, 0
    yield after, until


def _read(connection: Connection, after: datetime | None, last: datetime | None) -> Told:
    """The entries of a stretch of a store, with the table, id and version as their addresses."""
    told = Told()
    stretch = (
        "WHERE recorded_at > coalesce(?::TIMESTAMPTZ, '-infinity'::TIMESTAMPTZ) "
        "AND recorded_at <= coalesce(?::TIMESTAMPTZ, 'infinity'::TIMESTAMPTZ) ORDER BY id, version"
    )
    for kind in KINDS:
        for version, heading, record in read_lines(connection, kind, stretch, [after, last]):
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
    asked = [(entry.kind, entry.id) for entry, _ in entries if needs_referrers(entry)]
    for key, others in _referrers(fresh, asked).items():
        known.needs[key] |= others
        named |= others
    known.seen.update(history.latest_of(fresh, sorted(named - known.seen.keys())))


def _note_references(fresh: Connection, entries: list[Addressed]) -> None:
    """Keep who refers to what, for the retractions and copies to come."""
    refers = {(*key, entry.kind, entry.id) for entry, _ in entries if entry.record for key in references(entry.record)}
    columns = [list(column) for column in zip(*sorted(refers), strict=True)]
    if columns:
        run(fresh, f"INSERT INTO referred SELECT {', '.join(['unnest(?::VARCHAR[])'] * 4)}", columns)


def _referrers(fresh: Connection, keys: list[laws.Key]) -> dict[laws.Key, set[laws.Key]]:
    """What has ever referred to each of ``keys``."""
    found: dict[laws.Key, set[laws.Key]] = {}
    if keys:
        kinds, ids = (list(column) for column in zip(*keys, strict=True))
        rows = run(
            fresh,
            "SELECT DISTINCT r.* FROM referred r "
            "JOIN (SELECT unnest(?::VARCHAR[]) AS kind, unnest(?::VARCHAR[]) AS id) USING (kind, id)",
            [kinds, ids],
        )
        for kind, id, by_kind, by_id in rows:
            found.setdefault((kind, id), set()).add((by_kind, by_id))
    return found
