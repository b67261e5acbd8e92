"""What was not done until a day was done on it: "it did not pay until Monday" is read as "it paid only on Monday"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from timeline.extract.text.edited import Edit, Edited
from timeline.lexicon import cue, months

_MONTH = months()
_THEN = (
    rf"(?=(?:(?P<on>[a-z]{{3,6}}day\b|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}|{_MONTH}\s\d{{1,2}}\b"
    r"|the\s(?:\d|(?:next|following|same)\sday\b|day\safter\b|eve\b))"
    r"|(?P<at>(?:the|their|its|an?)\s(?:[\w-]+\s){0,3}?(?:end|start|beginning|summit|meeting|talks|round|session|visit)\b)"
    rf"|(?P<in>(?:(?:late|early|mid)[ -])?{_MONTH}\b|(?:19|20)\d\d\b|(?:the\s)?(?:spring|summer|autumn|winter)\b)"
    r"|(?:last|this)\s[a-z]|yesterday\b|today\b|after\s|[\w]+\s(?:days?|weeks?|months?|years?)\s(?:later|ago|after)\b))"
)
"""A day, an occasion or a longer time, by the word that it takes: "on | Monday", "at | the summit", "in | May"."""
_NOT_UNTIL = re.compile(rf"\b(?:(?P<capital>N)|n)ot until {_THEN}", re.IGNORECASE)
_NOT_DONE = re.compile(
    rf"(?P<not>\bdid(?: not|n['’]t) (?P<verb>(?!{cue('until_lasting')}\b)[a-z]+)"
    rf"|\b(?P<be>was|were)(?: not|n['’]t)"
    rf"(?= (?!{cue('until_lasting')}\b)[a-z]+(?:ed|en|wn|un|it|elt|ade|eld|aid|ut)\b))"
    rf"(?:\s(?!until\b)[\w'’.%$-]+){{0,8}}?\s(?P<until>until ){_THEN}",
    re.IGNORECASE,
)

_SUPPOSED = re.compile(r"\b(?:if|unless|whether|should)\s[^,;:.!?]*\Z", re.IGNORECASE)
"""Before what is only supposed: "if Peru | did not pay until Monday"."""
_CLAUSE = 60
"""Characters before a verb in which its clause opens."""


def done_then(text: Edited, emphatic: Mapping[str, str]) -> Edited:
    """``text`` with what was not done until a day as done on it; ``emphatic`` gives the past of "did pay"."""
    first = text.replaced(_not_until(text.text))
    return first.replaced(_not_done(first.text, emphatic))


def _not_until(text: str) -> Iterator[Edit]:
    for match in _NOT_UNTIL.finditer(text):
        only = "Only" if match["capital"] == "N" else "only"
        yield *match.span(), f"{only} {_by_its_word(match)}"


def _not_done(text: str, emphatic: Mapping[str, str]) -> Iterator[Edit]:
    for match in _NOT_DONE.finditer(text):
        done = match["be"] or emphatic.get(f"did {match['verb']}".lower())
        if done is not None and not _SUPPOSED.search(text, max(0, match.start() - _CLAUSE), match.start()):
            yield *match.span("not"), done
            yield *match.span("until"), f"only {_by_its_word(match)}"


def _by_its_word(then: re.Match[str]) -> str:
    return next((f"{word} " for word in ("on", "at", "in") if then[word]), "")
