"""An act told by no more than "did so": that of the clause or of the sentence before, on another day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.extract.clauses.mentions import ahead
from timeline.extract.dates import DateMention
from timeline.extract.drafting.draft import Given, Pair, Told
from timeline.extract.grammar.sentence import Sentence
from timeline.extract.scan import Side
from timeline.lexicon import Sense
from timeline.model.events import EventType

_DID_SO = re.compile(
    r"\b(?:(?:did|done|do|does)\s(?:so|likewise|the same)|follow(?:ed|s)?\ssuit)"
    r"(?=[.,;]|\s(?:on|in|last|this|at|a|the|two|three|four|only|again|too|itself|yesterday|earlier|later|by|from)\b|\Z)"
)
_NOT = re.compile(
    r"(?:\b(?:not|never|nobody|neither|nor|without|if|unless|until|before|whether|could|might|may|should|would|must"
    r"|refus\w*|declin\w*|ready|able|unable|likely|asked|urged|free)\b|n't\b)[^,;.]{0,30}\Z"
)
_CLAUSE = re.compile(r"[;:]\s|,\s(?:and|but|which|while)\s|\s(?:and|but|while)\s|,\s")
_DEEDS: frozenset[EventType] = frozenset(("agreement", "measure"))
_ACTS: frozenset[EventType] = _DEEDS | {"response"}
_TERMS = frozenset(("agreement.course", "agreement.term", "agreement.provision"))
"""Rules of what a deal sets, and nobody has done yet."""
_PRONOUNS = ("it ", "they ", "both ")
_NEAR = 40
"""Characters between who did so and the words, and between the words and the day."""


def did_so(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "Peru lifted its ban in May. Chile did so on Monday", "Peru ratified it in May; Chile followed suit in June"."""
    so = _DID_SO.search(sentence.lower)
    if so is None or _NOT.search(sentence.lower, 0, so.start()):
        return []
    at = sentence.start + so.start()
    cuts = list(_CLAUSE.finditer(sentence.lower, 0, so.start()))
    first = sentence.start + (cuts[-1].end() if cuts else 0)
    day = _day(sentence, first, sentence.start + so.end())
    before = any(draft.type in _ACTS for told, draft in pairs if told.frame.hit.start < first)
    deed = _deed(sentence, sentence.start if before else None, first)
    if day is None or deed is None or deed.type is None or any(first <= told.frame.hit.start for told, _ in pairs):
        return []
    given = Given(day.date, "planned" if ahead(day, sentence.context.today) else "actual")
    words = (at, sentence.start + so.end())
    who = _who(sentence, first, at)
    if who is None and not sentence.scan.lower.startswith(_PRONOUNS, first):
        return []  # "growers did the same"
    return [
        sentence.part(
            deed.type, deed.rule, words, first, sentence.end, who=who, given=given, attributes=deed.attributes
        )
    ]


def _day(sentence: Sentence, first: int, end: int) -> DateMention | None:
    """The day of the clause, behind the words or at its head."""
    days = [day for day in (*sentence.days, *sentence.gone, *sentence.to_come) if day.role in ("on", "from")]
    behind = (day for day in days if 0 <= day.start - end < _NEAR)
    return next(behind, None) or next((day for day in days if first <= day.start < end), None)


def _deed(sentence: Sentence, start: int | None, end: int) -> Sense | None:
    """The last act told before: in this sentence from ``start`` on, else in the one before, where that tells one."""
    scan, number = sentence.scan, sentence.number
    types = _ACTS
    if start is None:
        types &= sentence.told_before
        types |= _DEEDS if types & _DEEDS else frozenset()  # "agreed to lift its ban. It did so on Monday"
        if not number or not types or scan.paragraphs[number - 1] != scan.paragraphs[number]:
            return None
        start, end = scan.sentences[number - 1]
    for hit in reversed(scan.hits.within(start, end)):
        done = (sense for sense in hit.entry.senses if sense.form in ("past", "base"))
        acts = [sense for sense in done if sense.type in types and sense.rule not in _TERMS]
        if acts:
            return max(acts, key=lambda sense: (sense.type in sentence.told_before, sense.weight))
    return None


def _who(sentence: Sentence, first: int, at: int) -> Side | None:
    """Who did so: named in the clause, or taken up from the sentence before."""
    named = [side for side in sentence.sides if first <= side.start < at and side.kind != "place"]
    taken_up = sentence.scan.lower.startswith(_PRONOUNS, first)
    return named[-1] if named else (sentence.heard.party if taken_up else None)
