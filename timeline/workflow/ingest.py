"""Take articles in: read, store what is new, and let the extractor draft events from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from timeline.extract import extract
from timeline.lexicon import Lexicon, load
from timeline.model.article import Article, article_id, same_id
from timeline.model.draft import Decision, Draft, Reading, Unread, of_negotiation
from timeline.model.ledger import Change
from timeline.model.problems import ProblemError
from timeline.model.registry import Negotiation, Registry
from timeline.sources import Found, SourcesRead
from timeline.store.store import Reader, Store
from timeline.workflow.copies import DAYS, original_of
from timeline.workflow.languages import in_its_language

Extractor = Callable[[Article, Negotiation, Registry], Reading]
"""Reads an article of a negotiation; rules and shipped weights, where none is named."""


@dataclass(frozen=True)
class Taken:
    """What became of one article."""

    article: Article
    where: str
    state: str
    """new, a copy of another, or already stored (for this negotiation, or until now only for another)."""
    drafts: int = 0
    """Drafts that are new."""
    unread: tuple[Unread, ...] = field(default=(), repr=False)


def ingest(
    store: Store,
    author: str,
    negotiation_id: str,
    sources: SourcesRead,
    progress: Callable[[Iterable[Found]], Iterable[Found]] = iter,
    extractor: Extractor | None = None,
) -> list[Taken]:
    """Store the articles of ``sources`` for a negotiation and draft events from those that are new to it.

    One transaction: all of them or none. Raises ProblemError where the sources hold problems or
    undated texts (a caller that can ask gives them their dates first), or the negotiation is unknown.
    """
    _refuse_problems(sources)
    read = extractor or by_rules(load())
    taken: list[Taken] = []
    with store.writing(author) as writer:
        negotiation = writer.record("negotiation", negotiation_id)
        registry = writer.registry()
        changes: list[Change] = []
        fresh_articles: list[Article] = []
        for found in progress(sources.articles):
            stored = writer.find("article", found.article.article_id)
            if stored and stored.text != found.article.text:
                raise ProblemError(same_id(stored.article_id, found.where))
            if stored and negotiation_id in stored.negotiations:
                taken.append(Taken(stored, found.where, "already stored"))
                continue
            if stored:
                state, change = "already stored for another negotiation", also_bears_on(stored, negotiation_id)
            else:
                state, change = _new_article(writer, found.article, negotiation_id, fresh_articles)
                fresh_articles.append(change.record)
            article: Article = change.record
            reading = read(article, negotiation, registry)
            drafts = new_drafts(writer, of_negotiation(reading.drafts, negotiation_id))
            changes += [change, *drafts]
            taken.append(Taken(article, found.where, state, len(drafts), reading.unread))
        writer.append(changes)
    return taken


def _new_article(
    reader: Reader, article: Article, negotiation_id: str, others: Sequence[Article]
) -> tuple[str, Change]:
    """What becomes of an article that is not stored, and the change that records it: of a copy, with its original."""
    article = in_its_language(article).model_copy(update={"negotiations": (negotiation_id,)})
    original = original_of(article, [*reader.articles_about(article.published, DAYS), *others])
    if original is None:
        return "new", Change.of(article)
    return f"new, a copy of {original}", Change.of(article.model_copy(update={"copy_of": original}))


def also_bears_on(stored: Article, negotiation_id: str) -> Change:
    """The change by which a stored article is taken in for another negotiation too."""
    article = stored.model_copy(update={"negotiations": (*stored.negotiations, negotiation_id)})
    return Change.of(article, "amend", f"also bears on {negotiation_id}")


def new_drafts(reader: Reader, drafts: Iterable[Draft]) -> list[Change]:
    """The changes that record those drafts that are not recorded."""
    return [Change.of(draft) for draft in drafts if reader.find("draft", draft.draft_id) is None]


def with_stored_dates(store: Store, sources: SourcesRead) -> SourcesRead:
    """The sources with the stored date of each undated text that is stored already: it is known by its words."""
    if not sources.undated:
        return sources
    articles, undated = list(sources.articles), []
    with store.reading() as reader:
        for each in sources.undated:
            stored = reader.find("article", article_id(each.text))
            if isinstance(stored, Article) and stored.text == each.text:
                articles.append(each.dated(stored.published))
            else:
                undated.append(each)
    return replace(sources, articles=tuple(articles), undated=tuple(undated))


def unread_articles(
    store: Store, negotiation_id: str, sources: SourcesRead | None = None
) -> tuple[list[Article], Negotiation, Registry]:
    """The articles that :func:`ingest` would have read, or without ``sources`` :func:`reread`, and what with.

    For an extractor that takes its time, so that the store is not kept from others meanwhile. Raises ProblemError
    as :func:`ingest` does.
    """
    if sources is not None:
        _refuse_problems(sources)
    with store.reading() as reader:
        negotiation = reader.record("negotiation", negotiation_id)
        stored = reader.articles(negotiation_id)
        if sources is None:
            return stored, negotiation, reader.registry()
        known = {article.article_id for article in stored}
        fresh = [found.article for found in sources.articles if found.article.article_id not in known]
        return fresh, negotiation, reader.registry()


def _refuse_problems(sources: SourcesRead) -> None:
    problems = sources.refused
    if problems:
        raise ProblemError(problems)


def by_rules(lexicon: Lexicon) -> Extractor:
    """The extractor that asks no language model: rules, and the weights of ``lexicon`` where it has any."""
    return lambda article, negotiation, registry: extract(article, lexicon, negotiation, registry)


def reread(
    store: Store,
    author: str,
    negotiation_id: str,
    article_ids: list[str] | None = None,
    extractor: Extractor | None = None,
) -> dict[str, int]:
    """Extract stored articles anew; return how many drafts are new, changed, superseded and kept.

    What a person decided is never touched: a draft with a decision stays, and so does whatever it
    became; a new reading of the same words as a decided draft of the same type is left out and counted as kept.
    """
    counts = {"new": 0, "changed": 0, "superseded": 0, "kept": 0}
    read = extractor or by_rules(load())
    with store.writing(author) as writer:
        negotiation = writer.record("negotiation", negotiation_id)
        registry = writer.registry()
        changes: list[Change] = []
        for article in writer.articles(negotiation_id):
            if article_ids is None or article.article_id in article_ids:
                changes += _redraft(writer, article, negotiation, registry, read, counts)
        writer.append(changes)
    return counts


def _redraft(
    reader: Reader,
    article: Article,
    negotiation: Negotiation,
    registry: Registry,
    read: Extractor,
    counts: dict[str, int],
) -> list[Change]:
    before = {
        draft.draft_id: (draft, state)
        for draft, state, _ in reader.drafts(negotiation.negotiation_id, article.article_id)
    }
    decided = [draft for draft, state in before.values() if state in ("accepted", "merged", "rejected")]
    found = of_negotiation(read(article, negotiation, registry).drafts, negotiation.negotiation_id)
    fresh = {d.draft_id for d in found if d.draft_id not in before and not any(_same_words(d, o) for o in decided)}
    counts["kept"] += sum(d.draft_id not in before and d.draft_id not in fresh for d in found)
    changes: list[Change] = []
    for draft in (_with_known_links(draft, fresh | set(before)) for draft in found):
        earlier, state = before.get(draft.draft_id, (None, ""))
        if earlier is None:
            if draft.draft_id in fresh:
                changes.append(Change.of(draft))
                counts["new"] += 1
            continue
        if state == "superseded":
            changes.append(Change.retraction("decision", draft.draft_id, "read again"))
        if state in ("pending", "superseded") and draft.to_json() != earlier.to_json():
            changes.append(Change.of(draft, "amend", "read again"))
            counts["changed"] += 1
        else:
            counts["kept"] += 1
    read_now = {draft.draft_id for draft in found}
    for id, (_, state) in before.items():
        if state == "pending" and id not in read_now:
            changes.append(Change.of(Decision(draft_id=id, verdict="superseded"), reason="read again"))
            counts["superseded"] += 1
    return changes


def _with_known_links(draft: Draft, known: set[str]) -> Draft:
    return draft.model_copy(update={"links": tuple(link for link in draft.links if link.draft_id in known)})


def _same_words(one: Draft, other: Draft) -> bool:
    return one.type == other.type and any(a.overlaps(b.start, b.end) for a in one.evidence for b in other.evidence)
