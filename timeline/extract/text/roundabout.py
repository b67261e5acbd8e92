"""What was done, told in more words than one: "used the occasion to ask" is read as "asked".

"Lost no time in rejecting" is read as "rejected": that it was quick or bold is no part of the event, and no rule that
looks for "rejected" need know it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from timeline.extract.text.edited import Edited
from timeline.lexicon import cue
from timeline.lexicon.tables import table
from timeline.lexicon.trie import any_of

_ROUNDABOUT = re.compile(
    r"\b(?<!\bto )(?<!\bnot )(?<!\bhas )(?<!\bhad )(?<!\bhave )(?<!\bhaving )"
    r"(?<!\bbe )(?<!\bbeen )(?<!\bwas )(?<!\bwere )"
    rf"(?:(?:{cue('roundabout_to')}) to (?P<do>(?:[a-z]+ly )?(?P<verb>[a-z]+))"
    rf"|(?:{cue('roundabout_doing')}) (?:(?:publicly|formally|openly) )?(?P<doing>[a-z]+ing))\b"
)
"""What was done, by one who was not made to: "hastened to sign", not "will not be | rushed to sign"."""


def done(text: Edited, emphatic: Mapping[str, str]) -> Edited:
    """``text`` with what was done in one word; ``emphatic`` gives the past of "did ask" and of "asking"."""
    text = text.edited(_AT_ONCE, lambda match: "suddenly" if match["suddenly"] else "promptly")
    text = text.edited(_ONCE_MORE, lambda _: "again")
    both = text.replaced(edit for match in _NOT_ONLY.finditer(text.text) for edit in _and(match))
    turned = both.edited(_ONLY_TO, lambda match: _then(match, emphatic))
    told = turned.edited(_ROUNDABOUT, lambda told: _past(told, emphatic)).edited(_MEANT, _would)
    return told.edited(_OTHERWISE, lambda said: _PLAINLY[said.group()])


_NOT_ONLY = re.compile(
    r"\b(?P<not_only>not (?:only|just|merely|simply) )(?=[a-z])[^.;!?\n]{3,160}?(?P<but>,? but (?:it )?also )(?=[a-z])"
)
"""Two deeds of one: "not only lifted its ban | but also | asked for talks"."""
_AT_ONCE = re.compile(
    r"\bwithout (?:any |prior |further ){0,2}"
    r"(?:(?P<suddenly>warning|notice|announcement)|delay|hesitation|hesitating|ado)\b"
    r"(?!\s(?:(?:the|an?|its|their|his|her|it|him|them|to|of|about|that|against|from|over|in)\b|[A-Z]))"
)
"""How something was done, which denies nothing: "closed the port | without warning"; not "without warning Oman"."""
_ONCE_MORE = re.compile(r"(?<=[a-z]\s)once (?:more|again)\b(?=\s[a-z])")
"""A word that is no condition: "has | once more | signed"."""
_ONLY_TO = re.compile(r"(?:,|(?<=day)|(?<=\d)) only to (?P<verb>[a-z]+)\b")
"""What was done in the end: "agreed on Monday | only to reject | it on Tuesday"; not "agreed only to talk"."""


def _and(match: re.Match[str]) -> tuple[tuple[int, int, str], tuple[int, int, str]]:
    return (*match.span("not_only"), ""), (*match.span("but"), " and ")


def _then(match: re.Match[str], emphatic: Mapping[str, str]) -> str | None:
    past = emphatic.get(f"did {match['verb']}")
    return f" and then {past}" if past is not None else None


_PLAINLY = {way: plain for plain, ways in table("words/verbs")["plainly"].items() for way in ways}
_OTHERWISE = re.compile(rf"\b{any_of(_PLAINLY)}\b(?! be\b)")
"""What is meant or to come, told in other words: "intends to sign"; not "is not going to | be easy"."""
_MEANT = re.compile(
    r"\b(?:announced|declared|confirmed|stated|disclosed|revealed)(?P<on>\s(?:on|last|this|earlier)\s\w+)?"
    r"\s(?P<whose>its|his|her|their)\s(?:\w+\s)?(?:(?P<ready>readiness|willingness)|intentions?|intent|plans?|decision)\sto\s"
)
"""What somebody says that he means to do: "announced its intention to lift", "declared their readiness to sign"."""
_WHO = {"its": "it", "his": "he", "her": "she", "their": "they"}


def _would(meant: re.Match[str]) -> str:
    who, many = _WHO[meant["whose"]], meant["whose"] == "their"
    does = f"{'were' if many else 'was'} ready to" if meant["ready"] else "would"
    return f"said{meant['on'] or ''} {who} {does} "


def _past(told: re.Match[str], emphatic: Mapping[str, str]) -> str | None:
    """The past of the verb; None where it is none of the vocabulary."""
    if told["doing"]:
        return emphatic.get(told["doing"])
    past = emphatic.get(f"did {told['verb']}")
    return f"{told['do'][: -len(told['verb'])]}{past}" if past is not None else None
