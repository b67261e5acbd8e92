"""The word lists of the package as plain tables: one TOML file each, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The content of ``NAME.toml`` of this package; raises FileNotFoundError where there is none."""
    return tomllib.loads(files("timeline.lexicon").joinpath(f"{name}.toml").read_text("utf-8"))
