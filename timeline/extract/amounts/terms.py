"""Names and roles of terms: what a figure counts, and what it is in the talks, by the words near it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from timeline.extract.amounts.amount import Amount
from timeline.lexicon.tables import table
from timeline.lexicon.trie import any_of
from timeline.model.events import EventType, Modality, ProposalAct, TermRole

_BEHIND = 70
"""How far behind a figure, in code points, its object is looked for."""
_AROUND = 160
"""How far from a figure a verb may give it its role."""
_OBJECT = re.compile(r"[\s-](?:[\w.\"“”'’-]+\s){0,4}?(?:on|for|in|of|into|worth of)\s")
"""Behind a figure: ``25 percent tariff on``, ``$150 billion for``."""
_ON = re.compile(r"[\s-](?:[\w.\"“”'’-]+\s){0,4}?(?:on|for|in|against)\s")
_CLAUSE_END = re.compile(r"[;:–—\d$€£¥]|,\s(?:while|but|and)\s|\.\s")
_QUALIFIED = re.compile(r"[\s\"“-]+((?:[\w.-]+[\"”]?\s){1,3})(?:tariff|dut|lev|rate|surcharge)")
"""``24 percent "reciprocal" tariff``, ``50 percent steel duties``."""
_SHARE = re.compile(r"\s(?:of|more|less|higher|lower)\b")
_ASKED: frozenset[TermRole] = frozenset(("demanded", "offered"))
_SETTLED: frozenset[TermRole] = frozenset(("demanded", "offered", "agreed", "threatened"))
_PLEDGED: frozenset[TermRole] = frozenset(("demanded", "offered", "agreed"))
_NEAR = 60
_DROPPED_REACH = 14
"""``remove its 40 percent tariff``: so near before the figure stands the verb that ends it."""
_DETOUR = 12
"""A verb behind the figure counts as this much farther than one before it."""
_MANY = 3
"""A list of so many products names no single one."""


@dataclass(frozen=True, slots=True)
class _Names:
    """Words of one kind of figure, and the term that each tells."""

    pattern: re.Pattern[str]
    term: dict[str, str]
    """The term of a word; empty where the figure is then none."""


@dataclass(frozen=True, slots=True)
class _Words:
    percent: _Names
    money: _Names
    counts: tuple[tuple[str, frozenset[str], re.Pattern[str]], ...]
    roles: tuple[tuple[TermRole, re.Pattern[str]], ...]
    cues: dict[str, re.Pattern[str]]


def name_term(text: str, amount: Amount, sentence: tuple[int, int]) -> str | None:
    """The name of the term that ``amount`` is in its ``sentence``; None where the words near it tell none."""
    names = name_terms(text, amount, sentence)
    return names[0] if names else None


def name_terms(text: str, amount: Amount, sentence: tuple[int, int]) -> tuple[str, ...]:
    """All names of it: one rate may be that of two products ("25 percent on cars and on steel")."""
    words = _words()
    if amount.unit == "%":
        return _percent_names(text, amount, sentence, words)
    if amount.is_money:
        named = _money_name(text, amount, sentence, words)
        return (named,) if named else ()
    around = text[sentence[0] : sentence[1]].lower()
    return tuple(name for name, units, found in words.counts if amount.unit in units and found.search(around))[:1]


def role_of(
    text: str,
    amount: Amount,
    sentence: tuple[int, int],
    event: EventType | None = None,
    modality: Modality = "actual",
    act: ProposalAct | None = None,
) -> TermRole | None:
    """What the figure is in the talks; None where nothing tells.

    The type of the event that it belongs to tells most: what an agreement sets is agreed, a
    measure in force or threatened. Where that leaves it open, the nearest verb does.
    """
    cues = _words().cues
    around = text[sentence[0] : sentence[1]].lower()
    before = text[max(sentence[0], amount.start - _NEAR) : amount.start].lower()
    behind = text[amount.end : min(sentence[1], amount.end + _NEAR)].lower()
    if amount.movement == "from":
        raised = event == "measure" and modality != "actual" and cues["raised"].search(around)
        return "in_force" if raised else "previous"
    match event:
        case "agreement":
            dropped = any(len(before) - match.end() < _DROPPED_REACH for match in cues["dropped"].finditer(before))
            return "in_force" if modality == "denied" else "previous" if dropped else "agreed"
        case "measure" if amount.is_money and not cues["levied"].search(around):
            return _nearest_role(text, amount, sentence, _PLEDGED)  # "planned $350 billion": no sum is threatened
        case "measure":
            if modality == "actual":
                paused = cues["suspended"].search(before) or cues["suspended"].search(behind)
                return "threatened" if paused else "in_force"
            return "agreed" if amount.movement == "to" and not cues["raised"].search(around) else "threatened"
        case "deadline":
            return "threatened" if amount.unit == "%" else "agreed"
        case "proposal":
            if amount.unit == "%" and amount.movement is None and cues["relief"].search(around):
                return "in_force"
            if act is None:
                return _nearest_role(text, amount, sentence, _ASKED) or "demanded"
            return "offered" if act in ("offer", "counter") else "demanded"
        case "position" | "response" | "assessment" | "meeting":
            levied = not amount.is_money or cues["levied"].search(around)
            return _nearest_role(text, amount, sentence, _SETTLED if levied else _PLEDGED)
    return _nearest_role(text, amount, sentence, None)


def _nearest_role(
    text: str, amount: Amount, sentence: tuple[int, int], among: frozenset[TermRole] | None
) -> TermRole | None:
    left = text[max(sentence[0], amount.start - _AROUND) : amount.start].lower()
    right = text[amount.end : min(sentence[1], amount.end + _AROUND)].lower()
    found: list[tuple[int, TermRole]] = []
    for role, pattern in _words().roles:
        if among is not None and role not in among:
            continue
        before = [match.end() for match in pattern.finditer(left)]
        if before:
            found.append((len(left) - before[-1], role))
        behind = pattern.search(right)
        if behind:
            found.append((behind.start() + _DETOUR, role))
    return min(found)[1] if found else None


def _percent_names(text: str, amount: Amount, sentence: tuple[int, int], words: _Words) -> tuple[str, ...]:
    names = words.percent
    behind = _behind(text, amount, sentence)
    qualified = _QUALIFIED.match(behind)
    told = _told(names, qualified[1]) if qualified else []
    if not told and (direct := _ON.match(behind)):
        told = _told(names, behind[direct.end() - 3 :])
    if not told and (share := names.pattern.match(behind.lstrip())):
        told = [names.term[share.group()]]
    if told:
        return _products(told)
    if amount.part_of is not None:
        return ()
    if _SHARE.match(behind):  # "nine-tenths of the profits"; "70 percent of the volume" is no rate
        return _products([name for name in _told(names, behind) if "tariff" not in name][:1])
    for window in _before(text, amount, sentence):
        if told := _told(names, window, shares=False):
            return _products(_listed(names, window))
    told = _told(names, behind, shares=False)
    return _products(told[:1]) if told else ("tariff_rate",)


def _money_name(text: str, amount: Amount, sentence: tuple[int, int], words: _Words) -> str | None:
    named = _money_word(text, amount, sentence, words.money)
    if amount.per == "year":
        if amount.bound == "at_most":
            return "annual_cap"
        if named is None or named.startswith("investment"):
            return (
                "annual_investment"
                if _words().cues["invested"].search(text[sentence[0] : sentence[1]].lower())
                else named
            )
    return named


def _money_word(text: str, amount: Amount, sentence: tuple[int, int], names: _Names) -> str | None:
    behind = _behind(text, amount, sentence)
    direct = _OBJECT.match(behind)
    if direct and (match := names.pattern.search(behind, direct.end() - 3)):
        return names.term[match.group()] or None
    if match := names.pattern.match(behind.lstrip(" -")):
        return names.term[match.group()] or None
    for window in _before(text, amount, sentence):
        if told := _told(names, window):
            return told[-1] or None
    told = _told(names, behind) or _told(names, text[amount.end : sentence[1]].lower())
    return (told[0] or None) if told else None


def _behind(text: str, amount: Amount, sentence: tuple[int, int]) -> str:
    """What follows in the clause, up to the next figure."""
    behind = text[amount.end : min(sentence[1], amount.end + _BEHIND)].lower()
    cut = _CLAUSE_END.search(behind)
    return behind[: cut.start()] if cut else behind


def _before(text: str, amount: Amount, sentence: tuple[int, int]) -> tuple[str, str]:
    """What stands before it in the clause, down to the last figure; and all that does in the sentence."""
    before = text[sentence[0] : amount.start].lower()
    cut = max((match.end() for match in _CLAUSE_END.finditer(before)), default=0)
    return before[cut:], before


def _told(names: _Names, window: str, shares: bool = True) -> list[str]:
    found = (match.group() for match in names.pattern.finditer(window))
    return [names.term[word] for word in found if shares or not word.startswith("of ")]


def _listed(names: _Names, window: str) -> list[str]:
    """The last product of ``window`` and those it is listed with: "cars, lumber and drugs"."""
    matches = [match for match in names.pattern.finditer(window) if not match.group().startswith("of ")]
    last = [matches[-1]]
    for match in reversed(matches[:-1]):
        gap = window[match.end() : last[0].start()]
        if len(gap) > 24 or not ("," in gap or " and " in gap):
            break
        last.insert(0, match)
    return [names.term[match.group()] for match in last]


def _products(told: list[str]) -> tuple[str, ...]:
    """One name each; a long list is the general rate, and "steel and aluminum" is steel."""
    names = tuple(dict.fromkeys(name for name in told if name))
    if "steel_tariff" in names:
        names = tuple(name for name in names if name != "aluminum_tariff")
    if len(names) >= _MANY:
        return ("tariff_rate",)
    return names


@cache
def _words() -> _Words:
    data = table("terms")
    percent = {word: name for name, listed in data["percent"].items() for word in listed}
    percent |= dict.fromkeys(data["goods"]["words"], "tariff_rate") | dict.fromkeys(data["percent_none"]["words"], "")
    money = {word: name for name, listed in data["money"].items() for word in listed}
    money |= dict.fromkeys(data["money_none"]["words"], "")
    counts = tuple((name, frozenset(entry["units"]), _any(entry["words"])) for name, entry in data["count"].items())
    return _Words(
        percent=_Names(_any(percent), percent),
        money=_Names(_any(money), money),
        counts=counts,
        roles=tuple((role, _any(listed)) for role, listed in data["roles"].items()),
        cues={name: _any(listed) for name, listed in data["cues"].items()},
    )


def _any(words: Iterable[str]) -> re.Pattern[str]:
    """Any of ``words`` as whole words; a word that ends in ``*`` with any ending."""
    listed = list(words)
    whole = any_of([word for word in listed if "*" not in word])
    parts = [re.escape(word).replace(r"\*", r"\w*") for word in listed if "*" in word]
    return re.compile(rf"\b(?:{'|'.join([whole, *parts] if whole else parts)})\b")
