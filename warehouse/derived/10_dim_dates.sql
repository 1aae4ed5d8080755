-- Every day from the first to the last one in use, within bounds that a misread year cannot blow up.
INSERT INTO dim_dates
WITH used AS (
    SELECT published_on AS day FROM dim_documents
    UNION ALL SELECT unnest([date_from, date_to]) FROM fact_dates
    UNION ALL SELECT unnest([date_from, date_to]) FROM fact_trade_flows
),
bounds AS (
    SELECT min(day) AS first_day, max(day) AS last_day
    FROM used
    WHERE day BETWEEN DATE '1800-01-01' AND DATE '2100-12-31'
),
days AS (
    SELECT unnest(generate_series(first_day, last_day, INTERVAL 1 DAY))::DATE AS day FROM bounds
)
SELECT
    day AS date_day,
    year(day) AS year,
    quarter(day) AS quarter,
    month(day) AS month,
    monthname(day) AS month_name,
    date_trunc('month', day)::DATE AS first_day_of_month,
    dayofmonth(day) AS day_of_month,
    dayofyear(day) AS day_of_year,
    isoyear(day) AS iso_year,
    weekofyear(day) AS iso_week,
    isodow(day) AS iso_weekday,
    dayname(day) AS weekday_name,
    isodow(day) >= 6 AS is_weekend
FROM days
ORDER BY date_day;
