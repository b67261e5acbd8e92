"""Statements on an open connection: run and fetched whole, rows by column, a further file beside the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection as Connection
from duckdb import Statement


def run(connection: Connection, sql: str | Statement, parameters: object = None) -> list[tuple[Any, ...]]:
    """Execute one statement and fetch all of it (DuckDB 2 refuses new work while a result is unfinished)."""
    return connection.execute(sql, parameters).fetchall()


def set_clock(connection: Connection, today: date) -> None:
    """Have instants told in UTC, and the day that macros take for today be the one where the person is."""
    run(connection, "SET TimeZone = 'UTC'")
    run(connection, f"SET VARIABLE this_day = DATE '{today.isoformat()}'")


def rows(connection: Connection, sql: str, parameters: object = None) -> list[dict[str, Any]]:
    """The rows of one statement, each as a dict by column."""
    cursor = connection.execute(sql, parameters)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def column_types(connection: Connection, table: str) -> dict[str, str]:
    """The columns of a table with their types; asked of an empty result, much faster than of the catalog."""
    cursor = connection.execute(f"FROM {table} LIMIT 0")
    types = {str(column[0]): str(column[1]) for column in cursor.description or ()}
    cursor.fetchall()
    return types


@contextmanager
def attached(connection: Connection, path: Path, access: str) -> Iterator[str]:
    """The name, as SQL writes it, of a further file for one connection; ``access`` is READ_ONLY or READ_WRITE.

    It cannot be that of the store, which has the name of its file, whatever that is.
    """
    name = f'"beside {own_name(connection)[1:]}'
    run(connection, f"ATTACH {quoted(path)} AS {name} ({access})")
    try:
        yield name
    finally:
        run(connection, f"DETACH {name}")


def own_name(connection: Connection) -> str:
    """The name under which a connection has its own database, as SQL writes it."""
    name = str(run(connection, "SELECT current_database()")[0][0])
    return '"' + name.replace('"', '""') + '"'


def quoted(path: Path) -> str:
    """A path as a text of SQL, where a statement takes no parameter."""
    return "'" + str(path).replace("'", "''") + "'"
