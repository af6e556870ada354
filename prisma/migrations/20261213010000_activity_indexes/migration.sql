-- What was refused or not used, by time: a small part of what came in.
CREATE INDEX CONCURRENTLY "intake_minute_refused_idx" ON "intake_minute"("shop_id", "minute") WHERE "outcome" IN ('rejected', 'ignored');

-- What could not be read, by time.
CREATE INDEX CONCURRENTLY "raw_event_unreadable_at_idx" ON "raw_event"("shop_id", "received_at") WHERE "error" IS NOT NULL;

-- What Flow or Klaviyo did not get, by time.
CREATE INDEX CONCURRENTLY "announcement_untold_idx" ON "announcement"("shop_id", "done_at") WHERE "outcome" IN ('refused', 'left-out');

-- Who carries tags of ours: counted without a look at anybody else.
CREATE INDEX CONCURRENTLY "tag_state_carrying_idx" ON "tag_state"("shop_id") WHERE "written" <> '{}';

-- Whose metafields Shopify refused.
CREATE INDEX CONCURRENTLY "metafield_state_refused_idx" ON "metafield_state"("shop_id", "customer_id") WHERE "write_at" IS NULL AND "last_error" IS NOT NULL;
