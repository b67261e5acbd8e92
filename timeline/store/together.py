"""Files of one folder that take the place of older ones all together or not at all, whenever the process is killed.

The new files are written beside the old ones, in a hidden folder. Giving that folder its last name is what decides:
before it the old files count, after it the new ones, and whoever comes next moves what was not moved yet.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from timeline.model.problems import Problem, ProblemError
from timeline.model.whole import on_disk, refuse_store, writable
from timeline.store.turn import NotYours, turn

PATIENCE_S = 60.0
"""How long one process waits for another that writes to the folder."""
_DECIDED = ".export.decided"


@contextmanager
def replaced_together(folder: Path) -> Iterator[Path]:
    """A folder to write files to, which take the places of their namesakes in ``folder`` when the block ends well.

    Other files there are left alone, and a link stays one. Raises ProblemError where another process writes there for
    long or a file cannot be written; then ``folder`` is as it was.
    """
    with writable(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder), writable(folder):
        _finish(folder)
        for left in folder.glob(".export.*.new"):
            shutil.rmtree(left)
        fresh = folder / f".export.{os.getpid()}.new"
        try:
            fresh.mkdir()
            yield fresh
            for path in fresh.iterdir():
                _may_be_replaced(folder / path.name)
                with path.open("rb+") as file:
                    on_disk(file)
            fresh.rename(folder / _DECIDED)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        _finish(folder)


@contextmanager
def settled(folder: Path) -> Iterator[None]:
    """Hold a folder in which nothing is being replaced; what a killed process left to do is done first.

    Raises ProblemError as :func:`replaced_together` does.
    """
    with _alone(folder):
        with writable(folder):
            _finish(folder)
        yield


def _finish(folder: Path) -> None:
    """Move the files that were decided on and not moved yet."""
    decided = folder / _DECIDED
    if not decided.is_dir():
        return
    for file in sorted(decided.iterdir()):
        target = Path(os.path.realpath(folder / file.name))
        if target.exists():
            shutil.copymode(target, file)
        shutil.move(file, target)
    decided.rmdir()


def _may_be_replaced(path: Path) -> None:
    refuse_store(path)
    if path.exists() and not path.is_file():
        raise ProblemError(Problem("is no file, and one is to be written here", str(path), "move it away"))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with ExitStack() as held:
        try:
            held.enter_context(turn(folder, PATIENCE_S))
        except NotYours as error:
            told = "another process has been reading or writing here for long"
            raise ProblemError(Problem(told, str(folder), "wait until it has finished, then try again")) from error
        except OSError:  # a file system without locks can be read all the same
            pass
        yield
