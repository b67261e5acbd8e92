"""The line that sums an event up: the words of its clause, made to stand alone, and whose account it is."""

from __future__ import annotations

import re

from timeline.extract.frames import Frame
from timeline.extract.scan import OF_THINGS, Scan, Side
from timeline.lexicon import cue

_LONGEST = 240
"""Characters of a summary before it is cut at a word."""
_SHORT = 200
"""Characters up to which a saying and what is said make one line."""
_HEAD = re.compile(
    r"(?:\W{0,3}(?:[A-Z][A-Z.'’-]+\b[A-Z .,/'’-]*|[A-Z][\w .'/-]{2,30})"  # SEOUL; WASHINGTON, D.C.; New Delhi
    r"(?:,?\s\(?(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?)\)?)?\s?(?:\([^()\n]{2,30}\)\s?)?(?:,?\s?\d{4}\s?)?)"
    r"(?:--|—|–|\s?-)\s"
)
_STAMP = re.compile(
    r"(?:[A-Z][a-z]{2,8}\.?,?\s)?\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?\s)?(?:[A-Z]{2,5}\s)?[–—-]+\s|[•▲*·-]\s"
)
_STANDS = re.compile(rf"(?:{cue('summary_opens')})\b|\d")
_CONNECTIVE = re.compile(
    r"(?:(?:which|that|who|whom|and|but|or|nor|so|than|to|as(?! of\b| a\b| part\b)|because|while|whereas"
    r"|though|although|then)\b[\s,]*)+",
    re.I,
)
_DAY_FIRST = re.compile(r"\A(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s(?:that\s)?(?=\w+\s)")
"""The day of the saying, where no "that" parts it from what is said: "said Friday the tariff would fall"."""
_QUOTING = re.compile(r"[\"“”()\[\]]")
_DASHES = re.compile(r"[-–—•▲*·]")
_NO_NAME = OF_THINGS | {"unnamed"}
"""Mentions that name nobody before a colon: "officials", "French"."""
_PAIRS = {"”": "“", ")": "(", "]": "["}


def summary_of(scan: Scan, frame: Frame, speaker: Side | None) -> str:
    """One readable line. ``speaker`` stands before it only where what is said does not itself name who says it."""
    unit = frame.unit
    opening = opening_of(scan, unit.sentence)
    start = max(unit.start, opening)
    whole = not _is_fragment(scan, start, frame.hit.start)
    if not whole:
        start = _earlier(scan, opening, unit.start, unit.end)
    saying = unit.saying
    prefix = ""
    if speaker is not None and saying is not None and whole:
        named_there = saying.start <= speaker.start < saying.end
        from_there = max(saying.start, opening)
        if named_there and from_there < start and unit.end - from_there <= _SHORT and speaker.start >= opening:
            start = from_there  # "Kim said that ...": the sentence's own words
        elif not start <= from_there < unit.end and speaker.form not in _NO_NAME:
            prefix = speaker.name[:1].upper() + speaker.name[1:] + ": "
    line = prefix + _tidy(_DAY_FIRST.sub("", scan.text[start : unit.end]) if prefix else scan.text[start : unit.end])
    if len(line) > _LONGEST:
        line = line[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:–—") + " …"
    return line


def opening_of(scan: Scan, number: int) -> int:
    """Where the sentence itself begins, after a dateline or the hour of a live report."""
    start, end = scan.sentences[number]
    if not _DASHES.search(scan.text, start, min(end, start + 70)):
        return start
    stamp = _STAMP.match(scan.text, start, end)
    if stamp is not None:
        return stamp.end()
    head = _HEAD.match(scan.text, start, min(end, start + 70))
    if head is None or head.end() >= end:
        return start
    shouted = scan.text[start : start + 4].strip("( ").isupper()
    return head.end() if shouted or (number == 0 and any(c.isdigit() for c in head.group())) else start


def _is_fragment(scan: Scan, start: int, verb: int) -> bool:
    """Whether a clause cannot stand alone: it opens with its verb, or in the middle of things."""
    if verb - start < 3:
        return not scan.text[start : start + 1].isupper()
    first = scan.text[start]
    return not (first.isupper() or first in "\"“'$€£" or _STANDS.match(scan.lower, start))


def _earlier(scan: Scan, opening: int, start: int, end: int) -> int:
    """The head of the sentence, or the last break before ``start`` from which the line is short enough."""
    if end - opening <= _LONGEST:
        return opening
    best = start
    for mark in re.finditer(r"[;:—]\s|,\s(?:and|but)\s|\s–\s", scan.text[opening:start]):
        if end - (opening + mark.end()) <= _LONGEST:
            best = opening + mark.end()
            break
    return best


def _tidy(text: str) -> str:
    """One line, with no quotation mark that is not closed, no leading connective, and a capital."""
    line = _without_dangling(" ".join(text.split()))
    line = line.strip(" ,;:–—-")
    opened = _CONNECTIVE.match(line)
    line = line[opened.end() if opened else 0 :].strip(" ,;:–—-")
    if line.endswith((',"', ",”")):
        line = line[:-2] + line[-1]
    for at, char in enumerate(line):
        if char.isalnum():
            return line[:at] + char.upper() + line[at + 1 :]
    return line or text.strip()[:_LONGEST] or "…"


def _without_dangling(line: str) -> str:
    """The line without the quotation marks and brackets that have no partner."""
    if not _QUOTING.search(line):
        return line
    lonely: set[int] = set()
    open_at: list[int] = []
    straight = [at for at, char in enumerate(line) if char == '"']
    if len(straight) % 2:
        lonely.add(straight[0] if line.startswith('"') and len(straight) == 1 else straight[-1])
    for at, char in enumerate(line):
        if char in "“([":
            open_at.append(at)
        elif char in _PAIRS:
            if open_at and line[open_at[-1]] == _PAIRS[char]:
                open_at.pop()
            else:
                lonely.add(at)
    lonely.update(open_at)
    return "".join(char for at, char in enumerate(line) if at not in lonely) if lonely else line
