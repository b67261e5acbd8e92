"""Read sources into articles: files, folders, web addresses, standard input; nothing guessed, nothing lost."""

from __future__ import annotations

from timeline.sources.found import Found, SourceDefaults, Undated, stated_date
from timeline.sources.normalise import normalise
from timeline.sources.read import SourcesRead, no_such_file, read_sources

__all__ = [
    "Found",
    "SourceDefaults",
    "SourcesRead",
    "Undated",
    "no_such_file",
    "normalise",
    "read_sources",
    "stated_date",
]
