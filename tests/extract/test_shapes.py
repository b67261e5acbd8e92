"""Shapes of sentences: the same news as a verb, a noun, a passive, a reply; what each tells, of when and by whom.

In ``shapes.txt`` a line ``@ day lead`` gives the day of publication and the first paragraph of what follows: ``sentence |
type modality day who; ...``, a dash for a day or an author that the text does not tell, no modality for what is actual;
nothing behind the bar where the sentence tells no event.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.extract.reading_of import drafts

SHAPES = Path(__file__).with_name("shapes.txt")


def told(day: str, lead: str, sentence: str) -> str:
    """What ``sentence`` tells in an article that opens with ``lead``, in the words of the table."""
    found = [draft for draft in drafts(f"{lead}\n\n{sentence}", published=day) if draft.evidence[0].start > len(lead)]
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


def rows() -> Iterator[tuple[str, str, str, str]]:
    """Day, lead, sentence and what it tells, of each row of the table."""
    day = lead = ""
    for line in SHAPES.read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            _, day, lead = line.split(" ", 2)
        elif " |" in line:
            sentence, _, expected = line.rpartition(" |")
            yield day, lead, sentence, expected.strip()


@pytest.mark.fast_cases(40)
@pytest.mark.parametrize(("day", "lead", "sentence", "expected"), list(rows()))
def test_what_a_sentence_tells(day: str, lead: str, sentence: str, expected: str) -> None:
    assert told(day, lead, sentence) == expected
