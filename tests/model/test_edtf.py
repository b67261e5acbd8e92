"""EDTF dates: what each form may mean, what is refused, and the laws of order."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.model.edtf import Edtf

BOUNDS = [
    ("2025-09-24", "2025-09-24", "2025-09-24"),
    ("2025-09", "2025-09-01", "2025-09-30"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2025", "2025-01-01", "2025-12-31"),
    ("2025-21", "2025-03-01", "2025-05-31"),
    ("2025-22", "2025-06-01", "2025-08-31"),
    ("2025-23", "2025-09-01", "2025-11-30"),
    ("2025-24", "2025-12-01", "2026-02-28"),
    ("2025-33", "2025-01-01", "2025-03-31"),
    ("2025-36", "2025-10-01", "2025-12-31"),
    ("2025-38", "2025-05-01", "2025-08-31"),
    ("2025-41", "2025-07-01", "2025-12-31"),
    ("202X", "2020-01-01", "2029-12-31"),
    ("2025-XX", "2025-01-01", "2025-12-31"),
    ("2025-1X", "2025-10-01", "2025-12-31"),
    ("2025-09-XX", "2025-09-01", "2025-09-30"),
    ("2025-09-2X", "2025-09-20", "2025-09-29"),
    ("2025-02-2X", "2025-02-20", "2025-02-28"),
    ("2025-10~", "2025-10-01", "2025-10-31"),
    ("2025-10-01?", "2025-10-01", "2025-10-01"),
    ("2025%", "2025-01-01", "2025-12-31"),
    ("2025-07-30/2025-07-31", "2025-07-30", "2025-07-31"),
    ("2025-07/2025-09", "2025-07-01", "2025-09-30"),
    ("2025-04/..", "2025-04-01", None),
    ("2025-04/", "2025-04-01", None),
    ("../2025-10", None, "2025-10-31"),
    ("2025-04~/..", "2025-04-01", None),
]


@pytest.mark.parametrize(("text", "first", "last"), BOUNDS)
def test_first_and_last_possible_day(text: str, first: str | None, last: str | None) -> None:
    read = Edtf.parse(text)
    assert (read.first, read.last) == (first and date.fromisoformat(first), last and date.fromisoformat(last))
    assert str(read) == text


REFUSED = [
    ("24 September 2025", "write 2025-09-24"),
    ("2025-9-24", "write 2025-09-24"),
    ("2025-13", "month 13 does not exist"),
    ("2025-00", "month 00 does not exist"),
    ("2025-02-30", "last is 28"),
    ("2025-25", "month 25 does not exist"),
    ("2025-21-04", "does not exist"),
    ("202X-05", "a month of a year that is not known"),
    ("2025-XX-04", "a day of a month that is not known"),
    ("2025-09-24/2025-09-01", "ends before it begins"),
    ("../..", "leave the date out"),
    ("0000", "no year"),
    ("0999-12-31", "no year"),
    ("9999-12-31", "no year"),
    ("", "is no EDTF date"),
    ("2025-09-24 ", "is no EDTF date"),
    ("２０２５", "is no EDTF date"),
]


@pytest.mark.parametrize(("text", "because"), REFUSED)
def test_what_is_refused_says_why(text: str, because: str) -> None:
    with pytest.raises(ValueError, match=because.replace("(", r"\(")):
        Edtf.parse(text)


def test_the_day_by_which_it_has_happened() -> None:
    assert Edtf.parse("2025-08").certain_from == date(2025, 8, 31)
    assert Edtf.parse("2025-04/..").certain_from == date(2025, 4, 30)
    assert Edtf.parse("../2025-10").certain_from == date(2025, 10, 31)


def test_qualifiers_are_told_and_never_widen() -> None:
    assert Edtf.parse("2025-10~").approximate and not Edtf.parse("2025-10~").uncertain
    assert Edtf.parse("2025-10?").uncertain and not Edtf.parse("2025-10?").approximate
    assert Edtf.parse("2025-10%").uncertain and Edtf.parse("2025-10%").approximate
    assert Edtf.parse("2025-09-24").is_day and not Edtf.parse("2025-09").is_day


@pytest.mark.parametrize(
    ("text", "days"),
    [("2025-09-24", 0), ("2025-09-24/2025-09-26", 2), ("2025-09", 29), ("2025", 364), ("2025-09-24/..", None)],
)
def test_a_date_spans_the_days_from_its_first_to_its_last(text: str, days: int | None) -> None:
    assert Edtf.parse(text).span == days


def test_order_is_by_first_day_then_last() -> None:
    texts = ["2025-10", "2025-09-24", "2025", "../2025-01", "2025-09/..", "2025-09"]
    assert [str(d) for d in sorted(map(Edtf.parse, texts))] == [
        "../2025-01", "2025", "2025-09", "2025-09/..", "2025-09-24", "2025-10",
    ]  # fmt: skip


days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(days)
def test_a_day_means_itself(day: date) -> None:
    read = Edtf.of(day)
    assert read.first == read.last == read.certain_from == day and read.is_day


@given(days, days)
def test_days_are_ordered_as_days(one: date, other: date) -> None:
    assert (Edtf.of(one) < Edtf.of(other)) == (one < other)


@given(days, st.integers(0, 400))
def test_an_interval_holds_exactly_what_lies_between(day: date, length: int) -> None:
    last = day + timedelta(days=length)
    read = Edtf.parse(f"{day}/{last}")
    assert (read.first, read.last) == (day, last)


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused_with_a_value_error(text: str) -> None:
    try:
        read = Edtf.parse(text)
    except ValueError:
        return
    assert read.text == text and (read.first or read.last)


def test_parsing_is_fast() -> None:
    texts = [f"{year}-{month:02d}-{day:02d}" for year in range(2000, 2030) for month in range(1, 13) for day in (1, 15)]
    start = time.perf_counter()
    for text in texts:
        Edtf.parse(text)
    assert (time.perf_counter() - start) / len(texts) < 0.0005
