"""What the text is telling of: the occasion told last, that of the lead, the meeting, the deal and the limit."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from timeline.extract.clauses.mentions import (
    OF_A_BURDEN,
    PARTICIPLE,
    RELATIVE,
    SUBORDINATE,
    ahead,
    heading,
    heads_dateline,
    qualifies,
)
from timeline.extract.clauses.units import Unit
from timeline.extract.dates import DateMention
from timeline.extract.scan import Scan, Side
from timeline.lexicon import cue
from timeline.model.edtf import Edtf, edtf

_DEAL_OF = re.compile(
    rf"\b(?:agreement|deal|accord|pact|memorandum|understanding|truce),?\s(?:{cue('story_deal_of')}\s)?(?:on\s|in\s|of\s)?\Z"
    r"|\b(?:under|in) (?:the|their) (?:[\w-]+\s)?(?:agreement|deal|accord|pact|memorandum|truce)"
    r"(?:,| that was| which was)? (?:signed|concluded|reached|struck) (?:by|in|between|at) [^,;]{2,90}\s\Z"
)
OLD_DEAL = re.compile(
    r"\b(?:original|previous|earlier|old|older|existing|expiring|former|current|present|preceding)\s(?:[\w-]+\s){0,3}?"
    rf"(?:{cue('links_the_deal')}|partnership|protocol|convention|contract)s?\b"
)
"""A deal before the one that is news: "the original partnership was signed in February 2024"."""
_DONE_TO_IT = re.compile(
    r"\b(?:ratif|approv|reject|block|endors|debat|suspend|terminat|renounc|denounc|annul|present|discuss|criticis|revis|amend"
    r"|exten|renew|tore up|tear)\w*\s(?:(?:the|a|an|its|their|this|that)\s)?(?:[\w-]+\s){0,3}\Z"
)
"""Before a deal that something is done to on a day that is not its own: "ratified the | accord in January"."""
_BESIDE_ANOTHER = re.compile(
    r"\b(?:than|compared\s(?:with|to)|against|unlike|replac(?:es?|ed|ing)|supersed(?:es?|ed|ing)|instead\sof|similar\sto"
    r"|based\son|modell?ed\son)\s(?:[^,;:—]|,(?=\d)){0,60}\Z"
)
"""Before a deal that another is held against: "compared with 2,200 permitted under an | accord of 2002"."""
_BEHIND = re.compile(r"\b(?:after|following)\s(?:an?|the|their|its|two|three)\s[^,;.]{3,80}\Z")
_BEGAN = re.compile(r"[a-z]\s(?:that|which)\s(?:had\s|has\s)?(?:began|begun|opened|started)\s(?:in\s[^,;.]{2,30}\s)?\Z")
"""Before the day on which began what is told: "at the end of a round that began | on Monday"."""
_HAD = re.compile(r"\bhad\s(?!to\b|a\b)[^,;.]{0,80}(?:,\s)?\Z")
_TURN = re.compile(r"\b(?:when|as soon as|once)\s")
"""What makes a pluperfect the occasion of what follows: "when they had finished talking on Wednesday"."""
_HAD_DONE = re.compile(r"\bhad\s(?:(?:not|also|then|only|both|each|\w+ly)\s){0,2}(?!to\b|a\b|an\b|the\b|no\b)[a-z]+")
_BEFORE_THAT = re.compile(
    r"\b(?:already|long|earlier|before|previously|originally|first|once|always|until|never|since|so far|repeatedly"
    r"|later|subsequently|eventually|meanwhile|for (?:\w+ )?(?:days|weeks|months|years|decades)|times)\b"
)
"""What tells that something lies before or behind what the sentence before recalled, or on many days."""
_DAYS = 10
"""The longest stretch of days that still dates what was done within it."""
_PAST = 120
"""Days before publication beyond which what is told is history."""
_FRAGMENT = 48
"""The length of a sentence that says little but when."""
_REACH = 4
"""Over how many paragraphs the occasion of the lead holds for what is told in the plain past."""


_OF_A_MARKET = re.compile(
    r"(?!.*\b(?:after|when|as|because|amid|following|before|since)\b)"
    r"(?:\S+\s){0,4}?(?:(?:shares?|stocks?|futures|prices?|index|inflation|bonds?)\s[^,;:]{0,60}?\b(?:rose|fell(?!\s(?:apart|through|out)\b)|gained|lost|jumped"
    r"|dropped|slipped|climbed|eased|weakened|(?:closed|ended)\s[^,;.]{0,24}(?:up|down))"
    r"|(?:was|were|is|are|closed|ended)\s(?:little changed|unchanged))\b"
)
"""A day on a market: "Copper prices rose 2 percent | on Tuesday", "the rupiah was little changed"."""
_ANEW = re.compile(r"an?\s(?!(?:day|week|month|year|fortnight|few)\b)")
"""What opens a sentence on something that nothing has told of: "A storm damaged several roofs"."""


_HEADS = re.compile(r"(?!(?:Last|This|Next|Since|Until|By|Yesterday|Today|Tomorrow)\b)")


def _is_alone(scan: Scan, first: int, last: int, start: int, end: int) -> bool:
    """Whether a date is the whole of a sentence that opens a line: "Aug. 11. Brazil asks for consultations."."""
    if first != start or end - last > 1 or not scan.text.startswith(" ", end):
        return False
    return _HEADS.match(scan.text, first, last) is not None  # "Last Friday." heads no entry


_HOUR = r"(?:[-•*]\s)?\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?=[\s–—:,-])"
_CLOCK = re.compile(_HOUR)
_CLOCKED = re.compile(rf"^{_HOUR}", re.MULTILINE)
_LIVE = re.compile(r"\b(?:all times|times are|entr(?:y|ies) first|newest|latest)\b")
"""What stands at the head of a live page."""
_ENTRIES = 3
"""So many lines that open with an hour make a live page of the day on which it is published."""


def _is_clocked(scan: Scan, start: int) -> bool:
    """Whether the line that begins at ``start`` begins with an hour: "16:15 – It is over"."""
    return _CLOCK.match(scan.text, scan.text.rfind("\n", 0, start) + 1) is not None


def _of_something_else(scan: Scan, start: int, mention: DateMention) -> bool:
    """Whether it is the day of a burden or of a text that is spoken of: "the accord | of 2018"."""
    of = scan.lower.startswith("of ", mention.start) and mention.start > start
    return of or OF_A_BURDEN.search(scan.lower, max(start, mention.start - 120), mention.start) is not None


def _is_beside_the_talks(scan: Scan, start: int, end: int, units: list[Unit]) -> bool:
    """Whether a sentence tells of a market, or of something else anew, with no word of the talks and nobody in them."""
    if _OF_A_MARKET.match(scan.lower, start, end):
        return True
    if _ANEW.match(scan.lower, start) is None or any(unit.anchors or unit.nouns or unit.sides for unit in units):
        return False
    return _TALKS.isdisjoint(*(unit.kinds for unit in units))


_TALKS = frozenset(("talks", "deal", "offer", "side", "tariff", "law", "pause", "court"))
"""Kinds of noun that a sentence on the talks has."""


@dataclass(slots=True)
class Story:
    """What the text has told: the days of the occasion told last, of the lead, the meeting and the deal; the limit."""

    today: dt.date | None = None
    """The day of publication: no occasion lies after it."""
    date: Edtf | None = None
    paragraph: int = -1
    deed: Edtf | None = None
    """The last day on which something is told to have been done, and not only said."""
    deed_paragraph: int = -1
    announced: bool = False
    """Whether the last occasion is but the announcement of a deed: "met on Tuesday, the ministry said on Friday"."""
    lead: Edtf | None = None
    """The first occasion that the article tells, where it stands in its first paragraphs."""
    lead_paragraph: int = -1
    """The paragraph that told it last."""
    actors: frozenset[str] = frozenset()
    """Who is named with it."""
    present: frozenset[str] = frozenset()
    """Who is named in the paragraph of the last occasion."""
    period: Edtf | None = None
    """The month or season that a short sentence names ("It was tried, in the autumn of 2024."), and where."""
    period_paragraph: int = -1
    due: Edtf | None = None
    """The limit told last, and in which paragraph."""
    due_paragraph: int = -1
    page: Edtf | None = None
    """The day of the whole page, where it opens with a line on who was where: notes of a pool reporter."""
    stamp: Edtf | None = None
    """The date at the head of the line, else that of the page."""
    dated: Edtf | None = None
    """The date at the head of the last line that had one, or of a live page: for lines with but an hour."""
    entered: int = -1
    said: dict[str, Edtf | None] = field(default_factory=dict)
    """When each speaker spoke last, where the text told it."""
    two: tuple[str, ...] = ()
    """Who met or agreed last, where they were two persons."""
    two_paragraph: int = -1
    people: dict[str, Side] = field(default_factory=dict)
    """The persons told of so far by name, who was named last at the end."""
    persons: tuple[Side, ...] = ()
    """Those of the sentence before."""
    met: Edtf | None = None
    """The day of the meeting told last."""
    to_come: Edtf | None = None
    """The day of the meeting told last that is still to come, and in which paragraph."""
    to_come_paragraph: int = -1
    named_deal: Edtf | None = None
    """The date by which a deal is named: "the agreement of July 30"."""
    named_in: int = -1
    """The sentence that names it."""
    deal: Edtf | None = None
    """The day of the deal told last."""
    recalled: Edtf | None = None
    """The day of what the last sentence told in the pluperfect, and which sentence that was."""
    recalled_in: int = -1

    def enter(self, scan: Scan, number: int, paragraph: int) -> None:
        """Take up the date that heads a line of a chronology or of a live report."""
        if paragraph == self.entered:
            return
        self.entered = paragraph
        start, end = scan.sentences[number]
        if number == 0 and self.today is not None and len(_CLOCKED.findall(scan.text)) >= _ENTRIES:
            self.dated = edtf(self.today.isoformat())
        first = next(iter(scan.dates.within(start, min(end, start + 3))), None)
        if number == 0 and scan.text.startswith(" ", end):
            head = heading(scan, start, end)
            self.page = head.date if head is not None and head.start > start else None
        heads = first is not None and (first.stamp or _is_alone(scan, first.start, first.end, start, end))
        self.stamp = first.date if first is not None and heads else self.page
        if self.stamp is not None:
            self.dated = self.stamp
        elif paragraph == 0 and _LIVE.search(scan.lower, start, end):
            days = (d.date for d in scan.dates.within(start, end) if d.date is not None and d.date.is_day)
            self.dated = next(days, self.dated)
        elif _is_clocked(scan, start):
            self.stamp = self.dated

    def name_deal(self, scan: Scan, number: int) -> None:
        """Take up the day by which the sentence names a deal."""
        start, end = scan.sentences[number]
        for mention in scan.dates.within(start, end):
            named = _DEAL_OF.search(scan.lower, max(start, mention.start - 130), mention.start)
            if named and any(
                other.search(scan.lower, start, named.start()) for other in (_DONE_TO_IT, _BESIDE_ANOTHER)
            ):
                continue
            if named and mention.date is not None and mention.role == "on" and not ahead(mention, self.today):
                self.named_deal, self.named_in = mention.date, number

    def name(self, persons: list[Side]) -> None:
        """Take up the persons whom a sentence names."""
        self.persons = tuple(persons)
        for person in persons:
            self.people.pop(person.name, None)
            self.people[person.name] = person

    def recall(self, scan: Scan, number: int) -> None:
        """Take up the one day of a sentence in the pluperfect, or go on with that of the sentence before."""
        start, end = scan.sentences[number]
        days = [d for d in scan.dates.within(start, end) if d.date is not None]
        if _HAD_DONE.search(scan.lower, start, end) is None:
            return
        if len(days) == 1 and days[0].role == "on" and not qualifies(scan, days[0]) and not ahead(days[0], self.today):
            self.recalled, self.recalled_in = days[0].date, number
        elif not days and self.recalled_in == number - 1:
            self.recalled_in = number

    def flashback(self, scan: Scan, unit: Unit) -> Edtf | None:
        """The day of the sentence before in the same paragraph, where that and this tell what had happened."""
        before = unit.sentence - 1
        if before != self.recalled_in or scan.paragraphs[before] != scan.paragraphs[unit.sentence]:
            return None
        return None if _BEFORE_THAT.search(scan.lower, unit.start, unit.end) else self.recalled

    def tell(self, scan: Scan, number: int, paragraph: int, names: frozenset[str], units: list[Unit]) -> None:
        """Take up the dates of a sentence that has been read."""
        start, end = scan.sentences[number]
        self.recall(scan, number)
        if number == 0 and self.page is None and heading(scan, start, end) is not None:
            return  # the head of a letter or of a note to clients: the day on which it went out
        if _is_beside_the_talks(scan, start, end, units):
            return
        done = False
        for mention in scan.dates.within(start, end):
            if (
                mention.date is None
                or mention.role not in ("on", "from")
                or qualifies(scan, mention)
                or "hour" in scan.lower[mention.start : mention.end]  # "three hours later" is still that day
                or (mention.way > 0 and not self._is_over(scan, start, mention))
            ):
                continue
            if _HAD.search(scan.lower, max(start, mention.start - 90), mention.start) and not _TURN.search(
                scan.lower, max(start, mention.start - 120), mention.start
            ):
                continue
            if PARTICIPLE.search(scan.lower, max(start, mention.start - 60), mention.start):
                continue
            if (self.told_here(scan, start) or self._precedes(mention.date)) and SUBORDINATE.search(
                scan.lower, max(start, mention.start - 48), mention.start
            ):
                continue  # "On Friday, after a first round on Thursday, ..."
            if RELATIVE.search(scan.lower, max(start, mention.start - 70), mention.start):
                continue
            if _of_something_else(scan, start, mention) or _BEGAN.search(scan.lower, start, mention.start):
                continue
            if heads_dateline(scan, mention) or mention.date.first is None or mention.date.last is None:
                continue
            short = (mention.date.last - mention.date.first).days <= _DAYS
            if self.today is not None and mention.date.first > self.today:
                continue
            if not short and end - start < _FRAGMENT:
                self.period, self.period_paragraph = mention.date, paragraph
            if self.today is not None and (self.today - mention.date.last).days > _PAST:
                continue  # history is no occasion of what is said now
            if short:
                self.period = None
                saying = any(u.speech is not None and u.start <= mention.start < u.end for u in units)
                if paragraph != self.paragraph:
                    self.present = frozenset()
                self.date, self.paragraph = mention.date, paragraph
                self.announced = saying and done
                if not saying:
                    self.deed, self.deed_paragraph, done = mention.date, paragraph, True
                if self.lead is None and paragraph < 3:
                    self.lead = mention.date
                    self.actors |= names
                if mention.date == self.lead:
                    self.lead_paragraph = paragraph
        if paragraph < 2 and self.date == self.lead:
            self.actors |= names
        if paragraph == self.paragraph:
            self.present |= names

    def _is_over(self, scan: Scan, start: int, mention: DateMention) -> bool:
        """Whether a day lies behind one to come: "will meet on May 2 after a meeting of ministers | on Thursday"."""
        last = mention.date.last if mention.date is not None else None
        over = last is not None and self.today is not None and last <= self.today
        return over and _BEHIND.search(scan.lower, start, mention.start) is not None

    def _precedes(self, date: Edtf) -> bool:
        """Whether a day lies before the occasion told last: "their second summit, after one in May"."""
        told = self.date.first if self.date is not None else None
        return told is not None and date.last is not None and date.last < told

    def meet(self, date: Edtf | None, paragraph: int) -> None:
        """Take up the day of a meeting that has been told; one of no certain day makes "the meeting" undated."""
        span = date.span if date is not None else None
        self.met = date if span is not None and span <= _DAYS else None
        if self.met is not None and paragraph > self.paragraph and self.met in (self.deed, self.lead):
            self.date = self.deed = self.met
            self.paragraph = self.deed_paragraph = paragraph

    def is_at_the_meeting(self, paragraph: int, who: str) -> bool:
        """Whether what ``who`` does next is of the meeting, and not of its announcement: "met on Tuesday, the ministry
        said on Friday. Soto | offered".
        """
        if not self.announced or self.met is None or self.met != self.deed:
            return False
        return paragraph == self.deed_paragraph or self.was_there(who)

    def was_there(self, who: str) -> bool:
        """Whether somebody is named with the occasion told last, or met another as the lead tells."""
        return who in self.present or (self.met is not None and who in self.actors)

    def told_here(self, scan: Scan, start: int) -> bool:
        """Whether the sentence that begins at ``start`` has told its day already."""
        return any(d.date == self.date and d.role == "on" for d in scan.dates.within(start, start + 40))

    def carried(self, paragraph: int, who: str, deed: bool = False) -> Edtf | None:
        """The day that holds for something told without one in the plain past, done by ``who``."""
        if self.period is not None and self.period_paragraph == paragraph:
            return self.period
        if deed and self._holds(self.deed, self.deed_paragraph, paragraph, who):
            return self.deed
        if self._holds(self.date, self.paragraph, paragraph, who):
            return self.date
        if deed and self._only_recalled(paragraph):
            return self.lead
        return self.lead if who in self.actors and (self.date == self.lead or self._only_recalled(paragraph)) else None

    def _only_recalled(self, paragraph: int) -> bool:
        """Whether what was told since the lead was only recalled, from before it, and is over."""
        if self.lead is None or self.date is None or paragraph == self.paragraph or self.stamp is not None:
            return False
        if self.date.last is None or self.lead.first is None or self.date.last >= self.lead.first:
            return False
        return paragraph - self.lead_paragraph <= _REACH

    def head(self, paragraph: int) -> Edtf | None:
        """The day of an entry of a live report: the one that its words tell, else the one at its head."""
        return self.date if self.stamp is not None and self.paragraph == paragraph else self.stamp

    def _holds(self, date: Edtf | None, told: int, paragraph: int, who: str) -> bool:
        """Whether an occasion told in one paragraph still holds in another.

        That of the lead does for some; any other only for those named with it, and for one more.
        """
        if date is None:
            return False
        away = paragraph - told
        return away == 0 or (away <= _REACH if date == self.lead else away == 1 and who in self.present)
