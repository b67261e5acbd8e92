-- Where a negotiation stands. Every macro takes two clocks: as_of (a day; default today) and known_at (an instant;
-- default everything recorded). One rule for imprecise dates: an event counts from known_by, its last possible day; an
-- undated one from the day its earliest source had told it, which is the latest day on which it can have happened.

-- What each event does to the status of its issues. A decisive row settles the status until the next decisive one;
-- the others only tell a raised issue from one under discussion. '*' is any other value, or none.
-- Three rules look at more than the event itself:
--   A deadline bears on an issue from the day that it was told, not from the day that it is due.
--   An opposing position settles nothing any more once each party that took it has taken a later position on the issue
--   that does not oppose; the status is then what the other events make it, since the day of that later position.
--   A lower stage of agreement does not lower a higher one that stands: after agreed comes agreed_in_principle only
--   where something else (a threat, a refusal, an opposition ...) has settled the status in between.
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

-- Events of a negotiation, or of all where it is NULL, that happen or are set: facts, threats (a conditional measure), and
-- deadlines. early_by is the first possible day; effective_by and effective_early are the last and the first possible
-- day on which a measure takes effect, of an open interval those of its beginning.
CREATE OR REPLACE MACRO bearing_events(negotiation, known_at := NULL) AS TABLE
    SELECT *, coalesce(date_first, known_by) AS early_by, coalesce(effective_first, effective_last) AS effective_early,
           CASE WHEN effective_last IS NOT NULL OR effective_first IS NULL THEN effective_last
                WHEN regexp_matches(effective_edtf, '^\d{4}-\d\d-\d\d[~?%]?/') THEN effective_first
                WHEN regexp_matches(effective_edtf, '^\d{4}-(0\d|1[0-2])(-..)?[~?%]?/') THEN last_day(effective_first)
                WHEN regexp_matches(effective_edtf, '^\d{4}-(2[1-4]|3[3-6])[~?%]?/') THEN last_day((effective_first + INTERVAL 2 MONTH)::DATE)
                WHEN regexp_matches(effective_edtf, '^\d{4}-3[789][~?%]?/') THEN last_day((effective_first + INTERVAL 3 MONTH)::DATE)
                WHEN regexp_matches(effective_edtf, '^\d{4}-4[01][~?%]?/') THEN last_day((effective_first + INTERVAL 5 MONTH)::DATE)
                WHEN regexp_matches(effective_edtf, '^\d{3}X[~?%]?/') THEN make_date(year(effective_first) + 9, 12, 31)
                WHEN regexp_matches(effective_edtf, '^\d\dXX[~?%]?/') THEN make_date(year(effective_first) + 99, 12, 31)
                ELSE make_date(year(effective_first), 12, 31) END AS effective_by
    FROM events_known_at(known_at := known_at, negotiation := negotiation)
    WHERE modality = 'actual' OR (modality = 'conditional' AND type = 'measure') OR (modality = 'planned' AND type = 'deadline');

-- Those that may have happened by a day; sure: whether their last possible day is past.
CREATE OR REPLACE MACRO may_have_happened(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    SELECT *, known_by <= coalesce(as_of, current_date) AS sure
    FROM bearing_events(negotiation, known_at := known_at)
    WHERE modality <> 'planned' AND early_by <= coalesce(as_of, current_date);

-- Those that had happened for certain; with early, each imprecise date counts from its first possible day.
CREATE OR REPLACE MACRO happened(negotiation, as_of := NULL, known_at := NULL, early := false) AS TABLE
    SELECT * EXCLUDE (early_by, sure, effective_early) REPLACE (CASE WHEN early THEN early_by ELSE known_by END AS known_by)
    FROM may_have_happened(negotiation, as_of := as_of, known_at := known_at) WHERE early OR sure;

-- Plans and deadlines of which a later record, told of by the day, says what became of them.
CREATE OR REPLACE MACRO replaced_events(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    SELECT DISTINCT l.link.event_id AS event_id
    FROM events_known_at(known_at := known_at, negotiation := negotiation) e, unnest(e.links) AS l(link)
    WHERE l.link.rel = 'supersedes' AND e.told_by <= coalesce(as_of, current_date);

-- Each event that bears on an issue by a day, once for each of its issues, with the rule of its own kind.
CREATE OR REPLACE MACRO status_moves(negotiation, as_of := NULL, known_at := NULL, early := false) AS TABLE
    WITH counted AS (
        SELECT * REPLACE (CASE WHEN type = 'deadline' THEN told_by WHEN early THEN early_by ELSE known_by END AS known_by),
               CASE WHEN early THEN effective_early ELSE effective_by END AS effect_by
        FROM bearing_events(negotiation, known_at := known_at)
    ),
    named AS (
        SELECT *, CASE type
            WHEN 'agreement' THEN stage WHEN 'response' THEN verdict WHEN 'position' THEN direction
            WHEN 'proposal' THEN act WHEN 'assessment' THEN judgement
            WHEN 'measure' THEN CASE
                WHEN stage IN ('paused', 'revoked', 'amended') THEN stage
                WHEN len(parties) < 2 THEN '*'
                WHEN len([l FOR l IN links IF l.rel = 'part_of']) = 0 THEN 'unilateral'
                WHEN coalesce(effect_by, known_by) > coalesce(as_of, current_date) THEN '*'
                ELSE 'implements' END
            END AS value
        FROM counted WHERE known_by <= coalesce(as_of, current_date)
    ),
    h AS (  -- what implements an agreement does so from the day it takes effect
        SELECT * REPLACE (CASE WHEN value = 'implements' THEN greatest(known_by, effect_by) ELSE known_by END AS known_by)
        FROM named
    )
    SELECT h.negotiation_id, h.issue, h.event_id, h.type, h.known_by, h.date_first, h.recorded_at, h.by_parties, h.value,
           coalesce(r.status, any_rule.status) AS status,
           coalesce(r.decisive, any_rule.decisive) AS decisive,
           coalesce(r.rule, any_rule.rule) AS rule
    FROM (SELECT * EXCLUDE (issues), unnest(issues) AS issue FROM h) h
    LEFT JOIN status_rules r ON r.type = h.type AND r.value = h.value
    LEFT JOIN status_rules any_rule ON any_rule.type = h.type AND any_rule.value = '*';

-- The same in order, where it settles the status still: oppositions given up (given_up: the place in the order of the
-- position that did so) and lower stages of what stands settle nothing. Unless whole is set, only the moves since each
-- issue last had a status of another kind: to order all of them takes most of the time where there are millions.
CREATE OR REPLACE MACRO moves_in_effect(negotiation, as_of := NULL, known_at := NULL, early := false, whole := false) AS TABLE
    WITH m AS MATERIALIZED (
        SELECT negotiation_id, issue, event_id, type, value, known_by, date_first, recorded_at, status, decisive, rule,
               CASE WHEN type = 'position' THEN by_parties END AS by_parties
        FROM status_moves(negotiation, as_of := as_of, known_at := known_at, early := early)
    ),
    last_days AS (  -- the stages of agreement are of one kind; oppositions may be given up, so that they bound nothing
        SELECT negotiation_id, issue,
               CASE WHEN NOT decisive OR type = 'position' THEN NULL
                    WHEN status IN ('agreed_in_principle', 'agreed', 'implemented') THEN 'agreement' ELSE status END AS settled,
               min(known_by) AS first_day, max(known_by) AS last_day,
               max(CASE WHEN type NOT IN ('assessment', 'deadline') THEN known_by END) AS last_move
        FROM m GROUP BY ALL
    ),
    raised AS MATERIALIZED (  -- from other_day on: no decisive event of a kind but the latest is later
        SELECT negotiation_id, issue, min(first_day) AS raised_on, max(last_move) AS last_move,
               (list(last_day ORDER BY last_day DESC) FILTER (settled IS NOT NULL))[2] AS other_day
        FROM last_days GROUP BY ALL
    ),
    latest AS MATERIALIZED (
        SELECT m.*, r.raised_on, r.last_move, row_number() OVER (
                   PARTITION BY m.negotiation_id, m.issue ORDER BY m.known_by, m.date_first NULLS FIRST, m.recorded_at, m.event_id
               ) AS n
        FROM m JOIN raised r USING (negotiation_id, issue)
        WHERE whole OR r.other_day IS NULL OR m.known_by >= least(r.other_day, r.last_move)
    ),
    stances AS (
        SELECT negotiation_id, issue, n, value, min(CASE WHEN value IS DISTINCT FROM 'opposes' THEN n END) OVER (
                   PARTITION BY negotiation_id, issue, party ORDER BY n DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
               ) AS given_up
        FROM (SELECT negotiation_id, issue, n, value, unnest(by_parties) AS party FROM latest WHERE type = 'position')
    ),
    given_up AS (
        SELECT negotiation_id, issue, n, max(given_up) AS given_up
        FROM stances WHERE value = 'opposes' GROUP BY negotiation_id, issue, n HAVING count(given_up) = count(*)
    ),
    standing AS (
        SELECT l.*, g.given_up, l.decisive AND g.given_up IS NULL AS stands,
               CASE l.status WHEN 'agreed_in_principle' THEN 1 WHEN 'agreed' THEN 2 WHEN 'implemented' THEN 3 END AS step
        FROM latest l LEFT JOIN given_up g USING (negotiation_id, issue, n)
    ),
    spells AS (  -- a spell ends with each event that settles a status other than a stage of agreement
        SELECT *, count(*) FILTER (stands AND step IS NULL) OVER (PARTITION BY negotiation_id, issue ORDER BY n) AS spell FROM standing
    ),
    reached AS (
        SELECT *, max(step) FILTER (stands) OVER (PARTITION BY negotiation_id, issue, spell ORDER BY n) AS highest FROM spells
    )
    SELECT negotiation_id, issue, n, event_id, type, value, known_by, date_first, recorded_at, raised_on, last_move, given_up, status,
           stands AND coalesce(step >= highest, true) AS decisive,
           CASE WHEN given_up IS NOT NULL THEN 'a party opposed, and has taken another position since'
                WHEN stands AND step < highest THEN rule || ', which does not undo what stands' ELSE rule END AS rule
    FROM reached;

-- The status of every issue raised, of one negotiation or of all where it is NULL.
CREATE OR REPLACE MACRO issue_states(negotiation, as_of := NULL, known_at := NULL, early := false) AS TABLE
    WITH m AS MATERIALIZED (FROM moves_in_effect(negotiation, as_of := as_of, known_at := known_at, early := early)),
    raised AS (SELECT negotiation_id, issue, any_value(raised_on) AS raised_on, any_value(last_move) AS last_move FROM m GROUP BY ALL),
    decided AS MATERIALIZED (
        SELECT negotiation_id, issue, arg_max(status, n) AS status, arg_max(rule, n) AS rule
        FROM m WHERE decisive GROUP BY ALL
    ),
    broken AS (  -- the last decisive event that said otherwise
        SELECT negotiation_id, issue, max(m.n) AS n
        FROM m JOIN decided d USING (negotiation_id, issue) WHERE m.decisive AND m.status <> d.status GROUP BY ALL
    ),
    undecided AS (FROM m ANTI JOIN decided d USING (negotiation_id, issue)),
    held AS MATERIALIZED (  -- the events that make the status, in order
        SELECT negotiation_id, issue, any_value(d.status) AS status, any_value(d.rule) AS rule, true AS settled,
               list(m.n ORDER BY m.n) AS ns, list(m.event_id ORDER BY m.n) AS proof
        FROM m JOIN decided d USING (negotiation_id, issue) LEFT JOIN broken b USING (negotiation_id, issue)
        WHERE m.decisive AND m.n > coalesce(b.n, 0) GROUP BY ALL
        UNION ALL
        SELECT negotiation_id, issue, 'under_discussion', arg_min(rule, n), false, list(n ORDER BY n), list(event_id ORDER BY n)
        FROM undecided WHERE status = 'under_discussion' GROUP BY ALL
        UNION ALL
        SELECT negotiation_id, issue, 'raised', arg_min(rule, n), false, [min(n)], [arg_min(event_id, n)]
        FROM undecided GROUP BY ALL HAVING NOT bool_or(status = 'under_discussion')
    ),
    back AS (  -- where an opposition stood in between, the status holds from when it was given up
        SELECT negotiation_id, issue, max(m.n) AS opposed, max(m.given_up) AS given_up
        FROM m JOIN held s USING (negotiation_id, issue)
        WHERE m.given_up IS NOT NULL AND s.status <> 'contested' AND CASE WHEN s.settled THEN m.n ELSE m.given_up END > s.ns[1]
        GROUP BY ALL
    ),
    since AS (
        SELECT s.*, b.given_up, CASE WHEN b.given_up IS NULL THEN s.ns[1]
                        WHEN s.settled THEN least(list_min([x FOR x IN s.ns IF x > b.opposed]), b.given_up) ELSE b.given_up END AS n
        FROM held s LEFT JOIN back b USING (negotiation_id, issue)
    ),
    standing AS (
        SELECT s.negotiation_id, s.issue, s.status, s.rule, m.known_by AS since,
               CASE WHEN s.n = s.given_up AND NOT list_contains(s.proof, m.event_id) THEN list_append(s.proof, m.event_id) ELSE s.proof END AS proof
        FROM since s JOIN m ON m.negotiation_id = s.negotiation_id AND m.issue = s.issue AND m.n = s.n
    ),
    deadlock AS (
        SELECT negotiation_id, issue, list(event_id ORDER BY n) AS events
        FROM m WHERE type = 'assessment' AND value = 'deadlocked' AND known_by >= coalesce(last_move, known_by) GROUP BY ALL
    )
    SELECT r.negotiation_id, r.issue, i.name, s.status, s.since, coalesce(r.last_move, r.raised_on) AS last_move,
           coalesce(as_of, current_date) - coalesce(r.last_move, r.raised_on) AS days_since_move,
           s.status NOT IN ('agreed', 'implemented', 'dropped')
               AND coalesce(as_of, current_date) - coalesce(r.last_move, r.raised_on) > n.stalled_after_days AS stalled,
           coalesce(k.events, []) AS reported_deadlock, s.rule, s.proof
    FROM raised r JOIN standing s USING (negotiation_id, issue) LEFT JOIN deadlock k USING (negotiation_id, issue)
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

-- The latest stance of each party on each issue, with what it took the place of, and the stance that would be the latest
-- if each imprecise date meant its first possible day (null where that changes nothing).
CREATE OR REPLACE MACRO position_matrix(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH p AS MATERIALIZED (
        SELECT i.issue, p.party, h.event_id, h.type, h.date_edtf AS date, coalesce(h.stance, h.summary) AS stance, h.actors AS speakers,
               h.evidence[1].quote AS quote, h.evidence[1].article_id AS article_id, h.known_by, h.sure,
               row_number() OVER (PARTITION BY i.issue, p.party, h.sure ORDER BY h.known_by, h.date_first NULLS FIRST, h.recorded_at, h.event_id) AS n,
               row_number() OVER (PARTITION BY i.issue, p.party ORDER BY h.early_by, h.date_first NULLS FIRST, h.recorded_at, h.event_id) AS early_n
        FROM may_have_happened(negotiation, as_of := as_of, known_at := known_at) h, unnest(h.issues) AS i(issue), unnest(h.by_parties) AS p(party)
        WHERE h.type IN ('position', 'proposal', 'response') AND negotiation IS NOT NULL
    ),
    latest AS (SELECT issue, party, max(n) FILTER (sure) AS n, arg_max({'event_id': event_id, 'stance': stance}, early_n) AS early FROM p GROUP BY ALL)
    SELECT p.issue, p.party, p.event_id, p.type, p.date, p.stance, p.speakers, p.quote, p.article_id, before.event_id AS replaced, p.known_by,
           CASE WHEN l.early.event_id <> p.event_id THEN l.early.event_id END AS event_if_early,
           CASE WHEN l.early.event_id <> p.event_id THEN l.early.stance END AS stance_if_early
    FROM latest l JOIN p ON p.issue = l.issue AND p.party = l.party AND p.n = l.n AND p.sure
    LEFT JOIN p before ON before.issue = p.issue AND before.party = p.party AND before.n = p.n - 1 AND before.sure
    ORDER BY p.issue, p.party;

-- Every proposal with its answers: responses, counters and agreements that are linked to it. An agreement accepts it,
-- unless it tells of an end. chain: everything that answers it, or its counters and answers in turn.
CREATE OR REPLACE MACRO asks(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH RECURSIVE h AS MATERIALIZED (
        SELECT event_id, type, date_edtf, date_first, date_last, act, by_parties, to_parties, issues, summary, links, stage, verdict,
               known_by, early_by, sure, recorded_at
        FROM may_have_happened(negotiation, as_of := as_of, known_at := known_at) WHERE type IN ('response', 'proposal', 'agreement')
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
               NOT coalesce(a.countered, false) AND coalesce(a.verdict, '') NOT IN ('accepts', 'rejects') AS open,
               NOT coalesce(a.early_countered, false) AND coalesce(a.early_verdict, '') NOT IN ('accepts', 'rejects') AS early_open
        FROM h LEFT JOIN answered a ON a.ask = h.event_id LEFT JOIN chains c ON c.ask = h.event_id
        WHERE h.type = 'proposal' AND h.sure
    )
    SELECT event_id, date_edtf AS date, act, by_parties, to_parties, issues, summary, answer AS verdict, answered_by, chain, open,
           CASE WHEN date_last - date_first <= 31 THEN coalesce(as_of, current_date) - date_last END AS age_days,
           CASE WHEN early_open <> open THEN early_open END AS open_if_early
    FROM told ORDER BY known_by, event_id;

-- The figures that each side put on each term of each issue, over time; n is their order within issue, term, unit and per.
CREATE OR REPLACE MACRO gap_figures(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    SELECT i.issue, t.term."name" AS term, t.term.unit AS unit, t.term."role" AS role,
           coalesce(t.term.party, CASE WHEN len(h.by_parties) = 1 THEN h.by_parties[1] END) AS party,
           t.term."value" AS value, t.term.bound AS bound, t.term.per AS per, h.date_edtf AS date, h.event_id,
           row_number() OVER (
               PARTITION BY i.issue, t.term."name", t.term.unit, t.term.per
               ORDER BY h.known_by, h.date_first NULLS FIRST, h.recorded_at, h.event_id, t.term."role", t.term."value", t.term.party, t.term.bound
           ) AS n
    FROM happened(negotiation, as_of := as_of, known_at := known_at) h, unnest(h.issues) AS i(issue), unnest(h.terms) AS t(term)
    WHERE negotiation IS NOT NULL
    ORDER BY i.issue, term, unit, per, n;

-- Plans and deadlines that had been told of by a day and that no later record replaces, with what came of a deadline.
-- An outcome counts from the day that it was told: by the latest source of the record, or, where it was put into an
-- older record without a later source, when that was done, but no later than the day that was due.
CREATE OR REPLACE MACRO plans_told(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH e AS MATERIALIZED (
        SELECT event_id, negotiation_id, type, modality, date_edtf, date_first, date_last, known_by, told_by, issues, summary, version, links,
               evidence, CASE WHEN modality = 'cancelled' THEN 'cancelled' WHEN outcome <> 'pending' THEN outcome END AS came
        FROM events_known_at(known_at := known_at, negotiation := negotiation) WHERE told_by <= coalesce(as_of, current_date)
    ),
    replaced AS (SELECT DISTINCT l.link.event_id AS event_id FROM e, unnest(e.links) AS l(link) WHERE l.link.rel = 'supersedes'),
    plan AS MATERIALIZED (SELECT * FROM e ANTI JOIN replaced USING (event_id) WHERE type = 'deadline' OR modality = 'planned'),
    source AS (
        SELECT p.event_id, max(coalesce(a.published_last, a.published_first)) AS day
        FROM (SELECT event_id, unnest(list_distinct([x.article_id FOR x IN evidence])) AS article_id
              FROM plan WHERE came IS NOT NULL AND len(list_distinct([x.article_id FOR x IN evidence])) > 1) p
        JOIN articles_known_at(known_at := known_at) a ON a.article_id = p.article_id GROUP BY p.event_id
    ),
    versions AS (
        SELECT p.event_id, h.version, h.recorded_at, p.came IS NOT DISTINCT FROM
                   CASE WHEN h.modality = 'cancelled' THEN 'cancelled' WHEN h.outcome <> 'pending' THEN h.outcome END AS same
        FROM (SELECT event_id, version, came FROM plan WHERE came IS NOT NULL AND version > 1) p
        JOIN event_history h ON h.id = p.event_id AND h.version <= p.version WHERE h.action <> 'retract'
    ),
    put_in AS (  -- the first version after the last one that said otherwise
        SELECT v.event_id, min(v.recorded_at)::DATE AS day
        FROM versions v JOIN (SELECT event_id, max(version) AS version FROM versions WHERE NOT same GROUP BY event_id) o USING (event_id)
        WHERE v.version > o.version GROUP BY v.event_id
    ),
    told AS (
        SELECT p.*, CASE WHEN s.day > p.told_by THEN s.day WHEN i.day IS NOT NULL THEN least(i.day, p.date_last) ELSE p.told_by END AS came_by
        FROM plan p LEFT JOIN source s USING (event_id) LEFT JOIN put_in i USING (event_id)
    )
    SELECT event_id, negotiation_id, type, modality, date_edtf, date_first, date_last, known_by, issues, summary, links,
           CASE WHEN came_by <= coalesce(as_of, current_date) THEN came END AS came
    FROM told;

-- Deadlines that had been told of by the day, and what came of them; unknown where the day is past, or not known, and
-- nobody said. A record that supersedes a deadline (it was met, missed, moved) takes its place from the day that it was
-- told. Those due within N days: WHERE outcome = 'pending' AND days_left <= N.
CREATE OR REPLACE MACRO deadline_states(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    SELECT event_id, date_edtf AS due, summary,
           CASE WHEN came IS NOT NULL THEN came WHEN date_last >= coalesce(as_of, current_date) THEN 'pending' ELSE 'unknown' END AS outcome,
           date_last - coalesce(as_of, current_date) AS days_left,
           CASE WHEN came IS NULL AND date_first < coalesce(as_of, current_date) AND date_last >= coalesce(as_of, current_date) THEN 'unknown'
           END AS outcome_if_early
    FROM plans_told(negotiation, as_of := as_of, known_at := known_at)
    WHERE type = 'deadline' AND modality <> 'denied'
    ORDER BY date_last NULLS LAST, event_id;

-- How often which parties met, in which formats, and when last. A meeting of three or more counts for all of them
-- together and for each pair of them, so that the rows do not add up. Where the last one is undated, so is the answer.
CREATE OR REPLACE MACRO meeting_tally(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH met AS (
        SELECT event_id, date_edtf, date_last, format, known_by, recorded_at,
               unnest(CASE WHEN len(parties) = 2 THEN [parties]
                      ELSE list_prepend(parties, flatten([[[a, b] FOR b IN parties IF a < b] FOR a IN parties])) END) AS parties
        FROM happened(negotiation, as_of := as_of, known_at := known_at) WHERE type = 'meeting' AND len(parties) > 1
    ),
    tally AS (
        SELECT parties, count(*) AS meetings, list(DISTINCT format ORDER BY format) FILTER (format IS NOT NULL) AS formats,
               arg_max({'event_id': event_id, 'date_edtf': date_edtf, 'date_last': date_last}, (known_by, recorded_at, event_id)) AS latest
        FROM met GROUP BY parties
    )
    SELECT parties, meetings, coalesce(formats, []) AS formats, latest.event_id AS last_event, latest.date_edtf AS last_date,
           coalesce(as_of, current_date) - latest.date_last AS days_since
    FROM tally ORDER BY meetings DESC, parties;

-- What happened lately, latest first.
CREATE OR REPLACE MACRO recent_events(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    SELECT event_id, type, date_edtf, known_by, summary
    FROM happened(negotiation, as_of := as_of, known_at := known_at)
    WHERE type <> 'deadline' ORDER BY known_by DESC, date_first DESC NULLS LAST, event_id DESC;

-- What had been announced by the day and lies ahead of it, soonest first: plans, and deadlines of which nothing has come
-- yet. A plan with an open end stays until a later record replaces it, an undated one too; the undated ones come last.
CREATE OR REPLACE MACRO coming_events(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    SELECT event_id, type, modality, date_edtf, summary
    FROM plans_told(negotiation, as_of := as_of, known_at := known_at)
    WHERE modality IN ('actual', 'planned', 'conditional') AND came IS NULL
      AND coalesce(date_last >= coalesce(as_of, current_date), true)
    ORDER BY date_edtf IS NULL, coalesce(date_last, known_by), date_first, event_id;
