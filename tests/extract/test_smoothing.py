"""The text as it is read: what is left out of it, and that everything is proved by the words that were written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extract.reading_of import drafts, one_in, table_rows
from tests.extract.test_shapes import SHAPES, told
from timeline.extract.text.markup import plain_text
from timeline.extract.text.smoothing import smooth
from timeline.lexicon import load

LEXICON = load(rules_only=True)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Kenya did not, however, accept it.", "Kenya did not accept it."),
        ("Kenya, for its part, has, though, accepted it, of course.", "Kenya has accepted it."),
        ("Kenya did accept it; Oman does want more.", "Kenya accepted it; Oman wants more."),
        ("Kenya did, however, pay.", "Kenya paid."),
        ("Kenya did, however, not pay.", "Kenya did not pay."),
        ("Kenya said it had\npaid.", "Kenya said it had paid."),
        ("Kenya won't pay, can’t pay and hasn't, however, paid.", "Kenya will not pay, cannot pay and has not paid."),
        ("They've paid, and we'll sign if she'd pay.", "They have paid, and we will sign if she would pay."),
        ("He'd agreed, he'd agree; it'd better be.", "He had agreed, he would agree; it had better be."),
        (
            "It's late; it's been so; he's taken it; it's taken.",
            "It is late; it has been so; he has taken it; it is taken.",
        ),
        ("Kenya's fee and Cyprus' toll fell.", "Kenya's fee and Cyprus's toll fell."),
        (
            "It cut 15pc of 12 000 fees, 8% of 12\u00a0500 tolls.",
            "It cut 15 percent of 12,000 fees, 8 percent of 12,500 tolls.",
        ),
        (
            "It sold 3m tonnes and 30k barrels; 3m of cable.",
            "It sold 3 million tonnes and 30 thousand barrels; 3m of cable.",
        ),
        ("It was Kenya's trade minister who paid.", "Kenya's trade minister paid."),
        (
            "It was Kenya that Oman sued on what it was Monday that began.",
            "It was Kenya that Oman sued on what it was Monday that began.",
        ),
        ("It fell, as it did last year.", "It fell, as it did last year."),
        ("It fell, as it did on Monday.", "It fell, as it did on Monday."),
        ("Kenya did never accept it.", "Kenya did never accept it."),
        ("Kenya, too poor to pay, did not.", "Kenya, too poor to pay, did not."),
        ("Did Kenya accept? It did so.", "Did Kenya accept? It did so."),
        ("Talks (of which more below) go on, however odd.", "Talks (of which more below) go on, however odd."),
    ],
)
def test_what_tells_nothing_is_left_out(text: str, read: str) -> None:
    assert smooth(text, LEXICON).text == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Kenya did not, it said on Monday, accept it.", "Kenya did not accept it, it said on Monday."),
        ("Kenya agreed, officials said, to pay Oman 2.5 cents.", "Kenya agreed to pay Oman 2.5 cents, officials said."),
        (
            "Kenya has, according to two people, paid; Oman waits.",
            "Kenya has paid, according to two people; Oman waits.",
        ),
        ('"We will pay," he said, "if Oman pays."', '"We will pay if Oman pays," he said.'),
        ('"We will pay," he said, "and Oman pays."', '"We will pay," he said, "and Oman pays."'),
        ("Those who did, officials said, and paid, left.", "Those who did, officials said, and paid, left."),
        ("Kenya did, as it said in May, pay.", "Kenya did, as it said in May, pay."),
    ],
)
def test_who_says_so_stands_behind_what_is_said(text: str, read: str) -> None:
    assert smooth(text, LEXICON).text == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Kenya did not pay Oman until Monday.", "Kenya paid Oman only on Monday."),
        ("The fee wasn't paid until last week.", "The fee was paid only last week."),
        ("Not until the talks in May did Kenya pay.", "Only at the talks in May did Kenya pay."),
        ("It was not until 2019 that Kenya paid.", "It was only in 2019 that Kenya paid."),
        ("Kenya will pay, but not until 5 May.", "Kenya will pay, but only on 5 May."),
        ("Not until Oman pays will Kenya pay.", "Not until Oman pays will Kenya pay."),
        ("If Oman did not pay until May, it would stop.", "If Oman did not pay until May, it would stop."),
        ("The talks did not last until Monday.", "The talks did not last until Monday."),
        ("The truce was not extended until May.", "The truce was not extended until May."),
    ],
)
def test_what_was_not_done_until_a_day_was_done_on_it(text: str, read: str) -> None:
    assert smooth(text, LEXICON).text == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Kenya to pay Oman\n\nIt rained.", "Kenya will pay Oman\n\nIt rained."),
        ("5 May: Kenya, Oman to meet.", "5 May: Kenya, Oman will meet."),
        ("Kenya's trade minister due to visit Oman", "Kenya's trade minister will visit Oman"),
        ("Kenya not to pay", "Kenya will not pay"),
        ("Kenya ready to pay", "Kenya ready to pay"),
        ("Pressure on Kenya to pay", "Pressure on Kenya to pay"),
        ("Kenya asks Oman to pay. It waits.", "Kenya asks Oman to pay. It waits."),
        ("Kenya to blame", "Kenya to blame"),
    ],
)
def test_a_headline_tells_what_will_be(text: str, read: str) -> None:
    assert smooth(text, LEXICON).text == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("In Oman's view, the fee is unfair.", "Oman said the fee is unfair."),
        ("The fee, in Oman's eyes, is an insult.", "The fee is an insult, Oman said."),
        ("It rained. As Oman sees it, the fee is low.", "It rained. Oman said the fee is low."),
        ("The fee is low, in its view; Kenya waits.", "The fee is low, it said; Kenya waits."),
        ("To Oman, the fee was an insult.", "Oman said the fee was an insult."),
        ("To Oman, Kenya sold tea.", "To Oman, Kenya sold tea."),
        ("In Oman's view of the sea, it is low.", "In Oman's view of the sea, it is low."),
        ("In analysts' view, the fee is low.", "In analysts' view, the fee is low."),
        ("Not as he sees it.", "Not as he sees it."),
    ],
)
def test_a_view_is_what_somebody_says(text: str, read: str) -> None:
    assert smooth(text, LEXICON).text == read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kenya  paid.[3] Oman (pictured) did [12].", "Kenya paid. Oman did."),
        ("**Kenya** paid the *whole* _fee_.", "Kenya paid the whole fee."),
        ('[Kenya](https://news.example/a_b) paid [the fee](/2026/fee "The fee").', "Kenya paid the fee."),
        ("Kenya&#39;s fee &amp; Oman&rsquo;s&nbsp;toll &unknown; stay.", "Kenya's fee & Oman’s toll &unknown; stay."),
        ("Ken\u00adya paid the of\ufb01cial \u200bfee.", "Kenya paid the official fee."),
        ("> > Kenya paid.\n> Oman did.", "Kenya paid.\nOman did."),
        ("> Kenya said on Monday that\n> it had paid.", "Kenya said on Monday that it had paid."),
        ("# Fees\n- Kenya paid.\n• Oman did.\n… and Chad.", "Fees\nKenya paid.\nOman did.\nand Chad."),
        ("UPDATE 2: Kenya paid.", "Kenya paid."),
        (
            "The agree-\nment on port-\nfees holds; a port has fees.",
            "The agreement on port-fees holds; a port has fees.",
        ),
        ("3 * 4 and a_b_c, 2 - 1, [sic], R&D;", "3 * 4 and a_b_c, 2 - 1, [sic], R&D;"),
        ("![A handshake](photo.jpg)", "![A handshake](photo.jpg)"),
    ],
)
def test_of_a_page_only_the_words_are_read(text: str, words: str) -> None:
    assert plain_text(text).text == words


WORDS = st.sampled_from(
    [
        "Kenya",
        " ",
        "  ",
        ", however,",
        " did accept",
        " won't",
        " they'd",
        " paid",
        ".",
        ", too,",
        " has, it said, paid",
        '," he said, "if',
        '."',
        " did not pay until Monday",
        "Kenya to pay",
        ", in Kenya's view, it",
        "[2]",
        "\n",
        " it",
        "**",
        "&amp;",
        "\u00ad",
        "\ufb01",
        "\n> ",
        "-\n",
        "[a](/b)",
    ]
)


@given(st.lists(WORDS, max_size=30).map("".join))
def test_every_place_goes_out_and_comes_back(text: str) -> None:
    smoothed = smooth(text, LEXICON)
    places = [smoothed.outward(at, at + 1) for at in range(len(smoothed.text))]
    assert all(start < end <= len(text) for start, end in places)
    assert places == sorted(places)
    for at, (start, end) in enumerate(places):
        if end - start == 1 and text[start].isascii() and text[start].isalnum():
            assert (smoothed.text[at], smoothed.inward(start)) == (text[start], at)


def test_the_proof_is_what_was_written() -> None:
    text = "Peru and Chile talk about copper.\n\nPeru did not, however, accept\nthe offer."
    (answer,) = drafts(text, "response")
    assert answer.attributes["verdict"] == "rejects"
    assert answer.evidence[0].quote == "Peru did not, however, accept\nthe offer."


@pytest.mark.slow
def test_however_changes_nothing() -> None:
    for day, lead, sentence, _ in one_in(5, table_rows(SHAPES)):
        for before in (" has ", " have ", " will ", " did ", " not "):
            changed = sentence.replace(before, f"{before.rstrip()}, however, ", 1)
            assert told(day, lead, changed) == told(day, lead, sentence)
