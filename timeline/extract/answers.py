"""Answers: whether one is given, or only called for, expected or to be chosen yet."""

from __future__ import annotations

import re

from timeline.extract.scan import Hit, Scan
from timeline.extract.units import Unit
from timeline.lexicon import Sense, cue

MOVE_TO = re.compile(
    r"(?:'s|\bthe|\bits|\bhis|\bher)\s(?:decision|move)\s(?:by\s(?:[\w'’.-]+\s){1,3}|on\s\w+day\s){0,2}to\s\Z"
)
"""Before what a side has decided: "its decision on Monday to | ban eggs"."""
EXPECTED = re.compile(
    r"\b(?:(?:is|are|expected|due|set|scheduled|likely|plans?|planned|intends?|going|poised|about) to|will)\s"
    r"(?:\w+ly\s)?\Z"
)
"""Before what is still to be done: "is expected to | reject it"."""
_DEMANDED = re.compile(r"\b(?:must|should|to|could|might|if)\s\Z")


def is_idle(scan: Scan, unit: Unit, hit: Hit, sense: Sense) -> bool:
    """Whether an answer is only called for or intended, and not given: "must accept", "to respond"."""
    if sense.form != "base" or _DEMANDED.search(scan.lower, max(unit.start, hit.start - 8), hit.start) is None:
        return False
    answers = sense.rule in ("response.accepts", "response.rejects")
    given = any(
        before.search(scan.lower, max(unit.start, hit.start - _CLOSE), hit.start)
        for before in (EXPECTED, MOVE_TO, _CHOSE_TO)
    )
    return not (answers and given)


_CLOSE = 44
"""Characters before an answer in which is told that it is expected, or chosen."""
_CHOSE_TO = re.compile(rf"(?<!yet to )\b{cue('answers_chose')}\s(?:(?:on|in|last|this|earlier this)\s\w+\s)?to\s\Z")


_OFFER_WAS = re.compile(
    r"\b(?:offers?|proposals?|requests?|demands?|plans?|compromise|invitation)\s"
    r"(?:was|were|has been|have been|had been)\s(?:(?:then|at once|soon|again|also|finally|[a-z]+ly)\s)?\Z"
)


def offer_was(scan: Scan, unit: Unit, hit: Hit) -> bool:
    """Whether an answer is told of an offer in the passive: "After a week the offer was | rejected"."""
    return _OFFER_WAS.search(scan.lower, max(unit.start, hit.start - _CLOSE), hit.start) is not None
