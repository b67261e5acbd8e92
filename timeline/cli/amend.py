"""``timeline amend``: correct an event or another record; the earlier version stays in its history."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from timeline.cli import ask
from timeline.cli.event_flags import FLAGS, check_flags, event_flags, given
from timeline.cli.event_form import ask_again, choose_fields, events_for_choice
from timeline.cli.narration import interactive, say
from timeline.cli.options import author, author_option, reason
from timeline.cli.values import day_or_none, one_of
from timeline.model.events import EVENT_MODELS, EVENT_TYPES, EventType
from timeline.model.problems import Problem, ProblemError, UsageProblem, did_you_mean

if TYPE_CHECKING:
    from timeline.model.ledger import AnyRecord
    from timeline.store.store import Store


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.description = (
        "Correct an event or another record. A list that is given (--party, --actor, --issue, --term ...) takes the "
        "place of the whole list; a --quote is added to the proof. What changed is told."
    )
    parser.add_argument("event", metavar="ID", help="of an event; or of a negotiation, actor, issue, party, article")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="correct another record: published=2025-09-26, title=..., stalled_after_days=60, 'aliases=A; B'",
    )
    parser.add_argument("--why", help="the reason, kept with the correction")
    parser.add_argument("--type", type=one_of(EVENT_TYPES, "event type"), metavar="TYPE", help="another event type")
    parser.add_argument("--clear", action="append", default=[], metavar="FIELD", help="make a field unknown")
    event_flags(parser)
    author_option(parser)


def run(args: argparse.Namespace) -> int:
    """Record the corrected version. A list that is given replaces the whole list; a quote is added to the proof."""
    from timeline.store.store import Store
    from timeline.workflow.correct import find_event
    from timeline.workflow.desk import desk_for
    from timeline.workflow.plain import to_plain
    from timeline.workflow.record import amend

    asking = interactive()
    if args.why is not None or not asking:
        args.why = reason(args.why, "a correction")
    store = Store(args.db)
    if args.set:
        return _correct(args, store)
    corrections = {**given(args), **({"type": args.type} if args.type else {}), **dict.fromkeys(args.clear)}
    with store.reading() as reader:
        event = find_event(reader, args.event)
        events = events_for_choice(reader, event.negotiation_id, event.event_id)
        desk = desk_for(store, event.negotiation_id)
    check_flags(args, args.type or event.type, whole=False)
    _check_cleared(args.clear, event.type)
    before = to_plain(event)
    if not corrections and asking:
        corrections = _changed(before, choose_fields(before, desk, events))
    if not corrections:
        raise UsageProblem(
            Problem("nothing to correct", hint="give the fields, such as --date 2025-09-24, or --clear FIELD")
        )
    why = args.why or ask.line("why", check=lambda typed: [] if typed else [Problem("a correction needs a reason")])
    named = ask.about_name(desk) if asking else None
    while True:
        try:
            amended = amend(store, author(args), args.event, corrections, why, named, say)
        except ProblemError as error:
            if not asking:
                raise
            corrections = _changed(before, ask_again(error.problems, {**before, **corrections}, desk, events))
            continue
        say(f"amended {amended.event_id}: {amended.summary}")
        _tell_changes(event, amended)
        return 0


def _changed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """The fields that differ; those that are gone as None."""
    fields = dict.fromkeys([*before, *after])
    return {name: after.get(name) for name in fields if after.get(name) != before.get(name)}


def _check_cleared(names: list[str], type: EventType) -> None:
    from timeline.workflow.plain import LINKS

    kept = ("event_id", "negotiation_id", "type", "summary", "evidence", "links")
    fields = [*(name for name in EVENT_MODELS[type].model_fields if name not in kept), *LINKS]
    problems = [
        Problem(
            f'--clear "{name}" is no field of a {type} that may be unknown',
            hint=did_you_mean(name, fields) or f"one of {', '.join(fields)}",
        )
        for name in names
        if name not in fields
    ]
    if problems:
        raise UsageProblem(problems)


def _correct(args: argparse.Namespace, store: Store) -> int:
    from timeline.workflow.correct import correct

    why = reason(args.why, "a correction")
    fields: dict[str, str] = {}
    problems = []
    for pair in args.set:
        name, equals, value = pair.partition("=")
        if not equals:
            problems.append(Problem(f'"{pair}" is no FIELD=VALUE', hint="write --set published=2025-09-26"))
        elif name in fields:
            problems.append(Problem(f"--set {name} was given twice", hint="write the entries of a list with ;"))
        bare = day_or_none(value) if name in ("published", "began", "ended") else None
        fields[name] = value if bare is None else bare.isoformat()
    others = [
        *(FLAGS[name] for name in given(args)),
        *(["--type"] if args.type else []),
        *(["--clear"] if args.clear else []),
    ]
    if others:
        hint = "--set is for other records than events, and an empty value clears a field: --set title="
        problems.append(Problem(f"{', '.join(others)} cannot stand beside --set", hint=hint))
    if problems:
        raise UsageProblem(problems)
    corrected = correct(store, author(args), args.event, fields, why)
    say(f"amended {args.event}")
    _tell_changes(corrected.before, corrected.record)
    return 0


def _tell_changes(before: AnyRecord, after: AnyRecord) -> None:
    from timeline.cli.differences import changed_fields

    for line in changed_fields(before.to_json(), after.to_json()):
        say(line)
