"""A bulk load keeps the laws of single writes: a row that breaks one is refused, and nothing of the batch is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.bulk.conftest import NEGOTIATION, in_this_process, jsonl, records
from tests.bulk.test_archive import NewStore, table
from timeline.model.problems import ProblemError
from timeline.store import bulk
from timeline.store.bulk import Row

Tamper = Callable[[dict[str, Any]], None]


def article(change: Tamper) -> tuple[str, Tamper]:
    return "article", change


def draft(change: Tamper) -> tuple[str, Tamper]:
    return "draft", change


BREACHES: dict[str, tuple[tuple[str, Tamper], str]] = {
    "another quote": (draft(lambda r: r["evidence"][0].update(quote="never said")), "is not what article"),
    "another place": (draft(lambda r: r["evidence"][0].update(start=0)), "is not what article"),
    "no evidence": (draft(lambda r: r.update(evidence=[])), "has no evidence"),
    "an unknown article": (draft(lambda r: r.update(article_id="a-000000000000")), "article a-000000000000 is not rec"),
    "an unknown negotiation": (draft(lambda r: r.update(negotiation_id="no-talks")), "negotiation no-talks is not rec"),
    "an unknown party of a term": (
        draft(lambda r: r.update(terms=[{"name": "rate", "value": 1, "party": "QQ"}])),
        "party QQ is not recorded",
    ),
    "a link to nothing": (
        draft(lambda r: r.update(links=[{"rel": "part_of", "draft_id": "d-0"}])),
        "draft d-0 is not recorded",
    ),
    "another's record": (draft(lambda r: r.update(draft_id="d-1")), "holds the record of d-1"),
    "an altered text": (article(lambda r: r.update(text=r["text"] + " More.")), "its text hashes to another id"),
    "a copy of nothing": (article(lambda r: r.update(copy_of="a-000000000000")), "article a-000000000000 is not rec"),
    "a copy of itself": (article(lambda r: r.update(copy_of=r["article_id"])), "is tied to itself"),
    "talks that are not there": (article(lambda r: r.update(negotiations=["no-talks"])), "negotiation no-talks is not"),
}


@pytest.mark.parametrize("name", BREACHES)
@pytest.mark.fast_cases(2)
def test_a_breach_is_refused_with_all_of_its_batch(tmp_path: Path, new_store: NewStore, name: str) -> None:
    (kind, tamper), told = BREACHES[name]
    articles, drafts = rows(tmp_path)
    rows_of = {"article": articles, "draft": drafts}[kind]
    record = json.loads(rows_of[0].record)
    tamper(record)
    rows_of[0] = rows_of[0]._replace(record=json.dumps(record))
    store = new_store("t.duckdb")
    with pytest.raises(ProblemError, match=told), store.writing("ann") as writer:
        bulk.load(writer, articles, drafts)
    assert table(store, "article") == table(store, "draft") == []
    assert store.check() == []


def test_what_is_recorded_is_not_recorded_again(tmp_path: Path, new_store: NewStore) -> None:
    articles, drafts = rows(tmp_path)
    store = new_store("t.duckdb")
    with store.writing("ann") as writer:
        bulk.load(writer, articles, drafts)
    with pytest.raises(ProblemError, match="is already recorded"), store.writing("ann") as writer:
        bulk.load(writer, articles, drafts)
    with pytest.raises(ProblemError, match="is there twice"), store.writing("ann") as writer:
        bulk.load(writer, [], [*drafts, drafts[0]])
    assert store.check() == []


def rows(tmp_path: Path) -> tuple[list[Row], list[Row]]:
    """Rows of two articles as the extractor makes them."""
    from timeline.model.registry import Negotiation, Registry
    from timeline.sources.archive import Position
    from timeline.workflow.harvest import Task

    talks = Negotiation(negotiation_id=NEGOTIATION, title="t", parties=("KR", "US"))
    found = list(
        in_this_process(jsonl(tmp_path / "rows.jsonl", records(2)), Position(), Task(talks, Registry.of([talks])))
    )
    taken = [each for harvest in found for each in harvest.articles]
    return [each.row for each in taken], [row for each in taken for row in each.drafts]
