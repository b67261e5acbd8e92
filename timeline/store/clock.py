"""The two clocks: the day that it is where the person is, and instants of recording, which only grow."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from duckdb import DuckDBPyConnection as Connection

from timeline.store import chain


def next_instant(connection: Connection) -> datetime:
    """Now, or a microsecond after the latest entry where the clock stands behind it: instants only grow."""
    now, latest = _now(), chain.head(connection)[1]
    return now if latest is None or now > latest else latest.astimezone(UTC) + timedelta(microseconds=1)


def clocks(connection: Connection, as_of: date | None, known_at: datetime | None) -> tuple[date, datetime]:
    """Both clocks, set: ``known_at`` unset means everything recorded, also where this machine's clock stands behind it;
    ``as_of`` unset means the day of ``known_at`` (UTC) where that is given, else :func:`today`.
    """
    if known_at is None:
        return as_of or today(), next_instant(connection)
    return as_of or known_at.astimezone(UTC).date(), known_at


def today() -> date:
    """The day that it is here, by the time zone of the machine or TZ; only instants are kept in UTC."""
    return _now().astimezone().date()


def _now() -> datetime:
    return datetime.now(UTC)
