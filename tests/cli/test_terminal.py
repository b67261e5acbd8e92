"""A person at a terminal: review with single keys, data entry by prompts, questions that a pipe would not get."""

from __future__ import annotations

import json
import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from timeline.cli.ask import wrapped
from timeline.cli.session import _pick_event
from timeline.store.store import Store

pexpect = pytest.importorskip("pexpect", reason="a pseudo-terminal needs pexpect and a POSIX system")


@contextmanager
def terminal(desk, *words: str, into: str = "") -> Iterator:
    """``timeline WORDS`` on a terminal of 100 columns, its output ``into`` a file; whatever is left of it is ended."""
    command = shlex.join([sys.executable, "-m", "timeline", *words]) + (f" > {into}" if into else "")
    child = pexpect.spawn(
        "/bin/sh", ["-c", f"exec {command}"], cwd=str(desk.folder), encoding="utf-8", timeout=20,
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


@pytest.mark.slow
def test_review_edits_a_draft_before_it_is_accepted(desk) -> None:
    with terminal(desk, "review") as person:
        person.expect(KEYS)
        person.send("e")
        person.expect("change which")
        person.sendline("dat")
        person.expect('there is no field "dat"; did you mean "date"')
        person.expect("change which")
        person.send("\x15")
        person.sendline("date")
        person.expect("date \\(")
        person.send("\x15")  # clears the line
        person.sendline("2025-09-23")
        person.expect("change which")
        person.sendline("")
        person.expect("accepted as talks-0001")
    assert desk.rows("SELECT date_edtf, place FROM events") == [{"date_edtf": "2025-09-23", "place": "New York"}]
    assert desk.rows("SELECT date_edtf FROM drafts WHERE event_id = 'talks-0001'") == [{"date_edtf": "2025-09-24"}]


@pytest.mark.slow
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


@pytest.mark.slow
def test_add_asks_for_each_field_and_again_for_a_wrong_one(desk) -> None:
    with terminal(desk, "add", "response") as person:
        for label, answer in (
            ("by parties", "US"), ("actors", ""), ("parties", "KR; US"), ("issues", "currency-swap-line"), ("responds to", ""),
            ("verdict", "rejects"), ("summary", "Washington turns the swap line down"), ("terms", ""), ("date", "26.9.2025"),
        ):  # fmt: skip
            person.expect(label)
            person.sendline(answer)
        person.expect("is no EDTF date")
        person.expect("date \\(")
        person.send("\x15")
        person.sendline("2025-09-26")
        for label, answer in (
            ("modality", ""), ("reported by", "the embassy"), ("source: article", ""),
            ("note", "Washington turned the request down, the embassy says."),
        ):  # fmt: skip
            person.expect(label)
            person.sendline(answer)
        person.expect("verdict +rejects")
        person.expect("ecord")
        person.send("r")
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_an_interrupted_review_keeps_what_was_decided(desk) -> None:
    with terminal(desk, "review") as person:
        person.expect(KEYS)
        person.send("a")
        person.expect("accepted as talks-0001")
        person.expect(KEYS)
        person.sendintr()
        person.expect("1 decided, and kept")
        person.expect(pexpect.EOF)
        person.close()
        assert person.exitstatus == 130
    assert len(desk.rows("SELECT * FROM events")) == 1
    assert desk("check").returncode == 0


@pytest.mark.slow
def test_review_tells_its_keys_and_shows_the_article(desk) -> None:
    with terminal(desk, "review") as person:
        person.expect(KEYS)
        person.send("?")
        person.expect("merge it into an event as another source")
        person.expect(KEYS)
        person.send("v")
        person.expect("a proposal Washington has so far resisted")
        person.expect(KEYS)
        person.send("q")
        person.expect("0 decided")


@pytest.mark.slow
def test_the_form_lists_open_asks_and_tells_an_unknown_issue_at_once(desk) -> None:
    desk.fine("add", "proposal", "--by", "KR", "--summary", "Seoul asks for a line", "--note", "Seoul asks.")
    with terminal(
        desk, "add", "response", "--note", "No.", "--by", "US", "--party", "KR", "--actor", "Scott Bessent"
    ) as person:
        person.expect("issues")
        person.sendline("currency swap lin")
        person.expect('issue "currency swap lin" is not registered; did you mean "Currency swap line"')
        person.expect("issues")
        person.sendline("currency swap line")
        person.expect("talks-0001 .*Seoul asks for a line")
        for answer in ("talks-0001", "rejects", "Washington says no", "", "", "", ""):
            person.sendline(answer)
        person.expect("ecord")
        person.send("q")
        person.expect("interrupted; what was recorded before stays")
    assert len(desk.rows("SELECT * FROM events")) == 1


@pytest.mark.slow
def test_keys_typed_ahead_are_no_decisions(desk) -> None:
    with terminal(desk, "review") as person:
        person.expect(KEYS)
        person.send("aaa")
        person.expect("accepted as talks-0001")
        person.expect("2 of")
        person.expect(KEYS)
        person.send("q")
        person.expect("1 decided, and kept")
        person.expect(pexpect.EOF)
    assert len(desk.rows("SELECT * FROM events")) == 1


@pytest.mark.slow
def test_a_draft_that_was_decided_elsewhere_is_passed_over(desk) -> None:
    ids = [str(row["draft_id"]) for row in desk.rows("""SELECT draft_id FROM drafts ORDER BY evidence[1]."start" """)]
    with terminal(desk, "review") as person:
        person.expect(KEYS)
        desk.fine("review", "--reject", *ids[:2])
        person.send("a")
        person.expect("is already rejected")
        person.expect(f"{ids[0]} was rejected elsewhere meanwhile; passed over")
        person.expect(f"{ids[1]} was rejected elsewhere meanwhile; passed over")
        if len(ids) > 2:
            person.expect(KEYS)
            person.send("q")
        person.expect("0 decided")
    assert desk.rows("SELECT * FROM events") == []


@pytest.mark.slow
def test_review_shows_the_words_of_what_a_draft_answers(desk) -> None:
    with terminal(desk, "review") as person:
        for place in ("1 of", "2 of"):
            person.expect(place)
            person.expect(KEYS)
            person.send("s")
        person.expect("3 of")
        person.expect("responds to")
        person.expect("“Korea has asked for an unlimited currency swap line")


@pytest.mark.slow
def test_an_answer_about_a_name_is_kept_for_the_session(desk) -> None:
    text = "Wendy Cutler met Scott Bessent in Geneva on September 30. Wendy Cutler met Lee Jae Myung in Seoul on October 1."
    desk.fine("ingest", "-", stdin=json.dumps({"published": "2025-10-02", "text": text}) + "\n")
    rows = desk.rows("SELECT article_id FROM drafts WHERE list_contains(actors, 'Wendy Cutler')")
    assert len(rows) == 2
    with terminal(desk, "review", "--article", str(rows[0]["article_id"])) as person:
        person.expect(KEYS)
        person.send("a")
        person.expect('"Wendy Cutler" is not registered')
        person.expect("eave it out")
        person.send("l")
        person.expect("accepted as talks-0001")
        person.expect("2 of")
        person.expect(KEYS)
        person.send("a")
        assert person.expect(["accepted as talks-0002", "is not registered"]) == 0


@pytest.mark.slow
def test_a_wrong_registration_asks_again_and_loses_nothing(desk) -> None:
    with terminal(desk, "add", "meeting", "--summary", "", "--note", "They met.", "--party", "KR") as person:
        for label, answer in (
            ("actors", "김용범"), ("by parties", ""), ("issues", ""), ("format", "sumit"),
        ):  # fmt: skip
            person.expect(label)
            person.sendline(answer)
        person.expect("is unknown; did you mean")
        person.expect("format")
        person.send("\x15")
        person.sendline("summit")
        for label, answer in (
            ("place", ""), ("duration", ""), ("summary", "They met"), ("terms", ""), ("date", ""), ("modality", ""), ("reported by", ""),
        ):  # fmt: skip
            person.expect(label)
            person.sendline(answer)
        person.expect("ecord")
        person.send("r")
        person.expect('actor "김용범" is not registered')
        person.expect("eave it out")
        person.send("n")
        person.expect("name: ")
        person.sendline("")
        person.expect("no id can be made")
        person.expect("digits, hyphens")
        person.sendline("Kim")
        person.expect('"Kim" is no id')
        person.expect("digits, hyphens\\)")
        person.send("\x15")
        person.sendline("kim-yong-beom")
        person.expect("acts for")
        person.send("\x15")
        person.sendline("ZZ")
        person.expect('party "ZZ" is not registered')
        person.expect("acts for")
        person.send("\x15")
        person.sendline("South Korea")
        person.expect("office")
        person.sendline("Policy chief @ some day")
        person.expect("no EDTF date")
        person.expect("office")
        person.send("\x15")
        person.sendline("Policy chief @ 2025-06/..")
        person.expect("talks-0001")
    assert desk.rows("SELECT actors, format FROM events") == [{"actors": ["kim-yong-beom"], "format": "summit"}]
    assert desk.rows("SELECT name, party FROM actors WHERE actor_id = 'kim-yong-beom'") == [
        {"name": "김용범", "party": "KR"}
    ]


def test_a_whole_command_without_proof_is_wrong_usage_on_a_terminal_too(desk) -> None:
    with terminal(desk, "add", "meeting", "--summary", "They met") as person:
        person.expect("the --article and the --quote are missing")
        person.expect(pexpect.EOF)
        person.close()
        assert person.exitstatus == 2


def test_a_question_is_asked_on_the_terminal_where_the_output_goes_to_a_file(desk) -> None:
    (desk.folder / "plain.txt").write_text("They met again.")
    with terminal(desk, "ingest", "plain.txt", into="taken.tsv") as person:
        person.expect("published \\(")
        person.sendline("2025-10-02")
        person.expect(pexpect.EOF)
    assert re.fullmatch(r"a-\w{12}\tnew\t1 draft\tplain.txt\n", (desk.folder / "taken.tsv").read_text())
    with terminal(desk, "review", into="nothing.txt") as person:
        person.expect(KEYS)
        person.send("q")
        person.expect("0 decided")
        person.expect(pexpect.EOF)
    assert (desk.folder / "nothing.txt").read_text() == ""


@pytest.mark.parametrize(
    ("words", "question", "key"),
    [
        (["add", "meeting"], "parties", "\x03"),
        (["add", "meeting"], "parties", "\x04"),
        pytest.param(["add"], "type", "\x04", marks=pytest.mark.slow),
        (["init", "other"], "Parties", "\x04"),
    ],
)
@pytest.mark.fast_cases(1)
def test_ctrl_c_and_ctrl_d_in_a_prompt_end_with_130_and_say_what_stays(desk, words, question, key) -> None:
    with terminal(desk, *words) as person:
        person.expect(question)
        person.send(key)
        person.expect("interrupted; what was recorded before stays")
        person.expect(pexpect.EOF)
        person.close()
        assert person.exitstatus == 130


@pytest.mark.slow
def test_the_sql_prompt_answers_names_and_leaves_without_a_semicolon(desk) -> None:
    with terminal(desk, "sql") as person:
        person.expect("sql>")
        person.sendline("help")
        person.expect("the canned queries")
        person.expect("sql>")
        person.sendline("@meetings")
        person.expect("rows?")
        person.expect("sql>")
        person.sendline("SELECT 1")
        person.sendline(".quit")
        person.expect(pexpect.EOF)


@pytest.mark.slow
def test_a_long_list_on_a_terminal_says_how_many_more_there_are(desk) -> None:
    lines = ["type,summary,note", *(f"meeting,They met {n},They met {n}." for n in range(103))]
    (desk.folder / "b.csv").write_text("\n".join(lines))
    desk.fine("add", "--file", "b.csv")
    with terminal(desk, "list") as person:
        person.expect("talks-0100 .*\n3 more; `--limit 103` shows all, and so does a pipe")
        person.expect(pexpect.EOF)
    with terminal(desk, "list", "--limit", "103") as person:
        person.expect("talks-0103")
        person.expect(pexpect.EOF)
        assert "more" not in person.before
    with terminal(desk, "log", "--kind", "event") as person:
        person.expect(r"100 of \d+ entries; `--limit \d+` shows more")
    assert desk.fine("list", "--format", "csv").count("talks-") == 103


def test_the_events_that_are_not_offered_for_a_merge_are_counted(desk, monkeypatch, capsys) -> None:
    rows = ["type,summary,note", *(f"meeting,They met {n},They met {n}." for n in range(12))]
    (desk.folder / "b.csv").write_text("\n".join(rows))
    desk.fine("add", "--file", "b.csv")
    store = Store(desk.folder / "data/timeline.duckdb")
    with store.reading() as reader:
        draft = reader.drafts("talks")[0][0]
    monkeypatch.setattr("timeline.cli.ask.choice", lambda label, options: len(options) - 1)
    assert _pick_event(store, draft) == "talks-0009"
    told = f"the likeliest 9 of 12 events; `timeline review --merge {draft.draft_id} EVENT` takes any"
    assert told in capsys.readouterr().err


def test_a_narrow_terminal_wraps_the_keys_between_them(monkeypatch) -> None:
    from timeline.cli.session import KEYS as label

    monkeypatch.setenv("COLUMNS", "50")
    lines = wrapped(label).split("\n")
    assert len(lines) == 2 and all(len(line) <= 48 for line in lines)
    assert " ".join(lines).split() == label.split()
