"""``timeline review``: decide on drafts, on the terminal (see ``session``) or by flags."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from timeline.cli.named import the_negotiation
from timeline.cli.narration import interactive, say
from timeline.cli.options import author, author_option, negotiation_option
from timeline.cli.session import drafts_wait, go_through
from timeline.model.problems import Problem, ProblemError, UsageProblem

if TYPE_CHECKING:
    from timeline.store.store import Store
    from timeline.workflow.plain import Unregistered


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command. With none of the flags for single decisions, a person reviews on the terminal."""
    parser.add_argument("--article", metavar="ID", help="only the drafts of one article")
    parser.add_argument("--accept", nargs="+", metavar="DRAFT", help="accept drafts as read, without asking")
    parser.add_argument("--reject", nargs="+", metavar="DRAFT", help="reject drafts")
    parser.add_argument(
        "--merge", nargs=2, metavar=("DRAFT", "EVENT"), help="add a draft to an event as another source"
    )
    parser.add_argument("--undo", nargs="+", metavar="DRAFT", help="take decisions back")
    parser.add_argument("--why", help="the reason of a rejection")
    parser.add_argument(
        "--leave-out",
        action="store_true",
        help="with --accept: leave out names that are not registered instead of refusing",
    )
    negotiation_option(parser)
    author_option(parser)


def run(args: argparse.Namespace) -> int:
    """Carry out the decisions that flags name, or review on the terminal."""
    from timeline.store.store import Store

    store = Store(args.db)
    if args.accept or args.reject or args.merge or args.undo:
        return _by_flags(args, store)
    with store.reading() as reader:
        negotiation = the_negotiation(reader, args.negotiation)
        waiting = [d for d, state, _ in reader.drafts(negotiation, args.article) if state == "pending"]
    if not waiting:
        say("no draft waits")
        return 0
    if not interactive():
        hint = "use --accept, --reject, --merge, --undo; `timeline list drafts` shows the ids"
        raise UsageProblem(Problem(f"{drafts_wait(len(waiting))}, but there is nobody to ask", hint=hint))
    from rich.console import Console

    return go_through(Console(stderr=True, highlight=False), store, author(args), waiting)


_OF_PARTIES = ("meeting", "agreement")
"""Types of event that take two parties: a flag may not make them those of one."""
_PAIR = 2


def _by_flags(args: argparse.Namespace, store: Store) -> int:
    from timeline.workflow import review
    from timeline.workflow.settle import LeaveOut

    who = author(args)
    left_out: dict[str, None] = {}

    def leave_out(unknown: Unregistered, candidates: list[str], values: Mapping[str, Any]) -> LeaveOut:
        if unknown.kind == "party" and values.get("type") in _OF_PARTIES and len(values.get("parties") or ()) <= _PAIR:
            told = f"{unknown.name} is a party of this {values['type']}: left out, it would be one of a single party"
            hint = f'timeline register party "{unknown.name}", or reject the draft'
            raise ProblemError(Problem(told, unknown.where, hint))
        left_out[unknown.name] = None
        return LeaveOut()

    accepted, rejected, undone = (dict.fromkeys(named or ()) for named in (args.accept, args.reject, args.undo))
    merged, into = ([args.merge[0]], [args.merge[1]]) if args.merge else ([], [])
    decided = [drafts for drafts in (accepted, rejected, merged, undone) if drafts]
    if len(decided) > 1 or merged or len(undone) > 1:  # those of one kind are looked at together when they are decided
        review.check_decisions(store, [*accepted, *rejected, *merged], into, [*undone])
    if accepted:
        events = review.accept_all(store, who, [*accepted], leave_out if args.leave_out else None, say)
        if left_out:
            say(f"left out, since nobody registered them: {', '.join(left_out)}")
        for draft_id, event in zip(accepted, events, strict=True):
            print(f"{draft_id}\taccepted\t{event.event_id}")
    if rejected:
        review.reject_all(store, who, [*rejected], args.why)
    for draft_id in rejected:
        print(f"{draft_id}\trejected\t")
    if args.merge:
        event = review.merge(store, who, args.merge[0], args.merge[1], tell=say)
        print(f"{args.merge[0]}\tmerged\t{event.event_id}")
    for draft_id in undone:
        review.undo(store, who, draft_id)
        print(f"{draft_id}\tpending\t")
    return 0
