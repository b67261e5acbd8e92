"""Learn the weights of the extractor from gold: what sentences that tell an event look like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from timeline.extract import extract
from timeline.extract.features import features_of
from timeline.extract.grammar import Sentence
from timeline.extract.language import is_english
from timeline.extract.scan import lowered
from timeline.extract.survey import survey
from timeline.extract.weighing import LIKELY
from timeline.lexicon.weights import CLASSES, Weights
from timeline.model.problems import Problem, ProblemError, UsageProblem
from timeline.workflow.evaluate import article_of

if TYPE_CHECKING:
    from timeline.extract.evaluate import GoldCase
    from timeline.lexicon import Lexicon
    from timeline.model.events import EventType

_SEEN = 3
"""Sentences in which a feature must stand; a rarer one says nothing about other articles."""
_STRENGTH = 0.2
"""Inverse strength of the L2 penalty; of 0.03 to 0.4 the best by the likelihood of held-back articles."""
_FOLDS = 5
_NEVER = -20.0
"""The logit of a type that the gold has not."""


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence of gold: its article, its features, and the type of the first event that it proves."""

    case_id: str
    features: tuple[str, ...]
    kind: EventType | None
    ruled: bool
    """Whether rules read it, so that it is never weighed."""


@dataclass(frozen=True, slots=True)
class Trained:
    """Weights, and what they are worth on sentences that no rule reads, in articles that they were not learned from."""

    weights: Weights
    sentences: int
    telling: int
    """Of them, how many prove an event."""
    left: int
    """Sentences that prove an event and that no rule reads."""
    read: int
    """Sentences that no rule reads and that weights of the other articles read, each article held back once."""
    right: int
    """Of those, how many prove an event of the type that was read."""


def examples(cases: Iterable[GoldCase], lexicon: Lexicon) -> list[Example]:
    """The sentences of the cases that could be weighed, in order, as rules and words of ``lexicon`` see them.

    Events that gold calls optional count where there is no other. Articles that are not in English are left out.
    """
    found = []
    for case in cases:
        article = article_of(case)
        lower = lowered(article.text)
        if not is_english(lower):
            continue
        looked = survey(article, lower, lexicon)
        drafts = extract(article, replace(lexicon, weights=None)).drafts
        ruled = [span for draft in drafts for span in draft.evidence]
        for number, (start, end) in enumerate(looked.scan.sentences):
            units = looked.units(number)
            if not units or looked.asks(number):
                continue
            proved = [event for event in case.events if start <= event.start < end]
            proved.sort(key=lambda event: (event.optional, event.start))
            features = features_of(Sentence(looked.scan, number, units, looked.context))
            by_rules = any(span.overlaps(start, end) for span in ruled)
            found.append(Example(case.case_id, tuple(features), proved[0].type if proved else None, by_rules))
    return found


def train(found: list[Example]) -> Trained:
    """Weights from all examples; and what weights from four fifths of the articles are worth on the others.

    Raises ProblemError where the examples are of fewer than five articles or tell fewer than two types of event, and
    UsageProblem where scikit-learn is missing.
    """
    articles = list(dict.fromkeys(one.case_id for one in found))
    if len(articles) < _FOLDS:
        raise ProblemError(Problem(f"{len(articles)} articles are too few", hint=f"name the gold of {_FOLDS} or more"))
    if len({one.kind for one in found if one.kind}) < 2:
        raise ProblemError(Problem("the gold tells of one type of event only", hint="name more of it"))
    read = right = 0
    for fold in range(_FOLDS):
        held = set(articles[fold::_FOLDS])
        weights = _fitted([one for one in found if one.case_id not in held])
        for one in found:
            if one.case_id in held and not one.ruled:
                kind, likely = weights.likeliest(one.features)
                read += likely > LIKELY
                right += likely > LIKELY and kind == one.kind
    telling = [one for one in found if one.kind is not None]
    left = sum(not one.ruled for one in telling)
    return Trained(_fitted(found), len(found), len(telling), left, read, right)


def _fitted(found: list[Example]) -> Weights:
    kinds = {one.kind for one in found}
    if len(kinds) == 1:
        return Weights(tuple(0.0 if kind in kinds else _NEVER for kind in CLASSES), {})
    try:
        import numpy
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        hint = "pip install -e '.[train]' -c constraints.txt"
        raise UsageProblem(Problem("training needs scikit-learn, which is not installed", hint=hint)) from error

    often = Counter(feature for one in found for feature in one.features)
    columns: Any = DictVectorizer()
    table = columns.fit_transform([{name: 1.0 for name in one.features if often[name] >= _SEEN} for one in found])
    model: Any = LogisticRegression(C=_STRENGTH, max_iter=5000)
    model.fit(table, [one.kind or "" for one in found])
    rows, bias = model.coef_, model.intercept_
    if len(rows) == 1:  # of two classes only the second has weights: half for it, half against the other
        rows, bias = numpy.vstack([-rows, rows]) / 2, numpy.concatenate([-bias, bias]) / 2
    at = {name: number for number, name in enumerate(model.classes_)}
    told = [at.get(kind or "") for kind in CLASSES]
    return Weights(
        tuple(round(float(bias[row]), 3) if row is not None else _NEVER for row in told),
        {
            name: tuple(round(float(rows[row, column]), 2) if row is not None else 0.0 for row in told)
            for column, name in enumerate(columns.get_feature_names_out())
        },
    )
