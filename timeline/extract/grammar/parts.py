"""The parts of a sentence that each have their own subject and verb: what one tells in which no trigger told anything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.extract.clauses.units import Unit
from timeline.extract.drafting.draft import Pair, Told
from timeline.extract.grammar.sentence import Sentence
from timeline.extract.grammar.silent import silent_reading

_JOINT = re.compile(r";\s(?:and\s|but\s)?|,\s(?:and|but|while|whereas|yet|so|though|although)\s|\s(?:while|whereas|even as)\s")
"""Between two parts of which each tells something: "Peru signed the pact, and | Chile said that it would not pay"."""
_OF_A_WHOLE = frozenset(("agreement.provision", "measure.since", "meeting.seat"))
"""Rules that read a sentence because nothing else in it tells anything."""
_SUBJECT = 30
"""Characters from the head of a part within which its subject stands: "the Chilean | minister"."""


def silent_parts(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """What is told by its grammar alone in a part that no trigger reads, beside what the others tell.

    "The two sides signed a deal on Tuesday, and | Chile said that it would not pay".
    """
    if not pairs:
        return []
    found: list[Told] = []
    for part in _parts(sentence):
        if any(part.start <= told.frame.hit.start < part.end for told, _ in pairs):
            continue
        told = silent_reading(part)
        if told is not None and told.frame.sense.rule not in _OF_A_WHOLE:
            found.append(told)
    return found


def beside(told: Told, part: Told) -> Told:
    """The same reading, proved by what of the sentence does not stand in ``part``."""
    if told.frame.hit.start < part.start:
        return replace(told, end=min(told.end, part.start))
    return replace(told, start=max(told.start, part.end))


def _parts(sentence: Sentence) -> Iterator[Sentence]:
    """The sentence cut where a part with its own subject begins."""
    cuts = [sentence.start]
    for at in range(1, len(sentence.units)):
        before, unit = sentence.units[at - 1], sentence.units[at]
        if _JOINT.match(sentence.scan.lower, before.end, unit.start) and _has_subject(unit):
            cuts.append(unit.start)
    if len(cuts) == 1:
        return
    for first, last in zip(cuts, [*cuts[1:], sentence.end], strict=True):
        units = [unit for unit in sentence.units if first <= unit.start < last]
        if all(unit.saying is None or unit.saying in units for unit in units):
            yield replace(sentence, units=units, span=(first, last))


def _has_subject(unit: Unit) -> bool:
    """Whether a clause opens with who acts in it."""
    return any(side.kind != "place" and side.start - unit.start < _SUBJECT for side in unit.sides[:1])
