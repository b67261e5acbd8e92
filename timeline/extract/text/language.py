"""Whether a text is English, the one language that the rules read: by its script and its commonest words."""

from __future__ import annotations

import re

from timeline.lexicon import cue_words

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = cue_words("language_english")
_OTHER = cue_words("language_other")
_SAMPLE = 2000
"""Characters from the head of the text that decide."""


def is_english(lower: str) -> bool:
    """Whether ``lower``, a text in lower case, is English; a text too short to tell counts as English."""
    sample = lower[:_SAMPLE]
    words = _WORD.findall(sample)
    letters = sum(map(len, words))
    if letters == 0:
        return True
    if not sample.isascii() and sum(len(word) for word in words if word[0] <= "\u024f") * 2 < letters:
        return False
    return sum(map(_ENGLISH.__contains__, words)) >= 0.8 * sum(map(_OTHER.__contains__, words))
