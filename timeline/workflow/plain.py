"""Events as a person writes them: names for ids, a quotation without offsets, ``;`` between entries of a list.

Used wherever a person enters or corrects an event: prompts, flags, batch files, the editor of review.
Every wrong field is found, not just the first one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import ValidationError

from timeline.model.article import Article
from timeline.model.base import problems_of
from timeline.model.events import (
    EVENT_MODELS,
    EVENT_TYPES,
    Event,
    EventBase,
    Evidence,
    Relation,
    Term,
    read_event,
)
from timeline.model.jsonlines import value_of
from timeline.model.problems import Problem, ProblemError, did_you_mean, near
from timeline.model.registry import Registry
from timeline.workflow.register import find_party

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

_TERM = re.compile(
    r"(?P<name>[a-z0-9_]+)(?:\s*[:=])?\s+(?P<bound>about |at_least |at_most )?"
    r"(?P<value>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE]\d+)?)\s*(?P<unit>%|[A-Za-z][\w-]*)"
    r"(?:(?:/|\s+per\s+)(?P<per>[\w-]+))?(?:\s+(?P<role>[a-z_]+))?(?:\s+(?P<party>[A-Z]{2,12}))?\Z"
)


@dataclass(frozen=True)
class Desk:
    """What the plain form is read against: the registry, and a way to an article by its id or url."""

    registry: Registry
    article: Callable[[str], Article | None]
    negotiation: str | None = None
    """The negotiation meant where the entry does not name one."""


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
    match = _TERM.match(value.strip())
    if not match:
        hint = (
            'write "tariff_rate 15 % agreed", "quota 300,000 tonnes/year" or "investment_total 350e9 USD demanded US"'
        )
        problems.append(Problem(f"terms: cannot read {value!r}", where, hint))
        return {"name": "unread", "value": 0, "unit": "unread"}
    parts = {key: part for key, part in match.groupdict().items() if part}
    figure = parts["value"].replace(",", "")
    parts["value"] = int(figure) if figure.lstrip("+-").isdecimal() else float(figure)
    if "bound" in parts:
        parts["bound"] = parts["bound"].strip()
    return parts


def read_term(text: str) -> Term:
    """The term that one line says; raises ProblemError where it says none."""
    problems: list[Problem] = []
    parts = _term(text, "", problems)
    if problems:
        raise ProblemError(problems)
    try:
        return Term.model_validate(parts)
    except ValidationError as error:
        raise ProblemError(problems_of(error)) from None


def write_term(term: Mapping[str, Any]) -> str:
    """A term on one line, as :func:`read_plain` reads it: ``annual_cap at_most 20,000,000,000 USD/year agreed``."""
    bound = term.get("bound", "exactly")
    value = float(term["value"])
    figure = f"{value:,.0f}" if value.is_integer() and abs(value) < 1e15 else repr(value)
    parts = [
        str(term["name"]),
        "" if bound == "exactly" else str(bound),
        figure,
        str(term["unit"]) + (f"/{term['per']}" if term.get("per") else ""),
        str(term.get("role") or ""),
        str(term.get("party") or ""),
    ]
    return " ".join(part for part in parts if part)


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


def near_names(kind: str, name: str, desk: Desk, parties: Collection[str] = ()) -> list[str]:
    """Registered names that look like ``name``, for a choice of which one was meant.

    First those who bear it as a part of their name, as a surname, and act for one of ``parties``.
    """
    registry = desk.registry
    bearers: list[str] = []
    if kind == "actor":
        found = registry.bearers(name)
        bearers = [a.actor_id for a in sorted(found, key=lambda actor: (actor.party not in parties, actor.actor_id))]
        labels = {label: a.actor_id for a in registry.actors.values() for label in (a.actor_id, *a.names)}
    elif kind == "issue":
        issues = registry.issues_of(desk.negotiation or "")
        labels = {label: i.issue_id for i in issues for label in (i.issue_id, *i.names)}
    else:
        labels = {label: p.party for p in registry.parties.values() for label in (p.party, p.name)}
    return list(dict.fromkeys([*bearers, *(labels[hit] for hit in near(name, labels, 5))]))
