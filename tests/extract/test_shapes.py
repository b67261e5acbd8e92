"""Shapes of sentences: the same news as a verb, a noun, a passive, a reply; what each tells, of when and by whom.

Each file of ``shapes`` is one invented article: its first line ``@ day lead`` gives the day of publication and the first
paragraph; the others say ``sentence | type modality day who; ...``, a dash for a day or an author that the text does not
tell, no modality for what is actual; nothing behind the bar where the sentence tells no event.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.extract.reading_of import drafts

SHAPES = Path(__file__).with_name("shapes")


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
    for path in sorted(SHAPES.glob("*.txt")):
        first, *lines = path.read_text(encoding="utf-8").splitlines()
        _, day, lead = first.split(" ", 2)
        for line in lines:
            if line and not line.startswith("#"):
                sentence, bar, expected = line.rpartition(" |")
                assert bar, f"{path.name}: no bar in {line!r}"
                yield day, lead, sentence, expected.strip()


@pytest.mark.fast_cases(40)
@pytest.mark.parametrize(("day", "lead", "sentence", "expected"), list(rows()))
def test_what_a_sentence_tells(day: str, lead: str, sentence: str, expected: str) -> None:
    assert told(day, lead, sentence) == expected
