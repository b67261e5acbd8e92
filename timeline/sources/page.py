"""An HTML page as a source: its main text by trafilatura, its citation from what the page itself states.

trafilatura's own date falls back on dates in the running text and in image names; a publication
date that nobody stated is worse than none, so only metadata counts here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any

from timeline.model.problems import Problem, ProblemError
from timeline.sources.found import Stated, Text, one_line

_SNIFF = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_DATES = (
    ("article:published_time", "og:article:published_time", "datepublished"),
    (
        "parsely-pub-date",
        "sailthru.date",
        "citation_publication_date",
        "dcterms.issued",
        "dc.date.issued",
        "dc.date",
        "dcterms.date",
        "publication_date",
        "publish-date",
        "publishdate",
        "pubdate",
        "date",
    ),
)
"""Names under which pages state their publication date; the second group counts where the first is silent."""
_ARTICLE_TYPES = ("Article", "Report", "BlogPosting")


def is_page(text: str) -> bool:
    """Whether ``text`` begins as an HTML document does."""
    return _SNIFF.match(text[:4096]) is not None


def read_page(html: str, where: str) -> Text:
    """The article of a page; raises ProblemError where it has no main text."""
    text = main_text(html, where)
    stated, no_date = citation(html)
    return Text(where, text, stated, no_date)


def main_text(html: str, where: str) -> str:
    """The main text of a page; raises ProblemError where it has none."""
    import trafilatura

    document = trafilatura.bare_extraction(html, include_comments=False)
    text = getattr(document, "text", None)
    if not text:
        raise ProblemError(
            Problem("no article text found in the page", where, "save the text itself as a .txt file and read that")
        )
    return str(text)


def citation(html: str) -> tuple[Stated, str]:
    """What the page says of itself, and why its date is not known where it is not."""
    said = _Head()
    said.feed(html)
    said.close()
    linked = [item for script in said.scripts for item in _articles(script)]
    meta = said.meta
    published, no_date = _published(said, linked)
    url = next((u for u in (said.canonical, *meta.get("og:url", ())) if u and re.match(r"https?://", u)), None)
    title = _first(meta, "og:title", "citation_title") or _of(linked, "headline") or said.heading or said.title
    publisher = _first(meta, "og:site_name", "citation_publisher", "dc.publisher") or _publisher(linked)
    language = (said.language or _of(linked, "inLanguage") or "").replace("_", "-")
    tag = re.fullmatch(r"([A-Za-z]{2,3})((?:-[A-Za-z0-9]+)*)", language)
    return (
        Stated(
            published=published,
            publisher=one_line(publisher or ""),
            title=one_line(title or ""),
            url=url,
            language=tag[1].lower() + tag[2] if tag else None,
        ),
        no_date,
    )


def _published(said: _Head, linked: list[dict[str, Any]]) -> tuple[str | None, str]:
    firm = [value for item in linked if isinstance(value := item.get("datePublished"), str)]
    firm += [value for name in _DATES[0] for value in said.meta.get(name, ())]
    written = firm or [value for name in _DATES[1] for value in said.meta.get(name, ())]
    days: dict[date, str] = {}
    instants: dict[datetime, datetime] = {}
    for value in written:
        day = _day(value)
        if day is None:
            return None, f"gives its publication date as {value[:60]!r}, which is no year-first date"
        instant = _instant(value)
        if instant is None:
            days[day] = value
            continue
        # one moment written twice, in UTC and in the publisher's zone: the publisher's day is the date line
        known = instants.get(instant)
        if known is None or not known.utcoffset():
            instants[instant] = datetime.fromisoformat(value.strip())
    days |= {moment.date(): moment.isoformat() for moment in instants.values()}
    if not days:
        return None, "says no publication date in its metadata"
    if len(days) > 1:
        return None, f"gives more than one publication date: {', '.join(str(day) for day in sorted(days))}"
    return str(next(iter(days))), ""


def _day(value: str) -> date | None:
    found = re.match(r"\s*(\d{4})([-/.]?)(\d\d)\2(\d\d)(?!\d)", value) or re.match(
        r"\s*(\d{4})([-/.])(\d\d)\2(\d\d)", value
    )
    try:
        return date(int(found[1]), int(found[3]), int(found[4])) if found else None
    except ValueError:
        return None


def _instant(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None


def _articles(script: str) -> Iterator[dict[str, Any]]:
    """The articles that a JSON-LD block describes at its top; related and listed ones lie deeper."""
    try:
        value = json.loads(script)
    except ValueError:
        return
    items = value if isinstance(value, list) else [value]
    for item in items:
        if not isinstance(item, dict):
            continue
        graph = item.get("@graph")
        for node in [item, *(graph if isinstance(graph, list) else [])]:
            if not isinstance(node, dict):
                continue
            types = node.get("@type", "")
            names = [name for name in (types if isinstance(types, list) else [types]) if isinstance(name, str)]
            if any(name.endswith(_ARTICLE_TYPES) for name in names):
                yield node


def _publisher(linked: list[dict[str, Any]]) -> str | None:
    for item in linked:
        publisher = item.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str):
            return name
    return None


def _of(linked: list[dict[str, Any]], key: str) -> str | None:
    return next((value for item in linked if isinstance(value := item.get(key), str) and value.strip()), None)


def _first(meta: dict[str, list[str]], *names: str) -> str | None:
    return next((value for name in names for value in meta.get(name, ()) if value.strip()), None)


@dataclass
class _Head(HTMLParser):
    """Collects what a page states of itself; a mutable parser, because that is html.parser's shape."""

    meta: dict[str, list[str]] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)
    canonical: str | None = None
    language: str | None = None
    title: str | None = None
    heading: str | None = None
    _inside: str | None = None
    _words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note metadata, and the beginning of an element whose words count."""
        said = {name: value or "" for name, value in attrs}
        content = said.get("content") or said.get("datetime") or ""
        if tag in ("meta", "time", "span") and content.strip():
            for name in {said.get(key, "").lower() for key in ("property", "name", "itemprop")} - {""}:
                self.meta.setdefault(name, []).append(content)
        if tag == "time" and "pubdate" in said and content:
            self.meta.setdefault("pubdate", []).append(content)
        elif tag == "link" and "canonical" in said.get("rel", "").lower().split():
            self.canonical = self.canonical or said.get("href")
        elif tag == "html":
            self.language = self.language or said.get("lang") or said.get("xml:lang")
        elif (
            (tag == "script" and said.get("type", "").lower() == "application/ld+json")
            or (tag == "title" and self.title is None)
            or (tag == "h1" and self.heading is None)
        ):
            self._inside, self._words = tag, []

    def handle_data(self, data: str) -> None:
        """Collect the words of the element that counts."""
        if self._inside:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Keep what was collected."""
        if tag != self._inside:
            return
        words, self._inside = "".join(self._words), None
        if tag == "script":
            self.scripts.append(words)
        elif tag == "title":
            self.title = one_line(words)
        else:
            self.heading = one_line(words)
