"""Whose word it is by "according to", at the head or the end of a sentence."""

from __future__ import annotations

import re

from timeline.extract.clauses.units import Unit
from timeline.extract.drafting.who import is_same
from timeline.extract.scan import Scan, Side
from timeline.lexicon import cue

_ACCORDING = re.compile(rf"{cue('sources_according')}\s(?:the\s)?")
_BY_ACCOUNT = re.compile(rf",[\"”]?\s{cue('sources_according')}\s(?:the\s)?")


def according_to(scan: Scan, units: list[Unit], at: int) -> Side | None:
    """Whose word it is by the head or the end of the sentence: "According to X, a deal is near"."""
    start, end = scan.sentences[units[at].sentence]
    told = _ACCORDING.match(scan.lower, start, end) or _BY_ACCOUNT.search(scan.lower, units[at].start, end)
    if told is None:
        return None
    tells: Side | None = None
    for side in (side for unit in units for side in unit.sides if side.kind != "place"):
        if tells is None and _has_a_spokesman(scan, side):
            continue
        named = (
            _WHO_TELLS.fullmatch(scan.lower, told.end(), side.start) if tells is None else is_same(scan, tells, side)
        )
        tells = side if named else tells
    return tells


_HIS = re.compile(r"['’]s?\s(?:chief\s|deputy\s)?(?:spokes\w+|aide|adviser|deputy|envoy),\s(?=[A-Z])")


def _has_a_spokesman(scan: Scan, side: Side) -> bool:
    """Whether a person is named by whom he has speak for him: "according to | Ruiz's | spokeswoman, Ana Soto"."""
    return side.kind == "person" and _HIS.match(scan.text, side.end) is not None


_WHO_TELLS = re.compile(rf"(?:(?!{cue('who_prepositions')}\s)[\w.'-]+\s){{0,4}}")
"""Between "according to" and who is named: "according to | senior | Kenyan officials", "| Trade Minister | Odero"."""
