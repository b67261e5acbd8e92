"""Modality: whether a unit tells a fact, a plan, a condition, a denial or a cancellation."""

from __future__ import annotations

import re

from timeline.extract.frames import Frame
from timeline.extract.scan import Scan
from timeline.model.events import Modality

_NEGATED = re.compile(
    r"(?:\b(?:not|never|no|nor|neither|none|nothing|nobody|without|cannot|failed\s+to|fails?\s+to|failing\s+to|declined\s+to"
    r"|unable\s+to|yet\s+to|stopped\s+short\s+of)\b|n't)[\w\s,'-]{0,28}\Z"
)
_FUTURE = re.compile(
    r"(?:\b(?:will|shall|would|is\s+to|are\s+to|was\s+to|were\s+to|going\s+to|(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:due|set|scheduled|expected|slated|likely"
    r"|planned|about|poised|supposed)\s+to|(?:plan|plans|planned|intend|intends|aim|aims|hope|hopes|mean|means|prepar\w+|want|wants|expect|expects|agreed"
    r"|agree|arrang\w+|decided|vow\w*|need|needs|wish\w*)\s+(?:on\s+)?(?:to\b)?)|'ll)[\w\s,'-]{0,36}\Z"
)
_CONDITION = re.compile(r"\b(?:if|unless|should\s+(?:the|they|it|no|talks)|otherwise|or\s+else|in\s+case|without\s+(?:a|an|any)\s+(?:\w+\s+)?(?:deal|agreement|accord)"
                        r"|no\s+(?:deal|agreement)\s+(?:by|means)|failing\s+(?:that|which)|in\s+the\s+event|were\s+to)\b")  # fmt: skip
_MAYBE = re.compile(r"\b(?:could|may|might)\b")
_CALLED_OFF = re.compile(
    r"\b(?:called\s+off|cancelled|canceled|postponed|put\s+off|shelved|scrapped\s+the|(?:was|were)\s+to\s+have|(?:had|was|were)\s+(?:been\s+)?"
    r"(?:initially\s+|originally\s+|first\s+)?(?:been\s+)?(?:planned|scheduled|due|set)\b|would\s+have|could\s+have)"
)


def modality_of(scan: Scan, frame: Frame) -> Modality:
    """The modality of the event that ``frame`` tells."""
    unit, hit = frame.unit, frame.hit
    lower = scan.lower
    before_from = max(unit.start, hit.start - 60)
    clause = lower[unit.start : unit.end]
    kind = frame.type
    if kind == "deadline":
        return "planned"
    if kind == "meeting" and _CALLED_OFF.search(clause):
        return "cancelled"
    if kind in ("agreement", "meeting", "measure", "proposal") and _NEGATED.search(lower, before_from, hit.start):
        return "denied"
    if kind == "response":
        return "actual"
    if frame.sense.rule == "measure.condition":
        return "conditional"
    sentence = scan.sentences[unit.sentence]
    if kind in ("measure", "agreement") and _CONDITION.search(lower, sentence[0], sentence[1]):
        return "conditional"
    if kind in ("meeting", "agreement", "measure"):
        if frame.sense.rule == "measure.threat":
            return "conditional" if _MAYBE.search(clause) else "planned"
        if kind != "agreement" or frame.sense.rule in ("agreement.sign", "agreement.ratify", "agreement.force"):
            if _FUTURE.search(lower, before_from, hit.start):
                return "planned"
        if _MAYBE.search(lower, before_from, hit.start):
            return "conditional"
    if kind == "proposal" and (_CONDITION.search(clause) or _MAYBE.search(lower, before_from, hit.start)):
        return "conditional"
    return "actual"
