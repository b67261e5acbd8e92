"""The figures of one term over time as a small drawing: one line for each side and role, and the distance now.

Geometry only, in the units of an SVG of ``WIDTH`` by ``HEIGHT``; ``parts.html.j2`` writes the elements.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from dataclasses import dataclass

from timeline.model.edtf import Edtf
from timeline.model.state import Dossier, Gap, GapFigure
from timeline.report.locales import _, pgettext
from timeline.report.words import (
    day_words,
    figure_words,
    label,
    number_words,
    party_names,
    per_words,
    short_day_words,
    term_name,
    term_of,
)

WIDTH, HEIGHT = 360, 196
_LEFT, _RIGHT, _TOP, _BOTTOM = 74, 22, 24, 32
_APART = (12.0, 11.0)
"""Marks nearer than this across and up would be printed over one another."""
_SHAPES = {
    "demanded": "M0-6 6 5-6 5z",
    "offered": "M0 6-6-5 6-5z",
    "agreed": "M0-5a5 5 0 1 0 .001 0z",
    "in_force": "M-4.5-4.5h9v9h-9z",
    "threatened": "M-6-3-3-6 0-3 3-6 6-3 3 0 6 3 3 6 0 3-3 6-6 3-3 0z",
    "previous": "M0-6 6 0 0 6-6 0z",
}
_OTHER = "M0-4a4 4 0 1 0 .001 0z"


@dataclass(frozen=True, slots=True)
class GapMark:
    """One figure in its place; a bar beside it where the day is not known."""

    x: float
    """Where it is drawn: at its day, or beside another mark that stands there."""
    y: float
    x0: float
    x1: float
    """First and last possible day; equal for a known day."""
    words: str


@dataclass(frozen=True, slots=True)
class GapLine:
    """The figures of one side in one role, or of all sides that say the same."""

    who: str
    """Side and role in words, with the latest figure: for the legend."""
    shape: str
    side: int
    """0 and 1 for the first parties of the negotiation, 2 for another or for both."""
    tag: str
    """The code of its party where lines of several look alike; empty else."""
    path: str
    """Steps from figure to figure: a figure stands until the next."""
    marks: tuple[GapMark, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A label of an axis."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class GapChart:
    """The whole drawing."""

    words: str
    """The drawing in one sentence, for whoever cannot see it."""
    lines: tuple[GapLine, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    unit: str
    """What stands above the upward axis; empty where each of its labels has the unit."""
    broken: bool
    """Whether the upward axis does not begin at zero."""
    distance: str
    """In words; empty where no figures of two sides stand against one another, also because one was agreed since."""
    bracket: tuple[float, float] | None
    """Heights of the figures of two sides that stand against one another, farthest apart."""
    width: int = WIDTH
    height: int = HEIGHT
    right: int = WIDTH - _RIGHT
    left: int = _LEFT
    top: int = _TOP
    bottom: int = HEIGHT - _BOTTOM


def gap_chart(dossier: Dossier, issue: str, term: str, unit: str, per: str | None) -> GapChart | None:
    """The drawing of a term; None where no two dated figures differ."""
    key = (issue, term, unit, per)
    figures = [gap for gap in dossier.state.gaps if (gap.issue, gap.term, gap.unit, gap.per) == key and _when(gap.date)]
    if len({gap.value for gap in figures}) < 2:
        return None
    days = [day for gap in figures for day in _when(gap.date) or ()]
    first, last = min(days), max(*days, dossier.state.as_of)
    low, high, steps = _scale([gap.value for gap in figures])

    def x(day: dt.date) -> float:
        share = (day - first).days / max((last - first).days, 1)
        return round(_LEFT + 8 + share * (WIDTH - _LEFT - _RIGHT - 16), 1)

    def y(value: float) -> float:
        return round(HEIGHT - _BOTTOM - (value - low) / (high - low) * (HEIGHT - _TOP - _BOTTOM), 1)

    def mark(gap: GapFigure) -> GapMark:
        begin, end = _when(gap.date) or (first, first)
        words = figure_words(term_of(dossier, gap))
        return GapMark(x(begin + (end - begin) / 2), y(gap.value), x(begin), x(end), words)

    lines, grouped = [], _grouped(figures)
    alike = {parties for _role, parties, _members in grouped if _side(dossier, parties) == 2}
    for role, parties, members in grouped:
        marks = tuple(sorted(map(mark, members), key=lambda mark: mark.x))
        side = party_names(dossier, parties) or _("together or not said")
        latest = figure_words(term_of(dossier, members[-1]))
        lines.append(
            GapLine(
                who=_("{side}: {figure}, {role}", side=side, figure=latest, role=label("role", role))
                if role
                else _("{side}: {figure}", side=side, figure=latest),
                shape=_SHAPES.get(role or "", _OTHER),
                side=_side(dossier, parties),
                tag=parties[0] if len(alike) > 1 and len(parties) == 1 and parties in alike else "",
                path=_steps(marks, x(dossier.state.as_of)),
                marks=marks,
            )
        )
    gap_now = next((gap for gap in dossier.gaps if (gap.issue, gap.term, gap.unit, gap.per) == key), None)
    if gap_now and gap_now.agreed is not None and _settled(figures):
        gap_now = None
    apart = [side.value for side in gap_now.sides] if gap_now and gap_now.distance else []
    return GapChart(
        words=_chart_words(term, lines, first, last, broken=low > 0),
        lines=_apart(lines),
        across=(Tick(x(first), short_day_words(first)), Tick(x(last), short_day_words(last))),
        up=tuple(Tick(y(value), f"{number_words(value)}{'%' if unit == '%' else ''}") for value in steps),
        unit=" ".join(words for words in ("" if unit == "%" else label("unit", unit), per_words(per)) if words),
        broken=low > 0,
        distance=_distance(gap_now, unit),
        bracket=(y(max(apart)), y(min(apart))) if apart else None,
    )


def _settled(figures: list[GapFigure]) -> bool:
    """Whether nobody asked or offered anything after the last figure that was agreed."""
    put = [gap.role for gap in figures if gap.role in ("demanded", "offered", "agreed")]
    return put[-1:] == ["agreed"]


def _grouped(figures: list[GapFigure]) -> list[tuple[str | None, tuple[str, ...], list[GapFigure]]]:
    """Role, parties and figures of each line; no party where both or none is named.

    What two or more parties put in the same role at the same values is one line of theirs, with what names no party.
    """
    grouped: dict[str | None, dict[str | None, list[GapFigure]]] = {}
    for gap in figures:
        grouped.setdefault(gap.role, {}).setdefault(gap.party, []).append(gap)
    found: list[tuple[str | None, tuple[str, ...], list[GapFigure]]] = []
    for role, sides in grouped.items():
        values = {party: frozenset(gap.value for gap in members) for party, members in sides.items()}
        parties = tuple(party for party in sides if party)
        shared = {values[party] for party in parties}
        if len(parties) > 1 and len(shared) == 1 and values.get(None, frozenset()) <= next(iter(shared)):
            found.append((role, tuple(sorted(parties)), [gap for gap in figures if gap.role == role]))
        else:
            found += [(role, (party,) if party else (), members) for party, members in sides.items()]
    return found


def _apart(lines: list[GapLine]) -> tuple[GapLine, ...]:
    """The lines with each mark moved aside from those that stand where it would, as far as there is room."""
    across, up = _APART
    placed: list[tuple[float, float]] = []

    def free(x: float, y: float) -> bool:
        return all(abs(x - other) >= across or abs(y - height) >= up for other, height in placed)

    def aside(mark: GapMark) -> GapMark:
        steps = (step * side for step in range(round(2 * WIDTH / across)) for side in (1, -1))
        places = (round(mark.x + step * across / 2, 1) for step in steps)
        x = next((x for x in places if _LEFT + 6 <= x <= WIDTH - _RIGHT and free(x, mark.y)), mark.x)
        placed.append((x, mark.y))
        return dataclasses.replace(mark, x=x)

    return tuple(dataclasses.replace(line, marks=tuple(map(aside, line.marks))) for line in lines)


def _when(date: Edtf | None) -> tuple[dt.date, dt.date] | None:
    """First and last possible day, where both are known; the known end of an open interval twice."""
    if date is None:
        return None
    begin, end = date.first or date.last, date.certain_from or date.first
    return (begin, max(begin, end)) if begin and end else None


def _scale(values: list[float]) -> tuple[float, float, tuple[float, ...]]:
    """Lowest and highest value of the axis and the round values to be written beside it."""
    low, high = min(values), max(values)
    spread = (high - low) or abs(high) or 1.0
    step = 10.0 ** math.floor(math.log10(spread))
    step = next(step * factor for factor in (0.2, 0.5, 1, 2, 5, 10) if spread / (step * factor) <= 3)
    lowest, highest = math.floor(low / step), math.ceil(high / step)
    if lowest == highest:
        lowest, highest = lowest - 1, highest + 1
    return lowest * step, highest * step, tuple(round(n * step, 10) for n in range(lowest, highest + 1))


def _steps(marks: tuple[GapMark, ...], end: float) -> str:
    parts = [f"M{marks[0].x} {marks[0].y}"]
    parts += [f"H{mark.x}V{mark.y}" for mark in marks[1:]]
    return "".join(parts) + (f"H{end}" if end > marks[-1].x else "")


def _side(dossier: Dossier, of: tuple[str, ...]) -> int:
    parties = dossier.negotiation.parties[:2]
    return parties.index(of[0]) if len(of) == 1 and of[0] in parties else 2


def _distance(gap: Gap | None, unit: str) -> str:
    if gap is None or gap.distance is None:
        return ""
    points = pgettext("unit", "percentage points") if unit == "%" else label("unit", unit)
    return _("Distance between the sides: {figure}", figure=f"{number_words(gap.distance)} {points}")


def _chart_words(term: str, lines: list[GapLine], first: dt.date, last: dt.date, *, broken: bool) -> str:
    words = _(
        "{term} from {first} to {last}. {lines}.",
        term=term_name(term),
        first=day_words(first),
        last=day_words(last),
        lines="; ".join(line.who for line in lines),
    )
    return f"{words} {_('The scale does not begin at zero.')}" if broken else words
