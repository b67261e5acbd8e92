"""Whom "they", "the two" and "the ministers" take up: two persons of two parties, told of before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from timeline.extract.clauses.units import Unit
from timeline.extract.frames.read import TALK, Context, Frame
from timeline.extract.scan import Scan, Side
from timeline.extract.timing.story import Story

_THE_TWO = re.compile(
    r"\b(?:the two(?! (?:sides|countries|governments|blocs|parties|states)|\s[a-z]+s['’])|they"
    r"|both(?! (?:sides|countries)))\b"
)
_ROLE = re.compile(
    r"\b(?:the|both)\s(?:two\s)?(?P<office>(?:(?!two\b)[a-z]+\s)?(?:presidents|premiers|ministers|leaders|secretaries"
    r"|chancellors|negotiators|envoys|commissioners))\b"
    r"(?!['’]|\s(?:(?:of|from|for)\s(?!(?:both|the two)\s(?:countries|sides|states|governments)\b)|who\b))"
)
_LEADS = ("president", "prime minister", "premier", "chancellor", "king", "chairman", "chief executive", "taoiseach")
"""Offices of those who are "the two leaders"."""
_REACH = 2
"""Paragraphs over which "the two" are those who met last."""


def both_of(scan: Scan, frame: Frame, units: list[Unit], story: Story, context: Context) -> tuple[str, ...]:
    """The two persons whom the clause takes up: those of the office that it names, or who met or agreed last.

    "The two ministers agreed", "They met again on Friday", "Ruiz offered Sato a quota | when they met".
    """
    unit = frame.unit
    if frame.type in ("measure", "deadline"):
        return ()
    role = _ROLE.search(scan.lower, unit.start, frame.hit.end)
    holders = _of_an_office(role["office"], story.people.values(), context.offices) if role is not None else ()
    if holders:
        return holders
    if frame.type in TALK or not _THE_TWO.search(scan.lower, unit.start, frame.hit.end):
        return ()
    named = _two(side for one in units for side in one.sides if side.end <= unit.start) or _two(story.persons)
    if named:
        return named
    return story.two if scan.paragraphs[unit.sentence] - story.two_paragraph <= _REACH else ()


def _two(named: Iterable[Side]) -> tuple[str, ...]:
    """The persons among those named, where they are two, of two parties."""
    persons = {side.name: side.code for side in named if side.kind == "person"}
    return tuple(persons) if len(persons) == _PAIR == len(set(persons.values())) else ()


_PAIR = 2


def _of_an_office(plural: str, people: Iterable[Side], offices: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """The two who hold an office of that kind, one of each party: of several of one party, who was named last."""
    fitting: dict[str, str] = {}
    for side in people:
        if side.code and any(_is_such(office, plural) for office in offices.get(side.name, ())):
            fitting.pop(side.code, None)
            fitting[side.code] = side.name
    return tuple(fitting.values()) if len(fitting) == _PAIR else ()


def _is_such(office: str, plural: str) -> bool:
    """Whether an office is of the kind that is named: a trade minister one of "the ministers", no prime minister."""
    if office == "counterpart":
        return True
    if plural == "leaders":
        return office in _LEADS
    one = plural.removesuffix("ies") + "y" if plural.endswith("ies") else plural.removesuffix("s")
    if " " in one:
        return office.endswith(one)
    return office.split(" ")[-1] == one and not office.startswith(("prime ", "vice ", "deputy "))
