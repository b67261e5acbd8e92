"""Where each event is drawn: its lane, its row within the lane, and its first and last day. No plotting here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from timeline.model.events import EVENT_TYPES
from timeline.report.locales import _
from timeline.report.words import label

Lanes = Literal["type", "issue", "party"]
Row = Mapping[str, Any]

JOINT = "jointly"
"""The lane of what several parties do together."""
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Mark:
    """One event in its place."""

    row: Row
    lane: str
    exact: bool
    """One known day: a glyph. Otherwise a bar from ``start`` to ``end``."""
    start: dt.datetime
    end: dt.datetime
    """The end of the last possible day."""
    y: float
    """Rows down from the top, negative."""
    echo: bool = False
    """A reminder in another lane that the event concerns; the event itself is drawn elsewhere."""

    @property
    def at(self) -> dt.datetime:
        """Where its glyph stands: noon of the day that is known, at one end of an open interval; half-way of a bar."""
        if self.row.get("date_first") is None:
            return self.end - _DAY / 2
        if self.row.get("date_last") is None:
            return self.start + _DAY / 2
        return self.start + (self.end - self.start) / 2

    @property
    def span(self) -> tuple[dt.datetime, dt.datetime]:
        """From where to where it may be joined to others."""
        return (self.at, self.at) if self.exact else (self.start, self.end)


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane with the rows it takes; its heading is the first of them."""

    key: str
    name: str
    top: float
    rows: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole drawing, in days and rows."""

    first: dt.datetime
    last: dt.datetime
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    undated: tuple[Row, ...]
    rows: int


def is_dated(row: Row) -> bool:
    """Whether at least one end of its date is known."""
    return row.get("date_first") is not None or row.get("date_last") is not None


def is_exact(row: Row) -> bool:
    """Whether its date is one day that the source does not hedge."""
    hedged = any(mark in (row.get("date_edtf") or "") for mark in "~?%")
    return row.get("date_first") is not None and row.get("date_first") == row.get("date_last") and not hedged


def _lanes_of(row: Row, by: Lanes) -> list[str]:
    """The lanes that an event belongs to, the one it is drawn in first; empty where it names none."""
    if by == "type":
        return [row["type"]]
    if by == "issue":
        return list(dict.fromkeys(row.get("issues") or ()))
    acting = list(row.get("by_parties") or ()) or list(row.get("parties") or ())
    return acting if len(acting) < 2 else [JOINT]


def plan(rows: Sequence[Row], by: Lanes, names: Mapping[str, str], columns: int, as_of: dt.date | None = None) -> Plan:
    """Place every event: dated ones in lanes, stacked so that none covers another; undated ones apart.

    ``columns`` is how many glyphs fit side by side over the whole span; it decides what counts as crowded.
    """
    ordered = sorted(rows, key=_order)
    dated = [row for row in ordered if is_dated(row)]
    undated = tuple(row for row in ordered if not is_dated(row))
    first, last = _extent(dated, as_of)
    width = (last - first) / columns
    members: dict[str, list[tuple[Row, bool]]] = {}
    for row in dated:
        for place, lane in enumerate(_lanes_of(row, by) or [""]):
            members.setdefault(lane, []).append((row, place > 0))
    lanes, marks, top = [], [], 0
    for lane in sorted(members, key=lambda lane: _lane_order(lane, by, names)):
        free: list[dt.datetime] = []
        for row, echo in members[lane]:
            start, end = _days(row, first, last)
            mark = Mark(row, lane, is_exact(row), start, end, 0, echo)
            left, right = min(start, mark.at - width / 2), max(end, mark.at + width / 2)
            depth = next((depth for depth, until in enumerate(free) if until <= left), len(free))
            free[depth : depth + 1] = [right]
            marks.append(replace(mark, y=-(top + 1.5 + depth)))
        lanes.append(Lane(lane, _lane_name(lane, by, names), -top, 1 + len(free)))
        top += 1 + len(free)
    return Plan(first, last, tuple(lanes), tuple(marks), undated, top)


def _order(row: Row) -> tuple[dt.date, dt.date, str]:
    return (row.get("date_first") or dt.date.min, row.get("date_last") or dt.date.max, row["event_id"])


def _extent(dated: Iterable[Row], as_of: dt.date | None) -> tuple[dt.datetime, dt.datetime]:
    days = [day for row in dated for day in (row.get("date_first"), row.get("date_last")) if day is not None]
    days += [as_of] if as_of else []
    if not days:
        days = [dt.date(2000, 1, 1)]
    first, last = _midnight(min(days)), _midnight(max(days)) + _DAY
    pad = _DAY * max(round((last - first) / _DAY / 25), 2)
    return first - pad, last + pad


def _days(row: Row, first: dt.datetime, last: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    begin, end = row.get("date_first"), row.get("date_last")
    return (_midnight(begin) if begin else first, _midnight(end) + _DAY if end else last)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day)


def _lane_order(lane: str, by: Lanes, names: Mapping[str, str]) -> tuple[int, int, str]:
    if by == "type":
        return (0, EVENT_TYPES.index(lane) if lane in EVENT_TYPES else len(EVENT_TYPES), lane)
    return (2 if lane == "" else 1 if lane == JOINT else 0, 0, names.get(lane, lane).casefold() + lane)


def _lane_name(lane: str, by: Lanes, names: Mapping[str, str]) -> str:
    if lane == "":
        return _("No issue named") if by == "issue" else _("No party named")
    if lane == JOINT:
        return _("Jointly")
    return label("type", lane) if by == "type" else names.get(lane, lane)
