"""Articles that mean harm: real files, real commands; what cannot be read costs little and is told in one line."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Desk, desk_in
from tests.hostile.conftest import Ran

Run = Callable[..., Ran]

HEAD = '<!doctype html><html><head><meta name="date" content="2025-09-25"></head><body>'
WORDS = (
    "<article><p>The two trade ministers met in Geneva on September 24, 2025 for the first time.</p>"
    "<p>They discussed the ceiling on steel, agreed on nothing, and promised to meet again before winter.</p></article>"
)
BOMBS = {
    "nested blocks": HEAD + "<div>" * 100_000 + WORDS + "</div>" * 100_000,
    "nested tables": HEAD + "<table><tr><td>" * 20_000 + WORDS,
    "unclosed bold": HEAD + "<b>" * 100_000 + WORDS,
    "open brackets": HEAD + "<" * 500_000 + WORDS,
    "open comments": HEAD + "<!--" * 200_000 + WORDS,
    "nested data": HEAD + '<script type="application/ld+json">' + "[" * 200_000 + "</script>" + WORDS,
    "entities": "<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(10))
    + f"]><html><body>&k;{WORDS}",
}
SLOW_BOMBS = {
    "attributes": HEAD + "<div " + " ".join(f"a{n}=x" for n in range(300_000)) + ">" + WORDS,
    "links": HEAD + "<a href=x>y</a> " * 600_000 + WORDS,
    "paragraphs": HEAD + WORDS * 40_000,
}


def told_in_a_line_or_taken(ran: Ran, seconds: float) -> None:
    assert ran.code in (0, 1)
    assert (ran.code == 0) == bool(ran.out)
    if ran.code:
        assert ran.err.startswith("timeline: a.") and ran.err.count("\n") == 1 and len(ran.err) < 500, ran.err[:2000]
        assert "fault" not in ran.err
    assert ran.seconds < seconds
    assert ran.megabytes < 2000


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_of_a_page_costs_little(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "a.html").write_text(BOMBS[name])
    told_in_a_line_or_taken(run("ingest", "a.html"), 20)


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW_BOMBS)
def test_a_page_that_would_take_minutes_is_given_up(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "a.html").write_text(SLOW_BOMBS[name])
    ran = run("ingest", "a.html")
    told_in_a_line_or_taken(ran, 45)
    assert ran.code == 1


@pytest.mark.slow
def test_after_a_page_that_was_given_up_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline.sources import confined, read_sources

    monkeypatch.setattr(confined, "MOST_SECONDS", 6)
    (tmp_path / "a.html").write_text(SLOW_BOMBS["attributes"])
    (tmp_path / "b.html").write_text(HEAD + WORDS)
    result = read_sources([tmp_path / "a.html", tmp_path / "b.html"])
    assert "takes longer than 6 seconds to read" in str(result.problems)
    assert [found.where for found in result.articles] == [str(tmp_path / "b.html")]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.json", "a.eml", "a.pdf", "a.unknown"])
def test_a_file_of_200_megabytes_is_refused_at_once(run: Run, tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as file:
        file.write(b"The ministers met. ")
        file.truncate(200_000_000)
    ran = run("ingest", name, "--published", "2025-09-25")
    assert (ran.code, ran.out) == (1, "")
    assert f"timeline: {name}: is 200 MB large, and 64 MB is the most that is read" in ran.err
    assert ran.megabytes < 300 and ran.seconds < 10


@pytest.mark.slow
def test_a_record_of_200_megabytes_is_refused_though_archives_may_be_as_large(run: Run, tmp_path: Path) -> None:
    with (tmp_path / "a.jsonl").open("wb") as file:
        file.write(b"The ministers met. ")
        file.truncate(200_000_000)
    ran = run("ingest", "a.jsonl", "--published", "2025-09-25")
    assert (ran.code, ran.out) == (1, "")
    assert "timeline: a.jsonl:1: is 200 MB long, and a record has 16 MB at most" in ran.err
    assert ran.megabytes < 300 and ran.seconds < 10


@pytest.mark.slow
def test_200_megabytes_on_standard_input_are_refused(run: Run, tmp_path: Path) -> None:
    with (tmp_path / "big").open("wb") as file:
        file.truncate(200_000_000)
    ran = run("ingest", "-", "--published", "2025-09-25", stdin=tmp_path / "big")
    assert (ran.code, ran.out) == (1, "") and "is 64 MB large, and 64 MB is the most" in ran.err
    assert ran.megabytes < 700


@pytest.mark.slow
def test_an_endless_text_is_no_article(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ministers met and " * 120_000)
    ran = run("ingest", "a.txt", "--published", "2025-09-25")
    assert ran.code == 1 and "holds 2,639,999 characters of text; an article has 2,000,000 at most" in ran.err
    assert ran.seconds < 10


ODD = {
    "nul.txt": (b"The ministers\0met.", "is binary, not text: a zero byte at byte 13"),
    "mixed.txt": ("Zürich ".encode() + "Zürich".encode("cp1252"), "is not UTF-8 text: byte 0xfc at byte offset 9"),
    "halves.txt": ("met".encode("utf-16-le"), "a zero byte at byte 1"),
    "half.json": (b'{"published": "2025-09-25", "text": "met \\ud800."}', "holds U+D800 at character 4"),
    "nul.json": (b'{"published": "2025-09-25", "text": "met \\u0000."}', "holds U+0000 at character 4"),
    "deep.json": (b"[" * 100_000, "is nested too deeply"),
    "deep.jsonl": (b'{"a":' * 100_000, "is nested too deeply"),
    "number.json": (b'{"id": ' + b"9" * 10_000 + b', "text": "met"}', "holds a number of too many digits"),
    "twice.json": (b'{"text": "a", "text": "b"}', "gives text more than once"),
    "long.json": (json.dumps({"published": "2025-09-25", "text": "met", "title": "x" * 10_000}).encode(), "title: is 10000 characters long"),
    "zip.txt": (b"PK\x03\x04...", "is a ZIP archive"),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
@pytest.mark.fast_cases(4)
def test_what_is_no_text_is_told_in_one_line(desk: Desk, name: str) -> None:
    data, told = ODD[name]
    (desk.folder / name).write_bytes(data)
    done = desk("ingest", name, "--published", "2025-09-25")
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr and done.stderr.count("\n") == 1 and len(done.stderr) < 400


# --- signs that hide and steer

HIDING = "President Lee \u202eevil\u202c met\u200b Scott Bessent in \x1b[31mNew York\x1b]0;owned\x07 on September 24."
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@pytest.fixture(scope="module")
def poisoned(started: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an article, an actor, an issue and an event whose words hide and steer."""
    folder = tmp_path_factory.mktemp("poisoned")
    shutil.copytree(started, folder, dirs_exist_ok=True)
    desk = desk_in(folder)
    line = {
        "id": "h-1",
        "published": "2025-09-25",
        "title": f"T\x1b[2J{HIDING}",
        "publisher": "P\x9b2J\u202e",
        "text": HIDING,
    }
    desk.fine("ingest", "-", stdin=json.dumps(line))
    desk.fine(
        "register", "actor", "Evil \x1b[5m\u202eeman", "--id", "evil", "--party", "KR", "--alias", "=cmd|' /C calc'!A0"
    )
    desk.fine("register", "issue", "Issue \x1b]2;x\x07\u200b", "--id", "odd")
    desk.fine("add", "position", "--by", "KR", "--actor", "evil", "--issue", "odd", "--direction", "opposes", "--date", "2025-09-24",
              "--stance", "no \x9b", "--summary", "=1+1 \x1b[8m hidden \u2066", "--article", "h-1", "--quote", "Scott Bessent in \x1b[31mNew York")  # fmt: skip
    return folder


@pytest.fixture
def hostile(poisoned: Path, tmp_path: Path) -> Desk:
    """A copy of that folder for each test."""
    shutil.copytree(poisoned, tmp_path, dirs_exist_ok=True)
    return desk_in(tmp_path)


def test_they_are_kept_in_the_record(hostile: Desk) -> None:
    rows = hostile.rows("SELECT text FROM articles WHERE source_id = 'h-1'")
    assert rows == [{"text": HIDING}]
    hostile.fine("check")


@pytest.mark.parametrize(
    "words",
    [
        ("show", "h-1"),
        ("show", "h-1", "--format", "json"),
        ("show", "talks-0001"),
        ("show", "evil"),
        ("log",),
        ("list", "events"),
        ("list", "articles"),
        ("list", "actors", "--format", "markdown"),
        ("list", "drafts", "--format", "json"),
        ("status", "--as-of", "2025-10-01"),
        ("status", "--as-of", "2025-10-01", "--format", "markdown"),
        ("status", "--as-of", "2025-10-01", "--format", "json"),
        ("status", "--as-of", "2025-10-01", "--explain"),
        ("state", "positions", "--as-of", "2025-10-01"),
        ("changes", "--since", "2025-09-01"),
        ("sql", "SELECT * FROM evidence"),
        ("extract", "hostile.json"),
        ("extract", "hostile.json", "--format", "text"),
        ("extract", "hostile.json", "--explain"),
        ("extract", "hostile.json", "--unread"),
        ("ingest", "hostile.json", "--title", "x\x1b[1m"),
        ("ingest", "no\x1b[31msuch\nfile\u202e"),
        ("show", "no\x1b[31msuch"),
        ("sql", "SELECT no\u202ename FROM \x1b[31mx"),
    ],
    ids=" ".join,
)
@pytest.mark.fast_cases(3)
def test_they_are_shown_and_pass_through_to_no_terminal(hostile: Desk, words: tuple[str, ...]) -> None:
    line = {"published": "2025-09-25", "title": "T\x1b[2J", "text": HIDING}
    (hostile.folder / "hostile.json").write_text(json.dumps(line))
    done = hostile(*words)
    assert done.stdout or done.returncode
    assert not STEERING.search(done.stdout), STEERING.findall(done.stdout)
    assert not STEERING.search(done.stderr), STEERING.findall(done.stderr)


def test_a_draft_under_review_steers_nothing_and_marks_the_right_words(hostile: Desk) -> None:
    from rich.console import Console

    from timeline.cli.session import show_draft
    from timeline.store.store import Store

    with Store(hostile.folder / "data/timeline.duckdb").reading() as reader:
        draft, article = next(
            (draft, article)
            for draft, _, _ in reader.drafts("talks")
            for article in [reader.record("article", draft.article_id)]
            if article.source_id == "h-1"
        )
    page = io.StringIO()
    show_draft(Console(file=page, width=300, no_color=True), draft, article, "1 of 1")
    assert "⟨U+202E⟩evil⟨U+202C⟩ met⟨U+200B⟩" in page.getvalue()
    assert not STEERING.search(page.getvalue())


def test_an_export_to_csv_runs_nothing(hostile: Desk) -> None:
    for kind in ("events", "actors"):
        for row in csv.reader(io.StringIO(hostile.fine("list", kind, "--format", "csv"))):
            assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)
    assert "'=1+1" in hostile.fine("list", "events", "--format", "csv")
    assert "'=cmd|" in hostile.fine("list", "actors", "--format", "csv")


@pytest.mark.parametrize("id", ["../../evil", "/etc/passwd", "a/b", "..", "C:\\x", "a\0b", "x" * 10_000])
@pytest.mark.fast_cases(1)
def test_no_name_leads_out_of_the_folder(desk: Desk, id: str) -> None:
    before = set(desk.folder.rglob("*"))
    for words in (
        ("init", id, "--parties", "KR,US"),
        ("register", "actor", "X", "--id", id),
        ("report", id, "--out", "out"),
        ("amend", id, "--set", "title=x", "--why", "x"),
    ):
        done = desk(*words)
        assert done.returncode in (1, 2) and done.stderr.count("\n") == 1 and len(done.stderr) < 25_000
    line = {"id": id.replace("\0", ""), "published": "2025-09-25", "text": "They met in Geneva.", "title": "../../x"}
    desk("ingest", "-", stdin=json.dumps(line))
    desk.fine("export", "ledger")
    desk.fine("report", "talks", "--out", "out", "--as-of", "2025-10-01")
    made = {path.relative_to(desk.folder).parts[0] for path in set(desk.folder.rglob("*")) - before}
    assert made <= {"ledger", "out", ".cache"}, made


def test_a_name_of_10000_characters_is_told_in_one_line(desk: Desk) -> None:
    name = "Kim " * 2500
    for words in (("register", "actor", name), ("register", "issue", name), ("list", "--actor", name), ("show", name)):
        done = desk(*words)
        assert done.returncode in (1, 2) and done.stderr.count("\n") == 1
    desk.fine("register", "actor", "Kim", "--alias", "Min " * 400)
    assert "Min Min" in desk.fine("list", "actors")
