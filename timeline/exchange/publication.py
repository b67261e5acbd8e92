"""What is published: a part of the record as values, and a document in one format with what was left out of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

from timeline.model.article import Article
from timeline.model.events import EventBase
from timeline.model.ledger import Entry
from timeline.model.registry import Actor, Issue, Negotiation, Party
from timeline.model.state import Due
from timeline.model.wording import count


@dataclass(frozen=True)
class Publication:
    """The record of some negotiations, as told by a day and known at an instant."""

    negotiations: dict[str, Negotiation]
    parties: dict[str, Party]
    actors: dict[str, Actor]
    issues: dict[tuple[str, str], Issue]
    """By negotiation and issue id."""
    events: tuple[EventBase, ...]
    """In order of date; undated ones last."""
    articles: dict[str, Article]
    """Those that the events quote."""
    history: dict[str, tuple[Entry, ...]]
    """By event id: its entries, oldest first. Events that were withdrawn are here and not among ``events``."""
    recorded: dict[str, datetime]
    """By negotiation id: the instant at which it was first recorded."""
    dues: dict[str, Due] = field(default_factory=dict)
    """By event id: what came of each deadline by the day."""
    untold: int = 0
    """Events of the record that are not here: by the day not past, and told by no source."""

    @cached_property
    def by_id(self) -> dict[str, EventBase]:
        """The events by their ids."""
        return {event.event_id: event for event in self.events}

    @property
    def title(self) -> str:
        """What a reader would call it: the titles of the negotiations."""
        return "; ".join(negotiation.title for negotiation in self.negotiations.values())

    @property
    def origin(self) -> str:
        """What tells this record from every other: the negotiations, and when each was first recorded."""
        return " ".join(f"{id} {instant.astimezone(UTC).isoformat()}" for id, instant in self.recorded.items())

    @property
    def begun(self) -> datetime:
        """The instant at which the last of the negotiations was first recorded, before which nothing is published."""
        return max(self.recorded.values())

    def party_name(self, code: str) -> str:
        """The usual name of a party; its code where it is not registered."""
        return self.parties[code].name if code in self.parties else code

    def actor_name(self, id: str) -> str:
        """The name of an actor; the id where it is not registered."""
        return self.actors[id].name if id in self.actors else id

    def issue_name(self, event: EventBase, id: str) -> str:
        """The name of an issue of the event's negotiation; the id where it is not registered."""
        issue = self.issues.get((event.negotiation_id, id))
        return issue.name if issue else id


@dataclass(frozen=True)
class Document:
    """One published text, and what it says and does not say."""

    text: str
    holds: str
    """What it holds, counted: ``7 deadlines, 4 meetings``."""
    left_out: tuple[str, ...] = ()
    """What the format cannot carry, each with its count."""


class LeftOut:
    """Counts what a format cannot carry, or carries only in part, by reason."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, reason: str, number: int = 1, noun: str = "event") -> None:
        """Count one more (or ``number`` more) that is left out."""
        self._counts[f"left out: {reason}", noun] += number

    def note(self, reason: str, noun: str = "event") -> None:
        """Count one more that is there, but not in full."""
        self._counts[reason, noun] += 1

    def said(self) -> tuple[str, ...]:
        """Each reason with its count, in order of the reasons."""
        found = sorted((reason, noun, number) for (reason, noun), number in self._counts.items() if number)
        return tuple(f"{count(number, noun)} {reason}" for reason, noun, number in found)
