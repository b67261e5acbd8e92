"""Dates that begin with a name: months, weekdays, seasons."""

from __future__ import annotations

import re

from timeline.extract.dates.form import Form, before_word, word_after
from timeline.extract.dates.words import DateWords

_THE_WEEKDAY = re.compile(r"\s(after|before)(?=\s?[.,;:)]|\Z|\n)")


def month(text: str, word: str, start: int, low: int, words: DateWords) -> Form | None:
    """A month, or a day of it, whose name ``word`` stands at ``start``; None where the name is no month's."""
    match = words.month_tail.match(text, start + len(word))
    assert match is not None
    form = Form("month", start, match.end(), 0, month=words.months[word])
    if match["year"]:
        form.year = int(match["year"])
    if match["day"]:
        form.kind, form.day = "day", int(match["day"])
        if not 1 <= form.day <= 31:
            return None
        if match["more"]:
            _further_days(form, match["more"])
        return form
    if form.year is not None:
        return form
    if match["stop"] and word not in words.abbreviated:
        form.end -= 1  # the stop ends the sentence: only abbreviations have one of their own
    return form if _is_month(text, word, form, low, words) else None


def _further_days(form: Form, more: str) -> None:
    assert form.day is not None
    digits = "".join(char if char.isdigit() else " " for char in more).split()
    days = [int(part) for part in digits]
    if form.day < days[-1] <= 31:
        form.last_day = days[-1]
        form.pair = "and" in more or "," in more
    else:
        form.end -= len(more)
        form.year = None


def _is_month(text: str, word: str, form: Form, low: int, words: DateWords) -> bool:
    """Whether a month's name without day and year is one: May is also a verb, April and June are names."""
    before, _ = before_word(text, form.start, low)
    follower = word_after(text, form.end, form.end + 30)
    if text[form.start - 1 : form.start] == "-" and text[max(0, form.start - 4) : form.start - 1].lower() == "mid":
        return True
    if before in words.parts or before in words.references or before in ("of", "a"):
        return not (before == "that" and word == "May")
    if _is_spanned(text, form, low, words):
        return True
    if before in words.roles or before in ("to", "and", "or", "between", "than", "as"):
        if before in ("and", "or", "to", "that", "than") and word in ("May", "March", "April", "June", "August"):
            return before == "to" or not (follower and (follower[0].isupper() or word in ("May", "March")))
        return not (
            follower
            and follower[0].isupper()
            and word in ("April", "June", "May", "August")
            and before in ("for", "by", "of")
        )
    possessive = text[form.end : form.end + 2] in ("'s", "’s")
    if len(word) <= 4 and word not in ("May", "June", "July"):
        return False
    if possessive:
        return word not in ("April", "June", "May") or not before or before in ("the", "under")
    lower_follower = bool(follower) and follower[0].islower()
    if before in ("the", "their", "its", "his", "our") or before.endswith(("'s", "’s")):
        form.attributive = lower_follower
        return lower_follower and (word != "March" or follower not in ("of", "on", "to"))
    if word in ("May", "March", "April", "June", "August"):
        return False
    form.attributive = lower_follower
    return lower_follower or not follower


def _is_spanned(text: str, form: Form, low: int, words: DateWords) -> bool:
    """``the January-March quarter``."""
    if text[form.start - 1 : form.start] in ("-", "–") and low == form.start - 1:
        return True
    return text[form.end : form.end + 1] in ("-", "–") and text[form.end + 1 : form.end + 4] in words.months


def weekday(text: str, word: str, start: int, end: int, low: int, words: DateWords) -> Form | None:
    """A weekday; short names only before a day or a clock time."""
    weekday = words.weekdays.get(word)
    if weekday is None:
        weekday = words.short_weekdays[word]
        stop = text[end : end + 1] == "."
        after = text[end + stop : end + stop + 8].lstrip(" ,")
        if not (after[:1].isdigit() or after[:3] in words.months or stop):
            return None
        end += stop
    before, _ = before_word(text, start, low)
    form = Form("weekday", start, end, 0, weekday=weekday)
    if before in ("every", "each", "most"):
        form.kind = "recurring"
    elif before == "the" and (tail := _THE_WEEKDAY.match(text, end)):
        form.ref, form.end = ("following" if tail[1] == "after" else "previous"), tail.end()
    elif before in ("black", "good", "ash", "easter", "bloody", "palm", "super"):
        return None
    return form


def season(text: str, word: str, start: int, end: int, low: int, words: DateWords) -> Form | None:
    """A season that is told as a time: ``in the spring``, ``last summer``."""
    before, at = before_word(text, start, low)
    match = words.year_of.match(text, end)
    if match is None and text[end : end + 4] == " of ":
        return None
    if match is None and before == "the":
        ahead, _ = before_word(text, at, low)
        if ahead not in ("in", "by", "since", "until", "from", "during", "over", "of", "before"):
            return None
    elif (
        match is None
        and before not in words.references
        and before not in ("in", "by", "early", "late", "mid", "since", "until")
    ):
        return None
    if word == "fall" and match is None and before not in ("this", "last", "next", "the"):
        return None
    return portion(text, words.seasons[word], start, end, words)


def portion(text: str, code: int, start: int, end: int, words: DateWords) -> Form:
    """A part of a year by its EDTF ``code``, with the year where it follows."""
    form = Form("portion", start, end, 0, portion=code)
    if match := words.year_of.match(text, end):
        form.year, form.end = int(match["year"]), match.end()
    return form
