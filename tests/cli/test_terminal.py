"""A person at a terminal: review with single keys, data entry by prompts, questions that a pipe would not get."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

pexpect = pytest.importorskip("pexpect", reason="a pseudo-terminal needs pexpect and a POSIX system")


@contextmanager
def terminal(desk, *words: str) -> Iterator:
    """``timeline WORDS`` on a terminal of 100 columns; whatever is left of it is ended."""
    child = pexpect.spawn(
        sys.executable, ["-m", "timeline", *words], cwd=str(desk.folder), encoding="utf-8", timeout=20,
        env={**desk.environment, "TERM": "xterm", "LANG": "C.UTF-8"}, dimensions=(40, 100),
    )  # fmt: skip
    try:
        yield child
    finally:
        child.close(force=True)


KEYS = "uit"
"""End of the line of keys, after which a key may be pressed."""


def test_review_accepts_rejects_undoes_and_goes_on_where_it_stopped(desk) -> None:
    with terminal(desk, "review") as person:
        person.expect("1 of")
        person.expect("Example Wire, 2025-09-25")
        person.expect("met U.S. Treasury Secretary")
        person.expect(KEYS)
        person.send("a")
        person.expect("accepted as talks-0001")
        person.expect(KEYS)
        person.send("u")
        person.expect("undone: accepted as talks-0001")
        person.expect("1 of")
        person.expect(KEYS)
        person.send("r")
        person.expect("why")
        person.sendline("told elsewhere")
        person.expect("rejected")
        person.expect("2 of")
        person.expect(KEYS)
        person.send("q")
        person.expect("1 decided")
        person.expect(pexpect.EOF)
    assert desk.rows("SELECT * FROM events") == []
    assert desk.rows("SELECT state, decision_reason FROM drafts WHERE state <> 'pending'") == [
        {"state": "rejected", "decision_reason": "told elsewhere"}
    ]
    with terminal(desk, "review") as person:
        person.expect("1 of")
        person.expect("asked for an unlimited")


def test_review_edits_a_draft_before_it_is_accepted(desk) -> None:
    with terminal(desk, "review") as person:
        person.expect(KEYS)
        person.send("e")
        person.expect("change which")
        person.sendline("dat")
        person.expect('there is no field "dat"; did you mean "date"')
        person.send("\x15")
        person.sendline("date")
        person.expect("date: ")
        person.send("\x15")  # clears the line
        person.sendline("2025-09-23")
        person.expect("change which")
        person.sendline("")
        person.expect("accepted as talks-0001")
    assert desk.rows("SELECT date_edtf, place FROM events") == [{"date_edtf": "2025-09-23", "place": "New York"}]
    assert desk.rows("SELECT date_edtf FROM drafts WHERE event_id = 'talks-0001'") == [{"date_edtf": "2025-09-24"}]


def test_review_offers_to_register_an_unknown_name(desk) -> None:
    desk.fine(
        "ingest",
        "-",
        stdin='{"published": "2025-10-01", "text": "Trade Minister Yeo Han-koo met Scott Bessent in Geneva on September 30."}\n',
    )
    draft = desk.rows("SELECT article_id FROM drafts WHERE list_contains(actors, 'Yeo Han-koo')")[0]
    with terminal(desk, "review", "--article", str(draft["article_id"])) as person:
        person.expect(KEYS)
        person.send("a")
        person.expect('actor "Yeo Han-koo" is not registered')
        person.expect("eave it out")
        person.send("n")
        person.expect("name: ")
        person.sendline("")
        person.expect("acts for")
        person.send("\x15")
        person.sendline("KR")
        person.expect("office")
        person.sendline("Trade Minister")
        if person.expect(["accepted as talks-0001", 'issue ".*" is not registered']):
            person.expect("eave it out")
            person.send("l")
            person.expect("accepted as talks-0001")
    assert desk.rows("SELECT name, party, offices FROM actors WHERE actor_id = 'yeo-han-koo'") == [
        {"name": "Yeo Han-koo", "party": "KR", "offices": [{"title": "Trade Minister", "held": None}]}
    ]


def test_add_asks_for_each_field_and_again_for_a_wrong_one(desk) -> None:
    with terminal(desk, "add", "response") as person:
        person.expect("article")
        person.sendline("")
        person.expect("note")
        person.sendline("Washington turned the request down, the embassy says.")
        person.expect("date")
        person.sendline("26.9.2025")
        person.expect("is no EDTF date")
        person.expect("date: ")
        person.send("\x15")
        person.sendline("2025-09-26")
        for label, answer in (
            ("modality", ""), ("by parties", "US"), ("parties", "KR; US"), ("actors", ""), ("issues", "currency-swap-line"),
            ("summary", "Washington turns the swap line down"), ("verdict", "rejects"), ("terms", ""), ("reported by", "the embassy"),
            ("responds to", ""),
        ):  # fmt: skip
            person.expect(label)
            person.sendline(answer)
        person.expect("talks-0001")
    assert desk.rows("SELECT type, date_edtf, verdict, by_parties, reported_by FROM events") == [
        {
            "type": "response",
            "date_edtf": "2025-09-26",
            "verdict": "rejects",
            "by_parties": ["US"],
            "reported_by": "the embassy",
        }
    ]


def test_ingest_asks_for_a_missing_date_until_it_is_one(desk) -> None:
    (desk.folder / "plain.txt").write_text("Korea and the United States met in Geneva.\n")
    with terminal(desk, "ingest", "plain.txt") as person:
        person.expect("published")
        person.sendline("last week")
        person.expect("EDTF|date")
        person.expect("published")
        person.sendline("2025-10-02")
        person.expect("1 of 1 article new")
    assert {"published_edtf": "2025-10-02"} in desk.rows("SELECT published_edtf FROM articles")


def test_an_interrupted_review_keeps_what_was_decided(desk) -> None:
    with terminal(desk, "review") as person:
        person.expect(KEYS)
        person.send("a")
        person.expect("accepted as talks-0001")
        person.expect(KEYS)
        person.sendintr()
        person.expect(pexpect.EOF)
    assert len(desk.rows("SELECT * FROM events")) == 1
    assert desk("check").returncode == 0
