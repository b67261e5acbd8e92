"""The text as it is read: what is left out of it, and that everything is proved by the words that were written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extract.reading_of import drafts
from tests.extract.test_shapes import rows, told
from timeline.extract.smoothing import smooth
from timeline.lexicon import load

EMPHATIC = load(rules_only=True).emphatic


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Kenya did not, however, accept it.", "Kenya did not accept it."),
        ("Kenya, for its part, has, though, accepted it, of course.", "Kenya has accepted it."),
        ("Kenya did accept it; Oman does want more.", "Kenya accepted it; Oman wants more."),
        ("Kenya did, however, pay.", "Kenya paid."),
        ("Kenya did, however, not pay.", "Kenya did not pay."),
        ("Kenya  paid.[3] Oman (pictured) did.", "Kenya paid. Oman did."),
        ("Kenya said it had\npaid.", "Kenya said it had paid."),
        ("It fell, as it did last year.", "It fell, as it did last year."),
        ("Kenya, too poor to pay, did not.", "Kenya, too poor to pay, did not."),
        ("Did Kenya accept? It did so.", "Did Kenya accept? It did so."),
        ("Talks (of which more below) go on, however odd.", "Talks (of which more below) go on, however odd."),
    ],
)
def test_what_tells_nothing_is_left_out(text: str, read: str) -> None:
    assert smooth(text, EMPHATIC).text == read


WORDS = st.sampled_from(["Kenya", " ", "  ", ", however,", " did accept", " paid", ".", ", too,", "[2]", "\n", " it"])


@given(st.lists(WORDS, max_size=30).map("".join))
def test_every_place_goes_out_and_comes_back(text: str) -> None:
    smoothed = smooth(text, EMPHATIC)
    places = [smoothed.outward(at, at + 1) for at in range(len(smoothed.text))]
    assert all(start < end <= len(text) for start, end in places)
    assert places == sorted(places)
    for at, (start, end) in enumerate(places):
        if end - start == 1 and text[start].isalnum():
            assert (smoothed.text[at], smoothed.inward(start)) == (text[start], at)


def test_the_proof_is_what_was_written() -> None:
    text = "Peru and Chile talk about copper.\n\nPeru did not, however, accept\nthe offer."
    (answer,) = drafts(text, "response")
    assert answer.attributes["verdict"] == "rejects"
    assert answer.evidence[0].quote == "Peru did not, however, accept\nthe offer."


@pytest.mark.slow
def test_however_changes_nothing() -> None:
    for day, lead, sentence, _ in list(rows())[::5]:
        for before in (" has ", " have ", " will ", " did ", " not "):
            changed = sentence.replace(before, f"{before.rstrip()}, however, ", 1)
            assert told(day, lead, changed) == told(day, lead, sentence)
