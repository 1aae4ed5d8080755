-- What stands out, five rows of each kind: flows with most sources, goods new on a corridor that is not, plans and what became of them, requests that wait.
WITH attested AS (
    SELECT
        1 AS part,
        row_number() OVER (
            ORDER BY independent_sources DESC, documents DESC, mentions DESC, exporter_country, importer_country, good_id, status
        ) AS place,
        exporter_country, exporter, importer_country, importer, good_id, good, hs_chapter, status, NULL::DATE AS day, NULL::DATE AS later,
        NULL::VARCHAR AS turn, independent_sources AS sources, documents
    FROM flow_totals
    WHERE good_id IS NOT NULL AND exporter_country IS NOT NULL AND importer_country IS NOT NULL
    QUALIFY place <= 5
),
new_goods AS (
    SELECT
        2, row_number() OVER (ORDER BY first_seen DESC, exporter_country, importer_country, good_id) AS place,
        exporter_country, exporter, importer_country, importer, good_id, good, hs_chapter, first_status, first_seen, corridor_first_seen,
        NULL, NULL, documents
    FROM new_goods_on_corridor
    WHERE days_after_corridor > 0 AND good_id IS NOT NULL AND exporter_country IS NOT NULL AND importer_country IS NOT NULL
    QUALIFY place <= 5
),
plans AS (
    SELECT
        3, row_number() OVER (ORDER BY least(reported_on, blocked_on) DESC, exporter_country, importer_country, good_id) AS place,
        exporter_country, exporter, importer_country, importer, good_id, good, hs_chapter, status, first_seen,
        least(reported_on, blocked_on), CASE WHEN blocked_on IS NULL OR reported_on <= blocked_on THEN 'reported' ELSE 'blocked' END, NULL, documents
    FROM flow_outcomes
    WHERE status = 'planned' AND least(reported_on, blocked_on) IS NOT NULL
    QUALIFY place <= 5
),
requests AS (
    SELECT
        4, row_number() OVER (ORDER BY first_seen DESC NULLS LAST, exporter_country, importer_country, good_id) AS place,
        exporter_country, exporter, importer_country, importer, good_id, good, hs_chapter, 'requested', first_seen, blocked_on, NULL, NULL, documents
    FROM requested_not_reported
    QUALIFY place <= 5
)
SELECT * REPLACE (strftime(day, '%Y-%m-%d') AS day, strftime(later, '%Y-%m-%d') AS later)
FROM (
    FROM attested UNION ALL FROM new_goods UNION ALL FROM plans UNION ALL FROM requests
)
ORDER BY part, place;
