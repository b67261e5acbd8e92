"""``timeline status``: where a negotiation stands, as of a day and as known at an instant."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from timeline.cli.named import the_issue, the_negotiation
from timeline.cli.narration import say
from timeline.cli.options import clock_options, negotiation_argument
from timeline.model.visible import visible, visible_json

if TYPE_CHECKING:
    from timeline.model.state import Dossier
    from timeline.store.store import Reader


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    negotiation_argument(parser)
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text")
    parser.add_argument(
        "--explain",
        nargs="?",
        const="",
        metavar="ISSUE",
        help="the events and rules behind each status, or one issue's",
    )
    clock_options(parser)


def run(args: argparse.Namespace) -> int:
    """Print the state."""
    from timeline.store.store import Store

    store = Store(args.db)
    with store.reading() as reader:
        negotiation = the_negotiation(reader, args.negotiation)
        if args.explain is not None:
            return _explain(reader, negotiation, args)
        dossier = reader.dossier(negotiation, args.as_of, args.known_at)
    if args.format == "json":
        print(visible_json(_json(dossier)))
    elif args.format == "markdown":
        from timeline.report.status_markdown import status_markdown

        print(status_markdown(dossier))
    else:
        from rich.console import Console

        from timeline.report.status_terminal import status_terminal

        console = Console()
        console.print(status_terminal(dossier, console.width))
    return 0


def _json(dossier: Dossier) -> str:
    """The state, and beside its figures over time the distances, commitments and accounts that disagree."""
    told = dossier.state.model_dump(mode="json")
    more = dossier.model_dump(mode="json", include={"gaps", "commitments", "disagreements"})
    told |= {"distances": more["gaps"], "commitments": more["commitments"], "accounts": more["disagreements"]}
    return json.dumps(told, indent=2, ensure_ascii=False)


def _explain(reader: Reader, negotiation: str, args: argparse.Namespace) -> int:
    """Print each issue with its status, the rule that gave it, and every event that bears on it with its quotation."""
    if args.explain:
        args.explain = the_issue(reader, negotiation, args.explain)
    play = reader.state(negotiation, args.as_of, args.known_at)
    chain = reader.answer("explained", negotiation, args.as_of, args.known_at).to_dicts()
    shown = [issue for issue in play.issues if args.explain in ("", issue.issue)]
    if not shown:
        say(f"nothing on record bears on {args.explain or 'any issue'} by {play.as_of}")
    for issue in shown:
        print(visible(f"{issue.name}: {issue.status.replace('_', ' ')} since {issue.since}: {issue.rule}"))
        for step in (row for row in chain if row["issue"] == issue.issue):
            mark = "=" if step["event_id"] in issue.proof else " "
            settles = f" -> {step['settles'].replace('_', ' ')}" if step["settles"] else ""
            when = step["date"] or f"undated, told by {step['counts_from']}"
            imprecise = f", counts from {step['counts_from']}" if step["imprecise"] else ""
            print(f"{mark} {step['event_id']}  {when}{imprecise}  {step['type']}{settles}  ({step['rule']})")
            print(visible(f"    {step['summary']}"))
            print(visible(f"    “{' '.join(step['quote'].split())}”"))
        print()
    return 0
