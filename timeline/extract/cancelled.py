"""What was planned and is off: the words that tell it, and those by which it is still on, or only put off to a day."""

from __future__ import annotations

import re

from timeline.extract.dates import DateMention
from timeline.extract.frames.read import Frame
from timeline.extract.scan import Scan
from timeline.lexicon import cue

A_PLAN = re.compile(rf"{cue('cancelled_planned')}\b")
"""How a trigger begins that tells what was planned: "was | scheduled | for May 2 but was called off"."""
HAD_BEEN_DUE = re.compile(r"\bhad\s(?:been\s)?(?:initially\s|originally\s)?(?:been\s)?(?:due|set|scheduled)\sto\b")
"""Of what did not come: "the duty had been due to rise"."""
OFF_AFTER = re.compile(
    r",?\s(?:was|were|is|has been|have been)\s(?:\w+ly\s)?"
    rf"{cue('cancelled_put_off')}\b"
)
"""Behind a meeting that is off: "the round that was set for Monday |, was cancelled"."""
NOT_HELD = re.compile(
    r"\b(?:planned|scheduled|set|due|arranged)\b.{0,60}\bdid not (?:take place|happen|go ahead)\b"
    r"|\b(?:was|were) to\b.{0,60},\s(?:will not|won't|did not|didn't|never did)(?=\s*[.;,])"
)
"""A meeting that was planned and not held: "was to take place on Monday, did not"."""
AVOIDED = re.compile(r"\b(?:avoid|avert|dodg|head(?:ed)? off|stav(?:e|ed) off)\w*\s[^,;]*\Z")
"""Before what did not come: "averted | a duty of 25 percent"."""
_NOT_OFF = re.compile(r"(?:\b(?:not|never)|n't)\s(?:yet\s)?(?:been\s)?\Z")
PUT_OFF_TO = re.compile(
    r"\s(?:(?:the|a|an|its|his|her|their|this|that)\s(?:[\w'’-]+\s){1,3}?)?(?:to|until|till)\s(?:\w+\s)?"
    r"(?:[a-z]{3,9}\.?\s\d|\d|next|the\s\d|[a-z]+day\b|the\s(?:end|middle|beginning)|(?:january|february|march|april"
    r"|may|june|july|august|september|october|november|december|spring|summer|autumn|winter)\b)"
)
"""Behind words that call off: to when it is put off, "was postponed | to 12 November"."""
PLAN_DROPPED = re.compile(
    r"\b(?:plans?|moves?|bid) to\b.{0,80}\s(?:was|were|has been|have been)\s(?:\w+ly\s)?"
    rf"(?:dropped|abandoned|{cue('cancelled_put_off')})"
)
"""A plan that came to nothing: "the plan to close the port was dropped"."""
_BUT_OFF = re.compile(
    r"(?:,?\sbut|;)\s(?:(?:it|they|this|that|both"
    r"|the\s(?:[\w-]+\s)?(?P<what>ceremony|meeting|signing|visit|plan|move|talks|round|trip))\s)?"
    r"(?:(?:was|were|has been|have been|had been)\s(?:\w+ly\s|then\s|later\s)?"
    rf"{cue('cancelled_put_off')}"
    r"|fell through|(?:did not|never did)(?=[\s\"”]*(?:[.,;]|\Z)))"
    r"|(?:,?\sbut|;)\s(?:[\w'’.-]+\s){1,6}(?:postponed|suspended|delayed|deferred|withdrew|withdrawn|shelved|scrapped"
    r"|cancelled|canceled|froze|frozen|dropped|stopped|blocked)\s(?:it|them)\b"
    r"|(?:,?\sbut|;)\s(?:[\w'’.-]+\s){1,6}(?:(?:put|called)\s(?:(?:it|them)\soff|off\s(?:it|them))"
    r"|put\s(?:it|them) on (?:ice|hold))\b"
)
"""What becomes of a plan: "were to sign it, | but the ceremony was called off"."""
_SAME = (
    (("ceremony", "signing"), re.compile(r"\b(?:sign\w*|ceremony|initial\w*|launch\w*|open\w*|inaugurat\w+)\b")),
    (
        ("visit", "trip"),
        re.compile(r"\b(?:visits?|trips?|tour|travel\w*|fly|flight|go|come|be in|be received|receive|host)\b"),
    ),
)
"""What each noun may take up of the plan: "is set for May 2, but the trip | was postponed" is of no plan to sign."""
_ANOTHER_TIME = re.compile(r"\s(?:once|twice|several times|three times)\s(?:before|already|earlier)\b")
"""Behind a plan called off at an earlier time: "was called off | once before, in May"."""
_BESIDE = 24
"""Characters between the words that call a meeting off and the verb of meeting: "was to have met"."""
_CALLED_OFF = re.compile(rf"\b{cue('cancelled_off')}")


def becomes_nothing(scan: Scan, frame: Frame) -> re.Match[str] | None:
    """The words behind a plan by which it is off, or put off: "was to sign it, | but the ceremony was called off"."""
    opening, end = scan.sentences[frame.unit.sentence]
    off = _BUT_OFF.search(scan.lower, frame.hit.end, end)
    if off is None or _ANOTHER_TIME.match(scan.lower, off.end()):
        return None
    planned = next((plan for nouns, plan in _SAME if off["what"] in nouns), None)
    return off if planned is None or planned.search(scan.lower, opening, off.start()) else None


def moved_to(scan: Scan, frame: Frame) -> DateMention | None:
    """The day to which a plan is put off: "was to lift it on March 1, but that was delayed | to May 1"."""
    off = becomes_nothing(scan, frame)
    put_off = PUT_OFF_TO.match(scan.lower, off.end()) if off is not None else None
    if off is None or put_off is None:
        return None
    days = scan.dates.within(off.end(), scan.sentences[frame.unit.sentence][1])
    return next((day for day in days if day.date is not None and day.start < put_off.end()), None)


def called_off(scan: Scan, frame: Frame) -> re.Match[str] | None:
    """The words that call the meeting off: beside a verb of meeting those right before it, else those of its clause."""
    unit, hit = frame.unit, frame.hit
    for off in _CALLED_OFF.finditer(scan.lower, unit.start, unit.end):
        of_the_hit = off.start() < hit.end and hit.start - off.end() < _BESIDE
        if of_the_hit or frame.sense.form != "past" or A_PLAN.match(frame.hit.text):
            return off
    return None


def is_still_on(scan: Scan, frame: Frame) -> bool:
    """Whether words that call a meeting off say that it is not, or put it off to another day."""
    off = called_off(scan, frame)
    if off is None:
        return False
    return bool(_NOT_OFF.search(scan.lower, frame.unit.start, off.start()) or PUT_OFF_TO.match(scan.lower, off.end()))
