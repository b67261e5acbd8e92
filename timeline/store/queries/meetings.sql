-- Who met whom, how often, and when last?
-- $negotiation: one negotiation; $party: only meetings of this party; $since: only those that may be later than this day.
SELECT array_to_string(parties, ', ') AS parties, count(*) AS meetings,
       count(*) FILTER (format = 'summit') AS summits, count(*) FILTER (format = 'ministerial') AS ministerial,
       count(*) FILTER (format = 'working_level') AS working_level, count(*) FILTER (format = 'call') AS calls,
       max_by(date_edtf, date_last) AS last_date, max_by(event_id, date_last) AS last_event
FROM meetings
WHERE modality = 'actual' AND len(parties) > 1
  AND ($negotiation IS NULL OR negotiation_id = $negotiation)
  AND ($party IS NULL OR list_contains(parties, $party))
  AND ($since IS NULL OR date_last >= $since::DATE)
GROUP BY ALL
ORDER BY meetings DESC, parties;
