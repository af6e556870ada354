-- What was told of one product: read again when a price comes late. Not in schema.prisma, which has no word
-- for an index of an expression or of a part of the rows.
CREATE INDEX CONCURRENTLY "raw_event_product_idx" ON "raw_event"("shop_id", (COALESCE("wire"->>'id', "wire"#>>'{data,product,id}'))) WHERE "topic" IN ('products/create', 'products/update', 'Product/update', 'products');
