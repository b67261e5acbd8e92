"""Persons: who of those whom a sentence names acts in what it tells, by name.

Each file of ``persons`` is one invented article: its first line ``@ day lead`` gives the day of publication and the first
paragraph; the others say ``text | type names; ...``, a dash where nobody is named; nothing behind the bar where the text
tells no event.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.extract.reading_of import drafts

PERSONS = Path(__file__).with_name("persons")


def acting(day: str, lead: str, text: str) -> str:
    """Who acts in what ``text`` tells in an article that opens with ``lead``, in the words of the table."""
    found = [draft for draft in drafts(f"{lead}\n\n{text}", published=day) if draft.evidence[0].start > len(lead)]
    return "; ".join(f"{draft.type} {', '.join(draft.actors) or '-'}" for draft in found)


def rows() -> Iterator[tuple[str, str, str, str]]:
    """Day, lead, text and who acts, of each row of the table."""
    for path in sorted(PERSONS.glob("*.txt")):
        first, *lines = path.read_text(encoding="utf-8").splitlines()
        _, day, lead = first.split(" ", 2)
        for line in lines:
            if line and not line.startswith("#"):
                text, bar, expected = line.rpartition(" |")
                assert bar, f"{path.name}: no bar in {line!r}"
                yield day, lead, text, expected.strip()


@pytest.mark.fast_cases(20)
@pytest.mark.parametrize(("day", "lead", "text", "expected"), list(rows()))
def test_who_acts_by_name(day: str, lead: str, text: str, expected: str) -> None:
    assert acting(day, lead, text) == expected
