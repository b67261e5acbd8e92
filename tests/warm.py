"""Stores that are opened in a DuckDB that runs already, since to start one takes four times as long as to open a file.

A start fills the catalogue of all functions there are. So a test's DuckDBs are kept when the store in them is closed, and
the next store is attached to one of them: the file is opened, locked, checkpointed and let go of as ever. None has two
stores at once, so that a catalogue shows one; one that was set otherwise, or failed, is not used again. What is about how
a store is opened, locked or damaged is tested without this (``COLD`` in ``conftest.py``), and commands that tests start
as processes know nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb

from timeline.store.clock import today
from timeline.store.statements import quoted, set_clock

_TAKEN = ("memory", "temp", "system", "main", "information_schema", "pg_catalog")
"""Names that a store cannot have in a DuckDB that has no file of its own."""

Connect = Callable[..., Any]


@dataclass
class Running:
    """A DuckDB with at most one store in it."""

    root: duckdb.DuckDBPyConnection
    path: Path | None = None
    read_only: bool = False
    users: int = 0
    spoilt: bool = False


class Opened:
    """What a connection to the store's file can do, and lets go of the file when the last one is closed."""

    def __init__(self, warm: Warm, running: Running) -> None:
        self._warm, self._running = warm, running
        self._cursor: Any = self.cursor()

    def cursor(self) -> Any:
        cursor = self._running.root.cursor()
        cursor.execute(f"USE {_name(self._running.path)}")
        set_clock(cursor, today())
        return cursor

    def execute(self, sql: Any, parameters: object = None) -> Any:
        if isinstance(sql, str) and sql.startswith("SET "):
            self._running.spoilt = True
        return self._cursor.execute(sql, parameters)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def close(self) -> None:
        if self._cursor is not None:
            cursor, self._cursor = self._cursor, None
            cursor.close()
            self._warm.left(self._running)


class Warm:
    """Takes the place of ``connection._connect``; what it cannot do as well is left to that."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self.off = False
        """Every store is opened in a DuckDB of its own, as the program does."""
        self.opened = 0
        """How often a file was opened; to open one that is open already costs next to nothing."""
        self._lock = Lock()
        self._idle: list[Running] = []
        self._used: list[Running] = []

    def __call__(self, path: Path, *, read_only: bool, patience_s: float) -> Any:
        with self._lock:
            running = self._with(path, read_only)
            if running is not None:
                running.users += 1
                return Opened(self, running)
        return self._connect(path, read_only=read_only, patience_s=patience_s)

    @contextmanager
    def resting(self) -> Iterator[None]:
        """For as long as the block lasts every store is opened as the program does."""
        before, self.off = self.off, True
        try:
            yield
        finally:
            self.off = before

    def _with(self, path: Path, read_only: bool) -> Running | None:
        for running in self._used:
            if running.path == path:
                return running if running.read_only == read_only else None
        if self.off or _called(path).lower() in _TAKEN or not path.is_file():
            return None
        running = self._idle.pop() if self._idle else Running(_started())
        mode = "READ_ONLY" if read_only else "READ_WRITE"
        try:
            running.root.execute(f"ATTACH {quoted(path)} AS {_name(path)} ({mode})")
        except duckdb.Error as error:  # whatever it is, the program is to meet it as it is outside of tests
            if type(error).__name__ in ("FatalException", "InternalException"):
                running.root.close()
            else:
                self._idle.append(running)
            return None
        running.path, running.read_only = path, read_only
        self._used.append(running)
        self.opened += 1
        return running

    def left(self, running: Running) -> None:
        with self._lock:
            running.users -= 1
            if running.users:
                return
            self._used.remove(running)
            try:
                running.root.execute(f"DETACH {_name(running.path)}")
            except duckdb.Error:
                running.spoilt = True
            if running.spoilt:
                running.root.close()
            else:
                running.path = None
                self._idle.append(running)


def _started() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"python_enable_replacements": False, "threads": 2})


def _called(path: Path | None) -> str:
    """The name that DuckDB gives to the store of a file."""
    return next((part for part in str(path and path.name).split(".") if part), "")


def _name(path: Path | None) -> str:
    return '"' + _called(path).replace('"', '""') + '"'
