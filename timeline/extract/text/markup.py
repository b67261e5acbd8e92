"""What pages, letters and PDFs leave in a text beside its words: marks, entities, unseen characters, ligatures."""

from __future__ import annotations

import html
import re

from timeline.extract.text.edited import Edited
from timeline.extract.text.sentences import split_sentences
from timeline.extract.text.wrapped import flowing

_ADDRESS = r"\((?:https?:|/|mailto:|\#)[^()\s]{0,500}(?:\s\"[^\"\n]{0,100}\")?\)"
_MARKS = re.compile(
    rf"""
      (?:(?=[\W_\ufb00-\ufb06])|^)(?:                             # nothing of it begins within a word
      (?P<unseen>[\u00ad\u200b-\u200d\u2060\ufeff])
    | (?P<joined>[\ufb00-\ufb06])
    | (?P<entity>&(?:\#\d{{1,5}}|\#x[0-9a-f]{{1,5}}|[a-z]{{2,8}});)
    | (?<!!)\[(?=[^\[\]\n]{{1,200}}\]{_ADDRESS})                 # [the deal](https://news.example/deal)
    | (?<=[^\[\]])\]{_ADDRESS}
    | (?<![\w*])\*{{1,3}}(?=[^\s*][^*\n]{{0,200}}\*)             # **Peru**
    | (?<=[^\s*])\*{{1,3}}(?![\w*])
    | (?<!\w)_(?=[^\s_][^_\n]{{0,200}}_(?!\w))                   # _Peru_
    | (?<=[^\s_])_(?!\w)
    | ^(?:>[ ]?)+                                                # > what a letter quotes
    | ^(?:[-*•·▪‣–—]|\#{{1,6}}|…|\.\.\.)[ ]+(?=["'“‘(\w])           # an item, a heading, what goes on
    | ^(?:UPDATE|UPDATED|BREAKING|EXCLUSIVE|URGENT|JUST[ ]IN)(?:[ ]?\d)?:[ ]+
    | (?<=[\w.,;:"”])[ ]?\[\d{{1,3}}\]                           # the mark of a note
    | (?<=[\w.,;:"”])[ ]\((?:pictured|see[ ][^()\n]{{1,60}}|above|below)\)
    | (?P<space>(?<=\S)[ ](?=[ ]\S))                             # the first of two spaces
    | (?P<broken>(?<=[a-z][a-z])-[ ](?=[a-z][a-z]))              # a word broken at the end of a line
    )
    """,
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl", "ft", "st")
"""From U+FB00 on."""
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_LAST = re.compile(r"[a-zA-Z]+\Z")
_BROKEN = re.compile(r"[a-z]+-\n[a-z]+")


def plain_text(text: str) -> Edited:
    """``text`` with wrapped lines as one and only its words: without marks, unseen characters and double spaces."""
    whole = Edited(flowing(text))
    words: frozenset[str] | None = None

    def put(match: re.Match[str]) -> str | None:
        nonlocal words
        if match["joined"]:
            return _LIGATURES[ord(match["joined"]) - 0xFB00]
        if match["entity"]:
            plain = html.unescape(match["entity"])
            return (" " if plain == "\u00a0" else plain) if plain != match["entity"] else None
        if match["broken"]:
            if text[match.end() - 1] != "\n":
                return None
            words = words or frozenset(_WORD.findall(_BROKEN.sub(" ", text.lower())))
            return _hyphen(match.string, match.start(), match.end(), words)
        return ""

    plain = whole.edited(_MARKS, put)
    return Edited(flowing(plain.text), (), plain)  # what a letter quotes is wrapped, too


def sentences_as_written(text: str) -> list[tuple[int, int]]:
    """First and one-past-last offset of each sentence, in the text as it was written."""
    plain = plain_text(text)
    return [plain.outward(start, end) for start, end in split_sentences(plain.text)]


def _hyphen(text: str, before: int, behind: int, words: frozenset[str]) -> str:
    """The hyphen of "long-term" stays, that of "agree-ment" goes: as the text has the word, or its parts, elsewhere."""
    first, second = _LAST.search(text, max(0, before - 30), before), _WORD.match(text, behind, behind + 30)
    if first is None or second is None:
        return ""
    one, other = first[0].lower(), second[0]
    if one + other in words:
        return ""
    return "-" if f"{one}-{other}" in words or {one, other} <= words else ""
