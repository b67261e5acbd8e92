"""Corrections of registered records and citations: what is named changes, the rest stays, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.text_ledger import copy_held
from timeline.model.article import Article, article_id
from timeline.model.ledger import Change
from timeline.model.problems import ProblemError
from timeline.model.registry import Actor
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
def store(written: Store, tmp_path: Path) -> Iterator[Store]:
    with copy_held(written, tmp_path) as copy:
        yield copy


CORRECTIONS = [
    ("talks", {"title": "The talks", "stalled_after_days": "60"}, "title", "The talks"),
    ("talks", {"began": "2025-04"}, "began", "2025-04"),
    ("lee", {"party": "US"}, "aliases", ("President Lee",)),
    ("lee", {"aliases": "A; B"}, "aliases", ("A", "B")),
    ("lee", {"party": ""}, "party", None),
    ("talks/swap", {"parent": "cash"}, "phrases", ("swap line",)),
    ("talks/cash", {"parent": "Swap Line"}, "parent", "swap"),
    (ID, {"published": "2025-09-26"}, "publisher", "Wire"),
    (ID, {"published": "2025-09-26"}, "published", "2025-09-26"),
]


@pytest.mark.parametrize(("id", "given", "field", "expected"), CORRECTIONS, ids=[f"{c[0]} {c[1]}" for c in CORRECTIONS])
@pytest.mark.fast_cases(2)
def test_only_what_is_named_changes(store: Store, id: str, given: dict[str, str], field: str, expected: object) -> None:
    value = getattr(correct(store, "bob", id, given, "why").record, field)
    assert (str(value) if field in ("published", "began") else value) == expected
    assert store.check() == []


def test_the_office_of_an_actor_is_written_as_when_registered(store: Store) -> None:
    actor = correct(store, "bob", "lee", {"offices": "President @ 2025-06-04/..; Candidate"}, "why").record
    assert isinstance(actor, Actor)
    assert [(office.title, str(office.held)) for office in actor.offices] == [
        ("President", "2025-06-04/.."),
        ("Candidate", "None"),
    ]


LISTS = [
    ("lee", {"aliases": ["A"]}, {}, "aliases", ("President Lee", "A")),
    ("lee", {"aliases": ["President Lee", "A"]}, {}, "aliases", ("President Lee", "A")),
    ("lee", {}, {"aliases": ["President Lee"]}, "aliases", ()),
    ("lee", {"aliases": ["A"]}, {"aliases": ["President Lee"]}, "aliases", ("A",)),
    ("talks/swap", {"phrases": ["swap"]}, {}, "phrases", ("swap line", "swap")),
    ("lee", {"offices": ["Candidate"]}, {}, "offices", ("President 2025-06/..", "Candidate None")),
    ("lee", {"offices": ["President@2025-06/2030-06"]}, {"offices": ["President"]}, "offices", ("President 2025-06/2030-06",)),
    ("lee", {"offices": ["Candidate"]}, {"offices": ["President @ 2025-06/.."]}, "offices", ("Candidate None",)),
]  # fmt: skip


@pytest.mark.parametrize(("id", "more", "without", "field", "expected"), LISTS, ids=[f"{c[0]} {c[1:3]}" for c in LISTS])
@pytest.mark.fast_cases(1)
def test_entries_come_to_a_list_and_go_and_the_others_stay(store: Store, id, more, without, field, expected) -> None:
    entries = getattr(correct(store, "bob", id, {}, "why", more, without).record, field)
    assert tuple(f"{each.title} {each.held}" if field == "offices" else each for each in entries) == expected
    assert store.check() == []


@pytest.mark.parametrize(
    ("field", "entry", "message"),
    [
        ("aliases", "Presidnt Lee", r'actor lee: aliases: "Presidnt Lee" is not there; did you mean "President Lee"\?'),
        ("aliases", "X", 'aliases: "X" is not there; there are President Lee'),
        ("offices", "President@2024", 'offices: "President@2024" is not there; did you mean "President"'),
        ("phrases", "X", 'phrases: "X" is not there; there are none'),
    ],
)
def test_an_entry_to_take_out_that_is_not_there_is_told(store: Store, field: str, entry: str, message: str) -> None:
    with pytest.raises(ProblemError, match=message):
        correct(store, "bob", "talks/cash" if field == "phrases" else "lee", {}, "why", {}, {field: [entry]})


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
