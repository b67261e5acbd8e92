"""An entry of the log as text: the line of the ledger, and the parts of it that its hash covers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from duckdb import DuckDBPyConnection as Connection

from timeline.model.ledger import Entry, Kind, instant_text

_ROWS = 4096
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": "), allow_nan=False).encode


def dumps(value: Any) -> str:
    """JSON as the ledger writes it: compact, readable, one line."""
    return _ENCODE(value)


def heading(id: str, recorded_at: datetime, author: str, action: str, reason: str | None) -> dict[str, Any]:
    """A line of the ledger without its record."""
    line = {"id": id, "recorded_at": instant_text(recorded_at), "author": author, "action": action}
    return line if reason is None else {**line, "reason": reason}


def heading_of(entry: Entry) -> dict[str, Any]:
    """The same of an entry."""
    return heading(entry.id, entry.recorded_at, entry.author, entry.action, entry.reason)


def read_lines(
    connection: Connection,
    kind: Kind,
    clause: str = "ORDER BY id, version",
    values: Sequence[str | int | datetime | list[str] | None] = (),
) -> Iterator[tuple[int, dict[str, Any], str | None]]:
    """Version, heading and record (JSON text, None when retracted) of every entry of a kind, by id and instant."""
    cursor = connection.execute(
        f"SELECT version, id, recorded_at, author, action, reason, record FROM {kind}_history {clause}", list(values)
    )
    while rows := cursor.fetchmany(_ROWS):
        for version, *head, record in rows:
            yield version, heading(*head), record


def ledger_lines(connection: Connection, kind: Kind) -> Iterator[str]:
    """Every entry of a kind as one JSON line, sorted by id and then by instant."""
    for _, head, record in read_lines(connection, kind):
        yield dumps(head if record is None else {**head, "record": json.loads(record)})
