"""The shipped record as a store, and small ledgers written as text, both as what is published of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.text_ledger import TextLedger
from timeline.exchange.publication import Publication
from timeline.store.store import Store, rebuild
from timeline.workflow.publish import publication

DATA = Path(__file__).parents[2] / "data"

Told = Callable[..., tuple[TextLedger, Publication]]


@pytest.fixture(scope="session")
def shipped_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return rebuild(DATA, tmp_path_factory.mktemp("shipped") / "shipped.duckdb")


@pytest.fixture(scope="session")
def shipped(shipped_store: Store) -> Publication:
    return publication(shipped_store)


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """A ledger in text, with what is published of it."""

    def told(text: str, as_of: date | None = None, known_at: datetime | None = None) -> tuple[TextLedger, Publication]:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.duckdb"
        ledger = TextLedger(path, text)
        return ledger, publication(ledger.store, (), as_of, known_at)

    return told
