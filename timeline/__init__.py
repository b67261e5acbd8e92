"""Follow a negotiation: articles in, typed events with quoted evidence, timelines and status reports out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from timeline.store.store import Store as Store
    from timeline.store.store import open_store as open_store

__all__ = ["Store", "__version__", "open_store"]


def __getattr__(name: str) -> Any:
    if name in ("open_store", "Store"):
        from timeline.store import store

        return getattr(store, name)
    raise AttributeError(f"module 'timeline' has no attribute {name!r}")
