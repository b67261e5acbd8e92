"""The desk of the command tests, and commands as processes of their own, with their time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

# Fixtures are found by the names that a conftest holds, though nothing here calls them.
from tests.cli.conftest import desk, draft_of, empty_desk, started  # noqa: F401


@dataclass(frozen=True)
class Ran:
    """What came of a process, in seconds and megabytes (the largest of it and its children)."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float


_MEASURED = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[2:])
open(sys.argv[1], "w").write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(code)
"""
"""Runs a command and writes down its peak of memory. In between, because a child begins with the peak of its parent,
and a test process may be large."""


@pytest.fixture
def run(tmp_path: Path, started: Path) -> Callable[..., Ran]:  # noqa: F811 (the fixture imported above)
    """Runs ``timeline`` in a process of its own, in a folder with a started negotiation."""
    import shutil

    shutil.copytree(started, tmp_path, dirs_exist_ok=True)

    def ran(*words: str, stdin: Path | None = None) -> Ran:
        began = time.monotonic()
        out, err, peak = tmp_path / ".out", tmp_path / ".err", tmp_path / ".peak"
        with out.open("wb") as o, err.open("wb") as e, (stdin or Path(os.devnull)).open("rb") as i:
            code = subprocess.call(
                [sys.executable, "-c", _MEASURED, peak, sys.executable, "-m", "timeline", *words],
                cwd=tmp_path, stdin=i, stdout=o, stderr=e,
                env={**os.environ, "TIMELINE_AUTHOR": "ann", "PYTHONPATH": str(Path(__file__).parents[2])},
            )  # fmt: skip
        seconds = time.monotonic() - began
        return Ran(code, out.read_text(), err.read_text(), seconds, int(peak.read_text()) / 1000)

    return ran
