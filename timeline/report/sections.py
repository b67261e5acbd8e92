"""All that a report says of a negotiation, its proofs numbered once: a number means the same on every page."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.model.state import Dossier
from timeline.report.facts import Fact, headline
from timeline.report.lines import Proofs, Refs
from timeline.report.record import Pair, Pledge, TwoAccounts, pairs, pledges, two_accounts
from timeline.report.since import SinceView, since_view
from timeline.report.status import StatusView, status_view


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections in the order of the status page, by which the proofs are numbered."""

    facts: tuple[tuple[Fact, Refs], ...]
    since: SinceView | None
    view: StatusView
    pledges: tuple[Pledge, ...]
    accounts: tuple[TwoAccounts, ...]
    pairs: tuple[Pair, ...]
    proofs: tuple[tuple[str, int], ...]
    """Every event that is cited, with its number, in order."""


def sections(dossier: Dossier) -> Sections:
    """The sections in the language spoken now."""
    proofs = Proofs()
    return Sections(
        facts=tuple((fact, proofs.numbers(fact.proof)) for fact in headline(dossier)),
        since=since_view(dossier, proofs),
        view=status_view(dossier, proofs),
        pledges=pledges(dossier, proofs),
        accounts=two_accounts(dossier, proofs),
        pairs=pairs(dossier, proofs),
        proofs=tuple(proofs.items()),
    )
