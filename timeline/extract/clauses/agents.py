"""Who acts by other words than a grammatical subject: an agent behind "by", an owner, whom a thing is for or put to."""

from __future__ import annotations

import re

from timeline.extract.clauses.units import Unit
from timeline.extract.people.insertions import named_behind
from timeline.extract.scan import Hit, Scan, Side
from timeline.lexicon import cue

_BY = re.compile(r"\bby\s(?:the\s)?(?:[\w.'-]+\s){0,5}\Z")
_AND_OR_TO = re.compile(r"(?:,|,?\sand|\sor|\sto|\sagainst|\swith)\s(?:the\s)?")
_REACH = 70
"""Characters after a passive verb in which who acts is looked for."""
_MADE = re.compile(
    r"\s(?:(?:had|has|have|also|been|long|first|repeatedly)\s){0,4}(?:mak|made|put|rais|voic|advanc|press|tabl|submit|repeat)\w*\b"
)


def made_by(scan: Scan, unit: Unit, noun: int) -> Side | None:
    """Who makes what a noun names, told behind it: "a demand that | Uganda | had been making"."""
    side = next((side for side in unit.sides if side.start > noun and side.kind != "place"), None)
    if side is None or scan.lower[noun : side.start] not in (" ", " that ", " which "):
        return None
    return side if _MADE.match(scan.lower, side.end, unit.end) else None


_WAS_MADE = re.compile(rf"\b(?:was|were|been)\s(?:\w+ly\s)?{cue('agents_made')}\b")
_CAME_FROM = re.compile(r"\b(?:came|comes|come)\s(?:(?:on|last|this)\s\w+\s)?from\s(?:the\s)?\Z")
_FROM_HIM = re.compile(r"\sfrom\s(?:the\s)?\Z")
_GOT = re.compile(
    r"\b(?:receiv(?:ed|es|ing)|got|gets|(?:faced|confronted|presented) (?:on \w+ )?with)\s(?:[\w'’-]+\s){0,7}\Z"
)


def is_got(scan: Scan, unit: Unit, noun: int) -> bool:
    """Whether who acts gets what a noun names: "Uganda received | an offer of a quota"."""
    return _GOT.search(scan.lower, unit.start, noun) is not None


def put_by(scan: Scan, unit: Unit, first: int, last: int) -> Side | None:
    """Who puts what a noun between ``first`` and ``last`` names: "Kenya's offer", "an offer was made by Kenya"."""
    whose = owner_of(scan, unit, first) or made_by(scan, unit, last)
    if whose is not None:
        return whose
    made = _WAS_MADE.search(scan.lower, last, unit.end)
    if made is not None:
        return agent_of(scan, unit, made.end())
    before = _FROM_HIM if is_got(scan, unit, first) else _CAME_FROM
    come = (side for side in unit.sides if side.kind != "place" and before.search(scan.lower, unit.start, side.start))
    return next(come, None)


def whose_was_put(scan: Scan, unit: Unit, hit: Hit) -> Side | None:
    """Whose it is that is put: "the request was | filed | by Kenya", "Kenya's offer is to be | submitted"."""
    agent = agent_of(scan, unit, hit.end)
    put = next((one for one in scan.hits.within(unit.start, hit.start) if "offer" in one.entry.kinds), None)
    return agent or (put_by(scan, unit, put.start, put.end) if put is not None else None)


_REPLY = re.compile(rf"\b{cue('agents_reply')}\b")


def whose_reply(scan: Scan, unit: Unit, verb: int) -> Side | None:
    """Whose the reply is that is the subject of a verb: "Uganda's answer | was positive", "the reply from Uganda"."""
    reply = _REPLY.search(scan.lower, unit.start, verb)
    if reply is None:
        return None
    after = [side for side in unit.sides if 0 < side.start - reply.end() < _FROM and side.end <= verb]
    return owner_of(scan, unit, reply.start()) or next(iter(after), None)


_FROM = 12
"""Characters between a reply and who gave it: "the answer | from the | Ugandan side"."""


def where_answered(scan: Scan, unit: Unit, after: int) -> Side | None:
    """The capital or country in which a proposal is received: "was coolly received | in Kampala".

    None where somebody else is named as answering: "was rejected | by a judge in Kampala".
    """
    if _BY_SOMEBODY.match(scan.lower, after, unit.end):
        return None
    for side in unit.sides:
        receives = side.form == "capital" or (side.kind in ("party", "place") and side.form != "adjective")
        behind = after < side.start and receives and scan.lower.endswith(_IN, after, side.start)
        at_head = side.form == "capital" and _IN_AT_HEAD.fullmatch(scan.lower, unit.start, side.start) is not None
        if side.code and (behind or at_head):
            return side
    return None


_IN = (" in ", " from ", " with ")
_BY_SOMEBODY = re.compile(r"(?:\s(?:on|in|last|this|at)\s(?:\w+\s){0,2}?\w+)?(?:\sby|(?<=\sby))\s(?!\w+day\b|\d)")
_IN_AT_HEAD = re.compile(r"(?:but\s|and\s)?in\s")


_FOR_HIM_AT_HEAD = re.compile(r"for\s(?:the\s)?")
_FOR_HIM = re.compile(r"\s(?:for|to)\s(?:the\s)?")


def for_whom(scan: Scan, unit: Unit, after: int) -> Side | None:
    """For whom a thing is what is said of it: "not enough | for Kenya", "For Kenya, it is no subject"."""
    for side in unit.sides:
        if side.kind == "place":
            continue
        if _FOR_HIM.fullmatch(scan.lower, after, side.start):
            return side
        if scan.lower.startswith((",", " "), side.end) and _FOR_HIM_AT_HEAD.fullmatch(
            scan.lower, unit.start, side.start
        ):
            return side
    return None


_AN_OFFER = re.compile(
    r"\b(?:offers?|proposals?|plans?|drafts?|texts?|letters?|answers?|repl(?:y|ies)|concessions?|terms|figures?|explanations?"
    r"|assurances?|it|this|that)\b"
)
_PLEASES = ("satisfy", "convince", "impress", "persuade", "sway")


def whom_it_pleases(scan: Scan, unit: Unit, hit: Hit) -> Side | None:
    """Whom an offer does not please, who so answers it: "the offer did not satisfy | Lima"."""
    if not hit.text.endswith(_PLEASES) or _AN_OFFER.search(scan.lower, unit.start, hit.start) is None:
        return None
    behind = next((side for side in unit.sides if side.start > hit.end and side.kind != "place"), None)
    return behind if behind is not None and scan.lower[hit.end : behind.start] in (" ", " the ") else None


def decider(scan: Scan, unit: Unit, decision: re.Match[str]) -> Side | None:
    """Whose decision it is: "Kenya's decision to", "the move by Kenya to"."""
    for side in unit.sides:
        by = decision.start() < side.start < decision.end() and scan.lower.endswith(" by ", 0, side.start)
        if by or side.end == decision.start():
            return side
    return None


def agent_of(scan: Scan, unit: Unit, after: int) -> Side | None:
    """Who stands after "by" behind a passive verb that ends at ``after``."""
    found = None
    for side in unit.sides:
        if after <= side.start < after + _REACH and _BY.search(scan.lower, after, side.start):
            if found is None and side.kind == "place":
                break  # "by a tribunal in The Hague"
            if found is not None and found.kind == "person" and side.kind == "party":
                break  # "by Amina Odero | of Kenya"
            if found is not None and (side.start - found.end > 34 or side.kind == "place"):
                break
            if found is not None and found.kind == "party" and _AND_OR_TO.fullmatch(scan.lower, found.end, side.start):
                break  # "by both Peru | and Chile", "by Peru | to Chile"
            found = side
        elif found is not None and named_behind(scan, found, side):
            return side
    return found


_OWNER = re.compile(
    r"(?:'s)?\s(?:(?:latest|new|first|own|initial|final|earlier|repeated|formal|key|main|[a-z]+ed)\s){0,3}\Z"
)


def owner_of(scan: Scan, unit: Unit, noun: int) -> Side | None:
    """Whose a thing is: "Seoul's counter", "the U.S. demand"."""
    before = [side for side in unit.sides if side.end <= noun and side.kind != "place"]
    if before and _OWNER.match(scan.lower, before[-1].end, noun):
        return before[-1]
    return None
