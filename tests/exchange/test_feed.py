"""A feed tells every change once, by the record's clock, under an id that never changes. Read by feedparser."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import feedparser

from timeline.exchange import feed as module
from timeline.exchange.feed import feed
from timeline.exchange.publication import Publication

from .conftest import Told

LIFE = """
    2025-09-01 proposal KR>US cash act=request "Seoul asks for a swap line" #ask @2025-09-02
    amend ask date=2025-09-03 @2025-09-05
    retract ask @2025-09-08
"""


def read(publication: Publication) -> Any:
    found = feedparser.parse(feed(publication).text)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def test_each_change_is_an_entry_latest_first(told: Told) -> None:
    found = read(told(LIFE)[1])
    assert [entry.title for entry in found.entries] == [
        "Withdrawn: Seoul asks for a swap line",
        "Corrected: Seoul asks for a swap line",
        "New: Seoul asks for a swap line",
    ]
    assert [entry.updated_parsed[:3] for entry in found.entries] == [(2025, 9, 8), (2025, 9, 5), (2025, 9, 2)]
    assert found.feed.updated_parsed[:3] == (2025, 9, 8)
    assert "date: 2025-09-01 → 2025-09-03" in found.entries[1].content[0].value
    assert "Why: test" in found.entries[0].content[0].value
    assert {entry.author for entry in found.entries} == {"test"}


def test_a_slip_is_no_news_and_its_feed_begins_with_the_negotiation(told: Told) -> None:
    _, publication = told("2025-09-01 meeting KR+US - #x @2025-09-02\nretract x @2025-09-02")
    found = read(publication)
    assert found.entries == [] and found.feed.updated_parsed[0] == 2025
    assert feed(publication).left_out == ("1 event left out: withdrawn within a day",)


def test_a_correction_is_told_in_words(told: Told) -> None:
    text = "2025-09-01 proposal KR>US cash #ask @2025-09-02\namend ask term=cap:1500:USD:demanded source=2025-09-05 @2025-09-05"
    said = read(told(text)[1]).entries[0].content[0].value
    assert "terms: nothing → cap 1,500 USD demanded exactly" in said
    assert "evidence: “Line 1. 2025-09-01 proposal" in said and "{" not in said and "[" not in said


def test_ids_are_unique_and_stay_when_more_is_recorded(told: Told) -> None:
    _, now = told(LIFE)
    _, earlier = told(LIFE, None, datetime(2025, 9, 6, tzinfo=UTC))
    ids, before = ([entry.id for entry in read(each).entries] for each in (now, earlier))
    assert len(set(ids)) == 3 and ids[1:] == before
    assert read(now).feed.id == read(earlier).feed.id


def test_a_feed_keeps_the_latest_and_counts_the_rest(told: Told, monkeypatch: Any) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    _, publication = told(LIFE)
    assert len(read(publication).entries) == 2
    assert feed(publication).left_out == ("1 change left out: a feed has the latest 2",)


def test_what_xml_cannot_hold_is_shown_as_lost_and_markup_is_text(told: Told) -> None:
    _, publication = told('2025-09-01 proposal KR>US cash act=request "<b>bold</b> & \x01 odd" @2025-09-02')
    (entry,) = read(publication).entries
    assert (
        entry.title == "New: <b>bold</b> & \ufffd odd" or entry.title == "New: &lt;b&gt;bold&lt;/b&gt; &amp; \ufffd odd"
    )


def test_the_shipped_record_is_one_valid_feed(shipped: Publication) -> None:
    found = read(shipped)
    assert len({entry.id for entry in found.entries}) == len(found.entries) == len(shipped.history)
    assert all(link.href.startswith("http") for entry in found.entries for link in entry.links)
