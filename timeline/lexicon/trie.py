"""Many words as one regular expression, factored as a trie, so that a scan costs the text and not the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches any of ``words``, the longest that fits; without word boundaries."""
    return _pattern(sorted(set(words)), 0)


def initials(words: Iterable[str]) -> str:
    """A class of the characters that ``words`` begin with, to look for them only where one of these stands."""
    return f"[{re.escape(''.join(sorted({word[:1] for word in words})))}]"


def _pattern(words: list[str], at: int) -> str:
    """What follows the first ``at`` characters, which all of ``words``, sorted, have in common."""
    ends = len(words[0]) == at if words else False
    singles: list[str] = []
    branches: list[str] = []
    for _, group in groupby(words[ends:], key=lambda word: word[at]):
        alike = list(group)
        shared = _shared(alike[0], alike[-1], at)
        head = re.escape(alike[0][at:shared])
        if len(alike) > 1:
            branches.append(head + _pattern(alike, shared))
        elif shared - at == 1:
            singles.append(head)
        else:
            branches.append(head)
    if singles:
        branches.append(singles[0] if len(singles) == 1 else f"[{''.join(singles)}]")
    if not branches:
        return ""
    if ends:
        return f"(?:{'|'.join(branches)})?"
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _shared(first: str, last: str, at: int) -> int:
    """How many characters the first and last of sorted words, and so all of them, have in common: ``at`` or more."""
    end = min(len(first), len(last))
    while at < end and first[at] == last[at]:
        at += 1
    return at
