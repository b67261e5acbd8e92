"""The line that sums an event up: the words of its clause, made to stand alone, and whose account it is."""

from __future__ import annotations

import re

from timeline.extract.frames.read import Frame
from timeline.extract.scan import OF_THINGS, Scan, Side
from timeline.lexicon import cue

_LONGEST = 240
"""Characters of a summary before it is cut at a word."""
_SHORT = 200
"""Characters up to which a saying and what is said make one line."""
_OF_STATES = frozenset(("state", "adjective", "national"))
"""Kinds of name that are a party and no place where a text is written."""
_PLACE = r"[A-Z][\w.'’-]*(?:[\s/][A-Z][\w.'’-]*){0,4}"
_DATELINE = re.compile(
    rf"\W{{0,3}}(?:{_PLACE}(?:,\s{_PLACE})?)?"  # SEOUL; WASHINGTON, D.C.; BRUSSELS/PARIS; Nairobi, Kenya
    r"(?P<day>,?\s?\(?(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,5}day)\)?)?"
    r"(?:\s?\((?:(?P<agency>(?:[A-Z][\w./&-]*\s?){1,3})|[^()\n]{2,30})\))?(?:,?\s?\d{4})?\]?\s?(?P<end>--|—|–|-|:|\|)\s"
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
_SAYS_ON = re.compile(
    r"[,;]?\s(?:and|but|while)\s(?:(?:he|she|it|they)\s)?(?:also\s)?(?:said|says|added|adds|argued|noted)\Z"
)
"""The verb of saying of what another line tells: "called it a step forward | but said"."""
_CUT_OFF = re.compile(
    r"\s(?:with|over|at|in|on|of|for|from|by|under|to|through|about|into|against|between|among|upon|within|during)\Z"
)
"""The last word of a clause whose next one takes it up: "tariffs on steel from countries | with | which"."""
_TAKEN_UP = re.compile(r"\s(?:which|whom|whose|what|how|whether|once)\b")
_QUOTING = re.compile(r"[\"“”()\[\]]")
_DASHES = re.compile(r"[-–—•▲*·]")
_ENDS = re.compile(r"[-–—•▲*·:|]")
_REACH = 70
"""Characters at the head of a sentence in which a dateline ends."""
_NO_NAME = OF_THINGS | {"unnamed"}
"""Mentions that name nobody before a colon: "officials", "French"."""
_CLOSED = ('" ', "” ")
"""Before who speaks in the middle of a quotation: ""We refused," | said Vera, "because it was an insult"."""
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
        apart = named_there and scan.text[max(0, from_there - 2) : from_there].endswith(_CLOSED)
        fits = unit.end - from_there <= _SHORT and speaker.start >= opening
        if named_there and from_there < start and fits and not apart:
            start = from_there  # "Kim said that ...": the sentence's own words
        elif (apart or not start <= from_there < unit.end) and speaker.form not in _NO_NAME:
            prefix = speaker.name[:1].upper() + speaker.name[1:] + ": "
    told = scan.text[start : unit.end]
    if _TAKEN_UP.match(scan.lower, unit.end):
        told = _CUT_OFF.sub("", told)
    line = prefix + _tidy(told)
    if len(line) > _LONGEST:
        line = line[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:–—") + " …"
    return line


def opening_of(scan: Scan, number: int) -> int:
    """Where the sentence itself begins, after a dateline or the hour of a live report."""
    start, end = scan.sentences[number]
    if not (_DASHES if number else _ENDS).search(scan.text, start, min(end, start + _REACH)):
        return start
    stamp = _STAMP.match(scan.text, start, end)
    if stamp is not None:
        return stamp.end()
    head = _DATELINE.match(scan.text, start, min(end, start + _REACH))
    return head.end() if head is not None and head.end() < end and _is_dateline(scan, number, head) else start


def _is_dateline(scan: Scan, number: int, head: re.Match[str]) -> bool:
    """Whether what stands before a dash is one: in capitals, or at the head of the text with its day or agency.

    Before a colon, which also parts who speaks from what is said, it has a day or agency, or is a place in capitals.
    """
    side = next((one for one in scan.names[:1] if head.start() <= one.start < head.start() + 3), None)
    shouted = scan.text[head.start() : head.start() + 4].strip("([ ").isupper()
    shouted = shouted and not (side is not None and side.form in _OF_STATES)  # "EU - Kenya talks resumed"
    closed = f" {head['end']} " in scan.text[head.end() : scan.sentences[number][1]]  # "- the lead agency - rejected"
    told = number == 0 and (head["day"] is not None or (head["agency"] is not None and not closed))
    if head["end"] in ":|":
        return number == 0 and (told or (side is not None and (shouted or head["end"] == "|")))
    return shouted or told


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
    line = _SAYS_ON.sub("", line[opened.end() if opened else 0 :]).strip(" ,;:–—-")
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
