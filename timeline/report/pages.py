"""The pages of one negotiation: a dossier in, one HTML file out. The same dossier gives the same bytes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from timeline.model.state import Dossier
from timeline.report.cards import Card, cards, cards_of
from timeline.report.certainty import certainty, form
from timeline.report.facts import unraised
from timeline.report.figure import hover_head, plain_figure
from timeline.report.html import asset, common, policy, render, script_json, script_source, write_page
from timeline.report.lanes import Lanes
from timeline.report.large import FEW, MANY, large_data, packed_cards, packed_events
from timeline.report.lines import Citations
from timeline.report.locales import SOURCE, _, ngettext, speaking
from timeline.report.locales.plotly import plotly_locale
from timeline.report.origins import is_single, origins, single_sourced
from timeline.report.paper import Paper
from timeline.report.plotlyjs import packed
from timeline.report.queries import events_query, query
from timeline.report.record import sources
from timeline.report.sections import sections
from timeline.report.since import clock_words, happened_query
from timeline.report.words import actor_name, holder_name, issue_name, labels, party_name, untold_words

LANES: tuple[Lanes, ...] = ("issue", "party", "type")
Rows = list[dict[str, Any]]


def write_timeline(dossier: Dossier, path: Path | str, *, index_href: str = "", locale: str = SOURCE) -> None:
    """Write the timeline page to ``path``; raises ProblemError where it cannot be written."""
    write_page(render_timeline(dossier, index_href=index_href, locale=locale), Path(path))


def write_status(dossier: Dossier, path: Path | str, *, index_href: str = "", locale: str = SOURCE) -> None:
    """Write the status page to ``path``; raises ProblemError where it cannot be written."""
    write_page(render_status(dossier, index_href=index_href, locale=locale), Path(path))


def render_timeline(dossier: Dossier, *, index_href: str = "", locale: str = SOURCE) -> str:
    """The timeline page: chart, filters, table and a card for each event, with plotly.js inside."""
    with speaking(locale):
        plotly, source = packed()
        large = len(dossier.events) > MANY
        shown = cards(dossier, dossier.events[:FEW]) if large else cards(dossier)
        rows = rows_of(dossier)
        own = ("large.js",) if large else ()
        parts = ("unpacked.js", "chart.js", "lanes.js", *own, "paper.js", "groups.js", "time.js", "timeline.js")
        page = script_source("".join(map(asset, parts)))
        return render(
            "timeline.html.j2",
            **_about(dossier, [source, page]),
            cards=shown,
            held={card.event_id for card in shown},
            total=len(rows),
            totals=Counter(row["type"] for row in rows),
            filters=_filters(dossier),
            lanes={"issue": _("Issue"), "party": _("Party"), "type": _("Type")},
            index_href=index_href,
            data=script_json(_data(dossier, rows, () if large else shown)),
            events=packed_events(dossier, rows, (row["single"] for row in rows)) if large else "",
            packets=packed_cards(dossier) if large else "",
            plotly=plotly,
            page_script=page,
            sql=events_query(dossier, "event_id, type, modality, date_edtf, parties, issues, summary"),
        )


def render_status(dossier: Dossier, *, index_href: str = "", locale: str = SOURCE) -> str:
    """The status page: each statement is numbered to its quotations and linked to its event. A script only unfolds."""
    with speaking(locale):
        told = sections(dossier)
        page = script_source(asset("folds.js"))
        paper, articles = Paper(dossier.since, told), sources(dossier)
        by_id = cards_of(dossier, (event_id for event_id, _number in told.proofs))
        return render(
            "status.html.j2",
            **(_about(dossier, [page]) | {"parties": _columns(dossier)}),
            facts=told.facts,
            since=told.since,
            clock=clock_words(),
            view=told.view,
            pledges=told.pledges,
            accounts=told.accounts,
            pairs=told.pairs,
            citations=Citations(),
            paper=paper,
            unprinted=sum(paper.uncited(event_id) for event_id, _number in told.proofs if event_id in by_id),
            unraised=unraised(dossier),
            proven=[(number, by_id[event_id]) for event_id, number in told.proofs if event_id in by_id],
            sources=articles,
            printed_articles={
                evidence.article_id
                for event in dossier.events
                if not paper.uncited(event.event_id)
                for evidence in event.evidence
            },
            source_numbers={article.article_id: number for number, article in enumerate(articles, 1)},
            origins=origins(dossier),
            single=single_sourced(dossier),
            index_href=index_href,
            page_script=page,
            sql=_queries(dossier),
        )


def _columns(dossier: Dossier) -> list[str]:
    """The parties of the negotiation, and whoever else holds a position."""
    own = dossier.negotiation.parties
    others = {standing.party or "" for standing in dossier.state.positions} - set(own)
    return [holder_name(dossier, code) for code in (*own, *sorted(others, key=lambda code: (not code, code)))]


def _queries(dossier: Dossier) -> dict[str, str]:
    """The query behind each section."""
    return {
        "happened": happened_query(dossier),
        "status": query(dossier, "status"),
        "positions": query(dossier, "position_matrix"),
        "asks": query(dossier, "asks"),
        "commitments": query(dossier, "commitments"),
        "accounts": query(dossier, "two_accounts"),
        "lapsed": query(dossier, "lapsed_plans"),
        "deadlines": query(dossier, "deadline_states"),
        "meetings": query(dossier, "meeting_tally"),
        "people": query(dossier, "who_met_whom"),
        "sources": query(dossier, "corroboration"),
    }


def _about(dossier: Dossier, scripts: list[str]) -> dict[str, Any]:
    """What every page about one negotiation needs."""
    return common(policy(scripts), dossier.state.as_of, dossier.state.known_at, dossier.ledger_hash) | {
        "dossier": dossier,
        "untold": untold_words(dossier),
        "negotiation": dossier.negotiation,
        "parties": [party_name(dossier, code) for code in dossier.negotiation.parties],
    }


def rows_of(dossier: Dossier) -> Rows:
    """The events as rows with the columns of the SQL view ``events`` that the chart needs."""
    return [
        {
            "event_id": event.event_id,
            "type": event.type,
            "modality": form(event, dossier.state.as_of),
            "certainty": certainty(dossier, event),
            "date_edtf": str(event.date) if event.date else None,
            "date_first": event.date.first if event.date else None,
            "date_last": event.date.last if event.date else None,
            "parties": list(event.parties),
            "by_parties": list(event.by_parties),
            "actors": list(event.actors),
            "issues": list(event.issues),
            "summary": event.summary,
            "single": is_single(dossier, event.event_id),
            "responds_to": [link.event_id for link in event.links if link.rel == "responds_to"],
        }
        for event in dossier.events
    ]


def _data(dossier: Dossier, rows: Rows, shown: tuple[Card, ...]) -> dict[str, Any]:
    """What the script works on. Hover texts are held once, not once a figure."""
    data: dict[str, Any] = {
        "as_of": dossier.state.as_of.isoformat(),
        "events": _event_data(rows, shown) if shown else [],
        "locale": plotly_locale(),
        "words": {
            "all": ngettext("{n} event", "{n} events", len(rows)),
            "some": _("{some} of {all} events"),
            "one": ngettext("{n} event", "{n} events", 1),
            "many": _("{n} events"),
            "-": _("Beginning not told"),
            "~": _("Date unknown"),
            "outside": _("Outside the span shown: {n} of the {all} dated events."),
            "next": _("Next:"),
            "wide": _("Show the whole span"),
            "unheld": _("The address names an event that this page does not hold: {id}"),
            "echo": _("drawn in another lane"),
            "noPublisher": _("publisher unknown"),
            "searched": _("the page searches for words itself, in all that a card tells; up to 1,000 found are named"),
        },
    }
    if len(rows) > MANY:
        return data | {"large": large_data(dossier, rows)}
    names = {code: party_name(dossier, code) for code in dossier.parties}
    names |= {issue_id: issue.name for issue_id, issue in dossier.issues.items()}
    figures = {lanes: plain_figure(rows, lanes, names=names, as_of=dossier.state.as_of) for lanes in LANES}
    return data | {"figures": figures}


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
            "hover": [hover_head(row), row["summary"]],
        }
        for row, card in zip(rows, shown, strict=True)
    ]


def _filters(dossier: Dossier) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """Name, label, words for all, and the values that occur with their words."""
    events = dossier.events
    parties = {code for event in events for code in event.parties}
    issues = {issue for event in events for issue in event.issues}
    people = {actor for event in events for actor in event.actors}
    cited = {part.article_id for event in events for part in event.evidence}
    publishers = {
        article.publisher or _("publisher unknown") for id, article in dossier.articles.items() if id in cited
    }
    present = {form(event, dossier.state.as_of) for event in events}
    return [
        ("party", _("Party"), _("All parties"), _by_words((code, party_name(dossier, code)) for code in parties)),
        ("issue", _("Issue"), _("All issues"), _by_words((issue, issue_name(dossier, issue)) for issue in issues)),
        ("person", _("Person or body"), _("All"), _by_words((actor, actor_name(dossier, actor)) for actor in people)),
        ("source", _("Source"), _("All sources"), _by_words((publisher, publisher) for publisher in publishers)),
        ("modality", _("Certainty"), _("All"), [pair for pair in labels("modality").items() if pair[0] in present]),
    ]


def _by_words(pairs: Any) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda pair: (pair[1].casefold(), pair[0]))
