"""What one could not but do was done: "had no choice but to accept" is read as "was forced to accept"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.extract.text.edited import Edit, Edited
from timeline.lexicon import cue

_COULD_NOT_BUT = re.compile(
    rf"\b(?:{cue('forced_to')}\sto|{cue('forced_but')}\sbut"
    rf"|(?<!have )(?<!has )(?<!had )had to(?=\s{cue('forced_answers')}\b))(?=\s[a-z])"
)
_SAID = re.compile(
    r"\b(?:that|if|unless|whether|said|says?|told|thinks?|thought|believes?|argued|insist(?:ed|s)|warn(?:ed|s))\s[^,;:.!?\n]*\Z"
)
"""Before what is only somebody's word: "Chile said that Peru | had no choice but to accept"."""
_CLAUSE = 60
"""Characters before a verb in which stands that somebody says so."""


def as_forced(text: Edited) -> Edited:
    """``text`` with what one had no choice but to do as what one was forced to, where the article itself tells it."""
    return text.replaced(_done(text.text))


def _done(text: str) -> Iterator[Edit]:
    for match in _COULD_NOT_BUT.finditer(text):
        if not _SAID.search(text, max(0, match.start() - _CLAUSE), match.start()):
            yield *match.span(), "was forced to"
