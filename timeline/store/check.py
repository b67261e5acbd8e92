"""Verify a store: its log replayed under every law, the chain over it, and its tables against what the records say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from duckdb import DuckDBPyConnection as Connection

from timeline.model.ledger import KINDS
from timeline.model.problems import Problem
from timeline.store import chain
from timeline.store.connection import writing
from timeline.store.replay import replay_store
from timeline.store.statements import attached, run

_SHOWN = 20
"""Differences of a table that are told one by one."""


def check_store(connection: Connection) -> list[Problem]:
    """Replay the whole log and verify every law and the chain, and that the tables say what the records say."""
    with TemporaryDirectory() as folder:
        replayed = Path(folder) / "replay.duckdb"
        with writing(replayed, create=True) as fresh:
            told = replay_store(connection, fresh)
        if told.unread:
            return told.unread
        problems = [*told.breaches, *told.unchained, *_head_breaches(connection)]
        return problems or _all_differences(connection, replayed)


def _head_breaches(connection: Connection) -> Iterator[Problem]:
    """Whether the store says that the log ends where its chain does."""
    entries, _, hash = chain.head(connection)
    last = chain.last(connection)
    if (entries, hash) != last:
        yield Problem(f"says that the log ends with entry {entries}, and the chain ends with {last[0]}", "head")


def _all_differences(connection: Connection, replayed: Path) -> list[Problem]:
    """Where the tables of a store and of its replay differ."""
    problems: list[Problem] = []
    with attached(connection, replayed, "READ_ONLY") as replay:
        for table in [*(f"{kind}_history" for kind in KINDS), "supersession", "retelling"]:
            both = table, f"{replay}.{table}"
            problems += _differences(connection, both, "id, version", "version {1} is not what its record says")
        both = "event_number", f"{replay}.event_number"
        problems += _differences(connection, both, "negotiation_id, last_number", "counts wrongly: {1}")
    return problems


def _differences(connection: Connection, both: tuple[str, str], shown: str, message: str) -> list[Problem]:
    """Rows in which a table and its replay differ: the first of them, and how many more there are."""
    table, hint = both[0], "rebuild the store from an export"
    one_way, other_way = (f"SELECT {shown} FROM (FROM {a} EXCEPT ALL FROM {b})" for a, b in (both, both[::-1]))
    differing = f"SELECT *, count(*) OVER () FROM ({one_way} UNION {other_way}) ORDER BY ALL LIMIT {_SHOWN}"
    rows = run(connection, differing)
    found = [Problem(message.format(*row), f"{table} {row[0]}", hint) for row in rows]
    more = rows[0][-1] - len(rows) if rows else 0
    if more:
        found.append(Problem(f"{more} more of its rows are not what the records say", table, hint))
    return found
