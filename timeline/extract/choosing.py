"""Choosing: the frames of one sentence, clause by clause, and the stretch of text that each of them owns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from timeline.extract.asides.deadlines import deadline_frames
from timeline.extract.asides.deeds import dated_deeds
from timeline.extract.asides.figures import figure_frame
from timeline.extract.asides.occasions import passing_frames
from timeline.extract.asides.sayings import answered, claimed, refused_frame, reply_frame, said_frame
from timeline.extract.cancelled import PUT_OFF_TO
from timeline.extract.clauses.answers import ANSWERS, ASKED_THAT, answers_another, judges_it, who_was_asked
from timeline.extract.clauses.heard import Heard, owner_of
from timeline.extract.clauses.mentions import due_by
from timeline.extract.clauses.units import Unit
from timeline.extract.conditions import OPENS, OR_ELSE, condition_frame, is_consequence
from timeline.extract.drafting.draft import Given, Told
from timeline.extract.drafting.sources import according_to
from timeline.extract.drafting.who import (
    behind_participle,
    doer_of,
    opens_with_verb,
    somebody_before,
    speaker_of,
    subject_before,
    voice_of,
)
from timeline.extract.frames.needs import ABOUT
from timeline.extract.frames.read import TALK, WARNS, Context, Frame, best_frame
from timeline.extract.retelling.accounts import accounts
from timeline.extract.retelling.retell import retold
from timeline.extract.retelling.undertakings import exchanged, is_undertaking
from timeline.extract.scan import Hit, Row, Scan, Side
from timeline.model.events import EventType

_WITH = re.compile(r"\bwith\s")
_TAKES_UP = re.compile(
    r"(?:the (?:cuts?|increases?|changes?|rises?|reductions?|new (?:rates?|duty|duties|rules?))|it|they|this|these|both"
    r"|which|that|those|who|such|is|are|was|were|has|have|had|will|would|due|set|scheduled|expected)\b"
)
_IT = re.compile(r"\b(?:it|them|this|one)\b")
_WARNED_OF: frozenset[EventType] = frozenset(("measure", "assessment"))
_COMPLEMENT = re.compile(
    r"\s*(?:that|to|for|whether|:)\b|\s*(?:\w+\s\w+(?:,\s\w+)*\sand\s)?(?:[\w'’.-]+\s){1,5}(?:to|that)\s\Z"
)
_PAIR = 2
_LONGEST = 320
"""Longest stretch, in characters, that a draft quotes."""


@dataclass(slots=True)
class Thread:
    """What the sentences before have left: who acted last, what was talked of, which deadlines are told."""

    last: Side | None = None
    heard: Heard = field(default_factory=Heard)
    kinds: frozenset[str] = frozenset()
    paragraph: int = -1
    asked: bool = False
    """Whether the sentence before asked, offered or threatened something."""
    asked_in: int = -2
    """The last sentence in which a party asked or offered something, and which parties did."""
    askers: frozenset[str] = frozenset()
    told_in: int = -2
    """The last sentence that was read, and the types of what it tells."""
    told: frozenset[EventType] = frozenset()
    due: set[str] = field(default_factory=set)
    dealt_until: int = -1
    """The last paragraph that still tells of a deal."""

    def leave(self, number: int, paragraph: int, kinds: frozenset[str], told: list[Told]) -> None:
        """Take up what a sentence has told."""
        self.kinds = kinds | self.kinds if paragraph == self.paragraph else kinds
        self.paragraph = paragraph
        self.asked = any(t.frame.type in ("proposal", "measure") for t in told)
        askers = frozenset(t.doer.code for t in told if t.frame.type == "proposal" and t.doer is not None)
        if askers - {""}:
            self.asked_in, self.askers = number, askers - {""}


_DEEDS = frozenset(("agreement", "measure", "deadline"))


def sentence_frames(
    scan: Scan, units: list[Unit], sides: Row[Side], number: int, context: Context, thread: Thread
) -> list[Told]:
    """What the sentence tells, in order of text; none where it tells nothing of the talks."""
    start, end = scan.sentences[number]
    kinds = frozenset().union(*(unit.kinds for unit in units))
    _see_around(scan, units, kinds | thread.kinds)
    clauses = _Clauses(scan, units, number, context, thread, condition_frame(scan, units, number, kinds))
    for at in range(len(units)):
        clauses.read(at)
    told = accounts([t for t in clauses.told if not _only_says(scan, t.frame, clauses.told)])
    told = exchanged(scan, told, context)
    told = _with_the_condition(scan, units, clauses.conditional, told, thread.heard)
    if any(t.frame.sense.rule == "measure.effect" for t in told):
        told = [t for t in told if t.frame.sense.rule != "measure.figure"]
    dated = bool(scan.dates.within(start, end))
    if dated:
        about = kinds | thread.kinds if units and _IT.search(scan.lower, start, end) else kinds
        told = _with_limits(scan, number, told, about, thread, context)
    told += _occasions(scan, number, sides, kinds, told, clauses.subject)
    if dated:
        deeds = [t.frame.hit for t in told if t.frame.type in _DEEDS or t.frame.sense.rule == "response.accepts"]
        recalled = dated_deeds(scan, number, sides, kinds, [(hit.start, hit.end) for hit in deeds])
        told += [Told(frame, None, None, frame.unit.start, frame.unit.end) for frame in recalled]
    subject = clauses.subject
    if len(units) > 1 and units[-1].speech is not None and units[0].saying is units[-1]:
        subject = speaker_of(scan, units[-1], thread.heard) or subject
    acting, heard = clauses.subject, thread.heard
    if acting is not None and acting.kind == "party" and heard.party is not None and heard.party.code != acting.code:
        heard.party = None  # "it" is no more who acted before
    thread.heard.close(subject, (side for unit in units for side in unit.sides if side.kind == "person"))
    thread.leave(number, scan.paragraphs[number], kinds, told)
    return widened(scan.lower, told, start, end, units)


def _see_around(scan: Scan, units: list[Unit], around: frozenset[str]) -> None:
    """Give each clause the kinds of noun around it, and of what its verb asks, says or wants."""
    for at, unit in enumerate(units):
        unit.whole, unit.around = unit.kinds, around
        if unit.anchors and at + 1 < len(units) and _has_complement(scan, unit, units[at + 1]):
            unit.whole = unit.kinds | units[at + 1].kinds


@dataclass(slots=True)
class _Clauses:
    """The clauses of one sentence, read one after the other."""

    scan: Scan
    units: list[Unit]
    number: int
    context: Context
    thread: Thread
    conditional: Frame | None
    """The condition that the sentence makes."""
    told: list[Told] = field(default_factory=list)
    subject: Side | None = None
    """Who acts first."""
    swallowed: set[int] = field(default_factory=set)
    """The clauses that belong to the one before."""

    def read(self, at: int) -> None:
        """Read one clause: add what it tells, and remember who acts."""
        scan, unit, thread = self.scan, self.units[at], self.thread
        self._take_up(at)
        first = _first_trigger(unit)
        self._take_two_subjects(at, first)
        subject = somebody_before(scan, unit, first) or thread.last
        if subject is not None and subject.start >= unit.start:
            thread.last = subject
        if at == 0:
            thread.heard.owner = owner_of(scan, unit.sides)
            thread.heard.ahead = behind_participle(scan, self.number, self.units)
        self._resume(at)
        acting = subject_before(scan, unit, first, thread.heard)
        self.subject = self.subject or acting
        frame = _frame(scan, unit, self.context, scan.paragraphs[self.number], subject, thread, at in self.swallowed)
        if frame is None:
            thread.heard.here = acting or thread.heard.here
            return
        doer = self._answerer(frame, doer_of(scan, frame, thread.heard))
        speaker = voice_of(scan, unit, frame.hit.start, doer, thread.heard)
        frame = claimed(frame, doer, speaker)
        if self.number - thread.asked_in == 1 and not self.told:
            frame = answered(scan, frame, doer or speaker, thread.askers)
        thread.heard.here = acting or thread.heard.here
        if not self._is_told_elsewhere(at, frame, subject):
            if frame.type in TALK and unit.anchors and frame.hit is unit.anchors[-1][0]:
                _take_complement(scan, self.units, at, self.swallowed)
            source = according_to(scan, self.units, at) if speaker is None else None
            if frame.type in ("assessment", "position") or frame.sense.rule == "response.breach":
                speaker = speaker or source
            self.told.append(Told(frame, doer, speaker, unit.start, unit.end, source=source))

    def _answerer(self, frame: Frame, doer: Side | None) -> Side | None:
        """Who answers: ``doer``, or to whom it has put something just before, in this sentence or in the one before."""
        if doer is None or not doer.code:
            return doer
        if frame.type == "response" and judges_it(self.scan, frame.unit, frame.hit):
            return None  # "Asked about Kenya's offer, Uganda's minister said that it was unacceptable"
        sentences = self.scan.sentences[max(0, self.number - 1) : self.number + 1]
        another = answers_another(self.scan, frame.unit, frame.hit, frame.sense, sentences[0][0])
        puts = (one.doer for one in self.told if another or one.frame.type == "proposal")
        here = any(asker is not None and asker.code == doer.code for asker in puts)
        before = self.number - self.thread.asked_in == 1 and doer.code in self.thread.askers
        if not another and not (frame.sense.rule in ANSWERS and (here or before)):
            return doer
        start = sentences[-1 if here else 0][0]
        named = [*self.thread.heard.persons, *(side for unit in self.units for side in unit.sides)]
        persons = (side for side in named if side.kind in ("person", "office") and side.start < frame.unit.start)
        return who_was_asked(self.scan, frame.unit, frame.hit.start, doer, persons, start) or doer

    def _take_up(self, at: int) -> None:
        """Give a clause the kinds of what its first words take up."""
        scan, unit, before = self.scan, self.units[at], self.thread.kinds
        if _TAKES_UP.match(scan.lower, unit.start, unit.end):
            unit.kinds |= self.units[at - 1].kinds if at else before
        elif not ABOUT & unit.kinds and before and _IT.search(scan.lower, unit.start, unit.end):
            unit.kinds |= before

    def _resume(self, at: int) -> None:
        """Who acts behind what is put in after him is he again: "Peru, which Chile accuses of dumping, | refused"."""
        opens = self.units[at].start
        for side in self.units[0].sides if at else ():
            goes_on = self.scan.goes_on(side)
            if side.kind != "place" and goes_on > side.end and self.units[at - 1].start < goes_on <= opens:
                self.thread.heard.here = side

    def _take_two_subjects(self, at: int, first: int) -> None:
        """Give a clause without a subject the two that the clause before names: "A and B met and | signed a deal"."""
        scan, unit = self.scan, self.units[at]
        meets = unit.anchors and any(sense.type == "meeting" for sense in unit.anchors[0][1])
        if at and unit.anchors and not meets and opens_with_verb(scan, unit, first):
            two = _two_before(scan, self.units[at - 1])
            unit.sides, unit.together = [*two, *unit.sides], bool(two)
        elif at and meets and _MET_BEHIND.match(scan.lower, unit.start - 2, first) and _is_of_two(unit):
            two = _two_persons(scan, self.units[:at])
            unit.sides, unit.together = [*two, *unit.sides], bool(two)

    def _is_told_elsewhere(self, at: int, frame: Frame, subject: Side | None) -> bool:
        """Whether another clause of the sentence tells it, or the condition that the sentence makes."""
        if at in self.swallowed and frame.type not in ("meeting", "deadline"):
            return True
        supposed = self.conditional is not None and frame.unit.end > self.conditional.unit.start
        within = self.conditional is not None and _holds(frame.unit, self.conditional.hit)
        if supposed and (frame.type in ("agreement", "measure") or (within and frame.sense.rule == "position.said")):
            return True
        told_so = _told_by_what_it_says(frame)
        following = self.units[at + 1] if told_so and at + 1 < len(self.units) else None
        if following is None or not _has_complement(self.scan, frame.unit, following):
            return False
        content = best_frame(self.scan, following, self.context, subject)
        return content is not None and content.type in told_so


def _holds(unit: Unit, hit: Hit) -> bool:
    """Whether the words stand in the clause."""
    return unit.start <= hit.start < unit.end


def _first_trigger(unit: Unit) -> int:
    """Where the first trigger of a clause begins; its end where it has none."""
    triggers = unit.anchors or unit.nouns
    return triggers[0][0].start if triggers else unit.end


def _with_the_condition(
    scan: Scan, units: list[Unit], conditional: Frame | None, told: list[Told], heard: Heard
) -> list[Told]:
    """What is told, with what is to happen on a condition, where that is no part of a proposal."""
    if conditional is None or any(_holds_out(t, conditional.hit) for t in told):
        return told
    asked = next((t for t in told if t.frame.type == "proposal"), None)
    itself = asked is not None and _BY_ITSELF.match(scan.lower, conditional.hit.start) is not None
    actor = (asked.doer or asked.speaker) if asked and itself else _of_consequence(scan, units, conditional, heard)
    told = [t for t in told if not (t.frame.type == "assessment" and t.frame.hit.text.startswith(WARNS))]
    told = [t for t in told if not (t.frame.sense.rule == "position.said" and is_consequence(scan, units, t.frame))]
    return [*told, Told(conditional, actor, None, conditional.unit.start, conditional.unit.end)]


_BY_ITSELF = re.compile(r"(?:or else|or|otherwise),?\s(?:it|he|she|they|we|face|risk|lose|forfeit)\b")
"""What follows by who demands: "must sign by Friday, | or it will raise its duty"."""


def _holds_out(told: Told, condition: Hit) -> bool:
    """Whether what is to happen on the condition is part of a proposal, and not what follows where it is refused."""
    demanded = condition.text in OR_ELSE and told.frame.unit.start < condition.start
    return told.frame.type == "proposal" and not demanded


def _with_limits(
    scan: Scan, number: int, told: list[Told], about: frozenset[str], thread: Thread, context: Context
) -> list[Told]:
    """What is told, with the limits of the sentence in the place of what only says that something lapses then."""
    limits = deadline_frames(scan, number, about, thread.due, context.today)
    told = [t for t in told if not (t.frame.sense.rule in _LAPSES and any(_meet(t, limit) for limit in limits))]
    told += [_limit(scan, limit) for limit in limits]
    if any(t.frame.sense.rule == "agreement.to_come" for t in told):
        to_come = [t for t in told if t.frame.sense.rule == "agreement.to_come"]
        return [t for t in told if not (_is_put_off_to(scan, t.frame) or _is_to_be_signed(scan, t.frame, to_come))]
    return told


def _is_to_be_signed(scan: Scan, frame: Frame, to_come: list[Told]) -> bool:
    """ "Is to | be signed by the end of the year": told with its day already."""
    if frame.sense.rule != "agreement.sign" or not scan.lower.endswith((" to be ", " will be "), 0, frame.hit.start):
        return False
    return any(one.start <= frame.hit.start < one.end for one in to_come)


def _is_put_off_to(scan: Scan, frame: Frame) -> bool:
    """ "The signing was postponed | to 12 November": it is planned for that day, and not called off."""
    return frame.sense.rule == "agreement.postponed" and PUT_OFF_TO.match(scan.lower, frame.hit.end) is not None


def _occasions(
    scan: Scan, number: int, sides: Row[Side], kinds: frozenset[str], told: list[Told], subject: Side | None
) -> list[Told]:
    """The meetings named in passing; ``subject`` of the sentence was there: "she spoke after talks with X"."""
    met = [t for t in told if t.frame.type == "meeting"]
    taken, verbs = [(t.start, t.end) for t in met], [t.frame.hit.start for t in met]
    person = subject if subject is not None and subject.kind == "person" else None
    found = []
    for frame in passing_frames(scan, number, sides, kinds, taken, verbs):
        first, last = frame.unit.start, frame.unit.end
        found.append(Told(frame, person if _WITH.search(scan.lower, first, last) else None, None, first, last))
    return found


_SIGNATURE = re.compile(r"\b(?:be signed|signature|signing)\b")
_NOT = re.compile(r"\bnot\b|n't\b")


def _limit(scan: Scan, limit: Frame) -> Told:
    """A limit as what it is: "is to be signed by June" tells an agreement to come."""
    first, last = limit.unit.start, limit.unit.end
    day = next(iter(scan.dates.within(limit.hit.start, limit.hit.start + 1)), None)
    signed = _SIGNATURE.search(scan.lower, first, last)
    unsure = _NOT.search(scan.lower, first, last) or ASKED_THAT.search(scan.lower, first, last)
    if day is None or signed is None or unsure:
        return Told(limit, None, None, first, last)
    return Told(limit.told_as("agreement.to_come"), None, None, first, last, Given(due_by(day), "planned"))


_LAPSES = frozenset(("measure.pause", "measure.effect", "measure.figure"))


def _meet(one: Told, limit: Frame) -> bool:
    """Whether a measure only says that something lapses on the day that a deadline tells."""
    if one.frame.sense.rule == "measure.effect" and not one.frame.hit.text.startswith(("expir", "laps")):
        return False
    return one.start < limit.unit.end and limit.unit.start < one.end


def _frame(
    scan: Scan,
    unit: Unit,
    context: Context,
    paragraph: int,
    subject: Side | None,
    thread: Thread,
    swallowed: bool,
) -> Frame | None:
    dealt = paragraph <= thread.dealt_until or (context.deal_article and is_undertaking(scan, unit))
    unit.dealt = dealt
    frame = best_frame(scan, unit, context, subject)
    if frame is not None:
        frame = retold(scan, frame)
    if frame is None:
        frame = figure_frame(scan, unit, dealt, context.deal_article)
        if frame is not None:
            frame = retold(scan, frame)
    if frame is None and not swallowed:
        speaker = speaker_of(scan, unit.saying, thread.heard) if unit.saying is not None else None
        frame = said_frame(scan, unit, speaker or thread.last)
        frame = retold(scan, frame) if frame is not None else None
        if frame is None and thread.asked and paragraph == thread.paragraph:
            frame = reply_frame(scan, unit, speaker)
        frame = frame or refused_frame(scan, unit)
    return frame


_MET_BEHIND = re.compile(r",\s(?!which\b|who\b)[a-z ]{0,12}\Z")
"""Before a verb that opens its clause behind a comma."""


def _is_of_two(unit: Unit) -> bool:
    """Whether the verb that opens a clause is one of two who meet."""
    return any(sense.rule in ("meeting.meet", "meeting.call") for sense in unit.anchors[0][1])


def _two_persons(scan: Scan, units: list[Unit]) -> list[Side]:
    """The two persons whom the clauses before name together: "Lehto, the minister, and Saar, who is new, | met"."""
    persons = [side for unit in units for side in unit.sides if side.kind == "person"]
    if len({side.name for side in persons}) != _PAIR or " and " not in scan.lower[persons[0].end : persons[-1].start]:
        return []
    return persons


def _two_before(scan: Scan, before: Unit) -> list[Side]:
    """Those of two parties who act together in a clause; none where it is one."""
    if before.together:
        return [side for side in before.sides if side.start < before.start]
    first = before.anchors[0][0].start if before.anchors else before.end
    named = [side for side in before.sides if side.kind != "place" and side.end <= first]
    if len({side.code for side in named if side.code}) < _PAIR or " and " not in scan.lower[before.start : first]:
        return []
    return named


_ITS_MINISTER = re.compile(r"(?:the|its|his|her)\s[^,;]{3,40},\s(?=[^,;]{3,40},\s\Z)")


def _only_says(scan: Scan, frame: Frame, told: list[Told]) -> bool:
    """Whether a clause holds no more than the verb of saying of what another one tells: "..., she insisted"."""
    unit = frame.unit
    office = _ITS_MINISTER.match(scan.lower, unit.start, frame.hit.start)
    if frame.hit is not unit.speech_hit or unit.end - (office.end() if office else unit.start) > 40:
        return False
    return any(other.frame.unit.saying is unit for other in told)


def _told_by_what_it_says(frame: Frame) -> frozenset[EventType]:
    """The types that what is said may tell in the place of a verb of answering or warning alone.

    "Replied that a deal is close", "warned that Delhi would answer with duties".
    """
    if frame.sense.rule == "response.considers" and frame.hit.text.startswith(("repl", "answer", "respond")):
        return TALK
    warns = frame.type == "assessment" and frame.hit.text.startswith(WARNS)
    return _WARNED_OF if warns else frozenset()


_OR = ("or ", "or else", "otherwise")


def _of_consequence(scan: Scan, units: list[Unit], conditional: Frame, heard: Heard) -> Side | None:
    """Who acts in the clause that is no condition: behind "or" and "otherwise", the clause that follows."""
    hit = conditional.hit
    behind = [unit for unit in units if unit.start >= hit.start] if f"{hit.text} ".startswith(_OR) else []
    for unit in behind or units:
        if not scan.lower.startswith(OPENS, unit.start) and not _WITHOUT_SUBJECT.match(scan.lower, unit.start):
            subject = subject_before(scan, unit, _first_trigger(unit), heard)
            if subject is not None:
                return subject
    return None


_WITHOUT_SUBJECT = re.compile(r"(?:speaking|asked|addressing|talking|answering|pressed|questioned)\s")
"""Opens a clause that is none of who acts: "Speaking in Lima, | she said that Peru would close the port if"."""


def _has_complement(scan: Scan, unit: Unit, following: Unit) -> bool:
    """Whether the next clause is what the last verb of this one asks, says or wants."""
    if following.saying is unit or not unit.anchors:
        return following.saying is unit
    gap = scan.lower[unit.anchors[-1][0].end : following.start]
    if _FOR_WEEKS.search(gap):
        return False  # "hesitated for a week and | then accepted"
    if unit.saying is not None and following.saying is unit.saying and gap.endswith(_AND_THAT):
        return False  # "said that Peru had accepted it and that | Chile had refused"
    return bool(_COMPLEMENT.match(gap))


_AND_THAT = (" and that ", " but that ")
_FOR_WEEKS = re.compile(r"\bfor\s(?:\w+\s){0,2}(?:hours?|days?|weeks?|months?|years?)\s(?:and|but)\s\Z")


def _take_complement(scan: Scan, units: list[Unit], at: int, swallowed: set[int]) -> None:
    """Let a verb of words have what follows it: "requested | that Korea be taken out of every tariff"."""
    unit = units[at]
    if at + 1 >= len(units):
        return
    following = units[at + 1]
    if _has_complement(scan, unit, following):
        swallowed.add(at + 1)
        unit.end = min(following.end, unit.start + 260)
        unit.kinds |= following.kinds


_ALSO = re.compile(r"\b(?:and|but|while|whereas)\s\Z")


def widened(lower: str, told: list[Told], start: int, end: int, units: list[Unit]) -> list[Told]:
    """Each frame with the clauses beside it that no other frame claims, so that a quotation can stand alone."""
    if not told:
        return told
    told.sort(key=lambda t: (t.start, t.end))
    if len(told) == 1:
        if end - start <= _LONGEST:
            told[0].start, told[0].end = start, end
        return told
    for at, one in enumerate(told):
        floor = told[at - 1].end if at else start
        ceiling = told[at + 1].start if at + 1 < len(told) else end
        says_next = told[at + 1].frame.unit.saying if at + 1 < len(told) else None
        if (
            says_next is not None
            and one.end <= says_next.start < ceiling
            and _ALSO.search(lower, start, says_next.start)
        ):
            ceiling = says_next.start  # "and the minister said | it would consider it" is all of the next
        first, last = one.start, one.end
        for unit in reversed(units):
            if floor <= unit.start < first and unit.end <= first and one.end - unit.start <= _LONGEST:
                first = unit.start
        for unit in units:
            if last <= unit.start and unit.end <= ceiling and unit.end - first <= _LONGEST:
                last = unit.end
        one.start, one.end = first, last
    return told
