"""Smoothing: the text as it is read, without what tells nothing, and the way back to its places.

"Kenya did not, however, accept" is read as "Kenya did not accept", and "Kenya did accept" as "Kenya accepted": every
rule may then look for words side by side, and what it reads is proved by the words that were written.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from timeline.extract.wrapped import flowing
from timeline.lexicon import cue

_EDITS = re.compile(
    rf"(?P<filler>(?<=[\w%\"”)]),\s(?:{cue('smoothing_fillers')})(?:,(?=\s)|(?=[.;:!?])))"
    r"|(?P<space>(?<=[^\s]) (?= [^\s]))"
    r"|(?P<mark>(?<=[\w.,;:\"”])(?:\[\d{1,3}\]|\s\((?:pictured|see [^()\n]{1,60}|above|below)\)))"
    rf"|\b(?P<did>did|does)(?P<between>,\s(?:{cue('smoothing_fillers')}),)?\s(?P<verb>(?!last\b)[a-z]+)\b",
    re.IGNORECASE,
)
"""A filler with its commas; the first of two spaces; the mark of a note; a verb with emphasis."""

_WHO_ACTS = re.compile(
    r"\s(?:[A-Z]|(?:the|an?|it|he|she|they|its|his|her|their|both|this|these|those|no|some|many|most)\s)"
)
_GOES_ON = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|may|might|must|can|could|should|not)"
    r"|[A-Z][\w.'’-]*|ed)\Z"
)
"""Before a filler, what goes on behind it: an auxiliary, a verb in the past, a name."""


@dataclass(frozen=True, slots=True)
class Smoothed:
    """A text with some stretches of it left out or put shorter."""

    text: str
    _edits: tuple[tuple[int, int, int, int], ...] = ()
    """Of each stretch, in order: where it begins and ends in ``text``, and where in the text as it was written."""

    def outward(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of ``text`` as places of the text as it was written."""
        return self._begins(start), self._ends(end)

    def inward(self, at: int) -> int:
        """A place of the text as it was written, in ``text``: within an edit where that begins."""
        number = bisect_right(self._edits, at, key=lambda edit: edit[2]) - 1
        if number < 0:
            return at
        first, last, _, written = self._edits[number]
        return at - written + last if at >= written else first

    def _begins(self, at: int) -> int:
        number = bisect_right(self._edits, at, key=lambda edit: edit[0]) - 1
        if number < 0:
            return at
        _, last, written, behind = self._edits[number]
        return at - last + behind if at >= last else written

    def _ends(self, at: int) -> int:
        number = bisect_left(self._edits, at, key=lambda edit: edit[0]) - 1
        if number < 0:
            return at
        _, last, _, behind = self._edits[number]
        return max(at - last, 0) + behind


def smooth(text: str, emphatic: Mapping[str, str]) -> Smoothed:
    """``text`` with wrapped lines as one, without fillers, double spaces and marks of notes, and with plain verbs.

    ``emphatic`` gives the form that "did accept" and the like have without emphasis.
    """
    text = flowing(text)
    edits: list[tuple[int, int, int, int]] = []
    parts: list[str] = []
    at = length = 0
    for match in _EDITS.finditer(text):
        put = _plain_verb(match, emphatic) if match["did"] else _comma(text, match) if match["filler"] else ""
        if put is None:
            continue
        start, end = match.span()
        parts += text[at:start], put
        length += start - at
        edits.append((length, length + len(put), start, end))
        length += len(put)
        at = end
    return Smoothed("".join((*parts, text[at:])), tuple(edits)) if edits else Smoothed(text)


def _comma(text: str, filler: re.Match[str]) -> str:
    """The comma that stays, behind words that open the sentence: "In May, however, the port closed"."""
    opens = _WHO_ACTS.match(text, filler.end()) is not None and not _GOES_ON.search(text, 0, filler.start())
    return "," if opens else ""


def _plain_verb(match: re.Match[str], emphatic: Mapping[str, str]) -> str | None:
    """What "did accept" is without emphasis; "did not" only loses what stands between; None where nothing changes."""
    phrase = f"{match['did']} {match['verb']}"
    return emphatic.get(phrase.lower(), phrase if match["between"] else None)
