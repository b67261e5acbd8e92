"""The SQL objects described from a fresh schema: tables, views, macros, columns and their comments."""

from __future__ import annotations

import duckdb
from duckdb import DuckDBPyConnection as Connection

from timeline.model.describe import Described, Part
from timeline.store.comments import result_comment
from timeline.store.schema import bring_up_to_date
from timeline.store.statements import run


def sql_objects() -> list[Described]:
    """Every view, macro and table, views first: what a person would query."""
    connection = duckdb.connect(":memory:")
    try:
        bring_up_to_date(connection)
        columns: dict[str, list[Part]] = {}
        for table, name, type, comment in run(
            connection,
            "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal "
            "ORDER BY table_name, column_index",
        ):
            columns.setdefault(table, []).append(Part(name, _short(type), comment or ""))
        objects = run(
            connection,
            "SELECT 'view', view_name, comment FROM duckdb_views() WHERE NOT internal UNION ALL "
            "SELECT 'table', table_name, comment FROM duckdb_tables() ORDER BY 1 DESC, 2",
        )
        macros = run(
            connection,
            "SELECT DISTINCT function_name, parameters, comment FROM duckdb_functions() "
            "WHERE NOT internal AND function_type = 'table_macro' ORDER BY 1",
        )
        returned = {name: _columns(connection, name, parameters) for name, parameters, _ in macros}
    finally:
        connection.close()
    found = [Described(kind, name, comment or "", tuple(columns.get(name, ()))) for kind, name, comment in objects]
    called = [
        Described("macro", name, comment or "", returned[name], _parameters(parameters))
        for name, parameters, comment in macros
    ]
    return [*(d for d in found if d.kind == "view"), *called, *(d for d in found if d.kind == "table")]


_PARAMETERS = {
    "as_of": ("DATE, default today in UTC", "a day: what had happened by then"),
    "known_at": ("TIMESTAMPTZ, default everything", "an instant: what had been recorded by then"),
    "since": ("TIMESTAMPTZ", "the earlier instant"),
    "until": ("TIMESTAMPTZ, default everything", "the later instant"),
    "negotiations": ("VARCHAR[], default all", "ids of the negotiations"),
    "whole": ("BOOLEAN, default false", "from the first event on, not only since the last change of kind"),
    "negotiation": ("VARCHAR", "id of the negotiation"),
    "kind_name": ("VARCHAR", "kind of record"),
    "readings": ("VARCHAR", "name of a table of readings, such as reading_of gives"),
    "moves": ("VARCHAR", "name of a table of moves, such as status_moves gives"),
    "rows_of_history": ("VARCHAR", "name of event_history, or of a table of some of its rows"),
}
"""Type and meaning of the parameters of macros."""


def _parameters(names: list[str]) -> tuple[Part, ...]:
    return tuple(Part(name, *_PARAMETERS.get(name, ("VARCHAR", ""))) for name in names)


def _columns(connection: Connection, macro: str, parameters: list[str]) -> tuple[Part, ...]:
    """The columns that a macro returns, asked of the database itself."""
    values = {
        "since": "TIMESTAMPTZ '2025-01-01'",
        "negotiation": "'x'",
        "kind_name": "'event'",
        "readings": "'the_record'",
        "moves": "'the_moves'",
        "rows_of_history": "'event_history'",
    }
    given = ", ".join(values[name] for name in parameters if name in values)
    tables = "the_record AS (FROM reading_of('x')), the_moves AS (FROM status_moves('the_record'))"
    rows = run(connection, f"DESCRIBE WITH {tables} FROM {macro}({given})")
    return tuple(Part(name, _short(type), result_comment(macro, name) or "") for name, type, *_ in rows)


def _short(type: str) -> str:
    return type.replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ").replace('"', "")
