"""Stances: what is given up, eased or sharpened are words (an objection, a demand, an offer), and no duty.

"Peru dropped its opposition to the levy" has the verb of a measure and the noun of one, and tells of neither.
"""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.extract.frames.needs import is_negated
from timeline.extract.frames.read import Frame
from timeline.extract.scan import Hit, Scan
from timeline.lexicon import Entry, cue

_DONE_TO_WORDS = re.compile(
    rf"(?:(?P<ends>{cue('stances_ends')})|(?P<eases>{cue('stances_eases')})|(?P<hardens>{cue('stances_hardens')})"
    rf"|(?P<changes>{cue('stances_changes')}))\s"
    r"(?:all\s|any\s|most of\s|much of\s)?(?:its|their|his|her|the|this|that|an?|[\w.-]+['’]s|[\w.-]+s['’])\s"
    r"(?:(?!of\b|on\b|to\b|for\b|from\b|and\b|with\b|that\b|which\b|in\b)[\w-]+\s){0,3}?"
    rf"(?:(?P<objection>{cue('stances_objection')})|(?P<demand>{cue('stances_demand')})"
    rf"|(?P<offer>offers?|proposals?)|(?P<threat>threats?|plans?)|(?P<stance>{cue('stances_stance')})"
    rf"|(?P<support>support|backing)|(?P<none>{cue('stances_none')}))"
    r"(?!\s(?:for (?:an?\s|the\s)?(?:panel|arbitration|consultations|review|inquiry)\b|at the (?:wto|world trade)))"
    r"(?=[,.;]|\s(?:to|on|for|of|against|about|over|that|in|with|from|towards?|and|after|before|at|by|last|this"
    r"|[a-z]+day|again|when|as|but|under)\b|\Z)"
)
"""What is done to what is said, or to what is only hoped: "softened its objections to | the levy"."""
_NOUNS = frozenset(("proposal.demand", "proposal.request", "response.resists", "measure.threat"))
"""Rules that read the noun alone, whatever is done to it."""
_BACK = 60
"""Characters before a noun within which stands what is done to it."""


def done_to_words(scan: Scan, frame: Frame) -> Frame | None:
    """ "Abandoned its call for lower duties", "sharpened its stance": an answer, an offer or a stance, and no measure.

    None where it is neither: "ended Chile's hopes of a lower duty".
    """
    unit, hit = frame.unit, frame.hit
    noun = frame.sense.form == "noun" and frame.sense.rule in _NOUNS
    if frame.type != "measure" and not noun:
        return frame
    first = max(unit.start, hit.start - _BACK) if noun else hit.start
    done = _DONE_TO_WORDS.search(scan.lower, first, unit.end) if noun else _DONE_TO_WORDS.match(scan.lower, first)
    if done is None or not done.start() <= hit.start < done.end() or is_negated(scan, unit, hit):
        return frame
    way = next(name for name in ("ends", "eases", "hardens", "changes") if done[name])
    what = next(name for name in ("objection", "demand", "offer", "threat", "stance", "support", "none") if done[name])
    if what == "none":
        return None
    told = _TOLD.get((what, way), _TOLD[what, ""])
    form = "past" if done[way].endswith("ed") or noun else frame.sense.form
    told_frame = frame.told_as(told[0], **dict(told[1:]))
    words = Hit(done.start(), done.end(), Entry(), done.group())
    return replace(told_frame, hit=words, sense=replace(told_frame.sense, form=form))


_ACCEPTS = ("response.accepts", ("verdict", "accepts"))
_RESISTS = ("response.resists", ("verdict", "resists"))
_DEMANDS = ("proposal.demand", ("act", "demand"))
_OFFERS = ("proposal.offer", ("act", "offer"))
_THREATENS = ("measure.threat", ("stage", "threatened"))
_FOR = ("position.wants", ("direction", "supports"))
_AGAINST = ("position.opposes", ("direction", "opposes"))
_TOLD: dict[tuple[str, str], tuple[str, *tuple[tuple[str, str], ...]]] = {
    ("objection", "ends"): _ACCEPTS,
    ("objection", "eases"): _ACCEPTS,
    ("objection", ""): _RESISTS,
    ("demand", "ends"): _ACCEPTS,
    ("demand", "eases"): _ACCEPTS,
    ("demand", ""): _DEMANDS,
    ("offer", "ends"): ("proposal.withdrawn",),
    ("offer", ""): _OFFERS,
    ("threat", "ends"): ("measure.dropped", ("stage", "revoked")),
    ("threat", ""): _THREATENS,
    ("stance", "ends"): _ACCEPTS,
    ("stance", "eases"): _ACCEPTS,
    ("stance", ""): ("position.wants",),
    ("support", "hardens"): _FOR,
    ("support", ""): _AGAINST,
}
"""The rule that reads each kind of words by what is done to it; "" whatever else is done."""
