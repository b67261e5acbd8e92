"""The text ledger: the whole store, history included, as sorted JSON Lines; and a store made from it.

One file a kind (``events.jsonl`` ...), one line a change, sorted by id and instant, so that a new
event is a new line and a correction stands below what it corrects. ``chain.jsonl`` tells the order in which
all of them were recorded, with the hash of each. ``export`` and ``rebuild`` are inverse: both together give the
same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection as Connection

from timeline.model.jsonlines import objects
from timeline.model.ledger import CHAIN, FILES, Entry
from timeline.model.problems import Problem, ProblemError
from timeline.store import chain
from timeline.store.backup import in_the_making
from timeline.store.chain import Link, Walk
from timeline.store.connection import writing
from timeline.store.history import append
from timeline.store.lines import dumps, ledger_lines
from timeline.store.replay import Told, alone, replay
from timeline.store.together import replaced_together, settled

_HASH = re.compile("[0-9a-f]{64}")


@dataclass
class Log(Told):
    """A text ledger as read, and the chain over it."""

    links: list[Link] | None = None
    """None where there is no chain."""

    def replayed(self) -> tuple[list[tuple[Entry, int]], list[Problem]]:
        """Its entries with their versions; and whatever cannot be read, breaks a law, or does not fit the chain."""
        if self.problems:  # what was not read would be missed everywhere else
            return [], list(self.problems)
        entries, problems = replay(self.entries, alone(self.entries))
        if self.links is not None:
            problems += Walk().breaches(self.links, self.contents)
        return entries, problems


def export(connection: Connection, folder: Path) -> dict[str, int]:
    """Write every entry and the chain over them to ``folder``; return the number of lines of each file.

    A ledger that is there is replaced as a whole or not at all; other files in the folder are left alone.
    """
    written: dict[str, Iterable[str]] = {name: ledger_lines(connection, kind) for kind, name in FILES.items()}
    written[CHAIN] = map(chain.chain_line, chain.read_chain(connection))
    counts = {}
    with replaced_together(folder) as fresh:
        for name, lines in written.items():
            with (fresh / name).open("wb") as file:
                counts[name] = 0
                for line in lines:
                    file.write(line.encode() + b"\n")
                    counts[name] += 1
    return counts


def read_ledger(folder: Path) -> Log:
    """Every entry of a text ledger, with its address ``file:line``; raises ProblemError where there is no ledger."""
    if not folder.is_dir():
        raise ProblemError(Problem("is not a folder", str(folder), "name the folder that `timeline export` wrote"))
    with settled(folder):
        return _read(folder)


def _read(folder: Path) -> Log:
    present = [(kind, folder / name) for kind, name in FILES.items() if (folder / name).exists()]
    if not present:
        raise ProblemError(Problem("holds no ledger", str(folder), f"looked for {', '.join(FILES.values())}"))
    log = Log()
    for path in sorted(folder.glob("*.jsonl")):
        if path.name not in (*FILES.values(), CHAIN):
            names = ", ".join((*FILES.values(), CHAIN))
            log.problems.append(
                Problem("is no file of a ledger, and would be left out", str(path), f"there is {names}")
            )
    for kind, path in present:
        for where, line in _objects(path, log.problems):
            record = line.get("record")
            log.take(kind, line, None if record is None else dumps(record), where)
    if (folder / CHAIN).exists():
        log.links = []
        for where, line in _objects(folder / CHAIN, log.problems):
            link = _link(line, where)
            if link is None:
                log.problems.append(Problem("is no link of a chain", where, "entry, kind, id, recorded_at and hash"))
            else:
                log.links.append(link)
    return log


def _link(line: dict[str, Any], where: str) -> Link | None:
    """The link that a line of the chain is; None where it is none."""
    entry, hash = line.get("entry"), line.get("hash")
    kind, id, instant = (line.get(name) for name in ("kind", "id", "recorded_at"))
    if not (type(entry) is int and isinstance(hash, str) and _HASH.fullmatch(hash)):
        return None
    if not (isinstance(kind, str) and isinstance(id, str) and isinstance(instant, str)):
        return None
    return Link(entry, (kind, id, instant), hash, where)


def rebuild(folder: Path, db: Path) -> int:
    """Make a new store at ``db`` from a text ledger; return the number of entries.

    Raises ProblemError, and leaves no file behind, where a line cannot be read, breaks a law or does not fit
    the chain, and where ``db`` already exists. A ledger without a chain gets one.
    """
    if db.exists():
        raise ProblemError(
            Problem("already exists", str(db), "rebuild makes a new store; name another file, or move this one away")
        )
    entries, problems = read_ledger(folder).replayed()
    if problems:
        raise ProblemError(problems)
    with in_the_making(db) as fresh:
        with writing(fresh, create=True) as connection:
            append(connection, entries)
        if db.exists():
            raise ProblemError(Problem("was made by another process meanwhile", str(db)))
        fresh.replace(db)
    return len(entries)


def _objects(path: Path, problems: list[Problem]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The JSON object of each line of a file, with its address; what is none goes to ``problems``."""
    with path.open("rb") as file:
        for where, line in objects(file, str(path)):
            if isinstance(line, Problem):
                problems.append(line)
            else:
                yield where, line
