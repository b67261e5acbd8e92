"""What was done, told in more words than one: "used the occasion to ask" is read as "asked".

"Lost no time in rejecting" is read as "rejected": that it was quick or bold is no part of the event, and no rule that
looks for "rejected" need know it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from timeline.extract.text.edited import Edited
from timeline.lexicon import cue

_ROUNDABOUT = re.compile(
    r"(?<!\bto )(?<!\bnot )(?<!\bhas )(?<!\bhad )(?<!\bhave )(?<!\bhaving )"
    rf"\b(?:(?:{cue('roundabout_to')}) to (?P<do>(?:[a-z]+ly )?(?P<verb>[a-z]+))"
    rf"|(?:{cue('roundabout_doing')}) (?:(?:publicly|formally|openly) )?(?P<doing>[a-z]+ing))\b"
)


def done(text: Edited, emphatic: Mapping[str, str]) -> Edited:
    """``text`` with what was done in one word; ``emphatic`` gives the past of "did ask" and of "asking"."""
    return text.edited(_ROUNDABOUT, lambda told: _past(told, emphatic))


def _past(told: re.Match[str], emphatic: Mapping[str, str]) -> str | None:
    """The past of the verb; None where it is none of the vocabulary."""
    if told["doing"]:
        return emphatic.get(told["doing"])
    past = emphatic.get(f"did {told['verb']}")
    return f"{told['do'][: -len(told['verb'])]}{past}" if past is not None else None
