-- What two spellings of one outlet share: no article, no dot com, no word for its trade at the end, no blanks or signs.
CREATE MACRO outlet_key(name) AS
    regexp_replace(lower(strip_accents(name)), '^the |\.(com|org|net)$| (news agency|news|agency|online)$|[^\p{L}\p{N}]', '', 'g');
COMMENT ON MACRO outlet_key IS 'The name of an outlet in the shape in which different spellings of it are compared.';
