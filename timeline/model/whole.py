"""Files that are written whole or not at all: what stood there before stays until all of the new is on the disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from timeline.model.problems import Problem, ProblemError, UsageProblem


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` as :func:`whole` does."""
    with whole(path) as file:
        file.write(content)


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of ``path`` when the block ends without an error; its folder is made.

    Until then it has a name of this process. A device or pipe is written to as it is. Raises UsageProblem where a
    store would be written over, ProblemError where the file cannot be written; then ``path`` is as it was.
    """
    refuse_store(path)
    if path.is_dir():
        raise ProblemError(Problem("is a folder, and a file is wanted here", str(path)))
    in_place = path.exists() and not path.is_file()
    target = path if in_place else Path(os.path.realpath(path))  # a link stays one
    fresh = target if in_place else target.with_name(f".{target.name}.{os.getpid()}.new")
    with writable(path):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with fresh.open("wb") as file:
                yield file
                if not in_place:
                    on_disk(file)
            if not in_place:
                if target.exists():
                    shutil.copymode(target, fresh)
                fresh.replace(target)
        finally:
            if not in_place:
                fresh.unlink(missing_ok=True)


def on_disk(file: BinaryIO) -> None:
    """Wait until what was written is on the disk: a name that is given before may outlive a power cut without it."""
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def writable(path: Path) -> Iterator[None]:
    """What the system says of a file or folder that cannot be written, as a ProblemError; a broken pipe stays one."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = "make room, or choose a place that you may write to"
        if isinstance(error, FileExistsError | NotADirectoryError):
            reason, hint = "a folder is wanted, and there is a file of that name", "choose another place"
        raise ProblemError(Problem(f"cannot be written: {reason}", str(path), hint)) from error


def refuse_store(path: Path) -> None:
    """Raise UsageProblem where a file is one of DuckDB's."""
    if is_store(path):
        raise UsageProblem(Problem("is a store; nothing else is written over it", str(path)))


def is_store(path: Path) -> bool:
    """Whether a file is one of DuckDB's."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(12)[8:] == b"DUCK"
    except OSError:
        return False
