"""Events that others coded in PLOVER or CAMEO, as JSON Lines: each with the sentence that it was coded from.

They are a machine's or another coder's reading, so they come in as drafts. What the codes say in this record's words
is a table, ``back.toml``. A line without its sentence proves nothing, and is told.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, get_args

from timeline.exchange.codes import table
from timeline.exchange.names import one_line, web_address
from timeline.model.base import LONGEST_LINE
from timeline.model.edtf import Edtf, edtf
from timeline.model.events import EventType, Modality
from timeline.model.jsonlines import objects
from timeline.model.problems import Problem, ProblemError

_BACK = Path(__file__).with_name("back.toml")
_MODALITIES: tuple[Modality, ...] = get_args(Modality)


@dataclass(frozen=True)
class Coded:
    """One coded event: the sentence with its source, and what the code says of it."""

    where: str
    text: str
    published: str | None
    publisher: str | None
    url: str | None
    language: str | None
    type: EventType
    code: str
    date: Edtf | None
    modality: str
    sources: tuple[str, ...]
    """Party codes of who acts."""
    targets: tuple[str, ...]
    summary: str
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CodedList:
    """What was read, and each line that was not, with its reason."""

    events: tuple[Coded, ...]
    passed_over: tuple[Problem, ...] = ()


@cache
def back() -> dict[str, Any]:
    """The table from codes to types."""
    return tomllib.loads(_BACK.read_text(encoding="utf-8"))


def read_coded(text: str, where: str) -> CodedList:
    """The events of a JSON Lines text; raises ProblemError with every line that is no JSON object with a code."""
    events: list[Coded] = []
    passed: list[Problem] = []
    problems: list[Problem] = []
    for at, values in objects(text.lstrip("\ufeff").split("\n"), where):
        if isinstance(values, Problem):
            problems.append(values)
            continue
        try:
            taken = _event(values, at)
        except ProblemError as error:
            problems += error.problems
            continue
        if isinstance(taken, Coded):
            events.append(taken)
        else:
            passed.append(taken)
    if problems:
        raise ProblemError(problems)
    return CodedList(tuple(events), tuple(passed))


def _event(values: dict[str, Any], at: str) -> Coded | Problem:
    said = {str(name).lower(): value for name, value in values.items()}
    code = str(said.get("cameo") or said.get("eventcode") or "")
    category = str(said.get("event") or "").upper()
    rule = _by_code(code) or back()["plover"].get(category)
    if rule is None:
        told = f'"{code or category}"' if code or category else "nothing"
        hint = "a line has EventCode or cameo (CAMEO), or event (PLOVER)"
        raise ProblemError(Problem(f"is coded as {told}, which is neither CAMEO nor PLOVER", at, hint))
    if "none" in rule:
        return Problem(f"{code or category} was passed over: {rule['none']}", at)
    sentence = str(said.get("text") or "").strip()
    if not sentence:
        hint = "take the article in by its address: timeline ingest --list"
        return Problem("was passed over: has no sentence that it was coded from", at, hint)
    contexts = str(said.get("context") or "")
    modality = str(said.get("modality") or rule.get("modality") or "")
    if modality not in _MODALITIES:
        modality = "planned" if "future" in contexts else "conditional" if "hypothetical" in contexts else "actual"
    day = str(said.get("date") or said.get("sqldate") or said.get("day") or "")
    day = f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 and day.isdigit() else day
    date = edtf(str(said.get("date_edtf") or day))
    return Coded(
        at,
        sentence,
        day or None,
        one_line(said.get("publication")),
        web_address(one_line(said.get("sourceurl")) or one_line(said.get("url"))),
        one_line(said.get("language")),
        rule["type"],
        f"CAMEO {code}" if code else f"PLOVER {category}",
        date,
        modality,
        _parties(said.get("source"), said.get("actor1countrycode") or said.get("actor1code")),
        _parties(said.get("target"), said.get("actor2countrycode") or said.get("actor2code")),
        (one_line(said.get("eventtext")) or one_line(said.get("summary")) or sentence)[:LONGEST_LINE],
        {name: value for name, value in rule.items() if name not in ("type", "modality")},
    )


def _by_code(code: str) -> dict[str, Any] | None:
    """The rule of the longest beginning of a CAMEO code."""
    beginnings = (code[:length] for length in range(len(code), 1, -1))
    return next((back()["cameo"][each] for each in beginnings if each in back()["cameo"]), None)


@cache
def _states() -> dict[str, str]:
    return {alpha_3: alpha_2 for alpha_2, alpha_3 in table()["actors"].items()}


def _parties(compound: Any, code: Any) -> tuple[str, ...]:
    """The states among the actors of one side; a substate code begins with its state, and others are no party."""
    actors: Iterable[Any] = compound if isinstance(compound, list) else [compound]
    codes = [each.get("code") if isinstance(each, dict) else None for each in actors] if compound else [code]
    return tuple(dict.fromkeys(_states()[str(each)[:3]] for each in codes if str(each)[:3] in _states()))
