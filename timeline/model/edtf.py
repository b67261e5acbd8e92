"""Dates as the field writes them: EDTF (ISO 8601-2:2019), with first and last possible day.

The subset that news needs, of levels 0 to 2:

=====================  ==========================================================
``2025-09-24``         a day
``2025-09``, ``2025``  a month, a year
``2025-21`` .. ``24``  spring, summer, autumn, winter (northern hemisphere, by
                       meteorological months; winter runs into the next year)
``2025-33`` .. ``36``  quarters; ``37`` .. ``39`` quadrimesters; ``40``, ``41`` halves
``202X``, ``2025-XX``  unspecified digits, from the right
``A/B``                an interval of any of the above, both ends included
``A/..``, ``../B``     an open end; ``A/`` and ``/B`` an unknown one
``~``  ``?``  ``%``    approximate, uncertain, both (suffix of a date)
=====================  ==========================================================

A qualifier never widens the bounds: it says that the writer hedged, not by how much.
Source: https://www.loc.gov/standards/datetime/
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, total_ordering
from typing import Any

from pydantic_core import core_schema

FIRST_YEAR, LAST_YEAR = 1000, 2999
"""Years of dates, and of instants: beyond them a zone or a microsecond more leaves the calendar."""
_ONE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX|\dX))?(?:-(\d\d|XX|\dX))?([~?%]?)\Z", re.ASCII)
_SPANS = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    37: (1, 4), 38: (5, 4), 39: (9, 4),
    40: (1, 6), 41: (7, 6),
}  # fmt: skip
"""First month and number of months of the EDTF seasons and parts of a year."""


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Edtf:
    """An EDTF date: its text, and the first and last day that it may mean.

    ``first`` or ``last`` is None where the interval is open or its end unknown. Two dates are
    equal when their texts are; they are ordered by first day, then last day, then text, with
    an open beginning before and an open end after everything.
    """

    text: str
    first: date | None
    last: date | None

    @classmethod
    def parse(cls, text: str) -> Edtf:
        """Read ``text``; raise ValueError that names the wrong part and shows a right form."""
        return _parse(text)

    @classmethod
    def of(cls, day: date) -> Edtf:
        """The date of one known day."""
        return _parse(day.isoformat())

    @property
    def approximate(self) -> bool:
        """Whether any part is marked ``~`` or ``%``."""
        return "~" in self.text or "%" in self.text

    @property
    def uncertain(self) -> bool:
        """Whether any part is marked ``?`` or ``%``."""
        return "?" in self.text or "%" in self.text

    @property
    def is_day(self) -> bool:
        """Whether it means exactly one day."""
        return self.first is not None and self.first == self.last

    @property
    def span(self) -> int | None:
        """Days from its first to its last, 0 for a single day; None where an end is open."""
        return (self.last - self.first).days if self.first is not None and self.last is not None else None

    @property
    def certain_from(self) -> date | None:
        """The day by which what it dates has happened for certain (or begun, if open-ended)."""
        if self.last is not None:
            return self.last
        beginning = self.text.partition("/")[0]
        return _parse(beginning).last if beginning not in ("", "..") else None

    def __str__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Edtf) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __lt__(self, other: Edtf) -> bool:
        return self._key() < other._key()

    def _key(self) -> tuple[date, date, str]:
        return (self.first or date.min, self.last or date.max, self.text)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Text in JSON, an Edtf in Python."""
        from_text = core_schema.no_info_plain_validator_function(
            lambda v: v if isinstance(v, Edtf) else _parse(v if isinstance(v, str) else str(v)),
            json_schema_input_schema=core_schema.str_schema(),
        )
        return core_schema.json_or_python_schema(
            json_schema=from_text,
            python_schema=from_text,
            serialization=core_schema.plain_serializer_function_ser_schema(str, return_schema=core_schema.str_schema()),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {
            "type": "string",
            "format": "edtf",
            "examples": ["2025-09-24", "2025-08", "2025-10~", "2025-07-30/2025-07-31"],
        }


def edtf(text: str) -> Edtf | None:
    """``text`` as EDTF; None where it is no date of the calendar."""
    try:
        return Edtf.parse(text)
    except ValueError:
        return None


@lru_cache(maxsize=65536)
def _parse(text: str) -> Edtf:
    if "/" in text:
        return _interval(text)
    first, last = _bounds(text)
    return Edtf(text, first, last)


def _interval(text: str) -> Edtf:
    begin, _, end = text.partition("/")
    open_ends = ("", "..")
    if begin in open_ends and end in open_ends:
        raise ValueError(f"'{text}' has no known end; leave the date out instead")
    begin_bounds = None if begin in open_ends else _bounds(begin)
    end_bounds = None if end in open_ends else _bounds(end)
    first = begin_bounds[0] if begin_bounds else None
    last = end_bounds[1] if end_bounds else None
    if begin_bounds and end_bounds and (begin_bounds[0] > end_bounds[0] or begin_bounds[1] > end_bounds[1]):
        raise ValueError(f"'{text}' ends before it begins")
    return Edtf(text, first, last)


def _bounds(text: str) -> tuple[date, date]:
    match = _ONE.match(text)
    if not match:
        raise ValueError(
            f"'{text}' is no EDTF date; write 2025-09-24, 2025-09, 2025, 2025-33 (a quarter), "
            "2025-07-30/2025-07-31 or 2025-10~"
        )
    year, month, day, _ = match.groups()
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if not FIRST_YEAR <= first_year <= last_year <= LAST_YEAR:
        raise ValueError(f"'{text}' has no year that a negotiation can have")
    if first_year != last_year:
        if month or day:
            raise ValueError(f"'{text}' names a month of a year that is not known")
        return date(first_year, 1, 1), date(last_year, 12, 31)
    if month is None or month == "XX":
        if day not in (None, "XX"):
            raise ValueError(f"'{text}' names a day of a month that is not known")
        return date(first_year, 1, 1), date(first_year, 12, 31)
    if month.isdigit() and int(month) > 12:
        if day or int(month) not in _SPANS:
            raise ValueError(f"'{text}': month {month} does not exist (21-24 are seasons, 33-41 parts of a year)")
        start, months = _SPANS[int(month)]
        over, end = divmod(start + months - 2, 12)
        return date(first_year, start, 1), _month_end(first_year + over, end + 1)
    first_month, last_month = _digits(month, 1, 12, text, "month")
    if first_month != last_month:
        if day:
            raise ValueError(f"'{text}' names a day of a month that is not known")
        return date(first_year, first_month, 1), _month_end(first_year, last_month)
    if day is None or day == "XX":
        return date(first_year, first_month, 1), _month_end(first_year, first_month)
    longest = monthrange(first_year, first_month)[1]
    first_day, last_day = _digits(day, 1, longest, text, "day")
    return date(first_year, first_month, first_day), date(first_year, first_month, last_day)


def _digits(part: str, low: int, high: int, text: str, what: str) -> tuple[int, int]:
    first = max(low, int(part.replace("X", "0")))
    last = min(high, int(part.replace("X", "9")))
    if first > last:
        raise ValueError(f"'{text}': {what} {part} does not exist" + (f" (last is {high})" if what == "day" else ""))
    return first, last


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
