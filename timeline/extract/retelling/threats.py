"""Threats: acts that somebody warns of, weighs or means to take, told in words of talk or as if they were done."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.extract.frames.read import SUPPOSES, WARNS, Frame
from timeline.extract.scan import Hit, Scan
from timeline.lexicon import Entry

_SUES = re.compile(
    r"\b(?:will|would|to|may|might|could|can|shall)\s(?:again\s|also\s|then\s)?"
    r"(?:challenge|contest|appeal|sue|go (?:back )?to court"
    r"|take\s(?:\w+\s){0,4}?to\s(?:court|the wto|arbitration|the world trade organi[sz]ation)"
    r"|(?:file|lodge|bring)\s(?:a|an|its)\s(?:\w+\s)?(?:complaint|case|suit|lawsuit))\b"
)
_HITS_BACK = re.compile(
    r"\b(?:will|would|may|might|could|can)\s(?:also\s|then\s)?"
    r"(?:respond(?!\s(?:by|within|before|after|once|when|until|soon|later|next|formally|in writing"
    r"|to\s(?:[\w'’]+\s){1,2}?(?:offer|proposal|request|letter|demands?|invitation|draft|text|plan|questions?|suggestion))\b)"
    r"|retaliate|hit back|strike back|answer in kind|answer with|add to (?:his|her|its|the) list)\b"
)
_WEIGHS = re.compile(
    r"\b(?:considering|weighing|mulling|preparing|contemplating|thinking about|threatening)\s"
    r"(?:an?\s(?:\w+\s)?(?:package|set|list|raft|series|round)\sof\s)?(?:"
    r"(?:(?:\w+\s){0,2}?(?:higher|new|additional|further|retaliatory|extra|its own)\s(?:\w+\s)?"
    r"|an?\s(?:[\w-]+\s){0,2}?|(?<=of\s))"
    r"(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|countermeasures|sanctions|restrictions|curbs|bans?|embargo|fees?|surcharge"
    r"|tax|suspension|complaint|lawsuit|suit|retaliation)\b(?!\s(?:cut|deal|exemption|waiver|reduction|truce|offer|proposal|request|relief))"
    r"|whether to\s(?:suspend|ban|bar|impose|close|shut|halt|block|levy|raise|restrict|cut off|expel|recall"
    r"|retaliate)\b)"
)
_NOT = re.compile(r"(?:\b(?:not|never)|n't)\s(?:\w+ly\s)?\Z")
"""Before a step that somebody does not think of: "is not | considering countermeasures"."""


def strikes_back(scan: Scan, frame: Frame) -> Frame:
    """ "Would challenge the duty in court", "is weighing extra tariffs": an act to come, and no answer in words.

    "Is not considering countermeasures": where a side stands.
    """
    unit, lower = frame.unit, scan.lower
    if frame.type not in ("response", "position", "proposal", "assessment"):
        return frame
    weighs = _WEIGHS.search(lower, unit.start, scan.sentences[unit.sentence][1])
    step = weighs or _SUES.search(lower, unit.start, unit.end) or _HITS_BACK.search(lower, unit.start, unit.end)
    if step is None:
        return frame
    if _NOT.search(lower, unit.start, step.start()):
        return frame.told_as("position.opposes", direction="opposes")
    supposed = weighs is not None or SUPPOSES.search(lower, *scan.sentences[unit.sentence]) is not None
    return frame.told_as("measure.condition" if supposed else "measure.retaliate", stage="threatened")


_THREATENS = re.compile(r"\bthreat\w*\b[^,;.]{0,60}\sto\s(?:\w+ly\s)?\Z")


_NOT_DONE = frozenset(("measure.threat", "measure.condition", "measure.proposed", "measure.retaliate"))
"""Rules of what is threatened or proposed by its own words."""


def only_threatened(scan: Scan, frame: Frame) -> Frame:
    """ "Threatened on Wednesday to cut off the power": what is not done yet."""
    if frame.type != "measure" or frame.sense.form != "base" or frame.sense.rule in _NOT_DONE:
        return frame
    threat = _THREATENS.search(scan.lower, frame.unit.start, frame.hit.start)
    if threat is None:
        return frame
    hit = Hit(threat.start(), frame.hit.end, Entry(), scan.text[threat.start() : frame.hit.end].lower())
    return replace(frame.told_as("measure.threat", stage="threatened"), hit=hit)


_WOULD = re.compile(r"\b(?:would|will|can|could)\b")


def warns_of(scan: Scan, frame: Frame) -> Frame:
    """ "Warned that the duty would return if nothing was signed": a threat, and no judgement."""
    sentence = scan.sentences[frame.unit.sentence]
    if frame.type != "assessment" or not frame.hit.text.startswith(WARNS):
        return frame
    if SUPPOSES.search(scan.lower, *sentence) and _WOULD.search(scan.lower, *sentence):
        return frame.told_as("measure.condition", stage="threatened")
    return frame


_EASING = re.compile(
    r"(?:[a-z]+\s(?:ending|scrapping|suspending|stopping|revoking|freezing)"
    r"|(?:be forced to |have to )?(?:reconsider|rethink|revisit)"
    r"(?:ing|s)?|(?:take|have) another look at|(?:have to )?(?:look|think) again (?:at|about))\s"
    r"(?:(?:its|the|their|all|some|this)\s)?(?:[\w-]+\s){0,2}?"
    r"(?:dut(?:y|ies)|tariffs?|bans?|lev(?:y|ies)|fees?|tax(?:es)?|surcharges?|sanctions|restrictions|curbs|embargo)\b"
)


_OR_ELSE = re.compile(r"\b(?:unless|otherwise|or else|if (?:no|nothing|nobody|the talks fail))\b")


def considers_easing(scan: Scan, frame: Frame) -> Frame:
    """ "Is considering scrapping the duty", "will rethink its ban": what somebody thinks of giving, and no threat."""
    if frame.sense.rule != "measure.threat" or _EASING.match(scan.lower, frame.hit.start, frame.unit.end) is None:
        return frame
    if _OR_ELSE.search(scan.lower, *scan.sentences[frame.unit.sentence]):
        return frame
    return frame.told_as("response.considers", verdict="considers")


_A_LIST = ("published a list", "publishes a list", "drew up a list", "released a list", "issued a list")
_BARRED = re.compile(
    r"[^;.]{0,80}?\b(?:(?:that|which|who|whose \w+) (?:may|can|could|are|were|will|would) (?:no longer|not|never)"
    r"|now barred|barred from|banned from|excluded from|shut out of|suspended from|struck off|taken off)\b"
)


def list_of_the_barred(scan: Scan, frame: Frame) -> Frame:
    """ "Published a list of 61 companies that may no longer ship brandy": done by it, and not threatened."""
    if frame.sense.rule != "measure.threat" or not frame.hit.text.startswith(_A_LIST):
        return frame
    if _BARRED.match(scan.lower, frame.hit.end, scan.sentences[frame.unit.sentence][1]) is None:
        return frame
    return frame.told_as("measure.impose", stage="announced")
