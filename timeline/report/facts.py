"""The headline of a status report: short facts made from the state by rule, each with its proof; no invented prose."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from timeline.model.state import Dossier
from timeline.report.words import (
    count_words,
    date_words,
    days_words,
    issue_name,
    join,
    label,
    labels,
    party_name,
    party_names,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement, with the ids of the events that prove it."""

    topic: str
    text: str
    proof: tuple[str, ...] = ()


def headline(dossier: Dossier) -> tuple[Fact, ...]:
    """What a reader needs first, in fixed order; a topic of which nothing is recorded says so or is left out."""
    found = [_issues(dossier), *_stalled(dossier), *_deadlocked(dossier), *_last_move(dossier), *_next(dossier)]
    return (*found, *_asks(dossier), *_deadlines(dossier), *_meetings(dossier))


def unraised(dossier: Dossier) -> list[str]:
    """Names of registered issues that nothing on record has raised, sorted."""
    raised = {issue.issue for issue in dossier.state.issues}
    return sorted(issue.name for issue_id, issue in dossier.issues.items() if issue_id not in raised)


def _issues(dossier: Dossier) -> Fact:
    counts = Counter(issue.status for issue in dossier.state.issues)
    if not counts:
        return Fact("Issues", "No issue has been raised on the record.")
    each = [f"{counts[status]} {label('status', status).lower()}" for status in labels("status") if status in counts]  # type: ignore[index]
    return Fact("Issues", f"{count_words(sum(counts.values()), 'issue')} raised: {join(each)}.")


def _stalled(dossier: Dossier) -> list[Fact]:
    stalled = [issue for issue in dossier.state.issues if issue.stalled]
    if not stalled:
        return []
    each = join(f"{issue.name} ({days_words(issue.days_since_move)})" for issue in stalled)
    limit = days_words(dossier.negotiation.stalled_after_days)
    return [Fact("Stalled", f"{each}: no move for more than {limit}.", _all(issue.proof for issue in stalled))]


def _deadlocked(dossier: Dossier) -> list[Fact]:
    return [
        Fact("Called deadlocked", f"{issue.name}, according to {_accounts(dossier, issue.reported_deadlock)}.",
             issue.reported_deadlock)
        for issue in dossier.state.issues
        if issue.reported_deadlock
    ]  # fmt: skip


def _accounts(dossier: Dossier, event_ids: tuple[str, ...]) -> str:
    """Who gives the account: the named source, else the publishers of its evidence."""
    who: list[str] = []
    for event_id in event_ids:
        event = dossier.event(event_id)
        if event.reported_by:
            who.append(event.reported_by)
        else:
            articles = [dossier.articles.get(evidence.article_id) for evidence in event.evidence]
            who += [article.publisher for article in articles if article and article.publisher]
    return join(dict.fromkeys(who)) or "a source that is not named"


def _last_move(dossier: Dossier) -> list[Fact]:
    return [
        Fact("Latest", f"{_first_capital(date_words(event.date))}: {event.summary}", (event.event_id,))
        for event in map(dossier.event, dossier.state.recent[:1])
    ]


def _next(dossier: Dossier) -> list[Fact]:
    if not dossier.state.coming:
        return [Fact("Next", "Nothing planned is on record.")]
    event = dossier.event(dossier.state.coming[0])
    return [Fact("Next", f"{_first_capital(date_words(event.date))}: {event.summary}", (event.event_id,))]


def _asks(dossier: Dossier) -> list[Fact]:
    open_asks = [ask for ask in dossier.state.asks if ask.open]
    if not open_asks:
        return []
    text = f"{count_words(len(open_asks), 'ask')} open"
    aged = [ask for ask in open_asks if ask.age_days is not None]
    if not aged:
        return [Fact("Open asks", f"{text}.", tuple(ask.event_id for ask in open_asks))]
    oldest = max(aged, key=lambda ask: (ask.age_days or 0, ask.event_id))
    about = join(issue_name(dossier, issue) for issue in oldest.issues)
    by = party_names(dossier, oldest.by_parties)
    detail = ", ".join(part for part in (about, by and f"by {by}") if part)
    text += f"; the oldest{' (' + detail + ')' if detail else ''} is {days_words(oldest.age_days or 0)} old."
    return [Fact("Open asks", text, (oldest.event_id,))]


def _deadlines(dossier: Dossier) -> list[Fact]:
    facts = []
    pending = [due for due in dossier.state.deadlines if due.outcome == "pending" and (due.days_left or 0) >= 0]
    if pending:
        first = min(pending, key=lambda due: (due.days_left is None, due.days_left or 0, due.event_id))
        left = f", {days_words(first.days_left)} left" if first.days_left is not None else ""
        facts.append(
            Fact("Next deadline", f"{_first_capital(date_words(first.due))}{left}: {first.summary}", (first.event_id,))
        )
    silent = [due for due in dossier.state.deadlines if due.outcome == "unknown"]
    if silent:
        text = f"{count_words(len(silent), 'deadline')} past, and no source says what came of it."
        facts.append(Fact("Unresolved", text, tuple(due.event_id for due in silent)))
    return facts


def _meetings(dossier: Dossier) -> list[Fact]:
    dated = [tally for tally in dossier.state.meetings if tally.days_since is not None]
    if not dated:
        return []
    latest = min(dated, key=lambda tally: (tally.days_since or 0, tally.parties))
    names = join(party_name(dossier, code) for code in latest.parties)
    text = f"{names} met {_times(latest.meetings)} on record"
    return [Fact("Meetings", f"{text}; the last was {days_words(latest.days_since or 0)} ago.", (latest.last_event,))]


def _all(proofs: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(event_id for proof in proofs for event_id in proof))  # type: ignore[attr-defined]


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]
