"""Clauses that give a figure and no other trigger: a term of the deal, or a tariff in force or to come."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.extract.amounts import Amount
from timeline.extract.clauses.units import Unit
from timeline.extract.frames.read import Frame
from timeline.extract.scan import Hit, Scan
from timeline.lexicon import MAY, Entry, Sense, cue, months

_TERM = Sense(rule="agreement.figure", kind="frame", form="past", type="agreement", weight=4, attributes=())
_CEILING = Sense(rule="agreement.ceiling", kind="frame", form="past", type="agreement", weight=4)
_CLAIM = Sense(rule="position.figure", kind="frame", form="past", type="position", weight=4)
_RATE = Sense(rule="measure.figure", kind="frame", form="past", type="measure", weight=4)
_OF_ONE = rf"{cue('figures_unilateral')}|since {months()}"
_UNILATERAL = re.compile(rf"\b(?:{_OF_ONE}|{cue('figures_now')})\b")
_BY_ONE = re.compile(rf"\b(?:{_OF_ONE})\b")
"""What tells an act of one side anywhere in the sentence; what is so "now" counts in its own clause alone."""
_LINES = re.compile(r"\bof (?:all |its |their |the )?(?:[\w-]+ ){0,2}(?:tariff lines|lines|goods|products)\b")
"""Behind a share: how much of the trade a deal is about."""
_UNDER = re.compile(
    r"\bunder which\b|\bin (?:exchange|return)\b"
    rf"|\bunder (?:the|a|an|its|that|this|their|[a-z]+day's)\s(?:[\w-]+\s){{0,3}}{cue('figures_under')}\b"
)
_EFFECTIVE = re.compile(rf"\b{cue('figures_effective')} (?:into |legal )?(?:effect|force)\b|\bappl(?:y|ies) from\b")
_DENIED = re.compile(r"\b(?:not|never|no longer|nor|without)\b|n't\b")
_PAST = re.compile(rf"\b{cue('figures_past')}\b")
_CONDITION = re.compile(r"\b(?:(?<!even )if|unless|without a|no agreement|no deal|should|otherwise|were)\b")
_FRACTION = re.compile(r"(?:a |one[ -])?(?:half|third|quarter|fifth|sixth|tenth|two[ -]thirds|three[ -]quarters)")
"""A fraction alone is too often of time or of people ("the first half of 2026") to tell a term by itself."""
_NO_TERM = re.compile(
    r"\b(?:(?:costs?|costing)\s(?!of\b|sharing\b)(?=\w|\Z)|had (?:hoped|asked|held out|pressed|pushed) for"
    r"|had (?:wanted|sought|demanded)|put the (?:value|worth|gains?|costs?|benefits?|loss(?:es)?|damages?|savings?) "
    r"|(?:lost|avoid\w*)\b(?=[^,]*\Z)|loses?|estimat\w*"
    r"|reckon\w*|gone up in smoke|fined?|enriched to|purity of)\b"
    r"(?!\s(?:of|sharing))"
    r"|\b(?:wants?|wanted|hopes?|hoped|aims?|aimed) to (?:raise|double|lift|increase|triple|expand|bring)\b"
    r"|\b(?:was|were) to (?:give|pay|have|receive|get|lend|hand)\b"
    r"|\b(?:allocated|earmarked|budgeted|set aside|borrowed|(?:parliament|house|committee|cabinet)\b[^,;]*\bapproved)\s"
    r"(?:[\w-]+\s){0,2}\Z"
    r"|\b(?:wants?|would like|would settle for|hold(?:s|ing)? out for)\s(?:[\w-]+\s){0,3}\Z"
)
"""What makes a sum a loss, a guess, an aim or a thing of the past, and no term."""
_SPENT = re.compile(
    r"\b(?:is|are|was|were) (?:not |un)affected\b|\bat th(?:at|e) time\b|\bin those days\b"
    r"|\bever\s(?:drawn|spent|paid back|repaid|disbursed)\b"
)
_ABOUT_TRADE = frozenset(("tariff", "trade", "money", "deal"))
_STATISTIC = re.compile(rf"\b{cue('figures_statistic')}\b")
_BACKGROUND = re.compile(rf"(?<![a-z-]){cue('figures_background')}\b")
"""What tells of the ground on which a deal stands: who owns what, what was paid before it, what it brings."""

_UNDER_A_DEAL = re.compile(r"\b(?:under|by) (?:the|this|that) (?:new )?(?:deal|agreement|accord|pact|treaty)\b")
_HAS = ("own", "hold", "control")
"""How what somebody has begins, which a deal may give: "holds 40 percent under the agreement"."""

_FORMER = ("hitherto", "until now", "up to now", "used to", "old ", "former ", "earlier ", "previous ", "before the ")


def _is_set_beside(background: re.Match[str], clause: str, figures: int) -> bool:
    """Whether a deal gives what somebody has, or a second figure is the one of now: "hitherto 10 percent, now 5"."""
    if background.group().startswith(_HAS):
        return _UNDER_A_DEAL.search(clause) is not None
    return figures > 1 and background.group().startswith(_FORMER)


def has_rate_or_money(scan: Scan, unit: Unit) -> bool:
    """Whether the clause gives a percentage or a sum of money."""
    return any(a.unit == "%" or a.is_money for a in scan.amounts.within(unit.start, unit.end))


def has_quantity(scan: Scan, unit: Unit) -> bool:
    """Whether the clause gives a quantity of goods: "a quota of 20,000 tonnes applies"."""
    return any(a.unit in _COUNTED for a in scan.amounts.within(unit.start, unit.end))


def is_under_deal(scan: Scan, unit: Unit) -> bool:
    """Whether the sentence says that what it tells is so under an agreement."""
    return bool(_UNDER.search(scan.lower, *scan.sentences[unit.sentence]))


def is_term(scan: Scan, unit: Unit, dealt: bool) -> bool:
    """Whether a clause with a figure tells a term of a deal rather than a measure of one side."""
    clause = scan.lower[unit.start : unit.end]
    sentence = scan.sentences[unit.sentence]
    if _EFFECTIVE.search(clause) and any(d.role in ("on", "from") for d in scan.dates.within(unit.start, unit.end)):
        return False
    if _UNDER.search(scan.lower, *sentence):
        return True
    if _CONDITION.search(scan.lower, *sentence):
        return False
    if not dealt or _UNILATERAL.search(clause):
        return False
    return not _BY_ONE.search(scan.lower, *sentence)


_MAY = re.compile(rf"\b(?:{MAY}|{cue('figures_granted')})\b")
_COUNTED = frozenset(
    (
        *("tonnes", "tons", "kg", "litres", "gallons", "barrels", "bushels", "m3", "MW", "GW", "head", "heads"),
        *("vehicles", "ships", "aircraft", "containers", "visas", "permits", "licences", "workers"),
    )
)
_LIMIT = re.compile(r"\b(?:is|are|will be|is to be|are to be) the (?:limit|maximum|ceiling|cap|most|upper limit)\b")
"""A limit stays a term though it is told with a condition: "should drugs be taxed, 15 percent is the limit"."""


_RELATIVE = ("that ", "which ", "whereby ", "where ")
_HOLDS = re.compile(
    r"\b(?:costs?|thinks?|believes?|reckons?|(?:will|would|may|can|is to|are to|could) (?:soon |then )?"
    r"(?:hold|need|leave|sail|produce|employ|store|house|burn|weigh|consume))\b"
)
"""What a place holds, somebody needs or a ship carries is no grant."""
_OF_A_PAPER = re.compile(r"\b(?:initialled|initialed|signed)\b")
"""In the sentence of a term: the deal itself is told there."""
_NOT_GRANTED = re.compile(
    rf"\b(?:{cue('figures_past')}|on the table|(?:is|are) to (?:start|begin|open|meet|go on)"
    r"|(?:old|previous|earlier|former|present|current|existing) (?:pact|deal|agreement|accord|treaty|arrangement))\b"
)


def _term_frame(scan: Scan, unit: Unit, figure: Amount, sense: Sense = _TERM) -> Frame:
    return Frame(unit, Hit(figure.start, figure.end, Entry(), scan.lower[figure.start : figure.end]), sense)


def _is_granted_now(scan: Scan, unit: Unit, deal_article: bool) -> bool:
    """Whether a clause of the present that nothing before it makes a term tells one: "may come in duty-free"."""
    if (
        not deal_article
        or scan.lower.startswith(_RELATIVE, unit.start)
        or scan.lower.endswith(_RELATIVE, 0, unit.start)
    ):
        return False
    if _NOT_GRANTED.search(scan.lower, unit.start, unit.end):
        return False
    return _OF_A_PAPER.search(scan.lower, *scan.sentences[unit.sentence]) is None


def _counted_frame(scan: Scan, unit: Unit, amounts: Sequence[Amount]) -> Frame | None:
    """A clause that grants a quantity, told without a rate or a sum: "Honey gets 35,000 tonnes"."""
    if not _MAY.search(scan.lower, unit.start, unit.end) or _STATISTIC.search(scan.lower, unit.start, unit.end):
        return None
    if _HOLDS.search(scan.lower, unit.start, unit.end):
        return None
    counted = next((a for a in amounts if a.unit in _COUNTED), None)
    if counted is None or _CONDITION.search(scan.lower, unit.start, unit.end):
        return None
    return _term_frame(scan, unit, counted)


def figure_frame(scan: Scan, unit: Unit, dealt: bool, deal_article: bool) -> Frame | None:
    """A reading of a clause with a percentage or a sum, where nothing else was read; None where it is no term."""
    amounts = scan.amounts.within(unit.start, unit.end)
    if not amounts:
        return None
    figures = [
        a for a in amounts if (a.unit == "%" or a.is_money) and not _FRACTION.fullmatch(scan.lower, a.start, a.end)
    ]
    if not figures and (dealt or _is_granted_now(scan, unit, deal_article)):
        return _counted_frame(scan, unit, amounts)
    if dealt and figures and _LIMIT.search(scan.lower, unit.start, unit.end):
        return _term_frame(scan, unit, figures[0], _CEILING)
    if not figures or _STATISTIC.search(scan.lower, unit.start, unit.end):
        return None
    clause = scan.lower[unit.start : unit.end]
    if not _ABOUT_TRADE & unit.kinds and not dealt and not _UNDER.search(clause) and not _UNILATERAL.search(clause):
        return None
    if "pause" in unit.kinds and any(d.role in ("by", "until") for d in scan.dates.within(unit.start, unit.end)):
        return None
    figure = figures[0]
    if _NO_TERM.search(clause, 0, max(0, figure.start - unit.start)) or _SPENT.search(clause):
        return None
    background = _BACKGROUND.search(clause) if figure.movement is None else None
    if background is not None and not _is_set_beside(background, clause, len(figures)):
        return None
    if unit.saying is not None and unit.saying.speech is not None and unit.saying.speech.rule == "speech.stance":
        hit = Hit(figure.start, figure.end, Entry(), scan.lower[figure.start : figure.end])
        return Frame(unit, hit, _CLAIM)
    dealt = dealt or (figure.is_money and deal_article and not _PAST.search(clause))
    moved = dealt and "tariff" not in unit.kinds and not _UNILATERAL.search(clause)
    moved = moved or figure.is_money or figure.movement is not None or is_under_deal(scan, unit)
    moved = moved or (dealt and (not unit.anchors or _LINES.match(scan.lower, figure.end + 1) is not None))
    if moved and is_term(scan, unit, dealt):
        sense = _TERM
    elif figure.unit == "%" and ({"tariff", "trade"} & unit.kinds or figure.movement or _UNILATERAL.search(clause)):
        sense = _RATE
    else:
        return None
    if unit.saying is not None and sense is _TERM and figure.unit == "%":
        return None
    if (sense is _RATE or unit.saying is not None or unit.speech is not None) and _DENIED.search(clause):
        return None
    hit = Hit(figure.start, figure.end, Entry(), scan.lower[figure.start : figure.end])
    return Frame(unit, hit, sense)
