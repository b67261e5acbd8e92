"""What is read by weights: sentences without a reading by rule, from what stands in them, never from who it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.extract.reading_of import CORPUS, UNSEEN, article, readings
from tests.extract.test_weights import weights
from timeline.extract.features import features_of
from timeline.extract.grammar import Sentence
from timeline.extract.reading import extract
from timeline.extract.scan import lowered
from timeline.extract.survey import survey
from timeline.lexicon import Weights, load
from timeline.lexicon.weights import write_weights
from timeline.model.draft import Draft

TALKS = "Peru and Japan met in Lima on Monday. "


def features(text: str) -> dict[str, int]:
    """The features of the last sentence of a text on talks of Peru and Japan."""
    looked = survey(article(TALKS + text), lowered(TALKS + text), load())
    number = len(looked.scan.sentences) - 1
    return features_of(Sentence(looked.scan, number, looked.units(number), looked.context))


@pytest.mark.parametrize(
    ("text", "there", "not_there"),
    [
        ("Tokyo shrugged.", ["word <party of a principal party>", "word shrugged"], ["word tokyo"]),
        ("Chile shrugged.", ["word <party of a third party>"], ["word chile"]),
        ("Japanese buyers shrugged.", ["word <adjective of a principal party>"], ["word japanese"]),
        ("Japanese Trade Minister Jun Sato shrugged.", ["word <person of a principal party>"], ["word sato"]),
        ("They went to Kyoto.", ["word <place>"], ["word kyoto"]),
        ("On 9 March it rained.", ["word <on a day gone>"], ["word march"]),
        ("By 9 June it may rain.", ["word <by a day to come>"], ["word june"]),
        ("It pays 130 million dollars.", ["word <money>"], ["word million"]),
        ("It is 15 percent.", ["word <rate>"], ["word percent"]),
        ("It has 40 ships.", ["word <quantity>"], ["word 40"]),
        ("It has 40.", ["word <number>"], ["word 40"]),
        ("It has forty of them.", ["word <number>"], ["word forty"]),
        ("He works for Tesla.", ["word <name>"], ["word tesla"]),
        ("Peru asked for a quota.", ["rule proposal.request", "sense proposal past here"], ["said"]),
        ('"It rained," Sato said.', ["quoted", 'word "'], []),
        ("It rained.", ["closing", "opening", "sides 0", "dates 0", "length 0"], ["first", "quoted"]),
    ],
)
def test_a_sentence_is_seen_without_the_names_of_who_and_when(
    text: str, there: list[str], not_there: list[str]
) -> None:
    found = features(text)
    assert set(there) <= set(found)
    assert not set(not_there) & set(found)


def test_a_feature_stands_where_its_word_stands() -> None:
    text = "Tokyo shrugged twice and shrugged again."
    assert features(text)["word shrugged"] == len(TALKS) + text.index("shrugged")
    assert features(text)["length 0"] == -1


def drafts(text: str, held: Weights | None) -> list[Draft]:
    words = replace(load(rules_only=True), weights=held)
    return [d for d in extract(article(TALKS + text), words).drafts if d.evidence[0].start >= len(TALKS)]


SHRUGS = weights(
    **{"word shrugged": {"response": 6.0}, "word twice": {"response": 1.0}, "word rained": {"response": -6.0}}
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tokyo shrugged twice.", [("response.weighed", ("shrugged", "twice"), ("JP",))]),
        ("Tokyo shrugged, and it rained.", []),  # not likely enough
        ("Tokyo slept.", []),
        ("Not Tokyo but somebody shrugged, it is said, though he rained.", []),  # what speaks against it is heard, too
        ("Who shrugged?", []),  # a question tells of nothing
        ("Peru asked Japan for a quota and shrugged.", [("proposal.request", ("asked",), ("PE",))]),  # read by a rule
    ],
)
def test_a_sentence_without_a_reading_is_read_where_its_words_weigh_enough(
    text: str, expected: list[tuple[str, tuple[str, ...], tuple[str, ...]]]
) -> None:
    assert [(d.rule, d.words, d.by_parties) for d in drafts(text, SHRUGS)] == expected


@pytest.mark.parametrize(
    ("text", "by", "account", "day"),
    [
        (
            "Lima said that it snowed, and Tokyo shrugged twice.",
            ("JP",),
            None,
            "2026-03-09",
        ),  # whose clause weighs most
        ("Tokyo shrugged twice, Ana Ruiz of Peru said.", ("JP",), "Ana Ruiz", None),
    ],
)
def test_who_and_when_are_those_of_the_clause_that_weighs_most(
    text: str, by: tuple[str, ...], account: str | None, day: str | None
) -> None:
    (draft,) = drafts(text, SHRUGS)
    assert (draft.by_parties, draft.reported_by, str(draft.date) if draft.date else None) == (by, account, day)


def test_an_agreement_by_weight_is_a_term_of_the_deal_told_before() -> None:
    cranes = weights(**{"word cranes": {"agreement": 8.0}})
    signed, weighed = drafts("Peru and Japan signed a pact on Wednesday. Cranes fly free.", cranes)
    assert (signed.rule, weighed.rule) == ("agreement.sign", "agreement.weighed")
    assert str(weighed.date) == str(signed.date) == "2026-03-11"


def test_a_draft_says_by_which_weights_it_was_read(tmp_path: Path) -> None:
    write_weights(SHRUGS, tmp_path / "weights.json")
    own = load(tmp_path).weights
    assert own is not None and own.features == SHRUGS.features
    (draft,) = drafts("Tokyo shrugged twice.", own)
    assert draft.extractor == f"weights/{own.version}"
    assert {d.extractor for d in extract(article(TALKS), load()).drafts} == {"rules/1"}


def test_with_rules_only_nothing_is_weighed() -> None:
    assert load().weights is not None
    assert load(rules_only=True).weights is None
    by_rules = [d for found in readings(rules_only=True).values() for d in found]
    assert by_rules and not any(d.rule.endswith(".weighed") for d in by_rules)


@pytest.mark.parametrize(("folder", "least"), [(CORPUS, 20), pytest.param(UNSEEN, 200, marks=pytest.mark.slow)])
def test_weights_add_and_take_nothing_away(folder: Path, least: int) -> None:
    """What rules read is proved by the same words; sentences without a reading are read more."""
    more = 0
    for name, found in readings(folder).items():
        alone = {d.draft_id: d.evidence for d in readings(folder, rules_only=True)[name]}
        assert {d.draft_id: d.evidence for d in found if d.extractor == "rules/1"} == alone, name
        more += sum(d.rule.endswith(".weighed") and d.extractor.startswith("weights/") for d in found)
    assert more > least
