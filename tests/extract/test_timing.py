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
        # It holds for a few paragraphs, as long as no other is told.
        (LEAD + "Fish is dear.\n\nFish is old.\n\nNorway asked for a lower duty.", "asked", "proposal", "2026-03-10"),
        # What was recalled between does not hide the day of a deed.
        (
            LEAD + "It was their second meeting after one in Oslo on January 20.\n\n"
            "The two sides also agreed to open an office for visas.",
            "visas",
            "agreement",
            "2026-03-10",
        ),
        # What lies before the occasion and is only counted from takes nothing away from what is said after it.
        (
            LEAD + "It was their second meeting after one in Oslo on January 20.\n\n"
            "Norway's minister told reporters that Peru should open its market to salmon.",
            "salmon",
            "proposal",
            "2026-03-10",
        ),
        # The day that the next sentence tells is that of an act before it, where it says so.
        (
            "Norway has rejected a request of Peru for lower fees.\n\nPeru had answered its first letter on March 3.",
            "rejected",
            "response",
            None,
        ),
        # A day in brackets is that of what was done.
        (
            "They spoke on Tuesday, ten weeks after Peru and Norway had shaken hands on the outline in Lima (5 January).",
            "shaken hands",
            "agreement",
            "2026-01-05",
        ),
        # What is said after others met has the day of the meeting.
        (
            "Peru and Norway have agreed to end their quarrel on fish, the ministry said after negotiators met on Tuesday.",
            "agreed",
            "agreement",
            "2026-03-10",
        ),
        # A line that gives the hour alone says of no day.
        (
            "Peru and Norway, live.\n\n17:50 – Norway rejected the quota.\n\n16:30 – Peru is in.",
            "rejected",
            "response",
            None,
        ),
        # In a line under a date, what has just been done was done then.
        ("Thu 17:40 – A pact on fish has been agreed by Peru and Norway.", "agreed", "agreement", "2026-03-12"),
        # What somebody would like is so now.
        ("They met in Lima on Tuesday. Peru would like a quota for anchovy in Norway.", "would like", "position", None),
        # An anchor has the news, the report has the day.
        (
            "Anchor: Peru and Norway have agreed to end their quarrel on fish.\n\nReport: It was done on Tuesday in Lima.",
            "agreed",
            "agreement",
            "2026-03-10",
        ),
        ("Peru and Norway have agreed to end their quarrel.\n\nIt was old.", "agreed", "agreement", None),
        # A term in the lead is of the day on which the deal was made, and not of that on which it was told.
        (
            "Norway will pay Peru 4,000 dollars for every trawler under a new accord, Peru's trade ministry said on Thursday."
            "\n\nThe accord was signed on Wednesday in Lima.",
            "4,000",
            "agreement",
            "2026-03-11",
        ),
        # Who was not named with the occasion speaks on no day that the text tells.
        (
            "Peru and Norway signed an agreement on fish in Lima on Tuesday.\n\nNorwegian minister Kari Dahl welcomed the offer.",
            "welcomed",
            "response",
            None,
        ),
        # What the law says is no act of the day that the paragraph before tells.
        (LEAD + "Norway imposes a duty of 15 percent on Peruvian shrimp.", "imposes", "measure", None),
    ],
)
def test_an_occasion_holds_for_those_who_were_there(text: str, words: str, kind: str, expected: str | None) -> None:
    assert day_of(text, words, kind) == expected


NOTES = "PALACE OF TRADE, Lima, Wednesday March 11. Sense, not words. AS: Ana Soto, trade minister of Peru.\n\n"
"""Notes of a pool reporter: the first line has the day of all that follows."""


@pytest.mark.parametrize(
    ("text", "words", "kind", "expected"),
    [
        (NOTES + "Norway asked for a lower duty on salmon.", "asked", "proposal", "2026-03-11"),
        (NOTES + "Soto asked for a lower duty on Monday.", "asked", "proposal", "2026-03-09"),
        (NOTES + "Soto asked for a lower duty today.", "asked", "proposal", "2026-03-11"),
        (
            "LIMA, Wednesday March 11, afternoon. Notes for all desks.\n\nPeru asked Norway for a lower duty this morning.",
            "asked",
            "proposal",
            "2026-03-11",
        ),
        (NOTES + "Norway has asked for a lower duty on salmon.", "has asked", "proposal", None),
        ("MARKET LETTER – 11 March 2026\n\nNorway asked Peru for a lower duty.", "asked", "proposal", None),
        # Entries of a live page: what has just been done is news of the hour, whatever the tense.
        (
            "Tue 18:00 – Oslo. Trade Minister Ana Soto of Peru has met Per Lund of Norway.",
            "has met",
            "meeting",
            "2026-03-10",
        ),
        # Lines of a live page with but an hour have the day at the head of the page.
        (
            "WEDNESDAY, March 11 – all times are Oslo's, newest entry first\n\n18:10 – Norway asks Peru for a lower duty."
            "\n\n17:40 – It is raining.\n\n16:05 – Soto is here.",
            "asks",
            "proposal",
            "2026-03-11",
        ),
        ("HOW THEY GOT HERE\n\nMarch 2. Peru asks Norway for a lower duty.", "asks", "proposal", "2026-03-02"),
        ("When?\n\nLast Friday. Peru asks Norway for a lower duty.", "asks", "proposal", None),
        ("Mon 18:00 – The cabinet is ready to cut the duty on Peruvian shrimp.", "ready", "position", "2026-03-09"),
    ],
)
def test_the_head_of_a_page_or_an_entry_dates_what_stands_under_it(
    text: str, words: str, kind: str, expected: str | None
) -> None:
    assert day_of(text, words, kind) == expected


@pytest.mark.parametrize(
    ("text", "words", "kind", "expected"),
    [
        # A clause beside it says when.
        ("No agreement was reached when Peru and Norway met on Monday.", "reached", "agreement", "2026-03-09"),
        (
            "Trade Minister Ana Soto spoke on Monday after meeting Per Lund of Norway.",
            "meeting",
            "meeting",
            "2026-03-09",
        ),
        # The count of days before a clause is its own.
        ("Peru spoke up on Monday, a week after Norway imposed a duty on shrimp.", "imposed", "measure", "2026-03-02"),
        # A relative clause, open or closed, has dates of its own.
        (
            "Peru asked Norway to take up the talks where the two left off on Monday.",
            "asked",
            "proposal",
            None,
        ),
        # At the meeting that has been told, and what is told next to it.
        (
            "Peru and Norway met in Lima on Tuesday, the ministry announced on Thursday.\n\n"
            "Fish is a matter of pride in both countries.\n\n"
            "At the meeting, Norway asked for a lower duty. Peru called for more visas.",
            "called for",
            "proposal",
            "2026-03-10",
        ),
        # What would be done is said in the past; who says something now says it on no day.
        (LEAD + "Soto spoke on Thursday. Norway would accept a quota on salmon.", "accept", "response", "2026-03-12"),
        (LEAD + "Peru should open its market to salmon, they say.", "should", "position", None),
        # After a meeting of a day that the sentence tells.
        (
            "Peru wants a quota for its fish, Trade Minister Ana Soto said after meeting Per Lund in Oslo on Monday.",
            "wants a quota",
            "position",
            "2026-03-09",
        ),
        ("In a letter of 2 March Peru proposed a quota to Norway.", "proposed", "proposal", "2026-03-02"),
        # A sentence that says only when.
        ("It was tried, in the autumn of 2024. Norway offered a quota to Peru.", "offered", "proposal", "2024-23"),
        # "At once" is no day long past.
        (LEAD + "Norway asked that Peru cut its duties at once.", "asked", "proposal", "2026-03-10"),
        # What is told as news, in the present, was done on the day of its paragraph; what lasts was not.
        ("On Monday Peru suspended the quota. It also scraps its rule on visas.", "scraps", "measure", "2026-03-09"),
        ("On Monday Peru suspended the quota. Norwegian salmon pays 9 percent duty in Peru.", "pays", "measure", None),
        # A deal that only dates something else does not date the terms of this one.
        (
            "Norway and Peru reached an agreement on Monday. Norway is the first to join since the pact with Chile "
            "entered into force in 2018.\n\nPeru will remove its tariff of 12 percent on salmon.",
            "remove",
            "agreement",
            "2026-03-09",
        ),
        # What had been asked, and what became of it, is the story behind the news.
        (LEAD + "Peru had demanded more visas. Norway rejected that.", "rejected", "response", None),
        (LEAD + "Norway offered a quota, an official said on Thursday.", "offered", "proposal", None),
        # A day before the act in its sentence.
        (
            "On Thursday Norway closed its market to shrimp from Peru, turning down a request for a delay.",
            "turning down",
            "response",
            "2026-03-12",
        ),
        # An hour of the day goes on from the day told last.
        (LEAD + "By lunchtime the ban on salmon was lifted.", "lifted", "measure", "2026-03-10"),
        # What a round is said to have been is judged on the day on which it is said.
        (
            "The talks on Tuesday had been constructive, Trade Minister Ana Soto of Peru said on Thursday.",
            "constructive",
            "assessment",
            "2026-03-12",
        ),
        # A limit at the end of a month is its last day.
        ("Norway must answer Peru by the end of March.", "by the end", "deadline", "2026-03-31"),
        # A deal of which the lead says only that it has been made was made on the day told next.
        (
            "Norway and Peru have concluded a trade agreement, the ministry said on Thursday.\n\n"
            "The text was initialled in Lima on Monday.",
            "have concluded",
            "agreement",
            "2026-03-09",
        ),
        # The deal itself is dated further down, too: "the deal was reached".
        (
            "Norway and Peru have agreed on a quota for salmon, a minister said on Thursday.\n\n"
            "Norway will admit 9,000 tonnes of anchovies a year.\n\n"
            "The deal was reached in Lima late on Monday.",
            "have agreed",
            "agreement",
            "2026-03-09",
        ),
        # So has an answer of which the lead says that it has been given.
        (
            "Peru has turned down a Norwegian request for a quota, a minister said on Thursday. "
            "Peru's fisheries ministry rejected it on Monday and offered 9,000 tonnes.",
            "has turned down",
            "response",
            "2026-03-09",
        ),
        (
            "Norway has asked Peru for a quota, a minister said on Thursday. "
            "The request came from Minister Per Lund on Monday evening.",
            "has asked",
            "proposal",
            "2026-03-09",
        ),
        # A request has the day of its paragraph; the refusal that ends it may have come on any.
        (
            "Norway asked Peru for a lower duty on Tuesday. Peru refused.",
            "refused",
            "response",
            None,
        ),
        ("Norway asked Peru for a lower duty. Peru refused on Thursday.", "refused", "response", "2026-03-12"),
        # What words are about has its own days; they fell on another.
        ("Peru rejected the treaty of January 2024 as unfair.", "rejected", "response", None),
        ("Norway demanded that Peru end the lease signed in 2017.", "demanded", "proposal", None),
        ("Norway proposed a rise in the quota from January.", "proposed", "proposal", None),
        ("Norway offered Peru 24,000 tonnes, up from 20,000 in January.", "offered", "proposal", None),
        ("Norway is not willing to cut the duty before the election in February.", "not willing", "position", None),
        (
            LEAD + "Fish is a matter of pride.\n\nNo agreement was reached on visas.",
            "reached",
            "agreement",
            "2026-03-10",
        ),
    ],
)
def test_the_words_beside_it_tell_the_day(text: str, words: str, kind: str, expected: str | None) -> None:
    assert day_of(text, words, kind) == expected
