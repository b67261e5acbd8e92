"""Lengths of time: how long people met or spoke, in minutes."""

from __future__ import annotations

import re
from functools import cache

from timeline.lexicon.tables import table

_PARTS = {
    "half an hour": 30,
    "half-hour": 30,
    "a quarter of an hour": 15,
    "three quarters of an hour": 45,
    "an hour": 60,
}
"""Lengths told without a number."""
_HALF = 30
_AN_HOUR = 60


def minutes_of(clause: str) -> int | None:
    """The first length of time of a clause in lower case, in minutes; None where it tells none.

    "An hour and ten minutes" is 70. A time that only says when ("three hours later") is no length.
    """
    if "minute" not in clause and "hour" not in clause:
        return None
    for told in _pattern().finditer(clause):
        parts = [_minutes(part) for part in (told["first"], told["second"]) if part]
        if None not in parts:
            return round(sum(part for part in parts if part is not None))
    return None


@cache
def _pattern() -> re.Pattern[str]:
    plain = "|".join(re.escape(words).replace("\\ ", "[\\s-]") for words in sorted(_PARTS, key=len, reverse=True))
    number = r"(?:\d{1,2}(?:\.\d)?|\d{3}(?![.,]?\d)|[a-z]+(?:-(?!minute|hour|and\b)[a-z]+)?)"
    part = rf"(?:{plain}(?:\sand\sa\shalf)?|{number}[\s-](?:and[\s-]a[\s-]half[\s-])?(?:minute|hour)s?)"
    when = r"(?!\w|\s(?:later|earlier|ago|before|after|behind|ahead|and\sa\shalf))"
    return re.compile(rf"(?<![\w.,-])(?P<first>{part})(?:\sand\s(?P<second>{part}))?{when}")


def _minutes(part: str) -> float | None:
    plain = part.replace("-", " ").removesuffix(" and a half")
    for words, minutes in _PARTS.items():
        if plain == words.replace("-", " "):
            return minutes + (_HALF if part.endswith("half") and words == "an hour" else 0)
    word = re.split(r"[\s-](?:and[\s-]a[\s-]half[\s-])?(?:minute|hour)", part)[0]
    number = float(word) if word[0].isdigit() else _in_words(word)
    if number is None:
        return None
    half = _HALF if "half" in part else 0
    return number if "minute" in part else number * _AN_HOUR + half


def _in_words(word: str) -> float | None:
    numbers: dict[str, int] = table("numbers")["numbers"]
    found = [numbers.get(one) for one in word.split("-")]
    return None if None in found else float(sum(number for number in found if number is not None))
