"""``timeline add``: the data-entry command. Prompts on a terminal, flags otherwise, ``--file`` for a batch."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.cli import ask
from timeline.cli.event_flags import FLAGS, check_flags, event_flags, given, wrong_type
from timeline.cli.event_form import (
    articles_for_choice,
    ask_again,
    choose_fields,
    events_for_choice,
    prompt_event,
    shown,
)
from timeline.cli.named import the_negotiation
from timeline.cli.narration import interactive, say
from timeline.cli.options import author, author_option, negotiation_option, text_of
from timeline.model.events import EVENT_TYPES
from timeline.model.problems import Problem, ProblemError, UsageProblem
from timeline.model.wording import count

if TYPE_CHECKING:
    from timeline.store.store import Store
    from timeline.workflow.desk import Desk


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("type", nargs="?", metavar="TYPE", help=", ".join(EVENT_TYPES))
    parser.add_argument(
        "--file", type=Path, metavar="FILE", help="a batch: .jsonl, .csv or .toml, taken whole or not at all"
    )
    parser.add_argument(
        "--map", type=Path, metavar="FILE", help="for a .csv with columns of its own: a .toml that says which is which"
    )
    parser.add_argument(
        "--note", metavar="TEXT", help="your own account (a phone call ...): stored as an article, and the proof"
    )
    negotiation_option(parser)
    event_flags(parser)
    author_option(parser)


def run(args: argparse.Namespace) -> int:
    """Record the event or the batch; print the new ids."""
    if args.map and not args.file:
        raise UsageProblem(Problem("--map is for --file", hint="name the .csv with --file"))
    return _batch(args) if args.file else _one(args)


def _batch(args: argparse.Namespace) -> int:
    from timeline.store.store import Store
    from timeline.workflow import batch, record

    beside = [args.type, "--note" if args.note else None, *(FLAGS[name] for name in given(args))]
    beside = [each for each in beside if each]
    if beside:
        hint = "the file says what its events are"
        raise UsageProblem(Problem(f"{', '.join(beside)} cannot stand beside --file", hint=hint))
    store = Store(args.db)
    with store.reading() as reader:  # of several negotiations each entry may name its own
        alone = args.negotiation or len(reader.registry().negotiations) <= 1
        negotiation = the_negotiation(reader, args.negotiation) if alone else None
    text = text_of(args.file)
    if args.map:
        entries = batch.read_mapped_batch(args.file, text, args.map, text_of(args.map))
    else:
        entries = batch.read_batch(args.file, text)
    events = record.add_batch(store, author(args), entries, negotiation, say)
    for event in events:
        print(event.event_id)
    say(f"recorded {count(len(events), 'event')} from {args.file}")
    return 0


def _one(args: argparse.Namespace) -> int:
    from timeline.store.store import Store
    from timeline.workflow import record

    if args.type is not None or not interactive():
        problems = wrong_type(args.type or "")
        if problems:
            raise UsageProblem(problems)
        check_flags(args, args.type, whole=not interactive() or bool(args.summary))
    store = Store(args.db)
    with store.reading() as reader:
        negotiation = the_negotiation(reader, args.negotiation)
    if args.type is None:
        args.type = ask.line(f"type [{' '.join(EVENT_TYPES)}]", words=EVENT_TYPES, check=wrong_type)
        check_flags(args, args.type, whole=False)
    values: dict[str, Any] = {**given(args), "type": args.type}
    if interactive() and not values.get("summary"):
        return _by_prompts(args, store, negotiation, values)
    event = record.add(store, author(args), values, negotiation, None, args.note, say)
    print(event.event_id)
    return 0


def _by_prompts(args: argparse.Namespace, store: Store, negotiation: str, values: dict[str, Any]) -> int:
    """Ask for what is missing, and again for what turns out wrong, until the event can be recorded."""
    from timeline.workflow import record
    from timeline.workflow.desk import desk_for

    with store.reading() as reader:
        desk = desk_for(store, negotiation)
        articles = articles_for_choice(reader, negotiation)
        events = events_for_choice(reader, negotiation)
    if args.note:
        values["note"] = args.note
    values = prompt_event(args.type, values, desk, articles, events)
    values = _confirmed(values, desk, events)
    asking = ask.about_name(desk)
    while True:
        note = values.get("note")
        plain = {name: value for name, value in values.items() if name != "note"}
        try:
            event = record.add(store, author(args), plain, negotiation, asking, note, say)
        except ProblemError as error:
            values = ask_again(error.problems, values, desk, events)
            continue
        print(event.event_id)
        say(f"recorded: {event.summary}")
        return 0


def _confirmed(values: dict[str, Any], desk: Desk, events: dict[str, str]) -> dict[str, Any]:
    """The event as a person wants it, once it was shown whole; raises KeyboardInterrupt where it is not wanted."""
    while True:
        for name, value in values.items():
            if value not in (None, "", []):
                say(f"  {name.replace('_', ' '):<16} {shown(value)}")
        match ask.key("[r]ecord  [c]hange  [q]uit", "rcq"):
            case "r":
                return values
            case "q":
                raise KeyboardInterrupt
        values = choose_fields(values, desk, events)
