-- Which deadlines are coming, and which have passed without anybody saying what came of them?
-- $negotiation: one negotiation; $within: only those due within so many days.
SELECT d.due, d.days_left, d.summary, e.by_parties, e.issues, d.event_id, d.passed
FROM deadline_states($negotiation) d JOIN events e USING (event_id)
WHERE d.outcome IN ('pending', 'unknown') AND ($within IS NULL OR d.days_left <= $within::INTEGER)
ORDER BY e.date_last NULLS LAST, d.event_id;
