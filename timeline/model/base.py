"""What every record has in common, and the identifiers."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from timeline.model.problems import Problem


class Record(BaseModel):
    """A frozen value; unknown fields are refused, so that a misspelt one is never lost silently."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True)

    def to_json(self) -> dict[str, Any]:
        """The record as plain JSON values in the order of the fields, without those that say nothing."""
        return {name: _plain(value) for name, value in self.model_dump(mode="json").items() if _says(value)}


def _says(value: Any) -> bool:
    return value is not None and value != [] and value != {}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items() if _says(inner)}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=80)]
"""Lower-case words joined by hyphens: ``korea-us-2025``, ``currency-swap``."""

PartyCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,12}$")]
"""ISO 3166 alpha-2 (``KR``) or the usual short name of a bloc (``EU``, ``ASEAN``)."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
"""Text that says something."""

Count = Annotated[int, Field(ge=0)]


def slug(text: str) -> str:
    """``text`` as a slug: ``Lee Jae-myung`` becomes ``lee-jae-myung``; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:80].strip("-")


def problems_of(error: ValidationError, where: str = "") -> list[Problem]:
    """A pydantic error as problems, one a field, in words of the field instead of pydantic's."""
    found = []
    for item in error.errors(include_url=False):
        field = ".".join(str(part) for part in item["loc"] if part not in _TAGS)
        message = item["msg"].removeprefix("Value error, ")
        if item["type"] == "missing":
            message = "is missing"
        elif item["type"] == "extra_forbidden":
            message = "is no field of this record"
        elif item["type"] in ("union_tag_invalid", "union_tag_not_found"):
            field = field or "type"
            message = f"unknown event type; one of {', '.join(sorted(_TAGS))}"
        elif item["type"] == "string_pattern_mismatch":
            message = f"{item['input']!r} does not have the form {item['ctx']['pattern']}"
        found.append(Problem(f"{field}: {message}" if field else message, where))
    return found


_TAGS = frozenset(
    ("meeting", "proposal", "response", "position", "agreement", "measure", "deadline", "assessment")
)  # pydantic puts the tag of a union into the address of an error
