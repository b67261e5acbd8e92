"""``timeline log``: every entry of the record, the newest first."""

from __future__ import annotations

import argparse
import sys
from typing import get_args

from timeline.cli.narration import say
from timeline.cli.output import FORMATS, limit_on, write_frame
from timeline.cli.values import beginning, instant, one_of, whole_number
from timeline.model.ledger import Kind
from timeline.model.problems import Problem, ProblemError, did_you_mean


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("--event", "--id", metavar="ID", help="only the entries of one event, or of another record")
    parser.add_argument("--kind", type=one_of(get_args(Kind), "kind"), metavar="KIND", help=", ".join(get_args(Kind)))
    parser.add_argument("--author", metavar="NAME", help="only what this author recorded")
    parser.add_argument(
        "--since",
        metavar="INSTANT",
        type=beginning,
        help="recorded at or after: 2025-10-01, yesterday, 7d (beginning of that day, UTC) or 2025-10-01T08:00Z",
    )
    parser.add_argument(
        "--until", metavar="INSTANT", type=instant, help="recorded at or before: 2025-10-08 (end of that day) ..."
    )
    parser.add_argument("--reverse", action="store_true", help="the oldest first")
    parser.add_argument(
        "--limit",
        type=whole_number,
        metavar="N",
        help="at most so many entries (default: all; as a table on a terminal 100)",
    )
    parser.add_argument("--format", choices=FORMATS, default="table", help="(default: table, with the hash cut short)")


def run(args: argparse.Namespace) -> int:
    """Print the entries."""
    import polars

    from timeline.store.store import Store

    limit = limit_on(sys.stdout, args.format, args.limit)
    with Store(args.db).reading() as reader:
        frame = reader.log(
            id=args.event,
            kind=args.kind,
            author=args.author,
            since=args.since,
            until=args.until,
            oldest_first=args.reverse,
            limit=limit,
        )
        if args.event and frame.is_empty() and not reader.log(id=args.event, limit=1).height:
            known = sorted({id for kind in get_args(Kind) for id in reader.ids(kind)})
            hint = did_you_mean(args.event, known)
            raise ProblemError(Problem(f'nothing is recorded under "{args.event}"', hint=hint))
        entries, _ = reader.head()
    if args.format in ("table", "markdown"):
        frame = frame.with_columns(polars.col("hash").str.head(8))
    write_frame(frame, args.format, sys.stdout)
    cut = args.limit is None and frame.height == limit and frame.height < entries
    say(f"{frame.height} of {entries} entries" + (f"; `--limit {entries}` shows more" if cut else ""))
    return 0
