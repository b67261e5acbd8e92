"""Articles of a reading list: read where they stand, with the citation of the list for what the page does not say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.exchange.reading_list import Cited
from timeline.sources import Found, SourcesRead, Undated


def with_citations(sources: SourcesRead, cited: Sequence[Cited]) -> SourcesRead:
    """The sources with date, title and publisher of the list where the page says none; the page's own words win."""
    by_address = {each.address: each for each in cited}

    def of(where: str, url: str | None) -> Cited | None:
        return by_address.get(where) or by_address.get(url or "")

    articles = [_filled(found, of(found.where, found.article.url)) for found in sources.articles]
    undated: list[Undated] = []
    for each in sources.undated:
        citation = of(each.where, each.stated.url)
        if citation is not None and citation.published is not None:
            articles.append(_filled(each.dated(citation.published), citation))
        else:
            undated.append(each)
    return replace(sources, articles=tuple(articles), undated=tuple(undated))


def _filled(found: Found, citation: Cited | None) -> Found:
    if citation is None:
        return found
    said = {"title": citation.title, "publisher": citation.publisher}
    missing = {name: value for name, value in said.items() if value and getattr(found.article, name) is None}
    return replace(found, article=found.article.model_copy(update=missing)) if missing else found
