"""The extractor: an article in, drafts and unread sentences out. Pure: no files, no clock, no network."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.extract.compose import attributes_of, parties_of, subject_of, summary_of
from timeline.extract.deadlines import deadline_frames
from timeline.extract.figures import figure_frame, has_figure, is_term
from timeline.extract.frames import TALK, Context, Frame, best_frame, said_frame
from timeline.extract.issues import issue_of
from timeline.extract.links import link, merge
from timeline.extract.occasions import passing_frames
from timeline.extract.modality import modality_of
from timeline.extract.scan import Scan, Side, scan, within
from timeline.extract.sides import all_sides, principal_pair
from timeline.extract.terms import terms_of
from timeline.extract.timing import Occasion, date_of
from timeline.extract.units import Unit, units_of
from timeline.lexicon import Lexicon
from timeline.model.article import Article
from timeline.model.draft import Draft, Reading, Unread, draft_id
from timeline.model.events import Evidence
from timeline.model.registry import Negotiation, Registry

VERSION = "rules/1"


def extract(
    article: Article, lexicon: Lexicon, negotiation: Negotiation | None = None, registry: Registry | None = None
) -> Reading:
    """Read ``article`` for the events it tells.

    Every draft names its rule, the words that made it fire and the exact quotation; a sentence that had
    a trigger and gave no draft is listed as unread. The same article, words and registry always give
    the same reading.
    """
    found = scan(article, lexicon)
    sides, _people = all_sides(found, lexicon, registry)
    found.actors = frozenset(side.end for side in sides)
    pair = principal_pair(article, found, sides, lexicon, negotiation)
    context = Context(pair, _dealt(found))
    drafts: list[Draft] = []
    unread: list[Unread] = []
    last: Side | None = None
    occasion = Occasion()
    told: frozenset[str] = frozenset()
    due: set[str] = set()
    dealt: set[int] = set()
    for number, (start, end) in enumerate(found.sentences):
        paragraph = found.paragraphs[number]
        if article.text[end - 1] == "?":
            continue
        units = units_of(found, sides, number, lexicon.nounlike)
        made = 0
        swallowed: set[int] = set()
        for at, unit in enumerate(units):
            if _TAKES_UP.match(found.lower, unit.start, unit.end):
                unit.kinds |= units[at - 1].kinds if at else told
            first = (unit.anchors or unit.nouns)[0][0].start if unit.anchors or unit.nouns else unit.end
            subject = subject_of(found, unit, first) or last
            if subject is not None and subject.start >= unit.start:
                last = subject
            frame = best_frame(found, unit, context, paragraph, subject)
            if frame is not None and frame.sense.rule in _RATES and has_figure(found, unit) and is_term(found, unit, paragraph in dealt):
                frame = replace(frame, sense=replace(frame.sense, type="agreement", rule="agreement.term", attributes=()))
            if frame is not None and frame.type == "deadline":
                frame = None
            if frame is None:
                frame = figure_frame(found, unit, paragraph in dealt)
            if frame is None and at not in swallowed:
                speaker = subject_of(found, unit.saying, unit.saying.end) if unit.saying is not None else None
                frame = said_frame(found, unit, speaker or last)
            if frame is None or (at in swallowed and frame.type not in ("meeting", "deadline")):
                continue
            if frame.type in TALK and unit.anchors and frame.hit is unit.anchors[-1][0]:
                _take_complement(found, units, at, swallowed)
            draft = _draft(article, found, lexicon, frame, subject, context, units, occasion, negotiation, registry)
            drafts.append(draft)
            made += 1
            if frame.type == "agreement" and frame.sense.rule not in _OPEN:
                dealt |= {paragraph, paragraph + 1}
                if draft.modality == "actual":
                    occasion.deal = draft.date
        kinds = frozenset().union(*(unit.kinds for unit in units)) if units else frozenset()
        for frame in deadline_frames(found, number, kinds, due, article.published.first):
            draft = _draft(article, found, lexicon, frame, None, context, units, occasion, negotiation, registry)
            drafts.append(draft)
            made += 1
        taken = [
            (e.start, e.end) for draft in drafts if draft.type == "meeting" for e in draft.evidence if start <= e.start < end
        ]
        for frame in passing_frames(found, number, sides, taken):
            draft = _draft(article, found, lexicon, frame, last, context, units, occasion, negotiation, registry)
            drafts.append(draft)
            made += 1
        told = frozenset().union(*(unit.kinds for unit in units)) if units else frozenset()
        occasion.tell(found, number, paragraph, frozenset(side.name for side in within(sides, start, end) if side.kind == "person"))
        if not made and any(unit.anchors or unit.nouns for unit in units):
            words = tuple(hit.text for unit in units for hit, _ in (*unit.anchors, *unit.nouns))
            unread.append(Unread(start, end, article.text[start:end], words, "no rule's conditions were met"))
    return Reading(article.article_id, link(merge(article.text, drafts)), tuple(unread))


_RATES = frozenset(("measure.impose", "measure.effect", "measure.noun"))
_OPEN = frozenset(("agreement.end", "agreement.figure", "agreement.term"))
_TAKES_UP = re.compile(r"(?:it|they|this|these|both|which|that|those|who|such)\b")
_COMPLEMENT = re.compile(r"\s*(?:that|to|for|whether|:)\b|\s*(?:[\w'’.-]+\s){1,5}(?:to|that)\s\Z")


def _take_complement(found: Scan, units: list[Unit], at: int, swallowed: set[int]) -> None:
    """Let a verb of words have what follows it: "requested | that Korea be taken out of every tariff"."""
    unit = units[at]
    if at + 1 >= len(units):
        return
    following = units[at + 1]
    gap = found.lower[unit.anchors[-1][0].end : following.start]
    if following.saying is unit or _COMPLEMENT.match(gap):
        swallowed.add(at + 1)
        unit.end = min(following.end, unit.start + 260)
        unit.kinds |= following.kinds


def _dealt(found: Scan) -> frozenset[int]:
    dealt = set()
    for number, (start, end) in enumerate(found.sentences):
        if any("deal" in hit.entry.kinds for hit in found.between(start, end)):
            dealt.add(found.paragraphs[number])
    return frozenset(dealt)


def _draft(
    article: Article,
    found: Scan,
    lexicon: Lexicon,
    frame: Frame,
    subject: Side | None,
    context: Context,
    units: list[Unit],
    occasion: Occasion,
    negotiation: Negotiation | None,
    registry: Registry | None,
) -> Draft:
    unit = frame.unit
    by = subject.code if subject is not None else ""
    parties = parties_of(found, frame, context, by)
    published = article.published
    ahead = False
    speaker = None
    if unit.saying is not None:
        speaker = subject_of(found, unit.saying, unit.saying.end) or subject
    who = (speaker or subject).name if speaker or subject else ""
    modality = modality_of(found, frame, lexicon, ahead)
    date = date_of(found, frame, units, occasion, modality, found.paragraphs[unit.sentence], who)
    if (
        date is not None
        and date.first
        and published.last
        and date.first > published.last
        and frame.type in ("meeting", "measure", "agreement")
    ):
        modality = modality if modality != "actual" else "planned"
    evidence = (
        Evidence(
            article_id=article.article_id, start=unit.start, end=unit.end, quote=article.text[unit.start : unit.end]
        ),
    )
    return Draft(
        draft_id=draft_id(article.article_id, frame.type, evidence),
        article_id=article.article_id,
        negotiation_id=negotiation.negotiation_id if negotiation is not None else None,
        type=frame.type,
        modality=modality,
        date=date,
        parties=parties,
        by_parties=(by,) if by in parties else (),
        actors=_actors(frame, subject, speaker),
        issue=issue_of(found, unit, negotiation, registry),
        summary=summary_of(found, frame, subject),
        terms=terms_of(found, frame),
        evidence=evidence,
        reported_by=speaker.name if speaker is not None else None,
        attributes=attributes_of(found, frame, by, parties),
        rule=frame.sense.rule,
        words=(frame.hit.text,),
        extractor=VERSION,
    )


def _actors(frame: Frame, subject: Side | None, speaker: Side | None) -> tuple[str, ...]:
    people = [side.name for side in frame.unit.sides if side.kind == "person"]
    if subject is not None and subject.kind in ("person", "body"):
        people.insert(0, subject.name)
    if not people and speaker is not None and speaker.kind in ("person", "body"):
        people.append(speaker.name)
    if frame.type not in ("meeting", "agreement"):
        people = people[:1]
    return tuple(dict.fromkeys(people))
