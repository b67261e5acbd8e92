"""Numbers and names as they stand in a line for people."""

from __future__ import annotations

from collections.abc import Iterable


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: ``1 draft``, ``2 drafts``; with ``plural`` where that is not the noun and an s."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"


def joined(names: Iterable[str]) -> str:
    """Names in a row: ``A, B and C``."""
    listed = list(names)
    return " and ".join([", ".join(listed[:-1]), listed[-1]]) if len(listed) > 1 else "".join(listed)
