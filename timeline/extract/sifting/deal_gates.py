"""Gates on deals: what is denied, supposed, aimed at or foreseen, and is no agreement."""

from __future__ import annotations

import re

from timeline.extract.modality import ONCE_RATIFIED
from timeline.extract.sifting.gates import ASKED, Candidate
from timeline.lexicon import MAY

_DENIED = frozenset(("agreement.agree", "agreement.course", "agreement.term", "agreement.pledge"))


def deal_denied(one: Candidate) -> bool:
    """ "Nothing is agreed until": what a deal is not, where no deal is told to have failed."""
    draft = one.draft
    return draft.modality == "denied" and draft.rule in _DENIED and _DENIES.search(one.sentence) is None


_DENIES = re.compile(r"\bden(?:y|ies|ied|ying)\b")
"""Somebody says that there is no such deal: that is told."""
_UNDER_IT = re.compile(
    r"\b(?:under|as part of|in line with) (?:the|a|that|this|their|its) "
    r"(?:(?!propos|draft|possible|potential|plan)[\w.'-]+\s){0,4}?"
    r"(?:deal|agreement|accord|pact|treaty|memorandum|framework|truce|roadmap)\b"
    r"(?!\s(?:being|that (?:would|could)|under))"
)
"""Terms of a deal that is made, however they are told."""
_SUPPOSED = re.compile(r"\b(would|could|should|might)\s(?!have\b)(?:\w+\s){0,4}\Z")


_AIMED_AT = re.compile(
    r"\b(?:deadline|target|goal|date|mandate|hopes?|chances?|time|pressure|push|calls?|basis|groundwork|[\w-]*\d)"
    r"\s(?:for|of|towards?)\s(?:an?\s)?(?:\w+\s)?\Z"
    r"|\b(?:hop(?:e|es|ed|ing)|aim(?:s|ed|ing)?|seek(?:s|ing)?|sought|try|tries|tried|trying|expect(?:s|ed|ing)?|attempt\w*"
    r"|intend\w*|talks|negotiations|efforts?|negotiating)\sto\s"
    r"(?:sign|conclude|reach|strike|finali[sz]e|clinch|complete|secure|negotiate|close|seal)\s(?:an?\s)?(?:\w+\s)?\Z"
)


def deal_aimed_at(one: Candidate) -> bool:
    """ "A deadline of June 30 for an agreement on railways", "hopes to sign one": a deal that is wanted, and none."""
    return one.draft.rule == "agreement.noun" and _AIMED_AT.search(one.before(60)) is not None


_BEING_MADE = re.compile(r"\b(?:(?:had|has|have) been|(?:is|are|was|were)(?: being)?)\s(?:\w+ly\s)?\Z")


def being_made(one: Candidate) -> bool:
    """ "The agreement had been negotiated for six years": a deal on which they work."""
    hit = one.told.frame.hit
    return hit.text == "negotiated" and one.draft.date is None and _BEING_MADE.search(one.before(24)) is not None


_WHAT_THEY = re.compile(r"\bwhat\s(?:[\w'’-]+\s){1,4}\Z")
_KEPT = re.compile(
    r"[^;.]{0,60}\b(?:(?:is|are|was|were|has|have|had) (?:not|never|yet|still|hardly|nowhere)"
    r"(?: to be| been| be| yet)? (?:\w+ly )?(?:published|known|public|disclosed|made public"
    r"|said|told|clear|released|written down|in writing"
    r"|secret|announced|revealed|explained|spelled out|spelt out|printed|found|set out)\b"
    r"|is (?:unknown|unclear|secret|disputed"
    r"|anybody['’]s guess|another matter)|remains? (?:unknown|unclear|secret|a secret|disputed)"
    r"|nobody (?:knows|will say)|\w+n['’]t)\b"
)


def kept_secret(one: Candidate) -> bool:
    """ "What they agreed there has not been published": nothing is told of it."""
    hit = one.told.frame.hit
    return _WHAT_THEY.search(one.before(40)) is not None and _KEPT.match(one.scan.lower, hit.end, one.end) is not None


_CALLED_FOR = re.compile(
    r"\b(?:must|should|(?:ought|needs?|plans?|hopes?|wants?|intends?|(?:has|have|had)(?: yet| still)?) to)\s"
    r"(?:\w+\s){0,2}\Z"
)
_GIVEN = frozenset(("agreement.agree", "agreement.pledge"))


def deal_called_for(one: Candidate) -> bool:
    """ "Peru must first promise to release the funds": what a side is to agree to or promise, and has not."""
    sense = one.told.frame.sense
    called_for = sense.rule in _GIVEN and sense.form == "base" and _CALLED_FOR.search(one.before(40)) is not None
    return called_for and _UNDER_IT.search(one.sentence) is None


def deal_supposed(one: Candidate) -> bool:
    """ "Could reach 20 billion", "would like to have it initialled"; not "said that it would be signed in May", and not
    "under the deal, Laos would buy cement".
    """
    if ONCE_RATIFIED.match(one.sentence):
        return False
    supposed = _SUPPOSED.search(one.before(40))
    if one.draft.type != "agreement" or supposed is None or _UNDER_IT.search(one.sentence):
        return False
    reported = supposed[1] != "would" or one.told.frame.unit.saying is not None
    return not (reported and one.draft.rule == "agreement.sign" and one.draft.date is not None)


_NO_COURSE = re.compile(
    r"(?:remains?(?! subject to)|stays?|not touched|puts"
    r"|won(?!\s(?:an?|the|its|more|better)\s(?:[\w-]+\s){0,3}?(?:exempt|quota|delay|waiver|grace|reprieve|access|carve|opt-out|transition)))"
    r"\b"
)
_UNDERTAKES = re.compile(
    rf"\b(?:will|shall|is to|are to|{MAY}|undertak\w+|provides? for|foresees?|envisages?|commits?|obliges?|requires?)\b"
)


_THAT_THE_TEXT = re.compile(r"\b(?:that|which)\s(?:the|this|their|its)\s(?:text|agreement|treaty|deal|accord|pact)\s\Z")


def no_course_of_a_deal(one: Candidate) -> bool:
    """ "Stays as it is", "the vote comes in May": told after a deal, and no term of it."""
    if one.draft.rule != "agreement.course":
        return False
    if one.told.frame.unit.saying is None and _THAT_THE_TEXT.search(one.before(40)):
        return True  # "with the notice that the text requires"
    if _NO_COURSE.match(one.scan.lower, one.told.frame.hit.start) and not one.before(12).endswith("what "):
        return True
    rated = any(amount.unit == "%" for amount in one.scan.amounts.within(one.start, one.end))
    to_come = not rated and any(day.way > 0 for day in one.scan.dates.within(one.start, one.end))
    return to_come and _UNDERTAKES.search(one.sentence) is None


def only_asked(one: Candidate) -> bool:
    """ "Asked by telephone whether he | agreed": a question, and no deal."""
    return ASKED.search(one.before(120)) is not None and not one.scan.dates.within(one.told.frame.hit.end, one.end)


_WILL_DECIDE = re.compile(r"\b(?:will|would|is to|are to|due to|expected to)\s(?:\w+\s)?\Z")


def not_decided(one: Candidate) -> bool:
    """ "Norway will decide on the tariffs": nothing is agreed."""
    return one.told.frame.hit.text.startswith("decid") and _WILL_DECIDE.search(one.before(24)) is not None


_FORESEEN = re.compile(
    r"\b(?:could|would|might|may|will)\s(?:\w+ly\s)?"
    r"(?:add|boost|lift|raise|increase|cut|cost|create|benefit|hurt|harm|help|reduce|expand|bring|generate|save)\b(?:[^.;]|\.(?=\d))*"
    r"\b(?:growth|gdp|exports|imports|jobs|economy|output|sales|prices|inflation|revenues?|consumers|companies|firms|farmers)\b"
)


def foreseen(one: Candidate) -> bool:
    """ "The accord could add 0.3 points to growth": what somebody thinks that a deal will do."""
    foreseen = one.draft.rule in ("agreement.to_come", "agreement.weighed", "measure.weighed")
    return foreseen and _FORESEEN.search(one.sentence) is not None
