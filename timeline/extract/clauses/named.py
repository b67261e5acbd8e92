"""Whether a clause names somebody who acts, and two who can meet."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter

from timeline.extract.clauses.units import INTERRUPTED, Unit
from timeline.extract.scan import Hit, Scan, Side
from timeline.lexicon import cue

THE_TWO = re.compile(
    r"\b(?:the two|both)(?:\s(?:sides|countries|delegations|ministers|parties|governments|teams|neighbou?rs"
    r"|leaders))?\s"
    r"(?:will\s|also\s|then\s|have\s|had\s|again\s|had also\s)?\Z"
)
_OF_THE_TWO = re.compile(
    r"\b(?:of|from) (?:the two|both) (?:countries|states|sides|governments|neighbou?rs|nations|ministries|capitals)\b"
)
NO_AUDIENCE = "".join(
    f"(?<!{said}{which})"
    for said in ("told ", "tells ", "assured ", "informed ")
    for which in ("", "the ", "a ", "his ", "her ")
)
"""Before who speaks or judges: not one to whom somebody speaks, "told the | farmers"."""
PLURAL = re.compile(rf"\b{cue('named_plural')}\b")
"""Two or more who act together: "the two ministers", "both sides"."""
_OPENS = 12
"""Characters before a verb that opens its clause: "has finally | begun"."""

_PRONOUN = re.compile(r"\b(?:he|she|it|they|we|i|who|which|his|her|their|its)\b")

ITS_PLAN = re.compile(
    r"(?:(?:an?|the|its|his|her|their|new|fresh)\s){0,2}(?:plans?|intentions?|intent|decision|readiness|willingness)\sto\s"
)
"""What somebody announces that he means to do: "Kenya announced | plans to lift the ban"."""


def person_follows(unit: Unit, hit: Hit) -> bool:
    """Whether a person stands right behind a word: "praised | Ana Ruiz"."""
    return any(side.kind == "person" and 0 <= side.start - hit.end < 3 for side in unit.sides)


_VERB_FIRST = 18
"""Characters within which a verb opens its clause and has its subject in the one before."""


def is_said_by_side(unit: Unit) -> bool:
    """ "The minister said that a quota was out of the question"."""
    return unit.saying is not None and any(side.kind != "place" for side in unit.saying.sides)


def has_side(scan: Scan, unit: Unit, hit: Hit, subject: Side | None) -> bool:
    """Whether somebody of a party acts: named in the clause, taken up by a pronoun, or named before an opening verb."""
    if any(side.kind != "place" for side in unit.sides) or "side" in unit.kinds:
        return True
    if _PRONOUN.search(scan.lower, unit.start, hit.start):
        return True
    if is_said_by_side(unit) and ITS_PLAN.match(scan.lower, unit.start, hit.start):
        return True
    opens = subject is not None and hit.start - unit.start < _VERB_FIRST
    return opens and not _somebody_else(scan, unit, hit)


_THE_CLUB = re.compile(
    rf"(?:[Aa]nd\s|[Bb]ut\s)?(?:[Tt]he|[Aa]n?)\s(?P<who>(?!{cue('named_of_a_side')}\s)[a-z-]+(?<!s|d))\s"
    r"(?:(?:has|have|had|will|would|also|then|later|[a-z]+ly)\s)*\Z"
)
"""Before the verb of one somebody or something; of many, growers and shippers may speak in the talks."""


def _somebody_else(scan: Scan, unit: Unit, hit: Hit) -> bool:
    """Whether a verb has a subject of its own that is of no side: "the club | inserted a clause"."""
    subject = _THE_CLUB.match(scan.text, unit.start, hit.start)
    return subject is not None and not any(
        found.entry.kinds or found.entry.office or found.entry.body is not None
        for found in scan.hits.within(*subject.span("who"))
    )


_FORUM = re.compile(
    rf"\b(?:leaders|ministers|members|heads|representatives|officials)\s(?:of|from)\s(?:the\s)?{cue('named_forum')}"
)


def _head_is_plural(scan: Scan, unit: Unit, hit: Hit) -> bool:
    """ "The two ministers, who had last met in Davos, | had lunch": two who act, named before what is put in."""
    if not scan.lower.startswith(", ", max(0, unit.start - 2)) or hit.start - unit.start > _OPENS:
        return False
    found = INTERRUPTED.match(scan.lower, scan.head(unit.sentence), hit.start)
    return found is not None and PLURAL.search(scan.lower, *found.span("head")) is not None


_OCCASION = re.compile(r"(?:[’']s)?\s(?:[\w-]+\s)?(?:summit|council|conference|forum|gathering|general assembly)\b")
"""Behind the name of a bloc that only names an occasion: "on the fringes of the Mercosur | summit"."""
_SENT = frozenset(("delegation", "team", "mission", "negotiators", "envoys", "officials"))


def can_meet(side: Side) -> bool:
    """Whether it is somebody who can be met: a person, who was sent by a party, or a people ("saw the Jordanians")."""
    sent = side.kind == "body" and side.code != "" and side.name.lower() in _SENT
    return side.kind in ("person", "office") or sent or (side.kind == "party" and side.form == "national")


_HIM = re.compile(
    r"\s(?:to |with )?(?:him|her)\b(?!\s(?:own|[a-z]+ (?:on|at|in)\b))(?=[.,;]|\s(?:by|on|for|in|at|over"
    r"|again|last|this|to)\b)"
)
_WHOM = re.compile(r"\bwhom\s(?:[\w.'’-]+\s){1,4}?(?:had\s|has\s)?\Z")


def met_whom(scan: Scan, unit: Unit, hit: Hit) -> bool:
    """Whether a relative clause tells whom somebody meets: "Dahl, whom Ruiz | received in Lima"."""
    return _WHOM.search(scan.lower, max(0, unit.start - len(" whom ")), hit.start) is not None


def counterparts(scan: Scan, unit: Unit, hit: Hit, subject: Side | None, pair: tuple[str, ...]) -> bool:
    """Whether at least two who can meet are named: before and after, both before, or as a plural."""
    if _FORUM.search(scan.lower, unit.start, unit.end):
        return False
    if PLURAL.search(scan.lower, unit.start, unit.end) or _head_is_plural(scan, unit, hit):
        named = (side for side in unit.sides if side.code and side.kind != "place")
        codes = {side.code for side in named if not _OCCASION.match(scan.lower, side.end)}
        if THE_TWO.search(scan.lower, max(unit.start, hit.start - 40), hit.start):
            return True  # "the two sides meet, mediated by Switzerland"
        if _OF_THE_TWO.search(scan.lower, unit.start, hit.start):
            return True  # "ministers of the two countries and of Nepal met"
        met = PLURAL.search(scan.lower, hit.end, min(unit.end, hit.end + 20)) is not None  # "telephoned both leaders"
        return not codes or met or bool(codes & set(pair))
    actors = [side for side in unit.sides if side.kind in _ACTORS and not _is_private(scan, side)]
    subject = None if subject is not None and _is_private(scan, subject) else subject
    before = {side.name for side in actors if side.start < hit.start}
    after = {side.name for side in actors if side.start >= hit.end}
    persons = {side.name for side in actors if side.kind in ("person", "office")}
    if subject is not None:
        before.add(subject.name)
        persons |= {subject.name} if subject.kind in ("person", "office") else set()
    told = any(side.code for side in actors if side.kind == "person") and len(pair) > 1
    if told and (
        (_HIM.match(scan.lower, hit.end) and not hit.text.startswith(("sit", "sat"))) or met_whom(scan, unit, hit)
    ):
        return True  # "Ruiz spoke to him by telephone", "Dahl, whom Ruiz received on Monday"
    if not persons and _SPORT.search(scan.lower, hit.end, scan.sentences[unit.sentence][1]):
        return False  # "Kenya met Oman in the final"
    if not persons:
        acting = {side.code for side in actors if side.kind == "party" and side.end <= hit.start and side.code}
        return len(acting) >= 2 or bool(acting & set(pair) and _other_is_met(scan, unit, hit, pair, acting))
    if after - before and before:
        return True
    return len({side.name for side in actors if side.kind in ("person", "office") and side.start < hit.start}) >= 2


_ACTORS = ("person", "party", "office", "body")
_PRIVATE_BEFORE = re.compile(rf"\b{cue('named_private')}\s\Z")
_PRIVATE_BEHIND = re.compile(rf"\s(?:[a-z-]+\s)?{cue('named_private')}\s")


def _is_private(scan: Scan, side: Side) -> bool:
    """Whether somebody is told of by what he does for himself, or only to say where such a one is from.

    "The singer | Ama Asante", "| Chilean | businessman Pablo Mora".
    """
    if side.kind == "person":
        return _PRIVATE_BEFORE.search(scan.lower, max(0, side.start - 24), side.start) is not None
    return side.kind == "party" and _PRIVATE_BEHIND.match(scan.lower, side.end) is not None


_RIGHT_BEHIND = re.compile(r"\s(?:with\s)?(?:(?:an?|the)\s)?(?:[a-z-]+\s){0,2}")
_MET = re.compile(
    r"(?:[.,;]|\Z|\s(?:in|on|at|for|again|last|this|next|earlier|late|to (?:discuss|talk|negotiate|resume))\b)"
)


_SPORT = re.compile(rf"\b{cue('named_sport')}\b")


def _other_is_met(scan: Scan, unit: Unit, hit: Hit, pair: tuple[str, ...], acting: set[str]) -> bool:
    """Whether the other principal party stands right behind the verb: "Kenya held talks with | Oman | in Cairo"."""
    met = [side for side in unit.sides if side.start >= hit.end and (side.kind == "party" or can_meet(side))]
    for first, side in enumerate(met):
        if not _RIGHT_BEHIND.fullmatch(scan.lower, hit.end, side.start):
            continue
        together = [side]
        for other in met[first + 1 :]:
            if scan.lower[together[-1].end : other.start] in _AND_ALSO:
                together.append(other)  # "met Oman, | Niger | and Chad"
        if _MET.match(scan.lower, together[-1].end) and any(one.code in set(pair) - acting for one in together):
            return True
    return False


_AND_ALSO = (", ", " and ", ", and ")


def abroad(unit: Unit, hit: Hit) -> bool:
    """Whether a place of a party follows: "visit Washington", "travel to the United States"."""
    return any(hit.end <= side.start <= hit.end + 30 and (side.kind in ("place", "party")) for side in unit.sides)


_TO = re.compile(r"(?:\son\s[a-z]+day)?\sto\s(?!be\b|grow\b|win\b|shrink\b|lose\b|expand\b|fall\b|rise\b)[a-z]")


def to_party(scan: Scan, unit: Unit, hit: Hit, pair: tuple[str, ...]) -> bool:
    """Whether one principal party is the subject and another what the verb asks: "Beijing expects Serbia to remove"."""
    doer = next((side for side in unit.sides if side.kind == "party" and 0 < hit.start - scan.goes_on(side) < 20), None)
    at = bisect_left(scan.names, hit.end, key=attrgetter("start"))
    asked = scan.names[at] if at < len(scan.names) and scan.names[at].start - hit.end < 6 else None
    if doer is None or asked is None or not {doer.code, asked.code} <= set(pair) or doer.code == asked.code:
        return False
    return _TO.match(scan.lower, asked.end) is not None


def is_of_pair(scan: Scan, unit: Unit, hit: Hit, pair: tuple[str, ...], *kinds: str) -> bool:
    """Whether a principal party itself, or somebody of it of one of the ``kinds``, is named just before the verb."""
    principal = (side for side in unit.sides if side.kind in ("party", *kinds) and side.code in pair)
    return any(0 < hit.start - scan.goes_on(side) < 20 for side in principal)


_IT_WANTS = re.compile(r"it\s(?!is\b|was\b)(?:\w+\s){0,2}\Z")


def is_it_of_pair(scan: Scan, unit: Unit, hit: Hit, pair: tuple[str, ...], subject: Side | None) -> bool:
    """Whether "it" just before the verb takes up a principal party: "Eritrea is in a hurry. It wants ..."."""
    taken_up = subject is not None and subject.kind == "party" and subject.code in pair
    return taken_up and _IT_WANTS.match(scan.lower, unit.start, hit.start) is not None
