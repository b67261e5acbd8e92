"""What a phone folds away on the status page: found by link, key and search, open on paper that is to have all."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from timeline.report.pages import render_status, write_status

from .conftest import Opened, _open, until
from .dossiers import crowded_dossier, dossier
from .test_browser import AXE, _clean, _violations

pytestmark = pytest.mark.browser

PHONE, SCREEN = 360, 900
Show = Callable[..., Opened]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the status of a small record, and of one with forty issues, since a day and (whole) since none."""
    folder = tmp_path_factory.mktemp("folds")
    write_status(dossier(), folder / "status.html")
    write_status(crowded_dossier(), folder / "crowded.html")
    write_status(dossier(since=None), folder / "whole.html")
    write_status(crowded_dossier().model_copy(update={"since": None}), folder / "crowded-whole.html")
    return folder


@pytest.fixture
def show(browser: Any, folder: Path) -> Iterator[Show]:
    """Open a status page as a phone shows it, or at another width."""
    opened: list[Opened] = []

    def showing(name: str = "status.html", width: int = PHONE, **options: Any) -> Opened:
        opened.append(_open(browser, folder, name, width=width, reduced_motion="reduce", **options))
        return opened[-1]

    yield showing
    for one in opened:
        one.page.context.close()


def _height(page: Any) -> int:
    return int(page.evaluate("document.documentElement.scrollHeight"))


def _in_sight(page: Any, selector: str) -> bool:
    """Whether a reader sees the top of it, below the line of sections."""
    page.wait_for_timeout(200)
    box, line = page.locator(selector).bounding_box(), page.locator(".ways").bounding_box()
    return bool(box) and line["y"] + line["height"] <= box["y"] < SCREEN


def _open_folds(page: Any) -> int:
    return int(page.locator("details[open]").count())


def _letters(text: str) -> str:
    """What remains of a text however it is broken into lines and ligatures."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def test_a_long_record_is_a_few_screens_on_a_phone_and_all_of_it_is_there(show: Show) -> None:
    page = show("crowded.html").page
    folded = _height(page)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert folded * 6 < _height(page)
    names = page.eval_on_selector_all(".issue h3", "all => all.map(one => one.textContent)")
    assert len(set(names)) == 40


def test_a_long_list_shows_five_and_counts_the_rest() -> None:
    page = render_status(crowded_dossier())
    happened = page[page.index("What happened, latest first") : page.index('id="issues"')]
    shown, rest = happened.split("<details", 1)
    more = int(re.findall(r"<summary>(\d+) more</summary>", happened)[0])
    assert shown.count("<li>") == 5 and rest.count("<li>") == more > 2
    since = crowded_dossier().since
    assert since and 5 + more == len(since.happened)
    assert " more</summary>" not in render_status(dossier()), "a short list is whole"


@pytest.mark.parametrize("section", ["asks", "commitments"])
@pytest.mark.slow
def test_a_long_table_shows_three_rows_and_unfolds_to_one_table_with_one_head(show: Show, section: str) -> None:
    opened = show("crowded.html")
    page = opened.page
    rows, heads = page.locator(f"#{section} tbody tr:visible"), page.locator(f"#{section} thead:visible")
    asked = f"#{section} > .parted summary"
    assert rows.count() == 3 and page.inner_text(asked) == f"{len(_rows_of(page, section)) - 3} more"
    page.locator(asked).focus()
    page.keyboard.press("Enter")
    assert rows.count() == len(_rows_of(page, section)) > 10
    page.set_viewport_size({"width": 1280, "height": SCREEN})
    assert heads.count() == 1 and page.locator(asked).is_hidden()
    columns = page.eval_on_selector_all(
        f"#{section} > .parted tbody td:last-child", "all => all.map(one => one.getBoundingClientRect().left)"
    )
    assert len(columns) == rows.count() and len(set(columns)) == 1, "the columns of both parts are the same"
    _clean(opened)


@pytest.mark.parametrize("width", [768, 1023])
@pytest.mark.slow
def test_on_a_tablet_an_unfolded_table_is_one_with_one_head_and_folds_again(show: Show, width: int) -> None:
    page = show("crowded.html", width=width).page
    asked, rows = page.locator("#asks > .parted summary"), page.locator("#asks > .parted tbody tr:visible")
    assert rows.count() == 3
    asked.click()
    assert rows.count() > 10 and page.locator("#asks > .parted thead:visible").count() == 1
    columns = page.eval_on_selector_all(
        "#asks > .parted tbody td:nth-child(2)", "all => all.map(one => one.getBoundingClientRect().left)"
    )
    assert len(set(columns)) == 1
    assert asked.bounding_box()["y"] > rows.last.bounding_box()["y"]
    asked.click()
    assert rows.count() == 3


def _rows_of(page: Any, section: str) -> list[Any]:
    return list(page.locator(f"#{section} > .parted tbody tr").all())


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False])
def test_paper_has_every_row_of_a_table_that_is_folded(show: Show, scripts: bool) -> None:
    page = show("crowded-whole.html", java_script_enabled=scripts).page
    page.evaluate("document.querySelectorAll('main > section:not(#commitments)').forEach((one) => one.remove())")
    sheets = [_letters(sheet.extract_text()) for sheet in PdfReader(io.BytesIO(page.pdf())).pages]
    assert "".join(sheets).count("Theministersvisitiscalledoff") == len(_rows_of(page, "commitments"))
    heads = ["AgreementAnnouncedSigned" in sheet for sheet in sheets if "Theministersvisitiscalledoff" in sheet]
    assert len(heads) > 1 and all(heads), "each sheet names the columns"


@pytest.mark.slow
def test_a_link_leads_into_a_table_that_is_folded(show: Show) -> None:
    page = show("crowded.html").page
    last = page.locator("#asks > .parted tbody a.ref").last
    assert last.is_hidden()
    page.evaluate(f"location.hash = {last.get_attribute('id')!r}")
    assert _in_sight(page, f"#{last.get_attribute('id')}")


@pytest.mark.slow
def test_an_issue_says_in_one_line_where_it_stands_and_unfolds_to_all_of_it(show: Show) -> None:
    page = show().page
    assert page.locator("#issues table.compact").is_hidden(), "the issues below tell the same"
    line = page.locator(".issue summary:has(h3)").first
    assert line.inner_text().split("\n") == ["Automobile tariff", "Agreed in principle stalled · last move 61 days ago"]
    assert page.locator("#issue-auto-tariff").is_hidden()
    line.focus()
    page.keyboard.press("Enter")
    assert page.locator("#issue-auto-tariff .verdict").is_visible()
    page.keyboard.press("Enter")
    assert page.locator("#issue-auto-tariff").is_hidden()


def test_deadlines_that_lie_ahead_come_first() -> None:
    play = dossier()
    [due] = play.state.deadlines
    past = due.model_copy(update={"event_id": "korea-us-2025-0001", "outcome": "met", "summary": "It was met"})
    page = render_status(dossier(state=play.state.model_copy(update={"deadlines": (past, due)})))
    told = page[page.index("<h3>Deadlines</h3>") :]
    assert told.index(due.summary) < told.index("It was met")


def test_an_agreement_tells_on_a_phone_the_days_that_are_known(show: Show) -> None:
    told = show().page.locator("#commitments tbody td:has(> .label):visible")
    assert [words.replace("\n", " ") for words in told.all_inner_texts()] == [
        "Announced31 July 2025",
        "Behind The ministers' visit is called off [10]",
    ]


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.slow
def test_a_number_unfolds_its_proof_and_the_way_back_leads_to_where_it_was_asked_for(show: Show, scripts: bool) -> None:
    opened = show(java_script_enabled=scripts)
    page = opened.page
    assert page.locator("#proof-1 mark").first.is_hidden()
    page.click("#cite-1-1")
    assert _in_sight(page, "#proof-1 mark >> nth=0")
    assert page.locator(".proofs details[open]").count() == 1, "the proof asked for, and no other"
    if scripts:
        assert page.get_attribute(".back [aria-current]", "href") == "#cite-1-1"
    page.click("#proof-1 .back a[href='#cite-1-1']")
    assert _in_sight(page, "#cite-1-1")
    _clean(opened)


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False])
def test_the_way_back_unfolds_the_place_that_cites(show: Show, scripts: bool) -> None:
    page = show(java_script_enabled=scripts).page
    folded = page.locator("#positions a[id^=cite-]").first
    assert folded.is_hidden()
    place = folded.get_attribute("id")
    page.evaluate(f"location.hash = '{place.replace('cite', 'proof').rpartition('-')[0]}'")
    page.click(f".back a[href='#{place}']")
    assert _in_sight(page, f"#{place}")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("place", ["proof-3", "issue-currency-swap", "positions", "proof", "sources"])
@pytest.mark.slow
def test_an_address_leads_to_what_it_names(show: Show, place: str, scripts: bool) -> None:
    assert _in_sight(show(hash=f"#{place}", java_script_enabled=scripts).page, f"#{place}")


@pytest.mark.slow
def test_where_a_browser_does_not_unfold_what_is_named_the_page_does(show: Show) -> None:
    page = show(hash="#proof-3").page
    fold = "document.querySelectorAll('#proof details').forEach((one) => { one.open = false; })"
    page.evaluate(f"{fold}; dispatchEvent(new Event('hashchange'))")
    assert page.locator("#proof-3").is_visible() and page.locator("#proof-2").is_hidden()
    page.evaluate(fold)
    page.evaluate(
        "addEventListener('click', (event) => event.preventDefault()); document.getElementById('cite-2-1').click()"
    )
    assert page.locator("#proof-2").is_visible()


@pytest.mark.slow
def test_words_within_a_fold_are_found(show: Show) -> None:
    words = "asked for an unlimited currency swap line"
    page = show(hash=f"#:~:text={words.replace(' ', '%20')}").page
    until(page, "document.querySelector('details[open]')")
    assert words in page.inner_text("details[open]") and _open_folds(page) == 1, "in the issue that tells them first"


@pytest.mark.slow
def test_the_sections_stay_at_hand(show: Show) -> None:
    page = show("crowded.html").page
    names = page.eval_on_selector_all("main section[id]", "all => all.map(one => one.id)")
    links = page.locator(".ways a")
    assert links.evaluate_all("all => all.map(one => one.hash.slice(1))") == names
    for place in ("sources", "issues"):
        page.click(f".ways a[href='#{place}']")
        assert _in_sight(page, f"#{place}-title")
        assert page.locator(".ways").bounding_box()["y"] == 0


@pytest.mark.slow
def test_a_wide_window_shows_all_but_the_words_quoted_as_proof(show: Show) -> None:
    page = show(width=1280).page
    assert page.locator("#issues table.compact").is_visible()
    assert page.locator(".fold.wide:not([open])").count() == 0 and page.locator(".bare > summary:visible").count() == 0
    assert page.locator(".proofs").is_hidden()
    page.set_viewport_size({"width": PHONE, "height": SCREEN})
    assert page.locator("#positions summary").first.is_visible(), "what is open can be folded there"


@pytest.mark.slow
@pytest.mark.parametrize("width", [PHONE, 1280])
def test_without_scripts_every_fold_can_be_opened(show: Show, width: int) -> None:
    page = show(width=width, java_script_enabled=False).page
    while page.locator("summary:visible").count() > page.locator("details[open] > summary:visible").count():
        page.locator("details:not([open]) > summary:visible").first.click()
    assert page.locator("details:not([open])").count() == 0
    assert page.locator(".proofs mark").last.is_visible() and page.locator("#positions table").is_visible()


@pytest.mark.parametrize(
    ("name", "width", "scripts"),
    [("whole.html", PHONE, False), ("whole.html", PHONE, True), ("crowded-whole.html", 1280, True)],
)
@pytest.mark.slow
def test_paper_has_all_that_a_phone_folds_away(show: Show, name: str, width: int, scripts: bool) -> None:
    opened = show(name, width=width, java_script_enabled=scripts)
    page = opened.page
    before = _open_folds(page)
    page.check("#whole")
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    told = _letters("".join(sheet.extract_text() for sheet in sheets))
    wanted = ".proofs mark, .proofs summary, .issue h3, .stance, .matrix a, .turns strong, .moments a, .account p, #meetings tbody span:not(.label), #asks tbody a, #commitments tbody a, .around, .steps li a, .figures li, #sources tbody a"
    words = page.eval_on_selector_all(wanted, "all => all.map(one => one.textContent)")
    assert len(words) > 60
    assert [text for text in words if _letters(text) not in told] == []
    assert _open_folds(page) == before, "on the screen all is as it was"


@pytest.mark.slow
def test_axe_finds_no_violation_in_a_folded_page(show: Show) -> None:
    opened = show()
    opened.page.evaluate(AXE)
    assert _violations(opened.page) == []
    opened.page.click("#cite-1-1")
    assert _violations(opened.page) == []
    _clean(opened)
