"""Archives of the evaluation corpus in every form, and stores to take them into."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.extract.reading_of import cases
from timeline.model.ledger import Change
from timeline.model.registry import Negotiation, Party
from timeline.sources.archive import Position, chunks
from timeline.store.store import Store
from timeline.workflow.harvest import Harvest, Task, harvest

NEGOTIATION = "swap-talks"


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two negotiations, made once and copied, since most tests want one or two."""
    path = tmp_path_factory.mktemp("begun") / "begun.duckdb"
    parties = [Party(party="KR", name="South Korea"), Party(party="US", name="United States")]
    talks = [Negotiation(negotiation_id=id, title=id, parties=("KR", "US")) for id in (NEGOTIATION, "tariff-talks")]
    with Store(path).writing("maker", create=True) as writer:
        writer.append([Change.of(record) for record in (*parties, *talks)])
    return path


@pytest.fixture
def new_store(tmp_path: Path, begun: Path) -> Callable[[str], Store]:
    return lambda name: Store(Path(shutil.copyfile(begun, tmp_path / name)))


def in_this_process(path: Path, begin: Position, task: Task) -> Iterator[Harvest]:
    """An engine without other processes."""
    for chunk in chunks(path, begin):
        yield harvest(chunk, task)


def records(count: int = 12) -> list[dict[str, Any]]:
    """Articles of the corpus as records of an archive."""
    return [
        {"id": f"n{n}", "publisher": "Wire", "published": str(case.published), "text": case.text}
        for n, case in enumerate(cases()[:count])
    ]


def jsonl(path: Path, said: list[dict[str, Any]] | None = None) -> Path:
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in (said or records()))
    data = lines.encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def parquet(path: Path) -> Path:
    import polars

    polars.DataFrame(records()).write_parquet(path, row_group_size=5)
    return path


def page(record: dict[str, Any]) -> bytes:
    """A web page with the text of a record, as a news site would have it."""
    paragraphs = "".join(f"<p>{part}</p>" for part in str(record["text"]).split("\n\n"))
    return (
        f'<html lang="en"><head><title>News</title><meta property="article:published_time" '
        f'content="{record["published"]}"></head><body><article>{paragraphs}</article></body></html>'
    ).encode()


def answer(url: str, body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    """One answer of a web server as a record of a WARC, written out by hand from ISO 28500."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-09-25T00:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def warc(path: Path) -> Path:
    """Some pages, an image and a page that was not there."""
    said = [answer(f"https://news.example/{n}", page(record)) for n, record in enumerate(records(4))]
    said.append(answer("https://news.example/a.png", b"\x89PNG", "image/png"))
    said.append(answer("https://news.example/gone", b"gone", status="404 Not Found"))
    path.write_bytes(b"".join(gzip.compress(each) if path.suffix == ".gz" else each for each in said))
    return path
