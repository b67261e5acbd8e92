"""The record of some negotiations as flat tables, as told by a day and known at an instant: what is published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from timeline.store.clock import clocks
from timeline.store.comments import column_comment, result_comment
from timeline.store.state import QUESTIONS
from timeline.store.store import Reader

if TYPE_CHECKING:
    import polars

_EVENTS = """
    FROM events_known_at(known_at := $known_at::TIMESTAMPTZ)
    WHERE list_contains($negotiations, negotiation_id)
      AND ($as_of::DATE IS NULL OR least(told_by, known_by) <= $as_of::DATE)
"""
"""An event is told from the day of its earliest source, or from the day that it was on."""

_QUOTED = f"SELECT DISTINCT x.article_id FROM (SELECT unnest(evidence) AS x {_EVENTS})"
_USED_PARTIES = f"""
    SELECT DISTINCT party FROM (
        SELECT unnest(parties) AS party {_EVENTS}
        UNION ALL SELECT unnest(parties) FROM negotiations_known_at(known_at := $known_at::TIMESTAMPTZ)
        WHERE list_contains($negotiations, negotiation_id)
        UNION ALL SELECT party FROM actors_known_at(known_at := $known_at::TIMESTAMPTZ)
        WHERE actor_id IN (SELECT unnest(actors) {_EVENTS})
    )
"""
_ACTORS = f"""
    FROM actors_known_at(known_at := $known_at::TIMESTAMPTZ)
    WHERE NOT $some OR actor_id IN (SELECT unnest(actors) {_EVENTS})
"""

_TABLES = {
    "negotiations": """
        FROM negotiations_known_at(known_at := $known_at::TIMESTAMPTZ)
        WHERE list_contains($negotiations, negotiation_id) ORDER BY negotiation_id
    """,
    "parties": f"""
        FROM parties_known_at(known_at := $known_at::TIMESTAMPTZ)
        WHERE NOT $some OR party IN ({_USED_PARTIES}) ORDER BY party
    """,
    "actors": f"SELECT * EXCLUDE (offices) {_ACTORS} ORDER BY actor_id",
    "offices": f"""
        SELECT actor_id, n, o.title AS title, o.held AS held_edtf
        FROM (SELECT actor_id, unnest(offices) AS o, generate_subscripts(offices, 1) AS n {_ACTORS})
        ORDER BY actor_id, n
    """,
    "issues": """
        FROM issues_known_at(known_at := $known_at::TIMESTAMPTZ)
        WHERE list_contains($negotiations, negotiation_id) ORDER BY negotiation_id, issue_id
    """,
    "articles": f"""
        SELECT *, sha256(text) AS text_sha256, length(text) AS text_characters
        FROM articles_known_at(known_at := $known_at::TIMESTAMPTZ)
        WHERE article_id IN ({_QUOTED})
           OR (list_has_any(negotiations, $negotiations) OR NOT $some)
              AND ($as_of::DATE IS NULL OR certain_day(published_edtf, published_first, published_last) <= $as_of::DATE)
        ORDER BY published_first NULLS LAST, article_id
    """,
    "events": f"""
        SELECT * EXCLUDE (terms, evidence, links) {_EVENTS}
        ORDER BY date_first NULLS LAST, date_last NULLS LAST, event_id
    """,
    "terms": f"""
        SELECT event_id, n, x.name AS name, x.value AS value, x.unit AS unit, x.role AS role, x.party AS party,
               x.bound AS bound, x.per AS per
        FROM (SELECT event_id, unnest(terms) AS x, generate_subscripts(terms, 1) AS n {_EVENTS}) ORDER BY event_id, n
    """,
    "evidence": f"""
        SELECT event_id, n, x.article_id AS article_id, x."start" AS "start", x."end" AS "end", x.quote AS quote
        FROM (SELECT event_id, unnest(evidence) AS x, generate_subscripts(evidence, 1) AS n {_EVENTS})
        ORDER BY event_id, n
    """,
    "links": f"""
        SELECT event_id, n, x.rel AS rel, x.event_id AS target
        FROM (SELECT event_id, unnest(links) AS x, generate_subscripts(links, 1) AS n {_EVENTS}) ORDER BY event_id, n
    """,
}


def record_tables(
    reader: Reader,
    negotiations: Sequence[str],
    as_of: date | None = None,
    known_at: datetime | None = None,
    *,
    whole: bool = False,
) -> dict[str, polars.DataFrame]:
    """The record as frames, one a table, in a fixed order of rows; ``whole`` adds what no negotiation uses.

    Without ``as_of`` every event is there, also what no source had told by today.
    """
    values = {"negotiations": list(negotiations), "as_of": as_of, "known_at": known_at, "some": not whole}
    return {
        name: reader.frame(sql, {key: values[key] for key in values if f"${key}" in sql})
        for name, sql in _TABLES.items()
    }


def state_tables(
    reader: Reader, negotiations: Sequence[str], as_of: date | None = None, known_at: datetime | None = None
) -> dict[str, polars.DataFrame]:
    """The answer to every question about the negotiations, as ``state_QUESTION``, with whose answer it is first."""
    import polars

    as_of, known_at = clocks(reader.connection, as_of, known_at)
    found = {}
    for question in QUESTIONS:
        answers = [
            reader.answer(question, each, as_of, known_at).select(
                polars.lit(each).alias("negotiation_id"), polars.all()
            )
            for each in negotiations
        ]
        if answers:
            found[f"state_{question}"] = polars.concat(answers)
    return found


def column_meaning(table: str, column: str) -> str | None:
    """What a column of one of these tables means; None where nothing is said of it."""
    if not table.startswith("state_"):
        return column_comment(table, column)
    macro, _ = QUESTIONS[table.removeprefix("state_")]
    return result_comment(macro, column)
