"""A ledger is exported over an earlier one whole or not at all, however the export ends."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.text_ledger import TextLedger, check_ledger
from timeline.model.ledger import CHAIN, FILES, Change
from timeline.model.problems import ProblemError
from timeline.model.registry import Actor
from timeline.store import chain, together
from timeline.store.store import Store

NAMES = {*FILES.values(), CHAIN}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store whose ledger was exported to ``out``, and which has gone on since."""
    store = TextLedger(tmp_path / "s.duckdb", "2025-08  meeting  KR+US  swap").store
    store.export(tmp_path / "out")
    (tmp_path / "out" / "notes.txt").write_text("ours", encoding="utf-8")
    store.write([Change.of(Actor(actor_id="lee", name="Lee"))], "ann")
    return store


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_an_export_that_fails_leaves_the_earlier_ledger(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = contents(tmp_path / "out")
    monkeypatch.setattr(chain, "chain_line", full)  # the last file of all
    with pytest.raises(ProblemError, match="out: cannot be written: no space left on device; make room"):
        store.export(tmp_path / "out")
    assert contents(tmp_path / "out") == before


@pytest.mark.parametrize("moved", range(len(NAMES)))
@pytest.mark.fast_cases(2)
def test_an_export_that_ends_while_files_take_their_places_is_finished_by_whoever_comes_next(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moved: int
) -> None:
    class Killed(BaseException):
        pass

    done: list[Path] = []
    move_file = shutil.move

    def move(*paths: Any) -> None:
        if len(done) == moved:
            raise Killed
        done.append(move_file(*paths))

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(together.shutil, "move", move)
        store.export(tmp_path / "out")
    assert check_ledger(tmp_path / "out") == []
    store.export(tmp_path / "fresh")
    assert contents(tmp_path / "out") == {**contents(tmp_path / "fresh"), "notes.txt": b"ours"}


def test_what_a_killed_export_left_is_cleared_by_the_next(store: Store, tmp_path: Path) -> None:
    (tmp_path / "out" / ".export.99999999.new").mkdir()
    (tmp_path / "out" / ".export.99999999.new" / "events.jsonl").write_text("half", encoding="utf-8")
    assert check_ledger(tmp_path / "out") == []
    store.export(tmp_path / "out")
    assert set(contents(tmp_path / "out")) == {*NAMES, "notes.txt"}


def test_exports_into_one_folder_wait_for_one_another(store: Store, tmp_path: Path) -> None:
    other = TextLedger(tmp_path / "other.duckdb", "2025-09  meeting  KR+US  cash").store
    threads = [Thread(target=each.export, args=[tmp_path / "out"]) for each in (store, other) * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert check_ledger(tmp_path / "out") == []


def test_a_folder_that_another_process_holds_is_told(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "PATIENCE_S", 0.0)
    with together.settled(tmp_path / "out"), pytest.raises(ProblemError, match="reading or writing here for long"):
        store.export(tmp_path / "out")


def test_a_link_stays_a_link_and_what_is_no_file_is_not_replaced(store: Store, tmp_path: Path) -> None:
    events = tmp_path / "out" / "events.jsonl"
    events.rename(tmp_path / "kept.jsonl")
    events.symlink_to(tmp_path / "kept.jsonl")
    store.export(tmp_path / "out")
    assert events.is_symlink() and check_ledger(tmp_path / "out") == []
    before = (tmp_path / "out" / "actors.jsonl").read_bytes()
    events.unlink()
    events.mkdir()
    store.write([Change.of(Actor(actor_id="kim", name="Kim"))], "ann")
    with pytest.raises(ProblemError, match=r"events.jsonl: is no file, and one is to be written here"):
        store.export(tmp_path / "out")
    assert (tmp_path / "out" / "actors.jsonl").read_bytes() == before
