"""The log: every entry of every kind in order of recording, to read and to take back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from duckdb import DuckDBPyConnection as Connection

from timeline.model.ledger import KINDS, Entry, Kind
from timeline.model.wording import as_number
from timeline.store.history import versions_of
from timeline.store.statements import run

if TYPE_CHECKING:
    import polars

_SAID = """coalesce(r.record ->> 'summary', (r.record ->> 'verdict') || coalesce(' ' || (r.record ->> 'event_id'), ''),
    r.record ->> 'title', r.record ->> 'name', r.record ->> 'publisher')"""
"""What a record says in a few words; of one that is withdrawn, what it said before."""


def log_frame(
    connection: Connection,
    *,
    id: str | None = None,
    kind: str | None = None,
    author: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    oldest_first: bool = False,
    limit: int | None = None,
) -> polars.DataFrame:
    """Entries of the log as a frame, the newest first: those of a record (and the decisions that led to it), of a kind,
    by an author, recorded between two instants (both included).
    """
    import polars

    rows = " UNION ALL ".join(
        f"SELECT c.*, h.author, h.action, h.reason, {_SAID} AS what "
        f"FROM chain c JOIN {one}_history h ON h.id = c.id AND h.version = c.version "
        f"JOIN {one}_history r ON r.id = h.id AND r.version = h.version - (h.action = 'retract')::INTEGER "
        f"WHERE c.kind = '{one}' AND "
        + (
            "(h.id = $id OR (h.record ->> 'event_id') = $id OR $id IS NULL)"
            if one == "decision"
            else "(h.id = $id OR $id IS NULL)"
        )
        for one in ([kind] if kind else KINDS)
    )
    relation = connection.sql(
        f"""
        SELECT entry, recorded_at, author, action, kind, id, version, what, reason, hash FROM ({rows})
        WHERE (author = $author OR $author IS NULL) AND recorded_at >= coalesce($since::TIMESTAMPTZ, '-infinity')
          AND recorded_at <= coalesce($until::TIMESTAMPTZ, 'infinity')
        ORDER BY entry {"" if oldest_first else "DESC"} {"" if limit is None else f"LIMIT {int(limit)}"}
        """,
        params={"id": id, "author": author, "since": since, "until": until},
    )
    return polars.DataFrame(relation)


def entry_number(connection: Connection, named: str | None) -> int | None:
    """The number of the entry that is meant: by its number, by an id (its latest entry), or the last one."""
    if named is None:
        found = run(connection, "SELECT nullif(entries, 0) FROM head")
    elif (number := as_number(named)) is not None:
        found = run(connection, "SELECT entry FROM chain WHERE entry = ?", [number])
    else:
        found = run(connection, "SELECT max(entry) FROM chain WHERE id = ?", [named])
    return int(found[0][0]) if found and found[0][0] is not None else None


class Logged(NamedTuple):
    """An entry as the log has it."""

    number: int
    version: int
    """Of its record."""
    entry: Entry


def transaction(connection: Connection, number: int) -> list[Logged]:
    """Everything that was recorded together with an entry, in order."""
    found = run(
        connection,
        "SELECT entry, kind, id, version FROM chain "
        "WHERE recorded_at = (SELECT recorded_at FROM chain WHERE entry = ?) ORDER BY entry",
        [number],
    )
    ids: dict[Kind, list[str]] = {}
    for _, kind, id, _ in found:
        ids.setdefault(kind, []).append(id)
    read = {kind: versions_of(connection, kind, named) for kind, named in ids.items()}
    return [Logged(entry, version, read[kind][id][version - 1]) for entry, kind, id, version in found]
