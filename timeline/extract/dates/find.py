"""Dates in running text: found, read, and resolved to EDTF against the publication date or the dateline.

What the text does not say stays unknown: the publication date stands in for nothing. It is only what
"yesterday", "on Wednesday" or "on the 24th" are counted from.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from timeline.extract.dates.chronology import chronology, dated_by_line, diary, stamp_entries
from timeline.extract.dates.context import Context, Direction
from timeline.extract.dates.counted import other_end
from timeline.extract.dates.days import middle
from timeline.extract.dates.form import Aside, Form
from timeline.extract.dates.forms import find_forms
from timeline.extract.dates.resolve import resolve
from timeline.extract.dates.tense import direction
from timeline.extract.dates.words import Role, date_words
from timeline.model.edtf import Edtf

_NOUN_STARTS = frozenset("the a an his her their its he she it they we some this last next both".split())  # noqa: SIM905
_THAT_WAS = re.compile(
    r"\b(?:(?:[Tt]hat|[Tt]his|[Ii]t)|(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) [a-z]+(?:, [^,;.]{3,60},)?)"
    r" (?:also |now |itself ){0,2}(?:was|came|is|comes|follows|followed)\s"
    r"(?:(?:just|only|barely|exactly|nearly|almost|less than|(?:little )?more than) )?(?:[^;.]{3,120},? and )?\Z"
)
"""Before days counted from the day told last: "The request, filed at noon, comes | three weeks after"."""
_DATELINE = re.compile(r"\s*(?:\([^)\n]{1,40}\)\s*)?(?:--|[—–|:-](?=[\s\w])|\.\s/)")


class DateMention(NamedTuple):
    """A date as the text has it."""

    start: int
    """First code point, of the preposition where there is one."""
    end: int
    text: str
    date: Edtf | None
    """What it means; None where the text leaves it open."""
    role: Role
    """on: the occasion. by, until: a limit ("by", "before", "ahead of", "deadline of", "until"). since, from, after:
    a beginning. within: a limit counted in days ("within two weeks"), ``date`` being the whole stretch.
    for: a duration told of a dated act ("suspended on April 9, for 90 days")."""
    part: str = ""
    """early, mid, late, end: which part of the period the writer names; ``date`` is the whole period."""
    attributive: bool = False
    """It qualifies a noun ("July's deal", "the June summit") rather than the sentence's verb."""
    stamp: bool = False
    """It heads a line or stands in the dateline: it dates the text that follows, not an act."""
    clause: Edtf | None = None
    """The day of the clause or noun that follows: "on Friday, two weeks after the levy took effect"."""
    way: int = 0
    """-1 told as past, 1 as to come, 0 unsaid or not asked, for bare weekdays, days and months."""

    @property
    def span(self) -> int | None:
        """Days from the first to the last that it may mean, 0 for a single day; None where that is open."""
        return self.date.span if self.date is not None else None


_REACH = 160
"""Characters before counted days among which is told what comes after them."""


def find_dates(text: str, sentences: Sequence[tuple[int, int]], published: Edtf) -> list[DateMention]:
    """All dates within ``sentences``, by start; none overlaps another.

    ``published`` is what relative dates are counted from; the day of a dateline at the head of the text
    ("SEOUL, Sept. 28 (Wire) --") takes its place. Where neither is known to the day, weekdays and "yesterday" stay
    unresolved.
    """
    forms = find_forms(text, sentences)
    dated_by_line(text, sentences, forms)
    if not forms:
        return []
    ways: dict[int, int] = {}

    def way(form: Form) -> int:
        found = ways.get(form.start)
        if found is None:
            found = ways[form.start] = direction(
                text, sentences[form.sentence], form.start, form.end, limit=form.role == "by"
            )
        return found

    context = _context(published, way)
    published_day, near = context.today, context.near
    stamp_entries(text, forms, near)
    diary(text, forms, near)
    entries = chronology(text, forms, near)
    line_end = 0
    mentions: list[DateMention] = []
    for index, form in enumerate(forms):
        if line_end and form.start > line_end:
            context.today, context.near, line_end = published_day, near, 0
        if form.start in entries:
            form.year, form.stamp = entries[form.start], True
            found = resolve(form, context)
            if found is not None and found.first is not None:
                context.today = context.near = found.first
                line_end = text.find("\n", form.end)
        elif form.stamp or (index == 0 and _is_dateline(text, form)):
            form.stamp = True
            _stamped(form, context, published_day)
        first = max(sentences[form.sentence][0], form.start - _CLOSE)
        form.had = form.kind == "month" and _HAD.search(text, first, form.start) is not None
        form.done = form.kind == "month" and _DONE.search(text, first, form.start) is not None
        form.turned = _TURNED.search(text, sentences[form.sentence][0], form.start) is not None
        form.had = form.had and ";" not in text[sentences[form.sentence][0] : form.start]
        form.behind = form.role == "by" and MISSED.search(text, first, form.start) is not None
        form.behind = form.behind or (form.attributive and _WRITTEN.search(text, first, form.start) is not None)
        form.aside = _aside(text, form, *sentences[form.sentence])
        if form.role == "until" and _NIGHT.search(text, max(0, form.start - 8), form.start):
            form.role = "on"
        if form.role == "until" and _ended(text, form.end, sentences[form.sentence][1]):
            form.role = "on"
        for piece in _pieces(text, form, context):
            clause = None
            if piece.kind == "eve":
                found = _eve(text, forms, index, context)
            elif piece.kind == "shift" and piece.ref.endswith(("after", "before")):
                counted = _counted_from(text, forms, index, context)
                clause = counted if piece.heads else None  # "Two weeks after it was lifted on May 2, | Peru ..."
                found = _from_noun(text, forms, index, counted, context)
                found = found or _from_told(text, piece, sentences, mentions, context)
                if found is None:
                    opened = _THAT_WAS.search(
                        text, max(sentences[piece.sentence][0], piece.start - _REACH), piece.start
                    )
                    piece.opens = 0 if opened is None else 1 + (" also " in opened.group())
                    clause = other_end(piece, context) or _from_main(text, forms, index, piece, context)
            else:
                found = resolve(piece, context)
            if found is not None:
                context.told(piece, found)
            if found is None and piece.kind in ("ahead", "for", "unit"):
                continue
            way_of = ways.get(piece.start, 0) or _way_by_the_calendar(piece, found, published)
            mentions.append(_mention(text, piece, found, way_of, clause))
    return mentions


_PUBLISHED = re.compile(
    r"\b(?:report|study|survey|poll|figures|data|statistics|analysis|book|film)\b[^,;:.]{0,40}?\s"
    r"(?:published|released|issued|printed|broadcast|aired|posted|dated|out)\s\Z"
)
"""Before the day on which something is published that only tells of it: "a study published | on Friday"."""
_WHO_HAD = re.compile(r",\s(?:which|who|whose|where|whom)\s[^,;:.]{0,80}\Z")
"""Before a day that is told of somebody in passing: "Peru, which joined the bloc | on 1 January, answered"."""


def _aside(text: str, form: Form, low: int, high: int) -> Aside:
    """Whether the day is a limit, that of a report, or told of somebody in passing; empty where it is of the story."""
    if form.role in ("by", "until"):
        return "" if form.start == low else "limit"  # "By 9 March it was buying pesos"
    first = max(low, form.start - _CLOSE)
    if _PUBLISHED.search(text, first, form.start):
        return "report"
    return "passing" if text.startswith(",", form.end) and _WHO_HAD.search(text, first, form.start) else ""


_TURNED = re.compile(r";|, (?:but|yet|while|whereas|and now)\b")
"""Behind which a sentence that opens with a year may tell of the news: "In 2019 they signed it, but on 7 May ..."."""
_HAD = re.compile(r"\bhad\s(?:\w+ly\s|also\s|not\s)?[a-z]+[^,;:.]*\Z")
_DONE = re.compile(
    r"\b(?:met|spoke|talked|held|signed|began|opened|ended|broke off|collapsed|closed|shut|imposed|lifted|cut"
    r"|raised|doubled|halved|suspended|banned|resumed|took effect|(?:came|entered) into force|rejected)\b"
    r"(?: (?!to\b|for\b|that\b|on\b|with effect\b|due\b|set\b|planned\b|expected\b)[\w'’-]+){0,5} \Z"
)
"""Before a month in which something was done."""
MISSED = re.compile(
    r"\b(?:(?:was|were|(?:was|were) (?:supposed|meant|due)|ought) to have (?!it\b|the\b|an?\b)"
    r"|(?:should|could|might) have (?!(?:it|the|an?|its|their|his|her|no|any|some|one|two|three|enough|more|to|every\w+"
    r"|some\w+|received|got|reached|seen|heard)\b)"
    r"|had (?:been )?(?:due|meant|planned|hoped|wanted|intended|expected|set) )[^;:.]*\Z"
)
"""Before a limit that was not kept."""
_WRITTEN = re.compile(r"\b(?:letter|note|statement|memo|decree|order|ruling|decision|report|speech|circular)\s\Z")
"""Before "of 14 October", the day of what has been written or said."""
_CLOSE = 90
"""Characters before a date in which its verb stands."""
_NIGHT = re.compile(r"\bnight\s\Z")
"""Before the day that a night leads to: "in the night | to 12 September"."""


def _ended(text: str, end: int, high: int) -> bool:
    """``until Feb. 24, when he flew to Delhi``: no limit, but the day of what is told to have happened."""
    return text.startswith(", when ", end) and direction(text, (end, high), end, end) < 0


def _context(anchor: Edtf, way: Direction) -> Context:
    today = anchor.first if anchor.is_day else None
    near = today or middle(anchor)
    return Context(today=today, near=near, direction=way)


def _is_dateline(text: str, form: Form) -> bool:
    if form.start > 80 or form.kind not in ("day", "weekday", "given"):
        return False
    before = text[: form.start].rstrip(" ,(")
    letters = [char for char in before.split("\n")[-1] if char.isalpha()]
    return (
        len(letters) > 2
        and sum(map(str.isupper, letters)) > 0.6 * len(letters)
        and bool(_DATELINE.match(text, form.end))
    )


def _stamped(form: Form, context: Context, published: date | None) -> None:
    """What follows a stamp is told from its day, where that day is near the day of publication."""
    context.today = published
    if form.kind == "weekday" and not form.ref:
        form.ref = "stamp"
    found = resolve(form, context)
    if found is None or found.first is None or not found.is_day or published is None:
        return
    if abs((found.first - published).days) <= 10:
        context.today = context.near = found.first


_FURTHER = re.compile(r"(?:,\s|\band\s(?:the\s)?)(\d{1,2})(?!\d)")


def _pieces(text: str, form: Form, context: Context) -> list[Form]:
    """``form``, or each of its days where "and" ties days that do not follow one another."""
    if not form.pair or form.ref == "between":
        form.ref = "" if form.ref == "between" else form.ref
        return [form]  # "between 12 and 16 October": one stretch
    if form.through is not None:
        whole = resolve(form, context)
        second = form.through
        if whole is not None and whole.span == 1:
            return [form]
        form.through, form.end, form.pair = None, form.own_end, False
        if second.kind == "ordinal" and whole is not None and whole.last is not None:
            second = replace(second, kind="day", year=whole.last.year, month=whole.last.month)
        return [form, second]
    further = list(_FURTHER.finditer(text, form.start, form.end))
    if form.day is None or form.last_day is None or form.last_day - form.day == len(further):
        return [form]  # days that follow one another: one stretch
    first = replace(form, last_day=None, pair=False, end=further[0].start())
    days = [replace(first, day=int(day[1]), start=day.start(1), end=day.end()) for day in further]
    return [first, *days[:-1], replace(days[-1], end=form.end)]


def _eve(text: str, forms: list[Form], index: int, context: Context) -> Edtf | None:
    """``on the eve of the August 1 deadline``: the day before the day that is named next, close by."""
    following = _day_after(text, forms, index)
    found = resolve(following, context) if following is not None else None
    return Edtf.of(found.first - timedelta(days=1)) if found is not None and found.is_day and found.first else None


def _from_noun(text: str, forms: list[Form], index: int, counted: Edtf | None, context: Context) -> Edtf | None:
    """``two days after the talks`` is a day only where the talks have one; ``the day before, he`` is."""
    form = forms[index]
    follower = text[form.end + 1 : form.end + 16].split(" ", 1)[0] if text[form.end : form.end + 1] == " " else ""
    if not follower or follower in date_words().after_day - _NOUN_STARTS:
        return resolve(form, context)
    if counted is None:
        return None
    return resolve(
        form, replace(context, latest=counted, period=counted, latest_sentence=form.sentence, latest_start=form.start)
    )


def _counted_from(text: str, forms: list[Form], index: int, context: Context) -> Edtf | None:
    """The day of what stands behind "two days after", where it has one: "two days after the talks on | May 2"."""
    following = _day_after(text, forms, index)
    found = resolve(following, context) if following is not None else None
    return found if found is not None and found.is_day else None


_ACTS = (
    r"(?:is|are|was|were|has|had|have|will|would|enters?|comes?|came|takes?|took|broke|began|ends?|\w+ed|said|says"
    r"|told|fell|left|went|gave|met|put|sent|won|lost|held|got|saw|made|flew|spoke|quit|rose|sat|stood|let|cut|set)\b"
)
_NOUN = re.compile(
    r"\s(?:the|that|this|its|their|his|her)\s(?!(?:governments?|minist(?:ers?|ry|ries)|presidents?|premiers?|cabinet"
    r"|commission(?:ers?)?|parliament|negotiators?|delegations?|envoys?|officials?|court|union|country|house)\b)"
    r"(?P<first>[a-z-]{4,})"
    rf"(?:\s(?!{_ACTS})(?P<second>[a-z-]{{4,}}))?(?![a-z-])(?!\s{_ACTS})"
)
"""An act that a noun takes up; nobody who acts, and not a clause: "two years after the treaty enters into force"."""
_EACH = re.compile(r"(?:illion|thousand|tonnes|tons|euros|dollars|pounds|percent|times|\d)\s\Z")
"""Before "a year" that tells how much in each: "bought 3 million dollars | a year before the duties"."""
_TOLD_BY = (
    (
        "meeting talks call round session visit summit conversation",
        r"met|meet|talk|spoke|call|round|session|visit|flew|summit",
    ),
    ("offer proposal request demand letter", r"offer|propos|ask|demand|request|letter"),
    ("signing signature ceremony", r"sign|initial"),
)
"""Nouns by which an act is taken up, and the words by which it was told."""
_BACK = 8
"""Days told last among which is that of an act that a noun takes up."""


def _from_told(
    text: str, form: Form, sentences: Sequence[tuple[int, int]], mentions: Sequence[DateMention], context: Context
) -> Edtf | None:
    """``six months after the relaunch``: counted from the day of what the text before told by a verb of that noun."""
    noun = _NOUN.match(text, form.end)
    if noun is None or not mentions or _EACH.search(text, max(0, form.start - 12), form.start):
        return None
    for mention in reversed(mentions[-_BACK:]):
        if mention.date is None or mention.role != "on" or mention.span is None:
            continue
        if mention.span > (0 if form.unit in ("day", "week", "fortnight") else _A_MONTH):
            continue
        start, end = sentences[bisect_right(sentences, (mention.start, len(text))) - 1]
        words = text[start : min(end, form.start)].lower()
        if any(re.search(rf"\b(?:{stem})", words) for stem in _stems(noun)):
            base = replace(context, latest=mention.date, period=mention.date, latest_sentence=form.sentence)
            found = resolve(form, replace(base, latest_start=form.start))
            ahead = found is not None and found.first is not None and found.first > context.near
            return None if ahead and context.direction(form) <= 0 else found
    return None


def _stems(noun: re.Match[str]) -> list[str]:
    """The words by which may have been told what a noun takes up."""
    found = []
    for word in filter(None, noun.group("first", "second")):
        known = next((stems for nouns, stems in _TOLD_BY if word in nouns.split()), None)
        found.append(known or re.escape(word[:_STEM]))
    return found


_STEM = 6
"""Letters that a noun has in common with its verb."""
_A_MONTH = 30


_IS_NOW = re.compile(r",\s[^,.;]{2,60}?\b(?:is|are|has|have|wants?|will|remains?|still|now)\b")


def _from_main(text: str, forms: list[Form], index: int, form: Form, context: Context) -> Edtf | None:
    """``Two years after they signed it, Norway wants to change it``: counted from the day of the main clause."""
    if form.ref != "after" or not form.heads or context.today is None:
        return None
    later = [one for one in forms[index + 1 : index + 4] if one.sentence == form.sentence]
    if any("," not in text[form.end : one.start] for one in later):
        return None  # what came before has a day of its own
    later = [one for one in later if one.kind in _DAYS]
    told = next((one for one in later if one.role == "on" and not one.attributive), None)
    if told is not None:
        base = resolve(told, context)
    else:
        base = Edtf.of(context.today) if not later and _IS_NOW.search(text, form.end, form.end + 160) else None
    if base is None:
        return None
    here = form.sentence
    return other_end(form, replace(context, latest=base, latest_sentence=here, period=base, period_sentence=here))


_DAYS = ("day", "weekday", "ordinal", "deictic")


def _day_after(text: str, forms: list[Form], index: int) -> Form | None:
    """The next form, where it is a day close by in the same sentence."""
    if index + 1 >= len(forms):
        return None
    form, following = forms[index], forms[index + 1]
    near = (
        following.sentence == form.sentence
        and following.start - form.end <= 40
        and "," not in text[form.end : following.start]
    )
    return following if near and following.kind in ("day", "ordinal", "weekday", "given") else None


_PARTS = {
    "last day": "end", "first day": "early", "first week": "early", "second week": "mid", "third week": "mid",
    "fourth week": "late", "last week": "end", "first half": "early", "second half": "late",
    "first weekend": "early", "second weekend": "mid", "third weekend": "mid", "fourth weekend": "late",
    "last weekend": "end",
    "first third": "early", "second third": "mid", "last third": "late",
}  # fmt: skip


_LATER = {"later ": 1, "earlie": -1}
"""Which way "later this week" and "earlier this month" point; "later that day" does not."""


_MONTH = 31


def _way_by_the_calendar(form: Form, date: Edtf | None, published: Edtf) -> int:
    """1 where a day or month with its year lies behind the day of publication: "to meet again in October 2026"."""
    if date is None or date.first is None or published.last is None or form.role not in ("on", "for") or form.part:
        return 0
    short = date.span is not None and date.span < _MONTH
    return 1 if short and form.year and date.first > published.last else 0


def _mention(text: str, form: Form, found: Edtf | None, way: int, clause: Edtf | None) -> DateMention:
    return DateMention(
        start=form.start,
        end=form.end,
        text=text[form.start : form.end],
        date=found,
        role=form.role,
        part=_PARTS.get(form.part, form.part),
        attributive=form.attributive,
        stamp=form.stamp,
        clause=clause,
        way=way if way or form.kind == "context" else _LATER.get(text[form.start : form.start + 6].lower(), 0),
    )
