-- Each list is asked for by document, so that one article is told without reading all the others.
CREATE VIEW document_brief AS
SELECT
    d.document_id,
    d.source_file,
    d.source_record,
    d.title,
    d.publisher AS outlet,
    d.published_on,
    d.published_basis,
    d.language,
    d.url,
    d.duplicate_of,
    (SELECT count(*) FROM dim_documents c WHERE c.duplicate_of = d.document_id) AS copies,
    length(d.text) AS characters,
    coalesce((
        SELECT list_sort(list(DISTINCT concat(
            coalesce(f.exporter, '?'), ' → ', coalesce(f.importer, '?'), ': ', f.good, ' (', f.status, CASE WHEN f.is_illicit THEN ', illicit' END, ')'
        ))) FROM trade_flows f WHERE f.document_id = d.document_id
    ), []) AS flows,
    coalesce((
        SELECT list_sort(list(DISTINCT concat(
            coalesce(r.origin, '?'), ' → ', coalesce(r.destination, '?'),
            ' via ' || nullif(array_to_string(r.via, ', '), ''), ' by ' || r.mode, ' (', r.status, ')'
        ))) FROM trade_routes r WHERE r.document_id = d.document_id
    ), []) AS routes,
    coalesce((
        SELECT list_sort(list(DISTINCT g.name)) FROM fact_trade_goods f JOIN dim_goods g USING (good_id) WHERE f.document_id = d.document_id
    ), []) AS goods,
    coalesce((
        SELECT list_sort(list(DISTINCT a.name)) FROM fact_actors f JOIN dim_actors a USING (actor_id) WHERE f.document_id = d.document_id
    ), []) AS actors,
    coalesce((
        SELECT list_sort(list(DISTINCT p.name)) FROM fact_places f JOIN dim_places p USING (place_id) WHERE f.document_id = d.document_id
    ), []) AS places,
    coalesce((SELECT list_sort(list(DISTINCT t.surface)) FROM fact_dates t WHERE t.document_id = d.document_id), []) AS dates,
    (SELECT min(t.date_from) FROM fact_dates t WHERE t.document_id = d.document_id) AS first_day,
    (SELECT max(t.date_to) FROM fact_dates t WHERE t.document_id = d.document_id) AS last_day
FROM dim_documents d;
COMMENT ON VIEW document_brief IS 'Everything that an article says: one row per document, copies included, with its flows, routes, goods, actors, places and dates in words.';
COMMENT ON COLUMN document_brief.document_id IS 'The document, as in dim_documents.';
COMMENT ON COLUMN document_brief.source_file IS 'Raw file of the document, path below the raw root.';
COMMENT ON COLUMN document_brief.source_record IS 'Number of the record in a container such as JSON lines. NULL for a file that is no container.';
COMMENT ON COLUMN document_brief.title IS 'Headline. NULL where none was found.';
COMMENT ON COLUMN document_brief.outlet IS 'Outlet or body that published it. NULL where unknown.';
COMMENT ON COLUMN document_brief.published_on IS 'Day of publication. NULL where unknown.';
COMMENT ON COLUMN document_brief.published_basis IS 'Where the day of publication comes from: sidecar, stamp, dateline or header. NULL where there is none.';
COMMENT ON COLUMN document_brief.language IS 'ISO 639-1 code of the language; only English (en) is searched for facts. NULL where it could not be told.';
COMMENT ON COLUMN document_brief.url IS 'Address of the original. NULL where none is given.';
COMMENT ON COLUMN document_brief.duplicate_of IS 'The document_id of the original where this document is a copy. NULL for an original.';
COMMENT ON COLUMN document_brief.copies IS 'Number of documents that are copies of this one.';
COMMENT ON COLUMN document_brief.characters IS 'Length of the text, in Unicode code points.';
COMMENT ON COLUMN document_brief.flows IS 'Its flows in words, such as China → North Korea: wheat flour (reported), each once; ? is a side left open. Empty where there is none.';
COMMENT ON COLUMN document_brief.routes IS 'Its routes in words, with places, means of transport and status, each once; ? is an end left open. Empty where there is none.';
COMMENT ON COLUMN document_brief.goods IS 'Names of the goods that it mentions, each once, in alphabetical order. Empty where there is none.';
COMMENT ON COLUMN document_brief.actors IS 'Names of the actors that it mentions, each once, in alphabetical order. Empty where there is none.';
COMMENT ON COLUMN document_brief.places IS 'Names of the places that it mentions, countries included, each once, in alphabetical order. Empty where there is none.';
COMMENT ON COLUMN document_brief.dates IS 'Its expressions of time as they stand in the text, each once, in alphabetical order. Empty where there is none.';
COMMENT ON COLUMN document_brief.first_day IS 'First day of the earliest time that it speaks of. NULL where no expression is resolved.';
COMMENT ON COLUMN document_brief.last_day IS 'Last day of the latest time that it speaks of. NULL where no expression is resolved.';
