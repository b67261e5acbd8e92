"""Retelling: what a reading becomes by the words around its trigger, rule after rule.

A rate set under a deal is a term of the deal, a duty that is only proposed is no measure yet, a refusal in a deal is a
stance. Each rule looks at one kind of reading and gives it back, changed or as it is, or drops it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from timeline.extract import acts
from timeline.extract.figures import has_rate_or_money
from timeline.extract.frames import Frame
from timeline.extract.needs import PLURAL, is_negated
from timeline.extract.scan import Scan
from timeline.extract.undertakings import (
    bargain,
    bound_by_it,
    deal_in_force,
    done_by_a_deal,
    phased,
    rate_of_a_deal,
    told_of_it_now,
    under_it,
    undertaken,
)
from timeline.lexicon import cue

_READY = ("ready to", "prepared to", "willing to")


def retold(scan: Scan, frame: Frame) -> Frame | None:
    """``frame`` as the words around it tell it; None where it tells no event of its own."""
    for rule in _RULES:
        changed = rule(scan, frame)
        if changed is None:
            return None
        frame = changed
    return frame


_DENOUNCED = re.compile(rf"\s(?:[\w'’-]+\s){{1,6}}?(?:[\"“])?(?:an?\s)?(?:\w+\s)?{cue('retelling_denounced')}\b")
"""What the other side's word or act is called by who will not have it."""


def _judged_offer(scan: Scan, frame: Frame) -> Frame:
    """ "Called the draft a beginning": who judges what the other side has put forward or done answers it."""
    if frame.sense.rule != "assessment.called" or not frame.hit.text.startswith(
        ("call", "describ", "characteri", "welcom")
    ):
        return frame
    if _DENOUNCED.match(scan.lower, frame.hit.end, scan.sentences[frame.unit.sentence][1]):
        return frame.told_as("response.disputes", verdict="rejects")
    within = scan.hits.within(frame.hit.end, frame.hit.end + 30)
    kinds = [hit.entry.kinds for hit in within if hit.entry.kinds - {"passage", "operator"}]
    both = _TWO_OFFERS.match(scan.lower, frame.hit.end) is not None
    if kinds and kinds[0] & {"offer", "tariff", "law"} and not kinds[0] & {"deal", "talks"} and not both:
        if frame.hit.text.startswith("welcom"):
            return frame.told_as("response.accepts", verdict="accepts")
        return frame.told_as("response.considers", verdict="considers")
    return frame


_TWO_OFFERS = re.compile(r"\s(?:(?:the|both|two|their)\s){1,3}(?:offers|proposals|drafts|texts)\b")
_GOOD = re.compile(rf"\b(?:as|an?|were|was|had been)\s(?:\w+ly\s)?{cue('retelling_good')}\b")
_TURNING = re.compile(rf"\b{cue('retelling_turning')}\b")
_BAD = re.compile(rf"\b(?:as|an?|were|was|had been)\s(?:\w+ly\s)?{cue('retelling_bad')}\b")


def _judgement(scan: Scan, frame: Frame) -> Frame:
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


_NEW_RATE = re.compile(r"\b(?:to|by)\s(?:[\w.]+\s){0,2}?[\d.]+\s?(?:%|percent|per cent|pct)")


def _new_rate(scan: Scan, frame: Frame) -> Frame:
    """ "Lifted its duty to 25 percent", "dropped it by five percent": a rate that is set, and no end of it."""
    if frame.sense.rule == "measure.lift" and _NEW_RATE.search(scan.lower, frame.hit.end, frame.unit.end):
        return frame.told_as("measure.impose", stage="announced")
    return frame


_NOTHING = (" nothing", " none of", " no such")


def _withheld(scan: Scan, frame: Frame) -> Frame:
    """ "Has not granted": an answer that is not given; "would sign nothing": where a side stands."""
    if frame.sense.rule == "response.accepts" and scan.lower.startswith(_NOTHING, frame.hit.end):
        return frame.told_as("position.opposes", direction="opposes")
    if frame.sense.rule == "response.accepts" and is_negated(scan, frame.unit, frame.hit):
        return frame.told_as("response.withholds", verdict="resists")
    return frame


_REPLY_IS = re.compile(rf"\b{cue('who_reply')}\b[^.;]{{0,60}}\s(?:was|is|has been|had been)\s(?:an?\s)?(?:\w+ly\s)?\Z")


def _reply_judged(scan: Scan, frame: Frame) -> Frame:
    """ "Uganda's answer was positive": what is said of an answer is the answer, and no judgement of the talks."""
    if frame.type != "assessment" or not _REPLY_IS.search(scan.lower, frame.unit.start, frame.hit.start):
        return frame
    good = frame.sense.rule in ("assessment.progress", "assessment.final")
    return frame.told_as("response.reply", verdict="accepts" if good else "resists")


HOW_IT_WAS = (
    rf"(?:(?P<accepts>{cue('retelling_reply_accepts')})|(?P<rejects>{cue('retelling_reply_rejects')})"
    rf"|(?P<resists>{cue('retelling_reply_resists')}))"
)
"""How an answer turned out, by verdict."""
_TURNED_OUT = re.compile(rf"\s(?:an?\s)?(?:\w+ly\s)?{HOW_IT_WAS}\b")


def _reply_was(scan: Scan, frame: Frame) -> Frame:
    """ "Bern's reply was | frosty": the verdict."""
    if frame.sense.rule != "response.considers" or not frame.hit.text.endswith((" was", " is")):
        return frame
    how = _TURNED_OUT.match(scan.lower, frame.hit.end)
    return frame.told_as("response.reply", verdict=how.lastgroup) if how is not None and how.lastgroup else frame


_THAT_NOT = re.compile(
    r"[^.;:]{0,40}?\bthat\s(?:[\w'’.-]+\s){1,4}?(?:(?:would|will|could|can|did|does|was|were)\snot|cannot|\w+n't|never)\b"
)


def _replied_no(scan: Scan, frame: Frame) -> Frame:
    """ "Replied on May 8 that it would not cut its catch": a refusal."""
    if frame.sense.rule != "response.considers" or not frame.hit.text.startswith(("repl", "answer", "respond")):
        return frame
    if _THAT_NOT.match(scan.lower, frame.hit.end, scan.sentences[frame.unit.sentence][1]):
        return frame.told_as("response.rejects", verdict="rejects")
    return frame


_CONCESSION = re.compile(r"\b(?:no|any|a|some|further|new|more|the|its|their)\s(?:\w+\s)?concessions?\b")


def _conceded(scan: Scan, frame: Frame) -> Frame:
    """ "No concession was made": what is given up or not is an answer, and no deal."""
    made = frame.sense.rule == "agreement.reach" and frame.hit.text.startswith(("made", "make", "making"))
    first, last = frame.unit.start, min(frame.unit.end, frame.hit.end + 40)
    if not made or not _CONCESSION.search(scan.lower, first, last):
        return frame
    if (
        is_negated(scan, frame.unit, frame.hit)
        or " no " in scan.lower[frame.hit.end : last]
        or scan.lower.startswith(("no ", "neither "), first)
    ):
        return frame.told_as("response.rejects", verdict="rejects")
    return frame.told_as("response.accepts", verdict="accepts")


_WANTS_NO = re.compile(r"\s(?:no|none of|nothing of)\s(?!more|less|later|longer|fewer|doubt)")


_CANNOT = re.compile(r"\b(?:(?:could|can|would|will|does|do|did|is|are|was|were)\snot|cannot|\w+n't)\s(?:be\s)?\Z")


def _wants_none(scan: Scan, frame: Frame) -> Frame:
    """ "Wants no quota", "could not support one"."""
    if frame.sense.rule != "position.wants":
        return frame
    if _WANTS_NO.match(scan.lower, frame.hit.end) or _CANNOT.search(scan.lower, frame.unit.start, frame.hit.start):
        return frame.told_as("position.opposes", direction="opposes")
    return frame


_PROPOSED = re.compile(
    r"(?:under|according to)\s(?:an?|the|its|their|this|that|[\w.]+'s)\s(?:[\w-]+\s){0,2}"
    r"(?:proposal|offer|draft|text)\b"
)


_PUT_FORWARD = re.compile(
    r"\bwould\b[^;.]{2,90}\b(?:under|according to|by|in) "
    r"(?:what [^,;.]{2,40}(?:put forward|proposed|offered|tabled|suggested|brought)\b"
    r"|(?:the|its|their|[\w.]+['’]s?) (?:[\w-]+ )?(?:proposal|offer|draft|plan)\b)"
)
"""What is only proposed, told behind it: "would go to zero under what the Swiss have put forward"."""
_POINT_IS = re.compile(
    r"\b(?:first|second|third|last|other|demand|request|point|wish|condition|proposal|idea|offer)\s(?:is|was)\s(?:that|to)\s"
    r"[^;.]{2,80}\Z"
)
"""Before what is only asked for: "the first is that entry prices be | abolished"."""
_PROPOSAL_WOULD = re.compile(
    r"(?:the|an?|this|that|its|their|[\w.]+'s)\s(?:[\w-]+\s){0,2}(?:paper|text|proposal|offer|draft|compromise)\b[^.;]{0,80}"
    r"\bwould\s(?:have\s(?:had\s)?)?(?:[\w-]+\s){0,2}\Z"
)


def _only_proposed(scan: Scan, frame: Frame) -> Frame:
    """ "Under a text circulated in May, duties would fall", "the proposal would cut them": terms only proposed."""
    if frame.type not in ("measure", "agreement"):
        return frame
    opening = scan.sentences[frame.unit.sentence][0]
    would = _PROPOSAL_WOULD.match(scan.lower, opening, frame.hit.start)
    under = _PUT_FORWARD.search(scan.lower, opening, scan.sentences[frame.unit.sentence][1])
    point = _POINT_IS.search(scan.lower, opening, frame.hit.start) and scan.lower.endswith(
        (" be ", " to "), 0, frame.hit.start
    )
    if would or under or point or _PROPOSED.match(scan.lower, opening, frame.unit.end):
        return frame.told_as("proposal.term", act="offer")
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


def _burden(scan: Scan, frame: Frame) -> Frame:
    """ "Proposed to suspend trade concessions": what one side would lay on the other is a measure in the making."""
    if frame.sense.rule != "proposal.offer" or not frame.hit.text.startswith("propos"):
        return frame
    after, end = frame.hit.end, frame.unit.end
    burden = _HARSH.match(scan.lower, after, end) or _BURDEN.match(scan.lower, after, end)
    if burden and not _RATHER.search(scan.lower, burden.end(), end):
        return frame.told_as("measure.proposed", stage="announced")
    return frame


_CONSENTS = re.compile(
    r"agree[sd]?(?:[\s.,]*\Z|\sto\s(?:that|it|this|do so|both|neither)\b"
    r"|\sto\s(?:the |an? |its |their |his |her )?(?:request|proposal|idea|demand|suggestion|invitation|offer"
    r"|conditions?)\b)"
)


def _consent(scan: Scan, frame: Frame) -> Frame:
    """ "The Commission agreed", "Iraq agrees to that": one party alone says yes to what was told before."""
    unit, hit = frame.unit, frame.hit
    if frame.sense.rule != "agreement.agree" or _CONSENTS.match(scan.lower, hit.start, unit.end) is None:
        return frame
    codes = {side.code for side in unit.sides if side.end <= hit.start and side.kind != "place"}
    if len(codes) != 1 or PLURAL.search(scan.lower, unit.start, hit.start):
        return frame
    return frame.told_as("response.accepts", verdict="accepts")


_LITTLE = re.compile(r"\s(?:only\s|very\s)?(?:little|scant|hardly any|scarcely any)\b")


_DOUBTED = re.compile(r"\bdoubt(?:s|ed)?\s(?:that|whether|if)\b")


def _no_progress(scan: Scan, frame: Frame) -> Frame:
    if frame.sense.rule not in ("assessment.progress", "assessment.final"):
        return frame
    little = "little" in frame.hit.text or _LITTLE.match(scan.lower, frame.hit.end)
    doubted = _DOUBTED.search(scan.lower, frame.unit.start, frame.hit.start)
    if little or doubted or is_negated(scan, frame.unit, frame.hit):
        return frame.told_as("assessment.difficult", judgement="difficult")
    return frame


_REMOVED = re.compile(
    r"\s(?:over|on|in|to)?[\w\s]{0,30}?(?:is|was|were|are|has been|have been) (?:now )?"
    r"(?:removed|cleared|overcome|resolved|lifted|gone)\b"
)


def _obstacle_removed(scan: Scan, frame: Frame) -> Frame:
    """ "The last obstacle | has been removed": progress."""
    if frame.sense.rule != "assessment.difficult" or frame.sense.form != "noun":
        return frame
    if _REMOVED.match(scan.lower, frame.hit.end, frame.unit.end):
        return frame.told_as("assessment.progress", judgement="progress")
    return frame


_HARD = ("hard", "difficult", "impossible", "hopeless")
_NOT_HARD = re.compile(
    r"\b(?:is|are|was|were|be)\s(?:not|never)\s(?:so |that |very |all that )?\Z|n't\s(?:so |that |very )?\Z"
)


_NARROWED = re.compile(
    r"\b(?:(?:has|have|had)\s(?:\w+ly\s|now\s|since\s|been\s)*(?:narrowed|shrunk|closed|bridged|halved)|(?:is"
    r"|are) (?:narrowing|shrinking|closing)"
    r"|shrank|narrowed)\b"
)
"""What becomes of a gap, behind it."""


_GAPS = ("gap", "the gap", "wide gap", "differences")


def _not_hard(scan: Scan, frame: Frame) -> Frame:
    """ "A compromise is not hard to find", "the gap has narrowed"."""
    gap = frame.sense.rule == "assessment.difficult" and frame.hit.text.startswith(_GAPS)
    if gap and _NARROWED.search(scan.lower, frame.hit.end, frame.unit.end):
        return frame.told_as("assessment.progress", judgement="progress")
    hard = frame.sense.rule == "assessment.difficult" and frame.hit.text.startswith(_HARD)
    if hard and _NOT_HARD.search(scan.lower, frame.unit.start, frame.hit.start):
        return frame.told_as("assessment.progress", judgement="progress")
    return frame


_OF_THE_TALKS = re.compile(r"\b(?:chapters?|files?|points?|articles?)\b[^,;.]{0,30}\Z")


def _chapter_closed(scan: Scan, frame: Frame) -> Frame:
    """ "The chapter on gas has been closed": agreed, and no passage shut."""
    if frame.sense.rule != "measure.passage" or not frame.hit.text.startswith("clos"):
        return frame
    if _OF_THE_TALKS.search(scan.lower, frame.unit.start, frame.hit.start):
        return frame.told_as("agreement.reach")
    return frame


_IS_OVER = re.compile(
    r"\b(?:end|resolv|settl|break|broke|overc[ao]m|avoid|avert|defus|lift|heal|clos)\w*\s"
    r"(?:an?|the|their|its|this|that)?\s?(?:[\w'-]+\s){0,4}\Z"
)


def _standoff_ended(scan: Scan, frame: Frame) -> Frame | None:
    """ "Ending an eight-week | standoff": what is over is no judgement of the talks."""
    if frame.sense.rule != "assessment.deadlock" or frame.sense.form != "noun":
        return frame
    return None if _IS_OVER.search(scan.lower, frame.unit.start, frame.hit.start) else frame


_STILL = re.compile(r"\b(?:are|were|be|still)\s\Z")


def _still_talking(scan: Scan, frame: Frame) -> Frame | None:
    """ "We are still | talking": no meeting of any day, with nobody."""
    unit, hit = frame.unit, frame.hit
    if (
        frame.sense.rule != "meeting.call"
        or hit.text != "talking"
        or not _STILL.search(scan.lower, unit.start, hit.start)
    ):
        return frame
    return frame if scan.dates.within(unit.start, unit.end) or scan.lower.startswith(" to ", hit.end) else None


def _both_will(scan: Scan, frame: Frame) -> Frame:
    """ "Both sides | will review it after six months", under a deal: a term of it."""
    if frame.sense.rule != "response.considers" or not frame.unit.dealt or frame.unit.saying is not None:
        return frame
    if frame.hit.text.startswith(("will ", "would ")) and PLURAL.search(scan.lower, frame.unit.start, frame.hit.start):
        return frame.told_as("agreement.term")
    return frame


_NEITHER = re.compile(
    r"\b(?:neither (?:side|party|government|delegation|country|capital)|no side)\s(?:has |had |have )?(?:\w+ly )?\Z"
)


def _neither_moved(scan: Scan, frame: Frame) -> Frame:
    """ "Neither side | gave ground": how the talks go, and no answer of anybody."""
    if frame.type != "response" or not _NEITHER.search(scan.lower, frame.unit.start, frame.hit.start):
        return frame
    return frame.told_as("assessment.difficult", judgement="difficult")


def _held_illegal(scan: Scan, frame: Frame) -> Frame:
    """ "Morocco says the duties are illegal": what a party thinks of a measure; a court finds it so."""
    saying = frame.unit.saying
    if frame.sense.rule != "measure.revoke" or not frame.hit.text.startswith(("illegal", "unlawful")) or saying is None:
        return frame
    if any(side.code and side.kind != "place" for side in saying.sides) and "law" not in saying.kinds:
        return frame.told_as("position.opposes", direction="opposes")
    return frame


_SAID_BACK = re.compile(
    r"(?:\s(?:on|in|at|the same|later)\s[\w ]{3,24}?)?"
    r"(?:\sthat\s|,\s(?:calling|saying|accusing|describing|insisting)\s)"
)


def _only_said_back(scan: Scan, frame: Frame) -> Frame:
    """ "Countered on Tuesday that", "hit back, calling it groundless": words against words."""
    if frame.sense.rule not in ("proposal.counter", "measure.retaliate"):
        return frame
    if _SAID_BACK.match(scan.lower, frame.hit.end, scan.sentences[frame.unit.sentence][1]):
        return frame.told_as("response.resists", verdict="resists")
    return frame


_WILL_NOT = re.compile(r"\b(?:would|will|shall) (?:not|never)\s(?:be\s)?\Z|\bwon't\s(?:be\s)?\Z")
_WILL_ONLY = re.compile(r"\bonly (?:once|if|when|after|on condition)\b")
_WOULD = re.compile(r"\b(?:would|will)\s(?:be\s|only\s){0,2}\Z")


def _own_stance(scan: Scan, frame: Frame) -> Frame:
    """What a side says it will not do, or only on a condition, is where it stands."""
    unit, hit = frame.unit, frame.hit
    refused = frame.sense.rule == "agreement.course" and is_negated(scan, frame.unit, frame.hit)
    if not (refused or frame.type == "measure") or frame.sense.form == "noun":
        return frame
    if unit.saying is None and not unit.sides:
        return frame
    start = max(unit.start, hit.start - 20)
    if _WILL_NOT.search(scan.lower, start, hit.start):
        return frame.told_as("position.opposes", direction="opposes")
    only = _WILL_ONLY.search(scan.lower, hit.end, scan.sentences[unit.sentence][1])
    if only and _WOULD.search(scan.lower, start, hit.start):
        return frame.told_as("position.conditional", direction="conditional")
    return frame


_ANSWERS = re.compile(
    r"\s(?:consider|look (?:at|into)|study|examine|receive|pick up|negotiate(?= (?!on\b|with\b)[a-z]))\b"
)


def _ready(scan: Scan, frame: Frame) -> Frame:
    """ "Is ready to consider quicker cuts": who will think it over answers what was asked of it."""
    if frame.sense.rule == "position.wants" and frame.hit.text in _READY and _ANSWERS.match(scan.lower, frame.hit.end):
        return frame.told_as("response.considers", verdict="considers")
    return frame


_AT_HOME = re.compile(rf"[^,;.]{{0,40}}\b{cue('retelling_at_home')}\b")


def _assured_own(scan: Scan, frame: Frame) -> Frame:
    """ "Assured a committee that rice would be opened no further": what one's own people are told is a stance."""
    if frame.sense.rule != "response.considers" or not frame.hit.text.startswith(("assur", "promis")):
        return frame
    if _AT_HOME.match(scan.lower, frame.hit.end) is None:
        return frame
    return frame.told_as("position.said")


_IN_RETURN = re.compile(r"\b(?:if|provided|in return|in exchange)\b")


def _offered(scan: Scan, frame: Frame) -> Frame:
    """ "Is prepared to cut its quota if ...": readiness that depends on the other side is an offer."""
    after = scan.sentences[frame.unit.sentence][1]
    if (
        frame.sense.rule == "position.wants"
        and (frame.hit.text in _READY or frame.hit.text == "could live with")
        and _IN_RETURN.search(scan.lower, frame.hit.end, after)
    ):
        return frame.told_as("proposal.offer", act="offer")
    return frame


_AT_A_MEETING = re.compile(
    r"\b(?:by (?:video|phone|telephone)|in (?:an?|two|three|four|several) (?:[\w-]+\s)?(?:calls?|meetings?|sessions?)"
    r"|at (?:an?|the|their) (?:[\w-]+\s)?(?:meeting|summit|session))\b"
)


def _settled_there(scan: Scan, frame: Frame) -> Frame:
    """ "Settled the last points by video on Saturday": told as the meeting."""
    settles = frame.sense.rule == "agreement.agree" and frame.hit.text.startswith(("settl", "resolv"))
    if settles and _AT_A_MEETING.search(scan.lower, frame.hit.end, frame.unit.end):
        return frame.told_as("meeting.hold")
    return frame


_IN_THE_MAKING = re.compile(
    r"\b(?:negotiat\w+|discuss\w*|draft\w*|prepar\w+|pursu\w+|seek\w*|sought|hammering out"
    r"|work(?:ed|ing|s)? (?:on|towards?)"
    r"|talks (?:on|about|for|towards?))\s(?:an?|the|their|its)\s(?:[\w-]+\s){0,3}\Z"
)
"""Before an agreement that is not there yet: "are negotiating a trade | agreement on"."""


_WHICH = re.compile(r"\b(?:which|that|who)\s(?:(?:has|have|had|is|are|was|were|been|now|still|also|\w+ly)\s){0,3}\Z")


def _in_passing(scan: Scan, frame: Frame) -> bool:
    """Whether a relative clause without a day tells it: "a quarrel that | has grounded flights"."""
    unit, hit = frame.unit, frame.hit
    if frame.sense.rule != "measure.passage":
        return False
    if _WHICH.search(scan.lower, max(scan.sentences[unit.sentence][0], hit.start - 40), hit.start) is None:
        return False
    return all(d.stamp or d.date is None for d in scan.dates.within(unit.start, unit.end))


_LAPSED = re.compile(r"\b(?:expir|laps)\w+\s[^;]*\Z")


def _dropped(scan: Scan, frame: Frame) -> Frame | None:
    """No event of its own: an opening "Under the accord", a deal in the making, a limit (found by its date), a figure
    of a deal.
    """
    unit = frame.unit
    if frame.sense.rule == "agreement.noun" and (
        unit.end - frame.hit.end < 8 or _IN_THE_MAKING.search(scan.lower, unit.start, frame.hit.start)
    ):
        return None
    if frame.type == "deadline" or _in_passing(scan, frame):
        return None
    if frame.sense.rule == "measure.lapse" and _LAPSED.search(
        scan.lower, scan.sentences[frame.unit.sentence][0], frame.hit.start
    ):
        return None  # "expired on July 31 and was not renewed": told already
    asks = frame.sense.rule == "position.asks" or frame.hit.text in _READY
    if (
        frame.type == "position"
        and not asks
        and frame.unit.dealt
        and unit.saying is None
        and has_rate_or_money(scan, unit)
    ):
        return None
    return frame


def _no_threat(scan: Scan, frame: Frame) -> Frame:
    """ "Is not considering countermeasures": a threat that is not made is where a side stands."""
    if frame.sense.rule == "measure.threat" and is_negated(scan, frame.unit, frame.hit):
        return frame.told_as("position.opposes", direction="opposes")
    return frame


_LOWERS = re.compile(r"(?:lower|cut|reduc|halv|slash|trim|eas)")


_ENDS_A_BAN = re.compile(r"(?:end\w*|resum\w*|reopen\w*)\s")
_A_BAN = re.compile(r"[^,;.]{0,40}\b(?:ban|embargo|suspension|imports|exports)\b")


_LETS_PASS = re.compile(
    r"(?:restor|resum|reopen|releas|unfroz|unfreez|unblock|lift|scrap|abolish|readmi|relist|free"
    r"|(?:hand|g[ai]v)\w* back"
    r"|(?:turn|switch)\w* on\b|start\w* issuing|no longer (?:requir|pay)|(?P<half>eas|relax|exempt))"
)
"""How a verb begins that lets through again what was held, wholly or in part."""


_EXPIRES = ("expir", "laps", "ran out", "run out", "runs out")


def _lowered(scan: Scan, frame: Frame) -> Frame:
    """ "Lowered its duty to 15 percent": a measure amended, and no blow; "ended its ban", "expired": one revoked."""
    if frame.type == "measure" and frame.hit.text.startswith(_EXPIRES):
        return frame.told_as(frame.sense.rule, stage="revoked")
    if frame.sense.rule == "measure.passage" and (eased := _LETS_PASS.match(frame.hit.text)) is not None:
        return frame.told_as("measure.passage", stage="amended" if eased["half"] else "revoked")
    if frame.sense.rule != "measure.impose":
        return frame
    if _LOWERS.match(frame.hit.text):
        return frame.told_as("measure.impose", stage="amended")
    if _ENDS_A_BAN.match(frame.hit.text + " ") and _A_BAN.match(scan.lower, frame.hit.start):
        return frame.told_as("measure.impose", stage="revoked")
    return frame


_PARLIAMENT = re.compile(
    r"\b(?:parliament|senate|house|congress|lawmakers|legislators|assembly|bundestag|bundesrat|sejm|knesset|duma|diet|rada"
    r"|riksdag|storting|folketing|chamber|deputies|senators|voters|referendum|legislature|cortes|majlis)\b"
)


def _ratified(scan: Scan, frame: Frame) -> Frame:
    """ "Parliament approved the trade deal": a ratification."""
    approved = frame.sense.rule == "agreement.reach" and frame.hit.text.startswith(("approv", "pass", "back", "endors"))
    if approved and _PARLIAMENT.search(scan.lower, *scan.sentences[frame.unit.sentence]):
        return frame.told_as("agreement.ratify", stage="ratified")
    return frame


def _wanted(scan: Scan, frame: Frame) -> Frame:
    """ "The minister said that Kenya wanted a quota": what is wanted as of now, in the tense of reported speech."""
    if frame.sense.rule == "proposal.wanted" and frame.unit.saying is not None:
        return frame.told_as("position.wants", direction="supports")
    return frame


_RULES: tuple[Callable[[Scan, Frame], Frame | None], ...] = (
    _new_rate,
    _lowered,
    _ratified,
    _wanted,
    _no_threat,
    rate_of_a_deal,
    phased,
    _judged_offer,
    _judgement,
    undertaken,
    told_of_it_now,
    bargain,
    bound_by_it,
    under_it,
    deal_in_force,
    done_by_a_deal,
    _withheld,
    _replied_no,
    _wants_none,
    _conceded,
    _reply_judged,
    _reply_was,
    _only_proposed,
    _burden,
    _consent,
    _no_progress,
    _neither_moved,
    _standoff_ended,
    _still_talking,
    _both_will,
    _chapter_closed,
    _obstacle_removed,
    _only_said_back,
    _held_illegal,
    _not_hard,
    _own_stance,
    _offered,
    _ready,
    _assured_own,
    acts.takes_up_an_offer,
    acts.decided_alone,
    acts.signing_put_off,
    acts.quits,
    acts.with_a_day_of_its_own,
    acts.negotiations_ended,
    acts.round_ended,
    acts.agreed_to_meet,
    acts.promised_by_both,
    acts.goes_on_with_the_deal,
    acts.only_threatened,
    acts.own_law,
    acts.signed_or_granted,
    acts.warns_of,
    acts.strikes_back,
    acts.answers_with_an_act,
    acts.offers_a_figure,
    acts.intends_a_measure,
    acts.announced,
    acts.by_a_joint_text,
    _settled_there,
    _dropped,
)
"""In this order: a later rule sees what an earlier one has made of the reading."""
