"""Frames: which event, if any, a unit tells, from its triggers and from who and what stands around them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from timeline.extract.clauses.answers import CHOSE_TO
from timeline.extract.clauses.named import is_of_pair
from timeline.extract.clauses.other_deals import is_of_another
from timeline.extract.clauses.units import Unit
from timeline.extract.frames.idioms import is_idiom
from timeline.extract.frames.needs import BEING, holds
from timeline.extract.scan import Hit, Scan, Side
from timeline.lexicon import Sense, cue
from timeline.model.events import EventType

TALK: frozenset[EventType] = frozenset(("position", "proposal", "response", "assessment"))
"""The types that tell of words, not deeds."""
WARNS = ("warn", "caution")
"""How verbs of warning begin."""
SUPPOSES = re.compile(r"\b(?:if|unless|should)\b")
"""What makes a sentence suppose something."""


@dataclass(slots=True)
class Frame:
    """A reading of one unit: the trigger and its sense."""

    unit: Unit
    hit: Hit
    sense: Sense
    type: EventType = field(init=False)
    """The type of the event that it tells."""

    def __post_init__(self) -> None:
        assert self.sense.type is not None
        self.type = self.sense.type

    def told_as(self, rule: str, **attributes: str) -> Frame:
        """The same words read as an event of another type or rule, with the fields that this one fills."""
        sense = replace(
            self.sense, type=cast("EventType", rule.partition(".")[0]), rule=rule, attributes=tuple(attributes.items())
        )
        return replace(self, sense=sense)


@dataclass(frozen=True, slots=True)
class Context:
    """What the article as a whole says, for the conditions of the senses."""

    pair: tuple[str, ...]
    """The principal parties."""
    today: dt.date | None = None
    """The day of publication."""
    bloc_of: dict[str, str] = field(default_factory=dict)
    """The bloc of the pair that each of its members stands with."""
    members: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The members of every bloc."""
    deal_article: bool = False
    """Whether its title or first paragraphs speak of a deal."""
    apart: frozenset[str] = frozenset()
    """Blocs whose states are the parties to their agreements."""
    offices: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The offices of each person, by name."""


_NEITHER_CAN = re.compile(r"\bneither\b[^,;.]{0,24}\b(?:can|could|will|would)\s(?:\w+\s)?\Z")
_IS = (" is ", " was ", " are ", " were ")
_OVER = ("expired", "lapsed", "ran out")
_IDLY = re.compile(r"(?:\b(?:you|who|whom|how to|why|let's)|[.?!:]|\n|\A)\s?\Z")
_DOUBTED = re.compile(
    r"\b(?:unclear|uncertain|not known|not clear|unknown|no word on|(?:declin|refus)\w+ to say|(?:did|would) not say)\s"
    r"(?:if|whether|when|how)\b"
)
_JUST_BEFORE = 30
"""Characters before a clause in which it may be put in doubt: "it was not clear | when the talks would resume"."""
_DOUBTS = ("clear", "certain", "known", "no word", " say")
"""One of these stands in every doubt; looked for first, because that is quick."""
_GOODS = re.compile(
    r"\b(?:tonnes|tons|kilos|litres|barrels|bushels|bottles|containers|shipments?|cargo(?:es)?|lorries|trucks|goods|imports|exports|cars|vehicles"
    r"|boats|ships|trawlers|vessels|cattle|heads? of|patients|tourists|passengers|students|workers|migrants|pilgrims"
    r"|families|flights|airlines|ferries)\b(?:(?!\b(?:and|which|that|when)\b)[^,;:]){0,40}\Z"
)
"""Before a verb of going: what goes is no visitor."""
_AS_GOODS_DO = ("cross", "sit for", "sat for", "run into", "ran into", "come face", "came face")
"""Of two who meet, and of ships and lorries: "crossed paths", "sat for hours"."""
_ON_SHOW = re.compile(
    rf"\b{cue('frames_on_show')}\s(?:of\s(?:(?:the|both|two)\s){{0,2}}[\w'’-]+\s(?:and\s[\w'’-]+\s)?)?\Z"
)
"""Before a verb of standing together: what is shown, and who performs: "bands of Peru and Chile | shared a stage"."""
_STANDS_BY = ("pos", "shar", "stand ", "stood ", "sit side", "sat side", "appear")
_UNTIL = ("until ", "unless ", "if ", "whether ", "once ", "before we ", "before he ", "before she ", "before they ")
_OUTSIDERS = re.compile(
    rf"\b{cue('frames_outsiders')}\s(?:(?:has|have|had|is|are|was|were|been|will|would|not|also|\w+ly)\s){{0,3}}\Z"
)
_RAIDERS = re.compile(rf"\b(?:{cue('frames_raiders')}|{cue('frames_mishaps')})\s(?:(?:ha[sd]|have|are)\s)?\Z")
"""Who takes or shuts something and acts for no party."""
_OWNED = re.compile(r"'s\s(?:(?:state|grid|gas|oil|power|national|railway|water|port|telecoms|electricity)\s){1,3}\Z")
"""Before a company that is the state's: "Ghana's grid | company"."""
_SUFFERS = ("los", "may no longer")
_MIGHT_BE = re.compile(r"\b(?:might|could|may)\s(?:\w+\s)?be\s\Z")
_ASKED_FOR = re.compile(
    r"\b(?!to\b|will\b|would\b|shall\b|should\b|must\b|may\b|might\b|can\b|could\b|not\b|also\b|soon\b|again\b|then\b|only"
    r"|now\b|still\b|even\b|never\b|cannot\b|\w+ly\b)[\w-]+\sbe\s\Z"
)
"""Before what is only asked for: "demanded that prices | be | raised"; not "will be raised"."""
_TOPIC = re.compile(r"\b(?:about|on|of|over|consider\w*|discuss\w*|possibility of|idea of)\s\Z")
_EXPECTED = re.compile(r"\b(?:is|are|was|were)\s(?:\w+ly\s)?(?:expected|due|set|scheduled|slated) to \Z")
"""Before a verb that tells what is to come: "are expected to sign the treaty at a summit"."""
_TO_BE_TOLD = 44
"""Characters before a verb in which stands that it is expected, or chosen."""
_GOVERNS_ANSWER = re.compile(
    r"\b(?:to (?:coordinate|prepare|discuss|draft|work on|agree on|consider|await)"
    r"|(?:coordinat|prepar|discuss|draft|await|consider)ing|working on)\s"
    r"(?:a|an|the|its|his|her|their)\s(?:\w+\s)?\Z"
)
"""Before an answer that is still to be given: "to coordinate their answer to the increase"."""
_AT_A_PLACE = re.compile(r"\s(?:in|at)\s")
_SOMEBODY_TO = re.compile(r"\s(?:[\w'’.-]+\s){1,4}to\s[a-z]")
_DUE_TO = re.compile(rf"\s(?:now\s)?to\s(?!{cue('frames_due_to')}|\d|[a-z]+day\b|[a-z]{{3,9}}\.?\s\d|next\b|the \d)")
"""Behind "is due": what is due to take effect or to decide is no meeting."""
_TIME_TO = re.compile(
    r"\b(?:until|till|by|days?|weeks?|months?|hours|deadline|time|chance|opportunity|ultimatum)\b"
    r"(?:[^,;]|,\s(?=\d{4})){0,24}\sto\s\Z"
)
"""Before an answer for which there is time still: "has until April 30 to | reply"."""
_AN_AMOUNT = re.compile(
    r"\s(?:[$€£¥]?\d|(?:six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty)\b)"
)
_WHOM_WE = re.compile(
    r"\b(?:officials?|diplomats?|people|those|every(?:one|body)|no(?: one|body)|sources?|negotiators?|delegates?"
    r"|[a-z]+ers)\s(?:whom\s|who\s|that\s)?(?:i|we)\s(?:have\s|had\s)?\Z"
)
"""Before "spoke": those whom a reporter asked."""
_ASKS_BACK = re.compile(
    r"[\"“]?(?:and |but )?(?:what|who|whom|why|how|which|where|when|whose)\b[^,.;?]{0,80}[,?][\"”]?\s\Z"
)
"""Before "asks": a question."""
_ASKED = ("asked", "urged", "pressed", "invited", "offered", "begged", "requested")
_IS_ASKED = re.compile(
    r",\s[a-z]+(?:\s(?:on|in|last|this)\s[\w ]{2,20}?)?\s(?:to|for|about|by|whether|if|why|how|what)\b[^,;.]{2,90},\s"
    r"(?:would|will|could|can|said|says|replied|answered|has|had|is|was|did|does|[a-z]{3,}ed|gave|went|took|sent|held|put|kept"
    r"|let|wants|refuses|declines|insists|prefers)\b"
)
"""From the comma behind who is asked to his own verb: "Chile | , asked to lend its ports, would ..."."""
_WAS = re.compile(
    r"\b(?:it\s|they\s|we\s)?(?:(?:has|have|had)\s(?:not\s|never\s|also\s|already\s)?been|was|were)\s(?:\w+\s)?\Z"
)
"""Before what is offered to somebody: "Chile | has been | offered a quota"."""
_WITHIN = (" in ", " of ", " from ", " at ", " for ", " near ")
_TO_COURT = re.compile(r"\sto\s(?:the\s|an?\s)?(?:[\w-]+\s){0,3}?(?:court|tribunal|arbitrat\w+|panel|judges)\b")
"""Behind a verb of going: who goes to court visits nobody."""
_BEFORE_THEY = re.compile(
    r"(?:before|until|so that)\s(?:we|i|they|he|she|it|anyone|anybody|the other side)\s(?:can\s|could\s)?"
)
"""Before an answer that is still to come: "has to leave before they | answer"."""
WE_ENDED = re.compile(
    r"\b(?:we|they|the two(?: sides)?|both sides|the sides|the parties|talks|the meeting)\s(?:have|had|has)\s"
    r"(?:\w+ly\s|now\s)?(?:ended|resolved|broken|overcome|averted|defused|got past|moved past)\s"
    r"(?:an?|the|their|its|this|that)\s(?:[\w'-]+\s){0,3}\Z"
)
"""Before a standoff of which both say that it is over, which is a judgement of the talks."""
_TO_TRY = re.compile(rf"\b{cue('frames_to_try')}\s(?:\w+\s|(?:on|in|at)\s\w+\s)?to\s(?:\w+\s)?\Z")
"""Before progress that is only striven for: "in an attempt to | break the deadlock"."""
_AWAITED = ("once ", "until ", "as soon as ")
_IF = ("if ", "unless ", "in case ", "in the event ", "whether ")
_WHEN = ("when ", "once ", "as soon as ", "until ")
_IS_OVER = re.compile(
    r"\b(?:end|resolv|settl|break|broke|overc[ao]m|avoid|avert|defus|lift|heal|clos)\w*\s"
    r"(?!in\b|on\b|with\b|at\b|without\b)(?:an?\s|the\s|their\s|its\s|this\s|that\s)?"
    r"(?:(?!in\b|without\b)[\w'-]+\s){0,4}\Z"
)
"""Before a deadlock that is over or to be ended: "ending an eight-week | standoff", "to try to break a | deadlock"."""
_STILL_THERE = re.compile(
    r"(?:\b(?:not|never|without|fail\w*|unable|neither|nor|cannot)\b|n't\b)(?!\s(?:only|just)\b)[^,;.]{0,40}\Z"
)
"""Before the end of a deadlock that has not come: "failed to | break the deadlock"."""
_COUNTED_FROM = re.compile(
    r"\b(?:days?|weeks?|months?|hours?|years?|just|shortly|well|long)\s(?:before|ahead of|after)\s(?:the"
    r"|its|a|an|their|his)\s(?:[\w-]+\s)?\Z"
)


def best_frame(scan: Scan, unit: Unit, context: Context, subject: Side | None) -> Frame | None:
    """The strongest reading of the unit; None where no trigger meets its conditions."""
    best: Frame | None = None
    most = 0.0
    governed = willed = False
    asked = frozenset(hit.end + 1 for hit, _ in unit.nouns if hit.text.endswith(" to"))
    first = max(scan.sentences[unit.sentence][0], unit.start - _JUST_BEFORE)
    clause = scan.lower[first : unit.end]
    doubted = any(word in clause for word in _DOUBTS) and _DOUBTED.search(scan.lower, first, unit.end)
    for at, (hit, senses) in enumerate(unit.anchors + unit.nouns):
        governs = False
        if doubted and doubted.end() <= hit.start:
            continue  # "it is unclear whether they will meet"
        for sense in senses:
            if sense.kind != "frame" or _is_barred(scan, unit, hit, sense, context):
                continue
            if not holds(scan, unit, hit, sense, context.pair, subject):
                continue
            recalled = willed and sense.form == "past" and _is_recalled(scan, hit)
            score = _score(scan, hit, sense, at, governed or recalled, best)
            if sense.form == "base" and hit.start in asked:
                score -= _OF_A_NOUN  # "the threat to | close the border" is no more than the threat
            governs = governs or sense.form in ("past", "s")
            willed = willed or (sense.type == "measure" and sense.form in ("base", "ing"))
            if best is None or score > most:
                most, best = score, Frame(unit, hit, sense)
        governed = governed or governs
    return best


_OF_A_NOUN = 4.0
_IT_DID = (" it ", " they ", " it had ", " they had ", " it has ")
"""Before the deed that is recalled: "will scrap the fee | it introduced"."""


def _is_recalled(scan: Scan, hit: Hit) -> bool:
    """Whether a deed is told of what another verb lifts or changes: "the fee it | introduced", "the ban | imposed"."""
    if scan.lower.endswith(_IT_DID, 0, hit.start):
        return True
    before = scan.hits.within(max(0, hit.start - _NOUN), hit.start)
    return any(noun.end == hit.start - 1 and {"tariff", "law"} & noun.entry.kinds for noun in before)


_NOUN = 24
"""Characters in which a noun right before its participle stands."""


def _goes_there(unit: Unit, hit: Hit) -> bool:
    return any(side.kind == "place" and 0 < side.start - hit.end < len(" in the ") for side in unit.sides)


def _is_offered_to_a_side(scan: Scan, unit: Unit, hit: Hit) -> bool:
    """Whether it is a party, or somebody of it, that is offered a thing: "Chile has been | offered a quota"."""
    was = _WAS.search(scan.lower, unit.start, hit.start)
    if was is None or was.start() == unit.start or was.group().startswith(("it ", "they ", "we ")):
        return was is not None
    receiver = next((side for side in unit.sides if side.code and scan.goes_on(side) == was.start() - 1), None)
    if receiver is None or scan.is_acted_for(receiver):
        return receiver is not None
    return not scan.lower.endswith(_WITHIN, 0, receiver.start)


_DEEDS = frozenset(("measure", "proposal", "response", "agreement"))
_ALMOST = (" almost ", " nearly ", " all but ")
"""Before what has not been done: "almost | closed the port"; a duty is "all but doubled" by a deed."""
_BY_SO_MUCH = ("doubl", "tripl", "trebl", "quadrupl", "halv", "eliminat", "abolish", "cut")


_THOUGHT_OF = re.compile(
    r"\b(?:(?:consider|weigh|contemplat|mull|ponder|debat)\w*|(?:think\w*|thought) (?:of|about)"
    r"|rather than|instead of)\s\Z"
)
"""Before words that are only thought of: "considered | proposing a quota"."""
_LONGEST_THOUGHT = 18


_ONLY_TO = re.compile(rf"\b{cue('frames_only_to')}\sto\s(?:\w+ly\s|again\s)?\Z")
_STILL_TO = re.compile(rf"\b(?:{cue('frames_still_to')}\sto|must|should)\s(?:\w+ly\s|again\s|first\s)?\Z")


def _is_only_to_be_done(lower: str, first: int, hit: Hit, sense: Sense) -> bool:
    """Whether one may, must or tries to do it, and nobody has: "was asked to | offer", "is free to | lift its ban"."""
    if sense.type not in ("proposal", "meeting", "measure"):
        return False
    if _ONLY_TO.search(lower, first, hit.start):
        return True
    return sense.type == "proposal" and _STILL_TO.search(lower, first, hit.start) is not None


def _is_barred(scan: Scan, unit: Unit, hit: Hit, sense: Sense, context: Context) -> bool:
    """Whether the words before or behind a trigger say that it does not happen here, or that it is something else."""
    lower = scan.lower
    opening = scan.sentences[unit.sentence][0]
    if sense.form == "past" and sense.type in _DEEDS and lower.endswith(_ALMOST, 0, hit.start):
        return not hit.text.startswith(_BY_SO_MUCH)
    if sense.form == "ing" and sense.type in ("proposal", "response"):
        thought_of = _THOUGHT_OF.search(lower, max(opening, hit.start - _LONGEST_THOUGHT), hit.start)
        if thought_of is not None:
            return True
    if sense.form == "base" and _is_only_to_be_done(lower, max(opening, hit.start - _TO_BE_TOLD), hit, sense):
        return True
    if is_idiom(lower, opening, scan.sentences[unit.sentence][1], hit, sense):
        return True
    supposed = lower.startswith(_IF, unit.start)
    match sense.type:
        case "agreement" if is_of_another(scan, unit, hit, (*context.pair, *context.bloc_of)):
            return True
        case "measure" if supposed or (sense.form == "s" and lower.startswith(_WHEN, unit.start)):
            return True  # "if the bans were dropped", "will cut the fee when Chad lifts its ban"
        case "measure" if _RAIDERS.search(lower, max(unit.start, hit.start - 24), hit.start):
            return not hit.text.startswith(_SUFFERS)  # "pirates seized a ship"; not "hauliers have lost their licences"
        case "measure" if sense.rule == "measure.passage" and _passes_nothing(lower, unit, hit):
            return True
        case "measure" if sense.form == "past" and _ASKED_FOR.search(lower, max(unit.start, hit.start - 40), hit.start):
            return True  # "demanded that prices be raised"
        case "measure" if sense.form == "past" and _MIGHT_BE.search(lower, max(unit.start, hit.start - 20), hit.start):
            return True  # "how inspections might be resumed"
        case "measure" if hit.text == "stopped" and _AT_A_PLACE.match(lower, hit.end) and _goes_there(unit, hit):
            return True  # "on the way home he stopped in Seoul"
        case "measure" if sense.rule == "measure.passage" and not lower.endswith(BEING, 0, hit.start):
            outsider = _OUTSIDERS.search(lower, max(unit.start, hit.start - 48), hit.start)
            return outsider is not None and not _OWNED.search(lower, unit.start, outsider.start())
        # "The talks ended", "the preference expired", "Norway ended the exemption". Drafts of deadlines come from
        # deadlines.py; a frame of one only keeps the other readings of its clause out.
        case "deadline" if _COUNTED_FROM.search(lower, max(unit.start, hit.start - 40), hit.start):
            return True  # "reached their deal on July 22, a week before the deadline of August 1"
        case "deadline":
            return "talks" in unit.kinds or hit.text in _OVER or is_of_pair(scan, unit, hit, context.pair)
        case "meeting" if _GOODS.search(lower, unit.start, hit.start) and (
            sense.rule == "meeting.visit" or hit.text.startswith(_AS_GOODS_DO)
        ):
            return True  # "6,000 tonnes of hake a year may come to Cape Town"
        case "meeting" if hit.text.startswith(_STANDS_BY) and _ON_SHOW.search(lower, unit.start, hit.start):
            return True
        case "proposal" if lower.startswith((" no one", " nobody", " by no one", " by nobody"), hit.end):
            return True
        case "proposal" if hit.text.startswith(("ask", "wonder")) and _ASKS_BACK.match(lower, opening, hit.start):
            return True  # "What help, asks Juba"
        case "proposal" if hit.text.startswith(_ASKED) and _IS_ASKED.match(lower, max(0, hit.start - 2)):
            return True  # "Chile, asked to lend its ports, would like to see the railway first"
        case "proposal" if hit.text == "offered" and sense.be and not _is_offered_to_a_side(scan, unit, hit):
            return True  # "growers in Peru were offered loans"
        case "proposal" if hit.text == "asked" and _WHOM_WE.search(lower, unit.start, hit.start):
            return True
        case "meeting" if (
            sense.form == "base"
            and hit.text.startswith(("speak", "talk"))
            and lower.endswith((" can ", " could ", " may ", " not "), 0, hit.start)
        ):
            return lower.startswith(
                ("about ", " about "), hit.end
            )  # "we can speak about ports", "will not speak about"
        case "meeting" if hit.text.startswith(("speak", "spoke", "talk")) and _WHOM_WE.search(
            lower, unit.start, hit.start
        ):
            return True
        case "meeting" if sense.rule == "meeting.visit" and _TO_COURT.search(lower, hit.start, hit.end + 40):
            return True
        case "meeting" if hit.text in ("led", "leading", "leads") and _SOMEBODY_TO.match(lower, hit.end):
            return True  # "led Qatar to suspend the talks"
        case "meeting" if sense.be and _DUE_TO.match(lower, hit.end):
            return not scan.dates.within(hit.end, hit.end + 5)  # "was moved to November 9"
        case "meeting":
            if sense.form == "ing" and lower.endswith(", ", 0, hit.start):
                return True  # "The council, meeting by video, will not answer"
            yet = sense.form in ("base", "s") or lower.endswith(" had ", 0, hit.start)
            if yet and lower.startswith(_UNTIL, unit.start) and ", " not in lower[unit.start : hit.start]:
                return True  # "until we speak with him", "until its own ministers had met"
            # "talked about resuming talks"
            return sense.form == "ing" and bool(_TOPIC.search(lower, max(0, hit.start - 24), hit.start))
        case "assessment" if sense.rule == "assessment.final" and _AN_AMOUNT.match(lower, hit.end):
            return True  # "spending was close to $20 billion"
        case "assessment" if sense.form == "base" and _TO_TRY.search(lower, unit.start, hit.start):
            return sense.rule == "assessment.progress"
        case "assessment" if sense.rule == "assessment.deadlock" and sense.form == "noun":
            over = _IS_OVER.search(lower, unit.start, hit.start)
            if over is None or _STILL_THERE.search(lower, unit.start, over.start()):
                return False
            return WE_ENDED.search(lower, unit.start, hit.start) is None
        case "assessment" if lower.startswith(_AWAITED, unit.start):
            return True  # "once the crossings are open"
        case "assessment" if hit.text.endswith("likely") and lower.startswith(" to ", hit.end):
            acts = scan.hits.within(hit.end, hit.end + 6)  # "is likely to impose a duty" is no judgement of the talks
            return any(act.type == "measure" for following in acts for act in following.entry.senses)
        case "response" if sense.form == "noun" and _GOVERNS_ANSWER.search(
            lower, max(opening, hit.start - 40), hit.start
        ):
            return True
        case "response" if lower.startswith(_IF, opening) and unit.saying is None:
            return True
        case "response" if sense.form == "base" and _NEITHER_CAN.search(lower, unit.start, hit.start):
            return True  # "why neither can give way"
        case "response" if sense.form == "base" and lower.endswith(_IS, 0, hit.start):
            return True  # "the minister is back out of the room"
        case "response" if _TIME_TO.search(lower, unit.start, hit.start):
            return True
        case "response" if sense.form == "base" and _BEFORE_THEY.fullmatch(lower, unit.start, hit.start):
            return True
    floor = max(unit.start, hit.start - 48)
    told = sense.type in TALK or sense.rule == "agreement.agree"
    if told and sense.form != "noun" and _OUTSIDERS.search(lower, floor, hit.start):
        return True  # "the rupee gave ground", "the company agreed to pay a fine"
    if sense.type in TALK and (supposed or (sense.form == "past" and hit.start == opening)):
        return True  # "If they refuse", "Asked by reporters": nobody has said or done it
    if sense.rule == "position.wants":
        # "what Europe wants has not changed"; not "what Europe wants is a quota"
        return lower.startswith("what ", unit.start) and not lower.startswith(" is ", hit.end)
    idle = sense.type == "proposal" and sense.form == "base"
    return idle and bool(_IDLY.search(lower, max(0, hit.start - 12), hit.start))  # "if you ask in Rabat"


_MISHAP = re.compile(
    r"[^,;.]{0,60}\b(?:for (?:repairs?|maintenance|works|speeding|the night)|at night"
    rf"|(?:because of|owing to|due to|by|after) (?:an? |the )?(?:\w+ )?{cue('frames_mishaps')})\b"
)
"""Behind what is shut or cut by nobody's decision."""
_LETS = ("let", "issu", "allow", "grant")
_TIME_PASSES = re.compile(
    r"let\w*\s(?:that|this|it) (?:pass|go by)\b"
    r"|let\w*\s[^,;.]{0,30}\b(?:days?|weeks?|weekend|months?|years?|hours?|evening|night|morning|deadline|date|moment|chance"
    r"|opportunity|insult|remark|summer|winter|spring|autumn)\b[^,;.]{0,20}\b(?:pass|go by|slip|lapse)\b"
)
"""What passes is time, and nothing that a state lets through."""
_NONE = re.compile(r"\b(?:no|not|none|never|nor|neither)\b|n't\b")
_ON_PAPER = (
    r"(?:figures|data|reports?|statements?|results|surveys?|stud(?:y|ies)|details|documents|footage|texts?|drafts?)"
)
_RELEASED = re.compile(rf"releas\w*\s(?:(?:an?|the|its|their|new|fresh|joint|\w+ly)\s){{0,3}}{_ON_PAPER}\b")
_PAPER = re.compile(rf"\b(?:{_ON_PAPER},?|shares|stocks)\s(?:[\w'’-]+\s){{0,6}}\Z")


def _passes_nothing(lower: str, unit: Unit, hit: Hit) -> bool:
    """ "Closed for repairs", "cancelled because of fog", "released figures": nothing that a state lets through."""
    if (
        hit.start == unit.start
        and lower[max(0, hit.start - 2) : hit.start] in (". ", "\n\n", "")
        and hit.text.startswith("let ")
    ):
        return True  # "Let one navy through for nothing"
    if _TIME_PASSES.match(lower, hit.start):
        return True
    if hit.text.startswith(_LETS) and _NONE.search(lower, unit.start, hit.start):
        return True  # "no lorry has been let through since Monday": what is so since then
    if _MISHAP.match(lower, hit.end, unit.end) or _RELEASED.match(lower, hit.start):
        return True
    return hit.text.startswith(("releas", "suspend", "withdr")) and bool(_PAPER.search(lower, unit.start, hit.start))


def _score(scan: Scan, hit: Hit, sense: Sense, at: int, governed: bool, best: Frame | None) -> float:
    """How strongly a sense speaks: the first verb of a clause before those that it governs."""
    score = sense.weight + min(len(hit.text), 20) / 20 - at * 0.1 + (1.5 if sense.tail else 0.0)
    if at and sense.form in ("ing", "base"):
        first = max(0, hit.start - _TO_BE_TOLD)
        told_so = _EXPECTED.search(scan.lower, first, hit.start) or (
            sense.type == "response" and CHOSE_TO.search(scan.lower, first, hit.start)
        )
        governed_by_verb = scan.lower.endswith(" to ", 0, hit.start) and not told_so
        score -= 4.0 if governed_by_verb else 1.0
    elif at and sense.form == "past" and scan.lower.endswith(" to be ", 0, hit.start):
        score -= 4.0  # "wants the duty to be scrapped"
    if sense.form == "noun" and best is not None and best.hit.end <= hit.start and best.type == "response":
        score -= 2.0  # "is reviewing the counteroffer" answers it
    if governed and sense.form != "noun":
        score -= 3.0
    return score
