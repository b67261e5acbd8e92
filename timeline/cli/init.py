"""``timeline init``: start a negotiation of one's own."""

from __future__ import annotations

import argparse

from timeline.cli import ask
from timeline.cli.narration import interactive, say
from timeline.cli.options import author, author_option
from timeline.cli.values import identifier, positive_number
from timeline.model.problems import Problem, UsageProblem
from timeline.model.wording import joined


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("negotiation", metavar="ID", type=identifier, help="short name: korea-us-2025")
    parser.add_argument(
        "--parties", metavar="A,B", help="the sides, codes or names separated by commas: KR,US or 'South Korea,EU'"
    )
    parser.add_argument("--title", help="as a headline would name it")
    parser.add_argument("--description", help="what it is about, in a sentence or two")
    parser.add_argument("--issue", action="append", default=[], metavar="NAME", help="an issue; repeat for more")
    parser.add_argument(
        "--stalled-after",
        type=positive_number,
        metavar="DAYS",
        help="days without a move that make an issue stalled (30)",
    )
    author_option(parser)


def run(args: argparse.Namespace) -> int:
    """Register the negotiation, its parties and the issues named."""
    from timeline.store.store import Store
    from timeline.workflow.register import start_negotiation

    if not args.parties and interactive():
        args.parties = ask.line("Parties (codes or names, separated by commas)")
        args.title = args.title or ask.line("Title") or None
    if not args.parties:
        raise UsageProblem(Problem("the parties are missing", hint="--parties KR,US"))
    store = Store(args.db)
    parties = [name.strip() for name in args.parties.split(",") if name.strip()]
    negotiation = start_negotiation(
        store, author(args), args.negotiation, parties, args.title, args.description, args.stalled_after, args.issue
    )
    say(f"started {negotiation.negotiation_id} between {joined(negotiation.parties)} in {args.db}")
    say(f"next: timeline ingest FILE --negotiation {negotiation.negotiation_id} --published DATE")
    return 0
