"""Which of many texts may be copies of one another, without comparing each with each.

Every text has a fingerprint: numbers of some of its runs of five words, chosen by their first word, so that two
texts choose the same runs. Texts that share some are compared word by word by :mod:`timeline.workflow.copies`,
whose rule decides. A copy of fewer than about a hundred words with many changed may go unnoticed.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
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
    chosen: dict[str, bool] = {}
    found = set()
    for at in range(len(words) - RUN + 1):
        word = words[at]
        first = chosen.get(word)
        if first is None:
            first = chosen[word] = crc32(word.encode()) % ONE_IN == 0
        if first:
            found.add(crc32(" ".join(words[at : at + RUN]).encode()))
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

    def add(self, known: Known, runs: Iterable[int]) -> None:
        """Take an article in, to be found from the next :meth:`settle` on."""
        number = len(self.articles)
        self.articles.append(known)
        for run in runs:
            self.runs.append(run)
            self.owners.append(number)

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
        asked = [(run, n) for n, runs in enumerate(fingerprints) for run in runs if run not in self.common]
        frame = polars.DataFrame(asked, schema={"run": polars.UInt32, "asker": polars.UInt32}, orient="row")
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
    here: dict[int, list[int]] = {}
    for (known, runs), earlier in zip(batch, before, strict=True):
        owners: dict[int, list[int]] = {run: list(here.get(run, ())) for run in runs}
        for run, owner in earlier:
            owners[run].append(owner)
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
        fresh = [run for run in runs if not (copied and owners[run]) and run not in alike.common]
        alike.add(Known(known.id, known.first, known.last, found.get(known.id)), fresh)
        for run in fresh:
            owned = here.setdefault(run, [])
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
