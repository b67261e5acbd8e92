"""The record as tables that any program reads: CSV or Parquet, one file a table, described by a datapackage.json.

The description follows the Data Package standard (Frictionless): types, meanings, keys, and the hash of each file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from timeline.model.ledger import instant_text
from timeline.model.visible import no_formula
from timeline.model.whole import whole, write_whole
from timeline.model.wording import count

if TYPE_CHECKING:
    import polars

KEYS: dict[str, tuple[str, ...]] = {
    "negotiations": ("negotiation_id",),
    "parties": ("party",),
    "actors": ("actor_id",),
    "offices": ("actor_id", "n"),
    "issues": ("negotiation_id", "issue_id"),
    "articles": ("article_id",),
    "events": ("event_id",),
    "terms": ("event_id", "n"),
    "evidence": ("event_id", "n"),
    "links": ("event_id", "n"),
}
"""What identifies a row of each table of the record; tables of answers have no key."""
REFERENCES: dict[str, dict[str, str]] = {
    "offices": {"actor_id": "actors"},
    "issues": {"negotiation_id": "negotiations"},
    "events": {"negotiation_id": "negotiations"},
    "terms": {"event_id": "events"},
    "evidence": {"event_id": "events", "article_id": "articles"},
    "links": {"event_id": "events"},
}
"""Columns that name a row of another table by its key."""


@dataclass(frozen=True)
class Written:
    """The files that were written, what they hold, and what was changed or left out on the way."""

    paths: tuple[Path, ...]
    holds: str
    left_out: tuple[str, ...] = ()


def write_tables(
    frames: Mapping[str, polars.DataFrame],
    folder: Path,
    form: Literal["csv", "parquet"],
    *,
    name: str,
    title: str,
    meaning: Callable[[str, str], str | None],
) -> Written:
    """Write each frame to ``folder`` and describe all of them in ``datapackage.json``; files there are replaced.

    CSV is UTF-8 with ``\\n``; unknown is empty, lists and records are JSON, days and instants ISO 8601. A cell of
    text that a spreadsheet would run as a formula gets an apostrophe before it; how many were, is said.
    """
    folder.mkdir(parents=True, exist_ok=True)
    resources, paths, guarded = [], [], 0
    for table, frame in frames.items():
        path = folder / f"{table}.{form}"
        if form == "csv":
            flat, changed = csv_frame(frame)
            guarded += changed
            with whole(path) as file:
                flat.write_csv(file)
        else:
            with whole(path) as file:
                frame.write_parquet(file, compression="zstd", statistics=True)
        paths.append(path)
        resources.append(_resource(table, frame, path, form, meaning))
    package = folder / "datapackage.json"
    described = {"profile": "data-package", "name": name, "title": title, "resources": resources}
    write_whole(package, (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode())
    rows = sum(frame.height for frame in frames.values())
    notes = []
    if guarded:
        notes.append(f"{count(guarded, 'cell')} given an apostrophe, since a spreadsheet would run them as formulas")
    return Written((*paths, package), f"{count(len(frames), 'table')}, {count(rows, 'row')}", tuple(notes))


def csv_frame(frame: polars.DataFrame) -> tuple[polars.DataFrame, int]:
    """The frame as CSV can hold it, and the number of cells that got an apostrophe against being run as formulas."""
    import polars

    columns, guarded = [], 0
    for column in frame:
        if column.dtype.is_nested() or column.dtype.is_temporal():
            cells: list[str | None] = [None if value is None else _cell(value) for value in column.to_list()]
        elif column.dtype == polars.String:
            cells = []
            for value in column.to_list():
                cell = None if value is None else no_formula(value)
                guarded += cell != value
                cells.append(cell)
        else:
            columns.append(column)
            continue
        columns.append(polars.Series(column.name, cells, dtype=polars.String))
    return polars.DataFrame(columns), guarded


def _cell(value: Any) -> str:
    temporal = hasattr(value, "isoformat")
    return _instant_or_day(value) if temporal else json.dumps(value, ensure_ascii=False, default=_instant_or_day)


def _instant_or_day(value: Any) -> str:
    return instant_text(value) if hasattr(value, "hour") else str(value.isoformat())


def _resource(
    table: str, frame: polars.DataFrame, path: Path, form: str, meaning: Callable[[str, str], str | None]
) -> dict[str, Any]:
    content = path.read_bytes()
    schema: dict[str, Any] = {
        "fields": [
            {"name": column, "type": _type(dtype)} | ({"description": said} if (said := meaning(table, column)) else {})
            for column, dtype in frame.schema.items()
        ]
    }
    if table in KEYS:
        schema["primaryKey"] = list(KEYS[table])
    if table in REFERENCES:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": other, "fields": list(KEYS[other])}}
            for column, other in REFERENCES[table].items()
        ]
    media = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}[form]
    described: dict[str, Any] = {"name": table, "path": path.name, "format": form, "mediatype": media}
    if form == "csv":
        described |= {"profile": "tabular-data-resource", "encoding": "utf-8"}
    return described | {"bytes": len(content), "hash": f"sha256:{sha256(content).hexdigest()}", "schema": schema}


def _type(dtype: Any) -> str:
    """The type of a column in the words of Table Schema."""
    import polars

    for known, word in (
        (polars.List, "array"),
        (polars.Struct, "object"),
        (polars.Date, "date"),
        (polars.Datetime, "datetime"),
        (polars.Boolean, "boolean"),
    ):
        if dtype == known:
            return word
    return "integer" if dtype.is_integer() else "number" if dtype.is_numeric() else "string"
