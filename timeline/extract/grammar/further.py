"""What a sentence tells besides what its triggers have told: a second day, an answer, a limit, a second term."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from timeline.extract.clauses.mentions import ahead, due_by
from timeline.extract.clauses.units import Unit
from timeline.extract.dates import DateMention
from timeline.extract.drafting.draft import Given, Pair, Told
from timeline.extract.frames.read import Frame
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
from timeline.extract.scan import Hit, Side
from timeline.lexicon import Sense, cue
from timeline.model.draft import Draft
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


_HARD = frozenset(("meeting", "measure", "agreement", "proposal"))
_TERMS = frozenset(
    ("agreement.term", "agreement.course", "agreement.figure", "agreement.provision", "measure.condition")
)
_JOINT = re.compile(r"[,;]\s(?:and|then|one|but)\s|\s(?:and|then)\s|;\s")
_AGAIN = re.compile(rf"{cue('grammar_again')}[\s,]*")
_OTHER_VERB = re.compile(rf"\b(?:{cue('grammar_other_verb')}|who|which|that|where|when|because|since|while|as)\b")
_SECOND_END = re.compile(r";\s|,\s(?:and|but|which|who)\s|\.\s?\Z")
_BARE_VERB = re.compile(r"(?:\w+ly\s)?\w+(?:ed|ved|t|ke|ve)\b")
_OBJECT = re.compile(
    r"(?:(?:(?:for|on|in|at)\s)?(?:an?|another|one|(?:two|three|four)(?:\sothers?)?)"
    r"|(?:that|those)\s(?:on|for|with|between|of|against))\s"
    r"(?:(?!(?:that|which|who|where|came|went|was|were|had|has|will|would|did|met|took|gave|fell|rose|\w+ed)\b)[\w'’-]+\s){1,6}"
)
"""A second thing that the verb of the first is said of: "signed a treaty in 2017 and | a protocol on wool | in May"."""
_NO_VERB = re.compile(r"[.,;:)]|\s(?:in|at|to|with|on|for|of|from|by|and|but|after|before|under|when|which|that)\b|\Z")
"""Behind its day: not "lifted it on Monday and a court on Tuesday | stopped it"."""
_OBJECT_BEHIND = re.compile(r",\s(?:on|over|about)\s(?:the|an?|its|their)\s(?:[\w'’-]+\s){0,4}[\w'’-]+[,.;]")
"""The same behind the second day: "on Saturday they agreed on the tariff; on Sunday, | on the quota"."""
_ADVERB = 12
"""Characters before the verb of a second deed in which an adverb may stand."""
_NEITHER = re.compile(r"\b(?:not|nor|neither|either|never)\b|n't\b")
_TITLE = 24
"""Characters before somebody who stands at the head: "Foreign Minister | Ana Ruiz"."""
_STEM = 5
"""Letters by which two verbs are one."""
_END = re.compile(r"(?:end|conclude|last)(?:s|d|ed|ing)?\b")
"""Verbs that close what the first has opened."""
_REACH = 60
"""Characters between "and" and the second day."""


def second_day(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "It was raised on Aug. 1 and again on Aug. 20": the same once more, on another day."""
    lower, found = sentence.scan.lower, []
    if not pairs or len(sentence.gone) + len(sentence.to_come) < 2:
        return []
    dates = sorted([*sentence.gone, *sentence.to_come], key=lambda d: d.start)
    dates = [d for at, d in enumerate(dates) if not at or d is not dates[at - 1]]
    for at, day in enumerate(dates):
        if day.role not in ("on", "from", "since"):
            continue
        first = _told_by_a_day_before(dates[:at], pairs)
        if first is None or any(draft.date == day.date and draft.type == first[1].type for _, draft in pairs):
            continue
        joints = list(_JOINT.finditer(lower, first[2].end, day.start))
        if not joints or day.start - joints[-1].end() > _REACH:
            continue
        begin = joints[-1].end()
        between = lower[begin : day.start]
        stop = _SECOND_END.search(lower, day.end, sentence.end)
        last = stop.start() if stop is not None else sentence.end
        bare = (
            not between.strip()
            and not joints[-1].group().startswith(";")
            and not _told_then(pairs, first[1], day.start, last)
        )
        told, draft = first[0], first[1]
        verbs = _verbs(sentence, begin, day.start)
        opens = verbs[0][0].start - begin < _ADVERB if verbs else _BARE_VERB.match(between)
        people = [side for side in sentence.sides if side.kind in ("person", "office")]
        if not _AGAIN.match(between) and any(0 <= side.start - begin < _TITLE for side in people):
            continue  # "met the minister on Monday and the president on Tuesday"
        acts = any(0 <= side.start - begin < _TITLE for side in sentence.sides if side.kind != "place")
        if acts and any(begin <= one.frame.hit.start < day.start for one, _ in pairs):
            continue  # "promised on Monday to buy more, and Peru lifted its ban on Tuesday"
        frame = _of_the_type(told.frame, verbs) if verbs else told.frame
        gapped = not verbs and _OBJECT.fullmatch(between) is not None and _NO_VERB.match(lower, day.end) is not None
        if joints[-1].group().startswith(";") and not between.strip():
            gapped = _OBJECT_BEHIND.match(lower, day.end) is not None
        if not (opens or bare or gapped or _AGAIN.match(between)):
            continue
        if frame is None or (not gapped and _OTHER_VERB.search(between)):
            continue
        planned = ahead(day, sentence.context.today) and draft.type != "proposal"
        again = draft.modality == "denied" and not _NEITHER.search(lower, begin - 1, last)
        done = "actual" if again else draft.modality  # "did not meet on Monday, but did on Tuesday"
        given = Given(day.date, "planned" if planned else done)
        unit = Unit(begin, last, sentence.number, sides=told.frame.unit.sides, kinds=told.frame.unit.kinds)
        found.append(Told(replace(frame, unit=unit), told.doer, told.speaker, begin, last, given))
    return found


def _told_then(pairs: Sequence[Pair], first: Draft, start: int, end: int) -> bool:
    """Whether the stretch tells a meeting, or what ``first`` is not: "and on Tuesday | flew home without a deal"."""
    within = [(told.frame, draft) for told, draft in pairs if start <= told.frame.hit.start < end]
    for frame, draft in within:
        acts = any(start < side.start < frame.hit.start for side in frame.unit.sides if side.kind != "place")
        if acts and draft.type != first.type:
            return True  # "and on Tuesday Uganda | closed its border"
    inside = [draft.type for _, draft in within]
    return any(kind == "meeting" or (kind == "agreement" and kind != first.type) for kind in inside)


def _verbs(sentence: Sentence, start: int, end: int) -> list[tuple[Hit, tuple[Sense, ...]]]:
    """The verbs of the vocabulary between two places of the sentence."""
    return [pair for unit in sentence.units for pair in unit.anchors if start <= pair[0].start < end]


def _of_the_type(first: Frame, verbs: list[tuple[Hit, tuple[Sense, ...]]]) -> Frame | None:
    """What the second deed's own verb tells, where that is an event of the type of the first, and no end of it."""
    hit, senses = verbs[0]
    if _END.match(hit.text):
        return None
    if hit.text[:_STEM] == first.hit.text[:_STEM] or first.sense.rule == "measure.figure":
        return first
    told = (sense for sense in senses if sense.type == first.type)
    return next((replace(first, hit=hit, sense=sense) for sense in told), None)


def _told_by_a_day_before(
    dates: Sequence[DateMention], pairs: Sequence[Pair]
) -> tuple[Told, Draft, DateMention] | None:
    """The deed that an earlier day of the sentence dates."""
    for day in reversed(dates):
        for told, draft in pairs:
            if draft.type in _HARD and draft.date is not None and draft.date == day.date and draft.rule not in _TERMS:
                return told, draft, day
    return None


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
            found += [
                told,
                *(
                    beside(one, told, sentence.units)
                    for one, _ in pairs
                    if one.start < told.end and told.start < one.end
                ),
            ]
    known = [told for told, _ in pairs]
    short = {id(told.frame): told for told in found}
    further = [told for told in found if not any(told.frame is one.frame for one in known)]
    return [short.get(id(one.frame), one) for one in known], further
