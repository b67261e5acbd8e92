"""The drawing of the figures of one term: its axis, whose figures make one line, and no mark upon another."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from timeline.model.edtf import Edtf
from timeline.model.state import Gap, GapFigure, Stated
from timeline.report.gapchart import GapChart, gap_chart

from .dossiers import dossier

EVENT = "korea-us-2025-0001"


def _drawn(
    *figures: tuple[str, str | None, float, str], unit: str = "%", per: str | None = None, now: tuple[Gap, ...] = ()
) -> GapChart:
    """Each figure as role, party, value and date."""
    values: dict[str, Any] = {"issue": "auto-tariff", "term": "rate", "unit": unit, "per": per}
    gaps = tuple(
        GapFigure(**values, role=role, party=party, value=value, date=Edtf.parse(date), event_id=EVENT)
        for role, party, value, date in figures
    )
    chart = gap_chart(
        dossier(state=dossier().state.model_copy(update={"gaps": gaps}), gaps=now), "auto-tariff", "rate", unit, per
    )
    assert chart is not None
    return chart


@pytest.mark.parametrize(
    ("unit", "per", "values", "labels", "above", "broken"),
    [
        ("%", None, (10, 25), "10% 15% 20% 25%", "", True),
        ("%", None, (0, 20), "0% 10% 20%", "", False),
        ("USD", "year", (20e9, 30e9), "20 billion 25 billion 30 billion", "USD per year", True),
        ("EUR", "tonne", (0, 20), "0 10 20", "EUR per tonne", False),
    ],
)
def test_the_axis_tells_its_unit_and_whether_it_begins_at_zero(
    unit: str, per: str | None, values: tuple[float, float], labels: str, above: str, broken: bool
) -> None:
    low, high = values
    chart = _drawn(("demanded", "KR", low, "2025-07"), ("offered", "US", high, "2025-08"), unit=unit, per=per)
    assert " ".join(tick.words for tick in chart.up) == labels
    assert (chart.unit, chart.broken) == (above, broken)
    assert ("does not begin at zero" in chart.words) == broken


BOTH = [("agreed", party, 15.0, "2025-07-31") for party in ("KR", "US")]


@pytest.mark.parametrize(
    ("figures", "lines"),
    [
        ([*BOTH, ("agreed", None, 15.0, "2025-09-04")], ["South Korea and United States: 15%, agreed"]),
        ([*BOTH], ["South Korea and United States: 15%, agreed"]),
        (
            [*BOTH, ("agreed", None, 12.0, "2025-09-04")],
            ["South Korea: 15%, agreed", "United States: 15%, agreed", "together or not said: 12%, agreed"],
        ),
        (
            [("agreed", "US", 15.0, "2025-07-31"), ("agreed", None, 15.0, "2025-09-04")],
            ["United States: 15%, agreed", "together or not said: 15%, agreed"],
        ),
    ],
)
def test_equal_figures_of_the_parties_are_one_line(
    figures: list[tuple[str, str | None, float, str]], lines: list[str]
) -> None:
    chart = _drawn(*figures, ("demanded", "KR", 10.0, "2025-06"))
    assert [line.who for line in chart.lines] == [*lines, "South Korea: 10%, demanded"]


APART = [
    ("demanded", "KR", 25.0, "2025-07-01"),
    ("demanded", "US", 20.0, "2025-07-02"),
    ("offered", "US", 10.0, "2025-07-03"),
]
DEAL = ("agreed", None, 15.0, "2025-08-01")


@pytest.mark.parametrize(
    ("figures", "distance"),
    [
        (APART, "Distance between the sides: 15 percentage points"),
        ([*APART, DEAL], ""),
        ([*APART, DEAL, ("demanded", "US", 10.0, "2025-09-01")], "Distance between the sides: 15 percentage points"),
    ],
    ids=["nothing agreed", "agreed since", "asked for again"],
)
def test_the_distance_is_between_the_sides_until_a_figure_is_agreed(
    figures: list[tuple[str, str | None, float, str]], distance: str
) -> None:
    sides = tuple(
        Stated(party=party, role="demanded", value=value, bound=None, event_id=EVENT)
        for party, value in (("KR", 25.0), ("US", 10.0))
    )
    none = ("demanded", "demanded_by", "offered", "offered_by", "in_force", "threatened", "previous")
    values: dict[str, Any] = {"issue": "auto-tariff", "term": "rate", "unit": "%", "per": None, "sides": sides}
    agreed = DEAL[2] if DEAL in figures else None
    gap = Gap(**values, **dict.fromkeys(none), agreed=agreed, distance=15.0, events=(EVENT,))
    chart = _drawn(*figures, now=(gap,))
    top, bottom = (
        next(mark.y for line in chart.lines for mark in line.marks if f"{value}%" in mark.words) for value in (25, 10)
    )
    assert (chart.distance, chart.bracket) == (distance, (top, bottom) if distance else None)


def test_no_mark_is_printed_over_another_and_none_leaves_the_drawing() -> None:
    near = [("demanded", "KR", 15.0, f"2025-07-{day:02}") for day in range(1, 5)]
    near += [("offered", "US", 15.0, f"2025-07-{day:02}") for day in range(2, 6)]
    chart = _drawn(*near, ("agreed", None, 15.0, "2025-09-30"), ("in_force", "US", 15.0, "2025-09-30"),
                   ("threatened", "US", 25.0, "2025-07-01"))  # fmt: skip
    marks = [mark for line in chart.lines for mark in line.marks]
    assert len(marks) == 11
    assert all(abs(one.x - other.x) >= 12 or abs(one.y - other.y) >= 11 for one, other in combinations(marks, 2))
    assert all(chart.left <= mark.x <= chart.right for mark in marks)


def test_lines_of_parties_that_look_alike_are_told_apart_by_their_codes() -> None:
    two = _drawn(("demanded", "KR", 10.0, "2025-07-01"), ("offered", "US", 25.0, "2025-08-01"))
    third = _drawn(("demanded", "KR", 10.0, "2025-07-01"), ("offered", "JP", 25.0, "2025-08-01"))
    assert [line.tag for line in (*two.lines, *third.lines)] == ["", "", "", ""]
    four = _drawn(
        ("demanded", "KR", 10.0, "2025-07-01"),
        ("offered", "JP", 25.0, "2025-08-01"),
        ("offered", "MX", 20.0, "2025-08-02"),
    )
    assert [line.tag for line in four.lines] == ["", "JP", "MX"]
