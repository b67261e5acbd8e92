"""The fields of an event as flags and as prompts."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, get_args

from timeline.cli import ask
from timeline.cli.options import say
from timeline.model.events import (
    EVENT_MODELS,
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
from timeline.workflow.plain import write_term

if TYPE_CHECKING:
    from timeline.model.problems import Problem
    from timeline.store.store import Reader
    from timeline.workflow.plain import Desk

CHOICES: dict[str, tuple[str, ...]] = {
    "modality": get_args(Modality),
    "format": get_args(MeetingFormat),
    "act": get_args(ProposalAct),
    "verdict": get_args(Verdict),
    "direction": get_args(Direction),
    "outcome": get_args(Outcome),
}
_STAGES: dict[str, tuple[str, ...]] = {"agreement": get_args(AgreementStage), "measure": get_args(MeasureStage)}

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
    ("--date", "date", "EDTF", "2025-09-24, 2025-08, 2025-07-30/2025-07-31, 2025-10~; leave out when unknown"),
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
    ("--stage", "stage", "WORD", "agreement: in_principle ... in_force; measure: threatened ... revoked"),
    ("--instrument", "instrument", "WORD", "measure: tariff, executive_order, letter ..."),
    ("--effective", "effective", "EDTF", "measure: when it takes effect"),
    ("--outcome", "outcome", "WORD", "deadline: pending, met, missed, extended"),
    ("--judgement", "judgement", "WORD", "assessment: deadlocked, progress, turning-point ..."),
)


def event_flags(parser: argparse.ArgumentParser) -> None:
    """A flag for each field; those that hold lists may be repeated."""
    for flag, name, metavar, help in _REPEATED:
        parser.add_argument(flag, dest=name, action="append", metavar=metavar, help=help)
    for flag, name, metavar, help in _SINGLE:
        parser.add_argument(flag, dest=name, metavar=metavar, help=help)


def given(args: argparse.Namespace) -> dict[str, Any]:
    """The fields that flags were given for, in plain form."""
    names = [name for _, name, _, _ in (*_REPEATED, *_SINGLE)]
    return {name: getattr(args, name) for name in names if getattr(args, name) is not None}


def fields_of(type: EventType) -> list[str]:
    """The fields of a type in the order in which a person is asked for them."""
    own = [field for field in EVENT_MODELS[type].own if field != "to_parties"]
    asked = ["date", "modality", "by_parties"]
    if type == "proposal":
        asked.append("to_parties")
    links = ["responds_to"] if type in ("proposal", "response") else []
    return [*asked, "parties", "actors", "issues", "summary", *own, "terms", "reported_by", *links]


def prompt_fields(values: dict[str, Any], names: Iterable[str], desk: Desk, reader_events: list[str]) -> dict[str, Any]:
    """``values`` with each of ``names`` asked for, its present value as the default."""
    answers = dict(values)
    for name in names:
        words = _words(name, str(values.get("type", "")), desk, reader_events)
        several = name in ("parties", "by_parties", "to_parties", "actors", "issues", "terms", "responds_to")
        label = name.replace("_", " ") + (" (; between several)" if several else "")
        if words and not several:
            label += f" [{' '.join(words[:8])}]" if len(words) <= 8 else ""
        before = _shown(answers.get(name))
        answer = ask.line(label, before, words, several)
        if answer != before:
            answers[name] = answer
    return answers


def prompt_event(
    type: EventType, values: dict[str, Any], desk: Desk, articles: list[str], events: list[str]
) -> dict[str, Any]:
    """A whole event asked for field by field, beginning with its proof."""
    answers: dict[str, Any] = {**values, "type": type}
    if not answers.get("article") and not answers.get("note"):
        answers["article"] = ask.line("article (id; empty to write a note)", words=articles).partition(" ")[0]
    if answers.get("article") and not answers.get("quote"):
        answers["quote"] = [ask.line("quote (words of the article)")]
    elif not answers.get("article") and not answers.get("note"):
        answers["note"] = ask.line("note (what you learned, and from whom)")
    return prompt_fields(answers, [name for name in fields_of(type) if not answers.get(name)], desk, events)


def wrong_fields(problems: Iterable[Problem], values: dict[str, Any]) -> list[str]:
    """The fields that problems name, to be asked for again."""
    named = [problem.message.partition(":")[0].partition(".")[0] for problem in problems]
    return list(dict.fromkeys(name for name in named if name in values))


def articles_for_choice(reader: Reader, negotiation: str) -> list[str]:
    """Articles as a completion shows them: id, publisher and date, title."""
    return [f"{a.article_id} {a.label} {a.title or ''}".strip() for a in reader.articles(negotiation)]


def tell(problems: Iterable[Problem]) -> None:
    """Problems on standard error, one a line."""
    for problem in problems:
        say(f"timeline: {problem}")


def _words(name: str, type: str, desk: Desk, events: list[str]) -> list[str]:
    if name in CHOICES:
        return list(CHOICES[name])
    if name == "stage":
        return list(_STAGES.get(type, ()))
    if name in ("parties", "by_parties", "to_parties"):
        return sorted(desk.registry.parties)
    if name == "actors":
        return sorted(actor.name for actor in desk.registry.actors.values())
    if name == "issues":
        return [issue.issue_id for issue in desk.registry.issues_of(desk.negotiation or "")]
    return events if name == "responds_to" else []


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "; ".join(_shown(part) for part in value)
    if isinstance(value, dict):
        return write_term(value) if "unit" in value else " ".join(str(part) for part in value.values())
    return str(value)
