"""The events as TimelineJS reads them: JSON with one slide an event, in rows by issue."""

from __future__ import annotations

import datetime as dt
import json
from html import escape
from typing import Any

from timeline.exchange.names import date_words, web_address
from timeline.exchange.publication import Document, LeftOut, Publication
from timeline.model.events import EventBase
from timeline.model.wording import count, joined


def timelinejs(publication: Publication) -> Document:
    """The slides; a date that is no day is a span with its words, and what has no first or last day is left out."""
    slides, left_out = [], LeftOut()
    for event in publication.events:
        if event.date is None:
            left_out.add("the date is not known")
        elif event.date.first is None or event.date.last is None:
            left_out.add("the date has no known beginning or end, and a slide needs both")
        else:
            slides.append(_slide(publication, event, event.date.first, event.date.last))
    title = {"text": {"headline": escape(publication.title), "text": _subtitle(publication)}}
    whole = {"title": title, "events": slides, "scale": "human"}
    return Document(
        json.dumps(whole, ensure_ascii=False, indent=1) + "\n", count(len(slides), "slide"), left_out.said()
    )


def _slide(publication: Publication, event: EventBase, first: dt.date, last: dt.date) -> dict[str, Any]:
    slide: dict[str, Any] = {"unique_id": event.event_id, "start_date": _date(first)}
    if last != first:
        slide["end_date"] = _date(last)
    slide["display_date"] = date_words(event.date)
    slide["text"] = {"headline": escape(event.summary), "text": _text(publication, event)}
    if event.issues:
        slide["group"] = publication.issue_name(event, event.issues[0])
    slide["autolink"] = False
    return slide


def _date(day: dt.date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _subtitle(publication: Publication) -> str:
    told = [negotiation.description for negotiation in publication.negotiations.values() if negotiation.description]
    return "".join(f"<p>{escape(each)}</p>" for each in told)


def _text(publication: Publication, event: EventBase) -> str:
    """What the slide says below the headline, as HTML: the viewer puts it into the page as it stands."""
    facts: list[str] = [event.type, f"told as {event.modality}"] if event.modality != "actual" else [event.type]
    facts.append(joined(map(publication.party_name, event.parties)) or "parties not known")
    if event.actors:
        facts.append(joined(map(publication.actor_name, event.actors)))
    if event.reported_by:
        facts.append(f"by the account of {event.reported_by}")
    parts = [f"<p>{escape('; '.join(facts))}</p>"]
    for span in event.evidence:
        article = publication.articles[span.article_id]
        address = web_address(article.url)
        label = escape(article.label)
        source = f'<a href="{escape(address)}" rel="noopener">{label}</a>' if address else label
        parts.append(f"<blockquote>{escape(span.quote)}</blockquote><p>{source}</p>")
    return "".join(parts)
