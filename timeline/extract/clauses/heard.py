"""What the text before leaves for a pronoun, a quotation or "the government" to take up."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from timeline.extract.scan import OF_THINGS, Scan, Side


@dataclass(slots=True)
class Heard:
    """Whom the text before leaves for a pronoun to take up."""

    person: Side | None = None
    """The person who was subject of the sentence before; None where two were."""
    party: Side | None = None
    here: Side | None = None
    """The subject of the clause before, in this sentence."""
    ahead: Side | None = None
    """The subject of the sentence, behind a participle that opens it: "Having closed the border, | Peru | waited"."""
    persons: tuple[Side, ...] = ()
    """The persons named in the sentence before."""

    owner: Side | None = None
    """The party whose thing is the subject of this sentence: "Egypt's position has not moved"."""

    def close(self, subject: Side | None, persons: Iterable[Side] = ()) -> None:
        """End a sentence whose subject was ``subject`` and that names ``persons``."""
        self.persons = tuple(persons) or self.persons
        if subject is not None and is_somebody(subject):
            self.person = subject
        elif subject is not None and subject.kind == "office":
            self.person = None  # "His permanent secretary was less fierce. Nobody wants that, | she | said"
        elif subject is not None and subject.code:
            self.party = subject
        elif subject is None and self.owner is not None:
            self.party = self.owner
        self.here = self.ahead = self.owner = None


def is_many(side: Side) -> bool:
    """Whether "they" may take it up: "the Emirates", "the Dutch"."""
    return side.kind == "party" and (side.name.endswith("s") or side.form in OF_THINGS)


def is_somebody(side: Side) -> bool:
    """Whether it is a person, named or by an office of a party that is known: "the minister"."""
    return side.kind == "person" or (side.kind == "office" and side.code != "")


def he_or_she(pronoun: str, subject: Side | None, named: Iterable[Side]) -> Side | None:
    """The subject of before, unless its name tells that it is not meant: then the one other person who may be."""
    if subject is not None and pronoun == "he" and subject.form != "woman":
        return subject
    women = {side.name: side for side in named if side.form == "woman"}
    if pronoun == "she":
        if subject is not None and (subject.form == "woman" or not women):
            return subject
        return next(iter(women.values())) if len(women) == 1 else None
    men = {side.name: side for side in named if side.form != "woman"}
    return next(iter(men.values())) if subject is not None and len(men) == 1 else None


_OF_EACH_STATE = frozenset(
    (
        *("government", "cabinet", "parliament", "administration", "authorities", "ministry", "foreign ministry"),
        *("trade ministry", "finance ministry", "agriculture ministry", "economy ministry", "commerce ministry"),
    )
)
"""Bodies that every state has."""
_WHILE = 400
"""Characters behind somebody of a party in which "the government" may be that of the party."""


def with_whose(scan: Scan, subject: Side, heard: Heard) -> Side:
    """ "Peru is in no hurry. The government has refused": a body of each state is of the party that acted last."""
    if subject.kind != "body" or subject.code or subject.name.lower() not in _OF_EACH_STATE:
        return subject
    told = [side for side in (heard.here, heard.person, heard.party) if side is not None and side.start < subject.start]
    last = max(told, key=attrgetter("start"), default=None)
    if last is None or subject.start - last.end > _WHILE or not scan.lower.endswith("the ", 0, subject.start):
        return subject
    first, behind = (bisect_left(scan.names, at, key=attrgetter("start")) for at in (last.end, subject.start))
    if any(name.code not in ("", last.code) for name in scan.names[first:behind]):
        return subject
    return subject._replace(code=last.code)


def quoted_before(scan: Scan, number: int, heard: Heard) -> Side | None:
    """Who speaks in a sentence that goes on with a quotation: ""It is unfair," Ruiz said. | "We reject it."."""
    start = scan.sentences[number][0]
    before = scan.sentences[number - 1][0] if number else start
    if scan.text[start] not in _MARKS or heard.person is None or heard.person.start < before:
        return None
    return heard.person if any(mark in scan.text[before:start] for mark in _MARKS) else None


_MARKS = '"“'


_TWO_STATES = re.compile(r"[^.;]{0,24}\sand\s[A-Z]")
"""Behind officials who are of two states: "officials | of Peru and Chile"."""


def many_before(scan: Scan, number: int, heard: Heard) -> Side | None:
    """Whom "they" takes up: the officials of one party that the sentence before, or this one, tells of."""
    many = heard.here or heard.party
    if many is None or many.kind != "body" or not many.name.lower().endswith("s"):
        return None
    if many.start < scan.sentences[max(0, number - 1)][0] or _TWO_STATES.match(scan.text, many.end):
        return None
    return many


def one_of_two(scan: Scan, number: int, at: int, latter: bool) -> Side | None:
    """ "The former", "the latter": the first or the second of the two parties named last before ``at``."""
    start = scan.sentences[max(0, number - 1)][0]
    first = bisect_left(scan.names, start, key=attrgetter("start"))
    named = {name.code: name for name in scan.names[first : bisect_left(scan.names, at, key=attrgetter("start"))]}
    two = [name for name in named.values() if name.code and name.kind == "party"]
    return two[latter] if len(two) == _PAIR else None


_PAIR = 2


def owner_of(scan: Scan, sides: list[Side]) -> Side | None:
    """The first of ``sides``, where a thing of it opens the clause: "Egypt's | position is clear"."""
    first, second = next(iter(sides), None), next(iter(sides[1:]), None)
    owns = first is not None and first.kind == "party" and scan.lower.startswith("'s ", first.end)
    followed = first is not None and second is not None and second.start - first.end < _NEXT_TO
    return first if owns and not followed else None


_NEXT_TO = 24
"""Characters behind "Egypt's" in which an office or a body of it is named."""
