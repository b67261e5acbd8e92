"""Gates on meetings: rounds that are none of talks, who sits at home, what is told of a meeting told before."""

from __future__ import annotations

import re

from timeline.extract.sifting.gates import Candidate
from timeline.lexicon import cue

_ROUND_OF = re.compile(
    rf"\brounds?\s(?:of\s(?:(?:the|a|an|its|their|our|this|new|more|fresh)\s){{0,2}}(?:[\w'’-]+\s)?)?{cue('assemblies_rounds')}\b"
    r"(?! (?:\w+ )?(?:talks|negotiations|consultations))"
)
_OF_ITS_OWN = re.compile(
    rf"\b(?:meetings?|sessions?|sittings?|conference)\sof\s(?:(?:the|its|his|her|their|a)\s)?(?:[\w-]+\s)?{cue('assemblies_own')}\b"
    r"(?!(?:['’]s)? (?:delegations?|teams?|negotiators|experts|leaders|representatives|heads|speakers|ministers"
    r"|officials|and)\b|(?:['’]s)?(?:\s[\w-]+)?\s(?:of|from|in) (?:both|the two|all|either|(?:the\s)?[\w'’-]+ and)\b"
    r"|[^,;.]{0,40}\bwith\b)"
)
_AT_ITS_OWN = re.compile(
    rf"\b{cue('assemblies_own')}\b(?:(?!\b(?:with|and|both|counterpart)\b)[^;.]){{0,90}}\b(?:at|in|during|after)\s(?:its|their)\s(?:[\w-]+\s){{0,2}}(?:meeting|session|sitting)s?\Z"
)
_LEADS = re.compile(
    r"(?:leads?|led|heads?|headed)\s[^,;.]{0,30}\b(?:teams?|delegations?|side)\b"
    r"|(?:leads?|leading|heads?|heading|conducts?|conducting)\s[^,;.]{0,30}\b(?:talks|negotiations)\b"
)
_HAS = re.compile(r"\bha(?:s|ve|d)\s(?:\w+\s)?\Z")
"""Before "led": how long somebody has been the one who negotiates."""
_WAS_LED = re.compile(
    r"\b(?:meeting|round|session|talks|negotiations|conference|summit)\s(?:was|were)\s(?:co-)?"
    r"(?:chaired|led|headed|moderated|attended|presided over)\sby\b"
    r"|\b(?:side|delegation|team)\s(?:is|are|was|were)\s(?:led|headed)\sby\b"
)
_COUNTED = re.compile(
    r"\b(?:the|their|his|her|our)\s(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|\d+(?:th|st|nd|rd))"
    r"\s(?:such\s)?(?:[\w-]+\s)?(?:meetings?|rounds?|summits?|calls?|visits?|sessions?|encounter)\b[^,;.]{0,50}"
    r"\b(?:this year|this month|of the year|since|in (?:\w+ ){1,2}(?:years|months|weeks))\b"
)
_SO_LONG_AFTER = re.compile(r"\b(?:months|years|a year|decades?)\safter\s(?:[\w'’-]+\s){1,3}\Z")
"""Before a beginning that only tells how long it took: "signed it three years after talks | began"."""
_REACH = 60
"""Characters behind a noun, or at the head of a clause, in which it is said whose round it is."""
_YEARS = 4
"""Characters of a day that is no more than a year."""


def of_an_assembly(one: Candidate) -> bool:
    """ "The first round of the election", "a meeting of the cabinet", "the council decides at its meeting"."""
    lower, hit, unit = one.scan.lower, one.told.frame.hit, one.told.frame.unit
    if one.told.frame.sense.form == "noun":
        first, last = hit.start, min(hit.end + _REACH, one.end)
    else:
        first, last = unit.start, min(unit.start + _REACH, hit.start)
    if _ROUND_OF.search(lower, first, last) or _OF_ITS_OWN.search(lower, first, last):
        return True
    return _AT_ITS_OWN.search(one.before(120) + hit.text) is not None


def only_described(one: Candidate) -> bool:
    """ "Mumba leads the team", "it was their third meeting this year", "three years after talks began"."""
    hit = one.told.frame.hit
    dated = bool(one.scan.dates.within(one.told.frame.unit.start, one.told.frame.unit.end))
    if hit.text.startswith(("beg", "open", "start", "launch")) and _SO_LONG_AFTER.search(one.before(60)):
        return True
    has_led = hit.text.startswith(("led", "headed", "conducted")) and _HAS.search(one.before(16))
    leads = _LEADS.match(one.scan.lower, hit.start, one.end) or _WAS_LED.search(one.sentence)
    if has_led or (leads and not dated):
        return True
    loose = one.draft.date is None or len(str(one.draft.date)) == _YEARS
    counted = _COUNTED.search(one.scan.lower, one.told.frame.unit.start, one.told.frame.unit.end) if loose else None
    return counted is not None and hit.start >= counted.start()  # not "was received for their third meeting this year"
