"""Take archives in: read by several processes, stored batch by batch, and gone on with where it was cut off.

Every batch is one transaction, with the place behind it: whatever ends the work, the same command goes on
from there, and an article that is in the store already is never stored or read twice.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from timeline.model.article import Article, same_id
from timeline.model.draft import Draft
from timeline.model.ledger import Change
from timeline.model.problems import Problem, ProblemError
from timeline.sources import SourceDefaults
from timeline.sources.archive import Position
from timeline.store import bulk
from timeline.store.bulk import Row
from timeline.store.lines import dumps
from timeline.store.store import Reader, Store, Writer
from timeline.workflow.alike import Alike, Candidate, fingerprint, originals
from timeline.workflow.harvest import Harvest, Harvested, Task
from timeline.workflow.ingest import also_bears_on, new_drafts

BATCH_ARTICLES = 1000
BATCH_DRAFTS = 20_000
"""A batch is stored when it has so many articles or drafts."""
TRIED_FIRST = 50
"""A file whose first records are all wrong, so many at least or all that it has, is refused."""

Engine = Callable[[Path, Position, Task], Iterator[Harvest]]
"""Reads an archive from a place on; gives what came of its chunks, in order."""


@dataclass
class ArchiveResult:
    """What came of an archive."""

    new: int = 0
    copies: int = 0
    """Of those, how many are copies of another text."""
    known: int = 0
    """Already in the store."""
    drafts: int = 0
    unread: int = 0
    skipped: int = 0
    """Records that are not taken in, each told."""
    records: int = 0
    begun_at: int = 0
    """Records that an earlier, interrupted run had read."""
    notes: Counter[str] = field(default_factory=Counter)
    """What is not kept, with the number of records."""


def ingest_archive(
    store: Store,
    author: str,
    negotiation_id: str,
    path: Path,
    engine: Engine,
    defaults: SourceDefaults | None = None,
    tell: Callable[[Problem], None] = lambda problem: None,
    progress: Callable[[Position, ArchiveResult], None] = lambda position, result: None,
    words: Path | None = None,
    rules_only: bool = False,
) -> ArchiveResult:
    """Store the articles of an archive for a negotiation, and draft events from those that are new to it.

    ``tell`` is given each record that is not taken in; ``words`` and ``rules_only`` are those of
    :func:`timeline.lexicon.load`. Raises ProblemError where the file as a whole cannot be
    read, or not any further; what was read of it before is then stored.
    """
    with store.reading() as reader:
        negotiation = reader.record("negotiation", negotiation_id)
        known = bulk.known_articles(reader.connection, negotiation_id)
        task = Task(negotiation, reader.registry(), defaults or SourceDefaults(), known, words, rules_only)
        name = _bookmark(path, task)
        said = bulk.bookmark(reader.connection, name)
        alike = _stored(reader)
    begin = Position(**json.loads(said)) if said else Position()
    intake = _Intake(store, author, negotiation_id, name, alike, ArchiveResult(begun_at=begin.records), tell)
    waiting: list[Problem] | None = [] if not said else None
    place = begin
    try:
        for found in engine(path, begin, task):
            intake.add(found)
            if waiting is None or found.articles:
                for problem in [*(waiting or ()), *found.problems]:
                    tell(problem)
                waiting = None
            else:
                waiting += found.problems
                if len(waiting) >= TRIED_FIRST:
                    break
            place = found.after
            if intake.is_full:
                intake.keep(place)
            progress(place, intake.result)
    except BaseException:
        if intake.batch:
            intake.keep(place)
            progress(place, intake.result)
        raise
    if waiting:
        told = f"is not an archive of articles: none of its first {len(waiting)} records can be taken"
        raise ProblemError([*waiting[:5], Problem(told, str(path), "nothing was taken in from it")])
    intake.keep(None)
    progress(place, intake.result)
    return intake.result


def settle(store: Store, author: str) -> None:
    """Put the store in order after archives were taken in: else the next command that writes would have to."""
    with store.writing(author) as writer:
        bulk.settle(writer.connection)


def _bookmark(path: Path, task: Task) -> str:
    """The name under which the place in an archive is kept: of this file as it is now, for this negotiation."""
    state = path.stat()
    with path.open("rb") as opened:
        head = sha256(opened.read(1_000_000)).hexdigest()[:16]
    said = sha256(repr((task.defaults, task.words, task.rules_only)).encode()).hexdigest()[:8]
    return f"archive {task.negotiation.negotiation_id} {head} {state.st_size} {state.st_mtime_ns} {said}"


def _stored(reader: Reader) -> Alike:
    """The fingerprints of the articles that the store has."""
    alike = Alike()
    for id, text, first, last, copy_of in bulk.texts(reader.connection):
        alike.add(Candidate(id, first, last, copy_of), fingerprint(text))
    return alike


@dataclass
class _Intake:
    """Takes what was read of an archive into the store, batch by batch."""

    store: Store
    author: str
    negotiation_id: str
    bookmark: str
    alike: Alike
    result: ArchiveResult
    tell: Callable[[Problem], None]
    batch: list[Harvested] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether the batch is to be stored."""
        return len(self.batch) >= BATCH_ARTICLES or sum(len(each.drafts) for each in self.batch) >= BATCH_DRAFTS

    def add(self, found: Harvest) -> None:
        """Count what came of a chunk, and add its articles to the batch."""
        self.result.records += found.records
        self.result.skipped += len(found.problems)
        self.result.notes.update(problem.message for problem in found.notes)
        self.batch += found.articles

    def keep(self, place: Position | None) -> None:
        """Store the batch and the place behind it (None at the end of the archive) in one transaction."""
        result = self.result
        first: dict[str, Harvested] = {}
        refused: list[Harvested] = []
        for each in self.batch:
            earlier = first.setdefault(each.row.id, each) if not each.known else each
            if each.known or (earlier is not each and _text(earlier) == _text(each)):
                result.known += 1
            elif earlier is not each:
                refused.append(each)
        with self.store.writing(self.author) as writer:
            there = bulk.recorded(writer.connection, list(first)) if first else set()
            fresh = [each for id, each in first.items() if id not in there]
            copied = _copies(writer, self.alike, fresh)
            articles = [
                _as_copy(each.row, copied[each.row.id]) if each.row.id in copied else each.row for each in fresh
            ]
            drafts = [row for each in fresh for row in each.drafts]
            bulk.load(writer, articles, drafts)
            changes = []
            for id in sorted(there):
                stored = writer.find("article", id)
                if stored is not None and stored.text != _text(first[id]):
                    refused.append(first[id])
                else:
                    result.known += 1
                    changes += _also(writer, stored, first[id], self.negotiation_id)
            writer.append(changes)
            value = None if place is None else json.dumps({"byte": place.byte, "records": place.records})
            bulk.set_bookmark(writer.connection, self.bookmark, value)
        for each in refused:
            self.tell(same_id(each.row.id, each.where))
        result.skipped += len(refused)
        result.new += len(fresh)
        result.copies += len(copied)
        result.drafts += len(drafts) + sum(change.kind == "draft" for change in changes)
        result.unread += sum(each.unread for each in fresh)
        self.batch.clear()


def _copies(reader: Reader, alike: Alike, fresh: list[Harvested]) -> dict[str, str]:
    rows = {each.row.id: each.row for each in fresh}

    def texts(ids: list[str]) -> dict[str, str]:
        stored = [id for id in ids if id not in rows]
        found = {id: str(json.loads(rows[id].record)["text"]) for id in ids if id in rows}
        return {**found, **{id: text for id, text, *_ in bulk.texts(reader.connection, stored)}} if stored else found

    known = [(Candidate(each.row.id, each.row.first, each.row.last), each.fingerprint) for each in fresh]
    return originals(alike, known, texts)


def _as_copy(row: Row, original: str) -> Row:
    article = Article.model_validate_json(row.record).model_copy(update={"copy_of": original})
    return Row(row.id, dumps(article.to_json()), row.first, row.last)


def _text(taken: Harvested) -> str:
    return str(json.loads(taken.row.record)["text"])


def _also(writer: Writer, stored: Article | None, taken: Harvested, negotiation_id: str) -> list[Change]:
    """The changes for an article that was recorded before: for another negotiation, or retracted since."""
    fresh = new_drafts(writer, (Draft.model_validate_json(row.record) for row in taken.drafts))
    if stored is None:
        return [Change.of(Article.model_validate_json(taken.row.record)), *fresh]
    if negotiation_id in stored.negotiations:
        return []
    return [also_bears_on(stored, negotiation_id), *fresh]
