"""The formats in which the record is published, by the name that the command takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from timeline.exchange.publication import Document, Publication


@dataclass(frozen=True)
class Format:
    """A format of one text."""

    module: str
    function: str

    def write(self, publication: Publication) -> Document:
        """The publication in this format; its library is imported only now."""
        function: Callable[[Publication], Document] = getattr(
            import_module(f"timeline.exchange.{self.module}"), self.function
        )
        return function(publication)


TEXTS: dict[str, Format] = {
    "ics": Format("calendar", "calendar"),
    "atom": Format("feed", "feed"),
    "timelinejs": Format("timelinejs", "timelinejs"),
    "graphml": Format("graph", "graph"),
    "plover": Format("codes", "plover"),
    "cameo": Format("codes", "cameo"),
    "webannotation": Format("annotation", "annotate"),
    "csl": Format("citation", "citations"),
}
"""Formats that are one text."""

FILES = ("csv", "parquet", "duckdb")
"""Formats that are files: tables with their datapackage.json, and a copy of the store that no writer holds."""
