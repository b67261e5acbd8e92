-- The chain over the log: every entry in order of recording with a hash that covers the one before it and its own
-- content, so that an entry that was changed, taken out or moved shows. Filled for older entries by chain.py.
CREATE TABLE chain (
    entry BIGINT NOT NULL, kind VARCHAR NOT NULL, id VARCHAR NOT NULL, version INTEGER NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL, hash VARCHAR NOT NULL
);

-- Where the log ends: one row. Derived from the chain, kept so that a write need not look for it.
CREATE TABLE head (entries BIGINT NOT NULL, recorded_at TIMESTAMPTZ, hash VARCHAR NOT NULL);
INSERT INTO head VALUES (0, NULL, repeat('0', 64));

-- The highest number that an event of each negotiation was ever given. Derived, kept for the same reason.
CREATE TABLE event_number (negotiation_id VARCHAR NOT NULL, last_number BIGINT NOT NULL);

INSERT INTO event_number
    SELECT regexp_extract(id, '^(.*)-[0-9]+$', 1) AS negotiation_id,
           max(try_cast(regexp_extract(id, '-([0-9]+)$', 1) AS BIGINT)) AS last_number
    FROM event_history WHERE regexp_matches(id, '-[0-9]{1,18}$') GROUP BY 1 ORDER BY 1;
