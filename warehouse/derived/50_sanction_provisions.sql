-- From data/sanction_provisions.csv, which is part of the program. Parameter: the file.
INSERT INTO sanction_provisions
SELECT
    concat_ws('/', lower(regime), resolution, paragraph, direction, class, hs_code, in_force_from) AS provision_id,
    regime,
    resolution,
    paragraph,
    url,
    direction,
    target_country,
    class,
    hs_level,
    hs_code,
    hs_basis,
    hs_coverage,
    good_category,
    good_pattern,
    is_cap::BOOLEAN AS is_cap,
    cap_quantity::DOUBLE AS cap_quantity,
    cap_unit,
    cap_amount::DOUBLE AS cap_amount,
    cap_currency,
    cap_period,
    in_force_from::DATE AS in_force_from,
    in_force_until::DATE AS in_force_until,
    exceptions,
    summary,
    source,
    checked,
    comment
FROM read_csv($file, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', nullstr = '')
ORDER BY provision_id;
