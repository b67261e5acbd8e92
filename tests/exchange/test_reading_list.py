"""Lists of articles that other programs keep, as web addresses with what the list says, and nothing guessed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import rispy

from timeline.cli.main import main
from timeline.exchange.citation import citations
from timeline.exchange.publication import Publication
from timeline.exchange.reading_list import Cited, read_list
from timeline.model.article import Article, article_id
from timeline.model.edtf import Edtf
from timeline.model.problems import ProblemError
from timeline.sources import Found, SourcesRead, Undated
from timeline.sources.found import Stated
from timeline.workflow.reading_list import with_citations

RSS = """<?xml version="1.0" encoding="ISO-8859-1"?>
<rss version="2.0"><channel><title>Example Wire</title><link>https://wire.example/</link><description>News</description>
<item><title>Talks &amp; terms</title><link>https://wire.example/1</link><pubDate>Wed, 24 Sep 2025 23:30:00 -0400</pubDate></item>
<item><title>No day told</title><link>https://wire.example/2</link></item>
<item><title>Nowhere</title><guid>urn:x</guid></item>
</channel></rss>
"""
ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>연합뉴스</title><id>urn:f</id><updated>2025-09-25T09:00:00+09:00</updated>
<entry><title>통화 스와프</title><id>urn:1</id><link href="https://news.example/kr/1"/><updated>2025-09-25T00:30:00+09:00</updated></entry></feed>
"""
RIS = rispy.dumps(
    [
        {"type_of_reference": "NEWS", "title": "Talks on the swap line", "secondary_title": "Example Wire", "date": "2025/09/24", "urls": ["https://wire.example/3"]},
        {"type_of_reference": "RPRT", "primary_title": "A report", "publisher": "An institute", "year": "2025", "urls": ["https://inst.example/r"]},
        {"type_of_reference": "BOOK", "title": "A book"},
    ]
)  # fmt: skip


def test_a_feed_dates_its_news_by_its_own_clock() -> None:
    listed = read_list(RSS, "wire.rss")
    assert listed is not None
    assert listed.articles == (
        Cited("https://wire.example/1", "Talks & terms", "Example Wire", Edtf.parse("2025-09-24")),
        Cited("https://wire.example/2", "No day told", "Example Wire", None),
    )
    (lost,) = listed.passed_over
    assert lost.where == "wire.rss entry 3" and "Nowhere" in lost.message


def test_atom_and_other_scripts() -> None:
    listed = read_list(ATOM, "kr.atom")
    assert listed is not None
    assert listed.articles == (Cited("https://news.example/kr/1", "통화 스와프", "연합뉴스", Edtf.parse("2025-09-25")),)


def test_ris_as_reference_managers_write_it() -> None:
    listed = read_list(RIS, "refs.ris")
    assert listed is not None
    assert listed.articles == (
        Cited("https://wire.example/3", "Talks on the swap line", "Example Wire", Edtf.parse("2025-09-24")),
        Cited("https://inst.example/r", "A report", "An institute", Edtf.parse("2025")),
    )
    assert len(listed.passed_over) == 1


def test_what_publish_csl_writes_comes_back_whole(shipped: Publication) -> None:
    listed = read_list(citations(shipped).text, "sources.json")
    assert listed is not None
    by_address = {each.address: each for each in listed.articles}
    for article in shipped.articles.values():
        if article.url in by_address and sum(a.url == article.url for a in shipped.articles.values()) == 1:
            cited = by_address[article.url]
            assert (cited.title, cited.publisher) == (article.title, article.publisher)
            assert str(cited.published) == str(article.published).replace("?", "~")  # all that CSL can tell
    assert len(listed.articles) + len(listed.passed_over) == len(shipped.articles)


DATES = [
    ({"date-parts": [[2025, 9]]}, "2025-09"),
    ({"date-parts": [["2025", "9", "24"]], "circa": True}, "2025-09-24~"),
    ({"date-parts": [[2025, 9, 1], [2025, 9, 3]]}, "2025-09-01/2025-09-03"),
    ({"literal": "autumn"}, None),
    ({"date-parts": [[2025, 13, 1]]}, None),
    ({"date-parts": [[]]}, None),
    ("2025-09-24", "2025-09-24"),
    (None, None),
]


@pytest.mark.parametrize(("issued", "expected"), DATES)
def test_dates_of_csl_are_taken_as_precisely_as_they_are_given(issued: object, expected: str | None) -> None:
    listed = read_list(json.dumps([{"id": "a", "type": "webpage", "URL": "https://x.example/", "issued": issued}]), "x")
    assert listed is not None and str(listed.articles[0].published) == str(expected)


NO_LISTS = ["inbox/a.md\nhttps://x.example/1\n", "", "# a list\na.md", "[draft] a.md\n"]
ENDLESS = '[{"id": "x", "URL": "https://x.example/", "issued": {"date-parts": [[1e999]]}}]'
BROKEN = [
    ('[{"id": 1,', "x: is not JSON"),
    (ENDLESS, "x: holds 1e999, which is no number"),
    ('{"id": "x"}', "x: is no CSL JSON"),
    ('<?xml version="1.0"?><html/>', "x: is neither RSS nor Atom"),
]


@pytest.mark.parametrize("text", NO_LISTS)
def test_a_plain_list_is_none_of_these(text: str) -> None:
    assert read_list(text, "x") is None


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_a_broken_list_is_refused(text: str, message: str) -> None:
    with pytest.raises(ProblemError, match=re.escape(message)):
        read_list(text, "x")


def test_of_a_feed_that_breaks_off_the_rest_is_told_to_be_missing() -> None:
    whole = '<rss version="2.0"><channel><item><link>https://x.example/1</link></item></channel></rss>'
    listed, broken = read_list(whole, "x"), read_list(whole.removesuffix("</channel></rss>") + "<item><li", "x")
    assert listed is not None and broken is not None and listed.articles == broken.articles[:1]
    assert listed.passed_over == () and "its first 2 entries are taken; more may be missing" in str(broken.passed_over)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "/etc/passwd", "javascript:alert(1)", "ftp://x.example/a", 7]
)
def test_only_web_addresses_are_followed(address: object) -> None:
    listed = read_list(json.dumps([{"id": "a", "type": "webpage", "URL": address}]), "x")
    assert listed is not None and listed.articles == () and len(listed.passed_over) == 1


def test_the_list_fills_what_the_page_does_not_say_and_no_more() -> None:
    cited = [
        Cited("https://x.example/1", "By the list", "List", Edtf.parse("2025-09")),
        Cited("https://x.example/2", "T", None, None),
    ]
    text = "They met."
    found = Found(
        Article(
            article_id=article_id(text),
            text=text,
            published="2025-09-24",
            title="By the page",
            url="https://x.example/1",
        ),
        "https://x.example/1",
    )
    undated = [
        Undated(
            f"https://x.example/{n}", "says no publication date", f"Text {n}.", Stated(url=f"https://x.example/{n}")
        )
        for n in (1, 2, 3)
    ]
    filled = with_citations(SourcesRead((found,), tuple(undated)), cited)
    assert [(f.article.title, f.article.publisher, str(f.article.published)) for f in filled.articles] == [
        ("By the page", "List", "2025-09-24"),
        ("By the list", "List", "2025-09"),
    ]
    assert [each.where for each in filled.undated] == ["https://x.example/2", "https://x.example/3"]


def test_entries_without_an_address_are_named_on_the_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "refs.json").write_text('[{"id": "a", "type": "book", "title": "A book"}]', encoding="utf-8")
    assert main(["extract", "--list", str(tmp_path / "refs.json")]) == 1
    said = capsys.readouterr().err
    assert 'item a: has no web address "A book"' in said and "lists no article with a web address" in said
