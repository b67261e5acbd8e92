"""HTML pages: main text out, citation only from what the page states, and no guessed dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.sources import SourcesRead, read_sources
from timeline.sources.decode import known_charset
from timeline.sources.page import citation, is_page

BODY = (
    "<nav><a href='/'>Home</a> <a href='/trade'>Trade</a></nav><article><h1>Ministers meet in Geneva</h1>"
    "<p>The two trade ministers met in Geneva on September 24, 2025 for the first time since the tariffs rose.</p>"
    "<p>They discussed the ceiling on steel, agreed on nothing, and promised to meet again before the winter.</p>"
    "<p>Officials of both sides called the mood friendly, and the distance between the positions considerable.</p>"
    "</article><footer>Copyright 2019. Updated 2024-01-02.</footer>"
)


def page(head: str = "", attributes: str = "") -> str:
    return f"<!DOCTYPE html><html{attributes}><head>{head}</head><body>{BODY}</body></html>"


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def linked(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


def read(folder: Path, html: str | bytes, name: str = "a.html") -> SourcesRead:
    (folder / name).write_bytes(html if isinstance(html, bytes) else html.encode())
    return read_sources([folder / name])


def test_the_page_gives_text_and_citation(tmp_path: Path) -> None:
    head = (
        "<title>Ministers meet | A Paper</title>"
        + meta("og:title", "Ministers  meet &amp; part")
        + meta("og:site_name", "A Paper")
        + '<link rel="canonical" href="https://n.example/17">'
        + meta("article:published_time", "2025-09-25T07:00:00+02:00")
    )
    result = read(tmp_path, page(head, ' lang="en_GB"'))
    assert result.problems == ()
    article = result.articles[0].article
    assert (article.title, article.publisher, str(article.published)) == (
        "Ministers meet & part",
        "A Paper",
        "2025-09-25",
    )
    assert (article.url, article.language) == ("https://n.example/17", "en-GB")
    assert "agreed on nothing" in article.text
    assert "Copyright" not in article.text
    assert "Home" not in article.text


ARTICLE = '{"@type": "NewsArticle", "datePublished": "2025-09-25"}'


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (meta("article:published_time", "2025-09-25T23:00:00Z"), "2025-09-25"),
        (meta("date", "2025/09/25 08:00"), "2025-09-25"),
        (meta("DC.date.issued", "2025.09.25"), "2025-09-25"),
        (meta("pubdate", "20250925"), "2025-09-25"),
        (meta("pubdate", "202509250831"), None),
        ('<time itemprop="datePublished" datetime="2025-09-25">yesterday</time>', "2025-09-25"),
        (linked(ARTICLE), "2025-09-25"),
        (linked(f"[{ARTICLE}]"), "2025-09-25"),
        (linked(f'{{"@graph": [{{"@type": "WebSite"}}, {ARTICLE}]}}'), "2025-09-25"),
        (linked('{"@type": ["Thing", "ReportageNewsArticle"], "datePublished": "2025-09-25"}'), "2025-09-25"),
        (meta("article:published_time", "2025-09-25") + meta("date", "2025-09-30"), "2025-09-25"),
        # one moment in two zones: the day of the publisher's zone
        (meta("article:published_time", "2025-09-24T22:00:00Z") + meta("datePublished", "2025-09-25T07:00:00+09:00"),
         "2025-09-25"),
        # nothing that is no statement of the page about itself
        ("", None),
        (meta("article:modified_time", "2025-09-26"), None),
        (linked('{"@type": "VideoObject", "datePublished": "2025-09-25"}'), None),
        (linked('{"@type": "ItemList", "itemListElement": [' + ARTICLE + "]}"), None),
        (linked("{broken"), None),
        ('<meta property="og:image" content="https://n.example/2025/09/25/photo.jpg">', None),
        ('<link rel="canonical" href="https://n.example/2025/09/25/ministers">', None),
        (meta("date", "Sept. 25, 2025"), None),
        (meta("date", "2025-02-30"), None),
        (meta("article:published_time", "2025-09-25") + meta("datePublished", "2025-09-27"), None),
    ],
)  # fmt: skip
def test_only_a_stated_date_counts(tmp_path: Path, head: str, published: str | None) -> None:
    result = read(tmp_path, page(head))
    assert result.problems == ()
    assert [str(found.article.published) for found in result.articles] == ([published] if published else [])
    assert len(result.undated) == (0 if published else 1)


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("", "says no publication date in its metadata"),
        (meta("date", "Sept. 25"), "gives its publication date as 'Sept. 25', which is no year-first date"),
        (
            meta("datePublished", "2025-09-27") + meta("article:published_time", "2025-09-25"),
            "gives more than one publication date: 2025-09-25, 2025-09-27",
        ),
    ],
)
def test_the_reason_for_having_no_date_is_told(head: str, reason: str) -> None:
    assert citation(page(head))[1] == reason


def test_a_site_name_is_never_made_up() -> None:
    assert citation(page("<title>Ministers meet | Trade talks</title>"))[0].publisher is None


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", ""), ("euc-kr", "euc-kr"), ("euc-kr", "EUC-KR"), ("utf-8", "euc-kr"), ("cp1252", "iso-8859-1")],
)
def test_the_encoding_is_the_one_that_the_page_declares(tmp_path: Path, encoding: str, declared: str) -> None:
    words = "한국과 미국" if encoding != "cp1252" else "“quoted” Zürich"
    head = (f'<meta charset="{declared}">' if declared else "") + meta("datePublished", "2025-09-25")
    result = read(tmp_path, page(head).replace("steel", words).encode(encoding))
    assert words in result.articles[0].article.text


def test_a_page_in_an_encoding_that_it_does_not_declare_is_refused(tmp_path: Path) -> None:
    (problem,) = read(tmp_path, page().replace("steel", "철강").encode("euc-kr")).problems
    assert "is not UTF-8 text: byte 0xb0 at byte offset" in problem.message


@pytest.mark.parametrize(
    "declared", ["undefined", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "rot13", "base64", "no-such"]
)
def test_what_a_page_declares_is_obeyed_only_where_it_is_a_character_set(tmp_path: Path, declared: str) -> None:
    html = page(f'<meta charset="{declared}">' + meta("datePublished", "2025-09-25")).replace("steel", r"st\u0065el")
    assert r"st\u0065el" in read(tmp_path, html).articles[0].article.text
    (problem,) = read(tmp_path, html.encode() + b"\xff").problems
    assert problem.message.startswith("is not UTF-8 text: byte 0xff")


@pytest.mark.parametrize("name", ["undefined", "a\0b", "", "\u00fc", "x" * 10_000, "..", "__init__", "aliases"])
def test_a_name_that_is_no_character_set_is_none(name: str) -> None:
    assert known_charset(name) is None


def test_a_page_without_text_is_refused(tmp_path: Path) -> None:
    html = "<!doctype html><html><head><title>x</title></head><body><script>load()</script></body></html>"
    (problem,) = read(tmp_path, html).problems
    assert problem.message == "no article text found in the page"


def test_a_page_saved_under_another_name_is_still_a_page(tmp_path: Path) -> None:
    result = read(tmp_path, page(meta("datePublished", "2025-09-25")), "saved.txt")
    assert "<p>" not in result.articles[0].article.text


def test_a_page_with_an_xml_declaration_is_read(tmp_path: Path) -> None:
    html = '<?xml version="1.0" encoding="UTF-8"?>\n' + page(meta("datePublished", "2025-09-25"))
    assert "agreed on nothing" in read(tmp_path, html).articles[0].article.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html>\n<html>", True),
        ("  <html lang='ko'>", True),
        ("<!-- saved from url -->\n<!doctype HTML PUBLIC>", True),
        ("<b>Bold</b> claims were made", False),
        ("The <html> tag", False),
        ("![]() | caption", False),
    ],
)
def test_a_page_is_known_by_its_beginning(text: str, expected: bool) -> None:
    assert is_page(text) is expected
