"""A timeline of thousands of events: counted where they crowd, drawn one by one where few are in sight, none left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from timeline.report.large import FEW, MANY
from timeline.report.pages import render_timeline, write_timeline

from .conftest import Opened, _open
from .dossiers import EVENTS, dossier
from .test_browser import AXE, _clean, _violations

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COPIES = MANY // len(EVENTS) + 1
TOTAL = COPIES * len(EVENTS)
UNDATED = COPIES * sum(event.date is None for event in EVENTS)


def _many() -> Any:
    copies = [
        event.model_copy(update={"event_id": f"{event.event_id}-{copy}", "links": ()})
        for event in EVENTS
        for copy in range(1, COPIES)
    ]
    return dossier(events=(*EVENTS, *copies))


@pytest.fixture(scope="module")
def large(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    folder = tmp_path_factory.mktemp("large")
    write_timeline(_many(), folder / "timeline.html")
    opened = _open(browser, folder, "timeline.html", hash="#days=0")
    yield opened
    opened.page.context.close()


def _settle(page: Any, count: str) -> None:
    page.wait_for_selector(f"#count:text-is('{count}')")
    page.wait_for_timeout(300)


def test_every_event_is_in_a_count_or_said_to_be_undated(large: Opened) -> None:
    page = large.page
    _settle(page, f"{TOTAL:,} events")
    told = page.evaluate(
        "chart.data.find(t => t.uid === 'counts').hovertext.map(text => Number(/<b>([0-9]+)/.exec(text)[1]))"
    )
    assert sum(told) + UNDATED == TOTAL
    undated = page.evaluate("chart.data.filter(t => t.meta.undated).flatMap(t => t.customdata)")
    assert len(undated) == len(set(undated)) == UNDATED, "they stand in a strip of their own"
    _clean(large)


def test_a_narrow_choice_is_drawn_event_by_event_and_found_in_the_table(large: Opened) -> None:
    page = large.page
    page.select_option("select[name=modality]", "cancelled")
    _settle(page, f"{COPIES} of {TOTAL:,} events")
    drawn = page.evaluate("chart.data.filter(t => t.meta.kind === 'event').flatMap(t => t.customdata)")
    rows = page.eval_on_selector_all("#table tbody tr", "rows => rows.map(row => row.dataset.id)")
    assert len(drawn) == len(set(drawn)) == COPIES and sorted(drawn) == sorted(rows)
    page.click("#clear")
    _settle(page, f"{TOTAL:,} events")
    assert page.locator("#table tbody tr").count() == FEW
    assert f"The first {FEW} of {TOTAL:,}" in page.inner_text("#more")


def test_a_click_on_a_count_comes_nearer(large: Opened) -> None:
    page = large.page
    span = "(([a, b]) => Date.parse(b) - Date.parse(a))(chart.layout.xaxis.range)"
    before = page.evaluate(span)
    box = page.locator("#chart g.trace.scatter path.point").first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(500)
    assert page.evaluate(span) < before / 4
    page.click("[data-days='0']")
    page.wait_for_timeout(300)
    _clean(large)


def test_a_card_is_made_of_text_alone_and_axe_finds_no_violation(large: Opened) -> None:
    page = large.page
    page.evaluate("location.hash = '#event=korea-us-2025-0007-5&days=0'")
    page.wait_for_selector("dialog[open]")
    assert "<script>window.hacked = 1</script>" in page.inner_text("#dialog-title")
    assert page.locator("dialog mark").count() == 1
    page.evaluate(AXE)
    assert _violations(page) == []
    page.keyboard.press("Escape")
    assert _violations(page) == []
    _clean(large)


def test_the_page_weighs_little_more_than_its_words(tmp_path: Path) -> None:
    page = render_timeline(_many())
    assert len(page) < 1_600_000
    assert page.count('<tr role="row" data-id=') == page.count("data-card=") == FEW


def test_the_table_goes_on_and_answers_are_joined_to_what_they_answer(large: Opened) -> None:
    page = large.page
    _settle(page, f"{TOTAL:,} events")
    page.click("#further")
    assert page.locator("#table tbody tr").count() == min(2 * FEW, TOTAL)
    page.fill("input[name=q]", "swap line")
    page.wait_for_timeout(500)
    assert page.evaluate("chart.data.filter(t => t.uid === 'links').flatMap(t => t.customdata)[0]") == [
        "korea-us-2025-0004",
        "korea-us-2025-0005",
    ]
    page.click("#clear")
    _settle(page, f"{TOTAL:,} events")
    _clean(large)


def test_on_a_phone_a_month_counts_all_its_events_and_stays_open_as_the_table_goes_on(large: Opened) -> None:
    page = large.page
    page.evaluate("location.hash = '#days=0'")
    _settle(page, f"{TOTAL:,} events")
    page.set_viewport_size({"width": 360, "height": 900})
    page.wait_for_selector("#table .head", state="attached")
    before = page.locator("#table tr[data-id]").count()
    first = page.locator("#table .head button").first
    assert first.text_content() == f"April 2025 {COPIES} events"
    first.click()
    page.click("#further")
    assert page.locator("#table tr[data-id]").count() > before
    assert first.get_attribute("aria-expanded") == "true"
    assert page.locator("#table tr[data-id]:visible").count() == COPIES
    _clean(large)
