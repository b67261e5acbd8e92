"""What nobody said stays visible: whose position it is, what came of a plan, figures that cannot be compared."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.store.conftest import Ledger
from tests.text_ledger import NEGOTIATION, Stands, TextLedger


def asked(made: TextLedger, question: str, as_of: str) -> list[dict[str, Any]]:
    return made.store.answer(question, NEGOTIATION, date.fromisoformat(as_of)).to_dicts()


NOBODYS = """
2025-09-01  position  KR+US  swap  direction=opposes   #first   "The line is opposed"
2025-09-02  position  KR     swap  direction=supports  #korea   "Seoul wants the line"
2025-09-03  position  KR+US  swap  direction=supports  #second  "The line is wanted"
2025-09-04  position  KR     swap  direction=supports  #again   "Seoul still wants the line"
"""


def test_a_position_of_nobody_known_has_a_row_of_its_own_that_nothing_replaces(ledger: Ledger) -> None:
    made = ledger(NOBODYS)
    rows = asked(made, "positions", "2025-09-10")
    assert [(row["party"], *made.names([row["event_id"], row["replaced"]])) for row in rows] == [
        ("KR", "again", "korea"),
        (None, "first", None),
        (None, "second", None),
    ]
    standing = Stands(made.store, date(2025, 9, 10)).positions
    assert [one.party for one in standing] == ["KR", None, None]


def test_a_position_of_nobody_known_is_a_change_only_when_it_is_new(ledger: Ledger) -> None:
    made = ledger(NOBODYS)
    with made.store.reading() as reader:
        rows = reader.frame(
            "FROM changes('talks', TIMESTAMPTZ '2025-09-02 23:00Z', until := TIMESTAMPTZ '2025-09-05 00:00Z')"
        ).to_dicts()
    told = [(made.names([row["event_id"]])[0], row["why"]) for row in rows if row["kind"] == "position"]
    assert sorted(told) == [
        ("again", "KR moved"),
        ("second", "a party that is not stated had taken no position before"),
    ]


PLANS = [
    ("nothing more was told", "", ["plan"]),
    ("an event names it", "2025-09-20  meeting  KR+US  swap  part_of=plan", []),
    ("the like happened on its day", "2025-09-10  meeting  KR+US  cars", []),
    ("the like may have happened on its day", "2025-09  meeting  KR+US  cars", []),
    ("it was called off", "2025-09-10  meeting  KR+US  swap  modality=cancelled  supersedes=plan  @2025-09-08", []),
    ("only other parties met", "2025-09-10  meeting  JP+EU  cars", ["plan"]),
    ("they met another day", "2025-09-12  meeting  KR+US  swap", ["plan"]),
    ("another plan for its day", "2025-09-10  meeting  KR+US  cars  modality=planned #other @2025-09-03", ["plan", "other"]),
    ("it was told later only", "2025-09-10  meeting  KR+US  swap  @2025-10-20", ["plan"]),
]  # fmt: skip


@pytest.mark.parametrize(("more", "expected"), [row[1:] for row in PLANS], ids=[row[0] for row in PLANS])
@pytest.mark.fast_cases(3)
def test_a_plan_whose_day_passed_is_told_until_something_is_reported(
    ledger: Ledger, more: str, expected: list[str]
) -> None:
    made = ledger(f"2025-09-10  meeting  KR+US  swap  modality=planned  #plan  @2025-09-01\n{more}")
    lapsed = asked(made, "lapsed", "2025-10-01")
    assert made.names(row["event_id"] for row in lapsed) == expected
    assert [row["days_over"] for row in lapsed] == [21] * len(expected)
    assert made.names(plan.event_id for plan in Stands(made.store, date(2025, 10, 1)).lapsed) == expected
    assert asked(made, "lapsed", "2025-09-10") == []


def test_a_measure_and_an_imprecise_plan_lapse_after_their_last_possible_day(ledger: Ledger) -> None:
    made = ledger(
        """
        2025-09  measure  US  cars  modality=planned  instrument=tariff  #order  @2025-08-20
        ?        meeting  KR+US  swap  modality=planned  @2025-08-20
        """,
    )
    assert asked(made, "lapsed", "2025-09-30") == []
    assert [(r["type"], r["planned_for"], r["days_over"]) for r in asked(made, "lapsed", "2025-10-02")] == [
        ("measure", "2025-09", 2)
    ]


DUE = [
    ("2025-09-09", ("pending", False)),
    ("2025-09-10", ("pending", False)),
    ("2025-09-11", ("unknown", True)),
    ("2025-09-15", ("met", True)),
]  # fmt: skip


@pytest.mark.parametrize(("as_of", "expected"), DUE)
def test_a_deadline_that_passed_without_a_word_is_told_as_passed_and_unknown(
    ledger: Ledger, as_of: str, expected: tuple[str, bool]
) -> None:
    made = ledger(
        """
        2025-09-10  deadline  KR+US  swap  outcome=pending  #due  @2025-09-01
        2025-09-10  deadline  KR+US  swap  outcome=met  supersedes=due  @2025-09-15
        """,
    )
    assert [(row["outcome"], row["passed"]) for row in asked(made, "deadlines", as_of)] == [expected]


UNITS = """
2025-09-01  proposal   US>KR  cash  term=cash_share:100:%:demanded:US
2025-09-02  proposal   KR>US  cash  term=cash_share:17500000000:USD:offered:KR
2025-09-03  proposal   KR>US  cash  term=cash_share:5:%:offered:KR
2025-09-04  proposal   US>KR  cash  term=cash_share:20000000000:USD:demanded:US:year
2025-09-05  proposal   US>KR  cash  term=cap:3:%:demanded:US
"""


def test_figures_in_different_units_are_never_set_against_each_other(ledger: Ledger) -> None:
    rows = asked(ledger(UNITS), "gaps", "2025-10-01")
    assert [(row["term"], row["unit"], row["per"], row["distance"], row["other_units"]) for row in rows] == [
        ("cap", "%", None, None, []),
        ("cash_share", "%", None, 95, ["USD", "USD per year"]),
        ("cash_share", "USD", "year", None, ["%", "USD"]),
        ("cash_share", "USD", None, None, ["%", "USD per year"]),
    ]


RANGES = [
    ("one figure", "term=rate:15:%:agreed", (15, None, None, None)),
    ("a limit", "term=rate:15:%:agreed:at_most", (15, None, None, "at_most")),
    ("rates of several goods", "term=rate:10:%:agreed term=rate:25:%:agreed", (None, 10, 25, None)),
    ("two limits", "term=rate:10:%:agreed:at_least term=rate:25:%:agreed:at_most", (None, 10, 25, None)),
    ("two estimates", "term=rate:10:%:agreed:about term=rate:12:%:agreed:about", (None, 10, 12, "about")),
]  # fmt: skip


@pytest.mark.parametrize(("terms", "expected"), [row[1:] for row in RANGES], ids=[row[0] for row in RANGES])
@pytest.mark.fast_cases(2)
def test_a_comparison_tells_every_figure_of_the_latest_agreement(
    ledger: Ledger, terms: str, expected: tuple[Any, ...]
) -> None:
    made = ledger(
        f"2025-07-01 agreement KR+US cars term=rate:99:%:agreed\n2025-07-30 agreement KR+US cars {terms}",
    )
    row = made.store.comparison([NEGOTIATION]).filter(fact="rate").to_dicts()[0]
    assert (row["talks"], row["talks_low"], row["talks_high"], row["talks_bound"]) == expected


def test_a_comparison_says_which_units_it_does_not_convert(ledger: Ledger) -> None:
    made = ledger(
        "2025-07-01 agreement KR+US cash term=cap:1:USD:agreed term=cap:1300:KRW:agreed term=rate:15:%:agreed"
    )
    told = {(row["fact"], row["unit"]): row["other_units"] for row in made.store.comparison([NEGOTIATION]).to_dicts()}
    assert told["cap", "USD"] == ["KRW"] and told["cap", "KRW"] == ["USD"] and told["rate", "%"] == []
