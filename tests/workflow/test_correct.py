"""Corrections of registered records and citations: what is named changes, the rest stays, nothing is overwritten."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from timeline.model.article import Article, article_id
from timeline.model.ledger import Change
from timeline.model.problems import ProblemError
from timeline.store.store import Store
from timeline.workflow.correct import correct, withdraw
from timeline.workflow.register import make_actor, make_issue, register, start_negotiation

TEXT = "They met on Tuesday."
ID = article_id(TEXT)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("written") / "s.duckdb")
    start_negotiation(store, "ann", "talks", ["KR", "US", "South Korea"])
    register(store, "ann", make_actor("Lee", "KR", aliases=["President Lee"], offices=["President@2025-06/.."]))
    register(store, "ann", make_issue("talks", "Swap", phrases=["swap line"]))
    register(store, "ann", make_issue("talks", "Cash"))
    store.write([Change.of(Article(article_id=ID, text=TEXT, published="2025-09-25", publisher="Wire"))], "ann")
    return store


@pytest.fixture
def store(written: Store, tmp_path: Path) -> Store:
    """A copy for each test, since making a store costs more."""
    return Store(Path(shutil.copy(written.path, tmp_path)))


CORRECTIONS = [
    ("talks", {"title": "The talks", "stalled_after_days": "60"}, "title", "The talks"),
    ("talks", {"began": "2025-04"}, "began", "2025-04"),
    ("lee", {"party": "US"}, "aliases", ("President Lee",)),
    ("lee", {"aliases": "A; B"}, "aliases", ("A", "B")),
    ("lee", {"party": ""}, "party", None),
    ("talks/swap", {"parent": "cash"}, "phrases", ("swap line",)),
    (ID, {"published": "2025-09-26"}, "publisher", "Wire"),
    (ID, {"published": "2025-09-26"}, "published", "2025-09-26"),
]


@pytest.mark.parametrize(("id", "given", "field", "expected"), CORRECTIONS, ids=[f"{c[0]} {c[1]}" for c in CORRECTIONS])
@pytest.mark.fast_cases(2)
def test_only_what_is_named_changes(store: Store, id: str, given: dict[str, str], field: str, expected: object) -> None:
    value = getattr(correct(store, "bob", id, given, "why"), field)
    assert (str(value) if field in ("published", "began") else value) == expected
    assert store.check() == []


def test_the_office_of_an_actor_is_written_as_when_registered(store: Store) -> None:
    actor = correct(store, "bob", "lee", {"offices": "President @ 2025-06-04/..; Candidate"}, "why")
    assert [(office.title, str(office.held)) for office in actor.offices] == [
        ("President", "2025-06-04/.."),
        ("Candidate", "None"),
    ]


REFUSED = [
    (ID, {"text": "They did not."}, "text: cannot be corrected on article"),
    ("lee", {"mood": "good"}, "mood: cannot be corrected on actor lee"),
    ("lee", {"party": "JP"}, "party JP is not recorded"),
    ("talks", {"began": "soon"}, "'soon' is no EDTF date"),
    ("talks", {"title": "talks"}, "already says that"),
    ("tolks", {"title": "x"}, 'nothing stands under "tolks"; did you mean "talks"?'),
    ("talks/swap", {"parent": "swap"}, "is through parent tied to itself"),
]


@pytest.mark.parametrize(("id", "given", "message"), REFUSED, ids=[m for _, _, m in REFUSED])
@pytest.mark.fast_cases(2)
def test_what_cannot_be_corrected_is_named(store: Store, id: str, given: dict[str, str], message: str) -> None:
    with pytest.raises(ProblemError, match=message.replace("?", r"\?")):
        correct(store, "bob", id, given, "why")


def test_a_record_that_nothing_needs_is_withdrawn(store: Store) -> None:
    assert withdraw(store, "bob", ID, "not ours") == "article"
    with pytest.raises(ProblemError, match="still referred to by"):
        withdraw(store, "bob", "talks", "why")
