"""Data of a timeline page with more events than a browser can lay out at once: compact, and unpacked in slices.

The page then draws counts by lane and span, and glyphs as soon as few enough are in sight; rows and cards are
made when they are looked at.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from gzip import compress
from html import escape
from itertools import islice
from typing import Any

from timeline.model.events import EVENT_TYPES
from timeline.model.state import Dossier
from timeline.report.cards import Card, each_card
from timeline.report.figure import QUIET, STRUCK, TIE, ground, heading, plain_figure
from timeline.report.glyphs import GLYPHS
from timeline.report.html import script_json, shown_json
from timeline.report.lanes import JOINT, is_dated
from timeline.report.locales import SOURCE, _, locale, ngettext
from timeline.report.quotes import safe_url
from timeline.report.words import (
    actor_name,
    date_words,
    first_capital,
    issue_name,
    join,
    label,
    labels,
    party_name,
)

MANY = 600
"""More events than this are drawn by their counts where too many are in sight, listed and opened when looked at."""
FEW = 300
"""Rows and cards that such a page holds for readers without scripts."""
_SLICE = 2000
_PACKET = 200
"""Events whose cards are packed together: a page opens one packet to show a card."""


def large_data(dossier: Dossier, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What the script needs beside the packed events."""
    dated = [row for row in rows if is_dated(row)]
    ends = [
        *sorted(dated, key=lambda row: (row["date_first"] or row["date_last"], row["event_id"]))[:1],
        *sorted(dated, key=lambda row: (row["date_last"] or row["date_first"], row["event_id"]))[-1:],
        *[row for row in rows if not is_dated(row)][:1],
    ]
    layout = plain_figure(ends, "type", as_of=dossier.state.as_of)["layout"]
    lanes = {
        "issue": [*sorted(dossier.issues, key=lambda id: issue_name(dossier, id).casefold()), ""],
        "party": [*sorted(dossier.parties, key=lambda code: party_name(dossier, code).casefold()), JOINT, ""],
        "type": list(EVENT_TYPES),
    }
    names = {
        "issue": {id: issue_name(dossier, id) for id in dossier.issues} | {"": _("No issue named")},
        "party": {code: party_name(dossier, code) for code in dossier.parties}
        | {JOINT: _("Jointly"), "": _("No party named")},
        "type": labels("type"),
    }
    return {
        "layout": layout,
        "packet": _PACKET,
        "foreign": "" if locale() == SOURCE else SOURCE,
        "tie": TIE,
        "quiet": QUIET,
        "struck": STRUCK,
        "ground": ground(0, -1, "y"),
        "heading": heading("", 0, "y"),
        "lanes": lanes,
        "names": {
            by: {lane: f"<b>{escape(words)}</b>" for lane, words in named.items()} for by, named in names.items()
        },
        "types": {
            type: {"symbol": glyph.symbol, "colour": glyph.colour, "words": label("type", type)}
            for type, glyph in GLYPHS.items()
        },
        "modalities": labels("modality"),
        "say": {
            "bin": _("{n} events"),
            "one": ngettext("{n} event", "{n} events", 1),
            "undated": _("{n} events without a date are listed in the table only."),
            "single": _("single source"),
            "parties": _("Parties"),
            "people": _("People"),
            "issues": _("Issues"),
            "date": _("Date"),
            "by": _("By"),
            "terms": _("Terms"),
            "who": _("Who says so"),
            "quotations": _("Quotations"),
            "linked": _("Linked events"),
            "history": _("History"),
            "absent": _("not part of this page"),
            "none": _("not told"),
            "noParty": _("no party named"),
            "noIssue": _("no issue named"),
            "more": _("The first {n} of {all}; search and filters reach the others."),
        },
    }


def packed_events(dossier: Dossier, rows: Sequence[dict[str, Any]], single: Iterable[bool]) -> str:
    """Every event as a row of a JSON list, in slices of a line each, compressed, in base64."""
    articles = {id: place for place, id in enumerate(sorted(dossier.articles))}
    cited = [
        [article.publisher or _("publisher unknown"), date_words(article.published), article.title or "",
         safe_url(article.url), article.language, "" if safe_url(article.url) else article.url or ""]
        for article in (dossier.articles[id] for id in sorted(dossier.articles))
    ]  # fmt: skip
    people = {id: actor_name(dossier, id) for id in dossier.actors}
    lines = [script_json({"articles": cited, "people": people})]
    listed = [
        [
            event.event_id,
            row["type"],
            row["modality"],
            row["certainty"] if event.type == "deadline" else "",
            row["parties"],
            row["by_parties"],
            row["issues"],
            row["actors"],
            row["date_first"].isoformat() if row["date_first"] else "",
            row["date_last"].isoformat() if row["date_last"] else "",
            date_words(event.date),
            event.summary,
            int(alone),
            [[articles.get(part.article_id, -1), part.quote] for part in event.evidence],
            row["responds_to"],
        ]
        for event, row, alone in zip(dossier.events, rows, single, strict=True)
    ]
    lines += [shown_json(listed[start : start + _SLICE]) for start in range(0, len(listed), _SLICE)]
    return _packed("\n".join(lines))


def packed_cards(dossier: Dossier) -> str:
    """What the cards tell beyond the packed events, in packets of a line each, every one compressed, in base64."""
    told, packets = map(_told, each_card(dossier, dossier.events)), []
    while packet := list(islice(told, _PACKET)):
        packets.append(_packed(shown_json(packet)))
    return "\n".join(packets)


def _told(card: Card) -> dict[str, Any]:
    """One card, without what the packed events have of it."""
    publishers = join(card.publishers) or _("see the quotations")
    who = _("{who}, as reported by {publishers}", who=card.reported_by, publishers=publishers)
    return {
        "by": card.by,
        "date": f" ({card.edtf})" if card.edtf and not card.exact else "",
        "details": [[first_capital(name), said] for name, said in card.details],
        "terms": card.terms,
        "who": (who if card.reported_by else publishers) + (f" ({card.backing})" if card.backing else ""),
        "around": [
            [quote.before, quote.after, _("Note: {note}.", note=quote.note) if quote.note else ""]
            for quote in card.quotations
        ],
        "ties": [[tie.relation, tie.event_id] for tie in card.ties],
        "history": [
            [
                first_capital(revision.action), revision.when, revision.author, revision.reason,
                [[first_capital(change.field), change.before, change.after] for change in revision.differences],
            ]
            for revision in card.revisions
        ],
    }  # fmt: skip


def _packed(text: str) -> str:
    return b64encode(compress(text.encode(), 6, mtime=0)).decode()
