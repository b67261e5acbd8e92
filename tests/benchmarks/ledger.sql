-- A synthetic ledger of any size, made in the database itself.
-- Variables: events, negotiations, began (the first instant), span_us (microseconds until the last one), and by_id: whether
-- events and articles lie by id, as after a rebuild, or in the order of recording, as after years of single entries.
-- Event i belongs to negotiation i % negotiations, so that the negotiations lie as mixed as they can.

CREATE TEMP MACRO pick(i, salt, n) AS (hash(i::BIGINT, salt::INTEGER) % n)::BIGINT;
CREATE TEMP MACRO talks(i) AS 'talks-' || lpad((i % getvariable('negotiations') + 1)::VARCHAR, 4, '0');
CREATE TEMP MACRO nth(i) AS i // getvariable('negotiations') + 1;
CREATE TEMP MACRO event_name(i) AS talks(i) || '-' || CASE WHEN nth(i) < 1000 THEN lpad(nth(i)::VARCHAR, 4, '0') ELSE nth(i)::VARCHAR END;
CREATE TEMP MACRO instant(i) AS getvariable('began')::TIMESTAMPTZ + to_microseconds((i * (getvariable('span_us') // getvariable('events')))::BIGINT);
CREATE TEMP MACRO is_retracted(i) AS pick(i, 1, 100) = 0;
CREATE TEMP MACRO is_amended(i) AS pick(i, 1, 100) BETWEEN 1 AND 8;
CREATE TEMP MACRO codes() AS ['AU', 'BR', 'CA', 'CH', 'CN', 'EU', 'GB', 'ID', 'IN', 'JP', 'KR', 'MX', 'NO', 'NZ', 'TH', 'TR', 'US', 'VN', 'ZA', 'AR'];
CREATE TEMP MACRO pair(i) AS list_sort([codes()[1 + (i % getvariable('negotiations')) % 20], codes()[1 + (i % getvariable('negotiations') + 1 + (i % getvariable('negotiations')) // 20 % 19) % 20]]);

-- Article j is cited by four events in a row of its negotiation, and was recorded with the first of them.
CREATE TEMP MACRO first_event(j) AS j % getvariable('negotiations') + (j // getvariable('negotiations')) * 4 * getvariable('negotiations');
CREATE TEMP MACRO article_of(i) AS i % getvariable('negotiations') + ((nth(i) - 1) // 4) * getvariable('negotiations');
CREATE TEMP MACRO told(j) AS 'Delegations of ' || pair(j)[1] || ' and ' || pair(j)[2] || ' spoke, says report ' || j || '.';
CREATE TEMP MACRO article_name(j) AS 'a-' || sha256(told(j))[:12];
CREATE TEMP MACRO published(j) AS instant(first_event(j))::DATE - pick(j, 2, 3)::INTEGER;

CREATE TEMP MACRO is_corrected(j) AS pick(j, 3, 200) = 0;
CREATE TEMP MACRO corrected_at(j) AS least(instant(first_event(j)) + INTERVAL 20 DAY, instant(getvariable('events')));
CREATE TEMP MACRO published_then(j, moment) AS published(j) - (is_corrected(j) AND corrected_at(j) <= moment)::INTEGER;

-- The parts of records that have a value, as the ledger writes them.
CREATE TEMP MACRO text_list(l) AS '["' || array_to_string(l, '", "') || '"]';
CREATE TEMP MACRO said(name, value) AS coalesce('"' || name || '": "' || value || '", ', '');
CREATE TEMP MACRO quotation(j) AS '{"article_id": "' || article_name(j) || '", "start": 0, "end": ' || length(told(j)) || ', "quote": "' || told(j) || '"}';

INSERT INTO party_history BY NAME
    SELECT code AS id, 1 AS version, instant(0) AS recorded_at, 'benchmark' AS author, 'record' AS action, code AS party,
           'Party ' || code AS name, 'state' AS kind, []::VARCHAR[] AS members,
           '{"party": "' || code || '", "name": "Party ' || code || '", "kind": "state"}' AS record
    FROM (SELECT unnest(list_sort(codes())) AS code);

INSERT INTO negotiation_history BY NAME
    SELECT talks(g) AS id, 1 AS version, instant(0) AS recorded_at, 'benchmark' AS author, 'record' AS action,
           talks(g) AS negotiation_id, 'Talks ' || g AS title, pair(g) AS parties, 30 AS stalled_after_days,
           '{"negotiation_id": "' || talks(g) || '", "title": "Talks ' || g || '", "parties": ' || text_list(pair(g)) || ', "stalled_after_days": 30}' AS record
    FROM range(getvariable('negotiations')) r(g);

INSERT INTO issue_history BY NAME
    SELECT talks(g) || '/issue-' || k AS id, 1 AS version, instant(0) AS recorded_at, 'benchmark' AS author, 'record' AS action,
           talks(g) AS negotiation_id, 'issue-' || k AS issue_id, 'Issue ' || k AS name, []::VARCHAR[] AS phrases,
           []::STRUCT(rel VARCHAR, issue_id VARCHAR)[] AS links,
           '{"negotiation_id": "' || talks(g) || '", "issue_id": "issue-' || k || '", "name": "Issue ' || k || '"}' AS record
    FROM range(getvariable('negotiations')) r(g), range(10, 22) s(k);

CREATE TEMP TABLE article_entry AS
    SELECT j, 1 AS version, instant(first_event(j)) AS recorded_at
    FROM range(article_of(getvariable('events') - 1) + getvariable('negotiations')) r(j) WHERE first_event(j) < getvariable('events')
    UNION ALL  -- some publication dates are corrected later
    SELECT j, 2, corrected_at(j)
    FROM range(article_of(getvariable('events') - 1) + getvariable('negotiations')) r(j)
    WHERE first_event(j) < getvariable('events') AND is_corrected(j)
    ORDER BY CASE WHEN getvariable('by_id') THEN article_name(j) END, recorded_at, j, version;

INSERT INTO article_history BY NAME
    SELECT article_name(j) AS id, version, recorded_at, 'benchmark' AS author, if(version = 1, 'record', 'amend') AS action,
           if(version = 1, NULL, 'the day was wrong') AS reason, id AS article_id,
           (published(j) - version + 1)::VARCHAR AS published_edtf, published(j) - version + 1 AS published_first,
           published(j) - version + 1 AS published_last, 'Wire ' || pick(j, 4, 40) AS publisher, 'en' AS "language", [talks(j)] AS negotiations,
           '{"article_id": "' || article_name(j) || '", "text": "' || told(j) || '", "published": "' || (published(j) - version + 1)
               || '", "publisher": "Wire ' || pick(j, 4, 40) || '", "language": "en", "negotiations": ["' || talks(j) || '"]}' AS record
    FROM article_entry;

CREATE TEMP TABLE event_entry AS
    SELECT i, 1 AS version, instant(i) AS recorded_at FROM range(getvariable('events')) r(i)
    UNION ALL
    SELECT i, 2, least(instant(i) + to_days(1 + pick(i, 5, 60)::INTEGER), instant(getvariable('events')))
    FROM range(getvariable('events')) r(i) WHERE is_amended(i) OR is_retracted(i)
    ORDER BY CASE WHEN getvariable('by_id') THEN event_name(i) END, recorded_at, i, version;

INSERT INTO event_history BY NAME
    WITH drawn AS (
        SELECT i, version, recorded_at, version = 2 AND is_retracted(i) AS gone, article_of(i) AS j,
               instant(i)::DATE - pick(i, 6, 15)::INTEGER - version + 1 AS day, pick(i, 7, 100) AS date_kind,
               CASE WHEN pick(i, 8, 100) < 25 THEN 'meeting' WHEN pick(i, 8, 100) < 40 THEN 'proposal' WHEN pick(i, 8, 100) < 52 THEN 'response'
                    WHEN pick(i, 8, 100) < 67 THEN 'position' WHEN pick(i, 8, 100) < 75 THEN 'agreement' WHEN pick(i, 8, 100) < 85 THEN 'measure'
                    WHEN pick(i, 8, 100) < 90 THEN 'deadline' ELSE 'assessment' END AS type,
               CASE WHEN pick(i, 9, 100) < 90 THEN 'actual' WHEN pick(i, 9, 100) < 95 THEN 'planned' WHEN pick(i, 9, 100) < 97 THEN 'conditional'
                    WHEN pick(i, 9, 100) < 99 THEN 'cancelled' ELSE 'denied' END AS modality,
               pair(i) AS parties, pair(i)[1 + pick(i, 10, 2)] AS one, pair(i)[2 - pick(i, 10, 2)] AS other,
               ['issue-' || (10 + pick(i, 11, 12))] || if(pick(i, 12, 4) = 0, ['issue-' || (10 + (pick(i, 11, 12) + 5) % 12)], []) AS issues,
               i - getvariable('negotiations') * (1 + pick(i, 13, 12)) AS earlier
        FROM event_entry
    ),
    made AS (
        SELECT *,
               CASE WHEN date_kind < 85 THEN day::VARCHAR WHEN date_kind < 95 THEN strftime(day, '%Y-%m') END AS date_text,
               CASE WHEN date_kind < 85 THEN day WHEN date_kind < 95 THEN date_trunc('month', day)::DATE END AS first_day,
               CASE WHEN date_kind < 85 THEN day WHEN date_kind < 95 THEN last_day(day) END AS last_day,
               type IN ('meeting', 'agreement') AS joint,
               [j] || if(nth(i) > 4 AND pick(i, 14, 10) < 3, [j - getvariable('negotiations')], []) AS cited,
               CASE WHEN earlier < 0 OR is_retracted(earlier) THEN NULL WHEN type IN ('response', 'proposal') AND pick(i, 15, 3) > 0 THEN 'responds_to'
                    WHEN type = 'measure' AND pick(i, 15, 2) = 0 THEN 'part_of' WHEN type = 'deadline' AND pick(i, 15, 3) = 0 THEN 'supersedes' END AS rel,
               type || ' ' || nth(i) || ' of ' || talks(i) || if(version = 2, ', corrected', '') AS told_in_words,
               if(type IN ('proposal', 'agreement') AND pick(i, 16, 2) = 0, 1 + pick(i, 17, 30), NULL) AS rate,
               CASE type WHEN 'proposal' THEN 'demanded' ELSE 'agreed' END AS rate_role,
               ['offer', 'request', 'demand', 'counter'][1 + pick(i, 18, 4)] AS an_act,
               ['accepts', 'rejects', 'resists', 'considers'][1 + pick(i, 18, 4)] AS a_verdict,
               ['supports', 'opposes', 'conditional'][1 + pick(i, 18, 3)] AS a_direction,
               ['in_principle', 'framework', 'signed', 'ratified', 'in_force', 'suspended', 'terminated'][1 + pick(i, 18, 7)] AS an_agreement_stage,
               ['threatened', 'announced', 'published', 'in_effect', 'paused', 'amended', 'revoked'][1 + pick(i, 18, 7)] AS a_measure_stage,
               ['summit', 'ministerial', 'working_level', 'call', 'round'][1 + pick(i, 18, 5)] AS a_format,
               ['pending', 'met', 'missed', 'extended'][1 + pick(i, 18, 4)] AS an_outcome,
               ['deadlocked', 'deferred', 'dropped', 'progress', 'difficult', 'final-stage'][1 + pick(i, 18, 6)] AS a_judgement
        FROM drawn
    )
    SELECT event_name(i) AS id, version, recorded_at, 'benchmark' AS author,
           if(version = 1, 'record', if(gone, 'retract', 'amend')) AS action, if(version = 1, NULL, 'it was wrong') AS reason,
           if(gone, NULL, event_name(i)) AS event_id, if(gone, NULL, talks(i)) AS negotiation_id, if(gone, NULL, type) AS type, if(gone, NULL, modality) AS modality,
           if(gone, NULL, date_text) AS date_edtf, if(gone, NULL, first_day) AS date_first, if(gone, NULL, last_day) AS date_last,
           if(gone, NULL, last_day) AS certain_from, if(gone, NULL, list_min([published_then(c, recorded_at) FOR c IN cited])) AS told_by,
           if(gone, NULL, parties) AS parties, if(gone, NULL, if(joint, [], [one])) AS by_parties, if(gone OR type <> 'proposal', NULL, [other]) AS to_parties,
           if(gone, NULL, []::VARCHAR[]) AS actors, if(gone, NULL, issues) AS issues, if(gone, NULL, told_in_words) AS summary,
           if(gone, NULL, if(rate IS NULL, [], [{'name': 'tariff_rate', 'value': rate::DOUBLE, 'unit': '%', 'role': rate_role,
               'party': if(joint, NULL, one), 'bound': 'exactly', 'per': NULL::VARCHAR}])) AS terms,
           if(gone, NULL, [{'article_id': article_name(c), 'start': 0::BIGINT, 'end': length(told(c)), 'quote': told(c)} FOR c IN cited]) AS evidence,
           if(gone, NULL, if(rel IS NULL, [], [{'rel': rel, 'event_id': event_name(earlier)}])) AS links,
           if(gone OR type <> 'meeting', NULL, a_format) AS format, if(gone OR type <> 'proposal', NULL, an_act) AS act,
           if(gone OR type <> 'response', NULL, a_verdict) AS verdict, if(gone OR type <> 'position', NULL, a_direction) AS direction,
           CASE WHEN gone THEN NULL WHEN type = 'agreement' THEN an_agreement_stage WHEN type = 'measure' THEN a_measure_stage END AS stage,
           if(gone OR type <> 'deadline', NULL, an_outcome) AS outcome, if(gone OR type <> 'assessment', NULL, a_judgement) AS judgement,
           if(gone, NULL, '{' || said('event_id', event_name(i)) || said('negotiation_id', talks(i)) || said('type', type) || said('modality', modality)
               || said('date', date_text) || '"parties": ' || text_list(parties) || ', ' || if(joint, '', '"by_parties": ["' || one || '"], ')
               || '"issues": ' || text_list(issues) || ', ' || said('summary', told_in_words)
               || if(rate IS NULL, '', '"terms": [{"name": "tariff_rate", "value": ' || rate || ', "unit": "%", "role": "' || rate_role
                   || if(joint, '', '", "party": "' || one) || '", "bound": "exactly"}], ')
               || '"evidence": [' || array_to_string([quotation(c) FOR c IN cited], ', ') || ']'
               || if(rel IS NULL, '', ', "links": [{"rel": "' || rel || '", "event_id": "' || event_name(earlier) || '"}]')
               || CASE type WHEN 'meeting' THEN ', "format": "' || a_format WHEN 'proposal' THEN ', "act": "' || an_act || '", "to_parties": ["' || other || '"'
                   WHEN 'response' THEN ', "verdict": "' || a_verdict WHEN 'position' THEN ', "direction": "' || a_direction
                   WHEN 'agreement' THEN ', "stage": "' || an_agreement_stage WHEN 'measure' THEN ', "stage": "' || a_measure_stage
                   WHEN 'deadline' THEN ', "outcome": "' || an_outcome ELSE ', "judgement": "' || a_judgement END
               || if(type = 'proposal', ']}', '"}')) AS record
    FROM made;

INSERT INTO supersession
    SELECT * FROM (
        SELECT 'event' AS kind, event_name(i) AS id, 1 AS version, recorded_at FROM event_entry WHERE version = 2
        UNION ALL SELECT 'article', article_name(j), 1, recorded_at FROM article_entry WHERE version = 2
    ) ORDER BY kind, CASE WHEN getvariable('by_id') THEN id END, recorded_at;

INSERT INTO event_number
    SELECT talks(i), max(nth(i)) FROM range(getvariable('events')) r(i) GROUP BY 1 ORDER BY 1;

DROP TABLE article_entry;
DROP TABLE event_entry;
