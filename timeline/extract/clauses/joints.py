"""Joints: where a clause that no trigger opens begins inside another: "the fees must fall, and | Chile left"."""

from __future__ import annotations

import re

from timeline.extract.scan import Row, Scan, Side
from timeline.lexicon.tables import table
from timeline.lexicon.trie import any_of

_OWN = re.compile(
    r"(?:;(?:\sand|\sbut)?|,\s(?:and|but|while|whereas|so|yet)|\s(?:even\sas|while|whereas|because|although|though)"
    r"|(?<!days)(?<!weeks)(?<!months)(?<!years)(?<!week)(?<!month)(?<!year)(?<!day)(?<!hours)\s(?:as|after|before|when))\s"
)
"""What may join two clauses; not what counts from the second: "two days | after"."""
_PASTS = any_of(forms[0] for forms in table("words/verbs")["irregular"].values())
_VERB_BEFORE = re.compile(
    rf"\b(?:is|are|has|have|will|would|must|should|can|could|may|might|does|do|{_PASTS}|[a-z]{{3,}}ed)\b|n't\b"
)
"""What makes a clause of the words before a joint."""
_VERB_BEHIND = re.compile(
    r"(?:['’]s?)?\s(?!(?:and|or|in|of|at|to|on|for)\b|(?:did|does|do|has|had|have|was|is|will|would)[,.;])[a-z]{2,}"
)
"""Behind who acts; not "cannot do as Japan | did"."""
_RELATIVE = re.compile(r"\b(?:which|who|whose|whom|where|it was|it is|there is|there are)\b")
"""What makes of a clause no more than a part of the next one."""
_REACH = 320
"""Characters before a joint in which the verb of the clause before it is looked for."""


def joint_in(scan: Scan, sides: Row[Side], start: int, end: int, triggers: tuple[int, int]) -> int | None:
    """Where the first clause of a stretch ends, behind which somebody acts in another; None where it is one.

    It lies before the first of its ``triggers`` or behind the last, whose start and end they are.
    """
    first, last = triggers
    for joint in _OWN.finditer(scan.text, start, end):
        floor = max(start, joint.start() - _REACH)
        of_a_day = any(day.end == joint.start() - 1 for day in scan.dates.within(floor, joint.start()))
        if of_a_day or not _opens_with_subject(scan, sides, joint.end(), end):
            continue  # "since February, when Rwanda rejected it": the day of what follows
        if _RELATIVE.search(scan.lower, floor, joint.start()) is not None:
            continue
        if joint.end() <= first:
            cuts = _VERB_BEFORE.search(scan.lower, floor, joint.start()) is not None
        else:
            goes_on = scan.lower.endswith("that ", 0, start) or _MODAL.search(scan.lower, joint.end(), end)
            cuts = joint.start() >= last and not goes_on
        if cuts:
            return joint.start()
    return None


_MODAL = re.compile(r"\b(?:could|would|should|might|must)\b")
"""In what somebody goes on to say."""
UNNAMED = re.compile(
    r"(?:(?:(?:the\s)?two|both)(?:\s\w+)?|(?:the\s)?(?:talks|negotiators|ministers|leaders))(?=\s[a-z])"
)
"""Who acts without a name, or what there is of the talks."""


_THE = ("", "the ")


def _opens_with_subject(scan: Scan, sides: Row[Side], start: int, end: int) -> bool:
    """Whether somebody acts from there on: "Chile | dropped its demand", not "and Chile in May"."""
    unnamed = UNNAMED.match(scan.lower, start)
    if unnamed is not None:
        return _VERB_BEHIND.match(scan.text, unnamed.end()) is not None
    subject = next(iter(sides.within(start, end)), None)
    if subject is None or subject.kind == "place" or scan.text[start : subject.start] not in _THE:
        return False
    return _VERB_BEHIND.match(scan.text, scan.goes_on(subject)) is not None


SUBJECT = 30
"""Characters from the head of a clause within which its subject stands: "the Chilean | minister"."""
