"""``timeline publish``: the record in the format of another program."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from timeline.cli.narration import say
from timeline.cli.options import clock_options
from timeline.cli.values import one_of
from timeline.model.problems import Problem, UsageProblem
from timeline.model.whole import write_whole

FORMATS = (
    "csv",
    "parquet",
    "ics",
    "atom",
    "timelinejs",
    "graphml",
    "plover",
    "cameo",
    "webannotation",
    "csl",
    "duckdb",
)
"""Written out here, so that --help imports no format; a test holds it to the formats that there are."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("format", metavar="FORMAT", type=one_of(FORMATS, "format"), help=", ".join(FORMATS))
    parser.add_argument(
        "--out",
        type=Path,
        metavar="PATH",
        help="a file (default: standard output); a folder for csv and parquet, a file for duckdb, which need it",
    )
    parser.add_argument("--texts", action="store_true", help="csv and parquet: the stored texts of the articles too")
    parser.add_argument("--negotiation", "-n", metavar="ID", help="one negotiation (default: every one in the store)")
    clock_options(parser)


def run(args: argparse.Namespace) -> int:
    """Write the format; say on standard error what it holds and what it cannot carry."""
    from timeline.exchange.publication import Document
    from timeline.exchange.tables import Written
    from timeline.store.store import Store
    from timeline.workflow import publish

    store = Store(args.db)
    named = [args.negotiation] if args.negotiation else []
    files = args.format in ("csv", "parquet", "duckdb")
    if files and args.out is None:
        raise UsageProblem(Problem(f"{args.format} is written to files", hint="name the place with --out"))
    if args.texts and args.format not in ("csv", "parquet"):
        raise UsageProblem(Problem("--texts is for csv and parquet", hint="leave it out"))
    if args.format == "duckdb" and (named or args.as_of):
        raise UsageProblem(
            Problem("a snapshot is of the whole store, for any day", hint="leave --negotiation and --as-of out")
        )
    done: Document | Written
    if args.format == "duckdb":
        done = publish.publish_snapshot(store, args.out, args.known_at)
    elif files:
        done = publish.publish_tables(store, args.format, args.out, named, args.as_of, args.known_at, texts=args.texts)
    else:
        done = publish.publish_text(store, args.format, named, args.as_of, args.known_at)
    if isinstance(done, Written):
        for path in done.paths:
            print(path)
    elif args.out is None:
        sys.stdout.write(done.text)
        sys.stdout.flush()
    else:
        write_whole(args.out, done.text.encode())  # a subscriber may fetch it at any moment
        print(args.out)
    say(f"published {done.holds}")
    for line in done.left_out:
        say(f"  {line}")
    return 0
