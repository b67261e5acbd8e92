"""Comments on every table, view, macro and column, from the models' docstrings and ``comments.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from duckdb import DuckDBPyConnection as Connection

from timeline.model.base import Record, meaning_of
from timeline.model.draft import Draft
from timeline.model.events import EVENT_MODELS, Evidence, Link, Term
from timeline.model.ledger import MODELS
from timeline.model.registry import Negotiation
from timeline.store.statements import run

_OBJECT_MODELS: dict[str, tuple[type[Record], ...]] = {
    **{f"{kind}_history": (model,) for kind, model in MODELS.items()},
    "event_history": tuple(EVENT_MODELS.values()),
    "negotiations": (Negotiation,),
    "drafts": (Draft,),
    "terms": (Term,),
    "evidence": (Evidence,),
    "links": (Link,),
    **{f"{type}s": (model,) for type, model in EVENT_MODELS.items()},
    "parties": (MODELS["party"],),
    "actors": (MODELS["actor"],),
    "issues": (MODELS["issue"],),
    "articles": (MODELS["article"],),
    "events": tuple(EVENT_MODELS.values()),
}


@cache
def texts() -> dict[str, dict[str, str]]:
    """The tables ``objects``, ``macros``, ``columns`` and ``results`` of comments.toml."""
    return tomllib.loads(files("timeline.store").joinpath("comments.toml").read_text(encoding="utf-8"))


def column_comment(table: str, column: str) -> str | None:
    """What a column means: the docstring of the model's field, else the text for that name, else None."""
    return (
        _of_field(_OBJECT_MODELS.get(table, ()), column)
        or texts()["columns"].get(column)
        or _of_field((*_OBJECT_MODELS["events"], *MODELS.values()), column)
    )


def result_comment(macro: str, column: str) -> str | None:
    """What a column that a macro returns means: the text for it, else what the same name means in the events."""
    named = texts()["results"]
    return named.get(f"{macro}.{column}") or named.get(column) or column_comment("events", column)


def _of_field(models: Iterable[type[Record]], name: str) -> str | None:
    """The docstring of the first field of that name that has one."""
    fields = (model.model_fields[name] for model in models if name in model.model_fields)
    return next(filter(None, map(meaning_of, fields)), None)


def fingerprint() -> str:
    """Every text a comment may be made of; changes when one does."""
    models: list[type[Record]] = [*MODELS.values(), *EVENT_MODELS.values(), Term, Evidence, Link]
    fields = [f"{m.__name__}.{n}={f.description}" for m in models for n, f in m.model_fields.items()]
    return "\n".join([*fields, repr(texts())])


def apply_comments(connection: Connection) -> None:
    """Comment on all tables, views, macros and columns of the open store."""
    objects, macros = texts()["objects"], texts()["macros"]
    statements = []
    for name, kind in run(
        connection,
        "SELECT table_name, 'TABLE' FROM duckdb_tables() UNION ALL "
        "SELECT view_name, 'VIEW' FROM duckdb_views() WHERE NOT internal",
    ):
        statements.append(_comment(f"{kind} {name}", objects.get(name)))
    for table, column in run(connection, "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"):
        statements.append(_comment(f'COLUMN {table}."{column}"', column_comment(table, column)))
    for macro, kind in run(
        connection,
        "SELECT DISTINCT function_name, CASE function_type WHEN 'table_macro' THEN 'MACRO TABLE' ELSE 'MACRO' END "
        "FROM duckdb_functions() WHERE NOT internal",
    ):
        statements.append(_comment(f"{kind} {macro}", macros.get(macro)))
    run(connection, ";".join(statements))


def _comment(target: str, text: str | None) -> str:
    quoted = "NULL" if text is None else "'" + text.replace("'", "''") + "'"
    return f"COMMENT ON {target} IS {quoted}"
