"""What a report since a day prints: all that is new, with its proof, and of the rest how much there is."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from pypdf import PdfReader

from timeline.report.pages import render_status

from .conftest import Open
from .dossiers import dossier
from .test_folds import _letters

pytestmark = pytest.mark.browser

LEFT = re.compile(r"(\d+) (?:entry|entries) with nothing new since 23 September 2025")


def _on_paper(page: Any, selector: str) -> list[Any]:
    """What a printed page shows of it."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    return [one for one in page.locator(selector).all() if one.is_visible()]


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


def test_what_is_not_new_is_counted_where_it_would_stand_and_is_on_the_page(open_page: Open) -> None:
    page = open_page("status.html", width=1280).page
    assert page.locator("#commitments tbody tr:visible").count() == 1 and page.locator(".on-paper:visible").count() == 0
    assert _on_paper(page, "#commitments tbody tr") == []
    [line] = _on_paper(page, "#commitments .on-paper")
    assert (
        line.inner_text() == "1 entry with nothing new since 23 September 2025 stands on the page and is not printed."
    )


def test_an_issue_in_which_something_is_new_says_where_it_stands(open_page: Open) -> None:
    page = open_page("status.html").page
    printed = [one.inner_text().split("\n")[0] for one in _on_paper(page, ".issue")]
    assert printed == ["Currency swap line"]
    assert len(_on_paper(page, "#issues .compact tbody tr")) == len(dossier().state.issues), "and of all a line"


def test_a_report_that_compares_with_no_day_prints_all() -> None:
    page = render_status(dossier(since=None))
    assert not LEFT.search(page) and not re.search(r'class="[^"]*\bold\b', page)
