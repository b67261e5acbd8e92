"""Threats: the day on which one was uttered, where its clause tells only until when it waits."""

from __future__ import annotations

import datetime as dt
import re

from timeline.extract.clauses.mentions import ahead
from timeline.extract.clauses.units import Unit
from timeline.extract.conditions import OR_ELSE
from timeline.extract.dates import LIMITS, DateMention
from timeline.extract.frames.read import Frame
from timeline.extract.scan import Scan
from timeline.extract.timing.undated import Undated
from timeline.model.edtf import Edtf

_THREATENED = re.compile(r"\b(?:threat(?:en(?:ed|s|ing))?|vow(?:ed|s)|swore|pledged|g(?:ave|iven) notice)\b")
"""Words by which a threat is uttered, beside those of saying."""
_DEMANDED = re.compile(r"\b(?:(?:demand|insist|warn|order|ask|want)(?:ed|s)|urge[ds]|told|gave|given|called on)\b")
"""Words by which is demanded what else a threat follows: "demanded that it pay, | or it would close the port"."""
_OPENS = 16
"""Characters before the day that opens a sentence: "In a letter on | Monday"."""


def _is_threatened(scan: Scan, frame: Frame) -> bool:
    """Whether the act is told as a threat of somebody, and not by the article: "threatened to raise the duty if"."""
    return _words_of_threat(frame).search(scan.lower, frame.unit.start, frame.unit.end) is not None


def _words_of_threat(frame: Frame) -> re.Pattern[str]:
    return _DEMANDED if frame.hit.text in OR_ELSE else _THREATENED


def _day_uttered(scan: Scan, frame: Frame, units: list[Unit], today: dt.date | None) -> DateMention | None:
    """The day of the words by which a threat is uttered: "..., he warned on Monday", "On Monday Peru threatened to"."""
    first, last = frame.unit.start, frame.unit.end
    said = [unit for unit in units if unit.speech_hit is not None and first <= unit.start < last]
    words = [(unit.speech_hit.start, unit.speech_hit.end, unit.end) for unit in said if unit.speech_hit is not None]
    words = sorted(words + [(*m.span(), last) for m in _words_of_threat(frame).finditer(scan.lower, first, last)])
    if frame.hit.text.startswith("warn"):
        words.append((frame.hit.start, frame.hit.end, last))  # "warned | on Monday | that"
    near = [day for start, end, stop in words for day in scan.dates.within(start, min(stop, end + 40))]
    opening = scan.dates.within(first, min(first + _OPENS, words[0][0])) if words else []
    days = (day for day in (*near, *opening) if day.date is not None and day.role == "on" and not day.stamp)
    return next((day for day in days if not ahead(day, today)), None)


_RETURNS = re.compile(
    r"\b(?:restor\w+|return\w*|snap\w* back|c[ao]mes? back|reinstat\w+|resum\w+|laps\w+|expir\w+|take effect|kick in"
    r"|reviv\w+)\b"
)
"""What comes back by itself does so on the day that is its limit."""


def day_of_the_threat(event: Undated, own: list[DateMention]) -> tuple[Edtf | None] | None:
    """The day on which a threat was uttered: "said on Tuesday that it would close the zone from May if", "would go to
    the WTO if nothing changed by October, he added", or that it is not told. None where its clause has a day, or no one
    utters it: "if no deal is signed by May 1, the duty returns".
    """
    scan, unit, story, hit = event.scan, event.unit, event.story, event.frame.hit
    beside = hit.text in OR_ELSE
    if beside:
        own = [day for day in own if day.start > hit.start]  # "must pay by Friday, or Peru will close the port"
    if any(day.role == "on" for day in own):
        return None
    uttered = _day_uttered(scan, event.frame, event.units, story.today)
    if uttered is not None:
        return (uttered.date,)
    limited = (bool(own) or beside) and all(day.role in LIMITS for day in own)
    if not limited or _RETURNS.search(scan.lower, unit.start, unit.end):
        return None
    told = event.carried(event.who, False) or (story.lead if event.who in story.actors else None)
    day = told if told is not None and told.is_day else None
    spoken = any(u.speech_hit is not None and unit.start <= u.start < unit.end for u in event.units)
    if _is_threatened(scan, event.frame) or (spoken and beside):
        return (day,)
    return (day,) if spoken and day is not None else None
