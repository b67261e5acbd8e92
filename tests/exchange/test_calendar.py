"""A calendar tells one appointment through all that becomes of it, and no day that is not known. Read by icalendar."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from icalendar import Calendar

from timeline.exchange.calendar import calendar
from timeline.exchange.publication import Publication

from .conftest import Told


def entries(publication: Publication) -> list[Any]:
    return list(Calendar.from_ical(calendar(publication).text).walk("VEVENT"))


DATES = [
    ("2025-10-31", date(2025, 10, 31), date(2025, 11, 1), ""),
    ("2025-10", date(2025, 10, 1), date(2025, 11, 1), "(2025-10, day not known)"),
    ("2025-10-30/2025-11-02", date(2025, 10, 30), date(2025, 11, 3), "(2025-10-30 to 2025-11-02)"),
    ("2025-10-31~", date(2025, 10, 31), date(2025, 11, 1), "(about 2025-10-31)"),
    ("2025-33", date(2025, 1, 1), date(2025, 4, 1), "(quarter 1 of 2025)"),
    ("2025", None, None, "1 deadline left out: the date is known only to lie within more than a quarter of a year"),
    ("2025-10-31/..", None, None, "1 deadline left out: the date has no known beginning or end"),
    ("?", None, None, "1 deadline left out: the date is not known"),
]


ALL_DATES = "\n".join(f'{case[0]} deadline KR+US cash "The notes are due" @2025-01-05' for case in DATES)


@pytest.mark.parametrize("number", range(len(DATES)), ids=[case[0] for case in DATES])
def test_a_date_is_a_span_of_whole_days_or_left_out(told: Told, number: int) -> None:
    told_date, start, end, said = DATES[number]
    _, whole = told(ALL_DATES)
    publication = replace(whole, events=(whole.by_id[f"talks-{number + 1:04d}"],))
    document = calendar(publication)
    read = entries(publication)
    if start is None:
        assert read == [] and document.left_out == (said,)
        return
    (one,) = read
    assert (one["DTSTART"].dt, one["DTEND"].dt) == (start, end)
    assert str(one["SUMMARY"]) == f"The notes are due {said}".strip()
    assert str(one["X-TIMELINE-EDTF"]) == told_date
    assert document.left_out == ()


LIVES = [
    ("announced", "", "TENTATIVE", date(2025, 9, 20), 0),
    ("corrected", "amend m date=2025-09-22 @2025-09-02", "TENTATIVE", date(2025, 9, 22), 1),
    ("moved", "2025-09-25 meeting KR+US cash modality=planned supersedes=m @2025-09-02", "TENTATIVE", date(2025, 9, 25), 1),
    ("called off", "2025-09-20 meeting KR+US cash modality=cancelled supersedes=m @2025-09-02", "CANCELLED", date(2025, 9, 20), 1),
    ("held", "2025-09-21 meeting KR+US cash supersedes=m @2025-09-21", "CONFIRMED", date(2025, 9, 21), 1),
    ("withdrawn", "retract m @2025-09-02", "CANCELLED", date(2025, 9, 20), 1),
    ("another", "2025-09-25 meeting KR+US cash @2025-09-25", "TENTATIVE", date(2025, 9, 20), 0),
]  # fmt: skip


@pytest.mark.parametrize(("life", "line", "status", "day", "sequence"), LIVES, ids=[case[0] for case in LIVES])
@pytest.mark.fast_cases(2)
def test_an_appointment_is_one_entry_through_all_that_becomes_of_it(
    told: Told, life: str, line: str, status: str, day: date, sequence: int
) -> None:
    planned = "2025-09-20 meeting KR+US cash modality=planned #m @2025-09-01"
    _, before = told(planned)
    _, after = told(f"{planned}\n{line}")
    (first,), (now,) = entries(before), entries(after)
    assert now["UID"] == first["UID"]
    assert (str(now["STATUS"]), now["DTSTART"].dt, int(now["SEQUENCE"])) == (status, day, sequence)
    assert now["LAST-MODIFIED"].dt >= first["LAST-MODIFIED"].dt
    assert now["CREATED"].dt == first["CREATED"].dt


HOSTILE = [
    "x\rATTENDEE:mailto:a@b",
    "x\r\nATTENDEE:mailto:a@b",
    "x\nEND:VEVENT",
    "a;b,c\\n",
    "\x01\x0b\x7f",
    "\u2028ATTENDEE:x",
]


@pytest.mark.parametrize("summary", HOSTILE)
def test_what_a_summary_says_is_never_a_property(told: Told, summary: str) -> None:
    _, publication = told("2025-09-20 deadline KR+US cash @2025-09-01")
    event = publication.events[0].model_copy(update={"summary": summary})
    (one,) = entries(replace(publication, events=(event,)))
    shown = summary.replace("\r\n", "\n").replace("\r", "\n")
    assert str(one["SUMMARY"]) == re.sub("[\x01\x0b\x7f]", "\ufffd", shown)
    assert "ATTENDEE" not in one and str(one["STATUS"]) == "CONFIRMED"


def test_two_that_supersede_one_do_not_share_its_identity(told: Told) -> None:
    _, publication = told(
        """
        2025-09-20 meeting KR+US cash modality=planned #m @2025-09-01
        2025-09-22 meeting KR+US cash modality=planned supersedes=m @2025-09-02
        2025-09-24 meeting KR+US cash modality=planned supersedes=m @2025-09-03
        """
    )
    assert len({str(one["UID"]) for one in entries(publication)}) == 2


def test_what_the_record_did_not_know_then_is_not_in_the_calendar_of_then(told: Told) -> None:
    text = """
        2025-09-20 meeting KR+US cash modality=planned #m @2025-09-01
        2025-09-20 meeting KR+US cash modality=cancelled supersedes=m @2025-09-10
    """
    (then,) = entries(told(text, None, datetime(2025, 9, 5, tzinfo=UTC))[1])
    assert (str(then["STATUS"]), int(then["SEQUENCE"])) == ("TENTATIVE", 0)
    _, untold = told(text, date(2025, 9, 5))
    (then,) = entries(untold)
    assert (str(then["STATUS"]), untold.untold) == ("TENTATIVE", 1)


def test_the_shipped_record_has_every_deadline_once(shipped: Publication) -> None:
    read = entries(shipped)
    assert len({str(one["UID"]) for one in read}) == len(read) > 10
    ids = {str(one["X-TIMELINE-EVENT"]) for one in read}
    superseded = {link.event_id for event in shipped.events for link in event.links if link.rel == "supersedes"}
    due = {event.event_id for event in shipped.events if event.type == "deadline"} - superseded
    assert due <= ids
    document = calendar(shipped)
    planned = {e.event_id for e in shipped.events if e.type == "meeting" and e.modality == "planned"} - superseded
    out = sum(int(line.split()[0]) for line in document.left_out if "not known" in line)
    assert len(planned - ids) == out  # each that is not there is counted
    assert all(one["DTSTART"].params["VALUE"] == "DATE" for one in read)
