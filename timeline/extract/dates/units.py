"""Dates told by units: ``last week``, ``two days later``, ``the third quarter``, ``within ten days``."""

from __future__ import annotations

import re

from timeline.extract.dates.form import STOPS, Form, before_word
from timeline.extract.dates.names import portion
from timeline.extract.dates.words import DateWords


def unit(text: str, unit: str, word: str, start: int, end: int, low: int, high: int, words: DateWords) -> Form | None:
    """A date told by a unit of time, whose name ``word`` stands from ``start`` to ``end``."""
    before, at = before_word(text, start, low, hyphen=True)
    hyphen = text[start - 1 : start] == "-"
    if text[end : end + 1] == "-":
        ends = text[end : end + 4] == "-end" and unit in ("month", "quarter", "year")
        return Form("unit", start, end + 4, 0, unit=unit, ref="this", part="end") if ends else None
    if before in ("every", "each"):
        return None if unit in ("daypart", "date", "eve", "hour") else Form("recurring", at, end, 0, unit=unit)
    if unit in ("quarter", "half"):
        return _quarter(text, unit, before, at, start, end, low, words)
    if unit == "eve":
        return (
            Form("eve", start, end, 0, unit="day", count=-1)
            if before == "the" and text[end : end + 4] == " of "
            else None
        )
    number = int(before) if before.isdigit() and len(before) < 4 else words.numbers.get(before, 0)
    if number and unit not in ("daypart", "date", "weekend"):
        return _counted(text, unit, number, before, at, start, end, low, words)
    if before == "year" and unit == "date":
        return None
    if hyphen:
        return None
    if unit == "hour":
        return _hours(text, before, start, end, words)
    return _referred(text, unit, word, before, at, start, end, low, words)


def _quarter(
    text: str, unit: str, before: str, at: int, start: int, end: int, low: int, words: DateWords
) -> Form | None:
    number = words.ordinals.get(before)
    if number is None:
        if unit == "quarter" and before in ("this", "last", "next") and before_word(text, at, low)[0] != "the":
            return Form("unit", at, end, 0, unit=unit, ref=words.references[before])
        return None
    if unit == "half" and number > 2:
        return None
    form = portion(text, (32 if unit == "quarter" else 39) + number, at, end, words)
    return form if form.year is not None or text[end : end + 4] != " of " or _of_year(text, end) else None


def _of_year(text: str, end: int) -> bool:
    return text[end + 4 : end + 14].startswith(("this year", "next year", "last year", "the year"))


def _counted(
    text: str, unit: str, number: int, before: str, at: int, start: int, end: int, low: int, words: DateWords
) -> Form | None:
    first, first_at = before_word(text, at, low)
    about = first in ("about", "around", "roughly", "nearly", "almost", "some", "approximately")
    if about:
        first, first_at = before_word(text, first_at, low)
    tail = words.count_tail.match(text, end)
    plain = text[start - 1 : start] != "-"
    if tail and plain:
        return _tailed(tail, text, unit, number, first, at, words)
    if (unit == "hour" and first != "within") or (before == "one" and first == "in"):
        return None  # "not more than $20 billion in one year"
    reference = first in ("next", "coming", "following")
    if reference:
        second, second_at = before_word(text, first_at, low)
        if second == "the":
            second, second_at = before_word(text, second_at, low)
        first, first_at = second, second_at
    if first == "within":
        return Form("within", first_at, end, 0, role="within", unit=unit, count=number, about=about)
    if first in ("in", "over", "during") and reference and plain:
        return Form("within", first_at, end, 0, role="within", unit=unit, count=number, about=about)
    if first == "in" and not reference and plain:
        if text[end : end + 6] in ("' time", "’ time", "'s tim", "’s tim"):
            end += text[end:].index("time") + 4
        return Form("ahead", first_at, end, 0, unit=unit, count=number, about=about)
    if first == "for" and unit in ("day", "week", "month") and plain:
        return Form("for", first_at, end, 0, role="for", unit=unit, count=number, about=about)
    return None


def _tailed(
    tail: re.Match[str], text: str, unit: str, number: int, first: str, at: int, words: DateWords
) -> Form | None:
    import re

    assert isinstance(tail, re.Match)
    word = tail["word"]
    end = tail.end()
    if word in ("ago",):
        return Form("ago", at, end, 0, unit=unit, count=-number)
    if word in ("from now", "hence"):
        return Form("ago", at, end, 0, unit=unit, count=number)
    if word == "ahead":
        return Form("ago", at, end, 0, unit=unit, count=number) if text[end : end + 3] != " of" else None
    if word == "on":
        return Form("shift", at, end, 0, unit=unit, count=number) if text[end : end + 1] in STOPS else None
    if text[end : end + 5] == " than" or (unit == "hour" and word in ("after", "before")):
        return None
    sign = 1 if word in ("later", "after", "afterward", "afterwards") else -1
    return Form("shift", at, end, 0, unit=unit, count=sign * number, ref=word if word in ("after", "before") else "")


def _hours(text: str, before: str, start: int, end: int, words: DateWords) -> Form | None:
    tail = words.count_tail.match(text, end)
    if tail and tail["word"] in ("later", "earlier", "afterward", "afterwards"):
        return Form("context", start, tail.end(), 0, unit="day")
    return None


def _referred(
    text: str, unit: str, word: str, before: str, at: int, start: int, end: int, low: int, words: DateWords
) -> Form | None:
    plural = word.endswith("s")
    second, second_at = before_word(text, at, low)
    if before == "the":
        return _with_article(text, unit, second, second_at, at, start, end, low, words)
    ref = words.references.get(before, "")
    if not ref or plural:
        return None
    if ref in ("last", "next") and second == "the" and before != "coming":
        if ref == "next" and unit in ("day", "daypart"):
            return Form("shift", second_at, end, 0, unit="day", count=1)
        if ref == "next" and unit in ("week", "month", "year"):
            return Form("shift", second_at, end, 0, unit=unit, count=1)
        return None
    if before == "past" or (before == "coming" and unit not in ("week", "month", "year", "weekend")):
        return None
    if ref == "same" and before == "that" and unit == "year" and text[end : end + 1].isalpha():
        return None
    from_at = second_at if second == "the" or (second == "that" and before == "same") else at
    if ref == "same":
        return Form("context", from_at, end, 0, unit={"daypart": "day", "date": "day"}.get(unit, unit))
    if ref in ("following", "previous"):
        count = 1 if ref == "following" else -1
        base = {"daypart": "day", "date": "day"}.get(unit, unit)
        return Form("shift", from_at, end, 0, unit=base, count=count, ref="whole" if unit == "week" else "")
    if unit == "daypart":
        count = {"last": -1, "next": 1}.get(ref, 0)
        return Form("deictic", at, end, 0, count=count)
    if unit in ("day", "date", "eve"):
        return None
    return Form("unit", at, end, 0, unit=unit, ref=ref)


def _with_article(
    text: str, unit: str, second: str, second_at: int, at: int, start: int, end: int, low: int, words: DateWords
) -> Form | None:
    tail = words.count_tail.match(text, end)
    if tail and unit == "day" and tail["word"] in ("before", "after", "earlier", "previously"):
        count = 1 if tail["word"] == "after" else -1
        return Form("shift", at, tail.end(), 0, unit="day", count=count, ref=tail["word"])
    if unit == "weekend":
        return (
            Form("unit", at, end, 0, unit=unit, ref="near")
            if second in ("over", "at", "during", "on", "for", "by", "through")
            else None
        )
    if unit not in ("day", "week", "month", "year", "decade"):
        return None
    if second in ("in",):
        third, third_at = before_word(text, second_at, low)
        if third in ("later", "earlier", "late", "early"):
            form = Form("context" if unit == "day" else "unit", third_at, end, 0, unit=unit, ref="this")
            form.part = words.parts[third]
            return form
    if unit == "day":
        return None
    if text[end : end + 7] in (" is out", " is ove", " is up", " ends"):
        return Form(
            "unit", second_at, text.index(" ", end + 1) + 4, 0, unit=unit, ref="this", part="last day", role="by"
        )
    if second == "of" and before_word(text, second_at, low)[0] in words.parts:
        return Form("unit", at, end, 0, unit=unit, ref="this")
    return None
