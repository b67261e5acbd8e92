"""Insertions: what is put in between commas, dashes or brackets behind who acts, so that the verb comes after it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from timeline.extract.scan import Scan, Side
from timeline.lexicon import cue

_INSERTION = re.compile(
    rf",\s(?:{cue('insertions_open')}|an?|the|its|his|her|their|[a-z]{{2,}}(?:ing|ed)|[a-z]+ly)\s[^,;:—\"“”()]{{2,140}},(?=\s[a-z])"
    r"|\s\([^()\n]{2,80}\)(?=\s[a-z])"
    r"|\s(?P<dash>[–—-])\s[^–—\n]{2,140}\s(?P=dash)(?=\s[a-z])"
)
_OPEN = (", ", " (", " – ", " — ", " - ")
_LONGEST_HEAD = 90
_NO_SUBJECT = re.compile(rf"[,;:—\"“”]|\b{cue('insertions_no_subject')}\s")
"""In front of a name that is not who acts: "in talks with | Peru"."""


def behind_insertions(scan: Scan, sides: Iterable[Side]) -> dict[int, int]:
    """For each mention at the head of its sentence behind which something is put in, by its end: where it goes on.

    "Peru|, after weeks of argument at home,| rules out a joint patrol".
    """
    found: dict[int, int] = {}
    numbers = iter(scan.sentences)
    start, end = next(numbers, (0, 0))
    for side in sides:
        while side.start >= end:
            start, end = next(numbers, (len(scan.text), len(scan.text) + 1))
        if not scan.lower.startswith(_OPEN, side.end) or side.end - start > _LONGEST_HEAD:
            continue
        if _NO_SUBJECT.search(scan.lower, start, side.start):
            continue
        match = _INSERTION.match(scan.lower, side.end, end)
        if match is not None:
            found[side.end] = match.end()
    return found
