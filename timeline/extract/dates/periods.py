"""Months, years and their parts: ``in July``, ``last week``, ``in the third quarter``, ``the last Friday of March``."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from timeline.extract.dates.context import Context
from timeline.extract.dates.days import a_date, between, middle, month_shift, of_day
from timeline.extract.dates.form import Form
from timeline.extract.dates.nearest import ROLE_WAYS, STEP, choose, way_of, year_of
from timeline.model.edtf import Edtf, edtf

_BESIDE = 110
"""Characters behind a month with its year in which another one is of that year or the next."""
DECEMBER = {"end": "-12", "last day": "-12-31", "first day": "-01-01", "mid": "-06"}
"""The end of a year is its last month, as the end of a month is left at the month; its middle is June."""


def month_of(form: Form, context: Context) -> Edtf | None:
    """``in July``, ``the first week of July``, ``the last day of July``."""
    whole = _whole_month(form, context)
    if whole is not None and form.part in ("first day", "last day"):
        return of_day(whole.first if form.part == "first day" else whole.last)
    if whole is not None and whole.first is not None and whole.last is not None and form.part in _STRETCHES:
        opens, closes = _STRETCHES[form.part]
        return between(whole.first.replace(day=opens), whole.first.replace(day=closes) if closes else whole.last)
    if whole is not None and whole.first is not None and whole.last is not None and form.part in _WEEKS:
        if form.part == "last week":
            return between(whole.last - timedelta(days=6), whole.last)
        first = whole.first + timedelta(weeks=_WEEKS[form.part])
        return between(first, first + timedelta(days=6))
    if whole is not None and whole.first is not None and whole.last is not None and form.part in _WEEKENDS:
        return _weekend(whole.first, whole.last, _WEEKENDS[form.part])
    return whole


def _weekend(first: date, last: date, which: int) -> Edtf | None:
    """The ``which``-th Saturday of a month and the Sunday behind it; -1: the last of its Saturdays."""
    saturday = first + timedelta(days=(5 - first.weekday()) % 7 + 7 * which)
    if which < 0:
        saturday = last - timedelta(days=(last.weekday() - 5) % 7)
    return between(saturday, saturday + timedelta(days=1))


_STRETCHES = {
    "first half": (1, 15),
    "second half": (16, 0),
    "first third": (1, 10),
    "second third": (11, 20),
    "last third": (21, 0),
}
"""Parts of a month by their first and last day; 0: its end."""
_WEEKS = {"first week": 0, "second week": 1, "third week": 2, "fourth week": 3, "last week": 4}
"""Weeks of a month, counted in sevens from its first day: writers mean no calendar week by them."""
_WEEKENDS = {"first weekend": 0, "second weekend": 1, "third weekend": 2, "fourth weekend": 3, "last weekend": -1}


def _whole_month(form: Form, context: Context) -> Edtf | None:
    assert form.month is not None
    near, month = context.near, form.month
    if form.year is not None:
        return edtf(f"{form.year:04}-{month:02}")
    if form.unit == "year" and form.ref:
        return edtf(f"{year_of(form, context):04}-{month:02}")
    match form.ref:
        case "last":
            year = near.year if month < near.month else near.year - 1
        case "next":
            year = near.year if month > near.month else near.year + 1
        case "this":
            year = near.year
        case "same" | "following" | "previous":
            told = context.period.first if context.period is not None else None
            if told is None:
                return None
            year = told.year
            if form.ref == "following":
                year += month <= told.month
            elif form.ref == "previous":
                year -= month >= told.month
        case _:
            if year_told := context.headed(form):
                return edtf(f"{year_told:04}-{month:02}")
            if form.had and context.month is not None and form.sentence - context.month_sentence <= 1:
                return edtf(f"{context.month.year - (month > context.month.month):04}-{month:02}")
            told_of = context.month if context.month_sentence == form.sentence else None
            close = form.start - context.month_end <= _BESIDE and context.direction(form) <= 0
            beside = form.role == "by" or (form.role == "on" and close)
            if told_of is not None and beside:
                year = told_of.year + (month < told_of.month)  # "in May 2022; consultations in June led nowhere"
                if (year, month) <= (near.year, near.month):
                    return edtf(f"{year:04}-{month:02}")
            middles = [date(year, month, 15) for year in range(near.year - 2, near.year + 3)]
            if month == near.month:
                return edtf(f"{near.year:04}-{month:02}")
            way = 0 if form.attributive else context.direction(form)
            if form.role == "since" or not way:
                way = ROLE_WAYS.get(form.role, 0)
            elif way < 0 and form.role in ROLE_WAYS and not (form.heads and form.role == "by"):
                way = 0  # "promised an answer by January": the nearest
            year = choose(middles, near, way, sure=False, told=(form.leads or form.done) and form.role == "on").year
    return edtf(f"{year:04}-{month:02}")


def nth(form: Form, context: Context) -> Edtf | None:
    """``the last Friday of March``."""
    month = _whole_month(form, context) if form.month is not None else None
    if month is None or month.first is None or month.last is None or form.weekday is None:
        return None
    if form.count < 0:
        return of_day(month.last - timedelta(days=(month.last.weekday() - form.weekday) % 7))
    day = month.first + timedelta(days=(form.weekday - month.first.weekday()) % 7 + 7 * (form.count - 1))
    return of_day(day) if day <= month.last else None


def portion_of(form: Form, context: Context) -> Edtf | None:
    """``in the third quarter``, ``last spring``."""
    assert form.portion is not None
    year = form.year
    if year is None and form.unit == "year" and form.ref:
        year = year_of(form, context)
    if year is not None:
        return edtf(f"{year:04}-{form.portion}")
    near = context.near
    before = context.period.first if context.period is not None else None
    if form.ref == "same" and before is not None and before.year < near.year:
        return edtf(f"{before.year:04}-{form.portion}")  # "in July 2021 ...; that autumn"
    told = [edtf(f"{near.year + step:04}-{form.portion}") for step in (-1, 0, 1)]
    choices = [choice for choice in told if choice is not None]
    match form.ref:
        case "last":
            return next((choice for choice in reversed(choices) if choice.last and choice.last < near), None)
        case "next":
            return next((choice for choice in choices if choice.first and choice.first > near), None)
        case "this":
            return told[1]
    middles = [middle(choice) for choice in choices]
    return choices[middles.index(choose(middles, near, way_of(form, context)))] if choices else None


def unit_of(form: Form, context: Context) -> Edtf | None:
    """``last week``, ``this month``, ``the end of the year``, ``next quarter``."""
    near = context.near
    step = STEP.get(form.ref, 0)
    match form.unit:
        case "week" | "weekend":
            return _week(form, context, step)
        case "month":
            month = month_shift(near, step)
            if form.part == "last day":
                return of_day(a_date(month.year, month.month, monthrange(month.year, month.month)[1]))
            return edtf(f"{month.year:04}-{month.month:02}")
        case "year":
            return edtf(f"{near.year + step:04}" + DECEMBER.get(form.part, ""))
        case "quarter":
            number = near.year * 4 + (near.month - 1) // 3 + step
            return edtf(f"{number // 4:04}-{33 + number % 4}")
        case "decade":
            return edtf(f"{near.year // 10 + step:03}X")
    return None


def _week(form: Form, context: Context, step: int) -> Edtf | None:
    today = context.today
    if today is None:
        return None
    monday = today - timedelta(days=today.weekday())
    if form.unit == "week":
        first = monday + timedelta(weeks=step)
        return (
            of_day(first + timedelta(days=6)) if form.part == "last day" else between(first, first + timedelta(days=6))
        )
    if form.ref == "near" and today.weekday() < 5:
        step = 0 if context.direction(form) > 0 else -1
    first = monday + timedelta(weeks=step, days=5)
    return between(first, first + timedelta(days=1))
