"""What a word may mean to the extractor: values that the vocabulary files are compiled into."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from timeline.lexicon.weights import Learned
from timeline.model.events import EventType

SenseKind = Literal["frame", "speech"]
Need = Literal[
    "about", "ahead", "alone", "anyside", "byside", "counterpart", "course", "dated", "dealt", "done", "due",
    "ends", "joint", "notopen", "othercapital", "person", "personafter", "rate", "side", "tariffcontext", "toparty",
]  # fmt: skip
"""Conditions a sense may ask of its clause, see README.md of the words."""
NameKind = Literal["state", "capital", "seat", "adjective", "national", "city", "other"]


@dataclass(frozen=True, slots=True)
class Sense:
    """One way to read a word: as the trigger of an event, or as a verb of saying."""

    rule: str
    """Its name, as drafts give it: ``meeting.meet``."""
    kind: SenseKind
    form: str
    """``base``, ``s``, ``past``, ``ing`` or ``noun``."""
    type: EventType | None = None
    weight: int = 5
    """How strongly it speaks for its type, against other triggers of the same clause."""
    needs: frozenset[Need] = frozenset()
    """Conditions that the clause must meet, see README.md of the words."""
    object: frozenset[str] = frozenset()
    """Kinds of noun of which one must follow (or, in the passive, precede) within ``near``."""
    subject: frozenset[str] = frozenset()
    """Kinds of noun of which one must precede within ``near``."""
    about: frozenset[str] = frozenset()
    """Kinds of noun of which one must stand in the clause."""
    near: int = 60
    """Reach of ``object`` and ``subject`` in characters."""
    tail: str = ""
    """Words that must follow after a gap: ``off`` of "put .. off"."""
    unless: tuple[str, ...] = ()
    """Words that must not follow: "asked about" is no request."""
    be: bool = False
    """Whether a form of *be* must stand before it."""
    passive: bool = False
    """Whether the entry itself is a passive ("be held")."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Values of the fields of the type: verdict, act, stage ..."""


@dataclass(frozen=True, slots=True)
class Entry:
    """All that one surface may mean."""

    senses: tuple[Sense, ...] = ()
    kinds: frozenset[str] = frozenset()
    """Kinds of noun that it names or contains: talks, deal, tariff, ..."""
    office: bool = False
    """Whether it names an office: ``trade minister``."""
    body: str | None = None
    """Whether it names a body: the party it belongs to, or an empty text where any party has one."""


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name of the world's places."""

    kind: NameKind
    code: str
    """The party it stands for; empty for a name that stands for none."""
    hints: tuple[str, ...] = ()
    """Words of which one must stand in the text, or a state beside the name, for it to be the party: Georgia."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The vocabulary, compiled: words in lower case, names as written. One is another only where it is the same."""

    entries: dict[str, Entry]
    word_pattern: re.Pattern[str]
    names: dict[str, Name]
    name_pattern: re.Pattern[str]
    members: dict[str, frozenset[str]]
    """Members of each bloc."""
    treaties: frozenset[str]
    """Blocs that are agreements: their members negotiate with one another as often as together."""
    apart: frozenset[str]
    """Blocs without a common trade policy: their states are the parties to their agreements."""
    offices_of: dict[str, str]
    """Offices that one party alone has: title to party."""
    leaders: dict[str, str]
    """Surnames that the press writes alone, and the party each acts for."""
    people: dict[str, str]
    """Persons of public record, and surnames that only one of them has, by their key: the party each acts for."""
    women: frozenset[str]
    """Given names of women."""
    nounlike: frozenset[str]
    """Forms that are nouns more often than verbs."""
    emphatic: dict[str, str]
    """Verbs with emphasis, and what they are without: "did accept" is "accepted"."""
    unnamed: frozenset[str]
    """Bodies and offices that name nobody: ``officials``."""
    full_names: dict[str, str]
    """Full names of bodies by the short ones that articles use."""
    not_names: frozenset[str]
    """Capitalised words that are no part of a person's name."""
    surnames: frozenset[str]
    """Those of them that are one after a first name: "Liu He", "Theresa May"."""
    learned: Learned | None = None
    """What was learned from gold, of sentences and of the drafts of rules; None where only the rules read."""
