"""Copies of one text: wire stories that outlets reprint, wholly or cut. All of them are one origin.

Two texts are copies when, of the words of the shorter one, at least nine in ten stand in the longer
one in the same order (longest common subsequence of words, by rapidfuzz). Independent reports of one
event share far fewer. Only articles published within a week of each other are compared: reprints
are quick, and the work stays small.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from timeline.model.article import Article

SHARE = 0.9
"""Share of the shorter text's words that a copy has in order."""
DAYS = 7
"""Days between publication within which a text may be a copy."""
SHORTEST = 40
"""Words below which two texts may agree by chance."""

_WORD = re.compile(r"\w+")


def original_of(article: Article, others: Iterable[Article]) -> str | None:
    """Id of the article whose text ``article`` repeats, the earliest of ``others``; None where there is none.

    A copy of a copy leads to the first text: ``copy_of`` is never a chain.
    """
    words = words_of(article.text)
    if len(words) < SHORTEST:
        return None
    days = days_of(article.published.first, article.published.last)
    for other in sorted(others, key=lambda each: (each.published, each.article_id)):
        apart = not near(days, days_of(other.published.first, other.published.last))
        if apart or other.article_id == article.article_id:
            continue
        if share_in_order(words, words_of(other.text)) >= SHARE:
            return other.copy_of or other.article_id
    return None


def share_in_order(one: list[str], other: list[str]) -> float:
    """Length of the longest common subsequence of words over that of the shorter text, 0 to 1."""
    from rapidfuzz.distance import LCSseq

    shorter = min(len(one), len(other))
    if shorter < SHORTEST:
        return 0.0
    return LCSseq.similarity(one, other, score_cutoff=int(SHARE * shorter)) / shorter


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return _WORD.findall(text.casefold())


def days_of(first: date | None, last: date | None) -> tuple[int, int]:
    """First and last day of publication as numbers; where one is not known, one that lies far away."""
    return first.toordinal() if first else 1, last.toordinal() if last else 3_650_000


def near(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two articles may have been published within a week of each other, by their first and last days."""
    return not (one[1] + DAYS < other[0] or other[1] + DAYS < one[0])
