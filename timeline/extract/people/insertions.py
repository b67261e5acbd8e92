"""Insertions: what is put in behind who acts, so that the verb comes after it, and what sets off who acts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from timeline.extract.scan import Scan, Side
from timeline.lexicon import cue

_INSERTION = re.compile(
    rf",\s(?:{cue('insertions_open')}|an?|the|its|his|her|their|[a-z]{{2,}}(?:ing|ed)|[a-z]+ly)\s[^,;:—\"“”()]{{2,140}},(?=\s[a-z])"
    r"|,\s[a-z][\w.-]*(?:\s[a-z][\w.-]*){0,2}['’]s\s[^,;:—\"“”()]{2,80},(?=\s(?!(?:and|or|nor|but)\s)[a-z])"
    r"|\s\([^()\n]{2,80}\)(?=\s[a-z])"
    r"|\s(?P<dash>[–—-])\s[^–—\n]{2,140}\s(?P=dash)(?=\s[a-z])"
)
_OPEN = (", ", " (", " – ", " — ", " - ")
_LONGEST_HEAD = 90
_NO_SUBJECT = re.compile(rf"[,;:—\"“”]|\b{cue('insertions_no_subject')}\s")
"""In front of a name that is not who acts: "in talks with | Peru"."""


def behind_insertions(scan: Scan, sides: Iterable[Side]) -> dict[int, int]:
    """For each mention at the head of its sentence behind which something is put in, by its end: where it goes on.

    "Peru|, after weeks of argument at home,| rules out a joint patrol"; a day may open it: "On Monday, Peru, ...".
    """
    found: dict[int, int] = {}
    heads = ((scan.head(number), end) for number, (_, end) in enumerate(scan.sentences))
    start, end = next(heads, (0, 0))
    for side in sides:
        while side.start >= end:
            start, end = next(heads, (len(scan.text), len(scan.text) + 1))
        if side.start < start:
            continue  # "After talks with Peru, which asked for them, | Chile ..."
        if not scan.lower.startswith(_OPEN, side.end) or side.end - start > _LONGEST_HEAD:
            continue
        if _NO_SUBJECT.search(scan.lower, start, side.start):
            continue
        match = _INSERTION.match(scan.lower, side.end, end)
        if match is not None:
            found[side.end] = match.end()
    return found


_WITH_ITS_FIELD = re.compile(
    r"(?:\s(?:for|of|at|in|to|and)\s[^,;:.()]{2,60})?,\s(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord)\.?\s)?"
)
_CLOSED = re.compile(r"[,;:.)]|\Z")


def stands_behind(text: str, office: int, start: int, end: int) -> bool:
    """Whether a name stands in commas behind an office that ends at ``office``: "its minister for tea, Odero, said"."""
    return _WITH_ITS_FIELD.fullmatch(text, office, start) is not None and _CLOSED.match(text, end) is not None


_AGE = re.compile(r"\d\d,\s")
_HOLDER = re.compile(r"(?:[A-Z][\w.'-]*\s){0,3}[A-Z][\w.'-]*(?=,\s)")
_TELLS_WHO = re.compile(r"(?:[A-Z][\w.-]*(?:\s[A-Z][\w.-]*)?'s?|the|an?|its|his|her|their|one|who)\s")
_TELLS_WHAT = ("its ", "a ", "an ", "one of ")


def put_in(scan: Scan, comma: int, end: int) -> int:
    """The comma that closes what is put in at ``comma`` to tell who somebody is; -1 where nothing is.

    "Its trade minister|, Amina Odero|, told reporters", "Odero|, 52, the minister|, said", "Oman|, a big buyer|, has".
    """
    told = comma + len(", ")
    age = _AGE.match(scan.text, told, end)
    told = age.end() if age is not None else told
    closes = scan.lower.find(", ", told, end)
    if closes < 0:
        return -1
    if scan.actor_ends(closes) and _HOLDER.match(scan.text, told, end) is not None and scan.named_at(told) is None:
        offices = (hit for hit in scan.hits.within(comma - _OFFICE, comma) if hit.entry.office or hit.entry.body)
        return closes if any(stands_behind(scan.text, hit.end, told, closes) for hit in offices) else -1
    if not scan.actor_ends(comma):
        return -1
    if scan.named_until(comma) is not None:
        return closes if scan.lower.startswith(_TELLS_WHAT, told) else -1
    office = any(hit.entry.office or hit.entry.body for hit in scan.hits.within(told, closes))
    told_of = _TELLS_WHO.match(scan.text, told) is not None and (office or scan.lower.startswith("who ", told))
    return closes if told_of else -1


_OFFICE = 80
"""Characters of an office with its field: "minister of trade, industry and energy"."""


def named_behind(scan: Scan, first: Side, second: Side) -> bool:
    """Whether the second names who holds the office that is the first: "its trade minister, | Amina Odero, said"."""
    held = second.kind == "person" and first.kind in ("office", "body") and first.code in ("", second.code)
    return held and stands_behind(scan.text, first.end, second.start, second.end)


def not_put_in(scan: Scan, sides: Iterable[Side]) -> list[Side]:
    """The mentions without those that stand in an insertion behind another: Peru, of "Peru, unlike Chile, will pay"."""
    kept: list[Side] = []
    floor = 0
    for side in sides:
        if side.start >= floor:
            kept.append(side)
            floor = max(floor, scan.goes_on(side))
    return kept
