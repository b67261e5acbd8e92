"""What learned weights are worth: on articles that neither rules were written beside nor weights learned from.

``python -m tests.benchmarks.weights`` learns weights from the corpus and the articles that were looked at, and measures
rules alone and rules with weights on the others; then the drafts of either by themselves. Takes two minutes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from tests.extract.reading_of import CORPUS, UNSEEN, YARDSTICK, cases
from timeline.extract.evaluate import GoldCase, evaluate
from timeline.extract.reading import extract
from timeline.lexicon import Lexicon, load
from timeline.model.draft import Draft
from timeline.workflow.evaluate import article_of
from timeline.workflow.train import learn

NEVER_LOOKED_AT = ((440, 491), (580, 615))
"""Articles of tests/unseen by number."""
REAL, ALIKE, LAST = 676, 856, 1128
"""The first article of tests/yardstick on a real negotiation, the first of those composed like tests/corpus, and the
first of those that came last.
"""


def number_of(case: GoldCase) -> int:
    """The number of the article."""
    return int(case.case_id.partition("-")[0])


def held_back(case: GoldCase) -> bool:
    """Whether no rule was written beside the article."""
    return any(first <= number_of(case) <= last for first, last in NEVER_LOOKED_AT)


def drafts(chosen: list[GoldCase], lexicon: Lexicon) -> dict[str, tuple[Draft, ...]]:
    """What the extractor reads in each article."""
    return {case.case_id: extract(article_of(case), lexicon).drafts for case in chosen}


def shares(chosen: list[GoldCase], found: dict[str, tuple[Draft, ...]]) -> dict[str, Counter[str]]:
    """For drafts by rules and by weights: how many, how many without an event of gold, how many not strictly right."""
    counts: dict[str, Counter[str]] = {"rules": Counter(), "weights": Counter()}
    result = evaluate(chosen, found)
    for told in found.values():
        for draft in told:
            counts[draft.extractor.partition("/")[0]]["drafts"] += 1
    for alarm in result.alarms:
        counts[alarm.draft.extractor.partition("/")[0]]["of nothing"] += 1
    for miss in result.misses:
        if miss.got is not None:
            counts[miss.got.extractor.partition("/")[0]]["amiss"] += 1
    return counts


def main() -> None:
    """Print the figures."""
    rules = load(rules_only=True)
    seen = [*cases(CORPUS), *(case for case in cases(UNSEEN) if not held_back(case))]
    weights = replace(rules, learned=learn(seen, rules).learned)
    parts = {
        "tests/unseen 440-491, 580-615": [case for case in cases(UNSEEN) if held_back(case)],
        "tests/yardstick 620-655": [case for case in cases(YARDSTICK) if number_of(case) < REAL],
        "tests/yardstick 676-691": [case for case in cases(YARDSTICK) if REAL <= number_of(case) < ALIKE],
        "tests/yardstick 856-871": [case for case in cases(YARDSTICK) if ALIKE <= number_of(case) < LAST],
        "tests/yardstick 1128-1191": [case for case in cases(YARDSTICK) if number_of(case) >= LAST],
    }
    for name, chosen in parts.items():
        for how, lexicon in (("rules", rules), ("rules and weights", weights)):
            found = drafts(chosen, lexicon)
            result = evaluate(chosen, found)
            print(f"{name:<30} {how:<18} strict F1 {result.strict.f1:.3f}  lenient F1 {result.lenient.f1:.3f}")
        for by, count in shares(chosen, found).items():
            right = count["drafts"] - count["of nothing"]
            print(
                f"{name:<30} drafts by {by:<8} {count['drafts']:4}  tell an event {right / count['drafts']:.0%}, "
                f"with its day and parties {(right - count['amiss']) / count['drafts']:.0%}"
            )


if __name__ == "__main__":
    main()
