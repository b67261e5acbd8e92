"""What the status says of days that are imprecise or unknown, of plans nobody told more of, and of unnamed holders."""

from __future__ import annotations

from typing import Any

import pytest

from timeline.model.edtf import Edtf
from timeline.model.events import EventBase
from timeline.model.state import Dossier
from timeline.report.comparison import render_comparison
from timeline.report.facts import headline
from timeline.report.pages import render_status
from timeline.report.status import Proofs, lapsed, status_view
from timeline.report.status_text import status_markdown

from .dossiers import BY_ID, EVENTS, FACTS, dossier, second_dossier

DEAL, SWAP_ANSWER, SUMMIT = "korea-us-2025-0001", "korea-us-2025-0005", "korea-us-2025-0003"


def _with(event_id: str, **changes: Any) -> Dossier:
    events = tuple(event.model_copy(update=changes) if event.event_id == event_id else event for event in EVENTS)
    return dossier(events=events)


@pytest.mark.parametrize(
    ("date", "since", "move"),
    [
        ("2025-07-31", "since 31 July 2025", "31 July 2025"),
        ("2025-07-30/2025-07-31", "by 31 July 2025", "by 31 July 2025"),
        ("2025-07", "by 31 July 2025", "by 31 July 2025"),
        ("2025-07-31~", "by 31 July 2025", "by 31 July 2025"),
        (None, "told by 31 July 2025, since when is not known", "told by 31 July 2025, its own day is not known"),
    ],
)
def test_a_day_is_said_as_sharply_as_it_is_known(date: str | None, since: str, move: str) -> None:
    found = _with(DEAL, date=Edtf.parse(date) if date else None)
    issue = status_view(found, Proofs()).issues[0]
    assert (issue.since, issue.last_move) == (since, move)
    assert since in render_status(found) and since in status_markdown(found)


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ({}, "An economist"),
        ({"date": None}, "Washington resists"),
        ({"modality": "denied"}, "Washington resists"),
    ],
)
def test_the_latest_is_dated_and_happened(first: dict[str, Any], told: str) -> None:
    found = _with("korea-us-2025-0006", **first)
    state = found.state.model_copy(update={"recent": ("korea-us-2025-0006", SWAP_ANSWER)})
    [latest] = [fact for fact in headline(found.model_copy(update={"state": state})) if fact.topic == "Latest"]
    assert told in latest.text


PLAN = BY_ID["korea-us-2025-0003"].model_copy(
    update={"event_id": "korea-us-2025-0090", "modality": "planned", "summary": "A round is planned", "date": None}
)


@pytest.mark.parametrize(
    ("date", "parties", "more", "shown"),
    [
        ("2025-09-10", ("KR", "US"), {}, True),
        ("2025-09-10", ("KR", "US"), {"links": "supersedes"}, False),  # a later event names it
        ("2025-09-24", ("KR", "US"), {}, False),  # a meeting of these parties is on record for that day
        ("2025-09-24", ("JP", "KR"), {}, False),
        ("2025-09-24", ("CN", "JP"), {}, True),
        ("2025-09-22/2025-09-28", ("KR",), {}, False),
        ("2025-10-10", ("KR", "US"), {}, False),  # still to come
        (None, ("KR", "US"), {}, False),
    ],
)
def test_a_plan_whose_day_passed_stays_until_more_is_told(
    date: str | None, parties: tuple[str, ...], more: dict[str, str], shown: bool
) -> None:
    plan = PLAN.model_copy(update={"date": Edtf.parse(date) if date else None, "parties": parties})
    others: tuple[EventBase, ...] = EVENTS
    if more:
        link = BY_ID[SWAP_ANSWER].links[0].model_copy(update={"event_id": plan.event_id, "rel": more["links"]})
        others = tuple(e.model_copy(update={"links": (link,)}) if e.event_id == DEAL else e for e in EVENTS)
    found = dossier(events=(*others, plan))
    assert (plan in lapsed(found)) is shown
    words = "was planned for 10 September 2025, no report since"
    assert (words in render_status(found)) is (words in status_markdown(found)) is shown or date != "2025-09-10"


def test_a_position_without_a_holder_stands_where_it_can_be_seen() -> None:
    first = dossier()
    bare = first.state.positions[0].model_copy(update={"party": None, "stance": "Somebody wants more"})
    found = dossier(state=first.state.model_copy(update={"positions": (*first.state.positions, bare)}))
    page = render_status(found)
    assert page.count("holder not stated") >= 2, "as a column of the matrix and on the card of the issue"
    assert page.count("Somebody wants more") >= 2
    assert "**holder not stated**: Somebody wants more" in status_markdown(found)


def test_a_comparison_shows_ranges_each_party_and_the_way_to_the_event() -> None:
    page = render_comparison([dossier(), second_dossier()], FACTS, hrefs=["a/", "b/"])
    assert 'href="a/timeline.html#event=korea-us-2025-0001" dir="auto">3 to 33 days</a>' in page
    assert "Rate, South Korea" in page and "Rate, United States" in page
    assert page.count("20 billion USD per year") == 1
