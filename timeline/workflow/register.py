"""Start a negotiation, and register the parties, actors and issues that events refer to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from timeline.lexicon.world import world
from timeline.model.base import Record, slug
from timeline.model.invalid import problems_of
from timeline.model.ledger import AnyRecord, Change
from timeline.model.problems import Problem, ProblemError, did_you_mean
from timeline.model.registry import Actor, Issue, Negotiation, Office, Party, Registry, office_parts
from timeline.store.store import Store

R = TypeVar("R", bound=Record)


def start_negotiation(
    store: Store,
    author: str,
    negotiation_id: str,
    parties: Sequence[str],
    title: str | None = None,
    description: str | None = None,
    stalled_after_days: int | None = None,
    issues: Sequence[str] = (),
) -> Negotiation:
    """Register a negotiation, its issues and those of its parties that are new; make the store where there is none.

    ``parties`` are codes (KR) or names (South Korea), ``issues`` are names. Raises ProblemError where the negotiation
    exists, a party is unknown, there are fewer than two, or two issues are one; then nothing of it is kept.
    """
    with store.writing(author, create=True) as writer:
        registry = writer.registry()
        known = list({party.party: party for name in parties for party in [party_named(name, registry)]}.values())
        negotiation = make(
            Negotiation,
            negotiation_id=negotiation_id,
            title=title or negotiation_id,
            parties=[party.party for party in known],
            description=description,
            **({} if stalled_after_days is None else {"stalled_after_days": stalled_after_days}),
        )
        fresh = [party for party in known if party.party not in registry.parties]
        raised = [make_issue(negotiation_id, name) for name in issues]
        for id, times in Counter(issue.issue_id for issue in raised).items():
            if times > 1:
                raise ProblemError(Problem(f'issue "{id}" is named {times} times'))
        records: list[AnyRecord] = [*fresh, negotiation, *raised]
        writer.append([Change.of(record) for record in records])
    return negotiation


def register(store: Store, author: str, record: AnyRecord) -> None:
    """Record a new party, actor or issue; with an actor also its party where that is new.

    A party makes the store where there is none, as a negotiation does: it needs no other record.
    """
    with store.writing(author, create=isinstance(record, Party)) as writer:
        registry = writer.registry()
        fresh: list[AnyRecord] = []
        if isinstance(record, Actor) and record.party and record.party not in registry.parties:
            fresh.append(party_named(record.party, registry))
        writer.append([Change.of(each) for each in (*fresh, record)])


def make_party(code: str, name: str | None, kind: str | None) -> Party:
    """A party by its code, with the name and kind that the lexicon knows where they are not given.

    Without a name of its own, one that the lexicon knows by another name is that one: USA is US.
    """
    if name is None:
        code = _known_code(code) or code
    known = world().get(code.upper())
    if name is None and known is None:
        raise ProblemError(Problem(f'party "{code}" has no known name', hint="give it with --name"))
    return make(
        Party,
        party=code.upper(),
        name=name or (known.name if known else code),
        kind=kind or (known.kind if known else "state"),
    )


def make_actor(
    name: str,
    party: str | None = None,
    actor_id: str | None = None,
    kind: str = "person",
    aliases: Sequence[str] = (),
    offices: Sequence[str] = (),
) -> Actor:
    """An actor; each office is written as :func:`office_parts` reads it."""
    return make(
        Actor,
        actor_id=actor_id or slug(name),
        name=name,
        party=party.upper() if party else None,
        kind=kind,
        aliases=list(aliases),
        offices=[make(Office, title=title, held=held) for title, held in map(office_parts, offices)],
    )


def make_issue(
    negotiation_id: str,
    name: str,
    issue_id: str | None = None,
    phrases: Sequence[str] = (),
    parent: str | None = None,
) -> Issue:
    """An issue of a negotiation; its id is made from the name where none is given."""
    return make(
        Issue,
        negotiation_id=negotiation_id,
        issue_id=issue_id or slug(name),
        name=name,
        phrases=list(phrases),
        parent=parent,
    )


def party_named(name: str, registry: Registry) -> Party:
    """The party with this code or name, as :func:`find_party` has it; raises ProblemError with near names."""
    party = find_party(name, registry)
    if party is None:
        similar = did_you_mean(name, [label for code, place in world().items() for label in (code, place.name)])
        command = f'register it: timeline register party CODE --name "{name}"'
        hint = f"{similar} else {command}" if similar else command
        raise ProblemError(Problem(f'party "{name}" is not known', hint=hint))
    return party


def find_party(name: str, registry: Registry) -> Party | None:
    """The party with this code or name: the registered one, else as the lexicon knows it; None where neither does."""
    for party in registry.parties.values():
        if name.upper() == party.party or name.casefold() == party.name.casefold():
            return party
    code = _known_code(name)
    if code is None:
        return None
    place = world()[code]
    return registry.parties.get(code) or make(Party, party=code, name=place.name, kind=place.kind)


def _known_code(name: str) -> str | None:
    """The code of a state or bloc that the lexicon knows by this code or any name, such as USA; else None."""
    folded = name.casefold()
    for code, place in world().items():
        if name.upper() == code or folded in (label.casefold() for label in (place.name, *place.names)):
            return code
    return None


def make(model: type[R], **values: Any) -> R:
    """A record of ``values``; pydantic's errors become a ProblemError in plain words."""
    try:
        return model(**values)
    except ValidationError as error:
        raise ProblemError(problems_of(error, model.__name__.lower())) from error
