"""Shapes of sentences: the same news as a verb, a noun, a passive, a reply; what each tells, of when and by whom.

Each file of ``shapes`` is one invented article: its first line ``@ day lead`` gives the day of publication and the first
paragraph; the others say ``sentence | type modality day who; ...``, a dash for a day or an author that the text does not
tell, no modality for what is actual; nothing behind the bar where the sentence tells no event.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.reading_of import of_the_sentence, table_rows

SHAPES = Path(__file__).with_name("shapes")


def told(day: str, lead: str, sentence: str) -> str:
    """What ``sentence`` tells in an article that opens with ``lead``, in the words of the table."""
    found = of_the_sentence(day, lead, sentence)
    return "; ".join(
        " ".join(
            (
                draft.type,
                *((draft.modality,) if draft.modality != "actual" else ()),
                str(draft.date) if draft.date else "-",
                ",".join(draft.by_parties) or "-",
            )
        )
        for draft in found
    )


@pytest.mark.fast_cases(40)
@pytest.mark.parametrize(("day", "lead", "sentence", "expected"), table_rows(SHAPES))
def test_what_a_sentence_tells(day: str, lead: str, sentence: str, expected: str) -> None:
    assert told(day, lead, sentence) == expected
