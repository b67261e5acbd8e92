"""Days written without year, month or week: ``on July 9``, ``on the 9th``, ``on Wednesday``."""

from __future__ import annotations

from datetime import date, timedelta

from timeline.extract.dates.context import Context
from timeline.extract.dates.days import a_date, between, month_shift, of_day
from timeline.extract.dates.form import Form
from timeline.extract.dates.nearest import ROLE_WAYS, STEP, choose, way_of, year_of
from timeline.model.edtf import Edtf

_LONGEST = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""The most days that a month has."""


_NEWS = timedelta(days=31)
"""How long before the news a day lies that a sentence tells of it after what it tells of another year."""
_NEAR = 2
"""Sentences after a day written with its month in which "the 16th" is one of that month."""


def written_day(form: Form, context: Context) -> Edtf | None:
    """A day written with its month: the nearest, where no year is written; all of "the week of July 28"."""
    year = form.year
    if year is None and form.unit == "year" and form.ref:
        year = year_of(form, context)
    first = _feast(form, year, context) if form.feast else _calendar_day(form, year, context)
    if first is None:
        return None
    if form.unit == "week":
        monday = first - timedelta(days=first.weekday())
        return between(monday, monday + timedelta(days=6))
    if form.unit == "weekend" and not form.last_day:
        saturday = first + timedelta(days=_SATURDAY - first.weekday())
        return between(saturday, saturday + timedelta(days=1))
    if form.last_day:
        last = a_date(first.year, first.month, form.last_day)
        return between(first, last) if last and last > first else of_day(first)
    return of_day(first)


_SATURDAY, _SUNDAY = 5, 6


def _feast(form: Form, year: int | None, context: Context) -> date | None:
    if year is not None:
        return next((day for day in form.feast if day.year == year), None)
    near = context.near
    if not form.feast[0].year < near.year < form.feast[-1].year:
        return None
    if form.ref:
        return _last_or_next(form, list(form.feast), near)
    return choose(list(form.feast), near, way_of(form, context), form.role in ("on", "since"))


def _last_or_next(form: Form, days: list[date], near: date) -> date:
    """``last Easter``, ``next Christmas``."""
    return max(day for day in days if day <= near) if form.ref == "last" else min(day for day in days if day > near)


def _calendar_day(form: Form, year: int | None, context: Context) -> date | None:
    assert form.month is not None and form.day is not None
    if form.day > _LONGEST[form.month]:
        return None
    if year is None and form.weekday is None and (headed := context.headed(form)) is not None:
        nearest = _nearest_day(form, context) if form.turned else None
        if nearest is None or not timedelta(0) <= context.near - nearest <= _NEWS:
            year = headed
    return a_date(year, form.month, form.day) if year else _nearest_day(form, context)


def _nearest_day(form: Form, context: Context) -> date | None:
    assert form.month is not None and form.day is not None
    near = context.near
    reach = 4 if form.day == 29 and form.month == 2 else 1
    days = [
        day for year in range(near.year - reach, near.year + reach + 1) if (day := a_date(year, form.month, form.day))
    ]
    if form.ref in ("last", "next"):
        return _last_or_next(form, days, near)
    beside = context.period_sentence == form.sentence and 0 <= form.start - context.period_end <= 2
    if context.period is not None and beside:
        ends = [end for end in (context.period.first, context.period.last) if end is not None]
        within = (a_date(end.year, form.month, form.day) for end in ends)
        inside = [day for day in within if day is not None and _covers(context.period, day)]
        if inside:
            return inside[0]  # "a month earlier, on 11 April"
    if context.written is not None and context.written_sentence == form.sentence and form.weekday is None:
        written = context.written
        around = [day for step in (-1, 0, 1) if (day := a_date(written.year + step, form.month, form.day))]
        return min(around, key=lambda day: abs((day - written).days)) if around else None
    if form.weekday is not None:
        fitting = [day for day in days if day.weekday() == form.weekday]
        close = [day for day in fitting if abs((day - near).days) <= 400]
        if close:
            return min(close, key=lambda day: abs((day - near).days))
    return choose(days, near, way_of(form, context), form.role in ("on", "since"), form.leads and form.role == "on")


def _covers(period: Edtf, day: date) -> bool:
    return period.first is not None and period.last is not None and period.first <= day <= period.last


def ordinal(form: Form, context: Context) -> Edtf | None:
    """``the 24th``: of the month that the form or the text before it names, else of the nearest."""
    assert form.day is not None
    near = context.near
    if form.ref == "following":  # "the 1st of the following month"
        base = context.period or context.latest
        if base is None or base.first is None:
            return None
        month = month_shift(base.first, form.count)
        return of_day(a_date(month.year, month.month, form.day))
    if form.unit == "month" or form.ref == "this":  # "the 30th of last month"
        month = month_shift(near, STEP.get(form.ref, 0))
        return of_day(a_date(month.year, month.month, form.day))
    told_way = {"last": -1, "next": 1}.get(form.ref) or way_of(form, context)
    way = told_way or -1
    if context.explicit is not None and context.explicit_sentence >= form.sentence - _NEAR and not form.ref:
        start = context.explicit  # "opened on July 5 and ended on the 9th"
        told = a_date(start.year, start.month, form.day)
        if told is not None and start < told <= near:
            return of_day(told)
    whole = context.period.first if context.period is not None and _is_month(context.period) else None
    told_in = form.sentence - (_NEAR if form.paragraph <= context.period_end else 1)
    begun = context.period_role == "since"  # "have argued since January ... signed it on the 9th"
    if whole is not None and not begun and context.period_sentence >= told_in and not form.ref:
        inside = a_date(whole.year, whole.month, form.day)
        over = told_way < 0 and inside is not None and inside > near  # "with a vote due in August, asked on the 9th"
        if not over and (inside is None or way <= 0 or inside >= near):
            return of_day(inside)  # "In August ... On the 20th ..."; not "are to meet on the 20th"
    if context.today is None:
        return of_day(a_date(near.year, near.month, form.day))
    months = [month_shift(near, step) for step in range(-2, 3)]
    days = [day for month in months if (day := a_date(month.year, month.month, form.day))]
    past = max((day for day in days if day <= near), default=None)
    ahead = min((day for day in days if day >= near), default=None)
    return of_day(past if way < 0 else ahead)


def _is_month(date: Edtf) -> bool:
    return len(date.text) == 7 and date.span is not None and date.span < 31


def weekday_of(form: Form, context: Context) -> date | None:
    """``Wednesday``, ``last Friday``, ``the following Monday``; None where the day of writing is not known."""
    assert form.weekday is not None
    today, weekday = context.today, form.weekday
    if today is None:
        return None
    monday = today - timedelta(days=today.weekday())
    back, forth = (today.weekday() - weekday) % 7, (weekday - today.weekday()) % 7
    match form.ref:
        case "last" if form.unit == "week" or (today.weekday() < 5 and weekday < today.weekday()):
            return monday + timedelta(days=weekday - 7)
        case "last" | "past":
            return today - timedelta(days=back or 7)
        case "before last":
            return today - timedelta(days=(back or 7) + 7)
        case "a week on":
            return today + timedelta(days=forth + 7)
        case "stamp":
            return today - timedelta(days=back)
        case "weeks ago":
            return today - timedelta(days=back - 7 * form.count)
        case "next":
            return monday + timedelta(days=weekday + 7)
        case "coming":
            return today + timedelta(days=forth or 7)
        case "this":
            day = monday + timedelta(days=weekday)
            over = day > today and context.direction(form) < 0  # "was freed this Sunday", told on a Thursday
            return day - timedelta(days=7) if over else day
        case "same":
            known = [day for day in context.days if day.weekday() == weekday]
            told = known[-1] if known else _in_story(form, context)
            long_ago = told is not None and (today - told).days > _LATELY
            return told if told is not None and (known or long_ago) else today - timedelta(days=back)
        case "of that week":
            base = context.base(form) or context.period
            if base is None or base.first is None or base.span is None or base.span > _SUNDAY:
                return None  # "since January" names no week
            return base.first + timedelta(days=weekday - base.first.weekday())
        case "following" | "after":
            return _weekday_after(context.base(form), weekday)
        case "article" if (told := _in_story(form, context)) is not None:
            return told
        case "previous":
            base = context.base(form)
            return (
                base.first - timedelta(days=(base.first.weekday() - weekday) % 7 or 7) if base and base.first else None
            )
    way = -1 if form.role == "since" else context.direction(form)
    week = _week_before(form, context) if not form.ref and form.role == "on" and way <= 0 else None
    if week is not None:
        return week + timedelta(days=weekday)
    if way == 0:
        begins = form.role == "from"  # "is 30 percent from Friday"
        way = ROLE_WAYS.get(form.role) or (1 if begins or back > forth else -1)
    return today + timedelta(days=forth) if way > 0 else today - timedelta(days=back)


_LATELY = 14
"""Days within which "that Thursday" is the last one, where the text has told no Thursday."""


def _week_before(form: Form, context: Context) -> date | None:
    """The Monday of a week that lies before, named in the sentence before: "Last week ... He came on Tuesday"."""
    week = context.period
    if week is None or context.period_sentence != form.sentence - 1 or not context.period_heads:
        return None
    if week.first is None or week.last is None:
        return None
    over = context.today is not None and week.last < context.today
    return week.first if over and week.span == 6 and week.first.weekday() == 0 else None


def _in_story(form: Form, context: Context) -> date | None:
    """``they met on the 28th and signed on the Friday``: the next one in the story, where the paragraph tells a day."""
    if context.latest is None or form.paragraph > context.latest_start or context.today is None:
        return None
    assert form.weekday is not None
    day = _weekday_after(context.latest, form.weekday)
    return day if day is not None and day <= context.today else None


def _weekday_after(base: Edtf | None, weekday: int) -> date | None:
    if base is None or base.last is None:
        return None
    return base.last + timedelta(days=(weekday - base.last.weekday()) % 7 or 7)
