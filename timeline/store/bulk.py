"""Bulk loading: thousands of new articles and their drafts at once, as frames, under the laws of single writes.

Rows come as the JSON text of records. The database itself takes them apart into the typed columns, looks for
breaches of the laws, and hashes the entries for the chain; nothing goes row by row.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from duckdb import DuckDBPyConnection as Connection

from timeline.model.ledger import instant_text
from timeline.model.problems import Problem, ProblemError
from timeline.store import chain
from timeline.store.clock import next_instant
from timeline.store.statements import column_types, run
from timeline.store.store import Writer

MOST_MEGABYTES = 400
"""What the database may hold in memory while it loads."""

_SETTINGS = (
    f"SET memory_limit = '{MOST_MEGABYTES} MB'",  # the rest is spilled to disk
    "SET threads = 1",  # the other cores read on meanwhile
    "SET max_vacuum_tasks = 0",  # else each batch has the database rewrite those before it; see settle
    "SET auto_checkpoint_skip_wal_threshold = 0",  # a batch goes into the file at once, not first into the
    "SET checkpoint_threshold = '1 MB'",  # write-ahead log
)


class Row(NamedTuple):
    """A new record: its id, the JSON text that the ledger keeps, and the days of its date."""

    id: str
    record: str
    first: date | None
    last: date | None
    attributes: str | None = None
    """Of a draft: the JSON text of its attributes."""


def load(writer: Writer, articles: Sequence[Row], drafts: Sequence[Row]) -> None:
    """Record new articles and drafts of them, at one instant, as one part of the log.

    Raises ProblemError with the breaches of the laws, and then nothing of the transaction is kept.
    """
    connection = writer.connection
    if not articles and not drafts:
        return
    for setting in _SETTINGS:
        run(connection, setting)
    instant = next_instant(connection)
    columns = {kind: _columns(connection, kind) for kind in ("article", "draft")}
    for kind, rows in (("article", articles), ("draft", drafts)):
        with _frame(rows) as file:
            run(
                connection,
                f"CREATE OR REPLACE TEMP TABLE new_{kind} AS "
                f"SELECT *, json_transform(record::JSON, '{json.dumps(columns[kind])}') AS s FROM read_parquet(?)",
                [file],
            )
    try:
        problems = [Problem(told, where) for where, told in run(connection, _BREACHES)]
        if problems:
            raise ProblemError(problems)
        for kind in ("article", "draft"):
            _insert(connection, kind, columns[kind], instant.isoformat(), writer.author)
        _link(connection, instant, writer.author, {"article": articles, "draft": drafts})
    finally:
        run(connection, "DROP TABLE IF EXISTS new_article")
        run(connection, "DROP TABLE IF EXISTS new_draft")


def settle(connection: Connection) -> None:
    """Put the rows of all batches together, which takes about a third of a millisecond an article.

    Left undone, the next write of any command takes as much longer.
    """
    run(connection, f"SET memory_limit = '{MOST_MEGABYTES} MB'")
    entries, _, _ = chain.head(connection)
    set_bookmark(connection, "settled", str(entries))  # the database does so only where something is written


def _frame(rows: Iterable[Row]) -> AbstractContextManager[str]:
    import polars

    columns = list(zip(*sorted(rows, key=itemgetter(0)), strict=True)) or [()] * len(Row._fields)
    types = (polars.String, polars.String, polars.Date, polars.Date, polars.String)
    return _file(dict(zip(Row._fields, columns, strict=True)), dict(zip(Row._fields, types, strict=True)))


@contextmanager
def _file(columns: Mapping[str, Sequence[Any]], types: dict[str, Any]) -> Iterator[str]:
    """A frame as a Parquet file, which DuckDB reads without a library between."""
    import polars

    with tempfile.TemporaryDirectory(prefix="timeline-") as folder:
        path = Path(folder) / "rows.parquet"
        polars.DataFrame(columns, schema=types).write_parquet(path, compression="lz4", statistics=False)
        yield str(path)


_BREACHES = """
    WITH article AS (
        SELECT id, record ->> 'text' AS text, s.article_id AS named, s.copy_of AS copy_of,
            s.negotiations AS negotiations FROM new_article
    ),
    draft AS (
        SELECT id, s.draft_id AS named, s.article_id AS article_id, s.negotiation_id AS negotiation_id,
            s.evidence AS evidence, s.links AS links, s.terms AS terms FROM new_draft
    ),
    span AS (
        SELECT id, x.article_id AS article_id, x."start" AS first, x."end" AS last, x.quote AS quote
        FROM (SELECT id, unnest(evidence) AS x FROM draft)
    ),
    needed AS (
        SELECT 'article ' || id AS what, 'negotiation' AS kind, unnest(negotiations) AS needed FROM article
        UNION ALL SELECT 'article ' || id, 'article', copy_of FROM article WHERE copy_of IS NOT NULL
        UNION ALL SELECT 'draft ' || id, 'article', article_id FROM draft
        UNION ALL SELECT 'draft ' || id, 'negotiation', negotiation_id FROM draft WHERE negotiation_id IS NOT NULL
        UNION ALL SELECT 'draft ' || id, 'article', article_id FROM span
        UNION ALL SELECT 'draft ' || id, 'draft', x.draft_id FROM (SELECT id, unnest(links) AS x FROM draft)
        UNION ALL SELECT 'draft ' || id, 'party', x.party FROM (SELECT id, unnest(terms) AS x FROM draft)
            WHERE x.party IS NOT NULL
    ),
    asked AS (SELECT DISTINCT kind, needed FROM needed),
    standing AS (
        SELECT kind, id FROM (
            SELECT 'negotiation' AS kind, id, version, action FROM negotiation_history
            UNION ALL SELECT 'party', id, version, action FROM party_history
            UNION ALL SELECT 'article', id, version, action FROM article_history
                WHERE id IN (SELECT needed FROM asked WHERE kind = 'article')
            UNION ALL SELECT 'draft', id, version, action FROM draft_history
                WHERE id IN (SELECT needed FROM asked WHERE kind = 'draft')
        ) GROUP BY kind, id HAVING arg_max(action, version) <> 'retract'
        UNION ALL SELECT 'article', id FROM article
        UNION ALL SELECT 'draft', id FROM draft
    ),
    text AS (SELECT id, text FROM article)
    SELECT 'article ' || id, 'holds the record of ' || coalesce(named, 'nothing') FROM article
        WHERE named IS DISTINCT FROM id
    UNION ALL SELECT 'article ' || id, 'its text hashes to another id' FROM article
        WHERE id <> 'a-' || sha256(text)[:12]
    UNION ALL SELECT 'article ' || id, 'is tied to itself' FROM article WHERE copy_of = id
    UNION ALL SELECT 'article ' || a.id, 'is a copy of ' || a.copy_of || ', itself a copy'
        FROM article a JOIN article b ON b.id = a.copy_of WHERE b.copy_of IS NOT NULL
    UNION ALL SELECT 'article ' || a.id, 'is a copy of ' || a.copy_of || ', itself a copy'
        FROM article a JOIN article_history h ON h.id = a.copy_of
        GROUP BY a.id, a.copy_of HAVING arg_max(h.copy_of, h.version) IS NOT NULL
    UNION ALL SELECT 'draft ' || id, 'holds the record of ' || coalesce(named, 'nothing') FROM draft
        WHERE named IS DISTINCT FROM id
    UNION ALL SELECT 'draft ' || id, 'has no evidence' FROM draft ANTI JOIN span USING (id)
    UNION ALL SELECT 'draft ' || s.id, 'the quote at ' || first || ':' || last || ' is not what article '
            || s.article_id || ' says'
        FROM span s LEFT JOIN text t ON t.id = s.article_id
        WHERE last < first OR substring(t.text, first + 1, last - first) IS DISTINCT FROM quote
    UNION ALL SELECT what, n.kind || ' ' || n.needed || ' is not recorded'
        FROM needed n ANTI JOIN standing s ON s.kind = n.kind AND s.id = n.needed
    UNION ALL SELECT 'article ' || id, 'is already recorded' FROM article WHERE id IN (SELECT id FROM article_history)
    UNION ALL SELECT 'draft ' || id, 'is already recorded' FROM draft WHERE id IN (SELECT id FROM draft_history)
    UNION ALL SELECT 'article ' || id, 'is there twice' FROM article GROUP BY id HAVING count(*) > 1
    UNION ALL SELECT 'draft ' || id, 'is there twice' FROM draft GROUP BY id HAVING count(*) > 1
    ORDER BY ALL
"""
"""Every breach of the laws that a new article or draft can commit (see laws.py): its address and what it is."""

_OWN = {"id", "version", "recorded_at", "author", "action", "reason", "record"}
_DAYS = {"article": "published", "draft": "date"}


def _columns(connection: Connection, kind: str) -> dict[str, str]:
    """The typed columns of a kind that are read from its records, and its date, with the type of each."""
    day = _DAYS[kind]
    given = {*_OWN, f"{day}_edtf", f"{day}_first", f"{day}_last", "attributes"}
    types = column_types(connection, f"{kind}_history")
    return {**{name: type for name, type in types.items() if name not in given}, day: "VARCHAR"}


def _insert(connection: Connection, kind: str, columns: dict[str, str], instant: str, author: str) -> None:
    """Insert the new rows of a kind; each typed column is read from the record as that of a single write is."""
    day = _DAYS[kind]
    values = [
        f'coalesce(s."{name}", []) AS "{name}"' if type.endswith("[]") else f's."{name}" AS "{name}"'
        for name, type in columns.items()
        if name != day
    ]
    values += [f"s.{day} AS {day}_edtf", f"first AS {day}_first", f"last AS {day}_last"]
    if kind == "draft":
        values.append("attributes")
    run(
        connection,
        f"""
        INSERT INTO {kind}_history BY NAME
        SELECT id, 1 AS version, ?::TIMESTAMPTZ AS recorded_at, ? AS author, 'record' AS action, record,
            {", ".join(values)}
        FROM new_{kind} ORDER BY id
        """,
        [instant, author],
    )


def _link(connection: Connection, instant: datetime, author: str, recorded: Mapping[str, Sequence[Row]]) -> None:
    """Put the new entries at the end of the chain, in order of kind and id."""
    import polars

    # what chain.digest says; of the parts that all entries share the hash is made once
    shared = "".join(chain.sha256_of(part) for part in (instant_text(instant), author, "record", ""))
    begun, _, before = chain.head(connection)
    kinds: list[str] = []
    ids: list[str] = []
    hashes: list[str] = []
    for kind, rows in recorded.items():
        for row in sorted(rows, key=itemgetter(0)):
            before = chain.linked(
                before, kind, chain.sha256_of(f"{chain.sha256_of(row.id)}{shared}{chain.sha256_of(row.record)}")
            )
            kinds.append(kind)
            ids.append(row.id)
            hashes.append(before)
    entries = list(range(begun + 1, begun + 1 + len(ids)))
    types = {"entry": polars.Int64, "kind": polars.String, "id": polars.String, "hash": polars.String}
    with _file({"entry": entries, "kind": kinds, "id": ids, "hash": hashes}, types) as file:
        run(
            connection,
            "INSERT INTO chain SELECT entry, kind, id, 1, ?::TIMESTAMPTZ, hash FROM read_parquet(?) ORDER BY entry",
            [instant, file],
        )
    chain.set_head(connection, entries[-1], instant, before)


def number_of(text: str) -> int:
    """The first 64 bits of the hash of a text: more than its id has, so that no other text of that id passes for it."""
    return int(chain.sha256_of(text)[:16], 16)


def known_articles(connection: Connection, negotiation: str) -> list[int]:
    """The number of the text (see :func:`number_of`) of each article ever taken in for a negotiation, sorted."""
    found = run(
        connection,
        "SELECT DISTINCT ('0x' || sha256(record ->> 'text')[:16])::UBIGINT AS number FROM article_history "
        "WHERE list_contains(negotiations, ?) ORDER BY number",
        [negotiation],
    )
    return [number for (number,) in found]


def recorded(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Those of some article ids that were ever recorded."""
    wanted = "SELECT DISTINCT id FROM article_history WHERE id IN (SELECT unnest(?::VARCHAR[]))"
    return {id for (id,) in run(connection, wanted, [list(ids)])}


def texts(
    connection: Connection, ids: Sequence[str] | None = None
) -> Iterator[tuple[str, str, date | None, date | None, str | None]]:
    """Id, text, days of publication and ``copy_of`` of standing articles, those of some ids or all."""
    only = "" if ids is None else "WHERE id IN (SELECT unnest(?::VARCHAR[]))"
    cursor = connection.cursor() if ids is None else connection
    cursor.execute(
        f"SELECT id, record ->> 'text', published_first, published_last, copy_of FROM article_history {only} "
        "QUALIFY row_number() OVER (PARTITION BY id ORDER BY version DESC) = 1 AND action <> 'retract'",
        [] if ids is None else [list(ids)],
    )
    while rows := cursor.fetchmany(500):
        yield from rows


def bookmark(connection: Connection, name: str) -> str | None:
    """How far an interrupted piece of work had come, as it said itself; None where nothing was interrupted."""
    found = run(connection, "SELECT value FROM setting WHERE key = ?", [name])
    return str(found[0][0]) if found else None


def set_bookmark(connection: Connection, name: str, value: str | None) -> None:
    """Say how far a piece of work has come, or with None that it is done. Kept with what is written beside it."""
    if value is None:
        run(connection, "DELETE FROM setting WHERE key = ?", [name])
    else:
        run(connection, "INSERT OR REPLACE INTO setting VALUES (?, ?)", [name, value])
