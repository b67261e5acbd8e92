"""Problems as values: what is wrong, where, and what to do about it."""

from __future__ import annotations

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
        return replace(self, where=f"{where} {self.where}".strip())


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


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint naming near matches of ``word``, or an empty text where there are none."""
    hits = near(word, known)
    return "did you mean " + " or ".join(f'"{hit}"' for hit in hits) + "?" if hits else ""
