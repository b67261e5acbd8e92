"""Deals told by what they let people do, by their appearance, or by a signature to come; deals that failed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.extract.clauses.mentions import FORECAST
from timeline.extract.drafting.draft import Given, Pair, Told
from timeline.extract.grammar.sentence import Sentence
from timeline.extract.retelling.undertakings import ONLY_SOUGHT, SET_OUT, who_will
from timeline.lexicon import cue

_TO_COURT = (
    r"\bdisputes?\b[^.;,]{0,30}\s(?:go|goes) (?:to|before) (?:(?:the|an?|three|two) )?(?:[\w-]+ )?"
    r"(?:court|panel|tribunal|arbitrat\w+|commission|committee)\b"
)
_WILL = re.compile(
    r"\b(?:will|shall|may|must|need not (?:be|pay|ask|seek|apply|report|wait)|(?:is|are) not to"
    r"|(?:is|are) to be (?:returned|dismantled|destroyed|handed (?:back|over)|scrapped|abolished|shared"
    r"|honoured|recogni[sz]ed|paid)"
    r"|(?:is|are) (?:forbidden|prohibited|outlawed|outside|exempt)"
    r"|(?:nobody|no (?:one|firm|company|state)|neither side) (?:has to|need|may|is to))\b"
    rf"|{_TO_COURT}"
)
_BY_CONTRACT = re.compile(
    r"\b(?:(?:either|each|neither) (?:side|party|country|state) (?:may|must|shall|has to|need)"
    r"|(?:nobody|no one) (?:has to|need))\b"
    rf"|{_TO_COURT}|\b(?:is|are) (?:forbidden|prohibited|outlawed)\b"
)
"""What only the text of a deal says, wherever in an article about one it stands."""
_OF_A_CONTRACT = ("should", "if", "has", "publish")
"""Words of other news that such a text may have."""
_AT_HOME = re.compile(
    r"\b(?:under (?:\w+ ){0,2}laws?|(?:the|its|their) constitution|elections?|voters?|smok\w+|court order)\b"
)
"""In what a law or a notice on a door says, and no deal."""
_OTHERWISE = re.compile(rf"\b{cue('grammar_no_provision')}\b|[\"“?!:]")


def provision(sentence: Sentence) -> Told | None:
    """ "Those under 35 may stay three years": after a deal, what it lets or makes people do.

    None where it is somebody's word, a condition, history, or what has to be done with the deal itself.
    """
    bound = (sentence.dealt or sentence.context.deal_article) and _BY_CONTRACT.search(sentence.lower)
    if not (sentence.dealt or bound) or sentence.saying is not None:
        return None
    if _AT_HOME.search(sentence.lower):
        return None
    if any(not bound or other.group() not in _OF_A_CONTRACT for other in _OTHERWISE.finditer(sentence.lower)):
        return None
    verb = _WILL.search(sentence.lower)
    if verb is None or any(side.kind in ("person", "office") for side in sentence.sides):
        return None
    return sentence.told("agreement", "agreement.provision", verb)


def set_out(sentence: Sentence) -> Told | None:
    """ "Out of it came a promise: Brazil pays for half of it": a deal named, and behind a colon what it says."""
    term = SET_OUT.search(sentence.lower)
    if term is None or sentence.saying is not None or ONLY_SOUGHT.search(sentence.lower) or not sentence.context.pair:
        return None
    return sentence.told("agreement", "agreement.set_out", term)


_LISTED = re.compile(
    r"(?:\([a-z0-9]\)\s|[-•]\s|and\s|then\s)?(?:(?:for|on)\s)?(?P<what>(?!no\b|not\b"
    r"|only\b)[a-z'’-]+(?:\s[a-z'’-]+){0,3})"
    r"(?P<colon>:)?\s(?:an?\s(?:quota|limit|duty|rate)\sof\s|up to\s|at most\s)?\Z"
)
_COUNT_FIRST = re.compile(r"(?:\([a-z0-9]\)\s|and\s|then\s|up to\s)?\Z")
_OF_GOODS = re.compile(
    r"\s(?:of|on)\s(?:(?!at\b|the\b|its\b)[a-z'’-]+)(?:\s(?!at\b)[a-z'’-]+){0,4}?"
    r"(?:,?\s(?:at(?!\sthe\b)|under|within|duty-free|tariff-free|free of|a year"
    r"|per year|every year)\b[^,;:]*)?\."
)
_FINITE = re.compile(
    r"\b(?:was|were|had|has|have|is|are|would|will|could|might|since|ago|last(?! year's)|said|says|wants?|asked"
    r"|offer\w*|demand\w*"
    r"|comes?|came|goe?s?|cross(?:es)?|pass(?:es)?|waits?|rots?|leaves?|stays?|remains?|arrives?|travels?|depends?"
    r"|belongs?|moves?|feeds?|needs?|lost|fell|rose|sold|bought|exports?|imports|alone|later|earlier|shipped|produced"
    r"|votes?|against|for and)\b|,\s(?:or\s)?no\s(?:deal|agreement|accord|pact|treaty|talks|signature)\b|[?\"“]"
)
_NO_BURDEN = re.compile(
    r"(?:(?:no|neither|zero|free of)\s(?:[\w-]+\s){0,2}?(?:dut(?:y|ies)|tariffs?|quotas?|fees?|visas?|tolls?"
    r"|charges?)\b[^.;]*\b(?:on|for|nor)\b"
    r"|[a-z'’-]+(?:\s[a-z'’-]+){0,2}\s(?:without|free of)\s(?:[\w-]+\s){0,2}?(?:dut(?:y|ies)|tariffs?|quotas?"
    r"|fees?|visas?|taxes))"
)
_SHORT = 110
"""Characters of a sentence that is cut down to a term."""
_GOODS = frozenset(("trade", "tariff", "passage"))


def bare_term(sentence: Sentence) -> Told | None:
    """ "Sugar: 100,000 tonnes", "No duty on fishmeal, for good": a term of a deal that no verb tells."""
    if not (sentence.dealt or sentence.context.deal_article) or sentence.days or sentence.end - sentence.start > _SHORT:
        return None
    if _FINITE.search(sentence.lower) or not sentence.kinds & _GOODS or sentence.people:
        return None
    amounts = sentence.scan.amounts.within(sentence.start, sentence.end)
    free = _NO_BURDEN.match(sentence.lower)
    if free is not None:
        return sentence.told("agreement", "agreement.provision", free)
    if not amounts or amounts[0].unit in ("years", "months", "weeks", "days"):
        return None
    before = sentence.lower[: amounts[0].start - sentence.start]
    counted = _COUNT_FIRST.match(before) and _OF_GOODS.match(sentence.scan.lower, amounts[0].end)
    listed = _LISTED.match(before)
    if not counted and (listed is None or not (listed["colon"] or _is_goods(sentence, *listed.span("what")))):
        return None
    return sentence.told("agreement", "agreement.figure", (amounts[0].start, amounts[0].end))


def _is_goods(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a stretch of the sentence is the name of some goods and nothing else."""
    hits = sentence.scan.hits.within(sentence.start + first, sentence.start + last)
    return any(
        "trade" in hit.entry.kinds and (hit.start, hit.end) == (sentence.start + first, sentence.start + last)
        for hit in hits
    )


_SIGNED = r"(?:signed|initial+ed|concluded|sealed|completed|ratified|finished|reached)"
_EXPECTED = re.compile(
    rf"\b(?:expect|hope)\w*\s(?:it\s|them\s|(?:the|a|an|this"
    rf"|that)\s(?:[\w-]+\s){{1,5}}?)to be\s(?:\w+ly\s)?{_SIGNED}\b"
)
_SIGNING = re.compile(r"\b(?:expect|hope)\w*\s(?:for\s)?the\s(?:signing|signature)\b")
_MAY_BE = re.compile(
    rf"\b(?:may|could|might) be {_SIGNED}\b"
    r"|\b(?:contract|deal|agreement|signature|signing|treaty|accord)\s(?:[\w-]+\s){0,3}"
    r"(?:could|may|might|comes|follows|will be|is)\b"
)
_AIMS_TO_SIGN = re.compile(
    r"\b(?:aim|hope|plan|intend|want|expect)s?\b[^.;]{0,30}\bto sign\b|\b(?:aim|hope)s? for (?:a )?signature"
    r"|\b(?:(?:are|is|due|set|scheduled) to|will) (?:sign|initial)(?: it)?(?=\s(?:on|in|at|next|this|later)\b)"
)


_BEFORE = re.compile(r"\b(?:before|ahead of|in time for|by the time)\b")


def signature_to_come(sentence: Sentence) -> Told | None:
    """ "He expected it to be signed within weeks", "The signing will be next year"."""
    if not sentence.to_come and "expect" not in sentence.lower and "hope" not in sentence.lower:
        return None
    if FORECAST.search(sentence.lower):
        return None
    day = next((d for d in sentence.to_come if d.role != "within"), None)
    expected = _EXPECTED.search(sentence.lower) or _SIGNING.search(sentence.lower)
    if expected is None and day is not None:
        expected = _MAY_BE.search(sentence.lower)
    if expected is not None:
        return sentence.told("agreement", "agreement.to_come", expected, given=Given(day.date if day else None))
    aims = _AIMS_TO_SIGN.search(sentence.lower)
    if aims is None or day is None or day.role in ("by", "until"):
        return None
    if _BEFORE.search(sentence.lower, aims.end(), day.start - sentence.start):
        return None  # "hope to sign before the assembly opens on September 9": a limit
    return sentence.told("agreement", "agreement.to_come", aims, form="base", given=Given(day.date, "planned"))


_APPEARED = re.compile(
    rf"\b{cue('grammar_deal')}\b[^.;]{{0,40}}\b(?:followed|came|appeared|emerged|dates from|reached"
    r"|was (?:made public|published|put out|released|struck))\b"
)
_PUT_OUT = re.compile(
    r"\b(?:two|both) (?:governments|sides|capitals|ministers|leaders|countries)\b[^.;]{0,20}"
    r"\b(?:put out|publish(?:ed)?|issued|released|made public)\b"
    r"|(?<!companies )(?<!firms )(?<!papers )(?<!banks )\b"
    r"(?:put out|published|issued|released|read out) (?:the same|identical|matching"
    r"|one and the same) (?:[\w-]+ ){0,2}"
    r"(?:pages?|texts?|statements?|words|communiqu[eé]s?|papers?|notes?|sheets?)\b"
)
_NOT_YET = re.compile(r"\b(?:not|never|before|until|had failed|said)\b")


def appeared(sentence: Sentence) -> Told | None:
    """ "The joint statement followed on 21 August", "what the two governments put out"."""
    put_out = _PUT_OUT.search(sentence.lower)
    if put_out is not None and not _NOT_YET.search(sentence.lower):
        return sentence.told("agreement", "agreement.reach", put_out)
    came = _APPEARED.search(sentence.lower)
    if came is None or not sentence.gone or _NOT_YET.search(sentence.lower[: came.end()]):
        return None
    return sentence.told("agreement", "agreement.reach", came, given=Given(sentence.gone[0].date))


_SIGNED_IT = re.compile(r"\b(?:signed|initial+ed|:\s(?:[\w-]+\s){1,2}signatures)\b")
_UNSIGNED = re.compile(
    r"\b(?:if|until|unless|never|nothing|not|isn't|once|since|before|after|unlikely|will be|be signed|to sign"
    r"|needs?|missing|lacks?|without|(?:almost|nearly|all but)(?= (?:signed|initial)))\b|\bof what\b"
    r"|\bsigned (?:the|an?|his|her|its) (?:[\w'’-]+ )?(?:budget|law|bill|order|decree|petition|book"
    r"|guestbook|proclamation|waiver|directive)\b"
)


def signed_on(sentence: Sentence) -> Told | None:
    """ "On Thursday in Lima the two ministers signed": on a day, and the text has said what."""
    signed = _SIGNED_IT.search(sentence.lower)
    if signed is None or not sentence.gone or _UNSIGNED.search(sentence.lower):
        return None
    return sentence.told(
        "agreement", "agreement.sign", signed, given=Given(sentence.gone[0].date), attributes=(("stage", "signed"),)
    )


_FAILED = re.compile(
    r"\b(?P<could_not>fail(?:ed|s)?|(?:was|were) unable)\b[^.;]{0,40}"
    r"\bto (?:conclude|agree|reach|sign|strike|settle|finish|resolve|overcome(?! (?:\w+ )?(?:opposition|resistance)))\b"
    r"|\b(?:attempt|bid|try|effort)s?\b[^.;]{0,20}\bto (?:conclude|agree|reach|sign|settle|finish)\b"
    r"[^.;]{0,30}\bfailed\b"
    r"|\b(?:attempt|bid|try|effort)s?\s(?:\w+\s)?(?:came to (?:grief|nothing|naught)|foundered|collapsed"
    r"|fell (?:apart|through)"
    r"|broke down|ended in (?:failure|tears|nothing))\b"
    r"|\bended without (?:a |an )?(?:deal|agreement|result)\b|\bgave up\b[^.;]{0,20}\bon\b"
)


def failed(sentence: Sentence) -> Told | None:
    """ "A previous attempt to conclude them failed in 2023"."""
    missed = _FAILED.search(sentence.lower)
    if missed is None or not (sentence.gone or (missed["could_not"] and "deal" in sentence.kinds)):
        return None
    return sentence.told("agreement", "agreement.none", missed)


_THERE_IS = re.compile(
    r"\bthere (?:is|was|has been)(?:,[^,;.]{2,30},|\snow|\sat last|\sfinally|\sat least)?\san? (?:short |brief "
    r"|long |signed |full )?"
    r"(?:joint (?:statement|declaration|communiqu[eé])|communiqu[eé]|memorandum|signed \w+|agreed (?:text|minutes))\b"
)


def there_is_one(sentence: Sentence) -> Told | None:
    """ "There was, however, a joint statement"."""
    return _told_flatly(sentence, "agreement.reach", _THERE_IS)


_NONE_YET = re.compile(
    r"\bthere\s(?:is|was|has been|had been)\s(?:still\s|as yet\s|yet\s|so far\s)?no\s(?:final\s|full\s|formal\s)?"
    r"(?:agreement|deal|accord|pact|compromise|consensus|settlement|understanding)\b(?!\s(?:without|if|until|unless))"
    r"|\b(?:nothing|none)\s(?:of (?:this|it|that|which|them)\s)?(?:has|had)\s(?:yet\s|so far\s)?been\s"
    r"(?:signed|initialled|put on paper|put in writing)\b"
    r"|\b(?:no (?:paper|text|statement|communiqu[eé]|deal|agreement|document|declaration)|nothing)\s"
    r"(?:came|has come|had come|emerged|resulted|was produced|was born)(?: out)? (?:of|from)\s"
    r"(?:it|this|that|the|their|these|those|two|three|four|five|six|seven|eight|nine|ten|hours)\b"
)
_SETTLED = re.compile(
    r"\b(?:point|issue|question|dispute|row|matter|chapter)s?\b(?:(?!\bnot\b)[^.;]){0,40}"
    r"\s(?:was|were|has been|have been|had been)\s"
    r"(?:finally\s|also\s|now\s|then\s|all\s)?(?:settled|resolved|cleared up|sorted out)\b"
)


def none_yet(sentence: Sentence) -> Told | None:
    """ "There is still no agreement on sugar"."""
    return _told_flatly(sentence, "agreement.none", _NONE_YET)


_CHAPTER = re.compile(
    r"(?:the\s)?[\w-]+(?:\s[\w-]+){0,3}\s(?:was|were|has been|have been|had been)\s(?:already\s|finally\s)?"
    r"(?:settled|agreed|resolved|wrapped up|ticked off|sorted out)\b"
)


def point_settled(sentence: Sentence) -> Told | None:
    """ "The last open point, lithium, was settled in June", "Citrus was settled in March"."""
    point = _told_flatly(sentence, "agreement.agree", _SETTLED)
    chapter = _CHAPTER.match(sentence.lower)
    if point is not None or chapter is None or not sentence.gone or not sentence.kinds & {"trade", "tariff"}:
        return point
    if any(side.start < sentence.start + chapter.end() for side in sentence.sides):
        return None
    return _told_flatly(sentence, "agreement.agree", _CHAPTER)


def _told_flatly(sentence: Sentence, rule: str, words: re.Pattern[str]) -> Told | None:
    """What ``words`` tell, whoever stands beside them."""
    found = words.search(sentence.lower)
    return sentence.told("agreement", rule, found) if found is not None else None


_AGREED_THERE = re.compile(r"\bagreed\s(?:in|at)\s(?P<where>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)\sto\s[a-z]")


def agreed_there(sentence: Sentence) -> Told | None:
    """ "Moldova agreed in Baku to open its market"; not "agreed in July to"."""
    agreed = _AGREED_THERE.search(sentence.text)
    if agreed is None or sentence.saying is not None:
        return None
    where = sentence.start + agreed.start("where")
    if not any(side.kind == "place" and side.start == where for side in sentence.sides):
        return None
    before = [s for s in sentence.sides if s.kind == "party" and s.end <= sentence.start + agreed.start()]
    who = before[0] if len({side.code for side in before}) == 1 else None
    return sentence.told("agreement", "agreement.agree", agreed, who=who)


_IN_RETURN = re.compile(
    r"(?:and\s)?in (?:return|exchange)(?:\sfor\s[^,]{1,60})?,?\s(?:[\w'’.-]+\s){1,5}?"
    r"(?:will|would|is to|are to|has to|agreed|promised|pledged|dropped|undertook|lifted|opened|cut|lowered"
    r"|(?:withdraw|drop|lift|open|lower|grant|scrap|waive|cancel|start|begin|give|get|pay|take|keep|build"
    r"|receive|suppl|releas|recogni[sz]|remov|eas)\w*s)\s"
)


def in_return(sentence: Sentence) -> Told | None:
    """ "In exchange, Peru will open two ports": the other side of a deal that the text has told."""
    given = _IN_RETURN.match(sentence.lower)
    who = next((side for side in sentence.sides if side.kind == "party"), None)
    dealt = sentence.dealt or sentence.context.deal_article
    if given is None or who is None or not dealt or sentence.saying is not None:
        return None
    return sentence.told("agreement", "agreement.term", given, who=who)


_WILL_DO = re.compile(r"\s?(?:will|would|shall|is to|are to)\s\w+")


def told_by_the_other(sentence: Sentence) -> Told | None:
    """ "Peru would buy copper worth $2 billion, Chile's minister said", told of a deal: a term of it."""
    said, scan = sentence.said, sentence.scan
    doer = who_will(scan, said) if said is not None and sentence.dealt else None
    if doer is None or said is None or not scan.amounts.within(said.start, said.end):
        return None
    verb = _WILL_DO.search(scan.lower, scan.goes_on(doer), said.end)
    return sentence.told("agreement", "agreement.term", verb.span(), who=doer, unit=said) if verb is not None else None


_ITEM = re.compile(
    r"(?:\((?:[a-h]|[ivx]{1,4}|\d)\)|[-•]|(?:first|second|third|fourth)(?:ly)?,)\s(?:[a-z]+ [a-z]+,\s)?"
    r"that\s[^.;]{8,160}?"
    r"\b(?P<be>be\s[a-z]+(?:ed|en|un|ld|pt|ut))\b"
)
"""One of the things that two have decided: "(a) that flights | be resumed"."""


def decided_item(sentence: Sentence) -> Told | None:
    """ "(a) that flights be resumed", told of a deal: one of its points."""
    item = _ITEM.match(sentence.lower) if sentence.dealt or sentence.context.deal_article else None
    if item is None:
        return None
    first, last = item.span("be")
    return sentence.told("agreement", "agreement.term", (sentence.start + first, sentence.start + last))


_WITH_A_DEAL = re.compile(
    r"\b(?:with|under|through|thanks to|have|has|had|got)\s(?:an?|their)\s(?:[\w-]+\s){0,3}?"
    r"(?:deal|accord|agreement|pact|compromise|truce|handshake|settlement)\b"
)
_NO_DEAL = re.compile(r"\b(?:may|might|could|would|if|unless|not|never|fail\w*|hop\w+)\b")


def with_a_deal(sentence: Sentence) -> Told | None:
    """ "Nepal and Bhutan avoided a tariff fight on Monday with a last-minute deal"."""
    deal = _WITH_A_DEAL.search(sentence.lower)
    pair = {side.code for side in sentence.sides if side.kind == "party"} & set(sentence.context.pair)
    if deal is None or len(pair) < 2 or not sentence.days or _NO_DEAL.search(sentence.lower):
        return None
    return sentence.told("agreement", "agreement.reach", deal, given=Given(sentence.days[0].date, "actual"))


_SET_UP = re.compile(
    rf"\b(?!panel){cue('grammar_committee')}\b[^.;,]{{0,40}}\b(?:is|are|was|were|has been|have been) (?:to be |also )?"
    r"(?:set up|created|established|formed|founded|launched|agreed)\b"
)


def set_up(sentence: Sentence) -> Told | None:
    """ "A joint working group is set up", "a committee on timber was formed on Monday"."""
    committee = _SET_UP.search(sentence.lower)
    return sentence.told("agreement", "agreement.provision", committee) if committee is not None else None


_DECLARED = re.compile(
    r"\b(?:declared|pronounced|announced)\s(?:on\s[a-z]+day\s)?(?:that\s)?(?:(?:the|their|its|all|that)\s)?(?:[\w-]+\s){0,3}?"
    r"(?P<what>talks|negotiations|bargaining|thing|matter|work|quarrel|dispute|impasse)\b(?:[^.;,]|,\s(?:which"
    r"|who)\s[^.;,]{1,80},){0,80}?\s"
    r"(?:(?:to be|was|were|had been|is|are|as good as)\s)?(?:\w+ly\s)?"
    r"(?:concluded|closed|done|finished|completed?|over(?=[.,;:]|\s(?:and|on|after|at)\b|\Z)"
    r"|overcome|at an end|settled|ended)\b(?!\s(?:with|without) )"
)
_ONLY_SUPPOSED = re.compile(
    r"\b(?:not|never|if|unless|until|before|will|would|could|might|may|hop\w+|refus\w+|nobody)\b|n't\b"
)


_PAIR = 2

_BOTH = re.compile(
    r"\b(?:they|both|two|ministers|presidents|leaders|negotiators|sides|governments|delegations|capitals|teams)\b"
)
_TALKS_DONE = re.compile(
    r"\b(?:talks|negotiations|quarrel|dispute|impasse)\b.{0,160}\b(?:concluded|completed?|settled|overcome)\Z"
)


def _may_conclude(sentence: Sentence, done: re.Match[str]) -> bool:
    """Whether both declare it, or one that the talks are concluded: one alone that declares them over walks out."""
    if _TALKS_DONE.search(done.group()) or _BOTH.search(sentence.lower, 0, done.start()):
        return True
    before = {side.code for side in sentence.sides if side.code and side.start < sentence.start + done.start()}
    return len(before) >= _PAIR


def declared_done(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "They talked on the telephone and declared the thing done": what ends the talks is a deal."""
    done = _DECLARED.search(sentence.lower)
    if done is None or _ONLY_SUPPOSED.search(sentence.lower, 0, done.end()):
        return []
    if any(draft.type == "agreement" for _, draft in pairs) or len(sentence.context.pair) < _PAIR:
        return []
    if any(draft.type in ("measure", "response") for _, draft in pairs) or not _may_conclude(sentence, done):
        return []
    within = range(sentence.start + done.start("what"), sentence.start + done.end())
    aside = [day.date for day in sentence.gone if day.start in within]  # "the talks, which began on March 18"
    held = [draft for _, draft in pairs if draft.type == "meeting" and draft.modality == "actual"]
    days = [draft.date for draft in held] + [day.date for day in sentence.days]
    day = next((day for day in days if day is not None and day not in aside), sentence.stamp)
    first, last = sentence.start + done.start(), sentence.end
    if not pairs:
        first = sentence.start
    given = Given(day, "actual") if day is not None or aside else None
    return [
        sentence.part("agreement", "agreement.declared", (first, sentence.start + done.end()), first, last, given=given)
    ]
