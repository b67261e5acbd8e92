"""Rounds told one after the other by their days: "three rounds had been held: on March 3 and in June"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.extract.clauses.mentions import ahead
from timeline.extract.dates import DateMention
from timeline.extract.drafting.draft import Given, Pair, Told
from timeline.extract.grammar.sentence import Sentence
from timeline.model.events import Modality

_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|earlier|previous|formal|\d{1,2})\s(?:[\w-]+\s){0,3}?"
    r"(?:rounds|sessions|meetings|encounters|consultations|summits|calls)\b"
    r"|\bmet\s(?:\w+\s){0,2}?(?:two|three|four|five|six|seven|eight|nine|ten|several|\d{1,2})\stimes\b"
    r"|\b(?:rounds|sessions|meetings)\s(?:of (?:talks|negotiations)\s)?(?:followed|took place|(?:were"
    r"|had been|have been) held"
    r"|(?:are|were) (?:planned|set|due|scheduled))\b"
)
_NOT_HELD = re.compile(r"\b(?:cancell?ed|postponed|called off|(?:did not|never) (?:take place|took place|happen\w*))\b")
_TO_THE_FIRST = re.compile(r"(?!.*\b(?:until|till|since|before|after|by|more|further|for)\b)[^;.]{0,80}\Z")
_PLACE = r"(?:(?:in|at)\s(?:the\s)?[\w.'’-]+(?:\s[\w.'’-]+){0,3}?)"
_TO_THE_NEXT = re.compile(
    rf"(?:\s{_PLACE}|\s\([^)]{{2,30}}\))?(?:,\s(?:and\s)?|;\s(?:and\s)?|\sand\s)(?:(?:again|then|once more"
    rf"|finally|the\s\w+)\s){{0,2}}"
    rf"(?:again\s)?(?:{_PLACE},?\s)?(?:on\s|in\s|from\s)?\Z"
)
_PLACE_BEHIND = re.compile(rf"(?:\sof this (?:month|year))?(?:\sagain)?\s{_PLACE}(?=[,;.]|\sand\b|\Z)")
_PLACE_BEFORE = re.compile(rf"(?:\band\s)?(?:again\s)?({_PLACE},?\s)(?:on\s)?\Z")
_MONTH = 31
_HELD = ("on", "from", "within")


def _is_long(day: DateMention) -> bool:
    """Whether it is a season or a year: no day of one round."""
    return day.span is None or day.span > _MONTH


def listed_rounds(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "They had held two sessions, in Istanbul on 25 July and in Geneva on 26 August": a meeting for each day."""
    lower = sentence.scan.lower
    counted = _COUNTED.search(lower, sentence.start, sentence.end)
    if counted is None or sentence.saying is not None or _NOT_HELD.search(sentence.lower):
        return []
    days = sorted({id(d): d for d in [*sentence.gone, *sentence.to_come]}.values(), key=lambda d: d.start)
    days = [d for d in days if d.start >= counted.end() and d.date is not None and not d.stamp and not _is_long(d)]
    listed: list[DateMention] = []
    for day in days:
        between = lower[listed[-1].end if listed else counted.end() : day.start]
        set_for = day.role == "for" and ahead(day, sentence.context.today)
        if not (day.role in _HELD or set_for) or not (_TO_THE_NEXT if listed else _TO_THE_FIRST).match(between):
            break
        listed.append(day)
    if len(listed) < 2:
        return []
    told = {draft.date for _, draft in pairs if draft.type == "meeting"}
    found = []
    for at, day in enumerate(listed):
        if day.date in told:
            continue
        floor = listed[at - 1].end if at else counted.end()
        place = _PLACE_BEFORE.search(lower, floor, day.start)
        behind = _PLACE_BEHIND.match(lower, day.end, sentence.end)
        first = place.start(1) if place is not None else day.start
        last = behind.end() if behind is not None and place is None else day.end
        modality: Modality = "planned" if ahead(day, sentence.context.today) else "actual"
        found.append(sentence.part("meeting", "meeting.listed", day, first, last, given=Given(day.date, modality)))
    return found


_MEETS = frozenset(("meeting.meet", "meeting.call", "meeting.receive", "meeting.hold"))
_AND_WHOM = re.compile(
    r",?\s(?:and\s(?:then\s)?|then\s)(?:the\s|his\s|her\s|with\s|her counterpart,?\s|his counterpart,?\s)?"
)
_TITLE = 30
"""Characters of the office before a name."""
_WHOM = frozenset(("person", "office", "body"))
_NO_VERB = re.compile(
    r"['’]?\s?(?:\Z|[.,;:)—–]|(?:in|at|to|for|before|after|and|but|on|over|about|as|morning|evening|afternoon|night)\b)"
)
"""Behind the second day: not "met A on Monday and B on Tuesday | signed"."""
_PLACE_BETWEEN = re.compile(r"(?:\s(?:in|at)\s[^,;:]{2,30})?,?\s(?:on\s)?\Z")


def met_another(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "Met A on Monday and B on Tuesday": a second meeting, with somebody else, and on another day."""
    lower = sentence.scan.lower
    for told, draft in pairs:
        if draft.rule not in _MEETS or told.frame.sense.form == "noun":
            continue
        days = [d for d in (*sentence.gone, *sentence.to_come) if d.start > told.frame.hit.end]
        days = sorted({d.start: d for d in days}.values(), key=lambda d: d.start)
        for first, second in pairwise(days):
            joint = _AND_WHOM.match(lower, first.end, second.start)
            if joint is None or first.date != draft.date:
                continue
            whom = [s for s in sentence.sides if joint.end() <= s.start < second.start and s.kind in _WHOM]
            if (
                not whom
                or whom[0].start - joint.end() > _TITLE
                or _PLACE_BETWEEN.match(lower, whom[-1].end, second.start) is None
                or _NO_VERB.match(lower, second.end, sentence.end) is None
            ):
                continue
            unit = told.frame.unit
            here = [side for side in unit.sides if side.start < first.end]
            who = [side for side in here if side.end <= told.frame.hit.start]
            told.frame.unit = replace(unit, sides=here)
            given = Given(second.date, "planned" if ahead(second, sentence.context.today) else draft.modality)
            frame = replace(told.frame, unit=replace(unit, sides=[*who, *whom]))
            return [replace(told, end=first.end), Told(frame, told.doer, told.speaker, joint.end(), second.end, given)]
    return []


_THE_LAST = re.compile(
    r"\b(?:sessions|rounds|meetings|sittings|calls(?! (?:for|on|to)\b)|encounters|visits)\b"
    r"[^.;:]{0,50}?[,(]\s?(?:the )?"
    r"(?:last|latest|most recent|third|second|fourth|fifth|first)(?: (?:of (?:them|these|which|those)|one))?,? "
    r"(?=(?P<day>(?:(?:on|in|at|just|only)\s[^,;.]{2,40}|last \w+|yesterday|this \w+)))"
)


def last_of_them(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "Four sessions, the last of them on Tuesday in Thimphu, have produced a text": the meeting of that day."""
    last = _THE_LAST.search(sentence.scan.lower, sentence.start, sentence.end)
    if last is None or not sentence.context.pair:
        return []
    day = next((d for d in sentence.gone if last.end() <= d.start < last.end("day")), None)
    if day is None or _is_long(day) or any(draft.type == "meeting" and draft.date == day.date for _, draft in pairs):
        return []
    hit = (last.start(), day.end)
    return [sentence.part("meeting", "meeting.listed", hit, last.start(), day.end, given=Given(day.date, "actual"))]
