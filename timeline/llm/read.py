"""Read articles with a language model: kept answers first, the rest asked for, a few at once; drafts out."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from timeline.llm.answer import Answer
from timeline.llm.ask import Asker, Patience, RefusedError, Tally, TooLongError, UnansweredError, asker
from timeline.llm.cache import Cache, Halved, default_folder
from timeline.llm.chosen import Chosen
from timeline.llm.drafting import Background, Discarded, Drafted, drafts_of
from timeline.llm.parts import Part, halves, parts_of
from timeline.llm.prompt import message, prompt
from timeline.model.article import Article
from timeline.model.draft import Reading
from timeline.model.problems import Problem, ProblemError
from timeline.model.registry import Negotiation, Registry


@dataclass
class Outcome:
    """What came of reading some articles."""

    readings: dict[str, Reading] = field(default_factory=dict)
    """By article id; an article that failed has none."""
    discarded: list[Discarded] = field(default_factory=list)
    """Events without proof and entries in the wrong form."""
    notes: list[Problem] = field(default_factory=list)
    """Fields that were left unknown."""
    failed: list[Problem] = field(default_factory=list)
    """Why articles have no reading."""
    kept: int = 0
    """Articles whose every answer was kept from an earlier run."""
    tally: Tally = field(default_factory=Tally)


def read_articles(
    articles: Sequence[Article],
    choice: Chosen,
    *,
    negotiation: Negotiation | None = None,
    registry: Registry | None = None,
    folder: Path | None = None,
    fresh: bool = False,
    patience: Patience | None = None,
    at_once: int = 4,
    done: Callable[[Article], None] = lambda article: None,
) -> Outcome:
    """Read ``articles`` with the model of ``choice``; ``done`` hears of each as it is finished.

    ``folder`` keeps the answers (default: :func:`timeline.llm.cache.default_folder`) and ``fresh``
    overlooks those that it has. At most ``at_once`` requests are under way together. Raises UsageProblem
    where the model cannot be set up; whatever happens to single articles is told in the outcome.
    """
    asked = prompt()
    patience = patience or Patience()
    model = f"{choice}@{choice.endpoint}" if choice.endpoint else str(choice)
    run = _Run(
        asker(choice, asked.instructions, patience),
        Cache(folder or default_folder(), model, asked.version, fresh),
        asyncio.Semaphore(at_once),
    )
    extractor = f"llm/{choice}/{asked.version}"
    outcome = Outcome(tally=run.asker.tally)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydantic-ai warns of prices that it does not know; the tally says so
        results = asyncio.run(run.all(articles, done))
    for article in articles:
        result = results.get(article.article_id)
        if result is None:
            continue
        if isinstance(result, str):
            outcome.failed.append(Problem(f"was not read: {result}", article.title or article.article_id))
            continue
        background = Background(article, extractor, negotiation, registry)
        drafted = [drafts_of(answer, part, background) for part, answer in result.answers]
        outcome.readings[article.article_id] = _joined(article, drafted, outcome)
        outcome.kept += not result.sent
    if run.unkept is not None:
        outcome.notes.append(run.unkept)
    if run.refused is not None:
        outcome.failed.insert(0, run.refused)
    return outcome


def _joined(article: Article, drafted: list[Drafted], outcome: Outcome) -> Reading:
    """The drafts of all parts, and what was left out of them added to the outcome."""
    for each in drafted:
        outcome.discarded += each.discarded
        outcome.notes += each.notes
    return Reading(article.article_id, tuple(draft for each in drafted for draft in each.drafts))


@dataclass
class _Answers:
    """The answers about one article, part by part."""

    answers: list[tuple[Part, Answer]] = field(default_factory=list)
    sent: bool = False
    """Whether any of them had to be asked for."""


@dataclass
class _Run:
    asker: Asker
    cache: Cache
    room: asyncio.Semaphore
    refused: Problem | None = None
    unkept: Problem | None = None

    async def all(self, articles: Sequence[Article], done: Callable[[Article], None]) -> dict[str, _Answers | str]:
        """The answers by article id, or the reason why there is none; nothing for those not asked about."""
        results: dict[str, _Answers | str] = {}

        async def one(article: Article) -> None:
            found = _Answers()
            try:
                for part in parts_of(article.text):
                    await self._part(article, part, found)
                results[article.article_id] = found
            except RefusedError as error:
                self.refused = self.refused or error.problem
                return
            except (UnansweredError, TooLongError) as error:
                results[article.article_id] = str(error)
            done(article)

        async with self.asker.agent:
            await asyncio.gather(*(one(article) for article in articles))
        return results

    async def _part(self, article: Article, part: Part, found: _Answers) -> None:
        kept = self.cache.get(article, part)
        if kept is None:
            async with self.room:
                if self.refused is not None:
                    raise RefusedError(self.refused)
                found.sent = True
                try:
                    kept = await self.asker.ask(message(article, part))
                except TooLongError:
                    if halves(article.text, part) is None:
                        raise
                    kept = Halved()
            try:
                self.cache.put(article, part, kept)
            except ProblemError as error:
                self.unkept = Problem("answers cannot be kept", hint=str(error))
        if isinstance(kept, Halved):
            for half in halves(article.text, part) or ():
                await self._part(article, half, found)
        else:
            found.answers.append((part, kept))
