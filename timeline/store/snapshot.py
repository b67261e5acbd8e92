"""A copy of the store for readers: one consistent DuckDB file that no writer holds, whole or as known at an instant."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from duckdb import DuckDBPyConnection as Connection

from timeline.model.problems import Problem, ProblemError
from timeline.store.backup import in_the_making
from timeline.store.chain import head
from timeline.store.connection import reading, writing
from timeline.store.replay import replay_store
from timeline.store.statements import attached, own_name, run


def write_snapshot(store: Path, out: Path, known_at: datetime | None = None) -> int:
    """Write the store as it stands, or as it was known at an instant, to ``out``; return its number of entries.

    An older copy there is replaced, in one step, only when the new one is whole; readers that have it open keep what
    they have. Raises ProblemError where ``out`` is the store itself, or holds anything that the store does not, and
    where what was known at an instant was changed since behind the back of the record.
    """
    if out.exists() and out.samefile(store):
        raise ProblemError(Problem("is the store itself; a snapshot is another file", str(out)))
    out.parent.mkdir(parents=True, exist_ok=True)
    with in_the_making(out) as fresh:
        with reading(store) as connection:
            if out.exists():
                _is_copy(out, connection)
            if known_at is None:
                with attached(connection, fresh, "READ_WRITE") as snapshot:
                    run(connection, f"COPY FROM DATABASE {own_name(connection)} TO {snapshot}")
                entries, _, _ = head(connection)
            else:
                with writing(fresh, create=True) as copy:
                    told = replay_store(connection, copy, known_at)
                    wrong = told.unread or [*told.breaches, *told.unchained]  # a new chain would vouch for it
                    if wrong:
                        raise ProblemError(wrong)
                entries = told.entries
        fresh.replace(out)
    return entries


def _is_copy(out: Path, connection: Connection) -> None:
    """Raise ProblemError where a file holds entries that the store does not have: it would be lost."""
    with reading(out) as there:
        entries, _, hash = head(there)
    ours = run(connection, "SELECT hash FROM chain WHERE entry = ?", [entries])
    if entries and ours != [(hash,)]:
        raise ProblemError(
            Problem("holds a record of its own, which a snapshot would replace", str(out), "name another file")
        )
