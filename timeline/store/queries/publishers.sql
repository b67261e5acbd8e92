-- What does each publisher contribute: articles, events it proves, and events that it alone proves?
-- $negotiation: one negotiation.
WITH proof AS (
    SELECT DISTINCT v.event_id, a.article_id, coalesce(a.publisher, '(not known)') AS publisher
    FROM evidence v JOIN articles a USING (article_id)
    WHERE $negotiation IS NULL OR v.negotiation_id = $negotiation
),
witnesses AS (SELECT event_id, count(DISTINCT publisher) AS publishers FROM proof GROUP BY event_id)
SELECT publisher, count(DISTINCT article_id) AS articles, count(DISTINCT event_id) AS events,
       count(DISTINCT event_id) FILTER (publishers = 1) AS events_alone
FROM proof JOIN witnesses USING (event_id)
GROUP BY publisher ORDER BY events DESC, publisher;
