"""Conditional measures: what happens to tariffs if something is or is not done, told across the clauses of a sentence."""

from __future__ import annotations

import re

from timeline.extract.frames import Frame
from timeline.extract.scan import Hit, Scan
from timeline.extract.units import Unit
from timeline.lexicon import Entry, Sense

_RULE = Sense(
    rule="measure.condition",
    kind="frame",
    form="other",
    type="measure",
    weight=8,
    attributes=(("stage", "threatened"),),
)
_IF = re.compile(
    r"\b(?:if|unless)\s(?!and\b|when\b|it comes|things|one\b)|\bshould\s(?:the|they|it|no|talks|negotiations|[a-z]+)\s(?:\w+\s){0,3}(?:fail|fall|pass|collapse|not|break|refuse|retaliate)"
    r"|\bwithout\s(?:a|an|any)\s(?:[\w-]+\s){0,2}(?:deal|agreement|accord|pact|settlement|extension)\b|\b(?:otherwise|or else|failing (?:that|which))\b"
    r"|\bno\s(?:[\w-]+\s)?(?:deal|agreement|accord)\s(?:by|means|before)\b|\babsent\s(?:a|an)\s(?:[\w-]+\s)?(?:deal|agreement)"
)
_WERE = re.compile(r"(?:were|had)\s(?!there)(?:[\w.]+\s){1,5}\w+[^.;]{0,60},\s[^.;]*\bwould\b")
_CUES = ("if ", "unless ", "should ", "without ", "otherwise", "or else", "failing ", "no ", "absent ")
"""One of these stands in every condition; looked for first, because that is quick."""
_CONSEQUENCE = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?|sanctions?|curbs?|controls?|retaliat\w+|countermeasures?|ban|quotas?|return\w*|snap\w*|impos\w+|rais\w+"
    r"|faces?|pays?|means|percent|per cent|pct|take effect|takes effect|come back|comes back|charged|withdraw|terminate|walk away|hit)\b|%"
)


def condition_frame(scan: Scan, units: list[Unit], number: int, kinds: frozenset[str]) -> Frame | None:
    """The frame of a sentence that makes a tariff or the like depend on a condition; None where it does not."""
    start, end = scan.sentences[number]
    sentence = scan.lower[start:end]
    if not any(cue in sentence for cue in _CUES) and not sentence.startswith(("were ", "had ")):
        return None
    condition = _IF.search(scan.lower, start, end) or _WERE.match(scan.lower, start, end)
    if condition is None:
        return None
    rated = any(a.unit == "%" for a in scan.amounts.within(start, end))
    if "tariff" not in kinds and not rated:
        return None
    after = start if condition.re is _WERE else condition.end()
    consequence = _CONSEQUENCE.search(scan.lower, after, end) or _CONSEQUENCE.search(
        scan.lower, start, condition.start()
    )
    if consequence is None:
        return None
    hit = Hit(condition.start(), condition.end(), Entry(), condition.group().strip())
    sides = [side for unit in units for side in unit.sides]
    return Frame(Unit(start, end, number, kinds=kinds, sides=sides), hit, _RULE, 8.0)
