"""``timeline retract``: withdraw an event, or another record that nothing needs; it stays in the history."""

from __future__ import annotations

import argparse

from timeline.cli.narration import say
from timeline.cli.options import author, author_option, reason


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("event", metavar="EVENT", help="its id")
    parser.add_argument("--why", required=True, help="the reason, kept with the retraction")
    author_option(parser)


def run(args: argparse.Namespace) -> int:
    """Record the retraction."""
    from timeline.store.store import Store
    from timeline.workflow.correct import withdraw
    from timeline.workflow.record import retract

    store, why = Store(args.db), reason(args.why, "a retraction")
    with store.reading() as reader:
        is_event = bool(reader.versions("event", args.event))
    if is_event:
        retract(store, author(args), args.event, why)
    else:
        withdraw(store, author(args), args.event, why)
    say(f"retracted {args.event}")
    return 0
