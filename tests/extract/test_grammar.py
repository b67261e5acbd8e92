"""Readings by grammar: what a sentence tells in which no word of the vocabulary stands, and what it tells besides."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import drafts, read

TALKS = (
    "Norwegian Trade Minister Liv Dahl and Peruvian Trade Minister Ana Ruiz spoke in Oslo on Monday about the duty on fish."
    "\n\n"
)
"""The article is of March 13, 2026, a Friday."""
DEAL = "Norway and Peru signed a trade agreement in Lima on Monday.\n\n"


def told(text: str, opening: str = TALKS) -> list[tuple[str, str | None, str]]:
    """Type, date and modality of what is drafted from behind ``opening``."""
    return [
        (draft.type, str(draft.date) if draft.date else None, draft.modality)
        for draft in drafts(opening + text)
        if draft.evidence[0].start >= len(opening)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Who goes or sits, on a day to come.
        ("The joint committee sits on April 2.", ("meeting", "2026-04-02", "planned")),
        ("Dahl is due in Lima on March 24.", ("meeting", "2026-03-24", "planned")),
        # Persons of two parties in one breath; the line on which they talk.
        ("On a bench in the park on Tuesday, Ruiz and Dahl shared an apple.", ("meeting", "2026-03-10", "actual")),
        ("They have, on Wednesday, on the phone.", ("meeting", "2026-03-11", "actual")),
        ("Ruiz was to have come last week.", ("meeting", "2026-03-02/2026-03-08", "cancelled")),
        # A signature to come, a text that appears, an attempt that fails.
        ("Ruiz said she expected it to be signed next year.", ("agreement", "2027", "planned")),
        ("The joint statement followed on March 11.", ("agreement", "2026-03-11", "actual")),
        ("A first attempt to conclude it failed in 2024.", ("agreement", "2024", "denied")),
        ("A hotline on fruit is set up.", ("agreement", "2026-03-09", "actual")),
        # Measures by the day from which or since which they hold, by notice given.
        ("The ships will be stopped from April 1.", ("measure", "2026-04-01", "planned")),
        ("Peru has let none of it in since March 7.", ("measure", "2026-03-07", "actual")),
        ("The order of March 2 had said 25.", ("measure", "2026-03-02", "actual")),
        ("Peruvian anchovies were freed on March 2.", ("measure", "2026-03-02", "actual")),
        ("Peru appealed on March 4.", ("measure", "2026-03-04", "actual")),
        ("The ban wakes up on April 1.", ("measure", "2026-04-01", "planned")),
        ("The bill goes to the senate on April 1.", ("measure", "2026-04-01", "planned")),
        ("Ruiz had Dahl at the Kremlin on Tuesday.", ("meeting", "2026-03-10", "actual")),
        ("The two months are up on April 1.", ("deadline", "2026-04-01", "planned")),
        # A no without a verb, how things stay, how many points are done, a day that is aimed at.
        ("Not everything, said Dahl.", ("response", "2026-03-09", "actual")),
        ("Salmon stays out.", ("position", None, "actual")),
        ("Sixteen of the annexes are out of the way.", ("assessment", "2026-03-09", "actual")),
        ("The aim is to be done before the assembly opens on April 9.", ("deadline", "2026-04-09", "planned")),
        # One row for each further rule: without its rule none of these tells this.
        ("Peru gave the committee notice of the duty.", ("measure", None, "actual")),
        ("On Wednesday in Lima the two ministers signed.", ("agreement", "2026-03-11", "actual")),
        ("Ana Ruiz, two steps away, wants double taxation dealt with first.", ("position", None, "actual")),
        ("Fish would have to wait, Ruiz said.", ("position", "2026-03-09", "actual")),
        ('"Hard but fair" was how Dahl put it.', ("assessment", "2026-03-09", "actual")),
        ("They had an hour and ten minutes.", ("meeting", None, "actual")),
        ("From April 1 ships of both flags are let in.", ("measure", "2026-04-01", "planned")),
        ("Peru went to arbitration.", ("measure", None, "actual")),
        (
            "Unless carbon is settled by April 1, Peruvian steel will be charged at the border.",
            ("measure", "2026-04-01", "conditional"),
        ),
        # Acts in words of talk, of meetings and of deals.
        ("The two promised to widen the quota.", ("agreement", "2026-03-09", "actual")),
        ("Both sides had cut the duty on fish.", ("agreement", None, "actual")),
        ("The fourth round of negotiations collapsed on Wednesday.", ("meeting", "2026-03-11", "actual")),
        ("The round concluded on Tuesday.", ("meeting", "2026-03-10", "actual")),
        ("Salmon shall not be withheld from Peruvian buyers, says the text.", ("agreement", "2026-03-09", "actual")),
        ("Ruiz will sign a support package for exporters next week.", ("measure", "2026-03-16/2026-03-22", "planned")),
        ("In 2024 Norway granted Peru an additional 35,000 tonnes.", ("measure", "2024", "actual")),
        (
            "The Norwegian government proposed on March 3 to reduce the quotas by half.",
            ("measure", "2026-03-03", "planned"),
        ),
    ],
)
def test_grammar_tells_an_event_without_a_word_of_the_vocabulary(
    text: str, expected: tuple[str, str | None, str]
) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Parliament convenes on April 2.",
        "If Dahl comes on April 2, it will rain.",
        "The ship is due in Lima on March 24.",
        "On Tuesday, Ruiz shared an apple.",
        "Ruiz told reporters so on the phone.",
        "Dahl has been minister since March 7.",
        "The door stays out of bounds for visitors to the museum garden in the spring months of this and of any other year, as ever.",
        "Sixteen days are left.",
        "Peruvian shares were sold on March 2.",
    ],
)
def test_the_same_grammar_of_other_things_tells_nothing(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Peru asked for a quota on Tuesday, but the request was turned down.",
            [("proposal", "2026-03-10", "actual"), ("response", None, "actual")],
        ),
        (
            "Peru asked for a quota on Tuesday and was told to wait.",
            [("proposal", "2026-03-10", "actual"), ("response", "2026-03-10", "actual")],
        ),
        (
            "Dahl visited Lima on Tuesday and again on Thursday.",
            [("meeting", "2026-03-10", "actual"), ("meeting", "2026-03-12", "actual")],
        ),
        (
            "Peru asked for a quota for its fish, which has been charged 9 percent since March 2.",
            [("proposal", "2026-03-09", "actual"), ("measure", "2026-03-02", "actual")],
        ),
    ],
)
def test_a_sentence_tells_more_than_one_event(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert [(kind, modality) for kind, _, modality in told(text)] == [(kind, how) for kind, _, how in expected]
    assert [date for _, date, _ in told(text)][1:] == [date for _, date, _ in expected][1:]


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        ("Peru asked for a quota on Tuesday; Norway will reply by April 9.", "deadline", "2026-04-09"),
        ("Peru asked for a quota on Tuesday; the duty of 9 percent came on March 2.", "measure", "2026-03-02"),
        ("The text is to be signed by the end of June.", "agreement", "2026-06-30"),
    ],
)
def test_a_day_of_its_own_tells_what_is_due_or_was_done(text: str, kind: str, date: str) -> None:
    assert (kind, date) in [(found, day) for found, day, _ in told(text)]


@pytest.mark.parametrize(
    ("text", "quotes", "verdict"),
    [
        (
            "Peru asked for a quota on Tuesday, and the request has been accepted.",
            ["Peru asked for a quota on Tuesday", "the request has been accepted."],
            "accepts",
        ),
        (
            "Peru asked for a quota on Tuesday, and the wish was not to be had.",
            ["Peru asked for a quota on Tuesday", "the wish was not to be had."],
            "rejects",
        ),
    ],
)
def test_a_request_and_its_answer_have_each_their_part_of_the_sentence(
    text: str, quotes: list[str], verdict: str
) -> None:
    found = [draft for draft in drafts(TALKS + text) if draft.evidence[0].start >= len(TALKS)]
    assert [draft.evidence[0].quote for draft in found] == quotes
    assert found[1].attributes["verdict"] == verdict


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz and Liv Dahl are both lawyers by training.",
        "The two governments have not published anything.",
        "The attempt on her life in 2023 failed.",
        "Norway indeed on March 3 had rain.",
        "The museum opens on July 1.",
        "Dahl went to Geneva on Monday.",
    ],
)
def test_no_event_is_made_of_the_same_words_about_something_else(text: str) -> None:
    assert told(text) == []


def test_two_sentences_of_a_deal_joined_by_and_are_two_terms() -> None:
    found = told("Peru will remove its duty on salmon, and Norwegian nurses may stay three years.", DEAL)
    assert [kind for kind, _, _ in found] == ["agreement", "agreement"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Peru sells Norway half of its fish, at 9 percent.", "a rate or an act on no day, told in passing"),
        ("Traffic remains difficult.", "a judgement of nobody, and not of the talks"),
        ("Dahl did not ask for a quota.", "a question and no request"),
        ("Peru blocked the main bridge on Wednesday.", "a road blocked, and no refusal"),
        ("What Norway had rejected was fish.", "an answer of nobody, or recalled in passing"),
        ("If the two ministers met in Lima, it would be a surprise.", "only supposed"),
        ("Officials who attended the talks on Monday ate fish.", "told in passing"),
    ],
)
def test_what_is_no_event_is_listed_as_unread_with_the_reason(text: str, why: str) -> None:
    reading = read(TALKS + text)
    assert [draft for draft in reading.drafts if draft.evidence[0].start >= len(TALKS)] == []
    assert [item.reason for item in reading.unread if item.sentence == text] == [why]


@pytest.mark.parametrize(
    "headline",
    ["Peru rejects the offer", "Peru asks for a quota", "Norway insists on fish", "Norway signs a trade deal"],
)
def test_the_headline_of_an_entry_leaves_it_to_the_entry(headline: str) -> None:
    reading = read(f"{TALKS}10:15 – {headline}. Dahl ate fish.")
    assert [draft for draft in reading.drafts if draft.evidence[0].start >= len(TALKS)] == []
    assert [item.reason for item in reading.unread if headline in item.sentence] == [
        "a headline that the text tells again"
    ]


def test_what_a_party_to_the_deal_will_also_do_is_a_term_of_it() -> None:
    assert told("It will also cut its own duties on fruit.", DEAL) == [("agreement", "2026-03-09", "actual")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Peru has accepted the quota, Dahl claimed.", "position"),
        ('Peru "caved", Norwegian Trade Minister Liv Dahl told reporters.', "assessment"),
        ("Norwegian Trade Minister Liv Dahl accepted the quota.", "response"),
        ("Peruvian Trade Minister Ana Ruiz assured lawmakers that the ban would be kept.", "position"),
        ("Peruvian Trade Minister Ana Ruiz assured Dahl that the request would be studied.", "response"),
    ],
)
def test_whose_account_it_is_decides_what_it_tells(text: str, kind: str) -> None:
    assert [found for found, _, _ in told(text)] == [kind]
