"""Where sentences end, and what of a page is no prose."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.extract.text.sentences import split_sentences
from timeline.extract.text.wrapped import flowing


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


WRAPPED = """\
Peru's ministry said on Monday that it had handed over a
list of eleven points, two of them new. The next round is
set for 3 April in Lima."""
UNWRAPPED = WRAPPED.replace("\n", " ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WRAPPED, UNWRAPPED),
        (f"Talks resume\nBy Ana Ruiz\n{WRAPPED}", f"Talks resume\nBy Ana Ruiz\n{UNWRAPPED}"),
        (f"# Talks resume\n{WRAPPED}", f"# Talks resume\n{UNWRAPPED}"),
        (f"{WRAPPED}\n\nThey met.", f"{UNWRAPPED}\n\nThey met."),
        (f"{WRAPPED}\n- a fee\n- a quota", f"{UNWRAPPED}\n- a fee\n- a quota"),
        ("The minister flew to\nLima on Monday.", "The minister flew to Lima on Monday."),
        (
            "Q. Will you sign the protocol that was offered in\nLima?\nA. We will, but the fee has to\ngo.",
            "Q. Will you sign the protocol that was offered in Lima?\nA. We will, but the fee has to go.",
        ),
        ("14:05 The port is shut to ships from\nthe south.", "14:05 The port is shut to ships from the south."),
        (
            "March 9 – Kenya closes the border\nMarch 10 – Malawi answers with a ban on\nKenyan tea",
            "March 9 – Kenya closes the border\nMarch 10 – Malawi answers with a ban on Kenyan tea",
        ),
        (f"{WRAPPED}\nWhat comes next\nPeru will sign.", f"{UNWRAPPED}\nWhat comes next\nPeru will sign."),
        (
            f"How Peru and Chile Came to Fall Out Over the Port\n{WRAPPED}",
            f"How Peru and Chile Came to Fall Out Over the Port\n{UNWRAPPED}",
        ),
    ],
    ids=[
        "a letter",
        "under a headline",
        "under a heading",
        "a paragraph follows",
        "a list follows",
        "two lines",
        "an interview",
        "a live page",
        "a chronology",
        "over a heading",
        "under a long headline",
    ],
)
def test_wrapped_lines_are_one(text: str, expected: str) -> None:
    assert flowing(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Peru closed the port.\nChile protested.\nTalks go on.",
        "Talks resume on port fees\nPeru and Chile return to the table",
        "Peru accepted the quota on Monday\nChile rejected the fee on Tuesday\nTalks resume in Lima on March 20",
        "- a fee of 5 dollars\n- a quota of 10 tonnes\n- the rest",
        "Q: Will you sign?\nA: not yet.\nQ: when?",
        "ANCHOR: Good evening.\nREPORTER: and good evening to you.",
        "14:05 Talks resume\n14:20 they break off again",
        "| fee | 5 |\n| quota | 10 |",
        "copper    5 percent\nzinc      3 percent",
        "> we reject the fee\n> and the quota",
        "x" * 200 + "\nand y",
    ],
    ids=[
        "paragraphs",
        "headlines",
        "headlines of one length",
        "a list",
        "an interview",
        "speakers",
        "hours",
        "a table",
        "columns",
        "quoted",
        "long lines",
    ],
)
def test_lines_that_were_not_wrapped_stay_apart(text: str) -> None:
    assert flowing(text) == text


def test_a_heading_stands_alone_among_wrapped_lines() -> None:
    text = (
        "Peru and Chile have argued over port fees since\nJanuary.\n\n"
        "## Peru rejects the offer of the Chileans\nChile lifted its ban on Tuesday and asked Peru\nto lower the fees."
    )
    assert "since January" in flowing(text)
    assert "Chileans\nChile" in flowing(text)


@given(st.text(alphabet="ab A.,:\n-", max_size=200))
def test_lines_are_joined_by_a_space_each(text: str) -> None:
    assert flowing(text).replace("\n", " ") == text.replace("\n", " ")


SENTENCES = st.sampled_from(
    ["Peru closed the port on Monday.", "The two sides are far apart, Toledo said.", "No.", UNWRAPPED]
)
PARAGRAPHS = st.lists(st.lists(SENTENCES, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=4)


@given(PARAGRAPHS, st.integers(24, 100))
def test_lines_are_joined_once_for_all(written: list[str], width: int) -> None:
    joined = flowing("\n\n".join(textwrap.fill(paragraph, width) for paragraph in written))
    assert flowing(joined) == joined
