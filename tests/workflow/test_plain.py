"""The plain form: what a person may write, how names and quotations are found, and that nothing is lost on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.model.article import Article, article_id
from timeline.model.events import EVENT_TYPES, read_event
from timeline.model.problems import ProblemError
from timeline.model.registry import Actor, Issue, Negotiation, Party, Registry
from timeline.workflow.desk import Desk
from timeline.workflow.plain import Unregistered, locate, read_plain, to_plain
from timeline.workflow.settle import LeaveOut, New, Use, settle
from timeline.workflow.terms import write_term

TEXT = "Seoul asked for a swap line.\nWashington resisted the swap\nline, an aide said."
ARTICLE = Article(article_id=article_id(TEXT), text=TEXT, published="2025-09-25")
DESK = Desk(
    Registry.of(
        [
            Party(party="KR", name="South Korea"),
            Party(party="US", name="United States"),
            Negotiation(negotiation_id="talks", title="Talks", parties=("KR", "US")),
            Actor(actor_id="lee-jae-myung", name="Lee Jae Myung", party="KR", aliases=("President Lee",)),
            Issue(negotiation_id="talks", issue_id="swap", name="Currency swap line", phrases=("swap line",)),
        ]
    ),
    {ARTICLE.article_id: ARTICLE, "https://example.org/a": ARTICLE}.get,
    "talks",
)
PROOF = {"article": ARTICLE.article_id, "quote": "asked for a swap line"}
ASK = {"type": "proposal", "summary": "Seoul asks", **PROOF}


def problems(**values: Any) -> list[str]:
    with pytest.raises(ProblemError) as caught:
        read_plain({**ASK, **values}, DESK, where="b.csv:3")
    return [str(problem) for problem in caught.value.problems]


READ = [
    ({"actors": "President Lee"}, "actors", ("lee-jae-myung",)),
    ({"actor": ["LEE JAEMYUNG"]}, "actors", ("lee-jae-myung",)),
    ({"actors": "President Lee"}, "parties", ("KR",)),
    ({"by": "south korea", "to": "US"}, "parties", ("KR", "US")),
    ({"by": "kr"}, "by_parties", ("KR",)),
    ({"by": "USA"}, "by_parties", ("US",)),
    ({"issue": "Swap Line"}, "issues", ("swap",)),
    ({"issues": "swap; swap line"}, "issues", ("swap",)),
    ({"date": "2025-08"}, "date", "2025-08"),
    ({"article": "https://example.org/a"}, "event_id", "new-0001"),
]


@pytest.mark.parametrize(("values", "field", "expected"), READ, ids=[str(v) for v, _, _ in READ])
def test_what_a_person_writes_is_read(values: dict[str, Any], field: str, expected: Any) -> None:
    value = getattr(read_plain({**ASK, **values}, DESK), field)
    assert (str(value) if field == "date" else value) == expected


TERMS = [
    ("tariff_rate 15 % agreed", ("tariff_rate", 15.0, "%", "agreed", None, "exactly", None)),
    ("investment_total 350e9 USD demanded US", ("investment_total", 350e9, "USD", "demanded", "US", "exactly", None)),
    ("quota 300,000 tonnes per year demanded TZ", ("quota", 300000, "tonnes", "demanded", "TZ", "exactly", "year")),
    ("gas_price 8 USD/1000m3", ("gas_price", 8, "USD", None, None, "exactly", "1000m3")),
    (
        "annual_cap at_most 20,000,000,000 USD/year agreed",
        ("annual_cap", 20e9, "USD", "agreed", None, "at_most", "year"),
    ),
    ("quota 2.5 tonnes", ("quota", 2.5, "tonnes", None, None, "exactly", None)),
]


@pytest.mark.parametrize(("text", "expected"), TERMS)
def test_a_term_is_written_on_one_line(text: str, expected: tuple[Any, ...]) -> None:
    term = read_plain({**ASK, "terms": text}, DESK).terms[0]
    assert (term.name, term.value, term.unit, term.role, term.party, term.bound, term.per) == expected


@pytest.mark.parametrize("text", [text for text, _ in TERMS])
def test_a_term_written_down_reads_back_as_it_was(text: str) -> None:
    term = read_plain({**ASK, "terms": text}, DESK).terms[0]
    written = write_term(term.to_json())
    assert read_plain({**ASK, "terms": written}, DESK).terms[0] == term


REFUSED = [
    ({"type": "ask"}, 'b.csv:3: type: unknown event type "ask"; one of meeting, proposal'),
    ({"actors": "Koo"}, 'b.csv:3: actors: actor "Koo" is not registered; register it: timeline register actor "Koo"'),
    ({"by": "Japan"}, 'b.csv:3: by_parties: party "Japan" is not registered; register it: timeline register party JP'),
    (
        {"by": "Ruritania"},
        'party "Ruritania" is not registered; register it: timeline register party CODE --name "Ruritania"',
    ),
    ({"actor": "Jae"}, 'actor "Jae" is not registered; did you mean "Lee Jae Myung"? else register it'),
    ({"issue": "rice"}, 'b.csv:3: issues: issue "rice" is not registered'),
    ({"quote": "asked for rice"}, "does not have the words 'asked for rice'; copy them from the text exactly"),
    ({"quote": "swap"}, "2 times, at 18, 53; quote more words, or give the start"),
    ({"quote": ""}, "b.csv:3: quote: is missing; give the words of the article that prove the event"),
    ({"article": "a-0"}, 'b.csv:3: article: "a-0" is not stored; take it in first'),
    ({"verdict": "accepts"}, "b.csv:3: verdict: is no field of a proposal"),
    ({"terms": "tariff_rate 2,5 % agreed"}, "b.csv:3: terms: cannot read 'tariff_rate 2,5 % agreed'"),
    ({"terms": "15 percent"}, "b.csv:3: terms: cannot read '15 percent'; write"),
    ({"negotiation": "tolks"}, 'b.csv:3: negotiation: "tolks" is not registered; did you mean "talks"?'),
    ({"date": "soon"}, "b.csv:3: date: 'soon' is no EDTF date"),
]


@pytest.mark.parametrize(("values", "message"), REFUSED, ids=[str(v) for v, _ in REFUSED])
def test_what_is_wrong_is_one_line_with_address_field_and_hint(values: dict[str, Any], message: str) -> None:
    told = problems(**values)
    assert len(told) == 1 and message in told[0]


def test_every_wrong_field_is_told_at_once() -> None:
    assert len(problems(actors="Koo", issue="rice", date="soon", mood="good", quote="swap")) == 5


def test_a_quote_may_break_its_lines_otherwise_than_the_text() -> None:
    found = locate(ARTICLE, "resisted  the swap line")
    assert found.quote == "resisted the swap\nline" == TEXT[found.start : found.end]


def test_a_quote_that_occurs_twice_is_found_at_its_start() -> None:
    assert locate(ARTICLE, "swap", 53).start == 53


values = st.fixed_dictionaries(
    {"type": st.sampled_from(EVENT_TYPES), "modality": st.sampled_from(["actual", "planned", "denied"])},
    optional={
        "date": st.sampled_from(["2025-09-24", "2025-08", "2025-04/..", "2025-10~"]),
        "actors": st.just(["lee-jae-myung"]),
        "issues": st.just(["swap"]),
        "reported_by": st.just("the aide"),
        "terms": st.just([{"name": "quota", "value": 2.5, "unit": "tonnes", "per": "year", "bound": "at_most"}]),
        "links": st.just([{"rel": "responds_to", "event_id": "talks-0001"}]),
    },
)


@given(values)
def test_the_plain_form_of_an_event_reads_back_as_that_event(drawn: dict[str, Any]) -> None:
    evidence = [{"article_id": ARTICLE.article_id, "start": 6, "end": 11, "quote": "asked"}]
    parties = ["KR", "US"]
    event = read_event(
        {
            "event_id": "talks-0002",
            "negotiation_id": "talks",
            "parties": parties,
            "summary": "x",
            "evidence": evidence,
            **drawn,
        }
    )
    assert read_plain(to_plain(event), DESK, "talks-0002") == event


# names that are not registered


def test_a_person_may_use_a_near_match_and_keep_the_spelling() -> None:
    def ask(unknown: Unregistered, candidates: list[str], plain: Any) -> Use:
        assert (unknown.kind, unknown.name, candidates) == ("actor", "Lee Jae Mung", ["lee-jae-myung"])
        return Use("lee-jae-myung", as_alias=True)

    event, changes = settle({**ASK, "actors": "Lee Jae Mung"}, DESK, ask)
    assert event.actors == ("lee-jae-myung",)
    assert [(c.action, c.id, c.record.aliases) for c in changes] == [
        ("amend", "lee-jae-myung", ("President Lee", "Lee Jae Mung"))
    ]


def test_a_surname_offers_first_who_bears_it_and_acts_for_a_party_of_the_event() -> None:
    others = [Actor(actor_id=id, name=name, party=party) for id, name, party in
              [("a-lee", "Andrew Lee", "US"), ("leeds", "Leeds", "KR"), ("z-lee", "Zhang Lee", None)]]  # fmt: skip
    desk = replace(DESK, registry=DESK.registry.with_records(others))
    offered: list[list[str]] = []

    def ask(unknown: Unregistered, candidates: list[str], plain: Any) -> LeaveOut:
        offered.append(candidates)
        return LeaveOut()

    settle({**ASK, "by": "KR", "actors": "Lee"}, desk, ask)
    assert offered[0][:3] == ["lee-jae-myung", "a-lee", "z-lee"]


def test_a_person_may_register_or_leave_out() -> None:
    answers = {
        "Koo Yun-cheol": New(Actor(actor_id="koo-yun-cheol", name="Koo Yun-cheol", party="KR")),
        "rice": New(Issue(negotiation_id="talks", issue_id="rice", name="Rice")),
        "an aide": LeaveOut(),
    }
    event, changes = settle(
        {**ASK, "actors": "Koo Yun-cheol; an aide", "issues": "rice; swap"},
        DESK,
        lambda unknown, _, __: answers[unknown.name],
    )
    assert (event.actors, event.issues) == (("koo-yun-cheol",), ("rice", "swap"))
    assert sorted(change.id for change in changes) == ["koo-yun-cheol", "talks/rice"]


def test_nobody_to_ask_is_a_problem() -> None:
    with pytest.raises(ProblemError, match='actor "Koo" is not registered'):
        settle({**ASK, "actors": "Koo"}, DESK, None)
