"""Take back what was recorded: whatever it was, by compensating entries, so that the log keeps both."""

from __future__ import annotations

from dataclasses import dataclass, field

from timeline.model.ledger import Change, Entry, Kind
from timeline.model.problems import Problem, ProblemError
from timeline.store.store import Store, Writer

NAMES: tuple[Kind, ...] = ("party", "negotiation", "actor", "issue")
"""Kinds that others may have come to use: registered on the way to something else, they stay where they are needed."""


@dataclass
class Undone:
    """What came of undoing."""

    number: int
    """The entry that was named."""
    author: str
    """Who had recorded it."""
    taken_back: list[tuple[int, Change]] = field(default_factory=list)
    """Number of each entry taken back, with the change that does it."""
    kept: list[tuple[int, Entry, str]] = field(default_factory=list)
    """Registrations that stay, with the reason."""


def undo(store: Store, author: str, named: str | None = None, why: str | None = None, only: bool = False) -> Undone:
    """Take back an entry of the log and all that was recorded with it in one act; return what was done.

    With ``only`` just the entry, not what was recorded with it.
    ``named`` is the number of an entry or an id (then its latest entry); None means the last of the log, and
    then only where it is ``author``'s own. A record becomes a retraction, a correction the version before it, a
    retraction the record again; so an undoing can itself be undone. Names that were registered on the way to
    something else stay where others need them by now. Raises ProblemError where a record has been
    changed since, or what is left would break a law; then nothing is changed.
    """
    with store.writing(author) as writer:
        number = writer.entry_number(named)
        if number is None:
            what = f"entry {named}" if named and named.isdigit() else named or "the log"
            raise ProblemError(Problem("there is nothing to undo", what, "`timeline log` shows every entry"))
        together = [one for one in writer.transaction(number) if one[0] == number or not only]
        recorded_by = together[0][2].author
        if named is None and recorded_by != author:
            hint = f"`timeline undo {number}` if that is what you mean"
            raise ProblemError(Problem(f"the last entry is {recorded_by}'s, not yours", f"entry {number}", hint))
        undone = Undone(number, recorded_by)
        mixed = any(entry.kind not in NAMES for _, _, entry in together)
        problems: list[Problem] = []
        versions = _versions(writer, [entry for _, _, entry in together])
        for entry_number, version, entry in together:
            of_record = versions[entry.kind, entry.id]
            later = of_record[version:]
            if later and mixed and entry.kind in NAMES:
                undone.kept.append((entry_number, entry, f"was changed since by {later[0].author}"))
            elif later:
                by = f"by {later[0].author} at {later[0].recorded_at:%F %T} UTC"
                told = f"{entry.kind} {entry.id} was changed since {by}"
                hint = "undo that first"
                if entry.kind == "event" and any(other.kind == "decision" for _, _, other in together):
                    hint += ", or `timeline review --undo DRAFT` takes only the decision back"
                problems.append(Problem(told, f"entry {entry_number}", hint))
            else:
                undone.taken_back.append((entry_number, _compensation(entry, of_record, version, entry_number, why)))
        if problems:
            raise ProblemError(problems)
        if mixed:
            _keep_what_is_needed(writer, undone, together)
        if not undone.taken_back:
            raise ProblemError(Problem("there is nothing left to undo", f"entry {number}"))
        writer.append([change for _, change in undone.taken_back])
    return undone


def _versions(writer: Writer, entries: list[Entry]) -> dict[tuple[Kind, str], list[Entry]]:
    """All versions of the records that ``entries`` are of; asked once a kind, since one act may record thousands."""
    ids: dict[Kind, list[str]] = {}
    for entry in entries:
        ids.setdefault(entry.kind, []).append(entry.id)
    return {(kind, id): found for kind in ids for id, found in writer.versions_of(kind, ids[kind]).items()}


def _compensation(entry: Entry, versions: list[Entry], version: int, number: int, why: str | None) -> Change:
    reason = f"entry {number} undone" + (f": {why}" if why else "")
    if entry.action == "record":
        return Change.retraction(entry.kind, entry.id, reason)
    before = versions[version - 2].record
    action = "amend" if entry.action == "amend" else "record"
    return Change(kind=entry.kind, id=entry.id, action=action, reason=reason, record=before)


def _keep_what_is_needed(writer: Writer, undone: Undone, together: list[tuple[int, int, Entry]]) -> None:
    """Leave registrations in place that other records than those taken back refer to."""
    entries = {number: entry for number, _, entry in together}
    if not any(change.kind in NAMES for _, change in undone.taken_back):
        return
    while True:
        known = writer.known_records()
        for _, change in undone.taken_back:
            known.take(change)
        for pair in undone.taken_back:
            number, change = pair
            if change.kind in NAMES and change.action == "retract":
                needed = known.referrers(change.kind, change.id)
                if needed:
                    undone.taken_back.remove(pair)
                    undone.kept.append((number, entries[number], f"{' '.join(needed[0])} needs it"))
                    break
        else:
            return
