"""Measures told by the day from which or since which things are so, by notice given, or as the price of a refusal."""

from __future__ import annotations

import re

from timeline.extract.clauses.agents import agent_of
from timeline.extract.dates import DateMention
from timeline.extract.drafting.draft import Given, Told
from timeline.extract.grammar.sentence import Sentence
from timeline.extract.scan import Side
from timeline.lexicon import cue

_FINITE = re.compile(
    r"\b(?:is|are|was|will|would|be|gets?|pay|put|raised|means|charged|applied|applies|rises?|falls?"
    r"|goes|go|disappears?|lapses?|vanish(?:es)?|drops?|comes?|ends?|halves?|needs?|requires?)\b"
)
_THEY = re.compile(rf"\b{cue('grammar_they')}\b")
_HEAD = 40
"""Characters at the head of a sentence in which its subject stands."""


def from_a_day_to_come(sentence: Sentence) -> Told | None:
    """ "Ships will be charged from August 1"."""
    day = next((d for d in sentence.to_come if d.role == "from"), None)
    if day is None or _THEY.search(sentence.lower[:_HEAD]) or _FINITE.search(sentence.lower) is None:
        return None
    return sentence.told("measure", "measure.effect", day, form="noun", given=Given(day.date, "planned"))


_LASTS = re.compile(r"\b(?:has|have|had|nothing|no|is|may|pays?|costs?|needs?|requires?)\b")
_NOT_TRADE = re.compile(rf"\b{cue('grammar_since_not')}\b")
_MONTH = 31


def since_a_day(sentence: Sentence) -> Told | None:
    """ "Kenya has let none in since March 7", "as of Monday every lorry pays": nobody acts but a party."""
    if sentence.saying is not None or sentence.people:
        return None
    for day in sentence.gone:
        if day.role not in ("since", "from") or not _is_within_a_month(day):
            continue
        if _LASTS.search(sentence.lower) and not _NOT_TRADE.search(sentence.lower) and not _THEY.search(sentence.lower):
            return sentence.told("measure", "measure.since", day, given=Given(day.date, "actual"))
    return None


_LETTER = re.compile(r"\b(?:letter|notice|order|proclamation|decree)s? (?:of|dated|from)\s")
_NUMBERED = re.compile(r"\b(?:had|has|said|put|named|set|fixed)\b[^.]{0,40}\d")


def letter(sentence: Sentence) -> Told | None:
    """ "The letter of July 7 had said 25 percent": an act that is named by its day."""
    named = _LETTER.search(sentence.lower)
    if named is None or _NUMBERED.search(sentence.lower, named.end()) is None:
        return None
    day = next((d for d in sentence.gone if abs(d.start - sentence.start - named.end()) < 4), None)
    return sentence.told("measure", "measure.letter", named, given=Given(day.date)) if day is not None else None


_NOTICE = re.compile(
    r"\b(?:give|given|gave|gives|serve[ds]?)\b[^.;]{0,40}\bnotice\b"
    r"|\bnotice (?:had been|has been|was|is) (?:given|served)\b"
)


def notice(sentence: Sentence) -> Told | None:
    """ "Washington gave notice that it would leave"."""
    served = _NOTICE.search(sentence.lower)
    about = sentence.kinds & {"deal", "talks", "tariff", "law", "trade"}
    return sentence.told("measure", "measure.notice", served) if served is not None and about else None


_VOTED = re.compile(
    r"\bvoted?\b[^.;]{0,30}\b(?:to (?:impose|lift|suspend|extend|raise|cut|ban|halt|end)"
    r"|for (?:the |new |counter-?)?(?:duties|duty|tariffs?|sanctions|ban))"
    r"|\b(?:go|goes|went|gone|took? (?:it|them|the \w+)|taken (?:it|them))\s(?:back )?to\s"
    r"(?:the (?:wto|world trade organi[sz]ation)|arbitration|court|a panel|an arbitrator)\b"
)


_DISPUTES_GO = re.compile(r"\b(?:disputes?|disagreements?|complaints?|quarrels?|conflicts?)\s(?:[\w-]+\s){0,4}goe?s?\s")


def voted(sentence: Sentence) -> Told | None:
    """ "The states voted to impose them", "Canberra went to the WTO"; "disputes go to a panel": what a deal sets."""
    step = _VOTED.search(sentence.lower)
    if step is not None and _DISPUTES_GO.search(sentence.lower, 0, step.end()):
        return sentence.told("agreement", "agreement.provision", step) if sentence.dealt else None
    return sentence.told("measure", "measure.step", step) if step is not None and not sentence.to_come else None


_OFF_THE_LIST = re.compile(
    r"\b(?:struck|strikes|took|removed|crossed|deleted|dropped|scratched)\s[^;.]{3,110}?\s(?:off|from)\s(?:the"
    r"|its|a|an|their|his)\s"
    r"(?:(?!wish|shopping)[\w-]+\s){0,3}?lists?\b(?!\sof (?:demands|wishes|candidates|speakers|guests))"
)
_THE_BURDEN_WENT = re.compile(
    r"\bthe\s(?:[\w-]+\s){0,2}?(?:duties|duty|tariffs?|levy|levies|bans?|curbs|surcharge|surtax|embargo|fees?"
    r"|restrictions|blockade)\s"
    r"(?:went|were gone|was gone|fell away|came off|fell)"
    r"(?=[.,;]|\sagain\b|\sat last\b|\sin\b|\son\b(?!\s\w+day\s(?:in|to)))"
    r"|\bthe\s(?:delisting|ban|lifting|suspension|embargo|expulsion|closure|reopening|blacklisting"
    r"|countermeasures?|retaliation|freeze)\s"
    r"(?:came|ended)\s(?:on|in|at|that|the)\b(?!\s(?:the heels|top of|response|reply|for|failure|the wake|the middle))"
    r"|\b(?:collection|enforcement)\s(?:starts|begins|started|began|stops|ends)\s(?:on|from|in)\b"
)


def off_the_list(sentence: Sentence) -> Told | None:
    """ "Struck coffee, beef and some other goods off the list", "on March 29 the duties went"."""
    if sentence.saying is not None or not (sentence.gone or sentence.to_come):
        return None
    struck = _OFF_THE_LIST.search(sentence.lower)
    if struck is not None and not sentence.sides:
        return None
    found = struck or _THE_BURDEN_WENT.search(sentence.lower)
    return sentence.told("measure", "measure.list", found) if found is not None else None


_ACTED = re.compile(
    rf"(?:(?:[’']s)?\s(?:[a-z-]+\s){{0,2}}{cue('grammar_state_body')})?\s?(?:(?!nearly|hardly|barely|scarcely)\w+ly\s|also\s|had\s|then\s"
    rf"|first\s)?(?:{cue('grammar_acted')}|(?!{cue('grammar_not_yet_done')}|indeed|hundred|need|rejoic)[a-z]{{3,}}ed)\b"
)
_IT_ACTED = re.compile(rf"it{_ACTED.pattern}(?=\s(?:the|its|an?|all|both|every|\d[\d.,]*)\s[a-z])")
"""What a party, taken up by "it", does to something: "It scrapped the limit"; not "it rained"."""
_WAS_DONE = re.compile(
    r"\b(?:was|were|had been|has been|have been)\s(?:\w+ly\s|also\s|then\s|first\s|all\s)?"
    rf"(?!{cue('grammar_felt')}ed\b)(?:[a-z]{{3,}}ed|shut|cut|let|put|sent|frozen|broken|struck|withdrawn|told|taken|set)\b"
)
_IT_WAS_SAID = re.compile(r"it (?:was|has been|had been)\s[^,;.]{0,40}\sthat\s")
"""Opens what is only said: "It was repeated on Tuesday that"."""
_NO_ACT = re.compile(rf"\b{cue('grammar_no_act')}\b")
_OF_NO_ACT = re.compile(rf"\s(?:(?:its|their|the|any|all|[\w.-]+['’]s?)\s){{1,2}}(?:[\w-]+\s)?{cue('stances_none')}\b")
"""Behind a verb, what nobody does by an act: "Peru ended | its hopes of a lower duty"."""
_NOTHING_DONE = re.compile(r"\b(?:found|ordered|pencill?ed|explained|decision was)\b")


def act_on_a_day(sentence: Sentence) -> Told | None:
    """ "Barley was freed that August", "Jakarta appealed on 8 December": what a party did, or was done, on a day.

    None where a meeting, talk, a vote or a market is what the sentence is about, or a person acts.
    """
    if sentence.saying is not None or sentence.to_come or _NO_ACT.search(sentence.lower):
        return None
    days = [d for d in sentence.gone if d.role in ("on", "from") and _is_within_a_month(d)]
    if not days:
        return None
    acting = (s for s in sentence.sides if s.kind in ("party", "body") and s.code in sentence.context.pair)
    party = next(acting, None)
    acted = _ACTED.match(sentence.lower, _goes_on(sentence, party) - sentence.start) if party is not None else None
    if party is None and (told_of := sentence.told_of_before) is not None and told_of.code in sentence.context.pair:
        party, acted = told_of, _IT_ACTED.match(sentence.lower)
    put_in = range(party.end, sentence.scan.goes_on(party)) if party is not None else range(0)
    own = next((d for d in days if d.start not in put_in), days[0])  # "Peru, which votes on 1 May, cut it on 2 April"
    given = Given(own.date, "actual")
    offered = "proposal" in sentence.told_before and "measure" not in sentence.told_before
    if offered and (again := _ONE_S_OFFER.search(sentence.lower)) is not None:
        if party is not None and not _is_named_before(sentence, party.code):
            return None  # "Chile made an offer. Peru renewed it": nobody renews another's
        rule = "proposal.withdrawn" if again["back"] or again["taken"] else "proposal.offer"
        return sentence.told("proposal", rule, again, who=party, given=Given(own.date))
    if acted is not None:
        if _OF_NO_ACT.match(sentence.lower, acted.end()):
            return None
        return sentence.told("measure", "measure.act", acted, who=party, given=given)
    done = _WAS_DONE.search(sentence.lower) if not sentence.people else None
    if done is None or _IT_WAS_SAID.match(sentence.lower) or _NOTHING_DONE.search(sentence.lower):
        return None
    agent = agent_of(sentence.scan, sentence.whole, sentence.start + done.end())
    return sentence.told("measure", "measure.act", done, who=agent, given=given)


def _is_named_before(sentence: Sentence, code: str) -> bool:
    first, end = sentence.scan.sentences[max(0, sentence.number - 1)]
    return any(first <= named.start < end and named.code == code for named in sentence.scan.names)


_ONE_S_OFFER = re.compile(
    r"\b(?:(?P<back>withdrew|retracted|rescinded|took back)|improved|sweetened|bettered|repeated|renewed)"
    r"\s(?:it|that)\b"
    r"|\b(?:it|that|this)\swas\s(?:(?P<taken>withdrawn|retracted|rescinded|taken back)|improved|sweetened|repeated"
    r"|renewed)\b(?!(?:\s(?:on|in|by)\s[\w ]{2,20}?)?\sthat\b)"
)
"""What is done with an offer that was told just before: "Chile | withdrew it | on Wednesday"."""
_OF = (" in ", " of ", " of the ")


def _goes_on(sentence: Sentence, acting: Side) -> int:
    """Where the sentence goes on behind who acts, and for whom: "The ministry in Accra | cut the quarantine"."""
    seat = next((s for s in sentence.sides if sentence.scan.lower[acting.end : s.start] in _OF), None)
    return seat.end if seat is not None and acting.kind == "body" else sentence.scan.goes_on(acting)


def _is_within_a_month(day: DateMention) -> bool:
    return day.span is not None and day.span <= _MONTH


_STARTS = re.compile(rf"\b{cue('grammar_starts')}\s(?:again\s|in force\s|free\s)?(?:on\s|from\s|in\s)?(?:the\s)?\Z")
_NO_START = re.compile(
    r"\b(?:talks|elections?|season|summit|rounds?|meeting|work|trial|session|negotiat\w+|area|cut)\b"
)
_NO_RULE = re.compile(
    r"\b(?:congress|auctions?|fairs?|expo|exhibitions?|festivals?|harvest|conference|hearings?|school|term|ramadan|tournament|games|campaign|exercises?|manoeuvres"
    r"|stadium|museums?|holidays?(?!\s(?:ban|curfew))|strike|tender|reviews?|consultations?|inquest|mill|plant|factory|shop|store)\b"
)
"""What starts or opens, before its verb, that is no rule of a state: not "the border opens for the fair"."""


def starts_on_a_day(sentence: Sentence) -> Told | None:
    """ "The ban starts on July 1", "exporters may apply from Monday": something without a person, on a day to come."""
    if not sentence.to_come or sentence.saying is not None or sentence.people or _NO_START.search(sentence.lower):
        return None
    if not sentence.sides and not sentence.kinds:
        return None
    day = sentence.to_come[0]
    starts = _STARTS.search(sentence.scan.lower, sentence.start, day.start)
    if starts is None or _NO_RULE.search(sentence.scan.lower, sentence.start, starts.start()):
        return None
    return sentence.told("measure", "measure.effect", starts.span(), form="noun", given=Given(day.date, "planned"))


_HOUSE = re.compile(
    r"\b(?:goes?|will go|be put|be submitted|return\w*)\s(?:back )?to (?:\w+ )?"
    r"(?:parliament|congress|the (?:assembly|senate|council|house))\b"
    r"|\b(?:vote|bill|guarantee|law|decree|ratification|approval)\b[^.;]{0,30}\b"
    r"(?:is|are) (?:expected|due|to be|planned|scheduled)\b"
    r"|\b(?:parliament|assembly|congress|senate|house|chamber|council|cabinet|lawmakers|deputies)\s"
    r"(?:(?:is|are) (?:due |expected |set )?to|will) (?:debate|discuss|take up|consider|examine)\b"
    r"|\b(?:due|expected|set|scheduled|(?<!\byet\s)(?:is|are)) to vote\b|\bwill vote\b|\bto be approved\b"
    r"|\b(?:will|to) hold an? (?:[\w-]+ )?vote\b"
)


def house_votes(sentence: Sentence) -> Told | None:
    """ "The bill goes to parliament in March": a house that is to vote on a day to come."""
    votes = _HOUSE.search(sentence.lower)
    if votes is None or not sentence.to_come:
        return None
    given = Given(sentence.to_come[0].date, "planned")
    return sentence.told("measure", "measure.law", votes, form="base", given=given)


_IF = re.compile(
    r"\A[\"“(]?(?:if|unless|should|were|failing|otherwise|absent|without)\b(?! you\b)"
    r"|[,;—:]\s(?:if|unless|should|provided|failing|without)\s|\bunless\b"
)
_WILL = re.compile(r"\b(?:will|would|may|might|can|could|won't|is to|are to|gets?|applies|bites)\b")
_HARM = re.compile(rf"\b{cue('grammar_harm')}\b")
_OWN = re.compile(r"\b(?:i|i'd|i'll|we|our|my|us|one's|nobody|elections?|sign\w*|contract|meet\w*|proposal|let it)\b")


def price_of_refusal(sentence: Sentence) -> Told | None:
    """ "If he does not sign, the old rate comes back": a condition with harm to the other side."""
    supposed = _IF.search(sentence.lower)
    if supposed is None or _WILL.search(sentence.lower) is None or _OWN.search(sentence.lower):
        return None
    if _HARM.search(sentence.lower) is None:
        return None
    return sentence.told("measure", "measure.condition", supposed, form="other", attributes=(("stage", "threatened"),))
