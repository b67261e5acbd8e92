"""Write the pages of negotiations, of all of them, and of several side by side."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from timeline.report.pages import write_status, write_timeline
from timeline.store.store import Store


def write_report(
    store: Store,
    negotiation: str,
    folder: Path,
    as_of: date | None = None,
    known_at: datetime | None = None,
    *,
    since: date | None = None,
    locale: str = "en",
    index_href: str = "",
) -> list[Path]:
    """Write ``timeline.html`` and ``status.html`` to ``folder``; return their paths."""
    dossier = store.dossier(negotiation, as_of, known_at, since)
    folder.mkdir(parents=True, exist_ok=True)
    timeline, status = folder / "timeline.html", folder / "status.html"
    write_timeline(dossier, timeline, index_href=index_href, locale=locale)
    write_status(dossier, status, index_href=index_href, locale=locale)
    return [timeline, status]
