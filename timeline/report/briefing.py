"""The briefing: the status on two printed pages. What does not fit is counted and stands on the status page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline.model.state import Dossier
from timeline.report.facts import headline
from timeline.report.gapchart import GapChart, gap_chart
from timeline.report.html import common, policy, render, write_page
from timeline.report.lines import Proofs
from timeline.report.locales import SOURCE, _, ngettext, speaking
from timeline.report.record import pledges, two_accounts
from timeline.report.since import since_view
from timeline.report.status import StatusView, status_view
from timeline.report.words import issue_name, join, party_name, term_name

_ISSUES, _TURNS, _EVENTS, _ASKS, _COMING, _CHARTS, _ACCOUNTS, _PLEDGES = 7, 5, 5, 3, 5, 3, 1, 3
"""How many of each fit on two pages; the longest words are cut at ``_LONGEST`` signs."""
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Some:
    """The first of a list, and in words how many are left out; empty where none is."""

    lines: tuple[tuple[str, ...], ...]
    more: str


@dataclass(frozen=True, slots=True)
class Brief:
    """All of the briefing, in the order of the page."""

    facts: tuple[tuple[str, str], ...]
    since: str
    """The earlier day, where the report compares with one."""
    turns: Some
    """What stands otherwise than on that day; else the latest events."""
    issues: Some
    """Name, status, last move, stances."""
    charts: tuple[tuple[str, GapChart], ...]
    asks: Some
    coming: Some
    accounts: Some
    pledges: Some


def write_briefing(
    dossier: Dossier, path: Path | str, *, status_href: str = "status.html", locale: str = SOURCE
) -> None:
    """Write the page to ``path``; raises ProblemError where it cannot be written."""
    write_page(render_briefing(dossier, status_href=status_href, locale=locale), Path(path))


def render_briefing(dossier: Dossier, *, status_href: str = "status.html", locale: str = SOURCE) -> str:
    """The briefing: no script, laid out for two sheets of A4."""
    with speaking(locale):
        state = dossier.state
        return render(
            "briefing.html.j2",
            **common(policy([]), state.as_of, state.known_at, dossier.ledger_hash),
            negotiation=dossier.negotiation,
            parties=[party_name(dossier, code) for code in dossier.negotiation.parties],
            brief=_brief(dossier),
            status_href=status_href,
        )


def _brief(dossier: Dossier) -> Brief:
    proofs = Proofs()
    view = status_view(dossier, proofs)
    since = since_view(dossier, proofs)
    if since:
        turns = [
            (turn.what, f"{turn.before} → {turn.after}", turn.why)
            for turn in (*since.statuses, *since.positions, *since.passed)
        ]
    else:
        turns = [(line.date, line.summary, line.kind) for line in view.recent]
    return Brief(
        facts=_facts(dossier),
        since=since.day if since else "",
        turns=_some(turns, _TURNS if since else _EVENTS),
        issues=_issues(view),
        charts=_charts(dossier),
        asks=_some([(ask.summary, ask.way, ask.age, ask.outcome) for ask in view.open_asks], _ASKS),
        coming=_some(_coming(view), _COMING),
        accounts=_some(
            [
                (found.issues, f"{found.one[0]}: {found.one[1]}", f"{found.other[0]}: {found.other[1]}")
                for found in two_accounts(dossier, proofs)
            ],
            _ACCOUNTS,
        ),
        pledges=_some(
            [
                (
                    pledge.summary,
                    ", ".join(f"{stage} {day}" for stage, day in pledge.stages if day) or _("no day on record"),
                    _("Behind") if pledge.behind else "",
                )
                for pledge in sorted(pledges(dossier, proofs), key=lambda pledge: not pledge.behind)
            ],
            _PLEDGES,
        ),
    )


def _facts(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """The headline, one line a topic: what a topic says of several issues is joined."""
    topics: dict[str, list[str]] = {}
    for fact in headline(dossier):
        topics.setdefault(fact.topic, []).append(fact.text)
    return tuple((topic, _cut(" ".join(texts), 2 * _LONGEST)) for topic, texts in topics.items())


def _coming(view: StatusView) -> list[tuple[str, str, str]]:
    """What is planned, soonest first, then deadlines and plans whose day passed without a word."""
    left = {due.refs[0][1]: due.left for due in view.deadlines}
    planned = [(line.date, line.summary, left.get(line.event_id) or line.modality) for line in view.coming]
    shown = {line.event_id for line in view.coming}
    silent = [(due.date, due.summary, due.outcome) for due in view.deadlines if due.refs[0][1] not in shown]
    return planned + silent + [(line.date, line.summary, line.modality) for line in view.lapsed]


def _issues(view: StatusView) -> Some:
    rows = [
        (
            _cut(line.name, 60),
            line.status + (" · " + _("stalled") if line.stalled else ""),
            ", ".join(filter(None, (line.last_move, line.quiet))),
            _cut(
                " ".join(f"{stand.party}: {_cut(stand.stance)}" for stand in line.stands if stand.stance),
                2 * _LONGEST + 20,
            )
            or _("No position on record."),
        )
        for line in view.issues[:_ISSUES]
    ]
    others = [f"{line.name} ({line.status.lower()})" for line in view.issues[_ISSUES:]]
    named = others[:12]
    if len(others) > len(named):
        named.append(ngettext("{n} other", "{n} others", len(others) - len(named)))
    return Some(tuple(rows), _cut(_("Also: {issues}.", issues=join(named)), 4 * _LONGEST) if others else "")


def _charts(dossier: Dossier) -> tuple[tuple[str, GapChart], ...]:
    """The charts with an open distance first, then those with the most figures."""
    found = []
    for key in dict.fromkeys((gap.issue, gap.term, gap.unit, gap.per) for gap in dossier.state.gaps):
        chart = gap_chart(dossier, *key)
        if chart:
            marks = sum(len(line.marks) for line in chart.lines)
            title = f"{issue_name(dossier, key[0])}: {term_name(key[1])}"
            found.append((not chart.distance, -len(chart.lines), -marks, title, chart))
    found.sort(key=lambda one: one[:4])
    return tuple((title, chart) for _open, _lines, _marks, title, chart in found[:_CHARTS])


def _some(lines: Sequence[tuple[str, ...]], most: int) -> Some:
    left = len(lines) - most
    more = ngettext("{n} more on the status page.", "{n} more on the status page.", left) if left > 0 else ""
    return Some(tuple(tuple(_cut(part.rstrip(".")) for part in line) for line in lines[:most]), more)


def _cut(text: str, longest: int = _LONGEST) -> str:
    """At a word where there is one, with an ellipsis, where it is too long for a briefing."""
    if len(text) <= longest:
        return text
    kept = text[: longest - 2]
    return (kept.rpartition(" ")[0] or kept) + " …"
