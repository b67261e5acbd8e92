"""Dates as one word each: with the hour before them, and without the commas in and behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from timeline.extract.dates import HOUR, DateMention, find_dates
from timeline.model.edtf import Edtf

_GOES_ON = re.compile(r",(?=\s(?:to|of|by|with|without|for|in|at|from|about|over|against|that)\s)")
"""The comma that closes a date with a comma inside: "voted on Monday, June 22 |, to ratify"."""
_ACTED = re.compile(
    r",(?=\s(?!(?:and|but|or|nor|while|when|where|which|who|whom|whose|after|before|because|since|until|though|although|if"
    r"|unless|so|yet|a|an|the|its|his|her|their|it|he|she|they|we|there|two|three|several|some|many|people|officials|diplomats|sources|according|amid|despite|[a-z]+ing"
    r"|(?:[a-z]+\s){0,3}(?:said|says|say|told))\b)"
    r"[a-z])"
)
"""The same before a verb: "Peru on Monday, June 22 |, closed the port"; not where it closes what is put in before."""
_HAS_ACTED = re.compile(
    r"\b(?:[a-z]{2,}ed|met|held|spoke|began|broke|shut|cut|quit|gave|made|put|took|sent|came|went|left|was|were|has|had)\s"
    r"[^,;]*\Z"
)
"""Before a date that stands behind a verb: its comma parts two acts, "met on Monday, June 22, signed it and left"."""

_HOUR = re.compile(
    r"(?:(?:shortly|just|soon|minutes|hours|late|early)\s)?(?P<at>at|before|after|around|about|towards?)\s"
    rf"(?:about\s|around\s)?{HOUR}\Z|\b(?:late|early)\s\Z"
)
"""The hour of the day behind it: "voted | shortly before noon on Monday | to ratify", "late | on Monday"."""


_REACH = 160
"""Characters before a date within which its verb stands."""


def dates_of(text: str, sentences: list[tuple[int, int]], published: Edtf) -> list[DateMention]:
    """The dates of the text, each with the hour before it and the comma that closes it and parts no clause."""
    found, numbers = [], iter(sentences)
    start, end = next(numbers, (0, 0))
    for date in find_dates(text, sentences, published):
        while date.start >= end:
            start, end = next(numbers)
        closes = "," in date.text and date.start > start
        acted = closes and _HAS_ACTED.search(text, max(start, date.start - _REACH), date.start)
        beside = acted or "," in text[start : date.start]
        pattern = _GOES_ON if beside else _ACTED
        last = date.end + 1 if closes and pattern.match(text, date.end) else date.end
        found.append(date._replace(start=_with_its_hour(text, date, start), end=last))
    return found


def _with_its_hour(text: str, date: DateMention, sentence: int) -> int:
    """Where a day begins with the hour told of it; a limit has none: "must answer before noon on Monday"."""
    if date.role != "on" or not date.text.startswith("on "):
        return date.start
    hour = _HOUR.search(text, max(sentence, date.start - 48), date.start)
    limits = hour is not None and hour["at"] == "before" and date.way > 0
    return date.start if hour is None or limits else hour.start()


def with_dates_whole(lower: str, dates: Iterable[DateMention]) -> str:
    """``lower`` with every day as one word like "Monday", and without the commas of other dates, which part no clause.

    "Voted on June 22, 2026, to", "voted shortly before noon on Monday to" are read as "voted on Monday to" is.
    """
    pieces: list[str] = []
    last = 0
    for date in dates:
        words = lower[date.start : date.end]
        if _A_DAY.match(date.text) and date.date is not None and date.date.is_day and not date.attributive:
            whole = f"on {'z' * (len(words) - len('on day'))}day"
        else:
            whole = words.replace(",", "-")
        if whole != words:
            pieces += (lower[last : date.start], whole)
            last = date.end
    return "".join((*pieces, lower[last:])) if pieces else lower


_A_DAY = re.compile(r"on (?:the )?[A-Z0-9]")
