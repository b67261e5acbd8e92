"""The fields of an event as flags: which there are, what each takes, and which go with which type."""

from __future__ import annotations

import argparse
from typing import Any, cast, get_args

from timeline.cli.values import dated_text, identifier, one_of, term_text, whole_number
from timeline.model.events import (
    EVENT_MODELS,
    EVENT_TYPES,
    AgreementStage,
    Direction,
    EventType,
    MeasureStage,
    MeetingFormat,
    Modality,
    Outcome,
    ProposalAct,
    Verdict,
)
from timeline.model.problems import Problem, UsageProblem, did_you_mean

CHOICES: dict[str, tuple[str, ...]] = {
    "modality": get_args(Modality),
    "format": get_args(MeetingFormat),
    "act": get_args(ProposalAct),
    "verdict": get_args(Verdict),
    "direction": get_args(Direction),
    "outcome": get_args(Outcome),
}


STAGES: dict[str, tuple[str, ...]] = {"agreement": get_args(AgreementStage), "measure": get_args(MeasureStage)}


DATES = ("date", "effective")
"""Fields that may be given as a day by how long ago it was."""


_REPEATED = (
    ("--party", "parties", "CODE", "a party concerned; those of the actors are added"),
    ("--by", "by_parties", "CODE", "the party whose act, stance or claim it is"),
    ("--to", "to_parties", "CODE", "the party that is asked (proposal)"),
    ("--actor", "actors", "NAME", "a person or body, by name, alias or id"),
    ("--issue", "issues", "NAME", "an issue, by id, name or phrase"),
    ("--term", "terms", "TERM", '"tariff_rate 15 %% agreed"'),
    ("--quote", "quote", "WORDS", "words of the article that prove it"),
    ("--responds-to", "responds_to", "EVENT", "the proposal or act it answers"),
    ("--supersedes", "supersedes", "EVENT", "the event it takes the place of"),
    ("--contradicts", "contradicts", "EVENT", "the event it disagrees with"),
    ("--part-of", "part_of", "EVENT", "the event it is part of"),
)


_SINGLE = (
    (
        "--date",
        "date",
        "EDTF",
        "2025-09-24, 2025-08, 2025-07-30/2025-07-31, 2025-10~, yesterday, 7d; leave out when unknown",
    ),
    ("--modality", "modality", "WORD", "actual (default), planned, conditional, cancelled, denied"),
    ("--summary", "summary", "TEXT", "one sentence in your own words"),
    ("--article", "article", "ID", "the article quoted: its id, source id or URL"),
    ("--start", "start", "N", "offset of the quote, where the article has it more than once"),
    ("--reported-by", "reported_by", "WHO", "whose account it is"),
    ("--format", "format", "WORD", "meeting: summit, ministerial, working_level, call, round"),
    ("--place", "place", "TEXT", "meeting: where"),
    ("--duration", "duration_minutes", "MINUTES", "meeting: how long"),
    ("--act", "act", "WORD", "proposal: offer, request, demand, counter"),
    ("--verdict", "verdict", "WORD", "response: accepts, rejects, resists, considers"),
    ("--stance", "stance", "TEXT", "position: in words"),
    ("--direction", "direction", "WORD", "position: supports, opposes, conditional"),
    (
        "--stage",
        "stage",
        "WORD",
        f"agreement: {', '.join(STAGES['agreement'])}; measure: {', '.join(STAGES['measure'])}",
    ),
    ("--instrument", "instrument", "WORD", "measure: tariff, executive_order, letter ..."),
    ("--effective", "effective", "EDTF", "measure: when it takes effect"),
    ("--outcome", "outcome", "WORD", "deadline: pending, met, missed, extended"),
    ("--judgement", "judgement", "WORD", "assessment: deadlocked, progress, turning-point ..."),
)


FLAGS = {name: flag for flag, name, _, _ in (*_REPEATED, *_SINGLE)}
"""The flag of each field."""


def event_flags(parser: argparse.ArgumentParser) -> None:
    """A flag for each field; those that hold lists may be repeated. Dates, numbers and closed words are checked."""
    stages = tuple(dict.fromkeys(stage for words in STAGES.values() for stage in words))
    readers = {
        **{name: one_of(words, name) for name, words in {**CHOICES, "stage": stages}.items()},
        **dict.fromkeys(DATES, dated_text),
        **dict.fromkeys(("start", "duration_minutes"), whole_number),
        **dict.fromkeys(("judgement", "responds_to", "supersedes", "contradicts", "part_of"), identifier),
        "terms": term_text,
    }
    for flag, name, metavar, help in _REPEATED:
        parser.add_argument(flag, dest=name, action="append", metavar=metavar, help=help, type=readers.get(name, str))
    for flag, name, metavar, help in _SINGLE:
        parser.add_argument(flag, dest=name, metavar=metavar, help=help, type=readers.get(name, str))


def check_flags(args: argparse.Namespace, type: str, whole: bool = True) -> None:
    """Raise UsageProblem for each flag that the type does not have and, of a ``whole`` event, each that is missing."""
    own = {name for model in EVENT_MODELS.values() for name in model.own}
    values, problems = given(args), []
    for name in values:
        if name in own and name not in EVENT_MODELS[cast(EventType, type)].own:
            able = " or ".join(other for other, model in EVENT_MODELS.items() if name in model.own)
            problems.append(Problem(f"{FLAGS[name]} is no option of a {type}", hint=f"a {able} has it"))
    if "stage" in values and type in STAGES and values["stage"] not in STAGES[type]:
        hint = did_you_mean(values["stage"], STAGES[type]) or f"one of {', '.join(STAGES[type])}"
        problems.append(Problem(f'"{values["stage"]}" is no stage of a {type}', hint=hint))
    if whole:
        if not str(values.get("summary", "")).strip():
            problems.append(Problem("the --summary is missing", hint="one sentence in your own words"))
        if not getattr(args, "note", None):
            missing = [FLAGS[name] for name in ("article", "quote") if not values.get(name)]
            if missing:
                hint = "name the --article and the --quote that prove it, or write a --note"
                problems.append(Problem(f"the {' and the '.join(missing)} {_is(missing)} missing", hint=hint))
    if problems:
        raise UsageProblem(problems)


def _is(named: list[str]) -> str:
    return "is" if len(named) == 1 else "are"


def given(args: argparse.Namespace) -> dict[str, Any]:
    """The fields that flags were given for, in plain form."""
    return {name: getattr(args, name) for name in FLAGS if getattr(args, name) is not None}


def wrong_type(word: str) -> list[Problem]:
    """What is wrong with the name of an event type; nothing where it is one."""
    if word in EVENT_TYPES:
        return []
    what = f'"{word}" is no event type' if word else "the event type is missing"
    return [Problem(what, hint=did_you_mean(word, EVENT_TYPES) or f"one of {', '.join(EVENT_TYPES)}")]
