"""Stores with synthetic ledgers of any size, made by ``ledger.sql`` inside the database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from timeline.store import chain
from timeline.store.connection import writing
from timeline.store.history import retell
from timeline.store.statements import run
from timeline.store.store import Store

BEGAN = datetime(2024, 1, 1, tzinfo=UTC)
SPAN = timedelta(days=730)


def synthetic_store(path: Path, events: int, by_id: bool = True) -> Store:
    """A new store at ``path`` with ``events`` events (and 8 % amended, 1 % retracted) over two years.

    One negotiation for every 5,000 events, twelve issues each, an article for every four events.
    With ``by_id`` the rows lie as a rebuild leaves them, otherwise in the order of recording.
    """
    with writing(path, create=True) as connection:
        for name, value in (
            ("events", str(events)),
            ("negotiations", str(max(events // 5000, 1))),
            ("began", f"'{BEGAN.isoformat()}'"),
            ("by_id", str(by_id)),
            ("span_us", str(SPAN // timedelta(microseconds=1))),
        ):
            run(connection, f"SET VARIABLE {name} = {value}")
        script = Path(__file__).with_name("ledger.sql").read_text(encoding="utf-8")
        for statement in connection.extract_statements(script):
            connection.execute(statement).fetchall()
        retell(connection, BEGAN)
    with writing(path) as connection:
        chain.fill(connection)
    return Store(path)
