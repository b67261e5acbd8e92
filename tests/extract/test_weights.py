"""The weights: a distribution over types, a file that says what is wrong with it, and the same file again when written."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from timeline.lexicon.weights import CLASSES, Choice, Learned, Weights, read_weights, write_weights
from timeline.model.events import EventType
from timeline.model.problems import ProblemError


def weights(**features: dict[EventType | None, float]) -> Weights:
    """Weights that say nothing but what ``features`` says; None: for no event."""
    rows = {name: tuple(said.get(kind, 0.0) for kind in CLASSES) for name, said in features.items()}
    return Weights((0.0,) * len(CLASSES), rows)


logit = some.floats(-50, 50)
rows = some.tuples(*[logit] * len(CLASSES))
any_weights = some.builds(Weights, rows, some.dictionaries(some.text(max_size=12), rows, max_size=6))


@given(any_weights, some.lists(some.text(max_size=12), max_size=6))
def test_the_classes_share_one_certainty(held: Weights, features: list[str]) -> None:
    likely = held.probabilities([*features, *held.features])
    assert tuple(likely) == CLASSES
    assert sum(likely.values()) == pytest.approx(1)
    assert all(0 <= p <= 1 for p in likely.values())


@given(any_weights, some.lists(some.text(max_size=12), max_size=6))
def test_a_feature_that_was_never_seen_says_nothing(held: Weights, others: list[str]) -> None:
    unknown = [name for name in others if name not in held.features]
    assert held.probabilities([*held.features, *unknown]) == held.probabilities(held.features)


def test_a_weight_speaks_for_its_class_and_against_the_others() -> None:
    held = weights(won={"agreement": 2.0})
    before, after = held.probabilities([]), held.probabilities(["won"])
    assert [kind for kind in CLASSES if after[kind] > before[kind]] == ["agreement"]
    assert (held.speaks_for("won", "agreement"), held.speaks_for("won", "meeting")) == (2.0, 0.0)
    assert held.speaks_for("never seen", "agreement") == 0.0


@given(
    some.dictionaries(some.text(max_size=4), logit),
    some.dictionaries(some.integers(), some.lists(some.text(max_size=4)), min_size=1),
)
def test_the_option_for_which_most_speaks_is_chosen(features: dict[str, float], options: dict[int, list[str]]) -> None:
    chosen = Choice(features).best(options)
    spoken = {option: sum(features.get(name, 0.0) for name in names) for option, names in options.items()}
    assert spoken[chosen] == max(spoken.values())
    assert chosen == next(option for option in options if spoken[option] == spoken[chosen]), "of several, the first"


def test_where_nothing_was_learned_the_first_option_is_chosen() -> None:
    assert Choice({}).best({"Monday": ["day own before"], None: []}) == "Monday"


any_choice = some.builds(Choice, some.dictionaries(some.text(max_size=12), logit, max_size=6))


@given(some.builds(Learned, any_weights, any_weights, any_weights, any_choice))
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, held: Learned) -> None:
    path = tmp_path_factory.mktemp("w") / "weights.json"
    write_weights(held, path)
    again = read_weights(path)
    assert again == replace(held, version=again.version)
    assert len(again.version) == 8


ROW = [0.0] * len(CLASSES)
PART = {"bias": ROW, "features": {"word won": ROW}}
GOOD = {"classes": list(CLASSES), "sentences": PART, "clauses": PART, "drafts": PART, "days": {"ruled": 1.0}}


def of_drafts(**wrong: object) -> str:
    """A file whose weights of drafts are ``wrong``."""
    return json.dumps(GOOD | {"drafts": PART | wrong})


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "holds no weights: Expecting property name"),
        ("[]", "holds no weights: list indices must be"),
        (json.dumps(GOOD | {"classes": ["meeting"]}), "the classes are not meeting, proposal"),
        *(
            (json.dumps({name: part for name, part in GOOD.items() if name != missing}), f"has no '{missing}'")
            for missing in GOOD
        ),
        (json.dumps(GOOD | {"days": {"ruled": "much"}}), "'ruled' has a weight that is no number"),
        (json.dumps(GOOD | {"days": {"ruled": True}}), "'ruled' has a weight that is no number"),
        (json.dumps(GOOD | {"days": {"ruled": -1e9}}), "'ruled' has a weight that is no number from -1000 to 1000"),
        (json.dumps(GOOD | {"days": ["ruled"]}), "has no attribute 'items'"),
        (json.dumps(GOOD | {"sentences": {"bias": ROW}}), "has no 'features'"),
        (of_drafts(features={"word won": [1.0]}), "have 9 weights each"),
        (of_drafts(bias=["much"] * len(CLASSES)), "could not convert string to float"),
        (
            of_drafts(features={"word won": [float("nan")] * len(CLASSES)}),
            "'word won' has a weight that is no number",
        ),
        (
            of_drafts(bias=[1e300] * len(CLASSES)),
            "'bias' has a weight that is no number from -1000 to 1000",
        ),
        ("[" * 200_000, "holds no weights: maximum recursion depth"),
        (of_drafts(bias=[10**400] * len(CLASSES)), "int too large to convert to float"),
        (of_drafts(features={"word won": "0" * len(CLASSES)}), "bias and features are lists of numbers"),
        (of_drafts(features=["word won"]), "has no attribute 'values'"),
    ],
)
def test_a_file_that_holds_no_weights_is_refused_with_its_place(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "weights.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ProblemError, match=told) as error:
        read_weights(path)
    (problem,) = error.value.problems
    assert (problem.where, problem.hint) == (str(path), "write it with `timeline train`")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="No such file"):
        read_weights(tmp_path / "weights.json")
