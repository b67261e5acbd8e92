"""What follows from a ledger, worked out by hand: status, positions, asks, deadlines, meetings, both clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.text_ledger import NEGOTIATION, TextLedger


def ledger(tmp_path: Path, text: str, **options: int) -> TextLedger:
    return TextLedger(tmp_path / "s.duckdb", text, **options)


def state(made: TextLedger, as_of: str, known_at: str | None = None):
    instant = datetime.fromisoformat(known_at + "T23:59:59+00:00") if known_at else None
    return made.store.state(NEGOTIATION, date.fromisoformat(as_of), instant)


def status(made: TextLedger, as_of: str, known_at: str | None = None) -> dict[str, str]:
    return {row.issue: row.status for row in state(made, as_of, known_at).issues}


STATUS_CASES = [
    ("a proposal alone raises", "2025-09-10 proposal KR>US swap", "raised"),
    ("a meeting is discussion", "2025-09-10 meeting KR+US swap", "under_discussion"),
    ("a counter is discussion", "2025-09-10 proposal KR>US swap act=counter", "under_discussion"),
    ("resistance contests", "2025-09-10 response US swap verdict=resists", "contested"),
    ("opposition contests", "2025-09-10 position US swap direction=opposes", "contested"),
    ("a threat contests", "2025-09-10 measure US>KR swap stage=threatened modality=conditional", "contested"),
    ("a step at home only raises", "2025-09-10 measure KR swap stage=announced", "raised"),
    ("a framework agrees in principle", "2025-09-10 agreement KR+US swap stage=framework", "agreed_in_principle"),
    ("acceptance agrees in principle", "2025-09-10 response US swap verdict=accepts", "agreed_in_principle"),
    ("a signature agrees", "2025-09-10 agreement KR+US swap stage=signed", "agreed"),
    ("force implements", "2025-09-10 agreement KR+US swap stage=in_force", "implemented"),
    ("a plan is no agreement", "2025-09-10 agreement KR+US swap stage=signed modality=planned @2025-09-01", None),
    ("a denial is no agreement", "2025-09-10 agreement KR+US swap stage=signed modality=denied", None),
    ("a meeting does not undo a signature",
     "2025-09-10 agreement KR+US swap stage=signed\n2025-09-20 meeting KR+US swap", "agreed"),
    ("a threat after an agreement contests it",
     "2025-09-10 agreement KR+US swap stage=signed\n2025-09-20 measure US>KR swap stage=threatened",
     "contested"),
    ("a measure that is part of an agreement implements it",
     "2025-09-10 agreement KR+US swap stage=signed #deal\n2025-09-20 measure US>KR swap stage=in_effect part_of=deal",
     "implemented"),
    ("consideration reopens",
     "2025-09-10 response US swap verdict=rejects\n2025-09-12 response US swap verdict=considers",
     "under_discussion"),
    ("put off", "2025-09-10 meeting KR+US swap\n2025-09-20 assessment US swap judgement=deferred", "deferred"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), STATUS_CASES, ids=[case[0] for case in STATUS_CASES])
def test_status_of_an_issue(tmp_path: Path, name: str, text: str, expected: str | None) -> None:
    assert status(ledger(tmp_path, text), "2025-12-01").get("swap") == expected


def test_an_issue_has_no_row_before_it_is_raised(tmp_path: Path) -> None:
    made = ledger(tmp_path, "2025-09-10 proposal KR>US swap")
    assert status(made, "2025-09-09") == {}
    assert status(made, "2025-09-10") == {"swap": "raised"}


def test_status_says_why_since_when_and_for_how_long_nothing_moved(tmp_path: Path) -> None:
    made = ledger(
        tmp_path,
        """
        2025-09-01  proposal  KR>US  swap  #ask
        2025-09-05  response  US     swap  verdict=resists  responds_to=ask  #no
        2025-09-09  response  US     swap  verdict=rejects  responds_to=ask  #again
        """,
        stalled_after_days=20,
    )
    row = state(made, "2025-09-29").issues[0]
    assert (row.status, row.since, row.last_move) == ("contested", date(2025, 9, 5), date(2025, 9, 9))
    assert made.names(row.proof) == ["no", "again"]
    assert row.rule == "a proposal on it was rejected"
    assert (row.days_since_move, row.stalled) == (20, False)
    assert state(made, "2025-09-30").issues[0].stalled


def test_a_reported_deadlock_is_kept_apart_and_a_later_move_overtakes_it(tmp_path: Path) -> None:
    made = ledger(
        tmp_path,
        """
        2025-09-01  proposal    KR>US  swap
        2025-09-10  assessment  KR     swap  judgement=deadlocked  #stuck
        2025-09-20  meeting     KR+US  swap
        """,
    )
    assert made.names(state(made, "2025-09-12").issues[0].reported_deadlock) == ["stuck"]
    assert state(made, "2025-09-12").issues[0].status == "raised"
    assert state(made, "2025-09-20").issues[0].reported_deadlock == ()


def test_a_month_counts_from_its_last_day(tmp_path: Path) -> None:
    made = ledger(tmp_path, "2025-08 meeting KR+US swap")
    assert status(made, "2025-08-30") == {}
    assert status(made, "2025-08-31") == {"swap": "under_discussion"}


def test_a_status_that_hangs_on_an_imprecise_date_says_so(tmp_path: Path) -> None:
    made = ledger(tmp_path, "2025-07-01 meeting KR+US swap\n2025-08 response US swap verdict=rejects")

    def both(as_of: str) -> tuple[str, str | None]:
        (row,) = state(made, as_of).issues
        return row.status, row.status_if_early

    assert both("2025-07-31") == ("under_discussion", None)
    assert both("2025-08-15") == ("under_discussion", "contested")
    assert both("2025-08-31") == ("contested", None)


def test_an_open_interval_counts_once_it_has_begun_for_certain(tmp_path: Path) -> None:
    made = ledger(tmp_path, "2025-04/.. position KR swap @2025-06-01")
    assert status(made, "2025-04-29") == {}
    assert status(made, "2025-04-30") == {"swap": "raised"}


def test_an_undated_event_counts_from_the_day_it_was_told(tmp_path: Path) -> None:
    made = ledger(tmp_path, "? response US swap verdict=resists @2025-09-25")
    assert status(made, "2025-09-24") == {}
    assert status(made, "2025-09-25") == {"swap": "contested"}


def test_an_event_learned_late_changes_what_happened_but_not_what_was_known(tmp_path: Path) -> None:
    made = ledger(tmp_path, "2025-09-10 meeting KR+US swap\n2025-09-05 response US swap verdict=rejects @2025-10-01")
    assert status(made, "2025-09-12", known_at="2025-09-12") == {"swap": "under_discussion"}
    assert status(made, "2025-09-12", known_at="2025-10-02") == {"swap": "contested"}


def test_an_amendment_is_seen_from_when_it_was_made(tmp_path: Path) -> None:
    made = ledger(
        tmp_path, "2025-09-10 agreement KR+US swap stage=framework #deal\namend deal stage=signed @2025-09-20"
    )
    assert status(made, "2025-09-12", known_at="2025-09-15") == {"swap": "agreed_in_principle"}
    assert status(made, "2025-09-12", known_at="2025-09-21") == {"swap": "agreed"}


def test_a_retracted_event_is_gone_from_when_it_was_retracted(tmp_path: Path) -> None:
    made = ledger(tmp_path, "2025-09-10 agreement KR+US swap stage=signed #deal\nretract deal @2025-09-20")
    assert status(made, "2025-09-12", known_at="2025-09-15") == {"swap": "agreed"}
    assert status(made, "2025-09-12", known_at="2025-09-21") == {}


def test_positions_keep_what_they_replaced(tmp_path: Path) -> None:
    made = ledger(
        tmp_path,
        """
        2025-07-01  position  KR     rice  direction=opposes  #shut    "Rice stays closed"
        2025-08-01  position  KR     rice                     #ajar    "Rice may be discussed"
        2025-08-01  position  US     rice                     #open    "Rice must open"
        """,
    )
    cells = {(cell.issue, cell.party): cell for cell in state(made, "2025-08-15").positions}
    assert cells["rice", "KR"].stance == "Rice may be discussed"
    assert cells["rice", "KR"].replaced == made["shut"]
    assert cells["rice", "US"].replaced is None
    before = {(cell.issue, cell.party): cell for cell in state(made, "2025-07-15").positions}
    assert before["rice", "KR"].stance == "Rice stays closed" and ("rice", "US") not in before


def test_an_ask_has_its_chain_verdict_and_age(tmp_path: Path) -> None:
    made = ledger(
        tmp_path,
        """
        2025-09-01  proposal  US>KR  cash  act=demand   #demand
        2025-09-05  proposal  KR>US  cash  act=counter  responds_to=demand   #counter
        2025-09-07  response  US     cash  verdict=resists  responds_to=counter  #no
        2025-09     proposal  KR>US  swap  act=request  #month
        """,
    )
    asks = {made.names([ask.event_id])[0]: ask for ask in state(made, "2025-10-01").asks}
    assert (asks["demand"].open, made.names(asks["demand"].answered_by)) == (False, ["counter"])
    assert (asks["counter"].open, asks["counter"].verdict, asks["counter"].age_days) == (True, "resists", 26)
    assert (asks["month"].verdict, asks["month"].answered_by, asks["month"].age_days) == (None, (), 1)


def test_deadlines_are_pending_until_they_pass_and_unknown_when_nobody_said(tmp_path: Path) -> None:
    made = ledger(
        tmp_path,
        """
        2025-08-01  deadline  US+KR  -  modality=planned  @2025-07-01  #told
        2025-11-01  deadline  US+KR  -  outcome=extended  @2025-10-01  #moved
        """,
    )

    def outcomes(as_of: str) -> dict[str, tuple[str, int | None]]:
        return {made.names([d.event_id])[0]: (d.outcome, d.days_left) for d in state(made, as_of).deadlines}

    assert outcomes("2025-06-30") == {}
    assert outcomes("2025-07-31") == {"told": ("pending", 1)}
    assert outcomes("2025-08-02") == {"told": ("unknown", -1)}
    assert outcomes("2025-10-02")["moved"] == ("extended", 30)


def test_what_is_planned_is_coming_until_its_day_and_never_a_move(tmp_path: Path) -> None:
    made = ledger(tmp_path, "2025-10-20 meeting KR+US swap modality=planned @2025-10-01 #round")
    assert made.names(state(made, "2025-10-10").coming) == ["round"]
    assert state(made, "2025-10-21").coming == ()
    assert state(made, "2025-10-21").recent == ()


def test_meetings_are_counted_by_who_met(tmp_path: Path) -> None:
    made = ledger(tmp_path, "2025-08 meeting KR+US -\n2025-09-24 meeting KR+US - #last\n2025-09-26 meeting JP+US -")
    tally = {row.parties: row for row in state(made, "2025-10-01").meetings}
    assert (tally["KR", "US"].meetings, tally["KR", "US"].days_since) == (2, 7)
    assert made.names([tally["KR", "US"].last_event]) == ["last"]
    assert tally["JP", "US"].meetings == 1


def test_figures_carry_whose_they_are(tmp_path: Path) -> None:
    made = ledger(tmp_path, "2025-09-01 proposal US>KR cash term=investment_total:350e9:USD:demanded")
    figure = state(made, "2025-10-01").gaps[0]
    assert (figure.term, figure.value, figure.unit, figure.role, figure.party) == (
        "investment_total", 350e9, "USD", "demanded", "US",
    )  # fmt: skip


def test_nothing_recorded_later_changes_an_earlier_known_at(tmp_path: Path) -> None:
    text = """
    2025-09-01  proposal  KR>US  swap  #ask
    2025-09-05  response  US     swap  verdict=rejects  responds_to=ask  #no
    2025-09-10  agreement KR+US  cash  stage=signed #deal
    amend no verdict=considers @2025-09-15
    2025-08-01  meeting   KR+US  swap,cash @2025-09-20
    """.strip().splitlines()
    instants = ["2025-09-01", "2025-09-05", "2025-09-10", "2025-09-15", "2025-09-20"]
    whole = TextLedger(tmp_path / "whole.duckdb", "\n".join(text))
    for count, instant in enumerate(instants, 1):
        prefix = TextLedger(tmp_path / f"{count}.duckdb", "\n".join(text[:count]))
        known = datetime.fromisoformat(f"{instant}T23:59:59+00:00").astimezone(UTC)
        for as_of in (date(2025, 9, 3), date(2025, 9, 30)):
            then = whole.store.state(NEGOTIATION, as_of, known)
            replayed = prefix.store.state(NEGOTIATION, as_of, known)
            assert then == replayed
