"""The evidence as annotations of the sources (W3C Web Annotation): each quotation with what it proves."""

from __future__ import annotations

import json
from typing import Any

from timeline.exchange.names import event_uuid, part_uuid, text_iri, web_address, whole_uuid
from timeline.exchange.publication import Document, LeftOut, Publication
from timeline.model.article import Article
from timeline.model.events import EventBase, Evidence
from timeline.model.ledger import instant_text
from timeline.model.wording import count

CONTEXT = 32
"""Characters before and after a quotation that tell it from the same words elsewhere in the text."""


def annotate(publication: Publication) -> Document:
    """One annotation a quotation, as one AnnotationPage."""
    left_out = LeftOut()
    items = [
        _annotation(publication, event, number, span, left_out)
        for event in publication.events
        for number, span in enumerate(event.evidence)
    ]
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:uuid:{part_uuid(whole_uuid(publication.origin), 'annotations')}",
        "type": "AnnotationPage",
        "items": items,
    }
    text = json.dumps(page, ensure_ascii=False, indent=1) + "\n"
    return Document(text, count(len(items), "annotation"), left_out.said())


def _annotation(
    publication: Publication, event: EventBase, number: int, span: Evidence, left_out: LeftOut
) -> dict[str, Any]:
    entries = publication.history[event.event_id]
    article = publication.articles[span.article_id]
    if web_address(article.url) is None:
        left_out.note("on a stored text that has no web address", noun="annotation")
    place = f"{span.article_id} {span.start} {span.end}"
    tags = [event.event_id, event.type, event.modality, *(publication.issue_name(event, id) for id in event.issues)]
    return {
        "id": f"urn:uuid:{part_uuid(event_uuid(entries), f'evidence {number} {place}')}",
        "type": "Annotation",
        "motivation": "describing",
        "creator": {"name": entries[0].author},
        "created": instant_text(entries[0].recorded_at),
        "modified": instant_text(entries[-1].recorded_at),
        "generator": {"type": "Software", "name": "timeline"},
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": event.summary},
            *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags),
        ],
        "target": _target(article, span),
    }


def _target(article: Article, span: Evidence) -> dict[str, Any]:
    """The place: in the page where there is one; the offsets are those of the text as it was stored, and say so."""
    address, stored = web_address(article.url), text_iri(article)
    target: dict[str, Any] = {"type": "SpecificResource", "source": address or stored}
    if address:
        target["state"] = {"type": "TimeState", "cached": stored}
    text = article.text
    target["selector"] = [
        {
            "type": "TextQuoteSelector",
            "exact": span.quote,
            "prefix": text[max(0, span.start - CONTEXT) : span.start],
            "suffix": text[span.end : span.end + CONTEXT],
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]
    return target
