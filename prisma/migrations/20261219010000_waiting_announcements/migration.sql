-- The oldest that wait, for each request. By the key alone all that was told before them is read and left.
CREATE INDEX CONCURRENTLY "announcement_waiting_idx" ON "announcement"("shop_id", "target", "announcement_id") WHERE "done_at" IS NULL;
