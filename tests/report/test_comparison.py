"""Negotiations side by side: what would squeeze or lengthen the page, and days that run the other way."""

from __future__ import annotations

from typing import Any

import pytest

from timeline.model.edtf import Edtf
from timeline.report.comparison import render_comparison

from .conftest import Open
from .dossiers import EVENTS, FACTS, dossier, second_dossier
from .test_folds import PHONE


def _page(facts: Any = FACTS, **changes: Any) -> str:
    return render_comparison([dossier(**changes), second_dossier()], facts, hrefs=["", ""])


def test_a_meeting_of_years_before_the_talks_does_not_squeeze_their_pace() -> None:
    early = EVENTS[2].model_copy(
        update={"event_id": "korea-us-2025-0099", "date": Edtf.parse("2012-11-30"), "links": ()}
    )
    talks = dossier().negotiation
    begun = talks.model_copy(update={"began": Edtf.parse("2025-03")})
    assert "day 0: 30 November 2012" in _page(
        events=(early, *EVENTS), negotiation=talks.model_copy(update={"began": None})
    )
    told = _page(events=(early, *EVENTS), negotiation=begun)
    assert "2012" not in told and "1,460 days" not in told
    assert "2012" not in _page(events=(early,), negotiation=begun), "also where nothing has happened since"


def test_an_agreement_before_the_first_meeting_is_told_without_negative_days() -> None:
    pace = "first meeting to first agreement"
    turned = [
        {**row, "value": None, "value_low": -69.0, "value_high": -40.0} if row["fact"] == pace else row for row in FACTS
    ]
    assert "the agreement 40 to 69 days earlier" in _page(turned)


@pytest.mark.slow
@pytest.mark.browser
def test_a_phone_folds_what_not_all_have_and_a_wide_window_has_one_table(open_page: Open) -> None:
    page = open_page("comparison.html", width=PHONE).page
    asked = page.locator("#facts summary", has_text="not all of them have")
    shown = page.locator("#facts tbody tr:visible")
    before = shown.count()
    asked.click()
    more = shown.count()
    assert 0 < before < more and more - before == int(asked.inner_text().split()[0])
    page.set_viewport_size({"width": 1280, "height": 900})
    assert asked.is_hidden() and page.locator("#facts thead:visible").count() == 1 and shown.count() == more
