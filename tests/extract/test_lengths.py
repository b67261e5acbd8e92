"""How long people met: lengths of time in minutes."""

from __future__ import annotations

import pytest

from timeline.extract.text.lengths import minutes_of


@pytest.mark.parametrize(
    ("clause", "minutes"),
    [
        ("they met for an hour", 60),
        ("they had half an hour", 30),
        ("a half-hour call", 30),
        ("a half hour together", 30),
        ("for a quarter of an hour", 15),
        ("for three-quarters of an hour", 45),
        ("for an hour and a half", 90),
        ("for an hour and ten minutes", 70),
        ("for two hours and ten minutes", 130),
        ("for two and a half hours", 150),
        ("a 45-minute call", 45),
        ("for seventy-five minutes", 75),
        ("for seventy minutes", 70),
        ("for 1.5 hours", 90),
        ("for 120 minutes", 120),
        ("for seven hours", 420),
        ("a two-hour meeting", 120),
        ("for 1,200 minutes", None),
        ("two hours later they met", None),
        ("three hours before the order", None),
        ("an hour and a half behind schedule", None),
        ("for hours", None),
        ("in the early hours", None),
        ("they met", None),
    ],
)
def test_minutes_of_a_clause(clause: str, minutes: int | None) -> None:
    assert minutes_of(clause) == minutes
