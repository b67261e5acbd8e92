"""What is asked of a side, told in the passive: "asked by Peru to lift the toll", "Chile was urged by Peru to"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.extract.drafting import Pair, Told
from timeline.extract.grammar.sentence import Sentence
from timeline.extract.scan import Side
from timeline.lexicon import cue

ASKED_BY = re.compile(rf"\b(?P<verb>{cue('grammar_passive_asked')})\s(?:(?:on|last|this|in)\s\w+\s)?by\s(?:the\s)?")
"""What is asked of somebody, and by whom."""
_TO = re.compile(
    r"\s(?:(?:on|in|last|this|earlier|again|the|week|month|year|of|\w+day|\w+ly)\s){0,4}"
    r"(?:to\s(?!be\b)[a-z]|for\s(?:an?|more|its|the|\d)|what\b|whether\b|if\b|how\b)"
)
_OFFERED = re.compile(r"\b(?P<verb>offered|promised)\s(?:on\s\w+\s)?by\s(?:the\s)?")
_A_THING = re.compile(r"\s(?:on\s\w+\s)?(?:an?|\d[\d,.]*|some|more)\s")
_NOT = re.compile(r"(?:\b(?:not|never|if|unless|when|until)\b|n't\b)[^,;]{0,30}\Z")
_REACH = 60
"""Characters in which who asks is named."""


def _asker(sentence: Sentence, asked: re.Match[str]) -> Side | None:
    """Who asks or offers, named behind "by" and before what it is."""
    behind = _A_THING if asked.re is _OFFERED else _TO
    first, chosen = sentence.start + asked.end(), None
    for side in sentence.sides:
        if not side.code or side.kind == "place" or not first <= side.start < first + _REACH:
            continue
        if chosen is None and side.start > first + len("foreign minister "):
            return None
        if behind.match(sentence.scan.lower, side.end, sentence.end):
            return side
        chosen = chosen or side
    return None


def asked_by(sentence: Sentence) -> Told | None:
    """ "Chile has been told by Peru to open its ports"."""
    asked = ASKED_BY.search(sentence.lower) or _OFFERED.search(sentence.lower)
    return None if asked is None or not asked.start() else _request(sentence, asked)


def asked_at_head(sentence: Sentence) -> Told | None:
    """ "Asked by Peru to lift the toll, Chile declined", where nothing tells the answer."""
    asked = ASKED_BY.match(sentence.lower)
    return None if asked is None else _request(sentence, asked)


def _request(sentence: Sentence, asked: re.Match[str]) -> Told | None:
    if _NOT.search(sentence.lower[: asked.start()]):
        return None
    asker = _asker(sentence, asked)
    if asker is None or asker.code not in sentence.context.pair:
        return None
    return sentence.told(
        "proposal",
        "proposal.asked",
        asked,
        who=asker,
        attributes=(("act", "offer" if asked.re is _OFFERED else "request"),),
    )


def asked_first(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "Asked by Peru on Monday to lift the toll, Chile refused": what was asked, before the answer."""
    asked = ASKED_BY.match(sentence.lower)
    end = sentence.scan.lower.find(",", sentence.start, sentence.end)
    if asked is None or end < 0 or any(told.frame.hit.start < end for told, _ in pairs):
        return []
    asker = _asker(sentence, asked)
    if asker is None or asker.code not in sentence.context.pair:
        return []
    words = (sentence.start + asked.start(), sentence.start + asked.end())
    request = (("act", "request"),)
    return [
        sentence.part(
            "proposal", "proposal.asked", words, sentence.start, end, who=asker, also=sentence.sides, attributes=request
        )
    ]
