"""The text ledger: the whole store, history included, as sorted JSON Lines; and a store made from it.

One file a kind (``events.jsonl`` ...), one line a change, sorted by id and instant, so that a new
event is a new line and a correction stands below what it corrects. ``export`` and ``rebuild`` are
inverse: doing both gives the same bytes.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from duckdb import DuckDBPyConnection as Connection

from timeline.model.ledger import KINDS, Entry, Kind, read_entry
from timeline.model.problems import Problem, ProblemError
from timeline.store.connection import run, writing
from timeline.store.history import append, ledger_lines
from timeline.store.laws import Known, check_transaction, in_order

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


def export(connection: Connection, folder: Path) -> dict[str, int]:
    """Write every entry to ``folder``; return the number of lines of each file.

    A file is replaced as a whole or not at all; other files in the folder are left alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for kind, name in FILES.items():
        fresh = folder / f".{name}.new"
        with fresh.open("w", encoding="utf-8", newline="\n") as file:
            counts[name] = 0
            for line in ledger_lines(connection, kind):
                file.write(line + "\n")
                counts[name] += 1
        fresh.replace(folder / name)
    return counts


def ledger_hash(connection: Connection) -> str:
    """SHA-256 over the lines that :func:`export` would write."""
    digest = sha256()
    for kind in KINDS:
        for line in ledger_lines(connection, kind):
            digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def read_ledger(folder: Path) -> list[tuple[Entry, str]]:
    """Every entry of a text ledger with its address ``file:line``.

    Raises ProblemError with every line that cannot be read.
    """
    if not folder.is_dir():
        raise ProblemError(Problem("is not a folder", str(folder), "name the folder that `timeline export` wrote"))
    present = [(kind, folder / name) for kind, name in FILES.items() if (folder / name).exists()]
    if not present:
        raise ProblemError(Problem("holds no ledger", str(folder), f"looked for {', '.join(FILES.values())}"))
    entries: list[tuple[Entry, str]] = []
    problems: list[Problem] = []
    for kind, path in present:
        for number, line in _lines(path, problems):
            where = f"{path}:{number}"
            try:
                values = json.loads(line)
                if not isinstance(values, dict):
                    raise ProblemError(Problem("is not a JSON object", where))
                entries.append((read_entry(kind, values, where), where))
            except json.JSONDecodeError as error:
                problems.append(Problem(f"is not JSON: {error.msg} at column {error.colno}", where))
            except ProblemError as error:
                problems += error.problems
    if problems:
        raise ProblemError(problems)
    return entries


def rebuild(folder: Path, db: Path) -> int:
    """Make a new store at ``db`` from a text ledger; return the number of entries.

    Raises ProblemError, and leaves no file behind, where a line cannot be read or breaks a law, and
    where ``db`` already exists.
    """
    if db.exists():
        raise ProblemError(
            Problem("already exists", str(db), "rebuild makes a new store; name another file, or move this one away")
        )
    entries = replay(read_ledger(folder))
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


def check_store(connection: Connection) -> list[Problem]:
    """Replay the whole log and verify every law, and that the typed columns say what the records say."""
    entries = [
        (read_entry(kind, json.loads(line)), f"{kind}_history")
        for kind in KINDS
        for line in ledger_lines(connection, kind)
    ]
    problems: list[Problem] = []
    try:
        numbered = replay(entries)
    except ProblemError as error:
        return list(error.problems)
    with TemporaryDirectory() as folder:
        replayed = Path(folder) / "replay.duckdb"
        with writing(replayed, create=True) as fresh:
            append(fresh, numbered)
        run(connection, f"ATTACH '{replayed}' AS replay (READ_ONLY)")
        try:
            for table in [*(f"{kind}_history" for kind in KINDS), "supersession", "retelling"]:
                problems += _differences(connection, table)
        finally:
            run(connection, "DETACH replay")
    return problems


def _differences(connection: Connection, table: str) -> list[Problem]:
    """Rows in which a table and its replay differ, at most 20 each way."""
    found = []
    for ours, theirs in ((table, f"replay.{table}"), (f"replay.{table}", table)):
        for id, version in run(
            connection, f"SELECT id, version FROM (FROM {ours} EXCEPT ALL FROM {theirs}) ORDER BY ALL LIMIT 20"
        ):
            problem = Problem(
                f"version {version} is not what its record says", f"{table} {id}", "rebuild the store from an export"
            )
            if problem not in found:
                found.append(problem)
    return found


def replay(entries: list[tuple[Entry, str]]) -> list[tuple[Entry, int]]:
    """Entries in order of recording with their versions; raises ProblemError for every breach of a law."""
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
    if problems:
        raise ProblemError(problems)
    return numbered


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
