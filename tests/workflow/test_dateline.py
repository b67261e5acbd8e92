"""The dateline of a text without a publication date: what it says of the day is told, and no year is made up."""

from __future__ import annotations

import pytest

from timeline.workflow.dateline import dateline

DATELINES = [
    ("SEOUL, March 5 (Reuters) - South Korea said on Monday it met the United States.", ("March 5", "YYYY-03-05")),
    ("Talks go on\n\nWASHINGTON, Sept. 28 (Yonhap) -- They met on July 1.", ("Sept. 28", "YYYY-09-28")),
    ("BRUSSELS, 12 December (Reuters) – They met.", ("12 December", "YYYY-12-12")),
    ("SEOUL, Feb. 29 (Yonhap) -- They met.", ("Feb. 29", "YYYY-02-29")),
    ("SEOUL, March 5, 2025 (Reuters) - They met.", ("March 5, 2025", "2025-03-05")),
    ("SEOUL, Monday (AP) - They met.", None),
    ("SEOUL (Reuters) - On March 5 they met.", None),
    ("They met on March 5 in Seoul.", None),
    ("How it went\nJuly 31 — They met.", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "told"), DATELINES, ids=[text[:30] for text, _ in DATELINES])
def test_a_dateline_says_a_day_and_seldom_a_year(text: str, told: tuple[str, str] | None) -> None:
    assert dateline(text) == told
