"""Copies of one text: wire stories that outlets reprint, wholly or cut. All of them are one origin.

Two texts are copies when, of the words of the shorter one, at least nine in ten stand in the longer
one in the same order (longest common subsequence of words, by rapidfuzz). Independent reports of one
event share far fewer. Only articles published within a week of each other are compared: reprints
are quick, and the work stays small.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

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
    for other in sorted(others, key=lambda each: (each.published, each.article_id)):
        if other.article_id == article.article_id or not _within(article, other):
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


def _within(one: Article, other: Article) -> bool:
    slack = timedelta(days=DAYS)
    first, last = one.published.first or date.min, one.published.last or date.max
    begin, end = other.published.first or date.min, other.published.last or date.max
    return not (_plus(last, slack) < begin or _plus(end, slack) < first)


def _plus(day: date, slack: timedelta) -> date:
    return day if day == date.max else day + slack
