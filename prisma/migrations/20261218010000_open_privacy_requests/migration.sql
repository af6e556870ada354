-- The oldest that are open, over all shops: asked at each scrape of a worker's metrics. Receipts stay for good.
CREATE INDEX CONCURRENTLY "privacy_request_open_idx" ON "privacy_request"("received_at") WHERE "done_at" IS NULL;
