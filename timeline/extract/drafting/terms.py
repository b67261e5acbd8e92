"""Terms: the figures of a clause as typed quantities with a role."""

from __future__ import annotations

import re

from timeline.extract.amounts import Amount, name_terms, role_of
from timeline.extract.frames.read import Frame
from timeline.extract.scan import Scan
from timeline.model.events import Bound, Modality, Term

_NOT = "not "
"""Right before a figure that is named to be denied: "300 million, not 200 million"."""
_TIED = 32
"""How far behind the evidence, in code points, the other end of a movement may lie."""


def terms_of(scan: Scan, frame: Frame, modality: Modality, start: int, end: int) -> tuple[Term, ...]:
    """The figures between ``start`` and ``end`` that the words near them name.

    A rate of two products is two terms; a range is two, of which the lower is ``at_least`` and the upper ``at_most``.
    """
    figures = scan.amounts.within(start, end)
    acting = [side for side in frame.unit.sides if scan.goes_on(side) <= frame.hit.start]
    figures = [figure for figure in figures if not scan.is_put_in(acting, figure.start)]
    if not figures:
        return ()
    found: list[Term] = []
    act = next((value for key, value in frame.sense.attributes if key == "act"), None)
    sentence = scan.sentences[frame.unit.sentence]
    for amount in (*figures, *_moved_on(scan, figures[-1], end, sentence[1])):
        names = name_terms(scan.text, amount, sentence, frame.type)
        if not names or scan.lower.endswith(_NOT, 0, amount.start) or _is_no_term(scan, frame, amount):
            continue
        role = role_of(scan.text, amount, sentence, frame.type, modality, act)  # type: ignore[arg-type]
        for name in names:
            for value, bound in _ends(amount):
                term = Term(name=name, value=value, unit=amount.unit, role=role, bound=bound, per=amount.per)
                if term not in found:
                    found.append(term)
    return tuple(found)


_DONE = re.compile(
    r"\s(?:there|done|complete|completed|agreed|finished|ready|settled|sure|certain|of the (?:text|way|work))\b"
)


def _is_no_term(scan: Scan, frame: Frame, amount: Amount) -> bool:
    """Whether a figure is no term, but how far the talks are: "90 percent there"."""
    return frame.type == "assessment" and amount.unit == "%" and _DONE.match(scan.lower, amount.end) is not None


def _moved_on(scan: Scan, before: Amount, end: int, last: int) -> list[Amount]:
    """The figure that the last one of the evidence moves from or to, where it lies right behind the evidence."""
    if before.movement is None:
        return []
    return [
        amount
        for amount in scan.amounts.within(end, min(last, end + _TIED))[:1]
        if amount.movement not in (None, before.movement) and amount.unit == before.unit
    ]


def _ends(amount: Amount) -> tuple[tuple[float, Bound], ...]:
    if amount.high is None:
        return ((amount.value, amount.bound),)
    if amount.bound == "about":
        return (amount.value, "about"), (amount.high, "about")
    return (amount.value, "at_least"), (amount.high, "at_most")
