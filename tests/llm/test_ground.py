"""Quotations find their place in the stored text, or have a reason why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.llm.conftest import TEXT
from timeline.llm.ground import Ground, NotFound, Place
from timeline.llm.parts import SMALLEST, Part, halves, parts_of

LAST = "Mr. Lee said – and then said it again in New York."

FOUND = [
    # what the model quotes, the sentence it gives, what is found in the stored text
    ("Scott Bessent in New York", None, "Scott Bessent in New York"),
    ("September 24.\n\nSeoul asked", None, "September 24.\n\nSeoul asked"),
    ("September 24. Seoul asked", None, "September 24.\n\nSeoul asked"),
    ("  Seoul   asked ", None, "Seoul asked"),
    ('"We will not pay $350 billion in cash,"', None, "“We will not pay $350 billion in cash,”"),
    ('"Seoul asked for"', None, "Seoul asked for"),
    ("Mr. Lee said - and then", None, "Mr. Lee said – and then"),
    ("New York", LAST, "New York"),
    ("said", "and then said it again", "said"),
]
MISSING = [
    ("Seoul demanded an unlimited swap line", None, "is not in the text"),
    ("Seoul asked ... swap line", None, "is not in the text"),
    ("seoul asked", None, "is not in the text"),
    ("ork", None, "is not in the text"),
    ("New York", None, "occurs 2 times"),
    ("New York", "A sentence of the model's own about New York.", "occurs 2 times"),
    ("said", LAST, "occurs 2 times"),
    ("", None, "quotes no words"),
    ("...", None, "quotes no words"),
]


@pytest.mark.parametrize(("words", "sentence", "stored"), FOUND, ids=[f[0][:30] for f in FOUND])
def test_a_quotation_is_found_once(words: str, sentence: str | None, stored: str) -> None:
    place = Ground(TEXT, 0, len(TEXT)).find(words, sentence)
    assert isinstance(place, Place), place
    assert TEXT[place.start : place.end] == stored


def test_of_several_places_the_sentence_tells_which() -> None:
    place = Ground(TEXT, 0, len(TEXT)).find("New York", LAST)
    assert place == Place(TEXT.rindex("New York"), TEXT.rindex("New York") + 8)


@pytest.mark.parametrize(("words", "sentence", "reason"), MISSING, ids=[m[0][:30] for m in MISSING])
def test_what_has_no_one_place_has_a_reason(words: str, sentence: str | None, reason: str) -> None:
    place = Ground(TEXT, 0, len(TEXT)).find(words, sentence)
    assert isinstance(place, NotFound) and reason in place.reason


def test_only_the_part_asked_about_counts_and_places_are_of_the_whole_text() -> None:
    start = TEXT.index("Seoul")
    assert Ground(TEXT, start, len(TEXT)).find("New York") == Place(TEXT.rindex("New York"), len(TEXT) - 1)
    assert Ground(TEXT, start, len(TEXT)).find('"We will') == Place(TEXT.index("“We"), TEXT.index("“We") + 8)
    assert isinstance(Ground(TEXT, start, len(TEXT)).find("Bessent"), NotFound)


NEWS = st.text(alphabet="ab “”\"'-–—\n .,é한", min_size=1, max_size=80)


@given(NEWS, st.data())
def test_law_what_is_found_says_what_was_quoted_up_to_typography(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : data.draw(st.integers(start + 1, len(text)))]
    place = Ground(text, 0, len(text)).find(words)
    if isinstance(place, Place):
        plain = str.maketrans("“”–—", '""--')
        found = text[place.start : place.end].translate(plain).split()
        assert "".join(found).strip("\"'") == "".join(words.translate(plain).split()).strip("\"'")


@given(st.text(alphabet="ab .\n", max_size=4000), st.integers(20, 900))
def test_law_parts_follow_on_one_another_and_none_is_too_long(text: str, longest: int) -> None:
    parts = parts_of(text, longest)
    assert "".join(text[part.start : part.end] for part in parts) == text
    assert all(part.end - part.start <= longest for part in parts)
    for part in parts:
        cut = halves(text, part)
        if part.end - part.start >= 2 * SMALLEST:
            assert cut is not None
            one, other = cut
            assert part.start < one.end == other.start < part.end
        else:
            assert cut is None


def test_an_article_is_cut_between_paragraphs() -> None:
    text = "\n\n".join(f"Paragraph {n}. " + "Words of it. " * 8 for n in range(50))
    assert all(text[part.start :].startswith("Paragraph") for part in parts_of(text, 1000))
    assert parts_of("short") == [Part(0, 5)]
