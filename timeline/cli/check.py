"""``timeline check``: verify the laws on the store, or on a text ledger."""

from __future__ import annotations

import argparse
from pathlib import Path

from timeline.cli.options import say


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("folder", type=Path, nargs="?", metavar="DIR", help="a text ledger (default: the store)")


def run(args: argparse.Namespace) -> int:
    """Print every breach, one a line; exit 1 if there is any."""
    from timeline.store.store import Store, check_ledger

    problems = check_ledger(args.folder) if args.folder else Store(args.db).check()
    for problem in problems:
        print(problem)
    say(f"{args.folder or args.db}: {len(problems) or 'no'} problem{'' if len(problems) == 1 else 's'}")
    return 1 if problems else 0
