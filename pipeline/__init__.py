"""Raw text in, fact frames out. Pure: no Dagster, no DuckDB, no clock, no network, no environment."""
