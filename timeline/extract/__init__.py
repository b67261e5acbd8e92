"""The extractor: news prose to typed, dated, grounded drafts. See :func:`timeline.extract.reading.extract`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.extract.reading import extract as extract

__all__ = ["extract"]


def __getattr__(name: str) -> Any:
    """Load the extractor only when somebody extracts."""
    if name == "extract":
        from timeline.extract.reading import extract

        return extract
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
