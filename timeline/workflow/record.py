"""Enter, correct and withdraw events by hand: one, or a batch that is taken whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from timeline.model.article import Article
from timeline.model.draft import Decision
from timeline.model.events import Event
from timeline.model.ledger import Change
from timeline.model.problems import Problem, ProblemError, did_you_mean
from timeline.sources import Found, SourceDefaults, normalise
from timeline.sources.found import Stated, Text, make
from timeline.store.clock import today
from timeline.store.store import Reader, Store, Writer
from timeline.workflow.batch import Located
from timeline.workflow.desk import Desk, desk_for, desk_of
from timeline.workflow.plain import LINKS, read_plain, split, to_plain
from timeline.workflow.remarks import Tell, about, on_batch, on_event, silent
from timeline.workflow.roles import with_roles
from timeline.workflow.settle import Ask, fresh_names, settle


def add(
    store: Store,
    author: str,
    values: Mapping[str, Any],
    negotiation: str | None = None,
    ask: Ask | None = None,
    note: str | None = None,
    tell: Tell = silent,
) -> Event:
    """Record one event from its plain form; return it.

    ``note`` is the author's own text (a phone call, a briefing): it is stored as an article and is a
    proof of the event, beside any that is quoted. ``tell`` hears what is odd about the event.
    Raises ProblemError with every problem; then nothing is kept.
    """
    noted = [_note(note, author, str(values.get("negotiation") or negotiation or ""))] if note else []
    if noted:
        values = {**values, "note": noted[0].article_id}

    def settled(desk: Desk) -> tuple[Event, list[Change]]:
        return settle(values, _with_notes(desk, noted), ask)

    told: list[str] = []
    asked = None if ask is None else settled(desk_for(store, negotiation))  # nobody is kept out while a person answers
    with store.writing(author) as writer:
        event, registrations = asked or settled(desk_of(writer, negotiation))
        event = with_roles(event, told.append)
        event = event.model_copy(update={"event_id": writer.next_event_id(event.negotiation_id)})
        _refuse_own_number(event)
        writer.append([*fresh_names(writer, registrations), *_new_articles(writer, noted), Change.of(event)])
        if tell is not silent:
            remarks = on_event(event, writer.events(event.negotiation_id), writer.registry(), today())
            told += [f"{event.event_id}: {remark}" for remark in remarks]
    for line in told:
        tell(line)
    return event


def _refuse_own_number(event: Event) -> None:
    """Raise ProblemError where a new event is tied to the number that it gets: whoever named it meant another."""
    hint = f"it is the number that this {event.type} would get; `timeline list events` shows those that are"
    own = [link.rel for link in event.links if link.event_id == event.event_id]
    if own:
        raise ProblemError([Problem(f"{rel}: event {event.event_id} is not recorded", hint=hint) for rel in own])


def add_batch(
    store: Store, author: str, entries: Sequence[Located], negotiation: str | None = None, tell: Tell = silent
) -> list[Event]:
    """Record a batch whole; ``tell`` hears which figures got a role, and what is odd about each event.

    Raises ProblemError with every problem of every entry, also of those that could not be read, and then keeps nothing.

    An entry may carry ``id``, any name but that of a recorded event, by which other entries of the batch refer to it
    in ``responds_to``, ``supersedes``, ``contradicts`` and ``part_of``, and ``note``, a text of the author's own.
    """
    readable = [(where, values) for where, values in entries if not isinstance(values, Problem)]
    unread = [values for _, values in entries if isinstance(values, Problem)]
    with store.writing(author) as writer:
        given, ids, problems = _batch_ids(writer, readable, negotiation)
        problems = [*unread, *problems]
        notes: dict[str, Article] = {}
        events: list[Event] = []
        desk = desk_of(writer, negotiation)
        for (where, values), event_id in zip(readable, given, strict=True):
            named = _with_batch_ids(values, ids)
            try:
                if named.get("note"):
                    note = _note(str(named["note"]), author, event_id.rpartition("-")[0], where)
                    notes[note.article_id] = note
                    named["note"] = note.article_id
                event = read_plain(named, _with_notes(desk, notes.values()), event_id, where)
            except ProblemError as error:
                problems += error.problems
                links = [(rel, str(target)) for rel in LINKS for target in split(named.get(rel) or ())]
            else:
                event = with_roles(event, about(where, tell))
                events.append(event)
                links = [(link.rel, link.event_id) for link in event.links]
            for rel, target in links if not unread else ():  # an entry that cannot be read may be the one meant
                if target not in given and writer.find("event", target) is None:
                    hint = did_you_mean(target, [*ids, *writer.ids("event")])
                    problems.append(Problem(f"{rel}: event {target} is not recorded", where, hint))
        if problems:
            order = {where: number for number, (where, _) in enumerate(entries)}
            raise ProblemError(sorted(problems, key=lambda problem: order.get(problem.where, -1)))
        writer.append([*_new_articles(writer, notes.values()), *(Change.of(event) for event in events)])
    if tell is not silent:
        places = dict(zip(given, (where for where, _ in readable), strict=True))
        with store.reading() as reader:
            recorded = [event for owner in {e.negotiation_id for e in events} for event in reader.events(owner)]
            registry = reader.registry()
        for event, remark in on_batch(events, recorded, registry, today(), places):
            tell(f"{places[event.event_id]}: {remark}")
    return events


def _batch_ids(
    writer: Writer, entries: Sequence[tuple[str, dict[str, Any]]], negotiation: str | None
) -> tuple[list[str], dict[str, str], list[Problem]]:
    """The event ids that the entries get, the same by the names that entries have in the batch, and wrong names."""
    recorded = set(writer.ids("event"))
    given: list[str] = []
    by_name: dict[str, str] = {}
    problems: list[Problem] = []
    numbers: dict[str, Iterator[int]] = {}
    for where, values in entries:
        owner = str(values.get("negotiation_id") or values.get("negotiation") or negotiation or "unknown")
        if owner not in numbers:
            numbers[owner] = count(int(writer.next_event_id(owner).rpartition("-")[2]))
        given.append(f"{owner}-{next(numbers[owner]):04d}")
        name = str(values.get("id") or values.get("event_id") or "")
        if name in by_name:
            problems.append(Problem(f'id: "{name}" is used twice in the batch', where))
        if name in recorded:
            hint = "give it a name of its own within the batch, or correct what is recorded with `timeline amend`"
            problems.append(Problem(f'id: "{name}" is a recorded event, and a link to it could mean both', where, hint))
        if name:
            by_name[name] = given[-1]
    return given, by_name, problems


def amend(
    store: Store,
    author: str,
    event_id: str,
    corrections: Mapping[str, Any],
    why: str,
    ask: Ask | None = None,
    tell: Tell = silent,
) -> Event:
    """Record a corrected version of an event; a correction of None or an empty text clears the field.

    ``tell`` hears which of the figures that are given got a role.
    Raises ProblemError where somebody else has changed the event since it was looked at.
    """

    def settled(event: Event, desk: Desk) -> tuple[Event, list[Change]]:
        corrected, registrations = settle({**to_plain(event), **corrections}, desk, ask, event_id, event_id)
        if {"term", "terms"} & corrections.keys():
            corrected = with_roles(corrected, tell)
        if corrected == event and not registrations:
            raise ProblemError(Problem("already says that", f"event {event_id}"))
        return corrected, registrations

    asked = None
    if ask is not None:  # nobody is kept out while a person answers
        with store.reading() as reader:
            event, version = reader.record("event", event_id), len(reader.versions("event", event_id))
            desk = desk_for(store, event.negotiation_id)
        asked = settled(event, desk)
    with store.writing(author) as writer:
        if asked is None:
            event = writer.record("event", event_id)
            asked = settled(event, desk_of(writer, event.negotiation_id))
        else:
            writer.unchanged("event", event_id, version)
        corrected, registrations = asked
        writer.append([*fresh_names(writer, registrations), Change.of(corrected, "amend", why)])
    return corrected


def retract(store: Store, author: str, event_id: str, why: str) -> None:
    """Withdraw an event; it stays in the history, and the drafts that became part of it count as rejected."""
    with store.writing(author) as writer:
        writer.record("event", event_id)
        changes = [Change.retraction("event", event_id, why)]
        for draft_id in writer.decided_into(event_id):
            rejected = Decision(draft_id=draft_id, verdict="rejected")
            changes.append(Change.of(rejected, "amend", f"event {event_id} retracted: {why}"))
        writer.append(changes)


def _with_batch_ids(values: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    named = {key: value for key, value in values.items() if key not in ("id", "event_id")}
    for rel in LINKS:
        if rel in named:
            named[rel] = [ids.get(str(target), target) for target in split(named[rel])]
    return named


def _with_notes(desk: Desk, notes: Iterable[Article]) -> Desk:
    """The desk with notes that are not stored yet."""
    by_id = {note.article_id: note for note in notes}
    return replace(desk, article=lambda name: by_id.get(name) or desk.article(name)) if by_id else desk


def _new_articles(writer: Reader, notes: Iterable[Article]) -> list[Change]:
    return [Change.of(note) for note in notes if writer.find("article", note.article_id) is None]


def _note(note: str, author: str, negotiation: str, where: str = "") -> Article:
    """A text of the author's own as an article of today; raises ProblemError where it is none."""
    text = normalise(note).strip()
    if not text:
        raise ProblemError(Problem("note: says nothing", where, "write what you learned, and from whom"))
    stated = Stated(today().isoformat(), f"Note by {author}")
    found = make(Text(where, text, stated), SourceDefaults()).found
    assert isinstance(found, Found)  # its day is stated
    return found.article.model_copy(update={"negotiations": (negotiation,) if negotiation else ()})
