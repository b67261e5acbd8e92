"""Learn the weights of the extractor from gold: what sentences that tell an event look like, and drafts that err."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from timeline.extract import extract
from timeline.extract.evaluate import overlaps
from timeline.extract.features import features_of, features_of_draft
from timeline.extract.grammar import Sentence
from timeline.extract.scan import lowered
from timeline.extract.survey import survey
from timeline.extract.text.language import is_english
from timeline.extract.text.smoothing import smooth
from timeline.extract.weighing import LIKELY, is_doubtful
from timeline.lexicon import with_parties
from timeline.lexicon.weights import CLASSES, Learned, Weights
from timeline.model.problems import Problem, ProblemError, UsageProblem
from timeline.workflow.evaluate import article_of

if TYPE_CHECKING:
    from timeline.extract.evaluate import GoldCase, GoldEvent
    from timeline.lexicon import Lexicon
    from timeline.model.draft import Draft
    from timeline.model.events import EventType

_SEEN = 3
"""Sentences in which a feature must stand; a rarer one says nothing about other articles."""
_STRENGTH = {"sentences": 0.2, "drafts": 0.1}
"""Inverse strength of the L2 penalty; of 0.03 to 0.4 the best on held-back articles."""
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
class Judged:
    """One draft of a rule: its article, its features, its type, and the type of the event that its words prove."""

    case_id: str
    features: tuple[str, ...]
    read: EventType
    kind: EventType | None


@dataclass(frozen=True, slots=True)
class Examples:
    """What there is to learn from."""

    sentences: list[Example]
    drafts: list[Judged]


@dataclass(frozen=True, slots=True)
class Trained:
    """Weights, and what they are worth on articles that they were not learned from, each article held back once."""

    learned: Learned
    sentences: int
    telling: int
    """Of them, how many prove an event."""
    left: int
    """Sentences that prove an event and that no rule reads."""
    read: int
    """Sentences that no rule reads and that weights of the other articles read."""
    right: int
    """Of those, how many prove an event of the type that was read."""
    drafts: int
    """Drafts of rules."""
    wrong: int
    """Of them, how many prove no event of their type."""
    doubted: int
    """Drafts that weights of the other articles leave out."""
    rightly: int
    """Of those, how many prove no event of their type."""


def examples(cases: Iterable[GoldCase], lexicon: Lexicon) -> Examples:
    """The sentences of the cases that could be weighed, in order, and the drafts of rules, as ``lexicon`` reads them.

    Events that gold calls optional count where there is no other. Articles that are not in English are left out.
    """
    found = Examples([], [])
    rules = replace(lexicon, learned=None)
    for case in (_smoothed(case, lexicon) for case in cases):
        article = article_of(case)
        lower = lowered(article.text)
        if not is_english(lower):
            continue
        looked = survey(article, lower, with_parties(lexicon, case.parties))
        drafts = extract(article, with_parties(rules, case.parties)).drafts
        proofs = _proofs(drafts, case.events)
        for number, (start, end) in enumerate(looked.scan.sentences):
            units = looked.units(number)
            if not units or looked.asks(number):
                continue
            proved = [event for event in case.events if start <= event.start < end]
            proved.sort(key=lambda event: (event.optional, event.start))
            features = features_of(Sentence(looked.scan, number, units, looked.context))
            by_rules = any(span.overlaps(start, end) for draft in drafts for span in draft.evidence)
            kind = proved[0].type if proved else None
            found.sentences.append(Example(case.case_id, tuple(features), kind, by_rules))
            here = [draft for draft in drafts if start <= draft.evidence[0].start < end]
            for draft in here:
                seen = tuple(features_of_draft(draft, features, len(here)))
                found.drafts.append(Judged(case.case_id, seen, draft.type, proofs.get(draft.draft_id)))
    return found


def _smoothed(case: GoldCase, lexicon: Lexicon) -> GoldCase:
    """The case as its text is read, its events where their words are there."""
    smoothed = smooth(case.text, lexicon)
    events = tuple(
        replace(event, start=smoothed.inward(event.start), end=smoothed.inward(event.end)) for event in case.events
    )
    return replace(case, text=smoothed.text, events=events)


def _proofs(drafts: tuple[Draft, ...], events: Sequence[GoldEvent]) -> dict[str, EventType]:
    """The type of the event that the words of each draft prove, by its id: of its own type where there is one left."""
    found: dict[str, EventType] = {}
    left = list(events)
    for own in (True, False):
        for draft in drafts:
            if draft.draft_id in found:
                continue
            proved = [event for event in left if overlaps(draft, event) and (event.type == draft.type or not own)]
            if proved:
                found[draft.draft_id] = proved[0].type
                left.remove(proved[0])
    return found


def train(found: Examples) -> Trained:
    """Weights from all examples; and what weights from four fifths of the articles are worth on the others.

    Raises ProblemError where the examples are of fewer than five articles or tell fewer than two types of event, and
    UsageProblem where scikit-learn is missing.
    """
    articles = list(dict.fromkeys(one.case_id for one in found.sentences))
    if len(articles) < _FOLDS:
        raise ProblemError(Problem(f"{len(articles)} articles are too few", hint=f"name the gold of {_FOLDS} or more"))
    if len({one.kind for one in found.sentences if one.kind}) < 2:
        raise ProblemError(Problem("the gold tells of one type of event only", hint="name more of it"))
    read = right = doubted = rightly = 0
    for fold in range(_FOLDS):
        held = set(articles[fold::_FOLDS])
        learned = _learned(
            Examples(
                [one for one in found.sentences if one.case_id not in held],
                [one for one in found.drafts if one.case_id not in held],
            )
        )
        for one in found.sentences:
            if one.case_id in held and not one.ruled:
                kind, likely = learned.sentences.likeliest(one.features)
                read += likely > LIKELY
                right += likely > LIKELY and kind == one.kind
        for draft in found.drafts:
            if draft.case_id in held and is_doubtful(draft.read, draft.features, learned.drafts):
                doubted += 1
                rightly += draft.kind != draft.read
    telling = [one for one in found.sentences if one.kind is not None]
    return Trained(
        _learned(found),
        sentences=len(found.sentences),
        telling=len(telling),
        left=sum(not one.ruled for one in telling),
        read=read,
        right=right,
        drafts=len(found.drafts),
        wrong=sum(draft.kind != draft.read for draft in found.drafts),
        doubted=doubted,
        rightly=rightly,
    )


def _learned(found: Examples) -> Learned:
    return Learned(_fitted(found.sentences, "sentences"), _fitted(found.drafts, "drafts"))


def _fitted(found: Sequence[Example | Judged], part: str) -> Weights:
    kinds = {one.kind for one in found}
    if len(kinds) < 2:
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
    model: Any = LogisticRegression(C=_STRENGTH[part], max_iter=5000)
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
