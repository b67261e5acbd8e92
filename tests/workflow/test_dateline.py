"""The dateline of a text: what it says of the day is told, and no year is made up."""

from __future__ import annotations

import pytest

from timeline.model.edtf import Edtf
from timeline.sources import SourceDefaults, read_sources
from timeline.workflow.dateline import dateline, with_datelines

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


FAR = [("SEOUL, March 5 (Reuters) - They met.", "2026-05-05"), ("ROME, March 5, 2024 (AP) - They met.", "2026-03-05")]
NEAR = [
    ("SEOUL, March 5 (Reuters) - They met.", "2026-03-07"),
    ("SEOUL, Dec. 31 (Reuters) - They met.", "2026-01-02"),
    ("SEOUL, Feb. 29 (Reuters) - They met.", "2024-03-01"),
    ("SEOUL, March 5 (Reuters) - They met.", "2026-05"),
    ("SEOUL, Monday (AP) - They met.", "2026-05-05"),
    ("They met in Seoul on March 5.", "2026-05-05"),
]


@pytest.mark.parametrize(("text", "published"), [*FAR, *NEAR])
def test_a_dateline_far_from_the_publication_is_told(tmp_path, text: str, published: str) -> None:
    (tmp_path / "wire.txt").write_text(text)
    read = read_sources([tmp_path / "wire.txt"], defaults=SourceDefaults(published=Edtf.parse(published)))
    told = [note.message for note in with_datelines(read).notes]
    words = "March 5, 2024" if "2024" in text else "March 5"
    far = f'published: the dateline says "{words}", the publication date is {published}'
    assert told == ([far] if (text, published) in FAR else [])
