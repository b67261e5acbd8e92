"""What a side says, wants or makes of the talks, told by the form of the sentence; limits that somebody aims at."""

from __future__ import annotations

import re

from timeline.extract.clauses.agents import whose_reply
from timeline.extract.clauses.mentions import FORECAST, NOT_BEFORE, due_by
from timeline.extract.dates import LIMITS
from timeline.extract.drafting.draft import Given, Told
from timeline.extract.frames.idioms import FINDINGS, OWN_BUSINESS
from timeline.extract.grammar.sentence import OUTSIDERS, Sentence
from timeline.extract.retelling.verdicts import HOW_IT_WAS
from timeline.extract.scan import Side
from timeline.lexicon import cue

_ELLIPTIC_NO = re.compile(
    r"[\"“]?(?:no|none|never|not(?! (?:much|bad|quite|exactly|every|all|long|that)\b)|neither(?! of (?:us|them))"
    r"|nor(?! is\b)|nothing"
    r"|it (?:will|would|does|did|is|was|has|had) not"
    r"|it (?:won't|wouldn't|doesn't|isn't))\b(?!\sone\s(?:has|had|have)\b)[^.]{0,50}?[,:][\"”]?\s"
)
_ELLIPTIC_YES = re.compile(
    r"[\"“]?(?:yes|agreed|granted|done|fine|gladly|by all means|with pleasure|why not|so be it|accepted"
    r"|certainly|of course|deal)"
    r"[,.!?:][\"”]?\s(?=[\w\s.'’-]{0,30}\b(?:said|says|replied|replies|answered|answers|was|came|wrote|writes)\b)"
)


def elliptic_yes(sentence: Sentence) -> Told | None:
    """ "Yes, said the Federal Council on Wednesday, but not to article 14"."""
    return _answer_of_a_word(sentence, _ELLIPTIC_YES, "response.yes", "accepts")


_ELLIPTIC_MAYBE = re.compile(
    r"[\"“]?(?:perhaps|maybe|possibly|we(?: shall|'ll| will) see|that depends|it depends|one thing at a time|patience"
    r"|in due course|yes and no|neither yes nor no)[,.!?:][\"”]?\s"
)


def elliptic_maybe(sentence: Sentence) -> Told | None:
    """ "Perhaps, said Abu Dhabi on Tuesday"."""
    return _answer_of_a_word(sentence, _ELLIPTIC_MAYBE, "response.maybe", "considers")


def _answer_of_a_word(sentence: Sentence, opening: re.Pattern[str], rule: str, verdict: str) -> Told | None:
    """What the speaker answers with the word or two that open the sentence, if ``opening`` matches them."""
    word = opening.match(sentence.lower)
    if word is None or sentence.saying is None or sentence.speaker is None or OUTSIDERS.search(sentence.lower):
        return None
    unit = sentence.said or sentence.saying
    return sentence.told("response", rule, word, who=sentence.speaker, unit=unit, attributes=(("verdict", verdict),))


_IN_THE_ROOM = re.compile(
    r"\b(?:not in it|in the room)\b"
    r"|\A[\"“]?(?:no one|no-one|nobody|neither (?:side|of them)|no (?:side|party|government))"
    r"\s(?:has|have|had|is|was)\b"
    r"|\bsa(?:ys|y|id) (?:every(?:one|body)|most|those|people|nobody|anyone|almost everyone|some)\b"
)
"""What only tells who was present, or what nobody has done: "no one has agreed to anything"."""


_A_WORD = re.compile(r"[\"“]?(?:no|never|not at all|not a chance),?[\"”]?\s[^,;:\"“]+")


def elliptic_no(sentence: Sentence) -> Told | None:
    """ "Not before sugar is settled, she said": a no without a verb answers by its form."""
    no = _ELLIPTIC_NO.match(sentence.lower)
    if no is None or sentence.saying is None or OUTSIDERS.search(sentence.lower) or _IN_THE_ROOM.search(sentence.lower):
        return None
    if sentence.speaker is None and _A_WORD.fullmatch(sentence.lower):
        return None  # ""No," said the coach"
    unit = sentence.said or sentence.saying
    return sentence.told(
        "response", "response.no", no, who=sentence.speaker, unit=unit, attributes=(("verdict", "rejects"),)
    )


_REPLY = re.compile(
    rf"\b{cue('agents_reply')}\b"
    r"(?:\s(?:from|of|by|in)\s(?:[\w'-]+\s?){1,4})?(?:,[^,;.]{3,60},)?"
    r"(?:\s(?:came|arrived|followed)\b[^.;]{0,40}?(?::|,| and)\s?)?(?:\s?(?:was|is|has been|had been)\s(?:an?\s)?)?"
    r"(?:\w+ly\s|(?:polite|firm|flat|clear|curt|resounding|qualified|cautious|conditional|short|blunt)\s)?"
    rf"(?:{HOW_IT_WAS}|(?P<considers>that))\b"
)
_REPLY_CAME = re.compile(
    r"\b(?:answer|reply|response)\s(?:(?:came|arrived)\b(?!\s(?:to|under|into|back)\b)"
    r"|(?:reached|landed in|went (?:out|off|back|to)|was (?:sent|delivered|handed over|on its way|in the post))\b)"
)


def reply_was(sentence: Sentence) -> Told | None:
    """ "Uganda's answer was cool", "the reply came on Wednesday: no"."""
    reply = _REPLY.search(sentence.lower) or _REPLY_CAME.search(sentence.lower)
    if reply is None or OUTSIDERS.search(sentence.lower):
        return None
    unit = sentence.units[0]
    who = whose_reply(sentence.scan, unit, sentence.start + reply.end())
    verdict = reply.lastgroup or "considers"
    if verdict == "considers" and (who is None or not who.code):
        return None
    return sentence.told("response", "response.reply", reply, who=who, attributes=(("verdict", verdict),))


_STAYS = re.compile(
    r"\b(?:stays?|stayed|was staying|remains?|remained|are|is|was|were)\s(?:never |not )?"
    r"(?:out\b(?! of| the)|closed\b|shut\b|off limits|on the table|off the table|up for (?:sale|discussion|negotiation)"
    r"|for sale|negotiable|untouched|non-negotiable|a red line|where (?:it|they) (?:is|are)"
    r"|the way (?:it|they) (?:is|are))"
    r"|\b(?:stays|stay|was staying|were staying)(?=[.,;\"”]|\sfor now)"
    r"|\b(?:keeps?|kept|holds?|leaves?)\s[\w' -]{2,40}\s(?:closed|shut|out|off limits|off the table|in place)\b"
)
_OF_TALKS = re.compile(
    r"\b(?:chapters?|points?|items?|gaps?|door|border|offices?|talks|rules of origin|file|bridge|crossings?)\b"
)
_SHORT = 130
"""A stance that is told by how things stay is told in few words."""


_WHERE_IT_IS = re.compile(r"where (?:it|they) (?:is|are)\Z")
_OF_TRADE_POLICY = frozenset(("tariff", "deal", "law", "passage"))


def stays(sentence: Sentence) -> Told | None:
    """ "Rice stays out", "The name is not for sale"."""
    held = _STAYS.search(sentence.lower)
    if held is None or len(sentence.lower) > _SHORT or sentence.lower.startswith("what "):
        return None
    if _OF_TALKS.search(sentence.lower) or OUTSIDERS.search(sentence.lower):
        return None
    spoken = sentence.saying is not None
    if (sentence.gone or sentence.to_come) and not spoken:
        return None
    if not spoken and _WHERE_IT_IS.search(held.group()) and not _OF_TRADE_POLICY & sentence.kinds:
        return None  # "the flour stays where it is"
    given = None if spoken or sentence.stamp is not None else Given(None)
    unit = sentence.said or sentence.saying
    return sentence.told("position", "position.stays", held, who=sentence.speaker, unit=unit, given=given)


_FLAT = re.compile(rf"\b{cue('grammar_flat')}\b")
_NO_STANCE = re.compile(
    r"\bexpect\w*\b[^.]{0,40}\bsigned|\bi (?:should|must)\b|\bdeal or\b|\b(?:offer|proposal|request|meps|lawmakers)\b"
)


def flat_stance(sentence: Sentence) -> Told | None:
    """ "Fish would have to wait, he said": what somebody of a side says must, may not or cannot be."""
    who = sentence.speaker
    if sentence.said is None or who is None or sentence.to_come or OUTSIDERS.search(sentence.lower):
        return None
    said = sentence.scan.lower, sentence.said.start, sentence.said.end
    flat = _FLAT.search(*said)
    if flat is None or _NO_STANCE.search(*said):
        return None
    return sentence.told("position", "position.said", (flat.start(), flat.end()), who=who, unit=sentence.said)


_SUGGESTED = re.compile(
    r"\b(?:suggest|propos|recommend|advis)(?:s|es|ed|ing)?\b[^.;:]{0,40}?\bthat\s[^.;:]{2,60}?\s"
    r"(?:be\s(?!it\b|that\b)|should\s)"
)

_FINDINGS = re.compile(rf"{FINDINGS}\Z")


def suggested(sentence: Sentence) -> Told | None:
    """ "Suggested last week that the base be left out": what somebody of a side would have done."""
    idea = _SUGGESTED.search(sentence.lower)
    before = _somebody_before(sentence, idea.start()) if idea is not None else None
    if (
        idea is None
        or before is None
        or _FINDINGS.search(sentence.lower[: idea.start()])
        or OUTSIDERS.search(sentence.lower)
    ):
        return None
    return sentence.told("proposal", "proposal.offer", idea, who=before, attributes=(("act", "offer"),))


def _somebody_before(sentence: Sentence, at: int) -> Side | None:
    """Who of a party is named last before the place ``at`` of the sentence."""
    named = [side for side in sentence.sides if side.end <= sentence.start + at and side.kind != "place"]
    return named[-1] if named else None


_UNDER_A_PAPER = re.compile(
    r"(?:under|in|according to|by) (?:an?|the|its|their|this|that|[\w.]+['’]s) (?:[\w-]+\s){0,3}?"
    rf"(?:{cue('grammar_asked')}|plan|scheme|formula|sketch|blueprint|model)\b"
    r"[^.;]{0,60}?(?P<behind>,)\s[^.;]{3,60}?\s(?:would|could|might)\s"
)


def under_a_paper(sentence: Sentence) -> Told | None:
    """ "Under a paper that Oslo has drawn up, 24 trawlers could fish inside the line": what is only proposed."""
    term = _UNDER_A_PAPER.match(sentence.lower)
    if term is None or sentence.said is not None:
        return None
    who = _somebody_before(sentence, term.start("behind")) or _somebody_before(sentence, term.end())
    return sentence.told("proposal", "proposal.term", term, who=who, attributes=(("act", "offer"),))


_TOOK_TIME = re.compile(
    r"\b(?:took|needed|required)\s[^.;]{0,40}?\b(?:minutes?|hours?|days?|weeks?|months?|years?|evening|weekend)\b"
    r"[^.;]{0,12}?\sto (?:say (?P<rejects>no)\b|say (?P<accepts>yes)\b)(?! (?:or|nor)\b)"
)


def took_time(sentence: Sentence) -> Told | None:
    """ "It took Tokyo an hour to say no": an answer, told by how long it took."""
    took = _TOOK_TIME.search(sentence.lower)
    who = _somebody_before(sentence, took.end()) if took is not None else None
    if took is None or OUTSIDERS.search(sentence.lower):
        return None
    verdict = "rejects" if took["rejects"] else "accepts"
    return sentence.told("response", "response.reply", took, who=who, attributes=(("verdict", verdict),))


_FIGURE_PUT = re.compile(
    r"(?:\s(?:had|has|have|then|first|later|now|itself|himself|herself|\w+ly)|,[^,;.]{2,40},){0,2}\s"
    r"(?:(?:opened|started|began|c[ao]me back|returned|weighed in|went in|replied|answered|countered|responded)\b"
    r"[^.;,]{0,24}?\s(?:with|at)"
    r"|(?:went up|come up|came up|come down|came down|gone up|gone down|moved up|moved down|improved)\b"
    r"[^.;,]{0,20}?\sto)\s(?=(?P<figure>"
    r"(?:(?:an?|about|some|only|just|the|its|his|her|figure|of|offer|request|for|bid|demand|price|plus)\s){0,5}"
    r"(?:[$€£¥]\s?)?(?:\d[\d.,]*|billion|million|half|\w+ (?:billion|million|percent|per cent|tonnes)"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty)\b)))"
)
_PEOPLE = re.compile(
    r"\s(?:(?:ministers|officials|people|men|women|members|states|countries|words|minutes|points|questions|things|files|chapters|items|clauses|issues|options|factors|seats|names|hours|days"
    r"|weeks|months|years|o['’]clock)\b|[ap]\.?m\b|local time)|:\d"
)
_THAT_DAY = re.compile(r"\s(?:on|in)\s(?:the\s)?\w+day\b")
"""Behind "at 10": the figure is an hour."""


_HOUSES = re.compile(r"\b(?:parliament|assembly|senate|congress|council|market|exchange|court|port|bank|post|office)\b")
"""What opens at an hour."""
_OWN_FIGURE = re.compile(
    r"(?:['’]s?|\b(?:its|their|his|her))\s(?:own |opening |first |last )?"
    r"(?:figure|number|price|bid|ask|counter-figure)\s"
    r"(?:had been|was|is|stood at|stands at|remains?|remained)\s(?:now |still |then )?"
    r"(?:nil|zero|nought|half|double|[$€£]?\d"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)\b)"
)


def own_figure(sentence: Sentence) -> Told | None:
    """ "Abuja's own figure had been nil": the figure that a side has put."""
    figure = _OWN_FIGURE.search(sentence.lower)
    if figure is None or OUTSIDERS.search(sentence.lower):
        return None
    who = _somebody_before(sentence, figure.start() + 1)
    if who is None or not who.code:
        return None
    return sentence.told("proposal", "proposal.figure", figure, who=who, attributes=(("act", "offer"),))


def figure_put(sentence: Sentence) -> Told | None:
    """ "Egypt opened at 40", "Tashkent came back with 10": a figure put to the other side."""
    for side in sentence.sides:
        if side.kind == "place":
            continue
        put = _FIGURE_PUT.match(sentence.lower, side.end - sentence.start)
        if put is None or _PEOPLE.match(sentence.lower, put.end("figure")):
            continue
        if put.group().endswith(" at ") and _HOUSES.search(sentence.scan.lower, side.start, side.end):
            continue
        if not (put.group().endswith(" at ") and _THAT_DAY.match(sentence.lower, put.end("figure"))):
            span = (sentence.start + put.start(), sentence.start + put.end("figure"))
            return sentence.told("proposal", "proposal.figure", span, who=side, attributes=(("act", "offer"),))
    return None


_IS = r"\b(?:is|was|are|were|would be|will be|had been|amount(?:s|ed) to|sound(?:s|ed)|look(?:s|ed)|seem(?:s|ed))\s"
_TOO = re.compile(
    rf"{_IS}(?:(?!(?:not|no|never|hardly|scarcely|barely)\b)[\w-]+\s){{0,4}}?too\s(?:late|little|low|much|far|long|high|small|few|soon"
    r"|short|vague|expensive|dear|steep)\b"
    rf"|{_IS}(?:nothing (?:but|less than)\s|(?:no|little) more than\s|simply\s|plain\s|pure\s|sheer\s|frankly\s)?"
    rf"(?:an?\s)?(?:\w+\s)?{cue('grammar_scorned')}"
)
_FINE = re.compile(rf"{_IS}(?:perfectly |quite |just |absolutely |entirely |all |also |still )?{cue('grammar_fine')}")
_STATE_OF_TALKS = re.compile(
    r"\b(?:talks?|negotiations?|relations?|mood|atmosphere|progress|things|everything|differences|gaps?|meeting|session"
    r"|round|guests|visitors|tourists|investors|refugees|students|you|everyone)\b"
)
"""What is fine, or welcome, and was not put to anybody by the other side."""


def too_much(sentence: Sentence) -> Told | None:
    """ "He said that 2030 was four years too late", "was fine": how somebody of a side finds what is put to it."""
    who = sentence.speaker
    if sentence.said is None or who is None or not who.code or OUTSIDERS.search(sentence.lower):
        return None
    first, last = sentence.said.start, sentence.said.end
    too = _TOO.search(sentence.scan.lower, first, last)
    fine = _FINE.search(sentence.scan.lower, first, last) if too is None else None
    found = too or fine
    if found is None or who.kind == "place" or (fine and _STATE_OF_TALKS.search(sentence.lower)):
        return None
    attributes = (("verdict", "resists" if too else "accepts"),)
    return sentence.told("response", "response.too", found.span(), who=who, unit=sentence.said, attributes=attributes)


_CALLED = re.compile(
    r"\bcall(?:s|ed)?\b[^.;]{2,50}?[\"“]|\A[\"“][^\"”]{3,60}[\"”][^.;]{0,30}\bwas how\b"
    r"|\A(?!(?:that|this|which|it)\b)[\w,'’ -]{3,40} (?:is|was) how "
    r"(?:[\w.’'-]+ ){1,3}(?:put|puts|described|describes|summed|sees|saw) (?:it|them|the)\b"
    r"|\bspoke\b[^.;]{0,30}\bof an?\b"
)


_DENOUNCED = re.compile(rf"\s?(?:an?\s)?(?:\w+\s)?{cue('verdicts_denounced')}\b(?!\s(?:but|and not)\b)")


def called(sentence: Sentence) -> Told | None:
    """ " "Hard but fair" was how the minister put it"."""
    name = _CALLED.search(sentence.lower)
    if name is None or not sentence.sides or OUTSIDERS.search(sentence.lower):
        return None
    unit = sentence.saying or sentence.units[0]
    if _DENOUNCED.match(sentence.lower, name.end()):
        who = sentence.speaker or sentence.sides[0]
        return sentence.told(
            "response", "response.disputes", name, who=who, unit=unit, attributes=(("verdict", "rejects"),)
        )
    return sentence.told("assessment", "assessment.called", name, who=sentence.speaker or sentence.sides[0], unit=unit)


_OF_THE_DEAL = re.compile(
    r"\b(?:the|this|their)\s(?:[\w-]+\s){0,2}?"
    rf"(?:{cue('grammar_deal')}|arrangement|compromise|result|swap|formula|package)\s"
    r"(?:would|will|could|can|may|might|had|has|was|is|gives?|offers?|brings?|means?|leaves?)\s"
    rf"(?!(?:not )?(?:yet |be |been |now )*{cue('grammar_no_effect')}\b)"
)
_NO_JUDGEMENT = re.compile(r"\b(?:if|unless|only after|until|enters? into force|take effect|apply from|estimat\w+)\b")
_NEAR = 60
"""Characters between a verb of saying and the deal that it is about."""


def deal_judged(sentence: Sentence) -> Told | None:
    """ "Ruto said the agreement would double trade": what somebody thinks that a deal does or is worth."""
    who, saying, said = sentence.speaker, sentence.saying, sentence.said
    if saying is None or saying.speech_hit is None or who is None or _NO_JUDGEMENT.search(sentence.lower):
        return None
    first = said.start if said is not None else saying.speech_hit.end
    thought = _OF_THE_DEAL.search(sentence.scan.lower, first, min(first + _NEAR, sentence.end))
    if thought is None:
        return None
    return sentence.told("assessment", "assessment.said", thought.span(), who=who, unit=said or saying)


_COUNT = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty(?:-\w+)?|thirty|most|half"
    r"|all but \w+|(?:a |two |three |four |nine )?(?:quarters?|thirds?|fifths|tenths)|(?:fewer|more|less) than half"
    r"|a handful)"
)
_COUNTED = re.compile(
    rf"\b{_COUNT}\b(?!\s(?:days|weeks|months|years|hours|percent|people))"
    r"(?:\s(?:of the [\w-]+|the [\w-]+|(?!and\b)[\w-]+))?(?:,[^,;.]{3,40},)?,?"
    r"\s(?:is|are|were|could be|ha(?:d|ve|s)(?: now| since| meanwhile| already| all)? been|remains?|remained)\b"
    rf"|\bof (?:the )?{_COUNT}\s[\w-]+\s{_COUNT}\b"
)
_QUANTITY = re.compile(r"\b(?:tonnes|kilos|percent|days|ships|year)\b")
_IS_SETTLED = re.compile(rf"\b{cue('grammar_settled')}\b")


def points_counted(sentence: Sentence) -> Told | None:
    """ "Sixteen of the chapters are closed", "three points remain open": how far the talks have come."""
    if _IS_SETTLED.search(sentence.lower) is None or _QUANTITY.search(sentence.lower):
        return None
    count = _COUNTED.search(sentence.lower)
    if count is None:
        return None
    unit = sentence.said or sentence.saying
    return sentence.told("assessment", "assessment.count", count, who=sentence.speaker, unit=unit)


_WANTS = re.compile(
    r"\b(?:wants?|would like|would rather|would prefer|would settle for|could live with|would be glad of)\b"
)
_ITS_OWN = re.compile(OWN_BUSINESS)
_ASIDE = re.compile(r",?\s?(?:[^.;]{0,60},\s)?(?:\w+ly |also |still )?")
_NOT_WHO = re.compile(r"\b(?:what|who|which|i|we|you|nobody|there are)\b")


def wants(sentence: Sentence) -> Told | None:
    """ "Paris wants the former gone": a party or person directly before the verb, and no day."""
    want = _WANTS.search(sentence.lower)
    if want is None or sentence.gone or sentence.to_come or _NOT_WHO.search(sentence.lower[: want.start()]):
        return None
    before = [side for side in sentence.sides if side.end <= sentence.start + want.start() and side.kind != "place"]
    if not before or _ITS_OWN.match(sentence.lower, want.end()):
        return None
    if sentence.lower.startswith((" more", " it "), want.end()):
        return None
    if _ASIDE.fullmatch(sentence.lower, before[-1].end - sentence.start, want.start()) is None:
        return None
    return sentence.told(
        "position", "position.wants", want, form="s", who=before[-1], attributes=(("direction", "supports"),)
    )


_AIM = re.compile(
    r"\b(?:aim(?:s|ed|ing)? (?:for|to)|hop(?:e|es|ed|ing) (?:to|for)|would like to|want(?:s|ed)? (?:it|to)"
    r"|is the (?:goal|aim|target)|the (?:\w+ )?(?:aim|goal|target|idea|plan) (?:is|was) to"
    r"|should be (?:ready|done|finished)|meant to|working assumption"
    r"|promis\w+|expects?|expected|(?:is|are|was|were) to (?:last|run|stay)|(?:will )?follows?)\b"
)
_LIMIT = re.compile(r"\b(?:by|before|ahead of|into force|effect)\b")
_NO_LIMIT = re.compile(r"\b(?:vote|travel|use it|meet)\b")


_RUNS_OUT = re.compile(
    r"\b(?:runs? out|expires?|shuts?|(?:is|are) up|lapses?|falls? due)\s(?:on\s|with\s|next\s)?(?:the\s)?\Z"
)


_ANSWER_DUE = re.compile(
    rf"\b{cue('grammar_answer_due')}\b[^.;]{{0,40}}\b(?:is|are|falls?) due\b|\bdue\b[^.;]{{0,24}}[,:]\s[^.;]{{0,40}}"
    rf"\b{cue('grammar_answer_due')}\b"
)


def answer_due(sentence: Sentence) -> Told | None:
    """ "June 30: Kenya's answer is due", "due on June 30: an answer"."""
    due = _ANSWER_DUE.search(sentence.lower)
    if due is None or not sentence.to_come:
        return None
    day = sentence.to_come[0]
    return sentence.told("deadline", "deadline.answer", day, form="noun", given=Given(due_by(day), "planned"))


def runs_out(sentence: Sentence) -> Told | None:
    """ "The two years are up next Tuesday", "that window shuts on 2 August"."""
    for day in sentence.to_come:
        if _RUNS_OUT.search(sentence.scan.lower, sentence.start, day.start):
            return sentence.told("deadline", "deadline.ends", day, form="noun", given=Given(due_by(day), "planned"))
    return None


def aim(sentence: Sentence) -> Told | None:
    """ "The aim is to sign before Parliament rises on Dec. 18": a day that somebody aims at."""
    goal = _AIM.search(sentence.lower)
    if goal is None or not sentence.to_come or _NO_LIMIT.search(sentence.lower) or FORECAST.search(sentence.lower):
        return None
    day = sentence.to_come[0]
    earliest = NOT_BEFORE.search(sentence.scan.lower, sentence.start, day.end) is not None
    if earliest or (day.role not in LIMITS and _LIMIT.search(sentence.lower) is None):
        return None
    return sentence.told("deadline", "deadline.aim", day, form="noun", given=Given(due_by(day), "planned"))
