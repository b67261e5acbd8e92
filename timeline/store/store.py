"""The store as a value: a path, and one method for each thing that commands and scripts ask of it.

Connections are opened for one piece of work and closed again, because DuckDB lets only one process
hold the file. Work that reads and then writes happens inside :meth:`Store.writing`, which holds it alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from duckdb import DuckDBPyConnection as Connection
from pydantic import ValidationError

from timeline.model.article import Article
from timeline.model.draft import Decision, Draft
from timeline.model.edtf import Edtf
from timeline.model.events import Event, EventBase, by_date
from timeline.model.invalid import problems_of
from timeline.model.ledger import KINDS, AnyRecord, Change, Entry, Kind, read_record
from timeline.model.problems import Problem, ProblemError, UsageProblem, did_you_mean
from timeline.model.registry import Negotiation, Registry
from timeline.model.state import Dossier, StateOfPlay
from timeline.store import chain, clock, dossier, history, ledger, log, state
from timeline.store.check import check_store
from timeline.store.comparison import side_by_side
from timeline.store.connection import reading, writing
from timeline.store.laws import Known, check_transaction, in_order, needs, needs_referrers, references
from timeline.store.listing import listing, number_listed
from timeline.store.log import Logged
from timeline.store.statements import run

if TYPE_CHECKING:
    import polars


@dataclass(frozen=True)
class Reader:
    """What can be asked of an open store."""

    connection: Connection

    def registry(self, known_at: datetime | None = None) -> Registry:
        """Negotiations, parties, actors and issues as they stood at an instant (default: now)."""
        kinds: tuple[Kind, ...] = ("party", "negotiation", "actor", "issue")
        return Registry.of(record for kind in kinds for record in history.live_records(self.connection, kind, known_at))

    @overload
    def record(self, kind: Literal["negotiation"], id: str) -> Negotiation: ...
    @overload
    def record(self, kind: Literal["article"], id: str) -> Article: ...
    @overload
    def record(self, kind: Literal["draft"], id: str) -> Draft: ...
    @overload
    def record(self, kind: Literal["event"], id: str) -> Event: ...
    @overload
    def record(self, kind: Kind, id: str) -> AnyRecord: ...
    def record(self, kind: Kind, id: str) -> AnyRecord:
        """The record as it stands; raises ProblemError where there is none, naming near ids."""
        version, record = history.latest(self.connection, kind, id)
        if record is None:
            gone = "was retracted" if version else "is not recorded"
            raise ProblemError(Problem(gone, f"{kind} {id}", self._where_to_look(kind, id)))
        return record

    def must_be_known(self, kind: Kind, id: str) -> None:
        """Raise ProblemError where nothing was ever recorded under this id."""
        if not history.latest(self.connection, kind, id)[0]:
            raise ProblemError(Problem("is not recorded", f"{kind} {id}", self._where_to_look(kind, id)))

    def _where_to_look(self, kind: Kind, id: str) -> str:
        """The nearest id, else what lists them all."""
        listed = {"party": "parties", "decision": "drafts"}.get(kind, f"{kind}s")
        return did_you_mean(id, self.ids(kind)) or f"`timeline list {listed}` shows what there is"

    @overload
    def find(self, kind: Literal["article"], id: str) -> Article | None: ...
    @overload
    def find(self, kind: Literal["draft"], id: str) -> Draft | None: ...
    @overload
    def find(self, kind: Literal["decision"], id: str) -> Decision | None: ...
    @overload
    def find(self, kind: Literal["event"], id: str) -> Event | None: ...
    @overload
    def find(self, kind: Kind, id: str) -> AnyRecord | None: ...
    def find(self, kind: Kind, id: str) -> AnyRecord | None:
        """The record as it stands, or None."""
        return history.latest(self.connection, kind, id)[1]

    def versions(self, kind: Kind, id: str) -> list[Entry]:
        """Every entry of a record, oldest first; empty where it was never recorded."""
        return history.versions(self.connection, kind, id)

    def versions_of(self, kind: Kind, ids: Sequence[str]) -> dict[str, list[Entry]]:
        """Every entry of each of some records of a kind, oldest first, by id: asked once for all of them."""
        return history.versions_of(self.connection, kind, ids)

    def log(self, **chosen: Any) -> polars.DataFrame:
        """Entries of the log, see :func:`timeline.store.log.log_frame`."""
        return log.log_frame(self.connection, **chosen)

    def entry_number(self, named: str | None) -> int | None:
        """The entry that a number or an id means; of an id its latest one, of None the last of the log."""
        return log.entry_number(self.connection, named)

    def transaction(self, number: int) -> list[Logged]:
        """All that was recorded together with an entry, in order."""
        return log.transaction(self.connection, number)

    def head(self) -> tuple[int, str]:
        """Number and hash of the last entry of the log."""
        entries, _, hash = chain.head(self.connection)
        return entries, hash

    def ids(self, kind: Kind) -> list[str]:
        """All ids of a kind that were ever recorded."""
        return [id for (id,) in run(self.connection, f"SELECT DISTINCT id FROM {kind}_history ORDER BY id")]

    def articles(self, negotiation: str | None = None) -> list[Article]:
        """Stored articles, of one negotiation or all, by publication date and id."""
        only = "list_contains(h.negotiations, ?)" if negotiation else ""
        return self._articles(only, [negotiation] if negotiation else [])

    def quoted(self, events: Iterable[EventBase | Draft], known_at: datetime | None = None) -> dict[str, Article]:
        """The articles that the evidence of events or drafts is taken from, as they stood at an instant (default: now).

        By id, in the same order.
        """
        ids = {span.article_id for event in events for span in event.evidence}
        found = self._articles("h.id IN (SELECT unnest(?::VARCHAR[]))", [sorted(ids)], known_at)
        return {article.article_id: article for article in found}

    def _articles(self, only: str, values: Sequence[Any], known_at: datetime | None = None) -> list[Article]:
        found = history.live_records(self.connection, "article", known_at, only, values)
        articles = [record for record in found if isinstance(record, Article)]
        return sorted(articles, key=lambda article: (article.published, article.article_id))

    def article_named(self, name: str) -> Article | None:
        """The article with this id, source id or URL; None where there is none, or more than one."""
        only = "? IN (h.id, h.source_id, h.url)"
        found = self._articles(only, [name])
        return found[0] if len(found) == 1 else None

    def articles_about(self, published: Edtf, days: int) -> list[Article]:
        """Articles that may have been published within ``days`` of a date, all where it is open; in the same order."""
        first = published.first and published.first - timedelta(days=days)
        last = published.last and published.last + timedelta(days=days)
        only = (
            "coalesce(h.published_last, 'infinity') >= coalesce(?::DATE, '-infinity') "
            "AND coalesce(h.published_first, '-infinity') <= coalesce(?::DATE, 'infinity')"
        )
        return self._articles(only, [first, last])

    def drafts(self, negotiation: str | None = None, article: str | None = None) -> list[tuple[Draft, str, str | None]]:
        """Drafts with their state and the event they became, in order of article and place in it."""
        rows = run(
            self.connection,
            """
            SELECT d.record, d.state, d.event_id FROM drafts d LEFT JOIN articles a USING (article_id)
            WHERE d.negotiation_id = coalesce($negotiation, d.negotiation_id)
              AND d.article_id = coalesce($article, d.article_id)
            ORDER BY a.published_first, d.article_id, d.evidence[1]."start", d.draft_id
            """,
            {"negotiation": negotiation, "article": article},
        )
        return [(Draft.model_validate_json(record), state, event_id) for record, state, event_id in rows]

    def waiting(self, negotiation: str) -> int:
        """How many drafts of a negotiation wait for a decision."""
        pending = "SELECT count(*) FROM drafts WHERE negotiation_id = ? AND state = 'pending'"
        return int(run(self.connection, pending, [negotiation])[0][0])

    def made_at(self, instant: datetime, kind: Kind) -> list[str]:
        """Ids of the records of a kind that were written in the transaction of an instant."""
        made = f"SELECT id FROM {kind}_history WHERE recorded_at = ? ORDER BY id"
        return [id for (id,) in run(self.connection, made, [instant])]

    def decided_into(self, event_id: str) -> list[str]:
        """Ids of the drafts that were accepted as an event or merged into it."""
        found = history.live_records(self.connection, "decision", only="h.event_id = ?", values=[event_id])
        return [decision.draft_id for decision in found if isinstance(decision, Decision)]

    def events(self, negotiation: str | None = None, known_at: datetime | None = None) -> list[Event]:
        """Events as known at an instant, in order of date; undated ones last."""
        only = "h.negotiation_id = ?" if negotiation else ""
        values = [negotiation] if negotiation else []
        found = history.live_records(self.connection, "event", known_at, only, values)
        return by_date(event for event in found if isinstance(event, EventBase))

    def frame(self, sql: str, parameters: Sequence[Any] | dict[str, Any] | None = None) -> polars.DataFrame:
        """The result of a query of our own as a polars frame (for a user's SQL see query.run_query)."""
        import polars

        return polars.DataFrame(self.connection.sql(sql, params=parameters))

    def listed(
        self, view: str, filters: dict[str, Any], limit: int | None = None, for_people: bool = False
    ) -> polars.DataFrame:
        """The rows of one of ``listing.VIEWS`` that pass filters, ``{"type": "meeting"}``, as a polars frame.

        With ``limit`` the first rows alone; ``for_people`` shows articles without a title by their first words.
        """
        return self.frame(listing(view, filters, limit, for_people), filters or None)

    def number_listed(self, view: str, filters: dict[str, Any]) -> int:
        """How many rows :meth:`listed` has without a limit."""
        return int(run(self.connection, number_listed(view, filters), filters)[0][0])

    def clocks(self, as_of: date | None = None, known_at: datetime | None = None) -> tuple[date, datetime]:
        """Both clocks, set: see :func:`timeline.store.clock.clocks`."""
        return clock.clocks(self.connection, as_of, known_at)

    def state(self, negotiation: str, as_of: date | None = None, known_at: datetime | None = None) -> StateOfPlay:
        """Where a negotiation stands; see views/20_state.sql for the rules."""
        self.must_be_known("negotiation", negotiation)
        return state.state_of_play(self.connection, negotiation, *clock.clocks(self.connection, as_of, known_at))

    def answer(
        self, question: str, negotiation: str, as_of: date | None = None, known_at: datetime | None = None
    ) -> polars.DataFrame:
        """The answer to one of ``state.QUESTIONS`` about a negotiation, as a polars frame."""
        self.must_be_known("negotiation", negotiation)
        if question not in state.QUESTIONS:
            hint = did_you_mean(question, state.QUESTIONS) or f"one of {', '.join(state.QUESTIONS)}"
            raise UsageProblem(Problem(f'there is no question "{question}"', hint=hint))
        macro, _ = state.QUESTIONS[question]
        as_of, known_at = clock.clocks(self.connection, as_of, known_at)
        return self.frame(
            f"FROM {macro}($negotiation, as_of := $as_of::DATE, known_at := $known_at::TIMESTAMPTZ)",
            {"negotiation": negotiation, "as_of": as_of, "known_at": known_at},
        )

    def changes(self, negotiation: str, since: datetime, until: datetime | None = None) -> polars.DataFrame:
        """What changed between two instants of recording (default for the second: now), as a polars frame."""
        self.must_be_known("negotiation", negotiation)
        _, until = clock.clocks(self.connection, None, until)
        return self.frame(
            "FROM changes($negotiation, $since::TIMESTAMPTZ, until := $until::TIMESTAMPTZ)",
            {"negotiation": negotiation, "since": since, "until": until},
        )

    def facts(
        self, negotiations: Sequence[str], as_of: date | None = None, known_at: datetime | None = None
    ) -> polars.DataFrame:
        """The facts of negotiations that can be compared, one a row: see the macro ``comparison``."""
        for negotiation in negotiations:
            self.must_be_known("negotiation", negotiation)
        as_of, known_at = clock.clocks(self.connection, as_of, known_at)
        return self.frame(
            "FROM comparison(as_of := $as_of::DATE, known_at := $known_at::TIMESTAMPTZ, negotiations := $negotiations)",
            {"as_of": as_of, "known_at": known_at, "negotiations": list(negotiations)},
        )

    def comparison(
        self, negotiations: Sequence[str], as_of: date | None = None, known_at: datetime | None = None
    ) -> polars.DataFrame:
        """The same facts of several negotiations: see :func:`timeline.store.comparison.side_by_side`."""
        return side_by_side(self.facts(negotiations, as_of, known_at), negotiations)

    def last_day(self) -> date | None:
        """The last day up to today of which the record tells, deadlines aside; None where it tells of none."""
        today, _ = self.clocks()
        found = run(
            self.connection,
            "SELECT max(known_by) FROM events WHERE modality = 'actual' AND type <> 'deadline' AND known_by <= ?",
            [today],
        )
        last: date | None = found[0][0]
        return last

    def dossier(
        self,
        negotiation: str,
        as_of: date | None = None,
        known_at: datetime | None = None,
        since: date | None = None,
    ) -> Dossier:
        """All that a report about one negotiation needs; ``since`` adds how things stood when that day began.

        What by the day was neither past nor told by any source is left out, and so is what was published after it;
        ``untold`` counts the events.
        """
        play = self.state(negotiation, as_of, known_at)
        registry = self.registry().overlaid(self.registry(known_at))
        known = self.events(negotiation, known_at)
        told = dossier.told_events(self.connection, negotiation, play.as_of, play.known_at)
        listed = [event for event in known if event.event_id in told]
        articles = self.quoted(listed, known_at)
        events = dossier.as_told(listed, articles, play.as_of)
        quoted = {span.article_id for event in events for span in event.evidence}
        codes = {code for event in events for code in event.parties} | set(registry.negotiations[negotiation].parties)
        people = {id for event in events for id in event.actors}
        return Dossier(
            negotiation=registry.negotiations[negotiation],
            state=play,
            events=events,
            untold=len(known) - len(events),
            articles={id: article for id, article in articles.items() if id in quoted},
            parties={code: party for code, party in sorted(registry.parties.items()) if code in codes},
            actors={id: actor for id, actor in sorted(registry.actors.items()) if id in people},
            issues={issue.issue_id: issue for issue in registry.issues_of(negotiation)},
            ledger_hash=self.head()[1],
            history=dossier.event_entries(self.connection, negotiation, play.known_at),
            since=dossier.since_day(self.connection, negotiation, since, play.as_of, play.known_at) if since else None,
            **dossier.answers(self.connection, negotiation, play.as_of, play.known_at),
        )


@dataclass(frozen=True)
class Writer(Reader):
    """An open store that this process holds alone, inside one transaction."""

    author: str

    def append(self, changes: Sequence[Change]) -> datetime | None:
        """Check the laws and write the changes at one instant; return it (None where there is nothing to write).

        Raises ProblemError with every breach, and then nothing of the transaction is kept.
        Call it once in a transaction.
        """
        if not changes:
            return None
        ordered = in_order(_valid(change) for change in changes)
        known = self.known_records()
        if sum(map(needs_referrers, ordered)) > history.FEW:
            known.mentions = self._who_refers()
        named = [key for change in ordered for key in ((change.kind, change.id), *needs(change.record))]
        named += [("decision", change.id) for change in ordered if change.kind == "draft"]
        known.seen.update(history.latest_of(self.connection, named))
        problems = [problem for _, problem in check_transaction(ordered, known)]
        if problems:
            raise ProblemError(problems)
        instant = clock.next_instant(self.connection)
        entries = [Entry(**dict(change), recorded_at=instant, author=self.author) for change in ordered]
        history.append(self.connection, [(e, known.latest(e.kind, e.id)[0]) for e in entries])
        return instant

    def known_records(self) -> Known:
        """What stands, to try changes on."""
        return Known(
            before=lambda kind, id: history.latest(self.connection, kind, id),
            mentions=lambda id: history.mentions(self.connection, id),
            names=self.ids,
        )

    def _who_refers(self) -> Callable[[str], Iterable[AnyRecord]]:
        """Who refers to an id, read once from all that stands: asking for each of many would read it all each time."""
        referring: dict[str, list[AnyRecord]] = {}
        for kind in KINDS:
            for record in history.live_records(self.connection, kind):
                for _, id in references(record):
                    referring.setdefault(id, []).append(record)
        return lambda id: referring.get(id, ())

    def unchanged(self, kind: Kind, id: str, version: int) -> None:
        """Raise ProblemError where a record is no longer the version that somebody has looked at."""
        entries = self.versions(kind, id)
        if len(entries) != version:
            last = entries[-1]
            raise ProblemError(
                Problem(
                    f"was changed meanwhile by {last.author} at {last.recorded_at:%H:%M:%S} UTC",
                    f"{kind} {id}",
                    "look again",
                )
            )

    def next_event_id(self, negotiation: str, taken: int = 0) -> str:
        """The next free ``NEGOTIATION-NNNN``; ``taken`` counts ids already given in this transaction."""
        return f"{negotiation}-{history.last_event_number(self.connection, negotiation) + taken + 1:04d}"


def _valid(change: Change) -> Change:
    """The change with its record read anew, since a copy of a record is not validated when it is made."""
    if change.record is None:
        return change
    try:
        return change.model_copy(update={"record": read_record(change.kind, change.record.to_json())})
    except ValidationError as error:
        raise ProblemError(problems_of(error, f"{change.kind} {change.id}:")) from error


@dataclass(frozen=True)
class Store:
    """One DuckDB file with the record of any number of negotiations."""

    path: Path

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """An open store for several questions in a row."""
        with reading(self.path) as connection:
            yield Reader(connection)

    @contextmanager
    def writing(self, author: str, create: bool = False) -> Iterator[Writer]:
        """The store held alone for one transaction: kept at the end, undone on any error."""
        with writing(self.path, create=create) as connection:
            yield Writer(connection, author)

    def write(self, changes: Sequence[Change], author: str) -> datetime | None:
        """Write changes in one transaction."""
        with self.writing(author) as writer:
            return writer.append(changes)

    def events(self, negotiation: str | None = None, known_at: datetime | None = None) -> polars.DataFrame:
        """Events as a polars frame with the columns of the view ``events``, in order of date."""
        with self.reading() as reader:
            return reader.frame(
                "FROM events_known_at(known_at := $known_at::TIMESTAMPTZ) "
                "WHERE negotiation_id = $negotiation OR $negotiation IS NULL "
                "ORDER BY date_first NULLS LAST, date_last, event_id",
                {"negotiation": negotiation, "known_at": known_at},
            )

    def state(self, negotiation: str, as_of: date | None = None, known_at: datetime | None = None) -> StateOfPlay:
        """Where a negotiation stands as of a day and as known at an instant (default for both: now)."""
        with self.reading() as reader:
            return reader.state(negotiation, as_of, known_at)

    def answer(
        self, question: str, negotiation: str, as_of: date | None = None, known_at: datetime | None = None
    ) -> polars.DataFrame:
        """The answer to one of ``state.QUESTIONS`` (status, positions, asks, gaps ...) as a polars frame."""
        with self.reading() as reader:
            return reader.answer(question, negotiation, as_of, known_at)

    def changes(self, negotiation: str, since: datetime, until: datetime | None = None) -> polars.DataFrame:
        """What changed between two instants of recording, as a polars frame."""
        with self.reading() as reader:
            return reader.changes(negotiation, since, until)

    def comparison(
        self, negotiations: Sequence[str], as_of: date | None = None, known_at: datetime | None = None
    ) -> polars.DataFrame:
        """The same facts of several negotiations side by side, as a polars frame."""
        with self.reading() as reader:
            return reader.comparison(negotiations, as_of, known_at)

    def dossier(
        self,
        negotiation: str,
        as_of: date | None = None,
        known_at: datetime | None = None,
        since: date | None = None,
    ) -> Dossier:
        """All that a report about one negotiation needs; ``since`` adds how things stood when that day began."""
        with self.reading() as reader:
            return reader.dossier(negotiation, as_of, known_at, since)

    def export(self, folder: Path) -> dict[str, int]:
        """Write the whole store as sorted JSON Lines; return the number of lines of each file."""
        with reading(self.path) as connection:
            return ledger.export(connection, folder)

    def check(self) -> list[Problem]:
        """Every breach of a law in the store."""
        with reading(self.path) as connection:
            return check_store(connection)


def open_store(path: str | Path = "data/timeline.duckdb") -> Store:
    """The store at ``path``; raises ProblemError where there is none that can be read."""
    store = Store(Path(path))
    with store.reading():
        return store


def rebuild(folder: Path, db: Path) -> Store:
    """A new store at ``db`` from a text ledger; raises ProblemError for every line that is wrong."""
    ledger.rebuild(folder, db)
    return Store(db)


def store_ends(path: Path, holds: str | None = None) -> tuple[int, str, bool]:
    """Where the chain of a store ends, see :func:`timeline.store.chain.ends`."""
    with reading(path) as connection:
        return chain.ends(list(chain.read_chain(connection)), holds)
