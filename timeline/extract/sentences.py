"""Sentences and paragraphs: where they begin and end, as offsets of code points; what is not prose is left out."""

from __future__ import annotations

import re

_LONGEST = 1200
"""A "sentence" longer than this (a table, a transcript without stops) is cut at white space."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ABBREVIATIONS = _words(
    "mr mrs ms dr prof sen rep gov gen col lt sgt capt adm amb hon st jr sr rev pres messrs mme mt ft no nos vs etc al"
    " inc ltd co corp bros dept dist jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs"
    " fri sat sun a.m p.m u.s u.k u.n e.u d.c u.s.a u.a.e n.z e.g i.e approx est vol art sec par para fig cf viz min"
    " cent op ed pp"
)
"""Words whose full stop does not end a sentence, in lower case and without their last stop."""

_MAY_END = _words("a.m p.m u.s u.k u.n e.u d.c u.s.a u.a.e inc ltd co corp etc jr sr")
"""Abbreviations that also close sentences; they do where a word follows that commonly opens one."""

_OPENERS = _words(
    "the a an he she it they we i this that these those but and in on at as after before while when if for from by with"
    " both no not its his her their there here such some many most one under during since until although however asked"
    " according speaking last earlier later meanwhile still yet then what who which where why how to so"
)

_STOP = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*(?=\s|\Z)|\n")
_WORD_BEFORE = re.compile(r"[^\s(\[\"'“‘]+\Z")
_NEXT = re.compile(r"\s*[\"'“‘«(\[▲•·–—-]*\s*(\S[^\s,.;:!?]*)")
_CAPTION = re.compile(
    r"/\s*(?:source|photo|image|credit)s?\s*:|\bphoto\s*(?:by|:)"
    r"|\((?:photo|image|file photo|ap|afp|epa|yonhap)[^)]{0,40}\)\s*\|?$",
    re.IGNORECASE,
)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """First and one-past-last offset of each sentence of prose, in order, without outer white space.

    Lines end sentences. Image markup, tables of one cell (captions), bare numbers of a pager and
    rules are passed over: they stay in the text and are not read.
    """
    found: list[tuple[int, int]] = []
    for start, end in paragraphs(text):
        _split_line(text, start, end, found)
    return found


def paragraphs(text: str) -> list[tuple[int, int]]:
    """First and one-past-last offset of each line that is prose."""
    found = []
    start = 0
    size = len(text)
    while start < size:
        end = text.find("\n", start)
        if end < 0:
            end = size
        first, last = _trim(text, start, end)
        if first < last and _is_prose(text, first, last):
            found.append((first, last))
        start = end + 1
    return found


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_prose(text: str, start: int, end: int) -> bool:
    if end - start < 4:
        return False
    head = text[start : min(end, start + 4)]
    if head.startswith(("![", "|", "<!--", "```")):
        return False
    if text[end - 1] == "|":
        return False
    line = text[start : min(end, start + 600)]
    if not any(c.isalpha() for c in line):
        return False
    return not (end - start < 600 and _CAPTION.search(line))


def _split_line(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        at = stop.end()
        if at >= end:
            break
        if stop.group()[0] == "." and not _ends(text, begin, stop.start(), stop.group(), at, end):
            continue
        if stop.group()[0] != "." and _lower_next(text, at, end):
            continue
        _add(text, begin, at, found)
        begin = at
    _add(text, begin, end, found)


def _lower_next(text: str, at: int, end: int) -> bool:
    following = _NEXT.match(text, at, min(end, at + 80))
    return bool(following and following.group(1)[0].islower())


def _ends(text: str, begin: int, dot: int, stop: str, at: int, end: int) -> bool:
    """Whether the full stop at ``dot`` ends a sentence."""
    following = _NEXT.match(text, at, min(end, at + 80))
    next_word = following.group(1) if following else ""
    if next_word and next_word[0].islower():
        return False
    closed = stop[-1] in "\"'”’»)]"
    before = _WORD_BEFORE.search(text, max(begin, dot - 24), dot)
    word = before.group().lower() if before else ""
    if closed and word not in _ABBREVIATIONS:
        return True
    if word in _MAY_END:
        return next_word.lower() in _OPENERS
    if word in _ABBREVIATIONS:
        return False
    # A single capital is an initial: "Jamieson L. Greer"
    return not (len(word) == 1 and word.isalpha() and before is not None and before.group().isupper())


def _add(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    start, end = _trim(text, start, end)
    while end - start > _LONGEST:
        cut = text.rfind(" ", start, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        first, last = _trim(text, start, cut)
        if first < last:
            found.append((first, last))
        start, _ = _trim(text, cut, end)
    if start < end:
        found.append((start, end))
