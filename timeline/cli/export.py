"""``timeline export``: write the whole store, history included, as sorted JSON Lines."""

from __future__ import annotations

import argparse
from pathlib import Path

from timeline.cli.named import the_negotiation
from timeline.cli.narration import say
from timeline.cli.options import negotiation_option


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument(
        "--gold", action="store_true", help="instead, one gold case for each article all of whose drafts are decided"
    )
    negotiation_option(parser)
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the ledger files go; made if missing")


def run(args: argparse.Namespace) -> int:
    """Write the ledger; print each file with its number of lines."""
    from timeline.model.ledger import CHAIN
    from timeline.store.store import Store

    if args.gold:
        return _gold(args)
    counts = Store(args.db).export(args.folder)
    for name, lines in counts.items():
        print(f"{args.folder / name}\t{lines}")
    changes = sum(lines for name, lines in counts.items() if name != CHAIN)  # a line of the chain stands for a change
    say(f"exported {changes} changes from {args.db}")
    return 0


def _gold(args: argparse.Namespace) -> int:
    from timeline.store.store import Store
    from timeline.workflow.evaluate import export_gold

    store = Store(args.db)
    with store.reading() as reader:
        negotiation = the_negotiation(reader, args.negotiation)
        paths = export_gold(store, negotiation, args.folder)
    for path in paths:
        print(path)
    say(f"{len(paths)} articles of {negotiation} are decided in full; measure with `timeline evaluate {args.folder}`")
    return 0
