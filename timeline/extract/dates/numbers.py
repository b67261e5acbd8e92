"""Dates that begin with a number: ``24 September``, ``the 24th``, ``2025-09-24``, ``2018``."""

from __future__ import annotations

import re

from timeline.extract.dates.form import Form, before_word, word_after
from timeline.extract.dates.names import portion
from timeline.extract.dates.words import DateWords

_LAWS = frozenset(("act", "law", "code", "treaty", "convention", "protocol", "constitution", "statute"))
"""``the Trade Act of 1974``: the year is part of the name."""
_LEADS = frozenset(("early", "late", "mid", "fiscal", "year", "calendar"))
_POSSESSIVES = frozenset(("the", "its", "their", "his", "her", "our"))
_LOOSE = frozenset(("about", "around", "over", "at", "for", "to", "and", "or", "of", "than"))
"""After these a number of four digits may as well be a count: ``over 2000 tonnes``."""


def number(text: str, word: str, start: int, low: int, high: int, words: DateWords) -> Form | None:
    """A date that begins with the digits ``word`` at ``start``; None where they are none."""
    if start and (text[start - 1] in "-–/" and start > 1 and text[start - 2].isdigit()):
        return None
    if word.endswith("Q"):
        return portion(text, 32 + int(word[0]), start, start + 2, words)
    if match := words.numeric.match(text, start):
        return _numeric(match, start)
    if match := words.day_first.match(text, start):
        day, month, year = int(match["day"]), words.months[match["month"]], match["year"]
        if not 1 <= day <= 31:
            return None
        end = match.end() - (match["stop"] is not None and year is None and match["month"] not in words.abbreviated)
        form = Form("day", start, end, 0, month=month, day=day, year=int(year) if year else None)
        if match["second"]:
            form.last_day = int(match["second"])
            form.pair = match["link"].strip() == "and"
        return form
    if match := words.ordinal.match(text, start):
        return _ordinal(text, int(match[1]), start, match.end(), low, high, words)
    return _year(text, int(word), start, low, words) if len(word) == 4 else None


def _numeric(match: re.Match[str], start: int) -> Form | None:

    if match["iso"]:
        return Form("given", start, match.end(), 0, given=match["iso"])
    if match["span"]:
        first, second = match["span"], match["until"]
        second = second if len(second) == 4 else first[:2] + second
        if not int(first) < int(second) <= int(first) + 60:
            return None
        return Form("given", start, match.end(), 0, given=f"{first}/{second}")
    day, month = int(match["first"]), int(match["second"])
    if month > 12 >= day:
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if day <= 12 and day != month:
        return Form("given", start, match.end(), 0)  # 3/4/2025: nobody knows
    return Form("day", start, match.end(), 0, year=int(match["year"]), month=month, day=day)


def _ordinal(text: str, day: int, start: int, end: int, low: int, high: int, words: DateWords) -> Form | None:
    before, at = before_word(text, start, low)
    dashed = low == start - 1 and text[low] in "-–"
    if not 1 <= day <= 31 or not (dashed or before in ("the", "to", "and")):
        return None
    if not dashed and before != "the" and not (low and text[at : at + 3] != "the"):
        return None
    follower = word_after(text, end, high)
    if follower in words.not_days:
        return None
    if follower and follower[0].islower() and follower not in words.after_day and not follower.endswith("ed"):
        return None
    return Form("ordinal", start, end, 0, day=day)


def _year(text: str, year: int, start: int, low: int, words: DateWords) -> Form | None:
    before, at = before_word(text, start, low)
    end = start + 4
    if text[end : end + 1] == "s" and not text[end + 1 : end + 2].isalnum():
        return Form("given", start, end + 1, 0, given=f"{year // 10}X") if year % 10 == 0 else None
    follower = word_after(text, end, start + 40)
    if before in _POSSESSIVES:
        return Form("year", start, end, 0, year=year, attributive=True) if follower else None
    if before in _LOOSE:
        named = before == "of" and before_word(text, at, low)[0] in _LAWS
        plural = follower.endswith("s") and follower not in ("was", "is", "has", "as")
        counts = plural or follower in ("people", "head")
        return None if named or counts else Form("year", start, end, 0, year=year)
    if before in words.roles or before in _LEADS:
        return Form("year", start, end, 0, year=year)
    bracketed = text[start - 1 : start] in "(-–—" and text[end : end + 1] in "),;"
    return Form("year", start, end, 0, year=year) if bracketed else None
