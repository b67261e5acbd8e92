"""Several processes at one store: writers take turns and lose nothing, readers go on reading what was committed."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.processes import adding, command, finished, python
from tests.text_ledger import NEGOTIATION, TextLedger
from timeline.model.problems import ProblemError
from timeline.store.connection import reading, writing
from timeline.store.query import run_query
from timeline.store.store import Store

STORY = "2025-09-10  meeting  KR+US  swap  #first"
_HOLDS = """
import sys, time
from pathlib import Path
from timeline.model.ledger import Change
from timeline.model.registry import Actor
from timeline.store.store import Store
with Store(Path(sys.argv[1])).writing("bob") as writer:
    writer.append([Change.of(Actor(actor_id="half-done", name="Half Done"))])
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def made(tmp_path: Path) -> TextLedger:
    return TextLedger.copied(tmp_path / "s.duckdb", STORY)


@pytest.fixture
def holder(made: TextLedger) -> Iterator[int]:
    """A process in the middle of a transaction; its number."""
    process = python(_HOLDS, made.store.path, stdin=subprocess.PIPE)
    assert process.stdout is not None and process.stdin is not None
    assert process.stdout.readline() == "held\n"
    yield process.pid
    process.stdin.close()
    assert process.wait(timeout=60) == 0
    process.stdout.close()
    with made.store.reading() as reader:
        assert "half-done" in reader.ids("actor"), "what it held the store for is kept when it ends"


def test_a_writer_waits_briefly_and_says_who_holds_the_store(made: TextLedger, holder: int) -> None:
    start = time.monotonic()
    with (
        pytest.raises(
            ProblemError, match=rf"is being used by process {holder} \(python.*\); wait until it has finished"
        ),
        writing(made.store.path, patience_s=0.3),
    ):
        pass
    assert 0.2 < time.monotonic() - start < 5


@pytest.mark.slow
def test_readers_meanwhile_see_what_was_committed_and_nothing_half_done(made: TextLedger, holder: int) -> None:
    with made.store.reading() as reader:
        assert reader.ids("event") == [made["first"]]
        assert "half-done" not in reader.ids("actor")
    assert [issue.issue for issue in made.store.state(NEGOTIATION).issues] == ["swap"]
    assert run_query(made.store.path, "SELECT count(*) FROM actors").item() == 0
    folder = made.store.path.parent
    for words in (["status"], ["report", "--out", "out"], ["sql", "SELECT 1"]):
        code, _, err = finished(command(*words, "--db", made.store.path, folder=folder))
        assert code == 0, (words, err)
    code, _, err = finished(command("undo", "--db", made.store.path, folder=folder))
    assert code == 1 and err.count("\n") == 1 and f"process {holder}" in err


@pytest.mark.slow
def test_snapshots_taken_while_others_write_are_whole(made: TextLedger) -> None:
    writers = [adding(made.store.path, name, 12) for name in ("ann", "bob")]
    seen, taken = 0, 0
    try:
        while any(writer.poll() is None for writer in writers):
            with reading(made.store.path, patience_s=0) as connection:
                entries, chained, events = connection.execute(
                    "SELECT (SELECT entries FROM head), (SELECT count(*) FROM chain), (SELECT count(*) FROM log)"
                ).fetchall()[0]
            assert entries == chained == events >= seen
            seen, taken = entries, taken + 1
    finally:
        codes = [finished(writer)[0] for writer in writers]
    assert codes == [0, 0] and taken > 5
    assert made.store.check() == []


@pytest.mark.parametrize(
    ("processes", "events"), [(2, 5), pytest.param(8, 100, marks=pytest.mark.slow)], ids=["a few", "800 events"]
)
def test_no_event_is_lost_among_writers(made: TextLedger, processes: int, events: int) -> None:
    writers = [adding(made.store.path, f"w{number}", events) for number in range(processes)]
    acknowledged = []
    for writer in writers:
        out, _ = writer.communicate(timeout=580)
        assert writer.returncode == 0
        acknowledged += out.split()
    with made.store.reading() as reader:
        assert set(reader.ids("event")) == {made["first"], *acknowledged}
        instants = reader.frame("SELECT count(DISTINCT recorded_at) FROM event_history WHERE author <> 'test'").item()
    assert len(acknowledged) == len(set(acknowledged)) == instants == processes * events
    assert Store(made.store.path).check() == []


_HAS_TURN = """
import os, sys
from pathlib import Path
from timeline.store.turn import turn
path = Path(sys.argv[1])
with turn(path, 1):
    print("held", flush=True)
    sys.stdin.readline()
    if len(sys.argv) > 2:
        os.replace(sys.argv[2], path)
"""


def test_a_writer_waits_until_the_one_before_has_closed_the_file_and_not_only_let_go_of_it(made: TextLedger) -> None:
    process = python(_HAS_TURN, made.store.path, stdin=subprocess.PIPE)
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    with (
        pytest.raises(ProblemError, match="is being used by another process"),
        writing(made.store.path, patience_s=0.2),
    ):
        pass
    assert made.store.state(NEGOTIATION).issues, "a reader need not wait"
    process.kill()
    process.communicate()
    with writing(made.store.path, patience_s=0.2):
        pass


@pytest.mark.slow
def test_who_has_waited_writes_to_the_store_that_is_there_now(made: TextLedger, tmp_path: Path) -> None:
    other = TextLedger(tmp_path / "other.duckdb", f"{STORY}\n2025-09-11  meeting  KR+US  swap")
    process = python(_HAS_TURN, made.store.path, other.store.path, stdin=subprocess.PIPE)
    assert process.stdout is not None and process.stdin is not None and process.stdout.readline() == "held\n"
    writer = adding(made.store.path, "bob", 1)
    time.sleep(2)
    process.stdin.write("\n")
    process.stdin.flush()
    assert writer.communicate(timeout=60)[0].split() == ["talks-0003"]
    process.communicate()
    with made.store.reading() as reader:
        assert reader.ids("event") == ["talks-0001", "talks-0002", "talks-0003"]
