"""Opening the store's file: schema steps, waiting for a lock, and clear words where it cannot be opened.

DuckDB lets one process hold a file at a time, so connections are opened late, closed soon, and
retried while another process holds the lock. Readers do not wait long: they read a snapshot instead.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection as Connection

from timeline.model.problems import Problem, ProblemError
from timeline.store import backup, chain, schema
from timeline.store.clock import today
from timeline.store.statements import run, set_clock
from timeline.store.turn import NotYours, is_locked, turn

PATIENCE_S = 5.0
"""How long a writer waits for another process to let go of the file."""
READING_PATIENCE_S = 0.3
"""How long a reader waits before it reads a snapshot."""


class InUse(ProblemError):
    """Another process holds the store."""


@contextmanager
def reading(path: Path, patience_s: float = READING_PATIENCE_S) -> Iterator[Connection]:
    """A read-only connection to an existing store, its schema brought up to date first if need be.

    Where another process holds the file for longer than ``patience_s``, to a snapshot of what it last committed.
    Raises ProblemError where there is no store, it is not one, it is damaged, or newer than this program.
    """
    with ExitStack() as held:
        connection, _ = _open_to_read(path, patience_s, held)
        held.callback(connection.close)
        yield connection


@contextmanager
def readable(path: Path) -> Iterator[Path]:
    """Where the store can be read now, its schema up to date: the file itself, or a snapshot while somebody writes."""
    with ExitStack() as held:
        connection, place = _open_to_read(path, READING_PATIENCE_S, held)
        connection.close()
        yield place


def _open_to_read(path: Path, patience_s: float, held: ExitStack) -> tuple[Connection, Path]:
    _must_exist(path)
    held.enter_context(_as_problem(path))
    try:
        return _up_to_date(path, patience_s), path
    except InUse:
        copy = held.enter_context(backup.snapshot(path))
        return _up_to_date(copy, PATIENCE_S), copy


def _up_to_date(path: Path, patience_s: float) -> Connection:
    connection = _connect(path, read_only=True, patience_s=patience_s)
    try:
        _, behind = schema.behind(connection, path)
    except BaseException:
        connection.close()
        raise
    if not behind:
        return connection
    connection.close()
    with writing(path, patience_s):
        pass
    return _connect(path, read_only=True, patience_s=patience_s)


@contextmanager
def writing(path: Path, patience_s: float = PATIENCE_S, create: bool = False) -> Iterator[Connection]:
    """A connection that holds the file alone, inside one transaction: committed at the end, undone on any error.

    With ``create`` a missing file is made. Before the first write of a day, and before a migration, a backup is kept
    beside the store. Raises ProblemError as :func:`reading` does, InUse where another process holds the
    file for longer than ``patience_s``, and where the file or the backup cannot be written.
    """
    fresh = create and not path.exists() and _make(path)
    _must_exist(path)
    with _as_problem(path), _turn(path, patience_s):
        backup.keep_day(path)
        connection, behind = _connect_to_write(path, patience_s)
        kept = False
        try:
            if behind:
                schema.bring_up_to_date(connection)
            run(connection, "BEGIN TRANSACTION")
            try:
                yield connection
            except BaseException:
                with suppress(duckdb.Error):  # after a fatal error there is nothing left to roll back
                    run(connection, "ROLLBACK")
                raise
            run(connection, "COMMIT")
            kept = True
        finally:
            if fresh and not kept and _is_blank(connection):
                backup.remove(path)  # gone before we let go of it, so that nobody else writes to it
            connection.close()


def _is_blank(connection: Connection) -> bool:
    """Whether nothing was recorded yet: a store whose first transaction failed was never there."""
    try:
        return chain.head(connection)[0] == 0
    except duckdb.Error:
        return False


def _make(path: Path) -> bool:
    """Make a store without records, complete before it has its name; whether it is this process that made it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with backup.in_the_making(path) as fresh:
        with _as_problem(path):
            connection = _connect(fresh, read_only=False, patience_s=PATIENCE_S)
            try:
                schema.bring_up_to_date(connection)
            finally:
                connection.close()
        try:
            os.link(fresh, path)  # unlike a renaming, this never takes the place of what another process made meanwhile
        except FileExistsError:
            return False
        except OSError:  # a file system without links
            fresh.rename(path)
        return True


def _connect_to_write(path: Path, patience_s: float) -> tuple[Connection, bool]:
    """A connection that holds the file, and whether its schema is behind; a backup is kept before a migration."""
    backed_up = False
    while True:
        connection = _connect(path, read_only=False, patience_s=patience_s)
        try:
            step, behind = schema.behind(connection, path)
        except BaseException:
            connection.close()
            raise
        if not step or backed_up:
            return connection, behind
        connection.close()  # a copy is made while DuckDB does not hold the file
        backup.keep_schema(path, step)
        backed_up = True


@contextmanager
def _turn(path: Path, patience_s: float) -> Iterator[None]:
    """The turn to write, see :mod:`timeline.store.turn`; raises InUse with the process that has it."""
    try:
        with turn(path, patience_s):
            yield
    except NotYours as error:
        _connect(path, read_only=True, patience_s=0).close()  # DuckDB says who holds the file
        raise InUse(_in_use(path, "")) from error
    except FileNotFoundError:
        _must_exist(path)
        raise


def _must_exist(path: Path) -> None:
    if not path.exists():
        raise ProblemError(
            Problem("there is no store here", str(path), "start one with `timeline init`, or name another with --db")
        )


@contextmanager
def _as_problem(path: Path) -> Iterator[None]:
    """What DuckDB says about a file that is damaged or cannot be written, as a problem with what to do."""
    try:
        yield
    except duckdb.Error as error:
        problem = _of_the_file(path, str(error), type(error).__name__)
        if problem is None:
            raise
        raise ProblemError(problem) from error


def restore(path: Path, named: str) -> tuple[int, Path | None]:
    """Make a backup the store again; return how many entries it has, and where what was there is now.

    The backup is read through first. Raises ProblemError where there is no such backup, it is damaged, or a process
    holds the store. Then nothing is changed.
    """
    found = backup.find_backup(path, named)
    with backup.snapshot(found) as trial, _as_problem(found):
        connection = _up_to_date(trial, PATIENCE_S)
        try:
            entries = int(run(connection, "SELECT count(hash(record)) FROM log")[0][0])
        finally:
            connection.close()
    if not path.exists():
        return entries, backup.put_back(path, found, datetime.now())
    with _turn(path, PATIENCE_S):
        _wait_for(path)
        return entries, backup.put_back(path, found, datetime.now())


def _wait_for(path: Path) -> None:
    """Wait until no reader holds the store either, which may well be damaged."""
    try:
        _connect(path, read_only=False, patience_s=PATIENCE_S).close()
    except InUse:
        raise
    except ProblemError:
        return


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
            if is_locked(message) and time.monotonic() < give_up:
                time.sleep(pause)
                pause = min(pause * 2, 0.2)
                continue
            if is_locked(message):
                raise InUse(_in_use(path, message)) from error
            raise ProblemError(_cannot_open(path, message)) from error
        set_clock(connection, today())
        return connection


def _in_use(path: Path, message: str) -> Problem:
    holder = re.search(r"PID (\d+)", message)
    who = "another process"
    if holder:
        command = _command_of(int(holder[1]))
        who = f"process {holder[1]}" + (f" ({command})" if command else "")
    return Problem(f"the store is being used by {who}", str(path), "wait until it has finished, then try again")


def _command_of(process: int) -> str:
    """What a process was called with, cut to 60 characters; empty where the system does not say."""
    try:
        words = Path(f"/proc/{process}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return ""
    if len(words) > 1 and Path(words[0]).name.startswith("python") and not words[1].startswith("-"):
        words = words[1:]  # the script that Python runs is the command
    words[0] = Path(words[0]).name
    line = "".join(sign if sign.isprintable() else "?" for sign in " ".join(words).strip())
    return line if len(line) <= 60 else f"{line[:59]}…"


def _cannot_open(path: Path, message: str) -> Problem:
    if path.is_dir():
        return Problem("is a folder, not a store", str(path), "name the DuckDB file, usually data/timeline.duckdb")
    if "not a valid DuckDB" in message:
        hint = "name another file with --db, or see `timeline restore` if it was one"
        return Problem("is not a DuckDB file", str(path), hint)
    if "ersion" in message and "newer" in message:
        return Problem("was written by a newer version of DuckDB", str(path), "upgrade duckdb")
    return _of_the_file(path, message, "") or Problem(f"cannot be opened: {_first(message)}", str(path))


def _of_the_file(path: Path, message: str, kind: str) -> Problem | None:
    """What is wrong with the file or the disk, where that is what an error of DuckDB is about."""
    if any(word in message for word in _FULL):
        hint = "make room; what was recorded before is kept"
        return Problem("there is no room left to write", str(path), hint)
    if any(word in message for word in _FORBIDDEN):
        return Problem("may not be written or read", str(path), "see who owns the file and its folder")
    hint = "`timeline restore` shows the backups; a text ledger rebuilds it"
    if any(word in message for word in _DAMAGED):
        return Problem(f"is damaged: {_first(message)}", str(path), hint)
    if kind in ("FatalException", "IOException"):
        return Problem(f"cannot be read or written: {_first(message)}", str(path), hint)
    return None


_FULL = ("No space left", "File too large", "Disk quota", "ENOSPC", "EFBIG", "disk is full")
_FORBIDDEN = ("Permission denied", "Read-only file system", "Operation not permitted")
_DAMAGED = ("orrupt", "hecksum", "not read enough bytes", "truncated", "Serialization Error", "deserialize")


def _first(message: str) -> str:
    return re.sub(r"^\w+(?: \w+)? Error: ", "", message.splitlines()[0])[:200]
