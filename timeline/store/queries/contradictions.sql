-- Which accounts contradict one another, and who gives them?
-- $negotiation: one negotiation.
SELECT l.event_id, a.date_edtf AS date, a.summary, coalesce(a.reported_by, array_to_string(a.by_parties, ', ')) AS account_of,
       l.target AS against, b.date_edtf AS against_date, b.summary AS against_summary,
       coalesce(b.reported_by, array_to_string(b.by_parties, ', ')) AS against_account_of
FROM links l JOIN events a ON a.event_id = l.event_id LEFT JOIN events b ON b.event_id = l.target
WHERE l.rel = 'contradicts' AND ($negotiation IS NULL OR l.negotiation_id = $negotiation)
ORDER BY a.known_by, l.event_id, l.target;
