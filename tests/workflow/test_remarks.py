"""What a person is told of a record that is kept all the same."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from timeline.model.events import Event, read_event
from timeline.model.registry import Actor, Issue, Negotiation, Party, Registry
from timeline.workflow.remarks import on_batch, on_event, on_name
from timeline.workflow.roles import with_roles

REGISTRY = Registry.of(
    [
        *(Party(party=code, name=name) for code, name in [("KR", "South Korea"), ("US", "United States"), ("JP", "Japan")]),
        Negotiation(negotiation_id="talks", title="Talks", parties=("KR", "US")),
        Actor(actor_id="greer", name="Jamieson Greer", party="US"),
        Issue(negotiation_id="talks", issue_id="swap", name="Currency swap line"),
    ]
)  # fmt: skip
TODAY = date(2025, 10, 1)


def event(number: int, **values: Any) -> Event:
    quote = {"article_id": f"a-{number}", "start": 0, "end": 1, "quote": "x"}
    told = {
        "event_id": f"talks-{number:04d}",
        "negotiation_id": "talks",
        "type": "meeting",
        "summary": f"Event {number}",
    }
    return read_event({**told, "parties": ["KR", "US"], "evidence": [quote], **values})


MET = event(1, date="2025-09-24", actors=["greer"], issues=["swap"])
ASK = event(2, type="proposal", date="2025-09-24", by_parties=["KR"], act="request", issues=["swap"])

EVENTS: list[tuple[str, dict[str, Any], str]] = [
    ("the same again", {"date": "2025-09-24", "actors": ["greer"], "issues": ["swap"]}, "looks like talks-0001: Event 1"),
    ("the same words", {"summary": "Event 1"}, "looks like talks-0001"),
    ("another day", {"date": "2025-09-25", "actors": ["greer"], "issues": ["swap"]}, ""),
    ("the same ask of the other side", {"type": "proposal", "date": "2025-09-24", "by_parties": ["US"], "act": "request", "issues": ["swap"]}, ""),
    ("a fact that is yet to come", {"date": "2025-10-02"}, "2025-10-02 is yet to come"),
    ("a plan that is", {"date": "2025-10-02", "modality": "planned"}, ""),
    ("a deadline that is", {"type": "deadline", "date": "2025-10-02"}, ""),
    ("a meeting that is answered", {"type": "response", "by_parties": ["KR"], "verdict": "rejects", "links": [{"rel": "responds_to", "event_id": "talks-0001"}]},
     "talks-0001 is a meeting, which nobody can answer"),
    ("an ask that is", {"type": "response", "by_parties": ["KR"], "verdict": "rejects", "links": [{"rel": "responds_to", "event_id": "talks-0002"}]}, ""),
    ("a response that says neither yes nor no", {"type": "response", "by_parties": ["KR"]}, "the response has no verdict"),
    ("a stance of nobody", {"type": "position"}, "whose position it is is not said"),
    ("a stance of one of two", {"type": "position", "by_parties": ["KR"]}, ""),
    ("a stance by somebody of the other side", {"type": "position", "by_parties": ["KR"], "actors": ["greer"]},
     "Jamieson Greer acts for US, and the position is told as that of KR"),
    ("a stance by somebody of the same", {"type": "position", "by_parties": ["US"], "actors": ["greer"]}, ""),
    ("a measure by one on another", {"type": "measure", "by_parties": ["KR"], "actors": ["greer"]}, ""),
    ("a judgement a letter apart", {"type": "assessment", "judgement": "deadlock"},
     'the judgement "deadlock" is a word of your own; did you mean "deadlocked"?'),
    ("a judgement in other words", {"type": "assessment", "judgement": "stuck"}, ""),
    ("a judgement", {"type": "assessment", "judgement": "final-stage"}, ""),
    ("an agreement between nobody", {"type": "agreement", "parties": []}, "the agreement has no parties"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "values", "told"), EVENTS, ids=[case[0] for case in EVENTS])
def test_what_is_odd_about_an_event(name: str, values: dict[str, Any], told: str) -> None:
    remarks = on_event(event(3, **values), [MET, ASK], REGISTRY, TODAY)
    assert [line.startswith(told) for line in remarks] == ([True] if told else [])


TOLD = {"date": "2025-09-24", "actors": ["greer"], "issues": ["swap"]}
BATCH: list[tuple[str, list[dict[str, Any]], list[str]]] = [
    ("what is recorded already", [TOLD], ["b:3: looks like talks-0001: Event 1"]),
    ("twice in the batch", [{**TOLD, "modality": "denied"}, {**TOLD, "modality": "denied"}], ["b:4: looks like b:3, recorded as talks-0003: Event 3"]),
    ("the same words", [{"summary": "They met"}, {"summary": "They met"}], ["b:4: looks like b:3, recorded as talks-0003: They met"]),
    ("the same words of two days", [{"summary": "They met", "date": f"2025-09-0{n}"} for n in (1, 2)], []),
    ("an answer to a meeting of the batch", [{}, {"type": "response", "by_parties": ["KR"], "verdict": "rejects", "links": [{"rel": "responds_to", "event_id": "talks-0003"}]}],
     ["b:4: talks-0003 is a meeting, which nobody can answer"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "batch", "told"), BATCH, ids=[case[0] for case in BATCH])
def test_what_is_odd_about_the_events_of_a_batch(name: str, batch: list[dict[str, Any]], told: list[str]) -> None:
    events = [event(number, **values) for number, values in enumerate(batch, 3)]
    places = {each.event_id: f"b:{number}" for number, each in enumerate(events, 3)}
    remarks = [
        f"{places[one.event_id]}: {line}"
        for one, line in on_batch(events, [MET, ASK, *events], REGISTRY, TODAY, places)
    ]
    assert [line[: len(start)] for line, start in zip(remarks, told, strict=True)] == told


NAMES: list[tuple[str, Actor | Issue | Party, str]] = [
    ("of no party", Actor(actor_id="x", name="Alfred Gantner"), "acts for no party"),
    ("of a party elsewhere", Actor(actor_id="x", name="Alfred Gantner", party="JP"), "JP is party to no negotiation"),
    ("a letter apart", Actor(actor_id="x", name="Jameson Greer", party="US"), 'the name looks like "Jamieson Greer"'),
    ("another spelling", Actor(actor_id="x", name="JAMIESON GREER", party="US"), 'the name looks like "Jamieson Greer"'),
    ("another person", Actor(actor_id="x", name="Scott Bessent", party="US"), ""),
    ("an issue again", Issue(negotiation_id="talks", issue_id="x", name="Currency swap lines"), 'the name looks like "Currency swap line"'),
    ("another issue", Issue(negotiation_id="talks", issue_id="x", name="Cars"), ""),
    ("a party", Party(party="CH", name="Switzerland"), ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "record", "told"), NAMES, ids=[case[0] for case in NAMES])
def test_what_is_odd_about_a_name(name: str, record: Actor | Issue | Party, told: str) -> None:
    assert [line.startswith(told) for line in on_name(record, REGISTRY)] == ([True] if told else [])


ROLES: list[tuple[str, dict[str, Any], str, str | None]] = [
    ("a request demands", {"type": "proposal", "act": "request", "by_parties": ["US"]}, "", "demanded"),
    ("a demand demands", {"type": "proposal", "act": "demand", "by_parties": ["US"]}, "", "demanded"),
    ("an offer offers", {"type": "proposal", "act": "offer", "by_parties": ["US"]}, "", "offered"),
    ("a counter offers", {"type": "proposal", "act": "counter", "by_parties": ["US"]}, "US", "offered"),
    ("what would be taken is offered", {"type": "response", "verdict": "considers", "by_parties": ["US"]}, "", "offered"),
    ("what is accepted is offered", {"type": "response", "verdict": "accepts", "by_parties": ["US"]}, "", "offered"),
    ("what is agreed is agreed", {"type": "agreement", "stage": "signed"}, "", "agreed"),
    ("the end of an agreement agrees on nothing", {"type": "agreement", "stage": "terminated"}, "", None),
    ("what is refused is nobody's", {"type": "response", "verdict": "rejects", "by_parties": ["US"]}, "", None),
    ("an act that nobody named", {"type": "proposal", "by_parties": ["US"]}, "", None),
    ("an act of nobody in particular", {"type": "proposal", "act": "request"}, "", None),
    ("a figure of the other side", {"type": "proposal", "act": "request", "by_parties": ["US"]}, "KR", None),
    ("a meeting says nothing of figures", {"by_parties": ["US"]}, "", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "values", "party", "role"), ROLES, ids=[case[0] for case in ROLES])
def test_a_figure_has_the_role_of_the_act_that_names_it(
    name: str, values: dict[str, Any], party: str, role: str | None
) -> None:
    told: list[str] = []
    term = {"name": "beef_quota", "value": 1000, "unit": "tonnes", "party": party or None}
    assert with_roles(event(3, terms=[term], **values), told.append).terms[0].role == role
    assert len(told) == (role is not None)


def test_a_role_that_is_given_stays() -> None:
    term = {"name": "tariff_rate", "value": 39, "unit": "%", "role": "previous"}
    asked = event(3, type="proposal", act="request", by_parties=["US"], terms=[term])
    assert with_roles(asked, print) == asked
