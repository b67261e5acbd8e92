"""Copies of a store: a snapshot to read while somebody writes, a backup before each migration and of each day.

A store's file is changed in place only at a checkpoint, which ends by writing its header; what was committed
since stands in the write-ahead log beside it. So a copy of both is whole when the header was the same
before and after copying. Copies are made while this process does not hold the file: closing a second
handle would let go of DuckDB's lock.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from os import getpid
from pathlib import Path
from tempfile import TemporaryDirectory

from timeline.model.problems import Problem, ProblemError

KEPT_DAYS = 3
"""How many daily backups are kept."""
_HEADER_BYTES = 3 * 4096
_PATIENCE_S = 10.0
_NAME = re.compile(r"\.(\d{4}-\d{2}-\d{2}|schema-\d+)\.backup$")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup beside a store."""

    path: Path
    label: str
    """The day whose end it holds, or the schema it was migrated from."""
    made: datetime
    """When it was copied, in the time zone of the machine, by whose days backups are named."""
    size: int


def wal_of(path: Path) -> Path:
    """The write-ahead log of a store: there only while somebody writes, or after they were stopped."""
    return path.with_name(path.name + ".wal")


def remove(path: Path) -> None:
    """Take a store away with its write-ahead log."""
    for file in (path, wal_of(path)):
        file.unlink(missing_ok=True)


@contextmanager
def in_the_making(target: Path) -> Iterator[Path]:
    """Where to make a store that is renamed to ``target`` once it is whole; what is left there then is taken away."""
    fresh = target.with_name(f".{target.name}.{getpid()}.new")
    try:
        yield fresh
    finally:
        remove(fresh)


def copy_whole(path: Path, target: Path) -> None:
    """Copy a store with its write-ahead log as of one moment, also while another process writes.

    Raises ProblemError where it is written to so fast that no moment of rest is found.
    """
    give_up = time.monotonic() + _PATIENCE_S
    while True:
        before = _state(path)
        shutil.copyfile(path, target)
        wal_of(target).unlink(missing_ok=True)
        try:
            shutil.copyfile(wal_of(path), wal_of(target))
        except FileNotFoundError:
            wal_of(target).unlink(missing_ok=True)
        if before == _state(path):
            return
        if time.monotonic() > give_up:
            raise ProblemError(Problem("is written to without a pause", str(path), "try again in a while"))
        time.sleep(0.02)


def _state(path: Path) -> tuple[bytes, int]:
    """The header of a store's file and which file it is: both stay while it can be copied."""
    with path.open("rb") as file:
        return file.read(_HEADER_BYTES), path.stat().st_ino


@contextmanager
def snapshot(path: Path) -> Iterator[Path]:
    """A private copy of a store as it was last committed, gone afterwards."""
    with TemporaryDirectory(prefix="timeline-snapshot-") as folder:
        copy = Path(folder) / path.name
        copy_whole(path, copy)
        yield copy


def keep_day(path: Path) -> None:
    """Before the first write of a day, keep the store as it was left on an earlier one."""
    files = (path, wal_of(path))  # after a kill the last commits stand in the log alone
    last = date.fromtimestamp(max(file.stat().st_mtime for file in files if file.exists()))
    if last < date.today() and not (target := path.with_name(f"{path.name}.{last}.backup")).exists():
        _keep(path, target)
        days = [backup for backup in backups(path) if not backup.label.startswith("schema")]
        for old in days[:-KEPT_DAYS]:
            remove(old.path)


def keep_schema(path: Path, step: int) -> None:
    """Before a migration, keep the store as its schema was."""
    _keep(path, path.with_name(f"{path.name}.schema-{step}.backup"))


def _keep(path: Path, target: Path) -> None:
    try:
        with in_the_making(target) as fresh:
            copy_whole(path, fresh)
            remove(target)  # a log beside another file than its own would damage it
            if wal_of(fresh).exists():
                wal_of(fresh).replace(wal_of(target))
            fresh.replace(target)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = "make room, or see whether you may write there"
        raise ProblemError(Problem(f"no backup can be kept: {reason}", str(target), hint)) from error


def backups(path: Path) -> list[Backup]:
    """The backups beside a store, the oldest first."""
    found = []
    for file in path.parent.glob(f"{path.name}.*.backup") if path.parent.is_dir() else ():
        label = _NAME.search(file.name)
        if label:
            stat = file.stat()
            found.append(Backup(file, label[1], datetime.fromtimestamp(stat.st_mtime).astimezone(), stat.st_size))
    return sorted(found, key=lambda backup: (backup.label.startswith("schema"), backup.label))


def find_backup(path: Path, named: str) -> Path:
    """The backup of a store that a day, ``schema-N`` or a path means; raises ProblemError where there is none."""
    for backup in backups(path):
        if named == backup.label:
            return backup.path
    if Path(named).is_file():
        return Path(named)
    labels = ", ".join(backup.label for backup in backups(path)) or "no backup"
    raise ProblemError(Problem(f'there is no backup "{named}"', str(path), f"beside the store there is {labels}"))


def put_back(path: Path, backup: Path, now: datetime) -> Path | None:
    """Make a backup the store again; what was there is moved aside, and its new path returned (None where none was).

    The caller has seen that the backup can be read and that nobody holds the store.
    """
    aside = path.with_name(f"{path.name}.replaced-{now:%Y%m%dT%H%M%S}")
    with in_the_making(path) as fresh:
        copy_whole(backup, fresh)
        moved = path.exists()
        for old, new in ((path, aside), (wal_of(path), wal_of(aside))):
            if old.exists():
                old.rename(new)
        if wal_of(fresh).exists():
            wal_of(fresh).rename(wal_of(path))
        fresh.rename(path)
    return aside if moved else None
