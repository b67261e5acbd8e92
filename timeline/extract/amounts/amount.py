"""A figure as a text has it, and the words before it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from timeline.extract.amounts.words import amount_words
from timeline.model.events import Bound

Movement = Literal["from", "to"]

REACH = 64
"""How far before a figure, in code points, its words are looked for."""
STRIP = ".,;:()[]\"'“”‘’«»—–"
SPANS = frozenset(("days", "weeks", "months", "years", "hours", "minutes", "business days"))


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure as the text has it."""

    start: int
    """First code point: of the currency sign where there is one, else of the number."""
    end: int
    text: str
    value: float
    """In full units: 350000000000. The lower one of a range."""
    unit: str
    """``%``, ``pp``, an ISO 4217 code, or what is counted (tonnes, vehicles, years).

    Money by a name that several states have for theirs is counted in it where nothing tells whose it is: ``rupees``.
    """
    high: float | None = None
    """The upper end of a range ("10 to 15 percent")."""
    bound: Bound = "exactly"
    per: str | None = None
    """What it is counted by: year, month, tonne, vehicle."""
    movement: Movement | None = None
    """Whether the text moves a figure from here, or to here."""
    part_of: int | None = None
    """Index, in the list found, of the total that this is a part of."""
    whole: bool = False
    """Another figure is a part of it."""
    cap: bool = False
    """A limit that is set ("capped at", "no more than") rather than an estimate."""
    converted: tuple[float, str] | None = None
    """The equivalent that the text puts beside it in another currency: value and ISO code."""
    implied: bool = False
    """The unit is left out and taken from a figure before it ("from 25 percent to 15")."""

    @property
    def is_money(self) -> bool:
        """Whether the unit is a currency."""
        return (len(self.unit) == 3 and self.unit.isupper()) or self.unit in amount_words().shared


def words_before(text: str, start: int, count: int) -> list[str]:
    """Up to ``count`` words before ``start`` within the clause, lower case, without punctuation."""
    low = max(0, start - REACH)
    tokens = text[max(low, text.rfind("\n", low, start) + 1) : start].split()
    words: list[str] = []
    for token in reversed(tokens[-count:]):
        if token[-1] in ".;:":
            break
        words.append(_plain(token))
    words.reverse()
    return words


@lru_cache(maxsize=16384)
def _plain(token: str) -> str:
    return token.strip(STRIP).lower()


def same_sentence(gap: str) -> bool:
    """Whether two figures with ``gap`` between them stand near one another in one sentence."""
    return len(gap) < 160 and ". " not in gap and "\n" not in gap
