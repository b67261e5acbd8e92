"""Cues: the words beside a trigger that rules look for, from ``words/cues.toml``, as pieces of regular expressions."""

from __future__ import annotations

import re

from timeline.lexicon.tables import table
from timeline.lexicon.trie import any_of

_NO_VERB = "to|and|or|in|at|the|an?|after|when|for|with|by|on|as|but"
"""What stands behind the month and never behind the verb."""
MAY = (
    r"(?:may(?=\s(?:be|have|not|also|well|yet|still)\b)"
    r"|(?<!\d )(?<!in )(?<!of )(?<!since )(?<!until )(?<!by )(?<!last )(?<!next )(?<!early )(?<!late )(?<!mid-)"
    rf"(?<!from )may(?=\s(?:\Z|(?!(?:{_NO_VERB})\b)[a-z])))"
)
"""The verb "may" in lower case, as far as its neighbours tell it from the month."""
_PLAIN = re.compile(r"[\w ',-]+")


def cue(name: str) -> str:
    """A group that matches any of the alternatives listed under ``name``; raises KeyError for an unknown name.

    Plain words are factored as a trie, which is looked through much faster than a list. The word ``may`` stands for
    the verb alone: see :data:`MAY`.
    """
    listed = [MAY if item == "may" else item for item in table("words/cues")[name]]
    plain = [item for item in listed if _PLAIN.fullmatch(item)]
    others = [item for item in listed if not _PLAIN.fullmatch(item)]
    return f"(?:{'|'.join(([any_of(plain)] if plain else []) + others)})"


def months() -> str:
    """A group that matches the full name of any month in lower case."""
    return f"(?:{any_of(name.lower() for name in list(table('time')['months'])[:12])})"


def cue_words(name: str) -> frozenset[str]:
    """The alternatives listed under ``name`` as plain words; raises KeyError for an unknown name."""
    return frozenset(table("words/cues")[name])
