-- The ledger: one insert-only table for each kind of record, one row for each change.
-- Typed columns for what is queried, the full record beside them. Nothing here is ever updated or deleted;
-- that a version is no longer the latest is itself a row, in supersession.

CREATE TABLE party_history (
    id VARCHAR NOT NULL, version INTEGER NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL, author VARCHAR NOT NULL, action VARCHAR NOT NULL, reason VARCHAR,
    party VARCHAR, name VARCHAR, kind VARCHAR, members VARCHAR[],
    record JSON, PRIMARY KEY (id, version)
);

CREATE TABLE negotiation_history (
    id VARCHAR NOT NULL, version INTEGER NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL, author VARCHAR NOT NULL, action VARCHAR NOT NULL, reason VARCHAR,
    negotiation_id VARCHAR, title VARCHAR, parties VARCHAR[],
    began_edtf VARCHAR, began_first DATE, began_last DATE,
    ended_edtf VARCHAR, ended_first DATE, ended_last DATE,
    stalled_after_days BIGINT, description VARCHAR,
    record JSON, PRIMARY KEY (id, version)
);

CREATE TABLE actor_history (
    id VARCHAR NOT NULL, version INTEGER NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL, author VARCHAR NOT NULL, action VARCHAR NOT NULL, reason VARCHAR,
    actor_id VARCHAR, name VARCHAR, party VARCHAR, kind VARCHAR, aliases VARCHAR[],
    offices STRUCT(title VARCHAR, held VARCHAR)[],
    record JSON, PRIMARY KEY (id, version)
);

CREATE TABLE issue_history (
    id VARCHAR NOT NULL, version INTEGER NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL, author VARCHAR NOT NULL, action VARCHAR NOT NULL, reason VARCHAR,
    negotiation_id VARCHAR, issue_id VARCHAR, name VARCHAR, phrases VARCHAR[], parent VARCHAR,
    links STRUCT(rel VARCHAR, issue_id VARCHAR)[],
    record JSON, PRIMARY KEY (id, version)
);

CREATE TABLE article_history (
    id VARCHAR NOT NULL, version INTEGER NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL, author VARCHAR NOT NULL, action VARCHAR NOT NULL, reason VARCHAR,
    article_id VARCHAR,
    published_edtf VARCHAR, published_first DATE, published_last DATE,
    publisher VARCHAR, title VARCHAR, url VARCHAR, language VARCHAR, source_id VARCHAR, copy_of VARCHAR, negotiations VARCHAR[],
    record JSON, PRIMARY KEY (id, version)
);

CREATE TABLE draft_history (
    id VARCHAR NOT NULL, version INTEGER NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL, author VARCHAR NOT NULL, action VARCHAR NOT NULL, reason VARCHAR,
    draft_id VARCHAR, article_id VARCHAR, negotiation_id VARCHAR, type VARCHAR, modality VARCHAR,
    date_edtf VARCHAR, date_first DATE, date_last DATE,
    parties VARCHAR[], by_parties VARCHAR[], actors VARCHAR[], issue VARCHAR, summary VARCHAR,
    terms STRUCT("name" VARCHAR, "value" DOUBLE, unit VARCHAR, "role" VARCHAR, party VARCHAR, bound VARCHAR, per VARCHAR)[],
    evidence STRUCT(article_id VARCHAR, "start" BIGINT, "end" BIGINT, quote VARCHAR)[],
    reported_by VARCHAR, attributes JSON,
    links STRUCT(rel VARCHAR, draft_id VARCHAR)[],
    rule VARCHAR, words VARCHAR[], extractor VARCHAR,
    record JSON, PRIMARY KEY (id, version)
);

CREATE TABLE decision_history (
    id VARCHAR NOT NULL, version INTEGER NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL, author VARCHAR NOT NULL, action VARCHAR NOT NULL, reason VARCHAR,
    draft_id VARCHAR, verdict VARCHAR, event_id VARCHAR,
    record JSON, PRIMARY KEY (id, version)
);

CREATE TABLE event_history (
    id VARCHAR NOT NULL, version INTEGER NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL, author VARCHAR NOT NULL, action VARCHAR NOT NULL, reason VARCHAR,
    event_id VARCHAR, negotiation_id VARCHAR, type VARCHAR, modality VARCHAR,
    date_edtf VARCHAR, date_first DATE, date_last DATE, certain_from DATE, told_by DATE,
    parties VARCHAR[], by_parties VARCHAR[], to_parties VARCHAR[], actors VARCHAR[], issues VARCHAR[],
    summary VARCHAR,
    terms STRUCT("name" VARCHAR, "value" DOUBLE, unit VARCHAR, "role" VARCHAR, party VARCHAR, bound VARCHAR, per VARCHAR)[],
    evidence STRUCT(article_id VARCHAR, "start" BIGINT, "end" BIGINT, quote VARCHAR)[],
    reported_by VARCHAR,
    links STRUCT(rel VARCHAR, event_id VARCHAR)[],
    format VARCHAR, place VARCHAR, duration_minutes BIGINT,
    act VARCHAR, verdict VARCHAR, stance VARCHAR, direction VARCHAR, stage VARCHAR, instrument VARCHAR,
    effective_edtf VARCHAR, effective_first DATE, effective_last DATE,
    outcome VARCHAR, judgement VARCHAR,
    record JSON, PRIMARY KEY (id, version)
);

CREATE TABLE supersession (
    kind VARCHAR NOT NULL, id VARCHAR NOT NULL, version INTEGER NOT NULL,
    superseded_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (kind, id, version)
);

-- told_by of an event is the day by which its sources, as they stood when it was recorded, had told it;
-- where the date of a source is corrected later, a row here says from when it is another.
CREATE TABLE retelling (
    id VARCHAR NOT NULL, version INTEGER NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL, told_by DATE,
    PRIMARY KEY (id, version, recorded_at)
);

-- A record is looked up by its id alone, for which DuckDB does not use a key of two columns.
CREATE INDEX negotiation_by_id ON negotiation_history (id);
CREATE INDEX actor_by_id ON actor_history (id);
CREATE INDEX issue_by_id ON issue_history (id);
CREATE INDEX article_by_id ON article_history (id);
CREATE INDEX draft_by_id ON draft_history (id);
CREATE INDEX decision_by_id ON decision_history (id);
CREATE INDEX event_by_id ON event_history (id);
