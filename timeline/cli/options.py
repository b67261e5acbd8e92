"""Options that several commands share, and how their values are read."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.model.problems import Problem, ProblemError, UsageProblem, did_you_mean
from timeline.model.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from timeline.lexicon import Lexicon
    from timeline.model.edtf import Edtf
    from timeline.store.store import Reader


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


def one_of(words: Iterable[str], what: str) -> Callable[[str], str]:
    """Reads an option whose value is a word of a closed set."""
    known = tuple(words)

    def read(text: str) -> str:
        if text in known:
            return text
        hint = did_you_mean(text, known)
        raise argparse.ArgumentTypeError(f'"{text}" is no {what}; ' + (hint or f"one of {', '.join(known)}"))

    return read


def whole_number(text: str) -> int:
    """A whole number, 0 or more."""
    if text.startswith("-") and text[1:].isascii() and text[1:].isdigit():
        raise argparse.ArgumentTypeError(f'"{text}" is too small; at least 0')
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f'"{text}" is no whole number')
    if len(text.lstrip("0")) > 18:  # what the store can hold, and Python reads
        raise argparse.ArgumentTypeError(f'"{text[:20]}" is too large; 18 digits at most')
    return int(text)


def positive_number(text: str) -> int:
    """A whole number, 1 or more."""
    number = whole_number(text)
    if not number:
        raise argparse.ArgumentTypeError(f'"{text}" is too small; at least 1')
    return number


def identifier(text: str) -> str:
    """An id: lower-case words joined by hyphens."""
    from pydantic import TypeAdapter, ValidationError

    from timeline.model.base import Slug, problems_of

    try:
        return TypeAdapter[str](Slug).validate_python(text)
    except ValidationError as error:
        problem = problems_of(error)[0]
        raise argparse.ArgumentTypeError(f"{problem.message}; {problem.hint}") from None


def term_text(text: str) -> str:
    """A term as it was written: ``tariff_rate 15 % agreed``."""
    from timeline.workflow.terms import read_term

    try:
        read_term(text)
    except ProblemError as error:
        problem = error.problems[0]
        told = problem.message.removeprefix("terms: ")
        raise argparse.ArgumentTypeError(f"{told}; {problem.hint}" if problem.hint else told) from None
    return text


def office_text(text: str) -> str:
    """An office as it was written, ``Trade Minister@2025-06/..``."""
    from timeline.model.registry import office_parts

    title, held = office_parts(text)
    if not title:
        raise argparse.ArgumentTypeError(f"'{text}' names no office; write 'Trade Minister@2025-06/..'")
    if held:
        edtf(held)
    return text


RELATIVE = "today, yesterday, friday, 7d"
"""How a day may be written by how long ago it was."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def day(text: str) -> date:
    """A day written 2025-09-24, or by how long ago it was here: today, yesterday, friday (the last one gone), 7d."""
    read = day_or_none(text)
    if read is None:
        raise argparse.ArgumentTypeError(f"'{text}' is no day; write 2025-09-24, or {RELATIVE}")
    return read


def day_or_none(text: str) -> date | None:
    """What :func:`day` reads; None where it is no day."""
    today, word = datetime.now().astimezone().date(), text.strip().lower()
    if word in ("today", "yesterday"):
        return today - timedelta(days=word == "yesterday")
    weekday = next((at for at, name in enumerate(_WEEKDAYS) if word in (name, name[:3])), None)
    if weekday is not None:
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    try:
        if word[-1:] == "d" and word[:-1].isascii() and word[:-1].isdigit():
            return today - timedelta(days=int(word[:-1]))
        return date.fromisoformat(text)
    except (ValueError, OverflowError):
        return None


def instant(text: str) -> datetime:
    """An instant written in ISO 8601; a bare day, written as :func:`day` reads it, means its end, no zone means UTC."""
    bare = day_or_none(text)
    if bare is not None:
        return datetime.combine(bare, time.max, UTC)
    from timeline.model.edtf import FIRST_YEAR, LAST_YEAR

    try:
        read = datetime.fromisoformat(text)
        if not FIRST_YEAR <= read.year <= LAST_YEAR:
            raise ValueError
    except ValueError:
        hint = f"write 2025-10-01T08:00Z, or a day: 2025-10-01, {RELATIVE}"
        raise argparse.ArgumentTypeError(f"'{text}' is no instant; {hint}") from None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def beginning(text: str) -> datetime:
    """An instant as :func:`instant` reads it, but a bare day means its beginning."""
    bare = day_or_none(text)
    return instant(text) if bare is None else datetime.combine(bare, time.min, UTC)


def edtf(text: str) -> Edtf:
    """An EDTF date."""
    from timeline.model.edtf import Edtf

    try:
        return Edtf.parse(text)
    except ValueError as error:
        told = str(error)
        if text not in told and text.count("/") > 1:
            told = f"'{text}' is no EDTF date; write 2025-09-24, 2025-08, 2025-07-30/2025-07-31 or 2025-10~"
        elif text not in told:
            told = f"'{text}': {told}"
        raise argparse.ArgumentTypeError(told) from None


def dated(text: str) -> Edtf:
    """An EDTF date, or a day written as :func:`day` reads it."""
    from timeline.model.edtf import Edtf

    bare = day_or_none(text)
    return edtf(text) if bare is None else Edtf.of(bare)


def dated_text(text: str) -> str:
    """The same as text: a day that was written by how long ago it was as that day."""
    return dated(text).text


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


def the_negotiation(reader: Reader, named: str | None) -> str:
    """The negotiation named, or the only one there is.

    Raises ProblemError where there is none, or not the one named; UsageProblem where it must be named.
    """
    known = reader.registry().negotiations
    if named is not None:
        if named not in known:
            hint = did_you_mean(named, known) or f"the store has {', '.join(sorted(known)) or 'none'}"
            raise ProblemError(Problem(f'there is no negotiation "{named}"', hint=hint))
        return named
    if len(known) == 1:
        return next(iter(known))
    if not known:
        raise ProblemError(Problem("the store has no negotiation yet", hint="start one with `timeline init`"))
    raise UsageProblem(Problem("the store has several negotiations", hint=f"name one of {', '.join(sorted(known))}"))


def the_issue(reader: Reader, negotiation: str, named: str) -> str:
    """The id of an issue named by id, name or phrase; raises ProblemError where the negotiation has none such."""
    registry = reader.registry()
    issue = registry.find_issue(negotiation, named)
    if issue is None:
        known = [label for i in registry.issues_of(negotiation) for label in (i.issue_id, i.name)]
        hint = did_you_mean(named, known) or f"`timeline list issues -n {negotiation}` shows them"
        raise ProblemError(Problem(f'{negotiation} has no issue "{named}"', hint=hint))
    return issue.issue_id


def the_party(reader: Reader, named: str) -> str:
    """The code of a registered party, by code or name; raises ProblemError where there is none such."""
    from timeline.workflow.register import find_party

    registry = reader.registry()
    parties = registry.parties
    party = find_party(named, registry)
    if party and party.party in parties:
        return party.party
    hint = did_you_mean(named, [label for p in parties.values() for label in (p.party, p.name)])
    raise ProblemError(Problem(f'there is no party "{named}"', hint=hint or "`timeline list parties` shows them"))


def the_actor(reader: Reader, named: str) -> str:
    """The id of an actor, by id, name or alias; raises ProblemError where it fits none, or more than one."""
    from timeline.model.registry import fold_name

    registry = reader.registry()
    actor = registry.find_actor(named)
    if actor is not None:
        return actor.actor_id
    folded = fold_name(named)
    fits = [a.actor_id for a in registry.actors.values() if folded in map(fold_name, a.names)]
    if fits:
        raise ProblemError(Problem(f'"{named}" fits {" and ".join(sorted(fits))}', hint="name one of them by its id"))
    known = [label for a in registry.actors.values() for label in (a.actor_id, *a.names)]
    bearers = " or ".join(f'"{a.name}"' for a in registry.bearers(named))
    hint = f"did you mean {bearers}?" if bearers else did_you_mean(named, known)
    raise ProblemError(Problem(f'there is no actor "{named}"', hint=hint or "`timeline list actors` shows them"))


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


def interactive() -> bool:
    """Whether a person can be asked: standard input and error are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def tell(problems: Iterable[Problem]) -> None:
    """Problems on standard error, one a line."""
    for problem in problems:
        say(f"timeline: {problem}")


def say(text: str) -> None:
    """Narrate on standard error; no text from outside can steer the terminal."""
    print(visible(text), file=sys.stderr)
