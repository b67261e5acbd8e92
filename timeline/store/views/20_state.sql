-- Where a negotiation stands. Every macro takes two clocks: as_of (a day; default today) and known_at (an instant;
-- default everything recorded). One rule for imprecise dates: an event counts from known_by, its last possible day; an
-- undated one from the day its earliest source had told it, which is the latest day on which it can have happened.

-- What each event does to the status of its issues. A decisive row settles the status until the next decisive one;
-- the others only tell a raised issue from one under discussion. '*' is any other value, or none.
-- An agreement of which the text is final but unsigned has no stage of its own: it is recorded as in_principle or
-- framework, and the issue is agreed in principle until somebody signs.
-- Five rules look at more than the event itself:
--   A measure that is part of something implements it once it is in effect: from the day that it takes effect, or where
--   nobody said which, from its publication (as an order, a notice) or its being in effect. A threat stays a threat,
--   whatever it is part of; one that is only announced, or of a stage that nobody said, settles nothing (the value part).
--   A deadline bears on an issue from the day that it was told, not from the day that it is due.
--   To announce a measure is a move in itself: one that is planned bears on its issues from the day that it was told, as one
--   side's, or as a part where it is part of something, until a record that takes its place calls it off. That its day
--   passes makes nothing of it: until a source tells that it took effect, it implements nothing, and its figures are threatened ones.
--   An opposing position settles nothing any more once each party that took it has taken a later position on the issue
--   that does not oppose; the status is then what the other events make it, since the day of that later position.
--   A lower stage of agreement does not lower a higher one that stands: after agreed comes agreed_in_principle only
--   where something else (a threat, a refusal, an opposition ...) has settled the status in between.
CREATE OR REPLACE VIEW status_rules AS
    SELECT row_number() OVER ()::SMALLINT AS rule_n, * FROM (VALUES
        ('agreement',  'in_force',     'implemented',         true,  'an agreement on it is in force'),
        ('agreement',  'signed',       'agreed',              true,  'an agreement on it was signed'),
        ('agreement',  'ratified',     'agreed',              true,  'an agreement on it was ratified'),
        ('agreement',  'suspended',    'contested',           true,  'the agreement on it was suspended'),
        ('agreement',  'terminated',   'contested',           true,  'the agreement on it was ended'),
        ('agreement',  '*',            'agreed_in_principle', true,  'the parties agreed on it; no signature is on record'),
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
        ('measure',    'part',         'raised',              false, 'a measure that is part of an agreement on it was announced'),
        ('measure',    'paused',       'under_discussion',    true,  'a measure on it was paused'),
        ('measure',    'revoked',      'under_discussion',    true,  'a measure on it was revoked'),
        ('measure',    'amended',      'under_discussion',    false, 'a measure on it was amended'),
        ('measure',    'unilateral',   'contested',           true,  'one side took or threatened a measure'),
        ('measure',    '*',            'raised',              false, 'a party took a measure of its own on it'),
        ('assessment', 'deferred',     'deferred',            true,  'it was put off'),
        ('assessment', 'dropped',      'dropped',             true,  'it was dropped'),
        ('assessment', 'deadlocked',   'raised',              false, 'somebody described where it stands'),
        ('assessment', '*',            'raised',              false, 'somebody described where it stands'),
        ('deadline',   '*',            'raised',              false, 'a deadline was set for it')
    ) AS t(type, value, status, decisive, rule);

-- A reading is the record of a negotiation, or of all where it is NULL, as known at an instant, looked at from a day. The
-- macros below that take `readings` take the name of a table of such rows, in which several readings may stand, told apart
-- by number: what a question needs is then worked out once for all of them. In one with early_days, each imprecise date
-- counts from its first possible day.
CREATE OR REPLACE MACRO reading_of(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    SELECT 1 AS reading, coalesce(as_of, this_day()) AS on_day, coalesce(known_at::TIMESTAMPTZ, 'infinity'::TIMESTAMPTZ) AS at_instant,
           false AS early_days, e.*
    FROM events_known_at(known_at := known_at, negotiation := negotiation) e;

-- Events that happen or are set: facts, threats (a conditional measure), measures announced, and deadlines. early_by is the
-- first possible day; effective_by and effective_early are the last and the first possible day on which a measure takes
-- effect, of an open interval those of its beginning.
CREATE OR REPLACE MACRO bearing_events(readings) AS TABLE
    SELECT *, coalesce(date_first, known_by) AS early_by, coalesce(effective_first, effective_last) AS effective_early,
           certain_day(effective_edtf, effective_first, effective_last) AS effective_by
    FROM query_table(readings)
    WHERE modality = 'actual' OR (modality = 'conditional' AND type = 'measure') OR (modality = 'planned' AND type IN ('deadline', 'measure'));

-- Those that may have happened by the day; sure: whether their last possible day is past.
CREATE OR REPLACE MACRO may_have_happened(readings) AS TABLE
    SELECT *, known_by <= on_day AS sure FROM bearing_events(readings) WHERE modality <> 'planned' AND early_by <= on_day;

-- Those that had happened for certain.
CREATE OR REPLACE MACRO happened(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH the_record AS (FROM reading_of(negotiation, as_of := as_of, known_at := known_at))
    SELECT * EXCLUDE (reading, on_day, at_instant, early_days, early_by, sure, effective_early)
    FROM may_have_happened('the_record') WHERE sure;

-- Measures that were announced and have been called off by the day, by a record that takes their place.
CREATE OR REPLACE MACRO called_off(readings) AS TABLE
    SELECT DISTINCT reading, link.event_id AS event_id, true AS off
    FROM (SELECT reading, unnest(links) AS link FROM query_table(readings) WHERE type = 'measure' AND modality = 'cancelled' AND told_by <= on_day)
    WHERE link.rel = 'supersedes';

-- Each event that bears on an issue by the day, once for each of its issues, with the number of the rule of its own kind.
CREATE OR REPLACE MACRO status_moves(readings) AS TABLE
    WITH counted AS (
        SELECT reading, on_day, negotiation_id, event_id, type, modality, date_first, recorded_at, issues, stage, verdict, direction, act, judgement, effective_early,
               parties, links, CASE WHEN type = 'position' THEN by_parties END AS by_parties,
               CASE WHEN type = 'deadline' OR modality = 'planned' THEN told_by WHEN early_days THEN early_by ELSE known_by END AS known_by,
               CASE WHEN type = 'measure' THEN CASE WHEN early_days THEN effective_early ELSE effective_by END END AS effect_by
        FROM bearing_events(readings) LEFT JOIN called_off(readings) USING (reading, event_id)
        WHERE modality <> 'planned' OR NOT coalesce(off, false)
    ),
    named AS (
        SELECT *, CASE type
            WHEN 'agreement' THEN stage WHEN 'response' THEN verdict WHEN 'position' THEN direction
            WHEN 'proposal' THEN act WHEN 'assessment' THEN judgement
            WHEN 'measure' THEN CASE
                WHEN stage IN ('paused', 'revoked', 'amended') THEN stage
                WHEN len(parties) < 2 THEN '*'
                WHEN modality = 'conditional' OR stage = 'threatened' OR len([l FOR l IN links IF l.rel = 'part_of']) = 0 THEN 'unilateral'
                WHEN modality = 'planned' THEN 'part'
                WHEN effect_by <= on_day OR (effect_by IS NULL AND stage IN ('published', 'in_effect')) THEN 'implements'
                ELSE 'part' END
            END AS value
        FROM counted WHERE known_by <= on_day
    ),
    ruled AS (
        SELECT h.*, coalesce(r.rule_n, any_rule.rule_n) AS rule_n
        FROM named h LEFT JOIN status_rules r ON r.type = h.type AND r.value = h.value
        LEFT JOIN status_rules any_rule ON any_rule.type = h.type AND any_rule.value = '*'
    )
    SELECT reading, negotiation_id, unnest(issues) AS issue, event_id, rule_n, date_first, recorded_at, by_parties,
           CASE WHEN type = 'deadline' THEN true
                WHEN type = 'measure' AND value = 'implements' AND effect_by >= known_by THEN days_from(effective_early, effect_by, on_day) IS NOT NULL
                ELSE days_from(date_first, known_by, on_day) IS NOT NULL END AS countable,
           -- what implements an agreement does so from the day it takes effect
           CASE WHEN type = 'measure' THEN CASE WHEN value = 'implements' THEN greatest(known_by, effect_by) ELSE known_by END ELSE known_by END AS known_by
    FROM ruled;

-- The same in order, where it settles the status still: oppositions given up (given_up: the place in the order of the
-- position that did so) and lower stages of what stands settle nothing. Unless whole is set, only the moves since each
-- issue last had a status of another kind: to order all of them takes most of the time where there are millions.
-- bounded: there was one, and no move before it changes anything. moves is the name of a table of status_moves.
CREATE OR REPLACE MACRO moves_in_effect(moves, whole := false) AS TABLE
    WITH m AS MATERIALIZED (FROM query_table(moves)),
    last_of_rule AS (
        SELECT reading, negotiation_id, issue, rule_n, min(known_by) AS first_day, max(known_by) AS last_day,
               min(known_by) FILTER (countable) AS first_countable, max(known_by) FILTER (countable) AS last_countable
        FROM m GROUP BY ALL
    ),
    last_days AS (  -- the stages of agreement are of one kind; oppositions may be given up, so that they bound nothing
        SELECT reading, negotiation_id, issue,
               CASE WHEN NOT decisive OR type = 'position' THEN NULL
                    WHEN status IN ('agreed_in_principle', 'agreed', 'implemented') THEN 'agreement' ELSE status END AS kind,
               min(first_day) AS first_day, max(last_day) AS last_day, min(first_countable) AS first_countable,
               max(last_day) FILTER (type NOT IN ('assessment', 'deadline')) AS last_move,
               max(last_countable) FILTER (type NOT IN ('assessment', 'deadline')) AS countable_move
        FROM last_of_rule l JOIN status_rules r USING (rule_n) GROUP BY ALL
    ),
    raised AS MATERIALIZED (  -- from other_day on: no decisive event of a kind but the latest is later. g: one number for all three keys
        SELECT row_number() OVER () AS g, *
        FROM (
            SELECT reading, negotiation_id, issue, min(first_day) AS raised_on, max(last_move) AS last_move,
                   coalesce(CASE WHEN max(last_move) IS NULL THEN min(first_day) = min(first_countable) ELSE max(last_move) = max(countable_move) END, false) AS countable,
                   (list(last_day ORDER BY last_day DESC) FILTER (kind IS NOT NULL))[2] AS other_day
            FROM last_days GROUP BY ALL
        )
    ),
    late AS (
        SELECT r.g, r.other_day, m.event_id, m.rule_n, m.date_first, m.recorded_at, m.by_parties, m.known_by
        FROM m JOIN raised r USING (reading, negotiation_id, issue)
        WHERE whole OR r.other_day IS NULL OR m.known_by >= least(r.other_day, r.last_move)
    ),
    latest AS MATERIALIZED (  -- where two kinds have settled it, what settles nothing tells nothing more, except of a deadlock or an opposition
        SELECT m.* EXCLUDE (rule_n, other_day), u.type, u.value, u.status, u.decisive, u.rule, row_number() OVER (
                   PARTITION BY m.g ORDER BY m.known_by, m.date_first NULLS FIRST, m.recorded_at, m.event_id
               ) AS n
        FROM late m JOIN status_rules u USING (rule_n)
        WHERE whole OR m.other_day IS NULL OR u.decisive OR u.type = 'position' OR u.value = 'deadlocked'
    ),
    stances AS (
        SELECT g, n, value, min(CASE WHEN value <> 'opposes' THEN n END) OVER (
                   PARTITION BY g, party ORDER BY n DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
               ) AS given_up
        FROM (SELECT g, n, value, unnest(by_parties) AS party FROM latest WHERE type = 'position')
    ),
    given_up AS (
        SELECT g, n, max(given_up) AS given_up FROM stances WHERE value = 'opposes' GROUP BY g, n HAVING count(given_up) = count(*)
    ),
    standing AS (
        SELECT l.*, p.given_up, l.decisive AND p.given_up IS NULL AS stands,
               CASE l.status WHEN 'agreed_in_principle' THEN 1 WHEN 'agreed' THEN 2 WHEN 'implemented' THEN 3 END AS step
        FROM latest l LEFT JOIN given_up p USING (g, n)
    ),
    spells AS (  -- a spell ends with each event that settles a status other than a stage of agreement
        SELECT *, count(*) FILTER (stands AND step IS NULL) OVER (PARTITION BY g ORDER BY n) AS spell FROM standing
    ),
    reached AS (
        SELECT *, max(step) FILTER (stands) OVER (PARTITION BY g, spell ORDER BY n) AS highest FROM spells
    )
    SELECT g, r.reading, r.negotiation_id, r.issue, n, event_id, type, value, known_by, date_first, recorded_at, r.raised_on, r.last_move, r.countable,
           r.other_day IS NOT NULL AND r.last_move IS NOT NULL AS bounded, given_up, status,
           stands AND coalesce(step >= highest, true) AS decisive,
           CASE WHEN given_up IS NOT NULL THEN 'a party opposed, and has taken another position since'
                WHEN stands AND step < highest THEN rule || ', which does not undo what stands' ELSE rule END AS rule
    FROM reached JOIN raised r USING (g);

-- The status of every issue raised, in each reading, from the moves in a table of that name.
CREATE OR REPLACE MACRO states_after(moves) AS TABLE
    WITH m AS MATERIALIZED (FROM moves_in_effect(moves)),
    raised AS (
        SELECT g, any_value(reading) AS reading, any_value(negotiation_id) AS negotiation_id, any_value(issue) AS issue,
               any_value(raised_on) AS raised_on, any_value(last_move) AS last_move, any_value(countable) AS countable, any_value(bounded) AS bounded,
               list(event_id ORDER BY n) FILTER (value = 'deadlocked' AND known_by >= coalesce(last_move, known_by)) AS deadlock,
               arg_max(status, n) FILTER (decisive) AS status
        FROM m GROUP BY g
    ),
    broken AS (  -- the last decisive event that said otherwise
        SELECT g, d.status, coalesce(max(m.n) FILTER (m.decisive AND m.status <> d.status), 0) AS n
        FROM m JOIN raised d USING (g) GROUP BY g, d.status
    ),
    held AS MATERIALIZED (  -- the events that make the status, in order
        SELECT g, b.status IS NOT NULL AS settled, bool_or(m.status = 'under_discussion') AS discussed,
               coalesce(b.status, CASE WHEN discussed THEN 'under_discussion' ELSE 'raised' END) AS status,
               CASE WHEN settled THEN arg_min(m.rule, m.n) FILTER (m.decisive AND m.n > b.n)
                    WHEN discussed THEN arg_min(m.rule, m.n) FILTER (m.status = 'under_discussion') ELSE arg_min(m.rule, m.n) END AS rule,
               CASE WHEN settled THEN list(m.n ORDER BY m.n) FILTER (m.decisive AND m.n > b.n)
                    WHEN discussed THEN list(m.n ORDER BY m.n) FILTER (m.status = 'under_discussion') ELSE [min(m.n)] END AS ns,
               CASE WHEN settled THEN list(m.event_id ORDER BY m.n) FILTER (m.decisive AND m.n > b.n)
                    WHEN discussed THEN list(m.event_id ORDER BY m.n) FILTER (m.status = 'under_discussion') ELSE [arg_min(m.event_id, m.n)] END AS proof
        FROM m JOIN broken b USING (g) GROUP BY g, b.status
    ),
    back AS (  -- where an opposition stood in between, the status holds from when it was given up
        SELECT g, max(m.n) AS opposed, max(m.given_up) AS given_up
        FROM m JOIN held s USING (g)
        WHERE m.given_up IS NOT NULL AND s.status <> 'contested' AND CASE WHEN s.settled THEN m.n ELSE m.given_up END > s.ns[1]
        GROUP BY g
    ),
    since AS (
        SELECT s.*, b.given_up, CASE WHEN b.given_up IS NULL THEN s.ns[1]
                        WHEN s.settled THEN least(list_min([x FOR x IN s.ns IF x > b.opposed]), b.given_up) ELSE b.given_up END AS n
        FROM held s LEFT JOIN back b USING (g)
    )
    SELECT r.reading, r.negotiation_id, r.issue, s.status, m.known_by AS since, m.event_id AS since_event, coalesce(r.last_move, r.raised_on) AS last_move, r.countable,
           coalesce(r.deadlock, []) AS reported_deadlock,
           -- the rule of the event that since is the day of; of a position that gave up an opposition, the one that holds from then on
           CASE WHEN list_contains(s.ns, m.n) THEN m.rule ELSE s.rule || ', and the opposition to it was given up' END AS rule,
           CASE WHEN list_contains(s.ns, m.n) THEN s.proof ELSE list_append(s.proof, m.event_id) END AS proof, r.bounded
    FROM since s JOIN m USING (g, n) JOIN raised r USING (g);

CREATE OR REPLACE MACRO issue_states(readings) AS TABLE
    WITH all_moves AS (FROM status_moves(readings)) FROM states_after('all_moves');

-- The status of every issue of one negotiation, with status_if_early: what the status would be if each imprecise date
-- meant its first possible day. A last move of an inexact date counts as stalled only from the last day that it may mean,
-- so that an issue is never called stalled too early; the days since are then no number.
CREATE OR REPLACE MACRO status(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH the_record AS MATERIALIZED (FROM reading_of(negotiation, as_of := as_of, known_at := known_at) WHERE negotiation IS NOT NULL),
    both_readings AS (FROM the_record UNION ALL SELECT * REPLACE (2 AS reading, true AS early_days) FROM the_record),
    states AS MATERIALIZED (FROM issue_states('both_readings'))
    SELECT s.issue, i.name, s.status, s.since, s.last_move,
           CASE WHEN s.countable THEN coalesce(as_of, this_day()) - s.last_move END AS days_since_move,
           s.status NOT IN ('agreed', 'implemented', 'dropped') AND coalesce(as_of, this_day()) - s.last_move > n.stalled_after_days AS stalled,
           s.reported_deadlock, s.rule, s.proof, CASE WHEN e.status <> s.status THEN e.status END AS status_if_early
    FROM states s LEFT JOIN states e ON e.issue = s.issue AND e.reading = 2
    LEFT JOIN issues_known_at(known_at := known_at) i ON i.negotiation_id = s.negotiation_id AND i.issue_id = s.issue
    LEFT JOIN negotiations_known_at(known_at := known_at) n ON n.negotiation_id = s.negotiation_id
    WHERE s.reading = 1 ORDER BY s.issue;

-- The same of all negotiations at once, without status_if_early. Of most issues the last four months settle where they
-- stand; only for the others is everything read.
CREATE OR REPLACE MACRO status_of_all(as_of := NULL, known_at := NULL) AS TABLE
    WITH late_rows AS (  -- of rows left out none counts in these months: a deadline and a plan do when told, a measure maybe when it takes effect
        FROM event_history
        WHERE certain_from IS NULL OR certain_from >= coalesce(as_of, this_day()) - 122 OR type = 'deadline' OR effective_edtf IS NOT NULL
           OR (modality = 'planned' AND type = 'measure')
    ),
    late_record AS (
        SELECT 1 AS reading, coalesce(as_of, this_day()) AS on_day, false AS early_days, *
        FROM standing_rows('late_rows', known_at := known_at)
        WHERE CASE WHEN type = 'deadline' OR modality = 'planned' THEN told_by ELSE known_by END >= coalesce(as_of, this_day()) - 122 OR effective_edtf IS NOT NULL
    ),
    late_moves AS (FROM status_moves('late_record') WHERE known_by >= coalesce(as_of, this_day()) - 122),
    late_states AS MATERIALIZED (FROM states_after('late_moves')),
    open_issues AS MATERIALIZED (
        SELECT DISTINCT negotiation_id, issue_id AS issue FROM issue_history h
        ANTI JOIN (FROM late_states WHERE bounded) s ON s.negotiation_id = h.negotiation_id AND s.issue = h.issue_id
        WHERE action <> 'retract'
    ),
    open_rows AS (SELECT h.* FROM event_history h SEMI JOIN open_issues USING (negotiation_id)),
    open_record AS (
        SELECT 1 AS reading, coalesce(as_of, this_day()) AS on_day, false AS early_days, *
        FROM standing_rows('open_rows', known_at := known_at)
    ),
    open_moves AS (FROM status_moves('open_record') SEMI JOIN open_issues USING (negotiation_id, issue)),
    states AS (FROM late_states WHERE bounded UNION ALL FROM states_after('open_moves'))
    SELECT s.negotiation_id, s.issue, i.name, s.status, s.since, s.last_move,
           CASE WHEN s.countable THEN coalesce(as_of, this_day()) - s.last_move END AS days_since_move,
           s.status NOT IN ('agreed', 'implemented', 'dropped') AND coalesce(as_of, this_day()) - s.last_move > n.stalled_after_days AS stalled,
           s.reported_deadlock, s.rule, s.proof
    FROM states s
    LEFT JOIN issues_known_at(known_at := known_at) i ON i.negotiation_id = s.negotiation_id AND i.issue_id = s.issue
    LEFT JOIN negotiations_known_at(known_at := known_at) n ON n.negotiation_id = s.negotiation_id
    ORDER BY s.negotiation_id, s.issue;

-- The latest stance of each party on each issue, with what it took the place of, and the stance that would be the latest
-- if each imprecise date meant its first possible day (null where that changes nothing). Of one day a position counts
-- before what was asked or answered on it. A position of which nobody said whose it is has a row of its own without a
-- party: nothing is known to have taken its place.
CREATE OR REPLACE MACRO stances_in(readings) AS TABLE
    WITH p AS MATERIALIZED (
        SELECT reading, issue, party, coalesce(party, event_id) AS holder, event_id, type, date_edtf AS date,
               coalesce(stance, summary) AS stance, actors AS speakers, evidence[1].quote AS quote, evidence[1].article_id AS article_id,
               known_by, early_by, sure, coalesce(date_first, '-infinity'::DATE) AS first, recorded_at
        FROM (
            SELECT *, unnest(CASE WHEN type = 'position' AND len(by_parties) = 0 THEN [NULL] ELSE by_parties END) AS party
            FROM (SELECT *, unnest(issues) AS issue FROM may_have_happened(readings) WHERE type IN ('position', 'proposal', 'response'))
        )
    ),
    latest AS (
        SELECT reading, issue, holder,
               max({'by': known_by, 'first': first, 'stance': type = 'position', 'recorded_at': recorded_at, 'event_id': event_id}, 2) FILTER (sure) AS top,
               max({'by': early_by, 'first': first, 'stance': type = 'position', 'recorded_at': recorded_at, 'event_id': event_id}) AS early
        FROM p GROUP BY reading, issue, holder
    )
    SELECT p.reading, p.issue, p.party, p.holder, p.event_id, p.type, p.date, p.stance, p.speakers, p.quote, p.article_id,
           l.top[2].event_id AS replaced, p.known_by,
           CASE WHEN e.event_id <> p.event_id THEN e.event_id END AS event_if_early, CASE WHEN e.event_id <> p.event_id THEN e.stance END AS stance_if_early
    FROM latest l
    JOIN p ON p.reading = l.reading AND p.issue = l.issue AND p.holder = l.holder AND p.event_id = l.top[1].event_id
    JOIN p e ON e.reading = l.reading AND e.issue = l.issue AND e.holder = l.holder AND e.event_id = l.early.event_id;

CREATE OR REPLACE MACRO position_matrix(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH the_record AS (FROM reading_of(negotiation, as_of := as_of, known_at := known_at) WHERE negotiation IS NOT NULL)
    SELECT * EXCLUDE (reading, holder) FROM stances_in('the_record') ORDER BY issue, party NULLS LAST, known_by, event_id;

-- Every proposal with its answers: responses, counters and agreements that are linked to it. An agreement accepts it,
-- unless it tells of an end. chain: everything that answers it, or its counters and answers in turn. An ask is open no more
-- once each of its issues was settled after it: by an agreement that was signed, ratified or in force, or since it was dropped.
CREATE OR REPLACE MACRO asks(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH RECURSIVE the_record AS (FROM reading_of(negotiation, as_of := as_of, known_at := known_at)),
    moves AS MATERIALIZED (
        SELECT event_id, type, date_edtf, date_first, date_last, act, by_parties, to_parties, issues, summary, links, stage, verdict,
               judgement, known_by, early_by, sure, recorded_at
        FROM may_have_happened('the_record') WHERE type IN ('response', 'proposal', 'agreement', 'assessment')
    ),
    h AS (FROM moves WHERE type <> 'assessment'),
    settled AS (
        SELECT i.issue, max(m.known_by) FILTER (m.sure) AS on_day, max(m.early_by) AS early_day
        FROM moves m, unnest(m.issues) AS i(issue)
        WHERE m.judgement = 'dropped' OR (m.type = 'agreement' AND m.stage IN ('signed', 'ratified', 'in_force')) GROUP BY i.issue
    ),
    ended AS (
        SELECT h.event_id, bool_and(coalesce(s.on_day >= h.known_by, false)) AS over, bool_and(coalesce(s.early_day >= h.early_by, false)) AS early_over
        FROM h, unnest(h.issues) AS i(issue) LEFT JOIN settled s USING (issue) WHERE h.type = 'proposal' GROUP BY h.event_id
    ),
    answers AS MATERIALIZED (
        SELECT l.link.event_id AS ask, h.event_id, h.type, h.known_by, h.early_by, h.sure, h.recorded_at,
               CASE WHEN h.type <> 'agreement' THEN h.verdict WHEN coalesce(h.stage, '') NOT IN ('suspended', 'terminated') THEN 'accepts' END AS verdict
        FROM h, unnest(h.links) AS l(link) WHERE l.link.rel = 'responds_to'
    ),
    answered AS (
        SELECT ask, list(event_id ORDER BY known_by, recorded_at, event_id) FILTER (sure) AS answered_by,
               arg_max(verdict, (known_by, recorded_at, event_id)) FILTER (sure AND type <> 'proposal') AS verdict,
               arg_max(verdict, (early_by, recorded_at, event_id)) FILTER (type <> 'proposal') AS early_verdict,
               coalesce(bool_or(type = 'proposal') FILTER (sure), false) AS countered, bool_or(type = 'proposal') AS early_countered
        FROM answers GROUP BY ask
    ),
    down AS (  -- UNION leaves out what is there already, so that it ends where links go in a circle
        SELECT ask, event_id FROM answers WHERE sure
        UNION
        SELECT d.ask, a.event_id FROM down d JOIN answers a ON a.ask = d.event_id WHERE a.sure
    ),
    chains AS (
        SELECT d.ask, list(d.event_id ORDER BY h.known_by, h.recorded_at, h.event_id) AS chain
        FROM down d JOIN h USING (event_id) WHERE d.event_id <> d.ask GROUP BY d.ask
    ),
    told AS (
        SELECT h.*, a.verdict AS answer, coalesce(a.answered_by, []) AS answered_by, coalesce(c.chain, []) AS chain,
               NOT coalesce(a.countered, false) AND coalesce(a.verdict, '') NOT IN ('accepts', 'rejects') AND NOT coalesce(o.over, false) AS open,
               NOT coalesce(a.early_countered, false) AND coalesce(a.early_verdict, '') NOT IN ('accepts', 'rejects')
                   AND NOT coalesce(o.early_over, false) AS early_open
        FROM h LEFT JOIN answered a ON a.ask = h.event_id LEFT JOIN chains c ON c.ask = h.event_id LEFT JOIN ended o ON o.event_id = h.event_id
        WHERE h.type = 'proposal' AND h.sure
    )
    SELECT event_id, date_edtf AS date, act, by_parties, to_parties, issues, summary, answer AS verdict, answered_by, chain, open,
           days_from(date_first, date_last, coalesce(as_of, this_day())) AS age_days,
           CASE WHEN early_open <> open THEN early_open END AS open_if_early
    FROM told ORDER BY known_by, event_id;

-- Plans and deadlines that had been told of by a day and that no later record replaces, with what came of a deadline.
-- An outcome counts from the day that it was told: by the latest source of the record, or, where it was put into an
-- older record without a later source, when that was done, but no later than the day that was due. The day after it was
-- recorded it counts, whatever day a source gives for itself, unless an amendment put it in: there the source's day decides.
CREATE OR REPLACE MACRO plans_told(readings) AS TABLE
    WITH e AS MATERIALIZED (
        SELECT reading, on_day, at_instant, event_id, negotiation_id, type, modality, date_edtf, date_first, date_last, known_by, told_by, issues, summary,
               version, recorded_at, links, [x.article_id FOR x IN evidence] AS cited,
               CASE WHEN modality = 'cancelled' THEN 'cancelled' WHEN outcome <> 'pending' THEN outcome END AS came
        FROM query_table(readings)
        WHERE told_by <= on_day AND (type = 'deadline' OR modality = 'planned' OR list_contains([l.rel FOR l IN links], 'supersedes'))
    ),
    replaced AS (SELECT DISTINCT reading, link.event_id AS event_id FROM (SELECT reading, unnest(links) AS link FROM e) WHERE link.rel = 'supersedes'),
    plan AS MATERIALIZED (SELECT * FROM e ANTI JOIN replaced USING (reading, event_id) WHERE type = 'deadline' OR modality = 'planned'),
    versions AS (
        SELECT p.reading, p.event_id, h.version, h.recorded_at, p.came IS NOT DISTINCT FROM
                   CASE WHEN h.modality = 'cancelled' THEN 'cancelled' WHEN h.outcome <> 'pending' THEN h.outcome END AS same
        FROM (SELECT reading, event_id, version, came FROM plan WHERE came IS NOT NULL AND version > 1) p
        JOIN event_history h ON h.id = p.event_id AND h.version <= p.version WHERE h.action <> 'retract'
    ),
    put_in AS (  -- the first version after the last one that said otherwise
        SELECT v.reading, v.event_id, min(v.recorded_at)::DATE AS day
        FROM versions v JOIN (SELECT reading, event_id, max(version) AS version FROM versions WHERE NOT same GROUP BY ALL) o USING (reading, event_id)
        WHERE v.version > o.version GROUP BY v.reading, v.event_id
    ),
    source AS (  -- not asked of what was recorded before the day: a source has told it by then
        SELECT p.reading, p.event_id, arg_max_null(certain_day(a.published_edtf, a.published_first, a.published_last), a.version) AS day
        FROM (SELECT reading, at_instant, event_id, unnest(list_distinct(cited)) AS article_id
              FROM plan LEFT JOIN put_in USING (reading, event_id)
              WHERE came IS NOT NULL AND len(list_distinct(cited)) > 1 AND (recorded_at::DATE >= on_day OR put_in.day IS NOT NULL)) p
        JOIN article_history a ON a.id = p.article_id AND a.recorded_at <= p.at_instant AND a.action <> 'retract'
        GROUP BY p.reading, p.event_id, p.article_id
    ),
    latest_source AS (SELECT reading, event_id, max(day) AS day FROM source GROUP BY ALL),
    told AS (
        SELECT p.*, CASE WHEN s.day > p.told_by THEN s.day WHEN i.day IS NOT NULL THEN least(i.day, p.date_last) ELSE p.told_by END AS came_by
        FROM plan p LEFT JOIN latest_source s USING (reading, event_id) LEFT JOIN put_in i USING (reading, event_id)
    )
    SELECT reading, on_day, event_id, negotiation_id, type, modality, date_edtf, date_first, date_last, known_by, issues, summary, links,
           CASE WHEN came_by <= on_day THEN came END AS came
    FROM told;

-- Deadlines that had been told of by the day, and what came of them; unknown where the day is past, or not known, and
-- nobody said. A record that supersedes a deadline (it was met, missed, moved) takes its place from the day that it was
-- told. Those due within N days: WHERE outcome = 'pending' AND days_left <= N.
CREATE OR REPLACE MACRO deadlines_in(readings) AS TABLE
    SELECT reading, event_id, issues, links, date_edtf AS due, date_last, summary,
           CASE WHEN came IS NOT NULL THEN came WHEN date_last >= on_day THEN 'pending' ELSE 'unknown' END AS outcome,
           -days_from(date_first, date_last, on_day) AS days_left, date_last < on_day AS passed,
           CASE WHEN came IS NULL AND date_first < on_day AND date_last >= on_day THEN 'unknown' END AS outcome_if_early
    FROM plans_told(readings) WHERE type = 'deadline' AND modality <> 'denied';

CREATE OR REPLACE MACRO deadline_states(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH the_record AS (FROM reading_of(negotiation, as_of := as_of, known_at := known_at))
    SELECT event_id, due, summary, outcome, days_left, outcome_if_early, passed FROM deadlines_in('the_record') ORDER BY date_last NULLS LAST, event_id;

-- How often which parties met, in which formats, and when last. A meeting of three or more counts for all of them
-- together and for each pair of them, so that the rows do not add up. Where the last one is undated, so is the answer.
CREATE OR REPLACE MACRO meeting_tally(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH met AS (
        SELECT event_id, date_edtf, date_first, date_last, format, known_by, recorded_at,
               unnest(CASE WHEN len(parties) = 2 THEN [parties]
                      ELSE list_prepend(parties, flatten([[[a, b] FOR b IN parties IF a < b] FOR a IN parties])) END) AS parties
        FROM happened(negotiation, as_of := as_of, known_at := known_at) WHERE type = 'meeting' AND len(parties) > 1
    ),
    tally AS (
        SELECT parties, count(*) AS meetings, list(DISTINCT format ORDER BY format) FILTER (format IS NOT NULL) AS formats,
               arg_max({'event_id': event_id, 'date_edtf': date_edtf, 'date_first': date_first, 'date_last': date_last}, (known_by, recorded_at, event_id)) AS latest
        FROM met GROUP BY parties
    )
    SELECT parties, meetings, coalesce(formats, []) AS formats, latest.event_id AS last_event, latest.date_edtf AS last_date,
           days_from(latest.date_first, latest.date_last, coalesce(as_of, this_day())) AS days_since
    FROM tally ORDER BY meetings DESC, parties;

-- What happened lately, latest first.
CREATE OR REPLACE MACRO recent_events(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    SELECT event_id, type, date_edtf, known_by, summary
    FROM happened(negotiation, as_of := as_of, known_at := known_at)
    WHERE type <> 'deadline' ORDER BY known_by DESC, date_first DESC NULLS LAST, event_id DESC;

-- What had been announced by the day and lies ahead of it, soonest first: plans, and deadlines of which nothing has come
-- yet. A plan with an open end stays until a later record replaces it, an undated one too; the undated ones come last.
CREATE OR REPLACE MACRO coming_events(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH the_record AS (FROM reading_of(negotiation, as_of := as_of, known_at := known_at))
    SELECT event_id, type, modality, date_edtf, summary
    FROM plans_told('the_record')
    WHERE modality IN ('actual', 'planned', 'conditional') AND came IS NULL
      AND coalesce(date_last >= coalesce(as_of, this_day()), true)
    ORDER BY date_edtf IS NULL, coalesce(date_last, known_by), date_first, event_id;

-- Plans other than deadlines whose day has passed, of which nothing told by the day says more: no event names the plan, and
-- none of its type with a party in common may fall on its days.
CREATE OR REPLACE MACRO lapsed_plans(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH e AS MATERIALIZED (
        SELECT event_id, type, modality, date_edtf, date_first, date_last, parties, issues, summary, links
        FROM reading_of(negotiation, as_of := as_of, known_at := known_at) WHERE told_by <= on_day
    )
    SELECT p.event_id, p.type, p.date_edtf AS planned_for, days_from(p.date_first, p.date_last, coalesce(as_of, this_day())) AS days_over, p.parties, p.issues, p.summary
    FROM e p
    WHERE p.modality = 'planned' AND p.type <> 'deadline' AND p.date_last < coalesce(as_of, this_day())
      AND p.event_id NOT IN (SELECT l.link.event_id FROM e, unnest(e.links) AS l(link))
      AND NOT EXISTS (
          FROM e o WHERE o.type = p.type AND o.modality NOT IN ('planned', 'conditional') AND o.date_edtf IS NOT NULL AND list_has_any(o.parties, p.parties)
             AND coalesce(o.date_first <= p.date_last, true) AND coalesce(o.date_last >= p.date_first, true)
      )
    ORDER BY p.date_last, p.event_id;
