"""The text ledger: the whole store, history included, as sorted JSON Lines; and a store made from it.

One file a kind (``events.jsonl`` ...), one line a change, sorted by id and instant, so that a new
event is a new line and a correction stands below what it corrects. ``chain.jsonl`` tells the order in which
all of them were recorded, with the hash of each. ``export`` and ``rebuild`` are inverse: both together give the
same bytes.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from duckdb import DuckDBPyConnection as Connection

from timeline.model.ledger import KINDS, Entry, Kind, read_entry
from timeline.model.problems import Problem, ProblemError
from timeline.store import chain
from timeline.store.chain import Content, Key, Link
from timeline.store.connection import run, writing
from timeline.store.history import append
from timeline.store.laws import Known, check_transaction, in_order
from timeline.store.lines import dumps, ledger_lines, read_lines

CHAIN = "chain.jsonl"
FILES: dict[Kind, str] = {
    "party": "parties.jsonl",
    "negotiation": "negotiations.jsonl",
    "actor": "actors.jsonl",
    "issue": "issues.jsonl",
    "article": "articles.jsonl",
    "draft": "drafts.jsonl",
    "decision": "decisions.jsonl",
    "event": "events.jsonl",
}


@dataclass
class Log:
    """All entries of a store or a text ledger with their addresses, and the chain over them."""

    entries: list[tuple[Entry, str]] = field(default_factory=list)
    contents: dict[Key, Content] = field(default_factory=dict)
    links: list[Link] | None = None
    """None where there is no chain."""
    problems: list[Problem] = field(default_factory=list)
    """What could not be read."""

    def take(self, kind: Kind, line: dict[str, Any], where: str) -> None:
        """Take in a line of the ledger."""
        record = line.get("record")
        try:
            entry = read_entry(kind, line, where)
        except ProblemError as error:
            self.problems += error.problems
            return
        self.entries.append((entry, where))
        said = chain.digest(line, None if record is None else dumps(record))
        self.contents[chain.content_key(kind, line)] = Content(said, where)

    def breaches(self) -> list[Problem]:
        """Whatever cannot be read, breaks a law, or does not fit the chain."""
        if self.problems:  # what was not read would be missed everywhere else
            return list(self.problems)
        problems = replay(self.entries)[1]
        if self.links is not None:
            problems += chain.breaches(self.links, self.contents)
        return problems


def export(connection: Connection, folder: Path) -> dict[str, int]:
    """Write every entry and the chain over them to ``folder``; return the number of lines of each file.

    A file is replaced as a whole or not at all; other files in the folder are left alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, Iterable[str]] = {name: ledger_lines(connection, kind) for kind, name in FILES.items()}
    written[CHAIN] = map(chain.chain_line, chain.read_chain(connection))
    counts = {}
    for name, lines in written.items():
        fresh = folder / f".{name}.new"
        try:
            with fresh.open("w", encoding="utf-8", newline="\n") as file:
                counts[name] = 0
                for line in lines:
                    file.write(line + "\n")
                    counts[name] += 1
            fresh.replace(folder / name)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            hint = "make room, or choose a folder that you may write to"
            raise ProblemError(Problem(f"cannot be written: {reason}", str(folder / name), hint)) from error
        finally:
            fresh.unlink(missing_ok=True)
    return counts


def ledger_hash(connection: Connection) -> str:
    """SHA-256 over the lines that :func:`export` would write."""
    digest = sha256()
    for kind in KINDS:
        for line in ledger_lines(connection, kind):
            digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def read_ledger(folder: Path) -> Log:
    """Every entry of a text ledger, with its address ``file:line``; raises ProblemError where there is no ledger."""
    if not folder.is_dir():
        raise ProblemError(Problem("is not a folder", str(folder), "name the folder that `timeline export` wrote"))
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
            log.take(kind, line, where)
    if (folder / CHAIN).exists():
        log.links = []
        for where, line in _objects(folder / CHAIN, log.problems):
            try:
                key = line["kind"], line["id"], line["recorded_at"]
                log.links.append(Link(int(line["entry"]), key, line["hash"], where))
            except (KeyError, TypeError, ValueError):
                log.problems.append(Problem("is no link of a chain", where, "entry, kind, id, recorded_at and hash"))
    return log


def rebuild(folder: Path, db: Path) -> int:
    """Make a new store at ``db`` from a text ledger; return the number of entries.

    Raises ProblemError, and leaves no file behind, where a line cannot be read, breaks a law or does not fit
    the chain, and where ``db`` already exists. A ledger without a chain gets one.
    """
    if db.exists():
        raise ProblemError(
            Problem("already exists", str(db), "rebuild makes a new store; name another file, or move this one away")
        )
    log = read_ledger(folder)
    problems = log.breaches()
    if problems:
        raise ProblemError(problems)
    entries = replay(log.entries)[0]
    fresh = db.with_name(f".{db.name}.{os.getpid()}.new")
    try:
        with writing(fresh, create=True) as connection:
            append(connection, entries)
        if db.exists():
            raise ProblemError(Problem("was made by another process meanwhile", str(db)))
        fresh.replace(db)
    finally:
        for leftover in (fresh, fresh.with_name(fresh.name + ".wal")):
            leftover.unlink(missing_ok=True)
    return len(entries)


def read_store(connection: Connection) -> Log:
    """Every entry of a store, with the table, id and version as its address, and the chain."""
    log = Log(links=list(chain.read_chain(connection)))
    for kind in KINDS:
        for version, heading, record in read_lines(connection, kind):
            where = f"{kind}_history {heading['id']} version {version}"
            try:
                line = heading if record is None else {**heading, "record": json.loads(record)}
            except json.JSONDecodeError as error:
                log.problems.append(Problem(f"its record is not JSON: {error.msg}", where))
                continue
            log.take(kind, line, where)
            log.contents[chain.content_key(kind, line)] = Content(chain.digest(heading, record), where)
    return log


def check_store(connection: Connection) -> list[Problem]:
    """Replay the whole log and verify every law and the chain, and that the tables say what the records say."""
    log = read_store(connection)
    problems = log.breaches()
    entries, _, hash = chain.head(connection)
    last = log.links[-1] if log.links else Link(0, ("", "", ""), chain.BEGINNING, "")
    if (entries, hash) != (last.entry, last.hash):
        problems.append(
            Problem(f"says that the log ends with entry {entries}, and the chain ends with {last.entry}", "head")
        )
    if problems:
        return problems
    with TemporaryDirectory() as folder:
        replayed = Path(folder) / "replay.duckdb"
        with writing(replayed, create=True) as fresh:
            append(fresh, replay(log.entries)[0])
        run(connection, f"ATTACH '{replayed}' AS replay (READ_ONLY)")
        try:
            for table in [*(f"{kind}_history" for kind in KINDS), "supersession", "retelling"]:
                problems += _differences(connection, table, "id, version", "version {1} is not what its record says")
            problems += _differences(connection, "event_number", "negotiation_id, last_number", "counts wrongly: {1}")
        finally:
            run(connection, "DETACH replay")
    return problems


def _differences(connection: Connection, table: str, shown: str, message: str) -> list[Problem]:
    """Rows in which a table and its replay differ, at most 20 each way."""
    found = []
    for ours, theirs in ((table, f"replay.{table}"), (f"replay.{table}", table)):
        for row in run(connection, f"SELECT {shown} FROM (FROM {ours} EXCEPT ALL FROM {theirs}) ORDER BY ALL LIMIT 20"):
            problem = Problem(message.format(*row), f"{table} {row[0]}", "rebuild the store from an export")
            if problem not in found:
                found.append(problem)
    return found


def replay(entries: list[tuple[Entry, str]]) -> tuple[list[tuple[Entry, int]], list[Problem]]:
    """Entries in order of recording with their versions, and every breach of a law."""
    known = Known()
    all_ids: dict[Kind, set[str]] = defaultdict(set)
    for entry, _ in entries:
        all_ids[entry.kind].add(entry.id)
    known.names = lambda kind: all_ids[kind]
    problems: list[Problem] = []
    numbered: list[tuple[Entry, int]] = []

    def instant(pair: tuple[Entry, str]) -> datetime:
        return pair[0].recorded_at

    for _, transaction in groupby(sorted(entries, key=instant), key=instant):
        pairs = list(transaction)
        addresses = {(entry.kind, entry.id): where for entry, where in pairs}
        ordered = in_order(entry for entry, _ in pairs)
        for index, problem in check_transaction(ordered, known):
            change = ordered[index]
            problems.append(problem.at(addresses[change.kind, change.id] + ":"))
        numbered += [(entry, known.latest(entry.kind, entry.id)[0]) for entry in ordered if isinstance(entry, Entry)]
    return numbered, problems


def _objects(path: Path, problems: list[Problem]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The JSON object of each line of a file, with its address; what is none goes to ``problems``."""
    for number, line in _lines(path, problems):
        where = f"{path}:{number}"
        twice: list[str] = []

        def once(pairs: list[tuple[str, Any]], twice: list[str] = twice) -> dict[str, Any]:
            twice += [name for name in {name for name, _ in pairs} if sum(name == other for other, _ in pairs) > 1]
            return dict(pairs)

        try:
            values = json.loads(line, object_pairs_hook=once)
        except json.JSONDecodeError as error:
            problems.append(Problem(f"is not JSON: {error.msg} at column {error.colno}", where))
            continue
        except RecursionError:
            problems.append(Problem("is nested too deeply", where))
            continue
        if not isinstance(values, dict):
            problems.append(Problem("is not a JSON object", where))
        elif twice:
            problems.append(Problem(f"gives {', '.join(sorted(twice))} more than once", where))
        else:
            yield where, values


def _lines(path: Path, problems: list[Problem]) -> Iterator[tuple[int, str]]:
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            try:
                line = raw.decode("utf-8").rstrip("\n")
            except UnicodeDecodeError as error:
                problems.append(Problem(f"is not UTF-8 at byte {error.start} of the line", f"{path}:{number}"))
                continue
            if line.strip():
                yield number, line
