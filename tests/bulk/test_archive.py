"""An archive is taken in as its articles would be one by one; what is wrong with one record costs only that one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.bulk.conftest import NEGOTIATION, answer, in_this_process, jsonl, page, parquet, records, warc
from timeline.model.problems import Problem, ProblemError
from timeline.sources import read_sources
from timeline.sources.archive import Position, chunks, parts, texts_of
from timeline.store.statements import run
from timeline.store.store import Store
from timeline.workflow.archive import ingest_archive
from timeline.workflow.harvest import Harvest, Task
from timeline.workflow.ingest import ingest

NewStore = Callable[[str], Store]


def table(store: Store, kind: str) -> list[tuple[object, ...]]:
    """All rows of a kind as they stand in the store, but for the clock."""
    with store.reading() as reader:
        return run(reader.connection, f"SELECT * EXCLUDE (recorded_at) FROM {kind}_history ORDER BY id, version")


@pytest.mark.slow
def test_a_bulk_load_leaves_the_very_rows_that_single_writes_leave(tmp_path: Path, new_store: NewStore) -> None:
    archive = jsonl(tmp_path / "a.jsonl")
    single, bulk = new_store("single.duckdb"), new_store("bulk.duckdb")
    ingest(single, "ann", NEGOTIATION, read_sources([archive]))
    done = ingest_archive(bulk, "ann", NEGOTIATION, archive, in_this_process)
    assert done.new == 12 and done.drafts > 50
    for kind in ("article", "draft"):
        assert table(bulk, kind) == table(single, kind)
    assert bulk.check() == []


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.parquet"])
def test_every_form_of_records_gives_the_same(tmp_path: Path, new_store: NewStore, name: str) -> None:
    archive = parquet(tmp_path / name) if name.endswith("parquet") else jsonl(tmp_path / name)
    plain, store = new_store("plain.duckdb"), new_store("form.duckdb")
    ingest_archive(plain, "ann", NEGOTIATION, jsonl(tmp_path / "plain.jsonl"), in_this_process)
    ingest_archive(store, "ann", NEGOTIATION, archive, in_this_process)
    assert table(store, "article") == table(plain, "article")
    assert table(store, "draft") == table(plain, "draft")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_a_crawl_gives_its_pages_and_tells_the_rest(tmp_path: Path, new_store: NewStore, name: str) -> None:
    store, told = new_store("t.duckdb"), []
    done = ingest_archive(store, "ann", NEGOTIATION, warc(tmp_path / name), in_this_process, tell=told.append)
    with store.reading() as reader:
        stored = reader.articles(NEGOTIATION)
    assert done.new == 4 and {article.url for article in stored} == {f"https://news.example/{n}" for n in range(4)}
    assert [problem.message for problem in told] == ["is image/png, not a page", "is the answer 404, not a page"]
    assert all("byte" in problem.where and "news.example" in problem.where for problem in told)


WRONG = {
    "no JSON": (b'{"id": "x", "text": \n', "is not JSON"),
    "no object": (b"[1, 2]\n", "is a list, not an article"),
    "no UTF-8": (b'{"text": "caf\xe9", "published": "2025-09-25"}\n', "is not UTF-8 text: byte 0xe9"),
    "no date": (b'{"text": "The ministers met in Seoul."}\n', "says no publication date"),
    "a wrong date": (b'{"text": "The ministers met.", "published": "25/09/2025"}\n', "published:"),
    "no text": (b'{"published": "2025-09-25"}\n', "text: is missing"),
    "an address that is none": (b'{"text": "They met.", "published": "2025-09-25", "url": "ftp:x"}\n', "url:"),
    "a NUL": (b'{"text": "They\\u0000 met.", "published": "2025-09-25"}\n', "text: holds U+0000"),
    "nested deeply": (b"[" * 200_000 + b"\n", "is nested too deeply"),
}


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.slow
def test_one_bad_record_is_told_with_its_line_and_costs_only_itself(
    tmp_path: Path, new_store: NewStore, name: str
) -> None:
    line, expected = WRONG[name]
    archive = jsonl(tmp_path / "a.jsonl", records(4))
    lines = archive.read_bytes().splitlines(keepends=True)
    archive.write_bytes(b"".join([*lines[:2], line, *lines[2:]]))
    store, told = new_store("t.duckdb"), []
    done = ingest_archive(store, "ann", NEGOTIATION, archive, in_this_process, tell=told.append)
    assert (done.new, done.skipped) == (4, 1)
    assert told[0].where == f"{archive}:3" and told[0].message.startswith(expected)
    assert store.check() == []


def test_a_line_without_end_is_not_held_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.sources.archive.MOST_LINE_BYTES", 1000)
    archive = tmp_path / "a.jsonl"
    archive.write_bytes(b"x" * 5000 + b"\n" + b'{"text": "a", "published": "2025"}\n')
    (chunk,) = chunks(archive)
    assert [item.where for item in chunk.items] == [f"{archive}:2"]
    assert "is 0 MB long" in chunk.passed[0].message and chunk.passed[0].where == f"{archive}:1"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.parquet", b"PAR1 and nothing else", "is no Parquet file"),
        ("a.warc", b"<html>no crawl</html>", "is no WARC file"),
        ("a.warc.gz", b"\x1f\x8b and nothing else", "breaks off"),
        ("a.jsonl.gz", b"no gzip at all", "breaks off"),
        ("a.jsonl", b"no JSON\n" * 200, "is not an archive of articles"),
        ("a.jsonl", b'{"a": 1}\n', "is not an archive of articles"),
    ],
)
def test_a_file_that_is_broken_as_a_whole_is_refused(
    tmp_path: Path, new_store: NewStore, name: str, data: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(data)
    store = new_store("t.duckdb")
    with pytest.raises(ProblemError, match=told):
        ingest_archive(store, "ann", NEGOTIATION, tmp_path / name, in_this_process)
    assert table(store, "article") == []


def test_a_table_without_text_is_refused_and_says_what_it_has(tmp_path: Path) -> None:
    import polars

    polars.DataFrame({"body": ["x"]}).write_parquet(tmp_path / "a.parquet")
    with pytest.raises(ProblemError, match=r"has no column text; .* there are body"):
        list(chunks(tmp_path / "a.parquet"))


def test_what_stands_before_a_break_is_kept_and_the_break_is_told(tmp_path: Path, new_store: NewStore) -> None:
    archive = jsonl(tmp_path / "a.jsonl.gz")
    archive.write_bytes(archive.read_bytes()[:-2000])
    store = new_store("t.duckdb")
    with pytest.raises(ProblemError, match=r"after line \d+: breaks off"):
        ingest_archive(store, "ann", NEGOTIATION, archive, in_this_process)
    assert 0 < len(table(store, "article")) < 12
    assert store.check() == []


@pytest.mark.slow
def test_work_that_was_cut_off_goes_on_from_its_last_batch(
    tmp_path: Path, new_store: NewStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline.workflow.archive.BATCH_ARTICLES", 3)
    monkeypatch.setattr("timeline.sources.archive.CHUNK_RECORDS", 2)
    archive = jsonl(tmp_path / "a.jsonl")
    whole, store = new_store("whole.duckdb"), new_store("t.duckdb")
    ingest_archive(whole, "ann", NEGOTIATION, archive, in_this_process)
    begun: list[Position] = []

    def cut(path: Path, begin: Position, task: Task) -> Iterator[Harvest]:
        begun.append(begin)
        for number, found in enumerate(in_this_process(path, begin, task)):
            if number == 2 and len(begun) == 1:
                raise KeyboardInterrupt
            yield found

    with pytest.raises(KeyboardInterrupt):
        ingest_archive(store, "ann", NEGOTIATION, archive, cut)
    done = ingest_archive(store, "ann", NEGOTIATION, archive, cut)
    assert begun == [Position(), Position(begun[1].byte, 4)] and done.begun_at == 4 and done.new == 8
    assert table(store, "article") == table(whole, "article")
    assert table(store, "draft") == table(whole, "draft")
    again = ingest_archive(store, "ann", NEGOTIATION, archive, in_this_process)
    assert (again.new, again.known, again.begun_at) == (0, 12, 0)
    assert store.check() == []


def test_a_text_that_is_there_twice_is_stored_once(tmp_path: Path, new_store: NewStore) -> None:
    said = records(3)
    archive = jsonl(tmp_path / "a.jsonl", [*said, *said])
    store = new_store("t.duckdb")
    done = ingest_archive(store, "ann", NEGOTIATION, archive, in_this_process)
    assert (done.new, done.known) == (3, 3)


ONE_ID = [f"The ministers met in Washington on the swap line. Ref. {n}" for n in (22444447, 42774179)]
"""Two texts with one article id."""


@pytest.mark.parametrize("batch", [1, 1000])
@pytest.mark.fast_cases(1)
def test_another_text_with_the_same_id_is_told_and_not_taken_for_the_first(
    tmp_path: Path, new_store: NewStore, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr("timeline.workflow.archive.BATCH_ARTICLES", batch)
    monkeypatch.setattr("timeline.sources.archive.CHUNK_RECORDS", 1)
    said = [{"text": text, "published": "2025-09-10"} for text in (*ONE_ID, ONE_ID[0])]
    archive = jsonl(tmp_path / "a.jsonl", said)
    store = new_store("t.duckdb")
    for negotiation, new, known in ((NEGOTIATION, 1, 1), (NEGOTIATION, 0, 2), ("tariff-talks", 0, 2)):
        told: list[Problem] = []
        done = ingest_archive(store, "ann", negotiation, archive, in_this_process, tell=told.append)
        assert (done.new, done.known, done.skipped) == (new, known, 1)
        (problem,) = told
        assert problem.where == f"{archive}:2" and "and has the same id" in problem.message
    with store.reading() as reader:
        assert [article.text for article in reader.articles()] == ONE_ID[:1]


def test_articles_of_another_negotiation_come_to_bear_on_this_one_too(tmp_path: Path, new_store: NewStore) -> None:
    archive = jsonl(tmp_path / "a.jsonl", records(3))
    store = new_store("t.duckdb")
    ingest_archive(store, "ann", "tariff-talks", archive, in_this_process)
    done = ingest_archive(store, "ann", NEGOTIATION, archive, in_this_process)
    with store.reading() as reader:
        assert {a.negotiations for a in reader.articles(NEGOTIATION)} == {("tariff-talks", NEGOTIATION)}
        assert len(reader.drafts(NEGOTIATION)) == len(reader.drafts("tariff-talks")) == done.drafts > 0
    assert store.check() == []


def test_reprints_and_cuts_are_copies_of_the_first_text_and_others_are_not(tmp_path: Path, new_store: NewStore) -> None:
    original, other, *_ = (record for record in records(20) if len(record["text"]) > 1000)
    parts = original["text"].split("\n\n")
    day = original["published"]
    said = [
        {**original, "id": "first"},
        {**other, "id": "other", "published": day},
        {**original, "id": "reprint", "text": original["text"] + "\n\nRead more on our site."},
        {**original, "id": "cut", "text": "\n\n".join(parts[: len(parts) * 2 // 3])},
    ]
    found = {}
    for way in ("single", "bulk"):
        store = new_store(f"{way}.duckdb")
        archive = jsonl(tmp_path / "a.jsonl", said)
        if way == "single":
            ingest(store, "ann", NEGOTIATION, read_sources([archive]))
        else:
            ingest_archive(store, "ann", NEGOTIATION, archive, in_this_process)
        with store.reading() as reader:
            found[way] = {a.source_id: a.copy_of for a in reader.articles()}
    first = next(iter({copy for copy in found["bulk"].values() if copy}))
    assert found["bulk"] == found["single"] == {"first": None, "other": None, "reprint": first, "cut": first}


def test_the_parts_of_an_archive_are_the_whole(tmp_path: Path) -> None:
    archive = jsonl(tmp_path / "a.jsonl")
    whole = [item for chunk in chunks(archive) for item in chunk.items]
    for size in (1, 1000, 7001, 10**9):
        cut = [
            item for begin, end in parts(archive, size) for chunk in chunks(archive, begin, end) for item in chunk.items
        ]
        assert cut == whole, size


def test_a_page_of_a_crawl_is_read_like_a_page(tmp_path: Path) -> None:
    record = records(1)[0]
    (tmp_path / "a.warc").write_bytes(answer("https://news.example/1", page(record)))
    (tmp_path / "a.html").write_bytes(page(record))
    (chunk,) = chunks(tmp_path / "a.warc")
    ((_, found),) = texts_of(chunk)
    (article,) = read_sources([tmp_path / "a.html"]).articles
    assert found.texts[0].text.split() == article.article.text.split()
    assert found.texts[0].stated.published == str(article.article.published)


@pytest.mark.parametrize(
    ("kind", "charset"), [("text/html", "undefined"), ("text/html", "rot13"), ('text/html; charset="a\0b"', "utf-8")]
)
def test_a_page_with_no_encoding_that_there_is_costs_only_itself(
    tmp_path: Path, new_store: NewStore, kind: str, charset: str
) -> None:
    good, bad, last = (page(record) for record in records(3))
    bad = bad.replace(b"<head>", f'<head><meta charset="{charset}">'.encode()) + b"<p>\xff</p>"
    pages = [("text/html; charset=utf-8", good), (kind, bad), ("text/html; charset=utf-8", last)]
    archive = tmp_path / "a.warc"
    archive.write_bytes(b"".join(answer(f"https://n.example/{n}", body, of) for n, (of, body) in enumerate(pages)))
    store, told = new_store("t.duckdb"), []
    done = ingest_archive(store, "ann", NEGOTIATION, archive, in_this_process, tell=told.append)
    assert (done.new, done.skipped) == (2, 1)
    assert told[0].message.startswith("is not UTF-8 text: byte 0xff") and "n.example/1" in told[0].where


def test_a_record_on_which_a_reader_breaks_is_told_and_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(found: object, line: str, where: str) -> None:
        if "n1" in line:
            raise ZeroDivisionError("no reason")

    monkeypatch.setattr("timeline.sources.archive.read_line", breaks)
    (chunk,) = chunks(jsonl(tmp_path / "a.jsonl", records(3)))
    told = [problem.message for _, found in texts_of(chunk) for problem in found.problems]
    assert told == ["a fault of this program: ZeroDivisionError: no reason"]


def test_notes_are_counted_and_not_repeated(tmp_path: Path, new_store: NewStore) -> None:
    archive = jsonl(tmp_path / "a.jsonl", [{**record, "sentiment": 1} for record in records(5)])
    told: list[Problem] = []
    done = ingest_archive(new_store("t.duckdb"), "ann", NEGOTIATION, archive, in_this_process, tell=told.append)
    assert done.notes == {"sentiment: is not kept": 5} and told == []
    assert json.loads(archive.read_text().splitlines()[0])["sentiment"] == 1
