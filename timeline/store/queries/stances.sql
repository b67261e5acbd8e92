-- How has each party's stance on an issue moved over time?
-- $negotiation: one negotiation; $issue: one issue; $party: one party.
SELECT i.issue, p.party, e.date_edtf AS date, e.type, e.direction, coalesce(e.stance, e.summary) AS stance,
       e.event_id, e.reported_by
FROM events e, unnest(e.issues) AS i(issue), unnest(e.by_parties) AS p(party)
WHERE e.type IN ('position', 'proposal', 'response') AND e.modality = 'actual'
  AND ($negotiation IS NULL OR e.negotiation_id = $negotiation)
  AND ($issue IS NULL OR i.issue = $issue)
  AND ($party IS NULL OR p.party = $party)
ORDER BY i.issue, p.party, e.known_by, e.event_id;
