"""``timeline undo``: take back an entry of the log and what was recorded with it; both stay in the history."""

from __future__ import annotations

import argparse

from timeline.cli.narration import say
from timeline.cli.options import author, author_option
from timeline.model.wording import count


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument(
        "entry",
        nargs="?",
        metavar="ENTRY",
        help="its number in `timeline log`, or an id for the latest entry of that record (default: the last that "
        "is not undone yet, if yours, so that undoing again goes on to the one before)",
    )
    parser.add_argument(
        "--only", action="store_true", help="this entry alone, not what was recorded with it in one act"
    )
    parser.add_argument("--why", help="the reason, kept with it")
    author_option(parser)


def run(args: argparse.Namespace) -> int:
    """Record the compensating entries; print each entry that was taken back."""
    from timeline.store.store import Store
    from timeline.workflow.undo import undo

    undone = undo(Store(args.db), author(args), args.entry, args.why, args.only)
    for number, target in undone.passed_over:
        say(f"entry {number} is the undoing of entry {target} and stays; `timeline undo {number}` takes it back")
    if undone.undid is not None:
        say(f"this takes back the undoing of entry {undone.undid}")
    did = {"retract": "retracted", "amend": "as before", "record": "recorded again"}
    for number, change in undone.taken_back:
        print(f"{number}\t{change.kind}\t{change.id}\t{did[change.action]}")
    for number, entry, reason in undone.kept:
        say(f"kept {entry.kind} {entry.id} of entry {number}: {reason}")
    done = f"{count(len(undone.taken_back), 'entry', 'entries')} of {undone.author} undone"
    say(f"{done}; `timeline undo {undone.recorded_as}` takes that back")
    if args.entry and not args.only and len(undone.taken_back) > 2:
        say("they had been recorded in one act; with --only an entry is taken back by itself")
    return 0
