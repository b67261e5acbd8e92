"""What a day means on the command line: its end or its beginning in UTC for the record, and today where the person is."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from timeline.cli import amend, event_form, ingest, values
from timeline.cli.values import beginning, instant
from timeline.store import clock

ENDS = datetime(2026, 11, 26, 23, 59, 59, 999_999, UTC)
BEGINS = datetime(2026, 11, 26, tzinfo=UTC)


@pytest.mark.parametrize("written", ["2026-11-26", "20261126", "2026-W48-4", "2026W484"])
def test_a_bare_day_is_one_and_the_same_however_it_is_written(written: str) -> None:
    assert (instant(written), beginning(written)) == (ENDS, BEGINS)


@pytest.mark.parametrize("written", ["2026-11-26T00:00", "20261126T00", "2026-11-26T09:00+09:00"])
def test_an_instant_is_what_it_says(written: str) -> None:
    assert instant(written) == beginning(written) == BEGINS


@pytest.fixture
def early_in_seoul(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is 02:56 on the 27th in Seoul, and still the 26th in UTC."""
    monkeypatch.setattr(clock, "_now", lambda: datetime(2026, 11, 26, 17, 56, tzinfo=UTC))
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Seoul")
        time.tzset()
        yield
    time.tzset()


def test_today_is_the_day_where_the_person_is(desk, early_in_seoul: None) -> None:
    words = (
        "--summary",
        "They met",
        "--note",
        "They met.",
        "--party",
        "KR",
        "--party",
        "US",
        "--issue",
        "currency-swap-line",
    )
    desk.fine("add", "meeting", "--date", "2026-11-27", *words)
    assert desk.rows("SELECT published_edtf FROM articles WHERE publisher = 'Note by ann'") == [
        {"published_edtf": "2026-11-27"}
    ]
    assert '"as_of": "2026-11-27"' in desk.fine("status", "--format", "json")
    assert desk.rows("SELECT this_day() AS day") == [{"day": date(2026, 11, 27)}]
    asked = "SELECT this_day(), max(date_last), current_setting('TimeZone') FROM happened('talks')"
    assert desk.fine("sql", asked, "--format", "csv").splitlines()[1:] == ["2026-11-27,2026-11-27,UTC"]
    (told,) = json.loads(desk.fine("sql", "FROM status('talks')", "--format", "json"))
    assert told["issue"] == "currency-swap-line" and told["since"] == "2026-11-27"


@pytest.mark.slow
def test_each_since_says_by_which_clock_it_goes(desk) -> None:
    desk.fine("add", "meeting", "--date", "2020-01-01", "--summary", "They met", "--note", "They met.", "--party", "KR")
    recorded = desk("changes", "--since", "2024-12-31")
    assert "They met" in recorded.stdout, "it happened before, and was recorded since"
    assert recorded.stderr == (
        "1 change since 2024-12-31 00:00 UTC, by when it was recorded; `report --since` goes by when it happened\n"
    )
    earlier = desk("changes", "--since", "2019-12-31T09:00+09:00", "--until", "2020-01-02")
    assert earlier.stderr.startswith("no changes since 2019-12-31 00:00 UTC until 2020-01-02 23:59 UTC, by when it was")
    happened = desk("report", "--since", "2024-12-31")
    assert "new since 2024-12-31 goes by when it happened; `changes --since` by when it was" in happened.stderr


@pytest.fixture
def a_thursday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "day_or_none", lambda text: {"yesterday": date(2025, 10, 1)}.get(text))
    for module in (amend, event_form, ingest):
        monkeypatch.setattr(module, "day_or_none", values.day_or_none)


@pytest.mark.parametrize(
    ("words", "sql"),
    [
        (["ingest", "plain.txt", "--published", "yesterday"], "SELECT published_edtf FROM articles WHERE publisher IS NULL"),
        (["add", "meeting", "--summary", "x", "--note", "n.", "--date", "yesterday"], "SELECT date_edtf FROM events"),
        (["add", "measure", "--summary", "x", "--note", "n.", "--effective", "yesterday"], "SELECT effective_edtf FROM events"),
        (["amend", "talks", "--set", "began=yesterday", "--why", "y"], "SELECT began_edtf FROM negotiations"),
    ],
)  # fmt: skip
def test_a_day_is_written_by_how_long_ago_it_was_wherever_one_is_asked_for(desk, a_thursday: None, words, sql) -> None:
    (desk.folder / "plain.txt").write_text("Korea and the United States met in Geneva.\n")
    desk.fine(*words)
    assert [list(row.values()) for row in desk.rows(sql)] == [["2025-10-01"]]
