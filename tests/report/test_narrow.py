"""A page at the width of a phone: nothing that is to be read moves sideways, and signs keep their size."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from timeline.report.pages import write_timeline

from .conftest import Open, _open
from .dossiers import EVENTS, dossier
from .test_browser import PAGES, _clean
from .test_folds import PHONE

pytestmark = pytest.mark.browser

SIDEWAYS = """() => [...document.querySelectorAll("body, body *")].filter((one) => {
    const style = getComputedStyle(one);
    return one.scrollWidth > one.clientWidth + 1 && ["auto", "scroll"].includes(style.overflowX) && !one.closest("nav");
}).map((one) => one.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.fast_cases(1)
def test_only_the_lines_of_links_move_sideways(open_page: Open, name: str) -> None:
    page = open_page(name, width=PHONE).page
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE
    assert page.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize("width", [PHONE, 1280])
@pytest.mark.slow
def test_the_pace_of_negotiations_is_seen_whole_with_signs_and_words_of_one_size(open_page: Open, width: int) -> None:
    opened = open_page("comparison.html", width=width)
    page = opened.page
    boxes = page.evaluate(
        """[...document.querySelectorAll(".courses :is(use, text, .name)")].map((one) => [one.tagName, one.getBoundingClientRect()])
            .filter(([, box]) => box.width).map(([tag, box]) => [tag, box.left, box.right, Math.round(box.height)])"""
    )
    assert {tag for tag, *_box in boxes} == {"use", "text", "P"}
    assert all(left >= 0 and right <= width for _tag, left, right, _height in boxes)
    assert {height for tag, _left, _right, height in boxes if tag == "use"} == {8}
    words = [(left, right) for tag, left, right, _height in boxes if tag == "text"]
    assert all(end < start for (_left, end), (start, _right) in pairwise(words)), "no word lies over another"
    _clean(opened)


@pytest.mark.slow
def test_dots_of_what_another_lane_draws_stand_in_low_rows_below_and_every_glyph_keeps_its_row(
    browser: Any, tmp_path: Path
) -> None:
    copies = [event.model_copy(update={"event_id": f"{event.event_id}-copy", "links": ()}) for event in EVENTS]
    write_timeline(dossier(events=(*EVENTS, *copies)), tmp_path / "timeline.html")
    opened = _open(browser, tmp_path, "timeline.html", width=PHONE)
    lanes = opened.page.evaluate(
        """chart.layout.meta.lanes.map(({ top, rows }) => ["event", "echo"].map((kind) => [...new Set(chart.data
            .filter((trace) => trace.meta.kind === kind && trace.yaxis !== "y2").flatMap((trace) => trace.y)
            .filter((y) => y < top && y > top - rows))].sort((a, b) => b - a)))"""
    )
    opened.page.context.close()
    assert sum(len(dots) for _glyphs, dots in lanes) >= 2
    for glyphs, dots in lanes:
        assert all(above - below == 1 for above, below in pairwise(glyphs))
        assert all(above - below == 0.5 for above, below in pairwise(dots))
        assert not glyphs or not dots or glyphs[-1] - dots[0] == 0.75
    assert opened.errors == []


@pytest.mark.parametrize("days", ["0", "90", "30"])
@pytest.mark.slow
def test_the_axis_of_the_chart_has_dates_enough_and_none_over_another(open_page: Open, days: str) -> None:
    page = open_page("timeline.html", hash=f"#days={days}", width=PHONE).page
    boxes = page.eval_on_selector_all("#dates span", "all => all.map((one) => one.getBoundingClientRect().toJSON())")
    assert len(boxes) >= (1 if days == "30" else 2)
    assert all(one["right"] < other["left"] for one, other in pairwise(boxes))
