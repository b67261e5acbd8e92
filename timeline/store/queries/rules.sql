-- How often is each rule of the extractor right, by what people made of its drafts?
-- $negotiation: one negotiation; share_taken is empty while nothing of a rule is decided.
SELECT rule, type, count(*) AS drafts, count(*) FILTER (state = 'pending') AS waiting,
       count(*) FILTER (state IN ('accepted', 'merged')) AS taken, count(*) FILTER (state = 'rejected') AS rejected,
       round(taken / nullif(taken + rejected, 0), 2) AS share_taken
FROM drafts
WHERE $negotiation IS NULL OR negotiation_id = $negotiation
GROUP BY rule, type
ORDER BY share_taken NULLS LAST, drafts DESC, rule;
