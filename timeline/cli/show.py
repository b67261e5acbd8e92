"""``timeline show``: one record, with evidence and history."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from timeline.cli.differences import changed_fields, field_line, in_words
from timeline.model.problems import Problem, ProblemError, did_you_mean
from timeline.model.registry import Actor, Issue, Party, fold_name
from timeline.model.visible import visible, visible_json
from timeline.model.wording import as_number

if TYPE_CHECKING:
    from timeline.model.ledger import Entry
    from timeline.store.store import Reader


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument(
        "id",
        help="of an event (its number will do where there is one negotiation), article (also source id or URL), draft, "
        "actor, party, negotiation, issue or NEGOTIATION/ISSUE; names and aliases will do",
    )
    parser.add_argument("--history", action="store_true", help="every version, with what each changed")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="json: every version as recorded")


def run(args: argparse.Namespace) -> int:
    """Print the record as it stands, its quotations, and every change."""
    from timeline.store.store import Store

    with Store(args.db).reading() as reader:
        found = _entries(reader, args.id)
        decisions = reader.versions("decision", found[0].id) if found[0].kind == "draft" else []
        cited = {
            span.article_id: reader.find("article", span.article_id)
            for span in getattr(found[-1].record, "evidence", ())
        }
    entries = sorted([*found, *decisions], key=lambda entry: entry.recorded_at)
    if args.format == "json":
        for entry in entries:
            line = entry.model_dump(mode="json", exclude={"record"})
            line["record"] = entry.record.to_json() if entry.record else None
            print(visible_json(json.dumps(line, ensure_ascii=False)))
        return 0
    print(visible("\n".join(_history(entries) if args.history else _text(entries, cited))))
    return 0


def _entries(reader: Reader, named: str) -> list[Entry]:
    """Every version of the record under an id, or under a name that means one; raises ProblemError where none is."""
    from timeline.model.ledger import KINDS, Kind, id_of

    order: tuple[Kind, ...] = ("event", "article", "draft", "actor", "negotiation", "issue", "party")
    for kind in order:
        found = reader.versions(kind, named)
        if found:
            return found
    article = reader.article_named(named)
    if article is not None:
        return reader.versions("article", article.article_id)
    registry = reader.registry()
    number = as_number(named)
    if number is not None and len(registry.negotiations) == 1:
        found = reader.versions("event", f"{next(iter(registry.negotiations))}-{number:04d}")
        if found:
            return found
    fits = [
        (kind, id_of(record))
        for kind, records in (("actor", registry.actors), ("issue", registry.issues), ("party", registry.parties))
        for record in records.values()
        if fold_name(named) in map(fold_name, _names(record))
    ]
    if len(fits) == 1:
        return reader.versions(fits[0][0], fits[0][1])  # type: ignore[arg-type]
    if fits:
        shown = " and ".join(f"{kind} {id}" for kind, id in fits)
        raise ProblemError(Problem(f'"{named}" fits {shown}', hint="name one of them by its id"))
    known = [id for kind in KINDS for id in reader.ids(kind)]
    hint = did_you_mean(named, known) or "`timeline list` shows what there is"
    raise ProblemError(Problem(f'nothing is recorded under "{named}"', hint=hint))


def _names(record: Actor | Issue | Party) -> tuple[str, ...]:
    """What a record is called, beside its id."""
    if isinstance(record, Party):
        return (record.name,)
    return (record.issue_id, *record.names) if isinstance(record, Issue) else record.names


def _text(entries: list[Any], cited: dict[str, Any]) -> list[str]:
    standing = next((e.record for e in reversed(entries) if e.record is not None and e.kind != "decision"), None)
    lines = [f"{entries[0].kind} {entries[0].id}"]
    if entries[-1].action == "retract" and entries[-1].kind != "decision":
        lines.append("RETRACTED; as it last stood:")
    if standing is not None:
        for name, value in standing.to_json().items():
            if name not in ("evidence", "text"):
                lines.append(field_line(name, in_words(value)))
        for span in getattr(standing, "evidence", ()):
            article = cited.get(span.article_id)
            source = f"{article.label}{', ' + article.url if article.url else ''}" if article else span.article_id
            lines += [
                "",
                f"  “{' '.join(span.quote.split())}”",
                f"    {source} [{span.article_id} {span.start}:{span.end}]",
            ]
        if hasattr(standing, "text"):
            lines += ["", standing.text]
    return [*lines, "", "history", *map(_entry_line, entries)]


def _history(entries: list[Entry]) -> list[str]:
    """Every entry, and under it each field that it changed: what it said before, and what it says since."""
    lines = [f"{entries[0].kind} {entries[0].id}"]
    before: dict[str, dict[str, Any]] = {}
    for entry in entries:
        now = entry.record.to_json() if entry.record is not None else {}
        then = before.get(entry.kind, {})
        lines += ["", _entry_line(entry)]
        lines += [f"  {line}" for line in changed_fields(then, now)]
        before[entry.kind] = now or then
    return lines


def _entry_line(entry: Entry) -> str:
    what = f"{entry.action} {entry.kind}" if entry.kind == "decision" else entry.action
    if entry.kind == "decision" and entry.record:
        what += f" {entry.record.verdict}" + (f" {entry.record.event_id}" if entry.record.event_id else "")
    why = f": {entry.reason}" if entry.reason else ""
    return f"  {entry.recorded_at:%Y-%m-%d %H:%M:%SZ}  {entry.author}  {what}{why}"
