"""Signs that cannot be seen are told by their number in every field of every page; other languages are named."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from timeline.model.edtf import Edtf
from timeline.report.briefing import write_briefing
from timeline.report.comparison import write_comparison_page
from timeline.report.large import MANY
from timeline.report.locales import speaking
from timeline.report.overview import write_overview
from timeline.report.pages import write_status, write_timeline
from timeline.report.quotes import safe_url
from timeline.report.signs import said, visible
from timeline.report.status_markdown import status_markdown

from .conftest import _open
from .dossiers import EVENTS, FACTS, dossier


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a plain sentence, 15%", "a plain sentence, 15%"),
        ("cut\u202eoff", "cut⟨U+202E⟩off"),
        ("no\u200bwidth\ufeff", "no⟨U+200B⟩width⟨U+FEFF⟩"),
        ("iso\u2066lated\u2069", "iso⟨U+2066⟩lated⟨U+2069⟩"),
        ("nul\x00, bell\x07", "nul⟨U+0000⟩, bell⟨U+0007⟩"),
        ("a line\nand\ta tab", "a line\nand\ta tab"),
        ("hidden \U000e0041", "hidden ⟨U+E0041⟩"),
        ("x\u200dy", "x⟨U+200D⟩y"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # a non-joiner is spelling there
        ("\U0001f468\u200d\U0001f33e", "\U0001f468\u200d\U0001f33e"),
        ("한미 협상", "한미 협상"),
    ],
)
def test_unseen_signs_are_told_by_number(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("page", "text", "language", "html"),
    [
        ("ko", "Seoul asks", "", '<span lang="en">Seoul asks</span>'),
        ("ko", "9월 24일: Seoul asks for 12.5% on cars.", "", '9월 24일: <span lang="en">Seoul asks for 12.5% on cars.</span>'),
        ("ko", "Rice (107일)", "", '<span lang="en">Rice</span> (107일)'),
        ("ko", "한미 협상", "", "한미 협상"),
        ("ko", "Les pourparlers", "fr", '<span lang="fr">Les pourparlers</span>'),
        ("ko", "제목", "ko", "제목"),
        ("en", "Seoul asks <b>", "", "Seoul asks &lt;b&gt;"),
        ("en", "the paper 한겨레 says", "", 'the paper <span lang="ko">한겨레</span> says'),
        ("en", "読売新聞", "", '<span lang="zh">読売新聞</span>'),
        ("en", "日米の交渉", "ja", '<span lang="ja">日米の交渉</span>'),
    ],
)  # fmt: skip
def test_words_of_another_language_say_which(page: str, text: str, language: str, html: str) -> None:
    with speaking(page):
        assert str(said(text, language)) == html


def test_an_address_keeps_leading_where_it_led() -> None:
    assert safe_url("https://example.org/a\u202eb") == "https://example.org/a%E2%80%AEb"


_SLUG = re.compile(r"[a-z0-9_.:-]*|[A-Z]{2}|https?:.*|[0-9].*")


def _poisoned(value: Any) -> Any:
    """Every text of a record with a turned direction in place of each letter o, so that places in texts still fit."""
    if isinstance(value, Edtf):
        return value
    if isinstance(value, BaseModel):
        return value.model_copy(update={name: _poisoned(getattr(value, name)) for name in type(value).model_fields})
    if isinstance(value, tuple):
        return tuple(map(_poisoned, value))
    if isinstance(value, dict):
        return {key: _poisoned(one) for key, one in value.items()}
    return value.replace("o", "\u202e") if isinstance(value, str) and not _SLUG.fullmatch(value) else value


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("poisoned")
    one = _poisoned(dossier())
    write_timeline(one, folder / "timeline.html")
    write_status(one, folder / "status.html")
    write_status(one, folder / "korean.html", locale="ko")
    write_briefing(one, folder / "briefing.html")
    write_overview([one, one], folder / "index.html", hrefs=["", ""])
    facts = [{key: _poisoned(value) for key, value in row.items()} for row in FACTS]
    two = one.model_copy(update={"negotiation": one.negotiation.model_copy(update={"negotiation_id": "rice-talks"}),
                                 "state": one.state.model_copy(update={"negotiation": "rice-talks"})})  # fmt: skip
    write_comparison_page([one, two], facts, folder / "comparison.html", hrefs=["", ""])
    copies = [
        event.model_copy(update={"event_id": f"{event.event_id}-{copy}", "links": ()})
        for event in one.events
        for copy in range(1, MANY // len(EVENTS) + 1)
    ]
    large = one.model_copy(update={"events": (*one.events, *copies)})
    (folder / "large").mkdir()
    write_timeline(large, folder / "large" / "timeline.html")
    (folder / "status.md").write_text(status_markdown(one), encoding="utf-8")
    return folder


def test_no_turned_direction_is_left_in_any_file(poisoned: Path) -> None:
    for path in [*poisoned.glob("*.*"), *poisoned.glob("large/*")]:
        text = path.read_text(encoding="utf-8")
        assert "\u202e" not in text and "⟨U+202E⟩" in text, path.name


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("folder", [".", "large"])
def test_chart_table_and_card_show_the_signs_and_none_turns_the_text(browser: Any, poisoned: Path, folder: str) -> None:
    opened = _open(browser, poisoned / folder, "timeline.html", hash="#event=korea-us-2025-0004")
    page = opened.page
    page.wait_for_selector("dialog[open]")
    assert "⟨U+202E⟩" in page.inner_text("#dialog-title") and "⟨U+202E⟩" in page.inner_text("dialog mark")
    assert page.locator("dialog .history li").count() and page.locator("dialog .ties li").count() > 0
    page.keyboard.press("Escape")
    page.fill("input[name=q]", "seul")  # what is left of the word when the sign is passed over
    page.wait_for_function("/ of /.test(document.getElementById('count').textContent)")
    assert page.locator("#table tbody tr:not([hidden])").count() > 0
    page.evaluate("Plotly.Fx.hover('chart', [{ curveNumber: 1, pointNumber: 0 }])")
    assert page.evaluate("/[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.documentElement.outerHTML)") is False
    turned = "all => all.filter(one => getComputedStyle(one).unicodeBidi === 'normal' && one.textContent.trim()).length"
    assert page.eval_on_selector_all("[dir=auto]", turned) == 0, "each text of the record stands on its own"
    assert opened.errors == [] and opened.requests == []
    page.context.close()
