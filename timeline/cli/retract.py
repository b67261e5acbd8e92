"""``timeline retract``: withdraw an event; it stays in the history."""

from __future__ import annotations

import argparse

from timeline.cli.options import author, author_option, say


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("event", metavar="EVENT", help="its id")
    parser.add_argument("--why", required=True, help="the reason, kept with the retraction")
    author_option(parser)


def run(args: argparse.Namespace) -> int:
    """Record the retraction."""
    from timeline.store.store import Store
    from timeline.workflow.record import retract

    retract(Store(args.db), author(args), args.event, args.why)
    say(f"retracted {args.event}")
    return 0
