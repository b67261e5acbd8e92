-- What changed between two instants of recording, and negotiations side by side.

-- since and until are instants on the record clock (until: default everything recorded). Statuses, positions, accounts
-- and deadlines are compared as of the day of each instant, as known then.
CREATE OR REPLACE MACRO changes(negotiation, since, until := NULL) AS TABLE
    WITH own AS MATERIALIZED (SELECT DISTINCT id FROM event_history WHERE negotiation_id = negotiation),
    written AS (
        SELECT h.* FROM event_history h
        WHERE h.recorded_at > since::TIMESTAMPTZ AND h.recorded_at <= coalesce(until::TIMESTAMPTZ, now())
          AND h.id IN (FROM own)  -- a retraction names no negotiation
          AND h.id BETWEEN (SELECT min(id) FROM own) AND (SELECT max(id) FROM own)  -- bounds what is read
    ),
    recorded AS (
        SELECT CASE WHEN w.action = 'amend' THEN 'correction' WHEN w.action = 'retract' THEN 'retraction'
                    WHEN w.date_last < since::TIMESTAMPTZ::DATE THEN 'learned late' ELSE 'new event' END AS kind,
               w.id AS event_id, w.issues,
               CASE WHEN w.version > 1 THEN before.summary END AS before, w.summary AS after, w.reason AS why, w.recorded_at, w.author
        FROM written w LEFT JOIN event_history before ON before.id = w.id AND before.version = w.version - 1
    ),
    status_now AS (FROM issue_states(negotiation, as_of := coalesce(until::TIMESTAMPTZ, now())::DATE, known_at := coalesce(until::TIMESTAMPTZ, now()))),
    status_then AS (FROM issue_states(negotiation, as_of := since::TIMESTAMPTZ::DATE, known_at := since::TIMESTAMPTZ)),
    flipped AS (
        SELECT 'status' AS kind, n.proof[-1] AS event_id, [n.issue] AS issues, t.status AS before, n.status AS after, n.rule AS why
        FROM status_now n LEFT JOIN status_then t USING (issue) WHERE t.status IS DISTINCT FROM n.status
        UNION ALL
        SELECT 'status', NULL, [t.issue], t.status, NULL, 'nothing on record raises it any more'
        FROM status_then t ANTI JOIN status_now n USING (issue)
    ),
    position_now AS (FROM position_matrix(negotiation, as_of := coalesce(until::TIMESTAMPTZ, now())::DATE, known_at := coalesce(until::TIMESTAMPTZ, now()))),
    position_then AS (FROM position_matrix(negotiation, as_of := since::TIMESTAMPTZ::DATE, known_at := since::TIMESTAMPTZ)),
    moved AS (
        SELECT 'position' AS kind, n.event_id, [n.issue] AS issues, t.stance AS before, n.stance AS after, n.party || ' moved' AS why
        FROM position_now n JOIN position_then t USING (issue, party) WHERE t.event_id <> n.event_id
    ),
    disputed AS (
        SELECT 'two accounts' AS kind, n.other AS event_id, n.issues, n.one_says AS before, n.other_says AS after, 'against ' || n.one AS why
        FROM two_accounts(negotiation, as_of := coalesce(until::TIMESTAMPTZ, now())::DATE, known_at := coalesce(until::TIMESTAMPTZ, now())) n
        ANTI JOIN two_accounts(negotiation, as_of := since::TIMESTAMPTZ::DATE, known_at := since::TIMESTAMPTZ) t ON t.one = n.one AND t.other = n.other AND t.kind = n.kind
    ),
    passed AS (
        SELECT 'deadline passed' AS kind, n.event_id, [] AS issues, 'pending' AS before, n.outcome AS after, n.summary AS why
        FROM deadline_states(negotiation, as_of := coalesce(until::TIMESTAMPTZ, now())::DATE, known_at := coalesce(until::TIMESTAMPTZ, now())) n
        JOIN deadline_states(negotiation, as_of := since::TIMESTAMPTZ::DATE, known_at := since::TIMESTAMPTZ) t USING (event_id)
        WHERE t.outcome = 'pending' AND n.outcome <> 'pending'
    )
    SELECT kind, event_id, issues, before, after, why, recorded_at, author FROM recorded
    UNION ALL BY NAME FROM flipped UNION ALL BY NAME FROM moved UNION ALL BY NAME FROM disputed UNION ALL BY NAME FROM passed
    ORDER BY recorded_at NULLS FIRST, kind, issues, event_id;

-- The same facts of every negotiation, one row each: days from the first meeting to the first agreement, meetings held,
-- and each agreed term with its latest figure.
CREATE OR REPLACE MACRO comparison(as_of := NULL, known_at := NULL) AS TABLE
    WITH e AS (
        SELECT * FROM events_known_at(known_at := known_at)
        WHERE modality = 'actual' AND known_by <= coalesce(as_of, current_date)
    ),
    firsts AS (
        SELECT negotiation_id, min(known_by) FILTER (type = 'meeting') AS met, arg_min(event_id, known_by) FILTER (type = 'meeting') AS met_event,
               min(known_by) FILTER (type = 'agreement') AS agreed, arg_min(event_id, known_by) FILTER (type = 'agreement') AS agreed_event,
               count(*) FILTER (type = 'meeting') AS meetings
        FROM e GROUP BY negotiation_id
    ),
    agreed AS (
        SELECT e.negotiation_id, t.term."name" AS fact, t.term.per AS per, t.term.unit AS unit,
               arg_max(t.term."value", (e.known_by, e.recorded_at, e.event_id)) AS value,
               arg_max(e.event_id, (e.known_by, e.recorded_at, e.event_id)) AS event_id
        FROM e, unnest(e.terms) AS t(term) WHERE t.term."role" = 'agreed' GROUP BY ALL
    )
    SELECT negotiation_id, 'first meeting to first agreement' AS fact, 'days' AS unit, NULL AS per, (agreed - met)::DOUBLE AS value, agreed_event AS event_id
    FROM firsts WHERE agreed IS NOT NULL AND met IS NOT NULL
    UNION ALL BY NAME SELECT negotiation_id, 'meetings' AS fact, 'meetings' AS unit, NULL AS per, meetings::DOUBLE AS value, met_event AS event_id FROM firsts
    UNION ALL BY NAME FROM agreed
    ORDER BY fact, unit, per, negotiation_id;
