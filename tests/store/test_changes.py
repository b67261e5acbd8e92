"""What changed between two instants, and negotiations side by side, on small ledgers with the answer worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.store.conftest import Ledger
from tests.text_ledger import NEGOTIATION, TextLedger
from timeline.model.edtf import Edtf
from timeline.model.ledger import Change


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


def test_changes_since_a_day_on_the_record_clock(ledger: Ledger) -> None:
    made = ledger(STORY)
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


@pytest.mark.slow
def test_a_report_since_a_day_includes_that_day(ledger: Ledger) -> None:
    made = ledger(STORY)
    known_at = datetime(2025, 12, 31, tzinfo=UTC)

    def since(day: str) -> tuple[list[str], str | None]:
        found = made.store.dossier(NEGOTIATION, date(2025, 9, 30), known_at, date.fromisoformat(day)).since
        assert found is not None
        swap = [issue.status for issue in found.state.issues if issue.issue == "swap"]
        return list(made.names(found.happened)), swap[0] if swap else None

    assert since("2025-09-05")[0] == ["late", "met"]
    assert since("2025-09-05")[1] == "raised", "the position of that day changed it"
    assert since("2025-09-06") == (["met"], "contested")
    assert since("2025-09-01")[1] is None


CANCELLED_OUT = [
    ("recorded and withdrawn", "2025-09-11 meeting KR+US - #x\nretract x @2025-09-12", []),
    ("recorded, corrected and withdrawn", "2025-09-11 meeting KR+US - #x\namend x place=Bern @2025-09-12\nretract x @2025-09-12", []),
    ("corrected and set right again", "2025-09-01 meeting KR+US - place=Bern #x\namend x place=Berne @2025-09-11\namend x place=Bern @2025-09-12", []),
    ("recorded before and withdrawn", "2025-09-01 meeting KR+US - #x\nretract x @2025-09-12", ["retraction"]),
    ("recorded, and withdrawn after", "2025-09-11 meeting KR+US - #x\nretract x @2025-09-22", ["new event"]),
    ("recorded and corrected", "2025-09-11 meeting KR+US - #x\namend x place=Bern @2025-09-12", ["new event"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "kinds"), CANCELLED_OUT, ids=[case[0] for case in CANCELLED_OUT])
@pytest.mark.fast_cases(3)
def test_what_was_taken_back_in_between_is_no_change(ledger: Ledger, name: str, text: str, kinds: list[str]) -> None:
    assert [row[0] for row in changes(ledger(text), "2025-09-10", "2025-09-20")] == kinds


def told(made: TextLedger, kind: str, since: str, until: str | None = None) -> list[tuple[Any, ...]]:
    return [row[1:] for row in changes(made, since, until) if row[0] == kind]


def test_a_correction_tells_the_fields_that_changed(ledger: Ledger) -> None:
    made = ledger(
        """
        2025-09     agreement  KR+US  cash  stage=framework  term=cap:200:USD:agreed  "They agree"  #deal
        amend deal date=2025-09-24  @2025-10-01
        amend deal stage=signed issues=cash,swap  term=cap:150:USD:agreed  @2025-10-02
        """,
    )
    assert told(made, "correction", "2025-10-01", "2025-10-01") == [("deal", "date 2025-09", "date 2025-09-24")]
    assert told(made, "correction", "2025-10-02", "2025-10-02") == [
        (
            "deal",
            "issues cash; terms cap 200 USD agreed exactly; stage framework",
            "issues cash, swap; terms cap 150 USD agreed exactly; stage signed",
        )
    ]


NET = [
    ("one correction", [("Bern", "typo")], ("Bern", "typo", 1)),
    ("a correction, its undoing and its repeat", [("Bern", "typo"), ("Basel", "undone"), ("Bern", "again")], ("Bern", "typo", 3)),
    ("two that stand", [("Bern", "typo"), ("Geneva", "the host says so")], ("Geneva", "typo; the host says so", 2)),
    ("the second is undone", [("Bern", "typo"), ("Geneva", "rumour"), ("Bern", "undone")], ("Bern", "typo", 3)),
    ("the second is undone and comes again", [("Bern", "typo"), ("Geneva", "rumour"), ("Bern", "undone"), ("Geneva", "rumour"),
     ("Zug", "the host says so")], ("Zug", "typo; rumour; the host says so", 5)),
    ("all is undone, step by step", [("Bern", "typo"), ("Geneva", "rumour"), ("Bern", "undone"), ("Basel", "undone"), ("Zug", "at last")],
     ("Zug", "at last", 5)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "steps", "expected"), NET, ids=[case[0] for case in NET])
@pytest.mark.fast_cases(3)
def test_corrections_of_one_event_are_one_change_with_the_reasons_that_led_there(
    ledger: Ledger, name: str, steps: list[tuple[str, str]], expected: tuple[Any, ...]
) -> None:
    made = ledger("2025-09-01 meeting KR+US - place=Basel #m")
    for place, why in steps:
        with made.store.writing("ann") as writer:
            meeting: Any = writer.record("event", made["m"])
            writer.append([Change.of(meeting.model_copy(update={"place": place}), "amend", why)])
    (row,) = made.store.changes(NEGOTIATION, datetime(2025, 9, 15, tzinfo=UTC)).filter(kind="correction").to_dicts()
    assert (row["before"], row["after"]) == ("place Basel", f"place {expected[0]}")
    assert (row["why"], row["entries"]) == expected[1:]


def test_a_field_that_was_empty_or_is_now_is_told_too(ledger: Ledger) -> None:
    made = ledger("2025-09-01 response US swap #r\namend r verdict=resists reported_by=Seoul @2025-09-05")
    assert told(made, "correction", "2025-09-05") == [
        ("r", "reported_by none; verdict none", "reported_by Seoul; verdict resists")
    ]


def test_another_source_is_told_with_its_words(ledger: Ledger) -> None:
    made = ledger("2025-09-01 meeting KR+US - #m\namend m source=2025-09-04 @2025-09-05")
    ((_, before, after),) = told(made, "correction", "2025-09-05")
    assert before.startswith("evidence Line 1.") and "More on m" not in before
    assert after.startswith(before) and " … More on m." in after


LATE = [
    ("the day before", "2025-09-09 meeting KR+US -", "learned late"),
    ("the day itself", "2025-09-10 meeting KR+US -", "new event"),
    ("a month not over before the day", "2025-09 meeting KR+US -", "new event"),
    ("a month that is over", "2025-08 meeting KR+US -", "learned late"),
    ("begun before the day", "2025-08/.. position KR swap", "learned late"),
    ("undated, told now", "? meeting KR+US -", "new event"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "line", "kind"), LATE, ids=[case[0] for case in LATE])
@pytest.mark.fast_cases(2)
def test_learned_late_is_what_was_over_before_the_day(ledger: Ledger, name: str, line: str, kind: str) -> None:
    made = ledger(f"{line} @2025-09-12 #x")
    assert [row[0] for row in changes(made, "2025-09-10", "2025-09-30") if row[0] in ("learned late", "new event")] == [
        kind
    ]


DEADLINE = '2025-10-15 deadline KR+US - modality=planned @2025-09-01 "By the summit" #due'
CAME = [
    ("nothing", "", "2025-10-01", "2025-10-14", []),
    ("passed", "", "2025-10-01", "2025-10-20", [("deadline passed", "due", "pending", "unknown")]),
    ("passed before", "", "2025-10-17", "2025-10-20", []),
    ("recorded and passed", "", "2025-08-01", "2025-10-20", [("deadline passed", "due", None, "unknown")]),
    ("extended before it was due", "amend due outcome=extended @2025-10-05", "2025-10-01", "2025-10-06",
     [("deadline extended", "due", "pending", "extended")]),
    ("called off", "amend due modality=cancelled @2025-10-05", "2025-10-01", "2025-10-06",
     [("deadline cancelled", "due", "pending", "cancelled")]),
    ("met", "amend due outcome=met @2025-10-16", "2025-10-01", "2025-10-20", [("deadline met", "due", "pending", "met")]),
    ("replaced by its outcome", "2025-10-15 deadline KR+US - outcome=extended supersedes=due @2025-10-05 #after", "2025-10-01",
     "2025-10-06", [("deadline extended", "after", "pending", "extended")]),
    ("replaced by another day", "2025-11-30 deadline KR+US - modality=planned supersedes=due @2025-10-05 #after", "2025-10-01",
     "2025-10-06", [("deadline moved", "after", "2025-10-15", "2025-11-30")]),
    ("passed long before it was recorded", "2025-01-15 deadline KR+US - @2025-10-05 #old", "2025-10-01", "2025-10-06", []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "line", "since", "until", "expected"), CAME, ids=[case[0] for case in CAME])
@pytest.mark.fast_cases(2)
def test_what_came_of_a_deadline_is_a_change(
    ledger: Ledger, name: str, line: str, since: str, until: str, expected: list[tuple[Any, ...]]
) -> None:
    made = ledger(f"{DEADLINE}\n{line}")
    assert [row for row in changes(made, since, until) if row[0].startswith("deadline")] == expected


def positions_told(made: TextLedger, since: str, until: str) -> list[tuple[Any, ...]]:
    start, end = (datetime.fromisoformat(f"{day}T{at}+00:00") for day, at in ((since, "00:00:00"), (until, "23:59:59")))
    rows = made.store.changes(NEGOTIATION, start, end).to_dicts()
    return [(row["before"], row["after"], row["why"]) for row in rows if row["kind"] == "position"]


def test_positions_taken_moved_corrected_and_withdrawn_are_changes(ledger: Ledger) -> None:
    made = ledger(
        """
        2025-09-01  position  KR  swap  "We ask"       #ask
        2025-09-10  position  KR  swap  "We insist"    #insist
        amend insist "summary=We insist on it"  @2025-09-20
        retract insist  @2025-09-25
        retract ask     @2025-09-28
        """,
    )
    assert positions_told(made, "2025-08-30", "2025-09-05") == [(None, "We ask", "KR had taken no position before")]
    assert positions_told(made, "2025-09-05", "2025-09-15") == [("We ask", "We insist", "KR moved")]
    assert positions_told(made, "2025-09-15", "2025-09-21") == [
        ("We insist", "We insist on it", "KR: the record of its position was corrected")
    ]
    assert positions_told(made, "2025-09-22", "2025-09-26") == [
        ("We insist on it", "We ask", "KR: the later position no longer stands on record")
    ]
    assert positions_told(made, "2025-09-27", "2025-09-29") == [
        ("We ask", None, "KR has no position on record any more")
    ]


def test_without_an_end_changes_are_all_that_is_recorded(ledger: Ledger) -> None:
    made = ledger("2026-01-05 meeting KR+US swap @2199-01-05 #m")
    with made.store.reading() as reader:
        rows = reader.frame("FROM changes('talks', TIMESTAMPTZ '2025-10-01')").to_dicts()
    assert [(row["kind"], row["event_id"]) for row in rows if row["recorded_at"]] == [("new event", made["m"])]


def test_a_status_that_loses_its_only_event_is_told_as_gone(ledger: Ledger) -> None:
    made = ledger("2025-09-01 proposal KR>US swap #ask\nretract ask @2025-09-10")
    assert ("status", None, "raised", None) in changes(made, "2025-09-05", "2025-09-11")


def compared(
    made: TextLedger, as_of: str = "2025-12-01", given: str = ""
) -> dict[tuple[str, str | None], tuple[Any, ...]]:
    with made.store.reading() as reader:
        rows = reader.frame(f"FROM comparison(as_of := DATE '{as_of}'{given})").to_dicts()
    return {(row["fact"], row["party"]): (row["value"], row["value_low"], row["value_high"]) for row in rows}


def test_a_meeting_of_one_side_is_none_of_the_talks(ledger: Ledger) -> None:
    made = ledger(
        """
        2025-06-01  meeting    KR     cars
        2025-07-01  meeting    KR+US  cars
        2025-07-30  agreement  KR+US  cars
        """,
    )
    told = compared(made)
    assert (told["meetings", None][0], told[PACE][0]) == (1, 29)


def test_what_was_over_before_the_talks_began_is_no_meeting_and_no_agreement_of_theirs(ledger: Ledger) -> None:
    made = ledger(
        """
        2012-11-30  meeting    KR+US  cars
        2012-12-31  agreement  KR+US  cars  term=auto_tariff:0:%:agreed
        2025-03     meeting    KR+US  cars  @2025-04-01
        2025-04-10  meeting    KR+US  cars
        2025-04-30  agreement  KR+US  cars
        """,
    )
    assert compared(made)["meetings", None] == (3, None, None)
    with made.store.writing("ann") as writer:
        talks: Any = writer.record("negotiation", NEGOTIATION)
        writer.append([Change.of(talks.model_copy(update={"began": Edtf.parse("2025-03-15/..")}), "amend", "known")])
    told = compared(made)
    assert told["meetings", None] == (2, None, None), "that of March may have been after they began"
    assert told[PACE] == (None, 30, 60)
    assert told["auto_tariff", None] == (0, None, None), "a figure that was agreed stands"


PACE = ("first meeting to first agreement", None)
PACES = [
    ("2025-07-01", "2025-07-30", (29, None, None)),
    ("2025-06", "2025-07-30", (None, 30, 59)),
    ("2025-06", "2025-07", (None, 1, 60)),
    ("?", "2025-07-30", None),
    ("2025-07-01", "?", None),
]  # fmt: skip


@pytest.mark.parametrize(("met", "agreed", "expected"), PACES)
def test_days_are_counted_between_days_only(
    ledger: Ledger, met: str, agreed: str, expected: tuple[Any, ...] | None
) -> None:
    made = ledger(f"{met} meeting KR+US cars @2025-08-01\n{agreed} agreement KR+US cars @2025-08-01")
    assert compared(made).get(PACE) == expected


def test_a_later_day_tells_more_and_an_earlier_one_less(ledger: Ledger) -> None:
    made = ledger(
        """
        2025-07-01  meeting    KR+US  cars
        2025-07-30  agreement  KR+US  cars  term=auto_tariff:15:%:agreed
        2025-08-30  meeting    KR+US  cars
        """,
    )
    assert compared(made, "2025-07-29") == {("meetings", None): (1, None, None)}
    assert compared(made, "2025-08-01")["auto_tariff", None] == (15, None, None)
    assert compared(made, "2025-09-01")["meetings", None] == (2, None, None)


def test_each_partys_own_terms_are_facts_of_their_own(ledger: Ledger) -> None:
    made = ledger("2025-07-01 agreement KR+US cash term=cap:10:USD:agreed:KR term=cap:20:USD:agreed:US")
    found = compared(made)
    assert (found["cap", "KR"][0], found["cap", "US"][0]) == (10, 20)
    table = made.store.comparison([NEGOTIATION]).filter(fact="cap").to_dicts()
    assert [(row["party"], row[NEGOTIATION]) for row in table] == [("KR", 10), ("US", 20)]


def test_only_the_negotiations_listed_are_compared(ledger: Ledger) -> None:
    made = ledger("2025-07-01 meeting KR+US cash")
    assert compared(made, given=", negotiations := ['other']") == {}
    assert compared(made, given=", negotiations := ['talks', 'other']") == compared(made) != {}


def test_negotiations_side_by_side_leave_open_what_one_has_not(ledger: Ledger) -> None:
    made = ledger(
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
