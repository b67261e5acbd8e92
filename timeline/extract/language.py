"""Whether a text is English, the one language that the rules read: by its script and its commonest words."""

from __future__ import annotations

import re

from timeline.lexicon import cue

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = re.compile(rf"\b{cue('language_english')}\b")
_OTHER = re.compile(rf"\b{cue('language_other')}\b")
_SAMPLE = 4000
"""Characters from the head of the text that decide."""


def is_english(lower: str) -> bool:
    """Whether ``lower``, a text in lower case, is English; a text too short to tell counts as English."""
    sample = lower[:_SAMPLE]
    words = _WORD.findall(sample)
    letters = sum(map(len, words))
    if letters == 0:
        return True
    plain = sum(len(word) for word in words if word[0] <= "\u024f")
    if plain * 2 < letters:
        return False
    return len(_ENGLISH.findall(sample)) >= len(_OTHER.findall(sample)) * 0.8
