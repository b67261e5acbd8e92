"""The extractor's cost is linear in the text, whatever the text: doubling it may not much more than double the time."""

from __future__ import annotations

import time

import pytest

from tests.extract.reading_of import article, cases
from timeline.extract.reading import extract
from timeline.lexicon import load

_HARD = {
    "spaces": "a" + " " * 50_000 + "b. ",
    "nested quotes": '"' * 400 + "Peru met Japan" + '"' * 400 + ". ",
    "one endless sentence": "Peru asked Japan to lift its tariff on copper and Japan rejected the request, " * 500,
    "capitals": "Peru Japan Minister Novak Of The Trade " * 800,
    "digits": "1,000 2,000 25 percent 3 " * 2_000,
    "commas": "a, " * 16_000,
    "open brackets": "(((( [[[[ ---- " * 3_000,
    "names that are also something else": "Plants in Georgia. " * 2_000,
    "persons": "".join(
        f"Minister Ana Bel{chr(97 + n % 26)}{chr(97 + n // 26)}or met the minister. " for n in range(400)
    ),
    "a long line among short ones": "a\nb\n\n" + "a" * 120_000 + "\n\n",
    "wrapped lines": "Peru asked Japan to lower its\ntariff on copper, and Japan\n" * 1_500,
    "marks": "**a [b](http:c _d &e; " * 3_000,
    "had and to": "had to be to have been to " * 2_000,
}


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(2):
        begun = time.process_time()
        extract(article(text), load())
        best = min(best, time.process_time() - begun)
    return best


@pytest.mark.parametrize("name", _HARD)
@pytest.mark.fast_cases(2)
def test_hard_text_costs_no_more_than_its_length(name: str) -> None:
    once, twice = seconds(_HARD[name]), seconds(_HARD[name] * 2)
    assert twice < 3.2 * once + 0.05, f"{once:.3f} s, and {twice:.3f} s for twice the text"


@pytest.mark.slow
def test_a_long_article_takes_seconds() -> None:
    text = "\n\n".join(case.text for case in cases())
    once, eight = seconds(text), seconds("\n\n".join([text] * 8))
    assert eight < 12 * once + 0.1, f"{once:.2f} s, and {eight:.2f} s for eight times the text"
