"""Figures in running text: percentages, money, counts and spans of time, each with its unit and its limits.

Dates, years, clock times, scores, and numbers that are part of a name are no figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from timeline.extract.amount_words import AmountWords, amount_words
from timeline.model.events import Bound

Movement = Literal["from", "to"]

_REACH = 64
"""How far before a figure, in code points, its words are looked for."""
_INHERIT = 300
"""How far back a bare number ("from 25 percent to 15") finds the unit it leaves out."""
_STRIP = ".,;:()[]\"'“”‘’«»—–"
_BARE_LEADS = frozenset(
    ("to", "from", "at", "of", "than", "pay", "pays", "paying", "paid", "for", "by", "the", "is", "was", "wanted", "asked", "demanded", "offered", "face", "faces")
)  # fmt: skip
_BARE_ENDS = frozenset(
    (
        "and", "but", "or", "if", "when", "while", "as", "on", "in", "for", "from", "to", "that", "which", "with", "since", "until", "after", "before", "under",
        "because", "though", "unless", "by", "at", "would", "will", "has", "had", "was", "is", "the",
    )
)  # fmt: skip
_MOVED_FROM = (
    "instead of",
    "in place of",
    "rather than",
    "compared with",
    "compared to",
    "replacing",
    "where it has been",
    "where it was",
)


_PART_LINKS = frozenset(
    ("of the", "of", "of a", "of its", "of their", "of that", "out of the", "of the total", "of a total")
)


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
    """``%``, ``pp``, an ISO 4217 code, or what is counted (tonnes, vehicles, years)."""
    high: float | None = None
    """The upper end of a range ("10 to 15 percent")."""
    bound: Bound = "exactly"
    per: str | None = None
    """What it is counted by: year, month, tonne, vehicle."""
    movement: Movement | None = None
    """Whether the text moves a figure from here, or to here."""
    part_of: int | None = None
    """Index, in the list found, of the total that this is a part of."""
    cap: bool = False
    """A limit that is set ("capped at", "no more than") rather than an estimate."""
    converted: tuple[float, str] | None = None
    """The equivalent that the text puts beside it in another currency: value and ISO code."""
    implied: bool = False
    """The unit is left out and taken from a figure before it ("from 25 percent to 15")."""

    @property
    def is_money(self) -> bool:
        """Whether the unit is a currency."""
        return len(self.unit) == 3 and self.unit.isupper()


def find_amounts(text: str) -> list[Amount]:
    """All figures of ``text``, by start; none overlaps another."""
    words = amount_words()
    spots = [(match.start(), match.end(), match.group()) for match in words.digits.finditer(text)]
    spelt = [(match.start(1) - 1, match.end(1) - 1, match.group(1)) for match in words.words.finditer(" " + text)]
    if spelt:
        spots = sorted(spots + spelt)
    found: list[Amount] = []
    floor = 0
    for start, end, number in spots:
        if start < floor:
            continue
        amount = _read(text, start, end, number, floor, found, words)
        if amount is None:
            continue
        floor = amount.end
        before = found[-1] if found else None
        if before is not None and _is_equivalent(text, before, amount, words):
            floor = amount.end + (text[amount.end : amount.end + 1] == ")")
            found[-1] = replace(
                before,
                converted=(amount.value, amount.unit),
                end=floor,
                text=text[before.start : floor],
                per=before.per or amount.per,
            )
            continue
        found.append(amount)
    return _related(text, found, words) if found else found


def _read(
    text: str, start: int, end: int, number: str, floor: int, found: list[Amount], words: AmountWords
) -> Amount | None:
    digits = number[0].isdigit()
    if digits and start and (text[start - 1].isalnum() or text[start - 1] in "._/:#+" or _within_number(text, start)):
        if not words.sign.search(text[max(0, start - 5) : start]):
            return None
    if digits and text[end : end + 1].isalpha() and not words.tail.match(text, end).group():  # type: ignore[union-attr]
        return None  # 24th, 5G, 2A
    fraction = _fraction(number, words) if not digits else None
    if fraction is not None:
        return _finish(text, start, end, fraction * 100, None, "%", False, words)
    sign = words.sign.search(text[max(floor, start - 6) : start]) if digits else None
    code = words.signs[sign.group().strip()] if sign else ""
    first = start - len(sign.group()) if sign else start
    value = float(number.replace(",", "")) if digits else _spelt_value(number, words)
    high: float | None = None
    after = end
    if digits and (ranged := words.range_tail.match(text, end)) and _is_range(text, first, ranged, value, words):
        high, after = float(ranged["high"].replace(",", "")), ranged.end()
    tail = words.tail.match(text, after)
    assert tail is not None
    scale, unit = tail["scale"], (tail["percent"] or tail["unit"] or "")
    after = tail.end()
    if scale and len(scale) == 1 and not code:
        scale, unit, after = None, "", tail.start()
    unit = words.units.get(unit.lower()) or words.currencies.get(unit.lower(), "")
    if not code and not unit and high is not None:
        return None
    factor = words.scales[scale.lower()] if scale else 1.0
    implied = False
    if not code and not unit:
        unit = _implied_unit(text, start, after, value, bool(scale), digits, found, words)
        if not unit:
            return None
        implied = True
    if _is_time(text, start, after, unit or code) or (digits and not sign and _is_named(text, start, unit, words)):
        return None
    low, high = value * factor, high * factor if high is not None else None
    return _finish(text, first, after, low, high, code or unit, implied, words)


def _within_number(text: str, start: int) -> bool:
    """Whether the digits go on from digits before: 2-3, 1.2.3, 12,3456."""
    return text[start - 1] in "-–," and start > 1 and text[start - 2].isdigit()


def _is_range(text: str, first: int, ranged: re.Match[str], value: float, words: AmountWords) -> bool:
    high = float(ranged["high"].replace(",", ""))
    if high <= value or ranged["word"] == "or":
        return False
    lead = _words_before(text, first, 2)
    if ranged["word"] == "and":
        return lead[-1:] == ["between"]
    if lead[-1:] == ["from"]:
        return False
    tail = words.tail.match(text, ranged.end())
    return tail is not None and bool(tail.group())


def _finish(
    text: str, start: int, end: int, value: float, high: float | None, unit: str, implied: bool, words: AmountWords
) -> Amount:
    right = words.right.match(text, end)
    assert right is not None
    bound: Bound = "exactly"
    for name in ("about", "at_least", "at_most"):
        if right[name]:
            bound = name  # type: ignore[assignment]
    per = words.per[right["per"]] if right["per"] else None
    left = _words_before(text, start, 9)
    bound_before, cap = _bound(left, words)
    if bound_before is not None:
        bound = bound_before
    if bound == "at_most" and right["at_most"]:
        cap = True
    return Amount(
        start=start,
        end=end,
        text=text[start:end],
        value=value,
        unit=unit,
        high=high,
        bound=bound,
        per=per,
        movement=_movement(left, words),
        cap=cap,
        implied=implied,
    )


def _words_before(text: str, start: int, count: int) -> list[str]:
    """Up to ``count`` words before ``start`` within the sentence, lower case, without punctuation."""
    piece = text[max(0, start - _REACH) : start]
    for stop in (". ", "; ", "\n", ": "):
        cut = piece.rfind(stop)
        if cut >= 0:
            piece = piece[cut + len(stop) :]
    tokens = piece.split()
    if start > _REACH and len(tokens) > count:
        tokens = tokens[1:]
    return [token.strip(_STRIP).lower() for token in tokens[-count:]]


def _bound(left: list[str], words: AmountWords) -> tuple[Bound | None, bool]:
    lead = [word for word in left if word]
    while lead and lead[-1] in ("a", "an", "the", "further", "another", "additional", "total"):
        lead = lead[:-1]
    for size in range(min(words.longest_before, len(lead)), 0, -1):
        phrase = " ".join(lead[-size:])
        bound = words.before.get(phrase)
        if bound is not None:
            if phrase == "over" and len(lead) > 1 and lead[-2] in ("years", "year", "spread", "paid"):
                return None, False
            cap = bound == "at_most" and any(
                word in " ".join(lead[-size - 2 :]).split() or word in phrase for word in words.cap
            )
            return bound, cap  # type: ignore[return-value]
    return None, False


def _movement(left: list[str], words: AmountWords) -> Movement | None:
    while left and left[-1] in (
        "a",
        "an",
        "the",
        "about",
        "around",
        "only",
        "just",
        "its",
        "current",
        "today's",
        "roughly",
    ):
        left = left[:-1]
    if not left:
        return None
    if left[-1] == "from" or " ".join(left[-2:]) in _MOVED_FROM or " ".join(left[-4:]) in _MOVED_FROM:
        return "from"
    if left[-1] == "replacing":
        return "from"
    if left[-1] == "to" and left[-2:-1] != ["up"] and any(word in words.change for word in left[:-1]):
        return "to"
    return None


def _fraction(number: str, words: AmountWords) -> float | None:
    plain = number.lower().replace("-", " ")
    if plain in ("fifty fifty", "half and half"):
        return 0.5
    return words.fractions.get(plain)


def _spelt_value(number: str, words: AmountWords) -> float:
    plain = number.lower().replace("-", " ")
    return float(1 if plain == "a" else sum(words.numbers[part] for part in plain.split()))


def _is_time(text: str, start: int, end: int, unit: str) -> bool:
    """Whether a span of time is a date ("two weeks ago") or an age."""
    if unit not in ("days", "weeks", "months", "years", "hours", "minutes", "business days"):
        return False
    follower = text[end : end + 14].lstrip("'’ -").lower()
    return follower.startswith(
        ("ago", "later", "earlier", "old", "from now", "hence", "previously", "afterward", "-old")
    )


def _is_named(text: str, start: int, unit: str, words: AmountWords) -> bool:
    """Whether the number belongs to a name ("Section 232 tariffs") rather than to a unit."""
    if unit in ("%", "pp"):
        return False
    left = _words_before(text, start, 1)
    return (
        bool(left)
        and left[0] in words.named
        and unit in ("days", "weeks", "months", "years", "hours", "units", "products", "items", "ships")
    )


def _implied_unit(
    text: str, start: int, end: int, value: float, scaled: bool, digits: bool, found: list[Amount], words: AmountWords
) -> str:
    """The unit that a bare number leaves out because a figure before it has it; empty where none fits."""
    recent = [
        amount for amount in found[-4:] if start - amount.end <= _INHERIT and "\n" not in text[amount.end : start]
    ]
    if scaled:
        money = [amount for amount in recent if amount.is_money]
        return money[-1].unit if money else ""
    if not digits or not recent or text[end : end + 1] == "-":
        return ""
    left = _words_before(text, start, 3)
    follower = _follower(text, end)
    if not left or left[-1] not in _BARE_LEADS or (follower and follower not in _BARE_ENDS):
        return ""
    if 1900 <= value <= 2100 and value == int(value) and "," not in text[start:end]:
        return ""
    last = recent[-1]
    if last.unit == "%" and value <= 200:
        if (
            left[-1] in ("the", "for", "is", "was", "by", "of")
            and value == int(value)
            and not any(value == amount.value for amount in recent)
        ):
            return ""
        if (
            left[-1] == "at"
            and follower in ("", "and")
            and not any(word in ("stay", "stays", "remain", "remains", "set", "charged", "taxed") for word in left)
        ):
            return ""
        return "%"
    return ""


def _follower(text: str, end: int) -> str:
    """The next word, lower case; empty where punctuation or the end comes first."""
    if text[end : end + 1] not in (" ", "\u00a0"):
        return "" if not text[end : end + 1].isalnum() else text[end : end + 1]
    word = text[end + 1 : end + 25].split(" ", 1)[0]
    return word.strip(_STRIP).lower()


def _is_equivalent(text: str, before: Amount, amount: Amount, words: AmountWords) -> bool:
    """Whether ``amount`` is ``before`` in another currency: "93 billion euros ($108 billion)"."""
    if not (before.is_money and amount.is_money) or before.unit == amount.unit or amount.start - before.end > 40:
        return False
    return words.converted.match(text[before.end : amount.start]) is not None


def _related(text: str, found: list[Amount], words: AmountWords) -> list[Amount]:
    """What figures are to one another: ends of a range, from and to, total and part."""
    kept: list[Amount] = []
    for amount in found:
        before = kept[-1] if kept else None
        gap = text[before.end : amount.start] if before is not None else ""
        if before is None or not _same_sentence(gap):
            kept.append(amount)
            continue
        if _is_limit_period(text, before, amount):
            kept[-1] = replace(before, per=amount.unit.removesuffix("s"))
            continue
        if _ends_range(text, before, amount, gap):
            kept[-1] = replace(
                before, high=amount.value, end=amount.end, text=text[before.start : amount.end], per=amount.per
            )
            continue
        kept.append(_moved_with(before, amount, gap.strip()))
        _tie_parts(text, kept, gap)
    return kept


def _is_limit_period(text: str, before: Amount, amount: Amount) -> bool:
    """Whether "in one year" says what a limit before it is counted by."""
    if not (before.is_money and before.bound == "at_most" and before.per is None and amount.value == 1):
        return False
    return amount.unit in ("years", "months") and _words_before(text, amount.start, 1) in (["in"], ["any"], ["single"])


def _ends_range(text: str, before: Amount, amount: Amount, gap: str) -> bool:
    if before.unit != amount.unit or before.high is not None or not before.value < amount.value or before.movement:
        return False
    lead = _words_before(text, before.start, 1)
    return (gap == " to " and lead != ["from"] and amount.movement is None) or (gap == " and " and lead == ["between"])


def _moved_with(before: Amount, amount: Amount, gap: str) -> Amount:
    """The other end of a movement: "from 25 percent to 15", "from 25 percent down to 15"."""
    if before.movement == "from" and amount.movement is None and before.unit == amount.unit:
        lead = gap.removeprefix("down ").removeprefix("up ").removeprefix("back ")
        if lead in ("to", "to a", "to the", "to just", "to only", "to about"):
            return replace(amount, movement="to")
    return amount


def _tie_parts(text: str, kept: list[Amount], gap: str) -> None:
    index = len(kept) - 1
    amount, before = kept[index], kept[index - 1]
    plain = gap.strip()
    if ("of which" in gap or "including" in gap) and _is_part(amount, before):
        kept[index] = replace(amount, part_of=index - 1)
    elif before.part_of is not None and _is_part(amount, kept[before.part_of]) and len(gap) < 60:
        kept[index] = replace(amount, part_of=before.part_of)
    elif plain in _PART_LINKS and ((before.unit == "%" and amount.unit != "%") or _is_part(before, amount)):
        kept[index - 1] = replace(before, part_of=index)
    elif _words_before(text, before.start, 2) == ["of", "the"] and _is_part(amount, before):
        kept[index] = replace(amount, part_of=index - 1)


def _same_sentence(gap: str) -> bool:
    return len(gap) < 160 and ". " not in gap and "\n" not in gap


def _is_part(part: Amount, total: Amount) -> bool:
    return part.unit == total.unit and part.value < total.value and part.unit != "%"
