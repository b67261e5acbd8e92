"""Further questions about a negotiation, each on a small ledger with the answer worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.store.conftest import Ledger
from tests.text_ledger import NEGOTIATION, TextLedger
from timeline.model.article import Article, article_id
from timeline.model.ledger import Change
from timeline.model.problems import ProblemError
from timeline.store.state import QUESTIONS


def answer(made: TextLedger, question: str, as_of: str, known_at: str | None = None) -> list[dict[str, Any]]:
    instant = datetime.fromisoformat(known_at + "T23:59:59+00:00") if known_at else None
    return made.store.answer(question, NEGOTIATION, date.fromisoformat(as_of), instant).to_dicts()


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.fast_cases(2)
def test_every_question_has_an_answer_on_an_empty_negotiation(ledger: Ledger, question: str) -> None:
    assert answer(ledger("2025-09-10 meeting KR+US - #m\nretract m"), question, "2025-10-01") == []


def test_a_question_about_no_negotiation_is_a_problem(ledger: Ledger) -> None:
    made = ledger("2025-09-10 meeting KR+US -")
    with pytest.raises(ProblemError, match='negotiation tolks: is not recorded; did you mean "talks"'):
        made.store.answer("gaps", "tolks")


def test_the_gap_is_between_the_latest_demand_and_the_latest_offer_in_one_unit(ledger: Ledger) -> None:
    made = ledger(
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


def gap(made: TextLedger, as_of: str = "2025-12-01", **which: Any) -> dict[str, Any]:
    (row,) = (row for row in answer(made, "gaps", as_of) if all(row[name] == value for name, value in which.items()))
    return row


def test_a_joint_demand_is_nobodys_alone(ledger: Ledger) -> None:
    made = ledger(
        """
        2025-09-01  proposal  US>KR  cash  term=investment:350:USD:demanded
        2025-09-10  meeting   KR+US  cash  term=investment:300:USD:demanded
        """,
    )
    row = gap(made)
    assert (row["demanded"], row["demanded_by"], row["distance"]) == (300, None, None)


def test_the_distance_of_two_demands_is_between_them(ledger: Ledger) -> None:
    made = ledger(
        """
        2025-09-01  proposal  US>KR  cars  term=tariff_rate:25:%:demanded
        2025-09-03  proposal  KR>US  cars  term=tariff_rate:10:%:offered
        2025-09-05  proposal  KR>US  cars  term=tariff_rate:15:%:demanded
        2025-09-04  proposal  JP>US  cars  term=tariff_rate:12.5:%:demanded
        """,
    )
    row = gap(made, "2025-09-03")
    assert (row["distance"], [(side["party"], side["role"], side["value"]) for side in row["sides"]]) == (
        15, [("KR", "offered", 10), ("US", "demanded", 25)],
    )  # fmt: skip
    row = gap(made)
    assert (row["demanded"], row["demanded_by"], row["offered"], row["distance"]) == (15, "KR", 10, 12.5)
    assert [(side["party"], side["value"]) for side in row["sides"]] == [("JP", 12.5), ("KR", 15), ("US", 25)]
    assert len(row["events"]) == 4


def test_a_party_is_as_far_from_itself_as_nobody(ledger: Ledger) -> None:
    text = "2025-09-01 proposal US>KR cash term=cap:350:USD:demanded\n2025-09-02 proposal US>KR cash term=cap:50:USD:offered"
    assert gap(ledger(text))["distance"] is None


@pytest.mark.parametrize(
    ("bound", "distance"), [("exactly", 250), ("about", 250), ("at_least", None), ("at_most", None)]
)
@pytest.mark.fast_cases(2)
def test_a_limit_has_no_distance(ledger: Ledger, bound: str, distance: float | None) -> None:
    made = ledger(
        f"""
        2025-09-01  proposal  US>KR  cash  term=cap:350:USD:demanded:{bound}
        2025-09-02  proposal  KR>US  cash  term=cap:100:USD:offered
        """,
    )
    row = gap(made)
    assert (row["demanded"], row["distance"], row["offered_bound"]) == (350, distance, None)
    assert row["demanded_bound"] == (None if bound == "exactly" else bound)


def test_what_is_counted_by_something_else_is_another_gap(ledger: Ledger) -> None:
    made = ledger(
        """
        2025-09-01  proposal  US>KR  cash  term=cap:200:USD:demanded  term=cap:20:USD:demanded:year  term=cap:7:KRW:demanded
        2025-09-02  proposal  KR>US  cash  term=cap:10:USD:offered:year
        """,
    )
    assert gap(made, unit="USD", per=None)["distance"] is None
    assert gap(made, unit="USD", per="year")["distance"] == 10
    assert gap(made, unit="KRW", per=None)["demanded"] == 7


FEE = """
2025-09-01  proposal   US>KR  licence-fees  term=licence_fee:310:EUR:demanded::tonne
2025-09-02  proposal   KR>US  licence-fees  term=price:180:EUR:offered::tonne
2025-10-01  agreement  KR+US  licence-fees  term=specific_duty:240:EUR:agreed::tonne
"""


def test_a_figure_under_a_general_name_is_one_of_the_term_by_which_its_issue_goes(ledger: Ledger) -> None:
    made = ledger(FEE)
    row = gap(made)
    assert (row["term"], row["demanded"], row["offered"], row["agreed"], row["distance"]) == (
        "licence_fee", 310, 180, 240, 130,
    )  # fmt: skip
    assert row["also_called"] == ["price", "specific_duty"]
    figures = answer(made, "figures", "2025-12-01")
    assert [(row["value"], row["n"], row["called"]) for row in figures] == [
        (310, 1, None), (180, 2, "price"), (240, 3, "specific_duty"),
    ]  # fmt: skip


GENERAL = [
    ("a quota of the issue that is one", "cod-quota", "cod_quota:42:tonnes:demanded", "quota:28:tonnes:offered", ["cod_quota"]),
    ("a rate of the issue that is one", "cable-tariff", "cable_tariff:4:%:demanded", "tariff_rate:2:%:offered", ["cable_tariff"]),
    ("a rate is no share", "profit-share", "profit_share:50:%:demanded", "tariff_rate:15:%:offered", ["profit_share", "tariff_rate"]),
    ("another good's rate", "tariffs", "auto_tariff:25:%:demanded", "tariff_rate:15:%:offered", ["auto_tariff", "tariff_rate"]),
    ("another unit", "cod-quota", "cod_quota:42:tonnes:demanded", "quota:28:%:offered", ["cod_quota", "quota"]),
    ("two names of its own", "fish", "cod_quota:42:tonnes:demanded", "mackerel_quota:28:tonnes:offered", ["cod_quota", "mackerel_quota"]),
    ("two general names by a thing", "visas", "amount:100:USD:demanded::visa", "price:50:USD:offered::visa", ["amount"]),
    ("two general names by the year", "fund", "amount:100:USD:demanded::year", "price:50:USD:offered::year", ["amount", "price"]),
    ("two sums", "fund", "amount:100:USD:demanded", "investment:50:USD:offered", ["amount", "investment"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "issue", "one", "other", "terms"), GENERAL, ids=[case[0] for case in GENERAL])
@pytest.mark.fast_cases(3)
def test_figures_under_two_names_are_one_term_only_where_they_must_mean_the_same(
    ledger: Ledger, name: str, issue: str, one: str, other: str, terms: list[str]
) -> None:
    made = ledger(f"2025-09-01 proposal US>KR {issue} term={one}\n2025-09-02 proposal KR>US {issue} term={other}")
    assert [row["term"] for row in answer(made, "gaps", "2025-12-01")] == terms


def test_names_that_one_event_tells_apart_and_figures_of_several_issues_stay_apart(ledger: Ledger) -> None:
    both = "2025-09-05 proposal US>KR licence-fees term=licence_fee:300:EUR:demanded::tonne term=price:900:EUR:demanded::tonne"
    assert [row["term"] for row in answer(ledger(FEE + both), "gaps", "2025-12-01")] == ["licence_fee", "price"]
    shared = FEE.replace("KR>US  licence-fees", "KR>US  licence-fees,cod")
    found = {(row["issue"], row["term"]) for row in answer(ledger(shared), "gaps", "2025-12-01")}
    assert found == {("licence-fees", "licence_fee"), ("licence-fees", "price"), ("cod", "price")}


def test_the_latest_figure_is_by_date_not_by_record(ledger: Ledger) -> None:
    made = ledger(
        """
        2025-09-20  proposal  US>KR  cash  term=cap:300:USD:demanded
        2025-09-01  proposal  US>KR  cash  term=cap:350:USD:demanded  @2025-09-25
        """,
    )
    assert gap(made)["demanded"] == 300
    figures = answer(made, "figures", "2025-12-01")
    assert [(row["value"], row["n"]) for row in figures] == [(350, 1), (300, 2)]


@pytest.mark.parametrize(
    ("stage", "stands"), [("revoked", None), ("paused", None), ("amended", 15.0), ("in_effect", 15.0)]
)
@pytest.mark.fast_cases(2)
def test_a_figure_of_what_was_revoked_or_paused_stands_no_more(
    ledger: Ledger, stage: str, stands: float | None
) -> None:
    made = ledger(
        f"""
        2025-08-01  measure  US>KR  cars  stage=in_effect term=tariff:25:%:in_force
        2025-09-01  measure  US>KR  cars  stage=in_effect term=tariff:15:%:in_force  #rate
        2025-10-01  measure  US>KR  cars  stage={stage} supersedes=rate
        """,
    )
    assert gap(made, "2025-09-15", term="tariff")["in_force"] == 15.0
    assert [row["in_force"] for row in answer(made, "gaps", "2025-10-02")] == ([stands] if stands else [])
    assert [row["value"] for row in answer(made, "figures", "2025-10-02")] == [25.0, 15.0]


def test_announced_signed_published_and_in_effect_are_different_days(ledger: Ledger) -> None:
    made = ledger(
        """
        2025-07-30  agreement  KR+US  cars  stage=framework  #deal
        2025-11-14  agreement  KR+US  cars  stage=signed     part_of=deal
        2025-12-04  measure    US>KR  cars  stage=published  part_of=deal  effective=2025-12-10
        2025-11-30  deadline   KR+US  cars  part_of=deal  modality=planned  @2025-11-14  #due
        """,
    )

    def row(as_of: str) -> tuple[Any, ...]:
        (found,) = answer(made, "commitments", as_of)
        days = [found[name] for name in ("announced", "signed", "published", "in_effect")]
        return *days, made.names(found["overdue"]), found["behind"]

    assert row("2025-08-01") == ("2025-07-30", None, None, None, [], False)
    assert row("2025-11-20") == ("2025-07-30", "2025-11-14", None, None, [], False)
    assert row("2025-12-05") == ("2025-07-30", "2025-11-14", "2025-12-04", None, ["due"], True)
    assert row("2025-12-31") == ("2025-07-30", "2025-11-14", "2025-12-04", "2025-12-10", ["due"], True)


DATED = [
    ("2025", "2025-08~", "2025-09"),
    ("2025-07-30/2025-07-31", "2025-08-10", "2025-09/.."),
    ("?", "2025-08-05", None),
]  # fmt: skip


@pytest.mark.parametrize(("announced", "signed", "effective"), DATED)
@pytest.mark.fast_cases(2)
def test_no_stage_of_an_agreement_is_told_more_precisely_than_by_its_source(
    ledger: Ledger, announced: str, signed: str, effective: str | None
) -> None:
    made = ledger(
        f"""
        {announced}  agreement  KR+US  cars  stage=framework  @2025-12-31  #deal
        {signed}  agreement  KR+US  cars  stage=signed  part_of=deal  @2025-12-31
        2025-08-20  measure  US>KR  cars  part_of=deal  stage=announced  {f"effective={effective}" if effective else ""}
        """,
    )
    (row,) = answer(made, "commitments", "2026-01-10")
    told = None if announced == "?" else announced
    assert (row["announced"], row["signed"], row["in_effect"]) == (told, signed, effective)


def test_of_two_dates_the_one_that_counts_first_and_then_the_sharper_is_told(ledger: Ledger) -> None:
    made = ledger(
        """
        2025-08     agreement  KR+US  cars  stage=framework  #deal
        2025-08-31  agreement  KR+US  cars  stage=framework  part_of=deal
        2025-09-02  agreement  KR+US  cars  stage=framework  part_of=deal
        """,
    )
    assert answer(made, "commitments", "2025-10-01")[0]["announced"] == "2025-08-31"


def overdue(made: TextLedger, as_of: str) -> list[str]:
    (found,) = answer(made, "commitments", as_of)
    assert found["behind"] == (found["overdue"] != [])
    return made.names(found["overdue"])


OVERDUE = [
    ("a deadline past", "deadline KR+US cars part_of=deal modality=planned @2025-08-01", ["x"]),
    ("a deadline denied", "deadline KR+US cars part_of=deal modality=denied @2025-08-01", []),
    ("a deadline called off", "deadline KR+US cars part_of=deal modality=cancelled @2025-08-01", []),
    ("a deadline missed", "deadline KR+US cars part_of=deal outcome=missed", ["x"]),
    ("a deadline met", "deadline KR+US cars part_of=deal outcome=met", []),
    ("a plan past", "measure US>KR cars part_of=deal modality=planned @2025-08-01", ["x"]),
    ("a part of a part", "deadline KR+US cars part_of=annex modality=planned @2025-08-01", ["x"]),
    ("a deadline of nothing", "deadline KR+US cars modality=planned @2025-08-01", []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "line", "expected"), OVERDUE, ids=[case[0] for case in OVERDUE])
@pytest.mark.fast_cases(3)
def test_a_commitment_is_behind_where_something_of_it_is_overdue(
    ledger: Ledger, name: str, line: str, expected: list[str]
) -> None:
    made = ledger(
        f"""
        2025-07-30  agreement  KR+US  cars  stage=framework  #deal
        2025-07-31  agreement  KR+US  cars  stage=signed  part_of=deal  #annex
        2025-08-30  {line}  #x
        """,
    )
    assert overdue(made, "2025-08-29") == []
    assert overdue(made, "2025-10-01") == expected


ENDINGS = [
    ("suspended", "agreement EU+US cars stage=suspended supersedes=deal #stop", ("suspended", "2025-09-20"), ["deal"]),
    ("suspended, told as a part of it", "agreement EU+US cars stage=suspended part_of=deal #stop", ("suspended", "2025-09-20"), ["deal"]),
    ("terminated", "agreement EU+US cars stage=terminated supersedes=deal #stop", ("terminated", "2025-09-20"), ["deal"]),
    ("resumed", "agreement EU+US cars stage=suspended supersedes=deal #stop\n2025-09-25 agreement EU+US cars stage=in_force supersedes=stop #again",
     (None, None), ["deal", "again"]),
    ("another is suspended", "agreement EU+US cars stage=suspended #stop", (None, None), ["deal", "stop"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "line", "ended", "rows"), ENDINGS, ids=[case[0] for case in ENDINGS])
@pytest.mark.fast_cases(2)
def test_of_an_agreement_that_was_suspended_or_ended_nothing_is_overdue(
    ledger: Ledger, name: str, line: str, ended: tuple[str | None, str | None], rows: list[str]
) -> None:
    made = ledger(
        f"""
        2025-07-30  agreement  EU+US  cars  stage=framework  #deal
        2025-08-30  deadline   EU+US  cars  part_of=deal modality=planned @2025-08-01
        2025-09-20  {line}
        """
    )
    before, after = answer(made, "commitments", "2025-09-19")[0], answer(made, "commitments", "2025-10-01")
    assert (before["ended"], before["behind"]) == (None, True)
    assert (after[0]["ended"], after[0]["ended_on"], after[0]["behind"]) == (*ended, ended[0] is None)
    assert made.names(row["agreement"] for row in after) == rows
    alone = {row["agreement"]: row["ended"] for row in after}.get(made["stop"])
    assert alone == ("suspended" if "stop" in rows else None)


def test_a_part_of_a_part_tells_when_the_agreement_took_effect(ledger: Ledger) -> None:
    made = ledger(
        """
        2025-07-30  agreement  KR+US  cars  stage=framework  #deal
        2025-08-10  agreement  KR+US  cars  stage=signed  part_of=deal  #annex
        2025-09-01  measure    US>KR  cars  stage=published  part_of=annex  effective=2025-09-15
        """,
    )
    (row,) = answer(made, "commitments", "2025-10-01")
    assert (row["published"], row["in_effect"]) == ("2025-09-01", "2025-09-15")


def test_an_agreement_reached_at_a_meeting_is_a_commitment(ledger: Ledger) -> None:
    made = ledger("2025-09-01 meeting KR+US cars #met\n2025-09-01 agreement KR+US cars part_of=met #deal")
    assert made.names(row["agreement"] for row in answer(made, "commitments", "2025-10-01")) == ["deal"]


FIGURES = [
    ("the same day", "2025-09-01 {}", "", "", True),
    ("other days", "2025-09-0{n} {}", "", "", False),
    ("one in a month of the other", "2025-09{day} {}", "", "", True),
    ("both with an open end", "2025-09{day}/.. {}", "", "", True),
    ("from one day on, and from a later one", "2025-0{n}-20/.. {}", "", "", True),
    ("both with an open beginning", "../2025-09{day} {}", "", "", True),
    ("by the year and in all", "2025-09-01 {}", "", ":year", False),
    ("both by the year", "2025-09-01 {}", ":year", ":year", True),
    ("of two parties", "2025-09-01 {}", ":KR", ":US", False),
    ("of one party", "2025-09-01 {}", ":KR", ":KR", True),
    ("of one party and of nobody in particular", "2025-09-01 {}", ":KR", "", True),
    ("a limit", "2025-09-01 {}", "", ":at_least", False),
    ("undated", "? {}", "", "", False),
    ("undated, of one agreement", "? {} part_of=deal", "", "", True),
    ("undated, of two agreements", "? {} part_of={deal}", "", "", False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "line", "one", "other", "told"), FIGURES, ids=[case[0] for case in FIGURES])
@pytest.mark.fast_cases(3)
def test_figures_contradict_each_other_only_where_they_mean_the_same(
    ledger: Ledger, name: str, line: str, one: str, other: str, told: bool
) -> None:
    def written(n: int, value: int, more: str) -> str:
        agreement = f"agreement KR+US cash term=cap:{value}:USD:agreed{more}"
        return line.format(agreement, n=n, day="-05" if n == 1 else "", deal="deal" if n == 1 else "other")

    text = "\n".join(
        [
            "2025-08-01 agreement KR+US cars #deal",
            "2025-08-02 agreement KR+US cars #other",
            written(1, 200, one) + " #one",
            written(2, 150, other) + " #two",
        ]
    )
    made = ledger(text)
    found = [made.names([row["one"], row["other"]]) for row in answer(made, "accounts", "2025-12-01")]
    assert found == ([["one", "two"]] if told else [])


def test_who_met_whom_is_of_different_parties(ledger: Ledger) -> None:
    made = ledger(
        """
        2025-08-01  meeting  KR+US  -  actors=lee,koo,bessent  format=summit
        2025-09-01  meeting  KR+US  -  actors=koo,bessent      format=call
        2025-09-10  meeting  KR+US  -  actors=lee,koo
        ?           meeting  KR+US  -  actors=lee,bessent      @2025-09-20
        """,
    )

    def people(as_of: str) -> list[tuple[Any, ...]]:
        names = ("one", "one_party", "other", "other_party", "meetings", "formats", "last_date", "days_since")
        return [tuple(row[name] for name in names) for row in answer(made, "people", as_of)]

    assert people("2025-09-11") == [
        ("Koo", "KR", "Bessent", "US", 2, ["call", "summit"], "2025-09-01", 10),
        ("Lee", "KR", "Bessent", "US", 1, ["summit"], "2025-08-01", 41),
    ]
    assert people("2025-09-20")[1] == ("Lee", "KR", "Bessent", "US", 2, ["summit"], None, None)


def test_no_days_are_counted_from_a_year(ledger: Ledger) -> None:
    made = ledger(
        """
        2025     meeting   KR+US  swap  actors=lee,bessent
        2025     meeting   JP+EU  -     modality=planned  @2025-01-05
        2026     deadline  KR+US  swap  modality=planned  @2025-12-31
        """,
    )
    assert [row["days_since"] for row in answer(made, "people", "2026-03-10")] == [None]
    assert [row["days_since"] for row in answer(made, "meetings", "2026-03-10")] == [None]
    assert [(row["outcome"], row["days_left"]) for row in answer(made, "deadlines", "2026-12-15")] == [
        ("pending", None)
    ]
    assert [row["days_over"] for row in answer(made, "lapsed", "2026-03-10")] == [None]
    assert [row["days_since_move"] for row in answer(made, "status", "2026-03-10")] == [None]


def test_who_met_whom_is_told_by_the_parties_known_then(ledger: Ledger) -> None:
    made = ledger("2025-09-01 meeting KR+US - actors=lee,bessent\nactor lee party=US @2025-10-01")
    assert len(answer(made, "people", "2025-09-05", known_at="2025-09-05")) == 1
    assert answer(made, "people", "2025-09-05", known_at="2025-10-02") == []


def test_two_readouts_that_disagree_stand_side_by_side(ledger: Ledger) -> None:
    made = ledger(
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


def test_copies_of_one_text_are_one_origin(ledger: Ledger) -> None:
    made = ledger("2025-09-10 meeting KR+US - #m")
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


def test_what_is_published_after_the_day_corroborates_nothing_on_it(ledger: Ledger) -> None:
    made = ledger("2025-09-10 meeting KR+US - #m\namend m source=2025-09-20 @2025-09-21")

    def counted(as_of: str, known_at: str | None = None) -> list[tuple[int, int]]:
        return [(row["articles"], row["origins"]) for row in answer(made, "corroboration", as_of, known_at)]

    assert counted("2025-09-09") == []
    assert counted("2025-09-19") == [(1, 1)]
    assert counted("2025-09-20") == [(2, 2)]
    assert counted("2025-09-20", known_at="2025-09-20") == [(1, 1)]


@pytest.mark.parametrize(
    ("published", "counts_from"),
    [
        ("../2025-09-30", "2025-09-30"),
        ("2025-09", "2025-09-30"),
        ("2025-09-24/..", "2025-09-24"),
        ("2025-08-1X/..", "2025-08-19"),
    ],
)
@pytest.mark.fast_cases(2)
def test_an_article_corroborates_from_when_it_was_certainly_published(
    ledger: Ledger, published: str, counts_from: str
) -> None:
    made = ledger(f"2025-08-01 meeting KR+US - #m\namend m source={published} @2025-10-01")
    day = date.fromisoformat(counts_from)
    counted = [answer(made, "corroboration", str(each))[0]["articles"] for each in (day - timedelta(days=1), day)]
    assert counted == [1, 2]


def test_only_what_is_less_precise_than_a_day_is_imprecise(ledger: Ledger) -> None:
    made = ledger(
        """
        2025-09-01  agreement  KR+US  cars  stage=signed  #deal
        2025-09-05  measure    US>KR  cars  stage=published  part_of=deal  effective=2025-09-20
        2025-09     meeting    KR+US  cars
        ?           response   US     cars  verdict=resists  @2025-10-05
        2025-09/..  position   KR     cars  @2025-10-05
        """,
    )
    rows = answer(made, "explained", "2025-12-01")
    assert {(row["type"], row["imprecise"]) for row in rows} == {
        ("agreement", False), ("measure", False), ("meeting", True), ("response", None), ("position", True),
    }  # fmt: skip


def test_the_explanation_tells_what_no_longer_settles_the_status(ledger: Ledger) -> None:
    made = ledger(
        """
        2025-08-01  agreement  KR+US  swap  stage=signed
        2025-08-05  response   US     swap  verdict=accepts
        2025-08-10  position   KR     swap  direction=opposes
        2025-08-20  position   KR     swap  direction=supports
        """,
    )
    steps = [(row["settles"], row["rule"]) for row in answer(made, "explained", "2025-12-01")]
    assert steps == [
        ("agreed", "an agreement on it was signed"),
        (None, "a proposal on it was accepted, which does not undo what stands"),
        (None, "a party opposed, and has taken another position since"),
        (None, "a party took a position on it"),
    ]


def test_the_explanation_tells_what_settles_the_status_anew(ledger: Ledger) -> None:
    made = ledger(
        """
        2025-08-01  agreement  KR+US  swap  stage=in_force
        2025-08-05  measure    US>KR  swap  stage=threatened
        2025-08-10  agreement  KR+US  swap  stage=framework
        """,
    )
    steps = [row["settles"] for row in answer(made, "explained", "2025-12-01")]
    assert steps == ["implemented", "contested", "agreed_in_principle"]


def test_status_is_explained_by_the_chain_of_events(ledger: Ledger) -> None:
    made = ledger(
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


ALL_SORTS = """
2025-09-01  proposal    KR>US  swap  act=request  term=swap_line:600e8:USD:demanded  #ask
2025-09-05  response    US     swap  verdict=resists  responds_to=ask  #no
2025-09-10  agreement   KR+US  cars  stage=signed  term=auto_tariff:15:%:agreed  #deal
2025-09-12  measure     US>KR  cars  stage=published  part_of=deal  effective=2025-10
2025-09-20  deadline    KR+US  swap  modality=planned  @2025-09-14
2025-09-25  meeting     KR+US  -     modality=planned  actors=lee,bessent  @2025-09-15  #plan
amend no verdict=rejects  @2025-09-18
retract plan  @2025-09-22
"""


@pytest.mark.slow
def test_a_ledger_that_stays_open_says_what_one_in_a_file_says(ledger: Ledger, tmp_path: Path) -> None:
    kept, opened = TextLedger.copied(tmp_path / "s.duckdb", ALL_SORTS).store, ledger(ALL_SORTS).store
    first, last = datetime(2025, 9, 11, tzinfo=UTC), datetime(2025, 9, 30, tzinfo=UTC)
    assert opened.state(NEGOTIATION, last.date(), last) == kept.state(NEGOTIATION, last.date(), last)
    assert opened.changes(NEGOTIATION, first, last).equals(kept.changes(NEGOTIATION, first, last))


@pytest.mark.slow
@pytest.mark.parametrize("known", [datetime(2025, 9, 21, tzinfo=UTC), datetime(2025, 9, 30, tzinfo=UTC)])
def test_it_answers_every_question_alike(ledger: Ledger, tmp_path: Path, known: datetime) -> None:
    kept, opened = TextLedger.copied(tmp_path / "s.duckdb", ALL_SORTS).store, ledger(ALL_SORTS).store
    for question in QUESTIONS:
        answers = [store.answer(question, NEGOTIATION, date(2025, 11, 1), known) for store in (kept, opened)]
        assert answers[0].equals(answers[1]), question
