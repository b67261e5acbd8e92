-- Where a negotiation stands. Every macro takes two clocks: as_of (a day; default today) and known_at (an instant;
-- default everything recorded). One rule for imprecise dates: an event counts from known_by, its last possible day; an
-- undated one from the day its earliest source had told it, which is the latest day on which it can have happened.

-- What each event does to the status of its issues. A decisive row settles the status until the next decisive one;
-- the others only tell a raised issue from one under discussion. '*' is any other value, or none.
CREATE OR REPLACE VIEW status_rules AS
    SELECT * FROM (VALUES
        ('agreement',  'in_force',     'implemented',         true,  'an agreement on it is in force'),
        ('agreement',  'signed',       'agreed',              true,  'an agreement on it was signed'),
        ('agreement',  'ratified',     'agreed',              true,  'an agreement on it was ratified'),
        ('agreement',  'suspended',    'contested',           true,  'the agreement on it was suspended'),
        ('agreement',  'terminated',   'contested',           true,  'the agreement on it was ended'),
        ('agreement',  '*',            'agreed_in_principle', true,  'the parties agreed on it without signing'),
        ('response',   'accepts',      'agreed_in_principle', true,  'a proposal on it was accepted'),
        ('response',   'rejects',      'contested',           true,  'a proposal on it was rejected'),
        ('response',   'resists',      'contested',           true,  'a proposal on it is resisted'),
        ('response',   'considers',    'under_discussion',    true,  'a proposal on it is being considered'),
        ('response',   '*',            'under_discussion',    false, 'a proposal on it was answered'),
        ('position',   'opposes',      'contested',           true,  'a party opposes'),
        ('position',   '*',            'raised',              false, 'a party took a position on it'),
        ('proposal',   'counter',      'under_discussion',    false, 'a counter-proposal was made'),
        ('proposal',   '*',            'raised',              false, 'a proposal on it was made'),
        ('meeting',    '*',            'under_discussion',    false, 'the parties met on it'),
        ('measure',    'implements',   'implemented',         true,  'a measure put the agreement on it into effect'),
        ('measure',    'paused',       'under_discussion',    true,  'a measure on it was paused'),
        ('measure',    'revoked',      'under_discussion',    true,  'a measure on it was revoked'),
        ('measure',    'amended',      'under_discussion',    false, 'a measure on it was amended'),
        ('measure',    'unilateral',   'contested',           true,  'one side took or threatened a measure'),
        ('measure',    '*',            'raised',              false, 'a party took a measure of its own on it'),
        ('assessment', 'deferred',     'deferred',            true,  'it was put off'),
        ('assessment', 'dropped',      'dropped',             true,  'it was dropped'),
        ('assessment', '*',            'raised',              false, 'somebody described where it stands'),
        ('deadline',   '*',            'raised',              false, 'a deadline was set for it')
    ) AS t(type, value, status, decisive, rule);

-- Events of a negotiation that had happened by a day; a conditional measure is a threat, and a threat happens.
-- Of one negotiation, or of all where it is NULL. With early, each imprecise date counts from its first possible day.
CREATE OR REPLACE MACRO happened(negotiation, as_of := NULL, known_at := NULL, early := false) AS TABLE
    SELECT * REPLACE (CASE WHEN early THEN coalesce(date_first, known_by) ELSE known_by END AS known_by)
    FROM events_known_at(known_at := known_at, negotiation := negotiation)
    WHERE (modality = 'actual' OR (modality = 'conditional' AND type = 'measure'))
      AND CASE WHEN early THEN coalesce(date_first, known_by) ELSE known_by END <= coalesce(as_of, current_date);

-- Plans and deadlines of which a later record, told of by the day, says what became of them.
CREATE OR REPLACE MACRO replaced_events(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    SELECT DISTINCT l.link.event_id AS event_id
    FROM events_known_at(known_at := known_at, negotiation := negotiation) e, unnest(e.links) AS l(link)
    WHERE l.link.rel = 'supersedes' AND e.told_by <= coalesce(as_of, current_date);

-- Each event that had happened, once for each of its issues, with the rule that applies to it.
CREATE OR REPLACE MACRO status_moves(negotiation, as_of := NULL, known_at := NULL, early := false) AS TABLE
    WITH named AS (
        SELECT *, CASE type
            WHEN 'agreement' THEN stage WHEN 'response' THEN verdict WHEN 'position' THEN direction
            WHEN 'proposal' THEN act WHEN 'assessment' THEN judgement
            WHEN 'measure' THEN CASE
                WHEN stage IN ('paused', 'revoked', 'amended') THEN stage
                WHEN len(parties) < 2 THEN '*'
                WHEN len([l FOR l IN links IF l.rel = 'part_of']) = 0 THEN 'unilateral'
                WHEN coalesce(effective_last, known_by) > coalesce(as_of, current_date) THEN '*'
                ELSE 'implements' END
            END AS value
        FROM happened(negotiation, as_of := as_of, known_at := known_at, early := early)
    ),
    h AS (  -- what implements an agreement does so from the day it takes effect
        SELECT * REPLACE (CASE WHEN value = 'implements' THEN greatest(known_by, effective_last) ELSE known_by END AS known_by)
        FROM named
    )
    SELECT h.negotiation_id, h.issue, h.event_id, h.type, h.known_by, h.date_first, h.recorded_at, h.by_parties, h.value,
           coalesce(r.status, any_rule.status) AS status,
           coalesce(r.decisive, any_rule.decisive) AS decisive,
           coalesce(r.rule, any_rule.rule) AS rule,
           row_number() OVER (
               PARTITION BY h.negotiation_id, h.issue ORDER BY h.known_by, h.date_first NULLS FIRST, h.recorded_at, h.event_id
           ) AS n
    FROM (SELECT * EXCLUDE (issues), unnest(issues) AS issue FROM h) h
    LEFT JOIN status_rules r ON r.type = h.type AND r.value = h.value
    LEFT JOIN status_rules any_rule ON any_rule.type = h.type AND any_rule.value = '*';

-- The status of every issue raised, of one negotiation or of all where it is NULL. Only the moves since the issue last
-- had another status are put in order: to order all of them takes most of the time where there are millions.
CREATE OR REPLACE MACRO issue_states(negotiation, as_of := NULL, known_at := NULL, early := false) AS TABLE
    WITH m AS MATERIALIZED (
        SELECT negotiation_id, issue, event_id, type, value, known_by, date_first, recorded_at, status, decisive, rule
        FROM status_moves(negotiation, as_of := as_of, known_at := known_at, early := early)
    ),
    last_days AS (
        SELECT negotiation_id, issue, CASE WHEN decisive THEN status END AS settled, min(known_by) AS first_day, max(known_by) AS last_day,
               max(CASE WHEN type NOT IN ('assessment', 'deadline') THEN known_by END) AS last_move
        FROM m GROUP BY ALL
    ),
    raised AS MATERIALIZED (  -- from other_day on: no decisive event of a status but the latest is later
        SELECT negotiation_id, issue, min(first_day) AS since, max(last_move) AS last_move,
               (list(last_day ORDER BY last_day DESC) FILTER (settled IS NOT NULL))[2] AS other_day
        FROM last_days GROUP BY ALL
    ),
    latest AS MATERIALIZED (
        SELECT m.*, row_number() OVER (
                   PARTITION BY m.negotiation_id, m.issue ORDER BY m.known_by, m.date_first NULLS FIRST, m.recorded_at, m.event_id
               ) AS n
        FROM m JOIN raised r USING (negotiation_id, issue) WHERE m.known_by >= coalesce(r.other_day, r.since)
    ),
    decided AS MATERIALIZED (
        SELECT negotiation_id, issue, arg_max(status, n) AS status, arg_max(rule, n) AS rule
        FROM latest WHERE decisive GROUP BY ALL
    ),
    broken AS (  -- the last decisive event that said otherwise
        SELECT negotiation_id, issue, max(m.n) AS n
        FROM latest m JOIN decided d USING (negotiation_id, issue) WHERE m.decisive AND m.status <> d.status GROUP BY ALL
    ),
    decisive AS (
        SELECT negotiation_id, issue, any_value(d.status) AS status, any_value(d.rule) AS rule, min(m.known_by) AS since,
               list(m.event_id ORDER BY m.n) AS proof
        FROM latest m JOIN decided d USING (negotiation_id, issue) LEFT JOIN broken b USING (negotiation_id, issue)
        WHERE m.decisive AND m.n > coalesce(b.n, 0) GROUP BY ALL
    ),
    undecided AS (FROM latest ANTI JOIN decided d USING (negotiation_id, issue)),
    discussed AS (
        SELECT negotiation_id, issue, 'under_discussion' AS status, arg_min(rule, n) AS rule, min(known_by) AS since,
               list(event_id ORDER BY n) AS proof
        FROM undecided WHERE status = 'under_discussion' GROUP BY ALL
    ),
    only_raised AS (
        SELECT negotiation_id, issue, arg_min(rule, n) AS rule, [arg_min(event_id, n)] AS proof FROM undecided GROUP BY ALL
    ),
    deadlock AS (
        SELECT negotiation_id, issue, list(m.event_id ORDER BY m.known_by, m.date_first NULLS FIRST, m.recorded_at, m.event_id) AS events
        FROM m JOIN raised r USING (negotiation_id, issue)
        WHERE m.type = 'assessment' AND m.value = 'deadlocked' AND m.known_by >= coalesce(r.last_move, m.known_by) GROUP BY ALL
    )
    SELECT r.negotiation_id, r.issue, i.name, coalesce(d.status, s.status, 'raised') AS status, coalesce(d.since, s.since, r.since) AS since,
           coalesce(r.last_move, r.since) AS last_move,
           coalesce(as_of, current_date) - coalesce(r.last_move, r.since) AS days_since_move,
           coalesce(d.status, s.status, 'raised') NOT IN ('agreed', 'implemented', 'dropped')
               AND coalesce(as_of, current_date) - coalesce(r.last_move, r.since) > n.stalled_after_days AS stalled,
           coalesce(k.events, []) AS reported_deadlock,
           coalesce(d.rule, s.rule, o.rule) AS rule, coalesce(d.proof, s.proof, o.proof) AS proof
    FROM raised r
    LEFT JOIN decisive d USING (negotiation_id, issue) LEFT JOIN discussed s USING (negotiation_id, issue)
    LEFT JOIN only_raised o USING (negotiation_id, issue) LEFT JOIN deadlock k USING (negotiation_id, issue)
    LEFT JOIN issues_known_at(known_at := known_at) i ON i.negotiation_id = r.negotiation_id AND i.issue_id = r.issue
    LEFT JOIN negotiations_known_at(known_at := known_at) n ON n.negotiation_id = r.negotiation_id;

-- With status_if_early: what the status would be if each imprecise date meant its first possible day.
CREATE OR REPLACE MACRO status(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    SELECT s.* EXCLUDE (negotiation_id), CASE WHEN e.status <> s.status THEN e.status END AS status_if_early
    FROM issue_states(negotiation, as_of := as_of, known_at := known_at) s
    LEFT JOIN issue_states(negotiation, as_of := as_of, known_at := known_at, early := true) e ON e.issue = s.issue
    WHERE negotiation IS NOT NULL ORDER BY s.issue;

-- The same of all negotiations at once, without status_if_early.
CREATE OR REPLACE MACRO status_of_all(as_of := NULL, known_at := NULL) AS TABLE
    FROM issue_states(NULL, as_of := as_of, known_at := known_at) ORDER BY negotiation_id, issue;

-- The latest stance of each party on each issue, with what it took the place of.
CREATE OR REPLACE MACRO position_matrix(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    SELECT i.issue, p.party, h.event_id, h.type, h.date_edtf AS date, coalesce(h.stance, h.summary) AS stance,
           h.actors AS speakers, h.evidence[1].quote AS quote, h.evidence[1].article_id AS article_id,
           lag(h.event_id) OVER w AS replaced, h.known_by
    FROM happened(negotiation, as_of := as_of, known_at := known_at) h, unnest(h.issues) AS i(issue), unnest(h.by_parties) AS p(party)
    WHERE h.type IN ('position', 'proposal', 'response')
    WINDOW w AS (PARTITION BY i.issue, p.party ORDER BY h.known_by, h.date_first NULLS FIRST, h.recorded_at, h.event_id)
    QUALIFY row_number() OVER (PARTITION BY i.issue, p.party ORDER BY h.known_by DESC, h.date_first DESC NULLS LAST, h.recorded_at DESC, h.event_id DESC) = 1
    ORDER BY i.issue, p.party;

-- Every proposal with its answers: responses, counters and agreements that are linked to it. An agreement accepts it.
CREATE OR REPLACE MACRO asks(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH h AS (FROM happened(negotiation, as_of := as_of, known_at := known_at)),
    answers AS (
        SELECT l.link.event_id AS ask, h.event_id, h.type, h.known_by, h.recorded_at,
               CASE WHEN h.type = 'agreement' THEN 'accepts' ELSE h.verdict END AS verdict
        FROM h, unnest(h.links) AS l(link)
        WHERE l.link.rel = 'responds_to' AND h.type IN ('response', 'proposal', 'agreement')
    ),
    answered AS (
        SELECT ask, list(event_id ORDER BY known_by, recorded_at, event_id) AS answered_by,
               arg_max(verdict, (known_by, recorded_at, event_id)) FILTER (type <> 'proposal') AS verdict,
               bool_or(type = 'proposal') AS countered
        FROM answers GROUP BY ask
    )
    SELECT h.event_id, h.date_edtf AS date, h.act, h.by_parties, h.to_parties, h.issues, h.summary, a.verdict,
           coalesce(a.answered_by, []) AS answered_by,
           NOT coalesce(a.countered, false) AND coalesce(a.verdict, '') NOT IN ('accepts', 'rejects') AS open,
           CASE WHEN h.date_last - h.date_first <= 31 THEN coalesce(as_of, current_date) - h.date_last END AS age_days
    FROM h LEFT JOIN answered a ON a.ask = h.event_id
    WHERE h.type = 'proposal'
    ORDER BY h.known_by, h.event_id;

-- The figures that each side put on each term of each issue, over time.
CREATE OR REPLACE MACRO gap_figures(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    SELECT i.issue, t.term."name" AS term, t.term.unit AS unit, t.term."role" AS role,
           coalesce(t.term.party, CASE WHEN len(h.by_parties) = 1 THEN h.by_parties[1] END) AS party,
           t.term."value" AS value, t.term.per AS per, h.date_edtf AS date, h.event_id
    FROM happened(negotiation, as_of := as_of, known_at := known_at) h, unnest(h.issues) AS i(issue), unnest(h.terms) AS t(term)
    ORDER BY i.issue, term, h.known_by, h.event_id, role, value;

-- Deadlines that had been told of by the day, and what came of them; unknown where the day is past and nobody said.
-- A record that supersedes a deadline (it was met, missed, moved) takes its place from the day that it was told.
CREATE OR REPLACE MACRO deadline_states(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    SELECT event_id, date_edtf AS due, summary,
           CASE WHEN modality = 'cancelled' THEN 'cancelled'
                WHEN outcome IN ('met', 'missed', 'extended') THEN outcome
                WHEN date_last IS NULL THEN 'unknown'
                WHEN date_last >= coalesce(as_of, current_date) THEN 'pending' ELSE 'unknown' END AS outcome,
           date_last - coalesce(as_of, current_date) AS days_left
    FROM events_known_at(known_at := known_at, negotiation := negotiation)
    ANTI JOIN replaced_events(negotiation, as_of := as_of, known_at := known_at) USING (event_id)
    WHERE type = 'deadline' AND modality <> 'denied' AND told_by <= coalesce(as_of, current_date)
    ORDER BY date_last NULLS LAST, event_id;

-- How often which parties met, and when last.
CREATE OR REPLACE MACRO meeting_tally(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    SELECT parties, count(*) AS meetings, arg_max(event_id, (known_by, recorded_at, event_id)) AS last_event,
           arg_max(date_edtf, (known_by, recorded_at, event_id)) AS last_date,
           min(coalesce(as_of, current_date) - date_last) AS days_since
    FROM happened(negotiation, as_of := as_of, known_at := known_at) WHERE type = 'meeting' AND len(parties) > 1
    GROUP BY parties ORDER BY meetings DESC, parties;

-- What happened lately, latest first.
CREATE OR REPLACE MACRO recent_events(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    SELECT event_id, type, date_edtf, known_by, summary
    FROM happened(negotiation, as_of := as_of, known_at := known_at)
    WHERE type <> 'deadline' ORDER BY known_by DESC, date_first DESC NULLS LAST, event_id DESC;

-- What had been announced by the day and lies ahead of it, soonest first.
CREATE OR REPLACE MACRO coming_events(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    SELECT event_id, type, modality, date_edtf, summary
    FROM events_known_at(known_at := known_at, negotiation := negotiation)
    ANTI JOIN replaced_events(negotiation, as_of := as_of, known_at := known_at) USING (event_id)
    WHERE told_by <= coalesce(as_of, current_date)
      AND modality IN ('planned', 'conditional') AND (type = 'deadline' OR modality = 'planned')
      AND date_last >= coalesce(as_of, current_date)
    ORDER BY date_last, date_first, event_id;
