"""``extract --llm`` and ``ingest --llm`` as a person calls them."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import ARTICLE, Desk
from tests.cli.conftest import desk as desk
from tests.cli.conftest import empty_desk as empty_desk
from tests.cli.conftest import started as started
from tests.llm.conftest import MEETING
from tests.llm.server import Reply, StandIn, said, user_text

RESISTS = {
    "type": "response",
    "parties": ["US", "KR"],
    "by_parties": ["US"],
    "issue": "the currency swap line",
    "summary": "Washington resists.",
    "quotes": [{"words": "a proposal Washington has so far resisted"}],
    "verdict": "resists",
}
NOT_SAID = {**MEETING, "quotes": [{"words": "Bessent flew to Seoul"}]}
GOOD = Reply(text=said(MEETING, RESISTS, NOT_SAID))


@pytest.fixture
def asking(desk: Desk, server: StandIn) -> Desk:
    """A desk whose answers are kept in its own folder, with an article that was not taken in yet."""
    server.answer(GOOD)
    desk.environment["TIMELINE_LLM_CACHE"] = str(desk.folder / "kept")
    (desk.folder / "new.md").write_text(ARTICLE + "\nMore is to come.\n", encoding="utf-8")
    return desk


def llm(server: StandIn, *more: str) -> list[str]:
    return ["--llm", "small:3b", "--endpoint", server.address, *more]


@pytest.mark.slow
def test_extract_prints_the_model_s_drafts_and_tells_the_rest_on_standard_error(asking: Desk, server: StandIn) -> None:
    done = asking("extract", "new.md", *llm(server))
    assert done.returncode == 0, done.stderr
    drafts = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(d["type"], d["rule"], d["evidence"][0]["quote"]) for d in drafts] == [
        ("meeting", "llm", "Lee Jae Myung met U.S. Treasury Secretary Scott Bessent"),
        ("response", "llm", "a proposal Washington has so far resisted"),
    ]
    assert re.fullmatch(r"llm/openai-compatible:small:3b/prompt-\d+-[0-9a-f]{8}", drafts[0]["extractor"])
    assert "meeting “Bessent flew to Seoul”: the quotation is not in the text" in done.stderr
    assert "1 articles asked about, 0 read before, 1 events discarded" in done.stderr
    assert "1 answers, 1,000 tokens in, 100 out, cost unknown" in done.stderr
    again = asking("extract", "new.md", *llm(server))
    assert again.stdout == done.stdout and len(server.requests) == 1
    assert "0 articles asked about, 1 read before, 1 events discarded" in again.stderr
    assert "0 answers, no cost" in again.stderr
    asking("extract", "new.md", *llm(server, "--fresh"))
    assert len(server.requests) == 2


@pytest.mark.slow
def test_a_known_cost_is_told(asking: Desk, server: StandIn) -> None:
    asking.environment |= {"OPENAI_BASE_URL": server.address, "OPENAI_API_KEY": "sk-of-this-test"}
    done = asking("extract", "new.md", "--llm", "openai-chat:gpt-4o")
    assert re.search(r"1,000 tokens in, 100 out, cost at list prices \$0\.00\d\d$", done.stderr, re.M)
    assert "sk-of-this-test" not in done.stderr + done.stdout


def test_ingest_stores_the_model_s_drafts(asking: Desk, server: StandIn) -> None:
    done = asking("ingest", "new.md", *llm(server))
    assert done.returncode == 0, done.stderr
    assert "\tnew" in done.stdout and "\t2 drafts\t" in done.stdout
    rows = asking.rows("SELECT type, issue, extractor FROM drafts WHERE extractor LIKE 'llm/%' ORDER BY type")
    assert [(row["type"], row["issue"]) for row in rows] == [("meeting", None), ("response", "currency-swap-line")]
    asking.fine("ingest", "new.md", *llm(server, "--fresh"))
    assert len(server.requests) == 1, "an article that is stored is not sent"
    asking.fine("check")


@pytest.mark.slow
def test_stored_articles_are_read_again_and_decisions_stay(asking: Desk, server: StandIn) -> None:
    (kept,) = asking.rows("SELECT draft_id FROM drafts WHERE type = 'meeting'")
    asking.fine("review", "--leave-out", "--accept", str(kept["draft_id"]))
    done = asking("ingest", "--again", *llm(server))
    assert done.returncode == 0, done.stderr
    states = asking.rows("SELECT type, state, extractor FROM drafts ORDER BY type, state")
    assert ("meeting", "accepted") in {(row["type"], row["state"]) for row in states}
    waiting = [row for row in states if row["state"] == "pending"]
    assert [row["type"] for row in waiting] == ["response"] and str(waiting[0]["extractor"]).startswith("llm/")
    asking.fine("check")


@pytest.mark.slow
def test_a_batch_is_stored_whole_or_not_at_all_and_goes_on_from_there(asking: Desk, server: StandIn) -> None:
    (asking.folder / "bad.md").write_text(ARTICLE.replace("Talks on", "BAD talks on") + "\nBAD\n", encoding="utf-8")
    refusal = Reply(status=400, body='{"error": {"message": "no"}}')
    server.reply = lambda request: refusal if "BAD" in user_text(request) else GOOD
    before = asking.rows("SELECT count(*) AS n FROM articles")
    done = asking("ingest", "new.md", "bad.md", *llm(server))
    assert done.returncode == 1 and done.stdout == ""
    assert "timeline: BAD talks on the swap line: was not read: HTTP 400: no" in done.stderr
    assert "timeline: nothing was stored; what was read is kept" in done.stderr
    assert asking.rows("SELECT count(*) AS n FROM articles") == before
    server.answer(GOOD)
    sent = len(server.requests)
    asking.fine("ingest", "new.md", "bad.md", *llm(server))
    assert len(server.requests) == sent + 1


def test_extract_prints_what_was_read_and_fails_for_the_rest(asking: Desk, server: StandIn) -> None:
    (asking.folder / "bad.md").write_text(ARTICLE + "\nBAD\n", encoding="utf-8")
    server.reply = lambda request: Reply(status=400, body="no") if "BAD" in user_text(request) else GOOD
    done = asking("extract", "new.md", "bad.md", *llm(server))
    assert done.returncode == 1 and len(done.stdout.splitlines()) == 2


@pytest.mark.slow
def test_a_run_that_was_killed_goes_on_where_it_stopped(asking: Desk, server: StandIn) -> None:
    folder = asking.folder / "many"
    folder.mkdir()
    for n in range(6):
        (folder / f"{n}.md").write_text(ARTICLE + f"\nArticle number {n}.\n", encoding="utf-8")
    quick = ("number 0", "number 1", "number 2")
    server.reply = lambda request: Reply(text=GOOD.text, delay=0 if any(q in user_text(request) for q in quick) else 30)
    command = [sys.executable, "-m", "timeline", "extract", "many", *llm(server)]
    running = subprocess.Popen(command, cwd=asking.folder, env=asking.environment, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 20
    while len(list((asking.folder / "kept").glob("a-*.json"))) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    running.send_signal(signal.SIGKILL)
    running.wait()
    server.answer(GOOD)
    server.requests.clear()
    done = asking("extract", "many", *llm(server))
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 12
    assert sorted(re.findall(r"number (\d)", "".join(map(user_text, server.requests)))) == ["3", "4", "5"]


@pytest.mark.slow
def test_progress_is_shown_on_a_terminal(asking: Desk, server: StandIn) -> None:
    pexpect = pytest.importorskip("pexpect", reason="a pseudo-terminal needs pexpect and a POSIX system")
    words = ["-m", "timeline", "extract", "new.md", "wire.md", "--format", "jsonl", *llm(server)]
    environment = {**asking.environment, "TERM": "xterm", "LANG": "C.UTF-8"}
    person = pexpect.spawn(sys.executable, words, cwd=str(asking.folder), env=environment, encoding="utf-8", timeout=20)
    try:
        person.expect("asking the model")
        person.expect("2/2")
        person.expect("2 articles asked about")
        person.expect(pexpect.EOF)
    finally:
        person.close(force=True)


WRONG = [
    (["--llm", "gpt"], '--llm: "gpt" names no provider and model; write provider:model'),
    (["--llm", "test"], '--llm: "test" names no provider and model'),
    (["--llm", "nosuch:model"], "--llm nosuch:model: Unknown model: nosuch:model"),
    (["--llm", "openai:gpt-5.2"], "--llm openai:gpt-5.2: Set the `OPENAI_API_KEY` environment variable"),
    (["--endpoint", "http://127.0.0.1:9/v1"], "--endpoint is of use only with --llm"),
    (["--fresh"], "--fresh is of use only with --llm"),
    (["--llm", "test:x", "--rules-only"], "--lexicon and --rules-only say what the rules read by, and --llm that a model reads"),
    (["--llm", "m", "--endpoint", "127.0.0.1:9"], "--endpoint: is no address of a server; write http://127.0.0.1:11434/v1"),
    (["--llm", "m", "--endpoint", "http://127.0.0.1:port/"], "--endpoint: is no address of a server"),
    (["--llm", "m", "--endpoint", "http://me:pass@host/v1"], "--endpoint: holds a user or password; put the key into TIMELINE_LLM_KEY"),
    (["--llm", "m", "--timeout", "soon"], "'soon' is no number of seconds; write 300"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "message"), WRONG, ids=[" ".join(w) for w, _ in WRONG])
@pytest.mark.fast_cases(1)
def test_wrong_usage_is_one_clear_line(
    asking: Desk, monkeypatch: pytest.MonkeyPatch, words: list[str], message: str
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    done = asking("extract", "new.md", *words)
    assert done.returncode == 2 and done.stdout == ""
    assert message in done.stderr


WITHOUT = """
import sys
class Gone:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == {missing!r}:
            raise ImportError(name)
sys.meta_path.insert(0, Gone())
from timeline.cli.main import main
code = main(sys.argv[1:])
loaded = sorted(name for name in ("pydantic_ai", "openai", "timeline.llm.read") if name in sys.modules)
print(loaded, file=sys.stderr)
sys.exit(code)
"""


def run_without(desk: Desk, missing: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WITHOUT.format(missing=missing), *words]
    return subprocess.run(command, cwd=desk.folder, env=desk.environment, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("missing", ["pydantic_ai", "openai"])
@pytest.mark.slow
def test_where_the_extra_is_not_installed_one_line_says_how_to_get_it(
    asking: Desk, server: StandIn, missing: str
) -> None:
    done = run_without(asking, missing, "extract", "new.md", *llm(server))
    assert done.returncode == 2
    assert 'pip install "pydantic-ai-slim[openai]"' in done.stderr.splitlines()[0]
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_model_is_never_called_nor_loaded_unless_asked_for(asking: Desk, server: StandIn) -> None:
    asking.environment |= {"OPENAI_BASE_URL": server.address, "OPENAI_API_KEY": "sk-of-this-test"}
    for words in (["extract", "new.md"], ["ingest", "new.md"], ["ingest", "--again"]):
        done = run_without(asking, "pydantic_ai", *words)
        assert done.returncode == 0 and done.stderr.splitlines()[-1] == "[]", done.stderr
    assert server.requests == []
    assert not Path(asking.folder / "kept").exists()
