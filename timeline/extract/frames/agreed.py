"""Agreed: whether a deal, or a yes, is told as done, and not only wished for, aimed at or made a condition."""

from __future__ import annotations

import re

from timeline.extract.clauses.named import PLURAL
from timeline.extract.clauses.units import Unit
from timeline.extract.scan import Hit, Scan, Side
from timeline.lexicon import Sense, cue

_SET = re.compile(rf"\b(?:will|would|{cue('agreed_set')}\s(?:\w+ly\s)?to)\s(?:\w+ly\s)?\Z")
NEVER_WAS = re.compile(r"\b(?:should|(?:was|were) to)\shave\s(?:been\s)?(?:\w+ly\s)?\Z")
"""What should have been done, and so was not: told as called off."""
_AIM_IS = re.compile(
    r"\b(?:goal|aim|target|task|challenge|purpose|hope|point|idea|objective|job|plan)\s(?:is|was)\sto\s\Z"
)
_TO_BE = re.compile(r"\b(?:will|would|(?:is|are|was|were|expected|due|set|scheduled|planned) to) be \Z")
_MAY_BE = re.compile(r"\b(?:may|might|could)\s(?:well\s|yet\s|still\s|soon\s|already\s)?be\s\Z")
_OPEN_BEFORE = re.compile(rf"""\b{cue("agreed_open_before")}\b(?:(?!\bbut\b)[\w\s'-]){{0,40}}\Z""")
_BE_DONE = re.compile(r"\bthat\s(?:(?!will\b|would\b|shall\b|must\b|can\b|not\b)[\w'’.-]+\s){1,7}be\s\Z")
_AFTER_THEY = re.compile(r"after\s(?:(?!is\b|are\b|be\b|has\b|have\b)[\w'’.-]+\s){1,9}\Z")
_WHEN_THEY = re.compile(
    r"(?:when|before|once|as soon as|(?:\w+\s){1,2}after)\s(?:(?!is\b|are\b|be\b|has\b|have\b)[\w'’.-]+\s){1,9}\Z"
)
"""Before what is only recalled, unless it has its own day: "a month after they | signed", "before they | agreed"."""


def is_reached(scan: Scan, unit: Unit, hit: Hit, sense: Sense) -> bool:
    """Whether a deal is told as done or set, and not only wished for, aimed at or made a condition."""
    if NEVER_WAS.search(scan.lower, max(unit.start, hit.start - 30), hit.start):
        return True
    if sense.form == "base" and scan.actor_ends(hit.start - 1):
        return True
    if sense.form in ("base", "ing"):
        if _AIM_IS.search(scan.lower, max(unit.start, hit.start - 30), hit.start):
            return False  # "the goal is to reach an agreement"
        return bool(_SET.search(scan.lower, max(unit.start, hit.start - 30), hit.start))
    if _TO_BE.search(scan.lower, max(unit.start, hit.start - 30), hit.start):
        return True
    if scan.lower.endswith(" to be ", 0, hit.start):
        return False  # "for it to be ratified"
    if _BE_DONE.search(scan.lower, max(unit.start, hit.start - 60), hit.start):
        return False  # "recommended that the pact be ratified"
    maybe = sense.rule == "agreement.sign" and _MAY_BE.search(scan.lower, unit.start, hit.start)
    if maybe and any(d.way > 0 or d.role == "on" for d in scan.dates.within(hit.end, unit.end)):
        return True  # "may be initialled in Tehran on May 5": on a day to come
    if sense.form == "past" and _AFTER_THEY.match(scan.lower, unit.start, hit.start):
        return not scan.lower.endswith("only ", 0, unit.start)  # "farmers protested | after they signed the pact"
    if sense.form == "past" and _WHEN_THEY.match(
        scan.lower, unit.start, hit.start
    ):  # "before they signed it on Monday"
        return sense.rule != "agreement.force" and _is_dated(scan, unit)
    return not _OPEN_BEFORE.search(scan.lower, max(scan.sentences[unit.sentence][0], hit.start - 60), hit.start)


def _is_dated(scan: Scan, unit: Unit) -> bool:
    """Whether the clause has a day, or a month, on which it is told."""
    days = (day for day in scan.dates.within(unit.start, unit.end) if day.date is not None and not day.stamp)
    return any(day.role in ("on", "in") for day in days)


_NOT_YET = ("until ", "unless ", "before ", "once ", "if ", "provided ", "as soon as ")
_NOT_AGREED = re.compile(rf"""\b{cue("agreed_not_agreed")}\s(?:\w+ly\s)?(?:been\s)?\Z|n't\s\Z""")
_IS_OPEN = re.compile(
    r"\b(?:will|would|wants?|wanted|must|needs?|needed|should|may|might|can|could|is|are|has to|have to|had to"
    r"|hope[sd]?|insist\w*|demand\w*|ask\w*|urg\w*|expect\w*|plan\w*|not|no|never)\b|n't\b"
)


def _is_what_followed(scan: Scan, unit: Unit, hit: Hit) -> bool:
    """ "Peru cut its duty before | agreeing to a lower fee": done in the end; not "wants a vote before agreeing"."""
    if not scan.lower.startswith("before ", unit.start) or hit.start != unit.start + len("before "):
        return False
    first = scan.sentences[unit.sentence][0]
    return unit.start > first and _IS_OPEN.search(scan.lower, first, unit.start) is None


def is_joint(scan: Scan, unit: Unit, hit: Hit, sense: Sense, subject: Side | None) -> bool:
    """Whether it is told as done that somebody agreed."""
    if not _is_what_followed(scan, unit, hit):
        if _NOT_AGREED.search(scan.lower, max(scan.sentences[unit.sentence][0], hit.start - 40), hit.start):
            return False
        if scan.lower.startswith(_NOT_YET, unit.start) and not (sense.form == "past" and _is_dated(scan, unit)):
            return False
    complement = scan.lower.startswith((" that ", " to "), hit.end)  # "shared the view | that talks must go on"
    if len(hit.text) * 10 > 6 * (unit.end - unit.start) and not complement:
        return False
    if PLURAL.search(scan.lower, unit.start, unit.end):
        return True
    codes = {side.code for side in unit.sides if side.code and side.kind != "place"}
    return len(codes) >= 1 or subject is not None
