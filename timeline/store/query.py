"""A user's SQL, run safely in a process of its own, and the canned queries that come with the program."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.model.bounds import child_environment
from timeline.model.problems import Problem, ProblemError, UsageProblem, did_you_mean

if TYPE_CHECKING:
    import polars

PATIENCE_S = 5.0
"""How long to wait for another process to let go of the store."""
_STOPPED = tuple(-getattr(signal, name, 0) for name in ("SIGALRM", "SIGXCPU"))
"""Exit codes of a process that ran out of time."""
_PREFIX = re.compile(r"^(?:\w+ )?(?:Error|Context Error): ")
_PLACE = re.compile(r"^(LINE (\d+): )(.*)\n( *)\^+", re.M)
_PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")


@dataclass(frozen=True, slots=True)
class Canned:
    """A query that comes with the program."""

    name: str
    question: str
    """The question that it answers, in plain words."""
    sql: str
    parameters: tuple[str, ...]
    """Names of its parameters, in order of appearance; one that is not given is NULL."""


def run_query(
    db: Path,
    sql: str,
    params: Mapping[str, Any] | Sequence[Any] = (),
    *,
    timeout_s: float = 60,
    memory_mb: int = 2048,
) -> polars.DataFrame:
    """The result of one reading statement on the store at ``db``, times in UTC.

    Runs in a process that can change nothing, reach no file and no network, and is ended after
    ``timeout_s`` seconds or beyond ``memory_mb`` megabytes. Raises UsageProblem where the SQL is
    wrong or refused, ProblemError where the store cannot be opened or a limit is reached.
    """
    with _child() as child:
        from timeline.store.clock import today
        from timeline.store.connection import readable

        with readable(db) as place:  # says what is wrong with the file, and brings its views up to date
            request = {
                "db": str(place.resolve()),
                "sql": sql,
                "params": _plain(params),
                "memory_mb": memory_mb,
                "timeout_s": timeout_s,
                "patience_s": PATIENCE_S,
                "today": today().isoformat(),
            }
            asked = json.dumps(request).encode()
            try:
                answer, complaint = child.communicate(asked, timeout=timeout_s + PATIENCE_S + 5)
            except subprocess.TimeoutExpired:
                raise _too_long(timeout_s) from None
    if child.returncode:
        raise _failed(child.returncode, answer, complaint, db, timeout_s, memory_mb)
    import polars

    return polars.read_ipc_stream(BytesIO(answer))


def _failed(code: int, answer: bytes, complaint: bytes, db: Path, timeout_s: float, memory_mb: int) -> ProblemError:
    """What the exit code of the process, and what it said, mean."""
    from timeline.store.sandbox import FAILED, TOO_BIG

    if code == FAILED:
        return _problem(json.loads(answer), db, memory_mb)
    if code in _STOPPED:
        return _too_long(timeout_s)
    if code > 0 and code != TOO_BIG and b"MemoryError" not in complaint:
        last = (complaint.decode(errors="replace").strip() or "no reason given").splitlines()[-1]
        return ProblemError(Problem(f"the process that runs SQL failed: {last}"))
    return _too_big(memory_mb)  # the C++ or Rust below ends the process when it gets no memory


@cache
def canned_queries() -> dict[str, Canned]:
    """Every query that comes with the program, by name."""
    found = {}
    for entry in sorted(files("timeline.store").joinpath("queries").iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".sql"):
            query = read_canned(entry.name.removesuffix(".sql"), entry.read_text(encoding="utf-8"))
            found[query.name] = query
    return found


def read_canned(name: str, sql: str) -> Canned:
    """A canned query from its SQL, of which the first line is a comment with the question it answers."""
    first = sql.partition("\n")[0]
    if not first.startswith("-- "):
        raise ProblemError(Problem("begins with no comment that says the question", f"{name}.sql"))
    return Canned(name, first.removeprefix("-- ").strip(), sql, parameters_of(sql))


def canned(name: str) -> Canned:
    """The canned query ``name``; raises UsageProblem that names near ones."""
    known = canned_queries()
    if name not in known:
        hint = did_you_mean(name, known) or "`timeline sql --list` shows them"
        raise UsageProblem(Problem(f"there is no canned query @{name}", hint=hint))
    return known[name]


def parameters_of(sql: str) -> tuple[str, ...]:
    """Names of the ``$name`` parameters of a statement, in order; those in comments and literals do not count."""
    bare = re.sub(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"", " ", sql, flags=re.S)
    return tuple(dict.fromkeys(_PARAMETER.findall(bare)))


@contextmanager
def _child() -> Iterator[subprocess.Popen[bytes]]:
    """The process, importing while we check the store. It sees nothing of our environment but where Python is."""
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "timeline.store.sandbox"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=child_environment() | {"POLARS_MAX_THREADS": "2", "RUST_BACKTRACE": "0"},
    )
    with child:  # closes its pipes
        try:
            yield child
        finally:
            if child.poll() is None:
                child.kill()


def _plain(params: Mapping[str, Any] | Sequence[Any]) -> Any:
    """Parameters as JSON values; DuckDB reads a date or number in text where one is wanted."""
    if isinstance(params, Mapping):
        return {name: _plain_value(value) for name, value in params.items()}
    return [_plain_value(value) for value in params]


def _plain_value(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain_value(item) for item in value]
    return str(value) if isinstance(value, Decimal) else value


def _too_long(timeout_s: float) -> ProblemError:
    hint = "ask for less, or allow more with --timeout"
    return ProblemError(Problem(f"the query took longer than {timeout_s:g} seconds and was stopped", hint=hint))


def _too_big(memory_mb: int) -> ProblemError:
    hint = "filter or group before you join or sort, take fewer rows with LIMIT, or allow more with --memory"
    return ProblemError(Problem(f"the query needed more than {memory_mb} MB of memory and was stopped", hint=hint))


def _problem(said: dict[str, str], db: Path, memory_mb: int) -> ProblemError:
    match said["kind"]:
        case "memory":
            return _too_big(memory_mb)
        case "locked":
            who = f"process {said['message']}" if said["message"] else "another process"
            hint = "wait until it has finished, then try again"
            return ProblemError(Problem(f"the store is being used by {who}", str(db), hint))
        case "open":
            return ProblemError(Problem(f"cannot be opened: {_PREFIX.sub('', said['message'])}", str(db)))
        case "sql":
            return UsageProblem(sql_problem(said["message"]))
        case _:
            return UsageProblem(Problem(said["message"], "SQL", said["hint"]))


_WITH_FILES = "`timeline publish duckdb --out copy.duckdb` writes a copy that DuckDB itself joins with other files"


def sql_problem(message: str) -> Problem:
    """DuckDB's message as one line: what is wrong, at which line and column, and what was probably meant."""
    where = "SQL"
    place = _PLACE.search(message)
    if place:
        where = f"SQL line {place[2]}"
        column = len(place[4]) - len(place[1]) + 1
        if column > 0 and not place[3].startswith("..."):
            where += f" column {column}"
        message = message[: place.start()] + message[place.end() :]
    message, wrong_call, called = message.partition("Candidate macros:")
    hints, kept = [], []
    for line in filter(None, map(str.strip, message.splitlines())):
        if line.startswith("Did you mean "):
            hints.append("did you mean " + line.removeprefix("Did you mean "))
        elif line.startswith("Candidate bindings: "):
            hints.append("there is " + line.removeprefix("Candidate bindings: "))
        elif line.startswith(("Stack Trace", "Candidate functions:", "Possible solutions:")):
            break
        else:
            kept.append(line)
    text = _PREFIX.sub("", " ".join(kept)).removesuffix("!")
    if "File system LocalFileSystem has been disabled" in text or "disabled by configuration" in text:
        text, hints = "files, network and extensions are out of reach of a query", [_WITH_FILES]
    elif "read-only mode" in text:
        text, hints = "this reads the store and never changes anything", []
    elif "Values were not provided for the following parameters" in text:
        names = text.rpartition(": ")[2]
        text, hints = f"no value for the parameter {names}", ["give it with --param name=value"]
    elif "identifiers of the excess parameters" in text:
        names = text.rpartition(": ")[2]
        text = f"the query has no parameter {names}"
    elif wrong_call:
        text, hints = (
            text.partition(" does not support")[0] + " does not take these arguments",
            [f"write {called.strip()}"],
        )
    return Problem(text, where, "; ".join(hints))
