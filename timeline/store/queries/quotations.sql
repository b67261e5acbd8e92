-- Who said it, in which words, and where can they be read?
-- $negotiation: one negotiation; $event: one event; $party: a party concerned; $search: words of the quotation or summary.
SELECT e.date_edtf AS date, e.event_id, coalesce(e.reported_by, array_to_string(e.by_parties, ', ')) AS account_of,
       v.quote, a.publisher, a.published_edtf AS published, a.url, a.article_id
FROM evidence v JOIN events e USING (event_id) JOIN articles a USING (article_id)
WHERE ($negotiation IS NULL OR e.negotiation_id = $negotiation)
  AND ($event IS NULL OR e.event_id = $event)
  AND ($party IS NULL OR list_contains(e.parties, $party))
  AND ($search IS NULL OR contains(lower(v.quote || ' ' || e.summary), lower($search)))
ORDER BY e.known_by, e.event_id, a.published_first, v.article_id, v."start";
