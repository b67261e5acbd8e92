"""CSV and Parquet hold what the store holds, described so that frictionless finds nothing to complain of."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars
import pytest
from frictionless import Package, system
from hypothesis import given
from hypothesis import strategies as st

from timeline.exchange.tables import csv_frame
from timeline.model.problems import ProblemError
from timeline.store.store import Store
from timeline.workflow.publish import publish_snapshot, publish_tables
from timeline.workflow.register import start_negotiation

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def csv_folder(shipped_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("csv")
    publish_tables(shipped_store, "csv", folder, as_of=None)
    return folder


@pytest.fixture(scope="module")
def parquet_folder(shipped_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parquet")
    publish_tables(shipped_store, "parquet", folder, as_of=None)
    return folder


def test_frictionless_finds_every_row_valid_and_every_key_kept(csv_folder: Path) -> None:
    with system.use_context(trusted=True):
        report = Package(str(csv_folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])[:5]
    assert report.stats["tasks"] > 20


def test_every_column_of_the_record_has_its_meaning(csv_folder: Path) -> None:
    package = json.loads((csv_folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if resource["name"] in ("events", "articles", "actors", "issues", "negotiations", "parties"):
            for field in resource["schema"]["fields"]:
                assert field.get("description") or field["name"].startswith("text_"), (resource["name"], field["name"])


TYPES = {
    "event_id": "VARCHAR",
    "date_first": "DATE",
    "parties": "VARCHAR[]",
    "duration_minutes": "BIGINT",
    "version": "INTEGER",
    "recorded_at": "TIMESTAMP WITH TIME ZONE",
}


def test_another_reader_of_parquet_gets_the_same_values_and_types(shipped_store: Store, parquet_folder: Path) -> None:
    with duckdb.connect() as connection:
        file = str(parquet_folder / "events.parquet")
        described = {row[0]: row[1] for row in connection.execute("DESCRIBE FROM read_parquet(?)", [file]).fetchall()}
        read = connection.execute(
            "SELECT event_id, summary, parties, date_first, version FROM read_parquet(?) ORDER BY 1", [file]
        ).fetchall()
    assert {name: described[name] for name in TYPES} == TYPES
    with shipped_store.reading() as reader:
        held = reader.frame("SELECT event_id, summary, parties, date_first, version FROM events ORDER BY 1").rows()
    assert read == held and len(read) > 200


def test_the_texts_of_articles_stay_out_until_they_are_asked_for(shipped_store: Store, tmp_path: Path) -> None:
    without = publish_tables(shipped_store, "csv", tmp_path / "a")
    assert "text" not in (tmp_path / "a" / "articles.csv").read_text(encoding="utf-8").partition("\n")[0].split(",")
    assert any("texts of the articles left out" in line for line in without.left_out)
    publish_tables(shipped_store, "csv", tmp_path / "b", texts=True)
    with (tmp_path / "b" / "articles.csv").open(encoding="utf-8", newline="") as file:
        texts = {row["article_id"]: row["text"] for row in csv.DictReader(file)}
    with (tmp_path / "b" / "evidence.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert texts[row["article_id"]][int(row["start"]) : int(row["end"])] == row["quote"]


def test_one_negotiation_brings_only_what_it_uses(shipped_store: Store, tmp_path: Path) -> None:
    publish_tables(shipped_store, "parquet", tmp_path, ["japan-us-2025"], date(2025, 8, 1))
    frames = {path.stem: polars.read_parquet(path) for path in tmp_path.glob("*.parquet")}
    assert frames["parties"]["party"].to_list() == ["JP", "US"]
    assert set(frames["events"]["negotiation_id"]) == {"japan-us-2025"}
    used = {id for ids in frames["events"]["actors"] for id in ids}
    assert set(frames["actors"]["actor_id"]) == used
    assert set(frames["evidence"]["article_id"]) <= set(frames["articles"]["article_id"])
    told, on = frames["events"]["told_by"], frames["events"]["known_by"]
    limit = date(2025, 8, 1)
    assert all((a is not None and a <= limit) or (b is not None and b <= limit) for a, b in zip(told, on, strict=True))


RUNNABLE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =cmd", "＝1", "'=1", "\n=1"]
HARMLESS = ["", "a=1", "1-2", "it's", "'quoted'", "100 %", "2025-09-24"]


@pytest.mark.parametrize("text", RUNNABLE)
def test_no_cell_runs_as_a_formula(text: str) -> None:
    frame, guarded = csv_frame(polars.DataFrame({"summary": [text]}))
    assert frame["summary"][0] == f"'{text}" and guarded == 1


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_cells_stay_as_they_are(text: str) -> None:
    frame, guarded = csv_frame(polars.DataFrame({"summary": [text]}))
    assert frame["summary"][0] == text and guarded == 0


@given(st.lists(st.text(alphabet="'=+-@ab \t\n\r", max_size=6), min_size=1))
def test_taking_one_apostrophe_away_where_a_formula_follows_gives_the_text_back(texts: list[str]) -> None:
    def back(cell: str) -> str:
        rest = cell.lstrip("'")
        risky = rest[:1] in "\t\r\n" if rest[:1] else False
        return cell[1:] if cell.startswith("'") and (risky or rest.lstrip()[:1] in ("=", "+", "-", "@")) else cell

    frame, _ = csv_frame(polars.DataFrame({"summary": texts}))
    assert [back(cell) for cell in frame["summary"]] == texts


def test_negative_numbers_are_numbers() -> None:
    frame, guarded = csv_frame(polars.DataFrame({"days_left": [-3, None]}))
    assert frame.write_csv() == "days_left\n-3\n\n" or frame.write_csv() == 'days_left\n-3\n""\n'
    assert guarded == 0


def test_a_snapshot_answers_as_the_store_does_and_breaks_no_law(shipped_store: Store, tmp_path: Path) -> None:
    publish_snapshot(shipped_store, tmp_path / "s.duckdb")
    copy = Store(tmp_path / "s.duckdb")
    day = date(2025, 9, 30)
    assert copy.answer("status", "korea-us-2025", day).equals(shipped_store.answer("status", "korea-us-2025", day))
    assert copy.check() == []


def test_a_snapshot_replaces_an_older_copy_and_no_record_of_its_own(shipped_store: Store, tmp_path: Path) -> None:
    out = tmp_path / "s.duckdb"
    with shipped_store.reading() as reader:
        then = reader.frame("SELECT min(recorded_at) AS m FROM chain")["m"][0]
    early = publish_snapshot(shipped_store, out, then)
    assert publish_snapshot(shipped_store, out).holds != early.holds
    start_negotiation(Store(out), "ann", "own-talks", ["KR", "JP"])
    before = out.read_bytes()
    with pytest.raises(ProblemError, match="holds a record of its own"):
        publish_snapshot(shipped_store, out)
    (tmp_path / "note.txt").write_text("mine")
    with pytest.raises(ProblemError, match="is not a DuckDB file"):
        publish_snapshot(shipped_store, tmp_path / "note.txt")
    assert out.read_bytes() == before and sorted(path.name for path in tmp_path.iterdir()) == ["note.txt", "s.duckdb"]


def test_a_snapshot_as_known_at_an_instant_knows_nothing_later(shipped_store: Store, tmp_path: Path) -> None:
    with shipped_store.reading() as reader:
        instants: list[Any] = reader.frame("SELECT DISTINCT recorded_at FROM chain ORDER BY 1")["recorded_at"].to_list()
    then = instants[len(instants) // 2]
    publish_snapshot(shipped_store, tmp_path / "s.duckdb", then)
    copy = Store(tmp_path / "s.duckdb")
    assert copy.check() == []
    with copy.reading() as reader:
        assert reader.frame("SELECT max(recorded_at) AS m FROM chain")["m"][0] == then
