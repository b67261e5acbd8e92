"""The hash chain over the log: each entry's hash covers the one before it and its own content.

An entry that was changed, taken out, put in or moved no longer fits. The chain cannot tell when it was cut
at the end together with the entries, or made anew as a whole: for that, keep the hash of the last entry
(``timeline check`` prints it) where nobody who can write the record reaches it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from duckdb import DuckDBPyConnection as Connection

from timeline.model.ledger import KINDS, Kind, instant_text
from timeline.model.problems import Problem
from timeline.store.lines import dumps
from timeline.store.statements import run

BEGINNING = "0" * 64
"""What the hash of the first entry covers in the place of an earlier one."""
_ROWS = 20_000
_IN_ORDER = "recorded_at, list_position($kinds, kind), id, version"

Key = tuple[str, str, str]
"""Kind, id and instant of an entry: no two entries have the same."""


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the chain, with its address."""

    entry: int
    key: Key
    hash: str
    where: str


@dataclass(frozen=True, slots=True)
class Content:
    """What an entry says, as far as its hash covers it, with its address."""

    digest: str
    where: str


def digest(line: Mapping[str, Any], record: str | None) -> str:
    """SHA-256 over what an entry says: its line in the ledger, and the JSON text of its record.

    Over the hashes of the parts, so that no part can pass for another, and the database can do the same.
    """
    parts = (line["id"], line["recorded_at"], line["author"], line["action"], line.get("reason") or "", record or "")
    return sha256_of("".join(sha256_of(str(part)) for part in parts))


def linked(before: str, kind: str, digest: str) -> str:
    """The hash of an entry: over the hash of the one before it, its kind and what it says."""
    return sha256_of(f"{before} {kind} {digest}")


def sha256_of(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


DIGEST = """sha256(sha256(id) || sha256(strftime(recorded_at AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')) ||
    sha256(author) || sha256(action) || sha256(coalesce(reason, '')) || sha256(coalesce(record::VARCHAR, '')))"""
"""What :func:`digest` says of a row."""


def head(connection: Connection) -> tuple[int, datetime | None, str]:
    """Number, instant and hash of the last entry; 0, None and BEGINNING in an empty log."""
    entries, recorded_at, hash = run(connection, "SELECT entries, recorded_at, hash FROM head")[0]
    return entries, recorded_at, hash


def set_head(connection: Connection, entries: int, recorded_at: datetime | None, hash: str) -> None:
    """Say where the log ends."""
    run(connection, "UPDATE head SET entries = ?, recorded_at = ?, hash = ?", [entries, recorded_at, hash])


def fill(connection: Connection) -> None:
    """Chain all entries of a store that was written before there was a chain. The rows are read as last committed."""
    entry, before, last = 0, BEGINNING, None
    rows = connection.cursor().execute(
        " UNION ALL ".join(
            f"SELECT '{kind}' AS kind, id, version, recorded_at, {DIGEST} AS digest FROM {kind}_history"
            for kind in KINDS
        )
        + f" ORDER BY {_IN_ORDER}",
        {"kinds": list(KINDS)},
    )
    while batch := rows.fetchmany(_ROWS):
        made: list[tuple[int, str, str, int, datetime, str]] = []
        for kind, id, version, recorded_at, said in batch:
            before = linked(before, kind, said)
            entry, last = entry + 1, recorded_at
            made.append((entry, kind, id, version, recorded_at, before))
        insert(connection, made)
    set_head(connection, entry, last, before)


def insert(connection: Connection, links: Iterable[tuple[int, str, str, int, datetime, str]]) -> None:
    """Add links: entry, kind, id, version, instant, hash."""
    columns = [list(column) for column in zip(*links, strict=True)]
    if columns:
        run(
            connection,
            "INSERT INTO chain SELECT unnest(?::BIGINT[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), "
            "unnest(?::INTEGER[]), unnest(?::TIMESTAMPTZ[]), unnest(?::VARCHAR[])",
            columns,
        )


def read_chain(connection: Connection, after: datetime | None = None, until: datetime | None = None) -> Iterator[Link]:
    """The chain of a store, in order; or the part of it ``after`` one instant and ``until`` another."""
    cursor = connection.cursor().execute(
        "SELECT entry, kind, id, recorded_at, hash FROM chain "
        "WHERE recorded_at > coalesce($1, '-infinity'::TIMESTAMPTZ) "
        "AND recorded_at <= coalesce($2, 'infinity'::TIMESTAMPTZ) ORDER BY entry",
        [after, until],
    )
    while rows := cursor.fetchmany(_ROWS):
        for entry, kind, id, recorded_at, hash in rows:
            yield Link(entry, (kind, id, instant_text(recorded_at)), hash, f"chain entry {entry}")


def last(connection: Connection) -> tuple[int, str]:
    """Number and hash of the last link; 0 and BEGINNING where there is none."""
    for entry, hash in run(connection, "SELECT entry, hash FROM chain ORDER BY entry DESC LIMIT 1"):
        return entry, hash
    return 0, BEGINNING


def ends(links: Sequence[Link], holds: str | None = None) -> tuple[int, str, bool]:
    """Number and hash of the last link (0 and an empty text where there is none), and whether a hash begins with
    ``holds``, where that is given.
    """
    held = holds is None or any(link.hash.startswith(holds) for link in links)
    return (links[-1].entry, links[-1].hash, held) if links else (0, "", held)


def chain_line(link: Link) -> str:
    """A link as a line of the exported chain."""
    kind, id, recorded_at = link.key
    return dumps({"entry": link.entry, "kind": kind, "id": id, "recorded_at": recorded_at, "hash": link.hash})


@dataclass
class Walk:
    """A walk along a chain, beside the entries that it is over: where it stands."""

    before: str = BEGINNING
    """The hash of the last link."""
    expected: int = 1
    """The number of the next."""
    earlier: tuple[str, int, str] | None = None
    """Instant, kind and id of the last."""

    def breaches(self, links: Iterable[Link], contents: dict[Key, Content]) -> list[Problem]:
        """Every place in which links and the entries they are over do not fit, with the address of entry or link."""
        found: list[Problem] = []
        left = dict(contents)
        for link in links:
            kind, id, recorded_at = link.key
            named = f"{kind} {id} of {recorded_at}"
            if link.entry != self.expected:
                gone = "is out of its place" if link.entry < self.expected else "was taken out before it"
                told = f"is entry {link.entry} where {self.expected} is expected: something {gone}"
                found.append(Problem(told, link.where))
            position = (recorded_at, KINDS.index(kind) if kind in KINDS else -1, id)
            if self.earlier is not None and position <= self.earlier:
                found.append(Problem(f"{named} stands after what was recorded later", link.where))
            content = left.pop(link.key, None)
            if content is None:
                found.append(Problem(f"{named} is missing from the log", link.where))
            elif linked(self.before, kind, content.digest) != link.hash:
                found.append(
                    Problem(
                        f"{named} is not what was recorded: its hash is not that of {link.where}",
                        content.where,
                        "see an earlier export or backup for what it said",
                    )
                )
            self.before, self.expected, self.earlier = link.hash, link.entry + 1, position
        found += [
            Problem(f"{kind} {id} of {recorded_at} is not in the chain: it was put in behind its back", content.where)
            for (kind, id, recorded_at), content in left.items()
        ]
        return found


def content_key(kind: Kind, line: dict[str, str]) -> Key:
    """The key of a line of the ledger."""
    return kind, line["id"], line["recorded_at"]
