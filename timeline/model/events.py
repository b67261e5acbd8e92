"""Events: dated, typed claims about a negotiation, backed by exact quotations.

Eight types, a closed set, as a union discriminated by ``type``. What a source does not say is None
or empty: nothing is filled in.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar, Literal, TypeVar, get_args

from pydantic import Field, TypeAdapter, field_validator, model_validator

from timeline.model.base import Count, Line, PartyCode, Record, Slug, TermName
from timeline.model.edtf import Edtf

EventType = Literal["meeting", "proposal", "response", "position", "agreement", "measure", "deadline", "assessment"]
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)

Modality = Literal["actual", "planned", "conditional", "cancelled", "denied"]
TermRole = Literal["demanded", "offered", "agreed", "in_force", "previous", "threatened"]
Bound = Literal["exactly", "about", "at_least", "at_most"]
Relation = Literal["responds_to", "supersedes", "contradicts", "part_of"]

MeetingFormat = Literal["summit", "ministerial", "working_level", "call", "round"]
ProposalAct = Literal["offer", "request", "demand", "counter"]
Verdict = Literal["accepts", "rejects", "resists", "considers"]
Direction = Literal["supports", "opposes", "conditional"]
AgreementStage = Literal["in_principle", "framework", "signed", "ratified", "in_force", "suspended", "terminated"]
MeasureStage = Literal["threatened", "announced", "published", "in_effect", "paused", "amended", "revoked"]
Outcome = Literal["pending", "met", "missed", "extended"]


class Term(Record):
    """A typed quantity with a role: ``tariff_rate 15 % agreed``, ``investment_total 350e9 USD demanded``."""

    name: TermName
    """What is counted: tariff_rate, auto_tariff, investment_total, investment_cash, annual_cap, quota ..."""
    value: float
    """The figure in full units: 350000000000, never 350 billion."""
    unit: Line
    """``%``, an ISO 4217 currency (USD; ``rupees`` where whose is not told), or what is counted (tonnes, years)."""
    role: TermRole | None = None
    """What the figure is in the talks: demanded, offered, agreed, in_force, previous, threatened."""
    party: PartyCode | None = None
    """Whose figure it is, where only one side's."""
    bound: Bound = "exactly"
    """Whether the source gives the figure itself, or a limit or an estimate."""
    per: Line | None = None
    """The period or thing it is counted by: year, vehicle."""

    @field_validator("value", mode="before")
    @classmethod
    def _is_kept_to_the_last_digit(cls, value: Any) -> Any:
        if isinstance(value, int) and not _is_exact(value):
            raise ValueError("has more digits than a figure keeps; round it to 15")
        return value


def _is_exact(value: int) -> bool:
    try:
        return int(float(value)) == value
    except OverflowError:
        return False


class Evidence(Record):
    """A quotation: ``article.text[start:end] == quote``, offsets in Unicode code points."""

    article_id: Line
    """The stored article."""
    start: Count
    """First code point of the quotation in the stored text."""
    end: Count
    """One past its last code point."""
    quote: Annotated[str, Field(min_length=1)]
    """The words themselves."""

    @model_validator(mode="after")
    def _length_fits(self) -> Evidence:
        if self.end - self.start != len(self.quote):
            raise ValueError(f"end - start is {self.end - self.start}, but the quote has {len(self.quote)} code points")
        return self

    def overlaps(self, start: int, end: int) -> bool:
        """Whether any of the quotation stands between two places of the text."""
        return self.start < end and start < self.end


class Link(Record):
    """A tie from this event to an earlier record of the same negotiation."""

    rel: Relation
    """responds_to, supersedes, contradicts or part_of."""
    event_id: Slug
    """The event that is answered, replaced, contradicted, or that this one is part of."""


class EventBase(Record):
    """What all events carry."""

    own: ClassVar[tuple[str, ...]] = ()
    """The fields that only this type has."""

    event_id: Slug
    """``NEGOTIATION-NNNN``, given when the event is recorded."""
    negotiation_id: Slug
    """The negotiation it belongs to."""
    type: EventType
    """One of the eight."""
    modality: Modality = "actual"
    """Whether the source tells it as fact, plan, condition, or as called off or denied."""
    date: Edtf | None = None
    """EDTF day, month, interval ... on which the act named by the type happens; None where not told."""
    parties: tuple[PartyCode, ...] = ()
    """Every party concerned, sorted."""
    by_parties: tuple[PartyCode, ...] = ()
    """The party or parties whose act, stance or claim it is; empty for joint acts."""
    actors: tuple[Slug, ...] = ()
    """Registered persons and bodies who act in it, in the order of the source."""
    issues: tuple[Slug, ...] = ()
    """Registered issues of the negotiation that it is about."""
    summary: Line
    """One sentence in the coder's own words."""
    terms: tuple[Term, ...] = ()
    """The figures it sets, asks for or recalls."""
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    """The quotations that prove it."""
    reported_by: Line | None = None
    """Whose account it is, where the claim is somebody's and not the article's own."""
    links: tuple[Link, ...] = ()
    """Ties to earlier events."""

    @model_validator(mode="after")
    def _parties_are_a_sorted_set(self) -> EventBase:
        if list(self.parties) != sorted(set(self.parties)):
            raise ValueError(f"parties must be sorted and named once: {', '.join(sorted(set(self.parties)))}")
        outside = sorted({*self.by_parties, *getattr(self, "to_parties", ())} - set(self.parties))
        if outside:
            raise ValueError(f"by_parties and to_parties must be among parties; {', '.join(outside)} is not")
        return self


class Meeting(EventBase):
    """People of two or more parties meet, call, or hold a round."""

    own = ("format", "place", "duration_minutes")
    type: Literal["meeting"] = "meeting"
    """What it is."""
    format: MeetingFormat | None = None
    """summit, ministerial, working_level, call or round."""
    place: Line | None = None
    """Where, as the source names it."""
    duration_minutes: Count | None = None
    """How long, in minutes."""


class Proposal(EventBase):
    """A concrete ask or offer put to the other side."""

    own = ("act", "to_parties")
    type: Literal["proposal"] = "proposal"
    """What it is."""
    act: ProposalAct | None = None
    """offer, request, demand or counter."""
    to_parties: tuple[PartyCode, ...] = ()
    """Who is asked."""


class Response(EventBase):
    """A reaction to a proposal or an act of the other side; linked to it by ``responds_to``."""

    own = ("verdict",)
    type: Literal["response"] = "response"
    """What it is."""
    verdict: Verdict | None = None
    """accepts, rejects, resists or considers."""


class Position(EventBase):
    """A party's standing stance on an issue, until it says otherwise."""

    own = ("stance", "direction")
    type: Literal["position"] = "position"
    """What it is."""
    stance: Line | None = None
    """The stance in words; the summary where they are the same."""
    direction: Direction | None = None
    """supports, opposes or conditional."""


class Agreement(EventBase):
    """A deal, framework, memorandum, joint statement, or an agreed term of one."""

    own = ("stage",)
    type: Literal["agreement"] = "agreement"
    """What it is."""
    stage: AgreementStage | None = None
    """in_principle, framework, signed, ratified, in_force, suspended or terminated."""


class Measure(EventBase):
    """A unilateral act or the threat of one: tariff, order, bill, retaliation, investigation."""

    own = ("instrument", "stage", "effective")
    type: Literal["measure"] = "measure"
    """What it is."""
    instrument: Line | None = None
    """tariff, executive_order, letter, investigation, export_control ..."""
    stage: MeasureStage | None = None
    """threatened, announced, published, in_effect, paused, amended or revoked."""
    effective: Edtf | None = None
    """When it takes effect, where that is not the event's own date."""


class Deadline(EventBase):
    """A date set for something; ``date`` is the day it is due."""

    own = ("outcome",)
    type: Literal["deadline"] = "deadline"
    """What it is."""
    outcome: Outcome | None = None
    """pending, met, missed or extended."""


class Assessment(EventBase):
    """Somebody's description of the state of the talks."""

    own = ("judgement",)
    type: Literal["assessment"] = "assessment"
    """What it is."""
    judgement: Slug | None = None
    """deadlocked, difficult, progress, final-stage, turning-point ..."""


Event = Annotated[
    Meeting | Proposal | Response | Position | Agreement | Measure | Deadline | Assessment,
    Field(discriminator="type"),
]
EVENT_MODELS: dict[EventType, type[EventBase]] = {
    "meeting": Meeting,
    "proposal": Proposal,
    "response": Response,
    "position": Position,
    "agreement": Agreement,
    "measure": Measure,
    "deadline": Deadline,
    "assessment": Assessment,
}
_ADAPTER: TypeAdapter[Event] = TypeAdapter(Event)
_AnyEvent = TypeVar("_AnyEvent", bound=EventBase)


def read_event(record: dict[str, Any]) -> Event:
    """The event that a JSON record describes; raises pydantic's ValidationError."""
    return _ADAPTER.validate_python(record)


def by_date(events: Iterable[_AnyEvent]) -> list[_AnyEvent]:
    """Events in order of date, those of one date in order of id; undated ones last."""
    known = list(events)
    dated = sorted((event for event in known if event.date), key=lambda event: (event.date, event.event_id))
    return [*dated, *sorted((event for event in known if not event.date), key=lambda event: event.event_id)]


def event_json_schema() -> dict[str, Any]:
    """The union of the eight types as JSON Schema."""
    return _ADAPTER.json_schema()
