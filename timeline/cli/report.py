"""``timeline report``: write the timeline and status pages of a negotiation."""

from __future__ import annotations

import argparse
from pathlib import Path

from timeline.cli.options import clock_options, say, the_negotiation


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument(
        "negotiation", nargs="?", metavar="NEGOTIATION", help="its id (default: the only one in the store)"
    )
    parser.add_argument(
        "--out", type=Path, default=Path("reports"), metavar="DIR", help="where the pages go (reports/)"
    )
    clock_options(parser)


def run(args: argparse.Namespace) -> int:
    """Write the pages; print their paths."""
    from timeline.store.store import Store
    from timeline.workflow.report import write_report

    store = Store(args.db)
    with store.reading() as reader:
        negotiation = the_negotiation(reader, args.negotiation)
    for path in write_report(store, negotiation, args.out, args.as_of, args.known_at):
        print(path)
    say("open them in a browser; each is one file and works offline")
    return 0
