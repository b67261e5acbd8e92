"""Sentences and paragraphs: where they begin and end, as offsets of code points; what is not prose is left out."""

from __future__ import annotations

import re

from timeline.extract.text.wrapped import flowing

_LONGEST = 1200
"""A "sentence" longer than this (a table, a transcript without stops) is cut at white space."""


def words_of(text: str) -> frozenset[str]:
    """The words of a text, once each."""
    return frozenset(text.split())


_ABBREVIATIONS = words_of(
    "mr mrs ms dr prof sen rep gov gen col lt sgt capt adm amb hon st jr sr rev pres messrs mme mt ft no nos vs etc al"
    " inc ltd co corp bros dept dist jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs"
    " fri sat sun a.m p.m u.s u.k u.n e.u d.c u.s.a u.a.e n.z e.g i.e approx est vol art sec par para fig cf viz min"
    " cent op ed pp ma md smt engr atty h.e brig cmdr maj"
)
"""Words whose full stop does not end a sentence, in lower case and without their last stop."""

_MAY_END = words_of("a.m p.m u.s u.k u.n e.u d.c u.s.a u.a.e inc ltd co corp etc jr sr ma")
"""Abbreviations that also close sentences; they do where a word follows that commonly opens one."""

_OPENERS = words_of(
    "the a an he she it they we i this that these those but and in on at as after before while when if for from by with"
    " both no not its his her their there here such some many most one under during since until although however asked"
    " according speaking last earlier later meanwhile still yet then what who which where why how to so"
)

_STOP = re.compile(
    r"[.!?…。！？](?<![.!?…。！？].)[.!?…。！？]*+[\"'”’»)\]]*+"
    r"(?=\s++(?:\((?:[ivx]{1,4}|[a-h]|\d{1,2})\)\s)?[\"'“‘«(\[▲•·–—-]*+\s*+([^\sa-z\"'“‘«(\[▲•·–—-][^\s,.;:!?]*))"
)
"""A stop and, looked ahead at, the word that follows, which is not in lower case; "(ii)" may stand before it."""
_LETTER = re.compile(r"[^\W\d_]")
_CAPTION = re.compile(
    r"/\s*(?:source|photo|image|credit)s?\s*:|\bphoto\s*(?:by|:)"
    r"|\((?:photo|image|file photo|ap|afp|epa|yonhap)[^)]{0,40}\)\s*\|?$",
    re.IGNORECASE,
)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """First and one-past-last offset of each sentence of prose, in order, without outer white space.

    Lines end sentences, unless they were only wrapped. Image markup, tables of one cell (captions), bare numbers of a
    pager and rules are passed over: they stay in the text and are not read.
    """
    found: list[tuple[int, int]] = []
    text = flowing(text)
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
    if end - start < 4 or text.startswith(("![", "|", "<!--", "```"), start) or text[end - 1] == "|":
        return False
    if _LETTER.search(text, start, min(end, start + 600)) is None:
        return False
    if end - start >= 600:
        return True
    line = text[start:end]
    if "/" not in line and "hoto" not in line and line[-1] != ")":
        return True
    return not _CAPTION.search(line)


def _split_line(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        dot = stop.start()
        if text[dot] == "." and not _ends(text, begin, dot, stop.group()[-1], stop.group(1)):
            continue
        _add(text, begin, stop.end(), found)
        begin = stop.end()
    _add(text, begin, end, found)


def _ends(text: str, begin: int, dot: int, last: str, following: str) -> bool:
    """Whether the full stop at ``dot`` ends a sentence."""
    before = text[max(begin, text.rfind(" ", begin, dot) + 1, dot - 24) : dot].lstrip("([\"'“‘")
    word = before.lower().rpartition("-")[2]  # "Korea-U.S. talks"
    if word in ("a.m", "p.m") and text[dot + 1 : dot + 4].strip() in ("–", "—", "-"):
        return False  # "10:40 p.m. – It seems to be over"
    if last != "." and word not in _ABBREVIATIONS:
        return True
    if word in _MAY_END:
        return following.lower() in _OPENERS
    if word in _ABBREVIATIONS:
        return False
    # A single capital is an initial: "Jamieson L. Greer"
    if len(before) != 1 or not before.isupper():
        return True
    earlier = text[max(begin, dot - 200) : dot - 1].split()
    return bool(earlier) and earlier[-1][0].islower()


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
