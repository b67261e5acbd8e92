"""Undertakings: what is told of a deal, and would be a measure without it, read as one of the deal's terms."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.extract.asides.figures import has_quantity, has_rate_or_money, is_term, is_under_deal
from timeline.extract.clauses.units import Unit
from timeline.extract.dates import LIMITS
from timeline.extract.drafting.draft import Told
from timeline.extract.frames.read import Context, Frame
from timeline.extract.scan import Scan, Side
from timeline.lexicon import cue

_WILL = re.compile(r"\b(?:will|shall|(?:is|are) to)\s")


def exchanged(scan: Scan, told: list[Told], context: Context) -> list[Told]:
    """What two parties are each told to do in one sentence, as terms of a deal between them.

    "Canada will admit cars at 6 percent, and China is to lower its duty on canola".
    """
    promises = [t for t in told if _is_promise(scan, t.frame)]
    sides = {t.doer.code for t in promises if t.doer is not None}
    if (
        len(context.pair) != 2
        or not set(context.pair) <= sides
        or not all(t.frame.sense.form == "s" or _concedes(scan, t.frame.unit) for t in promises)
    ):
        return told
    return [
        replace(t, frame=t.frame.told_as("agreement.term"))
        if t.frame.type == "measure" and _is_promise(scan, t.frame)
        else t
        for t in told
    ]


def is_undertaking(scan: Scan, unit: Unit) -> bool:
    """Whether a clause says what a party will do, and neither when nor on whose word, as agreements do."""
    if not _is_to_come(scan, unit) or _ONCE_DONE.search(scan.lower, unit.start, scan.sentences[unit.sentence][1]):
        return False
    dates = [d for d in scan.dates.within(unit.start, unit.end) if d.role not in LIMITS]
    return not dates and any(side.kind == "party" for side in unit.sides)


_ONCE_DONE = re.compile(r"\bonce\s(?:it|they|he|she|we)\s(?:has|have)\b")
"""What a party will do when it has seen something first is its own step: "once it has joined in the monitoring"."""
_CONCEDES = re.compile(rf"{_WILL.pattern}(?:\w+\s){{0,2}}?{cue('undertakings_concedes')}\b")


def _concedes(scan: Scan, unit: Unit) -> bool:
    return _CONCEDES.search(scan.lower, unit.start, unit.end) is not None


def _is_promise(scan: Scan, frame: Frame) -> bool:
    unit = frame.unit
    if frame.type not in ("measure", "agreement"):
        return False
    now = unit.dealt and frame.sense.form == "s" and not any(scan.dates.within(unit.start, unit.end))
    return now or bool(_WILL.search(scan.lower, unit.start, unit.end))


SET_OUT = re.compile(
    r"(?:\A|\b(?:came|comes|emerged|emerges|was|is|(?:left|leave|ended|ends)(?=\s(?:with\s)?an?\s)"
    r"|had|have|has|parted|went home|return(?:ed|s)"
    r"|with|:)\s)(?:an?|the|one|this)\s"
    r"(?:(?!(?:bad|terrible|poor|rotten|lousy|awful|good|great|fair|unfair|unequal|dangerous|costly|one-sided)\b)"
    r"[\w-]+\s){0,2}?(?:deal|compromise|promise|bargain|understanding|formula"
    r"|trade-off|swap|settlement|truce|arrangement|trade|gentlemen's agreement|handshake)"
    r"(?:\s(?:of sorts|at last|on the table|in the end|in hand))?\s?[:—–-]\s(?=[^;.]{4,60}?\b(?:will|shall|is to|are to"
    r"|gets?|pays?|takes?|sends?|lets?|drops?|opens?|buys?|keeps?|gives?|puts?|stays?|lifts?|cuts?|lowers?)\b)"
)
"""A deal named before a colon, behind which stands what it says."""
ONLY_SOUGHT = re.compile(
    r"\b(?:want\w*|propos\w+|suggest\w*|offer\w*|float\w*|seek\w*|sought|ask\w*|would|could|might|if|no|not|idea"
    r"|plan|possible|reject\w*|nearly|almost|collaps\w+|fell (?:apart|through)|failed|fails)\b"
)
"""What makes of it no more than somebody's idea, or a deal that is none."""


def set_out(scan: Scan, frame: Frame) -> Frame:
    """ "Out of it came a promise: Brazil pays for half of the dredging": a term of the deal that is named before it."""
    if frame.type != "measure":
        return frame
    first, last = scan.sentences[frame.unit.sentence]
    if ":" not in scan.lower[first : frame.hit.start] and "—" not in scan.lower[first : frame.hit.start]:
        return frame
    named = SET_OUT.search(scan.lower, first, last)
    if named is None or named.end() > frame.hit.start:
        return frame
    if ONLY_SOUGHT.search(scan.lower, first, last):
        return frame.told_as("proposal.term", act="offer")
    return frame.told_as("agreement.term")


_RATES = frozenset(("measure.impose", "measure.lift", "measure.effect", "measure.noun", "measure.pay"))
_CHARGED = ("charged", "levied", "collected")
"""What "is charged" is in force, and no term to come."""
_OPENS_UNDER = re.compile(
    r"under (?:the|that|this|their|its|an?) (?:[\w-]+\s){0,2}(?:deal|agreement|accord|pact|framework|terms)\b"
)
_PASSIVE = re.compile(r"\b(?:be|is|are|being|was|were)\s(?:\w+ly\s)?\Z")
_PERFECT = re.compile(r"\b(?:has|have|had)\s(?:been\s)?(?:\w+ly\s)?\Z")


def rate_of_a_deal(scan: Scan, frame: Frame) -> Frame:
    """A rate told after a deal is one of its terms, unless one side has set it or it is charged already."""
    unit = frame.unit
    if (
        frame.sense.rule in _RATES
        and (
            has_rate_or_money(scan, unit)
            or is_under_deal(scan, unit)
            or (frame.unit.dealt and (_is_to_come(scan, unit) or has_quantity(scan, unit)))
        )
        and (not _is_done(scan, frame) or _OPENS_UNDER.match(scan.lower, scan.sentences[unit.sentence][0]))
        and not _goes_on(scan, frame)
        and not (frame.hit.text in _CHARGED and scan.lower.endswith((" is ", " are "), 0, frame.hit.start))
        and is_term(scan, unit, frame.unit.dealt)
    ):
        return frame.told_as("agreement.term")
    return frame


_PHASED = re.compile(
    r"\b(?:over|within|in)\s(?:\w+\s)?(?:\w+)\s(?:equal\s|annual\s|yearly\s)?(?:years|steps|stages|instal?ments|cuts)\b"
    r"|\b(?:from|on) (?:the first day|day one)\b|\bat once and \d"
    r"|\b(?:up)?on (?:its )?(?:entry into force|ratification)\b"
    r"|\b(?:when|once|after|as soon as|on the day) (?:the (?:agreement|deal|treaty|pact|accord|text)|it|they)\s"
    r"(?:comes?|enters?|takes?|goes) (?:into )?(?:force|effect)\b"
)
"""How a deal lets a rate change: step by step, or from its own first day."""


def phased(scan: Scan, frame: Frame) -> Frame:
    """ "Its duty on wine falls to 20 percent over seven years": a rate that changes as deals let rates change."""
    unit = frame.unit
    if frame.sense.rule not in _RATES and frame.sense.rule != "measure.figure":
        return frame
    if _is_done(scan, frame) or not _PHASED.search(scan.lower, unit.start, unit.end):
        return frame
    return frame if _OF_NOW.match(scan.lower, unit.start) else frame.told_as("agreement.term")


_OF_NOW = re.compile(r"(?:which|that)\s(?:currently|now|at present|today)\s")
"""What a duty is before it falls: "its duties, | which currently amount to 20 percent, over 15 years"."""


_UNDERTAKEN = frozenset(("measure.law", "measure.impose", "measure.passage", "measure.lift"))


def undertaken(scan: Scan, frame: Frame) -> Frame:
    """ "Ukraine will bring its rules into line by 2028", told of a deal: what a party undertakes in it."""
    if (
        frame.type == "measure"
        and frame.unit.dealt
        and frame.sense.rule in _UNDERTAKEN
        and is_undertaking(scan, frame.unit)
    ):
        return frame.told_as("agreement.term")
    return frame


_IN_THE_PRESENT = frozenset(
    ("measure.impose", "measure.lift", "measure.pause", "measure.quit", "measure.passage", "agreement.postponed")
)
_PRESENT = re.compile(r"\b(?:is|are)\s(?:\w+ly\s|not\s)?\Z")
_HARSH = (
    *(
        "impos",
        "rais",
        "hik",
        "lev",
        "slap",
        "ban",
        "bar",
        "restrict",
        "tighten",
        "clos",
        "shut",
        "halt",
        "stop",
        "block",
    ),
    *("collect", "charg"),
)
"""How verbs begin that concede nothing."""
_CAN_BE = re.compile(r"\b(?:can|may) be\s\Z")
_NOT_OF_IT = re.compile(r"\b(?:still|already|should|if|when|while)\b|\b(?:that|which|who|what)\s(?:[\w.]+\s){0,3}\Z")


def told_of_it_now(scan: Scan, frame: Frame) -> Frame:
    """ "The ban on dates is lifted", "Oman waives its fee", on no day, told of a deal: a term of it."""
    unit = frame.unit
    if not unit.dealt or frame.sense.rule not in _IN_THE_PRESENT or unit.saying is not None:
        return frame
    if any(date.role not in (*LIMITS, "for") for date in scan.dates.within(unit.start, unit.end)):
        return frame
    if frame.hit.text.startswith(_HARSH):
        return frame  # "imposes a duty" is no concession
    opening = scan.sentences[unit.sentence][0]
    if _NOT_OF_IT.search(scan.lower, opening, frame.hit.start):
        return frame
    if frame.sense.rule == "measure.pause" and "tariff" not in unit.kinds:
        return frame  # "the complaint is suspended"
    if frame.sense.rule in ("measure.quit", "agreement.postponed"):
        now = _CAN_BE.search(scan.lower, unit.start, frame.hit.start) is not None
    else:
        now = frame.sense.form == "s" or _PRESENT.search(scan.lower, unit.start, frame.hit.start) is not None
    return frame.told_as("agreement.term") if now else frame


_UNDER_IT = re.compile(r"(?:under|in|by) the (?:agreement|deal|accord|pact|terms|framework|arrangement)\b")


def under_it(scan: Scan, frame: Frame) -> Frame:
    """ "Under the accord, Suriname will issue 150 licences from January": a term, of the day of the deal."""
    if frame.sense.rule == "agreement.noun" and _UNDER_IT.match(frame.hit.text) and _is_to_come(scan, frame.unit):
        return frame.told_as("agreement.term")
    opening = scan.sentences[frame.unit.sentence][0]
    opens = _UNDER_IT.match(scan.lower, opening, frame.hit.start)
    now = frame.sense.form == "s" and not scan.dates.within(frame.hit.end, frame.unit.end)
    given = frame.sense.rule in _UNDERTAKEN and not frame.hit.text.startswith(_HARSH)
    if opens and ((given and (now or _is_to_come(scan, frame.unit))) or frame.sense.rule == "agreement.postponed"):
        return frame.told_as("agreement.term")  # "Under the deal the bill is dropped", "Oman withdraws its order"
    return frame


_IT_ENTERS = re.compile(r"\b(?:(?:for it|it (?:is|was|will|would)|which (?:is|was|will|would)) (?:to )?|it |which )\Z")


def deal_in_force(scan: Scan, frame: Frame) -> Frame:
    """ "Ratified the treaty, clearing the way for it to take effect in May": it is the deal that takes effect."""
    unit = frame.unit
    if frame.sense.rule != "measure.force" or "tariff" in unit.kinds or "deal" not in unit.around:
        return frame
    opening = scan.sentences[unit.sentence][0]
    told = any("deal" in hit.entry.kinds for hit in scan.hits.within(opening, unit.start))
    if told and _IT_ENTERS.search(scan.lower, unit.start, frame.hit.start):
        return frame.told_as("agreement.force", stage="in_force")
    return frame


_TRADES = re.compile(
    r"\bwill\s(?:\w+ly\s)?(?:buy|purchase|import|supply|sell|deliver|lend|export|ship|take)\s[^.;]{0,80}?\s(?:from|to)\s"
)
_SAID_OF_IT = frozenset(("position.said", "measure.said"))


def bargain(scan: Scan, frame: Frame) -> Frame:
    """ "Bangladesh will buy 100,000 tonnes of rice from Myanmar, the ministry said": what two have agreed."""
    unit = frame.unit
    if frame.sense.rule not in _SAID_OF_IT or not has_quantity(scan, unit):
        return frame
    trades = _TRADES.search(scan.lower, unit.start, unit.end)
    codes = {side.code for side in unit.sides if side.kind == "party"}
    return frame.told_as("agreement.term") if trades is not None and len(codes) > 1 else frame


_SHALL = re.compile(
    r"(?:['’]s\s(?:[\w-]+\s){1,2})?\s?(?:will|would|shall|is to|are to)\s"
    r"(?!not\b|never\b|have\b|like\b|rather\b|be (?:glad|happy|sorry|wrong)\b)"
)


def told_by_the_other(scan: Scan, frame: Frame) -> Frame:
    """ "Peru would buy copper, Chile's minister said", told of a deal: what one side says that the other will do."""
    unit = frame.unit
    if not unit.dealt or frame.type not in ("measure", "position"):
        return frame
    if frame.sense.rule in ("measure.condition", "measure.threat", "measure.retaliate"):
        return frame
    return frame.told_as("agreement.term") if who_will(scan, unit) is not None else frame


def who_will(scan: Scan, unit: Unit) -> Side | None:
    """Who is to do something, as the other side says; None where nobody is."""
    if unit.saying is None or _IF.search(scan.lower, unit.start, unit.end):
        return None
    if _HAD.search(scan.lower, unit.saying.start, unit.saying.end):
        return None  # "Trump had said in May that Japan would open its market": before the deal
    doer = next((side for side in unit.sides if side.kind == "party" and side.code), None)
    tellers = {side.code for side in unit.saying.sides if side.code and side.kind != "place"}
    if doer is None or not tellers or doer.code in tellers:
        return None
    if scan.lower[unit.start : doer.start] not in ("", "the ", "that ", "that the "):
        return None
    return doer if _SHALL.match(scan.lower, scan.goes_on(doer)) else None


_HAD = re.compile(r"\bhad\b")
_IF = re.compile(r"\b(?:if|unless|until|once|should)\b")


_NEITHER = re.compile(
    r"\b(?:neither (?:side|country|government|party|of (?:the two|them))|no (?:side|party)|either side)\s"
    r"(?:may|will|shall|can)\s(?:\w+\s){0,2}\Z"
)


def bound_by_it(scan: Scan, frame: Frame) -> Frame:
    """ "Neither side may raise duties", told of a deal: what binds both is a term of it."""
    unit = frame.unit
    if frame.type == "measure" and unit.dealt and _NEITHER.search(scan.lower, unit.start, frame.hit.start):
        return frame.told_as("agreement.term")
    return frame


_SETS = frozenset(
    (
        "measure.impose",
        "measure.passage",
        "measure.lift",
        "measure.effect",
        "measure.face",
        "measure.revoke",
        "measure.figure",
    )
)
_OF_DEAL = re.compile(
    r"\b(?:deal|agreement|accord|pact|treaty|framework|compromise)(?:\s(?:on|in|with|at)\s[\w.]+(?:\s\d{1,2})?){0,2}(?:,\s(?:which|reached|struck|signed|agreed|concluded|made)[^,;.]{0,60},|,?\s(?:that|which))?"
    r"\s(?:will\s|would\s|also\s|had\s|has\s|\w+ly\s)*\Z"
)


def done_by_a_deal(scan: Scan, frame: Frame) -> Frame:
    """What a deal does is its term: "the agreement, which will slash duties"."""
    opening = scan.sentences[frame.unit.sentence][0]
    if frame.sense.rule in _SETS and _OF_DEAL.search(scan.lower, opening, frame.hit.start):
        return frame.told_as("agreement.term")
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
