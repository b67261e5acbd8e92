"""What somebody of a side says where no trigger tells more: a position, an assessment, or a short no to a request."""

from __future__ import annotations

import re

from timeline.extract.clauses.named import NO_AUDIENCE
from timeline.extract.clauses.units import Unit
from timeline.extract.frames.needs import ABOUT, has_amount
from timeline.extract.frames.read import Frame
from timeline.extract.scan import Hit, Scan, Side
from timeline.lexicon import Entry, Sense, cue

_SAID = Sense(rule="position.said", kind="frame", form="past", type="position", weight=3)
_CALLED = Sense(rule="assessment.called", kind="frame", form="past", type="assessment", weight=4)
_JUDGED = re.compile(
    r"\b(?:is|are|was|were|had been|has been)\s[\"“](?=[a-z])"
    r"|\bthe (?:biggest|largest|greatest|best|worst|most \w+)\s(?=[\w\s-]{0,30}\b(?:deal|agreement|pact|accord)\b)"
)
"""A word of praise or blame set in quotation marks, or a superlative: "the deal was \"balanced\""."""
_OWN_COURSE = re.compile(rf"\b{cue('sayings_own_course')}\b")
_OUTSIDERS = re.compile(rf"{NO_AUDIENCE}\b{cue('sayings_outsiders')}\b")


_HELPS_ITS_OWN = re.compile(
    r"\b(?:(?:help|support|assist|aid|compensat|cushion|reimburs|subsidi[sz])\w*|(?:support|help|assistance|cooperation|aid|relief"
    r"|compensation|subsidies|loans)\s(?:to|for))\s(?:the\s|its\s|our\s|their\s|all\s|those\s)?(?:[\w-]+\s)?"
    rf"(?:{cue('gates_own_people')}|hauliers|fishermen|households|workers|industry|firms|drivers|millers)\b"
)
"""What a government does for its own people is no stance towards the other side."""
_SHORT = 28
"""Characters of what is said within which it is too little to tell a stance."""
_FRAGMENT = re.compile(rf"(?:[\"“](?:if|unless)|{cue('sayings_fragment')})\b")


def said_frame(scan: Scan, unit: Unit, speaker: Side | None) -> Frame | None:
    """What somebody of a side says about the talks, where no trigger tells more: a position or an assessment."""
    saying = unit.saying
    if saying is None or saying.speech is None or unit.speech is not None:
        return None
    if speaker is None or speaker.kind == "place" or _OUTSIDERS.search(scan.lower, saying.start, saying.end):
        return None
    if not ABOUT & unit.around and not has_amount(scan, unit):
        return None
    asked = _is_asked(scan, unit, speaker)
    if (unit.end - unit.start < _SHORT and not asked) or _FRAGMENT.match(scan.lower, unit.start):
        return None
    praised = _JUDGED.search(scan.lower, unit.start, unit.end)
    if praised is not None and {"talks", "deal"} & unit.kinds:
        return Frame(unit, Hit(*praised.span(), Entry(), praised.group().strip()), _CALLED)
    if not _OWN_COURSE.search(scan.lower, unit.start, unit.end) or _HELPS_ITS_OWN.search(
        scan.lower, unit.start, unit.end
    ):
        return None
    judged = saying.speech.rule == "speech.judge" or bool({"talks", "deal"} & unit.kinds)
    if judged and saying.speech.rule != "speech.stance":
        return None
    hit = (saying.anchors or unit.anchors)[-1][0]
    if _OUTCOME.search(scan.lower, unit.start, unit.end):
        return Frame(unit, hit, _FORESEEN)
    return Frame(unit, hit, _ASKED if asked else _SAID)


_FORESEEN = Sense(rule="assessment.said", kind="frame", form="past", type="assessment", weight=3)
_OUTCOME = re.compile(rf"\b(?:could|would|will|may|might)\s(?:\w+ly\s)?{cue('sayings_outcome')}\b")
"""What somebody thinks that a deal or a measure will do."""


_ASKED = Sense(
    rule="proposal.said", kind="frame", form="past", type="proposal", weight=3, attributes=(("act", "demand"),)
)
_SHOULD = re.compile(r"\s(?:should|must|ought to|ha[sd] to|have to|needs? to|needed to)\s(?!not\b|never\b)")


def _is_asked(scan: Scan, unit: Unit, speaker: Side) -> bool:
    """Whether it says what another party should do: "China should give Korean films better access"."""
    return any(
        side.kind == "party" and side.code not in ("", speaker.code) and _SHOULD.match(scan.lower, scan.goes_on(side))
        for side in unit.sides
    )


_REPLIED = Sense(
    rule="response.said", kind="frame", form="past", type="response", weight=3, attributes=(("verdict", "rejects"),)
)
_NO = re.compile(r"\b(?:no|not|none|never|neither|nothing|nobody|without|unnecessary|impossible)\b|n't\b")
_LONGEST_REPLY = 70
"""Characters within which what somebody says to a request of the sentence before is an answer to it."""


def reply_frame(scan: Scan, unit: Unit, speaker: Side | None) -> Frame | None:
    """A short no just after a request or a threat, where no trigger tells more: "Not on cars, she said"."""
    saying = unit.saying
    if saying is None or saying.speech is None or unit.speech is not None or speaker is None:
        return None
    if speaker.kind == "place" or _OUTSIDERS.search(scan.lower, saying.start, saying.end):
        return None
    if not 3 < unit.end - unit.start < _LONGEST_REPLY or _NO.search(scan.lower, unit.start, unit.end) is None:
        return None
    return Frame(unit, (saying.anchors or unit.anchors)[-1][0], _REPLIED)


_YIELDED = ("caved", "gave in", "given in", "gave way", "given way", "backed down", "blinked", "climbed down", "folded")


def claimed(frame: Frame, doer: Side | None, speaker: Side | None) -> Frame:
    """ "Thailand has accepted it, claims Phnom Penh": a yes that the other side tells is its own claim.

    That somebody "caved" is what it makes of it; that it "agreed to the plan" is told of both.
    """
    if frame.sense.rule != "response.accepts" or doer is None or speaker is None or frame.hit.text.startswith("agree"):
        return frame
    if not doer.code or not speaker.code or doer.code == speaker.code:
        return frame
    if frame.hit.text.startswith(_YIELDED):
        return frame.told_as("assessment.called")
    return frame.told_as("position.claims", direction="supports")


_STANCES = frozenset(("position.opposes", "position.refuses", "position.said"))
_TAKES_UP = re.compile(r"\b(?:this|it|these|those|there|any|either|both|neither|that(?=[.,;!?\"”]|\s?\Z))\b|\Athat\b")
"""What points back to the request."""


_CANNOT_BE = re.compile(
    r"\b(?:so (?:much|many|little|long|large|high)|such an?)\b[^.;]{0,40}\b(?:not|never|no|impossible)\b"
    r"|\b(?:is|was|were|are) (?:not|never) (?:up for|on the table|possible|a subject|negotiable|open to|for sale"
    r"|feasible|acceptable)\b"
    r"|\b(?:is|was|were|are) (?:impossible|out of the question|off the table|unacceptable|non-negotiable|untouchable)\b"
    r"|\b(?:could|can|would|will) not (?:be (?:met|granted|done|accepted|changed|lowered|raised|moved|shared|delivered"
    r"|lifted)|do so|do that|give (?:way|in|ground)|accept|agree|sign|join)\b"
)
"""What is said to be impossible of what was asked for just before."""


def answered(scan: Scan, frame: Frame, who: Side | None, askers: frozenset[str]) -> Frame:
    """A no of one party just after another, of ``askers``, has asked or offered something: "We never accept that"."""
    unit = frame.unit
    if frame.sense.rule not in _STANCES or who is None or not who.code or who.code in askers:
        return frame
    if frame.sense.rule == "position.said" and _NO.search(scan.lower, unit.start, unit.end) is None:
        return frame
    flat = unit.saying is not None and _CANNOT_BE.search(scan.lower, unit.start, unit.end)
    if not flat and _TAKES_UP.search(scan.lower[unit.start : unit.end]) is None:
        return frame
    return frame.told_as("response.said", verdict="rejects")


_REFUSED = Sense(
    rule="position.refuses",
    kind="frame",
    form="base",
    type="position",
    weight=3,
    attributes=(("direction", "opposes"),),
)
_WILL_NOT = re.compile(
    r"\b(?:(?:will|would|could|can) (?:not|never)|cannot|(?:wo|would|ca|could)n't)\s"
    rf"(?!{cue('sayings_no_stance')}\b)[a-z]+\s[a-z]"
)
"""What somebody will not do, with something that it is done to; "will not say" is no stance."""
_SOMEBODY = re.compile(r"\b(?:he|she|it|they|we)\s\Z")


def refused_frame(scan: Scan, unit: Unit) -> Frame | None:
    """What a party, or who was named before, will not do, where no trigger tells more: "it will not buy a deal"."""
    refused = _WILL_NOT.search(scan.lower, unit.start, unit.end)
    if refused is None or scan.lower.startswith(("if ", "what "), unit.start):
        return None
    if not (scan.actor_ends(refused.start() - 1) or _SOMEBODY.search(scan.lower, unit.start, refused.start())):
        return None
    return Frame(unit, Hit(*refused.span(), Entry(), refused.group()[:-2]), _REFUSED)
