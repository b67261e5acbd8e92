"""Weighing, by weights learned from gold: what is told where no rule reads it, and which drafts of rules err."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import product
from typing import NamedTuple

from timeline.extract.clauses.units import Unit
from timeline.extract.drafting.draft import Pair, Told
from timeline.extract.drafting.who import doer_of, speaker_of
from timeline.extract.features import Mark, features_in, features_of_clause, features_of_draft, word_of
from timeline.extract.frames.read import Frame
from timeline.extract.grammar import Sentence
from timeline.extract.scan import Hit, Row
from timeline.lexicon import Entry, Learned, Sense, Weights
from timeline.model.events import EVENT_TYPES, EventType

LIKELY = 0.6
"""A sentence is read where one type of event is likelier than this.

On 96 articles, read by weights from before they were written, strict F1 is 0.492 here and 0.489 at 0.45, lenient 0.711
and 0.717, strict precision 0.57 and 0.53: the fewer drafts leave a desk less to reject.
"""
BESIDE = 0.6
"""A clause is read beside what its sentence tells where one type of event is likelier than this.

On the same articles, strict F1 is the same from here to 0.7, and 0.001 less at 0.5.
"""
UNLIKELY = 0.46
"""A draft of a rule is left out where it is less likely than this to be of an event of its type.

On 144 articles, read by rules and weights from before they were written, strict F1 is highest from 0.4 to 0.5: 0.483,
as against 0.478 at 0.35, which is the best on articles that rules were written beside. There the drafts of rules are
right more often than elsewhere.
"""
_IN_A_NOTE = 0.2
"""The same in a note of a sentence or two: weights were learned from articles, which say most things twice."""
_NOTE = 2
_SHORT = 3
"""Letters of a word that says little to a reader."""
_SHOWN = 3
"""Words that a draft names as those that spoke most for it."""


_SAYS_NOT = re.compile(
    r"\b(?:declined|refused) to (?:say|comment)\b|\b(?:would|did) not say\b|\basked (?:whether|if)\b"
    r"|\brequests? for comment\b|\bnot (?:yet )?set a date\b|\bno (?:new )?date\b"
)
"""What is not told: "declined to say whether it had accepted"."""


class Word(NamedTuple):
    """A word of the sentence, and by how much it speaks for the type that is read."""

    start: int
    text: str
    weight: float


def believed(
    sentence: Sentence, features: Mapping[str, int], pairs: list[Pair], weights: Weights
) -> tuple[list[Pair], list[tuple[Told, str]]]:
    """Which drafts of rules are kept, and which are left out with the reason: that the like of them seldom is one.

    A type whose drafts were never judged is believed.
    """
    least = UNLIKELY if len(sentence.scan.sentences) > _NOTE else _IN_A_NOTE
    kept: list[Pair] = []
    doubted: list[tuple[Told, str]] = []
    for told, draft in pairs:
        if is_doubtful(draft.type, features_of_draft(draft, features, len(pairs)), weights, least):
            doubted.append((told, f"weighed: the like of it seldom is {_A[draft.type]}"))
        else:
            kept.append((told, draft))
    return kept, doubted


def is_doubtful(kind: EventType, features: Iterable[str], weights: Weights, least: float = UNLIKELY) -> bool:
    """Whether a draft with these features is less likely than ``least`` to be of an event of its type; one never judged
    is not.
    """
    return f"read {kind}" in weights.features and weights.probabilities(features)[kind] < least


_A: dict[EventType, str] = {kind: f"{'an' if kind.startswith('a') else 'a'} {kind}" for kind in EVENT_TYPES}


def weighed(sentence: Sentence, features: Mapping[str, int], learned: Learned) -> Told | None:
    """What the sentence tells, where one type of event is likelier than not; its draft names the weightiest words."""
    if _SAYS_NOT.search(sentence.lower):
        return None
    kind, likely = learned.sentences.likeliest(features)
    if likely <= LIKELY:
        return None
    words = Row(_words_for(kind, features, learned.sentences))
    unit = max(sentence.units, key=lambda unit: sum(word.weight for word in words.within(unit.start, unit.end)))
    unit = next((content for content in sentence.units if content.saying is unit), unit)
    return _told(sentence, unit, kind, words.within(unit.start, unit.end), learned)


def weighed_beside(
    sentence: Sentence, marks: list[Mark], read: list[Told], doubted: list[Told], learned: Learned
) -> list[Told]:
    """What the clauses tell of which nothing was ``read``, in a sentence of which something was; a clause of which a
    draft was ``doubted`` tells nothing of its type.

    Where the words that prove what was read reach over such a clause, they are cut back to their own.
    """
    if not read or len(sentence.units) == 1 or _SAYS_NOT.search(sentence.lower):
        return []
    beside: list[Told] = []
    types = [one.frame.type for one in read]
    for clause in sentence.units:
        if any(is_of(one, clause) or one.frame.unit.saying is clause for one in read):
            continue
        here = features_in(marks, clause.start, clause.end)
        kind, likely = learned.clauses.likeliest(features_of_clause(clause, here, sentence.units, types))
        again = any(one.frame.type == kind and is_of(one, clause) for one in doubted)
        if likely > BESIDE and not again:
            beside.append(_told(sentence, clause, kind, _words_for(kind, here, learned.clauses), learned))
    for one, told in product(read, beside):
        if one.start < told.end and told.start < one.end:
            one.start, one.end = one.frame.unit.start, one.frame.unit.end
    return beside


def is_of(read: Told, clause: Unit) -> bool:
    """Whether what was read is of a clause, or of a part of it."""
    return read.frame.unit.start < clause.end and clause.start < read.frame.unit.end


def _words_for(kind: EventType, features: Mapping[str, int], weights: Weights) -> list[Word]:
    """The words among ``features``, in order, each with what all that stands where it stands says for ``kind``."""
    spoken: dict[int, float] = defaultdict(float)
    for name, at in features.items():
        spoken[at] += weights.speaks_for(name, kind)
    words = {at: word_of(name) for name, at in features.items() if word_of(name)}
    return [Word(at, words[at], spoken[at]) for at in sorted(words)]


def _told(sentence: Sentence, unit: Unit, kind: EventType, words: list[Word], learned: Learned) -> Told:
    frame = _frame(unit, kind, words)
    scan, heard = sentence.scan, sentence.heard
    return Told(
        frame,
        doer_of(scan, frame, heard),
        speaker_of(scan, unit.saying, heard) if unit.saying is not None else None,
        unit.start,
        unit.end,
        words=_weightiest(words),
        read_by=f"weights/{learned.version}",
    )


def _frame(unit: Unit, kind: EventType, words: list[Word]) -> Frame:
    """The clause as a frame: its trigger is a word that the vocabulary has as one, else the weightiest word."""
    rule = f"{kind}.weighed"
    triggers = [(hit, sense) for hit, senses in (*unit.anchors, *unit.nouns) for sense in senses]
    of_kind = [(hit, sense) for hit, sense in triggers if sense.type == kind]
    for hit, sense in (of_kind or triggers)[:1]:
        own = sense.attributes if sense.type == kind else ()
        read = Sense(rule, "frame", sense.form, kind, attributes=own, be=sense.be, passive=sense.passive)
        return Frame(unit, hit, read)
    word = max(words, key=lambda word: word.weight, default=Word(unit.start, "", 0.0))
    read = Sense(rule, "frame", "past" if word.text.endswith("ed") else "noun", kind)
    return Frame(unit, Hit(word.start, word.start + len(word.text), Entry(), word.text), read)


def _weightiest(words: list[Word]) -> tuple[str, ...]:
    """The words that spoke most for the event, in order of text; short ones, which stand everywhere, are not named."""
    spoke = [word for word in words if word.weight > 0]
    most = sorted([word for word in spoke if len(word.text) > _SHORT] or spoke, key=lambda word: -word.weight)
    return tuple(word.text for word in sorted(most[:_SHOWN]))
