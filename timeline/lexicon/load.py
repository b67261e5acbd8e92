"""Reading the vocabulary files and compiling them, once, into a :class:`Lexicon`."""

from __future__ import annotations

import os
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from timeline.lexicon.inflect import plural, verb_forms
from timeline.lexicon.persons import parties_by_name
from timeline.lexicon.senses import NEEDS, Entry, Lexicon, Name, NameKind, Sense
from timeline.lexicon.trie import any_of, initials
from timeline.lexicon.weights import read_weights
from timeline.model.events import EVENT_MODELS, EVENT_TYPES, EventType
from timeline.model.problems import Problem, ProblemError

_HERE = Path(__file__).parent
WEIGHTS = "weights.json"
"""The file of the weights, among the words."""
_COMMON_KEYS = frozenset(
    ("rule", "weight", "verbs", "nouns", "needs", "object", "subject", "about", "near", "type", "unless", "only")
)
_KEYS = _COMMON_KEYS | {field for model in EVENT_MODELS.values() for field in model.own}
_FIXED_HEADS = frozenset(
    ("would", "will", "should", "must", "can", "could", "cannot", "may", "might", "not", "no", "only", "did", "was")
) | {"were", "is", "are", "still"}
"""First words of phrases that are taken as they stand."""
_LY_VERBS = (
    "ally",
    "apply",
    "bully",
    "comply",
    "fly",
    "imply",
    "multiply",
    "rally",
    "rely",
    "reply",
    "supply",
    "tally",
)
"""Verbs that end as adverbs do; "flatly reject" is inflected at its second word."""


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
    return replace(words, weights=read_weights(own if os.path.lexists(own) else _HERE / WEIGHTS))


@cache
def _words(extra_dir: Path | None, which: Path | None) -> Lexicon:
    files = {path.name: [_read(path)] for path in sorted((_HERE / "words").glob("*.toml"))}
    places = [_read(_HERE / "places.toml")]
    if extra_dir is not None:
        if not extra_dir.is_dir():
            raise ProblemError(Problem("is no folder of vocabulary files", str(extra_dir)))
        for path in sorted(extra_dir.glob("*.toml")):
            if path.name == "places.toml":
                places.append(_read(path))
            else:
                files.setdefault(path.name, []).append(_read(path))
    return _compile(files, places)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")) | {"@": str(path)}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProblemError(Problem(f"cannot be read: {error}", str(path))) from error


def _compile(files: Mapping[str, list[dict[str, Any]]], places: list[dict[str, Any]]) -> Lexicon:
    irregular, doubling = _verbs(files)
    kinds = _kinds(files)
    senses: dict[str, list[Sense]] = defaultdict(list)
    for tables in files.values():
        for table in tables:
            for surface, sense in _frame_senses(table, irregular, doubling):
                senses[surface].append(sense)
    for surface, sense in _speech_senses(files, irregular, doubling):
        senses[surface].append(sense)
    offices, offices_of, bodies, not_names = _offices(files)
    entries = _entries(senses, kinds, offices, bodies, _plain(files))
    names, party_names, members = _names(places)
    return Lexicon(
        entries=entries,
        word_pattern=re.compile(rf"(?<!\w)(?<!\w-)(?:{any_of(entries)})(?!\w)"),
        names=names,
        name_pattern=re.compile(rf"(?={initials(names)})(?<!\w)(?:{any_of(names)})(?![\w$])"),
        party_names=party_names,
        members=members,
        offices_of=offices_of,
        leaders={
            name: party
            for table in files.get("offices.toml", ())
            for party, names in table.get("leaders", {}).items()
            for name in names
        },
        people=parties_by_name(files.get("people.toml", ())),
        women=frozenset(
            name for table in files.get("people.toml", ()) for name in table.get("given", {}).get("women", ())
        ),
        nounlike=frozenset(
            form for table in files.get("verbs.toml", ()) for form in table.get("nounlike", {}).get("forms", ())
        ),
        unnamed=frozenset(
            word for table in files.get("offices.toml", ()) for word in table.get("unnamed", {}).get("words", ())
        ),
        full_names={
            short: full
            for table in files.get("offices.toml", ())
            for full, names in table.get("short", {}).items()
            for short in names
        },
        not_names=not_names,
        surnames=frozenset(
            word for table in files.get("offices.toml", ()) for word in table.get("not_names", {}).get("surnames", ())
        ),
    )


def _verbs(files: Mapping[str, list[dict[str, Any]]]) -> tuple[dict[str, list[str]], frozenset[str]]:
    irregular: dict[str, list[str]] = {}
    doubling: set[str] = set()
    for table in files.get("verbs.toml", ()):
        irregular.update(table.get("irregular", {}))
        doubling.update(table.get("doubling", {}).get("verbs", ()))
    return irregular, frozenset(doubling)


def _kinds(files: Mapping[str, list[dict[str, Any]]]) -> dict[str, set[str]]:
    """Kinds of noun by surface."""
    found: dict[str, set[str]] = defaultdict(set)
    for table in files.get("nouns.toml", ()):
        irregular = table.get("irregular", {})
        for kind, nouns in table.get("kinds", {}).items():
            for noun in nouns:
                for surface in (noun, *plural(noun, irregular)):
                    found[surface.lower()].add(kind)
    return found


def _plain(files: Mapping[str, list[dict[str, Any]]]) -> set[str]:
    """Phrases that are of no kind, whatever words they hold."""
    listed = [noun for table in files.get("nouns.toml", ()) for noun in table.get("plain", {}).get("nouns", ())]
    return {surface.lower() for noun in listed for surface in (noun, *plural(noun, {}))}


def _frame_senses(
    table: dict[str, Any], irregular: Mapping[str, list[str]], doubling: frozenset[str]
) -> Iterator[tuple[str, Sense]]:
    for number, record in enumerate(table.get("sense", ()), 1):
        where = f"{table['@']} sense {number}"
        unknown = sorted(set(record) - _KEYS)
        if unknown:
            raise ProblemError(Problem(f"unknown key {', '.join(unknown)}", where))
        kind = record.get("type", table.get("type"))
        if kind not in EVENT_TYPES:
            raise ProblemError(Problem(f"type is {kind!r}", where, f"one of {', '.join(EVENT_TYPES)}"))
        meaningless = sorted(set(record.get("needs", ())) - NEEDS)
        if meaningless:
            raise ProblemError(
                Problem(f"unknown condition {', '.join(meaningless)}", where, f"one of {', '.join(sorted(NEEDS))}")
            )
        gaps = [phrase for phrase in record.get("verbs", ()) if phrase.count(" .. ") > 1]
        if gaps:
            raise ProblemError(Problem(f"two gaps in {', '.join(gaps)}", where, "leave one gap, with .. once"))
        event_type: EventType = kind
        foreign = sorted(
            key for key in record if key not in EVENT_MODELS[event_type].own and key in _KEYS - _COMMON_KEYS
        )
        if foreign:
            raise ProblemError(Problem(f"a {event_type} has no {', '.join(foreign)}", where))
        common: dict[str, Any] = {
            "rule": record.get("rule", f"{event_type}.added"),
            "kind": "frame",
            "type": event_type,
            "weight": record.get("weight", 5),
            "needs": frozenset(record.get("needs", ())),
            "object": frozenset(record.get("object", ())),
            "subject": frozenset(record.get("subject", ())),
            "about": frozenset(record.get("about", ())),
            "near": record.get("near", 60),
            "unless": tuple(record.get("unless", ())),
            "attributes": tuple((key, record[key]) for key in EVENT_MODELS[event_type].own if key in record),
        }
        for phrase in record.get("verbs", ()):
            for surface, form, extra in _surfaces(phrase.lower(), irregular, doubling):
                if form not in record.get("only", (form,)):
                    continue
                yield surface, Sense(form=form, **common, **extra)
        for phrase in record.get("nouns", ()):
            yield phrase.lower(), Sense(form="noun", **common)


def _surfaces(
    phrase: str, irregular: Mapping[str, list[str]], doubling: frozenset[str]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every surface of a verb phrase, its form, and what else must hold."""
    phrase, gap, tail = phrase.partition(" .. ")
    extra: dict[str, Any] = {"tail": tail} if gap else {}
    head, _, rest = phrase.partition(" ")
    for short in _contracted(phrase):
        yield short, "past", extra
    if head == "be":
        yield rest, "past", extra | {"be": True, "passive": rest.split(" ")[0].endswith(("ed", "en", "ld", "ut", "d"))}
        return
    if head in _FIXED_HEADS and rest:
        yield phrase, "past", extra
        return
    if head.endswith("ly") and rest and head not in _LY_VERBS:
        for surface, form in verb_forms(rest.partition(" ")[0], irregular, doubling):
            yield " ".join(filter(None, (head, surface, rest.partition(" ")[2]))), form, extra
        return
    for surface, form in verb_forms(head, irregular, doubling):
        yield (f"{surface} {rest}" if rest else surface), form, extra


_SHORT = {
    "be not": ("isn't", "aren't", "wasn't", "weren't"),
    "will not": ("won't",),
    "would not": ("wouldn't",),
    "could not": ("couldn't",),
    "can not": ("can't",),
    "did not": ("didn't",),
    "should not": ("shouldn't",),
    "not": ("don't", "doesn't", "didn't", "won't", "wouldn't", "can't", "couldn't"),
}


def _contracted(phrase: str) -> Iterator[str]:
    """The short forms of a phrase that opens with a negation: "isn't on the table", "won't accept"."""
    phrase = "can not" + phrase[6:] if phrase.startswith("cannot ") else phrase
    for full, shorts in _SHORT.items():
        if phrase.startswith(full + " "):
            yield from (short + phrase[len(full) :] for short in shorts)


def _speech_senses(
    files: Mapping[str, list[dict[str, Any]]], irregular: Mapping[str, list[str]], doubling: frozenset[str]
) -> Iterator[tuple[str, Sense]]:
    for table in files.get("speech.toml", ()):
        for group, verbs in table.get("speech", {}).items():
            for phrase in verbs:
                if group == "according":
                    yield phrase, Sense("speech.according", "speech", "noun")
                    continue
                for surface, form, _ in _surfaces(phrase, irregular, doubling):
                    yield surface, Sense(f"speech.{group}", "speech", form)


def _offices(
    files: Mapping[str, list[dict[str, Any]]],
) -> tuple[set[str], dict[str, str], dict[str, str], frozenset[str]]:
    heads: set[str] = set()
    alone: set[str] = set()
    fields: set[str] = set()
    only: dict[str, str] = {}
    bodies: dict[str, str] = {}
    not_names: set[str] = set()
    for table in files.get("offices.toml", ()):
        heads.update(table.get("heads", ()))
        alone.update(table.get("alone", ()))
        fields.update(table.get("fields", ()))
        only.update({title: party for party, titles in table.get("only", {}).items() for title in titles})
        for party, titles in table.get("bodies", {}).items():
            bodies.update({title.lower(): "" if party == "other" else party for title in titles})
        not_names.update(table.get("not_names", {}).get("words", ()))
    of_a_field = [head for head in heads - alone if " " not in head]
    titles = heads | set(only) | {f"{field} {head}" for field in fields for head in of_a_field}
    return titles, only, bodies, frozenset(not_names)


def _entries(
    senses: Mapping[str, list[Sense]],
    kinds: Mapping[str, set[str]],
    offices: Iterable[str],
    bodies: Mapping[str, str],
    plain: set[str],
) -> dict[str, Entry]:
    titles = frozenset(offices)
    senses = {surface: [*held, *_without_gap(surface, senses)] for surface, held in senses.items()}
    entries = {surface: Entry() for surface in plain}
    for surface in {*senses, *kinds, *titles, *bodies} - plain:
        words = surface.split(" ")
        held = set(kinds.get(surface, ()))
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
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
    """What the head of a phrase with a gap means by itself, where the words behind the gap do not follow.

    "Spoke on .. phone" must not hide "spoke" in "spoke on Sunday".
    """
    head, _, last = surface.rpartition(" ")
    if last not in _OF_TIME_OR_PLACE or not all(sense.tail for sense in senses[surface]):
        return []
    return [sense for sense in senses.get(head, ()) if not sense.be]


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


def _names(
    places: list[dict[str, Any]],
) -> tuple[dict[str, Name], dict[str, str], dict[str, frozenset[str]]]:
    names: dict[str, Name] = {}
    party_names: dict[str, str] = {}
    members: dict[str, frozenset[str]] = {}
    for table in places:
        for country, cities in table.get("cities", {}).items():
            names.update({city: Name("city", country) for city in cities})
        for code, record in (table.get("states", {}) | table.get("blocs", {})).items():
            for key, kind in _FIELDS:
                names.update({surface: Name(kind, code) for surface in record.get(key, ())})
            if "name" in record:
                names[record["name"]] = Name("state", code)
                party_names[code] = record["name"]
            if "members" in record:
                members[code] = frozenset(record["members"])
        for surface, record in table.get("ambiguous", {}).items():
            default = record.get("default", "")
            kind = names[surface].kind if surface in names else "other"
            names[surface] = Name(kind, default)
        for phrase in table.get("not_a_party", {}).get("phrases", ()):
            names[phrase] = Name("other", "")
    for surface, name in list(names.items()):
        if name.kind in ("capital", "city") and len(surface) > 3:
            names.setdefault(surface.upper(), name)
    return names, party_names, members
