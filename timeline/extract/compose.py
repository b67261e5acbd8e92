"""From a frame to a draft: parties, actors, terms, attributes and a sentence that sums it up."""

from __future__ import annotations

import re
from typing import Any

from timeline.extract.frames import Context, Frame
from timeline.extract.scan import Scan, Side
from timeline.extract.units import Unit

_MINUTES = re.compile(
    r"\b(\d{1,3}|[a-z]+)[\s-](?:and[\s-]a[\s-]half[\s-])?(minute|hour)s?\b|\bhalf an hour\b|\bhalf-hour\b|\ban hour\b"
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "twenty": 20, "thirty": 30}
_NUMBERS |= {"forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_FORMATS = (
    ("call", re.compile(r"\b(?:phone|telephone|phoned|telephoned|call|video|videoconference|hang\w* up|hung up)\b")),
    ("summit", re.compile(r"\bsummit\b")),
    ("round", re.compile(r"\brounds?\b")),
    ("working_level", re.compile(r"\b(?:working-level|working level|technical|officials|vice minister|director)\b")),
    ("ministerial", re.compile(r"\b(?:minister|ministers|ministerial|secretary|commissioner|representative)\b")),
)
_STAGES = (
    ("in_principle", re.compile(r"\b(?:in principle|broad terms|in outline|preliminary|tentative)\b")),
    ("signed", re.compile(r"\bsign(?:ed|s|ing)?\b")),
    ("ratified", re.compile(r"\bratif\w+\b")),
    ("in_force", re.compile(r"\b(?:in(?:to)? force|took effect|takes effect)\b")),
    ("framework", re.compile(r"\bframework\b")),
)


def subject_of(scan: Scan, unit: Unit, start: int) -> Side | None:
    """Who acts in a clause whose verb begins at ``start``: who stands at its head, or else last before the verb."""
    before = [side for side in unit.sides if side.end <= start and side.kind != "place"]
    if not before:
        return None
    if before[0].start - unit.start > _AT_THE_HEAD:
        return before[-1]
    subject = before[0]
    for side in before[1:]:
        gap = scan.text[subject.end : side.start]
        if subject.kind == "person" or side.kind == "office" or len(gap) > 60 or "," in gap or " and " in gap:
            break
        if len(gap) < 34 or side.kind == "person":
            subject = side
    return subject


_AT_THE_HEAD = 16
"""Characters within which somebody named first in a clause is its subject."""
_PERSONAL = re.compile(r"\b(?:he|she|they|it|i|we|who|which)\b")


def speaker_of(scan: Scan, saying: Unit) -> Side | None:
    """Who says it: the subject of the verb of saying, or whoever follows it ("said X"); None for a pronoun."""
    hit = saying.speech_hit
    if hit is None:
        return None
    if saying.speech is not None and saying.speech.form == "ing":
        # "..., adding that": whoever spoke before goes on
        return speaker_of(scan, saying.saying) if saying.saying not in (None, saying) else None
    before = subject_of(scan, saying, hit.start)
    if before is not None:
        return before
    if _PERSONAL.search(scan.lower, saying.start, hit.start):
        return None
    return next((side for side in saying.sides if hit.end <= side.start < hit.end + 40 and side.kind != "place"), None)


_COMPARED = re.compile(
    r"\b(?:in|about|over|against|like|than|as|with|lines of|unlike|similar to|instead of)\s(?:the\s)?\Z"
)


def parties_of(scan: Scan, frame: Frame, context: Context, by: str, own: bool) -> tuple[str, ...]:
    """Every party concerned, sorted: the principal pair, or others where the clause names them as acting or acted on.

    ``own``: whether the clause itself names who acts.
    """
    pair = set(context.pair)
    if not pair:
        return (by,) if by else ()
    alone = {side.code for side in frame.unit.sides if side.code and side.kind != "place"}
    if own and frame.type in ("agreement", "measure") and len(alone) == 1 and alone <= context.bloc_of.keys():
        member = alone.pop()
        return tuple(sorted((member, context.bloc_of[member])))
    by = context.bloc_of.get(by, by)
    named = {by} if by and (own or by in pair) else set()
    for side in frame.unit.sides:
        near = side.end <= frame.hit.start or side.start - frame.hit.end < 40
        if side.code and side.kind != "place" and near:
            before = scan.lower[max(0, side.start - 16) : side.start]
            if not _COMPARED.search(before) and not (frame.type == "meeting" and before.endswith(" on ")):
                named.add(context.bloc_of.get(side.code, side.code))
    outside = named - pair
    hard = frame.type in ("meeting", "measure", "agreement")
    if hard and outside and len(named) >= 2 and not pair <= named:
        return tuple(sorted(named))
    if hard and own and by and by not in pair and not named & pair:
        return tuple(sorted(named))
    return tuple(sorted(pair))


def attributes_of(scan: Scan, frame: Frame, by: str, parties: tuple[str, ...]) -> dict[str, Any]:
    """The fields that only this type has, as far as the clause says them."""
    unit = frame.unit
    clause = scan.lower[unit.start : unit.end]
    values: dict[str, Any] = dict(frame.sense.attributes)
    match frame.type:
        case "meeting":
            for name, pattern in _FORMATS:
                if "format" not in values and pattern.search(clause):
                    values["format"] = name
            place = next((side for side in unit.sides if side.kind == "place" and side.start > frame.hit.start), None)
            place = place or next((side for side in unit.sides if side.kind == "place"), None)
            if place is not None:
                values["place"] = place.name
            minutes = minutes_of(clause)
            if minutes is not None:
                values["duration_minutes"] = minutes
        case "proposal":
            to = tuple(party for party in parties if party != by)
            if by and to:
                values["to_parties"] = to
        case "agreement":
            for name, pattern in _STAGES:
                if "stage" not in values and pattern.search(clause):
                    values["stage"] = name
        case "measure":
            hits = scan.hits.within(unit.start, unit.end)
            nouns = [hit for hit in hits if hit.entry.kinds & {"law", "tariff"}]
            if nouns:
                values["instrument"] = min(nouns, key=lambda hit: abs(hit.start - frame.hit.end)).text
    return values


def minutes_of(clause: str) -> int | None:
    """A length of time told in minutes or hours, in minutes."""
    if "minute" not in clause and "hour" not in clause:
        return None
    match = _MINUTES.search(clause)
    if match is None:
        return None
    if match.group(1) is None:
        return 60 if match.group() == "an hour" else 30
    word = match.group(1)
    number = int(word) if word.isdigit() else _NUMBERS.get(word)
    if number is None:
        return None
    half = 30 if "half" in match.group() else 0
    return number if match.group(2) == "minute" else 60 * number + half


def summary_of(scan: Scan, frame: Frame, subject: Side | None) -> str:
    """One short sentence: who, and the words of the clause."""
    text = " ".join(scan.text[frame.unit.start : frame.unit.end].split())
    if subject is not None and not frame.unit.start <= subject.start < frame.hit.start:
        text = f"{subject.name}: {text}"
    if len(text) > 240:
        text = text[:240].rsplit(" ", 1)[0] + " …"
    text = text.strip(" ,;:–—")
    return text[:1].upper() + text[1:]
