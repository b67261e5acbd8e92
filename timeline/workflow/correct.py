"""Correct or withdraw a registered record or the citation of an article: only the fields named change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_origin

from pydantic import ValidationError

from timeline.model.events import Event
from timeline.model.invalid import problems_of
from timeline.model.ledger import KINDS, AnyRecord, Change, Kind, id_of, read_record
from timeline.model.problems import Problem, ProblemError, UsageProblem, did_you_mean
from timeline.model.registry import Issue, Party, office_parts
from timeline.store.store import Reader, Store
from timeline.workflow.plain import split

FIXED = ("negotiation_id", "actor_id", "issue_id", "article_id", "text")
"""What a record is known by; never corrected."""
CORRECTED: tuple[Kind, ...] = ("negotiation", "actor", "issue", "party", "article")


def _find_any(reader: Reader, id: str) -> tuple[Kind, AnyRecord]:
    """The standing record under an id that is corrected here, and its kind.

    Raises ProblemError where there is none: with near ids, or what to do with the event or draft that has the id.
    """
    found = _standing(reader, id)
    if found is None:
        known = [other for kind in KINDS for other in reader.ids(kind)]
        raise ProblemError(Problem(f'nothing stands under "{id}"', hint=did_you_mean(id, known)))
    if found[0] not in CORRECTED:
        raise ProblemError(_of_another_kind(found[0], id))
    return found


def find_event(reader: Reader, id: str) -> Event:
    """The standing event under an id.

    Raises ProblemError where there is none: with near ids, or what to do with the record of another kind that has it.
    """
    found = None if reader.versions("event", id) else _standing(reader, id)
    if found is not None:
        raise ProblemError(_of_another_kind(found[0], id))
    return reader.record("event", id)


def _standing(reader: Reader, id: str) -> tuple[Kind, AnyRecord] | None:
    kinds: tuple[Kind, ...] = (*CORRECTED, "event", "draft")
    return next(((kind, record) for kind in kinds if (record := reader.find(kind, id)) is not None), None)


def _of_another_kind(kind: Kind, id: str) -> Problem:
    how = {
        "event": f"amend it with --summary and the like: timeline amend {id} --summary TEXT",
        "draft": f"decide on it: timeline review --accept {id}, or --reject {id}",
    }
    hint = how.get(kind, f"amend it with --set: timeline amend {id} --set FIELD=VALUE")
    return Problem(f"is {'an' if kind[0] in 'aei' else 'a'} {kind}", id, hint)


@dataclass(frozen=True)
class Corrected:
    """A record before and after a correction."""

    before: AnyRecord
    record: AnyRecord


def correct(
    store: Store,
    author: str,
    id: str,
    given: Mapping[str, Any],
    why: str,
    more: Mapping[str, Sequence[str]] | None = None,
    without: Mapping[str, Sequence[str]] | None = None,
) -> Corrected:
    """Record a corrected version with the fields of ``given`` changed; None or an empty text clears one.

    Lists are written with ``;`` between entries and replace the whole list; ``more`` are entries added to lists,
    ``without`` entries taken out of them, by field. An office of an actor is ``Trade Minister @ 2025-06/..``; without
    a time it is taken out whenever it was held. The parent of an issue is named by id, name or phrase. Raises
    UsageProblem with every field that is unknown, fixed or wrong, ProblemError for an entry to take out that is not
    there.
    """
    with store.writing(author) as writer:
        kind, record = _find_any(writer, id)
        where = f"{kind} {id}"
        values = _with_fields(writer, record, given, where)
        for name, entries in (without or {}).items():
            values[name] = _without(name, values.get(name, []), entries, where)
        for name, entries in (more or {}).items():
            there = values.get(name, [])
            values[name] = [*there, *(entry for each in entries if (entry := _entry(name, each)) not in there)]
        try:
            corrected = read_record(kind, values)
        except ValidationError as error:
            raise UsageProblem(problems_of(error, where)) from error
        if corrected == record:
            raise ProblemError(Problem("already says that", where))
        writer.append([Change(kind=kind, id=id_of(corrected), action="amend", reason=why, record=corrected)])
    return Corrected(record, corrected)


def withdraw(store: Store, author: str, id: str, why: str) -> Kind:
    """Retract a registered record or an article that nothing refers to; return its kind."""
    with store.writing(author) as writer:
        kind, _ = _find_any(writer, id)
        writer.append([Change.retraction(kind, id, why)])
    return kind


def _with_fields(reader: Reader, record: AnyRecord, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The record in its JSON form with fields replaced or cleared; raises UsageProblem with each that may not be."""
    fixed = (*FIXED, "party") if isinstance(record, Party) else FIXED
    fields = {name: field for name, field in type(record).model_fields.items() if name not in fixed}
    wrong = [
        Problem(
            f"{name}: cannot be corrected on {where}",
            hint=did_you_mean(name, fields) or f"one of {', '.join(fields)}",
        )
        for name in given
        if name not in fields
    ]
    if wrong:
        raise UsageProblem(wrong)
    values = record.to_json()
    for name, value in given.items():
        if value in (None, ""):
            values.pop(name, None)
        elif get_origin(fields[name].annotation) is tuple:
            values[name] = [_entry(name, each) for each in split(value)]
        elif name == "parent" and isinstance(record, Issue):
            parent = reader.registry().find_issue(record.negotiation_id, str(value))
            values[name] = parent.issue_id if parent else value
        else:
            values[name] = value
    return values


def _without(name: str, there: list[Any], entries: Sequence[str], where: str) -> list[Any]:
    """What is left of a list; raises ProblemError with each entry that it does not have."""

    def means(entry: str, one: Any) -> bool:
        named = _entry(name, entry)
        return named == one or (isinstance(one, dict) and named == {"title": one.get("title")})

    known = [str(one["title"] if isinstance(one, dict) else one) for one in there]
    problems = [
        Problem(
            f'{name}: "{entry}" is not there',
            where,
            did_you_mean(entry, known) or (f"there are {'; '.join(known)}" if known else "there are none"),
        )
        for entry in entries
        if not any(means(entry, one) for one in there)
    ]
    if problems:
        raise ProblemError(problems)
    return [one for one in there if not any(means(entry, one) for entry in entries)]


def _entry(name: str, value: Any) -> Any:
    if name == "offices" and isinstance(value, str):
        title, held = office_parts(value)
        return {"title": title, "held": held} if held else {"title": title}
    if name == "links" and isinstance(value, str):
        rel, _, issue = value.partition(":")
        return {"rel": rel.strip(), "issue_id": issue.strip()}
    return value
