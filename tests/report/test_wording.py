"""What the status says of days that are imprecise or unknown, of plans nobody told more of, and of unnamed holders."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest

from timeline.model.edtf import Edtf
from timeline.model.registry import Party
from timeline.model.state import Dossier, LapsedPlan
from timeline.report.briefing import render_briefing
from timeline.report.comparison import render_comparison
from timeline.report.facts import headline
from timeline.report.lines import Proofs
from timeline.report.pages import render_status
from timeline.report.since import changes_words, since_view
from timeline.report.status import status_view
from timeline.report.status_markdown import status_markdown
from timeline.report.status_terminal import status_terminal
from timeline.report.words import left_words

from .dossiers import BY_ID, EVENTS, FACTS, dossier, second_dossier

UNDATED = next(event.event_id for event in EVENTS if event.date is None)

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


def test_a_plan_whose_day_passed_stays_until_more_is_told() -> None:
    plan = BY_ID[SUMMIT].model_copy(
        update={"event_id": "korea-us-2025-0090", "modality": "planned", "summary": "A round is planned",
                "date": Edtf.parse("2025-09-10")}
    )  # fmt: skip
    lapse = LapsedPlan(event_id=plan.event_id, type="meeting", planned_for=Edtf.parse("2025-09-10"), days_over=20,
                       parties=("KR", "US"), issues=(), summary=plan.summary)  # fmt: skip
    first = dossier()
    found = dossier(events=(*EVENTS, plan), state=first.state.model_copy(update={"lapsed": (lapse,)}))
    words = "was planned for 10 September 2025, no report since"
    assert words in render_status(found) and words in status_markdown(found) and words in render_briefing(found)
    assert "no report since" not in render_status(first) + status_markdown(first) + render_briefing(first)


def test_capitals_within_a_name_stay_where_a_line_begins_with_it() -> None:
    first = dossier()
    gaps = tuple(gap.model_copy(update={"term": "profit_share_us"}) for gap in first.state.gaps)
    page = render_status(dossier(state=first.state.model_copy(update={"gaps": gaps}), gaps=()))
    assert "<figcaption>Profit share US</figcaption>" in page


def test_what_happened_is_told_latest_first_and_with_its_proof() -> None:
    proofs = Proofs()
    since = since_view(dossier(), proofs)
    assert since is not None
    assert [line.event_id for line in since.happened] == [SWAP_ANSWER, "korea-us-2025-0004", SUMMIT]
    assert all(line.refs == proofs.numbers([line.event_id]) for line in since.happened)
    assert changes_words(since) == "1 status, 2 positions, 3 events and 1 correction"


def test_figures_in_other_units_are_named_and_not_compared() -> None:
    [gap] = dossier().gaps
    found = dossier(gaps=(gap.model_copy(update={"other_units": ("KRW", "EUR per year")}),))
    words = "Also told in KRW and EUR per year; nothing is converted, so they are not compared."
    assert words in render_status(found) and words in status_markdown(found)


def test_a_position_without_a_holder_stands_where_it_can_be_seen() -> None:
    first = dossier()
    bare = first.state.positions[0].model_copy(update={"party": None, "stance": "Somebody wants more"})
    found = dossier(state=first.state.model_copy(update={"positions": (*first.state.positions, bare)}))
    page = render_status(found)
    assert page.count("holder not stated") >= 2, "as a column of the matrix and on the card of the issue"
    assert page.count("Somebody wants more") >= 2
    assert "**holder not stated**: Somebody wants more" in status_markdown(found)


def test_issues_compared_by_their_id_are_called_by_every_name_that_they_have() -> None:
    one, other = dossier(), second_dossier()
    [shared] = other.state.issues
    renamed = other.state.model_copy(update={"issues": (shared.model_copy(update={"name": "Tariff on lorries"}),)})
    page = render_comparison([one, other.model_copy(update={"state": renamed})], FACTS, hrefs=["a/", "b/"])
    assert "Automobile tariff / Tariff on lorries" in page
    assert 'href="b/status.html#issue-auto-tariff"' in page
    assert ">Automobile tariff</th>" in render_comparison([one, other], FACTS, hrefs=["a/", "b/"])


def test_on_a_narrow_page_negotiations_go_by_the_parties_that_they_do_not_share() -> None:
    def labels(*dossiers: Dossier) -> set[str]:
        page = render_comparison(dossiers, FACTS, hrefs=["a/", "b/"])
        return set(re.findall(r'<span class="label" dir="auto">(.*?)</span>', page))

    one, other = dossier(), second_dossier()
    japan = other.negotiation.model_copy(update={"parties": ("JP", "US")})
    parties = {**other.parties, "JP": Party(party="JP", name="Japan")}
    assert labels(one, other.model_copy(update={"negotiation": japan, "parties": parties})) == {"South Korea", "Japan"}
    same = other.negotiation.model_copy(update={"title": "Rice talks"})
    assert labels(one, other.model_copy(update={"negotiation": same})) == {one.negotiation.title, "Rice talks"}


def test_accounts_of_one_issue_stand_under_one_heading() -> None:
    claim, figure = dossier().disagreements
    page = render_status(dossier(disagreements=(claim, figure, claim), since=None))
    accounts = page[page.index('id="accounts"') : page.index('id="calendar"')]
    assert re.findall(r"<h3>(.*?)</h3>", accounts) == ["Automobile tariff", "Currency swap line"]
    assert accounts.count('<div class="stands">') == 3


def test_a_comparison_shows_ranges_each_party_and_the_way_to_the_event() -> None:
    page = render_comparison([dossier(), second_dossier()], FACTS, hrefs=["a/", "b/"])
    assert 'href="a/timeline.html#event=korea-us-2025-0001" dir="auto">3 to 33 days</a>' in page
    assert "Rate, South Korea" in page and "Rate, United States" in page
    assert page.count("20 billion USD per year") == 1


def _state(**lists: Any) -> Dossier:
    first = dossier()
    return dossier(state=first.state.model_copy(update=lists))


def test_no_page_tells_a_day_of_an_agreement_that_no_source_tells() -> None:
    [pledge] = dossier().commitments
    dates = {"announced": Edtf.parse("2025"), "signed": Edtf.parse("2025-08~"), "in_effect": Edtf.parse("2025-09/..")}
    found = dossier(commitments=(pledge.model_copy(update=dates),))
    for words in ("2025", "about August 2025", "from September 2025, no end given"):
        assert f"<span>{words}</span>" in render_status(found)
        assert words in render_briefing(found) and words in status_markdown(found)


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2025-07-31", "31 July 2025"),
        ("2025-07", "July 2025"),
        ("2025-06/2025-07", "June 2025 to July 2025"),
        (None, "told by 31 July 2025, its own day is not known"),
    ],
)
def test_what_stands_behind_a_status_is_dated_as_its_events_are(date: str | None, words: str) -> None:
    found = _with(DEAL, date=Edtf.parse(date) if date else None)
    assert status_view(found, Proofs()).issues[0].steps[0].counts_from == words


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2025-09", "the last was in September 2025."),
        ("2025-09-23/2025-09-24", "the last was 6 days ago."),
        ("2025-09-24", "the last was 6 days ago."),
    ],
)
def test_days_since_a_meeting_are_counted_from_a_day(date: str, words: str) -> None:
    meeting = dossier().state.meetings[0].model_copy(update={"last_date": Edtf.parse(date), "days_since": 6})
    facts = {fact.topic: fact.text for fact in headline(_state(meetings=(meeting,)))}
    assert words in facts["Meetings"]


def test_no_number_of_days_is_made_of_a_year() -> None:
    state = dossier().state
    [meeting, *_others] = state.meetings
    issue = state.issues[0].model_copy(update={"days_since_move": None, "stalled": True})
    meeting = meeting.model_copy(update={"last_date": Edtf.parse("2025"), "days_since": None})
    due = state.deadlines[0].model_copy(update={"due": Edtf.parse("2026"), "days_left": None, "outcome": "pending"})
    found = _state(issues=(issue,), meetings=(meeting,), deadlines=(due,))
    facts = {fact.topic: fact.text for fact in headline(found)}
    assert facts["Stalled"] == "1 of 1, no move for more than 30 days."
    assert "the last was in 2025." in facts["Meetings"]
    assert facts["Next deadline"].startswith("2026: ")
    page, text = render_status(found), status_markdown(found)
    assert f"<p>Last move {status_view(found, Proofs()).issues[0].last_move}:" in page
    assert "not known" not in facts["Meetings"] and "None" not in page + text + render_briefing(found)


@pytest.mark.parametrize(
    ("modality", "words"),
    [("actual", "by 25 September 2025"), ("planned", "date unknown"), ("denied", "date unknown")],
)
def test_an_undated_event_happened_by_the_day_it_was_told(modality: str, words: str) -> None:
    found = _with(SWAP_ANSWER, date=None, modality=modality)
    state = found.state.model_copy(update={"recent": (SWAP_ANSWER,)})
    view = status_view(found.model_copy(update={"state": state}), Proofs())
    stands = [stand for _issue, stands in view.positions for stand in stands if stand.party == "United States"]
    assert view.recent[0].date == view.open_asks[0].answers[0].date == words
    assert any(stand.said.endswith(words) for stand in stands)


def test_a_deadline_is_one_sentence_also_where_its_summary_ends_with_a_full_stop() -> None:
    from rich.console import Console

    [due, *_] = dossier().state.deadlines
    state = dossier().state.model_copy(update={"deadlines": (due.model_copy(update={"summary": "Done by October."}),)})
    found = dossier(state=state)
    console = Console(width=100, record=True, file=io.StringIO())
    console.print(status_terminal(found, 100))
    listed = status_markdown(found).partition("## Deadlines")[2].partition("##")[0]
    assert "Done by October" in listed
    assert "Done by October, " in console.export_text() and "October." not in listed


@pytest.mark.parametrize("render", [render_status, render_briefing, status_markdown])
def test_what_changed_says_by_which_clock_it_goes(render: Callable[..., str]) -> None:
    words = "Events go by their own day, even if recorded later; corrections go by when they were recorded"
    assert words in render(dossier())
    assert words not in render(dossier(since=None))
    assert "정정은 기록된 시각(UTC)을 따릅니다" in render(dossier(), locale="ko")


def test_a_deadline_that_is_set_is_drawn_as_planned_before_its_day() -> None:
    page = render_status(_with("korea-us-2025-0010", modality="actual"))
    coming = page[page.index("Coming, soonest first") : page.index("<h3>Deadlines</h3>")]
    assert "Terms of the fund are to be done" in coming
    assert "t-deadline m-planned" in coming and "t-deadline m-actual" not in coming


def test_a_deadline_of_today_is_due_today() -> None:
    play = dossier()
    [due] = play.state.deadlines
    today = due.model_copy(update={"due": Edtf.parse("2025-09-30"), "days_left": 0})
    found = dossier(state=play.state.model_copy(update={"deadlines": (today,)}))
    assert "due today" in render_status(found) and "due today" in render_briefing(found)
    assert "0 days left" not in render_status(found) + render_briefing(found) + status_markdown(found)
    assert [left_words(days) for days in (None, 0, 1, 3, -1)] == [
        "",
        "due today",
        "1 day left",
        "3 days left",
        "1 day past",
    ]


def test_the_briefing_tells_the_new_stance_also_where_the_old_one_was_long() -> None:
    play = dossier()
    assert play.since
    old = play.since.state.positions[0]
    long = old.model_copy(update={"event_id": "korea-us-2025-0099", "stance": "what it was " * 20})
    before = play.since.state.model_copy(update={"positions": (long,)})
    page = render_briefing(dossier(since=play.since.model_copy(update={"state": before})))
    assert f"… → {old.stance}" in page


def test_an_age_that_is_not_known_is_no_word_of_a_briefing() -> None:
    play = dossier()
    asks = tuple(ask.model_copy(update={"age_days": None}) for ask in play.state.asks)
    found = dossier(state=play.state.model_copy(update={"asks": asks}))
    assert "not known" not in render_briefing(found).partition("<main")[2]
    assert '<span class="nobreak">not known</span>' in render_status(found)


def test_a_last_move_that_nobody_dated_is_not_told_as_a_day() -> None:
    play = dossier()
    issue = play.state.issues[0].model_copy(update={"proof": (UNDATED,), "days_since_move": None})
    found = dossier(state=play.state.model_copy(update={"issues": (issue,)}), steps=())
    [line] = [line for line in status_view(found, Proofs()).issues if line.issue == issue.issue]
    assert line.last_move.startswith("told by")
    assert f'<td role="cell">{line.last_move}</td>' in render_status(found), "no comma before an age that is not known"


def test_the_briefing_names_the_latest_agreements_after_those_that_are_behind() -> None:
    [one] = dossier().commitments
    found = dossier(
        commitments=tuple(
            one.model_copy(update={"summary": f"Deal of {year}", "behind": year == 2022}) for year in range(2020, 2026)
        )
    )
    page = render_briefing(found)
    assert re.findall(r"Deal of (\d+)", page[page.index("Agreements and how far") :]) == ["2022", "2025", "2024"]


@pytest.mark.parametrize(
    ("outcome", "told"), [("met", ""), ("extended", ""), ("missed", "5 days past"), ("unknown", "5 days past")]
)
def test_a_deadline_that_was_kept_or_moved_is_not_called_days_past(outcome: str, told: str) -> None:
    play = dossier()
    [due] = play.state.deadlines
    past = due.model_copy(update={"due": Edtf.parse("2025-09-25"), "days_left": -5, "outcome": outcome})
    found = dossier(state=play.state.model_copy(update={"deadlines": (past,)}))
    [line] = status_view(found, Proofs()).deadlines
    assert line.left == told


@pytest.mark.parametrize(
    ("changes", "who"),
    [
        ({"by_parties": ("US",)}, "Dr. Park"),
        ({"reported_by": None, "by_parties": ("US",)}, "United States"),
        ({"reported_by": None, "actors": ("scott-bessent",)}, "Scott Bessent"),
        ({"reported_by": None}, "Daily <b>Brief</b>"),
    ],
    ids=["the named source", "the side whose view it is", "the person", "who published it"],
)
def test_a_deadlock_is_called_so_by_the_nearest_that_is_known(changes: dict[str, Any], who: str) -> None:
    told = next(
        fact.text for fact in headline(_with("korea-us-2025-0006", **changes)) if fact.topic == "Called deadlocked"
    )
    assert told == f"Automobile tariff, according to {who}."


def test_a_deadline_that_hangs_on_a_condition_says_so_on_every_page() -> None:
    due = _with("korea-us-2025-0010", modality="conditional")
    assert "31 October 2025, 31 days left, conditional: Terms of" in " ".join(fact.text for fact in headline(due))
    assert "<strong>Pending</strong>, 31 days left, conditional</span>" in render_status(due)
    assert "conditional, 31 days left" in render_briefing(due)
    assert "**pending**, 31 days left, conditional" in status_markdown(due)


def test_a_suspended_agreement_is_told_as_suspended_on_every_page() -> None:
    over = {"ended": "suspended", "ended_on": Edtf.parse("2025-09-20"), "overdue": (), "behind": False}
    found = dossier(commitments=tuple(one.model_copy(update=over) for one in dossier().commitments))
    assert "<strong>Suspended 20 September 2025</strong>" in render_status(found)
    assert "suspended 20 September 2025" in status_markdown(found)
    assert "Announced 31 July 2025, Suspended 20 September 2025" in render_briefing(found)
