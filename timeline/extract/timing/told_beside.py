"""Days that the sentences before and behind tell of what a sentence tells without one."""

from __future__ import annotations

import datetime as dt
import re

from timeline.extract.clauses.mentions import ahead, dates_in, qualifies, vague
from timeline.extract.clauses.units import Unit
from timeline.extract.scan import Scan
from timeline.model.edtf import Edtf

_ACT = re.compile(
    r"\b(?:signed|concluded|completed|closed|finished|finali[sz]ed|sealed|struck|reached|initialled|clinched"
    r"|announcement was made|announced|shook hands|settled|agreed|decision was (?:taken|made))\b[^.;]{0,160}\Z"
)
_THE_DEAL = re.compile(
    r"\b(?:the|this)\s(?:deal|agreement|accord|compromise|understanding|breakthrough|decision|arrangement)\s(?:was|came)\b"
    r"[^.;]{0,160}\Z"
)
"""The deal of the lead, taken up further down: "the deal was reached late on Friday"."""
_ASKED = r"(?:the|its|his|her|their)\s(?:request|offer|proposal|demand|letter|bid|plea|appeal)"
REQUEST = re.compile(
    rf"\b{_ASKED}\s(?:(?:was|were)\s(?:\w+ly\s)?(?:made|submitted|sent|put|handed|conveyed|presented|delivered|tabled"
    rf"|filed)|came)\b[^.;]{{0,160}}\Z"
    rf"|\b(?:made|submitted|sent|put|handed|conveyed|presented|delivered|tabled|filed|repeated)\s(?:over\s)?{_ASKED}\b"
    rf"[^.;]{{0,160}}\Z"
)
"""Before the day of a request that the lead tells: "the request was submitted in a letter last month"."""
REPLY = re.compile(
    r"\b(?:reject(?:ed|ion)|refused|declined(?! to (?:comment|say|discuss|elaborate|give))"
    r"|turned\s(?:it|that|this|them)?\s?(?:down|away|aside)"
    r"|answer(?:ed)?(?! (?:\w+ )?questions)|accepted|acceptance|dismissed|refusal|reply|replied|decision)"
    r"\b[^.;]{0,120}\Z"
)
"""Before the day of an answer that the lead tells: "the ministry rejected that on Thursday"."""
_OTHER_ACT = re.compile(r"\b(?:had|negotiations? (?:began|opened)|since|after|earlier|original|first)\b[^.;]{0,120}\Z")
_FURTHER_DOWN = 3
"""Paragraphs behind the first in which a report tells when its deal was made."""
_LEAD = 12
"""Sentences behind the first within which a report tells its day."""
_AFTER_TALKS = re.compile(
    r"\b(?:at|after|in|during|following)\s(?:[\w-]+\s){0,3}?(?:talks|meetings?|session|round|consultations|summit)\b"
)
"""What the lead tells that a deal was made at or after, on a day that it does not tell."""
_MET = re.compile(
    r"\b(?:the|their|those)\s(?:talks|meeting|session|round|consultations|summit)\s"
    r"(?:(?:was|were)\s(?:held|hosted)|took place|ended|closed)\b[^.;]{0,60}\Z"
    r"|\b(?:they|the two|the (?:two\s)?(?:ministers|negotiators|delegations|sides))\s(?:had\s)?met\b[^.;]{0,60}\Z"
)
"""Before the day of those talks, told further on: "The meeting took place in Kampala | on Wednesday"."""


def day_told_next(scan: Scan, unit: Unit, today: dt.date | None, act: re.Pattern[str] = _ACT) -> Edtf | None:
    """The day of a deal of which the lead says that it has been made, as the next sentences tell it.

    ``act`` is what stands there before the day; :data:`REQUEST` finds that of a request or offer, :data:`REPLY` that
    of an answer. Further down only a sentence on "the deal" itself tells its day.
    """
    own = scan.dates.within(*scan.sentences[unit.sentence])
    met = act is _ACT and _AFTER_TALKS.search(scan.lower, *scan.sentences[unit.sentence]) is not None
    days = [d.date.first for d in own if d.date is not None and d.date.is_day and d.role == "on" and not d.stamp]
    latest = max((day for day in days if day is not None), default=None)
    for number in range(unit.sentence + 1, min(len(scan.sentences), unit.sentence + _LEAD)):
        further = scan.paragraphs[number] > 1
        if further and (act is not _ACT or scan.paragraphs[number] > _FURTHER_DOWN):
            return None
        told = _THE_DEAL if further else act
        start, end = scan.sentences[number]
        for mention in scan.dates.within(start, end):
            day = mention.date
            if day is None or mention.role != "on" or ahead(mention, today):
                continue
            if (not day.is_day and act is _ACT) or qualifies(scan, mention):
                continue
            before = scan.lower[start : mention.start]
            if met and not further and _MET.search(before):
                return day
            if told.search(before) and not _OTHER_ACT.search(before):
                return day if latest is None or (day.first is not None and day.first <= latest) else None
    return None


_MADE = r"(?:held|signed|initialled|concluded|reached|struck)"
_OF_IT = re.compile(
    r"(?:(?:the|their|this|that)\s(?!(?:next|first|second|third|last|latest|previous|earlier|original|old|other)\b)"
    r"(?:[a-z-]+\s)?(?:meeting|talks|call|conversation|round|session|summit|signing|ceremony|agreement|accord|deal|pact"
    rf"|treaty|memorandum|protocol|document)\s(?:(?:was|were)\s{_MADE}|took place|came)"
    rf"|(?:it|that|this)\s(?:was\s{_MADE}|happened|took place))\b[^,;.]{{0,40}}\Z"
)
_IT_WAS = re.compile(r"(?:it|that|this)\swas\s(?:(?:only|just|late|early|back)\s){0,2}\Z")
"""Before the day of what the sentence before has told: "they signed a pact. The ceremony took place in Lima | on"."""


_ENDS = re.compile(r"(?:\s(?:in|at)\s[^,;.]{2,40})?(?:[.,;]|\Z)")
"""Behind that day; not "That was on Monday | followed by a levy"."""


def day_of_it_next(scan: Scan, unit: Unit, made: bool) -> Edtf | None:
    """The day that the next sentence of the paragraph tells of what was done: "That was on Monday".

    Where a meeting or a deal was ``made``, also "It was signed on Monday".
    """
    number = unit.sentence + 1
    if number >= len(scan.sentences) or scan.paragraphs[number] != scan.paragraphs[unit.sentence]:
        return None
    start, end = scan.sentences[number]
    mention = next(iter(scan.dates.within(start, end)), None)
    if mention is None or mention.date is None or mention.role != "on" or mention.way > 0 or vague(mention):
        return None
    if scan.lower.startswith((" that ", " when "), mention.end):
        return None  # "It was on Monday that the talks began": the day of what follows
    ends = _ENDS.match(scan.lower, mention.end) is not None
    told = ends and _IT_WAS.fullmatch(scan.lower, start, mention.start) is not None
    return mention.date if told or (made and _OF_IT.fullmatch(scan.lower, start, mention.start)) else None


def day_reported(scan: Scan, today: dt.date | None) -> Edtf | None:
    """The day that the report tells first, where an anchor's words before it tell none."""
    after = next((number for number, paragraph in enumerate(scan.paragraphs[:_LEAD]) if paragraph == 1), None)
    if after is None or next(iter(scan.dates.within(0, scan.sentences[after][0])), None) is not None:
        return None
    start, end = scan.sentences[after]
    told = (d for d in scan.dates.within(start, end) if d.role == "on" and not qualifies(scan, d))
    first = next((d for d in told if d.date is not None and d.date.is_day and not ahead(d, today)), None)
    return first.date if first is not None else None


_PAPER = re.compile(
    r"\b(?:reply|letter|note|paper|draft|offer|proposal|text|message|statement|answer|telegram|list|memorandum|version)\b"
    r"[^;:]{0,80}?\b(?:went|sent|handed|arrived|came|reached|published|delivered|submitted|dated|issued|presented)\b"
    r"|\b(?:sent|handed|published|delivered|submitted|issued|presented|tabled|wrote)\s[^;:]{0,60}?"
    r"\b(?:reply|letter|note|paper|draft|offer|proposal|text|message|statement|answer|telegram|list|memorandum|version)\b"
)
"""A paper that the sentence before tells to have been sent: "Brasília's reply went out on Sept. 13"."""
_IN_THE_PAPER = re.compile(r"(?:it\s(?:also\s)?(?!is\b|was\b|has\b)(?:[a-z]+s|would)\s|in it,?\s)")


def day_of_the_paper(scan: Scan, unit: Unit) -> Edtf | None:
    """The day of a paper told right before, of which a sentence tells what is in it: "It | accepts no sanctions"."""
    number = unit.sentence - 1
    if number < 0 or scan.paragraphs[number] != scan.paragraphs[unit.sentence]:
        return None
    if unit.saying is not None and dates_in(scan, unit.saying):
        return None  # "A note went out on May 2. It rejects the fee, Chile said on Tuesday"
    if _IN_THE_PAPER.match(scan.lower, scan.sentences[unit.sentence][0]) is None:
        return None
    start, end = scan.sentences[number]
    days = [d for d in scan.dates.within(start, end) if d.date is not None and d.role == "on" and d.way <= 0]
    return days[-1].date if len(days) == 1 and _PAPER.search(scan.lower, start, end) else None
