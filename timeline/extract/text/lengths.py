"""Lengths of time: how long people met or spoke, in minutes."""

from __future__ import annotations

import re

from timeline.lexicon.tables import table

_AN_HOUR = 60
_PLAIN = {
    "a quarter of an hour": 15,
    "half an hour": 30,
    "half hour": 30,
    "three quarters of an hour": 45,
    "an hour": 60,
    "an hour and a half": 90,
}
"""Lengths told without a number."""
_WORDS = "|".join(re.sub(" ", r"[\\s-]", words) for words in sorted(_PLAIN, key=len, reverse=True))
_NUMBER = r"\d{1,2}(?:\.\d)?|\d{3}(?![.,]?\d)|[a-z]+(?:-(?!minute|hour|and\b)[a-z]+)?"
_PART = re.compile(
    rf"(?P<plain>{_WORDS})|(?P<number>{_NUMBER})[\s-](?P<half>and[\s-]a[\s-]half[\s-])?(?P<unit>minute|hour)s?"
)
_ANY = re.sub(r"\?P<\w+>", "?:", _PART.pattern)
_LENGTH = re.compile(
    rf"(?<![\w.,-])(?P<first>{_ANY})(?:\sand\s(?P<second>{_ANY}))?"
    r"(?!\w|\s(?:later|earlier|ago|before|after|behind|ahead|and\sa\shalf))"
)
"""A length in one part or two; behind it, no word that makes it a time when."""


def minutes_of(clause: str) -> int | None:
    """The first length of time of a clause in lower case, in minutes; None where it tells none.

    "An hour and ten minutes" is 70. A time that only says when ("three hours later") is no length.
    """
    if "minute" not in clause and "hour" not in clause:
        return None
    for told in _LENGTH.finditer(clause):
        parts = [_minutes(part) for part in (told["first"], told["second"]) if part]
        known = [minutes for minutes in parts if minutes is not None]
        if len(known) == len(parts):
            return round(sum(known))
    return None


def _minutes(part: str) -> float | None:
    read = _PART.fullmatch(part)
    if read is None:
        return None
    if read["plain"]:
        return _PLAIN[read["plain"].replace("-", " ")]
    number = float(read["number"]) if read["number"][0].isdigit() else _in_words(read["number"])
    if number is None:
        return None
    return (number + (0.5 if read["half"] else 0)) * (_AN_HOUR if read["unit"] == "hour" else 1)


def _in_words(word: str) -> float | None:
    numbers: dict[str, int] = table("numbers")["numbers"]
    found = [numbers[one] for one in word.split("-") if one in numbers]
    return float(sum(found)) if len(found) == word.count("-") + 1 else None
