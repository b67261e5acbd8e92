"""What ``state``, ``status`` and ``compare`` print of a small ledger: words for people, values for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.text_ledger import TextLedger
from timeline.cli.main import main

LEDGER = """
2025-09-01  proposal   US>KR  cash  term=share:100:%:demanded:US
2025-09-02  proposal   KR>US  cash  term=share:5:%:offered:KR:at_least  term=share:7000000000:USD:offered:KR
2025-09-05  agreement  KR+US  cars  term=rate:10:%:agreed  term=rate:25:%:agreed
2025-09-06  meeting    KR+US  swap
2025-09-10  meeting    KR+US  cars  modality=planned  #plan  @2025-09-04
"""


@pytest.fixture
def made(tmp_path: Path) -> TextLedger:
    return TextLedger.copied(tmp_path / "s.duckdb", LEDGER)


def printed(made: TextLedger, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main([*words, "--db", str(made.store.path), "--as-of", "2025-10-01"]) == 0
    return capsys.readouterr().out


def cells(markdown: str) -> list[dict[str, str]]:
    head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in markdown.splitlines())
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_a_gap_reads_as_each_sides_figure_in_its_unit(made: TextLedger, capsys: pytest.CaptureFixture[str]) -> None:
    percent, dollars, *_ = (
        row for row in cells(printed(made, capsys, "state", "gaps", "--issue", "cash", "--format", "markdown"))
    )
    assert (percent["demanded"], percent["offered"], percent["unit"]) == ("100 (US)", "at least 5 (KR)", "%")
    assert (dollars["offered"], dollars["unit"]) == ("7,000,000,000 (KR)", "USD")
    assert (percent["also in, not converted"], dollars["also in, not converted"]) == ("USD", "%")
    assert "distance" not in percent, "a limit has no distance"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["gaps", "--issue", "swap"],
            "gaps of swap: none by 2025-10-01 (what is demanded, offered, agreed of each term",
        ),
        (["deadlines"], "deadlines: none by 2025-10-01 (pending, met, missed"),
        (["gaps"], ""),
    ],
)
def test_where_there_is_nothing_the_columns_stand_still_and_a_line_says_so(
    made: TextLedger, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    assert main(["state", *words, "--format", "markdown", "--db", str(made.store.path), "--as-of", "2025-10-01"]) == 0
    out, err = capsys.readouterr()
    head, line, *rows = out.splitlines()
    assert head.startswith("| ") and line.startswith("| ---") and (not rows) == bool(told)
    assert err.startswith(told) and bool(err) == bool(told)


@pytest.mark.parametrize(
    ("question", "names"),
    [("recent", ["e3"]), ("coming", []), ("lapsed", ["plan"]), ("deadlines", []), ("corroboration", ["e3", "plan"])],
)
@pytest.mark.fast_cases(2)
def test_every_question_about_events_is_narrowed_to_an_issue(
    made: TextLedger, capsys: pytest.CaptureFixture[str], question: str, names: list[str]
) -> None:
    rows = json.loads(printed(made, capsys, "state", question, "--issue", "cars", "--format", "json"))
    assert made.names(row["event_id"] for row in rows) == names


def test_a_program_gets_every_field_of_a_gap(made: TextLedger, capsys: pytest.CaptureFixture[str]) -> None:
    row = json.loads(printed(made, capsys, "state", "gaps", "--issue", "cash", "--format", "json"))[0]
    assert (row["offered"], row["offered_bound"], row["other_units"]) == (5, "at_least", ["USD"])


def test_a_status_in_json_holds_the_whole_state(made: TextLedger, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(printed(made, capsys, "status", "--format", "json"))
    assert {"negotiation", "as_of", "known_at", "issues", "positions", "asks", "gaps", "deadlines", "meetings"} <= set(
        told
    )
    assert {"lapsed", "distances", "commitments", "accounts"} <= set(told)
    assert made.names(plan["event_id"] for plan in told["lapsed"]) == ["plan"]
    assert [gap["other_units"] for gap in told["distances"]] == [[], ["USD"], ["%"]]


def test_a_range_is_compared_as_a_range(made: TextLedger, capsys: pytest.CaptureFixture[str]) -> None:
    with made.store.writing("ann") as writer:
        from timeline.model.ledger import Change

        talks = writer.record("negotiation", "talks")
        writer.append([Change.of(talks.model_copy(update={"negotiation_id": "other"}))])
    rows = cells(printed(made, capsys, "compare", "talks", "other", "--format", "markdown"))
    assert {row["fact"]: (row["talks"], row["other"]) for row in rows}["rate"] == ("10 to 25", "")
