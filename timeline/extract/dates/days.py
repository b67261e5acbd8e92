"""Arithmetic of days and months that stays within the calendar, and EDTF made of them."""

from __future__ import annotations

from datetime import date, timedelta

from timeline.model.edtf import Edtf, edtf


def of_day(day: date | None) -> Edtf | None:
    """One day as EDTF; None for none, and for one beyond the years that EDTF dates may have."""
    return edtf(day.isoformat()) if day is not None else None


def between(first: date, last: date) -> Edtf | None:
    """An interval; the first day alone where the last is no later."""
    return edtf(f"{first.isoformat()}/{last.isoformat()}") if last > first else of_day(first)


def a_date(year: int, month: int, day: int) -> date | None:
    """The day; None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def plus(day: date | None, days: int) -> date | None:
    """``day`` and so many days; None where there is no day, or none left."""
    if day is None:
        return None
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def month_shift(day: date, months: int) -> date:
    """The first of the month that is ``months`` after that of ``day``, within the calendar."""
    number = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    return date(number // 12, number % 12 + 1, 1)


def middle(span: Edtf) -> date:
    """A day in the middle of a date; its known end where the other is open."""
    if span.first is not None and span.last is not None:
        return span.first + (span.last - span.first) / 2
    known = span.first or span.last
    assert known is not None  # an interval with two open ends is no Edtf
    return known
