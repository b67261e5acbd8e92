"""Deadlines: dates by which something is due, wherever in a sentence they stand."""

from __future__ import annotations

import datetime as dt
import re

from timeline.extract.clauses.mentions import FORECAST, NOT_BEFORE
from timeline.extract.clauses.units import Unit
from timeline.extract.dates import LIMITS, MISSED, DateMention
from timeline.extract.frames.read import Frame
from timeline.extract.scan import Hit, Scan
from timeline.extract.timing.own_day import MOVED_TO
from timeline.lexicon import Entry, Sense, cue

_LIMIT = Sense(rule="deadline.limit", kind="frame", form="noun", type="deadline", weight=7)
_PASSED = Sense(
    rule="deadline.missed", kind="frame", form="noun", type="deadline", weight=7, attributes=(("outcome", "missed"),)
)
_UNLIKELY = re.compile(
    r"\b(?:unlikely|doubt(?:s|ed|ful)?|impossible|no chance|little chance|odds|chances|likelihood|probability)\b"
)
"""Before a day by which nobody expects a thing."""
_MISSED = re.compile(
    r"\b(?:miss(?:ed|es)?|missing (?:the|a|its|their|that)|fail(?:ed|s)? to meet|let slip|overr[au]n"
    r"|blew (?:past|through))\s"
    r"(?:(?:the|a|an|its|their|that)\s)?[^,;.]{0,24}\Z"
)
_OVER = r"(?:passed|came and went|lapsed|expired|elapsed|ran out|slipped (?:by|past)|was (?:missed|let slip))\b"
_OVER_BEFORE = re.compile(
    r"\b(?:deadline|cut-?off|time limit)\s"
    rf"(?:(?!not\b|never\b|that\b|which\b|before\b|(?<!set\s)by\b|and\san?\b|law\b|bill\b|was\b|were\b|had\b)[\w'’-]+\s){{0,12}}{_OVER}\s\Z"
    r"|\bdeadline\s(?:(?:that\s)?[^,;.]{2,30}\s)?(?:was|had been|fell)\s(?:on\s)?\Z"
)
"""Before the day on which a limit was over: "the deadline for the talks passed on Sunday"."""
_OVER_AFTER = re.compile(
    rf"\s(?:deadline\s)?(?:(?:for|to)\s(?:[\w'’-]+\s){{1,4}})?(?:{_OVER}|(?:go|slip|pass) by\b|(?:pass|lapse|expire)\b)"
)
"""Behind it: "a deadline of 1 March passed", "the Sunday deadline came and went"."""
_PROLONGED = re.compile(
    r"\b(?:extend|prolong|mov|push|delay|postpon)\w*\s[^,;.]{0,60}\b"
    r"(?:deadline|limit|pause|suspension|truce|freeze|period|talks|exemption|waiver|extension|moratorium)\b[^,;.]{0,40}"
    r"\bby\s(?:[\w'’-]+\s){0,2}(?:days?|weeks?|months?|years?),\s\Z"
)
"""Before a new limit, by how much: "extended the deadline by 30 days, to"."""
_PROLONGED_IT = re.compile(r"\b(?:extend|mov|push|postpon|prolong)\w*\s(?:it|this|that)\s(?:(?:back|again)\s)?\Z")
"""Before the new day of a limit that the sentence before tells: "extended it | to April 30"."""
_A_LIMIT = re.compile(r"\b(?:deadline|time limit|cut-?off|ultimatum)\b")
_SUPPOSED = re.compile(r"\b(?:if|unless|once|until|when|had it)\b[^,;]*\Z")
_IF_BY = re.compile(r"\b(?:if|unless)\s(?!possible\b)[^,;]*\Z")
"""Before the day by which something is to be done lest a threat come true: "if the ban is not lifted | by May 1"."""
_SAID = re.compile(r"\b(?:said|warned|told|added|threatened)\b")
_HEADED = re.compile(
    r"\s?[:–—-]\s?(?:the )?(?:last|final|closing)?\s?(?:deadline|day|date|cut-?off|time limit|due date)\s(?:for|to)\b"
    r"|\s?[:–—]\s[^.;:]{3,90}?\s(?:ends?|expires?|lapses?|runs? out|falls? due)\b"
)
"""Behind the day of an entry of a calendar: "Sept. 15: Deadline for comments", "24 October: the treaty ends"."""
_TOLD_ON = re.compile(
    r"\b(?:said|told|announced|reported|warned|wrote|confirmed|added|informed|notified)\s(?:[\w.'’-]+\s){0,4}\Z"
)
"""Before the day on which something is told."""
_ENDS = re.compile(rf"(?<![\w-]){cue('deadlines_ends')}\b")
_GOAL = re.compile(rf"\b{cue('deadlines_goal')}\b")
_MEETING = re.compile(rf"\b{cue('deadlines_meeting')}\b")
_STATES = ("truce", "freeze")
_PUT_OFF = ("postponed", "delayed")
_MUST = re.compile(
    rf"\b(?:must|had to|has to|have to)\s(?:have\s)?{cue('deadlines_must')}\b"
    rf"|\b(?:is|are) to\s{cue('deadlines_is_to')}\b"
)
_POSSIBLE = re.compile(
    r"(?:\s(?:break|recess|holidays?))?\s(?:was|is|would be|remain(?:s|ed)|seem(?:s|ed)|looks?|looked)\s"
    r"(?:now\s|still\s|not\s|also\s){0,2}(?:(?:un)?(?:likely|realistic)|(?:im)?possible|feasible|conceivable|optimistic"
    r"|ambitious|in reach|within reach)\b"
)
"""Behind a day by which a deal is judged possible, which sets nobody a limit."""
_ABOUT = frozenset(("deal", "talks", "pause", "tariff", "law", "offer", "signature"))
_LASTS = re.compile(r"\b(?:contracts?|licen[cs]es?|permits?|concessions?|mandates?|leases?)\b")
"""What ends on a day and is no kind of deal or duty."""
_BY_THE = re.compile(
    r"\b(?:by|before|until|ahead of) the (?:start|opening|beginning|end|close|launch|expiry|eve) of\s"
    r"(?:[\w'’-]+\s){1,5}(?:on|in)?\s?\Z"
)
"""Before the day of what is a limit: "by the start of the season | on July 10"."""
_GIVEN = re.compile(r"\b(?:gave|gives?|given|giving|has|have|had)\s(?:[\w.'-]+\s){0,4}(?:until\s)?\Z")
_TO_DO = re.compile(rf"\sto\s(?:{cue('deadlines_is_to')}|{cue('deadlines_must')}|set out|explain|object|appeal)\b")
_CUT = re.compile(r"[,;:—(]\s|\s(?:and|but|while|which|who|because|after)\s")


def deadline_frames(
    scan: Scan, number: int, kinds: frozenset[str], told: set[str], today: dt.date | None
) -> list[Frame]:
    """A frame for each date that the sentence sets as a limit and that has not been told before."""
    start, end = scan.sentences[number]
    found = []
    for mention in scan.dates.within(start, end):
        headed = mention.start == start and _HEADED.match(scan.lower, mention.end, end) is not None
        if mention.date is None or (mention.stamp and not headed) or str(mention.date) in told:
            continue
        by = (
            mention.role in LIMITS
            or _BY_THE.search(scan.lower, max(start, mention.start - 60), mention.start) is not None
        )
        must = (mention.role == "by" or (by and mention.role == "on")) and _MUST.search(
            scan.lower, start, mention.start
        )
        missed = _MISSED.search(scan.lower, start, mention.start) or _is_over(scan, mention, start, end)
        gone = today is not None and mention.date.last is not None and mention.date.last < today
        if mention.role == "by" and gone:
            missed = missed or MISSED.search(scan.lower, start, mention.start) or False
        if (
            not must
            and not missed
            and today is not None
            and mention.date.last is not None
            and mention.date.last < today
        ):
            continue
        if (
            _POSSIBLE.match(scan.lower, mention.end, end)
            or _is_far(mention, today)
            or _is_of_a_meeting(scan, mention, start)
        ):
            continue
        span = _span(scan, mention, start, end)
        ends = _ENDS.search(scan.lower, span[0], span[1])
        limit = bool(
            by
            and _ABOUT & kinds
            and (_GOAL.search(scan.lower, span[0], span[1]) or _named(scan, span))
            and not _MEETING.search(scan.lower, span[0], span[1])
            and not FORECAST.search(scan.lower, span[0], mention.start)
            and not _UNLIKELY.search(scan.lower, span[0], mention.start)
            and not NOT_BEFORE.search(scan.lower, span[0], mention.end)
        )
        limit = limit or bool(must) or _is_given(scan, mention, start, kinds) or bool(missed)
        limit = limit or scan.lower.startswith(" at the latest", mention.end) or headed
        limit = limit or _is_of_a_threat(scan, mention, start, end)
        limit = limit or bool(_ABOUT & kinds and _prolongs(scan, mention, start)) or _prolongs_it(scan, mention, start)
        if scan.lower.find("would have", span[0], span[1]) >= 0:
            continue
        if not ends and not limit:
            continue
        if ends and not limit and mention.role == "on" and _TOLD_ON.search(scan.lower, span[0], mention.start):
            continue  # "told Reuters on Monday, after notice that a treaty would lapse"
        if ends and not limit and mention.role not in LIMITS and _is_long(mention):
            continue  # "a truce ... later this year": no day on which it ends
        if ends and not _ABOUT & kinds and not _LASTS.search(scan.lower, span[0], span[1]):
            continue
        if (
            ends
            and not limit
            and ends.group() in _STATES
            and ends.start() > mention.end
            and not _ENDS.search(scan.lower, ends.end(), end)
        ):
            continue  # "stopped charging fees on Monday, part of a truce"
        if ends and ends.group().startswith(_PUT_OFF) and _MEETING.search(scan.lower, span[0], ends.start()):
            continue  # "the round was postponed until May" plans it
        told.add(str(mention.date))
        words = ends.group() if ends else mention.text.lower()
        hit = Hit(mention.start, mention.end, Entry(), words)
        sense = _PASSED if missed else _LIMIT
        found.append(Frame(Unit(span[0], span[1], number), hit, sense))
    return found


def _is_over(scan: Scan, mention: DateMention, start: int, end: int) -> bool:
    """Whether a limit was over on that day: "the deadline passed on Sunday", "the March 1 deadline came and went"."""
    if _SUPPOSED.search(scan.lower, start, mention.start):
        return False
    if mention.role == "by" and "deadline" in scan.lower[max(0, mention.start - 12) : mention.end + 12]:
        return _OVER_AFTER.match(scan.lower, mention.end, end) is not None
    return _OVER_BEFORE.search(scan.lower, start, mention.start) is not None


def _is_of_a_threat(scan: Scan, mention: DateMention, start: int, end: int) -> bool:
    """Whether somebody says what follows if a thing is not done by that day."""
    if mention.role != "by" or _IF_BY.search(scan.lower, start, mention.start) is None:
        return False
    return _SAID.search(scan.lower, start, end) is not None


_OF_A_MEETING = re.compile(
    rf"\b(?:{cue('deadlines_meeting')}|signing|signature|ceremony|talks|trip|call)\b"
    r"(?:(?!\b(?:deadline|limit|pause|truce|period|freeze)\b)[^;])*\Z"
)
_DUE_BEFORE = re.compile(r",\s(?:first |once |originally )?\Z")


def _is_of_a_meeting(scan: Scan, mention: DateMention, start: int) -> bool:
    """ "The round, due on May 2, was pushed back to May 9": the days of a meeting, and no limits."""
    moved = MOVED_TO.search(scan.lower, max(start, mention.start - 30), mention.start)
    due = scan.lower.startswith("due ", mention.start) and _DUE_BEFORE.search(scan.lower, start, mention.start)
    return bool((moved or due) and _OF_A_MEETING.search(scan.lower, start, mention.start))


def _prolongs(scan: Scan, mention: DateMention, start: int) -> bool:
    """Whether it is the new limit, behind by how much the old one was extended."""
    return mention.role == "until" and _PROLONGED.search(scan.lower, start, mention.start) is not None


_BEFORE = 160
"""Characters before a sentence in which "it" is named."""


def _prolongs_it(scan: Scan, mention: DateMention, start: int) -> bool:
    """Whether it is the new day of a limit of which the sentence before tells: "They extended it to April 30"."""
    to = scan.lower.startswith(("to ", "until ", "till "), mention.start)
    if not to or _PROLONGED_IT.search(scan.lower, start, mention.start) is None:
        return False
    return _A_LIMIT.search(scan.lower, max(0, start - _BEFORE), start) is not None


def _is_given(scan: Scan, mention: DateMention, start: int, kinds: frozenset[str]) -> bool:
    """Whether somebody is given the time: "gave Canada until May", "has 30 days to answer the request"."""
    counted = mention.role == "within" and not scan.lower.startswith("within", mention.start) and bool(_ABOUT & kinds)
    given = _GIVEN.search(scan.lower, start, mention.start) or _TO_DO.match(scan.lower, mention.end)
    return (mention.role == "until" or counted) and given is not None


def _is_long(mention: DateMention) -> bool:
    """Whether it names a year or a season."""
    return mention.span is None or mention.span > 92


def _is_far(mention: DateMention, today: dt.date | None) -> bool:
    """Whether it is a year beyond the next two ("by 2040"): an aim of policy, and no limit of the talks."""
    first = mention.date.first if mention.date is not None else None
    if first is None or today is None or mention.span is None:
        return False
    return first.year > today.year + 2 and mention.span > 31


def _named(scan: Scan, span: tuple[int, int]) -> str:
    """The vocabulary's word for a limit within the span; empty where there is none."""
    for hit in scan.hits.within(*span):
        if any(s.type == "deadline" and not s.tail for s in hit.entry.senses):
            return hit.text
    return ""


def _span(scan: Scan, mention: DateMention, start: int, end: int) -> tuple[int, int]:
    """The stretch of the sentence around the date."""
    first = start
    for cut in _CUT.finditer(scan.lower, start, mention.start):
        closed = scan.lower.find(")", cut.end(), mention.start) >= 0
        listed = cut.group() == " and " and scan.actor_ends(cut.start()) and scan.text[cut.end()].isupper()
        behind = cut.end() == mention.start and _prolongs(scan, mention, start)
        if not closed and not listed and not behind:  # "(Argentina, Brazil and Uruguay) by July" is one stretch
            first = cut.end()
    last = end
    after = _CUT.search(scan.lower, mention.end, end)
    if after is not None:
        last = after.start()
        if after.group().startswith(",") and _ENDS.search(scan.lower, after.end(), min(end, after.end() + 90)):
            later = _CUT.search(scan.lower, after.end() + 5, end)
            last = later.start() if later else end
    return first, last
