"""What a text says of time, before anybody asks which day it was: forms, found and read from left to right."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from timeline.extract.dates.beside import take_left, take_right
from timeline.extract.dates.form import Form, Spot
from timeline.extract.dates.joined import join
from timeline.extract.dates.names import feast, month, portion, season, weekday
from timeline.extract.dates.numbers import number
from timeline.extract.dates.units import unit
from timeline.extract.dates.words import date_words

_REACH = 60
_OPENERS = (", and ", ", but ", "; ", ", for ", ", so ")
"""Behind these a date opens a clause of its own."""

_TO_COME = re.compile(
    r"[^;.]{0,120}?\b(?:(?:was|were|is|are|had been) (?:to|due|set|scheduled|supposed|expected|meant)\b"
    r"|(?:takes?|comes?|goes|go|enters?|expires?|lapses?|falls?|rises?|ends?|begins?|starts?|will|would|shall|may)\b)"
)
"""Behind a date at the head of a clause that, for all its verbs in the past, may tell of what is to come."""

_CLAUSE = re.compile(r",\s|\s(?:[A-Z]|(?:the|its|an?|two|both)\b)")
"""Behind "Overnight" where a clause follows: not "Overnight trains"."""


def find_forms(text: str, sentences: Sequence[tuple[int, int]]) -> list[Form]:
    """All forms of ``text`` that stand within ``sentences``, in order; ranges and pairs are joined."""
    words = date_words()
    starts = [start for start, _ in sentences]
    forms: list[Form] = []
    floor = line = seen = 0
    for match in words.trigger.finditer(" " + text):
        start = match.start(1) - 1
        if start < floor:
            continue
        sentence = bisect_right(starts, start) - 1
        if sentence < 0 or start >= sentences[sentence][1]:
            continue
        low = max(floor, sentences[sentence][0], start - _REACH)
        word = match.group(1)
        form = _read(Spot(text, word, start, start + len(word), low, sentences[sentence][1], words))
        if form is None:
            continue
        form.sentence, form.heads = sentence, form.start == sentences[sentence][0]
        form.leads = form.heads or text.endswith(_OPENERS, low, form.start)
        form.leads = form.leads and not _TO_COME.match(text, form.end)
        if form.heads or form.kind in ("shift", "context", "within", "for", "weekday", "ordinal", "day", "month"):
            line = max(line, text.rfind("\n", seen, start) + 1)
            form.paragraph, seen = line, start
        floor = max(form.end, floor)
        if forms and forms[-1].kind in ("shift", "ago") and form.kind in ("deictic", "weekday"):
            _count_on(text, forms, form)
        join(text, forms, form, words)
    return forms


def _count_on(text: str, forms: list[Form], form: Form) -> None:
    """``the day before yesterday``, ``a week ago today``, ``two weeks ago on Tuesday``: one date, and not two."""
    last = forms[-1]
    if text[last.end : form.start] != " " or form.ref:
        return
    if form.kind == "deictic" and (last.unit == "day" if last.kind == "shift" else last.unit == "week"):
        form.count += last.count * (7 if last.unit == "week" else 1)
    elif form.kind == "deictic" and last.kind == "ago" and last.unit == "year":
        form.kind, form.unit, form.ref, form.day, form.count = "ago", "year", "exact", form.count, last.count
    elif form.kind == "weekday" and last.kind == "ago" and last.unit == "week" and form.role == "on":
        form.ref, form.count = "weeks ago", last.count
    else:
        return
    form.start, form.role = last.start, last.role
    forms.pop()


def _read(spot: Spot) -> Form | None:
    form = _form(spot)
    if form is None:
        return None
    if form.kind not in ("within", "for", "recurring", "eve"):
        take_left(spot.text, form, spot.low, spot.words)
    take_right(spot.text, form, spot.high, spot.words)
    return form


def _form(spot: Spot) -> Form | None:
    word, words = spot.word, spot.words
    if word[0].isdigit():
        return number(spot)
    if word in words.months:
        return month(spot) if spot.text[spot.end : spot.end + 2] not in ("-a", "-A") else None  # "Mar-a-Lago"
    if word in words.weekdays or word in words.short_weekdays:
        return weekday(spot)
    if word in words.feasts or word in words.moving_feasts:
        return feast(spot)
    if word[1:].isdigit():
        return portion(spot, (32 if word[0] == "Q" else 39) + int(word[1]), spot.start)
    lower = word.lower()
    if lower in words.days:
        return Form("ordinal", spot.start, spot.end, day=words.days[lower])
    if lower in words.seasons:
        return season(spot)
    if lower in words.units:
        return unit(spot, words.units[lower])
    before, at = spot.before(spot.start)
    if lower == "overnight":
        opens = spot.start == spot.low and _CLAUSE.match(spot.text, spot.end) is not None
        return Form("deictic", spot.start, spot.end, unit="night") if opens else None
    if before == "of" and lower != "tonight" and spot.before(at)[0] != "as":
        return None  # "the Korea of today", but "closed as of today"
    return Form("deictic", spot.start, spot.end, count={"yesterday": -1, "tomorrow": 1}.get(lower, 0))
