-- Which proposals has nobody answered, and how old are they?
-- $negotiation: one negotiation; $by_party: whose proposals; age_days is empty where the day is not known.
SELECT a.event_id, a.date, a.act, a.by_parties, a.to_parties, a.issues, a.summary, a.age_days
FROM asks($negotiation) a JOIN events e USING (event_id)
WHERE len(a.answered_by) = 0 AND ($by_party IS NULL OR list_contains(a.by_parties, $by_party))
ORDER BY e.date_last NULLS LAST, a.event_id;
