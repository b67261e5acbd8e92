"""TimelineJS, Web Annotation and CSL: each valid by its own form, and read by what is not this program."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import lxml.html
import pytest

from timeline.exchange.annotation import annotate
from timeline.exchange.citation import citations, issued
from timeline.exchange.publication import Publication
from timeline.exchange.timelinejs import timelinejs
from timeline.model.edtf import Edtf

from .conftest import Told


def closed(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


TEXT = {"type": "string"}
NUMBER = {"type": "integer"}
SLIDE_DATE = closed(
    {"year": NUMBER, "month": {"enum": list(range(1, 13))}, "day": {"enum": list(range(1, 32))}, "display_date": TEXT},
    "year",
)
SLIDE_TEXT = closed({"headline": TEXT, "text": TEXT})
TIMELINEJS = closed(
    {
        "title": closed({"text": SLIDE_TEXT}),
        "events": {
            "type": "array",
            "items": closed(
                {
                    "start_date": SLIDE_DATE, "end_date": SLIDE_DATE, "text": SLIDE_TEXT, "group": TEXT,
                    "display_date": TEXT, "autolink": {"type": "boolean"}, "unique_id": TEXT,
                },
                "start_date",
            ),
        },
        "scale": {"enum": ["human", "cosmological"]},
    },
    "events",
)  # fmt: skip
"""The JSON format as TimelineJS documents it (timeline.knightlab.com/docs/json-format.html)."""

IRI = {"type": "string", "pattern": r"^(https?://[^\s]+|urn:uuid:[0-9a-f-]{36}|ni:///sha-256;[A-Za-z0-9_-]{43})$"}
INSTANT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$"}
ANNOTATION_PAGE = closed(
    {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": IRI,
        "type": {"const": "AnnotationPage"},
        "items": {
            "type": "array",
            "items": closed(
                {
                    "id": IRI, "type": {"const": "Annotation"}, "motivation": {"const": "describing"},
                    "creator": {"type": "object"}, "created": INSTANT, "modified": INSTANT, "generator": {"type": "object"},
                    "body": {"type": "array", "items": {"properties": {"type": {"const": "TextualBody"}, "purpose": {"enum": ["describing", "tagging"]}}}},
                    "target": closed(
                        {"type": {"const": "SpecificResource"}, "source": IRI, "selector": {"type": "array", "minItems": 2}, "state": closed({"type": {"const": "TimeState"}, "cached": IRI}, "cached")},
                        "source", "selector",
                    ),
                },
                "id", "type", "target",
            ),
        },
    },
    "@context", "id", "type", "items",
)  # fmt: skip
"""What the Web Annotation Data Model (W3C, 2017) asks of the parts that are used."""

DATE = {
    "anyOf": [
        closed({"date-parts": {"type": "array", "minItems": 1, "maxItems": 2, "items": {"type": "array", "items": NUMBER, "minItems": 1, "maxItems": 3}}, "circa": {"type": "boolean"}}, "date-parts"),
        closed({"literal": TEXT}, "literal"),
    ]
}  # fmt: skip
CSL = {
    "type": "array",
    "items": closed(
        {
            "id": TEXT, "type": {"enum": ["webpage", "document"]}, "title": TEXT, "container-title": TEXT,
            "publisher": TEXT, "issued": DATE, "URL": TEXT, "language": TEXT, "number": TEXT,
        },
        "id", "type",
    ),
}  # fmt: skip
"""The parts of CSL's schema of input data that are used (citationstyles.org, csl-data.json)."""


def test_each_is_valid_by_its_form(shipped: Publication) -> None:
    for write, schema in ((timelinejs, TIMELINEJS), (annotate, ANNOTATION_PAGE), (citations, CSL)):
        jsonschema.Draft202012Validator(schema).validate(json.loads(write(shipped).text))


SLIDES = [
    ("2025-09-24", (24, None), "2025-09-24"),
    ("2025-09", (1, 30), "2025-09, day not known"),
    ("2025-09-12/2025-09-13", (12, 13), "2025-09-12 to 2025-09-13"),
    ("2025-09-24?", (24, None), "perhaps 2025-09-24"),
]


@pytest.mark.parametrize(("when", "days", "said"), SLIDES)
def test_a_slide_is_as_wide_as_its_date_is_vague(
    told: Told, when: str, days: tuple[int, int | None], said: str
) -> None:
    (slide,) = json.loads(timelinejs(told(f"{when} meeting KR+US cash @2025-10-01")[1]).text)["events"]
    assert (slide["start_date"]["day"], slide.get("end_date", {}).get("day")) == days
    assert slide["display_date"] == said


def test_what_a_source_says_is_text_on_a_slide_and_never_markup(told: Told) -> None:
    _, publication = told(
        '2025-09-01 proposal KR>US cash "summary=<img src=x onerror=alert(1)> & more" modality=planned'
    )
    (slide,) = json.loads(timelinejs(publication).text)["events"]
    page = lxml.html.fromstring(f"<div><h1>{slide['text']['headline']}</h1>{slide['text']['text']}</div>")
    assert {element.tag for element in page.iter()} <= {"div", "h1", "p", "blockquote", "a"}
    assert page.findtext("h1") == "<img src=x onerror=alert(1)> & more"
    assert "told as planned" in page.text_content()


def test_what_has_no_day_has_no_slide_and_is_counted(shipped: Publication) -> None:
    document = timelinejs(shipped)
    slides = json.loads(document.text)["events"]
    assert len(slides) + sum(int(line.split()[0]) for line in document.left_out) == len(shipped.events)


def test_another_program_finds_every_quotation_by_its_words_alone_and_by_its_place(shipped: Publication) -> None:
    texts = {event.event_id: event for event in shipped.events}
    page = json.loads(annotate(shipped).text)
    assert len(page["items"]) == sum(len(event.evidence) for event in shipped.events)
    assert len({item["id"] for item in page["items"]}) == len(page["items"])
    for item in page["items"]:
        quote, position = item["target"]["selector"]
        cited = {span.article_id for span in texts[item["body"][1]["value"]].evidence}
        found = [
            match.start() + len(quote["prefix"])
            for id in cited
            for match in re.finditer(
                "(?=" + re.escape(quote["prefix"] + quote["exact"] + quote["suffix"]) + ")", shipped.articles[id].text
            )
        ]
        assert position["start"] in found
        assert position["end"] - position["start"] == len(quote["exact"])


def test_the_text_that_offsets_count_in_is_named_by_its_hash(shipped: Publication) -> None:
    from base64 import urlsafe_b64encode
    from hashlib import sha256

    names = {
        "ni:///sha-256;" + urlsafe_b64encode(sha256(article.text.encode()).digest()).decode().rstrip("=")
        for article in shipped.articles.values()
    }
    for item in json.loads(annotate(shipped).text)["items"]:
        target = item["target"]
        assert target.get("state", {}).get("cached", target["source"]) in names


ISSUED = [
    ("2025-09-24", {"date-parts": [[2025, 9, 24]]}),
    ("2025-09", {"date-parts": [[2025, 9]]}),
    ("2025", {"date-parts": [[2025]]}),
    ("2025-09~", {"date-parts": [[2025, 9]], "circa": True}),
    ("2025-09-01/2025-09-03", {"date-parts": [[2025, 9, 1], [2025, 9, 3]]}),
    ("2025-23", {"literal": "autumn of 2025"}),
    ("2025-09-01/..", {"literal": "from 2025-09-01, end open"}),
    ("202X", {"literal": "202X, day not known"}),
    ("2025-XX", {"literal": "2025-XX, day not known"}),
]


@pytest.mark.parametrize(("date", "expected"), ISSUED)
def test_a_source_is_dated_as_precisely_as_it_is_known(date: str, expected: dict[str, Any]) -> None:
    assert issued(Edtf.parse(date)) == expected


@pytest.mark.slow
def test_a_citation_processor_makes_a_bibliography_of_every_source(shipped: Publication) -> None:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    items = json.loads(citations(shipped).text)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    made = [str(entry) for entry in bibliography.bibliography()]
    assert len(made) == len(items) == len(shipped.articles)
    for item in items[:20]:
        start = item["title"][:20].rstrip()
        assert any(start in entry and str(item["issued"]["date-parts"][0][0]) in entry for entry in made), item
