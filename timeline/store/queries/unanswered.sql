-- Which proposals has nobody answered, and how old are they?
-- $negotiation: one negotiation; $by_party: whose proposals; days_open is empty where the day is not known.
SELECT p.event_id, p.date_edtf AS date, p.act, p.by_parties, p.to_parties, p.issues, p.summary,
       current_date - p.date_last AS days_open
FROM proposals p
WHERE p.modality = 'actual'
  AND NOT EXISTS (
      FROM links l JOIN events e USING (event_id)
      WHERE l.target = p.event_id AND l.rel = 'responds_to' AND e.type IN ('response', 'proposal') AND e.modality = 'actual'
  )
  AND ($negotiation IS NULL OR p.negotiation_id = $negotiation)
  AND ($by_party IS NULL OR list_contains(p.by_parties, $by_party))
ORDER BY p.date_last NULLS LAST, p.event_id;
