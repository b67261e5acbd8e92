"""Smoothing: the text as it is read, without words that tell nothing, and with each word of a contraction.

"Kenya did not, however, accept" is read as "Kenya did not accept", "Kenya did accept" as "Kenya accepted", and "Kenya
won't accept" as "Kenya will not accept": every rule may then look for words side by side, and what it reads is proved
by the words that were written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from timeline.extract.text.edited import Edited
from timeline.extract.text.forced import as_forced
from timeline.extract.text.headlines import with_will
from timeline.extract.text.markup import plain_text
from timeline.extract.text.ordering import in_plain_order
from timeline.extract.text.roundabout import done
from timeline.extract.text.until import done_then
from timeline.extract.text.views import as_said
from timeline.extract.text.wishes import with_should
from timeline.lexicon import Lexicon, cue
from timeline.lexicon.tables import table

_EDITS = re.compile(
    rf"(?P<filler>,(?<=[\w%\"”)],)\s(?:{cue('smoothing_fillers')})(?:,(?=\s)|(?=[.;:!?])))"
    rf"|\b(?P<did>did|does)(?P<between>,\s(?:{cue('smoothing_fillers')}),)?\s(?P<verb>[a-z]+)\b"
    r"|\b(?P<negated>is|are|was|were|has|have|had|do|does|did|would|could|should|must|need|wo|ca)n['’]t\b"
    r"|\b(?P<cleft>it\s(?:was|is)\s(?P<set_off>(?:the\s)?(?-i:[A-Z])[\w.'’-]*"
    rf"(?:\s(?:(?-i:[A-Z])[\w.'’-]*|and|of|the|{cue('smoothing_offices')})){{0,5}}?)"
    r"\s(?:that|who|which))(?=\s(?!(?:the|an?|it|he|she|they|we|its|his|her|their|there)\b)(?-i:[a-z]))"
    r"|\b(?P<owner>(?-i:[A-Z])[\w-]+s)['’](?=\s[a-z\d])"
    r"|\b(?P<who>i|you|he|she|it|we|they|who|that|there)['’](?P<short>ll|ve|re|m|d|s)\b"
    r"(?=(?:\s(?:also|already|always|never|not|now|only|just|still|\w+ly))?(?P<next>\s\w+)?(?P<thing>\s(?:the|an?|its|his|her"
    r"|their|all|any|no|both|this|that|\d[\d.,]*)\s)?)"
    r"|(?<=\d)\s?(?P<share>(?:pc|pct|p\.c\.)(?=[\s,;:.)])|%)"
    r"|(?<=\d)(?P<scale>[mk])(?=\s(?:euros?|dollars?|pounds?|francs?|tonnes?|tons?|barrels?|litres?|people)\b)"
    r"|(?<![\d.,])(?P<grouped>\d{1,3}(?:[\u00a0\u2009\u202f]\d{3}|\s000){1,4})(?!\d)",
    re.IGNORECASE,
)
"""A filler with its commas; a verb with emphasis; a contraction; whose name ends in s: "Cyprus' offer"; a figure
in short or in groups: "15pc", "3m tonnes", "12 000"."""

_DAY = r"(?:\s(?:on|last|this)\s[a-z]+(?:\s[a-z]+)?)?"
_REPORTED = r"(?:reported|said|wrote|quoted officials as saying)"
PASSED_ON = rf"{cue('smoothing_media')} (?:(?:have|has|had|also|later|first) )?{_REPORTED}"
"""That somebody who takes no part has told it: "state media reported"."""
_OPENER = re.compile(
    r"(?:\A|(?<=\n)|(?<=[.!?]\s)|(?<=[.!?][\"”]\s))"
    rf"(?:(?:{cue('smoothing_openers')},|{cue('smoothing_openers_that')}{_DAY}\sthat|{PASSED_ON}{_DAY}(?:\sthat)?)\s){{1,2}}"
    r"(?P<head>[\"“]?\w)(?=\S*\s\S)",
    re.IGNORECASE,
)
"""What opens a sentence and tells nothing, up to its next letter: "Meanwhile, t|he port closed"."""
_WHO_ACTS = re.compile(
    r"\s(?:[A-Z]|(?:the|an?|it|he|she|they|its|his|her|their|both|this|these|those|no|some|many|most)\s)"
)
_GOES_ON = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|may|might|must|can|could|should|not)"
    r"|[A-Z][\w.'’-]*|ed)\Z"
)
"""Before a filler, what goes on behind it: an auxiliary, a verb in the past, a name."""


def smooth(text: str, lexicon: Lexicon) -> Edited:
    """``text`` as :func:`plain_text` and :func:`in_plain_order`, without fillers, with plain verbs, headlines whole."""
    opened = plain_text(text).edited(_OPENER, lambda opener: opener["head"].upper())
    plain = opened.edited(_EDITS, lambda match: _plainly(match, lexicon.emphatic))
    whole = with_will(as_said(in_plain_order(plain, lexicon.entries)), lexicon.name_pattern)
    told = as_forced(done_then(whole, lexicon.emphatic))
    return with_should(done(told, lexicon.emphatic), lexicon.emphatic)


def _plainly(match: re.Match[str], emphatic: Mapping[str, str]) -> str | None:
    if match["did"]:
        return _plain_verb(match, emphatic)
    if match["negated"]:
        return _NEGATED.get(match["negated"].lower()) or f"{match['negated']} not"
    if match["cleft"]:
        return None if _A_DAY.search(match["set_off"]) else match["set_off"]
    if match["owner"]:
        return f"{match['owner']}'s"
    if match["who"]:
        return f"{match['who']} {_in_full(match)}"
    return _figure(match) or _comma(match)


def _figure(match: re.Match[str]) -> str | None:
    """A figure, or what stands behind it, as it is read."""
    if match["share"]:
        return " percent"
    if match["scale"]:
        return " million" if match["scale"].lower() == "m" else " thousand"
    return ",".join(re.findall(r"\d+", match["grouped"])) if match["grouped"] else None


_A_DAY = re.compile(r"(?:day|January|February|March|April|May|June|July|August|September|October|November|December)\b")
_NEGATED = {"wo": "will not", "ca": "cannot"}
_IN_FULL = {"ll": "will", "ve": "have", "re": "are", "m": "am"}
_HAS = frozenset(("been", "had", "got", "become"))
"""Behind "it's" that is "it has"."""


def _in_full(match: re.Match[str]) -> str:
    """What is short behind a pronoun: "they'd agreed" had, "they'd agree" would; "he's paid" has, "it's late" is."""
    short, following = match["short"].lower(), (match["next"] or "").strip().lower()
    if short in _IN_FULL:
        return _IN_FULL[short]
    done = following.endswith("ed") or following in _participles()
    if short == "d":
        return "had" if done or following == "better" else "would"
    has = following in _HAS or (done and (match["thing"] is not None or match["who"].lower() in ("he", "she", "who")))
    return "has" if has else "is"


@cache
def _participles() -> frozenset[str]:
    """Past forms of irregular verbs that are no other form of theirs: "taken", not "cut"."""
    irregular = table("words/verbs")["irregular"]
    return frozenset(form for base, forms in irregular.items() for form in forms if form != base)


def _comma(filler: re.Match[str]) -> str:
    """The comma that stays, behind words that open the sentence: "In May, however, the port closed"."""
    text, start, end = filler.string, *filler.span()
    opens = _WHO_ACTS.match(text, end) is not None and not _GOES_ON.search(text, max(0, start - 40), start)
    return "," if opens else ""


def _plain_verb(match: re.Match[str], emphatic: Mapping[str, str]) -> str | None:
    """What "did accept" is without emphasis; "did not" only loses what stands between; None where nothing changes."""
    phrase = f"{match['did']} {match['verb']}"
    return emphatic.get(phrase.lower(), phrase if match["between"] else None)
