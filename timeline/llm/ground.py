"""Find a model's quotations in the stored text: exactly or up to typography, once or by their sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
"""One character for one, so that places in the folded text lead back to the stored one."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation stands."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NotFound:
    """Why a quotation has no place."""

    reason: str


@dataclass(frozen=True)
class Ground:
    """A stretch of an article's text to find quotations in. Places are code points of the whole text."""

    text: str
    start: int
    end: int

    def find(self, words: str, sentence: str | None = None) -> Place | NotFound:
        """The one place of ``words``; where they occur several times, the one within ``sentence``."""
        if not any(c.isalnum() for c in words):
            return NotFound("quotes no words")
        places = self._places(words)
        if not places:
            return NotFound("the quotation is not in the text")
        if len(places) == 1:
            return places[0]
        around = self._places(sentence) if sentence else []
        if len(around) == 1:
            within = [p for p in places if around[0].start <= p.start and p.end <= around[0].end]
            if len(within) == 1:
                return within[0]
        return NotFound(f"the quotation occurs {_times(len(places))} and its sentence does not tell which is meant")

    def _places(self, words: str) -> list[Place]:
        exact = [Place(at, at + len(words)) for at in _occurrences(self.text, words, self.start, self.end)]
        if exact:
            return exact
        folded, origin = self._folded
        wanted = " ".join(words.translate(_TYPOGRAPHY).split())
        for tried in dict.fromkeys((wanted, wanted.strip("\"' "))):
            found = _occurrences(folded, tried, 0, len(folded)) if tried else []
            if found:
                return [Place(origin[at], origin[at + len(tried) - 1] + 1) for at in found]
        return []

    @cached_property
    def _folded(self) -> tuple[str, list[int]]:
        """The stretch with plain quotation marks and dashes and single spaces, and where each character was."""
        characters: list[str] = []
        origin: list[int] = []
        for at, character in enumerate(self.text[self.start : self.end].translate(_TYPOGRAPHY), self.start):
            if character.isspace():
                if characters and characters[-1] == " ":
                    continue
                character = " "
            characters.append(character)
            origin.append(at)
        return "".join(characters), origin


_ENOUGH = 100
"""Occurrences after which it is no matter how many more there are."""


def _times(number: int) -> str:
    return f"{number} times" if number < _ENOUGH else f"{_ENOUGH} times or more"


def _occurrences(text: str, words: str, start: int, end: int) -> list[int]:
    """Where ``words`` stand as words: "met" does not stand in "method"."""
    found: list[int] = []
    at = text.find(words, start, end)
    while at >= 0 and len(found) < _ENOUGH:
        after = at + len(words)
        if not _joined(text, at) and not _joined(text, after):
            found.append(at)
        at = text.find(words, at + 1, end)
    return found


def _joined(text: str, at: int) -> bool:
    """Whether a word runs on across ``at``."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
