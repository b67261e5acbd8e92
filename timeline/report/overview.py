"""The page of all negotiations: what each is about, where it stands in a line or two, and the way to its pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from timeline.model.state import Dossier
from timeline.report.facts import headline
from timeline.report.html import common, policy, render, write_page
from timeline.report.locales import SOURCE, _, speaking
from timeline.report.queries import literal
from timeline.report.words import beginning_words, join, label, labels, party_name, untold_words


@dataclass(frozen=True, slots=True)
class Listed:
    """One negotiation on the page."""

    negotiation_id: str
    title: str
    description: str
    parties: str
    began: str
    events: int
    articles: int
    left_out: str
    """How many later events the page does not count, in words."""
    statuses: tuple[tuple[str, str, int], ...]
    """Status as recorded, in words, and number of issues."""
    facts: tuple[tuple[str, str, str], ...]
    """Topic, statement and the section of the status page with all of it; what changed comes first."""
    href: str
    """Folder of its pages, relative to this one."""


def write_overview(
    dossiers: Sequence[Dossier],
    path: Path | str,
    *,
    hrefs: Sequence[str],
    comparison_href: str = "",
    locale: str = SOURCE,
) -> None:
    """Write the page to ``path``; ``hrefs`` are the folders of the negotiations' pages, relative to it."""
    page = render_overview(dossiers, hrefs=hrefs, comparison_href=comparison_href, locale=locale)
    write_page(page, Path(path))


def render_overview(
    dossiers: Sequence[Dossier], *, hrefs: Sequence[str], comparison_href: str = "", locale: str = SOURCE
) -> str:
    """The page; raises ValueError where there is no negotiation, for then nothing says as of which day it is."""
    if not dossiers:
        raise ValueError("an overview needs at least one negotiation")
    with speaking(locale):
        as_of, known_at, ledger_hash = clocks(dossiers)
        return render(
            "index.html.j2",
            **common(policy([]), as_of, known_at, ledger_hash),
            listed=[_listed(dossier, href) for dossier, href in zip(dossiers, hrefs, strict=True)],
            comparison_href=comparison_href,
            sql="SELECT negotiation_id, count(*) AS events FROM events_known_at("
            f"known_at := TIMESTAMPTZ {literal(known_at.isoformat())}) "
            f"WHERE least(told_by, known_by) <= DATE {literal(as_of.isoformat())} "
            "GROUP BY negotiation_id ORDER BY negotiation_id",
        )


def clocks(dossiers: Sequence[Dossier]) -> tuple[date, datetime, str]:
    """The day, the instant and the ledger that dossiers of one page share; raises ValueError where they differ."""
    found = {(dossier.state.as_of, dossier.state.known_at, dossier.ledger_hash) for dossier in dossiers}
    if len(found) > 1:
        raise ValueError("the dossiers of one page are of different days, instants or ledgers")
    return found.pop()


def _listed(dossier: Dossier, href: str) -> Listed:
    negotiation, counts = dossier.negotiation, Counter(issue.status for issue in dossier.state.issues)
    return Listed(
        negotiation_id=negotiation.negotiation_id,
        title=negotiation.title,
        description=negotiation.description or "",
        parties=join(party_name(dossier, code) for code in negotiation.parties),
        began=_("since {day}", day=beginning_words(negotiation.began)) if negotiation.began else "",
        events=len(dossier.events),
        articles=len(dossier.articles),
        left_out=untold_words(dossier),
        statuses=tuple(
            (status, label("status", status), counts[status])  # type: ignore[index]
            for status in labels("status")
            if status in counts
        ),
        facts=tuple((fact.topic, fact.text, fact.place) for fact in headline(dossier) if fact.topic != _("Issues")),
        href=href,
    )
