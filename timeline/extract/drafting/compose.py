"""From a frame to a draft: the parties concerned and the fields that only its type has."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from timeline.extract.clauses.named import THE_TWO
from timeline.extract.clauses.units import Unit
from timeline.extract.drafting.summary import opening_of
from timeline.extract.frames.read import TALK, Context, Frame
from timeline.extract.people.insertions import not_put_in
from timeline.extract.scan import OF_THINGS, Scan, Side
from timeline.extract.text.lengths import minutes_of
from timeline.lexicon import cue
from timeline.model.events import AgreementStage, MeetingFormat

_FORMATS: tuple[MeetingFormat, ...] = ("call", "summit", "round", "working_level", "ministerial")
_STAGES: tuple[AgreementStage, ...] = ("in_principle", "signed", "ratified", "in_force", "framework")
_SAYS = {name: re.compile(rf"\b{cue(f'compose_{name}')}\b") for name in (*_FORMATS, *_STAGES)}
"""The words of a clause that say how people met or how far a deal has come; the first that stands there counts."""
_COMPARED = re.compile(
    r"\b(?:in|about|over|against|like|than|as|with|lines of|unlike|similar to|instead of)\s(?:the\s)?\Z"
)
_TALKS_WITH = re.compile(
    r"\b(?:talks|negotiations?|consultations|discussions|rounds?|meetings?|summit|call|agreements?|deals?|accords?|pacts?"
    r"|treaty|truce|settlement|partnership|arrangement|memorandum|mou|fta|cepa)\swith\s(?:the\s)?\Z"
)
"""Before the other side of talks or of a deal; elsewhere "with" compares."""
_TO_OTHERS = re.compile(
    r"\s(?:the\s|its\s|their\s|his\s|her\s)?(?:[\w-]+\s)?"
    r"(?:parliament|member states|member countries|lawmakers|legislators|exporters|importers|producers"
    r"|farmers|companies|firms|consumers|wto|world trade organi[sz]ation|courts?|tribunal|panel|congress|senate"
    r"|reporters|banks?|public|voters|citizens)\b"
)
"""Behind a verb of asking: who is asked is none of the parties."""
_TO = re.compile(r"\s(?:that\s|to\s|of\s|from\s)?(?:the\s)?")
"""Between a verb of asking or offering and whom it is put to."""


_TWO = 2
"""Of three principal parties, two that a clause names have its affair between them."""


def parties_of(scan: Scan, frame: Frame, units: list[Unit], context: Context, by: str, own: bool) -> tuple[str, ...]:
    """Every party concerned, sorted: the principal pair, or others where the clause names them as acting or acted on.

    ``units`` are the clauses of the sentence; ``own``: whether that of the frame itself names who acts.
    """
    parties = _with_a_third(scan, frame, units, context, by) or _concerned(scan, frame, context, by, own)
    if len(context.pair) > _TWO and parties == set(context.pair):
        named = {context.bloc_of.get(side.code, side.code) for side in _beside(scan, frame)} | {by}
        among = named & parties
        at_home = frame.sense.rule == "measure.law" and len(among) == 1  # a house that votes
        parties = among if at_home or len(among) == _TWO else parties
    for bloc in context.apart & parties:
        members = {code for code, of in context.bloc_of.items() if of == bloc}
        parties -= {bloc}
        parties |= (set(context.pair) - {bloc}) if parties & members else members
    return tuple(sorted(parties))


def _concerned(scan: Scan, frame: Frame, context: Context, by: str, own: bool) -> set[str]:
    pair = set(context.pair)
    if not pair:
        return {by} if by else set()
    if frame.type == "meeting":
        if THE_TWO.search(scan.lower, max(frame.unit.start, frame.hit.start - 40), frame.hit.start):
            return pair  # "the two sides met in Geneva, mediated by Switzerland"
        persons = {side.code for side in frame.unit.sides if side.code and side.kind == "person"}
        blocs = {context.bloc_of.get(code) for code in persons}
        if len(persons) == 2 == len(blocs) and None not in blocs:
            return persons  # a president of Brazil rings up a prime minister of Italy
        together = {context.bloc_of.get(code, code) for code in _listed_as_meeting(scan, frame)} | ({by} - {""})
        if together & pair and together - pair and len(together) > _TWO:
            return together
    if by and by not in pair and frame.type in ("meeting", "agreement"):
        helps = frame.hit.text.startswith(("host", "mediat", "broker"))
        if helps or _BOTH_OF_THEM.search(scan.lower, frame.hit.end, frame.unit.end):
            return pair if helps or frame.type == "agreement" else pair | {by}
    if frame.sense.rule == "measure.condition" and by in pair and not context.bloc_of:
        return pair  # "could turn to gas from Trinidad if the talks fail": threatened to the other side
    hard = frame.type in ("meeting", "measure", "agreement", "deadline")
    alone = {side.code for side in frame.unit.sides if side.code and side.kind != "place"}
    if own and frame.type in ("agreement", "measure") and len(alone) == 1 and alone <= context.bloc_of.keys():
        member = alone.pop()
        return {member, context.bloc_of[member]}
    if own and frame.type in TALK and by in context.bloc_of:
        return named_with(scan, frame, by) | pair
    near = _beside(scan, frame)
    beside = {side.code for side in near}
    members = beside & context.bloc_of.keys()
    others = pair - set(context.bloc_of.values())
    if frame.type == "measure" and len(members) > 1 and members == beside and others:
        return members | others  # "Poland and Hungary shut their borders" to whom the talks are with
    if hard and len(members) == 1 and len(beside) == 2 and beside - members <= others:
        return beside  # "Ukraine will close its market to Polish onions" is no act against the whole bloc
    named_itself = any(side.code in members and side.kind == "party" and side.form not in OF_THINGS for side in near)
    if not hard and len(members) == 1 and named_itself and not beside & set(context.bloc_of.values()) and others:
        return members | others  # "Ukraine urged Poland to lift it"
    if not hard and by and by not in pair and by not in context.bloc_of and len(beside & pair) == 1:
        return {by} | beside & pair  # an outsider on what one of the two has done
    by = context.bloc_of.get(by, by)
    named = {by} if by and (own or by in pair) else set()
    for side in near:
        before = scan.lower[max(0, side.start - 16) : side.start]
        compared = _COMPARED.search(before) and not _with(scan, frame, side)
        if not compared and not (frame.type == "meeting" and before.endswith(" on ")):
            named.add(context.bloc_of.get(side.code, side.code))
    outside = named - pair
    if hard and outside and len(named) >= _TWO and len(named & pair) < min(_TWO, len(pair)):
        return named
    if hard and own and by and by not in pair and not named & pair:
        return named
    if own and by and by not in pair:
        return pair | named_with(scan, frame, by)  # an outsider's word is its own, and about the talks of the two
    return pair


def _listed_as_meeting(scan: Scan, frame: Frame) -> set[str]:
    """Who is listed right before the verb or behind it: "Kenya met | Oman and Niger |", "| Oman and Niger | met"."""
    hit, lower = frame.hit, scan.lower
    lists: list[list[Side]] = []
    for side in frame.unit.sides:
        if not side.code or side.kind != "party":
            continue
        if lists and _LIST.fullmatch(lower, lists[-1][-1].end, side.start):
            lists[-1].append(side)
        else:
            lists.append([side])
    for listed in lists:
        before = scan.goes_on(listed[-1]) == hit.start - 1
        if len(listed) > 1 and (before or _MET_WHOM.fullmatch(lower, hit.end, listed[0].start)):
            return {side.code for side in listed}
    return set()


_MET_WHOM = re.compile(
    r"\s(?:with\s)?(?:(?:an?|the|their|its)\s)?(?:(?!and\b|at\b|in\b|on\b)[a-z-]+\s(?:of\s|from\s)?){0,2}"
)
"""Between a verb of meeting and the first of those who are met: "met | envoys of | Oman and Niger"."""
_BOTH_OF_THEM = re.compile(r"\b(?:both|the (?:two|three|four))\b")
"""Behind the verb of an outsider: "telephoned both leaders"."""


def _with_a_third(scan: Scan, frame: Frame, units: list[Unit], context: Context, by: str) -> set[str]:
    """The parties where one of the principal pair talks, or has a deal, with a third party, or asks or offers it
    something; empty where no third is named so.
    """
    hit, unit, pair = frame.hit, frame.unit, set(context.pair)
    if frame.type == "proposal" and by in pair:
        addressed = {context.bloc_of.get(code, code) for code in _addressed(scan, frame, units)}
        if addressed - pair:
            return {by} | addressed
    for side in unit.sides:
        other = context.bloc_of.get(side.code, side.code)
        start = max(unit.start, side.start - 40)
        if (
            not other
            or side.form in OF_THINGS
            or pair & context.members.get(other, frozenset())  # "a round with the Gulf states" is one with the Emirates
            or not _TALKS_WITH.search(scan.lower, start, side.start)
            or _BESIDE.search(scan.lower, start, side.start)
            or _is_inserted(scan, frame, side)
        ):
            continue
        before = [one for one in unit.sides if one.end <= min(hit.start, side.start) and one.kind != "place"]
        told = {context.bloc_of.get(one.code, one.code) for one in before if not _is_inserted(scan, frame, one)}
        told = (told | {by}) - {""}
        if told and other not in told and not told | {other} <= pair and (told | {other}) & pair:
            return told | {other}
    return set()


def _addressed(scan: Scan, frame: Frame, units: list[Unit]) -> set[str]:
    """Whom something is put to: named right behind the verb, or listed behind "to" and "from" in its clause."""
    put_to = _TO.match(scan.lower, frame.hit.end)
    right_behind = put_to.end() if put_to else frame.hit.end
    named = [s for unit in units for s in unit.sides if s.code and s.kind != "place" and s.start >= frame.hit.end]
    for at, side in enumerate(named):
        listed = {side.code}
        for first, second in pairwise(named[at:]):
            if not _LIST.fullmatch(scan.lower[first.end : second.start]):
                break
            listed.add(second.code)
        last = named[at + len(listed) - 1]
        in_clause = len(listed) > 1 and side.start < frame.unit.end and last.form not in OF_THINGS
        if side.form not in OF_THINGS and (
            side.start == right_behind or (in_clause and _GIVEN_TO.fullmatch(scan.lower, frame.hit.end, side.start))
        ):
            return listed
    return set()


_GIVEN_TO = re.compile(r"(?:\s(?!from\b|that\b|on\b|of\b)[\w'’-]+){0,4}\s(?:to|from)\s(?:the\s)?")
_LIST = re.compile(r",?\s(?:(?:and|or|nor|and then|and later|but also|as well as)\s)?(?:the\s)?|,\s")


def named_with(scan: Scan, frame: Frame, by: str, begin: int = 0) -> set[str]:
    """``by``, and the parties that are listed with it from ``begin`` on: "France and Poland opposed"."""
    listed = {by}
    last = frame.hit.start if begin < frame.hit.start else frame.unit.end  # or behind "by"
    parties = [side for side in frame.unit.sides if side.kind == "party" and side.code and begin <= side.start]
    for first, second in pairwise(not_put_in(scan, (side for side in parties if side.end <= last))):
        acts = second.start > frame.hit.start and scan.hits.within(
            second.end, second.end + 2
        )  # "by Spain, and France left"
        if first.code in listed and not acts and _LIST.fullmatch(scan.lower[first.end : second.start]):
            listed.add(second.code)
    too = next((side for side in parties if _AS_DID.search(scan.lower, frame.hit.end, side.start)), None)
    return listed | {too.code} if too is not None else listed


_AS_DID = re.compile(r",?\s(?:as|and so)\s(?:did|has|have|does|do)\s(?:the\s)?\Z")
"""Behind what one does, before who does it, too: "accepted it, as did | Spain"."""
_INSERTED = re.compile(r",\s(?:which|who|whose|whom)\s[^;]{4,120}?,\s")


def _beside(scan: Scan, frame: Frame) -> list[Side]:
    """The mentions of parties before the trigger or just behind it, and in no clause put in between.

    "Argentina, which runs a dam with Paraguay, has asked to see the text" asks nothing of Paraguay.
    """
    hit = frame.hit
    return [
        side
        for side in frame.unit.sides
        if side.code
        and side.kind != "place"
        and (side.end <= hit.start or side.start - hit.end < 40 or _with(scan, frame, side))
        and not _is_inserted(scan, frame, side)
    ]


def _with(scan: Scan, frame: Frame, side: Side) -> bool:
    """Whether a deal is made with somebody named behind it: "signed a durian protocol with | China"."""
    return frame.type == "agreement" and scan.lower.endswith((" with ", " with the "), frame.hit.end, side.start)


def _is_inserted(scan: Scan, frame: Frame, side: Side) -> bool:
    """Whether somebody is named in what is put in before the trigger: "Peru, by a deal with | Bolivia, lifted it"."""
    if scan.is_put_in(frame.unit.sides, side.start):
        return side.start < frame.hit.start
    inserted = _INSERTED.search(scan.lower, frame.unit.start, frame.hit.start)
    return inserted is not None and inserted.start() < side.start < inserted.end()


def attributes_of(scan: Scan, frame: Frame, by: str, parties: tuple[str, ...]) -> dict[str, Any]:
    """The fields that only this type has, as far as the clause says them."""
    unit = frame.unit
    clause = scan.lower[unit.start : unit.end]
    values: dict[str, Any] = dict(frame.sense.attributes)
    match frame.type:
        case "meeting":
            own = _OTHER_OCCASION.sub("", clause)
            for how in _FORMATS:
                if "format" not in values and _SAYS[how].search(own):
                    values["format"] = how
            place = _place_of(scan, frame)
            if place:
                values["place"] = place
            minutes = minutes_of(clause)
            if minutes is not None:
                values["duration_minutes"] = minutes
        case "proposal":
            to = tuple(party for party in parties if party != by)
            if by and to and not _TO_OTHERS.match(scan.lower, frame.hit.end):
                values["to_parties"] = to
        case "agreement":
            if frame.sense.rule == "agreement.dated":  # its own verb, and not that of the deed before it
                clause = scan.lower[frame.hit.start : unit.end]
            for stage in _STAGES:
                if "stage" not in values and _SAYS[stage].search(clause):
                    values["stage"] = stage
        case "measure":
            hits = scan.hits.within(unit.start, unit.end)
            nouns = [
                hit
                for hit in hits
                if hit.entry.kinds & {"law", "tariff"} and all(sense.form == "noun" for sense in hit.entry.senses)
            ]
            if nouns:
                nearest = min(nouns, key=lambda hit: abs(hit.start - frame.hit.end))
                values["instrument"] = _LOOSE.sub("", nearest.text)
    return values


_LOOSE = re.compile(r"\A(?:a|an|the)\s|\s(?:of|into|on|against|to|posted|sent|announced)\Z")
_OTHER_OCCASION = re.compile(
    r"\b(?:before|ahead of|after|following|until|since|on the (?:margins|sidelines|fringes?) of)\s[^,;.]*"
)
"""What names another occasion than the meeting itself: "before the summit in Lima"."""
_BESIDE = re.compile(r"\b(?:before|ahead of|after|following|until|since)\s[^,;.]*\Z")


def _is_beside(scan: Scan, frame: Frame, place: Side) -> bool:
    """Whether a place is that of another occasion, and the meeting itself is not told as one: "after talks in Lima"."""
    beside = _BESIDE.search(scan.lower, max(frame.unit.start, place.start - 60), place.start)
    return beside is not None and not beside.start() < frame.hit.start < place.start


def _place_of(scan: Scan, frame: Frame) -> str:
    """Where a meeting is: a place of its clause that is not that of another occasion; empty where not told."""
    unit = frame.unit
    places = [side for side in unit.sides if side.kind == "place" and not _is_beside(scan, frame, side)]
    if frame.sense.form != "past":
        opening = opening_of(scan, unit.sentence)  # what is to come need not be where the report was written
        places = [side for side in places if side.start >= opening]
    places = [side for side in places if side.start > frame.hit.start] or places
    if not places:
        return ""
    name = places[0].name
    shouted = name.isupper() and (len(name) > 3 or " " in name)
    return name.title() if shouted and "." not in name else name
