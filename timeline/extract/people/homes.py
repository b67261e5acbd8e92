"""What only the principal pair tells: which bloc "the union" is, and whose side somebody is on who meets the other."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from operator import attrgetter, itemgetter

from timeline.extract.people.find import Person
from timeline.extract.scan import Scan, Side
from timeline.lexicon import Lexicon, cue

_BLOC = re.compile(rf"\b{cue('homes_bloc')}\b")
_WORKERS = re.compile(rf"\b{cue('homes_workers')}\b")


def with_bloc(scan: Scan, sides: list[Side], pair: tuple[str, ...], lexicon: Lexicon) -> list[Side]:
    """``sides`` with "the bloc", "the union" as the one bloc of the pair; as they are where it has none or two."""
    blocs = [code for code in pair if code in lexicon.members]
    if len(blocs) != 1:
        return sides
    workers = _WORKERS.search(scan.lower) is not None
    ends = {side.end for side in sides}  # "the European Union" is named already
    more = [
        Side(found.start(1), found.end(1), "party", blocs[0], scan.text[found.start(1) : found.end(1)], "bloc")
        for found in _BLOC.finditer(scan.lower)
        if found.end(1) not in ends and not (found.group(1) == "union" and workers)
    ]
    return sorted([*sides, *more], key=attrgetter("start")) if more else sides


_QUESTION = re.compile(r"(?:\A|\n)[^\n]{2,300}\?[\"”]?(?=\n|\Z)")
_YOU = re.compile(r"\b(?:you|your|minister|ambassador|commissioner|secretary|excellency|madam|sir)\b")
_NEGOTIATES = re.compile(
    r"[^.]{0,40}?\b(?:negotiat\w+|leads?|led|heads?|represents?|speaks? for|bargains?)\b[^.]{0,30}"
    r"\b(?:for|side|team|delegation)\b"
)
"""Behind the name of somebody who holds no office: "has led Ghana's side in the talks"."""
_FIRST = re.compile(r"(?<![\w'’])(?:I|[Ww]e|me|us)(?![\w-])")
_FEWEST = 3


def with_voice(scan: Scan, sides: list[Side], blocs: Mapping[str, str]) -> list[Side]:
    """``sides`` with "I" and "we" as whom an interview is with: the person of a party named before its questions.

    ``blocs`` gives the bloc that a state stands with.
    An interview has at least three lines that are questions, one of them to "you".
    """
    questions = list(_QUESTION.finditer(scan.text)) if scan.text.count("?\n") >= _FEWEST else []
    if len(questions) < _FEWEST or not any(_YOU.search(scan.lower, *asked.span()) for asked in questions):
        return sides
    named = [side for side in sides if side.start < questions[0].end()]
    voice = next((s for s in named if s.kind == "person" and (s.code or _NEGOTIATES.match(scan.lower, s.end))), None)
    code = next((s.code for s in named if voice is not None and s.start >= voice.end and s.kind == "party"), "")
    if voice is None or not (voice.code or code):
        return sides
    voice = voice._replace(code=voice.code or blocs.get(code, code))
    asked = [question.span() for question in questions]
    spoken = [
        voice._replace(start=word.start(), end=word.end())
        for word in _FIRST.finditer(scan.text, questions[0].start())
        if not any(first <= word.start() < last for first, last in asked)
    ]
    return sorted([*sides, *spoken], key=attrgetter("start"))


def with_homes(scan: Scan, sides: list[Side], people: list[Person], pair: tuple[str, ...]) -> list[Side]:
    """``sides`` with the party filled in of persons in office who meet somebody of the other party, or say what theirs
    will do.

    Only for an article about two parties. Who holds no office, or meets nobody, stays unknown.
    """
    unknown = {person.name for person in people if not person.code and person.offices}
    if len(pair) != 2 or not unknown:
        return sides
    homes = _across_the_table(scan, sides, unknown, pair)
    homes = _as_speakers(scan, sides, unknown, pair) | _as_host_and_guest(scan, sides, unknown, pair) | homes
    if not homes:
        return sides
    return [
        side._replace(code=homes[side.name]) if side.kind == "person" and not side.code and side.name in homes else side
        for side in sides
    ]


def _across_the_table(scan: Scan, sides: list[Side], unknown: set[str], pair: tuple[str, ...]) -> dict[str, str]:
    """Persons who meet somebody of one party, and so are of the other."""
    starts = [side.start for side in sides]
    homes: dict[str, str] = {}
    for hit in scan.hits:
        if not any(sense.type == "meeting" and sense.form in ("past", "base") for sense in hit.entry.senses):
            continue
        at = bisect_left(starts, hit.start)
        before = [side for side in sides[max(0, at - 2) : at] if side.kind == "person" and hit.start - side.end < 60]
        after = [side for side in sides[at : at + 4] if side.kind == "person" and side.start - hit.end < 60]
        if not before or not after:
            continue
        one, other = before[-1], after[0]
        if one.name in unknown and other.code in pair:
            homes.setdefault(one.name, pair[1 - pair.index(other.code)])
        elif other.name in unknown and one.code in pair:
            homes.setdefault(other.name, pair[1 - pair.index(one.code)])
    return homes


_GOES_TO = re.compile(
    r"(?:,[^,;.]{3,50},)?\s(?:had\s|has\s|will\s|is\s|was\s)?(?:went|go|goes|gone|flew|fly|flies|flown|travel+ed|travels?|came|comes?|arrived|landed"
    r"|expected|received|due|in)\s(?:to\s|in\s|at\s)?\Z"
)
_OPPOSITE = re.compile(
    r"\b(?:his|her)\s(?:host|guest|counterpart|opposite number|colleague)(?:,|\swas|\sis|\sin the talks,|\sthere,"
    r"|\sthere was)?\s\Z"
)


def _as_host_and_guest(scan: Scan, sides: list[Side], unknown: set[str], pair: tuple[str, ...]) -> dict[str, str]:
    """Persons who go to the capital of one party, and so are of the other; and who is told to be their host."""
    homes: dict[str, str] = {}
    last = ""
    for at, side in enumerate(sides):
        if side.kind == "person":
            opposite = (
                last and side.name in unknown and _OPPOSITE.search(scan.lower, max(0, side.start - 40), side.start)
            )
            if opposite:
                homes.setdefault(side.name, pair[1 - pair.index(last)])
            code = side.code or homes.get(side.name, "")
            last = code if code in pair else last
        if side.form != "capital" or side.code not in pair:
            continue
        guest = sides[at - 1] if at and sides[at - 1].kind == "person" else None
        if guest is not None and guest.name in unknown and _GOES_TO.match(scan.lower, guest.end, side.start):
            last = homes.setdefault(guest.name, pair[1 - pair.index(side.code)])
    return homes


_SAYS = r"\s(?:said|says|told|added|announced|insisted|stressed|confirmed|reiterated)\b"
_SPEAKS = re.compile(_SAYS)
_SPEAKS_OF = re.compile(rf"{_SAYS}(?:\s[\w.'’]+){{0,5}}?\s(?:that\s)?(?:the\s)?")
_WILL = re.compile(
    r"\s(?:(?:also|now|still|\w+ly)\s)?(?:will|would|won't|cannot|can't|could not|wants|plans|intends|hopes|seeks"
    r"|does not|(?:is|was)\s(?:not\s)?(?:ready|willing|prepared|seeking|considering|studying)"
    r"|ha[sd]\s(?:decided|agreed|offered|asked|proposed|rejected|no (?:plans?|intention)))\b"
)
"""Behind a party, of what its own minister says that it means to do: "Chile | will not pay the fee"."""


_HEAD = re.compile(r"(?:[A-Z][^;:]{2,60}?\s?[-–—]+\s)?(?:The\s)?")
"""What may stand before who opens a sentence: a dateline, an article."""
_NEXT = 4
"""Sides behind a party among which is looked for who speaks of it."""


def _as_speakers(scan: Scan, sides: list[Side], unknown: set[str], pair: tuple[str, ...]) -> dict[str, str]:
    """Persons who say what a party means to do, and so are of it: "Peru will not pay, Trade Minister | Mora | said"."""
    homes: dict[str, str] = {}
    for at, side in enumerate(sides):
        if side.code not in pair or side.form not in ("state", "bloc") or not _WILL.match(scan.lower, side.end):
            continue
        first, last = scan.sentences[bisect_right(scan.sentences, side.start, key=itemgetter(0)) - 1]
        before = [one for one in sides[max(0, at - 1) : at] if _SPEAKS_OF.fullmatch(scan.lower, one.end, side.start)]
        opens = _HEAD.fullmatch(scan.text, first, side.start) is not None
        behind = sides[at + 1 : at + 1 + _NEXT] if opens else []
        after = [one for one in behind if one.start < last and _SPEAKS.match(scan.lower, one.end)]
        for one in (*before, *after[:1]):
            if one.kind == "person" and one.name in unknown:
                homes.setdefault(one.name, side.code)
    return homes
