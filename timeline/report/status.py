"""The sections of a status report as values in words; HTML, Markdown and terminal only lay them out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from timeline.model.article import Article
from timeline.model.events import EventBase, Term
from timeline.model.state import Ask, Dossier, Due, GapFigure, IssueStatus, Standing
from timeline.report.cards import type_of
from timeline.report.quotes import safe_url
from timeline.report.words import (
    actor_name,
    date_words,
    day_words,
    days_words,
    issue_name,
    join,
    label,
    party_name,
    party_names,
    term_words,
)

Refs = tuple[tuple[int, str], ...]
"""Numbers of proofs, with the events they stand for."""


class Proofs:
    """Numbers the events that a report cites, in the order of their first citation."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def numbers(self, event_ids: Iterable[str]) -> Refs:
        """The number of each event; a new one gets the next."""
        return tuple((self._numbers.setdefault(e, len(self._numbers) + 1), e) for e in event_ids)

    def items(self) -> list[tuple[str, int]]:
        """Every cited event with its number, in order."""
        return list(self._numbers.items())


@dataclass(frozen=True, slots=True)
class Moment:
    """An event in one line."""

    event_id: str
    type: str
    kind: str
    """The type in words."""
    code: str
    """The modality as recorded."""
    modality: str
    """In words; empty for what happened."""
    date: str
    summary: str
    refs: Refs


@dataclass(frozen=True, slots=True)
class IssueLine:
    """The status of one issue."""

    issue: str
    name: str
    status: str
    code: str
    since: str
    last_move: str
    quiet: str
    """Days since the last move, in words."""
    warnings: tuple[str, ...]
    rule: str
    refs: Refs
    deadlock_refs: Refs


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one party stands; ``stance`` is empty where nothing is on record."""

    party: str
    stance: str = ""
    said: str = ""
    """Speakers, kind of act and date."""
    quote: str = ""
    language: str = ""
    before: str = ""
    """The stance that this one took the place of, with its date."""
    refs: Refs = ()
    before_refs: Refs = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to an ask."""

    who: str
    verdict: str
    date: str
    summary: str
    refs: Refs


@dataclass(frozen=True, slots=True)
class AskLine:
    """A proposal with its answers."""

    summary: str
    act: str
    way: str
    """Who asks whom."""
    issues: str
    date: str
    age: str
    outcome: str
    answers: tuple[Answer, ...]
    refs: Refs


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure put on a term."""

    who: str
    figure: str
    date: str
    refs: Refs


@dataclass(frozen=True, slots=True)
class DueLine:
    """A deadline."""

    date: str
    summary: str
    outcome: str
    left: str
    code: str
    """The modality of the event as recorded."""
    refs: Refs


@dataclass(frozen=True, slots=True)
class Met:
    """How often a pairing met."""

    who: str
    meetings: int
    last: str
    ago: str
    refs: Refs


@dataclass(frozen=True, slots=True)
class StatusView:
    """All sections, in the order of the page."""

    issues: tuple[IssueLine, ...]
    positions: tuple[tuple[str, tuple[Stand, ...]], ...]
    """Issue name, and each party side by side."""
    gaps: tuple[tuple[str, str, tuple[Figure, ...]], ...]
    """Issue name, term, figures."""
    open_asks: tuple[AskLine, ...]
    closed_asks: tuple[AskLine, ...]
    recent: tuple[Moment, ...]
    coming: tuple[Moment, ...]
    deadlines: tuple[DueLine, ...]
    meetings: tuple[Met, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One article that evidence is taken from."""

    publisher: str
    title: str
    date: str
    url: str
    address: str
    language: str
    events: int = field(default=0)
    """How many events it is evidence for."""
    repeats: str = field(default="")
    """Publisher and date of the article whose text it repeats; empty for an origin."""


def status_view(dossier: Dossier, proofs: Proofs) -> StatusView:
    """The state in words; ``proofs`` collects every event cited, in the order of the page."""
    state = dossier.state
    return StatusView(
        issues=tuple(_issue(dossier, issue, proofs) for issue in state.issues),
        positions=_positions(dossier, proofs),
        gaps=_gaps(dossier, proofs),
        open_asks=tuple(_ask(dossier, ask, proofs) for ask in state.asks if ask.open),
        closed_asks=tuple(_ask(dossier, ask, proofs) for ask in state.asks if not ask.open),
        recent=tuple(_moment(dossier.event(event_id), proofs) for event_id in state.recent),
        coming=tuple(_moment(dossier.event(event_id), proofs) for event_id in state.coming),
        deadlines=tuple(_due(dossier, due, proofs) for due in state.deadlines),
        meetings=tuple(
            Met(
                party_names(dossier, tally.parties),
                tally.meetings,
                date_words(tally.last_date),
                _ago(tally.days_since),
                proofs.numbers([tally.last_event]),
            )
            for tally in state.meetings
        ),
    )


def sources(dossier: Dossier) -> tuple[Source, ...]:
    """The articles that the events quote, by publisher and date."""
    used: dict[str, set[str]] = {}
    for event in dossier.events:
        for evidence in event.evidence:
            used.setdefault(evidence.article_id, set()).add(event.event_id)
    articles = [dossier.articles[article_id] for article_id in used if article_id in dossier.articles]
    articles.sort(key=lambda a: ((a.publisher or "").casefold(), a.published, a.article_id))
    return tuple(
        Source(
            publisher=article.publisher or "publisher unknown",
            title=article.title or "(no title)",
            date=date_words(article.published),
            url=safe_url(article.url),
            address="" if safe_url(article.url) else article.url or "",
            language=article.language,
            events=len(used[article.article_id]),
            repeats=_original(dossier, article),
        )
        for article in articles
    )


def origins(dossier: Dossier) -> int:
    """How many of the quoted articles are of their own making: copies of one text count once."""
    quoted = {evidence.article_id for event in dossier.events for evidence in event.evidence}
    return len({_origin(dossier, article_id) for article_id in quoted if article_id in dossier.articles})


def _origin(dossier: Dossier, article_id: str) -> str:
    """The first article in a chain of copies; a chain that runs in a circle ends where it closes."""
    seen = {article_id}
    while (article := dossier.articles.get(article_id)) and article.copy_of and article.copy_of not in seen:
        article_id = article.copy_of
        seen.add(article_id)
    return min(seen) if article and article.copy_of else article_id


def _original(dossier: Dossier, article: Article) -> str:
    if article.copy_of is None:
        return ""
    original = dossier.articles.get(article.copy_of)
    if original is None:
        return article.copy_of
    return ", ".join((original.publisher or "publisher unknown", date_words(original.published)))


def _issue(dossier: Dossier, issue: IssueStatus, proofs: Proofs) -> IssueLine:
    warnings = []
    if issue.stalled:
        warnings.append(f"stalled: no move for more than {days_words(dossier.negotiation.stalled_after_days)}")
    if issue.reported_deadlock:
        warnings.append("called deadlocked by a source")
    return IssueLine(
        issue=issue.issue,
        name=issue.name,
        status=label("status", issue.status),
        code=issue.status,
        since=day_words(issue.since),
        last_move=day_words(issue.last_move),
        quiet=_ago(issue.days_since_move),
        warnings=tuple(warnings),
        rule=issue.rule,
        refs=proofs.numbers(issue.proof),
        deadlock_refs=proofs.numbers(issue.reported_deadlock),
    )


def _positions(dossier: Dossier, proofs: Proofs) -> tuple[tuple[str, tuple[Stand, ...]], ...]:
    by_issue: dict[str, dict[str, list[Standing]]] = {}
    for standing in dossier.state.positions:
        by_issue.setdefault(standing.issue, {}).setdefault(standing.party, []).append(standing)
    order = [issue.issue for issue in dossier.state.issues]
    order += sorted(set(by_issue) - set(order))
    found = []
    for issue in order:
        held = by_issue.get(issue, {})
        if not held:
            continue
        parties = [*dossier.negotiation.parties, *sorted(set(held) - set(dossier.negotiation.parties))]
        stands = [
            stand
            for party in parties
            for stand in (
                [_stand(dossier, standing, proofs) for standing in held[party]]
                if party in held
                else [Stand(party_name(dossier, party))]
            )
        ]
        found.append((issue_name(dossier, issue), tuple(stands)))
    return tuple(found)


def _stand(dossier: Dossier, standing: Standing, proofs: Proofs) -> Stand:
    refs = proofs.numbers([standing.event_id])
    before = _find(dossier, standing.replaced)
    speakers = join(actor_name(dossier, actor) for actor in standing.speakers)
    act = "" if standing.type == "position" else f"in a {label('type', standing.type).lower()}"
    article = dossier.articles.get(standing.article_id)
    return Stand(
        party=party_name(dossier, standing.party),
        stance=standing.stance,
        said=", ".join(part for part in (speakers, act, date_words(standing.date)) if part),
        quote=standing.quote,
        language=article.language if article else "",
        before=f"{_stance(before)} ({date_words(before.date)})" if before else standing.replaced or "",
        refs=refs,
        before_refs=proofs.numbers([before.event_id]) if before else (),
    )


def _gaps(dossier: Dossier, proofs: Proofs) -> tuple[tuple[str, str, tuple[Figure, ...]], ...]:
    grouped: dict[tuple[str, str], list[GapFigure]] = {}
    for gap in dossier.state.gaps:
        grouped.setdefault((gap.issue, gap.term), []).append(gap)
    return tuple(
        (
            issue_name(dossier, issue),
            term.replace("_", " "),
            tuple(
                Figure(
                    party_name(dossier, gap.party) if gap.party else "both sides or not said",
                    term_words(_term(dossier, gap)).partition(": ")[2],
                    date_words(gap.date),
                    proofs.numbers([gap.event_id]),
                )
                for gap in figures
            ),
        )
        for (issue, term), figures in grouped.items()
    )


def _term(dossier: Dossier, gap: GapFigure) -> Term:
    """The term as its event has it, with its bound; the bare figure where the event has it no more."""
    event = _find(dossier, gap.event_id)
    for term in event.terms if event else ():
        same = (term.name, term.value, term.unit, term.per) == (gap.term, gap.value, gap.unit, gap.per)
        if same and term.party in (None, gap.party):
            return term
    figure = {"name": gap.term, "value": gap.value, "unit": gap.unit, "role": gap.role, "per": gap.per}
    return Term.model_validate(figure)


def _ask(dossier: Dossier, ask: Ask, proofs: Proofs) -> AskLine:
    refs = proofs.numbers([ask.event_id])
    by, to = party_names(dossier, ask.by_parties), party_names(dossier, ask.to_parties)
    if ask.open:
        outcome = (
            f"open; latest answer: {label('verdict', ask.verdict)}" if ask.verdict else "open, no answer on record"
        )
    else:
        outcome = label("verdict", ask.verdict) if ask.verdict else "overtaken by a counter-proposal"
    return AskLine(
        summary=ask.summary,
        act=label("act", ask.act),
        way=" → ".join((by or "not said", to or "not said")) if by or to else "not said",
        issues=join(issue_name(dossier, issue) for issue in ask.issues),
        date=date_words(ask.date),
        age=days_words(ask.age_days) if ask.age_days is not None else "not known",
        outcome=outcome,
        answers=tuple(_answer(dossier, event_id, proofs) for event_id in ask.answered_by),
        refs=refs,
    )


def _answer(dossier: Dossier, event_id: str, proofs: Proofs) -> Answer:
    event = dossier.event(event_id)
    verdict = getattr(event, "verdict", None)
    act = getattr(event, "act", None)
    return Answer(
        who=party_names(dossier, event.by_parties) or "not said",
        verdict=label("verdict", verdict) or label("act", act) or label("type", type_of(event)).lower(),
        date=date_words(event.date),
        summary=event.summary,
        refs=proofs.numbers([event_id]),
    )


def _due(dossier: Dossier, due: Due, proofs: Proofs) -> DueLine:
    if due.days_left is None:
        left = ""
    elif due.days_left >= 0:
        left = f"{days_words(due.days_left)} left"
    else:
        left = f"{days_words(-due.days_left)} past"
    event = _find(dossier, due.event_id)
    return DueLine(
        date=date_words(due.due),
        summary=due.summary,
        outcome=label("outcome", due.outcome),
        left=left,
        code=event.modality if event else "actual",
        refs=proofs.numbers([due.event_id]),
    )


def _moment(event: EventBase, proofs: Proofs) -> Moment:
    kind = type_of(event)
    return Moment(
        event_id=event.event_id,
        type=kind,
        kind=label("type", kind),
        code=event.modality,
        modality="" if event.modality == "actual" else label("modality", event.modality),
        date=date_words(event.date),
        summary=event.summary,
        refs=proofs.numbers([event.event_id]),
    )


def _find(dossier: Dossier, event_id: str | None) -> EventBase | None:
    return next((event for event in dossier.events if event.event_id == event_id), None)


def _stance(event: EventBase) -> str:
    return getattr(event, "stance", None) or event.summary


def _ago(days: int | None) -> str:
    if days is None:
        return "not known"
    return "today" if days == 0 else f"{days_words(days)} ago"
