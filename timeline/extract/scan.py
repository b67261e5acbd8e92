"""One pass over an article's text: sentences, words of the vocabulary, names of parties, dates and amounts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Generic, NamedTuple, Protocol, TypeVar

from timeline.extract.amounts import Amount, find_amounts
from timeline.extract.dates import DateMention
from timeline.extract.dates.whole_dates import dates_of, with_dates_whole
from timeline.extract.text.sentences import split_sentences
from timeline.extract.text.smoothing import PASSED_ON
from timeline.lexicon import Entry, Lexicon, cue
from timeline.model.article import Article

_PLACE_BEFORE = re.compile(r"(?:\b(?:in|at|near|outside|around|from|to|central|downtown|leave|leaving|left)\s+)\Z")
_LEAVES = ("leave ", "leaves ", "leaving ", "left ")
_SOMETHING = (" the ", " a ", " no ", " with ", " little ")
_ASKED = re.compile(
    r"\b(?:ask\w*|report\w*|give\w*|appeal\w*|due|offer\w*|request\w*|demand\w*|answer\w*|response|repl\w+|propos\w+"
    r"|concession\w*|pledge\w*|promis\w+|letter|letters|sent|submit\w*|present\w*|back)\s+to\s+\Z"
)


class Hit(NamedTuple):
    """A word of the vocabulary in the text."""

    start: int
    end: int
    entry: Entry
    text: str


OF_THINGS = frozenset(("adjective", "national"))
"""Names of parties that more often qualify a thing: "the Irish backstop"."""


class Side(NamedTuple):
    """A mention of somebody who can act: a party, or somebody of it."""

    start: int
    end: int
    kind: str
    """``party``, ``place`` (a capital as a place, or a city), ``person``, ``body`` or ``office``."""
    code: str
    """The party; empty where not known."""
    name: str
    form: str = ""
    """Of a party, the kind of its name: ``state``, ``capital``, ``adjective``, ``national`` ...; of a person ``woman``,
    where the given name tells."""


class Spanned(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int:
        """First offset."""
        ...


T = TypeVar("T", bound=Spanned)


class Row(Generic[T]):
    """Things of the text, sorted by start, for look-up by place."""

    __slots__ = ("items", "starts")

    def __init__(self, items: list[T]) -> None:
        self.items = items
        self.starts = [item.start for item in items]

    def within(self, start: int, end: int) -> list[T]:
        """Those that begin at or after ``start`` and before ``end``."""
        starts = self.starts
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return []
        return self.items[first : bisect_left(starts, end, first)]

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)


@dataclass(slots=True)
class Scan:
    """What was found where. All lists are sorted by start."""

    text: str
    lower: str
    sentences: list[tuple[int, int]]
    hits: Row[Hit]
    names: list[Side]
    things: list[Side]
    """Names that hold a party's word and are of no party: "Latin American", "Washington Post"."""
    dates: Row[DateMention]
    amounts: Row[Amount]
    paragraphs: list[int] = field(default_factory=list)
    """Paragraph number of each sentence."""
    codes: frozenset[str] = frozenset()
    """Parties that the text names."""
    actors: frozenset[int] = frozenset()
    """Where mentions of parties, persons and bodies end; known once the survey of the article has found them."""

    behind: Mapping[int, int] = field(default_factory=dict)
    """Where the sentence goes on behind what is put in after who acts, by where the mention of it ends."""

    def head(self, number: int) -> int:
        """Where a sentence begins behind what opens it: "On Monday, | the ban, imposed in March, was lifted"."""
        start, end = self.sentences[number]
        beside = _BESIDE_IT.match(self.lower, start, end)
        if beside is not None:
            return beside.end()
        opening = next(iter(self.dates.within(start, min(end, start + _TO_A_DAY))), None)
        if opening is None or opening.stamp:
            return start
        after = opening.end + len(", ") if self.lower.startswith(", ", opening.end) else opening.end + 1
        return after if after < end else start

    def actor_ends(self, at: int) -> bool:
        """Whether a mention of somebody who can act ends at ``at``, or what is put in behind it."""
        return at in self.actors

    def is_acted_for(self, party: Side) -> bool:
        """Whether somebody who can act is named right before a party as of it: "the minister of | Peru"."""
        link = _OF.search(self.lower, max(0, party.start - _LONGEST_OF), party.start)
        return link is not None and self.actor_ends(link.start())

    def goes_on(self, side: Side) -> int:
        """Where the sentence goes on behind a mention: "Peru|, which has few boats,| rules out"."""
        return self.behind.get(side.end, side.end)

    def is_put_in(self, sides: Iterable[Side], at: int) -> bool:
        """Whether a place lies in what is put in behind one of ``sides``: "Peru, a land of | 34 million, signed"."""
        return any(side.end < at < self.goes_on(side) for side in sides)

    def party_goes_on(self, at: int) -> bool:
        """Whether a party is named at ``at`` and a list of them goes on behind it: "Tanzania | and Rwanda"."""
        named = self.named_at(at)
        return named is not None and self.lower.startswith((",", " and ", " or "), named.end)

    def named_at(self, at: int) -> Side | None:
        """The party or place whose name begins at ``at``."""
        first = bisect_left(self.names, at, key=attrgetter("start"))
        return self.names[first] if first < len(self.names) and self.names[first].start == at else None

    def named_until(self, at: int) -> Side | None:
        """The party or place whose name ends at ``at``."""
        first = bisect_left(self.names, at, key=attrgetter("end"))
        return self.names[first] if first < len(self.names) and self.names[first].end == at else None

    def people_end(self, at: int) -> bool:
        """Whether the name of a people ends at ``at``: "the Icelanders"."""
        named = self.named_until(at)
        return named is not None and named.form == "national"

    def drop_words_in(self, people: list[Side]) -> None:
        """Take back what was read as a word and is part of a person's name ("Duck", "Sen", "May")."""
        spans = {at for side in people for at in range(side.start, side.end)}
        self.hits = Row([hit for hit in self.hits if hit.start not in spans or hit.entry.office])


_OF = re.compile(r"\s(?:of|in|for|from)\s(?:the\s)?\Z")
_LONGEST_OF = len(" from the ")
_BESIDE_IT = re.compile(
    r"(?:for the (?:first|second|third|fourth|last) time|after|before|despite|with|without|amid|following"
    r"|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|some|\d+)\s(?:hour|day|week|month|year)s?\s(?:after|before))"
    r"\s[^,;:—\"“”]{3,80},\s"
)
"""What opens a sentence beside it: "For the first time since 2019, | the ferry, shut in May, runs again"."""
_TO_A_DAY = 4
"""Characters before a day that opens its sentence: "On | Monday"."""
_PLAIN = str.maketrans({"’": "'", "‘": "'", "\u2010": "-", "\u2011": "-"} | dict.fromkeys("\u00a0\u2009\u202f", " "))


def plainly(text: str) -> str:
    """``text`` with plain apostrophes, hyphens and spaces, of the same length."""
    return text if text.isascii() else text.translate(_PLAIN)


def lowered(text: str) -> str:
    """``text`` :func:`plainly` and in lower case, of the same length."""
    plain = plainly(text)
    low = plain.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


def scan(article: Article, lexicon: Lexicon, lower: str) -> Scan:
    """Read the article's text once for everything that the rules look at; ``lower`` is it :func:`lowered`."""
    text = plainly(article.text)
    sentences = [(start, _before_source(lower, start, end)) for start, end in split_sentences(text)]
    dates = Row(dates_of(text, sentences, article.published))
    lower = with_dates_whole(lower, dates)
    entries = lexicon.entries
    hits = []
    for match in lexicon.word_pattern.finditer(lower):
        word = match.group()
        hits.append(Hit(*match.span(), entries[word], word))
    hits = _over_adverbs(lower, hits, lexicon)
    hits = _with_acronyms(text, hits)
    names, things = _names(text, lower, lexicon)
    codes = frozenset(side.code for side in names)
    hits = _around(lower, hits, _asides(text, dates), entries)
    found = Scan(
        text=text,
        lower=lower,
        sentences=sentences,
        hits=Row(hits),
        names=names,
        codes=codes,
        things=things,
        dates=dates,
        amounts=Row(find_amounts(text, codes)),
        paragraphs=_paragraph_numbers(text, sentences),
    )
    found.sentences = [(_behind_opening(found, start, end), end) for start, end in sentences]
    return found


_CLOSER = re.compile(rf",\s(?:{PASSED_ON}|according to {cue('smoothing_media')})\Z")
_LONGEST_CLOSER = 90
_OPENING = re.compile(rf"{cue('scan_opening')}\s[^,;:—\"“”]{{3,60}},\s(?=[^\s,]+\s[^\s,]+)")


def _behind_opening(scan: Scan, start: int, end: int) -> int:
    """Where a sentence begins behind what opens it and tells nothing: "As expected, | talks resumed".

    Words of any kind may open it so where none of them is of the vocabulary, and no name, day or figure.
    """
    opening = _OPENING.match(scan.lower, start, end)
    if opening is None or not scan.text[start + 1 : opening.end()].islower():
        return start
    words = any(hit.entry.senses for hit in scan.hits.within(start, opening.end()))
    figures = scan.dates.within(start, opening.end()) or scan.amounts.within(start, opening.end())
    return start if words or figures else opening.end()


def _before_source(lower: str, start: int, end: int) -> int:
    """Where a sentence ends before who passes it on: "Peru closed the port|, the newspaper La Prensa reported."."""
    last = end - 1 if lower.endswith(".", start, end) else end
    closer = _CLOSER.search(lower, max(start, last - _LONGEST_CLOSER), last)
    return closer.start() if closer is not None else end


_HEAD = re.compile(r"\b[a-z]+(?:\s[a-z]+)?(?=\s(?:on\s)?\Z)")
_LINK = re.compile(r"(?:\s[a-z]+){1,3}")
_LONGEST_HEAD = 30
_WEEK = 7
_OF_THE_DAY = (" without", " after", " before", " with", " by", " at", " in", " on", " of")
"""What may follow a verb's day without going on with it: "ended | on the 6th | without a date"."""


def _around(lower: str, hits: list[Hit], asides: Iterable[tuple[int, int]], entries: Mapping[str, Entry]) -> list[Hit]:
    """The hits, and the phrases that days and places stand in: "bowed | on Monday | to", "warned | in Lima | that"."""
    found = []
    known = {hit.start for hit in hits if hit.entry.senses}
    for start, end in asides:
        link = _LINK.match(lower, end)
        head = _HEAD.search(lower, max(0, start - _LONGEST_HEAD), start) if link else None
        hit = _longest_around(head, link, entries) if link is not None and head is not None else None
        if hit is None:
            continue
        two = " " in lower[hit.start : start].removesuffix("on ").rstrip()  # "pulled out | on Monday | of"
        noun = all(sense.form == "noun" for sense in hit.entry.senses)
        if two or noun or hit.start not in known or not hit.text.endswith(_OF_THE_DAY):
            found.append(hit)
    if not found:
        return hits
    starts = {hit.start for hit in found}
    return sorted([*found, *(hit for hit in hits if hit.start not in starts)], key=attrgetter("start"))


_IN_A_PLACE = re.compile(r"(?<=[a-z]\s)in\s(?:[A-Z][\w.-]+\s){1,3}(?=[a-z])")


def _asides(text: str, dates: Iterable[DateMention]) -> Iterator[tuple[int, int]]:
    """Where days and places stand that may hold the words of a phrase apart."""
    for date in dates:
        on = text.startswith("on ", date.start) or text.endswith("on ", 0, date.start)
        short = date.span is not None and date.span <= _WEEK and not date.text.endswith(("'s", "’s"))
        if on or short:
            yield date.start, date.end
    for place in _IN_A_PLACE.finditer(text):
        yield place.start(), place.end() - 1


def _longest_around(head: re.Match[str], link: re.Match[str], entries: Mapping[str, Entry]) -> Hit | None:
    """The longest phrase that begins with the last words of ``head`` and ends with the first of ``link``."""
    before, behind = head.group().split(" "), link.group().split()
    for first in range(len(before)):
        start = head.end() - len(" ".join(before[first:]))
        for last in range(len(behind), 0, -1):
            words = " ".join((*before[first:], *behind[:last]))
            entry = entries.get(words)
            if entry is not None and entry.senses:
                return Hit(start, link.start() + len(" ".join(("", *behind[:last]))), entry, words)
    return None


_ADVERB = re.compile(rf"(?<![\w-])(?P<head>[a-z][a-z']{{0,20}})\s{cue('scan_adverbs')}\s(?=[a-z])")
_LONGEST_PHRASE = 50


def _over_adverbs(lower: str, hits: list[Hit], lexicon: Lexicon) -> list[Hit]:
    """The hits, and the phrases with an adverb behind their first word: "would | really | like to"."""
    found = []
    starts = [hit.start for hit in hits]
    for adverb in _ADVERB.finditer(lower):
        first, head, last = adverb.start(), adverb["head"], adverb.end()
        before = bisect_right(starts, first) - 1
        if before >= 0 and hits[before].end > (adverb.end("head") if starts[before] == first else first):
            continue  # "consult closely" is a phrase of its own
        match = lexicon.word_pattern.match(f"{head} {lower[last : last + _LONGEST_PHRASE]}")
        if match is None or match.end() <= len(head):
            continue
        end = last + match.end() - len(head) - 1
        entry = lexicon.entries[match.group()]
        if entry.senses and all(sense.type != "agreement" for sense in entry.senses):
            found.append(Hit(first, end, entry, match.group()))
    if not found:
        return hits
    taken = {hit.start for hit in found}
    return sorted([*found, *(hit for hit in hits if hit.start not in taken)], key=attrgetter("start"))


_ACRONYM = re.compile(
    r"(?:Agreement|Partnership|Pact|Accord|Treaty|Framework|Area|Union|Compact)\s\(([A-Z][A-Za-z]{1,8})\)"
)
_DEAL = Entry(kinds=frozenset(("deal",)))


def _with_acronyms(text: str, hits: list[Hit]) -> list[Hit]:
    """The hits, and the short names that the article gives to agreements ("... Trade Agreement (CETA)")."""
    names = set(_ACRONYM.findall(text))
    if not names:
        return hits
    pattern = re.compile(r"\b(?:" + "|".join(sorted(names)) + r")\b")
    starts = {hit.start for hit in hits}
    found = [Hit(m.start(), m.end(), _DEAL, m.group()) for m in pattern.finditer(text) if m.start() not in starts]
    return sorted([*hits, *found], key=attrgetter("start"))


def _paragraph_numbers(text: str, sentences: list[tuple[int, int]]) -> list[int]:
    numbers = []
    number = last = 0
    speaker = False
    for start, end in sentences:
        if "\n" in text[last:start] and not speaker:
            number += 1
        numbers.append(number)
        last = start
        speaker = text[start] == "[" and text[end - 1] == "]"  # "[PRESENTER]" opens what he says
    return numbers


_ORGANISATION = re.compile(
    r"(?:\s[A-Z][\w&-]+|\sof){1,4}\s(?:Association|Federation|Confederation|Chamber|Congress|Foundation|Institute|University|Exchange"
    r"|Corporation|Corp|Company|Party|Union|Alliance|Society|Growers|Producers|Workers)\b"
    r"|\s(?:Airways|Airlines?|Air|Post|Steel|Telecom|Motors?|Holdings?|Mobility|Cement|Breweries|Pharma)\b"
    r"(?=\s[a-z]|[,.;'’]|\Z)"
)
"""What makes a country's name part of an organisation's: "Nigeria | Labour Congress"; "Congress" alone is a state's."""


def _names(text: str, lower: str, lexicon: Lexicon) -> tuple[list[Side], list[Side]]:
    """Names of parties and places, and names that only hold one."""
    found: list[Side] = []
    things: list[Side] = []
    matches = list(lexicon.name_pattern.finditer(text))
    meant = _meant(text, matches, lexicon)
    for match in matches:
        name = lexicon.names[match.group()]
        start, end = match.span()
        if name.hints and name.code not in meant:
            things.append(Side(start, end, "thing", "", match.group(), name.kind))
            continue
        if (name.kind == "other" and not name.code) or _is_organisation(text, start, end):
            things.append(Side(start, end, "thing", "", match.group(), name.kind))
            continue
        kind = "party"
        if name.kind == "city" or (
            name.kind in ("capital", "seat") and (_is_place(lower, start, end) or text[start:end].isupper())
        ):
            kind = "place"
        formal = _FORMALLY.search(text, max(0, start - _LONGEST_FORM), start) if name.kind == "state" else None
        found.append(Side(formal.start() if formal else start, end, kind, name.code, match.group(), name.kind))
    return found, things


_FORMALLY = re.compile(
    r"\b(?:(?:Federal|Federative|Democratic|Islamic|Arab|People['’]s|Socialist|Plurinational|Bolivarian|Oriental|Hashemite"
    r"|Co-operative|Cooperative|United|Independent|Grand|Swiss)\s){0,3}"
    r"(?:Republic|Kingdom|State|Sultanate|Principality|Commonwealth|Federation|Union|Duchy)\sof\s(?:the\s)?\Z"
)
"""Before the name of a state that is told in full: "the Republic of | Kenya"."""
_LONGEST_FORM = 60


def _is_organisation(text: str, start: int, end: int) -> bool:
    """Whether a country's name is part of the name of a company or an association."""
    if text[end : end + 1] == " " and _ORGANISATION.match(text, end):
        return True
    return text.endswith("Air ", 0, start)


_BESIDE = frozenset((" and ", " or ", " with "))


def _meant(text: str, matches: list[re.Match[str]], lexicon: Lexicon) -> frozenset[str]:
    """The parties meant by names that are also something else: "Jordan and Georgia", "Georgia" beside "Tbilisi"."""
    found = {lexicon.names[match.group()] for match in matches}
    meant = {name.code for name in found if name.hints and any(hint in text for hint in name.hints)}
    for at, match in enumerate(matches):
        name = lexicon.names[match.group()]
        if not name.hints or name.code in meant:
            continue
        before, after = matches[at - 1] if at else None, matches[at + 1] if at + 1 < len(matches) else None
        beside = [one for one in (before and (before, match), after and (match, after)) if one]
        states = any(
            text[first.end() : second.start()] in _BESIDE
            and any(lexicon.names[one.group()].kind == "state" and one is not match for one in (first, second))
            for first, second in beside
        )
        if states:
            meant.add(name.code)
    return frozenset(meant)


_SEATED = tuple(f"{who} in " for who in ("government", "administration", "authorities", "cabinet", "leadership"))


def _is_place(lower: str, start: int, end: int) -> bool:
    before = lower[max(0, start - 24) : start]
    if before.endswith(_SEATED):
        return False  # "the government in Rabat"
    if before.endswith(_LEAVES) and lower.startswith(_SOMETHING, end):
        return False  # "left Seoul the choice"
    return bool(_PLACE_BEFORE.search(before)) and not _ASKED.search(before)
