-- Documents by language; only English is searched for facts.
SELECT language, count(*) AS documents FROM dim_documents GROUP BY language ORDER BY documents DESC, language;
