"""Women whom the text tells by a word beside their name: "Aino Laine met her Indian counterpart"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.extract.scan import Side

_HERS = re.compile(r"(?!['’]s)[^.;:]{0,60}?\bher\s(?:[\w-]+\s){0,2}?(?:counterpart|opposite number)\b")
"""Behind a name, of a woman: "Laine | met her counterpart"."""
_FAR = 120


def with_women(lower: str, mentions: Sequence[Side]) -> list[Side]:
    """``mentions``, each of whom the text tells once to be a woman in her form."""
    ends = [*(side.start for side in mentions[1:]), len(lower)][: len(mentions)]
    women = {
        side.name
        for side, end in zip(mentions, ends, strict=True)
        if side.kind == "person" and not side.form and _HERS.match(lower, side.end, min(end, side.end + _FAR))
    }
    return [side._replace(form="woman") if side.name in women else side for side in mentions]
