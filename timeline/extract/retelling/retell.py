"""Retelling: what a reading becomes by the words around its trigger, rule after rule.

A rate set under a deal is a term of the deal, a duty that is only proposed is no measure yet, a refusal in a deal is a
stance. Each rule looks at one kind of reading and gives it back, changed or as it is, or drops it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from timeline.extract.asides.figures import has_rate_or_money
from timeline.extract.frames.needs import is_negated
from timeline.extract.frames.read import Frame
from timeline.extract.retelling import acts, agreeing, houses, judgements, stances, threats, verdicts
from timeline.extract.retelling.undertakings import (
    bargain,
    bound_by_it,
    deal_in_force,
    done_by_a_deal,
    phased,
    rate_of_a_deal,
    set_out,
    told_by_the_other,
    told_of_it_now,
    under_it,
    undertaken,
)
from timeline.extract.scan import Scan
from timeline.lexicon import cue


def retold(scan: Scan, frame: Frame) -> Frame | None:
    """``frame`` as the words around it tell it; None where it tells no event of its own."""
    for rule in _RULES:
        changed = rule(scan, frame)
        if changed is None:
            return None
        frame = changed
    return frame


_NEW_RATE = re.compile(r"\b(?:to|by)\s(?:[\w.]+\s){0,2}?[\d.]+\s?(?:%|percent|per cent|pct)")


def _new_rate(scan: Scan, frame: Frame) -> Frame:
    """ "Lifted its duty to 25 percent", "dropped it by five percent": a rate that is set, and no end of it."""
    if frame.sense.rule == "measure.lift" and _NEW_RATE.search(scan.lower, frame.hit.end, frame.unit.end):
        return frame.told_as("measure.impose", stage="announced")
    return frame


_NOTHING = (" nothing", " none of", " no such")


def _withheld(scan: Scan, frame: Frame) -> Frame:
    """ "Has not granted", "complied with none": an answer that is no yes; "would sign nothing": where a side stands."""
    none = frame.sense.rule == "response.accepts" and scan.lower.startswith(_NOTHING, frame.hit.end)
    if (
        none
        and frame.unit.saying is None
        and frame.sense.form == "past"
        and not frame.hit.text.startswith(("would", "will", "could"))
    ):
        return frame.told_as("response.rejects", verdict="rejects")
    if none:
        return frame.told_as("position.opposes", direction="opposes")
    if frame.sense.rule == "response.accepts" and is_negated(scan, frame.unit, frame.hit):
        return frame.told_as("response.withholds", verdict="resists")
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
    if would or under or _PROPOSED.match(scan.lower, opening, frame.unit.end):
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


_STILL = re.compile(r"\b(?:are|were|be|still|keeps?|kept|continued?|went on|go on|start(?:ed)?|stop(?:ped)?)\s\Z")


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


_AT_A_MEETING = re.compile(
    r"\b(?:by (?:video|phone|telephone)|in an? (?:video conference|videoconference|video call)|in (?:an?"
    r"|two|three|four|several) (?:[\w-]+\s)?(?:calls?|meetings?|sessions?)"
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


_OF_A_DAY = re.compile(r"(?:\sof\s[\w .-]{3,20})?,\s(?:(?:he|she|they|it|[A-Z]\w+) \w+,?\s?)?")


def _opens_a_term(scan: Scan, frame: Frame) -> bool:
    """ "Under the arrangement of June 23, he explains, | Tunisia withdraws its order": what follows is told."""
    if not frame.hit.text.startswith(("under", "in the", "by the")):
        return False
    end = scan.sentences[frame.unit.sentence][1]
    return frame.unit.end < end and _OF_A_DAY.fullmatch(scan.text, frame.hit.end, frame.unit.end + 2) is not None


def _dropped(scan: Scan, frame: Frame) -> Frame | None:
    """No event of its own: an opening "Under the accord", a deal in the making, a limit (found by its date), a figure
    of a deal.
    """
    unit = frame.unit
    if frame.sense.rule == "agreement.noun" and (
        unit.end - frame.hit.end < 8
        or _opens_a_term(scan, frame)
        or _IN_THE_MAKING.search(scan.lower, unit.start, frame.hit.start)
    ):
        return None
    if frame.type == "deadline" or _in_passing(scan, frame):
        return None
    if frame.sense.rule == "measure.lapse" and _LAPSED.search(
        scan.lower, scan.sentences[frame.unit.sentence][0], frame.hit.start
    ):
        return None  # "expired on July 31 and was not renewed": told already
    asks = frame.sense.rule == "position.asks" or frame.hit.text in verdicts.READY
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


_APPROVES = ("give", "gave", "giving", "consent", "assent", "accept", "greenlight", "endors", "approv")
"""How verbs begin by which a house says yes to a deal."""


def _ratified(scan: Scan, frame: Frame) -> Frame:
    """ "Parliament approved the trade deal": a ratification."""
    if frame.sense.rule == "measure.passage" and frame.hit.text.startswith("wav") and "deal" in frame.unit.around:
        waved = _PARLIAMENT.search(scan.lower, frame.unit.start, frame.hit.start) is not None
        return frame.told_as("agreement.ratify", stage="ratified") if waved else frame
    if (
        frame.sense.rule == "response.accepts"
        and frame.hit.text.startswith(_APPROVES)
        and "deal" in frame.unit.kinds
        and _PARLIAMENT.search(scan.lower, frame.unit.start, frame.hit.start)
        and not is_negated(scan, frame.unit, frame.hit)
    ):
        return frame.told_as("agreement.ratify", stage="ratified")
    approved = frame.sense.rule == "agreement.reach" and frame.hit.text.startswith(
        ("adopt", "approv", "pass", "back", "endors")
    )
    if approved and _PARLIAMENT.search(scan.lower, *scan.sentences[frame.unit.sentence]):
        return frame.told_as("agreement.ratify", stage="ratified")
    return frame


_RULES: tuple[Callable[[Scan, Frame], Frame | None], ...] = (
    stances.done_to_words,
    _new_rate,
    _lowered,
    _ratified,
    verdicts.wanted,
    verdicts.up_to_the_other,
    _no_threat,
    set_out,
    rate_of_a_deal,
    phased,
    verdicts.paper_speaks,
    verdicts.offer_no_better,
    verdicts.judged_offer,
    judgements.judgement,
    undertaken,
    told_by_the_other,
    told_of_it_now,
    bargain,
    bound_by_it,
    under_it,
    deal_in_force,
    done_by_a_deal,
    _withheld,
    verdicts.replied_no,
    verdicts.standing_no,
    verdicts.hard_to_accept,
    verdicts.wants_none,
    verdicts.said_in_reply,
    verdicts.nothing_signed,
    verdicts.left_out,
    _conceded,
    verdicts.reply_judged,
    verdicts.reply_was,
    _only_proposed,
    _burden,
    verdicts.consent,
    judgements.no_progress,
    judgements.neither_moved,
    judgements.standoff_ended,
    _still_talking,
    verdicts.both_will,
    judgements.chapter_closed,
    judgements.obstacle_removed,
    verdicts.only_said_back,
    verdicts.held_illegal,
    judgements.not_hard,
    verdicts.own_stance,
    verdicts.offered,
    verdicts.idea_welcomed,
    verdicts.lives_with,
    verdicts.ready,
    verdicts.assured_own,
    acts.takes_up_an_offer,
    acts.decided_alone,
    acts.package_of_acts,
    acts.signing_put_off,
    acts.quits,
    acts.with_a_day_of_its_own,
    agreeing.agreed_that,
    agreeing.talks_may_end,
    agreeing.accepted_in_a_deal,
    acts.negotiations_ended,
    acts.round_ended,
    agreeing.agreed_to_meet,
    agreeing.promised_by_both,
    acts.goes_on_with_the_deal,
    threats.considers_easing,
    threats.only_threatened,
    threats.list_of_the_barred,
    acts.own_law,
    acts.signed_or_granted,
    threats.warns_of,
    threats.strikes_back,
    acts.answers_with_an_act,
    acts.offers_a_figure,
    acts.intends_a_measure,
    acts.announced,
    houses.complains_to_a_court,
    houses.voted_against,
    houses.bill_tabled,
    houses.bill_passed,
    houses.cabinet_approves,
    houses.house_says_yes,
    houses.to_the_house,
    acts.by_a_joint_text,
    _settled_there,
    _dropped,
)
"""In this order: a later rule sees what an earlier one has made of the reading."""
