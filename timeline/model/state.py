"""Where a negotiation stands as of a day and as known at an instant: values that queries yield and reports show."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Literal

from timeline.model.article import Article
from timeline.model.base import Record
from timeline.model.edtf import Edtf
from timeline.model.events import Bound, Event, EventBase, Verdict
from timeline.model.ledger import Entry, Instant
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
    days_since_move: int | None
    """None where the last move is dated less precisely than a month."""
    stalled: bool
    """Derived: still open and no move for longer than the negotiation's threshold; an inexact last move counts from
    the last day that it may mean."""
    reported_deadlock: tuple[str, ...]
    """Reported: event ids of assessments that call it deadlocked and that no later move has overtaken."""
    rule: str
    """The rule that gave the status."""
    proof: tuple[str, ...]
    """The events that prove it."""
    status_if_early: Status | None = None
    """What it would be if each imprecise date meant its first possible day; None where that changes nothing."""


class Standing(Record):
    """Where one party stands on one issue until it says otherwise."""

    issue: str
    party: str | None
    """None where no record says whose stance it is."""
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
    event_if_early: str | None = None
    """The latest event if each imprecise date meant its first possible day; None where it is this one."""
    stance_if_early: str | None = None
    """The stance of that event."""


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
    chain: tuple[str, ...] = ()
    """Everything that answers it, or its answers and counters in turn, in order."""
    open: bool
    """Neither accepted, rejected, nor overtaken by a counter."""
    age_days: int | None
    """Days since it was made, where the day is known well enough to count."""
    open_if_early: bool | None = None
    """Whether it would be open if each imprecise date meant its first possible day; None where that changes nothing."""


class GapFigure(Record):
    """One figure that one side, or both, put on a term of an issue."""

    issue: str
    term: str
    unit: str
    role: str | None
    party: str | None
    value: float
    bound: Bound = "exactly"
    """Whether it is the figure itself, or a limit or an estimate."""
    per: str | None
    date: Edtf | None
    event_id: str
    called: str | None = None
    """What its event calls it, where that is a more general name than the term's."""


class Due(Record):
    """A deadline."""

    event_id: str
    due: Edtf | None
    summary: str
    outcome: Literal["pending", "met", "missed", "extended", "cancelled", "unknown"]
    """unknown: the day is past, or not known, and no source says what came of it."""
    days_left: int | None
    """Until the last possible day; negative once past, None where the date is less precise than a month."""
    outcome_if_early: Literal["unknown"] | None = None
    """What it would be if the due date meant its first possible day; None where that changes nothing."""
    passed: bool | None = None
    """Whether the last possible day is past; None where the day is not known."""


class LapsedPlan(Record):
    """Something planned for a day that has passed, of which nothing more is told."""

    event_id: str
    type: str
    planned_for: Edtf
    days_over: int | None
    """Since the last possible day; None where the date is less precise than a month."""
    parties: tuple[str, ...]
    issues: tuple[str, ...]
    summary: str


class MeetingTally(Record):
    """How often the parties of a pairing met; a meeting of three counts for all three and for each pair of them."""

    parties: tuple[str, ...]
    meetings: int
    formats: tuple[str, ...] = ()
    """The levels at which they met, where told."""
    last_event: str
    last_date: Edtf | None
    """Of the last event; None where that is undated."""
    days_since: int | None
    """Since the last event; None where its date is less precise than a month."""


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
    lapsed: tuple[LapsedPlan, ...] = ()
    """What was due and was not reported, deadlines apart, oldest first."""
    meetings: tuple[MeetingTally, ...]
    recent: tuple[str, ...]
    """Event ids of what happened lately, latest first."""
    coming: tuple[str, ...]
    """Event ids of what is planned after ``as_of``, soonest first."""


class StatusStep(Record):
    """One event that bears on the status of an issue, in the order in which they count."""

    issue: str
    n: int
    counts_from: dt.date
    event_id: str
    settles: Status | None
    """The status that it settles; None where it only bears on it."""
    rule: str


class Stated(Record):
    """The latest figure that one party itself demanded or offered."""

    party: str
    role: Literal["demanded", "offered"]
    value: float
    bound: Bound | None
    """None where the figure is exact."""
    event_id: str


class Gap(Record):
    """Where the figures of one term of one issue stand, in one unit, and how far apart the sides are."""

    issue: str
    term: str
    unit: str
    per: str | None
    demanded: float | None
    demanded_by: str | None
    """None where it is not one party's alone."""
    demanded_bound: Bound | None = None
    """None where the figure is exact; the same for the other bounds."""
    offered: float | None
    offered_by: str | None
    offered_bound: Bound | None = None
    agreed: float | None
    agreed_bound: Bound | None = None
    in_force: float | None
    in_force_bound: Bound | None = None
    threatened: float | None
    previous: float | None
    distance: float | None
    """Between the parties' latest own figures; None where fewer than two have one, or one is only a limit."""
    sides: tuple[Stated, ...] = ()
    """Each party's latest own figure."""
    other_units: tuple[str, ...] = ()
    """Other units in which there are figures of the same term: nothing is converted, so they are not compared."""
    events: tuple[str, ...]
    also_called: tuple[str, ...] = ()
    """More general names under which figures of it were told."""


class Commitment(Record):
    """An agreement with the dates on which it was announced, signed, published and took effect, as precise as told."""

    agreement: str
    """Event id."""
    issues: tuple[str, ...]
    summary: str
    announced: Edtf | None
    signed: Edtf | None
    published: Edtf | None
    in_effect: Edtf | None
    overdue: tuple[str, ...]
    """Event ids of what was due by now and of which nothing says that it was kept."""
    behind: bool
    ended: Literal["suspended", "terminated"] | None = None
    """None where it stands."""
    ended_on: Edtf | None = None


class Disagreement(Record):
    """Two accounts that do not agree; neither is chosen."""

    kind: Literal["claim", "figure"]
    issues: tuple[str, ...]
    one: str
    other: str
    """Event ids."""
    one_says: str
    other_says: str
    one_by: str | None
    other_by: str | None


class Corroboration(Record):
    """What stands behind one event."""

    articles: int
    origins: int
    """Articles of their own making: copies of one text count once."""


class PersonsMet(Record):
    """How often two persons of different parties met."""

    one: str
    one_party: str
    other: str
    other_party: str
    """Names and party codes."""
    meetings: int
    formats: tuple[str, ...]
    last_date: Edtf | None
    days_since: int | None
    events: tuple[str, ...]


class RecordChange(Record):
    """What was written to the record about one event, in sum."""

    kind: Literal["new event", "learned late", "correction", "retraction"]
    event_id: str
    before: str | None
    after: str | None
    why: str | None
    recorded_at: Instant
    author: str
    entries: int
    """How many entries of the log it sums up: corrections, what was undone of them, and what was done again."""


class Since(Record):
    """What a report compares with: how things stood when an earlier day began, and what came from it on."""

    day: dt.date
    state: StateOfPlay
    """As of the day before, as known at the instant of the report."""
    happened: tuple[str, ...]
    """Event ids of what happened from that day to the day of the report, in order."""
    recorded: tuple[RecordChange, ...]
    """Written between the beginning of that day and the instant of the report."""


class Dossier(Record):
    """All that a report about one negotiation needs."""

    negotiation: Negotiation
    state: StateOfPlay
    events: tuple[Event, ...]
    """As known at the state's instant and told by its day, in order of date; undated ones last."""
    articles: dict[str, Article]
    parties: dict[str, Party]
    actors: dict[str, Actor]
    issues: dict[str, Issue]
    ledger_hash: str
    """Of the ledger the report was made from: the hash of its last entry, which covers all that were before it.

    ``timeline check`` prints it, and ``check --holds`` tells whether a ledger has such an entry.
    """
    untold: int = 0
    """How many events known at the instant are left out: by the day not past, and told of by no source."""
    steps: tuple[StatusStep, ...] = ()
    """Every event that bears on a status."""
    gaps: tuple[Gap, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    people: tuple[PersonsMet, ...] = ()
    corroboration: dict[str, Corroboration] = {}
    """By event id; an event of which no source told by the day is missing."""
    history: dict[str, tuple[Entry, ...]] = {}
    """By event id: its entries as known at the state's instant, oldest first."""
    since: Since | None = None

    @cached_property
    def by_id(self) -> dict[str, EventBase]:
        """The events by their ids."""
        return {event.event_id: event for event in self.events}

    @cached_property
    def dues(self) -> dict[str, Due]:
        """The deadlines of the state by their events."""
        return {due.event_id: due for due in self.state.deadlines}

    def event(self, event_id: str) -> EventBase:
        """The event with this id; raises KeyError."""
        return self.by_id[event_id]
