"""One part of a plain sentence written in many ways: each is read as the plain one."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import drafts

LEAD = "Peru and Chile have argued over copper, fish and port fees since January."


def read(sentence: str) -> list[tuple[object, ...]]:
    """What ``sentence`` tells: type, modality, day and who acts."""
    found = (draft for draft in drafts(f"{LEAD}\n\n{sentence}", published="2026-03-13"))
    told = (draft for draft in found if draft.evidence[0].start > len(LEAD))
    return sorted((draft.type, draft.modality, str(draft.date), draft.by_parties) for draft in told)


NOUNS = {
    "Peru offered Chile a quota of 300 tonnes on Monday.": [
        "Peru made Chile an offer of a quota of 300 tonnes on Monday.",
        "Peru put an offer of a quota of 300 tonnes to Chile on Monday.",
        "Peru presented Chile on Monday with an offer of a quota of 300 tonnes.",
        "Peru extended Chile an offer of a quota of 300 tonnes on Monday.",
        "An offer of a quota of 300 tonnes was made to Chile by Peru on Monday.",
        "An offer of a quota of 300 tonnes was submitted by Peru to Chile on Monday.",
        "Chile received an offer of a quota of 300 tonnes from Peru on Monday.",
        "A quota of 300 tonnes was offered to Chile by Peru on Monday.",
    ],
    "Peru demanded on Monday that Chile lift its ban on fish.": [
        "Peru made a demand on Monday that Chile lift its ban on fish.",
        "Peru issued a demand on Monday that Chile lift its ban on fish.",
        "Peru presented Chile on Monday with a demand to lift its ban on fish.",
        "Peru lodged a request on Monday that Chile lift its ban on fish.",
        "Peru put a request to Chile on Monday to lift its ban on fish.",
        "Peru made an appeal to Chile on Monday to lift its ban on fish.",
    ],
    "Chile rejected Peru's offer on Monday.": [
        "Chile issued a rejection of Peru's offer on Monday.",
        "Chile gave a negative answer to Peru's offer on Monday.",
        "Chile took a decision on Monday to reject Peru's offer.",
        "Chile took the decision to reject Peru's offer on Monday.",
        "Chile made a decision on Monday to reject Peru's offer.",
        "Chile decided on Monday not to accept Peru's offer.",
        "A rejection of Peru's offer came from Chile on Monday.",
        "Peru's offer met with rejection from Chile on Monday.",
        "Chile was forced on Monday to reject Peru's offer.",
    ],
    "Chile accepted Peru's offer on Monday.": [
        "Chile gave its consent to Peru's offer on Monday.",
        "Chile gave the go-ahead to Peru's offer on Monday.",
        "Chile gave its backing to Peru's offer on Monday.",
        "Chile voted to accept Peru's offer on Monday.",
        "Chile said yes to Peru's offer on Monday.",
    ],
    "Chile protested against Peru's ban on Monday.": [
        "Chile lodged a protest against Peru's ban on Monday.",
        "Chile issued a protest against Peru's ban on Monday.",
        "Chile raised an objection to Peru's ban on Monday.",
        "Chile sent Peru a note of protest over its ban on Monday.",
    ],
    "Peru supports a cut in port fees.": [
        "Peru expressed support for a cut in port fees.",
        "Peru declared its support for a cut in port fees.",
        "Peru has come out in favour of a cut in port fees.",
    ],
    "Peru lifted its ban on fish on Monday.": [
        "Peru put an end to its ban on fish on Monday.",
        "Peru announced the lifting of its ban on fish on Monday.",
        "Peru took a decision on Monday to lift its ban on fish.",
        "Peru was forced on Monday to lift its ban on fish.",
        "Because prices had doubled, Peru lifted its ban on fish on Monday.",
        "Having waited for three weeks, Peru lifted its ban on fish on Monday.",
        "Peru, the first country in the region to do so, lifted its ban on fish on Monday.",
    ],
    "Peru and Chile extended a deal on Monday.": [
        "Peru and Chile extended a deal on port fees on Monday.",
        "Peru and Chile extended a deal for fish exports on Monday.",
        "Peru and Chile extended their old deal on duties on Monday.",
    ],
}
"""A plain verb, and the same told by a noun beside a verb that means little."""


@pytest.mark.parametrize(
    ("plain", "otherwise"), [(plain, other) for plain, others in NOUNS.items() for other in others]
)
def test_a_noun_tells_what_its_verb_tells(plain: str, otherwise: str) -> None:
    assert read(plain)
    assert read(otherwise) == read(plain)


DEEDS = ["lift its ban on fish", "ban Chilean fish", "close its border with Chile", "offer Chile a quota of 300 tonnes"]
NOT_DONE = [
    *("is free to", "is able to", "is entitled to", "is obliged to"),
    *("is under pressure to", "is trying to", "has tried to", "is not in a position to", "must", "still has to"),
]
ASKED = ["was asked to", "has been urged to", "has been called on to"]
DONE = ["managed to", "was forced to", "went on to", "hastened to", "elected to"]


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("verb", NOT_DONE)
def test_what_one_may_or_must_do_is_not_done(verb: str, deed: str) -> None:
    assert [event for event in read(f"Peru {verb} {deed}.") if event[1] == "actual"] == []


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("verb", ASKED)
def test_what_one_is_asked_to_do_is_asked(verb: str, deed: str) -> None:
    assert [event[0] for event in read(f"Peru {verb} {deed}.")] == ["proposal"]


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("verb", DONE)
def test_what_one_managed_or_was_forced_to_do_is_done(verb: str, deed: str) -> None:
    assert [event[1] for event in read(f"Peru {verb} {deed}.")] == ["actual"]
