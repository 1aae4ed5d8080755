-- Who published how much, most first.
WITH told AS (SELECT document_id, count(*) AS flows FROM trade_flows WHERE NOT is_repeat GROUP BY document_id)
SELECT
    d.publisher AS outlet,
    count(*) AS documents,
    count(d.duplicate_of) AS copies,
    coalesce(sum(t.flows), 0)::BIGINT AS flows,
    strftime(min(d.published_on), '%Y-%m-%d') AS first_published_on,
    strftime(max(d.published_on), '%Y-%m-%d') AS last_published_on,
    count(*) OVER () AS of_all
FROM dim_documents d
LEFT JOIN told t USING (document_id)
GROUP BY d.publisher
ORDER BY documents DESC, outlet
LIMIT $rows;
