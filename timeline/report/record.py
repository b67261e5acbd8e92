"""What a status report says beyond the state of play: agreements kept, accounts, persons, sources."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.model.article import Article
from timeline.model.state import Dossier
from timeline.report.lines import Proofs, Refs
from timeline.report.locales import _
from timeline.report.origins import is_single
from timeline.report.quotes import safe_url
from timeline.report.words import (
    ago_words,
    date_words,
    issue_name,
    join,
    label,
    party_name,
    term_words,
)


@dataclass(frozen=True, slots=True)
class Pledge:
    """An agreement and how far it has come."""

    event_id: str
    summary: str
    issues: str
    stages: tuple[tuple[str, str], ...]
    """announced, signed, published, in effect: each with its date, empty where none is on record."""
    behind: bool
    overdue: tuple[tuple[str, Refs], ...]
    ended: str
    """``suspended 20 October 2026``; empty where it stands."""
    refs: Refs


@dataclass(frozen=True, slots=True)
class TwoAccounts:
    """Two claims that do not agree."""

    issues: str
    one: tuple[str, str, Refs]
    """Who says it, what, and the proof."""
    other: tuple[str, str, Refs]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two persons who met."""

    one: str
    other: str
    meetings: int
    formats: str
    last: str
    ago: str
    refs: Refs


@dataclass(frozen=True, slots=True)
class Source:
    """One article that evidence is taken from."""

    article_id: str
    publisher: str
    title: str
    date: str
    url: str
    address: str
    language: str
    events: int = 0
    """How many events it is evidence for."""
    alone: int = 0
    """How many events rest on it and its copies alone."""
    repeats: str = ""
    """Publisher and date of the article whose text it repeats; empty for an origin."""


def pledges(dossier: Dossier, proofs: Proofs) -> tuple[Pledge, ...]:
    """Agreements with the days on which they were announced, signed, published and took effect.

    Those that are behind come first, then the latest.
    """
    behind = [commitment for commitment in dossier.commitments if commitment.behind]
    others = [commitment for commitment in reversed(dossier.commitments) if not commitment.behind]
    return tuple(
        Pledge(
            event_id=commitment.agreement,
            summary=commitment.summary,
            issues=join(issue_name(dossier, issue) for issue in commitment.issues),
            refs=proofs.numbers([commitment.agreement]),
            stages=tuple(
                (words, date_words(date) if date else "")
                for words, date in (
                    (_("Announced"), commitment.announced),
                    (_("Signed"), commitment.signed),
                    (_("Published"), commitment.published),
                    (_("In effect"), commitment.in_effect),
                )
            ),
            behind=commitment.behind,
            overdue=tuple((_summary(dossier, event_id), proofs.numbers([event_id])) for event_id in commitment.overdue),
            ended=" ".join(
                words
                for words in (
                    label("stage", commitment.ended),
                    date_words(commitment.ended_on) if commitment.ended_on else "",
                )
                if words
            ),
        )
        for commitment in (*behind, *others)
    )


def two_accounts(dossier: Dossier, proofs: Proofs) -> tuple[TwoAccounts, ...]:
    """Claims and figures that disagree, side by side; neither is chosen."""
    return tuple(
        TwoAccounts(
            issues=join(issue_name(dossier, issue) for issue in found.issues),
            one=(
                _who(dossier, found.one_by),
                _says(dossier, found.one, found.one_says, found.kind),
                proofs.numbers([found.one]),
            ),
            other=(
                _who(dossier, found.other_by),
                _says(dossier, found.other, found.other_says, found.kind),
                proofs.numbers([found.other]),
            ),
        )
        for found in dossier.disagreements
    )


def pairs(dossier: Dossier, proofs: Proofs) -> tuple[Pair, ...]:
    """Persons of different parties who met, by number of meetings."""
    return tuple(
        Pair(
            one=f"{pair.one} ({party_name(dossier, pair.one_party)})",
            other=f"{pair.other} ({party_name(dossier, pair.other_party)})",
            meetings=pair.meetings,
            formats=", ".join(label("format", format) for format in pair.formats),
            last=date_words(pair.last_date),
            ago=ago_words(pair.days_since, pair.last_date),
            refs=proofs.numbers(pair.events[-1:]),
        )
        for pair in dossier.people
    )


def sources(dossier: Dossier) -> tuple[Source, ...]:
    """The articles that the events quote, by publisher and date."""
    used: dict[str, set[str]] = {}
    alone: dict[str, int] = {}
    for event in dossier.events:
        cited = {evidence.article_id for evidence in event.evidence}
        single = is_single(dossier, event.event_id)
        for article_id in cited:
            used.setdefault(article_id, set()).add(event.event_id)
            alone[article_id] = alone.get(article_id, 0) + single
    articles = [dossier.articles[article_id] for article_id in used if article_id in dossier.articles]
    articles.sort(key=lambda a: ((a.publisher or "").casefold(), a.published, a.article_id))
    return tuple(
        Source(
            article_id=article.article_id,
            publisher=article.publisher or _("publisher unknown"),
            title=article.title or _("(no title)"),
            date=date_words(article.published),
            url=safe_url(article.url),
            address="" if safe_url(article.url) else article.url or "",
            language=article.language,
            events=len(used[article.article_id]),
            alone=alone[article.article_id],
            repeats=_original(dossier, article),
        )
        for article in articles
    )


def _original(dossier: Dossier, article: Article) -> str:
    if article.copy_of is None:
        return ""
    original = dossier.articles.get(article.copy_of)
    if original is None:
        return article.copy_of
    return ", ".join((original.publisher or _("publisher unknown"), date_words(original.published)))


def _who(dossier: Dossier, by: str | None) -> str:
    """The source of an account; a list of party codes as their names."""
    if not by:
        return _("source not named")
    codes = by.split(", ")
    return join(party_name(dossier, code) for code in codes) if set(codes) <= set(dossier.parties) else by


def _says(dossier: Dossier, event_id: str, text: str, kind: str) -> str:
    """What an account says: a figure as all other figures of the report are written."""
    if kind == "figure":
        name, value, *_rest = text.split(" ")
        event = dossier.by_id.get(event_id)
        for term in event.terms if event else ():
            if term.name == name and term.value == float(value):
                return term_words(term)
    return text


def _summary(dossier: Dossier, event_id: str) -> str:
    event = dossier.by_id.get(event_id)
    return event.summary if event else event_id
