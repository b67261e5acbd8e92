"""The day of what was planned: of a meeting that is off, of a signing or a measure that is put off to another day."""

from __future__ import annotations

import re

from timeline.extract.cancelled import moved_to
from timeline.extract.timing.set_for import day_set_for
from timeline.extract.timing.undated import Undated
from timeline.lexicon import cue
from timeline.model.edtf import Edtf

_PLANNED = re.compile(rf"\b(?:{cue('cancelled_planned')}|to (?:have|be|take|come|enter|sign))\b")
_NEXT = 2
"""Paragraphs within which "it" is a meeting that was told to come."""


def day_planned(event: Undated, has_own: bool) -> Edtf | None:
    """The day for which it was set or to which it is put off, where that is what tells its day; else None.

    A signing that is off is of the day it was due, unless its clause ``has_own``.
    """
    scan, frame = event.scan, event.frame
    if frame.sense.rule == "agreement.postponed" and not has_own and (due := _day_due(event)) is not None:
        return due
    if frame.type == "meeting" and event.modality == "cancelled":
        return day_set_for(scan, frame) or _day_of_it(event)
    later = moved_to(scan, frame) if event.modality == "planned" else None
    return later.date if later is not None else None


def _day_due(event: Undated) -> Edtf | None:
    """ "Had been due on April 7 but | was postponed"."""
    opening = event.scan.sentences[event.unit.sentence][0]
    days = [day for day in event.scan.dates.within(opening, event.unit.start) if day.date is not None]
    due = days and _PLANNED.search(event.scan.lower, opening, days[-1].end)
    return days[-1].date if due else None


def _day_of_it(event: Undated) -> Edtf | None:
    """The day of the meeting told before that is called off: "A round was planned for May 2. Peru | called it off"."""
    told = event.scan.lower.startswith((" it", " them"), event.frame.hit.end)
    near = event.paragraph - event.story.to_come_paragraph < _NEXT
    return event.story.to_come if told and near else None
