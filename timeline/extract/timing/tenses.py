"""The tense in which a trigger or a saying stands: past, present, perfect, pluperfect, standing or other."""

from __future__ import annotations

import re

from timeline.extract.clauses.units import Unit
from timeline.extract.frames.read import Frame
from timeline.extract.scan import Scan
from timeline.lexicon import cue

_PERFECT = re.compile(r"\b(?:(?:has|have|had)(?:n't)?|'ve)\s+(?:\w+\s+){0,3}\Z")
_WOULD_HAVE = re.compile(r"\b(?:would|could|might)\s(?:\w+\s)?\Z")
_IS_SAID_TO = re.compile(r"\b(?:is|are|was|were)\s(?:said|reported|understood|believed|thought|rumou?red)\sto\s\Z")
"""Before what somebody did by what one hears: "is said to | have answered"."""
_GOES_ON_TO = re.compile(r"\b(?:continues?|seems?|appears?|tends?)\sto\s\Z|\b(?:they|we|i|you)\s(?:still\s|now\s)?\Z")
"""Before what is done now, whatever its form: "continues to | want", "they | demand"."""
_EMPHATIC = re.compile(r"\b(?:did|didn't|didn’t)\s(?:\w+\s){0,2}\Z")
_BEING = re.compile(r"\b(?:is|are|was|were|remains?|remained|became|got|stayed|seems?)\b|'s\b|'re\b")
_LATER = re.compile(r"(?:later|afterwards?|since then|thereafter),\s")
_STANDING = re.compile(rf"\b{cue('tenses_standing')}\b")
_WOULD = re.compile(r"\b(?:would|could|might)\s(?:\w+\s){0,2}\Z")
_WOULD_LIKE = ("would like", "would prefer", "would rather", "would settle", "would sooner")
"""What is wanted now, whatever the form."""
_AFTER = re.compile(r"\b(?:after|before|while|by|in)\s\Z")
_PROGRESSES = re.compile(r"(?:\b(?:is|are)|'s|'re)\s(?:not |now |still |also |again |already |\w+ly )?\Z")
"""Before what goes on now: "Bern is offering"."""
_DID = re.compile(rf"\b{cue('tenses_did')}\s(?:[\w.'-]+\s){{0,5}}\Z")
"""Before a meeting that is told by a noun, where the verb says that it is past."""


def tense_of(scan: Scan, frame: Frame) -> str:
    """past, present, perfect, pluperfect, standing or other, as the trigger's neighbours have it."""
    lower = scan.lower
    unit, hit = frame.unit, frame.hit
    passive = (
        unit.saying is None
        and frame.sense.rule == "response.rejects"
        and _BEING.search(lower, max(unit.start, hit.start - 24), hit.start)
    )
    if passive or (
        unit.start - scan.sentences[unit.sentence][0] < 16 and _LATER.match(lower, scan.sentences[unit.sentence][0])
    ):
        return "standing"
    if frame.sense.rule in ("proposal.wanted", "proposal.passive") or _STANDING.search(lower, unit.start, unit.end):
        return "standing"
    perfect = _PERFECT.search(lower, max(unit.start, hit.start - 30), hit.start)
    if perfect and _IS_SAID_TO.search(lower, max(unit.start, perfect.start() - 40), perfect.start()):
        return "past"
    if perfect and _WOULD_HAVE.search(lower, max(0, perfect.start() - 24), perfect.start()):
        return "past"
    if perfect:
        return "pluperfect" if perfect.group().startswith("had") else "perfect"
    if frame.sense.be:
        being = _BEING.findall(lower, max(unit.start, hit.start - 40), hit.start)
        return "past" if being and being[-1] in ("was", "were", "became", "remained", "got", "stayed") else "present"
    if frame.sense.form in ("base", "noun") and _GOES_ON_TO.search(lower, max(unit.start, hit.start - 24), hit.start):
        return "present"
    if lower.startswith("to ", unit.start) or (
        frame.sense.form == "base" and lower.startswith("to ", max(0, hit.start - 3))
    ):
        return "past"
    if frame.sense.form == "base" and _WOULD.search(lower, max(unit.start, hit.start - 30), hit.start):
        return "past"
    if frame.sense.form == "base" and _EMPHATIC.search(lower, max(unit.start, hit.start - 24), hit.start):
        return "past"
    if frame.sense.form in ("s", "base") or hit.text.startswith(_WOULD_LIKE):
        return "present"
    if frame.sense.form == "ing" and _AFTER.search(lower, max(0, hit.start - 10), hit.start):
        return "past"
    if (
        frame.type != "measure"
        and frame.sense.form == "ing"
        and _PROGRESSES.search(lower, max(unit.start, hit.start - 24), hit.start)
    ):
        return "present"
    opening = scan.sentences[unit.sentence][0]
    if frame.sense.form == "noun" and _DID.search(lower, max(opening, hit.start - 48), hit.start):
        return "past"  # "made the request in a video call with"
    return "past" if frame.sense.form == "past" else "other"


_CAME_AFTER = re.compile(r"\b(?:comes?|came|years?|months?|weeks?|days)\safter\s[^,;.]{0,40}\Z")


def came_before(scan: Scan, frame: Frame) -> bool:
    """Whether it is told as what came before something else, on no day: "the deal comes after talks had stalled"."""
    start = max(scan.sentences[frame.unit.sentence][0], frame.hit.start - 60)
    return frame.type != "deadline" and bool(_CAME_AFTER.search(scan.lower, start, frame.hit.start))


def says_now(saying: Unit) -> bool:
    """Whether the verb of saying is in the present: "that is a matter of taste, they say"."""
    return saying.speech is not None and saying.speech.form in ("s", "base")
