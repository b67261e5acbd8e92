"""What a correction changed, field by field, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from timeline.cli.output import shown, term_shown
from timeline.model.events import Term


def changed_fields(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """One line for each field that differs between two versions of a record in their JSON form.

    A single value as it was and as it is; of a list what went (``-``) and what came (``+``). Where ``then`` is empty,
    the record is new, and its fields are told as they are.
    """
    for name in dict.fromkeys([*then, *now]) if now else ():
        if then.get(name) != now.get(name):
            yield field_line(name, _changed(then.get(name), now.get(name), bool(then)))


def field_line(name: str, value: str) -> str:
    """The name of a field and its value in words, in columns."""
    return f"  {name.replace('_', ' '):<16} {value}"


def in_words(value: Any) -> str:
    """A value in words: entries of a list apart, a figure with its unit, never how it is stored."""
    if isinstance(value, list):
        return "; ".join(in_words(part) for part in value)
    if isinstance(value, dict) and {"name", "value", "unit"} <= set(value):
        return term_shown(Term.model_validate(value))
    if isinstance(value, dict) and set(value) <= {"title", "held"}:
        return str(value["title"]) + (f" ({value['held']})" if value.get("held") else "")
    if isinstance(value, dict):
        return ", ".join(f"{name.replace('_', ' ')} {in_words(part)}" for name, part in value.items())
    return shown(value)


def _changed(then: Any, now: Any, corrected: bool) -> str:
    """The old and the new value; of lists what went and what came, also where there was none, or is none any more."""
    if isinstance(then or now, list) and corrected:
        before, after = then or [], now or []
        signs = [
            *(("-", part) for part in before if part not in after),
            *(("+", part) for part in after if part not in before),
        ]
        return "; ".join(f"{sign} {in_words(part)}" for sign, part in signs) or "in another order"
    if not corrected:
        return in_words(now)
    return f"{'unknown' if then is None else in_words(then)} -> {'unknown' if now is None else in_words(now)}"
