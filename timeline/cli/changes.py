"""``timeline changes``: what changed on the record between two instants."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime

from timeline.cli.named import the_negotiation
from timeline.cli.narration import say
from timeline.cli.options import negotiation_argument
from timeline.cli.values import beginning, instant
from timeline.model.wording import count


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    from timeline.cli.output import FORMATS, TABLE

    negotiation_argument(parser)
    parser.add_argument(
        "--since",
        required=True,
        type=beginning,
        metavar="INSTANT",
        help="recorded since then, whenever it happened: 2025-10-01, today, yesterday, friday, 7d (beginning of that "
        "day, UTC) or an instant: 2025-10-01T08:00Z. `report --since` goes by the day on which things happened",
    )
    parser.add_argument(
        "--until",
        type=instant,
        metavar="INSTANT",
        help="recorded by then: 2025-10-08 (end of that day) or an instant; default now",
    )
    parser.add_argument("--format", choices=FORMATS, default="table", help=TABLE)


def run(args: argparse.Namespace) -> int:
    """Print what stands otherwise (statuses, positions, accounts, deadlines), then what was recorded, in order."""
    from timeline.cli.output import write_frame
    from timeline.store.store import Store

    with Store(args.db).reading() as reader:
        negotiation = the_negotiation(reader, args.negotiation)
        frame = reader.changes(negotiation, args.since, args.until)
    write_frame(frame, args.format, sys.stdout)
    told = count(frame.height, "change") if frame.height else "no changes"
    until = f" until {_utc(args.until)}" if args.until else ""
    say(f"{told} since {_utc(args.since)}{until}, by when it was recorded; `report --since` goes by when it happened")
    return 0


def _utc(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
