"""Numbers and names as they stand in a line for people."""

from __future__ import annotations

from collections.abc import Iterable


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: ``1 draft``, ``2 drafts``; with ``plural`` where that is not the noun and an s."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"


_LONGEST = 18
"""Digits of a whole number that the store can hold."""


def as_number(text: str) -> int | None:
    """The number that a person wrote in digits; None where it is none, or too large to be meant."""
    return int(text) if text.isascii() and text.isdigit() and len(text.lstrip("0")) <= _LONGEST else None


def joined(names: Iterable[str]) -> str:
    """Names in a row: ``A, B and C``."""
    listed = list(names)
    return " and ".join([", ".join(listed[:-1]), listed[-1]]) if len(listed) > 1 else "".join(listed)
