"""The laws: what a write refuses, word for word, and that a refused one leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.text_ledger import check_ledger, copy_held
from timeline.model.article import Article, article_id
from timeline.model.draft import Decision, Draft
from timeline.model.events import read_event
from timeline.model.ledger import Change
from timeline.model.problems import Problem, ProblemError
from timeline.model.registry import Actor, Issue, Negotiation, Party
from timeline.store import laws, replay
from timeline.store.store import Store

TEXT = "Seoul – 서울 – asked for a swap line. 😀 Washington resisted."
ARTICLE = Article(article_id=article_id(TEXT), text=TEXT, published="2025-09-25", negotiations=("talks",))


def event(number: int = 1, quote: str = "Washington resisted", **change: Any) -> Any:
    start = TEXT.index(quote)
    record = {
        "event_id": f"talks-{number:04d}",
        "negotiation_id": "talks",
        "type": "response",
        "parties": ["KR", "US"],
        "summary": "Washington resists",
        "evidence": [{"article_id": ARTICLE.article_id, "start": start, "end": start + len(quote), "quote": quote}],
    }
    return read_event({**record, **change})


def draft(id: str, **change: Any) -> Draft:
    evidence = [{"article_id": ARTICLE.article_id, "start": 0, "end": 5, "quote": "Seoul"}]
    values = {"draft_id": id, "article_id": ARTICLE.article_id, "negotiation_id": "talks", "type": "meeting"}
    return Draft(**{**values, "summary": "x", "rule": "r", "evidence": evidence, **change})


def article(text: str, **change: Any) -> Article:
    return Article(article_id=article_id(text), text=text, published="2025-09-25", **change)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("written") / "s.duckdb")
    with store.writing("ann", create=True) as writer:
        writer.append(
            [
                Change.of(Party(party="KR", name="South Korea")),
                Change.of(Party(party="US", name="United States")),
                Change.of(Negotiation(negotiation_id="talks", title="Talks", parties=("KR", "US"))),
                Change.of(Negotiation(negotiation_id="other", title="Other", parties=("KR", "US"))),
                Change.of(Actor(actor_id="lee", name="Lee", party="KR")),
                Change.of(Issue(negotiation_id="talks", issue_id="swap", name="Swap line")),
                Change.of(ARTICLE),
            ]
        )
    return store


@pytest.fixture
def store(written: Store, tmp_path: Path) -> Iterator[Store]:
    with copy_held(written, tmp_path) as copy:
        yield copy


def entries(store: Store) -> int:
    with store.reading() as reader:
        return reader.frame("SELECT count(*) FROM log").item()


REFUSED: list[tuple[str, list[Any], str]] = [
    ("a second record under one id", [Change.of(Party(party="KR", name="Korea"))],
     "party KR: is already recorded; timeline amend KR --set FIELD=VALUE --why TEXT, or choose another id"),
    ("an amendment of nothing", [Change.of(event(), "amend", "why")],
     "event talks-0001: is not recorded, so there is nothing to amend"),
    ("an amendment without a reason", [Change.of(Party(party="KR", name="Korea"), "amend")],
     "party KR: has no reason for the amend; say why"),
    ("a retraction without a reason", [Change(kind="actor", id="lee", action="retract")],
     "actor lee: has no reason for the retract; say why"),
    ("an unknown actor", [Change.of(event(actors=["le"]))],
     'event talks-0001: actor le is not recorded; did you mean "lee"?'),
    ("an unknown issue", [Change.of(event(issues=["swop"]))],
     'event talks-0001: issue talks/swop is not recorded; did you mean "talks/swap"?'),
    ("an unknown party", [Change.of(event(parties=["JP", "US"]))], "event talks-0001: party JP is not recorded"),
    ("an unknown article", [Change.of(event(evidence=[{"article_id": "a-x", "start": 0, "end": 1, "quote": "S"}]))],
     "event talks-0001: article a-x is not recorded"),
    ("a quotation that is elsewhere",
     [Change.of(event(evidence=[{"article_id": ARTICLE.article_id, "start": 0, "end": 4, "quote": "swap"}]))],
     f"event talks-0001: the quote 'swap' is not what article {ARTICLE.article_id} says at 0:4; the text has it at 25"),
    ("a quotation that is nowhere",
     [Change.of(event(evidence=[{"article_id": ARTICLE.article_id, "start": 0, "end": 4, "quote": "yuan"}]))],
     "the text does not have these words"),
    ("a link to itself", [Change.of(event(links=[{"rel": "responds_to", "event_id": "talks-0001"}]))],
     "event talks-0001: responds_to itself"),
    ("a link to nothing", [Change.of(event(links=[{"rel": "responds_to", "event_id": "talks-0009"}]))],
     "event talks-0001: event talks-0009 is not recorded"),
    ("a link to another negotiation",
     [Change.of(event(1)),
      Change.of(event(2, event_id="other-0002", negotiation_id="other", links=[{"rel": "responds_to", "event_id": "talks-0001"}]))],
     "event other-0002: responds_to talks-0001, which belongs to talks"),
    ("an event of another negotiation than its id says", [Change.of(event(1, negotiation_id="other"))],
     "event talks-0001: cannot belong to other; retract it, and add it there"),
    ("a figure of an unknown party", [Change.of(event(terms=[{"name": "quota", "value": 1, "unit": "t", "party": "JP"}]))],
     "event talks-0001: party JP is not recorded"),
    ("a draft tied to no draft", [Change.of(draft("d-1", links=[{"rel": "responds_to", "draft_id": "d-2"}]))],
     "draft d-1: draft d-2 is not recorded"),
    ("a draft decided into another negotiation",
     [Change.of(draft("d-1")), Change.of(event(1, event_id="other-0001", negotiation_id="other")),
      Change.of(Decision(draft_id="d-1", verdict="accepted", event_id="other-0001"))],
     "draft d-1: is of talks, its event of other"),
    ("an issue that is its own parent", [Change.of(Issue(negotiation_id="talks", issue_id="a", name="A", parent="a"))],
     "issue talks/a: is through parent tied to itself"),
    ("two events that replace each other",
     [Change.of(event(1, links=[{"rel": "supersedes", "event_id": "talks-0002"}])),
      Change.of(event(2, links=[{"rel": "supersedes", "event_id": "talks-0001"}]))],
     "event talks-0001: is through supersedes tied to itself"),
    ("a copy of a copy",
     [Change.of(article("one", copy_of=ARTICLE.article_id)), Change.of(article("two", copy_of=article_id("one")))],
     f"itself a copy; name {ARTICLE.article_id}"),
    ("a decision on no draft", [Change.of(Decision(draft_id="d-1", verdict="rejected"))],
     "decision d-1: draft d-1 is not recorded"),
    ("two changes of one record", [Change.of(event()), Change.of(event(), "amend", "why")],
     "event talks-0001: is changed twice in one transaction"),
    ("the withdrawal of what is needed", [Change.retraction("party", "KR", "gone")],
     "party KR: is still referred to by actor lee, negotiation other, negotiation talks; change those first"),
    ("a record under a wrong id", [Change(kind="event", id="talks-0007", record=event())],
     "event talks-0007: holds the record of event talks-0001"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "changes", "message"), REFUSED, ids=[case[0] for case in REFUSED])
@pytest.mark.fast_cases(4)
def test_a_write_refuses(store: Store, name: str, changes: list[Change], message: str) -> None:
    before = entries(store)
    with pytest.raises(ProblemError) as caught:
        store.write(changes, "ann")
    assert any(message in str(problem) for problem in caught.value.problems), caught.value
    assert entries(store) == before


def test_a_reading_that_was_decided_on_is_not_altered_and_not_withdrawn(store: Store) -> None:
    store.write([Change.of(draft("d-1")), Change.of(Decision(draft_id="d-1", verdict="rejected"))], "ann")
    for change in (Change.of(draft("d-1", summary="y"), "amend", "why"), Change.retraction("draft", "d-1", "why")):
        with pytest.raises(
            ProblemError, match="draft d-1: is rejected, so the reading stays as it was; undo the decision"
        ):
            store.write([change], "ann")
    undone = Change.retraction("decision", "d-1", "why")
    store.write([undone, Change.of(draft("d-1", summary="y"), "amend", "read again")], "ann")


@pytest.mark.parametrize("law", laws.LAWS, ids=lambda law: law.__name__.strip("_"))
@pytest.mark.fast_cases(1)
def test_every_law_is_needed_and_check_verifies_it(
    store: Store, law: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What only this law refuses is written without it; then ``check`` tells of it, in the store and in the ledger."""
    store.write([Change.of(draft("d-9")), Change.of(Decision(draft_id="d-9", verdict="rejected"))], "ann")
    cases = [*(changes for _, changes, _ in REFUSED), [Change.of(draft("d-9", summary="y"), "amend", "read again")]]
    with monkeypatch.context() as without:
        without.setattr(laws, "LAWS", tuple(other for other in laws.LAWS if other is not law))
        written = False
        for changes in cases:
            with suppress(ProblemError):
                store.write(changes, "ann")
                written = True
                break
        assert written, "no case is refused by this law alone"
        assert store.check() == []
        store.export(tmp_path / "out")
    for problems, place in ((store.check(), "_history "), (check_ledger(tmp_path / "out"), ".jsonl:")):
        assert problems and all(place in problem.where for problem in problems)
    monkeypatch.setattr(replay, "STRETCH", 1)
    assert _told(store.check()) == _told(check_ledger(tmp_path / "out"))


def _told(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.message, problem.where.rpartition(": ")[2]) for problem in problems]


def test_what_an_earlier_stretch_of_the_log_holds_is_known_to_the_check_of_a_later_one(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.write([Change.of(event(1))], "ann")
    store.write([Change.of(event(2, links=[{"rel": "responds_to", "event_id": "talks-0001"}]))], "ann")
    store.write([Change.of(event(2), "amend", "no tie")], "ann")
    store.write([Change.retraction("event", "talks-0001", "wrong")], "ann")
    monkeypatch.setattr(replay, "STRETCH", 1)
    assert store.check() == []
    with monkeypatch.context() as without:
        without.setattr(laws, "LAWS", ())
        store.write([Change.retraction("actor", "lee", "gone")], "ann")
        store.write([Change.retraction("party", "US", "gone")], "ann")
        store.write([Change.of(event(3, actors=["lee"]))], "ann")
    told = [problem.message for problem in store.check()]
    assert told == [
        "is still referred to by event talks-0002, negotiation other, negotiation talks",
        "party US was retracted",
        "actor lee was retracted",
    ]


def test_a_text_that_is_copied_does_not_become_a_copy(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two, three = (article(text) for text in ("one", "two", "three"))
    store.write([Change.of(each) for each in (one, two, three)], "ann")
    first = [Change.of(article("one", copy_of=two.article_id), "amend", "a copy")]
    then = [Change.of(article("two", copy_of=three.article_id), "amend", "a copy")]
    both = [Change.of(article("one", copy_of=three.article_id), "amend", "a copy"), *then]
    store.write(first, "ann")
    with pytest.raises(ProblemError) as refused:
        store.write(then, "ann")
    told = f"cannot be a copy of {three.article_id}, since article {one.article_id} is a copy of it"
    assert [problem.message for problem in refused.value.problems] == [told]
    store.write(both, "ann")
    assert store.check() == []
    store.write([Change.of(article("one", copy_of=two.article_id), "amend", "x"), Change.of(two, "amend", "x")], "ann")
    with monkeypatch.context() as without:
        without.setattr(laws, "LAWS", ())
        store.write(then, "ann")
    for stretch in (1, 4000):
        monkeypatch.setattr(replay, "STRETCH", stretch)
        assert [problem.message for problem in store.check()] == [told]


def test_offsets_count_code_points(store: Store) -> None:
    store.write([Change.of(event())], "ann")
    with store.reading() as reader:
        row = reader.frame(
            'SELECT substring(a.text, e."start" + 1, e."end" - e."start") AS cut, e.quote '
            "FROM evidence e JOIN articles a USING (article_id)"
        ).row(0)
    assert row == ("Washington resisted", "Washington resisted")


def test_every_breach_is_told_at_once(store: Store) -> None:
    with pytest.raises(ProblemError) as caught:
        store.write([Change.of(event(actors=["nobody"], issues=["nothing"], parties=["JP", "US"]))], "ann")
    assert len(caught.value.problems) == 3


def test_one_bad_change_keeps_the_whole_transaction_out(store: Store) -> None:
    before = entries(store)
    with pytest.raises(ProblemError):
        store.write([Change.of(event(1)), Change.of(event(2, actors=["nobody"]))], "ann")
    assert entries(store) == before


def test_events_of_one_transaction_may_refer_to_each_other_in_any_order(store: Store) -> None:
    tie = [{"rel": "responds_to", "event_id": "talks-0002"}]
    store.write([Change.of(event(1, links=tie)), Change.of(event(2, "asked for a swap line", type="proposal"))], "ann")
    with store.reading() as reader:
        assert reader.frame("SELECT event_id, target FROM links").rows() == [("talks-0001", "talks-0002")]


def test_what_is_linked_to_is_not_retracted_until_the_link_is_gone(store: Store) -> None:
    tie = [{"rel": "responds_to", "event_id": "talks-0002"}]
    store.write([Change.of(event(1, links=tie)), Change.of(event(2, "asked for a swap line", type="proposal"))], "ann")
    with pytest.raises(ProblemError, match="still referred to by event talks-0001"):
        store.write([Change.retraction("event", "talks-0002", "wrong")], "ann")
    store.write([Change.of(event(1), "amend", "no tie"), Change.retraction("event", "talks-0002", "wrong")], "ann")


def test_a_retracted_record_can_be_recorded_again_and_keeps_its_history(store: Store) -> None:
    store.write([Change.of(event())], "ann")
    store.write([Change.retraction("event", "talks-0001", "too early")], "bob")
    store.write([Change.of(event(summary="Washington resists after all"))], "ann")
    with store.reading() as reader:
        told = [(e.action, e.author, e.reason) for e in reader.versions("event", "talks-0001")]
        assert told == [("record", "ann", None), ("retract", "bob", "too early"), ("record", "ann", None)]
        assert reader.frame("SELECT summary, version FROM events").rows() == [("Washington resists after all", 3)]


def test_a_draft_needs_its_article(store: Store) -> None:
    draft = Draft(
        draft_id="d-1", article_id="a-x", type="meeting", summary="x", rule="r",
        evidence=[{"article_id": "a-x", "start": 0, "end": 1, "quote": "S"}],
    )  # fmt: skip
    with pytest.raises(ProblemError, match="draft d-1: article a-x is not recorded"):
        store.write([Change.of(draft)], "ann")


def test_instants_only_grow_even_when_the_clock_does_not(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline.store import clock

    monkeypatch.setattr(clock, "_now", lambda: datetime(2020, 1, 1, tzinfo=UTC))
    with store.reading() as reader:
        earlier = reader.frame("SELECT max(recorded_at) FROM log").item()
    first = store.write([Change.of(event(1))], "ann")
    second = store.write([Change.of(event(2))], "ann")
    assert first is not None and second is not None and earlier < first < second


def test_a_copy_of_a_record_is_validated_before_it_is_written(store: Store) -> None:
    wrong = event().model_copy(update={"parties": ("US", "KR")})
    with pytest.raises(ProblemError, match="parties must be sorted"):
        store.write([Change.of(wrong)], "ann")


def test_a_record_changed_meanwhile_is_not_overwritten(store: Store) -> None:
    store.write([Change.of(event())], "ann")
    store.write([Change.of(event(summary="Corrected"), "amend", "by bob")], "bob")
    with (
        store.writing("ann") as writer,
        pytest.raises(ProblemError, match=r"was changed meanwhile by bob .*; look again"),
    ):
        writer.unchanged("event", "talks-0001", 1)


def test_many_changes_are_checked_in_time_that_grows_with_their_number() -> None:
    import time

    from timeline.store.laws import Known, check_transaction

    def seconds(count: int) -> float:
        known = Known()
        changes = [Change.of(Actor(actor_id=f"a{n}", name=f"A {n}")) for n in range(count)]
        start = time.process_time()
        check_transaction(changes, known)
        for change in changes:
            check_transaction([Change.retraction("actor", change.id, "why")], known)
        return time.process_time() - start

    small, large = seconds(500), seconds(4000)
    assert large < 24 * small + 0.2


def test_a_store_whose_first_write_fails_was_never_there(tmp_path: Path) -> None:
    store = Store(tmp_path / "new.duckdb")
    with pytest.raises(ProblemError), store.writing("ann", create=True) as writer:
        writer.append([Change.of(Actor(actor_id="lee", name="Lee", party="KR"))])
    assert list(tmp_path.iterdir()) == []


def test_a_path_that_says_lock_is_not_taken_for_a_lock(tmp_path: Path) -> None:
    path = tmp_path / "clock.duckdb"
    path.write_text("no database " * 1000)
    with pytest.raises(ProblemError, match="is not a DuckDB file"), Store(path).reading():
        pass


@pytest.mark.slow
def test_everything_recorded_counts_also_where_the_clock_stands_behind(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from timeline.store import clock

    store.write([Change.of(event(date="2019-01-01", issues=["swap"], verdict="resists"))], "ann")
    monkeypatch.setattr(clock, "_now", lambda: datetime(2020, 1, 1, tzinfo=UTC))
    assert [issue.status for issue in store.state("talks").issues] == ["contested"]
    assert store.answer("status", "talks").height == 1
    assert str(store.state("talks").as_of) == "2020-01-01"


def test_one_clock_given_sets_the_other(store: Store) -> None:
    known = datetime(2025, 10, 1, tzinfo=UTC)
    assert str(store.state("talks", known_at=known).as_of) == "2025-10-01"
