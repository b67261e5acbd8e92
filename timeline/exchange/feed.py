"""What changed on the record, as a feed to subscribe to (Atom, RFC 4287): one entry a change, latest first.

An event that was withdrawn within a day of its recording is left out: it was a slip, and nobody's news.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from timeline.exchange.names import date_words, event_uuid, part_uuid, web_address, whole_uuid, xml_text
from timeline.exchange.publication import Document, LeftOut, Publication
from timeline.model.events import EventBase
from timeline.model.ledger import Entry, instant_text
from timeline.model.wording import count, joined

MOST = 1000
"""Entries that a feed has at most: readers fetch it whole, again and again."""
_ATOM = "http://www.w3.org/2005/Atom"
_NEWS = {"record": "New", "amend": "Corrected", "retract": "Withdrawn"}


def feed(publication: Publication) -> Document:
    """The feed of every change of every event, ``updated`` by the record's clock; with none, when the record began."""
    from lxml import etree

    kept = [entries for entries in publication.history.values() if not _is_slip(entries)]
    changes = sorted(
        ((entry, number, entries) for entries in kept for number, entry in enumerate(entries, start=1)),
        key=lambda change: (change[0].recorded_at, change[0].id, change[1]),
        reverse=True,
    )
    left_out = LeftOut()
    left_out.add("withdrawn within a day", len(publication.history) - len(kept))
    left_out.add(f"a feed has the latest {MOST:,}", max(len(changes) - MOST, 0), "change")
    root: Any = etree.Element("feed", nsmap={None: _ATOM})
    _text(root, "id", f"urn:uuid:{whole_uuid(publication.origin)}")
    _text(root, "title", publication.title or "No negotiation")
    _text(root, "subtitle", "What was recorded, corrected and withdrawn")
    _text(root, "updated", instant_text(changes[0][0].recorded_at if changes else publication.begun))
    _text(root, "generator", "timeline")
    for entry, number, entries in changes[:MOST]:
        root.append(_entry(publication, entry, number, entries))
    etree.indent(root)
    text = etree.tostring(root, xml_declaration=True, encoding="utf-8").decode("utf-8") + "\n"
    return Document(text, count(min(len(changes), MOST), "change"), left_out.said())


def _is_slip(entries: tuple[Entry, ...]) -> bool:
    return entries[-1].action == "retract" and entries[-1].recorded_at - entries[0].recorded_at < timedelta(days=1)


def _entry(publication: Publication, entry: Entry, number: int, entries: tuple[Entry, ...]) -> Any:
    from lxml import etree

    event = next(e.record for e in reversed(entries[:number]) if isinstance(e.record, EventBase))
    before = next((e.record for e in reversed(entries[: number - 1]) if isinstance(e.record, EventBase)), None)
    one = etree.Element("entry")
    _text(one, "id", f"urn:uuid:{part_uuid(event_uuid(entries), f'change {number}')}")
    _text(one, "title", f"{_NEWS[entry.action]}: {event.summary}")
    _text(one, "updated", instant_text(entry.recorded_at))
    _text(one, "published", instant_text(entry.recorded_at))
    _text(etree.SubElement(one, "author"), "name", entry.author)
    for term in (event.type, event.modality, *event.issues):
        etree.SubElement(one, "category", term=term)
    cited = {
        e.article_id: publication.articles[e.article_id] for e in event.evidence if e.article_id in publication.articles
    }
    for address in dict.fromkeys(web_address(article.url) for article in cited.values()):
        if address:
            etree.SubElement(one, "link", rel="related", href=xml_text(address))
    content = _text(one, "content", "\n".join(_told(publication, entry, event, before)))
    content.set("type", "text")
    return one


def _told(publication: Publication, entry: Entry, event: EventBase, before: EventBase | None) -> list[str]:
    """The change in lines of plain text."""
    lines = [
        f"{event.event_id}, {event.type}, told as {event.modality}",
        f"Date: {date_words(event.date)}",
        f"Parties: {joined(map(publication.party_name, event.parties)) or 'not known'}",
    ]
    if entry.reason:
        lines.append(f"Why: {entry.reason}")
    if entry.action == "amend" and before is not None:
        was, now = before.to_json(), event.to_json()
        for name in dict.fromkeys([*was, *now]):
            if was.get(name) != now.get(name):
                lines.append(f"{name}: {_plain(was.get(name))} → {_plain(now.get(name))}")
    for span in event.evidence:
        article = publication.articles.get(span.article_id)
        lines.append(f"“{span.quote}” ({article.label if article else span.article_id})")
    return lines


def _plain(value: Any) -> str:
    """A value of a record in words: of a quotation its words, of a figure or a tie its parts in a row."""
    match value:
        case None | []:
            return "nothing"
        case list():
            return "; ".join(map(_plain, value))
        case {"quote": quote}:
            return f"“{' '.join(quote.split())}”"
        case dict():
            return " ".join(_plain(part) for part in value.values())
        case int() | float():
            return f"{value:,.15g}"
        case _:
            return str(value)


def _text(parent: Any, name: str, text: str) -> Any:
    from lxml import etree

    element = etree.SubElement(parent, name)
    element.text = xml_text(text)
    return element
