"""One idiom: a word of the vocabulary, and the words beside it by which it tells no act of anybody."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Idiom:
    """A verb or noun by the letters that it begins with, and the words around it that make it none of its type."""

    heads: tuple[str, ...]
    types: frozenset[str]
    after: re.Pattern[str] | None = None
    before: re.Pattern[str] | None = None


def idiom(heads: str, types: str, after: str = "", before: str = "") -> Idiom:
    """An idiom of the words that begin with one of ``heads`` ("_" for a space that ends it), for senses of ``types``.

    ``after`` is what stands right behind the first word of the trigger, ``before`` what stands right before it.
    """
    return Idiom(
        tuple(heads.replace("_", " ").split("|")),
        frozenset(types.split()),
        re.compile(after) if after else None,
        re.compile(rf"{before}\Z") if before else None,
    )
