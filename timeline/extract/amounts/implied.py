"""Numbers whose unit the text has only before: "from 25 percent to 15", "cars pay 25", "25 and 10 percent"."""

from __future__ import annotations

import re

from timeline.extract.amounts.amount import REACH, SPANS, STRIP, Amount, same_sentence, words_before
from timeline.extract.amounts.words import MONTH_BEFORE, AmountWords
from timeline.lexicon import cue

_INHERIT = 300
"""How far back a bare number ("from 25 percent to 15") finds the unit it leaves out."""
_PAIRED = re.compile(r"\sand\s\d+(?:\.\d+)?(?:\s?%|[\s-]per\s?cent)")
"""``25 and 10 percent``."""

_MOST_PERCENT = 999
"""A larger bare number is a year, and no rate: "in 2026 and 50 percent"."""
_TURNED_TO = re.compile(
    r"(?:%|\bper\s?cent|\d)(?:\s[a-z]+)?"
    r"\s(?:(?:is|are|was|were)\snow|becomes?|became|will be(?:come)?)\s(?:an?\s)?\Z"
)
"""Between a rate and the one that takes its place: "the 15 percent duty is now a | 6"."""
_STOP = re.compile(r"(?<![A-Z])\.\s|\n")
"""The end of a sentence, but not of "U.S."."""
_NEXT_OF = re.compile(r"\sof(?:\s[\w-]+){1,4}(?:,(?:\sand)?|\sand)\s(?:some\s|about\s|up\sto\s)?")
"""Between the counts of a list: ``tonnes | of beef, | 1,000``."""
_COUNT_ENDS = frozenset(("", "a", "per", "each", "every", "annually"))
"""Words after a count whose noun stands before it."""
_REACHED = frozenset(("to", "at", "become"))
"""Words before the number that a rate comes to."""


def implied_unit(
    text: str, start: int, end: int, value: float, scaled: bool, digits: bool, found: list[Amount], words: AmountWords
) -> str:
    """The unit that a bare number leaves out because the text has it before; empty where none fits."""
    if not digits or text[end : end + 1] == "-":
        return ""
    if scaled:
        return (
            _unit_ahead(text, end, words) or _implied_money(text, start, found) or _counted_before(text, start, words)
        )
    if words.among.match(text, end):
        return ""
    if text.startswith(" of ", end) and (unit := _listed_count(text, start, found)):
        return unit
    dated = MONTH_BEFORE.search(text[max(0, start - 12) : start]) is not None
    if value <= _MOST_PERCENT and not dated and _PAIRED.match(text, end):
        return "%"
    if value <= 200 and found and found[-1].unit == "%" and _TURNED_TO.search(text, found[-1].start, start):
        return "%"
    lead = "".join(words_before(text, start, 1))
    listed = _is_called_rate(text, end, words) or _is_listed_rate(text, start, end, lead, found, words)
    if value <= 200 and not dated and listed:
        return "%"
    if not dated and (unit := _asked_unit(text, start, end, value, found)):
        return unit
    if lead not in words.bare_leads:
        return ""
    if lead == "from" and (ahead := words.range_tail.match(text, end)) and ahead["word"] == "to":
        tail = words.tail.match(text, ahead.end())
        unit = (tail["percent"] or tail["unit"] or "") if tail else ""
        if unit.lower() in words.units:
            return words.units[unit.lower()]  # "from 25,000 to 50,000 vehicles"
    if value >= 100 and "," in text[start:end]:
        if lead not in ("from", "to", "at") or _follower(text, end) not in _COUNT_ENDS | words.bare_ends:
            return ""
        return (_counted_before(text, start, words) if lead != "at" else "") or _last_counted(text, start, found)
    follower = _follower(text, end)
    if follower and follower not in words.bare_ends:
        return ""
    left = words_before(text, start, 3)
    return "%" if value <= 200 and _implied_percent(text, start, end, value, left, follower, found, words) else ""


_ASKS = re.compile(
    rf"\b(?:{cue('amounts_asks')}|{cue('amounts_says')})\s"
    r"(?:(?:at least|at most|only|about|just|some|nearly|up to|no more than|more than|something nearer|merely)\s)?\Z",
    re.I,
)
"""Before a number that is asked for or offered, and its unit left out: "Canberra wants at least | 40,000"."""
_OF_ITSELF = frozenset(
    ("", "and", "but", "on", "as", "like", "from", "over", "while", "instead", "at", "in", "again", "today")
)
"""Words behind such a number, which name nothing that it counts."""
_ALIKE = 10
"""How many times more or less than the figure before what is asked may be, to be counted as that is."""
_ASKED = 600
"""How far back that figure may stand."""


def _asked_unit(text: str, start: int, end: int, value: float, found: list[Amount]) -> str:
    """The unit of the figure before, for a bare number that is asked for: "24,000 tonnes. It wants | 40,000"."""
    before = next((amount for amount in found[:-3:-1] if amount.unit not in SPANS), None)
    if before is None or not value or start - before.end > _ASKED or not 1 / _ALIKE <= before.value / value <= _ALIKE:
        return ""
    if (before.unit == "%" and value > _MOST_RATE) or _follower(text, end) not in _OF_ITSELF:
        return ""
    return before.unit if _ASKS.search(text, max(0, start - REACH), start) else ""


_MOST_RATE = 200


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
    if left[-1] == "and":  # "75 at once and 40 after ten years"
        return bool(found) and found[-1].implied and found[-1].unit == "%" and start - found[-1].end <= 24
    if left[-1] in _REACHED and _is_rate_reached(text, start, end, left, words):
        return True
    moved = words.range_tail.match(text, end) if left[-1] == "from" else None
    if moved is not None and moved["word"] == "to" and _is_rate_reached(text, start, end, left, words):
        return True  # "the duty falls from 15 to 6"
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
    if " ".join(left[-3:]) in words.settled or " ".join(left[-2:]) in words.settled:
        return True
    if left[-1] in ("the", "for", "is", "was", "by", "on"):
        return seen or value != int(value)
    if left[-1] == "at":
        return bool(follower and follower != "and") or bool(words.staying & set(left))
    return True


def _is_rate_reached(text: str, start: int, end: int, left: list[str], words: AmountWords) -> bool:
    """Whether the clause brings a rate to the number: "the duty drops to 15", "to tax vehicles at 50"."""
    if text[end : end + 1] == ":":
        return False
    low = max(0, start - 2 * REACH)
    clause = text[low:start].lower()
    clause = clause[max(clause.rfind(mark) for mark in (". ", "\n", "; ")) + 1 :]
    if not words.rate.search(clause):
        return False
    if left[-1] in ("at", "become"):
        return True
    return any(word in words.change for word in words_before(text, start, 9)[:-1])


def _is_called_rate(text: str, end: int, words: AmountWords) -> bool:
    """Whether the number is called a rate right after: "a first 25, the general rate"."""
    return text[end : end + 1] == "," and words.rate_called.match(text, end) is not None


_AT_GOODS = re.compile(r"(?:,|\sand)\s(?:and\s)?[a-z][\w-]+(?:\s[a-z][\w-]+)?\sat\s\Z")
"""Between the rates of a list: "copper at 5 percent|, zinc at | 3"."""
_ON_GOODS = re.compile(r"\son\s(?:[\w-]+\s){0,2}[\w-]+(?:,|,?\sand)\s")
"""The same behind "on": "5 percent| on copper, | 3 on zinc"."""


def _is_listed_rate(text: str, start: int, end: int, lead: str, found: list[Amount], words: AmountWords) -> bool:
    """Whether the number is the next rate of a list: "steel has paid 50 percent since June, lumber 45"."""
    if not found or found[-1].unit != "%":
        return False
    gap = text[found[-1].end : start]
    follower = _follower(text, end)
    if not same_sentence(gap) or not ("," in gap or " and " in gap):
        return False
    if follower == "on":
        return _ON_GOODS.fullmatch(gap) is not None
    if follower and follower not in words.bare_ends:
        return False
    listed = text.endswith("at ", 0, found[-1].start) and _AT_GOODS.search(gap) is not None
    return listed or lead in words.goods


def _unit_ahead(text: str, end: int, words: AmountWords) -> str:
    """The currency or unit that the other end of a range has: "12bn to 13bn dollars"."""
    ahead = words.range_tail.match(text, end)
    tail = words.tail.match(text, ahead.end()) if ahead else None
    unit = ((tail["percent"] or tail["unit"] or "") if tail else "").lower()
    return words.units.get(unit) or words.currencies.get(unit, "")


def _listed_count(text: str, start: int, found: list[Amount]) -> str:
    """The unit of the count before it in a list: "500 tonnes of beef, 1,000 of bison"."""
    if not found or found[-1].unit in ("%", "pp", "bp") or found[-1].is_money or found[-1].unit in SPANS:
        return ""
    return found[-1].unit if _NEXT_OF.fullmatch(text[found[-1].end : start]) else ""


def _last_counted(text: str, start: int, found: list[Amount]) -> str:
    """The unit of the last count of the paragraph: "up from 24,000 tonnes a year to 30,500"."""
    for amount in found[:-3:-1]:
        if start - amount.end > _INHERIT or "\n" in text[amount.end : start]:
            return ""
        if amount.unit not in ("%", "pp", "bp") and not amount.is_money and amount.unit not in SPANS:
            return amount.unit
    return ""


def _implied_money(text: str, start: int, found: list[Amount]) -> str:
    """The currency of a sum before it in the same sentence: "of the $350 billion, 150 billion"."""
    for amount in reversed(found[-4:]):
        if amount.is_money and same_sentence(text[amount.end : start]):
            return amount.unit
    return ""


def _counted_before(text: str, start: int, words: AmountWords) -> str:
    """What the sentence counts: "the number of vehicles is doubled from 25,000 to 50,000"."""
    piece = text[max(0, start - 4 * REACH) : start]
    cut = max((stop.end() for stop in _STOP.finditer(piece)), default=0)
    nouns = words.counted.findall(piece[cut:])
    return words.units[nouns[-1]] if nouns else ""


def _follower(text: str, end: int) -> str:
    """The next word, lower case; empty where punctuation or the end comes first."""
    if text[end : end + 1] not in (" ", "\u00a0"):
        return "" if not text[end : end + 1].isalnum() else text[end : end + 1]
    word = text[end + 1 : end + 25].split(" ", 1)[0]
    return word.strip(STRIP).lower()
