"""What a person names in a command, found in the store; of what is not there, what may have been meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.model.problems import Problem, ProblemError, UsageProblem, did_you_mean

if TYPE_CHECKING:
    from timeline.store.store import Reader


def the_negotiation(reader: Reader, named: str | None) -> str:
    """The negotiation named, or the only one there is.

    Raises ProblemError where there is none, or not the one named; UsageProblem where it must be named.
    """
    known = reader.registry().negotiations
    if named is not None:
        if named not in known:
            hint = did_you_mean(named, known) or f"the store has {', '.join(sorted(known)) or 'none'}"
            raise ProblemError(Problem(f'there is no negotiation "{named}"', hint=hint))
        return named
    if len(known) == 1:
        return next(iter(known))
    if not known:
        raise ProblemError(Problem("the store has no negotiation yet", hint="start one with `timeline init`"))
    raise UsageProblem(Problem("the store has several negotiations", hint=f"name one of {', '.join(sorted(known))}"))


def the_issue(reader: Reader, negotiation: str, named: str) -> str:
    """The id of an issue named by id, name or phrase; raises ProblemError where the negotiation has none such."""
    registry = reader.registry()
    issue = registry.find_issue(negotiation, named)
    if issue is None:
        known = [label for i in registry.issues_of(negotiation) for label in (i.issue_id, i.name)]
        hint = did_you_mean(named, known) or f"`timeline list issues -n {negotiation}` shows them"
        raise ProblemError(Problem(f'{negotiation} has no issue "{named}"', hint=hint))
    return issue.issue_id


def the_party(reader: Reader, named: str) -> str:
    """The code of a registered party, by code or name; raises ProblemError where there is none such."""
    from timeline.workflow.register import find_party

    registry = reader.registry()
    parties = registry.parties
    party = find_party(named, registry)
    if party and party.party in parties:
        return party.party
    hint = did_you_mean(named, [label for p in parties.values() for label in (p.party, p.name)])
    raise ProblemError(Problem(f'there is no party "{named}"', hint=hint or "`timeline list parties` shows them"))


def the_actor(reader: Reader, named: str) -> str:
    """The id of an actor, by id, name or alias; raises ProblemError where it fits none, or more than one."""
    from timeline.model.registry import fold_name

    registry = reader.registry()
    actor = registry.find_actor(named)
    if actor is not None:
        return actor.actor_id
    folded = fold_name(named)
    fits = [a.actor_id for a in registry.actors.values() if folded in map(fold_name, a.names)]
    if fits:
        raise ProblemError(Problem(f'"{named}" fits {" and ".join(sorted(fits))}', hint="name one of them by its id"))
    known = [label for a in registry.actors.values() for label in (a.actor_id, *a.names)]
    bearers = " or ".join(f'"{a.name}"' for a in registry.bearers(named))
    hint = f"did you mean {bearers}?" if bearers else did_you_mean(named, known)
    raise ProblemError(Problem(f'there is no actor "{named}"', hint=hint or "`timeline list actors` shows them"))
