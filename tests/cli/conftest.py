"""A desk to try commands at: a fresh folder with a store, an article, and the command as a person would call it."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from timeline.cli.main import main
from timeline.store.store import Store

ARTICLE = """---
publisher: Example Wire
published: 2025-09-25
title: Talks on the swap line
---

President Lee Jae Myung met U.S. Treasury Secretary Scott Bessent in New York on September 24.

Korea has asked for an unlimited currency swap line, a proposal Washington has so far resisted.
"""


@dataclass(frozen=True)
class Done:
    """What came of a command."""

    returncode: int
    stdout: str
    stderr: str


@dataclass
class Desk:
    """Runs ``timeline`` in a folder of its own, in this process: a new one for each would cost half a second."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def __call__(self, *words: str, stdin: str = "") -> Done:
        out, err = io.StringIO(), io.StringIO()
        with (
            pytest.MonkeyPatch.context() as patch,
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            patch.chdir(self.folder)
            for name, value in self.environment.items():
                patch.setenv(name, value)
            patch.delenv("TIMELINE_DB", raising=False)
            patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
            try:
                code = main(words)
            except SystemExit as exit:
                code = int(exit.code or 0)
        assert "Traceback" not in err.getvalue(), err.getvalue()
        assert "a fault of this program" not in err.getvalue(), err.getvalue()
        return Done(code, out.getvalue(), err.getvalue())

    def fine(self, *words: str, stdin: str = "") -> str:
        """Standard output of a command that must succeed."""
        done = self(*words, stdin=stdin)
        assert done.returncode == 0, f"{words}: {done.stderr}"
        return done.stdout

    def rows(self, sql: str) -> list[dict[str, object]]:
        """What a query says of the store."""
        with Store(self.folder / "data/timeline.duckdb").reading() as reader:
            return reader.frame(sql).to_dicts()


def desk_in(folder: Path) -> Desk:
    """A desk in a folder; what pages have in common is packed once for all, in the cache of whoever runs the tests."""
    keep = {name: os.environ[name] for name in ("PATH", "LANG", "PYTHONPATH") if name in os.environ}
    keep["XDG_CACHE_HOME"] = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Desk(folder, {**keep, "HOME": str(folder), "TIMELINE_AUTHOR": "ann", "PROMPT_TOOLKIT_NO_CPR": "1"})


@pytest.fixture
def empty_desk(tmp_path: Path) -> Desk:
    return desk_in(tmp_path)


@pytest.fixture
def desk(tmp_path: Path, started: Path) -> Desk:
    """A negotiation with actors, an issue and one article taken in."""
    import shutil

    shutil.copytree(started, tmp_path, dirs_exist_ok=True)
    return desk_in(tmp_path)


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once and copied, since reading an article costs more than most tests."""
    folder = tmp_path_factory.mktemp("started")
    desk = desk_in(folder)
    (folder / "wire.md").write_text(ARTICLE, encoding="utf-8")
    desk.fine("init", "talks", "--parties", "KR,US", "--issue", "Currency swap line")
    desk.fine("register", "actor", "Lee Jae Myung", "--party", "KR")
    desk.fine("register", "actor", "Scott Bessent", "--party", "US")
    desk.fine("ingest", "wire.md")
    return folder


@pytest.fixture
def draft_of(desk: Desk) -> Callable[[str], str]:
    """The id of the waiting draft of a type."""
    return lambda type: str(desk.rows(f"SELECT draft_id FROM drafts WHERE type = '{type}'")[0]["draft_id"])
