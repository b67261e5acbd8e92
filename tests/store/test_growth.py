"""What keeps a large store fast must not change what it says: stored days of telling, and numbers found by look-up."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.text_ledger import NEGOTIATION, TextLedger
from timeline.model.edtf import Edtf
from timeline.model.ledger import Change
from timeline.store.history import last_event_number


def status(made: TextLedger, as_of: str, known_at: datetime | None = None) -> dict[str, str]:
    return {row.issue: row.status for row in made.store.state(NEGOTIATION, date.fromisoformat(as_of), known_at).issues}


@pytest.mark.parametrize(
    ("corrected", "as_of", "before", "after"),
    [
        ("2025-09-20", "2025-09-22", {}, {"swap": "contested"}),
        ("2025-09-30", "2025-09-27", {"swap": "contested"}, {}),
        ("2025-09", "2025-09-29", {"swap": "contested"}, {}),
    ],
)
def test_a_corrected_source_moves_the_day_of_an_undated_event(
    tmp_path: Path, corrected: str, as_of: str, before: dict[str, str], after: dict[str, str]
) -> None:
    made = TextLedger(tmp_path / "s.duckdb", "? response US swap verdict=resists @2025-09-25")
    assert status(made, as_of) == before
    with made.store.reading() as reader:
        (article,) = reader.articles()
    moved = article.model_copy(update={"published": Edtf.parse(corrected)})
    instant = made.store.write([Change.of(moved, "amend", "the day was wrong")], "ann")
    assert instant is not None
    assert status(made, as_of) == after
    assert status(made, as_of, datetime(2025, 12, 1, tzinfo=UTC)) == before, "as known before the correction"
    assert made.store.check() == []


def numbered(numbers: set[int]) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("CREATE TABLE event_history (id VARCHAR)").fetchall()
    connection.execute(
        "INSERT INTO event_history SELECT printf('talks-%04d', unnest(?::INTEGER[]))", [sorted(numbers)]
    ).fetchall()
    return connection


@pytest.mark.parametrize("count", [0, 1, 2, 15, 16, 17, 255, 256, 257, 4999, 70000])
def test_the_last_number_of_a_full_sequence(count: int) -> None:
    assert last_event_number(numbered(set(range(1, count + 1))), "talks") == count


@pytest.mark.slow
@settings(deadline=None, max_examples=50)
@given(st.sets(st.integers(1, 60), max_size=50))
def test_numbers_given_in_one_transaction_are_free_and_differ_even_where_there_are_gaps(numbers: set[int]) -> None:
    connection = numbered(numbers)
    fresh = [last_event_number(connection, "talks", taken) + taken + 1 for taken in range(40)]
    assert len(set(fresh)) == len(fresh)
    assert numbers.isdisjoint(fresh)
