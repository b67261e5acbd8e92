"""Decide on drafts: accept (as read or corrected), merge into an event as another source, reject, undo.

Each decision is one transaction and is itself a record; undoing one retracts it and what came of it.
The draft, the machine's reading, is never altered.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from timeline.extract.sentences import split_sentences
from timeline.model.article import Article
from timeline.model.draft import Decision, Draft
from timeline.model.events import Event, EventBase, Link
from timeline.model.ledger import Change
from timeline.model.problems import Problem, ProblemError
from timeline.store.store import Reader, Store
from timeline.workflow.plain import Desk
from timeline.workflow.settle import Ask, settle


def desk_of(reader: Reader, negotiation: str | None = None) -> Desk:
    """What an event's plain form is read against, from an open store."""
    articles = {}
    for article in reader.articles():
        for name in (article.source_id, article.url, article.article_id):
            if name:
                articles[name] = article
    return Desk(reader.registry(), articles.get, negotiation)


def draft_plain(draft: Draft) -> dict[str, Any]:
    """A draft in the plain form of an event, ready to be corrected. Its links are settled on acceptance."""
    record = draft.to_json()
    values: dict[str, Any] = {
        key: record[key]
        for key in ("type", "modality", "date", "summary", "parties", "by_parties", "actors")
        if key in record
    }
    if draft.issue:
        values["issues"] = [draft.issue]
    for key in ("terms", "reported_by"):
        if key in record:
            values[key] = record[key]
    return {**values, **record.get("attributes", {}), "evidence": record["evidence"]}


def accept(
    store: Store, author: str, draft_id: str, corrected: Mapping[str, Any] | None = None, ask: Ask | None = None
) -> Event:
    """Make an event of a waiting draft, as read or as ``corrected`` (a plain form); return the event.

    Links to drafts that were already accepted become links between events; a draft accepted later
    that answers to this one gets its link then. Raises ProblemError where the draft is not waiting,
    the result breaks a law, or a name is unknown and ``ask`` is None.
    """
    with store.reading() as reader:
        draft = waiting(reader, draft_id)
        desk = desk_of(reader, draft.negotiation_id)
    event, registrations = settle(corrected or draft_plain(draft), desk, ask, where=draft_id)
    with store.writing(author) as writer:
        draft = waiting(writer, draft_id)
        event = event.model_copy(update={"event_id": writer.next_event_id(event.negotiation_id)})
        known = _accepted(writer, draft)
        links = [Link(rel=tie.rel, event_id=known[tie.draft_id]) for tie in draft.links if tie.draft_id in known]
        event = event.model_copy(update={"links": tuple(dict.fromkeys((*event.links, *links)))})
        changes = [
            *registrations,
            Change.of(event),
            Change.of(Decision(draft_id=draft_id, verdict="accepted", event_id=event.event_id)),
            *_links_back(writer, draft, event, known),
        ]
        writer.append(changes)
    return event


def merge(store: Store, author: str, draft_id: str, event_id: str) -> Event:
    """Add a draft's quotations to an event as another source of it; return the event as it now stands."""
    with store.writing(author) as writer:
        draft = waiting(writer, draft_id)
        event = writer.record("event", event_id)
        assert isinstance(event, EventBase)
        if event.negotiation_id != draft.negotiation_id:
            raise ProblemError(
                Problem(f"belongs to {event.negotiation_id}, the draft to {draft.negotiation_id}", f"event {event_id}")
            )
        added = tuple(span for span in draft.evidence if span not in event.evidence)
        changes = [Change.of(Decision(draft_id=draft_id, verdict="merged", event_id=event_id))]
        if added:
            event = event.model_copy(update={"evidence": (*event.evidence, *added)})
            changes.append(Change.of(event, "amend", f"also told by draft {draft_id}"))
        writer.append(changes)
    return event


def reject(store: Store, author: str, draft_id: str, why: str | None = None) -> None:
    """Decide that a draft is no event of the negotiation."""
    with store.writing(author) as writer:
        waiting(writer, draft_id)
        writer.append([Change.of(Decision(draft_id=draft_id, verdict="rejected"), reason=why)])


def undo(store: Store, author: str, draft_id: str) -> Decision:
    """Take a decision back: the draft waits again, and what the decision made is withdrawn; return it.

    Raises ProblemError where there is no decision, or something since refers to the event it made.
    """
    with store.writing(author) as writer:
        decision = writer.find("decision", draft_id)
        if not isinstance(decision, Decision):
            raise ProblemError(Problem("has no decision to undo", f"draft {draft_id}"))
        why = f"decision on draft {draft_id} undone"
        changes = [Change.retraction("decision", draft_id, why)]
        event = writer.find("event", decision.event_id) if decision.event_id else None
        if isinstance(event, EventBase) and decision.verdict == "accepted":
            changes.append(Change.retraction("event", event.event_id, why))
            changes += _unlinked(writer, event, why)
        elif isinstance(event, EventBase):
            draft = writer.record("draft", draft_id)
            assert isinstance(draft, Draft)
            kept = tuple(span for span in event.evidence if span not in draft.evidence)
            if kept and kept != event.evidence:
                changes.append(Change.of(event.model_copy(update={"evidence": kept}), "amend", why))
        writer.append(changes)
    return decision


def waiting(reader: Reader, draft_id: str) -> Draft:
    """A draft without a decision; raises ProblemError where it is unknown or decided."""
    draft = reader.record("draft", draft_id)
    decision = reader.find("decision", draft_id)
    if isinstance(decision, Decision):
        made = f" as {decision.event_id}" if decision.event_id else ""
        raise ProblemError(
            Problem(f"is already {decision.verdict}{made}", f"draft {draft_id}", "undo that decision first")
        )
    assert isinstance(draft, Draft)
    return draft


def in_context(article: Article, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence or sentences of an article that hold ``start`` to ``end``."""
    sentences = [(a, b) for a, b in split_sentences(article.text) if a < end and start < b]
    return min([start, *(a for a, _ in sentences)]), max([end, *(b for _, b in sentences)])


def _accepted(reader: Reader, draft: Draft) -> dict[str, str]:
    """Events that the other drafts of the same article became."""
    drafts = reader.drafts(draft.negotiation_id, draft.article_id)
    return {other.draft_id: event for other, state, event in drafts if event and state in ("accepted", "merged")}


def _links_back(reader: Reader, draft: Draft, event: EventBase, known: dict[str, str]) -> list[Change]:
    """Amendments of events whose drafts were tied to this one and waited for it."""
    changes = []
    for other, _, other_event in reader.drafts(draft.negotiation_id, draft.article_id):
        ties = [tie for tie in other.links if tie.draft_id == draft.draft_id]
        record = reader.find("event", other_event) if ties and other_event else None
        if isinstance(record, EventBase) and record.event_id in known.values():
            links = tuple(dict.fromkeys((*record.links, *(Link(rel=t.rel, event_id=event.event_id) for t in ties))))
            amended = record.model_copy(update={"links": links})
            changes.append(Change.of(amended, "amend", f"{ties[0].rel} {event.event_id}, accepted since"))
    return changes


def _unlinked(reader: Reader, event: EventBase, why: str) -> list[Change]:
    """Amendments of the events that were tied to ``event`` by the drafts they came from."""
    changes = []
    for other in reader.events(event.negotiation_id):
        if any(link.event_id == event.event_id for link in other.links):
            links = tuple(link for link in other.links if link.event_id != event.event_id)
            changes.append(Change.of(other.model_copy(update={"links": links}), "amend", why))
    return changes
