"""Who is named by a label: initials in the notes of a pool reporter, surnames in capitals in a transcript."""

from __future__ import annotations

import re

from timeline.extract.scan import Side

_INITIALS = re.compile(r"(?<![\w.])(?!(?:A|I)\b)([A-Z][A-Z0-9]{0,3})(?::\s|\s(?:is|means)\s|\s\()\Z")
"""How notes of a pool reporter name who is who: "K1: Kim Yong-beom, policy chief", "KB (Kate Bruce, ...)"."""


def with_initials(text: str, mentions: list[Side]) -> list[Side]:
    """``mentions`` with those of the initials that the text itself gives to persons named in full."""
    persons: dict[str, Side] = {}
    for side in mentions:
        given = _INITIALS.search(text, max(0, side.start - 10), side.start) if " " in side.name else None
        if given is not None:
            persons.setdefault(given.group(1), side)
    if not persons:
        return mentions
    taken = {side.start for side in mentions}
    more = [
        persons[found.group()]._replace(start=found.start(), end=found.end())
        for found in re.finditer(rf"(?<![\w.])(?:{'|'.join(map(re.escape, persons))})(?![\w])", text)
        if found.start() not in taken
    ]
    return sorted([*mentions, *more])


_LABEL = re.compile(r"(?<![\w.])[A-Z][A-Z'’-]{3,}(?=:\s)")


def with_labels(text: str, mentions: list[Side]) -> list[Side]:
    """``mentions`` with those who speak in a transcript, by the surname of one person of the text: "RENNIE: No."."""
    labels = list(_LABEL.finditer(text))
    if not labels:
        return mentions
    bearers: dict[str, dict[str, Side]] = {}
    for side in mentions:
        if " " in side.name:
            bearers.setdefault(side.name.rpartition(" ")[2].upper(), {}).setdefault(side.name, side)
    taken = {side.start for side in mentions}
    more = []
    for label in labels:
        fits = list(bearers.get(label.group(), {}).values())
        if len(fits) == 1 and label.start() not in taken:
            more.append(fits[0]._replace(start=label.start(), end=label.end()))
    return sorted([*mentions, *more])
