"""All benchmarks by one command: ``python -m tests.benchmarks [--quick] [--out docs/benchmarks.md]``.

Runs each benchmark in a process of its own, one after the other, and prints (or writes) what they print, with the
machine and its load before each. ``--quick`` takes small sizes: minutes instead of an hour.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

FULL = {
    "Reading articles": ["extraction"],
    "State and writing, beside SQLite": ["state", "10000", "1000000", "10000000", "--sqlite", "1000000"],
    "Pages, beside peers": ["pages", "--events", "200", "1000", "100000", "--peers"],
    "Archives": ["archive", "20000"],
}
QUICK = {
    "Reading articles": ["extraction"],
    "State and writing, beside SQLite": ["state", "10000", "100000", "--sqlite", "100000"],
    "Pages": ["pages", "--events", "200", "1000", "--repeat", "3"],
    "Archives": ["archive", "1000"],
}


def machine() -> str:
    """The machine and the versions that were measured."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("timeline", "duckdb", "polars", "plotly", "pydantic"))
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} processors ({platform.machine()}, {platform.system()}), "
        f"Python {platform.python_version()}, {libraries}"
    )


def main(arguments: list[str] | None = None) -> int:
    """Run all; the exit code is that of the first benchmark that failed, else 0."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes")
    parser.add_argument("--out", type=Path, help="write the figures as Markdown to this file")
    chosen = parser.parse_args(arguments)
    lines = ["# Figures", "", machine(), ""]
    failed = 0
    for title, words in (QUICK if chosen.quick else FULL).items():
        print(f"{title} ...", file=sys.stderr)
        load = os.getloadavg()[0]
        done = subprocess.run(
            [sys.executable, "-m", f"tests.benchmarks.{words[0]}", *words[1:]], capture_output=True, text=True
        )
        failed = failed or done.returncode
        shown = done.stdout.rstrip() if done.returncode == 0 else f"failed: {done.stderr.strip().splitlines()[-1:]}"
        command = f"python -m tests.benchmarks.{' '.join(words)}"
        lines += [f"## {title}", "", f"`{command}`, load {load:.1f} before", "", "```", shown, "```", ""]
    text = "\n".join(lines)
    if chosen.out is None:
        print(text)
    else:
        chosen.out.write_text(text, encoding="utf-8")
    return failed


if __name__ == "__main__":
    sys.exit(main())
