"""Problems as values: what is wrong, where, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. ``where`` is an address: a file and line, a field, an offset, an id."""

    message: str
    where: str = ""
    hint: str = ""

    def __str__(self) -> str:
        address = f"{self.where}: " if self.where else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{address}{self.message}{hint}"

    def at(self, where: str) -> Problem:
        """The same problem with ``where`` put before its address."""
        return replace(self, where=f"{where}: {self.where}" if self.where else where)


class ProblemError(Exception):
    """Raised where work cannot go on because of problems in the data; carries every one found."""

    exit_code = 1

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class UsageProblem(ProblemError):
    """Raised where the command or call itself is wrong, not the data."""

    exit_code = 2


def near(word: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The entries of ``known`` that look most like ``word``, best first; case does not count."""
    from difflib import get_close_matches

    by_folded = {name.casefold(): name for name in known if name != word}
    return [by_folded[hit] for hit in get_close_matches(word.casefold(), by_folded, n=limit, cutoff=0.6)]


_CLOSE = 0.72
"""Likeness from which a name is offered for one that was typed: one letter of four may be wrong."""
_BEHIND = 0.12
"""How much less like than the best another may be to be offered beside it."""
_WORD = re.compile(r"[^\W_]+")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint naming near matches of ``word``, or an empty text where none is near enough to have been meant."""
    known = list(known)
    found = [(hit, _likeness(word, hit)) for hit in near(word, known)]
    least = max([_CLOSE, *(likeness - _BEHIND for _, likeness in found)])
    hits = [hit for hit, likeness in found if likeness >= least] or _with_words_of(word, known)
    return "did you mean " + " or ".join(f'"{hit}"' for hit in hits) + "?" if hits else ""


def _with_words_of(word: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The names that have every word that was typed, the shortest first: "cod" is meant for "Cod quota"."""
    typed = _words(word)
    if not typed or any(len(each) < 3 or each.isdigit() for each in typed):
        return []
    found = {frozenset(_words(name)): name for name in known if typed < _words(name)}  # an id is its name again
    return sorted(found.values(), key=len)[:limit]


def _words(name: str) -> set[str]:
    return set(_WORD.findall(name.casefold()))


def _likeness(word: str, name: str) -> float:
    """Between 0 and 1: by letters, or enough where a name has every word that was typed, or the same letters.

    Another number of as many digits is another thing, and nothing like.
    """
    from difflib import SequenceMatcher, get_close_matches

    typed, there = word.casefold().lstrip("-"), name.casefold().lstrip("-")
    differing = [(one, other) for one, other in zip(typed, there, strict=False) if one != other]
    if len(typed) == len(there) and differing and all(one.isdigit() and other.isdigit() for one, other in differing):
        return 0.0
    by_letters = SequenceMatcher(None, there, typed).ratio()
    typed_words, words = _WORD.findall(typed), _WORD.findall(there)
    has_words = len(typed) > 3 and typed_words and all(get_close_matches(each, words, 1, 0.8) for each in typed_words)
    return max(by_letters, _CLOSE) if has_words or sorted(typed) == sorted(there) else by_letters
