"""Lists of dates, one a line: years that are not written follow from the order, or from a line that is a year."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from timeline.extract.dates.form import Form

_ENTRY = re.compile(r"\s?[–—:|-]\s?(?=\S)")
_YEAR_LINE = re.compile(r"^(?:19|20)\d\d:?$", re.MULTILINE)
_OPENED = re.compile(r"^(?:19|20)\d\d(?::|\.|\s[–—-])\s(?=\S)", re.MULTILINE)
_FEWEST = 3
_FEWEST_YEARS = 2


def chronology(text: str, forms: list[Form], near: date) -> dict[int, int]:
    """The year of each entry of a chronology, by the start of its form; empty where there is none.

    Entries are days without a year that open a line and have a dash or colon after them, at least
    three of them. A line that is a year gives it to the entries below. Else the entries must run
    forward and end on or before ``near`` (a list of what is to come needs no help).
    """
    lines = [form for form in forms if form.kind == "day" and form.year is None and _opens_line(text, form)]
    if len(lines) < _FEWEST:
        return {}
    headings = [(match.start(), int(match.group()[:4])) for match in _YEAR_LINE.finditer(text)]
    years: dict[int, int] = {}
    for form in lines:
        above = bisect_left(headings, (form.start, 0))
        if above:
            years[form.start] = headings[above - 1][1]
    return years if years else _backward(lines, near)


def dated_by_line(text: str, sentences: Sequence[tuple[int, int]], forms: list[Form]) -> None:
    """Give the days and months of a line that opens with a year that year, where at least two lines do.

    "1994 – On 8 December Tashkent applies." "2020 – The fourth, by video, on 7 July." The year heads the line as a
    stamp does: "1970. Oslo and Moscow begin to talk."
    """
    lines = [(match.start(), text.find("\n", match.end()), int(match.group()[:4])) for match in _OPENED.finditer(text)]
    if len(lines) < _FEWEST_YEARS:
        return
    starts = [start for start, _, _ in lines]
    for form in forms:
        at = bisect_left(starts, form.start) - 1
        if at < 0 or not (form.start < lines[at][1] or lines[at][1] < 0):
            continue
        if form.kind in ("day", "month") and form.year is None and not form.ref:
            form.year = lines[at][2]
    firsts, taken = [first for first, _ in sentences], {form.start for form in forms}
    for start, _, year in lines:
        sentence = bisect_right(firsts, start) - 1
        if sentence >= 0 and start < sentences[sentence][1] and start not in taken:
            forms.append(Form("year", start, start + 4, sentence=sentence, year=year, stamp=True, heads=True))
    forms.sort(key=lambda form: form.start)


def stamp_entries(text: str, forms: list[Form], near: date) -> None:
    """Make stamps of the dates with a year, no later than ``near``, that open the entries of a chronology.

    There are at least three of them.
    """
    lines = [form for form in forms if form.kind in ("day", "month") and form.year is not None]
    lines = [form for form in lines if _opens_line(text, form)]
    if len(lines) >= _FEWEST:
        for form in lines:
            form.stamp = (form.year or 0, form.month or 0, form.day or 0) <= (near.year, near.month, near.day)


_HEADS = re.compile(r"[.:](?=\s)|\n")
_TO_COME = re.compile(r"\b(?:will|is to|are to|is due|are due|is expected|are expected|may|scheduled)\b")
_WEEK = 7
_AGENDA = re.compile(
    r"\b(?:week ahead|coming (?:week|days)|(?:next|this) week['’]s|calendar|agenda|timetable|schedule|to watch|upcoming"
    r"|coming up|look ahead|looking ahead|next week)\b",
    re.IGNORECASE,
)
"""Before the first of the weekdays that head what is yet to come."""


def diary(text: str, forms: list[Form], near: date) -> None:
    """Give the weekdays that head the paragraphs of a diary ("Sunday. The minister arrives.") the days up to ``near``.

    There are at least three of them, each after the one before; what is still to come is no diary.
    """
    heads = [form for form in forms if form.kind == "weekday" and not form.ref and _heads_line(text, form)]
    steps = [((later.weekday or 0) - (first.weekday or 0)) % _WEEK or _WEEK for first, later in pairwise(heads)]
    if len(heads) < _FEWEST or sum(steps) >= _WEEK or _AGENDA.search(text, 0, heads[0].start):
        return
    ends = [text.find("\n\n", form.end + 3) for form in heads]
    ahead = [end for form, end in zip(heads, ends, strict=True) if _TO_COME.search(text, form.end, max(end, form.end))]
    if 2 * len(ahead) > len(heads):
        return
    day = near - timedelta(days=(near.weekday() - (heads[-1].weekday or 0)) % _WEEK + sum(steps))
    for form, step in zip(heads, (*steps, 0), strict=True):
        form.kind, form.given, form.stamp = "given", day.isoformat(), True
        day += timedelta(days=step)


def _heads_line(text: str, form: Form) -> bool:
    return (form.start == 0 or text[form.start - 1] == "\n") and _HEADS.match(text, form.end) is not None


def _opens_line(text: str, form: Form) -> bool:
    start = form.start
    while start and text[start - 1] in " •*-–":
        start -= 1
    return (start == 0 or text[start - 1] == "\n") and _ENTRY.match(text, form.end) is not None


def _backward(lines: list[Form], near: date) -> dict[int, int]:
    keys = [(form.month or 0, form.day or 0) for form in lines]
    wraps = sum(1 for first, second in pairwise(keys) if second < first)
    last = (near.month, near.day)
    if wraps > 1 or (wraps == 0 and keys[-1] > last and keys[0] > last):
        return {}
    years: dict[int, int] = {}
    year, limit = near.year, last
    for form, key in zip(reversed(lines), reversed(keys), strict=True):
        if key > limit:
            year -= 1
        years[form.start] = year
        limit = key
    return years
