"""From what is written to which day: forms resolved against the publication date and the days named before them."""

from __future__ import annotations

from datetime import date, timedelta

from timeline.extract.dates.bare_days import ordinal, weekday_of, written_day
from timeline.extract.dates.context import Context
from timeline.extract.dates.counted import ago, same, shift, stretch
from timeline.extract.dates.days import a_date, between, month_shift, of_day, plus
from timeline.extract.dates.form import Form
from timeline.extract.dates.periods import DECEMBER, month_of, nth, portion_of, unit_of
from timeline.model.edtf import Edtf, edtf


def resolve(form: Form, context: Context) -> Edtf | None:
    """The date of ``form``; None where the text does not say."""
    try:
        found = _single(form, context)
    except OverflowError:
        return None  # beyond the calendar
    if found is None:
        return None
    if form.through is not None:
        return _over(_through(found, form.through, context), form, context)
    hedged = form.about and (found.is_day or form.kind not in ("ahead", "ago", "within", "for"))
    return edtf(found.text + "~") if hedged and "/" not in found.text and "~" not in found.text else found


def _single(form: Form, context: Context) -> Edtf | None:
    match form.kind:
        case "day":
            return written_day(form, context)
        case "ordinal":
            return ordinal(form, context)
        case "weekday":
            return of_day(weekday_of(form, context))
        case "month":
            return month_of(form, context)
        case "year":
            return edtf(f"{form.year:04}" + DECEMBER.get(form.part, ""))
        case "portion":
            return portion_of(form, context)
        case "unit":
            return unit_of(form, context)
        case "deictic" if form.unit == "night":
            return between(context.today - timedelta(days=1), context.today) if context.today else None
        case "deictic":
            return of_day(plus(context.today, form.count))
        case "ago" | "ahead":
            return ago(form, context)
        case "shift":
            return shift(form, context)
        case "context":
            return same(form, context)
        case "within" | "for":
            return stretch(form, context)
        case "nth":
            return nth(form, context)
        case "given":
            return edtf(form.given) if form.given else None
        case _:
            return None


def _through(found: Edtf, second: Form, context: Context) -> Edtf | None:
    """The stretch from ``found`` to the day that ``second`` names after it."""
    start = found.first
    if start is None:
        return found
    end = _end_after(start, second, context)
    if end is None:
        return None
    try:
        return Edtf.parse(f"{found.text.partition('/')[0]}/{end.text.rpartition('/')[2]}")
    except ValueError:
        return None


def _over(stretch: Edtf | None, form: Form, context: Context) -> Edtf | None:
    """``stretch``, a week earlier where its weekdays are told in the past and would end after today.

    "They held a round from Monday to Friday", written on a Monday.
    """
    if form.kind != "weekday" or form.ref or stretch is None or stretch.first is None or stretch.last is None:
        return stretch
    if context.today is None or stretch.last <= context.today or context.direction(form) >= 0:
        return stretch
    return between(stretch.first - timedelta(days=7), stretch.last - timedelta(days=7))


def _end_after(start: date, second: Form, context: Context) -> Edtf | None:
    if second.year is None and not second.ref:
        if second.kind == "day" and second.month and second.day:
            day = a_date(start.year, second.month, second.day)
            return of_day(day if day and day >= start else a_date(start.year + 1, second.month, second.day))
        if second.kind == "ordinal" and second.day:
            month = start if second.day > start.day else month_shift(start, 1)
            return of_day(a_date(month.year, month.month, second.day))
        if second.kind == "weekday" and second.weekday is not None:
            return of_day(start + timedelta(days=(second.weekday - start.weekday()) % 7 or 7))
        if second.kind == "month" and second.month:
            return edtf(f"{start.year + (second.month < start.month):04}-{second.month:02}")
    return _single(second, context)
