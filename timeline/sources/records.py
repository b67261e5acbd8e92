"""Articles in JSON and JSONL, and Markdown with its front matter."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from timeline.model.jsonlines import UNREADABLE, once, problem_of
from timeline.model.problems import Problem, did_you_mean
from timeline.sources.found import Stated, Text, one_line

FIELDS = {
    "id": "source_id",
    "source_id": "source_id",
    "publisher": "publisher",
    "published": "published",
    "title": "title",
    "url": "url",
    "source_url": "url",
    "language": "language",
    "text": "text",
}
"""Name in a record, and what it says."""
_FORM = '{"id", "publisher", "published", "title", "url", "language", "text"}'
_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_PAIR = re.compile(r"([A-Za-z_][\w-]*):[ \t]*(.*?)[ \t]*\Z")


@dataclass(slots=True)
class Records:
    """What one file of records holds: texts, what is wrong, and what is not kept."""

    texts: list[Text] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


def read_json(text: str, where: str) -> Records:
    """One article, or an array of articles."""
    found = Records()
    try:
        for line, value in _values(text):
            take(found, value, where if line is None else f"{where}:{line}")
    except json.JSONDecodeError as error:
        hint = ""
        if error.msg == "Extra data" and is_jsonl(text):
            hint = "one article a line? name the file .jsonl"
        address = f"{where}:{error.lineno}"
        problem = Problem(f"is not JSON: {error.msg} at column {error.colno} (character {error.pos})", address, hint)
        found.problems.append(problem)
    except UNREADABLE as error:
        found.problems.append(problem_of(error, where))
    return found


def read_jsonl(text: str, where: str) -> Records:
    """One article a line; blank lines are passed over."""
    found = Records()
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            read_line(found, line, f"{where}:{number}")
    return found


def read_line(found: Records, line: str, where: str) -> None:
    """Add the article of one line of JSON, or what is wrong with it."""
    try:
        take(found, json.loads(line, object_pairs_hook=once), where)
    except UNREADABLE as error:
        found.problems.append(problem_of(error, where))


def is_jsonl(text: str) -> bool:
    """Whether the first line that says something is a JSON object by itself and others follow."""
    lines = [line for line in text.split("\n") if line.strip()]
    try:
        return len(lines) > 1 and isinstance(json.loads(lines[0]), dict)
    except UNREADABLE:
        return False


def read_markdown(text: str, where: str) -> Records:
    """A Markdown article. Front matter of ``name: value`` lines is its citation, and no part of the text."""
    found = Records()
    front = _FRONT.match(text)
    pairs: dict[str, Any] = {}
    if front:
        for number, line in enumerate(front[1].splitlines(), 2):
            pair = _PAIR.match(line)
            if pair and pair[2]:
                value = _unquoted(pair[2])
                if pairs.setdefault(pair[1], value) != value:
                    told = f"{pair[1]}: says {value[:60]!r}, an earlier line {pairs[pair[1]][:60]!r}"
                    found.problems.append(Problem(told, f"{where}:{number}", "leave one of them"))
            elif line.strip() and not line.lstrip().startswith("#"):
                found.notes.append(Problem(f"{line.strip()[:60]!r} is not kept", f"{where}:{number}"))
        text = text[front.end() :]
    heading = re.search(r"^#[ \t]+(\S.*)$", text, re.M)
    if heading and "title" not in pairs:
        pairs["title"] = heading[1].rstrip(" \t#") or heading[1]
    pairs["text"] = text
    if not found.problems:
        take(found, pairs, where)
    return found


def _values(text: str) -> Iterator[tuple[int | None, Any]]:
    """The JSON values of ``text``: of an array each item with its line, else the one value without."""
    decoder = json.JSONDecoder(object_pairs_hook=once)
    start = len(text) - len(text.lstrip())
    if not text.startswith("[", start):
        yield None, json.loads(text, object_pairs_hook=once)
        return
    json.loads(text)  # says where an array as a whole is wrong, before any item is taken
    place = _blanks(text, start + 1)
    line, counted = 1, 0
    while not text.startswith("]", place):
        line += text.count("\n", counted, place)
        counted = place
        value, end = decoder.raw_decode(text, place)
        yield line, value
        place = _blanks(text, _blanks(text, end) + text.startswith(",", _blanks(text, end)))


def _blanks(text: str, place: int) -> int:
    while place < len(text) and text[place] in " \t\r\n":
        place += 1
    return place


def take(found: Records, value: Any, where: str) -> None:
    """Add the article of one record, or what is wrong with it."""
    if isinstance(value, dict) and isinstance(value.get("article"), dict):
        value = value["article"]
    if not isinstance(value, dict):
        found.problems.append(Problem(f"is {_kind(value)}, not an article", where, f"an article is {_FORM}"))
        return
    said: dict[str, str] = {}
    problems = []
    for name, content in value.items():
        meaning = FIELDS.get(name)
        if meaning is None:
            guess = _guess(name, tuple(value))
            if guess:
                problems.append(Problem(f"{name}: is no field of an article", where, guess))
            else:
                found.notes.append(Problem(f"{name}: is not kept", where))
        elif content is None or content == "":
            continue
        elif meaning == "source_id" and isinstance(content, int) and not isinstance(content, bool):
            said[meaning] = str(content)
        elif not isinstance(content, str):
            problems.append(Problem(f"{name}: is {_kind(content)}, not text", where))
        elif meaning in said and said[meaning] != content:
            problems.append(Problem(f"{name}: says {content[:60]!r}, another field {said[meaning][:60]!r}", where))
        else:
            said[meaning] = content
    text = said.pop("text", None)
    if text is None and not any(problem.message.startswith("text:") or problem.hint for problem in problems):
        problems.append(Problem("text: is missing", where, f"an article is {_FORM}"))
    found.problems += problems
    if text is not None and not problems:
        lines = {name: one_line(content) for name, content in said.items()}
        found.texts.append(Text(where, text, Stated(**lines)))


@lru_cache(maxsize=1000)  # every record of an archive may have the same unknown fields
def _guess(name: str, given: tuple[str, ...]) -> str:
    """Which field an unknown name is meant for, of those that are not given; empty where it looks like none."""
    guess = did_you_mean(name, [known for known in FIELDS if known not in given])
    return guess if guess and FIELDS[guess.split('"')[1]] not in {FIELDS.get(other) for other in given} else ""


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _kind(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "an object"
