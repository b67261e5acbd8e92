"""``timeline rebuild``: make a store from a text ledger."""

from __future__ import annotations

import argparse
from pathlib import Path

from timeline.cli.narration import say


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder that `timeline export` wrote")


def run(args: argparse.Namespace) -> int:
    """Make the store at --db, which must not exist yet."""
    from timeline.cli.check import NO_CHAIN
    from timeline.model.ledger import CHAIN
    from timeline.store.store import rebuild

    rebuild(args.folder, args.db)
    say(f"rebuilt {args.db} from {args.folder}")
    if not (args.folder / CHAIN).exists():
        say(NO_CHAIN.format(args.folder) + "; the store begins a new chain")
    return 0
