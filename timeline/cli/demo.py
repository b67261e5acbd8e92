"""``timeline demo``: build a store from the shipped record and write its reports."""

from __future__ import annotations

import argparse
from pathlib import Path

from timeline.cli.narration import say
from timeline.model.wording import count

QUERIES = (
    "SELECT date_edtf, summary FROM meetings ORDER BY date_first",
    "SELECT issue, status, rule FROM status('korea-us-2025', as_of := DATE '2025-09-24')",
    "SELECT date_edtf, name, value, unit, role FROM terms WHERE role = 'agreed' ORDER BY date_edtf",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command. TIMELINE_DB, a desk's own store, is left alone."""
    parser.set_defaults(db=None)
    parser.add_argument("--data", type=Path, default=None, metavar="DIR", help="the shipped ledger (default: data/)")
    parser.add_argument(
        "--out", type=Path, default=Path("reports"), metavar="DIR", help="where the pages go (reports/)"
    )
    parser.add_argument("--again", action="store_true", help="make the demo store anew, though it holds work of yours")


def run(args: argparse.Namespace) -> int:
    """Build, report, and say what to look at next."""
    from timeline.workflow.demo import run_demo

    data = args.data or next(
        (folder for folder in (Path("data"), Path(__file__).parents[2] / "data") if (folder / "events.jsonl").exists()),
        Path("data"),
    )
    say(f"building {args.db or data / 'demo.duckdb'} from {data} ...")
    shown = run_demo(data, args.out, args.db, args.again)
    if shown.own_changes:
        say(f"it holds {shown.own_changes} changes of yours and was kept; --again makes it anew without them")
    print(", ".join(count(number, what) for what, number in shown.counts.items()) + f", as of {shown.as_of}")
    for negotiation, told in shown.headlines.items():
        print(f"\n{negotiation}: {', '.join(told) or 'no issue raised'}")
        if shown.waiting[negotiation]:
            waits = f"{shown.waiting[negotiation]} drafts wait"
            print(f"  {waits}: timeline review --db {shown.store.path} -n {negotiation}")
    print("\nPages to open in a browser:")
    for page in shown.pages:
        print(f"  {page}")
    print("\nThree queries to try:")
    for query in QUERIES:
        print(f'  timeline sql --db {shown.store.path} "{query}"')
    return 0
