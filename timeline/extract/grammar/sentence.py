"""A sentence as the readings by grammar look at it: who and which days stand in it, and what the text before leaves."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from timeline.extract.clauses.heard import Heard
from timeline.extract.clauses.mentions import ahead
from timeline.extract.clauses.named import NO_AUDIENCE
from timeline.extract.clauses.units import Unit
from timeline.extract.dates import DateMention
from timeline.extract.drafting.draft import Given, Told
from timeline.extract.drafting.who import speaker_of
from timeline.extract.frames.read import Context, Frame
from timeline.extract.scan import Hit, Scan, Side
from timeline.lexicon import Entry, Sense, cue
from timeline.model.edtf import Edtf
from timeline.model.events import EventType

_TWO = 2
_DAYS = 7
"""The longest stretch of days that is still a day on which people met."""


_NOT_KNOWN = re.compile(r"\b(?:hop|fear|expect|wish|doubt|den[iy]|worr|guess|bet|predict|dream|dismiss)\w{0,5}\b")
"""Who says so by such a word does not tell it as a fact: "hoped | that the border would open"."""
OUTSIDERS = re.compile(rf"{NO_AUDIENCE}\b{cue('grammar_outsiders')}\b")
"""Who is of no side: markets, growers, analysts; not those to whom somebody speaks."""


_PUT_IN = re.compile(r"(?P<head>(?!not\b)[^,;:]{2,60}),\s[^;:]{3,140},\s")


@dataclass(slots=True)
class Sentence:
    """One sentence, who and which days stand in it, and what the text before leaves for it."""

    scan: Scan
    number: int
    units: list[Unit]
    context: Context
    heard: Heard = field(default_factory=Heard)
    dealt: bool = False
    """Whether the text before tells of a deal, whose terms may follow."""
    stamp: Edtf | None = None
    """The date at the head of the line or of the page."""
    told_before: frozenset[EventType] = frozenset()
    """The types of what the sentence before tells."""
    span: tuple[int, int] | None = None
    """Which stretch of the sentence it is, if not all of it."""
    start: int = field(init=False)
    end: int = field(init=False)
    lower: str = field(init=False)
    text: str = field(init=False)
    sides: list[Side] = field(init=False)
    """Who is mentioned in it."""
    people: list[Side] = field(init=False)
    """Persons and offices of a known party."""
    to_come: list[DateMention] = field(init=False)
    """Dates that lie ahead of the day of publication."""
    gone: list[DateMention] = field(init=False)
    """The other dates."""
    saying: Unit | None = field(init=False)
    """The clause with a verb of saying."""
    said: Unit | None = field(init=False)
    """What is said."""

    def __post_init__(self) -> None:
        self.start, self.end = self.span or self.scan.sentences[self.number]
        self.lower, self.text = self.scan.lower[self.start : self.end], self.scan.text[self.start : self.end]
        self.sides = [side for unit in self.units for side in unit.sides]
        self.people = [side for side in self.sides if side.kind in ("person", "office") and side.code]
        dates = [d for d in self.scan.dates.within(self.start, self.end) if d.date is not None and not d.stamp]
        self.to_come = [
            d for d in dates if d.date is not None and d.date.first and (ahead(d, self.context.today) or d.way > 0)
        ]
        self.gone = [d for d in dates if not ahead(d, self.context.today)]
        self.said = next((unit for unit in self.units if unit.saying is not None), None)
        speech = next((unit for unit in self.units if unit.speech is not None), None)
        self.saying = self.said.saying if self.said is not None else speech

    @property
    def speaker(self) -> Side | None:
        """Whose words they are."""
        if self.saying is None:
            return None
        return speaker_of(self.scan, self.saying, self.heard) or self._named_at_the_head(self.saying)

    def _named_at_the_head(self, saying: Unit) -> Side | None:
        """Who opens a sentence and says something behind what is put in: "Lopez, who leads the talks, | said"."""
        put_in = _PUT_IN.fullmatch(self.scan.lower, self.start, saying.start)
        verb_first = saying.speech_hit is not None and saying.speech_hit.start == saying.start
        first = self.sides[0] if self.sides else None
        if put_in is None or not verb_first or first is None or first.kind == "place":
            return None
        return first if first.end <= put_in.end("head") else None

    @property
    def told_of_before(self) -> Side | None:
        """The party that the sentence before tells of."""
        party = self.heard.party
        return party if party is not None and party.start >= self.scan.sentences[max(0, self.number - 1)][0] else None

    @property
    def days(self) -> list[DateMention]:
        """Past days on which something took place."""
        return [d for d in self.gone if d.role in ("on", "since", "from") and _is_short(d)]

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds of noun in it."""
        return frozenset().union(*(unit.kinds for unit in self.units))

    @property
    def whole(self) -> Unit:
        """It all as one clause."""
        return Unit(self.start, self.end, self.number, sides=self.sides, kinds=self.kinds)

    def without_its_source(self) -> Sentence | None:
        """The sentence as it would stand without who says so; None where nobody does.

        "The pass was closed on Friday|, officials said", "Officials said | the pass was closed".
        """
        if len(self.units) < _TWO:
            return None
        first, last = self.units[0], self.units[-1]
        if last.speech is not None and not last.anchors[:-1] and self.text.endswith(", ", 0, last.start - self.start):
            said = all(unit.saying in (last, None) for unit in self.units[:-1]) and self._is_told_by(last)
            return self._within(self.start, last.start - len(", ")) if said else None
        said = first.speech is not None and all(unit.saying is first for unit in self.units[1:])
        said = said and self._is_told_by(first)
        return self._within(self.units[1].start, self.end) if said else None

    def _is_told_by(self, unit: Unit) -> bool:
        """Whether who says so tells it for a fact."""
        return _NOT_KNOWN.search(self.scan.lower, unit.start, unit.end) is None

    def _within(self, start: int, end: int) -> Sentence:
        """A stretch of the sentence as one of its own, which nobody says."""
        units = [
            replace(unit, saying=None, start=max(start, unit.start), sides=[s for s in unit.sides if s.start >= start])
            for unit in self.units
            if unit.start < end and start < unit.end
        ]
        return replace(self, units=units, span=(start, end))

    def told(
        self,
        kind: EventType,
        rule: str,
        words: re.Match[str] | DateMention | tuple[int, int],
        *,
        form: str = "past",
        who: Side | None = None,
        unit: Unit | None = None,
        given: Given | None = None,
        attributes: tuple[tuple[str, str], ...] = (),
    ) -> Told:
        """The sentence as the proof of an event of ``kind``; ``words`` made the rule fire, ``who`` acts or speaks."""
        if isinstance(words, re.Match):
            first, last = self.start + words.start(), self.start + words.end()
        else:
            first, last = words[:2]
        sense = Sense(rule=rule, kind="frame", form=form, type=kind, weight=4, attributes=attributes)
        unit = unit or self.whole
        frame = Frame(unit, Hit(first, last, Entry(), self.scan.text[first:last].lower().strip()), sense)
        return Told(frame, who, who if unit.saying is not None else None, self.start, self.end, given)

    def part(
        self,
        kind: EventType,
        rule: str,
        words: re.Match[str] | DateMention | tuple[int, int],
        start: int,
        end: int,
        *,
        form: str = "past",
        who: Side | None = None,
        given: Given | None = None,
        also: list[Side] | None = None,
        attributes: tuple[tuple[str, str], ...] = (),
    ) -> Told:
        """A stretch of the sentence as the proof of an event; ``also`` are concerned by it, too."""
        sides = [side for side in self.sides if start <= side.start < end]
        sides += [side for side in also or [] if side not in sides]
        kinds = frozenset().union(*(u.kinds for u in self.units if u.start < end and start < u.end))
        unit = Unit(start, end, self.number, sides=sides, kinds=kinds)
        told = self.told(kind, rule, words, form=form, who=who, unit=unit, given=given, attributes=attributes)
        told.start, told.end = start, end
        return told


def _is_short(mention: DateMention) -> bool:
    return mention.span is not None and mention.span <= _DAYS
