"""Stores of every released schema open, are migrated and keep every law; a backup is kept first."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import duckdb
import pytest

from tests.store.released import FOLDER, released_store, rows
from timeline.model.ledger import CHAIN, FILES
from timeline.store.backup import backups
from timeline.store.schema import steps
from timeline.store.store import Store, rebuild
from timeline.workflow.undo import undo

RELEASED = [number for number, _, _ in steps()][:-1]
FROZEN = {1: "9bf97fecb7a2c3e7606d8ac3bd5a8ce816a844c68cb85a0f95506282527c4b2a"}
"""SHA-256 of the steps that are released: such a step is never edited."""


def test_every_released_schema_is_kept_as_text() -> None:
    assert sorted(path.name for path in FOLDER.glob("*.jsonl")) == [f"{number:03d}.jsonl" for number in RELEASED]
    for number, name, _ in steps():
        if number in FROZEN:
            text = files("timeline.store").joinpath(f"schema/{number:03d}_{name}.sql").read_bytes()
            assert sha256(text).hexdigest() == FROZEN[number], "a released step is never edited; add another"


@pytest.fixture(params=RELEASED)
def step(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def store(tmp_path: Path, step: int) -> Store:
    return Store(released_store(step, tmp_path / "s.duckdb"))


def test_it_is_migrated_on_opening_and_keeps_every_law(store: Store, step: int, tmp_path: Path) -> None:
    assert store.check() == []
    store.export(tmp_path / "one")
    for kind, name in FILES.items():
        written = [row for table, row in rows(step) if table == f"{kind}_history"]
        lines = [json.loads(line) for line in (tmp_path / "one" / name).read_text("utf-8").splitlines()]
        assert [
            (line["id"], line["author"], line["action"], line.get("reason"), line.get("record")) for line in lines
        ] == [
            (row["id"], row["author"], row["action"], row.get("reason"), row.get("record"))
            for row in sorted(written, key=lambda row: (row["id"], row["version"]))
        ]
    rebuild(tmp_path / "one", tmp_path / "again.duckdb").export(tmp_path / "two")
    assert (tmp_path / "one" / CHAIN).read_bytes() == (tmp_path / "two" / CHAIN).read_bytes()


@pytest.mark.slow
def test_it_is_written_to_as_any_other(store: Store) -> None:
    with store.writing("ann") as writer:
        assert writer.next_event_id("talks") == "talks-0007"
        number, _ = writer.head()
    undo(store, "ann", str(number), "after the migration")
    assert store.check() == []


@pytest.mark.slow
def test_the_store_before_the_migration_is_kept_and_can_be_put_back(store: Store, step: int) -> None:
    with store.reading():
        pass
    (backup,) = backups(store.path)
    assert backup.label == f"schema-{step}"
    connection = duckdb.connect(str(backup.path), read_only=True)
    assert connection.execute("SELECT max(step) FROM schema_step").fetchall() == [(step,)]
    connection.close()
    store.path.unlink()
    backup.path.replace(store.path)
    assert store.check() == []


@pytest.mark.slow
def test_a_migration_that_fails_leaves_the_store_as_it_was(
    store: Store, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from timeline.store import schema

    def fail(connection: object) -> None:
        raise RuntimeError("in the middle")

    with monkeypatch.context() as patch:
        patch.setattr(schema, "_FILLED_BY", {step + 1: fail})
        with pytest.raises(RuntimeError), store.reading():
            pass
    assert store.check() == []
