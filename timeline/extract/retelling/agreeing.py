"""Agreeing: what two promise or accept together, and what is told in those words and binds nobody."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.extract.clauses.named import PLURAL
from timeline.extract.frames.read import Frame
from timeline.extract.scan import Hit, Scan
from timeline.lexicon import Entry

_UNDERTOOK = re.compile(r"\bundert(?:ook|aken)\b")
_IN_A_TEXT = re.compile(
    r"\bin (?:a|an|the|its) (?:[\w-]+\s){0,2}"
    r"(?:side letter|exchange of letters|annex|memorandum|protocol|accord|agreement|deal"
    r"|joint (?:statement|declaration|communiqu[eé]))\b[^,;.]{0,40},?\s[^,;.]{0,40}"
    r"\b(?:promis|pledg|commit|agree|undert|vow|guarant|assur)"
)
"""A promise that stands in a text of both: "in a side letter, Thailand promised to issue 40 licences"."""
_BOTH_PROMISED = re.compile(
    r"\b(?:the two(?: \w+)?|both(?: \w+)?|they both|the \w+ and the \w+)\s(?:had |have )?(?:promised|pledged|vowed)\b"
)
_EITHER_MAY = re.compile(
    r"\b(?:each|either|both|every) (?:sides?|part(?:y|ies)|governments?|countr(?:y|ies)|of them)\s\Z"
)
"""Before a right that a deal reserves: "either side | reserves the right to withdraw"."""
_BY_BOTH = re.compile(r"\b(?:the two|both) (?:governments|sides|countries|capitals)\s(?:had |have |also )?\Z")


_EACH_OTHER = re.compile(r"\b(?:each other|one another|the other)(?:['’]s|s['’])\s")
_HARMS = (
    "suspend",
    "ban",
    "rais",
    "impos",
    "clos",
    "seiz",
    "recall",
    "shut",
    "block",
    "bar",
    "expel",
    "withdr",
    "revok",
    "stop",
    "halt",
)
"""How verbs begin of what two do to each other, and not together."""
_EACH = re.compile(r"[^.;]{0,60}\beach\b(?! other)(?=[,.;]|\Z|\s(?:on|in|at|from)\b)")
_EASES = ("cut", "lower", "reduc", "halv", "trim", "slash", "lift", "scrap", "drop", "remov", "suspend")
_THEY = re.compile(r"(?:\A|\s)(?:they|the two(?: \w+)?|both(?: \w+)?)\s(?:had\s|have\s)?\Z")
"""Before what both did, each its part: "they | cut their duties by 15 points each"."""
_TIES = re.compile(r"\b(?:ambassadors?|envoys?|diplomats|relations|ties)\b")


def promised_by_both(scan: Scan, frame: Frame) -> Frame:
    """ "The two promised to act", "both governments had cut the duty", "undertook to look": what binds is agreed."""
    unit = frame.unit
    undertook = _UNDERTOOK.search(scan.lower, unit.start, unit.end) or _IN_A_TEXT.search(
        scan.lower, unit.start, unit.end
    )
    if frame.type == "response" and undertook:
        return frame.told_as("agreement.pledge")
    if frame.sense.rule == "response.accepts" and _EACH_OTHER.search(scan.lower, frame.hit.end, unit.end):
        return frame.told_as("agreement.term")
    if frame.type in ("response", "position") and _BOTH_PROMISED.search(scan.lower, unit.start, unit.end):
        return frame.told_as("agreement.agree")
    if frame.sense.rule == "measure.impose" and frame.sense.form == "past" and "tariff" in unit.kinds:
        theirs = (
            frame.hit.text.startswith(_EASES)
            and _THEY.search(scan.lower[unit.start : frame.hit.start])
            and _EACH.match(scan.lower, frame.hit.end, unit.end)
        )
        if theirs:
            return frame.told_as("agreement.agree")
    against = _TIES.search(scan.lower, frame.hit.start, unit.end) or (
        _EACH_OTHER.search(scan.lower, frame.hit.end, unit.end) and frame.hit.text.startswith(_HARMS)
    )
    against = against or frame.sense.rule in ("measure.quit", "measure.end")
    if frame.hit.text.startswith("reserve") and _EITHER_MAY.search(scan.lower, unit.start, frame.hit.start):
        return frame.told_as("agreement.term")
    if frame.type == "measure" and not against and _BY_BOTH.search(scan.lower, unit.start, frame.hit.start):
        return frame.told_as("agreement.agree")
    return frame


_TO_MEET = re.compile(
    r"agreed\s(?:\w+\s){0,3}?to\s(meet|reconvene|speak|talk|gather"
    r"|(?:hold|arrange|organi[sz]e|convene|schedule|continue|resume)\s(?:\w+\s){0,3}?"
    r"(?:meetings?|round|session|talks|negotiations|consultations|calls?|summit))\b"
)


def agreed_to_meet(scan: Scan, frame: Frame) -> Frame:
    """ "Agreed to meet again on Nov. 3", "next week": a meeting to come, and no deal."""
    if frame.sense.rule != "agreement.agree":
        return frame
    meet = _TO_MEET.match(scan.lower, frame.hit.start, frame.unit.end)
    days = scan.dates.within(meet.end(), frame.unit.end) if meet is not None else []
    if meet is None or not any(day.way > 0 or " next " in f" {scan.lower[day.start : day.end]} " for day in days):
        return frame
    return replace(frame.told_as("meeting.to_come"), hit=Hit(*meet.span(1), Entry(), meet[1]))


_AGREED_THAT = ("agreed that", "agrees that", "agree that")


def agreed_that(scan: Scan, frame: Frame) -> Frame:
    """ "Lopez said Soto had agreed that fish is another matter": one who is of the other's mind, and no deal."""
    if frame.sense.rule != "agreement.agree" or frame.unit.saying is None or frame.hit.text not in _AGREED_THAT:
        return frame
    before = [side for side in frame.unit.sides if side.kind != "place" and side.end <= frame.hit.start]
    if len(before) != 1 or PLURAL.search(scan.lower, frame.unit.start, frame.hit.start):
        return frame
    return frame.told_as("response.accepts", verdict="accepts")


_MAY_END = re.compile(
    r"\b(?:talks|negotiations)\s(?:could|can|may|might)\s(?:still\s|yet\s|soon\s|now\s|even\s)?be\s"
    r"(?:concluded|completed|finished|closed|finali[sz]ed|wrapped up|over)\b"
)


def talks_may_end(scan: Scan, frame: Frame) -> Frame:
    """ "Lopez said the talks could still be concluded this year": how somebody sees the talks, and no meeting."""
    if frame.type not in ("meeting", "agreement"):
        return frame
    if _MAY_END.search(scan.lower, frame.unit.start, frame.unit.end) is None:
        return frame
    return frame.told_as("assessment.progress", judgement="progress")


def accepted_in_a_deal(scan: Scan, frame: Frame) -> Frame:
    """ "Chile will accept Peruvian standards for cars", "accepts that they be cut", told of a deal: a term of it."""
    unit, hit = frame.unit, frame.hit
    if frame.sense.rule != "response.accepts" or not unit.dealt or unit.saying is not None:
        return frame
    if not hit.text.startswith(("accept", "recogni")) or _ON_TERMS.search(scan.lower, unit.start, unit.end):
        return frame
    binds = scan.lower.endswith(_WILL, 0, hit.start) or scan.lower.startswith("s that ", hit.end - 1)
    return frame.told_as("agreement.term") if binds else frame


_ON_TERMS = re.compile(r"\b(?:if|unless|provided|only|no|none|nothing|not)\b")
_WILL = (" will ", " shall ", " is to ", " are to ")
