-- Which events rest on one source alone, and which article is it?
-- $negotiation: one negotiation. Copies of one text are one source: articles counts them, and the earliest is shown.
WITH proof AS (
    SELECT v.event_id, arg_min(a, (a.published_first, a.copy_of IS NOT NULL, a.article_id)) AS earliest
    FROM evidence v JOIN articles a USING (article_id) GROUP BY v.event_id
)
SELECT c.event_id, e.date_edtf AS date, e.summary, p.earliest.publisher AS publisher, p.earliest.published_edtf AS published,
       p.earliest.title AS title, p.earliest.article_id AS article_id, c.articles
FROM corroboration($negotiation) c JOIN events e USING (event_id) JOIN proof p USING (event_id)
WHERE c.single_source
ORDER BY e.known_by, c.event_id;
