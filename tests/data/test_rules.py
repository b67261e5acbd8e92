"""Rules of the state views that a real negotiation showed to be needed, on small ledgers."""

from __future__ import annotations

from datetime import date

import pytest

from tests.text_ledger import NEGOTIATION, open_ledger
from timeline.model.state import StateOfPlay


def state(text: str, day: str) -> StateOfPlay:
    with open_ledger(text) as made:
        return made.store.state(NEGOTIATION, date.fromisoformat(day))


def test_what_was_told_before_its_date_does_not_happen_earlier() -> None:
    text = "2025-10-01  agreement  KR+US  fx  stage=signed  @2025-09-30"
    assert [row.issue for row in state(text, "2025-09-30").issues] == []


ORDER = """
2025-07-30  agreement  KR+US  tariff  stage=framework  #deal
2025-07-31  measure  US>KR  tariff  stage=published  effective=2025-08-07  part_of=deal
"""


@pytest.mark.parametrize(("day", "expected"), [("2025-08-06", "agreed_in_principle"), ("2025-08-07", "implemented")])
def test_an_order_implements_the_deal_from_the_day_it_takes_effect(day: str, expected: str) -> None:
    (row,) = state(ORDER, day).issues
    assert row.status == expected
    if expected == "implemented":
        assert row.since == date(2025, 8, 7)


def test_a_cut_counted_back_implements_from_its_publication() -> None:
    text = ORDER.replace("effective=2025-08-07", "effective=2025-07-01")
    (row,) = state(text, "2025-08-01").issues
    assert (row.status, row.since) == ("implemented", date(2025, 7, 31))


def test_an_agreement_that_answers_an_ask_accepts_it() -> None:
    text = "2025-07-01  proposal  KR>US  ships  act=offer  #ask\n2025-07-30  agreement  KR+US  ships  responds_to=ask"
    (ask,) = state(text, "2025-08-01").asks
    assert (ask.verdict, ask.open, len(ask.answered_by)) == ("accepts", False, 1)


MOVED = """
2025-07-08  deadline  US+KR  -  outcome=pending   @2025-04-25  #first
2025-07-08  deadline  US+KR  -  outcome=extended  @2025-07-07  supersedes=first
"""


@pytest.mark.parametrize(("day", "expected"), [("2025-07-06", ["pending"]), ("2025-07-07", ["extended"])])
def test_the_outcome_of_a_deadline_shows_from_the_day_it_was_told(day: str, expected: list[str]) -> None:
    assert [due.outcome for due in state(MOVED, day).deadlines] == expected


CALLED_OFF = """
2025-07-25  meeting  KR+US  -  modality=planned    @2025-07-22  #plan
2025-07-25  meeting  KR+US  -  modality=cancelled  @2025-07-24  supersedes=plan
"""


@pytest.mark.parametrize(("day", "expected"), [("2025-07-23", 1), ("2025-07-24", 0)])
def test_a_meeting_called_off_no_longer_lies_ahead(day: str, expected: int) -> None:
    assert len(state(CALLED_OFF, day).coming) == expected
