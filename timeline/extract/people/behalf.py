"""On whose behalf somebody is told to negotiate: "Brandt speaks for Bern, Sripan for Bangkok"."""

from __future__ import annotations

import re

from timeline.extract.scan import Scan
from timeline.lexicon import cue

_ACTS_FOR = (
    r"(?:speak|spoke|negotiat|bargain|act|answer|sign|sat|sit|talk|deal|le[ad]+|head)\w*\s(?:the talks\s)?"
    r"(?:in the talks\s)?for\s(?:the\s)?"
)
_SPEAKS_FOR = re.compile(rf",?\s(?:who\s)?(?:\w+ly\s)?{_ACTS_FOR}")
_FOR = re.compile(r"(?:,\s[^,;.]{3,40},)?\sfor\s(?:the\s)?")
_AND_FOR = re.compile(
    rf"\b(?:{_ACTS_FOR}|(?<!left )(?<!flew )(?<!headed )(?<!leave )for\s(?=[a-z]+(?:,|;|\sand)\s))[^.;]{{0,90}}\Z"
)
"""Before "B for Bangkok": the same said of somebody else, "A negotiates for Bern"."""
_FOR_ONE = re.compile(
    r",?\s(?!(?:le(?:ft|aves?)|flew|flies|departed|headed|sailed|set off|made|is bound|was bound"
    r"|asked)\b)[a-z][^,.;:]{2,40}?\sfor\s(?:the\s)?"
)
_FOR_OTHER = re.compile(
    r"[A-Z][\w ]{2,20}(?:,|;|\sand|,\sand|,\swhile)\s(?:[\w'’-]+\s){0,4}(?:[A-Z][\w'’-]+\s){1,3}for\s(?:the\s)?[A-Z]"
)
"""Two persons, each for a side: "has the talks in hand for | Tbilisi, Guliyev for Baku"."""


_SAME_OFFICE = re.compile(
    r",\s(?:who (?:holds|has|does) the same (?:office|post|job|portfolio|rank)|(?:his"
    r"|her) (?:\w+ )?(?:counterpart|opposite number|colleague)"
    r"|the same office|who (?:is|was) (?:his|her) (?:counterpart|opposite number|colleague|host))\s(?:in|for"
    r"|from)\s(?:the\s)?"
)


def speaks_for(scan: Scan, end: int) -> str:
    """The party for which somebody is told to speak: "Brandt negotiates for | Bern, Sripan for | Bangkok"."""
    link = _SPEAKS_FOR.match(scan.lower, end)
    if link is None and _AND_FOR.search(scan.lower, max(0, end - 160), end):
        link = _FOR.match(scan.lower, end)
    link = link or _SAME_OFFICE.match(scan.lower, end)
    if link is None and (for_one := _FOR_ONE.match(scan.lower, end)):
        link = for_one if _FOR_OTHER.match(scan.text, for_one.end()) else None
    named = scan.named_at(link.end()) if link is not None else None
    return named.code if named is not None and named.form in ("state", "capital", "bloc") else ""


_TEAM = r"(?:delegation|team|mission|side|commission)"
_HEADS = r"(?:heads?|leaders?|chief|chair(?:man|woman)?|members?|spokes(?:man|woman|person))\sof\s(?:the\s)?"
_HEAD_BEFORE = re.compile(rf"\b{_HEADS}(?:[\w'’.-]+\s){{1,4}}{_TEAM}(?:\s(?:in|at|to)\s[\w\s]{{3,20}})?,\s\Z")
_HEAD_BEHIND = re.compile(
    rf",\s(?:who\s(?:also\s)?(?:leads?|led|heads?|headed|chairs?)\s(?:the\s)?|(?:the\s|deputy\s)?{_HEADS})"
    rf"(?:(?!talks\b|negotiations\b|with\b|against\b|opposite\b)[\w'’.-]+\s){{1,4}}{_TEAM}\b"
)


_ON_BEHALF = re.compile(r"\b(?:on behalf of|in the name of|speaking for)\s(?:the\s)?[\w\s]{2,30},\s(?:[\w-]+\s){0,3}\Z")
_FOR_WHOM = re.compile(
    r",\s(?:speaking|acting|writing|negotiating|answering)\s(?:for|on behalf of|in the name of)\s(?:the\s)?"
    r"[\w\s]{2,30},"
)
"""Before and behind somebody who acts for a party: "On behalf of Peru, | Tamsin", "Tamsin, | speaking for Peru,"."""


def leads_for(scan: Scan, start: int, end: int) -> str:
    """The party whose delegation somebody is told to lead: "the head of Norway's delegation in Bern, | Ane Brix,"."""
    told = (
        _HEAD_BEFORE.search(scan.lower, max(0, start - 90), start)
        or _HEAD_BEHIND.match(scan.lower, end)
        or _ON_BEHALF.search(scan.lower, max(0, start - 60), start)
        or _FOR_WHOM.match(scan.lower, end)
    )
    if told is None:
        return ""
    named = [side for side in scan.names if told.start() < side.start < told.end() and side.code]
    return named[0].code if named else ""


_OF = re.compile(r"\s(?:of|from|for)\s(?:the\s)?")


def party_behind(scan: Scan, end: int) -> str:
    """The party named directly behind an office: "the president of Panama"."""
    of = _OF.match(scan.lower, end)
    if of is None or scan.lower.endswith(_NOBODYS if " for " not in of.group() else _SENT_THERE, 0, end):
        return ""
    named = scan.named_at(of.end())
    return named.code if named is not None and _PRIVATE.match(scan.lower, named.end) is None else ""


_PRIVATE = re.compile(rf"['’]s\s(?:(?!and\s|or\s)[\w'’-]+\s){{0,4}}?{cue('behalf_private')}\b")
"""Behind a party: a body of its people that is none of its government: "the head of Peru|'s mining union"."""
_NOBODYS = ("mediator", "facilitator")
"""Offices of nobody who negotiates, wherever who holds them is from: "a mediator | from Namibia"."""
_SENT_THERE = ("envoy", "representative", "coordinator", *_NOBODYS)
"""Offices that are "for" a state to which others send them: "the UN special envoy | for Yemen"."""
_IN = re.compile(r"\sin\s")


def seat_behind(scan: Scan, end: int) -> str:
    """The party that is named, or its capital, directly behind a body: "the government in Kampala"."""
    inside = _IN.match(scan.lower, end)
    named = scan.named_at(inside.end()) if inside is not None else None
    return named.code if named is not None and named.form in ("capital", "seat", "state") else ""
