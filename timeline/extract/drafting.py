"""From a frame to a draft: who, when, about what, with which figures, and on whose word."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from timeline.extract.compose import attributes_of, parties_of, speaker_of, summary_of
from timeline.extract.frames import TALK, Context, Frame
from timeline.extract.issues import issue_of
from timeline.extract.modality import modality_of
from timeline.extract.scan import Scan, Side
from timeline.extract.terms import terms_of
from timeline.extract.timing import Occasion, date_of
from timeline.extract.units import Unit
from timeline.model.article import Article
from timeline.model.draft import Draft, draft_id
from timeline.model.edtf import Edtf
from timeline.model.events import Evidence
from timeline.model.registry import Negotiation, Registry

_TAKEN_UP = re.compile(r"\b(?:he|she|they|who|it|his|her|their)\b")
_VERB_FIRST = 12
"""Characters within which a verb opens its clause and has its subject in the one before."""
VERSION = "rules/1"


@dataclass(slots=True)
class Told:
    """A frame with who does it, and the stretch of text that proves it."""

    frame: Frame
    subject: Side | None
    start: int
    end: int


def draft_of(
    article: Article,
    found: Scan,
    context: Context,
    told: Told,
    units: list[Unit],
    occasion: Occasion,
    negotiation: Negotiation | None,
    registry: Registry | None,
) -> Draft:
    """The draft of one frame; its evidence is the stretch that ``told`` gives."""
    frame, subject = told.frame, told.subject
    unit = frame.unit
    own = subject is not None and (
        subject.start >= unit.start
        or (subject.start >= found.sentences[unit.sentence][0] and frame.hit.start - unit.start < _VERB_FIRST)
        or _TAKEN_UP.search(found.lower, unit.start, frame.hit.start)
    )
    speaker = None
    if unit.saying is not None:
        speaker = speaker_of(found, unit.saying) or subject
    by = _whose(frame, subject if own else None, speaker)
    parties = parties_of(found, frame, context, by, subject is not None and subject.start >= unit.start)
    named = speaker or subject
    modality = modality_of(found, frame)
    date = date_of(
        found, frame, units, occasion, modality, found.paragraphs[unit.sentence], named.name if named else ""
    )
    published = article.published.last
    if modality == "actual" and frame.type in ("meeting", "measure", "agreement") and _lies_ahead(date, published):
        modality = "planned"
    quote = article.text[told.start : told.end]
    evidence = (Evidence(article_id=article.article_id, start=told.start, end=told.end, quote=quote),)
    return Draft(
        draft_id=draft_id(article.article_id, frame.type, evidence),
        article_id=article.article_id,
        negotiation_id=negotiation.negotiation_id if negotiation is not None else None,
        type=frame.type,
        modality=modality,
        date=date,
        parties=parties,
        by_parties=(by,) if by in parties else (),
        actors=_actors(frame, subject if own else None, speaker),
        issue=issue_of(found, unit, negotiation, registry),
        summary=summary_of(found, frame, subject),
        terms=terms_of(found, frame, modality, told.start, told.end),
        evidence=evidence,
        reported_by=speaker.name if speaker is not None and speaker.kind != "party" else None,
        attributes=attributes_of(found, frame, by, parties),
        rule=frame.sense.rule,
        words=(frame.hit.text,),
        extractor=VERSION,
    )


def _whose(frame: Frame, subject: Side | None, speaker: Side | None) -> str:
    """The party whose act, stance or claim it is; empty for joint acts and where the text does not say."""
    if _is_joint(frame):
        return ""
    first, second = (speaker, subject) if frame.type == "assessment" else (subject, speaker)
    if first is not None and (first.code or frame.type == "assessment"):
        return first.code
    return second.code if second is not None and frame.type in TALK else ""


def _is_joint(frame: Frame) -> bool:
    """Whether two parties act together: "Britain and India clinched a pact"."""
    if frame.type not in ("agreement", "meeting"):
        return False
    return (
        len(
            {
                side.code
                for side in frame.unit.sides
                if side.code and side.end <= frame.hit.start and side.kind == "party"
            }
        )
        > 1
    )


def _lies_ahead(date: Edtf | None, published: dt.date | None) -> bool:
    return date is not None and date.first is not None and published is not None and date.first > published


def _actors(frame: Frame, subject: Side | None, speaker: Side | None) -> tuple[str, ...]:
    """Who acts: all persons who meet or agree; of an act or a statement, whose it is."""
    acting = [side.name for side in (speaker, subject) if side is not None and side.kind in ("person", "body")]
    if frame.type in TALK:
        return tuple(acting[:1])
    people = [side.name for side in frame.unit.sides if side.kind == "person"]
    named = [side.name for side in (subject,) if side is not None and side.kind in ("person", "body")] + people
    if frame.type in ("meeting", "agreement"):
        return tuple(dict.fromkeys(named or acting))
    return tuple((named or acting)[:1])
