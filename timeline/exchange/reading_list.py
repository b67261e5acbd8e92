"""Reading lists that others keep: CSL JSON, RIS, RSS, Atom, GDELT, as web addresses with what the list says.

A list cites articles and does not hold them: the texts are read where the addresses lead.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from xml.sax import SAXException

from timeline.exchange.names import one_line, web_address
from timeline.model.edtf import Edtf, edtf
from timeline.model.jsonlines import value_of
from timeline.model.problems import Problem, ProblemError


@dataclass(frozen=True)
class Cited:
    """One article as a list cites it."""

    address: str
    title: str | None = None
    publisher: str | None = None
    published: Edtf | None = None
    """As precise as the list has it; None where it does not say, or says it in words."""


@dataclass(frozen=True)
class ArticleList:
    """The articles that a list cites, and what of it could not be taken."""

    articles: tuple[Cited, ...]
    passed_over: tuple[Problem, ...] = ()


def read_list(text: str, where: str) -> ArticleList | None:
    """The list that ``text`` is; None where it is in none of the formats.

    Raises ProblemError where it is in one of them and broken. Addresses are ``http`` and ``https`` only.
    """
    start = text.lstrip("\ufeff \t\r\n")[:400]
    if start.partition("\n")[0].count("\t") >= 57 or re.match(
        r'\{[^\n]*"SOURCEURL"', text.lstrip("\ufeff"), re.IGNORECASE
    ):
        found = _gdelt(text, where)
    elif re.match(r"[\[{]\s*[\[{\"\]}]", start):
        found = _csl(text, where)
    elif re.match(r"(\d+\.\s+)?TY {1,2}- ", start):
        found = _ris(text, where)
    elif re.match(r"<(\?xml|rss|feed|rdf:RDF)", start, re.IGNORECASE):
        found = _feed(text, where)
    else:
        return None
    entries = list(found)
    cited = [each for each in entries if isinstance(each, Cited)]
    return ArticleList(tuple(cited), tuple(each for each in entries if isinstance(each, Problem)))


def _csl(text: str, where: str) -> Iterable[Cited | Problem]:
    whole = value_of(text, where)
    items = whole.get("items") if isinstance(whole, dict) else whole
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise ProblemError(Problem("is no CSL JSON", where, "a list of items, each with id, type and URL"))
    return [
        _cited(
            f"{where} item {item.get('id', number)}",
            item.get("URL"),
            item.get("title"),
            item.get("container-title") or item.get("publisher"),
            _csl_date(item.get("issued")),
        )
        for number, item in enumerate(items, start=1)
    ]


def _csl_date(issued: Any) -> Edtf | None:
    """The inverse of what ``publish csl`` writes: parts, a span of two, about."""
    if isinstance(issued, str):
        return edtf(issued)
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    if not isinstance(parts, list) or not parts or not all(isinstance(part, list) and part for part in parts):
        return None
    try:
        days = ["-".join(f"{int(n):0{4 if k == 0 else 2}d}" for k, n in enumerate(part[:3])) for part in parts[:2]]
    except (TypeError, ValueError):
        return None
    hedge = "~" if issued.get("circa") else ""
    return edtf("/".join(f"{day}{hedge}" for day in days))


def _gdelt(text: str, where: str) -> Iterable[Cited | Problem]:
    """The articles of GDELT's event table, tab-separated with the address last or as JSON Lines, each once.

    Its days are those of the events and of the coding, not of publication, so no date is taken.
    """
    seen: dict[str, Cited | Problem] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        at = f"{where}:{number}"
        if "\t" in line:
            address: Any = line.rstrip("\r").rpartition("\t")[2]
        else:
            values = value_of(line, at)
            address = (
                next((v for k, v in values.items() if k.upper() == "SOURCEURL"), None)
                if isinstance(values, dict)
                else None
            )
        cited = _cited(at, address, None, None, None)
        seen.setdefault(cited.address if isinstance(cited, Cited) else at, cited)
    return seen.values()


def _ris(text: str, where: str) -> Iterable[Cited | Problem]:
    import rispy

    try:
        entries = rispy.loads(text.lstrip("\ufeff"))
    except (OSError, ValueError) as error:
        raise ProblemError(Problem(f"is no RIS: {error}", where)) from error
    found = []
    for number, entry in enumerate(entries, start=1):
        links = [*entry.get("urls", ()), entry.get("url"), entry.get("file_attachments1"), entry.get("link_to_pdf")]
        address = next((link for link in links if isinstance(link, str) and web_address(link.strip())), None)
        date = str(entry.get("date") or entry.get("year") or "").strip("/ ")
        publisher = entry.get("secondary_title") or entry.get("journal_name") or entry.get("publisher")
        title = entry.get("title") or entry.get("primary_title")
        found.append(_cited(f"{where} entry {number}", address, title, publisher, edtf(date.replace("/", "-"))))
    return found


def _feed(text: str, where: str) -> Iterable[Cited | Problem]:
    import feedparser

    read = feedparser.parse(
        io.BytesIO(text.encode("utf-8")), response_headers={"content-type": "application/xml; charset=utf-8"}
    )
    if not read.version:
        told = str(read.get("bozo_exception") or "it is XML of another kind").partition("\n")[0]
        raise ProblemError(Problem(f"is neither RSS nor Atom: {told}", where))
    publisher = read.feed.get("title")
    entries = [
        _cited(
            f"{where} entry {number}",
            entry.get("link"),
            entry.get("title"),
            publisher,
            _feed_date(entry.get("published") or entry.get("updated")),
        )
        for number, entry in enumerate(read.entries, start=1)
    ]
    if isinstance(read.get("bozo_exception"), SAXException):
        told = f"is broken: {str(read.bozo_exception).partition(chr(10))[0]}"
        return [*entries, Problem(told, where, f"its first {len(entries)} entries are taken; more may be missing")]
    return entries


def _feed_date(text: str | None) -> Edtf | None:
    """The day as the feed writes it, in the feed's own time zone: news is dated where it is published."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return Edtf.of(read(text or "").date())
        except (TypeError, ValueError):
            continue
    return None


def _cited(where: str, address: Any, title: Any, publisher: Any, published: Edtf | None) -> Cited | Problem:
    link = web_address(address.strip()) if isinstance(address, str) else None
    if link is None:
        named = f' "{title}"' if isinstance(title, str) else ""
        return Problem(f"has no web address{named}, and was passed over", where, "take its text in as a file")
    return Cited(link, one_line(title), one_line(publisher), published)
