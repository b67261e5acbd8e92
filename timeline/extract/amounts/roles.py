"""Roles of terms: what a figure is in the talks, by the event that it belongs to and the words near it."""

from __future__ import annotations

import re

from timeline.extract.amounts.amount import SPANS, Amount
from timeline.extract.amounts.vocabulary import term_words
from timeline.model.events import EventType, Modality, ProposalAct, TermRole

_AROUND = 160
"""How far from a figure, in code points, a verb may give it its role."""
_NEAR = 60
_CLOSE = 24
_DROPPED_REACH = 14
"""``remove its 40 percent tariff``: so near before the figure stands the verb that ends it."""
_DETOUR = 12
"""A verb behind the figure counts as this much farther than one before it."""
_COMPLAINED_OF = re.compile(r"\b(?:over|about|against)\s(?:the\s)?(?:[\w.'’-]+\s){0,3}\Z")
"""Before the rate that somebody asks about: "requested consultations over Washington's | 50 percent duty"."""
_CUT_FROM = re.compile(
    r"\b(?:cut|cuts|lower\w*|reduc\w+|bring|brings|brought|slash\w*|halv\w+|rais\w+|increas\w+|doubl\w+)\s"
    r"(?:down\s)?(?:its|their|his|the|a|[\w.]+['’]s?)\s(?:current\s|general\s|existing\s)?\Z"
)
_DOWN_TO = re.compile(
    r"\s(?:(?!and\b|or\b)[\w'’-]+\s){1,6}to\s(?:\w+\s)?(?:zero\b|\d[\d.]*(?:\s?(?:%|percent|per cent|pct)|[.,;]|\Z))"
)
"""Beside a rate that something moves from: "cut its | 8.5 percent | duty on maize to 5 percent"."""
_BREAK = re.compile(r"[;:–—\d]|,\s(?:and|but|while|which)\b")
_ASKED: frozenset[TermRole] = frozenset(("demanded", "offered"))
_SETTLED: frozenset[TermRole] = frozenset(("demanded", "offered", "agreed", "threatened"))
_PLEDGED: frozenset[TermRole] = frozenset(("demanded", "offered", "agreed"))


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
    cues = term_words().cues
    around = text[sentence[0] : sentence[1]].lower()
    before = text[max(sentence[0], amount.start - _NEAR) : amount.start].lower()
    behind = text[amount.end : min(sentence[1], amount.end + _NEAR)].lower()
    rate = amount.unit == "%"
    if rate and (before.endswith("threatened ") or cues["settled_before"].match(behind.lstrip())):
        return "threatened"
    if rate and event in ("agreement", "proposal") and amount.movement != "to" and _is_charged(before, behind):
        return "in_force"
    if rate and event == "proposal" and _COMPLAINED_OF.search(before):
        return "in_force"
    if amount.unit in SPANS and cues["running_out"].search(behind):
        return "in_force"
    if amount.movement == "from" or (rate and _moves_on(amount, before, behind)):
        return _left_behind(amount, around, event, modality)
    match event:
        case "agreement":
            if modality == "denied":
                return "agreed" if amount.cap else "in_force"
            return "previous" if amount.movement is None and _is_dropped(before, behind) else "agreed"
        case "measure" if amount.is_money and not cues["levied"].search(around):
            return _nearest_role(text, amount, sentence, _PLEDGED)  # "planned $350 billion": no sum is threatened
        case "measure":
            return _measured(text, amount, sentence, modality)
        case "deadline":
            # "proposed a quota by October": that there is a limit does not make what it bounds agreed
            return "threatened" if rate else _nearest_role(text, amount, sentence, _PLEDGED)
        case "proposal":
            if rate and amount.movement is None and (cues["relief"].search(around) or _is_dropped(before, behind)):
                return "in_force"
            if amount.is_money and _is_promised(before, behind):
                return "agreed"
            if act is None:
                return _nearest_role(text, amount, sentence, _ASKED) or "demanded"
            return "offered" if act in ("offer", "counter") else "demanded"
        case "position" | "response" | "assessment" | "meeting":
            if rate and amount.movement is None and cues["relief"].search(before):
                return "in_force"
            levied = not amount.is_money or cues["levied"].search(around)
            return _nearest_role(text, amount, sentence, _SETTLED if levied else _PLEDGED)
    return _nearest_role(text, amount, sentence, None)


def _moves_on(amount: Amount, before: str, behind: str) -> bool:
    """Whether a rate is one that is changed to another, told behind it."""
    return amount.movement is None and bool(_CUT_FROM.search(before) and _DOWN_TO.match(behind))


def _left_behind(amount: Amount, around: str, event: EventType | None, modality: Modality) -> TermRole:
    """What a figure is that something moves from: charged until the move is made."""
    if event == "proposal":
        return "in_force" if amount.unit == "%" else "previous"
    if event != "measure":
        return "previous"
    cues = term_words().cues
    if modality == "actual":
        return "in_force" if _is_only_announced(around) else "previous"
    return "in_force" if amount.unit == "%" or cues["raised"].search(around) else "previous"


def _is_only_announced(around: str) -> bool:
    cues = term_words().cues
    return cues["announced"].search(around) is not None and cues["charged"].search(around) is None


def _measured(text: str, amount: Amount, sentence: tuple[int, int], modality: Modality) -> TermRole:
    """What a figure of a measure is: in force once it is taken, threatened before, agreed where a deal lowers it."""
    cues = term_words().cues
    around = text[sentence[0] : sentence[1]].lower()
    before, behind = _clause(text, amount, sentence)
    if modality == "cancelled":
        return "threatened"
    if modality == "actual":
        if cues["suspended"].search(before) or cues["suspended"].search(behind):
            return "threatened"
        if _is_dropped(before, behind):
            return "previous"
        return "threatened" if _is_only_announced(around) else "in_force"
    charged = cues["charged"].search(before + " " + behind) is not None or _is_charged(before, behind)
    if charged and amount.movement is None:
        return "in_force"
    lowered = amount.movement == "to" and not cues["raised"].search(around)
    return "agreed" if lowered or cues["under"].search(around) else "threatened"


def _clause(text: str, amount: Amount, sentence: tuple[int, int]) -> tuple[str, str]:
    """What stands near before and behind the figure, as far as its clause goes."""
    before = text[max(sentence[0], amount.start - _NEAR) : amount.start].lower()
    behind = text[amount.end : min(sentence[1], amount.end + _NEAR)].lower()
    cut = max((match.end() for match in _BREAK.finditer(before)), default=0)
    stop = _BREAK.search(behind)
    return before[cut:], behind[: stop.start()] if stop else behind


def _is_charged(before: str, behind: str) -> bool:
    """Whether the words right beside it say that a rate is what is charged today."""
    cues = term_words().cues
    today = cues["today"]
    if cues["phased_out"].search(behind) or before.endswith((", now ", "(now ")):
        return True
    return today.search(behind[:_CLOSE]) is not None or today.search(before.rpartition(",")[2][-_CLOSE:]) is not None


def _is_dropped(before: str, behind: str) -> bool:
    """Whether the rate itself is ended: "removes its 40 percent tariff", "the 10 percent ... was dropped"."""
    cues = term_words().cues
    if behind.startswith(" of "):
        return False  # "abolishes 98 percent of tariffs"
    if any(len(before) - match.end() < _DROPPED_REACH for match in cues["dropped"].finditer(before)):
        return True
    return cues["was_dropped"].search(behind) is not None


def _is_promised(before: str, behind: str) -> bool:
    """Whether the sum is one that was settled before: "its $350 billion investment package"."""
    cues = term_words().cues
    return cues["package"].match(behind.lstrip(" -")) is not None and before.rstrip("$€£¥").endswith(
        ("its ", "'s ", "’s ", "their ", "the ")
    )


def _nearest_role(
    text: str, amount: Amount, sentence: tuple[int, int], among: frozenset[TermRole] | None
) -> TermRole | None:
    left = text[max(sentence[0], amount.start - _AROUND) : amount.start].lower()
    right = text[amount.end : min(sentence[1], amount.end + _AROUND)].lower()
    found: list[tuple[int, TermRole]] = []
    for role, pattern in term_words().roles:
        if among is not None and role not in among:
            continue
        before = [match.end() for match in pattern.finditer(left)]
        if before:
            found.append((len(left) - before[-1], role))
        behind = pattern.search(right)
        if behind:
            found.append((behind.start() + _DETOUR, role))
    return min(found)[1] if found else None
