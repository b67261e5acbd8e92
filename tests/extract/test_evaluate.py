"""The measurement: figures on cases made by hand, and the gate on the corpus."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.extract.reading_of import CORPUS, UNSEEN, YARDSTICK, cases, drafts_of
from timeline.extract.evaluate import Evaluation, case_of, compatible, evaluate
from timeline.model.draft import Draft, draft_id
from timeline.model.edtf import Edtf
from timeline.model.events import Evidence
from timeline.model.problems import ProblemError

TEXT = "Peru met Japan on Monday. Peru asked Japan for a quota."


def gold(**changes: Any) -> dict[str, Any]:
    event = {
        "type": "proposal", "modality": "actual", "date": "2026-03-09", "parties": ["JP", "PE"], "actors": [],
        "terms": [], "quote": "Peru asked Japan for a quota",
    }  # fmt: skip
    return {"article": {"id": "x", "text": TEXT, "published": "2026-03-13"}, "events": [event | changes]}


def draft(kind: str = "proposal", date: str | None = "2026-03-09", parties: tuple[str, ...] = ("JP", "PE")) -> Draft:
    start = TEXT.index("Peru asked")
    evidence = (Evidence(article_id="a", start=start, end=len(TEXT), quote=TEXT[start:]),)
    return Draft(
        draft_id=draft_id("a", kind, evidence), article_id="a", type=kind, date=date, parties=parties, summary="x",
        evidence=evidence, rule="test",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("drafts", "strict", "lenient"),
    [
        ([draft()], (1, 0, 0), (1, 0, 0)),
        ([draft("response")], (0, 1, 1), (1, 0, 0)),
        ([draft("measure")], (0, 1, 1), (0, 1, 1)),
        ([draft(date=None)], (0, 1, 1), (1, 0, 0)),
        ([draft(parties=("PE",))], (1, 0, 0), (1, 0, 0)),
        ([draft(parties=("BR", "CL"))], (0, 1, 1), (1, 0, 0)),
        ([], (0, 0, 1), (0, 0, 1)),
    ],
)
def test_strict_and_lenient(drafts: list[Draft], strict: tuple[int, int, int], lenient: tuple[int, int, int]) -> None:
    result = evaluate([case_of(gold())], {"x": drafts})
    assert (result.strict.found, result.strict.false, result.strict.missed) == strict
    assert (result.lenient.found, result.lenient.false, result.lenient.missed) == lenient


def test_an_optional_event_costs_nothing_and_earns_nothing() -> None:
    case = case_of(gold(optional=True))
    for found in ([], [draft()]):
        result = evaluate([case], {"x": found})
        assert (result.strict.found, result.strict.false, result.strict.missed) == (0, 0, 0)


def test_misses_and_false_alarms_are_listed() -> None:
    result = evaluate([case_of(gold())], {"x": [draft("measure")]})
    assert [(miss.gold.type, miss.got) for miss in result.misses] == [("proposal", None)]
    assert [alarm.draft.type for alarm in result.alarms] == ["measure"]


@pytest.mark.parametrize(
    ("got", "wanted", "expected"),
    [
        ("2026-03-09", "2026-03-09", True),
        ("2026-03-09", "2026-03-10", False),
        ("2026-03-09", "2026-03", True),
        ("2026-03", "2026-03-09", False),
        ("2026", "2026-03", False),
        ("2026-03-09/2026-03-11", "2026-03-10/2026-03-12", True),
        ("2026-03~", "2026-03", True),
        (None, "2026-03", False),
        (None, None, True),
    ],
)
def test_dates_agree_as_far_as_gold_is_precise(got: str | None, wanted: str | None, expected: bool) -> None:
    assert compatible(Edtf.parse(got) if got else None, Edtf.parse(wanted) if wanted else None) is expected


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"quote": "never written"}, "quote is not in the text"),
        ({"quote": ""}, "quote: says nothing"),
        ({"type": "party"}, "type: 'party' is unknown"),
        ({"date": "yesterday"}, "is no EDTF date"),
        ({"date": ["2025"]}, "is no EDTF date"),
        ({"parties": "BR"}, "parties: 'BR' is no list"),
        ({"terms": [15]}, "terms.0: 15 is no record of fields"),
        ({"terms": [{"unit": "%"}]}, "terms.0.value: is missing"),
    ],
)
def test_gold_that_is_wrong_is_refused_with_its_place(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ProblemError, match=message) as error:
        case_of(gold(**changes))
    assert error.value.problems[0].where.startswith("x")


def measured(folder: Path, first: int, last: int, rules_only: bool = True) -> Evaluation:
    chosen = [case for case in cases(folder) if first <= int(case.case_id.partition("-")[0]) <= last]
    return evaluate(chosen, {case.case_id: drafts_of(case, rules_only) for case in chosen})


def low(part: dict[str, float], result: Evaluation) -> dict[str, tuple[float, float]]:
    """The figures that are below their floors."""
    figures = {
        "strict_f1": result.strict.f1, "strict_precision": result.strict.precision, "lenient_f1": result.lenient.f1,
        **{name: value or 0.0 for name, value in result.on_paired.items()},
    }  # fmt: skip
    assert result.ungrounded == 0
    return {name: (round(figures[name], 3), floor) for name, floor in part.items() if figures[name] < floor}


FLOORS = tomllib.loads((CORPUS / "floors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("part", "folder", "first", "last"),
    [
        ("all", CORPUS, 0, 63),
        ("plain_wire", CORPUS, 40, 63),
        ("prose", CORPUS, 0, 35),
        ("others", UNSEEN, 100, 135),
        ("others_late", UNSEEN, 140, 155),
        ("others_third", UNSEEN, 200, 235),
        ("yardstick", UNSEEN, 240, 255),
        ("others_prose", UNSEEN, 260, 275),
        ("others_fourth", UNSEEN, 280, 315),
        ("others_prose_late", UNSEEN, 320, 335),
        ("yardstick_late", UNSEEN, 340, 355),
        ("others_fifth", UNSEEN, 360, 415),
        ("yardstick_third", UNSEEN, 420, 455),
        ("yardstick_fourth", UNSEEN, 456, 491),
        ("others_sixth", UNSEEN, 500, 575),
        ("yardstick_fifth", UNSEEN, 580, 615),
        ("others_wire", UNSEEN, 700, 747),
        ("wire_not_mended", UNSEEN, 760, 783),
        ("yardstick_sixth", YARDSTICK, 620, 655),
        ("real", UNSEEN, 660, 675),
        ("real_late", UNSEEN, 800, 831),
        ("yardstick_real", YARDSTICK, 676, 691),
        ("alike", UNSEEN, 840, 855),
        ("alike_late", UNSEEN, 872, 903),
        ("yardstick_alike", YARDSTICK, 856, 871),
        ("latest", UNSEEN, 1112, 1239),
        ("yardstick_last", YARDSTICK, 1128, 1191),
    ],
)
@pytest.mark.fast_cases(4)
def test_no_figure_of_the_rules_falls_below_its_floor(part: str, folder: Path, first: int, last: int) -> None:
    assert low(FLOORS[part], measured(folder, first, last)) == {}, "figures below their floors"


@pytest.mark.parametrize(
    ("part", "folder", "first", "last"),
    [
        ("all", CORPUS, 0, 63),
        ("plain_wire", CORPUS, 40, 63),
        ("prose", CORPUS, 0, 35),
        ("yardstick", YARDSTICK, 620, 655),
        ("yardstick_real", YARDSTICK, 676, 691),
        ("yardstick_alike", YARDSTICK, 856, 871),
        ("yardstick_last", YARDSTICK, 1128, 1191),
    ],
)
@pytest.mark.fast_cases(3)
def test_no_figure_of_rules_and_weights_falls_below_its_floor(part: str, folder: Path, first: int, last: int) -> None:
    result = measured(folder, first, last, rules_only=False)
    assert low(FLOORS["weighed"][part], result) == {}, "figures below their floors"
