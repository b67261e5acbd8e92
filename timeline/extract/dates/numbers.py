"""Dates that begin with a number: ``24 September``, ``the 24th``, ``2025-09-24``, ``2018``."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.extract.dates.form import Form, Spot, hyphened_part
from timeline.extract.dates.names import portion

_LAWS = frozenset(("act", "law", "code", "treaty", "convention", "protocol", "constitution", "statute"))
"""``the Trade Act of 1974``: the year is part of the name."""
_LEADS = frozenset(("early", "late", "mid", "fiscal", "year", "calendar"))
_POSSESSIVES = frozenset(("the", "its", "their", "his", "her", "our"))
_POINTING = frozenset(("last", "past", "coming", "this"))
"""``the last 14th``, as translated press writes it."""
_LOOSE = frozenset(("about", "around", "over", "at", "for", "to", "and", "or", "of", "than"))
"""After these a number of four digits may as well be a count: ``over 2000 tonnes``."""


def number(spot: Spot) -> Form | None:
    """A date that begins with the digits at ``spot``; None where they are none."""
    text, start, words = spot.text, spot.start, spot.words
    if start > 1 and text[start - 1] in "-–/" and text[start - 2].isdigit():
        return None
    if spot.word.endswith("Q"):
        return portion(spot, 32 + int(spot.word[0]), start)
    if match := words.numeric.match(text, start):
        return _numeric(spot, match)
    if match := words.day_first.match(text, start):
        return _day_first(spot, match)
    if match := words.ordinal.match(text, start):
        return _ordinal(spot, int(match[1]), match.end())
    return _year(spot, int(spot.word)) if len(spot.word) == 4 else None


def _numeric(spot: Spot, match: re.Match[str]) -> Form | None:
    start, end = match.span()
    if match["iso"]:
        return Form("given", start, end, given=match["iso"])
    if match["span"]:
        first, second = match["span"], match["until"]
        second = second if len(second) == 4 else first[:2] + second
        return Form("given", start, end, given=f"{first}/{second}") if 0 < int(second) - int(first) <= 60 else None
    return _in_figures(spot, match)


_ON = frozenset(("on", "until", "till", "since", "before"))
"""Before a day and a month in figures without a year; elsewhere they may be a share or a score."""
_LAST_MONTH = 12


def _in_figures(spot: Spot, match: re.Match[str]) -> Form | None:
    """``13/3/2026``, ``3.9.2026``, ``on 3/13``: a day and a month; without a day where nobody knows which is which."""
    first, second = int(match["first"]), int(match["second"])
    year = int(match["year"]) if match["year"] else None
    if year is None and spot.before(spot.start)[0] not in _ON:
        return None
    day_first = match["mark"] == "." or first > _LAST_MONTH
    if not day_first and second <= _LAST_MONTH and first != second:
        known = _begins_with_the_day(spot.text)
        if known is None:
            return Form("given", *match.span()) if year else None
        day_first = known
    day, month = (first, second) if day_first else (second, first)
    if not (1 <= month <= _LAST_MONTH and 1 <= day <= 31):
        return None
    return Form("day", *match.span(), year=year, month=month, day=day)


_WITH_SLASHES = re.compile(r"(?<![\d/.])(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?:19|20)\d\d\b")


@lru_cache(maxsize=8)
def _begins_with_the_day(text: str) -> bool | None:
    """How the text writes its days with slashes, by those that can be read in one way; None where unknown."""
    ways = set()
    for match in _WITH_SLASHES.finditer(text):
        if int(match["first"]) > _LAST_MONTH:
            ways.add(True)
        elif int(match["second"]) > _LAST_MONTH:
            ways.add(False)
    return ways.pop() if len(ways) == 1 else None


def _day_first(spot: Spot, match: re.Match[str]) -> Form | None:
    """``24 September 2025``, ``24 and 25 September``."""
    day, year = int(match["day"]), match["year"]
    if not 1 <= day <= 31:
        return None
    closes = match["stop"] is not None and year is None and match["month"] not in spot.words.abbreviated
    form = Form("day", spot.start, match.end() - closes, month=spot.words.months[match["month"]], day=day)
    form.year = int(year) if year else None
    if match["second"]:
        form.last_day = int(match["second"])
        form.pair = match["link"].strip() == "and"
    return form


def _ordinal(spot: Spot, day: int, end: int) -> Form | None:
    """``the 24th`` as a day of a month; not the 2nd round, not the 21st century."""
    before, _ = spot.before(spot.start)
    joined = spot.low == spot.start - 1 and spot.char(spot.low) in ("-", "–")
    linked = before in ("to", "and") and spot.low > 0
    told = joined or linked or before == "the" or before in _POINTING
    if not 1 <= day <= 31 or not told:
        return None
    follower = spot.after(end)
    if follower in spot.words.not_days or _counts_a_name(spot, end):
        return None
    counted = follower[:1].islower() and follower not in spot.words.after_day and not follower.endswith("ed")
    if counted and not spot.text.startswith(" half a ", end):  # "On the 4th half a dozen came", not "the 2nd half"
        return None
    return Form("ordinal", spot.start, end, day=day)


def _counts_a_name(spot: Spot, end: int) -> bool:
    """``the 30th Japan-EU summit``: capitalised words, and then what comes in a row."""
    word = spot.after(end)
    for _ in range(4):
        if not word[:1].isupper():
            return False
        end += 1 + len(word)
        word = spot.after(end)
        if word in spot.words.not_days:
            return True
    return False


def _year(spot: Spot, year: int) -> Form | None:
    """``in 2018``, ``the 2018 agreement``, ``the 1990s``."""
    start, end = spot.start, spot.end
    before, at = spot.before(start)
    if spot.char(end) == "s" and not spot.char(end + 1).isalnum():
        return Form("given", start, end + 1, given=f"{year // 10}X") if year % 10 == 0 else None
    follower = spot.after(end)
    if before in _POSSESSIVES:
        return Form("year", start, end, year=year, attributive=True) if follower else None
    if before in _LOOSE:
        named = before == "of" and spot.before(at)[0] in _LAWS
        plural = follower.endswith("s") and follower not in ("was", "is", "has", "as")
        return None if named or plural or follower in ("people", "head") else Form("year", start, end, year=year)
    bracketed = spot.char(start - 1) in ("(", "-", "–", "—") and spot.char(end) in (")", ",", ";")
    halved = hyphened_part(spot.text, start)[0] != ""
    told = bracketed or halved or before in spot.words.roles or before in _LEADS
    return Form("year", start, end, year=year) if told else None
