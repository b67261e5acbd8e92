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
from itertools import chain, repeat
from typing import TYPE_CHECKING
from zlib import crc32

from timeline.workflow.copies import DAYS, SHARE, SHORTEST, share_in_order, words_of

if TYPE_CHECKING:
    import polars

RUN = 5
"""Words of a run."""
ONE_IN = 8
"""One in so many words begins a run of the fingerprint."""
MOST = 64
"""Runs of a fingerprint at most."""
COMMON = 20
"""What stands in so many texts is a phrase of its publisher, and tells nothing."""
TRIED = 8
"""So many of the likeliest texts are compared word by word."""


def fingerprint(text: str) -> tuple[int, ...]:
    """Numbers of some runs of words of a text; empty where it is too short to be told from another."""
    words = words_of(text)
    if len(words) < SHORTEST:
        return ()
    firsts = {word for word in set(words) if crc32(word.encode()) % ONE_IN == 0}
    found = {
        crc32(" ".join(words[at : at + RUN]).encode())
        for at, word in enumerate(words[: len(words) - RUN + 1])
        if word in firsts
    }
    return tuple(sorted(found)[:MOST])


@dataclass(frozen=True, slots=True)
class Known:
    """An article that others may be copies of."""

    id: str
    first: date | None
    last: date | None
    copy_of: str | None = None


@dataclass
class Alike:
    """The fingerprints of the articles seen so far: eight bytes a run."""

    articles: list[Known] = field(default_factory=list)
    frames: list[polars.DataFrame] = field(default_factory=list)
    runs: array[int] = field(default_factory=lambda: array("I"))
    owners: array[int] = field(default_factory=lambda: array("I"))
    common: set[int] = field(default_factory=set)
    """Runs that stand in too many articles to tell anything."""

    def add(self, known: Known, runs: Collection[int]) -> None:
        """Take an article in, to be found from the next :meth:`settle` on."""
        self.runs.extend(runs)
        self.owners.extend(repeat(len(self.articles), len(runs)))
        self.articles.append(known)

    def settle(self) -> None:
        """Make what was added findable."""
        import polars

        if self.runs:
            columns = {"run": self.runs, "owner": self.owners}
            self.frames.append(
                polars.DataFrame({name: polars.Series(values, dtype=polars.UInt32) for name, values in columns.items()})
            )
            self.runs, self.owners = array("I"), array("I")

    def shared(self, fingerprints: Sequence[Sequence[int]]) -> list[list[tuple[int, int]]]:
        """For each fingerprint the runs that settled articles have too, with the number of the article."""
        import polars

        found: list[list[tuple[int, int]]] = [[] for _ in fingerprints]
        if not self.frames:
            return found
        asked, askers = array("I"), array("I")
        for n, runs in enumerate(fingerprints):
            telling = set(runs) - self.common
            asked.extend(telling)
            askers.extend(repeat(n, len(telling)))
        columns = {"run": asked, "asker": askers}
        frame = polars.DataFrame({name: polars.Series(column, dtype=polars.UInt32) for name, column in columns.items()})
        shared = polars.concat(self.frames).join(frame, on="run").with_columns(times=polars.len().over("asker", "run"))
        self.common.update(shared.filter(polars.col("times") > COMMON)["run"].unique().to_list())
        told = shared.filter(polars.col("times") <= COMMON)
        for asker, run, owner in told.select("asker", "run", "owner").iter_rows():
            found[asker].append((run, owner))
        return found


def originals(
    alike: Alike,
    batch: Sequence[tuple[Known, tuple[int, ...]]],
    texts: Callable[[list[str]], dict[str, str]],
) -> dict[str, str]:
    """Which articles of a batch (with their fingerprints, in order) are copies, and of which first text.

    ``texts`` gives the texts of articles, in the batch or before it. All of the batch is then known to ``alike``.
    """
    alike.settle()
    before = alike.shared([runs for _, runs in batch])
    found: dict[str, str] = {}
    times = Counter(chain.from_iterable(runs for _, runs in batch))
    again = {run for run, times in times.items() if times > 1}  # of all other runs nothing is to be remembered here
    here: dict[int, list[int]] = {run: [] for run in again}
    for (known, runs), earlier in zip(batch, before, strict=True):
        shared = again.intersection(runs)
        owners: dict[int, list[int]] = {run: list(here[run]) for run in shared}
        for run, owner in earlier:
            owners.setdefault(run, []).append(owner)
        counted = Counter(owner for some in owners.values() if len(some) <= COMMON for owner in some)
        likely = [owner for owner, shared in counted.most_common(TRIED) if shared >= 2 or shared == len(runs)]
        others = [alike.articles[owner] for owner in likely if near(known, alike.articles[owner])]
        told = texts([known.id, *(other.id for other in others)]) if others else {}
        words = words_of(told[known.id]) if others else []
        for other in sorted(others, key=lambda each: (each.first or date.min, each.id)):
            if share_in_order(words, words_of(told.get(other.id, ""))) >= SHARE:
                found[known.id] = other.copy_of or other.id
                break
        copied = known.id in found
        number = len(alike.articles)
        # of a copy only what the first text does not have: a wire story of a hundred outlets is kept once
        fresh = set(runs) - alike.common
        if copied:
            fresh -= {run for run, some in owners.items() if some}
        alike.add(Known(known.id, known.first, known.last, found.get(known.id)), fresh)
        for run in fresh & shared:
            owned = here[run]
            owned.append(number)
            if len(owned) > COMMON:
                alike.common.add(run)
    return found


def near(one: Known, other: Known) -> bool:
    """Whether two articles may have been published within a week of each other."""
    begin, end = _day(one.first, 1), _day(one.last, 3_650_000)
    first, last = _day(other.first, 1), _day(other.last, 3_650_000)
    return not (end + DAYS < first or last + DAYS < begin)


def _day(day: date | None, otherwise: int) -> int:
    return day.toordinal() if day else otherwise
