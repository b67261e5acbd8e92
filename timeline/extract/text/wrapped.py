"""Lines that were only wrapped, as letters, PDFs and files written by hand have them: where a line end is a space."""

from __future__ import annotations

import re
from itertools import pairwise

_WIDEST = 132
"""Characters of the longest line of a stretch that somebody wrapped; longer ones are whole paragraphs."""
_FULL = 0.75
"""Share of the longest line from which a line counts as a full one."""
_TWO_LINES = re.compile(r"[^\n]\n[^\n]")
_STRETCH = re.compile(r"(?<![^\n])[^\n]++(?:\n[^\n]++)+")
"""Lines without a blank one between them."""
_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*\Z")
_LEADS_ON = re.compile(
    r"(?:,|\b(?:an?|the|of|on|in|at|to|by|from|with|and|or|but|for|as|that|which|who|its|their|his|her|into|over|under"
    r"|between|after|before|until|than|is|are|was|were|be|has|have|had|will|would|not|about|against|per|since|if|when"
    r"|while|because|last|next|this|President|Minister))\Z",
    re.IGNORECASE,
)
"""The last word of a line that cannot end there."""
_TAIL = 12
"""Characters at the end of a line that tell whether a sentence ends there."""
_NO_PROSE = r"\s*(?:[#|>`<=]|!\[)|[-=_*\s]+\Z|\s*\S+(?:\s\S+){0,9}?\s{2,}\S"
_STANDS_ALONE = re.compile(_NO_PROSE)
"""A heading, a quoted line, a rule, the row of a table."""
_ITEM = r"[-*•·▲–—]\s|\(?(?:\d{1,3}|[a-z]|[ivx]{2,4})[.)]\s"
_SPEAKER = r"[A-Z][A-Z .'-]{0,30}:\s|[QA][.:]\s"
_HEAD = r"(?:[A-Z][a-z]{2,8}\.?(?:\s\d{1,2})?|\d{1,2}\s[A-Z][a-z]{2,8}\.?|(?:19|20)\d\d)(?:,?\s\d{4})?(?:\s[–—-]\s|:\s)"
_OPENS_ANEW = re.compile(rf"{_NO_PROSE}|\s*(?:{_ITEM}|{_SPEAKER}|{_HEAD}|\d{{1,2}}[:.h]\d\d\b)")
"""The same, and what goes on from no line: an item, who speaks, the day of a chronology, the hour of a live page."""
_TITLE = re.compile(r"(?=(?:\W*\w+\b){7})(?!.*(?<![\w'’])[a-z]\w{3,})")
"""A heading whose longer words all have capitals: "How Peru and Chile Came to Fall Out"."""


def flowing(text: str) -> str:
    """``text`` with a space for each line end that only wraps a line, of the same length.

    A line end wraps where a sentence goes on in the next line for certain. Where one does so, the text was wrapped:
    then a line of it is wrapped, too, where the first word of the next would not have gone into the longest, or where
    it is a full one that ends no sentence. Lines that all open with a capital may be headlines.
    """
    if _TWO_LINES.search(text) is None:
        return text
    widest = max((_width(stretch.group().split("\n")) for stretch in _STRETCH.finditer(text)), default=0)
    return _STRETCH.sub(lambda stretch: _joined(stretch.group().split("\n"), widest), text) if widest else text


def _width(lines: list[str]) -> int:
    """The length of the longest line of a stretch that was wrapped; 0 where none shows that it was."""
    widest = max(map(len, lines))
    wraps = widest <= _WIDEST and any(
        _goes_on(line, following) or (_leads_on(line) and _is_full(line, following, widest))
        for line, following in pairwise(lines)
    )
    return widest if wraps else 0


def _joined(lines: list[str], widest: int) -> str:
    parts = lines[:1]
    wrapped = False
    for line, following in pairwise(lines):
        title = not wrapped and _TITLE.match(line) is not None and not _leads_on(line)
        reaches = _is_filled(line, following, widest) or _is_full(line, following, widest)
        wrapped = len(line) <= widest and (_goes_on(line, following) or (reaches and not title))
        parts += (" " if wrapped else "\n", following)
    return "".join(parts)


def _goes_on(line: str, following: str) -> bool:
    """Whether a sentence goes on in the next line for certain: in lower case."""
    return following.lstrip()[:1].islower() and not _ends(line) and not _parts(line, following)


def _is_filled(line: str, following: str, widest: int) -> bool:
    """Whether the first word of the next line would not have gone into this one."""
    word = following.split(maxsplit=1)[:1]
    return bool(word) and len(line) + 1 + len(word[0]) > widest and not _parts(line, following)


def _is_full(line: str, following: str, widest: int) -> bool:
    """Whether a line is a full one that ends no sentence: not every program fills its lines."""
    return len(line) >= _FULL * widest and not _ends(line) and not _parts(line, following)


def _ends(line: str) -> bool:
    return _ENDS.search(line, max(0, len(line) - _TAIL)) is not None


def _leads_on(line: str) -> bool:
    return _LEADS_ON.search(line, max(0, len(line) - _TAIL)) is not None


def _parts(line: str, following: str) -> bool:
    """Whether the end of ``line`` is one, whatever stands before and behind it."""
    return _STANDS_ALONE.match(line) is not None or _OPENS_ANEW.match(following) is not None
