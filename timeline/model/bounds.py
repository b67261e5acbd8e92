"""What a child process that reads what strangers wrote may use and see: memory, processor time, no file to write to."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path


def bound_process(memory_bytes: int, processor_s: int | None = None) -> None:
    """Bound this process: memory beyond what it holds now, processor seconds where given, and no byte to any file.

    Without effect on systems that have no such limits (Windows): there the time limit of the parent remains.
    """
    try:
        import resource
    except ImportError:
        return
    sys.dont_write_bytecode = True  # what a limit cuts short would be left for every other process to stumble over
    held = 0
    with contextlib.suppress(OSError):
        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    limits = {resource.RLIMIT_AS: held + memory_bytes, resource.RLIMIT_FSIZE: 0, resource.RLIMIT_CORE: 0}
    if processor_s is not None:
        limits[resource.RLIMIT_CPU] = processor_s
    for what, most in limits.items():
        with contextlib.suppress(ValueError, OSError):  # a lower limit is already in force, or the system has none
            resource.setrlimit(what, (most, most))


def child_environment() -> dict[str, str]:
    """The environment of such a process: nothing of ours but where Python and this program are."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    root = str(Path(__file__).resolve().parents[2])
    paths = [root, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return kept | {
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONUTF8": "1",
        "MALLOC_ARENA_MAX": "2",  # else each thread reserves address space that the memory limit counts
    }
