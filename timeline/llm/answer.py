"""The form of a model's answer: typed events with quotations and no offsets, which models cannot count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)

from timeline.model.events import (
    AgreementStage,
    Bound,
    Direction,
    EventType,
    MeasureStage,
    MeetingFormat,
    Modality,
    Outcome,
    ProposalAct,
    TermRole,
    Verdict,
)
from timeline.model.invalid import problems_of


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, allow_inf_nan=False, use_attribute_docstrings=True)


class Quote(_Form):
    """Words of the article that prove an event."""

    words: Annotated[str, Field(min_length=1)]
    """Copied character for character, as short as proof allows."""
    sentence: str | None = None
    """The whole sentence that they stand in, copied too."""


class Figure(_Form):
    """A figure of the event."""

    name: str
    """What is counted, in snake_case: tariff_rate, investment_total."""
    value: float
    """In full units."""
    unit: str
    """%, an ISO 4217 code, or what is counted."""
    role: TermRole | None = None
    party: str | None = None
    """Whose figure it is, where only one side's."""
    bound: Bound = "exactly"
    per: str | None = None
    """The period or thing it is counted by: year, vehicle."""


class Told(_Form):
    """One event that the article tells."""

    type: EventType
    modality: Modality = "actual"
    date: str | None = None
    """EDTF; left out where the text does not say when."""
    parties: tuple[str, ...] = ()
    by_parties: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    issue: str | None = None
    summary: Annotated[str, Field(min_length=1)]
    terms: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...]
    reported_by: str | None = None
    responds_to: int | None = None
    """Number, from 1, of the event of this list that it answers."""
    format: MeetingFormat | None = None
    place: str | None = None
    duration_minutes: int | None = None
    act: ProposalAct | None = None
    to_parties: tuple[str, ...] = ()
    verdict: Verdict | None = None
    stance: str | None = None
    direction: Direction | None = None
    stage: AgreementStage | MeasureStage | None = None
    instrument: str | None = None
    effective: str | None = None
    outcome: Outcome | None = None
    judgement: str | None = None


@dataclass(frozen=True, slots=True)
class Malformed:
    """An entry of the list that is no event in this form."""

    raw: Any
    reason: str

    @property
    def type(self) -> str:
        """What it calls itself."""
        return str(self.raw.get("type", "event")) if isinstance(self.raw, dict) else "event"

    @property
    def words(self) -> str:
        """Its quotation or summary, or all of it where it has neither."""
        if isinstance(self.raw, dict):
            quotes = self.raw.get("quotes")
            first = quotes[0] if isinstance(quotes, list) and quotes else None
            found = first.get("words") if isinstance(first, dict) else first
            if found or self.raw.get("summary"):
                return str(found or self.raw["summary"])
        return str(self.raw)


KEEP_THE_REST = {"keep_the_rest": True}
"""Validation context in which a malformed entry stands as :class:`Malformed` and costs no other event."""


def _one(value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
    try:
        return handler(value)
    except ValidationError as error:
        if info.context != KEEP_THE_REST:
            raise
        return Malformed(value, "; ".join(map(str, problems_of(error))))


class Answer(_Form):
    """The events that the article tells, in its order."""

    events: tuple[Annotated[Told, WrapValidator(_one)], ...]

    @model_validator(mode="before")
    @classmethod
    def _bare_list(cls, value: Any) -> Any:
        """Models that are asked for one list tend to answer with the list alone."""
        return {"events": value} if isinstance(value, list) else value

    def to_raw(self) -> list[Any]:
        """The entries as JSON values, malformed ones as they came."""
        entries: tuple[Told | Malformed, ...] = self.events
        return [
            entry.raw if isinstance(entry, Malformed) else entry.model_dump(mode="json", exclude_defaults=True)
            for entry in entries
        ]

    @classmethod
    def of_raw(cls, entries: Any) -> Answer:
        """The answer that :meth:`to_raw` gave; raises pydantic's ValidationError where it is no list."""
        return cls.model_validate({"events": entries}, context=KEEP_THE_REST)
