"""The part of the installed plotly.js that the timeline needs: its core with scatter and bar, as in its basic bundle.

plotly.py brings only the full bundle, 4.8 MB with maps, 3D and finance. The bundle is one function whose statements
each define modules or helpers by name. What the core with scatter and bar can reach by names stays, byte for byte;
the rest is left out. A name counts as reached wherever it stands: rather too much stays than too little. Where a
bundle is not of the expected form it is taken whole: the page is heavier and works the same.
"""

from __future__ import annotations

import os
import re
import zlib
from base64 import b64encode
from collections import Counter
from contextlib import suppress
from functools import lru_cache
from gzip import compress, decompress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from timeline.model.problems import ProblemError
from timeline.model.whole import write_whole

WANTED = frozenset(("bar",))
"""Traces that are asked for beside scatter, which belongs to the core."""

_HELPER = 4096
"""A helper of the bundler is shorter than this, in characters."""

_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|/\*.*?\*/)"""
    r"""|(?P<template>`(?:[^`\\$]|\\.|\$(?!\{))*(?:`|\$\{))"""
    r"""|(?P<regex>(?:(?<=[=(,:\[!&|?{};+\-*%^~<>])|(?<=return)|(?<=typeof)|(?<=case))/(?![*/])"""
    r"""(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/)"""
    r"""|(?P<mark>[(){}\[\];])""",
    re.DOTALL,
)
_TEMPLATE_GOES_ON = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(?:`|\$\{)", re.DOTALL)
_NAMED = re.compile(r"(?:async )?function\*? ?([\w$]+)|class ([\w$]+)")
_NAME = re.compile(r"(?<![\w$.])[A-Za-z_$][\w$]*|(?<=\.\.\.)[A-Za-z_$][\w$]*")
_KEY = re.compile(r"(?<=[{,])[\w$]+:")
"""A key of an object; behind a question mark it would be a value."""
_REGISTERED = re.compile(r"\.register\(\[([\w$]+\(\)(?:,[\w$]+\(\))+)\]\)")
_EXPORTED = re.compile(r"[\w$]+\(([\w$]+),\{[\w$]+:\(\)=>")
"""Getters that are added to the object of a module's exports: they belong to whoever asks for that object."""
_DECLARED = re.compile(r"(?:var |let |const |,)([A-Za-z_$][\w$]*)")


@lru_cache(maxsize=1)
def packed() -> tuple[str, str]:
    """plotly.js compressed, in base64, and as it is: pages unpack the first and allow the second by its hash.

    Kept in the user's cache folder, because leaving out takes a second or two.
    """
    kept = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "timeline" / _name()
    try:
        short = kept.read_bytes()
        return b64encode(short).decode(), decompress(short).decode()
    except (OSError, EOFError, ValueError, zlib.error):
        pass  # none yet, or not whole: made anew
    from plotly.offline import get_plotlyjs

    source = basic(str(get_plotlyjs())).replace("\r\n", "\n").replace("\r", "\n")
    short = compress(source.encode(), 9, mtime=0)
    with suppress(ProblemError):  # a machine without a writable home works the same, a second slower
        write_whole(kept, short)
    return b64encode(short).decode(), source


def _name() -> str:
    """Of the kept file: another plotly or another way of leaving out is another file."""
    own = sha256(Path(__file__).read_bytes()).hexdigest()[:8]
    return f"plotly-{version('plotly')}-{own}.js.gz"


def basic(bundle: str) -> str:
    """The bundle without what the core, scatter and bar cannot reach; the bundle itself where its form is not known."""
    head, begin, rest = bundle.partition("var Plotly=(()=>{")
    found = _statements(rest) if begin else None
    if not found:
        return bundle
    statements = [statement for statement, _code in found]
    used = [set(_NAME.findall(_KEY.sub("", code))) for _statement, code in found]
    registered = [(i, match) for i, text in enumerate(statements) if (match := _REGISTERED.search(text))]
    if len(registered) != 1:
        return bundle
    defined = _definitions(statements)
    place, match = registered[0]
    every = match[1].replace("()", "").split(",")
    wanted = [name for name in every if _trace(name, statements, defined) in WANTED]
    if len(wanted) != len(WANTED):
        return bundle
    end = sum(map(len, statements))
    calls = ",".join(f"{name}()" for name in wanted)
    statements[place] = statements[place].replace(match[0], f".register([{calls}])")
    used[place] -= set(every) - set(wanted)
    kept = _reached(place, statements, used, defined)
    return head + begin + "".join(text for i, text in enumerate(statements) if i in kept) + rest[end:]


def _statements(code: str) -> list[tuple[str, str]] | None:
    """The statements of a function's body up to its ``return`` or end; None where the brackets do not fit.

    Each comes with its code alone, without what stands in strings, patterns and comments.
    """
    found: list[tuple[str, str]] = []
    templates: list[int] = []
    bare: list[str] = []
    depth = start = at = clear = 0
    while token := _TOKEN.search(code, at):
        at = token.end()
        sign = token.group()
        if token.lastgroup != "mark":
            bare.append(code[clear : token.start()])
            clear = at
            if token.lastgroup == "template" and sign.endswith("${"):
                templates.append(depth)
                depth += 1
            continue
        if sign in "([{":
            depth += 1
            continue
        if sign != ";":
            depth -= 1
            if depth < 0:
                return found if start == token.start() else None
            if sign != "}":
                continue
            if templates and templates[-1] == depth:
                templates.pop()
                more = _TEMPLATE_GOES_ON.match(code, at)
                if more is None:
                    return None
                bare.append(code[clear:at])
                clear = at = more.end()
                if more.group().endswith("${"):
                    templates.append(depth)
                    depth += 1
                continue
        if depth == 0 and (sign == ";" or _NAMED.match(code, start)):
            if code.startswith("return ", start):
                return found
            found.append((code[start:at], " ".join((*bare, code[clear:at]))))
            start = clear = at
            bare.clear()
    return None


def _definitions(statements: list[str]) -> dict[str, list[int]]:
    """Every name that may be defined by a statement: more than those that are does no harm."""
    defined: dict[str, list[int]] = {}
    for place, text in enumerate(statements):
        for name in _names_of(text):
            defined.setdefault(name, []).append(place)
    return defined


def _names_of(text: str) -> set[str]:
    if named := _NAMED.match(text):
        return {named[1] or named[2]}
    if exported := _EXPORTED.match(text):
        return {exported[1]}
    if not text.startswith(("var ", "let ", "const ")):
        return set()
    names: set[str] = set()
    templates: list[int] = []
    depth = at = 0
    while True:
        if depth == 0:  # declarators stand outside of all brackets
            declared = _DECLARED.match(text, at)
            if declared:
                names.add(declared[1])
                at = declared.end()
                continue
        token = _TOKEN.search(text, at)
        stop = token.start() if token else len(text)
        if depth == 0:
            comma = text.find(",", at, stop)
            if comma >= 0:
                at = comma
                if not _DECLARED.match(text, at):
                    at += 1
                continue
        if token is None:
            return names
        at = token.end()
        sign = token.group()
        if token.lastgroup == "template" and sign.endswith("${"):
            templates.append(depth)
            depth += 1
        elif token.lastgroup == "mark":
            depth += (sign in "([{") - (sign in ")]}")
            if sign == "}" and templates and templates[-1] == depth:
                templates.pop()
                more = _TEMPLATE_GOES_ON.match(text, at)
                at = more.end() if more else at
                if more and more.group().endswith("${"):
                    templates.append(depth)
                    depth += 1


def _trace(name: str, statements: list[str], defined: dict[str, list[int]]) -> str:
    """Which trace a registered module is of; empty where it is none."""
    for _step in range(8):
        text = "".join(statements[place] for place in defined.get(name, ()))
        if found := re.search(r'moduleType:"trace",name:"(\w+)"', text):
            return found[1]
        through = re.search(r"exports=([\w$]+)\(\)", text)
        if not through:
            return ""
        name = through[1]
    return ""


def _reached(root: int, statements: list[str], used: list[set[str]], defined: dict[str, list[int]]) -> set[int]:
    """The statements that the root reaches by names, with those that define none and so are there for what they do.

    A name that stands in every second statement is that of a helper, which is short, or a local name of theirs
    that a large module happens to use at its top: that alone does not bring the module in.
    """
    named = {place for places in defined.values() for place in places}
    common = {
        name
        for name, count in Counter(name for names in used for name in names if name in defined).items()
        if count > len(statements) / 2
    }
    kept: set[int] = set()
    todo = [root, *(place for place in range(len(statements)) if place not in named)]
    while todo:
        place = todo.pop()
        if place in kept:
            continue
        kept.add(place)
        for name in used[place]:
            for other in defined.get(name, ()):
                if other not in kept and (name not in common or len(statements[other]) < _HELPER):
                    todo.append(other)
    return kept
