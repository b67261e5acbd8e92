"""The command that writes the pages: of one negotiation, of all, side by side, since a day, in Korean."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from timeline.cli.main import main
from timeline.model.problems import UsageProblem
from timeline.store import connection
from timeline.store.store import Store
from timeline.workflow.report import write_all, write_chosen

CLOCKS = (dt.date(2025, 11, 20), dt.datetime(2100, 1, 1, tzinfo=dt.UTC))


@pytest.fixture
def store(shipped_store: Store) -> Store:
    return shipped_store


@pytest.mark.slow
def test_all_pages_link_to_one_another_and_nowhere_else(store: Store, tmp_path: Path) -> None:
    paths = write_all(store, tmp_path, *CLOCKS, since=dt.date(2025, 10, 20))
    assert {str(path.relative_to(tmp_path)) for path in paths} == {
        "index.html",
        "comparison.html",
        *(f"{talks}/{page}" for talks in ("japan-us-2025", "korea-us-2025")
          for page in ("timeline.html", "status.html", "briefing.html", "briefing.md")),
    }  # fmt: skip
    for path in paths:
        for href in re.findall(r'<a [^>]*href="([^"#]+)', path.read_text(encoding="utf-8")):
            assert href.startswith("http") or (path.parent / href).exists(), f"{path.name}: {href}"
    index = (tmp_path / "index.html").read_text("utf-8")
    told = re.findall(
        r'href="(\S+)status\.html#since">Since 20 October 2025</a></dt><dd dir="auto">[^<]*\bevents?\b', index
    )
    assert told == ["japan-us-2025/", "korea-us-2025/"]
    assert "What changed since 20 October 2025" in (tmp_path / "korea-us-2025" / "status.html").read_text("utf-8")


@pytest.mark.slow
def test_the_same_ledger_and_clocks_give_the_same_bytes(store: Store, tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in write_all(store, tmp_path / "a", *CLOCKS)}
    again = {path.name: path.read_bytes() for path in write_all(store, tmp_path / "b", *CLOCKS)}
    assert first == again


@pytest.mark.slow
def test_a_comparison_takes_two_negotiations(store: Store, tmp_path: Path) -> None:
    one, two = (
        {name: tmp_path / name for name in names} for names in (["korea-us-2025"], ["korea-us-2025", "japan-us-2025"])
    )
    with pytest.raises(UsageProblem, match="a comparison needs two negotiations"):
        write_chosen(store, lambda _: one, compared=tmp_path)
    page = write_chosen(store, lambda _: two, *CLOCKS, compared=tmp_path)[0].read_text("utf-8")
    assert re.search(r"Investment total.*?350 billion USD.*?550 billion USD", page, re.DOTALL)


@pytest.mark.parametrize("which", [["korea-us-2025"], ["korea-us-2025", "japan-us-2025", "--compare"]])
@pytest.mark.fast_cases(1)
def test_the_pages_of_a_report_tell_of_one_moment(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, which: list[str]
) -> None:
    opened: list[Path] = []
    reading = connection.reading
    monkeypatch.setattr("timeline.store.store.reading", lambda path: opened.append(path) or reading(path))
    assert main(["report", *which, "--db", str(store.path), "--out", str(tmp_path), "--as-of", "2025-10-01"]) == 0
    assert opened == [store.path], "asked once"


def test_a_report_of_all_needs_a_negotiation(tmp_path: Path) -> None:
    store = Store(tmp_path / "empty.duckdb")
    with store.writing("me", create=True):
        pass
    with pytest.raises(UsageProblem, match="no negotiation yet"):
        write_all(store, tmp_path)


@pytest.mark.slow
def test_the_command_line(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db = ["--db", str(store.path), "--out", str(tmp_path), "--as-of", "2025-11-20"]
    assert main(["report", "japan-us-2025", "--locale", "ko", *db]) == 0
    assert '<html lang="ko">' in (tmp_path / "status.html").read_text(encoding="utf-8")
    assert main(["report", "japan-us-2025", "korea-us-2025", "--compare", *db]) == 0
    assert str(tmp_path / "comparison.html") in capsys.readouterr().out
    assert main(["report", "japan-us-2025", "--locale", "xx", *db]) == 2
    assert "there is en, ko" in capsys.readouterr().err
    assert main(["report", "--all", "japan-us-2025", *db]) == 2
