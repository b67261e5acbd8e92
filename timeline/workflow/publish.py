"""Publish a part of the record in the format of another program."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from timeline.exchange.formats import TEXTS
from timeline.exchange.publication import Document, Publication
from timeline.exchange.tables import Written, write_tables
from timeline.model.article import Article
from timeline.model.events import EventBase, by_date
from timeline.model.ledger import Entry
from timeline.model.problems import Problem, ProblemError
from timeline.model.state import Due
from timeline.model.wording import count
from timeline.store.dossier import event_entries, told_events
from timeline.store.snapshot import write_snapshot
from timeline.store.store import Reader, Store
from timeline.store.tables import column_meaning, record_tables, state_tables


def publication(
    store: Store,
    negotiations: Sequence[str] = (),
    as_of: date | None = None,
    known_at: datetime | None = None,
) -> Publication:
    """The record of negotiations (default: all) as values, in an order that depends on nothing but the record.

    With ``as_of`` only what sources had told by that day, or what was on that day or before. Raises ProblemError
    where there is no negotiation.
    """
    with store.reading() as reader:
        named = _named(reader, negotiations)
        registry = reader.registry().overlaid(reader.registry(known_at))
        _, until = reader.clocks(as_of, known_at)
        known = [event for each in named for event in reader.events(each, known_at)]
        told = {id for each in named for id in told_events(reader.connection, each, as_of, known_at)}
        all_entries = {
            id: entries for each in named for id, entries in event_entries(reader.connection, each, until).items()
        }
        cited = [e.record for each in all_entries.values() for e in each if isinstance(e.record, EventBase)]
        articles = reader.quoted(cited, known_at)
        deadlines = [row for each in named for row in reader.answer("deadlines", each, as_of, known_at).to_dicts()]
        recorded = {each: reader.versions("negotiation", each)[0].recorded_at for each in named}
    events = [event for event in known if event.event_id in told]
    untold = {event.event_id for event in known} - told
    history = {
        id: entries
        for id, entries in all_entries.items()
        if id in told or (id not in untold and _was_told(entries, articles, as_of))
    }
    quoted = {span.article_id for event in events for span in event.evidence}
    return Publication(
        negotiations={each: registry.negotiations[each] for each in named},
        parties=dict(sorted(registry.parties.items())),
        actors=dict(sorted(registry.actors.items())),
        issues={key: issue for key, issue in sorted(registry.issues.items()) if key[0] in named},
        events=tuple(by_date(events)),
        articles={id: article for id, article in sorted(articles.items()) if id in quoted},
        history=history,
        recorded=recorded,
        dues={str(row["event_id"]): Due(**row) for row in deadlines},
        untold=len(untold),
    )


def publish_text(
    store: Store,
    format: str,
    negotiations: Sequence[str] = (),
    as_of: date | None = None,
    known_at: datetime | None = None,
) -> Document:
    """The record in a format that is one text (see ``exchange.formats.TEXTS``)."""
    part = publication(store, negotiations, as_of, known_at)
    document = TEXTS[format](part)
    if not part.untold:
        return document
    return Document(document.text, document.holds, (_untold(part.untold, as_of), *document.left_out))


def publish_tables(
    store: Store,
    form: Literal["csv", "parquet"],
    folder: Path,
    negotiations: Sequence[str] = (),
    as_of: date | None = None,
    known_at: datetime | None = None,
    *,
    texts: bool = False,
) -> Written:
    """Write the record and the state as tables; the articles' own words only with ``texts``, since they are others'."""
    with store.reading() as reader:
        named = _named(reader, negotiations)
        known, told = (
            sum(len(told_events(reader.connection, each, day, known_at)) for each in named) for day in (None, as_of)
        )
        record = record_tables(reader, named, as_of, known_at, whole=not negotiations)
        state = state_tables(reader, named, as_of, known_at)
        title = "; ".join(str(value) for value in record["negotiations"]["title"])
    notes = []
    if not texts:
        record["articles"] = record["articles"].drop("text")
        notes.append("the texts of the articles left out, which are their publishers' (--texts adds them)")
    if told < known:
        notes.append(_untold(known - told, as_of))
    name = "-and-".join(named) if len(named) < 4 else "negotiations"
    done = write_tables({**record, **state}, folder, form, name=name, title=title, meaning=column_meaning)
    return Written(done.paths, done.holds, (*notes, *done.left_out))


def publish_snapshot(store: Store, out: Path, known_at: datetime | None = None) -> Written:
    """Write a copy of the store for readers."""
    entries = write_snapshot(store.path, out, known_at)
    return Written((out,), f"{entries} entries of the record")


def _untold(number: int, as_of: date | None) -> str:
    return f"{count(number, 'event')} left out: by {as_of} not past, and told of by no source"


def _named(reader: Reader, negotiations: Sequence[str]) -> list[str]:
    known = reader.registry().negotiations
    for each in negotiations:
        reader.must_be_known("negotiation", each)
    if not known:
        raise ProblemError(Problem("the store has no negotiation yet", hint="start one with `timeline init`"))
    return sorted(set(negotiations)) or sorted(known)


def _was_told(entries: tuple[Entry, ...], articles: dict[str, Article], as_of: date | None) -> bool:
    """Whether a source of an event that was withdrawn since had told of it by a day."""
    if as_of is None:
        return True
    records = [entry.record for entry in entries if isinstance(entry.record, EventBase)]
    days = [
        articles[span.article_id].published.certain_from
        for record in records
        for span in record.evidence
        if span.article_id in articles
    ]
    return any(day is not None and day <= as_of for day in days)
