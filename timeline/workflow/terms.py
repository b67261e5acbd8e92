"""A term on one line, as a person writes it: ``annual_cap at_most 20,000,000,000 USD/year agreed``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from timeline.model.events import Term
from timeline.model.invalid import problems_of
from timeline.model.problems import Problem, ProblemError

_TERM = re.compile(
    r"(?P<name>[a-z0-9_]+)(?:\s*[:=])?\s+(?P<bound>about |at_least |at_most )?"
    r"(?P<value>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE]\d+)?)\s*(?P<unit>%|[A-Za-z][\w-]*)"
    r"(?:(?:/|\s+per\s+)(?P<per>[\w-]+))?(?:\s+(?P<role>[a-z_]+))?(?:\s+(?P<party>[A-Z]{2,12}))?\Z"
)


def term_parts(text: str) -> dict[str, Any]:
    """The fields of the term that a line says; raises ProblemError where it is not of that form."""
    match = _TERM.match(text.strip())
    if not match:
        hint = (
            'write "tariff_rate 15 % agreed", "quota 300,000 tonnes/year" or "investment_total 350e9 USD demanded US"'
        )
        raise ProblemError(Problem(f"terms: cannot read {text!r}", hint=hint))
    parts: dict[str, Any] = {key: part for key, part in match.groupdict().items() if part}
    if re.fullmatch(r"-?\d{1,3}\.000", parts["value"]):  # 40.000 is forty thousand in half of the world, 40 elsewhere
        one, other = parts["value"].replace(".", ","), parts["value"].partition(".")[0]
        hint = f"write {one} or {other}"
        raise ProblemError(Problem(f"terms: {parts['value']} may mean two figures", hint=hint))
    figure = parts["value"].replace(",", "")
    whole = figure.lstrip("-").isdecimal() and len(figure) < 400  # a longer one is more than any figure can be
    parts["value"] = int(figure) if whole else float(figure)
    if "bound" in parts:
        parts["bound"] = parts["bound"].strip()
    return parts


def read_term(text: str) -> Term:
    """The term that one line says; raises ProblemError where it says none."""
    try:
        return Term.model_validate(term_parts(text))
    except ValidationError as error:
        raise ProblemError(problems_of(error)) from None


def write_term(term: Mapping[str, Any]) -> str:
    """A term on one line, as :func:`read_term` reads it."""
    bound = term.get("bound", "exactly")
    value = float(term["value"])
    figure = f"{value:,.0f}" if value.is_integer() and abs(value) < 1e15 else repr(value)
    parts = [
        str(term["name"]),
        "" if bound == "exactly" else str(bound),
        figure,
        str(term["unit"]) + (f"/{term['per']}" if term.get("per") else ""),
        str(term.get("role") or ""),
        str(term.get("party") or ""),
    ]
    return " ".join(part for part in parts if part)
