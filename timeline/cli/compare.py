"""``timeline compare``: the same facts of two or more negotiations side by side."""

from __future__ import annotations

import argparse
import sys

from timeline.cli.options import clock_options, the_negotiation
from timeline.model.problems import Problem, UsageProblem


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    from timeline.cli.output import FORMATS

    parser.add_argument("negotiations", nargs="+", metavar="NEGOTIATION", help="two or more ids")
    parser.add_argument("--format", choices=FORMATS, default="table")
    clock_options(parser)


def run(args: argparse.Namespace) -> int:
    """Print one row a fact, one column a negotiation; empty where it has none."""
    from timeline.cli.output import write_frame
    from timeline.store.store import Store

    if len(set(args.negotiations)) < 2:
        raise UsageProblem(
            Problem("a comparison needs two negotiations", hint="`timeline list negotiations` shows them")
        )
    with Store(args.db).reading() as reader:
        named = [the_negotiation(reader, name) for name in dict.fromkeys(args.negotiations)]
        frame = reader.comparison(named, args.as_of, args.known_at)
    write_frame(frame, args.format, sys.stdout)
    return 0
