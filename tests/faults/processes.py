"""Real processes that write to a store, for tests that stop them or let them contend."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ENVIRONMENT = {
    **{name: os.environ[name] for name in ("PATH", "LANG", "PYTHONPATH") if name in os.environ},
    "TIMELINE_AUTHOR": "ann",
    "PYTHONUTF8": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}
"""Nothing is left where a process may be killed, or may write no more than some bytes: a half-written ``.pyc`` would
break every later one."""

_ADDS = """
import sys
from pathlib import Path
from timeline.model.problems import ProblemError
from timeline.store.store import Store
from timeline.workflow.record import add
store, name = Store(Path(sys.argv[1])), sys.argv[2]
for number in range(int(sys.argv[3])):
    text = f"{name} {number}: they met."
    values = {"type": "meeting", "summary": text, "parties": "KR;US", "date": "2025-09-24"}
    while True:
        try:
            print(add(store, name, values, "talks", note=text).event_id, flush=True)
            break
        except ProblemError as error:
            if "is being used by" not in str(error):
                raise
"""


def python(script: str, *words: object, **options: Any) -> subprocess.Popen[str]:
    """A process that runs a script; standard output can be read."""
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, words)],
        stdout=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
        **options,
    )


def adding(store: Path, name: str, count: int) -> subprocess.Popen[str]:
    """A process that adds so many events and prints the id of each when it is acknowledged."""
    return python(_ADDS, store, name, count)


def command(*words: object, folder: Path, **options: Any) -> subprocess.Popen[str]:
    """The command ``timeline`` as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "timeline", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        env=ENVIRONMENT,
        **options,
    )


def finished(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Exit code and what a process printed, once it has ended."""
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err or ""
