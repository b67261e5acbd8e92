"""Another program's CSV as events, by a map of its columns: nothing is left out that the map does not leave out."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.cli.main import main
from timeline.store.store import Store
from timeline.workflow.register import make_actor, make_issue, register, start_negotiation

MAP = """
negotiation = "swap-talks"
delimiter = ";"
ignore = ["Row"]
dates = ["%d.%m.%Y", "%m/%Y"]

[columns]
Day = "date"
Kind = "type"
Who = "parties"
Level = "format"
Topic = "issues"
What = ["summary", "note"]

[values.type]
Talks = "meeting"

[values.parties]
Seoul = "KR"
Washington = "US"
"""
ROWS = """Row;Day;Kind;Who;Level;Topic;What
1;24.09.2025;Talks;"Seoul;Washington";;Swap;They met, in New York
2;09/2025;Talks;Seoul;call;Swap;They spoke by telephone
3;2025-09-26~;Talks;Washington;;;"They met; who came is not told"
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "s.duckdb")
    start_negotiation(store, "ann", "swap-talks", ["South Korea", "US"])
    register(store, "ann", make_issue("swap-talks", "Swap"))
    register(store, "ann", make_actor("Lee", "KR"))
    return store


def add(store: Store, rows: str, by: str) -> int:
    folder = store.path.parent
    (folder / "x.csv").write_text(rows, encoding="utf-8")
    (folder / "map.toml").write_text(by, encoding="utf-8")
    return main(["add", "--db", str(store.path), "--file", str(folder / "x.csv"), "--map", str(folder / "map.toml")])


def test_each_row_is_an_event_in_the_words_of_the_record(store: Store) -> None:
    assert add(store, ROWS, MAP) == 0
    events = store.events("swap-talks").sort("event_id")
    assert events["date_edtf"].to_list() == ["2025-09-24", "2025-09", "2025-09-26~"]
    assert events["parties"].to_list() == [["KR", "US"], ["KR"], ["US"]]
    assert events["format"].to_list() == [None, "call", None]
    assert events["issues"].to_list() == [["swap"], ["swap"], []]
    assert events["summary"][2] == "They met; who came is not told"
    assert store.check() == []


WRONG_MAPS = [
    (MAP.replace('Row"]', '"]').replace('ignore = [""]', "ignore = []"), 'x.csv: column "Row" is not mapped'),
    (MAP.replace("Level =", "Levle ="), 'column "Levle" is not in the file; did you mean "Level"?'),
    (MAP.replace('"format"', '"formt"'), 'columns.Level: "formt" is no field of an event; did you mean "format"?'),
    (MAP.replace("Level", '"Level'), "map.toml: is not TOML"),
    (MAP.replace('"%m/%Y"', '"%d %B"'), 'dates: "%d %B" has no year'),
    (MAP.replace('"%m/%Y"', '"%%Y %m"'), 'dates: "%%Y %m" has no year'),
    (MAP.replace('"%m/%Y"', '"%d.%Y"'), 'dates: "%d.%Y" has a day and no month'),
    (MAP.replace('";"', '";;"'), "delimiter: is not one character"),
    ("x = " + "[" * 100_000, "map.toml: is nested too deeply"),
    ('negotiation = "swap-talks"', "columns: maps nothing"),
    (MAP.replace("negotiation", "negotiaton"), 'the map: "negotiaton" is no field of an event'),
]  # fmt: skip


@pytest.mark.parametrize(("by", "said"), WRONG_MAPS, ids=[case[1][:40] for case in WRONG_MAPS])
@pytest.mark.fast_cases(2)
def test_a_map_that_does_not_fit_is_refused_with_the_reason(
    store: Store, capsys: pytest.CaptureFixture[str], by: str, said: str
) -> None:
    assert add(store, ROWS, by) == 1
    assert said in capsys.readouterr().err
    assert store.events().height == 0


def test_a_wrong_row_is_named_by_its_line_and_nothing_is_kept(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    rows = ROWS.replace("2;09/2025", "2;32.09.2025").replace('"Seoul;Washington"', "Paris")
    assert add(store, rows, MAP) == 1
    said = capsys.readouterr().err
    assert "x.csv:2" in said and "Paris" in said and "x.csv:3" in said and "32.09.2025" in said
    assert store.events().height == 0


def test_a_map_alone_is_wrong_usage(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "meeting", "--summary", "x", "--db", str(store.path), "--map", "map.toml"]) == 2
    assert "--map is for --file" in capsys.readouterr().err


WRONG_FILES = [
    (ROWS.replace("Topic", "What"), 'x.csv: column "What" is there twice'),
    (
        ROWS.replace("They met, in", "x" * 140_000),
        "x.csv:2: the row that begins here cannot be read: field larger than field limit",
    ),
    (ROWS.replace("by telephone", "by; telephone"), "x.csv:3: has more cells than the header"),
    (ROWS.replace("Talks;Seoul", 'Talks;"Seoul'), "x.csv:3: the row that begins here cannot be read: ';' expected"),
    (ROWS.replace('told"', "told"), "x.csv:4: the row that begins here cannot be read: a quotation mark is not closed"),
]


@pytest.mark.fast_cases(2)
@pytest.mark.parametrize(("rows", "said"), WRONG_FILES, ids=[case[1] for case in WRONG_FILES])
def test_a_file_of_which_something_would_be_lost_is_refused(
    store: Store, capsys: pytest.CaptureFixture[str], rows: str, said: str
) -> None:
    assert add(store, rows, MAP) == 1
    assert said in capsys.readouterr().err
    assert store.events().height == 0
