"""The models described from their own code: names, types and docstrings, and as JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from timeline.model.base import Record, meaning_of
from timeline.model.events import EVENT_MODELS, Evidence, Link, Term, event_json_schema
from timeline.model.ledger import MODELS, Entry
from timeline.model.registry import IssueLink, Office
from timeline.model.state import StateOfPlay


@dataclass(frozen=True, slots=True)
class Part:
    """A field, column or parameter."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Described:
    """A model, table, view or macro."""

    kind: str
    name: str
    meaning: str
    parts: tuple[Part, ...]
    """Fields, or columns."""
    parameters: tuple[Part, ...] = ()
    """Of a macro."""

    @property
    def call(self) -> str:
        """Its name; of a macro with its parameters."""
        return f"{self.name}({', '.join(part.name for part in self.parameters)})" if self.kind == "macro" else self.name


def models() -> list[Described]:
    """Every model with its fields."""
    listed: list[type[Record]] = [
        *EVENT_MODELS.values(),
        Term,
        Evidence,
        Link,
        *MODELS.values(),
        Office,
        IssueLink,
        Entry,
    ]
    return [
        Described(
            "model",
            model.__name__,
            (model.__doc__ or "").strip().partition("\n")[0],
            tuple(Part(name, _type(field.annotation), meaning_of(field)) for name, field in model.model_fields.items()),
        )
        for model in listed
    ]


def reference(described_models: Iterable[Described], objects: Iterable[Described]) -> str:
    """The reference page: models, then views, macros and tables, as Markdown."""
    lines = [
        "# Reference",
        "",
        "Made by `timeline schema --markdown` from the code; a test fails where it is not current.",
        "Dates are EDTF; instants are UTC; offsets count Unicode code points.",
    ]
    for heading, group in (("Models", list(described_models)), ("SQL objects", list(objects))):
        lines += ["", f"## {heading}"]
        for each in group:
            lines += ["", f"### {each.kind} `{each.call}`", "", each.meaning, ""]
            lines += ["| name | type | meaning |", "| --- | --- | --- |"]
            lines += [f"| `{p.name}` | {_cell(p.type)} | {_cell(p.meaning)} |" for p in each.parts]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def json_schema() -> dict[str, Any]:
    """Event, the other ledger records, Draft and StateOfPlay as one JSON Schema with ``$defs``."""
    named = {"Event": event_json_schema()}
    listed: list[type[Record]] = [*MODELS.values(), StateOfPlay]
    named.update({model.__name__: model.model_json_schema() for model in listed})
    definitions: dict[str, Any] = {}
    for name, each in named.items():
        definitions.update(each.pop("$defs", {}))
        definitions[name] = each
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "timeline",
        "description": "Records of a negotiation timeline; a ledger line holds one under 'record'.",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in named],
        "$defs": dict(sorted(definitions.items())),
    }


def _type(annotation: Any) -> str:
    """A type as a reader wants it: ``list of Term``, ``actual | planned``, ``text or none``."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type(arguments[0])
    if origin is Literal:
        return " | ".join(map(str, arguments))
    if origin in (Union, UnionType):
        named = " | ".join(_type(each) for each in arguments if each is not NoneType)
        return f"{named} or none" if NoneType in arguments else named
    if origin is tuple:
        return f"list of {_type(arguments[0])}"
    if origin is dict:
        return "object"
    return {str: "text", int: "whole number", float: "number", Any: "record"}.get(annotation) or annotation.__name__
