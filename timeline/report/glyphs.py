"""One glyph and colour for each event type, for the chart (plotly symbol) and the page (SVG path) alike.

The colours keep a contrast of at least 3:1 on white and on the dark ground, so one set serves both;
the shape tells the type without them.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.model.events import EventType


@dataclass(frozen=True, slots=True)
class Glyph:
    """How one event type is drawn."""

    symbol: str
    """Plotly marker symbol; it has an ``-open`` and an ``-open-dot`` variant."""
    path: str
    """The same shape as an SVG path in a box of 16 by 16."""
    colour: str


GLYPHS: dict[EventType, Glyph] = {
    "meeting": Glyph("circle", "M8 2a6 6 0 1 0 .001 0z", "#2271b3"),
    "proposal": Glyph("triangle-right", "M3 2 14 8 3 14z", "#d0570a"),
    "response": Glyph("triangle-left", "M13 2 2 8 13 14z", "#a06f00"),
    "position": Glyph("square", "M3 3h10v10H3z", "#7d62c7"),
    "agreement": Glyph("star", "M8 1l1.7 5h5.2l-4.2 3.1 1.6 5L8 11l-4.3 3.1 1.6-5L1.1 6h5.2z", "#0a8a60"),
    "measure": Glyph("diamond", "M8 1l7 7-7 7-7-7z", "#c8326b"),
    "deadline": Glyph("triangle-down", "M2 3h12L8 14z", "#6f7681"),
    "assessment": Glyph("cross", "M6 2h4v4h4v4h-4v4H6v-4H2V6h4z", "#17899a"),
}
