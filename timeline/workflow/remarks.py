"""What a person should know of a record that is kept all the same: one line each, and nothing is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from itertools import chain
from types import MappingProxyType

from timeline.lexicon.world import Place, world
from timeline.model.draft import Draft
from timeline.model.events import Agreement, Assessment, Event, EventBase, Response
from timeline.model.problems import did_you_mean
from timeline.model.registry import Actor, Issue, Party, Registry, fold_name
from timeline.model.wording import joined
from timeline.workflow.match import matches

Tell = Callable[[str], None]
"""Takes a line that a person should see."""

SAME = 0.9
"""Score from which two events are told to be one (see ``match``)."""

_CLOSE = 0.87
"""Likeness of two folded names from which one is told to look like the other: a letter or two apart."""

_SOMEBODYS = ("position", "proposal", "response")
"""Types that tell what one party wants, asks or answers."""
JUDGEMENTS = ("deadlocked", "difficult", "dropped", "final-stage", "progress", "turning-point")
"""The judgements that have a meaning: those that a status goes by, and those that articles are read for."""
_UNANSWERABLE = ("meeting", "deadline", "assessment")


def silent(text: str) -> None:
    """Tells nobody."""


def about(where: str, tell: Tell) -> Tell:
    """Tells each line with the address that it is about."""
    return lambda text: tell(f"{where}: {text}")


def on_event(
    event: Event,
    others: Iterable[Event],
    registry: Registry,
    today: date,
    places: Mapping[str, str] = MappingProxyType({}),
) -> list[str]:
    """What is odd about an event beside the ``others`` of its negotiation; ``places`` says where some come from."""
    others = [other for other in others if other.event_id != event.event_id]
    withdraw = f"if it is the same, timeline retract {event.event_id} --why TEXT"
    told = []
    for same in _same(event, others, registry):
        place = f"{places[same.event_id]}, recorded as " if same.event_id in places else ""
        told.append(f"looks like {place}{same.event_id}: {same.summary}; {withdraw}")
    first = event.date.first if event.date else None
    if event.modality == "actual" and event.type != "deadline" and first is not None and first > today:
        told.append(f"{event.date} is yet to come, and it is told as a fact; --modality planned tells a plan")
    types = {other.event_id: other.type for other in others}
    for link in event.links:
        answered = types.get(link.event_id)
        if link.rel == "responds_to" and answered in _UNANSWERABLE:
            told.append(f"{link.event_id} is a {answered}, which nobody can answer; --part-of ties an event to it")
    if isinstance(event, Agreement) and not event.parties:
        told.append("the agreement has no parties; name them with --party")
    if event.type in _SOMEBODYS and not event.by_parties:
        told.append(f"whose {event.type} it is is not said, so that it counts for no party; --by CODE says it")
    told += _of_another(event, registry)
    if isinstance(event, Assessment) and event.judgement and event.judgement not in JUDGEMENTS:
        meant = did_you_mean(event.judgement, JUDGEMENTS)
        told += [f'the judgement "{event.judgement}" is a word of your own; {meant}'] if meant else []
    if isinstance(event, Response) and event.verdict is None:
        told.append("the response has no verdict, so that it answers nothing; --verdict accepts, rejects ...")
    return told


def _of_another(event: Event, registry: Registry) -> list[str]:
    """What is told where all who speak act for another party than the one whose word it is."""
    actors = [registry.actors[id] for id in event.actors if id in registry.actors]
    sides = {actor.party for actor in actors}
    if event.type not in _SOMEBODYS or not event.by_parties or not sides or sides & {None, *event.by_parties}:
        return []
    who, side = joined(actor.name for actor in actors), joined(sorted(filter(None, sides)))
    return [f"{who} acts for {side}, and the {event.type} is told as that of {joined(event.by_parties)}"]


def on_batch(
    events: Sequence[Event], recorded: Iterable[Event], registry: Registry, today: date, places: Mapping[str, str]
) -> Iterator[tuple[Event, str]]:
    """What is odd about each of several events beside those ``recorded``, and those of them that come before it.

    ``recorded`` may hold the events themselves. Only events that may have happened on one day are compared.
    """
    own = {event.event_id for event in events}
    known = {event.event_id: event for event in (*recorded, *events)}
    alike: dict[tuple[object, ...], dict[date | None, list[Event]]] = {}

    def take(event: Event) -> None:
        alike.setdefault(_kind_of_act(event), {}).setdefault(_day(event), []).append(event)

    for event in known.values():
        if event.event_id not in own:
            take(event)
    for event in events:
        there, day = alike.get(_kind_of_act(event), {}), _day(event)
        near = there.values() if day is None else (there.get(day, ()), there.get(None, ()))
        linked = [known[link.event_id] for link in event.links if link.event_id in known]
        others = {other.event_id: other for other in (*chain.from_iterable(near), *linked)}
        for remark in on_event(event, others.values(), registry, today, places):
            yield event, remark
        take(event)


def _kind_of_act(event: Event) -> tuple[object, ...]:
    """What two events share that tell the same."""
    return event.negotiation_id, event.type, event.modality, event.by_parties


def _day(event: Event) -> date | None:
    """The day of an event that has a single one."""
    return event.date.first if event.date is not None and event.date.is_day else None


def on_name(record: Actor | Issue | Party, registry: Registry) -> list[str]:
    """What is odd about an actor, an issue or a party beside those that are registered."""
    told = []
    if isinstance(record, Actor):
        sides = {party for negotiation in registry.negotiations.values() for party in negotiation.parties}
        if record.party is None:
            told.append("acts for no party; --party CODE says which, if there is one")
        elif sides and record.party not in sides:
            told.append(f"{record.party} is party to no negotiation of this store")
    if isinstance(record, Party) and (place := world().get(record.party)) and not _is_called(place, record.name):
        told.append(f"is also the code of {place.name}; a code of its own keeps the two apart")
    known = _names(record, registry)
    like = get_close_matches(fold_name(record.name), known, n=1, cutoff=_CLOSE)
    if like:
        told.append(f'the name looks like "{known[like[0]]}", which is registered')
    return told


def _is_called(place: Place, name: str) -> bool:
    """Whether it is a name of the place, however it is spelt."""
    return fold_name(name) in map(fold_name, (place.name, *place.names))


def _same(event: Event, others: list[Event], registry: Registry) -> list[Event]:
    """The event that it tells again, where there is one."""
    alike = [other for other in others if other.by_parties == event.by_parties and other.modality == event.modality]
    found = [match.event for match in matches(_as_draft(event), alike, registry) if match.score >= SAME]
    words = [other for other in alike if other.type == event.type and other.summary == event.summary]
    return [*found, *words][:1]


def _as_draft(event: EventBase) -> Draft:
    return Draft(
        draft_id="d-new",
        article_id=event.evidence[0].article_id,
        negotiation_id=event.negotiation_id,
        type=event.type,
        date=event.date,
        parties=event.parties,
        actors=event.actors,
        issue=event.issues[0] if event.issues else None,
        summary=event.summary,
        evidence=event.evidence,
        attributes={name: value for name in event.own if (value := getattr(event, name)) not in (None, ())},
        rule="by hand",
    )


def _names(record: Actor | Issue | Party, registry: Registry) -> dict[str, str]:
    """The names of the others of its kind, by what is left of them when they are folded."""
    match record:
        case Actor():
            actors = [other for other in registry.actors.values() if other.actor_id != record.actor_id]
            labels = [label for other in actors for label in other.names]
        case Issue():
            issues = [i for i in registry.issues_of(record.negotiation_id) if i.issue_id != record.issue_id]
            labels = [label for other in issues for label in other.names]
        case _:
            labels = [other.name for other in registry.parties.values() if other.party != record.party]
    return {fold_name(label): label for label in labels}
