"""Acts: what is told in words of talk, of meetings or of deals, and is an act of one side."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.extract.clauses.mentions import dates_in
from timeline.extract.clauses.named import PLURAL
from timeline.extract.frames.read import Frame
from timeline.extract.scan import Hit, Scan
from timeline.extract.timing.set_for import day_set_for
from timeline.lexicon import Entry, cue

_TRADED = re.compile(
    r"\b(?:will|would|must|may)\s(?:not\s|no longer\s|also\s|soon\s)?be\s(?:\w+ly\s)?"
    rf"{cue('acts_done_to_goods')}\b|\bwill require\b|\bshould apply\b|\b(?:would|will) (?:apply|cost|no longer)\b"
)
_STANDS = re.compile(
    r"\b(?:would|will) not be (?:lifted|lowered|cut|spared|exempted|reopened|restored|admitted|raised)\b"
    r"|\bdecision would\b"
)
"""What stays as it is, by somebody's word, is a stance."""
_NOT_ONE = re.compile(r"(?:that )?[\"“]?(?:nothing|none|nobody|not (?:an?|one)(?: single)?) ")
"""Opens what will not be, by somebody's word."""
_ANNOUNCED = re.compile(r"\b(?:announc(?:e|es|ed|ing)|posts?|posted|decree[ds]?|decid(?:e|es|ed)|rul(?:es|ed))\b")
_TO_COME = re.compile(r"\b(?:will|would|shall|may not|is to|are to|were over|no longer|may)\b")
_OF_TALKS = re.compile(
    r"\b(?:meet|visit|travel|sign|talks|negotiat\w+|send|discuss\w*|request|ask|propose|agree\w*|deal|join|continue)\b"
)


_DECISION = re.compile(r"\bdecisions?\b[^.;]{0,60}\b(?:made|taken|reached|announced|due)\b")


def announced(scan: Scan, frame: Frame) -> Frame:
    """ "The ministry announced that licences would be required": an act, and no stance."""
    unit = frame.unit
    if frame.sense.rule != "position.said" or unit.saying is None:
        return frame
    lower = scan.lower
    goods = (
        _TRADED.search(lower, unit.start, unit.end)
        and not _NOT_ONE.match(lower, unit.start)
        and not _STANDS.search(lower, unit.start, unit.end)
    )
    own = (
        _ANNOUNCED.search(lower, unit.saying.start, unit.saying.end)
        and _TO_COME.search(lower, unit.start, unit.end)
        and not _OF_TALKS.search(lower, unit.start, unit.end)
    )
    if _DECISION.search(lower, unit.start, unit.end):
        return frame
    return frame.told_as("measure.said", stage="announced") if goods or own else frame


_PLENTY = 60
"""Characters behind a decision within which what is decided is named."""


def decided_alone(scan: Scan, frame: Frame) -> Frame:
    """ "Kenya decided on Monday to ban eggs": what one side decides is its act, and no agreement."""
    unit, hit = frame.unit, frame.hit
    if frame.sense.rule != "agreement.agree" or not hit.text.startswith("decid"):
        return frame
    codes = {side.code for side in unit.sides if side.code and side.kind != "place" and side.end <= hit.start}
    if len(codes) != 1 or PLURAL.search(scan.lower, unit.start, hit.start):
        return frame
    acts = scan.hits.within(hit.end, hit.end + _PLENTY)
    if any(sense.type == "measure" for act in acts for sense in act.entry.senses):
        return frame.told_as("measure.decided", stage="announced")
    return frame


_WITH_OWNER = re.compile(r"(?:'s|s')\s(?:\w+\s){0,2}\Z")
_DOES_SOMETHING = re.compile(
    r"\s(?:(?:acknowledg|not|consider|discuss|examin|answer|review)(?:es|s|ed)|took note of|commented on|has received"
    r"|received|signall?ed (?:support for|openness to)|expressed [a-z]+ (?:in|about|with|over|at)|took up)\s(?:the\s)?"
)
"""What one says or does to the other's offer, without a yes or no."""
_AT_THE_HEAD = 12
"""Characters within which who acts stands at the head of a clause."""


def takes_up_an_offer(scan: Scan, frame: Frame) -> Frame:
    """ "Kenya acknowledged Uganda's offer": the offer was made before, and what one says to it is a response."""
    if frame.type != "proposal" or frame.sense.form != "noun":
        return frame
    clause = frame.unit.saying or frame.unit
    sides = clause.sides if clause is frame.unit else [*clause.sides, *frame.unit.sides]
    before = [side for side in sides if side.code and side.kind != "place" and side.end <= frame.hit.start]
    if len(before) < 2 or before[0].start - clause.start > _AT_THE_HEAD:
        return frame
    acting, owner = before[-2:]
    if acting.code == owner.code or _WITH_OWNER.fullmatch(scan.lower, owner.end, frame.hit.start) is None:
        return frame
    does = _DOES_SOMETHING.fullmatch(scan.lower, acting.end, owner.start) is not None
    return frame.told_as("response.to_offer") if does else frame


_OFF = (
    r"(?:postpon\w+|delay\w*|put(?:s|ting)? (?:off|back)|push\w* back|call\w* off|cancel\w*|shelv\w+|scrap\w*|defer\w*)"
)
_SIGNING_OFF = re.compile(
    r"(?:,[^,;:]*,|(?!\b(?:that|who|after|as|because|while|took|takes|(?!planned\b|scheduled\b|expected\b)\w+ed)\b)[^,;:]){0,200}?"
    rf"\b(?:was|were|is|are|(?:has|have|had) been|but)\s(?:\w+ly\s|since\s|then\s|was\s|were\s)*(?P<off>{_OFF})\b"
)
"""Behind a signing: "of the deal, which they had planned for March 10, | was pushed back"."""
_OFF_SIGNING = re.compile(rf"\b(?P<off>{_OFF})\s(?:the|its|their|a)\s(?:[\w-]+\s)?\Z")
_HELD = re.compile(r"\b(?:took place|went ahead|(?:was|were) signed)\b")
"""Behind a delay: the signing took place all the same."""
_BY_HOURS = re.compile(r"\sby (?:an hour|(?:[\w]+ )?(?:minutes|hours))\b")


def _held(lower: str, delay: int, end: int) -> re.Match[str] | None:
    """What tells behind a delay that it was signed all the same, if only hours later."""
    return _BY_HOURS.match(lower, delay, end) or _HELD.search(lower, delay, end)


def signing_put_off(scan: Scan, frame: Frame) -> Frame:
    """ "The signing of the pact was delayed", "postponed the signature": what is not signed on that day."""
    hit, lower = frame.hit, scan.lower
    opening, end = scan.sentences[frame.unit.sentence]
    if frame.sense.rule == "agreement.postponed" and (held := _held(lower, hit.end, end)):
        return replace(frame.told_as("agreement.sign", stage="signed"), hit=Hit(*held.span(), Entry(), held.group()))
    if frame.sense.rule not in ("agreement.sign", "agreement.ratify") or frame.sense.form != "noun":
        return frame
    off = _OFF_SIGNING.search(lower, max(opening, hit.start - 40), hit.start) or _SIGNING_OFF.match(lower, hit.end, end)
    if off is None or _held(lower, off.end(), end):
        return frame
    put_off = frame.told_as("agreement.postponed", stage="signed")
    return replace(put_off, hit=Hit(*off.span("off"), Entry(), off["off"])) if off.re is _SIGNING_OFF else put_off


_LEAVES = re.compile(rf"\b{cue('acts_leaves')}\s(?:(?!with(?:out)?\b)[\w-]+\s){{0,5}}?{cue('acts_left')}\b")
_OVER = re.compile(
    r"\b(?:talks|negotiations|discussions|agreement|deal|pact|accord)\s"
    r"(?!(?:due|set|planned|scheduled|slated|called|announced)\b)(?:[\w-]+\s){0,5}?"
    r"(?:are|is|were|was|had been|have been|has been)\s(?:\w+ly\s|hereby\s)*"
    r"(?:over|ended|off|terminated|paused|suspended|broken off|cancelled)\b"
)
_NOT_LEFT = re.compile(
    r"\b(?:not|never|without|failed|both|sides|round|session|would|could|might|if|unless|may(?! \d)|until"
    r"|threaten\w*)\b"
)
_NEAR = 60
_BEFORE = 40
"""Characters before an end within which it is denied or only supposed."""


def quits(scan: Scan, frame: Frame) -> Frame:
    """ "Bern walked away from the framework": one side ends talks or an agreement."""
    unit, lower = frame.unit, scan.lower
    if frame.type in ("measure", "deadline") or ("talks" not in unit.kinds and "deal" not in unit.kinds):
        return frame
    end = _LEAVES.search(lower, unit.start, unit.end) or _OVER.search(lower, unit.start, unit.end)
    if end is None or not end.start() - _NEAR < frame.hit.start < end.end() + 10:
        return frame
    if _NOT_LEFT.search(lower, max(unit.start, end.start() - _BEFORE), end.end()):
        return frame
    if frame.type == "meeting" and (_YET_TO_COME.search(lower, unit.start, unit.end) or day_set_for(scan, frame)):
        return frame
    return frame.told_as("measure.quit", stage="announced")


_YET_TO_COME = re.compile(r"\b(?:planned|scheduled|upcoming|forthcoming|next)\s(?:[\w-]+\s)?(?:talks|negotiations)\b")
"""Talks that have not begun are called off, and not left."""


_TERMS = frozenset(("agreement.term", "agreement.figure", "agreement.course"))
_MONTH = 40


def with_a_day_of_its_own(scan: Scan, frame: Frame) -> Frame:
    """ "Rates of 20 percent since August 7": a rate that has its own day of effect is a measure, also amid a deal."""
    if frame.sense.rule not in _TERMS:
        return frame
    for day in dates_in(scan, frame.unit):
        figure = frame.sense.rule == "agreement.figure" and day.role == "since"
        if day.span is None or day.span > _MONTH or not (figure or "tariff" in frame.unit.kinds):
            continue
        if day.role in ("from", "since") or (day.role in ("on", "by") and day.way > 0):
            hit = Hit(day.start, day.end, Entry(), day.text.lower())
            return replace(frame.told_as("measure.effect"), hit=hit)
    return frame


_ENDED = re.compile(
    r"\b(?:negotiations|talks)\b(?:\s(?:on|with|about|for|between)\s[^,;.]{0,50}?)?\s"
    r"(?:(?<=negotiations\s)ended|closed|concluded"
    r"|(?:were|was|have been|had been) (?:declared )?(?:closed|concluded|completed|finished|over))\b"
    r"(?!\s(?:without|in (?:failure|deadlock)|with (?:no|nothing)))"
)
_ROUND = re.compile(r"\b(?:round|days?|hours|session|[a-z]+day's)\b")


def negotiations_ended(scan: Scan, frame: Frame) -> Frame:
    """ "Negotiations were declared closed in Brussels": the deal, where no round is what ended."""
    unit = frame.unit
    if frame.type != "meeting" or _ENDED.search(scan.lower, unit.start, unit.end) is None:
        return frame
    if _ROUND.search(scan.lower, unit.start, unit.end):
        return frame
    return frame.told_as("agreement.reach", stage="in_principle")


_BY_DOING = re.compile(
    r"(?!\s(?:whether|how|when)\b)[^,;.]{0,40}?\sby\s"
    rf"(?!{cue('acts_by_words')})\w+ing\b"
)
_ANSWERED_WITH = re.compile(
    r"(?:respond|repl|react|retaliat|answer)\w*\s(?:(?:[^,;.]|\.(?=\s\d)){0,30}\s)?with\s"
    r"(?:(?:a|an|its own|the|new)\s)?(?:(?!over\b|at\b|about\b|to\b|on\b|against\b|of\b)[\w-]+\s){0,3}?"
    r"(?:bans?|tariffs?|duty|duties|levy|levies|curbs?|embargo|sanctions|surcharge|countermeasures|closure)\b"
)


def answers_with_an_act(scan: Scan, frame: Frame) -> Frame:
    """ "Responded on Oct. 4 with a ban on exports": an act, and no answer in words."""
    hit = frame.hit
    if frame.sense.rule != "response.considers" or " yet to " in hit.text:
        return frame
    if _BY_DOING.match(scan.lower, hit.end) or _ANSWERED_WITH.match(scan.lower, hit.start, frame.unit.end):
        return frame.told_as("measure.retaliate", stage="announced")
    return frame


_INTENDS = re.compile(
    r"\b(?:intends?|plans?|(?:is|are) (?:planning|preparing))\sto\s"
    r"(?:raise|lower|cut|increase|impose|introduce|levy|double|halve|suspend|lift|scrap|reinstate|restore)\s"
    r"(?:(?!issue\b|question\b|number\b|talks\b|of\b)[\w%.-]+\s){0,5}?(?:dut(?:y|ies)|tariffs?|lev(?:y|ies)|rates?|fees?|quotas?|sanctions?|bans?)\b"
)


def intends_a_measure(scan: Scan, frame: Frame) -> Frame:
    """ "Intends to raise its duty from July 1": an act announced, and no wish."""
    if frame.sense.rule != "position.wants" or "tariff" not in frame.unit.kinds:
        return frame
    if _INTENDS.search(scan.lower, frame.unit.start, frame.unit.end) is None:
        return frame
    return frame.told_as("measure.threat", stage="announced")


_LAST_OFFER = re.compile(
    r"\b(?:last|latest|first|opening|final|initial)\s(?:offer|bid)\s(?:was|is|had been|stood at)\b"
)


def offers_a_figure(scan: Scan, frame: Frame) -> Frame:
    """ "Gazprom's last offer was $2.60": an offer, also amid a deal."""
    if frame.sense.rule == "agreement.figure" and _LAST_OFFER.search(scan.lower, frame.unit.start, frame.unit.end):
        return frame.told_as("proposal.offer", act="offer")
    return frame


_OWN_LAW = re.compile(
    r"\b(?:commission|ministry|government|parliament|administration|department|cabinet|council)\s(?:\w+\s){0,4}?"
    r"propos(?:ed|es)\b(?:\s(?:on|in|last|this)\s[\w.]+(?:\s\d{1,2})?)?,?\s(?:to|that\s(?:the\s)?(?:[\w-]+\s){1,4}?)\s?"
    r"(?:suspend|introduce|impose|raise|double|reduce|cut|halve|restrict|withdraw|freeze|shrink|lower)\w*\s(?:[\w-]+\s){0,5}?"
    r"(?:quotas?|minimum price|trade chapters|concessions?|preferences?|duty|duties|tariffs?|imports)\b"
)


def own_law(scan: Scan, frame: Frame) -> Frame:
    """ "The Commission proposed in October to halve the quotas": a body proposes its own act."""
    unit = frame.unit
    if frame.type == "proposal" and _OWN_LAW.search(scan.lower, unit.start, unit.end):
        return frame.told_as("measure.proposed", stage="announced")
    return frame


_LAW = re.compile(
    r"[^,;.]{0,30}?\b(?:package|decree|executive order|order|bill|law|act|proclamation|resolution|regulation)\b"
)
_DEAL = re.compile(r"\b(?:agreement|deal|pact|accord|treaty|memorandum)\b")
_EXTRA = re.compile(
    r"grant(?:ed|ing|s)\s(?:\w+\s){0,2}?(?:an?\s)?"
    r"(?:additional|further|extra|temporary|duty-free|annual|exemptions?|quota|licen[cs]es?)\b"
)


_LETTER = re.compile(r"\b(?:letters?|notes?|minutes|papers?|documents?|text)\b")
_OF_BOTH = re.compile(
    r"\b(?:side letter|letter of (?:intent|understanding)|exchange of (?:letters|notes)|agreed minutes)\b"
)
_SIGNED_BY_TWO = re.compile(
    r"\bby (?:both\b|(?:the |their )?two\b|the (?:[\w-]+\s){0,2}(?:ministers|secretaries|delegations|negotiators"
    r"|sides|governments)\b)"
)


_FAR_BACK = 2000
"""Characters within which a letter was told to be one of both sides."""
_NEAR_BY = 16
"""Characters behind "signed" in which is named what was: "the ministers signed | the letter"."""


def signed_or_granted(scan: Scan, frame: Frame) -> Frame:
    """ "Signed the decree", "granted an additional quota": acts of one side, in words of deals and of answers."""
    hit, end = frame.hit, scan.sentences[frame.unit.sentence][1]
    if frame.sense.rule == "agreement.sign":
        law = _LAW.match(scan.lower, hit.end)
        if law is not None and _DEAL.search(law.group()) is None:
            return frame.told_as("measure.law")
    signed = frame.sense.rule == "measure.law" and hit.text.startswith(("sign", "initial"))
    if signed and _SIGNED_BY_TWO.search(scan.lower, hit.end, end):
        return frame.told_as("agreement.sign", stage="signed")
    if signed and _LETTER.search(scan.lower, frame.unit.start, min(end, hit.end + _NEAR_BY)):
        of_both = _OF_BOTH.search(scan.lower, max(0, hit.start - _FAR_BACK), end)
        return frame.told_as("agreement.sign", stage="signed") if of_both is not None else frame
    if frame.sense.rule == "response.accepts" and _EXTRA.match(scan.lower, hit.start):
        return frame.told_as("measure.lift")
    return frame


_JOINT_TEXT = re.compile(
    r"\bjoint (?:statement|declaration|communiqu[eé])\b"
    r"|\b(?:the|its) (?:text|annex|communiqu[eé]|declaration|fact sheet|protocol|memorandum)\s"
    r"(?:says|said|reads|states)\b"
    r"|says the (?:text|annex|declaration|statement)\b"
    r"|\b(?:deal|agreement|accord|pact|treaty|memorandum|framework|truce|compromise|roadmap|protocol)\b[^;.]{0,40}?"
    r",?\s(?:(?:under|by) which|whereby)\b"
)
_SHALL = re.compile(r"\b(?:will|shall|would)\b")


def by_a_joint_text(scan: Scan, frame: Frame) -> Frame:
    """ "The quota will rise, says the text": what a text of both says will be is a term of it."""
    unit = frame.unit
    if frame.type != "measure" and frame.sense.rule not in ("position.said", "response.accepts"):
        return frame
    if _JOINT_TEXT.search(scan.lower, *scan.sentences[unit.sentence]) and _SHALL.search(
        scan.lower, unit.start, unit.end
    ):
        return frame.told_as("agreement.term")
    return frame


_ROUND_ENDED = re.compile(
    r"\bround\b(?! that)[^.;]{0,60}\b(?:closed|concluded|ended|broke down|broke up|collapsed)\b(?! without)"
    r"|\b(?:ended|closed|concluded) [^.;]{0,30}\b(?:days|hours) of (?:talks|negotiations)\b"
)
_AFTER_A_ROUND = re.compile(r"\bafter a round\b")


def round_ended(scan: Scan, frame: Frame) -> Frame:
    """ "The round ended on Friday": an occasion is over, and neither a deal nor the talks."""
    sentence = scan.sentences[frame.unit.sentence]
    if frame.type not in ("agreement", "assessment", "measure") or frame.sense.rule == "agreement.none":
        return frame
    if _ROUND_ENDED.search(scan.lower, *sentence) is None or _AFTER_A_ROUND.search(scan.lower, *sentence):
        return frame
    return frame.told_as("meeting.hold")


_PACKAGE = re.compile(
    r"\bpackages? of\s(?:[\w-]+\s){0,3}?"
    rf"(?:(?P<burden>{cue('retelling_burdens')}|measures|penalties|charges|fees|checks|controls)"
    r"|(?:concessions|offers|proposals|incentives|compromises))\b"
)


def package_of_acts(scan: Scan, frame: Frame) -> Frame:
    """ "Announced a package of sanctions", "of concessions": what one side does or offers, and no deal of two."""
    if frame.sense.rule != "agreement.reach" or frame.sense.form == "noun":
        return frame
    first = max(frame.unit.start, frame.hit.start - _BEFORE)
    package = _PACKAGE.search(scan.lower, first, min(frame.unit.end, frame.hit.end + _PLENTY))
    if package is None or PLURAL.search(scan.lower, frame.unit.start, frame.hit.start):
        return frame
    if package["burden"] is None:
        return frame.told_as("proposal.offer", act="offer")
    return frame.told_as("measure.impose", stage="announced")


_IT_WILL = re.compile(r"(?:it|they|its|their)\s(?:[\w-]+\s){0,3}?(?:will|is to|are to)\s(?!not\b)")


def goes_on_with_the_deal(scan: Scan, frame: Frame) -> Frame:
    """ "It will also cut its own duties", told of a deal: a term of it."""
    opening = scan.sentences[frame.unit.sentence][0]
    if frame.type != "measure" or not frame.unit.dealt or frame.unit.saying is not None:
        return frame
    if frame.sense.rule == "measure.condition" or _IT_WILL.match(scan.lower, opening, frame.unit.end) is None:
        return frame
    return frame.told_as("agreement.term")
