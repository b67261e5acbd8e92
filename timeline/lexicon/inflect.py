"""English forms of verbs and nouns by rule, irregular ones from ``words/verbs.toml``; and the stems of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from snowballstemmer.english_stemmer import EnglishStemmer

Form = str
"""``base``, ``s``, ``past`` (past tense or participle) or ``ing``."""

_VOWELS = "aeiou"


def verb_forms(
    verb: str, irregular: Mapping[str, Sequence[str]], doubling: frozenset[str] = frozenset()
) -> tuple[tuple[str, Form], ...]:
    """The forms of one verb, surface and form name; "put" is there twice, as base and as past."""
    pasts = list(irregular.get(verb) or [_past(verb, doubling)])
    forms = [(verb, "base"), (_third(verb), "s"), (_ing(verb, doubling), "ing")]
    if verb.endswith(("el", "al")) and not verb.endswith(("eel", "eal")) and sum(c in _VOWELS for c in verb) > 1:
        pasts += [verb + "ed", verb + "led"]  # American and British: canceled, cancelled
        forms += [(verb + "ing", "ing"), (verb + "ling", "ing")]
    forms += [(past, "past") for past in pasts]
    return tuple(dict.fromkeys(forms))


def plural(noun: str, irregular: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The plurals of a noun phrase, made at its last word (or before " of ")."""
    if noun in irregular:
        return tuple(irregular[noun])
    head, of, rest = noun.partition(" of ")
    if of:
        return tuple(form + of + rest for form in plural(head, irregular))
    if noun.endswith("s") and not noun.endswith("ss"):
        return (noun,)
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return (noun[:-1] + "ies",)
    if noun.endswith(("s", "x", "ch", "sh", "z")):
        return (noun + "es",)
    return (noun + "s",)


def _third(verb: str) -> str:
    if verb == "have":
        return "has"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ies"
    if verb.endswith(("s", "x", "ch", "sh", "z", "o")):
        return verb + "es"
    return verb + "s"


def _doubles(verb: str, doubling: frozenset[str]) -> bool:
    if verb in doubling:
        return True
    return (
        len(verb) > 2
        and verb[-1] not in _VOWELS + "wxy"
        and verb[-2] in _VOWELS
        and verb[-3] not in _VOWELS
        and sum(c in _VOWELS for c in verb) == 1
    )


def _past(verb: str, doubling: frozenset[str]) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if _doubles(verb, doubling) else "") + "ed"


def _ing(verb: str, doubling: frozenset[str]) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    doubled = _doubles(verb, doubling)
    return verb + (verb[-1] if doubled else "") + "ing"


_STEMMER = EnglishStemmer()  # itself, and not what stands for it where PyStemmer is installed
_KEPT = 1 << 16
"""Words whose stems are kept: more than a desk's articles have, fewer than the misspellings of an archive."""


@lru_cache(maxsize=_KEPT)
def stem(word: str) -> str:
    """The stem of an English word in lower case, "reject" of "rejecting".

    Source: M. F. Porter, snowballstem.org/algorithms/english/stemmer.html.
    """
    found: str = _STEMMER.stemWord(word)
    return found
