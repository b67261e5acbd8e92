"""A copy of the store for readers: one consistent DuckDB file that no writer holds, whole or as known at an instant."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from timeline.model.problems import Problem, ProblemError
from timeline.store.connection import reading, run, writing
from timeline.store.history import append
from timeline.store.ledger import read_store, replay


def write_snapshot(store: Path, out: Path, known_at: datetime | None = None) -> int:
    """Write the store as it stands, or as it was known at an instant, to ``out``; return its number of entries.

    A file there is replaced, in one step, only when the copy is whole; readers that have it open keep what they
    have. Raises ProblemError where ``out`` is the store itself.
    """
    if out.exists() and out.samefile(store):
        raise ProblemError(Problem("is the store itself; a snapshot is another file", str(out)))
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = out.with_name(f".{out.name}.{os.getpid()}.new")
    try:
        with reading(store) as connection:
            if known_at is None:
                quoted = str(fresh).replace("'", "''")
                run(connection, f"ATTACH '{quoted}' AS snapshot (READ_WRITE)")
                run(connection, f"COPY FROM DATABASE {_name(connection)} TO snapshot")
                entries = int(str(run(connection, "SELECT count(*) FROM snapshot.chain")[0][0]))
                run(connection, "DETACH snapshot")
            else:
                known = [each for each in read_store(connection).entries if each[0].recorded_at <= known_at]
                numbered, problems = replay(known)
                if problems:
                    raise ProblemError(problems)
                with writing(fresh, create=True) as copy:
                    append(copy, numbered)
                entries = len(numbered)
        fresh.replace(out)
    finally:
        for leftover in (fresh, fresh.with_name(fresh.name + ".wal")):
            leftover.unlink(missing_ok=True)
    return entries


def _name(connection: object) -> str:
    """The name under which a connection has its own database, quoted."""
    name = str(run(connection, "SELECT current_database()")[0][0])  # type: ignore[arg-type]
    return '"' + name.replace('"', '""') + '"'
