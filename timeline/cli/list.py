"""``timeline list``: what is in the store, with filters."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from timeline.cli.named import the_actor, the_issue, the_negotiation, the_party
from timeline.cli.narration import say
from timeline.cli.values import dated, one_of, whole_number
from timeline.model.problems import Problem, ProblemError, UsageProblem, did_you_mean

if TYPE_CHECKING:
    from timeline.store.store import Reader

STATES = ("pending", "accepted", "merged", "rejected", "superseded")


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    from timeline.cli.output import FORMATS, TABLE
    from timeline.model.events import EVENT_TYPES, Modality
    from timeline.store.listing import VIEWS

    parser.add_argument(
        "what",
        nargs="?",
        default="events",
        type=one_of(VIEWS, "list"),
        metavar="WHAT",
        help=f"{', '.join(VIEWS)} (default: events)",
    )
    parser.add_argument("--negotiation", "-n", metavar="ID")
    parser.add_argument("--type", type=one_of(EVENT_TYPES, "event type"), metavar="TYPE", help="of event or draft")
    parser.add_argument(
        "--modality", type=one_of(get_args(Modality), "modality"), metavar="WORD", help=", ".join(get_args(Modality))
    )
    parser.add_argument(
        "--state", type=one_of(STATES, "state of a draft"), metavar="WORD", help=f"of a draft: {', '.join(STATES)}"
    )
    parser.add_argument("--party", metavar="CODE", help="a code or a name")
    parser.add_argument("--actor", metavar="NAME", help="a name, alias or id")
    parser.add_argument("--issue", metavar="ID", help="an id, name or phrase")
    parser.add_argument("--article", metavar="ID", help="an id, source id or URL")
    parser.add_argument(
        "--since",
        type=_first,
        metavar="DATE",
        help="dated not before: 2025-09-24, 2025-09, friday or 7d; what may be later counts",
    )
    parser.add_argument("--until", type=_last, metavar="DATE", help="dated not after")
    parser.add_argument("--search", metavar="TEXT", help="in summaries, names or article texts")
    parser.add_argument(
        "--limit",
        type=whole_number,
        metavar="N",
        help="only the first so many rows (default: all; as a table on a terminal 100)",
    )
    parser.add_argument(
        "--wide", action="store_true", help="every column, also where a terminal has no room for them side by side"
    )
    parser.add_argument("--format", choices=FORMATS, default="table", help=TABLE)


def run(args: argparse.Namespace) -> int:
    """Print the rows that pass every filter."""
    import sys

    from timeline.cli.output import limit_on, write_frame, write_lines
    from timeline.store.listing import FILTERS
    from timeline.store.store import Store

    given = {name: value for name in FILTERS if (value := getattr(args, name)) is not None}
    for name in given:
        if args.what not in FILTERS[name]:
            able = ", ".join(FILTERS[name])
            raise UsageProblem(Problem(f"{args.what} cannot be filtered by --{name}", hint=f"{able} can"))
    with Store(args.db).reading() as reader:
        wanted = {name: _found(reader, name, value, args) for name, value in given.items()}
        limit = limit_on(sys.stdout, args.format, args.limit)
        frame = reader.listed(args.what, wanted, limit, for_people=args.format in ("table", "markdown"))
        total = reader.number_listed(args.what, wanted) if frame.height == limit else frame.height
    brief = args.format == "table" and sys.stdout.isatty() and not args.wide and not frame.is_empty()
    if brief and args.what in _BRIEF:
        write_lines(map(_BRIEF[args.what], frame.iter_rows(named=True)), sys.stdout)
    else:
        write_frame(frame, args.format, sys.stdout)
    if not total:
        say(f"no {args.what}" + (" that pass all filters" if given else ""))
    if total > frame.height and sys.stdout.isatty():
        say(f"{total - frame.height} more; `--limit {total}` shows all, and so does a pipe; filters narrow them")
    return 0


def _event_line(row: dict[str, Any]) -> list[str]:
    when = row["date_edtf"] or (f"by {row['told_by']}" if row["told_by"] and row["modality"] == "actual" else "")
    return [row["event_id"], when, *_kind_and_sides(row), ", ".join(row["issues"]), row["summary"]]


def _draft_line(row: dict[str, Any]) -> list[str]:
    return [
        row["draft_id"],
        row["state"],
        row["date_edtf"] or "",
        *_kind_and_sides(row),
        row["issue"] or "",
        row["summary"],
    ]


def _kind_and_sides(row: dict[str, Any]) -> list[str]:
    from timeline.cli.output import sides_shown

    told = "" if row["modality"] == "actual" else f", {row['modality']}"
    return [row["type"] + told, sides_shown(row["parties"], row["by_parties"])]


_BRIEF = {"events": _event_line, "drafts": _draft_line}
"""What a terminal shows of a row on one line, where all of its columns would not fit."""


def _found(reader: Reader, name: str, value: Any, args: argparse.Namespace) -> Any:
    """The value of a filter as the store has it; raises ProblemError where nothing of that name is there."""
    match name:
        case "negotiation":
            return the_negotiation(reader, value)
        case "party":
            return the_party(reader, value)
        case "actor":
            return the_actor(reader, value)
        case "article":
            article = reader.article_named(value)
            if article is None:
                hint = did_you_mean(value, reader.ids("article")) or "`timeline list articles` shows them"
                raise ProblemError(Problem(f'there is no article "{value}"', hint=hint))
            return article.article_id
        case "issue":
            return _issue(reader, value, args)
        case _:
            return value


def _issue(reader: Reader, named: str, args: argparse.Namespace) -> str:
    """The id of an issue of the negotiation named, or of any; a draft may also have it in words of its own."""
    registry = reader.registry()
    negotiations = [args.negotiation] if args.negotiation else list(registry.negotiations)
    for negotiation in negotiations:
        issue = registry.find_issue(negotiation, named)
        if issue is not None:
            return issue.issue_id
    if args.what == "drafts" and any(draft.issue == named for draft, _, _ in reader.drafts(args.negotiation)):
        return named
    if len(negotiations) == 1:
        return the_issue(reader, negotiations[0], named)
    known = [issue.issue_id for issue in registry.issues.values()]
    hint = did_you_mean(named, known) or "`timeline list issues` shows them"
    raise ProblemError(Problem(f'there is no issue "{named}"', hint=hint))


def _first(text: str) -> date:
    """The first day of an EDTF date, or a day written by how long ago it was."""
    first = dated(text).first
    if first is None:
        raise argparse.ArgumentTypeError(f"'{text}' has no beginning; write 2025-09-24 or 2025-09")
    return first


def _last(text: str) -> date:
    """The last day of an EDTF date, or a day written by how long ago it was."""
    last = dated(text).last
    if last is None:
        raise argparse.ArgumentTypeError(f"'{text}' has no end; write 2025-09-24 or 2025-09")
    return last
