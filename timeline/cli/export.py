"""``timeline export``: write the whole store, history included, as sorted JSON Lines."""

from __future__ import annotations

import argparse
from pathlib import Path

from timeline.cli.options import say


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the ledger files go; made if missing")


def run(args: argparse.Namespace) -> int:
    """Write the ledger; print each file with its number of lines."""
    from timeline.store.store import Store

    counts = Store(args.db).export(args.folder)
    for name, lines in counts.items():
        print(f"{args.folder / name}\t{lines}")
    say(f"exported {sum(counts.values())} changes from {args.db}")
    return 0
