"""``timeline amend``: correct an event; the earlier version stays in its history."""

from __future__ import annotations

import argparse

from timeline.cli import ask
from timeline.cli.event_form import event_flags, fields_of, given, prompt_fields
from timeline.cli.options import author, author_option, interactive, say
from timeline.model.problems import Problem, UsageProblem


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("event", metavar="EVENT", help="its id")
    parser.add_argument("--why", help="the reason, kept with the correction")
    parser.add_argument("--type", help="another event type")
    parser.add_argument("--clear", action="append", default=[], metavar="FIELD", help="make a field unknown")
    event_flags(parser)
    author_option(parser)


def run(args: argparse.Namespace) -> int:
    """Record the corrected version. A list that is given replaces the whole list; a quote is added to the proof."""
    from timeline.model.events import EventBase
    from timeline.store.store import Store
    from timeline.workflow.plain import to_plain
    from timeline.workflow.record import amend
    from timeline.workflow.review import desk_of

    store = Store(args.db)
    corrections = {**given(args), **({"type": args.type} if args.type else {}), **dict.fromkeys(args.clear)}
    asking = interactive()
    with store.reading() as reader:
        event = reader.record("event", args.event)
        assert isinstance(event, EventBase)
        desk = desk_of(reader, event.negotiation_id)
        events = [other.event_id for other in reader.events(event.negotiation_id)]
    if not corrections and asking:
        before = to_plain(event)
        after = prompt_fields(before, fields_of(event.type), desk, events)
        corrections = {name: value for name, value in after.items() if value != before.get(name)}
    if not corrections:
        raise UsageProblem(
            Problem("nothing to correct", hint="give the fields, such as --date 2025-09-24, or --clear FIELD")
        )
    why = args.why or (ask.line("why") if asking else "")
    if not why:
        raise UsageProblem(Problem("a correction needs a reason", hint="--why TEXT"))
    amended = amend(store, author(args), args.event, corrections, why, ask.about_name(desk) if asking else None)
    say(f"amended {amended.event_id}: {amended.summary}")
    return 0
