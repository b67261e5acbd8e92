"""Decisions on drafts and their undoing: each adds exactly what it says, and undoing takes exactly that away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.text_ledger import copy_held
from timeline.model.article import Article, article_id
from timeline.model.draft import Draft
from timeline.model.events import Event, Link
from timeline.model.ledger import Change
from timeline.model.problems import ProblemError
from timeline.store.store import Store
from timeline.workflow.record import add, amend, retract
from timeline.workflow.register import start_negotiation
from timeline.workflow.review import accept, accept_all, merge, reject, reject_all, undo
from timeline.workflow.settle import LeaveOut

TEXT = "Seoul asked for a swap line. Washington resisted. They met again."
ARTICLE = Article(article_id=article_id(TEXT), text=TEXT, published="2025-09-25", negotiations=("talks",))


def draft(id: str, type: str, *quotes: str, **change: Any) -> Draft:
    spans = [
        {"article_id": ARTICLE.article_id, "start": TEXT.index(q), "end": TEXT.index(q) + len(q), "quote": q}
        for q in quotes
    ]
    values = {
        "draft_id": id,
        "article_id": ARTICLE.article_id,
        "negotiation_id": "talks",
        "type": type,
        "evidence": spans,
    }
    return Draft(**{**values, "parties": ["KR", "US"], "summary": quotes[0], "rule": "r", **change})


ASK = draft("d-ask", "proposal", "asked for a swap line")
NO = draft("d-no", "response", "resisted", links=[{"rel": "responds_to", "draft_id": "d-ask"}])
MET = draft("d-met", "meeting", "They met again")
MET_DATED = draft(
    "d-met-dated", "meeting", "They met", date="2025-09-24", attributes={"place": "Geneva", "duration_minutes": 45}
)
MET_LATER = draft("d-met-later", "meeting", "met again", date="2025-09-25", attributes={"place": "Bern"})
MET_TOO = draft("d-met-too", "meeting", "They met again", "resisted")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("written") / "s.duckdb")
    start_negotiation(store, "ann", "talks", ["KR", "US"])
    store.write([Change.of(record) for record in (ARTICLE, ASK, NO, MET, MET_TOO, MET_DATED, MET_LATER)], "ann")
    return store


@pytest.fixture
def store(written: Store, tmp_path: Path) -> Iterator[Store]:
    with copy_held(written, tmp_path) as copy:
        yield copy


def event(store: Store, event_id: str) -> Event:
    with store.reading() as reader:
        found: Any = reader.record("event", event_id)
        return found


def quotes(store: Store, event_id: str) -> list[str]:
    return [span.quote for span in event(store, event_id).evidence]


def links(store: Store) -> list[tuple[str, str]]:
    with store.reading() as reader:
        return [(e.event_id, link.event_id) for e in reader.events("talks") for link in e.links]


def decided(store: Store, draft_id: str) -> str:
    with store.reading() as reader:
        return next(state for found, state, _ in reader.drafts("talks") if found.draft_id == draft_id)


def test_undoing_a_merge_takes_only_what_the_merge_added(store: Store) -> None:
    met = accept(store, "ann", "d-met").event_id
    merge(store, "ann", "d-met-too", met)
    assert quotes(store, met) == ["They met again", "resisted"]
    undo(store, "ann", "d-met-too")
    assert quotes(store, met) == ["They met again"]
    assert decided(store, "d-met-too") == "pending"


def test_a_merge_fills_what_the_event_does_not_say_and_undoing_it_takes_that_back(store: Store) -> None:
    told: list[str] = []
    met = accept(store, "ann", "d-met").event_id
    merge(store, "ann", "d-met-dated", met, tell=told.append)
    merged = event(store, met)
    assert (str(merged.date), merged.place, merged.duration_minutes) == ("2025-09-24", "Geneva", 45)
    assert told == [f"{met} takes over from the draft: date, place, duration minutes"]
    with store.reading() as reader:
        assert reader.versions("event", met)[-1].reason.startswith(
            "also told by draft d-met-dated, which says more: date"
        )
    amend(store, "bob", met, {"place": "Bern"}, "it was there")
    undo(store, "ann", "d-met-dated")
    assert (event(store, met).date, event(store, met).place) == (None, "Bern"), "what somebody has changed since stays"


def test_what_a_draft_tells_of_something_else_fills_nothing(store: Store) -> None:
    met = accept(store, "ann", "d-met").event_id
    store.write([Change.of(MET_DATED.model_copy(update={"draft_id": "d-plan", "modality": "planned"}))], "ann")
    merge(store, "ann", "d-plan", met)
    assert (event(store, met).date, event(store, met).place) == (None, None)


def test_a_merge_changes_nothing_that_the_event_says(store: Store) -> None:
    met = accept(store, "ann", "d-met-dated").event_id
    merge(store, "ann", "d-met", met)
    merge(store, "ann", "d-met-later", met)
    merge(store, "ann", "d-no", met)
    assert (str(event(store, met).date), event(store, met).place) == ("2025-09-24", "Geneva")


@pytest.mark.parametrize(
    ("type", "attributes", "role"),
    [("response", {"verdict": "considers"}, "offered"), ("response", {"verdict": "rejects"}, None), ("proposal", {"act": "request"}, None)],
)  # fmt: skip
@pytest.mark.fast_cases(2)
def test_a_figure_in_an_answer_that_would_take_it_is_offered(
    store: Store, type: str, attributes: dict[str, str], role: str | None
) -> None:
    told: list[str] = []
    term = {"name": "beef_quota", "value": 500, "unit": "tonnes"}
    reading = draft("d-500", type, "resisted", by_parties=["KR"], terms=[term], attributes=attributes)
    store.write([Change.of(reading)], "ann")
    assert accept(store, "ann", "d-500", tell=told.append).terms[0].role == role
    assert len(told) == (role is not None)


def test_what_another_decision_still_needs_is_kept(store: Store) -> None:
    ask = accept(store, "ann", "d-ask").event_id
    merge(store, "ann", "d-no", ask)
    merge(store, "ann", "d-met-too", ask)
    assert quotes(store, ask) == ["asked for a swap line", "resisted", "They met again"]
    undo(store, "ann", "d-no")
    assert quotes(store, ask) == ["asked for a swap line", "resisted", "They met again"]


@pytest.mark.slow
def test_a_quotation_that_somebody_added_since_stays(store: Store) -> None:
    met = accept(store, "ann", "d-met").event_id
    merge(store, "ann", "d-met-too", met)
    amend(store, "bob", met, {"article": ARTICLE.article_id, "quote": "Seoul"}, "names the side")
    undo(store, "ann", "d-met-too")
    assert quotes(store, met) == ["They met again", "Seoul"]


@pytest.mark.parametrize("first", ["d-ask", "d-no"])
@pytest.mark.parametrize("by_merge", [False, True])
@pytest.mark.fast_cases(1)
def test_ties_become_links_in_any_order_and_go_with_the_decision(store: Store, first: str, by_merge: bool) -> None:
    base = add(store, "ann", {"type": "response", "summary": "No", "parties": "KR;US"}, "talks", note="No.").event_id
    made: dict[str, str] = {}
    for draft_id in (first, {"d-ask": "d-no", "d-no": "d-ask"}[first]):
        if by_merge and draft_id == "d-no":
            made[draft_id] = merge(store, "ann", draft_id, base).event_id
        else:
            made[draft_id] = accept(store, "ann", draft_id).event_id
    assert links(store) == [(made["d-no"], made["d-ask"])]
    undo(store, "ann", "d-no")
    assert links(store) == []
    undo(store, "ann", "d-ask")
    assert decided(store, "d-ask") == decided(store, "d-no") == "pending"
    accept_all(store, "ann", ["d-no", "d-ask"])
    assert len(links(store)) == 1


@pytest.mark.slow
def test_a_link_that_a_person_made_keeps_an_acceptance_from_being_undone(store: Store) -> None:
    met, ask = accept(store, "ann", "d-met").event_id, accept(store, "ann", "d-ask").event_id
    amend(store, "bob", met, {"responds_to": [ask]}, "they met on it")
    with pytest.raises(ProblemError, match=f"event {ask}: is still referred to by event {met}; change those first"):
        undo(store, "ann", "d-ask")
    assert event(store, met).links == (Link(rel="responds_to", event_id=ask),)


def test_several_are_accepted_whole_or_not_at_all(store: Store) -> None:
    reject(store, "ann", "d-no")
    with pytest.raises(ProblemError, match="draft d-no: is already rejected, by ann"):
        accept_all(store, "ann", ["d-ask", "d-no", "d-met"])
    assert decided(store, "d-ask") == decided(store, "d-met") == "pending"
    accepted = accept_all(store, "ann", ["d-ask", "d-met"])
    assert [e.event_id for e in accepted] == ["talks-0001", "talks-0002"]
    with store.reading() as reader:
        instants = {entry.recorded_at for e in accepted for entry in reader.versions("event", e.event_id)}
    assert len(instants) == 1


def read_anew(store: Store) -> None:
    store.write(
        [Change.of(draft("d-met", "meeting", "They met again", summary="They parted"), "amend", "read again")], "x"
    )


def test_what_was_read_anew_since_it_was_shown_is_not_taken(store: Store) -> None:
    met = accept(store, "ann", "d-met-too").event_id
    read_anew(store)
    with pytest.raises(ProblemError, match=r"draft d-met: was read anew meanwhile, .*; look at it again"):
        accept(store, "ann", "d-met", seen=MET)
    with pytest.raises(ProblemError, match="draft d-met: was read anew meanwhile"):
        merge(store, "ann", "d-met", met, seen=MET)
    assert decided(store, "d-met") == "pending"
    with store.reading() as reader:
        now: Any = reader.record("draft", "d-met")
    assert accept(store, "ann", "d-met", seen=now).summary == "They parted"


def test_what_is_read_anew_while_a_name_is_asked_for_is_not_taken(store: Store) -> None:
    store.write([Change.of(draft("d-met", "meeting", "They met again", actors=["Nobody"]), "amend", "read again")], "x")

    def ask(*_of: Any) -> LeaveOut:
        read_anew(store)
        return LeaveOut()

    with pytest.raises(ProblemError, match="draft d-met: was read anew meanwhile"):
        accept_all(store, "ann", ["d-met"], ask)
    assert decided(store, "d-met") == "pending"


def test_several_are_rejected_whole_or_not_at_all(store: Store) -> None:
    accept(store, "ann", "d-no")
    with pytest.raises(ProblemError, match=r"draft d-no: is already accepted .*\n.*none of them was decided now"):
        reject_all(store, "ann", ["d-ask", "d-no"])
    assert decided(store, "d-ask") == "pending"
    reject_all(store, "ann", ["d-ask", "d-met", "d-ask"], "no news")
    with store.reading() as reader:
        entries = [reader.versions("decision", id)[-1] for id in ("d-ask", "d-met")]
    assert entries[0].recorded_at == entries[1].recorded_at and {e.reason for e in entries} == {"no news"}


def test_an_event_that_is_retracted_rejects_its_drafts(store: Store) -> None:
    met = accept(store, "ann", "d-met").event_id
    merge(store, "ann", "d-met-too", met)
    retract(store, "ann", met, "another meeting")
    assert decided(store, "d-met") == decided(store, "d-met-too") == "rejected"
    undo(store, "ann", "d-met")
    assert decided(store, "d-met") == "pending"


@pytest.mark.slow
def test_whatever_was_decided_and_undone_the_store_keeps_its_laws(store: Store) -> None:
    met = accept(store, "ann", "d-met").event_id
    accept_all(store, "ann", ["d-ask", "d-no"])
    merge(store, "ann", "d-met-too", met)
    for draft_id in ("d-ask", "d-met-too", "d-no", "d-met"):
        undo(store, "ann", draft_id)
    with store.reading() as reader:
        assert reader.events("talks") == []
    assert store.check() == []
