"""``timeline extract``: print the drafts of articles and store nothing."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from timeline.cli.ingest import ask_for_dates, read, source_options, without_refused
from timeline.cli.llm import choice, llm_options, read_with_model
from timeline.cli.named import the_negotiation
from timeline.cli.narration import say
from timeline.cli.options import lexicon, lexicon_options
from timeline.cli.output import shown, sides_shown, term_shown
from timeline.model.problems import Problem, ProblemError, UsageProblem
from timeline.model.visible import visible, visible_json
from timeline.model.wording import count

if TYPE_CHECKING:
    from timeline.model.article import Article
    from timeline.model.draft import Draft, Reading
    from timeline.model.registry import Negotiation, Registry
    from timeline.sources import Found


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    source_options(parser)
    parser.add_argument("--format", choices=("text", "jsonl"), default=None, help="text for people, jsonl for programs")
    parser.add_argument(
        "--unread", action="store_true", help="also list sentences that had a trigger and gave no draft"
    )
    parser.add_argument(
        "--explain", action="store_true", help="the whole article, annotated: what each draft was read by"
    )
    parser.add_argument(
        "--negotiation",
        "-n",
        metavar="ID",
        help="read as `ingest` would for this negotiation of the store: by its parties, actors and issues "
        "(default: the store is not opened)",
    )
    lexicon_options(parser)
    llm_options(parser)


def run(args: argparse.Namespace) -> int:
    """Read, extract, print. The store is opened only where a negotiation is named, and not changed."""
    from timeline.extract import extract
    from timeline.model.draft import of_negotiation

    model = choice(args)
    if not args.paths and not args.list:
        raise UsageProblem(Problem("nothing to read", hint="name files, folders or web addresses, or - for input"))
    negotiation, registry = _of_store(args)
    sources = read(args)
    if negotiation is not None:
        from timeline.store.store import Store
        from timeline.workflow.ingest import with_stored_dates

        sources = with_stored_dates(Store(args.db), sources)
    sources, refused = without_refused(ask_for_dates(sources))
    known = lexicon(args)
    articles = [found.article for found in sources.articles]
    outcome = read_with_model(args, model, articles, negotiation, registry) if model else None
    for found in sources.articles:
        if outcome is None:
            reading = extract(found.article, known, negotiation, registry)
        elif found.article.article_id in outcome.readings:
            reading = outcome.readings[found.article.article_id]
        else:
            continue
        if negotiation is not None:
            reading = replace(reading, drafts=tuple(of_negotiation(reading.drafts, negotiation.negotiation_id)))
        _print(reading, found, args)
    if outcome is not None and outcome.failed:
        raise ProblemError(outcome.failed)
    return 1 if refused else 0


def _print(reading: Reading, found: Found, args: argparse.Namespace) -> None:
    """Print the drafts of an article in the form that is asked for; what was not read goes to standard error."""
    from timeline.cli.explain import explain

    if args.explain:
        print(visible("\n".join(explain(reading, found.article, found.where))))
    elif args.format == "jsonl" or (args.format is None and not sys.stdout.isatty()):
        for draft in reading.drafts:
            print(visible_json(json.dumps(_as_line(draft, found.article), ensure_ascii=False)))
    else:
        print(visible("\n".join(_as_text(reading, found.article, found.where))))
    for unread in reading.unread if args.unread else ():
        words = ", ".join(unread.words)
        say(f"unread {found.where} {unread.start}:{unread.end} [{words}] {unread.reason}: {unread.sentence}")


def _of_store(args: argparse.Namespace) -> tuple[Negotiation | None, Registry | None]:
    """The negotiation that is named, and what is registered; neither where none is named."""
    if args.negotiation is None:
        return None, None
    from timeline.store.store import Store

    with Store(args.db).reading() as reader:
        registry = reader.registry()
        return registry.negotiations[the_negotiation(reader, args.negotiation)], registry


def _as_line(draft: Draft, article: Article) -> dict[str, Any]:
    """A draft as one JSON object; the article goes by the id that its source gave, where it gave one."""
    record = draft.model_dump(mode="json", exclude={"article_id", "negotiation_id"})
    evidence = [{"start": s.start, "end": s.end, "quote": s.quote} for s in draft.evidence]
    return {"article_id": article.source_id or article.article_id, **record, "evidence": evidence}


def _as_text(reading: Reading, article: Article, where: str) -> list[str]:
    """The drafts of an article for a person to read."""
    lines = [f"{where}: {article.label}, {count(len(reading.drafts), 'draft')}"]
    for draft in reading.drafts:
        when = str(draft.date) if draft.date else "date unknown"
        sides = sides_shown(draft.parties, draft.by_parties)
        lines.append(f"\n{draft.type} ({draft.modality}) {when}  {sides}  {', '.join(draft.actors)}")
        lines.append(f"  {draft.summary}")
        own = {**draft.attributes, **({"issue": draft.issue} if draft.issue else {})}
        if own:
            lines.append("  " + ", ".join(f"{name.replace('_', ' ')}: {shown(value)}" for name, value in own.items()))
        if draft.terms:
            lines.append("  " + "; ".join(term_shown(term) for term in draft.terms))
        lines += [f"  “{' '.join(span.quote.split())}” [{span.start}:{span.end}]" for span in draft.evidence]
        lines.append(f"  rule {draft.reading}")
    return lines
