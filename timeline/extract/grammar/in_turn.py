"""What a second party did by the verb of the first, on a day of its own: "Peru signed on Monday, Chile a day later"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.extract.clauses.mentions import ahead
from timeline.extract.dates import DateMention
from timeline.extract.drafting.draft import Given, Pair, Told
from timeline.extract.grammar.sentence import Sentence
from timeline.extract.scan import Side
from timeline.model.events import EventType

_DEEDS: frozenset[EventType] = frozenset(("agreement", "measure", "response", "proposal"))
_JOINT = re.compile(r"(?:,|;|,?\s(?:and|but|while|then))\s(?:the\s)?")
_OBJECT = re.compile(
    r"(?:\swill)?(?:\sdid)?(?:\s(?:only|also|already))?(?:\s(?:its|their|one|an?|the|that)(?:\s[\w'’-]+){0,5})?,?\s?"
)
"""What the second does it to, where that is told: "and Chile | its duty | on Tuesday", "and Chile | will | in May"."""
_ENDS = re.compile(r"[.,;:!\"”]|\s(?:and|but|after|when|while|in|at|as)\s|\Z")
_FAR = 24
"""Characters between a day and who acts next."""


def in_turn(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "Peru rejected it on Monday and Chile on Tuesday": the same told of a second party, on its day."""
    days = sorted({id(day): day for day in (*sentence.gone, *sentence.to_come)}.values(), key=lambda day: day.start)
    for first, second in pairwise(days):
        pair = next((pair for pair in pairs if _is_done_by_one_then(sentence, pair, first)), None)
        if pair is None or second.role not in ("on", "from"):
            continue
        who = _who_is_next(sentence, pair[0], first, second)
        will = who is not None and sentence.scan.lower.startswith(" will ", who.end)
        to_come = ahead(second, sentence.context.today) and pair[1].modality == "actual"
        if who is not None and will == to_come:
            return _told_of_both(sentence, pair, who, first, second)
    return []


def _is_done_by_one_then(sentence: Sentence, pair: Pair, day: DateMention) -> bool:
    """Whether one party does it on that day, and no other is named in between, to whom it might be done."""
    told, draft = pair
    doer = _doer(sentence, told)
    if draft.type not in _DEEDS or draft.date != day.date or doer is None:
        return False
    between = (side for side in sentence.sides if told.frame.hit.end <= side.start < day.start)
    return told.frame.hit.start < day.start and not any(side.code != doer.code for side in between)


def _doer(sentence: Sentence, told: Told) -> Side | None:
    """Who did it first: who acts, or else stands right before the verb."""
    named = (side for side in sentence.sides if side.kind == "party" and side.end == told.frame.hit.start - 1)
    doer = told.doer or next(named, None)
    return doer if doer is not None and doer.code else None


def _who_is_next(sentence: Sentence, told: Told, first: DateMention, second: DateMention) -> Side | None:
    """The other party, where it stands between the two days without a verb of its own."""
    lower, doer = sentence.scan.lower, _doer(sentence, told)
    for side in sentence.sides:
        if not first.end < side.start < first.end + _FAR or side.kind == "person" or side.end > second.start:
            continue
        joined = _JOINT.fullmatch(lower, first.end, side.start) and _OBJECT.fullmatch(lower, side.end, second.start)
        acts = any(side.end <= hit.start < second.start for unit in sentence.units for hit, _ in unit.anchors)
        other = side.code in sentence.context.pair and doer is not None and side.code != doer.code
        if joined and other and not acts and _ENDS.match(lower, second.end):
            return side
    return None


def _told_of_both(sentence: Sentence, pair: Pair, who: Side, first: DateMention, second: DateMention) -> list[Told]:
    told, draft = pair
    other = sentence.part(
        draft.type,
        told.frame.sense.rule,
        (who.start, second.end),
        who.start,
        sentence.end,
        who=who,
        given=Given(second.date, "planned" if ahead(second, sentence.context.today) else draft.modality),
        also=[told.doer] if told.doer is not None else [],
        attributes=told.frame.sense.attributes,
    )
    return [replace(told, end=min(told.end, first.end)), other]
