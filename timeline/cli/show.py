"""``timeline show``: one record, with evidence and history."""

from __future__ import annotations

import argparse
import json
from typing import Any

from timeline.model.problems import Problem, ProblemError, did_you_mean


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("id", help="of an event, article, draft, actor, party, negotiation, or NEGOTIATION/ISSUE")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="json: every version as recorded")


def run(args: argparse.Namespace) -> int:
    """Print the record as it stands, its quotations, and every change."""
    from timeline.model.ledger import KINDS, Entry, Kind
    from timeline.store.store import Store

    with Store(args.db).reading() as reader:
        order: tuple[Kind, ...] = ("event", "article", "draft", "actor", "negotiation", "issue", "party")
        found: list[Entry] = []
        for kind in order:
            found = reader.versions(kind, args.id)
            if found:
                break
        if not found:
            known = [id for kind in KINDS for id in reader.ids(kind)]
            hint = did_you_mean(args.id, known) or "`timeline list` shows what there is"
            raise ProblemError(Problem(f'nothing is recorded under "{args.id}"', hint=hint))
        decisions = reader.versions("decision", args.id) if found[0].kind == "draft" else []
        cited = {
            span.article_id: reader.find("article", span.article_id)
            for span in getattr(found[-1].record, "evidence", ())
        }
    entries = sorted([*found, *decisions], key=lambda entry: entry.recorded_at)
    if args.format == "json":
        for entry in entries:
            line = entry.model_dump(mode="json", exclude={"record"})
            print(json.dumps({**line, "record": entry.record.to_json() if entry.record else None}, ensure_ascii=False))
        return 0
    print("\n".join(_text(entries, cited)))
    return 0


def _text(entries: list[Any], cited: dict[str, Any]) -> list[str]:
    standing = next((e.record for e in reversed(entries) if e.record is not None and e.kind != "decision"), None)
    lines = [f"{entries[0].kind} {entries[0].id}"]
    if entries[-1].action == "retract" and entries[-1].kind != "decision":
        lines.append("RETRACTED; as it last stood:")
    if standing is not None:
        for name, value in standing.to_json().items():
            if name not in ("evidence", "text"):
                lines.append(f"  {name:<16} {_shown(value)}")
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
    lines += ["", "history"]
    for entry in entries:
        what = f"{entry.action} {entry.kind}" if entry.kind == "decision" else entry.action
        if entry.kind == "decision" and entry.record:
            what += f" {entry.record.verdict}" + (f" {entry.record.event_id}" if entry.record.event_id else "")
        why = f": {entry.reason}" if entry.reason else ""
        lines.append(f"  {entry.recorded_at:%Y-%m-%d %H:%M:%SZ}  {entry.author}  {what}{why}")
    return lines


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_shown(part) for part in value)
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values())
    return str(value)
