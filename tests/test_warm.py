"""A store opened in a DuckDB that runs already is the store that it is in one of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.warm import Warm
from timeline.model.problems import ProblemError
from timeline.store import backup, connection
from timeline.store.statements import run
from timeline.store.store import Store

AS_OF, KNOWN_AT = date(2025, 11, 20), datetime(2026, 1, 1, tzinfo=UTC)
ASKS = (
    "SELECT current_database(), current_setting('TimeZone'), current_setting('threads')",
    "SELECT table_name FROM duckdb_tables() ORDER BY ALL",
    "SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY ALL",
    "SELECT function_name FROM duckdb_functions() WHERE NOT internal ORDER BY ALL",
    "SELECT event_id, told_by FROM events ORDER BY ALL",
    "FROM changes('korea-us-2025', TIMESTAMPTZ '2025-10-01') ORDER BY ALL",
)


@pytest.fixture
def store(shipped_store: Store, tmp_path: Path) -> Store:
    return Store(Path(shutil.copy(shipped_store.path, tmp_path / "mine.duckdb")))


@pytest.mark.slow
def test_it_says_the_same(store: Store, warm: Warm) -> None:
    def said() -> list[object]:
        with store.reading() as reader:
            answers = [run(reader.connection, sql) for sql in ASKS]
            return [*answers, reader.state("korea-us-2025", AS_OF, KNOWN_AT)]

    before = warm.opened
    running = said()
    assert warm.opened == before + 1
    with warm.resting():
        assert said() == running
    assert warm.opened == before + 1


@pytest.mark.slow
def test_it_is_held_locked_and_let_go_of_as_ever(store: Store) -> None:
    def writes() -> int:
        code = "import sys, duckdb; duckdb.connect(sys.argv[1]).close()"
        return subprocess.run([sys.executable, "-c", code, store.path], capture_output=True, check=False).returncode

    with connection.writing(store.path) as held:
        run(held, "INSERT INTO setting VALUES ('a', 'b')")
        assert writes()
    assert not backup.wal_of(store.path).exists()
    assert not writes()
    with store.reading() as reader:
        assert run(reader.connection, "SELECT value FROM setting WHERE key = 'a'") == [("b",)]
        assert writes()
        with pytest.raises(ProblemError), connection.writing(store.path, patience_s=0):
            pass
    assert not writes()


def test_what_takes_its_place_is_read_and_what_is_no_store_is_told(store: Store, tmp_path: Path) -> None:
    with store.writing("ann") as writer:
        run(writer.connection, "INSERT INTO setting VALUES ('a', 'b')")
    (tmp_path / "other.duckdb").write_bytes(store.path.read_bytes())
    store.path.write_bytes(b"no store" * 4096)
    with pytest.raises(ProblemError, match="is not a DuckDB file"), store.reading():
        pass
    (tmp_path / "other.duckdb").replace(store.path)
    with store.reading() as reader:
        assert run(reader.connection, "SELECT value FROM setting WHERE key = 'a'") == [("b",)]
