"""What changed from a day on: how things stood when that day began, and how they stand now."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.model.state import Dossier, RecordChange
from timeline.report.lines import Moment, Proofs, Refs, moment
from timeline.report.locales import _, ngettext
from timeline.report.queries import query
from timeline.report.words import (
    date_words,
    day_words,
    event_date_words,
    holder_name,
    issue_name,
    join,
    label,
    rule_words,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that stood otherwise before."""

    what: str
    before: str
    after: str
    why: str
    refs: Refs


@dataclass(frozen=True, slots=True)
class Written:
    """A correction or withdrawal: what is left of all that was written about an event."""

    kind: str
    event_id: str
    before: str
    after: str
    why: str
    when: str
    """The day, and in how many entries of the log where these are several."""
    author: str


@dataclass(frozen=True, slots=True)
class SinceView:
    """What changed from a day on."""

    day: str
    statuses: tuple[Turn, ...]
    positions: tuple[Turn, ...]
    happened: tuple[Moment, ...]
    """Latest first."""
    passed: tuple[Turn, ...]
    """Deadlines that were pending before."""
    corrected: tuple[Written, ...]
    learned_late: int
    """Events of before that day that were first recorded from it on."""


def since_view(dossier: Dossier, proofs: Proofs) -> SinceView | None:
    """What stands otherwise than before that day; None where the report compares with none."""
    since = dossier.since
    if since is None:
        return None
    statuses = {issue.issue: issue for issue in since.state.issues}
    positions = {(standing.issue, standing.party): standing for standing in since.state.positions}
    pending = {due.event_id for due in since.state.deadlines if due.outcome == "pending"}
    return SinceView(
        day=day_words(since.day),
        statuses=tuple(
            Turn(
                issue.name,
                label("status", statuses[issue.issue].status) if issue.issue in statuses else _("not raised"),
                label("status", issue.status),
                rule_words(issue.rule),
                proofs.numbers(issue.proof),
            )
            for issue in dossier.state.issues
            if issue.issue not in statuses or statuses[issue.issue].status != issue.status
        ),
        positions=tuple(
            Turn(
                f"{holder_name(dossier, now.party)}, {issue_name(dossier, now.issue)}",
                then.stance if (then := positions.get((now.issue, now.party))) else _("no position on record"),
                now.stance,
                event_date_words(dossier, now.event_id),
                proofs.numbers([now.event_id]),
            )
            for now in dossier.state.positions
            if (now.issue, now.party) not in positions or positions[now.issue, now.party].event_id != now.event_id
        ),
        happened=tuple(moment(dossier, dossier.event(event_id), proofs) for event_id in reversed(since.happened)),
        passed=tuple(
            Turn(
                due.summary,
                label("outcome", "pending"),
                label("outcome", due.outcome),
                date_words(due.due),
                proofs.numbers([due.event_id]),
            )
            for due in dossier.state.deadlines
            if due.event_id in pending and due.outcome != "pending"
        ),
        corrected=tuple(_written(change) for change in since.recorded if change.kind in ("correction", "retraction")),
        learned_late=sum(change.kind == "learned late" for change in since.recorded),
    )


def clock_words() -> str:
    """By which of the two clocks the changes go: when things happened, or when the record was written."""
    return _("Events go by their own day, even if recorded later; corrections go by when they were recorded (UTC).")


def changes_words(since: SinceView) -> str:
    """How much changed, in words: ``2 statuses and 9 events``."""
    return join(
        words
        for count, words in (
            (len(since.statuses), ngettext("{n} status", "{n} statuses", len(since.statuses))),
            (len(since.positions), ngettext("{n} position", "{n} positions", len(since.positions))),
            (len(since.passed), ngettext("{n} deadline", "{n} deadlines", len(since.passed))),
            (len(since.happened), ngettext("{n} event", "{n} events", len(since.happened))),
            (len(since.corrected), ngettext("{n} correction", "{n} corrections", len(since.corrected))),
        )
        if count
    ) or _("nothing changed")


def happened_query(dossier: Dossier) -> str:
    """The query that gives what happened; empty where the report compares with no earlier day."""
    if dossier.since is None:
        return ""
    rest = f"WHERE known_by >= DATE '{dossier.since.day.isoformat()}' ORDER BY known_by DESC"
    return query(dossier, "happened", "event_id, known_by, summary", rest)


def _written(change: RecordChange) -> Written:
    day, several = day_words(change.recorded_at.date()), change.entries > 1
    return Written(
        kind=label("recorded", change.kind),
        event_id=change.event_id,
        before=change.before or "",
        after=change.after or "",
        why=change.why or _("no reason given"),
        when=_("{day} in {n} entries", day=day, n=change.entries) if several else day,
        author=change.author,
    )
