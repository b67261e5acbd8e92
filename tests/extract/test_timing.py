"""When: which day an event takes from the text around it, and where it takes none."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import drafts

LEAD = "Peru and Norway signed an agreement on fish in Lima on Tuesday.\n\n"
"""The occasion of the article, published on Friday 2026-03-13."""


def day_of(text: str, words: str, kind: str) -> str | None:
    """The date of the one draft of ``kind`` whose quotation has ``words``."""
    found = [d for d in drafts(text, kind) if any(words in e.quote for e in d.evidence)]
    assert len(found) == 1, [(d.type, str(d.date), d.evidence[0].quote) for d in drafts(text)]
    return str(found[0].date) if found[0].date is not None else None


@pytest.mark.parametrize(
    ("text", "words", "kind", "expected"),
    [
        # The occasion of the lead holds for the paragraphs after it.
        (LEAD + "Norway asked for a lower duty on salmon.", "asked", "proposal", "2026-03-10"),
        # Any other holds for those who are named with it, and for nobody else.
        (
            LEAD + "Trade Minister Ana Soto met Industry Minister Per Lund in Oslo on March 2.\n\n"
            "Soto asked Norway to cut its duty on salmon.",
            "asked",
            "proposal",
            "2026-03-02",
        ),
        (
            LEAD + "Trade Minister Ana Soto met Industry Minister Per Lund in Oslo on March 2.\n\n"
            "Exporters in Norway urged Peru to cut its duty on salmon.",
            "urged",
            "proposal",
            None,
        ),
        # What the law says is no act of the day that the paragraph before tells.
        (LEAD + "Norway imposes a duty of 15 percent on Peruvian shrimp.", "imposes", "measure", None),
    ],
)
def test_an_occasion_holds_for_those_who_were_there(text: str, words: str, kind: str, expected: str | None) -> None:
    assert day_of(text, words, kind) == expected
