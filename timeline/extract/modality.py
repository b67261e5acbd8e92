"""Modality: whether a unit tells a fact, a plan, a condition, a denial or a cancellation."""

from __future__ import annotations

import re

from timeline.extract.frames import Frame
from timeline.extract.needs import NEVER_WAS
from timeline.extract.scan import Hit, Scan
from timeline.extract.units import Unit
from timeline.lexicon import Sense, cue
from timeline.model.events import Modality

_NEGATED = re.compile(
    rf"""(?:\b{cue("modality_negated")}\b(?!\s(?:more|less|later|only|just)\b)|n't)(?:(?!\bbut\b)[\w\s,'-]){{0,28}}\Z"""
)
_FUTURE = re.compile(
    rf"""(?:\b(?:will|shall|would|is\s+to|are\s+to|was\s+to|were\s+to|going\s+to|(?:is|are|was|were|ha[sd]\s+been|have\s+been)\s+(?:\w+ly\s+)?(?:due|set|scheduled|expected|slated|likely|planned|about|poised|supposed)\s+to|{cue("modality_future")}\s+(?:on\s+)?(?:to\b)?)|'ll)[\w\s,'-]{{0,36}}\Z"""
)
_CONDITION = re.compile(rf"\b{cue('modality_condition')}\b")
_MAYBE = re.compile(r"\b(?:could|might|(?<!in )(?<!of )(?<!since )(?<!last )(?<!\d )may(?![\s.,]*\d))\b")
_HAD_BEEN_DUE = re.compile(r"\bhad\s(?:been\s)?(?:initially\s|originally\s)?(?:been\s)?(?:due|set|scheduled)\sto\b")
_WOULD_HAVE = re.compile(r"\bwould\shave\s(?:been\s)?\Z")
_EXPECTED = ("expected to be ", "likely to be ", "hoped to be ", "due to be ", "supposed to be ")
_TO_COME = re.compile(r"\b(?:is|are)\s(?:now\s)?(?:planned|due|expected|scheduled|set|foreseen|pencilled in|slated)\b")
_WILL_ASK = re.compile(r"\b(?:will|is to|are to|plans? to|intends? to|going to)\s(?:\w+ly\s)?\Z")
_SET_FOR = re.compile(r"\b(?:is|are)\s(?:\w+ly\s|now\s)?(?:planned|scheduled|due|set|arranged|expected|pencil\w* in)\Z")
_OFF_AFTER = re.compile(
    r",?\s(?:was|were|is|has been|have been)\s(?:\w+ly\s)?"
    r"(?:called off|cancell?ed|postponed|put off|scrapped|shelved)\b"
)
_NOT_HELD = re.compile(r"\b(?:planned|scheduled|set|due|arranged)\b.{0,60}\bdid not (?:take place|happen|go ahead)\b")
_DEEDS = frozenset(
    (
        *("measure.impose", "measure.lift", "measure.effect", "measure.law", "measure.pause", "measure.revoke"),
        *("agreement.sign", "agreement.reach", "agreement.ratify"),
    )
)
_OPENS_OPEN = re.compile(r"(?:if|unless|once|until|should|were|had|when|before|after|under)\s")
_OPEN_VERB = re.compile(
    r"\b(?:will|would|shall|should|can|could|might|must)\s|\b(?:to|not|if|unless|may|be|is|are)\s(?:\w+\s){0,2}\Z"
)
_ABSENT = re.compile(r"\bwho\s(?:is|are|was|were|had)\snot\s(?!(?:yet\s|been\s)*\Z)")
"""Said of somebody in passing: "ministers who were not there in June | met"."""
_DONE_TO_NOTHING = frozenset(
    ("measure.impose", "measure.lift", "proposal.offer", "proposal.request", "meeting.hold", "agreement.sign")
)
_NO_THING = re.compile(r"\sno\b(?!\s(?:more|less|later|longer|fewer|sooner|doubt)\b)")
"""Right behind a verb: "imposed no duties", "had made no new offer"."""
_DENY = re.compile(
    r"\bden(?:y|ies|ied|ying)\s(?!entry|access|visas?|permission)(?:(?!\b(?:and|but|who|which)\b)[\w\s'’.-])*\Z"
)
_REPORTS = re.compile(r"\b(?:reports?|rumou?rs?|claims?|suggestions?|speculation)\s(?:that|of)\b")
_ARE_FALSE = re.compile(
    r"\b(?:is|are|was|were)\s(?:\w+ly\s)?(?:false|untrue|wrong|incorrect|inaccurate|baseless|unfounded|groundless|fake)\b"
)
_MAY_WELL = re.compile(r"\b(?:may|might|could)\s(?:well\s|yet\s|still\s|\w+ly\s)?\Z")
_INVITED = re.compile(r"accept\w*\s.*invitation")
_BEFORE_THEY = re.compile(
    r"\b(?:before|ahead of)\s"
    r"(?:(?:the|both|two|their|his|her|trade|chief|officials|from|sides|teams|leaders|\w+ers|\w+ors)\s)+\Z"
)
"""Before a verb in the present: "days before negotiators from both sides | meet"."""
_AVOIDED = re.compile(r"\b(?:avoid|avert|dodg|head(?:ed)? off|stav(?:e|ed) off)\w*\s[^,;]*\Z")
_TO_BE_DONE = frozenset(("agreement.sign", "agreement.ratify", "agreement.force", "agreement.weighed"))
"""Rules of agreements that may be told of what is still to be done: "would be signed in May"."""
_AUTHORISED = re.compile(r"\b(?:authori[sz]\w+|cleared|mandated|green-lit|approved|backed)\sthe\s\Z")
"""Before a signature that is only allowed: "authorised the | signature of"."""
_NOT_OFF = re.compile(r"(?:\b(?:not|never)|n't)\s(?:yet\s)?(?:been\s)?\Z")
_PUT_OFF_TO = re.compile(
    r"\s(?:to|until|till)\s(?:\w+\s)?(?:[a-z]{3,9}\.?\s\d|\d|next|the\s\d|[a-z]+day\b|the\s(?:end|middle|beginning))"
)
_BUT = re.compile(r"\bbut\b")
_BESIDE = 24
"""Characters between the words that call a meeting off and the verb of meeting: "was to have met"."""
_CALLED_OFF = re.compile(rf"\b{cue('modality_called_off')}")


def modality_of(scan: Scan, frame: Frame) -> Modality:
    """The modality of the event that ``frame`` tells."""
    unit, hit = frame.unit, frame.hit
    lower = scan.lower
    opening = scan.sentences[unit.sentence][0] if lower.startswith("to ", unit.start) else unit.start
    before_from = max(opening, hit.start - 60)  # "expects | to meet": what governs a clause that opens with "to"
    clause = lower[unit.start : unit.end]
    kind = frame.type
    if kind == "deadline":
        return "planned"
    if _is_denied(scan, frame):
        return "denied"
    if kind in ("meeting", "agreement", "measure") and NEVER_WAS.search(lower, before_from, hit.start):
        return "cancelled"
    if frame.sense.rule == "agreement.postponed":
        return "cancelled"
    if kind == "meeting" and (off := _called_off(scan, frame)) is not None:
        return (
            "planned"
            if _NOT_OFF.search(lower, unit.start, off.start()) or _PUT_OFF_TO.match(lower, off.end())
            else "cancelled"
        )
    if frame.sense.rule == "agreement.none":
        return "denied"
    if kind == "measure" and (_HAD_BEEN_DUE.search(clause) or _AVOIDED.search(lower, before_from, hit.start)):
        return "cancelled"
    if kind in ("measure", "agreement") and _WOULD_HAVE.search(lower, before_from, hit.start):
        return "cancelled"
    if kind == "meeting" and (_NOT_HELD.search(clause) or _OFF_AFTER.match(lower, unit.end)):
        return "cancelled"
    if kind in ("agreement", "meeting", "measure", "proposal"):
        negated = _NEGATED.search(lower, before_from, hit.start)
        if negated is not None and not _ABSENT.search(lower, before_from, hit.start):
            return "denied"
        if frame.sense.rule in _DONE_TO_NOTHING and _NO_THING.match(lower, hit.end):
            return "denied"
    if kind == "response":
        supposed = not hit.text.startswith("not ") and _MAY_WELL.search(lower, before_from, hit.start)
        return "conditional" if supposed else "actual"
    if frame.sense.rule == "measure.condition":
        return "conditional"
    sentence = scan.sentences[unit.sentence]
    if kind == "agreement" and _AUTHORISED.search(lower, before_from, hit.start):
        return "planned"
    if frame.sense.rule == "agreement.ceiling":
        return "actual"  # "should drugs be taxed, 15 percent is the limit": the limit is agreed
    if (
        kind in ("measure", "agreement")
        and _CONDITION.search(lower, sentence[0], sentence[1])
        and (not is_done(scan, unit, hit, frame.sense) or _CONDITION.search(lower, unit.start, hit.start))
    ):
        return "conditional"
    yet = frame.sense.form in ("base", "s") and _BEFORE_THEY.search(
        lower, max(scan.sentences[unit.sentence][0], hit.start - 60), hit.start
    )
    if kind == "meeting" and (yet or _INVITED.match(hit.text)):
        return "planned"
    if kind in ("meeting", "agreement", "measure"):
        if frame.sense.be and _SET_FOR.search(lower, before_from, hit.end):
            return "planned"
        if frame.sense.form == "noun" and _TO_COME.search(lower, hit.start, min(unit.end, hit.end + 90)):
            return "planned"
        if frame.sense.rule == "measure.proposed":
            return "planned"
        if frame.sense.rule == "measure.threat":
            return "conditional" if _maybe(scan, unit.start, unit.end) else "planned"
        deed = kind != "agreement" or frame.sense.rule in _TO_BE_DONE
        if frame.sense.rule == "agreement.reach" and lower.endswith(_EXPECTED, 0, hit.start):
            return "planned"
        if deed and _FUTURE.search(lower, before_from, hit.start):
            return "planned"
        if _maybe(scan, before_from, hit.start):
            return "conditional"
    if kind == "proposal" and _WILL_ASK.search(lower, before_from, hit.start):
        return "planned"
    if kind == "proposal" and (_CONDITION.search(clause) or _maybe(scan, before_from, hit.start)):
        return "conditional"
    return "actual"


def _is_denied(scan: Scan, frame: Frame) -> bool:
    """Whether somebody says that it is not so: "denied that it had offered", "reports that it has agreed are false"."""
    hit = frame.hit
    first, last = scan.sentences[frame.unit.sentence]
    if _DENY.search(scan.lower, max(first, hit.start - 80), hit.start):
        return True
    return bool(_REPORTS.search(scan.lower, first, hit.start) and _ARE_FALSE.search(scan.lower, hit.end, last))


def _called_off(scan: Scan, frame: Frame) -> re.Match[str] | None:
    """The words that call the meeting off: beside a verb of meeting those right before it, else those of its clause."""
    unit, hit = frame.unit, frame.hit
    for off in _CALLED_OFF.finditer(scan.lower, unit.start, unit.end):
        of_the_hit = off.start() < hit.end and hit.start - off.end() < _BESIDE
        if (
            of_the_hit
            or frame.sense.form != "past"
            or (hit.end <= off.start() and _BUT.search(scan.lower, hit.end, off.start()))
        ):
            return off
    return None


def is_done(scan: Scan, unit: Unit, hit: Hit, sense: Sense) -> bool:
    """Whether the verb tells a deed that is done, whatever its sentence makes depend on something: "cut its duty on
    Monday and said that it would restore it if ...".
    """
    return (
        sense.form == "past"
        and sense.rule in _DEEDS
        and _OPENS_OPEN.match(scan.lower, unit.start) is None
        and _OPEN_VERB.search(scan.lower, unit.start, hit.start) is None
    )


def _maybe(scan: Scan, start: int, end: int) -> bool:
    """Whether the stretch says what could be; the month of May does not."""
    return any(
        scan.text[found.start()] != "M" or found.start() == start for found in _MAYBE.finditer(scan.lower, start, end)
    )
