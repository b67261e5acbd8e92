"""Gates on figures: what tells how trade, a market or a bank fares, and no event of the talks."""

from __future__ import annotations

import re

from timeline.extract.sifting.gates import Candidate
from timeline.lexicon import cue

_FIGURES = frozenset(("agreement.figure", "agreement.course", "agreement.term", "measure.figure", "measure.pay"))
_COUNTS = re.compile(rf"\b{cue('markets_trade')}\b")
_PER = re.compile(rf"\b{cue('markets_per')}\b")
_RULED = re.compile(
    r"\b(?:will|shall|is to|are to|undertak\w*|quotas?|duty-free|free of duty|duties|tariffs?"
    r"|under the (?:deal|agreement|accord|pact|treaty|memorandum|framework))\b"
)
_CURRENCY = (
    r"the (?:\w+ )?(?:peso|rupee|won|yen|dollar|franc|lira|pound|euro|real|rand|ringgit|baht|yuan|rupiah|ruble|rouble"
    r"|hryvnia|forint|zloty|krone|krona|shilling|naira|dinar|dirham)"
)
_QUOTED = re.compile(
    rf"\b(?:futures|inflation|prices?|{_CURRENCY})\b"
    r"[^,;.]{0,40}\b(?:climbed|risen|fallen|rose|fell|stood at|slipped|jumped|dropped|weakened|eased)\b"
)
_MARKETS = re.compile(
    rf"(?:\S+ ){{0,4}}?(?:shares?|stocks?|futures|prices?|index|{_CURRENCY})\b.*"
    r"\b(?:rose|fell|closed|ended|gained|lost|jumped|dropped|slipped|up|down|higher|lower)\b"
)
_TRADED = re.compile(
    r"\b(?:rose|fell|gained|lost|jumped|dropped|slipped|higher|lower|(?:closed|ended)\s[^,;.]{0,24}(?:up|down))\b"
)
_FIGURE = (
    r"\b(?:inflation|prices?|shares|stocks|futures|exports|imports|shipments|sales|output|growth|unemployment"
    rf"|{_CURRENCY})"
)
_FARED = re.compile(
    rf"{_FIGURE}\b[^,;.]{{0,40}}"
    r"\b(?:climbed|rose|fell|slipped|jumped|dropped|weakened|eased|slowed|grew|shrank|stood at)\b"
)


_OF_A_BUSINESS = re.compile(
    r"\b(?:loss(?:es)?|profits?|earnings|turnover|savings|(?:sells?|sold|goes|trades?) (?:for|at)|fetch\w*)\b"
    r"[^,;]{0,40}\Z"
)
"""Before a sum that somebody loses, earns or pays in a shop: "losses of one month at | 150 crore taka"."""


_OF_A_STATE = re.compile(
    r"\b(?:debt|deficit|growth|inflation|unemployment|reserves|surplus|turnout)\s(?:[\w]+\s){0,2}?"
    r"(?:stands?|stood|rose|fell|is|was|are|were|came|reached|grew|climbed)\b[^.;]{0,40}(?:%|per ?cent)"
)


def of_trade_itself(one: Candidate) -> bool:
    """ "It bought half of its oil there last year": how trade or a market goes, and no term."""
    if one.draft.rule in (*_FIGURES, "measure.effect") and _OF_A_STATE.search(one.sentence):
        return True
    if one.draft.rule in ("measure.effect", "measure.figure", "agreement.figure") and _QUOTED.search(one.sentence):
        return True
    if one.draft.rule == "measure.on_a_day" and _FARED.search(one.scan.lower, one.told.start, one.told.end):
        return True
    if one.told.frame.hit.text.endswith("session"):
        return _MARKETS.match(one.sentence) is not None and _TRADED.search(one.sentence) is not None
    if one.draft.rule not in _FIGURES:
        return False
    sentence = one.sentence
    if _MARKETS.match(sentence) or (one.draft.rule == "agreement.figure" and _OF_A_BUSINESS.search(one.before(80))):
        return True
    return bool(_COUNTS.search(sentence) and _PER.search(sentence)) and _RULED.search(sentence) is None


_STANDS_AT = re.compile(
    r"\b(?:(?:rate|tariff|duty|levy|fee|price|toll|charge|figure)s?\s(?:(?:is|are)(?! to be)|was|were|stands?"
    r"|stood)|charges|pays"
    r"|(?:lower|higher|better|worse|less|more) than the [\d.]+ ?(?:%|per ?cent)"
    r" (?:set|imposed|agreed|fixed|charged|paid|levied|announced))\b"
)


def of_another_country(one: Candidate) -> bool:
    """ "In Chile the rate is 15 percent", told of talks between two others: a comparison, and no term."""
    unit = one.told.frame.unit
    if one.draft.rule not in _FIGURES or not _STANDS_AT.search(one.scan.lower, unit.start, unit.end):
        return False
    named = {side.code for side in unit.sides if side.code and side.kind in ("party", "place")}
    alone = one.draft.type == "agreement" and len(one.draft.parties) == 1
    return bool(named) and (alone or named.isdisjoint(one.draft.parties))


_CENTRAL_BANK = re.compile(
    r"\b(?:central bank|bank of (?!china\b)[a-z]+ (?:intervened|sold|bought|cut|held)"
    r"|monetary authority|federal reserve|the fed|key rate|policy rate|interest rates?|mortgage)\b"
)
_OF_MONEY = re.compile(
    r"\b(?:rates?|interven\w+|mortgage|percentage points?|basis points?|inflation|easing|monetary|lending|loans?|repo"
    r"|bonds?|reserves?|liquidity|percent|per cent|the fed)\b|%"
)
"""What a central bank does as such; "the central bank stopped its gold shipments" is an act of a state."""
_ITS_RATE = re.compile(r"\b(?:tariffs?|dut(?:y|ies)|levy|levies)\b")


def of_a_central_bank(one: Candidate) -> bool:
    """ "The central bank cut its rate to 24 percent"."""
    if one.draft.type == "agreement" and not one.told.frame.hit.text.startswith("decid"):
        return False  # "the central banks renewed a swap line"
    sentence = one.sentence
    money = one.draft.rule != "measure.passage" and _ITS_RATE.search(sentence) is None
    return money and bool(_CENTRAL_BANK.search(sentence) and _OF_MONEY.search(sentence))


_OF_TALKS = re.compile(
    r"\b(?:talks|negotiations|discussions|consultations|dispute|row)\b"
    r"|\b(?:agreement|deal|accord|pact|compromise|treaty|chapter|question)s?\s(?:on|over|about|of|for)\b"
)
_GOODS = re.compile(
    r"\b(?:exports|imports|shipments|deliveries|consignments|lorries|trucks|ships|vessels|containers"
    r"|cargo(?:es)?|goods|trains|wagons|passengers|drivers|boats)\s(?:[\w-]+\s){0,5}\Z"
)


_A_PICTURE = re.compile(
    r"(?:it|that|this) (?:is|was|has been|made) (?:an?|not an?|hardly an?) (?:\w+ly )?\w+ (?:picture|photo\w*|story"
    r"|joke|film|speech|song|show|line|headline|harvest|year|season|dinner|lunch|meal|wine|book|question|life|word)\b"
    r"(?! (?:for|of|in) (?:the )?(?:talks|negotiations|diplomacy|bargaining|relations)\b)"
)


def goods_are_stuck(one: Candidate) -> bool:
    """ "Lorries were stuck", "the Gulf is a market", "it was a good picture": no judgement of talks, and a name."""
    hit = one.told.frame.hit
    picture = _A_PICTURE.match(one.sentence)
    if picture is not None and hit.start < one.start + picture.end():
        return True
    if one.scan.text[hit.start].isupper() and one.before(5).endswith("the "):
        return True
    if one.draft.rule != "assessment.deadlock":
        return False
    goods = _GOODS.search(one.before(50))
    return goods is not None and _OF_TALKS.search(one.before(80)) is None
