-- What is under way to Flow or Klaviyo: looked for before each request, and ended after it. What was told stays, as long as logs do.
CREATE INDEX CONCURRENTLY "announcement_batch_idx" ON "announcement"("shop_id", "batch") WHERE "batch" IS NOT NULL;
