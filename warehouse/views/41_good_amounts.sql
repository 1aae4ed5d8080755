CREATE VIEW good_amounts AS
SELECT
    f.good_id,
    g.name AS good,
    f.surface,
    g.hs_chapter,
    g.hs_heading,
    f.origin_country,
    coalesce(c.name, f.origin_country) AS origin,
    f.quantity_low,
    f.quantity_high,
    f.unit,
    f.amount_low,
    f.amount_high,
    f.currency,
    f.is_approximate,
    d.published_on,
    d.publisher AS outlet,
    d.title,
    f.document_id,
    f.sentence_id,
    f.start_char,
    f.end_char,
    d.source_file,
    d.duplicate_of,
    f.document_id <> first_value(f.document_id) OVER (
        PARTITION BY o.original_document_id, f.good_id, f.quantity_low, f.quantity_high, f.unit, f.amount_low, f.amount_high, f.currency
        ORDER BY f.document_id <> o.original_document_id, d.published_on NULLS LAST, f.document_id, f.rowid
    ) AS is_repeat,
    s.text AS quotation
FROM fact_trade_goods f
JOIN dim_documents d USING (document_id)
JOIN document_sources o USING (document_id)
LEFT JOIN sentences s USING (sentence_id)
LEFT JOIN dim_goods g USING (good_id)
LEFT JOIN dim_countries c ON c.country = f.origin_country
WHERE coalesce(f.quantity_low, f.quantity_high, f.amount_low, f.amount_high) IS NOT NULL;
COMMENT ON VIEW good_amounts IS 'Figures told of goods, with the quotation for each: the mentions of fact_trade_goods that have a quantity or an amount of money. Join it to trade_flows by sentence_id and good_id for the trade that a figure is told of.';
COMMENT ON COLUMN good_amounts.good_id IS 'The good, as in dim_goods. NULL: all trade between the two sides.';
COMMENT ON COLUMN good_amounts.good IS 'Name of the good.';
COMMENT ON COLUMN good_amounts.surface IS 'The good in the words of the text.';
COMMENT ON COLUMN good_amounts.hs_chapter IS 'HS chapter of the good, two digits as text. NULL for all trade and for classes that span several chapters.';
COMMENT ON COLUMN good_amounts.hs_heading IS 'HS heading of the good, four digits as text. NULL where only the chapter is clear, or less.';
COMMENT ON COLUMN good_amounts.origin_country IS 'Country of make or origin that the text names for the good, ISO 3166-1 alpha-2. NULL where it names none.';
COMMENT ON COLUMN good_amounts.origin IS 'Name of that country. NULL where the text names none.';
COMMENT ON COLUMN good_amounts.quantity_low IS 'Lower end of the quantity, in unit. NULL where none is told, or only an upper end.';
COMMENT ON COLUMN good_amounts.quantity_high IS 'Upper end of the quantity, in unit. NULL where none is told, or only a lower end.';
COMMENT ON COLUMN good_amounts.unit IS 'Unit of the quantity (kg, t, l and the like). NULL where no quantity is told, or where it is a bare count.';
COMMENT ON COLUMN good_amounts.amount_low IS 'Lower end of the money, in whole units of currency. NULL where none is told, or only an upper end.';
COMMENT ON COLUMN good_amounts.amount_high IS 'Upper end of the money, in whole units of currency. NULL where none is told, or only a lower end.';
COMMENT ON COLUMN good_amounts.currency IS 'Currency of the money, ISO 4217. NULL where no money is told, or where the sign does not tell which.';
COMMENT ON COLUMN good_amounts.is_approximate IS 'True where the text says about, some, nearly and the like; false where it gives the figure as exact.';
COMMENT ON COLUMN good_amounts.published_on IS 'Day of publication of the document. NULL where unknown.';
COMMENT ON COLUMN good_amounts.outlet IS 'Outlet or body that published that document. NULL where unknown.';
COMMENT ON COLUMN good_amounts.title IS 'Headline of that document. NULL where none was found.';
COMMENT ON COLUMN good_amounts.document_id IS 'The document, as in dim_documents.';
COMMENT ON COLUMN good_amounts.sentence_id IS 'The sentence that tells it, as in sentences.';
COMMENT ON COLUMN good_amounts.start_char IS 'Where the good stands in dim_documents.text, in Unicode code points from 0.';
COMMENT ON COLUMN good_amounts.end_char IS 'Where the good ends in dim_documents.text, in Unicode code points, exclusive.';
COMMENT ON COLUMN good_amounts.source_file IS 'Raw file of the document, path below the raw root.';
COMMENT ON COLUMN good_amounts.duplicate_of IS 'The document_id of the original where this document is a copy. NULL for an original.';
COMMENT ON COLUMN good_amounts.is_repeat IS 'True where the document is a copy and its original, or an earlier copy of it, gives the same figure for the good. Say NOT is_repeat to have each figure once.';
COMMENT ON COLUMN good_amounts.quotation IS 'The whole sentence that gives the figure, as it stands in the text.';
