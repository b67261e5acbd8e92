"""``timeline demo``: build a store from the shipped record and write its reports."""

from __future__ import annotations

import argparse
from pathlib import Path

from timeline.cli.options import say

QUERIES = (
    "SELECT date_edtf, summary FROM meetings ORDER BY date_first",
    "SELECT issue, status, rule FROM status('korea-us-2025', as_of := DATE '2025-09-24')",
    "SELECT date_edtf, name, value, unit, role FROM terms WHERE role = 'agreed' ORDER BY date_edtf",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command. The store is always demo.duckdb in the data folder, made anew."""
    parser.add_argument("--data", type=Path, default=None, metavar="DIR", help="the shipped ledger (default: data/)")
    parser.add_argument(
        "--out", type=Path, default=Path("reports"), metavar="DIR", help="where the pages go (reports/)"
    )


def run(args: argparse.Namespace) -> int:
    """Build, report, and say what to look at next."""
    from timeline.workflow.demo import run_demo

    data = args.data or next(
        (folder for folder in (Path("data"), Path(__file__).parents[2] / "data") if (folder / "events.jsonl").exists()),
        Path("data"),
    )
    say(f"building {data / 'demo.duckdb'} from {data} ...")
    shown = run_demo(data, args.out)
    print(", ".join(f"{number} {what}s" for what, number in shown.counts.items()))
    for negotiation, pages in shown.pages.items():
        waiting = shown.waiting[negotiation]
        print(f"\n{negotiation}: {', '.join(shown.headlines[negotiation]) or 'no issue raised'}")
        for page in pages:
            print(f"  open {page}")
        if waiting:
            print(f"  {waiting} drafts wait: timeline review --db {shown.store.path} -n {negotiation}")
    print("\nThree queries to try:")
    for query in QUERIES:
        print(f'  timeline sql --db {shown.store.path} "{query}"')
    return 0
