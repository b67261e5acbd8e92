"""The commands as a person calls them: what goes in, what comes out on which stream, and the exit code."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest

from timeline.cli import values
from timeline.cli.examples import EXAMPLES
from timeline.cli.main import _parse
from timeline.lexicon.weights import CLASSES


def article_id(desk) -> str:
    return str(desk.rows("SELECT article_id FROM articles")[0]["article_id"])


# starting


def test_init_makes_a_store_and_says_what_comes_next(empty_desk) -> None:
    done = empty_desk("init", "talks", "--parties", "South Korea,eu", "--title", "Talks", "--issue", "Cars")
    assert done.returncode == 0 and done.stdout == ""
    assert "started talks between KR and EU in data/timeline.duckdb" in done.stderr
    assert empty_desk.rows("SELECT party, kind FROM parties ORDER BY party") == [
        {"party": "EU", "kind": "bloc"},
        {"party": "KR", "kind": "state"},
    ]
    assert empty_desk.rows("SELECT issue_id FROM issues") == [{"issue_id": "cars"}]


def test_a_negotiation_may_be_between_parties_that_the_lexicon_does_not_know(empty_desk) -> None:
    told = empty_desk("init", "water", "--parties", "Vardania,Osterland").stderr
    assert 'register it: timeline register party CODE --name "Vardania"' in told
    done = empty_desk("register", "party", "VARD", "--name", "Vardania")
    assert (done.returncode, done.stderr) == (0, "registered party VARD in data/timeline.duckdb, which is new\n")
    assert empty_desk("register", "party", "OSTE", "--name", "Osterland").stderr == "registered party OSTE\n"
    empty_desk.fine("init", "water", "--parties", "Vardania,Osterland")
    wire = empty_desk.folder / "wire.txt"
    wire.write_text("Vardanian and Osterland officials met on Monday. Vardania rejected the offer of Osterland.\n")
    empty_desk.fine("ingest", "wire.txt", "--published", "2026-03-04")
    assert empty_desk.rows("SELECT type, parties, by_parties FROM drafts ORDER BY type") == [
        {"type": "meeting", "parties": ["OSTE", "VARD"], "by_parties": []},
        {"type": "response", "parties": ["OSTE", "VARD"], "by_parties": ["VARD"]},
    ]


def test_a_party_that_cannot_be_registered_leaves_no_store(empty_desk) -> None:
    assert empty_desk("register", "party", "no code", "--name", "Vardania").returncode == 1
    assert empty_desk("register", "party", "VARD", "--name", "Vardania", "--amend", "--why", "x").returncode == 1
    assert empty_desk("register", "actor", "Ilsa Brandt").returncode == 1
    assert not (empty_desk.folder / "data").exists()


def test_a_party_by_the_code_of_another_is_told(empty_desk) -> None:
    told = empty_desk("register", "party", "GE", "--name", "Gelland").stderr
    assert "GE: is also the code of Georgia; a code of its own keeps the two apart" in told
    assert "also the code" not in empty_desk("register", "party", "CZ", "--name", "Czech Republic").stderr


WRONG = [
    (["frobnicate"], 2, 'there is no command "frobnicate"; see timeline --help'),
    (["lst"], 2, 'there is no command "lst"; did you mean "list"?'),
    (["init", "talks"], 2, "the parties are missing; --parties KR,US"),
    (["init", "talks", "--parties", "KR"], 1, "parties: a negotiation has at least two parties"),
    (["init", "talks", "--parties", "KR,US", "--issue", "A", "--issue", "A"], 1, 'issue "a" is named 2 times'),
    (["init", "talks", "--parties", "KR,US", "--issue", "관세"], 1, "issue_id"),
    (["init", "talks", "--parties", "KR,US", "--stalled-after", "0"], 2, '--stalled-after: "0" is too small; at least 1'),
    (["init", "talks", "--parties", "KR,US", "--stalled-after", "9" * 20], 2, "is too large; 18 digits at most"),
    (["init", "Talks!", "--parties", "KR,US"], 2, "ID: 'Talks!' does not have the form of an id; use lower-case letters, digits and hyphens: talks"),
    (["init", "talks", "--parties", "KR,Untied States"], 1, 'party "Untied States" is not known; did you mean "United States"? else register it: timeline register party CODE'),
    (["list"], 1, "data/timeline.duckdb: there is no store here; start one with `timeline init`"),
    (["status", "--as-of", "tomorrow"], 2, "'tomorrow' is no day; write 2025-09-24, or today, yesterday, friday, 7d"),
    (["status", "--known-at", "9999-12-31T23:59:59-12:00"], 2, "is no instant; write 2025-10-01T08:00Z"),
    (["status", "--known-at", "0001-01-01T00:00+14:00"], 2, "is no instant; write 2025-10-01T08:00Z"),
    (["status", "--known-at", "then"], 2, "'then' is no instant; write 2025-10-01T08:00Z, or a day: 2025-10-01, today, yesterday"),
    (["list", "articles", "--limt", "1"], 2, 'list: unrecognized arguments: --limt 1; did you mean "--limit"'),
    (["list", "articles", "talks"], 2, "list: unrecognized arguments: talks; did you mean -n talks? see timeline list --help"),
    (["amend", "talks", "--title", "x"], 2, 'amend: unrecognized arguments: --title x; of other records than events: --set "title=x"; see timeline amend --help'),
    (["log", "--limit", "-1"], 2, '--limit: "-1" is too small; at least 0'),
    (["ingest"], 1, "there is no store here"),
    (["schema", "evnts"], 2, 'there is no "evnts"; did you mean "events"?'),
    (["rebuild", "nowhere"], 1, "nowhere: is not a folder"),
    (["check", "nowhere"], 1, "nowhere: is not a folder; name the folder that `timeline export` wrote"),
    (["check", "."], 1, ".: holds no ledger"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "code", "message"), WRONG, ids=[" ".join(w) for w, _, _ in WRONG])
def test_wrong_usage_and_missing_things_are_one_clear_line(empty_desk, words, code, message) -> None:
    done = empty_desk(*words)
    assert done.returncode == code
    assert done.stdout == ""
    assert message in done.stderr
    assert not (empty_desk.folder / "data/timeline.duckdb").exists()


WRONG_DATA = [
    (["init", "talks", "--parties", "KR,US"], 1, "negotiation talks: is already recorded; timeline amend talks --set FIELD=VALUE --why TEXT, or choose"),
    (["amend", "talks", "--set", "began=2025-08-0x", "--why", "y"], 2, "negotiation talks: began: '2025-08-0x' is no EDTF date"),
    (["amend", "talks", "--set", "mood=good", "--why", "y"], 2, "mood: cannot be corrected on negotiation talks"),
    (["add"], 2, "the event type is missing; one of meeting, proposal"),
    (["add", "meetin", "--summary", "x"], 2, '"meetin" is no event type; did you mean "meeting"?'),
    (["add", "meeting", "--summary", "x", "--article", "a-1", "--quote", "y"], 1, 'article: "a-1" is not stored; take it in first'),
    (["add", "meeting", "--summary", "x", "--note", "They met.", "--date", "24.9."], 2, "--date: '24.9.' is no EDTF date; "),
    (["add", "meeting", "--summary", "x", "--note", "They met.", "--verdict", "accepts"], 2, "--verdict is no option of a meeting; a response has it"),
    (["add", "meeting", "--note", "They met."], 2, "the --summary is missing; one sentence in your own words"),
    (["add", "meeting", "--summary", "x"], 2, "the --article and the --quote are missing; name the --article and the --quote that prove it, or write a --note"),
    (["add", "meeting", "--summary", "x", "--note", "y", "--format", "sumit"], 2, '--format: "sumit" is no format; did you mean "summit"?'),
    (["add", "measure", "--summary", "x", "--note", "y", "--stage", "signed"], 2, '"signed" is no stage of a measure; one of threatened, announced'),
    (["add", "meeting", "--summary", "x", "--note", "y", "--duration", "long"], 2, '--duration: "long" is no whole number'),
    (["add", "--file", "none.jsonl"], 1, "timeline: none.jsonl: no such file or folder"),
    (["add", "--file", "wre.md"], 1, 'timeline: wre.md: no such file or folder; did you mean "wire.md"?'),
    (["ingest", "wre.md"], 1, 'timeline: wre.md: no such file or folder; did you mean "wire.md"?'),
    (["ingest", "--list", "none.txt"], 1, "timeline: none.txt: no such file or folder"),
    (["sql", "--file", "none.sql"], 1, "timeline: none.sql: no such file or folder"),
    (["add", "meeting", "--summary", "x", "--note", "They met.", "--actor", "Lee Jae Mying"], 1,
     'actors: actor "Lee Jae Mying" is not registered; did you mean "Lee Jae Myung"? else register it: timeline register actor "Lee Jae Mying"'),
    (["add", "meeting", "--summary", "x", "--note", "They met.", "--issue", "swap"], 1, 'issue "swap" is not registered; did you mean "Currency swap line"?'),
    (["add", "response", "--summary", "x", "--note", "n.", "--responds-to", "talks-0001"], 1, "responds_to: event talks-0001 is not recorded; it is the number that this response would get"),
    (["add", "proposal", "--summary", "x", "--note", "n.", "--term", "quota 40.000 tonnes offered"], 2, "--term: 40.000 may mean two figures; write 40,000 or 40"),
    (["add", "meeting", "--summary", "x", "--note", "They met.", "--issue", "swap lines"], 1, 'issues: issue "swap lines" is not registered'),
    (["add", "proposal", "--summary", "x", "--note", "n.", "--term", "fifteen percent"], 2, '--term: cannot read \'fifteen percent\'; write "tariff_rate 15 % agreed"'),
    (["add", "response", "--summary", "x", "--note", "n.", "--responds-to", "talks-0099"], 1, "event talks-0099 is not recorded"),
    (["amend", "talks-0099", "--place", "x", "--why", ""], 2, "a correction needs a reason; --why TEXT"),
    (["amend", "talks-0099", "--place", "x", "--why", "y"], 1, "event talks-0099: is not recorded"),
    (["retract", "talks-0099"], 2, "--why"),
    (["show", "talk"], 1, 'nothing is recorded under "talk"; did you mean "talks"?'),
    (["list", "actors", "--modality", "planned"], 2, "actors cannot be filtered by --modality; events, drafts can"),
    (["retract", "talks-0001", "--why", " "], 2, "a retraction needs a reason; --why TEXT"),
    (["add", "meeting", "--summary", "x", "--note", "y", "--author", " "], 2, "the name of the author says nothing; --author NAME"),
    (["status", "tolks"], 1, 'there is no negotiation "tolks"; did you mean "talks"?'),
    (["review"], 2, "drafts wait, but there is nobody to ask; use --accept"),
    (["review", "--accept", "d-0"], 1, "draft d-0: is not recorded; `timeline list drafts` shows what there is"),
    (["restore", "2020-01-01"], 1, 'there is no backup "2020-01-01"; beside the store there is'),
    (["add", "--file", "-"], 1, "-: a batch is a file whose name ends in .jsonl, .csv or .toml"),
    (["add", "meeting", "--summary", "x", "--note", "They met.", "--party", "KR,US"], 1, 'parties: "KR,US" is several parties; give each by itself'),
    (["add", "meeting", "--parties", "KR", "--summary", "x", "--note", "y"], 2, 'unrecognized arguments: --parties KR; did you mean "--party"?'),
    (["report", "talks", "--out", "wire.md"], 1, "cannot be written: a folder is wanted, and there is a file of that name; choose another place"),
    (["init", "alone", "--parties", "US"], 1, "a negotiation has at least two parties; name both, such as KR,US"),
    (["add", "meeting", "--summary", "x", "--note", "y", "--duration", "9" * 20], 2, "is too large; 18 digits at most"),
    (["add", "meeting", "--summary", "x", "--note", "y", "--file", "wire.md"], 2, "meeting, --note, --summary cannot stand beside --file"),
    (["amend", "talks", "--summary", "x", "--why", "y"], 1, "talks: is a negotiation; amend it with --set: timeline amend talks --set FIELD=VALUE"),
    (["amend", "talks", "--set", "title=A", "--set", "title=B", "--why", "y"], 2, "--set title was given twice"),
    (["amend", "talks", "--set", "title=A", "--summary", "x", "--clear", "date", "--type", "proposal", "--why", "y"], 2, "--summary, --type, --clear cannot stand beside --set"),
    (["amend", "talks", "--set", f"stalled_after_days={'9' * 20}", "--why", "y"], 2, "stalled_after_days: '99999999999999999999' is too large; less than 9223372036854775808"),
    (["register", "issue", "Foo", "--party", "KR", "--office", "X", "--kind", "state"], 2, "--party is no option of an issue; an actor has it"),
    (["register", "party", "JP", "--alias", "Nippon"], 2, "--alias is no option of a party; an actor or an issue has it"),
    (["register", "actor", "Foo", "--parent", "x"], 2, "--parent is no option of an actor; an issue has it"),
    (["register", "issue", "Foo", "--why", "x"], 2, "--why is for --amend"),
    (["register", "issue", "Foo", "--parent", "Curency swap line"], 1, 'talks has no issue "Curency swap line"; did you mean "Currency swap line"'),
    (["register", "issue", "Foo", "--without-alias", "x"], 2, "--without-alias is for --amend"),
    (["register", "issue", "Currency swap line", "--amend", "--without-alias", "x", "--why", "y"], 1, 'issue talks/currency-swap-line: phrases: "x" is not there; there are none'),
    (["review", "--undo", "d-0"], 1, "draft d-0: has no decision to undo"),
    (["ingest", "nowhere.txt"], 1, "timeline: nowhere.txt: no such file or folder"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "code", "message"), WRONG_DATA, ids=[" ".join(w)[:60] for w, _, _ in WRONG_DATA])
@pytest.mark.fast_cases(6)
def test_problems_in_the_data_are_one_clear_line_and_nothing_is_written(desk, words, code, message) -> None:
    before = (desk.folder / "data/timeline.duckdb").read_bytes()
    done = desk(*words)
    assert (done.returncode, done.stdout) == (code, "")
    assert message in done.stderr
    assert (desk.folder / "data/timeline.duckdb").read_bytes() == before


DAYS = [
    ("2025-09-24", "2025-09-24"), ("today", "2025-10-02"), ("yesterday", "2025-10-01"), ("Friday", "2025-09-26"),
    ("thu", "2025-09-25"), ("wed", "2025-10-01"), ("7d", "2025-09-25"), ("0d", "2025-10-02"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DAYS, ids=[text for text, _ in DAYS])
def test_a_day_may_be_written_by_how_long_ago_it_was(monkeypatch, text: str, expected: str) -> None:
    class Thursday(datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2025, 10, 2, 9, tzinfo=tz)

    monkeypatch.setattr(values, "datetime", Thursday)
    assert str(values.day(text)) == str(values.instant(text).date()) == str(values.beginning(text).date()) == expected
    assert (values.instant(text).hour, values.beginning(text).hour) == (23, 0)


def test_help_of_a_command_by_its_name(empty_desk) -> None:
    assert empty_desk("help", "review").stdout == empty_desk("review", "--help").stdout
    assert "commands:" in empty_desk("help").stdout
    assert 'there is no command "reviw"; did you mean "review"?' in empty_desk("help", "reviw").stderr


@pytest.mark.parametrize("command", EXAMPLES)
def test_the_examples_of_a_command_are_right_and_its_help_shows_them(empty_desk, command: str) -> None:
    shown = empty_desk("help", command).stdout
    for line in EXAMPLES[command]:
        assert line in shown
        _parse(shlex.split(line)[1:])


def test_help_has_closed_sets_in_full_and_what_sql_calls_a_question(empty_desk) -> None:
    words = " ".join(empty_desk("add", "--help").stdout.split())
    assert "in_principle, framework, signed, ratified, in_force, suspended, terminated" in words
    assert "positions (in SQL position_matrix)" in " ".join(empty_desk("state", "--help").stdout.split())


def test_the_log_says_what_was_withdrawn(desk) -> None:
    event = desk.fine("add", "meeting", "--summary", "They met", "--note", "They met.", "--party", "KR").strip()
    desk.fine("retract", event, "--why", "twice")
    newest = json.loads(desk.fine("log", "--limit", "1", "--format", "json"))[0]
    assert (newest["action"], newest["what"]) == ("retract", "They met")


# articles


def test_the_same_text_again_is_reported_and_not_stored_twice(desk) -> None:
    again = desk("ingest", "wire.md")
    assert again.returncode == 0 and "\talready stored\t0 drafts\twire.md" in again.stdout
    assert len(desk.rows("SELECT * FROM articles")) == 1


def test_a_missing_date_is_an_error_in_a_pipe_and_stores_nothing(desk) -> None:
    (desk.folder / "plain.txt").write_text("Korea and the United States met in Geneva.\n")
    done = desk("ingest", "plain.txt")
    assert done.returncode == 1 and "plain.txt" in done.stderr and "--published" in done.stderr
    assert len(desk.rows("SELECT * FROM articles")) == 1
    assert "new" in desk.fine("ingest", "plain.txt", "--published", "2025-10-02")


def test_a_missing_date_is_told_with_that_of_the_dateline(desk) -> None:
    (desk.folder / "plain.txt").write_text("SEOUL, March 5 (Reuters) - South Korea met the United States.\n")
    done = desk("ingest", "plain.txt")
    told = 'plain.txt: says no publication date; the dateline says "March 5"; give the date with --published YYYY-03-05, with its year'
    assert done.returncode == 1 and told in done.stderr and done.stderr.count("--published") == 1
    assert len(desk.rows("SELECT * FROM articles")) == 1


def test_what_cannot_be_read_of_a_folder_is_told_and_keeps_back_nothing_else(desk) -> None:
    folder = desk.folder / "inbox"
    folder.mkdir()
    (folder / "bad.txt").write_bytes(b"Seoul \xff\xfe Washington")
    (folder / "good.md").write_text("---\npublished: 2025-10-01\n---\nSeoul and Washington met.\n")
    (folder / "undated.txt").write_text("Seoul and Washington met again.")
    extracted = desk("extract", "inbox")
    assert extracted.returncode == 1 and "Seoul and Washington met." in extracted.stdout
    for state in ("new", "already stored"):
        done = desk("ingest", "inbox")
        assert done.returncode == 1
        assert (
            f"\t{state}\t" in done.stdout and done.stdout.endswith("\tinbox/good.md\n") and done.stdout.count("\n") == 1
        )
        assert "inbox/bad.txt: is not UTF-8" in done.stderr and "byte offset 6" in done.stderr
        assert "inbox/undated.txt: says no publication date" in done.stderr
        assert "timeline: 2 problems: what they name was not taken in; mend what is named above" in done.stderr
    assert len(desk.rows("SELECT * FROM articles")) == 2
    desk.fine("ingest", "inbox/undated.txt", "--published", "2025-10-02")


def test_an_article_serves_a_second_negotiation_without_a_second_copy(desk) -> None:
    desk.fine("init", "security", "--parties", "KR,US")
    assert "already stored for another negotiation" in desk.fine("ingest", "wire.md", "-n", "security")
    assert desk.rows("SELECT negotiations FROM articles") == [{"negotiations": ["talks", "security"]}]


def test_standard_input_is_read(desk) -> None:
    line = json.dumps(
        {"id": "mine-1", "published": "2025-10-01", "text": "Seoul and Washington met in Geneva on Tuesday."}
    )
    desk.fine("ingest", "-", stdin=line + "\n")
    assert {"source_id": "mine-1"} in desk.rows("SELECT source_id FROM articles")


def test_a_reprint_is_stored_and_known_as_a_copy(desk) -> None:
    text = " ".join(
        f"Sentence {number} says that the delegations met in Geneva and talked about cars." for number in range(9)
    )
    for number, line in enumerate((text, "GENEVA (Agency) " + text), 1):
        record = json.dumps({"published": f"2025-10-0{number}", "text": line})
        out = desk.fine("ingest", "-", stdin=record + "\n")
    first, second = desk.rows(
        "SELECT article_id, copy_of FROM articles WHERE published_first >= DATE '2025-10-01' ORDER BY 1 = 1, published_first"
    )
    assert second["copy_of"] == first["article_id"] and f"new, a copy of {first['article_id']}" in out


def test_a_text_without_a_date_that_is_stored_already_is_known_by_its_words(desk) -> None:
    inbox = desk.folder / "inbox"
    inbox.mkdir()
    (inbox / "plain.txt").write_text("Korea and the United States met in Geneva.\n")
    desk.fine("ingest", "inbox", "--published", "2025-10-02")
    (inbox / "dated.md").write_text("---\npublished: 2025-10-01\n---\nSeoul and Washington met.\n")
    out = desk.fine("ingest", "inbox")
    assert "\tnew\t" in out and "\talready stored\t0 drafts\tinbox/plain.txt" in out
    (inbox / "plain.txt").write_text("Korea and the United States met in Bern.\n")
    done = desk("ingest", "inbox")
    assert done.returncode == 1 and "inbox/plain.txt: says no publication date" in done.stderr


def test_a_date_that_the_source_states_stays_and_nothing_contradictory_is_said(desk) -> None:
    (desk.folder / "other.md").write_text("---\npublished: 2025-10-01\n---\nSeoul and Washington met.\n")
    for _ in range(2):
        done = desk("ingest", "other.md", "--published", "2025-12-31")
        assert done.returncode == 0
        assert "published: the source says 2025-10-01, the command line 2025-12-31; the source is taken" in done.stderr
        assert "is stored with another citation" not in done.stderr
    assert {"published_edtf": "2025-10-01"} in desk.rows("SELECT published_edtf FROM articles")


@pytest.mark.parametrize("command", ["ingest", "extract"])
@pytest.mark.parametrize("name", [None, "picture.png", "README.md"])
def test_a_folder_with_nothing_to_read_is_told(desk, command, name) -> None:
    (desk.folder / "empty").mkdir()
    if name:
        (desk.folder / "empty" / name).write_text("x")
    done = desk(command, "empty")
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        "empty: there is nothing to read here; text, Markdown, HTML, JSON, JSON Lines, mail and PDF are read"
        in done.stderr
    )
    assert name is None or f"empty/{name}: " in done.stderr


def test_what_is_new_and_what_waits_are_told_apart(desk, draft_of) -> None:
    waited = len(desk.rows("SELECT * FROM drafts WHERE state = 'pending'"))
    assert f"0 of 1 article new, 0 new drafts, {waited} wait" in desk("ingest", "wire.md").stderr
    assert "next: timeline review" in desk("ingest", "wire.md").stderr
    desk.fine("review", "--reject", draft_of("meeting"), "--why", "no")
    (desk.folder / "more.md").write_text(
        "---\npublished: 2025-10-01\n---\nLee Jae Myung met Scott Bessent in Geneva on Tuesday.\n"
    )
    assert f"1 of 1 article new, 1 new draft, {waited} wait" in desk("ingest", "more.md").stderr


# drafts


def test_extract_prints_one_json_object_a_line_and_stores_nothing(desk) -> None:
    out = desk.fine("extract", "wire.md", "--format", "jsonl", "--db", "none.duckdb")
    drafts = [json.loads(line) for line in out.splitlines()]
    text = desk.rows("SELECT text FROM articles")[0]["text"]
    assert {draft["type"] for draft in drafts} >= {"meeting", "proposal", "response"}
    for draft in drafts:
        assert {
            "article_id",
            "type",
            "modality",
            "date",
            "parties",
            "actors",
            "issue",
            "summary",
            "terms",
            "evidence",
            "rule",
        } <= set(draft)
        for span in draft["evidence"]:
            assert text[span["start"] : span["end"]] == span["quote"]
    assert not (desk.folder / "none.duckdb").exists()


def test_extract_goes_by_the_id_of_the_input(desk) -> None:
    line = json.dumps(
        {
            "id": "mine-1",
            "published": "2025-10-01",
            "text": "Lee Jae Myung met Scott Bessent in Geneva on Tuesday. Korea has asked the United States for a swap line.",
        }
    )
    out = desk.fine("extract", "-", "--format", "jsonl", stdin=line + "\n")
    assert out and {json.loads(each)["article_id"] for each in out.splitlines()} == {"mine-1"}


def test_extract_for_a_negotiation_prints_what_ingest_stores(desk) -> None:
    def told(*words: str) -> set[tuple[str, str | None]]:
        drafts = map(json.loads, desk.fine("extract", "wire.md", "--format", "jsonl", *words).splitlines())
        return {(draft["draft_id"], draft["issue"]) for draft in drafts}

    stored = {(row["draft_id"], row["issue"]) for row in desk.rows("SELECT draft_id, issue FROM drafts")}
    assert told("-n", "talks") == stored != told()
    assert 'there is no negotiation "tolks"' in desk("extract", "wire.md", "-n", "tolks").stderr
    (desk.folder / "undated.md").write_text(
        (desk.folder / "wire.md").read_text().replace("published: 2025-09-25\n", "")
    )
    assert (
        desk("extract", "undated.md", "-n", "talks").returncode == 0 and desk("extract", "undated.md").returncode == 1
    )


def test_extract_explains_every_sentence(desk) -> None:
    told = desk.fine("extract", "wire.md", "--explain")
    assert (
        "[1 President Lee Jae Myung *met* U.S. Treasury Secretary Scott Bessent in New York on September 24.]" in told
    )
    assert "1 meeting, actual; 2025-09-24; KR/US; Lee Jae Myung, Scott Bessent" in told
    assert "[2 Korea has *asked for*" in told and "[3 a proposal Washington has so far *resisted*" in told
    assert "responds_to 2" in told


def test_an_explanation_tells_terms_and_closes_what_it_opens(desk) -> None:
    (desk.folder / "quota.md").write_text(
        "# Quota\n\nSouth Korea proposed a quota of 40,000 tonnes to the United States by the end of October.\n"
    )
    told = desk.fine("extract", "quota.md", "--published", "2025-09-26", "--explain")
    assert "quota 40,000 tonnes offered" in told and "quota 40,000 tonnes agreed" not in told
    (sentence,) = [line for line in told.splitlines() if "[2 " in line]
    assert sentence.count("[") == sentence.count("]") == 2


@pytest.mark.slow
def test_a_negotiator_can_add_words(desk) -> None:
    (desk.folder / "words").mkdir()
    (desk.folder / "words/meeting.toml").write_text(
        'type = "meeting"\n[[sense]]\nrule = "parley"\nverbs = ["parley with"]\n'
    )
    record = json.dumps(
        {
            "published": "2025-10-01",
            "text": "President Lee Jae Myung parleyed with Treasury Secretary Scott Bessent in Seoul on Tuesday.",
        }
    )

    def read(*words):
        return desk.fine("extract", "-", "--format", "jsonl", *words, stdin=record + "\n")

    assert "parley" not in read()
    assert "parley" in read("--lexicon", "words")
    assert "words/none: " in desk("extract", "-", "--lexicon", "words/none", stdin=record).stderr


def test_accept_reject_merge_undo(desk, draft_of) -> None:
    meeting, proposal, response = map(draft_of, ("meeting", "proposal", "response"))
    assert desk.fine("review", "--accept", meeting, "--leave-out") == f"{meeting}\taccepted\ttalks-0001\n"
    assert (
        f"is already accepted as talks-0001, by ann; undo that decision first: timeline review --undo {meeting}"
        in desk("review", "--accept", meeting).stderr
    )
    desk.fine("review", "--reject", proposal, "--why", "not ours")
    desk.fine("review", "--merge", response, "talks-0001")
    assert len(desk.rows("SELECT * FROM evidence WHERE event_id = 'talks-0001'")) == 2
    desk.fine("review", "--undo", response)
    assert len(desk.rows("SELECT * FROM evidence WHERE event_id = 'talks-0001'")) == 1
    desk.fine("review", "--undo", meeting)
    assert desk.rows("SELECT * FROM events") == []
    states = {
        str(r["type"]): r["state"]
        for r in desk.rows(
            f"SELECT type, state FROM drafts WHERE draft_id IN ('{meeting}', '{proposal}', '{response}')"
        )
    }
    assert states == {"meeting": "pending", "proposal": "rejected", "response": "pending"}
    assert "not ours" in desk.fine("show", proposal)


def test_undo_of_one_event_of_a_batch_says_that_the_batch_was_one_act(desk) -> None:
    rows = [{"type": "meeting", "summary": f"Meeting {n}", "note": f"They met, {n}."} for n in range(3)]
    (desk.folder / "batch.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    desk.fine("add", "--file", "batch.jsonl")
    done = desk("undo", "talks-0002")
    assert len(done.stdout.splitlines()) > 3
    assert (
        done.stderr.splitlines()[-1]
        == "they had been recorded in one act; with --only an entry is taken back by itself"
    )


def test_undo_says_what_it_passes_over_and_what_it_takes_back(desk) -> None:
    for name in ("A", "B"):
        desk.fine("register", "issue", name)
    first = len(desk.rows("FROM chain")) + 1

    def told(*words: str) -> list[str]:
        done = desk("undo", *words)
        assert done.returncode == 0
        return [*done.stdout.splitlines(), *done.stderr.splitlines()]

    assert told() == [
        f"{first - 1}\tissue\ttalks/b\tretracted",
        f"1 entry of ann undone; `timeline undo {first}` takes that back",
    ]
    assert told() == [
        f"{first - 2}\tissue\ttalks/a\tretracted",
        f"entry {first} is the undoing of entry {first - 1} and stays; `timeline undo {first}` takes it back",
        f"1 entry of ann undone; `timeline undo {first + 1}` takes that back",
    ]
    assert told(str(first)) == [
        f"{first}\tissue\ttalks/b\trecorded again",
        f"this takes back the undoing of entry {first - 1}",
        f"1 entry of ann undone; `timeline undo {first + 2}` takes that back",
    ]


@pytest.mark.parametrize("order", [("proposal", "response"), ("response", "proposal")])
@pytest.mark.fast_cases(1)
def test_a_response_is_tied_to_its_proposal_whichever_is_accepted_first(desk, draft_of, order) -> None:
    events = {}
    for type in order:
        out = desk.fine("review", "--accept", draft_of(type), "--leave-out")
        events[type] = out.split()[-1]
    assert desk.rows("SELECT event_id, rel, target FROM links") == [
        {"event_id": events["response"], "rel": "responds_to", "target": events["proposal"]}
    ]
    desk.fine("review", "--undo", draft_of("proposal"))
    assert desk.rows("SELECT * FROM links") == []


def test_an_unknown_name_stops_an_acceptance_without_asking(desk, draft_of) -> None:
    line = {"published": "2025-10-01", "text": "Trade Minister Yeo Han-koo met Scott Bessent in Geneva on Tuesday."}
    desk.fine("ingest", "-", stdin=json.dumps(line) + "\n")
    rows = desk.rows("SELECT draft_id FROM drafts WHERE list_contains(actors, 'Yeo Han-koo')")
    done = desk("review", "--accept", str(rows[0]["draft_id"]))
    assert done.returncode == 1 and 'actor "Yeo Han-koo" is not registered' in done.stderr
    assert 'timeline register actor "Yeo Han-koo" --party KR; or leave it out: --leave-out' in done.stderr
    done = desk("review", "--accept", str(rows[0]["draft_id"]), "--leave-out")
    assert done.returncode == 0 and "left out, since nobody registered them: Yeo Han-koo" in done.stderr


def test_parties_go_by_every_name_that_the_lexicon_knows_everywhere(desk) -> None:
    desk.fine(
        "add", "meeting", "--party", "USA", "--party", "Republic of Korea", "--summary", "x", "--note", "They met."
    )
    assert desk.rows("SELECT parties FROM events") == [{"parties": ["KR", "US"]}]
    assert "talks-0001" in desk.fine("list", "events", "--party", "USA")
    assert "party US: is already recorded" in desk("register", "party", "USA").stderr


def test_a_surname_alone_finds_nobody_and_tells_who_bears_it(desk) -> None:
    done = desk("list", "events", "--actor", "Bessent")
    assert done.returncode == 1 and 'there is no actor "Bessent"; did you mean "Scott Bessent"?' in done.stderr


def test_reading_again_leaves_decisions_alone(desk, draft_of) -> None:
    meeting = draft_of("meeting")
    desk.fine("review", "--accept", meeting, "--leave-out")
    desk.fine("review", "--reject", draft_of("proposal"))
    before = desk.rows("SELECT draft_id, state, event_id FROM drafts ORDER BY draft_id")
    assert "0 drafts new, 0 drafts changed, 0 drafts superseded" in desk("ingest", "--again").stderr
    assert desk.rows("SELECT draft_id, state, event_id FROM drafts ORDER BY draft_id") == before


# data entry


def test_an_event_is_added_from_flags_with_names_for_ids(desk) -> None:
    out = desk.fine(
        "add", "proposal", "--act", "request", "--by", "south korea", "--to", "US", "--actor", "Lee Jae-Myung",
        "--issue", "currency swap line", "--date", "2025-09~", "--term", "investment_total 350e9 USD offered",
        "--summary", "Korea asks for a swap line", "--article", article_id(desk), "--quote", "asked for an   unlimited",
    )  # fmt: skip
    assert out == "talks-0001\n"
    assert desk.rows("SELECT type, date_edtf, parties, by_parties, actors, issues FROM events") == [
        {"type": "proposal", "date_edtf": "2025-09~", "parties": ["KR", "US"], "by_parties": ["KR"],
         "actors": ["lee-jae-myung"], "issues": ["currency-swap-line"]}
    ]  # fmt: skip
    assert desk.rows("SELECT quote FROM evidence") == [{"quote": "asked for an unlimited"}]
    assert desk.rows("SELECT name, value, unit, role FROM terms") == [
        {"name": "investment_total", "value": 350000000000.0, "unit": "USD", "role": "offered"}
    ]


def test_what_is_odd_about_an_event_is_told_and_it_is_recorded_all_the_same(desk) -> None:
    words = ["add", "proposal", "--by", "US", "--act", "request", "--term", "beef_quota 1000 tonnes", "--issue",
             "currency swap line", "--date", "2025-09-01", "--summary", "Beef"]  # fmt: skip
    first = desk(*words, "--note", "They want 1000 tonnes.")
    assert first.returncode == 0
    assert "beef_quota 1,000 tonnes: counts as demanded by US" in first.stderr and "looks like" not in first.stderr
    again = desk(*words, "--note", "They want 1000 tonnes of beef.")
    assert (again.returncode, again.stdout) == (0, "talks-0002\n") and "looks like talks-0001: Beef" in again.stderr
    assert desk.rows("SELECT demanded, demanded_by FROM gaps('talks')") == [{"demanded": 1000.0, "demanded_by": "US"}]


def test_what_is_odd_about_a_name_is_told_and_it_is_registered_all_the_same(desk) -> None:
    done = desk("register", "actor", "Scot Bessent")
    assert done.returncode == 0
    assert done.stderr.splitlines()[1:] == [
        "scot-bessent: acts for no party; --party CODE says which, if there is one",
        'scot-bessent: the name looks like "Scott Bessent", which is registered',
    ]


def test_a_list_is_in_order_of_time_and_may_be_cut(desk) -> None:
    for text, published in [
        ("Lee Jae Myung met Scott Bessent in Geneva.", "2025-09-28"),
        ("Seoul and Washington met.", "2025-09-20"),
    ]:
        desk.fine("ingest", "-", stdin=json.dumps({"text": text, "published": published}) + "\n")
    days = desk.rows("SELECT article_id, published_edtf FROM articles")
    published = {str(row["article_id"]): str(row["published_edtf"]) for row in days}
    drafts = json.loads(desk.fine("list", "drafts", "--format", "json"))
    told = [published[draft["article_id"]] for draft in drafts]
    assert told == sorted(told) and len(set(told)) == 3 and {draft["modality"] for draft in drafts} == {"actual"}
    undated = next(draft["draft_id"] for draft in drafts if draft["date_edtf"] is None)
    for words in (
        ["--accept", undated],
        ["--accept", *(d["draft_id"] for d in drafts if d["date_edtf"] == "2025-09-24")],
    ):
        desk.fine("review", *words, "--leave-out")
    events = json.loads(desk.fine("list", "events", "--format", "json"))
    assert len(events) > 1 and events[0]["date_edtf"] is None and events[0]["told_by"] == "2025-09-20"
    assert json.loads(desk.fine("list", "events", "--limit", "1", "--format", "json")) == events[:1]


def test_a_quote_that_occurs_twice_needs_its_start(desk) -> None:
    done = desk("add", "meeting", "--summary", "x", "--article", article_id(desk), "--quote", "a")
    assert done.returncode == 1 and "times, at" in done.stderr and "quote more words, or give the start" in done.stderr


def test_a_note_is_stored_and_proves_the_event(desk) -> None:
    desk.fine(
        "add",
        "meeting",
        "--summary",
        "They met again",
        "--note",
        "Call with the embassy: they met again.",
        "--party",
        "KR",
        "--party",
        "US",
    )
    assert desk.rows("SELECT e.quote, a.publisher FROM evidence e JOIN articles a USING (article_id)") == [
        {"quote": "Call with the embassy: they met again.", "publisher": "Note by ann"}
    ]


BATCHES = {
    "b.jsonl": '{{"id": "ask", "type": "proposal", "by": "KR", "to": "US", "summary": "Asks", "article": "{a}", "quote": "asked"}}\n'
    '{{"type": "response", "by": "US", "summary": "Resists", "verdict": "resists", "responds_to": "ask", "article": "{a}", "quote": "resisted"}}\n',
    "b.csv": "id,type,by,to,summary,verdict,responds_to,article,quote\nask,proposal,KR,US,Asks,,,{a},asked\n,response,US,,Resists,resists,ask,{a},resisted\n",
    "b.toml": '[[event]]\nid = "ask"\ntype = "proposal"\nby = "KR"\nto = "US"\nsummary = "Asks"\narticle = "{a}"\nquote = "asked"\n\n'
    '[[event]]\ntype = "response"\nby = "US"\nsummary = "Resists"\nverdict = "resists"\nresponds_to = ["ask"]\narticle = "{a}"\nquote = "resisted"\n',
}  # fmt: skip


@pytest.mark.parametrize("name", BATCHES)
def test_a_batch_is_taken_with_its_own_names(desk, name) -> None:
    (desk.folder / name).write_text(BATCHES[name].format(a=article_id(desk)))
    assert desk.fine("add", "--file", name) == "talks-0001\ntalks-0002\n"
    assert desk.rows("SELECT target FROM links") == [{"target": "talks-0001"}]


def test_what_a_batch_tells_twice_is_told_with_both_places_and_recorded_all_the_same(desk) -> None:
    met = {"type": "meeting", "summary": "They met", "date": "2025-09-24", "note": "They met.", "party": "KR"}
    (desk.folder / "b.jsonl").write_text("".join(json.dumps(line) + "\n" for line in (met, {**met, "note": "Again."})))
    done = desk("add", "--file", "b.jsonl")
    assert (done.returncode, done.stdout) == (0, "talks-0001\ntalks-0002\n")
    told = "b.jsonl:2: looks like b.jsonl:1, recorded as talks-0001: They met; if it is the same, timeline retract talks-0002"
    assert told in done.stderr and done.stderr.count("looks like") == 1


def test_all_that_is_wrong_in_a_batch_is_told_at_once(desk) -> None:
    met = {"type": "meeting", "summary": "They met", "note": "They met."}
    lines = [met, {**met, "format": "sumit", "part_of": "x"}, {**met, "part_of": "later"}]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (desk.folder / "b.jsonl").write_text(text)
    wrong = ["b.jsonl:2: format: ", "b.jsonl:2: part_of: event x is not", "b.jsonl:3: part_of: event later is not"]
    done = desk("add", "--file", "b.jsonl")
    assert (
        done.returncode == 1
        and [line.partition(start)[1] for line, start in zip(done.stderr.splitlines(), wrong, strict=True)] == wrong
    )
    (desk.folder / "b.jsonl").write_text(text + '{"id": "later",}\n[1]\n')
    done = desk("add", "--file", "b.jsonl")
    wrong = ["b.jsonl:2: format: ", "b.jsonl:4: is not JSON", "b.jsonl:5: is not a JSON object"]
    assert [line.partition(start)[1] for line, start in zip(done.stderr.splitlines(), wrong, strict=True)] == wrong, (
        "a link may be to the event that cannot be read"
    )
    assert done.returncode == 1 and desk.rows("SELECT * FROM events") == []


DEEP, LONG = "[" * 100_000, "9" * 5_000
NO_BATCH = {
    "a field twice": ("b.jsonl", '{"summary": "first", "summary": "second"}', "b.jsonl:1: gives summary more than once"),
    "a field of a quotation twice": ("b.jsonl", '{"evidence": [{"quote": "x", "quote": "y"}]}', "b.jsonl:1: gives quote more than once"),
    "deep JSON": ("b.jsonl", "\n" + DEEP, "b.jsonl:2: is nested too deeply"),
    "a long number": ("b.jsonl", f'{{"start": {LONG}}}', "b.jsonl:1: holds a number of too many digits"),
    "deep evidence": ("b.csv", f"type,summary,evidence\nmeeting,x,{DEEP}\n", "b.csv:2: evidence: is nested too deeply"),
    "a start that is a list": ("b.jsonl", '{"type": "meeting", "summary": "x", "article": "wire.md", "quote": "met", "start": [1]}', "start: [1] is no place in the article"),
    "a start without end": ("b.jsonl", '{"type": "meeting", "summary": "x", "article": "wire.md", "quote": "met", "start": Infinity}', "b.jsonl:1: holds Infinity, which is no number"),
    "half a character": ("b.jsonl", r'{"type": "meeting", "summary": "x", "note": "half \ud800"}', "b.jsonl:1: holds U+D800, which is no character"),
    "a note of blanks": ("b.jsonl", '{"type": "meeting", "summary": "x", "note": " "}', "b.jsonl:1: note: says nothing"),
    "a note for no negotiation": ("b.jsonl", '{"type": "meeting", "summary": "x", "note": "x", "negotiation": "No Id"}', 'b.jsonl:1: negotiation: "No Id" is not registered'),
    "a figure too long": ("b.csv", f"type,summary,note,terms\nmeeting,x,x,duty {LONG} %\n", "b.csv:2: terms.0.value: inf is no number"),
    "a column twice": ("b.csv", "type,summary,summary\nmeeting,first,second\n", 'b.csv: column "summary" is there twice'),
    "a cell without a column's name": ("b.csv", "type,summary,,\nmeeting,x,,y\n", "b.csv:2: has a cell in a column without a name"),
    "a quotation too long": ("b.csv", f'type,summary\nmeeting,"{"x" * 140_000}\n', "b.csv:2: the row that begins here cannot be read: field larger than field limit"),
    "a quotation without end": ("b.csv", 'type,summary\nmeeting,x\nmeeting,"y\nmeeting,z\n', "b.csv:3: the row that begins here cannot be read: a quotation mark is not closed"),
    "deep TOML": ("b.toml", f"x = {DEEP}", "b.toml: is nested too deeply"),
    "a long number in TOML": ("b.toml", f"x = {LONG}", "b.toml: is not TOML: "),
    "events of another name": ("b.toml", '[[event]]\ntype = "meeting"\nsummary = "x"\nnote = "n."\n[[events]]\ntype = "meeting"\n', 'b.toml: "events" is no [[event]], and would be left out'),
    "another table": ("b.toml", '[[event]]\ntype = "meeting"\nsummary = "x"\nnote = "n."\n[other]\nx = 1\n', 'b.toml: "other" is no [[event]], and would be left out'),
    "no table": ("b.toml", "event = [1]", "b.toml: holds no [[event]]"),
    "a head inside a note": ("b.toml", '[[event]]\ntype = "meeting"\nnote = """\n[[event]]\n"""\nsummary = "x"\n\n[[event]]\ntype = "meetin"\n', 'b.toml:8: type: unknown event type "meetin"'),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_BATCH)
@pytest.mark.fast_cases(4)
def test_what_cannot_be_read_of_a_batch_is_told_with_its_place_and_nothing_is_lost_silently(desk, name) -> None:
    file, text, message = NO_BATCH[name]
    (desk.folder / file).write_text(text.replace("wire.md", article_id(desk)))
    done = desk("add", "--file", file)
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr and len(done.stderr) < 600
    assert desk.rows("SELECT * FROM events") == []


def test_a_name_within_a_batch_cannot_hide_a_recorded_event(desk) -> None:
    meeting = '{"type": "meeting", "summary": "They met", "note": "They met."'
    (desk.folder / "first.jsonl").write_text(meeting + "}\n")
    (desk.folder / "more.jsonl").write_text(f'{meeting}, "part_of": "talks-0001"}}\n{meeting}, "id": "talks-0001"}}\n')
    desk.fine("add", "--file", "first.jsonl")
    done = desk("add", "--file", "more.jsonl")
    assert (done.returncode, done.stdout) == (1, "")
    assert 'more.jsonl:2: id: "talks-0001" is a recorded event, and a link to it could mean both' in done.stderr
    assert len(desk.rows("SELECT * FROM events")) == 1


@pytest.mark.parametrize(("name", "line"), [("b.jsonl", 2), ("b.csv", 3), ("b.toml", 10)])
def test_a_batch_with_problems_is_taken_not_at_all_and_each_is_named(desk, name, line) -> None:
    text = BATCHES[name].format(a=article_id(desk)).replace("resists", "resist").replace("Resists", "")
    (desk.folder / name).write_text(text.replace('"Asks"', '""').replace(",Asks,", ",,"))
    done = desk("add", "--file", name)
    assert done.returncode == 1 and done.stdout == ""
    assert f"{name}:{line}: verdict: " in done.stderr and "summary: is missing" in done.stderr
    assert desk.rows("SELECT * FROM events") == []


def test_amend_keeps_what_it_does_not_name_and_the_earlier_version(desk) -> None:
    desk.fine(
        "add",
        "meeting",
        "--summary",
        "They met",
        "--note",
        "They met.",
        "--date",
        "2025-09",
        "--party",
        "KR",
        "--party",
        "US",
    )
    desk.fine("amend", "talks-0001", "--date", "2025-09-24", "--why", "the ministry named the day")
    assert desk.rows("SELECT date_edtf, summary, version FROM events") == [
        {"date_edtf": "2025-09-24", "summary": "They met", "version": 2}
    ]
    shown = desk.fine("show", "talks-0001")
    assert "amend: the ministry named the day" in shown and "ann" in shown and "They met." in shown
    desk.fine("amend", "talks-0001", "--clear", "date", "--why", "the ministry took it back")
    assert desk.rows("SELECT date_edtf FROM events") == [{"date_edtf": None}]
    assert "already says that" in desk("amend", "talks-0001", "--summary", "They met", "--why", "x").stderr


@pytest.mark.parametrize("parent", ["currency-swap-line", "Currency Swap Line", "swap"])
def test_the_parent_of_an_issue_is_named_by_id_name_or_phrase(desk, parent: str) -> None:
    desk.fine("register", "issue", "Currency swap line", "--amend", "--alias", "swap", "--why", "so called")
    desk.fine("register", "issue", "Size of the line", "--parent", parent)
    assert desk.rows("SELECT parent FROM issues WHERE parent IS NOT NULL") == [{"parent": "currency-swap-line"}]


def test_an_amendment_says_field_by_field_what_changed(desk) -> None:
    def told(*words: str) -> str:
        done = desk(*words, "--why", "so it is")
        assert (done.returncode, done.stdout) == (0, "")
        return " ".join(done.stderr.split())

    lee = ("register", "actor", "Lee Jae Myung", "--amend")
    assert told(*lee, "--alias", "President Lee") == "amended actor lee-jae-myung aliases + President Lee"
    assert told(*lee, "--alias", "Lee", "--office", "President@2025-06/..") == (
        "amended actor lee-jae-myung aliases + Lee offices + President (2025-06/..)"
    )
    assert told(*lee, "--without-alias", "Lee", "--without-office", "President") == (
        "amended actor lee-jae-myung aliases - Lee offices - President (2025-06/..)"
    )
    swap = ("register", "issue", "Currency swap line", "--amend")
    assert told(*swap, "--alias", "swap") == "amended issue talks/currency-swap-line phrases + swap"
    assert told("amend", "talks", "--set", "title=Talks") == "amended talks title talks -> Talks"
    desk.fine("add", "meeting", "--summary", "They met", "--note", "They met.", "--actor", "Lee Jae Myung")
    assert told("amend", "talks-0001", "--actor", "Scott Bessent", "--party", "KR", "--place", "Seoul") == (
        "amended talks-0001: They met parties + US actors - lee-jae-myung; + scott-bessent place unknown -> Seoul"
    )


def test_a_retracted_event_is_gone_but_its_history_is_not(desk, draft_of) -> None:
    draft = draft_of("meeting")
    desk.fine("review", "--accept", draft, "--leave-out")
    desk.fine("retract", "talks-0001", "--why", "another meeting")
    assert desk.rows("SELECT * FROM events") == []
    shown = desk.fine("show", "talks-0001")
    assert "RETRACTED" in shown and "retract: another meeting" in shown
    assert desk.rows(f"SELECT state FROM drafts WHERE draft_id = '{draft}'") == [{"state": "rejected"}]


# looking


def test_list_filters(desk) -> None:
    for date, type in (("2025-09-24", "meeting"), ("2025-08", "meeting"), ("2025-10-01", "assessment")):
        desk.fine(
            "add", type, "--summary", f"{type} {date}", "--note", f"{type} {date}.", "--date", date, "--party", "KR"
        )

    def listed(*words):
        return [json.loads(line)["summary"] for line in desk.fine("list", *words, "--format", "jsonl").splitlines()]

    assert listed() == ["meeting 2025-08", "meeting 2025-09-24", "assessment 2025-10-01"]
    assert listed("--type", "meeting", "--since", "2025-09-01") == ["meeting 2025-09-24"]
    assert listed("--since", "2025-08-15", "--until", "2025-08-20") == ["meeting 2025-08"]
    assert listed("--search", "ASSESS") == ["assessment 2025-10-01"]
    assert listed("--party", "us") == []
    assert desk("list", "--party", "us").stderr == "no events that pass all filters\n"
    assert desk("list", "issues", "--search", "swap").stderr == ""


def test_status_json_has_the_promised_shape(desk, draft_of) -> None:
    desk.fine(
        "add",
        "proposal",
        "--by",
        "KR",
        "--to",
        "US",
        "--issue",
        "currency-swap-line",
        "--summary",
        "Asks",
        "--note",
        "Asks.",
        "--date",
        "2025-09-20",
    )
    state = json.loads(desk.fine("status", "talks", "--as-of", "2025-09-30", "--format", "json"))
    assert list(state)[:3] == ["negotiation", "as_of", "known_at"]
    assert {"positions", "asks", "gaps", "deadlines", "meetings"} <= set(state)
    assert state["issues"][0] | {"rule": "", "name": ""} == {
        "issue": "currency-swap-line", "name": "", "status": "raised", "since": "2025-09-20", "last_move": "2025-09-20",
        "days_since_move": 10, "stalled": False, "reported_deadlock": [], "rule": "", "proof": ["talks-0001"], "status_if_early": None,
    }  # fmt: skip
    before = json.loads(
        desk.fine("status", "talks", "--as-of", "2025-09-30", "--known-at", "2025-09-30", "--format", "json")
    )
    assert before["issues"] == []


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_status_names_issue_and_proof_for_people(desk, format) -> None:
    desk.fine(
        "add",
        "proposal",
        "--by",
        "KR",
        "--to",
        "US",
        "--issue",
        "currency-swap-line",
        "--summary",
        "Asks",
        "--note",
        "Asks.",
        "--date",
        "2025-09-20",
    )
    shown = desk.fine("status", "--as-of", "2025-09-30", "--format", format)
    assert "Currency swap line" in shown and "aised" in shown


def test_questions_changes_and_comparison(desk) -> None:
    ask = (
        "add",
        "proposal",
        "--by",
        "KR",
        "--to",
        "US",
        "--issue",
        "currency-swap-line",
        "--summary",
        "Asks",
        "--note",
        "Asks.",
        "--date",
        "2025-09-20",
        "--term",
        "line 60e9 USD demanded",
    )
    desk.fine(*ask)
    (gap,) = [json.loads(line) for line in desk.fine("state", "gaps", "talks", "--format", "jsonl").splitlines()]
    assert (gap["term"], gap["demanded"], gap["demanded_by"]) == ("line", 60e9, "KR")
    assert "currency-swap-line" in desk.fine(
        "state", "explained", "--issue", "currency-swap-line", "--format", "markdown"
    )
    assert desk("state", "meetings", "--issue", "currency-swap-line").returncode == 2
    told = [
        json.loads(line)["kind"]
        for line in desk.fine("changes", "--since", "2025-01-01", "--format", "jsonl").splitlines()
    ]
    assert told == ["position", "status", "new event"]
    assert desk.fine("changes", "--since", "2025-01-01", "--until", "2025-01-02", "--format", "jsonl") == ""
    desk.fine("init", "other", "--parties", "JP,US")
    assert "talks,other" in desk.fine("compare", "talks", "other", "--format", "csv")
    assert desk("compare", "talks", "talks").returncode == 2


def test_status_explains_itself(desk) -> None:
    desk.fine(
        "add",
        "response",
        "--by",
        "US",
        "--issue",
        "currency-swap-line",
        "--verdict",
        "resists",
        "--summary",
        "Resists",
        "--note",
        "Washington resists.",
        "--date",
        "2025-09-20",
    )
    told = desk.fine("status", "--as-of", "2025-09-30", "--explain")
    assert "contested since 2025-09-20: a proposal on it is resisted" in told
    assert "talks-0001" in told and "“Washington resists.”" in told
    desk.fine("register", "issue", "Rice")
    assert "nothing on record bears on rice" in desk("status", "--explain", "Rice").stderr


def test_report_writes_its_pages_and_says_where(desk) -> None:
    assert desk.fine("report", "talks", "--out", "out") == "".join(
        f"out/{name}\n" for name in ("timeline.html", "status.html", "briefing.html", "briefing.md")
    )
    for page in ("timeline", "status"):
        assert "<!doctype html>" in (desk.folder / f"out/{page}.html").read_text(encoding="utf-8")[:20].lower()


@pytest.mark.slow
def test_pages_of_one_negotiation_do_not_take_the_place_of_anothers(desk) -> None:
    assert desk.fine("report").startswith("reports/timeline.html\n")
    desk.fine("init", "other", "--parties", "JP,US")
    assert desk.fine("report", "other").startswith("reports/other/timeline.html\n")
    before = (desk.folder / "reports/status.html").read_bytes()
    done = desk("report", "other", "--out", "reports")
    assert (done.returncode, done.stdout) == (2, "")
    told = "reports: holds the pages of talks, which those of other would replace; name another folder: --out reports/other"
    assert told in done.stderr and (desk.folder / "reports/status.html").read_bytes() == before
    desk.fine("report", "talks", "--out", "reports", "--locale", "ko")
    assert desk("report", "other", "--out", "reports").returncode == 2
    desk.fine("report", "talks", "--out", "reports")


def test_schema_describes_models_and_sql_objects(empty_desk) -> None:
    text = empty_desk.fine("schema")
    assert (
        "model Meeting: People of two or more parties meet" in text
        and "view events: " in text
        and "macro status(negotiation, as_of, known_at): " in text
    )
    schema = json.loads(empty_desk.fine("schema", "--json"))
    assert {"Event", "Meeting", "Article", "Draft", "StateOfPlay"} <= set(schema["$defs"])
    references = list(_references(schema))
    assert references and all(r.removeprefix("#/$defs/") in schema["$defs"] for r in references)


def _references(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from [inner] if key == "$ref" else _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)


def test_export_rebuild_export_and_check(desk, draft_of) -> None:
    desk.fine("review", "--accept", draft_of("meeting"), "--leave-out")
    said = desk("export", "one")
    assert said.returncode == 0
    changes = sum(len(p.read_text().splitlines()) for p in (desk.folder / "one").iterdir() if p.name != "chain.jsonl")
    assert f"exported {changes} changes" in said.stderr
    desk.fine("rebuild", "one", "--db", "again.duckdb")
    desk.fine("export", "two", "--db", "again.duckdb")
    assert {p.name: p.read_bytes() for p in (desk.folder / "one").iterdir()} == {
        p.name: p.read_bytes() for p in (desk.folder / "two").iterdir()
    }
    assert desk("check").returncode == 0 and desk("check", "one").returncode == 0
    events = desk.folder / "one/events.jsonl"
    events.write_text(events.read_text().replace("Lee Jae Myung met", "Lee Jae Myung saw"))
    done = desk("check", "one")
    assert done.returncode == 1 and "events.jsonl:1" in done.stdout


def test_a_ledger_without_its_chain_is_told_by_check_and_rebuild(desk) -> None:
    desk.fine("export", "out")
    assert "chain" not in desk("check", "out").stderr
    (desk.folder / "out/chain.jsonl").unlink()
    for words in (("check", "out"), ("rebuild", "out", "--db", "again.duckdb")):
        done = desk(*words)
        assert (done.returncode, done.stdout) == (0, "")
        assert "out: has no chain.jsonl, so nothing vouches for the order of its entries" in done.stderr


# manners


def test_help_costs_few_bare_interpreters(empty_desk) -> None:
    def seconds(*words: str) -> float:
        times = []
        for _ in range(5):
            start = time.perf_counter()
            subprocess.run([sys.executable, *words], capture_output=True, check=True)
            times.append(time.perf_counter() - start)
        return min(times)

    assert seconds("-m", "timeline", "--help") < 8 * seconds("-c", "pass")


def test_help_and_add_do_not_pay_for_plotly_or_polars() -> None:
    code = "import sys; from timeline.cli.main import main\ntry: main({words})\nexcept SystemExit: pass\nprint([m for m in {heavy} if m in sys.modules])"
    for words, heavy in (
        (["--help"], ["pydantic", "polars", "plotly", "duckdb", "rich"]),
        (["add", "--help"], ["polars", "plotly", "duckdb", "trafilatura"]),
    ):
        out = subprocess.run(
            [sys.executable, "-c", code.format(words=words, heavy=heavy)], capture_output=True, text=True
        )
        assert out.stdout.splitlines()[-1] == "[]"


def test_data_that_has_nowhere_to_go_is_refused_and_narration_needs_no_place(desk) -> None:
    def closed(*words: str, what: str) -> subprocess.CompletedProcess[str]:
        line = shlex.join([sys.executable, "-m", "timeline", *words])
        return subprocess.run(
            ["sh", "-c", f"{line} {what}"], capture_output=True, text=True, cwd=desk.folder, env=desk.environment
        )

    asked = closed("list", "events", what=">&-")
    assert (asked.returncode, asked.stderr) == (1, "timeline: standard output is closed; send it to a file or a pipe\n")
    assert closed("register", "issue", "Rice", what=">&- 2>&-").returncode == 0


def test_a_closed_pipe_is_no_error(desk) -> None:
    done = subprocess.run(
        f"{sys.executable} -m timeline schema | head -1",
        shell=True,
        cwd=desk.folder,
        env=desk.environment,
        capture_output=True,
        text=True,
    )
    assert done.stderr == "" and done.stdout.startswith("model Meeting")


@pytest.mark.slow
def test_the_demo_runs_on_shipped_data_and_keeps_what_is_done_in_it(empty_desk) -> None:
    data = str(_copied(empty_desk.folder))
    out = empty_desk.fine("demo", "--out", "pages", "--data", data)
    pages = [line.strip() for line in out.splitlines() if line.startswith("  pages/")]
    assert "pages/index.html" in pages and all((empty_desk.folder / page).exists() for page in pages)
    assert out.count("timeline sql --db") == 3
    db = f"{data}/demo.duckdb"
    empty_desk.fine(
        "add",
        "meeting",
        "--db",
        db,
        "-n",
        "korea-us-2025",
        "--summary",
        "Mine",
        "--note",
        "They met.",
        "--party",
        "KR",
        "--party",
        "US",
    )
    again = empty_desk("demo", "--out", "pages", "--data", data)
    assert "2 changes of yours" in again.stderr
    assert "Mine" in empty_desk.fine("list", "--db", db, "--search", "Mine")
    empty_desk.fine("demo", "--out", "pages", "--data", data, "--again")
    assert "Mine" not in empty_desk.fine("list", "--db", db, "--search", "Mine")


def _copied(folder: Path) -> Path:
    import shutil

    source = Path(__file__).parents[2] / "data"
    return Path(shutil.copytree(source, folder / "shipped", ignore=shutil.ignore_patterns("*.duckdb*")))


TEACHES = (
    'type = "response"\n[[sense]]\nrule = "response.mine"\nweight = 9\nverdict = "rejects"\nverbs = ["pooh-pooh"]\n'
)
TAUGHT = "Korea and the United States met in Seoul on Monday. Washington pooh-poohed the offer. The minister shrugged."
NOTHING = [0.0] * len(CLASSES)
SHRUGS = {
    "classes": list(CLASSES),
    "sentences": {
        "bias": NOTHING,
        "features": {"word shrugged": [9.0 if kind == "response" else 0.0 for kind in CLASSES]},
    },
    "clauses": {"bias": NOTHING, "features": {}},
    "drafts": {"bias": NOTHING, "features": {}},
    "days": {},
}


@pytest.mark.slow
@pytest.mark.parametrize("form", ["text", "archive"])
@pytest.mark.parametrize(("options", "weighed"), [([], True), (["--rules-only"], False)])
def test_a_desk_takes_articles_in_with_its_own_words(desk, form: str, options: list[str], weighed: bool) -> None:
    (desk.folder / "words").mkdir()
    (desk.folder / "words/mine.toml").write_text(TEACHES, encoding="utf-8")
    (desk.folder / "words/weights.json").write_text(json.dumps(SHRUGS), encoding="utf-8")
    record = {"text": TAUGHT, "published": "2025-10-03"}
    name = "new.md" if form == "text" else "new.jsonl"
    told = f"---\npublished: 2025-10-03\n---\n\n{TAUGHT}\n" if form == "text" else json.dumps(record) + "\n"
    (desk.folder / name).write_text(told, encoding="utf-8")
    engine = ["--engine", "local"] if form == "archive" else []
    assert desk("ingest", name, "--lexicon", "words", *options, *engine).returncode == 0
    rules = {row["rule"] for row in desk.rows("SELECT rule FROM drafts")}
    assert "response.mine" in rules
    assert ("response.weighed" in rules) is weighed


def test_words_that_cannot_be_read_are_told_before_anything_is_stored(desk) -> None:
    (desk.folder / "words").mkdir()
    (desk.folder / "words/weights.json").write_text("{}", encoding="utf-8")
    (desk.folder / "new.md").write_text(f"---\npublished: 2025-10-03\n---\n\n{TAUGHT}\n", encoding="utf-8")
    before = desk.rows("SELECT count(*) AS n FROM articles")
    done = desk("ingest", "new.md", "--lexicon", "words")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "timeline: words/weights.json: has no 'classes'; write it with `timeline train`\n"
    assert desk.rows("SELECT count(*) AS n FROM articles") == before


def test_a_flag_does_not_make_a_deal_of_two_one_of_a_single_party(desk) -> None:
    text = "South Korea and the United Arab Emirates signed a separate trade agreement on Monday."
    desk.fine("ingest", "-", stdin=json.dumps({"text": text, "published": "2025-09-25"}) + "\n")
    [deal] = desk.rows("SELECT draft_id FROM drafts WHERE type = 'agreement' AND list_contains(parties, 'AE')")
    done = desk("review", "--accept", str(deal["draft_id"]), "--leave-out")
    assert done.returncode == 1 and "AE is a party of this agreement" in done.stderr
    assert desk.rows("SELECT event_id FROM events") == []


def test_files_that_are_passed_over_for_one_reason_are_named_in_one_line(desk) -> None:
    inbox = desk.folder / "inbox"
    inbox.mkdir()
    for name in ("a.png", "b.docx", "c.png", "d.docx"):
        (inbox / name).write_text("x")
    (inbox / "wire.md").write_text((desk.folder / "wire.md").read_text())
    told = desk("extract", "inbox", "-n", "talks").stderr.splitlines()
    assert "timeline: inbox/a.png, inbox/c.png: an image" in told
    assert [line for line in told if "inbox/b.docx, inbox/d.docx: .docx: not a format read from folders" in line]
    assert len(told) == 2
