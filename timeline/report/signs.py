"""Recorded text as a page shows it: signs that cannot be seen are told by their number, other languages are named."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from timeline.model.visible import visible
from timeline.report.locales import locale

if TYPE_CHECKING:
    from markupsafe import Markup

_LETTERS = {
    "en": "A-Za-z\u00c0-\u024f",
    "ko": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3",
    "ja": "\u3040-\u30ff",
    "zh": "\u3400-\u9fff",
}
"""The letters by which a language is taken to be told; Latin ones are English, in which the record is kept."""
_BETWEEN = {"en": r"0-9 ,.;:!?'’\"“”()&/%$€£+–—-", "ko": "0-9 ,.", "ja": "\u3000-\u303f\u3400-\u9fff0-9", "zh": "0-9"}


def seen(value: Any) -> Any:
    """``visible`` for what a template writes: text that is not yet markup, everything else as it is."""
    return visible(value) if type(value) is str else value


def said(text: object, language: str = "") -> Markup:
    """Recorded text for a page: what is in another language than the page says so, for whoever reads it aloud.

    ``language`` is that of the article, where known; else the letters tell it.
    """
    from markupsafe import Markup, escape

    shown = visible(str(text))
    if language:
        return escape(shown) if language == locale() else Markup('<span lang="{}">{}</span>').format(language, shown)
    parts, at = [], 0
    for found in _foreign(locale()).finditer(shown):
        parts += [
            escape(shown[at : found.start()]),
            Markup('<span lang="{}">{}</span>').format(found.lastgroup, found[0]),
        ]
        at = found.end()
    return Markup("").join((*parts, escape(shown[at:])))


@lru_cache(maxsize=8)
def _foreign(here: str) -> re.Pattern[str]:
    """Runs of words in the letters of another language than ``here``: English where none of the others."""
    here = here if here in _LETTERS else "en"
    return re.compile(
        "|".join(
            f"(?P<{language}>[{letters}](?:[{letters}{_BETWEEN[language]}]*[{letters}])?[0-9]*[.%]?)"
            for language, letters in _LETTERS.items()
            if language != here and not (here == "ja" and language == "zh")
        )
    )
