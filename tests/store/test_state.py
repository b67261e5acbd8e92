"""What follows from a ledger, worked out by hand: status, positions, asks, deadlines, meetings, both clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.store.conftest import Ledger
from tests.text_ledger import NEGOTIATION, Stands, TextLedger
from timeline.model.edtf import Edtf
from timeline.store.state import PARTS


def state(made: TextLedger, as_of: str, known_at: str | None = None) -> Stands:
    instant = datetime.fromisoformat(known_at + "T23:59:59+00:00") if known_at else None
    return Stands(made.store, date.fromisoformat(as_of), instant)


def status(made: TextLedger, as_of: str, known_at: str | None = None) -> dict[str, str]:
    return {row.issue: row.status for row in state(made, as_of, known_at).issues}


STATUS_CASES = [
    ("a proposal alone raises", "2025-09-10 proposal KR>US swap", "raised"),
    ("a meeting is discussion", "2025-09-10 meeting KR+US swap", "under_discussion"),
    ("a counter is discussion", "2025-09-10 proposal KR>US swap act=counter", "under_discussion"),
    ("resistance contests", "2025-09-10 response US swap verdict=resists", "contested"),
    ("opposition contests", "2025-09-10 position US swap direction=opposes", "contested"),
    ("a threat contests", "2025-09-10 measure US>KR swap stage=threatened modality=conditional", "contested"),
    ("a measure announced contests before its day", "2025-12-31 measure US>KR swap modality=planned @2025-09-01", "contested"),
    ("and after it, though nobody told that it came", "2025-09-10 measure US>KR swap modality=planned stage=announced @2025-09-01", "contested"),
    ("a step at home that is announced only raises", "2025-12-31 measure KR swap modality=planned @2025-09-01", "raised"),
    ("a measure announced that is part of a deal settles nothing",
     "2025-09-10 agreement KR+US swap stage=signed #deal\n2025-09-20 measure US>KR swap modality=planned stage=published part_of=deal @2025-09-12", "agreed"),
    ("a pause announced", "2025-09-10 measure US>KR swap\n2025-12-31 measure US>KR swap modality=planned stage=paused @2025-09-20", "under_discussion"),
    ("a measure called off contests nothing", "2025-12-31 measure US>KR swap modality=cancelled @2025-09-01", None),
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
    ("a measure that is part of an agreement and only announced does not implement it",
     "2025-09-10 agreement KR+US swap stage=signed #deal\n2025-09-20 measure US>KR swap stage=announced part_of=deal", "agreed"),
    ("nor does one of which nobody said how far it has come",
     "2025-09-10 agreement KR+US swap stage=signed #deal\n2025-09-20 measure US>KR swap part_of=deal", "agreed"),
    ("a threat stays a threat, whatever it is part of",
     "2025-09-10 agreement KR+US swap stage=signed #deal\n2025-09-20 measure US>KR swap stage=threatened modality=conditional part_of=deal",
     "contested"),
    ("a final text without a signature is agreed in principle", "2025-09-10 agreement KR+US swap stage=framework", "agreed_in_principle"),
    ("a published order implements it, unless it takes effect later",
     "2025-09-10 agreement KR+US swap stage=signed #deal\n2025-09-20 measure US>KR swap stage=published part_of=deal", "implemented"),
    ("a measure that is part of an agreement and in effect implements it",
     "2025-09-10 agreement KR+US swap stage=signed #deal\n2025-09-20 measure US>KR swap stage=in_effect part_of=deal",
     "implemented"),
    ("consideration reopens",
     "2025-09-10 response US swap verdict=rejects\n2025-09-12 response US swap verdict=considers",
     "under_discussion"),
    ("an opposition given up settles nothing",
     "2025-09-01 meeting KR+US swap\n2025-09-02 position KR swap direction=opposes\n2025-09-10 position KR swap direction=supports",
     "under_discussion"),
    ("an opposition that nobody discussed leaves the issue raised",
     "2025-09-02 position KR swap direction=opposes\n2025-09-10 position KR swap direction=conditional", "raised"),
    ("another party's support gives nothing up",
     "2025-09-02 position KR swap direction=opposes\n2025-09-10 position US swap direction=supports", "contested"),
    ("an opposition of two stands while one of them opposes",
     "2025-09-02 position KR+JP swap direction=opposes by_parties=JP,KR\n2025-09-10 position KR swap direction=supports", "contested"),
    ("support on another issue gives nothing up",
     "2025-09-02 position KR swap direction=opposes\n2025-09-10 position KR cash direction=supports", "contested"),
    ("an opposition taken up again stands",
     "2025-09-02 position KR swap direction=opposes\n2025-09-05 position KR swap\n2025-09-10 position KR swap direction=opposes",
     "contested"),
    ("a refusal outlives an opposition given up",
     "2025-09-01 response US swap verdict=rejects\n2025-09-02 position KR swap direction=opposes\n2025-09-10 position KR swap",
     "contested"),
    ("acceptance does not lower a signature",
     "2025-09-01 agreement KR+US swap stage=signed\n2025-09-10 response US swap verdict=accepts", "agreed"),
    ("a framework does not lower what is in force",
     "2025-09-01 agreement KR+US swap stage=in_force\n2025-09-10 agreement KR+US swap stage=framework\n"
     "2025-09-11 agreement KR+US swap stage=signed\n2025-09-12 agreement KR+US swap", "implemented"),
    ("a signature raises a framework",
     "2025-09-01 agreement KR+US swap stage=framework\n2025-09-10 agreement KR+US swap stage=signed", "agreed"),
    ("after a threat a framework is all there is",
     "2025-09-01 agreement KR+US swap stage=in_force\n2025-09-05 measure US>KR swap stage=threatened\n"
     "2025-09-10 agreement KR+US swap stage=framework", "agreed_in_principle"),
    ("after an opposition that stands a framework is all there is",
     "2025-09-01 agreement KR+US swap stage=in_force\n2025-09-05 position KR swap direction=opposes\n"
     "2025-09-10 agreement KR+US swap stage=framework", "agreed_in_principle"),
    ("what is put off is no longer in force",
     "2025-09-01 agreement KR+US swap stage=in_force\n2025-09-05 assessment US swap judgement=deferred\n"
     "2025-09-10 agreement KR+US swap stage=framework", "agreed_in_principle"),
    ("a deadline planned raises", "2025-12-31 deadline KR+US swap modality=planned @2025-09-01", "raised"),
    ("a deadline called off raises nothing", "2025-12-31 deadline KR+US swap modality=cancelled @2025-09-01", None),
    ("put off", "2025-09-10 meeting KR+US swap\n2025-09-20 assessment US swap judgement=deferred", "deferred"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), STATUS_CASES, ids=[case[0] for case in STATUS_CASES])
@pytest.mark.fast_cases(8)
def test_status_of_an_issue(ledger: Ledger, name: str, text: str, expected: str | None) -> None:
    assert status(ledger(text), "2025-12-01").get("swap") == expected


GIVEN_UP = """
2025-07-01  agreement  KR+US  swap  stage=signed          #deal
2025-08-01  position   KR     swap  direction=opposes     #no
2025-09-01  position   KR     swap  direction=supports    #yes
"""


def test_what_stood_before_an_opposition_holds_again_from_the_day_it_was_given_up(ledger: Ledger) -> None:
    made = ledger(GIVEN_UP)

    def row(as_of: str) -> tuple[str, date, list[str]]:
        (found,) = state(made, as_of).issues
        return found.status, found.since, made.names(found.proof)

    assert row("2025-07-31") == ("agreed", date(2025, 7, 1), ["deal"])
    assert row("2025-08-31") == ("contested", date(2025, 8, 1), ["no"])
    assert row("2025-09-30") == ("agreed", date(2025, 9, 1), ["deal", "yes"])
    assert (
        state(made, "2025-09-30").issues[0].rule
        == "an agreement on it was signed, and the opposition to it was given up"
    )


def test_an_agreement_over_an_opposition_stands_whatever_becomes_of_it(ledger: Ledger) -> None:
    made = ledger(GIVEN_UP.replace("2025-07-01", "2025-08-15"))
    (found,) = state(made, "2025-09-30").issues
    assert (found.status, found.since, made.names(found.proof)) == ("agreed", date(2025, 8, 15), ["deal"])


def test_an_issue_under_discussion_is_so_since_the_opposition_to_it_ended(ledger: Ledger) -> None:
    made = ledger(GIVEN_UP.replace("agreement  KR+US  swap  stage=signed ", "meeting  KR+US  swap"))
    (found,) = state(made, "2025-09-30").issues
    assert (found.status, found.since) == ("under_discussion", date(2025, 9, 1))
    assert made.names(found.proof) == ["deal", "yes"]


def test_a_lower_stage_is_no_proof_of_a_higher_one(ledger: Ledger) -> None:
    made = ledger(
        "2025-09-01 agreement KR+US swap stage=signed #deal\n2025-09-10 response US swap verdict=accepts #yes"
    )
    (found,) = state(made, "2025-10-01").issues
    assert (made.names(found.proof), found.since, found.last_move) == (["deal"], date(2025, 9, 1), date(2025, 9, 10))


def test_all_that_makes_the_status_proves_it(ledger: Ledger) -> None:
    made = ledger(
        """
        2025-08-01  agreement  KR+US  swap  stage=signed
        2025-09-01  response   US     swap  verdict=resists  #no
        2025-09-03  position   KR     swap  direction=opposes  #against
        2025-09-05  response   US     swap  verdict=rejects  #again
        2025-09-20  meeting    KR+US  swap
        """,
    )
    (found,) = state(made, "2025-10-01").issues
    assert (found.status, found.since, made.names(found.proof)) == (
        "contested", date(2025, 9, 1), ["no", "against", "again"],
    )  # fmt: skip


def test_a_deadline_bears_on_its_issue_from_when_it_was_told(ledger: Ledger) -> None:
    made = ledger("2025-12-01 deadline KR+US swap modality=planned @2025-09-01")
    assert status(made, "2025-08-31") == {}
    (found,) = state(made, "2025-09-01").issues
    assert (found.status, found.rule, found.since) == ("raised", "a deadline was set for it", date(2025, 9, 1))


@pytest.mark.parametrize(
    ("day", "standing"), [("2025-09-19", ({"cars": "contested"}, [39.0])), ("2025-09-20", ({}, []))]
)
def test_a_measure_announced_bears_until_it_is_called_off(
    ledger: Ledger, day: str, standing: tuple[dict[str, str], list[float]]
) -> None:
    called_off = "2025-11-01 measure US>KR cars modality=cancelled supersedes=tariff @2025-09-20"
    made = ledger(f"{ANNOUNCED}\n{called_off}")
    assert (status(made, day), [figure.value for figure in state(made, day).gaps]) == standing
    with made.store.reading() as reader:
        rows = reader.frame(f"FROM status_of_all(as_of := DATE '{day}')").to_dicts()
    assert {row["issue"]: row["status"] for row in rows} == standing[0]


ANNOUNCED = "2025-11-01 measure US>KR cars modality=planned @2025-09-01 term=tariff_rate:39:%:in_force #tariff"


def test_a_measure_bears_on_its_issue_from_when_it_was_announced(ledger: Ledger) -> None:
    made = ledger(ANNOUNCED)
    assert status(made, "2025-08-31") == {}
    for day in ("2025-09-01", "2025-11-20"):
        (found,) = state(made, day).issues
        assert (found.status, found.since, found.last_move) == ("contested", date(2025, 9, 1), date(2025, 9, 1))
    with made.store.reading() as reader:
        (row,) = reader.frame("FROM status_of_all(as_of := DATE '2025-11-20')").to_dicts()
    assert (row["status"], row["since"]) == ("contested", date(2025, 9, 1))


@pytest.mark.parametrize(("day", "threatened"), [("2025-08-31", []), ("2025-09-01", [39.0]), ("2025-11-20", [39.0])])
def test_what_a_measure_announced_would_put_in_force_is_threatened(
    ledger: Ledger, day: str, threatened: list[float]
) -> None:
    made = ledger(ANNOUNCED)
    with made.store.reading() as reader:
        gaps = reader.answer("gaps", NEGOTIATION, date.fromisoformat(day))
    assert gaps["threatened"].to_list() == threatened
    assert gaps["in_force"].to_list() == [None] * len(threatened)


@pytest.mark.parametrize(
    ("effective", "day"),
    [
        ("2026-01-05/..", "2026-01-05"), ("2026-01/..", "2026-01-31"), ("2026-02~/..", "2026-02-28"), ("2026/..", "2026-12-31"),
        ("2026-XX/..", "2026-12-31"), ("2026-01-XX/..", "2026-01-31"), ("2026-21/..", "2026-05-31"), ("2026-24/..", "2027-02-28"),
        ("2026-34/", "2026-06-30"), ("2026-38/..", "2026-08-31"), ("2026-41/..", "2026-12-31"), ("202X/..", "2029-12-31"),
        ("20XX/..", "2099-12-31"), ("../2026-03", "2026-03-31"), ("2026-01-05/2026-02", "2026-02-28"), ("2026-01-05", "2026-01-05"),
        ("2026-02-0X/..", "2026-02-09"), ("2026-02-1X~/..", "2026-02-19"), ("2026-02-2X/..", "2026-02-28"), ("2026-0X/..", "2026-09-30"),
    ],
)  # fmt: skip
@pytest.mark.fast_cases(4)
def test_a_measure_takes_effect_on_the_last_possible_day_of_its_beginning(
    ledger: Ledger, effective: str, day: str
) -> None:
    made = ledger(
        "2025-09-01 agreement KR+US cars stage=signed #deal\n"
        f"2025-11-01 measure US>KR cars stage=published part_of=deal effective={effective}",
    )
    before, then = date.fromisoformat(day) - timedelta(days=1), date.fromisoformat(day)
    assert Edtf.parse(effective).certain_from == then
    assert status(made, before.isoformat()) == {"cars": "agreed"}
    (found,) = Stands(made.store, then).issues
    assert (found.status, found.since) == ("implemented", then)
    with made.store.reading() as reader:
        days = [reader.answer("commitments", NEGOTIATION, when)["in_effect"].to_list() for when in (before, then)]
    assert days == [[None], [effective]]


def test_an_issue_has_no_row_before_it_is_raised(ledger: Ledger) -> None:
    made = ledger("2025-09-10 proposal KR>US swap")
    assert status(made, "2025-09-09") == {}
    assert status(made, "2025-09-10") == {"swap": "raised"}


def test_status_says_why_since_when_and_for_how_long_nothing_moved(ledger: Ledger) -> None:
    made = ledger(
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
    assert row.rule == "a proposal on it is resisted", "the rule is that of the event since which it holds"
    assert (row.days_since_move, row.stalled) == (20, False)
    assert state(made, "2025-09-30").issues[0].stalled


@pytest.mark.parametrize(
    ("move", "days", "stalled_from"),
    [
        ("2025-09-09  meeting  KR+US  swap", 30, "2025-10-10"),
        ("2025-09  meeting  KR+US  swap", 9, "2025-10-31"),
        ("2025-07/2025-09  meeting  KR+US  swap", None, "2025-10-31"),
        ("?  meeting  KR+US  swap  @2025-09-09", None, "2025-10-10"),
        ("2025-09-01  measure  US>KR  swap  stage=in_effect  part_of=deal  effective=2025-07/2025-09", None, None),
        ("2025-09-01  measure  US>KR  swap  stage=in_effect  part_of=deal  effective=2025-09-09", 30, None),
    ],
)
@pytest.mark.fast_cases(3)
def test_an_inexact_move_stalls_from_its_last_possible_day_and_gives_no_number_of_days(
    ledger: Ledger, move: str, days: int | None, stalled_from: str | None
) -> None:
    made = ledger(f"2025-06-01 agreement KR+US swap stage=framework #deal\n{move}")
    assert state(made, "2025-10-09").issues[0].days_since_move == days
    with made.store.reading() as reader:
        (row,) = reader.frame("FROM status_of_all(as_of := DATE '2025-10-09')").to_dicts()
    assert row["days_since_move"] == days
    if stalled_from:
        day = date.fromisoformat(stalled_from)
        assert [state(made, str(each)).issues[0].stalled for each in (day - timedelta(days=1), day)] == [False, True]


def test_a_reported_deadlock_is_kept_apart_and_a_later_move_overtakes_it(ledger: Ledger) -> None:
    made = ledger(
        """
        2025-09-01  proposal    KR>US  swap
        2025-09-10  assessment  KR     swap  judgement=deadlocked  #stuck
        2025-09-20  meeting     KR+US  swap
        """,
    )
    assert made.names(state(made, "2025-09-12").issues[0].reported_deadlock) == ["stuck"]
    assert state(made, "2025-09-12").issues[0].status == "raised"
    assert state(made, "2025-09-20").issues[0].reported_deadlock == ()


def test_a_reported_deadlock_outlasts_other_assessments(ledger: Ledger) -> None:
    made = ledger(
        """
        2025-09-01  proposal    KR>US  swap
        2025-09-10  assessment  KR     swap  judgement=deadlocked  #stuck
        2025-09-12  assessment  US     swap  judgement=deferred
        2025-09-14  assessment  US     swap  judgement=dropped
        """,
    )
    (found,) = state(made, "2025-10-01").issues
    assert (found.status, made.names(found.reported_deadlock)) == ("dropped", ["stuck"])


def test_a_month_counts_from_its_last_day(ledger: Ledger) -> None:
    made = ledger("2025-08 meeting KR+US swap")
    assert status(made, "2025-08-30") == {}
    assert status(made, "2025-08-31") == {"swap": "under_discussion"}


def test_a_status_that_hangs_on_an_imprecise_date_says_so(ledger: Ledger) -> None:
    made = ledger("2025-07-01 meeting KR+US swap\n2025-08 response US swap verdict=rejects")

    def both(as_of: str) -> tuple[str, str | None]:
        (row,) = state(made, as_of).issues
        return row.status, row.status_if_early

    assert both("2025-07-31") == ("under_discussion", None)
    assert both("2025-08-15") == ("under_discussion", "contested")
    assert both("2025-08-31") == ("contested", None)


def test_an_open_interval_counts_once_it_has_begun_for_certain(ledger: Ledger) -> None:
    made = ledger("2025-04/.. position KR swap @2025-06-01")
    assert status(made, "2025-04-29") == {}
    assert status(made, "2025-04-30") == {"swap": "raised"}


def test_an_undated_event_counts_from_the_day_it_was_told(ledger: Ledger) -> None:
    made = ledger("? response US swap verdict=resists @2025-09-25")
    assert status(made, "2025-09-24") == {}
    assert status(made, "2025-09-25") == {"swap": "contested"}


def test_an_event_learned_late_changes_what_happened_but_not_what_was_known(ledger: Ledger) -> None:
    made = ledger("2025-09-10 meeting KR+US swap\n2025-09-05 response US swap verdict=rejects @2025-10-01")
    assert status(made, "2025-09-12", known_at="2025-09-12") == {"swap": "under_discussion"}
    assert status(made, "2025-09-12", known_at="2025-10-02") == {"swap": "contested"}


def test_an_amendment_is_seen_from_when_it_was_made(ledger: Ledger) -> None:
    made = ledger("2025-09-10 agreement KR+US swap stage=framework #deal\namend deal stage=signed @2025-09-20")
    assert status(made, "2025-09-12", known_at="2025-09-15") == {"swap": "agreed_in_principle"}
    assert status(made, "2025-09-12", known_at="2025-09-21") == {"swap": "agreed"}


def test_a_retracted_event_is_gone_from_when_it_was_retracted(ledger: Ledger) -> None:
    made = ledger("2025-09-10 agreement KR+US swap stage=signed #deal\nretract deal @2025-09-20")
    assert status(made, "2025-09-12", known_at="2025-09-15") == {"swap": "agreed"}
    assert status(made, "2025-09-12", known_at="2025-09-21") == {}


def test_positions_keep_what_they_replaced(ledger: Ledger) -> None:
    made = ledger(
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


def test_of_one_day_a_position_counts_before_what_is_asked_on_it(ledger: Ledger) -> None:
    made = ledger(
        """
        2025-08-01  position  KR     rice                        "Rice stays closed"
        2025-08-01  proposal  KR>US  rice  act=offer  #quota     "A quota for rice"
        """,
    )
    (cell,) = [cell for cell in state(made, "2025-08-15").positions if cell.party == "KR"]
    assert (cell.stance, cell.replaced) == ("Rice stays closed", made["quota"])


def test_a_position_has_its_speakers(ledger: Ledger) -> None:
    made = ledger("2025-09-01 position KR rice actors=lee,koo")
    assert state(made, "2025-09-02").positions[0].speakers == ("lee", "koo")


def test_positions_of_no_negotiation_in_particular_are_none(ledger: Ledger) -> None:
    made = ledger("2025-09-01 position KR rice\n2025-09-01 proposal US>KR cash term=cash:1:USD:demanded")
    with made.store.reading() as reader:
        for macro in ("status", "position_matrix", "gap_figures", "gaps", "status_explained"):
            assert reader.frame(f"FROM {macro}(NULL)").height == 0, macro


def test_figures_carry_whose_they_are(ledger: Ledger) -> None:
    made = ledger("2025-09-01 proposal US>KR cash term=investment_total:350e9:USD:demanded")
    figure = state(made, "2025-10-01").gaps[0]
    assert (figure.term, figure.value, figure.unit, figure.role, figure.party) == (
        "investment_total", 350e9, "USD", "demanded", "US",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("term", "party"),
    [("tariff_rate:39:%:", None), ("tariff_rate:39:%::US", "US"), ("tariff_rate:39:%:previous", "KR")],
)
def test_a_figure_that_was_only_mentioned_is_nobodys(ledger: Ledger, term: str, party: str | None) -> None:
    made = ledger(f"2025-09-01 meeting KR>US cars term={term}")
    (figure,) = state(made, "2025-10-01").gaps
    assert figure.party == party


@pytest.mark.slow
def test_nothing_recorded_later_changes_an_earlier_known_at(ledger: Ledger) -> None:
    text = """
    2025-09-01  proposal  KR>US  swap  #ask
    2025-09-05  response  US     swap  verdict=rejects  responds_to=ask  #no
    2025-09-10  agreement KR+US  cash  stage=signed #deal
    amend no verdict=considers @2025-09-15
    2025-08-01  meeting   KR+US  swap,cash @2025-09-20
    """.strip().splitlines()
    instants = ["2025-09-01", "2025-09-05", "2025-09-10", "2025-09-15", "2025-09-20"]
    whole = ledger("\n".join(text))
    for count, instant in enumerate(instants, 1):
        prefix = ledger("\n".join(text[:count]))
        known = datetime.fromisoformat(f"{instant}T23:59:59+00:00").astimezone(UTC)
        for as_of in (date(2025, 9, 3), date(2025, 9, 30)):
            then = whole.store.state(NEGOTIATION, as_of, known)
            replayed = prefix.store.state(NEGOTIATION, as_of, known)
            assert then == replayed


@pytest.mark.parametrize("known_at", [None, "2025-09-08"])
def test_each_list_of_a_state_asked_alone_is_that_of_the_whole(ledger: Ledger, known_at: str | None) -> None:
    made = ledger(
        """
        2025-09-01  proposal  US>KR  cash  act=demand  term=cash:350:USD:demanded:US  #demand
        2025-09-02  position  KR     cash  direction=opposes  "Too much"
        2025-09-05  meeting   KR+US  cash
        2025-09-06  meeting   KR+US  cash  modality=planned  @2025-09-03
        2025-09-20  deadline  KR+US  cash  @2025-09-07
        2025-09-30  meeting   KR+US  cash  modality=planned  @2025-09-08
        2025-09-09  response  KR     cash  verdict=rejects  responds_to=demand
        """,
    )
    alone = state(made, "2025-09-12", known_at)
    whole = made.store.state(
        NEGOTIATION, date(2025, 9, 12), known_at and datetime.fromisoformat(f"{known_at}T23:59:59+00:00")
    )
    assert set(PARTS) == {name for name, held in whole if isinstance(held, tuple)}
    for part in PARTS:
        assert getattr(whole, part), f"{part}: the story tells of one"
        assert getattr(alone, part) == getattr(whole, part), part


def test_the_last_day_is_that_of_what_happened_not_of_what_is_set_or_to_come(ledger: Ledger) -> None:
    told = """
    2025-09-10  meeting   KR+US  swap
    2025-09-12  deadline  KR     swap                    @2025-09-01
    2025-09-14  meeting   KR+US  swap  modality=planned  @2025-09-01
    """
    with ledger(told).store.reading() as reader:
        assert reader.last_day() == date(2025, 9, 10)


def test_a_record_without_events_has_no_last_day(ledger: Ledger) -> None:
    with ledger("").store.reading() as reader:
        assert reader.last_day() is None
