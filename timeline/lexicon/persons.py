"""Persons of public record by name: which party somebody speaks for where the article does not say."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "ß": "ss", "þ": "th", "ð": "d"})


def person_key(name: str) -> str:
    """``name`` without accents, hyphens and capitals, its words in order: one key for all spellings of a person."""
    bare = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(char for char in bare if not unicodedata.combining(char))
    return " ".join(sorted(plain.replace("-", " ").replace(".", " ").split()))


_SURNAME = 5
"""Letters of a surname that names a person by itself."""


def parties_by_name(tables: Iterable[Mapping[str, Sequence[str]]]) -> dict[str, str]:
    """The party of each full name, and of each surname, by :func:`person_key`; of none that two parties share.

    ``tables`` have the names of each party. A surname is the last word of a name, and counts where it is long enough.
    """
    parties: dict[str, set[str]] = defaultdict(set)
    for table in tables:
        for party, names in table.items():
            for name in names:
                parties[person_key(name)].add(party)
                surname = person_key(name.rpartition(" ")[2])
                if len(surname) >= _SURNAME:
                    parties[surname].add(party)
    return {name: next(iter(held)) for name, held in parties.items() if len(held) == 1}
