"""What is told a person on standard error, while standard output has the data."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from timeline.model.problems import Problem
from timeline.model.visible import visible


def interactive() -> bool:
    """Whether a person can be asked: standard input and error are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def tell(problems: Iterable[Problem]) -> None:
    """Problems on standard error, one a line."""
    for problem in problems:
        say(f"timeline: {problem}")


def say(text: str) -> None:
    """Narrate on standard error; no text from outside can steer the terminal."""
    print(visible(text), file=sys.stderr)
