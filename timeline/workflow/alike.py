"""Which of many texts may be copies of one another, without comparing each with each.

Every text has a fingerprint: numbers of some of its runs of five words, chosen by their first word, so that two
texts choose the same runs. Texts that share some are compared word by word by :mod:`timeline.workflow.copies`,
whose rule decides. A copy of fewer than about a hundred words with many changed may go unnoticed.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING
from zlib import crc32

from timeline.workflow.copies import DAYS, SHARE, SHORTEST, days_of, near, share_in_order, words_of

if TYPE_CHECKING:
    import polars

RUN = 5
"""Words of a run."""
ONE_IN = 8
"""One in so many words begins a run of the fingerprint."""
MOST = 128
"""Runs of a fingerprint at most."""
LEAST = 6
"""A copy shares one in so many runs of the shorter text, or of those of a text with more runs than are kept two."""
COMMON = 20
"""What stands in so many texts is a phrase of its publisher, and tells nothing."""
TRIED = 8
"""So many of the likeliest texts are compared word by word."""


def fingerprint(text: str) -> tuple[int, ...]:
    """Numbers of some runs of words of a text; empty where it is too short to be told from another."""
    words = words_of(text)
    if len(words) < SHORTEST:
        return ()
    found = {
        crc32(" ".join(words[at : at + RUN]).encode())
        for at, word in enumerate(words[: len(words) - RUN + 1])
        if _begins(word)
    }
    return tuple(sorted(found)[:MOST])


@lru_cache(maxsize=65_536)
def _begins(word: str) -> bool:
    return crc32(word.encode()) % ONE_IN == 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that others may be copies of."""

    id: str
    first: date | None
    last: date | None
    copy_of: str | None = None

    @property
    def days(self) -> tuple[int, int]:
        """First and last day of publication as numbers; where one is not known, one that lies far away."""
        return days_of(self.first, self.last)


@dataclass
class Alike:
    """The fingerprints of the articles seen so far: eight bytes a run."""

    articles: list[Candidate] = field(default_factory=list)
    begins: array[int] = field(default_factory=lambda: array("i"))
    ends: array[int] = field(default_factory=lambda: array("i"))
    """First and last day on which each was published."""
    lengths: array[int] = field(default_factory=lambda: array("I"))
    """How many of its runs are kept; 0 where it may have more."""
    frames: list[polars.DataFrame] = field(default_factory=list)
    runs: array[int] = field(default_factory=lambda: array("I"))
    owners: array[int] = field(default_factory=lambda: array("I"))
    common: set[int] = field(default_factory=set)
    """Runs that stand in too many articles to tell anything."""

    def add(self, known: Candidate, runs: Collection[int]) -> None:
        """Take an article in, to be found from the next :meth:`settle` on."""
        self.runs.extend(runs)
        self.owners.extend(repeat(len(self.articles), len(runs)))
        self.articles.append(known)
        begin, end = known.days
        self.begins.append(begin)
        self.ends.append(end)
        self.lengths.append(_length(runs))

    def settle(self) -> None:
        """Make what was added findable."""
        if self.runs:
            self.frames.append(_frame(run=self.runs, owner=self.owners))
            self.runs, self.owners = array("I"), array("I")

    def shared(self, batch: Sequence[tuple[Candidate, Sequence[int]]]) -> list[list[tuple[int, int]]]:
        """For each article with its fingerprint the runs that settled articles have too, with the number of each.

        Only of articles that may be its first text: published within a week of it, and sharing enough.
        """
        import polars
        from polars import col

        found: list[list[tuple[int, int]]] = [[] for _ in batch]
        if not self.frames:
            return found
        asked, askers = array("I"), array("I")
        begins, ends, lengths = array("i"), array("i"), array("I")
        for n, (known, runs) in enumerate(batch):
            telling = set(runs) - self.common
            asked.extend(telling)
            askers.extend(repeat(n, len(telling)))
            begin, end = known.days
            begins.append(begin)
            ends.append(end)
            lengths.append(_length(runs))
        both = polars.concat(self.frames).join(_frame(run=asked, asker=askers), on="run")
        both = both.with_columns(times=polars.len().over("asker", "run"))
        self.common.update(both.filter(col("times") > COMMON)["run"].unique().to_list())
        days = [
            polars.Series(name, values, dtype=polars.Int32)
            for name, values in (("begin", self.begins), ("end", self.ends), ("first", begins), ("last", ends))
        ]
        begin_of, end_of, first, last = days
        both = both.filter(col("times") <= COMMON)
        owner, asker = both["owner"], both["asker"]
        close = (end_of.gather(owner) + DAYS >= first.gather(asker)) & (
            last.gather(asker) + DAYS >= begin_of.gather(owner)
        )
        both = both.filter(close)
        mine, theirs = (
            polars.Series(name, values, dtype=polars.UInt32).gather(both[name])
            for name, values in (("asker", lengths), ("owner", self.lengths))
        )
        both = both.with_columns(mine=mine, theirs=theirs, shared=polars.len().over("asker", "owner"))
        least = 2 - (col("mine") == 1).cast(polars.UInt32)
        shorter = polars.min_horizontal("mine", "theirs")
        both = both.filter(col("shared") >= polars.max_horizontal(shorter // LEAST, least))
        for n, run, number in both.select("asker", "run", "owner").iter_rows():
            found[n].append((run, number))
        return found


def _length(runs: Collection[int]) -> int:
    return len(runs) if len(runs) < MOST else 0


def _frame(**columns: array[int]) -> polars.DataFrame:
    import polars

    return polars.DataFrame({name: polars.Series(values, dtype=polars.UInt32) for name, values in columns.items()})


def originals(
    alike: Alike,
    batch: Sequence[tuple[Candidate, tuple[int, ...]]],
    texts: Callable[[list[str]], dict[str, str]],
) -> dict[str, str]:
    """Which articles of a batch (with their fingerprints, in order) are copies, and of which first text.

    ``texts`` gives the texts of articles, in the batch or before it. All of the batch is then known to ``alike``.
    """
    alike.settle()
    before = alike.shared(batch)
    told = texts(sorted({alike.articles[owner].id for earlier in before for _, owner in earlier}))

    @cache
    def words(id: str) -> list[str]:
        text = told.get(id)
        return words_of(texts([id]).get(id, "") if text is None else text)

    found: dict[str, str] = {}
    counted = Counter(chain.from_iterable(runs for _, runs in batch))
    again = {run for run, times in counted.items() if times > 1}  # only these can be shared within the batch
    here: dict[int, list[int]] = {run: [] for run in again}
    for (known, runs), earlier in zip(batch, before, strict=True):
        repeated = again.intersection(runs)
        owners: dict[int, list[int]] = {run: list(here[run]) for run in repeated}
        for run, owner in earlier:
            owners.setdefault(run, []).append(owner)
        shared = Counter(owner for some in owners.values() if len(some) <= COMMON for owner in some)
        length = _length(runs)
        likely = (
            alike.articles[owner]
            for owner, times in shared.most_common()
            if times >= max(min(length, alike.lengths[owner]) // LEAST, 2 - (length == 1))
        )
        others = list(islice((other for other in likely if near(known.days, other.days)), TRIED))
        for other in sorted(others, key=lambda each: (each.first or date.min, each.id)):
            if share_in_order(words(known.id), words(other.id)) >= SHARE:
                found[known.id] = other.copy_of or other.id
                break
        number = len(alike.articles)
        # of a copy only what the first text does not have: a wire story of a hundred outlets is kept once
        fresh = set(runs) - alike.common
        if known.id in found:
            fresh -= {run for run, some in owners.items() if some}
        alike.add(Candidate(known.id, known.first, known.last, found.get(known.id)), fresh)
        for run in fresh & repeated:
            here[run].append(number)
            if len(here[run]) > COMMON:
                alike.common.add(run)
    return found
