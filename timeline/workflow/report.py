"""Write the pages of negotiations, of all of them, and of several side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from timeline.model.problems import Problem, UsageProblem
from timeline.model.state import Dossier
from timeline.report.briefing import write_briefing
from timeline.report.comparison import write_comparison_page
from timeline.report.html import write_page
from timeline.report.overview import write_overview
from timeline.report.pages import write_status, write_timeline
from timeline.report.status_markdown import status_markdown
from timeline.store.store import Reader, Store

_MANIFEST = re.compile(r"<div><dt>[^<]*</dt><dd><code>([a-z0-9-]+)</code></dd></div>\s*<div class=\"hash\">")
"""Where a page says which negotiation it is of, see ``base.html.j2``."""


def write_report(
    store: Store,
    negotiation: str,
    folder: Path,
    as_of: date | None = None,
    known_at: datetime | None = None,
    *,
    since: date | None = None,
    locale: str = "en",
) -> list[Path]:
    """Write the timeline, the status, and the briefing as a page and as Markdown to ``folder``; return their paths.

    ``since`` adds what changed from that day on. Raises UsageProblem for a locale without a catalogue, and where the
    folder holds the pages of another negotiation.
    """
    return write_chosen(store, lambda _: {negotiation: folder}, as_of, known_at, since=since, locale=locale)


def _is_for(folder: Path, negotiation: str) -> None:
    other = _pages_there(folder)
    if other not in (None, negotiation):
        told = f"holds the pages of {other}, which those of {negotiation} would replace"
        raise UsageProblem(Problem(told, str(folder), f"name another folder: --out {folder / negotiation}"))


def _pages_of(dossier: Dossier, folder: Path, locale: str, index_href: str) -> list[Path]:
    timeline, status, briefing, text = (
        folder / name for name in ("timeline.html", "status.html", "briefing.html", "briefing.md")
    )
    write_timeline(dossier, timeline, index_href=index_href, locale=locale)
    write_status(dossier, status, index_href=index_href, locale=locale)
    write_briefing(dossier, briefing, index_href=index_href, locale=locale)
    write_page(status_markdown(dossier, locale), text)
    return [timeline, status, briefing, text]


def _index_of(dossiers: Sequence[Dossier], folder: Path, locale: str) -> Path:
    """The page of all negotiations, each with its pages in a folder of its id."""
    path = folder / "index.html"
    write_overview(
        dossiers,
        path,
        hrefs=_hrefs(dossiers),
        comparison_href="comparison.html" if len(dossiers) > 1 else "",
        locale=locale,
    )
    return path


def write_chosen(
    store: Store,
    choose: Callable[[Reader], Mapping[str, Path]],
    as_of: date | None = None,
    known_at: datetime | None = None,
    *,
    since: date | None = None,
    locale: str = "en",
    compared: Path | None = None,
) -> list[Path]:
    """Write the pages of negotiations, each to its folder as ``choose`` says, and return their paths.

    ``compared`` is the folder of ``comparison.html``, which has them side by side. All of them tell of one moment
    of the store, which is asked once. Raises UsageProblem as :func:`write_report` does, and for a comparison of
    fewer than two.
    """
    with store.reading() as reader:
        folders = choose(reader)
        if compared and len(folders) < 2:
            hint = "`timeline list negotiations` shows them"
            raise UsageProblem(Problem("a comparison needs two negotiations", hint=hint))
        as_of, known_at = reader.clocks(as_of, known_at)
        dossiers = [reader.dossier(negotiation, as_of, known_at, since) for negotiation in folders]
        facts = reader.facts([*folders], as_of, known_at).to_dicts() if compared else []
    paths = [_comparison_of(dossiers, facts, compared, locale, "")] if compared else []
    for (negotiation, folder), dossier in zip(folders.items(), dossiers, strict=True):
        _is_for(folder, negotiation)
        paths += _pages_of(dossier, folder, locale, "")
    return paths


def _comparison_of(
    dossiers: Sequence[Dossier], facts: list[dict[str, Any]], folder: Path, locale: str, index_href: str
) -> Path:
    path = folder / "comparison.html"
    write_comparison_page(dossiers, facts, path, hrefs=_hrefs(dossiers), index_href=index_href, locale=locale)
    return path


def _hrefs(dossiers: Sequence[Dossier]) -> list[str]:
    return [f"{dossier.negotiation.negotiation_id}/" for dossier in dossiers]


def write_all(
    store: Store,
    folder: Path,
    as_of: date | None = None,
    known_at: datetime | None = None,
    *,
    since: date | None = None,
    locale: str = "en",
) -> list[Path]:
    """Write the index, the comparison where there are two or more, and the pages of every negotiation.

    All of them tell of one moment of the store, which is asked once. Raises UsageProblem where there is no negotiation,
    and as :func:`write_report` does.
    """
    with store.reading() as reader:
        negotiations = sorted(reader.registry().negotiations)
        if not negotiations:
            raise UsageProblem(Problem("the store has no negotiation yet", hint="start one with `timeline init`"))
        as_of, known_at = reader.clocks(as_of, known_at)
        dossiers = [reader.dossier(negotiation, as_of, known_at, since) for negotiation in negotiations]
        facts = reader.facts(negotiations, as_of, known_at).to_dicts() if len(negotiations) > 1 else []
    for negotiation in negotiations:  # before the first page is written
        _is_for(folder / negotiation, negotiation)
    paths = [_index_of(dossiers, folder, locale)]
    if len(dossiers) > 1:
        paths.append(_comparison_of(dossiers, facts, folder, locale, "index.html"))
    for negotiation, dossier in zip(negotiations, dossiers, strict=True):
        paths += _pages_of(dossier, folder / negotiation, locale, "../index.html")
    return paths


def _pages_there(folder: Path) -> str | None:
    """The negotiation whose status page is in a folder; None where there is no such page."""
    page = folder / "status.html"
    found = _MANIFEST.search(page.read_text(encoding="utf-8", errors="replace")) if page.is_file() else None
    return found[1] if found else None
