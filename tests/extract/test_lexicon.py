"""The vocabulary: forms by rule, additions by a user, and mistakes that are refused with their place."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import timeline.extract
from tests.extract.reading_of import article
from timeline.extract.reading import extract
from timeline.lexicon import load, with_parties
from timeline.lexicon.inflect import plural, verb_forms
from timeline.lexicon.senses import Lexicon
from timeline.lexicon.tables import table
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


def test_a_verb_of_the_package_doubles_its_last_letter() -> None:
    entries = load(rules_only=True).entries
    assert {"quitting", "quitting the talks", "beginning"} <= entries.keys()
    assert "quiting" not in entries


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("duty", "duties"), ("tariff", "tariffs"), ("round of talks", "rounds of talks"), ("services", "services")],
)
def test_nouns_have_plurals(noun: str, expected: str) -> None:
    assert plural(noun, {}) == (expected,)


ADDED = {
    "words.toml": 'type = "response"\n[[sense]]\nrule = "response.mine"\nweight = 9\nverdict = "rejects"\n'
    'verbs = ["pooh-pooh"]\nneeds = ["side"]\n',
    "adverbs.toml": '[[sense]]\ntype = "response"\nverbs = ["frostily wave off", "rely on"]\n',
    "people.toml": '[people]\nPE = ["Ana Soto"]\n',
    "places.toml": '[blocs]\nZORK = { name = "Zork Treaty", members = ["PE", "CL"], treaty = true, apart = true }\n',
}
"""What a user adds, by file."""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """The vocabulary with what a user added; compiled once, which costs a second."""
    folder = tmp_path_factory.mktemp("own")
    for name, content in ADDED.items():
        (folder / name).write_text(content, encoding="utf-8")
    return load(folder)


def test_a_user_can_teach_a_word(own: Lexicon) -> None:
    text = "Peru pooh-poohed Japan's offer on rice on Monday."
    assert [d.type for d in extract(article(text), load()).drafts if d.type == "response"] == []
    (response,) = (d for d in extract(article(text), own).drafts if d.type == "response")
    assert (response.rule, response.attributes["verdict"]) == ("response.mine", "rejects")


def test_an_adverb_is_left_as_it_is_and_the_verb_behind_it_inflected(own: Lexicon) -> None:
    assert {"frostily wave off", "frostily waved off", "frostily waves off", "relied on"} <= own.entries.keys()
    assert "frostilied wave off" not in own.entries


@pytest.mark.parametrize("name", table("words/cues"))
def test_a_list_of_cues_is_named_after_a_module_that_uses_it(name: str) -> None:
    module, _, rest = name.partition("_")
    folder = Path(timeline.extract.__file__).parent
    sources = [*folder.rglob(f"{module}.py"), *(folder / module).glob("*.py")]
    uses = re.compile(rf"""["']{module}_(?:{rest}["']|{{)""")
    assert any(uses.search(source.read_text(encoding="utf-8")) for source in sources)


def test_a_user_can_name_a_person(own: Lexicon) -> None:
    text = "Ana Soto rejected Japan's offer on rice on Monday."
    before, after = (extract(article(text), words).drafts[0].by_parties for words in (load(), own))
    assert (before, after) == ((), ("PE",))


def test_a_user_can_name_a_treaty_and_its_members(own: Lexicon) -> None:
    assert own.members["ZORK"] == {"PE", "CL"}
    assert "ZORK" in own.treaties & own.apart


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("mine.toml", '[[sense]]\ntype = "meting"\nverbs = ["meet"]\n', "sense 1: type: 'meting' is unknown"),
        ("mine.toml", '[[sense]]\nverbs = ["meet"]\n', "sense 1: type: is missing"),
        ("mine.toml", 'type = "talk"\n', "type: 'talk' is unknown"),
        ("mine.toml", '[[sense]]\ntype = "meeting"\nverb = ["meet"]\n', "sense 1: verb: is no field"),
        ("mine.toml", '[[sense]]\ntype = "meeting"\nneeds = ["side"]\n', "sense 1: has neither verbs nor nouns"),
        ("mine.toml", '[[sense]]\ntype = "meeting"\nverdict = "accepts"\nverbs = ["meet"]\n', "a meeting has no verdict"),
        ("mine.toml", '[[sense]]\ntype = "meeting"\nneeds = ["sides"]\nverbs = ["meet"]\n', "needs.0: 'sides' is unknown"),
        ("mine.toml", '[[sense]]\ntype = "meeting"\nverbs = ["put .. on .. list"]\n', "verbs.0: two gaps in 'put .. on .. list'"),
        ("mine.toml", '[[sense]]\ntype = "meeting"\nverbs = ["be"]\n', "words are missing beside"),
        ("mine.toml", '[[sense]]\ntype = "meeting"\nverbs = ["put .."]\n', "words are missing beside"),
        ("mine.toml", '[[sense]]\ntype = "meeting"\nverbs = ["be .. met"]\n', "words are missing beside"),
        ("speech.toml", '[speech]\nplain = ["be"]\n', "speech.plain.0: words are missing beside"),
        ("mine.toml", '[[sense]]\ntype = "meeting"\nverbs = [" "]\n', "verbs.0: says nothing"),
        ("mine.toml", 'type = "meeting"\n[[sense]]\nverbs = ["meet"]\n[[sense]]\nverbs = "zork"\n', "sense 2: verbs: 'zork' is no list"),
        ("mine.toml", '[[sense]]\ntype = "meeting"\nverbs = ["meet"]\nweight = "9"\n', "weight: '9' is no whole number"),
        ("mine.toml", '[[sense]]\ntype = "meeting"\nverbs = ["meet"]\nnear = "far"\n', "near: 'far' is no whole number"),
        ("mine.toml", '[[sense]]\ntype = "measure"\nverbs = ["cut"]\nstage = "nonsense"\n', "stage: 'nonsense' is unknown"),
        ("mine.toml", '[[sense]]\ntype = "measure"\nverbs = ["cut"]\nstage = "signed"\n', "stage: 'signed' is none of measure"),
        ("mine.toml", '[[sense]]\ntype = "meeting"\nverbs = ["meet"]\nonly = ["paste"]\n', "only.0: 'paste' is unknown"),
        ("mine.toml", '[[sense]]\ntype = "meeting"\nverbs = ["meet"]\nabout = ["tarif"]\n', "about.0: 'tarif' is unknown"),
        ("mine.toml", '[[senses]]\ntype = "meeting"\n', "senses: is no field"),
        ("offices.toml", 'heads = "zork"\n', "heads: 'zork' is no list"),
        ("offices.toml", '[only]\nPeru = ["zork"]\n', "'Peru' does not have the form of a party code"),
        ("offices.toml", '[unnamed]\nword = ["zork"]\n', "'word' is unknown"),
        ("nouns.toml", '[kind]\ndeal = ["zork"]\n', "kind: is no field"),
        ("nouns.toml", '[kinds]\ntarif = ["zork"]\n', "kinds.tarif: 'tarif' is unknown"),
        ("people.toml", '[people]\nPE = "Ana Soto"\n', "people.PE: 'Ana Soto' is no list"),
        ("places.toml", '[states]\nPE = { nam = "Peru" }\n', "states.PE.nam: is no field"),
        ("speech.toml", '[speech]\nplan = ["zork"]\n', "'plan' is unknown"),
        ("verbs.toml", '[irregular]\nzork = "zorked"\n', "irregular.zork: 'zorked' is no list"),
        ("cues.toml", "", "its lists are part of the rules"),
        ("money.toml", "", "its lists are part of the rules"),
        ("mine.toml", "not toml", "cannot be read"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_word_file_is_named_with_its_place(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ProblemError, match=re.escape(message)) as error:
        load(tmp_path)
    assert str(tmp_path / name) in error.value.problems[0].where


def test_every_mistake_of_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        '[[sense]]\ntype = "meeting"\nverbs = "zork"\nnear = 0\n[[sense]]\nverbs = ["zork"]\n', encoding="utf-8"
    )
    with pytest.raises(ProblemError) as error:
        load(tmp_path)
    assert [problem.where.rpartition("toml ")[2] for problem in error.value.problems] == [
        "sense 1",
        "sense 1",
        "sense 2",
    ]


WORD_FILES = ("agreement", "assessment", "deadline", "measure", "meeting", "position", "proposal", "response")
CONDITIONS = ("object", "subject", "about", "only", "needs")


@pytest.mark.parametrize("name", WORD_FILES)
def test_a_phrase_means_one_thing_under_the_same_conditions(name: str) -> None:
    meant = Counter(
        (form, phrase, tuple(tuple(sorted(sense.get(key, ()))) for key in CONDITIONS))
        for sense in table(f"words/{name}")["sense"]
        for form in ("verbs", "nouns")
        for phrase in sense.get(form, ())
    )
    assert [phrase for (_, phrase, _), senses in meant.items() if senses > 1] == []


def test_a_registered_party_is_known_by_its_name_and_a_known_one_changes_nothing() -> None:
    shipped = load()
    assert with_parties(shipped, [("PE", "Peru"), ("TR", "Turkey")]) is shipped
    known = with_parties(shipped, [("VARD", "Vardania"), ("OSTE", "Osterland"), ("PE", "Peru")])
    assert {name: (known.names[name].kind, known.names[name].code) for name in known.names.keys() - shipped.names} == {
        "Vardania": ("state", "VARD"),
        "Vardanian": ("adjective", "VARD"),
        "Vardanians": ("national", "VARD"),
        "Osterland": ("state", "OSTE"),
    }
    found = [match[0] for match in known.name_pattern.finditer("Vardania's and Osterland's, not Osterlands or Peru's")]
    assert found == ["Vardania", "Osterland", "Peru"]
    assert with_parties(shipped, [("OSTE", "Osterland"), ("VARD", "Vardania")]) is known  # compiled once


def test_a_registered_party_goes_before_what_else_bears_its_name() -> None:
    shipped = load()
    assert (shipped.names["Busan"].kind, shipped.names["Busan"].code) == ("city", "KR")
    own = with_parties(shipped, [("BUSN", "Busan")])
    assert (own.names["Busan"].kind, own.names["Busan"].code) == ("state", "BUSN")
    assert shipped.names["Busan"].code == "KR"
