"""What a child process that reads what strangers wrote may use: memory and processor time, and no file to write to."""

from __future__ import annotations

import contextlib
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
