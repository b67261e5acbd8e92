"""Options that several commands share, and how their values are read."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from timeline.model.problems import Problem, UsageProblem, did_you_mean

if TYPE_CHECKING:
    from timeline.store.store import Reader


def author_option(parser: argparse.ArgumentParser) -> None:
    """``--author``: who is recorded as having done it."""
    parser.add_argument(
        "--author", metavar="NAME", default=None, help="who records it (default: TIMELINE_AUTHOR, else the user)"
    )


def author(args: argparse.Namespace) -> str:
    """The author named by the option, the environment or the operating system."""
    if args.author or os.environ.get("TIMELINE_AUTHOR"):
        return str(args.author or os.environ["TIMELINE_AUTHOR"])
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise UsageProblem(
            Problem("who records this is not known", hint="name yourself with --author or TIMELINE_AUTHOR")
        ) from error


def clock_options(parser: argparse.ArgumentParser) -> None:
    """``--as-of`` and ``--known-at``: the two clocks."""
    parser.add_argument("--as-of", metavar="DATE", type=day, help="what had happened by that day (default: today)")
    parser.add_argument(
        "--known-at",
        metavar="INSTANT",
        type=instant,
        help="what had been recorded by then: 2025-10-01 (end of that day, UTC) or 2025-10-01T08:00Z (default: now)",
    )


def day(text: str) -> date:
    """A day written 2025-09-24."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no day; write 2025-09-24") from None


def instant(text: str) -> datetime:
    """An instant written in ISO 8601; a bare day means its end, a missing zone means UTC."""
    try:
        if len(text) == 10:
            return datetime.combine(date.fromisoformat(text), time.max, UTC)
        read = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no instant; write 2025-10-01T08:00Z") from None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def edtf(text: str) -> object:
    """An EDTF date."""
    from timeline.model.edtf import Edtf

    try:
        return Edtf.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def negotiation_option(parser: argparse.ArgumentParser) -> None:
    """``--negotiation``: which one, where the store has several."""
    parser.add_argument(
        "--negotiation", "-n", metavar="ID", help="the negotiation (default: the only one in the store)"
    )


def the_negotiation(reader: Reader, named: str | None) -> str:
    """The negotiation named, or the only one there is; raises UsageProblem where it is not clear which."""
    known = reader.registry().negotiations
    if named is not None:
        if named not in known:
            hint = did_you_mean(named, known) or f"the store has {', '.join(sorted(known)) or 'none'}"
            raise UsageProblem(Problem(f'there is no negotiation "{named}"', hint=hint))
        return named
    if len(known) == 1:
        return next(iter(known))
    if not known:
        raise UsageProblem(Problem("the store has no negotiation yet", hint="start one with `timeline init`"))
    raise UsageProblem(Problem("which negotiation?", hint=f"name one with --negotiation: {', '.join(sorted(known))}"))


def interactive() -> bool:
    """Whether a person can be asked: standard input and error are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def say(text: str) -> None:
    """Narrate on standard error."""
    print(text, file=sys.stderr)
