"""Stores as released versions of the schema wrote them: the rows as text, one a line, and the step that made the tables.

``NNN.jsonl`` was written by the program of that version, with every kind of decision in it. A new one is made before a
schema step is added: ``SELECT to_json(x) FROM (FROM table) x`` for each table, without nulls.
"""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from timeline.store.lines import dumps
from timeline.store.schema import steps

FOLDER = Path(__file__).parent


def rows(step: int) -> list[tuple[str, dict[str, object]]]:
    """Table and row of each line of a released store."""
    lines = (FOLDER / f"{step:03d}.jsonl").read_text(encoding="utf-8").splitlines()
    return [(line["table"], line["row"]) for line in map(json.loads, lines)]


def released_store(step: int, path: Path) -> Path:
    """The store of a released schema at ``path``."""
    connection = duckdb.connect(str(path))
    connection.execute(
        "CREATE TABLE schema_step (step INTEGER PRIMARY KEY, name VARCHAR, applied_at TIMESTAMPTZ)"
    ).fetchall()
    connection.execute("CREATE TABLE setting (key VARCHAR PRIMARY KEY, value VARCHAR)").fetchall()
    for number, _, sql in steps():
        if number <= step:
            for statement in connection.extract_statements(sql):
                connection.execute(statement).fetchall()
    for table, row in rows(step):
        values = [dumps(value) if isinstance(value, dict) else value for value in row.values()]
        names = ", ".join(f'"{name}"' for name in row)
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", values).fetchall()
    connection.close()
    return path
