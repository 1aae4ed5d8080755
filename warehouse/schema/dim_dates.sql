CREATE TABLE dim_dates (
    date_day           DATE NOT NULL,
    year               INTEGER NOT NULL,
    quarter            INTEGER NOT NULL CHECK (quarter BETWEEN 1 AND 4),
    month              INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
    month_name         VARCHAR NOT NULL,
    first_day_of_month DATE NOT NULL,
    day_of_month       INTEGER NOT NULL CHECK (day_of_month BETWEEN 1 AND 31),
    day_of_year        INTEGER NOT NULL CHECK (day_of_year BETWEEN 1 AND 366),
    iso_year           INTEGER NOT NULL,
    iso_week           INTEGER NOT NULL CHECK (iso_week BETWEEN 1 AND 53),
    iso_weekday        INTEGER NOT NULL CHECK (iso_weekday BETWEEN 1 AND 7),
    weekday_name       VARCHAR NOT NULL,
    is_weekend         BOOLEAN NOT NULL
);
COMMENT ON TABLE dim_dates IS 'One row per day, without a gap, from the first to the last day that a document or fact uses, within the years 1800 to 2100.';
COMMENT ON COLUMN dim_dates.date_day IS 'The day. Join on it, or with between date_from and date_to.';
COMMENT ON COLUMN dim_dates.year IS 'Calendar year of the day.';
COMMENT ON COLUMN dim_dates.quarter IS 'Quarter of the calendar year, 1 to 4.';
COMMENT ON COLUMN dim_dates.month IS 'Month of the year, 1 to 12.';
COMMENT ON COLUMN dim_dates.month_name IS 'English name of the month.';
COMMENT ON COLUMN dim_dates.first_day_of_month IS 'First day of the month, to group by month over years.';
COMMENT ON COLUMN dim_dates.day_of_month IS 'Day of the month, 1 to 31.';
COMMENT ON COLUMN dim_dates.day_of_year IS 'Day of the year, 1 to 366.';
COMMENT ON COLUMN dim_dates.iso_year IS 'Year that the ISO 8601 week belongs to; differs from year in the days around 1 January.';
COMMENT ON COLUMN dim_dates.iso_week IS 'ISO 8601 week, 1 to 53; belongs with iso_year.';
COMMENT ON COLUMN dim_dates.iso_weekday IS 'ISO 8601 day of the week, 1 (Monday) to 7 (Sunday).';
COMMENT ON COLUMN dim_dates.weekday_name IS 'English name of the day of the week.';
COMMENT ON COLUMN dim_dates.is_weekend IS 'True on Saturdays and Sundays.';
