"""The models: what they refuse, in which words, and that their JSON says the same as they do."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from timeline.model.article import Article, article_id
from timeline.model.base import slug
from timeline.model.draft import Decision, Draft
from timeline.model.events import EVENT_MODELS, EVENT_TYPES, read_event
from timeline.model.invalid import problems_of
from timeline.model.ledger import MODELS, Change, Entry, id_of, kind_of, read_entry
from timeline.model.problems import ProblemError
from timeline.model.registry import Actor, Issue, Negotiation, Party, Registry, fold_name
from timeline.model.visible import has_visible

EVENT: dict[str, Any] = {
    "event_id": "talks-0001",
    "negotiation_id": "talks",
    "type": "meeting",
    "date": "2025-09-24",
    "parties": ["KR", "US"],
    "summary": "They met",
    "evidence": [{"article_id": "a-1", "start": 4, "end": 7, "quote": "met"}],
}


def problems(record: dict[str, Any]) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        read_event(record)
    return [problem.message for problem in problems_of(caught.value)]


def test_each_type_reads_as_its_own_model() -> None:
    for type in EVENT_TYPES:
        event = read_event({**EVENT, "type": type})
        assert isinstance(event, EVENT_MODELS[type]) and event.type == type


REFUSED = [
    ({"type": "summit"}, "type: unknown event type; one of agreement, assessment, deadline, measure"),
    ({"date": "24.9.2025"}, "date: '24.9.2025' is no EDTF date"),
    ({"parties": ["US", "KR"]}, "parties must be sorted and named once: KR, US"),
    ({"by_parties": ["JP"]}, "by_parties and to_parties must be among parties; JP is not"),
    ({"parties": ["korea"]}, "parties.0: 'korea' does not have the form"),
    ({"evidence": []}, "evidence: "),
    ({"summary": " "}, "summary: "),
    ({"summary": "\u200b"}, "summary: says nothing"),
    ({"summary": " \u2060\u3164\ufeff "}, "summary: says nothing"),
    ({"terms": [{"name": "tariff", "value": 9007199254740993, "unit": "%"}]}, "terms.0.value: has more digits"),
    ({"terms": [{"name": "tariff", "value": 10**400, "unit": "%"}]}, "terms.0.value: has more digits"),
    ({"verdict": "accepts"}, "verdict: is no field of this record"),
    ({"format": "banquet"}, "format: "),
    ({"modality": "likely"}, "modality: "),
    ({"evidence": [{"article_id": "a-1", "start": 4, "end": 9, "quote": "met"}]},
     "evidence.0: end - start is 5, but the quote has 3 code points"),
    ({"terms": [{"name": "tariff", "value": float("nan"), "unit": "%"}]}, "terms.0.value: "),
]  # fmt: skip


@pytest.mark.parametrize(("change", "message"), REFUSED, ids=[m for _, m in REFUSED])
def test_what_is_refused_is_named(change: dict[str, Any], message: str) -> None:
    assert any(message in found for found in problems({**EVENT, **change}))


def test_events_are_frozen() -> None:
    event = read_event(EVENT)
    with pytest.raises(ValidationError):
        event.summary = "They did not"


values = st.fixed_dictionaries(
    {
        "type": st.sampled_from(EVENT_TYPES),
        "modality": st.sampled_from(["actual", "planned", "conditional", "cancelled", "denied"]),
        "date": st.sampled_from([None, "2025-09-24", "2025-08", "2025-04/..", "2025-10~"]),
        "summary": st.text(min_size=1, max_size=40).filter(has_visible),
        "terms": st.lists(
            st.fixed_dictionaries(
                {
                    "name": st.just("tariff_rate"),
                    "value": st.floats(allow_nan=False, allow_infinity=False),
                    "unit": st.just("%"),
                }
            ),
            max_size=2,
        ),
    }
)


@given(values)
def test_json_gives_back_the_same_event(change: dict[str, Any]) -> None:
    event = read_event({**EVENT, **change})
    assert read_event(json.loads(json.dumps(event.to_json(), ensure_ascii=False))) == event


def test_an_article_is_known_by_the_hash_of_its_text() -> None:
    text = "They met."
    assert Article(article_id=article_id(text), text=text, published="2025-09-25").label == "2025-09-25"
    with pytest.raises(ValidationError, match="hashes to"):
        Article(article_id="a-000000000000", text=text, published="2025-09-25")


def test_a_draft_has_only_attributes_of_its_type() -> None:
    values = {"draft_id": "d-1", "article_id": "a-1", "summary": "x", "evidence": EVENT["evidence"], "rule": "r"}
    Draft(**values, type="meeting", attributes={"place": "New York"})
    with pytest.raises(ValidationError, match="a meeting has no verdict"):
        Draft(**values, type="meeting", attributes={"verdict": "accepts"})


def test_a_decision_has_an_event_exactly_when_the_draft_was_taken() -> None:
    Decision(draft_id="d-1", verdict="rejected")
    with pytest.raises(ValidationError, match="event_id must be given"):
        Decision(draft_id="d-1", verdict="accepted")
    with pytest.raises(ValidationError, match="event_id must be left out"):
        Decision(draft_id="d-1", verdict="rejected", event_id="talks-0001")


NAMES = [
    ("Lee Jae-myung", "lee-jae-myung"),
    ("Maroš Šefčovič", "maros-sefcovic"),
    ("U.S. Trade Representative", "u-s-trade-representative"),
    ("이재명", ""),
]


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_slugs(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_spellings_of_a_name_fold_together() -> None:
    spellings = ["Lee Jae-myung", "Lee Jae Myung", "LEE JAEMYUNG", "Lee Jae‑myung"]
    assert len({fold_name(spelling) for spelling in spellings}) == 1
    assert fold_name("Maroš Šefčovič") == fold_name("Maros Sefcovic")


def test_the_registry_finds_by_id_name_and_alias_and_leaves_two_open() -> None:
    registry = Registry.of(
        [
            Actor(actor_id="kim-yong-beom", name="Kim Yong-beom", aliases=("Kim",)),
            Actor(actor_id="kim-jung-kwan", name="Kim Jung-kwan", aliases=("Kim",)),
            Issue(negotiation_id="talks", issue_id="swap", name="Currency swap line", phrases=("swap line",)),
        ]
    )
    assert registry.find_actor("KIM YONG BEOM") == registry.actors["kim-yong-beom"]
    assert registry.find_actor("Kim") is None
    found = registry.find_issue("talks", "Swap Line")
    assert found is not None and found.issue_id == "swap"
    assert registry.find_issue("other", "swap") is None


def test_every_kind_knows_its_own_id() -> None:
    assert set(MODELS) | {"event"} == {kind_of(record) for record in _one_of_each()}
    assert [id_of(record) for record in _one_of_each()] == [
        "KR", "talks", "lee", "talks/swap", article_id("x"), "d-1", "d-1", "talks-0001",
    ]  # fmt: skip


def test_a_ledger_line_reads_back_as_the_entry_it_was() -> None:
    for record in _one_of_each():
        change = Change.of(record)
        entry = Entry(
            **{n: getattr(change, n) for n in Change.model_fields}, recorded_at="2025-09-25T08:00:00Z", author="a"
        )
        line = json.loads(entry.model_dump_json(exclude={"kind", "record"})) | {"record": record.to_json()}
        assert read_entry(entry.kind, line) == entry


def test_a_ledger_line_without_zone_or_with_a_strange_field_is_refused() -> None:
    with pytest.raises(ProblemError, match="has no time zone"):
        read_entry("party", {"id": "KR", "recorded_at": "2025-09-25T08:00:00", "author": "a", "action": "retract"})
    for instant in ("9999-12-31T23:59:59.999999Z", "0001-01-01T00:00:00+14:00", "3000-01-01T00:00:00-12:00"):
        line = {"id": "KR", "recorded_at": instant, "author": "a", "action": "retract", "reason": "x"}
        with pytest.raises(ProblemError, match=r"parties.jsonl:3: recorded_at: .* is no instant at which anything was"):
            read_entry("party", line, "parties.jsonl:3")
    with pytest.raises(ProblemError, match="mood: is no field"):
        read_entry("party", {"id": "KR", "recorded_at": "2025-09-25T08:00:00Z", "author": "a", "mood": "good"})


def _one_of_each() -> list[Any]:
    evidence = EVENT["evidence"]
    return [
        Party(party="KR", name="South Korea"),
        Negotiation(negotiation_id="talks", title="Talks", parties=("KR", "US")),
        Actor(actor_id="lee", name="Lee"),
        Issue(negotiation_id="talks", issue_id="swap", name="Swap"),
        Article(article_id=article_id("x"), text="x", published="2025"),
        Draft(draft_id="d-1", article_id="a-1", type="meeting", summary="x", evidence=evidence, rule="r"),
        Decision(draft_id="d-1", verdict="rejected"),
        read_event(EVENT),
    ]
