"""The shipped record: whole, sourced, without slips of registration, and right to somebody who knows the story.

``facts.csv`` beside this file lists the dated facts that the record was compiled from, with their
sources; the tables below are what a reader of the news would answer, written down without the record.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.text_ledger import Stands
from timeline.model.article import Article
from timeline.model.events import EventBase, Meeting, Response
from timeline.model.registry import Registry, fold_name
from timeline.store.store import Store

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
KOREA, JAPAN = "korea-us-2025", "japan-us-2025"

with (Path(__file__).parent / "facts.csv").open(encoding="utf-8") as lines:
    FACTS = list(csv.DictReader(lines))

Standing = Callable[[str, str], Stands]
PRINCIPLE, DISCUSSED = "agreed_in_principle", "under_discussion"

KOREA_STATUS = """
issue                      2025-07-31  2025-09-24  2025-10-30  2025-11-14   2026-02-21
tariffs                    principle   contested   principle   principle    contested
reciprocal-tariff          principle   implemented implemented implemented  contested
auto-tariff                principle   principle   principle   principle    contested
steel-aluminum-tariff      raised      raised      raised      raised       raised
pharma-chips-tariff        principle   principle   principle   principle    contested
lumber-tariff              -           -           principle   principle    contested
legal-basis                -           -           -           -            contested
investment-package         principle   contested   principle   agreed       agreed
cash-share                 -           contested   principle   agreed       agreed
annual-cap                 -           -           principle   agreed       agreed
profit-split               contested   contested   principle   agreed       agreed
project-selection          -           -           principle   agreed       agreed
shipbuilding               principle   principle   principle   agreed       agreed
special-act                -           -           -           -            discussed
currency-swap              -           discussed   dropped     dropped      dropped
exchange-rate-policy       discussed   discussed   agreed      agreed       agreed
energy-purchases           principle   principle   principle   principle    principle
manufacturing-partnership  discussed   discussed   discussed   agreed       agreed
non-tariff-barriers        raised      raised      raised      principle    principle
agriculture                raised      raised      raised      principle    principle
rice-beef                  contested   contested   contested   contested    contested
digital-rules              raised      raised      raised      principle    contested
defence                    -           -           -           principle    principle
nuclear-submarines         -           -           principle   principle    principle
visas                      -           discussed   principle   principle    implemented
agenda                     implemented implemented implemented implemented  implemented
"""
JAPAN_STATUS = """
issue                      2025-05-02  2025-07-23  2025-08-08  2025-09-10   2026-02-21
tariffs                    contested   principle   principle   implemented  contested
reciprocal-tariff          contested   principle   principle   implemented  contested
auto-tariff                -           principle   principle   implemented  implemented
tariff-stacking            -           -           principle   implemented  implemented
steel-aluminum-tariff      -           contested   contested   contested    contested
investment-package         -           principle   principle   agreed       agreed
profit-split               -           principle   principle   agreed       agreed
upfront-payment            -           -           -           -            raised
project-selection          -           -           -           agreed       agreed
critical-minerals          -           -           -           -            agreed
agenda                     implemented implemented implemented implemented  implemented
"""


def answers(negotiation: str, table: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Of each day of a table, the issues raised by then and their status."""
    head, *rows = (line.split() for line in table.strip().splitlines())
    full = {"principle": PRINCIPLE, "discussed": DISCUSSED}
    for column, day in enumerate(head[1:], 1):
        yield negotiation, day, {row[0]: full.get(row[column], row[column]) for row in rows if row[column] != "-"}


@pytest.fixture(scope="module")
def store(shipped_store: Store) -> Store:
    return shipped_store


@pytest.fixture(scope="module")
def standing(store: Store) -> Standing:
    """How a negotiation stood on a day; each is asked of the store once."""
    return cache(lambda negotiation, day: Stands(store, date.fromisoformat(day), negotiation=negotiation))


@pytest.fixture(scope="module")
def events(store: Store) -> dict[str, EventBase]:
    with store.reading() as reader:
        return {event.event_id: event for event in reader.events() if isinstance(event, EventBase)}


@pytest.fixture(scope="module")
def articles(store: Store) -> dict[str, Article]:
    with store.reading() as reader:
        return {article.article_id: article for article in reader.articles()}


@pytest.fixture(scope="module")
def registry(store: Store) -> Registry:
    with store.reading() as reader:
        return reader.registry()


def test_the_readme_counts_what_is_there(events: dict[str, EventBase], articles: dict[str, Article]) -> None:
    told = (DATA / "README.md").read_text(encoding="utf-8")
    for negotiation in (KOREA, JAPAN):
        happened = sum(event.negotiation_id == negotiation for event in events.values())
        cited = sum(negotiation in article.negotiations for article in articles.values())
        assert re.search(rf"`{negotiation}` .*\| {happened} \| {cited} \|", told), (happened, cited)


def test_the_laws_hold(store: Store) -> None:
    assert store.check() == []


def test_it_is_exported_as_it_was_shipped(store: Store, tmp_path: Path) -> None:
    store.export(tmp_path)
    for shipped in sorted(DATA.glob("*.jsonl")):
        assert (tmp_path / shipped.name).read_bytes() == shipped.read_bytes(), shipped.name


@pytest.mark.parametrize(
    ("negotiation", "day", "expected"),
    [*answers(KOREA, KOREA_STATUS), *answers(JAPAN, JAPAN_STATUS)],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.fast_cases(4)
def test_every_issue_stands_where_a_reader_of_the_news_would_put_it(
    standing: Standing, negotiation: str, day: str, expected: dict[str, str]
) -> None:
    assert {row.issue: str(row.status) for row in standing(negotiation, day).issues} == expected


def test_a_new_proposal_of_october_reopens_the_talks_on_the_money(standing: Standing) -> None:
    for day, status in (("2025-10-10", "contested"), ("2025-10-14", DISCUSSED), ("2025-10-29", PRINCIPLE)):
        issues = {row.issue: row.status for row in standing(KOREA, day).issues}
        assert (issues["investment-package"], issues["cash-share"]) == (status, status), day


def test_the_money_can_be_followed_from_the_demand_to_the_signature(events: dict[str, EventBase]) -> None:
    after: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for event in events.values():
        for link in event.links:
            after[link.event_id].add((link.rel, event.event_id))
    (demand,) = (
        id
        for id, e in events.items()
        if "cash-share" in e.issues
        and e.type == "proposal"
        and "US" in e.by_parties
        and str(e.date) == "2025-07-30/2025-09-13"
    )
    chain = [("proposal", "KR"), ("proposal", "US"), ("response", "KR")]
    at = demand
    for kind, side in chain:
        (at,) = (id for rel, id in after[at] if rel == "responds_to" and events[id].type == kind)
        assert events[at].by_parties == (side,)
    reviewed = next(link.event_id for link in events[at].links if link.rel == "responds_to")
    (deal,) = (id for rel, id in after[reviewed] if events[id].type == "agreement")
    assert str(events[deal].date) == "2025-10-29"
    parts = [events[id] for rel, id in after[deal] if rel == "part_of"]
    (signed,) = (
        e
        for e in parts
        if e.type == "agreement" and e.issues == ("investment-package",) and str(e.date) == "2025-11-14"
    )
    carried_out = [
        events[id] for rel, id in after[signed.event_id] if rel == "part_of" and events[id].type == "measure"
    ]
    assert sorted(str(e.date) for e in carried_out) == ["2025-11-26", "2026-03-12"]


def test_the_impasse_of_september_is_reported_until_the_talks_in_new_york(standing: Standing) -> None:
    def deadlocked(day: str) -> list[str]:
        return [row.issue for row in standing(KOREA, day).issues if row.reported_deadlock]

    assert deadlocked("2025-09-10") == []
    assert deadlocked("2025-09-20") == ["investment-package"]
    assert deadlocked("2025-09-25") == []


DEADLINES = """
2025-05-01  2025-07-08 pending
2025-07-08  2025-07-08 extended, 2025-08-01 pending
2025-07-29  2025-07-08 extended, 2025-08-01 pending
2025-08-05  2025-07-08 extended, 2025-08-01 met
2026-02-21  2025-07-08 extended, 2025-08-01 met, 2026-03-09 pending, 2026-07-24 pending, 2029-01 pending
2026-03-15  2025-07-08 extended, 2025-08-01 met, 2026-03-09 met, 2026-07-24 pending, 2029-01 pending
"""


@pytest.mark.parametrize("line", DEADLINES.strip().splitlines(), ids=lambda line: line.split()[0])
@pytest.mark.fast_cases(2)
def test_deadlines_are_open_until_it_was_told_what_came_of_them(standing: Standing, line: str) -> None:
    day, _, expected = line.partition("  ")
    due = standing(KOREA, day).deadlines
    assert ", ".join(f"{one.due} {one.outcome}" for one in due) == expected


PLANS = [
    ("2025-04-22", ["2025-04-24"]),
    ("2025-07-23", ["2025-07-25"]),
    ("2025-07-24", []),  # called off on the day before
    ("2025-08-20", ["2025-08-25"]),
    ("2025-08-26", []),
]


@pytest.mark.parametrize(("day", "expected"), PLANS)
@pytest.mark.fast_cases(2)
def test_what_was_called_off_no_longer_lies_ahead(
    standing: Standing, events: dict[str, EventBase], day: str, expected: list[str]
) -> None:
    meetings = [event for id in standing(KOREA, day).coming if isinstance(event := events[id], Meeting)]
    assert [str(event.date) for event in meetings if event.date] == expected


AHEAD = [
    (
        "2025-07-23",
        ["2025-07-25", "2025-08-01", "None"],
    ),  # a meeting, the end of the pause, and working groups without a day
    ("2025-07-24", ["2025-08-01", "None"]),
    ("2025-08-26", ["None"]),
]


@pytest.mark.parametrize(("day", "expected"), AHEAD)
def test_deadlines_and_plans_without_a_day_lie_ahead_too(
    standing: Standing, events: dict[str, EventBase], day: str, expected: list[str]
) -> None:
    assert [str(events[id].date) for id in standing(KOREA, day).coming] == expected


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact['negotiation']}-{fact['date']}-{fact['type']}")
def test_every_fact_is_there_with_each_of_its_sources(
    events: dict[str, EventBase], articles: dict[str, Article], fact: dict[str, str]
) -> None:
    told = {
        articles[span.article_id].url
        for event in events.values()
        if event.negotiation_id == fact["negotiation"] and str(event.date) == fact["date"]
        for span in event.evidence
    }
    assert {url for url in (fact["source_url"], fact["source2_url"]) if url} <= told


def test_an_article_is_one_address_and_cites_its_source(articles: dict[str, Article]) -> None:
    urls = Counter(article.url for article in articles.values())
    assert [url for url, times in urls.items() if times > 1 or not url] == []
    assert [a.article_id for a in articles.values() if not (a.publisher and a.title)] == []


def test_every_sentence_of_a_note_proves_an_event(events: dict[str, EventBase], articles: dict[str, Article]) -> None:
    quoted: dict[str, set[int]] = defaultdict(set)
    for event in events.values():
        for span in event.evidence:
            quoted[span.article_id].update(range(span.start, span.end))
    opening = "Note on this source, in the compiler's own words."
    for article in articles.values():
        assert article.text.startswith(opening)
        left = "".join(c for i, c in enumerate(article.text) if i not in quoted[article.article_id])
        assert left.removeprefix(opening).strip() == "", article.url


def test_two_sources_of_an_event_are_worded_separately(events: dict[str, EventBase]) -> None:
    for event in events.values():
        quotes = [span.quote for span in event.evidence]
        assert len(set(quotes)) == len(quotes), event.event_id


def test_no_phrase_names_two_issues_of_a_negotiation(registry: Registry) -> None:
    for negotiation in (KOREA, JAPAN):
        names = Counter(
            folded
            for issue in registry.issues_of(negotiation)
            for folded in {fold_name(name) for name in (issue.issue_id, issue.name, *issue.phrases)}
        )
        assert [name for name, times in names.items() if times > 1] == []


def test_no_name_means_two_actors(registry: Registry) -> None:
    for actor in registry.actors.values():
        for name in (actor.name, *actor.aliases):
            assert registry.find_actor(name) == actor, name


def test_whatever_is_registered_is_used(registry: Registry, events: dict[str, EventBase]) -> None:
    used = {id for event in events.values() for id in event.actors}
    assert sorted(set(registry.actors) - used) == []
    spoken = {(event.negotiation_id, id) for event in events.values() for id in event.issues}
    assert sorted(set(registry.issues) - spoken) == []
    assert {code for event in events.values() for code in event.parties} == set(registry.parties)


def test_issues_nest_without_circles(registry: Registry) -> None:
    for (negotiation, id), issue in registry.issues.items():
        above, seen = issue.parent, {id}
        while above:
            assert above not in seen, f"{negotiation}/{id}"
            seen.add(above)
            above = registry.issues[negotiation, above].parent


def test_whose_act_it_is_is_the_side_of_one_who_acts(registry: Registry, events: dict[str, EventBase]) -> None:
    for event in events.values():
        sides = {registry.actors[id].party for id in event.actors}
        assert not event.by_parties or not sides or sides & set(event.by_parties), event.event_id
        if event.type in ("proposal", "response", "position", "measure"):
            assert event.by_parties, event.event_id


def test_answers_point_to_what_they_answer_and_come_after_it(events: dict[str, EventBase]) -> None:
    for event in events.values():
        rels = {link.rel for link in event.links}
        if isinstance(event, Response):
            assert "responds_to" in rels, event.event_id
        for link in event.links:
            earlier = events[link.event_id]
            if earlier.modality == "planned" or link.rel not in ("responds_to", "part_of"):
                continue
            if event.date and earlier.date and earlier.date.first:
                assert event.date.last is None or event.date.last >= earlier.date.first, event.event_id


def test_every_plan_that_came_due_has_its_outcome(events: dict[str, EventBase]) -> None:
    replaced = {link.event_id for event in events.values() for link in event.links if link.rel == "supersedes"}
    waiting = [
        str(event.date)
        for event in events.values()
        if event.modality == "planned" and event.date and event.event_id not in replaced
    ]
    assert waiting == []


def test_figures_stand_in_the_sentences_that_prove_them(events: dict[str, EventBase]) -> None:
    spelt: dict[float, str] = {
        1: "every month|1 to 2",
        3: "[Tt]hree|nine justices",
        6: "[Ss]ix",
        10: "10|tenth",
        50: "50|equally|halved",
    }
    spelt |= {90: "90|nine tenths", 50_000: "50,000", 2e12: "two trillion"}
    for event in events.values():
        words = " ".join(span.quote for span in event.evidence)
        for term in event.terms:
            shown = f"{term.value / 1e9:g}" if term.value >= 1e9 else f"{term.value:g}"
            assert re.search(rf"\b(?:{spelt.get(term.value, re.escape(shown))})", words), (event.event_id, term.name)


HOME = {
    "auto_tariff": {"auto-tariff"},
    "lumber_tariff": {"lumber-tariff"},
    "pharma_tariff": {"pharma-chips-tariff"},
    "tariff_rate": {"tariffs", "reciprocal-tariff", "tariff-stacking"},
    "annual_cap": {"annual-cap"},
    "profit_share_us": {"profit-split"},
    "energy_purchases": {"energy-purchases"},
    "shipbuilding_investment": {"shipbuilding", "investment-package"},
}


def test_a_figure_stands_at_its_own_issue(events: dict[str, EventBase]) -> None:
    for event in events.values():
        for term in event.terms:
            assert set(event.issues) <= HOME.get(term.name, set(event.issues)), (event.event_id, term.name)


CONTRADICTIONS = [
    ("the rate of April", 25, 26),
    ("the share of the profits", 90, None),
    ("payment upfront", 350e9, 350e9),
]


@pytest.mark.parametrize(("what", "one", "other"), CONTRADICTIONS, ids=lambda value: str(value))
def test_accounts_that_differ_are_both_recorded(
    events: dict[str, EventBase], what: str, one: float, other: float | None
) -> None:
    pairs = [
        ({t.value for t in events[link.event_id].terms}, {t.value for t in event.terms})
        for event in events.values()
        for link in event.links
        if link.rel == "contradicts" and event.negotiation_id == KOREA
    ]
    assert any(one in told and (other is None or other in retold) for told, retold in pairs), what


@pytest.mark.parametrize(("day_there", "day_here"), [("2025-11-13", "2025-11-14"), ("2025-09-30", "2025-10-01")])
def test_both_dates_of_a_paper_across_time_zones_are_recorded(
    events: dict[str, EventBase], day_there: str, day_here: str
) -> None:
    dates = {
        frozenset((str(event.date), str(events[link.event_id].date)))
        for event in events.values()
        for link in event.links
        if link.rel == "contradicts" and event.type == "agreement"
    }
    assert frozenset((day_there, day_here)) in dates


THREATENED = [
    (KOREA, "2025-04-02", 26),  # the annex of the order, against the 25 that were announced
    (KOREA, "2025-04-03", 25),  # put right
    (KOREA, "2026-02-20", 10),
    (KOREA, "2026-02-21", 15),
    (JAPAN, "2026-02-19", 25),
    (JAPAN, "2026-02-20", 10),  # the ruling on the reciprocal tariffs is Japan's matter, too
    (JAPAN, "2026-02-21", 15),
]


@pytest.mark.parametrize(("negotiation", "day", "rate"), THREATENED)
@pytest.mark.fast_cases(3)
def test_a_rate_that_was_put_right_or_replaced_is_followed_by_the_new_one(
    standing: Standing, negotiation: str, day: str, rate: float
) -> None:
    figures = standing(negotiation, day).gaps
    of_countries = [one for one in figures if (one.issue, one.term) == ("reciprocal-tariff", "tariff_rate")]
    assert [one.value for one in of_countries if one.role == "threatened"][-1] == rate


def test_what_both_sides_put_on_the_agenda_is_raised_from_that_day(standing: Standing) -> None:
    def raised(day: str) -> set[str]:
        return {row.issue for row in standing(KOREA, day).issues}

    headings = {"non-tariff-barriers", "investment-package", "exchange-rate-policy"}
    assert headings & raised("2025-04-23") == set()
    assert headings <= raised("2025-04-24")
    assert "digital-rules" in raised("2025-05-16") - raised("2025-05-15")


def test_the_visas_move_from_the_raid_to_the_desk(standing: Standing) -> None:
    told = [("2025-09-05", "contested"), ("2025-09-12", DISCUSSED), ("2025-09-30", PRINCIPLE)]
    for day, status in [*told, ("2025-12-05", "implemented")]:
        assert [row.status for row in standing(KOREA, day).issues if row.issue == "visas"] == [status], day


def test_ask_of_the_swap_line_and_its_answers(standing: Standing, events: dict[str, EventBase]) -> None:
    (swap,) = (ask for ask in standing(KOREA, "2025-10-20").asks if ask.issues == ("currency-swap",))
    assert (swap.by_parties, swap.to_parties, swap.verdict, swap.open) == (("KR",), ("US",), "resists", True)
    assert [str(events[id].date) for id in swap.answered_by] == ["2025-09-24", "2025-10-15"]


def test_meetings_have_two_sides_unless_they_are_at_home(events: dict[str, EventBase]) -> None:
    alone = [str(event.date) for event in events.values() if isinstance(event, Meeting) and len(event.parties) < 2]
    assert alone == ["2026-02-13"]
