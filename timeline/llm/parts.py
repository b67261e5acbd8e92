"""Long articles in parts that a model can answer about: cut between paragraphs, else sentences, else words."""

from __future__ import annotations

from dataclasses import dataclass

PART = 12_000
"""Longest stretch asked about at once, in characters: some 3,000 tokens of English, and an answer of about as many."""
SMALLEST = 400
"""A stretch that is not cut further, in characters."""
_BREAKS = ("\n\n", "\n", ". ", " ")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an article's text, in code points."""

    start: int
    end: int


def parts_of(text: str, longest: int = PART) -> list[Part]:
    """``text`` as parts of at most ``longest`` characters that follow on one another without a gap."""
    parts: list[Part] = []
    start = 0
    while len(text) - start > longest:
        cut = _cut(text, start + longest // 2, start + longest)
        parts.append(Part(start, cut))
        start = cut
    return [*parts, Part(start, len(text))]


def halves(text: str, part: Part) -> tuple[Part, Part] | None:
    """The part in two, for an answer that became too long; None where it is too short to cut."""
    length = part.end - part.start
    if length < 2 * SMALLEST:
        return None
    cut = _cut(text, part.start + length // 3, part.start + length * 2 // 3)
    return Part(part.start, cut), Part(cut, part.end)


def _cut(text: str, first: int, last: int) -> int:
    """The best place to cut after ``first`` and not after ``last``."""
    for mark in _BREAKS:
        found = text.rfind(mark, first, last)
        if found >= 0:
            return found + len(mark)
    return last
