"""What is asked of a side, told in the passive: "asked by Peru to lift the toll", "Chile was urged by Peru to"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.extract.drafting.draft import Pair, Told
from timeline.extract.grammar.sentence import Sentence
from timeline.extract.scan import Side
from timeline.lexicon import cue

_ASKED_BY = rf"(?P<verb>{cue('grammar_passive_asked')})\s(?:(?:on|last|this|in)\s\w+\s)?by\s(?:the\s)?"
ASKED_BY = re.compile(rf"\b{_ASKED_BY}")
"""What is asked of somebody, and by whom."""
_CLAUSE = re.compile(
    rf"(?:[^,;:—\"“]{{2,60}},\s(?:(?:which|who)\s(?:was|were|had been|has been|have been)\s)?)?{_ASKED_BY}"
)
"""The same as a clause of its own: at the head of the sentence, or put in behind who is asked."""
_TO = re.compile(
    r"\s(?:(?:on|in|last|this|earlier|again|the|week|month|year|of|\w+day|\w+ly)\s){0,4}"
    r"(?:to\s(?!be\b)[a-z]|for\s(?:an?|more|its|the|\d)|what\b|whether\b|if\b|how\b)"
)
_OFFERED = re.compile(
    r"\b(?P<verb>offered|promised)\s(?:on\s\w+\s|(?P<thing>(?!to\b|that\b|for\b)(?:[\w,.%-]+\s){1,6}?))?by\s(?:the\s)?"
)
"""What is offered to somebody, and by whom."""
_PUT_BY = re.compile(
    r"\b(?:was|were|been|is|are|being)\s(?:\w+ly\s|also\s|first\s){0,2}"
    r"(?P<verb>offered|promised|demanded|sought|asked for|called for|put forward|tabled|suggested)\s"
    r"(?:(?:on|in|last|this)\s\w+\s)?by\s(?:the\s)?"
)
"""What is put forward or asked for, and by whom: "200 permits were | offered by | Peru"."""
_OFFERS = ("offered", "promised", "put forward", "tabled", "suggested")
_NOT = re.compile(r"(?:\b(?:not|never|if|unless|when|until)\b|n't\b)[^,;]{0,30}\Z")
_TAKEN_UP = re.compile(r"\b(?:it|they|he|she|we|i|you|who|which|both|others?|each|neither)\b")
_NEXT = 18
"""Characters behind "by" within which who asks begins: "the trade minister of | Peru"."""
_REACH = 60
"""Characters in which who asks is named."""


def _asker(sentence: Sentence, asked: re.Match[str]) -> Side | None:
    """Who of the two sides asks or offers, named behind "by" and before what it is."""
    side = _named_behind(sentence, asked)
    return side if side is not None and side.code in sentence.context.pair else None


def _named_behind(sentence: Sentence, asked: re.Match[str]) -> Side | None:
    first, chosen = sentence.start + asked.end(), None
    for side in sentence.sides:
        if not side.code or side.kind == "place" or not first <= side.start < first + _REACH:
            continue
        if chosen is None and side.start > first + _NEXT:
            return None
        if _TO.match(sentence.scan.lower, side.end, sentence.end):
            return side
        chosen = chosen or side
    return chosen if asked.re is _OFFERED and asked["thing"] else None


def asked_by(sentence: Sentence) -> Told | None:
    """ "Chile has been told by Peru to open its ports"."""
    asked = ASKED_BY.search(sentence.lower) or _OFFERED.search(sentence.lower)
    if asked is None or not asked.start() or _clause(sentence) is not None:
        return None
    asker = _asker(sentence, asked)
    if asker is None or _NOT.search(sentence.lower[: asked.start()]) or not _put_to_a_side(sentence, asked, asker):
        return None
    act = (("act", "offer" if asked.re is _OFFERED else "request"),)
    return sentence.told("proposal", "proposal.asked", asked, who=asker, attributes=act)


def _put_to_a_side(sentence: Sentence, asked: re.Match[str], asker: Side) -> bool:
    """Whether it is a side, and not "the nurses", that is asked or offered something."""
    first, verb = sentence.start, sentence.start + asked.start()
    if any(side.code != asker.code for side in sentence.sides if side.end <= verb):
        return True
    if any("side" in hit.entry.kinds for hit in sentence.scan.hits.within(first, verb)):
        return True
    return _TAKEN_UP.search(sentence.lower, 0, asked.start()) is not None


def put_by(sentence: Sentence) -> Told | None:
    """ "200 permits were offered by Peru", "an apology was demanded on Monday by Peru"."""
    put = _PUT_BY.search(sentence.lower)
    if put is None or _NOT.search(sentence.lower[: put.start()]):
        return None
    first = sentence.start + put.end()
    who = next((side for side in sentence.sides if side.code and first <= side.start < first + _NEXT), None)
    if who is None or who.kind == "place" or who.code not in sentence.context.pair:
        return None
    act = "offer" if put["verb"] in _OFFERS else "demand"
    return sentence.told("proposal", "proposal.asked", put, who=who, attributes=(("act", act),))


def asked_in_a_clause(sentence: Sentence) -> Told | None:
    """ "Asked by Peru to lift the toll, Chile shrugged", where no trigger tells the answer."""
    return next(iter(asked_first(sentence, ())), None)


def asked_first(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "Asked by Peru to lift the toll, Chile refused", "Chile, asked by Peru to, refused": what is answered there."""
    clause = _clause(sentence)
    if clause is None or any(clause[0] <= told.frame.hit.start < clause[2] for told, _ in pairs):
        return []
    start, opened, end, asker = clause
    words, act = (start, opened), (("act", "request"),)
    return [
        sentence.part("proposal", "proposal.asked", words, start, end, who=asker, also=sentence.sides, attributes=act)
    ]


def _clause(sentence: Sentence) -> tuple[int, int, int, Side] | None:
    """Where the clause "asked by Peru to lift the toll" begins, goes on behind "by", and ends; and who asks."""
    asked = _CLAUSE.match(sentence.lower)
    if asked is None or _NOT.search(sentence.lower[: asked.start("verb")]):
        return None
    start, opened = sentence.start + asked.start("verb"), sentence.start + asked.end()
    end = sentence.scan.lower.find(",", opened, sentence.end)
    asker = _asker(sentence, asked)
    return None if end < 0 or asker is None else (start, opened, end, asker)
