"""The sections of a status report as values in words; HTML, Markdown and terminal only lay them out."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from timeline.model.events import EventBase
from timeline.model.state import Dossier, Due, IssueStatus
from timeline.report.lines import (
    AskLine,
    DueLine,
    Moment,
    Proofs,
    Refs,
    Stand,
    TermLine,
    ask_line,
    due_line,
    find,
    moment,
    next_due,
    stand_lines,
    term_lines,
)
from timeline.report.locales import _
from timeline.report.queries import literal, query
from timeline.report.words import (
    ago_words,
    commas,
    date_words,
    day_words,
    days_words,
    issue_name,
    label,
    left_words,
    party_names,
    rule_words,
)


@dataclass(frozen=True, slots=True)
class IssueLine:
    """The status of one issue."""

    issue: str
    name: str
    status: str
    code: str
    stalled: bool
    since: str
    """From when, in words: ``since`` a day that is known, ``by`` a day where it is imprecise, else when it was told."""
    last_move: str
    """In the same way."""
    quiet: str
    """Days since the last move, in words; empty where its date is too inexact to count days from."""
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
    next_due: str
    """The day that is due next, and the days left; empty where none is pending."""
    sql: str


@dataclass(frozen=True, slots=True)
class Step:
    """One event that bears on the status of an issue."""

    counts_from: str
    """In the words of the date that it counts from, so that no day is told which no source tells."""
    settles: str
    """The status that it settles, in words; empty where it only bears on it."""
    rule: str
    event_id: str
    summary: str


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
    """Those that want attention first."""
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
        issues=tuple(_issue(dossier, issue, proofs) for issue in sorted(state.issues, key=_attention)),
        positions=tuple(
            (issue_name(dossier, issue), stands)
            for issue in _issues_in_order(dossier)
            if (stands := stand_lines(dossier, issue, proofs))
        ),
        terms=tuple(line for issue in _issues_in_order(dossier) for line in term_lines(dossier, issue, proofs)),
        open_asks=tuple(ask_line(dossier, ask, proofs) for ask in state.asks if ask.open),
        closed_asks=tuple(ask_line(dossier, ask, proofs) for ask in state.asks if not ask.open),
        recent=tuple(moment(dossier, dossier.event(event_id), proofs) for event_id in state.recent),
        coming=tuple(moment(dossier, dossier.event(event_id), proofs) for event_id in state.coming),
        lapsed=tuple(_lapse(dossier, dossier.event(plan.event_id), proofs) for plan in state.lapsed),
        deadlines=tuple(due_line(dossier, due, proofs) for due in state.deadlines),
        meetings=tuple(
            Met(
                party_names(dossier, tally.parties),
                tally.meetings,
                date_words(tally.last_date),
                ago_words(tally.days_since, tally.last_date),
                proofs.numbers([tally.last_event]),
            )
            for tally in state.meetings
        ),
    )


def _attention(issue: IssueStatus) -> tuple[bool, bool, int, str]:
    """Stalled and contested ones first, then by last move."""
    return (not issue.stalled, issue.status != "contested", -issue.last_move.toordinal(), issue.issue)


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
    move = find(dossier, moves[-1].event_id) if moves else None
    settled = [
        find(dossier, step.event_id)
        for step in steps
        if step.counts_from == issue.since and step.settles == issue.status
    ]
    proof = [find(dossier, event_id) for event_id in issue.proof]
    about = {event.event_id for event in dossier.events if issue.issue in event.issues}
    return IssueLine(
        issue=issue.issue,
        name=issue.name,
        status=label("status", issue.status),
        code=issue.status,
        stalled=issue.stalled,
        since=_since(issue.since, settled or proof),
        # Where nothing moved since, the last move is what raised it
        last_move=_on(issue.last_move, [find(dossier, step.event_id) for step in moves] or settled or proof),
        quiet="" if issue.days_since_move is None else ago_words(issue.days_since_move),
        warnings=tuple(warnings),
        rule=rule_words(issue.rule),
        refs=refs,
        deadlock_refs=deadlock_refs,
        move=moment(dossier, move, proofs) if move else None,
        stands=stand_lines(dossier, issue.issue, proofs),
        terms=term_lines(dossier, issue.issue, proofs),
        due=tuple(due_line(dossier, due, proofs) for due in dossier.state.deadlines if due.event_id in about),
        next_due=_next_due(due for due in dossier.state.deadlines if due.event_id in about),
        steps=tuple(
            Step(
                counts_from=_counts_from(step.counts_from, find(dossier, step.event_id)),
                settles=label("status", step.settles),
                rule=rule_words(step.rule),
                summary=event.summary if (event := find(dossier, step.event_id)) else step.event_id,
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


def _next_due(deadlines: Iterable[Due]) -> str:
    first = next_due(deadlines)
    return commas((date_words(first.due), left_words(first.days_left))) if first else ""


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


def _counts_from(day: dt.date, event: EventBase | None) -> str:
    if event is None:
        return day_words(day)
    for date in (event.date, getattr(event, "effective", None)):
        if date is not None and date.certain_from == day:
            return date_words(date)
    return _on(day, [event]) if event.date is None else day_words(day)


def _lapse(dossier: Dossier, event: EventBase, proofs: Proofs) -> Moment:
    words = _("was planned for {day}, no report since", day=date_words(event.date))
    return dataclasses.replace(moment(dossier, event, proofs), modality=words)


def _moves(dossier: Dossier, event_id: str) -> bool:
    event = find(dossier, event_id)
    return event is not None and event.type not in ("assessment", "deadline")
