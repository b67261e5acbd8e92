"""Retelling: what a reading becomes by the words around its trigger, rule after rule.

A rate set under a deal is a term of the deal, a duty that is only proposed is no measure yet, a refusal in a deal is a
stance. Each rule looks at one kind of reading and gives it back, changed or as it is, or drops it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from timeline.extract.drafting import Told
from timeline.extract.figures import has_figure, is_term, is_under_deal
from timeline.extract.frames import Context, Frame
from timeline.extract.needs import PLURAL, is_negated
from timeline.extract.scan import Scan
from timeline.extract.units import Unit
from timeline.lexicon import cue

_READY = ("ready to", "prepared to", "willing to")
_LIMITS = frozenset(("by", "until", "before", "within"))
_WILL = re.compile(r"\b(?:will|shall|(?:is|are) to)\s")


def retold(scan: Scan, frame: Frame, dealt: bool) -> Frame | None:
    """``frame`` as the words around it tell it; None where it tells no event of its own.

    ``dealt``: whether the text before tells of a deal, whose terms may follow.
    """
    for rule in _RULES:
        changed = rule(scan, frame, dealt)
        if changed is None:
            return None
        frame = changed
    return frame


def exchanged(scan: Scan, told: list[Told], context: Context) -> list[Told]:
    """What two parties are each told to do in one sentence, as terms of a deal between them.

    "Canada will admit cars at 6 percent, and China is to lower its duty on canola".
    """
    promises = [t for t in told if _is_promise(scan, t.frame)]
    sides = {t.doer.code for t in promises if t.doer is not None}
    if (
        len(context.pair) != 2
        or not set(context.pair) <= sides
        or not all(_concedes(scan, t.frame.unit) for t in promises)
    ):
        return told
    return [
        replace(t, frame=t.frame.told_as("agreement", "agreement.term"))
        if t.frame.type == "measure" and _is_promise(scan, t.frame)
        else t
        for t in told
    ]


def is_undertaking(scan: Scan, unit: Unit) -> bool:
    """Whether a clause says what a party will do, and neither when nor on whose word, as agreements do."""
    if not _is_to_come(scan, unit):
        return False
    dates = [d for d in scan.dates.within(unit.start, unit.end) if d.role not in _LIMITS]
    return not dates and any(side.kind == "party" for side in unit.sides)


_CONCEDES = re.compile(rf"{_WILL.pattern}(?:\w+\s){{0,2}}?{cue('retelling_concedes')}\b")


def _concedes(scan: Scan, unit: Unit) -> bool:
    return _CONCEDES.search(scan.lower, unit.start, unit.end) is not None


def _is_promise(scan: Scan, frame: Frame) -> bool:
    unit = frame.unit
    return frame.type in ("measure", "agreement") and bool(_WILL.search(scan.lower, unit.start, unit.end))


_RATES = frozenset(("measure.impose", "measure.lift", "measure.effect", "measure.noun", "measure.pay"))
_CHARGED = ("charged", "levied", "collected", "taxed")
"""What "is charged" is in force, and no term to come."""
_OPENS_UNDER = re.compile(
    r"under (?:the|that|this|their|its) (?:[\w-]+\s){0,2}(?:deal|agreement|accord|pact|framework|terms)\b"
)
_PASSIVE = re.compile(r"\b(?:be|is|are|being|was|were)\s(?:\w+ly\s)?\Z")
_PERFECT = re.compile(r"\b(?:has|have|had)\s(?:been\s)?(?:\w+ly\s)?\Z")


def _rate_of_a_deal(scan: Scan, frame: Frame, dealt: bool) -> Frame:
    """A rate told after a deal is one of its terms, unless one side has set it or it is charged already."""
    unit = frame.unit
    if (
        frame.sense.rule in _RATES
        and (has_figure(scan, unit) or is_under_deal(scan, unit) or (dealt and _is_to_come(scan, unit)))
        and (not _is_done(scan, frame) or _OPENS_UNDER.match(scan.lower, scan.sentences[unit.sentence][0]))
        and not _goes_on(scan, frame)
        and not (frame.hit.text in _CHARGED and scan.lower.endswith((" is ", " are "), 0, frame.hit.start))
        and is_term(scan, unit, dealt)
    ):
        return frame.told_as("agreement", "agreement.term")
    return frame


_PHASED = re.compile(
    r"\b(?:over|within|in)\s(?:\w+\s)?(?:\w+)\s(?:equal\s|annual\s|yearly\s)?(?:years|steps|stages|instal?ments|cuts)\b"
    r"|\b(?:from|on) (?:the first day|day one)\b|\bat once and \d"
    r"|\b(?:up)?on (?:its )?(?:entry into force|ratification)\b"
    r"|\b(?:when|once|after|as soon as|on the day) (?:the (?:agreement|deal|treaty|pact|accord|text)|it|they)\s"
    r"(?:comes?|enters?|takes?|goes) (?:into )?(?:force|effect)\b"
)
"""How a deal lets a rate change: step by step, or from its own first day."""


def _phased(scan: Scan, frame: Frame, dealt: bool) -> Frame:
    """ "Its duty on wine falls to 20 percent over seven years": a rate that changes as deals let rates change."""
    unit = frame.unit
    if frame.sense.rule not in _RATES and frame.sense.rule != "measure.figure":
        return frame
    if _is_done(scan, frame) or not _PHASED.search(scan.lower, unit.start, unit.end):
        return frame
    return frame.told_as("agreement", "agreement.term")


def _undertaken(scan: Scan, frame: Frame, dealt: bool) -> Frame:
    """ "Ukraine will bring its rules into line by 2028", told of a deal: what a party undertakes in it."""
    if frame.type == "measure" and dealt and frame.sense.rule in _UNDERTAKEN and is_undertaking(scan, frame.unit):
        return frame.told_as("agreement", "agreement.term")
    return frame


_UNDERTAKEN = frozenset(("measure.law", "measure.impose", "measure.lift"))


def _judged_offer(scan: Scan, frame: Frame, dealt: bool) -> Frame:
    """ "Called the draft a beginning": who judges what the other side has put forward or done answers it."""
    if frame.sense.rule != "assessment.called" or not frame.hit.text.startswith("call"):
        return frame
    kinds = [hit.entry.kinds for hit in scan.hits.within(frame.hit.end, frame.hit.end + 30)]
    if kinds and kinds[0] & {"offer", "tariff", "law"} and not kinds[0] & {"deal", "talks"}:
        return frame.told_as("response", "response.considers", verdict="considers")
    return frame


def _is_to_come(scan: Scan, unit: Unit) -> bool:
    """Whether a clause says on its own word what will be: "beef will be subject to quotas"."""
    return unit.saying is None and bool(_WILL.search(scan.lower, unit.start, unit.end))


def _is_done(scan: Scan, frame: Frame) -> bool:
    """Whether one side is told to have set a rate: "raised the tariff to 25 percent"."""
    if frame.sense.rule not in ("measure.impose", "measure.lift") or frame.sense.form != "past" or frame.sense.be:
        return False
    return not _PASSIVE.search(scan.lower, max(0, frame.hit.start - 20), frame.hit.start)


def _goes_on(scan: Scan, frame: Frame) -> bool:
    """Whether a rate is told to be charged already: "has charged 20 percent since May"."""
    if not _PERFECT.search(scan.lower, max(0, frame.hit.start - 24), frame.hit.start):
        return False
    return any(date.role == "since" for date in scan.dates.within(frame.unit.start, frame.unit.end))


_SETS = frozenset(("measure.impose", "measure.lift", "measure.effect", "measure.face", "measure.revoke"))
_NEW_RATE = re.compile(r"\b(?:to|by)\s(?:[\w.]+\s){0,2}?[\d.]+\s?(?:%|percent|per cent|pct)")


def _new_rate(scan: Scan, frame: Frame, dealt: bool) -> Frame:
    """ "Lifted its duty to 25 percent", "dropped it by five percent": a rate that is set, and no end of it."""
    if frame.sense.rule == "measure.lift" and _NEW_RATE.search(scan.lower, frame.hit.end, frame.unit.end):
        return frame.told_as("measure", "measure.impose", stage="announced")
    return frame


_OF_DEAL = re.compile(
    r"\b(?:deal|agreement|accord|pact|treaty|framework|compromise)(?:\s(?:on|in|with|at)\s[\w.]+(?:\s\d{1,2})?){0,2}(?:,\swhich[^,;.]{0,60},|,?\s(?:that|which))?"
    r"\s(?:will\s|would\s|also\s|\w+ly\s)*\Z"
)


def _done_by_a_deal(scan: Scan, frame: Frame, dealt: bool) -> Frame:
    """What a deal does is its term: "the agreement, which will slash duties"."""
    opening = scan.sentences[frame.unit.sentence][0]
    if frame.sense.rule in _SETS and _OF_DEAL.search(scan.lower, opening, frame.hit.start):
        return frame.told_as("agreement", "agreement.term")
    return frame


def _withheld(scan: Scan, frame: Frame, dealt: bool) -> Frame:
    """ "Has not granted": an answer that is not given."""
    if frame.sense.rule == "response.accepts" and is_negated(scan, frame.unit, frame.hit):
        return frame.told_as("response", "response.withholds", verdict="resists")
    return frame


_PROPOSED = re.compile(
    r"under\s(?:an?|the|its|their|this|that|[\w.]+'s)\s(?:[\w-]+\s){0,2}(?:proposal|offer|draft|text)\b"
)


def _only_proposed(scan: Scan, frame: Frame, dealt: bool) -> Frame:
    """ "Under a text circulated in May, duties would fall": terms that are only proposed."""
    opening = scan.sentences[frame.unit.sentence][0]
    if frame.type in ("measure", "agreement") and _PROPOSED.match(scan.lower, opening, frame.unit.end):
        return frame.told_as("proposal", "proposal.term", act="offer")
    return frame


_HARSH = re.compile(
    r"\s(?:(?:on|last|this)\s[a-z]+\s){0,2}(?:to\s)?(?:"
    rf"{cue('retelling_lays')}\s(?:[\w'’-]+\s){{0,5}}{cue('retelling_burdens')}|"
    rf"{cue('retelling_amends')}\s(?:[\w'’-]+\s){{0,5}}{cue('retelling_laws')}|"
    rf"{cue('retelling_takes')}\s(?:[\w'’-]+\s){{0,5}}{cue('retelling_benefits')})\b"
)
_RATHER = re.compile(rf"\b{cue('retelling_rather')}\b")
"""Behind a burden: it is the lighter of two, and offered."""
_BURDEN = re.compile(
    rf"\s(?:{cue('retelling_more')}\s){{0,2}}"
    r"(?:duties|tariffs|levies|sanctions|countermeasures|a (?:duty|tariff|levy) of)\b"
)


def _burden(scan: Scan, frame: Frame, dealt: bool) -> Frame:
    """ "Proposed to suspend trade concessions": what one side would lay on the other is a measure in the making."""
    if frame.sense.rule != "proposal.offer" or not frame.hit.text.startswith("propos"):
        return frame
    after, end = frame.hit.end, frame.unit.end
    burden = _HARSH.match(scan.lower, after, end) or _BURDEN.match(scan.lower, after, end)
    if burden and not _RATHER.search(scan.lower, burden.end(), end):
        return frame.told_as("measure", "measure.proposed", stage="announced")
    return frame


_CONSENTS = re.compile(r"agree[sd]?(?:[\s.,]*\Z|\sto\s(?:that|it|this|do so|both|neither)\b)")


def _consent(scan: Scan, frame: Frame, dealt: bool) -> Frame:
    """ "The Commission agreed", "Iraq agrees to that": one party alone says yes to what was told before."""
    unit, hit = frame.unit, frame.hit
    if frame.sense.rule != "agreement.agree" or _CONSENTS.match(scan.lower, hit.start, unit.end) is None:
        return frame
    codes = {side.code for side in unit.sides if side.end <= hit.start and side.kind != "place"}
    if len(codes) != 1 or PLURAL.search(scan.lower, unit.start, hit.start):
        return frame
    return frame.told_as("response", "response.accepts", verdict="accepts")


def _no_progress(scan: Scan, frame: Frame, dealt: bool) -> Frame:
    if frame.sense.rule == "assessment.progress" and is_negated(scan, frame.unit, frame.hit):
        return frame.told_as("assessment", "assessment.difficult", judgement="difficult")
    return frame


_WILL_NOT = re.compile(r"\b(?:would|will|shall) (?:not|never)\s(?:be\s)?\Z|\bwon't\s(?:be\s)?\Z")
_WILL_ONLY = re.compile(r"\bonly (?:once|if|when|after|on condition)\b")
_WOULD = re.compile(r"\b(?:would|will)\s(?:be\s|only\s){0,2}\Z")


def _own_stance(scan: Scan, frame: Frame, dealt: bool) -> Frame:
    """What a side says it will not do, or only on a condition, is where it stands."""
    unit, hit = frame.unit, frame.hit
    refused = frame.sense.rule == "agreement.course" and is_negated(scan, frame.unit, frame.hit)
    if not (refused or frame.type == "measure") or frame.sense.form == "noun":
        return frame
    if unit.saying is None and not unit.sides:
        return frame
    start = max(unit.start, hit.start - 20)
    if _WILL_NOT.search(scan.lower, start, hit.start):
        return frame.told_as("position", "position.opposes", direction="opposes")
    only = _WILL_ONLY.search(scan.lower, hit.end, scan.sentences[unit.sentence][1])
    if only and _WOULD.search(scan.lower, start, hit.start):
        return frame.told_as("position", "position.conditional", direction="conditional")
    return frame


_ANSWERS = re.compile(
    r"\s(?:consider|look (?:at|into)|study|examine|receive|pick up|negotiate(?= (?!on\b|with\b)[a-z]))\b"
)


def _ready(scan: Scan, frame: Frame, dealt: bool) -> Frame:
    """ "Is ready to consider quicker cuts": who will think it over answers what was asked of it."""
    if frame.sense.rule == "position.wants" and frame.hit.text in _READY and _ANSWERS.match(scan.lower, frame.hit.end):
        return frame.told_as("response", "response.considers", verdict="considers")
    return frame


_IN_RETURN = re.compile(r"\b(?:if|provided|in return|in exchange)\b")


def _offered(scan: Scan, frame: Frame, dealt: bool) -> Frame:
    """ "Is prepared to cut its quota if ...": readiness that depends on the other side is an offer."""
    after = scan.sentences[frame.unit.sentence][1]
    if (
        frame.sense.rule == "position.wants"
        and (frame.hit.text in _READY or frame.hit.text == "could live with")
        and _IN_RETURN.search(scan.lower, frame.hit.end, after)
    ):
        return frame.told_as("proposal", "proposal.offer", act="offer")
    return frame


def _dropped(scan: Scan, frame: Frame, dealt: bool) -> Frame | None:
    """No event of its own: an opening "Under the accord", a limit (found by its date), a figure of a deal."""
    unit = frame.unit
    if frame.sense.rule == "agreement.noun" and unit.end - frame.hit.end < 8:
        return None
    if frame.type == "deadline":
        return None
    asks = frame.sense.rule == "position.asks" or frame.hit.text in _READY
    if frame.type == "position" and not asks and dealt and unit.saying is None and has_figure(scan, unit):
        return None
    return frame


def _no_threat(scan: Scan, frame: Frame, dealt: bool) -> Frame:
    """ "Is not considering countermeasures": a threat that is not made is where a side stands."""
    if frame.sense.rule == "measure.threat" and is_negated(scan, frame.unit, frame.hit):
        return frame.told_as("position", "position.opposes", direction="opposes")
    return frame


def _wanted(scan: Scan, frame: Frame, dealt: bool) -> Frame:
    """ "The minister said that Kenya wanted a quota": what is wanted as of now, in the tense of reported speech."""
    if frame.sense.rule == "proposal.wanted" and frame.unit.saying is not None:
        return frame.told_as("position", "position.wants", direction="supports")
    return frame


_RULES: tuple[Callable[[Scan, Frame, bool], Frame | None], ...] = (
    _new_rate,
    _wanted,
    _no_threat,
    _rate_of_a_deal,
    _phased,
    _judged_offer,
    _undertaken,
    _done_by_a_deal,
    _withheld,
    _only_proposed,
    _burden,
    _consent,
    _no_progress,
    _own_stance,
    _offered,
    _ready,
    _dropped,
)
"""In this order: a later rule sees what an earlier one has made of the reading."""
