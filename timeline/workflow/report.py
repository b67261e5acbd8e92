"""Write the pages of a negotiation, and its status as text."""

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
) -> list[Path]:
    """Write ``timeline.html`` and ``status.html`` to ``folder``; return their paths."""
    dossier = store.dossier(negotiation, as_of, known_at)
    folder.mkdir(parents=True, exist_ok=True)
    timeline, status = folder / "timeline.html", folder / "status.html"
    write_timeline(dossier, timeline)
    write_status(dossier, status)
    return [timeline, status]
