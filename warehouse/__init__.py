"""The warehouse: DDL, publishing, checks, views and the questions asked of the published file. The only package that knows DuckDB.

publish.publish · checks.run_checks · reading.query, reading.open_warehouse · summary.summarise · dictionary.dictionary_rows,
dictionary.write_dictionary. It never parses text and imports neither the pipeline nor Dagster.
"""
