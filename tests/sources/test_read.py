"""Reading sources: formats, encodings, dates that are stated or not, and everything that is refused or skipped."""

from __future__ import annotations

import codecs
import io
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.model.article import article_id
from timeline.model.edtf import Edtf
from timeline.model.problems import UsageProblem
from timeline.sources import SourceDefaults, SourcesRead, normalise, read_sources

DAY = Edtf.parse("2025-09-25")
TEXT = "The two ministers met in Geneva.\n\nThey agreed on nothing, and said so."


def read(folder: Path, name: str, content: bytes | str, **given: Any) -> SourcesRead:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_sources([file], defaults=SourceDefaults(**given))


def only(result: SourcesRead) -> Any:
    assert (len(result.articles), result.undated, result.problems) == (1, (), ())
    return result.articles[0].article


def texts(problems: Any, folder: Path) -> list[str]:
    return [str(problem).replace(f"{folder}{os.sep}", "") for problem in problems]


# --- plain text and encodings


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode() + b"\n",
        TEXT.replace("\n", "\r\n").encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
    ],
)
def test_one_text_in_any_marked_encoding_is_one_article(tmp_path: Path, data: bytes) -> None:
    article = only(read(tmp_path, "a.txt", data, published=DAY))
    assert article.text == TEXT
    assert article.article_id == article_id(TEXT)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"line one\nM\xfcnchen", "a.txt: is not UTF-8 text: byte 0xfc at byte offset 10 (line 2); save the file as"),
        ("관세 협상".encode("euc-kr"), "a.txt: is not UTF-8 text: byte 0xb0 at byte offset 0 (line 1); save the file"),
        (codecs.BOM_UTF16_LE + b"a\0b", "a.txt: is not UTF-16-LE text: byte 0x62 at byte offset 4 (line 1)"),
        (b"text \0 more", "a.txt: is binary, not text: a zero byte at byte 5"),
        (b"%PDF-1.7\n...", "a.txt: is a PDF, not text; save its text as a .txt file"),
        (b"PK\x03\x04....", "a.txt: is a ZIP archive or an office document, not text"),
        (b"", "a.txt: is empty"),
        (b" \n\t\n", "a.txt: is empty"),
        (codecs.BOM_UTF8 + b"\n", "a.txt: is empty"),
        ("\u00a0\n".encode(), "a.txt: holds no text"),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(tmp_path: Path, data: bytes, message: str) -> None:
    result = read(tmp_path, "a.txt", data, published=DAY)
    assert not result.articles
    assert [text[: len(message)] for text in texts(result.problems, tmp_path)] == [message]


@given(st.binary(max_size=200))
def test_any_bytes_give_an_article_or_a_problem(data: bytes) -> None:
    saved = sys.stdin
    sys.stdin = SimpleNamespace(buffer=io.BytesIO(data))
    try:
        result = read_sources(["-"], defaults=SourceDefaults(published=DAY))
    finally:
        sys.stdin = saved
    assert len(result.articles) == 1 or result.problems
    for found in result.articles:
        assert found.article.text == normalise(found.article.text)


ONE_ID = [f"The ministers met in Washington on the swap line. Ref. {n}" for n in (22444447, 42774179)]
"""Two texts with one article id."""


@pytest.mark.parametrize("dated", [(True, True), (True, False), (False, False)])
def test_another_text_with_the_same_id_is_a_problem_and_no_copy(tmp_path: Path, dated: tuple[bool, bool]) -> None:
    assert article_id(ONE_ID[0]) == article_id(ONE_ID[1])
    records = [
        {"text": text, **({"published": "2025-09-10"} if day else {})} for text, day in zip(ONE_ID, dated, strict=True)
    ]
    result = read(tmp_path, "a.jsonl", "\n".join(map(json.dumps, records)))
    (problem,) = texts(result.problems, tmp_path)
    assert problem.startswith("a.jsonl:2: is another text than the one under a-c33f79b6b624, and has the same id")
    assert result.skipped == ()


# --- dates


def test_a_text_without_a_date_waits_for_one_and_is_not_guessed(tmp_path: Path) -> None:
    result = read(tmp_path, "2025-09-24-talks.txt", "September 24, 2025. " + TEXT, publisher="A Paper")
    assert (result.articles, result.problems) == ((), ())
    (undated,) = result.undated
    told = str(undated.problem)
    assert "says no publication date; give the date with --published 2025-09-25, for each file by itself" in told
    assert told.endswith("or in the file: published in the front matter of .md, or in .json")
    article = undated.dated(DAY).article
    assert (article.published, article.publisher, article.text) == (DAY, "A Paper", undated.text)


@pytest.mark.parametrize(
    ("published", "stored"),
    [
        ("2025-09-25", "2025-09-25"),
        ("2025-09", "2025-09"),
        ("2025-10~", "2025-10~"),
        ("2025-09-25T00:10:00+09:00", "2025-09-25"),
        ("2025-09-24T15:10:00Z", "2025-09-24"),
        (" 2025-09-25 08:00:00 ", "2025-09-25"),
    ],
)
def test_dates_that_a_record_states(tmp_path: Path, published: str, stored: str) -> None:
    article = only(read(tmp_path, "a.json", json.dumps({"text": TEXT, "published": published})))
    assert article.published == Edtf.parse(stored)


@pytest.mark.parametrize("published", ["25 September 2025", "2025-13-01", "2025-02-30", "2025-02-30T10:00:00", "soon"])
def test_wrong_dates_are_problems_and_not_undated(tmp_path: Path, published: str) -> None:
    result = read(tmp_path, "a.json", json.dumps({"text": TEXT, "published": published}))
    assert (result.articles, result.undated) == ((), ())
    (problem,) = texts(result.problems, tmp_path)
    assert problem.startswith("a.json: published: ")


@pytest.mark.parametrize("sign", ["\u200b", "\u2060\ufeff", "\u3164"])
def test_a_citation_of_signs_that_nobody_sees_says_nothing(tmp_path: Path, sign: str) -> None:
    record = {"text": TEXT, "published": "2025-09-24", "title": sign, "publisher": sign, "id": sign}
    article = only(read(tmp_path, "a.json", json.dumps(record)))
    assert (article.title, article.publisher, article.source_id) == (None, None, None)
    (problem,) = read(tmp_path, "b.txt", TEXT, published=DAY, title=sign).problems
    assert problem.message == "title: says nothing"


# --- the command line and the source


def test_the_command_line_fills_and_wins_but_for_a_date_that_is_stated_and_says_so(tmp_path: Path) -> None:
    record = {"text": TEXT, "published": "2025-09-24", "publisher": "Old Name", "language": "ko"}
    result = read(
        tmp_path, "a.json", json.dumps(record), published=DAY, publisher="New Name", url="https://n.example/1"
    )
    article = only(result)
    assert (str(article.published), article.publisher) == ("2025-09-24", "New Name")
    assert (article.url, article.language) == ("https://n.example/1", "ko")
    assert texts(result.notes, tmp_path) == [
        "a.json: published: the source says 2025-09-24, the command line 2025-09-25; "
        "the source is taken; --published is for texts without a date",
        "a.json: publisher: the source says Old Name, the command line New Name; "
        "the command line is taken, unless the text is stored already",
    ]


def test_a_given_date_heals_a_wrong_one(tmp_path: Path) -> None:
    result = read(tmp_path, "a.json", json.dumps({"text": TEXT, "published": "yesterday"}), published=DAY)
    assert only(result).published == DAY
    assert "the source says yesterday, the command line 2025-09-25; the command line is taken" in str(result.notes[0])


@pytest.mark.parametrize("given", [{"title": "One"}, {"url": "https://n.example/1"}])
def test_a_title_or_url_cannot_be_that_of_two_articles(tmp_path: Path, given: dict[str, str]) -> None:
    (tmp_path / "a.txt").write_text("one text")
    (tmp_path / "b.txt").write_text("another text")
    with pytest.raises(UsageProblem, match="belong to one article, and 2 were given"):
        read_sources([tmp_path], defaults=SourceDefaults(**given))


# --- JSON and JSONL

FULL = {
    "id": "n-17",
    "publisher": "A Paper",
    "published": "2025-09-25",
    "title": "Ministers  meet",
    "url": "https://n.example/17",
    "language": "en-GB",
    "text": TEXT,
}


@pytest.mark.parametrize(
    ("name", "content", "where"),
    [
        ("a.json", json.dumps(FULL), "a.json"),
        ("a.json", json.dumps({"article": FULL, "events": []}), "a.json"),
        ("a.json", f"[\n\n  {json.dumps(FULL)}\n]\n", "a.json:3"),
        ("a.jsonl", f"\n{json.dumps(FULL)}\n", "a.jsonl:2"),
        ("a.unknown", json.dumps(FULL), "a.unknown"),
    ],
)
def test_every_field_of_a_record_arrives(tmp_path: Path, name: str, content: str, where: str) -> None:
    result = read(tmp_path, name, content)
    article = only(result)
    assert result.articles[0].where == str(tmp_path / where)
    assert article.model_dump(mode="json", exclude={"negotiations", "copy_of"}) == {
        "article_id": article_id(TEXT),
        "text": TEXT,
        "published": "2025-09-25",
        "publisher": "A Paper",
        "title": "Ministers meet",
        "url": "https://n.example/17",
        "language": "en-GB",
        "source_id": "n-17",
    }


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"published": "2025-09-25"}, "a.jsonl:1: text: is missing; an article is"),
        ({"text": None}, "a.jsonl:1: text: is missing"),
        ({"text": ["a", "b"]}, "a.jsonl:1: text: is a list, not text"),
        ({"text": "x", "published": 20250925}, "a.jsonl:1: published: is a number, not text"),
        ({"text": "x", "pubished": "2025-09-25"}, 'a.jsonl:1: pubished: is no field of an article; did you mean "pub'),
        ({"text": "x", "url": "javascript:alert(1)"}, "a.jsonl:1: url: 'javascript:alert(1)' is no web address"),
        ({"text": "x", "language": "English"}, "a.jsonl:1: language: 'English' is no language tag"),
        ({"text": "x", "url": "https://a.example", "source_url": "https://b.example"}, "a.jsonl:1: source_url: says"),
        ({"text": "bad \ud800 half"}, "a.jsonl:1: text: holds U+D800 at character 4, which is no character"),
        ({"text": "bad \0 zero"}, "a.jsonl:1: text: holds U+0000 at character 4"),
        ({"text": "x", "title": "y" * 2001}, "a.jsonl:1: title: is 2001 characters long"),
        (["text"], "a.jsonl:1: is a list, not an article"),
        (None, "a.jsonl:1: is null, not an article"),
    ],
)
def test_wrong_records_are_refused_by_field(tmp_path: Path, record: Any, message: str) -> None:
    result = read(tmp_path, "a.jsonl", json.dumps(record))
    assert (result.articles, result.undated) == ((), ())
    assert [text[: len(message)] for text in texts(result.problems, tmp_path)] == [message]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.json", '{"text": "x",\n "published" "y"}', "a.json:2: is not JSON: Expecting ':' delimiter at column 14"),
        ("a.json", '[{"text": "x"},\n {"text": ]', "a.json:2: is not JSON: Expecting value"),
        (
            "a.json",
            '{"text": "x"}\n{"text": "y"}\n',
            "a.json:2: is not JSON: Extra data at column 1 (character 14); one",
        ),
        ("a.jsonl", '{"text": "x"\n', "a.jsonl:1: is not JSON: Expecting ',' delimiter"),
        ("a.jsonl", '{"text": "x", "text": "y"}\n', "a.jsonl:1: gives text more than once"),
        ("a.json", "[" * 100_000, "a.json: is nested too deeply"),
    ],
)
def test_broken_json_is_told_with_its_line(tmp_path: Path, name: str, content: str, message: str) -> None:
    result = read(tmp_path, name, content)
    assert not result.articles
    assert [text[: len(message)] for text in texts(result.problems, tmp_path)] == [message]


def test_every_bad_line_of_a_file_is_told(tmp_path: Path) -> None:
    lines = [json.dumps({"text": "one", "published": "2025"}), "{", "7", json.dumps({"text": "two", "published": "x"})]
    result = read(tmp_path, "a.jsonl", "\n".join(lines))
    assert [text.split(" ")[0] for text in texts(result.problems, tmp_path)] == [
        "a.jsonl:2:",
        "a.jsonl:3:",
        "a.jsonl:4:",
    ]
    assert len(result.articles) == 1


def test_a_field_that_is_not_kept_is_told(tmp_path: Path) -> None:
    result = read(tmp_path, "a.json", json.dumps(FULL | {"reporter": "Somebody"}))
    assert only(result)
    assert texts(result.notes, tmp_path) == ["a.json: reporter: is not kept"]


# --- Markdown


def test_front_matter_is_citation_and_not_text(tmp_path: Path) -> None:
    content = (
        '---\ntitle: "Ministers meet"\npublished: 2025-09-25\nmood: sour\nlanguage: en\n---\n# A heading\n\nBody.\n'
    )
    result = read(tmp_path, "a.md", content)
    article = only(result)
    assert (article.title, str(article.published)) == ("Ministers meet", "2025-09-25")
    assert article.text == "# A heading\n\nBody."
    assert texts(result.notes, tmp_path) == ["a.md: mood: is not kept"]


def test_a_heading_is_the_title_and_stays_in_the_text(tmp_path: Path) -> None:
    article = only(read(tmp_path, "a.md", "Kicker\n\n# Ministers meet #\n\nBody.\n\n---\n\nMore.", published=DAY))
    assert article.title == "Ministers meet"
    assert article.text == "Kicker\n\n# Ministers meet #\n\nBody.\n\n---\n\nMore."


def test_front_matter_that_says_two_things_is_refused_with_the_line(tmp_path: Path) -> None:
    sources = read(tmp_path, "a.md", "---\npublished: 2025-09-25\npublished: 2025-12-31\n---\nBody.\n")
    assert [str(problem) for problem in sources.problems] == [
        f"{tmp_path / 'a.md'}:3: published: says '2025-12-31', an earlier line '2025-09-25'; leave one of them"
    ]
    assert sources.articles == ()
    assert only(read(tmp_path, "b.md", "---\npublished: 2025-09-25\npublished: '2025-09-25'\n---\nBody.\n"))


# --- folders, paths, copies


def test_a_folder_is_walked_in_order_and_says_what_it_skips(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/one.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(f"The text of {name}.")
    for name in ("photo.JPG", "notes.docx", ".hidden.txt", "README.md", "bare"):
        (tmp_path / name).write_text("whatever")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    result = read_sources([tmp_path], defaults=SourceDefaults(published=DAY))
    assert [found.article.text for found in result.articles] == [
        "The text of a.txt.",
        "The text of b/one.txt.",
        "The text of c.md.",
    ]
    assert [text.split(";")[0] for text in texts(result.skipped, tmp_path)] == [
        ".hidden.txt: hidden",
        "README.md: a read-me, not an article",
        "bare: no suffix: not a format read from folders",
        "gone.txt: a link to nothing",
        "loop: a link to a folder",
        "notes.docx: .docx: not a format read from folders",
        "photo.JPG: an image",
        "pipe.txt: no regular file",
    ]


def test_a_ledger_among_articles_is_passed_over(tmp_path: Path) -> None:
    for name in ("articles.jsonl", "events.jsonl", "chain.jsonl"):
        (tmp_path / name).write_text('{"id": "x"}\n')
    (tmp_path / "a.txt").write_text("A text.")
    result = read_sources([tmp_path], defaults=SourceDefaults(published=DAY))
    assert [found.article.text for found in result.articles] == ["A text."]
    assert {text.split(";")[0].partition(": ")[2] for text in texts(result.skipped, tmp_path)} == {
        "a file of a ledger, not an article"
    }
    assert result.problems == ()


def test_a_file_that_is_named_is_read_whatever_its_name(tmp_path: Path) -> None:
    assert only(read(tmp_path, "README", "[Exclusive] " + TEXT, published=DAY)).text == "[Exclusive] " + TEXT


def test_a_missing_path_names_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "korea.txt").write_text("x")
    result = read_sources([tmp_path / "koera.txt"])
    assert texts(result.problems, tmp_path) == ['koera.txt: no such file or folder; did you mean "korea.txt"?']


def test_a_copy_is_skipped_and_says_how_it_differs(tmp_path: Path) -> None:
    (tmp_path / "1.json").write_text(json.dumps(FULL))
    (tmp_path / "2.json").write_text(json.dumps(FULL | {"publisher": "B Paper", "text": TEXT + "\r\n"}))
    (tmp_path / "3.json").write_text(json.dumps(FULL))
    (tmp_path / "4.txt").write_text(TEXT)
    result = read_sources([tmp_path])
    assert only(result).publisher == "A Paper"
    assert [text.replace(f"{tmp_path}{os.sep}", "") for text in texts(result.skipped, tmp_path)] == [
        "2.json: the same text as 1.json, but publisher A Paper there, B Paper here; the first is taken",
        "3.json: the same text as 1.json",
        "4.txt: the same text as 1.json",
    ]


def test_one_id_for_two_texts_is_a_problem(tmp_path: Path) -> None:
    other = FULL | {"text": "Another text."}
    result = read(tmp_path, "a.jsonl", f"{json.dumps(FULL)}\n{json.dumps(other)}\n")
    assert [text.split(" is also")[0] for text in texts(result.problems, tmp_path)] == ["a.jsonl:2: id: 'n-17'"]


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (TEXT.encode(), 1),
        (json.dumps(FULL, indent=1).encode(), 1),
        (f"{json.dumps(FULL)}\n{json.dumps(FULL | {'id': 'n-18', 'text': 'Another.'})}\n".encode(), 2),
    ],
)
def test_standard_input_is_read_by_how_it_begins(monkeypatch: pytest.MonkeyPatch, data: bytes, count: int) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    result = read_sources(["-"], defaults=SourceDefaults(published=DAY))
    assert len(result.articles) == count
    assert result.articles[0].where.startswith("standard input")
    assert not result.problems
