"""Articles in our own words, a stand-in server, and reading without patience."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.llm.server import StandIn, stand_in
from timeline.llm.ask import Patience
from timeline.llm.chosen import chosen
from timeline.llm.read import Outcome, read_articles
from timeline.model.article import Article, article_id
from timeline.model.edtf import Edtf

TEXT = """President Lee Jae Myung met U.S. Treasury Secretary Scott Bessent in New York on September 24.

Seoul asked for an unlimited currency swap line. Washington has so far resisted the proposal.

“We will not pay $350 billion in cash,” Mr. Lee said – and then said it again in New York."""

MEETING = {
    "type": "meeting",
    "date": "2025-09-24",
    "parties": ["KR", "US"],
    "actors": ["Lee Jae Myung", "Scott Bessent"],
    "summary": "Lee and Bessent met in New York.",
    "quotes": [{"words": "Lee Jae Myung met U.S. Treasury Secretary Scott Bessent"}],
    "place": "New York",
}
ASK = {
    "type": "proposal",
    "parties": ["KR", "US"],
    "by_parties": ["KR"],
    "issue": "currency swap line",
    "summary": "Seoul asks for a swap line without limit.",
    "quotes": [{"words": "asked for an unlimited currency swap line"}],
    "act": "request",
    "to_parties": ["US"],
}


def article(text: str = TEXT, **more: Any) -> Article:
    return Article(article_id=article_id(text), text=text, published=Edtf.parse("2025-09-25"), **more)


@pytest.fixture
def server() -> Iterator[StandIn]:
    with stand_in() as running:
        yield running


@pytest.fixture
def read(server: StandIn, tmp_path: Path) -> Callable[..., Outcome]:
    """Reads articles with the stand-in; answers are kept in a folder of the test."""

    def reading(*articles: Article, timeout: float = 5, tries: int = 3, **more: Any) -> Outcome:
        patience = Patience(timeout=timeout, tries=tries, first_wait=0.01, longest_wait=1)
        more.setdefault("folder", tmp_path / "kept")
        return read_articles(articles, chosen("small:3b", server.address), patience=patience, **more)

    return reading
