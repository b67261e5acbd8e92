"""Modality: whether a unit tells a fact, a plan, a condition, a denial or a cancellation."""

from __future__ import annotations

import re

from timeline.extract.frames import Frame
from timeline.extract.needs import NEVER_WAS
from timeline.extract.scan import Scan
from timeline.lexicon import cue
from timeline.model.events import Modality

_NEGATED = re.compile(
    rf"""(?:\b{cue("modality_negated")}\b(?!\s(?:more|less|later|only|just)\b)|n't)[\w\s,'-]{{0,28}}\Z"""
)
_FUTURE = re.compile(
    rf"""(?:\b(?:will|shall|would|is\s+to|are\s+to|was\s+to|were\s+to|going\s+to|(?:is|are|was|were|ha[sd]\s+been|have\s+been)\s+(?:\w+ly\s+)?(?:due|set|scheduled|expected|slated|likely|planned|about|poised|supposed)\s+to|{cue("modality_future")}\s+(?:on\s+)?(?:to\b)?)|'ll)[\w\s,'-]{{0,36}}\Z"""
)
_CONDITION = re.compile(rf"\b{cue('modality_condition')}\b")
_MAYBE = re.compile(r"\b(?:could|might|(?<!in )(?<!of )(?<!since )(?<!last )(?<!\d )may(?![\s.,]*\d))\b")
_HAD_BEEN_DUE = re.compile(r"\bhad\s(?:been\s)?(?:initially\s|originally\s)?(?:been\s)?(?:due|set|scheduled)\sto\b")
_WOULD_HAVE = re.compile(r"\bwould\shave\s(?:been\s)?\Z")
_EXPECTED = ("expected to be ", "likely to be ", "hoped to be ", "due to be ", "supposed to be ")
_TO_COME = re.compile(r"\b(?:is|are)\s(?:now\s)?(?:planned|due|expected|scheduled|set|foreseen|pencilled in|slated)\b")
_WILL_ASK = re.compile(r"\b(?:will|is to|are to|plans? to|intends? to|going to)\s(?:\w+ly\s)?\Z")
_SET_FOR = re.compile(r"\b(?:is|are)\s(?:\w+ly\s|now\s)?(?:planned|scheduled|due|set|arranged|expected|pencil\w* in)\Z")
_OFF_AFTER = re.compile(
    r",?\s(?:was|were|is|has been|have been)\s(?:\w+ly\s)?"
    r"(?:called off|cancell?ed|postponed|put off|scrapped|shelved)\b"
)
_NOT_HELD = re.compile(r"\b(?:planned|scheduled|set|due|arranged)\b.{0,60}\bdid not (?:take place|happen|go ahead)\b")
_CALLED_OFF = re.compile(rf"\b{cue('modality_called_off')}")


def modality_of(scan: Scan, frame: Frame) -> Modality:
    """The modality of the event that ``frame`` tells."""
    unit, hit = frame.unit, frame.hit
    lower = scan.lower
    opening = scan.sentences[unit.sentence][0] if lower.startswith("to ", unit.start) else unit.start
    before_from = max(opening, hit.start - 60)  # "expects | to meet": what governs a clause that opens with "to"
    clause = lower[unit.start : unit.end]
    kind = frame.type
    if kind == "deadline":
        return "planned"
    if kind in ("meeting", "agreement", "measure") and NEVER_WAS.search(lower, before_from, hit.start):
        return "cancelled"
    if frame.sense.rule == "agreement.postponed" or (kind == "meeting" and _CALLED_OFF.search(clause)):
        return "cancelled"
    if frame.sense.rule == "agreement.none":
        return "denied"
    if kind == "measure" and (_HAD_BEEN_DUE.search(clause) or _WOULD_HAVE.search(lower, before_from, hit.start)):
        return "cancelled"
    if kind == "meeting" and (_NOT_HELD.search(clause) or _OFF_AFTER.match(lower, unit.end)):
        return "cancelled"
    if kind in ("agreement", "meeting", "measure", "proposal") and _NEGATED.search(lower, before_from, hit.start):
        return "denied"
    if kind == "response":
        return "actual"
    if frame.sense.rule == "measure.condition":
        return "conditional"
    sentence = scan.sentences[unit.sentence]
    if frame.sense.rule == "agreement.ceiling":
        return "actual"  # "should drugs be taxed, 15 percent is the limit": the limit is agreed
    if kind in ("measure", "agreement") and _CONDITION.search(lower, sentence[0], sentence[1]):
        return "conditional"
    if kind in ("meeting", "agreement", "measure"):
        if frame.sense.be and _SET_FOR.search(lower, before_from, hit.end):
            return "planned"
        if frame.sense.form == "noun" and _TO_COME.search(lower, hit.start, min(unit.end, hit.end + 90)):
            return "planned"
        if frame.sense.rule == "measure.proposed":
            return "planned"
        if frame.sense.rule == "measure.threat":
            return "conditional" if _maybe(scan, unit.start, unit.end) else "planned"
        deed = kind != "agreement" or frame.sense.rule in ("agreement.sign", "agreement.ratify", "agreement.force")
        if frame.sense.rule == "agreement.reach" and lower.endswith(_EXPECTED, 0, hit.start):
            return "planned"
        if deed and _FUTURE.search(lower, before_from, hit.start):
            return "planned"
        if _maybe(scan, before_from, hit.start):
            return "conditional"
    if kind == "proposal" and _WILL_ASK.search(lower, before_from, hit.start):
        return "planned"
    if kind == "proposal" and (_CONDITION.search(clause) or _maybe(scan, before_from, hit.start)):
        return "conditional"
    return "actual"


def _maybe(scan: Scan, start: int, end: int) -> bool:
    """Whether the stretch says what could be; the month of May does not."""
    return any(
        scan.text[found.start()] != "M" or found.start() == start for found in _MAYBE.finditer(scan.lower, start, end)
    )
