"""How the values of options are read: words of a closed set, numbers, days, instants, terms."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from timeline.model.problems import ProblemError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from timeline.model.edtf import Edtf


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

    from timeline.model.base import Slug
    from timeline.model.invalid import problems_of

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
    if bare is not None:
        return Edtf.of(bare)
    try:
        return edtf(text)
    except argparse.ArgumentTypeError as error:
        raise argparse.ArgumentTypeError(f"{error}; or {RELATIVE}") from None


def dated_text(text: str) -> str:
    """The same as text: a day that was written by how long ago it was as that day."""
    return dated(text).text
