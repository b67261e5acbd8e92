"""What a sentence tells besides what its triggers have told: an answer, a limit, a second term."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from timeline.extract.clauses.mentions import ahead, due_by
from timeline.extract.drafting.draft import Given, Pair, Told
from timeline.extract.grammar.again import second_day
from timeline.extract.grammar.beside import (
    UNLIKELY,
    agreed_and_meet,
    answer_due,
    clause_with_a_day,
    round_without,
    would_for_that,
)
from timeline.extract.grammar.deals import declared_done
from timeline.extract.grammar.did_so import did_so
from timeline.extract.grammar.feelings import vexed_by_it
from timeline.extract.grammar.in_turn import in_turn
from timeline.extract.grammar.parts import beside, silent_parts
from timeline.extract.grammar.passives import asked_first
from timeline.extract.grammar.rounds import last_of_them, listed_rounds, met_another
from timeline.extract.grammar.sentence import Sentence
from timeline.extract.grammar.terse import asked_and_said
from timeline.extract.scan import Side
from timeline.lexicon import cue
from timeline.model.events import EventType

_BREAK = re.compile(r"[;:—]\s|,\s(?:and|but|while)\s|\s[–—]\s")
_CLAUSE_END = re.compile(r"[;:—]\s|,\s")
_CHARGED = re.compile(rf"\b{cue('grammar_charged')}\b|%")
_NO_CHARGE = re.compile(rf"\b{cue('grammar_no_charge')}\b[^,;]{{0,60}}\Z")
_PERFECT = re.compile(r"\b(?:has|have|had|been|'ve|'s)\b")
_PERCENT_BEFORE = re.compile(r"(?:\d|percent|%|per cent)[ ,]*\Z")
_TO_BE = re.compile(r"\b(?:will|would|should)\b")


def since_a_day(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "Steel has been charged 50 percent since June": a measure that lasts, beside whatever else is told."""
    lower, found = sentence.scan.lower, []
    for day in sentence.gone:
        if day.role != "since" or any(draft.date == day.date for _, draft in pairs):
            continue
        first = max((cut.end() for cut in _BREAK.finditer(lower, sentence.start, day.start)), default=sentence.start)
        after = _CLAUSE_END.search(lower, day.end, sentence.end)
        last = after.start() if after is not None and day.start > sentence.start else sentence.end
        before = lower[first : day.start]
        if not _CHARGED.search(lower, first, last) or _NO_CHARGE.search(before) or _TO_BE.search(lower, first, last):
            continue
        if _PERFECT.search(lower, first, last) or _PERCENT_BEFORE.search(before):
            found.append(sentence.part("measure", "measure.since", day, first, last, given=Given(day.date, "actual")))
    return found


_ANSWER = re.compile(rf"\b(?:({cue('grammar_yes')})|{cue('grammar_answer')})\b")
"""A yes, or a no, to what the same sentence asks."""
_ANSWER_BREAK = re.compile(r";\s|,\s(?:and|but|which|who)\s|\s(?:and|but|which)\s|,\s|:\s")
_OF_A_COURT = re.compile(r"\b(?:asked|petitioned|urged) (?:a|the) (?:\w+ )?(?:court|judge|tribunal)\b")
_SUPPOSED = re.compile(r"(?:if|unless|because|until|when)\b")
_HAD = re.compile(r"\b(?:had been|has|have|had)\b")
_MONTH = 31


def answer_to_the_request(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "Growers offered higher prices, but the proposals were rejected": the answer in the sentence of the request."""
    asked = [pair for pair in pairs if pair[1].type == "proposal" and pair[1].modality == "actual"]
    if not asked or _OF_A_COURT.search(sentence.lower) or any(draft.type == "response" for _, draft in pairs):
        return []
    told, draft = asked[-1]
    lower = sentence.scan.lower
    for word in _ANSWER.finditer(lower, told.frame.hit.end, sentence.end):
        breaks = list(_ANSWER_BREAK.finditer(lower, told.frame.hit.end, word.start()))
        near = (cut for cut in reversed(breaks) if word.start() - cut.end() > 6)
        cut = next(near, breaks[0] if breaks else None)
        if cut is None or _SUPPOSED.match(lower, cut.end()):
            continue
        begin = cut.end()
        # alone in its sentence, the request has its own part of it
        request = [_cut_short(told, cut.start())] if len(pairs) == 1 else []
        span = draft.date.span if draft.date is not None else None
        short = span is not None and span <= _MONTH
        had = _HAD.search(lower, max(begin, word.start() - 12), word.end())
        own = next((day.date for day in sentence.days if begin <= day.start), None)
        given = Given(own or (draft.date if short and not had else None), "actual")
        hit = (word.start(), word.end())
        verdict = "accepts" if word.group(1) else "rejects"
        named = [side for side in sentence.sides if begin <= side.start and side.end <= word.start()]
        one = sentence.part(
            "response",
            "response.same",
            hit,
            begin,
            sentence.end,
            who=next((side for side in named if side.code and side.kind != "place"), None) or _asked(sentence, told),
            given=given,
            also=told.frame.unit.sides,
            attributes=(("verdict", verdict),),
        )
        return [*request, one]
    return []


def _asked(sentence: Sentence, request: Told) -> Side | None:
    """Who is asked, where the request is put in behind: "Peru|, pressed by Chile to reopen the port, | declined"."""
    asks = request.frame.sense.rule == "proposal.asked"
    return next((side for side in sentence.sides if asks and side.code and side.end == request.start - 2), None)


_GOAL = re.compile(
    r"\b(?:aim(?:s|ed|ing)?|wants?|wanted|would like|hop(?:es|ed|ing|e)|means?|meant|intend(?:s|ed)?|plan(?:s|ned)?"
    r"|goal|target)\b"
)
_DONE = re.compile(rf"\b{cue('grammar_done')}\b")
_IT = re.compile(r"\sit\s[\"“]?\Z")
_SAYINGS = frozenset(("position", "proposal", "response"))
_LEADS = frozenset(("since", "for", "from"))
_TAIL = 30
"""Characters behind a day within which what is to be done by it may stand."""


def goal_with_a_day(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "Both aim to sign in November", "she had wanted it by June": a day by which somebody means to be done."""
    lower, found = sentence.scan.lower, []
    aimed_at = [day for day in sentence.to_come if ahead(day, sentence.context.today)]
    for day in (*aimed_at, *(day for day in sentence.gone if day.role == "by")):
        if day.role in _LEADS:
            continue
        due = due_by(day)
        told = (draft for _, draft in pairs if draft.type not in _SAYINGS and draft.rule != "meeting.noun")
        if any(draft.date in (day.date, due) for draft in told):
            continue
        cuts = (cut.end() for cut in re.finditer(r"[;:]\s|,\s(?:and|but)\s", lower[sentence.start : day.start]))
        first = sentence.start + max(cuts, default=0)
        goal = _GOAL.search(lower, first, day.start)
        if goal is None:
            continue
        reach = min(sentence.end, day.end + _TAIL)
        if not (_IT.match(lower, goal.end(), day.start) or _DONE.search(lower, goal.end(), reach)):
            continue
        if UNLIKELY.search(lower, first, day.start):
            continue
        given = Given(due, "planned")
        found.append(sentence.part("deadline", "deadline.aim", day, goal.start(), day.end, form="noun", given=given))
    return found


_SETS = frozenset(("agreement.course", "agreement.term", "agreement.provision", "agreement.figure", "agreement.pledge"))
_AND = re.compile(r"(?:,\s(?:and|while|but)\s|;\s(?:and\s)?|\s(?:and|while)\s)")
_SECOND_WILL = re.compile(
    r"(?!who\b|which\b|what\b)(?:(?:the\s)?[\w’'\-.$]+(?:\s[\w’'\-.$]+){0,5}?\s)?"
    r"(?:will|shall|may|is to|are to)\s(?!not\b|then\b)[a-z]+"
)
_EACH = re.compile(r"(?:each side|both sides|either side|the other)\s[a-z]+s?\s")
_FIRST_WILL = re.compile(
    r"\b(?:will|shall|may|(?:is|are) to|begins?|drops?|lowers?|scraps?|undertakes?|falls?|comes? down|goes|rises?"
    r"|pays?)\b"
)
_OPENING = 20
"""Characters that the first of two terms has at least."""


def second_term(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "Peru will remove its duty, and Chilean banks will be allowed to open branches": two terms in one sentence."""
    deals = [pair for pair in pairs if pair[1].type == "agreement"]
    if len(deals) != 1 or deals[0][1].rule not in _SETS:
        return []
    told, draft = deals[0]
    lower = sentence.scan.lower
    for joint in _AND.finditer(lower, sentence.start + _OPENING, sentence.end):
        begin = joint.end()
        second = _SECOND_WILL.match(lower, begin, sentence.end) or _EACH.match(lower, begin, sentence.end)
        if second is None or _FIRST_WILL.search(lower, sentence.start, joint.start()) is None:
            continue
        if sentence.end - begin < _OPENING or any(one.start >= joint.start() for one, _ in pairs):
            continue
        given = Given(draft.date, draft.modality)
        if told.frame.hit.start >= begin:
            first = _FIRST_WILL.search(lower, sentence.start, joint.start())
            if first is None or not sentence.scan.amounts.within(first.end(), joint.start()):
                continue
            span = (first.start(), first.end())
            one = sentence.part("agreement", "agreement.second", span, sentence.start, joint.start(), given=given)
            return [replace(told, start=max(told.start, begin)), one]
        hit = (second.start(), second.end())
        one = sentence.part("agreement", "agreement.second", hit, begin, sentence.end, given=given)
        return [_cut_short(told, joint.start()), one]
    return []


_WISHED = re.compile(
    r",?\s(?P<wish>(?:when|where|though|although|while|instead of the [^,;.]{3,30}?"
    r"|[^,;.]{0,40}\b(?:more|less|fewer|lower|higher) than)\s(?:it|they|he|she)\s(?:had\s)?"
    r"(?:\w+ly\s|first\s|once\s)?)\Z"
)
_WISHES = frozenset(("proposal.wanted", "proposal.request", "proposal.demand", "position.wants"))


_LASTING = ("years", "months", "weeks", "days")


def term_beside_the_wish(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "Uganda may send 36,000 tonnes, when it had asked for 90,000", told of a deal: the term beside the wish."""
    if not (sentence.dealt or sentence.context.deal_article) or len(pairs) != 1 or pairs[0][1].rule not in _WISHES:
        return []
    told, scan = pairs[0][0], sentence.scan
    wish = _WISHED.search(scan.lower, sentence.start, told.frame.hit.start)
    if wish is None or all(a.unit in _LASTING for a in scan.amounts.within(sentence.start, wish.start())):
        return []
    hit = (sentence.start, wish.start())
    term = sentence.part("agreement", "agreement.figure", hit, sentence.start, wish.start())
    return [replace(told, start=max(told.start, wish.start("wish"))), term]


_UNDER_WHICH = re.compile(
    r"\b(?:deal|agreement|accord|pact|treaty|memorandum|framework|truce|compromise|roadmap|protocol)\b[^;.]{0,40}?"
    r"(?:,?\s(?:under|by) which|,?\swhereby|\sthat (?:will|would))\s"
)
_WHOLE = frozenset(("agreement.reach", "agreement.sign", "agreement.agree"))


def term_of_it(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "They reached a deal under which the duty will be 19 percent": the deal, and a term of it that has a figure."""
    deals = [pair for pair in pairs if pair[1].type == "agreement"]
    if len(deals) != 1 or deals[0][1].rule not in _WHOLE or deals[0][1].modality != "actual":
        return []
    told, draft = deals[0]
    under = _UNDER_WHICH.search(sentence.scan.lower, told.frame.hit.start, sentence.end)
    if under is None or not sentence.scan.amounts.within(under.end(), told.end):
        return []
    if any(one.start >= under.end() or one.frame.hit.start >= under.end() for one, _ in pairs):
        return []
    hit = (under.end(), min(under.end() + 12, told.end))
    term = sentence.part("agreement", "agreement.second", hit, under.end(), told.end, given=Given(draft.date, "actual"))
    return [_cut_short(told, under.end()), term]


_BUT = r",?\s(?:but|though|although|yet|while)\s"
_SIDES = (
    r"(?:(?:(?:the two|both|the)(?:\s(?:sides|countries|governments|ministers|parties|delegations))?|they|negotiators"
    r"|ministers)\s)?"
)
_NOT_AGREED = re.compile(
    r",?\s(?P<without>without\s(?:sign|reach|strik|conclud|settl|agree|resolv|announc|find|bridg|overcom)\w*ing\b)|"
    + _BUT
    + _SIDES
    + r"(?P<none>(?:(?:did|do|could|have|has|had) not|(?:have |has |had )?failed to|(?:were|was|are) unable to)"
    r"\s(?:yet\s)?(?:settled?|resolved?|agreed?|reach(?:ed)?|concluded?|announced?|sign(?:ed)?|strike|struck|bridged?"
    r"|find|found|overcome?)\b|(?:reached|found|announced|struck|signed) no (?:[\w-]+\s)?"
    r"(?:deal|agreement|accord|solution|compromise|settlement)\b)"
)
"""What two have not settled beside what they have."""


_TIMES = re.compile(r"\b(?:times|twice)\b")


def not_settled(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "They agreed on citrus but failed to settle the row over fish": beside what is agreed or held, what is not."""
    hard = [pair for pair in pairs if pair[1].type in ("agreement", "meeting") and pair[1].modality == "actual"]
    if not hard or any(draft.modality == "denied" for _, draft in pairs):
        return []
    told, draft = hard[-1]
    lower = sentence.scan.lower
    missed = _NOT_AGREED.search(lower, told.frame.hit.start, sentence.end)
    if missed is None:
        return []
    group = "without" if missed["without"] else "none"
    begin = missed.start(group)
    if any(one.frame.hit.start >= begin for one, _ in pairs):
        return []
    first, last = missed.span(group)
    counted = _TIMES.search(lower, sentence.start, begin) is not None
    given = Given(None if counted else draft.date, "denied")
    none = sentence.part("agreement", "agreement.none", (first, last), begin, sentence.end, given=given)
    return [_cut_short(told, missed.start()), none]


_GAPPED = re.compile(r";\s(?:and\s|but\s|while\s)?(?P<who>[^,;.:]{2,34}?),?\s(?P<that>that|no\b|yes\b)")
_DOES_NOT = re.compile(
    r"[;,]\s(?:and\s|but\s|while\s)?(?P<who>[^,;.:]{2,34}?)\s(?P<that>(?:is|was|does|did|has|had|will|would|can|could)"
    r"(?:\snot|n't)|cannot)(?=[.,;]|\s(?:because|since|as|and|on|so far|yet)\b|\Z)"
)
"""How a second side does not: "Dhaka is content with that; Thimphu is not"."""
_SAID_OF_BOTH: dict[str, EventType] = {
    "position": "position",
    "proposal": "position",
    "response": "response",
    "assessment": "assessment",
}


def gapped(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "Baku insists that its wagons roll through; Yerevan, that they stop", "Lima agreed; Quito did not"."""
    said = [pair for pair in pairs if pair[1].type in _SAID_OF_BOTH]
    lower = sentence.scan.lower
    not_so = _DOES_NOT.search(lower, sentence.start, sentence.end) if "not" in sentence.lower else None
    second = _GAPPED.search(lower, sentence.start, sentence.end) or not_so
    if not said or second is None or any(told.frame.hit.start >= second.start() for told, _ in pairs):
        return []
    told, draft = said[-1]
    first, last = second.span("who")
    who = next((side for side in sentence.sides if side.code and first <= side.start and side.end >= last), None)
    if who is None or who.kind == "place":
        return []
    kind = _SAID_OF_BOTH[draft.type]
    given = Given(draft.date, draft.modality) if second is not_so else None
    no = second is not_so and draft.attributes.get("verdict") == "accepts"
    attributes = (("verdict", "rejects"),) if no else ()
    other = sentence.part(
        kind, f"{kind}.said", second.span("that"), first, sentence.end, who=who, given=given, attributes=attributes
    )
    return [_cut_short(told, second.start()), other]


def _cut_short(told: Told, end: int) -> Told:
    """The same reading, proved by no more than what stands before ``end``."""
    return replace(told, end=min(told.end, end))


_RULES: tuple[Callable[[Sentence, Sequence[Pair]], list[Told]], ...] = (
    since_a_day,
    answer_to_the_request,
    goal_with_a_day,
    second_term,
    term_of_it,
    term_beside_the_wish,
    not_settled,
    gapped,
    answer_due,
    asked_first,
    asked_and_said,
    clause_with_a_day,
    round_without,
    agreed_and_meet,
    listed_rounds,
    last_of_them,
    would_for_that,
    declared_done,
    met_another,
    did_so,
    vexed_by_it,
    in_turn,
)


_LISTED = "meeting.listed"
"""The rule of rounds told by their days: one of them may be told as a second day, too."""


def _is_told_twice(told: Told, found: list[Told]) -> bool:
    """Whether another further reading tells what a clause is read for by its day alone."""
    if not told.frame.sense.rule.endswith(".on_a_day"):
        return False
    others = (other for other in found if other is not told and other.frame.type == told.frame.type)
    return any(_meet(other, told) for other in others)


def _meet(one: Told, other: Told) -> bool:
    """Whether two readings have words of the sentence in common."""
    return other.start < one.end and one.start < other.end


def further_readings(sentence: Sentence, pairs: Sequence[Pair]) -> tuple[list[Told], list[Told]]:
    """What the sentence tells besides ``pairs``, the readings that its triggers have given and their drafts.

    First those readings, cut short where a further one has its own part of the sentence; then the further ones.
    """
    silent = silent_parts(sentence, pairs)
    again = second_day(sentence, pairs)
    found = [told for rule in _RULES for told in rule(sentence, pairs)]
    found += [told for told in again if not any(_meet(told, one) for one in silent)]
    days = {told.given.date for told in found if told.given is not None and told.frame.sense.rule != _LISTED}
    found = [
        told for told in found if told.frame.sense.rule != _LISTED or told.given is None or told.given.date not in days
    ]
    found = [told for told in found if not _is_told_twice(told, found)]
    for told in silent:
        if not any(_meet(other, told) for other in found):
            found += [told, *(beside(one, told, sentence.units) for one, _ in pairs if _meet(one, told))]
    known = [told for told, _ in pairs]
    short = {id(told.frame): told for told in found}
    further = [told for told in found if not any(told.frame is one.frame for one in known)]
    return [short.get(id(one.frame), one) for one in known], further
