-- Further questions about the state of a negotiation, with the same two clocks as in 20_state.sql.

-- How many articles, and how many independent origins, stand behind each event. Copies of one text are one origin.
CREATE OR REPLACE MACRO corroboration(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH cited AS (
        SELECT DISTINCT e.event_id, q.span.article_id AS article_id
        FROM events_known_at(known_at := known_at, negotiation := negotiation) e, unnest(e.evidence) AS q(span)
        WHERE e.told_by <= coalesce(as_of, this_day())
    )
    SELECT c.event_id, count(*) AS articles, count(DISTINCT coalesce(a.copy_of, a.article_id)) AS origins,
           count(DISTINCT coalesce(a.copy_of, a.article_id)) = 1 AS single_source,
           list(DISTINCT a.publisher ORDER BY a.publisher) FILTER (a.publisher IS NOT NULL) AS publishers
    FROM cited c JOIN articles_known_at(known_at := known_at) a ON a.article_id = c.article_id
    WHERE certain_day(a.published_edtf, a.published_first, a.published_last) <= coalesce(as_of, this_day())
    GROUP BY c.event_id ORDER BY c.event_id;

-- Names that a figure has where the words around it tell no more, and the last word of the names that it may stand for.
-- by_thing: only of what is counted by a thing (EUR per tonne), where any two such names mean the same.
CREATE OR REPLACE VIEW general_terms AS
    SELECT * FROM (VALUES
        ('tariff_rate', 'tariff|duty|levy|rate|charge|fee|tax', false), ('quota', 'quota', false), ('quantity', 'quota|quantity', false),
        ('share', 'share|stake', false), ('price', '[a-z]+', true), ('amount', '[a-z]+', true), ('specific_duty', '[a-z]+', true)
    ) AS t(general_term, ends_in, by_thing);

-- The figures that each side put on each term of each issue, over time; n is their order within issue, term, unit and per.
-- A figure that was only mentioned, without a role, is of the party that it names, and not of who mentioned it.
-- Those of a planned measure count from the day that it was told; what it would put in force is threatened.
-- A figure under a general name (see general_terms), told of this issue alone, is one of the term by which the issue goes
-- (licence_fee of licence-fees); where there is none, those counted by the same thing are one term, under the name that was
-- told first. called is then the name that its event gives it. Where one event tells figures under both names they are
-- two things, and stay two terms.
CREATE OR REPLACE MACRO gap_figures(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH the_record AS (FROM reading_of(negotiation, as_of := as_of, known_at := known_at)),
    planned AS (
        FROM the_record ANTI JOIN called_off('the_record') USING (reading, event_id)
        WHERE type = 'measure' AND modality = 'planned' AND told_by <= on_day
    ),
    h AS (
        FROM happened(negotiation, as_of := as_of, known_at := known_at)
        UNION ALL BY NAME
        SELECT * EXCLUDE (reading, on_day, at_instant, early_days, early_by, effective_early)
               REPLACE (told_by AS known_by, [struct_update(t, "role" := CASE WHEN t."role" = 'in_force' THEN 'threatened' ELSE coalesce(t."role", 'threatened') END) FOR t IN terms] AS terms)
        FROM bearing_events('planned')
    ),
    figure AS MATERIALIZED (
        SELECT i.issue, t.term."name" AS "name", t.term.unit AS unit, t.term."role" AS "role",
               coalesce(t.term.party, CASE WHEN t.term."role" IS NOT NULL AND len(h.by_parties) = 1 THEN h.by_parties[1] END) AS party,
               t.term."value" AS "value", t.term.bound AS bound, t.term.per AS per, h.date_edtf AS date, h.event_id,
               h.known_by, h.date_first, h.recorded_at, t.term.party AS told_party, len(h.issues) = 1 AS alone,
               rtrim(replace(t.term."name", '_', '-'), 's') = rtrim(i.issue, 's') AS own,
               coalesce(t.term.per NOT IN ('day', 'week', 'month', 'quarter', 'year', 'hour'), false) AS by_thing
        FROM h, unnest(h.issues) AS i(issue), unnest(h.terms) AS t(term)
        WHERE negotiation IS NOT NULL
    ),
    general AS (  -- under a general name, and whether it may take another
        SELECT DISTINCT f.issue, f.unit, f.per, f."name", g.ends_in, g.by_thing
        FROM figure f JOIN general_terms g ON g.general_term = f."name" WHERE f.alone AND (f.by_thing OR NOT g.by_thing)
    ),
    other AS (  -- each with the names that it may take, the issue's own before that told first of those by a thing
        SELECT g.*, f."name" AS term, min((CASE WHEN f.own THEN 0 ELSE 1 END, f.known_by, f.event_id, f."name")) AS place
        FROM general g JOIN figure f ON f.issue = g.issue AND f.unit = g.unit AND f.per IS NOT DISTINCT FROM g.per
        LEFT JOIN general_terms o ON o.general_term = f."name"
        WHERE CASE WHEN f.own THEN regexp_matches(f."name", '(^|_)(' || g.ends_in || ')$') ELSE g.by_thing AND o.by_thing AND f.alone END
        GROUP BY ALL
    ),
    same AS (
        SELECT issue, unit, per, "name", arg_min(term, place) AS term FROM other GROUP BY ALL
    ),
    one AS (
        FROM same s WHERE term <> "name" AND NOT EXISTS (
            FROM figure a JOIN figure b USING (event_id, issue, unit)
            WHERE a.issue = s.issue AND a.unit = s.unit AND a.per IS NOT DISTINCT FROM s.per AND b.per IS NOT DISTINCT FROM s.per
              AND a."name" = s."name" AND b."name" = s.term
        )
    )
    SELECT f.issue, coalesce(o.term, f."name") AS term, f.unit, f."role" AS role, f.party, f."value" AS value, f.bound, f.per, f.date, f.event_id,
           row_number() OVER (
               PARTITION BY f.issue, coalesce(o.term, f."name"), f.unit, f.per
               ORDER BY f.known_by, f.date_first NULLS FIRST, f.recorded_at, f.event_id, f."role", f."value", f.told_party, f.bound
           ) AS n,
           CASE WHEN o.term IS NOT NULL THEN f."name" END AS called
    FROM figure f LEFT JOIN one o
      ON o.issue = f.issue AND o.unit = f.unit AND o.per IS NOT DISTINCT FROM f.per AND o."name" = f."name" AND f.alone
    ORDER BY f.issue, coalesce(o.term, f."name"), f.unit, f.per, n;

-- For each term of each issue in one unit and per: what is demanded, offered, agreed and in force now, each with its bound
-- where the figure is no exact one, and each party's latest own figure, demanded or offered. distance is between those
-- of different parties, the farthest ones where there are more than two; null where a figure is only a limit, since a
-- limit has no distance. Figures in other units, or per something else, are other rows: nothing is converted, and
-- other_units names the units of the same term in which there are figures that this row cannot be compared with.
-- A figure agreed, in force or threatened stands no more once an act that supersedes its own has revoked, ended, paused or
-- suspended it; gap_figures still tells it.
CREATE OR REPLACE MACRO gaps(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH ended AS MATERIALIZED (
        SELECT DISTINCT l.link.event_id AS event_id
        FROM happened(negotiation, as_of := as_of, known_at := known_at) h, unnest(h.links) AS l(link)
        WHERE l.link.rel = 'supersedes' AND h.stage IN ('revoked', 'terminated', 'paused', 'suspended')
    ),
    f AS MATERIALIZED (
        SELECT *, {'value': value, 'party': party, 'bound': nullif(bound, 'exactly'), 'event_id': event_id, 'role': role} AS figure
        FROM gap_figures(negotiation, as_of := as_of, known_at := known_at)
        WHERE role IS NOT NULL
    ),
    latest AS (
        SELECT issue, term, unit, per, role, arg_max(figure, n) AS figure FROM f GROUP BY issue, term, unit, per, role
        HAVING NOT (role IN ('agreed', 'in_force', 'threatened') AND arg_max(event_id, n) IN (FROM ended))
    ),
    stated AS (
        SELECT issue, term, unit, per, party, arg_max(figure, n) AS figure
        FROM f WHERE role IN ('demanded', 'offered') AND party IS NOT NULL GROUP BY issue, term, unit, per, party
    ),
    sides AS (
        SELECT issue, term, unit, per,
               list({'party': party, 'role': figure.role, 'value': figure.value, 'bound': figure.bound, 'event_id': figure.event_id} ORDER BY party) AS sides,
               CASE WHEN count(*) > 1 AND NOT bool_or(coalesce(figure.bound IN ('at_least', 'at_most'), false))
                    THEN max(figure.value) - min(figure.value) END AS distance
        FROM stated GROUP BY issue, term, unit, per
    ),
    called AS (SELECT issue, term, unit, per, list(DISTINCT called ORDER BY called) AS names FROM f WHERE called IS NOT NULL GROUP BY ALL),
    wide AS (
        SELECT issue, term, unit, per,
               any_value(figure) FILTER (role = 'demanded') AS demanded, any_value(figure) FILTER (role = 'offered') AS offered,
               any_value(figure) FILTER (role = 'agreed') AS agreed, any_value(figure) FILTER (role = 'in_force') AS in_force,
               any_value(figure) FILTER (role = 'threatened') AS threatened, any_value(figure) FILTER (role = 'previous') AS previous,
               list(figure.event_id) AS events
        FROM latest GROUP BY issue, term, unit, per
    )
    SELECT w.issue, w.term, w.unit, w.per, w.demanded.value AS demanded, w.demanded.party AS demanded_by, w.demanded.bound AS demanded_bound,
           w.offered.value AS offered, w.offered.party AS offered_by, w.offered.bound AS offered_bound,
           w.agreed.value AS agreed, w.agreed.bound AS agreed_bound, w.in_force.value AS in_force, w.in_force.bound AS in_force_bound,
           w.threatened.value AS threatened, w.previous.value AS previous, coalesce(s.sides, []) AS sides, s.distance,
           list_sort(list_filter(list(concat_ws(' per ', w.unit, w.per)) OVER (PARTITION BY w.issue, w.term),
                                 lambda u: u <> concat_ws(' per ', w.unit, w.per))) AS other_units,
           list_sort(list_distinct(list_concat(w.events, [x.event_id FOR x IN coalesce(s.sides, [])]))) AS events, coalesce(c.names, []) AS also_called
    FROM wide w LEFT JOIN sides s ON s.issue = w.issue AND s.term = w.term AND s.unit = w.unit AND s.per IS NOT DISTINCT FROM w.per
    LEFT JOIN called c ON c.issue = w.issue AND c.term = w.term AND c.unit = w.unit AND c.per IS NOT DISTINCT FROM w.per
    ORDER BY w.issue, w.term, w.unit, w.per;

-- Each agreement with the days on which it was announced, signed, published and took effect, told apart, from the
-- agreements and measures that are part of it, or of a part of it, each as precise as the date of the event that tells it
-- (of several, the one that counts first); behind where a day set for it is past and nothing says
-- it was kept. An agreement that is part of another that stands has no row of its own, nor has what suspended or ended one:
-- ended and ended_on tell of that, as long as nothing has taken its place, and then nothing is overdue.
CREATE OR REPLACE MACRO commitments(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH RECURSIVE the_record AS MATERIALIZED (FROM reading_of(negotiation, as_of := as_of, known_at := known_at)),
    e AS MATERIALIZED (
        SELECT event_id, type, stage, issues, summary, links, modality, date_edtf, date_first, date_last, known_by,
               effective_edtf, effective_by, effective_early, told_by
        FROM bearing_events('the_record') WHERE told_by <= coalesce(as_of, this_day()) OR known_by <= coalesce(as_of, this_day())
    ),
    h AS (SELECT * FROM e WHERE modality <> 'planned' AND known_by <= coalesce(as_of, this_day())),
    due AS MATERIALIZED (FROM plans_told('the_record')),
    tie AS MATERIALIZED (
        SELECT DISTINCT l.link.event_id AS whole, x.event_id
        FROM (SELECT event_id, links FROM h UNION ALL SELECT event_id, links FROM due) x, unnest(x.links) AS l(link) WHERE l.link.rel = 'part_of'
    ),
    ending AS MATERIALIZED (
        SELECT event_id, stage, date_edtf, known_by, [l.event_id FOR l IN links IF l.rel IN ('supersedes', 'part_of')] AS whole
        FROM h WHERE type = 'agreement' AND stage IN ('suspended', 'terminated')
    ),
    root AS (
        SELECT * FROM h WHERE type = 'agreement'
          AND event_id NOT IN (SELECT t.event_id FROM tie t JOIN h w ON w.event_id = t.whole WHERE w.type = 'agreement')
          AND event_id NOT IN (SELECT n.event_id FROM (SELECT event_id, unnest(whole) AS whole FROM ending) n JOIN h w ON w.event_id = n.whole WHERE w.type = 'agreement')
    ),
    over AS (
        SELECT agreement, arg_max({'stage': stage, 'date': date_edtf}, (known_by, event_id)) AS was
        FROM (SELECT *, unnest(list_append(whole, event_id)) AS agreement FROM ending)
        WHERE event_id NOT IN (SELECT l.link.event_id FROM h, unnest(h.links) AS l(link) WHERE l.link.rel = 'supersedes')
        GROUP BY agreement
    ),
    part AS (
        SELECT event_id AS agreement, event_id FROM root
        UNION
        SELECT p.agreement, t.event_id FROM part p JOIN tie t ON t.whole = p.event_id
    ),
    dated AS (
        SELECT p.agreement, h.type, h.stage, h.date_edtf, {'by': h.known_by, 'sharp': coalesce(h.known_by - h.date_first, 100000), 'id': h.event_id} AS place,
               h.effective_by IS NOT NULL AS told_effect, coalesce(h.effective_by, h.known_by) AS effect_by,
               CASE WHEN told_effect THEN h.effective_edtf ELSE h.date_edtf END AS effect_edtf,
               {'by': effect_by, 'sharp': coalesce(effect_by - CASE WHEN told_effect THEN h.effective_early ELSE h.date_first END, 100000), 'id': h.event_id} AS effect_place
        FROM part p JOIN h USING (event_id)
    ),
    days AS (  -- arg_min passes over what has no date
        SELECT agreement,
               arg_min(date_edtf, place) FILTER (type = 'agreement' AND coalesce(stage, 'framework') IN ('in_principle', 'framework')) AS announced,
               arg_min(date_edtf, place) FILTER (type = 'agreement' AND stage IN ('signed', 'ratified')) AS signed,
               arg_min(date_edtf, place) FILTER (type = 'measure' AND stage = 'published') AS published,
               arg_min(effect_edtf, effect_place) FILTER (
                   effect_by <= coalesce(as_of, this_day()) AND (stage IN ('in_effect', 'in_force') OR type = 'measure' AND told_effect)
               ) AS in_effect
        FROM dated GROUP BY agreement
    ),
    late AS (
        SELECT p.agreement, list(d.event_id ORDER BY d.date_last, d.event_id) AS overdue
        FROM part p JOIN due d USING (event_id)
        WHERE d.date_last < coalesce(as_of, this_day()) AND d.modality <> 'denied'
          AND (d.came IS NULL OR d.came = 'missed')
        GROUP BY p.agreement
    )
    SELECT r.event_id AS agreement, r.issues, r.summary, d.announced, d.signed, d.published, d.in_effect,
           coalesce(l.overdue, []) AS overdue, l.overdue IS NOT NULL AS behind, o.was.stage AS ended, o.was.date AS ended_on
    FROM root r LEFT JOIN days d ON d.agreement = r.event_id LEFT JOIN over o ON o.agreement = r.event_id
    LEFT JOIN late l ON l.agreement = r.event_id AND o.agreement IS NULL
    ORDER BY r.known_by, r.event_id;

-- Claims that disagree: events tied by `contradicts`, and figures of one term, role, unit, per and issue that differ
-- between accounts of the same time, or, where both are undated, of the same agreement. Figures of two parties are no
-- contradiction. Neither account is chosen.
CREATE OR REPLACE MACRO accounts_in(readings) AS TABLE
    WITH e AS (SELECT *, coalesce(reported_by, array_to_string(by_parties, ', ')) AS account_of FROM query_table(readings)),
    tied AS (
        SELECT a.reading, 'claim' AS kind, b.issues, b.event_id AS one, a.event_id AS other, b.summary AS one_says, a.summary AS other_says,
               b.account_of AS one_by, a.account_of AS other_by
        FROM (SELECT *, unnest([l.event_id FOR l IN links IF l.rel = 'contradicts']) AS target FROM e WHERE told_by <= on_day) a
        JOIN e b ON b.reading = a.reading AND b.event_id = a.target
        WHERE b.told_by <= b.on_day
    ),
    figure AS MATERIALIZED (  -- once for each issue
        SELECT reading, event_id, date_edtf, date_first, date_last, account_of, issues, unnest(issues) AS issue,
               term."name" AS "name", term."value" AS "value", term.unit AS unit, term.per AS per, term."role" AS "role", term.party AS party,
               list_prepend(event_id, [l.event_id FOR l IN links IF l.rel = 'part_of']) AS belongs
        FROM (SELECT *, unnest(terms) AS term FROM e WHERE known_by <= on_day AND (modality = 'actual' OR (modality = 'conditional' AND type = 'measure')))
        WHERE term."role" IN ('agreed', 'in_force') AND term.bound = 'exactly'
    ),
    differing AS (
        SELECT a.reading, 'figure' AS kind, a.issues, a.event_id AS one, b.event_id AS other,
               format('{} {} {} {}', a."name", a."value", concat_ws(' per ', a.unit, a.per), a."role") AS one_says,
               format('{} {} {} {}', b."name", b."value", concat_ws(' per ', b.unit, b.per), b."role") AS other_says,
               a.account_of AS one_by, b.account_of AS other_by
        FROM figure a JOIN figure b
          ON a.reading = b.reading AND a.issue = b.issue AND a."name" = b."name" AND a.unit = b.unit AND a."role" = b."role"
         AND a.event_id < b.event_id AND a.per IS NOT DISTINCT FROM b.per AND coalesce(a.party = b.party, true) AND a."value" <> b."value"
         AND a.issue = [x FOR x IN a.issues IF list_contains(b.issues, x)][1]  -- each pair once, at the first issue they share
         AND CASE WHEN a.date_edtf IS NULL AND b.date_edtf IS NULL THEN list_has_any(a.belongs, b.belongs)
                  WHEN a.date_edtf IS NOT NULL AND b.date_edtf IS NOT NULL
                  THEN coalesce(a.date_first <= b.date_last, true) AND coalesce(b.date_first <= a.date_last, true) ELSE false END
    )
    FROM tied UNION ALL FROM differing;

CREATE OR REPLACE MACRO two_accounts(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH the_record AS (FROM reading_of(negotiation, as_of := as_of, known_at := known_at))
    SELECT * EXCLUDE (reading) FROM accounts_in('the_record') ORDER BY one, other, kind, one_says, other_says;

-- Which persons of different parties met, how often, at what level, and when last; each with the party that they act for
-- as known at the instant. Where the last meeting is undated, so is the answer.
CREATE OR REPLACE MACRO who_met_whom(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH present AS (
        SELECT h.event_id, h.format, h.known_by, h.date_first, h.date_last, h.date_edtf, a.actor_id, a.name, a.party
        FROM happened(negotiation, as_of := as_of, known_at := known_at) h, unnest(h.actors) AS x(actor_id)
        JOIN actors_known_at(known_at := known_at) a ON a.actor_id = x.actor_id
        WHERE h.type = 'meeting'
    ),
    pairs AS (
        SELECT one.name AS one, one.party AS one_party, other.name AS other, other.party AS other_party, count(*) AS meetings,
               list(DISTINCT one.format ORDER BY one.format) FILTER (one.format IS NOT NULL) AS formats,
               arg_max({'date_edtf': one.date_edtf, 'date_first': one.date_first, 'date_last': one.date_last}, (one.known_by, one.event_id)) AS latest,
               list(one.event_id ORDER BY one.known_by, one.event_id) AS events
        FROM present one JOIN present other ON one.event_id = other.event_id AND one.party < other.party
        GROUP BY one.actor_id, one.name, one.party, other.actor_id, other.name, other.party
    )
    SELECT one, one_party, other, other_party, meetings, formats, latest.date_edtf AS last_date,
           days_from(latest.date_first, latest.date_last, coalesce(as_of, this_day())) AS days_since, events
    FROM pairs ORDER BY meetings DESC, days_since, one, other;

-- The chain behind the status of each issue: every event that bears on it, the rule, and the quotation that proves it.
CREATE OR REPLACE MACRO status_explained(negotiation, as_of := NULL, known_at := NULL) AS TABLE
    WITH the_record AS MATERIALIZED (FROM reading_of(negotiation, as_of := as_of, known_at := known_at) WHERE negotiation IS NOT NULL),
    all_moves AS (FROM status_moves('the_record'))
    SELECT m.issue, m.n, m.known_by AS counts_from, m.event_id, m.type, e.date_edtf AS date,
           CASE WHEN m.decisive THEN m.status END AS settles, m.rule, e.summary, e.evidence[1].quote AS quote,
           CASE WHEN e.date_edtf IS NOT NULL THEN e.date_first IS DISTINCT FROM e.date_last END AS imprecise
    FROM moves_in_effect('all_moves', whole := true) m JOIN the_record e ON e.event_id = m.event_id ORDER BY m.issue, m.n;
