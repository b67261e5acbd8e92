"""All benchmarks by one command: ``python -m tests.benchmarks [--quick] [--leave-out NAME] [--out docs/benchmarks.md]``.

Runs each benchmark in a process of its own, one after the other, and prints (or writes) what they print, with the
machine and its load before each, and a table of what was asked for beside what was measured. ``--quick`` takes small
sizes: minutes instead of an hour.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

TITLES = {
    "extraction": "Reading articles, beside dateparser",
    "state": "State and writing, beside SQLite",
    "pages": "Pages, beside peers",
    "archive": "Archives, beside the extractor alone",
}
FULL = {
    "extraction": [],
    "state": ["10000", "1000000", "10000000", "--sqlite", "1000000"],
    "pages": ["--events", "200", "1000", "100000", "--peers"],
    "archive": ["20000"],
}
QUICK = {
    "extraction": [],
    "state": ["10000", "100000", "--sqlite", "100000"],
    "pages": ["--events", "200", "1000", "--repeat", "3"],
    "archive": ["1000"],
}
TEN_MILLION = "10m"
"""What ``--leave-out`` calls the store of ten million events, which is asked for and takes long."""


class Asked(NamedTuple):
    """A figure that was asked for."""

    benchmark: str
    what: str
    pattern: str
    """Finds the figure in what the benchmark prints."""
    least: float = 0.0
    most: float = float("inf")
    unit: str = ""
    place: int = -1
    """Which of the places counts, where it is printed for several sizes."""


def _question(name: str) -> str:
    return rf"(?m)^\| [\d,]+ \| {re.escape(name)} \| ([\d.]+)"


def _page(what: str, who: str = "ours") -> str:
    return rf"(?m)^ *{re.escape(who)}  {re.escape(what)} +(\d+)$"


ASKED = (
    Asked("extraction", "articles of 3 KB a second on one core", r"(?m)^extractor +(\d+) ", least=1000),
    Asked("state", "status of one negotiation, largest store", _question("status"), most=100, unit="ms"),
    Asked("state", "positions, largest store", _question("positions"), most=100, unit="ms"),
    Asked("state", "changes, largest store", _question("changes"), most=100, unit="ms"),
    Asked("state", "status of all negotiations, largest store", _question("status of all"), most=2000, unit="ms"),
    Asked("state", "open and append one event, largest store", _question("open and append one event"), most=30,
          unit="ms"),
    Asked("pages", "page of 200 events", _page("timeline.html (kB)"), most=1600, unit="kB", place=0),
    Asked("pages", "page of 200 events, until ready", _page("ready (ms)"), most=1000, unit="ms", place=0),
    Asked("pages", "1,000 events: built, all pages", _page("built, all pages (ms)"), most=2000, unit="ms"),
    Asked("pages", "page of 100,000 events: pause on opening", _page("longest pause on opening (ms)", "ours, 100000"),
          most=200, unit="ms"),
    Asked("pages", "the same: pause on filtering", _page("longest pause on filter (ms)", "ours, 100000"), most=200,
          unit="ms"),
    Asked("pages", "the same: pause on zooming", _page("longest pause on zoom (ms)", "ours, 100000"), most=200,
          unit="ms"),
    Asked("archive", "share of cores times the extractor's rate", r"extractor's rate +(\d+)%", least=80, unit="%"),
    Asked("archive", "memory of all processes", r"memory at most (\d+) MB", most=1000, unit="MB"),
)  # fmt: skip


def machine() -> str:
    """The machine and the versions that were measured."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("timeline", "duckdb", "polars", "plotly", "pydantic"))
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} processors ({platform.machine()}, {platform.system()}), "
        f"Python {platform.python_version()}, {libraries}"
    )


def compared(name: str, printed: str) -> Iterator[str]:
    """A row for each figure that is asked of a benchmark: what, asked, measured, and whether it falls short."""
    for asked in ASKED:
        if asked.benchmark != name:
            continue
        found = re.findall(asked.pattern, printed)
        bound = f"at least {asked.least:g}" if asked.least else f"at most {asked.most:g}"
        measured, verdict = "not measured", ""
        if found:
            value = float(found[asked.place])
            measured = f"{value:g} {asked.unit}".strip()
            verdict = "reached" if asked.least <= value <= asked.most else "**not reached**"
        yield f"| {asked.what} | {f'{bound} {asked.unit}'.strip()} | {measured} | {verdict} |"


def main(arguments: list[str] | None = None) -> int:
    """Run all; the exit code is that of the first benchmark that failed, else 0."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes")
    parser.add_argument("--leave-out", nargs="+", default=[], choices=[*TITLES, TEN_MILLION], metavar="NAME",
                        help=f"of {', '.join(TITLES)}; {TEN_MILLION}: the store of ten million events")  # fmt: skip
    parser.add_argument("--out", type=Path, help="write the figures as Markdown to this file")
    chosen = parser.parse_args(arguments)
    rows = ["| figure | asked | measured | |", "| --- | --- | --- | --- |"]
    blocks: list[str] = []
    failed = 0
    for name, words in (QUICK if chosen.quick else FULL).items():
        if name in chosen.leave_out:
            rows += compared(name, "")
            continue
        words = [word for word in words if not (TEN_MILLION in chosen.leave_out and word == "10000000")]
        print(f"{TITLES[name]} ...", file=sys.stderr)
        load = os.getloadavg()[0]
        command = [sys.executable, "-m", f"tests.benchmarks.{name}", *words]
        done = subprocess.run(command, capture_output=True, text=True)
        failed = failed or done.returncode
        shown = done.stdout.rstrip() if done.returncode == 0 else f"failed: {done.stderr.strip().splitlines()[-1:]}"
        rows += compared(name, shown)
        told = f"`python -m {' '.join(command[2:])}`, load {load:.1f} before, {os.getloadavg()[0]:.1f} after"
        blocks += [f"## {TITLES[name]}", "", told, "", "```", shown, "```", ""]
    text = "\n".join(["# Figures", "", machine(), "", *rows, "", *blocks])
    if chosen.out is None:
        print(text)
    else:
        chosen.out.write_text(text, encoding="utf-8")
    return failed


if __name__ == "__main__":
    sys.exit(main())
