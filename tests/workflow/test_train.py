"""Learning from gold: what a desk decided teaches the extractor to read the like of it."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import desk_in
from tests.extract.reading_of import CORPUS, UNSEEN, cases
from timeline.lexicon import load
from timeline.lexicon.weights import CLASSES
from timeline.model.problems import ProblemError, UsageProblem
from timeline.workflow.evaluate import read_gold
from timeline.workflow.train import Example, Examples, Judged, Trained, dated, examples, learn, train

SHRUGS = ("Tokyo shrugged.", "Lima shrugged at that.", "Peru's side shrugged.", "Japan only shrugged.")
BAKES = ("Bakers in Kyoto sold bread.", "It rained in Cusco.", "Nobody sold bread.", "It rained again.")
MEETS = "Peru and Japan met in Lima on Monday."


def gold(number: int) -> dict[str, object]:
    """An article in which somebody shrugs, which the desk holds for a response."""
    shrug, bake = SHRUGS[number % 4], BAKES[number // 2 % 4]
    text = f"{MEETS} {bake} {shrug}"
    common = {"modality": "actual", "parties": ["JP", "PE"], "actors": [], "terms": []}
    return {
        "article": {"id": f"{number:02}-shrug", "text": text, "published": "2026-03-13"},
        "events": [
            {"type": "meeting", "date": "2026-03-09", "quote": MEETS, **common},
            {"type": "response", "date": None, "quote": shrug, **common},
        ],
    }


def folder_of(path: Path, articles: int) -> Path:
    path.mkdir()
    for number in range(articles):
        (path / f"{number:02}.json").write_text(json.dumps(gold(number)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    return learn(cases(folder_of(tmp_path_factory.mktemp("gold") / "g", 24)), load(rules_only=True))


def test_an_example_is_what_the_first_event_of_its_sentence_is(tmp_path: Path) -> None:
    found = examples(cases(folder_of(tmp_path / "g", 1)), load(rules_only=True)).sentences
    assert [(one.kind, one.ruled) for one in found] == [("meeting", True), (None, False), ("response", False)]
    assert "word shrugged" in found[2].features


@pytest.mark.parametrize(
    ("coded", "kind"),
    [
        ([("meeting", MEETS)], "meeting"),
        ([("agreement", MEETS)], "agreement"),  # read as something else than it is
        ([("agreement", MEETS), ("meeting", "met in Lima")], "meeting"),  # of its own type where there is one
        ([("meeting", "on Monday")], "meeting"),
        ([("response", "shrugged")], None),  # of other words
    ],
)
def test_a_draft_is_judged_by_the_event_that_its_words_prove(
    tmp_path: Path, coded: list[tuple[str, str]], kind: str | None
) -> None:
    path = folder_of(tmp_path / "g", 1) / "00.json"
    case = json.loads(path.read_text(encoding="utf-8"))
    case["events"] = [case["events"][0] | {"type": of, "quote": quote} for of, quote in coded]
    path.write_text(json.dumps(case), encoding="utf-8")
    (judged,) = examples(cases(path.parent), load(rules_only=True)).drafts
    assert (judged.read, judged.kind) == ("meeting", kind)
    assert {"read meeting", "by meeting.meet", "for met"} <= set(judged.features)


def test_an_optional_event_counts_where_there_is_no_other(tmp_path: Path) -> None:
    path = folder_of(tmp_path / "g", 1) / "00.json"
    case = json.loads(path.read_text(encoding="utf-8"))
    meeting, response = case["events"]
    case["events"] = [meeting | {"optional": True}, meeting | {"type": "agreement"}, response | {"optional": True}]
    path.write_text(json.dumps(case), encoding="utf-8")
    found = examples(cases(path.parent), load(rules_only=True)).sentences
    assert [one.kind for one in found] == ["agreement", None, "response"]


def test_what_was_learned_is_told_apart_on_articles_held_back(learned: Trained) -> None:
    assert (learned.sentences, learned.telling, learned.left) == (72, 48, 24)  # a rule reads who met
    assert learned.right == learned.read == 24
    assert (learned.drafts, learned.wrong, learned.doubted) == (24, 0, 0)


def test_a_draft_of_an_event_is_dated_by_one_of_the_days_that_the_text_tells(tmp_path: Path) -> None:
    text = "Peru and Japan met in Lima on Monday. They signed a pact on quotas."
    path = folder_of(tmp_path / "g", 1) / "00.json"
    case = json.loads(path.read_text(encoding="utf-8"))
    case["article"]["text"] = text
    met, signed = case["events"]
    signed |= {"type": "agreement", "quote": "They signed a pact on quotas."}
    for day, right in (("2026-03-09", ["met"]), ("2026-03-13", ["today in paragraph 0"]), (None, ["none of several"])):
        case["events"] = [met, signed | {"date": day}]
        path.write_text(json.dumps(case), encoding="utf-8")
        *_, found = dated(read_gold(path.parent), load())
        named = [set(option) for option, holds in zip(found.options, found.right, strict=True) if holds]
        assert len(named) == 1 and set(right) <= named[0]
        assert "ruled" in found.options[0]


@pytest.mark.parametrize(
    ("figures", "harmful"),
    [
        ({}, False),
        ({"read": 10, "right": 6, "doubted": 10, "rightly": 6, "ruled": 8, "chosen": 9}, False),
        ({"read": 10, "right": 4}, True),
        ({"doubted": 10, "rightly": 4}, True),
        ({"ruled": 9, "chosen": 8}, True),
    ],
)
def test_weights_that_do_worse_than_rules_are_told(learned: Trained, figures: dict[str, int], harmful: bool) -> None:
    nothing = dict.fromkeys(("read", "right", "doubted", "rightly", "ruled", "chosen"), 0)
    assert replace(learned, **(nothing | figures)).harmful is harmful


def test_a_desk_teaches_which_day_it_takes(tmp_path: Path) -> None:
    """Two dozen articles in which what is signed is dated by its publication, whatever rules would take."""
    folder = folder_of(tmp_path / "g", 24)
    for number, path in enumerate(sorted(folder.glob("*.json"))):
        case = json.loads(path.read_text(encoding="utf-8"))
        case["article"]["text"] = f"{MEETS} {BAKES[number % 4]} They signed a pact."
        case["events"] = [
            case["events"][0],
            case["events"][1] | {"type": "agreement", "date": "2026-03-13", "quote": "They signed a pact."},
        ]
        path.write_text(json.dumps(case), encoding="utf-8")
    trained = learn(read_gold(folder), load(rules_only=True))
    assert (trained.dated, trained.ruled, trained.chosen) == (48, 24, 48)


def test_only_features_that_stand_in_several_sentences_have_weights(learned: Trained) -> None:
    assert {"word shrugged", "word met"} <= set(learned.learned.sentences.features)
    assert all(len(row) == len(CLASSES) for row in learned.learned.sentences.features.values())
    assert (
        learned.learned.sentences.speaks_for("word shrugged", "response")
        > 0
        > learned.learned.sentences.speaks_for("word bread", "response")
    )


def test_a_type_that_gold_does_not_have_is_never_read(learned: Trained) -> None:
    assert learned.learned.sentences.probabilities(["word shrugged"])["deadline"] < 1e-6


def kinds(*told: str) -> Examples:
    """Six articles of two sentences each: what ``told`` says of the first ones, and a meeting in every article."""
    met = [Example(f"{number}", ("word met",), "meeting", False) for number in range(6)]
    return Examples(
        [*met, *(Example(f"{at}", (f"word {kind}",), kind or None, False) for at, kind in enumerate(told))], [], []
    )


@pytest.mark.parametrize("told", [("response",), ("response",) * 6, ("response", "", "", ""), ("response", "deadline")])
@pytest.mark.fast_cases(2)
def test_little_gold_of_few_types_is_enough(told: tuple[str, ...]) -> None:
    trained = train(kinds(*told))
    assert max(p for p in trained.learned.sentences.probabilities(["word met"]).values()) > 0.4
    assert trained.learned.sentences.likeliest(["word met"])[0] == "meeting"


def test_drafts_that_prove_nothing_in_other_articles_are_left_out() -> None:
    """Of what rains nothing comes: told so by the articles that are not held back."""
    right = [Judged(f"{at}", ("read meeting", "word met"), "meeting", "meeting") for at in range(6)]
    wrong = [Judged(f"{at}", ("read meeting", "word rained"), "meeting", None) for at in range(6)]
    trained = train(Examples(kinds("response").sentences, [], (right + wrong) * 20))
    assert (trained.drafts, trained.wrong, trained.doubted, trained.rightly) == (240, 120, 120, 120)


def test_gold_of_one_type_teaches_nothing() -> None:
    with pytest.raises(ProblemError, match="one type of event only"):
        train(kinds())


@pytest.mark.parametrize("articles", [1, 4])
def test_too_little_gold_is_refused(tmp_path: Path, articles: int) -> None:
    with pytest.raises(ProblemError, match=f"{articles} articles are too few"):
        train(examples(cases(folder_of(tmp_path / "g", articles)), load(rules_only=True)))


def test_without_scikit_learn_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    with pytest.raises(UsageProblem, match=r"pip install -e '\.\[train\]'"):
        train(examples(cases(folder_of(tmp_path / "g", 6)), load(rules_only=True)))


@pytest.mark.slow
def test_a_desk_trains_on_its_own_decisions(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    folder_of(desk.folder / "gold", 24)
    (desk.folder / "words").mkdir()
    done = desk("train", "gold", "--out", "words/weights.json")
    assert (done.returncode, done.stdout) == (0, "")
    assert "of 72 sentences (48 tell an event) in 24 articles" in done.stderr
    assert (
        "of 24 sentences of an event that no rule reads, read as gold has it: 24; of other sentences or as another type: 0"
        in done.stderr
    )
    (desk.folder / "new.md").write_text(
        f"---\npublished: 2026-03-13\n---\n\n{MEETS} Tokyo shrugged.\n", encoding="utf-8"
    )
    for words, expected in (
        (["--lexicon", "words"], ["meeting.meet", "response.weighed"]),
        (["--rules-only"], ["meeting.meet"]),
    ):
        read = desk("extract", "new.md", "--format", "jsonl", *words)
        assert [json.loads(line)["rule"] for line in read.stdout.splitlines()] == expected


def test_a_folder_is_no_file_of_weights(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    done = desk("train", "gold", "--out", ".")
    assert (done.returncode, done.stderr) == (2, "timeline: .: is a folder; name a file in it: weights.json\n")


@pytest.fixture(scope="module")
def all_gold() -> Examples:
    """Every sentence and draft of the gold that the shipped weights are learned from."""
    return examples([*cases(CORPUS), *cases(UNSEEN)], load(rules_only=True))


@pytest.mark.slow
def test_weights_read_what_rules_leave_of_articles_held_back(all_gold: Examples) -> None:
    trained = train(all_gold)
    assert trained.read > 500, "sixty articles would leave two dozen, which prove nothing"
    assert trained.right > trained.read / 2
    assert trained.right > trained.left / 7, "the more rules read, the harder are those that they leave"
    assert trained.doubted > trained.drafts / 50, "some of them leave nothing out"
    assert trained.rightly > trained.doubted / 2, "more right drafts than wrong ones are left out"


@pytest.mark.slow
def test_every_shipped_weight_is_of_a_feature_that_sentences_have(all_gold: Examples) -> None:
    """A rule or role that is renamed would leave its weights behind without a word: `timeline train` them anew."""
    shipped = load().learned
    assert shipped is not None
    assert set(shipped.sentences.features) <= {name for one in all_gold.sentences for name in one.features}
    assert set(shipped.clauses.features) <= {name for one in all_gold.clauses for name in one.features}
    assert set(shipped.drafts.features) <= {name for one in all_gold.drafts for name in one.features}
    options = (option for one in dated([*cases(CORPUS), *cases(UNSEEN)], load()) for option in one.options)
    assert set(shipped.days.features) <= {name for option in options for name in option}
