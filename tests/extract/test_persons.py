"""Persons: who of those whom a sentence names acts in what it tells, by name.

Each file of ``persons`` is one invented article: its first line ``@ day lead`` gives the day of publication and the first
paragraph; the others say ``text | type names; ...``, a dash where nobody is named; nothing behind the bar where the text
tells no event.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.reading_of import of_the_sentence, table_rows

PERSONS = Path(__file__).with_name("persons")


def acting(day: str, lead: str, text: str) -> str:
    """Who acts in what ``text`` tells in an article that opens with ``lead``, in the words of the table."""
    found = of_the_sentence(day, lead, text)
    return "; ".join(f"{draft.type} {', '.join(draft.actors) or '-'}" for draft in found)


@pytest.mark.fast_cases(20)
@pytest.mark.parametrize(("day", "lead", "text", "expected"), table_rows(PERSONS))
def test_who_acts_by_name(day: str, lead: str, text: str, expected: str) -> None:
    assert acting(day, lead, text) == expected
