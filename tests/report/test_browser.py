"""The pages in a real chromium: offline, under their policy, by mouse and keyboard, at three widths, light and dark."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

from timeline.model.edtf import Edtf
from timeline.report.briefing import write_briefing
from timeline.report.pages import write_status, write_timeline

from .conftest import ARTEFACTS, Open, Opened, _open, missing, until
from .dossiers import EVENTS, crowded_dossier, dossier

pytestmark = pytest.mark.browser

PAGES = ("timeline.html", "status.html", "briefing.html", "index.html", "comparison.html", "korean.html")
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK, ANSWER = "korea-us-2025-0004", "korea-us-2025-0005"


def _charted(page: Any) -> list[str]:
    """Event ids that the chart holds, once for each time it is drawn."""
    ids: list[str] = page.evaluate(
        "document.getElementById('chart').data.filter(t => t.meta.kind === 'event').flatMap(t => t.customdata)"
    )
    return sorted(ids)


def _rows(page: Any) -> list[str]:
    ids: list[str] = page.eval_on_selector_all(
        "#table tbody tr", "rows => rows.filter(r => !r.hidden).map(r => r.dataset.id)"
    )
    return ids


def _clean(opened: Opened) -> None:
    assert opened.requests == []
    assert opened.errors == []
    assert opened.page.evaluate("window.hacked") is None


def _violations(page: Any) -> list[tuple[str, str]]:
    found = page.evaluate("(tags) => axe.run(document, { runOnly: { type: 'tag', values: tags } })", WCAG)
    assert len(found["passes"]) >= 15, "axe looked at the page"
    return [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_the_page_fits_every_width_asks_for_nothing_and_axe_finds_no_violation(open_page: Open, name: str) -> None:
    opened = open_page(name)
    page = opened.page
    page.evaluate(AXE)
    ARTEFACTS.mkdir(exist_ok=True)
    for width in (320, 768, 1440) if name != "korean.html" else (320,):
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(150)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, width
            stem = name.removesuffix(".html")
            page.screenshot(path=ARTEFACTS / f"{stem}-{width}-{scheme}.png", full_page=True)
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"unfolded, {width}"
            assert _violations(page) == [], f"{width}, {scheme}"
            page.evaluate("document.querySelectorAll('details:not(.choose)').forEach((one) => { one.open = false; })")
    _clean(opened)


@pytest.mark.slow
def test_axe_finds_no_violation_in_an_open_card(open_page: Open) -> None:
    page = open_page("timeline.html", hash=f"#event={ASK}").page
    page.evaluate(AXE)
    assert _violations(page) == []


@pytest.mark.parametrize("lanes", ["Issue", "Party", "Type"])
@pytest.mark.slow
def test_lanes_switch_and_every_event_stays_drawn_once(shared_timeline: Opened, lanes: str) -> None:
    opened = shared_timeline
    opened.page.get_by_role("button", name=lanes, exact=True).first.click()
    assert _charted(opened.page) == sorted(event.event_id for event in EVENTS)
    headings = opened.page.eval_on_selector_all("#chart .annotation-text", "all => all.map(a => a.textContent)")
    expected = {"Issue": "Currency swap line", "Party": "Jointly", "Type": "Assessment"}
    assert expected[lanes] in headings
    opened.page.get_by_role("button", name="Issue", exact=True).first.click()
    _clean(opened)


@pytest.mark.parametrize(
    ("how", "left"),
    [
        ({"select": ("issue", "currency-swap")}, [3, 4, 5, 9]),
        ({"select": ("modality", "cancelled")}, [8]),
        ({"select": ("person", "scott-bessent")}, [3]),
        ({"select": ("source", "Tea Room")}, [9, 14]),
        ({"type": "meeting"}, [1, 4, 5, 6, 7, 9, 10, 11, 12, 13]),
        ({"search": "necessary cool"}, []),
        ({"search": "Swap Line"}, [3, 4, 5, 9]),
        ({"search": "<script>"}, [7]),
    ],
)
@pytest.mark.fast_cases(1)
def test_a_filter_acts_on_chart_table_counts_and_address_together(
    shared_timeline: Opened, how: dict[str, Any], left: list[int]
) -> None:
    page = shared_timeline.page
    if "select" in how:
        page.select_option(f"select[name={how['select'][0]}]", how["select"][1])
    elif "type" in how:
        page.uncheck(f"input[value={how['type']}]")
    else:
        page.fill("input[name=q]", how["search"])
    expected = [f"korea-us-2025-{number:04d}" for number in left]
    assert sorted(_rows(page)) == _charted(page) == expected
    assert page.inner_text("#count") == f"{len(left)} of {len(EVENTS)} events"
    address = page.evaluate("location.hash")
    page.click("#clear")
    page.wait_for_selector(f"#count:text-is('{len(EVENTS)} events')")
    assert page.evaluate("location.hash") == ""
    page.evaluate("hash => { location.hash = hash }", address)
    page.wait_for_selector(f"#count:text-is('{len(left)} of {len(EVENTS)} events')")
    assert sorted(_rows(page)) == _charted(page) == expected, "the address alone gives the same view"
    page.click("#clear")
    page.wait_for_selector(f"#count:text-is('{len(EVENTS)} events')")
    _clean(shared_timeline)


def test_a_click_on_a_glyph_opens_its_card(open_page: Open) -> None:
    opened = open_page("timeline.html")
    page = opened.page
    glyph = page.locator("#chart g.trace[class*='point-proposal-actual'] path.point").first
    glyph.scroll_into_view_if_needed()
    box = glyph.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector("dialog[open]")
    assert page.inner_text("#dialog-title") == "Seoul asks for an unlimited swap line"
    assert page.inner_text("dialog mark") == "asked for an unlimited currency swap line"
    assert page.evaluate("location.hash") == f"#event={ASK}"
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog:not([open])", state="attached")
    until(page, "location.hash === ''")
    _clean(opened)


@pytest.mark.slow
def test_enter_on_a_row_opens_its_card_and_a_link_leads_to_the_answer(open_page: Open) -> None:
    opened = open_page("timeline.html")
    page = opened.page
    page.focus(f"#table tr[data-id={ASK}] a")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]")
    page.click("dialog .ties a >> text=Washington resists")
    assert page.inner_text("#dialog-title") == "Washington resists the swap line"
    assert "a person familiar with the talks, as reported by Example Wire" in page.inner_text("dialog")
    _clean(opened)


@pytest.mark.slow
def test_arrow_keys_walk_the_chart_and_enter_opens(open_page: Open) -> None:
    opened = open_page("timeline.html", hash="#issue=currency-swap")
    page = opened.page
    page.focus("#chart")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert "Seoul asks for an unlimited swap line" in page.inner_text("#spoken")
    page.keyboard.press("Enter")
    assert page.inner_text("#dialog-title") == "Seoul asks for an unlimited swap line"
    _clean(opened)


@pytest.mark.slow
def test_a_link_to_an_event_opens_it(open_page: Open) -> None:
    opened = open_page("timeline.html", hash=f"#event={ANSWER}")
    assert opened.page.inner_text("#dialog-title") == "Washington resists the swap line"
    _clean(opened)


@pytest.mark.slow
def test_an_address_opens_the_card_alone_and_not_all_cards_beneath_it(open_page: Open) -> None:
    opened = open_page("timeline.html", hash=f"#event={ASK}", width=360)
    page = opened.page
    assert page.locator("#record[open]").count() == 0
    page.keyboard.press("Escape")
    until(page, "scrollY === 0 && !document.querySelector('dialog[open]')")
    page.click("#record > summary")
    page.evaluate(f"location.hash = '#event={ANSWER}'")
    page.wait_for_selector("dialog[open]")
    assert page.locator("#record[open]").count() == 1, "what the reader unfolded stays so"
    _clean(opened)


def test_hostile_text_is_shown_and_never_run(open_page: Open) -> None:
    opened = open_page("timeline.html", hash="#event=korea-us-2025-0007")
    page = opened.page
    assert "<script>window.hacked = 1</script>" in page.inner_text("#dialog-title")
    page.keyboard.press("Escape")
    page.click("#record > summary")
    index = page.evaluate("chart.data.findIndex(trace => trace.uid === 'bar-assessment-actual')")
    page.evaluate(f"Plotly.Fx.hover('chart', [{{curveNumber: {index}, pointNumber: 0}}])")
    assert "<script>" in page.locator("#chart .hoverlayer").text_content()
    assert page.locator("#chart .hoverlayer a, #chart img").count() == 0
    _clean(opened)


@pytest.mark.slow
@pytest.mark.parametrize(
    "hash", ["#days=x&lanes=y&sort=z&party=q&to=soon", "#event=nothing", "#<script>", "#type=", "#%E0%A4%A"]
)
def test_a_broken_address_shows_the_page_all_the_same(open_page: Open, hash: str) -> None:
    opened = open_page("timeline.html", hash=hash)
    assert opened.page.locator("#count").inner_text().endswith("events")
    _clean(opened)


@pytest.mark.slow
def test_dragging_moves_the_chart_and_the_glyph_of_a_long_bar_stays_in_sight(open_page: Open) -> None:
    opened = open_page("timeline.html", hash="#days=30&lanes=issue")
    page = opened.page
    seen = "chart.layout.xaxis.range.map(text => String(text).slice(0, 10))"
    page.locator("#chart").scroll_into_view_if_needed()
    box = page.locator("#chart .nsewdrag").first.bounding_box()
    before = page.evaluate(seen)
    page.mouse.move(box["x"] + 300, box["y"] + 80)
    page.mouse.down()
    page.mouse.move(box["x"] + 700, box["y"] + 80, steps=4)
    page.mouse.up()
    page.wait_for_timeout(300)
    after = page.evaluate(seen)
    assert after[0] < before[0] and after[1] < before[1]
    [glyph] = page.evaluate("chart.data.find(trace => trace.uid === 'within-measure-actual').x")
    assert after[0] <= glyph[:10] <= after[1]
    page.fill("input[name=q]", "tariff")
    assert page.evaluate(seen) == after, "a filter does not move the chart"
    _clean(opened)


_CROWDS = """() => {
  const [first, last] = chart.layout.xaxis.range.map(chartTime);
  const scale = chart._fullLayout.xaxis._length / (last - first), rows = new Map();
  for (const trace of chart.data) {
    if (!["event", "echo"].includes(trace.meta.kind) || trace.yaxis === "y2") continue;
    trace.customdata.forEach((id, i) => {
      const bar = trace.type === "bar", begin = (chartTime(bar ? trace.base[i] : trace.x[i]) - first) * scale;
      const end = bar ? begin + trace.x[i] * scale : begin, middle = (begin + end) / 2;
      const half = trace.meta.kind === "echo" ? 4.5 : 9, span = [Math.min(begin, middle - half), Math.max(end, middle + half)];
      if (span[1] > 0 && span[0] < (last - first) * scale) rows.set(trace.y[i], [...(rows.get(trace.y[i]) || []), span]);
    });
  }
  const crowded = [...rows.values()].filter(spans => {
    spans.sort((a, b) => a[0] - b[0]);
    return spans.some((span, i) => i && spans[i - 1][1] > span[0] + 1);
  });
  return [rows.size > 0, crowded.length];
}"""


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 1440])
def test_crowded_days_are_stacked_for_the_width_and_span_at_hand(open_page: Open, width: int) -> None:
    opened = open_page("timeline.html", width=width)
    for lanes in ("issue", "party", "type"):
        for days in (0, 30, 365):
            opened.page.click(f"[data-lanes={lanes}]")
            opened.page.click(f"[data-days='{days}']")
            assert opened.page.evaluate(_CROWDS) == [True, 0], f"{lanes}, {days} days"
    _clean(opened)


@pytest.mark.slow
def test_lanes_shrink_to_what_is_chosen(shared_timeline: Opened) -> None:
    page = shared_timeline.page
    before = page.evaluate("chart.layout.height")
    page.select_option("select[name=issue]", "auto-tariff")
    assert page.evaluate("chart.layout.height") < before
    assert not page.locator("#chart .annotation-text", has_text="Date unknown").count()
    page.click("#clear")
    page.wait_for_selector(f"#count:text-is('{len(EVENTS)} events')")
    assert page.evaluate("chart.layout.height") == before
    assert page.locator("#chart .annotation-text", has_text="Date unknown").count() == 1


def test_what_lies_outside_the_span_is_counted(shared_timeline: Opened) -> None:
    page = shared_timeline.page
    page.click("[data-days='30']")
    assert page.inner_text("#outside") == "Outside the span shown: 4 of the 13 dated events."
    page.click("[data-days='0']")
    assert page.inner_text("#outside") == ""


@pytest.mark.slow
def test_the_span_narrows_and_moves_and_is_linkable(open_page: Open) -> None:
    opened = open_page("timeline.html")
    page = opened.page
    days = "(([a, b]) => Math.round((Date.parse(b) - Date.parse(a)) / 864e5))(chart.layout.xaxis.range)"
    page.click("[data-days='30']")
    assert page.evaluate(days) == 30
    before = page.evaluate("document.getElementById('chart').layout.xaxis.range[0]")
    page.click("[data-move='-1']")
    assert page.evaluate("document.getElementById('chart').layout.xaxis.range[0]") < before
    assert "days=30&to=2025-" in page.evaluate("location.hash")
    _clean(opened)


@pytest.mark.slow
def test_headings_sort_the_table_and_say_so(open_page: Open) -> None:
    opened = open_page("timeline.html")
    page = opened.page
    dates = _rows(page)
    assert dates[-1] == "korea-us-2025-0012", "undated comes last"
    page.click("[data-sort=type]")
    kinds = page.eval_on_selector_all("#table [data-col=type]", "cells => cells.map(c => c.dataset.key)")
    assert kinds == sorted(kinds)
    assert page.get_attribute("th:has([data-sort=type])", "aria-sort") == "ascending"
    _clean(opened)


@pytest.mark.slow
def test_without_scripts_the_record_is_still_there(open_page: Open) -> None:
    opened = open_page("timeline.html", java_script_enabled=False)
    assert opened.page.locator("#table tbody tr").count() == len(EVENTS)
    assert opened.page.locator(".nochart").is_visible()
    for lively in ("#choose", ".tools", "#chart", "#slider"):
        assert opened.page.locator(lively).first.is_hidden(), lively


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.slow
def test_the_page_prints_without_cutting_the_chart(open_page: Open, name: str) -> None:
    opened = open_page(name, width=1440)
    page = opened.page
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 672, "height": 950})
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 672
    if name == "timeline.html":
        assert page.locator("#choose").is_hidden() and page.locator("#table").is_visible()
        [chart] = _papers(page)
        assert chart["x"] >= 0 and chart["x"] + chart["width"] <= 672 and chart["height"] <= 900
    if name == "status.html":
        assert all(page.locator(f"#{section}").is_visible() for section in ("issues", "positions", "asks", "sources"))
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name.removesuffix('.html')}-print.png", full_page=True)
    _clean(opened)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.slow
def test_what_may_be_searched_for_is_legible_and_not_bold(open_page: Open, scheme: str) -> None:
    page = open_page("timeline.html", color_scheme=scheme).page
    hint, quiet, weight = page.evaluate(
        """() => [getComputedStyle(document.querySelector("input[name=q]"), "::placeholder").color,
                  getComputedStyle(document.querySelector(".outcome .quiet")).color,
                  getComputedStyle(document.querySelector("input[name=q]")).fontWeight]"""
    )
    assert (hint, weight) == (quiet, "400")


def test_a_phone_shows_the_answers_before_it_is_moved(open_page: Open) -> None:
    page = open_page("status.html", width=360).page
    assert page.locator("#glance-title").bounding_box()["y"] < 320
    for topic in ("Since 23 September 2025", "Stalled", "Next deadline"):
        assert page.get_by_role("term").filter(has_text=topic).bounding_box()["y"] < 800, topic
    page.click("dt >> text=Stalled")
    assert page.evaluate("location.hash") == "#issues"


@pytest.mark.slow
def test_one_long_word_pushes_no_page_apart(open_page: Open, tmp_path: Path) -> None:
    play, word = dossier().state, "word" * 150
    state = play.model_copy(
        update={
            "issues": tuple(issue.model_copy(update={"name": word}) for issue in play.issues),
            "positions": tuple(standing.model_copy(update={"stance": word}) for standing in play.positions),
            "asks": tuple(ask.model_copy(update={"summary": word}) for ask in play.asks),
        }
    )
    write_status(dossier(state=state), tmp_path / "status.html")
    write_briefing(dossier(state=state), tmp_path / "briefing.html")
    page = open_page("status.html").page
    for name in ("status.html", "briefing.html"):
        page.goto((tmp_path / name).as_uri())
        for width in (320, 768, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name}, {width}"


def _papers(page: Any) -> list[dict[str, float]]:
    """Where the parts of the chart lie on paper, with how many times smaller than on the screen they are drawn."""
    boxes: list[dict[str, float]] = page.eval_on_selector_all(
        ".sheet",
        "all => all.map(one => { const { x, width, height } = one.getBoundingClientRect(), shrink = Number(one.style.zoom); "
        "return { x, width, height, shrink } })",
    )
    return boxes


def _sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf))


@pytest.mark.slow
def test_the_briefing_is_two_sheets_even_where_everything_is_long(open_page: Open, tmp_path: Path) -> None:
    assert _sheets(open_page("briefing.html").page.pdf(prefer_css_page_size=True)) == 2
    write_briefing(crowded_dossier(), tmp_path / "crowded.html")
    page = open_page("briefing.html").page
    page.goto((tmp_path / "crowded.html").as_uri())
    assert page.locator("table tbody tr").count() == 7
    assert "more on the status page" in page.inner_text("main")
    assert _sheets(page.pdf(prefer_css_page_size=True)) == 2


@pytest.mark.slow
def test_the_slider_moves_the_span_and_the_address(open_page: Open) -> None:
    opened = open_page("timeline.html", hash="#days=30")
    page = opened.page
    seen = "chart.layout.xaxis.range.map(text => String(text).slice(0, 10))"
    before = page.evaluate(seen)
    page.focus("#slide")
    page.keyboard.press("Home")
    until(page, f"({seen})[0] < '{before[0]}'")
    assert "to=2025-" in page.evaluate("location.hash")
    page.click("[data-days='0']")
    assert page.locator("#slider").is_hidden(), "there is nowhere to move to where all is shown"
    _clean(opened)


@pytest.mark.slow
def test_a_far_off_deadline_does_not_squeeze_the_chart(open_page: Open, tmp_path: Path) -> None:
    far = [event.model_copy(update={"date": Edtf.parse("2035-01"), "event_id": f"{event.event_id[:-4]}0099"})
           for event in EVENTS if event.type == "deadline"]  # fmt: skip
    write_timeline(dossier(events=(*EVENTS[:-1], *far, EVENTS[-1])), tmp_path / "timeline.html")
    page = open_page("timeline.html").page
    page.goto((tmp_path / "timeline.html").as_uri())
    page.wait_for_selector("html[data-ready=yes]")
    assert page.evaluate("String(chart.layout.xaxis.range[1])") < "2027"
    assert "Outside the span shown" in page.inner_text("#outside")
    page.click("[data-days='0']")
    assert page.evaluate("String(chart.layout.xaxis.range[1])") > "2035"


@pytest.mark.slow
def test_a_few_events_of_far_years_do_not_squeeze_the_chart(open_page: Open, tmp_path: Path) -> None:
    far = [EVENTS[3].model_copy(update={"date": Edtf.parse(day), "event_id": f"korea-us-{day}", "links": ()})
           for day in ("2011-03-15", "2012-11-02")]  # fmt: skip
    write_timeline(dossier(events=(*far, *EVENTS)), tmp_path / "timeline.html")
    page = open_page("timeline.html").page
    page.goto((tmp_path / "timeline.html").as_uri())
    page.wait_for_selector("html[data-ready=yes]")
    assert page.get_attribute("[data-days='fit']", "aria-pressed") == "true"
    assert page.evaluate("String(chart.layout.xaxis.range[0])") > "2024"
    assert page.inner_text("#beyond").count("201") == 2, "what lies outside is named"


@pytest.mark.slow
def test_what_one_source_alone_tells_is_drawn_lighter_and_said(open_page: Open) -> None:
    opened = open_page("timeline.html", hash=f"#event={ASK}")
    page = opened.page
    drawn = page.evaluate(
        "Object.fromEntries(chart.data.filter(t => t.uid.startsWith('point-')).flatMap(t => "
        "t.customdata.map((id, i) => [id, [].concat(t.marker.color)[i]])))"
    )
    assert "0.25" in drawn[ASK] and "0.25" not in drawn[ANSWER]
    assert "one article: single source" in page.inner_text("dialog")
    _clean(opened)


@pytest.mark.slow
def test_a_card_tells_the_history_of_its_event(open_page: Open) -> None:
    opened = open_page("timeline.html", hash=f"#event={ASK}")
    told = opened.page.inner_text("dialog .history")
    assert "Corrected 2025-09-29 09:00 UTC" in told and "the day is told <script>" in told
    assert "Date: September 2025 → 24 September 2025" in told
    _clean(opened)


@pytest.mark.slow
def test_a_chart_of_many_lanes_is_parted_on_sheets_that_can_be_read(open_page: Open, tmp_path: Path) -> None:
    lanes = [
        event.model_copy(update={"issues": (f"issue-{number}",), "event_id": f"{event.event_id}-{number}", "links": ()})
        for number in range(40)
        for event in EVENTS[:1]
    ]
    write_timeline(dossier(events=(*EVENTS, *lanes)), tmp_path / "timeline.html")
    page = open_page("timeline.html").page
    page.goto((tmp_path / "timeline.html").as_uri())
    page.wait_for_selector("html[data-ready=yes]")
    assert page.evaluate("chart.layout.height") > 1500
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 672, "height": 950})
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.wait_for_timeout(300)
    parts = _papers(page)
    assert len(parts) > 1
    assert all(part["height"] <= 900 and part["x"] + part["width"] <= 672 and part["shrink"] >= 0.6 for part in parts)
    headings = page.eval_on_selector_all(".sheet .annotation-text", "all => all.map(one => one.textContent)")
    assert {heading.removesuffix(" …") for heading in headings} >= {f"issue-{number}" for number in range(40)}
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".sheet").count() == 0


def test_a_missing_browser_is_skipped_at_a_desk_and_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no chromium"):
        missing("no chromium")
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match="no chromium"):
        missing("no chromium")


_BROKEN = """() => {
  const broken = [], walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), range = document.createRange();
  while (walk.nextNode()) for (const word of walk.currentNode.data.matchAll(/\\p{L}+/gu)) {
    range.setStart(walk.currentNode, word.index);
    range.setEnd(walk.currentNode, word.index + word[0].length);
    if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) broken.push(word[0]);
  }
  return broken;
}"""


@pytest.mark.slow
def test_no_word_of_the_briefing_is_broken_in_the_middle(browser: Any, tmp_path: Path) -> None:
    play = dossier().state
    name = "Pharmaceutical and semiconductor tariffs"
    stance = "A rather long wording of what they want, with conditions, exceptions and further remarks. " * 3
    state = play.model_copy(
        update={
            "issues": (play.issues[1].model_copy(update={"name": name}),),
            "positions": tuple(standing.model_copy(update={"stance": stance}) for standing in play.positions),
        }
    )
    write_briefing(dossier(state=state), tmp_path / "briefing.html")
    opened = _open(browser, tmp_path, "briefing.html")
    for width in (360, 768, 900, 1280):
        opened.page.set_viewport_size({"width": width, "height": 900})
        assert opened.page.evaluate(_BROKEN) == [], width
    opened.page.context.close()
