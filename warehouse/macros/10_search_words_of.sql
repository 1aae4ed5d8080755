-- Harman's S stemmer (How effective is suffixing?, JASIS 42, 1991): three rules that only join singular and plural.
CREATE MACRO search_stem(word) AS
    CASE
        WHEN length(word) < 4 THEN word
        WHEN word LIKE '%ies' AND NOT regexp_matches(word, '[ea]ies$') THEN left(word, -3) || 'y'
        WHEN word LIKE '%es' AND NOT regexp_matches(word, '[aeo]es$') THEN left(word, -1)
        WHEN word LIKE '%s' AND NOT regexp_matches(word, '[us]s$') THEN left(word, -1)
        ELSE word
    END;
COMMENT ON MACRO search_stem IS 'A word without its English plural ending, as the search tables hold it; expects lower case.';

CREATE MACRO search_words_of(text) AS regexp_extract_all(lower(strip_accents(text)), '[\p{L}\p{N}]+');
COMMENT ON MACRO search_words_of IS 'The words of a text in lower case and without accents, as a list in reading order.';
