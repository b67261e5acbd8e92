"""Gates on what is settled within one state: its offices, houses and money, who asks whom there, and private life."""

from __future__ import annotations

import re

from timeline.extract.frames.idioms import A_LOBBY, LOBBY
from timeline.extract.sifting.gates import Candidate
from timeline.lexicon import cue

_AFFAIRS = re.compile(rf"\b{cue('domestic_affairs')}\b")
_MATTERS = re.compile(rf"\b(?:{cue('domestic_affairs')}|{cue('domestic_matters')})\b")
"""Also what one state may ask of the other: "Kenya | demanded a minimum wage for its maids"."""
_REACH = 70
"""Characters behind a verb in which it is told what it is about."""
_WHEN = re.compile(r"\b(?:before|after|until|till|ahead of|since|when|while|because|during|by|as)\b")
_OF_THE_TALKS = frozenset(("deal", "tariff", "talks", "passage"))
_TWO = 2


def _by_a_state(one: Candidate) -> bool:
    """Whether a state or somebody who speaks for it acts: "Oman | offered to send 40 doctors"."""
    doer = one.told.doer
    return doer is not None and (doer.kind == "party" or doer.code != "")


def _is_named(one: Candidate) -> bool:
    """Whether the state who acts is named in the sentence itself: what it does by its name is seldom done at home."""
    doer = one.told.doer
    return doer is not None and doer.kind == "party" and doer.start >= one.start


def _names_two(one: Candidate) -> bool:
    """Whether the sentence names both sides: "Oman gave Kenya until 4 October to release the crew on bail"."""
    named = {side.code for side in one.scan.names if side.code and one.start <= side.start < one.end}
    return len(named | {side.code for side in one.told.frame.unit.sides if side.code}) >= _TWO


def of_home_affairs(one: Candidate) -> bool:
    """ "Demands the resignation of the minister", "rejected the budget": nothing between two states."""
    if _is_named(one):
        return False
    hit, unit = one.told.frame.hit, one.told.frame.unit
    affairs = _AFFAIRS if _by_a_state(one) else _MATTERS
    affair = affairs.search(one.scan.lower, hit.start, min(unit.end, hit.end + _REACH))
    if affair is None or _WHEN.search(one.scan.lower, hit.end, affair.start()):
        return False
    if any(found.entry.kinds & _OF_THE_TALKS for found in one.scan.hits.within(hit.end, unit.end)):
        return False
    return not _names_two(one)


_HOME_DATE = re.compile(rf"\b{cue('domestic_dates')}\b")


def of_a_home_date(one: Candidate) -> bool:
    """ "Has until June 9 to form a coalition": a day of politics at home."""
    unit = one.told.frame.unit
    if _HOME_DATE.search(one.scan.lower, unit.start, unit.end) is None or _names_two(one):
        return False
    return not any(found.entry.kinds & _OF_THE_TALKS for found in one.scan.hits.within(one.start, one.end))


_TO_EXPLAIN = re.compile(
    r"[^;.]{0,60}?\b(?:to|minister|government|he|she|they) (?:explain|testify|appear|apologi[sz]e"
    r"|account for|justify|give evidence|show cause|comment|answer questions)\b"
)
_IN_A_HOUSE = re.compile(
    r"\b(?:senate|parliament|congress|assembly|committee|commission of inquiry|backbenchers?|lawmakers?"
    r"|deput(?:y|ies)|senators?|mps?|opposition"
    r"|legislators?|reporters?|journalists?|critics|court|judges?|plenary|chamber|house|party|an? member (?:of|for))\b"
)


_WHETHER = re.compile(r"(?:(?!\b(?:for|to|that)\b)[^;.]){0,60}?\s(?:whether|if)\s")


def asked_in_a_house(one: Candidate) -> bool:
    """ "In the Senate a member asked her to explain": a question at home, and no request to the other side."""
    hit = one.told.frame.hit
    if hit.text.startswith("ask") and _WHETHER.match(one.scan.lower, hit.end, one.end):
        return _IN_A_HOUSE.search(one.before(80)) is not None
    if _names_two(one) or _TO_EXPLAIN.match(one.scan.lower, hit.end, one.end) is None:
        return False
    return _IN_A_HOUSE.search(one.sentence) is not None


_OF_A_PERSON = re.compile(
    r"\s(?:him|her(?!\s[a-z])|them both|(?:the|his|her|its|their) (?:\w+ )?(?:minister|chief|director|governor|adviser"
    r"|aide"
    r"|secretary|commissioner|ambassador|chairman|head|judges?|general|coach|editor|cabinet|government)"
    r"(?=[,.;:]|\Z|\s(?:of|on|in|as|for|after|before|last|this|from|who|and|over|because|at|by|when|\w+day)\b))"
)


_HIM = re.compile(
    r"(?:accept\w*|reject\w*|turn\w*)\s(?:him|me|her(?=[,.;]|\s(?:as|for|and|in|on|at)\b))(?!\s(?:to\b|an?\b))(?:\sdown)?\b"
    r"(?!\sas\s(?:an?\s|the\s)?(?:\w+\s)?(?:mediator|go-between|arbitrator|negotiator|chair\w*|envoy|ambassador|judge|host)\b)"
)
"""Who is taken or sent away by a bank, a school or a list."""


def dismissed_a_person(one: Candidate) -> bool:
    """ "Two presidents dismissed her", "rejected him as minister": who loses a post, and no answer."""
    hit = one.told.frame.hit
    if hit.text.startswith(("accept", "reject", "turn")) and _HIM.match(one.scan.lower, hit.start, one.end):
        return True
    return "dismiss" in hit.text and _OF_A_PERSON.match(one.scan.lower, hit.end, one.end) is not None


_BY_A_LOBBY = re.compile(
    r"(?:\b(?:its|his|her|their) (?:own )?(?:owners?|crews?|banks?|staff|passengers|customers|shareholders|landlord"
    r"|tenants|captains?|drivers|employees|lawyers?)\b(?:, [^;.]{2,50},)? "
    rf"|{A_LOBBY}|\b{LOBBY}(?:,\s[^,;.]{{2,30}})?,?\s(?:who|which|that)\s)(?:\w+ly\s|now\s|still\s|all\s)?\Z"
)


_LOBBY_OPENS = re.compile(
    r"(?:\d\d?[.:]\d\d\s)?(?:the\s|an?\s)?(?:(?!\w+ed\s|(?:told|gave|let|has|had|is|was|will|would|wants?|and|for|by|with|to|that|in"
    rf"|at)\s)[\w'’-]+\s){{0,3}}?{LOBBY}\b(?!['’]s?\s(?:minister|ministry|government|cabinet|president|parliament))"
)
_NEAR = 60
"""Characters from the head of a sentence within which a verb is told of its subject."""
_TAKES_UP = re.compile(
    r"(?:(?:it|they)(?!\s(?:is|was|are|were|(?:has|have|had|will|would) be(?:en)?)\s)"
    r"|its (?:chair\w*|president|head|director|leader|secretary|members)"
    r"|their (?:leaders?|members))\b"
)


def said_of_a_lobby(one: Candidate) -> bool:
    """ "The millers have threatened to sue. It threatened to sue in 2014, too": still of those who are no side."""
    scan, first = one.scan, one.told.frame.unit.sentence
    number, hit, singular = first, one.told.frame.hit, False
    if hit.start - one.start > _NEAR:
        return False
    while number and scan.paragraphs[number - 1] == scan.paragraphs[first]:
        taken = _TAKES_UP.match(scan.lower, scan.sentences[number][0])
        if taken is None:
            break
        singular = singular or taken.group().startswith("it")
        number -= 1
    if number == first or any(side.kind == "party" and side.start < hit.start for side in one.told.frame.unit.sides):
        return False
    opens = _LOBBY_OPENS.match(scan.lower, *scan.sentences[number])
    return opens is not None and not (singular and opens.group().endswith(_MANY))


_MANY = ("s", "opposition")
"""How those end whom "it" does not take up."""
_OF_A_HOME_STORY = frozenset(("deal", "tariff", "talks"))
_OF_TWO_STATES = frozenset(("passage", "operator"))
"""What a sentence behind one of politics at home may tell of the other side."""


_QUESTION = re.compile(
    r"\b(?:member (?:of|for)|deputy|mp|senator|backbencher|lawmaker|opposition)\b[^;.]{0,60}"
    r"\b(?:asked|demanded|wanted to know)\b"
)
"""What a minister is asked by a house, and answers there."""


def in_a_home_story(one: Candidate) -> bool:
    """ "A court ruled on his pardon. The government will appeal": told on of what is settled at home."""
    scan, number = one.scan, one.told.frame.unit.sentence
    if _is_named(one):
        return False
    paragraph = scan.paragraphs[number]
    if not number or scan.paragraphs[number - 1] != paragraph:
        return False
    first = number
    while first and scan.paragraphs[first - 1] == paragraph:
        first -= 1
    start, last = scan.sentences[first][0], scan.sentences[number - 1]
    asked = one.draft.type == "response" and _QUESTION.search(scan.lower, *last) is not None
    if not asked and (_AFFAIRS if _by_a_state(one) else _MATTERS).search(scan.lower, *last) is None:
        return False
    if any(found.entry.kinds & _OF_A_HOME_STORY for found in scan.hits.within(start, one.end)):
        return False
    if asked:
        return len({side.code for side in one.told.frame.unit.sides if side.code}) < _TWO
    if any(found.entry.kinds & _OF_TWO_STATES for found in scan.hits.within(one.start, one.end)):
        return False
    return not any(side.code and one.start <= side.start < one.end for side in scan.names)


_WATCHERS = re.compile(
    r"\b(?:the imf|international monetary fund|the world bank|the oecd|moody['’]s|fitch|rating agenc(?:y|ies)|unctad"
    r"|the un|united nations)\b(?:,?\s(?:which|who)\b[^;]{0,80})?,?\s(?:[\w-]+\s){0,2}\Z"
)
"""Before what is done or wished by those who watch over the money of states."""


def of_a_watcher(one: Candidate) -> bool:
    """ "The IMF, which held its annual consultation, wants the debt below 70 percent": no side of the talks."""
    watched = one.draft.rule in ("position.wants", "meeting.hold")
    if one.told.doer is not None and one.told.doer.kind == "party":
        return False  # "at the United Nations Kenya wants"
    return watched and not _names_two(one) and _WATCHERS.search(one.before(130)) is not None


_OF_A_FIRM = re.compile(
    r"\b(?:managing director|chief executive|ceo|chief financial officer|finance director|shopkeeper|factory manager"
    r"|plant manager|(?:co-)?founder(?! of (?:the|his|her|its) (?:[\w-]+ )?(?:party|movement|state|republic)\b)"
    r"|skipper|restaurant owner|mill owner)\b"
)


def said_by_a_firm(one: Candidate) -> bool:
    """ "We have refused eleven offers, says the managing director": business, and no answer of a side."""
    unit = one.told.frame.unit
    saying = unit.saying
    if saying is not None:
        return _OF_A_FIRM.search(one.scan.lower, saying.start, saying.end) is not None
    if one.told.doer is not None and one.told.doer.code:
        return False  # "Kenya's minister, once the founder of a bank, rejected it"
    hit, sides = one.told.frame.hit, one.told.frame.unit.sides
    if any(side.kind == "party" and 0 <= hit.start - side.end < _JUST_BEFORE for side in sides):
        return False  # "after hearing the managing director of the port, Kenya rejected it"
    return _OF_A_FIRM.search(one.before(70)) is not None


def wished_by_a_lobby(one: Candidate) -> bool:
    """ "Growers want the duty lifted", "the association threatens to block a road": those who trade, and no side."""
    if one.told.speaker is not None:
        return False
    if one.draft.rule == "position.wants":
        return _BY_A_LOBBY.search(one.before(80)) is not None
    hit = one.told.frame.hit
    threatens = one.draft.rule == "measure.threat" and hit.start - one.start < _FAR
    if any(side.kind == "party" and 0 <= hit.start - side.end < _JUST_BEFORE for side in one.told.frame.unit.sides):
        return False  # "growers fear the duty that Oman threatened to impose"
    return threatens and _LOBBY_OPENS.match(one.scan.lower, one.start, one.told.frame.hit.start) is not None


_JUST_BEFORE = 16
"""Characters between a state and the verb that tells what it does: "Oman | has now | threatened"."""
_FAR = 120
"""Characters from the head of a sentence within which a second verb is told of its subject."""
_MEETS_TRADERS = re.compile(
    r"(?:\s(?:on\s)?[a-z]+day)?(?:\swith)?\s(?:the\s|its\s|their\s|some\s)?(?:(?!and\b|or\b|the\b)[a-z-]+\s){0,2}?"
    rf"(?:{cue('gates_own_people')}|(?:union|opposition|church|community|tribal|village|religious) leaders"
    r"|operators|owners|shipowners|hauliers|fishermen|traders|residents|villagers|dockers|truckers|pilots|workers)\b"
    r"(?! (?:of|from|on) both)"
)


def meets_its_traders(one: Candidate) -> bool:
    """ "Peruvian officials met port operators": those who trade, of no other side that is named with them."""
    lower, hit, unit = one.scan.lower, one.told.frame.hit, one.told.frame.unit
    if one.draft.rule not in ("meeting.meet", "meeting.hold") or _MEETS_TRADERS.match(lower, hit.end) is None:
        return False
    named = [side for side in unit.sides if side.code]
    sides = [side for side in named if side.kind != "place" or lower.endswith(" from ", 0, side.start)]
    by = {side.code for side in sides if side.end <= hit.start}
    return len(by) < _TWO and not any(side.start >= hit.end and side.code not in by for side in sides)


_MOTION = re.compile(
    r"\b(?:motion (?:to (?:dismiss|remove|censure)|of (?:no confidence|censure))|no-confidence (?:motion|vote))\b"
)


def motion_at_home(one: Candidate) -> bool:
    """ "A motion to dismiss the minister was tabled and defeated": a vote on persons."""
    if any(found.entry.kinds & _OF_A_HOME_STORY for found in one.scan.hits.within(one.start, one.end)):
        return False
    return one.draft.rule == "measure.law" and _MOTION.search(one.sentence) is not None
