"""What every command owes its user: one clear line, the right exit code, and nothing half-done."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import polars
import pytest

from timeline.cli.sql_prompt import as_meant
from timeline.cli.values import one_of
from timeline.model.invalid import FORMS
from timeline.model.ledger import MODELS

NO_PLACE = [
    (["export", "wire.md"], "wire.md"),
    (["export", "/proc/x"], "/proc/x"),
    (["report", "--out", "wire.md"], "wire.md"),
    (["list", "--db", "/proc/x/store.duckdb"], "/proc/x/store.duckdb"),
    (["init", "new", "--parties", "KR,US", "--db", "/proc/x/store.duckdb"], "/proc/x"),
    (["rebuild", "wire.md", "--db", "new.duckdb"], "wire.md"),
    (["sql", "SELECT 1", "--out", "/proc/x/y.csv"], "/proc/x/y.csv"),
]


@pytest.mark.parametrize(("words", "place"), NO_PLACE, ids=[" ".join(words) for words, _ in NO_PLACE])
@pytest.mark.fast_cases(1)
def test_a_place_that_cannot_be_used_is_one_line_that_names_it(desk, words, place) -> None:
    done = desk(*words)
    assert done.returncode == 1, done.stderr
    assert place in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["retract", "{event}", "--why", "x" * 2001], 1, "reason: is 2001 characters long; 2000 at most"),
        (["retract", "{event}", "--why", ""], 2, "a retraction needs a reason"),
        (["amend", "{event}", "--place", "Geneva", "--why", " "], 2, "a correction needs a reason"),
        (["amend", "{event}", "--clear", "nonsense", "--why", "y"], 2, '--clear "nonsense" is no field of a meeting that may be unknown; one of modality, date'),
        (["amend", "{event}", "--clear", "dat", "--why", "y"], 2, 'did you mean "date"'),
        (["amend", "{event}", "--verdict", "accepts", "--why", "y"], 2, "--verdict is no option of a meeting; a response has it"),
        (["amend", "{event}", "--type", "meetin", "--why", "y"], 2, '"meetin" is no event type; did you mean "meeting"?'),
    ],
)  # fmt: skip
@pytest.mark.fast_cases(3)
def test_reasons_and_corrections_that_say_nothing(desk, words, code, message) -> None:
    event = desk.fine("add", "meeting", "--summary", "They met", "--note", "They met.", "--party", "KR").strip()
    done = desk(*(word.format(event=event) for word in words))
    assert (done.returncode, done.stdout) == (code, "") and message in done.stderr
    assert desk.rows("SELECT version FROM events") == [{"version": 1}]


LONG = "9" * 5_000


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["show", LONG], 1, "nothing is recorded under"),
        (["undo", LONG], 1, "there is nothing to undo"),
        (["undo", "9" * 60], 1, "there is nothing to undo"),
        (["add", "meeting", "--summary", "x", "--note", "half \udcff"], 2, '"half ⟨U+DCFF⟩" is not UTF-8 text'),
        (["list", "--search", "\udcff"], 2, '"⟨U+DCFF⟩" is not UTF-8 text'),
        (["review", "--accept", "d-1", "d-\udcff"], 2, '"d-⟨U+DCFF⟩" is not UTF-8 text'),
        (["sql", "SELECT '\udcff'"], 2, "is not UTF-8 text"),
        (["ingest", "\udcff.txt"], 1, "⟨U+DCFF⟩.txt: no such file or folder"),
    ],
)
def test_what_is_no_number_or_text_that_anybody_means_is_no_fault_of_the_program(desk, words, code, message) -> None:
    done = desk(*words)
    assert (done.returncode, done.stdout) == (code, "") and message in done.stderr


def test_a_name_that_no_file_can_have_keeps_back_no_other_article(desk) -> None:
    (desk.folder / "new.txt").write_text("They met again in Seoul.")
    done = desk("ingest", "x" * 5_000, "new.txt", "--published", "2025-10-01")
    assert done.returncode == 1 and "cannot be read: File name too long" in done.stderr
    assert done.stdout.endswith("\tnew.txt\n")


def test_a_report_of_all_negotiations_is_refused_before_its_first_page_is_written(desk) -> None:
    desk.fine("report", "--out", "old")
    desk.fine("init", "zeal", "--parties", "KR,JP")
    (desk.folder / "reports").mkdir()
    (desk.folder / "old").rename(desk.folder / "reports" / "zeal")
    done = desk("report", "--all", "--out", "reports")
    assert done.returncode == 2 and "holds the pages of talks" in done.stderr
    assert [path.name for path in (desk.folder / "reports").iterdir()] == ["zeal"]


def test_the_store_may_be_named_before_the_command(desk) -> None:
    desk.fine("export", "out")
    desk.fine("--db", "other.duckdb", "rebuild", "out")
    assert desk.fine("--db=other.duckdb", "list", "negotiations") == desk.fine("list", "negotiations")
    assert "--author stands before the command" in desk("--author", "bob", "list").stderr


@pytest.mark.parametrize("error", [KeyboardInterrupt, EOFError], ids=["Ctrl-C", "Ctrl-D"])
def test_an_interrupted_command_ends_with_130(desk, monkeypatch, error) -> None:
    def interrupted(*_: Any) -> None:
        raise error

    monkeypatch.setattr("timeline.store.store.Store.export", interrupted)
    done = desk("export", "out")
    assert done.returncode == 130 and "what was recorded before stays" in done.stderr


BATCH_LINES = [
    ({"type": "meetin"}, 'type: unknown event type "meetin"; did you mean "meeting"?'),
    ({"date": "24.9."}, "date: '24.9.' is no EDTF date"),
    ({"duration_minutes": "long"}, "duration_minutes: 'long' is no whole number"),
    ({"duration_minutes": 2**63}, "duration_minutes: 9223372036854775808 is too large; less than 9223372036854775808"),
    ({"duration_minutes": -5}, "duration_minutes: -5 is too small; at least 0"),
    ({"format": "sumit"}, "format: 'sumit' is unknown; did you mean \"summit\"?"),
    ({"summary": "x" * 2001}, "summary: is 2001 characters long; 2000 at most"),
    ({"summary": 5}, "summary: 5 is no text"),
    ({"parties": 5}, "parties: "),
    ({"terms": [{"name": "Tariff", "value": "x", "unit": "%"}]}, "terms.0.name: 'Tariff' does not have the form of the name of a term; use lower-case letters, digits and underscores: tariff_rate"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "message"), BATCH_LINES, ids=[next(iter(w)) + str(n) for n, (w, _) in enumerate(BATCH_LINES)])  # fmt: skip
@pytest.mark.fast_cases(4)
def test_a_wrong_field_of_a_batch_is_data_and_told_in_plain_words(desk, wrong, message) -> None:
    article = desk.rows("SELECT article_id FROM articles")[0]["article_id"]
    entry = {"type": "meeting", "summary": "They met", "article": article, "quote": "New York", **wrong}
    (desk.folder / "b.jsonl").write_text(json.dumps(entry) + "\n")
    done = desk("add", "--file", "b.jsonl")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"b.jsonl:1: {message}" in done.stderr
    assert not re.search(r"\bInput\b|\bshould\b|\^|Tuple|String", done.stderr)


@pytest.mark.parametrize("odd", [5, 1.5, True, [5], [[]], [None], {"a": 1}, [{"a": 1}], "[5]"], ids=str)
@pytest.mark.fast_cases(4)
def test_no_value_of_any_field_is_a_fault_of_this_program(desk, odd) -> None:
    from timeline.model.events import EVENT_MODELS
    from timeline.workflow.plain import ALIASES, CITING, LINKS

    names = {type: (*model.model_fields, *ALIASES, *CITING, *LINKS, "id") for type, model in EVENT_MODELS.items()}
    entries = [
        {"type": type, "summary": "x", "note": "They met.", name: odd} for type, own in names.items() for name in own
    ]
    (desk.folder / "b.jsonl").write_text("".join(json.dumps(entry) + "\n" for entry in entries))
    assert desk("add", "--file", "b.jsonl").returncode == 1


def test_every_pattern_of_the_models_is_explained_in_words() -> None:
    def patterns(value: Any) -> set[str]:
        if isinstance(value, dict):
            own = {value["pattern"]} if isinstance(value.get("pattern"), str) else set()
            return own.union(*map(patterns, value.values()))
        return set().union(*map(patterns, value)) if isinstance(value, list) else set()

    from timeline.model.events import event_json_schema

    schemas = [event_json_schema(), *(model.model_json_schema() for model in MODELS.values())]
    assert set().union(*map(patterns, schemas)) <= set(FORMS)


def test_names_without_latin_letters_need_an_id(desk) -> None:
    for kind, name in (("actor", "김용범"), ("issue", "통화 스와프")):
        done = desk("register", kind, name)
        assert done.returncode == 1 and done.stderr.count("\n") == 1
        assert f'no id can be made from "{name}"; give one: timeline register {kind} "{name}" --id ID' in done.stderr
        desk.fine("register", kind, name, "--id", f"given-{kind}")
    assert desk.rows("SELECT name FROM actors WHERE actor_id = 'given-actor'") == [{"name": "김용범"}]


def test_parties_go_by_code_or_name_everywhere(desk) -> None:
    desk.fine("register", "actor", "Howard Lutnick", "--party", "United States")
    desk.fine("register", "actor", "Ursula von der Leyen", "--party", "European Union")
    rows = desk.rows("SELECT party FROM actors WHERE name IN ('Howard Lutnick', 'Ursula von der Leyen') ORDER BY name")
    assert rows == [{"party": "US"}, {"party": "EU"}]
    assert 'did you mean "United States"' in desk("register", "actor", "X", "--party", "Untied States").stderr


# what there is, and what there is not

NOT_THERE = [
    (["list", "--type", "foo"], 2, '--type: "foo" is no event type; one of meeting'),
    (["list", "--modality", "planed"], 2, 'did you mean "planned"?'),
    (["list", "drafts", "--state", "pendng"], 2, 'did you mean "pending"?'),
    (["list", "evnts"], 2, 'did you mean "events"?'),
    (["list", "--party", "ZZ"], 1, 'there is no party "ZZ"; `timeline list parties` shows them'),
    (["list", "--actor", "Scott Besent"], 1, 'there is no actor "Scott Besent"; did you mean "Scott Bessent"'),
    (["list", "-n", "tolks"], 1, 'there is no negotiation "tolks"; did you mean "talks"?'),
    (["list", "--issue", "nothing"], 1, 'talks has no issue "nothing"; `timeline list issues -n talks` shows them'),
    (["list", "drafts", "--article", "a-0"], 1, 'there is no article "a-0"'),
    (["list", "--since", "September"], 2, "or 2025-10~; or today, yesterday, friday, 7d"),
    (["state", "gaps", "--issue", "nothing"], 1, 'talks has no issue "nothing"'),
    (["state", "gps"], 2, 'did you mean "gaps"?'),
    (["status", "--explain", "rice"], 1, 'talks has no issue "rice"'),
    (["ingest", "wire.md", "--published", "25/09/2025"], 2, "--published: '25/09/2025' is no EDTF date; write 2025-09-24"),
    (["list", "--frobnicate"], 2, 'list: unrecognized arguments: --frobnicate; see timeline list --help'),
]  # fmt: skip


@pytest.mark.parametrize(("words", "code", "message"), NOT_THERE, ids=[" ".join(words) for words, _, _ in NOT_THERE])
@pytest.mark.fast_cases(8)
def test_what_is_not_there_is_said_with_a_hint(desk, words, code, message) -> None:
    done = desk(*words)
    assert (done.returncode, done.stdout) == (code, "")
    assert message in done.stderr and done.stderr.count("\n") == 1


def test_a_hint_never_suggests_the_word_it_is_about() -> None:
    with pytest.raises(Exception, match='"foo" is no word; one of bar'):
        one_of(("bar",), "word")("foo")


def test_a_name_that_fits_two_says_which(desk) -> None:
    for id in ("kim-yong-beom", "kim-jung-kwan"):
        desk.fine("register", "actor", id.replace("-", " ").title(), "--id", id, "--alias", "Minister Kim")
    told = '"Minister Kim" fits kim-jung-kwan and kim-yong-beom'
    assert told in desk("list", "--actor", "Minister Kim").stderr
    assert "fits actor kim-jung-kwan and actor kim-yong-beom" in desk("show", "Minister Kim").stderr


def test_list_takes_months_and_names(desk) -> None:
    for date in ("2025-09-24", "2025-10-01"):
        desk.fine("add", "meeting", "--summary", date, "--note", date, "--date", date, "--actor", "Lee Jae Myung")

    def listed(*words: str) -> list[str]:
        return [json.loads(line)["summary"] for line in desk.fine("list", *words, "--format", "jsonl").splitlines()]

    assert listed("--since", "2025-10") == ["2025-10-01"]
    assert listed("--until", "2025-09") == ["2025-09-24"]
    assert listed("--actor", "lee jae-myung", "--party", "South Korea") == ["2025-09-24", "2025-10-01"]


@pytest.mark.parametrize(
    ("since", "until", "held"), [(0, 0, True), (0, None, True), (None, 0, True), (1, None, False), (None, -1, False)]
)
def test_a_day_of_the_log_is_taken_whole_from_its_beginning_to_its_end(desk, since, until, held) -> None:
    [today] = (row["day"] for row in desk.rows("SELECT max(recorded_at)::DATE AS day FROM log"))
    bounds = [("--since", since), ("--until", until)]
    words = [word for name, days in bounds if days is not None for word in (name, str(today + timedelta(days=days)))]
    assert bool(desk.fine("log", *words, "--format", "jsonl")) == held


def test_articles_without_a_title_show_their_first_words(desk) -> None:
    line = {
        "id": "mine-1",
        "published": "2025-10-01",
        "text": "Seoul and\nWashington met in\n\nGeneva on Tuesday at noon again.",
    }
    desk.fine("ingest", "-", stdin=json.dumps(line) + "\n")
    assert "Seoul and Washington met in Geneva on Tuesday ..." in desk.fine("list", "articles")
    assert "Talks on the swap line" in desk.fine("list", "articles")
    data = map(json.loads, desk.fine("list", "articles", "--format", "jsonl").splitlines())
    assert {row["title"] for row in data} == {None, "Talks on the swap line"}
    assert "Seoul and" not in desk.fine("list", "articles", "--format", "csv")


def test_show_finds_records_by_the_names_people_use(desk) -> None:
    line = {"id": "mine-1", "url": "https://example.org/a", "published": "2025-10-01", "text": "They met."}
    desk.fine("ingest", "-", stdin=json.dumps(line) + "\n")
    desk.fine(
        "add",
        "proposal",
        "--summary",
        "Asks",
        "--note",
        "Asks.",
        "--by",
        "KR",
        "--to",
        "US",
        "--term",
        "tariff_rate 15 % demanded",
    )
    assert desk.fine("show", "mine-1") == desk.fine("show", "https://example.org/a")
    event = desk.fine("show", "1")
    assert event == desk.fine("show", "talks-0001")
    assert re.search(r"^  to parties +US$", event, re.MULTILINE)
    assert "tariff rate 15 % demanded" in event and "exactly" not in event and "['" not in event
    assert desk.fine("show", "Lee Jae-Myung").startswith("actor lee-jae-myung")


# drafts and articles


@pytest.mark.slow
def test_several_drafts_are_accepted_whole_or_not_at_all(desk, draft_of) -> None:
    meeting, proposal, response = map(draft_of, ("meeting", "proposal", "response"))
    desk.fine("review", "--reject", response)
    done = desk("review", "--accept", meeting, response, "d-0", "--leave-out")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"draft {response}: is already rejected" in done.stderr and "d-0" in done.stderr
    assert desk.rows("SELECT * FROM events") == []
    out = desk.fine("review", "--accept", meeting, proposal, "--leave-out")
    assert [line.split("\t")[:2] for line in out.splitlines()] == [[meeting, "accepted"], [proposal, "accepted"]]
    assert desk("review", "--reject", response, proposal).returncode == 1


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["--accept", "{meeting}", "--leave-out", "--reject", "d-0"], 1, "draft d-0: is not recorded"),
        (["--reject", "{meeting}", "--merge", "{response}", "talks-0009"], 1, "event talks-0009: is not recorded"),
        (["--reject", "{meeting}", "--undo", "{response}"], 1, "has no decision to undo"),
        (["--accept", "{meeting}", "--leave-out", "--reject", "{meeting}"], 2, "is named for two decisions"),
    ],
)
@pytest.mark.fast_cases(1)
def test_decisions_of_several_kinds_are_all_made_or_none(desk, draft_of, words, code, message) -> None:
    drafts = {type: draft_of(type) for type in ("meeting", "response")}
    done = desk("review", *(word.format(**drafts) for word in words))
    assert (done.returncode, done.stdout) == (code, "") and message in done.stderr
    assert desk.rows("SELECT * FROM drafts WHERE state <> 'pending'") == []


def test_a_record_of_another_kind_is_told_with_what_can_be_done(desk, draft_of) -> None:
    draft, event = draft_of("response"), desk.fine("add", "meeting", "--summary", "x", "--note", "y").strip()
    for words, message in (
        (["amend", event, "--set", "summary=z"], f"{event}: is an event; amend it with --summary and the like"),
        (
            ["amend", draft, "--set", "summary=z"],
            f"{draft}: is a draft; decide on it: timeline review --accept {draft}",
        ),
        (["amend", draft, "--summary", "z"], f"{draft}: is a draft; decide on it"),
        (["retract", draft], f"{draft}: is a draft; decide on it"),
    ):
        done = desk(*words, "--why", "w")
        assert done.returncode == 1 and message in done.stderr


def test_an_article_stored_with_another_citation_is_told_and_how_to_correct_it(desk) -> None:
    (article,) = desk.rows("SELECT article_id FROM articles")
    wire = desk.folder / "wire.md"
    wire.write_text(wire.read_text().replace("published: 2025-09-25", "published: 2025-09-26"))
    done = desk("ingest", "wire.md", "--title", "Other")
    assert "published 2025-09-25 there, 2025-09-26 here, title Talks on the swap line there, Other here" in done.stderr
    command = f"timeline amend {article['article_id']} --set published=2025-09-26 --set title=Other --why TEXT"
    assert command in done.stderr
    desk.fine(*command.split()[1:])
    assert desk.rows("SELECT published_edtf, title FROM articles") == [
        {"published_edtf": "2025-09-26", "title": "Other"}
    ]
    assert "to correct it" not in desk("ingest", "wire.md", "--title", "Other").stderr


@pytest.mark.fast_cases(1)
@pytest.mark.parametrize(
    ("sentences", "told"), [(1000, ""), (1001, "book.txt: has 1,001 sentences, more than an article")]
)
def test_a_text_that_can_hardly_be_one_article_is_told_and_taken(desk, sentences: int, told: str) -> None:
    (desk.folder / "book.txt").write_text("It rained all day. " * sentences)
    done = desk("ingest", "book.txt", "--published", "2025-10-02")
    assert done.returncode == 0 and told in done.stderr
    assert bool(told) == ("sentences" in done.stderr)


def test_an_article_in_another_language_says_that_only_english_is_read(desk) -> None:
    line = {"published": "2025-10-01", "language": "ko", "text": "한국과 미국이 화요일 제네바에서 만났다."}
    assert "only English is read by the rules" in desk("ingest", "-", stdin=json.dumps(line) + "\n").stderr


@pytest.mark.parametrize(
    ("said", "text", "stored"),
    [
        ({}, "한국과 미국이 화요일 제네바에서 만났다.", "und"),
        ({"language": "en"}, "한국과 미국이 화요일 제네바에서 만났다.", "und"),
        ({"language": "ko"}, "한국과 미국이 화요일 제네바에서 만났다.", "ko"),
        ({}, "South Korea and the United States met in Geneva on Tuesday.", "en"),
        ({"language": "en-GB"}, "South Korea and the United States met in Geneva on Tuesday.", "en-GB"),
    ],
)
@pytest.mark.parametrize("form", ["jsonl", "parquet"])
@pytest.mark.fast_cases(2)
def test_no_text_is_stored_as_english_that_plainly_is_not(desk, form: str, said, text, stored) -> None:
    polars.DataFrame([{"published": "2025-10-01", "text": text, **said}]).write_parquet(desk.folder / "a.parquet")
    line = json.dumps({"published": "2025-10-01", "text": text, **said})
    desk.fine(*(("ingest", "-") if form == "jsonl" else ("ingest", "a.parquet")), stdin=line + "\n")
    assert desk.rows("SELECT language FROM articles WHERE publisher IS NULL ORDER BY recorded_at DESC LIMIT 1") == [
        {"language": stored}
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("help", ".help"),
        ("quit;", ".quit"),
        ("exit", ".quit"),
        ("SELECT 1\n.quit", ".quit"),
        ("SELECT 1\n.help", ".help"),
        ("SELECT help\nquit", "SELECT help\nquit"),
        ("SELECT 1;", "SELECT 1;"),
        ("@meetings", "@meetings"),
    ],
)
def test_words_that_leave_the_prompt_or_ask_for_help(typed, meant) -> None:
    assert as_meant(typed) == meant


@pytest.mark.fast_cases(3)
@pytest.mark.parametrize(
    ("words", "most"),
    [
        ("review --leave-out --accept {meeting} {proposal}", 2),
        ("review --reject {meeting} {proposal}", 1),
        ("add meeting --party KR --party US --date 2025-09-26 --summary Talks --note Told.", 2),
        ("amend talks-0001 --summary Talks --why because", 2),
        ("check", 2),  # the store, and its replay
        ("report --all", 1),
        ("export --gold gold", 1),
    ],
)
def test_a_command_opens_the_store_once_to_look_and_once_to_write(desk, draft_of, warm, words, most) -> None:
    if "talks-0001" in words:
        desk.fine("review", "--accept", draft_of("meeting"))
    drafts = {type: draft_of(type) for type in ("meeting", "proposal") if f"{{{type}}}" in words}
    before = warm.opened
    desk.fine(*(word.format(**drafts) for word in words.split()))
    assert warm.opened - before <= most
