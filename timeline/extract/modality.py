"""Modality: whether a unit tells a fact, a plan, a condition, a denial or a cancellation."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from timeline.extract.cancelled import (
    A_PLAN,
    AVOIDED,
    HAD_BEEN_DUE,
    NOT_HELD,
    OFF_AFTER,
    PLAN_DROPPED,
    PUT_OFF_TO,
    becomes_nothing,
    called_off,
    is_still_on,
)
from timeline.extract.clauses.answers import EXPECTED
from timeline.extract.clauses.units import INTERRUPTED, Unit
from timeline.extract.frames.agreed import NEVER_WAS
from timeline.extract.frames.read import Frame
from timeline.extract.scan import Hit, Scan
from timeline.lexicon import MAY, Sense, cue
from timeline.model.events import EVENT_TYPES, EventType, Modality

_NEGATED = re.compile(
    rf"""(?:\b{cue("modality_negated")}\b(?!,\s(?!\w+ly\b)|\s(?:more|less|later|only|just)\b)|n't)(?:(?!\bbut\b)[\w\s,'-]){{0,28}}\Z"""
)
_FUTURE = re.compile(
    rf"""(?:\b(?:will|shall|would|is\s+to|are\s+to|was\s+to|were\s+to|going\s+to|(?:is|are|was|were|ha[sd]\s+been|have\s+been)\s+(?:\w+ly\s+)?(?:due|set|scheduled|expected|slated|likely|planned|about|poised|supposed)\s+to|{cue("modality_future")}\s+(?:on\s+)?(?:to\b)?)|'ll)[\w\s,'-]{{0,36}}\Z"""
)
_CONDITION = re.compile(rf"\b{cue('modality_condition')}\b")
ENDED_SO = re.compile(
    r"\b(?:ended|closed|concluded|broke up|passed|expired|left|returned|flew|went home|adjourned|parted|finished)\b"
    r"[^,;]{0,40}\Z"
)
"""Before "without a deal" that tells how something ended, and no condition."""
_MAYBE = re.compile(r"\b(?:could|might|(?<!in )(?<!of )(?<!since )(?<!last )(?<!\d )may(?![\s.,]*\d))\b")
_MAY_DO = re.compile(
    r"\bmay\s(?:again\s|also\s|only\s|now\s)?(?:be (?:\w+ed|sold|sent|kept|brought)"
    r"|export|import|ship|sell|fish|catch|enter|land|buy|send|bring|use|keep)\b"
)
_ONCE = re.compile(r"\b(?:once|as soon as|when both|after both)\b")
_DAYS_AFTER = re.compile(r"\b(?:days|weeks|months|month|year|day|week)\s(?:after|following|from)\b")
_FORBIDS = re.compile(
    r"\b(?:(?:shall|may|must) not"
    r"|no (?:[\w-]+\s){1,4}?(?:may|will|shall)"
    r"|neither (?:side|country|government|party|of (?:the two|them)) (?:may|will|shall|can))\s(?:\w+\s){0,2}\Z"
)
_COULD = ("could ", "may ", "might ")
_HAVE = ("have ", "have been ")
_WERE_TO = re.compile(
    r"\b(?:(?:was|were)\s(?:\w+ly\s)?to|had\s(?:\w+ly\s)?(?:planned|intended|hoped|been due|been set|been expected) to)"
    r"\s(?:have\s)?(?:be\s|been\s)?\Z"
)
_WOULD_HAVE = re.compile(r"\b(?:would|was to|were to)\s(?:have\s(?:been\s)?)?\Z")
_EXPECTED = ("expected to be ", "likely to be ", "hoped to be ", "due to be ", "supposed to be ")
_TO_COME = re.compile(rf"\b(?:is|are)\s(?:now\s|not\s)?{cue('cancelled_planned')}\b")
_SET_FOR = re.compile(rf"\b(?:is|are)\s(?:\w+ly\s|now\s)?{cue('cancelled_planned')}\Z")
_DEEDS = frozenset(
    (
        *(
            "measure.impose",
            "measure.passage",
            "measure.lift",
            "measure.effect",
            "measure.law",
            "measure.pause",
            "measure.revoke",
        ),
        *("agreement.sign", "agreement.reach", "agreement.ratify"),
    )
)
_OPENS_OPEN = re.compile(r"(?:if|unless|once|until|should|were|had|when|before|after|under)\s")
_OPEN_VERB = re.compile(
    rf"\b(?:will|would|shall|should|can|could|might|must)\s|\b(?:to|not|if|unless|{MAY}|be|is|are)\s(?:\w+\s){{0,2}}\Z"
)
_ABSENT = re.compile(r"\bwho\s(?:is|are|was|were|had)\snot\s(?!(?:yet\s|been\s)*\Z)")
"""Said of somebody in passing: "ministers who were not there in June | met"."""
_DONE_TO_NOTHING = frozenset(
    (
        "measure.impose",
        "measure.passage",
        "measure.lift",
        "proposal.offer",
        "proposal.request",
        "proposal.demand",
        "meeting.hold",
        "agreement.sign",
    )
)
_NO_THING = re.compile(
    r"\s(?:nothing\b(?! (?:but|more than|less than)\b)|no\b(?!\s(?:more|less|later|longer|fewer|sooner|doubt)\b))"
)
"""Right behind a verb: "imposed no duties", "had made no new offer"."""
_DENY = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)\s(?!entry|access|visas?|permission)|no truth (?:in|to)\s|not true that\s)"
    r"(?:(?!\b(?:and|but|who|which)\b)[\w\s'’.-])*\Z"
)
_REPORTS = re.compile(r"\b(?:reports?|rumou?rs?|claims?|suggestions?|speculation)\s(?:that|of)\b")
_ARE_FALSE = re.compile(
    r"\b(?:is|are|was|were)\s(?:\w+ly\s)?(?:false|untrue|wrong|incorrect|inaccurate|baseless|unfounded|groundless|fake)\b"
)
_MAY_WELL = re.compile(r"\b(?:may|might|could)\s(?:well\s|yet\s|still\s|\w+ly\s)?\Z")
_THOUGHT_OF = re.compile(
    r"\b(?:(?:consider|weigh|contemplat|discuss|mull|stud|explor|ponder|debat|examin)(?:s|es|ed|ied|ying|y|ing)?"
    r"|(?:talk\w*|think\w*|thought|spoke|possibility|idea|option) (?:of|about))\s\Z"
)
"""Before a deed that is only thought of: "considered | lifting its levy"."""
_WOULD = re.compile(r"\b(?:would|will|may|might|could)\s(?:\w+ly\s)?\Z")
_NOT_REFUSED = re.compile(
    r"\b(?:(?:did|has|have|had|was|were|is|are|been|does|do) not|never|neither|nobody|none|no one|not yet|yet to)\s"
    r"(?:(?:yet|been|has|have|had|quite|taken up nor|\w+ly)\s){0,3}\Z|n't\s(?:been\s)?\Z"
    r"|\b(?:stop\w* short of|avoid\w*|refrain\w* from|(?:shied|shy\w*) away from|held (?:off|back from))\s\Z"
)
"""Right before a refusal that is not one: "has not | rejected"; "not only rejected" is."""
_IF_ONLY = re.compile(
    r"(?:(?!\b(?:and|but|after|said|asked|though|unclear|know|decide)\b)[^;:]){0,120}?(?<!even )"
    r"\b(?:if|unless|provided(?! for| by)(?: that)?|on condition that|(?:so|as) long as(?! \d| two))\s(?!possible)"
)
"""Behind an acceptance: what it depends on."""
_INVITED = re.compile(r"accept\w*\s.*invitation")
_BEFORE_THEY = re.compile(
    r"\b(?:before|ahead of)\s"
    r"(?:(?:the|both|two|their|his|her|trade|chief|officials|from|sides|teams|leaders|\w+ers|\w+ors)\s)+\Z"
)
"""Before a verb in the present: "days before negotiators from both sides | meet"."""
_TO_BE_DONE = frozenset(("agreement.sign", "agreement.ratify", "agreement.force", "agreement.weighed"))
"""Rules of agreements that may be told of what is still to be done: "would be signed in May"."""
_AUTHORISED = re.compile(r"\b(?:authori[sz]\w+|cleared|mandated|green-lit|approved|backed)\sthe\s\Z")
"""Before a signature that is only allowed: "authorised the | signature of"."""
_OUGHT = re.compile(
    r"\b(?:should|ought to|can|(?:must|ha(?:s|ve) to|needs? to|(?:is|are|be) (?:\w+ly\s)?"
    r"(?:ready|willing|able|free|likely|bound|obliged|required|supposed|meant|allowed) to)(?P<will>))"
    r"\s(?:(?!not\b)\w+ly\s|first\s|also\s)?\Z"
)
"""Right before what somebody only should, can or still has to do: "both should | meet", "has to | lift its ban"."""
_YOU_RECALL = re.compile(
    r"(?:as\s)?(?:you|readers|listeners)(?:['’]ll|\s(?:will|may|might))\s(?:remember|recall|know)\b(?:\sthat)?,?\s"
)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A trigger in its clause, and the words before it that may govern it."""

    scan: Scan
    frame: Frame
    first: int
    """Where what may govern it begins: "expects | to meet" where a clause opens with "to"."""

    @classmethod
    def of(cls, scan: Scan, frame: Frame) -> _Clause:
        """The clause of a frame."""
        unit = frame.unit
        opening = scan.sentences[unit.sentence][0] if scan.lower.startswith("to ", unit.start) else unit.start
        if frame.sense.form == "past" and INTERRUPTED.match(scan.lower, opening, frame.hit.start):
            opening = frame.hit.start  # "the round, planned for May, | took place"
        if frame.sense.rule.endswith(".dated") and not scan.lower.endswith(" be ", 0, frame.hit.start):
            opening = frame.hit.start  # "will scrap the fee it | introduced in May"
        recalled = _YOU_RECALL.match(scan.lower, opening, frame.hit.start)
        if recalled is not None:
            opening = recalled.end()  # "you will remember that | Angola closed its market"
        return cls(scan, frame, max(opening, frame.hit.start - 60))

    @property
    def rule(self) -> str:
        """The rule that its sense follows."""
        return self.frame.sense.rule

    def before(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What ``pattern`` finds in the words that may govern the trigger."""
        return pattern.search(self.scan.lower, self.first, self.frame.hit.start)

    def inside(self, pattern: re.Pattern[str]) -> bool:
        """Whether ``pattern`` stands in the clause."""
        return pattern.search(self.scan.lower[self.frame.unit.start : self.frame.unit.end]) is not None

    def maybe(self) -> bool:
        """Whether the words before the trigger say what could be."""
        return _maybe(self.scan, self.first, self.frame.hit.start)


def modality_of(scan: Scan, frame: Frame) -> Modality:
    """The modality of the event that ``frame`` tells."""
    clause = _Clause.of(scan, frame)
    return next((modality for test, modality in _RULES_OF[frame.type] if test(clause)), "actual")


def _is_denied(clause: _Clause) -> bool:
    """Whether somebody says that it is not so: "denied that it had offered", "no truth in reports that it has"."""
    scan, hit = clause.scan, clause.frame.hit
    if clause.rule == "response.disputes":
        return False  # "denied that it had breached the agreement" is the answer itself
    first, last = scan.sentences[clause.frame.unit.sentence]
    if _DENY.search(scan.lower, max(first, hit.start - 80), hit.start):
        return True
    return bool(_REPORTS.search(scan.lower, first, hit.start) and _ARE_FALSE.search(scan.lower, hit.end, last))


def _would_have_been(clause: _Clause) -> bool:
    """ "Would have been signed", "were to | have applied": what did not come."""
    would = clause.before(_WOULD_HAVE)
    if would is None:
        return False
    idiom = clause.frame.type == "response"  # "would | have none of it"
    return would.group().endswith(_HAVE) or (not idiom and clause.frame.hit.text.startswith(_HAVE))


def _was_to_be(clause: _Clause) -> bool:
    """ "Were to sign it on Monday, but the ceremony was called off"."""
    lower, hit = clause.scan.lower, clause.frame.hit
    if not (clause.before(_WERE_TO) or A_PLAN.match(hit.text)):
        return False
    off = becomes_nothing(clause.scan, clause.frame)
    return off is not None and PUT_OFF_TO.match(lower, off.end()) is None


def _is_put_off_to(clause: _Clause) -> bool:
    """ "Was postponed | to 12 November": it is planned for that day."""
    return PUT_OFF_TO.match(clause.scan.lower, clause.frame.hit.end) is not None


_NEVER_CAME = re.compile(rf"[^,;.:]{{0,50}}?\s{cue('grammar_never_came')}\b")
"""Behind a noun: "the offer of | a quota never came"."""
_OPENS = (", when ", ", which ", ", who ", ", where ")
"""What opens a clause that a "not" before it does not reach: "has not moved since 2020, when it | demanded"."""


def _is_negated(clause: _Clause) -> bool:
    """Whether it is told as not done: "has not met", "imposed no duties"."""
    lower, hit = clause.scan.lower, clause.frame.hit
    first = max(clause.first, *(lower.rfind(opens, clause.first, hit.start) for opens in _OPENS))
    inserted = (clause.scan.goes_on(side) for side in clause.frame.unit.sides)
    first = max(
        first, *(at for at in inserted if at <= clause.frame.hit.start), first
    )  # "Peru, not Chile, | lifted it"
    if _NEGATED.search(clause.scan.lower, first, clause.frame.hit.start) and not clause.before(_ABSENT):
        return True
    noun = clause.frame.sense.form == "noun"
    if noun and _NEVER_CAME.match(clause.scan.lower, clause.frame.hit.end, clause.frame.unit.end):
        return True
    if clause.frame.hit.text.startswith("let"):
        return False  # "has let no fish through"
    return clause.rule in _DONE_TO_NOTHING and _NO_THING.match(clause.scan.lower, clause.frame.hit.end) is not None


def _may_be_answered(clause: _Clause) -> bool:
    """ "May well reject": an answer that somebody could give."""
    said = clause.frame.hit.text
    could = clause.rule == "response.accepts" and said.startswith(_COULD) and "live with" not in said
    return could or (not said.startswith("not ") and clause.before(_MAY_WELL) is not None)


def _is_not_refused(clause: _Clause) -> bool:
    """ "Has not rejected it"."""
    return clause.rule == "response.rejects" and clause.before(_NOT_REFUSED) is not None


def _is_to_be_answered(clause: _Clause) -> bool:
    """ "Is expected to reject it", whoever says so; "will reject it" is an answer where somebody says it."""
    expected = clause.before(EXPECTED)
    if expected is None or clause.frame.hit.text.startswith("not "):
        return False
    return clause.frame.unit.saying is None or not expected.group().startswith("will")


def _answers_if(clause: _Clause) -> bool:
    """ "Will accept, provided that a third is refined at home", "would reject it if talks failed"."""
    end = clause.scan.sentences[clause.frame.unit.sentence][1]
    depends = clause.rule == "response.accepts" or clause.before(_WOULD) is not None
    return depends and _IF_ONLY.match(clause.scan.lower, clause.frame.hit.end, end) is not None


def _depends(clause: _Clause) -> bool:
    """Whether its sentence makes it depend on something, and it is not done already."""
    scan, unit, hit = clause.scan, clause.frame.unit, clause.frame.hit
    first, last = scan.sentences[unit.sentence]
    condition = _CONDITION.search(scan.lower, first, last)
    if condition is None:
        return False
    if condition.group().startswith("without") and ENDED_SO.search(scan.lower, first, condition.start()):
        return False  # "the round ended without a deal, and the duty will apply from Monday"
    done = is_done(scan, unit, hit, clause.frame.sense)
    return not done or _CONDITION.search(scan.lower, unit.start, hit.start) is not None


def _is_before_it(clause: _Clause) -> bool:
    """ "Days before negotiators meet", "accepted an invitation": a meeting that is still to be held."""
    hit, scan = clause.frame.hit, clause.scan
    if _INVITED.match(hit.text):
        return True
    first = max(scan.sentences[clause.frame.unit.sentence][0], hit.start - 60)
    return clause.frame.sense.form in ("base", "s") and bool(_BEFORE_THEY.search(scan.lower, first, hit.start))


def _is_set(clause: _Clause) -> bool:
    """ "Are scheduled for May", "a visit is planned"."""
    sense, hit, lower = clause.frame.sense, clause.frame.hit, clause.scan.lower
    if sense.be and _SET_FOR.search(lower, clause.first, hit.end):
        return True
    return sense.form == "noun" and bool(_TO_COME.search(lower, hit.start, min(clause.frame.unit.end, hit.end + 90)))


def _is_allowed(clause: _Clause) -> bool:
    """ "Chile may export 20,000 tonnes a year": what an agreement allows is agreed."""
    term = clause.rule in ("agreement.figure", "agreement.course", "agreement.term")
    return term and clause.inside(_MAY_DO)


ONCE_RATIFIED = re.compile(
    r"once\s(?:(?:it|they|this|the \w+|both \w+)\s(?:is|are|has|have|has been|have been)\s)?(?:ratified|approved"
    r"|signed|in force|adopted)\b"
)
"""Opens what a deal will do when it is through."""


def _does_once(clause: _Clause) -> bool:
    """ "Once ratified, the pact would remove duties on most goods"."""
    scan, hit = clause.scan, clause.frame.hit
    first = scan.sentences[clause.frame.unit.sentence][0]
    return bool(ONCE_RATIFIED.match(scan.lower, first) and _WOULD.search(scan.lower, first, hit.start))


def _enters_once(clause: _Clause) -> bool:
    """ "Enters into force once both parliaments have approved it"."""
    when = clause.scan.lower.startswith((" when ", " once ", " as soon as "), clause.frame.hit.end)
    enters = clause.rule == "agreement.force" and clause.frame.sense.form == "s"
    return enters and (when or clause.inside(_ONCE))


def _enters_after(clause: _Clause) -> bool:
    """ "Takes effect 60 days after ratification by six of them"."""
    open_yet = clause.rule == "agreement.force" and clause.frame.sense.form in ("s", "base")
    first, last = clause.scan.sentences[clause.frame.unit.sentence]
    if not open_yet or any(d.role == "on" and d.date is not None for d in clause.scan.dates.within(first, last)):
        return False
    return _DAYS_AFTER.search(clause.scan.lower, first, last) is not None


def _binds_not_to(clause: _Clause) -> bool:
    """ "Neither side may raise duties", "the gas may not be resold": what a deal forbids is agreed."""
    term = clause.rule in ("agreement.figure", "agreement.course", "agreement.term")
    return term and clause.before(_FORBIDS) is not None


def _is_expected(clause: _Clause) -> bool:
    """ "Is expected to be reached"."""
    return clause.rule == "agreement.reach" and clause.scan.lower.endswith(_EXPECTED, 0, clause.frame.hit.start)


_TOLD_TO_COME = re.compile(r"will\s|\w+\s(?:(?!and\b)[\w-]+\s){0,3}?(?:plans?|intentions?)\sto\s")
_LATER = re.compile(r"\blater (?:this|in the) (?:week|month|year|quarter|spring|summer|autumn|winter)\b")


def _meets_later(clause: _Clause) -> bool:
    """ "The committee meets in Pokhara later this month"."""
    return clause.frame.sense.form in ("s", "base") and bool(clause.inside(_LATER))


def _could_be(clause: _Clause) -> bool:
    """Whether the whole clause says what could be."""
    return _maybe(clause.scan, clause.frame.unit.start, clause.frame.unit.end)


def _will_be(clause: _Clause) -> bool:
    """Whether a deed is told of as to come; what a deal will do, it says now."""
    deed = clause.frame.type != "agreement" or clause.rule in _TO_BE_DONE
    told = clause.scan.lower[clause.frame.hit.start : clause.frame.unit.end]
    willed = clause.rule in ("measure.retaliate", "measure.impose") and _TOLD_TO_COME.match(told)
    itself = clause.rule in _TO_BE_DONE and clause.frame.hit.text.startswith(("will ", "would "))
    return deed and bool(willed or itself or clause.before(_FUTURE))


def _only_ought(clause: _Clause) -> bool:
    """Whether it is only what somebody should or can do."""
    ought = clause.before(_OUGHT) if clause.frame.sense.form == "base" else None
    return ought is not None and ought["will"] is None


def _has_yet_to(clause: _Clause) -> bool:
    """Whether it is what somebody has to do, or is ready to."""
    return clause.frame.sense.form == "base" and clause.before(_OUGHT) is not None


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


_Test = Callable[[_Clause], object]
_EVERY = frozenset(EVENT_TYPES)
_HAPPENS: frozenset[EventType] = frozenset(("meeting", "agreement", "measure"))
_SETTLES: frozenset[EventType] = frozenset(("agreement", "measure"))
_DONE_BY_SOMEBODY: frozenset[EventType] = frozenset(("meeting", "measure"))


def _only(kind: EventType) -> frozenset[EventType]:
    return frozenset((kind,))


def _follows(rule: str) -> _Test:
    return lambda clause: clause.rule == rule


_RULES: tuple[tuple[frozenset[EventType], _Test, Modality], ...] = (
    (_only("deadline"), lambda clause: True, "planned"),
    (_EVERY, _is_denied, "denied"),
    (_HAPPENS, lambda clause: clause.before(NEVER_WAS), "cancelled"),
    (_only("agreement"), lambda clause: clause.rule == "agreement.postponed" and _is_put_off_to(clause), "planned"),
    (_only("agreement"), _follows("agreement.postponed"), "cancelled"),
    (_only("meeting"), lambda clause: is_still_on(clause.scan, clause.frame), "planned"),
    (_only("meeting"), lambda clause: called_off(clause.scan, clause.frame), "cancelled"),
    (_only("agreement"), _follows("agreement.none"), "denied"),
    (_only("measure"), lambda clause: clause.inside(HAD_BEEN_DUE) or clause.before(AVOIDED), "cancelled"),
    (_only("measure"), lambda clause: clause.rule == "measure.failed" or clause.inside(PLAN_DROPPED), "cancelled"),
    (_SETTLES | {"proposal", "response"}, _would_have_been, "cancelled"),
    (_only("meeting"), lambda clause: clause.inside(NOT_HELD) or clause.frame.hit.text == "off", "cancelled"),
    (_only("meeting"), lambda clause: " no " in clause.frame.hit.text, "denied"),
    (_HAPPENS | {"proposal", "response"}, _was_to_be, "cancelled"),
    (_only("meeting"), lambda clause: OFF_AFTER.match(clause.scan.lower, clause.frame.unit.end), "cancelled"),
    (_only("agreement"), _follows("agreement.provision"), "actual"),
    (_only("agreement"), _binds_not_to, "actual"),
    (_HAPPENS | {"proposal"}, _is_negated, "denied"),
    (_only("proposal"), _follows("proposal.withdrawn"), "cancelled"),
    (_only("response"), _follows("response.none"), "denied"),
    (_only("response"), _is_not_refused, "denied"),
    (_only("response"), _may_be_answered, "conditional"),
    (_only("response"), _answers_if, "conditional"),
    (_only("response"), lambda clause: clause.frame.hit.text == "will respond", "planned"),
    (_only("response"), _is_to_be_answered, "planned"),
    (_only("measure"), _follows("measure.passed"), "actual"),
    (_only("measure"), _follows("measure.condition"), "conditional"),
    (_only("proposal"), lambda clause: clause.rule in ("proposal.bargain", "proposal.condition"), "conditional"),
    # "Should drugs be taxed, 15 percent is the limit": the limit is agreed.
    (_only("agreement"), lambda clause: clause.before(_AUTHORISED), "planned"),
    (_only("agreement"), _follows("agreement.ceiling"), "actual"),
    (_SETTLES, lambda clause: clause.frame.sense.form == "ing" and clause.before(_THOUGHT_OF), "conditional"),
    (_SETTLES, _depends, "conditional"),
    (_only("meeting"), lambda clause: clause.scan.lower.startswith(("if ", "unless "), clause.first), "conditional"),
    (_only("meeting"), _is_before_it, "planned"),
    (_HAPPENS, _is_set, "planned"),
    (_only("meeting"), _meets_later, "planned"),
    (_only("agreement"), _enters_after, "conditional"),
    (_only("agreement"), _does_once, "conditional"),
    (_only("agreement"), _enters_once, "planned"),
    (_only("measure"), _follows("measure.proposed"), "planned"),
    (_only("measure"), _follows("measure.decided"), "planned"),
    (_only("measure"), lambda clause: clause.rule == "measure.threat" and _could_be(clause), "conditional"),
    (_only("measure"), _follows("measure.threat"), "planned"),
    (_only("agreement"), _is_expected, "planned"),
    (_HAPPENS, _will_be, "planned"),
    (_only("agreement"), _is_allowed, "actual"),
    (_HAPPENS, _Clause.maybe, "conditional"),
    (_DONE_BY_SOMEBODY, _only_ought, "conditional"),
    (_DONE_BY_SOMEBODY, _has_yet_to, "planned"),
    (_only("proposal"), lambda clause: clause.before(EXPECTED), "planned"),
    (_only("proposal"), lambda clause: clause.inside(_CONDITION) or clause.maybe(), "conditional"),
)
"""What is asked of an event of some types, in this order; the first yes tells its modality, and none: it is a fact."""
_RULES_OF = {kind: tuple((test, told) for kinds, test, told in _RULES if kind in kinds) for kind in EVENT_TYPES}
