"""Who does a thing and who says it: the grammatical subject, an agent after "by", or whom a pronoun takes up."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from operator import attrgetter

from timeline.extract.clauses.agents import (
    agent_of,
    decider,
    for_whom,
    is_got,
    put_by,
    where_answered,
    whom_it_pleases,
    whose_reply,
    whose_was_put,
)
from timeline.extract.clauses.answers import MOVE_TO
from timeline.extract.clauses.heard import (
    Heard,
    he_or_she,
    is_many,
    is_somebody,
    many_before,
    one_of_two,
    quoted_before,
    with_whose,
)
from timeline.extract.clauses.named import ITS_PLAN
from timeline.extract.clauses.units import Unit
from timeline.extract.frames.needs import BEING
from timeline.extract.frames.read import Frame
from timeline.extract.people.insertions import named_behind, put_in
from timeline.extract.scan import OF_THINGS, Scan, Side
from timeline.lexicon import cue

_PRONOUN = re.compile(
    rf"\b(he|she|it|they|we|i|you|who|which|there)\s(?:(?:{cue('who_between')}|[a-z]+ly)\s){{0,4}}\Z|"
    rf"\b(he|she|it|they|we|i|you)'(?:s|d|ll|ve|re|m)\s(?:[a-z]+ly\s)?\Z"
)
_AND_OTHERS = re.compile(r"(?:that\s)?(he|she)\sand\s")
_AFTER_PREPOSITION = re.compile(
    rf"\b{cue('who_prepositions')}\s(?:(?:the|a|an|its|their|his|her|our|both|other|{cue('who_qualities')})\s)*\Z"
)
_SPOKEN_FOR = re.compile(r"\b(?:of|for|from|at|in)\s(?:the\s)?\Z")
_SO_LONG = (
    r"(?:(?:(?:[a-z]+|\d+)\s){0,3}"
    r"(?:minutes?|hours?|days?|weeks?|months?|years?|shortly|soon|immediately|just|long)\s)?"
)
"""Before "after" or "before": "two days | after", "shortly | before"."""
_VERB_FIRST = re.compile(
    rf"(?:{_SO_LONG}(?:after|before)\s)?"
    rf"(?:(?:{cue('who_between')}|[a-z]+ly|and|but|to|or|by|in|while|when|after|before)\s)*+\Z"
)
_HAVING = re.compile(rf"{_SO_LONG}(?:(?:and|but|after|not|[a-z]+ly)\s){{0,3}}having\s(?:[a-z]+ly\s)?\Z")
_OPENING_PARTICIPLE = re.compile(
    rf"(?:{_SO_LONG}(?:after|before|by|while|when|in|without|since|upon|on|besides|instead of|rather than)\s)?"
    r"(?:not\s)?(?:[a-z]+ly\s)?[a-z]{2,}ing\s"
)
_MAIN = re.compile(r",\s(?:the\s)?(?:[A-Z][\w.-]*\s){0,4}\Z")
_BREAKS = (": ", "; ", "— ", "– ")
_REACH = 70
"""Characters before a list in which the preposition that governs it is looked for."""
_WE = re.compile(r"\bwe\s(?:have\s|both\s|\w+ly\s){0,3}\Z")
_IT_WAS = re.compile(r"\bit\s(?:was|is|has been|had been)\s(?:\w+\s)?\Z")
_IT = re.compile(r"(?:that\s)?(?:it|this|that)\s")
_JUDGES = (
    "not go far",
    "go not far",
    "come too",
    "came too",
    "go too",
    "went too",
    "fall short",
    "fell short",
    "was not enough",
)
"""How what is said of an offer begins, and not of whom the text has told before."""


def doer_of(scan: Scan, frame: Frame, heard: Heard) -> Side | None:
    """Who does what ``frame`` tells; None where the text leaves it open."""
    unit, hit = frame.unit, frame.hit
    acts = frame.type in ("response", "proposal", "measure")
    if frame.sense.rule == "proposal.said" and unit.saying is not None:
        return speaker_of(scan, unit.saying, heard)  # "Sudan must pay, the minister said"
    if frame.sense.rule == "response.breach":  # "Sudan has broken the deal, the minister said"
        return speaker_of(scan, unit.saying, heard) if unit.saying is not None else None
    if frame.type == "agreement" and _WE.search(scan.lower, unit.start, hit.start):
        return None  # "we have agreed": both
    if frame.sense.rule == "agreement.agree" and _IT_WAS.search(scan.lower, unit.start, hit.start):
        return None  # "it was agreed that": by both
    if frame.type == "response" and unit.saying is not None and _IT.match(scan.lower, unit.start, hit.start):
        passive = scan.lower.endswith(BEING, 0, hit.start)  # "said this offer was rejected"
        judged = ("offer" in frame.sense.subject and not passive) or hit.text.startswith(_JUDGES)
        if judged:
            return speaker_of(scan, unit.saying, heard)  # "praised the offer but said it | came too late"
    if frame.sense.rule == "response.reply":
        return whose_reply(scan, unit, hit.end)
    if frame.sense.rule == "proposal.term" and (put := _PUT_BY.search(scan.lower, unit.start, hit.start)) is not None:
        return agent_of(scan, unit, put.start("by") - 1)  # "the proposal, put forward by Kenya, would cut"
    if frame.type == "proposal" and frame.sense.be and "offer" in frame.sense.subject:
        return whose_was_put(scan, unit, hit)
    if acts and frame.sense.be and frame.sense.passive:
        agent = agent_of(scan, unit, hit.end - len(" by") if hit.text.endswith(" by") else hit.end)
        return agent or (where_answered(scan, unit, hit.end) if frame.type == "response" else None)
    passive = frame.sense.form == "past" and scan.lower.endswith(BEING, 0, hit.start)
    if frame.type == "proposal" and frame.sense.form == "noun" and hit.text.endswith(" by"):
        return agent_of(scan, unit, hit.end - len(" by"))  # "a joint patrol was | proposed by | Peru"
    if passive and frame.type == "position" and (agent := agent_of(scan, unit, hit.end)) is not None:
        return agent
    if passive and frame.type == "response" and not frame.sense.be:
        return agent_of(scan, unit, hit.end) or where_answered(scan, unit, hit.end)
    if passive and frame.sense.rule == "measure.passage":
        return agent_of(scan, unit, hit.end)
    if acts and frame.sense.form in ("past", "base") and _DAY_BY.match(scan.lower, hit.end):
        agent = agent_of(scan, unit, hit.end)
        if agent is not None:
            return agent  # "the duty, imposed by Kenya"
    if acts and frame.sense.form == "base" and (decision := MOVE_TO.search(scan.lower, unit.start, hit.start)):
        return decider(scan, unit, decision)
    if acts and frame.sense.form == "noun" and _WAS_GIVEN.search(scan.lower, unit.start, hit.start):
        return agent_of(scan, unit, hit.end)  # "Kenya was handed a list of demands by Uganda"
    if frame.sense.form == "noun" and frame.sense.rule != "response.to_offer":
        owner = put_by(scan, unit, hit.start, hit.end)
        if owner is not None or (acts and is_got(scan, unit, hit.start)):
            return owner
    if unit.saying is not None and ITS_PLAN.match(scan.lower, unit.start, hit.start):
        return speaker_of(scan, unit.saying, heard)  # "Kenya announced | plans to lift the ban"
    subject = subject_before(scan, unit, hit.start, heard)
    pronoun = (
        _IT_WILL.match(scan.lower, unit.start, hit.start) if subject is None and frame.type == "agreement" else None
    )
    if pronoun is not None:
        return _taken_up(scan, unit, pronoun[1], unit.start, heard)
    if subject is None and frame.type in ("response", "position"):
        answered = where_answered(scan, unit, hit.end) if frame.type == "response" else None
        return answered or for_whom(scan, unit, hit.end) or whom_it_pleases(scan, unit, hit)
    return subject


_IT_WILL = re.compile(
    r"(?:and\s|but\s|that\s)?(he|she|it)\s"
    r"(?:will|would|must|may|can|has\s(?!been\b)|had\s(?!been\b)|also|gets|got|pays|paid|keeps|kept)\b"
)
"""Opens what somebody told before has to do by a deal: "It will pay | $2.1 million a year"."""
_WAS_GIVEN = re.compile(
    r"\b(?:was|were|been)\s(?:given|handed|sent|shown|passed|served|presented with|confronted with|faced with)\s"
    r"(?:(?:a|an|the|another|new|fresh|long|written|formal|final|\w+)\s){0,4}\Z"
)
_DAY_BY = re.compile(
    r"\s(?:(?:on|in|last|this|earlier this)\s(?:[\w.]+\s){1,3})?by\s(?!(?:\d|half|a third|then|the end|\w+ing)\b)"
)
_PUT_BY = re.compile(r"\b(?:put forward|tabled|made|submitted|proposed|floated|drafted|presented)\s(?P<by>by)\s")


def speaker_of(scan: Scan, saying: Unit, heard: Heard) -> Side | None:
    """Whose words they are: the subject of the verb of saying, before it or after it; None where that is open."""
    hit = saying.speech_hit
    if hit is None or saying.speech is None:
        return None
    if saying.speech.form == "ing":
        return heard.here  # "..., adding that": whoever spoke before goes on
    if saying.speech.form != "noun":
        before = subject_before(scan, saying, hit.start, heard)
        if before is not None or _PRONOUN.search(scan.lower, saying.start, hit.start):
            return before
    following = None
    if hit.text.startswith(("told", "tell")):
        return None  # "Kiet told Haugvoll": who follows is told, and does not tell
    for side in saying.sides:
        if side.start < hit.end or side.kind == "place":
            continue
        if side.start - (following.end if following else hit.end) > 40 or (following and following.kind == "person"):
            break
        if following is None and _AFTER_PREPOSITION.search(scan.lower, hit.end, side.start):
            break
        apart = following is not None and "," in scan.text[following.end : side.start]
        if following is not None and apart and not named_behind(scan, following, side):
            break
        following = side
    return following


def voice_of(scan: Scan, unit: Unit, act: int, doer: Side | None, heard: Heard) -> Side | None:
    """Who says so, by a verb of saying that governs the clause or opens it: "Ruiz said on Monday | Peru | refused"."""
    if unit.saying is not None:
        return speaker_of(scan, unit.saying, heard)
    opens = unit.speech_hit is not None and doer is not None and unit.speech_hit.end <= doer.start < act
    return speaker_of(scan, unit, heard) if opens else None


_HE_DID_AND = re.compile(r"(?:and\s|but\s)?(he|she|it)\s(?!and\b)[^,;:.]{2,60}\sand\s(?:then\s|also\s|[a-z]+ly\s)?\Z")
"""Before the second verb of a pronoun: "he stayed three hours and | offered"."""


def subject_before(scan: Scan, unit: Unit, verb: int, heard: Heard) -> Side | None:
    """The subject of the verb that begins at ``verb``: named, taken up by a pronoun, or that of the clause before."""
    pronoun = _PRONOUN.search(scan.lower, unit.start, verb) or _AND_OTHERS.match(scan.lower, unit.start, verb)
    if pronoun is not None:
        return _taken_up(scan, unit, pronoun.group(1) or pronoun.group(pronoun.lastindex or 1), pronoun.start(), heard)
    if (former := _FORMER.match(scan.lower, unit.start, verb)) is not None:
        return one_of_two(scan, unit.sentence, unit.start, former["which"] == "latter")
    if _HIS_COUNTRY.match(scan.lower, unit.start, verb):
        return _of_his_country(scan, unit, heard)
    subject = _named(scan, unit, verb)
    goes_on = _HE_DID_AND.match(scan.lower, unit.start, verb) if subject is None else None
    if goes_on is not None:
        return _taken_up(scan, unit, goes_on.group(1), unit.start, heard)
    if subject is None and any(first.match(scan.lower, unit.start, verb) for first in (_VERB_FIRST, _HAVING)):
        return heard.here or heard.ahead
    return with_whose(scan, subject, heard) if subject is not None else None


def behind_participle(scan: Scan, number: int, units: Iterable[Unit]) -> Side | None:
    """Who acts behind a participle that opens a sentence: "After closing the border on Monday, | Peru | waited"."""
    if not _OPENING_PARTICIPLE.match(scan.lower, scan.sentences[number][0]):
        return None
    main: Side | None = None
    end, closes = scan.sentences[number][1], -1
    for side in (side for unit in units for side in unit.sides if side.kind != "place"):
        if side.start < closes:
            continue  # "After meeting Odero, | Kenya's | trade minister, Oman's envoy flew home"
        closes = max(closes, put_in(scan, side.end, end)) if scan.lower.startswith(", ", side.end) else closes
        first = main is None and _MAIN.search(scan.text, max(0, side.start - 50), side.start)
        if first or (main is not None and is_same(scan, main, side)):
            main = side
    acts = main is not None and (main.kind == "person" or not scan.lower.startswith("'s ", main.end))
    return main if acts else None


_FORMER = re.compile(rf"(?:that\s)?the\s(?P<which>former|latter)\s(?:(?:{cue('who_between')}|[a-z]+ly)\s){{0,4}}\Z")
_HIS_COUNTRY = re.compile(
    r"(?:(?:that|but|and)\s)?(?:(?:on|in|last|this)\s\w+,?\s)?(?:his|her|their|our|my)\s(?:own\s)?(?:country|nation|side|state)\s"
    rf"(?:(?:{cue('who_between')}|[a-z]+ly)\s){{0,4}}\Z"
)
"""Before what the party of somebody does: "Tamsin said that | her country | would lift the ban"."""


_HE = re.compile(r"\b(?:he|she)\b")


def _of_his_country(scan: Scan, unit: Unit, heard: Heard) -> Side | None:
    """Somebody by whom the text names his party, where he speaks or was subject just before."""
    if unit.saying is not None:
        return speaker_of(scan, unit.saying, heard)
    if heard.here is not None or heard.person is None:
        return heard.here
    start = scan.sentences[max(0, unit.sentence - 1)][0]
    told = heard.person.start >= start or _HE.search(scan.lower, start, unit.start) is not None
    return heard.person if told else None  # "An engineer arrived. His country has lifted the ban"


def opens_with_verb(scan: Scan, unit: Unit, verb: int) -> bool:
    """Whether the clause has no subject of its own: "... and | signed an agreement"."""
    return _VERB_FIRST.match(scan.lower, unit.start, verb) is not None


_SAYS = re.compile(r"\b(?:said|says|announced|added|declared|confirmed)\b[^,;]*\Z")


def _taken_up(scan: Scan, unit: Unit, pronoun: str, at: int, heard: Heard) -> Side | None:
    if pronoun in ("we", "i") and unit.saying is not None:
        return speaker_of(scan, unit.saying, heard)
    if pronoun in ("he", "she"):
        subject = heard.here if heard.here is not None and is_somebody(heard.here) else heard.person
        named = (*heard.persons, *(side for side in unit.sides if side.kind == "person" and side.end <= at))
        return he_or_she(pronoun, subject, named)
    if pronoun in ("we", "i"):
        voice = next((side for side in unit.sides if side.end == at + len(pronoun)), None)
        labels = (side for side in unit.sides if side.end < at and scan.lower.startswith(": ", side.end))
        return voice or next(labels, None) or quoted_before(scan, unit.sentence, heard)
    if pronoun in ("it", "they"):
        sayer = _named(scan, unit, at)
        spoke = sayer is not None and sayer.code and _SAYS.search(scan.lower, sayer.end, at)
        if sayer is not None and spoke and (pronoun == "it" or is_many(sayer)):
            return sayer  # "Uganda said on Monday it would ban eggs"
    if pronoun == "it":
        here = heard.here or (sayer if sayer is not None and sayer.code else heard.owner)
        if here is not None and (here.kind in ("party", "body") or _names_only_his(scan, unit, here, at)):
            return here
        return heard.party
    if pronoun == "they" and heard.here is not None and heard.here.kind == "party":
        return heard.here if is_many(heard.here) else None
    if pronoun == "they":
        return many_before(scan, unit.sentence, heard)
    if pronoun in ("who", "which"):
        before = [side for side in unit.sides if side.end <= at and side.kind != "place"]
        if before and at - before[-1].end < 40:
            return before[-1]
        return heard.here if at - unit.start < 4 else None
    return None


def _names_only_his(scan: Scan, unit: Unit, somebody: Side, at: int) -> bool:
    """Whether his is the one party that the sentence has named: "Peru's minister said | it would close the border"."""
    first = bisect_left(scan.names, scan.sentences[unit.sentence][0], key=attrgetter("start"))
    named = {name.code for name in scan.names[first : bisect_left(scan.names, at, key=attrgetter("start"))]}
    return is_somebody(somebody) and named == {somebody.code}


def _named(scan: Scan, unit: Unit, verb: int) -> Side | None:
    """Who is named before the verb as its subject, and not after a preposition or only to qualify a thing."""
    if not unit.sides:
        return None
    chosen: Side | None = None
    refused: Side | None = None
    floor = unit.start + max(map(scan.text[unit.start : verb].rfind, _BREAKS))
    for side in unit.sides:
        if side.start < floor and not side.end < floor <= scan.goes_on(side):
            continue
        if side.end > verb:
            break
        if side.kind == "place":
            continue
        if chosen is not None and side.code != chosen.code and side.start < scan.goes_on(chosen) <= verb:
            continue  # "Kenya, which rules with Uganda's help, | refused"
        if chosen is not None:
            told = any(opens.search(scan.lower, chosen.end, side.start) for opens in (_LEARNED, _WHEN))
            told = told and scan.lower.find(",", side.end, verb) < 0 and not _only_qualifies(scan, side, verb)
            told = told or (
                _THAT.search(scan.lower, chosen.end, side.start) is not None
                and _ITSELF.fullmatch(scan.lower, side.end, verb) is not None
            )
            if told or is_same(scan, chosen, side):
                chosen = side
            elif _acts_next(scan, chosen, side) and not _is_object(scan, unit, side):
                chosen = side  # "apologised on Monday, and Kenya | accepted"
            elif chosen.kind == "party" and _closes_with_him(scan, side, verb):
                chosen = side
            continue
        owned = refused is not None and side.kind == "person" and scan.lower[refused.end : side.start] == "'s "
        of_theirs = owned and refused is not None and not _is_object(scan, unit, refused)
        if refused is not None and refused.start < side.start and _goes_on(scan, refused, side) and not of_theirs:
            refused = side
            continue
        if _is_object(scan, unit, side) or _only_qualifies(scan, side, verb):
            refused = side
            continue
        chosen = side
    if chosen is None or chosen.kind == "person":
        return chosen
    return None if chosen.kind == "party" and _only_qualifies(scan, chosen, verb) else chosen


_AND_ANOTHER = re.compile(r"\s[a-z][^,;:]{8,160}?,\s(?:and|but|while|whereas)\s(?:the\s)?\Z")
"""Between who acts first and who acts next, each with a verb."""
_LEARNED = re.compile(
    r"\b(?:said|says|confirmed|confirms|added|disclosed|reported)\s(?:on\s[a-z]+day\s)?(?:that\s)?(?:the\s)?\Z"
    r"|\b(?:learn(?:ed|t|s)?|heard?|hears|discover(?:ed|s)?|found(?: out)?|noticed?|notices|saw|sees?|knew|knows?"
    r"|reali[sz]ed|believed?|believes|suspect(?:ed|s)?|feared?|fears|thought|thinks?|recall(?:ed|s)?|remember(?:ed|s)?)\s"
    r"(?:\w+ly\s)?(?:(?:on|in|last|this)\s(?:\w+\s){1,3}?)?that\s(?:the\s)?\Z"
)
"""Between who learns or tells of an act and whose act it is: "officials learned that | Tanzania | had offered"."""
_WHEN = re.compile(r"\s(?:when|because|while|although|though|if|whether|how|why)\s(?:the\s)?\Z")
"""Before who acts in a clause of his own: "Chile was surprised when | Peru | closed the border"."""
_THAT = re.compile(r"\b(?:that|which|whom)\s(?:the\s)?\Z")
_ITSELF = re.compile(r"\s(?:(?:has|have|had|is|was|will|would|now|also|still|once|itself|\w+ly)\s){0,3}")
"""Between a party behind "that" and its verb: "has not taken up the quota that | Kenya | had | offered"."""
_FAR = 180
"""Characters between two who act in one sentence."""
_AND_BEFORE = tuple(f", {word} {the}" for word in ("and", "but", "while", "whereas") for the in ("", "the "))


def _acts_next(scan: Scan, first: Side, second: Side) -> bool:
    """Whether the second has a verb of its own behind that of the first."""
    if second.start - first.end > _FAR or not scan.lower.endswith(_AND_BEFORE, 0, second.start):
        return False
    return _AND_ANOTHER.match(scan.lower, first.end, second.start) is not None


_WHO_HE_IS = re.compile(r",\s[^,;:]{3,60},\s|\s")


def _closes_with_him(scan: Scan, side: Side, verb: int) -> bool:
    """Whether a person stands behind what he says: "Chile needs it more, Ruiz, its envoy, | replied"."""
    if side.kind != "person" or not scan.text.endswith(", ", 0, side.start):
        return False
    return _WHO_HE_IS.fullmatch(scan.lower, side.end, verb) is not None


def _goes_on(scan: Scan, first: Side, second: Side) -> bool:
    """Whether the second continues the first, or a list after a preposition: "between Kenya | and Uganda"."""
    if is_same(scan, first, second):
        return True
    listed = scan.lower[first.end : second.start] in (" and ", " or ", " and the ")
    return listed and _AFTER_PREPOSITION.search(scan.lower, max(0, first.start - _REACH), first.start) is not None


def is_same(scan: Scan, first: Side, second: Side) -> bool:
    """Whether the second mention continues the first: "Japan's | trade minister | Akira Sato"."""
    if first.start == second.start:
        return second.kind == "body"
    gap = scan.lower[first.end : second.start]
    if named_behind(scan, first, second):
        return True
    if first.kind == "person" or len(gap) > 48 or "," in gap or " and " in gap or ";" in gap:
        return False
    if any(s.form != "noun" for hit in scan.hits.within(first.end, second.start) for s in hit.entry.senses):
        return False
    if _AFTER_PREPOSITION.search(gap) or re.search(r"\b(?:with|to|and|than)\b", gap):
        return False
    return gap.startswith(("'s", " ")) and second.kind in ("person", "office", "body")


def _is_object(scan: Scan, unit: Unit, side: Side) -> bool:
    before = _AFTER_PREPOSITION.search(scan.lower, unit.start, side.start)
    if before is None:
        return False
    # "officials of the EU", "a spokesman for Japan's cabinet": who acts is named by the party
    spoken = _SPOKEN_FOR.search(scan.lower, unit.start, side.start)
    if spoken is None:
        return True
    heads = scan.hits.within(max(unit.start, spoken.start() - 24), spoken.start())
    return not (heads and "side" in heads[-1].entry.kinds and heads[-1].end + 1 == spoken.start())


def _only_qualifies(scan: Scan, side: Side, verb: int) -> bool:
    """Whether a party or person only qualifies what follows: "Korean cars", "European elections", "Lee's summit"."""
    if side.end >= verb:
        return False
    possessive = scan.lower.startswith("'s ", side.end)
    if side.kind in ("office", "body") and not possessive:
        return False
    if (
        not possessive
        and scan.lower.endswith("the ", 0, side.start)
        and _VERB_FIRST.fullmatch(scan.lower, side.end + 1, verb)
    ):
        return False  # "the Swiss | have rejected it"
    if side.kind == "person":
        return possessive and _SPEAKS_FOR_HIM.match(scan.lower, side.end) is None
    if not possessive and side.form not in OF_THINGS and not _before_noun(scan, side, verb):
        return False
    if (
        side.form in OF_THINGS
        and scan.lower.startswith("the ", max(0, side.start - 4))
        and _ACTS.match(scan.lower, side.end, verb)
    ):
        return False
    following = scan.hits.within(side.end, min(verb, side.end + 40))
    return not any("side" in hit.entry.kinds for hit in following)


_ACTS = re.compile(
    r"(?:\s(?:have|had|would|will|could|may|might|did|do|are|were|not|never|also|then|now|both|still|first|\w+ly))*\s"
    r"(?:\Z|(?:said|say|announced|added|declared|confirmed)\b)"
)
"""Between a people and its verb, or where it speaks: "the Dutch | have always | refused"; no "Irish | backstop is"."""
_SPEAKS_FOR_HIM = re.compile(
    r"'s\s(?:own|letter|note|statement|memo|message|(?:\w+\s)?(?:people|office|team|staff|aides?|negotiators|lawyers"
    r"|officials|delegation|government|cabinet|administration|ministry|side|camp))\b"
)
"""Behind somebody who speaks by those who work for him, or by a thing of his: "Mahmud's letter | asked for"."""


def _before_noun(scan: Scan, side: Side, verb: int) -> bool:
    """Whether a noun of trade or of the talks follows at once: "U.S. tariffs"."""
    following = scan.hits.within(side.end, min(verb, side.end + 2))
    return any(hit.entry.kinds and not any(s.form != "noun" for s in hit.entry.senses) for hit in following)


_AT_THE_HEAD = 16
"""Characters within which somebody named first in a clause stands at its head."""


def somebody_before(scan: Scan, unit: Unit, start: int) -> Side | None:
    """Who is about, for the conditions of rules: who stands at the head of the clause, or else last before it."""
    before = [side for side in unit.sides if side.end <= start and side.kind != "place"]
    if not before:
        return None
    if before[0].start - unit.start > _AT_THE_HEAD:
        return before[-1]
    subject = before[0]
    for side in before[1:]:
        gap = scan.text[subject.end : side.start]
        if subject.kind == "person" or side.kind == "office" or len(gap) > 60 or "," in gap or " and " in gap:
            break
        if len(gap) < 34 or side.kind == "person":
            subject = side
    return subject
