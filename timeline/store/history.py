"""Rows of the ledger tables: entries in, entries out, and the latest version of a record.

Everything is insert-only. A change becomes one row in the table of its kind, and, where it replaces
a version, one row in ``supersession``.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from operator import itemgetter
from typing import Any, TypeVar

from duckdb import DuckDBPyConnection as Connection

from timeline.model.edtf import Edtf
from timeline.model.events import EventBase
from timeline.model.ledger import KINDS, AnyRecord, Entry, Kind, read_record
from timeline.model.wording import as_number
from timeline.store import chain
from timeline.store.laws import Latest
from timeline.store.lines import dumps, heading_of, read_lines
from timeline.store.statements import column_types, run

BATCH = 2000
"""Rows that are inserted at once."""
FEW = 8
"""Up to so many rows are inserted one by one, and ids of a kind looked up one by one: so few are faster that way."""


T = TypeVar("T")


def last_event_number(connection: Connection, negotiation: str) -> int:
    """The highest number of ``NEGOTIATION-NNNN`` that was ever given, also to an event since retracted."""
    return _counted(connection, negotiation) or 0


def _counted(connection: Connection, negotiation: str) -> int | None:
    found = run(connection, "SELECT last_number FROM event_number WHERE negotiation_id = ?", [negotiation])
    return int(found[0][0]) if found else None


def _count_numbers(connection: Connection, entries: Iterable[Entry]) -> None:
    given: dict[str, int] = {}
    for entry in entries:
        negotiation, _, number = entry.id.rpartition("-")
        if entry.kind == "event" and (counted := as_number(number)) is not None:
            given[negotiation] = max(given.get(negotiation, 0), counted)
    for negotiation, highest in sorted(given.items()):
        raise_it = "UPDATE event_number SET last_number = ? WHERE negotiation_id = ? AND last_number < ?"
        raised = run(connection, raise_it, [highest, negotiation, highest])[0][0]
        if not raised and _counted(connection, negotiation) is None:
            run(connection, "INSERT INTO event_number VALUES (?, ?)", [negotiation, highest])


def append(connection: Connection, entries: Iterable[tuple[Entry, int]]) -> None:
    """Insert entries, each with its version number, in order of recording. The caller has checked the laws.

    Those of one call lie by id, as in the text ledger: what belongs together is then read together.
    """
    entries = list(entries)
    if not entries:
        return
    rows: dict[str, list[dict[str, Any]]] = {f"{kind}_history": [] for kind in KINDS}
    superseded = []
    corrected: list[datetime] = []
    for entry, version in entries:
        rows[f"{entry.kind}_history"].append(_row(entry, version))
        if version > 1:
            replaced = {"kind": entry.kind, "id": entry.id, "version": version - 1}
            superseded.append({**replaced, "superseded_at": entry.recorded_at.isoformat()})
            if entry.kind == "article":
                corrected.append(entry.recorded_at)
    for table, values in rows.items():
        values.sort(key=lambda row: (row["id"], row["version"]))
        for batch in _batches(values):
            if table == "event_history":
                _add_told_by(connection, batch)
            _insert(connection, table, batch)
    superseded.sort(key=lambda row: (row["kind"], row["id"], row["version"]))
    for batch in _batches(superseded):
        _insert(connection, "supersession", batch)
    if corrected:
        retell(connection, min(corrected))
    _count_numbers(connection, (entry for entry, _ in entries))
    _link(connection, entries)


def _batches(rows: list[T]) -> Iterator[list[T]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def _link(connection: Connection, entries: list[tuple[Entry, int]]) -> None:
    """Put entries at the end of the chain."""
    number, _, before = chain.head(connection)
    links = []
    for entry, version in entries:
        record = None if entry.record is None else dumps(entry.record.to_json())
        before = chain.linked(before, entry.kind, chain.digest(heading_of(entry), record))
        number += 1
        links.append((number, entry.kind, entry.id, version, entry.recorded_at, before))
    for batch in _batches(links):
        chain.insert(connection, batch)
    chain.set_head(connection, number, entries[-1][0].recorded_at, before)


def _add_told_by(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Give event rows the day by which their earliest source, as it stood at their recording, had told of them."""
    cited = sorted({span["article_id"] for row in rows for span in row.get("evidence") or ()})
    days: dict[str, list[tuple[datetime, date | None]]] = defaultdict(list)
    one_by_one = len(cited) <= FEW  # an equality is looked up in the index, a list is found by reading the table
    for wanted in cited if one_by_one else [cited]:
        found = run(
            connection,
            "SELECT id, recorded_at, certain_day(published_edtf, published_first, published_last) FROM article_history "
            f"WHERE id {'= ?' if one_by_one else 'IN (SELECT unnest(?))'} AND action <> 'retract' ORDER BY version",
            [wanted],
        )
        for id, recorded_at, told in found:
            days[id].append((recorded_at, told))
    for row in rows:
        recorded_at = datetime.fromisoformat(row["recorded_at"])
        told_by = []
        for span in row.get("evidence") or ():
            known = [told for instant, told in days[span["article_id"]] if instant <= recorded_at]
            if known and known[-1] is not None:
                told_by.append(known[-1])
        row["told_by"] = min(told_by).isoformat() if told_by else None


def retell(connection: Connection, since: datetime) -> None:
    """Record, for corrections of articles from an instant on, by which day the events citing them are told now."""
    run(connection, "INSERT INTO retelling FROM retellings_since(?::TIMESTAMPTZ)", [since])


def latest(connection: Connection, kind: Kind, id: str) -> Latest:
    """Number of the latest version of a record (0 when never recorded) and the record (None when retracted)."""
    # no ORDER BY: it shuns the index
    found = run(connection, f"SELECT version, record FROM {kind}_history WHERE id = ?", [id])
    if not found:
        return 0, None
    version, record = max(found, key=itemgetter(0))
    return version, None if record is None else read_record(kind, json.loads(record))


def latest_of(connection: Connection, keys: Iterable[tuple[Kind, str]]) -> dict[tuple[Kind, str], Latest]:
    """The same of many records, in one question for few of a kind, in one a kind for more."""
    wanted: dict[Kind, list[str]] = defaultdict(list)
    for kind, id in dict.fromkeys(keys):
        wanted[kind].append(id)
    found: dict[tuple[Kind, str], Latest] = {(kind, id): (0, None) for kind, ids in wanted.items() for id in ids}
    few = [(kind, id) for kind, ids in wanted.items() for id in ids if len(ids) <= FEW]
    questions: list[tuple[str, list[Any]]] = [
        (f"SELECT '{kind}', id, version, record FROM {kind}_history WHERE id IN (SELECT unnest(?))", [ids])
        for kind, ids in wanted.items()
        if len(ids) > FEW
    ]
    if few:
        one = " UNION ALL ".join(
            f"SELECT '{kind}', id, version, record FROM {kind}_history WHERE id = ?" for kind, _ in few
        )
        questions.append((one, [id for _, id in few]))
    last: dict[Any, tuple[Any, Any]] = {}
    for sql, values in questions:
        for row in run(connection, sql, values):
            if row[2] > last.get(row[:2], (0, None))[0]:
                last[row[:2]] = row[2], row[3]
    for key, (version, record) in last.items():
        found[key] = (version, None if record is None else read_record(key[0], json.loads(record)))
    return found


def live_records(
    connection: Connection,
    kind: Kind,
    known_at: datetime | None = None,
    only: str = "",
    values: Sequence[Any] = (),
) -> list[AnyRecord]:
    """Every record of a kind that stood at an instant (default: now), by id; those that ``only`` holds for.

    ``only`` is a condition of ours on the row ``h``, with ``?`` for each of ``values``.
    """
    found = run(
        connection,
        f"""
        SELECT h.record FROM {kind}_history h
        ANTI JOIN replaced_versions(?, known_at := ?::TIMESTAMPTZ) s USING (id, version)
        WHERE h.action <> 'retract' AND h.recorded_at <= coalesce(?::TIMESTAMPTZ, 'infinity'::TIMESTAMPTZ)
          AND {f"({only})" if only else "true"} ORDER BY h.id
        """,
        [kind, known_at, known_at, *values],
    )
    return [read_record(kind, json.loads(record)) for (record,) in found]


def mentions(connection: Connection, id: str) -> Iterator[AnyRecord]:
    """Standing records whose text contains an id: all that refer to it, and maybe more."""
    bare = id.rpartition("/")[2]
    for kind in KINDS:
        rows = run(
            connection, f"SELECT DISTINCT id FROM {kind}_history WHERE contains(record::VARCHAR, ?)", [f'"{bare}"']
        )
        for (other,) in rows:
            record = latest(connection, kind, other)[1]
            if record is not None:
                yield record


def versions(connection: Connection, kind: Kind, id: str) -> list[Entry]:
    """Every entry of one record, oldest first."""
    return entries(connection, kind, "WHERE id = ? ORDER BY version", [id])


def versions_of(connection: Connection, kind: Kind, ids: Sequence[str]) -> dict[str, list[Entry]]:
    """Every entry of each of some records of a kind, oldest first, by id; those never recorded are left out."""
    found: dict[str, list[Entry]] = {}
    for entry in entries(
        connection, kind, "WHERE id IN (SELECT unnest(?::VARCHAR[])) ORDER BY id, version", [list(ids)]
    ):
        found.setdefault(entry.id, []).append(entry)
    return found


def entries(
    connection: Connection, kind: Kind, clause: str, values: Sequence[str | int | datetime | list[str] | None] = ()
) -> list[Entry]:
    """The entries of a kind that a clause of ours chooses and orders, with ``?`` for each of ``values``."""
    return [
        Entry(kind=kind, **line, record=None if record is None else read_record(kind, json.loads(record)))
        for _, line, record in read_lines(connection, kind, clause, values)
    ]


def columns(record: AnyRecord) -> dict[str, Any]:
    """The typed columns of a record: each EDTF field as its text and its first and last day."""
    values: dict[str, Any] = {}
    for name, dumped in record.model_dump(mode="json").items():
        value = getattr(record, name)
        if isinstance(value, Edtf):
            values[f"{name}_edtf"] = value.text
            values[f"{name}_first"] = value.first and value.first.isoformat()
            values[f"{name}_last"] = value.last and value.last.isoformat()
        else:
            values[name] = dumped
    if isinstance(record, EventBase) and record.date and record.date.certain_from:
        values["certain_from"] = record.date.certain_from.isoformat()
    return values


def _row(entry: Entry, version: int) -> dict[str, Any]:
    row: dict[str, Any] = columns(entry.record) if entry.record is not None else {}
    row.update(
        id=entry.id,
        version=version,
        recorded_at=entry.recorded_at.isoformat(),
        author=entry.author,
        action=entry.action,
        reason=entry.reason,
        record=None if entry.record is None else dumps(entry.record.to_json()),
    )
    return row


def _insert(connection: Connection, table: str, rows: list[dict[str, Any]]) -> None:
    """Insert rows: a few as values, many as one JSON text, cast to the table's own types."""
    if len(rows) <= FEW:
        for row in rows:
            known = {
                name: dumps(value) if isinstance(value, dict) else value
                for name, value in row.items()
                if value is not None and name != "text"  # the text of an article stands once, in record
            }
            columns = ", ".join(f'"{name}"' for name in known)
            run(
                connection, f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(known))})", [*known.values()]
            )
        return
    types = column_types(connection, table)
    struct = ", ".join(f'"{name}" {"VARCHAR" if type == "JSON" else type}' for name, type in types.items())
    batch = [{name: _as_text(row.get(name), type == "JSON") for name, type in types.items()} for row in rows]
    run(
        connection,
        f"INSERT INTO {table} BY NAME SELECT unnest(CAST(CAST(? AS JSON) AS STRUCT({struct})[]), max_depth := 2)",
        [json.dumps(batch, ensure_ascii=False)],
    )


def _as_text(value: Any, is_json: bool) -> Any:
    return dumps(value) if is_json and value is not None and not isinstance(value, str) else value
