"""Names that the registry does not know: use a near match, register a new one, or leave it out.

A person answers before the store is held, so that nobody waits for a lock while somebody thinks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from timeline.model.events import Event
from timeline.model.ledger import AnyRecord, Change, id_of, kind_of
from timeline.model.problems import ProblemError, near
from timeline.model.registry import Actor, Issue
from timeline.store.store import Reader
from timeline.workflow.desk import Desk
from timeline.workflow.plain import ALIASES, PARTIES, Unregistered, read_plain, split


@dataclass(frozen=True)
class Use:
    """It is one that is registered; with ``as_alias`` the name is added to those it is known by."""

    id: str
    as_alias: bool = False


@dataclass(frozen=True)
class New:
    """It is new: register it."""

    record: AnyRecord


class LeaveOut:
    """The event is recorded without it."""


Answer = Use | New | LeaveOut
Ask = Callable[[Unregistered, list[str], Mapping[str, Any]], Answer]
"""Given the unknown name, ids of near matches and the event's plain form, says what to do."""


def settle(
    values: Mapping[str, Any], desk: Desk, ask: Ask | None, event_id: str = "new-0001", where: str = ""
) -> tuple[Event, list[Change]]:
    """The event that ``values`` describe and the registrations it needs, asking about each unknown name.

    Raises ProblemError where a problem is left that no answer settles, or ``ask`` is None.
    """
    values = dict(values)
    changes: dict[tuple[str, str], Change] = {}
    while True:
        try:
            return read_plain(values, desk, event_id, where), list(changes.values())
        except ProblemError as error:
            unknown = [problem for problem in error.problems if isinstance(problem, Unregistered)]
            if ask is None or not unknown:
                raise
            first = unknown[0]
        answer = ask(first, _near_names(first.kind, first.name, desk, _sides(values)), values)
        match answer:
            case Use(id, as_alias):
                _replace(values, first, id)
                record = _with_alias(desk, first, id) if as_alias else None
                if record is not None:
                    earlier = changes.get((kind_of(record), id_of(record)))
                    change = Change.of(record, "amend", f"also written {first.name}")
                    if earlier is not None and earlier.action == "record":
                        change = Change.of(record)
                    changes[change.kind, change.id] = change
            case New(record):
                changes[kind_of(record), id_of(record)] = Change.of(record)
                _replace(values, first, id_of(record).rpartition("/")[2])
            case _:
                record = None
                _replace(values, first, None)
        if record is not None:
            desk = replace(desk, registry=desk.registry.with_records([record]))


def _sides(values: Mapping[str, Any]) -> list[str]:
    """The parties of an event's plain form."""
    return [party for key in values if ALIASES.get(key, key) in PARTIES for party in split(values[key] or ())]


def _replace(values: dict[str, Any], unknown: Unregistered, id: str | None) -> None:
    """Put ``id`` in the place of the unknown name, or take the name out."""
    wanted = {"actor": ("actors",), "issue": ("issues",), "party": PARTIES}
    for key in [key for key in values if ALIASES.get(key, key) in wanted[unknown.kind]]:
        names = [id if name == unknown.name else name for name in split(values[key])]
        values[key] = [name for name in names if name is not None]


def _with_alias(desk: Desk, unknown: Unregistered, id: str) -> Actor | Issue | None:
    if unknown.kind == "actor":
        actor = desk.registry.actors[id]
        return actor.model_copy(update={"aliases": (*actor.aliases, unknown.name)})
    if unknown.kind == "issue":
        issue = desk.registry.issues[desk.negotiation or "", id]
        return issue.model_copy(update={"phrases": (*issue.phrases, unknown.name)})
    return None


def _near_names(kind: str, name: str, desk: Desk, parties: Collection[str] = ()) -> list[str]:
    """Registered names that look like ``name``, for a choice of which one was meant.

    First those who bear it as a part of their name, as a surname, and act for one of ``parties``.
    """
    registry = desk.registry
    bearers: list[str] = []
    if kind == "actor":
        found = registry.bearers(name)
        bearers = [a.actor_id for a in sorted(found, key=lambda actor: (actor.party not in parties, actor.actor_id))]
        labels = {label: a.actor_id for a in registry.actors.values() for label in (a.actor_id, *a.names)}
    elif kind == "issue":
        issues = registry.issues_of(desk.negotiation or "")
        labels = {label: i.issue_id for i in issues for label in (i.issue_id, *i.names)}
    else:
        labels = {label: p.party for p in registry.parties.values() for label in (p.party, p.name)}
    return list(dict.fromkeys([*bearers, *(labels[hit] for hit in near(name, labels, 5))]))


def fresh_names(reader: Reader, changes: Iterable[Change]) -> list[Change]:
    """Registrations as they must be written now: names added to a record are added to it as it stands today."""
    written: list[Change] = []
    for change in changes:
        now = reader.find(change.kind, change.id)
        record = change.record
        if change.action == "record" and now is not None and now == record:
            continue
        if change.action == "amend" and isinstance(now, Actor) and isinstance(record, Actor):
            record = now.model_copy(update={"aliases": tuple(dict.fromkeys((*now.aliases, *record.aliases)))})
        elif change.action == "amend" and isinstance(now, Issue) and isinstance(record, Issue):
            record = now.model_copy(update={"phrases": tuple(dict.fromkeys((*now.phrases, *record.phrases)))})
        written.append(change.model_copy(update={"record": record}))
    return written
