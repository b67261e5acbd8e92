"""What every record has in common, and the identifiers."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic.fields import FieldInfo

from timeline.model.visible import has_visible


class Record(BaseModel):
    """A frozen value; unknown fields are refused, so that a misspelt one is never lost silently."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True)

    def to_json(self) -> dict[str, Any]:
        """The record as plain JSON values in the order of the fields, without those that say nothing."""
        return {name: _plain(value) for name, value in self.model_dump(mode="json").items() if _says(value)}


def meaning_of(field: FieldInfo) -> str:
    """The docstring of a field as plain text on one line; empty where it has none."""
    return " ".join((field.description or "").replace("``", "").split())


def _says(value: Any) -> bool:
    return value is not None and value != [] and value != {}


def _plain(value: Any) -> Any:
    if isinstance(value, str):  # most are
        return value
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items() if _says(inner)}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
PARTY = r"^[A-Z]{2,12}$"
TERM = r"^[a-z0-9]+(?:_[a-z0-9]+)*$"
LANGUAGE = r"^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$"

Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=80)]
"""Lower-case words joined by hyphens: ``korea-us-2025``, ``currency-swap``."""

PartyCode = Annotated[str, StringConstraints(pattern=PARTY)]
"""ISO 3166 alpha-2 (``KR``) or the usual short name of a bloc (``EU``, ``ASEAN``)."""

TermName = Annotated[str, StringConstraints(pattern=TERM)]
"""Lower-case words joined by underscores: ``tariff_rate``."""

LanguageTag = Annotated[str, StringConstraints(pattern=LANGUAGE)]
"""BCP 47: ``en``, ``zh-Hans``."""


def _says_something(text: str) -> str:
    if not has_visible(text):
        raise ValueError("says nothing")
    return text


LONGEST_LINE = 2000
"""Characters of a line at most."""

Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST_LINE, strip_whitespace=True),
    AfterValidator(_says_something),
]
"""Text that says something."""

MOST = 2**63
"""What a whole number stays below: the store has 64 bits for it."""

Count = Annotated[int, Field(ge=0, lt=MOST)]
"""A whole number, 0 or more."""


def slug(text: str) -> str:
    """``text`` as a slug: ``Lee Jae-myung`` becomes ``lee-jae-myung``; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:80].strip("-")
