"""Meetings that a sentence names beside what it mainly tells: "at the summit on October 29", "after talks with X"."""

from __future__ import annotations

import re

from timeline.extract.frames import Frame
from timeline.extract.scan import Hit, Row, Scan, Side
from timeline.extract.units import Unit
from timeline.lexicon import Entry, Sense

_NAMED = Sense(rule="meeting.named", kind="frame", form="noun", type="meeting", weight=5)
_NOUN = (
    r"(?:(?:phone|telephone|video|conference)\s)?(?:summits?|meetings?|talks|calls?|encounters?|rounds?|consultations|negotiations|discussions|sessions?"
    r"|conversations?|dinners?|lunch|visits?)"
)
_IN_PASSING = re.compile(
    r"\b(?:at|during|after|following|before|since|from|in|for|of|on the (?:margins|sidelines|fringes?) of)\s"
    r"(?:(?:the|a|an|his|her|their|its|two|three|separate|[a-z]+'s|first|second|third|fourth|last|latest|ministerial|bilateral|trade|tariff|brief|further"
    r"|working-level|technical|high-level|face-to-face|[a-z]+ly|[a-z]+day's|of|round|january|february|march|april|may|june|july|august|september|october|november|december)\s){0,5}"
    + _NOUN
    + r"\b"
)
_LASTING = re.compile(r"\b(?:half an hour|an hour|minutes|hours)\s(?:[a-z]+\s){0,4}?(?:between|with)\s")
_THERE = re.compile(
    r"\bthere\s(?:was|were|has been|have been|had been|will be|would be|is to be|are to be)\s(?:[\w-]+\s){0,3}"
    + _NOUN
    + r"\b"
)
_WITH = re.compile(r"\s(?:with|between|of)\s")
_SUPPOSED = re.compile(r"\b(?:idea|possibility|prospects?|chances?|hopes?|likelihood|instead|offer|question)\s\Z")
_CUT = re.compile(r"[,;:—(]\s|\s(?:and|but|while|which|who|that|to)\s(?=[a-z])")


def passing_frames(
    scan: Scan, number: int, sides: Row[Side], kinds: frozenset[str], taken: list[tuple[int, int]]
) -> list[Frame]:
    """Frames for meetings named in passing with a day, or with whom; not where ``taken`` already tells a meeting."""
    start, end = scan.sentences[number]
    found: list[Frame] = []
    if "talks" not in kinds and " hour" not in scan.lower[start:end] and " minutes" not in scan.lower[start:end]:
        return found
    for match in _IN_PASSING.finditer(scan.lower, start, end):
        if any(first <= match.start() < last for first, last in taken):
            continue
        if _SUPPOSED.search(scan.lower, start, match.start()):
            continue  # "rejected the idea of meeting with X"
        cut = _CUT.search(scan.lower, match.end(), end)
        last = cut.start() if cut is not None else end
        dated = [d for d in scan.dates.within(match.start(), last) if d.date is not None and d.role == "on"]
        if dated and any(
            s.form != "noun" for h in scan.hits.within(match.end(), dated[0].start) for s in h.entry.senses
        ):
            dated = []  # "before the talks stalled in May" dates the stalling
        people = {side.name for side in sides.within(match.end(), last) if side.kind in ("person", "office")}
        if not (people and _WITH.match(scan.lower, match.end(), last)) and not (
            dated and dated[0].start - match.end() < 24
        ):
            continue
        hit = Hit(match.start(), match.end(), Entry(), match.group())
        unit = Unit(match.start(), last, number, sides=sides.within(match.start(), last))
        found.append(Frame(unit, hit, _NAMED, 5.0))
    for match in _THERE.finditer(scan.lower, start, end):
        if any(first <= match.start() < last for first, last in taken):
            continue
        cut = _CUT.search(scan.lower, match.end(), end)
        last = cut.start() if cut is not None else end
        first = max((c.end() for c in _CUT.finditer(scan.lower, start, match.start())), default=start)
        hit = Hit(match.start(), match.end(), Entry(), match.group())
        found.append(Frame(Unit(first, last, number, sides=sides.within(first, last)), hit, _NAMED, 5.0))
    for match in _LASTING.finditer(scan.lower, start, end):
        if any(first <= match.start() < last for first, last in taken):
            continue
        cut = _CUT.search(scan.lower, match.end() + 20, end)
        last = cut.start() if cut is not None else end
        if any(side.kind in ("person", "office") for side in sides.within(match.end() - 1, last)):
            hit = Hit(match.start(), match.end(), Entry(), match.group().strip())
            unit = Unit(match.start(), last, number, sides=sides.within(match.start(), last))
            found.append(Frame(unit, hit, _NAMED, 5.0))
    return found
