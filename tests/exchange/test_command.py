"""``timeline publish``: data on standard output or in files, what is not carried on standard error, the same bytes always."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from timeline.cli.main import main
from timeline.cli.publish import FORMATS
from timeline.exchange.formats import FILES, TEXTS
from timeline.model.events import Event
from timeline.store.store import Store
from timeline.workflow.correct import withdraw
from timeline.workflow.record import add, amend
from timeline.workflow.register import start_negotiation


def test_the_command_names_the_formats_that_there_are() -> None:
    assert sorted(FORMATS) == sorted([*TEXTS, *FILES])


@pytest.mark.parametrize("form", TEXTS)
@pytest.mark.fast_cases(3)
def test_a_text_goes_to_standard_output_and_what_it_holds_to_standard_error(
    shipped_store: Store, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    assert main(["publish", form, "--db", str(shipped_store.path), "-n", "japan-us-2025"]) == 0
    out, err = capsys.readouterr()
    assert len(out) > 1000 and "korea-us-2025-" not in out
    assert err.startswith("published ")


@pytest.mark.slow
def test_the_formats_give_the_same_bytes_in_every_process(shipped_store: Store, tmp_path: Path) -> None:
    """Neither the order of sets nor the clock nor the folder shows in what is published."""
    code = (
        "import sys; from pathlib import Path; from datetime import date; from timeline.workflow.publish import *\n"
        "from timeline.store.store import Store; store = Store(Path(sys.argv[1])); out = Path(sys.argv[2])\n"
        "for f in ('csv', 'parquet'): publish_tables(store, f, out / f, as_of=date(2026, 1, 1))\n"
        "for f in TEXTS: (out / f).write_text(publish_text(store, f, as_of=date(2026, 1, 1)).text, newline='')\n"
    )
    made = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Seoul" if seed == "1" else "UTC"}
        subprocess.run([sys.executable, "-c", code, str(shipped_store.path), str(folder)], env=environment, check=True)
        made.append({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()})
    one, other = made
    assert len(one) > 50 and [str(path) for path in one if one[path] != other[path]] == []


@pytest.fixture
def withdrawn(tmp_path: Path) -> tuple[Store, Event]:
    """A store in which the article that proved an event was withdrawn since, and the event as it was recorded."""
    store = Store(tmp_path / "t.duckdb")
    start_negotiation(store, "ann", "talks", ["KR", "US"])
    event, other = (
        add(store, "ann", {"type": "meeting", "by": "KR", "date": "2025-09-01", "summary": note}, "talks", note=note)
        for note in ("They met.", "They met again.")
    )
    amend(store, "ann", event.event_id, {"evidence": other.to_json()["evidence"]}, "a better source")
    withdraw(store, "ann", event.evidence[0].article_id, "taken in by mistake")
    return store, event


@pytest.mark.parametrize("form", TEXTS)
def test_what_is_published_as_known_at_an_instant_quotes_what_was_stored_then(
    withdrawn: tuple[Store, Event], capsys: pytest.CaptureFixture[str], form: str
) -> None:
    store, event = withdrawn
    recorded = _recorded(store, event)
    assert main(["publish", form, "--db", str(store.path), "--known-at", recorded.isoformat()]) == 0, (
        capsys.readouterr()
    )


def test_a_report_as_known_at_an_instant_quotes_what_was_stored_then(withdrawn: tuple[Store, Event]) -> None:
    store, event = withdrawn
    told = store.dossier("talks", known_at=_recorded(store, event))
    assert [*told.articles] == [span.article_id for span in event.evidence]


def _recorded(store: Store, event: Event) -> datetime:
    with store.reading() as reader:
        return reader.versions("event", event.event_id)[0].recorded_at


WRONG = [
    (["xls"], 2, '"xls" is no format'),
    (["grphml"], 2, 'did you mean "graphml"?'),
    (["csv"], 2, "csv is written to files; name the place with --out"),
    (["ics", "--texts"], 2, "--texts is for csv and parquet"),
    (["duckdb", "--out", "x.duckdb", "-n", "japan-us-2025"], 2, "a snapshot is of the whole store"),
    (["ics", "-n", "japan-us"], 1, "negotiation japan-us: is not recorded"),
    (["ics", "--out", "."], 1, "is a folder, and a file is wanted here"),
]


@pytest.mark.parametrize(("words", "code", "said"), WRONG, ids=[" ".join(case[0]) for case in WRONG])
def test_what_cannot_be_done_is_said_in_one_line(
    shipped_store: Store, capsys: pytest.CaptureFixture[str], words: list[str], code: int, said: str
) -> None:
    assert main(["publish", *words, "--db", str(shipped_store.path)]) == code
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and said in err


def test_a_snapshot_is_not_written_over_its_store(shipped_store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    before = shipped_store.path.read_bytes()
    assert main(["publish", "duckdb", "--db", str(shipped_store.path), "--out", str(shipped_store.path)]) == 1
    assert "is the store itself" in capsys.readouterr().err
    assert shipped_store.path.read_bytes() == before


def test_a_table_is_not_written_over_a_store(tmp_path: Path, shipped_store: Store) -> None:
    path = tmp_path / "s.duckdb"
    path.write_bytes(shipped_store.path.read_bytes())
    assert main(["publish", "ics", "--db", str(shipped_store.path), "--out", str(path)]) == 2
    assert path.read_bytes() == shipped_store.path.read_bytes()
