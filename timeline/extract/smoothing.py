"""Smoothing: the text as it is read, without words that tell nothing.

"Kenya did not, however, accept" is read as "Kenya did not accept", and "Kenya did accept" as "Kenya accepted": every
rule may then look for words side by side, and what it reads is proved by the words that were written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from timeline.extract.edited import Edited
from timeline.extract.markup import plain_text
from timeline.lexicon import cue

_EDITS = re.compile(
    rf"(?P<filler>(?<=[\w%\"”)]),\s(?:{cue('smoothing_fillers')})(?:,(?=\s)|(?=[.;:!?])))"
    rf"|\b(?P<did>did|does)(?P<between>,\s(?:{cue('smoothing_fillers')}),)?\s(?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
"""A filler with its commas; a verb with emphasis."""

_WHO_ACTS = re.compile(
    r"\s(?:[A-Z]|(?:the|an?|it|he|she|they|its|his|her|their|both|this|these|those|no|some|many|most)\s)"
)
_GOES_ON = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|may|might|must|can|could|should|not)"
    r"|[A-Z][\w.'’-]*|ed)\Z"
)
"""Before a filler, what goes on behind it: an auxiliary, a verb in the past, a name."""


def smooth(text: str, emphatic: Mapping[str, str]) -> Edited:
    """``text`` as :func:`plain_text`, without fillers and with plain verbs.

    ``emphatic`` gives the form that "did accept" and the like have without emphasis.
    """
    return plain_text(text).edited(
        _EDITS, lambda match: _plain_verb(match, emphatic) if match["did"] else _comma(match)
    )


def _comma(filler: re.Match[str]) -> str:
    """The comma that stays, behind words that open the sentence: "In May, however, the port closed"."""
    text, start, end = filler.string, *filler.span()
    opens = _WHO_ACTS.match(text, end) is not None and not _GOES_ON.search(text, max(0, start - 40), start)
    return "," if opens else ""


def _plain_verb(match: re.Match[str], emphatic: Mapping[str, str]) -> str | None:
    """What "did accept" is without emphasis; "did not" only loses what stands between; None where nothing changes."""
    phrase = f"{match['did']} {match['verb']}"
    return emphatic.get(phrase.lower(), phrase if match["between"] else None)
