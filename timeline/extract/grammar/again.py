"""The same once more on another day: "it was raised on Aug. 1 and again on Aug. 20"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from timeline.extract.clauses.mentions import ahead
from timeline.extract.clauses.units import Unit
from timeline.extract.dates import DateMention
from timeline.extract.drafting.draft import Given, Pair, Told
from timeline.extract.frames.read import Frame
from timeline.extract.grammar.sentence import Sentence
from timeline.extract.scan import Hit
from timeline.lexicon import Sense, cue
from timeline.model.draft import Draft

_HARD = frozenset(("meeting", "measure", "agreement", "proposal"))
_TERMS = frozenset(
    ("agreement.term", "agreement.course", "agreement.figure", "agreement.provision", "measure.condition")
)
_JOINT = re.compile(r"[,;]\s(?:and|then|one|but)\s|\s(?:and|then)(?:,\s[^,;.]{3,40},)?\s|;\s")
_AGAIN = re.compile(rf"{cue('grammar_again')}[\s,]*")
_OTHER_VERB = re.compile(rf"\b(?:{cue('grammar_other_verb')}|who|which|that|where|when|because|since|while|as)\b")
_SECOND_END = re.compile(r";\s|,\s(?:and|but|which|who)\s|\.\s?\Z")
_BARE_VERB = re.compile(r"(?:\w+ly\s)?\w+(?:ed|ved|t|ke|ve)\b")
_OBJECT = re.compile(
    r"(?:(?:(?:for|on|in|at)\s)?(?:an?|another|one|(?:two|three|four)(?:\sothers?)?)"
    r"|(?:that|those)\s(?:on|for|with|between|of|against)"
    r"|(?:to|over|against|at|on|in(?! the end\b))(?:\s(?:the|its|an?))?)\s"
    r"(?:(?!(?:that|which|who|where|came|went|was|were|had|has|will|would|did|met|took|gave|fell|rose|\w+ed)\b)[\w'’-]+\s){1,6}"
)
"""A second thing that the verb of the first is said of: "signed a treaty in 2017 and | a protocol on wool | in May",
"complained to Peru in May and | to the WTO | in June"."""
_NO_VERB = re.compile(r"[.,;:)]|\s(?:in|at|to|with|on|for|of|from|by|and|but|after|before|under|when|which|that)\b|\Z")
"""Behind its day: not "lifted it on Monday and a court on Tuesday | stopped it"."""
_ANOTHER_CLAUSE = re.compile(
    r",?\s(?:(?:he|she|it|they|we)|(?:the|a|an|its|his|her|their)\s[\w-]+|[A-Z][\w-]+)\s"
    r"[a-z]+(?:ed|ew|ell|ose|ent|ook|ame)\b"
)
"""Behind a day that is of another clause: "met on Monday and on Tuesday | he flew home"."""
_OBJECT_BEHIND = re.compile(r",\s(?:on|over|about)\s(?:the|an?|its|their)\s(?:[\w'’-]+\s){0,4}[\w'’-]+[,.;]")
"""The same behind the second day: "on Saturday they agreed on the tariff; on Sunday, | on the quota"."""
_ADVERB = 12
"""Characters before the verb of a second deed in which an adverb may stand."""
_NEITHER = re.compile(r"\b(?:not|nor|neither|either|never)\b|n't\b")
_TITLE = 24
"""Characters before somebody who stands at the head: "Foreign Minister | Ana Ruiz"."""
_STEM = 5
"""Letters by which two verbs are one."""
_END = re.compile(r"(?:end|conclude|last)(?:s|d|ed|ing)?\b")
"""Verbs that close what the first has opened."""
_REACH = 60
"""Characters between "and" and the second day."""


def second_day(sentence: Sentence, pairs: Sequence[Pair]) -> list[Told]:
    """ "It was raised on Aug. 1 and again on Aug. 20": the same once more, on another day."""
    lower, found = sentence.scan.lower, []
    if not pairs or len(sentence.gone) + len(sentence.to_come) < 2:
        return []
    dates = sorted([*sentence.gone, *sentence.to_come], key=lambda d: d.start)
    dates = [d for at, d in enumerate(dates) if not at or d is not dates[at - 1]]
    for at, day in enumerate(dates):
        if day.role not in ("on", "from", "since"):
            continue
        first = _told_by_a_day_before(dates[:at], pairs)
        if first is None or any(draft.date == day.date and draft.type == first[1].type for _, draft in pairs):
            continue
        joints = list(_JOINT.finditer(lower, first[2].end, day.start))
        if not joints or day.start - joints[-1].end() > _REACH:
            continue
        begin = joints[-1].end()
        between = lower[begin : day.start]
        stop = _SECOND_END.search(lower, day.end, sentence.end)
        last = stop.start() if stop is not None else sentence.end
        bare = (
            not between.strip()
            and not joints[-1].group().startswith(";")
            and not _told_then(pairs, first[1], day.start, last)
            and not _ANOTHER_CLAUSE.match(sentence.scan.text, day.end)
        )
        told, draft = first[0], first[1]
        verbs = _verbs(sentence, begin, day.start)
        opens = verbs[0][0].start - begin < _ADVERB if verbs else _BARE_VERB.match(between)
        people = [side for side in sentence.sides if side.kind in ("person", "office")]
        if not _AGAIN.match(between) and any(0 <= side.start - begin < _TITLE for side in people):
            continue  # "met the minister on Monday and the president on Tuesday"
        acts = any(0 <= side.start - begin < _TITLE for side in sentence.sides if side.kind != "place")
        if acts and any(begin <= one.frame.hit.start < day.start for one, _ in pairs):
            continue  # "promised on Monday to buy more, and Peru lifted its ban on Tuesday"
        frame = _of_the_type(told.frame, verbs) if verbs else told.frame
        gapped = not verbs and _OBJECT.fullmatch(between) is not None and _NO_VERB.match(lower, day.end) is not None
        if joints[-1].group().startswith(";") and not between.strip():
            gapped = _OBJECT_BEHIND.match(lower, day.end) is not None
        if not (opens or bare or gapped or _AGAIN.match(between)):
            continue
        if frame is None or (not gapped and _OTHER_VERB.search(between)):
            continue
        planned = ahead(day, sentence.context.today) and draft.type != "proposal"
        again = draft.modality == "denied" and not _NEITHER.search(lower, begin - 1, last)
        done = "actual" if again else draft.modality  # "did not meet on Monday, but did on Tuesday"
        given = Given(day.date, "planned" if planned else done)
        unit = Unit(begin, last, sentence.number, sides=told.frame.unit.sides, kinds=told.frame.unit.kinds)
        found.append(Told(replace(frame, unit=unit), told.doer, told.speaker, begin, last, given))
    return found


def _told_then(pairs: Sequence[Pair], first: Draft, start: int, end: int) -> bool:
    """Whether the stretch tells a meeting, or what ``first`` is not: "and on Tuesday | flew home without a deal"."""
    within = [(told.frame, draft) for told, draft in pairs if start <= told.frame.hit.start < end]
    for frame, draft in within:
        acts = any(start < side.start < frame.hit.start for side in frame.unit.sides if side.kind != "place")
        if acts and draft.type != first.type:
            return True  # "and on Tuesday Uganda | closed its border"
    inside = [draft.type for _, draft in within]
    return any(kind == "meeting" or (kind == "agreement" and kind != first.type) for kind in inside)


def _verbs(sentence: Sentence, start: int, end: int) -> list[tuple[Hit, tuple[Sense, ...]]]:
    """The verbs of the vocabulary between two places of the sentence."""
    return [pair for unit in sentence.units for pair in unit.anchors if start <= pair[0].start < end]


def _of_the_type(first: Frame, verbs: list[tuple[Hit, tuple[Sense, ...]]]) -> Frame | None:
    """What the second deed's own verb tells, where that is an event of the type of the first, and no end of it."""
    hit, senses = verbs[0]
    if _END.match(hit.text):
        return None
    if hit.text[:_STEM] == first.hit.text[:_STEM] or first.sense.rule == "measure.figure":
        return first
    told = (sense for sense in senses if sense.type == first.type)
    return next((replace(first, hit=hit, sense=sense) for sense in told), None)


def _told_by_a_day_before(
    dates: Sequence[DateMention], pairs: Sequence[Pair]
) -> tuple[Told, Draft, DateMention] | None:
    """The deed that an earlier day of the sentence dates."""
    for day in reversed(dates):
        for told, draft in pairs:
            if draft.type in _HARD and draft.date is not None and draft.date == day.date and draft.rule not in _TERMS:
                return told, draft, day
    return None
