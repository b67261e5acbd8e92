"""Numbers whose unit the text has only before: "from 25 percent to 15", "cars pay 25", "25 and 10 percent"."""

from __future__ import annotations

import re

from timeline.extract.amounts.amount import REACH, STRIP, Amount, same_sentence, words_before
from timeline.extract.amounts.words import MONTH_BEFORE, AmountWords

_INHERIT = 300
"""How far back a bare number ("from 25 percent to 15") finds the unit it leaves out."""
_PAIRED = re.compile(r"\sand\s\d+(?:\.\d+)?(?:\s?%|[\s-]per\s?cent)")
"""``25 and 10 percent``."""


def implied_unit(
    text: str, start: int, end: int, value: float, scaled: bool, digits: bool, found: list[Amount], words: AmountWords
) -> str:
    """The unit that a bare number leaves out because the text has it before; empty where none fits."""
    if not digits or text[end : end + 1] == "-":
        return ""
    if scaled:
        return _implied_money(text, start, found) or _counted_before(text, start, words)
    if _PAIRED.match(text, end) and not MONTH_BEFORE.search(text[max(0, start - 12) : start]):
        return "%"
    lead = "".join(words_before(text, start, 1))
    if lead not in words.bare_leads:
        return ""
    if lead == "from" and (ahead := words.range_tail.match(text, end)) and ahead["word"] == "to":
        tail = words.tail.match(text, ahead.end())
        unit = (tail["percent"] or tail["unit"] or "") if tail else ""
        if unit.lower() in words.units:
            return words.units[unit.lower()]  # "from 25,000 to 50,000 vehicles"
    if value >= 100 and "," in text[start:end]:
        return _counted_before(text, start, words) if lead in ("from", "to") else ""
    follower = _follower(text, end)
    if follower and follower not in words.bare_ends:
        return ""
    left = words_before(text, start, 3)
    return "%" if value <= 200 and _implied_percent(text, start, end, value, left, follower, found, words) else ""


def _implied_percent(
    text: str,
    start: int,
    end: int,
    value: float,
    left: list[str],
    follower: str,
    found: list[Amount],
    words: AmountWords,
) -> bool:
    recent = [amount for amount in found[-5:] if amount.unit == "%"]
    if not recent:
        return False
    if left[-1] in words.paying and not follower:
        return True
    recent = [one for one in recent if start - one.end <= _INHERIT and "\n" not in text[one.end : start]]
    if not recent or found[-1].unit != "%":
        return False
    seen = any(value == amount.value for amount in recent)
    if left[-1] == "of":
        return seen or left[-2:-1] in (["instead"], ["place"]) or value != int(value)
    if left[-1] in ("be", "been"):
        return not follower
    if left[-1] in ("the", "for", "is", "was", "by"):
        return seen or value != int(value)
    if left[-1] == "at":
        return bool(follower and follower != "and") or bool(words.staying & set(left))
    return True


def _implied_money(text: str, start: int, found: list[Amount]) -> str:
    """The currency of a sum before it in the same sentence: "of the $350 billion, 150 billion"."""
    for amount in reversed(found[-4:]):
        if amount.is_money and same_sentence(text[amount.end : start]):
            return amount.unit
    return ""


def _counted_before(text: str, start: int, words: AmountWords) -> str:
    """What the sentence counts: "the number of vehicles is doubled from 25,000 to 50,000"."""
    piece = text[max(0, start - 4 * REACH) : start]
    cut = max(piece.rfind(". "), piece.rfind("\n"))
    nouns = words.counted.findall(piece[cut + 1 :])
    return words.units[nouns[-1]] if nouns else ""


def _follower(text: str, end: int) -> str:
    """The next word, lower case; empty where punctuation or the end comes first."""
    if text[end : end + 1] not in (" ", "\u00a0"):
        return "" if not text[end : end + 1].isalnum() else text[end : end + 1]
    word = text[end + 1 : end + 25].split(" ", 1)[0]
    return word.strip(STRIP).lower()
