"""Deeds that a sentence recalls with their day, beside what it mainly tells: "the 15 percent agreed in July"."""

from __future__ import annotations

import re

from timeline.extract.clauses.units import Unit
from timeline.extract.dates import LIMITS
from timeline.extract.frames.read import Frame
from timeline.extract.scan import Hit, Row, Scan, Side
from timeline.lexicon import Entry, Sense, cue

_AGREED = Sense(rule="agreement.dated", kind="frame", form="past", type="agreement", weight=4)
_DONE = Sense(rule="measure.dated", kind="frame", form="past", type="measure", weight=4)
_VERB = re.compile(rf"\b(?:({cue('deeds_agreed')})|({cue('deeds_done')})|({cue('deeds_either')}))\b")
_EITHER = 3
"""The list of verbs of telling, which stand for a deal or for an act of one side."""
_GENERAL = re.compile(cue("deeds_general"))
_BETWEEN = re.compile(
    r"\s(?:(?:only|already|back|again|jointly|there|here|it|them|by\s(?:the\s)?[\w-]+(?:\s[\w-]+)?|in\s(?!the\b)[a-z]+)\s){0,2}"
    r"(?:(?:on|in|at|since|from|as of|early|late)\s(?:the\s)?)?(?:on\s)?\Z"
)
_OPEN = re.compile(rf"(?:\b{cue('deeds_open')}|n['’]t)\s(?:[\w-]+\s){{0,3}}\Z")
_ROUND = re.compile(r"\bround\s(?:of\s\w+\s)?\Z")
_ABOUT = {
    1: frozenset(("deal", "tariff", "money", "offer")),
    2: frozenset(("tariff", "law", "pause")),
    3: frozenset(("deal", "tariff", "law")),
}
"""What must be named beside a deed, where its verb says little, by the list of the verb."""
_ORDER = re.compile(r"\b(?:orders?|decrees?|regulations?|proclamations?|notices?|circulars?)(?:,|\s(?:was|were))?\s\Z")
"""Before "signed": what one side orders."""
_ORDER_WAS = re.compile(
    r"(?:an?|the|his|her|its)\s(?:\w+\s){0,2}(?:order|decree|regulation|proclamation)\b[^,;]*\s(?:was|were)\s\Z"
)
_REPORT = re.compile(
    r"\b(?:reports?|stud(?:y|ies)|surveys?|polls?|interviews?|figures|data|statistics|analys[ei]s|articles?|commentary|editorial"
    r"|transcripts?|recordings?|videos?|photos?|pictures?|books?|accounts?)\s(?:(?:it|he|she|they)\s|(?:that\s|which\s)?(?:was|were)\s)?\Z"
)
"""Before what is published and is no act: "lifted the ban, according to a report | published on Friday"."""
_CUT = re.compile(r"[,;:—(]\s|\s(?:while|who|that)\s(?=[a-z])")


def dated_deeds(
    scan: Scan, number: int, sides: Row[Side], kinds: frozenset[str], taken: list[tuple[int, int]]
) -> list[Frame]:
    """Frames for deeds told by a verb with its day just behind it, where no frame begins or ends in between."""
    start, end = scan.sentences[number]
    found: list[Frame] = []
    for verb in _VERB.finditer(scan.lower, start, end):
        dates = scan.dates.within(verb.end(), min(end, verb.end() + 40))
        if not dates or dates[0].date is None or dates[0].stamp or dates[0].role in LIMITS:
            continue
        date = dates[0]
        if scan.lower.startswith(("for ", "within "), date.start):
            continue  # "suspended for 90 days" gives no day
        if not _BETWEEN.match(scan.lower[verb.end() : date.start]) or _OPEN.search(scan.lower, start, verb.start()):
            continue
        if _ROUND.search(scan.lower, start, verb.start()):
            continue  # "the round concluded on Tuesday" tells of no deal
        if any(first < date.end and verb.start() < last for first, last in taken):
            continue
        cuts = [cut.end() for cut in _CUT.finditer(scan.lower, start, verb.start())]
        first = next((at for at in reversed(cuts) if verb.start() - at > 14), start)
        if scan.lower.startswith(("under the ", "under a "), first) and start == first:
            continue  # "Under the deal, announced on July 15, ..." only names the deal
        about = start if first > start and scan.lower.startswith(("which ", "that "), first) else max(start, first - 40)
        near = frozenset().union(*(hit.entry.kinds for hit in scan.hits.within(about, date.start)), frozenset())
        vague = verb.lastindex == _EITHER or _GENERAL.fullmatch(verb.group())
        if vague and not _ABOUT[verb.lastindex or 0] & near:
            continue  # "an interview released on Monday", "exports doubled in 2025"
        if verb.lastindex == _EITHER and _REPORT.search(scan.lower, start, verb.start()):
            continue
        ordered = _ORDER.search(scan.lower, start, verb.start()) or _ORDER_WAS.match(scan.lower, first, verb.start())
        agreed = (verb.lastindex == 1 and ordered is None) or (verb.lastindex == _EITHER and "deal" in near)
        sense = _AGREED if agreed else _DONE
        hit = Hit(verb.start(), verb.end(), Entry(), verb.group())
        unit = Unit(first, date.end, number, kinds=kinds, sides=sides.within(first, date.end))
        found.append(Frame(unit, hit, sense))
    return found
