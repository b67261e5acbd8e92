"""Random input to readers, EDTF parser, extractor and batch import: never a fault, and what is told fits on a line.

Each test prints how many inputs it tried. The short run is part of the fast suite; the long one is marked slow.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from timeline.lexicon import load
from timeline.model.article import Article, article_id
from timeline.model.edtf import Edtf
from timeline.model.problems import ProblemError
from timeline.model.registry import Registry
from timeline.sources import SourceDefaults, read_sources
from timeline.sources.formats import read_form
from timeline.workflow.desk import Desk as PlainDesk
from timeline.workflow.plain import read_plain

DAY = Edtf.parse("2025-09-25")

words = st.sampled_from(
    [
        "The",
        "minister",
        "met",
        "said",
        "Seoul",
        "Washington",
        "U.S.",
        "Bessent",
        "Lee",
        "on",
        "September",
        "24",
        "2025",
        "next",
        "week",
        "15",
        "percent",
        "$350",
        "billion",
        "from",
        "to",
        "and",
        ",",
        ".",
        ";",
        "“",
        "”",
        "(",
        ")",
        "—",
        "not",
        "deny",
        "agreed",
        "rejected",
        "proposal",
        "tariffs",
        "currency",
        "swap",
        "—",
        "he",
        "that",
        "will",
        "if",
        "by",
        "until",
        "\n",
        "\n\n",
        "\u202e",
        "\u200b",
        "한국",
        "\x1b[31m",
        "Mr.",
        "Oct",
        "1",
        "1st",
        "'24",
        "Q3",
        "half",
        "of",
        "the",
        "yen",
        "won",
        "€",
        "1,2,3",
        "3.5.7",
        "%%",
        "#",
    ]
)
prose = st.lists(words, max_size=60).map(" ".join) | st.text(max_size=200)
html = st.recursive(
    st.text(max_size=20) | st.sampled_from(["&amp;", "&#0;", "&#xFFFFFFFF;", "<!--", "-->", "<![CDATA[", "]]>", "<?x"]),
    lambda inner: st.builds(
        lambda tag, attribute, parts: f"<{tag} {attribute}>{''.join(parts)}</{tag}>",
        st.sampled_from(
            ["p", "article", "div", "script type=application/ld+json", "meta", "time", "title", "table", "h1", "b"]
        ),
        st.sampled_from(
            ["", "datetime=2025-09-25", 'name="date" content="2025-13-99"', "itemprop=datePublished", "='", '"']
        ),
        st.lists(inner, max_size=4),
    ),
    max_leaves=15,
).map(lambda body: "<!doctype html><html><body>" + body)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
record = st.dictionaries(
    st.sampled_from(["id", "text", "published", "publisher", "title", "url", "language", "article", "x"]), values
)
headers = st.lists(
    st.tuples(
        st.sampled_from(["Date", "From", "Subject", "Content-Type", "Content-Transfer-Encoding", "Message-ID", "MIME-Version"]),
        st.text(max_size=40)
        | st.sampled_from(["multipart/mixed; boundary=b", "text/plain; charset=x", "base64", "text/html", "=?utf-8?q?=FF?=", "a <", "1.0"]),
    ),
    max_size=6,
)  # fmt: skip
mail = st.builds(
    lambda head, body: "".join(f"{name}: {value}\n" for name, value in head) + "\n" + body,
    headers,
    st.text(max_size=100) | st.just("--b\n\nx\n--b--"),
)
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R>>endobj 4 0 obj<</Length 20/Filter/FlateDecode>>stream\n"
    + zlib.compress(b"BT (x) Tj ET")
    + b"\nendstream endobj trailer<</Root 1 0 R>>startxref 9 %%EOF"
)


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """``whole`` with some bytes changed, cut out or doubled."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        at, length = draw(st.integers(0, len(whole))), draw(st.integers(0, 20))
        data[at : at + length] = draw(st.binary(max_size=12) | st.just(bytes(data[at : at + length]) * 2))
    return bytes(data)


def in_bytes(text: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    return text.map(lambda each: each.encode("utf-8", "replace"))


BYTES: dict[str, st.SearchStrategy[bytes]] = {
    "text": st.binary(max_size=200) | in_bytes(prose),
    "markdown": in_bytes(st.builds(lambda head, body: f"---\n{head}\n---\n{body}", st.text(max_size=60), prose)),
    "json": in_bytes(st.one_of(record, st.lists(record, max_size=3), values).map(json.dumps)) | st.binary(max_size=60),
    "jsonl": in_bytes(st.lists(record.map(json.dumps) | st.text(max_size=30), max_size=4).map("\n".join)),
    "page": in_bytes(html) | st.binary(max_size=100).map(lambda data: b"<html>" + data),
    "mail": in_bytes(mail) | st.binary(max_size=200),
    "pdf": damaged(PDF),
    "unnamed": st.binary(max_size=100) | in_bytes(html) | in_bytes(record.map(json.dumps)),
}


def run(check: Callable[[object], None], inputs: st.SearchStrategy, count: int, name: str) -> None:
    """Check ``count`` inputs, the same ones each time, and print how many were tried."""
    seen = 0

    @seed(4711)
    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(inputs)
    def each(value: object) -> None:
        nonlocal seen
        seen += 1
        check(value)

    each()
    print(f"\nfuzz: {name}: {seen} inputs tried")
    assert seen >= min(count, 50)


def one_line(error: ProblemError) -> None:
    for problem in error.problems:
        assert problem.message and len(problem.message) < 3000
        assert "Traceback" not in str(problem)


def reads(form: str) -> Callable[[object], None]:
    def check(data: object) -> None:
        assert isinstance(data, bytes)
        try:
            found = read_form(data, "a", None if form == "unnamed" else form)
        except ProblemError as error:
            one_line(error)
            return
        assert found.texts or found.problems or form in ("json", "jsonl", "unnamed")

    return check


def parses(text: object) -> None:
    assert isinstance(text, str)
    try:
        read = Edtf.parse(text)
    except ValueError as error:
        assert str(error) and ("\n" in text or "\n" not in str(error))
        return
    assert Edtf.parse(str(read)) == read
    assert read.first is None or read.last is None or read.first <= read.last


dates = (
    st.text("0123456789-/.~?%XTZ:+ uY", max_size=24)
    | st.text(max_size=12)
    | st.lists(
        st.sampled_from(
            [
                "2025",
                "-09",
                "-24",
                "/",
                "..",
                "~",
                "?",
                "%",
                "X",
                "-33",
                "T08:00Z",
                "Y-170000002",
                "[",
                "]",
                "{",
                "}",
                ",",
                "-31",
                "-00",
                "0",
            ]
        ),
        max_size=7,
    ).map("".join)
)

LEXICON: list[object] = []


def extracts(text: object) -> None:
    from timeline.extract import extract
    from timeline.sources.normalise import normalise

    stored = normalise(str(text)).replace("\0", "")
    if not stored.strip() or any("\ud800" <= sign <= "\udfff" for sign in stored):
        return
    LEXICON[:] = LEXICON or [load()]
    article = Article(article_id=article_id(stored), text=stored, published=DAY)
    reading = extract(article, LEXICON[0])
    for draft in reading.drafts:
        for span in draft.evidence:
            assert stored[span.start : span.end] == span.quote
    assert extract(article, LEXICON[0]) == reading


plain = st.dictionaries(
    st.sampled_from(
        [
            "type",
            "id",
            "date",
            "modality",
            "parties",
            "by_parties",
            "to_parties",
            "actors",
            "issues",
            "summary",
            "terms",
            "evidence",
            "article",
            "quote",
            "start",
            "note",
            "reported_by",
            "links",
            "responds_to",
            "supersedes",
            "stage",
            "direction",
            "verdict",
            "act",
            "format",
            "place",
            "outcome",
            "effective",
            "x",
        ]
    ),
    values | st.sampled_from(["meeting", "measure", "2025-09", "KR", "tariff_rate 15 % agreed", "planned", "KR; US"]),
)


def imports(entry: object) -> None:
    assert isinstance(entry, dict)
    try:
        read_plain(entry, PlainDesk(Registry(), lambda name: None, "talks"))
    except ProblemError as error:
        one_line(error)


@pytest.mark.parametrize("form", BYTES)
@pytest.mark.fast_cases(2)
def test_no_reader_breaks_on_anything(form: str) -> None:
    run(reads(form), BYTES[form], 60, f"reader of {form}")


@pytest.mark.slow
@pytest.mark.parametrize("form", BYTES)
def test_no_reader_breaks_on_anything_for_long(form: str) -> None:
    run(reads(form), BYTES[form], 3000, f"reader of {form}")


@pytest.mark.parametrize("count", [300, pytest.param(20_000, marks=pytest.mark.slow)])
def test_any_text_is_a_date_or_is_refused(count: int) -> None:
    run(parses, dates, count, "EDTF parser")


@pytest.mark.parametrize("count", [60, pytest.param(3000, marks=pytest.mark.slow)])
def test_the_extractor_breaks_on_no_text(count: int) -> None:
    run(extracts, prose, count, "extractor")


@pytest.mark.parametrize("count", [200, pytest.param(10_000, marks=pytest.mark.slow)])
def test_any_entry_is_an_event_or_is_refused_in_one_line(count: int) -> None:
    run(imports, plain, count, "batch import")


def test_a_folder_of_anything_is_read_or_told(tmp_path: Path) -> None:
    files = iter(range(10_000))
    suffixes = st.sampled_from([".txt", ".md", ".json", ".jsonl", ".html", ".eml", ".pdf", ""])

    def check(given: object) -> None:
        suffix, data = given
        path = tmp_path / f"f{next(files)}{suffix}"
        path.write_bytes(data)
        result = read_sources([path], defaults=SourceDefaults(published=DAY))
        assert result.articles or result.problems or result.undated or result.skipped or data.strip() in (b"[]", b"")

    run(check, st.tuples(suffixes, st.one_of(*BYTES.values())), 100, "files by suffix")
