"""How the timeline page is read: what it says of deadlines, what its address holds, what keys and paper show."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from timeline.model.edtf import Edtf
from timeline.model.events import Event
from timeline.model.state import Dossier
from timeline.report.certainty import certainty, form
from timeline.report.large import MANY
from timeline.report.pages import render_status, render_timeline, write_timeline

from .conftest import Open, Opened, _open, until
from .dossiers import AS_OF, BY_ID, EVENTS, dossier

pytestmark = pytest.mark.browser

ASK, ANSWER, DUE = "korea-us-2025-0004", "korea-us-2025-0005", "korea-us-2025-0010"
SPAN = "chart.layout.xaxis.range.map(text => String(text).slice(0, 10))"
HEADINGS = "all => all.map(one => one.textContent)"
Show = Callable[..., Opened]


def _like(event: Event, number: int, **changes: Any) -> Event:
    return event.model_copy(update={"event_id": f"korea-us-2025-{number:04d}", "links": (), **changes})


def _with(*more: Event, **changes: Any) -> Dossier:
    def order(event: Event) -> Any:
        return event.date is None, *((event.date,) if event.date else ()), event.event_id

    return dossier(events=tuple(sorted((*EVENTS, *more), key=order)), **changes)


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Any:
    """Open the timeline page of a dossier."""
    opened: list[Opened] = []

    def showing(made: Dossier, **options: Any) -> Opened:
        write_timeline(made, tmp_path / "timeline.html")
        opened.append(_open(browser, tmp_path, "timeline.html", **options))
        return opened[-1]

    yield showing
    for one in opened:
        one.page.context.close()


@pytest.mark.parametrize(
    ("modality", "date", "outcome", "word", "drawn"),
    [
        ("actual", "2025-10-31", "pending", "pending", "planned"),
        ("planned", "2025-10-31", "pending", "pending", "planned"),
        ("actual", "2025-10-31", None, "set", "planned"),
        ("actual", AS_OF.isoformat(), "pending", "pending", "planned"),
        ("actual", "2025-09-01", "met", "met", "actual"),
        ("actual", "2025-09-01", "missed", "missed", "actual"),
        ("actual", "2025-09-01", "extended", "extended", "actual"),
        ("actual", "2025-09-01", "unknown", "past, and no source says what came of it", "actual"),
        ("cancelled", "2025-10-31", "cancelled", "cancelled", "cancelled"),
        ("denied", "2025-10-31", None, "denied", "denied"),
    ],
)
def test_a_deadline_says_what_came_of_it_and_never_that_it_happened(
    modality: str, date: str, outcome: str | None, word: str, drawn: str
) -> None:
    event = BY_ID[DUE].model_copy(update={"modality": modality, "date": Edtf.parse(date)})
    due = dossier().state.deadlines[0].model_copy(update={"outcome": outcome})
    state = dossier().state.model_copy(update={"deadlines": (due,) if outcome else ()})
    made = dossier(events=tuple(event if one.event_id == DUE else one for one in EVENTS), state=state)
    assert (certainty(made, event), form(event, AS_OF)) == (word, drawn)
    page = render_timeline(made)
    row = page[page.index(f'data-id="{DUE}"') :].partition("</tr>")[0]
    card = page[page.index(f'data-card="{DUE}"') :].partition("</article>")[0]
    assert word in row and word in card and "happened" not in row + card
    assert f"glyph t-deadline m-{drawn}" in row and f"glyph t-deadline m-{drawn}" in card


def test_the_status_page_uses_the_same_word_and_sign() -> None:
    event = BY_ID[DUE].model_copy(update={"modality": "actual", "issues": ("currency-swap",)})
    page = render_status(dossier(events=tuple(event if one.event_id == DUE else one for one in EVENTS)))
    assert "Deadline, pending, 31 October 2025" in page and "Deadline, happened" not in page
    due = page[page.index('<p class="due">') :].partition("</p>")[0]
    assert "t-deadline m-planned" in due and "pending" in due


@pytest.mark.slow
def test_the_rail_tells_what_is_planned_and_what_one_source_tells_and_never_joins_it_to_what_happened(
    show: Show,
) -> None:
    day = {"date": Edtf.parse("2025-09-10")}
    first = BY_ID["korea-us-2025-0001"]
    opened = show(
        _with(
            _like(first, 201, **day), _like(first, 202, **day, modality="planned"), _like(BY_ID[DUE], 203, **day),
            corroboration={"korea-us-2025-0201": {"articles": 2, "origins": 2}},
        )
    )  # fmt: skip
    told = opened.page.evaluate(
        "(({ customdata, marker, y }) => customdata.map((ids, i) => [ids.join(), marker.symbol[i], marker.color[i], y[i]]))"
        "(chart.data.find(trace => trace.uid === 'rail'))"
    )
    signs = {ids.replace("korea-us-2025-", ""): (symbol, colour) for ids, symbol, colour, _y in told}
    assert signs["0201"] == ("star", "#0a8a60"), "two sources tell that it happened"
    assert signs["0202"][0] == "star-open" and signs["0203"][0] == "triangle-down-open"
    assert signs["0001"][1] == "rgba(10,138,96,0.25)", "one source alone tells it"
    assert len({y for *_rest, y in told}) >= 3, "what is planned stands lower than what happened"


@pytest.fixture(scope="module")
def many() -> Dossier:
    copies = 60
    events = [
        event.model_copy(update={"event_id": f"{event.event_id}-{copy}" if copy else event.event_id, "links": ()})
        for event in EVENTS
        for copy in range(copies)
    ]
    assert len(events) > MANY
    return dossier(events=tuple(events))


@pytest.fixture(scope="module")
def crowded(browser: Any, many: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("crowded")
    write_timeline(many, folder / "timeline.html")
    opened = _open(browser, folder, "timeline.html", hash="#days=0")
    yield opened
    opened.page.context.close()


@pytest.mark.parametrize(
    ("hash", "uid", "symbol"),
    [
        ("#days=0&modality=cancelled", "struck-cancelled", "x-thin"),
        ("#days=0&modality=denied", "struck-denied", "line-ew"),
        ("#days=0&q=car+tariff+stays", "edge", ["arrow-right"] * 60),
        ("#days=0&q=direct+cash&type=position", "undated-position-actual", "square"),
        ("#days=0&type=agreement&modality=conditional", "within-agreement-conditional", "star-open-dot"),
    ],
)
@pytest.mark.slow
def test_a_large_page_draws_an_event_as_a_small_one_does(crowded: Opened, hash: str, uid: str, symbol: Any) -> None:
    page = crowded.page
    page.evaluate("hash => { location.hash = hash }", hash)
    until(page, f"chart.data.some(trace => trace.uid === '{uid}')")
    trace = page.evaluate(
        "uid => (({ customdata, marker, y }) => ({ customdata, marker, y }))(chart.data.find(one => one.uid === uid))",
        uid,
    )
    assert len(trace["customdata"]) == 60 and trace["marker"]["symbol"] == symbol and None not in trace["y"]
    assert crowded.errors == []


@pytest.mark.slow
def test_a_count_says_one_event_and_days_in_words_and_a_click_on_it_is_in_the_address(crowded: Opened) -> None:
    page = crowded.page
    page.evaluate("location.hash = '#days=0'")
    until(page, "chart.data.some(trace => trace.uid === 'counts')")
    told = page.evaluate("chart.data.find(trace => trace.uid === 'counts').hovertext")
    assert not [text for text in told if re.search(r"\d{4}-\d\d|\b1 events", text)]
    assert any(re.search(r"\d events · \d+ \w+ 2025", text) for text in told), told[:3]
    glyph = page.locator("#chart g.trace.scatter path.point").first
    glyph.scroll_into_view_if_needed()
    box = glyph.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    until(page, "location.hash.includes('span=2025-')")
    assert page.locator("[data-days][aria-pressed=true]").count() == 0
    page.go_back()
    until(page, "!location.hash.includes('span=')")
    page.wait_for_selector("[data-days='0'][aria-pressed=true]")
    page.focus("#chart")
    page.keyboard.press("ArrowRight")
    assert re.match(r"from 3 April 2025, no end given · Measure · .*: A car tariff", page.inner_text("#spoken"))


@pytest.mark.slow
def test_links_within_the_page_keep_the_choice(open_page: Open) -> None:
    page = open_page("timeline.html", hash="#issue=currency-swap").page
    for name in ("Table", "Chart", "Events in full"):
        page.get_by_role("link", name=name, exact=True).click()
        until(page, "location.hash === '#issue=currency-swap'")
        assert page.inner_text("#count") == f"4 of {len(EVENTS)} events"
    page.reload()
    page.wait_for_selector(f"#count:text-is('4 of {len(EVENTS)} events')")


@pytest.mark.slow
def test_a_span_that_was_dragged_is_in_the_address_and_stays_when_the_lanes_change(open_page: Open) -> None:
    page = open_page("timeline.html", hash="#days=30&lanes=issue").page
    box = page.locator("#chart .nsewdrag").first.bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 700, box["y"] + 12, steps=4)
    page.mouse.up()
    until(page, "location.hash.includes('span=')")
    span = page.evaluate(SPAN)
    assert page.locator("[data-days][aria-pressed=true]").count() == 0, "no button tells a span that is not shown"
    page.get_by_role("button", name="Party", exact=True).first.click()
    assert page.evaluate(SPAN) == span
    page.reload()
    page.wait_for_selector("html[data-ready=yes]")
    assert page.evaluate(SPAN) == span
    page.click("[data-move='-1']")
    assert page.evaluate(SPAN)[0] < span[0] and "span=" in page.evaluate("location.hash")


@pytest.mark.slow
def test_back_closes_a_card_and_forward_opens_it_again(open_page: Open) -> None:
    page = open_page("timeline.html", hash="#issue=currency-swap").page
    page.click(f"#table tr[data-id={ASK}] a")
    page.wait_for_selector("dialog[open]")
    page.go_back()
    page.wait_for_selector("dialog:not([open])", state="attached")
    assert page.evaluate("location.hash") == "#issue=currency-swap"
    page.go_forward()
    page.wait_for_selector("dialog[open]")
    page.keyboard.press("Escape")
    until(page, "location.hash === '#issue=currency-swap'")
    assert page.inner_text("#count") == f"4 of {len(EVENTS)} events"


@pytest.mark.slow
def test_an_address_of_an_event_that_is_not_there_says_so(open_page: Open) -> None:
    opened = open_page("timeline.html", hash="#event=korea-us-2025-9999&issue=currency-swap")
    until(opened.page, "document.getElementById('unheld').textContent.includes('korea-us-2025-9999')")
    assert opened.page.evaluate("location.hash") == "#issue=currency-swap"
    assert opened.errors == []


@pytest.mark.slow
def test_earlier_and_later_go_by_date_however_the_table_is_sorted(open_page: Open) -> None:
    page = open_page("timeline.html", hash=f"#event={ASK}&sort=type,descending").page
    page.wait_for_selector("dialog[open]")
    page.click("dialog [data-step='1']")
    until(page, f"location.hash.includes('event={ANSWER}')")
    page.click("dialog [data-step='-1']")
    until(page, f"location.hash.includes('event={ASK}')")


@pytest.mark.slow
def test_keys_in_the_chart_are_heard_and_seen(open_page: Open) -> None:
    page = open_page("timeline.html", hash="#lanes=type", width=1280).page
    page.set_viewport_size({"width": 1280, "height": 400})
    page.focus("#chart")
    for _step in range(5):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(150)
        spoken = page.inner_text("#spoken")
        label = page.locator("#chart .hoverlayer .hovertext").bounding_box()
        assert spoken and label, "told, and shown"
        assert 0 <= label["y"] <= 400, "where the reader looks"
        assert spoken.split(" · ")[0] in page.locator("#chart .hoverlayer").text_content()


@pytest.mark.slow
def test_a_printed_choice_says_what_was_chosen_and_explains_its_signs(open_page: Open) -> None:
    page = open_page("timeline.html", hash="#issue=currency-swap&q=swap", width=360).page
    assert page.locator(".key ul").first.is_hidden(), "folded on a phone"
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert f"of {len(EVENTS)} events" in page.inner_text(".outcome")
    assert "Issue: Currency swap line; Search: swap" in page.inner_text(".outcome")
    assert "Meeting" in page.inner_text(".key") and page.locator(".sheet .main-svg").first.is_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.querySelector('.key').open") is False


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 1280])
def test_what_hovering_shows_is_not_cut_off(open_page: Open, width: int) -> None:
    page = open_page("timeline.html", width=width).page
    page.locator("#chart").scroll_into_view_if_needed()
    for trace in page.evaluate("chart.data.map((t, i) => (t.hoverinfo === 'text' ? i : -1)).filter(i => i >= 0)"):
        axes = page.evaluate(f"chart.data[{trace}].yaxis === 'y2' ? 'x2y2' : 'xy'")
        page.evaluate(f"Plotly.Fx.hover('chart', [{{curveNumber: {trace}, pointNumber: 0}}], '{axes}')")
        label, chart = page.locator("#chart .hoverlayer").bounding_box(), page.locator("#chart").bounding_box()
        assert chart["x"] - 1 <= label["x"] and label["x"] + label["width"] <= chart["x"] + chart["width"] + 1, trace


@pytest.mark.slow
@pytest.mark.parametrize("hash", ["", "#span=2025-09-29/2025-12-01", "#span=2025-07-01/2025-10-01"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_day_of_the_report_is_named_in_words_at_the_axis(open_page: Open, hash: str, width: int) -> None:
    page = open_page("timeline.html", hash=hash, width=width).page
    words = page.locator("#chart text", has_text="as of 30 September 2025")
    label, chart = words.bounding_box(), page.locator("#chart").bounding_box()
    assert chart["x"] <= label["x"] and label["x"] + label["width"] <= chart["x"] + chart["width"]
    assert label["y"] - chart["y"] < 60


@pytest.mark.slow
def test_without_scripts_an_address_of_an_event_leads_to_it(open_page: Open) -> None:
    page = open_page("timeline.html", hash=f"#event={ASK}", java_script_enabled=False).page
    assert page.locator(f'[id="event={ASK}"]').is_visible()


def test_a_large_page_without_scripts_links_only_to_what_it_holds(many: Dossier) -> None:
    page = render_timeline(many)
    there = set(re.findall(r'id="(event=[^"]+)"', page))
    assert there and set(re.findall(r'href="#(event=[^"]+)"', page)) <= there


@pytest.mark.slow
def test_a_long_name_of_a_lane_is_shortened_and_told_in_full(show: Show) -> None:
    long = "Phase-out schedule for electric vehicles, batteries and charging points"
    issues = {id: one.model_copy(update={"name": long}) for id, one in dossier().issues.items() if id == "auto-tariff"}
    page = show(dossier(issues={**dossier().issues, **issues}), width=360).page
    heading = page.locator("#chart .annotation-text", has_text="Phase-out")
    label, chart = heading.bounding_box(), page.locator("#chart").bounding_box()
    assert label["x"] + label["width"] <= chart["x"] + chart["width"] and heading.text_content().endswith("…")
    told = page.evaluate("chart.layout.annotations.map(note => note.hovertext || '').join()")
    assert told.replace("<br>", " ").count(long) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("hash", "named"), [("#span=2025-04-01/2025-08-01", True), ("", False), ("#issue=currency-swap", False)]
)
def test_what_is_due_next_is_in_sight_or_named_at_the_edge(show: Show, hash: str, named: bool) -> None:
    page = show(dossier(events=tuple(one for one in EVENTS if one.event_id[-2:] not in ("09", "13"))), hash=hash).page
    assert (page.locator("#beyond a", has_text="31 October 2025 · Deadline · pending").count() == 1) is named
    if named:
        page.click("#beyond a >> nth=0")
        page.wait_for_selector("dialog[open]")
        assert page.inner_text("#dialog-title") == "Terms of the fund are to be done"


@pytest.mark.slow
def test_an_open_bar_carries_its_sign_at_the_end_that_is_known_and_an_arrow_where_it_is_seen_to_go_on(
    show: Show,
) -> None:
    until = _like(BY_ID["korea-us-2025-0012"], 212, date=Edtf.parse("../2025-09-10"))
    page = show(_with(until), hash="#span=2025-08-01/2025-10-01").page
    at = "uid => (([trace, i]) => trace.x[i])((t => [t, t.customdata.indexOf('korea-us-2025-0212')])(chart.data.find(t => t.uid === uid)))"
    assert page.evaluate(at, "within-position-actual") == "2025-09-10 12:00"
    assert "2025-08-01" <= page.evaluate(at, "edge")[:10] <= "2025-08-03"


@pytest.mark.slow
def test_a_line_to_an_answer_far_below_is_drawn_when_either_is_looked_at(show: Show) -> None:
    far = [_like(BY_ID["korea-us-2025-0006"], 300 + n, issues=("aaa",)) for n in range(12)]
    ask = BY_ID[ASK].model_copy(update={"issues": ("a-first",)})
    answer = BY_ID[ANSWER].model_copy(update={"issues": ("z-last",)})
    made = _with(*far)
    made = made.model_copy(
        update={"events": tuple({ASK: ask, ANSWER: answer}.get(one.event_id, one) for one in made.events)}
    )
    page = show(made).page
    assert page.evaluate("chart.data.find(t => t.uid === 'links').y") == [None, None, None]
    glyph = page.locator("#chart g.trace[class*='point-response-actual'] path.point").first
    glyph.scroll_into_view_if_needed()
    box = glyph.bounding_box()
    page.mouse.move(box["x"] + 4, box["y"] + 4)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    until(page, "document.querySelector('#reach path').getAttribute('d').startsWith('M')")


@pytest.mark.slow
def test_dates_stay_in_sight_while_the_chart_scrolls(open_page: Open) -> None:
    page = open_page("timeline.html", hash="#lanes=issue", width=360).page
    page.set_viewport_size({"width": 360, "height": 300})
    page.wait_for_timeout(200)
    page.evaluate("window.scrollTo(0, chart.getBoundingClientRect().top + window.scrollY + 150)")
    line = page.locator("#dates").bounding_box()
    assert 0 <= line["y"] < 5 and re.search(r"\w{3} 2025", page.inner_text("#dates"))


@pytest.mark.slow
def test_lanes_without_anything_in_sight_are_folded(open_page: Open) -> None:
    page = open_page("timeline.html", hash="#span=2025-09-23/2025-09-26").page
    held = page.evaluate("chart.layout.meta.lanes.map(lane => lane.name)")
    assert held == ["Automobile tariff", "Currency swap line", "Investment fund"]
    assert page.eval_on_selector_all("#chart .annotation-text", HEADINGS) == [*held, "Date unknown"]


@pytest.mark.slow
def test_a_chosen_issue_has_the_chart_to_itself(open_page: Open) -> None:
    page = open_page("timeline.html", hash="#issue=investment").page
    assert page.eval_on_selector_all("#chart .annotation-text", HEADINGS) == ["Investment fund", "Date unknown"]
    drawn = page.evaluate("chart.data.filter(t => t.meta.kind === 'event' && t.yaxis !== 'y2').flatMap(t => t.y)")
    assert len(drawn) == 4 and None not in drawn, "what another issue names first stands here as well"
    assert page.evaluate("chart.data.filter(t => t.uid === 'echo').flatMap(t => t.customdata)") == []


@pytest.mark.slow
def test_a_choice_that_nothing_fits_says_so_in_place_of_the_chart(open_page: Open) -> None:
    page = open_page("timeline.html", hash="#q=nothing+of+the+kind").page
    assert page.locator("#empty").is_visible() and page.locator("#figure").is_hidden()
    page.click("#clear")
    page.wait_for_selector("#figure", state="visible")
    assert page.locator("#empty").is_hidden()


@pytest.mark.slow
def test_the_slider_is_the_span_and_a_far_deadline_does_not_stretch_it(show: Show) -> None:
    far = _like(BY_ID[DUE], 210, date=Edtf.parse("2045-01-01"))
    page = show(_with(far), hash="#days=30").page
    thumb = page.evaluate("parseFloat(document.getElementById('slider').style.getPropertyValue('--thumb'))")
    width = page.locator("#slide").bounding_box()["width"]
    assert 0.05 < thumb / width < 0.35, "30 days of less than a year"
    assert "2025" in page.get_attribute("#slide", "aria-valuetext")
    assert not re.search(r"\d{4}-\d\d", page.get_attribute("#slide", "aria-valuetext"))


@pytest.mark.parametrize(("untold", "words"), [(0, "timeline ingest"), (3, "3 later events left out")])
def test_with_nothing_on_record_the_page_says_what_to_do_first(show: Show, untold: int, words: str) -> None:
    nothing: tuple[()] = ()
    play = dossier().state
    emptied = dict.fromkeys(
        ("issues", "positions", "asks", "gaps", "deadlines", "meetings", "recent", "coming"), nothing
    )
    page = render_timeline(
        dossier(
            events=(), articles={}, state=play.model_copy(update=emptied), commitments=(), disagreements=(), people=(),
            steps=(), gaps=(), since=None, untold=untold,
        )
    )  # fmt: skip
    assert words in page and 'id="chart"' not in page and "<button" not in page
    assert ("timeline add" in page) is (untold == 0)
