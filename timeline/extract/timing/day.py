"""When: the date that belongs to an event, from its clause, its sentence, or the occasion that its paragraph tells."""

from __future__ import annotations

import datetime as dt
import re

from timeline.extract.clauses.mentions import (
    ahead,
    dates_in,
    due_by,
    qualifies,
    vague,
)
from timeline.extract.clauses.named import PLURAL
from timeline.extract.clauses.units import Unit
from timeline.extract.dates import DateMention
from timeline.extract.frames.needs import BEING
from timeline.extract.frames.read import Frame
from timeline.extract.scan import Scan
from timeline.extract.timing.nearby import (
    REFUSALS,
    day_before,
    day_counted_back,
    day_held,
    day_in_brackets,
    day_in_the_sentence,
    day_issued,
    day_met_before,
    day_of_when,
    day_of_which,
    day_spoken_after,
    day_when_told,
    is_background,
    same_day,
)
from timeline.extract.timing.own_dates import is_not_compared, own_dates
from timeline.extract.timing.own_day import GOES_ON, choose
from timeline.extract.timing.planned import day_planned
from timeline.extract.timing.story import OLD_DEAL
from timeline.extract.timing.tenses import came_before, says_now, tense_of
from timeline.extract.timing.threats import day_of_the_threat
from timeline.extract.timing.told_beside import (
    REPLY,
    REQUEST,
    day_of_it_next,
    day_of_the_paper,
    day_reported,
    day_told_next,
)
from timeline.extract.timing.undated import Undated
from timeline.model.edtf import Edtf, edtf

_TEXT_SAYS = re.compile(
    r"(?:in (?:a|their) )?joint (?:statement|communique|declaration)(?: said)?\Z"
    r"|under (?:the|an?) (?:agreement|deal|accord|pact|arrangement|framework|memorandum|terms)\Z"
)
"""By which a term is told that no verb tells: "Chile will also remove its curbs, the joint statement said"."""
_JUDGES = frozenset(("response.breach", "response.denies"))
_DEALS = frozenset(("agreement.agree", "agreement.reach", "agreement.sign"))
_A_DEAL = re.compile(r"\s(?:[a-z-]+\s)?(?:deal|agreement|accord|pact)\b")
_AT_MEETING = re.compile(
    r"\b(?:at|in|during|after|following)\s(?:the|their|that|this)\s(?:[a-z-]+\s)?"
    r"(?:meeting|talks|summit|round|session|call|consultations|conversation|visit)\b(?!\s(?:in|on|with|of|between)\b)"
    r"|\b(?:said|told\s\w+)\safterwards?\b"
)
"""A meeting told before, at which or after which something is said: "after the meeting", "told reporters afterward"."""
_WILL = re.compile(r"\b(?:will|would|shall|is to|are to|won't)\s(?:\w+\s){0,3}\Z")


def date_of(event: Undated) -> Edtf | None:
    """The EDTF date of the event; None where the text does not tell it."""
    scan, frame, units, story, modality = event.scan, event.frame, event.units, event.story, event.modality
    if _is_recalled(scan, frame):
        own = choose(scan, own_dates(event), frame)
        return own.date if own is not None else None
    date = _told_date(event)
    if date is not None and is_background(scan, frame, units, modality):
        return None
    if date is not None and event.is_talk and modality == "actual" and _lies_open(date, story.today):
        return None  # "a deal this year is unlikely"
    if date is not None and event.is_talk and modality == "actual" and _is_yet_to_come(date, story.today):
        return None  # "has asked him to act", in an article about 17 July
    if date is None and frame.sense.rule == "assessment.brief":
        return story.lead  # how near two are is said on the day of the news
    return date if date is not None else day_in_the_sentence(scan, frame, modality, story.today)


_MONTH = 31


def _is_yet_to_come(date: Edtf, today: dt.date | None) -> bool:
    """Whether a date lies wholly behind the day of publication: words that have been said are not of then."""
    return today is not None and date.first is not None and date.first > today + dt.timedelta(days=1)


def _lies_open(date: Edtf, today: dt.date | None) -> bool:
    """Whether it is a span longer than a month that is not over."""
    if date.first is None or date.last is None or today is None:
        return False
    return date.last > today and (date.last - date.first).days > _MONTH


def _is_recalled(scan: Scan, frame: Frame) -> bool:
    """Whether a request only qualifies what is told: "against 30,000 tonnes requested by Oslo"."""
    by = frame.hit.text.endswith(" by") or scan.lower.startswith(" by ", frame.hit.end)
    passive = frame.sense.be or scan.lower.endswith(BEING, 0, frame.hit.start)
    return frame.type == "proposal" and by and not passive


def _told_date(event: Undated) -> Edtf | None:
    """The date that the clause, its sentence or the occasion tells."""
    scan, frame, unit, today = event.scan, event.frame, event.unit, event.story.today
    counted = day_in_brackets(scan, frame) or day_counted_back(scan, frame)
    if counted is not None:
        return counted
    if event.is_term:
        return _term_date(event)
    own = own_dates(event)
    if frame.sense.rule == "measure.condition" and (uttered := day_of_the_threat(event, own)) is not None:
        return uttered[0]
    since = own[0] if frame.type == "meeting" and [d.role for d in own] == ["since"] else None
    if since is not None and _COUNTED.search(scan.lower, unit.start, since.start):
        return _until_now(since, today) if event.modality == "actual" else None
    if frame.sense.rule == "meeting.named":
        # "delayed it for 90 days after a call", "their third meeting since June"
        own = [d for d in own if d.role not in ("for", "since")]
    if (frame.type == "assessment" or frame.sense.rule in _JUDGES) and unit.saying is not None:
        uttered_on = choose(scan, dates_in(scan, unit.saying), frame)
        if uttered_on is not None and uttered_on.date is not None and uttered_on.date.is_day:
            return uttered_on.date  # a judgement is of the day on which it is said, not of what it judges
    if (planned := day_planned(event, bool(own))) is not None:
        return planned
    taken_up = day_of_which(scan, unit) if not own and not event.is_talk else None
    chosen = choose(scan, own, frame) or _by_then(event, own) or taken_up
    if chosen is not None:
        return due_by(chosen) if frame.type == "deadline" else chosen.date
    if (
        frame.type == "agreement"
        and _TEXT_SAYS.match(frame.hit.text)
        and not day_before(scan, unit, event.units, True, today)
    ):
        return _term_date(event)
    return _without_own(event)


def _by_then(event: Undated, own: list[DateMention]) -> DateMention | None:
    """The day that opens a clause by which a thing had been done: "By Tuesday evening they had closed the chapter"."""
    if not own or event.is_talk or event.modality != "actual" or tense_of(event.scan, event.frame) != "pluperfect":
        return None
    first = own[0]
    opens = first.role == "by" and first.start - event.unit.start < _OPENS
    return first if opens and not ahead(first, event.story.today) else None


_OPENS = 4
"""Characters at the head of a clause: "by "."""


_UNDER = re.compile(r"(?:under|in|by) (?:the|their|its|an?)\s")

_DEAL_SINCE = re.compile(
    r"(?:under|by|in) (?:the|their|its|that|this) (?:[\w-]+\s){0,3}?(?:agreement|deal|accord|pact|treaty|protocol|truce"
    r"|memorandum|arrangement),?\s(?:which|that)\s(?:was\s|has\s)?(?:been\s)?"
    r"(?:signed|concluded|reached|struck|agreed|entered into force|came into force|took effect|in force since)\s"
    r"(?=in|on|last)"
)
"""Up to the day of the deal whose term is told: "Under the agreement, which entered into force | in May 2022"."""


def _term_date(event: Undated) -> Edtf | None:
    """The date of a term: the day in its clause, else that of the deal whose term it is."""
    scan, unit, story = event.scan, event.unit, event.story
    if scan.lower.startswith("once ", scan.sentences[unit.sentence][0]):
        return None  # "once ratified, it would remove duties"
    for day in dates_in(scan, unit):
        of_the_deal = day.attributive and _A_DEAL.match(scan.lower, day.end)  # "under Monday's deal"
        ended = event.frame.hit.text.startswith(("expir", "laps", "ran out"))
        if (
            day.role == "on"
            and day.way <= 0
            and (of_the_deal or not qualifies(scan, day))
            and (ended or not vague(day))
            and is_not_compared(event, day)
        ):
            return day.date
    near = (
        day_before(scan, unit, event.units, True, story.today) if event.frame.sense.rule == "agreement.pledge" else None
    )
    if near is not None and near.date is not None and near.date.is_day:
        return near.date  # "on May 2 Peru lifted its ban; in exchange Chile | undertook to"
    if story.named_in == unit.sentence:
        return story.named_deal
    since = _DEAL_SINCE.match(scan.lower, scan.sentences[unit.sentence][0])
    if since is not None:
        made = next(iter(scan.dates.within(since.end() - 1, since.end() + 1)), None)
        if made is not None and made.date is not None:
            return made.date
    if _UNDER.match(scan.lower, unit.start) and OLD_DEAL.search(scan.lower, unit.start, event.frame.hit.start):
        return None  # "under the previous accord the bloc paid 52 million euros"
    here = story.deed if story.deed_paragraph == event.paragraph else None
    said = choose(scan, dates_in(scan, unit.saying), event.frame) if unit.saying is not None else None
    announced = said.date if said is not None and said.date is not None and said.date.is_day else None
    news = here if here == story.lead else None
    of_deal = news or story.named_deal or story.deal or here
    if of_deal is None and event.paragraph == 0 and event.modality == "actual":
        of_deal = day_told_next(scan, unit, story.today)
    return of_deal or announced or event.carried(event.who, True)


_ROUNDS_HELD = re.compile(r"\b(?!the\b|these\b|those\b|both\b)[\w-]+\srounds\b")
"""So many rounds: held over a time that the text does not tell."""


_ERE_LONG = re.compile(
    r"\b(?:in|over|during|within) the (?:coming|next few|following|next couple of|weeks|months"
    r"|days) (?:days|weeks|months|ahead)\b"
    r"|\b(?:at a later date|before long|in due course|when the time comes)\b"
)
"""When something is planned, on no day: "in the coming weeks"."""


_AFTER_THAT = re.compile(r"(?:and |but )?(?:after that|since then|before that|until then|from then on|later on)\b")
"""What opens a sentence and tells that it is of another time than what was told before."""
_EVER_SINCE = re.compile(r"\b(?:ever )?since(?: then)?[.,;]?\Z")
"""What ends a clause on what began with the one before: "left the pact on July 14, and they have paid duty | since"."""
_SO_FAR = re.compile(r"\b(?:so far|as yet|until now|up to now)\b")


def _without_own(event: Undated) -> Edtf | None:
    """The date of an event whose clause has none: as its sentence tells it, or as the text before leaves it."""
    if event.frame.sense.rule == "response.none" and _SO_FAR.search(
        event.scan.lower, *event.scan.sentences[event.unit.sentence]
    ):
        return None
    if event.frame.sense.rule == "response.none":
        return event.story.lead  # "there was no immediate reaction": none on the day of the news
    if event.frame.type == "meeting" and event.modality == "cancelled":
        first = event.scan.sentences[event.unit.sentence][0]
        meant = [d for d in event.scan.dates.within(first, event.frame.hit.start) if d.date is not None and not d.stamp]
        return meant[-1].date if meant else None  # "a session in May was | cancelled"
    if event.frame.type == "meeting" and _ROUNDS_HELD.search(event.scan.lower, event.unit.start, event.frame.hit.start):
        return None
    scan, frame, unit, story = event.scan, event.frame, event.unit, event.story
    modality, paragraph = event.modality, event.paragraph
    if event.is_talk and modality == "actual" and (sent := day_of_the_paper(scan, unit)) is not None:
        return sent
    if modality == "actual" and (told_next := day_of_it_next(scan, unit, made=False)) is not None:
        return told_next
    near = scan.dates.within(*scan.sentences[unit.sentence])
    if any(d.text.endswith(" later") for d in near) and all(d.date is None for d in near):
        return None  # "in May ... a fortnight later": on another day than those that are told
    if not event.is_talk and _AFTER_THAT.match(scan.lower, *scan.sentences[unit.sentence]):
        return None
    if not event.is_talk and modality == "actual" and _EVER_SINCE.search(scan.lower, frame.hit.end, unit.end):
        begun = day_before(scan, unit, event.units, True, story.today)
        return begun.date if begun is not None else None
    if modality == "planned" and frame.type != "measure" and _ERE_LONG.search(scan.lower, frame.hit.start, unit.end):
        return None
    by_daypart = same_day(scan, frame, modality, story, paragraph)
    if by_daypart is not None:
        story.date, story.paragraph = by_daypart, paragraph
        return by_daypart
    if frame.sense.rule == "measure.condition":
        returns = _COMES_BACK.search(scan.lower, unit.start, unit.end)
        if returns and story.due is not None and paragraph - story.due_paragraph < 2:
            return story.due
    if frame.type == "deadline":
        return None
    if frame.type == "agreement" and modality == "denied":
        limits = [d for d in dates_in(scan, unit) if d.role == "by" and not vague(d) and not ahead(d, story.today)]
        if limits:
            return limits[0].date  # "the deadline of March 1 passed without a deal"
    if frame.sense.rule == "measure.ruling":
        issued = day_issued(scan, frame, story.today)
        if issued is not None:
            return issued
    if story.met is not None and _is_at_the_meeting(event):
        story.date, story.paragraph = story.met, paragraph
        return story.met
    tense = tense_of(scan, frame)
    if _is_news_of_a_deal(frame, modality, paragraph) and tense == "perfect":
        told_next = day_told_next(scan, unit, story.today)
        if told_next is not None:
            return told_next
    if frame.type in ("proposal", "response") and paragraph == 0 and tense == "perfect":
        told_next = day_told_next(scan, unit, story.today, REQUEST if frame.type == "proposal" else REPLY)
        if told_next is not None:
            return told_next
    saying = unit.saying
    if saying is None and event.is_talk and unit.speech_hit is not None and unit.speech_hit.end <= frame.hit.start:
        saying = unit
    settled = _by_its_saying(event, saying, tense) if saying is not None else None
    return settled[0] if settled is not None else _in_its_story(event, saying, tense)


def _is_at_the_meeting(event: Undated) -> bool:
    """Whether it is said or agreed at the meeting told last: "after the talks he said"."""
    scan, unit = event.scan, event.unit
    if not (event.is_talk or event.frame.type == "agreement") or event.modality != "actual":
        return False
    if unit.saying is not None and dates_in(scan, unit.saying):
        return _AT_MEETING.search(scan.lower, unit.start, unit.end) is not None and event.frame.type == "proposal"
    return _AT_MEETING.search(scan.lower, *scan.sentences[unit.sentence]) is not None


def _by_its_saying(event: Undated, saying: Unit, tense: str) -> tuple[Edtf | None] | None:
    """The date of what stands under a verb of saying, or that it has none; None where the saying does not settle it."""
    scan, frame, story = event.scan, event.frame, event.story
    paragraph, who = event.paragraph, event.who
    agreed = frame.type == "agreement"
    over = event.is_talk and event.modality == "actual"
    days = [day for day in dates_in(scan, saying) if not (over and ahead(day, story.today))]
    beside = [unit for unit in event.units if unit is not event.unit or unit is saying]
    said = choose(scan, days, frame) or day_before(scan, saying, beside, event.is_talk, story.today)
    if said is None and (event.is_talk or agreed):
        said = day_spoken_after(scan, saying)
    if said is not None and who:
        story.said[who] = said.date
    if said is None and event.is_talk and (met := day_when_told(scan, saying, story)) is not None:
        return (met,)
    if agreed and tense == "perfect" and said is None:
        also = scan.lower.endswith(" also ", 0, frame.hit.start)  # "It has also agreed to treat them alike, he said"
        return (story.deal if also else story.stamp,)
    counts = frame.type in ("position", "assessment", "agreement") or tense not in ("pluperfect", "standing")
    counts = counts or frame.sense.rule in ("proposal.said", "response.said")  # the saying is what is done
    counts = counts or (frame.sense.rule == "proposal.wanted" and (said is not None or who in story.said))
    announced = said is not None and (tense == "perfect" or frame.sense.form == "ing")
    threat = frame.type == "measure" and (event.modality != "actual" or announced)
    if not counts or not (event.is_talk or agreed or threat):
        return (None,) if event.is_talk else None
    if agreed and event.modality == "planned":
        return (said.date if said is not None and said.way > 0 else None,)
    if said is not None:
        met = day_met_before(story, said) if agreed and event.modality == "actual" else None
        return (met if met is not None and tense in ("past", "pluperfect") else said.date,)
    if who in story.said and event.is_talk:
        return (story.said[who],)
    if event.is_talk and tense == "past" and (doer := _present_before(event)):
        # "Moon demanded that it be lifted, a spokesman said": at their meeting
        return (event.carried(doer, story.is_at_the_meeting(paragraph, doer)),)
    if event.is_talk and (says_now(saying) or (tense == "present" and paragraph != story.paragraph)):
        return (story.stamp,)
    if tense == "perfect" and paragraph != story.paragraph:
        return (story.stamp,)  # "has called for": done before, and on no day that is told
    if story.stamp is None and event.is_of_somebody_else:
        return (None,)
    told_by = "" if frame.type == "measure" else who  # what is announced has no day of its announcer
    if frame.type == "response" and story.was_there(who) and story.is_at_the_meeting(paragraph, who):
        return (story.met,)
    return (story.head(paragraph) or event.carried(told_by, _is_done(event)),)


def _present_before(event: Undated) -> str:
    """Who of those named with the occasion told last does it himself, where others say so; empty where none does."""
    unit, present = event.unit, event.story.present | event.story.actors
    doers = [side.name for side in unit.sides if side.kind == "person" and side.end <= event.frame.hit.start]
    return doers[-1] if doers and doers[-1] in present and event.frame.sense.form == "past" else ""


def _in_its_story(event: Undated, saying: Unit | None, tense: str) -> Edtf | None:
    """The date of what is told on the article's own word, without a day: beside it, at the head, or carried on."""
    scan, frame, unit, story = event.scan, event.frame, event.unit, event.story
    modality, paragraph = event.modality, event.paragraph
    if tense == "perfect" and story.stamp is not None and story.page is None:
        return story.head(paragraph)  # "he has been on the line to": news of the hour
    news = paragraph == 0 and tense in ("perfect", "other") and frame.type in ("agreement", "measure")
    if news and modality == "actual":
        reported = day_reported(scan, story.today)
        if reported is not None:
            return reported
    if tense == "pluperfect" and saying is None and modality == "actual" and frame.type != "deadline":
        return story.flashback(scan, unit)
    held = frame.type in ("meeting", "agreement") and modality == "actual"
    if tense in ("perfect", "pluperfect", "standing") or came_before(scan, frame):
        return day_of_it_next(scan, unit, made=True) if held and tense == "perfect" else None
    also = frame.sense.rule in _DEALS and modality == "actual" and scan.lower.endswith(" also ", 0, frame.hit.start)
    if also and story.deal is not None and story.deed_paragraph != paragraph:
        return story.deal  # "they also signed a memorandum": with the deal that the text has told
    if story.stamp is not None:
        return story.head(paragraph)
    if tense == "present" and event.is_talk:
        return None
    there = _THERE.match(scan.lower, *scan.sentences[unit.sentence]) or scan.lower.startswith(_WHERE, unit.start)
    if frame.sense.rule in REFUSALS and not story.was_there(event.who) and not there:
        return None  # the day told before is that of the request
    beside = [other for other in event.units if other is not saying] if _is_deed(frame, modality) else event.units
    over = event.is_talk or (frame.type == "meeting" and modality == "actual" and frame.sense.form != "base")
    near = day_before(scan, unit, beside, over, story.today)
    if modality == "planned" and frame.type in ("meeting", "agreement"):
        near = near or day_of_when(scan, unit, way=1)
        if near is None and frame.type == "agreement" and event.is_due_there:
            return story.to_come
        return near.date if near is not None and (near.way > 0 or ahead(near, story.today)) else None
    near = near or day_held(scan, frame) or (day_of_when(scan, unit) if tense == "past" else None)
    if near is not None and frame.type == "proposal" and frame.hit.text.startswith(_REPLIES):
        return near.date if near.date is not None and near.date.is_day else None
    stands = tense != "past" or frame.hit.text.startswith("will ")
    stands = stands and frame.type == "position"
    if near is not None and stands and near.span is not None and near.span > _MONTH:
        return None  # "the base was leased in 1951, and | Chile will not give it back"
    if near is not None:
        return near.date
    if tense == "present" and _is_told_as_news(frame, modality):
        return story.deed if story.deed_paragraph == paragraph else None
    if tense == "present" or (not event.is_talk and _WILL.search(scan.lower, unit.start, frame.hit.start)):
        return None
    if frame.type == "measure" and paragraph not in (story.paragraph, story.deed_paragraph):
        return None
    at_it = frame.sense.rule == "meeting.named" and frame.hit.text.startswith(("at ", "in ", "during "))
    here = tense == "past" or story.paragraph == paragraph or at_it
    here = here and not event.is_of_somebody_else
    at_meeting = saying is None and story.is_at_the_meeting(paragraph, event.who)
    carried = event.carried(event.who, _is_done(event) or at_meeting) if here else None
    if carried is None and held:
        carried = day_of_it_next(scan, unit, made=True)
    if carried is None and frame.type == "agreement" and tense == "past":
        if modality == "denied":
            return story.met or story.lead  # "no agreement was reached": at the talks that the text tells of
        return story.met if PLURAL.search(scan.lower, unit.start, frame.hit.start) else None
    return carried


_THERE = re.compile(
    r"(?:in|at|during)\s[^,;:.]{2,50}(?:,\swhere\s|,?\s(?:which\s|that\s)?(?:was\s|were\s)?(?:held|hosted|convened)\s)[^;:.]{3,80},\s"
)
"""Opens a sentence with the occasion of what it tells: "In Bergen, where the ministers met on Monday, | Iceland"."""
_WHERE = ("where ", "there ")
_REPLIES = ("repl", "answer", "respond", "counter")
"""How an offer is told that answers another: "suggested 210 in March, and Algiers | replied with 85"."""


def _is_done(event: Undated) -> bool:
    """Whether it is a deed, and no threat of one."""
    return not event.is_talk and not (event.frame.type == "measure" and event.modality != "actual")


_COUNTED = re.compile(r"\b(?:times|twice|rounds|meetings|sessions|occasions|visits|calls)\b")
"""What took place more than once: "have met five times since March"."""


def _until_now(since: DateMention, today: dt.date | None) -> Edtf | None:
    """The stretch in which what is counted took place."""
    if since.date is None or since.date.first is None or today is None or since.date.first >= today:
        return None
    return edtf(f"{since.date.text}/{today.isoformat()}")


_COMES_BACK = re.compile(
    r"\b(?:comes? back|returns?|returned|snaps?|reverts?|faces?|faced|takes? effect|rises?|jumps?|boomerang\w*)\b"
)
"""What happens on the day that is due, if nothing is done."""


def _is_news_of_a_deal(frame: Frame, modality: str, paragraph: int) -> bool:
    """Whether it is the deal that the lead tells."""
    return paragraph == 0 and frame.type == "agreement" and modality == "actual"


def _is_told_as_news(frame: Frame, modality: str) -> bool:
    """Whether an act is told in the present: "On Friday Seoul suspended the pact. It also halts its suit"."""
    act = frame.type in ("agreement", "measure") and frame.sense.form == "s"
    return act and modality == "actual" and frame.sense.rule not in GOES_ON


def _is_deed(frame: Frame, modality: str) -> bool:
    """Whether it is told as done: when somebody says so is not when it was done."""
    return frame.type == "meeting" and modality == "actual"
