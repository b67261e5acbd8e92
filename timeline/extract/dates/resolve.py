"""From what is written to which day: forms resolved against the publication date and the days named before them."""

from __future__ import annotations

from calendar import monthrange
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from timeline.extract.dates.form import Form
from timeline.model.edtf import Edtf

Direction = Callable[[Form], int]


@dataclass(slots=True)
class Context:
    """What a form is resolved against."""

    today: date | None
    """The day of writing; None where the publication date is known to the month or less."""
    near: date
    """A day within the publication date, for years that are not written."""
    direction: Direction
    story: Edtf | None = None
    """The last day told of that is not ahead."""
    story_sentence: int = -1
    period: Edtf | None = None
    """The last date named, of any length."""
    latest: Edtf | None = None
    """The last day named, and the sentence it stands in."""
    latest_sentence: int = -1
    latest_start: int = -1
    lead: Edtf | None = None
    """The first day told of."""
    explicit: date | None = None
    """The last day written with its month, and its sentence."""
    explicit_sentence: int = -1
    written: date | None = None
    """The last day written with a year that is not the current one, and its sentence."""
    written_sentence: int = -1
    days: deque[date] = field(default_factory=lambda: deque(maxlen=40))

    def told(self, form: Form, found: Edtf) -> None:
        """Remember ``found`` for "the same day", "two days later"."""
        if found.first is None or found.last is None:
            return
        if form.kind not in ("within", "for", "ahead", "eve"):
            self.period = found
        if (found.last - found.first).days > 10:
            return
        if form.kind in ("unit", "within", "for", "ahead", "eve"):
            return
        self.latest, self.latest_sentence, self.latest_start = found, form.sentence, form.start
        self.days.append(found.last)
        if form.year is not None and form.year != self.near.year and not form.stamp:
            self.written, self.written_sentence = found.first, form.sentence
        if form.kind in ("day", "given") and found.is_day:
            self.explicit, self.explicit_sentence = found.first, form.sentence
        if form.role in ("by", "until", "for", "from") or form.stamp:
            return
        if self.today is None or found.first <= self.today + timedelta(days=1):
            self.story, self.story_sentence = found, form.sentence
            self.lead = self.lead or found

    def base(self, form: Form) -> Edtf | None:
        """The day that "the day before" counts from.

        The last one named, where it stands in the same sentence or right before it in the same
        paragraph; else the last that is not ahead.
        """
        if (
            self.latest is not None
            and self.latest_sentence >= form.sentence - 1
            and form.paragraph <= self.latest_start
        ):
            return self.latest
        return self.story


def resolve(form: Form, context: Context) -> Edtf | None:
    """The date of ``form``; None where the text does not say."""
    found = _single(form, context)
    if found is None:
        return None
    if form.through is not None:
        return _through(found, form.through, context)
    return (
        Edtf.parse(found.text + "~")
        if form.about
        and form.kind not in ("ahead", "ago", "within", "for")
        and "/" not in found.text
        and "~" not in found.text
        else found
    )


def _single(form: Form, context: Context) -> Edtf | None:
    match form.kind:
        case "day":
            return _day(form, context)
        case "ordinal":
            return _ordinal(form, context)
        case "weekday":
            return _of(_weekday(form, context))
        case "month":
            return _month(form, context)
        case "year":
            return _edtf(f"{form.year:04}")
        case "portion":
            return _portion(form, context)
        case "unit":
            return _unit(form, context)
        case "deictic":
            return _of(_plus(context.today, form.count))
        case "ago" | "ahead":
            return _ago(form, context)
        case "shift":
            return _shift(form, context)
        case "context":
            return _same(form, context)
        case "within" | "for":
            return _stretch(form, context)
        case "given":
            return _edtf(form.given) if form.given else None
        case _:
            return None


# Days


_FAR = 5
"""After so many sentences without a day, "that day" is the day of the story."""
_LONG = frozenset(("month", "year", "decade"))
_LONGEST = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""The most days that a month has."""


def _day(form: Form, context: Context) -> Edtf | None:
    assert form.month is not None and form.day is not None
    if form.day > _LONGEST[form.month]:
        return None
    year = form.year
    if year is None and form.unit == "year" and form.ref:
        year = context.near.year + _STEP[form.ref]
    first = _date(year, form.month, form.day) if year else _nearest_day(form, context)
    if first is None:
        return None
    if form.unit == "week":
        monday = first - timedelta(days=first.weekday())
        return _between(monday, monday + timedelta(days=6))
    if form.last_day:
        last = _date(first.year, form.month, form.last_day)
        return _between(first, last) if last and last > first else _of(first)
    return _of(first)


def _nearest_day(form: Form, context: Context) -> date | None:
    assert form.month is not None and form.day is not None
    near = context.near
    reach = 4 if form.day == 29 and form.month == 2 else 1
    days = [
        day for year in range(near.year - reach, near.year + reach + 1) if (day := _date(year, form.month, form.day))
    ]
    if context.written is not None and context.written_sentence == form.sentence and form.weekday is None:
        written = context.written
        around = [day for step in (-1, 0, 1) if (day := _date(written.year + step, form.month, form.day))]
        return min(around, key=lambda day: abs((day - written).days)) if around else None
    if form.weekday is not None:
        fitting = [day for day in days if day.weekday() == form.weekday]
        close = [day for day in fitting if abs((day - near).days) <= 400]
        if close:
            return min(close, key=lambda day: abs((day - near).days))
    return _choose(days, near, _way(form, context), form.role in ("on", "since"))


def _choose(days: list[date], near: date, way: int, sure: bool = True) -> date:
    """The last past or first coming of ``days``; the other where the one asked for is nearly a year off.

    Writers name the year of what is long past; how long depends on how ``sure`` the direction is.
    """
    past = max((day for day in days if day <= near + timedelta(days=1)), default=days[0])
    ahead = min((day for day in days if day >= near), default=days[-1])
    back, forth = abs((near - past).days), abs((ahead - near).days)
    far, close = (310, 60) if sure else (250, 100)
    if way < 0:
        return ahead if back > far and forth < close else past
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
    if form.ref and (form.unit == "month" or form.ref in ("last", "next")):
        month = _month_shift(near, _STEP[form.ref]) if form.ref in _STEP else near
        return _of(_date(month.year, month.month, form.day))
    if context.explicit is not None and context.explicit_sentence == form.sentence:
        start = context.explicit
        if form.day >= start.day:
            return _of(_date(start.year, start.month, form.day))
    if context.today is None:
        return _of(_date(near.year, near.month, form.day))
    months = [_month_shift(near, step) for step in range(-2, 3)]
    days = [day for month in months if (day := _date(month.year, month.month, form.day))]
    way = _way(form, context)
    if way == 0:
        way = -1
    past = max((day for day in days if day <= near), default=None)
    ahead = min((day for day in days if day >= near), default=None)
    return _of(past if way < 0 else ahead)


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
        case "next":
            return monday + timedelta(days=weekday + 7)
        case "this":
            return monday + timedelta(days=weekday)
        case "same":
            known = [day for day in context.days if day.weekday() == weekday]
            return known[-1] if known else today - timedelta(days=back)
        case "following" | "after":
            return _weekday_after(context.base(form), weekday)
        case "previous":
            base = context.base(form)
            return (
                base.first - timedelta(days=(base.first.weekday() - weekday) % 7 or 7) if base and base.first else None
            )
    way = -1 if form.role == "since" else context.direction(form)
    if way == 0:
        way = _ROLE_WAYS.get(form.role) or (1 if back > forth else -1)
    return today + timedelta(days=forth) if way > 0 else today - timedelta(days=back)


def _weekday_after(base: Edtf | None, weekday: int) -> date | None:
    if base is None or base.last is None:
        return None
    return base.last + timedelta(days=(weekday - base.last.weekday()) % 7 or 7)


# Months, years and their parts


_STEP = {"last": -1, "this": 0, "next": 1}


def _month(form: Form, context: Context) -> Edtf | None:
    assert form.month is not None
    near, month = context.near, form.month
    if form.year is not None:
        return _edtf(f"{form.year:04}-{month:02}")
    if form.unit == "year" and form.ref:
        return _edtf(f"{near.year + _STEP[form.ref]:04}-{month:02}")
    match form.ref:
        case "last":
            year = near.year if month < near.month else near.year - 1
        case "next":
            year = near.year if month > near.month else near.year + 1
        case "this":
            year = near.year
        case "same":
            if context.period is None or context.period.first is None:
                return None
            year = context.period.first.year
        case _:
            middles = [date(year, month, 15) for year in range(near.year - 2, near.year + 3)]
            if month == near.month:
                return _edtf(f"{near.year:04}-{month:02}")
            way = 0 if form.attributive else context.direction(form)
            if form.role == "since" or not way:
                way = _ROLE_WAYS.get(form.role, 0)
            year = _choose(middles, near, way, sure=False).year
    return _edtf(f"{year:04}-{month:02}")


def _portion(form: Form, context: Context) -> Edtf | None:
    assert form.portion is not None
    year = form.year
    if year is None and form.unit == "year" and form.ref:
        year = context.near.year + _STEP[form.ref]
    if year is None:
        near = context.near
        choices = [Edtf.parse(f"{near.year + step:04}-{form.portion}") for step in (-1, 0, 1)]
        if form.ref == "last":
            done = [choice for choice in choices if choice.last and choice.last < near]
            return done[-1]
        if form.ref == "next":
            return next(choice for choice in choices if choice.first and choice.first > near)
        if form.ref == "this":
            return choices[1]
        way = _way(form, context)
        middles = [_middle(choice) for choice in choices]
        return choices[middles.index(_choose(middles, near, way))]
    return _edtf(f"{year:04}-{form.portion}")


def _unit(form: Form, context: Context) -> Edtf | None:
    near = context.near
    step = _STEP.get(form.ref, 0)
    match form.unit:
        case "week" | "weekend":
            return _week(form, context, step)
        case "month":
            month = _month_shift(near, step)
            if form.part == "last day":
                return _of(_date(month.year, month.month, monthrange(month.year, month.month)[1]))
            return _edtf(f"{month.year:04}-{month.month:02}")
        case "year":
            return _of(date(near.year, 12, 31)) if form.part == "last day" else _edtf(f"{near.year + step:04}")
        case "quarter":
            number = near.year * 4 + (near.month - 1) // 3 + step
            return _edtf(f"{number // 4:04}-{33 + number % 4}")
        case "decade":
            return _edtf(f"{near.year // 10 + step:03}X")
    return None


def _week(form: Form, context: Context, step: int) -> Edtf | None:
    today = context.today
    if today is None:
        return None
    monday = today - timedelta(days=today.weekday())
    if form.unit == "week":
        first = monday + timedelta(weeks=step)
        return _of(first + timedelta(days=6)) if form.part == "last day" else _between(first, first + timedelta(days=6))
    if form.ref == "near" and today.weekday() < 5:
        step = 0 if context.direction(form) > 0 else -1
    first = monday + timedelta(weeks=step, days=5)
    return _between(first, first + timedelta(days=1))


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
        return _between(monday, monday + timedelta(days=6))
    day = base.first if form.count < 0 else base.last
    if day is None:
        return None
    return _counted(form.unit, form.count, day, day)


def _counted(unit: str, count: int, day: date | None, near: date) -> Edtf | None:
    match unit:
        case "day" | "week":
            return _of(_plus(day, count * (7 if unit == "week" else 1)))
        case "month":
            month = _month_shift(near, count)
            return _edtf(f"{month.year:04}-{month.month:02}")
        case "year" | "decade":
            year = near.year + count * (10 if unit == "decade" else 1)
            return _edtf(f"{year:04}" + ("~" if unit == "decade" else "")) if 0 < year < 9999 else None
    return _of(day) if unit == "hour" else None


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
            return _between(monday, monday + timedelta(days=6))
        case "month":
            return _edtf(f"{base.first.year:04}-{base.first.month:02}")
        case "year":
            return _edtf(f"{base.first.year:04}")
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
            end = _plus(start, form.count)
        case "week":
            end = _plus(start, 7 * form.count)
        case "month" | "year":
            month = _month_shift(start, form.count * (12 if form.unit == "year" else 1))
            end = _date(month.year, month.month, min(start.day, monthrange(month.year, month.month)[1]))
        case _:
            end = None
    return _between(start, end) if end else None


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


def _end_after(start: date, second: Form, context: Context) -> Edtf | None:
    if second.year is None and not second.ref:
        if second.kind == "day" and second.month and second.day:
            day = _date(start.year, second.month, second.day)
            return _of(day if day and day >= start else _date(start.year + 1, second.month, second.day))
        if second.kind == "ordinal" and second.day:
            month = start if second.day > start.day else _month_shift(start, 1)
            return _of(_date(month.year, month.month, second.day))
        if second.kind == "weekday" and second.weekday is not None:
            return _of(start + timedelta(days=(second.weekday - start.weekday()) % 7 or 7))
        if second.kind == "month" and second.month:
            return _edtf(f"{start.year + (second.month < start.month):04}-{second.month:02}")
    return _single(second, context)


# Arithmetic


def _of(day: date | None) -> Edtf | None:
    return Edtf.of(day) if day is not None else None


def _between(first: date, last: date) -> Edtf | None:
    return _edtf(f"{first.isoformat()}/{last.isoformat()}") if last > first else _of(first)


def _edtf(text: str) -> Edtf | None:
    try:
        return Edtf.parse(text)
    except ValueError:
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _plus(day: date | None, days: int) -> date | None:
    if day is None:
        return None
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _month_shift(day: date, months: int) -> date:
    """The first of the month that is ``months`` after that of ``day``, within the calendar."""
    number = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    return date(number // 12, number % 12 + 1, 1)


def _middle(span: Edtf) -> date:
    assert span.first is not None and span.last is not None
    return span.first + (span.last - span.first) / 2
