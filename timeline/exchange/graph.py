"""Who met whom and who answered what, as a graph (GraphML) for network programs."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import Any

from timeline.exchange.names import xml_text
from timeline.exchange.publication import Document, LeftOut, Publication
from timeline.model.events import EventBase
from timeline.model.wording import count


def graph(publication: Publication) -> Document:
    """One directed multigraph with nodes of three kinds (party, actor, event) and edges of six relations.

    ``met`` joins two parties, and two actors of different parties, once for all their meetings, with how many, which
    and when last; it has no direction. ``answered`` leads from the party that answers to the one whose act it answers.
    ``responds_to`` leads from event to event, ``did`` from a party to its act, ``took_part`` from an actor to an
    event, ``acts_for`` from an actor to its party.
    """
    import networkx

    left_out = LeftOut()
    network: Any = networkx.MultiDiGraph(title=xml_text(publication.title))
    for event in publication.events:
        _add_event(network, publication, event)
    for event in publication.events:
        _add_links(network, publication, event, left_out)
    for (one, other), meetings in sorted(_met(publication, left_out).items()):
        _add_met(network, one, other, meetings)
    lines = "\n".join(networkx.generate_graphml(network, prettyprint=True))
    text = f"<?xml version='1.0' encoding='utf-8'?>\n{lines}\n"
    holds = f"{count(network.number_of_nodes(), 'node')}, {count(network.number_of_edges(), 'edge')}"
    return Document(text, holds, left_out.said())


def _add_event(network: Any, publication: Publication, event: EventBase) -> None:
    date = event.date
    _node(
        network,
        f"event:{event.event_id}",
        kind="event",
        label=event.summary,
        type=event.type,
        modality=event.modality,
        negotiation=event.negotiation_id,
        date_edtf=date and date.text,
        date_first=date and date.first and date.first.isoformat(),
        date_last=date and date.last and date.last.isoformat(),
        issues=", ".join(event.issues) or None,
        act=getattr(event, "act", None) or getattr(event, "verdict", None) or getattr(event, "stage", None),
    )
    for code in event.parties:
        _add_party(network, publication, code)
    for code in event.by_parties:
        _edge(network, f"party:{code}", f"event:{event.event_id}", "did")
    for id in event.actors:
        _add_actor(network, publication, id)
        _edge(network, f"actor:{id}", f"event:{event.event_id}", "took_part")


def _add_links(network: Any, publication: Publication, event: EventBase, left_out: LeftOut) -> None:
    for link in event.links:
        if link.rel != "responds_to":
            continue
        target = publication.by_id.get(link.event_id)
        if target is None:
            left_out.add("what it answers is not among what is published", noun="answer")
            continue
        _edge(network, f"event:{event.event_id}", f"event:{target.event_id}", "responds_to")
        if not event.by_parties or not target.by_parties:
            left_out.add("between parties: who answers or is answered is not known", noun="answer")
        for party in event.by_parties:
            for asked in target.by_parties:
                if party != asked:
                    _edge(
                        network,
                        f"party:{party}",
                        f"party:{asked}",
                        "answered",
                        event=event.event_id,
                        answers=target.event_id,
                        verdict=getattr(event, "verdict", None),
                    )


def _met(publication: Publication, left_out: LeftOut) -> dict[tuple[str, str], list[EventBase]]:
    """The meetings of each two parties, and of each two actors of different parties."""
    pairs: dict[tuple[str, str], list[EventBase]] = defaultdict(list)
    for event in publication.events:
        if event.type != "meeting":
            continue
        if event.modality != "actual":
            left_out.add(f"from who met whom: {event.modality}", noun="meeting")
            continue
        for one, other in combinations(event.parties, 2):
            pairs[f"party:{one}", f"party:{other}"].append(event)
        sides = sorted({id: publication.actors[id].party for id in event.actors if id in publication.actors}.items())
        met = [(one, other) for (one, a), (other, b) in combinations(sides, 2) if a and b and a != b]
        for one, other in met:
            pairs[f"actor:{one}", f"actor:{other}"].append(event)
        if not met:
            left_out.note("with no two persons of different parties named", noun="meeting")
        if len(event.parties) < 2:
            left_out.note("with fewer than two parties named", noun="meeting")
    return pairs


def _add_met(network: Any, one: str, other: str, meetings: list[EventBase]) -> None:
    dated = [event.date for event in meetings if event.date]
    formats = sorted({str(form) for event in meetings if (form := getattr(event, "format", None))})
    _edge(
        network,
        one,
        other,
        "met",
        weight=len(meetings),
        events=", ".join(event.event_id for event in meetings),
        formats=", ".join(formats) or None,
        last_date_edtf=max(dated).text if dated else None,
        symmetric=True,
    )


def _add_party(network: Any, publication: Publication, code: str) -> None:
    party = publication.parties.get(code)
    _node(
        network, f"party:{code}", kind="party", label=publication.party_name(code), type=party.kind if party else None
    )


def _add_actor(network: Any, publication: Publication, id: str) -> None:
    actor = publication.actors.get(id)
    node = f"actor:{id}"
    known = node in network
    _node(network, node, kind="actor", label=publication.actor_name(id), type=actor.kind if actor else None)
    if actor and actor.party and not known:
        _add_party(network, publication, actor.party)
        _edge(network, node, f"party:{actor.party}", "acts_for")


def _node(network: Any, id: str, **said: Any) -> None:
    network.add_node(id, **_said(said))


def _edge(network: Any, source: str, target: str, relation: str, **said: Any) -> None:
    network.add_edge(source, target, relation=relation, **_said(said))


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """What is known: an unknown value is an attribute that is not there, since GraphML has no null."""
    return {
        name: xml_text(value) if isinstance(value, str) else value
        for name, value in values.items()
        if value is not None
    }
