"""Options that several commands share."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.cli.values import RELATIVE, day, instant
from timeline.model.problems import Problem, ProblemError, UsageProblem

if TYPE_CHECKING:
    from timeline.lexicon import Lexicon


def author_option(parser: argparse.ArgumentParser) -> None:
    """``--author``: who is recorded as having done it."""
    parser.add_argument(
        "--author", metavar="NAME", default=None, help="who records it (default: TIMELINE_AUTHOR, else the user)"
    )


def author(args: argparse.Namespace) -> str:
    """The author named by the option, the environment or the operating system."""
    named = args.author if args.author is not None else os.environ.get("TIMELINE_AUTHOR") or None
    if named is not None:
        if not named.strip():
            raise UsageProblem(Problem("the name of the author says nothing", hint="--author NAME"))
        return str(named).strip()
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise UsageProblem(
            Problem("who records this is not known", hint="name yourself with --author or TIMELINE_AUTHOR")
        ) from error


def lexicon_options(parser: argparse.ArgumentParser) -> None:
    """``--lexicon`` and ``--rules-only``: what the extractor reads by."""
    parser.add_argument(
        "--lexicon",
        type=Path,
        metavar="DIR",
        help="further vocabulary files, and weights.json in place of the shipped one",
    )
    parser.add_argument(
        "--rules-only",
        action="store_true",
        help="what rules read and nothing else: nothing is read, or left out, by learned weights",
    )


def lexicon(args: argparse.Namespace) -> Lexicon:
    """The vocabulary that the options choose. Raises ProblemError where its files are wrong."""
    from timeline.lexicon import load

    return load(args.lexicon, args.rules_only)


def clock_options(parser: argparse.ArgumentParser) -> None:
    """``--as-of`` and ``--known-at``: the two clocks."""
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        type=day,
        help=f"what had happened by that day: 2025-09-30, {RELATIVE} (default: today here)",
    )
    parser.add_argument(
        "--known-at",
        metavar="INSTANT",
        type=instant,
        help="what had been recorded by then: 2025-10-01 or 7d (end of that day, UTC), 2025-10-01T08:00Z; default: now",
    )


def reason(given: str | None, of: str) -> str:
    """A reason that says something; raises UsageProblem where ``of`` (a correction ...) has none."""
    if not given or not given.strip():
        raise UsageProblem(Problem(f"{of} needs a reason", hint="--why TEXT"))
    return given.strip()


def negotiation_option(parser: argparse.ArgumentParser) -> None:
    """``--negotiation``: which one, where the store has several."""
    parser.add_argument(
        "--negotiation", "-n", metavar="ID", help="the negotiation (default: the only one in the store)"
    )


def negotiation_argument(parser: argparse.ArgumentParser) -> None:
    """The negotiation as the word after the command, where a command is about one."""
    parser.add_argument(
        "negotiation", nargs="?", metavar="NEGOTIATION", help="its id (default: the only one in the store)"
    )


def text_of(path: Path) -> str:
    """The text of a file, or of standard input for ``-``, as UTF-8; raises ProblemError where it cannot be read."""
    where = "standard input" if str(path) == "-" else str(path)
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise ProblemError(Problem(f"is not UTF-8 text at byte {error.start}", where, "save it as UTF-8")) from error
    except FileNotFoundError as error:
        from timeline.sources import no_such_file

        raise ProblemError(no_such_file(path)) from error
    except OSError as error:
        raise ProblemError(Problem(f"cannot be read: {error.strerror}", where)) from error
