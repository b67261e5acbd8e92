"""A page at the width of a phone: nothing that is to be read moves sideways, and signs keep their size."""

from __future__ import annotations

from itertools import pairwise

import pytest

from .conftest import Open
from .test_browser import PAGES, _clean
from .test_folds import PHONE

pytestmark = pytest.mark.browser

SIDEWAYS = """() => [...document.querySelectorAll("body, body *")].filter((one) => {
    const style = getComputedStyle(one);
    return one.scrollWidth > one.clientWidth + 1 && ["auto", "scroll"].includes(style.overflowX) && !one.closest("nav");
}).map((one) => one.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.fast_cases(2)
def test_only_the_lines_of_links_move_sideways(open_page: Open, name: str) -> None:
    page = open_page(name, width=PHONE).page
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE
    assert page.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_the_pace_of_negotiations_is_seen_whole_with_signs_and_words_of_one_size(open_page: Open, width: int) -> None:
    opened = open_page("comparison.html", width=width)
    page = opened.page
    boxes = page.evaluate(
        """[...document.querySelectorAll(".courses :is(use, text, .name)")].map((one) => [one.tagName, one.getBoundingClientRect()])
            .filter(([, box]) => box.width).map(([tag, box]) => [tag, box.left, box.right, Math.round(box.height)])"""
    )
    assert {tag for tag, *_box in boxes} == {"use", "text", "P"}
    assert all(left >= 0 and right <= width for _tag, left, right, _height in boxes)
    assert {height for tag, _left, _right, height in boxes if tag == "use"} == {8}
    words = [(left, right) for tag, left, right, _height in boxes if tag == "text"]
    assert all(end < start for (_left, end), (start, _right) in pairwise(words)), "no word lies over another"
    _clean(opened)
