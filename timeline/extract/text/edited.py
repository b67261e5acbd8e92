"""A text with some stretches of it left out or put shorter, and the way back to the places of the text as it was."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Edit = tuple[int, int, str]
"""Where it begins and ends, and what is put in its place."""
_HERE, _WRITTEN = 0, 2
"""Where in an edit its place in this text stands, and that in the text as it was."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A text, and where each stretch of it stood."""

    text: str
    _edits: tuple[tuple[int, int, int, int], ...] = ()
    """Of each edit, in order: where it begins and ends in ``text``, and where in the text as it was."""
    _first: Edited | None = None
    """What was edited before."""

    def outward(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of ``text`` as places of the text as it was."""
        start, end = self._moved(start, _HERE, _WRITTEN), self._ends(end)
        return self._first.outward(start, end) if self._first is not None else (start, end)

    def inward(self, at: int) -> int:
        """A place of the text as it was, in ``text``: within an edit where that begins."""
        return self._moved(self._first.inward(at) if self._first is not None else at, _WRITTEN, _HERE)

    def _moved(self, at: int, this: int, other: int) -> int:
        """A place of one of the two texts in the other: within an edit where that begins."""
        number = bisect_right(self._edits, at, key=lambda edit: edit[this]) - 1
        if number < 0:
            return at
        edit = self._edits[number]
        return at - edit[this + 1] + edit[other + 1] if at >= edit[this + 1] else edit[other]

    def _ends(self, at: int) -> int:
        number = bisect_left(self._edits, at, key=lambda edit: edit[0]) - 1
        if number < 0:
            return at
        _, last, _, behind = self._edits[number]
        return max(at - last, 0) + behind

    def edited(self, pattern: re.Pattern[str], put: Callable[[re.Match[str]], str | None]) -> Edited:
        """``text`` with what ``put`` gives in the place of each match; None leaves it as it is."""
        found = ((match, put(match)) for match in pattern.finditer(self.text))
        return self.replaced((*match.span(), shorter) for match, shorter in found if shorter is not None)

    def replaced(self, changes: Iterable[Edit]) -> Edited:
        """``text`` with ``changes``, which stand in order and do not overlap."""
        edits: list[tuple[int, int, int, int]] = []
        parts: list[str] = []
        at = length = 0
        for start, end, put in changes:
            parts += self.text[at:start], put
            length += start - at
            edits.append((length, length + len(put), start, end))
            length += len(put)
            at = end
        return Edited("".join((*parts, self.text[at:])), tuple(edits), self) if edits else self
