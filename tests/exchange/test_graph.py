"""Who met whom and who answered what, read back by networkx and counted as the store counts."""

from __future__ import annotations

import io
from typing import Any

import networkx

from timeline.exchange.graph import graph
from timeline.exchange.publication import Publication
from timeline.store.store import Store

from .conftest import Told


def read(publication: Publication) -> Any:
    return networkx.read_graphml(io.BytesIO(graph(publication).text.encode()))


def edges(network: Any, relation: str) -> list[tuple[str, str, dict[str, Any]]]:
    return [(a, b, said) for a, b, said in network.edges(data=True) if said["relation"] == relation]


def test_persons_of_different_sides_meet_and_colleagues_do_not(told: Told) -> None:
    _, publication = told(
        """
        2025-09-01 meeting KR+US cash actors=lee,koo,bessent format=round
        2025-09-05 meeting KR+US cash actors=lee,bessent format=call
        2025-09-09 meeting KR+US cash actors=lee,bessent modality=planned @2025-09-06
        2025-09-10 meeting KR+US cash actors=lee,bessent modality=cancelled @2025-09-07
        """
    )
    network = read(publication)
    met = {(a, b): said for a, b, said in edges(network, "met")}
    assert {pair: said["weight"] for pair, said in met.items()} == {
        ("party:KR", "party:US"): 2,
        ("actor:bessent", "actor:lee"): 2,
        ("actor:bessent", "actor:koo"): 1,
    }
    assert met["actor:bessent", "actor:lee"]["last_date_edtf"] == "2025-09-05"
    assert met["actor:bessent", "actor:lee"]["formats"] == "call, round"
    assert "1 meeting left out: from who met whom: planned" in graph(publication).left_out
    assert "1 meeting left out: from who met whom: cancelled" in graph(publication).left_out


def test_answers_lead_from_who_answers_to_who_is_answered(told: Told) -> None:
    ledger, publication = told(
        """
        2025-09-01 proposal KR>US swap act=request #ask
        2025-09-03 response US>KR swap verdict=resists responds_to=ask #no
        """
    )
    network = read(publication)
    (answer,) = edges(network, "answered")
    assert answer[:2] == ("party:US", "party:KR") and answer[2]["verdict"] == "resists"
    (link,) = edges(network, "responds_to")
    assert link[:2] == (f"event:{ledger['no']}", f"event:{ledger['ask']}")


def test_what_is_not_known_is_an_attribute_that_is_not_there(told: Told) -> None:
    _, publication = told('? meeting KR+US cash "They are said \x02 to have met" @2025-09-01')
    network = read(publication)
    (node,) = [said for id, said in network.nodes(data=True) if id.startswith("event:")]
    assert "date_edtf" not in node and "act" not in node
    assert node["label"] == "They are said \ufffd to have met"


def test_persons_met_as_often_as_the_store_says(shipped_store: Store, shipped: Publication) -> None:
    names = {f"actor:{id}": actor.name for id, actor in shipped.actors.items()}
    ours: dict[frozenset[str], int] = {}
    for a, b, said in edges(read(shipped), "met"):
        if a.startswith("actor:"):
            ours[frozenset((names[a], names[b]))] = said["weight"]
    theirs: dict[frozenset[str], int] = {}
    for negotiation in shipped.negotiations:
        for row in shipped_store.answer("people", negotiation).to_dicts():
            pair = frozenset((row["one"], row["other"]))
            theirs[pair] = theirs.get(pair, 0) + row["meetings"]
    assert ours == theirs and len(ours) > 10


def test_every_event_party_and_answer_of_the_shipped_record_is_there(shipped: Publication) -> None:
    network = read(shipped)
    assert {id.removeprefix("event:") for id in network if id.startswith("event:")} == set(shipped.by_id)
    answers = sum(link.rel == "responds_to" for event in shipped.events for link in event.links)
    assert len(edges(network, "responds_to")) == answers > 10
