"""The same ledger and questions in SQLite, for the comparison: typed columns, and an index for every look-up made.

A generous copy: what DuckDB derives by a join (the instant at which a version was replaced) stands in the row.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from timeline.store.connection import reading

_SCHEMA = """
CREATE TABLE version (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL, negotiation TEXT, recorded INTEGER NOT NULL, replaced INTEGER,
    type TEXT, modality TEXT, value TEXT, date TEXT, first_day INTEGER, certain_from INTEGER, told_by INTEGER,
    summary TEXT, stance TEXT, quote TEXT, article TEXT, record TEXT
);
CREATE TABLE issue (n INTEGER NOT NULL, issue TEXT NOT NULL);
CREATE TABLE by_party (n INTEGER NOT NULL, party TEXT NOT NULL);
CREATE TABLE retelling (id TEXT NOT NULL, version INTEGER NOT NULL, recorded INTEGER NOT NULL, told_by INTEGER);
CREATE TABLE rule (type TEXT NOT NULL, value TEXT NOT NULL, status TEXT, decisive INTEGER, rule TEXT, PRIMARY KEY (type, value));
"""
_INDEXES = """
CREATE UNIQUE INDEX version_id ON version (id, version);
CREATE INDEX version_negotiation ON version (negotiation, recorded);
CREATE INDEX version_recorded ON version (recorded);
CREATE INDEX issue_n ON issue (n);
CREATE INDEX by_party_n ON by_party (n);
CREATE INDEX retelling_id ON retelling (id, version, recorded);
ANALYZE;
"""
_COPIES = {  # no measure of the synthetic ledger has an effective date of its own, so that its stage says whether it is in effect
    "version": """
        SELECT h.rowid, h.id, h.version, h.negotiation_id, epoch_us(h.recorded_at), epoch_us(s.superseded_at), h.type, h.modality,
               CASE h.type WHEN 'agreement' THEN stage WHEN 'response' THEN verdict WHEN 'position' THEN direction WHEN 'proposal' THEN act
                   WHEN 'assessment' THEN judgement WHEN 'measure' THEN CASE WHEN stage IN ('paused', 'revoked', 'amended') THEN stage
                   WHEN len(parties) < 2 THEN '*'
                   WHEN modality = 'conditional' OR stage = 'threatened' OR len([l FOR l IN links IF l.rel = 'part_of']) = 0 THEN 'unilateral'
                   WHEN modality <> 'planned' AND stage IN ('published', 'in_effect') THEN 'implements' ELSE 'part' END END,
               h.date_edtf, h.date_first - DATE '1970-01-01', h.certain_from - DATE '1970-01-01', h.told_by - DATE '1970-01-01',
               h.summary, h.stance, h.evidence[1].quote, h.evidence[1].article_id, h.record::VARCHAR
        FROM event_history h LEFT JOIN supersession s ON s.kind = 'event' AND s.id = h.id AND s.version = h.version ORDER BY h.rowid""",
    "issue": "SELECT rowid, unnest(issues) FROM event_history",
    "by_party": "SELECT rowid, unnest(by_parties) FROM event_history",
    "retelling": "SELECT id, version, epoch_us(recorded_at), told_by - DATE '1970-01-01' FROM retelling",
    "rule": "SELECT type, value, status, decisive, rule FROM status_rules",
}
_HAPPENED = """
    WITH known AS (
        SELECT *, coalesce(CASE WHEN modality <> 'planned' THEN certain_from END, (SELECT r.told_by FROM retelling r WHERE r.id = v.id AND r.version = v.version AND r.recorded <= :known_at
                                          ORDER BY r.recorded DESC LIMIT 1), told_by) AS known_by
        FROM version v
        WHERE {which} AND recorded <= :known_at AND (replaced IS NULL OR replaced > :known_at)
          AND (modality = 'actual' OR (modality IN ('conditional', 'planned') AND type = 'measure'))
    ),
    happened AS (SELECT * FROM known WHERE known_by <= :as_of)
"""
_STATUS = (
    _HAPPENED
    + """,
    m AS MATERIALIZED (
        SELECT h.n, h.negotiation, i.issue, h.id, h.type, h.value, h.known_by, coalesce(r.status, a.status) AS status,
               coalesce(r.decisive, a.decisive) AS decisive,
               row_number() OVER (PARTITION BY h.negotiation, i.issue ORDER BY h.known_by, h.first_day, h.recorded, h.id) AS k
        FROM happened h JOIN issue i ON i.n = h.n
        LEFT JOIN rule r ON r.type = h.type AND r.value = h.value LEFT JOIN rule a ON a.type = h.type AND a.value = '*'
    ),
    stance AS (
        SELECT m.negotiation, m.issue, m.k, m.value, min(CASE WHEN m.value IS NOT 'opposes' THEN m.k END) OVER (
                   PARTITION BY m.negotiation, m.issue, p.party ORDER BY m.k DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
               ) AS given_up
        FROM m JOIN by_party p ON p.n = m.n WHERE m.type = 'position'
    ),
    given_up AS MATERIALIZED (
        SELECT negotiation, issue, k, max(given_up) AS given_up FROM stance WHERE value = 'opposes'
        GROUP BY negotiation, issue, k HAVING count(given_up) = count(*)
    ),
    standing AS (
        SELECT m.*, g.given_up, m.decisive AND g.given_up IS NULL AS stands,
               CASE m.status WHEN 'agreed_in_principle' THEN 1 WHEN 'agreed' THEN 2 WHEN 'implemented' THEN 3 END AS step
        FROM m LEFT JOIN given_up g ON g.negotiation = m.negotiation AND g.issue = m.issue AND g.k = m.k
    ),
    spells AS (SELECT *, sum(stands AND step IS NULL) OVER (PARTITION BY negotiation, issue ORDER BY k) AS spell FROM standing),
    reached AS (SELECT *, max(CASE WHEN stands THEN step END) OVER (PARTITION BY negotiation, issue, spell ORDER BY k) AS highest FROM spells),
    e AS MATERIALIZED (SELECT * FROM reached WHERE stands AND coalesce(step >= highest, 1)),
    decided AS MATERIALIZED (SELECT negotiation, issue, status, max(k) AS k FROM e GROUP BY negotiation, issue),
    broken AS MATERIALIZED (
        SELECT m.negotiation, m.issue, max(m.k) AS k FROM e m JOIN decided d ON d.negotiation = m.negotiation AND d.issue = m.issue
        WHERE m.status <> d.status GROUP BY m.negotiation, m.issue
    ),
    held AS MATERIALIZED (
        SELECT d.negotiation, d.issue, d.status, m.k, m.id, m.known_by, min(m.k) OVER (PARTITION BY d.negotiation, d.issue) AS began
        FROM decided d JOIN e m ON m.negotiation = d.negotiation AND m.issue = d.issue
        LEFT JOIN broken b ON b.negotiation = d.negotiation AND b.issue = d.issue WHERE m.k > coalesce(b.k, 0)
    ),
    back AS MATERIALIZED (
        SELECT h.negotiation, h.issue, max(s.k) AS opposed, max(s.given_up) AS given_up
        FROM (SELECT DISTINCT negotiation, issue, status, began FROM held) h
        JOIN given_up s ON s.negotiation = h.negotiation AND s.issue = h.issue AND s.k > h.began
        WHERE h.status <> 'contested' GROUP BY h.negotiation, h.issue
    ),
    since AS MATERIALIZED (
        SELECT h.negotiation, h.issue, h.status, json_group_array(h.id) AS proof, max(b.given_up) AS given_up,
               CASE WHEN max(b.given_up) IS NULL THEN min(h.k)
                    ELSE min(coalesce(min(CASE WHEN h.k > b.opposed THEN h.k END), max(b.given_up)), max(b.given_up)) END AS k
        FROM held h LEFT JOIN back b ON b.negotiation = h.negotiation AND b.issue = h.issue GROUP BY h.negotiation, h.issue
    )
    SELECT s.negotiation, s.issue, s.status, m.known_by,
           CASE WHEN s.k = s.given_up AND s.proof NOT LIKE '%"' || m.id || '"%' THEN json_insert(s.proof, '$[#]', m.id) ELSE s.proof END
    FROM since s JOIN m ON m.negotiation = s.negotiation AND m.issue = s.issue AND m.k = s.k ORDER BY s.negotiation, s.issue"""
)
_POSITIONS = (
    _HAPPENED
    + """,
    ranked AS (
        SELECT i.issue, p.party, h.id, h.type, h.date, coalesce(h.stance, h.summary), h.quote, h.article, lag(h.id) OVER w, h.known_by,
               row_number() OVER (PARTITION BY i.issue, p.party ORDER BY h.known_by DESC, h.first_day DESC, h.type = 'position' DESC, h.recorded DESC, h.id DESC) AS k
        FROM happened h JOIN issue i ON i.n = h.n JOIN by_party p ON p.n = h.n
        WHERE h.type IN ('position', 'proposal', 'response')
        WINDOW w AS (PARTITION BY i.issue, p.party ORDER BY h.known_by, h.first_day, h.type = 'position', h.recorded, h.id)
    )
    SELECT issue, party, id FROM ranked WHERE k = 1 ORDER BY issue, party"""
)
STATUS = _STATUS.format(which="negotiation = :negotiation")
STATUS_OF_ALL = _STATUS.format(which="negotiation IS NOT NULL")
POSITIONS = _POSITIONS.format(which="negotiation = :negotiation")


def copy_to_sqlite(store: Path, path: Path) -> None:
    """Make a SQLite file at ``path`` from the events of a DuckDB store."""
    target = sqlite3.connect(path)
    target.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
    with reading(store) as source:
        for table, sql in _COPIES.items():
            cursor = source.execute(sql)
            slots = ", ".join("?" * len(cursor.description or ()))
            while rows := cursor.fetchmany(100_000):
                target.executemany(f"INSERT INTO {table} VALUES ({slots})", rows)
    target.commit()
    target.executescript(_INDEXES + "PRAGMA journal_mode = WAL;")
    target.close()


def open_sqlite(path: Path) -> sqlite3.Connection:
    """A connection with a cache of 1 GB, durable at each commit as DuckDB is."""
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA cache_size = -1000000; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;")
    return connection


def clocks(as_of: date, known_at: datetime) -> dict[str, Any]:
    """The two clocks as SQLite's tables count them: days and microseconds since 1970."""
    day = (as_of - date(1970, 1, 1)).days
    return {
        "as_of": day,
        "known_at": int((known_at.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1_000_000),
    }


def append_one(path: Path, id: str, negotiation: str) -> None:
    """Open, write one event, commit, close."""
    connection = open_sqlite(path)
    now = int(datetime.now(UTC).timestamp() * 1_000_000)
    (latest,) = connection.execute("SELECT max(recorded) FROM version").fetchone()
    row = (
        id,
        1,
        negotiation,
        max(now, latest + 1),
        None,
        "meeting",
        "actual",
        "summit",
        "2025-12-01",
        20423,
        20423,
        20423,
        "A meeting",
        None,
        "",
        "",
        "{}",
    )
    n = connection.execute(f"INSERT INTO version VALUES (NULL, {', '.join('?' * len(row))})", row).lastrowid
    connection.execute("INSERT INTO issue VALUES (?, 'issue-10')", (n,))
    connection.commit()
    connection.close()
