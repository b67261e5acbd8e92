"""Evaluation: drafts against gold events, with figures by type and every miss and false alarm by name.

A draft and a gold event form a pair when their evidence overlaps by half of the shorter one; pairs are
chosen one to one, the best agreement first. *Strict* asks for the same type, a compatible date and
agreeing parties; *lenient* for the same type, or both among position, proposal, response and assessment.
Gold events marked optional cost nothing when missed and earn nothing when found.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from timeline.extract.frames.read import TALK
from timeline.model.draft import Draft
from timeline.model.edtf import Edtf
from timeline.model.events import EVENT_TYPES, EventType
from timeline.model.invalid import problems_of
from timeline.model.problems import Problem, ProblemError

_SLACK = 7
"""Days by which a draft's interval may be longer than gold's."""
_WORDS = re.compile(r"[\s.]+")


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """What a careful coder read."""

    type: EventType
    modality: str
    date: Edtf | None
    parties: tuple[str, ...]
    actors: tuple[str, ...]
    terms: tuple[tuple[float, str], ...]
    """Value and unit of each figure."""
    start: int
    end: int
    quote: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldCase:
    """One article with its gold events."""

    case_id: str
    text: str
    published: Edtf
    events: tuple[GoldEvent, ...]
    title: str | None = None
    publisher: str | None = None
    parties: tuple[tuple[str, str], ...] = ()
    """Code and name of each party that no list has."""


@dataclass(frozen=True, slots=True)
class Score:
    """Found, false and missed, and what follows from them."""

    found: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of the drafts that are right; 0 where there is none."""
        return self.found / (self.found + self.false) if self.found + self.false else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold events that were found; 0 where there is none."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def to_json(self) -> dict[str, float]:
        """The three figures, to three decimals."""
        return {"precision": round(self.precision, 3), "recall": round(self.recall, 3), "f1": round(self.f1, 3)}


@dataclass(frozen=True, slots=True)
class Miss:
    """A gold event that no draft matched strictly; ``got`` is the draft that came nearest."""

    case_id: str
    gold: GoldEvent
    got: Draft | None


@dataclass(frozen=True, slots=True)
class Alarm:
    """A draft that no gold event stands for."""

    case_id: str
    draft: Draft


@dataclass(slots=True)
class Evaluation:
    """All figures of one run."""

    articles: int = 0
    drafts: int = 0
    strict: Score = Score()
    lenient: Score = Score()
    by_type: dict[EventType, Score] = field(default_factory=dict)
    """Strict, by type."""
    on_paired: dict[str, float | None] = field(default_factory=dict)
    """Share right among paired events: date, parties, type, modality, actors, terms; None where there is nothing."""
    confusion: Counter[tuple[EventType, EventType]] = field(default_factory=Counter)
    """Pairs by gold type and draft type."""
    by_article: list[tuple[str, Score]] = field(default_factory=list)
    """Strict, by article."""
    misses: list[Miss] = field(default_factory=list)
    alarms: list[Alarm] = field(default_factory=list)
    ungrounded: int = 0
    """Pieces of evidence whose quote is not what the text has there."""
    unknown: tuple[str, ...] = ()
    """Cases that drafts were given for and that gold does not have."""

    def to_json(self) -> dict[str, Any]:
        """The figures as plain values, without the lists of misses and alarms."""
        return {
            "articles": self.articles,
            "drafts": self.drafts,
            "strict": self.strict.to_json(),
            "lenient": self.lenient.to_json(),
            "per_type_strict": {
                kind: {**score.to_json(), "gold": score.found + score.missed} for kind, score in self.by_type.items()
            },
            "on_paired": self.on_paired,
            "ungrounded_spans": self.ungrounded,
            "unknown_articles": list(self.unknown),
        }


class _Lenient(BaseModel):
    """A part of a gold file, which may hold more than is measured."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class _Article(_Lenient):
    text: str
    published: Edtf
    title: str | None = None
    publisher: str | None = None


class _Parties(_Lenient):
    parties: dict[str, str] = Field(default_factory=dict)


class _Term(_Lenient):
    value: float
    unit: str = ""


class _Event(_Lenient):
    type: EventType
    quote: Annotated[str, Field(min_length=1)]
    modality: str = "actual"
    date: Annotated[Edtf | None, BeforeValidator(lambda told: told or None)] = None
    parties: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    terms: tuple[_Term, ...] = ()
    optional: bool = False


def case_of(record: Mapping[str, Any]) -> GoldCase:
    """A gold case from its JSON record; raises ProblemError that names the article and the event."""
    held = record.get("article") if isinstance(record, Mapping) else None
    if not isinstance(held, Mapping) or not isinstance(record.get("events"), list):
        raise ProblemError(Problem("is no gold case", hint='an object with an "article" and a list of "events"'))
    case_id = str(held.get("id") or "?")
    try:
        article = _Article.model_validate(held)
    except ValidationError as error:
        raise ProblemError(problems_of(error, case_id)) from error
    if not article.text.strip():
        raise ProblemError(Problem("the text says nothing", case_id))
    events = tuple(
        _event_of(event, article.text, f"{case_id} event {number}") for number, event in enumerate(record["events"], 1)
    )
    try:
        named = _Parties.model_validate(record).parties
    except ValidationError as error:
        raise ProblemError(problems_of(error, case_id)) from error
    parties = tuple(sorted(named.items()))
    return GoldCase(case_id, article.text, article.published, events, article.title, article.publisher, parties)


def _event_of(record: Any, text: str, where: str) -> GoldEvent:
    try:
        event = _Event.model_validate(record)
    except ValidationError as error:
        raise ProblemError(problems_of(error, where)) from error
    start = text.find(event.quote)
    if start < 0:
        raise ProblemError(Problem(f"quote is not in the text: {event.quote!r}", where, "copy it from the article"))
    return GoldEvent(
        type=event.type,
        modality=event.modality,
        date=event.date,
        parties=event.parties,
        actors=event.actors,
        terms=tuple((term.value, term.unit) for term in event.terms),
        start=start,
        end=start + len(event.quote),
        quote=event.quote,
        optional=event.optional,
    )


def evaluate(cases: Iterable[GoldCase], drafts: Mapping[str, Sequence[Draft]]) -> Evaluation:
    """Measure ``drafts``, by case id, against ``cases``."""
    result = Evaluation()
    strict: Counter[str] = Counter()
    lenient: Counter[str] = Counter()
    by_type: dict[EventType, Counter[str]] = {kind: Counter() for kind in EVENT_TYPES}
    facts: Counter[str] = Counter()
    known = set()
    for case in cases:
        known.add(case.case_id)
        own = drafts.get(case.case_id, ())
        result.articles += 1
        result.drafts += len(own)
        result.ungrounded += sum(case.text[e.start : e.end] != e.quote for draft in own for e in draft.evidence)
        pairs = pair(case, own)
        row: Counter[str] = Counter()
        for number, gold in enumerate(case.events):
            got = own[pairs[number]] if number in pairs else None
            if gold.optional:
                continue
            right = got is not None and is_strict(got, gold)
            lenient["found" if got is not None else "missed"] += 1
            for tally in (strict, by_type[gold.type], row):
                tally["found" if right else "missed"] += 1
            if got is not None:
                _compare(facts, got, gold)
                result.confusion[gold.type, got.type] += 1
            if not right:
                result.misses.append(Miss(case.case_id, gold, got))
        paired = {draft: number for number, draft in pairs.items()}
        for at, draft in enumerate(own):
            number_of = paired.get(at)
            if number_of is None:
                lenient["false"] += 1
                result.alarms.append(Alarm(case.case_id, draft))
            elif case.events[number_of].optional or is_strict(draft, case.events[number_of]):
                continue
            for tally in (strict, by_type[draft.type], row):
                tally["false"] += 1
        result.by_article.append((case.case_id, Score(**row)))
    result.strict, result.lenient = Score(**strict), Score(**lenient)
    result.by_type = {kind: Score(**tally) for kind, tally in by_type.items()}
    result.on_paired = {
        name: round(facts[name] / facts[whole], 3) if facts[whole] else None
        for name, whole in (
            ("date", "paired"),
            ("parties", "paired"),
            ("type", "paired"),
            ("modality", "paired"),
            ("actors", "all_actors"),
            ("terms", "all_terms"),
        )
    }
    result.unknown = tuple(sorted(set(drafts) - known))
    return result


def pair(case: GoldCase, drafts: Sequence[Draft]) -> dict[int, int]:
    """Which draft stands for which gold event, by their places in the lists."""
    candidates = []
    for number, gold in enumerate(case.events):
        for at, draft in enumerate(drafts):
            same = draft.type == gold.type
            if not (same or (draft.type in TALK and gold.type in TALK)) or not overlaps(draft, gold):
                continue
            worth = 4 * same + 2 * compatible(draft.date, gold.date) + agreement(draft.parties, gold.parties)
            candidates.append((-worth, number, at))
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, number, at in sorted(candidates):
        if number not in taken and at not in used:
            taken[number] = at
            used.add(at)
    return taken


def is_strict(draft: Draft, gold: GoldEvent) -> bool:
    """Same type, compatible date, parties that agree by half."""
    return (
        draft.type == gold.type and compatible(draft.date, gold.date) and agreement(draft.parties, gold.parties) >= 0.5
    )


def compatible(got: Edtf | None, gold: Edtf | None) -> bool:
    """The same days; where gold is an interval, one that touches it and is at most a week longer."""
    if got is None or gold is None:
        return got is None and gold is None
    low, high = _bounds(got)
    gold_low, gold_high = _bounds(gold)
    if (low, high) == (gold_low, gold_high):
        return True
    if gold_low == gold_high:
        return False
    return low <= gold_high and gold_low <= high and (high - low).days <= (gold_high - gold_low).days + _SLACK


def _bounds(date: Edtf) -> tuple[dt.date, dt.date]:
    return date.first or dt.date.min, date.last or dt.date.max


def overlaps(draft: Draft, gold: GoldEvent) -> bool:
    """Whether a quotation of the draft shares at least half of the shorter one with gold's."""
    for evidence in draft.evidence:
        shared = min(gold.end, evidence.end) - max(gold.start, evidence.start)
        if 2 * shared >= max(1, min(gold.end - gold.start, evidence.end - evidence.start)):
            return True
    return False


def agreement(got: Sequence[str], gold: Sequence[str]) -> float:
    """Share of the parties that both name among those that either names; 1 where neither names any."""
    a, b = {party.upper() for party in got}, {party.upper() for party in gold}
    return len(a & b) / len(a | b) if a | b else 1.0


def _compare(facts: Counter[str], got: Draft, gold: GoldEvent) -> None:
    facts["paired"] += 1
    facts["date"] += compatible(got.date, gold.date)
    facts["parties"] += agreement(got.parties, gold.parties) >= 0.5
    facts["type"] += got.type == gold.type
    facts["modality"] += got.modality == gold.modality
    facts["all_actors"] += len(gold.actors)
    facts["actors"] += _actors_found(got.actors, gold.actors)
    facts["all_terms"] += len(gold.terms)
    pool = Counter((round(term.value, 4), term.unit.upper()) for term in got.terms)
    for value, unit in gold.terms:
        key = (round(value, 4), unit.upper())
        if pool[key]:
            pool[key] -= 1
            facts["terms"] += 1


def _actors_found(got: Sequence[str], gold: Sequence[str]) -> int:
    """How many gold actors have a word of their name in a draft's actor."""
    words = {word.casefold() for name in got for word in _WORDS.split(name) if word}
    return sum(any(word.casefold() in words for word in _WORDS.split(name) if len(word) > 1) for name in gold)
