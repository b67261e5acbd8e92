"""The process that runs a user's SQL: locked read-only, without files, network or Python, within memory and time.

Run as ``python -m timeline.store.sandbox`` by :mod:`timeline.store.query`. Reads one JSON request from
standard input; writes the result as an Arrow IPC stream and exits 0, or a JSON problem and exits 3.

Read-only mode and ``enable_external_access=false`` alone are not enough: DuckDB counts the open
database file as an allowed path, so that it can be read as bytes and, up to DuckDB 2.0.0, be written
over by ``COPY ... TO``. Taking the local file system away after connecting stops both; a file size
limit of nothing is there for the day when a new statement gets past it.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import time
from typing import TYPE_CHECKING, Any, NoReturn

from timeline.model.bounds import bound_process
from timeline.store.turn import is_locked

if TYPE_CHECKING:
    import duckdb
    import polars

FAILED = 3
"""Exit code with a problem on standard output."""
TOO_BIG = 4
"""Exit code with a part of a result on standard output, for the rest of which there was no memory."""
THREADS = 2
_LOCKS = (
    "SET TimeZone = 'UTC'",
    "SET enable_external_access = false",
    "SET disabled_filesystems = 'LocalFileSystem'",
    "SET lock_configuration = true",
)
_READS = ("SELECT", "EXPLAIN", "MULTI")
"""Statement types let through; MULTI is how the parser sees PIVOT. Only a courtesy: the locks are the guard."""


class Refused(Exception):
    """A request that is answered with a problem: kind, message and hint."""


def main() -> NoReturn:
    """Answer the one request on standard input."""
    import duckdb
    import polars

    request = json.load(sys.stdin)
    bound_process(request["memory_mb"] * 1024 * 1024, int(request["timeout_s"] * THREADS) + 2)
    try:
        _pass_on(_answer(request))
        code, data = 0, b""
    except Refused as error:
        kind, message, hint = error.args
        code, data = FAILED, json.dumps({"kind": kind, "message": message, "hint": hint}).encode()
    except (MemoryError, duckdb.OutOfMemoryException):
        code, data = FAILED, b'{"kind": "memory", "message": "", "hint": ""}'
    except duckdb.Error as error:
        code, data = FAILED, json.dumps({"kind": "sql", "message": str(error), "hint": ""}).encode()
    except polars.exceptions.PolarsError as error:
        kind = "memory" if "Out of Memory" in str(error) else "result"
        code, data = FAILED, json.dumps({"kind": kind, "message": str(error).partition("\n")[0], "hint": ""}).encode()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    os._exit(code)  # nothing is left to tidy, and tidying up a failed query can take long


def _pass_on(frame: polars.DataFrame) -> None:
    """Write the result, which is not held a second time meanwhile; where it is too large for that the process ends."""
    try:
        frame.write_ipc_stream(sys.stdout.buffer)
    except (MemoryError, OSError):  # polars tells lack of memory as either, and what is written cannot be taken back
        os._exit(TOO_BIG)


def _answer(request: dict[str, Any]) -> polars.DataFrame:
    connection = _connect(request["db"], request["memory_mb"], request["timeout_s"], request["patience_s"])
    connection.execute(f"SET VARIABLE this_day = DATE '{request['today']}'")
    statements = connection.extract_statements(request["sql"])
    if not statements:
        raise Refused("usage", "there is no statement", "write SELECT ...")
    if len(statements) > 1:
        raise Refused("usage", f"{len(statements)} statements were given", "give one at a time")
    kind = statements[0].type.name
    if kind not in _READS:
        hint = "DESCRIBE and SHOW TABLES tell what is there" if kind in ("PRAGMA", "CALL") else ""
        raise Refused("usage", f"{kind} is refused: this reads the store and never changes anything", hint)
    params = request["params"]
    relation = connection.sql(request["sql"], params=params) if params else connection.sql(request["sql"])
    if relation is None:
        raise Refused("usage", "the statement gives no result", "write SELECT ...")
    return _frame(relation)


def _frame(relation: duckdb.DuckDBPyRelation) -> polars.DataFrame:
    import polars

    if len({name.casefold() for name in relation.columns}) < len(relation.columns):
        relation = relation.project("*")  # a, a becomes a, a_1
    kinds = [str(kind) for kind in relation.types]
    relation = _as_text(relation, [name for name, kind in zip(relation.columns, kinds, strict=True) if _alien(kind)])
    frame = _taken(relation)
    beyond = [column.name for column in frame if column.dtype.is_temporal() and _beyond_calendar(column)]
    if beyond:
        frame = _taken(_as_text(relation, beyond))
    for name, kind in zip(frame.columns, kinds, strict=True):
        column = frame[name]
        if kind in ("HUGEINT", "UHUGEINT"):  # what sum() of whole numbers gives
            whole = column.cast(polars.Int64, strict=False)
            if whole.null_count() == column.null_count():
                frame = frame.with_columns(whole)
        elif column.dtype == polars.Categorical:
            frame = frame.with_columns(column.cast(polars.String))
    return frame


def _taken(relation: duckdb.DuckDBPyRelation) -> polars.DataFrame:
    import polars

    try:
        return polars.DataFrame(relation)
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        reason = str(error).partition("\n")[0]
        raise Refused("result", f"the result cannot be passed on: {reason}", "cast the column to VARCHAR") from None


def _as_text(relation: duckdb.DuckDBPyRelation, names: list[str]) -> duckdb.DuckDBPyRelation:
    if not names:
        return relation
    columns = [(name, '"' + name.replace('"', '""') + '"') for name in relation.columns]
    return relation.project(
        ", ".join(f"{column}::VARCHAR AS {column}" if name in names else column for name, column in columns)
    )


def _alien(kind: str) -> bool:
    """Whether polars cannot take a DuckDB type; the column arrives as text."""
    return re.search(r"\b(?:INTERVAL|UNION|BIT|BIGNUM|VARIANT|TIME WITH TIME ZONE|GEOMETRY)\b", kind) is not None


def _beyond_calendar(column: polars.Series) -> bool:
    """Whether it holds a day outside the years 1 to 9999, such as DuckDB's infinity, which Python cannot show."""
    import polars

    if column.dtype not in (polars.Date, polars.Datetime):
        return False
    a_day = (
        1
        if column.dtype == polars.Date
        else {"ms": 86_400_000, "us": 86_400_000_000}.get(getattr(column.dtype, "time_unit", ""), 86_400_000_000_000)
    )
    days = column.to_physical() // a_day
    return not days.is_between(-719_162, 2_932_896).all()


def _connect(db: str, memory_mb: int, timeout_s: float, patience_s: float) -> duckdb.DuckDBPyConnection:
    import duckdb

    give_up = time.monotonic() + patience_s
    while True:
        try:
            connection = duckdb.connect(
                db,
                read_only=True,
                config={
                    "python_enable_replacements": False,
                    "temp_directory": "",
                    "threads": THREADS,
                    "memory_limit": f"{max(memory_mb * 4 // 5, 1)}MB",
                },
            )
            break
        except duckdb.Error as error:
            if not is_locked(str(error)):
                raise Refused("open", str(error).partition("\n")[0], "") from None
            if time.monotonic() > give_up:
                holder = re.search(r"PID (\d+)", str(error))
                raise Refused("locked", holder[1] if holder else "", "") from None
            time.sleep(0.05)
    for lock in _LOCKS:
        connection.execute(lock).fetchall()
    if hasattr(signal, "setitimer"):  # its default action ends the process whatever the query is doing
        signal.setitimer(signal.ITIMER_REAL, timeout_s)
    return connection


if __name__ == "__main__":
    main()
