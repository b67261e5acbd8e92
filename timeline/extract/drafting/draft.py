"""From a frame to a draft: who, when, about what, with which figures, and on whose word."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import pairwise

from timeline.extract.cancelled import becomes_nothing
from timeline.extract.clauses.units import Unit
from timeline.extract.drafting.both import both_of
from timeline.extract.drafting.compose import attributes_of, named_with, parties_of
from timeline.extract.drafting.issues import issue_of
from timeline.extract.drafting.setters import setter_of
from timeline.extract.drafting.summary import summary_of
from timeline.extract.drafting.terms import terms_of
from timeline.extract.frames.read import TALK, Context, Frame
from timeline.extract.modality import modality_of
from timeline.extract.people.insertions import not_put_in
from timeline.extract.scan import Scan, Side
from timeline.extract.timing.day import date_of
from timeline.extract.timing.story import Story
from timeline.extract.timing.undated import Undated
from timeline.lexicon import cue
from timeline.model.article import Article
from timeline.model.draft import Draft, draft_id
from timeline.model.edtf import Edtf
from timeline.model.events import EventType, Evidence, Modality
from timeline.model.registry import Negotiation, Registry

VERSION = "rules/1"


@dataclass(frozen=True, slots=True)
class Given:
    """What the rule that read an event has found itself: its day, and how it is told."""

    date: Edtf | None
    modality: Modality | None = None


@dataclass(slots=True)
class Told:
    """A frame with who does it, who says it, and the stretch of text that proves it."""

    frame: Frame
    doer: Side | None
    speaker: Side | None
    """Whose account it is, where a verb of saying governs the clause."""
    start: int
    end: int
    given: Given | None = None
    words: tuple[str, ...] = ()
    """What spoke for it, where that is not the trigger of its frame."""
    read_by: str = VERSION
    source: Side | None = None
    """Whose account it is by "according to", where no verb of saying governs the clause."""


Pair = tuple[Told, Draft]
"""A reading and the draft made of it."""


def draft_of(
    article: Article,
    found: Scan,
    context: Context,
    told: Told,
    units: list[Unit],
    story: Story,
    negotiation: Negotiation | None,
    registry: Registry | None,
) -> Draft:
    """The draft of one frame; its evidence is the stretch that ``told`` gives."""
    frame, doer, speaker = told.frame, told.doer, told.speaker
    unit = frame.unit
    by = (
        ""
        if doer is None and _OTHERS.search(found.lower, unit.start, frame.hit.start)
        else _whose(found, frame, doer, speaker)
    )
    if frame.type == "response" and by in context.pair and _GETS_NO_ANSWER.match(frame.hit.text):
        by = next((party for party in context.pair if party != by), by)
    spoken = doer is None and frame.type in TALK and speaker is not None
    by_himself = frame.type in TALK and doer is not None and speaker is not None and speaker.start == doer.start
    opens = found.sentences[unit.sentence][0] if frame.type in (*TALK, "agreement") else unit.start
    taken_up = frame.type != "meeting" and doer is not None and doer.end <= found.sentences[unit.sentence][0]
    itself = by_himself or taken_up or (doer is not None and doer.start >= opens)
    parties = parties_of(found, frame, units, context, by, spoken or itself)
    modality = (told.given.modality if told.given is not None else None) or modality_of(found, frame)
    date = told.given.date if told.given is not None else date_of(undated(found, told, units, story, modality))
    published = article.published.last
    modality = _planned_if_ahead(modality, frame.type, date, published)
    if modality == "cancelled" and frame.type == "meeting" and _was_only_set(found, frame, date, published):
        modality = "planned"
    quote = article.text[told.start : told.end]
    evidence = (Evidence(article_id=article.article_id, start=told.start, end=told.end, quote=quote),)
    if frame.type == "deadline" and doer is None and speaker is None:
        doer, speaker = setter_of(found, units, frame.hit.start)
    opening = found.sentences[unit.sentence][0]
    account = told.source if told.source is not None and told.source.kind == "person" else None
    actors = _actors(found, frame, doer, speaker or account) or both_of(found, frame, units, story, context)
    return Draft(
        draft_id=draft_id(article.article_id, frame.type, evidence),
        article_id=article.article_id,
        negotiation_id=negotiation.negotiation_id if negotiation is not None else None,
        type=frame.type,
        modality=modality,
        date=date,
        parties=parties,
        by_parties=_all_who_act(found, frame, doer, by, parties),
        actors=tuple(_as_registered(name, registry) for name in actors),
        issue=issue_of(found, frame, negotiation, registry),
        summary=summary_of(found, frame, _with_office(found, speaker, opening)),
        terms=terms_of(found, frame, modality, told.start, told.end),
        evidence=evidence,
        reported_by=_account_of(found, speaker or told.source, opening),
        attributes=attributes_of(found, frame, by, parties),
        rule=frame.sense.rule,
        words=told.words or (frame.hit.text,),
        extractor=told.read_by,
    )


_GETS_NO_ANSWER = re.compile(
    r"(?:receiv\w*|gets?|got|getting|ha[sd]|have)\s(?:had\s|received\s)?no\s(?:answer|reply|response|word|feedback)\b"
    r"|(?:not|yet to)\s(?:yet\s)?(?:receiv|had|got|hear)\w*|heard? nothing back"
    r"|(?:still\s)?a?wait\w*\b"
)
"""An answer that one waits for is the other's: "Dhaka has received no reply"."""
_OTHERS = re.compile(r"\b(?:they|you)\s(?:\w+\s){0,3}\Z")
"""Before a verb whose subject is not who speaks: "they have not answered us"."""
_ACTS = ("announc", "unveil", "declar", "decree")
"""What verbs of saying begin with by which a government acts."""


def _whose(found: Scan, frame: Frame, doer: Side | None, speaker: Side | None) -> str:
    """The party whose act, stance or claim it is; empty for joint acts and where the text does not say."""
    listed = frame.type in ("measure", "proposal", "response", "position") and doer is not None and doer.kind == "party"
    together = frame.unit.together and not listed  # "Peru and Chile closed a port | and suspended": each of the two
    if together or _is_joint(found, frame) or frame.sense.rule in _OF_NOBODY:
        return ""  # "Laos faces a tariff", "the panel ruled against Laos": of whom, the clause does not say
    if frame.type == "assessment" and speaker is None and _goes_how(found, frame):
        return ""  # "A round was held. It ended without a result"
    first, second = (speaker, doer) if frame.type == "assessment" and not _judges(frame, doer) else (doer, speaker)
    if first is not None and (first.code or frame.type == "assessment"):
        return first.code
    told_by_verb = frame.type in TALK or (frame.sense.form == "noun" and _announces(frame))
    return second.code if second is not None and told_by_verb else ""


def _judges(frame: Frame, doer: Side | None) -> bool:
    """Whether another than who says so is named as judging: "Kenya called the talks a success, officials said"."""
    if doer is None or doer.kind not in ("party", "person") or not doer.code or frame.sense.form == "noun":
        return False
    return frame.unit.start <= doer.start and 0 < frame.hit.start - doer.end < _BESIDE


_IT_GOES = re.compile(
    r"\b(?:it|they|this|that)\s(?:(?:[a-z]+ly|also|still|has|had|have|would|will|was|were|is|are)\s){0,3}\Z"
)
_JUDGING = re.compile(
    r"(?:call|describ|s[aeo]|consider|regard|hail|prais|view|deem|rat|sp[eo]k|report|f[io]und|expect|complain|lament|voic|think"
    r"|thought|dismiss|criticis|welcom|warn|t[oe]ld?|gave|give|put|play|express|cit|not|point|argu|acknowledg|admit|believ)"
)


def _goes_how(scan: Scan, frame: Frame) -> bool:
    """Whether "it" is what is judged, and not who judges: "It led nowhere", not "It called the talks a success"."""
    it = _IT_GOES.search(scan.lower, frame.unit.start, frame.hit.start)
    return it is not None and _JUDGING.match(frame.hit.text) is None


_BESIDE = 6
"""Characters between who judges and the verb: "Ruiz | has | called"."""
_OF_NOBODY = frozenset(("measure.face", "measure.ruling", "agreement.force", "meeting.brought"))


def _announces(frame: Frame) -> bool:
    """Whether the verb of saying is itself the act: "the White House announced | a tariff of 39 percent"."""
    saying = frame.unit.saying
    return saying is not None and saying.speech_hit is not None and saying.speech_hit.text.startswith(_ACTS)


def _is_joint(found: Scan, frame: Frame) -> bool:
    """Whether two parties act together: "Britain and India clinched a pact"; not "Britain, unlike India, will pay"."""
    if frame.type not in ("agreement", "meeting"):
        return False
    acting = (side for side in not_put_in(found, frame.unit.sides) if side.end <= frame.hit.start)
    return len({side.code for side in acting if side.code and side.kind == "party"}) > 1


def _all_who_act(found: Scan, frame: Frame, doer: Side | None, by: str, parties: tuple[str, ...]) -> tuple[str, ...]:
    """``by``, and who acts with it: "France and Italy rejected"; nobody where two are judged: "they remain apart"."""
    if by not in parties or _is_of_two_persons(found, frame):
        return ()
    if frame.type not in (*TALK, "measure") or doer is None or doer.kind not in ("party", "body", "office"):
        return (by,)
    listed = named_with(found, frame, by, doer.start)
    if frame.type == "assessment" and len(listed) > 1:
        return () if frame.unit.saying is None else (by,)
    return tuple(sorted(listed & set(parties))) or (by,)


_AND = re.compile(r"(?:\sof\s[^,;:]{2,30})?\sand\s[^,;:]{0,60}|,\sand\s(?:[\w-]+\s){0,4}")
"""Between two persons who act together: "Macron | and | Trump", "Wanjiru, the trade minister |, and | Mbwana"."""


def _is_of_two_persons(scan: Scan, frame: Frame) -> bool:
    """Whether persons of two parties meet or agree, which is the act of neither: "Presidents Macron and Trump met"."""
    if frame.type not in ("agreement", "meeting"):
        return False
    said_by = frame.unit.saying.sides if frame.unit.saying is not None else []
    sides = [*said_by, *(side for side in frame.unit.sides if side.end <= frame.hit.start)]
    persons = [side for side in sides if side.kind == "person" and side.code]
    return any(
        one.code != other.code and _AND.fullmatch(scan.lower, one.end, other.start) is not None
        for one, other in pairwise(persons)
    )


_SET = re.compile(rf"\b(?:was|were)\s(?:\w+ly\s)?{cue('cancelled_planned')}\b")
_OFF = re.compile(r"\b(?:originally|initially|first planned)\b")


def _was_only_set(found: Scan, frame: Frame, date: Edtf | None, published: dt.date | None) -> bool:
    """ "The talks were scheduled for Monday", which is to come, or of which the day is not told: nothing says that they
    are off.
    """
    clause = found.lower[frame.unit.start : frame.unit.end]
    off = _OFF.search(clause) or becomes_nothing(found, frame)
    return (date is None or _lies_ahead(date, published)) and bool(_SET.search(clause)) and not off


def undated(scan: Scan, told: Told, units: list[Unit], story: Story, modality: str) -> Undated:
    """What is told, for whoever asks when it was."""
    who = told.speaker or told.doer
    paragraph = scan.paragraphs[told.frame.unit.sentence]
    return Undated(scan, told.frame, units, story, modality, paragraph, who.name if who is not None else "")


def _planned_if_ahead(modality: Modality, kind: EventType, date: Edtf | None, published: dt.date | None) -> Modality:
    """The modality of what lies ahead of the day of publication: no deed that has been done."""
    deed = kind in ("meeting", "measure", "agreement")
    return "planned" if modality == "actual" and deed and _lies_ahead(date, published) else modality


def _lies_ahead(date: Edtf | None, published: dt.date | None) -> bool:
    return date is not None and date.first is not None and published is not None and date.first > published


def _actors(scan: Scan, frame: Frame, doer: Side | None, speaker: Side | None) -> tuple[str, ...]:
    """Who acts, by name: all persons who meet or agree; of an act or a statement, whose it is."""
    begin = scan.sentences[frame.unit.sentence][0]
    if frame.type in TALK:
        told_of = frame.type == "assessment" and speaker is not None and not _judges(frame, doer)
        one = speaker if told_of else doer
        if one is None or (not _is_named(one) and speaker is not None and _are_of_one(speaker, one)):
            one = speaker
        return (_name_of(scan, one, begin),) if one is not None and _is_named(one) else ()
    if frame.type in ("meeting", "agreement"):
        persons = [side for side in frame.unit.sides if side.kind == "person" and not _is_alongside(scan, frame, side)]
        met = [doer, *persons] if doer is not None and _is_named(doer) else persons
        named = tuple(dict.fromkeys(_name_of(scan, side, begin) for side in met))
        told = frame.type == "agreement" and not named and speaker is not None and speaker.kind == "person"
        return (_name_of(scan, speaker, begin),) if told and speaker is not None else named
    told_by_own = speaker is not None and (doer is None or (not _is_named(doer) and _are_of_one(speaker, doer)))
    if told_by_own and speaker is not None and _is_named(speaker):
        return (_name_of(scan, speaker, begin),)
    return (_name_of(scan, doer, begin),) if doer is not None and _is_named(doer) else ()


_HIS_OFFICE = re.compile(
    r"['’]s?\s(?:office|ministry|department|government|cabinet|administration|negotiators|officials)\b"
)


_ITS = re.compile(r"\b(?!The\s|A\s|Its\s|His\s|Her\s|Their\s)[A-Z][\w.-]+(?:['’]s)?\s(?:(?!and\s|or\s)[a-z]+\s){0,2}\Z")
"""Before a body that every state has: "Peru's | cabinet", "the Peruvian trade | ministry"."""


def _name_of(scan: Scan, side: Side, begin: int) -> str:
    """The name of who acts; of an office or body, whose it is: "Ruiz's negotiators", "Peruvian cabinet".

    ``begin`` is where the sentence begins: "he" is Ruiz, though his negotiators were told of before.
    """
    if side.start < begin:
        return side.name
    if side.kind == "person":
        his = _HIS_OFFICE.match(scan.lower, side.end)
        return f"{side.name}{scan.text[his.start() : his.end()]}" if his is not None else side.name
    its = _ITS.search(scan.text, max(0, side.start - _WHOSE), side.start) if side.name.islower() else None
    named = scan.named_at(its.start()) if its is not None else None
    return f"{scan.text[named.start : side.start]}{side.name}" if named is not None else side.name


_WHOSE = 40
"""Characters before a body in which whose it is is named."""


def _with_office(scan: Scan, speaker: Side | None, begin: int) -> Side | None:
    """Who speaks, by the name of his office where that speaks for him."""
    return (
        speaker
        if speaker is None or speaker.kind != "person"
        else speaker._replace(name=_name_of(scan, speaker, begin))
    )


def _are_of_one(speaker: Side, doer: Side) -> bool:
    """Whether who speaks may be of the party of who acts."""
    return speaker.code == doer.code or not speaker.code or not doer.code


def _as_registered(name: str, registry: Registry | None) -> str:
    """A name; of the office of somebody whom the registry has, and not his office, who he is."""
    whose, office, _ = name.rpartition("'s ")
    if not office or registry is None or registry.find_actor(name) is not None:
        return name
    known = registry.find_actor(whose)
    return known.name if known is not None else name


_ALONGSIDE = re.compile(r"\bon the (?:margins|sidelines|fringes?) of\s[^,;.]*\Z")


def _is_alongside(scan: Scan, frame: Frame, side: Side) -> bool:
    """Whether somebody is only named with another occasion: "they met on the sidelines of Lee's summit with Trump"."""
    return side.start > frame.hit.end and _ALONGSIDE.search(scan.lower, frame.hit.end, side.start) is not None


def _account_of(scan: Scan, speaker: Side | None, begin: int) -> str | None:
    """Whose account it is: a person, body or office as the text calls them; None for a party as such."""
    if speaker is None or speaker.kind == "party":
        return None
    return speaker.name.lower() if speaker.form == "unnamed" else _name_of(scan, speaker, begin)


def _is_named(side: Side) -> bool:
    """Whether a mention is of a person or body by name or office, and not of "officials"."""
    return side.kind in ("person", "body") and side.form != "unnamed"
