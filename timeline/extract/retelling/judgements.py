"""Judgements of the talks told in other words: what is progress, what is none, what is over."""

from __future__ import annotations

import re

from timeline.extract.frames.needs import is_negated
from timeline.extract.frames.read import WE_ENDED, Frame
from timeline.extract.scan import Scan
from timeline.lexicon import cue

_GOOD = re.compile(rf"\b(?:as|an?|were|was|had been)\s(?:\w+ly\s)?{cue('judgements_good')}\b")
_TURNING = re.compile(rf"\b{cue('judgements_turning')}\b")
_BAD = re.compile(rf"\b(?:as|an?|were|was|had been)\s(?:\w+ly\s)?{cue('judgements_bad')}\b")


def judgement(scan: Scan, frame: Frame) -> Frame:
    """ "Described the meeting as constructive": what the talks are called says how they go."""
    if frame.sense.rule != "assessment.called":
        return frame
    if _GOOD.search(scan.lower, frame.hit.end - len("as"), frame.unit.end):
        return frame.told_as("assessment.called", judgement="progress")
    if _TURNING.search(scan.lower, frame.hit.end, frame.unit.end):
        return frame.told_as("assessment.called", judgement="turning-point")
    if _BAD.search(scan.lower, frame.hit.end - len("as"), frame.unit.end):
        return frame.told_as("assessment.called", judgement="difficult")
    return frame


_LITTLE = re.compile(r"\s(?:only\s|very\s)?(?:little|scant|hardly any|scarcely any|no\s[a-z]+\sprogress)\b")
_NO = re.compile(r"\s(?:absolutely\s)?no\s(?:progress|headway|movement|breakthrough)\b")
"""Behind "saw", "reported": what did not come."""
_FAILED = re.compile(
    r"\b(?:fail\w*|unable|unlikely|struggl\w+|(?:has|have|had) yet|yet)\b[^,;.]{0,30}\bto\s(?:\w+\s)?\Z"
    r"|\b(?:neither|no) (?:side|government|party|delegation|country|capital|minister|one)\s(?:\w+\s)?\Z"
    r"|\b(?:nobody|few)\s(?!had (?:expected|predicted|foreseen|thought))(?:\w+\s){0,3}\Z"
)
"""Before what did not come: "failed on Monday to | break the deadlock", "have yet to | produce a breakthrough"."""
_DOUBTED = re.compile(r"\bdoubt(?:s|ed)?\s(?:that|whether|if)\b")


def no_progress(scan: Scan, frame: Frame) -> Frame:
    """ "Little progress", "no agreement was in sight", "doubt that one can be reached"."""
    if frame.sense.rule not in ("assessment.progress", "assessment.final"):
        return frame
    if _NO.match(scan.lower, frame.hit.end):
        return frame.told_as("assessment.deadlock", judgement="deadlocked")
    little = "little" in frame.hit.text or _LITTLE.match(scan.lower, frame.hit.end)
    doubted = _DOUBTED.search(scan.lower, frame.unit.start, frame.hit.start)
    failed = _FAILED.search(scan.lower, frame.unit.start, frame.hit.start)
    if little or doubted or failed or is_negated(scan, frame.unit, frame.hit):
        return frame.told_as("assessment.difficult", judgement="difficult")
    return frame


_REMOVED = re.compile(
    r"\s(?:over|on|in|to)?[\w\s]{0,50}?(?:is|was|were|are|has been|have been) (?:now )?"
    r"(?:removed|cleared|overcome|resolved|lifted|gone)\b"
)


def obstacle_removed(scan: Scan, frame: Frame) -> Frame:
    """ "The last obstacle | has been removed": progress."""
    if frame.sense.rule != "assessment.difficult" or frame.sense.form != "noun":
        return frame
    if _REMOVED.match(scan.lower, frame.hit.end, frame.unit.end):
        return frame.told_as("assessment.progress", judgement="progress")
    return frame


_HARD = ("hard", "difficult", "impossible", "hopeless")
_NOT_HARD = re.compile(
    r"(?:\b(?:is|are|was|were|be|been)\s(?:now\s)?(?:not|never|no longer|hardly|scarcely)|n't)\s"
    r"(?:so |that |very |all that |too |as |any longer |really )?\Z"
)
"""Before a hardship that is none: "they are no longer | far apart"."""


_EMPTY = ("empty-handed", "with empty", "with nothing")
_NOT_SO = re.compile(r"(?:\b(?:not|never|nobody|no one|neither)|n['’]t)\b[^,;.]{0,40}\Z")
"""Before "empty-handed": who brings something home."""
_TO_SEE = re.compile(
    r"(?: to)?\s(?:see(?!\s(?:how|what|where|why|(?:an?|any)\s(?:\w+\s)?(?:deal|way"
    r"|agreement|accord|compromise|solution"
    r"|settlement|end|breakthrough))\b)|say|state|tell|guess|find out|explain|understand|imagine|overlook"
    r"|miss|read|follow|know"
    r"|describe)\b"
)
"""Behind "hard to": what is hard, or not, for the reader alone."""


_DID_NOT = re.compile(r"\b(?:(?:did|do|does|has|have|had)\s(?:not|never)|never)\s(?:yet\s|\w+ly\s)?\Z")
"""Before a failure that did not come: "the talks did not | collapse"."""


def not_hard(scan: Scan, frame: Frame) -> Frame | None:
    """ "A compromise is not hard to find", "they are no longer far apart"."""
    bad = frame.sense.rule in ("assessment.difficult", "assessment.deadlock")
    hard = bad and frame.hit.text.startswith(_HARD)
    if frame.hit.text.startswith(_EMPTY) and _NOT_SO.search(scan.lower, frame.unit.start, frame.hit.start):
        return None
    if hard and _TO_SEE.match(scan.lower, frame.hit.end):
        return None
    fails = frame.sense.rule == "assessment.deadlock" and not frame.sense.be and frame.sense.form != "noun"
    if fails and _DID_NOT.search(scan.lower, frame.unit.start, frame.hit.start):
        return None
    if (hard or (bad and frame.sense.be)) and _NOT_HARD.search(scan.lower, frame.unit.start, frame.hit.start):
        return frame.told_as("assessment.progress", judgement="progress")
    return frame


_OF_THE_TALKS = re.compile(r"\b(?:chapters?|files?|points?|articles?)\b[^,;.]{0,30}\Z")


def chapter_closed(scan: Scan, frame: Frame) -> Frame:
    """ "The chapter on gas has been closed": agreed, and no passage shut."""
    if frame.sense.rule != "measure.passage" or not frame.hit.text.startswith("clos"):
        return frame
    if _OF_THE_TALKS.search(scan.lower, frame.unit.start, frame.hit.start):
        return frame.told_as("agreement.reach")
    return frame


_IS_BROKEN = re.compile(
    r"(?:\s(?:over|on|in|between)\s[^,;.]{2,40}?)?\s(?:was|were|has|have|had|is)\s"
    r"(?:now\s|finally\s|at last\s|been\s|declared\s|\w+ly\s){0,3}"
    r"(?:broken|ended|over|overcome|resolved|lifted)\b"
    r"|\s(?:finally\s)?ended\b(?!\s(?:in|with|without)\b)"
)
"""Behind a deadlock that is no more: "the deadlock | had been broken"."""


def standoff_ended(scan: Scan, frame: Frame) -> Frame:
    """ "We have overcome the | impasse, she said": how the talks go."""
    if frame.sense.rule != "assessment.deadlock" or frame.sense.form != "noun":
        return frame
    ended = _IS_BROKEN.match(scan.lower, frame.hit.end, frame.unit.end)
    if ended or WE_ENDED.search(scan.lower, frame.unit.start, frame.hit.start):
        return frame.told_as("assessment.progress", judgement="progress")
    return frame


_NEITHER = re.compile(
    r"\b(?:neither (?:side|party|government|delegation|country|capital)|no side)\s(?:has |had |have )?(?:\w+ly )?\Z"
)


def neither_moved(scan: Scan, frame: Frame) -> Frame:
    """ "Neither side | gave ground": how the talks go, and no answer of anybody."""
    if frame.type != "response" or not _NEITHER.search(scan.lower, frame.unit.start, frame.hit.start):
        return frame
    return frame.told_as("assessment.difficult", judgement="difficult")
