"""The answers that a report shows beside the state of play, as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from duckdb import DuckDBPyConnection as Connection

from timeline.model.article import Article
from timeline.model.events import Event
from timeline.model.ledger import Entry
from timeline.model.state import (
    Commitment,
    Corroboration,
    Disagreement,
    Gap,
    PersonsMet,
    RecordChange,
    Since,
    StatusStep,
)
from timeline.store.history import entries
from timeline.store.state import answering, state_of_play
from timeline.store.statements import rows, run

_RECORDED = ("new event", "learned late", "correction", "retraction")


def answers(connection: Connection, negotiation: str, as_of: date, known_at: datetime) -> dict[str, Any]:
    """The fields of a Dossier that macros answer: steps, gaps, commitments, disagreements, people, corroboration."""
    answer = answering(connection, negotiation, as_of, known_at)
    return {
        "steps": tuple(
            StatusStep(**row) for row in answer("status_explained", "issue, n, counts_from, event_id, settles, rule")
        ),
        "gaps": tuple(Gap(**row) for row in answer("gaps")),
        "commitments": tuple(Commitment(**row) for row in answer("commitments")),
        "disagreements": tuple(Disagreement(**row) for row in answer("two_accounts")),
        "people": tuple(PersonsMet(**{**row, "formats": row["formats"] or ()}) for row in answer("who_met_whom")),
        "corroboration": {
            row["event_id"]: Corroboration(articles=row["articles"], origins=row["origins"])
            for row in answer("corroboration", "event_id, articles, origins")
        },
    }


def told_events(connection: Connection, negotiation: str, as_of: date | None, known_at: datetime | None) -> set[str]:
    """Ids of the events that a source had told of by a day, or whose own last possible day was over by then.

    All that were known at the instant where no day is given.
    """
    found = run(
        connection,
        "SELECT event_id FROM events_known_at(known_at := $known_at::TIMESTAMPTZ, negotiation := $negotiation) "
        "WHERE $as_of::DATE IS NULL OR least(told_by, known_by) <= $as_of::DATE",
        {"known_at": known_at, "negotiation": negotiation, "as_of": as_of},
    )
    return {event_id for (event_id,) in found}


def as_told(events: Iterable[Event], articles: Mapping[str, Article], as_of: date) -> tuple[Event, ...]:
    """The events with the quotations that were published by a day; with all of them where none was."""

    def published(article_id: str) -> bool:
        article = articles.get(article_id)
        return article is None or (article.published.first is not None and article.published.first <= as_of)

    told = []
    for event in events:
        evidence = tuple(span for span in event.evidence if published(span.article_id))
        whole = len(evidence) in (0, len(event.evidence))
        told.append(event if whole else event.model_copy(update={"evidence": evidence}))
    return tuple(told)


def event_entries(connection: Connection, negotiation: str, known_at: datetime) -> dict[str, tuple[Entry, ...]]:
    """Every entry of every event of a negotiation that was recorded by an instant, oldest first, by event id."""
    recorded = entries(
        connection,
        "event",
        "WHERE recorded_at <= ?::TIMESTAMPTZ AND id IN (SELECT id FROM event_history WHERE negotiation_id = ?) "
        "ORDER BY id, version",
        [known_at, negotiation],
    )
    return {id: tuple(of_one) for id, of_one in groupby(recorded, attrgetter("id"))}


def since_day(connection: Connection, negotiation: str, day: date, as_of: date, known_at: datetime) -> Since:
    """How things stood when an earlier day began, as it is known now, and what happened and was recorded from it on."""
    happened = rows(
        connection,
        "SELECT event_id FROM happened($negotiation, as_of := $as_of::DATE, known_at := $known_at::TIMESTAMPTZ) "
        "WHERE known_by >= $day::DATE ORDER BY known_by, date_first NULLS FIRST, event_id",
        {"negotiation": negotiation, "as_of": as_of, "known_at": known_at, "day": day},
    )
    recorded = rows(
        connection,
        "SELECT kind, event_id, before, after, why, recorded_at, author, entries "
        "FROM changes($negotiation, $since::TIMESTAMPTZ, until := $until::TIMESTAMPTZ) "
        "WHERE list_contains($kinds, kind) ORDER BY recorded_at, event_id, kind",
        {
            "negotiation": negotiation,
            "since": datetime.combine(day, time.min, UTC),
            "until": known_at,
            "kinds": list(_RECORDED),
        },
    )
    eve = day - timedelta(days=1) if day > date.min else day
    return Since(
        day=day,
        state=state_of_play(connection, negotiation, eve, known_at),
        happened=tuple(row["event_id"] for row in happened),
        recorded=tuple(RecordChange(**row) for row in recorded),
    )
