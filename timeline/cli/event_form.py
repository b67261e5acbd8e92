"""The fields of an event as prompts: asked for one by one, with completion, until what is typed will do."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from timeline.cli import ask
from timeline.cli.event_flags import CHOICES, DATES, STAGES, wrong_type
from timeline.cli.narration import say, tell
from timeline.cli.values import day_or_none
from timeline.model.events import EVENT_MODELS, EVENT_TYPES, EventType
from timeline.model.problems import Problem, ProblemError, did_you_mean
from timeline.model.wording import as_number

if TYPE_CHECKING:
    from timeline.store.store import Reader
    from timeline.workflow.desk import Desk


def _fields_of(type: EventType) -> list[str]:
    """The fields of a type in the order in which a person is asked for them: who, on what, what, when, says who."""
    own = [field for field in EVENT_MODELS[type].own if field != "to_parties"]
    acting = ["by_parties", "to_parties"] if type == "proposal" else ["by_parties"]
    who = ["parties", "actors", *acting] if type in ("meeting", "deadline") else [*acting, "actors", "parties"]
    links = ["responds_to"] if type in ("proposal", "response") else []
    return [*who, "issues", *links, *own, "summary", "terms", "date", "modality", "reported_by"]


_FEW = 8
"""Words of a closed set that stand in the question."""


def _prompt_fields(
    values: dict[str, Any], names: Iterable[str], desk: Desk, events: Mapping[str, str]
) -> dict[str, Any]:
    """``values`` with each of ``names`` asked for, its present value as the default, until what is typed will do.

    ``events`` are those that may be named, by id, with words for those that wait for an answer.
    """
    answers = dict(values)
    for name in names:
        words = _words(name, str(answers.get("type", "")), desk, events)
        several = name in ("parties", "by_parties", "to_parties", "actors", "issues", "terms", "responds_to")
        label = name.replace("_", " ")
        if not several and 0 < len(words) <= _FEW:
            label += f" [{' '.join(words)}]"
        hints = [_EXAMPLES[name]] if name in _EXAMPLES else []
        hints += ["several with ; between"] if several else []
        label += f" ({'; '.join(hints)})" if hints else ""
        if name == "responds_to":
            for id, told in events.items():
                if told:
                    say(f"  {id}  {told}")
        before = shown(answers.get(name))
        answer = ask.line(label, before, words, several, _check(name, before, answers, desk, events))
        answer = _day_meant(name, answer)
        if answer != before:
            answers[name] = answer
    return answers


_EXAMPLES = {
    "parties": "all that are concerned: KR; US",
    "by_parties": "whose act, stance or claim it is",
    "to_parties": "who is asked",
    "actors": "persons and bodies, by name",
    "summary": "one sentence in your own words",
    "stance": "in words",
    "reported_by": "whose account it is, where not the source's own",
    "date": "2025-09-24, 2025-09, 2025-07-30/2025-07-31, yesterday, 7d; empty: not known",
    "effective": "2025-08-07, today; empty: not known",
    "terms": "tariff_rate 15 % agreed",
}
"""How a field is written, or what it asks for, where its name does not tell."""


def _day_meant(name: str, typed: str) -> str:
    """What was typed; of a field that is a date, and by how long ago it was, that day."""
    bare = day_or_none(typed) if name in DATES else None
    return typed if bare is None else bare.isoformat()


def prompt_event(
    type: EventType, values: dict[str, Any], desk: Desk, articles: list[str], events: Mapping[str, str]
) -> dict[str, Any]:
    """A whole event asked for field by field, and at the end for its proof."""
    answers: dict[str, Any] = {**values, "type": type}
    answers = _prompt_fields(answers, [name for name in _fields_of(type) if not answers.get(name)], desk, events)
    if not answers.get("article") and not answers.get("note"):
        label = "source: article (id, source id or URL; empty to write a note)"
        answers["article"] = ask.line(label, words=articles, check=_is_stored(desk)).partition(" ")[0]
    if answers.get("article") and not answers.get("quote"):
        check = _check("quote", None, answers, desk, events)
        answers["quote"] = [ask.line("quote (words of the article)", check=check)]
    elif not answers.get("article") and not answers.get("note"):
        answers["note"] = ask.line("note (what you learned, and from whom)", check=_says_something)
    return answers


def choose_fields(values: dict[str, Any], desk: Desk, events: Mapping[str, str]) -> dict[str, Any]:
    """``values`` with the fields that a person names, by name or number, asked for; an empty line ends it."""
    answers = dict(values)
    while True:
        names = ["type", *_fields_of(_type(answers["type"]))]
        for number, name in enumerate(names, 1):
            listed = f"  {number:>2}  {name.replace('_', ' '):<16} {shown(answers.get(name))}"
            say(textwrap.fill(listed, width=shutil.get_terminal_size().columns, subsequent_indent=" " * 23))

        def is_field(typed: str, names: list[str] = names) -> list[Problem]:
            if not typed or _named(typed, names):
                return []
            hint = did_you_mean(typed, names) or f"a number from 1 to {len(names)}, or a name"
            return [Problem(f'there is no field "{typed}"', hint=hint)]

        typed = ask.line("change which (name or number, empty: done)", words=names, check=is_field)
        if not typed:
            return answers
        name = _named(typed, names)
        answers = _retyped(answers) if name == "type" else _prompt_fields(answers, [name], desk, events)


def _named(typed: str, names: list[str]) -> str:
    """The field that a number or name means; empty where it means none."""
    number = as_number(typed)
    if number is not None:
        return names[number - 1] if 0 < number <= len(names) else ""
    folded = typed.casefold().replace(" ", "_")
    return folded if folded in names else ""


def _retyped(values: dict[str, Any]) -> dict[str, Any]:
    """The values under another type; what the new type does not have is told and left out."""
    type = ask.line("type", str(values["type"]), EVENT_TYPES, check=wrong_type)
    foreign = {name for model in EVENT_MODELS.values() for name in model.own} - set(EVENT_MODELS[_type(type)].own)
    if type == values["type"]:
        return values
    foreign |= {"stage"} if "stage" in values else set()
    left = {name: value for name, value in values.items() if name in foreign}
    if left:
        say(f"left out, since a {type} has none: " + ", ".join(f"{name} {shown(left[name])}" for name in left))
    return {**{name: value for name, value in values.items() if name not in left}, "type": type}


def _type(name: str) -> EventType:
    return cast(EventType, name)


def _check(name: str, before: str | None, values: dict[str, Any], desk: Desk, events: Mapping[str, str]) -> ask.Check:
    """Finds what is wrong with one field as typed, beside the others as they stand; unknown names come later.

    Only of an unknown issue it tells, once: what is typed again is meant, and asked about like other names.
    """

    told: set[str] = set()

    def wrong(typed: str) -> list[Problem]:
        if typed == before and typed:
            return []
        if name == "issues" and typed not in told:
            told.add(typed)
            unknown_issues = _unknown_issues(typed, values, desk)
            if unknown_issues:
                return unknown_issues
        if name == "responds_to":
            targets = [target.strip() for target in typed.split(";") if target.strip()]
            unknown = [target for target in targets if target not in events]
            return [Problem(f'there is no event "{target}"', hint=did_you_mean(target, events)) for target in unknown]
        if name == "summary" and not typed:
            return [Problem("one sentence is needed", hint="say what happened in your own words")]
        return _problems_with(name, {**values, name: _day_meant(name, typed)}, desk)

    return wrong


def _unknown_issues(typed: str, values: dict[str, Any], desk: Desk) -> list[Problem]:
    from timeline.workflow.plain import split

    registry, negotiation = desk.registry, str(values.get("negotiation_id") or desk.negotiation or "")
    known = [label for issue in registry.issues_of(negotiation) for label in (issue.issue_id, issue.name)]
    return [
        Problem(
            f'issue "{name}" is not registered', hint=f"{did_you_mean(name, known)} type it again to mean it".strip()
        )
        for name in split(typed)
        if registry.find_issue(negotiation, name) is None
    ]


def _problems_with(name: str, values: dict[str, Any], desk: Desk) -> list[Problem]:
    """What is wrong with one field of an event's plain form, whatever the others still lack."""
    from timeline.workflow.plain import Unregistered, read_plain

    try:
        read_plain({key: value for key, value in values.items() if key != "note"}, desk)
    except ProblemError as error:
        own = [problem for problem in error.problems if not isinstance(problem, Unregistered)]
        return [
            Problem(problem.message.partition(": ")[2] or problem.message, hint=problem.hint)
            for problem in own
            if _wrong_fields([problem], {name: ""})
        ]
    return []


def _is_stored(desk: Desk) -> ask.Check:
    def wrong(typed: str) -> list[Problem]:
        name = typed.partition(" ")[0]
        if not name or desk.article(name) is not None:
            return []
        return [Problem(f'article "{name}" is not stored', hint="Tab shows those that are; empty to write a note")]

    return wrong


def _says_something(typed: str) -> list[Problem]:
    return [] if typed else [Problem("says nothing", hint="Ctrl-C leaves")]


def _wrong_fields(problems: Iterable[Problem], values: dict[str, Any]) -> list[str]:
    """The fields that problems name, to be asked for again."""
    named = [problem.message.partition(":")[0].partition(".")[0] for problem in problems]
    return list(dict.fromkeys(name for name in named if name in values))


def ask_again(
    problems: Iterable[Problem], values: dict[str, Any], desk: Desk, events: Mapping[str, str]
) -> dict[str, Any]:
    """Tell what is wrong and ask for the fields it names, or for whichever a person wants to change."""
    problems = list(problems)
    tell(problems)
    askable = {"quote": 1, "article": 1, **values, **dict.fromkeys(_fields_of(_type(values["type"])))}
    again = _wrong_fields(problems, askable)
    if again:
        return _prompt_fields(values, again, desk, events)
    say("change what is wrong, or leave the line empty to try again; Ctrl-C gives up")
    return choose_fields(values, desk, events)


def events_for_choice(reader: Reader, negotiation: str, without: str = "") -> dict[str, str]:
    """The events of a negotiation by id, with words for the asks that are open; ``without`` one of them."""
    waiting = {ask.event_id: f"{ask.date or ''}  {ask.summary}" for ask in reader.state(negotiation).asks if ask.open}
    ids = [event.event_id for event in reader.events(negotiation)]
    return {id: waiting.get(id, "") for id in ids if id != without}


def articles_for_choice(reader: Reader, negotiation: str) -> list[str]:
    """Articles as a completion shows them: id, publisher and date, title."""
    return [f"{a.article_id} {a.label} {a.title or ''}".strip() for a in reader.articles(negotiation)]


def _words(name: str, type: str, desk: Desk, events: Mapping[str, str]) -> list[str]:
    if name in CHOICES:
        return list(CHOICES[name])
    if name == "stage":
        return list(STAGES.get(type, ()))
    if name in ("parties", "by_parties", "to_parties"):
        return sorted(desk.registry.parties)
    if name == "actors":
        return sorted(actor.name for actor in desk.registry.actors.values())
    if name == "issues":
        return [issue.issue_id for issue in desk.registry.issues_of(desk.negotiation or "")]
    return list(events) if name == "responds_to" else []


def shown(value: Any) -> str:
    """A value of the plain form as a person types it."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "; ".join(shown(part) for part in value)
    if isinstance(value, dict):
        from timeline.workflow.terms import write_term

        return write_term(value) if "unit" in value else " ".join(str(part) for part in value.values())
    return str(value)
