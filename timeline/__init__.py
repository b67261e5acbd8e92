"""Follow a negotiation: articles in, typed events with quoted evidence, timelines and status reports out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from timeline.report.figure import timeline_figure as figure
    from timeline.store.store import Store, open_store

__all__ = ["Store", "__version__", "figure", "open_store"]


def __getattr__(name: str) -> Any:
    """Import the store and the figure only when they are asked for: they cost duckdb, polars and plotly."""
    if name in ("open_store", "Store"):
        from timeline.store import store

        return getattr(store, name)
    if name == "figure":
        from timeline.report.figure import timeline_figure

        return timeline_figure
    raise AttributeError(f"module 'timeline' has no attribute {name!r}")


def __dir__() -> list[str]:
    """What there is to complete, also before it is imported."""
    return sorted({*globals(), *__all__})
