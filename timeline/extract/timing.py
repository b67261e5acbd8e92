"""When: the date that belongs to an event, from its clause, its sentence, or the occasion that its paragraph tells."""

from __future__ import annotations

import datetime as dt
import re

from timeline.extract.dates import DateMention
from timeline.extract.frames import TALK, Frame
from timeline.extract.mentions import (
    PARTICIPLE,
    RELATIVE,
    SUBORDINATE,
    ahead,
    dates_in,
    due_by,
    past,
    qualifies,
    vague,
)
from timeline.extract.needs import PLURAL
from timeline.extract.scan import Scan
from timeline.extract.story import Occasion
from timeline.extract.units import Unit
from timeline.lexicon import cue
from timeline.model.edtf import Edtf

_ENDS = frozenset(("by", "until", "before", "within"))
_TERMS = frozenset(
    (
        "agreement.ceiling",
        "agreement.pledge",
        "agreement.term",
        "agreement.figure",
        "agreement.course",
        "agreement.provision",
    )
)
_AFTER = re.compile(r"\b(?:after|before|while|by|in)\s\Z")
_WOULD = re.compile(r"\b(?:would|could|might)\s(?:\w+\s){0,2}\Z")
_WOULD_LIKE = ("would like", "would prefer", "would rather", "would settle", "would sooner")
"""What is wanted now, whatever the form."""
_SPOKE_AFTER = re.compile(
    r"\bafter\s(?:(?:meeting|seeing|talking|speaking|talks|a\smeeting|the\smeeting)\s|[^,;.]{3,60}\s(?:met|spoke)\b)"
)
_PERFECT = re.compile(r"\b(?:(?:has|have|had)(?:n't)?|'ve)\s+(?:\w+\s+){0,3}\Z")
_WOULD_HAVE = re.compile(r"\b(?:would|could|might)\s(?:\w+\s)?\Z")
_BEING = re.compile(r"\b(?:is|are|was|were|remains?|remained|became|got|stayed|seems?)\b|'s\b|'re\b")
_TO_AGREE = re.compile(r"\b(?:will|would|to) be \Z")
"""Before "agreed", where the agreement itself is to come."""
_HELD_ON = re.compile(
    r"\b(?:at|during)\s(?:a|an|the|their|its)\s(?:[\w-]+\s){0,3}"
    r"(?:summit|meeting|talks|round|session|conference|ceremony|council)\b[^;.]{0,40}?,?\s"
    r"(?:which (?:was|were) |that (?:was|were) )?(?:held|convened|hosted|chaired)\b[^,;.]{0,40}?\Z"
)
"""Before the day of an occasion at which something was done: "at their first summit, held in Brussels on"."""
_DID = re.compile(rf"\b{cue('timing_did')}\s(?:[\w.'-]+\s){{0,5}}\Z")
"""Before a meeting that is told by a noun, where the verb says that it is past."""
_OPEN = frozenset(("until", "within"))
_STANDING = re.compile(rf"\b{cue('timing_standing')}\b")
_WHERE = re.compile(r"\swhere\s[^,;.]{3,60}\Z")
_AT_OCCASION = re.compile(r"\b(?:at|during|in)\s(?:the|a|an|his|her|its|their)\s\Z")
_OCCASION = re.compile(r"\s(?:[a-z-]+\s){0,2}(?:summit|meeting|talks|session|round|conference|call)\b")
_AT_MEETING = re.compile(
    r"\b(?:at|during|after|following)\s(?:the|their|that|this)\s(?:[a-z-]+\s)?"
    r"(?:meeting|talks|summit|round|session|call|consultations|conversation|visit)\b(?!\s(?:in|on|with|of|between)\b)"
)
"""A meeting told before, at which or after which something is said: "after the meeting"."""
_CAME_AFTER = re.compile(r"\b(?:comes?|came|years?|months?|weeks?|days)\safter\s[^,;.]{0,40}\Z")
_OTHERS_DAY = re.compile(r"\b(?:summit|meeting|visit|talks|round|election|conference|session)\s(?:in|on|at)\s\Z")
"""Before a date that is that of another occasion to come: "for a summit in October"."""
_LATER = re.compile(r"(?:later|afterwards?|since then|thereafter),\s")
_WHEN = re.compile(r",?\s(?:when|on which)\b")
_WILL = re.compile(r"\b(?:will|would|shall|is to|are to|won't)\s(?:\w+\s){0,3}\Z")
_PAUSE = re.compile(r"[,;:—]")
_REFUSALS = frozenset(("response.rejects", "response.resists", "response.withholds"))
"""What ends a request: the day told before is that of the request, unless who refuses was there."""
_LASTS = frozenset(("measure.pay", "measure.effect", "measure.face", "agreement.force"))
_WHEN_CLAUSE = re.compile(r"\s?\bwhen\s")
_CLAUSE_ENDS = re.compile(r"[,;]\s(?!\d)")


def date_of(
    scan: Scan, frame: Frame, units: list[Unit], occasion: Occasion, modality: str, paragraph: int, who: str
) -> Edtf | None:
    """The EDTF date of the event; None where the text does not tell it."""
    unit = frame.unit
    counted = _bracketed(scan, frame) or _counted_back(scan, frame)
    if counted is not None:
        return counted
    if frame.sense.rule in _TERMS:
        told = [d for d in dates_in(scan, unit) if d.role == "on" and d.way <= 0 and not qualifies(scan, d)]
        told = [d for d in told if not vague(d)]
        if told:
            return told[0].date
        if occasion.named_in == unit.sentence:
            return occasion.named_deal
        here = occasion.deed if occasion.deed_paragraph == paragraph else None
        said = _choose(scan, dates_in(scan, unit.saying), frame) if unit.saying is not None else None
        announced = said.date if said is not None else None
        return here or occasion.named_deal or occasion.deal or announced or occasion.carried(paragraph, who, True)
    own = dates_in(scan, unit)
    if not own and scan.text.startswith(":", unit.end):
        own = [d for d in scan.dates.within(unit.end, unit.end + 40) if d.date is not None]
    if not own and frame.type == "proposal":  # "has been asking | since January"
        own = [d for d in scan.dates.within(unit.end, unit.end + 8) if d.role == "since" and d.date is not None]
    if frame.type in TALK and modality != "planned":
        own = [
            d
            for d in own
            if not ahead(d, occasion.today)
            and (not vague(d) or 0 <= d.start - frame.hit.end < 60 or d.start - unit.start < 4)
        ]
    elif modality == "planned" and frame.type == "meeting":
        own = [d for d in own if d.way > 0 or not past(d, occasion.today)]
    if (
        frame.sense.rule == "agreement.agree"
        and frame.sense.form == "past"
        and not _TO_AGREE.search(scan.lower, max(unit.start, frame.hit.start - 24), frame.hit.start)
    ):
        own = [d for d in own if not ahead(d, occasion.today)]  # "agreed to open talks in the first half of 2026"
    if frame.sense.rule == "measure.condition":
        own = [d for d in own if d.role in _ENDS or d.role == "from" or ahead(d, occasion.today)]
    if frame.type != "meeting":
        own = [d for d in own if not (ahead(d, occasion.today) and _OTHERS_DAY.search(scan.lower, unit.start, d.start))]
    if modality == "actual" and frame.type in TALK:
        own = [d for d in own if not _THIS_YEAR.fullmatch(scan.lower, d.start, d.end)]
    if frame.type == "assessment" and unit.saying is not None:
        uttered_on = _choose(scan, dates_in(scan, unit.saying), frame)
        if uttered_on is not None and uttered_on.date is not None and uttered_on.date.is_day:
            return uttered_on.date  # a judgement is of the day on which it is said, not of the round that it judges
    chosen = _choose(scan, own, frame)
    if chosen is not None:
        return due_by(chosen) if frame.type == "deadline" else chosen.date
    by_daypart = _same_day(scan, frame, modality, occasion, paragraph)
    if by_daypart is not None:
        return by_daypart
    if frame.sense.rule == "measure.condition":
        uttered = _uttered(scan, frame, units, occasion.today)
        if uttered is not None:
            return uttered.date
        returns = _COMES_BACK.search(scan.lower, unit.start, unit.end)
        if returns and occasion.due is not None and paragraph - occasion.due_paragraph < 2:
            return occasion.due
    if frame.type == "deadline":
        return None
    uttered_then = unit.saying is not None and bool(dates_in(scan, unit.saying))
    if frame.type in (*TALK, "agreement") and modality == "actual" and not uttered_then:
        sentence = scan.sentences[unit.sentence]
        if occasion.met is not None and _AT_MEETING.search(scan.lower, *sentence):
            occasion.date, occasion.paragraph = occasion.met, paragraph
            return occasion.met
    if _is_news_of_a_deal(frame, modality, paragraph) and _tense(scan, frame) == "perfect":
        told_next = _told_next(scan, unit, occasion.today)
        if told_next is not None:
            return told_next
    saying = unit.saying
    if saying is None and unit.speech_hit is not None and unit.speech_hit.end <= frame.hit.start and frame.type in TALK:
        saying = unit
    tense = _tense(scan, frame)
    deed = frame.type not in TALK and not (frame.type == "measure" and modality != "actual")
    if saying is not None:
        said = _choose(scan, dates_in(scan, saying), frame) or _before(
            scan, saying, units, frame.type in TALK, occasion.today
        )
        if said is None and frame.type in (*TALK, "agreement"):
            said = _spoken_after(scan, saying)
        if said is not None and who:
            occasion.said[who] = said.date
        if frame.type == "agreement" and tense == "perfect" and said is None:
            return None
        counts = frame.type in ("position", "assessment", "agreement") or tense not in ("pluperfect", "standing")
        counts = counts or (frame.sense.rule == "proposal.wanted" and (said is not None or who in occasion.said))
        if counts and (
            frame.type in TALK
            or frame.type == "agreement"
            or (frame.type == "measure" and (modality != "actual" or (tense == "perfect" and said is not None)))
        ):
            if frame.type == "agreement" and modality == "planned":
                return said.date if said is not None and said.way > 0 else None
            if said is not None:
                met = _met_before(occasion, said) if frame.type == "agreement" and modality == "actual" else None
                return met if met is not None and tense in ("past", "pluperfect") else said.date
            if who in occasion.said and frame.type in TALK:
                return occasion.said[who]
            if tense == "present" and paragraph != occasion.paragraph and frame.type in TALK:
                return occasion.stamp
            if _says_now(saying) and frame.type in TALK:
                return occasion.stamp
            if tense == "perfect" and paragraph != occasion.paragraph:
                return occasion.stamp  # "has called for": done before, and on no day that is told
            told_by = "" if frame.type == "measure" else who  # what is announced has no day of its announcer
            return occasion.head(paragraph) or occasion.carried(paragraph, told_by, deed)
        if frame.type in TALK:
            return None
    if tense == "perfect" and occasion.stamp is not None and occasion.page is None:
        return occasion.head(paragraph)  # "he has been on the line to": news of the hour
    news = paragraph == 0 and tense in ("perfect", "other") and frame.type in ("agreement", "measure")
    if news and modality == "actual":
        reported = _reported(scan, occasion.today)
        if reported is not None:
            return reported
    if tense in ("perfect", "pluperfect", "standing") or _earlier(scan, frame):
        return None
    if occasion.stamp is not None:
        return occasion.head(paragraph)
    if (tense == "present" and frame.type in TALK) or (frame.sense.rule in _REFUSALS and who not in occasion.present):
        return None
    beside = [other for other in units if other is not saying] if _is_deed(frame, modality) else units
    over = frame.type in TALK or (frame.type == "meeting" and modality == "actual" and frame.sense.form != "base")
    near = _before(scan, unit, beside, over, occasion.today)
    if modality == "planned" and frame.type in ("meeting", "agreement"):
        return near.date if near is not None and (near.way > 0 or ahead(near, occasion.today)) else None
    if near is not None:
        return near.date
    held = _held_on(scan, frame)
    if held is not None:
        return held.date
    if tense == "past":
        beside_it = _when(scan, unit)
        if beside_it is not None:
            return beside_it.date
    if tense == "present" and _is_told_as_news(frame, modality):
        return occasion.deed if occasion.deed_paragraph == paragraph else None
    if tense == "present" or (frame.type not in TALK and _WILL.search(scan.lower, unit.start, frame.hit.start)):
        return None
    if frame.type == "measure" and paragraph not in (occasion.paragraph, occasion.deed_paragraph):
        return None
    carried = occasion.carried(paragraph, who, deed) if tense == "past" or occasion.paragraph == paragraph else None
    if carried is None and frame.type == "agreement" and tense == "past":
        if modality == "denied":
            return occasion.met or occasion.lead  # "no agreement was reached": at the talks that the text tells of
        return occasion.met if PLURAL.search(scan.lower, unit.start, frame.hit.start) else None
    return carried


_THIS_YEAR = re.compile(r"(?:in )?this year(?: or next)?")
"""Too wide to be the day on which something was said."""
_COMES_BACK = re.compile(
    r"\b(?:comes? back|returns?|returned|snaps?|reverts?|faces?|faced|takes? effect|rises?|jumps?|boomerang\w*)\b"
)
"""What happens on the day that is due, if nothing is done."""
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


def _same_day(scan: Scan, frame: Frame, modality: str, occasion: Occasion, paragraph: int) -> Edtf | None:
    """The day told last, where the sentence has but an hour of it: "by lunchtime", "an hour later"."""
    day = occasion.date
    if frame.type == "deadline" or (frame.type != "measure" and modality != "actual") or occasion.stamp is not None:
        return None
    if day is None or not day.is_day or paragraph - occasion.paragraph > _DAYPART_REACH:
        return None
    if _DAYPART.search(scan.lower, *scan.sentences[frame.unit.sentence]) is None:
        return None
    return day if _tense(scan, frame) not in ("present", "pluperfect") else None


def _is_news_of_a_deal(frame: Frame, modality: str, paragraph: int) -> bool:
    """Whether it is the deal that the lead tells."""
    return paragraph == 0 and frame.type == "agreement" and modality == "actual"


_ACT = re.compile(
    r"\b(?:signed|concluded|completed|closed|finished|finali[sz]ed|sealed|struck|reached|initialled|clinched"
    r"|announcement was made|announced|shook hands|settled|agreed)\b[^.;]{0,160}\Z"
)
_OTHER_ACT = re.compile(r"\b(?:had|negotiations? (?:began|opened)|since|after|earlier|original|first)\b[^.;]{0,120}\Z")
_SAID = re.compile(r"\b(?:said|told|says|according)\b[^.;]{0,40}\Z")


def _told_next(scan: Scan, unit: Unit, today: dt.date | None) -> Edtf | None:
    """The day of a deal of which the lead says that it has been made, as the next sentences tell it."""
    own = scan.dates.within(*scan.sentences[unit.sentence])
    days = [d.date.first for d in own if d.date is not None and d.date.is_day and d.role == "on" and not d.stamp]
    latest = max((day for day in days if day is not None), default=None)
    for number in range(unit.sentence + 1, len(scan.sentences)):
        if scan.paragraphs[number] > 1:
            return None
        start, end = scan.sentences[number]
        for mention in scan.dates.within(start, end):
            day = mention.date
            if day is None or not day.is_day or mention.role != "on" or ahead(mention, today):
                continue
            if qualifies(scan, mention):
                continue
            before = scan.lower[start : mention.start]
            if _ACT.search(before) and not _OTHER_ACT.search(before) and not _SAID.search(before):
                return day if latest is None or (day.first is not None and day.first <= latest) else None
    return None


_NEWS = 10
"""Days within which what was agreed at a meeting is announced."""


def _met_before(occasion: Occasion, said: DateMention) -> Edtf | None:
    """The meeting told before, at which was agreed what somebody announced some days later."""
    met = occasion.met
    if met is None or met.last is None or said.date is None or said.date.first is None:
        return None
    return met if 0 < (said.date.first - met.last).days <= _NEWS else None


def _bracketed(scan: Scan, frame: Frame) -> Edtf | None:
    """The day that stands in brackets behind what was done: "had shaken hands on it in Brussels (13 July)"."""
    hit = frame.hit
    if frame.type == "deadline" or frame.sense.form != "past":
        return None
    for mention in scan.dates.within(hit.end, min(hit.end + 90, scan.sentences[frame.unit.sentence][1])):
        if scan.text[mention.start - 1] == "(" and scan.text.startswith(")", mention.end):
            day = mention.date is not None and mention.date.is_day
            return mention.date if day and not _PAUSE.search(scan.text, hit.end, mention.start) else None
    return None


def _counted_back(scan: Scan, frame: Frame) -> Edtf | None:
    """The day of what stands after "on Friday, two weeks after"; None where nothing of the kind stands before it."""
    start = max(scan.sentences[frame.unit.sentence][0], frame.hit.start - 90)
    for mention in scan.dates.within(start, frame.hit.start):
        if mention.clause is not None and not _PAUSE.search(scan.lower, mention.end, frame.hit.start):
            return mention.clause
    return None


def _reported(scan: Scan, today: dt.date | None) -> Edtf | None:
    """The day that the report tells first, where an anchor's words before it tell none."""
    after = [number for number, paragraph in enumerate(scan.paragraphs) if paragraph == 1]
    if not after or next(iter(scan.dates.within(0, scan.sentences[after[0]][0])), None) is not None:
        return None
    start, end = scan.sentences[after[0]]
    told = (d for d in scan.dates.within(start, end) if d.role == "on" and not qualifies(scan, d))
    first = next((d for d in told if d.date is not None and d.date.is_day and not ahead(d, today)), None)
    return first.date if first is not None else None


def _says_now(saying: Unit) -> bool:
    """Whether the verb of saying is in the present: "that is a matter of taste, they say"."""
    return saying.speech is not None and saying.speech.form in ("s", "base")


def _spoken_after(scan: Scan, saying: Unit) -> DateMention | None:
    """The day of the meeting after which something was said: "he said after meeting his colleague on Thursday"."""
    end = scan.sentences[saying.sentence][1]
    after = _SPOKE_AFTER.search(scan.lower, saying.start, end)
    if after is None or saying.speech_hit is None or after.start() < saying.speech_hit.start:
        return None
    dates = (d for d in scan.dates.within(after.end(), end) if d.date is not None and d.role == "on" and d.way <= 0)
    return next(dates, None)


def _earlier(scan: Scan, frame: Frame) -> bool:
    """Whether it is told as what came before something else, on no day: "the deal comes after talks had stalled"."""
    start = max(scan.sentences[frame.unit.sentence][0], frame.hit.start - 60)
    return frame.type != "deadline" and bool(_CAME_AFTER.search(scan.lower, start, frame.hit.start))


def _is_told_as_news(frame: Frame, modality: str) -> bool:
    """Whether an act is told in the present: "On Friday Seoul suspended the pact. It also halts its suit"."""
    act = frame.type in ("agreement", "measure") and frame.sense.form == "s"
    return act and modality == "actual" and frame.sense.rule not in _LASTS


def _is_deed(frame: Frame, modality: str) -> bool:
    """Whether it is told as done: when somebody says so is not when it was done."""
    return frame.type == "meeting" and modality == "actual"


def _tense(scan: Scan, frame: Frame) -> str:
    """past, present, perfect, pluperfect, standing or other, as the trigger's neighbours have it."""
    lower = scan.lower
    unit, hit = frame.unit, frame.hit
    passive = (
        unit.saying is None
        and frame.sense.rule == "response.rejects"
        and _BEING.search(lower, max(unit.start, hit.start - 24), hit.start)
    )
    if passive or (
        unit.start - scan.sentences[unit.sentence][0] < 16 and _LATER.match(lower, scan.sentences[unit.sentence][0])
    ):
        return "standing"
    if frame.sense.rule in ("proposal.wanted", "proposal.passive") or _STANDING.search(lower, unit.start, unit.end):
        return "standing"
    perfect = _PERFECT.search(lower, max(unit.start, hit.start - 30), hit.start)
    if perfect and _WOULD_HAVE.search(lower, max(0, perfect.start() - 24), perfect.start()):
        return "past"
    if perfect:
        return "pluperfect" if perfect.group().startswith("had") else "perfect"
    if frame.sense.be:
        being = _BEING.findall(lower, max(unit.start, hit.start - 40), hit.start)
        return "past" if being and being[-1] in ("was", "were", "became", "remained", "got", "stayed") else "present"
    if lower.startswith("to ", unit.start) or (
        frame.sense.form == "base" and lower.startswith("to ", max(0, hit.start - 3))
    ):
        return "past"
    if frame.sense.form == "base" and _WOULD.search(lower, max(unit.start, hit.start - 30), hit.start):
        return "past"
    if frame.sense.form in ("s", "base") or hit.text.startswith(_WOULD_LIKE):
        return "present"
    if frame.sense.form == "ing" and _AFTER.search(lower, max(0, hit.start - 10), hit.start):
        return "past"
    opening = scan.sentences[unit.sentence][0]
    if frame.sense.form == "noun" and _DID.search(lower, max(opening, hit.start - 48), hit.start):
        return "past"  # "made the request in a video call with"
    return "past" if frame.sense.form == "past" else "other"


def _choose(scan: Scan, dates: list[DateMention], frame: Frame) -> DateMention | None:
    if not dates:
        return None
    if frame.type == "deadline":
        exact = [d for d in dates if d.start == frame.hit.start]
        ends = [d for d in dates if d.role in _ENDS]
        return min(exact or ends or dates, key=lambda d: _distance(d, frame))
    dates = [d for d in dates if not _aside(scan, frame, d)]
    opening = next((d for d in dates if d.role == "since" and d.start - frame.unit.start < 3), None)
    if opening is not None and frame.sense.rule in (*_LASTS, "measure.figure"):
        return opening  # "Since August the 15 percent agreed in July has been charged"
    behind = next((d for d in dates if d.role == "since" and 0 <= d.start - frame.hit.end < 4), None)
    if behind is not None and frame.type != "agreement" and _tense(scan, frame) in ("perfect", "pluperfect"):
        return behind  # "have been paying since August"
    on = [d for d in dates if d.role not in _ENDS and d.role not in ("since", "for") and not qualifies(scan, d)]
    lasting = frame.type == "proposal" and (frame.sense.form == "noun" or _tense(scan, frame) == "perfect")
    if not on and (frame.sense.rule in _LASTS or lasting):
        on = [d for d in dates if d.role == "since"]  # "has been in force since February" began then
    if frame.type == "measure":
        on = [d for d in dates if d.role == "from"] or on or [d for d in dates if d.role not in _OPEN]
    if frame.type == "meeting":
        on = on or dates
    elif frame.type in ("agreement", "proposal", "response"):
        on = on or [d for d in dates if _of_occasion(scan, d)]
        if frame.type == "agreement":
            on = on or [d for d in dates if d.role == "for" and d.way > 0]  # "signature is planned for April"
    if not on:
        return None
    plain = [d for d in on if not SUBORDINATE.search(scan.lower, max(0, d.start - 48), d.start)]
    return min(plain or on, key=lambda d: _distance(d, frame))


def _aside(scan: Scan, frame: Frame, mention: DateMention) -> bool:
    """Whether the date stands in a relative clause that opens after the trigger: ", who chairs it this year"."""
    hit = frame.hit
    if mention.start > hit.end:
        return bool(
            RELATIVE.search(scan.lower, hit.end, mention.start) or _WHERE.search(scan.lower, hit.end, mention.start)
        )
    closed = scan.lower.find(",", mention.end, hit.start)
    return closed >= 0 and bool(RELATIVE.search(scan.lower, frame.unit.start, mention.start))


def _uttered(scan: Scan, frame: Frame, units: list[Unit], today: dt.date | None) -> DateMention | None:
    """The day beside the verb of saying of a sentence that threatens: "..., he warned on Monday"."""
    for unit in units:
        if unit.speech_hit is not None and frame.unit.start <= unit.start < frame.unit.end:
            for mention in scan.dates.within(unit.speech_hit.end, min(unit.end, unit.speech_hit.end + 40)):
                if mention.date is not None and mention.role == "on" and not ahead(mention, today):
                    return mention
    return None


def _of_occasion(scan: Scan, mention: DateMention) -> bool:
    """Whether the date is that of the occasion at which it was done: "at their August summit"."""
    return bool(
        _OCCASION.match(scan.lower, mention.end)
        and _AT_OCCASION.search(scan.lower, max(0, mention.start - 16), mention.start)
    )


def _distance(mention: DateMention, frame: Frame) -> int:
    hit = frame.hit
    return mention.start - hit.end if mention.start >= hit.end else 2 * (hit.start - mention.end) + 5


def _held_on(scan: Scan, frame: Frame) -> DateMention | None:
    """The day of the occasion at which it was done: "signed it at their first summit, held in Brussels on Monday"."""
    end = scan.sentences[frame.unit.sentence][1]
    for mention in scan.dates.within(frame.hit.end, min(end, frame.hit.end + 160)):
        if mention.role == "on" and mention.way <= 0 and _HELD_ON.search(scan.lower, frame.hit.end, mention.start):
            return mention
    return None


def _when(scan: Scan, unit: Unit) -> DateMention | None:
    """The day of a clause that says when: "nothing was signed when the two met on Tuesday"."""
    end = scan.sentences[unit.sentence][1]
    when = _WHEN_CLAUSE.match(scan.lower, unit.end, end) or _WHEN_CLAUSE.search(scan.lower, unit.start, unit.end)
    if when is None:
        return None
    for mention in scan.dates.within(when.end(), end):
        if mention.date is not None and mention.role == "on" and mention.way <= 0:
            return None if _CLAUSE_ENDS.search(scan.lower, when.end(), mention.start) else mention
    return None


def _before(scan: Scan, unit: Unit, units: list[Unit], over: bool, today: dt.date | None) -> DateMention | None:
    """A date that an earlier unit of the same sentence tells, and that covers this one too.

    Where what is told is ``over``, no day to come.
    """
    found = None
    for other in units:
        if other is unit or other.start > unit.start:
            break
        for mention in dates_in(scan, other):
            if _WHEN.match(scan.lower, mention.end):
                found = mention  # "since April, when X imposed ...": the day of what follows
            elif (
                mention.role not in _ENDS
                and mention.role != "since"
                and not qualifies(scan, mention)
                and not PARTICIPLE.search(scan.lower, max(other.start, mention.start - 60), mention.start)
            ):
                found = mention
    if found is not None and over and ahead(found, today):
        return None
    return found
