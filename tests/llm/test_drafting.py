"""From an answer to drafts: the fields, what is noted, what is discarded and why."""

from __future__ import annotations

from typing import Any

import pytest

from tests.llm.conftest import ASK, MEETING, article
from timeline.llm.answer import Answer, Told
from timeline.llm.drafting import ATTRIBUTES, Background, Drafted, drafts_of
from timeline.llm.parts import Part
from timeline.model.draft import DraftLink
from timeline.model.edtf import Edtf
from timeline.model.events import EVENT_MODELS
from timeline.model.registry import Issue, Negotiation, Party, Registry

REGISTRY = Registry.of(
    [
        Negotiation(negotiation_id="talks", title="Talks", parties=("KR", "US")),
        Party(party="PACT", name="Pacific Pact", kind="bloc"),
        Issue(negotiation_id="talks", issue_id="swap", name="Currency swap"),
        Issue(negotiation_id="talks", issue_id="swap-limit", name="Limit", phrases=("unlimited currency swap",)),
    ]
)


def drafted(*events: Any, registered: bool = False) -> Drafted:
    one = article()
    negotiation = REGISTRY.negotiations["talks"] if registered else None
    background = Background(one, "llm/maker:model/prompt-1", negotiation, REGISTRY if registered else None)
    return drafts_of(Answer.of_raw(list(events)), Part(0, len(one.text)), background)


FIELDS = [
    # what the event says, the field of the draft, its value, what is noted
    ({}, "date", Edtf.parse("2025-09-24"), None),
    ({"date": None}, "date", None, None),
    ({"date": ""}, "date", None, None),
    ({"date": "24 September"}, "date", None, "date '24 September' is no EDTF date; left out"),
    ({"date": "2025-02-30"}, "date", None, "date '2025-02-30' is no EDTF date"),
    ({"date": "2025-09~"}, "date", Edtf.parse("2025-09~"), None),
    ({"parties": ["US", "kr", "KR"]}, "parties", ("KR", "US"), None),
    ({"parties": ["United States", "U.K.", "EU"]}, "parties", ("EU", "GB", "US"), None),
    ({"parties": ["KR", "XX", "Atlantis"]}, "parties", ("KR",), "parties 'XX' is no state or bloc that is known"),
    ({"parties": ["KR"], "by_parties": ["US"]}, "parties", ("KR", "US"), None),
    ({"actors": ["Lee Jae-myung"]}, "actors", ("Lee Jae-myung",), None),
    ({"actors": ["Lee Jae Myung", "Janet Yellen"]}, "actors", ("Lee Jae Myung",), "actor 'Janet Yellen' is not named in the text"),
    ({"issue": "  "}, "issue", None, None),
    ({"reported_by": " "}, "reported_by", None, None),
    ({"place": "Camp David"}, "attributes", {}, "place 'Camp David' is not named in the text"),
    ({"format": "summit"}, "attributes", {"format": "summit", "place": "New York"}, None),
    ({"verdict": "accepts"}, "attributes", {"place": "New York"}, "verdict 'accepts' is nothing that a meeting has"),
    ({"duration_minutes": -5}, "attributes", {"place": "New York"}, "duration_minutes '-5' -5 is too small; at least 0"),
    ({"type": "measure", "place": None, "stage": "threatened", "effective": "2025-10"}, "attributes", {"stage": "threatened", "effective": "2025-10"}, None),
    ({"type": "measure", "place": None, "stage": "ratified"}, "attributes", {}, "stage 'ratified' 'ratified' is unknown; one of threatened"),
    ({"type": "measure", "place": None, "effective": "soon"}, "attributes", {}, "effective 'soon' is no EDTF date"),
    ({"type": "assessment", "place": None, "judgement": "Final stage"}, "attributes", {"judgement": "final-stage"}, None),
    ({"responds_to": 1}, "links", (), "responds_to '1' is no other draft"),
    ({"responds_to": 9}, "links", (), "responds_to '9' is no other draft"),
    ({}, "rule", "llm", None),
    ({}, "extractor", "llm/maker:model/prompt-1", None),
]  # fmt: skip


@pytest.mark.parametrize(("said", "field", "value", "note"), FIELDS, ids=[f"{s}"[:50] for s, *_ in FIELDS])
def test_a_field_is_taken_or_left_unknown_with_a_note(
    said: dict[str, Any], field: str, value: Any, note: str | None
) -> None:
    result = drafted({**MEETING, **said})
    (draft,) = result.drafts
    assert getattr(draft, field) == value
    assert (note or "") in "\n".join(map(str, result.notes))
    assert bool(result.notes) == (note is not None)


def test_evidence_is_cut_from_the_stored_text() -> None:
    said = {
        **MEETING,
        "quotes": [
            {"words": '"We will not pay'},
            {"words": '"We will not pay'},
            {"words": "Seoul asked"},
            {"words": "never said"},
        ],
    }
    result = drafted(said)
    (draft,) = result.drafts
    text = article().text
    assert [span.quote for span in draft.evidence] == ["“We will not pay", "Seoul asked"]
    assert all(text[span.start : span.end] == span.quote for span in draft.evidence)
    assert [str(note) for note in result.notes] == [
        f"{article().article_id} meeting: quote 'never said' was not taken, the quotation is not in the text; left out"
    ]


TERMS = [
    # the figure, the term or None, what is noted
    ({"name": "investment_total", "value": 350e9, "unit": "USD", "role": "demanded"}, ("investment_total", 350e9, "USD"), None),
    ({"name": "Tariff Rate", "value": "15", "unit": "percent"}, ("tariff_rate", 15, "%"), None),
    ({"name": "!", "value": 1, "unit": "USD"}, None, "term '! 1 USD' name: '' does not have the form"),
    ({"name": "quota", "value": 5, "unit": "  "}, None, "term 'quota 5   ' unit"),
]  # fmt: skip


@pytest.mark.parametrize(("figure", "term", "note"), TERMS, ids=[f["name"] for f, _, _ in TERMS])
def test_figures_become_terms(figure: dict[str, Any], term: tuple[str, float, str] | None, note: str | None) -> None:
    result = drafted({**MEETING, "terms": [figure]})
    assert [(t.name, t.value, t.unit) for t in result.drafts[0].terms] == ([term] if term else [])
    assert (note or "") in "\n".join(map(str, result.notes))
    assert bool(result.notes) == (note is not None)


DISCARDED = [
    ({**MEETING, "quotes": [{"words": "never said"}]}, "meeting", "never said", "the quotation is not in the text"),
    ({**MEETING, "quotes": []}, "meeting", MEETING["summary"], "it has no quotation"),
    ({**MEETING, "quotes": [{"words": "New York"}]}, "meeting", "New York", "occurs 2 times"),
    ({**MEETING, "type": "talks"}, "talks", "Lee Jae Myung met", "not in the right form: type: 'talks' is unknown; one of meeting"),
    ({**MEETING, "summary": "  "}, "meeting", "Lee Jae Myung met", "summary: says nothing"),
    ("a meeting", "event", "a meeting", "not in the right form"),
    (["a meeting"], "event", "a meeting", "not in the right form"),
]  # fmt: skip


@pytest.mark.parametrize(("event", "type", "words", "reason"), DISCARDED, ids=[str(d[3])[:40] for d in DISCARDED])
def test_an_event_without_proof_or_form_is_discarded_and_the_others_stay(
    event: Any, type: str, words: str, reason: str
) -> None:
    result = drafted(ASK, event)
    assert [draft.type for draft in result.drafts] == ["proposal"]
    (discarded,) = result.discarded
    assert discarded.type == type and words in discarded.words and reason in discarded.reason
    assert f"discarded {article().article_id} {type} “" in str(discarded)


def test_the_same_type_from_the_same_words_is_one_draft() -> None:
    result = drafted(MEETING, {**MEETING, "summary": "They met again."})
    assert [draft.summary for draft in result.drafts] == [MEETING["summary"]]
    assert result.discarded[0].reason == "another draft of this type has the same words"


def test_a_response_is_linked_to_what_it_answers_whatever_was_discarded_between() -> None:
    lost = {**MEETING, "quotes": [{"words": "never said"}]}
    answer = {
        "type": "response",
        "summary": "No.",
        "quotes": [{"words": "Washington has so far resisted"}],
        "responds_to": 2,
    }
    result = drafted(lost, ASK, answer)
    proposal, response = result.drafts
    assert response.links == (DraftLink(rel="responds_to", draft_id=proposal.draft_id),)
    assert proposal.attributes == {"act": "request", "to_parties": ["US"]} and proposal.by_parties == ("KR",)


ISSUES = [
    ("Currency Swap", "swap"),
    ("a new currency swap line", "swap"),
    ("the unlimited currency swap line", "swap-limit"),
    ("currency swaps", "currency swaps"),
    ("car tariffs", "car tariffs"),
]


@pytest.mark.parametrize(("phrase", "issue"), ISSUES)
def test_an_issue_is_the_registered_one_it_names_else_the_phrase(phrase: str, issue: str) -> None:
    assert drafted({**ASK, "issue": phrase}, registered=True).drafts[0].issue == issue
    assert drafted({**ASK, "issue": phrase}).drafts[0].issue == phrase


def test_a_registered_party_counts_as_known() -> None:
    (draft,) = drafted({**MEETING, "parties": ["KR", "Pacific Pact"]}, registered=True).drafts
    assert draft.parties == ("KR", "PACT") and draft.negotiation_id == "talks"


def test_the_answer_has_every_field_that_a_type_has() -> None:
    assert set(ATTRIBUTES) == {field for model in EVENT_MODELS.values() for field in model.own}
    assert set(ATTRIBUTES) <= set(Told.model_fields)


def test_an_answer_is_kept_as_it_came() -> None:
    raw = [MEETING, "a meeting", {**ASK, "type": "talks"}]
    once = Answer.of_raw(raw)
    assert Answer.of_raw(once.to_raw()) == once
    assert once.to_raw()[1:] == raw[1:]
