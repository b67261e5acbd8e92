"""Units: the clauses of a sentence, each around one verb that the vocabulary knows, and who says them.

Verbs of the vocabulary are the anchors. Between two anchors the sentence is cut at the strongest boundary there is;
where there is none, both belong to one unit ("agreed to hold talks"). A verb of saying opens what is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from timeline.extract.clauses.joints import SUBJECT, joint_in
from timeline.extract.clauses.possible import GAP, possible_senses
from timeline.extract.people.insertions import put_in
from timeline.extract.scan import Hit, Row, Scan, Side
from timeline.lexicon import Entry, Sense, cue

_AS = (
    r"as(?!\s(?:recently|late|early|long|far)\s(?:ago\s|back\s)?as\s)"
    r"(?<!as recently as)(?<!as late as)(?<!as early as)(?<!long ago as)(?<!far back as)"
)
"""The word that opens a clause; not that of a day: "offered | as recently as the 1st | to lift it"."""
_BOUND = re.compile(
    rf"[;:]\s|\s[–—-]{{1,2}}\s|—|[,.?!][\"”]\s|,\s(?=[\"“])|▲|,\s+{cue('units_bound')}\b|,\s|\s(?:and|but|while|after|before|because|although|though|if|unless|when|which|who|that(?!\s(?:spring|summer|autumn|winter|january|february|march|april|june|july|august|september|october|november|december)\b)|where|whereas|than|until|{_AS}|or|since|once|whether|why|how|what|following)\s"
)
_STRONG = re.compile(r"[;:—(▲\"”]|\s[–—-]{1,2}\s")
_NOT_CONTENT = re.compile(rf"\s*{cue('units_not_content')}")

INTERRUPTED = re.compile(
    r"(?P<head>[^,;:—]{4,60}),\s(?:(?:which|who)\s"
    r"|(?:\w+ly\s|first\s|once\s|twice\s|already\s)?(?:\w{3,}(?:ed|en|un|ut|eld|ade|wn|ught|aid|ept)|set|due|shut|cut|held|made|put|hit)\s)"
    r"[^,;:—]{3,120},\s(?:has\s|have\s|was\s|were\s|will\s|would\s|is to\s|are to\s)?\Z"
)
"""A subject and what is put in behind it: "The sixth round, postponed in June, | began"."""

Mark = tuple[Hit, tuple[Sense, ...]]
"""A trigger, with the senses that are possible where it stands."""


@dataclass(slots=True)
class Unit:
    """One clause: its span, its anchors, and the saying that it stands under."""

    start: int
    end: int
    sentence: int
    anchors: list[Mark] = field(default_factory=list)
    """Verbs inside."""
    nouns: list[Mark] = field(default_factory=list)
    """Nouns that are triggers."""
    saying: Unit | None = None
    """The unit with the verb of saying, where this one is what is said."""
    speech_hit: Hit | None = None
    speech: Sense | None = None
    """The verb of saying, where this unit is a saying."""
    kinds: frozenset[str] = frozenset()
    """Kinds of noun in it."""
    dealt: bool = False
    """Whether the paragraphs before tell of a deal whose terms this may give."""
    whole: frozenset[str] = frozenset()
    """Kinds of noun in it and in what its verb asks, says or wants."""
    around: frozenset[str] = frozenset()
    """Kinds of noun in its sentence and the one before."""
    together: bool = False
    """Whether two, named in the clause before, do what its verb says: "X and Y met | and signed"."""
    sides: list[Side] = field(default_factory=list)
    """Who is mentioned in it."""
    begins_anew: bool = False
    """Whether it is no more than the second of two clauses with one trigger."""


def units_of(scan: Scan, sides: Row[Side], number: int, nounlike: frozenset[str]) -> list[Unit]:
    """The units of one sentence, in order."""
    start, last = scan.sentences[number]
    end = _source_at_the_end(scan.lower, start, last)
    hits = _with_quotation(scan, sides, start, end, scan.hits.within(start, end))
    anchors: list[Mark] = []
    nouns: list[Mark] = []
    marks: list[Mark] = []
    for hit in hits:
        if not hit.entry.senses:
            continue
        verbs, named = possible_senses(scan, hit, end, nounlike)
        if verbs:
            anchors.append((hit, verbs))
        if named:
            nouns.append((hit, named))
            marks.append((hit, named))
        if verbs:
            marks.append((hit, verbs))
    units = [
        part for unit in _cut(scan, start, end, number, marks) for part in _with_own_subjects(scan, sides, unit, marks)
    ]
    for unit in units:
        inside = [hit for hit in hits if unit.start <= hit.start < unit.end]
        unit.kinds = frozenset().union(*(hit.entry.kinds for hit in inside))
        unit.anchors = [pair for pair in anchors if unit.start <= pair[0].start < unit.end]
        unit.nouns = [pair for pair in nouns if unit.start <= pair[0].start < unit.end]
        unit.sides = sides.within(unit.start, unit.end)
    for before, unit in pairwise(units):
        if unit.begins_anew and _IT.search(scan.lower, unit.start, unit.end):
            unit.kinds |= before.kinds  # "the number was in an order; | we never accepted it"
    _sayings(scan, units)
    if end < last:
        units.append(_source(scan, sides, number, end, last))
    return units


_ACCORDING = ", according to "
_LONGEST_SOURCE = 160
"""Characters in which a source is named, with who it is."""
_GOES_ON = re.compile(
    r",\s(?:has|have|had|was|were|is|are|will|would|could|can|did|may|might|also|then|[a-z]+ly|[a-z]{3,}ed)\s"
)
"""Behind who says so, put in before the verb: "Peru, according to officials, | closed the border"."""


def _source_at_the_end(lower: str, start: int, end: int) -> int:
    """Where a sentence ends but for its source: "Peru closed the port |, according to two people at the talks"."""
    at = lower.rfind(_ACCORDING, start + 1, end)
    if at < 0 or end - at > _LONGEST_SOURCE or set(lower[at:end]) & set(';:—"“”'):
        return end
    if lower.count(",", at + 1, end) > 1 or _GOES_ON.search(lower, at + 1, end):
        return end
    return at


def _source(scan: Scan, sides: Row[Side], number: int, start: int, end: int) -> Unit:
    """Who says so, as a clause of its own that tells nothing."""
    unit = Unit(start + len(", "), end, number, sides=sides.within(start, end))
    hit = next((hit for hit in scan.hits.within(unit.start, end) if hit.text == "according to"), None)
    unit.speech_hit, unit.speech = hit, next((s for s in hit.entry.senses if s.kind == "speech"), None) if hit else None
    return unit


_QUOTED = re.compile(r"(?<=\s)[\w-]+(?=:\s[\"“])")
_SPEAKS = Entry((Sense("speech.plain", "speech", "s"),))
_HEAD = 60
"""Characters between who speaks and the colon before the quotation."""


def _with_quotation(scan: Scan, sides: Row[Side], start: int, end: int, hits: list[Hit]) -> list[Hit]:
    """With the word before a quotation that somebody opens without a verb of saying: "Ruiz was | blunter: "We ..."."""
    last = _QUOTED.search(scan.text, start, end)
    if last is None or any(
        sense.kind == "speech" for hit in hits if hit.start < last.end() for sense in hit.entry.senses
    ):
        return hits
    somebody = [side for side in sides.within(start, last.start()) if side.kind in ("person", "party", "office")]
    if not somebody or somebody[0].start - start > _HEAD or last.start() - somebody[-1].end > _HEAD:
        return hits
    before = [hit for hit in hits if hit.end <= last.start()]
    return [*before, Hit(*last.span(), _SPEAKS, last.group()), *(hit for hit in hits if hit.start >= last.end())]


def _cut(scan: Scan, start: int, end: int, number: int, marks: list[Mark]) -> list[Unit]:
    """The sentence cut between its triggers: between verbs where it can be, at a noun only where the break is clear."""
    units = [Unit(start, end, number)]
    held: list[Mark] = []  # the triggers of the last unit
    opening = _DESPITE.match(scan.lower, start, end)
    behind = opening.end() if opening is not None else start
    for mark in marks:
        if held and held[-1][0].start < behind <= mark[0].start:
            units[-1].end = behind
            units.append(Unit(behind, end, number))
            held = []
        if held:
            before, senses = held[-1]
            noun = mark[1][0].form == "noun"
            if not noun and senses[0].form == "noun":
                before, senses = next((one for one in reversed(held) if one[1][0].form != "noun"), held[-1])
            least = 2 if noun or senses[0].form == "noun" else 0
            cut = _boundary(scan, before, senses, mark[0], least)
            if cut is not None:
                units[-1].end = cut
                he_says = len(units) == 1 and _HE.search(scan.lower, start, held[0][0].start) is not None
                said = _content_end(scan, units[0], held) if he_says else None
                if said is not None:
                    units = [Unit(start, said, number), Unit(said, cut, number)]
                units.append(Unit(cut, end, number))
                held = []
        held.append(mark)
    told = _content_end(scan, units[0], held) if len(units) == 1 and held else None
    if told is not None:
        units[0].start, units = told, [Unit(start, told, number), *units]
    said = _content_start(scan, units[-1], held[-1]) if held else None
    if said is not None:
        units[-1].end = said
        units.append(Unit(said, end, number))
    for unit in units:
        _trim(scan.text, unit)
    return [unit for unit in units if unit.start < unit.end]


_IT = re.compile(r"\b(?:it|them)\b")


def _with_own_subjects(scan: Scan, sides: Row[Side], unit: Unit, marks: list[Mark]) -> list[Unit]:
    """A clause cut before or behind its triggers where another begins: "the fees must fall, and | Chile left"."""
    inside = [mark for mark in marks if unit.start <= mark[0].start < unit.end]
    first = inside[0][0].start if inside else unit.end
    last = inside[-1][0].end if inside and inside[-1][1][0].form != "noun" else unit.end
    joint = joint_in(scan, sides, unit.start, unit.end, (first, last))
    if joint is None:
        return [unit]
    parts = [
        Unit(unit.start, joint, unit.sentence),
        Unit(joint + 1, unit.end, unit.sentence, begins_anew=True),
    ]
    for part in parts:
        _trim(scan.text, part)
    return parts


_DESPITE = re.compile(
    r"(?:(?:but|and|yet)\s)?(?:despite|in spite of|notwithstanding|regardless of|in defiance of)\s[^,;:]{3,80},\s"
)
"""What opens a sentence and is no part of its clause: "Despite the signing of the pact, | Peru raised its duty"."""
_HE = re.compile(r",\s(?:he|she|it|they)\s\Z")
"""Before a verb of saying in the middle: "Pressure will not work, it | says, and steps will be met"."""
_BEFORE_SPEAKER = re.compile(r",[\"”]?\s(?=[^,]{0,60}\Z)")


def _content_end(scan: Scan, unit: Unit, marks: list[Mark]) -> int | None:
    """Where what is said ends, before a verb of saying that no other verb of the vocabulary precedes."""
    hit, senses = marks[0]
    if not all(sense.kind == "speech" and sense.form in ("past", "s") for sense in senses):
        return None
    if len(marks) > 1 or unit.end - hit.end > 24:
        return None  # "At the summit, Lee said that ...": what is said follows
    comma = _BEFORE_SPEAKER.search(scan.lower, unit.start + 8, hit.start)
    return comma.end() if comma is not None else None


_THAT = re.compile(r"\s(?:[\w.,']+\s){0,6}?that\s")


def _content_start(scan: Scan, unit: Unit, last: Mark) -> int | None:
    """Where what is said begins, after a verb of saying that no other verb of the vocabulary follows."""
    hit, senses = last
    if not any(sense.kind == "speech" and sense.form in ("past", "s") for sense in senses) or unit.end - hit.end < 30:
        return None
    that = _THAT.match(scan.lower, hit.end, unit.end)
    return that.end() if that is not None else None


_ADVERBIAL = ("on ", "in ", "at ", "during ", "for ", "from ")
"""What follows a comma and opens no clause: "in Washington, on August 22"."""


_PLANNED = re.compile(rf"{cue('cancelled_planned')}|announced")
_LISTED = re.compile(r"[a-z-]+(?:,\s[a-z-]+){0,6},?\s(?:and|or)\s[a-z-]+\s[^,;]*\s(?:and|but|while)\s")
"""Goes on with a list, behind which the next clause opens."""
_PUT_OFF = re.compile(
    r"(?:was|were|has been|have been)\s"
    rf"(?:{cue('cancelled_put_off')}|moved|brought forward)\b"
)
"""Behind what was planned and did not come: "a session, originally set for Monday, | was cancelled"."""


_INSTEAD = ("in place of ", "in return ", "in exchange ")
"""What opens the other side of a bargain: "at 6 percent, in place of the 100 percent it has charged since May"."""


_GIVES = ("announc", "suggest", "answer")
"""Verbs of saying that have what they tell as their object: "announced | an agreement", "will answer | an offer"."""


def _boundary(scan: Scan, before: Hit, senses: tuple[Sense, ...], after: Hit, least: int) -> int | None:
    """Where to cut between two triggers, at a boundary of strength ``least`` or more; None where there is none."""
    lower = scan.lower
    speaks = any(sense.kind == "speech" for sense in senses)
    accounts = any(sense.rule == "speech.according" for sense in senses)
    best: int | None = None
    rank = -1
    closing = -1
    for bound in _BOUND.finditer(lower, before.end, after.start):
        mark = bound.group()
        if mark == ", and" and before.text.endswith("between") and scan.actor_ends(bound.start()):
            continue  # "talks between Kenya's trade minister, Amina Odero, and Omani officials"
        behind = bound.start() == closing and mark == ", "
        closing = max(closing, put_in(scan, bound.start(), after.start)) if mark.startswith(", ") else closing
        if bound.start() < closing or (behind and not accounts):
            continue  # "told Oman's envoy, Said Harthy, that"
        if mark.startswith(",") and (before.text == "according to" or (accounts and mark == ", ")):
            return bound.end()
        if mark == ", " and lower.startswith(_ADVERBIAL, bound.end()) and not lower.startswith(_INSTEAD, bound.end()):
            continue
        if mark == ", " and _PLANNED.fullmatch(before.text) and _PUT_OFF.match(lower, bound.end()):
            continue
        if mark == ", " and _LISTED.match(lower, bound.end(), after.start):
            continue  # "halted imports of flour, rice and ginger in March and"
        if mark == ", " and scan.actor_ends(bound.start()) and scan.party_goes_on(bound.end()):
            continue  # "demanded from Uganda, Tanzania and Rwanda that they cut their duties"
        if mark == " and " and scan.actor_ends(bound.start()) and scan.text[bound.end()].isupper():
            continue  # "Ana Ruiz and Trade Minister Jun Sato agreed"
        if mark == " or " and bound.start() == before.end and bound.end() == after.start:
            continue  # "will reduce or abolish its duties"
        if _STRONG.search(mark):
            strength = 3
        elif mark.startswith(","):
            strength = 2 if len(mark.strip()) > 1 else 1
        else:
            strength = 0
        if speaks and mark.strip() in ("that", "whether", "why", "how") and not before.text.startswith("call"):
            return bound.start()  # but "called that a breach"
        if strength >= rank and not (strength == 0 and mark.strip() in ("or", "than", "as") and rank >= 0):
            best, rank = (bound.end() if strength == 3 else bound.start()), strength
    if rank < least and best is not None:
        best = None
    tails = [sense.tail for sense in senses if sense.type == "response" and sense.tail]
    closes = any(lower.find(tail, after.start, before.end + GAP) > 0 for tail in tails)
    gives = least > 0 and before.text.startswith(_GIVES)
    if best is None and speaks and not gives and not closes and not _NOT_CONTENT.match(lower, before.end, after.start):
        return before.end  # but "called | the seizure of the trawler illegal" is one clause
    return best


_EDGE = re.compile(
    r"(?:\((?:[ivx]{1,4}|[a-h]|\d{1,2})\)\s|[\s,;:–—(\"“”▲.]|(?:and|but|while|that(?! (?:spring|summer"
    r"|autumn|winter|year|month)\b)|though|although|whereas|as|so(?!\sfar\b)|nor|yet(?!\s(?:another|to|again|more)\b))\s)+"
)


def _trim(text: str, unit: Unit) -> None:
    head = _EDGE.match(text, unit.start, unit.end)
    if head and head.end() < unit.end:
        unit.start = head.end()
        if text[unit.start - 1] in '"“':
            unit.start -= 1
    while unit.end > unit.start and text[unit.end - 1] in " ,;:–—(\n\t":
        unit.end -= 1


def _sayings(scan: Scan, units: list[Unit]) -> None:
    """Mark the verbs of saying and what stands under them."""
    for at, unit in enumerate(units):
        spoken = _spoken(scan, unit)
        if spoken is None:
            continue
        quoted = _OF_A_TEXT.match(scan.lower, unit.start, unit.end)
        if at and quoted and not scan.dates.within(unit.start, unit.end):
            continue
        unit.speech_hit, unit.speech = spoken
        following = units[at + 1] if at + 1 < len(units) else None
        said = [h for h, senses in unit.anchors if any(s.kind == "speech" for s in senses)]
        # "..., X said": a short saying after a comma reports what stands before it.
        beside = following is not None and _is_beside(scan, unit, unit.speech_hit, following)
        if at and (beside or _closes(scan, unit, unit.speech_hit) or _ends(scan, unit, following) or len(said) > 1):
            for earlier in units[:at]:
                if earlier.saying is None:
                    earlier.saying = unit
        if (
            following is not None
            and not beside
            and (
                not at
                or len(said) > 1
                or _goes_on_quoting(scan, unit, following)
                or not _closes(scan, unit, unit.speech_hit)
            )
            and not (scan.text.startswith(",", unit.end) and _WHO.search(scan.lower, unit.start, unit.speech_hit.start))
        ):
            for before, later in pairwise(units[at:]):
                if ";" in scan.text[unit.end : later.start] or _opens_anew(scan, unit, before, later):
                    break
                later.saying = unit


_WHEN_SAID = re.compile(r"\s(?!(?:that|what|how|why)\b)(?:[\w.'’-]+\s?){1,8}")
"""Between a verb of saying and the clause behind it: "said | on Sunday in Lima | after meeting her"."""
_AFTER_IT = re.compile(
    r"\s*(?:(?:shortly|soon|just|hours|minutes|even)\s)?(?:after|before|when|while|as(?!\s(?:much|if|though|to|an?)\b))\s"
)


def _is_beside(scan: Scan, unit: Unit, said: Hit, following: Unit) -> bool:
    """Whether what follows a saying is not said, but beside it: "..., she said on Sunday | after meeting him"."""
    if _OPENED.search(scan.text, max(0, unit.start - 3), unit.start) is None:
        return False
    if unit.end - said.end < _AT_ONCE:
        return _NOT_CONTENT.match(scan.lower, said.end, following.end) is not None
    when = _WHEN_SAID.fullmatch(scan.lower, said.end, unit.end) is not None
    return when and _AFTER_IT.match(scan.lower, unit.end, following.end) is not None


_AT_ONCE = 2
"""Characters between a verb of saying and the clause right behind it."""
_FRONTED = re.compile(
    r"(?:(?:\w+\s){1,3}?(?:after|before)|after|although|though|even though|while|whereas|as|since|because|when|once)\s"
)
"""Opens a clause that stands before the main one."""
_AND = re.compile(r",\s(?:and|but|while|whereas|yet|so|though|although)\s")


def _opens_anew(scan: Scan, saying: Unit, before: Unit, unit: Unit) -> bool:
    """Whether a clause is no more what is said in ``saying``, though it stands behind it.

    The main clause: "After Chile warned that it would leave, | the talks stalled"; another's saying: "Chile said that
    it would not pay, and | Peru said that it would wait".
    """
    if before is saying:
        return False
    gap = scan.lower[before.end : unit.start]
    if gap.startswith(", ") and _FRONTED.match(scan.lower, saying.start):
        return True
    subject = next((side for side in unit.sides if side.start - unit.start < SUBJECT), None)
    joined = _AND.match(gap) is not None or _FRONTED.match(scan.lower, unit.start) is not None
    return joined and subject is not None and _says_that(scan, unit)


_SAYS_THAT = re.compile(r"\s(?:[\w.']+\s){0,5}?that\b")


def _says_that(scan: Scan, unit: Unit) -> bool:
    """Whether somebody says in the clause what is told in the next one."""
    spoken = _spoken(scan, unit)
    return spoken is not None and _SAYS_THAT.match(scan.lower, spoken[0].end) is not None


def _goes_on_quoting(scan: Scan, unit: Unit, following: Unit) -> bool:
    """Whether a quotation goes on behind who speaks: ""We refuse," he said, | "and we will wait."."""
    return any(mark in scan.text[unit.end : following.start + 1] for mark in '"“')


_WHO = re.compile(r",\s(?:who|whose|which)\s[^,;]{0,60}\Z")
"""Before what is said in passing of who acts next: "Clinton, who | saw him a week ago, described it"."""
_OF_A_TEXT = re.compile(
    r"(?:the|a|their)\s(?:joint\s)?(?:statement|communiqu[eé]|text|document|note|declaration|memorandum|fact sheet)\s"
    r"(?:says?|said|shows?|showed|stated?|states)\b"
)
"""A text that is quoted, and nobody's word beside it: "duties will be cut, the statement said"."""
_OPENED = re.compile(r"[,\"”]\s*\Z")


_AUDIENCE = re.compile(
    rf"\s(?:the |a |an )?{cue('units_audience')}\b[^,;:]*(?:,\s(?:\w+\s){{1,3}}(?:before|after)\b[^,;:]*)?\Z"
)
"""Whom something was told that stands before: "..., she told reporters at the White House on Monday"."""


def _ends(scan: Scan, unit: Unit, following: Unit | None) -> bool:
    """Whether a saying at the end of its sentence reports what stands before it, and has no content of its own."""
    hit = unit.speech_hit
    if following is not None or hit is None:
        return False
    if not _OPENED.search(scan.text, max(0, unit.start - 3), unit.start):
        return False
    inverted = hit.start - unit.start < 4
    if _AUDIENCE.match(scan.lower, hit.end, unit.end) and " that " not in scan.lower[hit.end : unit.end]:
        return True
    return inverted or unit.end - hit.end < 30 or bool(_NOT_CONTENT.match(scan.lower, hit.end, unit.end))


def _spoken(scan: Scan, unit: Unit) -> tuple[Hit, Sense] | None:
    """The verb of saying of a unit: its last anchor's, or else the first there is."""
    for hit, senses in (*unit.anchors[-1:], *unit.anchors):
        if any(_says_all(scan, unit, hit, sense) for sense in senses):
            continue
        if hit.text.startswith("answer") and any(noun.start >= hit.end for noun, _ in unit.nouns):
            continue  # "will answer Peru's offer on Tuesday"
        for sense in senses:
            if sense.kind == "speech":
                return hit, sense
    return None


def _says_all(scan: Scan, unit: Unit, hit: Hit, sense: Sense) -> bool:
    """Whether what somebody says is all in the clause: "called the offer fair", "called the ban illegal on Monday"."""
    if not sense.tail:
        return False
    if not sense.object:
        return sense.type == "response" and scan.lower.find(sense.tail, hit.end, unit.end) > 0
    return not sense.object.isdisjoint(unit.kinds)


_PUNCTUATION = re.compile(r"\s*[,.;:!?—–-]|\s*\Z")


def _closes(scan: Scan, unit: Unit, hit: Hit) -> bool:
    """Whether the saying ends its stretch of the sentence, with nothing said after it."""
    if unit.end - hit.end >= 40 or not _OPENED.search(scan.text, max(0, unit.start - 3), unit.start):
        return False
    return bool(_PUNCTUATION.match(scan.text, unit.end)) or scan.text[unit.end - 1] in ",.;:"
