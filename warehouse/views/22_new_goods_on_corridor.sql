CREATE VIEW new_goods_on_corridor AS
WITH firsts AS (
    SELECT
        exporter_country, importer_country, good_id,
        min(flow_number) AS first_flow,
        min(seen_on) AS first_seen,
        max(seen_on) AS last_seen,
        count(DISTINCT original_document_id) AS documents
    FROM trade_flows
    GROUP BY exporter_country, importer_country, good_id
),
dated AS (
    SELECT exporter_country, importer_country, first_flow, first_seen, last_seen, documents, min(first_seen) OVER (PARTITION BY exporter_country, importer_country) AS corridor_first_seen FROM firsts
)
SELECT
    f.exporter_country,
    f.exporter,
    f.importer_country,
    f.importer,
    f.good_id,
    f.good,
    f.hs_chapter,
    f.hs_chapter_title,
    n.first_seen,
    n.last_seen,
    n.corridor_first_seen,
    n.first_seen - n.corridor_first_seen AS days_after_corridor,
    n.documents,
    f.status AS first_status,
    f.document_id AS first_document_id,
    f.title,
    f.outlet,
    f.quotation
FROM dated n
JOIN trade_flows f ON f.flow_number = n.first_flow
ORDER BY f.flow_number;
COMMENT ON VIEW new_goods_on_corridor IS 'When each good was first seen on each corridor: one row per exporter, importer and good, of whatever status. Order by first_seen for the newest; days_after_corridor tells goods new on an old corridor from a corridor that is new itself.';
COMMENT ON COLUMN new_goods_on_corridor.exporter_country IS 'Country that supplies or ships, ISO 3166-1 alpha-2. NULL where the texts leave it open.';
COMMENT ON COLUMN new_goods_on_corridor.exporter IS 'Name of the exporting country. NULL where the texts leave it open.';
COMMENT ON COLUMN new_goods_on_corridor.importer_country IS 'Country that gets or wants the goods, ISO 3166-1 alpha-2. NULL where the texts leave it open.';
COMMENT ON COLUMN new_goods_on_corridor.importer IS 'Name of the importing country. NULL where the texts leave it open.';
COMMENT ON COLUMN new_goods_on_corridor.good_id IS 'The good, as in dim_goods. NULL: all trade between the two sides.';
COMMENT ON COLUMN new_goods_on_corridor.good IS 'Name of the good, or all trade where good_id is NULL.';
COMMENT ON COLUMN new_goods_on_corridor.hs_chapter IS 'HS chapter of the good, two digits as text. NULL for all trade and for classes that span several chapters.';
COMMENT ON COLUMN new_goods_on_corridor.hs_chapter_title IS 'What that HS chapter covers, in short. NULL where hs_chapter is NULL.';
COMMENT ON COLUMN new_goods_on_corridor.first_seen IS 'Day on which it is first told: of publication, else the first day of the time told. NULL where no day is known.';
COMMENT ON COLUMN new_goods_on_corridor.last_seen IS 'Day on which it is last told: of publication, else the first day of the time told. NULL where no day is known.';
COMMENT ON COLUMN new_goods_on_corridor.corridor_first_seen IS 'Day on which any good is first told of on this corridor. NULL where no day is known.';
COMMENT ON COLUMN new_goods_on_corridor.days_after_corridor IS 'Days from corridor_first_seen to first_seen; 0 for goods that came with the corridor itself. NULL where no day is known.';
COMMENT ON COLUMN new_goods_on_corridor.documents IS 'Number of documents that tell of it; a document and its copies count as one.';
COMMENT ON COLUMN new_goods_on_corridor.first_status IS 'What the first document tells: reported, planned, requested or blocked.';
COMMENT ON COLUMN new_goods_on_corridor.first_document_id IS 'The document that tells it first, as in dim_documents; an undated one only where none is dated.';
COMMENT ON COLUMN new_goods_on_corridor.title IS 'Headline of that document. NULL where none was found.';
COMMENT ON COLUMN new_goods_on_corridor.outlet IS 'Outlet or body that published that document. NULL where unknown.';
COMMENT ON COLUMN new_goods_on_corridor.quotation IS 'The whole sentence that tells it, as it stands in the text.';
