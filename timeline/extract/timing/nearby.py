"""Days that stand near: of the sentence, of the lead, or told before, where the clause itself has none."""

from __future__ import annotations

import datetime as dt
import re

from timeline.extract.clauses.mentions import (
    FACING,
    PARTICIPLE,
    RELATIVE,
    ahead,
    dates_in,
    heads_dateline,
    is_put_in,
    qualifies,
    vague,
)
from timeline.extract.clauses.units import Unit
from timeline.extract.dates import LIMITS, DateMention
from timeline.extract.frames.read import SUPPOSES, TALK, Frame
from timeline.extract.scan import Scan
from timeline.extract.timing.story import Story
from timeline.extract.timing.tenses import tense_of
from timeline.lexicon import MAY
from timeline.model.edtf import Edtf

_PAUSE = re.compile(r"[,;:—]")
_SPOKE_AFTER = re.compile(
    r",\sspeaking\b|\bafter\s(?:(?:meeting|seeing|talking|speaking|talks|a\smeeting|the\smeeting)\s|[^,;.]{3,60}\s(?:met|spoke)\b)"
)
_HELD_ON = re.compile(
    r"\b(?:at|during)\s(?:a|an|the|their|its)\s(?:[\w-]+\s){0,3}"
    r"(?:summit|meeting|talks|round|session|conference|ceremony|council)\b[^;.]{0,40}?,?\s"
    r"(?:which (?:was|were) |that (?:was|were) )?(?:held|convened|hosted|chaired)\b[^,;.]{0,40}?\Z"
)
"""Before the day of an occasion at which something was done: "at their first summit, held in Brussels on"."""
_WHEN = re.compile(r",?\s(?:when|on which)\b")
_WHEN_CLAUSE = re.compile(r"\s?\bwhen\s")
_CLAUSE_ENDS = re.compile(r"[,;]\s(?!\d)")
_DAYPART = re.compile(
    r"\b(?:(?:at|by|before|after|around|about|towards?|soon after|shortly (?:before|after)|just (?:before|after)"
    r"|half past|(?:a )?quarter (?:to|past))\s(?:about\s)?"
    r"(?:lunch(?:time)?|breakfast|dinner|noon|midday|dawn|dusk|nightfall|sunset"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
    r"(?=\s(?:at night|in the (?:morning|afternoon|evening)|o'clock))|\d{1,2}[:.]\d\d(?! percent))"
    r"|(?:within|half) (?:the|an) hour\b|(?:an hour|a few hours|some hours|hours|minutes|[a-z]+ (?:hours|minutes))"
    r" (?:later|afterwards?|after that)|(?:that|the same) (?:evening|afternoon|night|morning))\b(?! of\b)"
)
_DAYPART_REACH = 2
"""Paragraphs over which an hour of the day goes on from the day told last."""
_NEWS = 10
"""Days within which what was agreed at a meeting is announced."""


_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_AT_AN_HOUR = re.compile(
    rf"\bat (?:about |around |shortly before |shortly after |just after )?(?:(?:[a-z]+ (?:to|past)"
    rf"|half past) {_NUMBER}|noon|midnight|dawn|dusk"
    rf"|\d{{1,2}}(?:[.:]\d\d)?\s?[ap]\.?m\b|\d{{1,2}}[.:]\d\d|{_NUMBER}(?: o'clock|(?=[,.;]| sharp"
    rf"| in the (?:morning|afternoon|evening))))"
)
"""An hour of the day told last, before a verb."""


def same_day(scan: Scan, frame: Frame, modality: str, story: Story, paragraph: int) -> Edtf | None:
    """The day told last, where the sentence has but an hour of it: "by lunchtime", "an hour later"."""
    day = story.date
    if frame.type == "deadline" or (frame.type != "measure" and modality != "actual") or story.stamp is not None:
        return None
    if day is None or not day.is_day or paragraph - story.paragraph > _DAYPART_REACH:
        return None
    if (
        paragraph == story.paragraph
        and frame.type != "measure"
        and _AT_AN_HOUR.search(scan.lower, frame.unit.start, frame.hit.start)
    ):
        return day  # "at twenty to three they had put their names to it"
    first, last = scan.sentences[frame.unit.sentence]
    hour = _DAYPART.search(scan.lower, first, last)
    if hour is None:
        return None
    if hour.start() == first and tense_of(scan, frame) == "pluperfect":
        return day  # "An hour later the two had signed"
    saying = frame.unit.saying
    if saying is not None and saying.start <= hour.start() < min(saying.end, frame.hit.start):
        return day  # "hours later the White House said that Colombia had agreed"
    return day if tense_of(scan, frame) not in ("present", "pluperfect") else None


def day_met_before(story: Story, said: DateMention) -> Edtf | None:
    """The meeting told before, at which was agreed what somebody announced some days later."""
    met = story.met
    if met is None or met.last is None or said.date is None or said.date.first is None:
        return None
    return met if 0 < (said.date.first - met.last).days <= _NEWS else None


_TOLD_HIM = re.compile(r"\b(?:told|tells|warned|reminded|assured) (?:him|her)\b")


def day_when_told(scan: Scan, saying: Unit, story: Story) -> Edtf | None:
    """The meeting told before, at which one said it to the other: "Quotas, Wong told him, are nobody's business"."""
    return story.met if _TOLD_HIM.search(scan.lower, saying.start, saying.end) is not None else None


def day_in_brackets(scan: Scan, frame: Frame) -> Edtf | None:
    """The day that stands in brackets behind what was done: "had shaken hands on it in Brussels (13 July)"."""
    hit = frame.hit
    if frame.type == "deadline" or frame.sense.form != "past":
        return None
    for mention in scan.dates.within(hit.end, min(hit.end + 90, scan.sentences[frame.unit.sentence][1])):
        if scan.text[mention.start - 1] == "(" and scan.text.startswith(")", mention.end):
            day = mention.date is not None and mention.date.is_day
            return mention.date if day and not _PAUSE.search(scan.text, hit.end, mention.start) else None
    return None


def day_counted_back(scan: Scan, frame: Frame) -> Edtf | None:
    """The day of what stands after "on Friday, two weeks after"; None where nothing of the kind stands before it."""
    start = max(scan.sentences[frame.unit.sentence][0], frame.hit.start - 90)
    for mention in scan.dates.within(start, frame.hit.start):
        if mention.clause is not None and not _PAUSE.search(scan.lower, mention.end, frame.hit.start):
            return mention.clause
    return None


def day_spoken_after(scan: Scan, saying: Unit) -> DateMention | None:
    """The day on which something was said, told behind it: "he said after meeting his colleague on Thursday"."""
    end = scan.sentences[saying.sentence][1]
    after = _SPOKE_AFTER.search(scan.lower, saying.start, end)
    if after is None or saying.speech_hit is None or after.start() < saying.speech_hit.start:
        return None
    dates = (d for d in scan.dates.within(after.end(), end) if d.date is not None and d.role == "on" and d.way <= 0)
    return next(dates, None)


def day_held(scan: Scan, frame: Frame) -> DateMention | None:
    """The day of the occasion at which it was done: "signed it at their first summit, held in Brussels on Monday"."""
    end = scan.sentences[frame.unit.sentence][1]
    for mention in scan.dates.within(frame.hit.end, min(end, frame.hit.end + 160)):
        if mention.role == "on" and mention.way <= 0 and _HELD_ON.search(scan.lower, frame.hit.end, mention.start):
            return mention
    return None


_WHEN_THEY_MET = re.compile(
    r",\swhen\s(?=(?:he|she|they|the two|both)\s(?:met|spoke|saw|called|received|visited|sat down|came together)\b)"
)
"""Before the meeting at which something was said, further on in the sentence."""


def day_of_when(scan: Scan, unit: Unit, way: int = -1) -> DateMention | None:
    """The day of a clause that says when: "nothing was signed when the two met on Tuesday".

    ``way`` 1 asks for a day to come: "are to sign it when they meet on June 12".
    """
    end = scan.sentences[unit.sentence][1]
    when = (
        _WHEN_CLAUSE.match(scan.lower, unit.end, end)
        or _WHEN_CLAUSE.search(scan.lower, unit.start, unit.end)
        or _WHEN_THEY_MET.search(scan.lower, unit.end, end)
    )
    if when is None:
        return None
    for mention in scan.dates.within(when.end(), end):
        if mention.date is not None and mention.role == "on" and mention.way * way >= 0:
            return None if _CLAUSE_ENDS.search(scan.lower, when.end(), mention.start) else mention
    return None


_WHICH = re.compile(r"(?:(?:after|from|on|by|before|upon) which|when|whereupon|and thereafter)\b")


def day_of_which(scan: Scan, unit: Unit) -> DateMention | None:
    """The day right before a clause that takes it up: "runs until November 10, | when the duty will return"."""
    which = _WHICH.match(scan.lower, unit.start)
    if which is None:
        return None
    before = [d for d in scan.dates.within(max(0, unit.start - 60), unit.start) if unit.start - d.end < _TAKEN_UP]
    return before[-1] if before and before[-1].date is not None else None


_TAKEN_UP = 3
"""Characters between a day and the clause that takes it up: a comma and a space."""


def day_before(scan: Scan, unit: Unit, units: list[Unit], over: bool, today: dt.date | None) -> DateMention | None:
    """A date that an earlier unit of the same sentence tells, and that covers this one too.

    Where what is told is ``over``, no day to come.
    """
    found = None
    for other in units:
        if other is unit or other.start > unit.start:
            break
        for mention in dates_in(scan, other):
            if mention.clause is not None:
                return mention  # "Two weeks after it was lifted on May 2, | Chile raised the duty"
            if _WHEN.match(scan.lower, mention.end):
                found = mention  # "since April, when X imposed ...": the day of what follows
            elif (
                mention.role not in LIMITS
                and mention.role not in ("since", "for")
                and not qualifies(scan, mention)
                and not is_put_in(scan, mention, other.start, unit.start)
                and not _is_in_passing(scan, other, mention, unit.start)
                and (
                    _AT_TALKS_HELD.match(scan.lower, other.start, mention.start)
                    or not PARTICIPLE.search(scan.lower, max(other.start, mention.start - 60), mention.start)
                )
                and not FACING.search(scan.lower, max(other.start, mention.start - 60), mention.start)
            ):
                found = mention
    if found is not None and over and ahead(found, today):
        return None
    return found


_AT_TALKS_HELD = re.compile(
    r"(?:in|on)\s(?:an?|the|its|his|her|their)\s(?:[\w'’-]+\s){0,3}?(?:statement|letter|interview|post|note|message|speech"
    r"|article|report|column|video|broadcast|address|podcast)\s(?:[\w'’-]+\s){0,3}?(?:issued|published|released|posted"
    r"|broadcast|aired|recorded|given|printed|carried|sent|made|delivered)\s(?:late\s|early\s)?\Z"
    r"|(?:asked|questioned|pressed|quizzed)\s[^,;.]{0,60}\s\Z"
    r"|(?:at|in|during)\s(?:[\w'’-]+\s){0,3}(?:talks|meetings?|summit|round|session|conference)\s(?:[\w'’-]+\s){0,3}?(?:held|hosted|convened)\s"
)
"""Before the day of what opens a sentence: "At the talks held | on Monday", "In a statement issued | on Monday"."""


_MEETS = frozenset(("meeting.meet", "meeting.call", "meeting.visit", "meeting.receive"))
_CLOSED = re.compile(r"[^,;]{0,60},")
_WHERE = re.compile(r",\swhere\s[^,;.]{3,60}\Z")
_IN_OFFICE = re.compile(r",\swho\s(?:then\s)?(?:led|headed|chaired|was|became|served|ran|took\sover)\b[^,;.]{0,60}\Z")


def _is_in_passing(scan: Scan, unit: Unit, mention: DateMention, last: int) -> bool:
    """Whether the day is that of a relative clause before the verb: "Peru, which voted | in May |, closed the port".

    Not that of a meeting: "the two ministers, who met on Monday, agreed"; nor of an office: "who led them that year".
    """
    if "talks" in unit.kinds or any(sense.rule in _MEETS for _, senses in unit.anchors for sense in senses):
        return False
    first = max(unit.start, mention.start - 70)
    told = any(relative.search(scan.lower, first, mention.start) for relative in (RELATIVE, _WHERE))
    if told and _IN_OFFICE.search(scan.lower, first, mention.start):
        return False
    return told and _CLOSED.match(scan.lower, mention.end, last) is not None


_ISSUED = re.compile(r"\b(?:published|issued|released|circulated|delivered|handed down|made public)\s\Z")


def day_issued(scan: Scan, frame: Frame, today: dt.date | None) -> Edtf | None:
    """The day on which a ruling was published: "has found that ..., according to a report published on Wednesday"."""
    for mention in scan.dates.within(frame.hit.end, scan.sentences[frame.unit.sentence][1]):
        if (
            mention.date is not None
            and not ahead(mention, today)
            and _ISSUED.search(scan.lower, frame.hit.end, mention.start)
        ):
            return mention.date
    return None


_HAD_ASKED = re.compile(
    r"\b(?:had|'d)\s(?:(?:also|first|earlier|long|already|by then|\w+ly)\s)?"
    r"(?:asked|demanded|requested|sought|wanted|proposed|offered|suggested|insisted|pressed|called|urged|pushed|hoped"
    r"|held out|wished|been asking|been asked)\b"
)
_MAY = re.compile(rf"\b(?:{MAY}|will|can|could be)\b")
_IS_REFUSED = re.compile(r"(?:can|could|will|would|shall|is|are|was|were)(?:not|n't|\snot|\snever|\sno)\b|won't\b")
"""A trigger by which is told what one does not do, and refuses by saying so: "will not accept"."""
_IS_TO_COME = ("would ", "could ", "will ", "can ")
"""How a trigger begins by which is said what one does next: "would accept a lower fee"."""
_LASTING = frozenset(("since", "for", "until"))


def is_background(scan: Scan, frame: Frame, units: list[Unit], modality: str) -> bool:
    """Whether an event without a day of its own is told as the story behind what the text tells, and so on no day.

    "Canada had demanded it. London refused"; "may be raised if"; "China offered a quota, an official said on Monday".
    """
    unit, lower = frame.unit, scan.lower
    start, end = scan.sentences[unit.sentence]
    dates = [d for d in scan.dates.within(start, end) if d.date is not None and not heads_dateline(scan, d)]
    if frame.type == "measure":
        supposed = modality == "conditional" and not dates and not any(one.speech is not None for one in units)
        return supposed and bool(_MAY.search(lower, start, end)) and bool(SUPPOSES.search(lower, start, end))
    if frame.type not in ("response", "proposal", "agreement") or tense_of(scan, frame) != "past":
        return False
    if frame.sense.rule == "agreement.provision":
        return False  # "Kenya had asked for a quota. Under the compromise, Oman | may use half of it"
    if frame.sense.rule == "proposal.said":
        return False  # "Kenya must lift it, the minister said on Monday": saying so is what is asked
    first = start
    if unit.sentence and scan.paragraphs[unit.sentence - 1] == scan.paragraphs[unit.sentence]:
        first = scan.sentences[unit.sentence - 1][0]
    asked = list(_HAD_ASKED.finditer(lower, first, frame.hit.start))
    if asked and not any(d.role not in _LASTING or d.start < asked[-1].start() for d in dates):
        return True
    return modality == "actual" and frame.type != "agreement" and _is_said_afterwards(scan, frame, dates)


def _is_said_afterwards(scan: Scan, frame: Frame, dates: list[DateMention]) -> bool:
    """ "China offered a quota, an official said on Monday": the day is that of the saying, and the past is the past."""
    unit, hit = frame.unit, frame.hit
    saying = unit.saying
    if saying is None or saying.start < unit.start or frame.sense.form != "past" or frame.sense.be:
        return False
    if dates_in(scan, unit) or any(d.start < saying.start for d in dates):
        return False
    if _IS_REFUSED.match(hit.text) or hit.text.startswith(_IS_TO_COME):
        return False
    doers = [side for side in unit.sides if side.end <= hit.start]
    return bool(doers) and doers[-1].kind == "party"


_AND_SO = re.compile(r"\b(?:but|and|after|when|while)\b")
_AND_WAS = re.compile(
    r"\b(?:asked|applied|requested|sought|proposed|offered|appealed|pleaded|petitioned|demanded|tried)\b[^;:,]{0,120}"
    r"\s(?:and|but)\s(?:was|were)\s(?:\w+ly\s|at once\s|again\s)?\Z"
)
_AFTER = re.compile(r"\bafter\s(?:\w+\s)?\Z")
REFUSALS = frozenset(("response.rejects", "response.resists", "response.withholds"))
"""What ends a request."""
_CLOSE = 16


_BY_A_STATEMENT = re.compile(
    r",?\s?according to\s[^;.]{0,60}?\b(?:statement|letter|note|communique|communiqué|post|spokes\w+|ministry|minister"
    r"|officials?|cabinet|government|negotiators?|envoy|ambassador|embassy)\b"
)
"""Behind a stance or an answer: by whose word it is, and when: "according to a statement on Monday"."""


def day_in_the_sentence(scan: Scan, frame: Frame, modality: str, today: dt.date | None) -> Edtf | None:
    """The day that stands before an event in its sentence: "on Tuesday imposed duties, turning down a request"."""
    unit, hit, lower = frame.unit, frame.hit, scan.lower
    start, end = scan.sentences[unit.sentence]
    source = _BY_A_STATEMENT.match(lower, unit.end, end) if frame.type in TALK and modality == "actual" else None
    if source is not None:
        days = [d for d in scan.dates.within(unit.end, end) if d.role == "on" and not vague(d) and not ahead(d, today)]
        return days[0].date if days else None
    days = [
        d
        for d in scan.dates.within(start, hit.start)
        if d.date is not None and not vague(d) and d.role == "on" and not ahead(d, today) and not qualifies(scan, d)
    ]
    days = [d for d in days if not heads_dateline(scan, d)]
    if not days or modality != "actual":
        return None
    day = days[-1]
    if frame.sense.rule in REFUSALS and _AND_WAS.search(lower, start, hit.start):
        return day.date  # "Rwanda asked in August for a seat at the table and was | refused"
    if day.date is None or not day.date.is_day:
        return None
    if frame.sense.form == "ing" and unit.start > start + 5 and scan.text.endswith(", ", 0, hit.start):
        return day.date
    if frame.type == "meeting" and hit.start - day.end < _CLOSE and _AFTER.search(lower, start, hit.start):
        return day.date
    told = frame.sense.rule in REFUSALS and unit.saying is None and tense_of(scan, frame) == "past"
    if told and _AND_SO.search(lower, day.end, hit.start) and not _HAD_ASKED.search(lower, start, hit.start):
        return day.date
    return None
