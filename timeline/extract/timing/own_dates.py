"""The dates of a clause that may be the day of what it tells."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from timeline.extract.clauses.mentions import (
    ahead,
    dates_in,
    past,
    vague,
)
from timeline.extract.clauses.units import INTERRUPTED
from timeline.extract.dates import LIMITS, DateMention
from timeline.extract.scan import Scan
from timeline.extract.timing.undated import Undated

_TO_AGREE = re.compile(r"\b(?:will|would|to) be \Z")
"""Before "agreed", where the agreement itself is to come."""


_HELD_APART = re.compile(
    r"(?:\A|(?<=[.!?;]\s)|(?<=\n))[^,;.]{4,60}\s(?P<have>had|has|have),\s[^,;.]{3,90},\s(?:\w+ly\s|also\s)?\Z"
)
"""Before a verb that an insertion holds apart from its day: "In March it had, for the first time, | turned it down"."""


def own_dates(event: Undated) -> list[DateMention]:
    """The dates of the clause itself that may be the event's."""
    scan, unit = event.scan, event.unit
    own = dates_in(scan, unit)
    if not own and scan.text.startswith(":", unit.end):
        own = [d for d in scan.dates.within(unit.end, unit.end + 40) if d.date is not None]
    if not own and event.frame.type == "proposal":  # "has been asking | since January"
        own = [d for d in scan.dates.within(unit.end, unit.end + 8) if d.role == "since" and d.date is not None]
    if not own and (apart := _HELD_APART.search(scan.lower, scan.sentences[unit.sentence][0], event.frame.hit.start)):
        own = [d for d in scan.dates.within(apart.start(), apart.start("have")) if d.date is not None]
    if not own and INTERRUPTED.match(scan.lower, head := scan.head(unit.sentence), event.frame.hit.start):
        opening = scan.dates.within(scan.sentences[unit.sentence][0], head)
        own = [d for d in opening if d.date is not None]  # "On Monday, the ban, imposed in March, | was lifted"
    if not own:
        own = _behind_what_it_names(event)
    counted = [day for day, exact in pairwise(own) if _is_told_by(scan, day, exact)]
    own = [day for day in own if day not in counted]
    return [day for day in own if all(may_be(event, day) for may_be in _FILTERS)]


_COUNTED_OFF = re.compile(r"\b(?:later|after|earlier|before)\b")


def _is_told_by(scan: Scan, day: DateMention, exact: DateMention) -> bool:
    """Whether a counted day is told exactly by the one behind it: "two weeks after that, | on October 6"."""
    if exact.role != "on" or exact.date is None or not exact.date.is_day:
        return False
    return scan.text[day.end : exact.start] == ", " and bool(_COUNTED_OFF.search(scan.lower, day.start, day.end))


_SIDE_BY_SIDE = 2
"""Characters between two days, with a comma."""
_THAT = re.compile(r"\s(?:(?:that|which)\s)?")
"""Between a noun and the clause that tells which one it is."""


def _behind_what_it_names(event: Undated) -> list[DateMention]:
    """The day behind a clause that tells which one, with a day of its own: "the fee it set in May | on Monday"."""
    scan, unit = event.scan, event.unit
    which = next((other for other in event.units if _THAT.fullmatch(scan.lower, unit.end, other.start)), None)
    days = dates_in(scan, which) if which is not None else []
    return [
        day for own, day in pairwise(days) if own.role == day.role == "on" and day.start - own.end <= _SIDE_BY_SIDE
    ][-1:]


def _is_over(event: Undated, day: DateMention) -> bool:
    """What is said, and no plan, was said on a day that is over, close by or at the head where it is no certain one."""
    if not event.is_talk or event.modality == "planned":
        return True
    saying = event.unit.saying
    if saying is not None and vague(day) and any(not vague(said) for said in dates_in(event.scan, saying)):
        return False  # "said on Tuesday that a deal was possible this month"
    hit = event.frame.hit
    close = (hit.start <= day.start < hit.end + 60) or day.start - event.unit.start < 4
    close = close or event.scan.lower.startswith(", when ", day.end)
    return not ahead(day, event.story.today) and (close or not vague(day))


_TO_DO = re.compile(r"\sto\s[a-z]+\s")


def _is_no_term(event: Undated, day: DateMention) -> bool:
    """ "Offered to hand over the rest in December": what is offered is to be done then."""
    if event.frame.type != "proposal" or event.modality != "actual" or day.span in (None, 0, 1):
        return True
    over = day.date is None or day.date.last is None or event.story.today is None or day.date.last < event.story.today
    return over or _TO_DO.search(event.scan.lower, event.frame.hit.end - 3, day.start) is None


def _is_to_come(event: Undated, day: DateMention) -> bool:
    """A meeting that is planned is on a day to come."""
    if event.modality != "planned" or event.frame.type != "meeting":
        return True
    return day.way > 0 or not past(day, event.story.today)


def _is_of_agreeing(event: Undated, day: DateMention) -> bool:
    """ "Agreed to open talks in the first half of 2026": what is agreed to is not when it was agreed."""
    sense, hit = event.frame.sense, event.frame.hit
    if sense.rule != "agreement.agree" or sense.form != "past" or not ahead(day, event.story.today):
        return True
    return _TO_AGREE.search(event.scan.lower, max(event.unit.start, hit.start - 24), hit.start) is not None


_SEASON = 100
"""The days of what is longer than a season."""
_SUPPOSED = re.compile(r"\b(?:if|unless|should)\s[^,;:]*\Z")
_AS_LIMIT = re.compile(r"\sas\s(?:the|an?|its)\s(?:deadline|limit|cut-off)\b")


def _is_of_the_threat(event: Undated, day: DateMention) -> bool:
    """What happens on a condition happens on a day to come, or by one; "setting May 2 as the deadline" is its limit."""
    if event.frame.sense.rule != "measure.condition" or day.role in LIMITS or day.role == "from":
        return True
    wide = day.span is not None and day.span > _SEASON
    if wide and _SUPPOSED.search(event.scan.lower, event.unit.start, day.start):
        return False  # "if it fishes beyond the advice next year"
    return day.role != "for" and ahead(day, event.story.today) and not _AS_LIMIT.match(event.scan.lower, day.end)


def _is_narrow(event: Undated, day: DateMention) -> bool:
    """ "This year" is too wide to be the day on which something was said."""
    if not event.is_talk or event.modality != "actual":
        return True
    return _THIS_YEAR.fullmatch(event.scan.lower, day.start, day.end) is None


def _is_no_later_day(event: Undated, day: DateMention) -> bool:
    """ "Failed to agree on a tax, on which talks go on in the autumn": what is not agreed is so now."""
    return event.frame.sense.rule != "agreement.none" or not ahead(day, event.story.today)


_COMPARED = re.compile(
    r"\b(?:than|as\s(?:it|they|he|she|we)\s(?:was|were|did|had|had been|had done)"
    r"|(?<!early )(?<!late )(?<!soon )(?<!recently )(?<!back )as)\s\Z"
    r"|(?:\bcompared\s(?:with|to)|,\s(?:up\sfrom|down\sfrom|against))\s(?:[a-z]+\s){0,3}?[$€£]?"
    r"\d(?:[^,;:—]|,(?=\d))*\Z"
)


def is_not_compared(event: Undated, day: DateMention) -> bool:
    """ "Less than this year", "the same as in 2019", "as it did in May", "up from 800 tonnes in May": compared."""
    compared = _COMPARED.search(event.scan.lower, event.unit.start, day.start)
    as_since = compared is not None and day.role == "since" and compared.group().startswith("as")  # "as since May"
    return day.role in LIMITS or compared is None or as_since


_COUNTED = re.compile(
    r", (?:the|their|its|his|her) (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|only|latest)\s"
    r"(?:[a-z-]+\s){0,2}\Z"
)


_SPANS = ("this month", "this year", "this quarter", "this season")


def _is_not_of_a_count(event: Undated, day: DateMention) -> bool:
    """ "The call, their second this month": the time over which is counted."""
    if event.frame.type not in ("meeting", "agreement") or not event.scan.lower.startswith(_SPANS, day.start):
        return True
    return _COUNTED.search(event.scan.lower, max(0, day.start - 60), day.start) is None


_FIRST = re.compile(
    r"\b(?:first|second|third|only|latest)\s(?:[\w'’-]+\s){0,3}?"
    r"(?:time|meetings?|talks|visits?|trips?|rounds?|summits?|calls?|contacts?|encounters?|sessions?)\s\Z"
)


def _is_not_since(event: Undated, day: DateMention) -> bool:
    """ "Met for the first time since 2019", "their first talks since May": when it was so last."""
    if day.role != "since":
        return True
    return _FIRST.search(event.scan.lower, max(0, day.start - 40), day.start) is None


_SOME_DAYS = re.compile(r"\b(?:the|few|last|first|final)\s(?:hours|days|weeks|months|years)\s\Z")


def _is_not_some_days_off(event: Undated, day: DateMention) -> bool:
    """ "In the days before March 4", "a few weeks after Easter": of no day that is told."""
    if not event.scan.lower.startswith(("before ", "after "), day.start):
        return True
    return _SOME_DAYS.search(event.scan.lower, max(0, day.start - 20), day.start) is None


_OF_WHICH = re.compile(
    r"(?<!said )(?<!says )(?<!told )(?<!added )\b(?:that|which)\s(?:was|were|has been|have been|had been)\s"
    r"[^,;.:]{2,60}\Z"
)
"""Up to the day of a clause that only says which: "the fee that was set | in May stays"."""


def _is_not_of_which(event: Undated, day: DateMention) -> bool:
    """ "The fee that was set in May stays where it is": the day on which it was set is not that of what stays."""
    if day.end > event.frame.hit.start or event.frame.type == "meeting":
        return True
    return _OF_WHICH.search(event.scan.lower, event.unit.start, day.start) is None


_ASIDE = re.compile(
    r",\s(?:which|who|whose|whom|where|home\sto|an?|the)\s(?!(?:was|is|were|falls|fell)\s(?:on\s)?[^,]{0,20},)|\s[(–—-]\s?(?!on\b)"
)
"""What opens an insertion with a verb or a thing of its own."""


_BEEN = re.compile(
    r",\s(?:[a-z]+ly\s)?(?!represented\b|gathered\b|assembled\b|joined\b|invited\b)"
    r"(?:[a-z]{2,}ed|hit|stung|struck|torn|caught|led|split|hurt|driven|shaken)\s"
)
"""What opens an insertion on what had come over who acts: "Peru|, stung by the ruling of May, shut the port"."""


def _is_of_the_verb(event: Undated, day: DateMention) -> bool:
    """ "Peru, whose elections are due in May, accepted it": the day of what is put in behind who acts is its own.

    But "Peru, asked on Monday about the toll, rejected it" is of Monday.
    """
    scan = event.scan
    exact = day.date is not None and day.date.is_day
    return not any(
        side.end < day.start < scan.goes_on(side) <= event.frame.hit.start
        and (_ASIDE.match(scan.lower, side.end) or (not exact and _BEEN.match(scan.lower, side.end)))
        for side in event.unit.sides
    )


_FILTERS: tuple[Callable[[Undated, DateMention], bool], ...] = (
    _is_over,
    _is_no_term,
    _is_to_come,
    _is_of_agreeing,
    _is_of_the_threat,
    _is_narrow,
    _is_no_later_day,
    is_not_compared,
    _is_not_of_a_count,
    _is_not_since,
    _is_not_some_days_off,
    _is_not_of_which,
    _is_of_the_verb,
)
_THIS_YEAR = re.compile(r"(?:in )?this year(?: or next)?")
"""Too wide to be the day on which something was said."""
