"""The shipped record as a store, and small ledgers written as text, both as what is published of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cache

import pytest

from tests.text_ledger import TextLedger
from timeline.exchange.publication import Publication
from timeline.store.store import Store
from timeline.workflow.publish import publication

Told = Callable[..., tuple[TextLedger, Publication]]


@pytest.fixture(scope="session")
def shipped(shipped_store: Store) -> Publication:
    return publication(shipped_store)


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """A ledger in text, with what is published of it; one store for each text, since none is written to."""
    folder = tmp_path_factory.mktemp("told")

    @cache
    def ledger(text: str) -> TextLedger:
        return TextLedger(folder / f"{len(list(folder.iterdir()))}.duckdb", text)

    @cache
    def told(text: str, as_of: date | None = None, known_at: datetime | None = None) -> tuple[TextLedger, Publication]:
        return ledger(text), publication(ledger(text).store, (), as_of, known_at)

    return told
