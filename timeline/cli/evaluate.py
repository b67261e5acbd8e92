"""``timeline evaluate``: precision and recall of the extractor on gold cases."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.cli.options import lexicon, lexicon_options

if TYPE_CHECKING:
    from timeline.extract.evaluate import Evaluation, Score


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument(
        "folder", type=Path, metavar="GOLD_DIR", help="one JSON file an article; `export --gold` writes them"
    )
    parser.add_argument("--json", action="store_true", help="the figures as one JSON object")
    parser.add_argument("--misses", action="store_true", help="list gold events not matched strictly, and false alarms")
    parser.add_argument("--by-article", action="store_true", help="figures of each article")
    lexicon_options(parser)


def run(args: argparse.Namespace) -> int:
    """Extract, measure, print."""
    from timeline.workflow.evaluate import evaluate_extractor, read_gold

    result = evaluate_extractor(read_gold(args.folder), lexicon(args))
    if args.json:
        print(json.dumps(result.to_json(), indent=1))
    else:
        print("\n".join(_figures(result)))
    if args.by_article:
        for name, score in result.by_article:
            print(f"{name}: found {score.found}, false {score.false}, missed {score.missed}")
    if args.misses:
        print("\n".join(_misses(result)))
    return 0


def _figures(result: Evaluation) -> list[str]:
    lines = [_line(name, score) for name, score in (("strict", result.strict), ("lenient", result.lenient))]
    lines += [f"  {_line(name, score)}  (gold {score.found + score.missed})" for name, score in result.by_type.items()]
    shares = "  ".join(f"{name} {'-' if share is None else share}" for name, share in result.on_paired.items())
    lines.append(f"on paired: {shares}")
    wrong = [(n, g, d) for (g, d), n in result.confusion.items() if g != d]
    if wrong:
        told = ", ".join(f"{gold} read as {got} {number}" for number, gold, got in sorted(wrong, reverse=True)[:8])
        lines.append(f"types confused: {told}")
    lines.append(f"articles {result.articles}  drafts {result.drafts}  ungrounded spans {result.ungrounded}")
    return lines


def _line(name: str, score: Score) -> str:
    drafts, gold = score.found + score.false, score.found + score.missed
    shares = (("P", score.precision, drafts), ("R", score.recall, gold), ("F1", score.f1, drafts + gold))
    # of nothing there is no share
    return (
        f"{name:<11} " + "  ".join(f"{what} {f'{share:.3f}' if of else '-':<5}" for what, share, of in shares).rstrip()
    )


def _misses(result: Evaluation) -> list[str]:
    lines = []
    for miss in result.misses:
        got = f"  <- read as {miss.got.type} {miss.got.date} {','.join(miss.got.parties)}" if miss.got else ""
        gold = miss.gold
        lines.append(
            f"MISS {miss.case_id} {gold.type}/{gold.modality} {gold.date} {','.join(gold.parties)}: {gold.quote!r}{got}"
        )
    for alarm in result.alarms:
        draft = alarm.draft
        lines.append(
            f"FALSE {alarm.case_id} {draft.type} {draft.date} {','.join(draft.parties)}: {draft.evidence[0].quote!r} "
            f"({draft.rule}: {', '.join(draft.words)})"
        )
    return lines
