"""A frame as people and programs want it: table, CSV, JSON, JSON Lines, Markdown or Parquet."""

from __future__ import annotations

import io
import json
import math
import shutil
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal, TextIO, get_args

from timeline.model.problems import Problem, UsageProblem
from timeline.model.visible import no_formula, visible, visible_json
from timeline.model.whole import whole

if TYPE_CHECKING:
    import polars

    from timeline.model.events import Term

Format = Literal["table", "csv", "json", "jsonl", "markdown", "parquet"]
FORMATS: tuple[Format, ...] = get_args(Format)

TABLE = "(default: table, which fits a terminal, and in a pipe is as wide as its values; csv and jsonl for programs)"
"""Help for the option that names a format."""

_NARROW = 14
"""Characters that a column of a table should have at least before it wraps; with less room, rows become blocks."""


SCREENFUL = 100
"""Rows that a terminal is shown where no limit is named; a pipe and a file get all."""


def limit_on(out: TextIO, format: Format, limit: int | None) -> int | None:
    """The limit that is named; else that of a table on a terminal; else none."""
    return SCREENFUL if limit is None and format == "table" and out.isatty() else limit


def write_frame(frame: polars.DataFrame, format: Format, out: TextIO | str | Path) -> None:
    """Write ``frame`` to an open text stream or a file.

    Lists show as ``KR, US`` in tables and Markdown, as ``KR;US`` in CSV, as lists in JSON. Nothing
    known is empty, or null in JSON. Signs that cannot be seen or that steer a terminal are spelled out in tables and
    Markdown, escaped in JSON; in CSV a cell that a spreadsheet would run gets an apostrophe.
    Days and instants are ISO 8601, instants in UTC with ``Z``. A
    table takes the width of a terminal and wraps; elsewhere it is as wide as its values. Raises
    UsageProblem where Parquet would go to a terminal or the file is a store, ProblemError where it cannot be written.
    """
    if isinstance(out, str | Path):
        _to_file(frame, format, Path(out))
    elif format == "parquet":
        binary = getattr(out, "buffer", None)
        if out.isatty() or binary is None:
            raise UsageProblem(Problem("parquet is not for a terminal", hint="name a file with --out"))
        frame.write_parquet(binary)
    else:
        for part in _text(frame, format, out):
            out.write(part)


_CELL = 22
"""Characters that a cell of a line has at most, but for the last, which has what is left."""


def write_lines(rows: Iterable[Sequence[str]], out: TextIO) -> None:
    """Write rows one a line, as wide as the terminal: cells in columns, the last one cut where it does not fit.

    Where the columns leave no room for it, it stands below the others, which then stand side by side as they are.
    """
    from rich.cells import cell_len

    cells = [[_harmless(" ".join(cell.split())) for cell in row] for row in rows]
    widths = [min(max(map(cell_len, column)), _CELL) for column in zip(*cells, strict=True)]
    columns = shutil.get_terminal_size().columns
    room = columns - sum(widths[:-1]) - 2 * (len(widths) - 1)
    for row in cells:
        if room < _CELL:
            head = textwrap.wrap("  ".join(filter(None, row[:-1])), columns, break_on_hyphens=False)
            lines = [*head, "  " + _cut(row[-1], columns - 2)]
        else:
            fitted = (_cut(cell, width) for cell, width in zip(row, [*widths[:-1], room], strict=True))
            lines = ["  ".join(fitted)]
        out.writelines(line.rstrip() + "\n" for line in lines)


def _cut(cell: str, width: int) -> str:
    """The cell in as many columns of a terminal."""
    from rich.text import Text

    text = Text(cell)
    text.truncate(width, overflow="ellipsis", pad=True)
    return text.plain


def shown(value: Any) -> str:
    """A value as a person reads it in a table: nothing for unknown, ``KR, US`` for a list, whole numbers whole."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:.15g}"
        case Decimal():
            return f"{value.normalize():f}"
        case dict():
            return ", ".join(f"{name}: {shown(item)}" for name, item in value.items() if item is not None)
        case list() | tuple():
            joint = "; " if any(isinstance(item, dict) for item in value) else ", "
            return joint.join(shown(item) for item in value)
        case _:
            return str(plain(value))


def sides_shown(parties: Sequence[str], by: Sequence[str]) -> str:
    """Whom an event concerns, and whose act it is where it is not that of all: ``KR, US (by KR)``."""
    acting = f" (by {', '.join(by)})" if by and set(by) != set(parties) else ""
    return ", ".join(parties) + acting


def term_shown(term: Term) -> str:
    """A term as a person says it: ``tariff rate at most 15 % agreed (KR)``; an exact figure is just the figure."""
    bound = "" if term.bound == "exactly" else term.bound.replace("_", " ")
    per = f"per {term.per}" if term.per else ""
    by = f"({term.party})" if term.party else ""
    figure = f"{term.value:,.15g}"
    parts = (term.name.replace("_", " "), bound, figure, term.unit, per, (term.role or "").replace("_", " "), by)
    return " ".join(part for part in parts if part)


def plain(value: Any) -> Any:
    """A value as JSON has it: days and instants ISO 8601, decimals as numbers, bytes in hexadecimal."""
    match value:
        case float():
            return value if math.isfinite(value) else None
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case bytes():
            return value.hex()
        case dict():
            return {name: plain(item) for name, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case _:
            return value


def _to_file(frame: polars.DataFrame, format: Format, path: Path) -> None:
    with whole(path) as file:
        if format == "parquet":
            frame.write_parquet(file)
        else:
            file.writelines(part.encode() for part in _text(frame, format, file))


def _text(frame: polars.DataFrame, format: Format, out: IO[Any]) -> Iterator[str]:
    match format:
        case "table":
            yield from _table(frame, shutil.get_terminal_size().columns if out.isatty() else None)
        case "csv":
            written = _flat(frame).write_csv()
            yield visible(written) if out.isatty() else written
        case "json":
            lines = (visible_json(json.dumps(row, ensure_ascii=False)) for row in _records(frame))
            yield "["
            for number, line in enumerate(lines):
                yield f"{',' if number else ''}\n  {line}"
            yield "\n]\n" if frame.height else "]\n"
        case "jsonl":
            for row in _records(frame):
                yield visible_json(json.dumps(row, ensure_ascii=False)) + "\n"
        case "markdown":
            yield from _markdown(frame)
        case _:
            raise UsageProblem(Problem(f"unknown format {format!r}", hint=f"one of {', '.join(FORMATS)}"))


def _records(frame: polars.DataFrame) -> Iterator[dict[str, Any]]:
    for row in frame.iter_rows(named=True):
        yield {name: plain(value) for name, value in row.items()}


def _flat(frame: polars.DataFrame) -> polars.DataFrame:
    """The frame with every column that CSV cannot hold, or would write oddly, as text that no spreadsheet runs."""
    import polars

    columns = []
    for column in frame:
        if column.dtype.is_nested() or column.dtype.is_temporal() or column.dtype == polars.Binary:
            column = polars.Series(column.name, [_cell(value) for value in column.to_list()], dtype=polars.String)
        elif column.dtype == polars.String:
            cells = [None if value is None else no_formula(value) for value in column.to_list()]
            column = polars.Series(column.name, cells, dtype=polars.String)
        columns.append(column.alias(no_formula(column.name)))
    return polars.DataFrame(columns)


def _cell(value: Any) -> str | None:
    """A list of simple values as ``KR;US``, anything deeper as JSON."""
    if value is None:
        return None
    bare = plain(value)
    if isinstance(bare, list) and not any(isinstance(item, dict | list) for item in bare):
        # each of them, since where the comma is for decimals a spreadsheet cuts at the semicolon
        return ";".join("" if item is None else _guarded(item) for item in bare)
    return json.dumps(bare, ensure_ascii=False) if isinstance(bare, dict | list) else str(bare)


def _guarded(item: Any) -> str:
    return no_formula(item) if isinstance(item, str) else shown(item)


def _markdown(frame: polars.DataFrame) -> Iterator[str]:
    def line(cells: Sequence[str]) -> str:
        return f"| {' | '.join(cells)} |\n"

    def escaped(text: str) -> str:
        text = visible(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
        return text.replace("\n", "<br>")

    if not frame.width:
        return
    yield line([escaped(name) for name in frame.columns])
    yield line(["---:" if column.dtype.is_numeric() else "---" for column in frame])
    for row in frame.iter_rows():
        yield line([escaped(shown(value)) for value in row])


def _table(frame: polars.DataFrame, width: int | None) -> Iterator[str]:
    """A table as wide as the terminal, or without limit; as blocks of lines where the columns get too narrow."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not frame.width:
        return
    rows = [[_harmless(shown(value)) for value in row] for row in frame.iter_rows()]
    names = [_harmless(name) for name in frame.columns]
    columns = zip(names, *rows, strict=True)
    widest = [max(len(line) for cell in column for line in (cell.split("\n") or [""])) for column in columns]
    if width is not None and sum(min(most, _NARROW) + 2 for most in widest) > width:
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True, style="bold")
        table.add_column(overflow="fold")
        for number, row in enumerate(rows):
            if number:
                table.add_row()
            for name, cell in zip(names, row, strict=True):
                if cell:
                    table.add_row(Text(name), Text(cell))
    else:
        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
        for name, series in zip(names, frame, strict=True):
            table.add_column(Text(name), justify="right" if series.dtype.is_numeric() else "left", overflow="fold")
        for row in rows:
            table.add_row(*map(Text, row))
    page = io.StringIO()
    limit = width or sum(widest) * 2 + 4 * len(widest)  # wide characters take two places
    Console(
        file=page, width=limit, force_terminal=width is not None, no_color=True, highlight=False, legacy_windows=False
    ).print(table)
    for line in page.getvalue().removesuffix("\n").split("\n"):
        yield line.rstrip() + "\n"


def _harmless(text: str) -> str:
    return visible(text).replace("\t", " ")
