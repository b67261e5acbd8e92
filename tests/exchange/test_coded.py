"""Events that others coded come in as drafts with their sentences; what cannot come in is told, line by line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from timeline.cli.main import main
from timeline.exchange.coded import back, read_coded
from timeline.exchange.reading_list import read_list
from timeline.model.events import EVENT_MODELS, EVENT_TYPES, Modality
from timeline.model.problems import ProblemError
from timeline.store.store import Store
from timeline.workflow.publish import publish_text
from timeline.workflow.register import start_negotiation


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "s.duckdb")
    start_negotiation(store, "ann", "talks", ["KR", "US"])
    return store


def plover(event: str, **said: Any) -> dict[str, Any]:
    """A record in the form of PLOVER's gold standard, in words of our own."""
    return {
        "id": "X-1", "date": "2025-09-24", "event": event, "mode": "", "context": "", "language": "en",
        "source": [{"actorText": "Korean", "code": "KOR", "sector": "GOV"}],
        "target": [{"actorText": "Washington", "code": "USAGOV"}],
        "eventText": "asked for", "text": "Korean negotiators asked Washington for a swap line.",
        "publication": "Example Wire", **said,
    }  # fmt: skip


def taken(store: Store, *records: dict[str, Any]) -> int:
    path = store.path.parent / "coded.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return main(["ingest", "--db", str(store.path), "--coded", str(path)])


def test_every_line_of_the_table_is_a_type_of_this_record_or_says_why_not() -> None:
    for rule in [*back()["cameo"].values(), *back()["plover"].values()]:
        if "none" in rule:
            assert set(rule) == {"none"} and rule["none"]
            continue
        assert rule["type"] in EVENT_TYPES and rule.get("modality", "actual") in get_args(Modality)
        assert set(rule) - {"type", "modality"} <= set(EVENT_MODELS[rule["type"]].own)
    assert {f"{root:02d}" for root in range(1, 21)} <= set(back()["cameo"])


def test_a_coded_event_waits_as_a_draft_beside_its_sentence(store: Store) -> None:
    assert taken(store, plover("DEMAND"), plover("CONSULT", text="They met in Seoul.", context="future")) == 0
    with store.reading() as reader:
        drafts = {draft.type: draft for draft, state, _ in reader.drafts("talks") if state == "pending"}
        articles = reader.articles("talks")
    ask = drafts["proposal"]
    assert (ask.by_parties, ask.parties, str(ask.date)) == (("KR",), ("KR", "US"), "2025-09-24")
    assert ask.attributes == {"act": "demand"} and ask.rule == "coded as PLOVER DEMAND"
    assert ask.evidence[0].quote == "Korean negotiators asked Washington for a swap line."
    assert drafts["meeting"].modality == "planned"
    assert {article.publisher for article in articles} == {"Example Wire"}
    assert store.check() == []
    assert taken(store, plover("DEMAND")) == 0  # the same again is nothing new
    with store.reading() as reader:
        assert len(reader.drafts("talks")) == 2


def test_what_publish_cameo_and_plover_write_is_read_again(told: Any, store: Store) -> None:
    _, publication = told("2025-09-01 meeting KR+US cash format=call\n2025-09-02 proposal US>KR cash act=demand")
    from timeline.exchange.codes import plover as write

    coded = read_coded(write(publication).text, "x")
    assert [(e.type, e.attributes, e.modality, str(e.date)) for e in coded.events] == [
        ("meeting", {"format": "call"}, "actual", "2025-09-01"),
        ("proposal", {"act": "demand"}, "actual", "2025-09-02"),
    ]
    assert coded.events[1].sources == ("US",) and coded.events[1].targets == ("KR",)


def test_two_directions_of_one_sentence_are_one_joint_draft(store: Store) -> None:
    row = {"EventCode": "040", "SQLDATE": 20250924, "text": "They met in Seoul.", "SOURCEURL": "https://wire.example/1"}
    assert (
        taken(
            store, {**row, "Actor1Code": "KOR", "Actor2Code": "USA"}, {**row, "Actor1Code": "USA", "Actor2Code": "KOR"}
        )
        == 0
    )
    with store.reading() as reader:
        ((draft, _, _),) = reader.drafts("talks")
        (article,) = reader.articles("talks")
    assert (draft.parties, draft.by_parties, str(draft.date)) == (("KR", "US"), (), "2025-09-24")
    assert article.url == "https://wire.example/1"


PASSED = [
    (plover("PROTEST"), "PROTEST was passed over: protest"),
    (plover("DEMAND", text=""), "was passed over: has no sentence that it was coded from"),
    ({"EventCode": "1831", "text": "x"}, "1831 was passed over: assault"),
]


@pytest.mark.parametrize(("record", "said"), PASSED)
def test_what_is_not_taken_is_told(record: dict[str, Any], said: str) -> None:
    coded = read_coded(json.dumps(record), "x.jsonl")
    assert coded.events == () and str(coded.passed_over[0]).startswith(f"x.jsonl:1: {said}")


REFUSED = [
    ("{", "x.jsonl:1: is not JSON"),
    ("[]", "x.jsonl:1: is not a JSON object"),
    ('{"event": "DEMAND", "text": "x", "text": "y"}', "x.jsonl:1: gives text more than once"),
    ("[" * 100_000, "x.jsonl:1: is nested too deeply"),
    (f'{{"event": {"9" * 5000}}}', "x.jsonl:1: holds a number of too many digits"),
    ('{"event": "HUGGED", "text": "x"}', 'is coded as "HUGGED", which is neither CAMEO nor PLOVER'),
    ('{"text": "x"}', "is coded as nothing"),
]


@pytest.mark.parametrize(("text", "said"), REFUSED)
def test_what_is_no_coding_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read_coded(text, "x.jsonl")
    assert said in str(caught.value)


def test_a_sentence_without_a_day_is_refused_and_nothing_is_kept(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert taken(store, plover("DEMAND"), plover("REJECT", date="", text="They said no.")) == 1
    assert "coded.jsonl:2: says no publication date" in capsys.readouterr().err
    with store.reading() as reader:
        assert reader.articles("talks") == []


def test_the_events_of_gdelt_lead_to_their_articles(shipped_store: Store) -> None:
    rows = [
        *([str(number), "20250924", *[""] * 58, "https://wire.example/1"] for number in (1, 2)),
        ["3", *[""] * 59, "BBC Monitoring"],
    ]
    listed = read_list("\n".join("\t".join(row) for row in rows) + "\n", "20250924.export.CSV")
    assert listed is not None and [each.address for each in listed.articles] == ["https://wire.example/1"]
    assert listed.passed_over[0].where == "20250924.export.CSV:3"
    ours = read_list(publish_text(shipped_store, "cameo").text, "cameo.jsonl")
    assert ours is not None and len(ours.articles) > 50
