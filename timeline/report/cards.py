"""An event as a reader sees it: everything in words, with its quotations and its ties in both directions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from timeline.model.edtf import Edtf
from timeline.model.events import EventBase
from timeline.model.state import Dossier
from timeline.report.certainty import certainty, form
from timeline.report.locales import ngettext
from timeline.report.origins import backing_words, is_single
from timeline.report.quotes import Quotation, quotation
from timeline.report.revisions import Revision, revisions
from timeline.report.words import actor_name, date_words, issue_name, join, label, party_names, term_words


@dataclass(frozen=True, slots=True)
class Tie:
    """A link to another event, or from it."""

    relation: str
    event_id: str
    summary: str
    """Empty where the other event is not part of this report."""
    date: str


@dataclass(frozen=True, slots=True)
class Card:
    """One event in words."""

    event_id: str
    type: str
    modality: str
    """The form in which it is drawn: see ``certainty.form``."""
    certainty: str
    date: str
    edtf: str
    exact: bool
    sort_key: str
    """Orders by first day, then last; undated after all."""
    summary: str
    by: str
    parties: str
    actors: str
    issues: str
    details: tuple[tuple[str, str], ...]
    """What only this type has: name and value."""
    terms: tuple[str, ...]
    reported_by: str
    quotations: tuple[Quotation, ...]
    ties: tuple[Tie, ...]
    publishers: tuple[str, ...]
    backing: str
    """How many articles and independent origins stand behind it."""
    single: bool
    """Whether all of it rests on one origin."""
    revisions: tuple[Revision, ...]
    """Its recording, corrections and withdrawals, oldest first."""


def cards(dossier: Dossier, events: Iterable[EventBase] | None = None) -> tuple[Card, ...]:
    """A card for each event of the dossier, or for each of ``events``, in their order."""
    return tuple(each_card(dossier, dossier.events if events is None else events))


def each_card(dossier: Dossier, events: Iterable[EventBase]) -> Iterator[Card]:
    """The same one by one: those of a hundred thousand events need not be held at once."""
    known = dossier.by_id
    incoming: dict[str, list[tuple[str, str]]] = {}
    for other in dossier.events:
        for link in other.links:
            incoming.setdefault(link.event_id, []).append((link.rel, other.event_id))
    for event in events:
        yield _card(dossier, event, known, incoming.get(event.event_id, []))


def cards_of(dossier: Dossier, event_ids: Iterable[str]) -> dict[str, Card]:
    """The cards of these events by id, as far as the dossier has them."""
    found = cards(dossier, [dossier.by_id[id] for id in event_ids if id in dossier.by_id])
    return {card.event_id: card for card in found}


def _card(dossier: Dossier, event: EventBase, events: Mapping[str, EventBase], incoming: list[tuple[str, str]]) -> Card:
    quotations = tuple(quotation(dossier, evidence) for evidence in event.evidence)
    outgoing = [_tie(label("relation", link.rel), link.event_id, events) for link in event.links]
    return Card(
        event_id=event.event_id,
        type=event.type,
        modality=form(event, dossier.state.as_of),
        certainty=certainty(dossier, event),
        date=date_words(event.date),
        edtf=str(event.date or ""),
        exact=event.date is not None and event.date.is_day and not event.date.approximate and not event.date.uncertain,
        sort_key=_sort_key(event.date),
        summary=event.summary,
        by=party_names(dossier, event.by_parties),
        parties=party_names(dossier, event.parties),
        actors=join(actor_name(dossier, actor) for actor in event.actors),
        issues=join(issue_name(dossier, issue) for issue in event.issues),
        details=tuple(
            (label("field", name), said)
            for name in event.own
            if (said := _detail(dossier, name, getattr(event, name)))
            and not (name == "stance" and said == event.summary)
        ),
        terms=tuple(term_words(term) for term in event.terms),
        reported_by=event.reported_by or "",
        quotations=quotations,
        ties=(*outgoing, *(_tie(label("inverse", relation), other, events) for relation, other in incoming)),
        publishers=tuple(dict.fromkeys(quote.publisher for quote in quotations if quote.publisher)),
        backing=backing_words(dossier, event.event_id),
        single=is_single(dossier, event.event_id),
        revisions=revisions(dossier, event.event_id),
    )


def _tie(relation: str, event_id: str, events: Mapping[str, EventBase]) -> Tie:
    other = events.get(event_id)
    return Tie(relation, event_id, other.summary if other else "", date_words(other.date) if other else "")


def _detail(dossier: Dossier, name: str, value: Any) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, Edtf):
        return date_words(value)
    if name == "to_parties":
        return party_names(dossier, value)
    if name == "duration_minutes":
        return ngettext("{n} minute", "{n} minutes", value)
    if name == "judgement":
        return label("judgement", str(value)).replace("-", " ")
    return label(name, value) if name in _WORDED else str(value)


_WORDED = frozenset(("format", "act", "verdict", "direction", "stage", "outcome"))


@lru_cache(maxsize=4096)
def _sort_key(date: Edtf | None) -> str:
    if date is None:
        return "z"
    first = date.first.isoformat() if date.first else "0000-00-00"
    return f"{first} {date.last.isoformat() if date.last else '9999-99-99'}"
