"""Every number of a page can be had by the query beside it: on the shipped record, as a reader would paste it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from timeline.model.state import Dossier
from timeline.report.comparison import render_comparison
from timeline.report.facts import headline
from timeline.report.overview import render_overview
from timeline.report.pages import render_status, render_timeline
from timeline.store.query import run_query
from timeline.store.store import Reader, Store

from .conftest import _open

TALKS = ["japan-us-2025", "korea-us-2025"]
AS_OF = dt.date(2025, 10, 10)
SHOWN = re.compile(r'<details class="query">.*?<code>(.*?)</code>', re.DOTALL)


@pytest.fixture(scope="module")
def reader(shipped_store: Store) -> Iterator[Reader]:
    with shipped_store.reading() as reader:
        yield reader


@pytest.fixture(scope="module")
def dossiers(reader: Reader) -> list[Dossier]:
    known_at = dt.datetime.now(dt.UTC)
    return [reader.dossier(talks, AS_OF, known_at, dt.date(2025, 9, 1)) for talks in TALKS]


@pytest.fixture(scope="module")
def pages(reader: Reader, dossiers: list[Dossier]) -> dict[str, str]:
    facts = reader.frame(
        "FROM comparison(as_of := $day::DATE, known_at := $known::TIMESTAMPTZ, negotiations := $talks)",
        {"day": AS_OF, "known": dossiers[0].state.known_at, "talks": list(TALKS)},
    ).to_dicts()
    return {
        "status": render_status(dossiers[1]),
        "timeline": render_timeline(dossiers[1]),
        "index": render_overview(dossiers, hrefs=["a/", "b/"]),
        "comparison": render_comparison(dossiers, facts, hrefs=["a/", "b/"]),
    }


@pytest.mark.parametrize(("name", "least"), [("comparison", 1), ("index", 1), ("timeline", 1), ("status", 30)])
@pytest.mark.fast_cases(1)
def test_every_query_of_a_page_runs(reader: Reader, pages: dict[str, str], name: str, least: int) -> None:
    queries = [unescape(sql) for sql in SHOWN.findall(pages[name])]
    assert len(queries) >= least
    for sql in queries:
        assert reader.frame(sql).height > 0, sql


def _number(text: str) -> int:
    found = re.search(r"\d[\d,]*", text)
    assert found, text
    return int(found.group().replace(",", ""))


def test_the_numbers_of_the_headline_are_those_of_their_queries(reader: Reader, dossiers: list[Dossier]) -> None:
    facts = {fact.topic: fact for fact in headline(dossiers[1])}

    def rows(topic: str) -> list[dict[str, Any]]:
        return reader.frame(facts[topic].sql).to_dicts()

    assert _number(facts["Issues"].text) == sum(row["issues"] for row in rows("Issues"))
    assert _number(facts["Open asks"].text) == rows("Open asks")[0]["open_asks"]
    assert f"{rows('Open asks')[0]['oldest_days']} days old" in facts["Open asks"].text
    assert rows("Latest")[0]["summary"] in facts["Latest"].text
    first, *others = rows("Stalled")
    assert facts["Stalled"].text.startswith(f"{1 + len(others)} of {sum(row['issues'] for row in rows('Issues'))}, ")
    assert facts["Stalled"].text.endswith(f"longest: {first['name']} ({first['days_since_move']} days).")
    assert any(f"{row['meetings']} times" in facts["Meetings"].text for row in rows("Meetings"))


def test_counts_of_the_pages_are_those_of_their_queries(
    reader: Reader, pages: dict[str, str], dossiers: list[Dossier]
) -> None:
    [events] = [unescape(sql) for sql in SHOWN.findall(pages["timeline"])]
    assert reader.frame(events).height == len(dossiers[1].events) == pages["timeline"].count("data-card=")
    [listed] = [unescape(sql) for sql in SHOWN.findall(pages["index"])]
    assert [row["events"] for row in reader.frame(listed).to_dicts()] == [len(one.events) for one in dossiers]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(
    "hash",
    ["#party=JP", "#issue=visas&modality=actual", "#person=howard-lutnick", "#source=Anadolu", "#type=meeting,deadline",
     "#q=cash+share", "#q=nothing+at+all", "#party=US&type=position&q=tariff"],
)  # fmt: skip
def test_under_filters_the_query_shown_is_the_filtered_one(
    browser: Any, reader: Reader, pages: dict[str, str], tmp_path: Path, hash: str
) -> None:
    (tmp_path / "timeline.html").write_text(pages["timeline"], encoding="utf-8")
    opened = _open(browser, tmp_path, "timeline.html", hash=hash)
    listed = opened.page.eval_on_selector_all("#table tbody tr:not([hidden])", "all => all.map(one => one.dataset.id)")
    asked = reader.frame(opened.page.locator("#asked code").text_content() or "")
    under = opened.page.inner_text("#under")
    opened.page.context.close()
    assert sorted(asked["event_id"]) == sorted(listed)
    assert len(listed) < pages["timeline"].count("data-card=") and under, "the choice is told"


def test_a_query_runs_in_the_sandbox_of_timeline_sql(shipped_store: Store, dossiers: list[Dossier]) -> None:
    assert run_query(shipped_store.path, headline(dossiers[1])[1].sql).height > 1


def test_no_page_knows_more_than_was_told_by_its_day(
    reader: Reader, pages: dict[str, str], dossiers: list[Dossier]
) -> None:
    talks = dossiers[1]
    assert talks.untold == len(reader.events(TALKS[1])) - len(talks.events) > 0
    for event in talks.events:
        days = [talks.articles[span.article_id].published.first for span in event.evidence]
        over = event.date is not None and event.date.last is not None and event.date.last <= AS_OF
        assert over or any(day is not None and day <= AS_OF for day in days), event.event_id
        assert over or all(day is not None and day <= AS_OF for day in days), event.event_id
    for name in ("status", "timeline", "index"):
        assert f"{talks.untold} later events left out" in pages[name], name
