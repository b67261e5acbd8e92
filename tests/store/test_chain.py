"""The chain over the log: whatever is changed, taken out, put in or moved shows, with the address of where."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.text_ledger import TextLedger, check_ledger
from timeline.model.ledger import CHAIN
from timeline.model.problems import ProblemError
from timeline.store.chain import ends
from timeline.store.ledger import read_ledger
from timeline.store.store import rebuild, store_ends

STORY = """
2025-08     meeting     KR+US  swap       "They meet" #first
2025-09-10  proposal    KR>US  swap       act=request #ask
amend ask   act=demand                    @2025-09-26
2025-09-27  meeting     KR+US  swap       "They meet again" #last
"""

Lines = list[str]


@pytest.fixture
def made(tmp_path: Path) -> TextLedger:
    made = TextLedger.copied(tmp_path / "s.duckdb", STORY)
    made.store.export(tmp_path / "out")
    return made


def moved(lines: Lines) -> Lines:
    """Two links change places."""
    return [*lines[:3], lines[4], lines[3], *lines[5:]]


def rehung(lines: Lines) -> Lines:
    """A hash is another."""
    link = json.loads(lines[2])
    link["hash"] = link["hash"][::-1]
    return [*lines[:2], json.dumps(link), *lines[3:]]


LEDGER: list[tuple[str, str, Callable[[Lines], Lines], str, str]] = [
    ("another author", "events.jsonl", lambda ls: [ls[0].replace('"author": "test"', '"author": "ann"'), *ls[1:]],
     "events.jsonl:1", "is not what was recorded"),
    ("another instant", "events.jsonl", lambda ls: [ls[0].replace("T12:00", "T13:00"), *ls[1:]],
     "events.jsonl:1", "is not in the chain: it was put in behind its back"),
    ("another word in a record", "events.jsonl", lambda ls: [ls[0].replace('"They meet"', '"They met"'), *ls[1:]],
     "events.jsonl:1", "is not what was recorded"),
    ("another reason", "events.jsonl", lambda ls: [line.replace('"reason": "test"', '"reason": "none"') for line in ls],
     "events.jsonl:3", "is not what was recorded"),
    ("an entry taken out", "events.jsonl", lambda ls: ls[:-1], "chain.jsonl:", "event talks-0003 of 2025-09-27"),
    ("a correction taken out", "events.jsonl", lambda ls: [*ls[:2], *ls[3:]], "chain.jsonl:", "is missing from the log"),
    ("a link taken out", CHAIN, lambda ls: [*ls[:3], *ls[4:]], "chain.jsonl:4",
     "is entry 5 where 4 is expected: something was taken out before it"),
    ("links that change places", CHAIN, moved, "chain.jsonl:5", "stands after what was recorded later"),
    ("a hash that is another", CHAIN, rehung, "issues.jsonl:1|negotiations.jsonl:1|parties.jsonl:3", "is not what was recorded"),
    ("the end of the chain cut", CHAIN, lambda ls: ls[:-1], "events.jsonl:4", "is not in the chain"),
    ("an entry put in", "parties.jsonl", lambda ls: [*ls, ls[0].replace("EU", "ZZ")], "parties.jsonl:5", "is not in the chain"),
    ("a link that is none", CHAIN, lambda ls: ["{}", *ls], "chain.jsonl:1", "is no link of a chain"),
    ("a field given twice", "parties.jsonl", lambda ls: [ls[0].replace('"record":', '"author": "bob", "record":'), *ls[1:]],
     "parties.jsonl:1", "gives author more than once"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "file", "damage", "where", "message"), LEDGER, ids=[case[0] for case in LEDGER])
@pytest.mark.fast_cases(4)
def test_a_ledger_that_was_tampered_with_is_refused_with_the_address(
    made, tmp_path, name, file, damage, where, message
):
    path = tmp_path / "out" / file
    before = path.read_text(encoding="utf-8").splitlines()
    after = damage(before)
    assert after != before
    path.write_text("\n".join(after) + "\n", encoding="utf-8")
    told = [str(problem) for problem in check_ledger(tmp_path / "out")]
    assert any(message in line and any(each in line for each in where.split("|")) for line in told), told
    with pytest.raises(ProblemError):
        rebuild(tmp_path / "out", tmp_path / "no.duckdb")
    assert not list(tmp_path.glob("*no.duckdb*"))


STORE: list[tuple[str, str, str]] = [
    ("a word", "UPDATE event_history SET record = replace(record::VARCHAR, '\"actual\"', '\"denied\"')::JSON WHERE id = 'talks-0001'",
     "event_history talks-0001 version 1: event talks-0001 of 2025-08-31T12:00"),
    ("an author", "UPDATE event_history SET author = 'bob' WHERE version = 2", "event_history talks-0002 version 2: event talks-0002"),
    ("an entry taken out", "DELETE FROM event_history WHERE id = 'talks-0003'", "is missing from the log"),
    ("an entry and its link taken out",
     "DELETE FROM chain WHERE id = 'talks-0001'; DELETE FROM event_history WHERE id = 'talks-0001'",
     "something was taken out before it"),
    ("the last entry and its link taken out",
     "DELETE FROM chain WHERE id = 'talks-0003'; DELETE FROM event_history WHERE id = 'talks-0003'",
     "says that the log ends with entry"),
    ("a link", "UPDATE chain SET hash = repeat('0', 64) WHERE entry = 3", "its hash is not that of chain entry 3"),
    ("the order", "UPDATE chain SET entry = 9 - entry WHERE entry IN (4, 5)", "stands after what was recorded later"),
    ("a record that is no JSON", "UPDATE party_history SET record = NULL WHERE id = 'KR'", "party_history KR version 1"),
    ("a counter", "UPDATE event_number SET last_number = 1", "event_number talks: counts wrongly"),
    ("a day made more precise", "UPDATE event_history SET date_first = DATE '2025-08-05' WHERE id = 'talks-0001'",
     "event_history talks-0001: version 1 is not what its record says"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "tampering", "message"), STORE, ids=[case[0] for case in STORE])
@pytest.mark.fast_cases(1)
def test_a_store_that_was_tampered_with_is_told_with_the_address(made: TextLedger, name, tampering, message) -> None:
    connection = duckdb.connect(str(made.store.path))
    for statement in tampering.split("; "):
        connection.execute(statement).fetchall()
    connection.close()
    told = [str(problem) for problem in made.store.check()]
    assert any(message in line for line in told), told


def test_each_tampering_is_told_once_and_where_it_is(made: TextLedger) -> None:
    connection = duckdb.connect(str(made.store.path))
    connection.execute("UPDATE event_history SET author = 'bob' WHERE id = 'talks-0001'").fetchall()
    connection.close()
    assert len(made.store.check()) == 1


NO_LINKS = [
    {"entry": 1.5},
    {"entry": "1"},
    {"entry": True},
    {"hash": "ä" * 64},
    {"hash": "AB"},
    {"kind": ["x"]},
    {"id": 1},
    {"recorded_at": None},
]


@pytest.mark.parametrize("wrong", NO_LINKS, ids=map(repr, NO_LINKS))
def test_a_line_that_is_no_link_is_told_with_its_place(made: TextLedger, tmp_path: Path, wrong: dict[str, Any]) -> None:
    path = tmp_path / "out" / CHAIN
    first, *others = path.read_text().splitlines()
    path.write_text("\n".join([json.dumps({**json.loads(first), **wrong}), *others]) + "\n")
    told = f"{path}:1: is no link of a chain; entry, kind, id, recorded_at and hash"
    assert [str(problem) for problem in check_ledger(tmp_path / "out")] == [told]


def test_a_ledger_without_a_chain_gets_the_same_one(made: TextLedger, tmp_path: Path) -> None:
    chain = (tmp_path / "out" / CHAIN).read_bytes()
    (tmp_path / "out" / CHAIN).unlink()
    assert check_ledger(tmp_path / "out") == []
    rebuild(tmp_path / "out", tmp_path / "again.duckdb").export(tmp_path / "two")
    assert (tmp_path / "two" / CHAIN).read_bytes() == chain


def test_the_chain_only_grows(made: TextLedger, tmp_path: Path) -> None:
    TextLedger(tmp_path / "more.duckdb", STORY + "amend first place=Seoul @2025-10-01\n").store.export(
        tmp_path / "more"
    )
    before, after = ((tmp_path / folder / CHAIN).read_text().splitlines() for folder in ("out", "more"))
    assert after[: len(before)] == before and len(after) == len(before) + 1


def test_a_file_that_would_be_left_out_is_told(made: TextLedger, tmp_path: Path) -> None:
    (tmp_path / "out/event.jsonl").write_text("{}\n")
    assert "event.jsonl: is no file of a ledger, and would be left out" in str(check_ledger(tmp_path / "out")[0])


def test_a_hash_that_was_noted_tells_later_whether_the_record_is_still_the_same(
    made: TextLedger, tmp_path: Path
) -> None:
    entries, noted, held = store_ends(made.store.path)
    assert held and (entries, noted, True) == ends(read_ledger(tmp_path / "out").links or (), noted[:12])
    more = TextLedger(tmp_path / "more.duckdb", STORY + "amend first place=Seoul @2025-10-01\n").store
    other = TextLedger(tmp_path / "other.duckdb", STORY.replace("act=demand", "act=offer")).store
    assert store_ends(more.path, noted)[2] and store_ends(more.path)[0] == entries + 1
    assert not store_ends(other.path, noted)[2]
