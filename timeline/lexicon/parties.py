"""Parties that a person registered and the vocabulary does not know: articles name them all the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from timeline.lexicon.senses import Lexicon, Name
from timeline.lexicon.trie import any_of, initials


def names_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """What finds any of the names in a text."""
    names = tuple(names)
    return re.compile(rf"(?={initials(names)})(?<!\w)(?:{any_of(names)})(?![\w$])")


def with_parties(lexicon: Lexicon, parties: Iterable[tuple[str, str]]) -> Lexicon:
    """The vocabulary with the names of parties, each a code and a name, that it does not know: ``VARD`` "Vardania".

    A party goes before what else bears its name: "Quebec" is no city of Canada's where it is a side of its own. Nothing
    changes where the vocabulary has every party by its name.
    """
    names = lexicon.names
    unknown = tuple(sorted((name, code) for code, name in parties if name not in names or names[name].code != code))
    return _with(lexicon, unknown) if unknown else lexicon


@lru_cache(maxsize=16)
def _with(lexicon: Lexicon, parties: tuple[tuple[str, str], ...]) -> Lexicon:
    own = {surface: name for party, code in parties for surface, name in _surfaces(party, code)}
    names = lexicon.names | own
    return replace(lexicon, names=names, name_pattern=names_pattern(names))


def _surfaces(party: str, code: str) -> Iterable[tuple[str, Name]]:
    """A name with the words for its people that go without saying: "Vardania", "Vardanian", "Vardanians"."""
    yield party, Name("state", code)
    if party.endswith("a"):
        yield f"{party}n", Name("adjective", code)
        yield f"{party}ns", Name("national", code)
