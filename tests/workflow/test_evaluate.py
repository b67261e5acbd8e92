"""A desk's own decisions become gold cases, and the extractor is measured on them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import ARTICLE
from timeline.cli.main import main
from timeline.lexicon import load
from timeline.model.events import Evidence
from timeline.model.problems import ProblemError
from timeline.sources import read_sources
from timeline.store.store import Store
from timeline.workflow.evaluate import evaluate_extractor, export_gold, read_gold, unique_quote
from timeline.workflow.ingest import ingest
from timeline.workflow.record import add
from timeline.workflow.register import make_party, register, start_negotiation
from timeline.workflow.review import accept, reject
from timeline.workflow.settle import LeaveOut
from timeline.workflow.train import examples


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "s.duckdb")
    start_negotiation(store, "ann", "talks", ["KR", "US"])
    (tmp_path / "wire.md").write_text(ARTICLE, encoding="utf-8")
    ingest(store, "ann", "talks", read_sources([tmp_path / "wire.md"]))
    return store


def test_decisions_are_gold_once_every_draft_of_the_article_is_decided(store: Store, tmp_path: Path) -> None:
    with store.reading() as reader:
        drafts = [draft for draft, _, _ in reader.drafts("talks")]
    *taken, last = drafts
    for draft in taken:
        accept(store, "ann", draft.draft_id, ask=lambda unknown, candidates, values: LeaveOut())
    assert export_gold(store, "talks", tmp_path / "gold") == []
    reject(store, "ann", last.draft_id)
    (path,) = export_gold(store, "talks", tmp_path / "gold")
    case = json.loads(path.read_text(encoding="utf-8"))
    assert sorted(event["type"] for event in case["events"]) == sorted(draft.type for draft in taken)
    assert all(case["article"]["text"].count(event["quote"]) == 1 for event in case["events"])
    result = evaluate_extractor(read_gold(tmp_path / "gold"), load())
    assert (result.strict.found, result.strict.missed, result.strict.false) == (len(taken), 0, 1)


def test_what_was_entered_from_an_article_without_drafts_counts_as_missed(store: Store, tmp_path: Path) -> None:
    quiet = "The weather in Geneva was fine. Nobody said a word about the envoys, who had dined at eight."
    (tmp_path / "quiet.md").write_text(f"---\npublished: 2025-10-02\n---\n\n{quiet}\n", encoding="utf-8")
    ingest(store, "ann", "talks", read_sources([tmp_path / "quiet.md"]))
    assert export_gold(store, "talks", tmp_path / "gold") == [], "nobody has looked at it, for all that is known"
    with store.reading() as reader:
        (article,) = (each for each in reader.articles("talks") if each.text == quiet)
    dinner = {"type": "meeting", "date": "2025-10-01", "parties": "KR; US", "summary": "The envoys dine"}
    add(store, "ann", dinner, "talks", note="Call with an envoy: they dined.")
    assert export_gold(store, "talks", tmp_path / "gold") == [], "a note of one's own is nothing that was read"
    add(store, "ann", {**dinner, "article": article.article_id, "quote": "who had dined at eight"}, "talks")
    (path,) = export_gold(store, "talks", tmp_path / "gold")
    result = evaluate_extractor(read_gold(path.parent), load())
    assert (result.strict.found, result.strict.missed) == (0, 1)


def test_a_type_that_is_neither_there_nor_read_has_no_shares(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    event = {"type": "meeting", "modality": "actual", "date": "2025-09-24", "parties": ["KR", "US"], "quote": "fine"}
    article = {"id": "x", "text": "The weather was fine.", "published": "2025-09-25"}
    (tmp_path / "x.json").write_text(json.dumps({"article": article, "events": [event]}), encoding="utf-8")
    assert main(["evaluate", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert re.search(r"meeting +P - +R 0\.000 +F1 0\.000 +\(gold 1\)", out)
    assert re.search(r"deadline +P - +R - +F1 - +\(gold 0\)", out)


def test_gold_of_parties_of_no_list_names_them_and_is_read_for_their_names(tmp_path: Path) -> None:
    store = Store(tmp_path / "own.duckdb")
    for code, name in (("VARD", "Vardania"), ("OSTE", "Osterland")):
        register(store, "ann", make_party(code, name, None))
    start_negotiation(store, "ann", "water", ["VARD", "OSTE"])
    (tmp_path / "w.md").write_text(
        "---\npublished: 2026-03-04\n---\n\nVardania rejected the offer of Osterland on Monday.\n"
    )
    ingest(store, "ann", "water", read_sources([tmp_path / "w.md"]))
    with store.reading() as reader:
        ((draft, _, _),) = reader.drafts("water")
    accept(store, "ann", draft.draft_id)
    (path,) = export_gold(store, "water", tmp_path / "gold")
    assert json.loads(path.read_text(encoding="utf-8"))["parties"] == {"OSTE": "Osterland", "VARD": "Vardania"}
    cases = read_gold(path.parent)
    result = evaluate_extractor(cases, load())
    assert (result.strict.found, result.strict.missed, result.strict.false) == (1, 0, 0)
    assert [one.kind for one in examples(cases, load(rules_only=True)).sentences] == ["response"]
    path.write_text(path.read_text(encoding="utf-8").replace('"Vardania"', "7", 1), encoding="utf-8")
    with pytest.raises(ProblemError, match="parties"):
        read_gold(path.parent)


def test_a_quote_is_lengthened_until_the_text_has_it_once() -> None:
    text = "the swap line and the swap line again"
    span = Evidence(article_id="a", start=4, end=8, quote="swap")
    found = unique_quote(text, span)
    assert "swap" in found and text.count(found) == 1
    only = Evidence(article_id="a", start=0, end=1, quote="a")
    assert unique_quote("a", only) == "a"


BROKEN = [
    ("[]", "is no gold case"),
    ('{"article": {"id": "x", "text": " ", "published": "2025"}, "events": []}', "the text says nothing"),
    ('{"article": {"id": "x", "text": "They met.", "published": "2025"}, "events": 3}', "is no gold case"),
    ('{"article": {"id": "x", "text": "They met.", "published": "2025"}, "events": [3]}', "x event 1: 3 is no record of fields"),
    ('{"article": {"id": "x", "text": 7, "published": "2025"}, "events": []}', "text: 7 is no text"),
    ("{", "x.json: is not JSON"),
    ('{"events": [],\n "article"}', "x.json:2: is not JSON"),
    ('{"events": [], "events": []}', "gives events more than once"),
    ("[" * 100_000, "is nested too deeply"),
    ("9" * 5000, "holds a number of too many digits"),
    ('{"article": {"id": "x", "text": "They met.", "published": "2025"}, "events": [{"type": "meeting", "quote": "They sat"}]}', "quote is not in the text"),
    ('{"article": {"id": "x", "text": "They met.", "published": "soon"}, "events": []}', "is no EDTF date"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), BROKEN, ids=[m for _, m in BROKEN])
def test_a_broken_case_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(ProblemError, match=message) as caught:
        read_gold(tmp_path)
    assert "x.json" in str(caught.value)


def test_a_folder_without_cases_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="holds no gold cases"):
        read_gold(tmp_path)
    with pytest.raises(ProblemError, match="nowhere: no such folder; name a folder of gold cases"):
        read_gold(tmp_path / "nowhere")
