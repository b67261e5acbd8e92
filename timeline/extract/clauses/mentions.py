"""What a date in a clause is a date of: of the verb, of a noun, of the page, or of a clause beside it."""

from __future__ import annotations

import datetime as dt
import re

from timeline.extract.clauses.units import Unit
from timeline.extract.dates import DateMention
from timeline.extract.scan import Scan
from timeline.lexicon import cue
from timeline.model.edtf import Edtf

_DASH = re.compile(r"\s*(?:\([^)\n]{1,30}\)\s*)?(?:--|—|–|-\s)")
_HOURS = re.compile(r"\b(?:hours?|minutes?) later\b")
_DASHED = re.compile(r"\s(?:--|—|–|-)\s")
FACING = re.compile(
    r",\s(?!meeting|speaking|talking|addressing|writing|answering|testifying|visiting|arriving)[a-z]+ing\s[^,;]*\Z"
)
"""Before the day of what is put in behind somebody: "New Delhi, facing elections | in November, considers it"."""
PARTICIPLE = re.compile(
    rf"""\b{cue("mentions_participle")}\s(?:held|announced|signed|reached|concluded|agreed|struck|imposed"
    rf"|suspended|issued|published|sent|launched|made)\s(?:[\w.']+\s){{0,4}}\Z"""
)
SUBORDINATE = re.compile(r"\b(?:after|following|before|despite|since|until)\s[^,;.]{0,44}\Z")
_IN_WRITING = re.compile(
    r"\b(?:in|by)\s(?:a|the|its|his|her|their)\s(?:letter|note|paper|statement|memo|circular|communiqué)\s(?:of\s)?\Z"
)
"""``in a letter of 16 May``: the day on which it was written."""
_LETTER_OF = re.compile(r"'s\s(?:letter|note|memo)\s\Z")
_ASKS = re.compile(r"\s(?:had\s)?(?:ask|demand|request|propos|call(?:s|ed) for|offer|urg)")
"""``Mahmud's letter | of July 3 | asked``: by it he asked on that day."""
_OF_OCCASION = re.compile(
    r"\b(?P<whose>\w+\s)?(?<!out )(?:of|about|from)\s(?:the|a|an|his|her|their|its|that)\s(?:[a-z-]+\s){0,2}"
    r"(?:conversation|meeting|talks|summit|session|round|call|exchange)\s\Z"
)
"""``he said of the conversation last Thursday``: the day of what is talked about."""
_ENDS_OF_IT = ("conclusion ", "completion ", "end ", "start ", "opening ", "launch ", "resumption ", "suspension ")
"""What has the day itself: "announced the | conclusion | of the talks on Oct. 14"."""
_BURDENS = (
    r"dut(?:y|ies)|tariffs?|lev(?:y|ies)|bans?|rules?|orders?|quotas?|laws?|fees?|tax(?:es)?|curbs?|restrictions?"
    r"|sanctions?|surcharges?|tolls?|embargo(?:es)?|controls?|measures?"
)
OF_A_BURDEN = re.compile(
    rf"\b(?:{_BURDENS})\s(?:(?:on|for|against)\s(?:[\w'’-]+\s){{1,4}}?)?"
    r"(?:that\s|which\s)?(?:(?!(?:and|but|or|was|were|been|be|being|is|are)\b)[\w.'’-]+\s(?:had\s|has\s)?)?"
    r"(?:imposed|introduced|adopted|decreed|issued|levied)\s(?:(?!and\b|but\b)[\w'’-]+\s){0,3}\Z"
)
"""Before the day of a burden that is spoken of: "complained of a fee that China introduced | on June 1"."""
RELATIVE = re.compile(
    r",\s(?:which|who|whom|whose)\s"
    r"(?!(?:was|is|were|falls|fell|took place|takes place|went out|aired|was aired|was broadcast)\s(?:on\s)?\Z)"
    r"[^,;.]{0,60}\Z"
    r"|\s(?:that|which)\s(?:had\s|has\s)?(?:lapsed|expired|ran out|run out|took effect|came into (?:force"
    r"|effect))\s(?:only\s)?(?:on\s|in\s|at\s)?\Z"
    r"|\s(?:that|which)\s(?:[\w'’.-]+\s){1,5}?(?<!be )(?<!been )(?<!was )(?<!were )(?:signed|imposed|announced"
    r"|introduced|proposed|issued|approved|made|set|sent|published|adopted|decreed|ordered|reached|struck|concluded|unveiled|launched|lodged|filed|brought)\s\Z"
)
"""A clause that tells of something else; not ", which was on Thursday"."""


_VAGUE = 40
"""Days beyond which a date is no month."""
NOT_BEFORE = re.compile(
    r"(?<!if )(?<!unless )\b(?:not|never|no|none|nobody|no one|neither|hardly)\b(?! later)[^,;:.]{2,70}\sbefore\s"
    r"[^,;:]{2,40}\Z"
)
"""Up to a day that is the earliest, and no limit: "will not be signed | before June 30"."""
FORECAST = re.compile(
    rf"\b{cue('frames_outsiders')}\s(?:[\w'’-]+\s){{0,4}}(?:expect\w*|sees?|saw|predict\w*|forecast\w*"
    rf"|reckon\w*|think|believe)\s"
    r"|\b(?:my guess|my bet|my money|my hunch|our guess|i (?:would |should |'d )?(?:bet|wager|guess)|one may guess)\b"
)
"""What those who do not negotiate expect: "analysts expect a deal by | May" sets nobody a limit."""


def vague(mention: DateMention) -> bool:
    """Whether it names a season, a year or more."""
    return mention.span is None or mention.span > _VAGUE


def ahead(mention: DateMention, today: dt.date | None) -> bool:
    """Whether it begins after the day of publication."""
    first = mention.date.first if mention.date is not None else None
    return today is not None and first is not None and first > today


def due_by(limit: DateMention) -> Edtf | None:
    """The day by which something is due: "by the end of October" is until its last."""
    if limit.part != "end" or limit.date is None or limit.date.last is None:
        return limit.date
    return Edtf.parse(limit.date.last.isoformat())


def past(mention: DateMention, today: dt.date | None) -> bool:
    """Whether it is over on the day of publication."""
    last = mention.date.last if mention.date is not None else None
    return today is not None and last is not None and last < today


def dates_in(scan: Scan, unit: Unit) -> list[DateMention]:
    """The dates that stand in a clause, without that of a dateline."""
    return [
        mention
        for mention in scan.dates.within(unit.start, unit.end)
        if mention.date is not None
        and not heads_dateline(scan, mention)
        and not _HOURS.search(scan.lower, mention.start, mention.end)  # "two hours later": the day of the occasion
    ]


_HEADED = re.compile(r"[A-Z][A-Z ]{3,40}[.:]\s(?:[A-Z][a-z]|\Z)")
"""A heading in capitals that stands in the line of its paragraph."""


_NAMES = re.compile(r"(?:(?:[^\sa-z]\S*|de|del|la|el|of|and|in|by)\s+)+")
"""Before the date of a dateline: names of places, agencies and writers, and no sentence."""


def heads_dateline(scan: Scan, mention: DateMention) -> bool:
    """Whether it is the date of a dateline ("SEOUL, Sept. 28 --"), which dates the text and no act."""
    line = scan.text.rfind("\n", 0, mention.start) + 1
    if mention.start == line or mention.start - line > 60:
        return False
    if _DASH.match(scan.text, mention.end) and _NAMES.fullmatch(scan.text, line, mention.start):
        return True
    if _DASHED.search(scan.text, line, mention.start):
        return mention.stamp  # "SEOUL — On Friday, ...": the dateline is over
    if _HEADED.match(scan.text, line, mention.start):
        return mention.stamp  # "THE NUMBERS. On Monday both signed"
    head = [c for c in scan.text[line : mention.start] if c.isalpha()]
    if len(head) > 1 and sum(map(str.isupper, head)) > 0.6 * len(head):
        return True
    return mention.stamp


_CLOSES = re.compile(r"(?:,\s(?:early |late )?(?:morning|afternoon|evening|night|noon))?.?")


def heading(scan: Scan, start: int, end: int) -> DateMention | None:
    """The day that closes a sentence of names: ``TREASURY, Madrid, Tuesday March 3.``, ``MARKET LETTER – 3 March``."""
    mention = next(iter(scan.dates.within(start, end)), None)
    if mention is None or mention.date is None or not mention.date.is_day:
        return None
    if not _CLOSES.fullmatch(scan.lower, mention.end, end):
        return None
    words = scan.text[start : mention.start].split()
    named = all(not word[0].islower() or word in ("of", "the", "and", "at", "in", "on", "to") for word in words)
    return mention if named else None


_PART_OF_IT = re.compile(r"\b(?:hours|morning|afternoon|evening|night)\sof\s\Z")
"""Before the day of which an hour is told: "in the small hours of | April 3"."""


def qualifies(scan: Scan, mention: DateMention) -> bool:
    """Whether the date belongs to a noun ("the agreement of July 30") rather than to the verb."""
    lower, start = scan.lower, mention.start
    if _PART_OF_IT.search(lower, max(0, start - 30), start + lower.startswith("of ", start) * len("of ")):
        return False
    if mention.attributive:
        asks = _LETTER_OF.search(lower, max(0, start - 30), start) and _ASKS.match(lower, mention.end)
        return not asks and not _IN_WRITING.search(lower, max(0, start - 30), start)
    occasion = _OF_OCCASION.search(lower, max(0, start - 60), start)
    return occasion is not None and occasion["whose"] not in _ENDS_OF_IT


_PUT_IN = (
    (re.compile(r"\s[–—-]{1,2}\s(?!meeting\b|speaking\b|talking\b)[^–—;:]{4,120}\Z"), re.compile(r"\s[–—-]{1,2}\s")),
    (re.compile(r"\((?!meeting\b|speaking\b|talking\b)[^();:]{4,120}\Z"), re.compile(r"\)")),
)


def is_put_in(scan: Scan, mention: DateMention, first: int, last: int) -> bool:
    """Whether the day stands between dashes or brackets before ``last``: "Chile – it voted | in May | – lifted it"."""
    return any(
        opens.search(scan.lower, first, mention.start) and closes.search(scan.lower, mention.end, last)
        for opens, closes in _PUT_IN
    )
