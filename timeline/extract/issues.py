"""What it is about: a registered issue by its phrases, or else the noun phrase of the text."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.extract.scan import Scan
from timeline.extract.units import Unit
from timeline.model.registry import Negotiation, Registry

_MODIFIERS = re.compile(r"(?:[a-z][\w'-]*\s){0,3}\Z")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NO_MODIFIER = _words(
    "the a an of and or to in on at by for from with its their his her our this that these those is are was were be"
    " been as any all has have had no not into under over after before between about more most said new same it he she"
    " they which who will would billion million trillion percent minute hour day first second next last dollar dollars"
    " won yen euros"
)
"""Words that a noun phrase does not begin with."""
_WEIGHT = {"tariff": 3, "money": 3, "trade": 4, "law": 2, "deal": 1, "pause": 2}
"""How well a kind of noun says what the talks are about."""


def issue_of(scan: Scan, unit: Unit, negotiation: Negotiation | None, registry: Registry | None) -> str | None:
    """Id of the registered issue that the clause, or else its sentence, names; or a noun phrase; or None."""
    if negotiation is not None and registry is not None:
        issues = registry.issues_of(negotiation.negotiation_id)
        phrases = tuple((phrase.lower(), issue.issue_id) for issue in issues for phrase in (issue.name, *issue.phrases))
        pattern, by_phrase = _phrase_pattern(phrases)
        if pattern is not None:
            for start, end in ((unit.start, unit.end), scan.sentences[unit.sentence]):
                hits = [m.group() for m in pattern.finditer(scan.lower, start, end)]
                if hits:
                    return by_phrase[max(hits, key=len)]
    return _noun_phrase(scan, unit)


@lru_cache(maxsize=64)
def _phrase_pattern(phrases: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    if not phrases:
        return None, {}
    ordered = sorted({phrase for phrase, _ in phrases}, key=lambda p: (-len(p), p))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?:s)?(?!\w)"), _Plurals(phrases)


class _Plurals(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return self[key.removesuffix("s")] if key.endswith("s") and key.removesuffix("s") in self else key


def _is_plain(text: str) -> bool:
    """Whether a word of the vocabulary is a noun by itself, and no "meeting with" or "at the summit"."""
    first, _, _ = text.partition(" ")
    return first not in _NO_MODIFIER and text.rpartition(" ")[2] not in _NO_MODIFIER


def _noun_phrase(scan: Scan, unit: Unit) -> str | None:
    best = None
    rank = -1
    for hit in scan.hits.within(unit.start, unit.end):
        weight = max((_WEIGHT.get(kind, -1) for kind in hit.entry.kinds), default=-1)
        if weight > rank and _is_plain(hit.text):
            best, rank = hit, weight
    if best is None:
        return None
    head = _MODIFIERS.search(scan.lower, max(unit.start, best.start - 40), best.start)
    words = head.group().split() if head else []
    kept: list[str] = []
    for word in reversed(words):
        if word in _NO_MODIFIER or word.endswith(("'s", "ed")):
            break
        kept.insert(0, word)
    return " ".join((*kept, best.text))[:120]
