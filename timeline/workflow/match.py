"""Drafts that tell of an event already recorded: candidates for a merge, with a score and the reason.

The score is the mean of what can be compared, between 0 and 1; what one side does not say is left
out of it rather than held against the other. Type, negotiation and dates decide first: another type, or
dates that cannot be the same day, is no match.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from timeline.model.draft import Draft
from timeline.model.edtf import Edtf
from timeline.model.events import Event, Evidence
from timeline.model.registry import Registry

OFFER = 0.6
"""Score from which a match is offered."""


@dataclass(frozen=True, slots=True)
class Match:
    """An event that a draft may tell of."""

    event: Event
    score: float
    reason: str


def matches(draft: Draft, events: Iterable[Event], registry: Registry) -> list[Match]:
    """The events that ``draft`` may be another source of, best first."""
    found = [match for event in events if (match := _compare(draft, event, registry)) is not None]
    return sorted(found, key=lambda match: (-match.score, match.event.event_id))


def _compare(draft: Draft, event: Event, registry: Registry) -> Match | None:
    if event.type != draft.type or event.negotiation_id != draft.negotiation_id or apart(draft.date, event.date):
        return None
    told = any(span.article_id == draft.article_id and _shares_words(draft, span) for span in event.evidence)
    scores: list[float] = []
    reasons = [f"both a {draft.type}"]
    if draft.date and event.date:
        same = draft.date == event.date
        scores.append(1.0 if same else 0.6)
        reasons.append("same date" if same else "dates can be the same day")
    if draft.parties and event.parties:
        scores.append(_share(set(draft.parties), set(event.parties)))
        reasons.append(f"parties {', '.join(sorted(set(draft.parties) & set(event.parties))) or 'differ'}")
    actors = {actor.actor_id for name in draft.actors if (actor := registry.find_actor(name)) is not None}
    if actors and event.actors:
        shared = actors & set(event.actors)
        scores.append(_share(actors, set(event.actors)))
        reasons.append("actors " + (", ".join(registry.actors[id].name for id in sorted(shared)) or "differ"))
    issue = registry.find_issue(event.negotiation_id, draft.issue) if draft.issue else None
    if issue is not None and event.issues:
        scores.append(1.0 if issue.issue_id in event.issues else 0.0)
        reasons.append(f"issue {issue.issue_id}" if issue.issue_id in event.issues else "issues differ")
    own = [
        (value, getattr(event, name, None))
        for name, value in draft.attributes.items()
        if name not in ("stance", "to_parties") and getattr(event, name, None) is not None
    ]
    if own:
        scores.append(sum(str(one) == str(other) for one, other in own) / len(own))
    if told:
        scores.append(1.0)
        reasons.append("same words of the same article")
    if len(reasons) < (3 if draft.parties and event.parties else 2):
        return None  # parties alone are those of the negotiation: they tell nothing
    score = sum(scores) / max(len(scores), 2)
    return Match(event, round(score, 2), "; ".join(reasons))


def apart(one: Edtf | None, other: Edtf | None) -> bool:
    """Whether two dates cannot be the same day; unknown ones can."""
    if one is None or other is None:
        return False
    return (one.last or date.max) < (other.first or date.min) or (other.last or date.max) < (one.first or date.min)


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other)


def _shares_words(draft: Draft, span: Evidence) -> bool:
    return any(own.overlaps(span.start, span.end) for own in draft.evidence)
