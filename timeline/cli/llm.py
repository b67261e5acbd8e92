"""The options that call a language model, its progress, and what it used and left out, told on standard error."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from timeline.cli.narration import interactive, say
from timeline.model.problems import Problem, UsageProblem

if TYPE_CHECKING:
    from timeline.llm.ask import Tally
    from timeline.llm.chosen import Chosen
    from timeline.llm.read import Outcome
    from timeline.model.article import Article
    from timeline.model.registry import Negotiation, Registry


def llm_options(parser: argparse.ArgumentParser) -> None:
    """``--llm`` and what goes with it."""
    group = parser.add_argument_group(
        "reading with a language model", "Only where --llm is given; it sends the articles to the model's server."
    )
    group.add_argument(
        "--llm", metavar="MODEL", help="provider:model, such as openai:gpt-5.2; keys from the environment"
    )
    group.add_argument(
        "--endpoint", metavar="URL", help="an OpenAI-compatible server that has MODEL: http://127.0.0.1:11434/v1"
    )
    group.add_argument("--fresh", action="store_true", help="ask again about articles that MODEL has read before")
    group.add_argument("--timeout", metavar="SECONDS", type=_seconds, help="longest wait for one answer (default: 180)")


def choice(args: argparse.Namespace) -> Chosen | None:
    """The model asked for; None where none is. Raises UsageProblem where the options do not fit together."""
    if args.llm is None:
        for option in ("endpoint", "fresh", "timeout"):
            if getattr(args, option):
                raise UsageProblem(Problem(f"--{option} is of use only with --llm", hint="name the model: --llm MODEL"))
        return None
    if args.lexicon or args.rules_only:
        told = "--lexicon and --rules-only say what the rules read by, and --llm that a model reads"
        raise UsageProblem(Problem(told, hint="leave out one or the other"))
    from timeline.llm.chosen import chosen

    return chosen(args.llm, args.endpoint)


def read_with_model(
    args: argparse.Namespace,
    model: Chosen,
    articles: Sequence[Article],
    negotiation: Negotiation | None = None,
    registry: Registry | None = None,
) -> Outcome:
    """Have ``articles`` read; tell what was left out and what it took. Failed articles are the caller's to report."""
    from timeline.llm.ask import Patience
    from timeline.llm.read import read_articles

    patience = Patience(timeout=args.timeout) if args.timeout else Patience()
    with _progress(len(articles)) as done:
        outcome = read_articles(
            articles,
            model,
            negotiation=negotiation,
            registry=registry,
            fresh=args.fresh,
            patience=patience,
            done=done,
        )
    for discarded in outcome.discarded:
        say(str(discarded))
    for note in outcome.notes:
        say(f"note {note}")
    asked, left = len(outcome.readings) - outcome.kept, len(outcome.discarded)
    say(f"llm {model}: {asked} articles asked about, {outcome.kept} read before, {left} events discarded")
    say(f"llm {model}: {used(outcome.tally)}")
    return outcome


def used(tally: Tally) -> str:
    """Requests, tokens and cost, in words that keep unknown apart from nothing."""
    parts = [f"{tally.requests} answers"]
    if tally.retries:
        parts.append(f"{tally.retries} requests sent again")
    if tally.requests > tally.unmeasured:
        parts.append(f"{tally.input_tokens:,} tokens in, {tally.output_tokens:,} out")
    if tally.unmeasured:
        parts.append(f"tokens of {tally.unmeasured} answers unknown")
    if tally.cost:
        parts.append(f"cost at list prices ${tally.cost:.4f}")
    if tally.unpriced:
        parts.append("cost of the rest unknown" if tally.cost else "cost unknown")
    elif not tally.cost and not tally.requests:
        parts.append("no cost")
    return ", ".join(parts)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds < 86400:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of seconds; write 300")
    return seconds


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Article], None]]:
    """A bar on a terminal; nothing in a pipe."""
    if not interactive():
        yield lambda article: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("asking the model"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("asking the model", total=total)
        yield lambda article: bar.advance(task)
