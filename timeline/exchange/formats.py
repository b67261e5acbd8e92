"""The formats in which the record is published, by the name that the command takes."""

from __future__ import annotations

from collections.abc import Callable

from timeline.exchange.annotation import annotate
from timeline.exchange.calendar import calendar
from timeline.exchange.citation import citations
from timeline.exchange.codes import cameo, plover
from timeline.exchange.feed import feed
from timeline.exchange.graph import graph
from timeline.exchange.publication import Document, Publication
from timeline.exchange.timelinejs import timelinejs

TEXTS: dict[str, Callable[[Publication], Document]] = {
    "ics": calendar,
    "atom": feed,
    "timelinejs": timelinejs,
    "graphml": graph,
    "plover": plover,
    "cameo": cameo,
    "webannotation": annotate,
    "csl": citations,
}
"""Formats that are one text, each with its writer, which imports its library only when called."""

FILES = ("csv", "parquet", "duckdb")
"""Formats that are files: tables with their datapackage.json, and a copy of the store that no writer holds."""
