-- Who appears in how many events, of which kinds, and from when to when?
-- $negotiation: one negotiation; $party: people of one party.
SELECT a.name, a.party, count(*) AS events, count(*) FILTER (e.type = 'meeting') AS meetings,
       min(e.date_first) AS first_day, max(e.date_last) AS last_day, a.actor_id
FROM participants p JOIN events e USING (event_id) JOIN actors a ON a.actor_id = p.actor_id
WHERE p.actor_id IS NOT NULL AND e.modality = 'actual'
  AND ($negotiation IS NULL OR p.negotiation_id = $negotiation)
  AND ($party IS NULL OR a.party = $party)
GROUP BY a.actor_id, a.name, a.party
ORDER BY events DESC, a.name;
