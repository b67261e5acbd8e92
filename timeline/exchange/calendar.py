"""Deadlines and meetings that were announced, as a calendar that programs subscribe to (iCalendar, RFC 5545).

One calendar entry tells one appointment through all that the record learns of it: events that supersede one another
(announced, moved, called off, held; due, met, missed) share the UID of the first, and each of them, each correction
and each withdrawal raises the SEQUENCE.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from timeline.exchange.names import date_words, event_uuid, web_address, xml_text
from timeline.exchange.publication import Document, LeftOut, Publication
from timeline.model.edtf import Edtf
from timeline.model.events import EventBase
from timeline.model.ledger import Entry, instant_text
from timeline.model.wording import count, joined

LONGEST = timedelta(days=92)
"""A date known only to lie within more than a quarter of a year would be a bar across every week, and is left out."""
_STATUS = {"actual": "CONFIRMED", "planned": "TENTATIVE", "conditional": "TENTATIVE", "cancelled": "CANCELLED"}


@dataclass(frozen=True)
class Appointment:
    """One deadline or announced meeting, with everything that the record says of it, in order."""

    events: tuple[EventBase, ...]
    """The last of them is what holds now."""
    entries: tuple[Entry, ...]
    """Every entry about any of the events, oldest first."""
    withdrawn: bool = False
    """Whether the record no longer says any of it."""

    @property
    def now(self) -> EventBase:
        """What holds now."""
        return self.events[-1]


def calendar(publication: Publication) -> Document:
    """The calendar; what has no day, or too vague a one, is left out."""
    from icalendar import Calendar

    left_out, shown = LeftOut(), []
    for appointment in _appointments(publication):
        reason = _no_place(appointment.now)
        if reason:
            left_out.add(reason, noun=_noun(appointment.now))
        else:
            shown.append(appointment)
    denied = sum(e.type == "meeting" and e.modality == "denied" for e in publication.events)
    left_out.add("it is denied that they took place or will", denied, "meeting")
    whole = Calendar()
    whole.add("PRODID", "-//timeline//negotiations//EN")
    whole.add("VERSION", "2.0")
    whole.add("METHOD", "PUBLISH")
    whole.add("X-WR-CALNAME", publication.title)
    for appointment in shown:
        whole.add_component(_vevent(publication, appointment))
    counts = {noun: sum(_noun(a.now) == noun for a in shown) for noun in ("deadline", "meeting")}
    return Document(
        whole.to_ical().decode("utf-8"), joined(count(n, noun) for noun, n in counts.items()), left_out.said()
    )


def _appointments(publication: Publication) -> list[Appointment]:
    """Deadlines and announced meetings in order of date, with what superseded each of them."""
    told = {event.event_id: event for event in [*publication.events, *_withdrawn(publication)]}
    dated = sorted(
        told.values(), key=lambda event: (publication.history[event.event_id][0].recorded_at, event.event_id)
    )
    root: dict[str, str] = {}
    continued: set[str] = set()
    chains: dict[str, list[EventBase]] = {}
    for event in dated:
        if event.type not in ("deadline", "meeting") or event.modality == "denied":
            continue
        before = next(
            (
                link.event_id
                for link in event.links
                if link.rel == "supersedes" and link.event_id in root and link.event_id not in continued
                if told[link.event_id].type == event.type
            ),
            None,
        )
        if before is not None:
            continued.add(before)
            root[event.event_id] = root[before]
            chains[root[before]].append(event)
        elif event.type == "deadline" or event.modality != "actual":
            root[event.event_id] = event.event_id
            chains[event.event_id] = [event]
    found = []
    for chain in chains.values():
        entries = [entry for event in chain for entry in publication.history[event.event_id]]
        standing = [event for event in chain if event.event_id in publication.by_id]
        found.append(
            Appointment(
                tuple(standing or chain),
                tuple(sorted(entries, key=lambda entry: (entry.recorded_at, entry.id))),
                withdrawn=not standing,
            )
        )
    undated = Edtf.of(date(2999, 12, 31))
    return sorted(found, key=lambda each: (each.now.date or undated, each.now.event_id))


def _withdrawn(publication: Publication) -> Iterable[EventBase]:
    """Events that the record no longer has, as they last stood: a subscriber still has them."""
    for id, entries in publication.history.items():
        if id not in publication.by_id and entries[-1].action == "retract":
            last = next((entry.record for entry in reversed(entries) if entry.record is not None), None)
            if isinstance(last, EventBase):
                yield last


def _no_place(event: EventBase) -> str:
    """Why a calendar has no place for an event; empty where it has one."""
    when = event.date
    if when is None:
        return "the date is not known"
    if when.first is None or when.last is None:
        return "the date has no known beginning or end"
    if when.last - when.first > LONGEST:
        return "the date is known only to lie within more than a quarter of a year"
    return ""


def _vevent(publication: Publication, appointment: Appointment) -> Any:
    from icalendar import Event

    event, entries = appointment.now, appointment.entries
    assert event.date is not None and event.date.first is not None and event.date.last is not None
    due = publication.dues.get(event.event_id)
    status = "CANCELLED" if appointment.withdrawn else _STATUS[event.modality]
    one = Event()
    one.add("UID", str(event_uuid(publication.history[entries[0].id])))
    one.add("DTSTAMP", entries[-1].recorded_at.replace(microsecond=0))
    one.add("CREATED", entries[0].recorded_at.replace(microsecond=0))
    one.add("LAST-MODIFIED", entries[-1].recorded_at.replace(microsecond=0))
    one.add("SEQUENCE", len(entries) - 1)
    one.add("DTSTART", event.date.first)
    one.add("DTEND", event.date.last + timedelta(days=1))
    one.add("SUMMARY", _text(_headline(event)))
    one.add("DESCRIPTION", _text(_description(publication, appointment, due.outcome if due else None)))
    one.add("STATUS", status)
    one.add("TRANSP", "TRANSPARENT")
    one.add("CATEGORIES", [event.type.upper(), *(_text(publication.issue_name(event, id)) for id in event.issues)])
    place = getattr(event, "place", None)
    if place:
        one.add("LOCATION", _text(place))
    cited = [publication.articles[e.article_id] for e in event.evidence if e.article_id in publication.articles]
    address = web_address(cited[0].url) if cited else None
    if address:
        one.add("URL", address)
    one.add("X-TIMELINE-EVENT", event.event_id)
    one.add("X-TIMELINE-EDTF", event.date.text)
    one.add("X-TIMELINE-MODALITY", event.modality)
    return one


def _headline(event: EventBase) -> str:
    """The summary, with the date in words where the day is not known: a bar says nothing of its meaning."""
    when = event.date
    vague = when is not None and (not when.is_day or when.approximate or when.uncertain)
    return f"{event.summary.rstrip('.')} ({date_words(when)})" if vague else event.summary.rstrip(".")


def _description(publication: Publication, appointment: Appointment, outcome: str | None) -> str:
    event = appointment.now
    lines = [f"Date: {date_words(event.date)}", f"Told as: {event.modality}"]
    if appointment.withdrawn:
        reason = publication.history[event.event_id][-1].reason
        lines.append(f"Withdrawn from the record: {reason}")
    if event.type == "deadline":
        lines.append(f"Outcome: {outcome or getattr(event, 'outcome', None) or 'unknown'}")
    lines.append(f"Parties: {joined(map(publication.party_name, event.parties)) or 'not known'}")
    lines += [f"Before: {earlier.summary}" for earlier in appointment.events[:-1]]
    for span in event.evidence:
        article = publication.articles.get(span.article_id)
        lines.append(f"“{span.quote}” ({article.label if article else span.article_id})")
    lines.append(f"Recorded {instant_text(appointment.entries[-1].recorded_at)} by {appointment.entries[-1].author}")
    return "\n".join(lines)


def _text(text: str) -> str:
    """The text without the control characters that a calendar may not hold."""
    return xml_text(text).replace("\x7f", "\N{REPLACEMENT CHARACTER}")


def _noun(event: EventBase) -> str:
    return "deadline" if event.type == "deadline" else "meeting"
