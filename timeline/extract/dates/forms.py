"""What a text says of time, before anybody asks which day it was: forms, found and read from left to right."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from timeline.extract.date_words import DateWords, date_words

Kind = Literal[
    "day", "ordinal", "weekday", "month", "year", "portion", "unit", "deictic", "ago", "shift", "context", "within",
    "ahead", "for", "eve", "given", "recurring",
]  # fmt: skip
Role = Literal["on", "by", "since", "until", "from", "within", "after", "for"]

_THE_WEEKDAY = re.compile(r"\s(after|before)(?=\s?[.,;:)]|\Z|\n)")
_SLICES = {
    "half": {"first": "early", "second": "late", "latter": "late"},
    "week": {"first": "early", "second": "mid", "third": "mid", "fourth": "late", "last": "end", "final": "end"},
    "days": {"first": "early", "last": "end", "final": "end", "opening": "early", "closing": "end"},
    "weeks": {"first": "early", "last": "end", "final": "end", "opening": "early", "closing": "end"},
}
"""``the second half of October``: which part of the month it is."""
_LAWS = frozenset(("act", "law", "code", "treaty", "convention", "protocol", "constitution", "statute"))
"""``the Trade Act of 1974``: the year is part of the name."""
_REACH = 60
_STRIP = "\"'“”‘’«»([,;:"
_STOPS = '.,;:!?)]”"'


@dataclass(slots=True)
class Form:
    """A date as written: its parts, and what it is counted from."""

    kind: Kind
    start: int
    end: int
    sentence: int
    paragraph: int = 0
    """Where the line begins that it stands in; known where it is counted from another day."""
    role: Role = "on"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    """The other end of ``July 30-31``, or the last day of ``March 20 and 21``."""
    weekday: int | None = None
    portion: int | None = None
    """EDTF code of a season, quarter or half."""
    ref: str = ""
    """last, this, next, same, following, previous."""
    unit: str = ""
    count: int = 0
    part: str = ""
    """early, mid, late, end."""
    given: str = ""
    """EDTF, where the text has it as it stands."""
    through: Form | None = None
    """The other end of a range."""
    own_end: int = 0
    """Where it ends without ``through``."""
    pair: bool = False
    """Whether ``through`` is tied by "and": one date only where the days follow one another."""
    stamp: bool = False
    """Whether it opens a line as a time stamp or stands in the dateline."""
    attributive: bool = False
    """Whether it qualifies a noun: ``July's deal``, ``the June summit``."""
    about: bool = False
    line: bool = False
    """Whether it opens a line, with a dash or colon after it: an entry of a chronology."""


def find_forms(text: str, sentences: Sequence[tuple[int, int]]) -> list[Form]:
    """All forms of ``text`` that stand within ``sentences``, in order; ranges and pairs are joined."""
    words = date_words()
    starts = [start for start, _ in sentences]
    forms: list[Form] = []
    floor = 0
    for match in words.trigger.finditer(" " + text):
        start = match.start(1) - 1
        if start < floor:
            continue
        sentence = bisect_right(starts, start) - 1
        if sentence < 0 or start >= sentences[sentence][1]:
            continue
        low = max(floor, sentences[sentence][0], start - _REACH)
        form = _read(text, match.group(1), start, low, sentences[sentence][1], words)
        if form is None:
            continue
        form.sentence = sentence
        if form.kind in ("shift", "context", "within", "for", "weekday"):
            form.paragraph = text.rfind("\n", 0, start) + 1
        floor = max(form.end, floor)
        _joined(text, forms, form, words)
    return forms


def _read(text: str, word: str, start: int, low: int, high: int, words: DateWords) -> Form | None:
    end = start + len(word)
    if word[0].isdigit():
        form = _number(text, word, start, low, high, words)
    elif word in words.months:
        form = _month(text, word, start, low, words)
    elif word in words.weekdays or word in words.short_weekdays:
        form = _weekday(text, word, start, end, low, words)
    elif word[0] in "QH" and word[1:].isdigit():
        form = _portion(text, 32 + int(word[1]) if word[0] == "Q" else 39 + int(word[1]), start, end, words)
        form = form if word[0] == "Q" or word[1] in "12" else None
    else:
        lower = word.lower()
        if lower in words.seasons:
            form = _season(text, lower, start, end, low, words)
        elif lower in words.units:
            form = _unit(text, words.units[lower], lower, start, end, low, high, words)
        else:
            form = Form("deictic", start, end, 0, count={"yesterday": -1, "tomorrow": 1}.get(lower, 0))
            if before_word(text, start, low)[0] in ("of", "'s") and lower in ("today", "tomorrow", "yesterday"):
                return None  # "the Korea of today"
    if form is None:
        return None
    if form.kind not in ("within", "for", "recurring", "eve"):
        _left(text, form, low, words)
    _right(text, form, high, words)
    return form


# Numbers


def _number(text: str, word: str, start: int, low: int, high: int, words: DateWords) -> Form | None:
    if start and (text[start - 1] in "-–/" and start > 1 and text[start - 2].isdigit()):
        return None
    if word.endswith("Q"):
        return _portion(text, 32 + int(word[0]), start, start + 2, words)
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
    follower = _word_after(text, end, high)
    if follower in words.not_days:
        return None
    if follower and follower[0].islower() and follower not in words.after_day and not follower.endswith("ed"):
        return None
    return Form("ordinal", start, end, 0, day=day)


def _year(text: str, year: int, start: int, low: int, words: DateWords) -> Form | None:
    before, at = before_word(text, start, low)
    end = start + 4
    ends = text[end : end + 2]
    if ends[:1] == "s" or (ends in ("'s", "’s") and before == "the"):
        return None
    if before in words.roles or before in (
        "the",
        "a",
        "its",
        "their",
        "his",
        "early",
        "late",
        "mid",
        "fiscal",
        "year",
        "to",
        "and",
        "or",
        "than",
    ):
        possible = before not in ("about", "around", "over", "at", "for", "to", "and", "or", "a", "than", "of")
        follower = _word_after(text, end, start + 40)
        counts = (
            follower
            and (follower.endswith("s") or follower in ("people", "tons"))
            and follower not in ("was", "is", "has", "as")
        )
        if (possible and not (before == "the" and not follower)) or (
            not counts and before in ("of", "for", "to", "and", "about", "around", "than")
        ):
            return Form("year", start, end, 0, year=year, attributive=before in ("the", "its", "their", "his"))
        return None
    return (
        Form("year", start, end, 0, year=year)
        if text[start - 1 : start] in "(-–—" and text[end : end + 1] in "),;"
        else None
    )


# Names


def _month(text: str, word: str, start: int, low: int, words: DateWords) -> Form | None:
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
    follower = _word_after(text, form.end, form.end + 30)
    if text[form.start - 1 : form.start] == "-" and text[max(0, form.start - 4) : form.start - 1].lower() == "mid":
        return True
    if before in words.parts or before in words.references or before in ("of", "a"):
        return not (before == "that" and word == "May")
    if before in words.roles or before in ("to", "and", "or", "between", "than"):
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


def _weekday(text: str, word: str, start: int, end: int, low: int, words: DateWords) -> Form | None:
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


def _season(text: str, word: str, start: int, end: int, low: int, words: DateWords) -> Form | None:
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
    return _portion(text, words.seasons[word], start, end, words)


def _portion(text: str, code: int, start: int, end: int, words: DateWords) -> Form:
    form = Form("portion", start, end, 0, portion=code)
    if match := words.year_of.match(text, end):
        form.year, form.end = int(match["year"]), match.end()
    return form


# Units


def _unit(text: str, unit: str, word: str, start: int, end: int, low: int, high: int, words: DateWords) -> Form | None:
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
    form = _portion(text, (32 if unit == "quarter" else 39) + number, at, end, words)
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
        return Form("shift", at, end, 0, unit=unit, count=number) if text[end : end + 1] in _STOPS else None
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
        return Form("shift", from_at, end, 0, unit={"daypart": "day", "date": "day"}.get(unit, unit), count=count)
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
    if unit not in ("day", "week", "month", "year"):
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


# Neighbours


def before_word(text: str, pos: int, low: int, hyphen: bool = False) -> tuple[str, int]:
    """The word that ends right before the white space (or hyphen) before ``pos``, in lower case, and its start."""
    last = pos
    while last > low and text[last - 1] in " \u00a0":
        last -= 1
    if last == pos:
        if not (hyphen and last > low and text[last - 1] in "-\u2011"):
            return "", pos
        last -= 1
    if last <= low or text[last - 1] in _STOPS:
        return "", pos
    first = max(text.rfind(" ", low, last) + 1, low)
    word = text[first:last]
    lean = word.lstrip(_STRIP + "—–")
    first += len(word) - len(lean)
    if "\n" in lean or "—" in lean:
        return "", pos
    return lean.lower(), first


def _word_after(text: str, pos: int, high: int) -> str:
    """The word right after one space, as spelt; empty where punctuation or nothing follows."""
    if text[pos : pos + 1] not in (" ", "\u00a0") or pos + 1 >= high:
        return ""
    last = pos + 1
    stop = min(high, pos + 30, len(text))
    while last < stop and (text[last].isalpha() or text[last] in "'’-"):
        last += 1
    return text[pos + 1 : last]


def _left(text: str, form: Form, low: int, words: DateWords) -> None:
    """Take in what stands before: part of the period, reference, article, preposition."""
    word, at = before_word(text, form.start, low)
    if (
        text[form.start - 1 : form.start] in ("-", "\u2011")
        and text[max(low, form.start - 4) : form.start - 1].lower() == "mid"
    ):
        form.part, form.start = "mid", form.start - 4
        word, at = before_word(text, form.start, low)
    if word == "the" and form.kind in ("ordinal", "portion"):
        form.start = at
        word, at = before_word(text, at, low)
    if form.kind in ("day", "ordinal") and word == "of":
        part, part_at = before_word(text, at, low)
        if part in ("morning", "evening", "afternoon", "night"):
            word, at = before_word(text, part_at, low)
            form.start = part_at
            if word == "the":
                form.start = at
                word, at = before_word(text, at, low)
        elif part == "week":
            form.unit, form.start = "week", part_at
            word, at = before_word(text, part_at, low)
            if word == "the":
                form.start = at
                word, at = before_word(text, at, low)
    if form.kind in ("weekday", "month", "portion", "ordinal") and not form.ref and word in words.references:
        ref = words.references[word]
        second, second_at = before_word(text, at, low)
        if not (ref == "last" and (second == "the" or word == "past")) and not (form.kind == "month" and ref == "same"):
            form.ref, form.start = ref, at
            word, at = second, second_at
            if word == "the" or (word == "that" and ref == "same"):
                form.start = at
                word, at = before_word(text, at, low)
    if word in ("early", "late", "mid", "earlier", "later") and form.kind not in (
        "day",
        "ordinal",
        "shift",
        "ago",
        "given",
    ):
        form.part, form.start = words.parts[word], at
        word, at = before_word(text, at, low)
    elif word in ("of", "in"):
        part, part_at = before_word(text, at, low)
        if (
            part in words.parts
            and part not in ("earlier", "later", "latter")
            and form.kind in ("month", "year", "unit", "portion")
        ):
            form.part, form.start = words.parts[part], part_at
            word, at = before_word(text, part_at, low)
            if word in ("very", "the"):
                form.start = at
                word, at = before_word(text, at, low)
                if word == "the":
                    form.start = at
                    word, at = before_word(text, at, low)
        elif part in _SLICES and form.kind in ("month", "unit", "year"):
            which, which_at = before_word(text, part_at, low)
            if which in _SLICES[part]:
                form.part, form.start = _SLICES[part][which], which_at
                word, at = before_word(text, which_at, low)
                if word == "the":
                    form.start = at
                    word, at = before_word(text, at, low)
        elif part == "month" and form.kind == "month":
            word, at = before_word(text, part_at, low)
            form.start = part_at
    _role(text, form, word, at, low, words)


def _role(text: str, form: Form, word: str, at: int, low: int, words: DateWords) -> None:
    if word == "the" and form.kind not in ("shift", "context"):
        second, second_at = before_word(text, at, low)
        if second in words.roles and form.kind in ("weekday", "unit"):
            word, at = second, second_at
        else:
            form.attributive = form.attributive or form.kind in ("day", "month", "weekday", "year")
            if second in ("by", "before", "until", "since", "after") or (second == "of" and form.kind == "day"):
                word, at = second, second_at
    if word in words.roles_of_two:
        first, first_at = before_word(text, at, low)
        if role := words.roles_of_two[word].get(first):
            form.role, form.start = role, first_at  # type: ignore[assignment]
            return
    if word in words.roles:
        if form.role == "on":
            form.role = words.roles[word]  # type: ignore[assignment]
        form.start = at
        form.about = form.about or word in ("around", "about", "circa")
        if word == "between":
            form.ref = form.ref or "between"


def _right(text: str, form: Form, high: int, words: DateWords) -> None:
    """Take in what stands after: time of day and zone; and whether it is a deadline's name."""
    if form.kind in ("day", "ordinal", "weekday", "deictic", "context", "given", "shift") and form.end < high:
        match = words.clock_tail.match(text, form.end)
        if match and match.end() <= high:
            form.attributive = (
                form.attributive or match.group().startswith(("'s", "’s")) or match.group().endswith(("'s", "’s"))
            )
            stamp = form.start == 0 or text[form.start - 1] == "\n"
            clock = text[form.end : form.end + 6].strip(" ,")
            form.end = match.end()
            if stamp and form.kind == "weekday" and len(clock) > 3 and clock[:2].isdigit() and clock[2] in ":.":
                form.stamp = True
                form.end = form.end + (6 if text[form.end : form.end + 1] == " " else 0)
    elif form.end < high and text[form.end : form.end + 2] in ("'s", "’s"):
        form.end += 2
        form.attributive = True
    if form.kind in ("day", "month", "weekday") and words.deadline_tail.match(text, form.end):
        form.role = "by"


# Neighbouring forms


def _joined(text: str, forms: list[Form], form: Form, words: DateWords) -> None:
    """Append ``form``, or make it part of the form before it: "Friday" + "Aug. 1", "July" + "last year"."""
    if not forms or forms[-1].sentence != form.sentence or form.start - forms[-1].end > 12:
        forms.append(form)
        return
    before = forms[-1]
    gap = text[before.end : form.start]
    tight = gap.strip(" \u00a0")
    if _same_day(before, form, tight):
        forms[-1] = _merged(before, form)
    elif _period(before, form, tight):
        before.ref, before.end = form.ref, form.end
        before.unit = form.unit
    elif form.kind in _RANGE_KINDS and before.kind in _RANGE_KINDS and before.through is None and form.through is None:
        _range(text, forms, form, tight, words)
    else:
        forms.append(form)


_RANGE_KINDS = frozenset(("day", "ordinal", "weekday", "month", "year", "portion", "deictic"))


def _same_day(before: Form, form: Form, gap: str) -> bool:
    if before.last_day or form.last_day:
        return False
    if before.kind == "weekday" and form.kind in ("day", "ordinal") and form.role == "on":
        return gap in ("", ",", "(", "the", ", the")
    return before.kind in ("day", "ordinal") and form.kind == "weekday" and gap == "(" and form.role == "on"


def _merged(before: Form, form: Form) -> Form:
    day, other = (form, before) if form.kind in ("day", "ordinal") else (before, form)
    return replace(
        day,
        start=before.start,
        end=form.end,
        weekday=other.weekday,
        role=before.role if before.role != "on" else form.role,
        stamp=before.stamp,
    )


def _period(before: Form, form: Form, gap: str) -> bool:
    """Whether ``form`` says of which week, month or year ``before`` is a part."""
    if form.kind != "unit" or form.ref not in ("last", "this", "next") or gap not in ("", "of", ",") or before.ref:
        return False
    if form.role != "on" or form.part:
        return False
    if before.kind == "weekday":
        return form.unit == "week"
    if before.kind == "ordinal":
        return form.unit == "month"
    return form.unit == "year" and before.kind in ("day", "month", "portion") and before.year is None


def _range(text: str, forms: list[Form], form: Form, gap: str, words: DateWords) -> None:
    before = forms[-1]
    dash = gap in ("-", "–", "—")
    link = gap if gap in ("to", "through", "until", "till", "and") else ""
    if not (dash or link) and form.role == "until" and before.role in ("from", "on") and gap == "":
        link = "until"  # "until" was taken in as the preposition of the second
    if not (dash or link):
        forms.append(form)
        return
    if before.role == "from" and link in ("to", "until") and _moved(text, before.start, words):
        form.role = "until"
        forms.append(form)
        return
    if link == "and" and before.ref != "between" and not _comparable(before, form):
        forms.append(form)
        return
    if before.ref == "between":
        before.ref = ""
        link = "to"
    before.through = form
    before.own_end, before.end = before.end, form.end
    before.pair = link == "and"


def _comparable(before: Form, form: Form) -> bool:
    return (
        before.kind in ("day", "ordinal", "weekday")
        and form.kind in ("day", "ordinal", "weekday")
        and form.role == "on"
    )


def _moved(text: str, start: int, words: DateWords) -> bool:
    return any(word.strip(_STRIP).lower() in words.moves for word in text[max(0, start - 80) : start].split()[-8:])
