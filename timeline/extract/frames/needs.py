"""Needs: what the senses ask of their clause, condition by condition, as README.md of the words names them."""

from __future__ import annotations

import re

from timeline.extract.clauses import named
from timeline.extract.clauses.answers import MOVE_TO, is_idle, offer_was
from timeline.extract.clauses.named import PLURAL
from timeline.extract.clauses.units import INTERRUPTED, Unit
from timeline.extract.dates import LIMITS
from timeline.extract.frames.agreed import NEVER_WAS, is_joint, is_reached
from timeline.extract.scan import Hit, Scan, Side
from timeline.lexicon import MAY, Need, Sense, cue

ABOUT = frozenset(("talks", "deal", "tariff", "money", "pause", "trade", "law"))
"""Kinds of noun of which one shows that a clause is about trade or the talks."""


def holds(scan: Scan, unit: Unit, hit: Hit, sense: Sense, pair: tuple[str, ...], subject: Side | None) -> bool:
    """Whether everything that ``sense`` asks of its clause is so; ``pair``: the principal parties."""
    if sense.about and not sense.about & unit.kinds and not ("tariff" in sense.about and _has_rate(scan, unit)):
        return False
    if sense.object and not _object(scan, unit, hit, sense, pair):
        return False
    if sense.subject:
        floor = unit.start
        if scan.lower.startswith(("which", "that", "who"), unit.start):
            floor = max(scan.sentences[unit.sentence][0], unit.start - 50)
        reach = max(floor, hit.start - sense.near)
        ordinal = "talks" in sense.subject & unit.around and _ORDINAL.search(scan.lower, reach, hit.start)
        taken_up = (
            sense.subject & unit.around
            and scan.lower.startswith(("it ", "that "), unit.start)
            and hit.start - unit.start < 30
            and not (sense.type == "meeting" and scan.lower.startswith((" the ", " its "), hit.end))
        )
        if (
            not ordinal
            and not taken_up
            and not (
                sense.type == "agreement"
                and _ELIDED.match(scan.lower, unit.start, hit.start)
                and _heads(scan, unit, sense.subject)
            )
            and not _kind_in(scan, reach, hit.start, sense.subject)
            and not (sense.form != "ing" and _is_of_head(scan, unit, hit, sense.subject))
        ):
            return False
    return all(_need(need, scan, unit, hit, sense, pair, subject) for need in sense.needs)


_ELIDED = re.compile(
    r"(?:(?:and|but|or|then|later)\s)*(?:was|were|is|are|has been|have been|had been|will be|would be|is to be|will)\s"
    r"(?:then\s|later\s|again\s|\w+ly\s)?(?:be\s)?\Z"
)
"""A clause that has no subject of its own before its verb: "the signing was due in May but | was | put off"."""


def _heads(scan: Scan, unit: Unit, kinds: frozenset[str]) -> bool:
    """Whether the sentence begins with a noun of one of ``kinds``."""
    first = scan.head(unit.sentence)
    return _kind_in(scan, first, min(first + 2 * _AT_THE_HEAD, unit.start), kinds)


def _is_of_head(scan: Scan, unit: Unit, hit: Hit, kinds: frozenset[str]) -> bool:
    """Whether a verb that opens its clause has a subject of one of ``kinds`` before what is put in between commas."""
    if not scan.lower.startswith(", ", max(0, unit.start - 2)) or hit.start - unit.start > _OPENS:
        return False
    found = INTERRUPTED.match(scan.lower, scan.head(unit.sentence), hit.start)
    if found is None:
        return False
    head = [noun.entry.kinds for noun in scan.hits.within(*found.span("head")) if noun.entry.kinds]
    of_talks = "talks" not in kinds and bool(head) and "talks" in head[0]  # "talks on a tax treaty, broken off in 2022"
    return not of_talks and any(kinds & one for one in head)


_OPENS = 12
"""Characters before a verb that opens its clause: "has finally | begun"."""
_ORDINAL = re.compile(
    rf"\b(?:a|the|its|their|this)\s{cue('needs_ordinal')}\b(?!\s(?:of|decision|report|election|payment|deadline|ruling|hearing|vote|minister|party|country|man|woman|word|say|thing|time|day|week|month|year|minute|moment|resort|chance|straw|bell)\b)"
    r"|\bthe first\s(?:was|will be|is to be|had been)\s\Z"
)
"""A round named by its number alone: "a second was held in Oslo"."""
BEING = (" was ", " were ", " been ", " is ", " are ", " be ")
"""Forms of *be* that a passive has right before its participle."""
_IT_WAS = re.compile(r"\b(?:it|they|both)\s(?:was|were|is|are|has been|had been|will be)\s(?:\w+ly\s)?\Z")
_OF_IT = ("ratif", "wave", "nod", "rush", "signed", "initialled", "initialed")
"""Verbs of signing and ratifying that need no more than "it" behind them."""
_IT = re.compile(r"\s*(?:it|they|them|this|these|both|theirs)\b")


_AMENDS = ("doubl", "halv", "tripl", "scrap", "abolish", "lift", "suspend", "reimpos", "rais", "lower", "extend")
_ADOPTS = ("approv", "renew", "prolong", "adopt", "endors", "extend")
_PUTS_OFF = ("call off", "called off", "calls off", "put off", "puts off", "cancel", "postpon")
"""How verbs begin that need no more than "it" behind them, where a deal or talks were told of."""
_THEY = re.compile(r"\b(?:they|both|the two)\b")
_THEM = re.compile(r"\s(?:it|them|both|the two|(?:[\w,]+\s){1,2}(?:of them|more|others))\b(?!\s(?:the|a|an)\b)")


_THE_STEP = re.compile(
    r"\s(?:the|this|that|its|his|her|their|such an?)\s(?:[\w'’-]+\s)?"
    r"(?:step|move|decision|action|announcement|increase|gesture|ultimatum)\b"
)
"""Behind a verb of answering, what was done before: "called | the step | illegal"."""
_OPENS_AGAIN = ("reopen", "resum", "restart", "open", "clos", "shut", "return")
"""How verbs begin of what opens or shuts of itself: "the bridge, shut since June, will | reopen"."""
_MORE = re.compile(r"\s(?:[\w,]+\s){1,2}(?:of them|more|others)\b")


def _object(scan: Scan, unit: Unit, hit: Hit, sense: Sense, pair: tuple[str, ...]) -> bool:
    if sense.object & hit.entry.kinds and " " in hit.text:
        return True
    last = _behind_head(scan, hit, sense, min(unit.end, hit.end + sense.near))
    passive = sense.form == "past" and scan.lower.endswith(BEING, 0, hit.start)
    if not passive and _kind_in(scan, hit.end, last, sense.object):
        return True
    if (
        "tariff" in sense.object
        and "tariff" in unit.around
        and any(a.unit == "%" for a in scan.amounts.within(hit.end, last))
    ):
        return True
    it = _IT.match(scan.lower, hit.end, unit.end) if hit.text.startswith(_OF_IT) else " it " in hit.text
    if it and sense.rule in ("agreement.ratify", "agreement.sign") and "deal" in unit.around:
        return True  # "the Senate ratified it on Monday"
    if sense.rule == "measure.passage" and _THEM.match(scan.lower, hit.end):
        # "shut the crossings and reopened them", "turned back 11 lorries. On Tuesday they turned back nine more"
        told = sense.object & unit.around if _MORE.match(scan.lower, hit.end) else frozenset()
        if told or _kind_in(scan, scan.sentences[unit.sentence][0], hit.start, sense.object):
            return True
    told_of = sense.object & unit.kinds
    if told_of and _IT.match(scan.lower, unit.start if sense.form == "past" else hit.end, unit.end):
        return True
    if told_of and hit.text.startswith(_AMENDS) and _IT.match(scan.lower, hit.end, unit.end):
        return True
    if told_of and hit.text.startswith(_PUTS_OFF + _ADOPTS) and (it := _IT.match(scan.lower, hit.end, unit.end)):
        stands_for = sense.object & (_stands_for(scan, unit, it.group().strip()) or told_of)
        taken_up = _ADOPTS if "deal" in stands_for else _PUTS_OFF if "talks" in stands_for else ()
        if hit.text.startswith(taken_up):
            # "Peru's parliament approved it", where a deal was told of; not that of a province
            if hit.text.startswith("endors") and not any(s.code in pair and _acts(scan, s, hit) for s in unit.sides):
                return False  # "Brazil endorsed it", "Peru's growers endorsed it"
            return any(side.code for side in unit.sides) or bool(_THEY.search(scan.lower, unit.start, hit.start))
    if sense.object & unit.kinds and sense.form == "past" and _IT_WAS.search(scan.lower, unit.start, hit.start):
        return True
    aside = sense.form == "past" and scan.lower.endswith(", ", 0, hit.start)
    if aside and "talks" in sense.object and _is_of_talks(scan, unit, hit):
        return True  # "talks on a tax treaty, broken off in 2022"
    if (passive or hit.text.startswith(_OPENS_AGAIN)) and _is_of_head(scan, unit, hit, sense.object):
        return True
    if "talks" in unit.kinds and "talks" not in sense.object and _is_of_talks(scan, unit, hit):
        return False
    reach = 2 * sense.near if passive else sense.near
    return sense.form == "past" and _kind_in(scan, max(unit.start, hit.start - reach), hit.start, sense.object)


def _acts(scan: Scan, side: Side, hit: Hit) -> bool:
    """Whether somebody of a party stands right before a verb: "Chile's senate | endorsed"."""
    return bool(_OWN_BODY.fullmatch(scan.lower, scan.goes_on(side), hit.start))


_OWN_BODY = re.compile(
    rf"(?:['’]s?\s(?:[\w-]+\s)?(?:{cue('grammar_state_body')}|parliament|senate|congress|lawmakers|president|leaders?))?"
    r"\s(?:has\s|have\s|had\s|\w+ly\s|also\s|then\s)?"
)


def _stands_for(scan: Scan, unit: Unit, it: str) -> frozenset[str]:
    """Kinds of the noun that ``it`` stands for: of its sentence so far, else of the one before; empty if neither has.

    One behind a preposition only where there is no other: "held talks over a duty. Chile cancelled it".
    """
    number = unit.sentence
    nouns: list[Hit] = []
    while not nouns and number >= max(0, unit.sentence - 1):
        first, end = scan.sentences[number]
        hits = scan.hits.within(first, min(end, unit.start))
        nouns = [one for one in hits if _THINGS & one.entry.kinds and not (it in _ONE and one.text.endswith(_MANY))]
        number -= 1
    free = [one for one in nouns if not _BEHIND_A_PREPOSITION.search(scan.lower, max(0, one.start - 30), one.start)]
    return frozenset().union(*(one.entry.kinds for one in free or nouns))


_THINGS = frozenset(("tariff", "law", "deal", "passage", "talks", "offer"))
"""Kinds of noun for which "it" may stand."""
_ONE = ("it", "this")
_MANY = ("talks", "negotiations", "consultations", "discussions")
"""Nouns for which "they" stands, and never "it"."""
_BEHIND_A_PREPOSITION = re.compile(
    r"\b(?:over|about|on|before|after|during|ahead of|at|in|for|since|until|of|against|under)\s"
    r"(?:(?:an?|the|its|their|his|her|this|that|[\w.-]+['’]s)\s)?(?:[\w-]+\s)?\Z"
)


def _is_of_talks(scan: Scan, unit: Unit, hit: Hit) -> bool:
    """Whether the talks themselves are what a verb tells of: "talks on milk | resumed"."""
    before = [noun for noun in scan.hits.within(unit.start, hit.start) if noun.entry.kinds]
    return bool(before) and "talks" in before[0].entry.kinds and before[0].start - unit.start < _AT_THE_HEAD


_AT_THE_HEAD = 30
"""Characters of a clause in which its subject begins."""


_IS_ABOUT = re.compile(
    rf"\s(?:(?!{cue('needs_about')}\b)[\w'’-]+\s){{0,4}}?{cue('needs_put_in_words')}(?=\s(?:{cue('needs_about')}|that)\b)"
)
_IS_TO_BE = re.compile(r"\s(?:[\w'’-]+\s){0,3}?(?:plans?|intentions?)(?=\sto\b)")
_IN_WORDS = frozenset(("deal", "offer", "talks"))
_SAID = frozenset(("response.disputes", "response.breach", "response.denies"))


def _behind_head(scan: Scan, hit: Hit, sense: Sense, last: int) -> int:
    """Where the object of a deed ends, before ``last``, if it is a thing of words that is only about something.

    "Extended a deal | on port fees", "put an offer | of a quota": a deal is extended, and no fee.
    """
    if sense.type not in ("measure", "agreement"):
        return last
    of_words = sense.type == "agreement" or not sense.object.isdisjoint(_IN_WORDS)
    head = (_IS_TO_BE if of_words else _IS_ABOUT).match(scan.lower, hit.end, last)
    return head.end() if head is not None else last


def _kind_in(scan: Scan, start: int, end: int, kinds: frozenset[str]) -> bool:
    return any(kinds & hit.entry.kinds for hit in scan.hits.within(start, end)) if start < end else False


def _need(
    need: Need,
    scan: Scan,
    unit: Unit,
    hit: Hit,
    sense: Sense,
    pair: tuple[str, ...],
    subject: Side | None,
) -> bool:
    """Whether one condition is met."""
    match need:
        case "side":
            if len(pair) < 2 and not ABOUT & unit.around:
                return False
            if sense.rule == "proposal.asked_of" and not named.is_of_pair(scan, unit, hit, pair, "person", "office"):
                return False  # "drivers were asked to stay"
            if sense.type == "response" and is_idle(scan, unit, hit, sense):
                return False
            if sense.type == "response" and offer_was(scan, unit, hit):
                return True
            said = (sense.type == "position" or sense.rule in _SAID) and named.is_said_by_side(unit)
            return said or named.has_side(scan, unit, hit, subject)
        case "anyside":
            return named.has_side(scan, unit, hit, subject) or len(pair) > 1
        case "counterpart":
            return named.counterparts(scan, unit, hit, subject, pair)
        case "personafter":
            if named.met_whom(scan, unit, hit):
                return True
            near = [s for s in unit.sides if named.can_meet(s) and hit.end <= s.start < hit.end + 60]
            return any(not scan.lower.startswith("'s ", s.end) for s in near)  # not "welcomed Mora's stance"
        case "person":
            return any(s.kind in ("person", "office") for s in unit.sides) or subject is not None
        case "othercapital":
            return named.abroad(unit, hit)
        case "dated":
            dates = [d for d in scan.dates.within(unit.start, unit.end) if not d.stamp and d.date is not None]
            return any(sense.type != "meeting" or d.role != "since" for d in dates)
        case "due":
            return any(d.role in LIMITS for d in scan.dates.within(unit.start, unit.end))
        case "about":
            if sense.rule == "assessment.called" and named.person_follows(unit, hit):
                return False  # "praised the minister" judges no talks
            if sense.type == "assessment" and (unit.speech is not None or _is_judged(unit)):
                return True
            if sense.type == "position" and ABOUT & unit.around and _THEM.match(scan.lower, hit.end):
                return True  # "while France and Italy support them"
            if sense.type == "response" and ("offer" in unit.kinds or _THE_STEP.match(scan.lower, hit.end)):
                return True
            if sense.type == "position" and (
                named.is_of_pair(scan, unit, hit, pair) or named.is_it_of_pair(scan, unit, hit, pair, subject)
            ):
                return True  # "Brussels wants state enterprises covered": what a party wants in talks is a stance
            return (
                unit.saying is not None
                or (sense.type == "proposal" and has_amount(scan, unit))
                or bool(
                    ABOUT
                    & (
                        unit.around
                        if sense.type == "assessment"
                        else unit.whole
                        if sense.type == "position"
                        else unit.kinds
                    )
                )
            )
        case "alone":
            passive = sense.form == "past" and scan.lower.endswith(BEING, 0, hit.start)
            return not passive and not PLURAL.search(scan.lower, unit.start, hit.start)
        case "ahead":
            if NEVER_WAS.search(scan.lower, max(unit.start, hit.start - 30), hit.start):
                return True
            if sense.form == "s" or (sense.be and hit.text.startswith(("due", "expected", "invited"))):
                told = [d for d in scan.dates.within(hit.end, unit.end) if d.date is not None]
                return any(d.role == "on" or (sense.be and d.role in ("by", "within")) for d in told)
            return sense.form == "base" or hit.text.endswith("ing")
        case "joint":
            return (len(pair) > 1 or bool(ABOUT & unit.around)) and is_joint(scan, unit, hit, sense, subject)
        case "notopen":
            return is_reached(scan, unit, hit, sense)
        case "rate":
            return _has_rate(scan, unit)
        case "tariffcontext":
            return has_amount(scan, unit) or "tariff" in unit.kinds
        case "ends":
            return _ENDS.match(scan.lower, hit.end) is not None
        case "toparty":
            return bool(ABOUT & unit.around) and named.to_party(scan, unit, hit, pair)
        case "dealt":
            return unit.dealt or (sense.form == "s" and _of_deal(scan, unit, hit))
        case "course":
            return _is_course(scan, unit, hit, sense)
        case "done":
            return _done(scan, unit, hit, sense)
        case "byside":
            if len(pair) < 2 and not {"tariff", "trade", "deal"} & unit.around:
                return False
            return named.has_side(scan, unit, hit, subject)


_ENDS = re.compile(r"\s*(?:[^\w\s]|\Z)|\s(?:again|either|when|then|for now|on|and|but|at|last|this)\b")
_GOVERNED = re.compile(
    rf"\b(?:will|would|shall|{MAY}|might|could|can|{cue('needs_governed')}\s"
    r"(?:(?:on|last|this|earlier this)\s\w+\s|\w+\s)?to|without|by|after|before|consider\w*|is|are"
    r"|was|were|been|on|of)\s(?:(?:\w+ly|again|now|soon|also|then|once more|no longer|not)\s)?\Z"
)
_THAT_ONE = re.compile(
    r"\b(?:is|was|demand\w*|insist\w*|request\w*|ask\w*|propos\w*)\s(?:on\s\w+day\s)?that\s(?:(?!and\b)[\w'’.-]+\s){1,4}\Z"
)
"""Before what one side wants of another: "its demand is that Uganda | lift its ban"."""
_MADE_TO = re.compile(
    r"\b(?:prompt(?:ed|ing)|led|leading|caus(?:ed|ing)|forc(?:ed|ing)|drove|driving|mov(?:ed|ing)|compell(?:ed|ing))\s"
    r"(?:the\s)?(?:[\w'’.-]+\s){1,4}to\s\Z"
)
"""Before what somebody was made to do, and did: "prompting Qatar to | recall its ambassador"."""
_HAD_TO = re.compile(r"(?<!have )\bhad to\s(?:\w+ly\s)?\Z")
"""Before what one was forced to do, and did; under a saying it is what one must: "said that Oman had to | lift it"."""


def _is_told_by_somebody(scan: Scan, unit: Unit, hit: Hit) -> bool:
    before = scan.hits.within(scan.sentences[unit.sentence][0], hit.start)
    return unit.saying is not None or any(sense.kind == "speech" for one in before for sense in one.entry.senses)


_NEGATED = re.compile(rf"\b{cue('needs_negated')}\s(?:[\w-]+\s){{0,3}}\Z")


_WILL = re.compile(rf"\b(?:will|would|shall|{MAY}|must|(?:is|are|was|were|has|have) to|be)\s(?:\w+\s)?(?:be\s)?\Z")


def _is_course(scan: Scan, unit: Unit, hit: Hit, sense: Sense) -> bool:
    """Whether the clause tells what a deal sets: in present or future, about tariffs, trade or money."""
    if unit.saying is not None:
        return False
    if sense.form == "s" and _of_deal(scan, unit, hit):
        return True
    before = scan.lower[max(unit.start, hit.start - 24) : hit.start]
    owner = any(side.kind == "party" and 0 < hit.start - scan.goes_on(side) < 16 for side in unit.sides)
    gains = sense.form == "past" and hit.text.startswith(_GAINS)
    if owner and (sense.form == "s" or gains) and not sense.be:
        return True  # "Vietnam gives up its licensing", told of a deal
    if not {"tariff", "trade", "money"} & unit.kinds and not has_amount(scan, unit):
        # "Nigerian banks will be allowed to open branches": no ware and no rate, but a party's people
        named = any(side.kind == "party" for side in unit.sides)
        if sense.form == "base" and before.endswith(("will ", "shall ")) and PLURAL.match(scan.lower, unit.start):
            return True  # "the two sides will set up a working group"
        return named and before.endswith(("will be ", "shall be ", "is to be ", "are to be "))
    if sense.be:
        return bool(re.search(r"\b(?:is|are|will be|to be|be)\s(?:not\s)?\Z", before))
    if sense.form == "s":
        return True
    if sense.form == "base" and _PLURAL_HEAD.match(scan.lower, unit.start, hit.start):
        return True  # "duties on shrimp vanish over three years"
    return sense.form == "base" and bool(_WILL.search(before))


_PLURAL_HEAD = re.compile(
    r"(?:the |all |most |both )?(?:[a-z-]+ ){0,2}?(?:duties|tariffs|levies|quotas|fees|tolls|charges|curbs|barriers"
    r"|checks|rates|limits|bans|exports|imports|ships|trucks|lorries|sides|countries)"
    r"\s(?:[a-z-]+\s){0,4}?(?<!\bto )(?<!not )\Z"
)
"""A clause whose subject is plural, so that its verb in the present is a bare one."""
_GAINS = ("got", "won", "obtained", "gained", "secured")


def _of_deal(scan: Scan, unit: Unit, hit: Hit) -> bool:
    """Whether a deal is what does it: "the deal gives European banks the right"."""
    return _kind_in(scan, max(unit.start, hit.start - 30), hit.start, frozenset(("deal",)))


_NOUN_ENDS = re.compile(rf"\b{cue('needs_noun_ends')}\s\Z")


def _is_judged(unit: Unit) -> bool:
    """Whether a verb of judging stands in the unit: "spoke of", "called it"."""
    return any(sense.rule == "assessment.called" for _, senses in unit.anchors for sense in senses)


_WILL_BE = re.compile(
    rf"\b(?:will|would|shall|should|can|could|cannot|{MAY}|might|must|to|not|never|'ll|let|gradually|\w+ly)\s(?:\w+\s)?be\s\Z|n't\sbe\s\Z"
)
"""Before what will, may or is to be done; without such a word it is asked for."""
_WANTS_DONE = re.compile(
    r"\b(?:want(?:s|ed)?|would like|wish(?:es)? to see)\s(?!to\b)(?:(?!which\b|that\b|who\b)[\w'’-]+\s){1,7}\Z"
)
"""Before what somebody would have done: "wants the fee | suspended"."""
_HOPES = re.compile(r"\bhop(?:es?|ed|ing)\s(?!to\b|for\b)[^,;:.]*\Z")
_ASKED_TO_BE = re.compile(
    r"\b(?:call|ask|want|demand|urg|press|appeal|push|lobb|campaign)\w*\s(?:for\s)?[^.;:]{0,60}\sto be\s\Z"
)
"""Before what somebody asks for: "called for the crossings to be | reopened"."""


def _done(scan: Scan, unit: Unit, hit: Hit, sense: Sense) -> bool:
    """Whether a measure is told as taken, planned or threatened, and neither denied nor only allowed or asked for."""
    if sense.form == "past" and _NOUN_ENDS.search(scan.lower, max(unit.start, hit.start - 12), hit.start):
        # "the tariff announced by X" only recalls it, unless it says when
        return any(not d.stamp and d.date is not None for d in scan.dates.within(hit.end, unit.end))
    floor = max(scan.sentences[unit.sentence][0], hit.start - 40)
    if _NEGATED.search(scan.lower, floor, hit.start):
        return False
    if (
        sense.form == "past"
        and scan.lower.endswith(" be ", 0, hit.start)
        and not _WILL_BE.search(scan.lower, max(unit.start, hit.start - 36), hit.start)
    ):
        return False  # "asked that the levy be scrapped"
    if sense.form == "past" and _WANTS_DONE.search(scan.lower, max(unit.start, hit.start - 70), hit.start):
        return False
    if _HOPES.search(scan.lower, max(scan.sentences[unit.sentence][0], hit.start - 90), hit.start):
        return False
    if sense.form == "past" and _ASKED_TO_BE.search(scan.lower, max(unit.start, hit.start - 90), hit.start):
        return False
    if sense.form in ("base", "ing") and not sense.be:
        if sense.form == "base" and scan.actor_ends(hit.start - 1):
            return not _THAT_ONE.search(scan.lower, floor, hit.start)
        if sense.form == "base" and (
            MOVE_TO.search(scan.lower, floor, hit.start)
            or _MADE_TO.search(scan.lower, floor, hit.start)
            or (_HAD_TO.search(scan.lower, floor, hit.start) and not _is_told_by_somebody(scan, unit, hit))
        ):
            return True
        return bool(_GOVERNED.search(scan.lower, floor, hit.start)) and not re.search(
            r"\b(?:aim\w*|hop\w+|want\w*|seek\w*|allow\w*|ask\w*|urg\w+)\s[\w\s.]{0,30}\Z",
            scan.lower[floor : hit.start],
        )
    return True


def is_negated(scan: Scan, unit: Unit, hit: Hit) -> bool:
    """Whether a negation stands before the trigger: "has not granted"; not one of who acts: "Peru but not Chile"."""
    others = (s.end for s in unit.sides if s.end <= hit.start and scan.lower.endswith("not ", 0, s.start))
    return bool(_NEGATED.search(scan.lower, max(unit.start, hit.start - 30, *others), hit.start))


def _has_rate(scan: Scan, unit: Unit) -> bool:
    return any(amount.unit == "%" for amount in scan.amounts.within(unit.start, unit.end))


def has_amount(scan: Scan, unit: Unit) -> bool:
    """Whether the clause gives a figure."""
    return bool(scan.amounts.within(unit.start, unit.end))
