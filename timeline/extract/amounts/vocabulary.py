"""The words of terms, compiled at the first use: what names a figure, and what tells its role."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from timeline.lexicon.tables import table
from timeline.lexicon.trie import any_of
from timeline.model.events import TermRole


@dataclass(frozen=True, slots=True)
class Names:
    """Words of one kind of figure, and the term that each tells."""

    pattern: re.Pattern[str]
    term: dict[str, str]
    """The term of a word; empty where the figure is then none."""


@dataclass(frozen=True, slots=True)
class TermWords:
    """Vocabulary and patterns of terms, all in lower case."""

    percent: Names
    money: Names
    counts: tuple[tuple[str, frozenset[str], re.Pattern[str]], ...]
    """Name, the units that it may have, and the words of which the sentence has one."""
    goods_counted: frozenset[str]
    """Units of goods: what is counted in them names the quantity."""
    counted: frozenset[str]
    """Units of which a count is a quantity even where no word tells a quota or a purchase."""
    vague: frozenset[str]
    """Nouns that name a good only with the word before them: oil, meat, products."""
    noun_ends: frozenset[str]
    """Words before which the noun of "tonnes of ..." has ended."""
    spans: dict[str, str]
    """The word right before a span of time, and the name that it then has."""
    loose: frozenset[str]
    """Words between the two: "for at least | 90 days"."""
    roles: tuple[tuple[TermRole, re.Pattern[str]], ...]
    cues: dict[str, re.Pattern[str]]


@cache
def term_words() -> TermWords:
    """The words of ``terms.toml`` with the patterns made of them."""
    data = table("terms")
    percent = {word: name for name, listed in data["percent"].items() for word in listed}
    percent |= dict.fromkeys(data["goods"]["words"], "tariff_rate") | dict.fromkeys(data["percent_none"]["words"], "")
    money = {word: name for name, listed in data["money"].items() for word in listed}
    money |= dict.fromkeys(data["money_none"]["words"], "")
    counts = tuple((name, frozenset(entry["units"]), _any(entry["words"])) for name, entry in data["count"].items())
    return TermWords(
        percent=Names(_any(percent), percent),
        money=Names(_any(money), money),
        counts=counts,
        goods_counted=frozenset(data["quantity"]["units"]),
        counted=frozenset(data["quantity"]["units"] + data["quantity"]["also"]),
        vague=frozenset(data["quantity"]["vague"]),
        noun_ends=frozenset(data["quantity"]["ends"]),
        spans=data["span"],
        loose=frozenset(data["loose"]["words"]),
        roles=tuple((role, _any(listed)) for role, listed in data["roles"].items()),
        cues={name: _any(listed) for name, listed in data["cues"].items()},
    )


def _any(words: Iterable[str]) -> re.Pattern[str]:
    """Any of ``words`` as whole words; a word that ends in ``*`` with any ending."""
    listed = list(words)
    whole = any_of([word for word in listed if "*" not in word])
    parts = [re.escape(word).replace(r"\*", r"\w*") for word in listed if "*" in word]
    return re.compile(rf"\b(?:{'|'.join([whole, *parts] if whole else parts)})\b")
