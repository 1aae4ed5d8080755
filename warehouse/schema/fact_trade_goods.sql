CREATE TABLE fact_trade_goods (
    document_id    VARCHAR NOT NULL,
    sentence_id    VARCHAR NOT NULL,
    start_char     BIGINT NOT NULL CHECK (start_char >= 0),
    end_char       BIGINT NOT NULL CHECK (end_char > start_char),
    surface        VARCHAR NOT NULL,
    good_id        VARCHAR NOT NULL,
    origin_country VARCHAR,
    quantity_low   DOUBLE,
    quantity_high  DOUBLE,
    unit           VARCHAR,
    amount_low     DOUBLE,
    amount_high    DOUBLE,
    currency       VARCHAR,
    is_approximate BOOLEAN,
    confidence     DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    rule           VARCHAR NOT NULL,
    lexicon        VARCHAR
);
COMMENT ON TABLE fact_trade_goods IS 'One row per mention of a good in a text, with the origin and the amounts told of it.';
COMMENT ON COLUMN fact_trade_goods.document_id IS 'The document, as in dim_documents.';
COMMENT ON COLUMN fact_trade_goods.sentence_id IS 'The sentence that says it, as in sentences; its text is the quotation.';
COMMENT ON COLUMN fact_trade_goods.start_char IS 'Where the evidence starts in dim_documents.text, in Unicode code points from 0.';
COMMENT ON COLUMN fact_trade_goods.end_char IS 'Where the evidence ends in dim_documents.text, in Unicode code points, exclusive.';
COMMENT ON COLUMN fact_trade_goods.surface IS 'The evidence as it stands in the text: substring(text, start_char + 1, end_char - start_char).';
COMMENT ON COLUMN fact_trade_goods.good_id IS 'The good, as in dim_goods.';
COMMENT ON COLUMN fact_trade_goods.origin_country IS 'Country of make or origin that the text names for the good, ISO 3166-1 alpha-2. NULL where it names none.';
COMMENT ON COLUMN fact_trade_goods.quantity_low IS 'Lower end of the quantity told of the good, in unit. Equal to quantity_high for a single figure. NULL where none is told, or only an upper end.';
COMMENT ON COLUMN fact_trade_goods.quantity_high IS 'Upper end of the quantity told of the good, in unit. NULL where none is told, or only a lower end.';
COMMENT ON COLUMN fact_trade_goods.unit IS 'Unit of the quantity (kg, t, l and the like). NULL where no quantity is told, or where it is a bare count.';
COMMENT ON COLUMN fact_trade_goods.amount_low IS 'Lower end of the money told of the good, in whole units of currency. NULL where none is told, or only an upper end.';
COMMENT ON COLUMN fact_trade_goods.amount_high IS 'Upper end of the money told of the good, in whole units of currency. NULL where none is told, or only a lower end.';
COMMENT ON COLUMN fact_trade_goods.currency IS 'Currency of the money, ISO 4217. NULL where no money is told, or where the sign does not tell which.';
COMMENT ON COLUMN fact_trade_goods.is_approximate IS 'True where the text says about, some, nearly and the like; false where it gives the figure as exact. NULL where no figure is told.';
COMMENT ON COLUMN fact_trade_goods.confidence IS 'How sure the rule is of this row, from 0 to 1; a rank, not a measured probability.';
COMMENT ON COLUMN fact_trade_goods.rule IS 'Name of the rule that found it.';
COMMENT ON COLUMN fact_trade_goods.lexicon IS 'File and line of the lexicon entry behind it, such as goods/food.csv:123. NULL where a rule alone found it.';
