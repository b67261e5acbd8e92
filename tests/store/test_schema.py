"""The SQL objects: typed columns that cannot drift from the models, and a comment on everything."""

from __future__ import annotations

import re
import types
import typing
from collections import Counter
from pathlib import Path

import pytest

import timeline.store.schema
from tests.text_ledger import TextLedger
from timeline.model.base import Record
from timeline.model.edtf import Edtf
from timeline.model.events import EVENT_MODELS
from timeline.model.ledger import KINDS, MODELS
from timeline.store.store import Reader


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> typing.Iterator[Reader]:
    made = TextLedger(tmp_path_factory.mktemp("schema") / "s.duckdb", "2025-09-10 meeting KR+US swap")
    with made.store.reading() as reader:
        yield reader


PLAIN = {int: "BIGINT", float: "DOUBLE", str: "VARCHAR"}
LEDGER = {
    "id": "VARCHAR", "version": "INTEGER", "recorded_at": "TIMESTAMP WITH TIME ZONE", "author": "VARCHAR", "action": "VARCHAR",
    "reason": "VARCHAR", "record": "JSON",
}  # fmt: skip


def sql_type(annotation: object) -> str:
    """The SQL type of the values that an annotation allows; an optional one has that of its value."""
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return sql_type(inner[0])
    if origin is typing.Literal:
        return sql_type(type(inner[0]))
    if origin in (types.UnionType, typing.Union):
        (kind,) = {sql_type(one) for one in inner if one is not types.NoneType}
        return kind
    if origin is tuple:
        return f"{sql_type(inner[0])}[]"
    if origin is dict:
        return "JSON"
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return f"STRUCT({', '.join(f'{n} {sql_type(f.annotation)}' for n, f in annotation.model_fields.items())})"
    return "VARCHAR" if annotation is Edtf else PLAIN[annotation]


def columns_of(model: type[Record]) -> dict[str, str]:
    """The columns that a model's fields become, with their types: three for an EDTF date."""
    columns: dict[str, str] = {}
    for name, field in model.model_fields.items():
        if Edtf in (field.annotation, *typing.get_args(field.annotation)):
            columns |= {f"{name}_edtf": "VARCHAR", f"{name}_first": "DATE", f"{name}_last": "DATE"}
        else:
            columns[name] = sql_type(field.annotation)
    return columns


def actual(reader: Reader, table: str) -> dict[str, str]:
    rows = reader.frame(
        "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = $t", {"t": table}
    ).rows()
    return {name: type.replace('"', "") for name, type in rows}


@pytest.mark.parametrize("kind", KINDS)
def test_typed_columns_are_the_fields_of_the_model_with_their_types(reader: Reader, kind: str) -> None:
    expected: dict[str, str] = {}
    for model in EVENT_MODELS.values() if kind == "event" else (MODELS[kind],):
        expected |= columns_of(model)
    if kind == "event":
        expected |= {"certain_from": "DATE", "told_by": "DATE"}
    if kind == "article":
        del expected["text"]  # stands once, in record: a text is not stored twice
    assert actual(reader, f"{kind}_history") == expected | LEDGER


NESTED = [
    ("event_history", "terms", "STRUCT(name VARCHAR, value DOUBLE, unit VARCHAR, role VARCHAR, party VARCHAR, bound VARCHAR, per VARCHAR)[]"),
    ("event_history", "evidence", "STRUCT(article_id VARCHAR, start BIGINT, end BIGINT, quote VARCHAR)[]"),
    ("event_history", "links", "STRUCT(rel VARCHAR, event_id VARCHAR)[]"),
    ("draft_history", "terms", "STRUCT(name VARCHAR, value DOUBLE, unit VARCHAR, role VARCHAR, party VARCHAR, bound VARCHAR, per VARCHAR)[]"),
    ("draft_history", "evidence", "STRUCT(article_id VARCHAR, start BIGINT, end BIGINT, quote VARCHAR)[]"),
    ("draft_history", "links", "STRUCT(rel VARCHAR, draft_id VARCHAR)[]"),
    ("actor_history", "offices", "STRUCT(title VARCHAR, held VARCHAR)[]"),
    ("issue_history", "links", "STRUCT(rel VARCHAR, issue_id VARCHAR)[]"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "column", "type"), NESTED, ids=[f"{case[0]}.{case[1]}" for case in NESTED])
def test_nested_columns_are_the_fields_of_the_nested_model(reader: Reader, table: str, column: str, type: str) -> None:
    model = EVENT_MODELS["meeting"] if table == "event_history" else MODELS[table.removesuffix("_history")]
    assert sql_type(model.model_fields[column].annotation) == type
    assert actual(reader, table)[column] == type


def test_every_object_and_column_has_a_comment(reader: Reader) -> None:
    bare = reader.frame(
        """
        SELECT table_name AS name FROM duckdb_tables() WHERE comment IS NULL
        UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL
        UNION ALL SELECT table_name || '.' || column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL
        UNION ALL SELECT function_name FROM duckdb_functions() WHERE NOT internal AND comment IS NULL
        """
    )
    assert bare["name"].to_list() == []


PROMISED = {
    "events": "event_id negotiation_id type modality date_edtf date_first date_last summary",
    "meetings": "format place duration_minutes",
    "proposals": "act to_parties responds_to",
    "responses": "verdict responds_to",
    "positions": "stance direction",
    "agreements": "stage",
    "measures": "instrument stage effective_edtf",
    "deadlines": "due_edtf outcome",
    "assessments": "judgement",
    "participants": "event_id party actor_id role",
    "terms": "event_id name value unit role party",
    "evidence": "event_id article_id start end quote",
    "links": "event_id rel target",
    "articles": "article_id published_edtf publisher title url language text",
    "actors": "actor_id name party aliases offices",
    "issues": "negotiation_id issue_id name parent phrases links",
    "parties": "party name",
    "negotiations": "negotiation_id title parties",
    "drafts": "draft_id state article_id rule event_id",
    "log": "recorded_at author kind id version action reason record",
}


@pytest.mark.parametrize("view", PROMISED)
def test_the_promised_views_have_the_promised_columns(reader: Reader, view: str) -> None:
    assert set(PROMISED[view].split()) <= set(actual(reader, view))


def test_macros_read_their_clocks_when_called_not_when_made(reader: Reader) -> None:
    sql = reader.frame("SELECT string_agg(macro_definition) FROM duckdb_functions() WHERE NOT internal").item()
    assert "CAST('20" not in sql


def test_schema_steps_are_numbered_without_gaps() -> None:
    from timeline.store.schema import steps

    assert [number for number, _, _ in steps()] == list(range(1, len(steps()) + 1))


DEFINES = re.compile(
    r"\b(CREATE|ALTER|DROP)\b(\s+OR\s+REPLACE)?(\s+TEMP(ORARY)?)?\s+(VIEW|MACRO|FUNCTION|TABLE|INDEX|TYPE|SCHEMA)\b",
    re.IGNORECASE,
)
ALLOWED = {
    ("schema.py", "CREATE TABLE"): 2,
    ("bulk.py", "CREATE OR REPLACE TEMP TABLE"): 1,
    ("bulk.py", "DROP TABLE"): 2,
    ("replay.py", "CREATE TEMP TABLE"): 1,
}
"""What is needed before the first step: the table of the steps, and the one that says which views are there. And the
frames of a bulk load and the references of a replay, which live no longer than their connection."""


def defining(text: str) -> list[str]:
    """The statements in a program text that define the schema."""
    return [" ".join(found.group().upper().split()) for found in DEFINES.finditer(text)]


@pytest.mark.parametrize(
    "text", ["CREATE OR REPLACE VIEW x", "create view x", "CREATE TEMP MACRO f", "ALTER TABLE t", "DROP  INDEX i"]
)
def test_a_statement_that_defines_is_known(text: str) -> None:
    assert defining(text) == [" ".join(text.upper().split()).rsplit(" ", 1)[0]]


def test_only_sql_files_hold_the_schema() -> None:
    package = Path(timeline.store.schema.__file__).parents[1]
    found = Counter((path.name, words) for path in package.rglob("*.py") for words in defining(path.read_text("utf-8")))
    assert found == ALLOWED
