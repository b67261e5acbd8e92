-- Which unilateral measures were threatened, taken or withdrawn, and when do they take effect?
-- $negotiation: one negotiation; $party: whose measures; $instrument: one instrument, such as tariff.
SELECT date_edtf AS date, by_parties, instrument, stage, modality, effective_edtf AS effective, issues, summary, event_id
FROM measures
WHERE ($negotiation IS NULL OR negotiation_id = $negotiation)
  AND ($party IS NULL OR list_contains(by_parties, $party))
  AND ($instrument IS NULL OR instrument = $instrument)
ORDER BY date_first NULLS LAST, date_last, event_id;
