-- What changed between two instants of recording, and negotiations side by side.

-- since and until are instants on the record clock (until: default everything recorded). Statuses, positions, accounts
-- and deadlines are compared as of the day of each instant (UTC; without until: today), as known then.
-- Learned late is an event whose last possible day (for an undated one, the day its earliest source had told it) is before
-- the day of since; one of that very day is a new event. What was written about an event is one change, from how it stood at
-- since to how it stands at until, however many entries lie between (entries counts them); author, recorded_at and why
-- are those of the entries that brought it there, without what was taken back or done again. Of an event that stands at
-- until as it stood at since, or stands at neither, nothing is told.
CREATE OR REPLACE MACRO changes(negotiation, since, until := NULL) AS TABLE
    WITH readings AS (  -- 1: at until, 2: at since
        SELECT 1 AS reading, coalesce(until::TIMESTAMPTZ::DATE, this_day()) AS on_day, coalesce(until::TIMESTAMPTZ, 'infinity'::TIMESTAMPTZ) AS at_instant
        UNION ALL SELECT 2, since::TIMESTAMPTZ::DATE, since::TIMESTAMPTZ
    ),
    versions AS MATERIALIZED (  -- every version by until, with the instant at which a later one took its place
        SELECT h.*, s.superseded_at
        FROM event_history h LEFT JOIN (FROM supersession WHERE kind = 'event') s ON s.id = h.id AND s.version = h.version
        WHERE h.negotiation_id = negotiation AND h.recorded_at <= coalesce(until::TIMESTAMPTZ, 'infinity'::TIMESTAMPTZ)
    ),
    written AS MATERIALIZED (
        SELECT * EXCLUDE (superseded_at) FROM versions WHERE recorded_at > since::TIMESTAMPTZ
        UNION ALL
        SELECT h.* FROM event_history h
        WHERE h.id IN (SELECT id FROM versions) AND h.negotiation_id IS DISTINCT FROM negotiation  -- a retraction names none
          AND h.id BETWEEN (SELECT min(id) FROM versions) AND (SELECT max(id) FROM versions)  -- bounds what is read
          AND h.recorded_at > since::TIMESTAMPTZ AND h.recorded_at <= coalesce(until::TIMESTAMPTZ, 'infinity'::TIMESTAMPTZ)
    ),
    told AS MATERIALIZED (  -- the same with the version that stood before, and where each record stands first and last
        SELECT *, min(version) OVER same AS first, max(version) OVER same AS last,
               max(version) OVER of_event AS latest, count(*) FILTER (new) OVER of_event AS entries
        FROM (
            SELECT true AS new, id, version, action, record, issues, summary, certain_from, told_by, recorded_at, author, reason FROM written
            UNION ALL BY NAME
            SELECT false AS new, id, max(version) AS version, arg_max_null(record, version) AS record,
                   arg_max_null(issues, version) AS issues, arg_max_null(summary, version) AS summary
            FROM event_history
            WHERE id IN (SELECT id FROM written) AND recorded_at <= since::TIMESTAMPTZ GROUP BY id
        )
        WINDOW same AS (PARTITION BY id, record), of_event AS (PARTITION BY id)
    ),
    net AS (  -- of each event, who brought it where it stands at until, and why: without what was taken back, or done again
        SELECT id, max(recorded_at) AS recorded_at, arg_max(author, version) AS author, list(reason ORDER BY version) FILTER (reason IS NOT NULL) AS reasons,
               array_to_string(list_filter(reasons, lambda r, n: list_position(reasons, r) = n), '; ') AS why
        FROM (FROM told WHERE new AND version = first) t
        ANTI JOIN (FROM told WHERE version > first) l ON l.id = t.id AND l.version > t.last AND l.first < t.version
        GROUP BY id
    ),
    entry AS MATERIALIZED (
        SELECT CASE WHEN n.action = 'retract' THEN 'retraction' WHEN t.record IS NOT NULL THEN 'correction'
                    WHEN coalesce(n.certain_from, n.told_by) < since::TIMESTAMPTZ::DATE THEN 'learned late' ELSE 'new event' END AS kind,
               n.id, coalesce(n.issues, t.issues) AS issues, t.summary AS old_summary, n.summary AS new_summary,
               net.why, net.recorded_at, net.author, n.entries,
               CASE WHEN n.action <> 'retract' THEN t.record END AS old, CASE WHEN t.record IS NOT NULL THEN n.record END AS new
        FROM (FROM told WHERE new AND version = latest) n
        LEFT JOIN (FROM told WHERE NOT new) t USING (id)
        JOIN net USING (id)
        WHERE n.record IS DISTINCT FROM t.record
    ),
    field AS (  -- the fields in which two versions differ, in the order of the record
        SELECT id, name, list_position(keys, name) AS place,
               json_extract(old, '$.' || name) AS old, json_extract(new, '$.' || name) AS new
        FROM (SELECT *, unnest(list_distinct(keys)) AS name
              FROM (SELECT *, list_concat(json_keys(new), json_keys(old)) AS keys FROM entry WHERE old IS NOT NULL))
        WHERE json_extract(old, '$.' || name) IS DISTINCT FROM json_extract(new, '$.' || name)
    ),
    worded AS (
        SELECT id, name, place, list_transform([old, new], lambda v: CASE
                   WHEN v IS NULL THEN 'none'
                   WHEN name = 'evidence' THEN array_to_string(json_extract_string(v, '$[*].quote'), ' … ')
                   WHEN json_type(v) = 'ARRAY' AND json_type(v, '$[0]') = 'VARCHAR' THEN array_to_string(json_extract_string(v, '$[*]'), ', ')
                   WHEN json_type(v) = 'ARRAY' THEN array_to_string([array_to_string(json_extract_string(x, '$.*'), ' ') FOR x IN json_extract(v, '$[*]')], ', ')
                   ELSE v ->> '$' END) AS words
        FROM field
    ),
    corrected AS (
        SELECT id, string_agg(name || ' ' || words[1], '; ' ORDER BY place) AS before, string_agg(name || ' ' || words[2], '; ' ORDER BY place) AS after
        FROM worded GROUP BY id
    ),
    recorded AS (
        SELECT e.kind, e.id AS event_id, e.issues, coalesce(c.before, e.old_summary) AS before,
               coalesce(c.after, e.new_summary) AS after, e.why, e.recorded_at, e.author, e.entries
        FROM entry e LEFT JOIN corrected c USING (id)
    ),
    moved_days AS (  -- see retold
        SELECT r.reading, t.id, t.version, arg_max_null(t.told_by, t.recorded_at) AS told_by, true AS moved
        FROM retelling t JOIN readings r ON t.recorded_at <= r.at_instant
        WHERE t.id BETWEEN (SELECT min(id) FROM versions) AND (SELECT max(id) FROM versions) GROUP BY ALL
    ),
    the_record AS MATERIALIZED (  -- see reading_of: both readings, from one look at the rows
        SELECT *, coalesce(certain_from, told_by) AS known_by
        FROM (
            SELECT r.*, false AS early_days, v.* REPLACE (CASE WHEN t.moved THEN t.told_by ELSE v.told_by END AS told_by)
            FROM versions v
            JOIN readings r ON v.recorded_at <= r.at_instant AND coalesce(v.superseded_at, 'infinity'::TIMESTAMPTZ) > r.at_instant
            LEFT JOIN moved_days t ON t.reading = r.reading AND t.id = v.id AND t.version = v.version
        )
    ),
    states AS MATERIALIZED (FROM issue_states('the_record')),
    flipped AS (
        SELECT 'status' AS kind, n.since_event AS event_id, [issue] AS issues, t.status AS before, n.status AS after,
               CASE WHEN n.status IS NULL THEN 'nothing on record raises it any more' ELSE n.rule END AS why
        FROM (FROM states WHERE reading = 1) n FULL JOIN (FROM states WHERE reading = 2) t USING (issue)
        WHERE t.status IS DISTINCT FROM n.status
    ),
    stances AS MATERIALIZED (FROM stances_in('the_record')),
    moved AS (
        SELECT 'position' AS kind, coalesce(n.event_id, t.event_id) AS event_id, [issue] AS issues, t.stance AS before, n.stance AS after,
               coalesce(n.party, t.party, 'a party that is not stated') || CASE WHEN t.event_id IS NULL THEN ' had taken no position before'
                             WHEN n.event_id IS NULL THEN ' has no position on record any more'
                             WHEN n.event_id = t.event_id THEN ': the record of its position was corrected'
                             WHEN n.known_by < t.known_by THEN ': the later position no longer stands on record'
                             ELSE ' moved' END AS why
        FROM (FROM stances WHERE reading = 1) n FULL JOIN (FROM stances WHERE reading = 2) t USING (issue, holder)
        WHERE n.event_id IS DISTINCT FROM t.event_id OR n.stance IS DISTINCT FROM t.stance
    ),
    accounts AS MATERIALIZED (FROM accounts_in('the_record')),
    disputed AS (
        SELECT 'two accounts' AS kind, n.other AS event_id, n.issues, n.one_says AS before, n.other_says AS after, 'against ' || n.one AS why
        FROM accounts n ANTI JOIN (FROM accounts WHERE reading = 2) t ON t.one = n.one AND t.other = n.other AND t.kind = n.kind
        WHERE n.reading = 1
    ),
    due AS MATERIALIZED (
        SELECT *, [l.event_id FOR l IN links IF l.rel = 'supersedes'] AS replaces FROM deadlines_in('the_record')
    ),
    came AS (  -- each deadline now, with what stood then: itself, or the one that it takes the place of
        SELECT n.* EXCLUDE (reading), t.due AS due_then, t.outcome AS was
        FROM due n LEFT JOIN (
            SELECT n.event_id AS now_id, t.due, t.outcome
            FROM (SELECT event_id, unnest(list_prepend(event_id, replaces)) AS then_id FROM due WHERE reading = 1) n
            JOIN due t ON t.reading = 2 AND t.event_id = n.then_id
        ) t ON t.now_id = n.event_id
        WHERE n.reading = 1 AND (t.now_id IS NOT NULL OR n.date_last >= since::TIMESTAMPTZ::DATE)
    ),
    passed AS (
        SELECT CASE outcome WHEN 'extended' THEN 'deadline extended' WHEN 'met' THEN 'deadline met' WHEN 'cancelled' THEN 'deadline cancelled'
                    WHEN 'pending' THEN 'deadline moved' ELSE 'deadline passed' END AS kind, event_id, issues,
               CASE WHEN outcome = 'pending' THEN due_then ELSE was END AS before, CASE WHEN outcome = 'pending' THEN due ELSE outcome END AS after,
               summary AS why
        FROM came
        WHERE CASE WHEN outcome = 'pending' THEN due_then <> due AND len(replaces) > 0 ELSE coalesce(was, 'pending') = 'pending' END
    )
    SELECT kind, event_id, issues, before, after, why, recorded_at, author, entries FROM recorded
    UNION ALL BY NAME FROM flipped UNION ALL BY NAME FROM moved UNION ALL BY NAME FROM disputed UNION ALL BY NAME FROM passed
    ORDER BY recorded_at NULLS FIRST, kind, issues, event_id, why, before, after;

-- The same facts of every negotiation, or of those listed, one row each: days from the first meeting to the first
-- agreement, meetings of two or more parties, and each agreed term with its latest figure, of each party where it is one party's.
-- The days are a value only where both first days are known to the day; else value is null, and value_low and value_high
-- are the fewest and the most days that the dates allow. The same of a term of which the latest event tells several figures:
-- value_low and value_high are the least and the most. bound: about where one is an estimate,
-- at_least or at_most where all are such limits.
-- Meetings and agreements without a date do not count for it. What was over before the talks are said to have begun is no
-- meeting and no agreement of theirs.
CREATE OR REPLACE MACRO comparison(as_of := NULL, known_at := NULL, negotiations := NULL) AS TABLE
    WITH chosen AS (
        SELECT negotiation_id, coalesce(began_first, '-infinity') AS began FROM negotiations_known_at(known_at := known_at)
        WHERE negotiations IS NULL OR list_contains(negotiations::VARCHAR[], negotiation_id)
    ),
    e AS MATERIALIZED (
        SELECT e.negotiation_id, e.event_id, e.known_by >= chosen.began AS theirs,
               CASE WHEN e.type <> 'meeting' OR len(e.parties) > 1 THEN e.type END AS type, e.date_edtf, e.date_first, e.date_last, e.known_by, e.recorded_at, e.terms
        FROM events_known_at(known_at := known_at) e JOIN chosen USING (negotiation_id)
        WHERE e.modality = 'actual' AND e.known_by <= coalesce(as_of, this_day())
    ),
    firsts AS (
        SELECT negotiation_id,
               min(date_first) FILTER (type = 'meeting') AS met_first, min(date_last) FILTER (type = 'meeting' AND date_first IS NOT NULL) AS met_last,
               arg_min(event_id, (known_by, event_id)) FILTER (type = 'meeting') AS met_event,
               min(date_first) FILTER (type = 'agreement') AS agreed_first,
               min(date_last) FILTER (type = 'agreement' AND date_first IS NOT NULL) AS agreed_last,
               arg_min(event_id, (known_by, event_id)) FILTER (type = 'agreement' AND date_edtf IS NOT NULL) AS agreed_event,
               count(*) FILTER (type = 'meeting') AS meetings
        FROM e WHERE theirs GROUP BY negotiation_id
    ),
    pace AS (
        SELECT negotiation_id, (agreed_first - met_last)::DOUBLE AS low, (agreed_last - met_first)::DOUBLE AS high, agreed_event AS event_id
        FROM firsts WHERE agreed_event IS NOT NULL AND met_first IS NOT NULL
    ),
    agreed AS (
        SELECT e.negotiation_id, t.term."name" AS fact, t.term.per AS per, t.term.unit AS unit, t.term.party AS party,
               e.event_id, t.term."value" AS figure, t.term.bound AS bound,
               rank() OVER (PARTITION BY e.negotiation_id, fact, unit, per, t.term.party ORDER BY e.known_by DESC, e.recorded_at DESC, e.event_id DESC) AS age
        FROM e, unnest(e.terms) AS t(term) WHERE t.term."role" = 'agreed'
    ),
    latest AS (  -- one event may tell several figures of a term: limits, or rates of several goods
        SELECT negotiation_id, fact, unit, per, party, any_value(event_id) AS event_id, count(DISTINCT (figure, bound)) > 1 AS several,
               CASE WHEN NOT several THEN any_value(figure) END AS value,
               CASE WHEN several THEN min(figure) END AS value_low, CASE WHEN several THEN max(figure) END AS value_high,
               CASE WHEN count(DISTINCT bound) = 1 THEN nullif(any_value(bound), 'exactly') WHEN bool_or(bound = 'about') THEN 'about' END AS bound
        FROM agreed WHERE age = 1 GROUP BY ALL
    ),
    facts AS (
        SELECT negotiation_id, 'first meeting to first agreement' AS fact, 'days' AS unit, NULL::VARCHAR AS per, NULL::VARCHAR AS party,
               CASE WHEN low = high THEN low END AS value, CASE WHEN low IS DISTINCT FROM high THEN low END AS value_low,
               CASE WHEN low IS DISTINCT FROM high THEN high END AS value_high, event_id
        FROM pace
        UNION ALL BY NAME SELECT negotiation_id, 'meetings' AS fact, 'meetings' AS unit, meetings::DOUBLE AS value, met_event AS event_id FROM firsts
        UNION ALL BY NAME SELECT * EXCLUDE (several) FROM latest
    )
    SELECT negotiation_id, fact, unit, per, party, value, value_low, value_high, bound, event_id FROM facts
    ORDER BY fact, unit, per, party, negotiation_id;
