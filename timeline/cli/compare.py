"""``timeline compare``: the same facts of two or more negotiations side by side."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from timeline.cli.named import the_negotiation
from timeline.cli.options import clock_options
from timeline.model.problems import Problem, UsageProblem

if TYPE_CHECKING:
    import polars


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    from timeline.cli.output import FORMATS

    parser.add_argument("negotiations", nargs="+", metavar="NEGOTIATION", help="two or more ids")
    parser.add_argument("--format", choices=FORMATS, default="table")
    clock_options(parser)


def run(args: argparse.Namespace) -> int:
    """Print one row a fact, one column a negotiation; empty where it has none, ``12 to 45`` where it has several."""
    from timeline.cli.output import write_frame
    from timeline.store.store import Store

    if len(set(args.negotiations)) < 2:
        raise UsageProblem(
            Problem("a comparison needs two negotiations", hint="`timeline list negotiations` shows them")
        )
    with Store(args.db).reading() as reader:
        named = [the_negotiation(reader, name) for name in dict.fromkeys(args.negotiations)]
        frame = reader.comparison(named, args.as_of, args.known_at)
    write_frame(_readable(frame, named) if args.format in ("table", "markdown") else frame, args.format, sys.stdout)
    return 0


def _readable(frame: polars.DataFrame, negotiations: list[str]) -> polars.DataFrame:
    """For each negotiation one column of words: a figure or a range, with ``about``, ``at least`` or ``at most``."""
    import polars

    rows = []
    for row in frame.iter_rows(named=True):
        told = {name: row[name] for name in ("fact", "unit", "per", "party")}
        for negotiation in negotiations:
            values = [row[f"{negotiation}{which}"] for which in ("", "_low", "_high")]
            figures = ["" if value is None else f"{value:,.15g}" for value in values]
            bound = (row[f"{negotiation}_bound"] or "").replace("_", " ")
            told[negotiation] = " ".join(filter(None, (bound, figures[0] or " to ".join(filter(None, figures[1:])))))
        rows.append({**told, "also in, not converted": ", ".join(row["other_units"]) or None})
    words = polars.DataFrame(rows, infer_schema_length=None)
    empty = [name for name in ("per", "party", "also in, not converted") if rows and words[name].is_null().all()]
    return words.drop(empty)
