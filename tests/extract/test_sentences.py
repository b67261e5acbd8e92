"""Where sentences end, and what of a page is no prose."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.extract.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met the U.S. envoy. They talked.", ["He met the U.S. envoy.", "They talked."]),
        ("It was signed in the U.S. The House must vote.", ["It was signed in the U.S.", "The House must vote."]),
        ("The Korea-U.S. Trade Committee met. It rose.", ["The Korea-U.S. Trade Committee met.", "It rose."]),
        ("He wrote on X. Seoul read it.", ["He wrote on X.", "Seoul read it."]),
        ("On Jan. 5 they met. On Feb. 2 they did not.", ["On Jan. 5 they met.", "On Feb. 2 they did not."]),
        ('"Not yet," he said. "Perhaps later."', ['"Not yet," he said.', '"Perhaps later."']),
        ("Rates fell to 12.5 percent. Mr. Ode objected.", ["Rates fell to 12.5 percent.", "Mr. Ode objected."]),
        ("Goods. (i) Cars pay 15. (ii) Rice is out.", ["Goods.", "(i) Cars pay 15.", "(ii) Rice is out."]),
        ("First line\nSecond line", ["First line", "Second line"]),
        ("Envoy J. P. Ode spoke. Nobody answered!", ["Envoy J. P. Ode spoke.", "Nobody answered!"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in split_sentences(text)] == expected


@pytest.mark.parametrize(
    "line",
    [
        "![](picture.jpg)",
        "| The minister at his desk. / Source: Some Agency |",
        "7",
        "[Photo] A handshake in the rain. / Source: Some Agency",
        "----",
    ],
)
def test_captions_markup_and_pagers_are_not_read(line: str) -> None:
    text = f"Ministers met.\n{line}\nThey parted."
    assert [text[start:end] for start, end in split_sentences(text)] == ["Ministers met.", "They parted."]


@given(st.text(alphabet="Ab. \n!?\"'’”()U.S", max_size=200))
def test_sentences_are_in_order_disjoint_and_trimmed(text: str) -> None:
    spans = split_sentences(text)
    assert all(text[start:end] == text[start:end].strip() and start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
