"""The briefing: the status on two printed pages. What does not fit is counted and stands on the status page."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from timeline.model.state import Dossier
from timeline.report.gapchart import GapChart, gap_chart
from timeline.report.html import common, policy, render, write_page
from timeline.report.lines import AskLine, DueLine, Moment, Refs, Stand, is_ahead
from timeline.report.locales import SOURCE, _, ngettext, speaking
from timeline.report.record import Pledge, TwoAccounts
from timeline.report.sections import Sections, sections
from timeline.report.since import SinceView, Turn, clock_words
from timeline.report.status import IssueLine, StatusView
from timeline.report.words import commas, first_capital, issue_name, join, party_name, term_name, untold_words

_ISSUES, _TURNS, _EVENTS, _ASKS, _COMING, _SILENT, _CHARTS, _ACCOUNTS, _PLEDGES, _STANDS = 7, 4, 10, 3, 5, 3, 3, 1, 3, 2
"""How many of each fit on two pages; turns and events share one column. Words are cut at ``_LONGEST`` signs."""
_LONGEST = 100
Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Line:
    """One statement with its proof."""

    head: str
    parts: tuple[str, ...]
    refs: Refs = ()
    event_id: str = ""
    """The event that the head tells; empty where it names something else."""
    day: str = ""
    """When it is, where the line tells that first."""


@dataclass(frozen=True, slots=True)
class Row:
    """One issue."""

    issue: str
    name: str
    status: str
    refs: Refs
    move: str
    stands: tuple[Stand, ...]
    more: str
    """In words, how many more parties have a stance; empty where none has."""


@dataclass(frozen=True, slots=True)
class Some(Generic[Kept]):
    """The first of a list, and in words how many are left out; empty where none is."""

    lines: tuple[Kept, ...]
    more: str
    place: str
    """The section of the status page that has all of them."""


@dataclass(frozen=True, slots=True)
class Brief:
    """All of the briefing, in the order of the page."""

    facts: tuple[Line, ...]
    since: str
    """The earlier day, where the report compares with one."""
    turns: Some[Line]
    """What stands otherwise than before that day; empty without one."""
    happened: Some[Line]
    """What happened from that day on; without one, lately."""
    coming: Some[Line]
    silent: Some[Line]
    """Deadlines and plans whose day passed, and no source says what came of them."""
    charts: tuple[tuple[str, str, GapChart], ...]
    """Issue, title, drawing."""
    issues: Some[Row]
    asks: Some[Line]
    accounts: Some[Line]
    pledges: Some[Line]
    """Those that are behind, then the latest."""


def write_briefing(dossier: Dossier, path: Path | str, *, index_href: str = "", locale: str = SOURCE) -> None:
    """Write the page to ``path``; raises ProblemError where it cannot be written."""
    write_page(render_briefing(dossier, index_href=index_href, locale=locale), Path(path))


def render_briefing(dossier: Dossier, *, index_href: str = "", locale: str = SOURCE) -> str:
    """The briefing: no script, laid out for two sheets of A4; its proofs are those of the status page."""
    with speaking(locale):
        state = dossier.state
        return render(
            "briefing.html.j2",
            **common(policy([]), state.as_of, state.known_at, dossier.ledger_hash),
            negotiation=dossier.negotiation,
            parties=[party_name(dossier, code) for code in dossier.negotiation.parties],
            untold=untold_words(dossier),
            brief=_brief(dossier, sections(dossier)),
            clock=clock_words(),
            index_href=index_href,
        )


def _brief(dossier: Dossier, told: Sections) -> Brief:
    since, view = told.since, told.view
    turns = _some(_turns(since) if since else [], _TURNS, "since")
    return Brief(
        facts=_facts(told),
        since=since.day if since else "",
        turns=turns,
        happened=_some(
            [_moment(line) for line in (since.happened if since else view.recent)],
            _EVENTS - len(turns.lines),
            "since" if since else "calendar",
        ),
        coming=_some(_coming(dossier, view), _COMING, "calendar"),
        silent=_some(_silent(dossier, view), _SILENT, "calendar"),
        charts=_charts(dossier),
        issues=_issues(view),
        asks=_some([_ask(ask) for ask in view.open_asks], _ASKS, "asks"),
        accounts=_some([_account(found) for found in told.accounts], _ACCOUNTS, "accounts"),
        pledges=_some([_pledge(pledge) for pledge in told.pledges], _PLEDGES, "commitments"),
    )


def _facts(told: Sections) -> tuple[Line, ...]:
    """The headline, one line a topic: what a topic says of several issues is joined."""
    topics: dict[str, list[tuple[str, Refs]]] = {}
    for fact, refs in told.facts:
        topics.setdefault(fact.topic, []).append((fact.text, refs))
    return tuple(
        Line(
            topic,
            (_cut(" ".join(text for text, _refs in each), 2 * _LONGEST),),
            tuple(dict.fromkeys(ref for _text, refs in each for ref in refs))[:3],
        )
        for topic, each in topics.items()
    )


def _turns(since: SinceView) -> list[Line]:
    def line(turn: Turn) -> Line:
        half = _LONGEST // 2  # what it is now must not be cut off by what it was
        return Line(turn.what, (f"{_cut(turn.before, half - 3)} → {_cut(turn.after, half)}", turn.why), turn.refs)

    return [line(turn) for turn in (*since.statuses, *since.positions, *since.passed)]


def _moment(line: Moment, note: str = "") -> Line:
    return Line(line.summary, (note or line.modality,), line.refs, line.event_id, first_capital(line.date))


def _due(line: DueLine) -> Line:
    return Line(line.summary, (line.modality, line.left), line.refs, line.refs[0][1], first_capital(line.date))


def _coming(dossier: Dossier, view: StatusView) -> list[Line]:
    """What is planned, soonest first, and deadlines that are still to come."""
    left = {line.refs[0][1]: commas((line.modality, line.left)) for line in view.deadlines}
    shown = {line.event_id for line in view.coming}
    ahead = [
        _due(line)
        for due, line in zip(dossier.state.deadlines, view.deadlines, strict=True)
        if is_ahead(due) and due.event_id not in shown
    ]
    return [_moment(line, left.get(line.event_id, "")) for line in view.coming] + ahead


def _silent(dossier: Dossier, view: StatusView) -> list[Line]:
    past = [
        _due(line)
        for due, line in zip(dossier.state.deadlines, view.deadlines, strict=True)
        if due.outcome == "unknown"
    ]
    return past + [Line(line.summary, (line.modality,), line.refs, line.event_id) for line in view.lapsed]


def _ask(ask: AskLine) -> Line:
    return Line(ask.summary, (ask.way, ask.age or ask.date, ask.outcome), ask.refs, ask.refs[0][1])


def _account(found: TwoAccounts) -> Line:
    says = tuple(f"{who}: {words}" for who, words, _refs in (found.one, found.other))
    return Line(found.issues or _("No issue named"), says, (*found.one[2], *found.other[2]))


def _pledge(pledge: Pledge) -> Line:
    days = (*(f"{stage} {day}" for stage, day in pledge.stages if day), first_capital(pledge.ended))
    stages = commas(days) or _("no day on record")
    return Line(pledge.summary, (stages, _("Behind") if pledge.behind else ""), pledge.refs, pledge.event_id)


def _issues(view: StatusView) -> Some[Row]:
    rows = tuple(map(_row, view.issues[:_ISSUES]))
    return Some(rows, _others([f"{line.name} ({line.status.lower()})" for line in view.issues[_ISSUES:]]), "issues")


def _row(line: IssueLine) -> Row:
    stands = [dataclasses.replace(stand, stance=_cut(stand.stance)) for stand in line.stands if stand.stance]
    return Row(
        issue=line.issue,
        name=_cut(line.name, 60),
        status=line.status + (" · " + _("stalled") if line.stalled else ""),
        refs=line.refs[-1:],
        move=", ".join(filter(None, (line.last_move, line.quiet))),
        stands=tuple(stands[:_STANDS]),
        more=_more(len(stands) - _STANDS),
    )


def _others(names: list[str]) -> str:
    """As many as four lines hold, and how many more there are."""
    kept: list[str] = []
    for name in names:
        if sum(map(len, (*kept, name))) > 3 * _LONGEST:
            break
        kept.append(name)
    left = len(names) - len(kept)
    if left:
        kept.append(ngettext("{n} other", "{n} others", left))
    return _("Also: {issues}.", issues=join(kept)) if names else ""


def _charts(dossier: Dossier) -> tuple[tuple[str, str, GapChart], ...]:
    """The charts with an open distance first, then those with the most figures."""
    found = []
    for key in dict.fromkeys((gap.issue, gap.term, gap.unit, gap.per) for gap in dossier.state.gaps):
        chart = gap_chart(dossier, *key)
        if chart:
            marks = sum(len(line.marks) for line in chart.lines)
            issue, term = issue_name(dossier, key[0]), term_name(key[1])
            title = issue if issue.casefold() == term.casefold() else f"{issue}: {term}"
            found.append((not chart.distance, -len(chart.lines), -marks, title, key[0], chart))
    found.sort(key=lambda one: one[:4])
    return tuple((issue, title, chart) for _open, _lines, _marks, title, issue, chart in found[:_CHARTS])


def _some(lines: Sequence[Line], most: int, place: str) -> Some[Line]:
    cut = (
        dataclasses.replace(
            line, head=_cut(line.head.rstrip(".")), parts=tuple(_cut(part.rstrip(".")) for part in line.parts)
        )
        for line in lines[:most]
    )
    return Some(tuple(cut), _more(len(lines) - most), place)


def _more(left: int) -> str:
    return ngettext("{n} more on the status page", "{n} more on the status page", left) if left > 0 else ""


def _cut(text: str, longest: int = _LONGEST) -> str:
    """At a word where there is one, with an ellipsis, where it is too long for a briefing."""
    if len(text) <= longest:
        return text
    kept = text[: longest - 2]
    return (kept.rpartition(" ")[0] or kept) + " …"
