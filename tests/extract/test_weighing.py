"""What is read by weights, and what is left out: from what stands in a sentence or draft, never from who it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.extract.reading_of import CORPUS, UNSEEN, article, readings
from tests.extract.test_weights import weights
from timeline.extract.features import features_in, features_of_clause, features_of_draft, marks_of
from timeline.extract.grammar import Sentence
from timeline.extract.reading import extract, sentences_read
from timeline.extract.scan import lowered
from timeline.extract.survey import survey
from timeline.extract.timing.options import DayOptions
from timeline.lexicon import Learned, Weights, load
from timeline.lexicon.weights import Choice, write_weights
from timeline.model.draft import Draft
from timeline.model.edtf import Edtf

TALKS = "Peru and Japan met in Lima on Monday. "


def features(text: str) -> dict[str, int]:
    """The features of the last sentence of a text on talks of Peru and Japan."""
    looked = survey(article(TALKS + text), lowered(TALKS + text), load())
    number = len(looked.scan.sentences) - 1
    sentence = Sentence(looked.scan, number, looked.units(number), looked.context)
    return features_in(marks_of(sentence), sentence.start, sentence.end)


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


NOTHING = weights()


def drafts(
    text: str,
    sentences: Weights = NOTHING,
    of_drafts: Weights = NOTHING,
    clauses: Weights = NOTHING,
    days: dict[str, float] | None = None,
) -> list[Draft]:
    learned = Learned(sentences, clauses, of_drafts, Choice(days or {}))
    words = replace(load(rules_only=True), learned=learned)
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
    write_weights(Learned(SHRUGS, NOTHING, NOTHING), tmp_path / "weights.json")
    words = load(tmp_path)
    assert words.learned is not None and words.learned.sentences == SHRUGS
    _, draft = extract(article(f"{TALKS}Tokyo shrugged twice."), words).drafts
    assert draft.extractor == f"weights/{words.learned.version}"
    assert {d.extractor for d in extract(article(TALKS), load()).drafts} == {"rules/1"}


def test_with_rules_only_nothing_is_weighed() -> None:
    assert load().learned is not None
    assert load(rules_only=True).learned is None
    by_rules = [d for found in readings(rules_only=True).values() for d in found]
    assert by_rules and not any(d.rule.endswith(".weighed") for d in by_rules)


DOUBTS = weights(**{"read meeting": {"meeting": 1.0}, "for met": {"meeting": 4.0}, "word rained": {None: 9.0}})


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Peru and Japan met in Kyoto on Friday.", ["meeting.meet"]),
        ("Peru and Japan met in Kyoto on Friday, where it rained.", []),
        ("Peru asked Japan for a quota, it rained.", ["proposal.request"]),  # a type that was never judged is believed
        ("It rained. Peru and Japan met in Kyoto on Friday.", ["meeting.meet"]),  # of another sentence
    ],
)
def test_a_draft_of_a_rule_is_left_out_where_the_like_of_it_seldom_is_an_event(text: str, kept: list[str]) -> None:
    assert [d.rule for d in drafts(text, of_drafts=DOUBTS)] == kept


def test_what_is_left_out_is_listed_with_the_reason() -> None:
    words = replace(load(rules_only=True), learned=Learned(NOTHING, NOTHING, DOUBTS))
    (unread,) = extract(article("Peru and Japan met in Kyoto on Friday, where it rained."), words).unread
    assert (unread.words, unread.reason) == (("met",), "weighed: the like of it seldom is a meeting")


def test_a_sentence_whose_drafts_are_left_out_is_weighed_itself() -> None:
    rain = weights(**{"word rained": {"assessment": 9.0}})
    words = replace(load(rules_only=True), learned=Learned(rain, NOTHING, DOUBTS))
    read = extract(article("Peru and Japan met in Kyoto on Friday, where it rained."), words)
    assert [draft.rule for draft in read.drafts] == ["assessment.weighed"]
    assert [one.reason for one in read.unread] == ["weighed: the like of it seldom is a meeting"]


def test_a_draft_is_seen_by_its_words_its_rule_and_what_it_tells() -> None:
    (draft,) = drafts("Peru asked Japan for a quota of 40 percent on Monday.")
    seen = features_of_draft(draft, features("Peru asked Japan for a quota of 40 percent on Monday."), 2)
    told = ["read proposal", "by proposal.request", "for asked", "actual proposal", "proposal on a day", "together 2"]
    assert set(told) <= set(seen)
    assert "word quota" in seen and not any("peru" in name or "japan" in name for name in seen)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Peru asked Japan for a quota on Monday, and Tokyo shrugged twice.",
            [
                ("proposal.request", "Peru asked Japan for a quota on Monday"),
                ("response.weighed", "Tokyo shrugged twice."),
            ],
        ),
        (
            "Tokyo shrugged twice, and Peru asked Japan for a quota on Monday.",
            [
                ("response.weighed", "Tokyo shrugged twice"),
                ("proposal.request", "Peru asked Japan for a quota on Monday."),
            ],
        ),
        ("Peru asked Japan for a quota and shrugged twice.", [("proposal.request", None)]),  # one clause
        ("Tokyo shrugged twice, and it snowed.", []),  # nothing is read for it to stand beside
        ("Peru asked Japan for a quota on Monday, and Tokyo slept.", [("proposal.request", None)]),
        (
            "Peru asked Japan for a quota on Monday, and it was asked whether Tokyo shrugged twice.",
            [("proposal.request", None)],
        ),
    ],
)
def test_a_clause_is_weighed_beside_what_its_sentence_tells(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = drafts(text, clauses=SHRUGS)
    assert [(d.rule, d.evidence[0].quote.strip()) for d in found] == [(rule, quote or text) for rule, quote in expected]


def test_a_clause_is_seen_in_its_place() -> None:
    text = "Peru asked Japan for a quota on Monday, and Tokyo shrugged."
    looked = survey(article(TALKS + text), lowered(TALKS + text), load())
    units = looked.units(1)
    marks = marks_of(Sentence(looked.scan, 1, units, looked.context))
    here = features_in(marks, units[-1].start, units[-1].end)
    seen = features_of_clause(units[-1], here, units, ["proposal"])
    assert {"word shrugged", "stem shrug", "last clause", "beside proposal", "beside 1", "clauses 2", "dates 1"} <= set(
        seen
    )
    assert not {"word quota", "first clause", "saying"} & set(seen)


@pytest.mark.parametrize(
    ("text", "days", "expected"),
    [
        ("Peru asked Japan for a quota on Tuesday.", {}, "2026-03-10"),  # nothing was learned: by rules
        ("Peru asked Japan for a quota on Tuesday.", {"ruled proposal": 1.0}, "2026-03-10"),
        ("Peru asked Japan for a quota on Tuesday.", {"none of several": 1.0}, None),
        ("Peru asked Japan for a quota on Tuesday.", {"today in paragraph 0": 1.0}, "2026-03-13"),
        ("Peru asked Japan for a quota on Tuesday.", {"before proposal": 1.0}, "2026-03-09"),
        ("Peru asked Japan for a quota on Tuesday.", {"met": 1.0}, "2026-03-09"),
        ("Peru asked Japan on Tuesday for a quota until 9 June.", {"day own behind 1": 1.0}, "2026-06-09"),
        ("Peru asked Japan for a quota.", {"exact 10 proposal": -1.0}, None),
    ],
)
def test_the_day_is_the_one_for_which_most_speaks(text: str, days: dict[str, float], expected: str | None) -> None:
    (draft,) = drafts(text, days=days)
    assert (str(draft.date) if draft.date else None) == expected


def test_a_draft_says_where_weights_chose_its_day() -> None:
    (by_rules,) = drafts("Peru asked Japan for a quota on Tuesday.")
    (by_weights,) = drafts("Peru asked Japan for a quota on Tuesday.", days={"none of several": 1.0})
    assert (by_rules.extractor, by_weights.extractor) == ("rules/1", "rules/1, day by weights/")
    assert by_rules.reading == "proposal.request: asked"
    assert by_weights.reading == "proposal.request: asked; day by weights/"


def options(text: str, published: str = "2026-03-13") -> list[DayOptions]:
    """The days among which that of each draft of a text is chosen, in order."""
    words = replace(load(rules_only=True), learned=Learned(NOTHING, NOTHING, NOTHING))
    return [days for read in sentences_read(article(text, published), words) for days in read.days]


NEWS = (
    "Peru and Japan met in Lima on Monday. Japanese Minister Jun Sato asked Peru on 10 March for a quota of 40 percent."
)


def test_the_days_are_seen_without_the_names_of_who_and_when() -> None:
    """Of two others who do the same in another month, the same speaks for and against each day."""
    other = "Kenya and Oman met in Nairobi on Monday. Omani Minister Ali Badr asked Kenya on 9 June for a quota of 55 percent."
    seen = [list(days.values()) for days in options(NEWS)]
    assert [list(days.values()) for days in options(other, "2026-06-12")] == seen
    assert {"none ask", "none for", "none quota"} <= set(seen[1][-1])


def test_no_day_has_a_feature_twice() -> None:
    for days in options(NEWS):
        assert all(len(features) == len(set(features)) for features in days.values())


def test_which_day_rules_chose_comes_first() -> None:
    assert [next(iter(days)) for days in options(NEWS)] == [Edtf.parse("2026-03-09"), Edtf.parse("2026-03-10")]


def test_a_day_that_its_rule_has_found_itself_stands() -> None:
    text = "Peru and Japan will hold rounds on 9 June and 11 July."
    assert [str(draft.date) for draft in drafts(text)] == ["2026-06-09", "2026-07-11"]
    assert [str(draft.date) for draft in drafts(text, days={"none of several": 9.0})] == ["None", "2026-07-11"]


def test_what_is_put_back_from_a_day_ahead_is_done() -> None:
    text = "Japan and Peru signed a pact on 9 June 2026."
    assert [(str(d.date), d.modality) for d in drafts(text)] == [("2026-06-09", "planned")]
    assert [(str(d.date), d.modality) for d in drafts(text, days={"met": 9.0})] == [("2026-03-09", "actual")]


def test_what_is_put_on_a_day_ahead_is_planned() -> None:
    draft, *_ = drafts("Japan and Peru signed a pact that holds until 9 June.", days={"to come actual agreement": 9.0})
    assert (draft.rule, str(draft.date), draft.modality) == ("agreement.sign", "2026-06-09", "planned")


@pytest.mark.parametrize(("folder", "least"), [(CORPUS, 20), pytest.param(UNSEEN, 200, marks=pytest.mark.slow)])
def test_weights_read_more_sentences_and_leave_few_drafts_out(folder: Path, least: int) -> None:
    """What rules read is left out here and there; sentences without a reading are read more."""
    more = kept = by_rules = other = 0
    for name, found in readings(folder).items():
        alone = {(d.rule, d.words) for d in readings(folder, rules_only=True)[name]}
        ruled = [d for d in found if d.extractor.startswith("rules/1")]
        by_rules += len(readings(folder, rules_only=True)[name])
        kept += len(ruled)
        other += sum((d.rule, d.words) not in alone for d in ruled)
        more += sum(d.rule.endswith(".weighed") and d.extractor.startswith("weights/") for d in found)
    assert more > least
    assert 0.8 * by_rules < kept < by_rules
    assert other < 0.03 * by_rules, "a draft that was merged stands alone where the other is left out or on another day"
