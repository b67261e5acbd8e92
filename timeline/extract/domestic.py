"""Gates on what is settled within one state: its offices, houses and money, who asks whom there, and private life."""

from __future__ import annotations

import re

from timeline.extract.gates import Candidate
from timeline.extract.idioms import A_LOBBY, LOBBY
from timeline.lexicon import cue

_AFFAIRS = re.compile(rf"\b{cue('domestic_affairs')}\b")
_REACH = 70
"""Characters behind a verb in which it is told what it is about."""
_WHEN = re.compile(r"\b(?:before|after|until|till|ahead of|since|when|while|because|during|by|as)\b")
_OF_THE_TALKS = frozenset(("deal", "tariff", "talks", "passage"))
_TWO = 2


def of_home_affairs(one: Candidate) -> bool:
    """ "Demands the resignation of the minister", "rejected the budget": nothing between two states."""
    hit, unit = one.told.frame.hit, one.told.frame.unit
    affair = _AFFAIRS.search(one.scan.lower, hit.start, min(unit.end, hit.end + _REACH))
    if affair is None or _WHEN.search(one.scan.lower, hit.end, affair.start()):
        return False
    if any(found.entry.kinds & _OF_THE_TALKS for found in one.scan.hits.within(hit.end, unit.end)):
        return False
    return len({side.code for side in unit.sides if side.code}) < _TWO


_HOME_DATE = re.compile(rf"\b{cue('domestic_dates')}\b")


def of_a_home_date(one: Candidate) -> bool:
    """ "Has until June 9 to form a coalition": a day of politics at home."""
    unit = one.told.frame.unit
    if _HOME_DATE.search(one.scan.lower, unit.start, unit.end) is None:
        return False
    return not any(found.entry.kinds & _OF_THE_TALKS for found in one.scan.hits.within(unit.start, unit.end))


_TO_EXPLAIN = re.compile(
    r"[^,;.]{0,60}?\bto (?:explain|testify|appear|apologi[sz]e"
    r"|account for|justify|give evidence|show cause|comment|answer questions)\b"
)
_IN_A_HOUSE = re.compile(
    r"\b(?:senate|parliament|congress|assembly|committee|commission of inquiry|backbenchers?|lawmakers?"
    r"|deput(?:y|ies)|senators?|mps?|opposition"
    r"|legislators?|reporters?|journalists?|critics|court|judges?|plenary|chamber|house|party)\b"
)


def asked_in_a_house(one: Candidate) -> bool:
    """ "In the Senate a member asked her to explain": a question at home, and no request to the other side."""
    hit = one.told.frame.hit
    if _TO_EXPLAIN.match(one.scan.lower, hit.end, one.end) is None:
        return False
    return _IN_A_HOUSE.search(one.sentence) is not None


_OF_A_PERSON = re.compile(
    r"\s(?:him|her(?!\s[a-z])|them both|(?:the|his|her|its|their) (?:\w+ )?(?:minister|chief|director|governor|adviser"
    r"|aide"
    r"|secretary|commissioner|ambassador|chairman|general|coach|editor|cabinet|government)\b(?!['’]s))"
)


def dismissed_a_person(one: Candidate) -> bool:
    """ "Two presidents dismissed her", "rejected him as minister": who loses a post, and no answer."""
    hit = one.told.frame.hit
    return hit.text.startswith("dismiss") and _OF_A_PERSON.match(one.scan.lower, hit.end, one.end) is not None


_BY_A_LOBBY = re.compile(
    rf"(?:{A_LOBBY}|\b{LOBBY}(?:,\s[^,;.]{{2,30}})?,?\s(?:who|which|that)\s)(?:\w+ly\s|now\s|still\s|all\s)?\Z"
)


def wished_by_a_lobby(one: Candidate) -> bool:
    """ "Growers want the duty lifted": those who trade, and no side."""
    wants = one.draft.rule == "position.wants" and one.told.speaker is None
    return wants and _BY_A_LOBBY.search(one.before(80)) is not None
