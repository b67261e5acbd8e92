"""Cues: the words beside a trigger that rules look for, from ``words/cues.toml``, as pieces of regular expressions."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def _cues() -> dict[str, list[str]]:
    path = Path(__file__).parent / "words" / "cues.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def cue(name: str) -> str:
    """A group that matches any of the alternatives listed under ``name``; raises KeyError for an unknown name."""
    return f"(?:{'|'.join(_cues()[name])})"
