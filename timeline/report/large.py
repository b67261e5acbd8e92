"""Data of a timeline page with more events than a browser can lay out at once: compact, and unpacked in slices.

The page then draws counts by lane and span, and glyphs as soon as few enough are in sight; rows and cards are
made when they are looked at.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Sequence
from gzip import compress
from html import escape
from typing import Any

from timeline.model.events import EVENT_TYPES
from timeline.model.state import Dossier
from timeline.report.figure import ground, heading, plain_figure
from timeline.report.glyphs import GLYPHS
from timeline.report.html import script_json
from timeline.report.lanes import JOINT, is_dated
from timeline.report.locales import _
from timeline.report.quotes import safe_url
from timeline.report.words import actor_name, date_words, issue_name, label, labels, party_name

MANY = 2000
"""More events than this are drawn by their counts."""
FEW = 300
"""Rows and cards that such a page holds for readers without scripts."""
_SLICE = 4000


def large_data(dossier: Dossier, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What the script needs beside the packed events."""
    dated = [row for row in rows if is_dated(row)]
    ends = [
        min(dated, key=lambda row: (row["date_first"] or row["date_last"], row["event_id"])),
        max(dated, key=lambda row: (row["date_last"] or row["date_first"], row["event_id"])),
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
            "undated": _("{n} events without a date are listed in the table only."),
            "single": _("single source"),
            "parties": _("Parties"),
            "people": _("People"),
            "issues": _("Issues"),
            "date": _("Date"),
            "quotations": _("Quotations"),
            "none": _("not told"),
            "more": _("The first {n} of {all}; search and filters reach the others."),
        },
    }


def packed_events(dossier: Dossier, rows: Sequence[dict[str, Any]], single: Iterable[bool]) -> str:
    """Every event as a row of a JSON list, in slices of a line each, compressed, in base64."""
    articles = {id: place for place, id in enumerate(sorted(dossier.articles))}
    cited = [
        [article.publisher or _("publisher unknown"), date_words(article.published), article.title or "",
         safe_url(article.url)]
        for article in (dossier.articles[id] for id in sorted(dossier.articles))
    ]  # fmt: skip
    people = {id: actor_name(dossier, id) for id in dossier.actors}
    lines = [script_json({"articles": cited, "people": people})]
    listed = [
        [
            event.event_id,
            row["type"],
            event.modality,
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
        ]
        for event, row, alone in zip(dossier.events, rows, single, strict=True)
    ]
    lines += [
        json.dumps(listed[start : start + _SLICE], ensure_ascii=False, separators=(",", ":"))
        for start in range(0, len(listed), _SLICE)
    ]
    return b64encode(compress("\n".join(lines).encode(), 6, mtime=0)).decode()
