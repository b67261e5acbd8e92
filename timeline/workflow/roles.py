"""What a figure is in the talks, where nobody said: a term without a role follows from the act that names it."""

from __future__ import annotations

from timeline.model.events import Agreement, Event, EventBase, Proposal, Response, TermRole
from timeline.workflow.remarks import Tell
from timeline.workflow.terms import write_term


def _role_by_act(event: EventBase) -> TermRole | None:
    """The role of the figures that an event names: what is asked for is demanded, what is put forward or would be
    accepted is offered, what is agreed is agreed; None where the act does not say, or whose act it is.
    """
    alone = len(event.by_parties) == 1
    match event:
        case Proposal(act="request" | "demand") if alone:
            return "demanded"
        case Proposal(act="offer" | "counter") if alone:
            return "offered"
        case Response(verdict="accepts" | "considers") if alone:
            return "offered"
        case Agreement() if event.stage not in ("suspended", "terminated"):
            return "agreed"
    return None


def with_roles(event: Event, tell: Tell) -> Event:
    """The event with a role for each term that has none, as far as its act says; each is told.

    A figure of a party other than the one that acts keeps no role: the act does not say what it is to that party.
    """
    role = _role_by_act(event)
    if role is None:
        return event
    terms = []
    for term in event.terms:
        if term.role is None and (term.party is None or not event.by_parties or term.party in event.by_parties):
            whose = f" by {event.by_parties[0]}" if event.by_parties and role != "agreed" else ""
            tell(
                f"{write_term(term.to_json())}: counts as {role}{whose}, as a {event.type} that does not say otherwise"
            )
            term = term.model_copy(update={"role": role})
        terms.append(term)
    return event.model_copy(update={"terms": tuple(terms)})
