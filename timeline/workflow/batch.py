"""The plain events of a batch file, JSON Lines, CSV or TOML, each with its address."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from timeline.exchange.columns import read_map, read_mapped, read_rows, read_toml
from timeline.model.events import EVENT_MODELS
from timeline.model.jsonlines import objects
from timeline.model.problems import Problem, ProblemError
from timeline.workflow.plain import ALIASES, CITING, LINKS

_EVENT_HEAD = re.compile(r"\s*\[\[\s*event\s*\]\]")

Located = tuple[str, dict[str, Any] | Problem]
"""A plain event with its address in the file it came from, or why it cannot be read."""


def read_batch(path: Path, text: str) -> list[Located]:
    """The plain events of a batch file, JSON Lines, CSV or TOML (``[[event]]``), each with its address.

    A line of JSON that cannot be read stands among them as the problem that it is, so that it is told together with
    those of the others. Raises ProblemError with every row of CSV that cannot be read, and for what is no TOML.
    """
    match path.suffix.lower():
        case ".jsonl" | ".ndjson":
            return list(objects(text.split("\n"), str(path)))
        case ".csv":
            return _read_csv(path, text)
        case ".toml":
            return _read_toml(path, text)
        case "":
            raise ProblemError(Problem("a batch is a file whose name ends in .jsonl, .csv or .toml", str(path)))
        case _:
            told = f'a batch is .jsonl, .csv or .toml, not "{path.suffix}"'
            raise ProblemError(Problem(told, str(path), "rename or convert it"))


def read_mapped_batch(path: Path, text: str, map_path: Path, map_text: str) -> list[Located]:
    """The plain events of a CSV with columns of its own, by a map of columns (see ``exchange.columns``).

    Raises ProblemError with everything that is wrong in the map, or else in the file.
    """
    fields = {
        *(name for model in EVENT_MODELS.values() for name in model.model_fields),
        *ALIASES,
        *CITING,
        *LINKS,
        "id",
    }
    return list(read_mapped(text, str(path), read_map(map_text, str(map_path), fields - {"evidence"})))


def _read_csv(path: Path, text: str) -> list[Located]:
    _, rows = read_rows(text, str(path))
    return [(where, {name: cell for name, cell in row.items() if name and cell}) for where, row in rows]


def _read_toml(path: Path, text: str) -> list[Located]:
    told = read_toml(text, str(path))
    events = told.pop("event", [])
    if told:
        hint = "begin each event with a line [[event]], and its fields below it"
        raise ProblemError(
            Problem(f'"{name}" is no [[event]], and would be left out', str(path), hint) for name in told
        )
    if not isinstance(events, list) or not events or not all(isinstance(event, dict) for event in events):
        raise ProblemError(Problem("holds no [[event]]", str(path), "begin each event with a line [[event]]"))
    starts = _heads(text.split("\n"))
    places = [f"{path}:{starts[index]}" if index < len(starts) else str(path) for index in range(len(events))]
    return [(place, _plain_dates(event)) for place, event in zip(places, events, strict=True)]


def _heads(lines: Sequence[str]) -> list[int]:
    """The numbers of the lines that begin an event; one inside a text of several lines begins none."""
    heads: list[int] = []
    begin = 0
    for number, line in enumerate(lines):
        if not _EVENT_HEAD.match(line):
            continue
        try:
            tomllib.loads("\n".join([*lines[begin:number], ""]))
        except tomllib.TOMLDecodeError:  # a text that is not closed yet
            continue
        heads.append(number + 1)
        begin = number
    return heads


def _plain_dates(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}
