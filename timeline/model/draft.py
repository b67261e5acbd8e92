"""Drafts: a machine's reading of an article, waiting for a person's decision."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from timeline.model.base import Line, PartyCode, Record, Slug
from timeline.model.edtf import Edtf
from timeline.model.events import EVENT_MODELS, EventType, Evidence, Modality, Relation, Term


class DraftLink(Record):
    """A tie between two drafts of one article."""

    rel: Relation
    """responds_to, supersedes, contradicts or part_of."""
    draft_id: Line
    """The draft that this one is tied to."""


_CHOSE_DAY = ", day by "


class Draft(Record):
    """What the extractor read: an event in the words of the article, not yet of the registry."""

    draft_id: Line
    """``d-`` and a hash of negotiation, article, type and place of the evidence: the same reading has the same id."""
    article_id: Line
    """The article that was read."""
    negotiation_id: Slug | None = None
    """The negotiation the article was taken in for; None in a bare ``timeline extract``."""
    type: EventType
    """One of the eight."""
    modality: Modality = "actual"
    """Whether the text tells it as fact, plan, condition, or as called off or denied."""
    date: Edtf | None = None
    """As told by the text and its publication date; None where it does not say."""
    parties: tuple[PartyCode, ...] = ()
    """Every party concerned, sorted."""
    by_parties: tuple[PartyCode, ...] = ()
    """The party or parties whose act, stance or claim it is."""
    actors: tuple[Line, ...] = ()
    """Names, in full where the article has them in full anywhere."""
    issue: Line | None = None
    """Id of a registered issue, or the noun phrase of the text."""
    summary: Line
    """One line composed by rule."""
    terms: tuple[Term, ...] = ()
    """The figures in it."""
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    """The quotations it was read from."""
    reported_by: Line | None = None
    """Whose account it is, where the text says so."""
    attributes: dict[str, Any] = {}
    """Values of the fields that only this event type has (verdict, act, stage, place ...)."""
    links: tuple[DraftLink, ...] = ()
    """Ties to other drafts of the article."""
    rule: Line
    """The rule that made it; ``type.weighed`` where learned weights did."""
    words: tuple[str, ...] = ()
    """The words of the sentence that made the rule fire, or spoke most for it."""
    extractor: Line = "rules"
    """Which extractor, and which version of it; and what chose the day, where that was another."""

    @property
    def read_by(self) -> str:
        """Which extractor read it, whatever chose its day: "rules/1" of "rules/1, day by weights/0a1b2c3d"."""
        return self.extractor.partition(_CHOSE_DAY)[0]

    @property
    def reading(self) -> str:
        """How it was read: its rule, the words that made it, and what chose its day, where rules chose another."""
        _, chose, by = self.extractor.partition(_CHOSE_DAY)
        return f"{self.rule}: {', '.join(self.words)}" + (f"; day by {by}" if chose else "")

    def on_day_of(self, chosen_by: str) -> Draft:
        """The draft, whose day ``chosen_by`` chose and not what read it."""
        return self.model_copy(update={"extractor": f"{self.read_by}{_CHOSE_DAY}{chosen_by}"})

    @model_validator(mode="after")
    def _attributes_belong_to_the_type(self) -> Draft:
        foreign = sorted(self.attributes.keys() - EVENT_MODELS[self.type].own) if self.attributes else ()
        if foreign:
            raise ValueError(f"a {self.type} has no {', '.join(foreign)}")
        return self


def draft_id(article_id: str, type: EventType, evidence: tuple[Evidence, ...]) -> str:
    """The id of a draft: the same type read from the same place of the same text is the same draft."""
    first = evidence[0]
    return _id(f"{article_id} {type} {first.start} {first.end}")


def of_negotiation(drafts: tuple[Draft, ...], negotiation_id: str) -> list[Draft]:
    """Drafts of one article as those of a negotiation: an article may serve several, and each decides for itself."""
    ids = {draft.draft_id: _id(f"{negotiation_id} {draft.draft_id}") for draft in drafts}
    return [
        draft.model_copy(
            update={
                "draft_id": ids[draft.draft_id],
                "negotiation_id": negotiation_id,
                "links": tuple(
                    link.model_copy(update={"draft_id": ids[link.draft_id]})
                    for link in draft.links
                    if link.draft_id in ids
                ),
            }
        )
        for draft in drafts
    ]


def _id(text: str) -> str:
    return "d-" + sha256(text.encode()).hexdigest()[:16]


class Decision(Record):
    """What a person made of a draft. Undoing retracts the decision; the draft waits again."""

    draft_id: Line
    """The draft that was decided."""
    verdict: Literal["accepted", "merged", "rejected", "superseded"]
    """superseded: a later reading of the same article no longer has it."""
    event_id: Slug | None = None
    """The event that the draft became, or was merged into."""

    @model_validator(mode="after")
    def _has_an_event_when_taken(self) -> Decision:
        if (self.event_id is not None) != (self.verdict in ("accepted", "merged")):
            raise ValueError(f"{self.verdict}, so event_id must be {'given' if self.event_id is None else 'left out'}")
        return self


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence that had a trigger word and yielded no draft."""

    start: int
    end: int
    sentence: str
    words: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the extractor made of one article."""

    article_id: str
    drafts: tuple[Draft, ...] = ()
    unread: tuple[Unread, ...] = ()
