"""What figures are to one another: ends of a range, from and to, total and part, a sum and its equivalent."""

from __future__ import annotations

from dataclasses import replace

from timeline.extract.amounts.amount import Amount, same_sentence, words_before
from timeline.extract.amounts.words import AmountWords

_TO_LINKS = frozenset(
    f"{way}to{article}"
    for way in ("", "down ", "up ", "back ")
    for article in ("", " a", " the", " just", " only", " about")
)
_FROM_LINKS = frozenset(
    f"{way}from{article}" for way in ("", "down ", "up ") for article in ("", " a", " the", " about")
)
_PART_LINKS = frozenset(
    ("of the", "of", "of a", "of its", "of their", "of that", "out of the", "of the total", "of a total")
)


def is_equivalent(text: str, before: Amount, amount: Amount, words: AmountWords) -> bool:
    """Whether ``amount`` is ``before`` in another currency: "93 billion euros ($108 billion)"."""
    if not (before.is_money and amount.is_money) or before.unit == amount.unit or amount.start - before.end > 40:
        return False
    return words.converted.match(text[before.end : amount.start]) is not None


def related(text: str, found: list[Amount], words: AmountWords) -> list[Amount]:
    """What figures are to one another: ends of a range, from and to, total and part."""
    kept: list[Amount] = []
    for amount in found:
        before = kept[-1] if kept else None
        gap = text[before.end : amount.start] if before is not None else ""
        if before is None or not same_sentence(gap):
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
        kept.append(amount)
        _move(text, kept, gap)
        _share_what_counts(kept)
        _tie_parts(text, kept, gap)
    return _settled(text, kept, words)


def _share_what_counts(kept: list[Amount]) -> None:
    """Count both ends of a movement by what one of them names: "from 500 dollars to 200 a lorry"."""
    before, amount = kept[-2], kept[-1]
    if {before.movement, amount.movement} == {"from", "to"} and before.unit == amount.unit:
        per = before.per or amount.per
        kept[-2:] = [replace(before, per=per), replace(amount, per=per)]


def _is_limit_period(text: str, before: Amount, amount: Amount) -> bool:
    """Whether "in one year" says what a limit before it is counted by."""
    if not (before.is_money and before.bound == "at_most" and before.per is None and amount.value == 1):
        return False
    return amount.unit in ("years", "months") and words_before(text, amount.start, 1) in (["in"], ["any"], ["single"])


def _ends_range(text: str, before: Amount, amount: Amount, gap: str) -> bool:
    if before.unit != amount.unit or before.high is not None or not before.value < amount.value or before.movement:
        return False
    lead = words_before(text, before.start, 1)
    if gap == " and ":
        return lead == ["between"]
    return gap.strip() in ("to", "-", "–") and lead != ["from"] and amount.movement is None


def _move(text: str, kept: list[Amount], gap: str) -> None:
    """Both ends of a movement: "from 25 percent down to 15", "to 25 percent from 15"."""
    amount, before = kept[-1], kept[-2]
    if before.unit != amount.unit:
        return
    link = gap.strip().removeprefix(", ")
    if before.movement == "from" and amount.movement is None and link in _TO_LINKS:
        kept[-1] = replace(amount, movement="to")
    elif amount.movement == "from" and before.movement is None and link in _FROM_LINKS:
        lead = words_before(text, before.start, 1)
        kept[-2] = replace(before, movement="to") if lead in (["to"], ["the"], ["a"]) else before


def _settled(text: str, kept: list[Amount], words: AmountWords) -> list[Amount]:
    """With wholes marked; without the "from" of "exempt from the 25 percent", where nothing changes or is reached."""
    settled = []
    wholes = {amount.part_of for amount in kept if amount.part_of is not None}
    for index, amount in enumerate(kept):
        if index in wholes:
            amount = replace(amount, whole=True)
        neighbours = kept[max(0, index - 1) : index] + kept[index + 1 : index + 2]
        if amount.movement == "from" and not any(
            one.movement == "to" and one.unit == amount.unit for one in neighbours
        ):
            left = words_before(text, amount.start, 9)
            if left[-1:] == ["from"] or (left[-2:-1] == ["from"]):
                changes = any(word in words.change for word in left) and left[-1] == "from"
                amount = amount if changes else replace(amount, movement=None)
        settled.append(amount)
    return settled


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
    elif words_before(text, before.start, 2) == ["of", "the"] and _is_part(amount, before):
        kept[index] = replace(amount, part_of=index - 1)


def _is_part(part: Amount, total: Amount) -> bool:
    return part.unit == total.unit and part.value < total.value and part.unit != "%"
