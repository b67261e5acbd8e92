"""``timeline ingest``: take articles in and draft events from them."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.cli import ask
from timeline.cli.archive import archive_options, archives, take_in
from timeline.cli.llm import choice, llm_options, read_with_model
from timeline.cli.named import the_negotiation
from timeline.cli.narration import interactive, say, tell
from timeline.cli.options import author, author_option, lexicon, lexicon_options, negotiation_option, text_of
from timeline.cli.values import RELATIVE, dated, day_or_none
from timeline.model.problems import Problem, ProblemError, UsageProblem
from timeline.model.visible import visible
from timeline.model.wording import count

if TYPE_CHECKING:
    from timeline.exchange.reading_list import Cited
    from timeline.llm.chosen import Chosen
    from timeline.model.edtf import Edtf
    from timeline.sources import Found, SourceDefaults, SourcesRead
    from timeline.store.store import Store
    from timeline.workflow.ingest import Extractor, Taken


def source_options(parser: argparse.ArgumentParser) -> None:
    """Paths, and what is known of the articles from outside their files."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files, folders, web addresses (https://...), or - for standard input"
    )
    parser.add_argument(
        "--list",
        type=Path,
        metavar="FILE",
        help="further files or web addresses, one a line; or a list of articles as CSL JSON, RIS, RSS or Atom (- for "
        "standard input)",
    )
    parser.add_argument(
        "--published",
        type=dated,
        metavar="DATE",
        help=f"publication date, where the file says none: 2025-09-25, {RELATIVE}",
    )
    parser.add_argument("--publisher", help="who published it")
    parser.add_argument("--title", help="headline (one article only)")
    parser.add_argument("--url", help="where it can be read (one article only)")
    parser.add_argument("--language", help="BCP 47 tag, such as en or ko")


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    source_options(parser)
    parser.add_argument(
        "--again", action="store_true", help="read stored articles anew; decided drafts are not touched"
    )
    parser.add_argument(
        "--coded",
        type=Path,
        metavar="FILE",
        help="instead of articles, events that others coded in PLOVER or CAMEO: JSON Lines with their sentences",
    )
    archive_options(parser)
    negotiation_option(parser)
    author_option(parser)
    lexicon_options(parser)
    llm_options(parser)


def run(args: argparse.Namespace) -> int:
    """Store what is new; report each article on standard output. What cannot be read keeps back no other article."""
    from timeline.store.store import Store
    from timeline.workflow.ingest import by_rules, ingest, reread, with_stored_dates

    model = choice(args)
    store = Store(args.db)
    with store.reading() as reader:
        negotiation = the_negotiation(reader, args.negotiation)
    found = archives(args)
    if found:
        return take_in(args, store, negotiation, found, defaults(args))
    if args.coded:
        return _coded(args, store, negotiation)
    if args.again and not args.paths and not args.list:
        extractor, ids = _with_model(args, model, store, negotiation) if model else (by_rules(lexicon(args)), None)
        counts = reread(store, author(args), negotiation, ids, extractor)
        say("read again: " + ", ".join(f"{count(number, 'draft')} {what}" for what, number in counts.items()))
        return 0
    if not args.paths and not args.list:
        raise UsageProblem(Problem("nothing to take in", hint="name files, folders or web addresses, or - for input"))
    sources, refused = without_refused(ask_for_dates(with_stored_dates(store, read(args))))
    extractor, _ = _with_model(args, model, store, negotiation, sources) if model else (by_rules(lexicon(args)), None)
    taken = ingest(store, author(args), negotiation, sources, progress, extractor)
    _print_taken(taken)
    with store.reading() as reader:
        waiting = reader.waiting(negotiation)
    _sum_up(taken, waiting)
    for line in _differing(taken, sources):
        say(line)
    if waiting:
        say(f"next: timeline review --negotiation {negotiation}")
    if refused:
        hint = "mend what is named above, and give the command again: what is stored already is not stored twice"
        told = "what it names was" if refused == 1 else "what they name was"
        tell([Problem(f"{count(refused, 'problem')}: {told} not taken in", hint=hint)])
    return 1 if refused else 0


def _sum_up(taken: list[Taken], waiting: int) -> None:
    """Tell what came of all articles together, and what was not read in them."""
    drafted = sum(article.drafts for article in taken)
    foreign = [article for article in taken if _not_english(article)]
    unread = sum(len(article.unread) for article in taken if article not in foreign)
    fresh = sum(article.state.startswith("new") for article in taken)
    wait = "waits" if waiting == 1 else "wait"
    say(
        f"{fresh} of {count(len(taken), 'article')} new, {count(drafted, 'new draft')}, {waiting} {wait}"
        + (f", {count(unread, 'sentence')} unread" if unread else "")
    )
    for article in foreign:
        say(f"{article.where}: is not in English; only English is read by the rules")
    if unread:
        say("`timeline extract FILE --unread` lists the sentences that were not read, each with the reason")


def _coded(args: argparse.Namespace, store: Store, negotiation: str) -> int:
    """Take in what others coded; report each sentence on standard output."""
    from timeline.exchange.coded import read_coded
    from timeline.workflow.coded import ingest_coded

    if args.paths or args.list or args.again or args.llm or args.lexicon or args.rules_only:
        hint = "leave out files, --list, --again, --llm, --lexicon and --rules-only"
        raise UsageProblem(Problem("--coded stands alone", hint=hint))
    coded = read_coded(text_of(args.coded), str(args.coded))
    tell(coded.passed_over)
    taken = ingest_coded(store, author(args), negotiation, coded.events, defaults(args))
    _print_taken(taken)
    waiting = sum(article.drafts for article in taken)
    say(
        f"{count(len(coded.events), 'line')} taken, {len(coded.passed_over)} passed over, {count(waiting, 'draft')} new"
    )
    if waiting:
        say(f"next: timeline review --negotiation {negotiation}")
    return 0


def _print_taken(taken: list[Taken]) -> None:
    """What became of each article, one a line."""
    for each in taken:
        print(f"{each.article.article_id}\t{each.state}\t{count(each.drafts, 'draft')}\t{visible(each.where)}")


def without_refused(sources: SourcesRead) -> tuple[SourcesRead, int]:
    """The sources without what cannot be taken in, which is told, and how much that is.

    Raises ProblemError with all of it where nothing is left.
    """
    from dataclasses import replace

    refused = sources.refused
    if refused and not sources.articles:
        raise ProblemError(refused)
    tell(refused)
    return replace(sources, undated=(), problems=()), len(refused)


def _not_english(article: Taken) -> bool:
    """Whether the text of a new article is in a language that the rules do not read."""
    tag = article.article.language.partition("-")[0].casefold()
    told_foreign = any(unread.reason == "not English" for unread in article.unread)
    return article.state.startswith("new") and not article.drafts and (tag != "en" or told_foreign)


def _differing(taken: list[Taken], sources: SourcesRead) -> Iterator[str]:
    """Of each article that was already stored, what the source or the options say otherwise, and how to correct it."""
    said = {found.where: found.article for found in sources.articles}
    for each in taken:
        stored, given = each.article, said.get(each.where)
        if each.state.startswith("new") or given is None:
            continue
        pairs = [(name, getattr(stored, name), getattr(given, name)) for name in _CITATION]
        differing = [(name, was, now) for name, was, now in pairs if now is not None and now != was]
        if differing:
            told = ", ".join(f"{name} {was or 'unknown'} there, {now} here" for name, was, now in differing)
            command = " ".join(f"--set {shlex.quote(f'{name}={now}')}" for name, _, now in differing)
            yield f"{each.where}: is stored with another citation ({told}); the stored one stays"
            yield f"  to correct it: timeline amend {stored.article_id} {command} --why TEXT"


_CITATION = ("published", "publisher", "title", "url")


def _with_model(
    args: argparse.Namespace, model: Chosen, store: Store, negotiation_id: str, sources: SourcesRead | None = None
) -> tuple[Extractor, list[str]]:
    """An extractor that has the model's readings at hand, and the ids of the articles it has them of.

    All are read before the store is opened for writing. Raises ProblemError where any could not be read.
    """
    from timeline.workflow.ingest import unread_articles

    articles, negotiation, registry = unread_articles(store, negotiation_id, sources)
    outcome = read_with_model(args, model, articles, negotiation, registry)
    if outcome.failed:
        hint = "what was read is kept, and the same command goes on from there"
        raise ProblemError([*outcome.failed, Problem("nothing was stored", hint=hint)])
    return lambda article, negotiation, registry: outcome.readings[article.article_id], list(outcome.readings)


def read(args: argparse.Namespace) -> SourcesRead:
    """The sources that the arguments name; what was skipped and noted is said.

    Raises ProblemError where there is nothing at all to read in them.
    """
    from timeline.sources import read_sources
    from timeline.workflow.dateline import with_datelines
    from timeline.workflow.reading_list import with_citations

    names, cited = _listed(args.list) if args.list else ([], ())
    paths = [*args.paths, *names]
    sources = with_datelines(with_citations(read_sources(paths, defaults=defaults(args)), cited))
    tell((*_by_reason(sources.skipped), *sources.notes, *_too_long(sources)))
    if not (sources.articles or sources.undated or sources.problems):
        hint = "text, Markdown, HTML, JSON, JSON Lines, mail and PDF are read"
        raise ProblemError(Problem("there is nothing to read here", ", ".join(map(str, paths)), hint))
    return sources


def _by_reason(skipped: Iterable[Problem]) -> list[Problem]:
    """One problem for all that were passed over for one reason: ``a.png, b.png: an image``."""
    places: dict[tuple[str, str], list[str]] = {}
    for problem in skipped:
        places.setdefault((problem.message, problem.hint), []).append(problem.where)
    return [Problem(message, ", ".join(where), hint) for (message, hint), where in places.items()]


MOST_SENTENCES = 1000
"""More than the longest report has: a text that has more is an archive, a book or several articles in one."""
_SHORTEST_SENTENCE = 10
"""Characters; what has fewer than so many for each sentence need not be counted."""


def _too_long(sources: SourcesRead) -> Iterator[Problem]:
    """A warning for each text that can hardly be one article."""
    texts = [
        *((found.where, found.article.text) for found in sources.articles),
        *((undated.where, undated.text) for undated in sources.undated),
    ]
    for where, text in texts:
        if len(text) > MOST_SENTENCES * _SHORTEST_SENTENCE:
            from timeline.extract.text.sentences import split_sentences

            number = len(split_sentences(text))
            if number > MOST_SENTENCES:
                told = f"has {number:,} sentences, more than an article has; it is read as one all the same"
                yield Problem(told, where, "if it is several, give them one by one, or as JSON Lines")


def _listed(file: Path) -> tuple[list[str], tuple[Cited, ...]]:
    """The files and addresses of a list, and the citations where it is one of another program.

    One a line, blank lines and those after # left out; or CSL JSON, RIS, RSS or Atom.
    """
    from timeline.exchange.reading_list import read_list

    text = text_of(file)
    listed = read_list(text, str(file))
    if listed is not None:
        tell(listed.passed_over)
        if not listed.articles:
            raise ProblemError(Problem("lists no article with a web address", str(file)))
        return [each.address for each in listed.articles], listed.articles
    names = [line.strip() for line in text.splitlines()]
    found = [name for name in names if name and not name.startswith("#")]
    if not found:
        raise ProblemError(Problem("lists nothing", str(file), "write a file or web address on each line"))
    if "-" in found:
        raise ProblemError(Problem("lists standard input, which is not for a list", str(file)))
    return found, ()


def defaults(args: argparse.Namespace) -> SourceDefaults:
    """What the options say of the articles."""
    from timeline.sources import SourceDefaults

    return SourceDefaults(
        published=args.published, publisher=args.publisher, title=args.title, url=args.url, language=args.language
    )


def ask_for_dates(sources: SourcesRead) -> SourcesRead:
    """On a terminal, ask for the publication dates that are missing; in a pipe leave them as problems."""
    from dataclasses import replace

    if not sources.undated or not interactive():
        return sources
    articles = list(sources.articles)
    for undated in sources.undated:
        say(f"{undated.where}: {undated.reason}")
        say("  " + " ".join(undated.text[:300].split()))
        articles.append(undated.dated(_typed_date(ask.line("published (2025-09-25, yesterday)", check=_is_date))))
    return replace(sources, articles=tuple(articles), undated=())


def _is_date(typed: str) -> list[Problem]:
    try:
        _typed_date(typed)
    except ValueError as error:
        return [Problem(str(error))]
    return []


def _typed_date(typed: str) -> Edtf:
    from timeline.model.edtf import Edtf
    from timeline.sources import stated_date

    bare = day_or_none(typed)
    return stated_date(typed) if bare is None else Edtf.of(bare)


def progress(articles: Iterable[Found]) -> Iterable[Found]:
    """A progress bar on a terminal where there is more than a moment's work; nothing in a pipe."""
    articles = list(articles)
    if len(articles) < 20 or not interactive():
        return articles
    from rich.console import Console
    from rich.progress import track

    return track(articles, description="reading", console=Console(stderr=True))
