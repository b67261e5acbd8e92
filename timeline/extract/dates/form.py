"""A date as written, and the words around a place in a text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from timeline.extract.dates.words import DateWords, Role

Kind = Literal[
    "day", "ordinal", "weekday", "month", "year", "portion", "unit", "deictic", "ago", "shift", "context", "within",
    "ahead", "for", "eve", "given", "recurring", "nth",
]  # fmt: skip
Aside = Literal["", "limit", "report", "passing"]
LIMITS: frozenset[Role] = frozenset(("by", "until", "within"))
"""Roles of a date that ends something."""

STRIP = "\"'“”‘’«»([,;:"
_LEANING = STRIP + "—–"
STOPS = '.,;:!?)]”"'


@dataclass(slots=True)
class Form:
    """A date as written: its parts, and what it is counted from."""

    kind: Kind
    start: int
    end: int
    sentence: int = 0
    paragraph: int = 0
    """Where the line begins that it stands in; known where it is counted from another day."""
    role: Role = "on"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    feast: tuple[date, ...] = ()
    """The days of a moving feast, one a year."""
    last_day: int | None = None
    """The other end of ``July 30-31``, or the last day of ``March 20 and 21``."""
    weekday: int | None = None
    portion: int | None = None
    """EDTF code of a season, quarter or half."""
    ref: str = ""
    """last, this, next, same, following, previous."""
    unit: str = ""
    count: int = 0
    part: str = ""
    """early, mid, late, end."""
    given: str = ""
    """EDTF, where the text has it as it stands."""
    through: Form | None = None
    """The other end of a range."""
    own_end: int = 0
    """Where it ends without ``through``."""
    pair: bool = False
    """Whether ``through`` is tied by "and": one date only where the days follow one another."""
    stamp: bool = False
    """Whether it opens a line as a time stamp or stands in the dateline."""
    attributive: bool = False
    """Whether it qualifies a noun: ``July's deal``, ``the June summit``."""
    about: bool = False
    heads: bool = False
    """Whether it opens its sentence."""
    leads: bool = False
    """Whether it stands first in its sentence or in a clause of its own: ", and on Friday they signed"."""
    had: bool = False
    """Whether it is told in the pluperfect: "had walked out in March"."""
    done: bool = False
    """Whether right before it stands what was done then: "met in April"."""
    turned: bool = False
    """Whether its sentence has turned before it, by a semicolon or a "but"."""
    behind: bool = False
    """Whether it lies behind: "were to have been concluded by 30 May", "in a letter of 14 October"."""
    aside: Aside = ""
    """Why nothing of the story is of then: "by 20 March", "a study published on Friday", "Peru, who left in 2019,"."""
    opens: int = 0
    """Among how many sentences before it the day is told from which it counts, behind "that was" or the like."""


@dataclass(slots=True)
class Spot:
    """A word of time in a text, and how far a date around it may reach."""

    text: str
    word: str
    start: int
    end: int
    low: int
    high: int
    words: DateWords

    def before(self, pos: int, hyphen: bool = False) -> tuple[str, int]:
        """See :func:`word_before`."""
        return word_before(self.text, pos, self.low, hyphen)

    def after(self, pos: int) -> str:
        """See :func:`word_after`."""
        return word_after(self.text, pos, self.high)

    def char(self, pos: int) -> str:
        """The character at ``pos``; empty outside the text."""
        return self.text[pos : pos + 1] if pos >= 0 else ""


def word_before(text: str, pos: int, low: int, hyphen: bool = False) -> tuple[str, int]:
    """The word that ends right before the white space (or hyphen) before ``pos``, in lower case, and its start."""
    last = pos - 1
    if last <= low or not (text[last] in " \u00a0" or (hyphen and text[last] in "-\u2011")):
        return "", pos
    while last > low and text[last - 1] in " \u00a0":
        last -= 1
    if last <= low or text[last - 1] in STOPS:
        return "", pos
    first = text.rfind(" ", low, last) + 1 or low
    word = text[first:last]
    if "\u00a0" in word:
        first += word.rindex("\u00a0") + 1
        word = text[first:last]
    if word.isalpha():
        return word.lower(), first
    lean = word.lstrip(_LEANING)
    if "\n" in lean or "—" in lean:
        return "", pos
    return lean.lower(), first + len(word) - len(lean)


_HYPHENS = ("-", "\u2011")
_HYPHENED = {"mid": "mid", "end": "end", "early": "early", "late": "late"}


def hyphened_part(text: str, start: int) -> tuple[str, int]:
    """The part of a period that a hyphen ties to its name, and where it begins: ``end-August``, ``mid-2026``."""
    if not text.startswith(_HYPHENS, start - 1):
        return "", start
    for word, part in _HYPHENED.items():
        first = start - 1 - len(word)
        if first >= 0 and text[first : start - 1].lower() == word and not text[max(0, first - 1) : first].isalnum():
            return part, first
    return "", start


def word_after(text: str, pos: int, high: int) -> str:
    """The word right after one space, as spelt; empty where punctuation or nothing follows."""
    if text[pos : pos + 1] not in (" ", "\u00a0") or pos + 1 >= high:
        return ""
    last = pos + 1
    stop = min(high, pos + 30, len(text))
    while last < stop and (text[last].isalpha() or text[last] in "'’-"):
        last += 1
    return text[pos + 1 : last]
