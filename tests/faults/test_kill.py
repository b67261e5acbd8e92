"""kill -9 at any moment: what was acknowledged is there, nothing is half there, and the next command needs no repair."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.processes import ENVIRONMENT
from tests.faults.worker import ACTS, BATCH, DRAFTS
from tests.store.released import released_store, rows
from tests.text_ledger import TextLedger
from timeline.model.draft import Decision
from timeline.model.ledger import CHAIN, FILES, Change
from timeline.model.registry import Actor
from timeline.store.ledger import read_ledger
from timeline.store.store import Reader, Store

STORY = "\n".join(f"2025-09-{day:02d}  proposal  KR>US  swap  act=request" for day in range(1, 25))


def killed(act: str, folder: Path, first: int, after_s: float) -> list[str]:
    """What a worker acknowledged before it was killed, so many seconds after it had begun."""
    root = str(Path(__file__).parents[2])
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.worker", act, str(folder), str(first)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**ENVIRONMENT, "PYTHONPATH": root},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n", process.communicate()[1]
    time.sleep(after_s)
    assert process.poll() is None, process.communicate()[1]
    os.kill(process.pid, signal.SIGKILL)
    out, _ = process.communicate()
    lines = out.split("\n")
    return [word for line in lines[:-1] for word in line.split()]  # the last one may be half printed


def articles_have_their_drafts(reader: Reader, acknowledged: list[str]) -> None:
    taken = {article.article_id for article in reader.articles("talks") if "th time" in article.text}
    assert set(acknowledged) <= taken
    for article in taken:
        assert len(reader.drafts("talks", article)) == DRAFTS


def drafts_are_decided_together(reader: Reader, acknowledged: list[str]) -> None:
    drafts = reader.drafts("talks")
    states = {draft.draft_id: (draft.article_id, state) for draft, state, _ in drafts}
    assert all(states[id][1] in ("accepted", "rejected") for id in acknowledged)
    for article in {article for article, _ in states.values()}:
        of_article = [state for other, state in states.values() if other == article]
        assert len(of_article) == DRAFTS and len(set(of_article)) == 1
    became = [reader.find("decision", id) for id in states]
    events = {decision.event_id for decision in became if isinstance(decision, Decision) and decision.event_id}
    assert events == {event.event_id for event in reader.events("talks") if event.type == "meeting"}


def batches_are_whole(reader: Reader, acknowledged: list[str]) -> None:
    meetings = {event.event_id for event in reader.events("talks") if event.type == "meeting"}
    assert set(acknowledged) <= meetings and len(meetings) % BATCH == 0


WHOLE: dict[str, Callable[[Reader, list[str]], None]] = {
    "ingest": articles_have_their_drafts,
    "review": drafts_are_decided_together,
    "batch": batches_are_whole,
}


def check_store(folder: Path, act: str, acknowledged: list[str], turn: int) -> None:
    store = Store(folder / "s.duckdb")
    store.write([Change.of(Actor(actor_id=f"next-{turn}", name="Next"))], "ann")  # without repair
    with store.reading() as reader:
        WHOLE[act](reader, acknowledged)


def check_built(folder: Path, act: str, acknowledged: list[str], turn: int) -> None:
    name, entries = {
        "rebuild": ("built", 60),
        "migration": ("old", len([1 for table, _ in rows(1) if "history" in table])),
    }[act]
    made = {path.stem.rpartition("-")[2]: path for path in folder.glob(f"{name}-*.duckdb")}
    assert set(acknowledged) <= set(made)
    for path in made.values():
        store = Store(path)
        with store.reading() as reader:
            assert reader.head()[0] == entries if act == "migration" else reader.head()[0] > 24
        assert store.check() == []
        path.unlink()


def check_ledger(folder: Path, acknowledged: list[str]) -> None:
    ledger = read_ledger(folder / "out")
    assert ledger.replayed()[1] == []
    assert set(acknowledged) <= {entry.id for entry, _ in ledger.entries}
    assert {path.name for path in (folder / "out").iterdir() if "new" not in path.name} == {*FILES.values(), CHAIN}


@pytest.mark.fast_cases(2)
@pytest.mark.parametrize("kills", [1, pytest.param(40, marks=pytest.mark.slow)], ids=["once", "40 times"])
@pytest.mark.parametrize("act", ACTS)
def test_a_killed_process_loses_nothing_and_leaves_nothing_half_done(tmp_path: Path, act: str, kills: int) -> None:
    made = TextLedger(tmp_path / "s.duckdb", STORY)
    made.store.export(tmp_path / "ledger")
    shutil.copytree(tmp_path / "ledger", tmp_path / "out")
    released_store(1, tmp_path / "old.duckdb")
    draw = random.Random(f"{act} {kills}")
    acknowledged: list[str] = []
    for turn in range(kills):
        seen = killed(act, tmp_path, turn * 1000, draw.uniform(0.0, 0.8))
        acknowledged += seen
        if act == "export":
            check_ledger(tmp_path, acknowledged)
        elif act in WHOLE:
            check_store(tmp_path, act, acknowledged, turn)
        else:
            check_built(tmp_path, act, seen, turn)
    assert Store(tmp_path / "s.duckdb").check() == []
    shutil.rmtree(tmp_path)
