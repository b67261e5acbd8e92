"""Conditional measures: what happens to tariffs if something is or is not done, told across a sentence's clauses."""

from __future__ import annotations

import re
from itertools import pairwise

from timeline.extract.clauses.units import Unit
from timeline.extract.frames.read import Frame
from timeline.extract.modality import ENDED_SO, is_done
from timeline.extract.scan import Hit, Scan
from timeline.lexicon import Entry, Sense, cue

_RULE = Sense(
    rule="measure.condition",
    kind="frame",
    form="other",
    type="measure",
    weight=8,
    attributes=(("stage", "threatened"),),
)
_OFFER = Sense(
    rule="proposal.condition", kind="frame", form="other", type="proposal", weight=8, attributes=(("act", "offer"),)
)
_MAY_EASE = re.compile(
    rf"\b(?:may|might|can|could)\s(?:then\s|well\s|again\s|also\s|be\s){{0,2}}{cue('conditions_may_ease')}\b"
)
"""What one side holds out to the other if it moves: no threat, but an offer."""
_WOULD_EASE = re.compile(
    rf"\b(?:would|will)\s(?:then\s|only\s)?{cue('conditions_would_ease')}\s(?:its|their|the|an?|all)\b"
)
_WARNED = re.compile(r"\b(?:warn|threat|vow)\w*\b")
"""What comes after is no offer: "warned that it would resume its blockade if"."""
_IF = re.compile(rf"\b{cue('conditions_if')}")
_WERE = re.compile(r"(?:were|had)\s(?!there)(?:[\w.]+\s){1,5}\w+[^.;]{0,60},\s[^.;]*\bwould\b")
OPENS = ("if ", "unless ", "should ", "without ", "in the event ", "on condition ")
"""How a clause opens that is a condition."""
OR_ELSE = ("or", "or else", "otherwise")
"""What stands between what is demanded and what follows where it is refused."""
_WORDS = (*OPENS, "otherwise", "or else", " or ", "failing ", "no ", "absent ", "absence ", "condition that ")
"""One of these stands in every condition; looked for first, because that is quick."""
_CONSEQUENCE = re.compile(rf"\b(?:{cue('conditions_consequence')}|{cue('conditions_alone')})\b|%")
_NO_ACT = re.compile(
    r"(?<!which )\bwould (?:be|constitute|amount to)\s"
    r"(?:an?\s|in\s|to\s)?(?:clear\s|plain\s)?"
    r"(?:illegal|unlawful|breach|violation|contrary|incompatible|inconsistent)\b"
)
"""What follows from the condition by law, and is threatened by nobody."""
_ALONE = re.compile(rf"\b{cue('conditions_alone')}\b")
"""Consequences that are a measure whether or not a tariff is named."""


_EASES = re.compile(
    r"\b(?:ready|prepared|willing|wants?|wanted|offer\w*|propos\w*) to\s(?:\w+ly\s)?"
    r"(?:cut|lower|reduce|eliminate|remove|scrap|drop|lift|ease|waive|suspend|abolish|limit|cap)\b"
)


_WOULD_ACCEPT = re.compile(
    r"\b(?:would|could|might)\s(?:well\s|then\s|also\s)?(?:accept|agree to|live with|sign|welcome)\b"
    r"|\baccept(?:ed|s)\b"
)
"""What somebody says yes to on a condition is an answer, and no measure."""
_WITHIN = re.compile(r"\b(?:if|unless|should)\s[^,;.]{1,40}\Z")


_DEMANDS = re.compile(
    r"\b(?:must|should|ought|needs?|(?:has|have|had|is|are) to|wants?|wanted|demand\w*|until|by|within|before)\b"
)
"""What has to be done, lest what stands behind "or" follow."""


def _is_accepted(scan: Scan, start: int, end: int) -> bool:
    """Whether what depends on the condition is a yes: "would accept the fee if"."""
    accepts = _WOULD_ACCEPT.search(scan.lower, start, end)
    return accepts is not None and _WITHIN.search(scan.lower, start, accepts.start()) is None


_THE_OFFER = re.compile(
    r"(?:the|his|her|its|their|[a-z]+['’]s)\s(?:\w+\s)?(?:offer|proposal|idea|suggestion|compromise|plan)\b[^.;]{0,60}(?::|,\s(?:is|was)|\s(?:is|was))\s"
)
"""Opens what is offered on a condition."""


def condition_frame(scan: Scan, units: list[Unit], number: int, kinds: frozenset[str]) -> Frame | None:
    """The frame of a sentence that makes a tariff or the like depend on a condition; None where it does not."""
    start, end = scan.sentences[number]
    sentence = scan.lower[start:end]
    if not any(word in sentence for word in _WORDS) and not sentence.startswith(("were ", "had ")):
        return None
    if " ought to " in sentence or _is_accepted(scan, start, end) or _EASES.search(scan.lower, start, end):
        return None  # "wants to cut its tariffs if ..." offers something
    condition = _IF.search(scan.lower, start, end) or _WERE.match(scan.lower, start, end)
    if (
        condition is not None
        and condition.group().strip() == "or"
        and not _DEMANDS.search(scan.lower, start, condition.start())
    ):
        return None  # "may pay, or it may wait"
    if condition is None or ENDED_SO.search(scan.lower, start, condition.start()):
        return None
    rated = any(a.unit == "%" for a in scan.amounts.within(start, end))
    if "tariff" not in kinds and not rated and not _ALONE.search(scan.lower, start, end):
        return None
    start = _after_the_deed(scan, units, start, condition.start())
    after = start if condition.re is _WERE else condition.end()
    consequence = _CONSEQUENCE.search(scan.lower, after, end) or _CONSEQUENCE.search(
        scan.lower, start, condition.start()
    )
    if consequence is None:
        return None
    if _NO_ACT.search(scan.lower, *scan.sentences[number]):
        return None
    eases = _MAY_EASE.search(scan.lower, start, end) or _WOULD_EASE.search(scan.lower, start, end)
    held_out = eases is not None and _WARNED.search(scan.lower, *scan.sentences[number]) is None
    rule = _OFFER if held_out or _THE_OFFER.match(scan.lower, scan.sentences[number][0]) else _RULE
    hit = Hit(condition.start(), condition.end(), Entry(), condition.group().strip())
    sides = [side for unit in units for side in unit.sides]
    return Frame(Unit(start, end, number, kinds=kinds, sides=sides), hit, rule)


def is_consequence(scan: Scan, units: list[Unit], frame: Frame) -> bool:
    """Whether a clause stands right before its condition: "it could be raised | if no deal was signed"."""
    behind = next((unit for unit in units if unit.start >= frame.unit.end), None)
    return behind is not None and scan.lower.startswith(OPENS, behind.start)


def _after_the_deed(scan: Scan, units: list[Unit], start: int, condition: int) -> int:
    """Where the clauses begin that depend on the condition: behind one that tells a deed which is done."""
    for unit, following in pairwise(units):
        done = any(is_done(scan, unit, hit, sense) for hit, senses in unit.anchors for sense in senses)
        if done and unit.end <= condition:
            start = following.start
    return start
