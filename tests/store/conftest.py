"""Ledgers in text, for tests that ask what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.text_ledger import TextLedger, open_ledger

Ledger = Callable[..., TextLedger]
"""Makes a ledger from its text and, by name, the options of its negotiation."""


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """Ledgers of a test that writes to no file; each has a store for itself."""
    with ExitStack() as held:
        yield lambda text, **options: held.enter_context(open_ledger(text, **options))
