"""What a text says of time, before anybody asks which day it was: forms, found and read from left to right."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from timeline.extract.dates.beside import take_left, take_right
from timeline.extract.dates.form import Form, before_word
from timeline.extract.dates.joined import join
from timeline.extract.dates.names import month, portion, season, weekday
from timeline.extract.dates.numbers import number
from timeline.extract.dates.units import unit
from timeline.extract.dates.words import DateWords, date_words

_REACH = 60


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
        form = _read(text, match.group(1), start, low, sentences[sentence][1], words)
        if form is None:
            continue
        form.sentence = sentence
        if form.kind in ("shift", "context", "within", "for", "weekday"):
            line = max(line, text.rfind("\n", seen, start) + 1)
            form.paragraph, seen = line, start
        floor = max(form.end, floor)
        join(text, forms, form, words)
    return forms


def _read(text: str, word: str, start: int, low: int, high: int, words: DateWords) -> Form | None:
    end = start + len(word)
    if word[0].isdigit():
        form = number(text, word, start, low, high, words)
    elif word in words.months:
        form = month(text, word, start, low, words)
    elif word in words.weekdays or word in words.short_weekdays:
        form = weekday(text, word, start, end, low, words)
    elif word[0] in "QH" and word[1:].isdigit():
        form = portion(text, 32 + int(word[1]) if word[0] == "Q" else 39 + int(word[1]), start, end, words)
        form = form if word[0] == "Q" or word[1] in "12" else None
    else:
        lower = word.lower()
        if lower in words.seasons:
            form = season(text, lower, start, end, low, words)
        elif lower in words.units:
            form = unit(text, words.units[lower], lower, start, end, low, high, words)
        else:
            form = Form("deictic", start, end, 0, count={"yesterday": -1, "tomorrow": 1}.get(lower, 0))
            if before_word(text, start, low)[0] in ("of", "'s") and lower in ("today", "tomorrow", "yesterday"):
                return None  # "the Korea of today"
    if form is None:
        return None
    if form.kind not in ("within", "for", "recurring", "eve"):
        take_left(text, form, low, words)
    take_right(text, form, high, words)
    return form
