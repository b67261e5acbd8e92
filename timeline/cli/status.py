"""``timeline status``: where a negotiation stands, as of a day and as known at an instant."""

from __future__ import annotations

import argparse

from timeline.cli.options import clock_options, the_negotiation


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument(
        "negotiation", nargs="?", metavar="NEGOTIATION", help="its id (default: the only one in the store)"
    )
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text")
    clock_options(parser)


def run(args: argparse.Namespace) -> int:
    """Print the state."""
    from timeline.store.store import Store

    store = Store(args.db)
    with store.reading() as reader:
        negotiation = the_negotiation(reader, args.negotiation)
        dossier = reader.dossier(negotiation, args.as_of, args.known_at)
    if args.format == "json":
        print(dossier.state.model_dump_json(indent=2))
    elif args.format == "markdown":
        from timeline.report.status_text import status_markdown

        print(status_markdown(dossier))
    else:
        from rich.console import Console

        from timeline.report.status_text import status_terminal

        console = Console()
        console.print(status_terminal(dossier, console.width))
    return 0
