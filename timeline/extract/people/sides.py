"""Who is mentioned where: parties, persons, bodies and offices in one list, and the article's principal pair."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import pairwise
from operator import attrgetter, itemgetter

from timeline.extract.people.behalf import party_behind, seat_behind
from timeline.extract.people.find import Person, find_people
from timeline.extract.scan import OF_THINGS, Hit, Row, Scan, Side
from timeline.extract.text.sentences import words_of
from timeline.lexicon import Lexicon, cue
from timeline.model.article import Article
from timeline.model.registry import Negotiation, Registry

_ANOTHER = re.compile(r"\b(?:former|previous|next|incoming|future|late|ex)[\s-](?:\w+\s)?\Z")
"""Before an office that another held or will hold: "Peru's former | trade minister"."""
_ANAPHOR = re.compile(r"\b(?:the|his|her|their)\s(?:\w+\s)?\Z")


def all_sides(scan: Scan, lexicon: Lexicon, registry: Registry | None) -> tuple[list[Side], list[Person]]:
    """Every mention of somebody who can act, sorted by start; and the persons of the article."""
    mentions, people = find_people(scan, lexicon, registry)
    covered = {side.start for side in mentions}
    ends = {side.end: side for side in scan.names}
    within = {at for side in mentions for at in range(side.start, side.end)}
    sides = [*(name for name in scan.names if name.start not in within), *mentions]
    roles = [(hit.start, hit, _before(scan, hit, ends)) for hit in scan.hits if hit.entry.office]
    _share_offices(scan, mentions, people)
    holders, named_before = _Holders(people), Row(mentions)
    roles = [role for role in roles if role[2]]
    for hit in scan.hits:
        alone = hit.end + 1 not in covered and hit.end + 2 not in covered  # not "Ruiz's spokesman, Ana Soto"
        speaks = _whose_man(scan, hit, mentions) if alone and _SPEAKS.match(hit.text) else None
        if speaks is not None:
            name = f"{speaks.name}'s {scan.text[hit.start : hit.end].lower()}"
            sides.append(Side(hit.start, hit.end, "body", speaks.code, name))
        elif hit.entry.body is not None:
            sides.append(_body(scan, hit, ends, lexicon, [*scan.names, *mentions]))
        elif hit.entry.office and hit.end + 1 not in covered and hit.start not in within:
            named = hit.end + 2 in covered  # "Japan's trade minister, | Jun Sato"
            code = _before(scan, hit, ends) or party_behind(scan, hit.end)
            person = _anaphor(scan, hit, holders, code, named_before) if not named else None
            if person is not None:
                form = "woman" if person.name.partition(" ")[0] in lexicon.women else ""
                sides.append(Side(hit.start, hit.end, "person", person.code, person.name, form))
            else:
                only = lexicon.offices_of.get(hit.text, "")
                code = code or (only if only in scan.codes else "")
                open_ = len({holder.code for holder in holders.fitting(hit.text, "").values()}) > 1
                code = code or (_role_of(scan, hit, roles) if not (named or open_) else "")
                sides.append(Side(hit.start, hit.end, "office", code, scan.text[hit.start : hit.end]))
    sides.sort(key=attrgetter("start"))
    return [side for side in sides if not _is_ruled_out(scan, side)], people


_ALIKE = frozenset(("counterpart", "opposite number"))
"""What one is called who holds the same office in another government."""


def _share_offices(scan: Scan, mentions: list[Side], people: list[Person]) -> None:
    """Give a counterpart the office of whose counterpart he is: "Trade Minister Ruiz met her counterpart, | Sato"."""
    known = {(person.name, person.code): person for person in people}
    for one, other in pairwise(mentions):
        before, alike = known.get((one.name, one.code)), known.get((other.name, other.code))
        if before is None or alike is None or before.code == alike.code or _ALIKE.isdisjoint(alike.offices):
            continue
        if not _ALIKE.isdisjoint(before.offices) or re.search(r"[.;]\s", scan.lower[one.end : other.start]):
            continue
        alike.shared |= before.offices


_NOT = ("not ", "not the ", "not by ", "not by the ")
_BUT = re.compile(r",?\s(?:but|that|who|which)\b")


def _is_ruled_out(scan: Scan, side: Side) -> bool:
    """Whether it is told that another acts: "not | Peru | but Chile closed it", "it was Chile, not | Peru, | that"."""
    return scan.lower.endswith(_NOT, 0, side.start) and _BUT.match(scan.lower, side.end) is not None


_NEAR = 120
"""Characters before "its Congress" within which whose it is was told."""


def _told_before(at: int, named: list[Side]) -> str:
    """The party of who was named last before ``at``, and not only to qualify a thing; empty where nobody was."""
    whose = [side for side in named if at - _NEAR < side.start < at and side.code and side.form not in _NO_ACTORS]
    return max(whose, key=attrgetter("start")).code if whose else ""


_NO_ACTORS = OF_THINGS | {"city"}
_OWNED = re.compile(r"\b(?:its|their|his|her|our)\s\Z")
_SEATED = words_of(
    "government officials official authorities lawmakers parliament cabinet ministry policymakers junta rulers"
    " leadership council service authority agency committee department administration regulator"
)
"""Bodies that are of the state in whose capital they are: "officials in Kampala"; negotiators may meet anywhere."""
_OF_MANY = frozenset(
    ("senate", "congress", "treasury", "representatives", "commons", "department", "ministry", "court")
)
"""Words in the names of bodies that more than one state has by that name."""


def _before(scan: Scan, hit: Hit, ends: dict[int, Side]) -> str:
    """The party named directly before a hit, or before what is said of it: "Peru's | new | government"."""
    for gap in (1, 3):
        side = ends.get(hit.start - gap)
        if side is not None and scan.lower[side.end : hit.start] in (" ", "'s "):
            return side.code
    described = _DESCRIBED.search(scan.lower, max(0, hit.start - _WHOSE), hit.start)
    owner = ends.get(described.start()) if described is not None else None
    return owner.code if owner is not None else ""


_DESCRIBED = re.compile(rf"'s\s(?:(?:\w+ly\s)?{cue('sides_described')}\s){{1,2}}\Z")
_WHOSE = 48
"""Characters before a body or office in which whose it is is named."""


def _body(scan: Scan, hit: Hit, ends: dict[int, Side], lexicon: Lexicon, named: list[Side]) -> Side:
    own = (hit.entry.body or "") if " " in hit.text or _is_proper(scan, hit) else ""
    if _OWNED.search(scan.lower, max(0, hit.start - 6), hit.start):
        own = _told_before(hit.start, named)  # "Sheinbaum prepared the ground: in December her Congress voted"
    elif own not in scan.codes and not _OF_MANY.isdisjoint(hit.text.split()):
        own = ""  # many states have a senate
    code = _before(scan, hit, ends) or own or party_behind(scan, hit.end)
    if (
        not code
        and hit.text.split()[-1] in _SEATED
        and not scan.lower.endswith(("'s ", "visiting ", "talks "), 0, hit.start)
    ):
        code = seat_behind(scan, hit.end)
    name = scan.text[hit.start : hit.end]
    full = lexicon.full_names.get(name)
    if full is not None and own and code == own:
        return Side(hit.start, hit.end, "body", code, full)
    form = "unnamed" if hit.text in lexicon.unnamed else ""
    return Side(hit.start, hit.end, "body", code, name, form)


_CAPITALISED = re.compile(r"\b(?!The\b|A\b|In\b|At\b|But\b|And\b|If\b)[A-Z][\w&-]+\s\Z")


def _is_proper(scan: Scan, hit: Hit) -> bool:
    """Whether a single word is the name of a body: "the Commission", but no "Tariff Commission"."""
    if not scan.text[hit.start].isupper():
        return False
    return _CAPITALISED.search(scan.text, max(0, hit.start - 24), hit.start) is None


_SPEAKS = re.compile(r"(?:spokes(?:man|woman|person)|aide|advis[eo]r|press secretary)\Z")
"""Who speaks or works for one person."""
_FOR = re.compile(
    r"\s(?:for|of|to)\s(?:(?:the|mr|ms|mrs|president|premier|prime|trade|foreign|finance|minister)\.?\s){0,3}"
)


def _whose_man(scan: Scan, hit: Hit, mentions: list[Side]) -> Side | None:
    """The person for whom somebody speaks or works: "Ruiz's | spokesman", "a | spokesman | for Ruiz"."""
    at = bisect_left(mentions, hit.start, key=attrgetter("start"))
    before, behind = mentions[at - 1] if at else None, mentions[at] if at < len(mentions) else None
    if before is not None and scan.lower[before.end : hit.start] == "'s ":
        return before
    near = behind is not None and behind.start - hit.end < _SEAT and _FOR.fullmatch(scan.lower, hit.end, behind.start)
    return behind if near else None


_SEAT = 40
"""Characters between an office and the person whose it is."""


class _Holders:
    """The persons of an article by the words of their offices; each question is answered once."""

    def __init__(self, people: list[Person]) -> None:
        self._own = [(person, frozenset(office.split(" "))) for person in people for office in person.offices]
        self._shared = [(person, frozenset(office.split(" "))) for person in people for office in person.shared]
        self._known: dict[tuple[str, str], dict[str, Person]] = {}

    def fitting(self, office: str, code: str) -> dict[str, Person]:
        """The persons by name, of the party ``code`` if it is given, whose office ``office`` takes up.

        "The minister" is who is called so by name; a counterpart is "the Peruvian minister".
        """
        asked = (office, code)
        if asked not in self._known:
            words = frozenset(office.split(" "))
            self._known[asked] = {
                person.name: person
                for person, held in (*self._own, *(self._shared if code else ()))
                if (not code or person.code == code) and _takes_up(words, held)
            }
        return self._known[asked]


def _anaphor(scan: Scan, hit: Hit, holders: _Holders, code: str, mentions: Row[Side]) -> Person | None:
    """The one person, of the article or of this sentence and the one before, whose office "the minister" takes up.

    None where it fits two or none.
    ``code`` is the party named beside the office: "the U.S. trade representative", "the minister of Japan".
    """
    if not code and not _ANAPHOR.search(scan.lower, max(0, hit.start - 20), hit.start):
        return None
    if _ANOTHER.search(scan.lower, max(0, hit.start - 30), hit.start):
        return None
    fits = holders.fitting(hit.text, code)
    if len(fits) > 1:
        sentence = bisect_right(scan.sentences, hit.start, key=itemgetter(0)) - 1
        near = {side.name for side in mentions.within(scan.sentences[max(0, sentence - 1)][0], hit.start)}
        fits = {name: person for name, person in fits.items() if name in near}
    return next(iter(fits.values())) if len(fits) == 1 else None


def _role_of(scan: Scan, hit: Hit, roles: list[tuple[int, Hit, str]]) -> str:
    """The one party whose offices, named just before, "the minister" can take up; empty where there is none."""
    if not _THE.search(scan.lower, max(0, hit.start - 5), hit.start):
        return ""
    last = bisect_left(roles, hit.start, key=itemgetter(0))
    words = frozenset(hit.text.split(" "))
    near = [role for role in roles[max(0, last - _ROLES) : last] if hit.start - role[0] < _ROLE_REACH]
    codes = {code for _, office, code in near if _takes_up(words, frozenset(office.text.split(" ")))}
    return codes.pop() if len(codes) == 1 else ""


_ROLES = 12
_ROLE_REACH = 1200
"""Offices and characters before a role among which what it takes up is looked for."""
_THE = re.compile(r"\bthe\s\Z")
_RANKS = frozenset(("prime", "vice", "deputy"))


def _takes_up(words: frozenset[str], office: frozenset[str]) -> bool:
    """Whether a role can take up an office: "the minister" a trade minister, and no prime minister."""
    return words <= office and not (office - words) & _RANKS


def principal_pair(
    article: Article, scan: Scan, sides: list[Side], lexicon: Lexicon, negotiation: Negotiation | None
) -> tuple[str, ...]:
    """The parties that the article is about: the negotiation's, or the two named most, or one or three."""
    counts: Counter[str] = Counter()
    for side in sides:
        if side.code:
            counts[side.code] += _weight(scan, lexicon, side)
    titled = [lexicon.names[match.group()] for match in lexicon.name_pattern.finditer(article.title or "")]
    headed = frozenset(name.code for name in titled if name.code and name.kind != "city")
    for code in sorted(headed):
        counts[code] += 6
    if negotiation is not None and any(counts[party] for party in negotiation.parties):
        named = tuple(party for party in negotiation.parties if counts[party])
        return tuple(sorted(named if len(named) > 1 else negotiation.parties))
    joined = max(sorted(lexicon.treaties & counts.keys()), key=lambda code: counts[code], default="")
    second = next((count for _, count in Counter(counts - Counter({joined: counts[joined]})).most_common(_TWO)[1:]), 0)
    if joined and counts[joined] > _JOINED * second and len(_JOINS.findall(scan.lower)) > 1:
        return tuple(sorted((joined, *_joining(counts, joined, lexicon))))
    opening = scan.sentences[0][1] if scan.sentences else 0
    led = frozenset(side.code for side in sides if side.code and side.kind != "place" and side.start < opening)
    return _pair(counts, lexicon, headed, led)


def _joining(counts: Counter[str], treaty: str, lexicon: Lexicon) -> list[str]:
    """Who joins a treaty: the party named most, those that are members by now counted half."""
    members = lexicon.members.get(treaty, frozenset())
    weights = {code: count / (1 + (code in members)) for code, count in counts.items() if code not in lexicon.treaties}
    return sorted(weights, key=lambda code: -weights[code])[:1]


_JOINS = re.compile(
    r"\b(?:to join|joins|joined|joining|accession|accede\w*|acceding|applicants?|new members?|membership)\b"
)
"""What tells that a state and a treaty's members negotiate, where it is told more than once."""
_WHERE = re.compile(r"\bin\s\Z")


def _weight(scan: Scan, lexicon: Lexicon, side: Side) -> int:
    """How much a mention says that the article is about its party."""
    if side.kind == "place":
        name = lexicon.names.get(side.name)
        return 2 if name is not None and name.kind == "capital" else 0
    if side.kind != "party":
        return 3
    return 1 if _WHERE.search(scan.lower, max(0, side.start - 3), side.start) else 4


_JOINED = 0.3
"""The share of what tells of the second party from which a treaty that somebody joins is what the article is about."""
_AS_MUCH = 0.6
"""The share of what tells of the second party from which a third is a principal party too, if it is named often."""
_IN_PASSING, _BY_THE_WAY = 0.25, 4
"""Up to which share of what tells of the first party, and up to what, a second is only named in passing."""
_AGAINST_ITS_BLOC = 2
"""How much more a member is named than any outsider where it negotiates with its own bloc."""
_FAR_MORE, _TWICE = 2.5, 2
"""How much more a member is named than the next one where it negotiates for itself; than the next of the EU, or two
members than their bloc.
"""
_OFTEN = 9
_TWO = 2


def _pair(counts: Counter[str], lexicon: Lexicon, headed: frozenset[str], led: frozenset[str]) -> tuple[str, ...]:
    """The two parties named most, or three where the third is named nearly as much as the second; one, where all others
    are only named in passing.

    Of a bloc and its members, whichever negotiates counts; a bloc that is ``headed``, named in the title, does, and
    a member that the first sentence tells of (``led``) rather than its bloc. A member may negotiate with its bloc.
    """
    named = Counter(counts)
    blocs = [code for code in counts if counts[code] and code in lexicon.members]
    for bloc in blocs if not lexicon.treaties & set(blocs) else ():
        members = [code for code in lexicon.members[bloc] if counts[code]]
        foremost = max(members, key=lambda code: (counts[code], code), default="")
        others = sorted((counts[code] for code in members if code != foremost), reverse=True)
        alone = foremost and (
            counts[foremost] > 0.75 * sum(counts[code] for code in members)
            or (bloc == "EU" and counts[foremost] > min(3 * counts[bloc], _TWICE * next(iter(others), 0)))
            or (foremost in led and bloc not in led and counts[foremost] > _FAR_MORE * next(iter(others), 0))
        )
        if alone and counts[foremost] > 1.3 * counts[bloc] and bloc not in headed:
            counts[bloc] = 0  # the member negotiates, and the bloc is only mentioned
            continue
        if _among_themselves(counts, bloc, members):
            counts[bloc] = 0
            continue
        if bloc == "EU" or len(members) != 1:
            counts[bloc] += sum(counts[code] for code in members) // 2
            for code in members:
                counts[code] = 0
    ranked = [code for code, count in counts.most_common(4) if count > 0]
    for bloc in ranked[:2]:
        members = [code for code in ranked if code in lexicon.members.get(bloc, ())]
        if not members:
            continue
        outsiders = [code for code in ranked if code != bloc and code not in members]
        close = len(members) >= 2 and counts[members[1]] * 1.2 > counts[bloc]
        ranked = members if close else [bloc, *outsiders]
        break
    third = next((code for code in ranked[_TWO:] if code not in lexicon.treaties), "")
    three = counts[third] >= max(_OFTEN, _AS_MUCH * counts[ranked[1]]) if third else False
    if len(ranked) > 1 and not three:
        first, second = ranked[:_TWO]
        own = max(lexicon.members.get(first, ()), key=lambda code: (named[code], code), default="")
        if own and named[own] > _AGAINST_ITS_BLOC * counts[second]:
            return tuple(sorted((first, own)))
        if second not in led and counts[second] <= min(_BY_THE_WAY, _IN_PASSING * counts[first]):
            return (first,)
    return tuple(sorted((*ranked[:_TWO], *[third] * three)))


def _among_themselves(counts: Counter[str], bloc: str, members: list[str]) -> bool:
    """Whether two members are each named more than their bloc and than anybody outside it, or far more than their bloc:
    they negotiate together, or with others for themselves.
    """
    if len(members) < 2:
        return False
    second = sorted((counts[code] for code in members), reverse=True)[1]
    alone = all(counts[code] * 2 < second for code in counts if code not in (bloc, *members))
    return (second > counts[bloc] and alone) or second > _TWICE * counts[bloc]


def bloc_of(pair: tuple[str, ...], lexicon: Lexicon) -> dict[str, str]:
    """The bloc of the pair that each of its members stands with."""
    return {member: bloc for bloc in pair for member in lexicon.members.get(bloc, ()) if member not in pair}
