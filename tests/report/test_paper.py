"""What a status page prints: in short where things stand with the proof, since a day what is new, of the rest how much."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from timeline.report.pages import render_status, write_status
from timeline.report.paper import LATEST

from .conftest import Open, _open
from .dossiers import EVENTS, crowded_dossier, dossier
from .test_folds import _letters

pytestmark = pytest.mark.browser

LEFT = re.compile(r"(\d+) (?:entry|entries) with nothing new since 23 September 2025")


def _on_paper(page: Any, selector: str) -> list[Any]:
    """What a printed page shows of it."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    return [one for one in page.locator(selector).all() if one.is_visible()]


@pytest.mark.slow
def test_all_that_is_new_is_printed_with_its_proof(open_page: Open) -> None:
    play, page = dossier(), open_page("status.html").page
    assert play.since
    told = _letters("".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf())).pages))
    for event in map(play.event, play.since.happened):
        assert _letters(event.summary) in told
        assert all(_letters(part.quote) in told for part in event.evidence)
    for change in play.since.recorded:
        assert change.kind == "learned late" or _letters(change.after or "") in told


def test_every_number_on_paper_has_its_proof_on_paper(open_page: Open) -> None:
    page = open_page("status.html").page
    cited = {one.get_attribute("href") for one in _on_paper(page, "a.ref[id^=cite-]")}
    proofs = {f"#{one.get_attribute('id')}" for one in _on_paper(page, ".proofs li > details > div")}
    assert cited == proofs
    assert len(proofs) < page.locator(".proofs > li").count()


@pytest.mark.slow
def test_of_a_long_time_the_latest_is_printed_with_its_proof_and_the_rest_is_counted(
    browser: Any, tmp_path: Path
) -> None:
    many = tuple(
        EVENTS[2].model_copy(
            update={"event_id": f"korea-us-2025-0{n}", "summary": f"They met for the {n}th time.", "links": ()}
        )
        for n in range(200, 200 + LATEST + 15)
    )
    play = dossier()
    assert play.since
    ids = tuple(event.event_id for event in many)
    since = play.since.model_copy(update={"happened": (*ids, *play.since.happened)})
    write_status(play.model_copy(update={"events": (*many, *play.events), "since": since}), tmp_path / "status.html")
    opened = _open(browser, tmp_path, "status.html", width=1280)
    page = opened.page
    left = len(ids) + len(play.since.happened) - LATEST
    told = f"{left} events before these stand on the page and are not printed."
    assert page.locator("#since .on-paper:visible").count() == 0 and page.locator("#since .moments li").count() > LATEST
    assert len(_on_paper(page, "#since .moments li")) == LATEST
    assert [one.inner_text() for one in _on_paper(page, "#since .on-paper")] == [told]
    cited = {one.get_attribute("href") for one in _on_paper(page, "a.ref[id^=cite-]")}
    assert cited == {f"#{one.get_attribute('id')}" for one in _on_paper(page, ".proofs li > details > div")}
    page.emulate_media(media="screen")
    page.check("#whole")
    assert len(_on_paper(page, "#since .moments li")) == LATEST + left and _on_paper(page, "#since .on-paper") == []
    opened.page.context.close()


@pytest.mark.slow
def test_what_is_not_new_is_counted_where_it_would_stand_and_is_on_the_page(open_page: Open) -> None:
    page = open_page("status.html", width=1280).page
    assert page.locator("#commitments tbody tr:visible").count() == 1 and page.locator(".on-paper:visible").count() == 0
    assert _on_paper(page, "#commitments tbody tr") == []
    [line] = _on_paper(page, "#commitments .on-paper")
    assert (
        line.inner_text() == "1 entry with nothing new since 23 September 2025 stands on the page and is not printed."
    )


@pytest.mark.slow
def test_an_issue_in_which_something_is_new_says_where_it_stands(open_page: Open) -> None:
    page = open_page("status.html").page
    printed = [one.inner_text().split("\n")[0] for one in _on_paper(page, ".issue")]
    assert printed == ["Currency swap line"]
    assert len(_on_paper(page, "#issues .compact tbody tr")) == len(dossier().state.issues), "and of all a line"


def test_a_report_that_compares_with_no_day_calls_nothing_old() -> None:
    page = render_status(dossier(since=None))
    unprinted = int(re.findall(r"(\d+) proofs? of what is not printed", page)[0])
    assert not LEFT.search(page) and len(re.findall(r'class="[^"]*\bold\b', page)) == unprinted


@pytest.fixture(
    params=[
        pytest.param(dossier, id="small"),
        pytest.param(crowded_dossier, id="forty issues", marks=pytest.mark.slow),
    ]
)
def whole(request: pytest.FixtureRequest, browser: Any, tmp_path: Path) -> Iterator[Any]:
    """The status of a record, since no day."""
    write_status(request.param().model_copy(update={"since": None}), tmp_path / "status.html")
    opened = _open(browser, tmp_path, "status.html", width=1280)
    yield opened.page
    opened.page.context.close()


@pytest.mark.slow
def test_the_short_print_has_every_proof_that_it_cites_and_says_what_it_leaves_out(whole: Any) -> None:
    cited = {one.get_attribute("href") for one in _on_paper(whole, "a.ref[id^=cite-]")}
    proofs = _on_paper(whole, ".proofs li > details > div")
    assert cited == {f"#{one.get_attribute('id')}" for one in proofs}
    unprinted = whole.locator(".proofs > li").count() - len(proofs)
    told = whole.locator("#proof .on-paper").all_inner_texts()
    assert [int(words.split()[0]) for words in told] == ([unprinted] if unprinted else [])
    assert "replaced" in whole.inner_text("#positions .on-paper") and _on_paper(whole, ".matrix") == []
    assert "A short print" in whole.inner_text("#glance .on-paper")
    assert whole.locator(".printing").is_hidden()


@pytest.mark.slow
def test_the_figures_that_a_chart_draws_are_printed_with_their_proof(whole: Any) -> None:
    drawn = whole.locator(".figures li").count()
    printed = _on_paper(whole, ".figures li")
    assert len(printed) == drawn > 1 and all(one.locator("a.ref").count() for one in printed)


@pytest.mark.slow
def test_a_proof_on_paper_names_its_article_by_a_number_of_the_list_of_sources(whole: Any) -> None:
    numbers = {one.inner_text().strip("( )").removeprefix("source ") for one in _on_paper(whole, ".numbered")}
    assert numbers == {one.get_attribute("value") for one in _on_paper(whole, ".cited li")} and len(numbers) > 1
    assert _on_paper(whole, ".titled") == []


@pytest.mark.slow
def test_the_box_prints_everything_on_many_more_sheets(whole: Any) -> None:
    short = len(PdfReader(io.BytesIO(whole.pdf(prefer_css_page_size=True))).pages)
    whole.check("#whole")
    everything = len(PdfReader(io.BytesIO(whole.pdf(prefer_css_page_size=True))).pages)
    assert short * 1.5 < everything
    assert _on_paper(whole, ".on-paper") == [] and _on_paper(whole, ".matrix") and _on_paper(whole, ".around")
