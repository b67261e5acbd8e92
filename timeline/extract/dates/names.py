"""Dates that begin with a name: months, weekdays, seasons."""

from __future__ import annotations

import re

from timeline.extract.dates.form import Form, Spot, hyphened_part

_THE_WEEKDAY = re.compile(r"\s(after|before)(?=\s?[.,;:)]|\Z|\n|\s(?:for|to|in|at|that|and|but|by|from|with)\s)")
_WORDS_TOO = frozenset(("May", "March", "April", "June", "August"))
"""Months that are also verbs, adjectives or names."""
_PERSONS = frozenset(("April", "June", "May", "August"))
_FIRST_NAMES = frozenset(("Jan", "Jun"))
_DETERMINERS = frozenset(("the", "their", "its", "his", "our"))
_NAMED_DAYS = frozenset(("black", "good", "ash", "easter", "bloody", "palm", "super"))
_IN_SEASON = frozenset(("for", "in", "by", "early", "late", "mid", "since", "until"))
_IN_THE_SEASON = frozenset(("as", "for", "in", "by", "since", "until", "from", "during", "over", "of", "before"))


def month(spot: Spot) -> Form | None:
    """A month, or a day of it, whose name stands at ``spot``; None where the name is no month's."""
    match = spot.words.month_tail.match(spot.text, spot.end)
    assert match is not None
    form = Form("month", spot.start, match.end(), month=spot.words.months[spot.word])
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
    if match["stop"] and spot.word not in spot.words.abbreviated:
        form.end -= 1  # the stop ends the sentence: only abbreviations have one of their own
    return form if _is_month(spot, form) else None


def _further_days(form: Form, more: str) -> None:
    assert form.day is not None
    last = int("".join(char if char.isdigit() else " " for char in more).split()[-1])
    if form.day < last <= 31:
        form.last_day = last
        form.pair = "and" in more
    else:
        form.end -= len(more)
        form.year = None


def _is_month(spot: Spot, form: Form) -> bool:
    """Whether a month's name without day and year is one: May is also a verb, April and June are names."""
    word, words = spot.word, spot.words
    before, _ = spot.before(form.start)
    if before.lower() in ("every", "each"):
        return False  # "every July the pact nearly runs out"
    follower = spot.after(form.end)
    person = follower[:1].isupper()
    if hyphened_part(spot.text, form.start)[0]:
        return True
    if person and word in _FIRST_NAMES:
        return False
    if before in words.parts or before in words.references or before in ("of", "a"):
        return not (before == "that" and word == "May")
    if _is_spanned(spot, form):
        return True
    if before in ("and", "or", "than") and word in _WORDS_TOO:
        return not (follower and (person or word in ("May", "March")))
    if before in words.roles or before in ("to", "and", "or", "between", "than", "as"):
        return not (person and word in _PERSONS and before in ("for", "by", "of"))
    if len(word) <= 4 and word not in ("May", "June", "July"):
        return False
    if spot.text[form.end : form.end + 2] in ("'s", "’s"):
        return word not in _PERSONS or before in ("", "the", "under")
    lower = follower[:1].islower()
    if before in _DETERMINERS or before.endswith(("'s", "’s")):
        form.attributive = lower
        return lower and (word != "March" or follower not in ("of", "on", "to"))
    form.attributive = lower
    return word not in _WORDS_TOO and (lower or not follower)


def _is_spanned(spot: Spot, form: Form) -> bool:
    """``the January-March quarter``."""
    if spot.char(form.start - 1) in ("-", "–") and spot.low == form.start - 1:
        return True
    return spot.char(form.end) in ("-", "–") and spot.text[form.end + 1 : form.end + 4] in spot.words.months


_A_WEEK_ON = re.compile(r"\sweek(?=[\s.,;])(?!\sof\b)")
"""``on Thursday week``."""


def weekday(spot: Spot) -> Form | None:
    """A weekday; short names only before a day or a clock time."""
    words, end = spot.words, spot.end
    number = words.weekdays.get(spot.word)
    if number is None:
        number = words.short_weekdays[spot.word]
        stop = spot.char(end) == "."
        end += stop
        after = spot.text[end : end + 8].lstrip(" ,")
        if not (after[:1].isdigit() or after[:3] in words.months or stop):
            return None
    before, at = spot.before(spot.start)
    form = Form("weekday", spot.start, end, weekday=number)
    if before in ("every", "each", "most"):
        form.kind = "recurring"
    elif before == "the" and spot.text.startswith(" before last", end):
        form.start, form.ref, form.end = at, "before last", end + len(" before last")
    elif _A_WEEK_ON.match(spot.text, end):
        form.ref, form.end = "a week on", end + len(" week")
    elif before == "the" and (tail := _THE_WEEKDAY.match(spot.text, end)):
        form.ref, form.end = ("following" if tail[1] == "after" else "previous"), tail.end()
    elif before in _NAMED_DAYS or before == "a":
        return None  # "on Sept. 15, a Friday"
    return form


_EVE = re.compile(r"\s(Eve|Day)\b")
_COUNTED_FROM = (" before ", " after ")
"""Before a day from which others are counted: "two days before | Christmas"."""


def feast(spot: Spot) -> Form | None:
    """``by Christmas``, ``on Christmas Eve 2020``, ``before Thanksgiving``; not the Christmas market."""
    end = spot.end
    if moving := spot.words.moving_feasts.get(spot.word):
        form = Form("day", spot.start, end, feast=moving)
    else:
        month, day = spot.words.feasts[spot.word]
        if tail := _EVE.match(spot.text, end):
            day, end = day - (tail[1] == "Eve"), tail.end()
        form = Form("day", spot.start, end, month=month, day=day)
    if year := spot.words.year_of.match(spot.text, end) or spot.words.month_of.match(spot.text, end):
        form.year, form.end = int(year["year"]), year.end()
    if spot.words.deadline_tail.match(spot.text, form.end):
        return form
    follower = spot.after(form.end)
    before, at = spot.before(spot.start)
    told = before in spot.words.roles or before in spot.words.references
    if (ref := spot.words.references.get(before)) in ("last", "next"):
        form.ref, form.start = ref, at
    told = told or spot.text.endswith(_COUNTED_FROM, 0, spot.start)
    return form if told and not (follower and follower not in spot.words.after_day) else None


_OF_A_YEAR = re.compile(
    r"\sof\s(?:(?:last|this|next|that)\syear|the\s(?:same|following|next|previous)\syear|the\syear\s(?:before|after))\b"
)


def season(spot: Spot) -> Form | None:
    """A season that is told as a time: ``in the spring``, ``last summer``."""
    name = spot.word.lower()
    code = spot.words.seasons[name]
    if spot.words.year_of.match(spot.text, spot.end):
        return portion(spot, code, spot.start)
    before, at = spot.before(spot.start)
    if spot.text.startswith(" of ", spot.end) and not _OF_A_YEAR.match(spot.text, spot.end):
        return None
    if name == "fall" and before not in ("this", "last", "next", "the"):
        return None
    if before == "the":
        told = spot.before(at)[0] in _IN_THE_SEASON
    else:
        told = before in spot.words.references or before in _IN_SEASON
    return portion(spot, code, spot.start) if told else None


def portion(spot: Spot, code: int, start: int) -> Form:
    """A part of a year by its EDTF ``code``, from ``start`` to the end of ``spot``, with the year where it follows."""
    form = Form("portion", start, spot.end, portion=code)
    if match := spot.words.year_of.match(spot.text, spot.end):
        form.year, form.end = int(match["year"]), match.end()
    return form
