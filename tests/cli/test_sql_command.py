"""``timeline sql``: queries from every place, formats, canned queries, and what the prompt understands."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from timeline.cli import sql_prompt
from timeline.cli.main import main
from timeline.cli.sql import ask, canned_list
from timeline.model.article import Article, article_id
from timeline.model.edtf import Edtf
from timeline.model.events import Evidence, read_event
from timeline.model.ledger import Change
from timeline.model.problems import UsageProblem
from timeline.model.registry import Actor, Issue, Negotiation, Party
from timeline.store.store import Store

TEXT = "The ministers met. Korea asked for a swap line. Washington said nothing. Seoul called the rate 15 percent."
OTHER = "Seoul's account was disputed. The rate is 25 percent, the White House said."


def article(text: str, publisher: str) -> Article:
    return Article(article_id=article_id(text), text=text, published=Edtf.parse("2025-09-25"), publisher=publisher)


def event(number: int, type: str, quote: str, text: str = TEXT, **fields: Any) -> Change:
    start = text.index(quote)
    proof = Evidence(article_id=article_id(text), start=start, end=start + len(quote), quote=quote)
    common = {"event_id": f"ab-{number:04d}", "negotiation_id": "ab", "type": type, "parties": ("KR", "US")}
    return Change.of(read_event(common | {"summary": quote, "evidence": (proof,)} | fields))


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two articles and six events."""
    path = tmp_path_factory.mktemp("store") / "s.duckdb"
    with Store(path).writing("tester", create=True) as writer:
        writer.append(
            [
                Change.of(Party(party="KR", name="South Korea")),
                Change.of(Party(party="US", name="United States")),
                Change.of(Negotiation(negotiation_id="ab", title="Talks", parties=("KR", "US"))),
                Change.of(Actor(actor_id="kim", name="Kim", party="KR")),
                Change.of(Issue(negotiation_id="ab", issue_id="swap", name="Swap line")),
                Change.of(article(TEXT, "A Paper")),
                Change.of(article(OTHER, "B Paper")),
                event(1, "meeting", "The ministers met.", date="2025-09-24", format="ministerial", actors=("kim",)),
                event(
                    2,
                    "proposal",
                    "Korea asked for a swap line.",
                    date="2025-09",
                    by_parties=("KR",),
                    to_parties=("US",),
                    issues=("swap",),
                    act="request",
                ),
                event(
                    3,
                    "position",
                    "Seoul called the rate 15 percent.",
                    by_parties=("KR",),
                    issues=("swap",),
                    reported_by="Kim",
                    terms=({"name": "tariff_rate", "value": 15, "unit": "%", "role": "agreed"},),
                ),
                event(
                    4,
                    "position",
                    "The rate is 25 percent",
                    OTHER,
                    by_parties=("US",),
                    links=({"rel": "contradicts", "event_id": "ab-0003"},),
                    terms=({"name": "tariff_rate", "value": 25, "unit": "%"},),
                ),
                event(5, "deadline", "The ministers met.", date="2025-11-01"),
                event(6, "deadline", "The ministers met.", date="2025-10-01", outcome="met"),
            ]
        )
    return path


@pytest.fixture
def run(db: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def call(*words: str) -> tuple[int, str, str]:
        code = main(["sql", "--db", str(db), *words])
        out, err = capsys.readouterr()
        return code, out, err

    return call


# --- where the statement comes from, where the result goes


def test_a_query_prints_a_table(run: Any) -> None:
    code, out, err = run("SELECT event_id, parties FROM events WHERE type = 'meeting'")
    assert (code, err) == (0, "")
    assert out == "event_id   parties\n──────────────────\nab-0001    KR, US\n"


@pytest.mark.parametrize("form", ["table", "csv"])
def test_where_there_is_nothing_a_line_of_narration_says_so(run: Any, form: str) -> None:
    code, out, err = run("SELECT event_id FROM events WHERE false", "--format", form)
    assert (code, out.splitlines()[0], err) == (0, "event_id", "0 rows\n")


def test_a_query_from_a_file_with_parameters(run: Any, tmp_path: Path) -> None:
    (tmp_path / "q.sql").write_text("\ufeffSELECT count(*) AS n FROM events WHERE type = $type -- a comment\n;\n")
    code, out, _ = run("--file", str(tmp_path / "q.sql"), "--param", "type=deadline", "--format", "csv")
    assert (code, out) == (0, "n\n2\n")


@pytest.mark.parametrize("words", [(), ("-",)])
@pytest.mark.slow
def test_a_query_from_a_pipe(run: Any, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"SELECT 1 AS n;\n")))
    assert run(*words, "--format", "jsonl")[:2] == (0, '{"n": 1}\n')


@pytest.mark.parametrize("words", [("sql", "-"), ("sql",), ("ingest", "--list", "-"), ("ingest", "--coded", "-")])
def test_what_is_no_utf_8_in_a_pipe_is_told(
    db: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"SELECT '\xff'"), encoding="utf-8"))
    assert main([*words, "--db", str(db)]) == 1
    assert capsys.readouterr().err == "timeline: standard input: is not UTF-8 text at byte 8; save it as UTF-8\n"


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("x.csv", "event_id"),
        ("x.json", "[\n"),
        ("x.jsonl", '{"event_id"'),
        ("x.md", "| event_id"),
        ("x.txt", "event_id"),
    ],
)
@pytest.mark.fast_cases(1)
def test_the_suffix_of_the_file_tells_the_format(run: Any, tmp_path: Path, name: str, begins: str) -> None:
    code, out, err = run("SELECT event_id FROM events", "--out", str(tmp_path / name))
    assert (code, out, err) == (0, "", f"6 rows written to {tmp_path / name}\n")
    assert (tmp_path / name).read_text().startswith(begins)


@pytest.mark.parametrize("words", [("SELECT 1",), ("SELEKT 1",), ("--list",)])
@pytest.mark.fast_cases(1)
def test_an_ending_of_no_format_is_wrong_usage_and_no_file_is_made(
    run: Any, tmp_path: Path, words: tuple[str, ...]
) -> None:
    told = (
        f"""timeline: {tmp_path / "q.xls"}: ".xls" is the ending of no format; one of .csv, .json, .jsonl, .ndjson, """
    )
    code, out, err = run(*words, "--out", str(tmp_path / "q.xls"))
    assert (code, out, (tmp_path / "q.xls").exists()) == (2, "", False)
    assert err.startswith(told)
    assert run("SELECT 1", "--out", str(tmp_path / "q.xls"), "--format", "csv")[0] == 0


@pytest.mark.slow
def test_a_result_as_parquet(run: Any, tmp_path: Path) -> None:
    assert run("FROM events", "--out", str(tmp_path / "x.parquet"))[0] == 0
    assert pl.read_parquet(tmp_path / "x.parquet")["parties"].to_list()[0] == ["KR", "US"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("SELECT nosuch FROM events",), 'timeline: SQL: Referenced column "nosuch" not found'),
        (("DROP TABLE setting",), "timeline: SQL: DROP is refused: this reads the store and never changes"),
        (("@nosuch",), "timeline: there is no canned query @nosuch; `timeline sql --list` shows them"),
        (("@meeting",), 'timeline: there is no canned query @meeting; did you mean "meetings"?'),
        (("@meetings", "--param", "partei=KR"), 'timeline: @meetings has no parameter partei; did you mean "party"?'),
        (("SELECT 1", "--param", "x"), "timeline: --param 'x' is no NAME=VALUE; write --param party=KR"),
        (("SELECT $x", "--param", "x=1", "--param", "x=2"), "timeline: --param x was given twice"),
        (("SELECT $x",), "timeline: SQL: no value for the parameter x; give it with --param name=value"),
        (("SELECT 1", "--file", "q.sql"), "timeline: a query and --file were both given; give one of them"),
        (("--list", "SELECT 1"), "timeline: --list takes no query"),
        (("",), "timeline: SQL: there is no statement"),
    ],
)
@pytest.mark.fast_cases(1)
def test_wrong_usage_is_one_line_and_exit_code_2(run: Any, words: tuple[str, ...], told: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.startswith(told)
    assert err.count("\n") == 1


def test_a_result_is_never_written_over_the_store(run: Any, db: Path) -> None:
    before = db.read_bytes()
    code, _, err = run("SELECT 1", "--out", str(db), "--format", "csv")
    assert code == 2
    assert "is a store" in err
    assert db.read_bytes() == before


@pytest.mark.slow
def test_a_query_that_takes_too_long_is_exit_code_1(run: Any) -> None:
    code, out, err = run(
        "SELECT count(*) FROM range(9999999) a, range(9999999) b WHERE hash(a, b) = 1", "--timeout", "1"
    )
    assert (code, out) == (1, "")
    assert err.startswith("timeline: the query took longer than 1 seconds and was stopped; ask for less, or allow more")


# --- canned queries


def test_the_list_says_the_question_and_the_parameters(run: Any) -> None:
    code, out, _ = run("--list", "--format", "json")
    rows = {row["query"]: row for row in json.loads(out)}
    assert code == 0
    assert rows["@meetings"]["question"] == "Who met whom, how often, and when last?"
    assert rows["@meetings"]["parameters"] == ["negotiation", "party", "since"]


@pytest.mark.parametrize(
    ("name", "given", "columns", "expected"),
    [
        ("meetings", {}, ("parties", "meetings", "ministerial", "last_event"), [("KR, US", 1, 1, "ab-0001")]),
        ("meetings", {"since": "2025-09-25"}, ("parties",), []),
        ("meetings", {"party": "JP"}, ("parties",), []),
        ("stances", {"party": "KR"}, ("issue", "event_id"), [("swap", "ab-0003"), ("swap", "ab-0002")]),
        ("unanswered", {}, ("event_id", "date"), [("ab-0002", "2025-09")]),
        ("unanswered", {"by_party": "US"}, ("event_id",), []),
        ("figures", {"term": "tariff_rate"}, ("value", "party"), [(15.0, "KR"), (25.0, "US")]),
        ("deadlines", {}, ("event_id", "due"), [("ab-0005", "2025-11-01")]),
        (
            "contradictions",
            {"negotiation": "ab"},
            ("event_id", "account_of", "against", "against_account_of"),
            [("ab-0004", "US", "ab-0003", "Kim")],
        ),
        ("contradictions", {"negotiation": "none"}, ("event_id",), []),
        ("publishers", {}, ("publisher", "events", "events_alone"), [("A Paper", 5, 5), ("B Paper", 1, 1)]),
        ("people", {}, ("name", "events", "meetings"), [("Kim", 1, 1)]),
        ("people", {"party": "US"}, ("name",), []),
        (
            "quotations",
            {"search": "RATE"},
            ("event_id", "account_of", "quote", "publisher"),
            [
                ("ab-0003", "Kim", "Seoul called the rate 15 percent.", "A Paper"),
                ("ab-0004", "US", "The rate is 25 percent", "B Paper"),
            ],
        ),
        ("quotations", {"event": "ab-0002"}, ("quote",), [("Korea asked for a swap line.",)]),
        ("quotations", {"party": "JP"}, ("event_id",), []),
        ("corrections", {}, ("id",), []),
        ("measures", {}, ("event_id",), []),
        ("rules", {}, ("rule",), []),
    ],
)
@pytest.mark.slow
def test_canned_queries_answer_their_question(
    db: Path, name: str, given: dict[str, str], columns: tuple[str, ...], expected: list[tuple[Any, ...]]
) -> None:
    assert ask(db, f"@{name};", given).select(columns).rows() == expected


@pytest.mark.slow
def test_canned_queries_say_what_the_state_says(tmp_path: Path) -> None:
    """What was answered by an agreement, was met by a later record, or stands in two copies of one text."""
    path = tmp_path / "s.duckdb"
    retold = f"By wire: {TEXT}"
    with Store(path).writing("tester", create=True) as writer:
        writer.append(
            [
                Change.of(Party(party="KR", name="South Korea")),
                Change.of(Party(party="US", name="United States")),
                Change.of(Negotiation(negotiation_id="ab", title="Talks", parties=("KR", "US"))),
                Change.of(article(TEXT, "A Paper")),
                Change.of(article(retold, "B Paper").model_copy(update={"copy_of": article_id(TEXT)})),
                Change.of(article(OTHER, "C Paper")),
                event(1, "proposal", "Korea asked for a swap line.", date="2025-09-01", by_parties=("KR",)),
                event(
                    2,
                    "agreement",
                    "The ministers met.",
                    date="2025-09-10",
                    links=({"rel": "responds_to", "event_id": "ab-0001"},),
                ),
                event(3, "deadline", "The ministers met.", date="2025-10-01"),
                event(
                    4,
                    "deadline",
                    "Washington said nothing.",
                    date="2025-10-01",
                    outcome="met",
                    links=({"rel": "supersedes", "event_id": "ab-0003"},),
                ),
                event(5, "deadline", "Washington said nothing.", date="2025-11-01"),
                event(6, "proposal", "Seoul called the rate 15 percent.", date="2025-09-20", by_parties=("KR",)),
            ]
        )
        for id, further in (("ab-0006", retold), ("ab-0005", OTHER)):
            told: Any = writer.record("event", id)
            quote = further[:9]
            proof = Evidence(article_id=article_id(further), start=0, end=len(quote), quote=quote)
            writer.append(
                [Change.of(told.model_copy(update={"evidence": (*told.evidence, proof)}), "amend", "another source")]
            )
    for given in ({}, {"negotiation": "ab"}):
        assert ask(path, "@deadlines", given)["event_id"].to_list() == ["ab-0005"]
        assert ask(path, "@unanswered", given)["event_id"].to_list() == ["ab-0006"]
        alone = ask(path, "@single-source", given)
        assert sorted(alone["event_id"]) == [f"ab-{n:04d}" for n in (1, 2, 3, 4, 6)]
        assert alone.filter(pl.col("event_id") == "ab-0006").select("publisher", "articles").rows() == [("A Paper", 2)]
    for query in ("@deadlines", "@unanswered", "@single-source"):
        assert ask(path, query, {"negotiation": "none"}).is_empty()


def test_single_source_lists_each_event_once(db: Path) -> None:
    assert sorted(ask(db, "@single-source", {})["event_id"]) == [f"ab-{n:04d}" for n in range(1, 7)]


# --- the prompt


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("", True),
        ("SELECT 1", False),
        ("SELECT 1;", True),
        ("SELECT 1\nFROM x ;  ", True),
        (".tables", True),
        ("@meetings", True),
        ("SELECT 1\n.quit", True),
        ("help", True),
        ("SELECT help", False),
        ("@meetings;", True),
    ],
)
def test_enter_sends_what_is_whole(text: str, whole: bool) -> None:
    assert sql_prompt.is_whole(text) is whole


CATALOGUE = {"events": ["event_id", "summary"], "evidence": ["event_id", "quote"], "terms": ["name", "value"]}


@pytest.mark.parametrize(
    ("before", "offered"),
    [
        ("SELECT * FROM ev", ["events", "evidence"]),
        ("select * from events join ter", ["terms"]),
        ("SEL", ["SELECT"]),
        ("SELECT q FROM evidence WHERE quo", ["quote"]),
        ("SELECT 1 FROM terms WHERE summ", ["SUMMARIZE"]),
        (".sc", [".schema"]),
        (".schema te", ["terms"]),
        ("@meet", ["@meetings"]),
        ("SELECT ", []),
    ],
)
def test_completion(before: str, offered: list[str]) -> None:
    assert [word for word, _ in sql_prompt.completions(before, CATALOGUE)][: len(offered) or None] == offered


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    """A keyboard: keys typed into it reach the prompt."""
    from prompt_toolkit.application import create_app_session
    from prompt_toolkit.input import create_pipe_input
    from prompt_toolkit.output import DummyOutput

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        yield keys


@pytest.mark.slow
def test_a_talk_at_the_prompt(db: Path, typed: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    typed.send_text(
        "SELECT count(*) AS n\rFROM events;\r"  # two lines
        "SELECT oops;\r"
        ".format csv\r"
        ".schema terms\r"
        ".schema term\r"
        "@people;\r"
        ".nosuch\r"
        ".quit\r"
    )
    sql_prompt.talk(lambda said: ask(db, said, {}), canned_list)
    out, err = capsys.readouterr()
    assert out.startswith("n\n─\n6\n")
    assert "event_id,VARCHAR" in out
    assert "Kim,KR,1,1" in out
    assert 'Referenced column "oops" was not found' in err
    assert 'there is no view or table term; did you mean "terms"' in err
    assert "there is no command .nosuch" in err
    kept = (tmp_path / "timeline" / "sql_history").read_text()
    assert "+SELECT count(*) AS n\n+FROM events;\n" in kept


@pytest.mark.parametrize("leave", ["\x04", ".quit\r", ".exit\r"])
@pytest.mark.fast_cases(1)
def test_leaving_the_prompt(db: Path, typed: Any, leave: str) -> None:
    typed.send_text("\x03" + leave)  # Ctrl-C only clears the line
    sql_prompt.talk(lambda said: ask(db, said, {}), canned_list)


@pytest.mark.parametrize("words", [[], ["parquet"], ["xml"], ["csv", "json"]])
def test_the_prompt_has_no_other_formats(words: list[str]) -> None:
    with pytest.raises(UsageProblem, match="is no format for a terminal; one of table, csv"):
        sql_prompt._format(words)


def test_the_name_of_a_canned_query_without_its_sign_is_told(desk) -> None:
    done = desk("sql", "deadlines")
    assert (done.returncode, done.stderr) == (
        2,
        'timeline: SQL: "deadlines" is no statement; did you mean "@deadlines"?\n',
    )
