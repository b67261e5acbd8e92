"""Laws of the two clocks, on histories drawn at random."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.text_ledger import NEGOTIATION, TextLedger
from timeline.store.state import QUESTIONS
from timeline.store.store import Store, rebuild

DATES = ["2025-09-05", "2025-09", "2025-08", "2025-09-10/2025-09-20", "2025-04/..", "2025-10-05", "?"]
SHAPES = [
    "proposal KR>US swap act=request",
    "proposal US>KR cash act=demand term=cash:350e9:USD:demanded",
    "proposal KR>US cash act=offer term=cash:50e9:USD:offered term=cash:5e9:USD:offered:year",
    "response US swap verdict=resists",
    "response US swap verdict=accepts",
    "position KR cash direction=opposes",
    "position US cash",
    "meeting KR+US swap,cash actors=lee,bessent format=summit",
    "meeting JP+KR+US swap actors=akazawa,koo,greer",
    "agreement KR+US swap stage=framework term=cash:200e9:USD:agreed",
    "agreement KR+US swap,cash stage=signed",
    "measure US>KR cash stage=threatened modality=conditional",
    "measure US>KR swap modality=planned term=tariff_rate:39:%:threatened",
    "assessment KR swap judgement=deadlocked",
    "deadline KR+US swap modality=planned",
    "deadline KR+US - outcome=met",
    "meeting KR+US swap modality=planned",
    "measure US>KR cash stage=published effective=2025-09/..",
]
LINKS = ["", "responds_to", "responds_to", "supersedes", "part_of", "contradicts"]
CHANGES = [
    "amend {} modality=denied",
    "amend {} date=2025-09-01",
    "amend {} issues=cash",
    "amend {} actors=lee,bessent",
    "amend {} parties=JP,KR,US source=2025-09-02",
    "retract {}",
]
PEOPLE = ["actor lee party=JP", "actor bessent party=KR", "actor lee party=KR", "actor bessent party=US"]

event = st.tuples(st.sampled_from(DATES), st.sampled_from(SHAPES), st.sampled_from(LINKS), st.integers(0, 9))
change = st.tuples(st.sampled_from(CHANGES), st.integers(0, 9))
person = st.tuples(st.sampled_from(PEOPLE))


OLD_AND_LATE = ["2025-01-10", "2025-03", "2025-05-31", "2025-06-01", "2025-07", "2025-09-01", "2025-04/..", "?"]


@st.composite
def histories(draw: st.DrawFn, event: st.SearchStrategy[tuple[str, str, str, int]] = event, least: int = 2) -> str:
    """Lines of a text ledger: events recorded a few days apart, some corrected or withdrawn later, and people who move."""
    lines: list[str] = []
    day, count = 1, 0
    gone: set[int] = set()
    needed: set[int] = set()
    for step in draw(st.lists(st.one_of(event, event, event, change, person), min_size=least, max_size=least + 6)):
        day += draw(st.integers(0, 6))
        recorded = f"@2025-09-{min(day, 30):02d}"
        here = [number for number in range(count) if number not in gone]
        if len(step) == 1:
            lines.append(f"{step[0]} {recorded}")
        elif len(step) == 2:
            if not here:
                continue
            target = here[step[1] % len(here)]
            if step[0].startswith("retract"):
                if target in needed:
                    continue
                gone.add(target)
            lines.append(f"{step[0].format(f'x{target}')} {recorded}")
        else:
            date_, shape, relation, towards = step
            link = ""
            if relation and here:
                target = here[towards % len(here)]
                needed.add(target)
                link = f" {relation}=x{target}"
            lines.append(f"{date_} {shape}{link} #x{count} {recorded}")
            count += 1
    return "\n".join(lines) or "2025-09-05 meeting KR+US swap #x0 @2025-09-05"


MOVED_LATER = """
2025-09-05  meeting  KR+US  swap  actors=lee,bessent  #x0
actor lee party=US  @2025-09-10
"""


def prefix(store: Store, known: datetime, folder: Path) -> Store:
    """A store made from what had been written by an instant, and nothing later."""
    store.export(folder / "whole")
    (folder / "then").mkdir()
    for path in (folder / "whole").iterdir():
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if datetime.fromisoformat(json.loads(line)["recorded_at"]) <= known]
        (folder / "then" / path.name).write_text("".join(kept), encoding="utf-8")
    return rebuild(folder / "then", folder / "then.duckdb")


@pytest.mark.slow
@settings(max_examples=25)
@given(histories(), st.integers(1, 30), st.integers(1, 30))
@example(MOVED_LATER, 6, 6)
def test_what_was_known_then_is_what_the_log_said_then(
    tmp_path_factory: pytest.TempPathFactory, text: str, known_day: int, as_of_day: int
) -> None:
    folder = tmp_path_factory.mktemp("clock")
    store = TextLedger(folder / "s.duckdb", text).store
    known, as_of = datetime(2025, 9, known_day, 23, 59, tzinfo=UTC), date(2025, 9, as_of_day)
    then = prefix(store, known, folder)
    with store.reading() as whole, then.reading() as past:
        for question in QUESTIONS:
            assert whole.answer(question, NEGOTIATION, as_of, known).equals(
                past.answer(question, NEGOTIATION, as_of)
            ), question


old_and_late = st.tuples(
    st.sampled_from(OLD_AND_LATE), st.sampled_from(SHAPES), st.sampled_from(LINKS), st.integers(0, 9)
)


@pytest.mark.slow
@settings(max_examples=60)
@given(histories(old_and_late, 6), st.integers(1, 30), st.integers(1, 30))
def test_the_status_of_all_is_that_of_each_however_old_its_events(
    tmp_path_factory: pytest.TempPathFactory, text: str, known_day: int, as_of_day: int
) -> None:
    store = TextLedger(tmp_path_factory.mktemp("clock") / "s.duckdb", text).store
    known, as_of = datetime(2025, 9, known_day, 23, 59, tzinfo=UTC), date(2025, 9, as_of_day)
    with store.reading() as reader:
        alone = reader.answer("status", NEGOTIATION, as_of, known).drop("status_if_early")
        together = reader.frame(
            "FROM status_of_all(as_of := $as_of, known_at := $known)", {"as_of": as_of, "known": known}
        )
    assert together.drop("negotiation_id").equals(alone)


@pytest.mark.slow
@settings(max_examples=25)
@given(histories(), st.integers(1, 28))
def test_what_has_happened_only_grows_with_the_day(
    tmp_path_factory: pytest.TempPathFactory, text: str, as_of_day: int
) -> None:
    store = TextLedger(tmp_path_factory.mktemp("clock") / "s.duckdb", text).store
    with store.reading() as reader:
        earlier, later = (
            set(reader.answer("recent", NEGOTIATION, date(2025, 9, day))["event_id"])
            for day in (as_of_day, as_of_day + 2)
        )
        raised = [
            set(reader.answer("status", NEGOTIATION, date(2025, 9, day))["issue"]) for day in (as_of_day, as_of_day + 2)
        ]
    assert earlier <= later
    assert raised[0] <= raised[1]


@pytest.mark.slow
@settings(max_examples=15)
@given(histories(), st.integers(1, 30))
def test_changes_between_an_instant_and_itself_are_none(
    tmp_path_factory: pytest.TempPathFactory, text: str, day: int
) -> None:
    store = TextLedger(tmp_path_factory.mktemp("clock") / "s.duckdb", text).store
    instant = datetime(2025, 9, day, 23, 59, tzinfo=UTC)
    assert store.changes(NEGOTIATION, instant, instant).height == 0
