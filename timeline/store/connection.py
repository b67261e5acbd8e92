"""Opening the store's file: schema steps, waiting for a lock, and clear words where it cannot be opened.

DuckDB lets one process hold a file at a time, so connections are opened late, closed soon, and
retried while another process holds the lock.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection as Connection

from timeline.model.problems import Problem, ProblemError
from timeline.store import schema

PATIENCE_S = 5.0
"""How long to wait for another process to let go of the file."""


@contextmanager
def reading(path: Path, patience_s: float = PATIENCE_S) -> Iterator[Connection]:
    """A read-only connection to an existing store, its schema brought up to date first if need be.

    Raises ProblemError where there is no store, it is not one, it is newer than this program, or
    another process holds it for longer than ``patience_s``.
    """
    if not path.exists():
        raise ProblemError(
            Problem("there is no store here", str(path), "start one with `timeline init`, or name another with --db")
        )
    connection = _connect(path, read_only=True, patience_s=patience_s)
    try:
        behind = schema.is_behind(connection, path)
    except BaseException:
        connection.close()
        raise
    if behind:
        connection.close()
        with writing(path, patience_s):
            pass
        connection = _connect(path, read_only=True, patience_s=patience_s)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def writing(path: Path, patience_s: float = PATIENCE_S, create: bool = False) -> Iterator[Connection]:
    """A connection that holds the file alone, inside one transaction: committed at the end, undone on any error.

    With ``create`` a missing file is made. Raises ProblemError as :func:`reading` does.
    """
    fresh = not path.exists()
    if fresh and not create:
        raise ProblemError(
            Problem("there is no store here", str(path), "start one with `timeline init`, or name another with --db")
        )
    if fresh:
        path.parent.mkdir(parents=True, exist_ok=True)
    connection = _connect(path, read_only=False, patience_s=patience_s)
    kept = False
    try:
        if fresh or schema.is_behind(connection, path):
            schema.bring_up_to_date(connection)
        run(connection, "BEGIN TRANSACTION")
        try:
            yield connection
        except BaseException:
            run(connection, "ROLLBACK")
            raise
        run(connection, "COMMIT")
        kept = True
    finally:
        connection.close()
        if fresh and not kept:  # a store whose first transaction failed was never there
            for file in (path, path.with_name(path.name + ".wal")):
                file.unlink(missing_ok=True)


def run(connection: Connection, sql: str, parameters: object = None) -> list[tuple[object, ...]]:
    """Execute one statement and fetch all of it (DuckDB 2 refuses new work while a result is unfinished)."""
    return connection.execute(sql, parameters).fetchall()


def _connect(path: Path, *, read_only: bool, patience_s: float) -> Connection:
    give_up = time.monotonic() + patience_s
    pause = 0.01
    while True:
        try:
            connection = duckdb.connect(
                str(path), read_only=read_only, config={"python_enable_replacements": False, "threads": 2}
            )
        except duckdb.Error as error:
            message = str(error)
            if _is_locked(message) and time.monotonic() < give_up:
                time.sleep(pause)
                pause = min(pause * 2, 0.2)
                continue
            raise ProblemError(_cannot_open(path, message)) from error
        run(connection, "SET TimeZone = 'UTC'")
        return connection


def _cannot_open(path: Path, message: str) -> Problem:
    if _is_locked(message):
        holder = re.search(r"PID (\d+)", message)
        who = f"process {holder[1]}" if holder else "another process"
        return Problem(f"the store is being used by {who}", str(path), "wait until it has finished, then try again")
    if path.is_dir():
        return Problem("is a folder, not a store", str(path), "name the DuckDB file, usually data/timeline.duckdb")
    if "not a valid DuckDB" in message:
        return Problem("is not a DuckDB file", str(path), "name another file with --db")
    if "ersion" in message and "newer" in message:
        return Problem("was written by a newer version of DuckDB", str(path), "upgrade duckdb")
    return Problem(f"cannot be opened: {message.splitlines()[0]}", str(path))


def _is_locked(message: str) -> bool:
    """Whether DuckDB could not open the file because another process holds it; the path itself may say "lock"."""
    return "Could not set lock" in message or "Conflicting lock is held" in message
