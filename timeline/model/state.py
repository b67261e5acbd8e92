"""Where a negotiation stands as of a day and as known at an instant: values that queries yield and reports show."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from timeline.model.article import Article
from timeline.model.base import Record
from timeline.model.edtf import Edtf
from timeline.model.events import Event, EventBase, Verdict
from timeline.model.ledger import Instant
from timeline.model.registry import Actor, Issue, Negotiation, Party

Status = Literal[
    "raised",
    "contested",
    "under_discussion",
    "agreed_in_principle",
    "agreed",
    "implemented",
    "deferred",
    "dropped",
]


class IssueStatus(Record):
    """The status of one issue that has been raised."""

    issue: str
    """Issue id."""
    name: str
    status: Status
    since: dt.date
    """The day from which the issue has had this status."""
    last_move: dt.date
    """The day of the last event that moved it."""
    days_since_move: int
    stalled: bool
    """Derived: still open and no move for longer than the negotiation's threshold."""
    reported_deadlock: tuple[str, ...]
    """Reported: event ids of assessments that call it deadlocked and that no later move has overtaken."""
    rule: str
    """The rule that gave the status."""
    proof: tuple[str, ...]
    """The events that prove it."""


class Standing(Record):
    """Where one party stands on one issue until it says otherwise."""

    issue: str
    party: str
    event_id: str
    type: Literal["position", "proposal", "response"]
    """What kind of act the stance was taken in."""
    date: Edtf | None
    """When it was said, where known."""
    stance: str
    speakers: tuple[str, ...]
    """Actor ids."""
    quote: str
    article_id: str
    replaced: str | None
    """The position that it took the place of."""


class Ask(Record):
    """A proposal and what became of it."""

    event_id: str
    date: Edtf | None
    act: str | None
    by_parties: tuple[str, ...]
    to_parties: tuple[str, ...]
    issues: tuple[str, ...]
    summary: str
    verdict: Verdict | None
    """The latest answer; None while there is none."""
    answered_by: tuple[str, ...]
    """The responses and counters, in order."""
    open: bool
    """Neither accepted, rejected, nor overtaken by a counter."""
    age_days: int | None
    """Days since it was made, where the day is known well enough to count."""


class GapFigure(Record):
    """One figure that one side, or both, put on a term of an issue."""

    issue: str
    term: str
    unit: str
    role: str | None
    party: str | None
    value: float
    per: str | None
    date: Edtf | None
    event_id: str


class Due(Record):
    """A deadline."""

    event_id: str
    due: Edtf | None
    summary: str
    outcome: Literal["pending", "met", "missed", "extended", "cancelled", "unknown"]
    """unknown: the day is past and no source says what came of it."""
    days_left: int | None
    """Until the last possible day; negative once past."""


class MeetingTally(Record):
    """How often the parties of a pairing met."""

    parties: tuple[str, ...]
    meetings: int
    last_event: str
    last_date: Edtf | None
    days_since: int | None


class StateOfPlay(Record):
    """Everything that stands on one day, as known at one instant."""

    negotiation: str
    as_of: dt.date
    known_at: Instant
    issues: tuple[IssueStatus, ...]
    positions: tuple[Standing, ...]
    asks: tuple[Ask, ...]
    gaps: tuple[GapFigure, ...]
    deadlines: tuple[Due, ...]
    meetings: tuple[MeetingTally, ...]
    recent: tuple[str, ...]
    """Event ids of what happened lately, latest first."""
    coming: tuple[str, ...]
    """Event ids of what is planned after ``as_of``, soonest first."""


class Dossier(Record):
    """All that a report about one negotiation needs."""

    negotiation: Negotiation
    state: StateOfPlay
    events: tuple[Event, ...]
    """As known at the state's instant, in order of date; undated ones last."""
    articles: dict[str, Article]
    parties: dict[str, Party]
    actors: dict[str, Actor]
    issues: dict[str, Issue]
    ledger_hash: str
    """SHA-256 of the ledger the report was made from."""

    def event(self, event_id: str) -> EventBase:
        """The event with this id; raises KeyError."""
        for event in self.events:
            if event.event_id == event_id:
                return event
        raise KeyError(event_id)
