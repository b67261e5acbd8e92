"""From what is written to which day: forms resolved against the publication date and the days named before them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from timeline.extract.dates.context import Context
from timeline.extract.dates.days import a_date, between, middle, month_shift, of_day, plus
from timeline.extract.dates.form import Form
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


_DECEMBER = {"end": "-12", "last day": "-12-31", "first day": "-01-01"}
"""The end of a year is its last month, as the end of a month is left at the month."""


def _single(form: Form, context: Context) -> Edtf | None:
    match form.kind:
        case "day":
            return _day(form, context)
        case "ordinal":
            return _ordinal(form, context)
        case "weekday":
            return of_day(_weekday(form, context))
        case "month":
            return _month(form, context)
        case "year":
            return edtf(f"{form.year:04}" + _DECEMBER.get(form.part, ""))
        case "portion":
            return _portion(form, context)
        case "unit":
            return _unit(form, context)
        case "deictic":
            return of_day(plus(context.today, form.count))
        case "ago" | "ahead":
            return _ago(form, context)
        case "shift":
            return _shift(form, context)
        case "context":
            return _same(form, context)
        case "within" | "for":
            return _stretch(form, context)
        case "nth":
            return _nth(form, context)
        case "given":
            return edtf(form.given) if form.given else None
        case _:
            return None


# Days


_FAR = 5
"""After so many sentences without a day, "that day" is the day of the story."""
_LONG = frozenset(("month", "year", "decade"))
_LONGEST = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""The most days that a month has."""


_NEAR = 2
"""Sentences after a day written with its month in which "the 16th" is one of that month."""


def _year_of(form: Form, context: Context) -> int:
    """The year that "last year", "that year" behind a day or month means."""
    told = context.period.first if context.period is not None else None
    if form.ref == "same":
        return told.year if told is not None else context.near.year
    if form.ref == "ago":
        return context.near.year + form.count
    return context.near.year + _STEP[form.ref]


def _day(form: Form, context: Context) -> Edtf | None:
    assert form.month is not None and form.day is not None
    if form.day > _LONGEST[form.month]:
        return None
    year = form.year
    if year is None and form.unit == "year" and form.ref:
        year = _year_of(form, context)
    first = a_date(year, form.month, form.day) if year else _nearest_day(form, context)
    if first is None:
        return None
    if form.unit == "week":
        monday = first - timedelta(days=first.weekday())
        return between(monday, monday + timedelta(days=6))
    if form.last_day:
        last = a_date(first.year, form.month, form.last_day)
        return between(first, last) if last and last > first else of_day(first)
    return of_day(first)


def _nearest_day(form: Form, context: Context) -> date | None:
    assert form.month is not None and form.day is not None
    near = context.near
    reach = 4 if form.day == 29 and form.month == 2 else 1
    days = [
        day for year in range(near.year - reach, near.year + reach + 1) if (day := a_date(year, form.month, form.day))
    ]
    if context.period is not None and 0 <= form.start - context.period_end <= 2:
        inside = [day for day in days if _covers(context.period, day)]
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
    return _choose(days, near, _way(form, context), form.role in ("on", "since"))


def _covers(period: Edtf, day: date) -> bool:
    return period.first is not None and period.last is not None and period.first <= day <= period.last


def _choose(days: list[date], near: date, way: int, sure: bool = True) -> date:
    """The last past or first coming of ``days``; the other where the one asked for is nearly a year off.

    Writers name the year of what is long past; how long depends on how ``sure`` the direction is.
    """
    past = max((day for day in days if day <= near + timedelta(days=1)), default=days[0])
    ahead = min((day for day in days if day >= near), default=days[-1])
    back, forth = abs((near - past).days), abs((ahead - near).days)
    far, close = (310, 60) if sure else (250, 100)
    if way < 0:
        return ahead if back > max(far, 320) and forth < close else past
    if way > 0:
        return past if forth > far and back < close else ahead
    return past if back <= forth else ahead


def _way(form: Form, context: Context) -> int:
    if form.role in _ROLE_WAYS:
        return _ROLE_WAYS[form.role]
    return 0 if form.attributive and form.kind == "day" else context.direction(form)


_ROLE_WAYS = {"by": 1, "until": 1, "since": -1}


def _ordinal(form: Form, context: Context) -> Edtf | None:
    assert form.day is not None
    near = context.near
    if form.unit == "month" or form.ref == "this":  # "the 30th of last month"
        month = month_shift(near, _STEP.get(form.ref, 0))
        return of_day(a_date(month.year, month.month, form.day))
    way = {"last": -1, "next": 1}.get(form.ref) or _way(form, context) or -1
    if context.explicit is not None and context.explicit_sentence >= form.sentence - _NEAR and not form.ref:
        start = context.explicit  # "opened on July 5 and ended on the 9th"
        told = a_date(start.year, start.month, form.day)
        if told is not None and start < told <= near:
            return of_day(told)
    whole = context.period.first if context.period is not None and _is_month(context.period) else None
    if whole is not None and context.period_sentence >= form.sentence - 1 and not form.ref:
        return of_day(a_date(whole.year, whole.month, form.day))  # "In August ... On the 20th ..."
    if context.today is None:
        return of_day(a_date(near.year, near.month, form.day))
    months = [month_shift(near, step) for step in range(-2, 3)]
    days = [day for month in months if (day := a_date(month.year, month.month, form.day))]
    past = max((day for day in days if day <= near), default=None)
    ahead = min((day for day in days if day >= near), default=None)
    return of_day(past if way < 0 else ahead)


def _is_month(date: Edtf) -> bool:
    return (
        len(date.text) == 7 and date.last is not None and date.first is not None and (date.last - date.first).days < 31
    )


def _weekday(form: Form, context: Context) -> date | None:
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
            return monday + timedelta(days=weekday)
        case "same":
            known = [day for day in context.days if day.weekday() == weekday]
            return known[-1] if known else today - timedelta(days=back)
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
        way = _ROLE_WAYS.get(form.role) or (1 if begins or back > forth else -1)
    return today + timedelta(days=forth) if way > 0 else today - timedelta(days=back)


def _week_before(form: Form, context: Context) -> date | None:
    """The Monday of a week that lies before, named in the sentence before: "Last week ... He came on Tuesday"."""
    week = context.period
    if week is None or context.period_sentence != form.sentence - 1 or not context.period_heads:
        return None
    if week.first is None or week.last is None:
        return None
    over = context.today is not None and week.last < context.today
    return week.first if over and (week.last - week.first).days == 6 and week.first.weekday() == 0 else None


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


# Months, years and their parts


_STEP = {"before last": -2, "last": -1, "this": 0, "next": 1, "after next": 2}
_DAYS_OF = {"day": 1, "week": 7, "fortnight": 14}


def _month(form: Form, context: Context) -> Edtf | None:
    whole = _whole_month(form, context)
    if whole is not None and form.part in ("first day", "last day"):
        return of_day(whole.first if form.part == "first day" else whole.last)
    if whole is not None and whole.first is not None and whole.last is not None and form.part in _WEEKS:
        if form.part == "last week":
            return between(whole.last - timedelta(days=6), whole.last)
        first = whole.first + timedelta(weeks=_WEEKS[form.part])
        return between(first, first + timedelta(days=6))
    return whole


_WEEKS = {"first week": 0, "second week": 1, "third week": 2, "fourth week": 3, "last week": 4}
"""Weeks of a month, counted in sevens from its first day: writers mean no calendar week by them."""


def _whole_month(form: Form, context: Context) -> Edtf | None:
    assert form.month is not None
    near, month = context.near, form.month
    if form.year is not None:
        return edtf(f"{form.year:04}-{month:02}")
    if form.unit == "year" and form.ref:
        return edtf(f"{_year_of(form, context):04}-{month:02}")
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
            middles = [date(year, month, 15) for year in range(near.year - 2, near.year + 3)]
            if month == near.month:
                return edtf(f"{near.year:04}-{month:02}")
            way = 0 if form.attributive else context.direction(form)
            if form.role == "since" or not way:
                way = _ROLE_WAYS.get(form.role, 0)
            elif way < 0 and form.role in _ROLE_WAYS:
                way = 0  # "promised an answer by January": the nearest
            year = _choose(middles, near, way, sure=False).year
    return edtf(f"{year:04}-{month:02}")


def _nth(form: Form, context: Context) -> Edtf | None:
    """``the last Friday of March``."""
    month = _whole_month(form, context) if form.month is not None else None
    if month is None or month.first is None or month.last is None or form.weekday is None:
        return None
    if form.count < 0:
        return of_day(month.last - timedelta(days=(month.last.weekday() - form.weekday) % 7))
    day = month.first + timedelta(days=(form.weekday - month.first.weekday()) % 7 + 7 * (form.count - 1))
    return of_day(day) if day <= month.last else None


def _portion(form: Form, context: Context) -> Edtf | None:
    assert form.portion is not None
    year = form.year
    if year is None and form.unit == "year" and form.ref:
        year = _year_of(form, context)
    if year is not None:
        return edtf(f"{year:04}-{form.portion}")
    near = context.near
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
    return choices[middles.index(_choose(middles, near, _way(form, context)))] if choices else None


def _unit(form: Form, context: Context) -> Edtf | None:
    near = context.near
    step = _STEP.get(form.ref, 0)
    match form.unit:
        case "week" | "weekend":
            return _week(form, context, step)
        case "month":
            month = month_shift(near, step)
            if form.part == "last day":
                return of_day(a_date(month.year, month.month, monthrange(month.year, month.month)[1]))
            return edtf(f"{month.year:04}-{month.month:02}")
        case "year":
            return edtf(f"{near.year + step:04}" + _DECEMBER.get(form.part, ""))
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


# Counted from another day


def _ago(form: Form, context: Context) -> Edtf | None:
    if form.kind == "ahead" and context.direction(form) <= 0:
        return None
    return _counted(form.unit, form.count, context.today, context.near)


def _shift(form: Form, context: Context) -> Edtf | None:
    base = context.period if form.unit in _LONG else context.base(form)
    if base is None or base.first is None:
        return None
    if form.ref == "whole":  # "the following week"
        monday = base.first - timedelta(days=base.first.weekday() - 7 * form.count)
        return between(monday, monday + timedelta(days=6))
    if form.unit == "month" and base.last is not None and (base.last - base.first).days > 31:
        return None  # "in 2017 ... a month later"
    day = base.first if form.count < 0 else base.last
    if day is None:
        return None
    return _counted(form.unit, form.count, day, day)


def other_end(form: Form, context: Context) -> Edtf | None:
    """``he spoke on Friday, two weeks after the levy took effect``: the day of what stands after "after"."""
    base = context.latest
    if base is None or base.first is None or context.latest_sentence < form.sentence - form.opens:
        return None
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


def _same(form: Form, context: Context) -> Edtf | None:
    base = context.period if form.unit in _LONG else context.base(form)
    if form.unit == "day" and form.sentence - context.story_sentence > _FAR and form.paragraph > context.latest_start:
        base = context.lead or base  # the story's own day is taken up again
    if base is None or base.first is None:
        return None
    match form.unit:
        case "day":
            return base
        case "week":
            monday = base.first - timedelta(days=base.first.weekday())
            return between(monday, monday + timedelta(days=6))
        case "month":
            return edtf(f"{base.first.year:04}-{base.first.month:02}")
        case "year":
            return edtf(f"{base.first.year:04}")
    return None


def _stretch(form: Form, context: Context) -> Edtf | None:
    """``within two weeks``, ``for 90 days``: from the day told of, else (within) from the day of writing."""
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
