"""Days counted from another: ``two weeks ago``, ``the next day``, ``that week``, ``within ten days``."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from timeline.extract.dates.context import Context
from timeline.extract.dates.days import a_date, between, month_shift, of_day, plus
from timeline.extract.dates.form import Form
from timeline.model.edtf import Edtf, edtf

_FAR = 5
"""After so many sentences without a day, "that day" is the day of the story."""
_LONG = frozenset(("month", "year", "decade"))
_DAYS_OF = {"day": 1, "week": 7, "fortnight": 14}


def ago(form: Form, context: Context) -> Edtf | None:
    """``two weeks ago``, ``in ten days``: counted from the day of writing."""
    if form.kind == "ahead" and context.direction(form) <= 0:
        return None
    if form.ref == "exact":  # "a year ago yesterday"
        day = plus(context.today, form.day or 0)
        return of_day(a_date(day.year + form.count, day.month, day.day)) if day is not None else None
    return _counted(form.unit, form.count, context.today, context.near)


_MONTH = 31
"""The days of what is at most a month."""


def shift(form: Form, context: Context) -> Edtf | None:
    """``two days later``, ``the week before``: counted from the day that the text has named."""
    base = context.period if form.unit in _LONG else context.base(form)
    if base is None or base.first is None:
        return None
    if form.ref == "whole" and form.unit == "year":  # "the year before"
        return edtf(f"{base.first.year + form.count:04}")
    if form.ref.startswith("whole"):  # "the following week", "the week before May 2"
        monday = base.first - timedelta(days=base.first.weekday() - 7 * form.count)
        return between(monday, monday + timedelta(days=6))
    if form.unit == "month" and base.span is not None and base.span > 31:
        return None  # "in 2017 ... a month later"
    if form.unit == "year" and abs(form.count) == 1 and base.span is not None and base.span <= _MONTH:
        return edtf(f"{base.first.year + form.count:04}-{base.first.month:02}")  # "In February 2021 ... a year later"
    day = base.first if form.count < 0 else base.last
    if day is None:
        return None
    return _counted(form.unit, form.count, day, day)


def other_end(form: Form, context: Context) -> Edtf | None:
    """``he spoke on Friday, two weeks after the levy took effect``: the day of what stands after "after"."""
    long = form.unit in _LONG
    base = context.period if long else context.latest
    told_in = context.period_sentence if long else context.latest_sentence
    if base is None or base.first is None or told_in < form.sentence - form.opens:
        return None
    if form.ref.startswith("whole"):
        return None  # "on Friday, the week after the levy took effect": on no day
    return _counted(form.unit, -form.count, base.first, base.first)


def _counted(unit: str, count: int, day: date | None, near: date) -> Edtf | None:
    match unit:
        case "day" | "week" | "fortnight":
            return of_day(plus(day, count * _DAYS_OF[unit]))
        case "month":
            month = month_shift(near, count)
            return edtf(f"{month.year:04}-{month.month:02}")
        case "year" | "decade":
            year = near.year + count * (10 if unit == "decade" else 1)
            return edtf(f"{year:04}" + ("~" if unit == "decade" else "")) if 0 < year < 9999 else None
    return of_day(plus(day, int(count / 24))) if unit == "hour" else None


def same(form: Form, context: Context) -> Edtf | None:
    """``the same day``, ``that week``, ``at the time``: the one that the text has named."""
    if form.unit == "time":
        return context.period if context.period_sentence >= form.sentence - 1 else None
    base = context.period if form.unit in _LONG else context.base(form)
    if form.unit == "day" and form.sentence - context.story_sentence > _FAR and form.paragraph > context.latest_start:
        base = context.lead or base  # the story's own day is taken up again
    if base is None and form.unit == "week" and context.only_a_month(form):
        return context.period  # "In April Brussels sent a paper, which Kyiv sent back the same week"
    if base is None or base.first is None:
        return None
    match form.unit:
        case "day":
            return base
        case "week":
            monday = base.first - timedelta(days=base.first.weekday())
            return between(monday, monday + timedelta(days=6))
        case "month" if form.part in ("first day", "last day"):
            last = monthrange(base.first.year, base.first.month)[1]
            return of_day(base.first.replace(day=last if form.part == "last day" else 1))
        case "month":
            return edtf(f"{base.first.year:04}-{base.first.month:02}")
        case "year":
            return edtf(f"{base.first.year:04}")
    return None


def stretch(form: Form, context: Context) -> Edtf | None:
    """``within two weeks``, ``for 90 days``: from the day told of, else (within) from the day of writing."""
    if form.ref == "open":
        return None  # "within six months of its entry into force"
    base = context.base(form)
    near_enough = form.kind == "within" or context.latest_sentence >= form.sentence - 1
    start = base.last if base is not None and near_enough else None
    if start is None:
        start = context.today if form.kind == "within" else None
    if start is None:
        return None
    match form.unit:
        case "hour":
            end: date | None = start + timedelta(hours=24 * ((form.count + 23) // 24))
        case "day":
            end = plus(start, form.count)
        case "week":
            end = plus(start, 7 * form.count)
        case "month" | "year":
            month = month_shift(start, form.count * (12 if form.unit == "year" else 1))
            end = a_date(month.year, month.month, min(start.day, monthrange(month.year, month.month)[1]))
        case _:
            end = None
    return between(start, end) if end else None
