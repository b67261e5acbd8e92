"""The SQL objects described from a fresh schema: tables, views, macros, columns and their comments."""

from __future__ import annotations

import duckdb

from timeline.model.describe import Described, Part
from timeline.store.connection import run
from timeline.store.schema import bring_up_to_date


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
            columns.setdefault(str(table), []).append(Part(str(name), _short(str(type)), str(comment or "")))
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
    finally:
        connection.close()
    found = [
        Described(str(kind), str(name), str(comment or ""), tuple(columns.get(str(name), ())))
        for kind, name, comment in objects
    ]
    called = [
        Described(
            "macro",
            str(name),
            str(comment or ""),
            tuple(Part(str(p), _PARAMETERS.get(str(p), "VARCHAR"), "") for p in _names(parameters)),
        )
        for name, parameters, comment in macros
    ]
    return [*(d for d in found if d.kind == "view"), *called, *(d for d in found if d.kind == "table")]


_PARAMETERS = {"as_of": "DATE, default today", "known_at": "TIMESTAMPTZ, default everything recorded"}


def _short(type: str) -> str:
    return type.replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ").replace('"', "")


def _names(parameters: object) -> list[str]:
    return [str(name) for name in parameters] if isinstance(parameters, list) else []
