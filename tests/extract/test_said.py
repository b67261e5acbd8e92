"""What somebody says is of him and of the day on which he says it, whatever stands around the saying."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from tests.extract.reading_of import drafts
from tests.extract.test_joined import LEAD, opened

SAID = (
    "Peru will not pay",
    "Peru wants a quota of 500 tonnes",
    "Chile must lift its ban",
    "the talks have made progress",
    "Peru rejects the offer",
    "Peru will close the port if Chile raises its duty",
    "Peru has lifted its ban on Chilean fish",
    "Peru has asked Chile for a quota",
    "Peru would accept a lower fee",
    "Peru is ready to sign the deal",
    "the ban is illegal",
)
BEHIND = (
    "{said}, Lopez said on Monday after meeting Soto.",
    "{said}, Lopez said on Monday after the two met in Lima.",
    "{said}, Lopez said on Monday while visiting Lima.",
    "{said}, Lopez said on Monday ahead of talks with Soto.",
    "{said}, Lopez said on Monday as the talks resumed.",
    "{said}, Lopez said on Monday, a day after Chile closed the port.",
    "{said}, Lopez said on Monday in response to Chile's offer.",
    "{said}, Lopez said on Monday, hours before the talks began.",
    "{said}, Lopez told a news conference on Monday.",
    "{said}, Lopez told lawmakers on Monday.",
    "{said}, Lopez told the farmers on Monday.",
    "{said}, Lopez told the newspaper La Prensa on Monday.",
    "{said}, Lopez said in an interview with state television on Monday.",
    "{said}, Lopez said on Monday during a visit to Santiago.",
    "{said}, Lopez said on Monday on the sidelines of a summit in Lima.",
    "{said}, Lopez said on Monday, speaking through an interpreter.",
    "{said}, Lopez said on arriving in Lima on Monday.",
    "{said}, Lopez said on Monday before leaving for Santiago.",
    "{said}, Lopez said on Monday, without giving details.",
    "{said}, a spokesman for Lopez said on Monday.",
    "{said}, Lopez was quoted as saying on Monday.",
    "{said}, Lopez said on Monday at the end of three days of talks.",
    "{said}, Lopez said on Monday following a call with Soto.",
)
BEFORE = (
    "Lopez said on Monday {said}.",
    "On Monday, Lopez said that {said}.",
    "Lopez told reporters on Monday that {said}.",
    "In a statement issued on Monday, Lopez said that {said}.",
    "In an interview with state television on Monday, Lopez said that {said}.",
    "Speaking in Lima on Monday, Lopez said that {said}.",
    "Speaking to reporters on Monday, Lopez said {said}.",
    "Lopez was quoted by state media on Monday as saying that {said}.",
    "State media quoted Lopez on Monday as saying that {said}.",
    "Lopez said on Monday, according to state media, that {said}.",
    "Lopez said at a news conference on Monday that {said}.",
    "Lopez announced on Monday that {said}.",
    "Lopez, Peru's trade minister, said on Monday that {said}.",
    "Lopez said on Monday, two days before the deadline, that {said}.",
)
PUT_IN = (
    "Lopez, speaking in Lima on Monday, said that {said}.",
    "Lopez, who leads the talks for Peru, said on Monday that {said}.",
)
"""Behind which what is held to be illegal still reads as found illegal."""


def read(sentence: str) -> Counter[tuple[object, ...]]:
    """What ``sentence`` tells: type, modality, day and who acts."""
    found = (draft for draft in drafts(f"{LEAD}\n\n{sentence}", published="2026-03-13"))
    told = (draft for draft in found if draft.evidence[0].start > len(LEAD))
    return Counter((draft.type, draft.modality, str(draft.date), draft.by_parties) for draft in told)


@cache
def plain(said: str) -> Counter[tuple[object, ...]]:
    """What is read where only who speaks and the day stand behind it."""
    return read(f"{opened(said)}, Lopez said on Monday.")


@pytest.mark.parametrize("said", SAID)
def test_it_is_of_who_says_so_and_of_the_day(said: str) -> None:
    assert [(day, who) for _, _, day, who in plain(said)] == [("2026-03-09", ("PE",))]


@pytest.mark.fast_cases(6)
@pytest.mark.parametrize("form", (*BEHIND, *BEFORE, *PUT_IN))
def test_whatever_stands_around_it(form: str) -> None:
    lost = {}
    for said in SAID if form not in PUT_IN else SAID[:-1]:
        sentence = form.format(said=opened(said) if form.startswith("{said}") else said)
        if not plain(said) <= read(sentence):
            lost[sentence] = read(sentence)
    assert not lost


@pytest.mark.parametrize(
    "sentence",
    [
        "Lopez warned on Monday that Peru will not pay.",
        "Lopez warned that Peru wants a quota of 500 tonnes.",
        "Lopez warned Chile on Monday that Peru would not pay.",
    ],
)
def test_a_warning_that_says_what_one_wants_is_a_stance(sentence: str) -> None:
    assert [kind for kind, *_ in read(sentence)] == ["position"]


ASKS = ("suggested", "proposed", "asked", "demanded", "requested", "recommended", "insisted", "urged")
ASKED = (
    "Chile lift its ban",
    "the two sign the pact",
    "the ministers meet in Lima",
    "talks resume",
    "the ban be lifted",
    "the duty be cut to 5 percent",
    "the round be postponed",
    "Chile return to the table",
    "the two presidents talk",
)


@pytest.mark.fast_cases(3)
@pytest.mark.parametrize("asks", ASKS)
def test_what_is_asked_to_be_done_is_not_done(asks: str) -> None:
    for asked in ASKED:
        told = read(f"Peru {asks} that {asked}.")
        assert {(kind, who) for kind, _, _, who in told} <= {("proposal", ("PE",)), ("position", ("PE",))}, asked
        assert told, asked
