"""What every record has in common, and the identifiers."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic.fields import FieldInfo

from timeline.model.problems import Problem, did_you_mean
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


_SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
_PARTY = r"^[A-Z]{2,12}$"
_TERM = r"^[a-z0-9]+(?:_[a-z0-9]+)*$"
LANGUAGE = r"^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$"

Slug = Annotated[str, StringConstraints(pattern=_SLUG, max_length=80)]
"""Lower-case words joined by hyphens: ``korea-us-2025``, ``currency-swap``."""

PartyCode = Annotated[str, StringConstraints(pattern=_PARTY)]
"""ISO 3166 alpha-2 (``KR``) or the usual short name of a bloc (``EU``, ``ASEAN``)."""

TermName = Annotated[str, StringConstraints(pattern=_TERM)]
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


def problems_of(error: ValidationError, where: str = "") -> list[Problem]:
    """A pydantic error as problems, one a field, in words of the field instead of pydantic's."""
    found = []
    for item in error.errors(include_url=False):
        field = ".".join(str(part) for part in item["loc"] if part not in _TAGS and part != _KEY)
        if item["type"] in ("union_tag_invalid", "union_tag_not_found"):
            field = field or "type"
        message, hint = _in_words(item["type"], item["msg"], item["input"], item.get("ctx", {}), field)
        found.append(Problem(f"{field}: {message}" if field else message, where, hint))
    return found


def _in_words(kind: str, told: str, given: Any, context: dict[str, Any], field: str) -> tuple[str, str]:
    """What is wrong and what to do about it, for one kind of pydantic's errors."""
    shown = repr(given) if len(repr(given)) <= 80 else f"{repr(given)[:79]}…"
    match kind:
        case "missing":
            return "is missing", ""
        case "extra_forbidden":
            return "is no field of this record", ""
        case "union_tag_invalid" | "union_tag_not_found":
            return f"unknown event type; one of {', '.join(sorted(_TAGS))}", ""
        case "string_pattern_mismatch":
            what, allowed, example = FORMS.get(context["pattern"], ("what is expected here", "see timeline schema", ""))
            example = slug(str(given)) or example if context["pattern"] == _SLUG else example
            return f"{shown} does not have the form of {what}", f"{allowed}: {example}" if example else allowed
        case "string_too_short":
            return "says nothing", ""
        case "string_too_long":
            return f"is {len(str(given))} characters long", f"{context['max_length']} at most"
        case "too_short" if field == "parties":
            return "a negotiation has at least two parties", "name both, such as KR,US"
        case "too_short":
            return f"has {context['actual_length']}, needs at least {context['min_length']}", ""
        case "literal_error":
            words = re.findall(r"'([^']*)'", context["expected"])
            return f"{shown} is unknown", did_you_mean(str(given), words) or f"one of {', '.join(words)}"
        case "greater_than" | "greater_than_equal":
            least = context.get("gt", context.get("ge"))
            return f"{shown} is too small", f"{'more than' if 'gt' in context else 'at least'} {least}"
        case "less_than" | "less_than_equal":
            most = context.get("lt", context.get("le"))
            return f"{shown} is too large", f"{'less than' if 'lt' in context else 'at most'} {most}"
        case _ if kind in _NO_SUCH:
            return f"{shown} is {_NO_SUCH[kind]}", ""
        case _:
            return told.removeprefix("Value error, ").replace("Input should be", "should be"), ""


_NO_SUCH = {
    **dict.fromkeys(("int_parsing", "int_type", "int_from_float", "int_parsing_size"), "no whole number"),
    **dict.fromkeys(("float_parsing", "float_type", "finite_number"), "no number"),
    **dict.fromkeys(("string_type", "string_unicode"), "no text"),
    **dict.fromkeys(("list_type", "tuple_type", "set_type"), "no list"),
    **dict.fromkeys(("model_type", "dict_type", "model_attributes_type", "is_instance_of"), "no record of fields"),
    **dict.fromkeys(("bool_type", "bool_parsing"), "neither true nor false"),
    **dict.fromkeys(("datetime_type", "datetime_parsing", "datetime_from_date_parsing"), "no instant"),
}
"""What a value of the wrong kind is not, by pydantic's name for the error."""

FORMS: dict[str, tuple[str, str, str]] = {
    _SLUG: ("an id", "use lower-case letters, digits and hyphens", "brexit"),
    _PARTY: ("a party code", "use capital letters", "KR or EU"),
    _TERM: ("the name of a term", "use lower-case letters, digits and underscores", "tariff_rate"),
    LANGUAGE: ("a language tag", "use a BCP 47 tag", "en, ko or zh-Hans"),
}
"""For each pattern of a field: what has that form, what is allowed, an example."""

_KEY = "[key]"
"""What pydantic adds to the address where the key of a table is wrong; the key itself stands before it."""
_TAGS = frozenset(
    ("meeting", "proposal", "response", "position", "agreement", "measure", "deadline", "assessment")
)  # pydantic puts the tag of a union into the address of an error
