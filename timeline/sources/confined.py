"""Pages, letters and PDFs are read in a process of its own, so that a hostile one costs bounded time and memory.

Their readers are large libraries that were written for well-meant input: a tag of 300,000 attributes
takes one of them minutes, and a PDF of a few hundred bytes can ask for gigabytes. The process gets
the bytes, never the name of a file; it is started when first needed, serves one source after another,
and is ended with this one, or when a source runs away with it.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import subprocess
import sys
import threading
from typing import Any

from timeline.model.bounds import child_environment
from timeline.model.problems import Problem, ProblemError
from timeline.sources.found import Stated, Text
from timeline.sources.records import Records

MOST_SECONDS = 20.0
"""How long one source may take to be read."""
MOST_MEGABYTES = 1500
"""How much memory the process may take, beyond what it takes to start."""
_INSTEAD = "save the text itself as a .txt file and read that"

_running: list[subprocess.Popen[bytes]] = []


def confined(form: str, data: bytes, where: str) -> Records:
    """The texts of a page, letter or PDF; raises ProblemError where it cannot be read within the limits."""
    child = _child()
    assert child.stdin is not None and child.stdout is not None
    late = threading.Event()

    def end() -> None:
        late.set()
        child.kill()

    timer = threading.Timer(MOST_SECONDS, end)
    timer.start()
    try:
        head = json.dumps({"form": form, "where": where, "size": len(data)}).encode()
        with contextlib.suppress(BrokenPipeError):  # it ended; what it said, or did not say, is read below
            child.stdin.write(head + b"\n" + data)
            child.stdin.flush()
        answer = child.stdout.readline()
    except BaseException:
        _stop()  # it is in the middle of a source that nobody waits for any more
        raise
    finally:
        timer.cancel()
        timer.join()
    if not answer.endswith(b"\n"):
        _stop()
        if late.is_set():
            raise ProblemError(Problem(f"takes longer than {MOST_SECONDS:.0f} seconds to read", where, _INSTEAD))
        raise ProblemError(Problem("cannot be read: its reader broke down over it", where, _INSTEAD))
    said: dict[str, Any] = json.loads(answer)
    if "memory" in said:
        _stop()
        raise ProblemError(Problem(f"needs more than {MOST_MEGABYTES} MB of memory to read", where, _INSTEAD))
    if "refused" in said:
        raise ProblemError([Problem(**problem) for problem in said["refused"]])
    return Records(
        [Text(**{**text, "stated": Stated(**text["stated"])}) for text in said["texts"]],
        [Problem(**problem) for problem in said["problems"]],
        [Problem(**problem) for problem in said["notes"]],
    )


def _child() -> subprocess.Popen[bytes]:
    """The running process, or a new one. It sees nothing of our environment but where Python is."""
    if _running and _running[0].poll() is None:
        return _running[0]
    _stop()
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "timeline.sources.worker", str(MOST_MEGABYTES)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=child_environment(),
    )
    _running.append(child)
    return child


@atexit.register
def _stop() -> None:
    while _running:
        child = _running.pop()
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
