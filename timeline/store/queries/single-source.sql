-- Which events rest on one article alone, and which article is it?
-- $negotiation: one negotiation.
SELECT v.event_id, any_value(e.date_edtf) AS date, any_value(e.summary) AS summary, any_value(a.publisher) AS publisher,
       any_value(a.published_edtf) AS published, any_value(a.title) AS title, any_value(v.article_id) AS article_id
FROM evidence v JOIN events e USING (event_id) LEFT JOIN articles a ON a.article_id = v.article_id
WHERE $negotiation IS NULL OR v.negotiation_id = $negotiation
GROUP BY v.event_id HAVING count(DISTINCT v.article_id) = 1
ORDER BY any_value(e.known_by), v.event_id;
