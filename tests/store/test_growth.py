"""What keeps a large store fast must not change what it says: stored days of telling, and numbers found by look-up."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.text_ledger import NEGOTIATION, Stands, TextLedger
from timeline.model.article import Article, article_id
from timeline.model.edtf import Edtf
from timeline.model.ledger import Change
from timeline.store import history
from timeline.store.store import store_ends
from timeline.workflow.publish import publication


def status(made: TextLedger, as_of: str, known_at: datetime | None = None) -> dict[str, str]:
    return {row.issue: row.status for row in Stands(made.store, date.fromisoformat(as_of), known_at).issues}


@pytest.mark.parametrize(
    ("corrected", "as_of", "before", "after"),
    [
        ("2025-09-20", "2025-09-22", {}, {"swap": "contested"}),
        ("2025-09-30", "2025-09-27", {"swap": "contested"}, {}),
        ("2025-09", "2025-09-29", {"swap": "contested"}, {}),
    ],
)
@pytest.mark.fast_cases(1)
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


STORY = """
2025-09-10  proposal    KR>US  swap  act=request    #ask
2025-09-12  response    US     swap  verdict=resists  responds_to=ask  #no
retract no
"""


def test_a_number_once_given_is_never_given_again(tmp_path: Path) -> None:
    made = TextLedger.copied(tmp_path / "s.duckdb", STORY)
    with made.store.writing("ann") as writer:
        assert [writer.next_event_id(NEGOTIATION, taken) for taken in range(2)] == ["talks-0003", "talks-0004"]
        assert writer.next_event_id("other") == "other-0001"
        event = writer.record("event", made["ask"])
        writer.append([Change.of(event.model_copy(update={"event_id": "talks-0099"}))])
        assert writer.next_event_id(NEGOTIATION) == "talks-0100"
    assert made.store.check() == []


def test_a_report_reads_the_articles_it_quotes_and_no_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = TextLedger.copied(tmp_path / "s.duckdb", STORY)
    text = "Elsewhere they spoke of fish."
    other = Article(article_id=article_id(text), text=text, published=Edtf.parse("2025-09-11"))
    made.store.write([Change.of(other)], "ann")
    read: list[str] = []
    read_record = history.read_record
    monkeypatch.setattr(history, "read_record", lambda kind, record: read.append(kind) or read_record(kind, record))
    quoted = set(made.store.dossier(NEGOTIATION).articles)
    assert quoted and other.article_id not in quoted and read.count("article") == len(quoted)
    read.clear()
    assert set(publication(made.store, [NEGOTIATION]).articles) == quoted and read.count("article") <= len(quoted) + 1


def test_a_report_names_the_last_entry_of_the_record_that_it_was_made_from(tmp_path: Path) -> None:
    made = TextLedger.copied(tmp_path / "s.duckdb", STORY)
    named = made.store.dossier(NEGOTIATION).ledger_hash
    assert store_ends(made.store.path, named) == (store_ends(made.store.path)[0], named, True)
