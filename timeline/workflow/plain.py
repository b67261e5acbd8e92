"""Events as a person writes them: names for ids, a quotation without offsets, ``;`` between entries of a list.

Used wherever a person enters or corrects an event: prompts, flags, batch files, the editor of review.
Every wrong field is found, not just the first one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import ValidationError

from timeline.model.article import Article
from timeline.model.events import (
    EVENT_MODELS,
    EVENT_TYPES,
    Event,
    EventBase,
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
    problems: list[Problem] = []
    given = {ALIASES.get(key, key): value for key, value in values.items() if value not in (None, "", [], ())}
    given.pop("event_id", None)
    negotiation = str(given.get("negotiation_id") or desk.negotiation or "")
    type = str(given.get("type", ""))
    if type not in EVENT_TYPES:
        message = f'unknown event type "{type}"' if type else "is missing"
        hint = did_you_mean(type, EVENT_TYPES) or f"one of {', '.join(EVENT_TYPES)}"
        raise ProblemError(Problem(f"type: {message}", where, hint))
    if not negotiation:
        problems.append(Problem("negotiation: is missing", where, "name it with --negotiation"))
    elif negotiation not in desk.registry.negotiations:
        hint = did_you_mean(negotiation, desk.registry.negotiations) or "start it with `timeline init`"
        problems.append(Problem(f'negotiation: "{negotiation}" is not registered', where, hint))
    record: dict[str, Any] = {"event_id": event_id, "negotiation_id": negotiation, "type": type}
    fields = EVENT_MODELS[type].model_fields
    for key, value in given.items():
        if key in record or key in CITING or key in LINKS:
            continue
        if key not in fields:
            known = [*fields, *ALIASES, *CITING, *LINKS]
            problems.append(Problem(f"{key}: is no field of a {type}", where, did_you_mean(key, known)))
        else:
            record[key] = split(value) if key in LISTS else value
    for key in PARTIES:
        if key in record:
            record[key] = [_party(name, key, desk, where, problems) for name in record[key]]
    record["actors"] = _once(_actor(name, desk, where, problems) for name in record.get("actors", ()))
    record["issues"] = _once(_issue(name, negotiation, desk, where, problems) for name in record.get("issues", ()))
    named = {code for key in PARTIES for code in record.get(key, ())}
    sides = {desk.registry.actors[id].party for id in record["actors"] if id in desk.registry.actors}
    record["parties"] = sorted(named | {party for party in sides if party})
    record["terms"] = [_term(term, where, problems) for term in record.get("terms", ())]
    record["links"] = [
        *record.get("links", ()),
        *({"rel": rel, "event_id": id} for rel in LINKS for id in split(given.get(rel, ()))),
    ]
    record["evidence"] = _evidence(given, desk, where, problems)
    try:
        event = read_event({name: value for name, value in record.items() if value not in ([], None)})
    except ValidationError as error:
        shown = {"evidence": "name the --article and the --quote that prove it"}
        for problem in problems_of(error, where):
            field = problem.message.partition(":")[0]
            if not (field == "evidence" and any(p.message.startswith(("quote", "article")) for p in problems)):
                problems.append(Problem(problem.message, problem.where, problem.hint or shown.get(field, "")))
    if problems:
        raise ProblemError(problems)
    return event


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


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _party(name: str, field: str, desk: Desk, where: str, problems: list[Problem]) -> str:
    name = str(name)
    found = find_party(name, desk.registry)
    if found and found.party in desk.registry.parties:
        return found.party
    hint = did_you_mean(name, [*desk.registry.parties, *(p.name for p in desk.registry.parties.values())])
    command = f"timeline register party {found.party}" if found else f'timeline register party CODE --name "{name}"'
    several = [part.strip() for part in name.split(",")]
    if len(several) > 1 and all(find_party(part, desk.registry) for part in several):
        problems.append(Problem(f'{field}: "{name}" is several parties', where, "give each by itself"))
    else:
        problems.append(_unregistered("party", name, where, field, hint, command))
    return UNKNOWN.upper()


def _actor(name: str, desk: Desk, where: str, problems: list[Problem]) -> str:
    actor = desk.registry.find_actor(str(name))
    if actor is not None:
        return actor.actor_id
    known = [label for a in desk.registry.actors.values() for label in a.names]
    bearers = desk.registry.bearers(str(name))
    hint = f'did you mean "{bearers[0].name}"?' if len(bearers) == 1 else did_you_mean(str(name), known)
    command = f'timeline register actor "{name}" --party CODE'
    problems.append(_unregistered("actor", str(name), where, "actors", hint, command))
    return UNKNOWN


def _issue(name: str, negotiation: str, desk: Desk, where: str, problems: list[Problem]) -> str:
    issue = desk.registry.find_issue(negotiation, str(name))
    if issue is not None:
        return issue.issue_id
    known = [label for i in desk.registry.issues_of(negotiation) for label in (i.issue_id, *i.names)]
    problems.append(
        _unregistered(
            "issue", str(name), where, "issues", did_you_mean(str(name), known), f'timeline register issue "{name}"'
        )
    )
    return UNKNOWN


def _unregistered(kind: str, name: str, where: str, field: str, similar: str, command: str) -> Unregistered:
    hint = f"{similar} else register it: {command}" if similar else f"register it: {command}"
    return Unregistered(f'{field}: {kind} "{name}" is not registered', where, hint, kind, name)


def _term(value: Any, where: str, problems: list[Problem]) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return term_parts(value)
    except ProblemError as error:
        problems += [problem.at(where) for problem in error.problems]
        return {"name": "unread", "value": 0, "unit": "unread"}


def _evidence(given: dict[str, Any], desk: Desk, where: str, problems: list[Problem]) -> list[Any]:
    pieces = given.get("evidence", ())
    if isinstance(pieces, str):
        try:
            pieces = value_of(pieces)
        except ProblemError as error:
            problems += [Problem(f"evidence: {problem.message}", where) for problem in error.problems]
            return []
    if not isinstance(pieces, (list, tuple)) or not all(isinstance(piece, Mapping) for piece in pieces):
        hint = 'write [{"article_id": ..., "quote": ...}]'
        problems.append(Problem("evidence: is no list of quotations", where, hint))
        return []
    cited = [dict(piece) for piece in pieces]
    if given.get("quote") or given.get("article"):
        quotes = given.get("quote")
        for quote in quotes if isinstance(quotes, list) else [quotes]:
            cited.append({"article": given.get("article"), "quote": quote, "start": given.get("start")})
    note = desk.article(str(given["note"])) if given.get("note") else None
    if note is not None:
        cited.append({"article": note.article_id, "quote": note.text})
    found: list[Any] = []
    for piece in cited:
        name, quote = piece.get("article_id") or piece.get("article"), piece.get("quote")
        if not quote:
            problems.append(Problem("quote: is missing", where, "give the words of the article that prove the event"))
        if not name:
            problems.append(Problem("article: is missing", where, "name the article that the quote is from"))
        if not (name and quote):
            continue
        article = desk.article(str(name))
        if article is None:
            hint = "take it in first: timeline ingest FILE; `timeline list articles` shows the ids"
            problems.append(Problem(f'article: "{name}" is not stored', where, hint))
            continue
        try:
            found.append(locate(article, str(quote), piece.get("start")).model_dump())
        except (ProblemError, TypeError, ValueError, OverflowError) as error:
            inner = error.problems if isinstance(error, ProblemError) else (_no_start(piece),)
            problems += [Problem(problem.message, where, problem.hint) for problem in inner]
    return found


def _no_start(piece: Mapping[str, Any]) -> Problem:
    return Problem(f"start: {piece.get('start')!r} is no place in the article", hint="count characters from 0")
