"""Currencies of the world as English names them, from the Unicode CLDR by way of Babel."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Currencies:
    """The currencies that are legal tender somewhere today: what they are called, in lower case."""

    codes: dict[str, str]
    """A name that one currency has: ``kenyan shillings``, ``baht``; and its ISO 4217 code."""
    shared: dict[str, str]
    """A name that several have, as it may be spelt: ``shilling``; and the plural that ``held`` has it by."""
    held: dict[str, dict[str, str]]
    """``shillings``: by state, the code of its currency of this name."""


@cache
def currencies() -> Currencies:
    """The currencies that Babel knows; the first call takes some 40 ms."""
    from babel.core import get_global
    from babel.numbers import get_currency_name

    names: dict[str, tuple[str, ...]] = {}
    held: dict[str, dict[str, str]] = {}
    for state, tenders in sorted(get_global("territory_currencies").items()):
        for code, _, until, tender in tenders:
            if until is None and tender:
                names[code] = tuple(get_currency_name(code, count=count, locale="en").lower() for count in (2, 1))
                held.setdefault(_noun(names[code][0]), {})[state] = code
    codes: dict[str, str] = {}
    shared: dict[str, str] = {}
    for code, forms in names.items():
        plural = _noun(forms[0])
        several = len(set(held[plural].values())) > 1
        for spelling in (spelling for form in forms for spelling in (form, _unaccented(form))):
            codes[spelling] = code
            if several:
                shared[_noun(spelling)] = plural
            else:
                codes[_noun(spelling)] = code
    return Currencies(codes, shared, held)


def _noun(name: str) -> str:
    return name.rpartition(" ")[2]


def _unaccented(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
