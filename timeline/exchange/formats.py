"""The formats that hold one text, and for each what it is and the usual ending of its file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from timeline.exchange.publication import Document, Publication


@dataclass(frozen=True)
class Format:
    """A format of one text."""

    ending: str
    what: str
    module: str
    function: str

    def write(self, publication: Publication) -> Document:
        """The publication in this format; its library is imported only now."""
        function: Callable[[Publication], Document] = getattr(
            import_module(f"timeline.exchange.{self.module}"), self.function
        )
        return function(publication)


TEXTS: dict[str, Format] = {
    "ics": Format("ics", "deadlines and announced meetings, for calendars", "calendar", "calendar"),
    "atom": Format("atom", "what changed on the record, for feed readers", "feed", "feed"),
    "timelinejs": Format("json", "the events, for TimelineJS", "timelinejs", "timelinejs"),
    "graphml": Format("graphml", "who met whom, who answered what, for network programs", "graph", "graph"),
    "plover": Format("jsonl", "events coded in PLOVER", "codes", "plover"),
    "cameo": Format("jsonl", "events coded in CAMEO, in GDELT's columns", "codes", "cameo"),
    "webannotation": Format("jsonld", "the evidence, as W3C Web Annotations", "annotation", "annotate"),
    "csl": Format("json", "the sources, for reference managers", "citation", "citations"),
}
"""Formats that are one text, by the name that the command takes."""

FILES: dict[str, str] = {
    "csv": "tables, one file each, with datapackage.json",
    "parquet": "tables with their types, one file each, with datapackage.json",
    "duckdb": "a copy of the store that no writer holds",
}
"""Formats that are files, by the name that the command takes."""
