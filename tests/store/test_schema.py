"""The SQL objects: typed columns that cannot drift from the models, and a comment on everything."""

from __future__ import annotations

import types
import typing
from pathlib import Path

import pytest

from tests.text_ledger import TextLedger
from timeline.model.draft import Draft
from timeline.model.edtf import Edtf
from timeline.model.events import EVENT_MODELS
from timeline.model.ledger import KINDS, MODELS
from timeline.store.store import Reader

LEDGER = {"id", "version", "recorded_at", "author", "action", "reason", "record"}


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> typing.Iterator[Reader]:
    made = TextLedger(tmp_path_factory.mktemp("schema") / "s.duckdb", "2025-09-10 meeting KR+US swap")
    with made.store.reading() as reader:
        yield reader


def columns_of(model: type) -> set[str]:
    """The columns that a model's fields become: three for an EDTF date."""
    names: set[str] = set()
    for name, field in model.model_fields.items():
        holds = (
            typing.get_args(field.annotation) if isinstance(field.annotation, types.UnionType) else (field.annotation,)
        )
        names |= {f"{name}_edtf", f"{name}_first", f"{name}_last"} if Edtf in holds else {name}
    return names


def actual(reader: Reader, table: str) -> set[str]:
    rows = reader.frame("SELECT column_name FROM duckdb_columns() WHERE table_name = $t", {"t": table}).rows()
    return {row[0] for row in rows}


@pytest.mark.parametrize("kind", KINDS)
def test_typed_columns_are_the_fields_of_the_model(reader: Reader, kind: str) -> None:
    if kind == "event":
        expected = set().union(*map(columns_of, EVENT_MODELS.values())) | {"certain_from", "told_by"}
    else:
        expected = columns_of(MODELS[kind])
    if kind == "article":
        expected -= {"text"}  # stands once, in record: a text is not stored twice
    assert actual(reader, f"{kind}_history") == expected | LEDGER


NESTED = [
    ("event_history", "terms"),
    ("event_history", "evidence"),
    ("event_history", "links"),
    ("draft_history", "links"),
    ("actor_history", "offices"),
    ("issue_history", "links"),
]


@pytest.mark.parametrize(("table", "column"), NESTED)
def test_nested_columns_are_the_fields_of_the_nested_model(reader: Reader, table: str, column: str) -> None:
    model = {
        **{f"{k}_history": m for k, m in MODELS.items()},
        "event_history": EVENT_MODELS["meeting"],
        "draft_history": Draft,
    }[table]
    nested = typing.get_args(model.model_fields[column].annotation)[0]
    type = reader.frame(
        "SELECT data_type FROM duckdb_columns() WHERE table_name = $t AND column_name = $c", {"t": table, "c": column}
    ).item()
    named = [part.split()[0].strip('"') for part in type.removeprefix("STRUCT(").removesuffix(")[]").split(", ")]
    assert named == list(nested.model_fields)


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
    assert set(PROMISED[view].split()) <= actual(reader, view)


def test_macros_read_their_clocks_when_called_not_when_made(reader: Reader) -> None:
    sql = reader.frame("SELECT string_agg(macro_definition) FROM duckdb_functions() WHERE NOT internal").item()
    assert "CAST('20" not in sql


def test_schema_steps_are_numbered_without_gaps() -> None:
    from timeline.store.schema import steps

    assert [number for number, _, _ in steps()] == list(range(1, len(steps()) + 1))


def test_only_sql_files_hold_the_schema() -> None:
    for path in Path("timeline").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "CREATE VIEW" not in text and "CREATE MACRO" not in text, path
