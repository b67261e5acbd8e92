"""The schema: numbered steps that build the tables, views that are made anew when their text changes, comments.

Steps live in ``schema/NNN_name.sql`` and are never edited once released; views and macros live in
``views/*.sql``. Comments on columns are the docstrings of the models' fields.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection as Connection

from timeline.model.problems import Problem, ProblemError
from timeline.store import chain
from timeline.store.comments import apply_comments, fingerprint
from timeline.store.statements import run

_FILLED_BY: dict[int, Callable[[Connection], None]] = {2: chain.fill}
"""What fills the tables of a step in a store that has records already, where SQL alone cannot."""


@cache
def steps() -> tuple[tuple[int, str, str], ...]:
    """Number, name and SQL of each schema step, in order."""
    found = []
    for file in _sql_files("schema"):
        number, _, name = file[0].partition("_")
        found.append((int(number), name, file[1]))
    return tuple(found)


@cache
def views() -> str:
    """The SQL of all views and macros, in order."""
    return "\n".join(sql for _, sql in _sql_files("views"))


@cache
def views_hash() -> str:
    """Changes whenever a view, a macro or a comment does."""
    return sha256((views() + fingerprint()).encode()).hexdigest()


def behind(connection: Connection, path: Path) -> tuple[int | None, bool]:
    """The last step of a store that lacks later ones (0: new; None: lacks none), and if a step or view is missing.

    Raises ProblemError as :func:`applied` does.
    """
    step, hashed = applied(connection, path)
    lacks = step != steps()[-1][0]
    return step if lacks else None, lacks or hashed != views_hash()


def applied(connection: Connection, path: Path) -> tuple[int, str | None]:
    """The last step applied to the store, 0 where it is new, and the hash of its views.

    Raises ProblemError where the file is no store of ours, or a newer program has written it.
    """
    try:
        step, hashed = run(
            connection, "SELECT (SELECT max(step) FROM schema_step), (SELECT value FROM setting WHERE key = 'views')"
        )[0]
    except duckdb.CatalogException as error:
        if run(connection, "SELECT count(*) FROM duckdb_tables()") == [(0,)]:
            return 0, None
        raise ProblemError(
            Problem("is a DuckDB file, but not a store of this tracker", str(path), "name another file with --db")
        ) from error
    latest = steps()[-1][0]
    if step is not None and step > latest:
        raise ProblemError(
            Problem(
                f"was written by a newer version of timeline (schema {step}; this one knows {latest})",
                str(path),
                "upgrade timeline, or rebuild from an export",
            )
        )
    return step or 0, hashed


def bring_up_to_date(connection: Connection) -> None:
    """Apply the missing steps and make views and comments anew, in one transaction."""
    run(connection, "BEGIN TRANSACTION")
    try:
        run(
            connection,
            "CREATE TABLE IF NOT EXISTS schema_step (step INTEGER PRIMARY KEY, name VARCHAR, applied_at TIMESTAMPTZ)",
        )
        run(connection, "CREATE TABLE IF NOT EXISTS setting (key VARCHAR PRIMARY KEY, value VARCHAR)")
        done = {step for (step,) in run(connection, "SELECT step FROM schema_step")}
        for number, name, sql in steps():
            if number not in done:
                _run_script(connection, sql)
                if done and number in _FILLED_BY:
                    _FILLED_BY[number](connection)
                run(connection, "INSERT INTO schema_step VALUES (?, ?, now())", [number, name])
        _run_script(connection, views())
        apply_comments(connection)
        run(connection, "INSERT OR REPLACE INTO setting VALUES ('views', ?)", [views_hash()])
    except BaseException:
        run(connection, "ROLLBACK")
        raise
    run(connection, "COMMIT")


def _run_script(connection: Connection, sql: str) -> None:
    for statement in connection.extract_statements(sql):
        run(connection, statement)


def _sql_files(folder: str) -> list[tuple[str, str]]:
    found = [
        (entry.name.removesuffix(".sql"), entry.read_text(encoding="utf-8"))
        for entry in files("timeline.store").joinpath(folder).iterdir()
        if entry.name.endswith(".sql")
    ]
    return sorted(found)
