"""Drafts that tell of what is recorded already, and texts that are copies of one another."""

from __future__ import annotations

from typing import Any

import pytest

from timeline.model.article import Article, article_id
from timeline.model.draft import Draft
from timeline.model.events import read_event
from timeline.model.registry import Actor, Issue, Registry
from timeline.workflow.copies import original_of
from timeline.workflow.match import OFFER, matches

REGISTRY = Registry.of(
    [
        Actor(actor_id="lee", name="Lee Jae Myung", party="KR", aliases=("Lee Jae-myung",)),
        Actor(actor_id="bessent", name="Scott Bessent", party="US"),
        Actor(actor_id="koo", name="Koo Yun-cheol", party="KR"),
        Issue(negotiation_id="talks", issue_id="swap", name="Swap line"),
    ]
)
PROOF = [{"article_id": "a-1", "start": 0, "end": 4, "quote": "They"}]
EVENT = read_event(
    {
        "event_id": "talks-0001", "negotiation_id": "talks", "type": "meeting", "date": "2025-09-24", "parties": ["KR", "US"],
        "actors": ["lee", "bessent"], "issues": ["swap"], "summary": "They met", "evidence": PROOF,
    }
)  # fmt: skip


def draft(**change: Any) -> Draft:
    values = {
        "draft_id": "d-1", "article_id": "a-2", "negotiation_id": "talks", "type": "meeting", "date": "2025-09-24",
        "parties": ["KR", "US"], "actors": ["Lee Jae-myung", "Scott Bessent"], "issue": "swap", "summary": "x", "rule": "r",
        "evidence": [{"article_id": "a-2", "start": 0, "end": 4, "quote": "They"}],
    }  # fmt: skip
    return Draft(**{**values, **change})


OFFERED = [
    ("the same meeting in other words", {}, True),
    ("known to the month only", {"date": "2025-09"}, True),
    ("undated", {"date": None}, True),
    ("one of the two named", {"actors": ["Scott Bessent"]}, True),
    ("other people of the same parties, no issue", {"actors": ["Koo Yun-cheol"], "issue": None, "date": None}, False),
    ("another day", {"date": "2025-09-25"}, False),
    ("nothing but the parties", {"date": None, "actors": [], "issue": None}, False),
    ("another type", {"type": "assessment"}, False),
    ("another negotiation", {"negotiation_id": "other"}, False),
]


@pytest.mark.parametrize(("name", "change", "offered"), OFFERED, ids=[case[0] for case in OFFERED])
def test_a_draft_is_offered_as_another_source(name: str, change: dict[str, Any], offered: bool) -> None:
    found = matches(draft(**change), [EVENT], REGISTRY)
    assert (bool(found) and found[0].score >= OFFER) == offered


def test_the_best_match_comes_first_and_says_why() -> None:
    other = EVENT.model_copy(update={"event_id": "talks-0002", "actors": ("koo",)})
    best, second = matches(draft(), [other, EVENT], REGISTRY)
    assert (best.event.event_id, second.event.event_id) == ("talks-0001", "talks-0002")
    assert best.score == 1.0 and best.reason == (
        "both a meeting; same date; parties KR, US; actors Scott Bessent, Lee Jae Myung; issue swap"
    )


WORDS = (
    "The two delegations met for three hours in Geneva on Tuesday and agreed to meet again before the end of the month, "
    "an official of the trade ministry said, adding that farm goods had not come up at all. The official, who asked not to "
    "be named, described the mood as businesslike. Tariffs on cars and steel remain the hardest part, he said."
)


def article(text: str, published: str, copy_of: str | None = None) -> Article:
    return Article(article_id=article_id(text), text=text, published=published, copy_of=copy_of)


WIRE = article(WORDS, "2025-09-24")
COPIES = [
    ("a reprint with another dateline", article("GENEVA (Agency) " + WORDS, "2025-09-25"), True),
    ("a shortened reprint", article(WORDS[:290], "2025-09-25"), True),
    ("a reprint a month later", article("Again: " + WORDS, "2025-10-25"), False),
    ("an independent report", article(
        "Negotiators from both sides sat down in Geneva this week. A person familiar with the talks called them frank and "
        "said a further round would follow before October, without naming a date. Cars and steel were discussed at length, "
        "agriculture was not, the person said, and nobody expects a breakthrough soon.", "2025-09-25"), False),
    ("a text too short to tell", article("The two delegations met for three hours in Geneva on Tuesday.", "2025-09-25"), False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "other", "copy"), COPIES, ids=[case[0] for case in COPIES])
def test_copies_are_told_from_independent_reports(name: str, other: Article, copy: bool) -> None:
    found = original_of(other, [WIRE])
    assert (found == WIRE.article_id) == copy


def test_a_copy_of_a_copy_leads_to_the_first_text_also_when_that_is_out_of_sight() -> None:
    second = article("GENEVA (Agency) " + WORDS, "2025-09-25", copy_of=WIRE.article_id)
    third = article("GENEVA (Daily) " + WORDS, "2025-09-26")
    assert original_of(third, [second, WIRE]) == WIRE.article_id
    assert original_of(third, [second]) == WIRE.article_id
