"""Decide on drafts: accept (as read or corrected), merge into an event as another source, reject, undo.

Each decision is one transaction and is itself a record; undoing one retracts it and what came of it.
The draft, the machine's reading, is never altered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import pairwise
from typing import Any, TypeVar

from timeline.extract.text.markup import sentences_as_written
from timeline.model.article import Article
from timeline.model.draft import Decision, Draft
from timeline.model.events import Event, Evidence, Link, read_event
from timeline.model.ledger import Change
from timeline.model.problems import Problem, ProblemError, UsageProblem
from timeline.model.registry import Registry
from timeline.store.store import Reader, Store
from timeline.workflow.desk import Desk, desk_for
from timeline.workflow.plain import Unregistered
from timeline.workflow.remarks import Tell, about, silent
from timeline.workflow.roles import with_roles
from timeline.workflow.settle import Ask, fresh_names, settle

T = TypeVar("T")


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
    store: Store,
    author: str,
    draft_id: str,
    corrected: Mapping[str, Any] | None = None,
    ask: Ask | None = None,
    seen: Draft | None = None,
    tell: Tell = silent,
) -> Event:
    """Make an event of a waiting draft, as read or as ``corrected`` (a plain form); return the event.

    ``seen`` is the draft as the person who decides was shown it: where it has been read anew since, it is refused.

    Ties between drafts of the article become links between their events, whichever is decided first.
    Names registered on the way stay registered when the decision is undone, since who somebody is does not hang on
    one draft (``workflow.undo`` takes them back too, where nothing else needs them). Raises ProblemError
    where the draft is not waiting, the result breaks a law, or a name is unknown and ``ask`` is None.
    ``tell`` hears which figures of a response got a role.
    """
    return _accept(store, author, {draft_id: corrected}, ask, {} if seen is None else {draft_id: seen}, tell)[0]


def accept_all(
    store: Store, author: str, draft_ids: Sequence[str], ask: Ask | None = None, tell: Tell = silent
) -> list[Event]:
    """Accept drafts as they were read, all in one transaction or none; raises ProblemError with every problem."""
    return _accept(store, author, dict.fromkeys(draft_ids), ask, {}, tell)


def _accept(
    store: Store,
    author: str,
    wanted: Mapping[str, Mapping[str, Any] | None],
    ask: Ask | None,
    seen: Mapping[str, Draft],
    tell: Tell,
) -> list[Event]:
    with store.reading() as reader:
        drafts = _all_waiting(reader, wanted)
        desk = desk_for(store, drafts=drafts.values())
    for draft_id, shown in seen.items():
        _is_as_seen(drafts[draft_id], shown)
    read, registrations = _settled(drafts, wanted, desk, ask, tell)  # nobody is kept out while a person answers
    with store.writing(author) as writer:
        events: dict[str, Event] = {}
        for draft_id, event in read.items():
            _is_as_seen(waiting(writer, draft_id), drafts[draft_id])
            taken = sum(other.negotiation_id == event.negotiation_id for other in events.values())
            named = writer.next_event_id(event.negotiation_id, taken)
            events[draft_id] = event.model_copy(update={"event_id": named})
        linked = _linked(writer, drafts, {draft_id: event.event_id for draft_id, event in events.items()})
        changes = fresh_names(writer, registrations)
        for draft_id, event in events.items():
            events[draft_id] = event = _with_links(event, linked.pop(event.event_id, ()))
            decision = Decision(draft_id=draft_id, verdict="accepted", event_id=event.event_id)
            changes += [Change.of(event), Change.of(decision)]
        writer.append(changes + _amended_links(writer, linked))
    return list(events.values())


def _settled(
    drafts: Mapping[str, Draft],
    corrected: Mapping[str, Mapping[str, Any] | None],
    desk: Desk,
    ask: Ask | None,
    tell: Tell,
) -> tuple[dict[str, Event], list[Change]]:
    """The event of each draft, as read or as corrected, and the registrations that they need together.

    Raises ProblemError with every problem of every draft.
    """
    problems: list[Problem] = []
    events: dict[str, Event] = {}
    registrations: dict[tuple[str, str], Change] = {}
    for draft_id, draft in drafts.items():
        registry = desk.registry.with_records(change.record for change in registrations.values())
        desk = replace(desk, registry=registry, negotiation=draft.negotiation_id)
        try:
            event, needed = settle(corrected[draft_id] or draft_plain(draft), desk, ask, where=draft_id)
        except ProblemError as error:
            problems += [_with_way_out(problem, draft) for problem in error.problems]
            continue
        if event.type == "response":  # of other types a figure that the reading gave no role is one that is recalled
            event = with_roles(event, about(draft_id, tell))
        events[draft_id] = event
        registrations.update({(change.kind, change.id): change for change in needed})
    if problems:
        raise ProblemError(problems)
    return events, list(registrations.values())


def _with_way_out(problem: Problem, draft: Draft) -> Problem:
    """A name that is not registered: with the side that it may be of, and with how to do without it."""
    if not isinstance(problem, Unregistered):
        return problem
    sides = draft.by_parties if len(draft.by_parties) == 1 else draft.parties
    hint = problem.hint.replace("--party CODE", f"--party {' or '.join(sides) or 'CODE'}")
    return replace(problem, hint=f"{hint}; or leave it out: --leave-out")


def merge(
    store: Store, author: str, draft_id: str, event_id: str, seen: Draft | None = None, tell: Tell = silent
) -> Event:
    """Add a draft's quotations to an event as another source of it; return the event as it now stands.

    What the event does not say and the draft does (date, place, who, about what ...) is taken over, and told. ``seen``
    is the draft as it was shown; raises ProblemError where it has been read anew since.
    """
    with store.writing(author) as writer:
        draft = waiting(writer, draft_id)
        if seen is not None:
            _is_as_seen(draft, seen)
        event = writer.record("event", event_id)
        added = tuple(span for span in draft.evidence if span not in event.evidence)
        linked = _linked(writer, {draft_id: draft}, {draft_id: event_id})
        taken = _taken_over(draft, event, writer.registry())
        merged = event.model_copy(update={**taken, "evidence": (*event.evidence, *added)})
        merged = _with_links(merged, linked.pop(event_id, ()))
        changes = [Change.of(Decision(draft_id=draft_id, verdict="merged", event_id=event_id))]
        if merged != event:
            named = ", ".join(name.replace("_", " ") for name in taken)
            more = f", which says more: {named}" if taken else ""
            changes.append(Change.of(merged, "amend", f"also told by draft {draft_id}{more}"))
        writer.append(changes + _amended_links(writer, linked))
    if taken:
        tell(f"{event_id} takes over from the draft: {named}")
    return merged


def _taken_over(draft: Draft, event: Event, registry: Registry) -> dict[str, Any]:
    """The fields that the draft fills and the event does not; none of a draft that tells of something else.

    The day for which something was planned is not the day on which it happened, so that a plan fills no fact.
    """
    if (draft.type, draft.modality) != (event.type, event.modality):
        return {}
    issue = registry.find_issue(event.negotiation_id, draft.issue) if draft.issue else None
    actors = [registry.find_actor(name) for name in draft.actors]
    known = [actor.actor_id for actor in actors if actor is not None and actor.party in (None, *event.parties)]
    told: dict[str, Any] = {
        "date": draft.date,
        "actors": known if len(known) == len(actors) else [],
        "issues": [issue.issue_id] if issue else [],
        "terms": [term.to_json() for term in draft.terms],
        **{name: value for name, value in draft.attributes.items() if name != "to_parties"},
    }
    lacking = {name: value for name, value in told.items() if value and getattr(event, name) in (None, ())}
    whole = read_event({**event.to_json(), **lacking})
    return {name: getattr(whole, name) for name in lacking}


def reject(store: Store, author: str, draft_id: str, why: str | None = None) -> None:
    """Decide that a draft is no event of the negotiation."""
    reject_all(store, author, [draft_id], why)


def reject_all(store: Store, author: str, draft_ids: Sequence[str], why: str | None = None) -> None:
    """Reject drafts, all in one transaction or none; raises ProblemError with every one that does not wait."""
    drafts = dict.fromkeys(draft_ids)
    with store.writing(author) as writer:
        _all_waiting(writer, drafts)
        writer.append([Change.of(Decision(draft_id=id, verdict="rejected"), reason=why) for id in drafts])


def undo(store: Store, author: str, draft_id: str) -> Decision:
    """Take a decision back: the draft waits again, and what the decision added is withdrawn; return it.

    An accepted event is retracted, and the links that drafts tied to it go with it; a merge gives back
    the quotations and links that it added and nothing else needs. Raises ProblemError where
    there is no decision, or a person has since tied something to the event.
    """
    with store.writing(author) as writer:
        decision = _decision_on(writer, draft_id)
        why = f"decision on draft {draft_id} undone"
        changes = [Change.retraction("decision", draft_id, why)]
        decided_at = writer.versions("decision", draft_id)[-1].recorded_at
        if decision.verdict == "accepted" and decision.event_id:
            changes.append(Change.retraction("event", decision.event_id, why))
        gone = {decision.event_id} if decision.verdict == "accepted" else set()
        ties = _ties(writer, draft_id, decision.event_id)
        for event_id in sorted({*writer.made_at(decided_at, "event"), *ties} - gone):
            event = writer.find("event", event_id)
            if event is not None:
                before = _without(writer, event, decided_at, draft_id, ties.get(event_id, set()))
                if before != event:
                    changes.append(Change.of(before, "amend", why))
        writer.append(changes)
    return decision


def check_decisions(store: Store, decided: Sequence[str], into: Sequence[str] = (), undone: Sequence[str] = ()) -> None:
    """See that several decisions can all be made before the first is; raises ProblemError with every one that cannot.

    ``decided`` are drafts that must wait, ``into`` events to merge into, ``undone`` drafts that must be decided.
    Raises UsageProblem where a draft is named twice.
    """
    named = [*decided, *undone]
    twice = [Problem("is named for two decisions", f"draft {id}") for id in dict.fromkeys(named) if named.count(id) > 1]
    if twice:
        raise UsageProblem(twice)
    with store.reading() as reader:
        _all_of(
            *(partial(waiting, reader, id) for id in decided),
            *(partial(reader.record, "event", id) for id in into),
            *(partial(_decision_on, reader, id) for id in undone),
        )


def _decision_on(reader: Reader, draft_id: str) -> Decision:
    """The decision that stands on a draft; raises ProblemError where there is none."""
    decision = reader.find("decision", draft_id)
    if decision is None:
        raise ProblemError(Problem("has no decision to undo", f"draft {draft_id}"))
    return decision


def _without(reader: Reader, event: Event, decided_at: datetime, draft_id: str, ties: set[Link]) -> Event:
    """An event without what the decision of an instant put in and nobody has changed since, and without ``ties``."""
    entries = reader.versions("event", event.event_id)
    added_spans: set[Evidence] = set()
    added_links: set[Link] = set(ties)
    given_back: dict[str, Any] = {}
    for earlier, later in pairwise(entries):
        if later.recorded_at == decided_at and earlier.record is not None and later.record is not None:
            added_spans |= set(later.record.evidence) - set(earlier.record.evidence)
            added_links |= set(later.record.links) - set(earlier.record.links)
            for name in type(event).model_fields:
                before, then = getattr(earlier.record, name, None), getattr(later.record, name, None)
                if name not in ("evidence", "links") and before != then and getattr(event, name) == then:
                    given_back[name] = before
    for other in reader.decided_into(event.event_id):
        if other != draft_id:
            draft = reader.find("draft", other)
            added_spans -= set(draft.evidence) if draft else set()
    evidence = tuple(span for span in event.evidence if span not in added_spans)
    links = tuple(link for link in event.links if link not in added_links)
    return event.model_copy(update={**given_back, "evidence": evidence or event.evidence, "links": links})


def _ties(reader: Reader, draft_id: str, event_id: str | None) -> dict[str, set[Link]]:
    """The links that the ties from and to a draft have become, by the event that carries them."""
    draft = reader.record("draft", draft_id)
    found: dict[str, set[Link]] = defaultdict(set)
    if event_id is None:
        return found
    for other, _, other_event in reader.drafts(draft.negotiation_id, draft.article_id):
        if other_event is None:
            continue
        for tie in other.links:
            if tie.draft_id == draft_id:
                found[other_event].add(Link(rel=tie.rel, event_id=event_id))
        for tie in draft.links:
            if tie.draft_id == other.draft_id:
                found[event_id].add(Link(rel=tie.rel, event_id=other_event))
    return found


def _linked(reader: Reader, drafts: Mapping[str, Draft], fresh: Mapping[str, str]) -> dict[str, tuple[Link, ...]]:
    """The links that come of decisions: by event, from the ties of every draft of the articles that has an event.

    ``fresh`` are the events of the drafts that are being decided.
    """
    links: dict[str, tuple[Link, ...]] = {}
    articles = {(draft.negotiation_id, draft.article_id) for draft in drafts.values()}
    for negotiation, article in sorted(articles, key=str):
        known = [(d, fresh.get(d.draft_id, e)) for d, _, e in reader.drafts(negotiation, article)]
        event_of = {draft.draft_id: event for draft, event in known if event}
        for draft, event in known:
            for tie in draft.links:
                target = event_of.get(tie.draft_id)
                if event and target and target != event and (draft.draft_id in fresh or tie.draft_id in fresh):
                    links[event] = (*links.get(event, ()), Link(rel=tie.rel, event_id=target))
    return links


def _with_links(event: Event, links: Iterable[Link]) -> Event:
    return event.model_copy(update={"links": tuple(dict.fromkeys((*event.links, *links)))})


def _amended_links(reader: Reader, links: Mapping[str, tuple[Link, ...]]) -> list[Change]:
    """Amendments of recorded events that get links now, because what they are tied to was decided since."""
    changes = []
    for event_id, added in links.items():
        event = reader.find("event", event_id)
        if event is not None:
            amended = _with_links(event, added)
            if amended != event:
                told = ", ".join(f"{link.rel} {link.event_id}" for link in added)
                changes.append(Change.of(amended, "amend", f"{told}, decided since"))
    return changes


def _all_waiting(reader: Reader, draft_ids: Iterable[str]) -> dict[str, Draft]:
    drafts = _all_of(*(partial(waiting, reader, id) for id in draft_ids))
    return {draft.draft_id: draft for draft in drafts}


def _all_of(*looked_up: Callable[[], T]) -> list[T]:
    """What all of them give; raises ProblemError with what is wrong with any, and says that nothing was decided."""
    found: list[T] = []
    problems: list[Problem] = []
    for look_up in looked_up:
        try:
            found.append(look_up())
        except ProblemError as error:
            problems += error.problems
    if problems:
        raise ProblemError([*problems, Problem("none of them was decided now")] if len(looked_up) > 1 else problems)
    return found


def waiting(reader: Reader, draft_id: str) -> Draft:
    """A draft without a decision; raises ProblemError where it is unknown or decided."""
    draft = reader.record("draft", draft_id)
    decision = reader.find("decision", draft_id)
    if decision is not None:
        made = f" as {decision.event_id}" if decision.event_id else ""
        made += f", by {reader.versions('decision', draft_id)[-1].author}"
        raise ProblemError(
            Problem(
                f"is already {decision.verdict}{made}",
                f"draft {draft_id}",
                f"undo that decision first: timeline review --undo {draft_id}",
            )
        )
    return draft


def _is_as_seen(draft: Draft, seen: Draft) -> None:
    if draft != seen:
        told = "was read anew meanwhile, and says something else now"
        raise ProblemError(Problem(told, f"draft {draft.draft_id}", "look at it again"))


def in_context(article: Article, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence or sentences of an article that hold ``start`` to ``end``."""
    sentences = [(a, b) for a, b in sentences_as_written(article.text) if a < end and start < b]
    return min([start, *(a for a, _ in sentences)]), max([end, *(b for _, b in sentences)])
