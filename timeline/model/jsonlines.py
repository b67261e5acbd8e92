"""JSON that comes in from outside: read the same everywhere, and what is wrong with it is said in words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from math import isfinite
from typing import Any

from timeline.model.problems import Problem, ProblemError

UNREADABLE = (ValueError, RecursionError)
"""What Python raises for a text that :func:`problem_of` explains."""
_HALF = re.compile("[\ud800-\udfff]")
_ESCAPED_HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""One of a pair of escapes that are a character together, and none by themselves."""


class Refused(ValueError):
    """JSON that Python reads all the same, though a value of it would be lost or could not be written again."""


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The ``object_pairs_hook`` of a decoder that refuses doubled names; raises Refused."""
    value = dict(pairs)
    if len(value) < len(pairs):
        names = [name for name, _ in pairs]
        twice = sorted({name for name in names if names.count(name) > 1})
        raise Refused(f"gives {', '.join(twice)} more than once")
    return value


def _finite(written: str) -> float:
    number = float(written)
    if not isfinite(number):
        raise Refused(f"holds {written[:20]}, which is no number that can be kept")
    return number


def _whole(value: Any) -> Any:
    """``value``, of which each text is of whole characters."""
    half = _HALF.search(json.dumps(value, ensure_ascii=False))
    if half:
        raise Refused(f"holds U+{ord(half[0]):04X}, which is no character")
    return value


def value_of(text: str, where: str = "") -> Any:
    """The JSON value of ``text``.

    Raises ProblemError where it is not JSON, gives a name twice in one object, is nested too deeply, or holds half a
    character, no finite number or one of thousands of digits. ``where`` is the address of the text; of one of several
    lines the number is added.
    """
    try:
        value = json.loads(text, object_pairs_hook=once, parse_float=_finite, parse_constant=_finite)
        return _whole(value) if _ESCAPED_HALF.search(text) else value
    except json.JSONDecodeError as error:
        at = f"{where}:{error.lineno}" if "\n" in text.strip() else where
        raise ProblemError(problem_of(error, at)) from error
    except UNREADABLE as error:
        raise ProblemError(problem_of(error, where)) from error


def objects(lines: Iterable[str | bytes], where: str) -> Iterator[tuple[str, dict[str, Any] | Problem]]:
    """The object of each line that says something, or what is wrong with the line, with its address ``where:line``."""
    for number, line in enumerate(lines, 1):
        at = f"{where}:{number}"
        try:
            text = line.decode("utf-8") if isinstance(line, bytes) else line
            if not text.strip():
                continue
            value = value_of(text.rstrip("\n"), at)
        except UnicodeDecodeError as error:
            yield at, Problem(f"is not UTF-8 at byte {error.start} of the line", at)
        except ProblemError as error:
            yield at, error.problems[0]
        else:
            yield at, value if isinstance(value, dict) else Problem("is not a JSON object", at)


def problem_of(error: Exception, where: str) -> Problem:
    """What one of UNREADABLE says about a text, in words."""
    if isinstance(error, json.JSONDecodeError):
        return Problem(f"is not JSON: {error.msg} at column {error.colno}", where)
    if isinstance(error, Refused):
        return Problem(str(error), where)
    if isinstance(error, RecursionError):
        return Problem("is nested too deeply", where)
    return Problem("holds a number of too many digits", where)
