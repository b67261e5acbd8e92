"""What events refer to: negotiations, parties, actors, issues, and the registry that looks them up."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from timeline.model.base import MOST, Line, PartyCode, Record, Slug
from timeline.model.edtf import Edtf


class Party(Record):
    """A state or bloc."""

    party: PartyCode
    """ISO 3166 alpha-2 code, or the short name of a bloc."""
    name: Line
    """The usual short name: South Korea, European Union."""
    kind: Literal["state", "bloc"] = "state"
    """A state or a bloc of states."""
    members: tuple[PartyCode, ...] = ()
    """Member states, where it is a bloc and they matter."""


class Negotiation(Record):
    """A process between parties with issues and a record."""

    negotiation_id: Slug
    """Short name: ``korea-us-2025``."""
    title: Line
    """As a headline would name it: Korea-US tariff and investment talks."""
    parties: Annotated[tuple[PartyCode, ...], Field(min_length=2)]
    """The sides."""
    began: Edtf | None = None
    """When the talks began, where known."""
    ended: Edtf | None = None
    """When they ended."""
    stalled_after_days: Annotated[int, Field(gt=0, lt=MOST)] = 30
    """Days without a move after which an open issue counts as stalled."""
    description: Line | None = None
    """What it is about, in a sentence or two."""


class Office(Record):
    """A post held by an actor for some time."""

    title: Line
    """Trade Minister, Treasury Secretary."""
    held: Edtf | None = None
    """The interval in office: 2025-06/.. ; None where not known."""


def office_parts(text: str) -> tuple[str, str | None]:
    """Title and time of an office that is written ``Trade Minister`` or ``Trade Minister @ 2025-06/..``."""
    title, _, held = text.partition("@")
    return title.strip(), held.strip() or None


class Actor(Record):
    """A person or body acting for a party."""

    actor_id: Slug
    """Short name, usually the full name: ``lee-jae-myung``."""
    name: Line
    """The usual full name."""
    party: PartyCode | None = None
    """The side acted for; None for a mediator or an outsider."""
    kind: Literal["person", "body"] = "person"
    """A person, or a ministry, office, delegation."""
    aliases: tuple[Line, ...] = ()
    """Other spellings and names that sources use."""
    offices: tuple[Office, ...] = ()
    """Posts, each with the time it was held."""

    @property
    def names(self) -> tuple[str, ...]:
        """What it is called: its name and aliases."""
        return self.name, *self.aliases


class IssueLink(Record):
    """How one issue bears on another."""

    rel: Literal["depends_on", "traded_for", "related"]
    """depends_on: cannot be settled before it; traded_for: given for it; related: otherwise tied."""
    issue_id: Slug
    """The other issue."""


class Issue(Record):
    """What is negotiated."""

    negotiation_id: Slug
    """The negotiation it is negotiated in."""
    issue_id: Slug
    """Short name, unique within the negotiation."""
    name: Line
    """Currency swap line, Automobile tariff."""
    phrases: tuple[Line, ...] = ()
    """Words by which sources name it."""
    parent: Slug | None = None
    """The issue that this one is a part of."""
    links: tuple[IssueLink, ...] = ()
    """How it bears on other issues."""

    @property
    def names(self) -> tuple[str, ...]:
        """What it is called: its name and phrases."""
        return self.name, *self.phrases


def fold_name(name: str) -> str:
    """A name as spelling variants share it: case, accents, hyphens and spaces do not count.

    ``Lee Jae-myung``, ``Lee Jae Myung`` and ``LEE Jaemyung`` all fold to ``leejaemyung``.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if c.isalnum())


@dataclass(frozen=True)
class Registry:
    """What is registered, for look-up by id and by name. A value: it holds what was read, no more."""

    negotiations: dict[str, Negotiation] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    issues: dict[tuple[str, str], Issue] = field(default_factory=dict)
    """By negotiation and issue id."""

    @classmethod
    def of(cls, records: Iterable[Record]) -> Registry:
        """A registry of ``records``; other kinds are passed over."""
        found = cls()
        for record in records:
            match record:
                case Negotiation():
                    found.negotiations[record.negotiation_id] = record
                case Party():
                    found.parties[record.party] = record
                case Actor():
                    found.actors[record.actor_id] = record
                case Issue():
                    found.issues[record.negotiation_id, record.issue_id] = record
        return found

    def with_records(self, records: Iterable[Record]) -> Registry:
        """This registry with further or corrected records."""
        mine = (self.negotiations, self.parties, self.actors, self.issues)
        return Registry.of([*(record for kind in mine for record in kind.values()), *records])

    def overlaid(self, earlier: Registry) -> Registry:
        """This registry with the records of ``earlier`` where it has them: what names meant then, the rest as now."""
        return Registry(
            {**self.negotiations, **earlier.negotiations},
            {**self.parties, **earlier.parties},
            {**self.actors, **earlier.actors},
            {**self.issues, **earlier.issues},
        )

    def issues_of(self, negotiation_id: str) -> list[Issue]:
        """The issues of one negotiation, by id."""
        return [issue for (owner, _), issue in sorted(self.issues.items()) if owner == negotiation_id]

    def find_actor(self, name: str) -> Actor | None:
        """The one actor with this id, name or alias; None where there is none or more than one."""
        if name in self.actors:
            return self.actors[name]
        hits = self._by_name.get(fold_name(name), ())
        return hits[0] if len(hits) == 1 else None

    def bearers(self, name: str) -> list[Actor]:
        """The actors who have a single word, such as a surname, among the words of a name; none for several words."""
        return list(self._by_word.get(fold_name(name), ())) if len(name.split()) == 1 else []

    def find_issue(self, negotiation_id: str, phrase: str) -> Issue | None:
        """The issue of the negotiation with this id, name or phrase; None where there is none."""
        folded = fold_name(phrase)
        for issue in self.issues_of(negotiation_id):
            if folded in map(fold_name, (issue.issue_id, *issue.names)):
                return issue
        return None

    @cached_property
    def _by_word(self) -> dict[str, tuple[Actor, ...]]:
        by_word: dict[str, tuple[Actor, ...]] = {}
        for actor in self.actors.values():
            for folded in {fold_name(word) for name in actor.names for word in name.split()} - {""}:
                by_word[folded] = (*by_word.get(folded, ()), actor)
        return by_word

    @cached_property
    def _by_name(self) -> dict[str, tuple[Actor, ...]]:
        by_name: dict[str, tuple[Actor, ...]] = {}
        for actor in self.actors.values():
            for folded in set(map(fold_name, actor.names)):
                by_name[folded] = (*by_name.get(folded, ()), actor)
        return by_name
