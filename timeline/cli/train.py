"""``timeline train``: learn from gold cases what is told where no rule reads it, and which drafts of rules err."""

from __future__ import annotations

import argparse
from pathlib import Path

from timeline.cli.narration import say
from timeline.model.wording import count


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument(
        "folders",
        type=Path,
        nargs="+",
        metavar="GOLD_DIR",
        help="one JSON file an article; `export --gold` writes them from one's own decisions",
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="weights.json in the folder that --lexicon will name"
    )
    parser.add_argument("--lexicon", type=Path, metavar="DIR", help="further vocabulary files")


def run(args: argparse.Namespace) -> int:
    """Read the gold, learn, write; what the weights are worth goes to standard error."""
    from timeline.lexicon import load
    from timeline.lexicon.weights import write_weights
    from timeline.model.problems import Problem, UsageProblem
    from timeline.workflow.evaluate import read_gold
    from timeline.workflow.train import learn

    if args.out.is_dir():
        raise UsageProblem(Problem("is a folder", str(args.out), "name a file in it: weights.json"))
    cases = [case for folder in args.folders for case in read_gold(folder)]
    trained = learn(cases, load(args.lexicon, rules_only=True))
    write_weights(trained.learned, args.out)
    features = len(trained.learned.sentences.features)
    say(
        f"{args.out}: {count(features, 'feature')} of {count(trained.sentences, 'sentence')} "
        f"({trained.telling} tell an event) in {count(len(cases), 'article')}"
    )
    say(
        f"articles held back in turn: of {count(trained.left, 'sentence')} of an event that no rule reads, "
        f"read as gold has it: {trained.right}; of other sentences or as another type: {trained.read - trained.right}"
    )
    say(
        f"of clauses beside what rules read, read as gold has them: {trained.fitting}; "
        f"that prove another event or none: {trained.beside - trained.fitting}"
    )
    say(
        f"of {count(trained.drafts, 'draft')} by rules, {trained.wrong} of them of no event of their type, "
        f"{trained.doubted} were left out, {trained.rightly} of them rightly"
    )
    say(
        f"of {count(trained.dated, 'draft')} of events whose day the text tells, "
        f"on that day by rules: {trained.ruled}; by weights: {trained.chosen}"
    )
    if trained.harmful:
        say("these do worse than rules on articles held back: name more gold, tests/unseen of a checkout among it")
    return 0
