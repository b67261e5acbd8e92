"""The vocabulary: forms by rule, additions by a user, and mistakes that are refused with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.reading_of import article
from timeline.extract.reading import extract
from timeline.lexicon import load
from timeline.lexicon.inflect import plural, verb_forms
from timeline.model.problems import ProblemError


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("meet", {"meet", "meets", "met", "meeting"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("drop", {"drop", "drops", "dropped", "dropping"}),
        ("confer", {"confer", "confers", "conferred", "conferring"}),
        ("scrap", {"scrap", "scraps", "scrapped", "scrapping"}),
        ("broaden", {"broaden", "broadens", "broadened", "broadening"}),
        ("reveal", {"reveal", "reveals", "revealed", "revealing"}),
        ("travel", {"travel", "travels", "traveled", "travelled", "traveling", "travelling"}),
        ("impose", {"impose", "imposes", "imposed", "imposing"}),
        ("put", {"put", "puts", "putting"}),
    ],
)
def test_verbs_are_inflected(verb: str, expected: set[str]) -> None:
    forms = verb_forms(verb, {"meet": ["met"], "put": ["put"]}, frozenset(["confer"]))
    assert {surface for surface, _ in forms} == expected


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("duty", "duties"), ("tariff", "tariffs"), ("round of talks", "rounds of talks"), ("services", "services")],
)
def test_nouns_have_plurals(noun: str, expected: str) -> None:
    assert plural(noun, {}) == (expected,)


@pytest.mark.fast_cases(1)
def test_a_user_can_teach_a_word(tmp_path: Path) -> None:
    text = "Peru pooh-poohed Japan's offer on rice on Monday."
    assert [d.type for d in extract(article(text), load()).drafts if d.type == "response"] == []
    (tmp_path / "mine.toml").write_text(
        'type = "response"\n[[sense]]\nrule = "response.mine"\nweight = 9\nverdict = "rejects"\n'
        'verbs = ["pooh-pooh"]\nneeds = ["side"]\n',
        encoding="utf-8",
    )
    (response,) = (d for d in extract(article(text), load(tmp_path)).drafts if d.type == "response")
    assert (response.rule, response.attributes["verdict"]) == ("response.mine", "rejects")


def test_an_adverb_is_left_as_it_is_and_the_verb_behind_it_inflected(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        '[[sense]]\ntype = "response"\nverbs = ["frostily wave off", "rely on"]\n', encoding="utf-8"
    )
    entries = load(tmp_path).entries
    assert {"frostily wave off", "frostily waved off", "frostily waves off", "relied on"} <= entries.keys()
    assert "frostilied wave off" not in entries


def test_a_user_can_name_a_person(tmp_path: Path) -> None:
    text = "Ana Soto rejected Japan's offer on rice on Monday."
    (tmp_path / "people.toml").write_text('[people]\nPE = ["Ana Soto"]\n', encoding="utf-8")
    before, after = (extract(article(text), words).drafts[0].by_parties for words in (load(), load(tmp_path)))
    assert (before, after) == ((), ("PE",))


def test_a_party_without_a_list_of_names_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "people.toml").write_text('[people]\nPE = "Ana Soto"\n', encoding="utf-8")
    with pytest.raises(ProblemError, match="PE has no list of names") as error:
        load(tmp_path)
    assert "people.toml" in error.value.problems[0].where


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('[[sense]]\ntype = "meting"\nverbs = ["meet"]\n', "type is 'meting'"),
        ('[[sense]]\ntype = "meeting"\nverb = ["meet"]\n', "unknown key verb"),
        ('[[sense]]\ntype = "meeting"\nverdict = "accepts"\nverbs = ["meet"]\n', "a meeting has no verdict"),
        ('[[sense]]\ntype = "meeting"\nneeds = ["sides"]\nverbs = ["meet"]\n', "unknown condition sides"),
        ('[[sense]]\ntype = "meeting"\nverbs = ["put .. on .. list"]\n', "two gaps in put .. on .. list"),
        ("not toml", "cannot be read"),
    ],
)
def test_a_mistake_in_a_word_file_is_named_with_its_place(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "bad.toml").write_text(content, encoding="utf-8")
    with pytest.raises(ProblemError, match=message) as error:
        load(tmp_path)
    assert "bad.toml" in error.value.problems[0].where
