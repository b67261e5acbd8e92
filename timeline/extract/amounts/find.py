"""Figures found and read, one by one, from left to right."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace

from timeline.extract.amounts.amount import SPANS, Amount, Movement, words_before
from timeline.extract.amounts.implied import implied_unit
from timeline.extract.amounts.related import is_equivalent, related
from timeline.extract.amounts.words import MONTH_BEFORE, AmountWords, amount_words
from timeline.model.events import Bound

_DATED = ("ago", "later", "earlier", "old", "from now", "hence", "previously", "afterward", "past ", "to midnight")


_OF_MONEY = re.compile(
    r" of (?:[\w-]+ )?(?:aid|damages|support|compensation|fines?|investments?|funding|funds|loans?|debts?|money|cash"
    r"|arrears|goods|exports|imports|trade|savings|losses|subsidies|spending|revenue|taxpayers)\b"
)
"""Behind pounds that are money, and no weight."""


def find_amounts(text: str, states: Set[str] = frozenset()) -> list[Amount]:
    """All figures of ``text``, by start; none overlaps another.

    ``states`` are the codes of those that the text names: they tell whose shillings it counts in.
    """
    words = amount_words()
    spots = [(*match.span(), match.group()) for match in words.digits.finditer(text)]
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
        if before is not None and is_equivalent(text, before, amount, words):
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
    found = related(text, found, words) if found else found
    return [_of_a_state(amount, states, words) for amount in found]


def _of_a_state(amount: Amount, states: Set[str], words: AmountWords) -> Amount:
    """The figure in the money of the one state of ``states`` that has some of this name."""
    if amount.unit in words.shared:
        amount = replace(amount, unit=_money_of(amount.unit, states, words))
    if amount.converted is not None and amount.converted[1] in words.shared:
        value, name = amount.converted
        amount = replace(amount, converted=(value, _money_of(name, states, words)))
    return amount


def _money_of(name: str, states: Set[str], words: AmountWords) -> str:
    held = words.shared[name]
    fits = {held[state] for state in states & held.keys()}
    if not fits:
        return words.usual.get(name, name)
    return fits.pop() if len(fits) == 1 else name


def _read(
    text: str, start: int, end: int, number: str, floor: int, found: list[Amount], words: AmountWords
) -> Amount | None:
    digits = number[0].isdigit()
    if digits and _continues(text, start, end, words):
        return None
    fraction = _fraction(number, words) if not digits else None
    if fraction is not None:
        if not _is_share(text, start, end, number, words):
            return None
        return _finish(text, start, end, fraction * 100, None, "%", False, words)
    sign = None
    if digits and start > floor and text[start - 1 - (text[start - 1] in " \u00a0")] in words.sign_ends:
        sign = words.sign.search(text[max(floor, start - 6) : start])
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
    if unit == "pounds" and text.startswith(" of ", after) and _OF_MONEY.match(text, after) is None:
        unit = "lb"  # "3 million pounds of lobster"
    if not (code or unit) and not digits and number.lower() == "zero":
        if not _is_zero_rate(text, start, end, words):
            return None
        unit = "%"
    if not (code or unit) and (told := _counted_with(text, start, after, number, words)):
        unit, after = told
    if not code and not unit and high is not None:
        return None
    factor = words.scales[scale.lower()] if scale else 1.0
    implied = False
    if not code and not unit:
        unit = implied_unit(text, start, after, value, bool(scale), digits, found, words)
        if not unit:
            return None
        implied = True
    if _is_time(text, after, unit or code) or (digits and not sign and _is_named(text, start, unit, words)):
        return None
    low, high = round(value * factor, 6), round(high * factor, 6) if high is not None else None
    return _finish(text, first, after, low, high, code or unit, implied, words)


def _counted_with(text: str, start: int, end: int, number: str, words: AmountWords) -> tuple[str, int] | None:
    """What is counted where words stand before it ("49,000 Chinese electric vehicles"), and where it ends."""
    if text[end : end + 1] != " " or (len(number) == 4 and number[:2] in ("19", "20")):
        return None
    if number[0].isdigit() and (told := words.modified.match(text, end)):
        after = told.end()
    elif told := words.among.match(text, end):
        after = end
    else:
        return None
    return None if MONTH_BEFORE.search(text[max(0, start - 12) : start]) else (words.units[told["unit"]], after)


def _continues(text: str, start: int, end: int, words: AmountWords) -> bool:
    """Whether the digits are part of something else: ``2-3``, ``G20``, ``24th``, ``5G``."""
    joined = start and (text[start - 1].isalnum() or text[start - 1] in "._/:#+" or _within_number(text, start))
    if joined and not words.sign.search(text[max(0, start - 5) : start]):
        return True
    tail = words.tail.match(text, end) if text[end : end + 1].isalpha() else None
    return tail is not None and not tail.group()


def _within_number(text: str, start: int) -> bool:
    """Whether the digits go on from digits before: 2-3, 1.2.3, 12,3456."""
    return text[start - 1] in "-–," and start > 1 and text[start - 2].isdigit()


def _is_range(text: str, first: int, ranged: re.Match[str], value: float, words: AmountWords) -> bool:
    high = float(ranged["high"].replace(",", ""))
    if MONTH_BEFORE.search(text[max(0, first - 12) : first]):
        return False
    if high <= value or ranged["word"] == "or":
        return False
    lead = words_before(text, first, 2)
    if ranged["word"] == "and":
        return lead[-1:] == ["between"]
    if lead[-1:] in (["from"], ["by"]):
        return lead[-2:] in (["ranging", "from"], ["range", "from"], ["ranges", "from"], ["ranged", "from"])
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
            bound = name
    per = words.per[right["per"]] if right["per"] else None
    left = words_before(text, start, 9)
    per = per or _periodic(left, words)
    bound_before, cap = _bound(left, unit in SPANS, words)
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


def _periodic(left: list[str], words: AmountWords) -> str | None:
    """How often it is due, where its noun tells: "an annual quota of | 120,000 tonnes"."""
    if left[-1:] not in (["of"], ["to"], ["at"]):
        return None
    return next((words.periodic[word] for word in reversed(left[-4:-1]) if word in words.periodic), None)


def _bound(left: list[str], timed: bool, words: AmountWords) -> tuple[Bound | None, bool]:
    lead = [word for word in left if word]
    while lead and lead[-1] in ("a", "an", "further", "another", "additional"):
        lead = lead[:-1]
    if not lead or lead[-1] not in words.last_before:
        return None, False
    for size in range(min(words.longest_before, len(lead)), 0, -1):
        phrase = " ".join(lead[-size:])
        bound = words.before.get(phrase)
        if bound is not None:
            if phrase in ("over", "above", "under", "below") and (
                timed or (lead[-2:-1] and lead[-2] not in words.counting)
            ):
                return None, False  # "over ten years", "hand over $5 billion"
            cap = bound == "at_most" and any(
                word in " ".join(lead[-size - 2 :]).split() or word in phrase for word in words.cap
            )
            return bound, cap  # type: ignore[return-value]
    return None, False


def _movement(left: list[str], words: AmountWords) -> Movement | None:
    """From or to, by the words right before; whether a "from" has a "to" is seen later."""
    while left and left[-1] in words.filling:
        left = left[:-1]
    if not left:
        return None
    if left[-1] == "from" or " ".join(left[-2:]) in words.moved_from or " ".join(left[-3:]) in words.moved_from:
        return "from"
    if (
        left[-1] == "to"
        and left[-2:-1] not in (["up"], ["subject"])
        and any(word in words.change for word in left[:-1])
    ):
        return "to"
    return None


def _fraction(number: str, words: AmountWords) -> float | None:
    plain = number.lower().replace("-", " ")
    if plain in ("fifty fifty", "half and half"):
        return 0.5
    return words.fractions.get(plain)


_OF_A_ROW = re.compile(
    r"\s(?!(?:of|in|over|from|and|or|on|this|next|last|at|if|since|by|for|within|as|when|while|to|under|more|less|each|every|earlier|later|already|again|after|before|between|compared)\b)[a-z]"
)
"""Behind "a third" that counts in a row: "by a third | laboratory"."""


def _is_share(text: str, start: int, end: int, number: str, words: AmountWords) -> bool:
    """Whether a share is one of something ("half of the profits") or a change ("cut by a third")."""
    if number.lower().startswith(("fifty", "half ")) or words.share_of.match(text, end):
        return True
    if number.lower().startswith("a ") and _OF_A_ROW.match(text, end):
        return False
    return text[max(0, start - 3) : start] == "by " and not text.startswith(" past", end)


_LISTED_ZERO = re.compile(r"\bat\s\d[\d.]*(?:\s?%|\sper\s?cent)?(?:,|\sand)\s[^.;:]{0,40}?\b[a-z][\w-]+\sat\s\Z")
"""Before the last rate of a list: "zinc at 3, tin at | zero"."""


def _is_zero_rate(text: str, start: int, end: int, words: AmountWords) -> bool:
    """Whether "zero" without a unit is a rate: "zero on cars", "duties go to zero", "stays at zero"."""
    if _LISTED_ZERO.search(text, max(0, start - 80), start):
        return True
    if not words.zero_rate.match(text, end):
        left = words_before(text, start, 3)
        if left[1:] in (["goes", "to"], ["falls", "to"], ["drops", "to"]) and left[0] in words.goods:
            return True  # "copper goes to zero"
        if left[-1:] != ["to"] and not (left[-1:] == ["at"] and words.staying & set(left)):
            return False
    return words.rate.search(text[max(0, start - 160) : end + 60].lower()) is not None


def _spelt_value(number: str, words: AmountWords) -> float:
    plain = number.lower().replace("-", " ")
    if plain == "half a":
        return 0.5
    return float(1 if plain.split()[0] in ("a", "another") else sum(words.numbers[part] for part in plain.split()))


def _is_time(text: str, end: int, unit: str) -> bool:
    """Whether a span of time is a date ("two weeks ago") or an age."""
    if unit not in SPANS:
        return False
    follower = text[end : end + 14].lstrip("'’ -").lower()
    return follower.startswith(_DATED)


def _is_named(text: str, start: int, unit: str, words: AmountWords) -> bool:
    """Whether the number belongs to a name ("Section 232 tariffs") rather than to a unit."""
    if unit in ("%", "pp"):
        return False
    left = words_before(text, start, 1)
    return (
        bool(left)
        and left[0] in words.named
        and unit in ("days", "weeks", "months", "years", "hours", "units", "products", "items", "ships")
    )
