"""Reading the vocabulary files and compiling them, once, into a :class:`Lexicon`."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from timeline.lexicon.files import (
    Nouns,
    Offices,
    People,
    Places,
    SenseRecord,
    Speech,
    Verbs,
    Words,
    read_places,
    read_words,
)
from timeline.lexicon.inflect import plural, verb_forms
from timeline.lexicon.parties import names_pattern
from timeline.lexicon.persons import parties_by_name
from timeline.lexicon.phrases import Grammar
from timeline.lexicon.senses import Entry, Lexicon, Name, NameKind, Sense
from timeline.lexicon.trie import any_of
from timeline.lexicon.weights import read_weights
from timeline.model.problems import Problem, ProblemError

_HERE = Path(__file__).parent
WEIGHTS = "weights.json"
"""The file of the weights, among the words."""
_PLACES = "places.toml"
_CUES = "cues.toml"


def load(extra_dir: Path | str | None = None, rules_only: bool = False) -> Lexicon:
    """The shipped vocabulary, with the TOML files of ``extra_dir`` added to it; compiled once.

    The weights are those of ``extra_dir``, where it holds a ``weights.json``, else the shipped ones; with
    ``rules_only`` there are none. Raises ProblemError where a file cannot be read or has a key or value that means
    nothing.
    """
    folder = Path(extra_dir) if extra_dir is not None else None
    which = folder.resolve() if folder is not None else None  # from another working folder, it is another one
    return _words(folder, which) if rules_only else _weighed(folder, which)


@cache
def _weighed(extra_dir: Path | None, which: Path | None) -> Lexicon:
    words = _words(extra_dir, which)
    own = (extra_dir or _HERE) / WEIGHTS
    return replace(words, learned=read_weights(own if os.path.lexists(own) else _HERE / WEIGHTS))


_File = TypeVar("_File", bound=Words)


@dataclass(slots=True)
class _Files:
    """What the files hold, the shipped ones first."""

    words: list[Words] = field(default_factory=list)
    senses: list[SenseRecord] = field(default_factory=list)
    places: list[Places] = field(default_factory=list)

    def add(self, path: Path) -> None:
        """Read one more file."""
        if path.name == _PLACES:
            self.places.append(read_places(path))
        else:
            words, senses = read_words(path)
            self.words.append(words)
            self.senses += senses

    def of(self, shape: type[_File]) -> list[_File]:
        """Those of one shape."""
        return [held for held in self.words if isinstance(held, shape)]


@cache
def _shipped() -> _Files:
    """What comes with the program, read once for every vocabulary that is made of it."""
    files = _Files()
    for path in (*sorted((_HERE / "words").glob("*.toml")), _HERE / _PLACES):
        if path.name != _CUES:
            files.add(path)
    return files


@cache
def _words(extra_dir: Path | None, which: Path | None) -> Lexicon:
    files = _Files(list(_shipped().words), list(_shipped().senses), list(_shipped().places))
    if extra_dir is not None:
        if not extra_dir.is_dir():
            raise ProblemError(Problem("is no folder of vocabulary files", str(extra_dir)))
        for path in sorted(extra_dir.glob("*.toml")):
            files.add(path)
    return _compile(files)


def _compile(files: _Files) -> Lexicon:
    grammar = Grammar.of(files.of(Verbs))
    senses: dict[str, list[Sense]] = defaultdict(list)
    for surface, sense in chain(_frame_senses(files.senses, grammar), _speech_senses(files.of(Speech), grammar)):
        senses[surface].append(sense)
    offices = files.of(Offices)
    nouns = files.of(Nouns)
    entries = _entries(senses, _kinds(nouns), _titles(offices), _bodies(offices), _plain(nouns))
    names, members = _names(files.places)
    return Lexicon(
        entries=entries,
        word_pattern=re.compile(rf"(?<!\w)(?<!\w-)(?:{any_of(entries)})(?!\w)"),
        names=names,
        name_pattern=names_pattern(names),
        members=members,
        treaties=frozenset(code for held in files.places for code, bloc in held.blocs.items() if bloc.treaty),
        apart=frozenset(code for held in files.places for code, bloc in held.blocs.items() if bloc.apart),
        offices_of=_turned(held.only for held in offices),
        leaders=_turned(held.leaders for held in offices),
        people=parties_by_name(held.people for held in files.of(People)),
        women=_all(held.given for held in files.of(People)),
        nounlike=_all(held.nounlike for held in files.of(Verbs)),
        emphatic=_emphatic(files.senses, files.of(Speech), grammar),
        unnamed=_all(held.unnamed for held in offices),
        full_names=_turned(held.short for held in offices),
        not_names=frozenset(word for held in offices for word in held.not_names.get("words", ())),
        surnames=frozenset(word for held in offices for word in held.not_names.get("surnames", ())),
    )


def _all(tables: Iterable[Mapping[Any, Sequence[str]]]) -> frozenset[str]:
    """Every word that the tables list."""
    return frozenset(word for table in tables for words in table.values() for word in words)


def _turned(tables: Iterable[Mapping[str, Sequence[str]]]) -> dict[str, str]:
    """The key of each word that the tables list."""
    return {word: key for table in tables for key, words in table.items() for word in words}


def _kinds(files: Iterable[Nouns]) -> dict[str, set[str]]:
    """Kinds of noun by surface."""
    found: dict[str, set[str]] = defaultdict(set)
    for held in files:
        for kind, nouns in held.kinds.items():
            for noun in nouns:
                for surface in (noun, *plural(noun, held.irregular)):
                    found[surface.lower()].add(kind)
    return found


def _plain(files: Iterable[Nouns]) -> set[str]:
    """Phrases that are of no kind, whatever words they hold."""
    return {surface.lower() for noun in _all(held.plain for held in files) for surface in (noun, *plural(noun, {}))}


def _frame_senses(records: Iterable[SenseRecord], grammar: Grammar) -> Iterator[tuple[str, Sense]]:
    for record in records:
        common: dict[str, Any] = {
            "rule": record.rule or f"{record.type}.added",
            "kind": "frame",
            "type": record.type,
            "weight": record.weight,
            "needs": frozenset(record.needs),
            "object": frozenset(record.object),
            "subject": frozenset(record.subject),
            "about": frozenset(record.about),
            "near": record.near,
            "unless": tuple(record.unless),
            "attributes": record.attributes(),
        }
        for phrase in record.verbs:
            for surface, form, extra in grammar.surfaces(phrase.lower()):
                if record.only is None or form in record.only:
                    yield surface, Sense(form=form, **common, **extra)
        for phrase in record.nouns:
            yield phrase.lower(), Sense(form="noun", **common)


def _emphatic(records: Iterable[SenseRecord], files: Iterable[Speech], grammar: Grammar) -> dict[str, str]:
    """What each verb is without emphasis, "accepted" of "did accept", and in the past, "accepted" of "accepting"."""
    said = (phrase for held in files for phrases in held.speech.values() for phrase in phrases)
    phrases = (*(phrase for record in records for phrase in record.verbs), *said)
    verbs = {phrase.lower().partition(" ")[0] for phrase in phrases}
    found: dict[str, str] = {}
    adverbs = {word for word in verbs if word.endswith("ly") and word not in grammar.adverblike}
    for verb in sorted(verbs - grammar.fixed - grammar.verbless - adverbs - {"be"}):
        forms = {form: surface for surface, form in reversed(verb_forms(verb, grammar.irregular, grammar.doubling))}
        found |= {f"did {verb}": forms["past"], f"does {verb}": forms["s"], forms["ing"]: forms["past"]}
    return found


def _speech_senses(files: Iterable[Speech], grammar: Grammar) -> Iterator[tuple[str, Sense]]:
    for held in files:
        for group, phrases in held.speech.items():
            for phrase in phrases:
                if group == "according":
                    yield phrase.lower(), Sense("speech.according", "speech", "noun")
                    continue
                for surface, form, _ in grammar.surfaces(phrase.lower()):
                    yield surface, Sense(f"speech.{group}", "speech", form)


def _titles(files: Sequence[Offices]) -> frozenset[str]:
    """Every title: a head, a field and a head, or one that a single party has."""
    heads = {head for held in files for head in held.heads}
    alone = {head for held in files for head in held.alone}
    fields = {field for held in files for field in held.fields}
    of_a_field = [head for head in heads - alone if " " not in head]
    only = _turned(held.only for held in files)
    return frozenset((*heads, *only, *(f"{field} {head}" for field in fields for head in of_a_field)))


def _bodies(files: Iterable[Offices]) -> dict[str, str]:
    """The party of each body; empty where any party has one."""
    bodies = _turned(held.bodies for held in files)
    return {title.lower(): "" if party == "other" else party for title, party in bodies.items()}


def _entries(
    senses: Mapping[str, list[Sense]],
    kinds: Mapping[str, set[str]],
    titles: frozenset[str],
    bodies: Mapping[str, str],
    plain: set[str],
) -> dict[str, Entry]:
    senses = {
        surface: [*held, *_without_gap(surface, senses), *_without_article(surface, senses)]
        for surface, held in senses.items()
    }
    longest: dict[str, int] = {}
    for noun in kinds:
        words = noun.split(" ")
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
    entries = {surface: Entry() for surface in plain}
    for surface in {*senses, *kinds, *titles, *bodies} - plain:
        words = surface.split(" ")
        held: set[str] = set()
        for first, word in enumerate(words):
            for last in range(first + 1, min(len(words), first + longest.get(word, 0)) + 1):
                held |= kinds.get(" ".join(words[first:last]), set())
        if surface in titles or surface in bodies:
            held.add("side")
        entries[surface] = Entry(
            senses=tuple(sorted(set(senses.get(surface, ())), key=_order)),
            kinds=frozenset(held),
            office=surface in titles,
            body=bodies.get(surface),
        )
    return entries


_OF_TIME_OR_PLACE = frozenset(("on", "by", "in", "at", "over"))
"""Words that may begin something else behind a verb; "speak for", "put off" are other verbs."""


def _without_gap(surface: str, senses: Mapping[str, list[Sense]]) -> list[Sense]:
    """What the head of a phrase with a gap, or of one that asks for a form of *be*, means where these are not there.

    "Spoke on .. phone" must not hide "spoke" in "spoke on Sunday", nor "be requested by" "a clause requested by Doha",
    nor "be promised in" the phrase with a gap in "promised in August to buy".
    """
    head, _, last = surface.rpartition(" ")
    held = senses[surface]
    if last not in _OF_TIME_OR_PLACE or not all(sense.tail or sense.be for sense in held):
        return []
    whole = last == "by" or all(sense.tail for sense in held)
    return [sense for sense in senses.get(head, ()) if not sense.be and (whole or " " in sense.tail)]


def _without_article(surface: str, senses: Mapping[str, list[Sense]]) -> list[Sense]:
    """What a noun means without a form of *be* before it.

    "Be the main obstacle" must not hide "main obstacle" in "the main obstacle is sugar".
    """
    article, _, noun = surface.partition(" ")
    if article != "the" or not all(sense.be for sense in senses[surface]):
        return []
    return [sense for sense in senses.get(noun, ()) if sense.form == "noun"]


def _order(sense: Sense) -> tuple[object, ...]:
    """A total order, so that the same words always give the same reading."""
    kinds = tuple(map(sorted, (sense.object, sense.subject, sense.about, sense.needs)))
    return (-sense.weight, sense.rule, sense.form, sense.tail, not sense.be, sense.passive, sense.unless, kinds)


_FIELDS: tuple[tuple[str, NameKind], ...] = (
    ("nationals", "national"),
    ("adjectives", "adjective"),
    ("seats", "seat"),
    ("capitals", "capital"),
    ("names", "state"),
)


def _names(files: Iterable[Places]) -> tuple[dict[str, Name], dict[str, frozenset[str]]]:
    """The names of the world's places, and the members of each bloc."""
    names: dict[str, Name] = {}
    members: dict[str, frozenset[str]] = {}
    for held in files:
        for country, cities in held.cities.items():
            names.update({city: Name("city", country) for city in cities})
        for code, party in (held.states | held.blocs).items():
            for key, kind in _FIELDS:
                names.update({surface: Name(kind, code) for surface in getattr(party, key)})
            if party.name is not None:
                names[party.name] = Name("state", code)
            if party.members:
                members[code] = frozenset(party.members)
        for surface, ambiguous in held.ambiguous.items():
            known = names.get(surface, Name("other", ""))
            if ambiguous.hints and not ambiguous.default:
                names[surface] = Name(known.kind, known.code, tuple(ambiguous.hints))
            else:
                names[surface] = Name(known.kind, ambiguous.default)
        for phrase in held.not_a_party.get("phrases", ()):
            names[phrase] = Name("other", "")
    for surface, name in list(names.items()):
        if name.kind in ("capital", "city") and len(surface) > 3:
            names.setdefault(surface.upper(), name)
    return names, members
