"""The benchmark at a small size: its ledger is a lawful one, and what is compared gives the same answers."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.benchmarks import sqlite, state
from tests.benchmarks.synthetic import synthetic_store
from timeline.store.connection import reading
from timeline.store.store import Store

EVENTS = 6000
CLOCKS = {"as_of": state.AS_OF, "known_at": state.KNOWN_AT}
pytestmark = pytest.mark.benchmark


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return synthetic_store(tmp_path_factory.mktemp("benchmark") / "s.duckdb", EVENTS)


def rows(store: Store, question: str, **values: object) -> list[tuple[object, ...]]:
    with reading(store.path) as connection:
        return connection.execute(question, values).fetchall()


@pytest.mark.slow
def test_a_synthetic_ledger_keeps_every_law(tmp_path: Path) -> None:
    assert synthetic_store(tmp_path / "s.duckdb", 1500).check() == []


@pytest.mark.slow
def test_it_has_history(store: Store) -> None:
    actions = dict(rows(store, "SELECT action, count(*) FROM event_history GROUP BY action"))
    assert actions["record"] == EVENTS
    assert 0.06 < actions["amend"] / EVENTS < 0.10
    assert 0.005 < actions["retract"] / EVENTS < 0.015
    assert rows(store, "SELECT count(*) > 0 FROM retelling") == [(True,)]


@pytest.mark.parametrize("question", ["status", "positions", "asks", "changes"])
@pytest.mark.slow
def test_the_order_of_the_rows_changes_no_answer(store: Store, tmp_path: Path, question: str) -> None:
    mixed = synthetic_store(tmp_path / "m.duckdb", EVENTS, by_id=False)
    values = {"negotiation": state.NEGOTIATION, **CLOCKS} | ({"since": state.SINCE} if question == "changes" else {})
    if question == "changes":
        del values["as_of"]
    answer = rows(store, state.QUESTIONS[question], **values)
    assert answer
    assert rows(mixed, state.QUESTIONS[question], **values) == answer


def test_the_status_of_all_is_that_of_each(store: Store) -> None:
    together = rows(store, "FROM status_of_all(as_of := $as_of, known_at := $known_at)", **CLOCKS)
    for negotiation in ("talks-0001",):
        alone = rows(store, state.QUESTIONS["status"], negotiation=negotiation, **CLOCKS)
        assert [row[1:] for row in together if row[0] == negotiation] == [row[:-1] for row in alone]


def test_sqlite_gives_the_same_status_and_positions(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    sqlite.copy_to_sqlite(store.path, path)
    connection = sqlite.open_sqlite(path)
    values = {"negotiation": state.NEGOTIATION, **sqlite.clocks(state.AS_OF, state.KNOWN_AT)}
    theirs = [
        (issue, status, date(1970, 1, 1) + timedelta(days=since), sorted(json.loads(proof)))
        for _, issue, status, since, proof in connection.execute(sqlite.STATUS, values)
    ]
    ours = rows(
        store,
        f"SELECT issue, status, since, list_sort(proof) {state.QUESTIONS['status']}",
        negotiation=state.NEGOTIATION,
        **CLOCKS,
    )
    assert len(ours) == 12
    assert theirs == ours
    positions = connection.execute(sqlite.POSITIONS, values).fetchall()
    connection.close()
    assert positions == rows(
        store, f"SELECT issue, party, event_id {state.QUESTIONS['positions']}", negotiation=state.NEGOTIATION, **CLOCKS
    )


@pytest.mark.slow
def test_it_measures_and_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert state.main(["1000", "--sqlite", "1000"]) == 0
    table = capsys.readouterr().out
    for question in [*state.QUESTIONS, state.APPEND]:
        assert f"| 1,000 | {question} |" in table
