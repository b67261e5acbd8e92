"""``timeline amend``: correct an event or another record; the earlier version stays in its history."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from timeline.cli import ask
from timeline.cli.event_form import event_flags, fields_of, given, prompt_fields
from timeline.cli.options import author, author_option, interactive, say
from timeline.model.problems import Problem, UsageProblem

if TYPE_CHECKING:
    from timeline.store.store import Store


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("event", metavar="ID", help="of an event; or of a negotiation, actor, issue, party, article")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="correct another record: published=2025-09-26, title=..., stalled_after_days=60, 'aliases=A; B'",
    )
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
    if args.set:
        return _correct(args, store)
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


def _correct(args: argparse.Namespace, store: Store) -> int:
    from timeline.workflow.correct import correct

    if not args.why:
        raise UsageProblem(Problem("a correction needs a reason", hint="--why TEXT"))
    wrong = [pair for pair in args.set if "=" not in pair]
    if wrong:
        raise UsageProblem(Problem(f'"{wrong[0]}" is no FIELD=VALUE', hint="write --set published=2025-09-26"))
    fields = dict(pair.split("=", 1) for pair in args.set)
    correct(store, author(args), args.event, fields, args.why)
    say(f"amended {args.event}: {', '.join(fields)}")
    return 0
