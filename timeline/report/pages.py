"""The pages: a dossier in, one self-contained HTML file out. The same dossier gives the same bytes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from timeline.model.state import Dossier
from timeline.report.cards import Card, cards, type_of
from timeline.report.facts import headline, unraised
from timeline.report.figure import figure_of, hover_text
from timeline.report.glyphs import GLYPHS
from timeline.report.html import asset, policy, render, script_json, script_source, tool_version, write_page
from timeline.report.lanes import Lanes
from timeline.report.status import Proofs, origins, sources, status_view
from timeline.report.words import actor_name, issue_name, labels, party_name

LANES: dict[Lanes, str] = {"issue": "Issue", "party": "Party", "type": "Type"}
Rows = list[dict[str, Any]]


def write_timeline(dossier: Dossier, path: Path | str, *, status_href: str = "status.html") -> None:
    """Write the timeline page to ``path``; raises ProblemError where it cannot be written."""
    write_page(render_timeline(dossier, status_href=status_href), Path(path))


def write_status(dossier: Dossier, path: Path | str, *, timeline_href: str = "timeline.html") -> None:
    """Write the status page to ``path``; raises ProblemError where it cannot be written."""
    write_page(render_status(dossier, timeline_href=timeline_href), Path(path))


def render_timeline(dossier: Dossier, *, status_href: str = "status.html") -> str:
    """The timeline page: chart, filters, table and a card for each event, with plotly.js inside."""
    plotly, page = _plotly_source(), script_source(asset("chart.js") + asset("timeline.js"))
    shown = cards(dossier)
    return render(
        "timeline.html.j2",
        **_common(dossier, [plotly, page]),
        cards=shown,
        filters=_filters(dossier, shown),
        lanes=LANES,
        status_href=status_href,
        data=script_json(_data(dossier, shown)),
        plotly=plotly,
        page_script=page,
    )


def render_status(dossier: Dossier, *, timeline_href: str = "timeline.html") -> str:
    """The status page: no script at all; each statement is numbered to its quotations and linked to its event."""
    proofs = Proofs()
    facts = [(fact, proofs.numbers(fact.proof)) for fact in headline(dossier)]
    view = status_view(dossier, proofs)
    by_id = {card.event_id: card for card in cards(dossier)}
    proven = [(number, by_id[event_id]) for event_id, number in proofs.items() if event_id in by_id]
    return render(
        "status.html.j2",
        **_common(dossier, []),
        facts=facts,
        view=view,
        unraised=unraised(dossier),
        proven=proven,
        sources=sources(dossier),
        origins=origins(dossier),
        timeline_href=timeline_href,
    )


@lru_cache(maxsize=1)
def _plotly_source() -> str:
    from plotly.offline import get_plotlyjs

    return script_source(get_plotlyjs())


def _common(dossier: Dossier, scripts: list[str]) -> dict[str, Any]:
    return {
        "policy": policy(scripts),
        "css": asset("report.css"),
        "dossier": dossier,
        "negotiation": dossier.negotiation,
        "parties": [party_name(dossier, code) for code in dossier.negotiation.parties],
        "state": dossier.state,
        "glyphs": GLYPHS,
        "version": tool_version(),
        "known_at": dossier.state.known_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "known_at_words": dossier.state.known_at.strftime("%Y-%m-%d %H:%M:%S UTC"),
    }


def rows_of(dossier: Dossier) -> Rows:
    """The events as rows with the columns of the SQL view ``events`` that the chart needs."""
    return [
        {
            "event_id": event.event_id,
            "type": type_of(event),
            "modality": event.modality,
            "date_edtf": str(event.date) if event.date else None,
            "date_first": event.date.first if event.date else None,
            "date_last": event.date.last if event.date else None,
            "parties": list(event.parties),
            "by_parties": list(event.by_parties),
            "actors": list(event.actors),
            "issues": list(event.issues),
            "summary": event.summary,
            "responds_to": [link.event_id for link in event.links if link.rel == "responds_to"],
        }
        for event in dossier.events
    ]


def _data(dossier: Dossier, shown: tuple[Card, ...]) -> dict[str, Any]:
    """What the script works on. Hover texts are held once, not once a figure."""
    rows = rows_of(dossier)
    names = {code: party.name for code, party in dossier.parties.items()}
    names |= {issue_id: issue.name for issue_id, issue in dossier.issues.items()}
    figures: dict[str, Any] = {}
    for lanes in LANES:
        plain = figure_of(rows, lanes, names=names, as_of=dossier.state.as_of).to_plotly_json()
        for trace in plain["data"]:
            trace.pop("hovertext", None)
        plain["layout"].pop("template", None)
        figures[lanes] = plain
    return {"as_of": dossier.state.as_of.isoformat(), "events": _event_data(rows, shown), "figures": figures}


def _event_data(rows: Rows, shown: tuple[Card, ...]) -> list[dict[str, Any]]:
    return [
        {
            "id": card.event_id,
            "type": [card.type],
            "modality": [card.modality],
            "party": row["parties"],
            "issue": row["issues"],
            "person": row["actors"],
            "source": list(card.publishers),
            "first": row["date_first"].isoformat() if row["date_first"] else None,
            "last": row["date_last"].isoformat() if row["date_last"] else None,
            "hover": hover_text(row),
            "text": _search_text(card),
        }
        for row, card in zip(rows, shown, strict=True)
    ]


def _search_text(card: Card) -> str:
    quotes = (f"{quote.quote} {quote.publisher}" for quote in card.quotations)
    parts = (card.event_id, card.date, card.summary, card.by, card.parties, card.actors, card.issues,
             card.reported_by, *(value for _, value in card.details), *card.terms, *quotes)  # fmt: skip
    return " ".join(part for part in parts if part).lower()


def _filters(dossier: Dossier, shown: tuple[Card, ...]) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """Name, label, words for all, and the values that occur with their words."""
    events = dossier.events
    parties = {code for event in events for code in event.parties}
    issues = {issue for event in events for issue in event.issues}
    people = {actor for event in events for actor in event.actors}
    publishers = {publisher for card in shown for publisher in card.publishers}
    present = {event.modality for event in events}
    return [
        ("party", "Party", "All parties", _by_words((code, party_name(dossier, code)) for code in parties)),
        ("issue", "Issue", "All issues", _by_words((issue, issue_name(dossier, issue)) for issue in issues)),
        ("person", "Person or body", "All", _by_words((actor, actor_name(dossier, actor)) for actor in people)),
        ("source", "Source", "All sources", _by_words((publisher, publisher) for publisher in publishers)),
        ("modality", "Certainty", "All", [pair for pair in labels("modality").items() if pair[0] in present]),
    ]


def _by_words(pairs: Any) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda pair: (pair[1].casefold(), pair[0]))
