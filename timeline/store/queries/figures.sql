-- Which figures has each side named for a term, in order of time?
-- $negotiation: one negotiation; $term: one term, such as tariff_rate; $unit: one unit, such as % or USD.
SELECT t.name AS term, t.value, t.unit, t.per, t.bound, t.role,
       coalesce(t.party, CASE WHEN len(e.by_parties) = 1 THEN e.by_parties[1] END) AS party,
       t.date_edtf AS date, e.modality, e.issues, t.event_id
FROM terms t JOIN events e USING (event_id)
WHERE ($negotiation IS NULL OR t.negotiation_id = $negotiation)
  AND ($term IS NULL OR t.name = $term)
  AND ($unit IS NULL OR t.unit = $unit)
ORDER BY t.name, e.known_by, t.event_id, t.role, t.value;
