"""Sifting: which readings of a sentence are events of the talks, by the gates of their type, and why others are not."""

from __future__ import annotations

import re
from collections.abc import Callable

from timeline.extract.drafting.draft import Pair, Told
from timeline.extract.scan import Scan
from timeline.extract.sifting import assemblies, deal_gates, domestic, gates, markets, passing, voices
from timeline.extract.sifting.gates import Candidate
from timeline.model.events import EventType

_TERMS = frozenset(("agreement.course", "agreement.figure", "agreement.term", "agreement.pledge"))
_CALLS = frozenset(("response.considers", "response.disputes"))
_BY_WHEN = re.compile(r"(?:\w+\s){0,2}?(?:before|after|since|when|because)\s")
"""Opens what only tells when or why another thing was done: "paused the talks | shortly before it accused"."""
_FAULTS = frozenset(("response.disputes", "response.breach"))
_ENDS = frozenset(("measure.force", "measure.pause", "measure.pay"))


_FOR_A_DEAL = re.compile(
    r"\b(?:deals?|agreements?|accords?|pacts?|treaty|texts?|talks|negotiations?|rounds?|conclu\w+|sign\w*|finish\w*|finali[sz]\w+"
    r"|ratif\w+|wrap\w*|settle\w*|done|ready|resolv\w+)\b"
)
"""A wish for an end of the talks, of which the limit is the news."""


_WITH_A_SIDE = re.compile(r"\bwith\s(?:[\w.'’-]+\s){1,3}\Z")


def _told_by_another(one: Candidate) -> bool:
    """What another draft of the sentence tells better: a wish with its limit, what lapses, the limit of a term."""
    draft = one.draft
    limits = [other for other in one.others if other.type == "deadline"]
    if voices.called_in_passing(one):
        return True
    if draft.type == "measure" and one.told.frame.sense.form == "ing" and _WITH_A_SIDE.search(one.before(40)):
        return any(other.type == "agreement" for other in one.others)  # "agreed to share the cost, with Estonia paying"
    if draft.rule == "position.wants":
        if draft.words[0].startswith("want") and _FOR_A_DEAL.search(one.sentence) is None:
            return False  # "wants the duty lifted by May": a stance as well as a limit
        first, last = draft.evidence[0].start, draft.evidence[0].end
        return any(min(o.evidence[0].end, last) - max(o.evidence[0].start, first) > 10 for o in limits)
    if one.told.frame.sense.form == "ing" and draft.rule in _CALLS and one.before(2) == ", ":
        return any(other.type in ("response", "proposal") for other in one.others)  # "protested, calling it illegal"
    if draft.rule == "response.accuses" and one.others:
        unit, lower = one.told.frame.unit, one.scan.lower
        return one.told.frame.sense.form == "ing" or _BY_WHEN.match(lower, unit.start) is not None
    if draft.rule == "agreement.agree" and draft.words[0].endswith("in a joint statement"):
        return any(other.type == "assessment" for other in one.others)
    if draft.rule in _FAULTS and any(other.rule == "measure.ruling" for other in one.others):
        return True  # "ruled that the fees violate the treaty"
    if draft.rule == "measure.ruling" and any(other.rule == "measure.revoke" for other in one.others):
        return True  # "ruled on Friday that the tariffs were illegal"
    if draft.rule == "measure.pause" and any(other.rule == "agreement.postponed" for other in one.others):
        return True  # "the signing had been set for Monday | but was delayed"
    if draft.rule == "measure.force" and any(other.rule == "agreement.force" for other in one.others):
        return True  # "was signed on Monday and takes effect in July"
    if draft.rule in _ENDS:
        return any(other.date == draft.date for other in limits)
    if draft.rule in ("agreement.dated", "measure.dated"):
        first, last = draft.evidence[0].start, draft.evidence[0].end
        same = (o for o in one.others if o.type == draft.type and o.date == draft.date)
        spans = ((o.evidence[0].start, o.evidence[0].end) for o in same)
        return any(start < last and first < end and (start, end) != (first, last) for start, end in spans)
    if draft.rule == "deadline.limit":  # the limit of a term: "will open its market by June"
        end = draft.evidence[0].end
        return any(other.rule in _TERMS and other.evidence[0].start < end for other in one.others)
    return False


Gate = tuple[Callable[[Candidate], bool], str]
"""What asks whether a reading is none, and what is said of one that is."""
_HEAD: Gate = (gates.is_headline, "a headline that the text tells again")
_ASKED_ONLY: Gate = (gates.not_told, "asked or waited for, and not told")
_SUPPOSED_ONLY: Gate = (gates.only_supposed, "only supposed")
_PASSING: Gate = (passing.told_in_passing, "told in passing")
_TIME_ONLY: Gate = (gates.has_time_to, "what somebody has time to do, and not told")
_AT_HOME: Gate = (domestic.of_home_affairs, "settled at home, and not in the talks")
_AT_HOME_STILL: Gate = (domestic.in_a_home_story, "settled at home, and not in the talks")
_OWN_VIEW: Gate = (voices.own_view, "what the writer thinks")
_WATCHER: Gate = (domestic.of_a_watcher, "what outsiders think")
_LOBBY: Gate = (domestic.said_of_a_lobby, "what outsiders think")
_TRADE: Gate = (markets.of_trade_itself, "a figure of trade or of a market")
_ELSEWHERE: Gate = (markets.of_another_country, "what is so in another country")
_GATES: dict[EventType, tuple[Gate, ...]] = {
    "meeting": (
        _HEAD,
        _SUPPOSED_ONLY,
        _ASKED_ONLY,
        _PASSING,
        _TRADE,
        (gates.a_goal, "a goal and no meeting"),
        _OWN_VIEW,
        _WATCHER,
        (gates.meets_nobody, "nobody meets"),
        (domestic.meets_its_traders, "nobody of the other side is met"),
        (assemblies.of_an_assembly, "a body that sits by itself"),
        (assemblies.only_described, "told of a meeting, and not that it was"),
    ),
    "proposal": (
        _HEAD,
        _AT_HOME,
        _AT_HOME_STILL,
        _LOBBY,
        _OWN_VIEW,
        (domestic.said_by_a_firm, "what outsiders think"),
        (domestic.asked_in_a_house, "asked at home, and not of the other side"),
        (gates.asks_a_question, "a question and no request"),
        (gates.tells_how_it_was_asked, "how something was asked"),
        (gates.asked_by_nobody, "asked for by nobody, or of nobody in the talks"),
        (gates.only_expected, "only expected"),
        (voices.asks_its_own, "an order at home, and no request"),
        (gates.only_reports, "a report, and no offer"),
        (voices.not_disclosed, "asked or waited for, and not told"),
        _TIME_ONLY,
        _SUPPOSED_ONLY,
    ),
    "response": (
        _HEAD,
        _AT_HOME,
        _AT_HOME_STILL,
        _LOBBY,
        _OWN_VIEW,
        (domestic.said_by_a_firm, "what outsiders think"),
        (domestic.dismissed_a_person, "a person sent away, and no refusal"),
        (gates.blocks_a_road, "a road blocked, and no refusal"),
        (gates.of_what_is_ended, "over with what is told"),
        (gates.no_answer, "no answer to anybody"),
        (voices.only_thanks, "a courtesy"),
        (voices.answers_small_talk, "an answer to what is none of the talks"),
        (gates.only_admits, "words that admit something, and no yes"),
        (gates.answer_of_nobody, "an answer of nobody, or recalled in passing"),
        _TIME_ONLY,
        _ASKED_ONLY,
    ),
    "position": (
        _HEAD,
        _AT_HOME,
        _AT_HOME_STILL,
        _LOBBY,
        _OWN_VIEW,
        (domestic.said_by_a_firm, "what outsiders think"),
        (gates.stance_of_nobody, "a condition that nobody voices"),
        (voices.told_by_outsiders, "what outsiders think"),
        _WATCHER,
        (domestic.wished_by_a_lobby, "what outsiders think"),
        (voices.only_courtesy, "a wish for friendship"),
        _SUPPOSED_ONLY,
    ),
    "agreement": (
        (deal_gates.deal_denied, "what is not agreed, where no deal is told to have failed"),
        (markets.of_a_central_bank, "a rate of a central bank"),
        (deal_gates.kept_secret, "asked or waited for, and not told"),
        (deal_gates.deal_supposed, "a deal that is only supposed"),
        (deal_gates.deal_called_for, "called for, and not agreed"),
        (gates.only_feared, "only feared"),
        (deal_gates.being_made, "a deal that is being made"),
        (deal_gates.deal_aimed_at, "a deal that is only aimed at"),
        (deal_gates.foreseen, "what a deal is thought to do"),
        _OWN_VIEW,
        (deal_gates.only_asked, "asked or waited for, and not told"),
        (deal_gates.not_decided, "still to be decided"),
        _TIME_ONLY,
        _HEAD,
        _TRADE,
        _ELSEWHERE,
        _SUPPOSED_ONLY,
        _PASSING,
        (deal_gates.no_course_of_a_deal, "no term of the deal told before"),
    ),
    "measure": (
        _LOBBY,
        _AT_HOME_STILL,
        _OWN_VIEW,
        (domestic.motion_at_home, "settled at home, and not in the talks"),
        (domestic.wished_by_a_lobby, "what outsiders think"),
        (voices.threatened_by_nobody, "asked, and not threatened"),
        (gates.undated_measure, "a rate or an act on no day, told in passing"),
        (gates.of_what_is_ended, "over with what is told"),
        (gates.only_feared, "only feared"),
        (gates.tells_how_it_was_asked, "how something was asked"),
        _HEAD,
        _TRADE,
        _ELSEWHERE,
        _TIME_ONLY,
        _ASKED_ONLY,
        _PASSING,
        (passing.habit_or_history, "a habit, or what is only gone back to"),
        (passing.raised_in_talks, "raised in talks, and not done"),
        (markets.of_a_central_bank, "a rate of a central bank"),
        (deal_gates.foreseen, "what a deal is thought to do"),
    ),
    "deadline": (_HEAD, _PASSING, (domestic.of_a_home_date, "settled at home, and not in the talks")),
    "assessment": (
        (markets.goods_are_stuck, "no judgement of the talks"),
        (gates.asked_whether, "asked, and not judged"),
        (gates.about_nothing, "a judgement of nobody, and not of the talks"),
        (gates.only_warns, "a warning that says neither threat nor stance"),
        (voices.speaks_of_a_deed, "spoken of, and not judged"),
        _HEAD,
        _SUPPOSED_ONLY,
    ),
}


def sifted(scan: Scan, pairs: list[Pair]) -> tuple[list[Pair], list[tuple[Told, str]]]:
    """The readings of one sentence that are events of the talks; and the others, each with why it is none."""
    kept: list[Pair] = []
    dropped: list[tuple[Told, str]] = []
    for told, draft in pairs:
        one = Candidate(scan, told, draft, ())
        reason = next((reason for gate, reason in _GATES[draft.type] if gate(one)), None)
        if reason is None:
            kept.append((told, draft))
        else:
            dropped.append((told, reason))
    told_better = [
        pair for pair in kept if _told_by_another(Candidate(scan, *pair, [d for _, d in kept if d is not pair[1]]))
    ]
    dropped += [(told, "told by another draft of the sentence") for told, _ in told_better]
    return [pair for pair in kept if pair not in told_better], dropped


_SAYS_MORE = frozenset(
    (
        gates.only_warns,
        gates.about_nothing,
        gates.no_answer,
        gates.not_told,
        gates.a_goal,
        deal_gates.no_course_of_a_deal,
        deal_gates.deal_supposed,
        deal_gates.deal_called_for,
        deal_gates.deal_denied,
    )
)
"""What speaks against a trigger alone: by its form the sentence may tell something else."""
_REASONS = frozenset(reason for listed in _GATES.values() for gate, reason in listed if gate in _SAYS_MORE)


def may_tell_more(dropped: list[tuple[Told, str]], said: bool) -> bool:
    """Whether a sentence may tell something by its form, though none of what its triggers told is an event.

    Where something is ``said`` in it, also beside what is told in passing: "Odero, who leads the talks, said that".
    """
    reasons = _REASONS | {_PASSING[1]} if said else _REASONS
    return bool(dropped) and all(reason in reasons for _, reason in dropped)
