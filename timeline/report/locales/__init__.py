"""The language of a report: messages, plurals and the catalogues they come from.

English is the language of the source; every other locale is one ``XX.po`` in this folder, compiled in
memory by Babel when it is first asked for. README.md beside this file says how to add one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import GNUTranslations
from importlib.resources import files
from typing import IO, Any

from timeline.model.problems import Problem, UsageProblem, did_you_mean

SOURCE = "en"
_current: ContextVar[str] = ContextVar("locale", default=SOURCE)


def known_locales() -> tuple[str, ...]:
    """Codes of the locales that there are catalogues for, English first."""
    folder = files("timeline.report.locales")
    found = sorted(item.name.removesuffix(".po") for item in folder.iterdir() if item.name.endswith(".po"))
    return (SOURCE, *(code for code in found if code != SOURCE))


def locale() -> str:
    """The code of the locale that is spoken now."""
    return _current.get()


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """All words within are those of this locale; raises UsageProblem where there is no catalogue for it."""
    if code not in known_locales():
        hint = did_you_mean(code, known_locales()) or f"there is {', '.join(known_locales())}"
        raise UsageProblem(Problem(f'there is no catalogue for the locale "{code}"', hint=hint))
    token = _current.set(code)
    try:
        yield
    finally:
        _current.reset(token)


def gettext(message: str, **values: Any) -> str:
    """The message in the language spoken now, ``{name}`` replaced by ``values``."""
    found = message if locale() == SOURCE else catalogue(locale()).gettext(message)
    return found.format(**values) if values else found


def pgettext(context: str, message: str, **values: Any) -> str:
    """The same, where the words alone could mean several things."""
    found = message if locale() == SOURCE else catalogue(locale()).pgettext(context, message)
    return found.format(**values) if values else found


def ngettext(one: str, many: str, n: int, **values: Any) -> str:
    """The form that goes with the number ``n``, which ``{n}`` shows with separators."""
    found = (one if n == 1 else many) if locale() == SOURCE else catalogue(locale()).ngettext(one, many, n)
    return found.format(n=f"{n:,}", **values)


_ = gettext


@lru_cache(maxsize=8)
def catalogue(code: str) -> GNUTranslations:
    """The compiled catalogue of a locale."""
    from io import BytesIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with files("timeline.report.locales").joinpath(f"{code}.po").open("rb") as text:
        write_mo(compiled, read_po(text, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)


def extract_words(
    file: IO[bytes], keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str, tuple[str, str], list[str]]]:
    """Babel's extractor for ``words.toml``: each table is a context, each value a message."""
    for kind, values in tomllib.loads(file.read().decode()).items():
        for words in values.values():
            yield 1, "pgettext", (kind, words), []
