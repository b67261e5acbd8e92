"""Meetings that a sentence names beside what it mainly tells: "at the summit on October 29", "after talks with X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from timeline.extract.clauses.units import Unit
from timeline.extract.frames.read import Frame
from timeline.extract.scan import Hit, Row, Scan, Side
from timeline.lexicon import Entry, Sense, cue, months

_NAMED = Sense(rule="meeting.named", kind="frame", form="noun", type="meeting", weight=5)
_NOUN = (
    r"(?:(?:phone|telephone|video|conference)\s)?(?:summits?|meetings?|talks|calls?|encounters?|rounds?"
    r"|consultations|negotiations|discussions|sessions?"
    r"|conversations?|dinners?|lunch|visits?)"
)
_IN_PASSING = re.compile(
    r"\b(?:at|during|after|following|before|since|from|in|for|of|on the (?:margins|sidelines|fringes?) of)\s"
    r"(?:(?:the|a|an|his|her|their|its|two|three|separate|[a-z]+'s|first|second|third|fourth|last|latest"
    r"|ministerial|bilateral|trade|tariff|brief|further"
    rf"|working-level|technical|high-level|face-to-face|[a-z]+ly|[a-z]+day's|of|round|{months()})\s){{0,5}}"
    + _NOUN
    + r"\b|(?:(?<=\n)|(?<=[.,]\s))meeting(?=\s(?:in|at|on the)\s)"
    r"|\b(?:on|over|by|in)\s(?:a|the)\s(?:video|telephone|satellite)\s(?:link|line|conference)\b"
    r"|\bon the (?:tele)?phone(?=\s(?:to|with)\s)"
)
_AT_THE_HEAD = re.compile(
    r"(?:the|an?|their|his|her|its|this)\s(?:[a-z-]+\s){0,3}" + _NOUN + r"\s(?:between|with|of|in|at)\s"
)
_LASTING = re.compile(r"\b(?:half an hour|an hour|minutes|hours)\s(?:[a-z]+\s){0,4}?(?:between|with)\s")
_THERE = re.compile(
    r"\bthere\s(?:was|were|has been|have been|had been|will be|would be|is to be|are to be)\s"
    r"(?!(?:\w+\s)?(?:talk|speculation|mention|hope|question|chance|idea|prospect) (?:of|about)\b)(?:[\w-]+\s){0,3}"
    + _NOUN
    + r"\b"
)
_WITH = re.compile(r"\s(?:with|between|of|to)\s|\s(?:in|at)\s(?:the\s)?(?:[\w.'’-]+\s){1,3}(?:with|between)\s")
_NEAR = 24
"""Characters between a meeting and its day."""
_BETWEEN = 90
"""Characters from "between" to the "and" that joins the two who meet."""
_LISTED = re.compile(
    rf"(?<!\bby )(?<!\bthan )(?<!\bover )(?<!\bnearly )(?<!\babout )(?<!\balmost )(?<!\bof )(?<!\bto )"
    rf"\b(?:a|the|its|their)\s(?:first|{cue('needs_ordinal')})(?:\s(?:round|meeting|session|one))?\s(?:(?:in"
    rf"|at)\s[a-z]+(?:\s[a-z]+)?,?\s)?"
    r"(?:(?:on|in)\s)?(?=\S)"
)
"""Rounds told one after the other: "after the first round on January 5, a second in Oslo in February and a third"."""
_WAS_THERE = re.compile(
    r"\b(?:was|were|sat|sitting|stood|been|went|came|spent [\w -]{2,20})\s(?:[a-z]+\s)?"
    r"(?:in|at|to|inside)\s(?:the\s)?\Z"
)
_SUPPOSED = re.compile(
    r"\b(?:idea|possibility|prospects?|chances?|hopes?|likelihood|instead|offer|question|out|years|months"
    r"|reason|point|need|sense|use)\s\Z"
)
_ENDS_OF_IT = re.compile(
    r"\b(?:conclusion|completion|outcome|results?|progress|launch|resumption|suspension|failure|collapse|breakdown)\s\Z"
)
_ENVOY = re.compile(r"\b(?:ambassadors?|envoys?|diplomats?|consuls?|charg[eé]s? d)\b")
_HELD = re.compile(r" hour| minutes|\bcalls? (?:to|the same)\b|\bphone\b|\bvideo\b")
"""What tells of a conversation where no noun does."""
_TO_THE_PRESS = re.compile(
    r"\b(?:reporters|journalists|lawmakers|deputies|broadcasters?|newspapers?|the press|committee)\b"
)
"""Who is spoken to on a line, and met by nobody."""
_OF_WHOM = re.compile(r"\s(?:of|in|at|with|between|to)\s[^,;]{2,60}\Z")
_CUT = re.compile(r"[,;:—(]\s|\s(?:and|but|while|which|who|that|to)\s(?=[a-z])")


def passing_frames(
    scan: Scan, number: int, sides: Row[Side], kinds: frozenset[str], taken: list[tuple[int, int]], hits: list[int]
) -> list[Frame]:
    """Frames for meetings named in passing with a day, or with whom; not where ``taken`` already tells a meeting.

    ``hits`` is where the verbs of those meetings begin.
    """
    start, end = scan.sentences[number]
    dated = bool(scan.dates.within(start, end))
    words = scan.lower[start:end]
    held = "talks" in kinds or _HELD.search(words) is not None
    if not dated and not held:
        return []
    sentence = _Sentence(scan, number, start, end, sides, taken)
    found = sentence.at_a_seat() if dated else []
    if not held:
        return found
    found += sentence.in_passing()
    if dated:
        found += sentence.at_the_head()
        found += sentence.listed(found, hits)
    if "there" in words:
        found += sentence.there_was()
    return found + sentence.lasting()


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence, and the stretches of it that already tell a meeting."""

    scan: Scan
    number: int
    start: int
    end: int
    sides: Row[Side]
    taken: list[tuple[int, int]]

    def free(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Where ``pattern`` begins in words that no frame has taken."""
        found = pattern.finditer(self.scan.lower, self.start, self.end)
        return (match for match in found if not self.is_taken(match.start()))

    def is_taken(self, at: int) -> bool:
        return any(first <= at < last for first, last in self.taken)

    def cut_after(self, at: int) -> int:
        """Where the clause that holds ``at`` ends."""
        cut = _CUT.search(self.scan.lower, at, self.end)
        return cut.start() if cut is not None else self.end

    def frame(self, words: tuple[int, int], start: int, end: int) -> Frame:
        hit = Hit(*words, Entry(), self.scan.text[slice(*words)].lower().strip())
        named = self.sides.within(start, end)
        if not named and hit.text.startswith(("on ", "over ", "by ")):
            before = self.sides.within(self.start, start)
            named = [side for side in before if side.kind in ("person", "party")]  # "A and B agreed on a video link"
        return Frame(Unit(start, end, self.number, sides=named), hit, _NAMED)

    def in_passing(self) -> list[Frame]:
        """ "after talks with X", "at the summit on October 29"."""
        scan, found = self.scan, []
        for match in self.free(_IN_PASSING):
            if _SUPPOSED.search(scan.lower, self.start, match.start()):
                continue  # "rejected the idea of meeting with X", "walked out of the talks"
            if match.group().startswith("of ") and _ENDS_OF_IT.search(scan.lower, self.start, match.start()):
                continue  # "announced the conclusion of the talks on Oct. 14"
            if match.group() == "for consultations" and _ENVOY.search(scan.lower, self.start, match.start()):
                continue  # "recalled its ambassador for consultations"
            if match.group().endswith(("link", "line")) and _TO_THE_PRESS.search(scan.lower, self.start, self.end):
                continue  # "told reporters on a video link"
            called = scan.lower.startswith(" to ", match.end()) and match.group().endswith(("call", "phone"))
            last = self.cut_after(match.end() + len(" to ") if called else match.end())
            dated = [d for d in scan.dates.within(match.start(), last) if d.date is not None and d.role == "on"]
            if dated and any(
                s.form != "noun"
                for h in scan.hits.within(match.end(), dated[0].start)
                for s in h.entry.senses
                if h.text != "held"
            ):
                dated = []  # "before the talks stalled in May" dates the stalling
            people = any(side.kind in ("person", "office") for side in self.sides.within(match.end(), last))
            with_whom = _WITH.match(scan.lower, match.end(), last) if people else None
            joined = scan.lower.find(" and ", with_whom.end(), with_whom.end() + _BETWEEN) if with_whom else -1
            if with_whom and "between" in with_whom.group() and joined > 0:
                last = self.cut_after(joined + len(" and "))
            near = dated and (
                dated[0].start - match.end() < _NEAR or _OF_WHOM.match(scan.lower, match.end(), dated[0].start)
            )
            if with_whom or near:
                found.append(self.frame(match.span(), match.start(), last))
        return found

    def at_the_head(self) -> list[Frame]:
        """ "A telephone call between the two presidents on Sunday | broke the deadlock"."""
        scan = self.scan
        match = None if self.is_taken(self.start) else _AT_THE_HEAD.match(scan.lower, self.start, self.end)
        if match is None:
            return []
        verb = next(
            (h.start for h in scan.hits.within(match.end(), self.end) if any(s.form != "noun" for s in h.entry.senses)),
            self.end,
        )
        dated = [d for d in scan.dates.within(match.end(), verb) if d.date is not None and d.role == "on"]
        return [self.frame(match.span(), match.start(), dated[0].end)] if dated else []

    def listed(self, others: list[Frame], hits: list[int]) -> list[Frame]:
        """ "after the first round on January 5, ... and a third in Washington in mid-March"."""
        scan, found = self.scan, []
        for match in _LISTED.finditer(scan.lower, self.start, self.end):
            dates = [d for d in scan.dates.within(match.end() - 4, match.end() + 1) if d.date is not None]
            if not dates:
                continue
            told = any(match.start() <= other.unit.start < dates[0].end for other in others)
            verb = any(match.start() - 16 < hit < dates[0].end for hit in hits)
            if not told and not verb:
                found.append(self.frame(match.span(), match.start(), dates[0].end))
        return found

    def at_a_seat(self) -> list[Frame]:
        """ "When the guest was in the Oval Office on Oct. 7"."""
        scan, found = self.scan, []
        for seat in self.sides.within(self.start, self.end):
            if seat.form != "seat" or self.is_taken(seat.start):
                continue
            there = _WAS_THERE.search(scan.lower, max(self.start, seat.start - 60), seat.start)
            before = self.sides.within(max(self.start, seat.start - 80), seat.start)
            guests = [side for side in before if side.kind == "person" and side.code != seat.code]
            dates = [
                d
                for d in scan.dates.within(seat.end, min(self.end, seat.end + 24))
                if d.date is not None and d.way <= 0
            ]
            if there is not None and guests and dates:
                found.append(self.frame((there.start(), seat.end), guests[-1].start, dates[0].end))
        return found

    def there_was(self) -> list[Frame]:
        """ "There were five rounds of talks"."""
        scan, found = self.scan, []
        for match in self.free(_THERE):
            cuts = _CUT.finditer(scan.lower, self.start, match.start())
            first = max((cut.end() for cut in cuts), default=self.start)
            found.append(self.frame(match.span(), first, self.cut_after(match.end())))
        return found

    def lasting(self) -> list[Frame]:
        """ "half an hour with the minister"."""
        found = []
        for match in self.free(_LASTING):
            last = self.cut_after(match.end() + 20)
            if any(side.kind in ("person", "office") for side in self.sides.within(match.end() - 1, last)):
                found.append(self.frame(match.span(), match.start(), last))
        return found
