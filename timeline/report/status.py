"""The sections of a status report as values in words; HTML, Markdown and terminal only lay them out."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from timeline.model.events import EventBase
from timeline.model.state import Ask, Dossier, Due, IssueStatus, Standing
from timeline.report.cards import type_of
from timeline.report.gapchart import GapChart, gap_chart
from timeline.report.locales import _, ngettext
from timeline.report.queries import literal, query
from timeline.report.words import (
    actor_name,
    ago_words,
    date_words,
    day_words,
    days_words,
    figure_words,
    holder_name,
    issue_name,
    join,
    label,
    party_name,
    party_names,
    rule_words,
    term_name,
    term_of,
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
    """From when, in words: ``since`` a day that is known, ``by`` a day where it is imprecise, else when it was told."""
    last_move: str
    """In the same way."""
    quiet: str
    """Days since the last move, in words."""
    warnings: tuple[str, ...]
    rule: str
    refs: Refs
    deadlock_refs: Refs
    move: Moment | None
    """The event of the last move."""
    steps: tuple[Step, ...]
    """Every event that bears on the status, in order."""
    stands: tuple[Stand, ...]
    """Each party side by side; empty where none has said anything."""
    terms: tuple[TermLine, ...]
    due: tuple[DueLine, ...]
    sql: str


@dataclass(frozen=True, slots=True)
class Step:
    """One event that bears on the status of an issue."""

    counts_from: str
    settles: str
    """The status that it settles, in words; empty where it only bears on it."""
    rule: str
    event_id: str
    summary: str


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
    """One figure put on a term; said again by the same side in the same words, with the days of all."""

    who: str
    figure: str
    date: str
    refs: Refs


@dataclass(frozen=True, slots=True)
class TermLine:
    """The figures of one term in one unit over time, with their chart where there is something to draw."""

    issue: str
    term: str
    figures: tuple[Figure, ...]
    chart: GapChart | None
    others: str
    """Units in which there are other figures of it; empty where there are none."""
    sql: str


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
    terms: tuple[TermLine, ...]
    open_asks: tuple[AskLine, ...]
    closed_asks: tuple[AskLine, ...]
    recent: tuple[Moment, ...]
    coming: tuple[Moment, ...]
    lapsed: tuple[Moment, ...]
    """Plans whose day passed without a report."""
    deadlines: tuple[DueLine, ...]
    meetings: tuple[Met, ...]


def status_view(dossier: Dossier, proofs: Proofs) -> StatusView:
    """The state in words; ``proofs`` collects every event cited, in the order of the page."""
    state = dossier.state
    return StatusView(
        issues=tuple(_issue(dossier, issue, proofs) for issue in state.issues),
        positions=tuple(
            (issue_name(dossier, issue), stands)
            for issue in _issues_in_order(dossier)
            if (stands := _stands(dossier, issue, proofs))
        ),
        terms=tuple(line for issue in _issues_in_order(dossier) for line in _terms(dossier, issue, proofs)),
        open_asks=tuple(_ask(dossier, ask, proofs) for ask in state.asks if ask.open),
        closed_asks=tuple(_ask(dossier, ask, proofs) for ask in state.asks if not ask.open),
        recent=tuple(moment(dossier.event(event_id), proofs) for event_id in state.recent),
        coming=tuple(moment(dossier.event(event_id), proofs) for event_id in state.coming),
        lapsed=tuple(_lapse(dossier.event(plan.event_id), proofs) for plan in state.lapsed),
        deadlines=tuple(_due(dossier, due, proofs) for due in state.deadlines),
        meetings=tuple(
            Met(
                party_names(dossier, tally.parties),
                tally.meetings,
                date_words(tally.last_date),
                ago_words(tally.days_since),
                proofs.numbers([tally.last_event]),
            )
            for tally in state.meetings
        ),
    )


def _issues_in_order(dossier: Dossier) -> list[str]:
    """Issues of the state, then what else has a position or a figure."""
    order = [issue.issue for issue in dossier.state.issues]
    others = {standing.issue for standing in dossier.state.positions} | {gap.issue for gap in dossier.state.gaps}
    return order + sorted(others - set(order))


def _issue(dossier: Dossier, issue: IssueStatus, proofs: Proofs) -> IssueLine:
    warnings = []
    if issue.stalled:
        warnings.append(
            _("stalled: no move for more than {limit}", limit=days_words(dossier.negotiation.stalled_after_days))
        )
    if issue.reported_deadlock:
        warnings.append(_("called deadlocked by a source"))
    refs, deadlock_refs = proofs.numbers(issue.proof), proofs.numbers(issue.reported_deadlock)
    steps = [step for step in dossier.steps if step.issue == issue.issue]
    moves = [step for step in steps if step.counts_from == issue.last_move and _moves(dossier, step.event_id)]
    move = _find(dossier, moves[-1].event_id) if moves else None
    settled = [
        _find(dossier, step.event_id)
        for step in steps
        if step.counts_from == issue.since and step.settles == issue.status
    ]
    about = {event.event_id for event in dossier.events if issue.issue in event.issues}
    return IssueLine(
        issue=issue.issue,
        name=issue.name,
        status=label("status", issue.status),
        code=issue.status,
        since=_since(issue.since, settled or [_find(dossier, event_id) for event_id in issue.proof]),
        last_move=_on(issue.last_move, [_find(dossier, step.event_id) for step in moves]),
        quiet=ago_words(issue.days_since_move),
        warnings=tuple(warnings),
        rule=rule_words(issue.rule),
        refs=refs,
        deadlock_refs=deadlock_refs,
        move=moment(move, proofs) if move else None,
        stands=_stands(dossier, issue.issue, proofs),
        terms=_terms(dossier, issue.issue, proofs),
        due=tuple(_due(dossier, due, proofs) for due in dossier.state.deadlines if due.event_id in about),
        steps=tuple(
            Step(
                counts_from=day_words(step.counts_from),
                settles=label("status", step.settles),
                rule=rule_words(step.rule),
                summary=event.summary if (event := _find(dossier, step.event_id)) else step.event_id,
                event_id=step.event_id,
            )
            for step in steps
        ),
        sql=query(
            dossier,
            "status_explained",
            "n, counts_from, event_id, settles, rule",
            f"WHERE issue = {literal(issue.issue)}",
        ),
    )


def _sharpest(events: Iterable[EventBase | None]) -> str:
    """How well the day of events is known: ``day``, ``span`` or ``told`` where they have no date at all."""
    dates = [event.date for event in events if event]
    if not dates or any(date and date.is_day and not (date.approximate or date.uncertain) for date in dates):
        return "day"
    return "span" if any(date is not None for date in dates) else "told"


def _since(day: dt.date, events: Iterable[EventBase | None]) -> str:
    words = day_words(day)
    match _sharpest(events):
        case "day":
            return _("since {day}", day=words)
        case "span":
            return _("by {day}", day=words)
    return _("told by {day}, since when is not known", day=words)


def _on(day: dt.date, events: Iterable[EventBase | None]) -> str:
    words = day_words(day)
    match _sharpest(events):
        case "day":
            return words
        case "span":
            return _("by {day}", day=words)
    return _("told by {day}, its own day is not known", day=words)


def _lapse(event: EventBase, proofs: Proofs) -> Moment:
    words = _("was planned for {day}, no report since", day=date_words(event.date))
    return dataclasses.replace(moment(event, proofs), modality=words)


def _moves(dossier: Dossier, event_id: str) -> bool:
    event = _find(dossier, event_id)
    return event is not None and type_of(event) not in ("assessment", "deadline")


def _stands(dossier: Dossier, issue: str, proofs: Proofs) -> tuple[Stand, ...]:
    """Each party of the negotiation, and whoever else has spoken; empty where nobody has."""
    held: dict[str, list[Standing]] = {}
    for standing in dossier.state.positions:
        if standing.issue == issue:
            held.setdefault(standing.party or "", []).append(standing)
    if not held:
        return ()
    parties = [*dossier.negotiation.parties, *sorted(set(held) - set(dossier.negotiation.parties))]
    return tuple(
        stand
        for party in parties
        for stand in (
            [_stand(dossier, standing, proofs) for standing in held[party]]
            if party in held
            else [Stand(holder_name(dossier, party))]
        )
    )


def _stand(dossier: Dossier, standing: Standing, proofs: Proofs) -> Stand:
    refs = proofs.numbers([standing.event_id])
    before = _find(dossier, standing.replaced)
    speakers = join(actor_name(dossier, actor) for actor in standing.speakers)
    acts = {"proposal": _("in a proposal"), "response": _("in a response")}
    article = dossier.articles.get(standing.article_id)
    return Stand(
        party=holder_name(dossier, standing.party),
        stance=standing.stance,
        said=", ".join(part for part in (speakers, acts.get(standing.type, ""), date_words(standing.date)) if part),
        quote=standing.quote,
        language=article.language if article else "",
        before=f"{_stance(before)} ({date_words(before.date)})" if before else standing.replaced or "",
        refs=refs,
        before_refs=proofs.numbers([before.event_id]) if before else (),
    )


def _terms(dossier: Dossier, issue: str, proofs: Proofs) -> tuple[TermLine, ...]:
    grouped: dict[tuple[str, str, str | None], list[tuple[Figure, str | None]]] = {}
    for gap in dossier.state.gaps:
        if gap.issue != issue:
            continue
        term = term_of(dossier, gap)
        words = figure_words(term) + (f", {label('role', term.role)}" if term.role else "")
        who = party_name(dossier, gap.party) if gap.party else _("both sides or not said")
        figure = Figure(who, words, date_words(gap.date), proofs.numbers([gap.event_id]))
        grouped.setdefault((gap.term, gap.unit, gap.per), []).append((figure, gap.party))
    others = {(gap.term, gap.unit, gap.per): gap.other_units for gap in dossier.gaps if gap.issue == issue}
    return tuple(
        TermLine(
            issue=issue_name(dossier, issue),
            term=term_name(term),
            figures=_merged(figure for figure, _party in figures),
            chart=gap_chart(dossier, issue, term, unit, per),
            others=join(others.get((term, unit, per), ())),
            sql=query(
                dossier,
                "gap_figures",
                "date, party, role, value, unit, event_id",
                f"WHERE issue = {literal(issue)} AND term = {literal(term)}",
            ),
        )
        for (term, unit, per), figures in grouped.items()
    )


def _merged(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    merged: list[Figure] = []
    for figure in figures:
        last = merged[-1] if merged else None
        if last and (last.who, last.figure) == (figure.who, figure.figure):
            days = last.date if last.date.endswith(figure.date) else f"{last.date}; {figure.date}"
            merged[-1] = dataclasses.replace(last, date=days, refs=tuple(dict.fromkeys((*last.refs, *figure.refs))))
        else:
            merged.append(figure)
    return tuple(merged)


def _ask(dossier: Dossier, ask: Ask, proofs: Proofs) -> AskLine:
    refs = proofs.numbers([ask.event_id])
    by, to = party_names(dossier, ask.by_parties), party_names(dossier, ask.to_parties)
    if ask.open:
        outcome = (
            _("open; latest answer: {verdict}", verdict=label("verdict", ask.verdict))
            if ask.verdict
            else _("open, no answer on record")
        )
    else:
        outcome = label("verdict", ask.verdict) if ask.verdict else _("overtaken by a counter-proposal")
    return AskLine(
        summary=ask.summary,
        act=label("act", ask.act),
        way=" → ".join((by or _("not said"), to or _("not said"))) if by or to else _("not said"),
        issues=join(issue_name(dossier, issue) for issue in ask.issues),
        date=date_words(ask.date),
        age=days_words(ask.age_days) if ask.age_days is not None else _("not known"),
        outcome=outcome,
        answers=tuple(_answer(dossier, event_id, proofs) for event_id in ask.answered_by),
        refs=refs,
    )


def _answer(dossier: Dossier, event_id: str, proofs: Proofs) -> Answer:
    event = dossier.event(event_id)
    verdict = getattr(event, "verdict", None)
    act = getattr(event, "act", None)
    return Answer(
        who=party_names(dossier, event.by_parties) or _("not said"),
        verdict=label("verdict", verdict) or label("act", act) or label("type", type_of(event)).lower(),
        date=date_words(event.date),
        summary=event.summary,
        refs=proofs.numbers([event_id]),
    )


def _due(dossier: Dossier, due: Due, proofs: Proofs) -> DueLine:
    if due.days_left is None:
        left = ""
    elif due.days_left >= 0:
        left = ngettext("{n} day left", "{n} days left", due.days_left)
    else:
        left = ngettext("{n} day past", "{n} days past", -due.days_left)
    event = _find(dossier, due.event_id)
    return DueLine(
        date=date_words(due.due),
        summary=due.summary,
        outcome=label("outcome", due.outcome),
        left=left,
        code=event.modality if event else "actual",
        refs=proofs.numbers([due.event_id]),
    )


def moment(event: EventBase, proofs: Proofs | None = None) -> Moment:
    """An event in one line, numbered where it is to be proved on the page itself."""
    kind = type_of(event)
    return Moment(
        event_id=event.event_id,
        type=kind,
        kind=label("type", kind),
        code=event.modality,
        modality="" if event.modality == "actual" else label("modality", event.modality),
        date=date_words(event.date),
        summary=event.summary,
        refs=proofs.numbers([event.event_id]) if proofs else (),
    )


def _find(dossier: Dossier, event_id: str | None) -> EventBase | None:
    return dossier.by_id.get(event_id) if event_id else None


def _stance(event: EventBase) -> str:
    return getattr(event, "stance", None) or event.summary
