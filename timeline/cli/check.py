"""``timeline check``: verify the laws on the store, or on a text ledger."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from timeline.cli.narration import say
from timeline.model.problems import Problem, UsageProblem
from timeline.model.visible import visible
from timeline.model.wording import count

NO_CHAIN = "{}: has no chain.jsonl, so nothing vouches for the order of its entries, nor that all of them are there"


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument(
        "--holds", metavar="HASH", help="also that the log holds the entry with this hash (8 digits or more)"
    )
    parser.add_argument("folder", type=Path, nargs="?", metavar="DIR", help="a text ledger (default: the store)")


def run(args: argparse.Namespace) -> int:
    """Print every breach, one a line; exit 1 if there is any."""
    from timeline.store.chain import ends
    from timeline.store.ledger import read_ledger
    from timeline.store.store import Store, store_ends

    if args.holds is not None and not re.fullmatch(r"[0-9a-f]{8,64}", args.holds):
        raise UsageProblem(
            Problem(f'"{args.holds}" is no hash', hint="give 8 to 64 of its digits, as `timeline check` prints")
        )
    if args.folder:
        ledger = read_ledger(args.folder)
        _, problems = ledger.replayed()
        entries, hash, held = ends(ledger.links or (), args.holds)
    else:
        store = Store(args.db)
        with store.reading():  # opened once for both
            problems = store.check()
            entries, hash, held = store_ends(args.db, args.holds)
    if not held:
        problems.append(Problem(f"has no entry with the hash {args.holds}", str(args.folder or args.db)))
    for problem in problems:
        print(visible(str(problem)))
    say(f"{args.folder or args.db}: {count(len(problems), 'problem') if problems else 'no problems'}")
    if hash:
        say(f"{entries} entries, the last {hash}")
    if args.folder and ledger.links is None:
        say(NO_CHAIN.format(args.folder))
    return 1 if problems else 0
