"""What stands behind each event: articles, and how many of them are of their own making."""

from __future__ import annotations

from timeline.model.state import Corroboration, Dossier
from timeline.report.locales import _, ngettext


def backing(dossier: Dossier, event_id: str) -> Corroboration | None:
    """Articles and origins behind an event; None where the report holds none of its articles.

    As the store counts them; for an event that no source had told by the day of the report, all that are known.
    """
    counted = dossier.corroboration.get(event_id)
    event = dossier.by_id.get(event_id)
    if counted or event is None:
        return counted
    cited = {evidence.article_id for evidence in event.evidence if evidence.article_id in dossier.articles}
    if not cited:
        return None
    return Corroboration(articles=len(cited), origins=len({_origin_of(dossier, article_id) for article_id in cited}))


def is_single(dossier: Dossier, event_id: str) -> bool:
    """Whether one origin is all that stands behind the event; False where that is not known."""
    found = backing(dossier, event_id)
    return found is not None and found.origins == 1


def backing_words(dossier: Dossier, event_id: str) -> str:
    """``3 articles of 2 origins``; empty where not known."""
    found = backing(dossier, event_id)
    if found is None:
        return ""
    if found.origins == 1:
        if found.articles == 1:
            return _("one article: single source")
        return _("{n} articles of one origin: single source", n=found.articles)
    articles = ngettext("{n} article", "{n} articles", found.articles)
    return ngettext("{articles} of {n} origin", "{articles} of {n} origins", found.origins, articles=articles)


def origins(dossier: Dossier) -> int:
    """How many of the quoted articles are of their own making: copies of one text count once."""
    quoted = {evidence.article_id for event in dossier.events for evidence in event.evidence}
    return len({_origin_of(dossier, article_id) for article_id in quoted if article_id in dossier.articles})


def single_sourced(dossier: Dossier) -> int:
    """How many events rest on one origin only."""
    return sum(is_single(dossier, event.event_id) for event in dossier.events)


def _origin_of(dossier: Dossier, article_id: str) -> str:
    """The first article in a chain of copies; a chain that runs in a circle ends where it closes."""
    seen = {article_id}
    while (article := dossier.articles.get(article_id)) and article.copy_of and article.copy_of not in seen:
        article_id = article.copy_of
        seen.add(article_id)
    return min(seen) if article and article.copy_of else article_id
