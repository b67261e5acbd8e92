"""The headline of a status report: short facts made from the state by rule, each with its proof and its query."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice

from timeline.model.state import Dossier, MeetingTally
from timeline.report.lines import Proofs, next_due
from timeline.report.locales import _, ngettext
from timeline.report.queries import query
from timeline.report.since import changes_words, happened_query, since_view
from timeline.report.words import (
    actor_name,
    ago_words,
    commas,
    date_words,
    days_words,
    event_date_words,
    first_capital,
    is_exact,
    issue_name,
    join,
    label,
    labels,
    left_words,
    party_name,
    party_names,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement, with the ids of the events that prove it."""

    topic: str
    text: str
    proof: tuple[str, ...] = ()
    sql: str = ""
    """The query that gives it."""
    place: str = ""
    """The section of the status page that tells all of it; empty where there is none."""


def headline(dossier: Dossier) -> tuple[Fact, ...]:
    """What a reader needs first, in fixed order; a topic of which nothing is recorded says so or is left out."""
    deadlines = _deadlines(dossier)
    due = [fact for fact in deadlines if fact.topic == _("Next deadline")]
    said = {fact.proof for fact in deadlines}  # what is next and a deadline is said once, with the days left
    return (
        *_since(dossier),
        _issues(dossier),
        *_stalled(dossier),
        *due,
        *_deadlocked(dossier),
        *_last_move(dossier),
        *(fact for fact in _next(dossier) if fact.proof not in said),
        *_asks(dossier),
        *(fact for fact in deadlines if fact not in due),
        *_behind(dossier),
        *_meetings(dossier),
    )


def unraised(dossier: Dossier) -> list[str]:
    """Names of registered issues that nothing on record has raised, sorted."""
    raised = {issue.issue for issue in dossier.state.issues}
    return sorted(issue.name for issue_id, issue in dossier.issues.items() if issue_id not in raised)


def _since(dossier: Dossier) -> list[Fact]:
    since = since_view(dossier, Proofs())
    if since is None:
        return []
    text = f"{first_capital(changes_words(since))}."
    return [Fact(_("Since {day}", day=since.day), text, sql=happened_query(dossier), place="since")]


def _issues(dossier: Dossier) -> Fact:
    counts = Counter(issue.status for issue in dossier.state.issues)
    sql = query(dossier, "status", "status, count(*) AS issues", "GROUP BY status ORDER BY status")
    if not counts:
        return Fact(_("Issues"), _("No issue has been raised on the record."), sql=sql)
    each = [f"{counts[status]} {label('status', status).lower()}" for status in labels("status") if status in counts]  # type: ignore[index]
    text = _("{n} in all: {each}.", n=sum(counts.values()), each=join(each))
    if waiting := len(unraised(dossier)):
        more = ngettext(
            "{n} registered issue has not been raised.", "{n} registered issues have not been raised.", waiting
        )
        text = f"{text} {more}"
    return Fact(_("Issues"), text, sql=sql, place="issues")


def _stalled(dossier: Dossier) -> list[Fact]:
    stalled = [issue for issue in dossier.state.issues if issue.stalled]
    if not stalled:
        return []
    n, every, limit = len(stalled), len(dossier.state.issues), days_words(dossier.negotiation.stalled_after_days)
    counted = [(issue.days_since_move, issue) for issue in stalled if issue.days_since_move is not None]
    if counted:
        days, longest = max(counted, key=lambda pair: pair[0])
        text = _(
            "{n} of {all}, no move for more than {limit}; longest: {issue} ({days}).",
            n=n,
            all=every,
            limit=limit,
            issue=longest.name,
            days=days_words(days),
        )
    else:
        longest = stalled[0]
        text = _("{n} of {all}, no move for more than {limit}.", n=n, all=every, limit=limit)
    sql = query(dossier, "status", "issue, name, days_since_move", "WHERE stalled ORDER BY days_since_move DESC")
    return [Fact(_("Stalled"), text, longest.proof, sql, "issues")]


def _deadlocked(dossier: Dossier) -> list[Fact]:
    return [
        Fact(
            _("Called deadlocked"),
            _("{issue}, according to {who}.", issue=issue.name, who=_accounts(dossier, issue.reported_deadlock)),
            issue.reported_deadlock,
            query(dossier, "status", "issue, reported_deadlock", "WHERE len(reported_deadlock) > 0"),
        )
        for issue in dossier.state.issues
        if issue.reported_deadlock
    ]


def _accounts(dossier: Dossier, event_ids: tuple[str, ...]) -> str:
    """Who gives the account: the named source, else the side or person whose it is, else who published it."""
    who: list[str] = []
    for event_id in event_ids:
        event = dossier.event(event_id)
        if event.reported_by:
            who.append(event.reported_by)
        elif event.by_parties or event.actors:
            who += [party_name(dossier, party) for party in event.by_parties] or [
                actor_name(dossier, actor) for actor in event.actors
            ]
        else:
            articles = [dossier.articles.get(evidence.article_id) for evidence in event.evidence]
            who += [article.publisher for article in articles if article and article.publisher]
    return join(dict.fromkeys(who)) or _("a source that is not named")


def _last_move(dossier: Dossier) -> list[Fact]:
    """The latest thing that happened on a day that is told: neither what was denied nor what has no date."""
    sql = query(dossier, "recent_events", "event_id, date_edtf, summary", "WHERE date_edtf IS NOT NULL LIMIT 1")
    dated = (id for id in dossier.state.recent if (event := dossier.event(id)).date and event.modality == "actual")
    return [_told(dossier, _("Latest"), event_id, sql) for event_id in islice(dated, 1)]


def _next(dossier: Dossier) -> list[Fact]:
    sql = query(dossier, "coming_events", "event_id, date_edtf, summary", "LIMIT 1")
    if not dossier.state.coming:
        return [Fact(_("Next"), _("Nothing planned is on record."), sql=sql)]
    return [_told(dossier, _("Next"), dossier.state.coming[0], sql)]


def _told(dossier: Dossier, topic: str, event_id: str, sql: str) -> Fact:
    event = dossier.event(event_id)
    return Fact(topic, f"{first_capital(event_date_words(dossier, event_id))}: {event.summary}", (event_id,), sql)


def _asks(dossier: Dossier) -> list[Fact]:
    open_asks = [ask for ask in dossier.state.asks if ask.open]
    if not open_asks:
        return []
    sql = query(dossier, "asks", "count(*) AS open_asks, max(age_days) AS oldest_days", "WHERE open")
    aged = [ask for ask in open_asks if ask.age_days is not None]
    if not aged:
        text = ngettext("{n} ask open.", "{n} asks open.", len(open_asks))
        return [Fact(_("Open asks"), text, tuple(ask.event_id for ask in open_asks), sql, "asks")]
    oldest = max(aged, key=lambda ask: (ask.age_days or 0, ask.event_id))
    about = join(issue_name(dossier, issue) for issue in oldest.issues)
    by = party_names(dossier, oldest.by_parties)
    detail = commas((about, by and _("by {party}", party=by)))
    text = ngettext(
        "{n} ask open; the oldest{detail} is {age} old.",
        "{n} asks open; the oldest{detail} is {age} old.",
        len(open_asks),
        detail=f" ({detail})" if detail else "",
        age=days_words(oldest.age_days or 0),
    )
    return [Fact(_("Open asks"), text, (oldest.event_id,), sql, "asks")]


def _deadlines(dossier: Dossier) -> list[Fact]:
    facts = []
    first = next_due(dossier.state.deadlines)
    if first:
        event = dossier.by_id.get(first.event_id)
        unsure = label("modality", event.modality) if event and event.modality == "conditional" else ""
        when = commas((first_capital(date_words(first.due)), left_words(first.days_left), unsure))
        sql = query(
            dossier, "deadline_states", "event_id, due, days_left, summary", "WHERE outcome = 'pending' LIMIT 1"
        )
        facts.append(Fact(_("Next deadline"), f"{when}: {first.summary}", (first.event_id,), sql))
    silent = [due for due in dossier.state.deadlines if due.outcome == "unknown"]
    if silent:
        text = ngettext(
            "{n} deadline past, and no source says what came of it.",
            "{n} deadlines past, and no source says what came of them.",
            len(silent),
        )
        sql = query(dossier, "deadline_states", "event_id, due, summary", "WHERE outcome = 'unknown'")
        facts.append(Fact(_("Unresolved"), text, tuple(due.event_id for due in silent), sql))
    return facts


def _behind(dossier: Dossier) -> list[Fact]:
    behind = [commitment for commitment in dossier.commitments if commitment.behind]
    if not behind:
        return []
    text = ngettext(
        "{n} agreement has a step that is past due, and nothing says that it was kept.",
        "{n} agreements have a step that is past due, and nothing says that it was kept.",
        len(behind),
    )
    sql = query(dossier, "commitments", "agreement, summary, overdue", "WHERE behind")
    return [Fact(_("Behind"), text, tuple(commitment.agreement for commitment in behind), sql)]


def _meetings(dossier: Dossier) -> list[Fact]:
    dated = [tally for tally in dossier.state.meetings if tally.last_date is not None]
    if not dated:
        return []
    latest = min(dated, key=lambda tally: (tally.days_since is None, tally.days_since or 0, tally.parties))
    who, ago = party_names(dossier, latest.parties), _when(latest)
    if latest.meetings == 2:
        text = _("{parties} met twice on record; the last was {ago}.", parties=who, ago=ago)
    else:
        text = ngettext(
            "{parties} met once on record; the last was {ago}.",
            "{parties} met {n} times on record; the last was {ago}.",
            latest.meetings,
            parties=who,
            ago=ago,
        )
    sql = query(dossier, "meeting_tally", "parties, meetings, days_since")
    return [Fact(_("Meetings"), text, (latest.last_event,), sql)]


def _when(last: MeetingTally) -> str:
    """Days since, or where the date is too inexact to count them, that date."""
    told = last.last_date
    if told is None or (last.days_since is not None and is_exact(told)):
        return ago_words(last.days_since)
    words = date_words(told)
    return words if "/" in told.text else _("in {date}", date=words)
