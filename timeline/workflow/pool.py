"""The engine of several processes on this machine: one for each core, each reading chunk after chunk."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from timeline.lexicon import load
from timeline.model.problems import Problem, ProblemError
from timeline.sources.archive import Chunk, Position, chunks
from timeline.workflow.harvest import Harvest, Task, harvest, packed, unpacked

AHEAD = 32
"""Chunks for each process that are read ahead of what is stored, so that none waits while a batch is written."""
AHEAD_BYTES = 32_000_000
"""Read ahead at most, by all processes."""

_task: list[Task] = []


def cores() -> int:
    """How many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def pooled(path: Path, begin: Position, task: Task) -> Iterator[Harvest]:
    """Read an archive with one process for each core; what came of its chunks, in their order."""
    processes = cores()
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(task,))
    running: deque[tuple[Future[dict[str, Any]], int]] = deque()
    ahead = 0

    def next_done() -> Harvest:
        nonlocal ahead
        future, size = running.popleft()
        ahead -= size
        return unpacked(future.result())

    try:
        for chunk in chunks(path, begin):
            size = sum(len(item.data) for item in chunk.items if isinstance(item.data, bytes))
            running.append((pool.submit(_harvest, chunk), size))
            ahead += size
            while len(running) > processes * AHEAD or (ahead > AHEAD_BYTES and len(running) > processes):
                yield next_done()
        while running:
            yield next_done()
    except ProblemError:
        while running:  # what stands before the break
            yield next_done()
        raise
    except BrokenProcessPool as error:
        hint = "the same command goes on from what is stored; less memory is used with fewer cores (taskset -c 0)"
        raise ProblemError(Problem("a process that read it was ended by the system", str(path), hint)) from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _begin(task: Task) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is answered by the process that started this one
    _task[:] = [task]
    load(task.words, task.rules_only)  # before the first article is waited for
    gc.freeze()  # what is there now stays, and need not be looked through again and again
    gc.set_threshold(50_000)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _harvest(chunk: Chunk) -> dict[str, Any]:
    return packed(harvest(chunk, _task[0]))
