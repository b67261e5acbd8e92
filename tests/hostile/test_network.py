"""No command opens a connection unless told to fetch a page or to ask a model; keys never come out."""

from __future__ import annotations

import json
import re
import socket
from pathlib import Path
from typing import NoReturn

import pytest

from tests.cli.conftest import Desk
from timeline.cli.main import COMMANDS

KEY = "sk-THIS-IS-THE-SECRET-KEY-4711"


class Reached(BaseException):
    """Not an Exception, so that nothing that mends errors can hide it."""


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A process in which no socket speaks to anybody and no name is looked up; what was tried."""
    tried: list[str] = []

    def refuse(what: str):
        def refused(*args: object, **_: object) -> NoReturn:
            tried.append(f"{what} {args[1:] if what != 'look-up' else args}")
            raise Reached(tried[-1])

        return refused

    for name in ("connect", "connect_ex", "sendto", "sendmsg"):
        monkeypatch.setattr(socket.socket, name, refuse(name))
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr"):
        monkeypatch.setattr(socket, name, refuse("look-up"))
    return tried


def lines_of_every_command(desk: Desk) -> dict[str, list[tuple[str, ...]]]:
    """Command lines of each command, in an order in which they make sense; none is told to fetch."""
    (desk.folder / "page.html").write_text(
        '<!doctype html><html><head><meta name="date" content="2025-09-26">'
        '<link rel="canonical" href="https://news.example/1"><link rel="stylesheet" href="https://news.example/s.css">'
        '<base href="https://news.example/"></head><body><article><img src="https://news.example/i.png">'
        "<iframe src='https://news.example/f'></iframe>"
        "<p>The two ministers met in Geneva on September 24, 2025, and agreed on nothing at all there.</p>"
        "<p>They will meet again before winter, officials of both sides said in Geneva.</p></article></body></html>"
    )
    (desk.folder / "mail.eml").write_text(
        "Date: Thu, 25 Sep 2025 08:00:00 +0900\nSubject: x\n\nThey met in Geneva again."
    )
    (desk.folder / "urls.json").write_text(
        json.dumps(
            {"published": "2025-09-25", "url": "https://news.example/2", "text": "See https://news.example/3 now."}
        )
    )
    (desk.folder / "batch.jsonl").write_text(
        json.dumps({"type": "meeting", "summary": "x", "note": "y", "date": "2025-09-24"}) + "\n"
    )
    return {
        "init": [("init", "other", "--parties", "KR,JP")],
        "register": [("register", "actor", "Yeo Han-koo", "--party", "KR")],
        "extract": [("extract", "page.html", "mail.eml", "urls.json")],
        "ingest": [
            ("ingest", "page.html", "mail.eml", "urls.json", "-n", "talks"),
            ("ingest", "--again", "-n", "talks"),
        ],
        "review": [("review", "--reject", "@draft", "--why", "x")],
        "add": [
            ("add", "meeting", "--summary", "They met", "--note", "met", "-n", "talks"),
            ("add", "--file", "batch.jsonl", "-n", "talks"),
        ],
        "amend": [("amend", "talks-0001", "--place", "Geneva", "--why", "x")],
        "retract": [("retract", "talks-0002", "--why", "x")],
        "undo": [("undo", "--why", "x")],
        "log": [("log",)],
        "show": [("show", "talks-0001")],
        "list": [("list", "articles", "-n", "talks")],
        "status": [("status", "talks")],
        "state": [("state", "positions", "talks")],
        "changes": [("changes", "talks", "--since", "2025-09-01")],
        "compare": [("compare", "talks", "other")],
        "report": [("report", "talks", "--out", "out")],
        "publish": [("publish", "csv", "--out", "pub")],
        "sql": [("sql", "SELECT 1"), ("sql", "--list")],
        "schema": [("schema",)],
        "export": [("export", "ledger")],
        "rebuild": [("rebuild", "ledger", "--db", "again.duckdb")],
        "check": [("check",), ("check", "ledger")],
        "evaluate": [("evaluate", "gold")],
        "train": [("train", "gold", "--out", "words/weights.json")],
        "demo": [("demo",)],
    }


@pytest.mark.slow
def test_no_command_opens_a_connection_unless_told(desk: Desk, closed: list[str]) -> None:
    lines = lines_of_every_command(desk)
    known = set(COMMANDS) - {"restore"}  # copies a file back
    assert known <= set(lines), f"write command lines for {known - set(lines)}"
    desk.environment |= {"OPENAI_API_KEY": KEY, "TIMELINE_LLM_KEY": KEY}
    done: dict[tuple[str, ...], int] = {}
    for command, each in lines.items():
        for words in each if command in COMMANDS else ():
            if "@draft" in words:
                draft = str(desk.rows("SELECT draft_id FROM drafts WHERE state = 'pending' LIMIT 1")[0]["draft_id"])
                words = tuple(draft if word == "@draft" else word for word in words)
            ran = desk(*words)
            done[words] = ran.returncode
            assert KEY not in ran.stdout + ran.stderr
    assert closed == []
    # the guard proves nothing of a command that did not run
    assert {words[0] for words, code in done.items() if code} <= {"undo", "evaluate", "train", "demo"}, done


def test_the_guard_would_see_a_fetch(desk: Desk, closed: list[str]) -> None:
    with pytest.raises(Reached):
        desk("ingest", "https://news.example/1")
    assert "news.example" in closed[0]


@pytest.mark.slow
def test_a_key_never_reaches_store_log_or_error(desk: Desk) -> None:
    """The model is asked at an endpoint where nobody listens: what is told and kept knows no key."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    desk.environment |= {
        "TIMELINE_LLM_KEY": KEY, "OPENAI_API_KEY": KEY, "TIMELINE_LLM_CACHE": str(desk.folder / "cache"), "TIMELINE_DEBUG": "",
    }  # fmt: skip
    (desk.folder / "new.txt").write_text("The ministers met in Geneva on September 24.")
    done = desk(
        "ingest",
        "new.txt",
        "--published",
        "2025-09-25",
        "--llm",
        "some-model",
        "--endpoint",
        f"http://127.0.0.1:{port}/v1",
    )
    assert done.returncode == 1 and KEY not in done.stdout + done.stderr
    desk.fine("export", "ledger")
    for file in desk.folder.rglob("*"):
        assert not file.is_file() or KEY.encode() not in file.read_bytes(), file


@pytest.mark.parametrize("url", [f"https://user:{KEY}@news.example/a", f"https://{KEY}@news.example/"])
def test_an_address_that_holds_a_password_is_refused(desk: Desk, url: str) -> None:
    done = desk("ingest", url)
    assert done.returncode == 1 and "holds a user name or password" in done.stderr
    assert KEY not in done.stderr


def test_no_module_speaks_to_the_network_but_those_that_are_told() -> None:
    root = Path(__file__).parents[2] / "timeline"
    speaks = re.compile(
        r"^\s*(?:import|from) (?:socket|ssl|http|urllib\.request|urllib3|requests|httpx|asyncio)\b", re.M
    )
    found = {str(file.relative_to(root)) for file in root.rglob("*.py") if speaks.search(file.read_text())}
    assert {name for name in found if not name.startswith("llm/")} == {"sources/fetch.py", "sources/address.py"}
