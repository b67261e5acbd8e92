"""Files that are written whole or not at all, whatever goes wrong on the way."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import polars
import pytest

from timeline.cli.output import write_frame
from timeline.model.problems import ProblemError, UsageProblem
from timeline.model.whole import is_store, whole, write_whole
from timeline.report.html import write_page

LONG = "x" * 400_000
WRITERS: dict[str, Callable[[Path], None]] = {
    "bytes": lambda path: write_whole(path, LONG.encode()),
    "a page": lambda path: write_page(LONG, path),
    "a result": lambda path: write_frame(polars.DataFrame({"a": [LONG]}), "csv", path),
}


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file grows beyond ``size``, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("name", WRITERS)
def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path: Path, name: str) -> None:
    path = tmp_path / "good"
    path.write_text("good")
    with room_for(300_000), pytest.raises(ProblemError, match="good: cannot be written: file too large; make room"):
        WRITERS[name](path)
    assert path.read_text() == "good" and [*tmp_path.iterdir()] == [path]
    WRITERS[name](path)
    assert path.stat().st_size >= len(LONG) and [*tmp_path.iterdir()] == [path]


def test_an_error_of_the_writer_passes_and_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "good"
    path.write_text("good")
    with pytest.raises(ValueError, match="no"), whole(path) as file:
        file.write(b"half")
        raise ValueError("no")
    assert path.read_text() == "good" and [*tmp_path.iterdir()] == [path]


def test_the_content_is_on_the_disk_before_the_file_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "good"
    path.write_text("good")
    seen: list[tuple[str, int]] = []
    monkeypatch.setattr("os.fsync", lambda number: seen.append((path.read_text(), os.fstat(number).st_size)))
    write_whole(path, b"better")
    assert (seen, path.read_text()) == ([("good", 6)], "better")


def test_two_processes_write_under_names_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    with whole(path) as one:
        one.write(b"one")
        with monkeypatch.context() as other:
            other.setattr("os.getpid", lambda: 0)
            write_whole(path, b"two")
        assert path.read_bytes() == b"two"
    assert path.read_bytes() == b"one"


def test_a_file_keeps_its_mode_a_link_stays_one_and_a_device_is_written_to(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "a").chmod(0o600)
    (tmp_path / "link").symlink_to("a")
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "a").read_text() == "new" and (tmp_path / "a").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "link").is_symlink()
    os.mkfifo(tmp_path / "pipe")
    end = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_whole(tmp_path / "pipe", b"told")
    assert os.read(end, 9) == b"told" and (tmp_path / "pipe").is_fifo()
    write_whole(Path(f"/dev/fd/{os.open(tmp_path / 'pipe', os.O_WRONLY)}"), b"and more")
    assert os.read(end, 9) == b"and more"
    os.close(end)


def test_a_store_is_never_written_over_and_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "s").write_bytes(b"12345678DUCK and more")
    assert is_store(tmp_path / "s") and not is_store(tmp_path) and not is_store(tmp_path / "none")
    with pytest.raises(UsageProblem, match="is a store"):
        write_whole(tmp_path / "s", b"")
    with pytest.raises(ProblemError, match="is a folder, and a file is wanted here"):
        write_whole(tmp_path, b"")
    assert (tmp_path / "s").read_bytes().endswith(b"more")
