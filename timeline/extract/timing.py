"""When: the date that belongs to an event, from its clause, its sentence, or the occasion that its paragraph tells."""

from __future__ import annotations

import datetime as dt
import re

from timeline.extract.dates import LIMITS, DateMention
from timeline.extract.frames import TALK, Frame
from timeline.extract.mentions import (
    RELATIVE,
    SUBORDINATE,
    ahead,
    dates_in,
    due_by,
    past,
    qualifies,
    vague,
)
from timeline.extract.nearby import (
    REFUSALS,
    day_before,
    day_counted_back,
    day_held,
    day_in_brackets,
    day_in_the_sentence,
    day_met_before,
    day_of_when,
    day_reported,
    day_spoken_after,
    day_told_next,
    day_uttered,
    is_background,
    same_day,
)
from timeline.extract.needs import PLURAL
from timeline.extract.scan import Scan
from timeline.extract.story import Story
from timeline.extract.tenses import tense_of
from timeline.extract.units import Unit
from timeline.model.edtf import Edtf, edtf

_TERMS = frozenset(
    (
        "agreement.ceiling",
        "agreement.pledge",
        "agreement.term",
        "agreement.figure",
        "agreement.course",
        "agreement.provision",
        "agreement.weighed",
    )
)
_TO_AGREE = re.compile(r"\b(?:will|would|to) be \Z")
"""Before "agreed", where the agreement itself is to come."""
_OPEN = frozenset(("until", "within"))
_WHERE = re.compile(r"\swhere\s[^,;.]{3,60}\Z")
_AT_OCCASION = re.compile(r"\b(?:at|during|in)\s(?:the|a|an|his|her|its|their)\s\Z")
_OCCASION = re.compile(r"\s(?:[a-z-]+\s){0,2}(?:summit|meeting|talks|session|round|conference|call)\b")
_AT_MEETING = re.compile(
    r"\b(?:at|during|after|following)\s(?:the|their|that|this)\s(?:[a-z-]+\s)?"
    r"(?:meeting|talks|summit|round|session|call|consultations|conversation|visit)\b(?!\s(?:in|on|with|of|between)\b)"
)
"""A meeting told before, at which or after which something is said: "after the meeting"."""
_CAME_AFTER = re.compile(r"\b(?:comes?|came|years?|months?|weeks?|days)\safter\s[^,;.]{0,40}\Z")
_OTHERS_DAY = re.compile(
    r"\b(?:summit|meeting|visit|talks|round|election|conference|session|hearing|ruling|vote)\s(?:in|on|at)\s\Z"
)
"""Before a date that is that of another occasion to come: "for a summit in October"."""
_WILL = re.compile(r"\b(?:will|would|shall|is to|are to|won't)\s(?:\w+\s){0,3}\Z")
_LASTS = frozenset(("measure.pay", "measure.effect", "measure.face", "agreement.force"))


def date_of(
    scan: Scan, frame: Frame, units: list[Unit], story: Story, modality: str, paragraph: int, who: str
) -> Edtf | None:
    """The EDTF date of the event; None where the text does not tell it."""
    date = _told_date(scan, frame, units, story, modality, paragraph, who)
    if date is not None and is_background(scan, frame, units, modality):
        return None
    return date if date is not None else day_in_the_sentence(scan, frame, modality, story.today)


def _told_date(
    scan: Scan, frame: Frame, units: list[Unit], story: Story, modality: str, paragraph: int, who: str
) -> Edtf | None:
    """The date that the clause, its sentence or the occasion tells."""
    unit = frame.unit
    counted = day_in_brackets(scan, frame) or day_counted_back(scan, frame)
    if counted is not None:
        return counted
    if frame.sense.rule in _TERMS:
        told = [d for d in dates_in(scan, unit) if d.role == "on" and d.way <= 0 and not qualifies(scan, d)]
        told = [d for d in told if not vague(d)]
        if told:
            return told[0].date
        if story.named_in == unit.sentence:
            return story.named_deal
        here = story.deed if story.deed_paragraph == paragraph else None
        said = _choose(scan, dates_in(scan, unit.saying), frame) if unit.saying is not None else None
        announced = said.date if said is not None else None
        return here or story.named_deal or story.deal or announced or story.carried(paragraph, who, True)
    own = dates_in(scan, unit)
    if not own and scan.text.startswith(":", unit.end):
        own = [d for d in scan.dates.within(unit.end, unit.end + 40) if d.date is not None]
    if not own and frame.type == "proposal":  # "has been asking | since January"
        own = [d for d in scan.dates.within(unit.end, unit.end + 8) if d.role == "since" and d.date is not None]
    if frame.type in TALK and modality != "planned":
        own = [
            d
            for d in own
            if not ahead(d, story.today)
            and (not vague(d) or 0 <= d.start - frame.hit.end < 60 or d.start - unit.start < 4)
        ]
    elif modality == "planned" and frame.type == "meeting":
        own = [d for d in own if d.way > 0 or not past(d, story.today)]
    if (
        frame.sense.rule == "agreement.agree"
        and frame.sense.form == "past"
        and not _TO_AGREE.search(scan.lower, max(unit.start, frame.hit.start - 24), frame.hit.start)
    ):
        own = [d for d in own if not ahead(d, story.today)]  # "agreed to open talks in the first half of 2026"
    if frame.sense.rule == "measure.condition":
        own = [d for d in own if d.role in (*LIMITS, "from") or (d.role != "for" and ahead(d, story.today))]
    if frame.type == "meeting":
        since = own[0] if len(own) == 1 and own[0].role == "since" else None
        if since is not None and _COUNTED.search(scan.lower, unit.start, since.start):
            return _until_now(since, story.today) if modality == "actual" else None
        if frame.sense.rule == "meeting.named":
            # "delayed it for 90 days after a call", "their third meeting since June"
            own = [d for d in own if d.role not in ("for", "since")]
    else:
        own = [d for d in own if not (ahead(d, story.today) and _OTHERS_DAY.search(scan.lower, unit.start, d.start))]
    if modality == "actual" and frame.type in TALK:
        own = [d for d in own if not _THIS_YEAR.fullmatch(scan.lower, d.start, d.end)]
    if frame.type == "assessment" and unit.saying is not None:
        uttered_on = _choose(scan, dates_in(scan, unit.saying), frame)
        if uttered_on is not None and uttered_on.date is not None and uttered_on.date.is_day:
            return uttered_on.date  # a judgement is of the day on which it is said, not of the round that it judges
    chosen = _choose(scan, own, frame)
    if chosen is not None:
        return due_by(chosen) if frame.type == "deadline" else chosen.date
    by_daypart = same_day(scan, frame, modality, story, paragraph)
    if by_daypart is not None:
        return by_daypart
    if frame.sense.rule == "measure.condition":
        uttered = day_uttered(scan, frame, units, story.today)
        if uttered is not None:
            return uttered.date
        returns = _COMES_BACK.search(scan.lower, unit.start, unit.end)
        if returns and story.due is not None and paragraph - story.due_paragraph < 2:
            return story.due
    if frame.type == "deadline":
        return None
    uttered_then = unit.saying is not None and bool(dates_in(scan, unit.saying))
    if frame.type in (*TALK, "agreement") and modality == "actual" and not uttered_then:
        sentence = scan.sentences[unit.sentence]
        if story.met is not None and _AT_MEETING.search(scan.lower, *sentence):
            story.date, story.paragraph = story.met, paragraph
            return story.met
    if _is_news_of_a_deal(frame, modality, paragraph) and tense_of(scan, frame) == "perfect":
        told_next = day_told_next(scan, unit, story.today)
        if told_next is not None:
            return told_next
    saying = unit.saying
    if saying is None and unit.speech_hit is not None and unit.speech_hit.end <= frame.hit.start and frame.type in TALK:
        saying = unit
    tense = tense_of(scan, frame)
    deed = frame.type not in TALK and not (frame.type == "measure" and modality != "actual")
    if saying is not None:
        said = _choose(scan, dates_in(scan, saying), frame) or day_before(
            scan, saying, units, frame.type in TALK, story.today
        )
        if said is None and frame.type in (*TALK, "agreement"):
            said = day_spoken_after(scan, saying)
        if said is not None and who:
            story.said[who] = said.date
        if frame.type == "agreement" and tense == "perfect" and said is None:
            return None
        counts = frame.type in ("position", "assessment", "agreement") or tense not in ("pluperfect", "standing")
        counts = counts or (frame.sense.rule == "proposal.wanted" and (said is not None or who in story.said))
        if counts and (
            frame.type in TALK
            or frame.type == "agreement"
            or (frame.type == "measure" and (modality != "actual" or (tense == "perfect" and said is not None)))
        ):
            if frame.type == "agreement" and modality == "planned":
                return said.date if said is not None and said.way > 0 else None
            if said is not None:
                met = day_met_before(story, said) if frame.type == "agreement" and modality == "actual" else None
                return met if met is not None and tense in ("past", "pluperfect") else said.date
            if who in story.said and frame.type in TALK:
                return story.said[who]
            if tense == "present" and paragraph != story.paragraph and frame.type in TALK:
                return story.stamp
            if _says_now(saying) and frame.type in TALK:
                return story.stamp
            if tense == "perfect" and paragraph != story.paragraph:
                return story.stamp  # "has called for": done before, and on no day that is told
            told_by = "" if frame.type == "measure" else who  # what is announced has no day of its announcer
            return story.head(paragraph) or story.carried(paragraph, told_by, deed)
        if frame.type in TALK:
            return None
    if tense == "perfect" and story.stamp is not None and story.page is None:
        return story.head(paragraph)  # "he has been on the line to": news of the hour
    news = paragraph == 0 and tense in ("perfect", "other") and frame.type in ("agreement", "measure")
    if news and modality == "actual":
        reported = day_reported(scan, story.today)
        if reported is not None:
            return reported
    if tense in ("perfect", "pluperfect", "standing") or _earlier(scan, frame):
        return None
    if story.stamp is not None:
        return story.head(paragraph)
    if tense == "present" and frame.type in TALK:
        return None
    if frame.sense.rule in REFUSALS and who not in story.present:
        return None  # the day told before is that of the request
    beside = [other for other in units if other is not saying] if _is_deed(frame, modality) else units
    over = frame.type in TALK or (frame.type == "meeting" and modality == "actual" and frame.sense.form != "base")
    near = day_before(scan, unit, beside, over, story.today)
    if modality == "planned" and frame.type in ("meeting", "agreement"):
        return near.date if near is not None and (near.way > 0 or ahead(near, story.today)) else None
    if near is not None:
        return near.date
    held = day_held(scan, frame)
    if held is not None:
        return held.date
    if tense == "past":
        beside_it = day_of_when(scan, unit)
        if beside_it is not None:
            return beside_it.date
    if tense == "present" and _is_told_as_news(frame, modality):
        return story.deed if story.deed_paragraph == paragraph else None
    if tense == "present" or (frame.type not in TALK and _WILL.search(scan.lower, unit.start, frame.hit.start)):
        return None
    if frame.type == "measure" and paragraph not in (story.paragraph, story.deed_paragraph):
        return None
    carried = story.carried(paragraph, who, deed) if tense == "past" or story.paragraph == paragraph else None
    if carried is None and frame.type == "agreement" and tense == "past":
        if modality == "denied":
            return story.met or story.lead  # "no agreement was reached": at the talks that the text tells of
        return story.met if PLURAL.search(scan.lower, unit.start, frame.hit.start) else None
    return carried


_COUNTED = re.compile(r"\b(?:times|twice|rounds|meetings|sessions|occasions|visits|calls)\b")
"""What took place more than once: "have met five times since March"."""


def _until_now(since: DateMention, today: dt.date | None) -> Edtf | None:
    """The stretch in which what is counted took place."""
    if since.date is None or since.date.first is None or today is None or since.date.first >= today:
        return None
    return edtf(f"{since.date.text}/{today.isoformat()}")


_THIS_YEAR = re.compile(r"(?:in )?this year(?: or next)?")
"""Too wide to be the day on which something was said."""
_COMES_BACK = re.compile(
    r"\b(?:comes? back|returns?|returned|snaps?|reverts?|faces?|faced|takes? effect|rises?|jumps?|boomerang\w*)\b"
)
"""What happens on the day that is due, if nothing is done."""


def _is_news_of_a_deal(frame: Frame, modality: str, paragraph: int) -> bool:
    """Whether it is the deal that the lead tells."""
    return paragraph == 0 and frame.type == "agreement" and modality == "actual"


def _says_now(saying: Unit) -> bool:
    """Whether the verb of saying is in the present: "that is a matter of taste, they say"."""
    return saying.speech is not None and saying.speech.form in ("s", "base")


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


def _choose(scan: Scan, dates: list[DateMention], frame: Frame) -> DateMention | None:
    if not dates:
        return None
    if frame.type == "deadline":
        exact = [d for d in dates if d.start == frame.hit.start]
        ends = [d for d in dates if d.role in LIMITS]
        return min(exact or ends or dates, key=lambda d: _distance(d, frame))
    dates = [d for d in dates if not _aside(scan, frame, d)]
    opening = next((d for d in dates if d.role == "since" and d.start - frame.unit.start < 3), None)
    if opening is not None and frame.sense.rule in (*_LASTS, "measure.figure"):
        return opening  # "Since August the 15 percent agreed in July has been charged"
    behind = next((d for d in dates if d.role == "since" and 0 <= d.start - frame.hit.end < 4), None)
    if behind is not None and frame.type != "agreement" and tense_of(scan, frame) in ("perfect", "pluperfect"):
        return behind  # "have been paying since August"
    on = [d for d in dates if d.role not in LIMITS and d.role not in ("since", "for") and not qualifies(scan, d)]
    lasting = frame.type == "proposal" and (frame.sense.form == "noun" or tense_of(scan, frame) == "perfect")
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
    if len(on) > 1:
        on = [
            d for d in on if d.end > frame.hit.start or not _IN_PASSING.search(scan.lower, frame.unit.start, d.start)
        ] or on
    plain = [d for d in on if not SUBORDINATE.search(scan.lower, max(0, d.start - 48), d.start)]
    return min(plain or on, key=lambda d: _distance(d, frame))


_IN_PASSING = re.compile(r"\bwho\s[^,;]*\Z")
"""Before a date that is told of somebody in passing: "ministers who were not there in June | met on Monday"."""


def _aside(scan: Scan, frame: Frame, mention: DateMention) -> bool:
    """Whether the date stands in a relative clause that opens after the trigger: ", who chairs it this year"."""
    hit = frame.hit
    if mention.start > hit.end:
        return bool(
            RELATIVE.search(scan.lower, hit.end, mention.start) or _WHERE.search(scan.lower, hit.end, mention.start)
        )
    closed = scan.lower.find(",", mention.end, hit.start)
    return closed >= 0 and bool(RELATIVE.search(scan.lower, frame.unit.start, mention.start))


def _of_occasion(scan: Scan, mention: DateMention) -> bool:
    """Whether the date is that of the occasion at which it was done: "at their August summit"."""
    return bool(
        _OCCASION.match(scan.lower, mention.end)
        and _AT_OCCASION.search(scan.lower, max(0, mention.start - 16), mention.start)
    )


def _distance(mention: DateMention, frame: Frame) -> int:
    hit = frame.hit
    return mention.start - hit.end if mention.start >= hit.end else 2 * (hit.start - mention.end) + 5
