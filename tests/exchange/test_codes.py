"""Events in CAMEO and PLOVER: the table is complete and consistent, and each code follows from what is told."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, get_args

import pytest

from tests.text_ledger import TextLedger
from timeline.exchange.codes import actor_code, cameo, code_of, plover, quad_class, table
from timeline.exchange.publication import Publication
from timeline.model.events import EVENT_MODELS, EVENT_TYPES, Modality, TermRole
from timeline.workflow.publish import publication

from .conftest import Told

PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "ACCUSE", "DEMAND",
    "REJECT", "THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT",
}  # fmt: skip
"""The categories of the project's table from CAMEO, 2021."""
NOT_FIELDS = {"type", "code", "why", "none", "answers", "carries_out", "term_role"}


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_every_rule_names_a_code_that_is_there_and_says_why() -> None:
    used = set()
    for rule in table()["rules"]:
        assert ("code" in rule) != ("none" in rule), rule
        assert rule.get("why") or rule.get("none"), rule
        used.add(rule.get("code"))
    assert used - {None} == set(table()["codes"])  # and no code is there for nothing
    assert {rule["type"] for rule in table()["rules"]} == set(EVENT_TYPES)
    assert {code["event"] for code in table()["codes"].values() if "event" in code} <= PLOVER


def test_every_condition_of_a_rule_is_a_value_that_its_field_can_have() -> None:
    for rule in table()["rules"]:
        model = EVENT_MODELS[rule["type"]]
        for name in set(rule) - NOT_FIELDS:
            assert name in model.model_fields, (rule, name)
            literal = [arg for part in get_args(model.model_fields[name].annotation) for arg in get_args(part)]
            known = list(get_args(Modality)) if name == "modality" else [arg for arg in literal if isinstance(arg, str)]
            assert not known or set(rule[name]) <= set(known), (rule, name)
        assert set(rule.get("term_role", ())) <= set(get_args(TermRole))


CASES = [
    ("2025-09-01 meeting KR+US cash format=call", "041", "CONSULT", "phone", ""),
    ("2025-09-01 meeting KR+US cash format=round", "046", "CONSULT", "", "diplomatic"),
    ("2025-09-01 meeting KR+US cash", "040", "CONSULT", "", ""),
    ("2025-09-01 meeting KR+US cash modality=planned @2025-08-01", "036", "AGREE", "", "diplomatic; future"),
    ("2025-09-01 meeting KR+US cash modality=cancelled @2025-08-01", None, None, None, None),
    ("2025-09-01 meeting KR+US cash modality=denied", None, None, None, None),
    ("2025-09-01 proposal US>KR cash act=demand", "1011", "DEMAND", "assist", "economic"),
    ("2025-09-01 proposal US>KR cash act=offer", "0311", "AGREE", "", "economic"),
    ("2025-09-01 proposal US>KR cash act=request", "0211", None, None, None),
    ("2025-09-01 proposal US>KR cash", None, None, None, None),
    ("2025-09-01 agreement KR+US cash stage=signed", "057", "SUPPORT", "", "diplomatic"),
    ("2025-09-01 agreement KR+US cash stage=framework", "0311", "AGREE", "", "economic"),
    ("2025-09-01 measure US cash stage=threatened", "1312", "THREATEN", "restrict", "diplomatic"),
    ("2025-09-01 measure US cash stage=threatened modality=conditional", "1312", "THREATEN", "restrict", "diplomatic; hypothetical"),
    ("2025-09-01 measure US cash stage=revoked", "085", "RETREAT", "ease", "economic"),
    ("2025-09-01 measure US cash stage=in_effect term=tariff:25:%:in_force", "163", "COERCE", "restrict", "diplomatic"),
    ("2025-09-01 measure US cash stage=in_effect", None, None, None, None),
    ("2025-09-01 measure US cash stage=announced instrument=investigation", "090", "ACCUSE", "investigate", ""),
    ("2025-09-01 position KR cash", "010", None, None, None),
    ("2025-09-01 assessment KR cash judgement=deadlocked", "012", None, None, None),
    ("2025-09-01 deadline KR+US cash", None, None, None, None),
]  # fmt: skip


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """All the cases as one ledger, in their order."""
    text = "\n".join(f"{line} #c{number}" for number, (line, *_) in enumerate(CASES))
    return publication(TextLedger(tmp_path_factory.mktemp("codes") / "s.duckdb", text).store)


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case[0][11:] for case in CASES])
def test_a_code_follows_from_what_is_told(cases: Publication, number: int) -> None:
    _, code, event, mode, context = CASES[number]
    id = f"talks-{number + 1:04d}"
    assert code_of(cases.by_id[id], cases.by_id)[0] == code
    coded = plover(replace(cases, events=(cases.by_id[id],)))
    if event is None:
        assert coded.text == "" and len(coded.left_out) == 1 and coded.left_out[0].startswith("1 event left out: ")
        return
    (one,) = lines(coded.text)
    assert (one["event"], one["mode"], one["context"]) == (event, mode, context)


ANSWERS = [
    ("proposal US>KR cash act=demand", "verdict=accepts", "080"),
    ("proposal US>KR cash act=offer", "verdict=accepts", "0311"),
    ("proposal US>KR cash act=demand", "verdict=rejects", "1211"),
    ("meeting KR+US cash modality=planned", "verdict=rejects", "125"),
    ("proposal US>KR cash act=demand", "verdict=resists", "124"),
    ("proposal US>KR cash act=demand", "verdict=considers", "014"),
    ("proposal US>KR cash act=demand", "", None),
]


@pytest.mark.parametrize(("act", "verdict", "code"), ANSWERS)
@pytest.mark.fast_cases(3)
def test_an_answer_is_coded_by_what_it_answers(told: Told, act: str, verdict: str, code: str | None) -> None:
    ledger, publication = told(f"2025-09-01 {act} #a\n2025-09-02 response KR>US cash responds_to=a {verdict} #b")
    assert code_of(publication.by_id[ledger["b"]], publication.by_id)[0] == code


def test_a_measure_that_is_part_of_an_agreement_carries_it_out(told: Told) -> None:
    ledger, publication = told(
        """
        2025-09-01 agreement KR+US cash stage=framework #deal
        2025-09-04 measure US cash stage=in_effect term=tariff:15:%:in_force part_of=deal #cut
        2025-09-05 measure US cash stage=in_effect term=tariff:15:%:in_force #alone
        """
    )
    codes = [code_of(publication.by_id[ledger[name]], publication.by_id)[0] for name in ("cut", "alone")]
    assert codes == ["061", "163"]


def test_joint_acts_go_both_ways_and_unknown_sides_are_null(told: Told) -> None:
    _, publication = told("2025-09-01 meeting KR+US cash\n2025-09-02 measure US cash stage=threatened")
    document = cameo(publication)
    assert [(one["Actor1Code"], one["Actor2Code"], one["EventCode"]) for one in lines(document.text)] == [
        ("KOR", "USA", "040"),
        ("USA", "KOR", "040"),
        ("USA", None, "1312"),
    ]
    assert document.left_out == ("1 event written with null where the source or target is not known",)


IMPRECISE = [("2025-09-01", 20250901), ("2025-09", None), ("2025-09-01~", None), ("?", None)]


@pytest.mark.parametrize(("day", "sqldate"), IMPRECISE)
def test_a_day_that_is_not_known_is_null(told: Told, day: str, sqldate: int | None) -> None:
    _, publication = told(f"{day} meeting KR+US cash @2025-10-01")
    for one in lines(cameo(publication).text):
        assert one["SQLDATE"] == sqldate and one["date_edtf"] == (None if day == "?" else day)


def test_actors_have_the_codes_of_states_and_blocs_are_igo() -> None:
    assert [actor_code(party) for party in ("KR", "US", "JP", "XK")] == ["KOR", "USA", "JPN", "XKX"]
    assert [actor_code(party, "bloc") for party in ("EU", "LEAGUE")] == ["IGO", "IGO"]
    assert len(set(table()["actors"].values())) == len(table()["actors"]) == 250


def test_a_state_of_no_list_has_no_code_and_is_counted_once_an_event(told: Told) -> None:
    _, found = told("2025-09-01 meeting KR+US cash @2025-10-01")
    moved = replace(
        found,
        parties={**found.parties, "VARD": found.parties["US"].model_copy(update={"party": "VARD", "name": "Vardania"})},
        events=tuple(event.model_copy(update={"parties": ("KR", "VARD")}) for event in found.events),
    )
    (line,) = lines(plover(moved).text)
    assert {(actor["actorText"], actor["code"]) for actor in line["source"]} == {
        ("South Korea", "KOR"),
        ("Vardania", ""),
    }
    assert {one["Actor1Code"] for one in lines(cameo(moved).text)} == {"KOR", None}
    for document in (plover(moved), cameo(moved)):
        assert "1 event of Vardania, for whom the ontologies have no code" in document.left_out


def test_quad_classes_are_those_of_the_roots() -> None:
    assert [quad_class(code) for code in ("010", "057", "061", "085", "090", "1312", "160", "163")] == [
        1,
        1,
        2,
        2,
        3,
        3,
        4,
        4,
    ]


def test_every_event_of_the_shipped_record_is_coded_or_counted(shipped: Publication) -> None:
    for write in (plover, cameo):
        document = write(shipped)
        ids = {one.get("event_id") or one["id"] for one in lines(document.text)}
        out = sum(int(line.split()[0]) for line in document.left_out if "left out" in line)
        assert len(ids) + out == len(shipped.events)
