"""Take back what was recorded: whatever it was, by compensating entries, so that the log keeps both."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field

from timeline.model.ledger import AnyRecord, Change, Entry, Kind
from timeline.model.problems import Problem, ProblemError
from timeline.store.log import Logged
from timeline.store.store import Store, Writer

NAMES: tuple[Kind, ...] = ("party", "negotiation", "actor", "issue")
"""Kinds that others may have come to use: registered on the way to something else, they stay where they are needed."""

_UNDONE = re.compile(r"entry (\d{1,18}) undone(?::|\Z)")
"""How the reason of a compensating entry begins, see :func:`_compensation`."""


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
    undid: int | None = None
    """The entry that the entry named had undone, where it was an undoing itself."""
    passed_over: list[tuple[int, int]] = field(default_factory=list)
    """Undoings after the entry, each with the entry that it had undone, where none was named."""
    recorded_as: int = 0
    """Number of the first entry that does it: to undo that is to take the undoing back."""


def undo(store: Store, author: str, named: str | None = None, why: str | None = None, only: bool = False) -> Undone:
    """Take back an entry of the log and all that was recorded with it in one act; return what was done.

    With ``only`` just the entry, not what was recorded with it.
    ``named`` is the number of an entry or an id (then its latest entry). None means the last that still stands, as in
    an editor: undoings, and what they took back, are passed over, so that undoing again goes on to the act before; and
    only where it, and what was recorded since, is ``author``'s own. A record becomes a retraction, a correction the
    version before it, a retraction the record again; so an undoing that is named is itself undone. Names that were
    registered on the way to something else stay where others need them by now. Raises ProblemError where a record has
    been changed since, or what is left would break a law; then nothing is changed.
    """
    with store.writing(author) as writer:
        undone, act = _last_standing(writer, author) if named is None else _named(writer, named)
        undone.undid = _undid(writer, _of_number(act, undone.number))
        if only:
            act = [_of_number(act, undone.number)]
        _compensate(writer, undone, act, why)
        if not undone.taken_back:
            raise ProblemError(Problem("there is nothing left to undo", f"entry {undone.number}"))
        undone.recorded_as = writer.head()[0] + 1
        writer.append([change for _, change in undone.taken_back])
    return undone


def _named(writer: Writer, named: str) -> tuple[Undone, list[Logged]]:
    """The entry that a number or id means, with all of its act; raises ProblemError where there is none."""
    number = writer.entry_number(named)
    if number is None:
        raise ProblemError(_nothing_to_undo(f"entry {named}" if named.isdigit() else named))
    act = writer.transaction(number)
    return Undone(number, act[0].entry.author), act


def _of_number(act: list[Logged], number: int) -> Logged:
    return next(logged for logged in act if logged.number == number)


def _compensate(writer: Writer, undone: Undone, act: list[Logged], why: str | None) -> None:
    """Find the changes that take the entries of an act back, and the registrations that stay.

    Raises ProblemError with each record that was changed since.
    """
    mixed = _is_mixed(act)
    problems: list[Problem] = []
    versions = _versions(writer, [logged.entry for logged in act])
    for number, version, entry in act:
        of_record = versions[entry.kind, entry.id]
        later = _standing_since(of_record, version)
        if later and mixed and entry.kind in NAMES:
            undone.kept.append((number, entry, f"was changed since by {later[0].author}"))
        elif later:
            by = f"by {later[0].author} at {later[0].recorded_at:%Y-%m-%d %H:%M:%S} UTC"
            hint = "undo that first"
            if entry.kind == "event" and any(other.entry.kind == "decision" for other in act):
                hint += ", or `timeline review --undo DRAFT` takes only the decision back"
            problems.append(Problem(f"{entry.kind} {entry.id} was changed since {by}", f"entry {number}", hint))
        else:
            undone.taken_back.append((number, _compensation(entry, of_record, version, number, why)))
    if problems:
        raise ProblemError(problems)
    if mixed:
        _keep_what_is_needed(writer, undone, act)


def _is_mixed(act: list[Logged]) -> bool:
    """Whether an act recorded more than names, which then were registered on the way to something else."""
    return any(logged.entry.kind not in NAMES for logged in act)


def _last_standing(writer: Writer, author: str) -> tuple[Undone, list[Logged]]:
    """The last entry that still stands, not yet undone, with what of its act stands.

    Raises ProblemError where there is none, or an entry on the way to it is not ``author``'s own.
    """
    number = writer.head()[0]
    gone: set[int] = set()
    passed_over: list[tuple[int, int]] = []
    while number:
        act = writer.transaction(number)
        standing = [logged for logged in act if logged.number not in gone]
        if not standing or (len(standing) < len(act) and _is_mixed(act) and not _is_mixed(standing)):
            number = act[0].number - 1  # undone; names that stayed since others needed them are no act of their own
            continue
        recorded_by, last = act[0].entry.author, standing[-1].number
        if recorded_by != author:
            which = "the last entry that stands" if passed_over else "the last entry"
            own = f"`timeline log --author {shlex.quote(author)}` has yours"
            hint = f"`timeline undo {last}` if that is what you mean; {own}"
            raise ProblemError(Problem(f"{which} is {recorded_by}'s, not yours", f"entry {last}", hint))
        targets = _undone_before(writer, standing[-1])
        if len(targets) % 2 == 0:  # nothing that was undone, or an undoing that was itself undone
            return Undone(last, recorded_by, passed_over=passed_over), standing
        passed_over.append((last, targets[0]))
        gone.update(logged.number for logged in act)
        records = {(entry.kind, entry.id) for _, _, entry in act}
        for target in targets:
            gone.update(n for n, _, entry in writer.transaction(target) if (entry.kind, entry.id) in records)
        number = act[0].number - 1
    raise ProblemError(_nothing_to_undo("all of the log is undone" if passed_over else "the log"))


def _nothing_to_undo(where: str) -> Problem:
    return Problem("there is nothing to undo", where, "`timeline log` shows every entry")


def _undone_before(writer: Writer, logged: Logged) -> list[int]:
    """The entry that an entry undid, the one that this had undone in turn, and so on; empty for no undoing."""
    targets: list[int] = []
    while (target := _undid(writer, logged)) is not None:
        targets.append(target)
        logged = _of_number(writer.transaction(target), target)
    return targets


def _undid(writer: Writer, logged: Logged) -> int | None:
    """The entry that an entry undid; None where it is no undoing.

    Its reason says so; and it must leave the record as it stood before the entry named there, since in a ledger that
    was corrected by hand the numbers may have moved.
    """
    number, version, entry = logged
    told = _UNDONE.match(entry.reason or "")
    target = int(told[1]) if told else number
    if target >= number or writer.entry_number(str(target)) is None:
        return None
    _, target_version, undone = _of_number(writer.transaction(target), target)
    if (undone.kind, undone.id) != (entry.kind, entry.id) or target_version >= version:
        return None
    of_record = _versions(writer, [entry])[entry.kind, entry.id]
    return target if entry.record == _stood_before(undone, of_record, target_version) else None


def _stood_before(entry: Entry, versions: list[Entry], version: int) -> AnyRecord | None:
    """The record as it stood before an entry, its ``version``; None where that had begun it."""
    return None if entry.action == "record" else versions[version - 2].record


def _standing_since(versions: list[Entry], version: int) -> list[Entry]:
    """The versions of a record after ``version``; none where they leave it as that did: all of them were undone."""
    return versions[version:] if versions[-1].record != versions[version - 1].record else []


def _versions(writer: Writer, entries: list[Entry]) -> dict[tuple[Kind, str], list[Entry]]:
    """All versions of the records that ``entries`` are of; asked once a kind, since one act may record thousands."""
    ids: dict[Kind, list[str]] = {}
    for entry in entries:
        ids.setdefault(entry.kind, []).append(entry.id)
    return {(kind, id): found for kind in ids for id, found in writer.versions_of(kind, ids[kind]).items()}


def _compensation(entry: Entry, versions: list[Entry], version: int, number: int, why: str | None) -> Change:
    reason = f"entry {number} undone" + (f": {why}" if why else "")
    before = _stood_before(entry, versions, version)
    if before is None:
        return Change.retraction(entry.kind, entry.id, reason)
    action = "amend" if entry.action == "amend" else "record"
    return Change(kind=entry.kind, id=entry.id, action=action, reason=reason, record=before)


def _keep_what_is_needed(writer: Writer, undone: Undone, act: list[Logged]) -> None:
    """Leave registrations in place that other records than those taken back refer to."""
    entries = {number: entry for number, _, entry in act}
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
