"""Sentences by which no answer has come: "There was no immediate reaction from New Delhi"."""

from __future__ import annotations

import re

from timeline.extract.drafting.draft import Told
from timeline.extract.grammar.sentence import Sentence
from timeline.lexicon import cue

_NO_REACTION = re.compile(
    rf"\bno\s(?:immediate\s|official\s|formal\s|public\s|further\s)?{cue('agents_reply')}\b"
    r"[^.;]{0,30}?\bfrom\s"
    r"|\bfrom (?P<of>[^,;.]{2,30}?),?\s(?:so far,? |as yet,? |on (?:this|that|the rest),? |there (?:was|is|has been) "
    r"|came )?(?:not a word|nothing|no word|no answer|no reply|not a sound|silence)\b"
    r"|\b(?:not a word|nothing) (?:so far |yet |as yet )?from\s"
    r"|\b(?:only |nothing but |stony |icy )?silence (?:\w+ )?(?:from|in)\s(?=[^,;.]{2,24}[.;!]?\Z)"
    rf"|(?:\A|[,;]\s(?:and |but )?)(?:the|an?|any|its|(?P<whose>[^,;.]{{2,30}}?)['’]s?) (?:\w+\s)?"
    rf"{cue('agents_reply')}\s"
    r"(?:has (?:yet|still) to (?:come|arrive|be given)|(?:has|had) not (?:yet )?(?:come|arrived|been given)|never came"
    r"|did not come(?![^.;]{0,30}\bbut\b)"
    r"|is still (?:outstanding|awaited|missing|to come)|is (?:outstanding|awaited|overdue|pending|in the post"
    r"|on the way))\b"
    r"|\b(?:offer|letter|request|proposal|note|draft|list|invitation)s?\b[^,;.]{0,30}?\s"
    r"(?:(?:has|have|had) (?:lain|been left"
    r"|stayed|sat)|lies|lay|sits|sat) unanswered\b"
    rf"|\bto (?P<to>[^,;.]{{2,40}}?)\s(?:on|in|last|this)\s[^;.]{{2,60}}[;,:—]\s(?:but "
    rf"|and )?(?:so far )?no\s{cue('agents_reply')}\s"
    r"(?:has|had|ever)\s(?:yet\s)?(?:come|came|arrived|been (?:received|sent|given))\b"
)


_NEITHER_ANSWERED = re.compile(
    r"\b(?:neither|none)\s(?:of (?:them|the (?:two|three|offers|letters|proposals|requests))\s)?"
    r"(?:was|were|has been|have been|had been)\s(?:ever\s|yet\s|so far\s)?(?:answered|acknowledged|replied to)\b"
)
"""What was put to the other side more than once, and never answered."""
_OTHER_SIDE = re.compile(
    r"(?:the|its|his|her|their) (?:hosts?|guests?|visitors|visiting (?:side|team|delegation)|neighbou?r"
    r"|other (?:side|party|government|delegation|team)"
    r"|(?:\w+\s)?(?:ministry|palace|presidency|chancellery|prime minister|president))\b"
)
_THE = 6
"""Characters between "from" and who is named: "from | the | Indian side"."""


def no_reaction(sentence: Sentence) -> Told | None:
    """ "There was no immediate reaction from New Delhi to the letter"."""
    none = _NO_REACTION.search(sentence.lower) or _NEITHER_ANSWERED.search(sentence.lower)
    awaited = none is not None and sentence.to_come and none.group().endswith(("to come", "awaited", "pending"))
    if none is None or awaited or "comment" in sentence.lower:
        return None
    names = none.groupdict()
    behind = sentence.start + next((none.start(name) for name in ("to", "of", "whose") if names.get(name)), none.end())
    named = (side for side in sentence.sides if side.code and (side.kind != "place" or side.form == "capital"))
    who = next((side for side in named if 0 <= side.start - behind < _THE), None)
    other = _OTHER_SIDE.match(sentence.lower, none.end()) is not None
    if who is None and not other and (" from " in none.group() or names.get("to")):
        return None
    return sentence.told("response", "response.none", none, who=who, attributes=(("verdict", "resists"),))
