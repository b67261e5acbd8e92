"""Every state and bloc that the lexicon knows, by code: for starting a negotiation and naming its parties."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from timeline.lexicon.tables import table


@dataclass(frozen=True, slots=True)
class Place:
    """A state or bloc: its usual short name and the other names it goes by."""

    name: str
    names: tuple[str, ...]
    kind: Literal["state", "bloc"]


@cache
def world() -> dict[str, Place]:
    """States and blocs by code (ISO 3166 alpha-2, or the bloc's short name)."""
    places = table("places")

    def known(section: str, kind: Literal["state", "bloc"]) -> dict[str, Place]:
        return {
            code: Place(entry["name"], tuple(entry.get("names", ())), kind) for code, entry in places[section].items()
        }

    return {**known("states", "state"), **known("blocs", "bloc")}
