"""Whose turn it is to write: one writer at a store from before DuckDB opens the file until after it has closed it.

DuckDB's own lock is not enough. Up to 2.0.1 a process that opens the file while another is closing it can miss the
last commit of the other and write over it: of 5,600 acknowledged commits by eight contending processes 9 were lost,
with turns none of 6,400. Readers need no turn: they write nothing, and were never seen to miss a commit.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # not on Windows; there DuckDB's lock is all there is
    fcntl = None  # type: ignore[assignment]


def is_locked(message: str) -> bool:
    """Whether DuckDB could not open a file because another process holds it; the path in the message may say "lock"."""
    return "Could not set lock" in message or "Conflicting lock is held" in message


class NotYours(Exception):
    """Somebody else has had the turn for longer than we would wait."""


@contextmanager
def turn(path: Path, patience_s: float) -> Iterator[None]:
    """Hold the turn to write to an existing file; raises NotYours after ``patience_s``.

    The lock is on the file itself and goes with the process, however that ends. Where the file was replaced or
    taken away while we waited, the turn is for what is there now; raises FileNotFoundError where nothing is.
    """
    if fcntl is None:
        yield
        return
    give_up = time.monotonic() + patience_s
    while True:
        handle = os.open(path, os.O_RDONLY)
        try:
            _lock(handle, give_up)
            if not _is_still(path, handle):
                continue
            yield
            return
        finally:
            os.close(handle)


def _lock(handle: int, give_up: float) -> None:
    pause = 0.002
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > give_up:
                raise NotYours from None
        time.sleep(pause)
        pause = min(pause * 2, 0.05)


def _is_still(path: Path, handle: int) -> bool:
    try:
        now = path.stat()
    except FileNotFoundError:
        return False
    held = os.fstat(handle)
    return (now.st_dev, now.st_ino) == (held.st_dev, held.st_ino)
