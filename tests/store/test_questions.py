"""Further questions about a negotiation, each on a small ledger with the answer worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.text_ledger import NEGOTIATION, TextLedger
from timeline.model.article import Article, article_id
from timeline.model.ledger import Change
from timeline.model.problems import ProblemError
from timeline.store.state import QUESTIONS


def ledger(tmp_path: Path, text: str) -> TextLedger:
    return TextLedger(tmp_path / "s.duckdb", text)


def answer(made: TextLedger, question: str, as_of: str, known_at: str | None = None) -> list[dict[str, Any]]:
    instant = datetime.fromisoformat(known_at + "T23:59:59+00:00") if known_at else None
    return made.store.answer(question, NEGOTIATION, date.fromisoformat(as_of), instant).to_dicts()


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_has_an_answer_on_an_empty_negotiation(tmp_path: Path, question: str) -> None:
    assert answer(ledger(tmp_path, "2025-09-10 meeting KR+US - #m\nretract m"), question, "2025-10-01") == []


def test_a_question_about_no_negotiation_is_a_problem(tmp_path: Path) -> None:
    made = ledger(tmp_path, "2025-09-10 meeting KR+US -")
    with pytest.raises(ProblemError, match='negotiation tolks: is not recorded; did you mean "talks"'):
        made.store.answer("gaps", "tolks")


def test_the_gap_is_between_the_latest_demand_and_the_latest_offer_in_one_unit(tmp_path: Path) -> None:
    made = ledger(
        tmp_path,
        """
        2025-09-01  proposal  US>KR  cash  term=investment_cash:350e9:USD:demanded
        2025-09-05  proposal  KR>US  cash  term=investment_cash:50e9:USD:offered
        2025-09-09  proposal  US>KR  cash  term=investment_cash:300e9:USD:demanded
        2025-09-20  proposal  KR>US  cash  term=investment_cash:100e9:USD:offered
        2025-09-21  proposal  KR>US  cash  term=investment_cash:90e12:KRW:offered
        2025-10-29  agreement KR+US  cash  term=investment_cash:200e9:USD:agreed
        """,
    )

    def dollars(as_of: str) -> tuple[Any, ...]:
        row = next(row for row in answer(made, "gaps", as_of) if row["unit"] == "USD")
        return row["demanded"], row["demanded_by"], row["offered"], row["offered_by"], row["distance"], row["agreed"]

    assert dollars("2025-09-02") == (350e9, "US", None, None, None, None)
    assert dollars("2025-09-07") == (350e9, "US", 50e9, "KR", 300e9, None)
    assert dollars("2025-09-30") == (300e9, "US", 100e9, "KR", 200e9, None)
    assert dollars("2025-10-30") == (300e9, "US", 100e9, "KR", 200e9, 200e9)
    won = next(row for row in answer(made, "gaps", "2025-10-30") if row["unit"] == "KRW")
    assert (won["demanded"], won["offered"], won["distance"]) == (None, 90e12, None)


def test_announced_signed_published_and_in_effect_are_different_days(tmp_path: Path) -> None:
    made = ledger(
        tmp_path,
        """
        2025-07-30  agreement  KR+US  cars  stage=framework  #deal
        2025-11-14  agreement  KR+US  cars  stage=signed     part_of=deal
        2025-12-04  measure    US>KR  cars  stage=published  part_of=deal  effective=2025-12-10
        2025-11-30  deadline   KR+US  cars  part_of=deal  modality=planned  @2025-11-14  #due
        """,
    )

    def row(as_of: str) -> tuple[Any, ...]:
        (found,) = answer(made, "commitments", as_of)
        days = [found[name] and found[name].isoformat() for name in ("announced", "signed", "published", "in_effect")]
        return *days, made.names(found["overdue"]), found["behind"]

    assert row("2025-08-01") == ("2025-07-30", None, None, None, [], False)
    assert row("2025-11-20") == ("2025-07-30", "2025-11-14", None, None, [], False)
    assert row("2025-12-05") == ("2025-07-30", "2025-11-14", "2025-12-04", None, ["due"], True)
    assert row("2025-12-31") == ("2025-07-30", "2025-11-14", "2025-12-04", "2025-12-10", ["due"], True)


def test_two_readouts_that_disagree_stand_side_by_side(tmp_path: Path) -> None:
    made = ledger(
        tmp_path,
        """
        2025-07-30  agreement  KR+US  rice  "Rice is open, Washington says"        reported_by=Washington  #us
        2025-07-30  position   KR     rice  "Rice stays closed, Seoul says"        reported_by=Seoul  contradicts=us  #kr
        2025-07-30  agreement  KR+US  split  term=profit_share_us:90:%:agreed      reported_by=Washington  #ninety
        2025-07-30  agreement  KR+US  split  term=profit_share_us:50:%:agreed      reported_by=Seoul  #half
        2025-11-14  agreement  KR+US  split  term=profit_share_us:50:%:agreed      #later
        """,
    )
    told = [
        (row["kind"], *made.names([row["one"], row["other"]]), row["one_by"], row["other_by"])
        for row in answer(made, "accounts", "2025-12-01")
    ]
    assert told == [("claim", "us", "kr", "Washington", "Seoul"), ("figure", "ninety", "half", "Washington", "Seoul")]


def test_copies_of_one_text_are_one_origin(tmp_path: Path) -> None:
    made = ledger(tmp_path, "2025-09-10 meeting KR+US - #m")
    with made.store.writing("ann") as writer:
        event: Any = writer.record("event", made["m"])
        first: Any = writer.record("article", event.evidence[0].article_id)
        copy, other = (
            Article(article_id=article_id(text), text=text, published="2025-09-12", publisher=publisher, copy_of=of)
            for text, publisher, of in (
                ("Wire copy: they met.", "Daily", first.article_id),
                ("We saw them meet.", "Post", None),
            )
        )
        spans = [{"article_id": a.article_id, "start": 0, "end": len(a.text), "quote": a.text} for a in (copy, other)]
        more = event.model_validate(
            {**event.model_dump(), "evidence": [*(s.model_dump() for s in event.evidence), *spans[:1]]}
        )
        writer.append([Change.of(copy), Change.of(other), Change.of(more, "amend", "a copy")])
    (row,) = answer(made, "corroboration", "2025-12-01")
    assert (row["articles"], row["origins"], row["single_source"]) == (2, 1, True)
    with made.store.writing("ann") as writer:
        event = writer.record("event", made["m"])
        more = event.model_validate(
            {**event.model_dump(), "evidence": [*(s.model_dump() for s in event.evidence), spans[1]]}
        )
        writer.append([Change.of(more, "amend", "a witness")])
    (row,) = answer(made, "corroboration", "2025-12-01")
    assert (row["articles"], row["origins"], row["single_source"]) == (3, 2, False)
    assert row["publishers"] == ["Daily", "Post"]


def test_status_is_explained_by_the_chain_of_events(tmp_path: Path) -> None:
    made = ledger(
        tmp_path,
        """
        2025-09-01  proposal  KR>US  swap  #ask
        2025-09     response  US     swap  verdict=resists  responds_to=ask  #no
        """,
    )
    rows = answer(made, "explained", "2025-10-01")
    assert [(made.names([r["event_id"]])[0], r["settles"], r["imprecise"]) for r in rows] == [
        ("ask", None, False),
        ("no", "contested", True),
    ]
    assert rows[1]["rule"] == "a proposal on it is resisted" and "response" in rows[1]["quote"]


def changes(made: TextLedger, since: str, until: str | None = None) -> list[tuple[Any, ...]]:
    start = datetime.fromisoformat(f"{since}T00:00:00+00:00")
    end = datetime.fromisoformat(f"{until}T23:59:59+00:00") if until else datetime(2025, 12, 31, tzinfo=UTC)
    rows = made.store.changes(NEGOTIATION, start, end).to_dicts()
    return [
        (row["kind"], *(made.names([row["event_id"]]) if row["event_id"] else [None]), row["before"], row["after"])
        for row in rows
    ]


STORY = """
2025-09-01  proposal    KR>US  swap  "Korea asks"   #ask
2025-09-20  deadline    KR+US  -     modality=planned  @2025-09-02  "By the summit"  #due
2025-09-03  position    US     swap  "Not now"      #stance
2025-09-10  meeting     KR+US  cash  "They meet"    #met
2025-09-05  position    US     swap  "Never again"        direction=opposes  @2025-09-12  #late
amend met   "summary=They meet in New York"         @2025-09-13
2025-09-14  assessment  KR     cash  "Talks stuck"        #stuck
retract stuck                                       @2025-09-25
"""


def test_changes_since_a_day_on_the_record_clock(tmp_path: Path) -> None:
    made = ledger(tmp_path, STORY)
    assert changes(made, "2025-09-11", "2025-09-13") == [
        ("position", "late", "Not now", "Never again"),
        ("status", "late", "raised", "contested"),
        ("learned late", "late", None, "Never again"),
        ("correction", "met", "summary They meet", "summary They meet in New York"),
    ]
    assert changes(made, "2025-09-15", "2025-09-30") == [
        ("deadline passed", "due", "pending", "unknown"),
        ("retraction", "stuck", "Talks stuck", None),
    ]
    assert changes(made, "2025-09-26", "2025-09-27") == []


def test_a_status_that_loses_its_only_event_is_told_as_gone(tmp_path: Path) -> None:
    made = ledger(tmp_path, "2025-09-01 proposal KR>US swap #ask\nretract ask @2025-09-10")
    assert ("status", None, "raised", None) in changes(made, "2025-09-05", "2025-09-11")


def test_negotiations_side_by_side_leave_open_what_one_has_not(tmp_path: Path) -> None:
    made = ledger(
        tmp_path,
        """
        2025-07-01  meeting    KR+US  cars
        2025-07-30  agreement  KR+US  cars  term=auto_tariff:15:%:agreed
        """,
    )
    with made.store.writing("ann") as writer:
        talks: Any = writer.record("negotiation", NEGOTIATION)
        writer.append([Change.of(talks.model_copy(update={"negotiation_id": "other"}))])
    table = {
        row["fact"]: (row[NEGOTIATION], row["other"])
        for row in made.store.comparison([NEGOTIATION, "other"]).to_dicts()
    }
    assert table == {
        "auto_tariff": (15, None),
        "first meeting to first agreement": (29, None),
        "meetings": (1, None),
    }
