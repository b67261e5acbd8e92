"""Weighing: the event of a sentence that no rule reads, by weights that were learned from gold."""

from __future__ import annotations

import re
from typing import NamedTuple

from timeline.extract.drafting import Told
from timeline.extract.features import features_of, word_of
from timeline.extract.frames import Frame
from timeline.extract.grammar import Sentence
from timeline.extract.scan import Hit, Row
from timeline.extract.units import Unit
from timeline.extract.who import doer_of, speaker_of
from timeline.lexicon import Entry, Sense, Weights
from timeline.model.events import EventType

LIKELY = 0.5
"""A sentence is read where one type of event is more likely than all else together."""
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


def weighed(sentence: Sentence, weights: Weights) -> Told | None:
    """What the sentence tells, where one type of event is likelier than not; its draft names the weightiest words."""
    if _SAYS_NOT.search(sentence.lower):
        return None
    features = features_of(sentence)
    kind, likely = weights.likeliest(features)
    if likely <= LIKELY:
        return None
    said = {at: name for name, at in features.items() if word_of(name)}
    words = Row([Word(at, word_of(said[at]), weights.speaks_for(said[at], kind)) for at in sorted(said)])
    unit = max(sentence.units, key=lambda unit: sum(word.weight for word in words.within(unit.start, unit.end)))
    unit = next((content for content in sentence.units if content.saying is unit), unit)
    frame = _frame(unit, kind, words.within(unit.start, unit.end))
    scan, heard = sentence.scan, sentence.heard
    return Told(
        frame,
        doer_of(scan, frame, heard),
        speaker_of(scan, unit.saying, heard) if unit.saying is not None else None,
        unit.start,
        unit.end,
        words=_weightiest(words),
        read_by=f"weights/{weights.version}",
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


def _weightiest(words: Row[Word]) -> tuple[str, ...]:
    """The words that spoke most for the event, in order of text; short ones, which stand everywhere, are not named."""
    spoke = [word for word in words if word.weight > 0]
    most = sorted([word for word in spoke if len(word.text) > _SHORT] or spoke, key=lambda word: -word.weight)
    return tuple(word.text for word in sorted(most[:_SHOWN]))
