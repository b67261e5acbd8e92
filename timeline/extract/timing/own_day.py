"""Which of the days that stand in a clause is the day of its event: the nearest that belongs to it."""

from __future__ import annotations

import re

from timeline.extract.clauses.mentions import FACING, RELATIVE, SUBORDINATE, is_put_in, qualifies, vague
from timeline.extract.dates import LIMITS, DateMention
from timeline.extract.frames.read import TALK, Frame
from timeline.extract.scan import Scan
from timeline.extract.timing.tenses import tense_of

GOES_ON = frozenset(("measure.pay", "measure.effect", "measure.face", "agreement.force"))
"""Rules of a state of things, not of the act that made it."""
_BEGAN = GOES_ON | {"measure.passage"}
"""Rules of what, told "since" a day, began then: "has been shut since May"."""
MOVED_TO = re.compile(
    r"\b(?:moved|pushed(?:\sback)?|put back|put off|brought forward|postponed|rescheduled|shifted|delayed|deferred"
    r"|adjourned)"
    r"\s(?:back\s|again\s|to\s|until\s|till\s|for\s){0,3}\Z"
)
"""Before the day to which something is moved."""
_OPEN = frozenset(("until", "within"))
_WHERE = re.compile(r"\swhere\s[^,;.]{3,60}\Z")
_CONTACT = re.compile(
    r"\b(?:dut(?:y|ies)|tariffs?|lev(?:y|ies)|bans?|curbs?|rules?|orders?|quotas?|laws?|fees?|tax(?:es)?|agreements?|deals?"
    r"|sanctions?|restrictions?|controls?|checks?|measures?|surcharges?|tolls?|embargo|visas?|permits?)\s"
    r"(?:it|he|she|they)\s(?:had\s|has\s|have\s)?\w+\s(?:(?:on|against|upon|to|for)\s(?:[\w.'’-]+\s){1,4})?\Z"
)
"""A clause that tells of something else without "which": "the higher duties it introduced this year"."""
_THEN = (", ", ", and ", ", but ", "; ")
_THEY_DID = re.compile(r"\s(?:he|she|it|they|we)\s[a-z]")
_AFTER_TALKS = re.compile(
    r"\b(?:return|back|c[ao]me|fl(?:y|ew)|flown|left|landed|arrived)\w*\s[^,;.]{0,60}\bafter\s[^,;.]{0,40}"
    r"\b(?:talks|meetings?|rounds?|summit|consultations|negotiations)\b[^,;.]{0,24}\Z"
)
"""Before the day of the talks from which somebody comes back: "returned on Thursday after talks there | on Monday"."""
_THEN_DONE = re.compile(r",\swhen\s[^,;:]{2,60}")
"""From a day to what was done then."""
_WHEN_NEXT = re.compile(r",\s(?:and|but)\s[^,;.]{3,24},\s(?:when|after|as|once)\b")
"""Behind a date that opens a clause of its own: "on Monday they dined, | on Tuesday they fell out"."""
_RECALLED = re.compile(
    r"\b(?!(?:and|but|or|was|were|been|be|being|has|have|had|is|are|as|(?:(?:an?|the|its|their)\s)?\w+ly)\b)[\w'’-]+\s"
    r"(?:(?!(?:and|but|or|was|were|been|be|being)\b)[\w.'’-]+\s(?:had\s)?)?"
    r"(?<!\bthe\s)(?<!\bits\s)(?<!\btheir\s)(?<!\ball\s)(?<!\d\s)"
    r"(?:imposed|introduced|adopted|decreed|detained|seized|impounded|stranded|jailed|issued|granted|awarded)\s"
    r"(?:(?:to|by|on|for|against)\s)?(?:(?!and\b|but\b)[\w'’-]+\s){0,3}\Z"
)
"""Before the day of what is now lifted or changed: "lifted a ban imposed | in March"; not "the detained men"."""
_OF_A_TEXT = re.compile(
    r"\b(?:memorandum|agreement|pact|treaty|accord|lease|contract|deal|protocol|understanding|declaration|convention)\s"
    r"(?:(?:(?:on|for|about|of)\s(?:[\w'’-]+\s){1,4}?)?(?:that\swas\s|they\s(?:had\s)?)?"
    r"(?P<made>signed|concluded|struck|reached|agreed|made|dated|initialled)\s(?:(?:in|at)\s[\w.'’-]+\s)?)?\Z"
)
"""Up to the day of a text that is spoken of: "the lease signed | in 2017", "the treaty | of January 2024"."""
_OF_A_MATTER = re.compile(
    r"\b(?:texts?|fees?|rates?|levels?|terms|prices?|maps?|lines?|borders?|quotas?|drafts?|figures?|limits?|rules|law|status"
    r"|act|order|decree|ruling|award|offer|proposal|plan|war|crisis|election|referendum)\s\Z|\bthe\s\d[\d.,]*\s\Z"
)
"""Up to the day of what else is spoken of: "the fees | of 2019"."""
_AT_OCCASION = re.compile(r"\b(?:at|during|in)\s(?:the|a|an|his|her|its|their)\s\Z")
_AT_ONE_OF = ("at ", "during ", "after ", "following ")
"""How a day begins at or after whose session something was said: "at | Tuesday's session"."""
_OCCASION = re.compile(
    r"\s(?:[a-z-]+\s){0,2}(?:summit|meeting|talks|session|round|conference|call|letter|note|statement|reply|message)\b"
)


def choose(scan: Scan, dates: list[DateMention], frame: Frame) -> DateMention | None:
    """The one of ``dates``, all of its clause, on which what ``frame`` tells took place; None where none is its day."""
    if not dates:
        return None
    if frame.type == "deadline":
        exact = [d for d in dates if d.start == frame.hit.start]
        ends = [d for d in dates if d.role in LIMITS]
        return min(exact or ends or dates, key=lambda d: _distance(d, frame))
    if frame.type in ("meeting", "agreement"):
        moved = next((d for d in dates if MOVED_TO.search(scan.lower, max(0, d.start - 30), d.start)), None)
        if moved is not None:
            return moved  # "the round, due on May 2, was pushed back to May 9"
    if frame.type == "meeting":
        held = next((d for d in dates if _AFTER_TALKS.search(scan.lower, frame.unit.start, d.start)), None)
        if held is not None:
            return held  # "returned on Thursday after a fifth round of talks there on Monday"
    then = next((d for d in dates if _THEN_DONE.fullmatch(scan.lower, d.end, frame.hit.start)), None)
    if then is not None:
        return then  # "has not moved since 2020, when it | demanded a release"
    dates = [d for d in dates if not _aside(scan, frame, d)]
    if frame.type in TALK or frame.sense.rule == "agreement.agree":
        dates = [d for d in dates if not _of_what_is_said(scan, frame, d)]
    if frame.type == "meeting" and frame.sense.form == "noun":
        held = next((d for d in dates if d.attributive and 0 <= frame.hit.start - d.end < 2), None)
        if held is not None:
            return held  # "Monday's meeting was the third this year"
    opening = next((d for d in dates if d.role == "since" and d.start - frame.unit.start < 3), None)
    if opening is not None and frame.sense.rule in (*_BEGAN, "measure.figure"):
        return opening  # "Since August the 15 percent agreed in July has been charged"
    behind = next((d for d in dates if d.role == "since" and 0 <= d.start - frame.hit.end < 4), None)
    if behind is not None and frame.type != "agreement" and tense_of(scan, frame) in ("perfect", "pluperfect"):
        return behind  # "have been paying since August"
    on = [d for d in dates if d.role not in LIMITS and d.role not in ("since", "for") and not qualifies(scan, d)]
    lasting = frame.type == "proposal" and (frame.sense.form == "noun" or tense_of(scan, frame) == "perfect")
    if not on and (frame.sense.rule in _BEGAN or lasting):
        on = [d for d in dates if d.role == "since"]  # "has been in force since February" began then
    right = next((d for d in on if d.role == "on" and 0 <= d.start - frame.hit.end < 3 and not vague(d)), None)
    if right is not None and frame.sense.rule in ("measure.force", "measure.effect"):
        return right  # "takes effect on 1 December, and patrols will work there from January 15"
    if frame.type == "measure":
        on = [d for d in dates if d.role == "from"] or on or [d for d in dates if d.role not in _OPEN]
    if frame.type == "meeting":
        on = on or dates
    elif frame.type in TALK or frame.type == "agreement":
        on = on or [d for d in dates if _of_occasion(scan, d) or _is_of_what_acts(scan, frame, d)]
        if frame.sense.rule == "agreement.none":  # "Monday's talks produced no breakthrough"
            on = on or [d for d in dates if d.attributive and _OCCASION.match(scan.lower, d.end)]
        if frame.type == "agreement":
            # "signature is planned for April", "had been set for April but was put off"
            off = frame.sense.rule == "agreement.postponed"
            on = on or [d for d in dates if d.role == "for" and (off or d.way > 0)]
    if not on:
        return None
    if frame.type in ("measure", "meeting", "agreement"):
        on = [d for d in on if not vague(d) and not _of_another(scan, on[0], d)] or on
    if len(on) > 1:
        on = [
            d for d in on if d.end > frame.hit.start or not _IN_PASSING.search(scan.lower, frame.unit.start, d.start)
        ] or on
    plain = [d for d in on if not SUBORDINATE.search(scan.lower, max(0, d.start - 48), d.start)]
    return min(plain or on, key=lambda d: _distance(d, frame))


_AND_A_FURTHER = re.compile(r",?\sand\s(?:an?|another|one)\s[^,;]*")


def _of_another(scan: Scan, first: DateMention, mention: DateMention) -> bool:
    """Whether a second thing is told with a day of its own: "signed a treaty in 2017 and a protocol | in May 2022".

    Else "on April 1 the duty for the summer season comes in" is on the day, and not in the season.
    """
    return first is not mention and _AND_A_FURTHER.fullmatch(scan.lower, first.end, mention.start) is not None


_IN_PASSING = re.compile(r"\bwho\s[^,;]*\Z")
"""Before a date that is told of somebody in passing: "ministers who were not there in June | met on Monday"."""


def _aside(scan: Scan, frame: Frame, mention: DateMention) -> bool:
    """Whether the date stands in a relative clause that opens after the trigger: ", who chairs it this year"."""
    hit = frame.hit
    if vague(mention) and _BASE_PERIOD.search(scan.lower, hit.start, mention.start):
        return True
    if mention.start > hit.end and _follows_a_day(scan, hit.end, mention):
        return False
    if _DONE_THEN.search(scan.lower, hit.end, mention.start) and _leads_to_a_day(scan, mention):
        return True
    if mention.start > hit.end:
        texts = _ON_A_TEXT.finditer(scan.lower, hit.end, mention.end) if frame.type == "agreement" else ()
        if vague(mention) and any(text.end() == mention.start for text in texts):
            return True
        return bool(
            RELATIVE.search(scan.lower, hit.end, mention.start)
            or _WHERE.search(scan.lower, hit.end, mention.start)
            or _CONTACT.search(scan.lower, hit.end, mention.start)
            or _WHEN_NEXT.match(scan.lower, mention.start - 6)
            or (scan.lower.endswith(_THEN, hit.end, mention.start) and _THEY_DID.match(scan.lower, mention.end))
            or (frame.type == "measure" and _RECALLED.search(scan.lower, hit.start, mention.start))
            or (frame.type == "measure" and _names_what_is_acted_on(scan.lower, hit.start, mention.start))
            or (mention.start < frame.unit.end and _PAUSED.search(scan.lower, hit.end, mention.start))
            or _NEXT_CLAUSE.search(scan.lower, hit.end, mention.start)
            or _is_of_another_thing(scan, hit.end, mention)
            or (frame.sense.rule in _UNDOES and mention.attributive and mention.start - hit.end < _OF_WHAT_IS_UNDONE)
        )
    if frame.type == "proposal" and _WHOM_HAD.search(scan.lower, mention.end, hit.start):
        return True  # "freed twelve prisoners last week whom Yerevan had asked for"
    if is_put_in(scan, mention, frame.unit.start, hit.start):
        return True
    closed = scan.lower.find(",", mention.end, hit.start)
    if closed >= 0 and frame.type in TALK and FACING.search(scan.lower, frame.unit.start, mention.start):
        return True
    return closed >= 0 and any(
        aside.search(scan.lower, frame.unit.start, mention.start)
        for aside in (RELATIVE, _WHERE, _TO_RUN, _WITH_THAT_TO_COME)
    )


def _follows_a_day(scan: Scan, first: int, mention: DateMention) -> bool:
    """Whether another day stands right before it: "lifted the duty imposed in March | on Monday"."""
    before = scan.dates.within(first, mention.start)
    return bool(before) and before[-1].end + 1 == mention.start and mention.role == "on"


def _leads_to_a_day(scan: Scan, mention: DateMention) -> bool:
    """Whether another day stands right behind it: "rejected the offer made | in March | on Monday"."""
    return any(mention.role == next_one.role == "on" for next_one in scan.dates.within(mention.end, mention.end + 2))


_DONE_THEN = re.compile(
    r"\s(?:[a-z]{3,}ed|made|put|given|struck|sent|drawn|held|set|won|begun|cut|shut|laid|paid)\s(?:by\s[^,;:]{2,30}\s)?\Z"
)
"""Before the day of what is told by a participle: "the offer | made by Chile | in March"."""
_TO_RUN = re.compile(r",\sto\s[a-z]+\s[^,;]*\Z")
"""Before a day for which something is meant: "the protocol, to run | from 1 March, was signed"."""
_UNDOES = frozenset(("measure.lift", "measure.revoke", "measure.pause", "measure.quit"))
_OF_WHAT_IS_UNDONE = 6
"""Characters from the verb to the day by which is named what it undoes: "lifted its | May 2025 | ban"."""
_AHEAD_OF = r"\bahead of\s(?!time\b|schedule\b)[^,;.]{3,60}\Z"
_WITH_THAT_TO_COME = re.compile(
    r"\b(?:with|despite|in spite of)\s(?:[\w'’-]+\s){1,5}?"
    r"(?:due|expected|scheduled|set|planned|slated|looming|nearing|approaching|expiring|ending|to\s[a-z]+)\s(?:\w+\s)?\Z"
    rf"|{_AHEAD_OF}"
)
"""Before the day of what is only to come: "with elections due | in November", "ahead of talks | in May, lifted it"."""
_BASE_PERIOD = re.compile(
    r"\b(?:average|mean|sales|exports|imports|shipments|deliveries|output|production|consumption|levels?|volumes?)\s"
    r"(?:[\w-]+\s){0,2}?(?:between\s|of\s|in\s|from\s|for\s|over\s|during\s)?\Z"
)
"""Before the time of what a figure is a share of: "75 percent of its average sales | in 2022-2024"."""
_NEXT_CLAUSE = re.compile(
    r",\s(?:and|but|while)\s(?:[\w'’-]+\s){1,8}?"
    r"(?:will|would|shall|is to|are to|is|are|was|were|has|have|had)\s[^,;]*\Z"
)
"""From a verb to the day of a clause of its own: "will lift it on Tuesday, and patrols will begin | on May 2"."""
_PAUSED = re.compile(r";\s(?!(?:that|this|it)\s(?:was|is|happened)\b)[^;]*\Z")
"""From a verb to the day of what stands behind a semicolon; not of "...; that was | last week"."""
_WHOM_HAD = re.compile(r"\b(?:whom|which|that|who)\s(?:[\w.'’-]+\s){0,4}had\s(?:\w+\s)?\Z")
"""Before what had been said or asked of what the clause tells."""
_THAT_ONE_DID = re.compile(
    r"\b(?:the|a|an|its|their|his|her|this|those)\s(?:[\w-]+\s){1,4}?(?:that|which)\s(?:the\s)?(?:[\w.'’-]+\s){1,4}?"
    r"(?!(?:is|was|were|has|had|been|be|will|would)\b)[a-z]+\s(?:(?:up|down|off|out|back|away)\s)?\Z"
)
"""Before the day of what a noun is told by: "wants the landing back that Laos shut | in July"."""
FIGURE_THEN = re.compile(r"\b(?:up|down|from|than)\s(?:from\s)?[\d.,]+(?:\s\w+)?\s\Z")
"""Before the day of a figure that is compared with: "up from 20,000 | in July"."""
_OF_ANOTHER_THING = re.compile(
    rf"\b(?P<way>before|until|after)\s[^,;.]{{0,40}}\b(?:election|vote|referendum|ballot)s?\s\Z|{_AHEAD_OF}"
)


def _is_of_another_thing(scan: Scan, first: int, mention: DateMention) -> bool:
    """Whether the day is that of a vote, or of what was to come: "lifted it ahead of the talks | on Sunday".

    What is done after a vote on a day is done on that day.
    """
    before = _OF_ANOTHER_THING.search(scan.lower, first, mention.start)
    if before is None:
        return False
    follows = before["way"] == "after" and mention.date is not None and mention.date.is_day
    return not (follows and mention.way <= 0)


def _of_what_is_said(scan: Scan, frame: Frame, mention: DateMention) -> bool:
    """Whether the date belongs to what words are about, not to when they fell.

    "Proposed an increase from April", "breached the lease signed in 2017", "up from 20,000 in July".
    """
    if mention.start < frame.hit.end or _follows_a_day(scan, frame.hit.end, mention):
        return False
    lower = scan.lower
    return (
        mention.role == "from"
        or _RECALLED.search(lower, frame.hit.start + max(frame.hit.text.find(" "), 0), mention.start) is not None
        or _is_of_a_text(lower, frame.hit.end, mention.start)
        or FIGURE_THEN.search(lower, frame.hit.end, mention.start) is not None
        or _THAT_ONE_DID.search(lower, frame.hit.end, mention.start) is not None
    )


def _is_of_a_text(lower: str, first: int, start: int) -> bool:
    """Whether a date that begins at ``start`` is that of a text that is spoken of."""
    if lower.startswith("of ", start) and _OF_A_MATTER.search(lower, first, start):
        return True
    text = _OF_A_TEXT.search(lower, first, start)
    return text is not None and (text["made"] is not None or lower.startswith("of ", start))


def _names_what_is_acted_on(lower: str, first: int, start: int) -> bool:
    """Whether a date that begins at ``start`` names what the act is done to: "will leave the pact | of 2004"."""
    if lower.startswith("of ", start) and (_IN_FORCE_BY.search(lower, first, start) or _A_WEEKDAY.match(lower, start)):
        return False
    return _is_of_a_text(lower, first, start) or lower.startswith("of ", start)


_A_WEEKDAY = re.compile(r"of (?:mon|tues|wednes|thurs|fri|satur|sun)day\b")


_IN_FORCE_BY = re.compile(
    r"\b(?:as|beginning|start|end|course|hours|days|weeks?|weekend|midnight|noon|night|height|middle"
    r"|morning|afternoon|evening|close|strike|protest|confusion|sitting|reply|announcement|budget"
    r"|summit|meeting|talks|round|session|conference|deadline|vote"
    r"|(?:by|in|with|through|via|under|on\sthe\sbasis\sof|by\smeans\sof)\s(?:an?\s|the\s|its\s)?(?:[\w-]+\s){0,2}"
    r"(?:decree|order|notice|circular|decision|proclamation|letter|note|statement|resolution|ruling|gazette|bulletin)"
    r"(?:\s(?:no\.?\s)?\d+)?)\s\Z"
)
"""Before the day of the act itself: "as | of March 3", "in the early hours | of March 3", "by decree | of March 3"."""


def _of_occasion(scan: Scan, mention: DateMention) -> bool:
    """Whether the date is that of the occasion at which it was done: "at their August summit"."""
    named = mention.attributive and mention.span is not None and mention.span < _WEEK
    at = (named and scan.lower.startswith(_AT_ONE_OF, mention.start)) or _AT_OCCASION.search(
        scan.lower, max(0, mention.start - 16), mention.start
    )
    return bool(at and _OCCASION.match(scan.lower, mention.end))


_WEEK = 7
_ACTS = re.compile(
    r"\s(?:[a-z-]+\s)?(?:summit|meeting|talks|session|round|letter|note|statement|reply|decree)\s(?!(?:that|which)\b)[^,;:]*\Z"
)


def _is_of_what_acts(scan: Scan, frame: Frame, mention: DateMention) -> bool:
    """Whether it is told of what was held or written on the day: "their March 9 meeting produced a memorandum"."""
    exact = mention.attributive and mention.date is not None and mention.date.is_day
    opens = mention.start - frame.unit.start < _LONGEST_OWNER
    return exact and opens and _ACTS.match(scan.lower, mention.end, frame.hit.start) is not None


_LONGEST_OWNER = 24
"""Characters in which is named whose meeting or letter it is."""
_ON_A_TEXT = re.compile(
    r"\b(?:on|to|under|amending|replacing|extending|revising|implementing|supplementing|within|of)\s(?:the|an?|their|its)\s"
    r"[^,;.]{2,40}?\s(?=of\s)"
)
"""Up to the day of another text than the one that is signed: "a protocol on the boundary | of 1974"."""


def _distance(mention: DateMention, frame: Frame) -> int:
    hit = frame.hit
    return mention.start - hit.end if mention.start >= hit.end else 2 * (hit.start - mention.end) + 5
