-- What was corrected or withdrawn after it had been recorded, by whom, and why?
-- $since: only changes recorded on or after this day; $kind: event, actor, issue, article ...
SELECT recorded_at, kind, id, version, action, author, reason
FROM log
WHERE action IN ('amend', 'retract')
  AND ($since IS NULL OR recorded_at >= $since::DATE::TIMESTAMPTZ)
  AND ($kind IS NULL OR kind = $kind)
ORDER BY recorded_at, kind, id;
