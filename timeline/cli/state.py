"""``timeline state``: one question about a negotiation, as a table, JSON or Markdown."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from timeline.cli.named import the_issue, the_negotiation
from timeline.cli.narration import say
from timeline.cli.options import clock_options, negotiation_argument
from timeline.cli.values import one_of
from timeline.model.problems import Problem, UsageProblem

if TYPE_CHECKING:
    import polars

_ROLES = ("demanded", "offered", "agreed", "in_force", "threatened", "previous")


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    from timeline.cli.output import FORMATS, TABLE
    from timeline.store.state import QUESTIONS

    told = "; ".join(f"{name} (in SQL {macro}): {answer}" for name, (macro, answer) in QUESTIONS.items())
    parser.add_argument("question", type=one_of(QUESTIONS, "question"), metavar="QUESTION", help=told)
    negotiation_argument(parser)
    parser.add_argument("--issue", metavar="ID", help="only rows about this issue: an id, name or phrase")
    parser.add_argument("--format", choices=FORMATS, default="table", help=TABLE)
    clock_options(parser)


def run(args: argparse.Namespace) -> int:
    """Print the answer."""
    from timeline.cli.output import write_frame
    from timeline.store.state import QUESTIONS
    from timeline.store.store import Store

    with Store(args.db).reading() as reader:
        negotiation = the_negotiation(reader, args.negotiation)
        issue = the_issue(reader, negotiation, args.issue) if args.issue is not None else None
        frame = reader.answer(args.question, negotiation, args.as_of, args.known_at)
        events = reader.events(negotiation, args.known_at) if issue is not None else []
        as_of, _ = reader.clocks(args.as_of, args.known_at)
    if issue is not None:
        import polars

        if "issue" in frame.columns:
            frame = frame.filter(polars.col("issue") == issue)
        elif "issues" in frame.columns:
            frame = frame.filter(polars.col("issues").list.contains(issue))
        elif "event_id" in frame.columns:
            frame = frame.filter(polars.col("event_id").is_in([e.event_id for e in events if issue in e.issues]))
        else:
            hint = "`timeline list events --issue` has its meetings, one by one"
            raise UsageProblem(Problem(f"{args.question} counts over all issues together", hint=hint))
    if args.question == "gaps" and args.format in ("table", "markdown"):
        frame = _readable(frame)
    write_frame(frame, args.format, sys.stdout)
    if frame.is_empty():
        _, answer = QUESTIONS[args.question]
        say(f"{args.question}{f' of {issue}' if issue else ''}: none by {as_of} ({answer})")
    return 0


_COLUMNS = ("issue", "term", "unit", *(role.replace("_", " ") for role in _ROLES), "each side", "distance", "events")


def _readable(gaps: polars.DataFrame) -> polars.DataFrame:
    """Gaps with each figure in one cell of words: ``at least 100,000,000,000 (KR)``."""
    import polars

    def figure(row: dict[str, Any], role: str) -> str | None:
        return None if row[role] is None else _told(row[role], row.get(f"{role}_bound"), row.get(f"{role}_by"))

    rows = []
    for row in gaps.iter_rows(named=True):
        told = {
            "issue": row["issue"],
            "term": row["term"],
            "unit": " per ".join(filter(None, (row["unit"], row["per"]))),
            **{role.replace("_", " "): figure(row, role) for role in _ROLES},
        }
        sides = [_told(side["value"], side["bound"], side["party"]) for side in row["sides"]]
        rows.append({
            **told,
            "each side": "; ".join(sides) or None,
            "distance": None if row["distance"] is None else f"{row['distance']:,.15g}",
            "also in, not converted": ", ".join(row["other_units"]) or None,
            "also called": ", ".join(row["also_called"]) or None,
            "events": ", ".join(row["events"]),
        })  # fmt: skip
    if not rows:
        return polars.DataFrame(schema=dict.fromkeys(_COLUMNS, polars.String))
    words = polars.DataFrame(rows, infer_schema_length=None)
    return words.drop([name for name in words.columns if words[name].is_null().all()])


def _told(value: float, bound: str | None, party: str | None) -> str:
    words = ((bound or "").replace("_", " "), f"{value:,.15g}", f"({party})" if party else "")
    return " ".join(word for word in words if word)
