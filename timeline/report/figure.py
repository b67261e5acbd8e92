"""The timeline as a plotly figure: one glyph or bar for each event, in lanes."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from timeline.model.edtf import Edtf
from timeline.model.events import EVENT_TYPES
from timeline.model.visible import visible
from timeline.report.glyphs import GLYPHS, Glyph
from timeline.report.lanes import Lanes, Mark, Plan, Row, plan
from timeline.report.locales import _, pgettext
from timeline.report.words import date_words, day_words, label, labels

if TYPE_CHECKING:
    import plotly.graph_objects as go
    import polars as pl

ROW = 24
"""Height of a row in pixels."""
_HEAD, _FOOT, _GAP = 34, 12, 14
_GLYPH = 20
"""Width in pixels that a glyph takes with the space around it."""
_RAIL = 1.75
"""Rows above the lanes for the signs of agreements and deadlines."""
_DAY_ROW = 0.8
"""Rows above those for the words "as of"."""
QUIET = "#7a828e"
"""Colour of what is said about events beside their type."""
TIE = "rgba(122,130,142,0.5)"
"""Colour of the line from a proposal to its answer."""
_TINT, _OUTLINE = 0.25, 2
"""Strength of the fill and width of the outline of what one source alone tells."""
STRUCK = {"cancelled": ("x-thin", 20), "denied": ("line-ew", 14)}
"""Symbol and size of the strokes over what did not take place."""
_MARKED_THROUGH = {"agreement": ("solid", 1.42), "deadline": ("dot", 0.62)}
"""Dash of the line through all lanes, and place of the sign on the rail above them, in rows."""
_PLANNED_THROUGH, _LOWER = "dash", 0.4
"""Dash of an agreement that is only planned, and how much lower the sign of what is planned stands."""


def timeline_figure(
    events: pl.DataFrame,
    lanes: Lanes = "type",
    *,
    names: Mapping[str, str] | None = None,
    as_of: dt.date | None = None,
    columns: int = 48,
) -> go.Figure:
    """An interactive timeline of ``events``, a frame with the columns of the SQL view ``events``.

    Every event is drawn exactly once: a known day as a glyph, any other date as a bar over its
    possible days, an event without a date in the strip ``date unknown``. ``names`` gives words for
    issue ids and party codes, ``as_of`` draws the day of the report, ``columns`` says how many
    glyphs fit side by side.
    """
    return figure_of(events.to_dicts(), lanes, names=names, as_of=as_of, columns=columns)


def figure_of(
    rows: Sequence[Row],
    lanes: Lanes = "type",
    *,
    names: Mapping[str, str] | None = None,
    as_of: dt.date | None = None,
    columns: int = 48,
) -> go.Figure:
    """The same from plain rows."""
    import plotly.graph_objects as go

    plain = plain_figure(rows, lanes, names=names, as_of=as_of, columns=columns)
    texts = {row["event_id"]: hover_text(row) for row in rows}
    echo = f"<br><i>{escape(_('drawn in another lane'))}</i>"
    for trace in plain["data"]:
        if trace["meta"]["kind"] in ("event", "echo") and trace["hoverinfo"] == "text":
            more = echo if trace["meta"]["kind"] == "echo" else ""
            trace["hovertext"] = [texts[event_id] + more for event_id in trace["customdata"]]
    plain["layout"]["shapes"] += _through(plain["layout"]["meta"]["marks"])
    figure = go.Figure(data=plain["data"], layout=plain["layout"] | {"template": go.layout.Template()})
    _name_types(figure)
    return figure


def plain_figure(
    rows: Sequence[Row],
    lanes: Lanes = "type",
    *,
    names: Mapping[str, str] | None = None,
    as_of: dt.date | None = None,
    columns: int = 48,
) -> dict[str, Any]:
    """Its ``data`` and ``layout`` as plain values, without the texts of hovering; plotly is not loaded."""
    drawing = plan(rows, lanes, names or {}, columns, as_of)
    across = max(columns // 2, 1)
    strip = -(-len(drawing.undated) // across) + 1 if drawing.undated else 0
    return {"data": _traces(drawing, across), "layout": _layout(drawing, strip, across, as_of)}


def hover_text(row: Row) -> str:
    """Date, type and summary as plotly shows them: its few tags are ours, the text is escaped."""
    heads, lines = (textwrap.wrap(visible(text), 56) or [""] for text in (hover_head(row), row.get("summary") or ""))
    return "<br>".join([*(f"<b>{escape(line)}</b>" for line in heads), *map(escape, lines)])


def hover_head(row: Row) -> str:
    """Date and type, and how certain it is where that is not a matter of course."""
    date = Edtf.parse(row["date_edtf"]) if row.get("date_edtf") else None
    parts = [date_words(date), label("type", row["type"])]
    if row["type"] == "deadline" or row.get("modality", "actual") != "actual":
        parts.append(row.get("certainty") or _certainty(row))
    if row.get("single"):
        parts.append(_("single source"))
    return " · ".join(parts)


def _certainty(row: Row) -> str:
    if row["type"] == "deadline" and row.get("modality", "actual") == "actual":
        return label("outcome", row["outcome"]) if row.get("outcome") else label("due", "set")
    return label("modality", row["modality"])


def _traces(drawing: Plan, across: int) -> list[dict[str, Any]]:
    own = [mark for mark in drawing.marks if not mark.echo]
    traces = [_links(own), _echoes(drawing.marks)]
    for type in EVENT_TYPES:
        for modality in labels("modality"):
            chosen = [m for m in own if m.row["type"] == type and m.row.get("modality", "actual") == modality]
            traces += _bars([m for m in chosen if not m.exact], type, modality)
            traces.append(_points([m for m in chosen if m.exact], type, modality))
            traces.append(_strip(drawing, type, modality, across))
    for modality in STRUCK:
        traces += [_struck(own, modality), _struck_strip(drawing, modality, across)]
    traces.append(_edges(own))
    return [trace for trace in traces if trace["customdata"]]


def _glyphs(type: str, modality: str, kind: str) -> dict[str, Any]:
    """What all traces of glyphs share; the uid lets the page's style sheet dash the conditional ones."""
    glyph = _glyph(type)
    variant = {"actual": "", "conditional": "-open-dot"}.get(modality, "-open")
    return {
        "type": "scatter",
        "mode": "markers",
        "uid": f"{kind}-{type}-{modality}",
        "name": label("type", type),
        "legendgroup": type,
        "showlegend": False,
        "meta": {"kind": "event", "type": type, "modality": modality},
        "hoverinfo": "text",
        "marker": {
            "symbol": glyph.symbol + variant,
            "color": glyph.colour,
            "size": 14,
            "opacity": 1,
            "line": {"width": 0 if modality == "actual" else 2, "color": glyph.colour},
        },
    }


def _lighter(shared: dict[str, Any], rows: Sequence[Row]) -> dict[str, Any]:
    """What happened by one source's word alone is drawn in a light tint with a full outline."""
    if shared["meta"]["modality"] != "actual":
        return shared
    marker, single = shared["marker"], [bool(row.get("single")) for row in rows]
    colours = [_faint(marker["color"], _TINT) if alone else marker["color"] for alone in single]
    line = marker["line"] | {"width": [_OUTLINE if alone else 0 for alone in single]}
    return shared | {"marker": marker | {"color": colours, "line": line}}


def _points(marks: Sequence[Mark], type: str, modality: str) -> dict[str, Any]:
    return _lighter(_glyphs(type, modality, "point"), [mark.row for mark in marks]) | {
        "x": [_at(mark.at) for mark in marks],
        "y": [mark.y for mark in marks],
        "customdata": [mark.row["event_id"] for mark in marks],
    }


def _bars(marks: Sequence[Mark], type: str, modality: str) -> list[dict[str, Any]]:
    """Bars over the possible days; a small glyph within tells the type to whoever cannot tell the colour."""
    colour = _glyph(type).colour
    fills = [_faint(colour, _fill(modality, mark.row)) for mark in marks]
    shared = _glyphs(type, modality, "bar")
    del shared["mode"], shared["marker"]
    marker: dict[str, Any] = {"color": fills, "line": {"color": colour, "width": 2}}
    if modality == "conditional":
        marker["pattern"] = {"shape": "/", "fgcolor": colour, "size": 6, "solidity": 0.2}
    bars = shared | {
        "type": "bar",
        "orientation": "h",
        "base": [_at(mark.start) for mark in marks],
        "x": [(mark.end - mark.start).total_seconds() * 1000 for mark in marks],
        "y": [mark.y for mark in marks],
        "width": [0.62] * len(marks),
        "customdata": [mark.row["event_id"] for mark in marks],
        "marker": marker,
    }
    within = _overlay(marks, f"within-{type}-{modality}", "", 8)
    small = _lighter(_glyphs(type, modality, "within"), [mark.row for mark in marks])
    within["marker"] = small["marker"] | {"size": 8}
    if modality != "actual":
        within["marker"]["line"] = {"width": 1.5, "color": colour}
    return [bars, within]


def _fill(modality: str, row: Row) -> float:
    if modality != "actual":
        return 0.0
    return 0.12 if row.get("single") else 0.45


def _strip(drawing: Plan, type: str, modality: str, across: int) -> dict[str, Any]:
    places = [
        (place, row)
        for place, row in enumerate(drawing.undated)
        if row["type"] == type and row.get("modality", "actual") == modality
    ]
    return _lighter(_glyphs(type, modality, "undated"), [row for _place, row in places]) | {
        "xaxis": "x2",
        "yaxis": "y2",
        "x": [place % across + 0.5 for place, _row in places],
        "y": [-(place // across + 1.5) for place, _row in places],
        "customdata": [row["event_id"] for _place, row in places],
        "meta": {"kind": "event", "type": type, "modality": modality, "undated": True},
    }


def _links(marks: Sequence[Mark]) -> dict[str, Any]:
    """Lines from each response to what it answers, where both are on the axis."""
    by_id = {mark.row["event_id"]: mark for mark in marks}
    x: list[str | None] = []
    y: list[float | None] = []
    ends: list[list[str]] = []
    for mark in marks:
        for target in _answered(mark.row):
            if other := by_id.get(target):
                x += [*map(_at, _joined(other, mark)), None]
                y += [other.y, mark.y, None]
                ends += [[target, mark.row["event_id"]]] * 3
    return {
        "type": "scatter", "mode": "lines", "uid": "links", "x": x, "y": y, "customdata": ends,
        "line": {"color": TIE, "width": 1.2}, "hoverinfo": "skip", "showlegend": False,
        "meta": {"kind": "link"},
    }  # fmt: skip


def _joined(one: Mark, other: Mark) -> tuple[dt.datetime, dt.datetime]:
    """Where the line between two leaves the one and reaches the other: no nearer to a day than is known of either."""
    (first, last), (begin, end) = one.span, other.span
    if last < begin:
        return last, begin
    if end < first:
        return first, end
    left, right = max(first, begin), min(last, end)
    return left + (right - left) / 2, left + (right - left) / 2


def _answered(row: Row) -> list[str]:
    answered = row.get("responds_to") or []
    found = [answered] if isinstance(answered, str) else list(answered)
    found += [link["event_id"] for link in row.get("links") or [] if link.get("rel") == "responds_to"]
    return list(dict.fromkeys(found))


def _echoes(marks: Sequence[Mark]) -> dict[str, Any]:
    return _overlay([mark for mark in marks if mark.echo], "echo", "circle", 6) | {"hoverinfo": "text"}


def _struck(marks: Sequence[Mark], modality: str) -> dict[str, Any]:
    chosen = [mark for mark in marks if mark.row.get("modality") == modality]
    trace = _overlay(chosen, f"struck-{modality}", *STRUCK[modality])
    trace["marker"]["line"] = {"width": 2, "color": QUIET}
    return trace


def _struck_strip(drawing: Plan, modality: str, across: int) -> dict[str, Any]:
    """The same over what has no date."""
    places = [(place, row) for place, row in enumerate(drawing.undated) if row.get("modality") == modality]
    return _struck([], modality) | {
        "uid": f"struck-undated-{modality}",
        "xaxis": "x2",
        "yaxis": "y2",
        "x": [place % across + 0.5 for place, _row in places],
        "y": [-(place // across + 1.5) for place, _row in places],
        "customdata": [row["event_id"] for _place, row in places],
    }


def _edges(marks: Sequence[Mark]) -> dict[str, Any]:
    """Arrows at the edge for intervals with an open end."""
    left = [mark for mark in marks if mark.row.get("date_first") is None]
    right = [mark for mark in marks if mark.row.get("date_last") is None]
    trace = _overlay(left + right, "edge", "", 12)
    trace["x"] = [_at(mark.start) for mark in left] + [_at(mark.end) for mark in right]
    trace["marker"]["symbol"] = ["arrow-left"] * len(left) + ["arrow-right"] * len(right)
    return trace


def _overlay(marks: Sequence[Mark], kind: str, symbol: str, size: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "uid": kind,
        "meta": {"kind": "overlay" if kind != "echo" else "echo"},
        "x": [_at(mark.at) for mark in marks],
        "y": [mark.y for mark in marks],
        "customdata": [mark.row["event_id"] for mark in marks],
        "hoverinfo": "skip",
        "showlegend": False,
        "marker": {"symbol": symbol, "size": size, "color": QUIET, "opacity": 1},
    }


def _layout(drawing: Plan, strip: int, across: int, as_of: dt.date | None) -> dict[str, Any]:
    head = _RAIL if any(mark.row["type"] in _MARKED_THROUGH for mark in drawing.marks) else 0
    head += _DAY_ROW if as_of and drawing.marks else 0
    rows = max(drawing.rows, 1)
    inner = (rows + head) * ROW + (strip * ROW + _GAP if strip else 0)
    floor = (strip * ROW + _GAP) / inner if strip else 0.0
    edges = [_at(drawing.first), _at(drawing.last)]
    layout: dict[str, Any] = {
        "height": round(inner) + _HEAD + _FOOT,
        "margin": {"l": 4, "r": 4, "t": _HEAD, "b": _FOOT, "pad": 0},
        "meta": {
            "row": ROW, "gap": _GAP, "glyph": _GLYPH, "rail": _RAIL, "day": _DAY_ROW if as_of else 0,
            "through": {
                type: {
                    "colour": _glyph(type).colour, "symbol": _glyph(type).symbol, "dash": dash, "y": y,
                    "planned": {"dash": _dash(type, True), "y": y - _LOWER},
                    "tint": _faint(_glyph(type).colour, _TINT),
                }
                for type, (dash, y) in _MARKED_THROUGH.items()
            },
            "marks": _marks(drawing),
            "lanes": [
                {"key": lane.key, "name": visible(lane.name), "top": lane.top, "rows": lane.rows}
                for lane in drawing.lanes
            ],
        },
        "barmode": "overlay",
        "hovermode": "closest",
        "hoverdistance": 12,
        "dragmode": "pan",
        "showlegend": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hoverlabel": {"align": "left"},
        "xaxis": {
            "type": "date", "range": edges, "minallowed": edges[0], "maxallowed": edges[1], "side": "top",
            "domain": [0, 1], "anchor": "y", "gridcolor": _faint(QUIET, 0.25), "zeroline": False,
            "ticks": "outside", "tickcolor": QUIET, "tickformatstops": _ticks(),
            "fixedrange": False, "visible": bool(drawing.marks),
        },
        "yaxis": {
            "range": [-rows, head], "domain": [floor, 1], "visible": False, "fixedrange": True, "anchor": "x",
        },
        "shapes": _grounds(drawing) + _as_of(drawing, as_of),
        "annotations": [heading(lane.name, lane.top, "y") for lane in drawing.lanes],
    }  # fmt: skip
    if strip:
        layout["xaxis2"] = {
            "range": [0, across], "domain": [0, 1], "anchor": "y2", "visible": False, "fixedrange": True,
        }  # fmt: skip
        layout["yaxis2"] = {
            "range": [-strip, 0], "domain": [0, strip * ROW / inner], "anchor": "x2",
            "visible": False, "fixedrange": True,
        }  # fmt: skip
        layout["annotations"].append(heading(_("Date unknown"), 0, "y2"))
        layout["shapes"].append(ground(0, -strip, "y2") | {"line": {"color": QUIET, "width": 1, "dash": "dot"}})
    return layout


def _ticks() -> list[dict[str, Any]]:
    """Labels of the axis from hours to years, in the order of day and month of the rest of the page."""
    return [
        {"dtickrange": [None, 86_400_000 - 1], "value": pgettext("axis", "%H:%M, %-d %b")},
        {"dtickrange": [86_400_000, 27 * 86_400_000], "value": pgettext("axis", "%-d %b %Y")},
        {"dtickrange": ["M1", "M12"], "value": pgettext("axis", "%b %Y")},
        {"dtickrange": ["M12", None], "value": pgettext("axis", "%Y")},
    ]


def heading(name: str, top: float, axis: str) -> dict[str, Any]:
    """The heading of a lane, as an annotation."""
    return {
        "text": f"<b>{escape(visible(name))}</b>", "showarrow": False, "xref": "paper", "x": 0, "xanchor": "left",
        "yref": axis, "y": top - 0.5, "yanchor": "middle", "xshift": 6, "font": {"size": 13},
    }  # fmt: skip


def _grounds(drawing: Plan) -> list[dict[str, Any]]:
    return [
        ground(lane.top, lane.top - lane.rows, "y") | ({"fillcolor": "rgba(0,0,0,0)"} if place % 2 else {})
        for place, lane in enumerate(drawing.lanes)
    ]


def ground(top: float, bottom: float, axis: str) -> dict[str, Any]:
    """The ground of a lane, as a shape."""
    return {
        "type": "rect", "xref": "paper", "x0": 0, "x1": 1, "yref": axis, "y0": bottom, "y1": top,
        "layer": "below", "line": {"width": 0}, "fillcolor": _faint(QUIET, 0.09),
    }  # fmt: skip


Through = tuple[str, str, str, str, bool, bool, bool]


def _marks(drawing: Plan) -> list[Through]:
    """Agreements and deadlines that happened or are planned.

    Event id, type, first moment, last moment; whether that is one known day, whether it is planned, and whether a
    single source tells it.
    """
    return [
        (mark.row["event_id"], mark.row["type"], _at(mark.start), _at(mark.end), mark.exact,
         mark.row.get("modality") == "planned", bool(mark.row.get("single")))
        for mark in drawing.marks
        if not mark.echo
        and mark.row["type"] in _MARKED_THROUGH
        and mark.row.get("modality", "actual") in ("actual", "planned")
    ]  # fmt: skip


def _through(marks: Sequence[Through]) -> list[dict[str, Any]]:
    """Fine lines through all lanes for those of a known day, one a day and kind; the name is the first event's id."""
    days = {(type, start, planned): id for id, type, start, _end, exact, planned, _single in reversed(marks) if exact}
    return [
        {
            "type": "line", "name": event_id, "xref": "x", "x0": noon, "x1": noon, "yref": "y domain", "y0": 0, "y1": 1,
            "layer": "below", "opacity": 0.4,
            "line": {"color": _glyph(type).colour, "width": 1, "dash": _dash(type, planned)},
        }
        for (type, start, planned), event_id in reversed(days.items())
        if (noon := start.replace("00:00", "12:00"))
    ]  # fmt: skip


def _dash(type: str, planned: bool) -> str:
    dash = _MARKED_THROUGH[type][0]
    return _PLANNED_THROUGH if planned and dash == "solid" else dash


def _as_of(drawing: Plan, day: dt.date | None) -> list[dict[str, Any]]:
    if day is None or not drawing.marks:
        return []
    noon = dt.datetime(day.year, day.month, day.day, 12)
    at, early = _at(noon), noon - drawing.first < drawing.last - noon
    return [
        {
            "type": "line", "xref": "x", "x0": at, "x1": at, "yref": "y domain", "y0": 0, "y1": 1, "layer": "below",
            "line": {"color": QUIET, "width": 2, "dash": "dash"},
            "label": {
                "text": _("as of {day}", day=day_words(day)), "textposition": "end", "textangle": 0,
                "yanchor": "top", "xanchor": "left" if early else "right",
                "font": {"size": 11},
            },
        }
    ]  # fmt: skip


def _name_types(figure: go.Figure) -> None:
    """One legend entry a type, so that the figure explains itself outside the page."""
    seen: set[str] = set()
    for trace in figure.data:
        if trace.meta["kind"] == "event" and trace.legendgroup not in seen:
            seen.add(trace.legendgroup)
            trace.showlegend = True
    figure.layout.showlegend = bool(seen)
    figure.layout.legend = {"orientation": "h", "y": 0, "yanchor": "top"}


def _glyph(type: str) -> Glyph:
    return GLYPHS[type]  # type: ignore[index]


def _at(moment: dt.datetime) -> str:
    return moment.isoformat(sep=" ", timespec="minutes")


def _faint(colour: str, alpha: float) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


__all__ = ["figure_of", "hover_head", "hover_text", "plain_figure", "timeline_figure"]
