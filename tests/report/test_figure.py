"""Laws of the timeline figure: nothing is left out, drawn twice, drawn more sharply than known, or drawn over."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import pairwise
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.model.edtf import Edtf
from timeline.model.events import EVENT_TYPES
from timeline.report.figure import figure_of, timeline_figure
from timeline.report.glyphs import GLYPHS
from timeline.report.lanes import plan
from timeline.report.pages import rows_of

from .dossiers import ATTACK, BY_ID, dossier

LANES = ("type", "issue", "party")
DATES = (None, "2025-09-24", "2025-09-25", "2025-09", "2025", "2025-07-30/2025-07-31", "2025-09-24~", "2025-10?",
         "2025-06/..", "../2025-03", "2025-04/", "202X", "2025-33", "2025-09-2X")  # fmt: skip


def _row(
    number: int, date: str | None, type: str, modality: str, issues: list[str], parties: list[str]
) -> dict[str, Any]:
    edtf = Edtf.parse(date) if date else None
    return {
        "event_id": f"n-{number:04d}",
        "type": type,
        "modality": modality,
        "date_edtf": date,
        "date_first": edtf.first if edtf else None,
        "date_last": edtf.last if edtf else None,
        "parties": sorted(parties),
        "by_parties": parties[:1],
        "issues": issues,
        "summary": f"Event {number}",
    }


@st.composite
def rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    return [
        _row(
            number,
            draw(st.sampled_from(DATES)),
            draw(st.sampled_from(EVENT_TYPES)),
            draw(st.sampled_from(("actual", "planned", "conditional", "cancelled", "denied"))),
            draw(st.lists(st.sampled_from(("tariff", "swap", "rice")), max_size=3, unique=True)),
            draw(st.lists(st.sampled_from(("KR", "US", "EU")), max_size=2, unique=True)),
        )
        for number in range(draw(st.integers(0, 12)))
    ]


def _drawn(figure: Any) -> list[tuple[str, Any]]:
    return [(id, trace) for trace in figure.data if trace.meta["kind"] == "event" for id in trace.customdata]


@settings(max_examples=40)
@given(rows(), st.sampled_from(LANES))
def test_every_event_is_drawn_exactly_once(events: list[dict[str, Any]], lanes: Any) -> None:
    drawn = Counter(id for id, _ in _drawn(figure_of(events, lanes)))
    assert drawn == Counter(event["event_id"] for event in events)


@settings(max_examples=40)
@given(rows(), st.sampled_from(LANES))
def test_the_form_tells_how_much_is_known_of_the_date(events: list[dict[str, Any]], lanes: Any) -> None:
    dates = {event["event_id"]: event["date_edtf"] for event in events}
    for id, trace in _drawn(figure_of(events, lanes)):
        if dates[id] is None:
            assert trace.yaxis == "y2", "an undated event stands in its own strip"
        elif dates[id] in ("2025-09-24", "2025-09-25"):
            assert trace.type == "scatter"
        else:
            assert trace.type == "bar", f"{dates[id]} is no point"


@settings(max_examples=60)
@given(rows(), st.sampled_from(LANES), st.sampled_from((6, 48)))
def test_nothing_is_drawn_over_anything_else(events: list[dict[str, Any]], lanes: Any, columns: int) -> None:
    drawing = plan(events, lanes, {}, columns)
    width = (drawing.last - drawing.first) / columns
    by_row: dict[float, list[Any]] = {}
    for mark in drawing.marks:
        by_row.setdefault(mark.y, []).append(mark)
    for marks in by_row.values():
        spans = sorted((min(m.start, m.at - width / 2), max(m.end, m.at + width / 2)) for m in marks)
        assert all(left[1] <= right[0] for left, right in pairwise(spans))


@pytest.mark.parametrize(
    ("date", "base", "last"),
    [
        ("2025-08", "2025-08-01 00:00", "2025-09-01"),
        ("2025-07-30/2025-07-31", "2025-07-30 00:00", "2025-08-01"),
        ("2025-09-24~", "2025-09-24 00:00", "2025-09-25"),
        ("2025-33", "2025-01-01 00:00", "2025-04-01"),
    ],
)
def test_a_bar_runs_from_the_first_to_the_end_of_the_last_possible_day(date: str, base: str, last: str) -> None:
    [(_, bar)] = _drawn(figure_of([_row(1, date, "meeting", "actual", [], [])]))
    assert bar.base == (base,)
    assert dt.datetime.fromisoformat(base) + dt.timedelta(milliseconds=bar.x[0]) == dt.datetime.fromisoformat(last)


def test_an_open_interval_reaches_the_edge_of_the_drawing_and_an_arrow_says_so() -> None:
    figure = figure_of(
        [_row(1, "2025-06/..", "measure", "actual", [], []), _row(2, "2025-09-24", "meeting", "actual", [], [])]
    )
    bar = next(trace for id, trace in _drawn(figure) if id == "n-0001")
    edge = dt.datetime.fromisoformat(bar.base[0]) + dt.timedelta(milliseconds=bar.x[0])
    assert edge.isoformat(sep=" ", timespec="minutes") == figure.layout.xaxis.maxallowed
    arrow = next(trace for trace in figure.data if trace.uid == "edge")
    assert arrow.marker.symbol == ("arrow-right",) and arrow.x == (figure.layout.xaxis.maxallowed,)


@pytest.mark.parametrize(
    ("modality", "symbol", "struck"),
    [
        ("actual", "circle", None),
        ("planned", "circle-open", None),
        ("conditional", "circle-open-dot", None),
        ("cancelled", "circle-open", "x-thin"),
        ("denied", "circle-open", "line-ew"),
    ],
)
def test_certainty_shows_in_the_form(modality: str, symbol: str, struck: str | None) -> None:
    figure = figure_of([_row(1, "2025-09-24", "meeting", modality, [], [])])
    [(_, trace)] = _drawn(figure)
    assert trace.marker.symbol == symbol
    over = [other.marker.symbol for other in figure.data if (other.uid or "").startswith("struck")]
    assert over == ([struck] if struck else [])


def test_a_proposal_and_its_answer_are_joined() -> None:
    figure = figure_of(rows_of(dossier()), "issue")
    [line] = [trace for trace in figure.data if trace.meta["kind"] == "link"]
    assert list(line.customdata[0]) == ["korea-us-2025-0004", "korea-us-2025-0005"]
    assert line.x[0].startswith("2025-09-24") and line.x[1].startswith("2025-09-25")


def test_an_event_on_two_issues_stands_in_the_first_and_is_recalled_in_the_other() -> None:
    drawing = plan(rows_of(dossier()), "issue", {}, 48)
    places = {(mark.lane, mark.echo) for mark in drawing.marks if mark.row["event_id"].endswith("0004")}
    assert places == {("currency-swap", False), ("investment", True)}


def test_hover_text_cannot_carry_markup() -> None:
    figure = figure_of(rows_of(dossier()), names={"investment": ATTACK})
    texts = [text for trace in figure.data for text in trace.hovertext or ()]
    texts += [
        note.text for note in figure_of(rows_of(dossier()), "issue", names={"investment": ATTACK}).layout.annotations
    ]
    assert any("&lt;script&gt;" in text for text in texts)
    assert not any("<script" in text or "<img" in text for text in texts)


def test_the_frame_of_the_sql_view_gives_the_same_figure() -> None:
    frame = pl.DataFrame(rows_of(dossier())).drop("responds_to").with_columns(
        negotiation_id=pl.lit("korea-us-2025"),
        links=pl.Series([[link.model_dump() for link in event.links] for event in BY_ID.values()]),
    )  # fmt: skip
    assert timeline_figure(frame, "party").to_json() == figure_of(rows_of(dossier()), "party").to_json()


def test_no_events_make_an_empty_figure_not_an_error() -> None:
    assert _drawn(figure_of([])) == []


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ground", ["#ffffff", "#f4f5f7", "#14181d", "#1d232a"])
@pytest.mark.parametrize("type", EVENT_TYPES)
def test_each_glyph_stands_out_from_light_and_dark_ground(type: Any, ground: str) -> None:
    lighter, darker = sorted((_luminance(GLYPHS[type].colour), _luminance(ground)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 3


def test_each_type_has_its_own_shape() -> None:
    assert len({glyph.symbol for glyph in GLYPHS.values()}) == len({glyph.path for glyph in GLYPHS.values()}) == 8
