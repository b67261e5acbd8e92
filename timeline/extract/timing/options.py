"""The days that may be that of an event, and what speaks for each: for weights to choose among."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timeline.extract.clauses.mentions import ahead
from timeline.extract.dates import DateMention
from timeline.extract.timing.tenses import tense_of
from timeline.extract.timing.undated import Undated
from timeline.model.edtf import Edtf, edtf

DayOptions = dict[Edtf | None, list[str]]
"""Each day that may be that of an event, None for no day told, with its features."""
_Option = tuple[Edtf | None, list[str]]

_STORY = ("date", "deed", "lead", "to_come", "due", "period", "met", "deal", "named_deal", "stamp", "recalled")
"""The days that a story holds; some also hold in which paragraph they were told."""
_PREPOSITION = re.compile(
    r"\b(after|as of|at|before|between|by|during|early|for|from|in|last|late|mid|of|on|since|this|till|to|until|with"
    r"|within)\s(?:the\s)?\Z"
)
_REACH = 20
"""Characters before a day in which its preposition stands."""
_WEEK = 7
_STEP = 30
"""Characters by which distances are told apart."""
_MOST = {"distance": 4, "days": 3, "paragraphs ago": 3, "paragraph": 4, "opening": 2, "weeks": 6}
"""Where counting ends."""


def day_options(event: Undated, ruled: Edtf | None, words: Iterable[str]) -> DayOptions:
    """The days that the sentence of ``event``, the one before and the text so far tell, that of publication, and none.

    Features are where and how a day is told, what the event is, how far back the day lies, and whether rules chose it
    (``ruled``); for none, also ``words`` of the sentence. The day of rules comes first; no feature stands twice.
    """
    told = _Sketch.of(event)
    options: defaultdict[Edtf | None, list[str]] = defaultdict(list)
    options[ruled] += _by_rules(event, told, ruled)
    for source in (_in_the_sentence, _in_the_one_before, _in_the_story, _of_publication):
        for day, features in source(event, told):
            options[day] += features
    for day, features in options.items():
        if day is not None:
            features += _as_a_day(event, told, day)
    options[None] += _as_no_day(event, told, alone=len(options) == 1)
    options[None] += (f"none {word}" for word in words)
    return {day: list(dict.fromkeys(features)) for day, features in options.items()}


@dataclass(frozen=True, slots=True)
class _Sketch:
    """What is told, in the words of features."""

    kind: str
    sort: str
    """Its type, but "term" for what a deal says."""
    said: str
    modality: str
    tense: str
    days: list[DateMention]
    """Those of its sentence."""
    near: str
    """Whether its clause has a day, or another clause of its sentence."""
    goes_on: bool
    """Whether its sentence follows another in the same paragraph."""

    @classmethod
    def of(cls, event: Undated) -> _Sketch:
        scan, frame, unit = event.scan, event.frame, event.unit
        days = [d for d in scan.dates.within(*scan.sentences[unit.sentence]) if d.date is not None and not d.stamp]
        own = any(unit.start <= day.start < unit.end for day in days)
        return cls(
            frame.type,
            "term" if event.is_term else frame.type,
            "said" if event.is_talk else "done",
            event.modality,
            tense_of(scan, frame),
            days,
            "own" if own else "beside" if days else "no",
            unit.sentence > 0 and scan.paragraphs[unit.sentence - 1] == scan.paragraphs[unit.sentence],
        )


def _by_rules(event: Undated, told: _Sketch, ruled: Edtf | None) -> list[str]:
    unit, rule = event.unit, event.frame.sense.rule
    places = [unit.start <= day.start < unit.end for day in told.days if day.date == ruled]
    where = "none" if ruled is None else "own" if any(places) else "beside" if places else "far"
    return [
        "ruled",
        f"ruled by {rule}",
        f"ruled {where}",
        f"ruled {where} {told.kind}",
        f"ruled {where} {told.kind} {told.tense}",
        f"ruled {where} {told.near} day",
        f"ruled {where} {told.modality}",
        f"ruled {where} {told.kind} {'by weights' if rule.endswith('.weighed') else 'by rule'}",
    ]


def _in_the_sentence(event: Undated, told: _Sketch) -> Iterator[_Option]:
    scan, unit, hit = event.scan, event.unit, event.frame.hit
    saying = unit.saying
    for day in told.days:
        own = unit.start <= day.start < unit.end
        of_saying = saying is not None and saying.start <= day.start < saying.end
        where = "own" if own else "saying" if of_saying else "beside"
        side = f"{where} {'before' if day.start < hit.start else 'behind'}"
        distance = max(day.start - hit.end, hit.start - day.end, 0) // _STEP
        found = _PREPOSITION.search(scan.lower, max(0, day.start - _REACH), day.start)
        preposition = found.group(1) if found else "-"
        when = _when(day, event)
        yield (
            day.date,
            [
                f"day {side}",
                f"day {side} {min(distance, _MOST['distance'])}",
                f"day {side} {told.kind}",
                f"day {day.role} {when} {told.kind}",
                f"day {where} {when} {told.modality}",
                f"day {where} {when} {told.sort}",
                f"day {where} {day.role} {told.said}",
                f"day {where} {told.tense} {told.kind}",
                f"day {where} of {min(len(told.days), _MOST['days'])}",
                f"day after {preposition}",
                f"day after {preposition} {told.kind}",
                f"day {'with a noun' if day.attributive else 'alone'} {told.kind}",
                *["first day"] * (day is told.days[0]),
                *["last day"] * (day is told.days[-1]),
            ],
        )


def _in_the_one_before(event: Undated, told: _Sketch) -> Iterator[_Option]:
    number = event.unit.sentence
    if number == 0:
        return
    days = [d for d in event.scan.dates.within(*event.scan.sentences[number - 1]) if d.date is not None and not d.stamp]
    before = "before" if told.goes_on else "paragraph before"
    for day in days:
        yield (
            day.date,
            [
                f"{before} {told.kind}",
                f"{before} {day.role} {told.said}",
                f"{before} {'last' if day is days[-1] else 'not last'}",
                f"{before} {_when(day, event)} {told.tense}",
            ],
        )


def _in_the_story(event: Undated, told: _Sketch) -> Iterator[_Option]:
    story = event.story
    for name in _STORY:
        day: Edtf | None = getattr(story, name)
        if day is None:
            continue
        paragraph: int | None = getattr(story, "paragraph" if name == "date" else f"{name}_paragraph", None)
        ago = "" if paragraph is None else f" {min(event.paragraph - paragraph, _MOST['paragraphs ago'])}"
        yield (
            day,
            [
                f"{name}{ago}",
                f"{name}{ago} {told.kind}",
                f"{name}{ago} {told.modality}",
                f"{name}{ago} {told.tense}",
                f"{name} {told.sort}",
                f"{name} {told.said} {told.near} day",
                f"{name} {told.kind} {told.tense} {told.near} day",
                f"{name} {'who was there' if event.who in story.present else 'another'}",
                f"{name} {'who is in the lead' if event.who in story.actors else 'another than in the lead'}",
            ],
        )


def _of_publication(event: Undated, told: _Sketch) -> Iterator[_Option]:
    if event.story.today is not None:
        yield (
            edtf(event.story.today.isoformat()),
            [
                f"today {told.kind} {told.tense} {told.near} day",
                f"today {told.modality} {told.kind}",
                f"today by {event.frame.sense.rule}",
                f"today {_saying(event)}",
                f"today in paragraph {min(event.paragraph, _MOST['opening'])}",
            ],
        )


def _as_a_day(event: Undated, told: _Sketch, day: Edtf) -> Iterator[str]:
    today = event.story.today
    yield f"exact {len(day.text)} {told.kind}"
    if today is None:
        return
    to_come = day.first is not None and day.first > today
    yield f"{'to come' if to_come else 'gone'} {told.modality} {told.kind}"
    if day.last is not None:
        weeks = (today - day.last).days // _WEEK
        yield f"weeks gone {max(-1, min(weeks, _MOST['weeks']))} {told.kind}"


def _as_no_day(event: Undated, told: _Sketch, *, alone: bool) -> Iterator[str]:
    story, rule = event.story, event.frame.sense.rule
    yield f"none {told.kind} {told.tense} {told.near} day"
    yield f"none {told.sort} {told.near} day"
    yield f"none {rule} {told.near} day"
    yield f"none {told.modality} {told.kind}"
    yield f"none {_saying(event)} {told.kind}"
    yield f"none in paragraph {min(event.paragraph, _MOST['paragraph'])} {told.kind}"
    yield f"none {'within' if told.goes_on else 'at the head of'} a paragraph"
    yield f"none {event.who in story.present} {event.who in story.actors}"
    yield f"none {'for want of others' if alone else 'of several'}"


def _when(day: DateMention, event: Undated) -> str:
    return "to come" if ahead(day, event.story.today) else "gone"


def _saying(event: Undated) -> str:
    return "in what is said" if event.unit.saying is not None else "said by nobody"
