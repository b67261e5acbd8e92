"""Deals of one side with somebody else, by which something is named: "the deal that Chile signed with Japan"."""

from __future__ import annotations

import re
from collections.abc import Collection

from timeline.extract.clauses.units import Unit
from timeline.extract.scan import Hit, Scan
from timeline.lexicon import cue

_DEAL = rf"(?:{cue('links_the_deal')}|treaties|partnership|arrangement)s?"
_WITH = r"(?:\sof\s\d{4}|\son\s[\w'’-]+)?\swith\s(?:the\s)?"
_WITH_ANOTHER = re.compile(
    rf"\b{_DEAL}\s(?:that\s|which\s)?(?:the\s)?[\w'’.-]+(?:\s[\w'’.-]+)?\s(?:(?:had|has|have|once|also|recently|just|long)\s){{0,2}}"
    rf"(?:signed|concluded|reached|struck|made|has|had|have|negotiated|sealed|clinched|won|got|agreed|enjoys?|initialled){_WITH}"
    rf"|(?:'s|\bits|\btheir|\b(?:has|have|had)\san?|\bunder\san?)\s(?:[\w-]+\s){{0,3}}?{_DEAL}{_WITH}"
)
"""A deal by whose it is, up to with whom: "the accord that Chile reached with | Japan", "Chile's deal with | Mali"."""
_NEAR = 140
"""Characters before and behind a trigger in which the deal is named."""
_OF_IT = 24
"""Characters in front of the deal and behind with whom it is in which it is told of: "the terms of | the deal"."""


def is_of_another(scan: Scan, unit: Unit, hit: Hit, ours: Collection[str]) -> bool:
    """Whether the trigger tells of a deal with somebody who is none of ``ours``, and on no day."""
    start, end = scan.sentences[unit.sentence]
    for named in _WITH_ANOTHER.finditer(scan.lower, max(start, hit.start - _NEAR), min(end, hit.end + _NEAR)):
        other = scan.named_at(named.end())
        if other is None or not other.code or other.code in ours:
            continue
        of_it = named.start() - _OF_IT < hit.start < other.end + _OF_IT and not _APART.search(
            scan.lower, min(other.end, hit.start), hit.start
        )
        if of_it and not any(day.date is not None for day in scan.dates.within(start, end)):
            return True
    return False


_APART = re.compile(r"[,;:]|\s(?:and|but|while)\s")
