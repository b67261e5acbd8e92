"""Persons: found by the shape of their names and by their offices, and told apart within one article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from timeline.extract.people.behalf import leads_for, party_behind, speaks_for
from timeline.extract.people.insertions import stands_behind
from timeline.extract.people.labels import with_initials, with_labels
from timeline.extract.people.venues import is_of_a_place, is_where
from timeline.extract.people.women import with_women
from timeline.extract.scan import Hit, Scan, Side
from timeline.extract.text.sentences import words_of
from timeline.lexicon import Lexicon, person_key
from timeline.model.registry import Actor, Registry, fold_name

_PARTICLES = words_of("de von van der den bin binti bint al da das di du dos la le el ibn ter ten af zu wa")
_WORD = r"(?:(?:al|el|ul|ad|an|ar|as|at|az|ben|bin)-)?[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.-]*"
_RUN = re.compile(rf"(?<![\w.]){_WORD}(?:[ ](?:(?:{'|'.join(sorted(_PARTICLES))})[ ])*{_WORD})*")
_LOWER_WORD = re.compile(r"\b[a-zß-öø-ÿ]+\b")
_TITLE_END = re.compile(r"(?:\s|,\s*|\s\([^)]{1,12}\)\s)\Z")


@dataclass(slots=True)
class Person:
    """One person of the article."""

    name: str
    code: str = ""
    offices: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)
    """Offices that he holds as the counterpart of who has them by name."""


def find_people(scan: Scan, lexicon: Lexicon, registry: Registry | None) -> tuple[list[Side], list[Person]]:
    """Mentions of persons, sorted, and the persons. A bare name that fits two persons names neither."""
    owners = frozenset(side.end for side in (*scan.things, *scan.names) if side.kind == "thing" or side.form == "state")
    named = (group for group in _groups(scan, lexicon) if not _is_thing(scan, lexicon, group, owners))
    found = [_by_surname(scan.text, group) for group in named]
    longer = {tuple(tokens[first:]) for _, _, tokens in found for first in range(1, len(tokens) - 1)}
    groups = [(start, end, tokens[-1:] if tuple(tokens) in longer else tokens) for start, end, tokens in found]
    elsewhere = {tuple(tokens) for start, end, tokens in groups if not _is_place(scan, start, end)}
    groups = [group for group in groups if len(group[2]) < 2 or tuple(group[2]) in elsewhere]
    people: dict[str, Person] = {}
    by_token: dict[str, list[Person]] = {}
    codes: dict[int, str] = {}
    for start, end, tokens in groups:
        if len(tokens) < 2:
            continue
        name, key = " ".join(tokens), _key(tokens)
        person = people.get(key)
        if person is None:
            person = people[key] = Person(_with_dots(scan.text[start:end], name))
            for token in {tokens[0], tokens[-1]}:
                by_token.setdefault(_bare(token), []).append(person)
        if not person.code:
            person.code = (
                _party_of(scan, lexicon, start, end, person)
                or lexicon.people.get(person_key(name))
                or _shared(scan, start, codes)
            )
        codes[end] = person.code
    singles = Counter(tokens[0] for _, _, tokens in groups if len(tokens) == 1)
    towns = {tokens[0] for start, end, tokens in groups if len(tokens) == 1 and is_where(scan.lower, start, end)}
    mentions = []
    for start, end, tokens in groups:
        if len(tokens) >= 2:
            mentions.append(_mention(start, end, people[_key(tokens)], lexicon, registry))
            continue
        fits = by_token.get(_bare(tokens[0]), [])
        if len(fits) > 1:
            fits = _by_office(scan, start, fits)
        if len(fits) == 1:
            mentions.append(_mention(start, end, fits[0], lexicon, registry))
        elif fits:
            mentions.append(Side(start, end, "person", _common(fits), tokens[0]))
        elif (known := _registered(scan, lexicon, registry, start, end, tokens[0])) is not None:
            person = people.setdefault(_key(known.name.split()), known)
            by_token.setdefault(_bare(tokens[0]), []).append(person)
            mentions.append(_mention(start, end, person, lexicon, registry))
        elif (
            tokens[0] in lexicon.leaders
            or office_before(scan, start) is not None
            or _acts(scan, start, end, tokens[0], singles, tokens[0] in towns)
        ):
            person = Person(scan.text[start:end] if scan.text[start:end].endswith(tokens[0]) else tokens[0])
            person.code = (
                _party_of(scan, lexicon, start, end, person)
                or lexicon.leaders.get(tokens[0])
                or lexicon.people.get(person_key(tokens[0]), "")
            )
            by_token.setdefault(_bare(tokens[0]), []).append(person)
            people[_key(tokens)] = person
            mentions.append(_mention(start, end, person, lexicon, registry))
    mentions = with_women(scan.lower, with_initials(scan.text, with_labels(scan.text, mentions)))
    return mentions, list(people.values())


_OF_SURNAMES = ("von", "van", "der", "den", "de", "ter")
_BEFORE_SURNAME = re.compile(rf"\b(?:(?:{'|'.join(_OF_SURNAMES)})\s)+\Z")


def _by_surname(text: str, group: tuple[int, int, list[str]]) -> tuple[int, int, list[str]]:
    """A name that is a surname with its particles, by its last word: "von der | Leyen", "Van Klaveren"."""
    start, end, tokens = group
    if len(tokens) > 1:
        return (start, end, tokens[-1:]) if tokens[0].lower() in _OF_SURNAMES else group
    before = _BEFORE_SURNAME.search(text, max(0, start - 14), start)
    return (before.start(), end, tokens) if before is not None else group


def _registered(
    scan: Scan, lexicon: Lexicon, registry: Registry | None, start: int, end: int, name: str
) -> Person | None:
    """Who bears a bare name by the registry, where the text names their party and gives the name no other.

    Of two registered persons who bear it the party is known if they share it, and the name stays as the text has it.
    """
    bearers = [actor for actor in registry.bearers(name) if _is_surname(name, actor)] if registry is not None else []
    if bearers and not _stands_alone(scan, end):
        return None  # "Park rangers rejected": a word, and nobody of that name
    parties = {actor.party for actor in bearers}
    if len(parties) != 1 or not parties <= scan.codes or any(actor.kind != "person" for actor in bearers):
        return None
    person = Person(bearers[0].name if len(bearers) == 1 else name, bearers[0].party or "")
    return person if _party_of(scan, lexicon, start, end, person) in ("", person.code) else None


_SURNAME_FIRST = frozenset(("KR", "KP", "CN", "TW", "HK", "MO", "VN", "HU"))
"""Whose names begin with the surname in English texts too."""


def _is_surname(word: str, actor: Actor) -> bool:
    """Whether it is the surname in one of the names of an actor: the last word, or the first where that is usual."""
    places = (0, -1) if actor.party in _SURNAME_FIRST else (-1,)
    return any(fold_name(name.split()[at]) == fold_name(word) for name in actor.names for at in places)


_GOES_ON = re.compile(
    r"'s\b|[^\w\s'-]|\Z|\s(?:[A-Z(\d]|(?:is|was|were|has|had|will|would|could|may|might|can|did|does|and|also|or|then|who|on|in"
    r"|at|to|for|from|after|before|of|with|by|as|but|if|when)\b)"
)


def _stands_alone(scan: Scan, end: int) -> bool:
    """Whether what follows a bare name goes on as after a person's: a verb of the vocabulary, or no noun."""
    if _GOES_ON.match(scan.text, end):
        return True
    return any(sense.form in ("past", "s") for hit in scan.hits.within(end, end + 2) for sense in hit.entry.senses)


_INITIAL_OF = re.compile(r"\b([A-Z])(?=\s)")


def _with_dots(told: str, name: str) -> str:
    """A name with the dots behind its initials, where the text has them: "D. K. Sharma"."""
    return _INITIAL_OF.sub(r"\1.", name) if ". " in told else name


_ARTICLE = re.compile(r"(?:Al|El)-(?=[A-Z])")


def _bare(token: str) -> str:
    """A name with its article as it is inside a sentence: "Al-Mazrouei said" names al-Mazrouei."""
    return token[0].lower() + token[1:] if _ARTICLE.match(token) else token


def _key(tokens: list[str]) -> str:
    """One key for all spellings of a name within an article."""
    return " ".join(tokens).replace("-", " ").casefold()


def _is_thing(scan: Scan, lexicon: Lexicon, group: tuple[int, int, list[str]], owners: frozenset[int]) -> bool:
    """Whether capitalised words name things and nobody: "Strategic Investments", "Goods", "Kenya | Airways".

    ``owners`` is where the names of states, and those that are of no party, end.
    """
    start, _, tokens = group
    if len(tokens) == 1 and start - 1 in owners:
        return True
    last = tokens[-1].lower()
    if not last.endswith("s") or last not in lexicon.entries or not lexicon.entries[last].kinds:
        return False
    return office_before(scan, start) is None


def _common(fits: list[Person]) -> str:
    codes = {person.code for person in fits}
    return codes.pop() if len(codes) == 1 else ""


def _mention(start: int, end: int, person: Person, lexicon: Lexicon, registry: Registry | None) -> Side:
    """A mention, by the name and party that the registry has for the person, where it knows one."""
    actor = registry.find_actor(person.name) if registry is not None else None
    form = "woman" if person.name.partition(" ")[0] in lexicon.women else ""
    if actor is None:
        return Side(start, end, "person", person.code, person.name, form)
    return Side(start, end, "person", actor.party or person.code, actor.name, form)


def _groups(scan: Scan, lexicon: Lexicon) -> Iterator[tuple[int, int, list[str]]]:
    """Runs of capitalised words that may be a person's name: start, end, words."""
    text = scan.text
    not_names = lexicon.not_names
    names = sorted([*scan.names, *scan.things])
    starts = [side.start for side in names]
    places = {side.start for side in names}
    for run in _RUN.finditer(text):
        whole = run.group()
        if " " not in whole and (whole in not_names or run.start() in places):
            continue
        group: list[tuple[int, int, str]] = []
        following = run.start()
        for word in whole.split(" "):
            start, following = following, following + len(word) + 1
            bare = word[:-2] if word.endswith(("'s", "’s")) else word
            bare = bare.strip(".'’-")
            end = start + len(bare)
            shortened = len(bare) == 1 or bare in _SHORTENED
            closes = len(bare) < len(word) and not (shortened and word.endswith("."))
            if word in _PARTICLES:
                if group:
                    group.append((start, start + len(word), word))
                continue
            at = bisect_left(starts, start + 1) - 1
            inside = at >= 0 and names[at].end > start
            if inside and bare == names[at].name and names[at].form in _NAMESAKES:
                office = office_before(scan, group[0][0] if group else start)
                inside = office is None or not (len(group) == 1 or _SURNAME.match(text, end))
            named = bare in not_names and (
                _is_first_name(text, start, end, lexicon)
                if bare in _MONTHS
                else bare in lexicon.surnames and (bool(group) or _is_behind_office(scan, start, end))
            )
            if (
                not bare
                or inside
                or _RANK.search(bare) is not None
                or (bare in not_names and not named)
                or (not bare.isalpha() and any(c.isdigit() for c in bare))
                or _shouting(bare)
            ):
                yield from _flush(group)
                group = []
                continue
            group.append((start, end, bare))
            if closes:
                yield from _flush(group)
                group = []
        yield from _flush(group)


_MONTHS = frozenset(("Jan", "Jun", "April", "May", "June", "August", "March", "Mark", "Sun"))
_AS_A_MONTH = ("In ", " in ", "Since ", " since ", "Last ", " last ", "This ", " this ")
_SHORTENED = frozenset(("Ma", "Md", "Mohd", "Jos", "Wm", "Alex", "Chas", "Geo"))
"""First names that are written with a stop: "Ma. Theresa Lazaro"."""
_NAMESAKES = frozenset(("city", "capital", "seat"))
"""Kinds of place that persons are named like: "Trade Minister Jorge Lagos", "President Santiago Ruiz"."""
_SURNAME = re.compile(r"\s(?:(?:van|von|de|der|den|la|di|da)\s)*([A-Z][\w-]+)")


def _is_first_name(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a month's name is a person's, because a word that can only be a surname follows ("Jan Novak")."""
    following = _SURNAME.match(text, end)
    return (
        following is not None
        and not text.endswith(_AS_A_MONTH, 0, start)
        and following.group(1) not in lexicon.not_names
        and following.group(1) not in lexicon.names
    )


_RANK = re.compile(
    r"-(?:President|Premier|Chancellor|Minister|Chairman|Chair|General|Secretary|Governor|Director)\Z|\AMinister-"
)
"""A word that is the rank of somebody, and no part of his name: "Vice-President"."""


def _is_behind_office(scan: Scan, start: int, end: int) -> bool:
    """Whether a word that may be a surname stands between an office and another name: "Vice Premier | He | Lifeng"."""
    return _SURNAME.match(scan.text, end) is not None and office_before(scan, start) is not None


def _shouting(word: str) -> bool:
    return len(word) > 3 and word.isupper()


def _flush(group: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, list[str]]]:
    while group and group[-1][2] in _PARTICLES:
        group = group[:-1]
    if len(group) > 1 and all(word.isupper() for _, _, word in group):
        return  # "HOW IT WAS DONE"
    if group and len(group) <= 5:
        yield group[0][0], group[-1][1], [word for _, _, word in group]


def office_before(scan: Scan, start: int) -> Hit | None:
    """The office that stands directly before ``start``: "Treasury Secretary Bessent"."""
    at = bisect_left(scan.hits.starts, start) - 1
    if at < 0:
        return None
    hit = scan.hits.items[at]
    if not hit.entry.office or not _TITLE_END.match(scan.text, hit.end, start):
        return None
    return hit


def _shared(scan: Scan, start: int, codes: dict[int, str]) -> str:
    """The party of the person named just before: "Kenyan Trade Minister A and Finance Minister B"."""
    hit = office_before(scan, start)
    if hit is None or scan.text[hit.start - 5 : hit.start] != " and ":
        return ""
    return codes.get(hit.start - 5, "")


def _by_office(scan: Scan, start: int, fits: list[Person]) -> list[Person]:
    hit = office_before(scan, start)
    if hit is None:
        return fits
    words = set(hit.text.split(" "))
    close = [person for person in fits if any(words & set(office.split(" ")) for office in person.offices)]
    return close if len(close) == 1 else fits


def _party_of(scan: Scan, lexicon: Lexicon, start: int, end: int, person: Person) -> str:
    """The party that the office beside a full name acts for; empty where the text does not say."""
    hits = scan.hits.items
    starts = scan.hits.starts
    code = ""
    named = start  # with the titles before it: "Trade Minister | Datuk Seri | Zafrul Aziz"
    at = bisect_left(starts, start) - 1
    while at >= 0 and start - hits[at].start < 90:
        hit = hits[at]
        if hit.entry.office and (_leads(scan, hit.end, named) or _is_named_behind(scan, hit.end, named, end)):
            person.offices.add(hit.text)
            named = hit.start if scan.text[hit.end : named] == " " else named
            code = code or _home_of(scan, hit, lexicon)
            code = _party_before(scan, hit.start) or party_behind(scan, hit.end) or code
        at -= 1
        if hit.start < start - 60:
            break
    at = bisect_left(starts, end)
    after = scan.text[end : end + 4]
    if after.startswith((",", " is ", " was")):
        while at < len(hits) and hits[at].start - end < 60:
            hit = hits[at]
            if any(sense.type == "meeting" and sense.form == "past" for sense in hit.entry.senses):
                break  # "Brix, a member of the Storting, met the Russian minister"
            if hit.entry.office and not _breaks(scan.text[end + 1 : hit.start]):
                person.offices.add(hit.text)
                code = code or _party_before(scan, hit.start, end) or party_behind(scan, hit.end)
                code = code or _home_of(scan, hit, lexicon)
                break
            at += 1
    own = _owner_beside(scan, start, end) if not code else ""
    return _state_behind(scan, end) or speaks_for(scan, end) or leads_for(scan, start, end) or code or own


_ENDS = re.compile(r"['’]s(?=[.;,]|\sand\b|\Z)")


def _owner_beside(scan: Scan, start: int, end: int) -> str:
    """The party whose a person is told to be without an office: "Chile's | Luis Vera", "and | Luis Vera | Chile's"."""
    behind = scan.named_at(end + 1)
    if behind is not None and behind.form == "state" and _ENDS.match(scan.text, behind.end):
        return behind.code
    return _party_before(scan, start) if scan.text[max(0, start - 3) : start] in ("'s ", "’s ") else ""


_OF_STATE = re.compile(r"\s(?:of|from|for)\s(?:the\s)?|\s\((?:the\s)?")


def _state_behind(scan: Scan, end: int) -> str:
    """The state or bloc named right behind a person: "Asel Omarova of | Kazakhstan", "Asel Omarova (Kazakhstan)"."""
    link = _OF_STATE.match(scan.text, end)
    if link is None:
        return ""
    named = scan.named_at(link.end())
    if named is None or named.form != "state" or scan.text.startswith(("'s ", " University", "-"), named.end):
        return ""
    return named.code


def _home_of(scan: Scan, hit: Hit, lexicon: Lexicon) -> str:
    """The party that has an office of this name, if the text names it anywhere: others have trade secretaries, too."""
    code = lexicon.offices_of.get(hit.text, "")
    return code if code in scan.codes else ""


_OPENS = re.compile(r"(?:\A|\n|[.!?:]\s|[\"“”'()–—]\s?)\Z")
_MEETS = frozenset(("meeting", "proposal", "response", "position"))


def _acts(scan: Scan, start: int, end: int, name: str, singles: Counter[str], town: bool) -> bool:
    """Whether a lone capitalised word acts as a person does: speaks, meets, asks; or recurs in mid-sentence.

    A ``town``, which something is told to be in, does not act by being named again.
    """
    if len(name) < 3 or not name[1:].islower():
        return False
    if singles[name] < 2 and _OPENS.search(scan.text, max(0, start - 3), start):
        return False  # "Unnecessary, replied ...": any word has a capital here
    at = bisect_left(scan.hits.starts, end)
    hit = scan.hits.items[at] if at < len(scan.hits.items) else None
    verb = (
        hit is not None
        and hit.start - end <= 6
        and any(
            (sense.form in ("past", "s") or (sense.form == "base" and scan.text.startswith("and ", max(0, start - 4))))
            and (sense.kind == "speech" or sense.type in _MEETS)
            for sense in hit.entry.senses
        )
    )
    recurs = (
        singles[name] >= 2 and start > 0 and scan.text[start - 1] == " " and scan.text[max(0, start - 2)] not in ".!?"
    )
    return (verb or (recurs and not town)) and not _is_common(scan.text, name.lower())


def _is_place(scan: Scan, start: int, end: int) -> bool:
    """Whether a full name is told as a place's; nobody in office is one."""
    if not is_of_a_place(scan.text, scan.lower, start, end) or office_before(scan, start) is not None:
        return False
    put_in = scan.hits.within(end, end + _PUT_IN) if scan.text.startswith(", ", end) else []
    return not any(hit.entry.office for hit in put_in)  # "anger at Luis Frei, Chile's trade minister"


_PUT_IN = 40
"""Characters behind a name in which an office is put in."""


def _is_common(text: str, word: str) -> bool:
    """Whether the text has the word in lower case too, and so as no name."""
    at = text.find(word)
    while at >= 0:
        found = _LOWER_WORD.match(text, at)
        if found is not None and found.group() == word:
            return True
        at = text.find(word, at + 1)
    return False


_LEADS = re.compile(r"(?:\s|\s\([^)]{1,12}\)\s|\s(?:of|for|on|to)\s[\w\s,&-]{2,60}\s)\Z")


def _leads(scan: Scan, office: int, name: int) -> bool:
    """Whether what stands between an office and a name belongs to the office: "Minister [of Trade and Energy] Ahn".

    Not "the minister of Iran, and Ahn".
    """
    gap = scan.text[office:name]
    return _LEADS.match(gap) is not None and not (", and " in gap and party_behind(scan, office))


def _is_named_behind(scan: Scan, office: int, start: int, end: int) -> bool:
    """Whether a name stands behind an office, in commas or as who holds it: "Japan's trade minister is Jun Sato"."""
    if scan.text[office:start] in (" is ", " was ", " remains "):
        return True
    return stands_behind(scan.text, office, start, end)


_INITIAL = re.compile(r"\b[A-Z]\.")


def _breaks(gap: str) -> bool:
    return any(c in _INITIAL.sub("", gap) for c in '.;:—()"“”') or " and " in gap or len(gap) > 60


def _party_before(scan: Scan, start: int, floor: int = 0) -> str:
    """The party named directly before an office: "U.S. Treasury Secretary", "Japan's chief negotiator"."""
    names = scan.names
    at = bisect_left(names, start, key=lambda side: side.start) - 1
    if at < 0:
        return ""
    side = names[at]
    gap = scan.text[side.end : start]
    if side.start < floor or len(gap) > 24 or any(c in gap for c in '.;:,—()"“”') or gap.startswith((" and ", " or ")):
        return ""
    return side.code
