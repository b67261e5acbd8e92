"""Asks, deadlines, plans and meetings that follow from a ledger, worked out by hand."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.store.conftest import Ledger
from tests.text_ledger import Stands, TextLedger


def state(made: TextLedger, as_of: str, known_at: str | None = None) -> Stands:
    instant = datetime.fromisoformat(known_at + "T23:59:59+00:00") if known_at else None
    return Stands(made.store, date.fromisoformat(as_of), instant)


def test_an_ask_has_its_chain_verdict_and_age(ledger: Ledger) -> None:
    made = ledger(
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


def test_an_ask_has_everything_that_followed_from_it(ledger: Ledger) -> None:
    made = ledger(
        """
        2025-09-01  proposal   US>KR  cash  act=demand    #demand
        2025-09-05  proposal   KR>US  cash  act=counter   responds_to=demand   #counter
        2025-09-07  proposal   US>KR  cash  act=counter   responds_to=counter  #again
        2025-09-06  response   US     cash  verdict=resists  responds_to=counter  #no
        2025-09-09  agreement  KR+US  cash  responds_to=again  #deal
        2025-09-08  proposal   KR>US  swap  act=request   #other
        """,
    )
    asks = {made.names([ask.event_id])[0]: ask for ask in state(made, "2025-10-01").asks}
    assert made.names(asks["demand"].chain) == ["counter", "no", "again", "deal"]
    assert made.names(asks["counter"].chain) == ["no", "again", "deal"]
    assert made.names(asks["again"].chain) == ["deal"]
    assert asks["other"].chain == ()
    assert made.names(asks["demand"].answered_by) == ["counter"]
    early = {made.names([ask.event_id])[0]: ask for ask in state(made, "2025-09-06").asks}
    assert made.names(early["demand"].chain) == ["counter", "no"]


VERDICTS = [
    ("rejected", "response US swap verdict=rejects", ("rejects", False)),
    ("accepted", "response US swap verdict=accepts", ("accepts", False)),
    ("considered", "response US swap verdict=considers", ("considers", True)),
    ("agreed", "agreement KR+US swap stage=signed", ("accepts", False)),
    ("ended", "agreement KR+US swap stage=terminated", (None, True)),
    ("suspended", "agreement KR+US swap stage=suspended", (None, True)),
]


@pytest.mark.parametrize(("name", "answer", "expected"), VERDICTS, ids=[case[0] for case in VERDICTS])
@pytest.mark.fast_cases(3)
def test_an_answer_closes_an_ask_or_leaves_it_open(
    ledger: Ledger, name: str, answer: str, expected: tuple[str | None, bool]
) -> None:
    made = ledger(f"2025-09-01 proposal KR>US swap act=request #ask\n2025-09-05 {answer} responds_to=ask")
    (ask,) = state(made, "2025-10-01").asks
    assert (ask.verdict, ask.open) == expected
    assert len(ask.answered_by) == 1


@pytest.mark.parametrize("settled", ["assessment KR swap judgement=dropped", "agreement KR+US swap stage=signed"])
def test_an_ask_is_open_no_more_once_each_of_its_issues_was_settled(ledger: Ledger, settled: str) -> None:
    made = ledger(
        f"""
        2025-09-01  proposal    KR>US  swap       act=request  #one
        2025-09-02  proposal    KR>US  swap,visas act=request  #both
        2025-09-15  agreement   KR+US  swap       stage=in_principle
        2025-10-01  {settled}
        2025-11-01  proposal    KR>US  swap       act=request  #anew
        """,
    )
    still = {
        day: made.names([ask.event_id for ask in state(made, day).asks if ask.open])
        for day in ("2025-09-30", "2025-10-02", "2025-11-02")
    }
    assert still == {"2025-09-30": ["one", "both"], "2025-10-02": ["both"], "2025-11-02": ["both", "anew"]}


def test_asks_and_positions_say_what_an_imprecise_date_would_change(ledger: Ledger) -> None:
    made = ledger(
        """
        2025-08-01  proposal  KR>US  swap  act=request  #ask
        2025-08-02  position  US     swap  "We listen"  #first
        2025-09     response  US     swap  verdict=rejects  responds_to=ask  "We refuse"  #no
        """,
    )

    def early(as_of: str) -> tuple[bool, bool | None, str, str | None]:
        play = state(made, as_of)
        (ask,) = play.asks
        us = next(cell for cell in play.positions if cell.party == "US")
        return ask.open, ask.open_if_early, us.stance, us.stance_if_early

    assert early("2025-08-31") == (True, None, "We listen", None)
    assert early("2025-09-15") == (True, False, "We listen", "We refuse")
    assert early("2025-09-30") == (False, None, "We refuse", None)


def outcomes(made: TextLedger, as_of: str) -> dict[str, str]:
    return {made.names([d.event_id])[0]: d.outcome for d in state(made, as_of).deadlines}


OUTCOMES = [
    ("put into the record once it was due", "amend due outcome=met @2025-08-05",
     {"2025-07-15": "pending", "2025-07-31": "pending", "2025-08-01": "met", "2025-08-02": "met"}),
    ("put into the record before it was due", "amend due outcome=extended @2025-07-20",
     {"2025-07-19": "pending", "2025-07-20": "extended"}),
    ("told by a later source", "amend due outcome=missed source=2025-08-10 @2025-08-12",
     {"2025-08-01": "pending", "2025-08-05": "unknown", "2025-08-09": "unknown", "2025-08-10": "missed"}),
    ("told by a later source of which only the first days are known", "amend due outcome=missed source=2025-08/.. @2025-09-02",
     {"2025-08-05": "unknown", "2025-08-30": "unknown", "2025-08-31": "missed"}),
    ("called off", "amend due modality=cancelled @2025-07-20", {"2025-07-19": "pending", "2025-07-20": "cancelled"}),
    ("corrected in another point", "amend due issues=cash @2025-08-05", {"2025-07-15": "pending", "2025-08-02": "unknown"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "amendment", "expected"), OUTCOMES, ids=[case[0] for case in OUTCOMES])
@pytest.mark.fast_cases(2)
def test_an_outcome_counts_from_when_it_was_told(
    ledger: Ledger, name: str, amendment: str, expected: dict[str, str]
) -> None:
    made = ledger(f"2025-08-01 deadline KR+US swap modality=planned @2025-07-01 #due\n{amendment}")
    assert {day: outcomes(made, day)["due"] for day in expected} == expected


def test_an_outcome_recorded_with_the_deadline_counts_from_its_source(ledger: Ledger) -> None:
    made = ledger("2025-08-01 deadline KR+US swap outcome=met @2025-07-25 #due")
    assert outcomes(made, "2025-07-25") == {"due": "met"}


def test_a_source_with_an_open_end_has_told_from_when_it_had_certainly_begun(ledger: Ledger) -> None:
    made = ledger("? meeting KR+US swap @2025-09-10 #m\namend m source=2025-08/.. @2025-09-11")
    with made.store.reading() as reader:
        assert reader.frame("SELECT told_by FROM events").to_dicts() == [{"told_by": date(2025, 8, 31)}]


def test_an_imprecise_deadline_may_be_past(ledger: Ledger) -> None:
    made = ledger("2025-08 deadline KR+US swap modality=planned @2025-07-01")
    told = {day: state(made, day).deadlines[0] for day in ("2025-08-01", "2025-08-02", "2025-08-31", "2025-09-01")}
    assert [(due.outcome, due.outcome_if_early) for due in told.values()] == [
        ("pending", None), ("pending", "unknown"), ("pending", "unknown"), ("unknown", None),
    ]  # fmt: skip


def test_deadlines_are_pending_until_they_pass_and_unknown_when_nobody_said(ledger: Ledger) -> None:
    made = ledger(
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


def test_what_is_planned_is_coming_until_its_day_and_never_a_move(ledger: Ledger) -> None:
    made = ledger("2025-10-20 meeting KR+US swap modality=planned @2025-10-01 #round")
    assert made.names(state(made, "2025-10-10").coming) == ["round"]
    assert state(made, "2025-10-21").coming == ()
    assert state(made, "2025-10-21").recent == ()


AHEAD = """
?              meeting   KR+US  swap  modality=planned  @2025-09-01  #someday
2025-12-01/..  measure   US>KR  swap  modality=planned  @2025-09-02  #open
2025-11        meeting   KR+US  swap  modality=planned  @2025-09-03  #november
2025-10-15     deadline  KR+US  swap                    @2025-09-04  #due
2025-12-15     deadline  KR+US  swap  modality=planned  @2025-09-05  #later
2025-10-20     deadline  KR+US  swap  modality=denied   @2025-09-05  #never
2025-10-10     meeting   KR+US  swap  modality=cancelled  @2025-09-20  supersedes=november  #off
amend due outcome=met                                   @2025-09-25
"""


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2025-08-31", []),
        ("2025-09-01", ["someday"]),
        ("2025-09-05", ["due", "november", "open", "later", "someday"]),
        ("2025-09-20", ["due", "open", "later", "someday"]),
        ("2025-09-25", ["open", "later", "someday"]),
        ("2025-12-16", ["open", "someday"]),
    ],
)
@pytest.mark.fast_cases(2)
def test_what_lies_ahead_is_told_soonest_first_and_undated_last(
    ledger: Ledger, as_of: str, expected: list[str]
) -> None:
    made = ledger(AHEAD)
    assert made.names(state(made, as_of).coming) == expected


def test_a_meeting_of_three_is_one_of_each_pair(ledger: Ledger) -> None:
    made = ledger(
        """
        2025-08-01  meeting  KR+US     -  format=call
        2025-09-01  meeting  JP+KR+US  -  format=summit
        """,
    )
    tally = {row.parties: (row.meetings, row.formats) for row in state(made, "2025-10-01").meetings}
    assert tally == {
        ("KR", "US"): (2, ("call", "summit")),
        ("JP", "KR"): (1, ("summit",)),
        ("JP", "US"): (1, ("summit",)),
        ("JP", "KR", "US"): (1, ("summit",)),
    }


def test_the_last_meeting_and_its_date_are_of_one_meeting(ledger: Ledger) -> None:
    made = ledger("2025-08-01 meeting KR+US - #dated\n? meeting KR+US - @2025-09-15 #undated")
    (row,) = state(made, "2025-09-14").meetings
    assert (made.names([row.last_event]), str(row.last_date), row.days_since) == (["dated"], "2025-08-01", 44)
    (row,) = state(made, "2025-09-20").meetings
    assert (made.names([row.last_event]), row.last_date, row.days_since) == (["undated"], None, None)


def test_meetings_are_counted_by_who_met(ledger: Ledger) -> None:
    made = ledger("2025-08 meeting KR+US -\n2025-09-24 meeting KR+US - #last\n2025-09-26 meeting JP+US -")
    tally = {row.parties: row for row in state(made, "2025-10-01").meetings}
    assert (tally["KR", "US"].meetings, tally["KR", "US"].days_since) == (2, 7)
    assert made.names([tally["KR", "US"].last_event]) == ["last"]
    assert tally["JP", "US"].meetings == 1
