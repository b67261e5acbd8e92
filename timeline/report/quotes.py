"""Quotations within their sentence, and the citation that goes with each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlsplit

from timeline.model.events import Evidence
from timeline.model.state import Dossier
from timeline.model.visible import visible
from timeline.report.locales import _
from timeline.report.words import date_words

_END = re.compile(r"""[.!?。！？]["'”’)\]]*\s+(?=["'“‘(\[]*[^\W\d_a-z]|["'“‘(\[]*\d)|\n+""")
_TITLES = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Gov|Sen|Rep|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|No|[A-Z])\.\s+\Z")
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation as a reader sees it."""

    before: str
    quote: str
    after: str
    language: str
    publisher: str
    date: str
    title: str
    url: str
    """An http or https address, or empty."""
    address: str
    """What the record gives as the address where that is no web link; empty otherwise."""
    note: str
    """What is wrong with the evidence, where something is; empty otherwise."""
    article_id: str


def safe_url(url: str | None) -> str:
    """``url`` if it is an absolute http or https address without control characters; empty otherwise.

    Signs that cannot be seen are percent-encoded: the address is the same.
    """
    if not url or any(ord(c) < 33 or ord(c) == 127 for c in url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return ""
    return "".join(c if visible(c) == c else quote(c) for c in url)


@lru_cache(maxsize=256)
def _breaks(text: str) -> tuple[tuple[int, int], ...]:
    """Where a sentence ends and where the next begins."""
    found = []
    for match in _END.finditer(text):
        if not _TITLES.search(text[max(0, match.end() - 12) : match.end()]):
            found.append((match.start() + len(match.group().rstrip()), match.end()))
    return tuple(found)


def sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after ``text[start:end]`` in its sentence or sentences.

    Cut with an ellipsis at a word where it is longer than 400 code points.
    """
    begin = max((after for _end, after in _breaks(text) if after <= start), default=0)
    finish = next((max(stop, end) for stop, after in _breaks(text) if after >= end), len(text))
    before, after = text[begin:start].lstrip(), text[end:finish].rstrip()
    if len(before) > _LONGEST:
        before = "… " + before[-_LONGEST:].partition(" ")[2]
    if len(after) > _LONGEST:
        after = after[:_LONGEST].rpartition(" ")[0] + " …"
    return before, after


def quotation(dossier: Dossier, evidence: Evidence) -> Quotation:
    """The evidence with its sentence and citation, as far as the dossier holds the article."""
    article = dossier.articles.get(evidence.article_id)
    if article is None:
        return Quotation(
            "", evidence.quote, "", "", "", "", "", "", "",
            _("the article is not part of this report"), evidence.article_id,
        )  # fmt: skip
    before, after, note = "", "", ""
    if article.text[evidence.start : evidence.end] == evidence.quote:
        before, after = sentence_around(article.text, evidence.start, evidence.end)
    else:
        note = _("the stored text has other words at this place")
    url = safe_url(article.url)
    return Quotation(
        before=before,
        quote=evidence.quote,
        after=after,
        language=article.language,
        publisher=article.publisher or _("publisher unknown"),
        date=date_words(article.published),
        title=article.title or "",
        url=url,
        address="" if url else article.url or "",
        note=note,
        article_id=article.article_id,
    )
