"""The day for which a meeting had been set that was called off: it is of that day, and not of the calling off."""

from __future__ import annotations

import re

from timeline.extract.dates import DateMention
from timeline.extract.frames.read import Frame
from timeline.extract.scan import Scan
from timeline.lexicon import cue
from timeline.model.edtf import Edtf

_OCCASION = (
    r"(?:talks|meetings?|sessions?|rounds?|summits?|visits?|trips?|calls?|consultations|negotiations|encounters?"
    r"|conferences?|dinners?|lunch|gatherings?|ceremony|signing|appointments?)\b"
)
_TO_BE_HELD = (
    r"(?:have|begin|start|take|be|open|resume|hold|meet|host|attend|last|come|travel|visit|fly|receive|go|continue|convene"
    r"|join)\b"
)
_IS_SET = re.compile(
    rf"\b(?:{cue('cancelled_planned')}\b(?!\sto\s(?!{_TO_BE_HELD}))|(?:was|were) to\s(?={_TO_BE_HELD}))"
    r"(?:(?!\b(?:but|because|after|before|saying|which|who|one)\b)[^,;.]){0,60}\Z"
)
"""Before the day: "a visit planned | for March 20", "talks that were to begin | on March 20"."""
_OCCASION_OF = re.compile(rf"\b{_OCCASION}(?:\s(?:in|at|with|between)\s[^,;.]{{2,40}})?(?P<for>,)?\s\Z")
"""Before a day that names the meeting: "the talks | on March 20 were cancelled", "his visit, | for March 20, was"."""
_OF_THE_DAY = re.compile(rf"\s(?:[\w-]+\s){{0,3}}?{_OCCASION}")
"""Behind a day that names the meeting: "Thursday's | talks", "the March 20 | meeting"."""
_MOVED = re.compile(r"\b(?:postponed|moved|put (?:off|back)|pushed back|delayed|deferred|shifted|rescheduled)\s\Z")
"""Before the day from which a meeting was moved."""
_HELD = re.compile(
    r"\b(?:after|at|in|during|following|since)\s(?:(?:an?|the|their|its|his|her|two|three)\s)?(?:[\w-]+\s)?\Z"
)
"""Before a meeting that was held: "after the | talks on March 4 they cancelled"."""
_NEXT = re.compile(r"\b(?:next|further|another|new)\b")
"""What is called off, and was not told with its day."""
_BECAUSE = re.compile(
    r"\b(?:because|(?:an?|two|three|several) (?:day|week|month|hour)s? (?:after|before)|(?:days|hours|weeks) before)\b"
)
"""Behind which is told what else happened, or why: "called off the talks because a strike is planned | for May 2"."""
_NEAR = 90
"""Characters before a day in which it is said that a meeting was set for it."""


def day_set_for(scan: Scan, frame: Frame) -> Edtf | None:
    """The day that a sentence tells of a meeting that was called off: "a visit planned for May 2 was cancelled on"."""
    start, end = scan.sentences[frame.unit.sentence]
    days = (day for day in scan.dates.within(start, end) if day.date is not None and not day.stamp)
    return next((day.date for day in days if _is_of_the_meeting(scan, frame, day)), None)


def _is_of_the_meeting(scan: Scan, frame: Frame, day: DateMention) -> bool:
    start, end = scan.sentences[frame.unit.sentence]
    if day.attributive and _OF_THE_DAY.match(scan.lower, day.end, end):
        return True
    first = max(start, day.start - _NEAR)
    if day.role == "from" and _MOVED.search(scan.lower, first, day.start):
        return True
    named = _OCCASION_OF.search(scan.lower, first, day.start) if day.end <= frame.hit.start else None
    another = _NEXT.search(scan.lower, frame.hit.start, frame.hit.end + len(" the following "))
    held = named is not None and _HELD.search(scan.lower, start, named.start()) is not None
    if (
        named is not None
        and not (held or another)
        and (named["for"] is None or scan.lower.startswith(("for ", "due "), day.start))
    ):
        return True
    if _BECAUSE.search(scan.lower, frame.hit.end, day.start):
        return False
    return _IS_SET.search(scan.lower, first, day.start) is not None
