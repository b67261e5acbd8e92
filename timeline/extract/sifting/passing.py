"""In passing: what a sentence only recalls, quotes or talks of, and tells no event with."""

from __future__ import annotations

import re

from timeline.extract.sifting.gates import Candidate
from timeline.lexicon import cue

_WHO_WAS_THERE = re.compile(r"\bwho\s(?:(?:has|had|have|also)\s)?\Z")
_AS_IT_SAYS = re.compile(r"\bas (?:the|that|this|their) (?:[\w-]+\s){1,2}\Z")
_LAW_THAT = re.compile(r"\b(?:that|which|who)\s(?:(?:is|are|was|were|has|have|had|been)\s){0,2}\Z")
_OWN_TERM = re.compile(
    r"\b(?:(?:whose|his|her|their) (?:[\w'-]+ ){0,2}terms?|(?:minister|mayor|president|governor|chancellor|premier"
    r"|ambassador|secretary|parliament|government|speaker|commissioner)['’]s (?:[\w-]+ )?(?:term|mandate))\b"
    r"(?! (?:sheet|to|for)\b)"
    r"[^,;.]{0,20}"
    r"(?:\b(?:runs? out|ends?|expires?)\b[^,;.]{0,24})?\Z"
)
"""Before the end of somebody's time in office, or the day of it."""
_ROUND_ENDS = re.compile(
    r"\b(?:round|session|visit|conference|summit)\b[^.;]{0,60}\bends?\b|\btalks\s(?:(?:are|will)\s(?:\w+\s)?(?:to\s)?)?end\son\b"
)

_RECALLED = re.compile(r"\bever\s\Z|\bsince\s(?:the|that|this|its)\s[\w -]{3,30}\s(?:was|were|had been)\s\Z")
"""Before a deal that only dates or ranks something else: "the worst ever | signed", "since the treaty was | signed"."""


_DENIES = re.compile(r"\bden(?:y|ies|ied|ying)\b")
_REPLACED = re.compile(
    r"\b(?:replac|supersed)\w*\s[^.;,]{0,40}\b(?:agreement|accord|deal|pact|treaty|protocol|memorandum|text|law|order"
    r"|one|regime|safeguard|scheme|system|rules)s?\s(?:that|which)\s[^.;,]{0,30}\Z"
)
_DEEDS = ("impos", "rais", "levied", "introduc", "adopt", "launch", "order", "announc")
"""How a measure begins that somebody took on a day, however it is recalled."""
_AGREED_BY = re.compile(r"agreed\s(?:by|with|between|in|at)\s")
_THE_RATE = re.compile(
    r"\b(?:tariff|rate|quota|levy|duty|terms|package|framework|compromise|figure|price|fee"
    r"|toll)s?\s(?:of\s[\w.,%$€£ -]{1,24}\s)?\Z"
)


def _is_agreed_rate(one: Candidate) -> bool:
    """ "A 19% tariff agreed by the president was the best it could obtain": a deal only recalled."""
    hit, unit = one.told.frame.hit, one.told.frame.unit
    if _THE_RATE.search(one.before(48)) is None or _AGREED_BY.match(one.scan.lower, hit.start) is None:
        return False
    return unit.saying is not None and not one.scan.dates.within(hit.end, unit.end)


_GIVES = (
    *("give", "gave", "get", "got", "keep", "kept", "leave", "left", "take", "took"),
    *("put", "win", "won", "cover", "bring", "brought", "fill"),
)
_NO_TERM = re.compile(
    rf"[^,;:.]{{0,40}}?\b{cue('passing_no_term')}\b"
    r"(?!\s(?:and|as well as)\s[^,;.]{0,30}\b(?:access|quotas?|rights?|permits?|licen[cs]es?|exemptions?)\b)"
)
"""Behind what gives or gets nothing that a deal sets: "gives the minister | something to show"."""
_HISTORY = re.compile(
    r"(?:goes|go|went) back to (?!zero|\d|(?:the|its|their) (?:old|former|previous|earlier|normal|original|pre)"
    r"|what (?:it|they) (?:was|were))"
)
_TO_THE_POLLS = re.compile(
    r"(?:go|goes|going|went) to (?:the polls|a vote|the vote|court(?! (?:in|of|at))|press|print|the printers?)\b"
)
_WHAT_IT_GIVES = re.compile(
    r"[^,;.]{0,12}\s(?:is|was)\s(?:less|more|simpler|little|much|smaller|clearer|harder|another)\b"
)
_TO_TALK_OF = re.compile(
    r"\b(?:negotiators|experts|ministers|officials|teams|lawyers|technicians|delegations)\s(?:will|shall|are to)"
    r"\s(?:\w+\s)?\Z"
)


def _says_no_term(one: Candidate) -> bool:
    """ "Salmon gets one sentence", "it all goes back to a dinner", "what Norway gives is less"."""
    hit, lower = one.told.frame.hit, one.scan.lower
    if not one.draft.terms and hit.text.startswith(_GIVES) and _NO_TERM.match(lower, hit.end, one.end):
        return True
    if _HISTORY.match(lower, hit.start) or _TO_THE_POLLS.match(lower, hit.start):
        return True
    if _AIM_IS.search(one.before(30)):
        return True
    if hit.text.startswith("take up") and _TO_TALK_OF.search(one.before(40)):
        return True
    return (
        not one.draft.terms
        and lower.startswith("what ", one.told.frame.unit.start)
        and _WHAT_IT_GIVES.match(lower, hit.end) is not None
    )


_HABIT = re.compile(
    r"\b(?:(?:every|each) (?:winter|summer|spring|autumn|fall|season|year|month|week|day|night|morning|evening|weekend"
    r"|time|\w+day)|whenever|whoever|whichever|in a normal (?:year|week)|as a rule|usually|traditionally|always"
    r"|habitually|from time to time|year (?:after|in) year|now and then|as often as)\b"
)
_RECALLED_SINCE = re.compile(
    r"\b(?:(?:first|second|third|only|last|biggest|largest|worst|highest|lowest)\b[^,;.]{0,60}\bsince"
    r"|(?:days|weeks|months|hours|years|shortly|soon|a (?:day|week|month|year)) after)\s"
    r"(?:(?:the|its|his|their)\s)?(?:[\w'’.-]+\s){1,5}\Z"
)
_TWO_SUBJECTS = re.compile(
    r"\b(?:since|after)\s(?:[\w'’.-]+\s){0,3}?(?:"
    r"(?!(?:the|an?|its|his|her|their|of|and|by|to|in|for|with|from|(?:\w+-)?(?:minister|president|chancellor|premier|king"
    r"|queen|secretary|negotiator|chief|chairman|governor|commissioner|leader|government|court|rival|neighbouring))\s)"
    r"[a-z][\w'’-]*\s(?:[A-Z][\w.'’-]*\s){1,3}(?:had\s|has\s)?\Z"
    r"|(?!(?:of|by|in|and)\s)[\w'’-]+\s(?:the|its|both)\s(?:[\w'’.-]+\s){1,3}\Z)"
)
"""Before a deed that the sentence itself tells: "days after the vote Chile | closed its market"."""
_LAW_UNDER = re.compile(r"\b(?:law|act|decree|order|statute|regulation|rule)s? under which\b")
_BEFORE_IT = re.compile(
    r"before the (?:deal|agreement|accord|pact|treaty|roadmap|memorandum|truce),?\s[^,;.]*"
    r"\b(?:stood|was|were|paid|charged)\b(?![^;.]*\b(?:now|today|since then)\b)"
)
_NEXT = 12
"""Characters behind a deed of the past in which it is told how often it was done."""
_AIM_IS = re.compile(r"\b(?:goal|aim|target|task|purpose|hope|idea|objective|plan)\s(?:is|was)\sto\s\Z")


def habit_or_history(one: Candidate) -> bool:
    """ "Closes its crossings every winter", "days after Bishkek raised the duty": on no day that is told."""
    unit = one.told.frame.unit
    if one.draft.rule == "measure.since" and _HABIT.search(one.sentence):
        return True  # "is used up by May every year, and from June the lorries wait"
    if one.draft.type != "measure" or one.draft.modality != "actual" or one.scan.dates.within(unit.start, unit.end):
        return False
    hit, past = one.told.frame.hit, one.told.frame.sense.form == "past"
    # "closes its crossings every winter"; not "banned the sugar that it buys every year"
    last = min(unit.end, hit.end + _NEXT) if past else unit.end
    if one.draft.date is None and _HABIT.search(one.scan.lower, unit.start, last):
        return True
    if not past or _RECALLED_SINCE.search(one.before(120)) is None:
        return False
    return _TWO_SUBJECTS.search(one.scan.text, max(unit.start, hit.start - 120), hit.start) is None


def told_in_passing(one: Candidate) -> bool:
    """ "An official who attended the talks", "the law which bars cocoa", "as the agreement requires", "ever signed"."""
    unit, hit = one.told.frame.unit, one.told.frame.hit
    recalled = one.draft.type == "agreement" and _RECALLED.search(one.before(60))
    if recalled and not _DENIES.search(one.before(80)):
        return not one.scan.dates.within(hit.end, unit.end)
    if one.draft.rule == "agreement.agree" and _is_agreed_rate(one):
        return True
    done = one.draft.type == "measure" and one.draft.date is not None and hit.text.startswith(_DEEDS)
    if not done and _REPLACED.search(one.before(120)):
        return True  # "replaces an accord that has been in force since 2003"
    match one.draft.rule:
        case "meeting.discuss":  # "the two also discussed drugs": at the meeting told before
            return one.before(8).endswith(" also ") and not one.scan.dates.within(one.start, one.end)
        case "meeting.hold":
            return _WHO_WAS_THERE.search(one.before(24)) is not None
        case "agreement.course":
            return _AS_IT_SAYS.search(one.before(40)) is not None or _says_no_term(one)
        case "agreement.term" | "agreement.figure":
            return (
                _LAW_UNDER.search(one.before(100)) is not None
                or _BEFORE_IT.match(one.scan.lower, one.start) is not None
            )
        case "measure.impose":
            that = _LAW_THAT.search(one.before(40))
            return that is not None and not _is_of_who_acts(one, hit.start - len(that.group()))
        case "deadline.limit":
            return bool(
                ("until" not in one.sentence and _ROUND_ENDS.search(one.sentence)) or _OWN_TERM.search(one.before(70))
            )
        case "measure.force":
            return _OWN_TERM.search(one.before(70)) is not None
    return False


def _is_of_who_acts(one: Candidate, at: int) -> bool:
    """Whether a clause that begins at ``at`` tells it of somebody on a day: "Peru, | which doubled it on Monday"."""
    on_a_day = one.draft.date is not None and one.draft.date.is_day
    return on_a_day and any(side.end == at - len(", ") and side.code for side in one.told.frame.unit.sides)


_RAISED_WITH = re.compile(
    r"rais\w*\s(?:\w+\s){0,6}?(?:with(?! (?:effect|immediate|retroactive|a view|the aim|no|little"
    r"|one|two|a (?:day|week|month)))"
    r"|at the (?:meeting|talks|summit|session))\b"
)
_A_TOPIC = re.compile(r"\b(?:question|issue|matter|topic|subject|problem|concerns?)\s(?:of|about|over)\b[^,;]*\Z")
_SPOKE_OF = re.compile(r"\b(?:spoke|speaks?|spoken|speaking|talk(?:s|ed|ing)?)\b[^,;.]{0,40}\b(?:of|about)\s\Z")


def raised_in_talks(one: Candidate) -> bool:
    """ "Raised the ban with Budi", "spoke of reopening a port", "the question of tariffs was raised": not done."""
    hit, draft = one.told.frame.hit, one.draft
    if draft.type != "measure":
        return False
    if one.told.frame.sense.form == "ing" and draft.modality == "actual" and _SPOKE_OF.search(one.before(80)):
        return True
    if not hit.text.startswith("rais"):
        return False
    return bool(_RAISED_WITH.match(one.scan.lower, hit.start, one.end) or _A_TOPIC.search(one.before(60)))
