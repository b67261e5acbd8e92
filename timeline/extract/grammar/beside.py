"""What has a day of its own beside what the triggers of a sentence have told: an answer due, a rate, a meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.extract.clauses.mentions import ahead, due_by, vague
from timeline.extract.dates import LIMITS
from timeline.extract.drafting.draft import Given, Pair, Told
from timeline.extract.grammar.passives import ASKED_BY
from timeline.extract.grammar.sentence import Sentence
from timeline.extract.timing.own_day import FIGURE_THEN
from timeline.lexicon import cue
from timeline.model.events import EventType, Modality

_ANSWER_DUE = re.compile(rf"\b{cue('grammar_answer_due')}\b[^.;]{{0,60}}\Z")
UNLIKELY = re.compile(
    r"\b(?:not|unlikely|nobody|plan(?:s|ned)? (?:talks|meetings?|a (?:meeting|visit|round|call)))\b|n't\b"
)
"""What makes a limit none."""
_CUT = re.compile(r"[;:—]\s|,\s|\s(?:and|but)\s")


def answer_due(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "Comments are accepted until August 25", "will give its answer by Friday": a limit."""
    lower = sentence.scan.lower
    for day in sentence.to_come:
        due = due_by(day)
        limits = day.role in LIMITS or lower.endswith((" due ", " due on "), 0, day.start)
        if not limits or not ahead(day, sentence.context.today):
            continue
        if any(draft.type == "deadline" or draft.date in (day.date, due) for _, draft in pairs):
            continue
        answer = _ANSWER_DUE.search(lower, sentence.start, day.start)
        if answer is None or UNLIKELY.search(lower, sentence.start, day.start):
            continue
        first = max((cut.end() for cut in _CUT.finditer(lower, sentence.start, answer.start())), default=sentence.start)
        given = Given(due, "planned")
        return [sentence.part("deadline", "deadline.answer", day, first, day.end, form="noun", given=given)]
    return []


_EDGE = re.compile(r"[;:—]\s|,\s(?:and|but|while|which|who|whom|where)\s|\s(?:and|but)\s|,\s")
_RATE = re.compile(rf"\b{cue('grammar_rate')}\b|%")
_MET = re.compile(rf"\b{cue('grammar_met')}\b")
_FINITE = re.compile(rf"\b{cue('grammar_finite')}\b")


def clause_with_a_day(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "...; the duty came in May": a clause with a day that nothing else of the sentence has, and no trigger."""
    if not pairs or not (sentence.gone or sentence.to_come):
        return []
    lower = sentence.scan.lower
    triggers = [told.frame.hit.start for told, _ in pairs]
    for day in sorted([*sentence.gone, *sentence.to_come], key=lambda d: d.start):
        if vague(day) or day.role not in ("on", "since", "from") or any(draft.date == day.date for _, draft in pairs):
            continue
        if FIGURE_THEN.search(lower, sentence.start, day.start):
            continue
        cuts = list(_EDGE.finditer(lower, sentence.start, day.start))
        first = cuts[-1].end() if cuts else sentence.start
        edge = cuts[-1].group() if cuts else ""
        stop = _EDGE.search(lower, day.end + 2, sentence.end)
        last = stop.start() if stop is not None else sentence.end
        words = lower[first : day.start] + lower[day.end : last]
        if any(first <= at < last for at in triggers) or _FINITE.search(words) is None or ASKED_BY.match(words):
            continue
        kind: EventType
        if _RATE.search(words):
            kind, opens = "measure", not edge or edge.startswith(";") or "whi" in edge or "whe" in edge
        elif _MET.search(words):
            kind, opens = "meeting", bool(edge) and not edge.startswith(";") and "wh" not in edge
        else:
            continue
        modality: Modality = "planned" if ahead(day, sentence.context.today) else "actual"
        given = Given(day.date, modality)
        return [sentence.part(kind, f"{kind}.on_a_day", day, first, last, given=given)] if opens else []
    return []


_ENDS = ("end", "conclud", "clos", "broke up", "finish", "break up", "wound up")
_ROUND = re.compile(
    rf"\b(?:rounds?(?! of {cue('assemblies_rounds')}\b)|sessions?|talks|meetings?|consultations|negotiations|summit"
    r"|days of it|discussions)\b[^,;:]{0,60}\Z"
)

_NO_TEXT = re.compile(r"\bwithout\s(?:an?\s|any\s)?(?:\w+\s)?(?:communiqu[eé]|statement)\b")
"""What talks may end without though a deal was made."""


def round_without(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "The fourth round ended on Tuesday without an agreement": the round, besides the deal that is none."""
    for told, draft in pairs:
        hit, unit = told.frame.hit, told.frame.unit
        if draft.rule != "agreement.none" or draft.date is None or not hit.text.startswith(_ENDS):
            continue
        held = _ROUND.search(sentence.scan.lower, unit.start, hit.start)
        if held is None or any(other.type == "meeting" for _, other in pairs):
            continue
        if _NO_TEXT.search(sentence.scan.lower, hit.start, told.end):
            continue
        given = Given(draft.date, "actual")
        words = (held.start(), hit.end)
        return [sentence.part("meeting", "meeting.round", words, told.start, told.end, given=given, also=unit.sides)]
    return []


_AND_MEET = re.compile(
    r"(?:,\s|\s)and\s(?:to\s)?"
    r"(?P<meet>meet(?!\s(?:the|its|his|her|their|local|some|with)\b)|reconvene|speak|talk|(?:hold|convene|arrange)\s(?:(?:a|an|another|further|new|their|the|next|second)\s){1,2}"
    r"(?:round|meeting|session|talks|call|summit)|(?:resume|continue)\s(?:the\s|their\s)?talks)\b[^,;:]{0,60}\Z"
)


def agreed_and_meet(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "Agreed to exchange data and to meet again on October 30": the meeting, besides what is agreed."""
    if any(draft.type == "meeting" for _, draft in pairs):
        return []
    for told, draft in pairs:
        if draft.rule != "agreement.agree" or told.frame.sense.form != "past":
            continue
        for day in sentence.to_come:
            meet = _AND_MEET.search(sentence.scan.lower, told.frame.hit.end, day.start)
            if meet is None or day.role not in ("on", "in", "within"):
                continue
            given = Given(day.date, "planned")
            words, also = meet.span("meet"), told.frame.unit.sides
            return [
                sentence.part("meeting", "meeting.to_come", words, meet.start("meet"), day.end, given=given, also=also)
            ]
    return []


_FOR_THAT = re.compile(
    r"(?:and |but )?(?:to (?:have|get|see|secure|win) [^,;.]{3,50}|in (?:return|exchange)(?: for [^,;.]{3,50})?"
    r"|for (?:that|this)|against that),\s(?P<who>[^,;.]{2,40}?)\s"
    r"(?:would|(?:is|are|was|were) (?:ready|prepared|willing) to|could)\s"
    r"(?!(?:not|never|have|need|like|be|get|gain|receive|obtain|win|lose|risk|face|suffer|see|become|benefit|enjoy|hope"
    r"|want|expect|prefer|point|argue|say|claim|keep|remain|still|only|then|soon|well)\b)[a-z]+"
)
"""What a side would do for what it would have; not what it would get, or would have to do."""


def would_for_that(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "To have the levy halved, Togo would open its scanner data": what is offered for what is asked."""
    offered = _FOR_THAT.match(sentence.lower)
    if offered is None or any(draft.type in ("proposal", "measure", "agreement") for _, draft in pairs):
        return []
    first, last = sentence.start + offered.start("who"), sentence.start + offered.end("who")
    who = next((side for side in sentence.sides if side.code and first <= side.start < last), None)
    if who is None and offered["who"] not in ("it", "they", "he", "she"):
        return []
    hit = (sentence.start, sentence.start + offered.end())
    cut = min((told.start for told, _ in pairs if told.start >= hit[1]), default=sentence.end)
    attributes = (("act", "offer"),)
    return [sentence.part("proposal", "proposal.bargain", hit, sentence.start, cut, who=who, attributes=attributes)]
