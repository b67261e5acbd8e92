"""Why a record is none, in words of the field: pydantic's errors as problems."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError

from timeline.model.base import LANGUAGE, PARTY, SLUG, TERM, slug
from timeline.model.events import EVENT_TYPES
from timeline.model.problems import Problem, did_you_mean


def problems_of(error: ValidationError, where: str = "") -> list[Problem]:
    """A pydantic error as problems, one a field, in words of the field instead of pydantic's."""
    found = []
    for item in error.errors(include_url=False):
        # pydantic puts the type of an event into the address, too
        field = ".".join(str(part) for part in item["loc"] if part not in EVENT_TYPES and part != _KEY)
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
            return f"unknown event type; one of {', '.join(sorted(EVENT_TYPES))}", ""
        case "string_pattern_mismatch":
            what, allowed, example = FORMS.get(context["pattern"], ("what is expected here", "see timeline schema", ""))
            example = slug(str(given)) or example if context["pattern"] == SLUG else example
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
    SLUG: ("an id", "use lower-case letters, digits and hyphens", "brexit"),
    PARTY: ("a party code", "use capital letters", "KR or EU"),
    TERM: ("the name of a term", "use lower-case letters, digits and underscores", "tariff_rate"),
    LANGUAGE: ("a language tag", "use a BCP 47 tag", "en, ko or zh-Hans"),
}
"""For each pattern of a field: what has that form, what is allowed, an example."""

_KEY = "[key]"
"""What pydantic adds to the address where the key of a table is wrong; the key itself stands before it."""
