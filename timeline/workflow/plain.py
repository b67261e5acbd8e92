"""Events as a person writes them: names for ids, a quotation without offsets, ``;`` between entries of a list.

Used wherever a person enters or corrects an event: prompts, flags, batch files, the editor of review.
Every wrong field is found, not just the first one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from pydantic import ValidationError

from timeline.model.article import Article
from timeline.model.events import (
    EVENT_MODELS,
    EVENT_TYPES,
    Event,
    EventBase,
    EventType,
    Evidence,
    Relation,
    read_event,
)
from timeline.model.invalid import problems_of
from timeline.model.jsonlines import value_of
from timeline.model.problems import Problem, ProblemError, did_you_mean
from timeline.workflow.desk import Desk
from timeline.workflow.register import find_party
from timeline.workflow.terms import term_parts

PARTIES = ("parties", "by_parties", "to_parties")
LISTS = (*PARTIES, "actors", "issues", "terms", "links")
ALIASES = {
    "by": "by_parties",
    "to": "to_parties",
    "issue": "issues",
    "actor": "actors",
    "party": "parties",
    "term": "terms",
    "negotiation": "negotiation_id",
    "duration": "duration_minutes",
}
LINKS: tuple[Relation, ...] = get_args(Relation)
CITING = ("article", "quote", "start", "note")
"""Short form of one piece of evidence: the article, the words, and where they begin if they occur more than once;
or the id of a note that proves it as a whole."""

UNKNOWN = "unknown"
"""Stands for a name that is not registered while the other fields are read."""


@dataclass(frozen=True, slots=True)
class Unregistered(Problem):
    """A name that the registry does not have; ``kind`` and ``name`` let a person register it."""

    kind: str = ""
    name: str = ""


def read_plain(values: Mapping[str, Any], desk: Desk, event_id: str = "new-0001", where: str = "") -> Event:
    """The event that ``values`` describe; raises ProblemError with every problem, each under ``where``.

    Names of actors and issues, of parties and articles are looked up; quotations without offsets
    are located in their article; ``event_id`` is given, never read.
    """
    given = {ALIASES.get(key, key): value for key, value in values.items() if value not in (None, "", [], ())}
    given.pop("event_id", None)
    return _Entry(given, desk, where).event(event_id)


def to_plain(event: EventBase) -> dict[str, Any]:
    """The plain form of an event, as an editor shows it: what :func:`read_plain` reads back."""
    record = event.to_json()
    record.pop("event_id")
    for link in record.pop("links", ()):
        record.setdefault(link["rel"], []).append(link["event_id"])
    return record


def split(value: Any) -> list[Any]:
    """A list as it is, a text cut at its semicolons."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(";") if part.strip()]
    return list(value) if isinstance(value, (list, tuple)) else [value]


def locate(article: Article, quote: str, start: int | None = None) -> Evidence:
    """The evidence that ``quote`` is in an article, where it stands once or at ``start``.

    Raises ProblemError where the text does not have it, or has it more than once and ``start`` is
    not given. Spaces and line breaks of the quote may differ from those of the text.
    """
    pattern = re.compile(r"\s+".join(map(re.escape, quote.split())))
    exact = re.compile(re.escape(quote)) if quote in article.text else pattern
    hits = [match.span() for match in exact.finditer(article.text)] if quote.strip() else []
    if start is not None:
        hits = [hit for hit in hits if hit[0] == int(start)]
    if not hits:
        raise ProblemError(
            Problem(
                f"quote: article {article.article_id} does not have the words {quote[:60]!r}"
                + (f" at {start}" if start is not None else ""),
                hint="copy them from the text exactly; `timeline show " + article.article_id + "` prints it",
            )
        )
    if len(hits) > 1:
        places = ", ".join(str(hit[0]) for hit in hits[:5])
        raise ProblemError(
            Problem(
                f"quote: article {article.article_id} has {quote[:60]!r} {len(hits)} times, at {places}",
                hint="quote more words, or give the start",
            )
        )
    begin, end = hits[0]
    return Evidence(article_id=article.article_id, start=begin, end=end, quote=article.text[begin:end])


@dataclass
class _Entry:
    """What a person wrote, read field by field; what is wrong with it is gathered on the way."""

    given: dict[str, Any]
    desk: Desk
    where: str
    problems: list[Problem] = field(default_factory=list)

    def event(self, event_id: str) -> Event:
        """The event; raises ProblemError with every problem."""
        type = self._type()
        negotiation = self._negotiation()
        record: dict[str, Any] = {"event_id": event_id, "negotiation_id": negotiation, "type": type}
        record |= self._fields(type, record)
        record |= {key: [self._party(name, key) for name in record[key]] for key in PARTIES if key in record}
        record["actors"] = _once(map(self._actor, record.get("actors", ())))
        record["issues"] = _once(self._issue(name, negotiation) for name in record.get("issues", ()))
        record["parties"] = self._all_parties(record)
        record["terms"] = [self._term(term) for term in record.get("terms", ())]
        links = ({"rel": rel, "event_id": id} for rel in LINKS for id in split(self.given.get(rel, ())))
        record["links"] = [*record.get("links", ()), *links]
        record["evidence"] = self._evidence()
        event = self._made({name: value for name, value in record.items() if value not in ([], None)})
        if event is None or self.problems:
            raise ProblemError(self.problems)
        return event

    def _wrong(self, message: str, hint: str = "") -> None:
        self.problems.append(Problem(message, self.where, hint))

    def _type(self) -> EventType:
        type = str(self.given.get("type", ""))
        for known in EVENT_TYPES:
            if type == known:
                return known
        message = f'unknown event type "{type}"' if type else "is missing"
        hint = did_you_mean(type, EVENT_TYPES) or f"one of {', '.join(EVENT_TYPES)}"
        raise ProblemError(Problem(f"type: {message}", self.where, hint))

    def _negotiation(self) -> str:
        negotiation = str(self.given.get("negotiation_id") or self.desk.negotiation or "")
        known = self.desk.registry.negotiations
        if not negotiation:
            self._wrong("negotiation: is missing", "name it with --negotiation")
        elif negotiation not in known:
            hint = did_you_mean(negotiation, known) or "start it with `timeline init`"
            self._wrong(f'negotiation: "{negotiation}" is not registered', hint)
        return negotiation

    def _fields(self, type: EventType, known: Collection[str]) -> dict[str, Any]:
        """The fields of the type that are given, those of ``known`` apart; lists cut at their semicolons."""
        fields = EVENT_MODELS[type].model_fields
        told = {key: value for key, value in self.given.items() if key not in (*known, *CITING, *LINKS)}
        for key in told:
            if key not in fields:
                hint = did_you_mean(key, [*fields, *ALIASES, *CITING, *LINKS])
                self._wrong(f"{key}: is no field of a {type}", hint)
        return {key: split(value) if key in LISTS else value for key, value in told.items() if key in fields}

    def _all_parties(self, record: Mapping[str, Any]) -> list[str]:
        """The parties that are named, and those of the actors."""
        actors = self.desk.registry.actors
        named = {code for key in PARTIES for code in record.get(key, ())}
        sides = {actors[id].party for id in record["actors"] if id in actors}
        return sorted(named | {party for party in sides if party})

    def _party(self, name: str, field: str) -> str:
        name, registry = str(name), self.desk.registry
        found = find_party(name, registry)
        if found and found.party in registry.parties:
            return found.party
        several = [part.strip() for part in name.split(",")]
        if len(several) > 1 and all(find_party(part, registry) for part in several):
            self._wrong(f'{field}: "{name}" is several parties', "give each by itself")
        else:
            similar = did_you_mean(name, [*registry.parties, *(p.name for p in registry.parties.values())])
            party = found.party if found else f'CODE --name "{name}"'
            self._unregistered("party", name, field, similar, f"timeline register party {party}")
        return UNKNOWN.upper()

    def _actor(self, name: str) -> str:
        name, registry = str(name), self.desk.registry
        actor = registry.find_actor(name)
        if actor is not None:
            return actor.actor_id
        bearers = registry.bearers(name)
        if len(bearers) == 1:
            similar = f'did you mean "{bearers[0].name}"?'
        else:
            similar = did_you_mean(name, [label for known in registry.actors.values() for label in known.names])
        self._unregistered("actor", name, "actors", similar, f'timeline register actor "{name}" --party CODE')
        return UNKNOWN

    def _issue(self, name: str, negotiation: str) -> str:
        name, registry = str(name), self.desk.registry
        issue = registry.find_issue(negotiation, name)
        if issue is not None:
            return issue.issue_id
        known = [label for other in registry.issues_of(negotiation) for label in (other.issue_id, *other.names)]
        self._unregistered("issue", name, "issues", did_you_mean(name, known), f'timeline register issue "{name}"')
        return UNKNOWN

    def _unregistered(self, kind: str, name: str, field: str, similar: str, command: str) -> None:
        hint = f"{similar} else register it: {command}" if similar else f"register it: {command}"
        told = f'{field}: {kind} "{name}" is not registered'
        self.problems.append(Unregistered(told, self.where, hint, kind, name))

    def _term(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return term_parts(value)
        except ProblemError as error:
            self.problems += [problem.at(self.where) for problem in error.problems]
            return {"name": "unread", "value": 0, "unit": "unread"}

    def _evidence(self) -> list[Any]:
        """The quotations with their places, as far as they can be found."""
        found = []
        for piece in self._cited():
            name, quote = piece.get("article_id") or piece.get("article"), piece.get("quote")
            if not quote:
                self._wrong("quote: is missing", "give the words of the article that prove the event")
            if not name:
                self._wrong("article: is missing", "name the article that the quote is from")
            if not (name and quote):
                continue
            article = self.desk.article(str(name))
            if article is None:
                hint = "take it in first: timeline ingest FILE; `timeline list articles` shows the ids"
                self._wrong(f'article: "{name}" is not stored', hint)
                continue
            try:
                found.append(locate(article, str(quote), piece.get("start")).model_dump())
            except ProblemError as error:
                self.problems += [problem.at(self.where) for problem in error.problems]
            except (TypeError, ValueError, OverflowError):
                self._wrong(f"start: {piece.get('start')!r} is no place in the article", "count characters from 0")
        return found

    def _cited(self) -> list[Mapping[str, Any]]:
        """The pieces of evidence: those in full, that of the short form, and the note."""
        pieces = self.given.get("evidence", ())
        if isinstance(pieces, str):
            try:
                pieces = value_of(pieces)
            except ProblemError as error:
                for problem in error.problems:
                    self._wrong(f"evidence: {problem.message}")
                return []
        if not isinstance(pieces, (list, tuple)) or not all(isinstance(piece, Mapping) for piece in pieces):
            self._wrong("evidence: is no list of quotations", 'write [{"article_id": ..., "quote": ...}]')
            return []
        cited = list(pieces)
        article, quotes, start, note = (self.given.get(name) for name in CITING)
        if quotes or article:
            each = quotes if isinstance(quotes, list) else [quotes]
            cited += [{"article": article, "quote": quote, "start": start} for quote in each]
        noted = self.desk.article(str(note)) if note else None
        if noted is not None:
            cited.append({"article": noted.article_id, "quote": noted.text})
        return cited

    def _made(self, record: dict[str, Any]) -> Event | None:
        """The event, or None where a field is wrong; that a proof is missing is told once."""
        try:
            return read_event(record)
        except ValidationError as error:
            unproven = any(problem.message.startswith(("quote", "article")) for problem in self.problems)
            for problem in problems_of(error, self.where):
                field = problem.message.partition(":")[0]
                hint = "name the --article and the --quote that prove it" if field == "evidence" else ""
                if not (field == "evidence" and unproven):
                    self.problems.append(replace(problem, hint=problem.hint or hint))
            return None


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
