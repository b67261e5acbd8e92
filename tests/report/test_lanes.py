"""Folded lanes of the chart: a long record is a screen or two on a phone, and every event of it is within reach."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from timeline.model.edtf import Edtf
from timeline.report.pages import write_timeline

from .conftest import Opened, _open, until
from .dossiers import EVENTS, dossier
from .test_browser import AXE, _clean, _violations
from .test_folds import PHONE, SCREEN

pytestmark = pytest.mark.browser

LANES, EACH = 16, 9
HEIGHT = "chart.layout.height"
PILES = "chart.data.filter((trace) => trace.uid === 'piles')"
DRAWN = """chart.data.filter((trace) => trace.meta.kind === "event" && trace.yaxis !== "y2")
    .flatMap((trace) => trace.customdata.filter((id, i) => trace.y[i] !== null))"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The timeline of a record with many lanes, in each of which most events lie within days of one another."""
    folder, [_agreed, met, *_others] = tmp_path_factory.mktemp("lanes"), EVENTS
    day = dt.date(2025, 9, 1)
    many = [
        met.model_copy(
            update={
                "event_id": f"korea-us-2025-1{lane:02d}{n}",
                "date": Edtf.parse((day + dt.timedelta(n if n < EACH - 1 else 40)).isoformat()),
                "issues": (f"issue-{lane:02d}",),
                "links": (),
            }
        )
        for lane in range(LANES)
        for n in range(EACH)
    ]
    made = dossier(events=tuple(sorted((*EVENTS, *many), key=lambda event: (event.date is None, str(event.date)))))
    write_timeline(made, folder / "timeline.html")
    write_timeline(dossier(), folder / "few.html")
    return folder


@pytest.fixture
def phone(browser: Any, folder: Path) -> Any:
    opened = _open(browser, folder, "timeline.html", width=PHONE)
    yield opened
    opened.page.context.close()


def _unfolded(page: Any) -> list[str]:
    """The headings of lanes that are not folded."""
    notes = page.eval_on_selector_all("#chart .annotation-text", "all => all.map(one => one.textContent)")
    return [note.removeprefix("▾ ") for note in notes if note.startswith("▾")]


@pytest.mark.slow
def test_a_chart_of_many_lanes_is_folded_where_it_would_be_many_screens(phone: Opened) -> None:
    page = phone.page
    assert page.get_attribute("#fold", "aria-pressed") == "true"
    assert page.evaluate(HEIGHT) < 1.5 * SCREEN and _unfolded(page) == []
    folded = page.evaluate(HEIGHT)
    page.click("#fold")
    assert page.evaluate(HEIGHT) > 1.9 * folded and page.evaluate(PILES) == []
    assert "fold=no" in page.evaluate("location.hash")
    page.click("#fold")
    assert page.evaluate(HEIGHT) == folded
    _clean(phone)


def test_every_event_is_drawn_or_counted_once_in_its_lane_and_no_sign_lies_over_another(phone: Opened) -> None:
    page = phone.page
    [piles] = page.evaluate(PILES)
    drawn = page.evaluate(DRAWN)
    counted = [event_id for ids in piles["customdata"] for event_id in ids if event_id.startswith("korea-us-2025-1")]
    assert len(counted) == len(set(counted)) and not set(counted) & set(drawn)
    assert len([i for i in (*drawn, *counted) if i.startswith("korea-us-2025-1")]) == LANES * EACH
    assert piles["text"] == [str(len(ids)) for ids in piles["customdata"]]
    places = page.evaluate(
        """Object.values(Object.groupBy(chart.data.filter((trace) => trace.type === "scatter" && trace.mode !== "lines"
            && trace.yaxis !== "y2" && ["event", "pile"].includes(trace.meta.kind)).flatMap((trace) => trace.x.map((x, i) =>
            [trace.y[i], chart._fullLayout.xaxis.d2p(x)])).filter(([y]) => y !== null), ([y]) => y)).map((row) => row.map(([, x]) => x))"""
    )
    assert len(places) >= LANES
    assert all(right - left > 13 for row in places for left, right in pairwise(sorted(row)))


@pytest.mark.slow
def test_a_heading_and_a_number_unfold_their_lane_and_the_heading_folds_it_again(phone: Opened) -> None:
    page = phone.page
    heading = page.locator("#chart .annotation-text", has_text="issue-03")
    heading.click()
    assert _unfolded(page) == ["issue-03"]
    page.locator("#chart .annotation-text", has_text="issue-03").click()
    assert _unfolded(page) == []
    page.locator("#chart .scatterlayer .textpoint").first.click(force=True)
    until(page, "chart.layout.annotations.some((note) => note.text.startsWith('▾'))")
    assert len(_unfolded(page)) == 1 and not page.locator("dialog[open]").count()
    _clean(phone)


@pytest.mark.slow
def test_the_keys_go_to_every_event_and_unfold_the_lane_it_lies_in(phone: Opened) -> None:
    page = phone.page
    page.focus("#chart")
    for _press in range(24):
        page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('#chart .hoverlayer .hovertext')")
    assert _unfolded(page)
    page.keyboard.press("Enter")
    assert page.locator("dialog[open] h3").inner_text() in page.inner_text("#spoken")


@pytest.mark.slow
def test_a_wide_window_and_a_short_chart_are_not_folded(browser: Any, folder: Path) -> None:
    wide = _open(browser, folder, "timeline.html", width=1280)
    assert wide.page.get_attribute("#fold", "aria-pressed") == "false" and wide.page.evaluate(PILES) == []
    wide.page.click("#fold")
    assert wide.page.get_attribute("#fold", "aria-pressed") == "true" and len(wide.page.evaluate(PILES)) == 1
    wide.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert not wide.page.locator(".sheet .textpoint").count(), "paper has every sign"
    wide.page.context.close()
    short = _open(browser, folder, "few.html", width=PHONE)
    short.page.wait_for_selector("html[data-ready=yes]")
    assert short.page.evaluate(PILES) == []
    short.page.context.close()


@pytest.mark.slow
def test_axe_finds_no_violation_where_lanes_are_folded(phone: Opened) -> None:
    phone.page.evaluate(AXE)
    assert _violations(phone.page) == []
