"""Another program's CSV as events: a map, itself a TOML file, says which column is which field and what its words mean.

::

    negotiation = "swap-talks"            # the same for every row; any field may stand here
    delimiter = ";"                       # default: a comma
    ignore = ["Row"]                      # columns that are left out, on purpose
    dates = ["%d.%m.%Y", "%m/%Y"]         # how the file writes dates, besides EDTF

    [columns]                             # column of the file = field of the event
    Day = "date"
    Kind = "type"
    Who = "parties"
    What = ["summary", "note"]            # one column may fill several fields

    [values.type]                         # word of the file = word of the record, by field
    Talks = "meeting"

Every column is mapped or ignored: what is not named is a problem, not silently left out.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any

from timeline.model.problems import Problem, ProblemError, did_you_mean

_SETTINGS = ("delimiter", "ignore", "dates", "columns", "values")


@dataclass(frozen=True)
class ColumnMap:
    """How the columns of a file fill the fields of events."""

    columns: dict[str, tuple[str, ...]]
    values: dict[str, dict[str, str]]
    constants: dict[str, Any]
    ignore: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    delimiter: str = ","


def read_map(text: str, where: str, fields: Collection[str]) -> ColumnMap:
    """The map that a TOML text describes; raises ProblemError with everything that is wrong in it.

    ``fields`` are the fields that an event may have in its plain form.
    """
    given = read_toml(text, where)
    problems: list[Problem] = []

    def known(field: str, at: str) -> None:
        if field not in fields:
            hint = did_you_mean(field, fields) or "timeline schema lists the fields"
            problems.append(Problem(f'{at}: "{field}" is no field of an event', where, hint))

    columns: dict[str, tuple[str, ...]] = {}
    for column, target in _table(given, "columns", where, problems).items():
        targets = target if isinstance(target, list) else [target]
        columns[column] = tuple(map(str, targets))
        for field in columns[column]:
            known(field, f"columns.{column}")
    values: dict[str, dict[str, str]] = {}
    for field, words in _table(given, "values", where, problems).items():
        known(field, "values")
        if isinstance(words, dict):
            values[field] = {str(word): str(meant) for word, meant in words.items()}
        else:
            problems.append(Problem(f"values.{field}: is no table of words", where, f"[values.{field}]"))
    constants = {name: value for name, value in given.items() if name not in _SETTINGS}
    for name in constants:
        known(name, "the map")
    delimiter = given.get("delimiter", ",")
    if not isinstance(delimiter, str) or len(delimiter) != 1:
        problems.append(Problem("delimiter: is not one character", where, 'write delimiter = ";"'))
    if not columns:
        problems.append(Problem("columns: maps nothing", where, 'write [columns], then lines like Day = "date"'))
    lists = {name: given.get(name, []) for name in ("ignore", "dates")}
    for name, listed in lists.items():
        if not isinstance(listed, list):
            problems.append(Problem(f"{name}: is no list", where, f'write {name} = ["..."]'))
        elif name == "dates":
            problems += [problem for form in listed if (problem := _not_told(str(form), where))]
    if problems:
        raise ProblemError(problems)
    return ColumnMap(
        columns, values, constants, tuple(map(str, lists["ignore"])), tuple(map(str, lists["dates"])), delimiter
    )


def read_mapped(text: str, where: str, by: ColumnMap) -> list[tuple[str, dict[str, Any]]]:
    """The rows of a CSV as plain events, each with its address ``file:line``; raises ProblemError with every wrong one.

    An empty cell says nothing. A word that the map does not translate is taken as it stands.
    """
    header, rows = read_rows(text, where, by.delimiter)
    problems = [
        Problem(
            f'column "{name}" is not in the file', where, did_you_mean(name, header) or f"it has {', '.join(header)}"
        )
        for name in (*by.columns, *by.ignore)
        if name not in header
    ]
    problems += [
        Problem(f'column "{name}" is not mapped', where, f'map it under [columns], or ignore = ["{name}"]')
        for name in header
        if name not in by.columns and name not in by.ignore
    ]
    if problems:
        raise ProblemError(problems)
    events: list[tuple[str, dict[str, Any]]] = []
    for at, row in rows:
        event = dict(by.constants)
        for column, fields in by.columns.items():
            cell = row[column].strip()
            for field in fields if cell else ():
                event[field] = _joined(event.get(field) if field not in by.constants else None, _meant(cell, field, by))
        events.append((at, event))
    return events


def read_rows(text: str, where: str, delimiter: str = ",") -> tuple[list[str], list[tuple[str, dict[str, str]]]]:
    """The header of a CSV, and each row by its columns with its address ``file:line``; a cell that is missing is empty.

    Raises ProblemError where a column is there twice, with every row that has cells under no column, and where a
    quotation mark is not closed, or closed before its cell ends.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[str, dict[str, str]]] = []
    problems: list[Problem] = []
    line = 1
    try:
        header = next(reader, [])
        twice = [name for name, times in Counter(header).items() if times > 1 and name]
        if twice:
            hint = "rename one, or join their cells with a semicolon"
            raise ProblemError(Problem(f'column "{name}" is there twice', where, hint) for name in twice)
        line = reader.line_num + 1
        for cells in reader:
            at, line = f"{where}:{line}", reader.line_num + 1
            if len(cells) > len(header):
                problems.append(Problem("has more cells than the header", at, "quote cells that hold the delimiter"))
            elif any(cell and not name for name, cell in zip(header, cells, strict=False)):
                problems.append(Problem("has a cell in a column without a name", at, "name the column in the header"))
            elif cells:
                rows.append((at, dict(zip_longest(header, cells, fillvalue=""))))
    except csv.Error as error:
        hint = "close each quotation mark that is opened; within a cell it is written twice"
        told = "a quotation mark is not closed" if "unexpected end of data" in str(error) else str(error)
        problems.append(Problem(f"the row that begins here cannot be read: {told}", f"{where}:{line}", hint))
    if problems:
        raise ProblemError(problems)
    return header, rows


def read_toml(text: str, where: str) -> dict[str, Any]:
    """The table of a TOML text; raises ProblemError where it is none."""
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ProblemError(Problem("is nested too deeply", where)) from error
    except ValueError as error:
        raise ProblemError(Problem(f"is not TOML: {error}", where)) from error


def _meant(cell: str, field: str, by: ColumnMap) -> str:
    """What a cell says in the words of the record."""
    words = by.values.get(field)
    if words is not None and cell in words:
        return words[cell]
    if words is not None:
        return "; ".join(words.get(part.strip(), part.strip()) for part in cell.split(";"))
    if field in ("date", "effective"):
        for form in by.dates:
            try:
                day = datetime.strptime(cell, form)
            except ValueError:
                continue
            exact = "%Y-%m-%d" if "%d" in form else "%Y-%m" if "%m" in form or "%b" in form or "%B" in form else "%Y"
            return day.strftime(exact)
    return cell


def _not_told(form: str, where: str) -> Problem | None:
    """What is wrong with a form of dates that leaves out what every date has to say, and would be made up."""
    parts = set(re.findall("%[-#]?(.)", form))
    if not parts & set("YyGcx"):
        return Problem(f'dates: "{form}" has no year', where, "give the year in the file itself, and write %Y for it")
    if "d" in parts and not parts & set("mbBcx"):
        return Problem(f'dates: "{form}" has a day and no month', where, "write %m, %b or %B for it")
    return None


def _joined(before: Any, cell: str) -> str:
    """Two columns that fill one field: entries of its list."""
    return cell if not before else f"{before}; {cell}"


def _table(given: dict[str, Any], name: str, where: str, problems: list[Problem]) -> dict[str, Any]:
    table = given.get(name, {})
    if isinstance(table, dict):
        return table
    problems.append(Problem(f"{name}: is no table", where, f"write [{name}]"))
    return {}
