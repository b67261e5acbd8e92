"""The parts of a sentence that each have their own subject: what one tells in which no trigger told anything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.extract.clauses.joints import SUBJECT, UNNAMED
from timeline.extract.clauses.units import Unit
from timeline.extract.drafting.draft import Pair, Told
from timeline.extract.grammar.sentence import Sentence
from timeline.extract.grammar.silent import silent_reading

_JOINT = re.compile(
    r";\s(?:and\s|but\s)?|\s[–—-]{1,2}\s|,\s(?:and|but|yet|so)\s|,?\s(?:while|whereas|though|although|even as|as)\s"
)
"""Between two parts of which each tells something: "Peru signed the pact, and | Chile said that it would not pay"."""
_OPENING = re.compile(
    r"(?:(?:\w+\s){1,3}?(?:after|before)|after|before|although|though|even though|while|whereas|since|because|when|once"
    r"|as(?!\s(?:long|soon|far|well|much|many)\s)|yet(?!\s(?:another|to)\b))\s"
)
"""What opens a clause that tells when or why: "days after | Chile said that it would not pay"."""
_OF_A_WHOLE = frozenset(
    (
        "agreement.provision",
        "measure.since",
        "meeting.seat",
        "meeting.together",
        "response.no",
        "measure.condition",
    )
)
"""Rules that read a sentence because nothing else in it tells anything."""


def silent_readings(sentence: Sentence) -> list[Told]:
    """What a sentence tells by its grammar alone: in its parts, where one of them tells what the whole does."""
    whole = silent_reading(sentence)
    if whole is None:
        return []
    told = [one for one in (silent_reading(part) for part in _parts(sentence)) if one is not None]
    rules = {one.frame.sense.rule for one in told}
    return told if whole.frame.sense.rule in rules and rules.isdisjoint(_OF_A_WHOLE) else [whole]


def silent_parts(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """What is told by its grammar alone in a part that no trigger reads, beside what the others tell.

    "The two sides signed a deal on Tuesday, and | Chile said that it would not pay".
    """
    if not pairs:
        return []
    found: list[Told] = []
    reported = _reported(sentence, pairs)
    for part in _parts(sentence) if reported is None else [reported]:
        if any(part.start <= told.frame.hit.start < part.end for told, _ in pairs):
            continue
        told = silent_reading(part)
        if told is None or told.frame.sense.rule in _OF_A_WHOLE:
            continue
        if told.frame.type == "meeting" and not _has_its_day(part, told):
            continue
        if told.frame.type != "measure" or _has_subject(sentence.scan.lower, part.units[0], part.start):
            found.append(told)
    return found


def _reported(sentence: Sentence, pairs: Sequence[Pair]) -> Sentence | None:
    """What is said and who says so, where only more tells: "Peru will not pay, Lopez said on Monday | before talks"."""
    saying = sentence.units[0].saying if sentence.units else None
    if saying is None or saying.speech_hit is None or saying.start < sentence.units[0].end:
        return None
    if any(told.frame.unit.start < saying.start for told, _ in pairs):
        return None
    last = saying.speech_hit.end
    for day in sentence.scan.dates.within(last, saying.end):
        last = day.end if day.start - last < _BESIDE else last
    if sentence.end - last < _BESIDE or _GOES_ON.match(sentence.scan.lower, last):
        return None
    short = replace(
        saying,
        end=last,
        anchors=[mark for mark in saying.anchors if mark[0].start < last],
        nouns=[mark for mark in saying.nouns if mark[0].start < last],
        sides=[side for side in saying.sides if side.start < last],
    )
    before = [
        replace(unit, saying=short) for unit in sentence.units if unit.start < saying.start and unit.saying is saying
    ]
    return replace(sentence, units=[*before, short], span=(sentence.start, last))


_GOES_ON = re.compile(r"[:;]|,?\s(?:but|and|or|where|which|that|so|because|if|unless|though|although)\b")
"""Behind who speaks, where what is said goes on: "It is in place, he said, | but many details are open"."""
_BESIDE = 3
"""Characters between a verb of saying and its day, and at the end of a sentence."""


def _has_its_day(part: Sentence, told: Told) -> bool:
    """Whether the clause that tells it has a day: that of the clause beside it may be another."""
    own = (unit for unit in part.units if unit.start <= told.frame.hit.start < unit.end)
    return any(part.scan.dates.within(unit.start, unit.end) for unit in own)


def beside(told: Told, part: Told, units: Sequence[Unit]) -> Told:
    """The same reading, proved by what of the sentence does not stand in ``part``."""
    if told.frame.hit.start < part.start:
        before = (unit.end for unit in units if told.frame.hit.start < unit.end <= part.start)
        return replace(told, end=min(told.end, max(before, default=part.start)))
    return replace(told, start=max(told.start, part.end, told.frame.unit.start))


def _parts(sentence: Sentence) -> Iterator[Sentence]:
    """The sentence cut where a part with its own subject begins."""
    lower = sentence.scan.lower
    starts, ends = [_head(lower, sentence.start)], []
    fronted = starts[0] > sentence.start
    for before, unit in pairwise(sentence.units):
        first = _head(lower, unit.start)
        main = fronted and lower.startswith(", ", before.end)
        joined = first > unit.start or _JOINT.match(lower, before.end, unit.start)
        if main or (joined and _has_subject(lower, unit, first)):
            starts.append(first)
            ends.append(before.end)
            fronted = False
    if not ends:
        return
    for first, last in zip(starts, [*ends, sentence.end], strict=True):
        units = [unit for unit in sentence.units if unit.start < last and first < unit.end]
        if all(unit.saying is None or unit.saying in units for unit in units):
            units = [replace(unit, start=max(first, unit.start)) for unit in units]
            yield replace(sentence, units=units, span=(first, last))


def _head(lower: str, start: int) -> int:
    """Where a clause begins behind the word that opens it."""
    opening = _OPENING.match(lower, start)
    return opening.end() if opening is not None else start


def _has_subject(lower: str, unit: Unit, start: int) -> bool:
    """Whether a clause opens with who acts in it."""
    named = any(side.kind != "place" and side.start - start < SUBJECT for side in unit.sides[:1])
    return named or UNNAMED.match(lower, start) is not None
