"""The history of an event: who recorded it, who corrected what, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from timeline.model.edtf import Edtf
from timeline.model.events import EventBase, Evidence, Link, Term
from timeline.model.ledger import Entry
from timeline.model.state import Dossier
from timeline.report.locales import _
from timeline.report.words import actor_name, date_words, issue_name, label, party_name, term_words


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that a correction changed, in words; empty where the field said nothing."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Revision:
    """One entry of the ledger."""

    when: str
    author: str
    action: str
    """Recorded, corrected or withdrawn."""
    reason: str
    differences: tuple[Difference, ...]


def revisions(dossier: Dossier, event_id: str) -> tuple[Revision, ...]:
    """Every entry of the event, oldest first, each with what it changed."""
    entries = dossier.history.get(event_id, ())
    return tuple(
        Revision(
            when=entry.recorded_at.strftime("%Y-%m-%d %H:%M UTC"),
            author=entry.author,
            action=label("action", entry.action),
            reason=entry.reason or "",
            differences=_differences(dossier, before, entry),
        )
        for before, entry in zip((None, *entries), entries, strict=False)
    )


def _differences(dossier: Dossier, before: Entry | None, after: Entry) -> tuple[Difference, ...]:
    if before is None or not isinstance(before.record, EventBase) or not isinstance(after.record, EventBase):
        return ()
    old, new = before.record, after.record
    names = dict.fromkeys((*type(old).model_fields, *type(new).model_fields))
    return tuple(
        Difference(label("field", name), _said(dossier, name, then), _said(dossier, name, now))
        for name in names
        if (then := getattr(old, name, None)) != (now := getattr(new, name, None))
    )


def _said(dossier: Dossier, name: str, value: Any) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, tuple):
        return "; ".join(_said(dossier, name, one) for one in value)
    match value:
        case Edtf():
            return date_words(value)
        case Term():
            return term_words(value)
        case Evidence():
            return f"“{value.quote}”"
        case Link():
            return _("{relation} {event}", relation=label("relation", value.rel), event=value.event_id)
    text = str(value)
    if name in ("parties", "by_parties", "to_parties"):
        return party_name(dossier, text)
    if name == "actors":
        return actor_name(dossier, text)
    return issue_name(dossier, text) if name == "issues" else label(name, text)
