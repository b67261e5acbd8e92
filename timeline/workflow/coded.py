"""Take in events that others coded: each sentence is stored as a source, each code as a draft to decide on."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.exchange.coded import Coded
from timeline.model.article import Article
from timeline.model.draft import Draft, Reading, draft_id
from timeline.model.events import Evidence
from timeline.model.problems import Problem, ProblemError
from timeline.model.registry import Negotiation, Registry
from timeline.sources import Found, SourceDefaults, SourcesRead
from timeline.sources.found import Stated, Text, Undated, make
from timeline.store.store import Store
from timeline.workflow.ingest import Taken, ingest


def ingest_coded(
    store: Store, author: str, negotiation_id: str, coded: Sequence[Coded], defaults: SourceDefaults | None = None
) -> list[Taken]:
    """Store the sentences and their codes as drafts of a negotiation, all or none.

    Codings of one sentence with one type are one draft. Raises ProblemError where a line has no date of publication
    (``defaults`` may give one), or is no text.
    """
    articles: dict[str, Found] = {}
    undated: list[Undated] = []
    problems: list[Problem] = []
    drafts: dict[str, dict[str, Draft]] = {}
    for each in coded:
        text = Text(each.where, each.text, Stated(each.published, each.publisher, None, each.url, each.language))
        try:
            found = make(text, defaults or SourceDefaults()).found
        except ProblemError as error:
            problems += error.problems
            continue
        if isinstance(found, Undated):
            undated.append(found)
            continue
        article = articles.setdefault(found.article.article_id, found).article
        of_article = drafts.setdefault(article.article_id, {})
        draft = _draft(each, article)
        before = of_article.get(draft.draft_id)
        of_article[draft.draft_id] = _together(before, draft) if before else draft
    sources = SourcesRead(tuple(articles.values()), tuple(undated), tuple(problems))

    def reading(article: Article, negotiation: Negotiation, registry: Registry) -> Reading:
        return Reading(article.article_id, tuple(drafts[article.article_id].values()))

    return ingest(store, author, negotiation_id, sources, extractor=reading)


def _draft(coded: Coded, article: Article) -> Draft:
    evidence = Evidence(article_id=article.article_id, start=0, end=len(article.text), quote=article.text)
    joint = set(coded.sources) == set(coded.targets)
    values = {
        "draft_id": draft_id(article.article_id, coded.type, (evidence,)),
        "article_id": article.article_id,
        "type": coded.type,
        "modality": coded.modality,
        "date": coded.date,
        "parties": tuple(sorted({*coded.sources, *coded.targets})),
        "by_parties": () if joint else coded.sources,
        "summary": coded.summary,
        "evidence": (evidence,),
        "attributes": coded.attributes,
        "rule": f"coded as {coded.code}",
        "extractor": "import",
    }
    return Draft.model_validate(values)


def _together(one: Draft, other: Draft) -> Draft:
    """Two codings of one sentence: where each side is once source and once target, the act is joint."""
    parties = tuple(sorted({*one.parties, *other.parties}))
    by = tuple(dict.fromkeys((*one.by_parties, *other.by_parties)))
    return one.model_copy(update={"parties": parties, "by_parties": () if set(by) == set(parties) else by})
