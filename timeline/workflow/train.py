"""Learn the weights of the extractor from gold: what sentences that tell an event look like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from timeline.extract.features import features_of
from timeline.extract.grammar import Sentence
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


@dataclass(frozen=True, slots=True)
class Trained:
    """Weights, and what they are worth on articles that they were not learned from."""

    weights: Weights
    sentences: int
    telling: int
    """Of them, how many prove an event."""
    read: int
    """Sentences that weights of the other articles read, each article held back once."""
    right: int
    """Of those, how many prove an event of the type that was read."""


def examples(cases: Iterable[GoldCase], lexicon: Lexicon) -> list[Example]:
    """The sentences of the cases, in order. Events that gold calls optional count where there is no other."""
    found = []
    for case in cases:
        article = article_of(case)
        looked = survey(article, lowered(article.text), lexicon)
        for number in looked.told():
            start, end = looked.scan.sentences[number]
            proved = [event for event in case.events if start <= event.start < end]
            proved.sort(key=lambda event: (event.optional, event.start))
            sentence = Sentence(looked.scan, number, looked.units(number), looked.context)
            kind = proved[0].type if proved else None
            found.append(Example(case.case_id, tuple(features_of(sentence)), kind))
    return found


def train(found: list[Example]) -> Trained:
    """Weights from all examples; and what weights from four fifths of the articles are worth on the others.

    Raises ProblemError where the examples are of fewer than five articles or tell fewer than two types of event, and
    UsageProblem where scikit-learn is missing.
    """
    articles = list(dict.fromkeys(one.case_id for one in found))
    if len(articles) < _FOLDS or len({one.kind for one in found if one.kind}) < 2:
        told = f"{len(articles)} articles are too few, or tell of one type of event only"
        raise ProblemError(Problem(told, hint=f"at least {_FOLDS} articles with events of two types"))
    read = right = 0
    for fold in range(_FOLDS):
        held = set(articles[fold::_FOLDS])
        weights = _fitted([one for one in found if one.case_id not in held])
        for one in found:
            if one.case_id in held:
                likely, kind = max((p, name) for name, p in weights.probabilities(one.features).items() if name)
                read += likely > LIKELY
                right += likely > LIKELY and kind == one.kind
    return Trained(_fitted(found), len(found), sum(one.kind is not None for one in found), read, right)


def _fitted(found: list[Example]) -> Weights:
    try:
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
    rows = {name: at for at, name in enumerate(model.classes_)}
    told = [rows.get(kind or "") for kind in CLASSES]
    bias = tuple(round(float(model.intercept_[at]), 3) if at is not None else _NEVER for at in told)
    return Weights(
        bias,
        {
            name: tuple(round(float(model.coef_[at, column]), 2) if at is not None else 0.0 for at in told)
            for column, name in enumerate(columns.get_feature_names_out())
        },
    )
