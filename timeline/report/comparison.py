"""Negotiations side by side: their pace on one scale of days, the same facts of each, their issues by status."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline.model.state import Dossier
from timeline.report.html import common, policy, render, write_page
from timeline.report.locales import SOURCE, _, ngettext, speaking
from timeline.report.overview import clocks
from timeline.report.queries import literal
from timeline.report.words import (
    day_words,
    first_capital,
    label,
    labels,
    number_words,
    party_name,
    party_names,
    unit_words,
)

_ROWS = {"agreement": 8, "meeting": 24, "measure": 40}
"""Height of each type within a lane, in pixels."""
_PACE = "first meeting to first agreement"
_LEFT, _RIGHT = 2.0, 98.0
"""Where the first and the last day stand, in hundredths of the width: signs and words keep their size at any width."""


@dataclass(frozen=True, slots=True)
class Beat:
    """What happened of one type on one day."""

    type: str
    x: float
    """In hundredths of the width."""
    y: int
    words: str


@dataclass(frozen=True, slots=True)
class Pace:
    """One negotiation on the common scale of days."""

    title: str
    began: str
    beats: tuple[Beat, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """One fact, and what each negotiation has of it; empty where it has none."""

    fact: str
    values: tuple[tuple[str, str], ...]
    """In words, and the address of the event that the value comes from."""


def write_comparison_page(
    dossiers: Sequence[Dossier],
    facts: Sequence[Mapping[str, Any]],
    path: Path | str,
    *,
    hrefs: Sequence[str],
    index_href: str = "",
    locale: str = SOURCE,
) -> None:
    """Write the page to ``path``; raises ProblemError where it cannot be written."""
    page = render_comparison(dossiers, facts, hrefs=hrefs, index_href=index_href, locale=locale)
    write_page(page, Path(path))


def render_comparison(
    dossiers: Sequence[Dossier],
    facts: Sequence[Mapping[str, Any]],
    *,
    hrefs: Sequence[str],
    index_href: str = "",
    locale: str = SOURCE,
) -> str:
    """The page; ``facts`` are the rows of the macro ``comparison``: one for each negotiation and fact."""
    with speaking(locale):
        as_of, known_at, ledger_hash = clocks(dossiers)
        ids = [dossier.state.negotiation for dossier in dossiers]
        longest, paces = _paces(dossiers)
        return render(
            "comparison.html.j2",
            **common(policy([]), as_of, known_at, ledger_hash),
            talks=[
                (dossier.negotiation.title, party_names(dossier, dossier.negotiation.parties), href, short)
                for dossier, href, short in zip(dossiers, hrefs, _short(dossiers), strict=True)
            ],
            paces=paces,
            ticks=_ticks(longest),
            facts=_facts(dossiers, facts, hrefs),
            statuses=_statuses(dossiers),
            issues=_issues(dossiers, hrefs),
            index_href=index_href,
            sql=f"SELECT * FROM comparison(as_of := DATE '{as_of.isoformat()}', "
            f"known_at := TIMESTAMPTZ '{known_at.isoformat()}') "
            f"WHERE negotiation_id IN ({', '.join(map(literal, ids))})",
        )


def _short(dossiers: Sequence[Dossier]) -> list[str]:
    """A short name of each for narrow pages: the parties that not all share, or the titles where those are alike."""
    common = set.intersection(*(set(dossier.negotiation.parties) for dossier in dossiers))
    names = [
        party_names(dossier, (code for code in dossier.negotiation.parties if code not in common))
        for dossier in dossiers
    ]
    return names if all(names) and len(set(names)) == len(names) else [one.negotiation.title for one in dossiers]


def _paces(dossiers: Sequence[Dossier]) -> tuple[int, list[Pace]]:
    """The longest course in days, and each negotiation's beats from its first meeting, or first event, on.

    What came before the day from which the talks are said to have begun begins no course.
    """
    courses = []
    for dossier in dossiers:
        days: dict[tuple[str, dt.date], list[str]] = {}
        for event in dossier.events:
            last = event.date.last if event.date else None
            if event.modality == "actual" and last and last <= dossier.state.as_of and event.type in _ROWS:
                days.setdefault((event.type, last), []).append(event.summary)
        began = dossier.negotiation.began
        known = began.first if began and began.first else dt.date.min
        since = [(kind, day) for kind, day in days if day >= known]
        starts = [day for kind, day in since if kind == "meeting"] or [day for _kind, day in since]
        courses.append((dossier, days, min(starts, default=dossier.state.as_of)))
    longest = max(((day - start).days for _dossier, days, start in courses for _kind, day in days), default=0) or 1
    paces = []
    for dossier, days, start in courses:
        beats = [
            Beat(
                type=kind,
                x=_across((day - start).days, longest),
                y=_ROWS[kind],
                words=f"{day_words(day)}: {'; '.join(summaries)}",
            )
            for (kind, day), summaries in sorted(days.items())
            if day >= start
        ]
        paces.append(Pace(dossier.negotiation.title, _("day 0: {day}", day=day_words(start)), tuple(beats)))
    return longest, paces


def _across(day: int, longest: int) -> float:
    return round(_LEFT + day / longest * (_RIGHT - _LEFT), 2)


def _ticks(longest: int) -> list[tuple[float, str]]:
    step = next((step for step in (1, 7, 14, 30, 60, 90, 180, 365) if longest / step <= 8), 730)
    return [(_across(day, longest), ngettext("{n} day", "{n} days", day)) for day in range(0, longest + 1, step)]


def _facts(dossiers: Sequence[Dossier], rows: Sequence[Mapping[str, Any]], hrefs: Sequence[str]) -> list[Shared]:
    """The rows side by side; a party is named where one negotiation has the same fact of several."""
    ids = [dossier.state.negotiation for dossier in dossiers]
    grouped: dict[tuple[Any, ...], dict[str, list[Mapping[str, Any]]]] = {}
    for row in rows:
        held = grouped.setdefault((row["fact"], row["unit"], row["per"]), {})
        held.setdefault(row["negotiation_id"], []).append(row)
    found = []
    for (fact, _unit, _per), held in grouped.items():
        several = any(len(of_one) > 1 for of_one in held.values())
        parties = list(dict.fromkeys(row["party"] for of_one in held.values() for row in of_one)) if several else [None]
        for party in parties:
            values: list[tuple[str, str]] = []
            for dossier, id, href in zip(dossiers, ids, hrefs, strict=True):
                own = [one for one in held.get(id, ()) if not several or one["party"] == party]
                event = own[0]["event_id"] if own and own[0]["event_id"] in dossier.by_id else ""
                values.append((_value(own[0]) if own else "", f"{href}timeline.html#event={event}" if event else ""))
            name = first_capital(label("fact", fact))
            found.append(Shared(f"{name}, {party_name(dossiers[0], party)}" if party else name, tuple(values)))
    return sorted(
        found, key=lambda one: sum(words == "" for words, _href in one.values)
    )  # what they share stands first


def _value(row: Mapping[str, Any]) -> str:
    """A figure with its unit, or the range that the dates allow; empty where there is none."""
    if row["fact"] == _PACE and (row["value"] if row["value"] is not None else row["value_high"] or 0) < 0:
        turned = {"value": row["value"], "value_low": row["value_high"], "value_high": row["value_low"]}
        positive = {key: None if days is None else -days for key, days in turned.items()}
        return _("the agreement {days} earlier", days=_value({**row, **positive}))
    if row["value"] is not None:
        figure = number_words(row["value"])
    elif row["value_low"] is not None and row["value_high"] is not None:
        figure = _("{low} to {high}", low=number_words(row["value_low"]), high=number_words(row["value_high"]))
    else:
        return ""
    figure = label("bound", row.get("bound") or "exactly").format(figure=figure)
    return " ".join(part for part in (unit_words(figure, row["unit"]), label("per", row["per"])) if part)


def _statuses(dossiers: Sequence[Dossier]) -> list[tuple[str, tuple[int, ...]]]:
    counted = [[issue.status for issue in dossier.state.issues] for dossier in dossiers]
    rows = [(words, tuple(one.count(status) for one in counted)) for status, words in labels("status").items()]  # type: ignore[arg-type]
    return [row for row in rows if any(row[1])]


def _issues(dossiers: Sequence[Dossier], hrefs: Sequence[str]) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Issues that go by the same id in two or more negotiations, with the status in each and the way to it.

    What goes by one id may be named differently in each: then every name is told.
    """
    held = [{issue.issue: issue for issue in dossier.state.issues} for dossier in dossiers]
    shared = sorted({id for one in held for id in one if sum(id in other for other in held) > 1})
    return [
        (
            " / ".join(dict.fromkeys(one[id].name for one in held if id in one)),
            tuple(
                (
                    _("{status} since {day}", status=label("status", one[id].status), day=day_words(one[id].since)),
                    f"{href}status.html#issue-{id}",
                )
                if id in one
                else ("", "")
                for one, href in zip(held, hrefs, strict=True)
            ),
        )
        for id in shared
    ]
