-- Further questions about the state of a negotiation, with the same two clocks as in 20_state.sql.

-- How many articles, and how many independent origins, stand behind each event. Copies of one text are one origin.
CREATE OR REPLACE MACRO corroboration(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH cited AS (
        SELECT DISTINCT e.event_id, q.span.article_id AS article_id
        FROM events_known_at(known_at := known_at, negotiation := negotiation) e, unnest(e.evidence) AS q(span)
        WHERE e.told_by <= coalesce(as_of, current_date)
    )
    SELECT c.event_id, count(*) AS articles, count(DISTINCT coalesce(a.copy_of, a.article_id)) AS origins,
           count(DISTINCT coalesce(a.copy_of, a.article_id)) = 1 AS single_source,
           list(DISTINCT a.publisher ORDER BY a.publisher) FILTER (a.publisher IS NOT NULL) AS publishers
    FROM cited c JOIN articles_known_at(known_at := known_at) a ON a.article_id = c.article_id
    WHERE a.published_first <= coalesce(as_of, current_date)
    GROUP BY c.event_id ORDER BY c.event_id;

-- For each term of each issue in one unit: what is demanded, offered, agreed and in force now, and how far apart the
-- latest demand and the latest offer of the other side are. Figures in other units are other rows: nothing is converted.
CREATE OR REPLACE MACRO gaps(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH f AS (
        SELECT *, row_number() OVER () AS n  -- gap_figures is in order of time within an issue and term
        FROM gap_figures(negotiation, as_of := as_of, known_at := known_at)
    ),
    latest AS (
        SELECT issue, term, unit, per, role, arg_max(value, n) AS value, arg_max(party, n) AS party, arg_max(event_id, n) AS event_id
        FROM f GROUP BY issue, term, unit, per, role
    )
    SELECT issue, term, unit, per,
           any_value(value) FILTER (role = 'demanded') AS demanded, any_value(party) FILTER (role = 'demanded') AS demanded_by,
           any_value(value) FILTER (role = 'offered') AS offered, any_value(party) FILTER (role = 'offered') AS offered_by,
           any_value(value) FILTER (role = 'agreed') AS agreed,
           any_value(value) FILTER (role = 'in_force') AS in_force,
           any_value(value) FILTER (role = 'threatened') AS threatened,
           any_value(value) FILTER (role = 'previous') AS previous,
           CASE WHEN any_value(party) FILTER (role = 'demanded') IS DISTINCT FROM any_value(party) FILTER (role = 'offered')
                THEN abs(any_value(value) FILTER (role = 'demanded') - any_value(value) FILTER (role = 'offered')) END AS distance,
           list(event_id ORDER BY event_id) AS events
    FROM latest WHERE role IS NOT NULL GROUP BY issue, term, unit, per ORDER BY issue, term, unit, per;

-- Each agreement with the days on which it was announced, signed, published and took effect, told apart, from the
-- agreements and measures that are part of it; behind where a day set for it is past and nothing says it was kept.
CREATE OR REPLACE MACRO commitments(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH e AS (
        SELECT * FROM events_known_at(known_at := known_at, negotiation := negotiation)
        WHERE told_by <= coalesce(as_of, current_date)
    ),
    h AS (SELECT event_id FROM happened(negotiation, as_of := as_of, known_at := known_at)),
    root AS (SELECT * FROM e JOIN h USING (event_id) WHERE type = 'agreement' AND len([l FOR l IN links IF l.rel = 'part_of']) = 0),
    part AS (
        SELECT event_id AS agreement, event_id, type, stage, modality, date_first, date_last, known_by, effective_last, outcome FROM root
        UNION ALL
        SELECT l.link.event_id, e.event_id, e.type, e.stage, e.modality, e.date_first, e.date_last, e.known_by, e.effective_last, e.outcome
        FROM e, unnest(e.links) AS l(link) WHERE l.link.rel = 'part_of' AND l.link.event_id IN (SELECT event_id FROM root)
    ),
    days AS (
        SELECT p.agreement,
               min(p.known_by) FILTER (p.type = 'agreement' AND coalesce(p.stage, 'framework') IN ('in_principle', 'framework')) AS announced,
               min(p.known_by) FILTER (p.type = 'agreement' AND p.stage IN ('signed', 'ratified')) AS signed,
               min(p.known_by) FILTER (p.type = 'measure' AND p.stage = 'published') AS published,
               min(coalesce(p.effective_last, p.known_by)) FILTER (
                   p.stage IN ('in_effect', 'in_force') OR p.type = 'measure' AND p.effective_last <= coalesce(as_of, current_date)
               ) AS in_effect
        FROM part p JOIN h USING (event_id) GROUP BY p.agreement
    ),
    late AS (
        SELECT p.agreement, list(p.event_id ORDER BY p.date_last, p.event_id) AS overdue
        FROM part p ANTI JOIN replaced_events(negotiation, as_of := as_of, known_at := known_at) USING (event_id)
        WHERE p.date_last < coalesce(as_of, current_date)
          AND CASE WHEN p.type = 'deadline' THEN coalesce(p.outcome, 'pending') IN ('pending', 'missed') AND p.modality <> 'cancelled'
                   ELSE p.modality = 'planned' END
        GROUP BY p.agreement
    )
    SELECT r.event_id AS agreement, r.issues, r.summary, d.announced, d.signed, d.published, d.in_effect,
           coalesce(l.overdue, []) AS overdue, l.overdue IS NOT NULL AS behind
    FROM root r LEFT JOIN days d ON d.agreement = r.event_id LEFT JOIN late l ON l.agreement = r.event_id
    ORDER BY r.known_by, r.event_id;

-- Claims that disagree: events tied by `contradicts`, and figures of one term, role and issue that differ between
-- accounts of the same time. Neither is chosen.
CREATE OR REPLACE MACRO two_accounts(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH h AS (FROM happened(negotiation, as_of := as_of, known_at := known_at)),
    e AS (SELECT * FROM events_known_at(known_at := known_at, negotiation := negotiation) WHERE told_by <= coalesce(as_of, current_date)),
    tied AS (
        SELECT 'claim' AS kind, b.issues, b.event_id AS one, a.event_id AS other, b.summary AS one_says, a.summary AS other_says,
               coalesce(b.reported_by, array_to_string(b.by_parties, ', ')) AS one_by,
               coalesce(a.reported_by, array_to_string(a.by_parties, ', ')) AS other_by
        FROM e a, unnest(a.links) AS l(link) JOIN e b ON b.event_id = l.link.event_id
        WHERE l.link.rel = 'contradicts'
    ),
    figure AS (
        SELECT h.event_id, h.date_first, h.date_last, h.reported_by, h.by_parties, h.issues, t.term
        FROM h, unnest(h.terms) AS t(term) WHERE t.term."role" IN ('agreed', 'in_force') AND t.term.bound = 'exactly'
    ),
    differing AS (
        SELECT 'figure' AS kind, a.issues, a.event_id AS one, b.event_id AS other,
               format('{} {} {} {}', a.term."name", a.term."value", a.term.unit, a.term."role") AS one_says,
               format('{} {} {} {}', b.term."name", b.term."value", b.term.unit, b.term."role") AS other_says,
               coalesce(a.reported_by, array_to_string(a.by_parties, ', ')) AS one_by,
               coalesce(b.reported_by, array_to_string(b.by_parties, ', ')) AS other_by
        FROM figure a JOIN figure b
          ON a.event_id < b.event_id AND a.term."name" = b.term."name" AND a.term.unit = b.term.unit AND a.term."role" = b.term."role"
         AND a.term."value" <> b.term."value" AND list_has_any(a.issues, b.issues)
         AND a.date_first <= b.date_last AND b.date_first <= a.date_last
    )
    FROM tied UNION ALL FROM differing ORDER BY one, other, kind;

-- Which persons met, how often, at what level, and when last.
CREATE OR REPLACE MACRO who_met_whom(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH present AS (
        SELECT h.event_id, h.format, h.known_by, h.date_last, h.date_edtf, a.actor_id, a.name, a.party
        FROM happened(negotiation, as_of := as_of, known_at := known_at) h, unnest(h.actors) AS x(actor_id) JOIN actors a ON a.actor_id = x.actor_id
        WHERE h.type = 'meeting'
    )
    SELECT one.name AS one, one.party AS one_party, other.name AS other, other.party AS other_party, count(*) AS meetings,
           list(DISTINCT one.format ORDER BY one.format) FILTER (one.format IS NOT NULL) AS formats,
           arg_max(one.date_edtf, (one.known_by, one.event_id)) AS last_date,
           min(coalesce(as_of, current_date) - one.date_last) AS days_since,
           list(one.event_id ORDER BY one.known_by, one.event_id) AS events
    FROM present one JOIN present other ON one.event_id = other.event_id AND one.party < other.party
    GROUP BY ALL ORDER BY meetings DESC, days_since, one.name, other.name;

-- The chain behind the status of each issue: every event that bears on it, the rule, and the quotation that proves it.
CREATE OR REPLACE MACRO status_explained(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    SELECT m.issue, m.n, m.known_by AS counts_from, m.event_id, m.type, e.date_edtf AS date,
           CASE WHEN m.decisive THEN m.status END AS settles, m.rule, e.summary, e.evidence[1].quote AS quote,
           e.date_first < m.known_by AS imprecise
    FROM status_moves(negotiation, as_of := as_of, known_at := known_at) m
    JOIN events_known_at(known_at := known_at, negotiation := negotiation) e ON e.event_id = m.event_id
    ORDER BY m.issue, m.n;
