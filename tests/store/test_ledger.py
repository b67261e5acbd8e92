"""Export and rebuild are inverse; check finds what was tampered with; what is broken is told."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.text_ledger import NEGOTIATION, TextLedger, check_ledger
from timeline.model.ledger import CHAIN, FILES
from timeline.model.problems import ProblemError
from timeline.store.connection import writing
from timeline.store.schema import steps
from timeline.store.snapshot import write_snapshot
from timeline.store.store import Store, open_store, rebuild

STORY = """
2025-08     meeting     KR+US  swap       "They meet" #first
2025-09-10  proposal    KR>US  swap,cash  act=request #ask  term=investment_total:350e9:USD:offered
?           response    US     swap       verdict=resists responds_to=ask #no @2025-09-25
amend ask   act=demand                    @2025-09-26
retract no                                @2025-09-27
2025-04/..  position    KR     cash       @2025-09-28
"""


@pytest.fixture
def made(tmp_path: Path) -> TextLedger:
    return TextLedger.copied(tmp_path / "s.duckdb", STORY)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_export_of_a_rebuilt_export_is_the_same_bytes(made: TextLedger, tmp_path: Path) -> None:
    made.store.export(tmp_path / "one")
    rebuild(tmp_path / "one", tmp_path / "again.duckdb").export(tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert set(contents(tmp_path / "one")) == {*FILES.values(), CHAIN}


lines = st.lists(
    st.sampled_from(
        [
            "2025-09-10 proposal KR>US swap act=request",
            "2025-08 meeting KR+US swap,cash",
            "? response US swap verdict=resists @2025-09-25",
            "2025-04/.. position KR cash @2025-09-28",
            "2025-10~ agreement KR+US cash stage=signed modality=planned @2025-09-01",
            'amend e1 "summary=Naïve — “quoted” 한국 \\U0001f600"',
            "amend e1 modality=denied",
        ]
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.slow
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines)
def test_any_history_survives_export_and_rebuild(tmp_path_factory: pytest.TempPathFactory, drawn: list[str]) -> None:
    folder = tmp_path_factory.mktemp("history")
    text = "\n".join(["2025-08-01 meeting KR+US swap #e1", *drawn])
    store = TextLedger(folder / "s.duckdb", text).store
    store.export(folder / "one")
    again = rebuild(folder / "one", folder / "again.duckdb")
    again.export(folder / "two")
    assert contents(folder / "one") == contents(folder / "two")
    assert again.check() == []
    assert store.state(NEGOTIATION).model_dump(exclude={"known_at"}) == again.state(NEGOTIATION).model_dump(
        exclude={"known_at"}
    )


def test_a_correction_is_a_line_added_and_no_line_changed(made: TextLedger, tmp_path: Path) -> None:
    made.store.export(tmp_path / "one")
    TextLedger(tmp_path / "more.duckdb", STORY + "amend first place=Washington @2025-10-01\n").store.export(
        tmp_path / "two"
    )
    before = (tmp_path / "one/events.jsonl").read_text().splitlines()
    after = (tmp_path / "two/events.jsonl").read_text().splitlines()
    assert [line for line in after if line in before] == before
    added = [json.loads(line) for line in after if line not in before]
    assert [(line["id"], line["action"], line["record"]["place"]) for line in added] == [
        (made["first"], "amend", "Washington")
    ]


BROKEN = [
    (
        "events.jsonl",
        lambda t: t.replace('"quote": "Line 1', '"quote": "Lime 1'),
        "events.jsonl:1",
        "the text does not have",
    ),
    (
        "events.jsonl",
        lambda t: t.replace('"type": "meeting"', '"type": "summit"'),
        "events.jsonl:1",
        "unknown event type",
    ),
    ("events.jsonl", lambda t: t.replace('{"id"', '{"id', 1), "events.jsonl:1", "is not JSON"),
    ("events.jsonl", lambda t: t.replace("2025-08", "2025-8"), "events.jsonl:1", "is no EDTF date"),
    ("events.jsonl", lambda t: "[]\n" + t, "events.jsonl:1", "is not a JSON object"),
    ("events.jsonl", lambda t: "[" * 100_000 + "\n" + t, "events.jsonl:1", "is nested too deeply"),
    ("events.jsonl", lambda t: t.replace('"start": 0', '"start": NaN', 1), "events.jsonl:1", "holds NaN"),
    ("events.jsonl", lambda t: t.replace("Line 1", "\\ud800", 1), "events.jsonl:1", "holds U+D800"),
    ("events.jsonl", lambda t: "9" * 5_000 + "\n" + t, "events.jsonl:1", "holds a number of too many digits"),
    ("articles.jsonl", lambda t: t.replace("They meet", "They met"), "articles.jsonl:", "the text hashes to"),
    ("issues.jsonl", lambda t: "", "events.jsonl:", "issue talks/swap is not recorded"),
    ("parties.jsonl", lambda t: t + t.splitlines()[0] + "\n", "parties.jsonl:", "is already recorded"),
]


@pytest.mark.parametrize(("name", "damage", "where", "message"), BROKEN, ids=[f"{c[0]}: {c[3]}" for c in BROKEN])
@pytest.mark.fast_cases(4)
def test_a_damaged_ledger_is_refused_with_file_and_line(made, tmp_path, name, damage, where, message) -> None:
    made.store.export(tmp_path / "out")
    path = tmp_path / "out" / name
    path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8")
    told = [str(problem) for problem in check_ledger(tmp_path / "out")]
    assert any(where in line and message in line for line in told), told
    with pytest.raises(ProblemError):
        rebuild(tmp_path / "out", tmp_path / "no.duckdb")
    assert not list(tmp_path.glob("*no.duckdb*"))


def test_bytes_that_are_not_text_are_named_by_line(made: TextLedger, tmp_path: Path) -> None:
    made.store.export(tmp_path / "out")
    with (tmp_path / "out/events.jsonl").open("ab") as file:
        file.write(b'{"id": "\xff"}\n')
    assert "is not UTF-8 at byte 8" in str(check_ledger(tmp_path / "out")[0])


def test_rebuild_never_overwrites(made: TextLedger, tmp_path: Path) -> None:
    made.store.export(tmp_path / "out")
    before = made.store.path.read_bytes()
    with pytest.raises(ProblemError, match="already exists"):
        rebuild(tmp_path / "out", made.store.path)
    assert made.store.path.read_bytes() == before


@pytest.mark.parametrize("name", ["replay", "snapshot", 'a "quoted" one', "Beside"])
@pytest.mark.fast_cases(1)
def test_a_store_may_have_any_name(tmp_path: Path, name: str) -> None:
    made = TextLedger(tmp_path / f"{name}.duckdb", STORY)
    assert made.store.check() == []
    write_snapshot(made.store.path, tmp_path / "copy.duckdb")
    assert Store(tmp_path / "copy.duckdb").check() == []


TAMPERED = [
    "UPDATE event_history SET summary = 'something else' WHERE version = 1 AND id = 'talks-0001'",
    "UPDATE event_history SET date_last = DATE '2025-08-01' WHERE id = 'talks-0001'",
    "UPDATE event_history SET evidence = [] WHERE id = 'talks-0001'",
    "DELETE FROM supersession",
    "INSERT INTO supersession VALUES ('event', 'talks-0001', 1, now())",
    """UPDATE event_history SET record = replace(record::VARCHAR, 'Line 1', 'Lime 1')::JSON WHERE id = 'talks-0001'""",
]


@pytest.mark.parametrize("tampering", TAMPERED)
@pytest.mark.fast_cases(1)
def test_check_finds_what_was_changed_behind_its_back(made: TextLedger, tampering: str) -> None:
    assert made.store.check() == []
    connection = duckdb.connect(str(made.store.path))
    connection.execute(tampering).fetchall()
    connection.close()
    assert made.store.check() != []


def test_check_counts_the_differences_that_it_does_not_tell_one_by_one(tmp_path: Path) -> None:
    made = TextLedger(tmp_path / "t.duckdb", "\n".join("2025-09-01 meeting KR+US -" for n in range(25)))
    with writing(made.store.path) as connection:
        connection.execute("UPDATE event_history SET summary = 'something else'").fetchall()
    told = [str(problem) for problem in made.store.check()]
    assert len(told) == 21 and told[0].startswith("event_history talks-0001: version 1 is not what its record says")
    assert told[-1].startswith("event_history: 5 more of its rows are not what the records say")


def test_a_copy_as_known_at_an_instant_does_not_vouch_for_what_was_changed_behind_its_back(
    made: TextLedger, tmp_path: Path
) -> None:
    known_at = made.store.state("talks").known_at
    lawful = """UPDATE event_history SET record = replace(record::VARCHAR, '"They meet"', '"They part"')::JSON"""
    with writing(made.store.path) as connection:
        connection.execute(f"{lawful} WHERE id = 'talks-0001'").fetchall()
    with pytest.raises(ProblemError, match="is not what was recorded"):
        write_snapshot(made.store.path, tmp_path / "copy.duckdb", known_at)
    assert not (tmp_path / "copy.duckdb").exists()


def test_a_missing_store_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="there is no store here; start one"):
        open_store(tmp_path / "none.duckdb")
    assert not (tmp_path / "none.duckdb").exists()


def test_a_store_of_a_newer_version_is_refused_and_left_alone(made: TextLedger) -> None:
    with writing(made.store.path) as connection:
        connection.execute("INSERT INTO schema_step VALUES (?, 'future', now())", [steps()[-1][0] + 1]).fetchall()
    before = made.store.path.read_bytes()
    with pytest.raises(ProblemError, match="written by a newer version of timeline"), made.store.writing("ann"):
        pass
    assert made.store.path.read_bytes() == before


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("not a database, but a text of some length " * 200)
    with pytest.raises(ProblemError, match="is not a DuckDB file"):
        open_store(text)
    other = tmp_path / "other.duckdb"
    connection = duckdb.connect(str(other))
    connection.execute("CREATE TABLE mine (x INTEGER)").fetchall()
    connection.close()
    with pytest.raises(ProblemError, match="but not a store of this tracker"):
        open_store(other)
    with pytest.raises(ProblemError, match="is a folder"):
        open_store(tmp_path)


def test_views_of_an_older_program_are_made_anew_on_opening(made: TextLedger) -> None:
    connection = duckdb.connect(str(made.store.path))
    connection.execute("UPDATE setting SET value = 'older' WHERE key = 'views'").fetchall()
    connection.execute("DROP VIEW participants").fetchall()
    connection.close()
    with Store(made.store.path).reading() as reader:
        assert reader.frame("SELECT count(*) FROM participants").item() > 0
