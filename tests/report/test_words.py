"""Dates, figures, quotations and links in words: no more and no less than the record says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.model.edtf import Edtf
from timeline.model.events import Term
from timeline.report.quotes import safe_url, sentence_around
from timeline.report.words import beginning_words, date_words, labels, number_words, term_name, term_words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        (None, "date unknown"),
        ("2025-09-24", "24 September 2025"),
        ("2025-09-24~", "about 24 September 2025"),
        ("2025-10?", "October 2025 (uncertain)"),
        ("2025-10%", "about October 2025 (uncertain)"),
        ("2025-08", "August 2025"),
        ("2025", "2025"),
        ("2025-22", "summer 2025"),
        ("2025-24", "winter beginning in 2025"),
        ("2025-35", "third quarter of 2025"),
        ("202X", "the 2020s"),
        ("2025-XX", "2025, month unknown"),
        ("2025-09-XX", "September 2025, day unknown"),
        ("2025-09-2X", "some day from 20 September 2025 to 29 September 2025"),
        ("2025-07-30/2025-07-31", "30–31 July 2025"),
        ("2025-07-30/2025-08-01", "30 July – 1 August 2025"),
        ("2025-12-30/2026-01-02", "30 December 2025 to 2 January 2026"),
        ("2025-06/2025-09", "June 2025 to September 2025"),
        ("2025-06/..", "from June 2025, no end given"),
        ("2025-06/", "from June 2025, end unknown"),
        ("../2025-06", "until June 2025, no beginning given"),
        ("/2025-06~", "until about June 2025, beginning unknown"),
    ],
)
def test_dates(edtf: str | None, words: str) -> None:
    assert date_words(Edtf.parse(edtf) if edtf else None) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (350e9, "350 billion"),
        (2.5e6, "2.5 million"),
        (1e12, "1 trillion"),
        (15, "15"),
        (12.5, "12.5"),
        (1250, "1,250"),
        (-3e9, "-3 billion"),
        (350_000_001, "350,000,001"),
        (0, "0"),
    ],
)
def test_numbers_are_short_only_where_nothing_is_lost(value: float, words: str) -> None:
    assert number_words(value) == words


def test_short_names_keep_their_capitals() -> None:
    names = ("profit_share_us", "investment_mou", "auto_tariff", "focus_use")
    assert [term_name(name) for name in names] == ["profit share US", "investment MOU", "auto tariff", "focus use"]


@pytest.mark.parametrize(
    ("began", "words"),
    [
        ("2025-03-20", "20 March 2025"),
        ("2025-03-20/", "20 March 2025"),
        ("2025-03~/..", "about March 2025"),
        ("2025-03/2025-05", "March 2025 to May 2025"),
        ("../2025", "until 2025, no beginning given"),
    ],
)
def test_what_stands_after_since_tells_no_end_that_is_not_known(began: str, words: str) -> None:
    assert beginning_words(Edtf.parse(began)) == words


def test_a_figure_keeps_its_bound_its_period_and_its_role() -> None:
    term = Term(name="annual_cap", value=20e9, unit="USD", role="demanded", bound="at_most", per="year")
    assert term_words(term) == "annual cap: at most 20 billion USD per year, demanded"


@pytest.mark.parametrize("kind", ["type", "modality", "status", "verdict", "outcome", "role", "relation", "inverse"])
def test_every_value_of_the_model_has_words(kind: str) -> None:
    from typing import get_args

    from timeline.model import events, state

    values = {
        "type": events.EVENT_TYPES,
        "modality": get_args(events.Modality),
        "status": get_args(state.Status),
        "verdict": get_args(events.Verdict),
        "outcome": get_args(state.Due.model_fields["outcome"].annotation),
        "role": get_args(events.TermRole),
        "relation": get_args(events.Relation),
        "inverse": get_args(events.Relation),
    }
    assert set(labels(kind)) == set(values[kind])


@pytest.mark.parametrize(
    ("text", "quote", "before", "after"),
    [
        ("One came. Two left early. Three stayed.", "left", "Two ", " early."),
        ("One came. Two left.", "Two left.", "", ""),
        ("One came.\nTwo left\n\nThree.", "Two", "", " left"),
        ("It rose 0.5 percent in all.", "percent", "It rose 0.5 ", " in all."),
        ("So said Dr. Park and Mr. Kim today. Then rest.", "Park", "So said Dr. ", " and Mr. Kim today."),
        ("On Sept. 24 they met. All left.", "met", "On Sept. 24 they ", "."),
        ('He said "no." She agreed.', "She", "", " agreed."),
        ("A came. B went. C slept.", "came. B", "A ", " went."),
    ],
)
def test_a_quotation_stands_in_its_sentence(text: str, quote: str, before: str, after: str) -> None:
    start = text.index(quote)
    assert sentence_around(text, start, start + len(quote)) == (before, after)


@given(st.text(alphabet='ab .!?\n"A1“”', min_size=1, max_size=60), st.data())
def test_what_stands_around_a_quotation_is_the_text_itself(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    before, after = sentence_around(text, start, end)
    assert before + text[start:end] + after in text


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("HTTP://example.org/", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("file:///etc/passwd", False),
        ("//example.org/", False),
        ("https://", False),
        ("https://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, link: bool) -> None:
    assert safe_url(url) == (url if link else "")
