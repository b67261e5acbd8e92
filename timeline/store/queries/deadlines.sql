-- Which deadlines are coming, and which have passed without anybody saying what came of them?
-- $negotiation: one negotiation; $within: only those due within so many days.
SELECT d.due_edtf AS due, d.due_last - current_date AS days_left, d.summary, d.by_parties, d.issues, d.event_id,
       d.due_last < current_date AS passed
FROM deadlines d
WHERE d.modality NOT IN ('cancelled', 'denied') AND coalesce(d.outcome, 'pending') = 'pending'
  AND ($negotiation IS NULL OR d.negotiation_id = $negotiation)
  AND ($within IS NULL OR d.due_last - current_date <= $within::INTEGER)
ORDER BY d.due_last NULLS LAST, d.event_id;
