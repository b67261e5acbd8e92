-- The records as they stand, or stood as known at an instant. Macros take known_at (default: everything recorded).
-- Defaults are NULL and read as "now" inside: DuckDB would freeze now() at the moment the macro is created.

-- Today: the day where the person is who asks, as the program tells it to each connection (the times of which are in UTC);
-- else the day by the time zone of the session.
CREATE OR REPLACE MACRO this_day() AS coalesce(getvariable('this_day')::DATE, current_date);

-- The day by which what an EDTF date names has happened, or begun, for certain: its last possible day; of an interval with
-- an open end the last possible day of its beginning; null where it has no beginning either.
CREATE OR REPLACE MACRO certain_day(edtf, first_possible, last_possible) AS
    CASE WHEN last_possible IS NOT NULL OR first_possible IS NULL THEN last_possible
         WHEN regexp_matches(edtf, '^\d{4}-\d\d-\d\d[~?%]?/') THEN first_possible
         WHEN regexp_matches(edtf, '^\d{4}-\d\d-\dX[~?%]?/') THEN least(first_possible - day(first_possible)::INTEGER % 10 + 9, last_day(first_possible))
         WHEN regexp_matches(edtf, '^\d{4}-(0\d|1[0-2])(-XX)?[~?%]?/') THEN last_day(first_possible)
         WHEN regexp_matches(edtf, '^\d{4}-0X') THEN make_date(year(first_possible), 9, 30)
         WHEN regexp_matches(edtf, '^\d{4}-(2[1-4]|3[3-6])[~?%]?/') THEN last_day((first_possible + INTERVAL 2 MONTH)::DATE)
         WHEN regexp_matches(edtf, '^\d{4}-3[789][~?%]?/') THEN last_day((first_possible + INTERVAL 3 MONTH)::DATE)
         WHEN regexp_matches(edtf, '^\d{4}-4[01][~?%]?/') THEN last_day((first_possible + INTERVAL 5 MONTH)::DATE)
         WHEN regexp_matches(edtf, '^\d{3}X[~?%]?/') THEN make_date(year(first_possible) + 9, 12, 31)
         WHEN regexp_matches(edtf, '^\d\dXX[~?%]?/') THEN make_date(year(first_possible) + 99, 12, 31)
         ELSE make_date(year(first_possible), 12, 31) END;

-- Days from a date to a day, counted from the last day that the date may mean; null where that is open, or where the date
-- is less precise than a month: a number of days would say more than any source does.
CREATE OR REPLACE MACRO days_from(first_possible, last_possible, to_day) AS
    CASE WHEN last_possible - first_possible <= 31 THEN to_day - last_possible END;

-- Versions of a kind that a later change had replaced by then.
CREATE OR REPLACE MACRO replaced_versions(kind_name, known_at := NULL) AS TABLE
    SELECT id, version FROM supersession
    WHERE kind = kind_name AND superseded_at <= coalesce(known_at, 'infinity'::TIMESTAMPTZ);

CREATE OR REPLACE MACRO articles_known_at(known_at := NULL) AS TABLE
    SELECT h.article_id, h.published_edtf, h.published_first, h.published_last, h.publisher, h.title, h.url,
           h.language, h.source_id, h.copy_of, h.negotiations, h.record ->> 'text' AS text,
           h.version, h.recorded_at, h.author
    FROM article_history h ANTI JOIN replaced_versions('article', known_at := known_at) s USING (id, version)
    WHERE h.action <> 'retract' AND h.recorded_at <= coalesce(known_at, 'infinity'::TIMESTAMPTZ);

-- The day by which the sources of an event had told it, where a correction of a source has moved that day.
CREATE OR REPLACE MACRO retold(known_at := NULL) AS TABLE
    SELECT id, version, arg_max_null(told_by, recorded_at) AS told_by, true AS moved FROM retelling
    WHERE recorded_at <= coalesce(known_at, 'infinity'::TIMESTAMPTZ) GROUP BY id, version;

-- What corrections of articles from an instant on say for events that were recorded before: told_by is the earliest
-- day of the event's sources, each as it stood at the instant of the correction.
CREATE OR REPLACE MACRO retellings_since(since) AS TABLE
    WITH corrected AS (
        SELECT id AS article_id, recorded_at FROM article_history
        WHERE version > 1 AND action <> 'retract' AND recorded_at >= since
    ),
    cites AS (
        SELECT id, version, recorded_at AS written_at, evidence, unnest(list_distinct([x.article_id FOR x IN evidence])) AS article_id
        FROM event_history
    ),
    moved AS (
        SELECT DISTINCT e.id, e.version, c.recorded_at, e.evidence
        FROM cites e JOIN corrected c USING (article_id) WHERE e.written_at < c.recorded_at
    ),
    source AS (
        SELECT id, version, recorded_at, unnest(list_distinct([x.article_id FOR x IN evidence])) AS article_id FROM moved
    ),
    told AS (
        SELECT s.id, s.version, s.recorded_at, arg_max_null(certain_day(a.published_edtf, a.published_first, a.published_last), a.version) AS told_by
        FROM source s JOIN article_history a ON a.id = s.article_id
        WHERE a.action <> 'retract' AND a.recorded_at <= s.recorded_at
        GROUP BY s.id, s.version, s.recorded_at, s.article_id
    )
    SELECT id, version, recorded_at, min(told_by) AS told_by FROM told GROUP BY ALL ORDER BY ALL;

-- The rows among some of event_history (the name of a table of them) that stood at an instant, with certain_from, the last
-- possible day of a dated event.
CREATE OR REPLACE MACRO standing_rows(rows_of_history, known_at := NULL) AS TABLE
    WITH e AS (
        SELECT h.* REPLACE (CASE WHEN r.moved THEN r.told_by ELSE h.told_by END AS told_by)
        FROM query_table(rows_of_history) h
        -- not ANTI JOIN: for one negotiation only the outer join is turned round to read no more than its own ids
        LEFT JOIN (SELECT *, true AS found FROM replaced_versions('event', known_at := known_at)) s ON s.id = h.id AND s.version = h.version
        LEFT JOIN retold(known_at := known_at) r ON r.id = h.id AND r.version = h.version
        WHERE s.found IS NULL AND h.action <> 'retract' AND h.recorded_at <= coalesce(known_at, 'infinity'::TIMESTAMPTZ)
    )
    SELECT e.id AS event_id, e.negotiation_id, e.type, e.modality, e.date_edtf, e.date_first, e.date_last,
           coalesce(e.certain_from, e.told_by) AS known_by, e.told_by,
           e.parties, e.by_parties, e.actors, e.issues, e.summary, e.reported_by,
           e.format, e.place, e.duration_minutes, e.act, e.to_parties, e.verdict, e.stance, e.direction,
           e.stage, e.instrument, e.effective_edtf, e.effective_first, e.effective_last, e.outcome, e.judgement,
           e.terms, e.evidence, e.links, e.version, e.recorded_at, e.author, e.certain_from
    FROM e;

-- Events of all negotiations, or of one: naming it here is much faster than filtering afterwards.
CREATE OR REPLACE MACRO events_known_at(known_at := NULL, negotiation := NULL) AS TABLE
    WITH own_rows AS NOT MATERIALIZED (FROM event_history h WHERE h.negotiation_id = negotiation OR negotiation IS NULL)
    SELECT * EXCLUDE (certain_from) FROM standing_rows('own_rows', known_at := known_at);

CREATE OR REPLACE MACRO parties_known_at(known_at := NULL) AS TABLE
    SELECT h.party, h.name, h.kind, h.members, h.version, h.recorded_at, h.author
    FROM party_history h ANTI JOIN replaced_versions('party', known_at := known_at) s USING (id, version)
    WHERE h.action <> 'retract' AND h.recorded_at <= coalesce(known_at, 'infinity'::TIMESTAMPTZ);

CREATE OR REPLACE VIEW parties AS FROM parties_known_at();

CREATE OR REPLACE MACRO negotiations_known_at(known_at := NULL) AS TABLE
    SELECT h.negotiation_id, h.title, h.parties, h.began_edtf, h.began_first, h.began_last,
           h.ended_edtf, h.ended_first, h.ended_last, h.stalled_after_days, h.description,
           h.version, h.recorded_at, h.author
    FROM negotiation_history h ANTI JOIN replaced_versions('negotiation', known_at := known_at) s USING (id, version)
    WHERE h.action <> 'retract' AND h.recorded_at <= coalesce(known_at, 'infinity'::TIMESTAMPTZ);

CREATE OR REPLACE MACRO issues_known_at(known_at := NULL) AS TABLE
    SELECT h.negotiation_id, h.issue_id, h.name, h.phrases, h.parent, h.links, h.version, h.recorded_at, h.author
    FROM issue_history h ANTI JOIN replaced_versions('issue', known_at := known_at) s USING (id, version)
    WHERE h.action <> 'retract' AND h.recorded_at <= coalesce(known_at, 'infinity'::TIMESTAMPTZ);

CREATE OR REPLACE VIEW negotiations AS FROM negotiations_known_at();

CREATE OR REPLACE MACRO actors_known_at(known_at := NULL) AS TABLE
    SELECT h.actor_id, h.name, h.party, h.kind, h.aliases, h.offices, h.version, h.recorded_at, h.author
    FROM actor_history h ANTI JOIN replaced_versions('actor', known_at := known_at) s USING (id, version)
    WHERE h.action <> 'retract' AND h.recorded_at <= coalesce(known_at, 'infinity'::TIMESTAMPTZ);

CREATE OR REPLACE VIEW actors AS FROM actors_known_at();

CREATE OR REPLACE VIEW issues AS FROM issues_known_at();

CREATE OR REPLACE VIEW articles AS FROM articles_known_at();

CREATE OR REPLACE VIEW drafts AS
    WITH d AS (SELECT h.* FROM draft_history h ANTI JOIN replaced_versions('draft') s USING (id, version) WHERE h.action <> 'retract'),
    c AS (SELECT h.* FROM decision_history h ANTI JOIN replaced_versions('decision') s USING (id, version) WHERE h.action <> 'retract')
    SELECT d.draft_id, coalesce(c.verdict, 'pending') AS state, d.article_id, d.negotiation_id, d.type, d.modality,
           d.date_edtf, d.date_first, d.date_last, d.parties, d.by_parties, d.actors, d.issue, d.summary, d.terms,
           d.evidence, d.reported_by, d.attributes, d.links, d.rule, d.words, d.extractor, c.event_id,
           c.author AS decided_by, c.recorded_at AS decided_at, c.reason AS decision_reason, d.recorded_at, d.record
    FROM d LEFT JOIN c ON c.id = d.id;

CREATE OR REPLACE VIEW events AS FROM events_known_at();

CREATE OR REPLACE VIEW meetings AS
    SELECT event_id, negotiation_id, modality, date_edtf, date_first, date_last, parties, actors, issues, summary,
           format, place, duration_minutes, reported_by
    FROM events WHERE type = 'meeting';

CREATE OR REPLACE VIEW links AS
    SELECT event_id, negotiation_id, l.rel AS rel, l.event_id AS target
    FROM (SELECT event_id, negotiation_id, unnest(links) AS l FROM events);

CREATE OR REPLACE VIEW proposals AS
    SELECT e.event_id, e.negotiation_id, e.modality, e.date_edtf, e.date_first, e.date_last, e.parties, e.by_parties,
           e.to_parties, e.act, e.actors, e.issues, e.summary, e.terms, e.reported_by,
           [l.event_id FOR l IN e.links IF l.rel = 'responds_to'] AS responds_to
    FROM events e WHERE e.type = 'proposal';

CREATE OR REPLACE VIEW responses AS
    SELECT e.event_id, e.negotiation_id, e.modality, e.date_edtf, e.date_first, e.date_last, e.parties, e.by_parties,
           e.verdict, e.actors, e.issues, e.summary, e.reported_by,
           [l.event_id FOR l IN e.links IF l.rel = 'responds_to'] AS responds_to
    FROM events e WHERE e.type = 'response';

CREATE OR REPLACE VIEW positions AS
    SELECT event_id, negotiation_id, modality, date_edtf, date_first, date_last, known_by, parties, by_parties, actors,
           issues, stance, direction, summary, terms, reported_by
    FROM events WHERE type = 'position';

CREATE OR REPLACE VIEW agreements AS
    SELECT event_id, negotiation_id, modality, date_edtf, date_first, date_last, parties, actors, issues, stage,
           summary, terms, reported_by
    FROM events WHERE type = 'agreement';

CREATE OR REPLACE VIEW measures AS
    SELECT event_id, negotiation_id, modality, date_edtf, date_first, date_last, parties, by_parties, actors, issues,
           instrument, stage, effective_edtf, effective_first, effective_last, summary, terms, reported_by
    FROM events WHERE type = 'measure';

CREATE OR REPLACE VIEW deadlines AS
    SELECT event_id, negotiation_id, modality, date_edtf AS due_edtf, date_first AS due_first, date_last AS due_last,
           parties, by_parties, issues, outcome, summary, reported_by
    FROM events WHERE type = 'deadline';

CREATE OR REPLACE VIEW assessments AS
    SELECT event_id, negotiation_id, modality, date_edtf, date_first, date_last, known_by, parties, by_parties, actors,
           issues, judgement, summary, reported_by
    FROM events WHERE type = 'assessment';

CREATE OR REPLACE VIEW participants AS
    SELECT event_id, negotiation_id, party, NULL::VARCHAR AS actor_id,
           CASE WHEN list_contains(by_parties, party) THEN 'by' WHEN list_contains(to_parties, party) THEN 'to' ELSE 'with' END AS role
    FROM (SELECT *, unnest(parties) AS party FROM events)
    UNION ALL
    SELECT p.event_id, p.negotiation_id, a.party, p.actor_id,
           CASE WHEN list_contains(p.by_parties, a.party) THEN 'by' WHEN list_contains(p.to_parties, a.party) THEN 'to' ELSE 'with' END
    FROM (SELECT *, unnest(actors) AS actor_id FROM events) p LEFT JOIN actors a ON a.actor_id = p.actor_id;

CREATE OR REPLACE VIEW terms AS
    SELECT event_id, negotiation_id, type, date_edtf, t."name" AS name, t."value" AS value, t.unit AS unit, t."role" AS role,
           t.party AS party, t.bound AS bound, t.per AS per
    FROM (SELECT *, unnest(terms) AS t FROM events);

CREATE OR REPLACE VIEW evidence AS
    SELECT event_id, negotiation_id, q.article_id AS article_id, q."start" AS "start", q."end" AS "end", q.quote AS quote
    FROM (SELECT *, unnest(evidence) AS q FROM events);

CREATE OR REPLACE VIEW log AS
    SELECT recorded_at, author, 'party' AS kind, id, version, action, reason, record FROM party_history
    UNION ALL BY NAME SELECT recorded_at, author, 'negotiation' AS kind, id, version, action, reason, record FROM negotiation_history
    UNION ALL BY NAME SELECT recorded_at, author, 'actor' AS kind, id, version, action, reason, record FROM actor_history
    UNION ALL BY NAME SELECT recorded_at, author, 'issue' AS kind, id, version, action, reason, record FROM issue_history
    UNION ALL BY NAME SELECT recorded_at, author, 'article' AS kind, id, version, action, reason, record FROM article_history
    UNION ALL BY NAME SELECT recorded_at, author, 'draft' AS kind, id, version, action, reason, record FROM draft_history
    UNION ALL BY NAME SELECT recorded_at, author, 'decision' AS kind, id, version, action, reason, record FROM decision_history
    UNION ALL BY NAME SELECT recorded_at, author, 'event' AS kind, id, version, action, reason, record FROM event_history;
