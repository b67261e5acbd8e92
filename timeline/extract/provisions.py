"""Provisions: what a deal lets or makes people do, told in no words of agreeing: "Those under 35 may stay"."""

from __future__ import annotations

import re

from timeline.extract.frames import Frame
from timeline.extract.scan import Hit, Scan
from timeline.extract.units import Unit
from timeline.lexicon import Entry, Sense, cue

_PROVISION = Sense(rule="agreement.provision", kind="frame", form="past", type="agreement", weight=4)
_WILL = re.compile(r"\b(?:will|shall|may)\b")
_OTHERWISE = re.compile(rf"\b{cue('provisions_otherwise')}\b|[\"“?!:]")


def provision_frame(scan: Scan, number: int, units: list[Unit]) -> Frame | None:
    """A reading of a sentence after a deal in which no trigger told an event.

    None where it is somebody's word, a condition, history, or what has to be done with the deal itself.
    """
    start, end = scan.sentences[number]
    verb = _WILL.search(scan.lower, start, end)
    if verb is None or any(unit.speech is not None for unit in units) or _OTHERWISE.search(scan.lower, start, end):
        return None
    sides = [side for unit in units for side in unit.sides]
    if any(side.kind in ("person", "office") for side in sides):
        return None
    return Frame(Unit(start, end, number, sides=sides), Hit(*verb.span(), Entry(), verb.group()), _PROVISION, 4.0)
