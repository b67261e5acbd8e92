"""The ledger: what was recorded, by whom, when and why. Everything else is derived from it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal, get_args

from pydantic import PlainSerializer, ValidationError, field_validator

from timeline.model.article import Article
from timeline.model.base import Line, Record
from timeline.model.draft import Decision, Draft
from timeline.model.edtf import FIRST_YEAR, LAST_YEAR
from timeline.model.events import Event, read_event
from timeline.model.invalid import problems_of
from timeline.model.problems import Problem, ProblemError
from timeline.model.registry import Actor, Issue, Negotiation, Party

Kind = Literal["party", "negotiation", "actor", "issue", "article", "draft", "decision", "event"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""In order of dependence: a record refers only to kinds before its own (events also to events)."""

Action = Literal["record", "amend", "retract"]
AnyRecord = Party | Negotiation | Actor | Issue | Article | Draft | Decision | Event

MODELS: dict[Kind, type[Record]] = {
    "party": Party,
    "negotiation": Negotiation,
    "actor": Actor,
    "issue": Issue,
    "article": Article,
    "draft": Draft,
    "decision": Decision,
}
"""The model of each kind but event, which is a union (see :func:`timeline.model.events.read_event`)."""

FILES: dict[Kind, str] = {
    "party": "parties.jsonl",
    "negotiation": "negotiations.jsonl",
    "actor": "actors.jsonl",
    "issue": "issues.jsonl",
    "article": "articles.jsonl",
    "draft": "drafts.jsonl",
    "decision": "decisions.jsonl",
    "event": "events.jsonl",
}
"""The files of a text ledger, by the kind of record."""
CHAIN = "chain.jsonl"
"""The file of the hash chain over them."""


def instant_text(instant: datetime) -> str:
    """An instant as every file of ours writes it (RFC 3339): ``2025-10-01T08:00:00.000000Z``."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


Instant = Annotated[datetime, PlainSerializer(instant_text, when_used="json")]
"""A moment in UTC, to the microsecond."""


class Change(Record):
    """One thing to be written: a new record, a corrected one, or the withdrawal of one."""

    kind: Kind
    """What kind of record is changed."""
    id: Line
    """Its identifier within the kind."""
    action: Action = "record"
    """record: new; amend: corrected; retract: withdrawn."""
    reason: Line | None = None
    """Why; always given when amended or retracted."""
    record: Any = None
    """The full record after the change; None when retracted."""

    @classmethod
    def of(cls, record: AnyRecord, action: Action = "record", reason: str | None = None) -> Change:
        """The change that records or amends ``record``."""
        return cls(kind=kind_of(record), id=id_of(record), action=action, reason=reason, record=record)

    @classmethod
    def retraction(cls, kind: Kind, id: str, reason: str) -> Change:
        """The change that withdraws a record."""
        return cls(kind=kind, id=id, action="retract", reason=reason)


class Entry(Change):
    """A change as written: with the author and the instant. All changes of one transaction share the instant."""

    recorded_at: Instant
    """When it was written."""
    author: Line
    """Who wrote it."""

    @field_validator("recorded_at")
    @classmethod
    def _is_utc(cls, value: datetime) -> datetime:
        if value.tzinfo is None:
            raise ValueError("has no time zone; write 2025-09-25T08:00:00.000000Z")
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            told = f"{value.isoformat()} is no instant at which anything was recorded"
            raise ValueError(f"{told}; years go from {FIRST_YEAR} to {LAST_YEAR}")
        return value.astimezone(UTC)


def read_record(kind: Kind, record: dict[str, Any]) -> AnyRecord:
    """The record of ``kind`` that JSON values describe; raises pydantic's ValidationError."""
    if kind == "event":
        return read_event(record)
    return MODELS[kind].model_validate(record)  # type: ignore[return-value]


def read_entry(kind: Kind, line: dict[str, Any], where: str = "") -> Entry:
    """An entry from a line of a ledger file; raises ProblemError with every problem of the line."""
    try:
        values = dict(line)
        if values.get("record") is not None:
            values["record"] = read_record(kind, values["record"])
        return Entry(kind=kind, **values)
    except ValidationError as error:
        raise ProblemError(problems_of(error, where)) from error
    except TypeError as error:
        raise ProblemError(Problem(str(error), where)) from error


def kind_of(record: AnyRecord) -> Kind:
    """The ledger kind of a record."""
    for kind, model in MODELS.items():
        if isinstance(record, model):
            return kind
    return "event"


def id_of(record: AnyRecord) -> str:
    """The identifier of a record within its kind; of an issue ``NEGOTIATION/ISSUE``."""
    match record:
        case Party():
            return record.party
        case Negotiation():
            return record.negotiation_id
        case Actor():
            return record.actor_id
        case Issue():
            return f"{record.negotiation_id}/{record.issue_id}"
        case Article():
            return record.article_id
        case Draft() | Decision():
            return record.draft_id
        case _:
            return record.event_id
