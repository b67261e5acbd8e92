"""Learn the weights of the extractor from gold: what sentences that tell an event look like, and drafts that err."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import TYPE_CHECKING, Any

from timeline.extract.evaluate import compatible, overlaps
from timeline.extract.features import Mark, features_in, features_of_clause, features_of_draft, marks_of
from timeline.extract.reading import sentences_read
from timeline.extract.scan import lowered
from timeline.extract.text.language import is_english
from timeline.extract.text.smoothing import smooth
from timeline.extract.weighing import BESIDE, LIKELY, is_doubtful, is_of
from timeline.lexicon import with_parties
from timeline.lexicon.weights import CLASSES, Choice, Learned, Weights
from timeline.model.problems import Problem, ProblemError, UsageProblem
from timeline.workflow.evaluate import article_of

if TYPE_CHECKING:
    from timeline.extract.drafting.draft import Told
    from timeline.extract.evaluate import GoldCase, GoldEvent
    from timeline.extract.grammar import Sentence
    from timeline.lexicon import Lexicon
    from timeline.model.article import Article
    from timeline.model.draft import Draft
    from timeline.model.events import EventType

_SEEN = 5
"""Sentences, clauses, drafts or days that must have a feature; a rarer one says nothing about other articles."""
_STRENGTH = {"sentences": 0.2, "clauses": 0.1, "drafts": 0.1, "days": 0.1}
"""Inverse strength of the L2 penalty; of 0.03 to 0.4 the best on held-back articles."""
_FOLDS = 5
_NEVER = -20.0
"""The logit of a type that the gold has not."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of gold, or a clause of one: its article, features, and the type of the first event that it proves."""

    case_id: str
    features: tuple[str, ...]
    kind: EventType | None
    ruled: bool
    """Whether rules read it, so that it is never weighed; of a clause also, whether they read nothing beside it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One draft of a rule: its article, its features, its type, and the type of the event that its words prove."""

    case_id: str
    features: tuple[str, ...]
    read: EventType
    kind: EventType | None


@dataclass(frozen=True, slots=True)
class Dated:
    """One draft of an event: its article, the days that may be its day, and which of them are; that of rules first."""

    case_id: str
    options: tuple[tuple[str, ...], ...]
    """The features of each."""
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Examples:
    """What there is to learn from."""

    sentences: list[Example]
    clauses: list[Example]
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
    beside: int
    """Clauses beside what rules read that weights of the other articles read."""
    fitting: int
    """Of those, how many prove an event of the type that was read."""
    drafts: int
    """Drafts of rules."""
    wrong: int
    """Of them, how many prove no event of their type."""
    doubted: int
    """Drafts that weights of the other articles leave out."""
    rightly: int
    """Of those, how many prove no event of their type."""
    dated: int = 0
    """Drafts, by rules or weights, of an event whose day is among those that the text tells."""
    ruled: int = 0
    """Of them, how many are on its day by rules."""
    chosen: int = 0
    """Of them, how many are on its day by weights of the days of the other articles."""

    @property
    def harmful(self) -> bool:
        """Whether on articles held back the weights leave out more right drafts than wrong ones, read more amiss than
        right, or put fewer drafts on their day than rules do.
        """
        return 2 * self.rightly < self.doubted or 2 * self.right < self.read or self.chosen < self.ruled


def learn(cases: Sequence[GoldCase], lexicon: Lexicon) -> Trained:
    """Weights from gold: of what is told, and then of when, from the drafts that rules and those weights make.

    Raises as :func:`train` does.
    """
    trained = train(examples(cases, lexicon))
    found = dated(cases, replace(lexicon, learned=trained.learned))
    return replace(
        trained,
        learned=replace(trained.learned, days=_choice(found)),
        dated=len(found),
        ruled=sum(one.right[0] for one in found),
        chosen=_chosen(found),
    )


def examples(cases: Iterable[GoldCase], lexicon: Lexicon) -> Examples:
    """The sentences that could be weighed, their clauses, and the drafts of rules, in order, as ``lexicon`` reads them.

    Events that gold calls optional count where there is no other. Articles that are not in English are left out.
    """
    found = Examples([], [], [])
    for case, article in _readable(cases, lexicon):
        read = list(sentences_read(article, with_parties(replace(lexicon, learned=None), case.parties)))
        proofs = _proofs([draft for one in read for _, draft in one.kept], case.events)
        for sentence, kept, _ in read:
            if not sentence.units:
                continue
            proved = [event for event in case.events if sentence.start <= event.start < sentence.end]
            proved.sort(key=lambda event: (event.optional, event.start))
            marks = marks_of(sentence)
            features = features_in(marks, sentence.start, sentence.end)
            kind = proved[0].type if proved else None
            found.sentences.append(Example(case.case_id, tuple(features), kind, bool(kept)))
            found.clauses.extend(_clauses(case.case_id, sentence, marks, [told for told, _ in kept], proved))
            for _, draft in kept:
                seen = tuple(features_of_draft(draft, features, len(kept)))
                event = proofs.get(draft.draft_id)
                found.drafts.append(Judged(case.case_id, seen, draft.type, event.type if event is not None else None))
    return found


def dated(cases: Iterable[GoldCase], lexicon: Lexicon) -> list[Dated]:
    """The drafts of events of their type, as rules and the weights of ``lexicon`` read them, whose day the text tells.

    Those weights may have been learned from the same cases: which drafts there are is not held back from anybody.
    """
    found = []
    for case, article in _readable(cases, lexicon):
        read = list(sentences_read(article, with_parties(lexicon, case.parties)))
        proofs = _proofs([draft for one in read for _, draft in one.kept], case.events)
        for _, kept, days in read:
            for (_, draft), options in zip(kept, days, strict=True):
                event = proofs.get(draft.draft_id)
                if event is None or event.type != draft.type:
                    continue
                right = tuple(compatible(day, event.date) for day in options)
                if any(right) and len(right) > 1:
                    found.append(Dated(case.case_id, tuple(map(tuple, options.values())), right))
    return found


def _readable(cases: Iterable[GoldCase], lexicon: Lexicon) -> Iterator[tuple[GoldCase, Article]]:
    """The cases in English, with their articles, as they are read."""
    for case in (_smoothed(case, lexicon) for case in cases):
        article = article_of(case)
        if is_english(lowered(article.text)):
            yield case, article


def _clauses(
    case_id: str, sentence: Sentence, marks: list[Mark], read: list[Told], proved: list[GoldEvent]
) -> Iterator[Example]:
    """The clauses of a sentence, each with the type of the first event of which it holds the most."""
    of: dict[int, EventType] = {}
    for event in proved:
        held = [min(event.end, unit.end) - max(event.start, unit.start) for unit in sentence.units]
        of.setdefault(held.index(max(held)), event.type)
    for number, clause in enumerate(sentence.units):
        beside = [one.frame.type for one in read if not is_of(one, clause)]
        is_read = len(beside) < len(read) or any(one.frame.unit.saying is clause for one in read)
        features = features_of_clause(clause, features_in(marks, clause.start, clause.end), sentence.units, beside)
        yield Example(case_id, tuple(features), of.get(number), is_read or not beside)


def _smoothed(case: GoldCase, lexicon: Lexicon) -> GoldCase:
    """The case as its text is read, its events where their words are there."""
    smoothed = smooth(case.text, lexicon)
    events = tuple(
        replace(event, start=smoothed.inward(event.start), end=smoothed.inward(event.end)) for event in case.events
    )
    return replace(case, text=smoothed.text, events=events)


def _proofs(drafts: Sequence[Draft], events: Sequence[GoldEvent]) -> dict[str, GoldEvent]:
    """The event that the words of each draft prove, by its id: one of its own type that is left, else one of its own
    type that another proves too, else any that is left.
    """
    found: dict[str, GoldEvent] = {}
    left = list(events)
    for among, own in ((left, True), (events, True), (left, False)):
        for draft in drafts:
            if draft.draft_id in found:
                continue
            proved = [event for event in among if overlaps(draft, event) and (event.type == draft.type or not own)]
            if proved:
                found[draft.draft_id] = proved[0]
                if proved[0] in left:
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
    read = right = beside = fitting = doubted = rightly = 0
    for fold in range(_FOLDS):
        held = set(articles[fold::_FOLDS])
        learned = _learned(
            Examples(
                [one for one in found.sentences if one.case_id not in held],
                [one for one in found.clauses if one.case_id not in held],
                [one for one in found.drafts if one.case_id not in held],
            )
        )
        for one in found.sentences:
            if one.case_id in held and not one.ruled:
                kind, likely = learned.sentences.likeliest(one.features)
                read += likely > LIKELY
                right += likely > LIKELY and kind == one.kind
        for one in found.clauses:
            if one.case_id in held and not one.ruled:
                kind, likely = learned.clauses.likeliest(one.features)
                beside += likely > BESIDE
                fitting += likely > BESIDE and kind == one.kind
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
        beside=beside,
        fitting=fitting,
        drafts=len(found.drafts),
        wrong=sum(draft.kind != draft.read for draft in found.drafts),
        doubted=doubted,
        rightly=rightly,
    )


def _learned(found: Examples) -> Learned:
    return Learned(
        _fitted(found.sentences, "sentences"), _fitted(found.clauses, "clauses"), _fitted(found.drafts, "drafts")
    )


def _fitted(found: Sequence[Example | Judged], part: str) -> Weights:
    often = Counter(feature for one in found for feature in one.features)
    kinds = Counter(one.kind for one in found)
    if len(kinds) < 2 or max(often.values(), default=0) < _SEEN:
        shares = (round(log(kinds[kind] / len(found)), 3) if kind in kinds else _NEVER for kind in CLASSES)
        return Weights(tuple(shares), {})
    try:
        import numpy
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        hint = "pip install -e '.[train]' -c constraints.txt"
        raise UsageProblem(Problem("training needs scikit-learn, which is not installed", hint=hint)) from error

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


def _chosen(found: Sequence[Dated]) -> int:
    """How many are on their day by weights of the other articles."""
    articles = list(dict.fromkeys(one.case_id for one in found))
    right = 0
    for fold in range(_FOLDS):
        held = set(articles[fold::_FOLDS])
        choice = _choice([one for one in found if one.case_id not in held])
        for one in found:
            if one.case_id in held:
                right += one.right[choice.best(dict(enumerate(one.options)))]
    return right


def _choice(found: Sequence[Dated]) -> Choice:
    """The conditional logit under which the right options are likeliest, with an L2 penalty."""
    if not found:
        return Choice({})
    import numpy
    from scipy.optimize import minimize
    from sklearn.feature_extraction import DictVectorizer

    options = [option for one in found for option in one.options]
    often = Counter(feature for option in options for feature in set(option))
    columns: Any = DictVectorizer()
    table = columns.fit_transform([{name: 1.0 for name in option if often[name] >= _SEEN} for option in options])
    right = numpy.array([is_right for one in found for is_right in one.right], dtype=float)
    sizes = numpy.array([len(one.options) for one in found])
    firsts, whose = numpy.cumsum(sizes) - sizes, numpy.repeat(numpy.arange(len(found)), sizes)

    def loss(weights: Any) -> tuple[float, Any]:
        scores = table @ weights
        powers = numpy.exp(scores - numpy.maximum.reduceat(scores, firsts)[whose])
        whole, of_right = numpy.add.reduceat(powers, firsts), numpy.add.reduceat(powers * right, firsts)
        surprise = numpy.log(whole).sum() - numpy.log(of_right).sum()
        slope = table.T @ (powers / whole[whose] - powers * right / of_right[whose])
        strength = _STRENGTH["days"]
        return surprise + weights @ weights / (2 * strength), slope + weights / strength

    fitted = minimize(loss, numpy.zeros(table.shape[1]), jac=True, method="L-BFGS-B")
    weights = {
        str(name): round(float(weight), 2)
        for name, weight in zip(columns.get_feature_names_out(), fitted.x, strict=True)
    }
    return Choice({name: weight for name, weight in weights.items() if weight})
