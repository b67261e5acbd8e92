"""The table of a long record on a phone: months that unfold, found by search and filter, whole on a wide window and on paper."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from timeline.report.pages import write_timeline

from .conftest import Opened, _open
from .dossiers import EVENTS, dossier
from .test_browser import ASK, AXE, _clean, _rows, _violations
from .test_folds import PHONE, SCREEN, _height, _letters

pytestmark = pytest.mark.browser

COPIES = 8
TOTAL = COPIES * len(EVENTS)
Show = Callable[..., Opened]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The timeline of a short record, of a long one, and of the long one in Korean; the copies of an event say which."""
    copies = [
        event.model_copy(update={"event_id": f"{event.event_id}-{n}", "summary": f"{event.summary}, {n}", "links": ()})
        for event in EVENTS
        for n in range(1, COPIES)
    ]
    long = dossier(events=(*EVENTS, *copies))
    made = {name: tmp_path_factory.mktemp(name) for name in ("short", "long", "korean")}
    write_timeline(dossier(), made["short"] / "timeline.html")
    write_timeline(long, made["long"] / "timeline.html")
    write_timeline(long, made["korean"] / "timeline.html", locale="ko")
    return made


@pytest.fixture
def show(browser: Any, folders: dict[str, Path]) -> Iterator[Show]:
    """Open the timeline of the long record as a phone shows it, or otherwise."""
    opened: list[Opened] = []

    def showing(name: str = "long", width: int = PHONE, **options: Any) -> Opened:
        opened.append(_open(browser, folders[name], "timeline.html", width=width, reduced_motion="reduce", **options))
        return opened[-1]

    yield showing
    for one in opened:
        one.page.context.close()


def _heads(page: Any) -> list[str]:
    return [" ".join(words.split()) for words in page.locator("#table .head").all_text_contents()]


def _in_sight(page: Any) -> int:
    """How many rows are unfolded; one that is merely below the window counts."""
    return int(page.locator("#table tr[data-id]:visible").count())


def test_a_long_table_is_a_list_of_months_on_a_phone_and_all_of_it_is_there(show: Show) -> None:
    opened = show()
    page = opened.page
    page.locator("#table").scroll_into_view_if_needed()
    assert _heads(page)[:4] == [
        "April 2025 8 events",
        "July 2025 8 events",
        "August 2025 8 events",
        "September 2025 56 events",
    ]
    assert _heads(page)[-1] == "Date unknown 8 events"
    assert page.locator("#table tr[data-id]").count() == TOTAL and _in_sight(page) == 0
    folded = _height(page)
    for month in page.locator("#table .head button").all():
        month.click()
    assert _in_sight(page) == TOTAL and folded * 3 < _height(page)
    _clean(opened)


@pytest.mark.slow
def test_a_short_table_is_whole(show: Show) -> None:
    page = show("short").page
    assert _heads(page) == [] and _in_sight(page) == len(EVENTS)


@pytest.mark.slow
def test_a_month_unfolds_by_key_says_so_and_opens_its_events(show: Show) -> None:
    page = show().page
    month = page.get_by_role("button", name="July 2025 8 events")
    rows = page.locator(f"#{month.get_attribute('aria-controls')} a")
    assert month.get_attribute("aria-expanded") == "false"
    month.focus()
    page.keyboard.press("Tab")
    assert "August" in page.evaluate("document.activeElement.textContent"), "what is folded is not walked through"
    month.focus()
    page.keyboard.press("Enter")
    assert month.get_attribute("aria-expanded") == "true" and rows.first.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#dialog h3").inner_text() == rows.first.inner_text()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == rows.first.text_content(), "and back to where one was"
    month.focus()
    page.keyboard.press("Space")
    assert rows.first.is_hidden()


@pytest.mark.slow
def test_the_heading_of_a_long_month_stays_at_hand_and_folding_it_leads_back_to_it(show: Show) -> None:
    page = show().page
    month = page.get_by_role("button", name="September 2025")
    month.click()
    page.locator("#table tr[data-id]:visible").nth(30).scroll_into_view_if_needed()
    page.mouse.wheel(0, 400)
    page.wait_for_timeout(200)
    assert month.bounding_box()["y"] < 30
    month.click()
    page.wait_for_timeout(200)
    assert 0 <= month.bounding_box()["y"] < SCREEN and _in_sight(page) == 0


@pytest.mark.slow
def test_a_search_shows_what_it_finds_within_a_month(show: Show) -> None:
    page = show().page
    page.evaluate("document.getElementById('choose').open = true")
    page.fill("input[name=q]", "unlimited swap line")
    page.wait_for_selector("#clear:visible")
    assert _heads(page) == [] and _in_sight(page) == len(_rows(page)) == COPIES
    page.click("#clear")
    page.wait_for_selector("#clear", state="hidden")
    assert len(_heads(page)) > 5 and _in_sight(page) == 0


@pytest.mark.slow
def test_a_wide_choice_shows_its_first_months_and_counts_the_others(show: Show) -> None:
    page = show(hash="#type=meeting").page
    assert _heads(page) == ["August 2025 8 events", "September 2025 24 events"]
    shown = page.locator("#table tr[data-id]:visible [data-col=date]").all_inner_texts()
    assert len(shown) == COPIES and all("August 2025" in day for day in shown)


@pytest.mark.slow
def test_what_is_folded_is_found_by_the_search_of_the_browser(show: Show) -> None:
    page = show().page
    rows = page.locator("#table tbody[data-group='2025-10']")
    assert rows.get_attribute("hidden") == "until-found"
    rows.evaluate("rows => { rows.dispatchEvent(new Event('beforematch')); }")
    assert page.get_by_role("button", name="October 2025").get_attribute("aria-expanded") == "true"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("column", "first"),
    [("type", "Agreement 16 events"), ("certainty", "cancelled 8 events"), ("summary", "A 32 events")],
)
def test_another_order_has_groups_of_its_own(show: Show, column: str, first: str) -> None:
    page = show().page
    page.click(f"[data-sort={column}]")
    heads = _heads(page)
    assert heads[0] == first and len(heads) == len(set(heads))
    page.click(f"[data-sort={column}]")
    assert _heads(page) == heads[::-1]


@pytest.mark.slow
def test_months_are_told_in_the_language_of_the_page(show: Show) -> None:
    assert _heads(show("korean").page)[0] == "2025년 4월 사건 8건"


@pytest.mark.slow
def test_a_moved_chart_leaves_the_months_as_the_reader_left_them(show: Show) -> None:
    page = show().page
    page.get_by_role("button", name="July 2025").click()
    page.click("[data-days='30']")
    page.wait_for_timeout(300)
    assert _in_sight(page) == COPIES


@pytest.mark.slow
def test_a_link_to_an_event_opens_it_though_its_row_is_folded(show: Show) -> None:
    page = show(hash=f"#event={ASK}").page
    assert page.locator("#dialog [data-card]").get_attribute("data-card") == ASK


@pytest.mark.slow
def test_a_wide_window_shows_one_table_in_order(show: Show) -> None:
    page = show(width=1280).page
    assert _heads(page) == [] and _in_sight(page) == TOTAL and page.locator("#list > summary").is_hidden()
    wide = _rows(page)
    page.set_viewport_size({"width": PHONE, "height": SCREEN})
    page.wait_for_selector("#table .head")
    page.get_by_role("button", name="July 2025").click()
    page.set_viewport_size({"width": 1280, "height": SCREEN})
    page.wait_for_selector("#table .head", state="detached")
    assert _rows(page) == wide


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.slow
def test_paper_has_every_row_and_no_fold(show: Show, scripts: bool) -> None:
    page = show(java_script_enabled=scripts).page
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    told = _letters("".join(sheet.extract_text() for sheet in sheets))
    words = page.eval_on_selector_all("#table td[data-col=summary]", "all => all.map(one => one.textContent)")
    assert len(words) == TOTAL and [text for text in words if _letters(text) not in told] == []
    assert _letters("April 2025 8 events") not in told
    headed = [_letters("Date Type What Parties Issues Certainty") in _letters(sheet.extract_text()) for sheet in sheets]
    assert sum(headed) > 2 and all(headed[headed.index(True) :]), "on every sheet from the first that has the table"
    if scripts:
        assert _in_sight(page) == 0 and len(_heads(page)) > 5, "on the screen all is as it was"


@pytest.mark.slow
def test_without_scripts_a_phone_has_one_fold_and_its_links_open_the_events(show: Show) -> None:
    page = show(java_script_enabled=False).page
    assert page.locator("#table").is_hidden()
    page.click("#list > summary")
    assert _in_sight(page) == TOTAL
    page.click(f"#table a[href='#event={ASK}']")
    assert page.locator(f"[data-card='{ASK}'] mark").first.is_visible()


@pytest.mark.slow
def test_without_scripts_a_wide_window_shows_the_table(show: Show) -> None:
    page = show(width=1280, java_script_enabled=False).page
    assert page.locator("#table [data-col=summary] a").last.is_visible()
    assert page.locator("#list > summary").is_hidden()


@pytest.mark.slow
def test_axe_finds_no_violation_in_folded_and_unfolded_months(show: Show) -> None:
    opened = show()
    opened.page.locator("#table").scroll_into_view_if_needed()
    opened.page.evaluate(AXE)
    assert _violations(opened.page) == []
    opened.page.get_by_role("button", name="July 2025").click()
    assert _violations(opened.page) == []
    _clean(opened)
