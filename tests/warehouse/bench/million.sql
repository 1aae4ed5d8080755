-- A synthetic warehouse's input: invented articles of eight sentences, every second of which tells a flow. True to its own text, so that
-- every check of the publisher runs on it. {documents} and {folder} are filled in by bench.py.
CREATE MACRO pick(number, salt, n) AS (hash(number, salt) % n)::BIGINT;
-- A product of three draws leans to small numbers, as words and goods do.
CREATE MACRO lean(number, salt, n) AS
    (n * ((hash(number, salt) % 10000) / 10000.0) * ((hash(number, salt, 1) % 10000) / 10000.0) * ((hash(number, salt, 2) % 10000) / 10000.0))::BIGINT;
CREATE MACRO syllables(number) AS
    list_aggregate([['ka', 'mo', 'ti', 're', 'sul', 'pan', 'do', 'vi', 'lor', 'en'][1 + number // pow(10, n)::BIGINT % 10] FOR n IN range(0, 2 + (number % 3)::BIGINT)], 'string_agg', '');

CREATE TABLE dim_countries AS
    SELECT code AS country, 'Country of ' || code AS name
    FROM (SELECT chr((65 + n // 7)::INTEGER) || chr((65 + n % 7)::INTEGER) AS code FROM range(40) t(n))
    UNION ALL VALUES ('KP', 'North Korea'), ('CN', 'China'), ('RU', 'Russia');
CREATE TABLE countries AS SELECT country, name, row_number() OVER (ORDER BY country DESC) - 1 AS n FROM dim_countries;
CREATE TABLE dim_goods AS
    SELECT 'good-' || n AS good_id,
        CASE n WHEN 0 THEN 'coal' WHEN 1 THEN 'wheat flour' WHEN 2 THEN 'diesel' ELSE syllables(n * 7) || ' ' || syllables(n) || n END AS name,
        lpad((1 + n % 97)::VARCHAR, 2, '0') AS hs_chapter, lpad((1 + n % 97)::VARCHAR, 2, '0') || '01' AS hs_heading,
        ['food', 'fuel', 'metal', 'machine'][1 + n % 4] AS category
    FROM range(500) t(n);
CREATE TABLE dim_actors AS
    SELECT 'cn/company/' || n AS actor_id, 'Trading ' || n AS name, 'company' AS kind, 'CN' AS country FROM range(3000) t(n)
    UNION ALL SELECT 'xx/media/' || n, 'Outlet ' || n, 'media', NULL FROM range(60) t(n);
CREATE TABLE dim_places AS
    SELECT 'cn/place-' || n AS place_id, 'Port ' || n AS name, ['port', 'crossing', 'city'][1 + n % 3] AS kind, 'CN' AS country,
        20 + n / 20.0 AS latitude, 100 + n / 20.0 AS longitude
    FROM range(400) t(n);

CREATE TABLE drawn AS
WITH slots AS (
    SELECT d, n, d * 8 + n AS s, lpad(d::VARCHAR, 16, '0') AS document_id FROM range({documents}) t(d), range(0, 8, 2) u(n)
)
SELECT x.d, x.n, x.s, x.document_id,
    e.country AS exporter, e.name AS exporter_name, i.country AS importer, i.name AS importer_name, g.good_id, g.name AS good,
    lean(x.s, 4, 400) AS place, pick(x.s, 5, 10) < 3 AS has_actor, lean(x.s, 6, 3000) AS actor,
    ['rail', 'road', 'sea', 'river', 'air'][1 + pick(x.s, 7, 5)] AS mode,
    ['reported', 'reported', 'reported', 'planned', 'requested', 'blocked'][1 + pick(x.s, 8, 6)] AS status,
    DATE '2018-01-01' + (x.d * 2900 // {documents})::INTEGER AS published_on,
    1 + pick(x.s, 9, 90) AS tons
FROM slots x
JOIN countries e ON e.n = lean(x.s, 1, 42)
JOIN countries i ON i.n = 42 - lean(x.s, 2, 42)
JOIN dim_goods g ON g.good_id = 'good-' || lean(x.s, 3, 499);

CREATE TABLE told AS
SELECT *, exporter_name || ' sent ' || tons || ' tons of ' AS head,
    exporter_name || ' sent ' || tons || ' tons of ' || good || ' to ' || importer_name
        || CASE WHEN has_actor THEN ' for Trading ' || actor ELSE '' END || ' by ' || mode || ' through Port ' || place
        || ' in ' || strftime(published_on, '%B %Y') AS claim
FROM drawn;

CREATE TABLE lines AS
WITH words AS (
    SELECT d * 8 + n AS s, d, n, string_agg(syllables(lean((d * 8 + n) * 20 + w, 11, 60000)), ' ' ORDER BY w) AS text
    FROM range({documents}) t(d), range(1, 8, 2) u(n), range(16) v(w)
    GROUP BY d, n
),
texts AS (
    SELECT s, d, n, claim || '.' AS text FROM told
    UNION ALL
    SELECT s, d, n, CASE WHEN n = 1 AND pick(d, 12, 5) = 0 THEN 'Outlet ' || pick(d, 13, 60) || ' said so: ' ELSE 'Word ' END || text || '.' FROM words
)
SELECT s, d, n, lpad(d::VARCHAR, 16, '0') AS document_id, text,
    coalesce(sum(length(text) + 1) OVER (PARTITION BY d ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::BIGINT AS start_char
FROM texts;

CREATE MACRO evidence() AS TABLE
    SELECT t.*, t.document_id || ':' || t.n AS sentence_id, l.start_char AS base FROM told t JOIN lines l USING (s);
CREATE TABLE evidences AS FROM evidence();

COPY (
    SELECT lpad(d::VARCHAR, 16, '0') AS document_id, 'bulk-' || d // 1000 || '.jsonl' AS source_file, d % 1000 AS source_record, 0 AS file_start,
        'Story ' || d || ' of ' || syllables(d * 3) AS title, 'Outlet ' || lean(d, 14, 60) AS publisher, NULL::VARCHAR AS url, 'en' AS language,
        DATE '2018-01-01' + (d * 2900 // {documents})::INTEGER AS published_on, 'sidecar' AS published_basis,
        string_agg(text, ' ' ORDER BY n) AS text, md5(d::VARCHAR) AS content_hash,
        CASE WHEN d % 10 = 9 THEN lpad((d - 1)::VARCHAR, 16, '0') END AS duplicate_of
    FROM lines GROUP BY d
) TO '{folder}/dim_documents.parquet';
COPY (SELECT DISTINCT source_file, NULL::VARCHAR AS content_hash, 1 AS size_bytes FROM '{folder}/dim_documents.parquet') TO '{folder}/raw_files.parquet';
COPY (
    SELECT document_id, document_id || ':' || n AS sentence_id, n AS sentence_number, start_char, start_char + length(text) AS end_char,
        'body' AS zone, text
    FROM lines
) TO '{folder}/sentences.parquet';
COPY (
    SELECT document_id, sentence_id, base + length(head) AS start_char, base + length(head) + length(good) AS end_char, good AS surface, good_id,
        NULL::VARCHAR AS origin_country, tons AS quantity_low, tons AS quantity_high, 't' AS unit, NULL::DOUBLE AS amount_low,
        NULL::DOUBLE AS amount_high, NULL::VARCHAR AS currency, false AS is_approximate, 0.9 AS confidence, 'bench' AS rule, NULL::VARCHAR AS lexicon
    FROM evidences
) TO '{folder}/fact_trade_goods.parquet';
COPY (
    SELECT document_id, sentence_id, base + length(split_part(claim, 'Trading', 1)) AS start_char,
        base + length(split_part(claim, 'Trading', 1)) + length('Trading ' || actor) AS end_char, 'Trading ' || actor AS surface,
        'cn/company/' || actor AS actor_id, 0.9 AS confidence, 'bench' AS rule, NULL::VARCHAR AS lexicon
    FROM evidences WHERE has_actor
    UNION ALL
    SELECT document_id, document_id || ':1', start_char, start_char + length(split_part(text, ' said', 1)), split_part(text, ' said', 1),
        'xx/media/' || pick(d, 13, 60), 0.9, 'bench', NULL
    FROM lines WHERE text LIKE 'Outlet %'
) TO '{folder}/fact_actors.parquet';
COPY (
    SELECT document_id, sentence_id, base + length(split_part(claim, 'Port', 1)) AS start_char,
        base + length(split_part(claim, 'Port', 1)) + length('Port ' || place) AS end_char, 'Port ' || place AS surface,
        'cn/place-' || place AS place_id, 0.9 AS confidence, 'bench' AS rule, NULL::VARCHAR AS lexicon
    FROM evidences
) TO '{folder}/fact_places.parquet';
COPY (
    SELECT document_id, sentence_id, base + length(claim) - length(strftime(published_on, '%B %Y')) AS start_char, base + length(claim) AS end_char,
        strftime(published_on, '%B %Y') AS surface, date_trunc('month', published_on)::DATE AS date_from, last_day(published_on) AS date_to,
        'month' AS granularity, 'stated' AS basis, 0.9 AS confidence, 'bench' AS rule, NULL::VARCHAR AS lexicon
    FROM evidences
) TO '{folder}/fact_dates.parquet';
COPY (
    SELECT document_id, sentence_id, base AS start_char, base + length(claim) AS end_char, claim AS surface, 'route-' || s AS route_id,
        exporter AS origin_country, importer AS destination_country, NULL::VARCHAR AS origin_place_id, NULL::VARCHAR AS destination_place_id,
        ['cn/place-' || place] AS via_place_ids, mode, CASE status WHEN 'reported' THEN 'open' WHEN 'blocked' THEN 'closed' ELSE 'planned' END AS status,
        0.9 AS confidence, 'bench' AS rule, NULL::VARCHAR AS lexicon, 'by' AS cue
    FROM evidences WHERE s % 5 < 2
) TO '{folder}/fact_routes.parquet';
COPY (
    SELECT document_id, sentence_id, base AS start_char, base + length(claim) AS end_char, claim AS surface, good_id, good AS good_surface,
        exporter AS exporter_country, importer AS importer_country, NULL::VARCHAR AS origin_country, NULL::VARCHAR AS exporter_actor_id,
        CASE WHEN has_actor THEN 'cn/company/' || actor END AS importer_actor_id, CASE WHEN s % 5 < 2 THEN 'route-' || s END AS route_id, status,
        pick(s, 15, 20) = 0 AS is_illicit, date_trunc('month', published_on)::DATE AS date_from, last_day(published_on) AS date_to,
        'stated' AS date_basis, 0.9 AS confidence, 'bench' AS rule, NULL::VARCHAR AS lexicon, 'sent' AS cue
    FROM evidences
) TO '{folder}/fact_trade_flows.parquet';
COPY dim_goods TO '{folder}/dim_goods.parquet';
COPY dim_actors TO '{folder}/dim_actors.parquet';
COPY dim_places TO '{folder}/dim_places.parquet';
COPY dim_countries TO '{folder}/dim_countries.parquet';
