-- Orders of a stretch of time, whoever placed them: what the stitching report begins with.
CREATE INDEX CONCURRENTLY "customer_order_shop_id_placed_at_idx" ON "customer_order"("shop_id", "placed_at");

-- What could not be read, and nothing else: the index stays small however long the history is.
CREATE INDEX CONCURRENTLY "raw_event_unreadable_idx" ON "raw_event"("shop_id", "raw_event_id") WHERE "error" IS NOT NULL;
