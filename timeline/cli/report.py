"""``timeline report``: write the pages of a negotiation, of all of them, or of several side by side."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.cli.named import the_negotiation
from timeline.cli.narration import say
from timeline.cli.options import clock_options
from timeline.cli.values import day
from timeline.model.problems import Problem, UsageProblem

if TYPE_CHECKING:
    from timeline.store.store import Reader


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument(
        "negotiations", nargs="*", metavar="NEGOTIATION", help="its id (default: the only one in the store)"
    )
    parser.add_argument("--all", action="store_true", help="every negotiation, with an index page")
    parser.add_argument("--compare", action="store_true", help="add a page with the negotiations named side by side")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="where the pages go (reports/, or reports/ID/ where the store has several)",
    )
    parser.add_argument(
        "--since",
        type=day,
        metavar="DATE",
        help="show what happened from that day on, by the days of the events, and what was corrected on the record; "
        "`timeline changes --since` goes by when it was recorded",
    )
    parser.add_argument(
        "--locale", default="en", metavar="LOCALE", help="language of words, dates and numbers: en (default) or ko"
    )
    clock_options(parser)


def run(args: argparse.Namespace) -> int:
    """Write the pages; print their paths."""
    from timeline.store.store import Store
    from timeline.workflow.report import write_all, write_chosen

    store = Store(args.db)
    clocks = (args.as_of, args.known_at)
    out = args.out or Path("reports")
    if args.all:
        if args.negotiations or args.compare:
            raise UsageProblem(Problem("--all takes every negotiation", hint="leave the names and --compare out"))
        paths = write_all(store, out, *clocks, since=args.since, locale=args.locale)
    else:

        def folders(reader: Reader) -> dict[str, Path]:
            named = dict.fromkeys(the_negotiation(reader, name) for name in args.negotiations or [None])
            several = args.out is None and len(reader.registry().negotiations) > 1
            return {name: out if len(named) == 1 and not several else out / name for name in named}

        compared = out if args.compare else None
        paths = write_chosen(store, folders, *clocks, since=args.since, locale=args.locale, compared=compared)
    for path in paths:
        print(path)
    if args.since:
        say(f"what is new since {args.since} goes by when it happened; `changes --since` by when it was recorded")
    say("open them in a browser; each is one file and works offline")
    return 0
