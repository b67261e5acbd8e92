"""Answers: whether one is given, or only called for, expected or to be chosen yet."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from operator import attrgetter

from timeline.extract.clauses.units import Unit
from timeline.extract.scan import OF_THINGS, Hit, Scan, Side
from timeline.lexicon import Sense, cue

MOVE_TO = re.compile(
    r"(?:'s|\b(?<!took\s)(?<!taken\s)(?<!made\s)(?:the|its|his|her))\s(?:decision|move)\s(?:by\s(?:[\w'’.-]+\s){1,3}|on\s\w+day\s){0,2}to\s\Z"
)
"""Before what a side has decided: "its decision on Monday to | ban eggs"."""
EXPECTED = re.compile(
    r"\b(?:(?:is|are|expected|due|set|scheduled|likely|plan(?:s|ned|ning)?|preparing|intends?|going|poised|about) to"
    r"|will)\s(?:\w+ly\s)?(?:be\s)?\Z"
)
"""Before what is still to be done: "is expected to | reject it"."""
ASKED_THAT = re.compile(
    r"\b(?:demand|suggest|propos|recommend|request|urg|insist|advis|ask)(?:s|es|ed|d|ing)?\s"
    r"(?:(?:late\s|early\s)?(?:on|last|this)\s[a-z]+\s|(?:also|instead|again|later)\s)?that\s"
)
"""Before what somebody asks to be done: "demanded that | talks resume"."""
_ITS_SUBJECT = re.compile(r"(?:(?!(?:had|has|have|is|are|was|were|will|would)\b)[\w'’.-]+\s){1,8}")
_DEMANDED = re.compile(r"\b(?:must|should|to|could|might|if)\s\Z")


def is_asked_for(scan: Scan, start: int, hit: Hit, form: str) -> bool:
    """Whether the verb of a sentence that begins at ``start`` tells only what is asked: "urged that they | meet"."""
    asked = next(reversed(list(ASKED_THAT.finditer(scan.lower, start, hit.start))), None)
    bare = form == "base" or scan.lower.endswith(("be ", "should "), 0, hit.start)
    return asked is not None and bare and _ITS_SUBJECT.fullmatch(scan.lower, asked.end(), hit.start) is not None


def is_idle(scan: Scan, unit: Unit, hit: Hit, sense: Sense) -> bool:
    """Whether an answer is only called for or intended, and not given: "must accept", "to respond"."""
    if sense.form != "base" or _DEMANDED.search(scan.lower, max(unit.start, hit.start - 8), hit.start) is None:
        return False
    answers = sense.rule in ("response.accepts", "response.rejects")
    given = any(
        before.search(scan.lower, max(unit.start, hit.start - _CLOSE), hit.start)
        for before in (EXPECTED, MOVE_TO, CHOSE_TO)
    )
    return not (answers and given)


_CLOSE = 44
"""Characters before an answer in which is told that it is expected, or chosen."""
CHOSE_TO = re.compile(rf"(?<!yet to )\b{cue('answers_chose')}\s(?:(?:on|in|last|this|earlier this)\s\w+\s)?to\s\Z")


_OFFER_WAS = re.compile(
    r"\b(?:offers?|proposals?|requests?|demands?|plans?|compromise|invitation)\s"
    r"(?:(?:was|were)\s(?:not\s)?|(?:has|have|had)\s(?:not\s|never\s)?(?:yet\s)?been\s)"
    r"(?:(?:then|at once|soon|again|also|finally|[a-z]+ly)\s)?\Z"
    r"|\b(?:that|this|it)\s(?:was\snot|has\s(?:not|never)\s(?:yet\s)?been)\s\Z"
)


def offer_was(scan: Scan, unit: Unit, hit: Hit) -> bool:
    """Whether an answer is told of an offer in the passive: "After a week the offer was | rejected", "has not been"."""
    return _OFFER_WAS.search(scan.lower, max(unit.start, hit.start - _CLOSE), hit.start) is not None


ANSWERS = frozenset(("response.accepts", "response.rejects", "agreement.agree"))
"""Rules of a yes or a no, for which who was asked acts."""
_AIMED_AT_ONE = re.compile(
    rf"\b(?:the|that|this|these|those|such|any|all)\s(?:(?!own\b)[\w-]+\s){{0,2}}?(?P<what>{cue('answers_aimed_at_one')})\b"
)
"""What somebody answers to whom it was put, and nobody puts to himself: "rejected | the threat"."""
_STEM = 4
"""Letters that a noun and its verb have in common: "threat" and "threatened"."""


_JUDGED = re.compile(
    r"(?:not\s)?(?:un|in)?(?:acceptable|adequate|sufficient|reasonable|fair|realistic|serious)\b|too\s|excessive|premature"
    r"|not (?:good )?enough|a non-starter|out of the question|disappointing"
)
"""What is said of an offer, and not of who got it."""
_IT_WAS = re.compile(r"\b(?:it|that|this)\s(?:(?:is|was|would be|remains?|remained)\s(?:\w+\s){0,2})?\Z")


def judges_it(scan: Scan, unit: Unit, hit: Hit) -> bool:
    """Whether "it" is an offer that is judged, and not who answers: "she said that it was | unacceptable"."""
    if unit.saying is not None and hit.text.startswith("offer"):
        return True  # "said Chile's offer | had not improved"
    judged = unit.saying is not None and _JUDGED.match(hit.text) is not None
    return judged and _IT_WAS.search(scan.lower, unit.start, hit.start) is not None


def answers_another(scan: Scan, unit: Unit, hit: Hit, sense: Sense, start: int) -> bool:
    """Whether it answers what was told since ``start``: "Chile threatened Peru. It | rejected the threat"."""
    if sense.rule not in ANSWERS and sense.rule not in ("response.disputes", "response.resists"):
        return False
    aimed = _AIMED_AT_ONE.search(scan.lower, hit.start, unit.end)
    return aimed is not None and f" {aimed['what'][:_STEM]}" in scan.lower[start : unit.start]


_TAKEN_UP = re.compile(
    r"(?:(?:but|yet|and|so|which)\s|(?:[\w']+\s){1,4}?,?\s?)?"
    r"(?P<who>it|they|he|she|the (?:government|cabinet|ministry|minister|president))\s(?:[a-z]+\s){0,3}\Z"
)
"""Before the verb of an answer whose subject is taken up: "on Tuesday | it has | refused"."""


def who_was_asked(scan: Scan, unit: Unit, verb: int, doer: Side, persons: Iterable[Side], start: int) -> Side | None:
    """Whom ``doer`` has put something to since ``start``, where no more than a pronoun tells who answers it.

    "Peru asked Chile to lower the fee. It refused" tells an answer of Chile; None where nobody, or more than one, is
    named beside ``doer``, or the answer is to somebody named in it: "It rejected a Chilean request".
    """
    subject = _TAKEN_UP.match(scan.lower, unit.start, verb)
    if subject is None or doer.start >= unit.start:
        return None
    if any(side.code not in ("", doer.code) for side in unit.sides):
        return None
    first, last = (bisect_left(scan.names, at, key=attrgetter("start")) for at in (start, unit.start))
    named = [*(side for side in persons if side.start >= start), *scan.names[first:last]]
    asked = [s for s in named if s.code not in ("", doer.code) and s.kind != "place" and s.form not in OF_THINGS]
    if len({side.code for side in asked}) != 1:
        return None
    if subject["who"] in ("he", "she"):
        return _of_that_sex(subject["who"], doer, asked)
    return asked[-1]


def _of_that_sex(pronoun: str, doer: Side, asked: list[Side]) -> Side | None:
    """The person asked whom "he" or "she" may take up, unless it tells that who asks is meant."""
    woman = pronoun == "she"
    if woman and doer.form == "woman":
        return None
    if doer.kind == "office":
        return asked[-1]  # "Peru's president asked Chile's for a meeting. He refused"
    return next((side for side in asked if side.kind in ("person", "office") and (side.form == "woman") == woman), None)
