"""Names with the shape of a person's that are told as those of places and things: "in | Hyde Park", "the | Nile"."""

from __future__ import annotations

import re

_WHERE = re.compile(r"\b(?:in|at|near|outside|around|the)\s\Z")
_WHOSE = re.compile(r"['’]s|\s(?:administration|government|cabinet|team|plan|camp|era|years|presidency)\b")
_ORGANISED = re.compile(r"\b(?:Front|Party|Movement|Alliance|League|Federation|Association|Union|Congress)\b")
"""Words in the names of those who act together: "the Polisario | Front"."""
_A_WORD = 12


def is_where(lower: str, start: int, end: int) -> bool:
    """Whether a name is that of a place or thing: "in | Arica", "the | Itaipu | dam"; and not "in | Mora's | view"."""
    return _WHERE.search(lower, max(0, start - 9), start) is not None and _WHOSE.match(lower, end) is None


def is_of_a_place(text: str, lower: str, start: int, end: int) -> bool:
    """Whether a full name is told as that of a place or thing."""
    return _ORGANISED.search(text, start, end + _A_WORD) is None and is_where(lower, start, end)
