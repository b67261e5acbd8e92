"""Whole commands over an archive: killed in the middle, in a pipe, at a terminal, and on a cluster that loses a worker."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.archive import memory_of, write
from tests.bulk.conftest import NEGOTIATION, in_this_process, jsonl, records
from tests.bulk.test_archive import NewStore, table
from timeline.store.statements import run
from timeline.store.store import Store
from timeline.workflow.archive import ingest_archive, settle

pytestmark = pytest.mark.slow


def ingest_command(store: Store, archive: Path, *more: str) -> list[str]:
    named = ["--db", str(store.path), "--negotiation", NEGOTIATION, "--author", "ann"]
    return [sys.executable, "-m", "timeline", "ingest", str(archive), "--engine", "local", *named, *more]


def stored(store: Store) -> int:
    with store.reading() as reader:
        return len(reader.ids("article"))


def test_killed_at_any_moment_it_goes_on_and_doubles_nothing(tmp_path: Path, new_store: NewStore) -> None:
    archive = tmp_path / "a.jsonl"
    write(archive, 1200)
    store = new_store("t.duckdb")
    for wait in (1.0, 3.0, 6.0, 8.0):
        running = subprocess.Popen(
            ingest_command(store, archive), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            running.wait(wait)
        except subprocess.TimeoutExpired:
            children = [int(p) for p in Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()]
            running.kill()
            running.wait()
            deadline = time.monotonic() + 10
            while any(Path(f"/proc/{child}").exists() for child in children) and time.monotonic() < deadline:
                time.sleep(0.1)
            assert not any(Path(f"/proc/{child}").exists() for child in children), "its processes ended with it"
        assert store.check() == []
    last = subprocess.run(ingest_command(store, archive), capture_output=True, text=True)
    assert last.returncode == 0, last.stderr
    whole = new_store("whole.duckdb")
    ingest_archive(whole, "ann", NEGOTIATION, archive, in_this_process)
    assert table(store, "article") == table(whole, "article")
    assert table(store, "draft") == table(whole, "draft")
    assert store.check() == []


def test_settling_puts_the_batches_together_and_changes_no_row(
    tmp_path: Path, new_store: NewStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline.workflow.archive.BATCH_ARTICLES", 150)
    archive, store = tmp_path / "a.jsonl", new_store("t.duckdb")
    write(archive, 450)
    ingest_archive(store, "ann", NEGOTIATION, archive, in_this_process)

    def row_groups() -> int:
        with store.reading() as reader:
            asked = "SELECT DISTINCT row_group_id FROM pragma_storage_info('draft_history')"
            return len(run(reader.connection, asked))

    before = table(store, "draft")
    assert row_groups() == 3, "a batch does not rewrite those before it"
    settle(store, "ann")
    assert row_groups() == 1
    assert table(store, "draft") == before
    assert store.check() == []


def test_in_a_pipe_it_says_one_line_and_takes_bounded_memory(tmp_path: Path, new_store: NewStore) -> None:
    archive = tmp_path / "a.jsonl"
    write(archive, 600)
    running = subprocess.Popen(
        ingest_command(new_store("t.duckdb"), archive), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    peak, done = [0], threading.Event()

    def watch() -> None:
        while not done.wait(0.3):
            peak[0] = max(peak[0], memory_of(running.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    out, told = running.communicate()
    done.set()
    watcher.join()
    assert re.fullmatch(r"\S+a\.jsonl\t\d+ new\t0 of them copies\t0 already stored\t\d+ passed over\t\d+ drafts\n", out)
    assert "\x1b" not in told and "%" not in told
    assert peak[0] < 1e9


def test_at_a_terminal_it_tells_rate_and_remaining_time(tmp_path: Path, new_store: NewStore) -> None:
    pexpect = pytest.importorskip("pexpect")
    archive = tmp_path / "a.jsonl"
    write(archive, 300)
    command = ingest_command(new_store("t.duckdb"), archive)
    shown = pexpect.spawn(command[0], command[1:], encoding="utf-8", timeout=120, dimensions=(24, 120))
    shown.expect(r"\d+ % .*[\d,]+ records, [\d,]+ a second.*\d:\d\d")
    shown.expect(pexpect.EOF)


@pytest.fixture
def cluster() -> Iterator[object]:
    pytest.importorskip("ray", reason="ray is not installed: pip install -e '.[cluster]' -c constraints.txt")
    from ray.cluster_utils import Cluster

    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 0})
    try:
        yield made
    finally:
        import ray

        ray.shutdown()
        made.shutdown()


def test_a_cluster_that_loses_a_worker_reads_the_same_drafts(
    tmp_path: Path, new_store: NewStore, cluster: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ray

    from timeline.workflow.cluster import on_cluster

    monkeypatch.setattr("timeline.workflow.cluster.PART_BYTES", 40_000)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(Path.cwd()), os.environ.get("PYTHONPATH", "")])))
    archive = tmp_path / "a.jsonl"
    write(archive, 400)
    workers = [cluster.add_node(num_cpus=1) for _ in range(2)]
    ray.init(address=cluster.address, log_to_driver=False)
    written = tmp_path / "drafts"
    killed: list[int] = []

    def kill_one_when_something_is_written() -> None:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and not list(written.rglob("*.parquet")):
            time.sleep(0.05)
        killed.append(len(list(written.rglob("*.parquet"))))
        for process in workers[0].all_processes.values():
            for each in process:
                os.kill(each.process.pid, signal.SIGKILL)

    killer = threading.Thread(target=kill_one_when_something_is_written)
    killer.start()
    store, local = new_store("cluster.duckdb"), new_store("local.duckdb")
    done = ingest_archive(store, "ann", NEGOTIATION, archive, on_cluster(None, written))
    killer.join()
    parts = archive.stat().st_size // 40_000
    assert killed and killed[0] < parts, "the worker was killed in the middle"
    assert done.new > 390
    ingest_archive(local, "ann", NEGOTIATION, archive, in_this_process)
    assert table(store, "article") == table(local, "article")
    assert table(store, "draft") == table(local, "draft")
    assert store.check() == []


def test_without_ray_it_says_how_to_get_it(
    tmp_path: Path, new_store: NewStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    from timeline.model.problems import ProblemError
    from timeline.workflow.cluster import on_cluster

    monkeypatch.setitem(sys.modules, "ray", None)
    archive = jsonl(tmp_path / "a.jsonl", records(1))
    with pytest.raises(ProblemError, match="Ray is not installed; pip install"):
        ingest_archive(new_store("t.duckdb"), "ann", NEGOTIATION, archive, on_cluster(None, tmp_path / "drafts"))
