"""What it is about: a registered issue by its phrases, or else the noun phrase of the text."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.extract.scan import Scan
from timeline.extract.units import Unit
from timeline.model.registry import Negotiation, Registry

_MODIFIERS = re.compile(r"(?:[a-z][\w'-]*\s){0,3}\Z")
_NO_MODIFIER = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "or",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "its",
        "their",
        "his",
        "her",
        "our",
        "this",
        "that",
        "these",
        "those",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "as",
        "any",
        "all",
        "has",
        "have",
        "had",
        "no",
        "not",
        "into",
        "under",
        "over",
        "after",
        "before",
        "between",
        "about",
        "more",
        "most",
        "said",
        "new",
        "same",
        "it",
        "he",
        "she",
        "they",
        "which",
        "who",
        "will",
        "would",
    ]
)
_WEIGHT = {"tariff": 3, "money": 3, "trade": 4, "law": 2, "deal": 1, "talks": 0, "pause": 2}


def issue_of(scan: Scan, unit: Unit, negotiation: Negotiation | None, registry: Registry | None) -> str | None:
    """Id of the registered issue that the clause (or else its sentence) names, or a noun phrase; None where there is neither."""
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


def _noun_phrase(scan: Scan, unit: Unit) -> str | None:
    best = None
    rank = -1
    for hit in scan.hits.within(unit.start, unit.end):
        weight = max((_WEIGHT.get(kind, -1) for kind in hit.entry.kinds), default=-1)
        if weight > rank:
            best, rank = hit, weight
    if best is None:
        return None
    head = _MODIFIERS.search(scan.lower, max(unit.start, best.start - 40), best.start)
    words = head.group().split() if head else []
    while words and words[0] in _NO_MODIFIER:
        words.pop(0)
    kept: list[str] = []
    for word in reversed(words):
        if word in _NO_MODIFIER:
            break
        kept.insert(0, word)
    return " ".join((*kept, best.text))[:120]
