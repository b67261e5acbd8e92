"""``timeline state``: one question about a negotiation, as a table, JSON or Markdown."""

from __future__ import annotations

import argparse
import sys

from timeline.cli.options import clock_options, one_of, the_issue, the_negotiation


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    from timeline.cli.output import FORMATS
    from timeline.store.state import QUESTIONS

    told = "; ".join(f"{name}: {answer}" for name, (_, answer) in QUESTIONS.items())
    parser.add_argument("question", type=one_of(QUESTIONS, "question"), metavar="QUESTION", help=told)
    parser.add_argument(
        "negotiation", nargs="?", metavar="NEGOTIATION", help="its id (default: the only one in the store)"
    )
    parser.add_argument("--issue", metavar="ID", help="only rows about this issue: an id, name or phrase")
    parser.add_argument("--format", choices=FORMATS, default="table")
    clock_options(parser)


def run(args: argparse.Namespace) -> int:
    """Print the answer."""
    from timeline.cli.output import write_frame
    from timeline.model.problems import Problem, UsageProblem
    from timeline.store.store import Store

    with Store(args.db).reading() as reader:
        negotiation = the_negotiation(reader, args.negotiation)
        issue = the_issue(reader, negotiation, args.issue) if args.issue is not None else None
        frame = reader.answer(args.question, negotiation, args.as_of, args.known_at)
    if issue is not None:
        import polars

        if "issue" in frame.columns:
            frame = frame.filter(polars.col("issue") == issue)
        elif "issues" in frame.columns:
            frame = frame.filter(polars.col("issues").list.contains(issue))
        else:
            raise UsageProblem(Problem(f"{args.question} cannot be narrowed to an issue"))
    write_frame(frame, args.format, sys.stdout)
    return 0
