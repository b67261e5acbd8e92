"""The lines of a status report in words, each with its proofs: events, stances, figures, asks, deadlines."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from timeline.model.events import EventBase
from timeline.model.state import Ask, Dossier, Due, Standing
from timeline.report.certainty import form
from timeline.report.gapchart import GapChart, gap_chart
from timeline.report.locales import _
from timeline.report.origins import is_single
from timeline.report.queries import literal, query
from timeline.report.words import (
    actor_name,
    commas,
    date_words,
    days_words,
    event_date_words,
    figure_words,
    holder_name,
    issue_name,
    join,
    label,
    left_words,
    party_name,
    party_names,
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


class Citations:
    """Counts the places of a page that cite each proof, so that the proof leads back to every one of them."""

    def __init__(self) -> None:
        self._places: Counter[int] = Counter()

    def place(self, number: int) -> int:
        """The number of one more place that cites a proof, from 1 on."""
        self._places[number] += 1
        return self._places[number]

    def places(self, number: int) -> range:
        """All that were counted until now."""
        return range(1, self._places[number] + 1)


def find(dossier: Dossier, event_id: str | None) -> EventBase | None:
    """The event with this id, as far as the dossier has it."""
    return dossier.by_id.get(event_id) if event_id else None


@dataclass(frozen=True, slots=True)
class Moment:
    """An event in one line."""

    event_id: str
    type: str
    kind: str
    """The type in words."""
    code: str
    """The modality it is drawn in."""
    modality: str
    """As recorded, in words; empty for what happened."""
    single: bool
    """Whether all of it rests on one origin."""
    date: str
    summary: str
    refs: Refs


def moment(dossier: Dossier, event: EventBase, proofs: Proofs) -> Moment:
    """An event in one line, with the number of its proof."""
    return Moment(
        event_id=event.event_id,
        type=event.type,
        kind=label("type", event.type),
        code=form(event, dossier.state.as_of),
        modality="" if event.modality == "actual" else label("modality", event.modality),
        single=is_single(dossier, event.event_id),
        date=event_date_words(dossier, event.event_id),
        summary=event.summary,
        refs=proofs.numbers([event.event_id]),
    )


def moment_words(line: Moment) -> str:
    """``meeting, planned: summary``."""
    return f"{line.kind}{', ' + line.modality if line.modality else ''}: {line.summary}"


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


def stand_lines(dossier: Dossier, issue: str, proofs: Proofs) -> tuple[Stand, ...]:
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
    before = find(dossier, standing.replaced)
    speakers = join(actor_name(dossier, actor) for actor in standing.speakers)
    acts = {"proposal": _("in a proposal"), "response": _("in a response")}
    article = dossier.articles.get(standing.article_id)
    return Stand(
        party=holder_name(dossier, standing.party),
        stance=standing.stance,
        said=commas((speakers, acts.get(standing.type, ""), event_date_words(dossier, standing.event_id))),
        quote=standing.quote,
        language=article.language if article else "",
        before=f"{_stance(before)} ({event_date_words(dossier, before.event_id)})"
        if before
        else standing.replaced or "",
        refs=refs,
        before_refs=proofs.numbers([before.event_id]) if before else (),
    )


def _stance(event: EventBase) -> str:
    return getattr(event, "stance", None) or event.summary


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


def term_lines(dossier: Dossier, issue: str, proofs: Proofs) -> tuple[TermLine, ...]:
    """The figures of an issue, one line for each term and unit, in the order in which they were first put."""
    grouped: dict[tuple[str, str, str | None], list[Figure]] = {}
    for gap in dossier.state.gaps:
        if gap.issue != issue:
            continue
        term = term_of(dossier, gap)
        words = figure_words(term) + (f", {label('role', term.role)}" if term.role else "")
        words += f" ({term_name(gap.called)})" if gap.called else ""
        who = party_name(dossier, gap.party) if gap.party else _("together or not said")
        when = date_words(gap.date) if gap.date else event_date_words(dossier, gap.event_id)
        figure = Figure(who, words, when, proofs.numbers([gap.event_id]))
        grouped.setdefault((gap.term, gap.unit, gap.per), []).append(figure)
    others = {(gap.term, gap.unit, gap.per): gap.other_units for gap in dossier.gaps if gap.issue == issue}
    return tuple(
        TermLine(
            issue=issue_name(dossier, issue),
            term=term_name(term),
            figures=_merged(figures),
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
    """Empty where it is not known."""
    outcome: str
    answers: tuple[Answer, ...]
    refs: Refs


def ask_line(dossier: Dossier, ask: Ask, proofs: Proofs) -> AskLine:
    """A proposal in words, with every answer to it."""
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
        date=event_date_words(dossier, ask.event_id),
        age=days_words(ask.age_days) if ask.age_days is not None else "",
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
        verdict=label("verdict", verdict) or label("act", act) or label("type", event.type).lower(),
        date=event_date_words(dossier, event_id),
        summary=event.summary,
        refs=proofs.numbers([event_id]),
    )


@dataclass(frozen=True, slots=True)
class DueLine:
    """A deadline."""

    date: str
    summary: str
    outcome: str
    left: str
    modality: str
    """conditional where it is; else empty."""
    code: str
    """The form in which its sign is drawn: see ``certainty.form``."""
    single: bool
    """Whether all that is known of it rests on one origin."""
    refs: Refs


def is_ahead(due: Due) -> bool:
    """Whether a deadline is still to come, or no source tells its day."""
    return due.outcome == "pending" and (due.days_left or 0) >= 0


def next_due(deadlines: Iterable[Due]) -> Due | None:
    """The deadline that is due next, one without a day last; None where none is ahead."""
    ahead = filter(is_ahead, deadlines)
    return min(ahead, key=lambda due: (due.days_left is None, due.days_left or 0, due.event_id), default=None)


def due_line(dossier: Dossier, due: Due, proofs: Proofs) -> DueLine:
    """A deadline in words, with the days that are left or have passed."""
    event = find(dossier, due.event_id)
    return DueLine(
        date=date_words(due.due),
        summary=due.summary,
        outcome=label("outcome", due.outcome),
        # Of one that was kept or moved, days past would read as if it had been late
        left="" if due.outcome in ("met", "extended") else left_words(due.days_left),
        modality=label("modality", event.modality) if event and event.modality == "conditional" else "",
        code=form(event, dossier.state.as_of) if event else "actual",
        single=is_single(dossier, due.event_id),
        refs=proofs.numbers([due.event_id]),
    )
