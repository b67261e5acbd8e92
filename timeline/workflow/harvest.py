"""From a chunk of an archive to rows for the store: what any process, here or on another machine, does by itself.

It gets a chunk and a :class:`Task`, keeps nothing between two chunks, and knows of no store.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from timeline.extract import extract
from timeline.lexicon import Lexicon, load
from timeline.model.article import Article
from timeline.model.draft import Draft, of_negotiation
from timeline.model.edtf import Edtf
from timeline.model.problems import Problem, ProblemError
from timeline.model.registry import Negotiation, Registry
from timeline.sources import SourceDefaults, Undated
from timeline.sources.archive import Chunk, Position, texts_of
from timeline.sources.found import make
from timeline.store.bulk import Row, number_of
from timeline.store.lines import dumps
from timeline.workflow.alike import fingerprint
from timeline.workflow.languages import in_its_language


@dataclass(frozen=True)
class Task:
    """What an archive is read for, and all else that a reading depends on beside the text."""

    negotiation: Negotiation
    registry: Registry
    defaults: SourceDefaults = field(default_factory=SourceDefaults)
    known: Sequence[int] = ()
    """Numbers of the texts that are already in the store for the negotiation, sorted."""
    words: Path | None = None
    """A folder of further vocabulary files, for every process under the same name."""
    rules_only: bool = False

    @property
    def lexicon(self) -> Lexicon:
        """The vocabulary to read with; loaded once in each process."""
        return load(self.words, self.rules_only)


@dataclass(slots=True)
class Harvested:
    """One article of an archive, read."""

    where: str
    row: Row
    drafts: tuple[Row, ...] = ()
    fingerprint: tuple[int, ...] = ()
    unread: int = 0
    known: bool = False
    """Whether it was in the store already, and so not read again; then ``row`` has only the id."""


@dataclass(slots=True)
class Harvest:
    """What came of a chunk, in its order."""

    after: Position
    articles: list[Harvested] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    records: int = 0
    """How many records there were."""


def packed(found: Harvest) -> dict[str, Any]:
    """A harvest as plain values, drafts as columns: it goes from process to process in a fraction of the time."""
    articles = found.articles
    drafts = [row for each in articles for row in each.drafts]
    return {
        "after": [found.after.byte, found.after.records],
        "records": found.records,
        "problems": [[p.message, p.where, p.hint] for p in found.problems],
        "notes": [[p.message, p.where, p.hint] for p in found.notes],
        "articles": [[each.where, each.fingerprint, each.unread, each.known, len(each.drafts)] for each in articles],
        "rows": _columns([each.row for each in articles]),
        "drafts": _columns(drafts),
    }


def unpacked(said: dict[str, Any]) -> Harvest:
    """The harvest that was :func:`packed`."""
    rows, drafts = _rows(said["rows"]), _rows(said["drafts"])
    articles = [
        Harvested(where, row, tuple(islice(drafts, count)), tuple(runs), unread, known)
        for (where, runs, unread, known, count), row in zip(said["articles"], rows, strict=True)
    ]
    problems, notes = ([Problem(*told) for told in said[name]] for name in ("problems", "notes"))
    return Harvest(Position(*said["after"]), articles, problems, notes, said["records"])


def _columns(rows: Sequence[Row]) -> list[list[Any]]:
    if not rows:
        return []
    ids, records, firsts, lasts, attributes = zip(*rows, strict=True)
    days = [[day and day.toordinal() for day in column] for column in (firsts, lasts)]
    return [list(ids), list(records), *days, list(attributes)]


def _rows(columns: list[list[Any]]) -> Iterator[Row]:
    if not columns:
        return iter(())
    ids, records, firsts, lasts, attributes = columns
    days = [[day and date.fromordinal(day) for day in column] for column in (firsts, lasts)]
    return map(Row, ids, records, *days, attributes)


def harvest(chunk: Chunk, task: Task) -> Harvest:
    """Read the articles of a chunk; what is wrong with a record is told and costs only that record."""
    found = Harvest(chunk.after, problems=list(chunk.passed), records=len(chunk.items) + len(chunk.passed))
    for where, records in texts_of(chunk):
        found.problems += records.problems
        found.notes += records.notes
        for text in records.texts:
            try:
                made = make(text, task.defaults)
            except ProblemError as error:
                found.problems += error.problems
                continue
            found.notes += made.notes
            if isinstance(made.found, Undated):
                found.problems.append(made.found.problem)
            else:
                try:
                    found.articles.append(_read(made.found.article, where, task))
                except Exception as error:  # whatever a reader breaks on: one text among many thousands
                    told = f"a fault of this program: {type(error).__name__}: {error}"[:300]
                    found.problems.append(Problem(told, where, "please report it with the text"))
    return found


def _read(article: Article, where: str, task: Task) -> Harvested:
    number = number_of(article.text)
    at = bisect_left(task.known, number)
    if at < len(task.known) and task.known[at] == number:
        return Harvested(where, Row(article.article_id, "", None, None), known=True)
    negotiation_id = task.negotiation.negotiation_id
    article = in_its_language(article).model_copy(update={"negotiations": (negotiation_id,)})
    reading = extract(article, task.lexicon, task.negotiation, task.registry)
    drafts = {draft.draft_id: _row(draft) for draft in of_negotiation(reading.drafts, negotiation_id)}
    row = Row(article.article_id, dumps(article.to_json()), *_days(article.published))
    return Harvested(where, row, tuple(drafts.values()), fingerprint(article.text), len(reading.unread))


def _row(draft: Draft) -> Row:
    record = draft.to_json()
    attributes = dumps(record["attributes"]) if "attributes" in record else "{}"
    return Row(draft.draft_id, dumps(record), *_days(draft.date), attributes)


def _days(edtf: Edtf | None) -> tuple[date | None, date | None]:
    return (edtf.first, edtf.last) if edtf else (None, None)
